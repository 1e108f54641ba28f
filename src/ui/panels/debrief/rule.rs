//! The hidden rule: first the question, then the rule, its equation and what it did to each table.

use egui::{Align2, FontId, Rect, Stroke, Ui, pos2, vec2};

use super::super::super::action::Action;
use super::super::super::theme::Theme;
use super::super::super::{chart, widgets};
use crate::view::debrief::rule::RuleView;

/// Before `revealed`, nothing of the rule is drawn or told.
pub fn show(ui: &mut Ui, theme: &Theme, view: &RuleView, revealed: bool) -> Option<Action> {
    chart::page(ui, theme, |ui, room| {
        if !revealed {
            ui.add_space((room.left(ui) * 0.25).max(0.0));
            let question =
                egui::RichText::new(&view.question).size(theme.text.title * 0.8).color(theme.ink);
            ui.add(egui::Label::new(question).wrap());
            ui.add_space(theme.space.medium);
            let wait = "Each table names one line before it is shown";
            ui.add(egui::Label::new(widgets::lead(theme, wait)).wrap());
            return;
        }
        chart::finding(ui, theme, &format!("{}: {}", view.name, view.spread));
        ui.add(egui::Label::new(widgets::lead(theme, &view.says)).wrap());
        ui.add_space(theme.space.small);
        widgets::sheet(ui, theme, |ui| {
            ui.set_width(ui.available_width());
            let size = FontId::proportional(theme.text.body);
            // Its columns line up in the document only.
            let equation = view.equation.split_whitespace().collect::<Vec<_>>().join(" ");
            let text = egui::RichText::new(equation).font(size).color(theme.ink);
            ui.add(egui::Label::new(text).wrap());
            chart::reading(ui, theme, &format!("source: {}", view.source));
        });
        ui.add_space(theme.space.small);
        amounts(ui, theme, view, room.left(ui));
    });
    None
}

/// One bar for each table, in the order of the tables.
fn amounts(ui: &mut Ui, theme: &Theme, view: &RuleView, room: f32) {
    let line = chart::small_line(theme);
    let count = view.amounts.len().max(1) as f32;
    let rest = 2.0 * line + theme.space.small;
    let row = ((room - rest - theme.space.small) / count).clamp(line + 2.0, line * 3.0);
    let size = vec2(ui.available_width(), count * row + rest);
    let (rect, painter) = chart::picture(ui, size, &format!("{} by table", view.name));
    let font = chart::small_bold(theme);
    let names = chart::widest(ui, &font, view.amounts.iter().map(|it| it.0.as_str()));
    let texts = chart::widest(ui, &font, view.amounts.iter().map(|it| it.1.as_str()));
    let names = names.min(rect.width() * 0.35);
    let plot = Rect::from_min_max(
        pos2(rect.left() + names + theme.space.medium, rect.top()),
        pos2(rect.right() - texts - theme.space.large, rect.bottom() - rest),
    );
    chart::ticks_across(&painter, theme, plot, &view.line, plot.bottom() + 2.0);
    let foot = pos2(plot.left(), rect.bottom() - line);
    chart::words(
        &painter,
        foot,
        Align2::LEFT_TOP,
        &view.line.name,
        chart::small(theme),
        theme.muted,
    );
    let zero = chart::across(plot, &view.line, 0.0);
    for (at, ((name, amount), value)) in view.amounts.iter().zip(&view.bars).enumerate() {
        let top = rect.top() + row * at as f32;
        let strip = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), row));
        chart::told(ui, strip, at, &format!("{name}: {amount}"));
        let galley = chart::block(ui, font.clone(), name, theme.ink, names);
        painter.galley(
            pos2(rect.left(), strip.center().y - galley.size().y / 2.0),
            galley,
            theme.ink,
        );
        let x = chart::across(plot, &view.line, *value);
        let half = row * 0.31;
        let bar = Rect::from_min_max(
            pos2(zero.min(x), strip.center().y - half),
            pos2(zero.max(x).max(zero.min(x) + 2.0), strip.center().y + half),
        );
        painter.rect_filled(bar, 2.0, theme.flow);
        let words = chart::block(ui, font.clone(), amount, theme.ink, f32::INFINITY);
        let end = pos2(bar.right(), strip.center().y);
        chart::beside(&painter, end, theme.space.small, rect, words, theme.ground);
    }
    painter.vline(zero, plot.y_range(), Stroke::new(2.0, theme.ink));
}
