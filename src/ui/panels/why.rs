//! Why a number reads what it reads: an outline down to the numbers of the case and their sources.

use egui::{RichText, ScrollArea, Ui};

use super::super::action::Action;
use super::super::theme::Theme;
use super::super::widgets;
use crate::view::why::WhyLine;

/// Parts shown of one sum before the rest is behind "more".
const SHOWN: usize = 6;

/// Where the id of the button that closes the outline is remembered.
#[must_use]
pub fn closing() -> egui::Id {
    egui::Id::new("the way out of why")
}

pub fn show(ui: &mut Ui, theme: &Theme, title: &str, top: &WhyLine) -> Option<Action> {
    let mut action = None;
    let place = ui.available_rect_before_wrap();
    ui.painter().rect_filled(place, 0.0, theme.surface);
    ui.painter().vline(place.left(), place.y_range(), egui::Stroke::new(1.0, theme.line));
    widgets::place(ui, place.shrink(theme.space.medium), "outline", |ui| {
        ui.horizontal_wrapped(|ui| {
            widgets::headed(ui, widgets::heading(theme, title));
            let close = widgets::button(ui, theme, "Close");
            ui.data_mut(|data| data.insert_temp(closing(), close.id));
            if close.clicked() {
                action = Some(Action::CloseWhy);
            }
        });
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| line(ui, theme, top, 0));
    });
    action
}

fn line(ui: &mut Ui, theme: &Theme, at: &WhyLine, level: usize) {
    let text = format!("{}: {}", at.name, at.text);
    if at.because.is_empty() && at.number.is_none() {
        ui.label(text);
        return;
    }
    let head = if level == 0 { widgets::bold(theme, text) } else { RichText::new(text) };
    let id = ui.next_auto_id().with((&at.name, level));
    egui::CollapsingHeader::new(head).id_salt(id).default_open(level == 0).show(ui, |ui| {
        if let Some(number) = &at.number {
            ui.label(widgets::small(theme, format!("{}: {}", number.path, number.range)));
            ui.label(widgets::small(theme, format!("source: {}", number.source)));
        }
        if let Some(how) = at.how {
            ui.label(widgets::small(theme, how));
        }
        let mut parts: Vec<_> = at.because.iter().collect();
        // The largest parts answer the question; a product keeps its order.
        if at.how == Some("sum of") {
            parts.sort_by(|a, b| b.value.abs().total_cmp(&a.value.abs()));
        }
        for part in parts.iter().take(SHOWN) {
            line(ui, theme, part, level + 1);
        }
        if parts.len() > SHOWN {
            let rest = format!("{} more", parts.len() - SHOWN);
            egui::CollapsingHeader::new(rest).id_salt(id.with("rest")).show(ui, |ui| {
                for part in &parts[SHOWN..] {
                    line(ui, theme, part, level + 1);
                }
            });
        }
    });
}
