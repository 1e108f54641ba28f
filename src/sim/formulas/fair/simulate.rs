//! Drawing years from a tree, and what their mean is exactly.
//!
//! Invariant: a draw depends on the seed, the factor's name, the number of the year and the
//! number of the loss in it, never on what else was drawn.

use super::factor::Factor;
use super::tree::{FairFault, FairTree, Input, Mode, Node};
use crate::luck::distribution::poisson_quantile;
use crate::luck::{Luck, Purpose, Stream};

pub const LEAST_DRAWS: u32 = 100;
pub const MOST_DRAWS: u32 = 5_000_000;
/// Losses that counts mode draws at most, about.
pub const MOST_LOSSES: f64 = 1e8;

/// The distribution of a year's loss. Percentiles are linear between order statistics.
#[derive(Clone, Debug, PartialEq)]
pub struct FairResult {
    /// Years drawn.
    pub draws: u32,
    pub mean: f64,
    /// Standard error of `mean`.
    pub standard_error: f64,
    pub sd: f64,
    pub p10: f64,
    pub p50: f64,
    pub p90: f64,
    pub p95: f64,
    /// Share of years without any loss.
    pub quiet: f64,
    /// Probability that an attempt becomes a loss, as drawn; none where the loss event frequency
    /// is given itself.
    pub vulnerability: Option<f64>,
    /// What `vulnerability` is without sampling error.
    pub exact_vulnerability: Option<f64>,
    /// Mean losses per year, as drawn.
    pub mean_lef: f64,
    /// Mean money per loss, as drawn; 0 where no loss was drawn.
    pub mean_lm: f64,
    /// What `mean` is without sampling error.
    pub exact_mean: f64,
}

