//! The title: choose a case, name the table, share the luck, go on with a run.

use egui::Ui;

use super::super::action::Action;
use super::super::theme::Theme;
use super::super::widgets;
use crate::scenario::case::SourcingModel;
use crate::session::code::{seed_of_words, seed_words};
use crate::view::title::TitleView;
use crate::view::words;

/// What is being typed and chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TitleHand {
    pub case: usize,
    pub table: String,
    pub luck: String,
    pub seats: Vec<bool>,
    /// What each role leans to, and whether that is asked for.
    pub leanings: Vec<Option<SourcingModel>>,
    pub asks_leanings: bool,
    pub open: String,
}

impl TitleHand {
    /// The seed that is typed: three words or a number.
    #[must_use]
    pub fn seed(&self) -> Option<u64> {
        seed_of_words(&self.luck).or_else(|| self.luck.trim().parse().ok())
    }

    /// Fills in a luck.
    pub fn propose(&mut self, seed: u64) {
        self.luck = seed_words(seed).map_or_else(|| seed.to_string(), |words| words.join(" "));
    }
}

pub fn show(ui: &mut Ui, theme: &Theme, view: &TitleView, hand: &mut TitleHand) -> Option<Action> {
    let mut action = None;
    let wide = ui.available_width() > 860.0 * theme.scale;
    let begin = beginning(view, hand);
    let content = |ui: &mut Ui| {
        widgets::titled(ui, widgets::title(theme, "A pipeline, a budget, four years"));
        ui.label(widgets::lead(
            theme,
            "Your table runs an agency's AI pipeline: choose what is open, bought or run for you, and live with it",
        ));
        ui.add_space(theme.space.small);
        if wide {
            let width = ui.available_width() - theme.space.medium;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = theme.space.medium;
                for (share, part) in [(0.6, new_run as Part), (0.4, kept as Part)] {
                    ui.vertical(|ui| {
                        ui.set_width(width * share);
                        action = part(ui, theme, view, hand).or(action.take());
                    });
                }
            });
        } else {
            action = new_run(ui, theme, view, hand);
            ui.add_space(theme.space.small);
            action = kept(ui, theme, view, hand).or(action.take());
        }
    };
    let mut begun = None;
    let bar = |ui: &mut Ui| match begin {
        Some(begin) => {
            if widgets::onward(ui, theme, "Begin") {
                begun = Some(begin);
            }
        }
        None => {
            let text = "These words are no luck: type three of the words, or a number";
            ui.label(widgets::small(theme, text).color(theme.caution));
        }
    };
    widgets::page(ui, theme, content, bar);
    action.or(begun)
}

/// What is chosen and typed, as a wish; nothing while the luck is not one.
fn beginning(view: &TitleView, hand: &TitleHand) -> Option<Action> {
    let case = view.cases.get(hand.case)?;
    let seated = |index: &usize| hand.seats.get(*index).copied().unwrap_or(true);
    Some(Action::Begin {
        case: case.slug.clone(),
        table: hand.table.trim().to_owned(),
        seed: hand.seed()?,
        seats: (0..case.roles.len())
            .filter(seated)
            .map(|index| (index as u16, hand.leanings.get(index).copied().flatten()))
            .collect(),
    })
}

type Part = fn(&mut Ui, &Theme, &TitleView, &mut TitleHand) -> Option<Action>;

