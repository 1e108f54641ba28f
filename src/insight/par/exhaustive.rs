//! Every plan of a small case, to measure the search against.
//!
//! The whole space of decisions is too large even for a case of three components, so what is enumerated is said
//! exactly: every way to adopt tools within the slots of each year, on the terms of [`USUAL`](crate::insight::change::USUAL),
//! beside staffing, guardrails, launches and answers that stay as a given plan has them.

use crate::id::ComponentId;
use crate::insight::change::adopt;
use crate::insight::course::Years;
use crate::scenario::case::Case;
use crate::scenario::plan::Decision;

/// Every choice of tools in each year, beside what is not a tool decision in `rest`. Their number is the product
/// over the years of Σₖ (ways to choose k ≤ slots components, each with one of its options).
#[must_use]
pub fn tool_plans(case: &Case, rest: &[Vec<Decision>]) -> Vec<Years> {
    let mut plans: Vec<Years> = vec![Vec::new()];
    for (year, decisions) in rest.iter().enumerate() {
        let others: Vec<Decision> =
            decisions.iter().copied().filter(|it| it.tool().is_none()).collect();
        let slots = case.agency.slots.get(year).copied().unwrap_or(0);
        let of_year: Vec<Vec<Decision>> = choices(case, slots.into())
            .into_iter()
            .map(|mut tools| {
                tools.extend(&others);
                tools.sort_unstable();
                tools
            })
            .collect();
        plans = plans
            .iter()
            .flat_map(|before| {
                of_year.iter().map(move |year| {
                    let mut plan = before.clone();
                    plan.push(year.clone());
                    plan
                })
            })
            .collect();
    }
    plans
}

/// Every set of at most `slots` adoptions of different components.
fn choices(case: &Case, slots: usize) -> Vec<Vec<Decision>> {
    let mut sets: Vec<Vec<Decision>> = vec![Vec::new()];
    for component in (0..case.components.len() as u16).map(ComponentId) {
        let with: Vec<Vec<Decision>> = sets
            .iter()
            .filter(|set| set.len() < slots)
            .flat_map(|set| {
                case.on_offer(component).map(move |option| {
                    let mut set = set.clone();
                    set.push(adopt(component, option));
                    set
                })
            })
            .collect();
        sets.extend(with);
    }
    sets
}
