//! The five gauges at the end of September.

use super::compliance;
use super::formulas::finance;
use super::lock_in;
use super::model::Model;
use super::outcome::Gauges;
use super::security;
use super::state::State;
use crate::units::Money;

/// Reads the gauges; the state stands at the first month after the year.
#[must_use]
pub(super) fn read(model: &Model, state: &State) -> Gauges {
    let rules = &model.rules;
    let years = f64::from(state.month) / 12.0;
    let leaving = lock_in::portfolio(model, state);
    let (required, met) = compliance::score(model, state);
    let tally = &state.tally;
    let owed = leaving.exit_cost * finance::discount_factor(rules.discount_rate, years);
    Gauges {
        cost: state.agency.discounted + owed,
        spent: Money::from_kilodollars(state.agency.spent),
        appropriation: Money::from_kilodollars(state.agency.appropriation),
        exit_cost: leaving.exit_cost,
        exit_months: leaving.exit_months,
        lock_in: leaving.index,
        losses: tally.losses,
        incidents: tally.incidents,
        expected_loss: security::expected_loss(model, state),
        served: if tally.demand > 0.0 { tally.within / tally.demand } else { 1.0 },
        headroom: tally.headroom.min(MOST_HEADROOM),
        controls: if required > 0 { f64::from(met) / f64::from(required) } else { 1.0 },
        findings: state.agency.findings + state.agency.added,
        value: tally.value,
        value_possible: tally.value_possible,
    }
}

/// Largest headroom shown (× today's load). Numerical: keeps the gauge finite where nothing is asked.
const MOST_HEADROOM: f64 = 99.0;
