//! What a run holds: the domain's own types, with ids of the case.
//!
//! Invariants: a run's years are complete from the first on; every text is at most [`TEXT_LIMIT`] characters.
//! How it stands in a file is in [`text`]; nothing else of the crate reads or writes those types.

pub mod line;
pub mod slugs;
pub mod text;

pub use slugs::{Misfit, Slugs};

use crate::id::{ComponentId, RoleId};
use crate::scenario::case::{Case, SourcingModel};
use crate::scenario::plan::{Decision, PlanYear};
use crate::sim::outcome::YearOutcome;

/// Longest free text, in characters.
pub const TEXT_LIMIT: usize = 2_000;
/// Longest name of a table, in characters.
pub const NAME_LIMIT: usize = 80;
/// Most notes of one year, and most people at a table.
pub const NOTE_LIMIT: usize = 64;
/// Most decisions of one year.
pub const DECISION_LIMIT: usize = 256;

/// A run as it was played: what was decided, and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub header: RunHeader,
    pub years: Vec<CommittedYear>,
    /// Years after the last played one, on standing decisions; empty until the last year is played.
    pub outlook: Vec<YearOutcome>,
}

/// What is known before the first decision.
#[derive(Clone, Debug, PartialEq)]
pub struct RunHeader {
    pub case: String,
    pub case_digest: [u8; 32],
    pub rules_version: u16,
    pub seed: u64,
    /// Name of the table; may be empty.
    pub table: String,
    /// Roles present, with what each leaned to before play.
    pub seats: Vec<Seat>,
    /// When play began, as the host words it.
    pub started: Option<String>,
    /// The run this one branched off.
    pub parent: Option<Parent>,
}

/// A role at the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    pub role: RoleId,
    /// What this role leaned to before the first decision.
    pub leaning: Option<SourcingModel>,
}

/// Where a what-if left another run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parent {
    /// [`super::branch::prefix_digest`] of the years that both share.
    pub prefix: [u8; 32],
    /// First year (from 0) that differs.
    pub year: u16,
}

/// A year that was committed and played.
#[derive(Clone, Debug, PartialEq)]
pub struct CommittedYear {
    /// In canonical order ([`PlanYear::canonical`]).
    pub decisions: Vec<Decision>,
    pub notes: Vec<Note>,
    pub outcome: YearOutcome,
}

/// A year that was committed, but whose result was not written: play stopped in between.
#[derive(Clone, Debug, PartialEq)]
pub struct PendingYear {
    pub decisions: Vec<Decision>,
    pub notes: Vec<Note>,
}

/// A free text: why something was decided, in the team's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Who said it; `None` is the table.
    pub role: Option<RoleId>,
    /// The component whose tool decision it is about; `None` is the year as a whole.
    pub component: Option<ComponentId>,
    pub text: String,
}

impl Run {
    /// Decisions of each year, in canonical order.
    #[must_use]
    pub fn decisions(&self) -> Vec<Vec<Decision>> {
        self.years.iter().map(|year| PlanYear::canonical(&year.decisions)).collect()
    }
}

impl RunHeader {
    /// The header of a run of this case that has no table yet.
    #[must_use]
    pub fn new(case: &Case, rules_version: u16, seed: u64) -> Self {
        Self {
            case: case.slug.clone(),
            case_digest: case.digest,
            rules_version,
            seed,
            table: String::new(),
            seats: Vec::new(),
            started: None,
            parent: None,
        }
    }
}
