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
use crate::lanes::{Arrays, ONLY, Row, Vectors, with_vectors};
use crate::luck::{Luck, Lucks, maths};
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
        by_category: state.ledger.by_category(ONLY),
        by_component: state.ledger.by_component(ONLY),
        components: (0..model.components.len())
            .map(|index| component_state(model, state, index))
            .collect(),
        missing_controls: compliance::missing(model, state, ONLY),
        occurrences: state.tally.occurrences[ONLY].clone(),
        milestones: state.tally.milestones[ONLY].clone(),
        declined,
        open: state.open[ONLY]
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
    gauges::read(model, state, ONLY)
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
    let declined = core::slice::from_mut(declined);
    pass_beside(model, &Lucks::new([*luck]), state, [decisions], recorder, declined);
}

/// [`pass`] for several runs side by side, each with a luck and decisions of its own. What is declined goes
/// into the list of its lane, if there is one.
pub fn pass_beside<R: Recorder<L>, const L: usize>(
    model: &Model,
    lucks: &Lucks<L>,
    state: &mut State<L>,
    decisions: [&[Decision]; L],
    recorder: &mut R,
    declined: &mut [Vec<Declined>],
) {
    year(Arrays, model, lucks, state, decisions, recorder, declined);
}

/// [`pass_beside`] of eight runs, in the vectors of the processor where it has any.
pub fn pass_eight<R: Recorder<8>>(
    model: &Model,
    lucks: &Lucks<8>,
    state: &mut State<8>,
    decisions: [&[Decision]; 8],
    recorder: &mut R,
    declined: &mut [Vec<Declined>],
) {
    let found = with_vectors!(v => {
        year(v, model, lucks, state, decisions, recorder, declined);
    });
    if !found {
        year(Arrays, model, lucks, state, decisions, recorder, declined);
    }
}

fn year<V: Vectors<L>, R: Recorder<L>, const L: usize>(
    v: V,
    model: &Model,
    lucks: &Lucks<L>,
    state: &mut State<L>,
    decisions: [&[Decision]; L],
    recorder: &mut R,
    declined: &mut [Vec<Declined>],
) {
    let mut taken: [Vec<Decision>; L] = [const { Vec::new() }; L];
    for lane in 0..L {
        // On the first day all lanes are as they were found, and the same may be decided in all of them.
        let like = (0..lane).find(|other| decisions[*other] == decisions[lane]);
        taken[lane] = match like {
            Some(other) if state.month == 0 && declined.is_empty() => taken[other].clone(),
            _ => {
                let mut unheard = Vec::new();
                let declined = declined.get_mut(lane).unwrap_or(&mut unheard);
                allowed(model, state, lane, decisions[lane], declined)
            }
        };
    }
    v.run(
        #[inline(always)]
        || open_year::<V, R, L>(v, model, lucks, state),
    );
    for (lane, taken) in taken.iter().enumerate() {
        for decision in taken {
            carry_out(model, lucks.lane(lane), state, lane, recorder, *decision);
        }
    }
    for _ in 0..MONTHS {
        month(v, model, lucks, state, recorder);
        recorder.month_ended(model, state);
    }
    close_year(v, model, state);
}

#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
fn open_year<V: Vectors<L>, R: Recorder<L>, const L: usize>(
    v: V,
    model: &Model,
    lucks: &Lucks<L>,
    state: &mut State<L>,
) {
    state.tally.clear();
    state.ledger.open_year::<R>();
    calendar::wear(model, state);
    capacity::grow(v, model, lucks, state);
    suppliers::reprice(v, model, lucks, state);
    security::patch_luck(v, model, lucks, state);
    for station in &mut state.stations {
        // Effort follows load with less than proportional weight.
        let load = v.row(&station.now.load);
        let scale = load.greater(v.all(LEAST_EFFORT_LOAD));
        let scale = maths::pow_beside(v, scale, model.rules.effort_exponent);
        let loaded = v.all(0.0).below(load);
        station.effort_scale = V::Row::choose(loaded, scale, v.all(1.0)).array();
    }
    for lane in 0..L {
        people::release_contractors(model, state, lane);
    }
    for pool in &mut state.pools {
        pool.hired = [0; L];
    }
    people::refresh(v, model, state);
}

/// The decisions that may be taken, in canonical order. They are judged before October brings new
/// prices, on the very state that a table sees: what the dry run allowed is carried out.
fn allowed<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    decisions: &[Decision],
    declined: &mut Vec<Declined>,
) -> Vec<Decision> {
    let mut ordered = decisions.to_vec();
    ordered.sort_unstable();
    let mut taken: Vec<Decision> = Vec::with_capacity(ordered.len());
    let mut reckoning = Reckoning::default();
    for decision in ordered {
        match check_next(model, state, lane, &taken, &decision, &mut reckoning) {
            Ok(()) => taken.push(decision),
            // A plan may name answers to events that did not happen; they are passed over.
            Err(Refusal::NothingToAnswer { .. } | Refusal::ResponseLimit { .. }) => {}
            Err(refusal) => declined.push(Declined { decision, refusal }),
        }
    }
    taken
}

