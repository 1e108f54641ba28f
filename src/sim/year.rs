//! A fiscal year: decisions before October, twelve months in a fixed order, September's account.

use super::check::{Reckoning, Refusal, check_next, donor};
use super::ledger::{agency_place, post};
use super::model::Model;
use super::outcome::{ComponentState, Declined, Gauges, Progress, YearOutcome};
use super::people::rule_factor;
use super::state::State;
use super::trace::{Input, Recorder, Rule, RuleField, Why};
use super::{
    calendar, capacity, compliance, effects, gauges, lock_in, people, projects, quality, running,
    security, suppliers,
};
use crate::id::OptionId;
use crate::luck::{Luck, maths};
use crate::scenario::case::Lever;
use crate::scenario::plan::{Approach, Decision, StaffAction, Term};
use crate::scenario::vocabulary::Category;
use crate::units::MONTHS;

/// Relative load below which running a component takes no less effort (×, 0-1). Design choice: an
/// idle tool still has to be patched, watched and paid for.
const LEAST_EFFORT_LOAD: f64 = 0.25;

/// Experience that a year of training brings a component, for each round of training, in years of
/// ordinary use (0-1). Design choice: a course teaches half of what a year of releases does.
const TRAINING_LEARNS: f64 = 0.5;

/// Months after which an event can no longer be answered. Design choice: so that it stands open at
/// the next two Octobers.
const ANSWER_MONTHS: u16 = 24;

/// Plays one year and gives the full account of it.
///
/// Decisions that [`check`](super::check()) refuses on the state as it stands are left out and listed in
/// [`YearOutcome::declined`]. Decisions are taken in canonical order, whatever their order here.
pub fn play_year<R: Recorder>(
    model: &Model,
    luck: &Luck,
    state: &mut State,
    decisions: &[Decision],
    recorder: &mut R,
) -> YearOutcome {
    let mut declined = Vec::new();
    let gauges = advance(model, luck, state, decisions, recorder, &mut declined);
    let year = state.year() - 1;
    YearOutcome {
        year,
        gauges,
        by_category: state.ledger.by_category(),
        by_component: state.ledger.by_component(),
        components: (0..model.components.len())
            .map(|index| component_state(model, state, index))
            .collect(),
        missing_controls: compliance::missing(model, state),
        occurrences: state.tally.occurrences.clone(),
        milestones: state.tally.milestones.clone(),
        declined,
        open: state
            .open
            .iter()
            .map(|(card, occurrence)| (crate::id::CardId(*card), *occurrence))
            .collect(),
        digest: state.digest(),
    }
}

/// Plays one year and reads the gauges only.
pub fn advance<R: Recorder>(
    model: &Model,
    luck: &Luck,
    state: &mut State,
    decisions: &[Decision],
    recorder: &mut R,
    declined: &mut Vec<Declined>,
) -> Gauges {
    pass(model, luck, state, decisions, recorder, declined);
    gauges::read(model, state)
}

/// Plays one year and reads nothing: the inner loop of many runs, which read the gauges they need.
pub fn pass<R: Recorder>(
    model: &Model,
    luck: &Luck,
    state: &mut State,
    decisions: &[Decision],
    recorder: &mut R,
    declined: &mut Vec<Declined>,
) {
    let taken = allowed(model, state, decisions, declined);
    open_year(model, luck, state, recorder);
    for decision in taken {
        carry_out(model, luck, state, recorder, decision);
    }
    for _ in 0..MONTHS {
        month(model, luck, state, recorder);
        recorder.month_ended(model, state);
    }
    close_year(model, luck, state, recorder);
}

fn open_year<R: Recorder>(model: &Model, luck: &Luck, state: &mut State, _recorder: &mut R) {
    state.tally.clear();
    state.ledger.open_year();
    calendar::wear(model, state);
    capacity::grow(model, luck, state);
    suppliers::reprice(model, luck, state);
    security::patch_luck(model, luck, state);
    for station in &mut state.stations {
        // Effort follows load with less than proportional weight.
        let load = station.now.load;
        station.effort_scale = if load > 0.0 {
            maths::pow(load.max(LEAST_EFFORT_LOAD), model.rules.effort_exponent)
        } else {
            1.0
        };
    }
    people::release_contractors(model, state);
    for pool in &mut state.pools {
        pool.hired = 0;
    }
    people::refresh(model, state);
}

