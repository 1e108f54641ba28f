//! Does a conclusion survive what we do not know? Two plans under one luck, in many plausible worlds.
//!
//! Each number of a case has a low, a likely and a high value: what is not known about it. A world draws every number with a
//! range from its PERT distribution (Vose, Risk Analysis, 3rd ed. 2008), all of them independently and by Latin hypercube
//! (McKay, Beckman & Conover, Technometrics 21, 1979): over n worlds each number falls once into each n-th of its
//! probability. Uniforms are addressed by the number's path ([`Purpose::World`]), so a number more in the case leaves
//! the others as they were. The spreads of chance in a run have no such range and stay.
//!
//! Which number decides is read from the worlds themselves: the probability that a world in which the conclusion fails has
//! a larger value than one in which it holds (Mann & Whitney 1947), and the threshold that parts the two kinds best (Youden's J).
//! A number is named only where its rank test passes at 5 % after Bonferroni's correction for all numbers tried.
//!
//! Invariant: a world depends on (case, number of worlds, index) alone.

use super::course::Years;
use super::executor::{Executor, at_once};
use super::judge::{Aim, Judge};
use super::spread::Share;
use crate::id::ParamId;
use crate::luck::distribution::{Draw, normal_quantile};
use crate::luck::{Luck, Purpose, Stream};
use crate::scenario::case::Case;
use crate::scenario::plan::Decision;
use crate::sim::Model;
use std::ops::Range;

/// Worlds that most conclusions need: a share is then known to about five points.
pub const WORLDS: usize = 400;

/// A conclusion: `a` is better than `b` by this aim, in the mean over these lucks. Equal is not better.
#[derive(Clone, Debug)]
pub struct Conclusion<'a> {
    pub aim: Aim,
    pub a: &'a [Vec<Decision>],
    pub b: &'a [Vec<Decision>],
    pub lucks: Range<u64>,
}

/// How a conclusion fares.
#[derive(Clone, Debug, PartialEq)]
pub struct Survival {
    /// How much better `a` is at the likely value of every number, in the unit of the aim.
    pub likely: f64,
    /// Share of the worlds in which it holds.
    pub holds: Share,
    /// How much better `a` is in each world, in the order of the worlds.
    pub gains: Vec<f64>,
    /// The numbers that part failing from holding worlds, the sharpest first; those that chance could explain are
    /// left out.
    pub deciding: Vec<Deciding>,
    /// Numbers with a range, all of which were drawn.
    pub drawn: usize,
}

/// A number that decides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Deciding {
    pub number: ParamId,
    /// Probability (0-1) that a failing world has a larger value than a holding one; 0.5 says nothing.
    pub larger_fails: f64,
    /// The conclusion fails more often on the far side of this value (unit of the number): above it where
    /// `larger_fails` is above one half, else below it.
    pub threshold: f64,
    /// Share of worlds in which it fails on the far side and on the near side of the threshold.
    pub fails_beyond: Share,
    pub fails_within: Share,
}

/// Plays a conclusion in `worlds` worlds. Decisions that a world makes impossible are not taken in it. `done` hears
/// from any thread how many more worlds are finished.
///
/// The judge's own model says what is likely; its weights, years and case hold in every world.
#[must_use]
pub fn survival(
    judge: &Judge<'_>,
    conclusion: &Conclusion<'_>,
    worlds: usize,
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
) -> Survival {
    at_once(survival_in_steps(judge, conclusion, worlds, executor, done))
}

/// The same in steps, see [`Executor::map_in_steps`].
pub async fn survival_in_steps(
    judge: &Judge<'_>,
    conclusion: &Conclusion<'_>,
    worlds: usize,
    executor: &impl Executor,
    done: &(impl Fn(u64) + Sync),
) -> Survival {
    let drawn = Worlds::of(judge.case, worlds);
    let play = |world: usize| {
        let model = Model::with_values(judge.case, |id| drawn.value(judge.case, id, world));
        conclusion.gain(&Judge { model: &model, ..*judge })
    };
    let gains = executor.share_in_steps(worlds, &play, &|_| done(1)).await;
    let fails: Vec<bool> = gains.iter().map(|gain| *gain <= 0.0).collect();
    let holds = Share::of(fails.iter().filter(|fails| !**fails).count(), worlds);
    Survival {
        likely: conclusion.gain(judge),
        holds,
        deciding: deciding(&drawn, &fails),
        gains,
        drawn: drawn.ranged.len(),
    }
}

