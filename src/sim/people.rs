//! People: who is there, what they can cover, what they know.
//!
//! Sources: learning by use follows Wright 1936 (`formulas::learning`); attrition and hiring
//! times are parameters of the case.
//!
//! Invariant: operations and projects draw on the same people, and shortage is shared alike.

use super::ledger::{Ledger, agency_place, post};
use super::model::{Model, Rules};
use super::outcome::{Occurrence, Subject};
use super::state::{ARRIVALS, DICE_MONTHS, NEVER, PoolState, Stage, State, Station, SupplierState};
use super::trace::{
    ComponentField, Factor, Input, OptionField, Origin, Recorder, Rule, RuleField, SupplierField,
    Why,
};
use crate::id::PoolId;
use crate::lanes::{Row, Vectors, each};
use crate::luck::Luck;
use crate::luck::distribution::binomial_quantile;
use crate::scenario::case::Lever;
use crate::scenario::plan::Guardrail;
use crate::scenario::vocabulary::{Category, EventKind};
use crate::units::{Money, Month};

/// Most persons in one pool. Numerical: bounds the state.
pub(super) const SEATS: u16 = 1000;

/// Weight of a leaving contractor in lost know-how, against a leaving member of staff (0-1). Design
/// choice: contractors take know-how along, but are asked for a hand-over when they go.
const CONTRACTORS_TAKE: f64 = 0.5;

/// Most experience of a component (Wright units). Numerical: bounds the state.
pub(super) const MOST_EXPERIENCE: f64 = 1.0e4;

/// Most technical debt of a component (units). Design choice: beyond it a component would be
/// rewritten, not maintained.
const MOST_DEBT: f64 = 10.0;

/// October, before decisions: contractors whose year is over go and take know-how along.
pub(super) fn release_contractors<const L: usize>(
    model: &Model,
    state: &mut State<L>,
    lane: usize,
) {
    for index in 0..model.pools.len() {
        let now = &mut state.pools[index];
        let (contractors, staff) = (now.contractors[lane], now.headcount[lane]);
        if now.contractors_until[lane] > state.month || contractors == 0 {
            continue;
        }
        let gone = f64::from(contractors) / f64::from(staff + contractors);
        now.contractors[lane] = 0;
        now.contractors_until[lane] = NEVER;
        forget(model, state, lane, index, gone * CONTRACTORS_TAKE);
    }
}

/// Hires arrive, people leave and take know-how along.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub(super) fn come_and_go<V: Vectors<L>, R: Recorder<L>, const L: usize>(
    v: V,
    model: &Model,
    state: &mut State<L>,
    recorder: &mut R,
) {
    let month = state.month;
    for (index, pool) in model.pools.iter().enumerate() {
        let now = &mut state.pools[index];
        if now.arrivals.as_flattened().iter().fold(false, |any, due| any | (*due <= month)) {
            for lane in 0..L {
                for arrival in &mut now.arrivals[lane] {
                    if *arrival <= month {
                        *arrival = NEVER;
                        now.headcount[lane] = (now.headcount[lane] + 1).min(SEATS);
                    }
                }
            }
        }
        let headcount = v.row(&state.pools[index].headcount.map(f64::from));
        let lever = state.levers.at(v, Lever::Attrition, index);
        let u = v.row(&state.dice.pools[index][month as usize % DICE_MONTHS]);
        // P(at least one of n leaves) ≤ n·p, so most months need no further arithmetic.
        let leave = (lever * pool.leave).greater(v.all(0.0)).lesser(v.all(1.0));
        let leaving = V::Row::lanes(u.below(headcount * leave));
        if leaving != 0 {
            let (u, leave) = (u.array(), leave.array());
            for lane in each(leaving) {
                depart(model, state, lane, recorder, index, u[lane], leave[lane]);
            }
        }
    }
}

