//! The desk of a debrief: its leaves, the question of the moment below them, and the keys of a clicker.

use egui::{Key, Rect, Ui};

use super::super::super::action::{Action, Wish};
use super::super::super::board;
use super::super::super::canvas::Canvas;
use super::super::super::theme::Theme;
use super::super::super::widgets;
use super::{
    ask, causes, changes, contrast, frontier, luck, mirror, parts, rule, script, survival, tables,
    timeline, wardley, weights, what_if,
};
use crate::debrief::timeline::Move;
use crate::scenario::plan::Gauge;
use crate::view::debrief::desk::DeskView;
use crate::view::words;

pub use super::hand::{DeskHand, Leaf};

/// Gives what was asked for, and where the board is.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &DeskView,
    hand: &mut DeskHand,
) -> (Option<Action>, Option<Rect>) {
    let mut action = keys(ui, hand);
    if hand.leaf != Leaf::Script {
        hand.shown = hand.leaf;
    }
    let whole = ui.available_rect_before_wrap();
    let edge = theme.space.small;
    widgets::place(ui, whole.shrink(edge), "desk", |ui| {
        let asks = hand.running && hand.leaf != Leaf::Script;
        // While the script runs, the room sees what it is about and nothing else.
        if !asks {
            tabs(ui, theme, hand);
            ui.separator();
            below_the_tab(ui, theme, view, hand);
        }
        let mut board = None;
        let mut below = None;
        let mut main = |ui: &mut Ui, hand: &mut DeskHand| {
            let (wish, area) = leaf(ui, theme, view, hand);
            board = area;
            wish
        };
        let above = if asks {
            let strip = |ui: &mut Ui, hand: &mut DeskHand| {
                below = script::strip(ui, theme, view, hand);
            };
            above_a_strip(ui, theme, hand, main, strip)
        } else {
            let rest = ui.available_rect_before_wrap();
            widgets::place(ui, rest, "leaf", |ui| main(ui, hand))
        };
        action = action.take().or(above).or(below);
        (action, board)
    })
}

/// What the room sees on a screen of its own: the leaf, and below it the question or the answer of the script. Nothing
/// on it can be changed.
pub fn wall(ui: &mut Ui, theme: &Theme, view: &DeskView, hand: &DeskHand) {
    let asks = hand.running;
    // Leaves offer a choice of tables where no script leads; a wall offers none.
    let mut hand = DeskHand { leaf: hand.shown, running: true, shows_only: true, ..hand.clone() };
    let whole = ui.available_rect_before_wrap().shrink(theme.space.medium);
    widgets::place(ui, whole, "desk", |ui| {
        let main = |ui: &mut Ui, hand: &mut DeskHand| {
            // The board lies below its words, which are written next.
            let place = ui.painter().add(egui::Shape::Noop);
            let (_, area) = leaf(ui, theme, view, hand);
            if let Some(area) = area {
                let mut canvas = Canvas::default();
                let still = board::Moment { still: true, ..board::Moment::default() };
                board::paint(&view.board, area, theme, &still, &mut canvas);
                ui.painter().set(place, canvas.to_egui());
            }
        };
        if asks {
            let strip = |ui: &mut Ui, hand: &mut DeskHand| script::told(ui, theme, view, hand);
            above_a_strip(ui, theme, &mut hand, main, strip);
        } else {
            let rest = ui.available_rect_before_wrap();
            widgets::place(ui, rest, "leaf", |ui| main(ui, &mut hand));
        }
    });
}

