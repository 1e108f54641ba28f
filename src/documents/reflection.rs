//! The reflection of a learner: the questions of the lesson, their own words, and beside them what they said and did; and
//! the comparison of tools they wrote themselves.
//!
//! Invariant: what stands beside the words is what was recorded ([`evidence`]); it judges neither.

use super::content::{Block, Document, Grid, Head, Layout, Row, Section, Text, Width};
use crate::scenario::case::Case;
use crate::session::record::Run;
use crate::study::calibration::accounts;
use crate::study::concept::Concept;
use crate::study::lesson::Lesson;
use crate::study::progress::{Progress, StepState};
use crate::view::format;
use crate::view::study::exercise::calibration;
use crate::view::study::journal::evidence;
use crate::view::study::lesson::concept;
use crate::view::table::{Cell, Column, Table};

/// The page of a learner. `run` is the run they look back at, with its case.
#[must_use]
pub fn reflection(lesson: &Lesson, progress: &Progress, run: Option<(&Case, &Run)>) -> Document {
    let said = progress.reflections(&lesson.slug);
    let mut sections: Vec<Section> = Vec::new();
    for (place, question) in lesson.questions().iter().enumerate() {
        let mut blocks = match said.get(&place) {
            Some(text) => text.split('\n').map(|it| Block::Paragraph(Text::said(it))).collect(),
            None => vec![Block::Lines { label: "in your words".to_owned(), count: 4 }],
        };
        let evidence: Vec<Text> =
            evidence(place, progress, run).into_iter().map(Text::plain).collect();
        if !evidence.is_empty() {
            blocks.push(Block::Paragraph(Text::strong("What was recorded")));
            blocks.push(Block::Bullets(evidence));
        }
        sections.push(Section::new(question.clone(), Width::Full, blocks));
    }
    let foreseen = calibration(&accounts(&progress.foreseen()));
    sections.push(Section::new("What you foresaw", Width::Full, vec![grid(&foreseen)]));
    if !progress.cells().is_empty() || !progress.rows().is_empty() {
        let own = learner_matrix(progress);
        sections.push(Section::new("Your comparison", Width::Full, vec![grid(&own)]));
    }
    let steps = progress.steps(&lesson.slug);
    let count = |state: StepState| steps.values().filter(|it| **it == state).count();
    let mut facts = vec![
        ("lesson".to_owned(), Text::plain(&lesson.title)),
        (
            "steps".to_owned(),
            Text::plain(format!(
                "{} done, {} skipped, of {}",
                count(StepState::Done),
                count(StepState::Skipped),
                lesson.steps().count()
            )),
        ),
    ];
    if let Some((case, _)) = run {
        facts.push(("case".to_owned(), Text::plain(&case.title)));
    }
    Document {
        title: format!("Reflection: {}", lesson.title),
        layout: Layout::Flowing,
        facts,
        code: None,
        sections,
        foot: vec![Text::plain("Made from your own progress file. Nothing has left this machine.")],
    }
}

/// The comparison of a learner: the tools they chose in that order, then what else has a cell by name; the six criteria in
/// the order of the lesson where a tool was chosen or one of them has a cell, then other columns by name.
#[must_use]
pub fn learner_matrix(progress: &Progress) -> Table {
    let cells = progress.cells();
    let mut rows = progress.rows();
    for (row, _) in cells.keys() {
        if !rows.contains(row) {
            rows.push(row);
        }
    }
    let criteria = Concept::CRITERIA.map(|it| (it.slug(), concept(it)));
    let is_criterion = |column: &str| criteria.iter().any(|(slug, _)| *slug == column);
    let mut names: Vec<(&str, &str)> = Vec::new();
    if !progress.rows().is_empty() || cells.keys().any(|(_, column)| is_criterion(column)) {
        names.extend(criteria);
    }
    let mut others: Vec<&str> =
        cells.keys().map(|(_, column)| *column).filter(|column| !is_criterion(column)).collect();
    others.sort_unstable();
    others.dedup();
    names.extend(others.into_iter().map(|name| (name, name)));
    let mut columns = vec![Column::text("what", "what")];
    columns.extend(names.iter().map(|(key, title)| Column::text(key, title)));
    let mut table = Table::new("your comparison", columns);
    for row in rows {
        let mut line = vec![Cell::text(row)];
        line.extend(names.iter().map(|(column, _)| {
            cells.get(&(row, *column)).map_or(Cell::Nothing, |text| Cell::text(*text))
        }));
        table.push(line);
    }
    table
}

/// The learner's comparison as a page of its own.
#[must_use]
pub fn learner_matrix_page(lesson: &Lesson, progress: &Progress) -> Document {
    let table = learner_matrix(progress);
    Document {
        title: "Your comparison".to_owned(),
        layout: Layout::Landscape,
        facts: vec![("lesson".to_owned(), Text::plain(&lesson.title))],
        code: None,
        sections: vec![Section::new("Your comparison", Width::Full, vec![grid(&table)])],
        foot: vec![Text::plain("Your own words; nothing here was computed.")],
    }
}

/// A table as part of a page. Texts that people typed may be in any script.
fn grid(table: &Table) -> Block {
    let heads = table
        .columns
        .iter()
        .map(|column| Head { title: column.title.clone(), numeric: column.numeric });
    let cell = |cell: &Cell| match cell {
        Cell::Text(text) => Text::said(text),
        Cell::Nothing => Text::plain(format::NOTHING),
        Cell::Whole(_, text) | Cell::Number(_, text) => Text::plain(text),
    };
    Block::Table(Grid {
        caption: Text::plain(&table.title),
        groups: Vec::new(),
        heads: heads.collect(),
        rows: table.rows.iter().map(|row| Row::of(row.iter().map(cell).collect())).collect(),
    })
}
