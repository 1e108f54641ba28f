//! Exercises from the learner's own run: what would you change here, what do you expect of it, what drove it?
//!
//! Invariant: every right answer is a replay. A change is played again under the run's own luck; a driver is a share of the
//! difference to doing nothing, and where shares are close to each other, each of them is right.

use crate::insight::attribution::{Attribution, Player};
use crate::insight::change::{Change, Vocabulary};
use crate::insight::course::Course;
use crate::insight::executor::Executor;
use crate::insight::judge::{Aim, Judge};
use crate::insight::what_if::{self, By, Effort, WhatIf, WhatIfs};
use crate::scenario::case::Case;
use crate::scenario::plan::{Direction, Gauge, Size};
use crate::session::prediction::{self, Fared, fared, share_of_scale};
use crate::sim::check::Refusal;

/// Most answers to choose from.
pub const CHOICES: usize = 5;
/// Where all coalitions were played, shares within this part of the largest are close to it. Design choice.
pub const CLOSE: f64 = 0.1;
/// Shares that differ by at most so many standard errors are close.
const ERRORS: f64 = 2.0;

/// One exercise about one run.
#[derive(Clone, Debug, PartialEq)]
pub enum Exercise {
    /// One year, some changes: choose one that would have helped by the case's weights.
    Change { year: u16, choices: Vec<WhatIf> },
    /// One change: which way does a gauge go, and how far?
    Expect { what_if: Box<WhatIf>, gauge: Gauge },
    /// Which of these drove a gauge away from the pipeline left as found?
    Drove { aim: Aim, choices: Vec<Driver> },
}

/// A decision of the run and its share.
#[derive(Clone, Debug, PartialEq)]
pub struct Driver {
    pub player: Player,
    /// What the gauge reads more for it (unit of the aim), and the standard error.
    pub part: f64,
    pub error: f64,
}

/// The run's own luck, and no other.
const OWN_LUCK: Effort = Effort { lucks: 0..0, closer: 0..0, leading: 0, paired: 0 };

/// Every other single decision of a run, played under its own luck alone.
#[must_use]
pub fn changes(judge: &Judge<'_>, course: &Course, executor: &impl Executor) -> WhatIfs {
    let vocabulary = Vocabulary { terms: false, ..Vocabulary::ALL };
    what_if::single_changes(judge, course, &vocabulary, &OWN_LUCK, executor, &|_| {})
}

/// Every other single decision or term of a run, played under its own luck alone: what an express re-run can be of.
#[must_use]
pub fn every_change(judge: &Judge<'_>, course: &Course, executor: &impl Executor) -> WhatIfs {
    what_if::single_changes(judge, course, &Vocabulary::ALL, &OWN_LUCK, executor, &|_| {})
}

/// What would you change here? One exercise for each year in which some change helps and some does not, in order. The
/// choices stand in the order in which changes are enumerated, which tells nothing.
#[must_use]
pub fn what_would_you_change(found: &WhatIfs) -> Vec<Exercise> {
    let years = found.changes.iter().map(|it| it.change.first_year()).max().map_or(0, |it| it + 1);
    let of_year = |year: usize| {
        let here = |list: Vec<&WhatIf>| -> Vec<WhatIf> {
            let here = list.into_iter().filter(|it| it.change.first_year() == year);
            here.filter(|it| it.gave_way.is_empty()).cloned().collect()
        };
        let helped = here(found.helped(Aim::Score, By::ThisLuck));
        let hurt = here(found.hurt(Aim::Score, By::ThisLuck));
        if helped.is_empty() || hurt.is_empty() {
            return None;
        }
        let right = helped.into_iter().take(CHOICES / 2);
        let mut choices: Vec<WhatIf> = right.collect();
        let wrong = hurt.into_iter().take(CHOICES - choices.len());
        choices.extend(wrong);
        choices.sort_by(|a, b| a.change.cmp(&b.change));
        Some(Exercise::Change { year: year as u16, choices })
    };
    (0..years).filter_map(of_year).collect()
}

