//! Self-study: what one learner reads, tries, predicts, answers and keeps, at their own pace.
//!
//! Invariants: a right answer is computed, never typed in; a real tool is told by facts with their sources and never gets a
//! score; nothing here draws, reads a file or knows the time of day.

pub mod calibration;
pub mod concept;
pub mod exercise;
pub mod field_guide;
pub mod foresight;
pub mod guide;
pub mod hint;
pub mod lesson;
pub mod progress;
pub mod reading;
pub mod rivals;
