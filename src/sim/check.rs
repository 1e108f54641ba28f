//! The dry run of a decision: may it be taken now, and if not, why and what would help.

use super::calendar::appropriation;
use super::model::Model;
use super::people::{HOURS_PER_MONTH, SEATS};
use super::projects::{edge_hours, offered_price};
use super::running::{is_bought, review_share, yearly_licence, yearly_tool};
use super::state::{NEVER, PoolState, State};
use crate::id::{CardId, ComponentId, OptionId, PoolId, UseCaseId};
use crate::lanes::ONLY;
use crate::scenario::case::{Impact, Review};
use crate::scenario::plan::{Decision, StaffAction, StaffCount, Term, Vehicle};

/// Why a decision cannot be taken. `view` turns it into words with a way out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Refusal {
    /// All tool decisions of the year are taken.
    NoSlotLeft {
        slots: u16,
    },
    /// All guardrail, staffing or response decisions of the year are taken.
    GuardrailLimit {
        limit: u16,
    },
    StaffingLimit {
        limit: u16,
    },
    ResponseLimit {
        limit: u16,
    },
    /// The component already has a tool decision this year, or its migration is still under way.
    AlreadyDecided {
        component: ComponentId,
    },
    MigrationUnderWay {
        component: ComponentId,
    },
    /// The option runs already, belongs to another component, is not on offer any more.
    AlreadyRunning {
        option: OptionId,
    },
    WrongComponent {
        option: OptionId,
    },
    NotOnOffer {
        option: OptionId,
    },
    /// Authorised for less than the data need.
    ImpactTooHigh {
        option: OptionId,
        needed: Impact,
    },
    /// The yearly price is above the award ceiling (k$).
    AboveCeiling {
        price: f64,
        ceiling: f64,
    },
    /// The contract value is above the simplified threshold (k$).
    AboveThreshold {
        value: f64,
        threshold: f64,
    },
    /// Committed and expected costs would exceed the appropriation (k$).
    NotEnoughMoney {
        needed: f64,
        left: f64,
    },
    /// There is no contract to renew.
    NothingToRenew {
        component: ComponentId,
    },
    /// Nobody to move, or more people than seats.
    NobodyToReassign {
        pool: PoolId,
    },
    PoolFull {
        pool: PoolId,
    },
    /// The use case is live with this review already, or is not planned.
    AlreadyLive {
        use_case: UseCaseId,
    },
    NotDeferrable {
        use_case: UseCaseId,
    },
    /// No open event for this card, or no such choice.
    NothingToAnswer {
        card: CardId,
    },
    NoSuchChoice {
        card: CardId,
        choices: u8,
    },
    /// An id that the case does not have.
    Unknown,
    /// The same thing was decided twice, or too many of a kind were recorded.
    Repeated,
    /// A reason stands beside a tool decision, and there is none for this component.
    NothingToExplain {
        component: ComponentId,
    },
    /// The team has played all years.
    Finished,
}

/// The dry run: whether `decision` may be taken now, after those in `taken` (this year's), in a run that is
/// played by itself.
///
/// # Errors
/// The first reason against it.
pub fn check(
    model: &Model,
    state: &State,
    taken: &[Decision],
    decision: &Decision,
) -> Result<(), Refusal> {
    check_next(model, state, ONLY, taken, decision, &mut Reckoning::default())
}

/// What the money of one year's decisions is measured against, as far as it is reckoned. It holds for
/// one state, one lane and one list of decisions taken, to which only more may be added.
#[derive(Default)]
pub(super) struct Reckoning {
    /// What the agency as it stands leaves of the appropriation (k$).
    free: Option<f64>,
    /// First-year costs of the decisions taken, and how many of them are in it.
    planned: Option<(f64, usize)>,
}

