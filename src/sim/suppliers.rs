//! Suppliers: prices, renewals, acquisitions, licence changes, endings.
//!
//! Sources: a supplier can raise its price at a renewal by at most what leaving would cost the
//! buyer, spread over the planning horizon (Farrell & Klemperer 2007; `formulas::finance::price_ceiling`);
//! project health by contributor absence factor (CHAOSS); rates are parameters of the case.

use super::formulas::finance;
use super::ledger::post;
use super::lock_in;
use super::model::Model;
use super::outcome::{Occurrence, Progress, Subject};
use super::people::{self, DAYS_PER_MONTH, guarded, guarded_second};
use super::projects::milestone;
use super::running::{is_bought, yearly_price};
use super::state::{NEVER, Project, Stage, State};
use super::trace::{
    Factor, Input, OptionField, Origin, Recorder, Rule, RuleField, SupplierField, Why,
};
use crate::id::{ComponentId, SupplierId};
use crate::lanes::{Lanes, Row, Vectors, each, lanes_where};
use crate::luck::distribution::normal_quantile_beside;
use crate::luck::{AT_MOST_MONTHLY, Luck, Lucks, strikes};
use crate::scenario::case::{Ending, Lever};
use crate::scenario::plan::{Guardrail, Term, Vehicle};
use crate::scenario::vocabulary::{Category, EventKind};
use crate::units::{Money, Month};

/// Least share of the price ceiling that a price rise takes (0-1); luck adds up to the whole. Design
/// choice: a supplier that uses its power at all does so noticeably, and rarely to the full.
const HIKE_LEAST: f64 = 0.3;

/// Largest price (× list). Numerical: keeps compound growth finite.
const MOST_PRICE: f64 = 1.0e4;

/// Length of a contract that renews on its own (months). Design choice: option years are yearly.
const RENEWED_MONTHS: u16 = 12;

/// Longest notice (months). Numerical: ten years, longer than any run.
const LONGEST_NOTICE: f64 = 120.0;

/// Months without patches until a project that others take up is patched again. Design choice: new
/// maintainers need about a year to release on their own.
const REVIVAL_MONTHS: u16 = 12;

/// Share of the emergency months that a full exit drill saves (0-1). Design choice: a move that was
/// practised takes half the time; rebuilding takes the rest.
const DRILL_SAVES: f64 = 0.5;

/// Share of the price ceiling that a rise takes, for a uniform `u`.
fn hike_share(u: f64) -> f64 {
    HIKE_LEAST + (1.0 - HIKE_LEAST) * u
}

/// October: prices grow; a multi-year cap leaves a share of the growth.
#[inline(always)]
pub(super) fn reprice<V: Vectors<L>, const L: usize>(
    v: V,
    model: &Model,
    lucks: &Lucks<L>,
    state: &mut State<L>,
) {
    let month = state.month;
    if month == 0 {
        return;
    }
    for (supplier, now) in model.suppliers.iter().zip(&mut state.suppliers) {
        let u = v.row(&lucks.uniform(supplier.price, month, 0));
        now.growth = normal_quantile_beside(v, u).array();
    }
    for station in &mut state.stations {
        let (mut grown, mut shares) = ([0.0; L], [1.0; L]);
        for lane in 0..L {
            let option = &model.options[station.option[lane]];
            let z = state.suppliers[option.supplier].growth[lane];
            grown[lane] = option.n.price_growth + option.n.price_sigma * z;
            if station.capped_until[lane] > month {
                shares[lane] = model.rules.cap_share;
            }
        }
        let growth = v.row(&grown).greater(v.all(0.0));
        let price = v.row(&station.price) * (growth * v.row(&shares) + 1.0);
        station.price = price.lesser(v.all(MOST_PRICE)).array();
    }
}

/// Whether the supplier of what runs a component is gone, has given notice, or stands still: nobody
/// signs a contract or asks for more money.
#[must_use]
pub(super) fn is_leaving<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    index: usize,
) -> bool {
    let station = &state.stations[index];
    station.ends[lane] != NEVER
        || station.frozen[lane]
        || state.suppliers[model.options[station.option[lane]].supplier].ended[lane]
}

/// Contracts that end this month: a renewal for a year on its own, at a price the supplier may raise.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub(super) fn renew<R: Recorder<L>, const L: usize>(
    model: &Model,
    lucks: &Lucks<L>,
    state: &mut State<L>,
    recorder: &mut R,
) {
    let month = state.month;
    for index in 0..model.components.len() {
        let station = &state.stations[index];
        for lane in each(lanes_where::<L>(|lane| station.contract_end[lane] == month)) {
            renew_one(model, lucks.lane(lane), state, lane, recorder, index);
        }
    }
}

