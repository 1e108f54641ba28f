//! A run being played or kept: what it holds, the file it is written to, the short code, replay and branch.
//!
//! Invariants: a run is (case, seed, decisions) and everything else can be recomputed; a stored line is
//! never changed after it was written; what cannot be read is named, never guessed at.

pub mod branch;
pub mod chain;
pub mod code;
pub mod film;
pub mod journal;
pub mod migrate;
pub mod prediction;
pub mod record;
pub mod replay;
#[cfg(test)]
pub mod sample;
pub mod table;
