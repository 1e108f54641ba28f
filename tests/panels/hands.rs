//! Two ways to use the game: a keyboard without a mouse, and the accessibility tree alone.

use egui::accesskit::{Action, ActionData, NodeId, Role};
use egui::{Event, Key, Modifiers};

use super::room::{Room, Thing};

/// A hand that plays.
pub trait Hand {
    /// Presses what has this role and a name that begins so.
    fn press(&mut self, room: &mut Room, role: Role, name: &str);

    /// Puts a text into the field of this name.
    fn write(&mut self, room: &mut Room, name: &str, text: &str);

    /// Chooses from a list that opens.
    fn choose(&mut self, room: &mut Room, list: &str, item: &str) {
        self.press(room, Role::ComboBox, list);
        self.press(room, Role::Button, item);
        let left = room.things().iter().any(|it| it.role == Role::Button && it.name == item);
        assert!(!left, "the list of '{list}' stays open after '{item}'");
    }
}

/// The one thing of this role with a name that begins so.
pub fn find(room: &Room, role: Role, name: &str) -> Thing {
    let things = room.things();
    let fits = |thing: &&Thing| thing.role == role && thing.name.starts_with(name);
    let exact: Vec<_> = things.iter().filter(fits).filter(|it| it.name == name).collect();
    let found = if exact.is_empty() { things.iter().filter(fits).collect() } else { exact };
    match found.as_slice() {
        [one] => (*one).clone(),
        _ => {
            let same: Vec<_> = things.iter().filter(|it| it.role == role).collect();
            panic!("{} things are {role:?} '{name}…' among {same:#?}", found.len())
        }
    }
}

/// The field of a line or of several lines whose name begins so.
fn field(room: &Room, name: &str) -> Thing {
    let several = |it: &Thing| it.role == Role::MultilineTextInput && it.name.starts_with(name);
    let several = room.things().iter().any(several);
    find(room, if several { Role::MultilineTextInput } else { Role::TextInput }, name)
}

/// Tab, Shift-Tab, Enter, Space and letters.
#[derive(Default)]
pub struct Keys {
    pub pressed: usize,
}

impl Keys {
    fn key(&mut self, room: &mut Room, key: Key, modifiers: Modifiers) {
        self.pressed += 1;
        room.key(key, modifiers);
    }

    fn go(&mut self, room: &mut Room, target: &Thing) {
        assert!(target.focusable, "the keyboard cannot reach {target:?}");
        let order: Vec<NodeId> =
            room.things().iter().filter(|it| it.focusable && it.enabled).map(|it| it.id).collect();
        let place = |id: NodeId| order.iter().position(|it| *it == id);
        let (there, here) = (place(target.id), room.focus().and_then(place));
        // The shorter way round.
        let back = matches!((there, here), (Some(there), Some(here)) if there < here);
        let modifiers = if back { Modifiers::SHIFT } else { Modifiers::NONE };
        for _ in 0..=2 * order.len() {
            if room.focus() == Some(target.id) {
                return;
            }
            self.key(room, Key::Tab, modifiers);
        }
        let things = room.things();
        panic!("Tab does not come to {target:?} from {:?} among {things:#?}", room.focus());
    }
}

impl Hand for Keys {
    fn press(&mut self, room: &mut Room, role: Role, name: &str) {
        let target = find(room, role, name);
        assert!(target.enabled, "cannot be pressed now: {target:?}");
        self.go(room, &target);
        let key = if self.pressed.is_multiple_of(2) { Key::Enter } else { Key::Space };
        self.key(room, key, Modifiers::NONE);
        room.settle();
        // Who pressed something that is still there goes on from it.
        let same = |it: &Thing| it.role == role && it.name == target.name && it.enabled;
        let left = room.things().into_iter().find(same);
        if let Some(left) = left {
            assert_eq!(room.focus(), Some(left.id), "the keyboard is lost after {target:?}");
        }
    }

    fn write(&mut self, room: &mut Room, name: &str, text: &str) {
        let target = field(room, name);
        self.go(room, &target);
        self.key(room, Key::A, Modifiers::COMMAND);
        room.picture(vec![Event::Text(text.to_owned())]);
        self.key(room, Key::Tab, Modifiers::NONE);
        room.settle();
    }
}

/// What a screen reader does: it asks things in the tree to act.
#[derive(Default)]
pub struct Reader {
    pub asked: usize,
}

impl Reader {
    fn ask(&mut self, room: &mut Room, target: &Thing, action: Action, data: Option<ActionData>) {
        self.asked += 1;
        room.ask(target.id, action, data);
    }
}

impl Hand for Reader {
    fn press(&mut self, room: &mut Room, role: Role, name: &str) {
        let target = find(room, role, name);
        assert!(target.clickable && target.enabled, "cannot be pressed now: {target:?}");
        self.ask(room, &target, Action::Click, None);
    }

    fn write(&mut self, room: &mut Room, name: &str, text: &str) {
        let target = field(room, name);
        self.ask(room, &target, Action::Focus, None);
        let value = ActionData::Value(text.into());
        self.ask(room, &target, Action::SetValue, Some(value));
    }
}
