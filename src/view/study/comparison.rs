//! The learner's own comparison: tools they chose, against the six criteria of the lesson, in their own words.

use super::lesson::concept as name;
use crate::study::concept::Concept;
use crate::study::field_guide::{FieldGuide, ToolModel, key};
use crate::study::progress::Progress;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComparisonView {
    pub rows: Vec<RowView>,
    /// `4 of 18 cells filled`
    pub so_far: String,
}

/// One tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowView {
    pub name: String,
    /// Its key in the field guide, where it is in there.
    pub slug: Option<String>,
    /// How it is offered.
    pub line: &'static str,
}

/// The criteria: the key of a cell, its name, and what to write about.
pub const CRITERIA: [(Concept, &str); 6] = [
    (Concept::TotalCost, "what it costs over the years"),
    (Concept::LockIn, "what leaving would take"),
    (Concept::Customisation, "what fits, what must be built"),
    (Concept::Scalability, "what load it bears"),
    (Concept::Security, "who mends it, what is authorised"),
    (Concept::Community, "who carries it on"),
];

/// Longest text of a cell, in characters: a few words, not an essay.
pub const CELL: usize = 120;

/// The comparison as it stands.
#[must_use]
pub fn comparison(guide: &FieldGuide, progress: &Progress) -> ComparisonView {
    let cells = progress.cells();
    let chosen = progress.rows();
    let filled = cells.keys().filter(|(row, _)| chosen.contains(row)).count();
    let row = |row: &&str| {
        let tool = guide.tools.iter().find(|tool| tool.name == **row);
        let model = tool.and_then(crate::study::field_guide::Tool::model);
        RowView {
            name: (*row).to_owned(),
            slug: tool.map(|tool| tool.slug.clone()),
            line: model.map_or("", |model| key(&ToolModel::ALL, model)),
        }
    };
    ComparisonView {
        so_far: format!("{filled} of {} cells filled", chosen.len() * CRITERIA.len()),
        rows: chosen.iter().map(row).collect(),
    }
}

/// The name of a criterion as the screen says it.
#[must_use]
pub fn criterion(of: Concept) -> &'static str {
    name(of)
}
