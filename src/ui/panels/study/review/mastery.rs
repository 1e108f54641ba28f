//! What a learner foresees, by concept and over time; what to practise next; leaning against choices.

use egui::{Label, Painter, Pos2, Rect, Stroke, Ui, pos2, vec2};

use super::super::super::super::action::ReviewWish;
use super::super::super::super::theme::Theme;
use super::super::super::super::{chart, widgets};
use super::super::path::{Mark, two_lines};
use crate::session::prediction::Fared;
use crate::view::format::capital;
use crate::view::study::mastery::{ConceptRow, MasteryView, MirrorView, mark};

pub fn show(ui: &mut Ui, theme: &Theme, view: &MasteryView) -> Option<ReviewWish> {
    let mut wish = None;
    widgets::headed_and_wrapped(ui, widgets::heading(theme, &view.so_far));
    if let Some(change) = &view.change {
        ui.add(Label::new(widgets::small(theme, capital(change))).wrap());
    }
    if !view.concepts.is_empty() {
        key(ui, theme);
    }
    let gap = theme.space.medium;
    let least = 300.0 * theme.scale;
    widgets::columns(ui, gap, least, view.concepts.len(), |ui, at| {
        concept(ui, theme, &view.concepts[at], view.count);
    });
    if let Some(text) = &view.not_tried {
        ui.add(Label::new(widgets::small(theme, text)).wrap());
    }
    ui.add_space(theme.space.small);
    let wide = 420.0 * theme.scale;
    widgets::columns(ui, theme.space.large, wide, 2, |ui, at| {
        if at == 0 {
            ui.label(widgets::bold(theme, "What to practise next"));
            for (concept, text) in view.next.iter().take(SHOWN) {
                let (name, why) = text.split_once(": ").unwrap_or((text, ""));
                let response = two_lines(ui, theme, &capital(name), why, Mark::Plain, false);
                let spoken = format!("Practise {text}");
                response.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &spoken)
                });
                if response.clicked() {
                    wish = Some(ReviewWish::Practise(*concept));
                }
            }
            if view.next.is_empty() {
                ui.label("Every concept was foreseen by direction and size");
            }
        } else {
            mirror(ui, theme, &view.mirror);
        }
    });
    wish
}

/// Concepts to practise that are shown at once.
const SHOWN: usize = 4;

fn mirror(ui: &mut Ui, theme: &Theme, view: &MirrorView) {
    ui.label(widgets::bold(theme, "Leaning and choices"));
    ui.add(Label::new(&view.leaned).wrap());
    if view.runs.is_empty() {
        ui.label(widgets::small(theme, "You have not played a run alone yet"));
        return;
    }
    for (file, line) in &view.runs {
        ui.add(Label::new(widgets::small(theme, file)).wrap());
        ui.add(Label::new(capital(line)).wrap());
    }
    if let Some(line) = &view.together {
        ui.add(Label::new(widgets::small(theme, "all of them")).wrap());
        ui.add(Label::new(widgets::bold(theme, capital(line))).wrap());
    }
    ui.add(Label::new(widgets::small(theme, view.question)).wrap());
}

/// What the marks mean.
fn key(ui: &mut Ui, theme: &Theme) {
    widgets::words_line(ui, |ui| {
        for fared in [Fared::Right, Fared::OtherSize, Fared::OtherWay] {
            let side = theme.text.small;
            let (rect, painter) = chart::picture(ui, vec2(side, side), "mark");
            paint(&painter, theme, rect.center(), side * 0.4, fared);
            ui.label(widgets::small(theme, mark(fared)));
            ui.add_space(theme.space.medium);
        }
        ui.label(widgets::small(theme, "from left to right: the order of time"));
    });
}

/// Shape first: full, hollow, crossed.
fn paint(painter: &Painter, theme: &Theme, middle: Pos2, radius: f32, fared: Fared) {
    let stroke = Stroke::new(2.0, theme.ink);
    match fared {
        Fared::Right => {
            painter.circle_filled(middle, radius, theme.ink);
        }
        Fared::OtherSize => {
            painter.circle_stroke(middle, radius - 1.0, stroke);
        }
        Fared::OtherWay => {
            let by = radius * 0.75;
            painter.line_segment([middle + vec2(-by, -by), middle + vec2(by, by)], stroke);
            painter.line_segment([middle + vec2(-by, by), middle + vec2(by, -by)], stroke);
        }
    }
}

fn concept(ui: &mut Ui, theme: &Theme, row: &ConceptRow, count: usize) {
    widgets::words_line(ui, |ui| {
        ui.label(widgets::bold(theme, capital(row.name)));
        ui.label(widgets::small(theme, &row.standing));
    });
    let height = theme.text.small * 1.3;
    let (rect, painter) = chart::picture(ui, vec2(ui.available_width(), height), &row.told);
    strip(&painter, theme, rect, row, count);
    ui.add(Label::new(widgets::small(theme, capital(&row.line))).wrap());
}

/// The marks of one concept on the time of all predictions.
fn strip(painter: &Painter, theme: &Theme, rect: Rect, row: &ConceptRow, count: usize) {
    painter.hline(rect.x_range(), rect.center().y, Stroke::new(1.0, theme.line));
    let radius = (rect.height() * 0.36).min(rect.width() / (count.max(1) as f32 * 2.0));
    let room = rect.width() - 2.0 * radius;
    for (place, fared) in &row.marks {
        // Few predictions stand close together at the left.
        let step = (room / (count.max(2) - 1) as f32).min(radius * 4.0);
        let x = rect.left() + radius + step * *place as f32;
        painter.circle_filled(pos2(x, rect.center().y), radius + 1.5, theme.ground);
        paint(painter, theme, pos2(x, rect.center().y), radius.max(2.0), *fared);
    }
}
