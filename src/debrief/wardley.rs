//! The pipeline as a Wardley map, before and after: how visible each component is to those served, and how far evolved
//! what runs it is.
//!
//! Invariant: a component stands where the case puts it; what runs it moves it to the right or left of that place by how
//! the option compares with the others of the same component in three of the case's own numbers, never by its label.

use crate::id::{ComponentId, OptionId, UseCaseId};
use crate::scenario::case::Case;
use crate::session::record::Run;

/// The four stages, each a quarter of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Genesis,
    Custom,
    Product,
    Commodity,
}

impl Stage {
    pub const ALL: [Self; 4] = [Self::Genesis, Self::Custom, Self::Product, Self::Commodity];

    /// The stage of an evolution (0-1).
    #[must_use]
    pub fn of(evolution: f64) -> Self {
        match evolution {
            it if it < 0.25 => Self::Genesis,
            it if it < 0.5 => Self::Custom,
            it if it < 0.75 => Self::Product,
            _ => Self::Commodity,
        }
    }
}

/// The map.
#[derive(Clone, Debug, PartialEq)]
pub struct WardleyMap {
    /// In the order of the case's components.
    pub places: Vec<Place>,
    /// Components that have to fit together.
    pub links: Vec<(ComponentId, ComponentId)>,
    /// What the pipeline serves, and the components that each touches: the top of the chain.
    pub needs: Vec<(UseCaseId, Vec<ComponentId>)>,
}

/// One component, before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    pub component: ComponentId,
    /// 0-1, from unseen to seen by those served.
    pub visibility: f64,
    pub before: Evolved,
    pub after: Evolved,
}

/// What runs a component, and how far evolved it is (0-1).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evolved {
    pub option: OptionId,
    pub evolution: f64,
    pub stage: Stage,
}

/// How far the most evolved option of a component can stand from the least. Design choice: one stage.
const REACH: f64 = 0.25;

/// The map of a run: the pipeline as found, and at the end of the last played year.
#[must_use]
pub fn wardley(case: &Case, run: &Run) -> WardleyMap {
    let end = run.years.last().map_or(&[][..], |year| &year.outcome.components);
    let runs = |index: usize| end.get(index).map(|state| state.option);
    map(case, runs)
}

/// The map of a pipeline that nobody has changed yet.
#[must_use]
pub fn as_found(case: &Case) -> WardleyMap {
    map(case, |_| None)
}

/// What runs a component now; `None`: what was found there.
fn map(case: &Case, runs: impl Fn(usize) -> Option<OptionId>) -> WardleyMap {
    let places = case.components.iter().enumerate().map(|(index, component)| {
        let id = ComponentId(index as u16);
        let after = runs(index).unwrap_or(component.inherited);
        Place {
            component: id,
            visibility: component.visibility,
            before: evolved(case, id, component.inherited),
            after: evolved(case, id, after),
        }
    });
    let needs = case.use_cases.iter().enumerate().map(|(index, use_case)| {
        let touched = use_case.touches.iter().map(|(component, _)| *component);
        (UseCaseId(index as u16), touched.collect())
    });
    WardleyMap {
        places: places.collect(),
        links: case.interfaces.iter().map(|edge| (edge.a, edge.b)).collect(),
        needs: needs.collect(),
    }
}

fn evolved(case: &Case, component: ComponentId, option: OptionId) -> Evolved {
    let all: Vec<f64> = (0..case.options.len() as u16)
        .map(OptionId)
        .filter(|id| case.option(*id).component == component)
        .map(|id| maturity(case, id))
        .collect();
    let (low, high) =
        all.iter().fold((1.0_f64, 0.0_f64), |(low, high), it| (low.min(*it), high.max(*it)));
    let middle = (low + high) / 2.0;
    let own = case.options.get(option.index()).map_or(middle, |_| maturity(case, option));
    let beside = if high > low { (own - middle) / (high - low) * REACH } else { 0.0 };
    let evolution = (case.component(component).evolution + beside).clamp(0.0, 1.0);
    Evolved { option, evolution, stage: Stage::of(evolution) }
}

/// How far an option has come from something made by one's own hands to something standard that is simply used (0-1): the
/// mean of how little mending it depends on the own team, how little it binds by interfaces of its own, and how little
/// it needs a platform of one's own.
#[must_use]
pub fn maturity(case: &Case, option: OptionId) -> f64 {
    let profile = &case.option(option).profile;
    let value = |id| case.parameter(id).likely.clamp(0.0, 1.0);
    let own_hands = value(profile.patch_by_team);
    let own_interfaces = value(profile.api_bound);
    let own_platform = value(profile.self_run);
    1.0 - (own_hands + own_interfaces + own_platform) / 3.0
}
