//! The brief: the case on one page, the pipeline as found, the roles at the table.

use super::board::{BoardView, board};
use super::format;
use super::frame::session;
use super::planning::{RoleView, roles};
use crate::session::table::Table;

/// The case on one page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BriefView {
    pub title: String,
    pub paragraphs: Vec<String>,
    pub board: BoardView,
    pub roles: Vec<RoleView>,
    /// `FY2027`.
    pub first_year: String,
    /// What the session's clock allows.
    pub session: String,
}

/// The brief of a table that has just sat down.
#[must_use]
pub fn brief(table: &Table) -> BriefView {
    let case = table.case();
    BriefView {
        title: case.title.clone(),
        paragraphs: case.brief.lines().map(str::to_owned).collect(),
        board: board(case, table.found(), None),
        roles: roles(table),
        first_year: format::fiscal_year(case.first_year, 0),
        session: session(case.played_years),
    }
}
