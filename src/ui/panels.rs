//! One file a screen. Each is `fn show(ui, theme, &View, &mut Hand) -> Option<Action>`.

pub mod aid;
pub mod brief;
pub mod debrief;
pub mod end;
pub mod frame;
pub mod play;
pub mod reveal;
pub mod study;
pub mod title;
pub mod why;
pub mod year;
