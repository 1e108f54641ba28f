//! What the room is asked before a picture gives its answer, and what it said.

use egui::Ui;

use super::super::super::action::Action;
use super::super::super::theme::Theme;
use super::super::super::{chart, widgets};
use super::hand::DeskHand;
use super::script;
use crate::view::debrief::ask::AskView;
use crate::view::format;

/// The question alone. Hands are typed in where `open`; a wall only shows them.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &AskView,
    hand: &mut DeskHand,
    open: bool,
) -> Option<Action> {
    chart::page(ui, theme, |ui, room| {
        ui.add_space((room.left(ui) * 0.12).max(0.0));
        let size = theme.text.title * 0.8;
        let question = egui::RichText::new(&view.question).size(size).color(theme.ink);
        ui.add(egui::Label::new(question).wrap());
        ui.add_space(theme.space.medium);
        if !open {
            counted(ui, theme, view, hand);
            return;
        }
        chart::reading(ui, theme, "Press a choice once for each hand, then show the answer");
        let Some(said) = hand.saying() else { return };
        script::count_hands(ui, theme, &view.choices, &mut said.hands);
        ui.add_space(theme.space.medium);
        let any = said.hands.iter().any(|count| *count > 0);
        ui.horizontal_wrapped(|ui| {
            let shown = ui.add_enabled_ui(any, |ui| widgets::primary(ui, theme, "Show the answer"));
            let without = !any && widgets::button(ui, theme, "Show it without hands").clicked();
            said.told |= shown.inner.clicked() || without;
        });
    });
    None
}

/// What was said before, in one line above the answer.
pub fn said(ui: &mut Ui, theme: &Theme, view: &AskView, hand: &DeskHand) {
    counted(ui, theme, view, hand);
}

fn counted(ui: &mut Ui, theme: &Theme, view: &AskView, hand: &DeskHand) {
    let hands = hand.said().map_or(&[][..], |it| &it.hands[..]);
    let counted = view.choices.iter().zip(hands).filter(|(_, count)| **count > 0);
    let told: Vec<String> = counted
        .map(|(choice, count)| {
            format!("{choice}, {}", format::count(u64::from(*count), "hand", "hands"))
        })
        .collect();
    if !told.is_empty() {
        chart::reading(ui, theme, &format!("The room expected: {}", told.join("; ")));
    }
}
