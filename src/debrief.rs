//! The debrief: many tables' runs side by side, what happened in each, what differed, what to show in which minute.
//!
//! Invariants: a run shows what was recorded when it was played, and playing it again only ever adds to that; two runs
//! are compared only where case, rules and luck are the same, or the difference is said; nothing here orders tables by
//! how they did; nothing here draws, reads a file or knows the time of day.

pub mod bias;
pub mod causes;
pub mod contrast;
pub mod gather;
pub mod hidden_rule;
pub mod moments;
pub mod pins;
pub mod run_of_show;
pub mod timeline;
pub mod turning;
pub mod wardley;
