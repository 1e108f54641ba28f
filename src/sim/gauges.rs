//! The five gauges at the end of September.

use super::compliance;
use super::formulas::finance;
use super::lock_in;
use super::model::Model;
use super::outcome::Gauges;
use super::security;
use super::state::State;
use crate::lanes::lanes_of;
use crate::scenario::case::{GaugeScales, GaugeWeights, Scale};
use crate::scenario::plan::Gauge;
use crate::units::Money;

/// Reads the gauges; the state stands at the first month after the year. Within a year, losses and demand served are
/// those of the year so far. Before the first month only lock-in, the cost of leaving and the controls mean something:
/// nothing was served or lost yet.
#[must_use]
pub fn read<const L: usize>(model: &Model, state: &State<L>, lane: usize) -> Gauges {
    Gauges {
        expected_loss: security::expected_loss(model, state, lane),
        ..read_past(model, state, lane)
    }
}

/// As [`read`] without the losses expected of the year ahead, which are 0: all that a future is measured by.
#[must_use]
pub fn read_past<const L: usize>(model: &Model, state: &State<L>, lane: usize) -> Gauges {
    read_with(model, state, lane, compliance::score(model, state, lane))
}

/// [`read_past`] of every lane.
#[must_use]
pub fn read_past_all<const L: usize>(model: &Model, state: &State<L>) -> [Gauges; L] {
    let (required, met) = compliance::scores(model, state, lanes_of(L));
    core::array::from_fn(|lane| read_with(model, state, lane, (required, met[lane])))
}

fn read_with<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    (required, met): (u16, u16),
) -> Gauges {
    let years = f64::from(state.month) / 12.0;
    let leaving = lock_in::portfolio(model, state, lane);
    let owed = leaving.exit_cost * finance::discount_factor(model.rules.discount_rate, years);
    Gauges {
        cost: state.agency.discounted[lane] + owed,
        exit_cost: leaving.exit_cost,
        exit_months: leaving.exit_months,
        lock_in: leaving.index,
        controls: if required > 0 { f64::from(met) / f64::from(required) } else { 1.0 },
        findings: state.agency.findings[lane] + state.agency.added[lane],
        ..read_year(state, lane)
    }
}

/// The part of [`read`] that adds up over a year: money, losses, demand served and value. How the pipeline
/// stands at the end (cost of the run, lock-in, controls, losses expected) is 0.
#[must_use]
pub fn read_year<const L: usize>(state: &State<L>, lane: usize) -> Gauges {
    let tally = &state.tally;
    Gauges {
        spent: Money::from_kilodollars(state.agency.spent[lane]),
        appropriation: Money::from_kilodollars(state.agency.appropriation[lane]),
        losses: tally.losses[lane],
        incidents: tally.incidents[lane],
        served: if tally.demand[lane] > 0.0 {
            tally.within[lane] / tally.demand[lane]
        } else {
            1.0
        },
        headroom: tally.headroom[lane].min(MOST_HEADROOM),
        value: tally.value[lane],
        value_possible: tally.value_possible[lane],
        ..Gauges::default()
    }
}

/// One number for five gauges at one moment (0-100): each headline on its linear scale from bad (0) to good
/// (100), kept within it, and weighed by its share of all weights; 0 where no weight is given.
///
/// It is offered to those who want to weigh gauges by what matters to them, and may change the weights.
/// No rule reads it, and nothing ranks people by it.
#[must_use]
pub fn score(weights: &GaugeWeights, scales: &GaugeScales, gauges: &Gauges) -> f64 {
    let parts = [
        (weights.cost, scales.cost, Gauge::Cost),
        (weights.lock_in, scales.lock_in, Gauge::LockIn),
        (weights.security, scales.security, Gauge::Security),
        (weights.scale, scales.scale, Gauge::Scale),
        (weights.compliance, scales.compliance, Gauge::Compliance),
    ];
    let (mut points, mut all) = (0.0, 0.0);
    for (weight, scale, gauge) in parts {
        let weight = weight.max(0.0);
        all += weight;
        points += weight * on_scale(scale, gauges.headline(gauge));
    }
    if all > 0.0 { points / all } else { 0.0 }
}

/// Points of a value (0-100) between bad and good, whichever of them is the larger.
fn on_scale(scale: Scale, value: f64) -> f64 {
    let range = scale.good - scale.bad;
    if range == 0.0 {
        // A scale without length, which no case file may give.
        return if value == scale.good { 100.0 } else { 0.0 };
    }
    100.0 * ((value - scale.bad) / range).clamp(0.0, 1.0)
}

/// Largest headroom shown (× today's load). Numerical: keeps the gauge finite where nothing is asked.
const MOST_HEADROOM: f64 = 99.0;

#[cfg(test)]
mod tests {
    use super::*;

    const SCALES: GaugeScales = GaugeScales {
        cost: Scale { good: 10_000.0, bad: 30_000.0 },
        lock_in: Scale { good: 0.0, bad: 100.0 },
        security: Scale { good: 0.0, bad: 1_000.0 },
        scale: Scale { good: 100.0, bad: 50.0 },
        compliance: Scale { good: 100.0, bad: 0.0 },
    };

    /// Cost k$, lock-in, losses k$, served, controls.
    fn gauges([cost, lock_in, losses, served, controls]: [f64; 5]) -> Gauges {
        Gauges {
            cost,
            lock_in,
            losses: Money::from_kilodollars(losses),
            served,
            controls,
            ..Gauges::default()
        }
    }

    #[test]
    fn a_score_is_the_weighed_mean_of_five_scales() {
        let even = [1.0; 5];
        let middle = [20_000.0, 50.0, 500.0, 0.75, 0.5];
        let table = [
            ("all good", even, [10_000.0, 0.0, 0.0, 1.0, 1.0], 100.0),
            ("all bad", even, [30_000.0, 100.0, 1_000.0, 0.5, 0.0], 0.0),
            ("all in the middle", even, middle, 50.0),
            ("better than good counts as good", even, [5_000.0, 0.0, 0.0, 1.0, 1.0], 100.0),
            ("worse than bad counts as bad", even, [90_000.0, 100.0, 9_000.0, 0.1, 0.0], 0.0),
            ("one bad gauge of five", even, [30_000.0, 0.0, 0.0, 1.0, 1.0], 80.0),
            (
                "only the cost matters",
                [3.0, 0.0, 0.0, 0.0, 0.0],
                [15_000.0, 99.0, 0.0, 0.5, 0.0],
                75.0,
            ),
            (
                "weights need not add up to 1",
                [2.0, 6.0, 0.0, 0.0, 0.0],
                [10_000.0, 50.0, 0.0, 0.5, 0.0],
                62.5,
            ),
            ("no weight at all", [0.0; 5], middle, 0.0),
        ];
        for (what, [cost, lock_in, security, scale, compliance], values, expected) in table {
            let weights = GaugeWeights { cost, lock_in, security, scale, compliance };
            let score = score(&weights, &SCALES, &gauges(values));
            assert!((score - expected).abs() < 1e-9, "{what}: {score}, not {expected}");
        }
    }
}
