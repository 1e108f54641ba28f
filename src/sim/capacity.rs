//! Demand and capacity: queues where there is room, backlogs where there is none.
//!
//! Sources: Erlang C (M/M/c) for waiting, the universal scalability law for scale-out, a fluid
//! queue with admission control near and above capacity; see `formulas::queueing` and `formulas::scaling`.
//!
//! Invariant: a use case is served as well as its weakest station serves it.

use super::formulas::queueing;
use super::model::{ComponentModel, Model, OptionModel, UseCaseModel};
use super::outcome::{Occurrence, Subject};
use super::state::{DICE_MONTHS, NEVER, State, Station, StationNow, UseCaseState};
use super::trace::{Factor, Input, Origin, Recorder, Rule, Why};
use crate::lanes::{Row, Vectors, each, lanes_where};
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
    let carries = |nodes: u16| option.sizes[nodes as usize].carries >= load;
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
pub(super) fn grow<V: Vectors<L>, const L: usize>(
    v: V,
    model: &Model,
    lucks: &Lucks<L>,
    state: &mut State<L>,
) {
    if state.month == 0 {
        return;
    }
    for (use_case, now) in model.use_cases.iter().zip(&mut state.use_cases) {
        let n = &use_case.n;
        let u = lucks.uniform(use_case.growth, state.month, 0);
        let (median, sigma) = ((1.0 + n.growth).max(0.0), v.all(n.growth_sigma));
        let growth = lognormal_quantile_beside(v, v.row(&u), median, sigma);
        now.volume = (v.row(&now.volume) * growth).lesser(v.all(MOST_VOLUME)).array();
    }
}

