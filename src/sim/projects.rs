//! Projects: adopt → procure → authorise → integrate → migrate → live.
//!
//! Sources: lead times, authorisation times and overruns are parameters of the case; the
//! thick tail of overruns follows Flyvbjerg's reference class for IT projects.
//!
//! Invariant: what chance adds to a project is addressed by its option and its starting month.

use super::ledger::post;
use super::lock_in;
use super::model::Model;
use super::outcome::{Milestone, Progress};
use super::people::{self, DAYS_PER_MONTH, HOURS_PER_MONTH, option_factor, rule_factor};
use super::running::{is_bought, yearly_price};
use super::state::{NEVER, Project, Stage, State};
use super::trace::{Factor, Input, OptionField, Origin, Recorder, Rule, RuleField, Why};
use crate::id::ComponentId;
use crate::luck::Luck;
use crate::scenario::plan::{Term, Vehicle};
use crate::scenario::vocabulary::Category;
use crate::units::Month;

/// Share of the cost of an authorisation that inherited controls save (0-1). Design choice: what is
/// inherited need not be assessed again, what is built on top of it must.
const INHERITED_SAVES: f64 = 0.5;

/// Least inheritance with which a replacement taken in an emergency counts as authorised (0-1).
/// Design choice: a service that is mostly covered can be used at once, another has to prove itself.
const AUTHORISED_FROM: f64 = 0.5;

/// Least load that a new option's nodes are sized for (× the reference load). Design choice: a
/// component that is idle on the day it goes live still gets a small installation.
const LEAST_START_LOAD: f64 = 0.05;

/// Hours of glue code that add `parameters.debt_per_glue` of debt; the unit of that number.
const GLUE_HOURS: f64 = 1000.0;

const DAYS_PER_WEEK: f64 = 7.0;

/// What is left of a stage counts as nothing below this (months or person-months). Numerical.
const DONE: f64 = 1.0e-9;

/// Price factor of a purchase: the vehicle's premium or discount, the clause's price.
#[must_use]
pub(super) fn agreed_price(model: &Model, vehicle: Vehicle, clause: bool) -> f64 {
    let rules = &model.rules;
    let vehicle = match vehicle {
        Vehicle::Simplified => 1.0,
        Vehicle::Order => 1.0 + rules.order_premium,
        Vehicle::Competition => 1.0 - rules.competition_discount,
    };
    vehicle * if clause { 1.0 + rules.clause_price } else { 1.0 }
}

/// Hours to build the adapters of a component to its present neighbours, before overrun, and
/// the number of technology stacks crossed.
#[must_use]
pub(super) fn edge_hours(model: &Model, state: &State, option: usize) -> (f64, f64) {
    let new = &model.options[option];
    let (mut hours, mut crossings) = (0.0, 0.0);
    for (neighbour, standards) in &model.components[new.component].edges {
        let other = &model.options[state.stations[*neighbour].option];
        let shared =
            standards.iter().any(|s| new.standards.contains(s) && other.standards.contains(s));
        let saving = if shared { 1.0 - model.rules.standard_saving } else { 1.0 };
        hours += new.n.edge_work * saving;
        if new.stack != other.stack {
            crossings += saving;
        }
    }
    (hours, crossings)
}

/// What an adoption asks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Award {
    pub option: usize,
    pub term: Term,
    pub clause: bool,
    pub vehicle: Vehicle,
}

/// Begins a replacement.
pub(super) fn start(model: &Model, luck: &Luck, state: &mut State, component: usize, award: Award) {
    let Award { option, term, clause, vehicle } = award;
    let bought = is_bought(model, option);
    let stream = model.options[option].procurement;
    let days = if bought {
        let u = luck.uniform(stream, state.month, 0);
        match vehicle {
            Vehicle::Simplified => model.rules.lead_simplified.quantile(u),
            Vehicle::Order => model.rules.lead_order.quantile(u),
            Vehicle::Competition => {
                let protest =
                    luck.uniform(stream, state.month, 1) < model.rules.protest_probability;
                model.rules.lead_competition.quantile(u)
                    + if protest { model.rules.protest_days } else { 0.0 }
            }
        }
    } else {
        0.0
    };
    state.stations[component].project = Some(Project {
        option,
        term,
        clause: clause && bought,
        vehicle,
        stage: Stage::Procure,
        left: days.max(0.0) / DAYS_PER_MONTH,
        setup_left: 0.0,
        overrun: model.draw_overrun(luck, model.options[option].overrun, state.month),
        price: if bought { agreed_price(model, vehicle, clause) } else { 1.0 },
        emergency: false,
        started: state.month,
        glue: 0.0,
    });
    milestone(state, component, Progress::Procuring);
}

