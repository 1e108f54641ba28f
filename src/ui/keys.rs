//! Keys that work on every screen, for who leads the session: a presentation clicker can go on with them.
//!
//! Invariant: each of them only asks for what a button asks for, too, and none of them commits a year.

use egui::{Context, Key};

use super::action::{Action, AidWish};

/// A key, what it asks for, and how that is told.
pub const KEYS: [(Key, Action, &str); 3] = [
    (Key::PageDown, Action::Onward, "Page down goes on"),
    (Key::Plus, Action::Extend(1), "+ gives a minute more"),
    (Key::F1, Action::Aid(AidWish::Help), "F1 asks what a thing is"),
];

/// What was asked for by a key. Nothing while a text is written.
#[must_use]
pub fn asked(ctx: &Context) -> Option<Action> {
    if ctx.text_edit_focused() {
        return None;
    }
    let pressed = |key: Key| ctx.input(|input| input.key_pressed(key));
    KEYS.into_iter().find_map(|(key, action, _)| pressed(key).then_some(action))
}
