//! One step of the lesson as a page: what to read, what to do, and what was said before.

use super::concept::{CardView, answered, card, outcome, way};
use super::journal::JournalView;
use super::lesson::{kind, phase};
use crate::debrief::wardley::as_found;
use crate::scenario::case::{Case, SourcingModel};
use crate::study::concept::{Asks, Concept, Said};
use crate::study::lesson::{Lesson, StepKind};
use crate::study::progress::{Entry, Progress, StepState};
use crate::view::debrief::wardley::{WardleyView, wardley};
use crate::view::{format, words};

/// A step with what it asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct StepPage {
    pub title: String,
    /// `explain, step 6 of 18, 2 min, not begun`
    pub place: String,
    pub text: String,
    /// Questions to think about; a reflection has them as [`Body::Reflection`].
    pub prompts: Vec<String>,
    pub body: Body,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Statements, each with its source, date and grade.
    Story(Vec<Statement>),
    /// What was said last, if anything was.
    Leaning(Option<Option<SourcingModel>>),
    Guide,
    Card(Box<CardView>, Vec<CheckView>),
    /// The text of the button that begins the run, and what is different from a table.
    Run {
        begin: String,
        note: &'static str,
    },
    /// The question of the lesson that fits a run that was looked back at.
    Debrief(Option<Box<JournalView>>),
    /// The questions to answer in writing.
    Reflection(Vec<String>),
    Map(Box<MapPage>),
}

/// The pipeline of a case as a map, and that of the learner's own run of it.
#[derive(Clone, Debug, PartialEq)]
pub struct MapPage {
    pub case: WardleyView,
    pub own: Option<WardleyView>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    pub text: String,
    pub source: String,
}

/// A short check: asked, or answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckView {
    pub text: String,
    /// Changes to choose from; empty where a direction and a size are asked for.
    pub choices: Vec<String>,
    /// Nothing of it is known before the learner has said something.
    pub told: Option<Told>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub said: String,
    pub came: String,
    pub fared: &'static str,
}

const GUIDED: &str = "A guide says what to do next and why, one thing at a time; close it when you know. The \
    step is done when you have seen what a year brought";
const FREE: &str = "Hints are there when you ask, and the question mark tells what a thing is. The step is done \
    when you have seen what a year brought; the run is kept, and goes on from the title";

/// The page of one step, by its place in the lesson; `values` are those of the card in hand.
#[must_use]
pub fn page(
    lesson: &Lesson,
    progress: &Progress,
    cases: &[Case],
    place: usize,
    values: &[f64],
) -> Option<StepPage> {
    let (part, step) = lesson.steps().nth(place)?;
    let state = match progress.steps(&lesson.slug).get(step.slug.as_str()) {
        None => "not begun",
        Some(StepState::Begun) => "begun",
        Some(StepState::Done) => "done",
        Some(StepState::Skipped) => "skipped",
    };
    let title = |slug: &str| {
        let case = cases.iter().find(|case| case.slug == slug);
        case.map_or_else(|| slug.to_owned(), |case| case.title.clone())
    };
    let begin = |slug: &str| format!("Play {}", title(slug));
    let body = match &step.kind {
        StepKind::Story(told) => Body::Story(
            told.iter()
                .map(|told| {
                    let source = &lesson.sources[told.source];
                    let grade = words::verification(source.verification);
                    let (title, as_of) = (&source.title, &source.as_of);
                    let source = format!("{title}, {as_of}, {grade}");
                    Statement { text: told.text.clone(), source }
                })
                .collect(),
        ),
        StepKind::Leaning => Body::Leaning(progress.leanings().map(|(_, last)| last)),
        StepKind::Explore(_) => Body::Guide,
        StepKind::Concept(concept) => {
            let card = card(*concept, values);
            let checks = checks(*concept, &card, progress);
            Body::Card(Box::new(card), checks)
        }
        StepKind::Wardley(slug) => {
            let case = cases.iter().find(|case| case.slug == *slug)?;
            Body::Map(Box::new(MapPage { case: wardley(case, &as_found(case)), own: None }))
        }
        StepKind::GuidedRun(case) => Body::Run { begin: begin(case), note: GUIDED },
        StepKind::FreeRun(case) => Body::Run { begin: begin(case), note: FREE },
        StepKind::Debrief => Body::Debrief(None),
        StepKind::Reflection => Body::Reflection(step.prompts.clone()),
    };
    let asked = matches!(body, Body::Reflection(_));
    Some(StepPage {
        title: step.title.clone(),
        place: format!(
            "{}, step {} of {}: {}, {}, {state}",
            phase(part),
            place + 1,
            lesson.steps().count(),
            kind_in_words(&step.kind, &title),
            format::minutes(step.minutes.into()),
        ),
        text: step.text.clone(),
        prompts: if asked { Vec::new() } else { step.prompts.clone() },
        body,
    })
}

/// What to do, with the names of cases in place of their keys.
fn kind_in_words(step: &StepKind, title: &dyn Fn(&str) -> String) -> String {
    match step {
        StepKind::GuidedRun(case) | StepKind::FreeRun(case) => format!("play {}", title(case)),
        StepKind::Wardley(case) => format!("the map of {}", title(case)),
        other => kind(other),
    }
}

fn checks(concept: Concept, card: &CardView, progress: &Progress) -> Vec<CheckView> {
    let one = |(place, question): (usize, &super::concept::QuestionView)| {
        let last = progress.entries().iter().rev().find_map(|entry| match entry {
            Entry::Answer { concept: of, question, said, outcome, .. }
                if *of == concept && *question == place =>
            {
                Some((said, *outcome))
            }
            _ => None,
        });
        let told = last.map(|(said, fared)| Told {
            said: in_words(said, &question.choices),
            came: came(concept, place),
            fared: outcome(fared),
        });
        CheckView { text: question.text.clone(), choices: question.choices.clone(), told }
    };
    card.questions.iter().enumerate().map(one).collect()
}

fn in_words(said: &Said, choices: &[String]) -> String {
    match said {
        Said::Way(direction, size) => format!("it {}", way(*direction, *size)),
        Said::Changes(places) => {
            let named = places.iter().filter_map(|place| choices.get(*place));
            listed(&named.map(String::as_str).collect::<Vec<_>>())
        }
    }
}

fn came(concept: Concept, question: usize) -> String {
    let text = answered(concept, question);
    let none = matches!(concept.questions().get(question), Some(Asks::WhichReach { .. }));
    if text.is_empty() && none { listed(&[]) } else { text }
}

fn listed(texts: &[&str]) -> String {
    if texts.is_empty() { "none of them".to_owned() } else { texts.join("; ") }
}
