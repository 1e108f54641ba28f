//! The desk of a debrief: its leaves, the question of the moment below them, and the keys of a clicker.

use egui::{Key, Rect, Ui};

use super::super::super::action::{Action, Wish};
use super::super::super::theme::Theme;
use super::super::super::widgets;
use super::{contrast, script, tables, timeline, what_if};
use crate::debrief::timeline::Move;
use crate::scenario::plan::Gauge;
use crate::view::debrief::Naming;
use crate::view::debrief::desk::DeskView;

/// What the desk shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leaf {
    /// Who is here, and what was set aside.
    #[default]
    Tables,
    /// What to say and when; for the one who leads.
    Script,
    /// The question of the moment alone.
    Question,
    Timeline,
    Contrast,
    WhatIf,
}

impl Leaf {
    /// Those with a tab, in the order in which a debrief needs them.
    const TABS: [(Self, &'static str); 5] = [
        (Self::Tables, "Tables"),
        (Self::Script, "Script"),
        (Self::Timeline, "Timeline"),
        (Self::Contrast, "Contrast"),
        (Self::WhatIf, "What if"),
    ];
}

/// What is in hand.
#[derive(Clone, Debug, PartialEq)]
pub struct DeskHand {
    pub leaf: Leaf,
    /// The leaf that the room sees while the script is open.
    pub shown: Leaf,
    pub table: usize,
    /// `None`: the same pipeline left as found.
    pub second: Option<usize>,
    /// All tables in one picture.
    pub together: bool,
    pub gauge: Gauge,
    pub naming: Naming,
    /// Length of the script (minutes).
    pub minutes: u16,
    /// Whether the script runs, which part of it, and whether its answer is told.
    pub running: bool,
    pub segment: usize,
    pub revealed: bool,
    /// What is typed: a code or a path, and a pin.
    pub add: String,
    pub pin: String,
    /// The change in hand: its place in the list of all.
    pub picked: Option<usize>,
    pub played: bool,
    /// The year of which changes are listed (from 0).
    pub year: usize,
    /// Hands that were raised for each choice.
    pub hands: Vec<u32>,
}

impl Default for DeskHand {
    fn default() -> Self {
        Self {
            leaf: Leaf::Tables,
            shown: Leaf::Timeline,
            table: 0,
            second: None,
            together: false,
            gauge: Gauge::Cost,
            naming: Naming::Anonymous,
            minutes: crate::debrief::run_of_show::USUAL,
            running: false,
            segment: 0,
            revealed: false,
            add: String::new(),
            pin: String::new(),
            picked: None,
            played: false,
            year: 0,
            hands: Vec::new(),
        }
    }
}

/// Gives what was asked for, and where the board is.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &DeskView,
    hand: &mut DeskHand,
) -> (Option<Action>, Option<Rect>) {
    let mut action = keys(ui, hand);
    let whole = ui.available_rect_before_wrap();
    let edge = theme.space.small;
    widgets::place(ui, whole.shrink(edge), "desk", |ui| {
        let asks = hand.running && hand.leaf != Leaf::Script;
        // While the script runs, the room sees what it is about and nothing else.
        if !asks {
            tabs(ui, theme, hand);
            ui.separator();
        }
        let rest = ui.available_rect_before_wrap();
        let strip_id = ui.id().with("strip height");
        let strip = if asks {
            ui.data(|data| data.get_temp::<f32>(strip_id)).unwrap_or(theme.touch * 2.0)
        } else {
            0.0
        };
        let (above, below) = rest.split_top_bottom_at_y(rest.bottom() - strip);
        let mut board = None;
        widgets::place(ui, above, "leaf", |ui| {
            let (wish, area) = leaf(ui, theme, view, hand);
            action = action.take().or(wish);
            board = area;
        });
        if asks {
            let high = widgets::place(ui, below, "strip", |ui| {
                let top = ui.next_widget_position().y;
                action = action.take().or(script::strip(ui, theme, view, hand));
                ui.min_rect().bottom() - top + edge
            });
            let most = rest.height() * 0.6;
            let high = high.min(most);
            if (high - strip).abs() > 0.5 {
                ui.data_mut(|data| data.insert_temp(strip_id, high));
                widgets::again(ui, "the question has another height");
            }
        }
        (action, board)
    })
}

fn tabs(ui: &mut Ui, theme: &Theme, hand: &mut DeskHand) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (leaf, name) in Leaf::TABS {
            if widgets::tab(ui, theme, hand.leaf == leaf, name).clicked() {
                hand.leaf = leaf;
            }
        }
    });
}

fn leaf(
    ui: &mut Ui,
    theme: &Theme,
    view: &DeskView,
    hand: &mut DeskHand,
) -> (Option<Action>, Option<Rect>) {
    match hand.leaf {
        Leaf::Tables => (tables::show(ui, theme, &view.gathered, hand), None),
        Leaf::Script => (script::show(ui, theme, view, hand), None),
        Leaf::Question => (script::question(ui, theme, view), None),
        Leaf::Timeline => timeline::show(ui, theme, view, hand),
        Leaf::Contrast => (contrast::show(ui, theme, view, hand), None),
        Leaf::WhatIf => (what_if::show(ui, theme, view, hand), None),
    }
}

/// Which table is in hand.
pub(super) fn choose_table(ui: &mut Ui, theme: &Theme, labels: &[String], table: &mut usize) {
    for (index, label) in labels.iter().enumerate() {
        if widgets::pick(ui, theme, *table == index, label).clicked() {
            *table = index;
        }
    }
}

/// A button that says what it is about to a screen reader and to a mouse that rests on it.
pub(super) fn small_button(
    ui: &mut Ui,
    theme: &Theme,
    possible: bool,
    text: &str,
    name: &str,
) -> bool {
    let response = ui.add_enabled_ui(possible, |ui| widgets::button(ui, theme, text)).inner;
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, possible, name));
    response.on_hover_text(name).clicked()
}

/// A clicker sends Page down and Page up; arrows go month by month, and S turns to the script and back.
fn keys(ui: &Ui, hand: &mut DeskHand) -> Option<Action> {
    if ui.ctx().text_edit_focused() {
        return None;
    }
    let free = ui.memory(|memory| memory.focused().is_none());
    let timeline = matches!(hand.leaf, Leaf::Timeline | Leaf::WhatIf);
    let pressed = |key: Key| ui.input(|input| input.key_pressed(key) && !input.modifiers.any());
    if pressed(Key::S) {
        hand.leaf = if hand.leaf == Leaf::Script { hand.shown } else { Leaf::Script };
    }
    let moves = [
        (Key::ArrowRight, Wish::Move(Move::Next)),
        (Key::ArrowLeft, Wish::Move(Move::Back)),
        (Key::ArrowDown, Wish::Stop { onward: true }),
        (Key::ArrowUp, Wish::Stop { onward: false }),
        (Key::Home, Wish::Move(Move::Start)),
        (Key::End, Wish::Move(Move::End)),
    ];
    let moved = moves.into_iter().find(|(key, _)| free && timeline && pressed(*key));
    if let Some((_, wish)) = moved {
        return Some(Action::Debrief(wish));
    }
    pressed(Key::PageUp).then_some(Action::Debrief(Wish::Back))
}
