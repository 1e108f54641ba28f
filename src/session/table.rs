//! A table at play: its case, its run so far, the draft of the year at hand, and the file that keeps it all.
//!
//! Invariants: nothing of the draft changes the run before [`Table::commit`]; a year is in the file before it plays;
//! the draft only ever holds decisions that the dry run allowed.

use std::io;

use super::film::{Film, Frame};
use super::journal::{Journal, ReadRun, WriteFault};
use super::record::line::CommitText;
use super::record::slugs::{Misfit, Slugs};
use super::record::{CommittedYear, Note, PendingYear, Run, RunHeader, Seat};
use super::replay::{Play, Verdict, replay};
use crate::id::{ComponentId, RoleId};
use crate::scenario::case::Case;
use crate::scenario::plan::Decision;
use crate::sim::check::{Refusal, check, first_year};
use crate::sim::outcome::{Gauges, YearOutcome};
use crate::sim::{Model, ONLY, RULES_VERSION, State};

/// Appends bytes to the run file; the first number is its length before.
pub type Keeper = Box<dyn FnMut(u64, &[u8]) -> io::Result<()> + Send + Sync>;

/// What is decided for the coming year, and can still be taken back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// In the order in which they were taken.
    pub decisions: Vec<Decision>,
    pub notes: Vec<Note>,
}

/// A run that goes on.
pub struct Table {
    case: Case,
    slugs: Slugs,
    play: Play,
    run: Run,
    draft: Draft,
    journal: Journal<Keeper>,
    /// The pipeline as found.
    found: Frame,
    found_gauges: Gauges,
    /// Twelve months for every year played, the outlook included.
    films: Vec<Vec<Frame>>,
}

