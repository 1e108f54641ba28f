//! Plays decisions, and plays a kept run again to see whether it still comes out the same.
//!
//! Invariant: a run's results are what was recorded; playing again only ever gives a verdict about them.

use super::code::CodedRun;
use super::record::line::Resolved;
use super::record::slugs::Slugs;
use super::record::text::Spelled as _;
use super::record::{CommittedYear, Misfit, PendingYear, Run, RunHeader};
use crate::luck::Luck;
use crate::scenario::case::Case;
use crate::scenario::plan::{Decision, PlanYear};
use crate::sim::outcome::YearOutcome;
use crate::sim::trace::Recorder;
use crate::sim::{Model, NoTrace, RULES_VERSION, State, play_year};

/// What playing a run again showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every number of every year is the same, bit by bit.
    Identical,
    /// The first field that is not.
    Diverged {
        /// From 0.
        year: u16,
        /// For example `gauges.cost` or `components.data-store.lock_in`.
        field: String,
        recorded: String,
        replayed: String,
    },
    /// There is nothing to compare with.
    NotReplayable { because: String, way_out: String },
}

/// A table that plays year by year.
#[derive(Debug)]
pub struct Play {
    model: Model,
    luck: Luck,
    state: State,
}

impl Play {
    #[must_use]
    pub fn start(case: &Case, seed: u64) -> Self {
        let (model, luck) = (Model::new(case), Luck::new(seed));
        let state = State::start(&model, &luck);
        Self { model, luck, state }
    }

    /// Plays the next year with these decisions, taken in canonical order.
    pub fn year(&mut self, decisions: &[Decision]) -> YearOutcome {
        self.watched_year(decisions, &mut NoTrace)
    }

    /// The same, watched by a recorder; watching changes nothing.
    pub fn watched_year<R: Recorder>(
        &mut self,
        decisions: &[Decision],
        recorder: &mut R,
    ) -> YearOutcome {
        let decisions = PlanYear::canonical(decisions);
        play_year(&self.model, &self.luck, &mut self.state, &decisions, recorder)
    }

    /// The pipeline as it stands: what `sim::check` asks.
    #[must_use]
    pub fn now(&self) -> (&Model, &State) {
        (&self.model, &self.state)
    }
}

/// Plays these years from the first on, and the outlook where they are all of the case's.
/// Years beyond those of the case are not played.
#[must_use]
pub fn play(case: &Case, seed: u64, years: &[Vec<Decision>]) -> Run {
    let mut play = Play::start(case, seed);
    let played = years.iter().take(usize::from(case.played_years)).map(|decisions| {
        let decisions = PlanYear::canonical(decisions);
        let outcome = play.year(&decisions);
        CommittedYear { decisions, notes: Vec::new(), outcome }
    });
    let years: Vec<CommittedYear> = played.collect();
    let whole = years.len() == usize::from(case.played_years);
    let beyond = if whole { case.outlook_years } else { 0 };
    let outlook = (0..beyond).map(|_| play.year(&[])).collect();
    Run { header: RunHeader::new(case, RULES_VERSION, seed), years, outlook }
}

/// The run of a code, as far as it was played.
#[must_use]
pub fn play_coded(case: &Case, run: &CodedRun) -> Run {
    play(case, run.seed, &run.years)
}

/// What a run says by its code.
#[must_use]
pub fn coded(run: &Run) -> CodedRun {
    let RunHeader { rules_version, seed, .. } = run.header;
    CodedRun { rules_version, seed, years: run.decisions() }
}

/// Plays a recorded run again and compares every number.
#[must_use]
pub fn replay(case: &Case, run: &Run) -> Verdict {
    if let Some(verdict) = other_basis(case, &run.header) {
        return verdict;
    }
    if run.years.len() > usize::from(case.played_years)
        || run.outlook.len() > usize::from(case.outlook_years)
        || (!run.outlook.is_empty() && run.years.len() < usize::from(case.played_years))
    {
        return not_replayable(
            format!(
                "the run has {} played years and {} of outlook, the case {} and {}",
                run.years.len(),
                run.outlook.len(),
                case.played_years,
                case.outlook_years
            ),
            "open the case that the run was played on".to_owned(),
        );
    }
    let slugs = Slugs::of(case);
    let mut play = Play::start(case, run.header.seed);
    let none = Vec::new();
    let years = run.years.iter().map(|year| (&year.decisions, &year.outcome));
    for (decisions, recorded) in years.chain(run.outlook.iter().map(|outcome| (&none, outcome))) {
        let replayed = play.year(decisions);
        match first_difference(recorded, &replayed, &slugs) {
            Ok(None) => {}
            Ok(Some((field, recorded, replayed))) => {
                return Verdict::Diverged {
                    year: play.state.year() - 1,
                    field,
                    recorded,
                    replayed,
                };
            }
            Err(misfit) => {
                let way_out = "open the case that the run was played on".to_owned();
                return not_replayable(misfit.to_string(), way_out);
            }
        }
    }
    Verdict::Identical
}

/// Plays the year that was committed when play stopped, so that the run goes on after it.
/// The outlook is not added.
///
/// # Errors
///
/// The verdict, when what was recorded before cannot be played again to that point.
pub fn finish(case: &Case, resolved: Resolved) -> Result<Run, Verdict> {
    let Resolved { mut run, pending } = resolved;
    let Some(PendingYear { decisions, notes }) = pending else { return Ok(run) };
    match replay(case, &run) {
        Verdict::Identical => {}
        verdict => return Err(verdict),
    }
    let mut play = Play::start(case, run.header.seed);
    for year in &run.years {
        play.year(&year.decisions);
    }
    let outcome = play.year(&decisions);
    run.years.push(CommittedYear { decisions, notes, outcome });
    Ok(run)
}

fn other_basis(case: &Case, header: &RunHeader) -> Option<Verdict> {
    if header.case != case.slug {
        return Some(not_replayable(
            format!("it was played on the case '{}', this is '{}'", header.case, case.slug),
            format!("open the case '{}'", header.case),
        ));
    }
    if header.case_digest != case.digest {
        return Some(not_replayable(
            format!("the case '{}' has changed since", case.slug),
            "open the case as it was then; the recorded results can be read all the same"
                .to_owned(),
        ));
    }
    if header.rules_version != RULES_VERSION {
        return Some(not_replayable(
            format!(
                "it was played by rules version {}, these are version {RULES_VERSION}",
                header.rules_version
            ),
            "take the program of that time; the recorded results can be read all the same"
                .to_owned(),
        ));
    }
    None
}

fn not_replayable(because: String, way_out: String) -> Verdict {
    Verdict::NotReplayable { because, way_out }
}

/// Path, recorded and replayed text of the first field that differs; the digest comes last.
fn first_difference(
    recorded: &YearOutcome,
    replayed: &YearOutcome,
    slugs: &Slugs,
) -> Result<Option<(String, String, String)>, Misfit> {
    Ok(difference::first(&recorded.spell(slugs)?, &replayed.spell(slugs)?, &slugs.components))
}

mod difference;

#[cfg(test)]
mod tests;
