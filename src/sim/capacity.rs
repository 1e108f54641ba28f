//! Demand and capacity: queues where there is room, backlogs where there is none.
//!
//! Sources: Erlang C (M/M/c) for waiting, the universal scalability law for scale-out, a fluid
//! queue with admission control near and above capacity; see `formulas::queueing` and `formulas::scaling`.
//!
//! Invariant: a use case is served as well as its weakest station serves it.

use super::formulas::queueing;
use super::model::Model;
use super::outcome::{Occurrence, Subject};
use super::state::{DICE_MONTHS, NEVER, State};
use super::trace::{Factor, Input, Origin, Recorder, Rule, Why};
use crate::luck::distribution::lognormal_quantile;
use crate::luck::{Luck, maths, strikes};
use crate::scenario::case::Lever;
use crate::scenario::vocabulary::EventKind;
use crate::units::{Money, Month};

/// Fewest nodes whose capacity at the target utilisation carries `load`, or the most there can be.
#[must_use]
pub(super) fn nodes_for(
    load: f64,
    node_capacity: f64,
    target: f64,
    speedup: &[f64],
    most: u16,
) -> u16 {
    let unit = node_capacity * target;
    let mut nodes = 1;
    while nodes < most && unit * speedup[nodes as usize] < load {
        nodes += 1;
    }
    nodes
}

/// As [`nodes_for`], for an option of the model, and never below `least`.
#[must_use]
pub(super) fn wanted_nodes(model: &Model, option: usize, load: f64, least: u16) -> u16 {
    let option = &model.options[option];
    nodes_for(
        load,
        option.n.node_capacity,
        model.rules.target_utilisation,
        &option.speedup,
        option.most_nodes,
    )
    .max(least)
    .min(option.most_nodes)
}

/// As [`wanted_nodes`] with one node at least, searched from `nodes`: speed-up grows up to
/// `most_nodes`, so the fewest that carry the load are found from either side.
fn wanted_from(model: &Model, option: usize, load: f64, nodes: u16) -> u16 {
    let option = &model.options[option];
    let unit = option.n.node_capacity * model.rules.target_utilisation;
    let carries = |nodes: u16| unit * option.speedup[nodes as usize] >= load;
    let mut nodes = nodes.clamp(1, option.most_nodes);
    if carries(nodes) {
        while nodes > 1 && carries(nodes - 1) {
            nodes -= 1;
        }
    } else {
        while nodes < option.most_nodes && !carries(nodes) {
            nodes += 1;
        }
    }
    nodes
}

/// October: demand grows by a drawn factor (lognormal around 1 + growth).
pub(super) fn grow(model: &Model, luck: &Luck, state: &mut State) {
    if state.month == 0 {
        return;
    }
    for (use_case, now) in model.use_cases.iter().zip(&mut state.use_cases) {
        let u = luck.uniform(use_case.growth, state.month, 0);
        let n = &use_case.n;
        now.volume *= lognormal_quantile(u, (1.0 + n.growth).max(0.0), n.growth_sigma);
        now.volume = now.volume.min(MOST_VOLUME);
    }
}

/// Surges begin: demand is multiplied for some months.
pub(super) fn surges<R: Recorder>(model: &Model, luck: &Luck, state: &mut State, recorder: &mut R) {
    let rules = &model.rules;
    if rules.surge_probability <= 0.0 {
        return;
    }
    for (index, use_case) in model.use_cases.iter().enumerate() {
        if state.use_cases[index].surge_until <= state.month {
            state.use_cases[index].surge = 1.0;
        }
        if !state.use_cases[index].live || state.use_cases[index].surge_until > state.month {
            continue;
        }
        let u = state.dice.use_cases[index][0][state.month as usize % DICE_MONTHS];
        if !strikes(u, rules.surge_probability, 1.0) {
            continue;
        }
        let size =
            rules.surge_factor.quantile(luck.uniform(use_case.surge_size, state.month, 0)).max(1.0);
        state.use_cases[index].surge = size;
        state.use_cases[index].surge_until = state.month + rules.surge_months.max(1.0) as u16;
        let occurrence = Occurrence {
            month: Month(state.month),
            kind: EventKind::DemandSurge,
            subject: Subject::UseCase(crate::id::UseCaseId(index as u16)),
            loss: Money::ZERO,
            size,
        };
        super::effects::happen(model, state, recorder, occurrence, || {
            Why::new(
                Rule::Surge,
                vec![Factor {
                    what: Input::Rate,
                    value: rules.surge_probability,
                    origin: Origin::State,
                }],
            )
        });
    }
}

