//! A question of the lesson where its evidence is fresh; whoever does not want to write goes on.

use egui::{Label, Ui};

use super::super::super::super::theme::Theme;
use super::super::super::super::widgets;
use crate::view::format::capital;
use crate::view::study::journal::JournalView;

/// Says whether words were written.
pub fn show(ui: &mut Ui, theme: &Theme, view: &JournalView, words: &mut [String]) -> bool {
    let Some(text) = words.get_mut(view.place) else { return false };
    ui.add_space(theme.space.medium);
    widgets::lasting(ui, "journal", |ui| {
        widgets::sheet(ui, theme, |ui| {
            ui.set_width(ui.available_width());
            ui.label(widgets::small(theme, "For your reflection, if you like"));
            let evidence = capital(&view.evidence.join("; "));
            ui.add(Label::new(widgets::small(theme, evidence).color(theme.ink)).wrap());
            widgets::lines(ui, theme, &view.question, text).lost_focus()
        })
    })
}
