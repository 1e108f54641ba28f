//! What self-study shows, as plain data and finished text.

pub mod comparison;
pub mod concept;
pub mod exercise;
pub mod express;
pub mod field_guide;
pub mod forecast;
pub mod guide;
pub mod journal;
pub mod learn;
pub mod lesson;
pub mod mastery;
pub mod questions;
pub mod review;
pub mod rivals;
pub mod step;
