//! What events and responses do: a closed list of effects, and the factors in force.
//!
//! Invariant: effects change the state only through the same quantities the rules read.

use super::calendar::raise;
use super::ledger::{agency_place, post};
use super::model::{EffectModel, Model};
use super::outcome::{Occurrence, Subject};
use super::people::{MOST_EXPERIENCE, SEATS};
use super::state::{NEVER, State, Target, TimedFactor};
use super::trace::{Factor, Input, Origin, Recorder, Rule, Why};
use crate::lanes::{each, lanes_where};
use crate::scenario::case::{Effect, Lever, Scope};

/// Most events that wait for an answer, and most changes of the appropriation; the oldest event gives
/// way, a further change is passed over. Numerical: bounds the state.
const MOST_OPEN: usize = 64;
/// Most factors in force; the oldest gives way. Numerical: bounds the state.
const MOST_FACTORS: usize = 256;

/// Most open audit findings. Numerical: bounds the state.
const MOST_FINDINGS: u16 = 1000;

/// Takes down an event and opens its card, if the case has one for its kind.
pub(super) fn happen<R: Recorder<L>, const L: usize>(
    model: &Model,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    occurrence: Occurrence,
    why: impl FnOnce() -> Why,
) {
    if R::ON {
        recorder.happened(&occurrence, why());
    }
    state.tally.occurrences[lane].push(occurrence);
    if let Some(card) = model.cards.iter().position(|card| card.kind == occurrence.kind) {
        let open = &mut state.open[lane];
        if open.len() >= MOST_OPEN {
            open.remove(0);
        }
        open.push((card as u16, occurrence));
    }
}

/// Applies effects; `struck` is what [`Scope::Struck`] stands for.
pub(super) fn apply<R: Recorder<L>, const L: usize>(
    model: &Model,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    effects: &[EffectModel],
    struck: Subject,
) {
    for effect in effects {
        one(model, state, lane, recorder, effect, struck);
    }
    refresh_levers(model, state, lane);
}

fn one<R: Recorder<L>, const L: usize>(
    model: &Model,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    effect: &EffectModel,
    struck: Subject,
) {
    let amount = effect.amount;
    match &effect.effect {
        Effect::Pay { category, amount: parameter, scope } => {
            let place = match target(*scope, struck) {
                Target::Component(index) => index,
                _ => agency_place(model),
            };
            post(state, lane, recorder, place, *category, amount, || {
                Why::new(
                    Rule::EventPayment,
                    vec![Factor {
                        what: Input::Payment,
                        value: amount,
                        origin: Origin::Parameter(*parameter),
                    }],
                )
            });
        }
        Effect::Factor { lever, scope, months, .. } => {
            let factors = &mut state.factors[lane];
            if factors.len() >= MOST_FACTORS {
                factors.remove(0);
            }
            factors.push(TimedFactor {
                lever: *lever,
                target: target(*scope, struck),
                factor: amount.max(0.0),
                until: state.month.saturating_add(*months),
            });
        }
        Effect::People { pool, change } => {
            let headcount = &mut state.pools[pool.index()].headcount[lane];
            *headcount =
                (i32::from(*headcount) + i32::from(*change)).clamp(0, i32::from(SEATS)) as u16;
        }
        Effect::KnowHow { scope, .. } => {
            for index in components(model, state, lane, target(*scope, struck)) {
                let experience = &mut state.stations[index].experience[lane];
                *experience = (*experience * amount).clamp(1.0, MOST_EXPERIENCE);
            }
        }
        Effect::Notice { scope, months } => {
            for index in components(model, state, lane, target(*scope, struck)) {
                let ends = &mut state.stations[index].ends[lane];
                if *ends != NEVER {
                    *ends = ends.saturating_add(*months).min(NEVER - 1);
                }
            }
        }
        Effect::PriceCap { scope, months } => {
            for index in components(model, state, lane, target(*scope, struck)) {
                let until = state.month.saturating_add(*months);
                let capped_until = &mut state.stations[index].capped_until[lane];
                *capped_until = (*capped_until).max(until);
            }
        }
        Effect::CloseFindings { .. } => {
            let agency = &mut state.agency;
            let all = agency.findings[lane] + agency.added[lane];
            let closed = (f64::from(all) * amount.clamp(0.0, 1.0) + 0.5) as u16;
            let of_audits = closed.min(agency.findings[lane]);
            agency.findings[lane] -= of_audits;
            agency.added[lane] = agency.added[lane].saturating_sub(closed - of_audits);
        }
        Effect::AddFindings { count } => {
            let added = &mut state.agency.added[lane];
            *added = added.saturating_add(*count).min(MOST_FINDINGS);
        }
        Effect::Raise { guardrail, .. } => raise(state, lane, *guardrail as usize, amount),
        Effect::Suspend { scope, months } => {
            let until = state.month.saturating_add(*months);
            let all = target(*scope, struck);
            for (index, now) in state.use_cases.iter_mut().enumerate() {
                if matches!(all, Target::All) || all == Target::UseCase(index) {
                    now.suspended_until[lane] = now.suspended_until[lane].max(until);
                }
            }
        }
        Effect::Appropriation { years, .. } => {
            let changes = &mut state.agency.appropriation_changes[lane];
            if changes.len() < MOST_OPEN {
                let last = (state.month / 12).saturating_add(*years);
                changes.push((last, amount));
            }
        }
    }
}

