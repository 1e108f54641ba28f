//! The Wardley map of a step: the case as it is found, and the learner's own run once there is one.

use egui::{Label, Ui};

use super::super::super::theme::Theme;
use super::super::super::widgets;
use super::super::debrief::wardley;
use crate::view::study::step::MapPage;

/// Height of the map at 100 % text.
const HEIGHT: f32 = 320.0;

pub(super) fn show(ui: &mut Ui, theme: &Theme, page: &MapPage, own_map: &mut bool) {
    let MapPage { case, own } = page;
    ui.horizontal_wrapped(|ui| {
        if widgets::pick(ui, theme, !*own_map, "As you find it").clicked() {
            *own_map = false;
        }
        let there = own.is_some();
        let pick = |ui: &mut Ui| widgets::pick(ui, theme, *own_map && there, "After your run");
        if ui.add_enabled_ui(there, pick).inner.clicked() {
            *own_map = true;
        }
        if !there {
            let text = "When you have played a year of this case, your own pipeline is here, too";
            ui.add(Label::new(widgets::small(theme, text)).wrap());
        }
    });
    let view = own.as_ref().filter(|_| *own_map).unwrap_or(case);
    wardley::content(ui, theme, view, |_| HEIGHT * theme.scale.sqrt());
}
