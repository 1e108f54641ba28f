//! The game: what it is without a window, and the window around it.
//!
//! Invariants: [`game`], [`debrief`], [`learn`], [`review`], [`screen`], [`stage`] and [`wall`] name no window and are played whole by the tests; only the window's files name
//! Bevy, and they know no rule.

pub mod debrief;
pub mod game;
#[cfg(feature = "app")]
mod graphics;
pub mod learn;
#[cfg(feature = "app")]
mod picture;
pub mod review;
pub mod screen;
#[cfg(feature = "app")]
mod second;
pub mod stage;
pub mod wall;
#[cfg(feature = "app")]
mod window;

#[cfg(feature = "app")]
pub use window::run;
