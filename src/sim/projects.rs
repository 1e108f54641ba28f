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
use super::state::{AgencyState, NEVER, Project, Stage, State, Station, StationNow, Target};
use super::trace::{Factor, Input, OptionField, Origin, Recorder, Rule, RuleField, Why};
use crate::id::ComponentId;
use crate::lanes::{each, greater, lesser};
use crate::luck::{Luck, Lucks};
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
pub(super) fn edge_hours<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    option: usize,
) -> (f64, f64) {
    let new = &model.options[option];
    let (mut hours, mut crossings) = (0.0, 0.0);
    for (neighbour, shares) in model.components[new.component].edges.iter().zip(&new.shares) {
        let other = state.stations[*neighbour].option[lane];
        let saving = if shares[other] { 1.0 - model.rules.standard_saving } else { 1.0 };
        hours += new.n.edge_work * saving;
        if new.stack != model.options[other].stack {
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
pub(super) fn start<const L: usize>(
    model: &Model,
    luck: &Luck,
    state: &mut State<L>,
    lane: usize,
    component: usize,
    award: Award,
) {
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
    let project = Project {
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
    };
    state.stations[component].plan(lane, Some(project));
    milestone(state, lane, component, Progress::Procuring);
}

/// One month of every project.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub(super) fn advance<R: Recorder<L>, const L: usize>(
    model: &Model,
    lucks: &Lucks<L>,
    state: &mut State<L>,
    recorder: &mut R,
) {
    if state.stations.iter().all(|station| station.kept.under_way == 0) {
        return;
    }
    for index in 0..model.components.len() {
        for lane in each(state.stations[index].kept.under_way) {
            let State { stations, pools, agency, month, .. } = &mut *state;
            let Station { project, now: StationNow { team, .. }, .. } = &mut stations[index];
            let Some(project) = &mut project[lane] else { continue };
            if project.emergency {
                project.left -= 1.0;
                if project.left <= 0.0 {
                    let project = *project;
                    go_live(model, state, lane, index, &project);
                }
                continue;
            }
            // No money left until October: the project waits.
            if agency.spent[lane] >= agency.appropriation[lane] {
                continue;
            }
            // Most months are one of several spent in a stage.
            if is_held(model, agency, *month, lane, project) {
                continue;
            }
            let (left, setup_left) = match project.stage {
                Stage::Procure | Stage::Authorise | Stage::Migrate => {
                    // No set-up is under way: what is left of it is at most nothing.
                    (project.left - 1.0, project.setup_left)
                }
                Stage::Integrate => {
                    let covered = pools[model.components[index].pool].coverage[lane];
                    (project.left - team[lane] * covered, project.setup_left - 1.0)
                }
            };
            if left > DONE || setup_left > DONE {
                (project.left, project.setup_left) = (left, setup_left);
                continue;
            }
            let mut project = *project;
            step(model, lucks.lane(lane), state, lane, recorder, index, &mut project);
        }
    }
}

/// Whether a purchase waits for a continuing resolution to end.
fn is_held<const L: usize>(
    model: &Model,
    agency: &AgencyState<L>,
    month: u16,
    lane: usize,
    project: &Project,
) -> bool {
    project.stage == Stage::Procure
        && agency.resolution_until[lane] > month
        && is_bought(model, project.option)
}

#[inline(never)]
fn step<R: Recorder<L>, const L: usize>(
    model: &Model,
    luck: &Luck,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    index: usize,
    project: &mut Project,
) {
    let mut time = 1.0;
    loop {
        match project.stage {
            Stage::Procure => {
                let held = is_held(model, &state.agency, state.month, lane, project);
                if held || !spend_time(project, &mut time) {
                    break;
                }
                begin_authorisation(model, luck, state, lane, recorder, index, project);
            }
            Stage::Authorise => {
                if !spend_time(project, &mut time) {
                    break;
                }
                begin_integration(model, state, lane, recorder, index, project);
            }
            Stage::Integrate => {
                let pool = model.components[index].pool;
                // The team that was kept this month, and is paid.
                project.left -=
                    state.stations[index].now.team[lane] * state.pools[pool].coverage[lane];
                project.setup_left -= time;
                if project.left > DONE || project.setup_left > DONE {
                    break;
                }
                time = 0.0;
                begin_migration(model, state, lane, recorder, index, project);
            }
            Stage::Migrate => {
                if !spend_time(project, &mut time) {
                    break;
                }
                go_live(model, state, lane, index, project);
                return;
            }
        }
    }
    state.stations[index].plan(lane, Some(*project));
}

/// Uses up time in a stage; true when the stage is done.
fn spend_time(project: &mut Project, time: &mut f64) -> bool {
    let used = greater(lesser(project.left, *time), 0.0);
    project.left -= used;
    *time -= used;
    project.left <= DONE
}

fn begin_authorisation<R: Recorder<L>, const L: usize>(
    model: &Model,
    luck: &Luck,
    state: &mut State<L>,
    lane: usize,
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
    let inherited = inherited_controls(model, state, lane, project.option);
    project.stage = Stage::Authorise;
    project.left =
        days * (1.0 - model.rules.authorisation_saving * inherited).max(0.0) / DAYS_PER_MONTH;
    // What is inherited need not be assessed again.
    let share = (1.0 - INHERITED_SAVES * inherited).max(0.0);
    let cost = option.n.authorisation;
    let number = project.option;
    post(state, lane, recorder, index, Category::Compliance, cost * share, || {
        Why::new(
            Rule::Authorisation,
            vec![
                option_factor(Input::AuthorisationCost, cost, number, OptionField::Authorisation),
                Factor { what: Input::Unguarded, value: share, origin: Origin::State },
            ],
        )
    });
    milestone(state, lane, index, Progress::Authorising);
}

/// Share of controls a project need not prove again: the supplier's authorisation, or the
/// agency's own platform for what it runs itself, as far as its governance works.
#[must_use]
pub(super) fn inherited_controls<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    option: usize,
) -> f64 {
    let n = &model.options[option].n;
    let governs = state.jobs[crate::scenario::case::Job::Governs as usize][lane];
    n.inheritance.max(n.self_run * model.agency.platform_inheritance * governs).clamp(0.0, 1.0)
}

/// People a project keeps this month (full-time equivalents), and so is charged for.
#[must_use]
pub(super) fn team<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    index: usize,
    project: &Project,
) -> f64 {
    let most = model.rules.project_team;
    match project.stage {
        // Integration begins within this month.
        Stage::Authorise if project.left < 1.0 => {
            let (hours, _) = edge_hours(model, state, lane, project.option);
            let reached = most * (1.0 - greater(project.left, 0.0));
            lesser(reached, person_months(model, state, lane, index, project, hours))
        }
        // Nobody is kept for what is done, while a set-up time runs out.
        Stage::Integrate => lesser(most, greater(project.left, 0.0)),
        Stage::Migrate => most,
        Stage::Procure | Stage::Authorise => 0.0,
    }
}

