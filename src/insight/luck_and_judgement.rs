//! Luck apart from judgement: a run among the futures of its own plan, and its plan among other plans.
//!
//! The first says how lucky a table was: the same decisions under thousands of other seeds. An answer to an event stays
//! in the plan and is passed over where the event does not come. The second says how good the plan is: all plans meet the
//! same lucks, so the luck of one table has no part in it.
//!
//! A place is the share of futures that are worse, those that are equal counted half, with Wilson's interval
//! ([`Share::with_ties`]).

use super::course::{self, Course, Years};
use super::crew::Portable;
use super::executor::{Executor, at_once};
use super::judge::{Aim, Judge, Judged};
use super::spread::{Share, Spread};
use super::what_if::MeanDifference;
use crate::luck::Luck;
use crate::scenario::case::PlanBody;
use std::cmp::Ordering;
use std::iter::Map;
use std::ops::Range;

/// Bars of a histogram.
pub const BARS: usize = 40;

/// Values counted in [`BARS`] bars of equal width from the least to the most.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    pub least: f64,
    pub most: f64,
    pub counts: [u32; BARS],
}

/// Where one run stands among futures, by one aim.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub aim: Aim,
    /// The run's own value, in the unit of the aim.
    pub value: f64,
    pub worse: usize,
    pub equal: usize,
    /// Share of futures that are worse (0-1), equal ones counted half.
    pub place: Share,
    pub spread: Spread,
    pub histogram: Histogram,
}

/// Another plan to compare with.
#[derive(Clone, Debug)]
pub enum Rival<'a> {
    /// A plan of the case, by its index in `Case::plans`.
    Named(usize, &'a PlanBody),
    /// Decisions from elsewhere: a single change, the best that a search found, another table's.
    Decisions(Years),
}

/// A plan over the lucks on which all were compared.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanSpread {
    /// The plan's place in the list of rivals; `None` is the run's own plan.
    pub rival: Option<usize>,
    /// In the order of [`Aim::ALL`].
    pub spreads: Vec<Spread>,
    /// This plan minus the run's plan, luck by luck; `None` for the run's own.
    pub difference: Option<MeanDifference>,
}

/// A run among the futures of its plan, and its plan among others.
#[derive(Clone, Debug, PartialEq)]
pub struct LuckAndJudgement {
    pub run: Judged,
    /// In the order of [`Aim::ALL`].
    pub places: Vec<Place>,
    /// The run's own plan first, then the rivals in their order.
    pub plans: Vec<PlanSpread>,
}

impl LuckAndJudgement {
    #[must_use]
    pub fn place(&self, aim: Aim) -> &Place {
        &self.places[aim.index()]
    }

    /// Plans by mean, best first, as places in [`Self::plans`].
    #[must_use]
    pub fn order(&self, aim: Aim) -> Vec<usize> {
        let mean = |plan: &usize| self.plans[*plan].spreads[aim.index()].mean;
        let mut order: Vec<usize> = (0..self.plans.len()).collect();
        order.sort_by(|a, b| {
            let more = mean(a).total_cmp(&mean(b));
            let best_first = if aim.more_is_better() { more.reverse() } else { more };
            best_first.then(a.cmp(b))
        });
        order
    }
}

/// Every future of a course: the same decisions under each seed, in the order of the seeds.
#[must_use]
pub fn futures(
    judge: &Judge<'_>,
    course: &Course,
    seeds: Range<u64>,
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
) -> Vec<Judged> {
    at_once(futures_in_steps(judge, course, seeds, executor, done))
}

/// The same in steps, see [`Executor::map_in_steps`].
pub async fn futures_in_steps(
    judge: &Judge<'_>,
    course: &Course,
    seeds: Range<u64>,
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
) -> Vec<Judged> {
    let start = judge.first_day();
    in_chunks(seeds, executor, done, &|lucks| {
        let runs: Vec<_> = lucks.map(|luck| (luck, course.years.as_slice())).collect();
        judge.play_all_from(&start, &runs)
    })
    .await
}