/// So many people of a pool leave as the luck `u` of the month and each one's chance to leave say.
#[cold]
fn depart<R: Recorder<L>, const L: usize>(
    model: &Model,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    index: usize,
    u: f64,
    leave: f64,
) {
    let month = state.month;
    let headcount = state.pools[index].headcount[lane];
    let leavers = binomial_quantile(1.0 - u, u32::from(headcount), leave) as u16;
    if leavers == 0 {
        return;
    }
    let share = f64::from(leavers) / f64::from(headcount);
    forget(model, state, lane, index, share);
    state.pools[index].headcount[lane] = headcount - leavers.min(headcount);
    let occurrence = Occurrence {
        month: Month(month),
        kind: EventKind::KeyStaffLoss,
        subject: Subject::Pool(PoolId(index as u16)),
        loss: Money::ZERO,
        size: f64::from(leavers),
    };
    super::effects::happen(model, state, lane, recorder, occurrence, || {
        Why::new(
            Rule::Departure,
            vec![
                Factor { what: Input::Persons, value: f64::from(headcount), origin: Origin::State },
                Factor { what: Input::Rate, value: leave * 12.0, origin: Origin::Pool(index) },
            ],
        )
    });
}

/// This share of a pool's people left: the components it runs lose know-how.
pub(super) fn forget<const L: usize>(
    model: &Model,
    state: &mut State<L>,
    lane: usize,
    pool: usize,
    share: f64,
) {
    let docs = guarded(model, state, lane, Guardrail::Documentation);
    let loss = (model.rules.knowledge_loss * share * (1.0 - docs)).clamp(0.0, 1.0);
    for (component, station) in model.components.iter().zip(&mut state.stations) {
        if component.pool == pool {
            let experience = &mut station.experience[lane];
            *experience = (*experience * (1.0 - loss)).max(1.0);
        }
    }
}

/// Main effect of a guardrail at its present level (0-1 × effect).
#[inline]
#[must_use]
pub(super) fn guarded<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    guardrail: Guardrail,
) -> f64 {
    let index = guardrail as usize;
    (model.guardrails[index].effect * state.agency.guardrails[index][lane]).clamp(0.0, 1.0)
}

/// Second effect of a guardrail at its present level.
#[inline]
#[must_use]
pub(super) fn guarded_second<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    guardrail: Guardrail,
) -> f64 {
    let index = guardrail as usize;
    (model.guardrails[index].second * state.agency.guardrails[index][lane]).clamp(0.0, 1.0)
}

/// Sets demand and coverage of every pool for this month, and effort of every station. Gives the
/// share of a full platform that what is self-run asks for (0-1).
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub(super) fn refresh<V: Vectors<L>, const L: usize>(
    v: V,
    model: &Model,
    state: &mut State<L>,
) -> [f64; L] {
    let rules = &model.rules;
    for pool in &mut state.pools {
        pool.demand = [0.0; L];
    }
    for index in 0..model.components.len() {
        state.stations[index].now.team = [0.0; L];
        for lane in each(state.stations[index].kept.under_way) {
            let Some(project) = &state.stations[index].project[lane] else { continue };
            let broke = state.agency.spent[lane] >= state.agency.appropriation[lane];
            // Without money a project waits, and its people do something else.
            if project.emergency || !broke {
                let team = super::projects::team(model, state, lane, index, project);
                state.stations[index].now.team[lane] = team;
            }
        }
    }
    let State { stations, pools, levers, suppliers, agency, .. } = &mut *state;
    let documentation = Guardrail::Documentation as usize;
    let second = model.guardrails[documentation].second;
    let (none, one) = (v.all(0.0), v.all(1.0));
    let saved = one - (v.row(&agency.guardrails[documentation]) * second).greater(none).lesser(one);
    let mut platform = none;
    for (index, (component, station)) in model.components.iter().zip(stations).enumerate() {
        let lever = levers.at(v, Lever::Effort, index);
        let kept = &station.kept;
        let learned = model.learned(v, v.row(&station.experience));
        let drag = v.row(&station.debt) * rules.debt_drag + 1.0;
        let effort =
            v.row(&kept.effort) * v.row(&station.effort_scale) * learned * drag * (lever * saved);
        platform = platform.greater(v.row(&kept.self_run));
        if kept.under_way != 0 {
            let mut built = [0.0; L];
            for lane in each(kept.under_way) {
                if let Some(project) = &station.project[lane]
                    && matches!(project.stage, Stage::Integrate | Stage::Migrate)
                {
                    built[lane] = model.options[project.option].n.self_run;
                }
            }
            platform = platform.greater(v.row(&built));
        }
        station.now.effort = effort.array();
        let demand = &mut pools[component.pool].demand;
        *demand = (v.row(demand) + (effort + v.row(&station.now.team))).array();
    }
    let demand = &mut pools[model.platform_pool].demand;
    *demand = (v.row(demand) + platform * rules.platform_effort).array();
    let mut demand = v.row(&pools[model.contracts_pool].demand);
    for (supplier, now) in model.suppliers.iter().zip(suppliers) {
        demand = demand + v.row(&now.used) * supplier.n.management;
    }
    pools[model.contracts_pool].demand = demand.array();
    for pool in pools {
        let demand = v.row(&pool.demand);
        let staff = v.row(&pool.headcount.map(f64::from));
        let there = staff + v.row(&pool.contractors.map(f64::from));
        let coverage = V::Row::choose(demand.at_most(there), one, there / demand);
        // Own staff's part of the work the pool covers; the rest is contractors'.
        let covered = demand * coverage;
        let own = V::Row::choose(covered.at_most(staff), one, staff / covered);
        (pool.coverage, pool.own) = (coverage.array(), own.array());
    }
    platform.array()
}

