//! What comes after a committed year and after a run, as one screen shows it: other plans, one change, questions, mastery.

use super::express::ExpressView;
use super::journal::JournalView;
use super::mastery::MasteryView;
use super::questions::QuestionsView;
use super::rivals::RivalsView;
use crate::scenario::case::Case;
use crate::session::record::Run;
use crate::view::format;

/// Everything of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReviewView {
    /// `Family benefits, FY2027 to FY2030`; empty where no run is looked back at.
    pub run: String,
    /// Whether the run can be changed and asked about: it is not being played any more.
    pub over: bool,
    /// Where one goes back to.
    pub back: &'static str,
    pub rivals: Option<RivalsView>,
    pub express: ExpressView,
    pub questions: QuestionsView,
    pub mastery: MasteryView,
    /// A question of the lesson that fits the leaf, with what was recorded.
    pub journal: Option<JournalView>,
}

/// A run by its case and years.
#[must_use]
pub fn name(case: &Case, run: &Run) -> String {
    let year = |year: usize| format::fiscal_year(case.first_year, year as u16);
    let years = match run.years.len() {
        0 => String::new(),
        1 => format!(", {}", year(0)),
        count => format!(", {} to {}", year(0), year(count - 1)),
    };
    let own = run.header.table.trim();
    let own = if own.is_empty() { String::new() } else { format!(", {own}") };
    format!("{}{years}{own}", case.title)
}
