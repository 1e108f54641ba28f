//! `events.ron` with its references resolved.

use super::{AllNames, Numbers};
use crate::id::{ComponentId, PoolId, SupplierId, UseCaseId};
use crate::scenario::case::{Card, Effect, GuardrailOffer, Response, Scheduled, Scope};
use crate::scenario::family;
use crate::scenario::place::Spanned;
use crate::scenario::raw::RawCase;
use crate::scenario::raw::events::{RawEffect, RawScope};

pub(super) fn guardrails(raw: &RawCase, numbers: &mut Numbers<'_>) -> Vec<GuardrailOffer> {
    let guardrails = raw.events.guardrails.iter();
    guardrails
        .map(|it| {
            let path = |field: &str| format!("guardrails.{:?}.{field}", it.guardrail.value);
            GuardrailOffer {
                guardrail: it.guardrail.value,
                name: it.name.value.clone(),
                pitch: it.pitch.value.clone(),
                cost: numbers.amount(&it.cost, &family::COST, path("cost")),
                gain: numbers.amount(&it.gain, &family::SHARE, path("gain")),
                decay: numbers.amount(&it.decay, &family::YEARLY_SHARE, path("decay")),
                effect: numbers.amount(&it.effect, &family::GUARDRAIL_EFFECT, path("effect")),
                second_effect: numbers.amount(
                    &it.second_effect,
                    &family::GUARDRAIL_EFFECT,
                    path("second_effect"),
                ),
            }
        })
        .collect()
}

pub(super) fn cards(raw: &RawCase, names: &AllNames, numbers: &mut Numbers<'_>) -> Vec<Card> {
    let cards = raw.events.cards.iter();
    cards
        .map(|it| Card {
            slug: it.slug.value.clone(),
            kind: it.kind.value,
            title: it.title.value.clone(),
            text: it.text.value.clone(),
            choices: it
                .choices
                .iter()
                .map(|choice| {
                    let path = format!("cards.{}.{}", it.slug.value, choice.slug.value);
                    Response {
                        slug: choice.slug.value.clone(),
                        text: choice.text.value.clone(),
                        effects: effects(&choice.effects, &path, names, numbers),
                    }
                })
                .collect(),
            provenance: numbers.provenance(&it.source),
        })
        .collect()
}

pub(super) fn scheduled(
    raw: &RawCase,
    names: &AllNames,
    numbers: &mut Numbers<'_>,
) -> Vec<Scheduled> {
    let scheduled = raw.events.scheduled.iter();
    scheduled
        .map(|it| Scheduled {
            slug: it.slug.value.clone(),
            title: it.title.value.clone(),
            text: it.text.value.clone(),
            month: it.month.value,
            effects: effects(&it.effects, &format!("scheduled.{}", it.slug.value), names, numbers),
            provenance: numbers.provenance(&it.source),
        })
        .collect()
}

fn effects(
    effects: &[Spanned<RawEffect>],
    path: &str,
    names: &AllNames,
    numbers: &mut Numbers<'_>,
) -> Vec<Effect> {
    let effects = effects.iter().enumerate();
    effects
        .map(|(index, effect)| match &effect.value {
            RawEffect::Pay { category, amount, scope } => Effect::Pay {
                category: category.value,
                amount: numbers.amount(amount, &family::PAYMENT, format!("{path}.{index}.amount")),
                scope: target(scope, names, numbers),
            },
            RawEffect::Factor { lever, scope, factor, months } => Effect::Factor {
                lever: lever.value,
                scope: target(scope, names, numbers),
                factor: numbers.amount(factor, &family::FACTOR, format!("{path}.{index}.factor")),
                months: months.value,
            },
            RawEffect::People { pool, change } => Effect::People {
                pool: PoolId(names.pools.find(pool, numbers.faults)),
                change: change.value,
            },
            RawEffect::KnowHow { scope, factor } => Effect::KnowHow {
                scope: target(scope, names, numbers),
                factor: numbers.amount(factor, &family::FACTOR, format!("{path}.{index}.factor")),
            },
            RawEffect::Notice { scope, months } => {
                Effect::Notice { scope: target(scope, names, numbers), months: months.value }
            }
            RawEffect::PriceCap { scope, months } => {
                Effect::PriceCap { scope: target(scope, names, numbers), months: months.value }
            }
            RawEffect::CloseFindings { share } => Effect::CloseFindings {
                share: numbers.amount(share, &family::SHARE, format!("{path}.{index}.share")),
            },
            RawEffect::AddFindings { count } => Effect::AddFindings { count: count.value },
            RawEffect::Raise { guardrail, by } => Effect::Raise {
                guardrail: guardrail.value,
                by: numbers.amount(by, &family::SHARE, format!("{path}.{index}.by")),
            },
            RawEffect::Suspend { scope, months } => {
                Effect::Suspend { scope: target(scope, names, numbers), months: months.value }
            }
            RawEffect::Appropriation { change, years } => Effect::Appropriation {
                change: numbers.amount(change, &family::STEP, format!("{path}.{index}.change")),
                years: years.value,
            },
        })
        .collect()
}

fn target(scope: &Spanned<RawScope>, names: &AllNames, numbers: &mut Numbers<'_>) -> Scope {
    match &scope.value {
        RawScope::Struck => Scope::Struck,
        RawScope::All => Scope::All,
        RawScope::Component(slug) => {
            Scope::Component(ComponentId(names.components.find(slug, numbers.faults)))
        }
        RawScope::Supplier(slug) => {
            Scope::Supplier(SupplierId(names.suppliers.find(slug, numbers.faults)))
        }
        RawScope::UseCase(slug) => {
            Scope::UseCase(UseCaseId(names.use_cases.find(slug, numbers.faults)))
        }
        RawScope::Pool(slug) => Scope::Pool(PoolId(names.pools.find(slug, numbers.faults))),
    }
}