/// Staff postings of the month: running, projects, platform baseline, supplier management, bench,
/// contractors. Called on what [`refresh`] has just set and given, so that every month of own staff is charged once.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub(super) fn pay<V: Vectors<L>, R: Recorder<L>, const L: usize>(
    v: V,
    model: &Model,
    state: &mut State<L>,
    recorder: &mut R,
    platform: &[f64; L],
) {
    let rules = &model.rules;
    let agency = (agency_place(model), Category::Staff);
    let State { month, stations, suppliers, pools, ledger, .. } = state;
    let month = *month;
    for (index, (component, station)) in model.components.iter().zip(stations).enumerate() {
        let (pool, rate) = (&pools[component.pool], model.pools[component.pool].rate);
        let effort = &station.now.effort;
        let amount = v.row(effort) * v.row(&pool.coverage) * v.row(&pool.own) * rate / 12.0;
        ledger.post_all(v, recorder, month, (index, Category::Staff), amount, |lane| {
            let from = Origin::Pool(component.pool);
            let (effort, coverage, own) = (effort[lane], pool.coverage[lane], pool.own[lane]);
            Why::new(
                Rule::RunEffort,
                vec![
                    Factor { what: Input::Effort, value: effort, origin: Origin::State },
                    Factor { what: Input::Coverage, value: coverage, origin: Origin::State },
                    Factor { what: Input::OwnShare, value: own, origin: Origin::State },
                    Factor { what: Input::StaffRate, value: rate, origin: from },
                    month_factor(),
                ],
            )
        });
        for lane in each(station.kept.under_way) {
            let team = station.now.team[lane];
            if team > 0.0 {
                let category = match &station.project[lane] {
                    Some(project) if project.stage == Stage::Migrate => Category::Migration,
                    _ => Category::Integration,
                };
                let (worked, own) = (team * pool.coverage[lane], pool.own[lane]);
                let (cell, amount) = ((index, category), worked * own * rate / 12.0);
                ledger.post(lane, recorder, month, cell, amount, || {
                    let from = Origin::Pool(component.pool);
                    Why::new(
                        Rule::ProjectWork,
                        vec![
                            Factor {
                                what: Input::WorkedMonths,
                                value: worked,
                                origin: Origin::State,
                            },
                            Factor { what: Input::OwnShare, value: own, origin: Origin::State },
                            Factor { what: Input::StaffRate, value: rate, origin: from },
                            month_factor(),
                        ],
                    )
                });
            }
        }
    }
    let (pool, rate) = (&pools[model.platform_pool], model.pools[model.platform_pool].rate);
    let amount =
        v.row(platform) * rules.platform_effort * v.row(&pool.coverage) * v.row(&pool.own) * rate
            / 12.0;
    ledger.post_all(v, recorder, month, agency, amount, |lane| {
        let (coverage, own) = (pool.coverage[lane], pool.own[lane]);
        Why::new(
            Rule::PlatformBaseline,
            vec![
                Factor { what: Input::EffortFactor, value: platform[lane], origin: Origin::State },
                rule_factor(Input::Effort, rules.platform_effort, RuleField::PlatformEffort),
                Factor { what: Input::Coverage, value: coverage, origin: Origin::State },
                Factor { what: Input::OwnShare, value: own, origin: Origin::State },
                Factor {
                    what: Input::StaffRate,
                    value: rate,
                    origin: Origin::Pool(model.platform_pool),
                },
                month_factor(),
            ],
        )
    });
    manage_suppliers(v, model, suppliers, &pools[model.contracts_pool], ledger, month, recorder);
    for (index, (pool, now)) in model.pools.iter().zip(pools).enumerate() {
        let headcount = v.row(&now.headcount.map(f64::from));
        let idle = (headcount - v.row(&now.demand)).greater(v.all(0.0));
        let amount = idle * rules.bench_share * pool.rate / 12.0;
        ledger.post_all(v, recorder, month, agency, amount, |lane| {
            let value = idle.array()[lane];
            Why::new(
                Rule::Bench,
                vec![
                    Factor { what: Input::IdleStaff, value, origin: Origin::State },
                    rule_factor(Input::BenchShare, rules.bench_share, RuleField::BenchShare),
                    Factor {
                        what: Input::StaffRate,
                        value: pool.rate,
                        origin: Origin::Pool(index),
                    },
                    month_factor(),
                ],
            )
        });
        if now.contractors.iter().all(|persons| *persons == 0) {
            continue;
        }
        let contractors = now.contractors.map(f64::from);
        let amount = v.row(&contractors) * rules.contractor_rate / 12.0;
        ledger.post_all(v, recorder, month, agency, amount, |lane| {
            Why::new(
                Rule::Contractors,
                vec![
                    Factor {
                        what: Input::Persons,
                        value: contractors[lane],
                        origin: Origin::State,
                    },
                    rule_factor(
                        Input::ContractorRate,
                        rules.contractor_rate,
                        RuleField::ContractorRate,
                    ),
                    month_factor(),
                ],
            )
        });
    }
}

