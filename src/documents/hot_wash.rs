//! The observer's sheet: what was expected, what happened, why, and what to do next time.
//!
//! Invariant: it sets prediction beside outcome and judges neither.

use super::content::{Block, Document, Grid, Head, Layout, Row, Section, Text, Width, shortened};
use super::proposal::{effective, foot, who};
use crate::scenario::case::Case;
use crate::scenario::plan::{Decision, Direction, Gauge};
use crate::session::code;
use crate::session::record::{CommittedYear, Run};
use crate::session::replay::coded;
use crate::view::year::{self, YearReport};
use crate::view::{format, words};

/// The sheet of a run; without one, an empty sheet to print beforehand.
#[must_use]
pub fn hot_wash(case: &Case, run: Option<&Run>) -> Document {
    let mut sections: Vec<Section> = (0..case.played_years)
        .map(|index| {
            let played = run.and_then(|run| run.years.get(usize::from(index)));
            let before = usize::from(index)
                .checked_sub(1)
                .and_then(|before| run.and_then(|run| run.years.get(before)));
            one_year(case, index, played, before)
        })
        .collect();
    let mut questions = Vec::new();
    for question in &case.debrief {
        questions.push(Block::Lines { label: question.text.clone(), count: 2 });
    }
    sections.push(Section::new("Questions for the debrief", Width::Full, questions));
    sections.push(Section::new(
        "To take away",
        Width::Full,
        vec![
            Block::Lines { label: "what we would do again".to_owned(), count: 2 },
            Block::Lines {
                label: "what we would do otherwise, and from which year".to_owned(),
                count: 2,
            },
        ],
    ));
    Document {
        title: format!("Hot wash: {}", case.title),
        layout: Layout::Flowing,
        facts: run.map_or_else(|| blank_facts(case), |run| who(case, run)),
        code: run.and_then(|run| code::encode(case, &coded(run)).ok()),
        sections,
        foot: run.map_or_else(Vec::new, |run| foot(case, run)),
    }
}

fn blank_facts(case: &Case) -> Vec<(String, Text)> {
    let empty = || Text::plain("____________________");
    vec![
        ("table".to_owned(), empty()),
        ("observer".to_owned(), empty()),
        ("case".to_owned(), Text::plain(&case.title)),
    ]
}

fn one_year(
    case: &Case,
    index: u16,
    played: Option<&CommittedYear>,
    before: Option<&CommittedYear>,
) -> Section {
    let report =
        played.map(|now| year::report(case, &now.outcome, before.map(|before| &before.outcome)));
    let rows = Gauge::ALL.iter().enumerate().map(|(at, gauge)| {
        let (expected, happened) = match (played, &report) {
            (Some(played), Some(report)) => (expected(played, *gauge), happened(report, at)),
            _ => (String::new(), String::new()),
        };
        Row::of(vec![
            Text::plain(words::gauge(*gauge)),
            Text::plain(expected),
            Text::plain(happened),
        ])
    });
    let grid = Grid {
        caption: Text::plain("the prediction beside the outcome, against the year before"),
        groups: Vec::new(),
        heads: ["gauge", "expected", "happened"].map(Head::text).into(),
        rows: rows.collect(),
    };
    let mut blocks = vec![Block::Table(grid)];
    if let (Some(played), Some(report)) = (played, report) {
        let decided: Vec<String> = effective(case, played, before)
            .into_iter()
            .filter(|decision| {
                !matches!(decision, Decision::Predict { .. } | Decision::Because { .. })
            })
            .map(|decision| words::decision(case, decision))
            .collect();
        if !decided.is_empty() {
            let text = format!(": {}", decided.join("; "));
            blocks.push(Block::Paragraph(Text::strong("Decided").and(text)));
        }
        if !report.highlights.is_empty() {
            let text = format!(": {}", report.highlights.join("; "));
            blocks.push(Block::Paragraph(Text::strong("Events").and(text)));
        }
        let notes = played.notes.iter().map(|note| Text::said(shortened(&note.text, 60, 400)));
        blocks.push(Block::Bullets(notes.collect()));
    }
    blocks.push(Block::Lines { label: "why".to_owned(), count: 2 });
    blocks.push(Block::Lines { label: "next time".to_owned(), count: 1 });
    Section::new(format::fiscal_year(case.first_year, index), Width::Full, blocks)
}

fn expected(played: &CommittedYear, of: Gauge) -> String {
    let told = played.decisions.iter().find_map(|decision| match *decision {
        Decision::Predict { gauge, direction: Direction::Stays, .. } if gauge == of => {
            Some(words::direction(Direction::Stays).to_owned())
        }
        Decision::Predict { gauge, direction, size } if gauge == of => {
            Some(format!("{} {}", words::direction(direction), words::size(size)))
        }
        _ => None,
    });
    told.unwrap_or_else(|| "not predicted".to_owned())
}

fn happened(report: &YearReport, at: usize) -> String {
    let line = &report.gauges[at];
    match &line.change_text {
        Some(change) => format!("{change}, to {}", line.text),
        None => format!("{}, the first year", line.text),
    }
}