/// Why a run file cannot be played on.
#[derive(Debug, thiserror::Error)]
pub enum ResumeFault {
    #[error(transparent)]
    Misfit(#[from] Misfit),
    #[error(transparent)]
    Write(#[from] WriteFault),
    /// The years before do not come out the same.
    #[error("the years played so far cannot be played again")]
    Verdict(Verdict),
}

impl Table {
    /// Begins a run and writes its header.
    ///
    /// # Errors
    ///
    /// When the file cannot be begun.
    pub fn begin(
        case: Case,
        seed: u64,
        name: String,
        seats: Vec<Seat>,
        started: Option<String>,
        keeper: Keeper,
    ) -> Result<Self, WriteFault> {
        let header =
            RunHeader { table: name, seats, started, ..RunHeader::new(&case, RULES_VERSION, seed) };
        let slugs = Slugs::of(&case);
        let journal = Journal::create(&header, slugs.clone(), keeper)?;
        let run = Run { header, years: Vec::new(), outlook: Vec::new() };
        Ok(Self::at_start(case, slugs, run, journal))
    }

    /// Goes on with a run that was read; what was committed but not played is played now.
    ///
    /// # Errors
    ///
    /// When the file is of another case, its years come out differently, or it cannot be written on.
    pub fn resume(case: Case, read: &ReadRun, keeper: Keeper) -> Result<Self, ResumeFault> {
        let slugs = Slugs::of(&case);
        let resolved = read.resolve(&slugs)?;
        match replay(&case, &resolved.run) {
            Verdict::Identical => {}
            verdict => return Err(ResumeFault::Verdict(verdict)),
        }
        let journal = Journal::resume(read, slugs.clone(), keeper);
        let kept = resolved.run;
        let run = Run { header: kept.header, years: Vec::new(), outlook: Vec::new() };
        let mut table = Self::at_start(case, slugs, run, journal);
        for CommittedYear { decisions, notes, .. } in kept.years {
            table.play_on(decisions, notes);
        }
        if let Some(PendingYear { decisions, notes }) = resolved.pending {
            let outcome = table.play_on(decisions, notes);
            table.journal.result(&outcome)?;
        }
        if table.is_over() {
            table.play_outlook();
            for outcome in &table.run.outlook[kept.outlook.len()..] {
                table.journal.outlook(outcome)?;
            }
            if !read.lines.closed {
                table.journal.close()?;
            }
        }
        Ok(table)
    }

    fn at_start(case: Case, slugs: Slugs, run: Run, journal: Journal<Keeper>) -> Self {
        let play = Play::start(&case, run.header.seed);
        let (model, state) = play.now();
        let found = Frame::of(model, state);
        let found_gauges = crate::sim::gauges::read(model, state, ONLY);
        let (draft, films) = (Draft::default(), Vec::new());
        Self { case, slugs, play, run, draft, journal, found, found_gauges, films }
    }

    #[must_use]
    pub fn case(&self) -> &Case {
        &self.case
    }

    #[must_use]
    pub fn run(&self) -> &Run {
        &self.run
    }

    #[must_use]
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// What [`check`] asks: the numbers, and the pipeline as it stands.
    #[must_use]
    pub fn now(&self) -> (&Model, &State) {
        self.play.now()
    }

    /// The pipeline as it stands, as a picture.
    #[must_use]
    pub fn frame(&self) -> Frame {
        let (model, state) = self.play.now();
        Frame::of(model, state)
    }

    /// The pipeline as it was found.
    #[must_use]
    pub fn found(&self) -> &Frame {
        &self.found
    }

    /// Its gauges: nothing was served, spent or lost yet, so of them only lock-in, the cost of leaving and the controls
    /// mean something.
    #[must_use]
    pub fn found_gauges(&self) -> &Gauges {
        &self.found_gauges
    }

    /// Twelve months of a year (from 0); empty if it was not played.
    #[must_use]
    pub fn film(&self, year: usize) -> &[Frame] {
        self.films.get(year).map_or(&[], Vec::as_slice)
    }

    /// The year to decide (from 0); after the last one, the number of played years.
    #[must_use]
    pub fn year(&self) -> u16 {
        self.run.years.len() as u16
    }

    /// Whether all years are played.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.year() >= self.case.played_years
    }

    /// The outcome of a year (from 0), played or outlook.
    #[must_use]
    pub fn outcome(&self, year: usize) -> Option<&YearOutcome> {
        let played = self.run.years.len();
        match year.checked_sub(played) {
            None => self.run.years.get(year).map(|year| &year.outcome),
            Some(beyond) => self.run.outlook.get(beyond),
        }
    }

    /// Whether a decision could be taken beside those of the draft, in place of one about the same thing.
    ///
    /// # Errors
    ///
    /// The first reason against it.
    pub fn may_instead(&self, decision: &Decision) -> Result<(), Refusal> {
        let (model, state) = self.play.now();
        let others: Vec<_> = self
            .draft
            .decisions
            .iter()
            .copied()
            .filter(|other| !replaces(decision, other))
            .collect();
        check(model, state, &others, decision)
    }

    /// Takes a decision; it takes the place of an earlier one about the same thing.
    ///
    /// # Errors
    ///
    /// When the dry run refuses it; the draft is then as before.
    pub fn take(&mut self, decision: Decision) -> Result<(), Refusal> {
        self.may_instead(&decision)?;
        self.draft.decisions.retain(|other| !replaces(&decision, other));
        self.draft.decisions.push(decision);
        Ok(())
    }

    /// Takes a decision back, with what was said about it.
    pub fn take_back(&mut self, decision: Decision) {
        self.draft.decisions.retain(|other| *other != decision);
        if let Some(component) = decision.tool() {
            self.draft.decisions.retain(
                |other| !matches!(other, Decision::Because { component: c, .. } if *c == component),
            );
            self.draft.notes.retain(|note| note.component != Some(component));
        }
    }

    /// Writes down why, in the table's words; an empty text takes it away.
    pub fn note(&mut self, role: Option<RoleId>, component: Option<ComponentId>, text: &str) {
        self.draft.notes.retain(|note| (note.role, note.component) != (role, component));
        let text: String = text.trim().chars().take(super::record::TEXT_LIMIT).collect();
        if !text.is_empty() {
            self.draft.notes.push(Note { role, component, text });
        }
    }

    /// What the draft is expected to cost in its first year, what the year is expected to cost without it, and the
    /// appropriation (k$).
    #[must_use]
    pub fn money(&self) -> (f64, f64, f64) {
        let (model, state) = self.play.now();
        let drafted =
            self.draft.decisions.iter().map(|it| first_year(model, state, ONLY, it)).sum();
        let running = crate::sim::check::running_cost(model, state, ONLY);
        (drafted, running, crate::sim::check::known_appropriation(model, state, ONLY))
    }

    /// Tool decisions taken and those that the contracting office can take this year.
    #[must_use]
    pub fn slots(&self) -> (usize, usize) {
        let taken = self.draft.decisions.iter().filter(|it| it.tool().is_some()).count();
        let (model, state) = self.play.now();
        (taken, model.slots.get(usize::from(state.year())).copied().unwrap_or(0).into())
    }

    /// Commits the draft to the file, plays the year, and after the last one the outlook.
    ///
    /// # Errors
    ///
    /// When the year is not in the file: then nothing was played, and the draft is as before. A year that was
    /// committed and played, but whose result could not be written, is played again when the file is opened.
    pub fn commit(&mut self) -> Result<(), WriteFault> {
        self.journal.commit(&self.draft.decisions, &self.draft.notes)?;
        let Draft { decisions, notes } = std::mem::take(&mut self.draft);
        let outcome = self.play_on(crate::scenario::plan::PlanYear::canonical(&decisions), notes);
        self.journal.result(&outcome)?;
        if self.is_over() {
            self.play_outlook();
            for outcome in &self.run.outlook {
                self.journal.outlook(outcome)?;
            }
            self.journal.close()?;
        }
        Ok(())
    }

    fn play_on(&mut self, decisions: Vec<Decision>, notes: Vec<Note>) -> YearOutcome {
        let mut film = Film::default();
        let outcome = self.play.watched_year(&decisions, &mut film);
        self.films.push(film.months);
        self.run.years.push(CommittedYear { decisions, notes, outcome: outcome.clone() });
        outcome
    }

    fn play_outlook(&mut self) {
        for _ in self.run.outlook.len()..usize::from(self.case.outlook_years) {
            let mut film = Film::default();
            let outcome = self.play.watched_year(&[], &mut film);
            self.films.push(film.months);
            self.run.outlook.push(outcome);
        }
    }

    /// The draft as one line of text, so that nothing is lost when the lid closes.
    #[must_use]
    pub fn draft_text(&self) -> String {
        let text =
            CommitText::of(self.year(), &self.draft.decisions, &self.draft.notes, &self.slugs);
        text.ok().and_then(|text| serde_json::to_string(&text).ok()).unwrap_or_default()
    }

    /// Takes a kept draft up again, as far as it fits the year at hand. Gives whether it did.
    pub fn restore_draft(&mut self, text: &str) -> bool {
        let Ok(text) = serde_json::from_str::<CommitText>(text) else { return false };
        if text.year != self.year() {
            return false;
        }
        let Ok(PendingYear { mut decisions, notes }) = text.resolve(&self.slugs) else {
            return false;
        };
        // A tool that took the place of another one stands behind its reason, and a reason needs its tool.
        decisions.sort_by_key(|decision| matches!(decision, Decision::Because { .. }));
        self.draft = Draft::default();
        for decision in decisions {
            // What the dry run does not allow any more is left out.
            let _ = self.take(decision);
        }
        self.draft.notes = notes;
        true
    }
}

/// Whether `new` takes the place of `old`: both are about the same thing, of which there can be one.
#[must_use]
pub fn replaces(new: &Decision, old: &Decision) -> bool {
    match (new, old) {
        (Decision::Predict { .. }, Decision::Predict { .. }) => true,
        (Decision::Because { component: a, .. }, Decision::Because { component: b, .. }) => a == b,
        (
            Decision::Launch { use_case: a, .. } | Decision::Defer(a),
            Decision::Launch { use_case: b, .. } | Decision::Defer(b),
        ) => a == b,
        (Decision::Respond { card: a, .. }, Decision::Respond { card: b, .. }) => a == b,
        (
            Decision::Staff { action: a, pool, .. },
            Decision::Staff { action: b, pool: other, .. },
        ) => (a, pool) == (b, other),
        _ => new.tool().is_some() && new.tool() == old.tool(),
    }
}

#[cfg(test)]
mod tests;