/// Staff postings for managing the suppliers in use.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
fn manage_suppliers<V: Vectors<L>, R: Recorder<L>, const L: usize>(
    v: V,
    model: &Model,
    suppliers: &[SupplierState<L>],
    pool: &PoolState<L>,
    ledger: &mut Ledger<L>,
    month: u16,
    recorder: &mut R,
) {
    let agency = (agency_place(model), Category::Staff);
    let rate = model.pools[model.contracts_pool].rate;
    let (one, coverage, own) = (v.all(1.0), v.row(&pool.coverage), v.row(&pool.own));
    let parted = !(coverage.equals(one) & own.equals(one));
    // When own staff cover all of it and nobody asks why, the amounts are known beforehand.
    if !R::ON && !V::Row::any(parted) {
        let mut cents = v.all(0.0);
        for (supplier, now) in model.suppliers.iter().zip(suppliers) {
            cents = cents + v.row(&now.used) * supplier.management;
        }
        ledger.add::<V, R>(v, agency.0, agency.1, cents);
        return;
    }
    for (index, (supplier, now)) in model.suppliers.iter().zip(suppliers).enumerate() {
        let effort = supplier.n.management;
        let amount = v.all(effort) * coverage * own * rate / 12.0 * v.row(&now.used);
        ledger.post_all(v, recorder, month, agency, amount, |lane| {
            let (coverage, own) = (pool.coverage[lane], pool.own[lane]);
            Why::new(
                Rule::SupplierManagement,
                vec![
                    Factor {
                        what: Input::Effort,
                        value: effort,
                        origin: Origin::Supplier(index, SupplierField::Management),
                    },
                    Factor { what: Input::Coverage, value: coverage, origin: Origin::State },
                    Factor { what: Input::OwnShare, value: own, origin: Origin::State },
                    Factor {
                        what: Input::StaffRate,
                        value: rate,
                        origin: Origin::Pool(model.contracts_pool),
                    },
                    month_factor(),
                ],
            )
        });
    }
}

