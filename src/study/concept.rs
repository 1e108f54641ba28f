//! The nine key concepts of the lesson: each a card to move, a curve to read, and short checks.
//!
//! Invariant: what comes out of a card, and what is right in a check, is computed by the formulas of the rules.

mod card;
mod question;
#[cfg(test)]
mod tests;

pub use card::{Basis, Card, Input, Output, PERSON_HOURS, PERSON_YEAR, Unit, leaving};
pub use question::{Answer, Asks, Outcome, Question, Said, answer, mark, moved};

/// A key concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Concept {
    OpenSource,
    Proprietary,
    Hybrid,
    TotalCost,
    LockIn,
    Customisation,
    Scalability,
    Security,
    Community,
}

impl Concept {
    pub const ALL: [Self; 9] = [
        Self::OpenSource,
        Self::Proprietary,
        Self::Hybrid,
        Self::TotalCost,
        Self::LockIn,
        Self::Customisation,
        Self::Scalability,
        Self::Security,
        Self::Community,
    ];

    /// The six criteria by which the lesson compares tools.
    pub const CRITERIA: [Self; 6] = [
        Self::TotalCost,
        Self::LockIn,
        Self::Customisation,
        Self::Scalability,
        Self::Security,
        Self::Community,
    ];

    /// Its name in a lesson and in a progress file.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::OpenSource => "open-source",
            Self::Proprietary => "proprietary",
            Self::Hybrid => "hybrid",
            Self::TotalCost => "total-cost",
            Self::LockIn => "lock-in",
            Self::Customisation => "customisation",
            Self::Scalability => "scalability",
            Self::Security => "security",
            Self::Community => "community",
        }
    }

    #[must_use]
    pub fn of_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|concept| concept.slug() == slug)
    }
}