impl<'a> Conclusion<'a> {
    /// Under the luck of one seed.
    #[must_use]
    pub fn under(seed: u64, aim: Aim, a: &'a Years, b: &'a Years) -> Self {
        Self { aim, a, b, lucks: seed..seed.saturating_add(1) }
    }

    /// How much better `a` is than `b`, mean over the lucks.
    fn gain(&self, judge: &Judge<'_>) -> f64 {
        let count = self.lucks.end.saturating_sub(self.lucks.start).max(1);
        let runs: Vec<_> = self
            .lucks
            .clone()
            .map(Luck::new)
            .flat_map(|luck| [(luck, self.a), (luck, self.b)])
            .collect();
        let judged = judge.play_all(&runs);
        let gains = judged.chunks_exact(2).map(|pair| self.aim.gain(&pair[0], &pair[1]));
        gains.sum::<f64>() / count as f64
    }
}

/// Values of all numbers with a range, in many worlds.
struct Worlds {
    ranged: Vec<ParamId>,
    /// For each ranged number its value in each world.
    values: Vec<Vec<f64>>,
    /// Place of each number of the case in `ranged`.
    place: Vec<Option<usize>>,
}

impl Worlds {
    fn of(case: &Case, worlds: usize) -> Self {
        let with_range = |id: &ParamId| {
            let parameter = case.parameter(*id);
            parameter.low < parameter.high
        };
        let ranged: Vec<ParamId> =
            (0..case.parameters.len() as u16).map(ParamId).filter(with_range).collect();
        let mut place = vec![None; case.parameters.len()];
        for (index, id) in ranged.iter().enumerate() {
            place[id.index()] = Some(index);
        }
        let values = ranged
            .iter()
            .map(|id| {
                let parameter = case.parameter(*id);
                let pert = Draw::pert(parameter.low, parameter.likely, parameter.high);
                let u = latin(&parameter.path, worlds);
                u.into_iter().map(|u| pert.quantile(u)).collect()
            })
            .collect();
        Self { ranged, values, place }
    }

    fn value(&self, case: &Case, id: ParamId, world: usize) -> f64 {
        match self.place[id.index()] {
            Some(place) => self.values[place][world],
            None => case.parameter(id).likely,
        }
    }
}

/// One uniform for each world, one in each n-th of (0, 1), in an order drawn for this path.
fn latin(path: &str, worlds: usize) -> Vec<f64> {
    let stream = Stream::new(Purpose::World, path);
    let uniform = |world: usize, draw: u16| Luck::new(world as u64).uniform(stream, 0, draw);
    let mut order: Vec<usize> = (0..worlds).collect();
    order.sort_by(|a, b| uniform(*a, 0).total_cmp(&uniform(*b, 0)));
    let mut u = vec![0.0; worlds];
    for (stratum, world) in order.into_iter().enumerate() {
        u[world] = (stratum as f64 + uniform(world, 1)) / worlds as f64;
    }
    u
}

/// Share of conclusions that a number without influence would be named in, over all numbers.
const MISTAKEN: f64 = 0.05;

fn deciding(drawn: &Worlds, fails: &[bool]) -> Vec<Deciding> {
    let failing = fails.iter().filter(|fails| **fails).count();
    let holding = fails.len() - failing;
    if failing == 0 || holding == 0 {
        return Vec::new();
    }
    let (m, n) = (failing as f64, holding as f64);
    // Standard error of the statistic where nothing decides, no ties: drawn values are all different.
    let error = ((m + n + 1.0) / (12.0 * m * n)).sqrt();
    let least = error * normal_quantile(1.0 - MISTAKEN / 2.0 / drawn.ranged.len().max(1) as f64);
    let mut found: Vec<Deciding> = drawn
        .ranged
        .iter()
        .zip(&drawn.values)
        .filter_map(|(number, values)| {
            let mut worlds: Vec<usize> = (0..fails.len()).collect();
            worlds.sort_by(|a, b| values[*a].total_cmp(&values[*b]).then(a.cmp(b)));
            let ranks: f64 = worlds
                .iter()
                .enumerate()
                .filter(|(_, world)| fails[**world])
                .map(|(rank, _)| (rank + 1) as f64)
                .sum();
            let larger_fails = (ranks - m * (m + 1.0) / 2.0) / (m * n);
            ((larger_fails - 0.5).abs() > least)
                .then(|| part(*number, larger_fails, values, &worlds, fails))
        })
        .collect();
    let sharpness = |it: &Deciding| (it.larger_fails - 0.5).abs();
    found.sort_by(|a, b| sharpness(b).total_cmp(&sharpness(a)).then(a.number.cmp(&b.number)));
    found
}

