//! Which documents there are, and making one.

use super::{csv, hot_wash, html, matrix, proposal, role_cards};
use crate::scenario::case::Case;
use crate::session::record::Run;

/// A document that a table can take home, or print before it plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The strategy of a table on one page.
    Proposal,
    /// Every option against the criteria of the lesson.
    Matrix,
    /// The same as comma-separated values.
    MatrixTable,
    /// Expected, happened, why, next time: for the observer.
    HotWash,
    /// One private card per role.
    RoleCards,
}

impl Kind {
    pub const ALL: [Self; 5] =
        [Self::Proposal, Self::Matrix, Self::MatrixTable, Self::HotWash, Self::RoleCards];

    /// How its file is called, with the ending.
    #[must_use]
    pub const fn file(self) -> &'static str {
        match self {
            Self::Proposal => "proposal.html",
            Self::Matrix => "matrix.html",
            Self::MatrixTable => "matrix.csv",
            Self::HotWash => "hot-wash.html",
            Self::RoleCards => "role-cards.html",
        }
    }

    /// What it is, in a few words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Proposal => "Strategy proposal, one page",
            Self::Matrix => "Comparison matrix",
            Self::MatrixTable => "Comparison matrix for a spreadsheet",
            Self::HotWash => "Hot-wash sheet",
            Self::RoleCards => "Role cards",
        }
    }
}

/// The bytes of a document's file; `None` for a proposal without a run.
#[must_use]
pub fn write(kind: Kind, case: &Case, run: Option<&Run>) -> Option<String> {
    let document = match kind {
        Kind::Proposal => proposal(case, run?),
        Kind::Matrix => matrix(case, run).document(case, run),
        Kind::MatrixTable => return Some(csv::write(&matrix(case, run).table(case))),
        Kind::HotWash => hot_wash(case, run),
        Kind::RoleCards => role_cards(case),
    };
    Some(html::write(&document))
}
