//! Self-study: one leaf a file. Each is `fn show(ui, theme, &View, &mut Hand) -> Option<Action>`.

mod card;
pub mod desk;
mod guide;
mod path;
pub mod review;
mod step;
