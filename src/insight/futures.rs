//! Futures: one plan under many lucks, and what its gauges then look like.
//!
//! Invariants: the future of a seed does not depend on which other seeds are asked for, on the executor or on the
//! shard; futures are kept in the order of their seeds.

use super::executor::Executor;
use super::plan;
use super::spread::{Share, Spread};
use crate::luck::{Luck, Lucks};
use crate::scenario::case::{Case, PlanBody};
use crate::scenario::plan::Gauge;
use crate::sim::outcome::Gauges;
use crate::sim::{self, Model, State, SumsOnly, gauges};
use std::ops::Range;

/// What is kept of each year of each future.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// The headline of a gauge, in its own unit.
    Headline(Gauge),
    /// Obligated in the year, as a share of the appropriation (1 is all of it).
    Spent,
    /// Number of incidents in the year.
    Incidents,
    /// Mission value delivered in the year (k$).
    Value,
}

impl Measure {
    pub const COUNT: usize = 8;
    pub const ALL: [Self; Self::COUNT] = [
        Self::Headline(Gauge::Cost),
        Self::Headline(Gauge::LockIn),
        Self::Headline(Gauge::Security),
        Self::Headline(Gauge::Scale),
        Self::Headline(Gauge::Compliance),
        Self::Spent,
        Self::Incidents,
        Self::Value,
    ];

    const fn index(self) -> usize {
        match self {
            Self::Headline(gauge) => gauge as usize,
            Self::Spent => 5,
            Self::Incidents => 6,
            Self::Value => 7,
        }
    }

    fn of(self, gauges: &Gauges) -> f64 {
        match self {
            Self::Headline(gauge) => gauges.headline(gauge),
            Self::Spent if gauges.appropriation.cents() > 0 => {
                gauges.spent.cents() as f64 / gauges.appropriation.cents() as f64
            }
            // No appropriation: nothing spent is within it, anything spent is beyond it.
            Self::Spent => f64::from(u8::from(gauges.spent.cents() > 0)) * 2.0,
            Self::Incidents => f64::from(gauges.incidents),
            Self::Value => gauges.value,
        }
    }
}

/// All measures of one year of one future.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct YearLine([f64; Measure::COUNT]);

impl YearLine {
    #[must_use]
    pub fn of(gauges: &Gauges) -> Self {
        Self(Measure::ALL.map(|measure| measure.of(gauges)))
    }

    #[must_use]
    pub const fn get(&self, measure: Measure) -> f64 {
        self.0[measure.index()]
    }

    #[must_use]
    pub fn over_budget(&self) -> bool {
        self.get(Measure::Spent) > 1.0
    }
}

/// One future: all its years, and the digest of its last state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Future<'a> {
    pub seed: u64,
    pub years: &'a [YearLine],
    pub digest: [u8; 32],
}

/// The futures of consecutive seeds.
#[derive(Clone, Debug, PartialEq)]
pub struct Futures {
    first_seed: u64,
    years: usize,
    lines: Vec<YearLine>,
    digests: Vec<[u8; 32]>,
}

/// The futures of a plan, outlook included. `done` hears from any thread how many more runs are finished.
pub fn of_plan(
    case: &Case,
    model: &Model,
    body: &PlanBody,
    seeds: Range<u64>,
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
) -> Futures {
    let years = usize::from(case.total_years());
    let play = |seeds: Range<u64>, lines: &mut [YearLine], digests: &mut Vec<[u8; 32]>| {
        // Lanes without a seed of their own play the last one once more.
        let seed = |lane: usize| (seeds.start + lane as u64).min(seeds.end - 1);
        let each: [Luck; BESIDE] = core::array::from_fn(|lane| Luck::new(seed(lane)));
        let plans = each.each_ref().map(|luck| plan::years(case, body, luck));
        let (lucks, mut state) = (Lucks::new(each), State::<BESIDE>::beside(model));
        let lanes = (seeds.end - seeds.start) as usize;
        for year in 0..years {
            let decisions = plans
                .each_ref()
                .map(|plan| plan.get(year).map_or(&[][..], |year| year.decisions.as_slice()));
            sim::pass_eight(model, &lucks, &mut state, decisions, &mut SumsOnly, &mut []);
            let now = gauges::read_past_all(model, &state);
            for (lines, now) in lines.chunks_exact_mut(years).zip(&now) {
                lines[year] = YearLine::of(now);
            }
        }
        digests.extend((0..lanes).map(|lane| state.digest_of(lane)));
    };
    collect(seeds, years, executor, &play, done)
}

/// Runs played side by side: two vectors of the widest common kind, and few enough for the nearest caches.
pub(super) const BESIDE: usize = 8;

/// Runs one job works through: large enough to hide the cost of handing it out, small enough to share evenly.
const CHUNK: u64 = 64;

/// Plays every seed. `play` gets some seeds in a row, at most eight, fills the years of their runs, run by run, and adds the
/// digest of each run's last state; `done` hears from any thread how many more runs are finished.
pub fn collect(
    seeds: Range<u64>,
    years: usize,
    executor: &impl Executor,
    play: &(impl Fn(Range<u64>, &mut [YearLine], &mut Vec<[u8; 32]>) + Sync),
    done: &(impl Fn(u64) + Sync),
) -> Futures {
    let length = seeds.end.saturating_sub(seeds.start);
    let chunks =
        usize::try_from(length.div_ceil(CHUNK)).expect("as many futures as memory has room for");
    let chunk = |index: usize| {
        let start = seeds.start + index as u64 * CHUNK;
        let end = seeds.end.min(start.saturating_add(CHUNK));
        let runs = usize::try_from(end - start).expect("a chunk is small");
        let mut lines = vec![YearLine::default(); runs * years];
        let mut digests = Vec::with_capacity(runs);
        for first in (start..end).step_by(BESIDE) {
            let last = end.min(first.saturating_add(BESIDE as u64));
            let places = (first - start) as usize * years..(last - start) as usize * years;
            play(first..last, &mut lines[places], &mut digests);
        }
        done(end - start);
        (lines, digests)
    };
    let mut futures =
        Futures { first_seed: seeds.start, years, lines: Vec::new(), digests: Vec::new() };
    for (lines, digests) in executor.map(chunks, &chunk) {
        futures.lines.extend(lines);
        futures.digests.extend(digests);
    }
    futures
}

