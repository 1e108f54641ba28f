//! Demand and capacity: queues where there is room, backlogs where there is none.
//!
//! Sources: Erlang C (M/M/c) for waiting, the universal scalability law for scale-out, a fluid
//! queue with admission control near and above capacity; see `formulas::queueing` and `formulas::scaling`.
//!
//! Invariant: a use case is served as well as its weakest station serves it.

use super::formulas::queueing;
use super::lanes::{each, lanes_where};
use super::model::{ComponentModel, Model, OptionModel, UseCaseModel};
use super::outcome::{Occurrence, Subject};
use super::people::{greater, lesser};
use super::state::{DICE_MONTHS, NEVER, State, Station, StationNow, UseCaseState};
use super::trace::{Factor, Input, Origin, Recorder, Rule, Why};
use crate::luck::distribution::lognormal_quantile_beside;
use crate::luck::{Lucks, expected, maths, strikes};
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
#[inline(always)]
pub(super) fn grow<const L: usize>(model: &Model, lucks: &Lucks<L>, state: &mut State<L>) {
    if state.month == 0 {
        return;
    }
    for (use_case, now) in model.use_cases.iter().zip(&mut state.use_cases) {
        let n = &use_case.n;
        let u = lucks.uniform(use_case.growth, state.month, 0);
        let (median, sigma) = ((1.0 + n.growth).max(0.0), [n.growth_sigma; L]);
        let growth = lognormal_quantile_beside(&u, median, &sigma);
        for lane in 0..L {
            now.volume[lane] = lesser(now.volume[lane] * growth[lane], MOST_VOLUME);
        }
    }
}

/// Surges begin: demand is multiplied for some months.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub(super) fn surges<R: Recorder<L>, const L: usize>(
    model: &Model,
    lucks: &Lucks<L>,
    state: &mut State<L>,
    recorder: &mut R,
) {
    let probability = model.rules.surge_probability;
    if probability <= 0.0 {
        return;
    }
    let month = state.month;
    let most = expected(probability, 1.0);
    for index in 0..model.use_cases.len() {
        let now = &mut state.use_cases[index];
        for lane in 0..L {
            let over = now.surge_until[lane] <= month;
            now.surge[lane] = if over { 1.0 } else { now.surge[lane] };
        }
        let u = &state.dice.use_cases[index][0][month as usize % DICE_MONTHS];
        for lane in each(lanes_where::<L>(|lane| u[lane] < most)) {
            let u = state.dice.use_cases[index][0][month as usize % DICE_MONTHS][lane];
            let now = &state.use_cases[index];
            let may = now.live[lane] && now.surge_until[lane] <= month;
            if may && strikes(u, probability, 1.0) {
                surge(model, lucks, state, lane, recorder, index);
            }
        }
    }
}

