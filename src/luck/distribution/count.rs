//! Counts: Poisson and binomial by inversion.
//!
//! Invariant: for one uniform the count never falls when the mean, the number of trials or the
//! probability rises. Up to the limits below the sums are exact to rounding; above them a
//! Cornish-Fisher expansion is used, whose count is off by at most one, rarely.

use super::{inside, maths, normal_quantile};

const POISSON_SUM_LIMIT: f64 = 700.0;
const BINOMIAL_SUM_LIMIT: u32 = 1000;

/// The smallest count whose Poisson CDF reaches `u`. A mean of zero or below, or NaN, gives 0.
#[must_use]
#[inline]
pub fn poisson_quantile(u: f64, mean: f64) -> u32 {
    let u = inside(u);
    // exp(−mean) ≥ 1 − mean, so most draws of rare events are settled at once.
    if mean.is_nan() || u <= 1.0 - mean {
        return 0;
    }
    let mean = mean.min(f64::from(u32::MAX));
    if mean > POISSON_SUM_LIMIT {
        let z = normal_quantile(u);
        let root = mean.sqrt();
        let count = mean + z * root + (z * z - 1.0) / 6.0 + (z - z * z * z) / (72.0 * root);
        return (count + 0.5).floor() as u32;
    }
    let mut count = 0;
    let mut term = maths::exp(-mean);
    let mut below = term;
    while below < u && (term > 0.0 || f64::from(count) < mean) {
        count += 1;
        term *= mean / f64::from(count);
        let next = below + term;
        if next == below && f64::from(count) > mean {
            break;
        }
        below = next;
    }
    count
}

/// The smallest number of successes in `trials` whose binomial CDF reaches `u`. A probability
/// of zero or below, or NaN, gives 0; of one or above gives `trials`.
#[must_use]
#[inline]
pub fn binomial_quantile(u: f64, trials: u32, probability: f64) -> u32 {
    let u = inside(u);
    let n = f64::from(trials);
    // (1 − p)^n ≥ 1 − n p.
    if probability.is_nan() || u <= 1.0 - n * probability {
        return 0;
    }
    if probability >= 1.0 {
        return trials;
    }
    if trials > BINOMIAL_SUM_LIMIT {
        let z = normal_quantile(u);
        let spread = (n * probability * (1.0 - probability)).sqrt();
        let count = n * probability + z * spread + (1.0 - 2.0 * probability) * (z * z - 1.0) / 6.0;
        return (count + 0.5).floor().clamp(0.0, n) as u32;
    }
    if probability <= 0.5 {
        successes(trials, probability, |below| below < u)
    } else {
        // Few failures are summed faster and more exactly than many successes.
        trials - successes(trials, 1.0 - probability, |below| below <= 1.0 - u)
    }
}

/// The first count at which the CDF is no longer `short`.
#[inline]
fn successes(trials: u32, probability: f64, short: impl Fn(f64) -> bool) -> u32 {
    let odds = probability / (1.0 - probability);
    let mut count = 0;
    let mut term = maths::pow(1.0 - probability, f64::from(trials));
    let mut below = term;
    while count < trials && short(below) {
        term *= odds * f64::from(trials - count) / f64::from(count + 1);
        count += 1;
        let next = below + term;
        if next == below && f64::from(count) > f64::from(trials) * probability {
            break;
        }
        below = next;
    }
    count
}
