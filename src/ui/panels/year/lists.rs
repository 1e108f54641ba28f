//! The drawers that list choices: staff, guardrails, use cases, events, roles.

use egui::Ui;

use super::super::super::action::Action;
use super::super::super::help;
use super::super::super::theme::Theme;
use super::super::super::widgets;
use super::super::brief::role_cards;
use crate::view::help::Topic;
use crate::view::planning::{ChoiceView, PlanningView, StaffingView};

/// Distance of two columns, and the least width of one at 100 % text.
const GAP: f32 = 12.0;
const COLUMN: f32 = 250.0;

/// Choices in columns.
fn choices(ui: &mut Ui, theme: &Theme, views: &[ChoiceView], about: &str) -> Option<Action> {
    let mut action = None;
    widgets::columns(ui, GAP, COLUMN * theme.scale, views.len(), |ui, at| {
        action = widgets::choice(ui, theme, &views[at], about).or(action.take());
    });
    action
}

/// A part of a list below a line.
fn part(ui: &mut Ui, theme: &Theme, name: &str) {
    ui.add_space(theme.space.hair);
    ui.separator();
    ui.label(widgets::bold(theme, name));
}

pub(super) fn staff(ui: &mut Ui, theme: &Theme, view: &PlanningView) -> Option<Action> {
    let mut action = None;
    widgets::headed(ui, widgets::heading(theme, "Staff"));
    for pool in &view.staff {
        ui.push_id(pool.id.0, |ui| {
            part(ui, theme, &pool.name);
            ui.label(widgets::small(theme, &pool.line));
            widgets::columns(ui, GAP, COLUMN * theme.scale, pool.actions.len(), |ui, at| {
                action = staffing(ui, theme, &pool.actions[at], &pool.name).or(action.take());
            });
        });
    }
    action
}

/// One person or two, and what that takes.
fn staffing(ui: &mut Ui, theme: &Theme, view: &StaffingView, pool: &str) -> Option<Action> {
    let mut action = None;
    let StaffingView { one, two, detail } = view;
    let about = format!("{pool}, {detail}");
    widgets::words_line(ui, |ui| {
        for choice in [one, two] {
            action = widgets::choice_button(ui, theme, choice, &about).or(action.take());
        }
    });
    ui.label(widgets::small(theme, detail));
    // What holds one back holds two back, too.
    let refusal = one.refusal.as_deref().or(two.refusal.as_deref().filter(|_| !one.taken));
    widgets::not_now(ui, theme, refusal);
    action
}

pub(super) fn guardrails(ui: &mut Ui, theme: &Theme, view: &PlanningView) -> Option<Action> {
    let mut action = None;
    widgets::headed(ui, widgets::heading(theme, "Guardrails"));
    widgets::columns(ui, GAP, COLUMN * theme.scale, view.guardrails.len(), |ui, at| {
        let guardrail = &view.guardrails[at];
        if let Some(wish) = widgets::choice(ui, theme, &guardrail.choice, "") {
            action = Some(wish);
        }
        let level = crate::view::format::index(guardrail.level * 100.0);
        let text = widgets::small(theme, format!("level {level} of 100"));
        help::word(ui, theme, text, &guardrail.name, Topic::Level);
        level_bar(ui, theme, guardrail.level);
        ui.add_space(theme.space.medium);
    });
    action
}

/// How far a guardrail is built.
fn level_bar(ui: &mut Ui, theme: &Theme, level: f64) {
    let size = egui::vec2(ui.available_width(), 6.0);
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    ui.painter().rect_filled(rect, 3.0, theme.sunken);
    let full = egui::vec2(rect.width() * level.clamp(0.0, 1.0) as f32, rect.height());
    ui.painter().rect_filled(egui::Rect::from_min_size(rect.min, full), 3.0, theme.flow);
}

pub(super) fn use_cases(ui: &mut Ui, theme: &Theme, view: &PlanningView) -> Option<Action> {
    let mut action = None;
    widgets::headed(ui, widgets::heading(theme, "Use cases"));
    for use_case in &view.use_cases {
        ui.push_id(&use_case.name, |ui| {
            part(ui, theme, &use_case.name);
            ui.label(&use_case.purpose);
            ui.label(widgets::small(theme, &use_case.line));
            action = choices(ui, theme, &use_case.choices, &use_case.name).or(action.take());
        });
    }
    action
}

pub(super) fn answers(ui: &mut Ui, theme: &Theme, view: &PlanningView) -> Option<Action> {
    let mut action = None;
    widgets::headed(ui, widgets::heading(theme, "Events that wait for an answer"));
    if view.events.is_empty() {
        ui.label("None: nothing that happened asks for a decision");
    }
    for event in &view.events {
        ui.push_id(&event.title, |ui| {
            part(ui, theme, &event.title);
            ui.label(widgets::small(theme, &event.happened));
            ui.label(&event.text);
            action = choices(ui, theme, &event.choices, &event.title).or(action.take());
        });
    }
    action
}

pub(super) fn roles(
    ui: &mut Ui,
    theme: &Theme,
    view: &PlanningView,
    projector: bool,
) -> Option<Action> {
    widgets::headed(ui, widgets::heading(theme, "Role cards"));
    ui.label("Each role: one fact, then your leaning");
    ui.label(widgets::small(theme, format!("Drives this year: {}", view.driver)));
    role_cards(ui, theme, &view.roles, projector);
    None
}
