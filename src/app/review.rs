//! What comes after a committed year of a run alone, and after the run, without its window: other plans under the same
//! luck, the run again with one decision changed, questions from the run, and what the learner foresees.
//!
//! Invariants: other plans are there once a year is committed, and no further than that; what a change came to is in no view
//! before something was expected of it; the learner's own run is never changed.

mod task;
mod views;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

#[cfg(any(target_arch = "wasm32", test))]
use super::errand::Errand;
use super::{errand, place};
use crate::debrief::bias::Mirror;
use crate::insight::attribution::{Attribution, Grouping, ORDERS, attribution_in_steps};
use crate::insight::change::{Kind as ChangeKind, Vocabulary};
use crate::insight::course::{Course, of_body};
use crate::insight::executor::Machine;
#[cfg(any(target_arch = "wasm32", test))]
use crate::insight::executor::Steps;
use crate::insight::judge::{Aim, Judge};
use crate::insight::lucks;
use crate::insight::par::{self, Par};
use crate::insight::what_if::WhatIfs;
use crate::luck::Luck;
use crate::scenario::case::Case;
use crate::scenario::plan::Gauge;
use crate::session::branch::prefix_digest;
use crate::session::record::Run;
use crate::session::replay;
use crate::sim::Model;
use crate::study::calibration::{Foreseen, concept_of};
use crate::study::concept::Concept;
use crate::study::exercise::{
    Exercise, every_change, what_do_you_expect, what_drove_it, what_would_you_change,
};
use crate::study::foresight::{Forecast, Said, of_change};
use crate::study::rivals::{Committed, Kind, Rival, express, in_its_place, play_from, rivals};
use crate::ui::panels::study::review::desk::{Leaf, ReviewHand};
use crate::view::study::review::ReviewView;
use task::Task;

/// The run that is looked back at.
#[derive(Clone, Debug)]
pub struct Own {
    pub case: Case,
    pub run: Run,
    /// The name of its file.
    pub file: String,
    /// Whether it is not being played any more.
    pub over: bool,
}

/// An answer to an exercise.
#[derive(Clone, Debug, Default)]
struct Answer {
    chosen: Vec<usize>,
    forecasts: Vec<Forecast>,
}

/// The run with a change, as it was played last: the place of the change, what was expected, the run, its file.
struct Again {
    change: usize,
    forecasts: Vec<Forecast>,
    run: Run,
    file: String,
}

/// A learner who looks back.
pub struct Review {
    pub hand: ReviewHand,
    pub view: ReviewView,
    own: Option<Own>,
    /// Other plans as far as the run is committed, without the searched one.
    rivals: Vec<Rival>,
    /// The searched plan of a case, by the digest of the case: it is the same whatever the learner did.
    best: BTreeMap<[u8; 32], Task<Option<Par>>>,
    drivers: Task<Option<Attribution>>,
    /// Every single change of the run under its own luck, once it is asked for.
    changes: Option<WhatIfs>,
    exercises: Vec<Exercise>,
    answers: BTreeMap<usize, Answer>,
    again: Option<Again>,
    mirrors: Vec<(String, Mirror)>,
    machine: Arc<Machine>,
    /// Whether what takes seconds is looked for.
    pub looking: bool,
}

impl Review {
    #[must_use]
    pub fn new(looking: bool) -> Self {
        Self {
            hand: ReviewHand::default(),
            view: ReviewView::default(),
            own: None,
            rivals: Vec::new(),
            best: BTreeMap::new(),
            drivers: Task::default(),
            changes: None,
            exercises: Vec::new(),
            answers: BTreeMap::new(),
            again: None,
            mirrors: Vec::new(),
            machine: Arc::new(place::machine()),
            looking,
        }
    }

    #[must_use]
    pub const fn own(&self) -> Option<&Own> {
        self.own.as_ref()
    }

