//! Who is here: tables that came in, what was set aside and why, and how more can come in.

use egui::{ScrollArea, Ui};

use super::super::super::action::{Action, Wish};
use super::super::super::theme::Theme;
use super::super::super::widgets;
use super::desk::{DeskHand, Leaf};
use crate::view::debrief::Naming;
use crate::view::debrief::gathered::{AsideLine, GatheredView, TableLine};

pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &GatheredView,
    hand: &mut DeskHand,
    page: bool,
) -> Option<Action> {
    let mut action = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        widgets::headed(ui, widgets::heading(theme, &view.headline));
        for notice in &view.notices {
            ui.label(widgets::small(theme, notice).color(theme.ink));
        }
        widgets::columns(
            ui,
            theme.space.medium,
            360.0 * theme.scale,
            view.tables.len(),
            |ui, at| {
                let wish = table(ui, theme, &view.tables[at], at, hand);
                action = wish.or(action.take());
            },
        );
        // While the script runs, the room sees who is here and nothing that changes it.
        if hand.running {
            return;
        }
        for (index, aside) in view.aside.iter().enumerate() {
            action = set_aside(ui, theme, aside, index).or(action.take());
        }
        ui.add_space(theme.space.small);
        let wish = widgets::lasting(ui, "more", |ui| more(ui, theme, hand, page));
        action = wish.or(action.take());
        ui.add_space(theme.space.small);
        if !view.tables.is_empty() {
            action = papers(ui, theme, hand).or(action.take());
        }
    });
    action
}

fn table(
    ui: &mut Ui,
    theme: &Theme,
    line: &TableLine,
    index: usize,
    hand: &mut DeskHand,
) -> Option<Action> {
    let mut action = None;
    widgets::sheet(ui, theme, |ui| {
        ui.set_width(ui.available_width());
        if hand.running {
            ui.label(widgets::bold(theme, &line.label));
        } else {
            ui.horizontal_wrapped(|ui| {
                if widgets::button_about(ui, theme, &line.label, "to its timeline").clicked() {
                    (hand.table, hand.leaf, hand.together) = (index, Leaf::Timeline, false);
                }
                if widgets::button_about(ui, theme, "Take out", &line.label).clicked() {
                    action = Some(Action::Debrief(Wish::Remove(index)));
                }
            });
        }
        ui.label(widgets::small(theme, format!("{}, luck {}", line.case, line.luck)));
        let years = format!("{} years played, {}", line.years, line.standing);
        let colour = if line.replays { theme.muted } else { theme.caution };
        ui.label(widgets::small(theme, years).color(colour));
        ui.label(widgets::small(theme, format!("from {}", line.source)));
        for remark in &line.remarks {
            ui.label(widgets::small(theme, remark).color(theme.caution));
        }
    });
    action
}

fn set_aside(ui: &mut Ui, theme: &Theme, aside: &AsideLine, index: usize) -> Option<Action> {
    let mut action = None;
    widgets::edged(ui, theme, theme.caution, |ui| {
        ui.set_width(ui.available_width());
        ui.label(widgets::bold(theme, format!("Set aside: {}", aside.source)));
        ui.label(widgets::small(theme, &aside.cause).color(theme.ink));
        if !aside.way_out.is_empty() {
            ui.label(widgets::small(theme, format!("What helps: {}", aside.way_out)));
        }
        if let Some(offer) = &aside.offer {
            let text = "Take in the whole years";
            if widgets::button_about(ui, theme, text, offer).clicked() {
                action = Some(Action::Debrief(Wish::KeepIntact(index)));
            }
            ui.label(widgets::small(theme, offer));
        }
    });
    action
}

/// Files and folders are dropped or named, codes typed.
fn more(ui: &mut Ui, theme: &Theme, hand: &mut DeskHand, page: bool) -> Option<Action> {
    let mut action = None;
    let name = "Drop run files or a folder here, or type a path or a run code";
    let typed = widgets::field(ui, theme, name, &mut hand.add, "a code of a table");
    let entered = typed.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if entered {
        // A scanner types code after code.
        typed.request_focus();
    }
    let wanted = !hand.add.trim().is_empty();
    ui.horizontal_wrapped(|ui| {
        if page && widgets::button(ui, theme, "Choose files…").clicked() {
            action = Some(Action::Choose);
        }
        let pressed = ui.add_enabled_ui(wanted, |ui| widgets::button(ui, theme, "Add")).inner;
        if wanted && (pressed.clicked() || entered) {
            action = Some(Action::Debrief(Wish::Add(hand.add.trim().to_owned())));
        }
        for (naming, text) in [(Naming::Anonymous, "Letters"), (Naming::Named, "Names")] {
            let on = hand.naming == naming;
            if widgets::pick_about(ui, theme, on, text, &format!("{text} for the tables")).clicked()
            {
                hand.naming = naming;
            }
        }
    });
    action
}

fn papers(ui: &mut Ui, theme: &Theme, hand: &mut DeskHand) -> Option<Action> {
    let mut action = None;
    ui.horizontal_wrapped(|ui| {
        if widgets::primary(ui, theme, "Start the script").clicked() {
            hand.leaf = Leaf::Script;
            action = Some(Action::Debrief(Wish::Next));
        }
        if widgets::button(ui, theme, "Everything on paper…").clicked() {
            action = Some(Action::Debrief(Wish::Papers));
        }
    });
    ui.label(widgets::small(
        theme,
        "Paper is a page for each table and for the room, the script, and tables for a spreadsheet",
    ));
    action
}