/// A component's contract ends this month.
#[inline(never)]
fn renew_one<R: Recorder<L>, const L: usize>(
    model: &Model,
    luck: &Luck,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    index: usize,
) {
    if is_leaving(model, state, lane, index) {
        // Nobody is there to renew with: it runs on without a contract while it runs.
        state.stations[index].contract_end[lane] = NEVER;
        return;
    }
    state.stations[index].contract_end[lane] = state.month + RENEWED_MONTHS;
    milestone(state, lane, index, Progress::Renewed);
    if collect(model, state, lane, recorder, index) {
        return;
    }
    let option = state.stations[index].option[lane];
    let n = &model.options[option].n;
    let credible = 1.0 - guarded_second(model, state, lane, Guardrail::ExitDrill);
    let stream = model.components[index].price;
    let chance = n.hike * credible;
    if luck.uniform(stream, state.month, 0) >= chance {
        return;
    }
    let share = hike_share(luck.uniform(stream, state.month, 1));
    raise_price(model, state, lane, recorder, index, share, || {
        Why::new(
            Rule::PriceHike,
            vec![
                people::option_factor(Input::Probability, n.hike, option, OptionField::Hike),
                Factor { what: Input::Unguarded, value: credible, origin: Origin::State },
            ],
        )
    });
}

/// A renewal: what a new owner has asked for falls due. True when the price is settled by that, or by a
/// cap agreed for longer than the contract, which keeps it where it is.
pub(super) fn collect<R: Recorder<L>, const L: usize>(
    model: &Model,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    index: usize,
) -> bool {
    let share = core::mem::take(&mut state.stations[index].owed[lane]);
    if state.stations[index].capped_until[lane] > state.month {
        return true;
    }
    if share <= 0.0 {
        return false;
    }
    let supplier = model.options[state.stations[index].option[lane]].supplier;
    raise_price(model, state, lane, recorder, index, share, || {
        let rate = model.suppliers[supplier].n.acquisition_rate;
        rate_why(Rule::Acquisition, rate, supplier, SupplierField::AcquisitionRate, 1.0)
    });
    true
}

/// Raises a component's price by a share of the ceiling that its exit cost allows.
fn raise_price<R: Recorder<L>, const L: usize>(
    model: &Model,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    index: usize,
    share: f64,
    why: impl FnOnce() -> Why,
) {
    let option = state.stations[index].option[lane];
    let list = yearly_price(model, option, 1.0, 1.0);
    if list <= 0.0 {
        return;
    }
    let exit = lock_in::exit_cost(model, state, lane, index).total();
    let ceiling = finance::price_ceiling(exit, model.rules.discount_rate, model.rules.hike_horizon);
    let step = share * ceiling / list;
    let before = state.stations[index].price[lane];
    state.stations[index].price[lane] = (before + step).min(MOST_PRICE);
    let occurrence = Occurrence {
        month: Month(state.month),
        kind: EventKind::PriceHike,
        subject: Subject::Component(ComponentId(index as u16)),
        loss: Money::ZERO,
        size: (state.stations[index].price[lane] - before) / before.max(1.0e-9),
    };
    super::effects::happen(model, state, lane, recorder, occurrence, why);
}

/// Acquisitions, licence changes and endings.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub(super) fn turn<V: Vectors<L>, R: Recorder<L>, const L: usize>(
    v: V,
    model: &Model,
    lucks: &Lucks<L>,
    state: &mut State<L>,
    recorder: &mut R,
) {
    thaw_and_switch_off(model, state, recorder);
    for (index, supplier) in model.suppliers.iter().enumerate() {
        let used = v.all(0.0).below(v.row(&state.suppliers[index].used));
        if !V::Row::any(used) {
            continue;
        }
        let [acquisition, relicence, end, _] =
            state.dice.supplier(model, lucks, index, state.month);
        let lever = state.levers.at(v, Lever::SupplierEnd, index);
        // No rate is higher than this, so most months bring nothing.
        let most = lever * (supplier.most * AT_MOST_MONTHLY);
        let least = v.row(acquisition).lesser(v.row(relicence)).lesser(v.row(end));
        for lane in each(V::Row::lanes(used & least.below(most))) {
            if !state.suppliers[index].ended[lane] {
                let draws = state.dice.suppliers[index].1.map(|draws| draws[lane]);
                turn_one(model, lucks.lane(lane), state, lane, recorder, index, draws);
            }
        }
    }
}

