//! One decision changed: every single change of a run, played again under the same luck, and under others.
//!
//! Under the run's own luck a change says what it would have done that time: a turning point. Over many lucks it says
//! what it is worth: judgement. Both are differences to the same run, so luck alone never makes one.
//!
//! A change counts as legal when the rules would have carried it out in the year it is taken, on the state of that
//! run. What it made impossible (later decisions without money, a slot or an event to answer) is named.
//!
//! Invariants: every claim is that of playing the changed decisions from the first day; order and numbers do not
//! depend on the executor.

use super::change::{self, Change, Vocabulary};
use super::course::{Course, GaveWay, Years};
use super::executor::{Executor, at_once};
use super::judge::{Aim, Judge, Judged};
use super::spread::Share;
use crate::luck::Luck;
use crate::scenario::plan::Decision;
use crate::sim::check::Refusal;
use std::cmp::Ordering;
use std::ops::Range;

/// How much is played.
#[derive(Clone, Debug)]
pub struct Effort {
    /// Lucks under which every legal change is compared with the run.
    pub lucks: Range<u64>,
    /// Lucks for the leading changes of each direction, in place of `lucks`; the more, the smaller their error.
    pub closer: Range<u64>,
    /// Changes of each direction and each way of ranking (this luck, mean) that are looked at closer.
    pub leading: usize,
    /// Changes that are tried in pairs, best first.
    pub paired: usize,
}

/// A difference over many lucks, each paired with the run under the same luck.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanDifference {
    pub lucks: usize,
    /// Changed minus unchanged, mean over the lucks, and its standard error; units of [`Judged`].
    pub mean: Judged,
    pub error: Judged,
    /// Share of the lucks in which the score is higher, ties not counted.
    pub better: Share,
}

/// A change and what it does.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    pub change: Change,
    /// The changed run under the run's own luck, and what it is more than the run.
    pub result: Judged,
    pub difference: Judged,
    /// Decisions that could not be carried out any more.
    pub gave_way: Vec<GaveWay>,
    /// Over many lucks; `None` where none was asked for.
    pub mean: Option<MeanDifference>,
}

/// Two changes together.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    pub changes: [Change; 2],
    pub result: Judged,
    pub difference: Judged,
    pub gave_way: Vec<GaveWay>,
}

/// All single changes of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIfs {
    pub run: Judged,
    /// The legal ones, in the order of [`change::all`].
    pub changes: Vec<WhatIf>,
    /// How many were thought of and refused by the rules.
    pub refused: usize,
    /// The two changes that together raise the score most under the run's own luck, if any two raise it.
    pub best_pair: Option<Pair>,
}

/// What a change is ranked by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The run's own luck.
    ThisLuck,
    /// The mean over many lucks.
    Mean,
}

impl WhatIf {
    /// How much better the changed run is; `None` where it was not played for that.
    #[must_use]
    pub fn gain(&self, aim: Aim, by: By) -> Option<f64> {
        let difference = match by {
            By::ThisLuck => self.difference,
            By::Mean => self.mean?.mean,
        };
        Some(aim.gain(&difference, &Judged::default()))
    }
}

impl WhatIfs {
    /// Changes that would have helped, the most helpful first.
    #[must_use]
    pub fn helped(&self, aim: Aim, by: By) -> Vec<&WhatIf> {
        let mut ranked = self.ranked(aim, by);
        ranked.retain(|(gain, _)| *gain > 0.0);
        ranked.into_iter().map(|(_, what_if)| what_if).collect()
    }

    /// Changes that would have hurt, the most hurtful first: the decisions that were right.
    #[must_use]
    pub fn hurt(&self, aim: Aim, by: By) -> Vec<&WhatIf> {
        let mut ranked = self.ranked(aim, by);
        ranked.retain(|(gain, _)| *gain < 0.0);
        ranked.into_iter().rev().map(|(_, what_if)| what_if).collect()
    }

    /// The share of the single changes that would have made the run worse: its place among its neighbours.
    /// Changes without effect count half.
    #[must_use]
    pub fn place(&self, aim: Aim, by: By) -> Share {
        let gains: Vec<f64> =
            self.changes.iter().filter_map(|what_if| what_if.gain(aim, by)).collect();
        let worse = gains.iter().filter(|gain| **gain < 0.0).count();
        let equal = gains.iter().filter(|gain| **gain == 0.0).count();
        Share::with_ties(worse, equal, gains.len())
    }

    /// Best first; equal ones in the order of their enumeration.
    fn ranked(&self, aim: Aim, by: By) -> Vec<(f64, &WhatIf)> {
        let gains = self.changes.iter().filter_map(|it| Some((it.gain(aim, by)?, it)));
        let mut ranked: Vec<(f64, &WhatIf)> = gains.collect();
        ranked.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        ranked
    }
}

