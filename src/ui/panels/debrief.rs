//! The debrief on a wall: one picture a file. Each is `fn show(ui, theme, &View, &mut Hand) -> Option<Action>`.

pub mod changes;
pub mod luck;
pub mod parts;
