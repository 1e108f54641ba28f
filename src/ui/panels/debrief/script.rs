//! The script: what the one who leads reads, and the question that the room sees.

use egui::{RichText, ScrollArea, Ui};

use super::super::super::action::{Action, Wish};
use super::super::super::theme::Theme;
use super::super::super::widgets;
use super::desk::{DeskHand, Leaf, above_a_strip, small_button, waiting};
use crate::debrief::run_of_show::LENGTHS;
use crate::view::debrief::desk::DeskView;
use crate::view::format;

/// What a clicker and a keyboard do.
const KEYS: &str = "Page down or space tells the answer, then goes on; page up or backspace goes back; S turns between this script and what the room sees";

/// The presenter's view: now, what to say, what to ask, what to tell after, and what comes next.
pub fn show(ui: &mut Ui, theme: &Theme, view: &DeskView, hand: &mut DeskHand) -> Option<Action> {
    let mut action = None;
    if hand.running && !view.script.is_empty() {
        let above = |ui: &mut Ui, hand: &mut DeskHand| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                presenting(ui, theme, view, hand);
            });
        };
        let bar = |ui: &mut Ui, hand: &mut DeskHand| action = buttons(ui, theme, view, hand);
        above_a_strip(ui, theme, hand, above, bar);
        return action;
    }
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        if view.script.is_empty() && !view.labels.is_empty() {
            waiting(ui, theme, view);
            return;
        }
        if view.script.is_empty() {
            widgets::headed(ui, widgets::heading(theme, "No table is here yet"));
            ui.label("Take in runs under Tables, then the script is made of them");
            return;
        }
        action = overview(ui, theme, view, hand);
    });
    action
}

/// Before it runs: the whole script and its length.
fn overview(ui: &mut Ui, theme: &Theme, view: &DeskView, hand: &mut DeskHand) -> Option<Action> {
    let mut action = None;
    ui.horizontal_wrapped(|ui| {
        widgets::headed(
            ui,
            widgets::heading(theme, format!("A debrief of {}", minutes(hand.minutes))),
        );
        let (least, most) = LENGTHS;
        if small_button(ui, theme, hand.minutes > least, "−", "One minute less") {
            hand.minutes -= 1;
        }
        if small_button(ui, theme, hand.minutes < most, "+", "One minute more for the script") {
            hand.minutes += 1;
        }
        if widgets::primary(ui, theme, "Start").clicked() {
            action = Some(Action::Debrief(Wish::Next));
        }
        second_screen(ui, theme, view, hand);
    });
    ui.label(widgets::small(theme, KEYS));
    if let Some(unseen) = &view.unseen {
        ui.label(widgets::small(theme, unseen).color(theme.caution));
    }
    for (index, segment) in view.script.iter().enumerate() {
        ui.horizontal_wrapped(|ui| {
            let text = format!("{}  {}", segment.starts, segment.title);
            if widgets::button_about(ui, theme, &text, "from here").clicked() {
                action = Some(Action::Debrief(Wish::Segment(index)));
            }
            ui.label(widgets::small(theme, format!("{}, {}", segment.lasts, segment.shows)));
        });
    }
    action
}

fn minutes(minutes: u16) -> String {
    format::minutes(f32::from(minutes))
}

fn presenting(ui: &mut Ui, theme: &Theme, view: &DeskView, hand: &mut DeskHand) {
    let presenter = &view.presenter;
    let now = &presenter.now;
    ui.horizontal_wrapped(|ui| {
        widgets::headed(ui, widgets::heading(theme, &now.title));
        ui.label(widgets::small(theme, &presenter.place));
    });
    ui.horizontal_wrapped(|ui| {
        let colour = if presenter.over { theme.caution } else { theme.ink };
        ui.label(widgets::bold(theme, &presenter.left).color(colour));
        ui.label(widgets::small(theme, format!("{} in all", presenter.left_in_all)));
    });
    for (name, text) in [("Say", &now.say), ("Ask", &now.ask)] {
        part(ui, theme, name, text, theme.ink);
    }
    part(ui, theme, "In plain words", now.means, theme.muted);
    if let Some(predict) = now.predict {
        part(ui, theme, "First", predict, theme.accent);
    }
    hands(ui, theme, &view.projector.hands, hand, !view.told);
    if now.predict.is_some() && !view.told {
        ui.label(widgets::small(theme, "Press a choice once for each hand"));
    }
    let told = if view.told { "Told" } else { "Tell after" };
    part(ui, theme, told, &now.reveal, theme.ink);
    part(ui, theme, "Then ask", &now.then, theme.ink);
    part(ui, theme, "The room sees", &now.shows, theme.muted);
    part(ui, theme, "If time is short", &now.short, theme.muted);
    if let Some(next) = &presenter.next {
        part(ui, theme, "Next", next, theme.muted);
    }
    part(ui, theme, "Keys", KEYS, theme.muted);
}

/// What leads through the script; it stays in sight.
fn buttons(ui: &mut Ui, theme: &Theme, view: &DeskView, hand: &mut DeskHand) -> Option<Action> {
    let mut action = None;
    ui.separator();
    ui.horizontal_wrapped(|ui| {
        if widgets::primary(ui, theme, onward(view)).clicked() {
            action = Some(Action::Debrief(Wish::Next));
        }
        if widgets::button(ui, theme, "Back").clicked() {
            action = Some(Action::Debrief(Wish::Back));
        }
        if widgets::button(ui, theme, "What the room sees").clicked() {
            hand.leaf = hand.shown;
        }
        second_screen(ui, theme, view, hand);
        if widgets::button(ui, theme, "Leave the script").clicked() {
            action = Some(Action::Debrief(Wish::Leave));
        }
    });
    action
}

