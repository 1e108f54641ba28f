//! A question of the lesson with what was recorded beside it: the evidence of the reflection.
//!
//! The evidence of the first question is what they leaned to and chose, of the second what their run came to and the reasons
//! they gave, of the third what to practise next.
//!
//! Invariant: evidence is what was recorded; it is set beside the words and judges neither.

use super::exercise::practise as practised;
use super::mastery::counts;
use crate::debrief::bias;
use crate::scenario::case::{Case, SourcingModel};
use crate::scenario::plan::{Decision, Gauge};
use crate::session::record::Run;
use crate::study::calibration::{accounts, practise};
use crate::study::lesson::Lesson;
use crate::study::progress::Progress;
use crate::view::words;

/// A question at its moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalView {
    /// Its place among the questions of the lesson.
    pub place: usize,
    pub question: String,
    pub evidence: Vec<String>,
}

/// One of the questions; `None` where the lesson has no such.
#[must_use]
pub fn journal(
    lesson: &Lesson,
    progress: &Progress,
    run: Option<(&Case, &Run)>,
    place: usize,
) -> Option<JournalView> {
    let question = lesson.questions().get(place)?.clone();
    Some(JournalView { place, question, evidence: evidence(place, progress, run) })
}

/// What was recorded that concerns a question. `run` is the run they look back at, with its case.
#[must_use]
pub fn evidence(question: usize, progress: &Progress, run: Option<(&Case, &Run)>) -> Vec<String> {
    let mut list = Vec::new();
    match question {
        0 => {
            let leaning = |model: Option<SourcingModel>| model.map_or("undecided", words::sourcing);
            if let Some((first, last)) = progress.leanings() {
                list.push(format!("you leaned to: {}", leaning(first)));
                if first != last {
                    list.push(format!("and later to: {}", leaning(last)));
                }
            }
            if let Some((case, run)) = run {
                let mirror = bias::of_run(case, run);
                list.push(format!("you chose: {}", counts(&mirror.chosen)));
                list.push(format!(
                    "at the end ran: {}, left as found {}",
                    counts(&mirror.running),
                    mirror.left_as_found
                ));
            }
        }
        1 => {
            let end = run.and_then(|(_, run)| run.years.last());
            for gauge in end.iter().flat_map(|_| Gauge::ALL) {
                let value = end.map_or(0.0, |year| year.outcome.gauges.headline(gauge));
                list.push(format!("{}: {}", words::gauge(gauge), words::headline(gauge, value)));
            }
            let reasons = run.iter().flat_map(|(case, run)| {
                let decisions = run.years.iter().flat_map(|year| &year.decisions);
                decisions
                    .filter(|it| matches!(it, Decision::Because { .. }))
                    .map(|decision| words::decision(case, decision))
            });
            list.extend(reasons);
        }
        _ => {
            let next = practise(&accounts(&progress.foreseen()));
            list.extend(
                next.into_iter()
                    .take(3)
                    .map(|(concept, why)| format!("to practise: {}", practised(concept, why))),
            );
        }
    }
    list
}
