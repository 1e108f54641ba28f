//! Stylised facts: what is known about such choices, measured in the model over two thousand paired lucks.
//!
//! Each fact is a test. It prints what was measured and the bar it has to clear
//! (`cargo test --test facts -- --nocapture`). What the model does not reproduce is not left out: it is held to a band
//! around what it does instead, and docs/facts.md says why.

#[path = "facts/lab.rs"]
mod lab;
#[path = "facts/money.rs"]
mod money;
#[path = "facts/risk.rs"]
mod risk;
#[path = "facts/strategy.rs"]
mod strategy;
#[path = "facts/ties.rs"]
mod ties;
#[path = "facts/time.rs"]
mod time;