impl Reckoning {
    /// What is left after the decisions taken (k$).
    fn left<const L: usize>(
        &mut self,
        model: &Model,
        state: &State<L>,
        lane: usize,
        taken: &[Decision],
    ) -> f64 {
        let free = *self.free.get_or_insert_with(|| {
            known_appropriation(model, state, lane) - running_cost(model, state, lane)
        });
        let (sum, counted) = self.planned.unwrap_or((core::iter::empty::<f64>().sum(), 0));
        let planned = taken[counted..]
            .iter()
            .fold(sum, |sum, decision| sum + first_year(model, state, lane, decision));
        self.planned = Some((planned, taken.len()));
        free - planned
    }
}

/// As [`check`] in one lane, for one decision after the other of the same year.
pub(super) fn check_next<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    taken: &[Decision],
    decision: &Decision,
    reckoning: &mut Reckoning,
) -> Result<(), Refusal> {
    if state.year() >= model.played_years {
        return Err(Refusal::Finished);
    }
    if taken.contains(decision) {
        return Err(Refusal::Repeated);
    }
    match *decision {
        Decision::Adopt { component, option, clause, vehicle, term } => {
            slot(model, state, taken, component)?;
            adopt(model, state, lane, component, option, clause, vehicle, term)?;
            money(model, state, lane, taken, decision, reckoning)
        }
        Decision::Renew { component, .. } => {
            slot(model, state, taken, component)?;
            let station = state.stations.get(component.index()).ok_or(Refusal::Unknown)?;
            let gone = super::suppliers::is_leaving(model, state, lane, component.index());
            if station.contract_end[lane] == NEVER || gone {
                return Err(Refusal::NothingToRenew { component });
            }
            money(model, state, lane, taken, decision, reckoning)
        }
        Decision::Staff { action, pool, count } => {
            staff(model, state, lane, taken, action, pool, count, reckoning)
        }
        Decision::Invest(guardrail) => {
            let limit = model.guardrails_per_year;
            if count(taken, |other| matches!(other, Decision::Invest(_))) >= limit {
                return Err(Refusal::GuardrailLimit { limit });
            }
            if !model.guardrails[guardrail as usize].offered {
                return Err(Refusal::Unknown);
            }
            money(model, state, lane, taken, decision, reckoning)
        }
        Decision::Launch { use_case, review } => {
            let now = state.use_cases.get(use_case.index()).ok_or(Refusal::Unknown)?;
            if now.live[lane] && now.review[lane] == review {
                return Err(Refusal::AlreadyLive { use_case });
            }
            once_per_use_case(taken, use_case)
        }
        Decision::Defer(use_case) => {
            let now = state.use_cases.get(use_case.index()).ok_or(Refusal::Unknown)?;
            if now.live[lane] {
                return Err(Refusal::NotDeferrable { use_case });
            }
            once_per_use_case(taken, use_case)
        }
        Decision::Respond { card, choice } => {
            let limit = model.responses_per_year;
            if count(taken, |other| matches!(other, Decision::Respond { .. })) >= limit {
                return Err(Refusal::ResponseLimit { limit });
            }
            let choices = model.cards.get(card.index()).ok_or(Refusal::Unknown)?.choices.len();
            if usize::from(choice) >= choices {
                return Err(Refusal::NoSuchChoice { card, choices: choices as u8 });
            }
            if !state.open[lane].iter().any(|(open, _)| *open == card.0) {
                return Err(Refusal::NothingToAnswer { card });
            }
            Ok(())
        }
        Decision::Predict { .. } => {
            if taken.iter().any(|other| matches!(other, Decision::Predict { .. })) {
                return Err(Refusal::Repeated);
            }
            Ok(())
        }
        Decision::Because { component, reason } => {
            let again = taken.iter().any(
                |other| matches!(other, Decision::Because { component: c, .. } if *c == component),
            );
            if again {
                return Err(Refusal::Repeated);
            }
            if reason.index() >= model.reasons || component.index() >= model.components.len() {
                return Err(Refusal::Unknown);
            }
            if taken.iter().all(|other| other.tool() != Some(component)) {
                return Err(Refusal::NothingToExplain { component });
            }
            Ok(())
        }
        Decision::Dissent(role) => {
            if role.index() >= model.roles {
                Err(Refusal::Unknown)
            } else {
                Ok(())
            }
        }
    }
}