fn target(scope: Scope, struck: Subject) -> Target {
    match scope {
        Scope::All => Target::All,
        Scope::Component(id) => Target::Component(id.index()),
        Scope::Supplier(id) => Target::Supplier(id.index()),
        Scope::UseCase(id) => Target::UseCase(id.index()),
        Scope::Pool(id) => Target::Pool(id.index()),
        Scope::Struck => match struck {
            Subject::Agency => Target::All,
            Subject::Component(id) => Target::Component(id.index()),
            Subject::Supplier(id) => Target::Supplier(id.index()),
            Subject::UseCase(id) => Target::UseCase(id.index()),
            Subject::Pool(id) => Target::Pool(id.index()),
        },
    }
}

/// Components that a target covers now.
fn components<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    target: Target,
) -> Vec<usize> {
    (0..model.components.len()).filter(|index| covers(model, state, lane, target, *index)).collect()
}

fn covers<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    target: Target,
    index: usize,
) -> bool {
    match target {
        Target::All => true,
        Target::Component(other) => other == index,
        Target::Supplier(supplier) => {
            model.options[state.stations[index].option[lane]].supplier == supplier
        }
        Target::Pool(pool) => model.components[index].pool == pool,
        Target::UseCase(use_case) => model.components[index].touch[use_case] > 0.0,
    }
}

/// Drops factors that are over; recomputes the products when something changed.
#[inline(always)]
pub(super) fn expire<const L: usize>(model: &Model, state: &mut State<L>) {
    let month = state.month;
    for lane in each(lanes_where::<L>(|lane| state.levers.next_change[lane] <= month)) {
        state.factors[lane].retain(|factor| factor.until > month);
        refresh_levers(model, state, lane);
    }
}

/// The product of all factors in force, per lever and place.
pub(super) fn refresh_levers<const L: usize>(model: &Model, state: &mut State<L>, lane: usize) {
    if state.factors[lane].is_empty() && state.levers.neutral[lane] {
        return;
    }
    state.levers.reset(lane);
    let factors = core::mem::take(&mut state.factors[lane]);
    for factor in &factors {
        state.levers.next_change[lane] = state.levers.next_change[lane].min(factor.until);
        let count = match factor.lever {
            Lever::Breaches | Lever::SupplierEnd => model.suppliers.len(),
            Lever::Harm | Lever::Demand => model.use_cases.len(),
            Lever::Attrition => model.pools.len(),
            _ => model.components.len(),
        };
        for place in 0..count {
            let hit = match (factor.lever, factor.target) {
                (_, Target::All) => true,
                (Lever::Breaches | Lever::SupplierEnd, target) => target == Target::Supplier(place),
                (Lever::Harm | Lever::Demand, target) => target == Target::UseCase(place),
                (Lever::Attrition, target) => target == Target::Pool(place),
                (_, target) => covers(model, state, lane, target, place),
            };
            if hit {
                state.levers.multiply(lane, factor.lever, place, factor.factor);
            }
        }
    }
    state.factors[lane] = factors;
}
