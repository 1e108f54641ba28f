//! View models: what a screen, a table or a file shows, as plain data and finished text.
//!
//! Invariants: nothing here draws, prints or reads a file; [`mod@format`] is the only place where a number
//! becomes text, and [`words`] the only place where an enum does.

pub mod aid;
pub mod board;
pub mod brief;
pub mod debrief;
pub mod end;
pub mod format;
pub mod frame;
pub mod futures;
pub mod help;
pub mod insight;
pub mod library;
pub mod message;
pub mod number;
pub mod planning;
pub mod play;
pub mod qr;
pub mod reveal;
pub mod run;
pub mod sign;
pub mod study;
pub mod table;
pub mod title;
pub mod why;
pub mod words;
pub mod year;
