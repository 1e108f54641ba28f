//! The Wardley map in words, with places from 0 to 1.

use crate::debrief::wardley::{Place, Stage, WardleyMap};
use crate::scenario::case::{Case, SourcingModel};
use crate::view::words;

/// The map of a pipeline before and after.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WardleyView {
    /// The four stages from left to right.
    pub stages: [&'static str; 4],
    pub places: Vec<PlaceView>,
    /// Indices of places that have to fit together.
    pub links: Vec<(usize, usize)>,
    /// What is served, and the indices of the places it touches.
    pub needs: Vec<(String, Vec<usize>)>,
    /// Where the places come from.
    pub reading: &'static str,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PlaceView {
    pub name: String,
    /// 0 at the bottom, 1 at the top.
    pub visibility: f64,
    /// 0 at the left, 1 at the right.
    pub before: f64,
    pub after: f64,
    pub before_model: SourcingModel,
    pub after_model: SourcingModel,
    /// Whether another option runs it now.
    pub replaced: bool,
    /// What holds it back.
    pub inertia: String,
    /// `Data store: Permit box (product) before, Meadow store (commodity) after`.
    pub told: String,
}

/// The name of a stage.
#[must_use]
pub const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Genesis => "genesis",
        Stage::Custom => "custom-built",
        Stage::Product => "product",
        Stage::Commodity => "commodity",
    }
}

/// A map in words.
#[must_use]
pub fn wardley(case: &Case, map: &WardleyMap) -> WardleyView {
    WardleyView {
        stages: Stage::ALL.map(stage),
        places: map.places.iter().map(|it| place(case, it)).collect(),
        links: map.links.iter().map(|(a, b)| (a.index(), b.index())).collect(),
        needs: map
            .needs
            .iter()
            .map(|(id, touched)| {
                let name = case.use_cases[id.index()].name.clone();
                (name, touched.iter().map(|it| it.index()).collect())
            })
            .collect(),
        reading: "The case places each part; what runs it moves it by how much it depends on own hands, own interfaces and an own platform, compared with the other options of that part. A place is an opinion to discuss",
    }
}

fn place(case: &Case, it: &Place) -> PlaceView {
    let Place { component, visibility, before, after } = *it;
    let (old, new) = (case.option(before.option), case.option(after.option));
    let name = words::component(case, component);
    let replaced = before.option != after.option;
    let told = if replaced {
        format!(
            "{name}: {} ({}) before, {} ({}) after",
            old.name,
            stage(before.stage),
            new.name,
            stage(after.stage)
        )
    } else {
        format!("{name}: {} ({}), left as found", old.name, stage(before.stage))
    };
    PlaceView {
        name,
        visibility,
        before: before.evolution,
        after: after.evolution,
        before_model: old.model,
        after_model: new.model,
        replaced,
        inertia: case.component(component).inertia.clone(),
        told,
    }
}