fn carry_out<R: Recorder<L>, const L: usize>(
    model: &Model,
    luck: &Luck,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    decision: Decision,
) {
    match decision {
        Decision::Adopt { component, option, term, clause, vehicle } => {
            let award = projects::Award { option: option.index(), term, clause, vehicle };
            projects::start(model, luck, state, lane, component.index(), award);
        }
        Decision::Renew { component, term, clause, approach } => {
            let index = component.index();
            renew(model, luck, state, lane, recorder, index, Signing { term, clause, approach });
        }
        Decision::Staff { action, pool, count } => {
            let (pool, persons) = (pool.index(), count.persons());
            change_staff(model, luck, state, lane, recorder, action, pool, persons);
        }
        Decision::Invest(guardrail) => {
            calendar::invest(model, state, lane, recorder, guardrail as usize);
        }
        Decision::Launch { use_case, review } => {
            let now = &mut state.use_cases[use_case.index()];
            now.live[lane] = true;
            now.review[lane] = review;
        }
        Decision::Defer(use_case) => {
            let year = state.month / 12;
            let due = &mut state.use_cases[use_case.index()].due[lane];
            *due = (*due).max(year) + 1;
        }
        Decision::Respond { card, choice } => {
            respond(model, state, lane, recorder, card.0, usize::from(choice));
        }
        Decision::Predict { .. } | Decision::Because { .. } | Decision::Dissent(_) => {}
    }
}

/// What a renewal asks for.
struct Signing {
    term: Term,
    clause: bool,
    approach: Approach,
}

/// Signs the running option again. Renegotiation wins its price cut with a probability that falls
/// with lock-in: a buyer who could leave is listened to.
fn renew<R: Recorder<L>, const L: usize>(
    model: &Model,
    luck: &Luck,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    index: usize,
    Signing { term, clause, approach }: Signing,
) {
    let locked = lock_in::index(model, state, lane, index) / 100.0;
    let u = luck.uniform(model.components[index].price, state.month, 2);
    suppliers::collect(model, state, lane, recorder, index);
    let station = &mut state.stations[index];
    if approach == Approach::Renegotiate && u >= locked {
        station.price[lane] *= 1.0 - model.rules.renegotiation;
    }
    let clause_price = 1.0 + model.rules.clause_price;
    match (station.clause[lane], clause) {
        (false, true) => station.price[lane] *= clause_price,
        (true, false) => station.price[lane] /= clause_price,
        _ => {}
    }
    station.clause[lane] = clause;
    let end = state.month.saturating_add(term.months());
    station.contract_end[lane] = end;
    station.capped_until[lane] = if term == Term::OneYear { 0 } else { end };
    projects::milestone(state, lane, index, Progress::Renewed);
}

