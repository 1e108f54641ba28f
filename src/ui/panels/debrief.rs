//! The debrief on a wall: one leaf or picture a file. Each is `fn show(ui, theme, &View, &mut Hand) -> Option<Action>`.

pub mod ask;
pub mod causes;
pub mod changes;
pub mod contrast;
pub mod course;
pub mod desk;
pub mod frontier;
pub mod hand;
pub mod luck;
pub mod mirror;
pub mod parts;
pub mod rule;
pub mod script;
pub mod survival;
pub mod tables;
pub mod timeline;
pub mod wardley;
pub mod weights;
pub mod what_if;
