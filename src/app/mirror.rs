//! The game as a tree of words, for a page that mirrors it as real elements: a browser's canvas says nothing to a screen
//! reader.
//!
//! Invariant: after every picture the changes that were told so far make up the whole tree of that picture.

use std::collections::BTreeMap;

use egui::Event;
use egui::accesskit::{self, ActionData, ActionRequest, Live, Node, NodeId, Role, Toggled};
use serde::{Deserialize, Serialize};

/// One element, as ARIA calls it; what is not set is absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Element {
    pub id: String,
    pub role: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placeholder: Option<String>,
    #[serde(skip_serializing_if = "is_false")]
    pub disabled: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pressed: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selected: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expanded: Option<bool>,
    #[serde(skip_serializing_if = "is_false")]
    pub popup: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<f64>,
    #[serde(skip_serializing_if = "is_false")]
    pub multiline: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub live: Option<&'static str>,
    /// Left, top, width and height in points.
    #[serde(rename = "box", skip_serializing_if = "Option::is_none")]
    pub place: Option<[f32; 4]>,
    #[serde(skip_serializing_if = "is_false")]
    pub focusable: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub press: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes what it may skip by reference")]
const fn is_false(it: &bool) -> bool {
    !*it
}

/// What changed from one picture to the next.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changes {
    pub nodes: Vec<Element>,
    pub root: String,
    pub focus: Option<String>,
}

/// What was told so far.
#[derive(Clone, Debug, Default)]
pub struct Mirror {
    known: BTreeMap<String, Element>,
    focus: Option<String>,
    root: String,
}

impl Mirror {
    /// Takes in the tree of a picture, whose points are `scale` points of the page; tells what is new, if anything is.
    pub fn follow(&mut self, update: &accesskit::TreeUpdate, scale: f32) -> Option<Changes> {
        let nodes: BTreeMap<NodeId, &Node> =
            update.nodes.iter().map(|(id, it)| (*id, it)).collect();
        let root = update.tree.as_ref().map_or(update.focus, |tree| tree.root);
        let mut now = BTreeMap::new();
        for (id, node) in &nodes {
            if *id == root || shown(node) {
                now.insert(text(*id), element(*id, node, &nodes, scale));
            }
        }
        let focus = Some(update.focus).filter(|it| *it != root && nodes.contains_key(it)).map(text);
        let is_new = |it: &&Element| self.known.get(&it.id) != Some(it);
        let changed: Vec<Element> = now.values().filter(is_new).cloned().collect();
        let same = changed.is_empty() && focus == self.focus;
        self.known = now;
        self.root = text(root);
        self.focus.clone_from(&focus);
        (!same).then(|| Changes { nodes: changed, root: text(root), focus })
    }

    /// Everything that is told anew, to a page that lost it.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// The name of the whole: which screen it is.
    #[must_use]
    pub fn root_name(&self) -> &str {
        self.known.get(&self.root).map_or("", |root| &root.name)
    }

    /// The elements of the last picture.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.known.values()
    }
}

fn text(id: NodeId) -> String {
    id.0.to_string()
}

/// Whether an element of its own stands for it: what only holds others and has no name does not.
fn shown(node: &Node) -> bool {
    if node.is_hidden() {
        return false;
    }
    match node.role() {
        Role::TextRun | Role::ScrollBar | Role::Splitter => false,
        Role::GenericContainer | Role::Unknown | Role::Pane | Role::ScrollView => {
            node.label().is_some_and(|name| !name.is_empty())
        }
        _ => true,
    }
}

/// Those that stand for the children of a node.
fn below(node: &Node, nodes: &BTreeMap<NodeId, &Node>, into: &mut Vec<String>) {
    for id in node.children() {
        let Some(child) = nodes.get(id) else { continue };
        if shown(child) {
            into.push(text(*id));
        } else {
            below(child, nodes, into);
        }
    }
}

