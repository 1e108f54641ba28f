//! The end: five gauges against the pipeline left alone, what the successors inherit, and what to take home.

use egui::{Grid, RichText, Ui};

use super::super::action::Action;
use super::super::theme::Theme;
use super::super::widgets;
use crate::view::end::EndView;

pub fn show(ui: &mut Ui, theme: &Theme, view: &EndView) -> Option<Action> {
    let mut wishes = Vec::new();
    let content = |ui: &mut Ui| {
        ui.label(widgets::title(theme, &view.title));
        ui.add_space(theme.space.small);
        let parts: [Part; 2] = [gauges, inheritance];
        widgets::columns(ui, theme.space.large, 560.0 * theme.scale, 2, |ui, at| {
            wishes.extend(parts[at](ui, theme, view));
        });
    };
    let mut home = None;
    let bar = |ui: &mut Ui| {
        if widgets::onward(ui, theme, "Back to the title") {
            home = Some(Action::Home);
        }
    };
    widgets::page(ui, theme, content, bar);
    wishes.into_iter().next().or(home)
}

/// Half of the page.
type Part = fn(&mut Ui, &Theme, &EndView) -> Option<Action>;

/// Ours, left alone, and what the successors get.
fn gauges(ui: &mut Ui, theme: &Theme, view: &EndView) -> Option<Action> {
    let mut action = None;
    widgets::sheet(ui, theme, |ui| {
        let gap = theme.space.medium;
        let room = ui.available_width() - 4.0 * gap;
        let why = theme.touch.max(theme.text.body * 4.4);
        let name = theme.text.body * 5.9;
        let value = (room - why - name) / 3.0;
        let grid = Grid::new("gauges").num_columns(5).min_col_width(0.0).spacing([gap, 6.0]);
        grid.show(ui, |ui| {
            let cell = |ui: &mut Ui, width: f32, text: RichText| {
                let middle = egui::Layout::left_to_right(egui::Align::Center);
                ui.allocate_ui_with_layout(egui::vec2(width, theme.touch), middle, |ui| {
                    ui.set_min_size(egui::vec2(width, theme.touch));
                    ui.add(egui::Label::new(text).wrap())
                })
                .inner
            };
            cell(ui, name, RichText::new(""));
            cell(ui, value, widgets::bold(theme, format!("yours, {}", view.last)));
            cell(ui, value, widgets::bold(theme, "left as found"));
            cell(ui, value, widgets::bold(theme, format!("what you leave, {}", view.outlook)));
            ui.end_row();
            for row in &view.rows {
                cell(ui, name, widgets::bold(theme, row.name)).on_hover_text(row.unit);
                for text in [&row.ours, &row.alone, &row.after] {
                    cell(ui, value, RichText::new(text).size(theme.text.lead));
                }
                if widgets::button_about(ui, theme, "Why?", row.name).clicked() {
                    action = Some(Action::Why(row.gauge));
                }
                ui.end_row();
            }
        });
        let note = "The same luck for all three; nothing here ranks people";
        ui.label(widgets::small(theme, note));
    });
    action
}

/// The pipeline as it is left, and what a table takes home.
fn inheritance(ui: &mut Ui, theme: &Theme, view: &EndView) -> Option<Action> {
    ui.label(widgets::heading(theme, "Your pipeline"));
    let least = 230.0 * theme.scale;
    widgets::columns(ui, theme.space.medium, least, view.pipeline.len(), |ui, at| {
        let (component, option, model) = &view.pipeline[at];
        ui.horizontal(|ui| {
            widgets::mark(ui, theme, *model);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.label(widgets::small(theme, component));
                ui.label(widgets::bold(theme, option));
            });
        });
    });
    ui.add_space(theme.space.medium);
    ui.label(widgets::heading(theme, "To take home"));
    ui.label(widgets::small(theme, "Run code"));
    ui.label(widgets::lead(theme, &view.code));
    if widgets::button_about(ui, theme, "Copy", "the run code").clicked() {
        ui.ctx().copy_text(view.code.clone());
    }
    ui.label(widgets::small(theme, format!("The run is kept in {}", view.file)));
    None
}
