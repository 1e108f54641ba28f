//! Par: the best plan that a bounded search finds for given weights, and what it is worth on lucks it never saw.
//!
//! A beam of plans, beginning with those of the case, is improved round by round. All single changes of every plan of
//! the beam race each other on the same lucks: few lucks for all, four times as many for the quarter that leads, and so on
//! (successive halving: Jamieson & Talwalkar, Non-stochastic best arm identification, 2016). Improving changes of one
//! plan are then laid on top of each other as long as that helps. The search ends where no single change helps any more, or
//! with its budget.
//!
//! **No winner's curse.** The plan is searched on one set of lucks, chosen among the leaders on a second, and told to be
//! worth what it brings on a third ([`lucks`]).
//!
//! Par is what this search finds, not the best there is. How near it comes is measured where all plans can be played
//! ([`mod@exhaustive`]) and against larger budgets; see docs/performance.md.
//!
//! Invariant: the result depends on (case numbers, weights, starts, vocabulary, effort) alone.

pub mod exhaustive;
mod race;

use super::change::Vocabulary;
use super::course::{Dated, Years, dated};
use super::executor::{Executor, at_once};
use super::judge::{Aim, Judge, Judged};
use super::luck_and_judgement::chunked;
use super::lucks;
use super::what_if::MeanDifference;
use crate::luck::Luck;
use crate::scenario::plan::Decision;
use race::Race;
use std::collections::BTreeMap;
use std::ops::Range;

/// How long a search may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Runs of the search; it stops after the round that reaches them.
    pub runs: u64,
    /// Plans that are improved side by side.
    pub beam: usize,
    /// Lucks of the first heat; each of the next two heats has four times as many.
    pub heat: u32,
    /// Plans that are compared once more on other lucks, beside the starts, before one is chosen; and those lucks.
    pub finalists: usize,
    pub choice: u32,
    /// Lucks on which the chosen plan and the starts are told to be worth what they are.
    pub held_out: u32,
}

impl Effort {
    /// Some seconds on one core for four years and eight components.
    pub const TABLE: Self =
        Self { runs: 60_000, beam: 2, heat: 4, finalists: 6, choice: 256, held_out: 1_000 };

    /// For a budget of runs: four times as many runs double the lucks of every heat, so that more is seen of each plan
    /// as well as more plans.
    #[must_use]
    pub fn of(runs: u64) -> Self {
        let times = (runs / Self::TABLE.runs).max(1).isqrt();
        let times = u32::try_from(times.min(64)).expect("at most 64");
        Self { runs, heat: Self::TABLE.heat * times, ..Self::TABLE }
    }

    /// Lucks of the last heat.
    #[must_use]
    pub const fn lucks(&self) -> u32 {
        self.heat * 16
    }
}

/// A plan and its means over the lucks of the search.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluated {
    pub years: Years,
    pub mean: Judged,
}

/// What a plan is worth on the held-out lucks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Worth {
    pub mean: Judged,
    /// Standard error of each mean.
    pub error: Judged,
}

/// The outcome of a search.
#[derive(Clone, Debug, PartialEq)]
pub struct Par {
    /// Without decisions that never came to be carried out.
    pub years: Years,
    /// Its mean over the lucks of the search: too good, because it was chosen by them.
    pub searched: Judged,
    /// Its mean over the held-out lucks: the figure to tell.
    pub worth: Worth,
    /// The starts on the same held-out lucks, in their order, and par minus each of them.
    pub starts: Vec<(Worth, MeanDifference)>,
    /// Seeds that nothing was chosen on.
    pub held_out: Range<u64>,
    pub rounds: usize,
    pub runs: u64,
    /// Whether no single change of any plan of the beam helped any more; else the budget ended the search.
    pub settled: bool,
    /// All plans that ran on all lucks of the search, best first by score.
    pub evaluated: Vec<Evaluated>,
}

/// Searches from the starts, of which there must be one. `done` hears from any thread how many more runs are played.
#[must_use]
pub fn par(
    judge: &Judge<'_>,
    starts: &[Years],
    vocabulary: &Vocabulary,
    effort: &Effort,
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
) -> Option<Par> {
    at_once(par_in_steps(judge, starts, vocabulary, effort, executor, done))
}