/// What a month may bring to a supplier in use: acquisition, licence change, ending, in this order in
/// `draws`.
#[cold]
fn turn_one<R: Recorder<L>, const L: usize>(
    model: &Model,
    luck: &Luck,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    index: usize,
    draws: [f64; 4],
) {
    let supplier = &model.suppliers[index];
    let [acquisition, relicence, end, _] = draws;
    let upstream = guarded(model, state, lane, Guardrail::Upstream);
    let lever = state.levers.get(lane, Lever::SupplierEnd, index);
    let rate = supplier.n.acquisition_rate * lever;
    let helped = if upstream > 0.0 { upstream * community(model, state, lane, index) } else { 0.0 };
    let lever = lever * (1.0 - helped);
    if !state.suppliers[index].acquired[lane] && strikes(acquisition, rate, 1.0) {
        acquire(model, luck, state, lane, recorder, index);
    }
    let rate = supplier.n.licence_change_rate * lever;
    if !state.suppliers[index].relicensed[lane] && strikes(relicence, rate, 1.0) {
        change_licence(model, luck, state, lane, recorder, index);
    }
    if !state.suppliers[index].ended[lane] && strikes(end, supplier.end * lever, 1.0) {
        end_supplier(model, luck, state, lane, recorder, index);
    }
}

/// Strongest community among the options in use of a supplier: only there does contributing help.
fn community<const L: usize>(model: &Model, state: &State<L>, lane: usize, supplier: usize) -> f64 {
    state
        .stations
        .iter()
        .filter(|station| !station.crippled[lane])
        .map(|station| &model.options[station.option[lane]])
        .filter(|option| option.supplier == supplier)
        .map(|option| option.n.community)
        .fold(0.0, f64::max)
}

fn users<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    supplier: usize,
) -> Vec<usize> {
    (0..model.components.len())
        .filter(|index| {
            let station = &state.stations[*index];
            !station.crippled[lane] && model.options[station.option[lane]].supplier == supplier
        })
        .collect()
}

fn supplier_event<const L: usize>(
    state: &State<L>,
    kind: EventKind,
    supplier: usize,
    size: f64,
) -> Occurrence {
    Occurrence {
        month: Month(state.month),
        kind,
        subject: Subject::Supplier(SupplierId(supplier as u16)),
        loss: Money::ZERO,
        size,
    }
}

fn rate_why(rule: Rule, rate: f64, supplier: usize, field: SupplierField, health: f64) -> Why {
    Why::new(
        rule,
        vec![
            Factor { what: Input::Rate, value: rate, origin: Origin::Supplier(supplier, field) },
            Factor { what: Input::Health, value: health, origin: Origin::State },
        ],
    )
}

#[cold]
fn acquire<R: Recorder<L>, const L: usize>(
    model: &Model,
    luck: &Luck,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    index: usize,
) {
    state.suppliers[index].acquired[lane] = true;
    let supplier = &model.suppliers[index];
    let u = luck.uniform(supplier.outcome, state.month, 0);
    let v = luck.uniform(supplier.outcome, state.month, 1);
    let discontinued = u < model.rules.acquired_end;
    let notice = if discontinued && supplier.ending == Ending::SwitchedOff {
        notice_months(model, v)
    } else {
        0
    };
    let occurrence = supplier_event(state, EventKind::SupplierAcquired, index, f64::from(notice));
    super::effects::happen(model, state, lane, recorder, occurrence, || {
        let rate = supplier.n.acquisition_rate;
        rate_why(Rule::Acquisition, rate, index, SupplierField::AcquisitionRate, 1.0)
    });
    if discontinued {
        match supplier.ending {
            Ending::SwitchedOff => give_notice(model, state, lane, index, notice),
            Ending::Frozen => {
                let why = || {
                    let rate = supplier.n.acquisition_rate;
                    rate_why(Rule::Acquisition, rate, index, SupplierField::AcquisitionRate, 1.0)
                };
                freeze(model, luck, state, lane, recorder, index, why);
            }
        }
    } else if u < model.rules.acquired_end + model.rules.acquired_hike {
        for component in users(model, state, lane, index) {
            state.stations[component].owed[lane] = hike_share(v);
            // A running contract holds until it ends.
            if state.stations[component].contract_end[lane] == NEVER {
                collect(model, state, lane, recorder, component);
            }
        }
    }
}