fn new_run(ui: &mut Ui, theme: &Theme, view: &TitleView, hand: &mut TitleHand) -> Option<Action> {
    widgets::sheet(ui, theme, |ui| {
        ui.set_width(ui.available_width());
        widgets::headed(ui, widgets::heading(theme, "New run"));
        ui.horizontal_wrapped(|ui| {
            for (index, case) in view.cases.iter().enumerate() {
                if widgets::pick(ui, theme, hand.case == index, &case.title).clicked() {
                    hand.case = index;
                    hand.seats.clear();
                    hand.leanings.clear();
                }
            }
        });
        let Some(case) = view.cases.get(hand.case) else { return };
        ui.label(&case.summary);
        ui.label(widgets::small(theme, &case.size));
        hand.seats.resize(case.roles.len(), true);
        let wide = ui.available_width() > 420.0 * theme.scale;
        let half = (ui.available_width() - theme.space.small) / 2.0;
        let mut fields = |ui: &mut Ui, width: f32| {
            ui.vertical(|ui| {
                ui.set_width(width);
                widgets::field(
                    ui,
                    theme,
                    "Name of the table",
                    &mut hand.table,
                    "for example North",
                );
            });
            ui.vertical(|ui| {
                ui.set_width(width);
                widgets::field(ui, theme, "Luck", &mut hand.luck, "three words");
            });
        };
        if wide {
            ui.horizontal_top(|ui| fields(ui, half));
        } else {
            fields(ui, half * 2.0);
        }
        ui.label(widgets::small(
            theme,
            "Tables that type the same words face the same events and prices",
        ));
        ui.add_space(theme.space.small);
        ui.label(widgets::bold(theme, "Who is at the table"));
        ui.horizontal_wrapped(|ui| {
            for (role, present) in case.roles.iter().zip(&mut hand.seats) {
                if widgets::tick(ui, theme, *present, role).clicked() {
                    *present = !*present;
                }
            }
        });
        leanings(ui, theme, &case.roles, hand);
    });
    None
}

/// What each role leans to before anything is known: the debrief sets it beside what was chosen.
fn leanings(ui: &mut Ui, theme: &Theme, roles: &[String], hand: &mut TitleHand) {
    if !hand.asks_leanings {
        if widgets::button(ui, theme, "Leanings…").clicked() {
            hand.asks_leanings = true;
        }
        return;
    }
    hand.leanings.resize(roles.len(), None);
    ui.label(widgets::small(
        theme,
        "What each leans to before play; the debrief sets it beside what was chosen",
    ));
    let seats = hand.seats.clone();
    let present = roles.iter().zip(&mut hand.leanings).zip(seats);
    for ((role, leaning), _) in present.filter(|it| it.1) {
        ui.horizontal_wrapped(|ui| {
            ui.label(widgets::bold(theme, role));
            for model in [
                None,
                Some(SourcingModel::Open),
                Some(SourcingModel::Proprietary),
                Some(SourcingModel::Managed),
            ] {
                let text = model.map_or("none", words::sourcing);
                let spoken = format!("{role} leans to {text}");
                if widgets::pick_about(ui, theme, *leaning == model, text, &spoken).clicked() {
                    *leaning = model;
                }
            }
        });
    }
}

fn kept(ui: &mut Ui, theme: &Theme, view: &TitleView, hand: &mut TitleHand) -> Option<Action> {
    let mut action = None;
    widgets::sheet(ui, theme, |ui| {
        ui.set_width(ui.available_width());
        widgets::headed(ui, widgets::heading(theme, "Go on"));
        if view.runs.is_empty() {
            ui.label("No run is kept here yet");
        }
        for run in view.runs.iter().take(6) {
            ui.horizontal_wrapped(|ui| {
                if widgets::button(ui, theme, &run.title).clicked() {
                    action = Some(Action::Resume(run.file.clone()));
                }
                ui.label(widgets::small(theme, &run.line));
            });
        }
        ui.add_space(theme.space.small);
        ui.label(widgets::bold(theme, "Open a file or a code"));
        widgets::field(ui, theme, "Path or run code", &mut hand.open, "drop a file here, or type");
        if !hand.open.trim().is_empty() && widgets::button(ui, theme, "Open").clicked() {
            action = Some(Action::Open(hand.open.trim().to_owned()));
        }
        if view.page {
            ui.horizontal_wrapped(|ui| {
                if widgets::button(ui, theme, "Choose a file…").clicked() {
                    action = Some(Action::Choose);
                }
                let some = !view.runs.is_empty();
                if some && widgets::button(ui, theme, "Save all runs…").clicked() {
                    action = Some(Action::ShowFolder);
                }
            });
        }
        ui.label(widgets::small(theme, &view.kept));
        ui.horizontal_wrapped(|ui| {
            if widgets::button(ui, theme, "Learn alone…").clicked() {
                action = Some(Action::Learn);
            }
            if widgets::button(ui, theme, "Debrief tables…").clicked() {
                action = Some(Action::Gather);
            }
        });
    });
    action
}