    /// Looks back at a run as far as it is committed. What was asked of the same run stays.
    pub fn look_at(&mut self, own: Option<Own>, mirrors: Vec<(String, Mirror)>) {
        self.mirrors = mirrors;
        let known = |own: &Own| (own.file.clone(), prefix_digest(&own.run, own.run.years.len()));
        let same = self.own.as_ref().map(known) == own.as_ref().map(known);
        if same {
            self.own = own;
            return;
        }
        self.rivals = own.as_ref().map_or_else(Vec::new, |own| {
            Committed::of(&own.run).map_or_else(Vec::new, |it| rivals(&own.case, it))
        });
        self.own = own;
        self.drivers = Task::default();
        self.changes = None;
        self.exercises.clear();
        self.answers.clear();
        self.again = None;
        let ReviewHand { leaf, words, .. } = std::mem::take(&mut self.hand);
        self.hand = ReviewHand { leaf, words, ..ReviewHand::default() };
    }

    /// Goes on with what is looked for, see [`Machine::allow`]; says whether something was found.
    pub fn work(&mut self, milliseconds: u64) -> bool {
        self.machine.allow(milliseconds);
        self.tick()
    }

    /// Takes in what was found meanwhile; says whether there was anything.
    pub fn tick(&mut self) -> bool {
        let mut any = self.drivers.collect();
        if any {
            self.ask_drivers();
        }
        for task in self.best.values_mut() {
            any |= task.collect();
        }
        any
    }

    /// Whether something is still looked for.
    #[must_use]
    pub fn looks(&self) -> bool {
        self.drivers.progress().is_some() || self.best.values().any(|it| it.progress().is_some())
    }

    /// Whether the best plan of the case in hand was found.
    #[must_use]
    pub fn has_par(&self) -> bool {
        self.par().is_some()
    }

    fn committed(&self) -> Option<(&Own, Committed<'_>)> {
        let own = self.own.as_ref()?;
        Some((own, Committed::of(&own.run)?))
    }

    fn par(&self) -> Option<&Par> {
        self.best.get(&self.own.as_ref()?.case.digest)?.found()?.as_ref()
    }

    /// Looks for the best plan of the case: from the plans of the case, on lucks of the search, so that it knows neither
    /// the learner's luck nor their run.
    fn look_for_par(&mut self) {
        let Some(own) = self.own.as_ref().filter(|_| self.looking) else { return };
        let (case, machine) = (own.case.clone(), self.machine.clone());
        let effort = par::Effort::TABLE;
        let starts = case.plans.len() as u64;
        let about = effort.runs
            + (effort.finalists as u64 + starts) * u64::from(effort.choice)
            + (1 + starts) * u64::from(effort.held_out);
        self.best.entry(case.digest).or_default().begin(about, async move |done| {
            let machine = machine.on(|| errand::text(BEST, &[], &case, []));
            best(&case, &machine, done).await
        });
    }

    /// Looks for what the decisions of the run did.
    fn look_for_drivers(&mut self) {
        let Some(own) = self.own.as_ref().filter(|_| self.looking) else { return };
        let (case, run, machine) = (own.case.clone(), own.run.clone(), self.machine.clone());
        let decisions: usize = run.years.iter().map(|year| year.decisions.len()).sum();
        self.drivers.begin((ORDERS * decisions.max(1)) as u64, async move |done| {
            let machine = machine.on(|| errand::text(DRIVERS, &[], &case, [replay::coded(&run)]));
            drivers(&case, &run, &machine, done).await
        });
    }

    /// Every change, and the exercises that come of it; made once for a run that is over.
    fn find_changes(&mut self) {
        let Some(own) = self.own.as_ref().filter(|own| own.over) else { return };
        if self.changes.is_some() || own.run.years.is_empty() {
            return;
        }
        let model = Model::new(&own.case);
        let judge = Judge::new(&own.case, &model).over(own.run.years.len());
        let course = Course::of_run(&judge, &own.run);
        let found = every_change(&judge, &course, &*self.machine);
        let mut asked = found.clone();
        // Terms are for the express re-run; questions are about what was decided.
        asked.changes.retain(|it| it.change.kind != ChangeKind::Terms);
        self.exercises = what_would_you_change(&asked);
        self.exercises.extend(what_do_you_expect(&own.case, &asked));
        self.changes = Some(found);
        self.ask_drivers();
    }

