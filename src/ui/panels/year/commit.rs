//! Commit: each role has spoken, one gauge is predicted, and the year plays.

use egui::{Label, Rect, Ui, vec2};

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
    let (whole, gap) = (ui.available_width(), theme.space.medium);
    if !view.alone && !view.roles.is_empty() && whole >= BESIDE * theme.scale {
        // Side by side, so that all that is asked for is seen at once.
        let left = (whole - gap) * 0.56;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            ui.vertical(|ui| {
                ui.set_width(left);
                action = roles(ui, theme, view, hand);
            });
            ui.vertical(|ui| {
                ui.set_width(whole - gap - left);
                prediction(ui, theme, hand);
            });
        });
    } else {
        action = roles(ui, theme, view, hand);
        prediction(ui, theme, hand);
    }
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

/// Least width of what each role says and the prediction beside each other, at 100 % text.
const BESIDE: f32 = 560.0;
/// Width of "leans another way" on two lines, at 100 % text.
const DISSENT: f32 = 128.0;
/// Most width of the name of a role, at 100 % text.
const NAME: f32 = 320.0;

/// What each role says before anything is committed.
fn roles(ui: &mut Ui, theme: &Theme, view: &PlanningView, hand: &mut YearHand) -> Option<Action> {
    if view.roles.is_empty() {
        return None;
    }
    if view.alone {
        ui.label(widgets::bold(theme, "1. What each role knows"));
        let text = "You play all roles: their cards are under Roles, if you have not read them";
        ui.add(Label::new(text).wrap());
        return None;
    }
    let mut action = None;
    let title = widgets::bold(theme, "1. Each role: one fact, then your leaning");
    ui.add(Label::new(title).wrap());
    let gap = theme.space.small;
    let dissents = DISSENT * theme.scale;
    let speaks = (ui.available_width() - dissents - gap).min(NAME * theme.scale);
    let button = |ui: &mut Ui, width: f32, on: bool, text: &str, spoken: &str| {
        ui.vertical(|ui| {
            ui.set_width(width);
            let size = vec2(width, theme.touch);
            let response = ui.add(widgets::picked(theme, on, text).wrap().min_size(size));
            widgets::ticked(ui, &response, on, spoken);
            response
        })
        .inner
    };
    for (role, told) in view.roles.iter().zip(&mut hand.told) {
        ui.push_id(role.id.0, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = gap;
                let spoken = format!("{} has spoken", role.name);
                let spoke = button(ui, speaks, *told, &role.name, &spoken);
                if spoke.on_hover_text("Has told one fact and a leaning").clicked() {
                    *told = !*told;
                }
                let leans = "leans another way";
                let spoken = format!("{} {leans}", role.name);
                let dissent = button(ui, dissents, role.dissents, leans, &spoken);
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
    action
}

/// Which way one gauge goes, and how far.
fn prediction(ui: &mut Ui, theme: &Theme, hand: &mut YearHand) {
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
            let on = hand.predict.1 == Some(direction);
            if widgets::pick(ui, theme, on, words::direction(direction)).clicked() {
                hand.predict.1 = Some(direction);
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        for size in Size::ALL {
            if widgets::pick(ui, theme, hand.predict.2 == size, words::size(size)).clicked() {
                hand.predict.2 = size;
            }
        }
    });
    let picks = Rect::from_min_max(predicting, ui.min_rect().right_bottom());
    help::here(ui, theme, picks.shrink2(vec2(4.0, 0.0)), GuideStep::Predict);
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
            ui.add(Label::new(&line.text).wrap());
        });
    }
    action
}
