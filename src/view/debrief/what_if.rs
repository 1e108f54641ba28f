//! One changed decision before the room: what could be changed, what is expected, what came of it.

use super::contrast::{ContrastView, contrast as contrast_view};
use super::timeline::Course;
use crate::debrief::contrast::{Contrast, Side, contrast};
use crate::insight::change::Change;
use crate::insight::what_if::WhatIfs;
use crate::scenario::case::Case;
use crate::scenario::plan::Gauge;
use crate::session::record::Run;
use crate::view::words;

/// What could be tried, and what was.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WhatIfView {
    /// Every change that the rules would have allowed, by year.
    pub changes: Vec<ChangeLine>,
    /// Said where nothing can be tried.
    pub limits: Option<&'static str>,
    /// The change in hand.
    pub picked: Option<PickedView>,
}

/// A change that can be tried. It does not tell what would come of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeLine {
    /// Where it stands in the list of all.
    pub index: usize,
    /// The first year that differs, from 0, and as `FY2028`.
    pub year: usize,
    pub when: String,
    pub text: String,
}

/// The change in hand: the question before, and the answer after.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PickedView {
    pub text: String,
    pub question: String,
    /// What is told once the room has said what it expects.
    pub played: Option<PlayedView>,
}

/// What came of a change under the same luck.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlayedView {
    /// As played, and with the change.
    pub contrast: ContrastView,
    /// The gauge that was asked about, in both.
    pub courses: [Option<Course>; 2],
    /// Later decisions that could not be carried out any more.
    pub gave_way: Vec<String>,
}

/// The list of what can be tried.
#[must_use]
pub fn changes(case: &Case, found: &WhatIfs) -> Vec<ChangeLine> {
    let lines = found.changes.iter().enumerate().map(|(index, it)| ChangeLine {
        index,
        year: it.change.first_year(),
        when: super::year(case, it.change.first_year() as u16),
        text: super::change(case, &it.change),
    });
    let mut lines: Vec<_> = lines.collect();
    lines.sort_by_key(|line| (found.changes[line.index].change.first_year(), line.index));
    lines
}

/// A change in hand, not played yet.
#[must_use]
pub fn picked(case: &Case, change: &Change, gauge: Gauge) -> PickedView {
    PickedView {
        text: super::change(case, change),
        question: format!(
            "What happens to {}: lower, about the same, or higher?",
            super::judged(gauge)
        ),
        played: None,
    }
}

/// A change, played: `run` is the run as it was, `branch` the same with the change. The courses are those of the gauge
/// asked about, month by month.
#[must_use]
pub fn played(
    case: &Case,
    name: &str,
    run: &Run,
    branch: &Run,
    courses: [Option<Course>; 2],
) -> PlayedView {
    let side = |run| Side { run, replays: true };
    let found: Option<Contrast> = contrast(case, side(run), side(branch));
    let told = found.map(|it| contrast_view(case, &it, name, "with the change"));
    let was = |year: usize, decision| {
        run.years.get(year).is_some_and(|year| {
            year.outcome.declined.iter().any(|declined| declined.decision == decision)
        })
    };
    let gave_way = branch.years.iter().enumerate().flat_map(|(year, committed)| {
        let new = committed.outcome.declined.iter().filter(move |it| !was(year, it.decision));
        new.map(move |it| {
            format!(
                "{}: {} could not be carried out any more: {}",
                super::year(case, year as u16),
                words::decision(case, &it.decision),
                words::refusal(case, &it.refusal)
            )
        })
    });
    PlayedView { contrast: told.unwrap_or_default(), courses, gave_way: gave_way.collect() }
}
