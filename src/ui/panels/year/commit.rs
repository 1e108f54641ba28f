//! Commit: each role has spoken, one gauge is predicted, and the year plays.

use egui::Ui;

use super::super::super::action::Action;
use super::super::super::help;
use super::super::super::theme::Theme;
use super::super::super::widgets;
use super::YearHand;
use crate::scenario::plan::{Decision, Direction, Gauge, Size};
use crate::study::guide::GuideStep;
use crate::view::help::Topic;
use crate::view::planning::{PlanningView, TakenView};
use crate::view::words;

pub(super) fn commit(
    ui: &mut Ui,
    theme: &Theme,
    view: &PlanningView,
    hand: &mut YearHand,
) -> Option<Action> {
    widgets::headed(ui, widgets::heading(theme, format!("Commit {}", view.year)));
    let mut action = None;
    hand.told.resize(view.roles.len(), false);
    if view.alone && !view.roles.is_empty() {
        ui.label(widgets::bold(theme, "1. What each role knows"));
        let text = "You play all roles: their cards are under Roles, if you have not read them";
        ui.add(egui::Label::new(text).wrap());
    } else if !view.roles.is_empty() {
        ui.label(widgets::bold(theme, "1. Each role: one fact, then your leaning"));
        for (role, told) in view.roles.iter().zip(&mut hand.told) {
            ui.push_id(role.id.0, |ui| {
                ui.horizontal_wrapped(|ui| {
                    if widgets::tick(ui, theme, *told, &format!("{} has spoken", role.name))
                        .clicked()
                    {
                        *told = !*told;
                    }
                    let leans = "leans another way";
                    let spoken = format!("{} {leans}", role.name);
                    let dissent = widgets::tick_about(ui, theme, role.dissents, leans, &spoken);
                    let explained = help::asks(ui, theme, &dissent, Topic::Dissent);
                    if dissent.clicked() && !explained {
                        let decision = Decision::Dissent(role.id);
                        action = Some(if role.dissents {
                            Action::TakeBack(decision)
                        } else {
                            Action::Take(decision)
                        });
                    }
                });
            });
        }
    }
    let title = widgets::bold(theme, "2. Predict one gauge");
    help::word(ui, theme, title, "", Topic::Prediction);
    let predicting = ui.next_widget_position();
    ui.horizontal_wrapped(|ui| {
        for gauge in Gauge::ALL {
            if widgets::pick(ui, theme, hand.predict.0 == gauge, words::gauge(gauge)).clicked() {
                hand.predict.0 = gauge;
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        for direction in Direction::ALL {
            if widgets::pick(
                ui,
                theme,
                hand.predict.1 == Some(direction),
                words::direction(direction),
            )
            .clicked()
            {
                hand.predict.1 = Some(direction);
            }
        }
        for size in Size::ALL {
            if widgets::pick(ui, theme, hand.predict.2 == size, words::size(size)).clicked() {
                hand.predict.2 = size;
            }
        }
    });
    let picks = egui::Rect::from_min_max(predicting, ui.min_rect().right_bottom());
    help::here(ui, theme, picks.shrink2(egui::vec2(4.0, 0.0)), GuideStep::Predict);
    ui.label(widgets::bold(theme, "3. Look over the plan"));
    action = plan(ui, theme, view).or(action);
    if let (gauge, Some(direction), size) = hand.predict {
        let decision = Decision::Predict { gauge, direction, size };
        if action.is_none() && !view.taken.iter().any(|line| line.decision == decision) {
            action = Some(Action::Take(decision));
        }
    }
    action
}

/// The way on, below all that: what is missing first, or the button.
pub(super) fn way_on(
    ui: &mut Ui,
    theme: &Theme,
    view: &PlanningView,
    hand: &YearHand,
) -> Option<Action> {
    let predicted = view.taken.iter().any(|line| matches!(line.decision, Decision::Predict { .. }));
    let told = view.alone || hand.told.iter().filter(|told| **told).count() >= view.roles.len();
    let (ready, note) = match (told, predicted) {
        (true, true) => (true, "After this the year cannot be taken back"),
        (false, _) => (false, "First each role tells one fact and a leaning"),
        (true, false) => (false, "First predict which way one gauge goes"),
    };
    let mut action = None;
    ui.horizontal_wrapped(|ui| {
        let play = ui.add_enabled_ui(ready, |ui| {
            widgets::primary(ui, theme, "Commit and let the year play")
        });
        help::here(ui, theme, play.inner.rect, GuideStep::Commit);
        if play.inner.clicked() {
            action = Some(Action::Commit);
        }
        ui.label(widgets::small(theme, note));
    });
    action
}

/// What is decided, each to be taken back; the prediction and the leanings have their own places below.
fn plan(ui: &mut Ui, theme: &Theme, view: &PlanningView) -> Option<Action> {
    let mut action = None;
    let elsewhere =
        |it: &&TakenView| matches!(it.decision, Decision::Predict { .. } | Decision::Dissent(_));
    if view.taken.iter().all(|it| elsewhere(&it)) {
        ui.label("Nothing is decided: the pipeline runs on as it is. That is a decision, too");
    }
    for line in view.taken.iter().filter(|it| !elsewhere(it)) {
        ui.horizontal(|ui| {
            if widgets::button_about(ui, theme, "Take back", &line.text).clicked() {
                action = Some(Action::TakeBack(line.decision));
            }
            ui.add(egui::Label::new(&line.text).wrap());
        });
    }
    action
}
