//! Many runs: what one plan does under many lucks.
//!
//! Invariants: a result depends on its arguments only, never on the number of threads; runs are kept in the
//! order of their seeds; sums are taken in that order.

pub mod attribution;
pub mod change;
pub mod course;
pub mod crew;
pub mod executor;
pub mod frontier;
pub mod futures;
pub mod judge;
pub mod luck_and_judgement;
pub mod lucks;
pub mod par;
pub mod plan;
pub mod self_check;
pub mod shard;
pub mod spread;
pub mod survival;
pub mod weighing;
pub mod what_if;