/// The decisions that may be taken, in canonical order. They are judged before October brings new
/// prices, on the very state that a table sees: what the dry run allowed is carried out.
fn allowed(
    model: &Model,
    state: &State,
    decisions: &[Decision],
    declined: &mut Vec<Declined>,
) -> Vec<Decision> {
    let mut ordered = decisions.to_vec();
    ordered.sort_unstable();
    let mut taken: Vec<Decision> = Vec::with_capacity(ordered.len());
    let mut reckoning = Reckoning::default();
    for decision in ordered {
        match check_next(model, state, &taken, &decision, &mut reckoning) {
            Ok(()) => taken.push(decision),
            // A plan may name answers to events that did not happen; they are passed over.
            Err(Refusal::NothingToAnswer { .. } | Refusal::ResponseLimit { .. }) => {}
            Err(refusal) => declined.push(Declined { decision, refusal }),
        }
    }
    taken
}

fn carry_out<R: Recorder>(
    model: &Model,
    luck: &Luck,
    state: &mut State,
    recorder: &mut R,
    decision: Decision,
) {
    match decision {
        Decision::Adopt { component, option, term, clause, vehicle } => {
            let award = projects::Award { option: option.index(), term, clause, vehicle };
            projects::start(model, luck, state, component.index(), award);
        }
        Decision::Renew { component, term, clause, approach } => {
            renew(model, luck, state, recorder, component.index(), term, clause, approach);
        }
        Decision::Staff { action, pool, count } => {
            change_staff(model, luck, state, recorder, action, pool.index(), count.persons());
        }
        Decision::Invest(guardrail) => {
            calendar::invest(model, state, recorder, guardrail as usize);
        }
        Decision::Launch { use_case, review } => {
            let now = &mut state.use_cases[use_case.index()];
            now.live = true;
            now.review = review;
        }
        Decision::Defer(use_case) => {
            let year = state.month / 12;
            let now = &mut state.use_cases[use_case.index()];
            now.due = now.due.max(year) + 1;
        }
        Decision::Respond { card, choice } => {
            respond(model, state, recorder, card.0, usize::from(choice));
        }
        Decision::Predict { .. } | Decision::Because { .. } | Decision::Dissent(_) => {}
    }
}

/// Signs the running option again. Renegotiation wins its price cut with a probability that falls
/// with lock-in: a buyer who could leave is listened to.
#[expect(clippy::too_many_arguments, reason = "the parts of one decision")]
fn renew<R: Recorder>(
    model: &Model,
    luck: &Luck,
    state: &mut State,
    recorder: &mut R,
    index: usize,
    term: Term,
    clause: bool,
    approach: Approach,
) {
    let locked = lock_in::index(model, state, index) / 100.0;
    let u = luck.uniform(model.components[index].price, state.month, 2);
    suppliers::collect(model, state, recorder, index);
    let station = &mut state.stations[index];
    if approach == Approach::Renegotiate && u >= locked {
        station.price *= 1.0 - model.rules.renegotiation;
    }
    let clause_price = 1.0 + model.rules.clause_price;
    match (station.clause, clause) {
        (false, true) => station.price *= clause_price,
        (true, false) => station.price /= clause_price,
        _ => {}
    }
    station.clause = clause;
    station.contract_end = state.month.saturating_add(term.months());
    station.capped_until = if term == Term::OneYear { 0 } else { station.contract_end };
    projects::milestone(state, index, Progress::Renewed);
}

fn change_staff<R: Recorder>(
    model: &Model,
    luck: &Luck,
    state: &mut State,
    recorder: &mut R,
    action: StaffAction,
    pool: usize,
    persons: u16,
) {
    match action {
        StaffAction::Hire => {
            for _ in 0..persons {
                if people::hire(model, luck, state, pool) {
                    let (place, cost) = (agency_place(model), model.rules.hire_cost);
                    post(state, recorder, place, Category::Staff, cost, || {
                        Why::new(
                            Rule::Recruiting,
                            vec![rule_factor(Input::HireCost, cost, RuleField::HireCost)],
                        )
                    });
                }
            }
        }
        StaffAction::Train => {
            for index in 0..model.components.len() {
                if model.components[index].pool == pool {
                    let option = state.stations[index].option;
                    people::train(model, state, recorder, index, option, f64::from(persons));
                    state.stations[index].experience +=
                        model.rules.deployments * f64::from(persons) * TRAINING_LEARNS;
                }
            }
        }
        StaffAction::Contract => {
            state.pools[pool].contractors += persons;
            state.pools[pool].contractors_until = state.month + MONTHS as u16;
        }
        StaffAction::Reassign => {
            if let Some(from) = donor(state, pool, persons) {
                let share = f64::from(persons) / f64::from(state.pools[from].headcount);
                people::forget(model, state, from, share);
                state.pools[from].headcount -= persons;
                state.pools[pool].headcount += persons;
            }
        }
    }
}

