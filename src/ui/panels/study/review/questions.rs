//! Exercises from the run: the list, the one in hand, and its answer after it was given.

use egui::{Label, Ui};

use super::super::super::super::action::ReviewWish;
use super::super::super::super::theme::Theme;
use super::super::super::super::widgets;
use super::super::path::{Mark, two_lines};
use super::desk::{Leaf, ReviewHand};
use super::{expect, express};
use crate::view::format::capital;
use crate::view::study::questions::{Page, QuestionsView, Told, ToldChoice};

pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &QuestionsView,
    hand: &mut ReviewHand,
) -> Option<ReviewWish> {
    match &view.page {
        Some(page) => in_hand(ui, theme, view, page, hand),
        None => list(ui, theme, view, hand),
    }
    None
}

fn list(ui: &mut Ui, theme: &Theme, view: &QuestionsView, hand: &mut ReviewHand) {
    widgets::headed(ui, widgets::heading(theme, "Questions from your own run"));
    let note = "Answers are played out under your own luck; take any, in any order";
    ui.add(Label::new(widgets::small(theme, note)).wrap());
    if let Some(looking) = &view.looking {
        ui.add(Label::new(widgets::small(theme, capital(looking))).wrap());
    }
    let mut groups: Vec<&str> = view.lines.iter().map(|it| it.group).collect();
    groups.dedup();
    for group in groups {
        ui.add_space(theme.space.small);
        ui.label(widgets::bold(theme, group));
        widgets::lasting(ui, group, |ui| {
            let lines: Vec<_> =
                view.lines.iter().enumerate().filter(|(_, it)| it.group == group).collect();
            let least = 300.0 * theme.scale;
            widgets::columns(ui, theme.space.small, least, lines.len(), |ui, at| {
                let (place, line) = lines[at];
                let about = &line.about;
                let text = capital(&line.text);
                let response = two_lines(ui, theme, &text, about, Mark::Plain, line.answered);
                let spoken = format!("{text}, {about}");
                response.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &spoken)
                });
                if response.clicked() {
                    hand.forget_exercise();
                    hand.exercise = Some(place);
                }
            });
        });
    }
}

fn in_hand(ui: &mut Ui, theme: &Theme, view: &QuestionsView, page: &Page, hand: &mut ReviewHand) {
    if let Some(line) = hand.exercise.and_then(|place| view.lines.get(place)) {
        ui.label(widgets::small(theme, line.group));
    }
    widgets::headed_and_wrapped(ui, widgets::heading(theme, capital(&page.question)));
    match &page.told {
        None => asked(ui, theme, page, hand),
        Some(told) => outcome(ui, theme, told, hand),
    }
    ui.add_space(theme.space.small);
    if widgets::button(ui, theme, "All questions").clicked() {
        hand.forget_exercise();
    }
}

fn asked(ui: &mut Ui, theme: &Theme, page: &Page, hand: &mut ReviewHand) {
    if page.several {
        ui.label(widgets::small(theme, "Choose one or more"));
    } else if page.choices.len() > 1 {
        ui.label(widgets::small(theme, "Choose one; more than one may be right"));
    }
    for (at, text) in page.choices.iter().enumerate() {
        let on = hand.chosen.contains(&at);
        let text = capital(text);
        if page.several {
            let response = ui.add(widgets::picked(theme, on, &text).wrap());
            response.widget_info(|| {
                egui::WidgetInfo::selected(egui::WidgetType::Checkbox, true, on, &text)
            });
            if response.clicked() {
                hand.chosen.retain(|it| *it != at);
                if !on {
                    hand.chosen.push(at);
                    hand.chosen.sort_unstable();
                }
            }
        } else if express::choice(ui, theme, on, &text) {
            hand.chosen = vec![at];
        }
    }
    // What is expected of a change is asked when it is chosen.
    if !page.asks.is_empty() && (page.choices.is_empty() || !hand.chosen.is_empty()) {
        ui.add_space(theme.space.small);
        expect::asked(ui, theme, &page.asks, &mut hand.said);
    }
}

fn outcome(ui: &mut Ui, theme: &Theme, told: &Told, hand: &mut ReviewHand) {
    expect::told(ui, theme, &told.forecasts);
    if !told.verdict.is_empty() {
        ui.add_space(theme.space.small);
        ui.add(Label::new(widgets::bold(theme, capital(&told.verdict))).wrap());
    }
    for it in &told.choices {
        choice(ui, theme, it);
    }
    if let Some(change) = told.whole {
        ui.add_space(theme.space.small);
        if widgets::button(ui, theme, "Play the whole run with it…").clicked() {
            hand.leaf = Leaf::Express;
            hand.forget_change();
            hand.change = Some(change);
        }
    }
}

/// A choice after the answer: what came of it, and whether it was chosen.
fn choice(ui: &mut Ui, theme: &Theme, it: &ToldChoice) {
    let edge = if it.right { theme.accent } else { theme.line };
    widgets::edged(ui, theme, edge, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(capital(&it.text)).wrap());
        let came = capital(&it.came);
        let came = if it.mine { format!("{came}; your choice") } else { came };
        ui.add(Label::new(widgets::bold(theme, came)).wrap());
    });
}