/// A part of the screen, and below it a strip that is as high as what it holds, as far as there is room.
pub(super) fn above_a_strip<R>(
    ui: &mut Ui,
    theme: &Theme,
    hand: &mut DeskHand,
    above: impl FnOnce(&mut Ui, &mut DeskHand) -> R,
    below: impl FnOnce(&mut Ui, &mut DeskHand),
) -> R {
    let rest = ui.available_rect_before_wrap();
    let id = ui.id().with("strip height");
    let strip = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or(theme.touch * 2.0);
    let (upper, lower) = rest.split_top_bottom_at_y(rest.bottom() - strip);
    let shown = widgets::place(ui, upper, "leaf", |ui| above(ui, hand));
    let high = widgets::place(ui, lower, "strip", |ui| {
        let top = ui.next_widget_position().y;
        below(ui, hand);
        ui.min_rect().bottom() - top + theme.space.small
    });
    let high = high.min(rest.height() * 0.6);
    if (high - strip).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, high));
        widgets::again(ui, "the strip has another height");
    }
    shown
}

/// A clicker's way back.
#[must_use]
pub fn clicked_back(ctx: &egui::Context) -> Option<Action> {
    let pressed = ctx.input(|input| input.key_pressed(Key::PageUp));
    pressed.then_some(Action::Debrief(Wish::Back))
}

fn tabs(ui: &mut Ui, theme: &Theme, hand: &mut DeskHand) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (leaf, name) in Leaf::TABS {
            let beside = leaf.beside();
            let on = hand.leaf == leaf || beside.iter().any(|it| it.0 == hand.leaf);
            if widgets::tab(ui, theme, on, name).clicked() && !on {
                hand.leaf = leaf;
            }
        }
    });
}

/// The leaves below the tab in hand, and the table that they are about.
fn below_the_tab(ui: &mut Ui, theme: &Theme, view: &DeskView, hand: &mut DeskHand) {
    let leaves = |ui: &mut Ui, hand: &mut DeskHand| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (leaf, name) in hand.leaf.beside() {
            if widgets::pick(ui, theme, hand.leaf == *leaf, name).clicked() {
                hand.leaf = *leaf;
            }
        }
    };
    let lists = |ui: &mut Ui, hand: &mut DeskHand| {
        if hand.leaf.of_a_table() && view.labels.len() > 1 {
            let tables = view.labels.iter().map(String::as_str).enumerate();
            choose(ui, "Table", tables, &mut hand.table);
        }
        if hand.leaf == Leaf::Causes {
            let gauges = Gauge::ALL.into_iter().map(|gauge| (gauge, words::gauge(gauge)));
            choose(ui, "Gauge", gauges, &mut hand.gauge);
        }
    };
    if hand.leaf.beside().is_empty() {
        return;
    }
    // Lists do not go to the next line by themselves.
    if ui.available_width() > 760.0 * theme.scale {
        ui.horizontal(|ui| {
            leaves(ui, hand);
            lists(ui, hand);
        });
    } else {
        ui.horizontal_wrapped(|ui| leaves(ui, hand));
        ui.horizontal(|ui| lists(ui, hand));
    }
}

/// One of several, from a list that opens.
pub(in crate::ui::panels) fn choose<'a, T: PartialEq + Copy>(
    ui: &mut Ui,
    name: &str,
    of: impl Iterator<Item = (T, &'a str)> + Clone,
    chosen: &mut T,
) {
    let now = of.clone().find(|it| it.0 == *chosen).map_or("", |it| it.1);
    let list = egui::ComboBox::from_id_salt(name).selected_text(now).show_ui(ui, |ui| {
        for (value, text) in of {
            if ui.selectable_value(chosen, value, text).clicked() {
                ui.close();
            }
        }
    });
    list.response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::WidgetType::ComboBox, true, name);
        info.current_text_value = Some(now.to_owned());
        info
    });
}

/// A picture that takes seconds to be found, or what to read until then.
fn found<V>(
    ui: &mut Ui,
    theme: &Theme,
    desk: &DeskView,
    view: Option<&V>,
    show: impl FnOnce(&mut Ui, &V) -> Option<Action>,
) -> Option<Action> {
    if let Some(view) = view {
        return show(ui, view);
    }
    waiting(ui, theme, desk);
    None
}

