//! The path: the whole lesson on one page, each step a button, and where to go on.

use egui::text::LayoutJob;
use egui::{Align, Button, FontFamily, FontId, Stroke, TextFormat, Ui, vec2};

use super::super::super::action::{Action, StudyWish};
use super::super::super::theme::{Theme, strong};
use super::super::super::widgets;
use crate::view::study::learn::LearnView;
use crate::view::study::lesson::{PartView, StepView};

pub fn show(ui: &mut Ui, theme: &Theme, view: &LearnView) -> Option<Action> {
    let mut action = None;
    let path = &view.path;
    let content = |ui: &mut Ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(widgets::heading(theme, &path.title));
            ui.label(widgets::small(theme, &path.so_far));
        });
        ui.label(widgets::small(
            theme,
            "Take any step, in any order; skip what you know and come back when you like",
        ));
        let mut first = 0;
        let least = 210.0 * theme.scale;
        widgets::columns(ui, theme.space.small, least, path.parts.len(), |ui, at| {
            first = path.parts[..at].iter().map(|part| part.steps.len()).sum();
            let part = &path.parts[at];
            action = widgets::lasting(ui, part.name, |ui| show_part(ui, theme, part, first))
                .or(action.take());
        });
    };
    let mut asked = None;
    let bar = |ui: &mut Ui| {
        if let Some((place, title)) = &view.flagship
            && widgets::button(ui, theme, &format!("Play {title}")).clicked()
        {
            asked = Some(StudyWish::Play(*place));
        }
        let begun = path.parts.iter().flat_map(|part| &part.steps).any(|it| it.state != NOT_BEGUN);
        let open = path.parts.iter().flat_map(|part| &part.steps).any(|it| it.next);
        if open && widgets::onward(ui, theme, if begun { "Go on" } else { "Begin the lesson" }) {
            asked = Some(StudyWish::GoOn);
        }
    };
    widgets::page(ui, theme, content, bar);
    asked.map(Action::Study).or(action)
}

const NOT_BEGUN: &str = "not begun";

fn show_part(ui: &mut Ui, theme: &Theme, part: &PartView, first: usize) -> Option<Action> {
    let mut action = None;
    ui.add_space(theme.space.hair);
    ui.label(widgets::bold(theme, capital(part.name)));
    ui.label(widgets::small(theme, &part.minutes));
    for (place, step) in part.steps.iter().enumerate() {
        if show_step(ui, theme, step) {
            action = Some(Action::Study(StudyWish::Open(first + place)));
        }
    }
    action
}

/// A step with its state in words; the one to go on with has a thick edge.
fn show_step(ui: &mut Ui, theme: &Theme, step: &StepView) -> bool {
    let mut about = step.minutes.clone();
    if step.state != NOT_BEGUN {
        about = format!("{about}, {}", step.state);
    }
    if step.next {
        about = format!("{about}, next");
    }
    let width = ui.available_width();
    let mut text = LayoutJob::default();
    text.wrap.max_width = width - 2.0 * ui.spacing().button_padding.x;
    text.halign = Align::LEFT;
    let format = |size: f32, family: FontFamily, color| TextFormat {
        font_id: FontId::new(size, family),
        color,
        ..TextFormat::default()
    };
    let family = if step.next { strong() } else { FontFamily::Proportional };
    text.append(&step.title, 0.0, format(theme.text.body, family, theme.ink));
    let small = format(theme.text.small, FontFamily::Proportional, theme.muted);
    text.append(&format!("\n{about}"), 0.0, small);
    let edge =
        if step.next { Stroke::new(2.0, theme.accent) } else { Stroke::new(1.0, theme.line) };
    let done = step.state == "done" || step.state == "skipped";
    let fill = if done { theme.sunken } else { theme.surface };
    let button =
        Button::new(text).wrap().fill(fill).stroke(edge).min_size(vec2(width, theme.touch));
    let response = ui.add(button);
    let spoken = format!("{}, {}, {about}", step.title, step.about);
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::WidgetType::Button, ui.is_enabled(), &spoken)
    });
    response.clicked()
}

/// The text with a capital.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|it| it.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}
