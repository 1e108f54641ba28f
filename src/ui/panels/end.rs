//! The end: five gauges against the pipeline left alone, what the successors inherit, and what to take home.

use egui::{CentralPanel, Frame, Grid, Margin, RichText, ScrollArea, Ui};

use super::super::action::Action;
use super::super::theme::Theme;
use super::super::widgets;
use crate::view::end::EndView;

pub fn show(ui: &mut Ui, theme: &Theme, view: &EndView) -> Option<Action> {
    let mut action = None;
    let frame = Frame::new().fill(theme.ground).inner_margin(Margin::same(theme.space.large as i8));
    CentralPanel::no_frame().frame(frame).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.label(widgets::title(theme, &view.title));
            ui.add_space(theme.space.small);
            widgets::sheet(ui, theme, |ui| {
                Grid::new("gauges").num_columns(5).spacing([28.0, 8.0]).show(ui, |ui| {
                    ui.label("");
                    ui.label(widgets::bold(theme, format!("yours, {}", view.last)));
                    ui.label(widgets::bold(theme, "left as found"));
                    ui.label(widgets::bold(theme, format!("what you leave, {}", view.outlook)));
                    ui.label("");
                    ui.end_row();
                    for row in &view.rows {
                        ui.label(widgets::bold(theme, row.name)).on_hover_text(row.unit);
                        for value in [&row.ours, &row.alone, &row.after] {
                            ui.label(RichText::new(value).size(theme.text.lead));
                        }
                        if widgets::button_about(ui, theme, "Why?", row.name).clicked() {
                            action = Some(Action::Why(row.gauge));
                        }
                        ui.end_row();
                    }
                });
                ui.label(widgets::small(
                    theme,
                    "The same luck for all three; nothing here ranks people",
                ));
            });
            ui.add_space(theme.space.small);
            ui.label(widgets::heading(theme, "Your pipeline"));
            ui.horizontal_wrapped(|ui| {
                for (component, option, model) in &view.pipeline {
                    widgets::sheet(ui, theme, |ui| {
                        ui.horizontal(|ui| {
                            widgets::mark(ui, theme, *model);
                            ui.vertical(|ui| {
                                ui.label(widgets::small(theme, component));
                                ui.label(widgets::bold(theme, option));
                            });
                        });
                    });
                }
            });
            ui.add_space(theme.space.small);
            ui.label(widgets::heading(theme, "To take home"));
            ui.label(widgets::bold(theme, "Run code"));
            ui.horizontal_wrapped(|ui| {
                ui.label(widgets::lead(theme, &view.code));
                if widgets::button_about(ui, theme, "Copy", "the run code").clicked() {
                    ui.ctx().copy_text(view.code.clone());
                }
            });
            ui.label(widgets::small(theme, format!("The run is kept in {}", view.file)));
            ui.add_space(theme.space.small);
            if widgets::primary(ui, theme, "Back to the title").clicked() {
                action = Some(Action::Home);
            }
        });
    });
    action
}