fn element(id: NodeId, node: &Node, nodes: &BTreeMap<NodeId, &Node>, scale: f32) -> Element {
    let mut children = Vec::new();
    below(node, nodes, &mut children);
    let role = role(node.role());
    let toggled = node.toggled().map(|it| it == Toggled::True);
    let own = node.label().filter(|name| !name.is_empty()).map(str::to_owned);
    let labels = || {
        let names = node.labelled_by().iter().filter_map(|id| nodes.get(id));
        names.filter_map(|it| it.value().or(it.label())).collect::<Vec<_>>().join(" ")
    };
    let place = node.bounds().map(|it| {
        let points = [it.x0, it.y0, it.x1 - it.x0, it.y1 - it.y0];
        points.map(|it| (it as f32 * scale).round())
    });
    Element {
        id: text(id),
        role,
        name: own.unwrap_or_else(labels),
        value: node.value().map(str::to_owned),
        description: node.description().map(str::to_owned),
        placeholder: node.placeholder().map(str::to_owned),
        disabled: node.is_disabled(),
        checked: toggled.filter(|_| matches!(role, "checkbox" | "radio" | "switch")),
        pressed: toggled.filter(|_| role == "button"),
        selected: node.is_selected().or(toggled).filter(|_| role == "tab"),
        expanded: node.is_expanded(),
        popup: node.role() == Role::ComboBox,
        min: node.min_numeric_value(),
        max: node.max_numeric_value(),
        now: node.numeric_value(),
        step: node.numeric_value_step(),
        multiline: node.role() == Role::MultilineTextInput,
        level: node.level(),
        live: match node.live() {
            Some(Live::Polite) => Some("polite"),
            Some(Live::Assertive) => Some("assertive"),
            _ => None,
        },
        place,
        focusable: node.supports_action(accesskit::Action::Focus) && !node.is_disabled(),
        press: node.supports_action(accesskit::Action::Click),
        children,
    }
}

/// What ARIA calls a role.
#[must_use]
pub const fn role(role: Role) -> &'static str {
    match role {
        Role::Window => "window",
        Role::Button | Role::DefaultButton | Role::ComboBox | Role::ColorWell => "button",
        Role::CheckBox => "checkbox",
        Role::RadioButton => "radio",
        Role::Switch => "switch",
        Role::Tab => "tab",
        Role::Link => "link",
        Role::TextInput | Role::MultilineTextInput | Role::SearchInput | Role::PasswordInput => {
            "textbox"
        }
        Role::SpinButton => "spinbutton",
        Role::Slider => "slider",
        Role::ProgressIndicator => "progressbar",
        Role::Image => "img",
        Role::Label | Role::Paragraph => "label",
        Role::Heading => "heading",
        Role::Dialog | Role::AlertDialog => "dialog",
        _ => "group",
    }
}

/// What a person did at an element.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Done {
    Focus {
        node: String,
    },
    Press {
        node: String,
    },
    Set {
        node: String,
        value: Value,
    },
    /// An element that is further down is to come into sight.
    Scroll {
        node: String,
    },
    /// The run in hand is to be saved.
    Save,
}

/// What a person set an element to.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Value {
    Number(f64),
    Text(String),
}