/// Work of an integration (person-months), of so many hours before overrun and debt.
fn person_months<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    index: usize,
    project: &Project,
    hours: f64,
) -> f64 {
    let drag = 1.0 + model.rules.debt_drag * state.stations[index].debt[lane];
    hours * project.overrun * drag / HOURS_PER_MONTH
}

fn begin_integration<R: Recorder<L>, const L: usize>(
    model: &Model,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    index: usize,
    project: &mut Project,
) {
    let (hours, crossings) = edge_hours(model, state, lane, project.option);
    project.stage = Stage::Integrate;
    project.glue = hours * project.overrun;
    project.left = person_months(model, state, lane, index, project, hours);
    project.setup_left = model.options[project.option].n.setup * DAYS_PER_WEEK / DAYS_PER_MONTH;
    people::train(model, state, lane, recorder, index, project.option, 1.0);
    let (cost, overrun) = (model.rules.adapter_cost, project.overrun);
    post(state, lane, recorder, index, Category::Integration, crossings * cost * overrun, || {
        Why::new(
            Rule::Adapter,
            vec![
                Factor { what: Input::StacksCrossed, value: crossings, origin: Origin::State },
                rule_factor(Input::AdapterCost, cost, RuleField::AdapterCost),
                Factor { what: Input::Overrun, value: overrun, origin: Origin::Luck },
            ],
        )
    });
    milestone(state, lane, index, Progress::Integrating);
}