/// Draws years of loss.
///
/// # Errors
/// All faults of the numbers under the mode; too few or too many draws or losses.
pub fn simulate(
    tree: &FairTree,
    mode: Mode,
    draws: u32,
    seed: u64,
) -> Result<FairResult, Vec<FairFault>> {
    let mut faults = tree.check(mode);
    if !(LEAST_DRAWS..=MOST_DRAWS).contains(&draws) {
        faults.push(FairFault::Draws { draws, least: LEAST_DRAWS, most: MOST_DRAWS });
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut factors = Factors::new(tree, mode, seed);
    let exact_lef = factors.exact(Node::LossEventFrequency);
    let exact_mean = exact_lef * factors.exact(Node::LossMagnitude);
    let expected = exact_lef * f64::from(draws);
    if mode == Mode::Counts && expected > MOST_LOSSES {
        return Err(vec![FairFault::TooManyLosses { expected, most: MOST_LOSSES }]);
    }
    let split = tree.input(Node::LossEventFrequency).is_none();
    let exact_vulnerability = split.then(|| factors.exact(Node::Vulnerability));
    let contested = split && tree.input(Node::Vulnerability).is_none();
    if contested {
        factors.settle_vulnerability(draws);
    }
    let vulnerability = split.then(|| factors.mean_drawn(Node::Vulnerability, draws));
    let years = match mode {
        Mode::Reference => factors.rates(draws),
        Mode::Counts => factors.counts(draws),
    };

    let n = f64::from(draws);
    let Years { mut losses, frequency, magnitude } = years;
    let mean = losses.iter().sum::<f64>() / n;
    let variance = losses.iter().map(|loss| (loss - mean) * (loss - mean)).sum::<f64>() / (n - 1.0);
    // One sampled vulnerability is shared by all years, so its own error adds to theirs.
    let shared = match vulnerability {
        Some(v) if contested && v > 0.0 => mean * mean * (1.0 - v) / v,
        _ => 0.0,
    };
    let quiet = losses.iter().filter(|loss| **loss == 0.0).count() as f64 / n;
    losses.sort_by(f64::total_cmp);
    Ok(FairResult {
        draws,
        mean,
        standard_error: ((variance + shared) / n).sqrt(),
        sd: variance.sqrt(),
        p10: percentile(&losses, 0.10),
        p50: percentile(&losses, 0.50),
        p90: percentile(&losses, 0.90),
        p95: percentile(&losses, 0.95),
        quiet,
        vulnerability,
        exact_vulnerability,
        mean_lef: frequency,
        mean_lm: magnitude,
        exact_mean,
    })
}

/// What was drawn: the loss of each year, mean frequency and mean magnitude.
struct Years {
    losses: Vec<f64>,
    frequency: f64,
    magnitude: f64,
}

/// The given factors of a tree, ready to draw from.
struct Factors {
    mode: Mode,
    luck: Luck,
    given: Vec<Option<Factor>>,
    streams: Vec<Stream>,
    count: Stream,
}

impl Factors {
    fn new(tree: &FairTree, mode: Mode, seed: u64) -> Self {
        let given = Node::ALL
            .iter()
            .map(|node| tree.input(*node).map(|input| Factor::new(*node, input, mode)))
            .collect();
        let streams =
            Node::ALL.iter().map(|node| Stream::new(Purpose::Formula, node.name())).collect();
        let count = Stream::new(Purpose::Formula, "losses in a year");
        Self { mode, luck: Luck::new(seed), given, streams, count }
    }

    /// A factor's value for one set of uniforms.
    fn value<F: Fn(Node) -> f64>(&self, node: Node, uniform: &F) -> f64 {
        if let Some(factor) = &self.given[node as usize] {
            return factor.quantile(uniform(node));
        }
        let [first, second] = parts(node);
        match (node, self.mode) {
            (Node::LossMagnitude, _) => self.value(first, uniform) + self.value(second, uniform),
            // Not given itself, so its address is free for the question whether it happens.
            (Node::SecondaryLoss, Mode::Counts) => {
                if uniform(node) < self.value(first, uniform) {
                    self.value(second, uniform)
                } else {
                    0.0
                }
            }
            _ => self.value(first, uniform) * self.value(second, uniform),
        }
    }

    /// A factor's exact mean; factors are independent.
    fn exact(&self, node: Node) -> f64 {
        if let Some(factor) = &self.given[node as usize] {
            return factor.mean();
        }
        let [first, second] = parts(node);
        match node {
            Node::Vulnerability => {
                let [capability, resistance] = self.contest();
                capability.exceeds(resistance)
            }
            Node::LossMagnitude => self.exact(first) + self.exact(second),
            _ => self.exact(first) * self.exact(second),
        }
    }

    fn contest(&self) -> [&Factor; 2] {
        parts(Node::Vulnerability).map(|node| {
            self.given[node as usize]
                .as_ref()
                .expect("a complete tree gives capability and resistance")
        })
    }

    fn uniform(&self, stream: Stream, year: u32) -> f64 {
        self.luck.uniform(stream, year as u16, (year >> 16) as u16)
    }

    fn in_year(&self, node: Node, year: u32) -> f64 {
        self.value(node, &|node| self.uniform(self.streams[node as usize], year))
    }

    /// Replaces capability and resistance by the share of draws in which the first is larger.
    fn settle_vulnerability(&mut self, draws: u32) {
        let won = (0..draws)
            .filter(|year| {
                self.in_year(Node::ThreatCapability, *year)
                    > self.in_year(Node::ResistanceStrength, *year)
            })
            .count();
        let share = Input::Constant(won as f64 / f64::from(draws));
        self.given[Node::Vulnerability as usize] =
            Some(Factor::new(Node::Vulnerability, share, self.mode));
    }

    fn mean_drawn(&self, node: Node, draws: u32) -> f64 {
        (0..draws).map(|year| self.in_year(node, year)).sum::<f64>() / f64::from(draws)
    }

    /// Reference mode: one rate times one magnitude per year.
    fn rates(&self, draws: u32) -> Years {
        let (mut frequency, mut magnitude) = (0.0, 0.0);
        let losses = (0..draws)
            .map(|year| {
                let lef = self.in_year(Node::LossEventFrequency, year);
                let lm = self.in_year(Node::LossMagnitude, year);
                frequency += lef;
                magnitude += lm;
                lef * lm
            })
            .collect();
        let n = f64::from(draws);
        Years { losses, frequency: frequency / n, magnitude: magnitude / n }
    }

    /// Counts mode: a number of losses per year, each drawn on its own.
    fn counts(&self, draws: u32) -> Years {
        let (mut events, mut total) = (0.0, 0.0);
        let losses = (0..draws)
            .map(|year| {
                let lef = self.in_year(Node::LossEventFrequency, year);
                let count = poisson_quantile(self.uniform(self.count, year), lef);
                let sum = self.sum_of_losses(year, count);
                events += f64::from(count);
                total += sum;
                sum
            })
            .collect();
        let magnitude = if events > 0.0 { total / events } else { 0.0 };
        Years { losses, frequency: events / f64::from(draws), magnitude }
    }

    /// The losses of one year, addressed by factor, year and number.
    fn sum_of_losses(&self, year: u32, count: u32) -> f64 {
        if count == 0 {
            return 0.0;
        }
        let streams: Vec<Stream> = Node::ALL
            .iter()
            .map(|node| Stream::new(Purpose::Formula, &format!("{}/{year}", node.name())))
            .collect();
        (0..count)
            .map(|loss| {
                self.value(Node::LossMagnitude, &|node| self.uniform(streams[node as usize], loss))
            })
            .sum()
    }
}

fn parts(node: Node) -> [Node; 2] {
    node.parts().expect("a complete tree gives every factor that has no parts")
}

/// Linear between the order statistics of a sorted, non-empty list.
fn percentile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let low = place.floor();
    let from = sorted[low as usize];
    let to = sorted[(low as usize + 1).min(sorted.len() - 1)];
    from + (to - from) * (place - low)
}