/// One month of every project.
pub(super) fn advance<R: Recorder>(
    model: &Model,
    luck: &Luck,
    state: &mut State,
    recorder: &mut R,
) {
    if state.stations.iter().all(|station| station.project.is_none()) {
        return;
    }
    for index in 0..model.components.len() {
        let Some(mut project) = state.stations[index].project else { continue };
        if project.emergency {
            project.left -= 1.0;
            state.stations[index].project = Some(project);
            if project.left <= 0.0 {
                go_live(model, state, index, &project);
            }
            continue;
        }
        // No money left until October: the project waits.
        if state.agency.spent >= state.agency.appropriation {
            continue;
        }
        step(model, luck, state, recorder, index, &mut project);
    }
}

fn step<R: Recorder>(
    model: &Model,
    luck: &Luck,
    state: &mut State,
    recorder: &mut R,
    index: usize,
    project: &mut Project,
) {
    let mut time = 1.0;
    loop {
        match project.stage {
            Stage::Procure => {
                let held =
                    state.agency.resolution_until > state.month && is_bought(model, project.option);
                if held || !spend_time(project, &mut time) {
                    break;
                }
                begin_authorisation(model, luck, state, recorder, index, project);
            }
            Stage::Authorise => {
                if !spend_time(project, &mut time) {
                    break;
                }
                begin_integration(model, state, recorder, index, project);
            }
            Stage::Integrate => {
                let pool = model.components[index].pool;
                // The team that was kept this month, and is paid.
                project.left -= state.stations[index].now.team * state.pools[pool].coverage;
                project.setup_left -= time;
                if project.left > DONE || project.setup_left > DONE {
                    break;
                }
                time = 0.0;
                begin_migration(model, state, recorder, index, project);
            }
            Stage::Migrate => {
                if !spend_time(project, &mut time) {
                    break;
                }
                go_live(model, state, index, project);
                return;
            }
        }
    }
    state.stations[index].project = Some(*project);
}

/// Uses up time in a stage; true when the stage is done.
fn spend_time(project: &mut Project, time: &mut f64) -> bool {
    let used = project.left.min(*time).max(0.0);
    project.left -= used;
    *time -= used;
    project.left <= DONE
}

fn begin_authorisation<R: Recorder>(
    model: &Model,
    luck: &Luck,
    state: &mut State,
    recorder: &mut R,
    index: usize,
    project: &mut Project,
) {
    let option = &model.options[project.option];
    let days = model.rules.authorisation_days.quantile(luck.uniform(
        option.authorising,
        project.started,
        0,
    ));
    let inherited = inherited_controls(model, state, project.option);
    project.stage = Stage::Authorise;
    project.left =
        days * (1.0 - model.rules.authorisation_saving * inherited).max(0.0) / DAYS_PER_MONTH;
    // What is inherited need not be assessed again.
    let share = (1.0 - INHERITED_SAVES * inherited).max(0.0);
    let cost = option.n.authorisation;
    let number = project.option;
    post(state, recorder, index, Category::Compliance, cost * share, || {
        Why::new(
            Rule::Authorisation,
            vec![
                option_factor(Input::AuthorisationCost, cost, number, OptionField::Authorisation),
                Factor { what: Input::Unguarded, value: share, origin: Origin::State },
            ],
        )
    });
    milestone(state, index, Progress::Authorising);
}

/// Share of controls a project need not prove again: the supplier's authorisation, or the
/// agency's own platform for what it runs itself, as far as its governance works.
#[must_use]
pub(super) fn inherited_controls(model: &Model, state: &State, option: usize) -> f64 {
    let n = &model.options[option].n;
    let governs = state.jobs[crate::scenario::case::Job::Governs as usize];
    n.inheritance.max(n.self_run * model.agency.platform_inheritance * governs).clamp(0.0, 1.0)
}

/// People a project keeps this month (full-time equivalents), and so is charged for.
#[must_use]
pub(super) fn team(model: &Model, state: &State, index: usize, project: &Project) -> f64 {
    let most = model.rules.project_team;
    match project.stage {
        // Integration begins within this month.
        Stage::Authorise if project.left < 1.0 => {
            let (hours, _) = edge_hours(model, state, project.option);
            (most * (1.0 - project.left.max(0.0)))
                .min(person_months(model, state, index, project, hours))
        }
        // Nobody is kept for what is done, while a set-up time runs out.
        Stage::Integrate => most.min(project.left.max(0.0)),
        Stage::Migrate => most,
        Stage::Procure | Stage::Authorise => 0.0,
    }
}

/// Work of an integration (person-months), of so many hours before overrun and debt.
fn person_months(model: &Model, state: &State, index: usize, project: &Project, hours: f64) -> f64 {
    let drag = 1.0 + model.rules.debt_drag * state.stations[index].debt;
    hours * project.overrun * drag / HOURS_PER_MONTH
}