fn count(taken: &[Decision], kind: impl Fn(&Decision) -> bool) -> u16 {
    taken.iter().filter(|decision| kind(decision)).count() as u16
}

/// Tool decisions of this year, of which each component may have one.
fn slot<const L: usize>(
    model: &Model,
    state: &State<L>,
    taken: &[Decision],
    component: ComponentId,
) -> Result<(), Refusal> {
    if component.index() >= model.components.len() {
        return Err(Refusal::Unknown);
    }
    let tools = || taken.iter().filter_map(Decision::tool);
    if tools().any(|other| other == component) {
        return Err(Refusal::AlreadyDecided { component });
    }
    let slots = model.slots.get(usize::from(state.year())).copied().unwrap_or(0);
    if tools().count() as u16 >= slots {
        return Err(Refusal::NoSlotLeft { slots });
    }
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "one rule for one lane")]
fn adopt<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    component: ComponentId,
    id: OptionId,
    clause: bool,
    vehicle: Vehicle,
    term: Term,
) -> Result<(), Refusal> {
    let option = model.options.get(id.index()).ok_or(Refusal::Unknown)?;
    let station = &state.stations[component.index()];
    if option.component != component.index() {
        return Err(Refusal::WrongComponent { option: id });
    }
    if station.option[lane] == id.index() {
        return Err(Refusal::AlreadyRunning { option: id });
    }
    if !option.on_offer || state.suppliers[option.supplier].ended[lane] {
        return Err(Refusal::NotOnOffer { option: id });
    }
    if station.project[lane].is_some() {
        return Err(Refusal::MigrationUnderWay { component });
    }
    if model.components[component.index()].holds_or_serves && option.authorised < model.impact {
        return Err(Refusal::ImpactTooHigh { option: id, needed: model.impact });
    }
    let price = offered_price(model, state, lane, id.index(), vehicle, clause);
    let ceiling = model.agency.award_ceiling;
    if price > ceiling {
        return Err(Refusal::AboveCeiling { price, ceiling });
    }
    let value = price * f64::from(term.months()) / 12.0;
    let threshold = model.rules.simplified_threshold;
    if is_bought(model, id.index()) && vehicle == Vehicle::Simplified && value > threshold {
        return Err(Refusal::AboveThreshold { value, threshold });
    }
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "one rule for one lane")]
fn staff<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    taken: &[Decision],
    action: StaffAction,
    pool: PoolId,
    persons: StaffCount,
    reckoning: &mut Reckoning,
) -> Result<(), Refusal> {
    let limit = model.staffing_per_year;
    if count(taken, |other| matches!(other, Decision::Staff { .. })) >= limit {
        return Err(Refusal::StaffingLimit { limit });
    }
    let now = state.pools.get(pool.index()).ok_or(Refusal::Unknown)?;
    let persons = persons.persons();
    let full = u32::from(now.headcount[lane]) + u32::from(persons) > u32::from(SEATS);
    match action {
        StaffAction::Hire => {
            let free = now.arrivals[lane].iter().filter(|month| **month == NEVER).count();
            if full || free < usize::from(persons) {
                return Err(Refusal::PoolFull { pool });
            }
        }
        StaffAction::Contract if full => return Err(Refusal::PoolFull { pool }),
        StaffAction::Train if now.headcount[lane] == 0 => {
            return Err(Refusal::NobodyToReassign { pool });
        }
        StaffAction::Reassign if donor(state, lane, pool.index(), persons).is_none() => {
            return Err(Refusal::NobodyToReassign { pool });
        }
        _ => {}
    }
    let decision = Decision::Staff {
        action,
        pool,
        count: if persons == 1 { StaffCount::One } else { StaffCount::Two },
    };
    money(model, state, lane, taken, &decision, reckoning)
}

