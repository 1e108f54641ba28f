//! The drawers that list choices: staff, guardrails, use cases, events, roles.

use egui::Ui;

use super::super::super::action::Action;
use super::super::super::theme::Theme;
use super::super::super::widgets;
use super::super::brief::role_card;
use crate::view::planning::{ChoiceView, PlanningView};

pub(super) fn staff(ui: &mut Ui, theme: &Theme, view: &PlanningView) -> Option<Action> {
    let mut action = None;
    ui.label(widgets::heading(theme, "Staff"));
    for pool in &view.staff {
        ui.label(widgets::bold(theme, &pool.name));
        ui.label(widgets::small(theme, &pool.line));
        ui.horizontal_wrapped(|ui| {
            for choice in &pool.actions {
                ui.push_id((pool.id.0, &choice.text), |ui| {
                    ui.set_max_width(260.0 * theme.scale);
                    if let Some(wish) = widgets::choice(ui, theme, choice, &pool.name) {
                        action = Some(wish);
                    }
                });
            }
        });
        ui.separator();
    }
    action
}

pub(super) fn guardrails(ui: &mut Ui, theme: &Theme, view: &PlanningView) -> Option<Action> {
    let mut action = None;
    ui.label(widgets::heading(theme, "Guardrails"));
    for guardrail in &view.guardrails {
        if let Some(wish) = widgets::choice(ui, theme, &guardrail.choice, "") {
            action = Some(wish);
        }
        let level = format!("level {} of 100", crate::view::format::index(guardrail.level * 100.0));
        ui.add(egui::ProgressBar::new(guardrail.level as f32).desired_height(6.0).fill(theme.flow))
            .on_hover_text(&level);
        ui.label(widgets::small(theme, level));
        ui.separator();
    }
    action
}

/// One below the other, or side by side, as the layout has it.
fn choices(ui: &mut Ui, theme: &Theme, views: &[ChoiceView], about: &str) -> Option<Action> {
    let mut action = None;
    for view in views {
        action = widgets::choice(ui, theme, view, about).or(action);
    }
    action
}

pub(super) fn use_cases(ui: &mut Ui, theme: &Theme, view: &PlanningView) -> Option<Action> {
    let mut action = None;
    ui.label(widgets::heading(theme, "Use cases"));
    for use_case in &view.use_cases {
        ui.label(widgets::bold(theme, &use_case.name));
        ui.label(&use_case.purpose);
        ui.label(widgets::small(theme, &use_case.line));
        ui.push_id(&use_case.name, |ui| {
            ui.horizontal_wrapped(|ui| {
                action = choices(ui, theme, &use_case.choices, &use_case.name).or(action.take());
            });
        });
        ui.separator();
    }
    action
}

pub(super) fn answers(ui: &mut Ui, theme: &Theme, view: &PlanningView) -> Option<Action> {
    let mut action = None;
    ui.label(widgets::heading(theme, "Events that wait for an answer"));
    if view.events.is_empty() {
        ui.label("None: nothing that happened asks for a decision");
    }
    for event in &view.events {
        ui.label(widgets::bold(theme, &event.title));
        ui.label(widgets::small(theme, &event.happened));
        ui.label(&event.text);
        action = choices(ui, theme, &event.choices, &event.title).or(action.take());
        ui.separator();
    }
    action
}

pub(super) fn roles(
    ui: &mut Ui,
    theme: &Theme,
    view: &PlanningView,
    projector: bool,
) -> Option<Action> {
    ui.label(widgets::heading(theme, "Role cards"));
    ui.label("Each role: one fact, then your leaning. Hold a card to read it");
    ui.label(widgets::small(theme, format!("Drives this year: {}", view.driver)));
    for role in &view.roles {
        role_card(ui, theme, role, projector);
    }
    None
}
