//! Panels of the game: pure functions of a view and of what the hand is doing, giving back an action.
//!
//! Invariants: a panel sees neither the run nor the window; every fact on it is in the accessibility tree, too;
//! nothing is told by colour alone.

pub mod action;
pub mod board;
pub mod canvas;
pub mod chart;
pub mod help;
pub mod icons;
pub mod keys;
pub mod panels;
pub mod theme;
pub mod widgets;

pub use action::Action;
pub use theme::Theme;