/// A surge begins.
#[cold]
fn surge<R: Recorder<L>, const L: usize>(
    model: &Model,
    lucks: &Lucks<L>,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    index: usize,
) {
    let rules = &model.rules;
    let u = lucks.lane(lane).uniform(model.use_cases[index].surge_size, state.month, 0);
    let size = rules.surge_factor.quantile(u).max(1.0);
    state.use_cases[index].surge[lane] = size;
    state.use_cases[index].surge_until[lane] = state.month + rules.surge_months.max(1.0) as u16;
    let occurrence = Occurrence {
        month: Month(state.month),
        kind: EventKind::DemandSurge,
        subject: Subject::UseCase(crate::id::UseCaseId(index as u16)),
        loss: Money::ZERO,
        size,
    };
    super::effects::happen(model, state, lane, recorder, occurrence, || {
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

/// One month of load, queues, node orders and service.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub(super) fn serve<const L: usize>(model: &Model, state: &mut State<L>) {
    let of_year = state.month as usize % 12;
    let State { month, stations, use_cases, levers, tally, .. } = state;
    // Relative demand of each use case this month.
    let demand = levers.row(Lever::Demand);
    for ((use_case, now), lever) in model.use_cases.iter().zip(&mut *use_cases).zip(demand) {
        let season = use_case.season[of_year];
        let mut served = [0.0; L];
        for lane in 0..L {
            let asked = now.volume[lane] * season * now.surge[lane] * lever[lane];
            let on = now.live[lane] & (now.suspended_until[lane] <= *month);
            served[lane] = if on { asked } else { 0.0 };
        }
        now.served = served;
    }
    let levers = levers.row(Lever::Capacity);
    for ((component, station), lever) in model.components.iter().zip(&mut *stations).zip(levers) {
        let load = load(component, use_cases);
        let wall = station_month(model, station, *month, &load, lever);
        // A quotient that is clearly not the least need not be known.
        let mut less = false;
        let mut headroom = tally.headroom;
        for lane in 0..L {
            let clear = headroom[lane] * load[lane] * (1.0 + ROUNDING);
            less |= (load[lane] > 0.0) & (wall[lane] < clear);
        }
        if less {
            for lane in 0..L {
                let now = wall[lane] / load[lane];
                let now = if load[lane] > 0.0 { now } else { f64::INFINITY };
                headroom[lane] = lesser(now, headroom[lane]);
            }
            tally.headroom = headroom;
        }
    }
    let sums = tally.by_use_case.iter_mut();
    for ((use_case, now), [asked, in_time]) in model.use_cases.iter().zip(use_cases).zip(sums) {
        let demand = now.served;
        let served = weakest(use_case, stations, &demand, &mut now.weakest);
        // Without demand all of this is 0.
        let (mut weight, mut done) = ([0.0; L], [0.0; L]);
        for lane in 0..L {
            weight[lane] = demand[lane] * use_case.n.demand;
            done[lane] = weight[lane] * served[lane];
        }
        for sums in [&mut tally.demand, asked] {
            for lane in 0..L {
                sums[lane] += weight[lane];
            }
        }
        for sums in [&mut tally.within, in_time] {
            for lane in 0..L {
                sums[lane] += done[lane];
            }
        }
        now.served = served;
    }
}

/// Load on a component, from all use cases.
#[inline(always)]
fn load<const L: usize>(component: &ComponentModel, use_cases: &[UseCaseState<L>]) -> [f64; L] {
    let mut load = [0.0; L];
    for (share, use_case) in component.touch.iter().zip(use_cases) {
        for lane in 0..L {
            load[lane] += share * use_case.served[lane];
        }
    }
    load
}

/// Share that the weakest station of a use case serves in time (0-1), and which one that is (the first of
/// equals; [`NEVER`] where all serve everything). Lanes without demand serve 0, and keep theirs.
///
/// `weakest`, last month's, tells where to look first: a station that [`serves_more`] is not the weakest.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
fn weakest<const L: usize>(
    use_case: &UseCaseModel,
    stations: &[Station<L>],
    demand: &[f64; L],
    weakest: &mut [u16; L],
) -> [f64; L] {
    let patience = use_case.n.patience;
    // As wide as the shares, so that both are chosen alike.
    let (mut within, mut places) = ([1.0; L], [u64::from(NEVER); L]);
    let likely = usize::from(weakest[0]);
    let likely = use_case.touches.iter().copied().find(|place| *place == likely);
    let likely = likely.or(use_case.touches.first().copied());
    let limit = match likely {
        Some(place) => in_time(&stations[place].now, patience),
        None => [1.0; L],
    };
    for &place in &use_case.touches {
        let now = &stations[place].now;
        let here = if Some(place) == likely {
            limit
        } else if serves_more(now, patience, &limit) {
            continue;
        } else {
            in_time(now, patience)
        };
        for lane in 0..L {
            let less = here[lane] < within[lane];
            within[lane] = if less { here[lane] } else { within[lane] };
            places[lane] = if less { place as u64 } else { places[lane] };
        }
    }
    for lane in 0..L {
        let asked = demand[lane] > 0.0;
        within[lane] = if asked { within[lane] } else { 0.0 };
        weakest[lane] = if asked { places[lane] as u16 } else { weakest[lane] };
    }
    within
}

/// Share of a use case's work that a station serves in time (0-1): what it admits and does not keep
/// waiting beyond the use case's patience.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
fn in_time<const L: usize>(now: &StationNow<L>, patience: f64) -> [f64; L] {
    let mut exponent = [0.0; L];
    for lane in 0..L {
        exponent[lane] = greater(-now.spare[lane] * patience, NOBODY_WAITS);
    }
    let late = maths::exp_beside(&exponent);
    let mut served = [0.0; L];
    for lane in 0..L {
        let (waiting, admitted) = (now.waiting[lane], now.admitted[lane]);
        let some = admitted * (1.0 - waiting * late[lane]);
        served[lane] = if waiting < NEGLIGIBLE { admitted } else { some };
    }
    served
}

/// Whether a station is known to serve more in time than `limit` in every lane, without an exponential:
/// e^x ≥ (1 + y + y²/2 + y³/6)^16 with y = x/16.
#[inline(always)]
fn serves_more<const L: usize>(now: &StationNow<L>, patience: f64, limit: &[f64; L]) -> bool {
    let mut more = true;
    for lane in 0..L {
        let y = now.spare[lane] * patience * (1.0 / 16.0);
        let base = 1.0 + y * (1.0 + y * (0.5 + y * (1.0 / 6.0)));
        let square = base * base;
        let fourth = square * square;
        let eighth = fourth * fourth;
        let power = eighth * eighth;
        more &= now.admitted[lane] * (power - now.waiting[lane]) > (limit[lane] + ROUNDING) * power;
    }
    more
}

/// Exponent of a share that 1 is rounded over. Numerical.
const NOBODY_WAITS: f64 = -600.0;

/// More than rounding can take away from a share (0-1). Numerical.
const ROUNDING: f64 = 1.0e-12;

/// A waiting probability below this counts as none (0-1). Numerical: it saves the exponential where
/// its effect is below any gauge's last digit.
const NEGLIGIBLE: f64 = 1.0e-6;

/// One month of a station under a load; gives the most load it could be built out to carry.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
fn station_month<const L: usize>(
    model: &Model,
    station: &mut Station<L>,
    month: u16,
    load: &[f64; L],
    lever: &[f64; L],
) -> [f64; L] {
    let kept = &station.kept;
    let mut unfit = [false; L];
    for lane in 0..L {
        let wanted = load[lane] + station.backlog[lane] * BACKLOG_WEIGHT;
        let carried = kept.carries[lane] >= wanted;
        unfit[lane] =
            !carried | (kept.carries_less[lane] >= wanted) | (station.order_due[lane] <= month);
    }
    for lane in each(lanes_where::<L>(|lane| unfit[lane])) {
        fit(model, station, lane, month, load[lane]);
    }
    let emergency = model.rules.emergency_capacity;
    let kept = &station.kept;
    let (mut capacity, mut wall) = ([0.0; L], [0.0; L]);
    for lane in 0..L {
        let factor = if station.crippled[lane] { emergency } else { 1.0 };
        capacity[lane] = kept.capacity[lane] * lever[lane] * factor;
        wall[lane] = kept.wall[lane] * lever[lane] * factor;
    }
    let now = &mut station.now;
    let mut offered = [0.0; L];
    let (waiting, mut admitted, mut spare) = (station.backlog, [0.0; L], [0.0; L]);
    let mut backlog = [0.0; L];
    for lane in 0..L {
        let left = waiting[lane] + load[lane] - capacity[lane];
        backlog[lane] = lesser(greater(left, 0.0), MOST_BACKLOG);
    }
    for lane in 0..L {
        // Admission control: new and waiting work share what the queue can carry; the rest is late.
        let use_of_capacity = (load[lane] + waiting[lane]) / greater(capacity[lane], 1.0e-12);
        let part = ADMISSION / use_of_capacity;
        admitted[lane] = if use_of_capacity > ADMISSION { part } else { 1.0 };
        let servers = f64::from(station.nodes[lane]);
        let busy = lesser(use_of_capacity, ADMISSION) * servers;
        offered[lane] = if load[lane] <= 0.0 { 0.0 } else { busy };
        spare[lane] = servers - offered[lane];
    }
    station.backlog = backlog;
    (now.admitted, now.spare) = (admitted, spare);
    now.waiting = queueing::erlang_c_beside(&station.nodes, &offered);
    now.load = *load;
    now.capacity = capacity;
    wall
}

/// Takes in nodes that were ordered, and orders or gives up nodes as the load asks.
#[inline(never)]
fn fit<const L: usize>(
    model: &Model,
    station: &mut Station<L>,
    lane: usize,
    month: u16,
    load: f64,
) {
    let option = &model.options[station.option[lane]];
    let mut nodes = station.nodes[lane];
    if station.order_due[lane] <= month {
        nodes = nodes.max(station.ordered[lane]).min(option.most_nodes);
        station.order_due[lane] = NEVER;
        station.resize(model, lane, nodes);
    }
    let wanted = wanted_from(option, load + station.backlog[lane] * BACKLOG_WEIGHT, nodes);
    if wanted > nodes {
        if option.is_elastic() {
            nodes = wanted;
        } else if station.order_due[lane] == NEVER {
            station.ordered[lane] = wanted;
            station.order_due[lane] =
                month.saturating_add(option.n.provisioning.min(LONGEST_PROVISIONING) as u16);
            // Whatever the load, there is nothing to do before they come.
            station.kept.carries[lane] = f64::INFINITY;
        }
    } else if wanted < nodes && option.is_elastic() {
        nodes = wanted;
    }
    if nodes != station.nodes[lane] {
        station.resize(model, lane, nodes);
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

/// Longest provisioning lead that counts (months). Numerical: ten years, longer than any run.
const LONGEST_PROVISIONING: f64 = 120.0;

/// Largest demand of a use case (× its start). Numerical: keeps compound growth finite.
const MOST_VOLUME: f64 = 1.0e6;

#[cfg(test)]
mod tests {
    use super::super::lanes::ONLY;
    use super::*;
    use crate::luck::Luck;
    use crate::scenario::{load, shipped};
    use crate::sim::Model;
    use proptest::prelude::*;

    fn flagship() -> Model {
        let files = shipped::files("family-benefits").expect("it is shipped");
        Model::new(&load(&files).case.expect("it loads"))
    }

    /// Share of work that a station serves in time, by the textbook.
    fn by_the_book(station: &Station, patience: f64) -> f64 {
        let now = &station.now;
        let (waiting, admitted) = (now.waiting[ONLY], now.admitted[ONLY]);
        if waiting < NEGLIGIBLE {
            admitted
        } else {
            admitted * (1.0 - waiting * maths::exp(-now.spare[ONLY] * patience))
        }
    }

    fn weakest_of_all(use_case: &UseCaseModel, stations: &[Station]) -> (f64, u16) {
        let mut found = (1.0, NEVER);
        for &place in &use_case.touches {
            let here = by_the_book(&stations[place], use_case.n.patience);
            if here < found.0 {
                found = (here, place as u16);
            }
        }
        found
    }

    fn a_queue() -> impl Strategy<Value = (f64, f64, f64)> {
        // Waiting, spare, admitted; ends and equals come up often.
        let waiting = prop_oneof![Just(0.0), Just(1.0), 0.0..1.0_f64, 0.0..1.0e-5_f64];
        let spare = prop_oneof![Just(0.05), 0.0..1.0_f64, 0.0..400.0_f64];
        let admitted = prop_oneof![4 => Just(1.0), 1 => 0.1..1.0_f64];
        (waiting, spare, admitted)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn the_weakest_station_serves_what_the_textbook_says(
            queues in prop::collection::vec(a_queue(), 8), patience in 0.0..20.0_f64,
            before in 0..12_u16, twin in (0..8_usize, 0..8_usize),
        ) {
            let model = flagship();
            let mut stations = State::start(&model, &Luck::new(1)).stations;
            for (station, (waiting, spare, admitted)) in stations.iter_mut().zip(&queues) {
                let now = &mut station.now;
                (now.waiting, now.spare, now.admitted) = ([*waiting], [*spare], [*admitted]);
            }
            stations[twin.0].now = stations[twin.1].now.clone();
            for use_case in &model.use_cases {
                let mut use_case = use_case.clone();
                use_case.n.patience = patience;
                let mut place = [before];
                let [within] = weakest(&use_case, &stations, &[1.0], &mut place);
                let (expected, expected_place) = weakest_of_all(&use_case, &stations);
                prop_assert_eq!(within.to_bits(), expected.to_bits());
                prop_assert_eq!(place, [expected_place]);
                let [within] = weakest(&use_case, &stations, &[0.0], &mut place);
                prop_assert_eq!((within, place), (0.0, [expected_place]), "nothing was asked for");
            }
        }
    }
}