fn begin_integration<R: Recorder>(
    model: &Model,
    state: &mut State,
    recorder: &mut R,
    index: usize,
    project: &mut Project,
) {
    let (hours, crossings) = edge_hours(model, state, project.option);
    project.stage = Stage::Integrate;
    project.glue = hours * project.overrun;
    project.left = person_months(model, state, index, project, hours);
    project.setup_left = model.options[project.option].n.setup * DAYS_PER_WEEK / DAYS_PER_MONTH;
    people::train(model, state, recorder, index, project.option, 1.0);
    let (cost, overrun) = (model.rules.adapter_cost, project.overrun);
    post(state, recorder, index, Category::Integration, crossings * cost * overrun, || {
        Why::new(
            Rule::Adapter,
            vec![
                Factor { what: Input::StacksCrossed, value: crossings, origin: Origin::State },
                rule_factor(Input::AdapterCost, cost, RuleField::AdapterCost),
                Factor { what: Input::Overrun, value: overrun, origin: Origin::Luck },
            ],
        )
    });
    milestone(state, index, Progress::Integrating);
}

fn begin_migration<R: Recorder>(
    model: &Model,
    state: &mut State,
    recorder: &mut R,
    index: usize,
    project: &mut Project,
) {
    project.stage = Stage::Migrate;
    project.left = model.rules.parallel_months;
    let data = lock_in::terabytes(model, state, index);
    let closed = 2.0 - model.options[state.stations[index].option].n.format_open;
    let (rate, overrun) = (model.rules.move_per_terabyte, project.overrun);
    post(state, recorder, index, Category::Migration, data * rate * closed * overrun, || {
        Why::new(
            Rule::DataMove,
            vec![
                Factor { what: Input::Terabytes, value: data, origin: Origin::State },
                rule_factor(Input::PerTerabyte, rate, RuleField::MovePerTerabyte),
                Factor { what: Input::ClosedFormat, value: closed, origin: Origin::State },
                Factor { what: Input::Overrun, value: overrun, origin: Origin::Luck },
            ],
        )
    });
    let penalty = lock_in::early_exit(model, state, index);
    post(state, recorder, index, Category::Migration, penalty, || {
        Why::new(
            Rule::EarlyExit,
            vec![Factor { what: Input::Payment, value: penalty, origin: Origin::State }],
        )
    });
    milestone(state, index, Progress::Migrating);
}

fn go_live(model: &Model, state: &mut State, index: usize, project: &Project) {
    let month = state.month;
    let old = state.stations[index].option;
    let was_off = state.stations[index].crippled;
    let load = state.stations[index].now.load.max(LEAST_START_LOAD);
    let option = &model.options[project.option];
    let bought = is_bought(model, project.option);
    let nodes = super::capacity::wanted_nodes(model, project.option, load, 1);
    let station = &mut state.stations[index];
    station.option = project.option;
    station.age = 0;
    station.price = project.price;
    station.surcharge = state.suppliers[option.supplier].fee;
    station.contract_end = if bought { month.saturating_add(project.term.months()) } else { NEVER };
    station.capped_until =
        if bought && project.term != Term::OneYear { station.contract_end } else { 0 };
    station.clause = project.clause;
    station.owed = 0.0;
    station.experience = 1.0;
    station.api = 0.0;
    station.skill = 0.0;
    station.debt = project.glue / GLUE_HOURS * model.rules.debt_per_glue;
    station.nodes = nodes;
    station.order_due = NEVER;
    station.frozen = false;
    station.thaw = NEVER;
    station.ends = NEVER;
    station.authorised = !project.emergency || option.n.inheritance >= AUTHORISED_FROM;
    station.crippled = false;
    station.project = None;
    let supplier = option.supplier;
    if state.suppliers[supplier].ended {
        // Its supplier ended while the project ran.
        match model.suppliers[supplier].ending {
            crate::scenario::case::Ending::Frozen => state.stations[index].frozen = true,
            crate::scenario::case::Ending::SwitchedOff => state.stations[index].ends = month + 1,
        }
    }
    if !was_off {
        let before = model.options[old].supplier;
        state.suppliers[before].in_use = state.suppliers[before].in_use.saturating_sub(1);
    }
    state.suppliers[supplier].in_use += 1;
    super::effects::refresh_levers(model, state);
    milestone(state, index, Progress::Live);
}

/// Yearly price a project's option would have in the first year (k$/year), support and the fee of a
/// changed licence included.
#[must_use]
pub(super) fn offered_price(
    model: &Model,
    state: &State,
    option: usize,
    vehicle: Vehicle,
    clause: bool,
) -> f64 {
    let bought = is_bought(model, option);
    let factor = if bought { agreed_price(model, vehicle, clause) } else { 1.0 };
    yearly_price(model, option, factor, 1.0)
        + model.options[option].n.support
        + state.suppliers[model.options[option].supplier].fee
}

pub(super) fn milestone(state: &mut State, index: usize, what: Progress) {
    state.tally.milestones.push(Milestone {
        month: Month(state.month),
        component: ComponentId(index as u16),
        what,
    });
}