fn notice_months(model: &Model, u: f64) -> u16 {
    ((model.rules.notice_days.quantile(u) / DAYS_PER_MONTH + 0.5).clamp(1.0, LONGEST_NOTICE)) as u16
}

fn give_notice<const L: usize>(
    model: &Model,
    state: &mut State<L>,
    lane: usize,
    supplier: usize,
    months: u16,
) {
    state.suppliers[supplier].ended[lane] = true;
    for component in users(model, state, lane, supplier) {
        let ends = &mut state.stations[component].ends[lane];
        *ends = (*ends).min(state.month.saturating_add(months));
    }
}

#[cold]
fn change_licence<R: Recorder<L>, const L: usize>(
    model: &Model,
    luck: &Luck,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    index: usize,
) {
    state.suppliers[index].relicensed[lane] = true;
    let supplier = &model.suppliers[index];
    let fee = model.rules.relicence_fee.quantile(luck.uniform(supplier.outcome, state.month, 2));
    let forked = luck.uniform(supplier.outcome, state.month, 3) < supplier.fork;
    // With a community fork the agency moves over, once, instead of paying every year.
    let occurrence = supplier_event(state, EventKind::LicenceChange, index, fee);
    super::effects::happen(model, state, lane, recorder, occurrence, || {
        let rate = supplier.n.licence_change_rate;
        rate_why(Rule::LicenceChange, rate, index, SupplierField::LicenceChangeRate, 1.0)
    });
    state.suppliers[index].fee[lane] = if forked { 0.0 } else { fee };
    for component in users(model, state, lane, index) {
        if forked {
            post(state, lane, recorder, component, Category::Integration, fee * FORK_SHARE, || {
                Why::new(
                    Rule::LicenceChange,
                    vec![
                        Factor { what: Input::Surcharge, value: fee, origin: Origin::Luck },
                        Factor { what: Input::Payment, value: FORK_SHARE, origin: Origin::State },
                    ],
                )
            });
        } else {
            state.stations[component].surcharge[lane] += fee;
        }
    }
}

/// Moving to a community fork costs this share of a year's fee, once (0-1). Design choice: forks begin
/// as drop-in replacements, so the move is a small project.
const FORK_SHARE: f64 = 0.2;

#[cold]
fn end_supplier<R: Recorder<L>, const L: usize>(
    model: &Model,
    luck: &Luck,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    index: usize,
) {
    let supplier = &model.suppliers[index];
    let why = || {
        let health = supplier.end / supplier.n.end_rate.max(1.0e-12);
        rate_why(Rule::Ending, supplier.n.end_rate, index, SupplierField::EndRate, health)
    };
    match supplier.ending {
        Ending::Frozen => freeze(model, luck, state, lane, recorder, index, why),
        Ending::SwitchedOff => {
            let v = luck.uniform(supplier.outcome, state.month, 5);
            let notice = notice_months(model, v);
            let occurrence =
                supplier_event(state, EventKind::ProjectAbandoned, index, f64::from(notice));
            super::effects::happen(model, state, lane, recorder, occurrence, why);
            give_notice(model, state, lane, index, notice);
        }
    }
}

/// A project stands still: it stays, but is not patched until others take it up, if they do.
fn freeze<R: Recorder<L>, const L: usize>(
    model: &Model,
    luck: &Luck,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    index: usize,
    why: impl FnOnce() -> Why,
) {
    let u = luck.uniform(model.suppliers[index].outcome, state.month, 4);
    let revived = u < model.rules.revival;
    let size = if revived { f64::from(REVIVAL_MONTHS) } else { 0.0 };
    let occurrence = supplier_event(state, EventKind::ProjectAbandoned, index, size);
    super::effects::happen(model, state, lane, recorder, occurrence, why);
    state.suppliers[index].ended[lane] = !revived;
    for component in users(model, state, lane, index) {
        let station = &mut state.stations[component];
        station.frozen[lane] = true;
        station.thaw[lane] = if revived { state.month + REVIVAL_MONTHS } else { NEVER };
        station.changed(lane);
    }
}

