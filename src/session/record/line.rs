//! One line of a run file: what was committed, what came of it, and that play ended.
//!
//! Invariant: a line is complete in itself and names its year, so a missing line is noticed.

use serde::{Deserialize, Serialize};

use super::slugs::{Misfit, Slugs};
use super::text::{
    DecisionText, HeaderText, NoteText, OutcomeText, Spelled, check_count, check_text,
};
use super::{
    CommittedYear, DECISION_LIMIT, NAME_LIMIT, NOTE_LIMIT, Note, PendingYear, Run, RunHeader,
};
use crate::scenario::plan::{Decision, PlanYear};
use crate::sim::outcome::YearOutcome;

/// Any line after the first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Line {
    Header(Box<StartText>),
    Commit(CommitText),
    Result(Box<OutcomeText>),
    Outlook(Box<OutcomeText>),
    Closed(ClosedText),
}

/// The header, and the order in which the case lists its components (outcomes list amounts in that order).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartText {
    pub run: HeaderText,
    pub components: Vec<String>,
}

/// A year's decisions, written before the year plays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitText {
    pub year: u16,
    pub decisions: Vec<DecisionText>,
    pub notes: Vec<NoteText>,
}

/// Nothing follows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosedText {
    /// Played years.
    pub years: u16,
}

impl StartText {
    /// # Errors
    ///
    /// When a seat names a role that the case does not have, or a text is too long.
    pub fn of(header: &RunHeader, slugs: &Slugs) -> Result<Self, Misfit> {
        let RunHeader { table, started, seats, .. } = header;
        check_text("the table's name", table, NAME_LIMIT)?;
        check_text("the start", started.as_deref().unwrap_or_default(), NAME_LIMIT)?;
        check_count("the table", seats.len(), NOTE_LIMIT, "seats")?;
        Ok(Self { run: header.spell(slugs)?, components: slugs.components.clone() })
    }

    /// The header with the case's ids.
    ///
    /// # Errors
    ///
    /// When the run was played on a case with other names.
    pub fn resolve(&self, slugs: &Slugs) -> Result<RunHeader, Misfit> {
        if self.components != slugs.components {
            return Err(Misfit::OtherComponents);
        }
        RunHeader::read(&self.run, slugs)
    }
}

impl CommitText {
    /// Decisions are kept in canonical order.
    ///
    /// # Errors
    ///
    /// When something is not of the case, or there is too much of it.
    pub fn of(
        year: u16,
        decisions: &[Decision],
        notes: &[Note],
        slugs: &Slugs,
    ) -> Result<Self, Misfit> {
        check_count("a year", decisions.len(), DECISION_LIMIT, "decisions")?;
        check_count("a year", notes.len(), NOTE_LIMIT, "notes")?;
        let decisions = PlanYear::canonical(decisions).spell(slugs)?;
        Ok(Self { year, decisions, notes: notes.to_vec().spell(slugs)? })
    }

    /// # Errors
    ///
    /// When something is not of the case.
    pub fn resolve(&self, slugs: &Slugs) -> Result<PendingYear, Misfit> {
        let decisions = Vec::<Decision>::read(&self.decisions, slugs)?;
        let decisions = PlanYear::canonical(&decisions);
        Ok(PendingYear { decisions, notes: Spelled::read(&self.notes, slugs)? })
    }
}

/// What the lines of a file say together, still by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    pub start: StartText,
    pub commits: Vec<CommitText>,
    /// As many as commits, or one fewer.
    pub results: Vec<OutcomeText>,
    pub outlook: Vec<OutcomeText>,
    pub closed: bool,
}

/// Lines with the ids of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    pub run: Run,
    /// Committed, but its result is missing: play it again from its decisions.
    pub pending: Option<PendingYear>,
}

impl Lines {
    /// # Errors
    ///
    /// When the run was played on a case with other names.
    pub fn resolve(&self, slugs: &Slugs) -> Result<Resolved, Misfit> {
        let header = self.start.resolve(slugs)?;
        let mut years = Vec::new();
        let mut pending = None;
        for (index, commit) in self.commits.iter().enumerate() {
            let PendingYear { decisions, notes } = commit.resolve(slugs)?;
            match self.results.get(index) {
                Some(result) => {
                    let outcome = YearOutcome::read(result, slugs)?;
                    years.push(CommittedYear { decisions, notes, outcome });
                }
                None => pending = Some(PendingYear { decisions, notes }),
            }
        }
        let outlook = Spelled::read(&self.outlook, slugs)?;
        Ok(Resolved { run: Run { header, years, outlook }, pending })
    }
}
