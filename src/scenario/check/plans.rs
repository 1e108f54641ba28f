//! Plans: what can be said of them without playing.

use super::{Scene, counted, no_repeats};
use crate::id::UseCaseId;
use crate::scenario::case::PlanBody;
use crate::scenario::diagnostic::{Fault, Faults};
use crate::scenario::place::{Span, Spanned};
use crate::scenario::plan::Decision;
use crate::scenario::raw::plans::{RawBody, RawDecision};
use crate::scenario::resolve::UNKNOWN;

pub(super) fn check(scene: &Scene<'_>, faults: &mut Faults) {
    for (plan, raw) in scene.draft.case.plans.iter().zip(scene.raw.plans.plans.iter()) {
        let (PlanBody::Years(years), RawBody::Years(written)) = (&plan.body, &raw.body.value)
        else {
            continue;
        };
        let played = usize::from(scene.draft.case.played_years);
        if years.len() > played && scene.years_are_known() {
            faults.push(Fault::error(
                "bad-plan",
                written.span,
                &format!("a plan of {}", counted(years.len(), "year")),
                &format!("at most {played}, the played years"),
            ));
        }
        for (year, (decisions, written)) in years.iter().zip(written.iter()).enumerate() {
            one_year(scene, year, &decisions.decisions, written, faults);
        }
    }
}

/// The decisions of one year against the limits that do not depend on what happened before.
fn one_year(
    scene: &Scene<'_>,
    year: usize,
    decisions: &[Decision],
    written: &Spanned<Vec<Spanned<RawDecision>>>,
    faults: &mut Faults,
) {
    let agency = &scene.raw.scenario.agency;
    let limit = |limit: &Spanned<u16>| limit.is_known().then_some(limit.value);
    let placed: Vec<(Decision, Span)> =
        decisions.iter().copied().zip(written.iter().map(|decision| decision.span)).collect();
    for (decision, raw) in decisions.iter().zip(written.iter()) {
        one(scene, decision, raw, faults);
    }
    let of = |pick: fn(&Decision) -> bool| -> Vec<Span> {
        placed.iter().filter(|(decision, _)| pick(decision)).map(|(_, span)| *span).collect()
    };
    let tools = of(|it| it.tool().is_some());
    let slots = agency.slots.get(year).and_then(limit);
    for (spans, limit, what) in [
        (tools, slots, "tool decision"),
        (
            of(|it| matches!(it, Decision::Invest(_))),
            limit(&agency.guardrails_per_year),
            "guardrail",
        ),
        (
            of(|it| matches!(it, Decision::Staff { .. })),
            limit(&agency.staffing_per_year),
            "staffing decision",
        ),
        (of(|it| matches!(it, Decision::Predict { .. })), Some(1), "prediction"),
    ] {
        if let Some(limit) = limit
            && let Some(first_over) = spans.get(usize::from(limit))
        {
            faults.push(Fault::error(
                "bad-plan",
                *first_over,
                &format!("{} in year {} of the plan", counted(spans.len(), what), year + 1),
                &format!("at most {limit}"),
            ));
        }
    }
    let tool_on = placed.iter().filter_map(|(decision, span)| Some((decision.tool()?, *span)));
    no_repeats(
        tool_on,
        "a second tool decision on this component in one year",
        "one a year",
        faults,
    );
    let use_case = placed.iter().filter_map(|(decision, span)| Some((workload(decision)?, *span)));
    no_repeats(use_case, "a second decision on this use case in one year", "one a year", faults);
    let rest = placed.iter().filter_map(|(decision, span)| match decision {
        Decision::Because { component, .. } => Some(((Some(component.0), None, None), *span)),
        Decision::Dissent(role) => Some(((None, Some(role.0), None), *span)),
        Decision::Respond { card, .. } => Some(((None, None, Some(card.0)), *span)),
        _ => None,
    });
    no_repeats(rest, "the same decision a second time in one year", "once a year", faults);
}

fn workload(decision: &Decision) -> Option<UseCaseId> {
    match decision {
        Decision::Launch { use_case, .. } | Decision::Defer(use_case) => Some(*use_case),
        _ => None,
    }
}

fn one(scene: &Scene<'_>, decision: &Decision, raw: &Spanned<RawDecision>, faults: &mut Faults) {
    let case = &scene.draft.case;
    let mut fault = |span: Span, found: &str, expected: &str| {
        faults.push(Fault::error("bad-plan", span, found, expected));
    };
    match (decision, &raw.value) {
        (Decision::Adopt { component, option, .. }, RawDecision::Adopt { option: written, .. }) => {
            let (Some(choice), Some(_)) = (scene.option(*option), scene.component(*component))
            else {
                return;
            };
            let known = scene.written_option(*option).is_some_and(Scene::offer_is_known);
            if choice.component != *component && choice.component.0 != UNKNOWN {
                fault(
                    written.span,
                    &format!("\"{}\", an option of another component", written.value),
                    "an option of this component",
                );
            } else if !choice.on_offer && known {
                fault(
                    written.span,
                    &format!("\"{}\", which is not on offer", written.value),
                    "an option on offer",
                );
            }
        }
        (Decision::Invest(guardrail), RawDecision::Invest(written)) => {
            let guardrails = &scene.raw.events.guardrails;
            let known =
                guardrails.is_known() && guardrails.iter().all(|it| it.guardrail.is_known());
            if known && !case.guardrails.iter().any(|offer| offer.guardrail == *guardrail) {
                fault(
                    written.span,
                    &format!("{guardrail:?}, which events.ron does not offer"),
                    "a guardrail of this case",
                );
            }
        }
        (Decision::Defer(use_case), RawDecision::Defer(written)) => {
            let planned = case.use_cases.get(use_case.index());
            if planned.is_some_and(|use_case| use_case.planned.is_none()) {
                fault(
                    written.span,
                    &format!("\"{}\", which is live on the first day", written.value),
                    "a planned use case",
                );
            }
        }
        _ => {}
    }
}