/// The pool with most slack that can spare persons, other than the receiving one.
#[must_use]
pub(super) fn donor<const L: usize>(
    state: &State<L>,
    lane: usize,
    pool: usize,
    persons: u16,
) -> Option<usize> {
    let slack = |index: usize| {
        f64::from(state.pools[index].headcount[lane]) - state.pools[index].demand[lane]
    };
    (0..state.pools.len())
        .filter(|index| *index != pool && state.pools[*index].headcount[lane] > persons)
        .max_by(|a, b| slack(*a).total_cmp(&slack(*b)).then(b.cmp(a)))
}

fn once_per_use_case(taken: &[Decision], use_case: UseCaseId) -> Result<(), Refusal> {
    let same = |other: &Decision| match other {
        Decision::Launch { use_case: other, .. } | Decision::Defer(other) => *other == use_case,
        _ => false,
    };
    if taken.iter().any(same) { Err(Refusal::Repeated) } else { Ok(()) }
}

/// What the year would cost with these decisions must fit the appropriation.
fn money<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    taken: &[Decision],
    decision: &Decision,
    reckoning: &mut Reckoning,
) -> Result<(), Refusal> {
    let own = first_year(model, state, lane, decision);
    if own <= 0.0 {
        return Ok(());
    }
    let left = reckoning.left(model, state, lane, taken);
    if own > 0.0 && own > left {
        return Err(Refusal::NotEnoughMoney { needed: own, left: left.max(0.0) });
    }
    Ok(())
}

/// The year's appropriation with the changes that are known before October (k$).
#[must_use]
pub fn known_appropriation<const L: usize>(model: &Model, state: &State<L>, lane: usize) -> f64 {
    appropriation(model, state, lane, 0.0)
}

/// What a year of the agency as it stands is expected to cost (k$): tools at the demand that is live or
/// planned for this year, salaries of those who are there (idle time by its share) and of hires on the
/// way, human review. Not in it: growth of prices and demand, projects under way, and what may happen.
#[must_use]
pub fn running_cost<const L: usize>(model: &Model, state: &State<L>, lane: usize) -> f64 {
    let tools: f64 = (0..model.components.len())
        .map(|index| {
            yearly_tool(model, state, lane, index, expected_load(model, state, lane, index))
        })
        .sum();
    let people: f64 = (0..model.pools.len()).map(|pool| salaries(model, state, lane, pool)).sum();
    let review: f64 = (0..model.use_cases.len())
        .filter(|index| runs_this_year(state, lane, *index))
        .map(|index| yearly_review(model, state, lane, index, state.use_cases[index].review[lane]))
        .sum();
    tools + people + review
}

/// Whether a use case is live, or goes live by itself this October.
fn runs_this_year<const L: usize>(state: &State<L>, lane: usize, use_case: usize) -> bool {
    let now = &state.use_cases[use_case];
    now.live[lane] || now.due[lane] <= state.year()
}

/// Load of a component at today's demand of the use cases of this year (× the reference).
fn expected_load<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    index: usize,
) -> f64 {
    let shares = model.components[index].touch.iter().enumerate();
    let running = shares.filter(|(use_case, _)| runs_this_year(state, lane, *use_case));
    running.map(|(use_case, share)| share * state.use_cases[use_case].volume[lane]).sum()
}

/// A year's salaries of a pool (k$): what idle people do elsewhere is paid there.
fn salaries<const L: usize>(model: &Model, state: &State<L>, lane: usize, pool: usize) -> f64 {
    let now = &state.pools[pool];
    let year_end = state.month.saturating_add(12);
    let arriving: f64 = now.arrivals[lane]
        .iter()
        .filter(|month| **month < year_end)
        .map(|month| f64::from(year_end - (*month).max(state.month)) / 12.0)
        .sum();
    let elsewhere = idle(now, lane) * (1.0 - model.rules.bench_share);
    (f64::from(now.headcount[lane]) + arriving - elsewhere) * model.pools[pool].rate
}

