//! Textbook formulas the rules use; each can be checked from the command line.
//!
//! Invariants: pure functions of plain numbers, no state and no case. Money is in k$ or in any
//! other one unit, time in the unit each function names.

pub mod fair;
pub mod finance;
pub mod health;
pub mod learning;
pub mod lock_in;
pub mod queueing;
pub mod scaling;
