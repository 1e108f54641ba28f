//! The lesson as data: five parts, each a few steps that can be skipped and taken up again.
//!
//! A lesson is one file, read with places like a case, and handed out only without an error; all faults are reported at
//! once. A training unit can write its own (`docs/self-study.md`).

mod check;
pub mod raw;
#[cfg(test)]
mod tests;

use super::concept::Concept;
use crate::scenario::case::Verification;
use crate::scenario::diagnostic::{Fault, Faults, Findings};
use crate::scenario::place::Span;
use crate::scenario::raw::Decode as _;
use crate::scenario::tree::{self, FILE_LIMIT};
use crate::scenario::{migrate, reading as count};
use raw::RawLesson;

/// The format that this program reads.
pub const FORMAT: u16 = 1;
/// The name of the file, in findings and on disk.
pub const FILE: &str = "lesson.ron";
/// How many questions a reflection has.
pub const QUESTIONS: usize = 3;
/// Bounds of a part's minutes, from its steps.
pub const PART_MINUTES: std::ops::RangeInclusive<u16> = 10..=20;

const SHIPPED: &str = include_str!("../../assets/lesson/lesson.ron");

/// The parts of a lesson, in their order (5E).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    Engage,
    Explore,
    Explain,
    Elaborate,
    Evaluate,
}

impl Phase {
    pub const ALL: [Self; 5] =
        [Self::Engage, Self::Explore, Self::Explain, Self::Elaborate, Self::Evaluate];
}

/// A lesson without errors.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    pub slug: String,
    pub title: String,
    pub about: String,
    pub objectives: Vec<Objective>,
    pub parts: Vec<LessonPart>,
    pub sources: Vec<LessonSource>,
}

/// What a learner can do afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objective {
    pub slug: String,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct LessonPart {
    pub phase: Phase,
    pub steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its name in a progress file, so it stays while texts change.
    pub slug: String,
    pub title: String,
    pub minutes: u16,
    pub text: String,
    pub kind: StepKind,
    /// Questions to think about; those of a reflection are answered in writing.
    pub prompts: Vec<String>,
    /// Indices into [`Lesson::objectives`].
    pub objectives: Vec<usize>,
}

/// What a learner does in a step.
#[derive(Clone, Debug, PartialEq)]
pub enum StepKind {
    /// What happened somewhere, each statement with its source.
    Story(Vec<Told>),
    /// Say which kind of tool one leans to.
    Leaning,
    /// Look around in the field guide, beginning with these words.
    Explore(Vec<String>),
    Concept(Concept),
    /// The pipeline of a case as a Wardley map.
    Wardley(String),
    /// Play a case with every step explained; its slug.
    GuidedRun(String),
    FreeRun(String),
    /// Look back at the learner's own run.
    Debrief,
    /// The three questions.
    Reflection,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub text: String,
    /// Index into [`Lesson::sources`].
    pub source: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonSource {
    pub slug: String,
    pub title: String,
    pub locator: String,
    pub as_of: String,
    pub verification: Verification,
}

/// What became of a file.
#[derive(Clone, Debug)]
pub struct LoadedLesson {
    /// There exactly when there is no error among the findings.
    pub lesson: Option<Lesson>,
    pub findings: Findings,
}

impl Lesson {
    /// All steps with the phase they belong to, in order.
    pub fn steps(&self) -> impl Iterator<Item = (Phase, &Step)> {
        self.parts.iter().flat_map(|part| part.steps.iter().map(|step| (part.phase, step)))
    }

    /// The three questions of the reflection, as far as the lesson has one.
    #[must_use]
    pub fn questions(&self) -> &[String] {
        let mut steps = self.parts.iter().flat_map(|part| &part.steps);
        steps.find(|step| step.kind == StepKind::Reflection).map_or(&[], |step| &step.prompts)
    }
}

impl LessonPart {
    #[must_use]
    pub fn minutes(&self) -> u16 {
        self.steps.iter().fold(0, |sum, step| sum.saturating_add(step.minutes))
    }
}

/// How long and how hard one step reads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StepReading {
    pub words: usize,
    /// Flesch-Kincaid; `None` where there is no word.
    pub grade: Option<f64>,
}

/// Reading load of every step, in order.
#[must_use]
pub fn reading(lesson: &Lesson) -> Vec<StepReading> {
    let of = |(_, step): (Phase, &Step)| {
        let mut text = step.text.clone();
        if let StepKind::Story(told) = &step.kind {
            for Told { text: sentence, .. } in told {
                text.push(' ');
                text.push_str(sentence);
            }
        }
        for prompt in &step.prompts {
            text.push(' ');
            text.push_str(prompt);
        }
        StepReading { words: count::words(&text), grade: super::reading::grade(&text) }
    };
    lesson.steps().map(of).collect()
}

/// The text of the lesson that is part of the program.
#[must_use]
pub fn shipped_text() -> &'static str {
    SHIPPED
}

/// The lesson that is part of the program.
#[must_use]
pub fn shipped() -> Lesson {
    let cases = crate::scenario::shipped::slugs();
    load(SHIPPED, &cases).lesson.expect("the shipped lesson is checked in a test")
}

/// Reads and checks a lesson. `cases` are the slugs of the cases that its runs may name.
#[must_use]
pub fn load(text: &str, cases: &[&str]) -> LoadedLesson {
    let mut faults = Faults::default();
    let mut root = if text.len() > FILE_LIMIT {
        faults.push(Fault::error(
            "too-large",
            Span::new(0, 0, 0),
            &format!("a file of {} bytes", text.len()),
            &format!("at most {FILE_LIMIT} bytes"),
        ));
        None
    } else {
        tree::read(0, text).map_err(|fault| faults.push(fault)).ok()
    };
    if let Some(tree) = &mut root
        && let Err(fault) = migrate::along(FILE, tree, &[], FORMAT)
    {
        faults.push(*fault);
        root = None;
    }
    let raw =
        root.as_ref().map_or_else(RawLesson::faulty, |root| RawLesson::read(root, &mut faults));
    let lesson = check::check(&raw, cases, &mut faults);
    let lesson = (!faults.has_errors()).then_some(lesson);
    LoadedLesson { lesson, findings: faults.locate(&[(FILE, text, root.as_ref())]) }
}