fn part(ui: &mut Ui, theme: &Theme, name: &str, text: &str, colour: egui::Color32) {
    if text.is_empty() {
        return;
    }
    let first = theme.text.small * 7.0;
    ui.horizontal_top(|ui| {
        let label = widgets::small(theme, name);
        ui.allocate_ui(egui::vec2(first, theme.text.body * 1.4), |ui| {
            ui.set_min_width(first);
            ui.label(label);
        });
        ui.add(egui::Label::new(RichText::new(text).color(colour)).wrap());
    });
}

/// A window for the room's screen, where there are two.
fn second_screen(ui: &mut Ui, theme: &Theme, view: &DeskView, hand: &mut DeskHand) {
    if !view.page && widgets::tick(ui, theme, hand.wall, "Second screen").clicked() {
        hand.wall = !hand.wall;
    }
}

/// What the next press does.
fn onward(view: &DeskView) -> &'static str {
    let last = view.presenter.next.is_none();
    match (view.told, last) {
        (false, _) => "Tell the answer",
        (true, false) => "Next part",
        (true, true) => "To the end",
    }
}

/// A question that stands for itself, in the middle of the wall.
pub(super) fn question(ui: &mut Ui, theme: &Theme, view: &DeskView) -> Option<Action> {
    let projector = &view.projector;
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.14);
        widgets::titled(ui, widgets::title(theme, &projector.title));
        ui.add_space(theme.space.medium);
        ui.set_max_width(theme.text.heading * 30.0);
        widgets::headed_and_wrapped(ui, widgets::heading(theme, &projector.question));
    });
    None
}

/// The question, or its answer where it may be seen.
fn asked(ui: &mut Ui, theme: &Theme, view: &DeskView, hand: &DeskHand) {
    let projector = &view.projector;
    ui.separator();
    if !projector.setting.is_empty() {
        ui.add(egui::Label::new(widgets::small(theme, &projector.setting)).wrap());
    }
    // A question that hands are not asked for stays beside what is told.
    let stays = view.presenter.now.predict.is_none() && hand.leaf != Leaf::Question;
    if view.told && stays {
        ui.add(egui::Label::new(widgets::bold(theme, &projector.question)).wrap());
    }
    if view.told && !projector.answer.is_empty() {
        let answer = &projector.answer;
        let answer =
            if stays { widgets::small(theme, answer) } else { widgets::bold(theme, answer) };
        ui.add(egui::Label::new(answer).wrap());
        if !projector.then.is_empty() {
            ui.add(egui::Label::new(widgets::small(theme, &projector.then)).wrap());
        }
    } else if !view.told && hand.leaf != Leaf::Question {
        ui.add(egui::Label::new(widgets::bold(theme, &projector.question)).wrap());
    }
}

/// The same on a screen of its own, with the hands that were counted.
pub(super) fn told(ui: &mut Ui, theme: &Theme, view: &DeskView, hand: &mut DeskHand) {
    asked(ui, theme, view, hand);
    if hand.hands.iter().any(|count| *count > 0) {
        hands(ui, theme, &view.projector.hands, hand, false);
    }
}

/// The strip below what the room sees: the question, the hands that were raised, and the answer.
pub(super) fn strip(
    ui: &mut Ui,
    theme: &Theme,
    view: &DeskView,
    hand: &mut DeskHand,
) -> Option<Action> {
    let mut action = None;
    asked(ui, theme, view, hand);
    hands(ui, theme, &view.projector.hands, hand, !view.told);
    ui.horizontal_wrapped(|ui| {
        if widgets::primary(ui, theme, onward(view)).clicked() {
            action = Some(Action::Debrief(Wish::Next));
        }
        if widgets::button(ui, theme, "Back").clicked() {
            action = Some(Action::Debrief(Wish::Back));
        }
        if widgets::button(ui, theme, "Script").clicked() {
            hand.leaf = Leaf::Script;
        }
        ui.label(widgets::small(theme, &view.presenter.left));
    });
    action
}

/// How many hands went up for each choice; typed in by one press each.
pub(super) fn hands(
    ui: &mut Ui,
    theme: &Theme,
    choices: &[String],
    hand: &mut DeskHand,
    open: bool,
) {
    if open {
        count_hands(ui, theme, choices, &mut hand.hands);
        return;
    }
    let counted = choices.iter().zip(&hand.hands).filter(|(_, count)| **count > 0);
    if counted.clone().next().is_none() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for (choice, count) in counted {
            let told = format::count(u64::from(*count), "hand", "hands");
            ui.label(widgets::small(theme, format!("{choice}: {told}")).color(theme.ink));
        }
    });
}

/// A button for each choice: one press is one hand.
pub(super) fn count_hands(ui: &mut Ui, theme: &Theme, choices: &[String], hands: &mut Vec<u32>) {
    if choices.is_empty() {
        return;
    }
    hands.resize(choices.len(), 0);
    ui.horizontal_wrapped(|ui| {
        for (choice, count) in choices.iter().zip(hands) {
            let told = format::count(u64::from(*count), "hand", "hands");
            let text = format!("{choice}: {count}");
            let name = format!("{choice}, {told}, one more");
            if small_button(ui, theme, true, &text, &name) {
                *count += 1;
            }
            if *count > 0 && small_button(ui, theme, true, "−", &format!("{choice}, one hand less"))
            {
                *count -= 1;
            }
        }
    });
}
