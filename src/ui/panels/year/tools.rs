//! The tools of one part: what runs, the terms of a contract, the options, the reason.

use egui::Ui;

use super::super::super::action::Action;
use super::super::super::theme::Theme;
use super::super::super::widgets;
use super::YearHand;
use super::options::options;
use crate::scenario::plan::{Approach, Decision, Term, Vehicle};
use crate::view::planning::ComponentView;
use crate::view::words;

pub(super) fn tools(
    ui: &mut Ui,
    theme: &Theme,
    component: Option<&ComponentView>,
    hand: &mut YearHand,
) -> Option<Action> {
    let Some(view) = component else {
        ui.label(widgets::heading(theme, "Choose a part of the pipeline"));
        ui.label("Press one on the board to see what runs there and what could");
        return None;
    };
    let mut action = None;
    ui.label(widgets::heading(theme, &view.name));
    ui.label(&view.purpose);
    widgets::words_line(ui, |ui| {
        widgets::mark(ui, theme, view.running.model);
        ui.label(widgets::bold(theme, format!("Now: {}", view.running.name)));
        ui.label(widgets::small(
            theme,
            format!("{}, {}", words::sourcing(view.running.model), view.running.supplier),
        ));
    });
    let lines = view.running.lines.iter().map(|(name, value)| format!("{name} {value}"));
    ui.label(widgets::small(theme, lines.collect::<Vec<_>>().join(", ")));
    terms(ui, theme, hand);
    ui.add_space(theme.space.small);
    if let Some(wish) = options(ui, theme, view, hand) {
        action = Some(wish);
    }
    ui.add_space(theme.space.small);
    ui.horizontal_wrapped(|ui| {
        for (approach, text) in [
            (Approach::Accept, "Renew what runs"),
            (Approach::Renegotiate, "Renew and renegotiate"),
        ] {
            let decision = Decision::Renew {
                component: view.id,
                term: hand.term,
                clause: hand.clause,
                approach,
            };
            let taken =
                matches!(view.taken, Some(Decision::Renew { approach: a, .. }) if a == approach);
            let possible = taken || view.running.renewal.is_ok();
            let response =
                ui.add_enabled_ui(possible, |ui| widgets::tick(ui, theme, taken, text)).inner;
            if response.clicked() {
                action = Some(if taken {
                    Action::TakeBack(view.taken.unwrap_or(decision))
                } else {
                    Action::Take(decision)
                });
            }
        }
    });
    if let Err(why) = &view.running.renewal {
        ui.label(widgets::small(theme, format!("No renewal: {why}")));
    }
    if view.taken.is_some() {
        ui.add_space(theme.space.small);
        ui.label(widgets::bold(theme, "Why? Tap a reason"));
        ui.horizontal_wrapped(|ui| {
            for reason in &view.reasons {
                if widgets::tick(ui, theme, reason.taken, &reason.text).clicked() {
                    action = Some(if reason.taken {
                        Action::TakeBack(reason.decision)
                    } else {
                        Action::Take(reason.decision)
                    });
                }
            }
        });
        if hand.note.is_empty() {
            hand.note.clone_from(&view.note);
        }
        let note = widgets::field(ui, theme, "In your own words", &mut hand.note, "if you like");
        if note.lost_focus() || (note.changed() && !note.has_focus()) {
            action = Some(Action::Note(view.id, hand.note.clone()));
        }
    }
    action
}

/// How a contract is made: one line above the options.
fn terms(ui: &mut Ui, theme: &Theme, hand: &mut YearHand) {
    ui.horizontal_wrapped(|ui| {
        let contract = ui.label(widgets::small(theme, "Contract for"));
        let term = egui::ComboBox::from_id_salt("term").selected_text(words::term(hand.term));
        let term = term.width(104.0 * theme.scale).show_ui(ui, |ui| {
            for term in Term::ALL {
                ui.selectable_value(&mut hand.term, term, words::term(term));
            }
        });
        term.response.labelled_by(contract.id);
        let bought = ui.label(widgets::small(theme, "by"));
        let vehicle =
            egui::ComboBox::from_id_salt("vehicle").selected_text(words::vehicle(hand.vehicle));
        let vehicle = vehicle.width(150.0 * theme.scale).show_ui(ui, |ui| {
            for vehicle in Vehicle::ALL {
                ui.selectable_value(&mut hand.vehicle, vehicle, words::vehicle(vehicle));
            }
        });
        vehicle.response.labelled_by(bought.id);
        if widgets::tick(ui, theme, hand.clause, "portability clause").clicked() {
            hand.clause = !hand.clause;
        }
    });
}
