//! What many values of one quantity look like: quantiles with their sampling error, mean, share.
//!
//! Invariants: a quantile is always a value that occurred (the order statistic of rank ⌈n·p⌉, the inverse of the
//! empirical distribution); every result carries how far it might be off because only n futures were drawn.
//!
//! The interval of a quantile is the order-statistic interval, which assumes nothing about the distribution:
//! the number of values below the true p-quantile is binomial (n, p), so the values of ranks l and u enclose it with
//! the probability that l ≤ B < u (David & Nagaraja, Order Statistics, 3rd ed. 2003, §7.1). Binomial weights
//! come from their own ratios, so no transcendental function is needed. The interval of a share is Wilson's (1927).

/// Probability with which an interval encloses the true value.
pub const CONFIDENCE: f64 = 0.95;

/// Standard normal quantile of (1 + CONFIDENCE) / 2.
const Z: f64 = 1.959_963_984_540_054;

/// The quantiles that are reported.
pub const LEVELS: [f64; 7] = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95];

/// One quantile.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantile {
    pub level: f64,
    pub value: f64,
    /// Ends of the interval; `None` where so few values cannot say.
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// Many values of one quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    pub count: usize,
    pub quantiles: [Quantile; LEVELS.len()],
    pub least: f64,
    pub most: f64,
    pub mean: f64,
    /// Standard error of the mean; 0 for a single value.
    pub mean_error: f64,
}

/// A share with its interval, all 0-1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    pub share: f64,
    pub low: f64,
    pub high: f64,
}

impl Spread {
    /// Of values in the order of their seeds; `None` if there are none.
    #[must_use]
    pub fn of(values: &[f64]) -> Option<Self> {
        let count = values.len();
        let mut sorted = values.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let (least, most) = (*sorted.first()?, *sorted.last()?);
        let n = count as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        let mean_error = if count > 1 { (squares / (n - 1.0) / n).sqrt() } else { 0.0 };
        let quantiles = LEVELS.map(|level| quantile(&sorted, level));
        Some(Self { count, quantiles, least, most, mean, mean_error })
    }

    /// The quantile of one of [`LEVELS`].
    #[must_use]
    pub fn at(&self, level: f64) -> Option<Quantile> {
        self.quantiles.iter().copied().find(|quantile| quantile.level.total_cmp(&level).is_eq())
    }
}

impl Share {
    /// `hits` of `count`; a share of nothing is 0, known not at all.
    #[must_use]
    pub fn of(hits: usize, count: usize) -> Self {
        Self::with_ties(hits, 0, count)
    }

    /// `hits` of `count`, and `ties` that count half. The interval is then somewhat too wide: a share with
    /// ties varies less than one without.
    #[must_use]
    pub fn with_ties(hits: usize, ties: usize, count: usize) -> Self {
        if count == 0 {
            return Self { share: 0.0, low: 0.0, high: 1.0 };
        }
        let n = count as f64;
        let share = (hits as f64 + 0.5 * ties as f64) / n;
        let (z2, middle) = (Z * Z, share + Z * Z / (2.0 * n));
        let half = Z * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
        let scale = 1.0 + z2 / n;
        Self {
            share,
            low: ((middle - half) / scale).max(0.0),
            high: ((middle + half) / scale).min(1.0),
        }
    }
}

fn quantile(sorted: &[f64], level: f64) -> Quantile {
    let rank = rank(sorted.len(), level);
    let (low, high) = interval_ranks(sorted.len(), level);
    let value = |rank: usize| sorted[rank - 1];
    Quantile { level, value: value(rank), low: low.map(value), high: high.map(value) }
}

/// Rank of a quantile, from 1.
fn rank(count: usize, level: f64) -> usize {
    ((count as f64 * level).ceil() as usize).clamp(1, count)
}

/// Ranks (from 1) that enclose the p-quantile: the largest l and the smallest u whose tails each hold at most
/// half of what [`CONFIDENCE`] leaves. `None` where no rank is extreme enough.
fn interval_ranks(count: usize, level: f64) -> (Option<usize>, Option<usize>) {
    let tail = (1.0 - CONFIDENCE) / 2.0;
    let below = binomial(count, level);
    let mut cumulative = 0.0;
    let (mut low, mut high) = (None, None);
    for (successes, weight) in below {
        // P(B < l) ≤ tail keeps l as the lower rank.
        if cumulative <= tail && successes >= 1 {
            low = Some(successes);
        }
        cumulative += weight;
        // P(B ≥ u) ≤ tail, that is P(B ≤ u - 1) ≥ 1 - tail.
        if cumulative >= 1.0 - tail {
            high = (successes < count).then_some(successes + 1);
            break;
        }
    }
    (low, high)
}

