//! What each decision did: the difference between a run and doing nothing under the same luck, shared out over the
//! decisions, and the part of luck told apart.
//!
//! Each decision is a player; a coalition is the run with those decisions alone, played again under the run's own luck.
//! A decision that the rules decline in a coalition is simply not taken there: without the tool there is nothing to renew. The
//! empty coalition is the pipeline left as found. Shares are Shapley values ([`shapley`]): exact for up to
//! [`shapley::MOST_EXACT`] players, else over drawn orders with a standard error.
//!
//! Invariants: amounts are whole [`Fine`] steps (cents, where the unit is k$) and add up exactly; each amount rests on
//! runs that anyone can play again ([`without`]); the result does not depend on the executor.

pub mod shapley;

use super::course::{Course, Dated, Years};
use super::executor::{Executor, at_once};
use super::judge::{Aim, Judge, Judged};
use super::luck_and_judgement::futures_in_steps;
use super::spread::Spread;
use crate::luck::{Luck, Purpose, Stream};
use crate::units::Money;
use shapley::{Coalition, MOST_EXACT};
use std::collections::BTreeMap;
use std::ops::Range;

/// A value in hundred-thousandths of its unit: cents where the unit is k$, 0.00001 points or percent else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fine(pub i64);

impl Fine {
    /// Rounded half away from zero; as [`Money::from_kilodollars`] it never overflows.
    #[must_use]
    pub fn of(value: f64) -> Self {
        Self(Money::from_kilodollars(value).cents())
    }

    /// In the unit itself.
    #[must_use]
    pub fn value(self) -> f64 {
        Money::from_cents(self.0).kilodollars()
    }
}

/// What counts as one player.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grouping {
    /// Every decision by itself.
    Decision,
    /// All decisions of a year together: exact for any run.
    Year,
}

/// Decisions that are taken or left out together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Player {
    pub decisions: Vec<Dated>,
}

/// How many orders are drawn where there are too many players; an even number, at least 2.
pub const ORDERS: usize = 512;

/// The difference of one aim, shared out.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    pub aim: Aim,
    /// The run, and the pipeline left as found under the same luck.
    pub run: Fine,
    pub baseline: Fine,
    /// One part for each player: how much more the aim reads for it. They add up to `run - baseline` exactly.
    pub parts: Vec<Fine>,
    /// Standard error of each part (unit of the aim); zeros where the computation is exact.
    pub errors: Vec<f64>,
    pub luck: LuckShare,
}

/// The same run against futures: what luck did, what the plan is worth. All in the unit of the aim.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LuckShare {
    /// Mean over the futures of the plan, and of doing nothing, each with its standard error.
    pub plan_mean: Fine,
    pub plan_error: f64,
    pub baseline_mean: Fine,
    pub baseline_error: f64,
    /// `run - plan_mean`: what this luck added to what the plan brings on average.
    pub luck: Fine,
    /// `plan_mean - baseline_mean`: what the plan brings on average. `luck + judgement` is `run - baseline_mean` exactly.
    pub judgement: Fine,
    /// `baseline - baseline_mean`: what the same luck would have done to the pipeline left as found.
    pub baseline_luck: Fine,
}

/// The whole account of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    pub players: Vec<Player>,
    /// Whether all coalitions were played; else `orders` orders were drawn.
    pub exact: bool,
    pub orders: usize,
    /// Different coalitions that were played, and futures of each of the two plans.
    pub coalitions: usize,
    pub futures: usize,
    /// In the order of [`Aim::ALL`].
    pub splits: Vec<Split>,
}

impl Attribution {
    #[must_use]
    pub fn split(&self, aim: Aim) -> &Split {
        &self.splits[aim.index()]
    }

    /// Players by the size of their part, largest first; equal ones in their order.
    #[must_use]
    pub fn order(&self, aim: Aim) -> Vec<usize> {
        let parts = &self.split(aim).parts;
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by_key(|player| std::cmp::Reverse(parts[*player].0.abs()));
        order
    }
}

/// The players of a course, in the order of their years.
#[must_use]
pub fn players(course: &Course, grouping: Grouping) -> Vec<Player> {
    match grouping {
        Grouping::Decision => {
            course.dated().map(|dated| Player { decisions: vec![dated] }).collect()
        }
        Grouping::Year => (0..course.years.len())
            .map(|year| Player {
                decisions: course.dated().filter(|it| usize::from(it.year) == year).collect(),
            })
            .filter(|player| !player.decisions.is_empty())
            .collect(),
    }
}

/// The run without one player: the flip that anyone can play again.
#[must_use]
pub fn without(judge: &Judge<'_>, course: &Course, player: &Player) -> Judged {
    let mut years = course.years.clone();
    for Dated { year, decision } in &player.decisions {
        years[usize::from(*year)].retain(|other| other != decision);
    }
    judge.play(&Luck::new(course.seed), &years)
}

/// Shares a run out over its players. `seeds` are the futures over which luck is told apart and may not be
/// empty; `orders` as [`ORDERS`]. `done` hears from any thread how many more runs are played.
///
/// `None` for more than 64 players, or without futures.
#[must_use]
pub fn attribution(
    judge: &Judge<'_>,
    course: &Course,
    grouping: Grouping,
    orders: usize,
    seeds: Range<u64>,
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
) -> Option<Attribution> {
    at_once(attribution_in_steps(judge, course, grouping, orders, seeds, executor, done))
}