    /// Adds the questions about drivers, once both they and the others are found.
    fn ask_drivers(&mut self) {
        let there = self.exercises.iter().any(|it| matches!(it, Exercise::Drove { .. }));
        let Some(Some(found)) = self.drivers.found().filter(|_| !there) else { return };
        if self.changes.is_some() {
            let asked = Gauge::ALL.into_iter().map(Aim::Gauge);
            self.exercises.extend(asked.filter_map(|aim| what_drove_it(found, aim)));
        }
    }

    /// Takes what is in hand as the answer to the exercise in hand. Gives what was foreseen, and what came.
    pub fn answer(&mut self) -> Vec<Foreseen> {
        let hand = &self.hand;
        let (Some(own), Some(place)) = (&self.own, hand.exercise) else { return Vec::new() };
        let Some(exercise) = self.exercises.get(place) else { return Vec::new() };
        if self.answers.contains_key(&place) {
            return Vec::new();
        }
        let (chosen, said) = (hand.chosen.clone(), hand.said());
        let forecasts = match exercise {
            Exercise::Change { choices, .. } => {
                let Some(what_if) = chosen.first().and_then(|it| choices.get(*it)) else {
                    return Vec::new();
                };
                of_change(&own.case, what_if, &said)
            }
            Exercise::Expect { what_if, gauge } => {
                let said: Vec<Said> = said.into_iter().filter(|it| it.0 == *gauge).collect();
                of_change(&own.case, what_if, &said)
            }
            Exercise::Drove { .. } => Vec::new(),
        };
        if chosen.is_empty() && forecasts.is_empty() {
            return Vec::new();
        }
        let foreseen = forecasts.iter().map(Forecast::foreseen).collect();
        self.answers.insert(place, Answer { chosen, forecasts });
        foreseen
    }

    /// The run with the change in hand, if something was expected of it and it was not played already.
    #[must_use]
    pub fn replayed(&self) -> Option<Run> {
        let (own, committed) = self.committed()?;
        let place = self.hand.change?;
        if self.hand.said().is_empty() || self.played().is_some() {
            return None;
        }
        let change = &self.changes.as_ref()?.changes.get(place)?.change;
        let mut run = express(&own.case, committed, change)?;
        run.header.table = crate::view::study::express::name(&own.case, change);
        Some(run)
    }

    /// Tells the run with the change, which is kept in this file. Gives what was foreseen, and what came.
    pub fn tell(&mut self, run: Run, file: String) -> Vec<Foreseen> {
        let (Some(own), Some(change)) = (&self.own, self.hand.change) else { return Vec::new() };
        let Some(what_if) = self.changes.as_ref().and_then(|it| it.changes.get(change)) else {
            return Vec::new();
        };
        let forecasts = of_change(&own.case, what_if, &self.hand.said());
        let foreseen = forecasts.iter().map(Forecast::foreseen).collect();
        self.again = Some(Again { change, forecasts, run, file });
        foreseen
    }

    /// The run with the change in hand, once it was played.
    fn played(&self) -> Option<&Again> {
        self.again.as_ref().filter(|it| Some(it.change) == self.hand.change)
    }

    /// A run that goes on in the place of a plan at the start of a year (from 0).
    #[must_use]
    pub fn taken_over(&self, kind: Kind, year: usize) -> Option<Run> {
        let (own, committed) = self.committed()?;
        let rival = self.all_rivals().into_iter().find(|it| it.kind == kind)?;
        let last = year.checked_sub(1)?;
        let years = in_its_place(committed, &rival, last).ok()?;
        let mut run = play_from(&own.case, committed, 0, &years);
        run.header.table = crate::view::study::rivals::taken_over(&own.case, kind, year);
        run.header.seats.clone_from(&own.run.header.seats);
        Some(run)
    }

