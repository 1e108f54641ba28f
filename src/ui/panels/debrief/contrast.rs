//! Two runs side by side: what was decided otherwise, when it began to matter, by how much, and through what.

use egui::{Grid, ScrollArea, Ui};

use super::super::super::action::Action;
use super::super::super::theme::Theme;
use super::super::super::widgets;
use super::desk::{DeskHand, choose_table};
use crate::view::debrief::contrast::{ContrastView, GaugeRow, HAPPENINGS};
use crate::view::debrief::desk::DeskView;

pub fn show(ui: &mut Ui, theme: &Theme, view: &DeskView, hand: &mut DeskHand) -> Option<Action> {
    if view.labels.is_empty() {
        widgets::headed(ui, widgets::heading(theme, "No table is here yet"));
        return None;
    }
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        if !hand.running {
            choose(ui, theme, view, hand);
        }
        match &view.contrast {
            // What the room is still asked for stays hidden.
            Some(found) if hand.running && !view.told => {
                widgets::headed(
                    ui,
                    widgets::heading(theme, format!("{} and {}", found.first, found.second)),
                );
                ui.label(widgets::small(theme, found.basis));
                decisions(ui, theme, found);
            }
            Some(found) => body(ui, theme, found),
            None => {
                ui.label("There is nothing to compare: the two were not played on the same case");
            }
        }
    });
    None
}

/// Which two.
fn choose(ui: &mut Ui, theme: &Theme, view: &DeskView, hand: &mut DeskHand) {
    ui.horizontal_wrapped(|ui| choose_table(ui, theme, &view.labels, &mut hand.table));
    ui.push_id("second", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(widgets::small(theme, "beside"));
            for (index, label) in view.labels.iter().enumerate() {
                if index == hand.table {
                    continue;
                }
                let on = hand.second == Some(index);
                let spoken = format!("beside {label}");
                if widgets::pick_about(ui, theme, on, label, &spoken).clicked() {
                    hand.second = Some(index);
                }
            }
            let spoken = "beside the pipeline left as found";
            if widgets::pick_about(ui, theme, hand.second.is_none(), "left as found", spoken)
                .clicked()
            {
                hand.second = None;
            }
        });
    });
}

/// The comparison itself.
pub(in crate::ui::panels) fn body(ui: &mut Ui, theme: &Theme, view: &ContrastView) {
    ui.label(widgets::small(theme, view.basis));
    ui.label(widgets::bold(theme, &view.began));
    gauges(ui, theme, &view.gauges, [&view.first, &view.second]);
    ui.add_space(theme.space.small);
    widgets::columns(ui, theme.space.large, 330.0 * theme.scale, 2, |ui, at| {
        if at == 0 {
            decisions(ui, theme, view);
        } else {
            reasons(ui, theme, view);
        }
    });
    if let Some(limits) = view.limits {
        ui.label(widgets::small(theme, limits).color(theme.caution));
    }
}

pub(super) fn gauges(ui: &mut Ui, theme: &Theme, rows: &[GaugeRow], names: [&str; 2]) {
    let gap = theme.space.medium;
    let column = ((ui.available_width() - 4.0 * gap) / 5.0).min(theme.text.body * 11.0);
    let grid = Grid::new("gauges").num_columns(5).min_col_width(0.0).spacing([gap, 4.0]);
    grid.show(ui, |ui| {
        let cell = |ui: &mut Ui, text: egui::RichText| {
            ui.allocate_ui(egui::vec2(column, theme.text.body * 1.4), |ui| {
                ui.set_width(column);
                ui.add(egui::Label::new(text).wrap());
            });
        };
        for text in ["", names[0], names[1], "difference", "apart since"] {
            cell(ui, widgets::small(theme, text));
        }
        ui.end_row();
        for row in rows {
            cell(ui, widgets::bold(theme, row.name));
            for text in [&row.first, &row.second, &row.difference] {
                cell(ui, egui::RichText::new(text).size(theme.text.body).color(theme.ink));
            }
            cell(ui, widgets::small(theme, &row.since));
            ui.end_row();
        }
    });
}

fn decisions(ui: &mut Ui, theme: &Theme, view: &ContrastView) {
    ui.label(widgets::bold(theme, "Decided otherwise"));
    if view.decisions.is_empty() {
        ui.label(widgets::small(theme, "Nothing"));
    }
    for row in &view.decisions {
        ui.label(widgets::bold(theme, &row.year).size(theme.text.small));
        for (name, list) in [(&view.first, &row.only_first), (&view.second, &row.only_second)] {
            for decision in list {
                let text = format!("{name}: {decision}");
                ui.label(widgets::small(theme, text).color(theme.ink));
            }
        }
    }
}

fn reasons(ui: &mut Ui, theme: &Theme, view: &ContrastView) {
    if !view.lines.is_empty() {
        ui.label(widgets::bold(theme, "Through what"));
    }
    for [rule, place, first, second, difference] in &view.lines {
        let text = format!("{rule}, {place}: {first} and {second}, {difference}");
        ui.label(widgets::small(theme, text).color(theme.ink));
    }
    if !view.happenings.is_empty() {
        ui.label(widgets::bold(theme, "Happened otherwise"));
    }
    for row in view.happenings.iter().take(HAPPENINGS) {
        let text = format!(
            "{}: {}; {}: {}, {}: {}",
            row.when, row.what, view.first, row.first, view.second, row.second
        );
        ui.label(widgets::small(theme, text).color(theme.ink));
    }
    if let Some([name, first, second, difference]) = view.costs.last() {
        let text = format!("{name}: {first} and {second}, {difference}");
        ui.label(widgets::bold(theme, text).size(theme.text.small));
    }
}
