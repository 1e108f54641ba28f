//! What a table takes home on paper: proposal, comparison matrix, hot-wash sheet, role cards, after-action page; and what
//! a facilitator takes along: the page of the room, the script, everything as CSV and JSON.
//!
//! A document is structured content first ([`content`]) and becomes a page or a file afterwards ([`html`], [`csv`]).
//!
//! Invariants: every number comes from the run, the case or a simulation under the run's own luck, and becomes text in
//! [`crate::view::format`]; a page needs nothing but itself; no text of a table or a case is ever taken for markup or a
//! formula; a choice is only ever named, never praised or blamed.

pub mod content;
pub mod csv;
pub mod html;
pub mod json;

mod after_action;
mod brief;
mod hot_wash;
mod kind;
mod matrix;
mod proposal;
mod reflection;
mod role_cards;

pub use after_action::{Paper, after_action, bundle, room_page, script};
pub use brief::brief;
pub use hot_wash::hot_wash;
pub use kind::{Kind, write};
pub use matrix::{Matrix, Measure, Offer, Range, Standing, matrix};
pub use proposal::{baseline, proposal};
pub use reflection::{learner_matrix, learner_matrix_page, reflection};
pub use role_cards::role_cards;
