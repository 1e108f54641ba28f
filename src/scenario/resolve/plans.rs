//! `plans.ron`, `roles.ron` and `sources.ron` with their references resolved.

use super::{AllNames, Numbers, UNKNOWN};
use crate::id::{CardId, ComponentId, OptionId, PoolId, ReasonId, RoleId, UseCaseId};
use crate::scenario::case::{NamedPlan, PlanBody, Role, Source};
use crate::scenario::plan::{Decision, PlanYear};
use crate::scenario::raw::RawCase;
use crate::scenario::raw::plans::{RawBody, RawDecision};

pub(super) fn roles(raw: &RawCase, numbers: &mut Numbers<'_>) -> Vec<Role> {
    let roles = raw.roles.roles.iter();
    roles
        .map(|role| Role {
            slug: role.slug.value.clone(),
            name: role.name.value.clone(),
            goal: role.goal.value.clone(),
            facts: role.facts.iter().map(|card| numbers.statements(card)).collect(),
        })
        .collect()
}

pub(super) fn sources(raw: &RawCase, numbers: &mut Numbers<'_>) -> Vec<Source> {
    let sources = raw.sources.sources.iter();
    sources
        .map(|source| {
            numbers.date(&source.as_of);
            Source {
                slug: source.slug.value.clone(),
                title: source.title.value.clone(),
                locator: source.locator.value.clone(),
                as_of: source.as_of.value.clone(),
                verification: source.verification.value,
            }
        })
        .collect()
}

pub(super) fn plans(raw: &RawCase, names: &AllNames, numbers: &mut Numbers<'_>) -> Vec<NamedPlan> {
    let plans = raw.plans.plans.iter();
    plans
        .map(|plan| NamedPlan {
            slug: plan.slug.value.clone(),
            name: plan.name.value.clone(),
            about: plan.about.value.clone(),
            body: match &plan.body.value {
                RawBody::RandomMix => PlanBody::RandomMix,
                RawBody::Years(years) => PlanBody::Years(
                    years
                        .iter()
                        .map(|year| PlanYear {
                            decisions: year
                                .iter()
                                .map(|it| decision(&it.value, names, numbers))
                                .collect(),
                        })
                        .collect(),
                ),
            },
        })
        .collect()
}

fn decision(raw: &RawDecision, names: &AllNames, numbers: &mut Numbers<'_>) -> Decision {
    let faults = &mut *numbers.faults;
    match raw {
        RawDecision::Adopt { component, option, term, clause, vehicle } => Decision::Adopt {
            component: ComponentId(names.components.find(component, faults)),
            option: OptionId(names.options.find(option, faults)),
            term: term.value,
            clause: clause.value,
            vehicle: vehicle.value,
        },
        RawDecision::Renew { component, term, clause, approach } => Decision::Renew {
            component: ComponentId(names.components.find(component, faults)),
            term: term.value,
            clause: clause.value,
            approach: approach.value,
        },
        RawDecision::Staff { action, pool, count } => Decision::Staff {
            action: action.value,
            pool: PoolId(names.pools.find(pool, faults)),
            count: count.value,
        },
        RawDecision::Invest(guardrail) => Decision::Invest(guardrail.value),
        RawDecision::Launch { use_case, review } => Decision::Launch {
            use_case: UseCaseId(names.use_cases.find(use_case, faults)),
            review: review.value,
        },
        RawDecision::Defer(use_case) => {
            Decision::Defer(UseCaseId(names.use_cases.find(use_case, faults)))
        }
        RawDecision::Respond { card, choice } => {
            let card = names.cards.find(card, faults);
            let choices = names.choices.get(usize::from(card));
            let choice = choices.map_or(UNKNOWN, |names| names.find(choice, faults));
            Decision::Respond {
                card: CardId(card),
                choice: u8::try_from(choice).unwrap_or(u8::MAX),
            }
        }
        RawDecision::Predict { gauge, direction, size } => {
            Decision::Predict { gauge: gauge.value, direction: direction.value, size: size.value }
        }
        RawDecision::Because { component, reason } => Decision::Because {
            component: ComponentId(names.components.find(component, faults)),
            reason: ReasonId(names.reasons.find(reason, faults)),
        },
        RawDecision::Dissent(role) => Decision::Dissent(RoleId(names.roles.find(role, faults))),
    }
}
