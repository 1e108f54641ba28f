//! Everything the screens of self-study show at one moment.

use super::comparison::ComparisonView;
use super::field_guide::{ToolPage, page};
use super::lesson::Outline;
use super::step::StepPage;
use crate::study::field_guide::{FieldGuide, Filter, ToolModel, key};
use crate::view::format;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct LearnView {
    pub path: Outline,
    /// The step in hand.
    pub step: Option<StepPage>,
    /// The case that the path offers at once: the place of its step, and its title.
    pub flagship: Option<(usize, String)>,
    pub guide: GuideView,
    pub comparison: ComparisonView,
    /// A run waits that was left for a concept card.
    pub parked: bool,
}

/// The tools that were found, as many as are asked for, and the one in hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GuideView {
    /// `12 of 70 tools`
    pub found: String,
    pub tools: Vec<ToolLine>,
    /// How many more there are.
    pub more: usize,
    pub page: Option<ToolPage>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolLine {
    pub slug: String,
    pub name: String,
    /// `open, 9 facts, 3 unverified`
    pub line: String,
}

/// What the guide shows under a filter: at most `most` tools, and the page of the tool in hand.
#[must_use]
pub fn guide(guide: &FieldGuide, filter: &Filter, most: usize, tool: Option<&str>) -> GuideView {
    let found = guide.find(filter);
    let line = |it: &crate::study::field_guide::Found<'_>| {
        let model = it.tool.model().map_or("", |model| key(&ToolModel::ALL, model));
        let unverified = it.facts.iter().filter(|fact| !fact.is_verified()).count();
        ToolLine {
            slug: it.tool.slug.clone(),
            name: it.tool.name.clone(),
            line: format!(
                "{model}, {}, {unverified} unverified",
                format::count(it.facts.len() as u64, "fact", "facts")
            ),
        }
    };
    GuideView {
        found: format!("{} of {} tools", found.len(), guide.tools.len()),
        tools: found.iter().take(most).map(line).collect(),
        more: found.len().saturating_sub(most),
        page: tool.and_then(|slug| found.iter().find(|it| it.tool.slug == slug)).map(page),
    }
}