/// Plays one change of a run under its own luck.
///
/// # Errors
///
/// Why a decision that comes in cannot be carried out in its year; `Repeated` where the change does not fit the run.
pub fn try_change(judge: &Judge<'_>, course: &Course, change: &Change) -> Result<WhatIf, Refusal> {
    let luck = Luck::new(course.seed);
    let (stops, run) = judge.stops(&luck, &course.years);
    on_own_luck(judge, course, &luck, &stops, &run, change)
}

/// Every single change of a run that the rules allow. `done` hears from any thread how many more runs are played.
pub fn single_changes(
    judge: &Judge<'_>,
    course: &Course,
    vocabulary: &Vocabulary,
    effort: &Effort,
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
) -> WhatIfs {
    at_once(single_changes_in_steps(judge, course, vocabulary, effort, executor, done))
}

/// The same in steps, see [`Executor::map_in_steps`].
pub async fn single_changes_in_steps(
    judge: &Judge<'_>,
    course: &Course,
    vocabulary: &Vocabulary,
    effort: &Effort,
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
) -> WhatIfs {
    let luck = Luck::new(course.seed);
    let (stops, run) = judge.stops(&luck, &course.years);
    let candidates = change::all(judge.case, &course.years, vocabulary);
    let play = |index: usize| {
        let tried = on_own_luck(judge, course, &luck, &stops, &run, &candidates[index]);
        done(1);
        tried
    };
    let tried = executor.map_in_steps(candidates.len(), &play).await;
    let thought_of = tried.len();
    let mut changes: Vec<WhatIf> = tried.into_iter().filter_map(Result::ok).collect();
    let refused = thought_of - changes.len();
    let all: Vec<usize> = (0..changes.len()).collect();
    add_means(judge, course, &mut changes, &all, effort.lucks.clone(), executor, done).await;
    let what_ifs = WhatIfs { run, changes, refused, best_pair: None };
    let leading = leading(&what_ifs, effort.leading);
    let best: Vec<Change> = what_ifs
        .helped(Aim::Score, By::ThisLuck)
        .into_iter()
        .take(effort.paired)
        .map(|what_if| what_if.change.clone())
        .collect();
    let best_pair = best_pair(judge, course, &luck, &stops, &run, &best, executor, done).await;
    let WhatIfs { mut changes, .. } = what_ifs;
    if effort.closer.end - effort.closer.start > effort.lucks.end - effort.lucks.start {
        add_means(judge, course, &mut changes, &leading, effort.closer.clone(), executor, done)
            .await;
    }
    WhatIfs { run, changes, refused, best_pair }
}

/// Indices of the changes that lead by score, in either direction and either way of ranking, in rising order.
fn leading(what_ifs: &WhatIfs, count: usize) -> Vec<usize> {
    let mut leading = Vec::new();
    for by in [By::ThisLuck, By::Mean] {
        let (helped, hurt) = (what_ifs.helped(Aim::Score, by), what_ifs.hurt(Aim::Score, by));
        for chosen in helped.into_iter().take(count).chain(hurt.into_iter().take(count)) {
            let place = what_ifs.changes.iter().position(|other| other.change == chosen.change);
            leading.extend(place);
        }
    }
    leading.sort_unstable();
    leading.dedup();
    leading
}

fn on_own_luck(
    judge: &Judge<'_>,
    course: &Course,
    luck: &Luck,
    stops: &[super::course::Stop],
    run: &Judged,
    change: &Change,
) -> Result<WhatIf, Refusal> {
    let changed = change.apply(&course.years).ok_or(Refusal::Repeated)?;
    let stop = stops.get(change.first_year()).ok_or(Refusal::Finished)?.clone();
    let (result, gave_way) = judge.play_noting(luck, stop, &changed);
    if let Some(refusal) = refused(change, &gave_way) {
        return Err(refusal);
    }
    let change = change.clone();
    Ok(WhatIf { change, result, difference: result.minus(run), gave_way, mean: None })
}

/// Why a decision that comes in was not carried out.
fn refused(change: &Change, gave_way: &[GaveWay]) -> Option<Refusal> {
    let came_in = |given: &&GaveWay| {
        change
            .into
            .iter()
            .any(|dated| dated.year == given.year && dated.decision == given.declined.decision)
    };
    gave_way.iter().find(came_in).map(|given| given.declined.refusal)
}

