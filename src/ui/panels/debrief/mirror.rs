//! The mirror of leanings: what each table leaned to before play, what it chose, what runs at the end.

use egui::{Rect, Sense, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::super::super::action::Action;
use super::super::super::theme::Theme;
use super::super::super::{chart, widgets};
use crate::scenario::case::SourcingModel;
use crate::view::debrief::mirror::{MirrorLine, MirrorView};

pub fn show(ui: &mut Ui, theme: &Theme, view: &MirrorView) -> Option<Action> {
    chart::page(ui, theme, |ui, _| {
        chart::finding(ui, theme, view.question);
        key(ui, theme);
        ui.add_space(theme.space.small);
        let count = view.tables.len() + 1;
        let least = least(view, theme);
        widgets::columns(ui, theme.space.medium, least, count, |ui, at| {
            match view.tables.get(at) {
                Some(table) => {
                    let below = table.limits.unwrap_or(&table.left_as_found);
                    card(ui, theme, &table.label, &table.lines, below);
                }
                None => card(ui, theme, "All tables", &view.room, ""),
            }
        });
        ui.add_space(theme.space.small);
        for table in &view.tables {
            for told in table.seats.iter().chain(&table.dissent) {
                chart::reading(ui, theme, &format!("{}: {told}", table.label));
            }
        }
    });
    None
}

/// What the marks mean.
fn key(ui: &mut Ui, theme: &Theme) {
    widgets::words_line(ui, |ui| {
        for (model, text) in [
            (SourcingModel::Open, "open"),
            (SourcingModel::Proprietary, "proprietary"),
            (SourcingModel::Managed, "managed"),
        ] {
            widgets::mark(ui, theme, model);
            ui.label(widgets::small(theme, text));
            ui.add_space(theme.space.medium);
        }
    });
}

/// What one line of marks counts.
type Count = fn(&MirrorLine) -> usize;

fn least(view: &MirrorView, theme: &Theme) -> f32 {
    let across = if view.tables.len() >= 4 { 14.0 } else { 16.0 };
    theme.text.small * across
}

/// One table: three lines of marks.
fn card(ui: &mut Ui, theme: &Theme, label: &str, lines: &[MirrorLine], below: &str) {
    let rows: [(&str, Count); 3] = [
        ("leaned", |line| line.leaned),
        ("chosen", |line| line.chosen),
        ("at the end", |line| line.running),
    ];
    let told = lines.iter().map(|line| format!("{}: {}", line.name, line.told));
    let told = format!("{label}. {}. {below}", told.collect::<Vec<_>>().join(". "));
    let line = (theme.text.small * 1.45).ceil();
    let pad = theme.space.small;
    let width = ui.available_width();
    let note = chart::block(ui, chart::small(theme), below, theme.muted, width - 2.0 * pad);
    let note_height = if below.is_empty() { 0.0 } else { note.size().y };
    let size = vec2(width, line * 4.0 + note_height + 2.0 * pad);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, &told));
    let painter = ui.painter();
    let edge = Stroke::new(1.0, theme.line);
    painter.rect(rect, 8.0, theme.surface, edge, egui::StrokeKind::Inside);
    let at = rect.min + vec2(pad, pad);
    let head = chart::block(ui, chart::small_bold(theme), label, theme.ink, width - 2.0 * pad);
    painter.galley(at, head, theme.ink);
    let names = chart::widest(ui, &chart::small(theme), rows.iter().map(|row| row.0)) + 2.0 * pad;
    // All lines of a table speak the same way: marks, or a mark and how many of its kind.
    let most = rows.iter().map(|(_, count)| lines.iter().map(count).sum::<usize>()).max();
    let room = (width - 2.0 * pad - names) / step(theme);
    let each = most.unwrap_or(0) as f32 <= room;
    for (row, (name, count)) in rows.into_iter().enumerate() {
        let middle = at.y + line * (row as f32 + 1.5);
        let galley = chart::block(ui, chart::small(theme), name, theme.muted, names);
        painter.galley(pos2(at.x, middle - galley.size().y / 2.0), galley, theme.muted);
        let strip = Rect::from_min_max(
            pos2(at.x + names, middle - line / 2.0),
            pos2(rect.right() - pad, middle + line / 2.0),
        );
        marks(ui, theme, strip, lines, count, each);
    }
    painter.galley(pos2(at.x, at.y + line * 4.0), note, theme.muted);
}

/// From one mark to the next.
fn step(theme: &Theme) -> f32 {
    theme.text.small * 0.8 + 4.0
}

fn marks(ui: &Ui, theme: &Theme, strip: Rect, lines: &[MirrorLine], count: Count, each: bool) {
    let all: usize = lines.iter().map(count).sum();
    let radius = theme.text.small * 0.40;
    let mut x = strip.left() + radius;
    if each || all == 0 {
        for line in lines {
            for _ in 0..count(line) {
                let middle = pos2(x, strip.center().y);
                widgets::paint_mark(
                    ui.painter(),
                    middle,
                    radius,
                    line.model,
                    theme.model(line.model),
                );
                x += step(theme);
            }
        }
        if all == 0 {
            let none = chart::block(ui, chart::small(theme), "none", theme.muted, strip.width());
            let top = strip.center().y - none.size().y / 2.0;
            ui.painter().galley(pos2(strip.left(), top), none, theme.muted);
        }
        return;
    }
    // Too many to draw each: a mark and how many of its kind.
    for line in lines {
        let middle = pos2(x, strip.center().y);
        widgets::paint_mark(ui.painter(), middle, radius, line.model, theme.model(line.model));
        let number = crate::view::format::whole(count(line) as f64);
        let text = chart::block(ui, chart::small_bold(theme), &number, theme.ink, f32::INFINITY);
        let size = text.size();
        ui.painter().galley(pos2(x + radius + 4.0, middle.y - size.y / 2.0), text, theme.ink);
        x += strip.width() / 3.0;
    }
}