/// Learning by use, and technical debt, of a month at a coverage of the station's pool.
#[inline(always)]
pub(super) fn learn<V: Vectors<L>, const L: usize>(
    v: V,
    rules: &Rules,
    coverage: &[f64; L],
    station: &mut Station<L>,
) {
    let (learned, interest) = (rules.deployments / 12.0, 1.0 + rules.debt_interest / 12.0);
    let (repay, shortage) = (-rules.debt_repay, rules.debt_shortage);
    let experience = (v.row(&station.experience) + learned).lesser(v.all(MOST_EXPERIENCE));
    let (one, coverage) = (v.all(1.0), v.row(coverage));
    let change = V::Row::choose(one.at_most(coverage), v.all(repay), (one - coverage) * shortage);
    let debt = v.row(&station.debt) * interest + change;
    let debt = debt.greater(v.all(0.0)).lesser(v.all(MOST_DEBT));
    (station.experience, station.debt) = (experience.array(), debt.array());
}

/// Posts training of a component's pool on its (new) option.
pub(super) fn train<R: Recorder<L>, const L: usize>(
    model: &Model,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    component: usize,
    option: usize,
    rounds: f64,
) {
    let heads = f64::from(state.pools[model.components[component].pool].headcount[lane]);
    let days = model.options[option].n.training;
    let cost = model.rules.training_day;
    post(
        state,
        lane,
        recorder,
        component,
        Category::Training,
        heads * days * cost * rounds,
        || {
            Why::new(
                Rule::Training,
                vec![
                    Factor { what: Input::Persons, value: heads * rounds, origin: Origin::State },
                    Factor {
                        what: Input::TrainingDays,
                        value: days,
                        origin: Origin::Option(option, OptionField::Training),
                    },
                    rule_factor(Input::DayCost, cost, RuleField::TrainingDay),
                ],
            )
        },
    );
}

/// Puts a hire on the way, with the luck of the pool's first, second, third … hire of the year; false when the pool has no free place to wait in.
pub(super) fn hire<const L: usize>(
    model: &Model,
    luck: &Luck,
    state: &mut State<L>,
    lane: usize,
    pool: usize,
) -> bool {
    let nth = state.pools[pool].hired[lane];
    let stream = model.pools[pool].hire;
    let days = model.rules.hire_days.quantile(luck.uniform(stream, state.month, nth * 2))
        + model.rules.clearance_days.quantile(luck.uniform(stream, state.month, nth * 2 + 1));
    let start = state.month.max(state.agency.resolution_until[lane]);
    let months = (days / DAYS_PER_MONTH).clamp(0.0, 600.0);
    let due = start.saturating_add((months + 0.5) as u16).min(NEVER - 1);
    let now = &mut state.pools[pool];
    let Some(place) = (0..ARRIVALS).find(|place| now.arrivals[lane][*place] == NEVER) else {
        return false;
    };
    now.arrivals[lane][place] = due;
    now.hired[lane] += 1;
    true
}

/// Days in a month of the simulation.
pub(super) const DAYS_PER_MONTH: f64 = 365.0 / 12.0;

#[must_use]
pub(super) fn month_factor() -> Factor {
    Factor { what: Input::MonthOfYear, value: 1.0 / 12.0, origin: Origin::State }
}

#[must_use]
pub(super) fn rule_factor(what: Input, value: f64, field: RuleField) -> Factor {
    Factor { what, value, origin: Origin::Rule(field) }
}

#[must_use]
pub(super) fn component_factor(
    what: Input,
    value: f64,
    component: usize,
    field: ComponentField,
) -> Factor {
    Factor { what, value, origin: Origin::Component(component, field) }
}

#[must_use]
pub(super) fn option_factor(what: Input, value: f64, option: usize, field: OptionField) -> Factor {
    Factor { what, value, origin: Origin::Option(option, field) }
}

/// Productive hours of one person in a month (1,776 a year, the full-time figure of OMB
/// Circular A-76).
pub const HOURS_PER_MONTH: f64 = 148.0;
