//! The beta distribution on (0, 1).
//!
//! Supported shapes: 0.2 to 200, where the quantile is accurate to about 1e-12. Other positive
//! shapes give a finite number in [0, 1] of lower accuracy.

use super::{inside, maths};

/// Regularised incomplete beta function: P(X ≤ x).
#[must_use]
pub fn beta_cdf(x: f64, alpha: f64, beta: f64) -> f64 {
    if x.is_nan() || x <= 0.0 {
        0.0
    } else if x >= 1.0 {
        1.0
    } else {
        Beta::new(alpha, beta).cdf_and_density(x).0
    }
}

/// The value that is exceeded with probability 1 − u.
#[must_use]
pub fn beta_quantile(u: f64, alpha: f64, beta: f64) -> f64 {
    let u = inside(u);
    if u <= 0.5 {
        Beta::new(alpha, beta).lower_quantile(u)
    } else {
        1.0 - Beta::new(beta, alpha).lower_quantile(1.0 - u)
    }
}

/// Two shapes and the logarithm of their beta function.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Beta {
    alpha: f64,
    beta: f64,
    ln_beta: f64,
}

impl Beta {
    pub(super) fn new(alpha: f64, beta: f64) -> Self {
        let ln_beta =
            maths::ln_gamma(alpha) + maths::ln_gamma(beta) - maths::ln_gamma(alpha + beta);
        Self { alpha, beta, ln_beta }
    }

    /// The same distribution seen from the other end.
    pub(super) fn mirrored(self) -> Self {
        Self { alpha: self.beta, beta: self.alpha, ln_beta: self.ln_beta }
    }

    pub(super) const fn shapes(&self) -> (f64, f64) {
        (self.alpha, self.beta)
    }

    /// CDF and density at `x` in (0, 1).
    fn cdf_and_density(&self, x: f64) -> (f64, f64) {
        let Self { alpha, beta, ln_beta } = *self;
        let weight = maths::exp(alpha * maths::ln(x) + beta * maths::ln_1p(-x) - ln_beta);
        let density = weight / (x * (1.0 - x));
        // The fraction converges fast below the mean; above it the mirror image is used.
        let cdf = if x * (alpha + beta + 2.0) < alpha + 1.0 {
            weight * continued_fraction(alpha, beta, x) / alpha
        } else {
            1.0 - weight * continued_fraction(beta, alpha, 1.0 - x) / beta
        };
        (cdf.clamp(0.0, 1.0), density)
    }

    /// Slope of the logarithm of the density.
    fn log_density_slope(&self, x: f64) -> f64 {
        (self.alpha - 1.0) / x - (self.beta - 1.0) / (1.0 - x)
    }

    /// Quantile for `u` in (0, 1/2], where small values keep their relative accuracy.
    pub(super) fn lower_quantile(&self, u: f64) -> f64 {
        // Near zero the CDF is x^α / (α B); as a start it is never too low by much.
        let start = maths::exp((maths::ln(u * self.alpha) + self.ln_beta) / self.alpha);
        let mean = self.alpha / (self.alpha + self.beta);
        self.solve(u, start.min(mean)).0
    }

    /// Value and slope dx/du at the next place `step` above `u`, where `x` is the quantile.
    pub(super) fn next(&self, u: f64, step: f64, (x, slope): (f64, f64)) -> (f64, f64) {
        let bend = self.log_density_slope(x);
        let bend_slope =
            -(self.alpha - 1.0) / (x * x) - (self.beta - 1.0) / ((1.0 - x) * (1.0 - x));
        let first = slope * step;
        let second = -bend * first * first / 2.0;
        let third = (2.0 * bend * bend - bend_slope) * first * first * first / 6.0;
        let guess = x + first + second + third;
        self.solve(u + step, if guess > x && guess < 1.0 { guess } else { x })
    }

    /// Solves CDF(x) = u by Halley steps inside a shrinking bracket; gives x and dx/du.
    pub(super) fn solve(&self, u: f64, start: f64) -> (f64, f64) {
        let (mut low, mut high) = (0.0, 1.0);
        let mut x = start;
        let mut slope = 0.0;
        for _ in 0..MOST_STEPS {
            if !(x > low && x < high) {
                x = f64::midpoint(low, high);
                if !(x > low && x < high) {
                    break;
                }
            }
            let (cdf, density) = self.cdf_and_density(x);
            if cdf < u {
                low = x;
            } else {
                high = x;
            }
            slope = 1.0 / density;
            let newton = (cdf - u) * slope;
            let halley =
                newton / (1.0 - (0.5 * newton * self.log_density_slope(x)).clamp(-1.0, 0.5));
            let next = x - halley;
            // The error left after a cubic step is far below the step.
            if halley.abs() <= CLOSE * x && next > 0.0 && next < 1.0 {
                return (next, slope * (1.0 + self.log_density_slope(x) * halley));
            }
            x = next;
        }
        (x, slope)
    }
}

const MOST_STEPS: usize = 120;
/// Relative size of a step after which no other is needed: its cube is below rounding.
const CLOSE: f64 = 1e-6;

/// Continued fraction of the incomplete beta function by Lentz's method
/// (Numerical Recipes, section 6.4).
fn continued_fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let guard = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / guard(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for step in 1..=500 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / guard(1.0 + even * d);
        c = guard(1.0 + even / c);
        fraction *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / guard(1.0 + odd * d);
        c = guard(1.0 + odd / c);
        let change = d * c;
        fraction *= change;
        if (change - 1.0).abs() < 1e-15 {
            break;
        }
    }
    fraction
}
