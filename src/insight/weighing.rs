//! Would other weights change the order? Runs ranked under several sets of weights, and under all of them.
//!
//! A ranking belongs to its weights; nothing here ranks people. How often a run comes first is counted over an even
//! grid of weightings: all ways to give five gauges tenths that add up to one, 1,001 of them, each counted the same.
//!
//! Invariant: only the score depends on weights, so no run is played again.

use super::judge::{Aim, Judged};
use super::spread::Share;
use crate::scenario::case::{GaugeScales, GaugeWeights};

/// Steps in which the grid shares out the whole weight.
const TENTHS: u32 = 10;

/// Runs under one set of weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    pub weights: GaugeWeights,
    /// Score of each run (0-100), in the order of the runs.
    pub scores: Vec<f64>,
    /// Places of the runs, best first; equal ones in their order.
    pub order: Vec<usize>,
    /// Whether some two runs stand the other way round than under the first set.
    pub changed: bool,
}

/// The runs under each set of weights, in the order of the sets.
#[must_use]
pub fn rankings(runs: &[Judged], sets: &[GaugeWeights], scales: &GaugeScales) -> Vec<Ranking> {
    let mut rankings: Vec<Ranking> = Vec::with_capacity(sets.len());
    for weights in sets {
        let scores: Vec<f64> =
            runs.iter().map(|run| run.under(weights, scales).get(Aim::Score)).collect();
        let mut order: Vec<usize> = (0..runs.len()).collect();
        order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        let changed = rankings.first().is_some_and(|first| turned(&first.scores, &scores));
        rankings.push(Ranking { weights: *weights, scores, order, changed });
    }
    rankings
}

/// Whether two runs that differ stand the other way round.
fn turned(first: &[f64], scores: &[f64]) -> bool {
    (0..first.len()).any(|a| {
        (0..a).any(|b| {
            let (before, now) = (first[a] - first[b], scores[a] - scores[b]);
            (before > 0.0 && now < 0.0) || (before < 0.0 && now > 0.0)
        })
    })
}

/// How often each run comes first over the grid of weightings. Runs that tie for the first place are each counted,
/// so shares may add up to more than one.
#[must_use]
pub fn first_places(runs: &[Judged], scales: &GaugeScales) -> Vec<Share> {
    let mut firsts = vec![0; runs.len()];
    let mut weightings = 0;
    grid(&mut |weights| {
        weightings += 1;
        let scores: Vec<f64> =
            runs.iter().map(|run| run.under(&weights, scales).get(Aim::Score)).collect();
        let best = scores.iter().copied().fold(f64::MIN, f64::max);
        for (first, score) in firsts.iter_mut().zip(scores) {
            *first += usize::from(score >= best);
        }
    });
    // All weightings of the grid are counted, so the share is exact and has no interval.
    let exact = |hits: usize| {
        let share = hits as f64 / f64::from(weightings);
        Share { share, low: share, high: share }
    };
    firsts.into_iter().map(exact).collect()
}

fn grid(visit: &mut impl FnMut(GaugeWeights)) {
    for cost in 0..=TENTHS {
        for lock_in in 0..=TENTHS - cost {
            for security in 0..=TENTHS - cost - lock_in {
                for scale in 0..=TENTHS - cost - lock_in - security {
                    let compliance = TENTHS - cost - lock_in - security - scale;
                    let [cost, lock_in, security, scale, compliance] =
                        [cost, lock_in, security, scale, compliance].map(f64::from);
                    visit(GaugeWeights { cost, lock_in, security, scale, compliance });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::case::Scale;

    const SCALES: GaugeScales = GaugeScales {
        cost: Scale { good: 0.0, bad: 100.0 },
        lock_in: Scale { good: 0.0, bad: 100.0 },
        security: Scale { good: 0.0, bad: 100.0 },
        scale: Scale { good: 100.0, bad: 0.0 },
        compliance: Scale { good: 100.0, bad: 0.0 },
    };

    fn run(gauges: [f64; 5]) -> Judged {
        let [cost, lock_in, losses, served, controls] = gauges;
        Judged { values: [0.0, cost, lock_in, losses, served, controls], spent: 0.0 }
    }

    const fn weights(cost: f64, lock_in: f64) -> GaugeWeights {
        GaugeWeights { cost, lock_in, security: 0.0, scale: 0.0, compliance: 0.0 }
    }

    #[test]
    fn other_weights_turn_the_order_of_runs_that_trade_one_gauge_for_another() {
        let cheap = run([10.0, 80.0, 50.0, 50.0, 50.0]);
        let free = run([60.0, 20.0, 50.0, 50.0, 50.0]);
        let bad = run([90.0, 90.0, 90.0, 10.0, 10.0]);
        let runs = [bad, cheap, free];
        let told =
            rankings(&runs, &[weights(1.0, 0.0), weights(0.0, 1.0), weights(5.0, 1.0)], &SCALES);
        assert_eq!(told[0].order, [1, 2, 0]);
        assert_eq!(told[1].order, [2, 1, 0]);
        assert_eq!(told.iter().map(|it| it.changed).collect::<Vec<_>>(), [false, true, false]);
        let firsts = first_places(&runs, &SCALES);
        assert_eq!(firsts[0].share, 0.0);
        // Where neither cost nor lock-in has any weight the two tie: 66 of 1,001 weightings.
        let both = firsts[1].share + firsts[2].share;
        assert!((both - (1_001.0 + 66.0) / 1_001.0).abs() < 1e-12, "{both}");
    }
}