/// Persons of a pool that nothing needs.
fn idle<const L: usize>(pool: &PoolState<L>, lane: usize) -> f64 {
    (f64::from(pool.headcount[lane]) - pool.demand[lane]).max(0.0)
}

/// A year of human review of a use case (k$).
fn yearly_review<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    index: usize,
    review: Review,
) -> f64 {
    let use_case = &model.use_cases[index];
    let season: f64 = use_case.season.iter().sum();
    let cases = use_case.n.demand * state.use_cases[index].volume[lane] * season / 1000.0;
    cases * review_share(model, review) * use_case.n.review_cost
}

/// Share of the first fiscal year in which something begun in October is reckoned to cost (0-1).
/// Design choice: half a year for procurement or hiring, half a year of use.
const FIRST_YEAR: f64 = 0.5;

/// Expected cost of a decision in its first year (k$), beyond [`running_cost`]: half a year of the new
/// price, authorisation, adapters, training, and the time of people who would be idle otherwise; hires,
/// contractors and training; a clause that is not held yet; the guardrail's price; more review.
#[must_use]
pub fn first_year<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    decision: &Decision,
) -> f64 {
    let rules = &model.rules;
    match *decision {
        Decision::Adopt { option, clause, vehicle, .. } => {
            let index = option.index();
            let new = &model.options[index];
            let (hours, crossings) = edge_hours(model, state, lane, index);
            let pool = model.components[new.component].pool;
            FIRST_YEAR * offered_price(model, state, lane, index, vehicle, clause)
                + new.n.authorisation
                + project_time(model, state, lane, pool, hours)
                + crossings * rules.adapter_cost * model.mean_overrun
                + training(model, state, lane, pool, index)
        }
        Decision::Renew { component, clause, .. } => {
            let index = component.index();
            if clause && !state.stations[index].clause[lane] {
                rules.clause_price
                    * yearly_licence(
                        model,
                        state,
                        lane,
                        index,
                        expected_load(model, state, lane, index),
                    )
            } else {
                0.0
            }
        }
        Decision::Staff { action, pool, count } => {
            let persons = f64::from(count.persons());
            match action {
                StaffAction::Hire => {
                    persons * (rules.hire_cost + FIRST_YEAR * model.pools[pool.index()].rate)
                }
                StaffAction::Contract => persons * rules.contractor_rate,
                StaffAction::Train => {
                    let here = model.components.iter().zip(&state.stations);
                    let here = here.filter(|(component, _)| component.pool == pool.index());
                    let one_round: f64 = here
                        .map(|(component, now)| {
                            training(model, state, lane, component.pool, now.option[lane])
                        })
                        .sum();
                    persons * one_round
                }
                StaffAction::Reassign => 0.0,
            }
        }
        Decision::Invest(guardrail) => model.guardrails[guardrail as usize].cost,
        Decision::Launch { use_case, review } => {
            let index = use_case.index();
            let reckoned = if runs_this_year(state, lane, index) {
                yearly_review(model, state, lane, index, state.use_cases[index].review[lane])
            } else {
                0.0
            };
            (yearly_review(model, state, lane, index, review) - reckoned).max(0.0)
        }
        _ => 0.0,
    }
}

/// One round of training of a pool on an option (k$).
fn training<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    pool: usize,
    option: usize,
) -> f64 {
    let heads = f64::from(state.pools[pool].headcount[lane]);
    heads * model.options[option].n.training * model.rules.training_day
}

/// What a project's people add to the salaries of the year (k$): those who are idle are paid in full
/// while they work on it, and those who are not leave other work.
fn project_time<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    pool: usize,
    hours: f64,
) -> f64 {
    let rules = &model.rules;
    let work = hours * model.mean_overrun / HOURS_PER_MONTH;
    let months = work + rules.project_team * rules.parallel_months;
    let paid_elsewhere =
        months.min(idle(&state.pools[pool], lane) * 12.0) * (1.0 - rules.bench_share);
    paid_elsewhere * model.pools[pool].rate / 12.0
}
