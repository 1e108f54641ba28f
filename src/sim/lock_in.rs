//! Lock-in: what leaving would cost today, and an index of what makes leaving hard.
//!
//! Sources: switching costs as the supplier's later power over price (Farrell & Klemperer 2007);
//! the parts and weights of the index are an assumption of this model, see
//! `formulas::lock_in` and docs/model.md.

use super::formulas::lock_in::{self as formula, ExitCost, ExitInputs, LockInParts};
use super::model::Model;
use super::people::{HOURS_PER_MONTH, guarded};
use super::running::{yearly_cost, yearly_price};
use super::state::{NEVER, State, Station};
use crate::lanes::{Row, Vectors};
use crate::luck::maths;
use crate::scenario::case::Lever;
use crate::scenario::plan::Guardrail;

/// Remaining length from which on a contract binds fully (months). Design choice: three years, the
/// longest term on offer.
const LONG_CONTRACT: f64 = 36.0;

/// Points that a portfolio run by one supplier alone adds to the lock-in index (0-100), times the
/// Herfindahl-Hirschman index of the suppliers' shares of the running cost. Design choice: having
/// one supplier everywhere is felt, and stays well below what binds a single component.
pub(super) const CONCENTRATION_POINTS: f64 = 10.0;

/// Terabytes in a component now.
#[must_use]
pub(super) fn terabytes<const L: usize>(model: &Model, state: &State<L>, index: usize) -> f64 {
    model.terabytes(state.month) * model.components[index].n.data_share
}

/// Months left of a component's contract; a supplier that switches off earlier ends it then.
#[must_use]
pub(super) fn months_left<const L: usize>(state: &State<L>, lane: usize, index: usize) -> f64 {
    let station = &state.stations[index];
    match station.contract_end[lane] {
        NEVER => 0.0,
        end => f64::from(end.min(station.ends[lane]).saturating_sub(state.month)),
    }
}

/// The seven parts of the lock-in index of one component, each 0-1.
#[must_use]
pub fn parts<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    index: usize,
) -> LockInParts {
    let station = &state.stations[index];
    let option = &model.options[station.option[lane]];
    let data = terabytes(model, state, index);
    let price = yearly_price(model, station.option[lane], station.price[lane], 1.0);
    let egress =
        data * formula::GIGABYTES_PER_TERABYTE * option.n.egress / formula::DOLLARS_PER_KILODOLLAR;
    let same = state
        .stations
        .iter()
        .filter(|other| model.options[other.option[lane]].supplier == option.supplier)
        .count();
    LockInParts {
        data_gravity: (1.0 - option.n.format_open)
            * (1.0 - maths::exp(-data / model.rules.gravity_terabytes.max(1e-9))),
        interfaces: station.api[lane],
        artefacts: 1.0 - option.n.exportable,
        skills: station.skill[lane],
        contract: (months_left(state, lane, index) / LONG_CONTRACT).min(1.0),
        egress: if price > 0.0 { (egress / price).min(1.0) } else { 0.0 },
        concentration: same as f64 / model.components.len().max(1) as f64,
    }
}

/// Lock-in index of one component, 0-100.
#[must_use]
pub fn index<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    component: usize,
) -> f64 {
    formula::index(&parts(model, state, lane, component))
}

/// What leaving a component's option would cost today, by part (k$).
#[must_use]
pub fn exit_cost<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    index: usize,
) -> ExitCost {
    exit_cost_at(model, state, lane, index, yearly_cost(model, state, lane, index))
}

/// As [`exit_cost`], for a yearly cost of running that is known (k$).
fn exit_cost_at<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    index: usize,
    yearly: f64,
) -> ExitCost {
    let station = &state.stations[index];
    let option = &model.options[station.option[lane]];
    let component = &model.components[index];
    let rules = &model.rules;
    let pool = component.pool;
    let relief = if station.clause[lane] { 1.0 - rules.clause_relief } else { 1.0 };
    let scale = rules_overrun(model)
        * state.levers.get(lane, Lever::ExitCost, index)
        * (1.0 - guarded(model, state, lane, Guardrail::ExitDrill))
        * relief;
    formula::exit_cost(&ExitInputs {
        terabytes: terabytes(model, state, index),
        per_terabyte: rules.move_per_terabyte,
        format_open: option.n.format_open,
        adapters: component.edges.len() as f64,
        rework_hours: rules.rework_hours,
        hourly_rate: hourly(model, pool),
        api_share: station.api[lane],
        artefacts: component.n.artefacts,
        port_hours: rules.port_hours,
        exportable: option.n.exportable,
        staff: f64::from(state.pools[pool].headcount[lane]),
        retrain_days: rules.retrain_days * station.skill[lane],
        day_rate: rules.training_day,
        parallel_months: rules.exit_parallel_months,
        monthly_run: yearly / 12.0,
        reauthorise: option.n.authorisation * rules.reauthorise_share,
        penalty: early_exit(model, state, lane, index),
        egress_per_gb: option.n.egress,
        overrun: scale,
    })
}

