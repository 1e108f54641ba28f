//! A plan as decisions for each year.
//!
//! Invariant: the decisions of a plan depend on the case and the seed only. A drawn mix does the same work in the
//! same order as the case's other plans and differs from them in its tools alone, so that comparing it with
//! them shows what matching the tools is worth.

use crate::luck::{Luck, Purpose, Stream};
use crate::scenario::case::{Case, PlanBody};
use crate::scenario::plan::{Decision, PlanYear};
use std::borrow::Cow;

/// The decisions of a plan for one luck, year by year.
///
/// [`PlanBody::RandomMix`] takes the first plan of the case that adopts anything and draws an option for every
/// adoption, evenly among those on offer for the component.
#[must_use]
pub fn years<'a>(case: &'a Case, body: &'a PlanBody, luck: &Luck) -> Cow<'a, [PlanYear]> {
    match body {
        PlanBody::Years(years) => Cow::Borrowed(years),
        PlanBody::RandomMix => Cow::Owned(random_mix(case, luck)),
    }
}

fn random_mix(case: &Case, luck: &Luck) -> Vec<PlanYear> {
    let mut mix = pattern(case).to_vec();
    for decision in mix.iter_mut().flat_map(|year| &mut year.decisions) {
        if let Decision::Adopt { component, option, .. } = decision {
            let offers: Vec<_> = case.on_offer(*component).collect();
            let stream = Stream::new(Purpose::Plan, &case.component(*component).slug);
            let drawn = (luck.uniform(stream, 0, 0) * offers.len() as f64) as usize;
            if let Some(offer) = offers.get(drawn) {
                *option = *offer;
            }
        }
    }
    mix
}

fn pattern(case: &Case) -> &[PlanYear] {
    let adopts =
        |year: &PlanYear| year.decisions.iter().any(|it| matches!(it, Decision::Adopt { .. }));
    let bodies = case.plans.iter().map(|plan| &plan.body);
    bodies
        .filter_map(|body| match body {
            PlanBody::Years(years) => Some(years.as_slice()),
            PlanBody::RandomMix => None,
        })
        .find(|years| years.iter().any(adopts))
        .unwrap_or(&[])
}