/// One month of load, queues, node orders and service.
pub(super) fn serve(model: &Model, state: &mut State) {
    let of_year = state.month as usize % 12;
    // Relative demand of each use case this month.
    for (index, use_case) in model.use_cases.iter().enumerate() {
        let now = &mut state.use_cases[index];
        let on = now.live && now.suspended_until <= state.month;
        now.served = if on {
            now.volume
                * use_case.season[of_year]
                * now.surge
                * state.levers.get(Lever::Demand, index)
        } else {
            0.0
        };
    }
    for index in 0..model.components.len() {
        station_month(model, state, index);
    }
    for (index, use_case) in model.use_cases.iter().enumerate() {
        let demand = state.use_cases[index].served;
        if demand <= 0.0 {
            state.use_cases[index].served = 0.0;
            continue;
        }
        let mut within = 1.0;
        let mut weakest = NEVER;
        for &place in &use_case.touches {
            let now = &state.stations[place].now;
            let here = if now.waiting < NEGLIGIBLE {
                now.admitted
            } else {
                now.admitted * (1.0 - now.waiting * maths::exp(-now.spare * use_case.n.patience))
            };
            if here < within {
                within = here;
                weakest = place as u16;
            }
        }
        let weight = demand * use_case.n.demand;
        state.tally.demand += weight;
        state.tally.within += weight * within;
        let sums = &mut state.tally.by_use_case[index];
        *sums = (sums.0 + weight, sums.1 + weight * within);
        let now = &mut state.use_cases[index];
        now.served = within;
        now.weakest = weakest;
    }
}

/// A waiting probability below this counts as none (0-1). Numerical: it saves the exponential where
/// its effect is below any gauge's last digit.
const NEGLIGIBLE: f64 = 1.0e-6;

fn station_month(model: &Model, state: &mut State, index: usize) {
    let component = &model.components[index];
    let mut load = 0.0;
    for (share, use_case) in component.touch.iter().zip(&state.use_cases) {
        load += share * use_case.served;
    }
    let month = state.month;
    let lever = state.levers.get(Lever::Capacity, index);
    let station = &mut state.stations[index];
    let option = &model.options[station.option];
    if station.order_due <= month {
        station.nodes = station.nodes.max(station.ordered).min(option.most_nodes);
        station.order_due = NEVER;
    }
    let wanted =
        wanted_from(model, station.option, load + station.backlog * BACKLOG_WEIGHT, station.nodes);
    if wanted > station.nodes {
        if option.n.provisioning < AT_ONCE {
            station.nodes = wanted;
        } else if station.order_due == NEVER {
            station.ordered = wanted;
            station.order_due =
                month.saturating_add(option.n.provisioning.min(LONGEST_PROVISIONING) as u16);
        }
    } else if wanted < station.nodes && option.n.provisioning < AT_ONCE {
        station.nodes = wanted;
    }
    let mut capacity = option.n.node_capacity * option.speedup[station.nodes as usize] * lever;
    if station.crippled {
        capacity *= model.rules.emergency_capacity;
    }
    station.now.load = load;
    station.now.capacity = capacity;
    let waiting = station.backlog;
    station.backlog = (waiting + load - capacity).clamp(0.0, MOST_BACKLOG);
    // Admission control: new and waiting work share what the queue can carry; the rest is late.
    let use_of_capacity = (load + waiting) / capacity.max(1.0e-12);
    let admitted = (ADMISSION / use_of_capacity.max(1.0e-12)).min(1.0);
    station.now.admitted = admitted;
    if load <= 0.0 {
        (station.now.waiting, station.now.spare) = (0.0, f64::from(station.nodes));
    } else {
        let servers = f64::from(station.nodes);
        let offered = use_of_capacity.min(ADMISSION) * servers;
        station.now.waiting = queueing::erlang_c(u32::from(station.nodes), offered);
        station.now.spare = servers - offered;
    }
    if load > 0.0 {
        let wall = option.n.node_capacity
            * option.speedup[option.most_nodes as usize]
            * lever
            * if station.crippled { model.rules.emergency_capacity } else { 1.0 };
        state.tally.headroom = state.tally.headroom.min(wall / load);
    }
}

/// Highest utilisation a queue is run at (0-1); work beyond it waits outside. Design choice: the
/// steady state of a queue does not exist at 1, and near it is not reached within a month.
const ADMISSION: f64 = 0.95;

/// Largest backlog (months of reference load). Design choice: cases older than a quarter are decided
/// by hand outside the pipeline, so that the backlog does not grow without bound.
const MOST_BACKLOG: f64 = 3.0;

/// Share of the backlog that a scale-out is sized for, on top of the month's load (0-1). Design
/// choice: a team adds nodes to clear a backlog within about four months, not at once.
const BACKLOG_WEIGHT: f64 = 0.25;

/// Provisioning lead below which nodes come and go within the month (months). Design choice: half of
/// the model's tick.
const AT_ONCE: f64 = 0.5;

/// Longest provisioning lead that counts (months). Numerical: ten years, longer than any run.
const LONGEST_PROVISIONING: f64 = 120.0;

/// Largest demand of a use case (× its start). Numerical: keeps compound growth finite.
const MOST_VOLUME: f64 = 1.0e6;
