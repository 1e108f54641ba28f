//! Small parts that several panels share.

use egui::{
    Button, Color32, CornerRadius, Frame, Margin, Response, RichText, Sense, Stroke, Ui, vec2,
};

use super::action::Action;
use super::canvas::Canvas;
use super::theme::{Theme, strong};
use crate::scenario::case::SourcingModel;
use crate::scenario::plan::Gauge;
use crate::view::planning::{CellView, ChoiceView, GaugeView};
use crate::view::words;

/// A text of the type scale.
#[must_use]
pub fn small(theme: &Theme, text: impl Into<String>) -> RichText {
    RichText::new(text).size(theme.text.small).color(theme.muted)
}

#[must_use]
pub fn lead(theme: &Theme, text: impl Into<String>) -> RichText {
    RichText::new(text).size(theme.text.lead).color(theme.ink)
}

#[must_use]
pub fn bold(theme: &Theme, text: impl Into<String>) -> RichText {
    RichText::new(text).family(strong()).size(theme.text.body).color(theme.ink)
}

#[must_use]
pub fn heading(theme: &Theme, text: impl Into<String>) -> RichText {
    RichText::new(text).family(strong()).size(theme.text.heading).color(theme.ink)
}

#[must_use]
pub fn title(theme: &Theme, text: impl Into<String>) -> RichText {
    RichText::new(text).family(strong()).size(theme.text.title).color(theme.ink)
}

/// The one button of a screen that goes on.
pub fn primary(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    let label = RichText::new(text).family(strong()).size(theme.text.body).color(theme.on_accent);
    ui.add(Button::new(label).fill(theme.accent).min_size(vec2(theme.touch * 2.5, theme.touch)))
}

/// Any other button.
pub fn button(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    ui.add(Button::new(text).min_size(vec2(theme.touch, theme.touch)))
}

/// One of several that can be chosen: a tick and a thick edge say that it is.
pub fn pick(ui: &mut Ui, theme: &Theme, on: bool, text: &str) -> Response {
    let response = ui.add(picked(theme, on, text));
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::WidgetType::RadioButton, ui.is_enabled(), on, text)
    });
    response
}

/// The look of something that is chosen or could be.
pub fn picked<'a>(theme: &Theme, on: bool, text: &str) -> Button<'a> {
    let size = vec2(theme.touch, theme.touch);
    if on {
        let label = RichText::new(format!("✓ {text}")).family(strong()).color(theme.accent);
        let edge = Stroke::new(2.0, theme.accent);
        Button::new(label).fill(theme.sunken).stroke(edge).min_size(size)
    } else {
        Button::new(RichText::new(text).color(theme.ink)).fill(theme.surface).min_size(size)
    }
}

/// A white sheet.
pub fn sheet<R>(ui: &mut Ui, theme: &Theme, content: impl FnOnce(&mut Ui) -> R) -> R {
    edged(ui, theme, theme.line, content)
}

/// A white sheet with an edge of this colour.
pub fn edged<R>(
    ui: &mut Ui,
    theme: &Theme,
    edge: Color32,
    content: impl FnOnce(&mut Ui) -> R,
) -> R {
    Frame::new()
        .fill(theme.surface)
        .stroke(Stroke::new(1.0, edge))
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::same(theme.space.medium as i8))
        .show(ui, content)
        .inner
}

/// The mark of a model, named for those who do not see it.
pub fn mark(ui: &mut Ui, theme: &Theme, model: SourcingModel) -> Response {
    let side = theme.text.body * 1.15;
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    let mut canvas = Canvas::default();
    canvas.mark(rect.center(), side * 0.42, model, theme.model(model));
    ui.painter().add(canvas.to_egui());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::WidgetType::Image, true, words::sourcing(model))
    });
    response.on_hover_text(words::sourcing(model))
}

