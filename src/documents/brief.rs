//! The brief of a case to read: what it is about, the pipeline as it was found, who sits at the table.

use super::content::{Block, Document, Grid, Head, Layout, Row, Section, Text, Width};
use crate::scenario::case::Case;
use crate::view::format;

/// The case on one page, without anything private.
#[must_use]
pub fn brief(case: &Case) -> Document {
    let story = case.brief.lines().filter(|line| !line.trim().is_empty());
    let story = story.map(|line| Block::Paragraph(Text::plain(line)));
    let roles = case.roles.iter().map(|role| Text::strong(&role.name));
    let years = format::count(case.played_years.into(), "fiscal year", "fiscal years");
    Document {
        title: case.title.clone(),
        layout: Layout::Flowing,
        facts: vec![
            ("agency".to_owned(), Text::plain(&case.agency.name)),
            (
                "you play".to_owned(),
                Text::plain(format!("{years} from {}", format::fiscal_year(case.first_year, 0))),
            ),
        ],
        code: None,
        sections: vec![
            Section::new("The case", Width::Full, story.collect()),
            Section::new("The pipeline as you find it", Width::Full, vec![pipeline(case)]),
            Section::new("At the table", Width::Full, vec![Block::Bullets(roles.collect())]),
        ],
        foot: Vec::new(),
    }
}

fn pipeline(case: &Case) -> Block {
    let row = |component: &crate::scenario::case::Component| {
        let runs = case.option(component.inherited);
        Row::of(vec![Text::plain(&component.name), Text::plain(&runs.name), Text::mark(runs.model)])
    };
    Block::Table(Grid {
        caption: Text::plain("What runs on the first day"),
        groups: Vec::new(),
        heads: ["Component", "What runs there", "Sourcing"].map(Head::text).into(),
        rows: case.components.iter().map(row).collect(),
    })
}