/// What do you expect? The change of each year that moves the score most, seen in the gauge that it moves most; and for
/// each gauge that is not asked about by then, the change that moves it most. They stand in the order of the years, which
/// does not tell what moves most.
#[must_use]
pub fn what_do_you_expect(case: &Case, found: &WhatIfs) -> Vec<Exercise> {
    let mut list: Vec<Exercise> = Vec::new();
    let mut ranked: Vec<&WhatIf> =
        found.changes.iter().filter(|it| it.gave_way.is_empty()).collect();
    let size = |it: &WhatIf| it.difference.get(Aim::Score).abs();
    ranked.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let mut years = std::collections::BTreeSet::new();
    for what_if in ranked {
        let gauge = most_moved(case, what_if);
        if size(what_if) > 0.0 && years.insert(what_if.change.first_year()) {
            list.push(Exercise::Expect { what_if: Box::new(what_if.clone()), gauge });
        }
    }
    for gauge in Gauge::ALL {
        let asked =
            list.iter().any(|it| matches!(it, Exercise::Expect { gauge: it, .. } if *it == gauge));
        let share = |it: &WhatIf| {
            let (was, with) = before_and_after(it, gauge);
            share_of_scale(case, gauge, was, with).abs()
        };
        let of_gauge = found.changes.iter().filter(|it| it.gave_way.is_empty());
        let most = of_gauge.reduce(|a, b| if share(b) > share(a) { b } else { a });
        if let Some(most) = most.filter(|it| !asked && share(it) > 0.0) {
            list.push(Exercise::Expect { what_if: Box::new(most.clone()), gauge });
        }
    }
    list.sort_by_key(|it| match it {
        Exercise::Expect { what_if, .. } => what_if.change.first_year(),
        Exercise::Change { .. } | Exercise::Drove { .. } => 0,
    });
    list
}

/// Which of these drove it? The largest shares of an attribution, in the order of the years. `None` where nothing moved or
/// there is nothing to choose between.
#[must_use]
pub fn what_drove_it(found: &Attribution, aim: Aim) -> Option<Exercise> {
    let split = found.split(aim);
    let mut shown: Vec<usize> = found.order(aim).into_iter().take(CHOICES).collect();
    shown.sort_unstable();
    let choices: Vec<Driver> = shown
        .into_iter()
        .map(|place| Driver {
            player: found.players[place].clone(),
            part: split.parts[place].value(),
            error: split.errors[place],
        })
        .collect();
    let moved = choices.iter().any(|driver| driver.part != 0.0);
    (moved && choices.len() > 1).then_some(Exercise::Drove { aim, choices })
}

/// A change of the learner's own, played under the run's own luck.
///
/// # Errors
///
/// Why the rules would not have allowed it.
pub fn try_own(judge: &Judge<'_>, course: &Course, change: &Change) -> Result<WhatIf, Refusal> {
    what_if::try_change(judge, course, change)
}

impl Exercise {
    /// Places of the right choices; several may be right. Empty for an expectation.
    #[must_use]
    pub fn right(&self) -> Vec<usize> {
        match self {
            Self::Change { choices, .. } => {
                let helps = |it: &WhatIf| it.gain(Aim::Score, By::ThisLuck) > Some(0.0);
                places(choices, helps)
            }
            Self::Expect { .. } => Vec::new(),
            Self::Drove { choices, .. } => {
                let size = |driver: &Driver| driver.part.abs();
                let most = choices.iter().max_by(|a, b| size(a).total_cmp(&size(b)));
                let Some(most) = most else { return Vec::new() };
                places(choices, |driver| {
                    let error = (driver.error * driver.error + most.error * most.error).sqrt();
                    let slack = (ERRORS * error).max(CLOSE * size(most));
                    driver.part != 0.0 && size(most) - size(driver) <= slack
                })
            }
        }
    }

    /// What the gauge of an expectation did; `None` for a choice.
    #[must_use]
    pub fn did(&self, case: &Case) -> Option<(Direction, Size)> {
        let Self::Expect { what_if, gauge } = self else { return None };
        let (was, with) = before_and_after(what_if, *gauge);
        Some(prediction::moved(case, *gauge, was, with))
    }

    /// Whether a choice is right; `None` for an expectation, or a place that is not there.
    #[must_use]
    pub fn chose(&self, place: usize) -> Option<bool> {
        let choices = match self {
            Self::Change { choices, .. } => choices.len(),
            Self::Drove { choices, .. } => choices.len(),
            Self::Expect { .. } => return None,
        };
        (place < choices).then(|| self.right().contains(&place))
    }

    /// How an expectation fared against the replay; `None` for a choice.
    #[must_use]
    pub fn expected(&self, case: &Case, said: (Direction, Size)) -> Option<Fared> {
        self.did(case).map(|did| fared(said, did))
    }
}

/// What a gauge came to as played, and with the change.
#[must_use]
pub fn before_and_after(what_if: &WhatIf, gauge: Gauge) -> (f64, f64) {
    let with = what_if.result.get(Aim::Gauge(gauge));
    (with - what_if.difference.get(Aim::Gauge(gauge)), with)
}

fn most_moved(case: &Case, what_if: &WhatIf) -> Gauge {
    let size = |gauge: Gauge| {
        let (was, with) = before_and_after(what_if, gauge);
        share_of_scale(case, gauge, was, with).abs()
    };
    let more = |a: Gauge, b: Gauge| if size(b) > size(a) { b } else { a };
    Gauge::ALL.into_iter().reduce(more).expect("there are five gauges")
}

fn places<T>(list: &[T], fits: impl Fn(&T) -> bool) -> Vec<usize> {
    list.iter().enumerate().filter(|(_, it)| fits(it)).map(|(place, _)| place).collect()
}
