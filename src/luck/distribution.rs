//! From a uniform to a number: inverse CDFs.
//!
//! Invariants: one uniform makes one draw, every function is non-decreasing in it, and every
//! function is total. A uniform outside (0, 1) counts as the nearest representable one inside,
//! NaN as one half; with finite parameters the result is finite.

mod beta;
mod count;
mod normal;
mod pert;

pub use beta::{beta_cdf, beta_quantile};
pub use count::{binomial_quantile, poisson_quantile};
pub use normal::{normal_cdf, normal_density, normal_quantile, normal_quantile_beside};
pub use pert::{GAMMAS, Pert, PertShape, USUAL_GAMMA};

use super::maths;
use crate::lanes::Vectors;

/// What a rule draws from: a spread of the case with its numbers put in.
#[derive(Clone, Debug, PartialEq)]
pub enum Draw {
    Pert(Pert),
    /// Median and standard deviation of the logarithm.
    Lognormal {
        median: f64,
        sigma: f64,
    },
}

impl Draw {
    /// PERT in the usual parametrisation; see [`Pert::new`].
    #[must_use]
    pub fn pert(low: f64, mode: f64, high: f64) -> Self {
        Self::Pert(Pert::new(low, mode, high))
    }

    #[must_use]
    pub const fn lognormal(median: f64, sigma: f64) -> Self {
        Self::Lognormal { median, sigma }
    }

    #[must_use]
    #[inline]
    pub fn quantile(&self, u: f64) -> f64 {
        match self {
            Self::Pert(pert) => pert.quantile(u),
            Self::Lognormal { median, sigma } => lognormal_quantile(u, *median, *sigma),
        }
    }

    /// The exact mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        match self {
            Self::Pert(pert) => pert.mean(),
            Self::Lognormal { median, sigma } => median * maths::exp(0.5 * sigma * sigma),
        }
    }
}

/// Lognormal: median · exp(sigma · z).
#[must_use]
#[inline]
pub fn lognormal_quantile(u: f64, median: f64, sigma: f64) -> f64 {
    median * maths::exp(sigma * normal_quantile(u))
}

/// [`lognormal_quantile`] of a uniform in every lane, with a spread of its own, to the same bits.
#[must_use]
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub fn lognormal_quantile_beside<V: Vectors<L>, const L: usize>(
    v: V,
    u: V::Row,
    median: f64,
    sigma: V::Row,
) -> V::Row {
    maths::exp_beside(v, normal_quantile_beside(v, u) * sigma) * median
}

/// Exponential with a mean, in the mean's unit.
#[must_use]
#[inline]
pub fn exponential_quantile(u: f64, mean: f64) -> f64 {
    -mean * maths::ln_1p(-inside(u))
}

/// Pareto: smallest value `start`, tail index `alpha`; P(X > x) = (start / x)^alpha.
#[must_use]
#[inline]
pub fn pareto_quantile(u: f64, start: f64, alpha: f64) -> f64 {
    start * maths::exp(-maths::ln_1p(-inside(u)) / alpha)
}

/// Triangular from `low` over `mode` to `high`; a point mass where they are equal.
#[must_use]
#[inline]
pub fn triangular_quantile(u: f64, low: f64, mode: f64, high: f64) -> f64 {
    let u = inside(u);
    let range = high - low;
    if range <= 0.0 {
        return low;
    }
    let rise = (mode - low).clamp(0.0, range);
    if u * range < rise {
        low + (u * range * rise).sqrt()
    } else {
        high - ((1.0 - u) * range * (range - rise)).sqrt()
    }
}

/// The smallest and the largest uniform that count as inside (0, 1).
const FIRST: f64 = 1.0 / (1_u64 << 54) as f64;
const LAST: f64 = 1.0 - 1.0 / (1_u64 << 53) as f64;

/// `u` in the open interval (0, 1); NaN becomes one half.
#[inline]
fn inside(u: f64) -> f64 {
    if u.is_nan() { 0.5 } else { u.clamp(FIRST, LAST) }
}

#[cfg(test)]
mod tests;
