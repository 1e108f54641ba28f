//! One step: what to read, what to do, and the way on.

use egui::{Label, Ui};

use super::super::super::action::{Action, StudyWish};
use super::super::super::theme::Theme;
use super::super::super::widgets;
use super::desk::StudyHand;
use super::path::capital;
use super::{card, map};
use crate::scenario::case::SourcingModel;
use crate::view::study::step::{Body, Statement, StepPage};
use crate::view::words;

pub fn show(ui: &mut Ui, theme: &Theme, page: &StepPage, hand: &mut StudyHand) -> Option<Action> {
    let mut wish = None;
    let place = hand.step.unwrap_or_default();
    let content = |ui: &mut Ui| {
        widgets::words_line(ui, |ui| {
            ui.label(widgets::heading(theme, &page.title));
            ui.label(widgets::small(theme, capital(&page.place)));
        });
        ui.add(Label::new(&page.text).wrap());
        ui.add_space(theme.space.small);
        wish = body(ui, theme, &page.body, hand);
        if !page.prompts.is_empty() {
            ui.add_space(theme.space.small);
            ui.label(widgets::bold(theme, "To think about"));
            for prompt in &page.prompts {
                ui.add(Label::new(prompt).wrap());
            }
        }
    };
    let mut asked = None;
    let bar = |ui: &mut Ui| {
        if widgets::button(ui, theme, "Skip").clicked() {
            asked = Some(StudyWish::Skip);
        }
        let begin = match &page.body {
            Body::Run { begin, .. } => Some((begin.as_str(), StudyWish::Play(place))),
            Body::Debrief => Some(("Look back…", StudyWish::LookBack)),
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
        Body::Debrief => {
            let text = "The desk of a debrief opens with the run that you played last: its timeline, one changed \
                decision, and why. This version does not ask about your turning points one by one, and there \
                is no other plan to take over from";
            ui.add(Label::new(widgets::small(theme, text)).wrap());
            None
        }
        Body::Map(page) => {
            map::show(ui, theme, page, &mut hand.own_map);
            None
        }
        Body::Guide => None,
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
