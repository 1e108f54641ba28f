//! The rules: what a fiscal year does to a pipeline.
//!
//! `model` is a case compiled to numbers, `state` pipelines at one moment, several runs side by
//! side, `year` the order in which the rules act, one file a rule. `check` is the dry run of a decision, `outcome` what a
//! year brought, `trace` why.
//!
//! Invariants: no clock, file, log, hash order or text in here; the same (model, luck, decisions)
//! give the same bits on every platform.

pub mod calendar;
pub mod capacity;
pub mod check;
pub mod compliance;
pub mod digest;
pub mod effects;
pub mod explain;
pub mod formulas;
pub mod gauges;
mod kept;
pub mod ledger;
pub mod lock_in;
pub mod model;
pub mod outcome;
pub mod people;
pub mod projects;
pub mod quality;
pub mod running;
pub mod security;
pub mod state;
pub mod suppliers;
pub mod trace;
pub mod year;

pub use crate::lanes::ONLY;
pub use check::check;
pub use model::Model;
pub use state::State;
pub use trace::{NoTrace, SumsOnly};
pub use year::{advance, pass, pass_beside, pass_eight, play_year};

/// Version of the rules. A change that moves a number of any run raises it.
pub const RULES_VERSION: u16 = 1;
