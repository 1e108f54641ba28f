//! The title: the cases that can be played and the runs that are kept.

use std::fmt::Write as _;

use super::format;
use crate::scenario::case::Case;
use crate::session::journal::ReadRun;

/// What there is to play.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TitleView {
    pub cases: Vec<CaseCard>,
    /// Kept runs, newest first.
    pub runs: Vec<RunCard>,
    /// Where runs are kept, as a sentence.
    pub kept: String,
    /// This is a page in a browser: files are chosen, and saved among the downloads.
    pub page: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CaseCard {
    pub slug: String,
    pub title: String,
    pub summary: String,
    /// `8 components, 4 years`.
    pub size: String,
    pub roles: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunCard {
    pub file: String,
    pub title: String,
    pub line: String,
    /// All its years are played.
    pub over: bool,
}

/// The title over these cases and kept runs; a run that cannot be read is `None`.
#[must_use]
pub fn title(cases: &[Case], runs: &[(String, Option<ReadRun>)], kept: String) -> TitleView {
    let cards = cases.iter().map(|case| CaseCard {
        slug: case.slug.clone(),
        title: case.title.clone(),
        summary: case.summary.clone(),
        size: format!(
            "{}, {}",
            format::count(case.components.len() as u64, "component", "components"),
            format::count(case.played_years.into(), "year", "years")
        ),
        roles: case.roles.iter().map(|role| role.name.clone()).collect(),
    });
    let mut cards: Vec<_> = cards.collect();
    // The workshop's case first; the small one is for learning alone.
    cards.reverse();
    let runs = runs.iter().map(|(name, read)| RunCard {
        file: name.clone(),
        title: name.trim_end_matches(".run").to_owned(),
        over: read.as_ref().is_some_and(|read| read.lines.closed),
        line: read.as_ref().map_or_else(|| "cannot be read".to_owned(), line),
    });
    TitleView { cases: cards, runs: runs.collect(), kept, page: false }
}

fn line(read: &ReadRun) -> String {
    let run = &read.lines.start.run;
    let years = format::count(read.lines.results.len() as u64, "year", "years");
    let end = if read.lines.closed { "over" } else { "goes on" };
    let mut line = run.case.clone();
    // A run that left another one says how; a table has a name.
    match (run.table.as_str(), &run.parent) {
        ("", _) => {}
        (name, Some(_)) => line = format!("{line}, {name}"),
        (name, None) => line = format!("{line}, table {name}"),
    }
    let _ = write!(line, ", {years} played, {end}");
    line
}
