//! People: who is there, what they can cover, what they know.
//!
//! Sources: learning by use follows Wright 1936 (`formulas::learning`); attrition and hiring
//! times are parameters of the case.
//!
//! Invariant: operations and projects draw on the same people, and shortage is shared alike.

use super::ledger::{agency_place, post};
use super::model::{Model, Rules};
use super::outcome::{Occurrence, Subject};
use super::state::{ARRIVALS, DICE_MONTHS, NEVER, Stage, State, Station};
use super::trace::{
    ComponentField, Factor, Input, OptionField, Origin, Recorder, Rule, RuleField, SupplierField,
    Why,
};
use crate::id::PoolId;
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
pub(super) fn release_contractors(model: &Model, state: &mut State) {
    for index in 0..model.pools.len() {
        let now = &mut state.pools[index];
        if now.contractors_until > state.month || now.contractors == 0 {
            continue;
        }
        let gone = f64::from(now.contractors) / f64::from(now.headcount + now.contractors);
        now.contractors = 0;
        now.contractors_until = NEVER;
        forget(model, state, index, gone * CONTRACTORS_TAKE);
    }
}

/// Hires arrive, people leave and take know-how along.
pub(super) fn come_and_go<R: Recorder>(model: &Model, state: &mut State, recorder: &mut R) {
    for (index, pool) in model.pools.iter().enumerate() {
        let month = state.month;
        let now = &mut state.pools[index];
        if now.arrivals.iter().any(|arrival| *arrival <= month) {
            for arrival in &mut now.arrivals {
                if *arrival <= month {
                    *arrival = NEVER;
                    now.headcount = (now.headcount + 1).min(SEATS);
                }
            }
        }
        let headcount = state.pools[index].headcount;
        let leave = (pool.leave * state.levers.get(Lever::Attrition, index)).clamp(0.0, 1.0);
        let u = state.dice.pools[index][month as usize % DICE_MONTHS];
        // P(at least one of n leaves) ≤ n·p, so most months need no further arithmetic.
        if headcount == 0 || u >= f64::from(headcount) * leave {
            continue;
        }
        depart(model, state, recorder, index, u, leave);
    }
}

