//! What self-study shows, as plain data and finished text.

pub mod comparison;
pub mod concept;
pub mod exercise;
pub mod field_guide;
pub mod guide;
pub mod learn;
pub mod lesson;
pub mod step;
