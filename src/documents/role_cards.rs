//! Role cards to print beforehand: one role a sheet, each year behind a fold.

use super::content::{Block, Document, Layout, Section, Text, Width};
use crate::scenario::case::{Case, Role, Statement};
use crate::view::format;

/// One card per role, after a cover sheet that tells nothing private.
#[must_use]
pub fn role_cards(case: &Case) -> Document {
    let mut sections = vec![cover(case)];
    sections.extend(case.roles.iter().map(|role| card(case, role)));
    Document {
        title: format!("Role cards: {}", case.title),
        layout: Layout::Sheets,
        facts: vec![
            ("case".to_owned(), Text::plain(&case.title)),
            ("agency".to_owned(), Text::plain(&case.agency.name)),
        ],
        code: None,
        sections,
        foot: Vec::new(),
    }
}

fn cover(case: &Case) -> Section {
    let steps = [
        "Print on one side, one set per table",
        "Fold each card along its lines, the lowest first, and close it with a clip",
        "Hand one card to each person; nobody else reads it",
        "Open one more fold when its year begins, say one fact aloud, then your leaning",
    ];
    let roles =
        case.roles.iter().map(|role| Text::plain(format!("{}: ____________________", role.name)));
    Section::new(
        "How to use these cards",
        Width::Full,
        vec![
            Block::Bullets(steps.map(Text::plain).into()),
            Block::Paragraph(Text::plain("Who holds which card")),
            Block::Checks(roles.collect()),
        ],
    )
}

fn card(case: &Case, role: &Role) -> Section {
    let mut blocks = vec![
        Block::Paragraph(Text::strong("Your goal").and(format!(": {}", role.goal))),
        Block::Paragraph(Text::plain("Private: only you know this")),
    ];
    for (index, facts) in role.facts.iter().enumerate() {
        // The first facts are for the start, the others for one year each.
        if let Some(year) = index.checked_sub(1) {
            if facts.is_empty() {
                continue;
            }
            let year = format::fiscal_year(case.first_year, year as u16);
            blocks.push(Block::Fold(format!("fold here, open in {year}")));
        }
        let facts = facts.iter().map(|Statement { text, .. }| Text::plain(text));
        blocks.push(Block::Bullets(facts.collect()));
    }
    Section::new(&role.name, Width::Full, blocks)
}