/// What is there to read until something is found.
pub(super) fn waiting(ui: &mut Ui, theme: &Theme, desk: &DeskView) {
    ui.add_space(theme.space.large);
    if desk.labels.is_empty() {
        widgets::headed(ui, widgets::heading(theme, "No table is here yet"));
    } else if desk.progress.is_empty() {
        widgets::headed(ui, widgets::heading(theme, "Not for this run"));
        ui.label("It does not play again here; its recorded results are under Timeline");
    } else {
        widgets::headed(ui, widgets::heading(theme, "Being looked for"));
        ui.label(&desk.progress);
        ui.label("Everything else can be used meanwhile");
    }
}

fn leaf(
    ui: &mut Ui,
    theme: &Theme,
    view: &DeskView,
    hand: &mut DeskHand,
) -> (Option<Action>, Option<Rect>) {
    match hand.leaf {
        Leaf::Tables => (tables::show(ui, theme, &view.gathered, hand, view.page), None),
        Leaf::Script => (script::show(ui, theme, view, hand), None),
        Leaf::Question => (script::question(ui, theme, view), None),
        Leaf::Timeline => timeline::show(ui, theme, view, hand),
        Leaf::Contrast => (contrast::show(ui, theme, view, hand), None),
        Leaf::WhatIf => (what_if::show(ui, theme, view, hand), None),
        _ => (picture(ui, theme, view, hand), None),
    }
}

/// A leaf that is one picture. Some ask the room first.
fn picture(ui: &mut Ui, theme: &Theme, view: &DeskView, hand: &mut DeskHand) -> Option<Action> {
    let lone = !hand.running;
    if lone && hand.leaf == Leaf::Survival {
        survival::state(ui, theme, view, hand);
    }
    if let Some(asked) = &view.ask {
        if !view.told {
            return ask::show(ui, theme, asked, hand, lone);
        }
        ask::said(ui, theme, asked, hand);
    }
    match hand.leaf {
        Leaf::Luck => found(ui, theme, view, view.luck.as_ref(), |ui, it| {
            luck::show(ui, theme, it, &mut hand.luck)
        }),
        Leaf::Parts => found(ui, theme, view, view.parts.as_ref(), |ui, it| {
            parts::show(ui, theme, it, &mut hand.parts)
        }),
        Leaf::Changes => found(ui, theme, view, view.changes.as_ref(), |ui, it| {
            changes::show(ui, theme, it, &mut hand.changes, lone)
        }),
        Leaf::Causes => found(ui, theme, view, view.causes.as_ref(), |ui, it| {
            causes::show(ui, theme, it, &mut hand.causes)
        }),
        Leaf::Map => {
            found(ui, theme, view, view.wardley.as_ref(), |ui, it| wardley::show(ui, theme, it))
        }
        Leaf::Frontier => found(ui, theme, view, view.frontier.as_ref(), |ui, it| {
            frontier::show(ui, theme, it, &mut hand.frontier)
        }),
        Leaf::Weights => found(ui, theme, view, view.weights.as_ref(), |ui, it| {
            weights::show(ui, theme, it, &mut hand.weights, hand.shows_only)
        }),
        Leaf::Survival => {
            found(ui, theme, view, view.survival.as_ref(), |ui, it| survival::show(ui, theme, it))
        }
        Leaf::Rule => {
            let told = view.told;
            found(ui, theme, view, view.rule.as_ref(), |ui, it| rule::show(ui, theme, it, told))
        }
        Leaf::Mirror => mirror::show(ui, theme, &view.mirror),
        Leaf::Tables
        | Leaf::Script
        | Leaf::Question
        | Leaf::Timeline
        | Leaf::Contrast
        | Leaf::WhatIf => None,
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

/// A clicker sends Page down and Page up, some send space and backspace; arrows go month by month, and S turns to the script and back.
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
    if free && hand.running {
        let steps = [(Key::Space, Wish::Next), (Key::Backspace, Wish::Back)];
        let step = steps.into_iter().find(|(key, _)| pressed(*key));
        if let Some((_, wish)) = step {
            return Some(Action::Debrief(wish));
        }
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
    clicked_back(ui.ctx())
}
