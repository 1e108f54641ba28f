//! The tools of one part: what runs, the terms of a contract, the options, the reason.

use egui::Ui;

use super::super::super::action::Action;
use super::super::super::help;
use super::super::super::theme::Theme;
use super::super::super::widgets;
use super::options::options;
use super::{YearHand, take_in_hand};
use crate::scenario::plan::{Approach, Decision, Term, Vehicle};
use crate::view::help::Topic;
use crate::view::planning::{ComponentView, PlanningView, Terms};
use crate::view::words;

pub(super) fn tools(
    ui: &mut Ui,
    theme: &Theme,
    planning: &PlanningView,
    component: Option<&ComponentView>,
    hand: &mut YearHand,
) -> Option<Action> {
    let Some(view) = component else {
        parts(ui, theme, planning, hand);
        return None;
    };
    let mut action = None;
    widgets::words_line(ui, |ui| {
        widgets::headed(ui, widgets::heading(theme, &view.name));
        ui.label(widgets::small(theme, &view.purpose));
    });
    widgets::words_line(ui, |ui| {
        widgets::mark(ui, theme, view.running.model);
        ui.label(widgets::bold(theme, format!("Now: {}", view.running.name)));
        let model = format!("{}, {}", words::sourcing(view.running.model), view.running.supplier);
        let topic = Topic::Model(view.running.model);
        help::word(ui, theme, widgets::small(theme, model), "what runs now", topic);
    });
    let lines = view.running.lines.iter().map(|(name, value)| format!("{name} {value}"));
    ui.label(widgets::small(theme, lines.collect::<Vec<_>>().join(", ")));
    if let Some(terms) = terms(ui, theme, view.terms) {
        hand.terms = terms;
        // What is chosen already gets the new terms; where that is not allowed, it keeps its own.
        action = view.taken.map(|taken| Action::Take(terms.put_into(taken)));
    }
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
                term: view.terms.term,
                clause: view.terms.clause,
                approach,
            };
            let taken =
                matches!(view.taken, Some(Decision::Renew { approach: a, .. }) if a == approach);
            let possible = taken || view.running.renewal.is_ok();
            let possible = possible || help::is_on(ui);
            let response =
                ui.add_enabled_ui(possible, |ui| widgets::tick(ui, theme, taken, text)).inner;
            let topic = match approach {
                Approach::Accept => Topic::Renewal,
                Approach::Renegotiate => Topic::Renegotiation,
            };
            if help::asks(ui, theme, &response, topic) {
                continue;
            }
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
        help::word(ui, theme, widgets::bold(theme, "Why? Tap a reason"), "", Topic::Reason);
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
        if note.changed() {
            action = Some(Action::Note(view.id, hand.note.clone()));
        }
    }
    action
}

/// The parts of the pipeline, where none is in hand.
fn parts(ui: &mut Ui, theme: &Theme, view: &PlanningView, hand: &mut YearHand) {
    widgets::headed(ui, widgets::heading(theme, "Choose a part of the pipeline"));
    ui.label("What runs there, and what could");
    ui.add_space(theme.space.hair);
    widgets::columns(ui, 12.0, 250.0 * theme.scale, view.parts.len(), |ui, at| {
        let part = &view.parts[at];
        let button = widgets::picked(theme, false, &part.name).wrap();
        let response = ui.add(button);
        let decided = if part.taken { ", decided" } else { "" };
        let spoken = format!("{}, {}{decided}", part.name, part.line);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &spoken));
        if response.clicked() {
            take_in_hand(hand, part.id.index());
        }
        widgets::words_line(ui, |ui| {
            widgets::mark(ui, theme, part.model);
            ui.label(widgets::small(theme, format!("{}{decided}", part.line)));
        });
        ui.add_space(theme.space.hair);
    });
}

/// How a contract is made: one line above the options. Gives the terms if they were changed.
fn terms(ui: &mut Ui, theme: &Theme, now: Terms) -> Option<Terms> {
    let mut new = now;
    // Words that can be asked about are wider, and a list does not go to the next line by itself.
    if help::is_on(ui) {
        ui.horizontal(|ui| term(ui, theme, now, &mut new));
        ui.horizontal(|ui| vehicle(ui, theme, now, &mut new));
        clause(ui, theme, now, &mut new);
    } else {
        ui.horizontal_wrapped(|ui| {
            term(ui, theme, now, &mut new);
            vehicle(ui, theme, now, &mut new);
            clause(ui, theme, now, &mut new);
        });
    }
    (new != now).then_some(new)
}

fn term(ui: &mut Ui, theme: &Theme, now: Terms, new: &mut Terms) {
    let name = if help::is_on(ui) { "Contract for" } else { "For" };
    let name = widgets::small(theme, name);
    help::word(ui, theme, name, "", Topic::Term);
    let list = egui::ComboBox::from_id_salt("term").selected_text(words::term(now.term));
    let list = list.width(104.0 * theme.scale).show_ui(ui, |ui| {
        for term in Term::ALL {
            if ui.selectable_value(&mut new.term, term, words::term(term)).clicked() {
                ui.close();
            }
        }
    });
    named(ui, &list.response, "Contract for");
}

fn vehicle(ui: &mut Ui, theme: &Theme, now: Terms, new: &mut Terms) {
    help::word(ui, theme, widgets::small(theme, "by"), "", Topic::Vehicle);
    let list =
        egui::ComboBox::from_id_salt("vehicle").selected_text(words::vehicle_short(now.vehicle));
    let list = list.width(150.0 * theme.scale).show_ui(ui, |ui| {
        for vehicle in Vehicle::ALL {
            if ui.selectable_value(&mut new.vehicle, vehicle, words::vehicle(vehicle)).clicked() {
                ui.close();
            }
        }
    });
    named(ui, &list.response, "Contract by");
}

fn clause(ui: &mut Ui, theme: &Theme, now: Terms, new: &mut Terms) {
    let clause = widgets::tick(ui, theme, now.clause, "portability clause");
    if !help::asks(ui, theme, &clause, Topic::Clause) && clause.clicked() {
        new.clause = !now.clause;
    }
}

/// Names a list in more words than stand beside it.
fn named(ui: &Ui, list: &egui::Response, name: &str) {
    ui.ctx().accesskit_node_builder(list.id, |node| {
        node.clear_labelled_by();
        node.set_label(name);
    });
}
