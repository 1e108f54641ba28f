//! Effects of cards and dated events: whether they hit anything, and for how long.

use super::{Scene, counted, no_repeats};
use crate::scenario::case::Lever;
use crate::scenario::diagnostic::{Fault, Faults};
use crate::scenario::place::Spanned;
use crate::scenario::raw::events::{RawEffect, RawScope};
use crate::scenario::vocabulary::EventKind;

/// What an effect can be aimed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aim {
    Everything,
    Component,
    Supplier,
    UseCase,
    Pool,
}

pub(super) fn check(scene: &Scene<'_>, faults: &mut Faults) {
    let events = &scene.raw.events;
    for card in events.cards.iter() {
        if card.choices.len() < 2 {
            faults.push(Fault::error(
                "too-few",
                card.choices.span,
                &counted(card.choices.len(), "choice"),
                "at least 2 choices: a card asks for a decision",
            ));
        }
        for effect in card.choices.iter().flat_map(|choice| choice.effects.iter()) {
            one(effect, Some(card.kind.value).filter(|_| card.kind.is_known()), true, faults);
        }
    }
    for event in events.scheduled.iter() {
        let months = scene.years().saturating_mul(12);
        if scene.years_are_known() && event.month.value >= months {
            faults.push(Fault::error(
                "beyond-horizon",
                event.month.span,
                &format!("month {}", event.month.value),
                &format!("a month of the run, from 0 to {}", months.saturating_sub(1)),
            ));
        }
        for effect in event.effects.iter() {
            one(effect, None, false, faults);
        }
    }
    let guardrails = events.guardrails.iter();
    let offered = guardrails
        .map(|it| (it.guardrail.value, it.guardrail.span))
        .filter(|(_, span)| span.is_known());
    no_repeats(offered, "the same guardrail twice", "each guardrail once", faults);
}

/// One effect. `kind` is the event it answers; `strikes` tells whether there is anything struck.
fn one(effect: &Spanned<RawEffect>, kind: Option<EventKind>, strikes: bool, faults: &mut Faults) {
    let lasts = |months: &Spanned<u16>, what: &str, faults: &mut Faults| {
        if months.value == 0 {
            faults.push(Fault::error(
                "no-duration",
                months.span,
                &format!("0 {what}"),
                "at least 1",
            ));
        } else if months.value > 240 {
            let found = format!("{} {what}", months.value);
            faults.push(Fault::error("out-of-range", months.span, &found, "at most 240"));
        }
    };
    let mut aim = |scope: &Spanned<RawScope>, allowed: &[Aim], what: &str| {
        aimed(scope, kind, strikes, allowed, what, faults);
    };
    const ANY: &[Aim] = &[Aim::Everything, Aim::Component, Aim::Supplier, Aim::UseCase, Aim::Pool];
    match &effect.value {
        RawEffect::Pay { scope, .. } | RawEffect::KnowHow { scope, .. } => {
            aim(scope, ANY, "this effect");
        }
        RawEffect::Factor { lever, scope, months, .. } => {
            let own = match lever.value {
                Lever::Breaches | Lever::SupplierEnd => Some(Aim::Supplier),
                Lever::Harm | Lever::Demand => Some(Aim::UseCase),
                Lever::Attrition => Some(Aim::Pool),
                _ => None,
            };
            match own {
                Some(own) => aim(scope, &[Aim::Everything, own], &format!("{:?}", lever.value)),
                None => aim(scope, ANY, "this effect"),
            }
            lasts(months, "months", faults);
        }
        RawEffect::Notice { scope, months } | RawEffect::PriceCap { scope, months } => {
            aim(scope, ANY, "this effect");
            lasts(months, "months", faults);
        }
        RawEffect::Suspend { scope, months } => {
            aim(scope, &[Aim::Everything, Aim::UseCase], "Suspend");
            lasts(months, "months", faults);
        }
        RawEffect::Appropriation { years, .. } => lasts(years, "years", faults),
        RawEffect::People { change, .. } if change.value == 0 => {
            faults.push(Fault::error(
                "no-effect",
                change.span,
                "a change of 0 persons",
                "1 or more, or below 0",
            ));
        }
        RawEffect::AddFindings { count } if count.value == 0 => {
            faults.push(Fault::error("no-effect", count.span, "0 findings", "1 or more"));
        }
        RawEffect::People { .. }
        | RawEffect::AddFindings { .. }
        | RawEffect::CloseFindings { .. }
        | RawEffect::Raise { .. } => {}
    }
}

fn aimed(
    scope: &Spanned<RawScope>,
    kind: Option<EventKind>,
    strikes: bool,
    allowed: &[Aim],
    what: &str,
    faults: &mut Faults,
) {
    let aim = match &scope.value {
        RawScope::All => Aim::Everything,
        RawScope::Component(_) => Aim::Component,
        RawScope::Supplier(_) => Aim::Supplier,
        RawScope::UseCase(_) => Aim::UseCase,
        RawScope::Pool(_) => Aim::Pool,
        RawScope::Struck if !strikes => {
            faults.push(Fault::error(
                "scope-misses",
                scope.span,
                "Struck in a dated event, which strikes nothing",
                "All, Component(…), Supplier(…), UseCase(…) or Pool(…)",
            ));
            return;
        }
        RawScope::Struck => match kind.map(struck_by) {
            Some(aim) => aim,
            None => return,
        },
    };
    let whole_agency = matches!(scope.value, RawScope::Struck) && aim == Aim::Everything;
    if whole_agency {
        faults.push(Fault::warning(
            "scope-misses",
            scope.span,
            "Struck on an event that strikes the agency as a whole",
            "All, which says the same openly",
        ));
    } else if !allowed.contains(&aim) {
        let expected: Vec<&str> = allowed
            .iter()
            .map(|aim| match aim {
                Aim::Everything => "All",
                Aim::Component => "Component(…)",
                Aim::Supplier => "Supplier(…)",
                Aim::UseCase => "UseCase(…)",
                Aim::Pool => "Pool(…)",
            })
            .collect();
        faults.push(Fault::error(
            "scope-misses",
            scope.span,
            &format!("{what} aimed at a {}", named(aim)),
            &format!("{}: elsewhere it changes nothing", expected.join(" or ")),
        ));
    }
}

fn named(aim: Aim) -> &'static str {
    match aim {
        Aim::Everything => "whole agency",
        Aim::Component => "component",
        Aim::Supplier => "supplier",
        Aim::UseCase => "use case",
        Aim::Pool => "pool",
    }
}

/// What events of a kind strike.
fn struck_by(kind: EventKind) -> Aim {
    match kind {
        EventKind::KnownFlawExploited | EventKind::PoisonedDependency | EventKind::PriceHike => {
            Aim::Component
        }
        EventKind::SupplierBreach
        | EventKind::SupplierAcquired
        | EventKind::LicenceChange
        | EventKind::ProjectAbandoned => Aim::Supplier,
        EventKind::KeyStaffLoss => Aim::Pool,
        EventKind::DemandSurge | EventKind::HarmfulDecision => Aim::UseCase,
        EventKind::BudgetDisruption | EventKind::AuditFinding => Aim::Everything,
    }
}
