//! The lesson as a list of steps with what they ask, and its reading load.

use crate::study::concept::Concept;
use crate::study::lesson::{Lesson, Phase, StepKind, reading};
use crate::study::progress::{Progress, StepState};
use crate::view::format;
use crate::view::table::{Cell, Column, Table};

/// A phase as a person reads it.
#[must_use]
pub const fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Engage => "engage",
        Phase::Explore => "explore",
        Phase::Explain => "explain",
        Phase::Elaborate => "elaborate",
        Phase::Evaluate => "evaluate",
    }
}

/// A concept as a person reads it.
#[must_use]
pub const fn concept(concept: Concept) -> &'static str {
    match concept {
        Concept::OpenSource => "open source",
        Concept::Proprietary => "proprietary",
        Concept::Hybrid => "hybrid",
        Concept::TotalCost => "total cost of ownership",
        Concept::LockIn => "lock-in",
        Concept::Customisation => "customisation and integration",
        Concept::Scalability => "scalability and performance",
        Concept::Security => "security and compliance",
        Concept::Community => "community",
    }
}

/// What a learner does in a step.
#[must_use]
pub fn kind(kind: &StepKind) -> String {
    match kind {
        StepKind::Story(told) => {
            format!("read {}", format::count(told.len() as u64, "statement", "statements"))
        }
        StepKind::Leaning => "say where you lean".to_owned(),
        StepKind::Explore(_) => "look around in the field guide".to_owned(),
        StepKind::Concept(it) => format!("try {}", concept(*it)),
        StepKind::Wardley(case) => format!("read the map of {case}"),
        StepKind::GuidedRun(case) => format!("play {case}, guided"),
        StepKind::FreeRun(case) => format!("play {case}"),
        StepKind::Debrief => "look back at your run".to_owned(),
        StepKind::Reflection => "write".to_owned(),
    }
}

/// The lesson as a learner sees it: parts with their steps, and where to go on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    pub title: String,
    pub parts: Vec<PartView>,
    /// `3 of 18 steps done, 1 skipped`
    pub so_far: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartView {
    pub name: &'static str,
    pub minutes: String,
    pub steps: Vec<StepView>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepView {
    pub slug: String,
    pub title: String,
    pub about: String,
    pub minutes: String,
    /// Said in words, not by colour alone.
    pub state: &'static str,
    /// Whether this is where to go on.
    pub next: bool,
}

/// The outline with the state of every step.
#[must_use]
pub fn outline(lesson: &Lesson, progress: &Progress) -> Outline {
    let states = progress.steps(&lesson.slug);
    let next = progress.next_step(lesson).map(|step| step.slug.as_str());
    let count = |state: StepState| states.values().filter(|it| **it == state).count();
    let part = |part: &crate::study::lesson::LessonPart| PartView {
        name: phase(part.phase),
        minutes: format::minutes(part.minutes().into()),
        steps: part
            .steps
            .iter()
            .map(|step| StepView {
                slug: step.slug.clone(),
                title: step.title.clone(),
                about: kind(&step.kind),
                minutes: format::minutes(step.minutes.into()),
                state: match states.get(step.slug.as_str()) {
                    None => "not begun",
                    Some(StepState::Begun) => "begun",
                    Some(StepState::Done) => "done",
                    Some(StepState::Skipped) => "skipped",
                },
                next: next == Some(step.slug.as_str()),
            })
            .collect(),
    };
    Outline {
        title: lesson.title.clone(),
        parts: lesson.parts.iter().map(part).collect(),
        so_far: format!(
            "{} of {} steps done, {} skipped",
            count(StepState::Done),
            lesson.steps().count(),
            count(StepState::Skipped)
        ),
    }
}

/// One row per step: when, what, how long, how hard to read.
#[must_use]
pub fn steps(lesson: &Lesson) -> Table {
    let columns = vec![
        Column::text("phase", "part"),
        Column::text("step", "step"),
        Column::text("title", "title"),
        Column::text("kind", "what to do"),
        Column::number("minutes", "minutes"),
        Column::number("words", "words"),
        Column::number("grade", "reading grade"),
    ];
    let mut table = Table::new(lesson.title.clone(), columns);
    for ((part, step), load) in lesson.steps().zip(reading(lesson)) {
        table.push(vec![
            Cell::text(phase(part)),
            Cell::text(&step.slug),
            Cell::text(&step.title),
            Cell::text(kind(&step.kind)),
            Cell::whole(step.minutes),
            Cell::whole(load.words as u64),
            load.grade.map_or(Cell::Nothing, |grade| Cell::number(grade, 1)),
        ]);
    }
    table
}

/// The minutes of the parts in one line: `engage 10, explore 17, …`.
#[must_use]
pub fn minutes(lesson: &Lesson) -> String {
    let parts: Vec<String> = lesson
        .parts
        .iter()
        .map(|part| format!("{} {}", phase(part.phase), part.minutes()))
        .collect();
    format!("minutes: {}", parts.join(", "))
}
