//! One changed decision, live: pick it, say what is expected, play it.

use std::collections::BTreeMap;

use egui::{ScrollArea, Ui};

use super::super::super::action::{Action, Wish};
use super::super::super::theme::Theme;
use super::super::super::widgets;
use super::course::{self, Line};
use super::desk::{DeskHand, choose_table};
use super::{contrast, script};
use crate::scenario::plan::Gauge;
use crate::view::debrief::desk::DeskView;
use crate::view::debrief::what_if::{ChangeLine, PickedView, PlayedView};
use crate::view::words;

pub fn show(ui: &mut Ui, theme: &Theme, view: &DeskView, hand: &mut DeskHand) -> Option<Action> {
    if view.labels.is_empty() {
        widgets::headed(ui, widgets::heading(theme, "No table is here yet"));
        return None;
    }
    let mut action = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        if let Some(picked) = &view.what_if.picked {
            action = tried(ui, theme, view, picked, hand);
            return;
        }
        let before = hand.table;
        ui.horizontal_wrapped(|ui| choose_table(ui, theme, &view.labels, &mut hand.table));
        if hand.table != before {
            return;
        }
        ui.label(widgets::bold(theme, "Which one decision should have been another?"));
        if let Some(limits) = view.what_if.limits {
            ui.label(widgets::small(theme, limits).color(theme.caution));
        }
        let years: BTreeMap<usize, &str> =
            view.what_if.changes.iter().map(|it| (it.year, it.when.as_str())).collect();
        ui.horizontal_wrapped(|ui| {
            for (year, when) in &years {
                if widgets::pick(ui, theme, hand.year == *year, when).clicked() {
                    hand.year = *year;
                }
            }
        });
        let year = hand.year;
        for change in view.what_if.changes.iter().filter(|it| it.year == year) {
            line(ui, theme, change, hand);
        }
    });
    action
}

fn line(ui: &mut Ui, theme: &Theme, change: &ChangeLine, hand: &mut DeskHand) {
    if ui.add(widgets::picked(theme, false, &change.text).wrap()).clicked() {
        hand.picked = Some(change.index);
        hand.played = false;
        hand.hands.clear();
    }
}

/// The change in hand: expected first, then played.
fn tried(
    ui: &mut Ui,
    theme: &Theme,
    view: &DeskView,
    picked: &PickedView,
    hand: &mut DeskHand,
) -> Option<Action> {
    let mut action = None;
    let name = view.labels.get(hand.table).map_or("", String::as_str);
    widgets::headed(ui, widgets::heading(theme, format!("{name}: what if")));
    ui.add(egui::Label::new(widgets::lead(theme, &picked.text)).wrap());
    ui.label(widgets::small(theme, "The luck stays the same, everything else is as it was"));
    ui.horizontal_wrapped(|ui| {
        for gauge in Gauge::ALL {
            if widgets::pick(ui, theme, hand.gauge == gauge, words::gauge(gauge)).clicked() {
                hand.gauge = gauge;
            }
        }
    });
    // While the script runs, its strip asks for the hands.
    if !hand.running {
        let choices = ["lower", "about the same", "higher"].map(str::to_owned);
        ui.label(widgets::bold(theme, &picked.question));
        script::hands(ui, theme, &choices, hand, picked.played.is_none());
    }
    match &picked.played {
        // While the script runs, its answer plays the change.
        None if hand.running => before(ui, theme, view, name, hand),
        None => {
            before(ui, theme, view, name, hand);
            // What is expected comes first; that nobody is asked is a choice of its own.
            let any = hand.hands.iter().any(|count| *count > 0);
            ui.horizontal_wrapped(|ui| {
                let play =
                    ui.add_enabled_ui(any, |ui| widgets::primary(ui, theme, "Play it")).inner;
                let without = !any && widgets::button(ui, theme, "Play it without hands").clicked();
                if play.clicked() || without {
                    action = Some(Action::Debrief(Wish::Play));
                }
            });
        }
        Some(played) => outcome(ui, theme, view, name, played, hand),
    }
    ui.horizontal_wrapped(|ui| {
        if picked.played.is_some() && widgets::button(ui, theme, "Keep it as a table").clicked() {
            action = Some(Action::Debrief(Wish::Keep));
        }
        if !hand.running && widgets::button(ui, theme, "Another change").clicked() {
            hand.picked = None;
            hand.played = false;
            hand.hands.clear();
        }
    });
    action
}

/// The gauge that is asked about, as it was played.
fn before(ui: &mut Ui, theme: &Theme, view: &DeskView, name: &str, hand: &DeskHand) {
    let found = view.timeline.courses.iter().find(|it| it.gauge == hand.gauge);
    if let Some(course) = found {
        let lines = [Line { name, course, in_hand: true }];
        let now = Some(view.timeline.now.month);
        let years = years(view);
        course::show(ui, theme, hand.gauge, &lines, &years, now, theme.text.body * 9.0);
    }
}

fn years(view: &DeskView) -> Vec<(String, bool)> {
    view.timeline.years.iter().map(|it| (it.year.clone(), it.outlook)).collect()
}

fn outcome(
    ui: &mut Ui,
    theme: &Theme,
    view: &DeskView,
    name: &str,
    played: &PlayedView,
    hand: &DeskHand,
) {
    if let [Some(was), Some(is)] = &played.courses {
        let years = years(view);
        let lines = [
            Line { name, course: was, in_hand: false },
            Line { name: "with it", course: is, in_hand: true },
        ];
        let now = Some(view.timeline.now.month);
        course::show(ui, theme, hand.gauge, &lines, &years, now, theme.text.body * 9.0);
    }
    for line in &played.gave_way {
        ui.label(widgets::small(theme, line).color(theme.caution));
    }
    contrast::body(ui, theme, &played.contrast);
}