/// The five gauges, always in this order and place. Gives the one that was asked "why?".
pub fn gauges(ui: &mut Ui, theme: &Theme, views: &[GaugeView], can_ask: bool) -> Option<Gauge> {
    let mut asked = None;
    let count = views.len().max(1) as f32;
    let gap = theme.space.small;
    let width = (ui.available_width() - gap * (count - 1.0)) / count;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for view in views {
            let known = view.text != crate::view::format::NOTHING;
            let sense = if can_ask && known { Sense::click() } else { Sense::hover() };
            let height =
                theme.text.small * 1.3 + theme.text.lead * 1.4 + theme.text.small * 1.3 + 14.0;
            let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
            let spoken = spoken(view);
            response.widget_info(|| {
                let kind = if can_ask && known {
                    egui::WidgetType::Button
                } else {
                    egui::WidgetType::Label
                };
                egui::WidgetInfo::labeled(kind, true, &spoken)
            });
            let edge = match (response.has_focus(), response.hovered() && can_ask && known) {
                (true, _) => Stroke::new(2.5, theme.focus),
                (_, true) => Stroke::new(2.0, theme.accent),
                _ => Stroke::new(1.0, theme.line),
            };
            let painter = ui.painter().with_clip_rect(rect.expand(2.0));
            painter.rect(rect, 8.0, theme.surface, edge, egui::StrokeKind::Inside);
            let left = rect.left() + 10.0;
            let mut y = rect.top() + 6.0;
            let mut line = |text: &str, size: f32, family, colour| {
                let font = egui::FontId::new(size, family);
                let mut job = egui::text::LayoutJob::simple(
                    text.to_owned(),
                    font,
                    colour,
                    rect.width() - 16.0,
                );
                job.wrap.max_rows = 1;
                job.wrap.overflow_character = Some('…');
                job.wrap.break_anywhere = true;
                let galley = painter.layout_job(job);
                let height = galley.size().y;
                painter.galley(egui::pos2(left, y), galley, colour);
                y += height;
            };
            let plain = egui::FontFamily::Proportional;
            line(view.name, theme.text.small, plain.clone(), theme.muted);
            line(&view.text, theme.text.lead, strong(), theme.ink);
            let (arrow, colour) = match view.tendency {
                1 => ("better", theme.good),
                -1 => ("worse", theme.bad),
                _ => ("", theme.muted),
            };
            if let Some(change) = &view.change {
                let text = if arrow.is_empty() {
                    "as before".to_owned()
                } else {
                    format!("{change}, {arrow}")
                };
                line(&text, theme.text.small, plain, colour);
            }
            let response = response.on_hover_text(view.unit);
            if response.clicked() {
                asked = Some(view.gauge);
            }
        }
    });
    asked
}

fn spoken(view: &GaugeView) -> String {
    let mut text = format!("{}: {}, {}", view.name, view.text, view.unit);
    if let Some(change) = &view.change {
        text += &format!(", {change} against the year before");
        text += match view.tendency {
            1 => ", better",
            -1 => ", worse",
            _ => "",
        };
    }
    text
}

/// A decision to take or take back, with what it costs; where it cannot be taken, why and what would help.
pub fn choice(ui: &mut Ui, theme: &Theme, view: &ChoiceView) -> Option<Action> {
    let mut action = None;
    ui.vertical(|ui| {
        let possible = view.refusal.is_none();
        let button = picked(theme, view.taken, &view.text).wrap();
        let response = ui.add_enabled(possible, button);
        let spoken = match &view.refusal {
            Some(refusal) => format!("{}, {}, not now: {refusal}", view.text, view.detail),
            None => format!("{}, {}", view.text, view.detail),
        };
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::WidgetType::Checkbox, possible, view.taken, &spoken)
        });
        if response.clicked() {
            action = Some(if view.taken {
                Action::TakeBack(view.decision)
            } else {
                Action::Take(view.decision)
            });
        }
        if !view.detail.is_empty() {
            ui.label(small(theme, &view.detail));
        }
        if let Some(refusal) = &view.refusal {
            ui.label(small(theme, format!("Not now: {refusal}")).color(theme.caution));
        }
    });
    action
}

/// A range on the scale of its row, right is better, with its text. The source is one tap away.
pub fn range(ui: &mut Ui, theme: &Theme, cell: &CellView, width: f32) {
    ui.vertical(|ui| {
        ui.set_width(width);
        let response = ui.add(
            egui::Label::new(RichText::new(&cell.text).size(theme.text.small).color(theme.ink))
                .truncate(),
        );
        let (rect, _) = ui.allocate_exact_size(vec2(width - 8.0, 8.0), Sense::hover());
        let painter = ui.painter();
        let track = egui::Rect::from_center_size(rect.center(), vec2(rect.width(), 3.0));
        painter.rect_filled(track, 1.5, theme.sunken);
        let at = |share: f64| rect.left() + rect.width() * share.clamp(0.0, 1.0) as f32;
        let band = egui::Rect::from_min_max(
            egui::pos2(at(cell.range[0]), rect.center().y - 2.5),
            egui::pos2(at(cell.range[2]).max(at(cell.range[0]) + 2.0), rect.center().y + 2.5),
        );
        painter.rect_filled(band, 2.0, theme.flow);
        let tick = at(cell.range[1]);
        painter.line_segment(
            [egui::pos2(tick, rect.top()), egui::pos2(tick, rect.bottom())],
            Stroke::new(2.0, theme.ink),
        );
        response.on_hover_text(&cell.source);
    });
}