/// Places a run among `seeds` of its own plan, and its plan among `rivals` over `compared` lucks; neither may
/// be empty. `done` hears from any thread how many more runs are played.
#[must_use]
pub fn luck_and_judgement(
    judge: &Judge<'_>,
    course: &Course,
    rivals: &[Rival<'_>],
    seeds: Range<u64>,
    compared: Range<u64>,
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
) -> Option<LuckAndJudgement> {
    at_once(luck_and_judgement_in_steps(judge, course, rivals, seeds, compared, executor, done))
}

/// The same in steps, see [`Executor::map_in_steps`].
pub async fn luck_and_judgement_in_steps(
    judge: &Judge<'_>,
    course: &Course,
    rivals: &[Rival<'_>],
    seeds: Range<u64>,
    compared: Range<u64>,
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
) -> Option<LuckAndJudgement> {
    let run = judge.play(&Luck::new(course.seed), &course.years);
    let all = futures_in_steps(judge, course, seeds, executor, done).await;
    let places = Aim::ALL
        .into_iter()
        .map(|aim| Place::among(aim, &run, &all))
        .collect::<Option<Vec<Place>>>()?;
    let rows =
        chunked(compared, executor, &|lucks| done(lucks * (1 + rivals.len() as u64)), &|luck| {
            let named: Vec<Years> = rivals
                .iter()
                .map(|rival| match rival {
                    Rival::Named(_, body) => course::of_body(judge, body, luck),
                    Rival::Decisions(years) => years.clone(),
                })
                .collect();
            let plans = [&course.years].into_iter().chain(&named);
            judge.play_all(&plans.map(|years| (*luck, years.as_slice())).collect::<Vec<_>>())
        })
        .await;
    let plans = (0..=rivals.len())
        .map(|plan| {
            let spreads = Aim::ALL.into_iter().map(|aim| {
                let values: Vec<f64> = rows.iter().map(|row| row[plan].get(aim)).collect();
                Spread::of(&values)
            });
            let differences: Vec<Judged> =
                rows.iter().map(|row| row[plan].minus(&row[0])).collect();
            Some(PlanSpread {
                rival: plan.checked_sub(1),
                spreads: spreads.collect::<Option<_>>()?,
                difference: if plan > 0 { MeanDifference::of(differences.iter()) } else { None },
            })
        })
        .collect::<Option<_>>()?;
    Some(LuckAndJudgement { run, places, plans })
}

impl Place {
    /// Of a run among futures; `None` if there are none.
    #[must_use]
    pub fn among(aim: Aim, run: &Judged, futures: &[Judged]) -> Option<Self> {
        let values: Vec<f64> = futures.iter().map(|future| future.get(aim)).collect();
        let spread = Spread::of(&values)?;
        let (mut worse, mut equal) = (0, 0);
        for future in futures {
            match aim.gain(run, future).total_cmp(&0.0) {
                // Subtracting equal numbers gives zero, and its sign says nothing.
                _ if run.get(aim).total_cmp(&future.get(aim)).is_eq() => equal += 1,
                Ordering::Greater => worse += 1,
                Ordering::Equal => equal += 1,
                Ordering::Less => {}
            }
        }
        let place = Share::with_ties(worse, equal, futures.len());
        let histogram = Histogram::of(&values, spread.least, spread.most);
        Some(Self { aim, value: run.get(aim), worse, equal, place, spread, histogram })
    }
}

impl Histogram {
    fn of(values: &[f64], least: f64, most: f64) -> Self {
        let width = most - least;
        let mut counts = [0; BARS];
        for value in values {
            let share = if width > 0.0 { (value - least) / width } else { 0.0 };
            counts[((share * BARS as f64) as usize).min(BARS - 1)] += 1;
        }
        Self { least, most, counts }
    }
}

/// Runs one job works through.
const CHUNK: u64 = 16;

/// Evaluates something on every luck, in the order of the seeds. `done` hears how many more lucks are finished.
pub(super) async fn chunked<T: Send + Portable>(
    seeds: Range<u64>,
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
    play: &(impl Fn(&Luck) -> T + Sync),
) -> Vec<T> {
    in_chunks(seeds, executor, done, &|lucks| lucks.map(|luck| play(&luck)).collect()).await
}

/// As [`chunked`], of the lucks of a chunk together.
pub(super) async fn in_chunks<T: Send + Portable>(
    seeds: Range<u64>,
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
    play: &(impl Fn(Map<Range<u64>, fn(u64) -> Luck>) -> Vec<T> + Sync),
) -> Vec<T> {
    let length = seeds.end.saturating_sub(seeds.start);
    let chunks =
        usize::try_from(length.div_ceil(CHUNK)).expect("as many lucks as memory has room for");
    let part = |index: usize| {
        let start = seeds.start + index as u64 * CHUNK;
        start..seeds.end.min(start.saturating_add(CHUNK))
    };
    let play = |index: usize| play(part(index).map(Luck::new));
    let finished = |index: usize| done(part(index).end - part(index).start);
    let parts = executor.share_in_steps(chunks, &play, &finished).await;
    parts.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(values: &[f64]) -> Vec<Judged> {
        values.iter().map(|value| Judged { values: [*value; Aim::COUNT], spent: 0.0 }).collect()
    }

    #[test]
    fn a_place_counts_the_worse_whole_and_the_equal_half() {
        let futures = scores(&[1.0, 2.0, 2.0, 3.0]);
        let run = scores(&[2.0])[0];
        let by_score = Place::among(Aim::Score, &run, &futures).unwrap();
        assert_eq!((by_score.worse, by_score.equal, by_score.place.share), (1, 2, 0.5));
        // A cost of 2 is worse than a cost of 1.
        let best = scores(&[0.0])[0];
        let cost = Aim::Gauge(crate::scenario::plan::Gauge::Cost);
        let by_cost = Place::among(cost, &best, &futures).unwrap();
        assert_eq!((by_cost.worse, by_cost.place.share), (4, 1.0));
        assert_eq!(Place::among(cost, &best, &[]), None);
    }

    #[test]
    fn a_histogram_counts_every_value_once() {
        let values: Vec<f64> = (0..1_000).map(f64::from).collect();
        let histogram = Histogram::of(&values, 0.0, 999.0);
        assert_eq!(histogram.counts.iter().sum::<u32>(), 1_000);
        assert!(histogram.counts.iter().all(|count| (24..=26).contains(count)));
        let flat = Histogram::of(&[5.0; 7], 5.0, 5.0);
        assert_eq!((flat.counts[0], flat.counts.iter().sum::<u32>()), (7, 7));
    }
}
