//! The game: what it is without a window, and the window around it.
//!
//! Invariants: [`game`], [`debrief`], [`learn`], [`review`], [`screen`], [`stage`] and [`wall`] name no window and are played whole by the tests; only the window's files name
//! Bevy, and they know no rule.

pub mod debrief;
mod errand;
pub mod game;
#[cfg(feature = "app")]
mod graphics;
pub mod learn;
pub mod mirror;
#[cfg(all(feature = "page", target_arch = "wasm32"))]
mod page;
pub mod papers;
#[cfg(feature = "app")]
mod picture;
mod place;
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
