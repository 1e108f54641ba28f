//! Demand and capacity: queues where there is room, backlogs where there is none.
//!
//! Sources: Erlang C (M/M/c) for waiting, the universal scalability law for scale-out, a fluid
//! queue with admission control near and above capacity; see `formulas::queueing` and `formulas::scaling`.
//!
//! Invariant: a use case is served as well as its weakest station serves it.

use super::formulas::queueing;
use super::model::{Model, OptionModel, UseCaseModel};
use super::outcome::{Occurrence, Subject};
use super::state::{DICE_MONTHS, NEVER, State, Station, StationNow};
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
fn wanted_from(option: &OptionModel, load: f64, nodes: u16) -> u16 {
    let carries = |nodes: u16| option.carries[nodes as usize] >= load;
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
///
/// How likely waiting is at a station, which takes a recursion over its nodes, is worked out for all of
/// them where someone may look at it: with a recorder that keeps accounts, and at the end of a year.
/// Else it is worked out where it decides which station is the weakest, and stays [`UNKNOWN`] elsewhere.
pub(super) fn serve<R: Recorder>(model: &Model, state: &mut State) {
    let of_year = state.month as usize % 12;
    let all_known = R::CELLS || of_year == 11;
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
    let State { month, stations, use_cases, levers, tally, .. } = state;
    let levers = levers.row(Lever::Capacity);
    for ((component, station), lever) in model.components.iter().zip(&mut *stations).zip(levers) {
        let mut load = 0.0;
        for (share, use_case) in component.touch.iter().zip(&*use_cases) {
            load += share * use_case.served;
        }
        let wall = station_month(model, station, *month, load, *lever);
        if all_known {
            know_waiting(station);
        }
        // A quotient that is clearly not the least need not be known.
        if load > 0.0 && wall < tally.headroom * load * (1.0 + ROUNDING) {
            tally.headroom = tally.headroom.min(wall / load);
        }
    }
    let sums = tally.by_use_case.iter_mut();
    for ((use_case, now), sums) in model.use_cases.iter().zip(use_cases).zip(sums) {
        let demand = now.served;
        if demand <= 0.0 {
            now.served = 0.0;
            continue;
        }
        let (within, weakest) = weakest(use_case, stations, now.weakest);
        let weight = demand * use_case.n.demand;
        tally.demand += weight;
        tally.within += weight * within;
        *sums = (sums.0 + weight, sums.1 + weight * within);
        now.served = within;
        now.weakest = weakest;
    }
}

/// Share of a use case's work that a station serves in time (0-1): what it admits and does not keep
/// waiting beyond the use case's patience.
#[inline]
fn in_time(now: &StationNow, patience: f64) -> f64 {
    if now.waiting < NEGLIGIBLE {
        now.admitted
    } else {
        now.admitted * (1.0 - now.waiting * maths::exp(-now.spare * patience))
    }
}

/// Share that the weakest station of a use case serves in time, and which one that is (the first of
/// equals; [`NEVER`] where all serve everything).
///
/// `likely` is where to look first, usually last month's weakest. A station that [`serves_more`] than
/// `likely` is not the weakest, so its exponential need not be known, and often not its waiting either.
fn weakest(use_case: &UseCaseModel, stations: &mut [Station], likely: u16) -> (f64, u16) {
    let patience = use_case.n.patience;
    let likely = use_case.touches.iter().copied().find(|place| *place == usize::from(likely));
    let limit = likely.map_or(1.0, |place| {
        know_waiting(&mut stations[place]);
        in_time(&stations[place].now, patience)
    });
    let (mut within, mut weakest) = (1.0, NEVER);
    for &place in &use_case.touches {
        let station = &mut stations[place];
        let here = if Some(place) == likely {
            limit
        } else {
            if station.now.waiting == UNKNOWN {
                // Arrivals wait while all servers are busy, which is at most the share each is.
                if serves_more(&station.now, station.kept.busy, patience, limit) {
                    continue;
                }
                know_waiting(station);
            }
            let now = &station.now;
            if serves_more(now, now.waiting, patience, limit) {
                continue;
            }
            in_time(now, patience)
        };
        if here < within {
            within = here;
            weakest = place as u16;
        }
    }
    (within, weakest)
}

/// Whether a station where at most this share must wait is known to serve more in time than `limit`,
/// without an exponential: e^x ≥ (1 + y + y²/2 + y³/6)^16 with y = x/16.
#[inline]
fn serves_more(now: &StationNow, waiting: f64, patience: f64, limit: f64) -> bool {
    let y = now.spare * patience * (1.0 / 16.0);
    let base = 1.0 + y * (1.0 + y * (0.5 + y * (1.0 / 6.0)));
    let square = base * base;
    let fourth = square * square;
    let eighth = fourth * fourth;
    let power = eighth * eighth;
    now.admitted * (power - waiting) > (limit + ROUNDING) * power
}

/// Works out how likely waiting is at a station, if that is not known.
#[inline]
fn know_waiting(station: &mut Station) {
    if station.now.waiting == UNKNOWN {
        let offered = station.kept.busy * f64::from(station.nodes);
        station.now.waiting = queueing::erlang_c(u32::from(station.nodes), offered);
    }
}

/// In [`StationNow::waiting`]: not worked out this month. No probability.
const UNKNOWN: f64 = -1.0;

/// More than rounding can take away from a share (0-1). Numerical.
const ROUNDING: f64 = 1.0e-12;

/// A waiting probability below this counts as none (0-1). Numerical: it saves the exponential where
/// its effect is below any gauge's last digit.
const NEGLIGIBLE: f64 = 1.0e-6;

/// One month of a station under a load; gives the most load it could be built out to carry.
fn station_month(model: &Model, station: &mut Station, month: u16, load: f64, lever: f64) -> f64 {
    let option = &model.options[station.option];
    if station.order_due <= month {
        station.nodes = station.nodes.max(station.ordered).min(option.most_nodes);
        station.order_due = NEVER;
    }
    let wanted = wanted_from(option, load + station.backlog * BACKLOG_WEIGHT, station.nodes);
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
    let mut capacity = option.capacity[station.nodes as usize] * lever;
    let mut wall = option.capacity[option.most_nodes as usize] * lever;
    if station.crippled {
        capacity *= model.rules.emergency_capacity;
        wall *= model.rules.emergency_capacity;
    }
    station.now.load = load;
    station.now.capacity = capacity;
    let waiting = station.backlog;
    station.backlog = (waiting + load - capacity).clamp(0.0, MOST_BACKLOG);
    // Admission control: new and waiting work share what the queue can carry; the rest is late.
    let use_of_capacity = (load + waiting) / capacity.max(1.0e-12);
    station.now.admitted =
        if use_of_capacity > ADMISSION { ADMISSION / use_of_capacity } else { 1.0 };
    let servers = f64::from(station.nodes);
    if load <= 0.0 {
        (station.now.waiting, station.now.spare) = (0.0, servers);
    } else {
        let busy = use_of_capacity.min(ADMISSION);
        station.kept.busy = busy;
        station.now.waiting = UNKNOWN;
        station.now.spare = servers - busy * servers;
    }
    wall
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{load, shipped};
    use crate::sim::Model;
    use proptest::prelude::*;

    fn flagship() -> Model {
        let files = shipped::files("family-benefits").expect("it is shipped");
        Model::new(&load(&files).case.expect("it loads"))
    }

    /// The weakest station by looking at all of them.
    fn weakest_of_all(use_case: &UseCaseModel, stations: &[Station]) -> (f64, u16) {
        let mut found = (1.0, NEVER);
        for &place in &use_case.touches {
            let here = in_time(&stations[place].now, use_case.n.patience);
            if here < found.0 {
                found = (here, place as u16);
            }
        }
        found
    }

    fn a_queue() -> impl Strategy<Value = (f64, f64, f64)> {
        // Waiting, spare, admitted; ends and equals come up often.
        let waiting = prop_oneof![Just(0.0), Just(1.0), 0.0..1.0_f64, 0.0..1.0e-5_f64];
        let spare = prop_oneof![Just(0.05), 0.0..1.0_f64, 0.0..40.0_f64];
        let admitted = prop_oneof![4 => Just(1.0), 1 => 0.1..1.0_f64];
        (waiting, spare, admitted)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn the_weakest_station_is_found_wherever_the_search_begins(
            queues in prop::collection::vec(a_queue(), 8), patience in 0.0..20.0_f64,
            likely in 0..12_u16, twin in (0..8_usize, 0..8_usize),
        ) {
            let model = flagship();
            let mut stations = State::start(&model, &Luck::new(1)).stations;
            for (station, (waiting, spare, admitted)) in stations.iter_mut().zip(&queues) {
                let now = &mut station.now;
                (now.waiting, now.spare, now.admitted) = (*waiting, *spare, *admitted);
            }
            stations[twin.0].now = stations[twin.1].now;
            for use_case in &model.use_cases {
                let mut use_case = use_case.clone();
                use_case.n.patience = patience;
                let (within, place) = weakest(&use_case, &mut stations, likely);
                let (expected, expected_place) = weakest_of_all(&use_case, &stations);
                prop_assert_eq!(within.to_bits(), expected.to_bits());
                prop_assert_eq!(place, expected_place);
            }
        }
    }
}
