//! `scenario.ron` with its references resolved.

use super::{AllNames, Numbers};
use crate::id::{ComponentId, OptionId, PoolId, StandardId};
use crate::scenario::case::{
    Agency, Component, Condition, Control, DebriefQuestion, GaugeScales, GaugeWeights, Interface,
    Pool, Reason, Scale, Standard, UseCase,
};
use crate::scenario::family;
use crate::scenario::raw::RawCase;
use crate::scenario::raw::scenario::{RawCondition, RawScale};

pub(super) fn agency(raw: &RawCase, names: &AllNames, numbers: &mut Numbers<'_>) -> Agency {
    let agency = &raw.scenario.agency;
    let appropriation = agency.appropriation.iter().enumerate();
    Agency {
        name: agency.name.value.clone(),
        appropriation: appropriation
            .map(|(year, amount)| {
                numbers.amount(
                    amount,
                    &family::APPROPRIATION,
                    format!("agency.appropriation.{year}"),
                )
            })
            .collect(),
        slots: agency.slots.iter().map(|slots| slots.value).collect(),
        guardrails_per_year: agency.guardrails_per_year.value,
        staffing_per_year: agency.staffing_per_year.value,
        responses_per_year: agency.responses_per_year.value,
        award_ceiling: numbers.amount(
            &agency.award_ceiling,
            &family::APPROPRIATION,
            "agency.award_ceiling".to_owned(),
        ),
        data: numbers.amount(&agency.data, &family::TERABYTES, "agency.data".to_owned()),
        data_growth: numbers.amount(
            &agency.data_growth,
            &family::GROWTH,
            "agency.data_growth".to_owned(),
        ),
        impact: agency.impact.value,
        platform_pool: PoolId(names.pools.find(&agency.platform_pool, numbers.faults)),
        contracts_pool: PoolId(names.pools.find(&agency.contracts_pool, numbers.faults)),
        platform_inheritance: numbers.amount(
            &agency.platform_inheritance,
            &family::SHARE,
            "agency.platform_inheritance".to_owned(),
        ),
    }
}

pub(super) fn weights(raw: &RawCase) -> GaugeWeights {
    let weights = &raw.scenario.weights;
    GaugeWeights {
        cost: weights.cost.value,
        lock_in: weights.lock_in.value,
        security: weights.security.value,
        scale: weights.scale.value,
        compliance: weights.compliance.value,
    }
}

pub(super) fn scales(raw: &RawCase) -> GaugeScales {
    let scale = |scale: &RawScale| Scale { good: scale.good.value, bad: scale.bad.value };
    let scales = &raw.scenario.scales;
    GaugeScales {
        cost: scale(&scales.cost),
        lock_in: scale(&scales.lock_in),
        security: scale(&scales.security),
        scale: scale(&scales.scale),
        compliance: scale(&scales.compliance),
    }
}

pub(super) fn standards(raw: &RawCase, numbers: &mut Numbers<'_>) -> Vec<Standard> {
    let standards = raw.scenario.standards.iter();
    standards
        .map(|standard| Standard {
            slug: standard.slug.value.clone(),
            name: standard.name.value.clone(),
            provenance: numbers.provenance(&standard.source),
        })
        .collect()
}

pub(super) fn pools(raw: &RawCase, numbers: &mut Numbers<'_>) -> Vec<Pool> {
    let pools = raw.scenario.pools.iter();
    pools
        .map(|pool| {
            let path = |field: &str| format!("pools.{}.{field}", pool.slug.value);
            Pool {
                slug: pool.slug.value.clone(),
                name: pool.name.value.clone(),
                headcount: numbers.amount(&pool.headcount, &family::PERSONS, path("headcount")),
                rate: numbers.amount(&pool.rate, &family::SALARY, path("rate")),
                attrition: numbers.amount(&pool.attrition, &family::PROBABILITY, path("attrition")),
            }
        })
        .collect()
}

pub(super) fn components(
    raw: &RawCase,
    names: &AllNames,
    numbers: &mut Numbers<'_>,
) -> Vec<Component> {
    let components = raw.scenario.components.iter();
    components
        .map(|component| {
            let path = |field: &str| format!("components.{}.{field}", component.slug.value);
            Component {
                slug: component.slug.value.clone(),
                name: component.name.value.clone(),
                purpose: component.purpose.value.clone(),
                jobs: component.jobs.iter().map(|(job, share)| (job.value, share.value)).collect(),
                pool: PoolId(names.pools.find(&component.pool, numbers.faults)),
                inherited: OptionId(names.options.find(&component.inherited, numbers.faults)),
                fallback: OptionId(names.options.find(&component.fallback, numbers.faults)),
                inherited_age: component.inherited_age.value,
                inherited_contract: component.inherited_contract.value,
                effort_factor: numbers.amount(
                    &component.effort_factor,
                    &family::FACTOR,
                    path("effort_factor"),
                ),
                licence_factor: numbers.amount(
                    &component.licence_factor,
                    &family::FACTOR,
                    path("licence_factor"),
                ),
                data_share: numbers.amount(
                    &component.data_share,
                    &family::SHARE,
                    path("data_share"),
                ),
                artefacts: numbers.amount(&component.artefacts, &family::COUNT, path("artefacts")),
                place: component.place.value,
                visibility: component.wardley.visibility.value,
                evolution: component.wardley.evolution.value,
                inertia: component.wardley.inertia.value.clone(),
                wardley_source: numbers.provenance(&component.wardley.source),
            }
        })
        .collect()
}