/// Surges begin: demand is multiplied for some months.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub(super) fn surges<V: Vectors<L>, R: Recorder<L>, const L: usize>(
    v: V,
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
        for lane in each(V::Row::lanes(v.all(1.0).below(v.row(&now.surge)))) {
            if now.surge_until[lane] <= month {
                now.surge[lane] = 1.0;
            }
        }
        let u = v.row(&state.dice.use_cases[index][0][month as usize % DICE_MONTHS]);
        for lane in each(V::Row::lanes(u.below(v.all(most)))) {
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
pub(super) fn serve<V: Vectors<L>, const L: usize>(v: V, model: &Model, state: &mut State<L>) {
    let of_year = state.month as usize % 12;
    let State { month, stations, use_cases, levers, tally, .. } = state;
    let none = v.all(0.0);
    // Relative demand of each use case this month.
    for (index, (use_case, now)) in model.use_cases.iter().zip(&mut *use_cases).enumerate() {
        let season = use_case.season[of_year];
        now.on = now.open_in(*month);
        let lever = levers.at(v, Lever::Demand, index);
        let asked = v.row(&now.volume) * season * v.row(&now.surge) * lever;
        now.served = asked.only(none.below(v.row(&now.on))).array();
    }
    let mut headroom = v.row(&tally.headroom);
    for (index, (component, station)) in model.components.iter().zip(&mut *stations).enumerate() {
        let load = load(v, component, use_cases);
        let lever = levers.at(v, Lever::Capacity, index);
        let wall = station_month(v, model, station, *month, load, lever);
        // A quotient that is clearly not the least need not be known.
        let loaded = none.below(load);
        if V::Row::any(loaded & wall.below(headroom * load * (1.0 + ROUNDING))) {
            let now = V::Row::choose(loaded, wall / load, v.all(f64::INFINITY));
            headroom = now.lesser(headroom);
        }
    }
    tally.headroom = headroom.array();
    let sums = tally.by_use_case.iter_mut();
    let (mut all, mut within) = (v.row(&tally.demand), v.row(&tally.within));
    for ((use_case, now), [asked, in_time]) in model.use_cases.iter().zip(use_cases).zip(sums) {
        let demand = v.row(&now.served);
        let served = weakest(v, use_case, stations, demand, &mut now.weakest);
        // Without demand all of this is 0.
        let weight = demand * use_case.n.demand;
        let done = weight * served;
        (all, within) = (all + weight, within + done);
        *asked = (v.row(asked) + weight).array();
        *in_time = (v.row(in_time) + done).array();
        now.served = served.array();
    }
    (tally.demand, tally.within) = (all.array(), within.array());
}

/// Load on a component, from all use cases.
#[inline(always)]
fn load<V: Vectors<L>, const L: usize>(
    v: V,
    component: &ComponentModel,
    use_cases: &[UseCaseState<L>],
) -> V::Row {
    let mut load = v.all(0.0);
    for (share, use_case) in component.touch.iter().zip(use_cases) {
        load = load + v.row(&use_case.served) * *share;
    }
    load
}

/// Share that the weakest station of a use case serves in time (0-1), and which one that is (the first of
/// equals; [`NEVER`] where all serve everything). Lanes without demand serve 0, and keep theirs.
///
/// The station that [`serves_at_least`] the least is the weakest if what it serves is below the least of every
/// other, so that one exponential is enough; it decides in nearly every month. Else all are worked out.
#[inline(always)]
fn weakest<V: Vectors<L>, const L: usize>(
    v: V,
    use_case: &UseCaseModel,
    stations: &[Station<L>],
    demand: V::Row,
    weakest: &mut [u16; L],
) -> V::Row {
    let patience = use_case.n.patience;
    // The least that any serves at least, by whom, and the least of all others.
    let (mut least, mut other) = (v.all(1.0), v.all(f64::INFINITY));
    let (mut place, mut queue) = (v.all(NEVER.into()), Queue::idle(v));
    for &index in &use_case.touches {
        let here = Queue::of(v, &stations[index].now);
        let serves = serves_at_least(v, &here, patience);
        let less = serves.below(least);
        other = serves.greater(least).lesser(other);
        least = serves.lesser(least);
        place = V::Row::choose(less, v.all(index as f64), place);
        if !V::NARROW {
            queue.spare = V::Row::choose(less, here.spare, queue.spare);
            queue.waiting = V::Row::choose(less, here.waiting, queue.waiting);
            queue.admitted = V::Row::choose(less, here.admitted, queue.admitted);
        }
    }
    if V::NARROW {
        queue = Queue::at(v, stations, &place.array());
    }
    let none = v.all(0.0);
    let asked = none.below(demand);
    let mut within = in_time(v, &queue, patience);
    if V::Row::any(asked & !(within + ROUNDING).below(other)) {
        (within, place) = weakest_of_all(v, use_case, stations);
    }
    let places = place.array();
    for lane in each(V::Row::lanes(asked)) {
        weakest[lane] = places[lane] as u16;
    }
    within.only(asked)
}

/// [`weakest`] with what every station serves.
#[inline(always)]
fn weakest_of_all<V: Vectors<L>, const L: usize>(
    v: V,
    use_case: &UseCaseModel,
    stations: &[Station<L>],
) -> (V::Row, V::Row) {
    let (mut within, mut place) = (v.all(1.0), v.all(NEVER.into()));
    for &index in &use_case.touches {
        let here = in_time(v, &Queue::of(v, &stations[index].now), use_case.n.patience);
        let less = here.below(within);
        within = V::Row::choose(less, here, within);
        place = V::Row::choose(less, v.all(index as f64), place);
    }
    (within, place)
}

/// What decides how long work waits: of one station, or of another one in each lane.
struct Queue<N> {
    spare: N,
    waiting: N,
    admitted: N,
}

impl<N> Queue<N> {
    #[inline(always)]
    fn idle<V: Vectors<L, Row = N>, const L: usize>(v: V) -> Self {
        Self { spare: v.all(0.0), waiting: v.all(0.0), admitted: v.all(1.0) }
    }

    /// The queue of another station in each lane; an idle one where none is named.
    #[inline(always)]
    fn at<V: Vectors<L, Row = N>, const L: usize>(
        v: V,
        stations: &[Station<L>],
        places: &[f64; L],
    ) -> Self {
        let (mut spare, mut waiting, mut admitted) = ([0.0; L], [0.0; L], [1.0; L]);
        for lane in 0..L {
            if let Some(station) = stations.get(places[lane] as usize) {
                let now = &station.now;
                spare[lane] = now.spare[lane];
                waiting[lane] = now.waiting[lane];
                admitted[lane] = now.admitted[lane];
            }
        }
        Self { spare: v.row(&spare), waiting: v.row(&waiting), admitted: v.row(&admitted) }
    }

    #[inline(always)]
    fn of<V: Vectors<L, Row = N>, const L: usize>(v: V, now: &StationNow<L>) -> Self {
        Self {
            spare: v.row(&now.spare),
            waiting: v.row(&now.waiting),
            admitted: v.row(&now.admitted),
        }
    }
}

/// Share of a use case's work that a station serves in time (0-1): what it admits and does not keep
/// waiting beyond the use case's patience.
#[inline(always)]
fn in_time<V: Vectors<L>, const L: usize>(v: V, queue: &Queue<V::Row>, patience: f64) -> V::Row {
    let exponent = (v.all(0.0) - queue.spare * patience).greater(v.all(NOBODY_WAITS));
    let late = maths::exp_beside(v, exponent);
    let some = queue.admitted * (v.all(1.0) - queue.waiting * late);
    V::Row::choose(queue.waiting.below(v.all(NEGLIGIBLE)), queue.admitted, some)
}

/// A share that a station serves in time at least, without an exponential, and near to it unless hardly anybody
/// waits longer: e^−x ≤ (1 − y + y²/2 − y³/6 + y⁴/24)^16 with y = x/16. Where y grows beyond the least of that,
/// the least holds.
#[inline(always)]
fn serves_at_least<V: Vectors<L>, const L: usize>(
    v: V,
    queue: &Queue<V::Row>,
    patience: f64,
) -> V::Row {
    let one = v.all(1.0);
    let y = (queue.spare * (patience * (1.0 / 16.0))).lesser(v.all(LEAST_POWER));
    let base = v.all(1.0 / 6.0) - y * (1.0 / 24.0);
    let base = one - y * (one - y * (v.all(0.5) - y * base));
    let square = base * base;
    let fourth = square * square;
    let eighth = fourth * fourth;
    queue.admitted * (one - queue.waiting * (eighth * eighth))
}

/// Where 1 − y + y²/2 − y³/6 + y⁴/24 is least. Numerical.
const LEAST_POWER: f64 = 1.596;

/// Exponent of a share that 1 is rounded over. Numerical.
const NOBODY_WAITS: f64 = -600.0;

/// More than rounding can take away from a share (0-1). Numerical.
const ROUNDING: f64 = 1.0e-12;

/// A waiting probability below this counts as none (0-1). Numerical: it saves the exponential where
/// its effect is below any gauge's last digit.
const NEGLIGIBLE: f64 = 1.0e-6;

/// One month of a station under a load; gives the most load it could be built out to carry.
#[inline(always)]
fn station_month<V: Vectors<L>, const L: usize>(
    v: V,
    model: &Model,
    station: &mut Station<L>,
    month: u16,
    load: V::Row,
    lever: V::Row,
) -> V::Row {
    let kept = &station.kept;
    let waiting = v.row(&station.backlog);
    let wanted = load + waiting * BACKLOG_WEIGHT;
    let unfit = !wanted.at_most(v.row(&kept.carries)) | wanted.at_most(v.row(&kept.carries_less));
    let mut unfit = V::Row::lanes(unfit);
    if kept.on_order != 0 {
        unfit |= lanes_where::<L>(|lane| station.order_due[lane] <= month);
    }
    if unfit != 0 {
        let load = load.array();
        for lane in each(unfit) {
            fit(model, station, lane, month, load[lane]);
        }
    }
    let kept = &station.kept;
    let (none, one, most) = (v.all(0.0), v.all(1.0), v.all(ADMISSION));
    let emergency = v.all(model.rules.emergency_capacity);
    let factor = V::Row::choose(none.below(v.row(&kept.runs)), one, emergency);
    let capacity = v.row(&kept.capacity) * lever * factor;
    let wall = v.row(&kept.wall) * lever * factor;
    let left = (waiting + load - capacity).greater(none).lesser(v.all(MOST_BACKLOG));
    // Admission control: new and waiting work share what the queue can carry; the rest is late.
    let use_of_capacity = (load + waiting) / capacity.greater(v.all(1.0e-12));
    let crowded = most.below(use_of_capacity);
    let admitted = if V::Row::any(crowded) {
        V::Row::choose(crowded, most / use_of_capacity, one)
    } else {
        one
    };
    let servers = v.row(&kept.servers);
    let busy = use_of_capacity.lesser(most) * servers;
    let offered = busy.only(!load.at_most(none));
    station.backlog = left.array();
    let now = &mut station.now;
    now.admitted = admitted.array();
    now.spare = (servers - offered).array();
    now.waiting = queueing::erlang_c_beside(v, servers, offered).array();
    now.load = load.array();
    now.capacity = capacity.array();
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
        station.kept.on_order &= !(1 << lane);
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
            station.kept.on_order |= 1 << lane;
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
    use super::*;
    use crate::lanes::{Arrays, ONLY};
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
                let demand = |demand| Arrays.row(&[demand]);
                let [within] =
                    weakest(Arrays, &use_case, &stations, demand(1.0), &mut place).array();
                let (expected, expected_place) = weakest_of_all(&use_case, &stations);
                prop_assert_eq!(within.to_bits(), expected.to_bits());
                prop_assert_eq!(place, [expected_place]);
                let [within] =
                    weakest(Arrays, &use_case, &stations, demand(0.0), &mut place).array();
                prop_assert_eq!((within, place), (0.0, [expected_place]), "nothing was asked for");
            }
        }
    }
}