/// Probabilities of the binomial distribution around its mode, for all numbers of successes that matter.
fn binomial(count: usize, p: f64) -> Vec<(usize, f64)> {
    const NEGLIGIBLE: f64 = 1e-18;
    let odds = p / (1.0 - p);
    let mode = ((count as f64 + 1.0) * p).floor().min(count as f64) as usize;
    let mut weights = vec![(mode, 1.0)];
    let mut weight = 1.0;
    for k in (0..mode).rev() {
        weight *= (k + 1) as f64 / ((count - k) as f64 * odds);
        if weight < NEGLIGIBLE {
            break;
        }
        weights.push((k, weight));
    }
    weights.reverse();
    weight = 1.0;
    for k in mode..count {
        weight *= (count - k) as f64 * odds / (k + 1) as f64;
        if weight < NEGLIGIBLE {
            break;
        }
        weights.push((k + 1, weight));
    }
    let total: f64 = weights.iter().map(|(_, weight)| weight).sum();
    for (_, weight) in &mut weights {
        *weight /= total;
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_is_a_value_that_occurred() {
        let values: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        let spread = Spread::of(&values).unwrap();
        let found: Vec<f64> = spread.quantiles.iter().map(|quantile| quantile.value).collect();
        assert_eq!(found, [5.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0]);
        assert_eq!((spread.least, spread.most, spread.mean), (1.0, 100.0, 50.5));
        assert!((spread.mean_error - 2.901_149_197_588).abs() < 1e-9);
    }

    /// Ranks from tables of the binomial distribution: for n = 100 and the median, P(B < 40) = 0.0176 and
    /// P(B ≥ 61) = 0.0176; for n = 10 they are 2 and 9 (each tail 0.0107).
    #[test]
    fn the_interval_of_a_quantile_matches_binomial_tables() {
        for (count, level, ranks) in [
            (100, 0.5, (Some(40), Some(61))),
            (10, 0.5, (Some(2), Some(9))),
            (5, 0.5, (None, None)),
            (1, 0.5, (None, None)),
            (10, 0.05, (None, Some(3))),
            (100, 0.95, (Some(90), Some(100))),
        ] {
            assert_eq!(interval_ranks(count, level), ranks, "n = {count}, p = {level}");
        }
    }

    #[test]
    fn binomial_weights_sum_to_one_and_match_a_small_table() {
        let weights = binomial(4, 0.5);
        let expected = [1.0, 4.0, 6.0, 4.0, 1.0];
        for (k, weight) in weights {
            assert!((weight - expected[k] / 16.0).abs() < 1e-15, "k = {k}");
        }
        let total: f64 = binomial(100_000, 0.05).iter().map(|(_, weight)| weight).sum();
        assert!((total - 1.0).abs() < 1e-12);
    }

    /// Wilson's interval for 8 of 10: 0.490 to 0.943 (Brown, Cai & DasGupta 2001 use the same formula).
    #[test]
    fn the_interval_of_a_share_stays_between_nothing_and_all() {
        for (hits, count, low, high) in [
            (8, 10, 0.490_162, 0.943_318),
            (0, 10, 0.0, 0.277_533),
            (10, 10, 0.722_467, 1.0),
            (0, 0, 0.0, 1.0),
        ] {
            let share = Share::of(hits, count);
            assert!(
                (share.low - low).abs() < 1e-5 && (share.high - high).abs() < 1e-5,
                "{hits} of {count}: {share:?}"
            );
        }
    }

    #[test]
    fn nothing_has_no_spread_and_one_value_has_no_interval() {
        assert_eq!(Spread::of(&[]), None);
        let one = Spread::of(&[3.0]).unwrap();
        assert_eq!(one.at(0.5), Some(Quantile { level: 0.5, value: 3.0, low: None, high: None }));
        assert_eq!(one.mean_error, 0.0);
    }
}
