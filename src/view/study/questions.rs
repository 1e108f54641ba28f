//! The exercises from the learner's own run: the list of them, and the one in hand before and after its answer.
//!
//! Invariant: nothing of an answer is in a page before it was given.

use super::exercise;
use super::forecast::{AskView, ForecastView, ask, told as told_forecast};
use crate::insight::judge::Aim;
use crate::scenario::case::Case;
use crate::scenario::plan::Gauge;
use crate::study::exercise::{Driver, Exercise};
use crate::study::foresight::Forecast;
use crate::view::debrief::{change, judged, line as measure};
use crate::view::format;

/// All exercises of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuestionsView {
    pub lines: Vec<Line>,
    /// What is still looked for, or why nothing is asked.
    pub looking: Option<String>,
    /// The one in hand.
    pub page: Option<Page>,
}

/// One exercise in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub group: &'static str,
    pub text: String,
    /// `controls in place at the end; not answered`.
    pub about: String,
    pub answered: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    pub question: String,
    /// Empty where only an expectation is asked for.
    pub choices: Vec<String>,
    /// Whether more than one may be chosen.
    pub several: bool,
    /// Gauges of which an expectation is asked for.
    pub asks: Vec<AskView>,
    pub told: Option<Told>,
}

/// An exercise after its answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    pub verdict: String,
    pub forecasts: Vec<ForecastView>,
    pub choices: Vec<ToldChoice>,
    /// The change that can be played through the whole run, by its place among all changes.
    pub whole: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldChoice {
    pub text: String,
    pub mine: bool,
    pub right: bool,
    /// `would have helped: +3.1 points on the scale of the case`.
    pub came: String,
}

const fn group(exercise: &Exercise) -> &'static str {
    match exercise {
        Exercise::Change { .. } => "Turning points: what would you change?",
        Exercise::Expect { .. } => "What do you expect?",
        Exercise::Drove { .. } => "What drove it?",
    }
}

/// An exercise in the list.
#[must_use]
pub fn line(case: &Case, exercise: &Exercise, answered: bool) -> Line {
    let state = if answered { "answered" } else { "not answered" };
    let mut about = state.to_owned();
    let text = match exercise {
        Exercise::Change { year, .. } => {
            format!("One decision of {}", format::fiscal_year(case.first_year, *year))
        }
        Exercise::Expect { what_if, gauge } => {
            about = format!("{}; {state}", judged(*gauge));
            change(case, &what_if.change)
        }
        Exercise::Drove { aim, .. } => format!("What drove {}?", measure::name(*aim)),
    };
    Line { group: group(exercise), text, about, answered }
}

/// The exercise in hand, not answered.
#[must_use]
pub fn page(case: &Case, exercise: &Exercise) -> Page {
    let shown = exercise::exercise(case, exercise);
    let mut question = shown.question;
    let (choices, asks) = match exercise {
        Exercise::Change { choices, .. } => {
            let choices = choices.iter().map(|it| change(case, &it.change)).collect();
            (choices, Gauge::ALL.to_vec())
        }
        Exercise::Expect { what_if, gauge } => {
            let change = change(case, &what_if.change);
            question = format!("{change}: what becomes of {}?", judged(*gauge));
            (Vec::new(), vec![*gauge])
        }
        Exercise::Drove { aim, .. } => {
            let gauge = measure::name(*aim);
            question =
                format!("which of these moved {gauge} most, against the pipeline left as found?");
            (shown.choices, Vec::new())
        }
    };
    Page {
        question,
        choices,
        several: matches!(exercise, Exercise::Drove { .. }),
        asks: asks.into_iter().map(|gauge| ask(case, gauge)).collect(),
        told: None,
    }
}

/// What came of it. `chosen` are places of the choices, `whole` where the change can be played through the run.
#[must_use]
pub fn told(
    case: &Case,
    exercise: &Exercise,
    chosen: &[usize],
    forecasts: &[Forecast],
    whole: Option<usize>,
) -> Told {
    let right = exercise.right();
    let choice = |place: usize, text: String, came: String| ToldChoice {
        text,
        mine: chosen.contains(&place),
        right: right.contains(&place),
        came,
    };
    let choices: Vec<ToldChoice> = match exercise {
        Exercise::Change { choices, .. } => {
            let each = choices.iter().enumerate().map(|(place, it)| {
                let points = format::decimal(it.difference.get(Aim::Score), 1);
                let helped = if right.contains(&place) {
                    "would have helped"
                } else {
                    "would not have helped"
                };
                let points = format::change(points);
                let came = format!("{helped}: {points} points, all five gauges weighed");
                choice(place, change(case, &it.change), came)
            });
            each.collect()
        }
        Exercise::Expect { .. } => Vec::new(),
        Exercise::Drove { aim, choices } => {
            let texts = exercise::exercise(case, exercise).choices;
            let each = choices.iter().zip(texts).enumerate().map(|(place, (it, text))| {
                let size = if right.contains(&place) {
                    "the largest share, or as large"
                } else {
                    "a smaller share"
                };
                choice(place, text, format!("{size}: {}", share(*aim, it)))
            });
            each.collect()
        }
    };
    let hit = chosen.iter().filter(|place| right.contains(place)).count();
    let verdict = match exercise {
        Exercise::Expect { .. } => String::new(),
        Exercise::Change { .. } => format!(
            "Under your luck {} of {} would have helped by the weights of the case; yours {}",
            right.len(),
            choices.len(),
            if hit > 0 { "is one of them" } else { "is not one of them" }
        ),
        Exercise::Drove { .. } => format!(
            "{} of {} {} the largest share; you found {hit}, and took {} with a smaller one",
            right.len(),
            choices.len(),
            if right.len() == 1 { "has" } else { "have" },
            chosen.len() - hit
        ),
    };
    Told { verdict, forecasts: forecasts.iter().map(told_forecast).collect(), choices, whole }
}

/// A share with how far it may be off.
fn share(aim: Aim, driver: &Driver) -> String {
    let part = measure::difference(aim, driver.part);
    if driver.error > 0.0 { format!("{part} {}", measure::error(aim, driver.error)) } else { part }
}

/// What is said while it is reckoned what the decisions did (0-1).
#[must_use]
pub fn looking(done: f64) -> String {
    let done = format::share(done.clamp(0.0, 0.99));
    format!("what drove your run is reckoned, {done} done; go on meanwhile")
}
