//! The path: the whole lesson on one page, each step a button, and where to go on.

use egui::text::LayoutJob;
use egui::{Button, FontFamily, FontId, Response, Stroke, TextFormat, Ui, vec2};

use super::super::super::action::{Action, ReviewWish, StudyWish};
use super::super::super::theme::{Theme, strong};
use super::super::super::widgets;
use super::review::desk::Leaf;
use crate::view::format::capital;
use crate::view::study::learn::LearnView;
use crate::view::study::lesson::{PartView, StepView};

pub fn show(ui: &mut Ui, theme: &Theme, view: &LearnView) -> Option<Action> {
    let mut action = None;
    let path = &view.path;
    let content = |ui: &mut Ui| {
        widgets::words_line(ui, |ui| {
            widgets::headed(ui, widgets::heading(theme, &path.title));
            ui.label(widgets::small(
                theme,
                format!("{}; take any step, in any order", path.so_far),
            ));
        });
        let mut first = 0;
        for part in &path.parts {
            let wish = widgets::lasting(ui, part.name, |ui| show_part(ui, theme, part, first));
            action = wish.or(action.take());
            first += part.steps.len();
        }
    };
    let mut asked = None;
    let mut back = None;
    let bar = |ui: &mut Ui| {
        if widgets::button(ui, theme, "What you foresee…").clicked() {
            back = Some(Action::Review(ReviewWish::Open(Leaf::Mastery)));
        }
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
    back.or(asked.map(Action::Study)).or(action)
}

const NOT_BEGUN: &str = "not begun";

/// A part and its steps: beside its name where there is room, below it otherwise.
fn show_part(ui: &mut Ui, theme: &Theme, part: &PartView, first: usize) -> Option<Action> {
    let mut action = None;
    let name = |ui: &mut Ui| {
        ui.label(widgets::bold(theme, capital(part.name)));
        ui.label(widgets::small(theme, &part.minutes));
    };
    let mut steps = |ui: &mut Ui| {
        let (gap, least) = (theme.space.small, 180.0 * theme.scale);
        // Parts with few steps have steps as wide as those of the others.
        let across = ((ui.available_width() + gap) / (least + gap)).floor().max(1.0) as usize;
        let count = part.steps.len().next_multiple_of(across);
        widgets::columns(ui, gap, least, count, |ui, at| {
            if let Some(step) = part.steps.get(at)
                && show_step(ui, theme, step)
            {
                action = Some(Action::Study(StudyWish::Open(first + at)));
            }
        });
    };
    if ui.available_width() > 620.0 * theme.scale {
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(110.0 * theme.scale);
                ui.spacing_mut().item_spacing.y = 0.0;
                name(ui);
            });
            ui.vertical(steps);
        });
    } else {
        ui.add_space(theme.space.hair);
        name(ui);
        steps(ui);
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
    let mark = if step.next { Mark::Next } else { Mark::Plain };
    let dim = step.state == "done" || step.state == "skipped";
    let response = two_lines(ui, theme, &step.title, &about, mark, dim);
    let spoken = format!("{}, {}, {about}", step.title, step.about);
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::WidgetType::Button, ui.is_enabled(), &spoken)
    });
    response.clicked()
}

/// What the edge of a button says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Plain,
    Next,
    Chosen,
}

/// A button as wide as there is room, with a name and a line about it.
pub(super) fn two_lines(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    about: &str,
    mark: Mark,
    dim: bool,
) -> Response {
    let width = ui.available_width();
    let mut text = LayoutJob::default();
    text.wrap.max_width = width - 2.0 * ui.spacing().button_padding.x;
    let format = |size: f32, family: FontFamily, color| TextFormat {
        font_id: FontId::new(size, family),
        color,
        ..TextFormat::default()
    };
    let marked = mark != Mark::Plain;
    let family = if marked { strong() } else { FontFamily::Proportional };
    let name = if mark == Mark::Chosen { format!("✓ {name}") } else { name.to_owned() };
    text.append(&name, 0.0, format(theme.text.body, family, theme.ink));
    let small = format(theme.text.small, FontFamily::Proportional, theme.muted);
    text.append(&format!("\n{about}"), 0.0, small);
    let edge = if marked { Stroke::new(2.0, theme.accent) } else { Stroke::new(1.0, theme.line) };
    let fill = if dim || mark == Mark::Chosen { theme.sunken } else { theme.surface };
    let button = Button::new(text).wrap().fill(fill).stroke(edge);
    ui.add(button.min_size(vec2(width, theme.touch)))
}