    /// Those of the case, and the searched one once it is found.
    fn all_rivals(&self) -> Vec<Rival> {
        let mut all = self.rivals.clone();
        if let (Some((own, committed)), Some(found)) = (self.committed(), self.par()) {
            all.push(crate::study::rivals::par(&own.case, committed, &found.years));
        }
        all
    }

    /// To an exercise about a concept that has no answer yet; says whether there is one.
    pub fn practise(&mut self, concept: Concept) -> bool {
        self.find_changes();
        let open = self.exercises.iter().enumerate().position(|(place, it)| {
            let about =
                matches!(it, Exercise::Expect { gauge, .. } if concept_of(*gauge) == concept);
            about && !self.answers.contains_key(&place)
        });
        if let Some(place) = open {
            self.hand.forget_exercise();
            self.hand.exercise = Some(place);
            self.hand.leaf = Leaf::Questions;
        }
        open.is_some()
    }
}

/// What is looked for, as workers of a page are told it.
const BEST: &str = "best-of-case";
const DRIVERS: &str = "drivers";

/// What a text says is to be looked for, with what this machine can do; `None` where it says nothing of this.
#[cfg(any(target_arch = "wasm32", test))]
#[must_use]
pub fn of_text(text: &str, machine: Machine) -> Option<Steps<()>> {
    let Errand { what, case, runs, .. } = errand::of_text(text)?;
    let done = AtomicU64::new(0);
    match (what.as_str(), runs.first()) {
        (BEST, _) => Some(Steps::of(async move {
            best(&case, &machine, &done).await;
        })),
        (DRIVERS, Some(run)) => {
            let run = replay::play_coded(&case, run);
            Some(Steps::of(async move {
                drivers(&case, &run, &machine, &done).await;
            }))
        }
        _ => None,
    }
}

/// The best plan of a case, from the plans of the case.
async fn best(case: &Case, machine: &Machine, done: &AtomicU64) -> Option<Par> {
    let model = Model::new(case);
    let judge = Judge::new(case, &model);
    let first = Luck::new(lucks::search(1).start);
    let starts: Vec<_> =
        case.plans.iter().map(|plan| of_body(&judge, &plan.body, &first)).collect();
    let (vocabulary, effort) = (Vocabulary::SAME_MISSION, par::Effort::TABLE);
    let count = counter(done);
    par::par_in_steps(&judge, &starts, &vocabulary, &effort, machine, &count).await
}

/// What the decisions of a run did.
async fn drivers(
    case: &Case,
    run: &Run,
    machine: &Machine,
    done: &AtomicU64,
) -> Option<Attribution> {
    let model = Model::new(case);
    let judge = Judge::new(case, &model).over(run.years.len());
    let course = Course::of_run(&judge, run);
    let count = counter(done);
    let by = async |grouping| {
        let luck = lucks::futures(2);
        attribution_in_steps(&judge, &course, grouping, ORDERS, luck, machine, &count).await
    };
    match by(Grouping::Decision).await {
        None => by(Grouping::Year).await,
        found => found,
    }
}

/// Hears from any thread how many more runs were played.
fn counter(done: &AtomicU64) -> impl Fn(u64) + Sync + '_ {
    |runs| {
        done.fetch_add(runs, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::executor::Serial;
    use crate::scenario::shipped;

    #[test]
    fn what_is_looked_for_is_begun_alike_from_its_text() {
        let case = &shipped::known()[0];
        let run = replay::play(case, 7, &[Vec::new()]);
        let begun =
            |text: Option<String>| of_text(&text.expect("a shipped case"), Machine::Serial(Serial));
        assert!(begun(errand::text(BEST, &[], case, [])).is_some());
        let drivers = begun(errand::text(DRIVERS, &[], case, [replay::coded(&run)]));
        assert!(drivers.expect("it is known").go_on().is_some());
        assert!(begun(errand::text(DRIVERS, &[], case, [])).is_none(), "of which run?");
        assert!(begun(errand::text("something", &[], case, [replay::coded(&run)])).is_none());
    }
}
