//! Commit: each role has spoken, one gauge is predicted, and the year plays.

use egui::Ui;

use super::super::super::action::Action;
use super::super::super::theme::Theme;
use super::super::super::widgets;
use super::YearHand;
use crate::scenario::plan::{Decision, Direction, Gauge, Size};
use crate::view::planning::PlanningView;
use crate::view::words;

pub(super) fn commit(
    ui: &mut Ui,
    theme: &Theme,
    view: &PlanningView,
    hand: &mut YearHand,
) -> Option<Action> {
    let mut action = None;
    ui.label(widgets::heading(theme, format!("Commit {}", view.year)));
    if view
        .taken
        .iter()
        .all(|line| matches!(line.decision, Decision::Predict { .. } | Decision::Dissent(_)))
    {
        ui.label("Nothing is decided: the pipeline runs on as it is. That is a decision, too");
    }
    hand.told.resize(view.roles.len(), false);
    if !view.roles.is_empty() {
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
                    if widgets::tick_about(ui, theme, role.dissents, leans, &spoken).clicked() {
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
    ui.label(widgets::bold(theme, "2. Predict one gauge"));
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
    if let (gauge, Some(direction), size) = hand.predict {
        let decision = Decision::Predict { gauge, direction, size };
        if action.is_none() && !view.taken.iter().any(|line| line.decision == decision) {
            action = Some(Action::Take(decision));
        }
    }
    ui.label(widgets::bold(theme, "3. Commit"));
    let predicted = view.taken.iter().any(|line| matches!(line.decision, Decision::Predict { .. }));
    let told = hand.told.iter().all(|told| *told);
    let missing = match (told, predicted) {
        (true, true) => None,
        (false, _) => Some("First each role tells one fact and a leaning"),
        (true, false) => Some("First predict which way one gauge goes"),
    };
    let ready = ui.add_enabled_ui(missing.is_none(), |ui| {
        widgets::primary(ui, theme, "Commit and let the year play")
    });
    if let Some(missing) = missing {
        ui.label(widgets::small(theme, missing));
    } else {
        ui.label(widgets::small(theme, "After this the year cannot be taken back"));
    }
    if ready.inner.clicked() {
        action = Some(Action::Commit);
    }
    action
}
