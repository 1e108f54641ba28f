//! After a committed year and after a run: other plans, one change, questions, what one foresees. One leaf a file.

pub mod desk;
mod expect;
mod express;
pub mod journal;
mod mastery;
mod others;
mod questions;