/// The same as input of the game; nothing for what is no input, and for an element that cannot be.
#[must_use]
pub fn events(done: &Done) -> Vec<Event> {
    let request = |node: &str, action, data| -> Vec<Event> {
        let request = |id| {
            Event::AccessKitActionRequest(ActionRequest {
                action,
                target_tree: accesskit::TreeId::ROOT,
                target_node: NodeId(id),
                data,
            })
        };
        node.parse().ok().map(request).into_iter().collect()
    };
    match done {
        Done::Focus { node } => request(node, accesskit::Action::Focus, None),
        Done::Press { node } => request(node, accesskit::Action::Click, None),
        Done::Scroll { node } => request(node, accesskit::Action::ScrollIntoView, None),
        Done::Set { node, value } => {
            let value = match value {
                Value::Number(value) => ActionData::NumericValue(*value),
                Value::Text(value) => ActionData::Value(value.as_str().into()),
            };
            request(node, accesskit::Action::SetValue, Some(value))
        }
        Done::Save => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Look, Theme};
    use crate::ui::widgets;

    /// Two pictures of a small screen; gives what changed with each.
    fn pictures(
        draw: [&mut dyn FnMut(&mut egui::Ui); 2],
        between: Vec<Event>,
    ) -> [Option<Changes>; 2] {
        let ctx = egui::Context::default();
        ctx.enable_accesskit();
        let mut mirror = Mirror::default();
        let mut inputs = [Vec::new(), between].into_iter();
        draw.map(|draw| {
            let input =
                egui::RawInput { events: inputs.next().unwrap_or_default(), ..Default::default() };
            let mut output = ctx.run_ui(input, |ui| draw(ui));
            output.textures_delta.clear();
            let update = output.platform_output.accesskit_update.expect("it is asked for");
            mirror.follow(&update, 1.0)
        })
    }

    fn find<'a>(changes: &'a Changes, name: &str) -> &'a Element {
        let found = changes.nodes.iter().find(|it| it.name == name);
        found.unwrap_or_else(|| panic!("no '{name}' in {changes:?}"))
    }

    #[test]
    fn every_kind_of_element_has_its_role_name_and_state() {
        let (mut on, mut level, mut text) = (true, 3.0, "own".to_owned());
        let mut draw = |ui: &mut egui::Ui| {
            ui.label("plain");
            let _ = ui.button("press");
            ui.checkbox(&mut on, "tick");
            ui.radio_value(&mut on, true, "one of");
            ui.add(egui::Slider::new(&mut level, 0.0..=9.0).text("slide"));
            ui.add_enabled(false, egui::Button::new("off"));
            let label = ui.label("Name");
            ui.text_edit_singleline(&mut text).labelled_by(label.id);
        };
        let [first, _] = pictures([&mut draw, &mut |_| ()], Vec::new());
        let first = first.expect("all is new");
        let plain = first.nodes.iter().find(|it| it.value.as_deref() == Some("plain"));
        assert_eq!(plain.map(|it| it.role), Some("label"));
        let press = find(&first, "press");
        assert_eq!((press.role, press.press, press.focusable), ("button", true, true));
        assert_eq!(
            (find(&first, "tick").role, find(&first, "tick").checked),
            ("checkbox", Some(true))
        );
        assert_eq!(find(&first, "one of").role, "radio");
        let slide = find(&first, "slide");
        assert_eq!((slide.now, slide.min, slide.max), (Some(3.0), Some(0.0), Some(9.0)));
        assert!(find(&first, "off").disabled && !find(&first, "off").focusable);
        let field = find(&first, "Name");
        assert_eq!((field.role, field.value.as_deref()), ("textbox", Some("own")));
        let root = first.nodes.iter().find(|it| it.id == first.root).expect("the root is told");
        assert!(root.children.contains(&press.id), "what only holds others is passed over");
    }

    #[test]
    fn a_picture_that_is_the_same_tells_nothing_and_another_tells_what_changed() {
        let draw = |name: &'static str| {
            move |ui: &mut egui::Ui| drop((ui.button("stays"), ui.button(name)))
        };
        let [_, second] = pictures([&mut draw("a"), &mut draw("a")], Vec::new());
        assert_eq!(second, None);
        let [_, second] = pictures([&mut draw("a"), &mut draw("b")], Vec::new());
        let names: Vec<_> =
            second.expect("a name changed").nodes.into_iter().map(|it| it.name).collect();
        assert_eq!(names, ["b"]);
    }

    #[test]
    fn what_is_done_at_an_element_reaches_the_game() {
        let ctx = egui::Context::default();
        ctx.enable_accesskit();
        let mut mirror = Mirror::default();
        let theme = Theme::of(&Look::default());
        let (mut pressed, mut level) = (0, 3.0);
        let (mut first, mut second) = ("first".to_owned(), "second".to_owned());
        let mut picture = |events: Vec<Event>, mirror: &mut Mirror| {
            let input = egui::RawInput { events, focused: true, ..Default::default() };
            let mut output = ctx.run_ui(input, |ui| {
                pressed += u32::from(ui.button("press").clicked());
                for (name, text) in [("First", &mut first), ("Second", &mut second)] {
                    widgets::field(ui, &theme, name, text, "");
                }
                ui.add(egui::Slider::new(&mut level, 0.0..=9.0).text("slide"));
            });
            output.textures_delta.clear();
            mirror.follow(&output.platform_output.accesskit_update.expect("asked for"), 1.0);
            (pressed, first.clone(), second.clone(), level)
        };
        picture(Vec::new(), &mut mirror);
        let id = |name: &str| {
            let found = mirror.elements().find(|it| it.name == name);
            found.map(|it| it.id.clone()).expect("there")
        };
        let [button, one, other, slider] = ["press", "First", "Second", "slide"].map(id);
        let set = |node: &str, text: &str| Done::Set {
            node: node.to_owned(),
            value: Value::Text(text.to_owned()),
        };
        let mut carry_out = |done: &[Done], mirror: &mut Mirror| {
            for it in done {
                picture(events(it), mirror);
            }
            picture(Vec::new(), mirror)
        };
        let done = [
            Done::Focus { node: one.clone() },
            Done::Press { node: button },
            // Another field has the keyboard.
            set(&other, "new words"),
            Done::Set { node: slider, value: Value::Number(7.0) },
        ];
        let came = carry_out(&done, &mut mirror);
        assert_eq!(came, (1, "first".to_owned(), "new words".to_owned(), 7.0));
        assert_eq!(mirror.focus, Some(one.clone()), "the keyboard stays where it is");
        let came = carry_out(&[set(&one, "words"), set(&other, "")], &mut mirror);
        assert_eq!(came, (1, "words".to_owned(), String::new(), 7.0));
    }

    #[test]
    fn what_a_page_sends_is_read_and_what_is_none_is_refused() {
        let read = |text: &str| serde_json::from_str::<Done>(text).ok();
        assert_eq!(
            read(r#"{"do":"press","node":"7"}"#),
            Some(Done::Press { node: "7".to_owned() })
        );
        let set = Done::Set { node: "7".to_owned(), value: Value::Number(0.5) };
        assert_eq!(read(r#"{"do":"set","node":"7","value":0.5}"#), Some(set));
        assert_eq!(read(r#"{"do":"explode"}"#), None);
        assert!(events(&Done::Press { node: "no number".to_owned() }).is_empty());
    }
}
