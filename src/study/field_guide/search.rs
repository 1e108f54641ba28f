//! Finding tools: all words, and all filters, at once.

use super::{Deployment, licence_names};
use super::{Fact, FactKind, FieldGuide, LicenceFamily, Part, Tool, ToolModel, by_key};

/// What is looked for; an empty filter finds everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Each must stand in the name or in a fact, whatever the case.
    pub words: Vec<String>,
    pub part: Option<Part>,
    pub model: Option<ToolModel>,
    pub licence: Option<LicenceFamily>,
    /// Can be run without a connection to the outside, at least in part.
    pub air_gapped: bool,
    /// Named in an authorisation of its own or of the cloud it runs in.
    pub authorised: bool,
    /// A foundation is steward.
    pub foundation: bool,
    /// Leave out what is unverified: it is not shown, and finds nothing.
    pub verified_only: bool,
}

/// A tool that was found, with the facts that the filter lets through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    pub tool: &'a Tool,
    pub facts: Vec<&'a Fact>,
}

impl FieldGuide {
    /// The tools that fit, by name.
    #[must_use]
    pub fn find(&self, filter: &Filter) -> Vec<Found<'_>> {
        self.tools.iter().filter_map(|tool| filter.found(tool)).collect()
    }
}

impl Filter {
    fn found<'a>(&self, tool: &'a Tool) -> Option<Found<'a>> {
        let Self { words, part, model, licence, air_gapped, authorised, foundation, verified_only } =
            self;
        let facts: Vec<&Fact> =
            tool.facts.iter().filter(|fact| !verified_only || fact.is_verified()).collect();
        let any = |kind: FactKind, fits: &dyn Fn(&Fact) -> bool| {
            facts.iter().any(|fact| fact.kind == kind && fits(fact))
        };
        let fits_part = part.is_none_or(|part| {
            any(FactKind::Component, &|fact| by_key(&Part::ALL, &fact.value) == Some(part))
        });
        let fits_model = model.is_none_or(|model| {
            any(FactKind::Model, &|fact| by_key(&ToolModel::ALL, &fact.value) == Some(model))
        });
        let fits_licence = licence.is_none_or(|family| {
            any(FactKind::Licence, &|fact| {
                licence_names(&fact.value).any(|name| LicenceFamily::of(name) == Some(family))
            })
        });
        let fits_air_gap = !air_gapped
            || any(FactKind::AirGapped, &|fact| {
                matches!(fact.deployment(), Some(Deployment::Yes | Deployment::Limited))
            });
        let fits_authorised = !authorised || any(FactKind::Authorisation, &is_authorised);
        let fits_foundation = !foundation || any(FactKind::Foundation, &is_steward);
        let holds = |word: &String| {
            let word = word.to_lowercase();
            tool.name.to_lowercase().contains(&word)
                || tool.slug.contains(&word)
                || facts.iter().any(|fact| fact.value.to_lowercase().contains(&word))
        };
        (fits_part
            && fits_model
            && fits_licence
            && fits_air_gap
            && fits_authorised
            && fits_foundation
            && words.iter().all(holds))
        .then_some(Found { tool, facts })
    }
}

/// Whether a fact names an authorisation that was given.
pub(super) fn is_authorised(fact: &Fact) -> bool {
    let given = ["FedRAMP Moderate", "FedRAMP High", "FedRAMP 20x", "DISA", "listed within"];
    given.iter().any(|start| fact.value.starts_with(start)) && !fact.value.ends_with("in process")
}

/// Whether a fact names a foundation that is steward.
pub(super) fn is_steward(fact: &Fact) -> bool {
    !fact.value.starts_with("none")
}