/// Penalty for leaving a running contract (k$): none with a portability clause.
#[must_use]
pub fn early_exit<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    index: usize,
) -> f64 {
    let station = &state.stations[index];
    if station.clause[lane] {
        return 0.0;
    }
    yearly_price(model, station.option[lane], station.price[lane], 1.0)
        * months_left(state, lane, index)
        / 12.0
        * model.rules.exit_penalty
}

/// Loaded cost of an hour of a pool (k$).
#[must_use]
pub(super) fn hourly(model: &Model, pool: usize) -> f64 {
    model.pools[pool].rate / (12.0 * HOURS_PER_MONTH)
}

fn rules_overrun(model: &Model) -> f64 {
    model.mean_overrun
}

/// Supplier-specific interfaces and skills grow towards their bounds with use, in every lane.
#[inline(always)]
pub(super) fn grow<V: Vectors<L>, const L: usize>(v: V, station: &mut Station<L>) {
    let kept = &station.kept;
    let (api, skill, binding) = (v.row(&station.api), v.row(&station.skill), v.row(&kept.binding));
    station.api = (api + (v.row(&kept.api_bound) - api) * binding).array();
    station.skill = (skill + (v.row(&kept.skill_bound) - skill) * binding).array();
}

/// Shares of the yearly running cost, by component and by supplier; each sums to 1.
#[derive(Clone, Debug)]
pub struct SpendShares {
    pub by_component: Vec<f64>,
    pub by_supplier: Vec<f64>,
}

/// How the running cost spreads over components and suppliers.
#[must_use]
pub fn spend_shares<const L: usize>(model: &Model, state: &State<L>, lane: usize) -> SpendShares {
    shares_of(model, state, lane, yearly_costs(model, state, lane))
}

/// Yearly cost of running each component (k$).
fn yearly_costs<const L: usize>(model: &Model, state: &State<L>, lane: usize) -> Vec<f64> {
    (0..model.components.len()).map(|place| yearly_cost(model, state, lane, place)).collect()
}

/// As [`spend_shares`], of costs that are known.
fn shares_of<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    costs: Vec<f64>,
) -> SpendShares {
    let mut by_component = costs;
    by_component.iter_mut().for_each(|cost| *cost = cost.max(1.0e-9));
    let total: f64 = by_component.iter().sum();
    let mut by_supplier = vec![0.0; model.suppliers.len()];
    for (place, share) in by_component.iter_mut().enumerate() {
        *share /= total;
        by_supplier[model.options[state.stations[place].option[lane]].supplier] += *share;
    }
    SpendShares { by_component, by_supplier }
}

/// Portfolio: spend-weighted mean of the component indices plus a tenth of the suppliers'
/// Herfindahl-Hirschman index, kept within 0-100; total exit cost (k$); months to leave.
#[must_use]
pub(super) fn portfolio<const L: usize>(model: &Model, state: &State<L>, lane: usize) -> Portfolio {
    let costs = yearly_costs(model, state, lane);
    let shares = shares_of(model, state, lane, costs.clone());
    let (mut weighted, mut exit, mut work) = (0.0, 0.0, 0.0);
    for (place, component) in model.components.iter().enumerate() {
        weighted += shares.by_component[place] * index(model, state, lane, place);
        let station = &state.stations[place];
        let option = &model.options[station.option[lane]];
        exit += exit_cost_at(model, state, lane, place, costs[place]).total();
        work +=
            (component.edges.len() as f64 * model.rules.rework_hours * (1.0 + station.api[lane])
                + component.n.artefacts * model.rules.port_hours * (1.0 - option.n.exportable))
                * model.mean_overrun
                / HOURS_PER_MONTH;
    }
    let people: u32 = state.pools.iter().map(|pool| u32::from(pool.headcount[lane])).sum();
    let concentration: f64 = shares.by_supplier.iter().map(|share| share * share).sum();
    Portfolio {
        index: (weighted + CONCENTRATION_POINTS * concentration).clamp(0.0, 100.0),
        exit_cost: exit,
        exit_months: work / f64::from(people.max(1)) + model.rules.exit_parallel_months,
    }
}

/// The lock-in gauge.
#[derive(Clone, Copy, Debug)]
pub(super) struct Portfolio {
    pub index: f64,
    pub exit_cost: f64,
    pub exit_months: f64,
}
