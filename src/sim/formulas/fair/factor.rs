//! One factor as a distribution: quantile, exact mean, and which of two is larger.

use super::tree::{Input, Mode, Node};
use crate::luck::distribution::{Pert, beta_cdf, normal_cdf, normal_density, normal_quantile};

/// A factor's distribution, cut off at 0 and at `limit`.
pub(super) struct Factor {
    shape: Shape,
    limit: f64,
}

enum Shape {
    Constant(f64),
    Normal { mean: f64, sd: f64 },
    Pert { pert: Pert, low: f64, range: f64 },
}

impl Factor {
    /// The input of a checked tree.
    pub(super) fn new(node: Node, input: Input, mode: Mode) -> Self {
        let limit = if node.is_share(mode) { 1.0 } else { f64::INFINITY };
        let shape = match input {
            Input::Constant(value) | Input::Normal { mean: value, sd: 0.0 } => {
                Shape::Constant(value.min(limit))
            }
            Input::Normal { mean, sd } => Shape::Normal { mean, sd },
            Input::Pert { low, high, .. } if low == high => Shape::Constant(low),
            Input::Pert { low, mode: peak, high, gamma } => Shape::Pert {
                pert: Pert::shaped(low, peak, high, gamma, mode.pert_shape()),
                low,
                range: high - low,
            },
        };
        Self { shape, limit }
    }

    pub(super) fn quantile(&self, u: f64) -> f64 {
        match &self.shape {
            Shape::Constant(value) => *value,
            Shape::Normal { mean, sd } => (mean + sd * normal_quantile(u)).clamp(0.0, self.limit),
            Shape::Pert { pert, .. } => pert.quantile(u),
        }
    }

    /// Exact mean, the cut-off included.
    pub(super) fn mean(&self) -> f64 {
        match &self.shape {
            Shape::Constant(value) => *value,
            Shape::Normal { mean, sd } => {
                let above_limit =
                    if self.limit.is_finite() { mean_excess(*mean, *sd, self.limit) } else { 0.0 };
                mean_excess(*mean, *sd, 0.0) - above_limit
            }
            Shape::Pert { pert, .. } => pert.mean(),
        }
    }

    /// Probability that this factor is larger than another, to about 1e-6.
    pub(super) fn exceeds(&self, other: &Self) -> f64 {
        const STEPS: u32 = 8192;
        match (&self.shape, &other.shape) {
            (Shape::Constant(value), _) => other.below(*value),
            (_, Shape::Constant(value)) => self.above(*value),
            // P(X > Y) is the mean of P(Y < x) over the quantiles x of X.
            _ => {
                let sum: f64 = (0..STEPS)
                    .map(|step| {
                        other.below(self.quantile((f64::from(step) + 0.5) / f64::from(STEPS)))
                    })
                    .sum();
                sum / f64::from(STEPS)
            }
        }
    }

    /// Probability of a value strictly below `x`.
    fn below(&self, x: f64) -> f64 {
        match &self.shape {
            Shape::Constant(value) => f64::from(*value < x),
            Shape::Normal { .. } if x <= 0.0 => 0.0,
            Shape::Normal { .. } if x > self.limit => 1.0,
            Shape::Normal { mean, sd } => normal_cdf((x - mean) / sd),
            Shape::Pert { pert, low, range } => beta_share(pert, (x - low) / range),
        }
    }

    /// Probability of a value strictly above `x`.
    fn above(&self, x: f64) -> f64 {
        match &self.shape {
            Shape::Constant(value) => f64::from(*value > x),
            Shape::Normal { .. } if x < 0.0 => 1.0,
            Shape::Normal { .. } if x >= self.limit => 0.0,
            Shape::Normal { mean, sd } => normal_cdf((mean - x) / sd),
            Shape::Pert { pert, low, range } => 1.0 - beta_share(pert, (x - low) / range),
        }
    }
}

/// CDF of a PERT at a place between its ends.
fn beta_share(pert: &Pert, place: f64) -> f64 {
    pert.shapes().map_or(0.0, |(alpha, beta)| beta_cdf(place, alpha, beta))
}

/// Mean of what a normal exceeds `from` by, 0 where it does not.
fn mean_excess(mean: f64, sd: f64, from: f64) -> f64 {
    let z = (mean - from) / sd;
    (mean - from) * normal_cdf(z) + sd * normal_density(z)
}
