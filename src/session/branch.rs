//! A what-if: the same luck, the same years up to a point, other decisions from there.
//!
//! Invariant: a branch shares its parent's first years to the bit, and names them by their digest.

use super::record::{Parent, Run, RunHeader};
use super::replay;
use crate::scenario::case::Case;
use crate::scenario::plan::{Decision, PlanYear};

/// Why a run cannot be branched there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the run has {years} years, so it cannot be branched at year {at} (counted from 0); choose a year it played"
)]
pub struct NoSuchYear {
    pub at: usize,
    pub years: usize,
}

/// The decisions of a branch: the run's before year `at` (from 0), `changed` in it, and the run's after it.
///
/// # Errors
///
/// When the run did not get to that year.
pub fn plan(run: &Run, at: usize, changed: &[Decision]) -> Result<Vec<Vec<Decision>>, NoSuchYear> {
    let mut years = run.decisions();
    if at > years.len() {
        return Err(NoSuchYear { at, years: years.len() });
    }
    let changed = PlanYear::canonical(changed);
    match years.get_mut(at) {
        Some(year) => *year = changed,
        None => years.push(changed),
    }
    Ok(years)
}

/// Plays a branch under the same luck. Notes of the shared years are kept.
///
/// # Errors
///
/// When the run did not get to that year.
pub fn branch(case: &Case, run: &Run, at: usize, changed: &[Decision]) -> Result<Run, NoSuchYear> {
    let years = plan(run, at, changed)?;
    if years.len() > usize::from(case.played_years) {
        return Err(NoSuchYear { at, years: run.years.len() });
    }
    let mut branched = replay::play(case, run.header.seed, &years);
    for (year, parent) in branched.years.iter_mut().zip(&run.years[..at]) {
        year.notes.clone_from(&parent.notes);
    }
    let parent = Parent { prefix: prefix_digest(run, at), year: at as u16 };
    let RunHeader { table, seats, .. } = run.header.clone();
    branched.header = RunHeader { table, seats, parent: Some(parent), ..branched.header };
    Ok(branched)
}

/// What the first `years` years of a run are recognised by: case, rules, seed and decisions.
#[must_use]
pub fn prefix_digest(run: &Run, years: usize) -> [u8; 32] {
    let RunHeader { case_digest, rules_version, seed, .. } = &run.header;
    let mut hasher = blake3::Hasher::new();
    hasher.update(b"stackholders prefix 1").update(case_digest);
    hasher.update(&rules_version.to_le_bytes()).update(&seed.to_le_bytes());
    for year in run.years.iter().take(years) {
        hasher.update(&(year.decisions.len() as u32).to_le_bytes());
        for decision in PlanYear::canonical(&year.decisions) {
            let (kind, parts) = super::code::parts(&decision);
            for number in [kind].iter().chain(&parts) {
                hasher.update(&number.to_le_bytes());
            }
        }
    }
    *hasher.finalize().as_bytes()
}
