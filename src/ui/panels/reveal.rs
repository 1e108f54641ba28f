//! The reveal: what was predicted against what came, three causes that mattered, the year's account.

use egui::{CentralPanel, Frame, Margin, RichText, ScrollArea, Ui};

use super::super::action::Action;
use super::super::theme::Theme;
use super::super::widgets;
use crate::view::reveal::RevealView;

/// How far the reveal has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RevealHand {
    /// The prediction was read out before the outcome was shown.
    pub opened: bool,
}

pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &RevealView,
    hand: &mut RevealHand,
) -> Option<Action> {
    let mut action = None;
    let frame = Frame::new().fill(theme.ground).inner_margin(Margin::same(theme.space.large as i8));
    CentralPanel::no_frame().frame(frame).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.label(widgets::title(theme, format!("{} is over", view.year)));
            if let Some(prediction) = &view.prediction {
                widgets::sheet(ui, theme, |ui| {
                    ui.set_width(ui.available_width());
                    ui.label(widgets::lead(theme, &prediction.expected));
                    if hand.opened {
                        ui.label(widgets::lead(theme, &prediction.happened));
                        let (text, colour) = if prediction.right {
                            ("As expected", theme.good)
                        } else {
                            ("Not as expected: what did you not know?", theme.caution)
                        };
                        ui.label(RichText::new(text).size(theme.text.lead).color(colour));
                    } else {
                        ui.label("Does the table still think so? Say it aloud, then look");
                        if widgets::primary(ui, theme, "Show what happened").clicked() {
                            hand.opened = true;
                        }
                    }
                });
            } else {
                hand.opened = true;
            }
            if !hand.opened {
                return;
            }
            ui.add_space(theme.space.small);
            if let Some(gauge) = widgets::gauges(ui, theme, &view.gauges, true) {
                action = Some(Action::Why(gauge));
            }
            ui.label(widgets::small(theme, "Press a gauge to see why it reads what it reads"));
            ui.add_space(theme.space.small);
            ui.label(widgets::heading(theme, "What mattered"));
            if view.highlights.is_empty() {
                ui.label("No incident, no letter, no loss: a quiet year");
            }
            for (index, highlight) in view.highlights.iter().enumerate() {
                ui.push_id(index, |ui| {
                    ui.horizontal_wrapped(|ui| {
                        ui.label(widgets::lead(theme, &highlight.text));
                        if widgets::button_about(ui, theme, "Why?", &highlight.text).clicked() {
                            action = Some(Action::Why(highlight.gauge));
                        }
                    });
                });
            }
            for notice in &view.notices {
                ui.label(RichText::new(notice).color(theme.caution));
            }
            ui.add_space(theme.space.small);
            ui.label(widgets::heading(theme, format!("Spent: {}", view.total)));
            let most = view.ledger.iter().map(|line| line.2).fold(1.0, f64::max);
            egui::Grid::new("ledger").num_columns(3).spacing([14.0, 4.0]).show(ui, |ui| {
                for (name, amount, value) in view.ledger.iter().filter(|line| line.2 > 0.0) {
                    ui.label(name);
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        ui.label(amount)
                    });
                    let (rect, _) =
                        ui.allocate_exact_size(egui::vec2(220.0, 12.0), egui::Sense::hover());
                    let bar = egui::Rect::from_min_size(
                        rect.min,
                        egui::vec2(rect.width() * (value / most) as f32, 12.0),
                    );
                    ui.painter().rect_filled(bar, 3.0, theme.flow);
                    ui.end_row();
                }
            });
            ui.add_space(theme.space.medium);
            if let Some(driver) = &view.next_driver {
                ui.label(widgets::lead(theme, format!("Hand the mouse to: {driver}")));
            }
            if widgets::primary(ui, theme, &view.onward).clicked() {
                action = Some(Action::Forward);
            }
        });
    });
    action
}