/// Answers the costliest open event of a card (the earliest of equals).
fn respond<R: Recorder>(
    model: &Model,
    state: &mut State,
    recorder: &mut R,
    card: u16,
    choice: usize,
) {
    let mut answered: Option<usize> = None;
    for (place, (open, occurrence)) in state.open.iter().enumerate() {
        let better =
            *open == card && answered.is_none_or(|best| occurrence.loss > state.open[best].1.loss);
        if better {
            answered = Some(place);
        }
    }
    if let Some(place) = answered {
        let (_, occurrence) = state.open.remove(place);
        let effects = &model.cards[usize::from(card)].choices[choice];
        effects::apply(model, state, recorder, effects, occurrence.subject);
    }
}

// What a month does most of the time fits the processor's nearest cache for code, so what happens rarely
// is kept out of it: `cold` and `inline(never)` in the rules say so.
fn month<R: Recorder>(model: &Model, luck: &Luck, state: &mut State, recorder: &mut R) {
    if R::ANEW {
        state.forget();
    }
    state.dice.roll(model, luck, state.month);
    effects::expire(model, state);
    // 1 calendar
    if (state.month as usize).is_multiple_of(MONTHS) {
        calendar::october(model, luck, state, recorder);
    }
    calendar::scheduled(model, state, recorder);
    // 2 suppliers
    suppliers::renew(model, luck, state, recorder);
    suppliers::turn(model, luck, state, recorder);
    // 3 people
    people::come_and_go(model, state, recorder);
    let platform = people::refresh(model, state);
    people::pay(model, state, recorder, platform);
    quality::refresh_jobs(model, state);
    // 4 projects
    projects::advance(model, luck, state, recorder);
    // 5 demand and capacity
    capacity::surges(model, luck, state, recorder);
    capacity::serve::<R>(model, state);
    quality::drift(model, state);
    // 6 security
    security::posture::<R>(model, state);
    security::strike(model, luck, state, recorder);
    // 7 ledger
    run_stations(model, state, recorder);
    running::review(model, state, recorder);
    if state.month as usize % MONTHS == MONTHS - 1 {
        compliance::audit(model, luck, state, recorder);
    }
    close_month(model, state);
}

/// What a month at every station costs, and what it leaves there.
fn run_stations<R: Recorder>(model: &Model, state: &mut State, recorder: &mut R) {
    let State { month, stations, pools, levers, ledger, .. } = state;
    let levers = levers.row(Lever::Price);
    let components = model.components.iter().zip(stations).zip(levers).enumerate();
    for (index, ((component, station), lever)) in components {
        running::pay(model, ledger, station, recorder, (*month, index), *lever);
        people::learn(&model.rules, pools[component.pool].coverage, station);
        lock_in::grow(&model.options[station.option], station);
        station.age = station.age.saturating_add(1);
    }
}

fn close_month(model: &Model, state: &mut State) {
    let (total, obligated) = state.ledger.close_month();
    state.agency.spent += obligated.kilodollars();
    state.agency.discounted += total.kilodollars() * model.discount(state.month as usize / MONTHS);
    state.month += 1;
}

fn close_year<R: Recorder>(model: &Model, _luck: &Luck, state: &mut State, _recorder: &mut R) {
    // What is open at the end of the year is counted with September's posture.
    quality::refresh_jobs(model, state);
    // An event can be answered at the next two Octobers.
    let oldest = state.month.saturating_sub(ANSWER_MONTHS);
    state.open.retain(|(_, occurrence)| occurrence.month.0 >= oldest);
}

fn component_state(model: &Model, state: &State, index: usize) -> ComponentState {
    let station = &state.stations[index];
    let utilisation =
        if station.now.capacity > 0.0 { station.now.load / station.now.capacity } else { 0.0 };
    ComponentState {
        option: OptionId(station.option as u16),
        lock_in: lock_in::index(model, state, index),
        exit_cost: lock_in::exit_cost(model, state, index).total(),
        patch_days: station.now.patch_days,
        utilisation,
        debt: station.debt,
        nodes: station.nodes,
        experience: station.experience,
    }
}