/// The same in steps, see [`Executor::map_in_steps`].
pub async fn par_in_steps(
    judge: &Judge<'_>,
    starts: &[Years],
    vocabulary: &Vocabulary,
    effort: &Effort,
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
) -> Option<Par> {
    let (hall, rounds, runs, settled) =
        search(judge, starts, vocabulary, effort, executor, done).await;
    let evaluated = hall.best_first();
    // The starts run in the final as well: what the search found must beat them on other lucks.
    let mut finalists: Vec<Years> =
        evaluated.iter().take(effort.finalists.max(1)).map(|it| it.years.clone()).collect();
    for start in starts {
        if !finalists.contains(start) {
            finalists.push(start.clone());
        }
    }
    let choice =
        means_in_steps(judge, &finalists, lucks::choice(effort.choice), executor, done).await;
    let score = |mean: &Judged| mean.get(Aim::Score);
    let chosen =
        (0..choice.len()).rev().max_by(|a, b| score(&choice[*a]).total_cmp(&score(&choice[*b])))?;
    let held_out = lucks::held_out(effort.held_out);
    let mut plans = vec![pruned(judge, &finalists[chosen], lucks::choice(effort.choice))];
    plans.extend(starts.iter().cloned());
    let rows = on_lucks(judge, &plans, held_out.clone(), executor, done).await;
    let worth = |plan: usize| {
        MeanDifference::of(rows.iter().map(|row| &row[plan]))
            .map(|it| Worth { mean: it.mean, error: it.error })
    };
    let starts = (1..plans.len()).map(|plan| {
        let differences: Vec<Judged> = rows.iter().map(|row| row[0].minus(&row[plan])).collect();
        Some((worth(plan)?, MeanDifference::of(differences.iter())?))
    });
    Some(Par {
        starts: starts.collect::<Option<_>>()?,
        worth: worth(0)?,
        searched: evaluated.iter().find(|it| it.years == finalists[chosen])?.mean,
        years: plans.swap_remove(0),
        held_out,
        rounds,
        runs,
        settled,
        evaluated,
    })
}

/// The plan without decisions that are carried out under none of these lucks. Answers stay: they wait for their event.
fn pruned(judge: &Judge<'_>, years: &Years, lucks: Range<u64>) -> Years {
    let mut idle: Vec<Dated> =
        dated(years).filter(|it| !matches!(it.decision, Decision::Respond { .. })).collect();
    for seed in lucks {
        if idle.is_empty() {
            break;
        }
        let luck = Luck::new(seed);
        let (_, declined) = judge.play_noting(&luck, judge.start(&luck), years);
        idle.retain(|it| {
            declined.iter().any(|no| no.year == it.year && no.declined.decision == it.decision)
        });
    }
    let mut pruned = years.clone();
    for Dated { year, decision } in idle {
        pruned[usize::from(year)].retain(|other| *other != decision);
    }
    pruned
}

/// All plans that ran on all lucks of the search.
#[derive(Default)]
struct Hall(BTreeMap<Years, Judged>);

impl Hall {
    fn best_first(&self) -> Vec<Evaluated> {
        let mut all: Vec<Evaluated> = self
            .0
            .iter()
            .map(|(years, mean)| Evaluated { years: years.clone(), mean: *mean })
            .collect();
        all.sort_by(|a, b| b.mean.get(Aim::Score).total_cmp(&a.mean.get(Aim::Score)));
        all
    }
}

async fn search(
    judge: &Judge<'_>,
    starts: &[Years],
    vocabulary: &Vocabulary,
    effort: &Effort,
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
) -> (Hall, usize, u64, bool) {
    let mut hall = Hall::default();
    let race = Race { judge, vocabulary, effort };
    let all = lucks::search(effort.lucks());
    let mut runs = starts.len() as u64 * u64::from(effort.lucks());
    let means = means_in_steps(judge, starts, all, executor, done).await;
    for (years, mean) in starts.iter().zip(means) {
        hall.0.insert(years.clone(), mean);
    }
    let beam_of = |hall: &Hall| -> Vec<Evaluated> {
        let mut best = hall.best_first();
        best.truncate(effort.beam.max(1));
        best
    };
    let mut beam = beam_of(&hall);
    let mut searched: Vec<Years> = Vec::new();
    let mut rounds = 0;
    while runs < effort.runs {
        let parents: Vec<Evaluated> =
            beam.iter().filter(|plan| !searched.contains(&plan.years)).cloned().collect();
        if parents.is_empty() {
            return (hall, rounds, runs, true);
        }
        rounds += 1;
        searched.extend(parents.iter().map(|plan| plan.years.clone()));
        let (found, played) = race.round(&parents, executor, done).await;
        runs += played;
        for Evaluated { years, mean } in found {
            hall.0.insert(years, mean);
        }
        beam = beam_of(&hall);
    }
    let open = beam.iter().any(|plan| !searched.contains(&plan.years));
    (hall, rounds, runs, !open)
}

/// Means of plans over the same lucks, in the order of the plans.
#[must_use]
pub fn means(
    judge: &Judge<'_>,
    plans: &[Years],
    lucks: Range<u64>,
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
) -> Vec<Judged> {
    at_once(means_in_steps(judge, plans, lucks, executor, done))
}

/// The same in steps, see [`Executor::map_in_steps`].
pub async fn means_in_steps(
    judge: &Judge<'_>,
    plans: &[Years],
    lucks: Range<u64>,
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
) -> Vec<Judged> {
    let rows = on_lucks(judge, plans, lucks, executor, done).await;
    (0..plans.len())
        .map(|plan| {
            MeanDifference::of(rows.iter().map(|row| &row[plan]))
                .map_or_else(Judged::default, |it| it.mean)
        })
        .collect()
}

/// Every plan under every luck: one row for each luck.
async fn on_lucks(
    judge: &Judge<'_>,
    plans: &[Years],
    lucks: Range<u64>,
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
) -> Vec<Vec<Judged>> {
    chunked(lucks, executor, &|lucks| done(lucks * plans.len() as u64), &|luck| {
        judge.play_all(&plans.iter().map(|years| (*luck, years.as_slice())).collect::<Vec<_>>())
    })
    .await
}
