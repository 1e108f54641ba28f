//! The debrief on the wall: one file a leaf.

pub mod contrast;
pub mod course;
pub mod desk;
pub mod script;
pub mod tables;
pub mod timeline;
pub mod what_if;
