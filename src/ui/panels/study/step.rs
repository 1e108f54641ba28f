//! One step: what to read, what to do, and the way on.

use egui::{Label, Ui};

use super::super::super::action::{Action, ReviewWish, StudyWish};
use super::super::super::theme::Theme;
use super::super::super::widgets;
use super::desk::StudyHand;
use super::review::{self, desk::Leaf};
use super::{card, map};
use crate::scenario::case::SourcingModel;
use crate::view::format::capital;
use crate::view::study::journal::JournalView;
use crate::view::study::step::{Body, Statement, StepPage};
use crate::view::words;

pub fn show(ui: &mut Ui, theme: &Theme, page: &StepPage, hand: &mut StudyHand) -> Option<Action> {
    let mut wish = None;
    let place = hand.step.unwrap_or_default();
    if let Body::Debrief(journal) = &page.body {
        return look_back(ui, theme, page, journal.as_deref(), hand);
    }
    let content = |ui: &mut Ui| {
        head(ui, theme, page);
        wish = body(ui, theme, &page.body, hand);
        prompts(ui, theme, page);
    };
    let mut asked = None;
    let bar = |ui: &mut Ui| {
        if widgets::button(ui, theme, "Skip").clicked() {
            asked = Some(StudyWish::Skip);
        }
        let begin = match &page.body {
            Body::Run { begin, .. } => Some((begin.as_str(), StudyWish::Play(place))),
            Body::Guide => Some(("Look around…", StudyWish::LookAround)),
            _ => None,
        };
        match begin {
            Some((text, begins)) => {
                if widgets::button(ui, theme, "Done, next step").clicked() {
                    asked = Some(StudyWish::Done);
                }
                if widgets::onward(ui, theme, text) {
                    asked = Some(begins);
                }
            }
            None => {
                if widgets::onward(ui, theme, "Done, next step") {
                    asked = Some(StudyWish::Done);
                }
            }
        }
    };
    widgets::page(ui, theme, content, bar);
    asked.or(wish).map(Action::Study)
}

/// What the step is and what it asks for.
fn head(ui: &mut Ui, theme: &Theme, page: &StepPage) {
    widgets::words_line(ui, |ui| {
        widgets::headed(ui, widgets::heading(theme, &page.title));
        ui.label(widgets::small(theme, capital(&page.place)));
    });
    ui.add(Label::new(&page.text).wrap());
    ui.add_space(theme.space.small);
}

fn prompts(ui: &mut Ui, theme: &Theme, page: &StepPage) {
    if page.prompts.is_empty() {
        return;
    }
    ui.add_space(theme.space.small);
    ui.label(widgets::bold(theme, "To think about"));
    for prompt in &page.prompts {
        ui.add(Label::new(prompt).wrap());
    }
}

/// The step that looks back: questions first, then other plans and the desk of a debrief.
fn look_back(
    ui: &mut Ui,
    theme: &Theme,
    page: &StepPage,
    journal: Option<&JournalView>,
    hand: &mut StudyHand,
) -> Option<Action> {
    let mut action = None;
    let mut ways = None;
    let content = |ui: &mut Ui| {
        head(ui, theme, page);
        let text = "All of it is about the run that you played last. The questions ask first and then play the \
            year again; the desk of a debrief has its timeline, its causes and its map";
        ui.add(Label::new(widgets::small(theme, text)).wrap());
        ui.add_space(theme.space.small);
        ui.horizontal_wrapped(|ui| {
            for (text, wish) in [
                ("Other plans…", Action::Review(ReviewWish::Open(Leaf::Others))),
                ("One change…", Action::Review(ReviewWish::Open(Leaf::Express))),
                ("Look back…", Action::Study(StudyWish::LookBack)),
            ] {
                if widgets::button(ui, theme, text).clicked() {
                    ways = Some(wish);
                }
            }
        });
        prompts(ui, theme, page);
        if let Some(view) = journal
            && review::journal::show(ui, theme, view, &mut hand.words)
        {
            ways = Some(Action::Study(StudyWish::Write));
        }
    };
    let bar = |ui: &mut Ui| {
        if widgets::button(ui, theme, "Skip").clicked() {
            action = Some(Action::Study(StudyWish::Skip));
        }
        if widgets::button(ui, theme, "Done, next step").clicked() {
            action = Some(Action::Study(StudyWish::Done));
        }
        if widgets::onward(ui, theme, "Questions from your run…") {
            action = Some(Action::Review(ReviewWish::Open(Leaf::Questions)));
        }
    };
    widgets::page(ui, theme, content, bar);
    action.or(ways)
}

fn body(ui: &mut Ui, theme: &Theme, body: &Body, hand: &mut StudyHand) -> Option<StudyWish> {
    match body {
        Body::Story(told) => {
            story(ui, theme, told);
            None
        }
        Body::Leaning(said) => leaning(ui, theme, *said),
        Body::Card(view, checks) => card::show(ui, theme, view, checks, hand),
        Body::Reflection(questions) => reflection(ui, theme, questions, &mut hand.words),
        Body::Run { note, .. } => {
            ui.add(Label::new(widgets::small(theme, *note)).wrap());
            None
        }
        Body::Map(page) => {
            map::show(ui, theme, page, &mut hand.own_map);
            None
        }
        Body::Guide | Body::Debrief(_) => None,
    }
}

fn story(ui: &mut Ui, theme: &Theme, told: &[Statement]) {
    for statement in told {
        widgets::sheet(ui, theme, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(&statement.text).wrap());
            let source = format!("Source: {}", statement.source);
            ui.add(Label::new(widgets::small(theme, source)).wrap());
        });
    }
}

fn leaning(ui: &mut Ui, theme: &Theme, said: Option<Option<SourcingModel>>) -> Option<StudyWish> {
    let mut wish = None;
    ui.horizontal_wrapped(|ui| {
        for model in [
            Some(SourcingModel::Open),
            Some(SourcingModel::Proprietary),
            Some(SourcingModel::Managed),
            None,
        ] {
            let text = model.map_or("undecided", words::sourcing);
            let on = said == Some(model);
            let spoken = format!("you lean to {text}");
            if widgets::pick_about(ui, theme, on, text, &spoken).clicked() && !on {
                wish = Some(StudyWish::Lean(model));
            }
        }
    });
    if said.is_some() {
        ui.label(widgets::small(theme, "Kept; the first and the last stand in your reflection"));
    }
    wish
}

fn reflection(
    ui: &mut Ui,
    theme: &Theme,
    questions: &[String],
    words: &mut [String],
) -> Option<StudyWish> {
    let mut wish = None;
    for (question, text) in questions.iter().zip(words) {
        if widgets::lines(ui, theme, question, text).lost_focus() {
            wish = Some(StudyWish::Write);
        }
        ui.add_space(theme.space.small);
    }
    if widgets::button(ui, theme, "Make the page…").clicked() {
        wish = Some(StudyWish::Page);
    }
    ui.add(
        Label::new(widgets::small(
            theme,
            "Your words beside what you leaned to and foresaw, and what the run came to that you played last",
        ))
        .wrap(),
    );
    wish
}