/// The same in steps, see [`Executor::map_in_steps`].
pub async fn attribution_in_steps(
    judge: &Judge<'_>,
    course: &Course,
    grouping: Grouping,
    orders: usize,
    seeds: Range<u64>,
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
) -> Option<Attribution> {
    let players = players(course, grouping);
    let count = players.len();
    let everyone = u32::try_from(count).ok().filter(|count| *count <= Coalition::BITS)?;
    let everyone = Coalition::MAX.checked_shr(Coalition::BITS - everyone).unwrap_or(0);
    let exact = count <= MOST_EXACT;
    let orders = if exact { Vec::new() } else { drawn_orders(count, orders) };
    let mut wanted: Vec<Coalition> = if exact {
        (0..=everyone).collect()
    } else {
        orders.iter().flat_map(|order| shapley::coalitions(order)).collect()
    };
    wanted.sort_unstable_by_key(|mask| mask.reverse_bits());
    wanted.dedup();
    let judged = play_coalitions(judge, course, &players, &wanted, executor, done).await;
    let values: BTreeMap<Coalition, &Judged> = wanted.iter().copied().zip(&judged).collect();
    let plan = futures_in_steps(judge, course, seeds.clone(), executor, done).await;
    let nothing = Course { seed: course.seed, years: vec![Vec::new(); judge.years] };
    let left_alone = futures_in_steps(judge, &nothing, seeds, executor, done).await;
    let splits = Aim::ALL.into_iter().map(|aim| {
        let v = |mask: Coalition| Fine::of(values[&mask].get(aim)).0;
        let (parts, errors) = if exact {
            let table: Vec<i64> = (0..=everyone).map(v).collect();
            (shapley::exact(count, &table), vec![0.0; count])
        } else {
            let (parts, errors) = shapley::sampled(count, &orders, &v);
            (parts, errors.iter().map(|error| error / 100_000.0).collect())
        };
        let (run, baseline) = (Fine(v(everyone)), Fine(v(0)));
        let luck = LuckShare::of(aim, run, baseline, &plan, &left_alone)?;
        let parts = parts.into_iter().map(Fine).collect();
        Some(Split { aim, run, baseline, parts, errors, luck })
    });
    Some(Attribution {
        splits: splits.collect::<Option<_>>()?,
        players,
        exact,
        orders: orders.len(),
        coalitions: wanted.len(),
        futures: plan.len(),
    })
}

impl LuckShare {
    fn of(
        aim: Aim,
        run: Fine,
        baseline: Fine,
        plan: &[Judged],
        left_alone: &[Judged],
    ) -> Option<Self> {
        let spread = |futures: &[Judged]| {
            let values: Vec<f64> = futures.iter().map(|future| future.get(aim)).collect();
            Spread::of(&values)
        };
        let (plan, left_alone) = (spread(plan)?, spread(left_alone)?);
        let (plan_mean, baseline_mean) = (Fine::of(plan.mean), Fine::of(left_alone.mean));
        Some(Self {
            plan_mean,
            plan_error: plan.mean_error,
            baseline_mean,
            baseline_error: left_alone.mean_error,
            luck: Fine(run.0 - plan_mean.0),
            judgement: Fine(plan_mean.0 - baseline_mean.0),
            baseline_luck: Fine(baseline.0 - baseline_mean.0),
        })
    }
}

/// Orders of players, each followed by its reverse; drawn from an address of their own, so the same for every run.
#[must_use]
pub fn drawn_orders(players: usize, orders: usize) -> Vec<Vec<usize>> {
    let stream = Stream::new(Purpose::Plan, "order of players");
    (0..orders.div_ceil(2).max(1) as u64)
        .flat_map(|pair| {
            let luck = Luck::new(pair);
            let mut order: Vec<usize> = (0..players).collect();
            for place in (1..players).rev() {
                let other = luck.uniform(stream, place as u16, 0) * (place + 1) as f64;
                order.swap(place, other as usize);
            }
            let reverse = order.iter().rev().copied().collect();
            [order, reverse]
        })
        .collect()
}

/// Coalitions one job works through.
const CHUNK: usize = 64;

/// Plays coalitions, sorted by their reversed bits: those that share the decisions of the first years are
/// neighbours, and go on from the stop that they share.
async fn play_coalitions(
    judge: &Judge<'_>,
    course: &Course,
    players: &[Player],
    wanted: &[Coalition],
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
) -> Vec<Judged> {
    let luck = Luck::new(course.seed);
    let years_of = |mask: Coalition| -> Years {
        let mut years = vec![Vec::new(); judge.years];
        for (index, player) in players.iter().enumerate() {
            if mask & 1 << index != 0 {
                for Dated { year, decision } in &player.decisions {
                    years[usize::from(*year)].push(*decision);
                }
            }
        }
        years
    };
    let masks = |chunk: usize| &wanted[chunk * CHUNK..wanted.len().min((chunk + 1) * CHUNK)];
    let play = |chunk: usize| {
        let mut stops = vec![judge.start(&luck)];
        let mut before: Years = Vec::new();
        masks(chunk)
            .iter()
            .map(|mask| {
                let years = years_of(*mask);
                let shared = years.iter().zip(&before).take_while(|(a, b)| a == b).count();
                stops.truncate(shared + 1);
                for decisions in &years[stops.len() - 1..] {
                    let mut stop = stops.last().expect("the first stop stays").clone();
                    stop.advance(judge, &luck, decisions);
                    stops.push(stop);
                }
                before = years;
                stops.last().expect("the first stop stays").judged(judge)
            })
            .collect::<Vec<Judged>>()
    };
    let finished = |chunk: usize| done(masks(chunk).len() as u64);
    let parts = executor.share_in_steps(wanted.len().div_ceil(CHUNK), &play, &finished).await;
    parts.into_iter().flatten().collect()
}