#[expect(clippy::too_many_arguments, reason = "what all changes of one run share")]
async fn best_pair(
    judge: &Judge<'_>,
    course: &Course,
    luck: &Luck,
    stops: &[super::course::Stop],
    run: &Judged,
    best: &[Change],
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
) -> Option<Pair> {
    let pairs: Vec<(usize, usize)> =
        (0..best.len()).flat_map(|a| (a + 1..best.len()).map(move |b| (a, b))).collect();
    let play = |index: usize| {
        let (a, b) = (&best[pairs[index].0], &best[pairs[index].1]);
        let changed = b.apply(&a.apply(&course.years)?)?;
        let stop = stops.get(a.first_year().min(b.first_year()))?.clone();
        let (result, gave_way) = judge.play_noting(luck, stop, &changed);
        done(1);
        let legal = refused(a, &gave_way).is_none() && refused(b, &gave_way).is_none();
        legal.then(|| Pair {
            changes: [a.clone(), b.clone()],
            result,
            difference: result.minus(run),
            gave_way,
        })
    };
    let played = executor.map_in_steps(pairs.len(), &play).await;
    let better = |a: &Pair, b: &Pair| Aim::Score.gain(&a.result, &b.result).total_cmp(&0.0);
    played.into_iter().flatten().filter(|pair| pair.difference.get(Aim::Score) > 0.0).fold(
        None,
        |best: Option<Pair>, pair| match best {
            Some(best) if better(&pair, &best) != Ordering::Greater => Some(best),
            _ => Some(pair),
        },
    )
}

async fn add_means(
    judge: &Judge<'_>,
    course: &Course,
    changes: &mut [WhatIf],
    which: &[usize],
    lucks: Range<u64>,
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
) {
    let plans: Vec<(usize, Years)> = which
        .iter()
        .map(|index| {
            let change = &changes[*index].change;
            let years = change.apply(&course.years).expect("a change that was played fits");
            (change.first_year(), years)
        })
        .collect();
    let means = differences_in_steps(judge, &course.years, &plans, lucks, executor, done).await;
    for (index, mean) in which.iter().zip(means) {
        changes[*index].mean = mean;
    }
}

/// Plans one job plays under a luck: few enough for a step of a page.
const PART: usize = 128;

/// Mean differences of plans to a common one, luck by luck; each plan is told with the first year in which it
/// differs, and shares the years before with the common one. `None` where there are no lucks.
#[must_use]
pub fn differences(
    judge: &Judge<'_>,
    common: &[Vec<Decision>],
    plans: &[(usize, Years)],
    lucks: Range<u64>,
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
) -> Vec<Option<MeanDifference>> {
    at_once(differences_in_steps(judge, common, plans, lucks, executor, done))
}

/// The same in steps, see [`Executor::map_in_steps`].
pub async fn differences_in_steps(
    judge: &Judge<'_>,
    common: &[Vec<Decision>],
    plans: &[(usize, Years)],
    lucks: Range<u64>,
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
) -> Vec<Option<MeanDifference>> {
    let count = usize::try_from(lucks.end.saturating_sub(lucks.start)).unwrap_or(usize::MAX);
    let parts = plans.len().div_ceil(PART);
    let part = |index: usize| plans.chunks(PART).nth(index % parts).unwrap_or_default();
    let play = |index: usize| {
        let luck = Luck::new(lucks.start + (index / parts) as u64);
        let (stops, run) = judge.stops(&luck, common);
        part(index)
            .iter()
            .map(|(first, years)| judge.play_on(&luck, stops[*first].clone(), years).minus(&run))
            .collect::<Vec<Judged>>()
    };
    let finished = |index: usize| done(part(index).len() as u64);
    let played = executor.share_in_steps(count.saturating_mul(parts), &play, &finished).await;
    let of_luck = |luck: usize, plan: usize| &played[luck * parts + plan / PART][plan % PART];
    (0..plans.len())
        .map(|plan| MeanDifference::of((0..count).map(|luck| of_luck(luck, plan))))
        .collect()
}

impl MeanDifference {
    /// Of paired differences, in the order of their lucks; `None` if there are none.
    #[must_use]
    pub fn of<'a>(differences: impl Iterator<Item = &'a Judged> + Clone) -> Option<Self> {
        let lucks = differences.clone().count();
        if lucks == 0 {
            return None;
        }
        let n = lucks as f64;
        let moments = |of: &dyn Fn(&Judged) -> f64| {
            let mean = differences.clone().map(of).sum::<f64>() / n;
            let squares: f64 =
                differences.clone().map(|it| (of(it) - mean) * (of(it) - mean)).sum();
            let error = if lucks > 1 { (squares / (n - 1.0) / n).sqrt() } else { 0.0 };
            (mean, error)
        };
        let (mut mean, mut error) = (Judged::default(), Judged::default());
        for aim in Aim::ALL {
            let (m, e) = moments(&|it: &Judged| it.get(aim));
            (mean.values[aim.index()], error.values[aim.index()]) = (m, e);
        }
        (mean.spent, error.spent) = moments(&|it: &Judged| it.spent);
        let better = differences.filter(|it| it.get(Aim::Score) > 0.0).count();
        Some(Self { lucks, mean, error, better: Share::of(better, lucks) })
    }
}
