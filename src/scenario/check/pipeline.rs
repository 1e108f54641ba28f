//! Components, their edges, and what they begin with.

use super::{Scene, counted, no_repeats};
use crate::scenario::case::{Choice, SourcingModel};
use crate::scenario::diagnostic::{Fault, Faults};
use crate::scenario::raw::scenario::RawComponent;
use crate::scenario::resolve::UNKNOWN;
use std::collections::BTreeSet;

pub(super) fn check(scene: &Scene<'_>, faults: &mut Faults) {
    interfaces(scene, faults);
    isolated(scene, faults);
    for (index, raw) in scene.raw.scenario.components.iter().enumerate() {
        inherited(scene, index, raw, faults);
        fallback(scene, index, raw, faults);
        offers(scene, index, raw, faults);
    }
    for option in scene.raw.options.options.iter() {
        let standards = option.standards.iter().map(|slug| (slug.value.as_str(), slug.span));
        no_repeats(standards, "the same standard twice", "each standard once", faults);
    }
}

fn interfaces(scene: &Scene<'_>, faults: &mut Faults) {
    let raw = &scene.raw.scenario.interfaces;
    let mut pairs = Vec::new();
    for (interface, written) in scene.draft.case.interfaces.iter().zip(raw.iter()) {
        if interface.a.0 == UNKNOWN || interface.b.0 == UNKNOWN {
            continue;
        }
        if interface.a == interface.b {
            faults.push(Fault::error(
                "self-loop",
                written.b.span,
                &format!("an interface of \"{}\" with itself", written.a.value),
                "two different components",
            ));
        }
        pairs.push(((interface.a.min(interface.b), interface.a.max(interface.b)), written.at));
        let standards = written.standards.iter().map(|slug| (slug.value.as_str(), slug.span));
        no_repeats(standards, "the same standard twice", "each standard once", faults);
    }
    no_repeats(
        pairs,
        "a second interface between the same two components",
        "one interface a pair",
        faults,
    );
}

fn isolated(scene: &Scene<'_>, faults: &mut Faults) {
    let case = &scene.draft.case;
    let edges = &case.interfaces;
    let complete = scene.raw.scenario.interfaces.is_known()
        && edges.iter().all(|edge| edge.a.0 != UNKNOWN && edge.b.0 != UNKNOWN);
    if !complete || case.components.len() < 2 {
        return;
    }
    for (index, raw) in scene.raw.scenario.components.iter().enumerate() {
        if !edges.iter().any(|edge| edge.a.index() == index || edge.b.index() == index) {
            faults.push(Fault::warning(
                "isolated-component",
                raw.slug.span,
                &format!("no interface of \"{}\" with another component", raw.slug.value),
                "at least one interface",
            ));
        }
    }
}

fn inherited(scene: &Scene<'_>, index: usize, raw: &RawComponent, faults: &mut Faults) {
    let component = &scene.draft.case.components[index];
    let id = component.inherited;
    let (Some(option), Some(written)) = (scene.option(id), scene.written_option(id)) else {
        return;
    };
    let mut fault = |found: &str, expected: &str| {
        faults.push(Fault::error("bad-inherited", raw.inherited.span, found, expected));
    };
    if belongs_elsewhere(option, index) {
        fault("an option of another component", "what is in place in this component");
    }
    if option.on_offer && Scene::offer_is_known(written) {
        fault(
            "an option that is on offer",
            "an option with `on_offer: false`: it can be kept, not adopted",
        );
    }
    if option.model != SourcingModel::Inherited && scene.model_is_known(option, written) {
        fault(
            "an option whose model is not Inherited",
            "an option with an archetype of the model Inherited",
        );
    }
}

/// The fallback is what the agency runs to when its supplier ends: it must stand without that supplier.
fn fallback(scene: &Scene<'_>, index: usize, raw: &RawComponent, faults: &mut Faults) {
    let component = &scene.draft.case.components[index];
    let id = component.fallback;
    let (Some(option), Some(written)) = (scene.option(id), scene.written_option(id)) else {
        return;
    };
    let mut fault = |found: &str, expected: &str| {
        faults.push(Fault::error("bad-fallback", raw.fallback.span, found, expected));
    };
    if belongs_elsewhere(option, index) {
        fault("an option of another component", "an option of this component");
    }
    if component.fallback == component.inherited {
        fault("the inherited option as its own fallback", "another option of this component");
    } else if let Some(inherited) = scene.option(component.inherited)
        && inherited.supplier == option.supplier
        && option.supplier.0 != UNKNOWN
    {
        fault("an option of the inherited option's supplier", "an option of another supplier");
    }
    let impact = scene.draft.case.agency.impact;
    if written.authorised.is_known()
        && option.authorised < impact
        && raw.jobs.iter().any(|(job, share)| holds_or_serves(job.value, share.value))
    {
        fault(
            &format!("an option authorised up to {:?}", option.authorised),
            &format!("an option authorised for {impact:?}, because data are held or served here"),
        );
    }
}

fn belongs_elsewhere(option: &Choice, index: usize) -> bool {
    option.component.0 != UNKNOWN && option.component.index() != index
}

fn offers(scene: &Scene<'_>, index: usize, raw: &RawComponent, faults: &mut Faults) {
    let options = &scene.draft.case.options;
    let complete = scene.raw.options.options.is_known()
        && options.iter().zip(scene.raw.options.options.iter()).all(|(option, written)| {
            option.component.0 != UNKNOWN
                && scene.model_is_known(option, written)
                && Scene::offer_is_known(written)
        });
    if !complete {
        return;
    }
    let on_offer =
        || options.iter().filter(|option| option.on_offer && option.component.index() == index);
    let count = on_offer().count();
    let models: BTreeSet<SourcingModel> = on_offer().map(|option| option.model).collect();
    let found = format!(
        "{} on offer, from {}",
        counted(count, "option"),
        counted(models.len(), "sourcing model")
    );
    if count < 2 || models.len() < 2 {
        let expected = "at least 2 options on offer from 2 sourcing models";
        faults.push(Fault::error("few-offers", raw.slug.span, &found, expected));
    } else if count < 3 {
        let expected = "at least 3 options on offer, so that there is a choice";
        faults.push(Fault::warning("few-offers", raw.slug.span, &found, expected));
    }
    for (option, written) in options.iter().zip(scene.raw.options.options.iter()) {
        if option.on_offer
            && option.model == SourcingModel::Inherited
            && option.component.index() == index
        {
            faults.push(Fault::error(
                "bad-inherited",
                written.archetype.span,
                "an option on offer with the model Inherited",
                "the model Open, Proprietary or Managed for what can be adopted",
            ));
        }
    }
}

/// Jobs through which the agency's data pass.
pub(super) fn holds_or_serves(job: crate::scenario::case::Job, share: f64) -> bool {
    use crate::scenario::case::Job;
    share > 0.0 && matches!(job, Job::HoldsData | Job::Serves)
}
