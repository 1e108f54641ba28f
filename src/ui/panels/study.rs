//! Self-study: one leaf a file. Each is `fn show(ui, theme, &View, &mut Hand) -> Option<Action>`.

mod card;
mod comparison;
pub mod desk;
mod guide;
mod map;
mod path;
pub mod review;
mod step;