/// So many people of a pool leave as the luck `u` of the month and each one's chance to leave say.
#[cold]
fn depart<R: Recorder>(
    model: &Model,
    state: &mut State,
    recorder: &mut R,
    index: usize,
    u: f64,
    leave: f64,
) {
    let month = state.month;
    let headcount = state.pools[index].headcount;
    let leavers = binomial_quantile(1.0 - u, u32::from(headcount), leave) as u16;
    if leavers == 0 {
        return;
    }
    let share = f64::from(leavers) / f64::from(headcount);
    forget(model, state, index, share);
    state.pools[index].headcount = headcount - leavers.min(headcount);
    let occurrence = Occurrence {
        month: Month(month),
        kind: EventKind::KeyStaffLoss,
        subject: Subject::Pool(PoolId(index as u16)),
        loss: Money::ZERO,
        size: f64::from(leavers),
    };
    super::effects::happen(model, state, recorder, occurrence, || {
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
pub(super) fn forget(model: &Model, state: &mut State, pool: usize, share: f64) {
    let docs = guarded(model, state, Guardrail::Documentation);
    let loss = (model.rules.knowledge_loss * share * (1.0 - docs)).clamp(0.0, 1.0);
    for (component, station) in model.components.iter().zip(&mut state.stations) {
        if component.pool == pool {
            station.experience = (station.experience * (1.0 - loss)).max(1.0);
        }
    }
}

/// Main effect of a guardrail at its present level (0-1 × effect).
#[inline]
#[must_use]
pub(super) fn guarded(model: &Model, state: &State, guardrail: Guardrail) -> f64 {
    let index = guardrail as usize;
    (model.guardrails[index].effect * state.agency.guardrails[index]).clamp(0.0, 1.0)
}

/// Second effect of a guardrail at its present level.
#[inline]
#[must_use]
pub(super) fn guarded_second(model: &Model, state: &State, guardrail: Guardrail) -> f64 {
    let index = guardrail as usize;
    (model.guardrails[index].second * state.agency.guardrails[index]).clamp(0.0, 1.0)
}

/// Sets demand and coverage of every pool for this month, and effort of every station. Gives the
/// share of a full platform that what is self-run asks for (0-1).
pub(super) fn refresh(model: &Model, state: &mut State) -> f64 {
    let rules = &model.rules;
    for pool in &mut state.pools {
        pool.demand = 0.0;
    }
    let saved = 1.0 - guarded_second(model, state, Guardrail::Documentation);
    let broke = state.agency.spent >= state.agency.appropriation;
    for index in 0..model.components.len() {
        state.stations[index].now.team = match &state.stations[index].project {
            // Without money a project waits, and its people do something else.
            Some(project) if project.emergency || !broke => {
                super::projects::team(model, state, index, project)
            }
            _ => 0.0,
        };
    }
    let mut platform: f64 = 0.0;
    let State { stations, pools, levers, .. } = &mut *state;
    let components = model.components.iter().zip(stations).zip(levers.row(Lever::Effort));
    for ((component, station), lever) in components {
        let option = &model.options[station.option];
        station.now.effort = option.n.effort
            * component.n.effort_factor
            * station.effort_scale
            * model.learned(station.experience)
            * (1.0 + rules.debt_drag * station.debt)
            * (lever * saved);
        platform = platform.max(option.n.self_run);
        if let Some(project) = &station.project
            && matches!(project.stage, Stage::Integrate | Stage::Migrate)
        {
            platform = platform.max(model.options[project.option].n.self_run);
        }
        pools[component.pool].demand += station.now.effort + station.now.team;
    }
    state.pools[model.platform_pool].demand += platform * rules.platform_effort;
    for (supplier, now) in model.suppliers.iter().zip(&state.suppliers) {
        if now.in_use > 0 {
            state.pools[model.contracts_pool].demand += supplier.n.management;
        }
    }
    for pool in &mut state.pools {
        let there = f64::from(pool.headcount) + f64::from(pool.contractors);
        pool.coverage = if pool.demand <= there { 1.0 } else { there / pool.demand };
        pool.own = own_share(pool);
    }
    platform
}

/// Own staff's part of the work a pool covers (the rest is contractors').
#[must_use]
fn own_share(pool: &super::state::PoolState) -> f64 {
    let own = f64::from(pool.headcount);
    let covered = pool.demand * pool.coverage;
    if covered <= own { 1.0 } else { own / covered }
}

/// Staff postings of the month: running, projects, platform baseline, supplier management, bench,
/// contractors. Called on what [`refresh`] has just set and given, so that every month of own staff is charged once.
pub(super) fn pay<R: Recorder>(model: &Model, state: &mut State, recorder: &mut R, platform: f64) {
    let rules = &model.rules;
    let agency = (agency_place(model), Category::Staff);
    let State { month, stations, suppliers, pools, ledger, .. } = state;
    let month = *month;
    for (index, (component, station)) in model.components.iter().zip(stations).enumerate() {
        let pool = &pools[component.pool];
        let (coverage, own, rate) = (pool.coverage, pool.own, model.pools[component.pool].rate);
        let (effort, team) = (station.now.effort, station.now.team);
        let amount = effort * coverage * own * rate / 12.0;
        ledger.post(recorder, month, (index, Category::Staff), amount, || {
            let pool = component.pool;
            Why::new(
                Rule::RunEffort,
                vec![
                    Factor { what: Input::Effort, value: effort, origin: Origin::State },
                    Factor { what: Input::Coverage, value: coverage, origin: Origin::State },
                    Factor { what: Input::OwnShare, value: own, origin: Origin::State },
                    Factor { what: Input::StaffRate, value: rate, origin: Origin::Pool(pool) },
                    month_factor(),
                ],
            )
        });
        if team > 0.0 {
            let category = match &station.project {
                Some(project) if project.stage == Stage::Migrate => Category::Migration,
                _ => Category::Integration,
            };
            let worked = team * coverage;
            ledger.post(recorder, month, (index, category), worked * own * rate / 12.0, || {
                let pool = component.pool;
                Why::new(
                    Rule::ProjectWork,
                    vec![
                        Factor { what: Input::WorkedMonths, value: worked, origin: Origin::State },
                        Factor { what: Input::OwnShare, value: own, origin: Origin::State },
                        Factor { what: Input::StaffRate, value: rate, origin: Origin::Pool(pool) },
                        month_factor(),
                    ],
                )
            });
        }
    }
    let pool = &pools[model.platform_pool];
    let (coverage, own, rate) = (pool.coverage, pool.own, model.pools[model.platform_pool].rate);
    let amount = platform * rules.platform_effort * coverage * own * rate / 12.0;
    ledger.post(recorder, month, agency, amount, || {
        Why::new(
            Rule::PlatformBaseline,
            vec![
                Factor { what: Input::EffortFactor, value: platform, origin: Origin::State },
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
    let pool = &pools[model.contracts_pool];
    let (coverage, own, rate) = (pool.coverage, pool.own, model.pools[model.contracts_pool].rate);
    // When own staff cover all of it and nobody asks why, the amounts are known beforehand.
    let whole = !R::ON && coverage == 1.0 && own == 1.0;
    if whole {
        let used = model.suppliers.iter().zip(&*suppliers).filter(|(_, now)| now.in_use > 0);
        let cents = used.map(|(supplier, _)| supplier.management).sum();
        ledger.add_all::<R, _>(agency.0, &[(agency.1, cents)]);
    }
    for (index, (supplier, now)) in model.suppliers.iter().zip(suppliers).enumerate() {
        if whole || now.in_use == 0 {
            continue;
        }
        let effort = supplier.n.management;
        let amount = effort * coverage * own * rate / 12.0;
        ledger.post(recorder, month, agency, amount, || {
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
    for (index, (pool, now)) in model.pools.iter().zip(pools).enumerate() {
        let idle = (f64::from(now.headcount) - now.demand).max(0.0);
        let contractors = f64::from(now.contractors);
        let amount = idle * rules.bench_share * pool.rate / 12.0;
        ledger.post(recorder, month, agency, amount, || {
            Why::new(
                Rule::Bench,
                vec![
                    Factor { what: Input::IdleStaff, value: idle, origin: Origin::State },
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
        let amount = contractors * rules.contractor_rate / 12.0;
        ledger.post(recorder, month, agency, amount, || {
            Why::new(
                Rule::Contractors,
                vec![
                    Factor { what: Input::Persons, value: contractors, origin: Origin::State },
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

/// Learning by use, and technical debt, of a month at a coverage of the station's pool.
#[inline]
pub(super) fn learn(rules: &Rules, coverage: f64, station: &mut Station) {
    station.experience = (station.experience + rules.deployments / 12.0).min(MOST_EXPERIENCE);
    let change =
        if coverage >= 1.0 { -rules.debt_repay } else { rules.debt_shortage * (1.0 - coverage) };
    station.debt =
        (station.debt * (1.0 + rules.debt_interest / 12.0) + change).clamp(0.0, MOST_DEBT);
}

/// Posts training of a component's pool on its (new) option.
pub(super) fn train<R: Recorder>(
    model: &Model,
    state: &mut State,
    recorder: &mut R,
    component: usize,
    option: usize,
    rounds: f64,
) {
    let heads = f64::from(state.pools[model.components[component].pool].headcount);
    let days = model.options[option].n.training;
    let cost = model.rules.training_day;
    post(state, recorder, component, Category::Training, heads * days * cost * rounds, || {
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
    });
}

/// Puts a hire on the way, with the luck of the pool's first, second, third … hire of the year; false when the pool has no free place to wait in.
pub(super) fn hire(model: &Model, luck: &Luck, state: &mut State, pool: usize) -> bool {
    let nth = state.pools[pool].hired;
    let stream = model.pools[pool].hire;
    let days = model.rules.hire_days.quantile(luck.uniform(stream, state.month, nth * 2))
        + model.rules.clearance_days.quantile(luck.uniform(stream, state.month, nth * 2 + 1));
    let start = state.month.max(state.agency.resolution_until);
    let months = (days / DAYS_PER_MONTH).clamp(0.0, 600.0);
    let due = start.saturating_add((months + 0.5) as u16).min(NEVER - 1);
    let now = &mut state.pools[pool];
    let Some(place) = (0..ARRIVALS).find(|place| now.arrivals[*place] == NEVER) else {
        return false;
    };
    now.arrivals[place] = due;
    now.hired += 1;
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