/// The threshold between two neighbouring values that parts failing from holding worlds best.
fn part(
    number: ParamId,
    larger_fails: f64,
    values: &[f64],
    sorted: &[usize],
    fails: &[bool],
) -> Deciding {
    let failing = fails.iter().filter(|fails| **fails).count();
    let holding = fails.len() - failing;
    let above = larger_fails > 0.5;
    let (mut failing_below, mut best, mut cut) = (0_usize, f64::MIN, 1);
    for (below, world) in sorted.iter().enumerate().take(sorted.len() - 1) {
        failing_below += usize::from(fails[*world]);
        let holding_below = below + 1 - failing_below;
        let (f, h) = (failing_below as f64 / failing as f64, holding_below as f64 / holding as f64);
        let youden = if above { h - f } else { f - h };
        if youden > best {
            (best, cut) = (youden, below + 1);
        }
    }
    let share = |worlds: &[usize]| {
        Share::of(worlds.iter().filter(|world| fails[**world]).count(), worlds.len())
    };
    let (below, beyond) = (share(&sorted[..cut]), share(&sorted[cut..]));
    let (fails_beyond, fails_within) = if above { (beyond, below) } else { (below, beyond) };
    let threshold = (values[sorted[cut - 1]] + values[sorted[cut]]) / 2.0;
    Deciding { number, larger_fails, threshold, fails_beyond, fails_within }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stratum_of_a_number_is_met_once_and_numbers_are_independent() {
        let (one, two) = (latin("agency.data", 500), latin("agency.data_growth", 500));
        for u in [&one, &two] {
            let mut strata: Vec<usize> = u.iter().map(|u| (u * 500.0) as usize).collect();
            strata.sort_unstable();
            assert!(strata.iter().copied().eq(0..500));
        }
        let covariance: f64 =
            one.iter().zip(&two).map(|(a, b)| (a - 0.5) * (b - 0.5)).sum::<f64>() / 500.0;
        // Three standard errors of a correlation of 500 pairs; the variance of a uniform is 1/12.
        assert!((covariance * 12.0).abs() < 3.0 / 500_f64.sqrt(), "{covariance}");
    }

    /// Values that decide alone, from above and from below, and one that has no part in it.
    #[test]
    fn the_number_that_decides_is_found_with_its_threshold() {
        let worlds = 300;
        let rising: Vec<f64> = (0..worlds).map(f64::from).collect();
        let falling: Vec<f64> = rising.iter().map(|value| 1_000.0 - value).collect();
        let noise: Vec<f64> = latin("noise", worlds as usize);
        let drawn = Worlds {
            ranged: (0..3).map(ParamId).collect(),
            values: vec![noise, rising, falling],
            place: vec![Some(0), Some(1), Some(2)],
        };
        let fails: Vec<bool> = (0..worlds).map(|world| world >= 240).collect();
        let found = deciding(&drawn, &fails);
        let numbers: Vec<u16> = found.iter().map(|it| it.number.0).collect();
        assert_eq!(numbers, [1, 2]);
        assert_eq!((found[0].larger_fails, found[0].threshold), (1.0, 239.5));
        assert_eq!((found[1].larger_fails, found[1].threshold), (0.0, 760.5));
        for it in &found {
            assert_eq!((it.fails_beyond.share, it.fails_within.share), (1.0, 0.0));
        }
        assert!(deciding(&drawn, &vec![true; worlds as usize]).is_empty());
    }
}