pub(super) fn interfaces(
    raw: &RawCase,
    names: &AllNames,
    numbers: &mut Numbers<'_>,
) -> Vec<Interface> {
    let interfaces = raw.scenario.interfaces.iter();
    interfaces
        .map(|interface| Interface {
            a: ComponentId(names.components.find(&interface.a, numbers.faults)),
            b: ComponentId(names.components.find(&interface.b, numbers.faults)),
            standards: interface
                .standards
                .iter()
                .map(|slug| StandardId(names.standards.find(slug, numbers.faults)))
                .collect(),
        })
        .collect()
}

pub(super) fn use_cases(
    raw: &RawCase,
    names: &AllNames,
    numbers: &mut Numbers<'_>,
) -> Vec<UseCase> {
    let use_cases = raw.scenario.use_cases.iter();
    use_cases
        .map(|it| {
            let path = |field: &str| format!("use_cases.{}.{field}", it.slug.value);
            let mut season = [1.0; 12];
            for (month, share) in season.iter_mut().zip(it.season.iter()) {
                *month = share.value;
            }
            UseCase {
                slug: it.slug.value.clone(),
                name: it.name.value.clone(),
                purpose: it.purpose.value.clone(),
                planned: it.planned.value,
                demand: numbers.amount(&it.demand, &family::CASES, path("demand")),
                growth: numbers.amount(&it.growth, &family::GROWTH, path("growth")),
                growth_sigma: numbers.amount(
                    &it.growth_sigma,
                    &family::GROWTH_SIGMA,
                    path("growth_sigma"),
                ),
                season,
                touches: it
                    .touches
                    .iter()
                    .map(|(slug, load)| {
                        (ComponentId(names.components.find(slug, numbers.faults)), load.value)
                    })
                    .collect(),
                patience: numbers.amount(&it.patience, &family::FACTOR, path("patience")),
                value: numbers.amount(&it.value, &family::VALUE, path("value")),
                sensitivity: numbers.amount(&it.sensitivity, &family::SHARE, path("sensitivity")),
                drift: numbers.amount(&it.drift, &family::MONTHLY_SHARE, path("drift")),
                review_cost: numbers.amount(
                    &it.review_cost,
                    &family::REVIEW_COST,
                    path("review_cost"),
                ),
                review: it.review.value,
            }
        })
        .collect()
}

pub(super) fn controls(raw: &RawCase, numbers: &mut Numbers<'_>) -> Vec<Control> {
    let controls = raw.scenario.controls.iter();
    controls
        .map(|control| Control {
            slug: control.slug.value.clone(),
            name: control.name.value.clone(),
            level: control.level.value,
            from_year: control.from_year.value,
            needs: control.needs.iter().map(|need| condition(&need.value)).collect(),
            provenance: numbers.provenance(&control.source),
        })
        .collect()
}

fn condition(raw: &RawCondition) -> Condition {
    match raw {
        RawCondition::Job(job, strength) => Condition::Job(job.value, strength.value),
        RawCondition::Guardrail(guardrail, level) => {
            Condition::Guardrail(guardrail.value, level.value)
        }
        RawCondition::Authorised(share) => Condition::Authorised(share.value),
        RawCondition::PortabilityClauses(share) => Condition::PortabilityClauses(share.value),
        RawCondition::Reviewed(sensitivity, review) => {
            Condition::Reviewed(sensitivity.value, review.value)
        }
        RawCondition::PatchDays(days) => Condition::PatchDays(days.value),
    }
}

pub(super) fn reasons(raw: &RawCase) -> Vec<Reason> {
    let reasons = raw.scenario.reasons.iter();
    reasons
        .map(|reason| Reason {
            slug: reason.slug.value.clone(),
            text: reason.text.value.clone(),
            gauge: reason.gauge.value.map(|gauge| gauge as u8),
        })
        .collect()
}

pub(super) fn debrief(raw: &RawCase) -> Vec<DebriefQuestion> {
    let questions = raw.scenario.debrief.iter();
    questions
        .map(|question| DebriefQuestion {
            text: question.text.value.clone(),
            objective: question.objective.value,
        })
        .collect()
}
