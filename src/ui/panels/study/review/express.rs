//! The run again with one decision changed: choose it, say what is expected, see the whole run.

use egui::{Label, Ui};

use super::super::super::super::action::ReviewWish;
use super::super::super::super::theme::Theme;
use super::super::super::super::widgets;
use super::super::super::debrief::contrast;
use super::super::super::debrief::course::{self, Line};
use super::desk::ReviewHand;
use super::expect;
use crate::view::format::capital;
use crate::view::study::express::{ExpressView, Picked, Told};

pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &ExpressView,
    hand: &mut ReviewHand,
) -> Option<ReviewWish> {
    match &view.picked {
        Some(picked) => tried(ui, theme, picked, hand),
        None => choose(ui, theme, view, hand),
    }
    None
}

fn choose(ui: &mut Ui, theme: &Theme, view: &ExpressView, hand: &mut ReviewHand) {
    widgets::headed(ui, widgets::heading(theme, "The same luck, one decision changed"));
    if view.years.is_empty() {
        ui.label("The rules would have allowed no other decision in this run");
        return;
    }
    ui.label(widgets::bold(theme, "1. Which year?"));
    ui.horizontal_wrapped(|ui| {
        for (year, name) in &view.years {
            if widgets::pick(ui, theme, hand.year == Some(*year), name).clicked() {
                hand.year = Some(*year);
                hand.decision = None;
            }
        }
    });
    if view.decisions.is_empty() {
        return;
    }
    ui.add_space(theme.space.small);
    let least = 420.0 * theme.scale;
    // Where both lists stand below each other, one of them is enough at a time.
    let narrow = ui.available_width() < 2.0 * least + theme.space.large;
    if let (true, Some(text)) = (narrow, hand.decision.and_then(|it| view.decisions.get(it))) {
        ui.add(Label::new(format!("In place of: {text}")).wrap());
        if widgets::button(ui, theme, "Another decision").clicked() {
            hand.decision = None;
        }
    }
    let lists = if narrow { 1 } else { 2 };
    widgets::columns(ui, theme.space.large, least, lists, |ui, at| {
        if at == 0 && (!narrow || hand.decision.is_none()) {
            ui.label(widgets::bold(theme, "2. In place of which decision?"));
            for (place, text) in view.decisions.iter().enumerate() {
                if choice(ui, theme, hand.decision == Some(place), &capital(text)) {
                    hand.decision = Some(place);
                }
            }
        } else if !view.options.is_empty() {
            ui.label(widgets::bold(theme, "3. What instead?"));
            for (place, text) in &view.options {
                if choice(ui, theme, false, text) {
                    hand.forget_change();
                    hand.change = Some(*place);
                }
            }
        }
    });
}

/// One of several that fills the line.
pub(super) fn choice(ui: &mut Ui, theme: &Theme, on: bool, text: &str) -> bool {
    let response = ui.add(widgets::picked(theme, on, text).wrap());
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::WidgetType::RadioButton, ui.is_enabled(), on, text)
    });
    response.clicked()
}

fn tried(ui: &mut Ui, theme: &Theme, picked: &Picked, hand: &mut ReviewHand) {
    widgets::headed_and_wrapped(ui, widgets::heading(theme, &picked.text));
    ui.label(widgets::small(theme, "The luck stays the same, every other decision is as it was"));
    match &picked.told {
        None => {
            expect::asked(ui, theme, &picked.asks, &mut hand.said);
            ui.add_space(theme.space.small);
        }
        Some(told) => outcome(ui, theme, told),
    }
    if widgets::button(ui, theme, "Another change").clicked() {
        hand.forget_change();
    }
}

fn outcome(ui: &mut Ui, theme: &Theme, told: &Told) {
    ui.add(Label::new(widgets::small(theme, &told.kept)).wrap());
    expect::told(ui, theme, &told.forecasts);
    ui.add_space(theme.space.small);
    ui.label(widgets::bold(theme, "The whole run, month by month"));
    ui.label(widgets::small(theme, "1 is your run, 2 the run with the change"));
    let least = 360.0 * theme.scale;
    widgets::columns(ui, theme.space.medium, least, told.courses.len(), |ui, at| {
        let [own, again] = &told.courses[at];
        ui.label(widgets::bold(theme, capital(own.name)));
        let lines = [
            Line { name: "1", course: own, in_hand: false },
            Line { name: "2", course: again, in_hand: true },
        ];
        let height = theme.text.body * 8.0;
        course::show(ui, theme, own.gauge, &lines, &told.years, None, height);
    });
    for line in &told.played.gave_way {
        ui.add(Label::new(widgets::small(theme, line).color(theme.caution)).wrap());
    }
    ui.add_space(theme.space.small);
    contrast::body(ui, theme, &told.played.contrast);
}
