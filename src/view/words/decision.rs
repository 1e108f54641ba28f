//! A decision as a phrase.

use super::{
    component, direction, gauge, guardrail, named, review, size, staff_action, term, vehicle,
};
use crate::scenario::case::Case;
use crate::scenario::plan::{Approach, Decision};

/// One decision, for example `adopt Harbour registry for model registry (three years, portability clause, open competition)`.
#[must_use]
pub fn decision(case: &Case, decision: &Decision) -> String {
    match *decision {
        Decision::Adopt { component: id, option, term: length, clause, vehicle: how } => format!(
            "adopt {} for {} ({}{}, {})",
            named(case.options.get(option.index()).map(|option| &option.name)),
            component(case, id),
            term(length),
            clause_words(clause),
            vehicle(how)
        ),
        Decision::Renew { component: id, term: length, clause, approach } => format!(
            "{} {} ({}{})",
            self::approach(approach),
            component(case, id),
            term(length),
            clause_words(clause)
        ),
        Decision::Staff { action, pool, count } => format!(
            "{} {} in {}",
            staff_action(action),
            count.persons(),
            named(case.pools.get(pool.index()).map(|pool| &pool.name))
        ),
        Decision::Invest(offer) => format!("invest in {}", guardrail(offer)),
        Decision::Launch { use_case, review: how } => {
            format!("launch {} with {}", use_case_name(case, use_case.index()), review(how))
        }
        Decision::Defer(use_case) => format!("defer {}", use_case_name(case, use_case.index())),
        Decision::Respond { card, choice } => {
            let card = case.cards.get(card.index());
            let answer = card
                .and_then(|card| card.choices.get(usize::from(choice)))
                .map(|choice| &choice.text);
            format!("respond to {}: {}", named(card.map(|card| &card.title)), named(answer))
        }
        Decision::Predict { gauge: which, direction: way, size: how } => {
            format!("predict that {} {} {}", gauge(which), direction(way), size(how))
        }
        Decision::Because { component: id, reason } => format!(
            "{} because: {}",
            component(case, id),
            named(case.reasons.get(reason.index()).map(|reason| &reason.text))
        ),
        Decision::Dissent(role) => {
            format!(
                "{} leaned another way",
                named(case.roles.get(role.index()).map(|role| &role.name))
            )
        }
    }
}

/// How a contract goes on.
#[must_use]
pub const fn approach(approach: Approach) -> &'static str {
    match approach {
        Approach::Accept => "renew",
        Approach::Renegotiate => "renegotiate",
    }
}

const fn clause_words(clause: bool) -> &'static str {
    if clause { ", portability clause" } else { "" }
}

fn use_case_name(case: &Case, index: usize) -> String {
    named(case.use_cases.get(index).map(|use_case| &use_case.name))
}
