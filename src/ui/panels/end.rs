//! The end: five gauges against the pipeline left alone, what the successors inherit, and what to take home.

use egui::{Color32, Grid, Rect, RichText, Sense, Ui, Vec2, WidgetInfo, WidgetType, vec2};

use super::super::action::{Action, ReviewWish};
use super::super::theme::Theme;
use super::super::widgets;
use super::study::review::desk::Leaf;
use crate::documents::Kind;
use crate::view::end::EndView;
use crate::view::qr::QuickCode;

/// A learner alone is offered to look back; a table has its debrief.
pub fn show(ui: &mut Ui, theme: &Theme, view: &EndView) -> Option<Action> {
    let mut wishes = Vec::new();
    let content = |ui: &mut Ui| {
        widgets::titled(ui, widgets::title(theme, &view.title));
        ui.add_space(theme.space.small);
        if view.alone {
            wishes.extend(look_back(ui, theme));
        }
        let parts: [Part; 2] = [gauges, inheritance];
        widgets::columns(ui, theme.space.large, 560.0 * theme.scale, 2, |ui, at| {
            wishes.extend(parts[at](ui, theme, view));
        });
    };
    let mut home = None;
    let bar = |ui: &mut Ui| {
        if widgets::button(ui, theme, "Debrief this run…").clicked() {
            home = Some(Action::Gather);
        }
        if view.alone {
            if widgets::button(ui, theme, "Back to the title").clicked() {
                home = Some(Action::Home);
            }
            if widgets::onward(ui, theme, "Back to the lesson") {
                home = Some(Action::Learn);
            }
        } else if widgets::onward(ui, theme, "Back to the title") {
            home = Some(Action::Home);
        }
    };
    widgets::page(ui, theme, content, bar);
    wishes.into_iter().next().or(home)
}

/// What a learner can do with the run.
fn look_back(ui: &mut Ui, theme: &Theme) -> Option<Action> {
    let mut action = None;
    ui.horizontal_wrapped(|ui| {
        for (leaf, text) in [
            (Leaf::Others, "How others did under your luck…"),
            (Leaf::Questions, "Questions from your run…"),
            (Leaf::Express, "Play it again with one change…"),
        ] {
            if widgets::button(ui, theme, text).clicked() {
                action = Some(Action::Review(ReviewWish::Open(leaf)));
            }
        }
    });
    ui.add_space(theme.space.small);
    action
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
                ui.allocate_ui_with_layout(vec2(width, theme.touch), middle, |ui| {
                    ui.set_min_size(vec2(width, theme.touch));
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
    widgets::headed(ui, widgets::heading(theme, "Your pipeline"));
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
    take_home(ui, theme, view)
}

/// What a table can carry away: the code, the file, the papers.
fn take_home(ui: &mut Ui, theme: &Theme, view: &EndView) -> Option<Action> {
    let mut action = None;
    widgets::headed(ui, widgets::heading(theme, "To take home"));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = theme.space.large;
        if let Some(square) = &view.square {
            scan(ui, theme, square, &view.code);
        }
        ui.vertical(|ui| {
            ui.label(widgets::bold(theme, "Run code"));
            ui.label(widgets::lead(theme, &view.code));
            ui.label(widgets::small(
                theme,
                "Whoever types or scans it sees this run again, year by year",
            ));
            ui.horizontal_wrapped(|ui| {
                if widgets::button(ui, theme, "Copy the code").clicked() {
                    ui.ctx().copy_text(view.code.clone());
                }
                let (text, wish) = if view.page {
                    ("Save the run file…", Action::SaveRun)
                } else {
                    ("Show the run file…", Action::ShowFolder)
                };
                if widgets::button(ui, theme, text).clicked() {
                    action = Some(wish);
                }
            });
            ui.label(widgets::small(theme, &view.kept));
        });
    });
    ui.add_space(theme.space.small);
    ui.label(widgets::bold(theme, "On paper"));
    ui.label(widgets::small(theme, "Each opens in the browser, ready to print on A4 or Letter"));
    ui.horizontal_wrapped(|ui| {
        for kind in [Kind::Proposal, Kind::Matrix, Kind::HotWash, Kind::MatrixTable] {
            if widgets::button(ui, theme, &format!("{}…", kind.name())).clicked() {
                action = Some(Action::Document(kind));
            }
        }
    });
    action
}

/// The code as a square. Dark on white in every palette: that is what a camera looks for.
fn scan(ui: &mut Ui, theme: &Theme, square: &QuickCode, code: &str) {
    const QUIET: usize = 4;
    let modules = square.size + 2 * QUIET;
    let side = (3.0 * theme.scale.min(1.5)).round() * modules as f32;
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::hover());
    response.widget_info(|| {
        WidgetInfo::labeled(WidgetType::Image, true, format!("the run code {code} to scan"))
    });
    let painter = ui.painter();
    painter.rect_filled(rect, 4.0, Color32::WHITE);
    let step = side / modules as f32;
    for row in 0..square.size {
        for column in 0..square.size {
            if square.is_dark(column, row) {
                let at = vec2((column + QUIET) as f32, (row + QUIET) as f32) * step;
                let module = Rect::from_min_size(rect.min + at, Vec2::splat(step));
                painter.rect_filled(module, 0.0, Color32::BLACK);
            }
        }
    }
}