impl Futures {
    #[must_use]
    pub fn len(&self) -> usize {
        self.digests.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.digests.is_empty()
    }

    /// Years of each future, outlook included.
    #[must_use]
    pub const fn years(&self) -> usize {
        self.years
    }

    /// Every future, in the order of the seeds.
    pub fn iter(&self) -> impl Iterator<Item = Future<'_>> + '_ {
        self.digests.iter().enumerate().map(|(run, digest)| Future {
            seed: self.first_seed + run as u64,
            years: &self.lines[run * self.years..(run + 1) * self.years],
            digest: *digest,
        })
    }

    /// The values of one measure in one year, in the order of the seeds.
    #[must_use]
    pub fn values(&self, year: usize, measure: Measure) -> Vec<f64> {
        self.iter().map(|future| future.years[year].get(measure)).collect()
    }

    /// What a measure looks like in one year; `None` if there are no futures.
    #[must_use]
    pub fn spread(&self, year: usize, measure: Measure) -> Option<Spread> {
        Spread::of(&self.values(year, measure))
    }

    /// Share of futures that spent more than the appropriation of one year.
    #[must_use]
    pub fn over_budget(&self, year: usize) -> Share {
        let hits = self.iter().filter(|future| future.years[year].over_budget()).count();
        Share::of(hits, self.len())
    }

    /// Share of futures that did so in any of the first `years` years.
    #[must_use]
    pub fn ever_over_budget(&self, years: usize) -> Share {
        let over = |future: &Future<'_>| future.years.iter().take(years).any(YearLine::over_budget);
        Share::of(self.iter().filter(over).count(), self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::super::executor::Serial;
    use super::super::shard::Shard;
    use super::*;
    use crate::units::Money;
    use std::sync::atomic::{AtomicU64, Ordering};

    /// A stand-in for the rules: some number that only depends on seed and year.
    fn play(seeds: Range<u64>, lines: &mut [YearLine], digests: &mut Vec<[u8; 32]>) {
        let years = lines.len() / (seeds.end - seeds.start) as usize;
        digests
            .extend(seeds.zip(lines.chunks_exact_mut(years)).map(|(seed, run)| alone(seed, run)));
    }

    fn alone(seed: u64, years: &mut [YearLine]) -> [u8; 32] {
        let digest = *blake3::hash(&seed.to_le_bytes()).as_bytes();
        for (year, line) in years.iter_mut().enumerate() {
            let number = f64::from(digest[year]);
            *line = YearLine::of(&Gauges {
                cost: number,
                spent: Money::from_kilodollars(number),
                appropriation: Money::from_kilodollars(128.0),
                ..Gauges::default()
            });
        }
        digest
    }

    #[test]
    fn one_thread_and_many_give_the_same_futures() {
        let serial = collect(3..1_003, 4, &Serial, &play, &|_| {});
        assert_eq!((serial.len(), serial.years()), (1_000, 4));
        #[cfg(feature = "threads")]
        for threads in [1, 2, 5] {
            let executor = super::super::executor::Threads::new(threads).unwrap();
            assert_eq!(
                collect(3..1_003, 4, &executor, &play, &|_| {}),
                serial,
                "{threads} threads"
            );
        }
    }

    #[test]
    fn shards_laid_end_to_end_are_the_whole() {
        let seeds = 10..510;
        let whole: Vec<_> = collect(seeds.clone(), 2, &Serial, &play, &|_| {}).lines;
        let mut joined = Vec::new();
        for shard in ["1/3", "2/3", "3/3"] {
            let part = shard.parse::<Shard>().unwrap().part(&seeds);
            joined.extend(collect(part, 2, &Serial, &play, &|_| {}).lines);
        }
        assert_eq!(joined, whole);
    }

    #[test]
    fn progress_counts_every_run_once() {
        let done = AtomicU64::new(0);
        let count = |runs: u64| {
            done.fetch_add(runs, Ordering::Relaxed);
        };
        collect(0..777, 1, &Serial, &play, &count);
        assert_eq!(done.into_inner(), 777);
    }

    #[test]
    fn a_year_over_the_appropriation_is_counted() {
        let futures = collect(0..1_000, 3, &Serial, &play, &|_| {});
        let share = futures.over_budget(0);
        assert!(share.low < 0.5 && share.high > 0.45, "{share:?}");
        assert!(futures.ever_over_budget(3).share > share.share);
        let spread = futures.spread(0, Measure::Headline(Gauge::Cost)).unwrap();
        assert!(spread.quantiles.windows(2).all(|pair| pair[0].value <= pair[1].value));
    }

    #[test]
    fn no_seeds_are_no_futures() {
        let none = collect(5..5, 3, &Serial, &play, &|_| {});
        assert!(none.is_empty());
        assert_eq!(none.spread(0, Measure::Value), None);
    }

    #[test]
    fn every_measure_has_its_own_place() {
        for (index, measure) in Measure::ALL.iter().enumerate() {
            assert_eq!(measure.index(), index, "{measure:?}");
        }
    }
}