fn begin_migration<R: Recorder<L>, const L: usize>(
    model: &Model,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    index: usize,
    project: &mut Project,
) {
    project.stage = Stage::Migrate;
    project.left = model.rules.parallel_months;
    let data = lock_in::terabytes(model, state, index);
    let closed = 2.0 - model.options[state.stations[index].option[lane]].n.format_open;
    let (rate, overrun) = (model.rules.move_per_terabyte, project.overrun);
    post(state, lane, recorder, index, Category::Migration, data * rate * closed * overrun, || {
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
    let penalty = lock_in::early_exit(model, state, lane, index);
    post(state, lane, recorder, index, Category::Migration, penalty, || {
        Why::new(
            Rule::EarlyExit,
            vec![Factor { what: Input::Payment, value: penalty, origin: Origin::State }],
        )
    });
    milestone(state, lane, index, Progress::Migrating);
}

#[inline(never)]
fn go_live<const L: usize>(
    model: &Model,
    state: &mut State<L>,
    lane: usize,
    index: usize,
    project: &Project,
) {
    let month = state.month;
    let old = state.stations[index].option[lane];
    let was_off = state.stations[index].crippled[lane];
    let load = state.stations[index].now.load[lane].max(LEAST_START_LOAD);
    let option = &model.options[project.option];
    let bought = is_bought(model, project.option);
    let nodes = super::capacity::wanted_nodes(model, project.option, load, 1);
    let station = &mut state.stations[index];
    station.run(model, lane, project.option, nodes);
    station.since[lane] = i32::from(month);
    station.price[lane] = project.price;
    station.surcharge[lane] = state.suppliers[option.supplier].fee[lane];
    station.contract_end[lane] =
        if bought { month.saturating_add(project.term.months()) } else { NEVER };
    station.capped_until[lane] =
        if bought && project.term != Term::OneYear { station.contract_end[lane] } else { 0 };
    station.clause[lane] = project.clause;
    station.owed[lane] = 0.0;
    station.experience[lane] = 1.0;
    station.api[lane] = 0.0;
    station.skill[lane] = 0.0;
    station.debt[lane] = project.glue / GLUE_HOURS * model.rules.debt_per_glue;
    station.order_due[lane] = NEVER;
    station.kept.on_order &= !(1 << lane);
    station.frozen[lane] = false;
    station.thaw[lane] = NEVER;
    station.ends[lane] = NEVER;
    station.authorised[lane] = !project.emergency || option.n.inheritance >= AUTHORISED_FROM;
    station.crippled[lane] = false;
    station.changed(lane);
    station.plan(lane, None);
    let supplier = option.supplier;
    if state.suppliers[supplier].ended[lane] {
        // Its supplier ended while the project ran.
        match model.suppliers[supplier].ending {
            crate::scenario::case::Ending::Frozen => {
                station.frozen[lane] = true;
                station.changed(lane);
            }
            crate::scenario::case::Ending::SwitchedOff => station.ends[lane] = month + 1,
        }
    }
    if !was_off {
        state.suppliers[model.options[old].supplier].give_up(lane);
    }
    state.suppliers[supplier].take_up(lane);
    // Other factors do not ask who supplies what runs here.
    if state.factors[lane].iter().any(|factor| matches!(factor.target, Target::Supplier(_))) {
        super::effects::refresh_levers(model, state, lane);
    }
    milestone(state, lane, index, Progress::Live);
}

/// Yearly price a project's option would have in the first year (k$/year), support and the fee of a
/// changed licence included.
#[must_use]
pub(super) fn offered_price<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    option: usize,
    vehicle: Vehicle,
    clause: bool,
) -> f64 {
    let bought = is_bought(model, option);
    let factor = if bought { agreed_price(model, vehicle, clause) } else { 1.0 };
    yearly_price(model, option, factor, 1.0)
        + model.options[option].n.support
        + state.suppliers[model.options[option].supplier].fee[lane]
}

pub(super) fn milestone<const L: usize>(
    state: &mut State<L>,
    lane: usize,
    index: usize,
    what: Progress,
) {
    state.tally.milestones[lane].push(Milestone {
        month: Month(state.month),
        component: ComponentId(index as u16),
        what,
    });
}
