//! The year as it plays: the living board, the month, what happens, and the speed.

use egui::{CentralPanel, Frame, Margin, Panel, Rect, RichText, Ui};

use super::super::action::Action;
use super::super::board;
use super::super::theme::{Theme, strong};
use super::super::widgets;
use crate::view::board::BoardView;
use crate::view::play::PlayView;

/// Gives what was asked for, and where the board is.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &PlayView,
    board_view: &BoardView,
) -> (Option<Action>, Option<Rect>) {
    let mut action = None;
    let margin = Margin::symmetric(theme.space.medium as i8, theme.space.small as i8);
    let head = Frame::new().fill(theme.ground).inner_margin(margin);
    Panel::top("month").frame(head).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.vertical(|ui| {
                ui.set_min_width(theme.text.title * 2.4);
                ui.label(widgets::title(theme, &view.month));
            });
            ui.vertical(|ui| {
                ui.label(RichText::new(&view.money).size(theme.text.lead).color(theme.ink));
                ui.label(RichText::new(&view.served).size(theme.text.lead).color(theme.ink));
            });
            if view.resolution {
                ui.label(
                    RichText::new("continuing resolution: no new starts")
                        .family(strong())
                        .color(theme.caution),
                );
            }
            widgets::at_the_end(ui, "speed", |ui| action = speeds(ui, theme, view));
        });
        calendar(ui, theme, view.share);
    });
    let width = ui.available_width();
    let side = Frame::new().fill(theme.ground).inner_margin(margin);
    Panel::right("feed")
        .frame(side)
        .resizable(false)
        .exact_size((width * 0.27).clamp(220.0, 400.0))
        .show(ui, |ui| {
            ui.label(widgets::heading(theme, "What happens"));
            egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                if view.feed.is_empty() {
                    ui.label("A quiet year so far");
                }
                for line in &view.feed {
                    let edge = match (line.grave, line.fresh) {
                        (true, _) => theme.bad,
                        (false, true) => theme.accent,
                        _ => theme.line,
                    };
                    widgets::edged(ui, theme, edge, |ui| {
                        ui.set_width(ui.available_width());
                        ui.label(widgets::small(theme, &line.month));
                        ui.label(if line.grave {
                            widgets::bold(theme, &line.text)
                        } else {
                            RichText::new(&line.text)
                        });
                        if !line.loss.is_empty() {
                            ui.label(RichText::new(&line.loss).color(theme.bad));
                        }
                    });
                }
            });
        });
    let area = CentralPanel::no_frame()
        .show(ui, |ui| {
            let area = ui.available_rect_before_wrap().shrink(10.0);
            board::show(ui, board_view, theme, area, None, false);
            area
        })
        .inner;
    (action, Some(area))
}

fn speeds(ui: &mut Ui, theme: &Theme, view: &PlayView) -> Option<Action> {
    let mut action = None;
    for (speed, name) in [(0.0, "Pause"), (1.0, "1×"), (4.0, "4×")] {
        if widgets::pick(ui, theme, view.speed == speed, name).clicked() {
            action = Some(Action::Speed(speed));
        }
    }
    if widgets::primary(ui, theme, "Skip").clicked() {
        action = Some(Action::Skip);
    }
    action
}

/// October to September as twelve marks, those that are over filled.
fn calendar(ui: &mut Ui, theme: &Theme, share: f32) {
    let (rect, _) = ui.allocate_exact_size(
        egui::vec2(ui.available_width(), theme.text.small + 12.0),
        egui::Sense::hover(),
    );
    let step = rect.width() / 12.0;
    let painter = ui.painter();
    for month in 0..12 {
        let left = rect.left() + step * month as f32;
        let bar =
            Rect::from_min_size(egui::pos2(left + 1.5, rect.top()), egui::vec2(step - 3.0, 7.0));
        painter.rect_filled(bar, 3.0, theme.sunken);
        let over = (share * 12.0 - month as f32).clamp(0.0, 1.0);
        if over > 0.0 {
            let done = Rect::from_min_size(bar.min, egui::vec2(bar.width() * over, bar.height()));
            painter.rect_filled(done, 3.0, theme.flow);
        }
        let name = crate::view::format::month(month);
        let short: String = name.chars().take(3).collect();
        painter.text(
            egui::pos2(left + step / 2.0, rect.top() + 9.0),
            egui::Align2::CENTER_TOP,
            short,
            egui::FontId::proportional((theme.text.small).min(step * 0.42)),
            theme.muted,
        );
    }
}
