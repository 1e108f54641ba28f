//! The game: what it is without a window, and the window around it.
//!
//! Invariants: [`game`], [`screen`] and [`stage`] name no window and are played whole by the tests; only the window's files name
//! Bevy, and they know no rule.

pub mod debrief;
pub mod game;
#[cfg(feature = "app")]
mod graphics;
#[cfg(feature = "app")]
mod picture;
pub mod screen;
pub mod stage;
#[cfg(feature = "app")]
mod window;

#[cfg(feature = "app")]
pub use window::run;