#[inline(always)]
fn thaw_and_switch_off<R: Recorder<L>, const L: usize>(
    model: &Model,
    state: &mut State<L>,
    recorder: &mut R,
) {
    let month = state.month;
    let mut due: Lanes = 0;
    for station in &state.stations {
        due |= lanes_where::<L>(|lane| station.thaw[lane].min(station.ends[lane]) <= month);
    }
    for lane in each(due) {
        for index in 0..model.components.len() {
            let station = &mut state.stations[index];
            if station.thaw[lane] <= month {
                station.thaw[lane] = NEVER;
                station.frozen[lane] = false;
                station.changed(lane);
            }
            if station.ends[lane] > month {
                continue;
            }
            station.ends[lane] = NEVER;
            station.crippled[lane] = true;
            station.changed(lane);
            // The supplier ended the contract, and with it what was agreed about its price.
            station.contract_end[lane] = NEVER;
            station.capped_until[lane] = 0;
            let supplier = model.options[station.option[lane]].supplier;
            state.suppliers[supplier].give_up(lane);
            milestone(state, lane, index, Progress::SwitchedOff);
            emergency(model, state, lane, recorder, index);
        }
    }
}

fn is_offered<const L: usize>(model: &Model, state: &State<L>, lane: usize, option: usize) -> bool {
    let offer = &model.options[option];
    offer.on_offer && !state.suppliers[offer.supplier].ended[lane]
}

/// What a component is rebuilt on in an emergency: the case's fallback; if its supplier has ended, the
/// option on offer, authorised for what the agency does, that is cheapest to run, then cheapest to connect.
fn emergency_option<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    index: usize,
) -> Option<usize> {
    let component = &model.components[index];
    let running = state.stations[index].option[lane];
    let fallback = component.fallback;
    if fallback != running && !state.suppliers[model.options[fallback].supplier].ended[lane] {
        return Some(fallback);
    }
    let fits = |option: &usize| {
        let offer = &model.options[*option];
        offer.component == index
            && *option != running
            && is_offered(model, state, lane, *option)
            && (!component.holds_or_serves || offer.authorised >= model.impact)
    };
    // What it costs, what it takes to connect, who sells it: never the order in a case file.
    let rank = |option: usize| {
        let n = &model.options[option].n;
        let effort = n.effort * component.n.effort_factor * model.pools[component.pool].rate;
        let cost = yearly_price(model, option, 1.0, 1.0) + n.support + n.infrastructure + effort;
        let (hours, crossings) = super::projects::edge_hours(model, state, lane, option);
        (cost, hours, crossings, model.options[option].supplier)
    };
    (0..model.options.len()).filter(fits).min_by(|a, b| {
        let (a, b) = (rank(*a), rank(*b));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.total_cmp(&b.2)).then(a.3.cmp(&b.3))
    })
}

/// The running option is switched off: the component runs on manual fallback while it is rebuilt,
/// unless a planned replacement is already integrating or can still be had: then that goes on.
#[cold]
fn emergency<R: Recorder<L>, const L: usize>(
    model: &Model,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    index: usize,
) {
    if let Some(project) = state.stations[index].project[lane] {
        let begun = matches!(project.stage, Stage::Integrate | Stage::Migrate);
        if begun || is_offered(model, state, lane, project.option) {
            return;
        }
    }
    let replacement = emergency_option(model, state, lane, index);
    if state.stations[index].project[lane].is_some() {
        state.stations[index].plan(lane, None);
        milestone(state, lane, index, Progress::Dropped);
    }
    let Some(fallback) = replacement else { return };
    let drill = state.agency.guardrails[Guardrail::ExitDrill as usize][lane];
    let premium = 1.0 + (model.rules.emergency_premium - 1.0).max(0.0) * (1.0 - drill);
    let exit = lock_in::exit_cost(model, state, lane, index).total();
    post(state, lane, recorder, index, Category::Migration, exit * premium, || {
        Why::new(
            Rule::EmergencyReplacement,
            vec![
                Factor { what: Input::ExitCost, value: exit, origin: Origin::State },
                people::rule_factor(Input::Premium, premium, RuleField::EmergencyPremium),
            ],
        )
    });
    let project = Project {
        option: fallback,
        term: Term::OneYear,
        clause: false,
        vehicle: Vehicle::Order,
        stage: Stage::Migrate,
        left: (model.rules.emergency_months * (1.0 - DRILL_SAVES * drill)).max(1.0),
        setup_left: 0.0,
        overrun: 1.0,
        price: if is_bought(model, fallback) {
            super::projects::agreed_price(model, Vehicle::Order, false)
        } else {
            1.0
        },
        emergency: true,
        started: state.month,
        glue: super::projects::edge_hours(model, state, lane, fallback).0,
    };
    state.stations[index].plan(lane, Some(project));
    milestone(state, lane, index, Progress::EmergencyStarted);
}