#[expect(clippy::too_many_arguments, reason = "the parts of one decision")]
fn change_staff<R: Recorder<L>, const L: usize>(
    model: &Model,
    luck: &Luck,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    action: StaffAction,
    pool: usize,
    persons: u16,
) {
    match action {
        StaffAction::Hire => {
            for _ in 0..persons {
                if people::hire(model, luck, state, lane, pool) {
                    let (place, cost) = (agency_place(model), model.rules.hire_cost);
                    post(state, lane, recorder, place, Category::Staff, cost, || {
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
                    let option = state.stations[index].option[lane];
                    people::train(model, state, lane, recorder, index, option, f64::from(persons));
                    state.stations[index].experience[lane] +=
                        model.rules.deployments * f64::from(persons) * TRAINING_LEARNS;
                }
            }
        }
        StaffAction::Contract => {
            state.pools[pool].contractors[lane] += persons;
            state.pools[pool].contractors_until[lane] = state.month + MONTHS as u16;
        }
        StaffAction::Reassign => {
            if let Some(from) = donor(state, lane, pool, persons) {
                let share = f64::from(persons) / f64::from(state.pools[from].headcount[lane]);
                people::forget(model, state, lane, from, share);
                state.pools[from].headcount[lane] -= persons;
                state.pools[pool].headcount[lane] += persons;
            }
        }
    }
}

/// Answers the costliest open event of a card (the earliest of equals).
fn respond<R: Recorder<L>, const L: usize>(
    model: &Model,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    card: u16,
    choice: usize,
) {
    let mut answered: Option<usize> = None;
    for (place, (open, occurrence)) in state.open[lane].iter().enumerate() {
        let better = *open == card
            && answered.is_none_or(|best| occurrence.loss > state.open[lane][best].1.loss);
        if better {
            answered = Some(place);
        }
    }
    if let Some(place) = answered {
        let (_, occurrence) = state.open[lane].remove(place);
        let effects = &model.cards[usize::from(card)].choices[choice];
        effects::apply(model, state, lane, recorder, effects, occurrence.subject);
    }
}

// Each phase is a function of its own. On 64-bit x86 what it calls in every month is copied into it, so that it is
// compiled for the processor's vectors; elsewhere it is not: a browser compiles small functions well and soon, one
// large one late. What happens rarely is kept out of it everywhere: `cold` and `inline(never)` in the rules say so.
fn month<V: Vectors<L>, R: Recorder<L>, const L: usize>(
    v: V,
    model: &Model,
    lucks: &Lucks<L>,
    state: &mut State<L>,
    recorder: &mut R,
) {
    macro_rules! phase {
        ($what:expr) => {
            v.run(
                #[inline(always)]
                || $what,
            )
        };
    }
    if R::ANEW {
        state.forget(model);
    }
    phase!(state.dice.roll(model, lucks, state.month));
    effects::expire(model, state);
    // 1 calendar
    if (state.month as usize).is_multiple_of(MONTHS) {
        let draws = [0, 1, 2].map(|draw| lucks.uniform(model.calendar, state.month, draw));
        for lane in 0..L {
            let draws = draws.map(|draw| draw[lane]);
            calendar::october(model, lucks.lane(lane), state, lane, recorder, draws);
        }
    }
    calendar::scheduled(model, state, recorder);
    // 2 suppliers
    phase!(suppliers::renew(model, lucks, state, recorder));
    phase!(suppliers::turn(v, model, lucks, state, recorder));
    // 3 people
    phase!(people::come_and_go(v, model, state, recorder));
    let platform = phase!(people::refresh(v, model, state));
    phase!(people::pay(v, model, state, recorder, &platform));
    phase!(quality::refresh_jobs(v, model, state));
    // 4 projects
    phase!(projects::advance(model, lucks, state, recorder));
    // 5 demand and capacity
    phase!(capacity::surges(v, model, lucks, state, recorder));
    phase!(capacity::serve(v, model, state));
    phase!(quality::drift(v, model, state));
    // 6 security
    phase!(security::posture::<V, R, L>(v, model, state));
    phase!(security::strike(v, model, lucks, state, recorder));
    // 7 ledger
    phase!(run_stations(v, model, state, recorder));
    phase!(running::review(v, model, state, recorder));
    if state.month as usize % MONTHS == MONTHS - 1 {
        compliance::audits(model, lucks, state, recorder);
    }
    close_month(model, state);
}

/// What a month at every station costs, and what it leaves there.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
fn run_stations<V: Vectors<L>, R: Recorder<L>, const L: usize>(
    v: V,
    model: &Model,
    state: &mut State<L>,
    recorder: &mut R,
) {
    let State { month, stations, pools, levers, ledger, .. } = state;
    for (index, (component, station)) in model.components.iter().zip(stations).enumerate() {
        let lever = levers.at(v, Lever::Price, index);
        running::pay(v, model, ledger, station, recorder, (*month, index), lever);
        people::learn(v, &model.rules, &pools[component.pool].coverage, station);
        lock_in::grow(v, station);
    }
}

#[inline(always)]
fn close_month<const L: usize>(model: &Model, state: &mut State<L>) {
    let (total, obligated) = state.ledger.close_month();
    let discount = model.discount(state.month as usize / MONTHS);
    for lane in 0..L {
        state.agency.spent[lane] += obligated[lane] / CENTS;
        state.agency.discounted[lane] += total[lane] / CENTS * discount;
    }
    state.month += 1;
}

/// Cents in a thousand dollars.
const CENTS: f64 = 100_000.0;

fn close_year<V: Vectors<L>, const L: usize>(v: V, model: &Model, state: &mut State<L>) {
    // What is open at the end of the year is counted with September's posture.
    v.run(
        #[inline(always)]
        || quality::refresh_jobs(v, model, state),
    );
    // An event can be answered at the next two Octobers.
    let oldest = state.month.saturating_sub(ANSWER_MONTHS);
    for open in &mut state.open {
        open.retain(|(_, occurrence)| occurrence.month.0 >= oldest);
    }
}

fn component_state(model: &Model, state: &State, index: usize) -> ComponentState {
    let station = &state.stations[index];
    let (load, capacity) = (station.now.load[ONLY], station.now.capacity[ONLY]);
    ComponentState {
        option: OptionId(station.option[ONLY] as u16),
        lock_in: lock_in::index(model, state, ONLY, index),
        exit_cost: lock_in::exit_cost(model, state, ONLY, index).total(),
        patch_days: station.now.patch_days[ONLY],
        utilisation: if capacity > 0.0 { load / capacity } else { 0.0 },
        debt: station.debt[ONLY],
        nodes: station.nodes[ONLY],
        experience: station.experience[ONLY],
    }
}
