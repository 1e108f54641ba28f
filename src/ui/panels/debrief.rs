//! The debrief on a wall: one picture a file. Each is `fn show(ui, theme, &View, &mut Hand) -> Option<Action>`.

pub mod causes;
pub mod changes;
pub mod frontier;
pub mod luck;
pub mod mirror;
pub mod parts;
pub mod rule;
pub mod survival;
pub mod wardley;
pub mod weights;
