//! What a learner foresaw in play and of a changed decision, with what came: the evidence of mastery.
//!
//! Invariant: what came is read from a run or a replay; a gauge of which nothing was said is not counted.

use super::calibration::{Foreseen, concept_of};
use super::exercise::before_and_after;
use crate::insight::what_if::WhatIf;
use crate::scenario::case::Case;
use crate::scenario::plan::{Decision, Direction, Gauge, Size};
use crate::session::prediction::{Fared, fared, moved};
use crate::session::record::Run;
use crate::session::replay;

/// Something said of a gauge.
pub type Said = (Gauge, (Direction, Size));

/// What was said of a gauge and what it did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    pub gauge: Gauge,
    pub said: (Direction, Size),
    pub did: (Direction, Size),
    /// What the gauge came to as played, and with the change; in play at the end of the year before, and of the year.
    pub from: f64,
    pub to: f64,
}

impl Forecast {
    #[must_use]
    pub fn fared(&self) -> Fared {
        fared(self.said, self.did)
    }

    /// As a line of the progress file.
    #[must_use]
    pub const fn foreseen(&self) -> Foreseen {
        Foreseen { concept: concept_of(self.gauge), said: self.said, did: self.did, sure: None }
    }
}

/// What was said of a change, against its replay.
#[must_use]
pub fn of_change(case: &Case, what_if: &WhatIf, said: &[Said]) -> Vec<Forecast> {
    let one = |(gauge, said): &Said| {
        let (from, to) = before_and_after(what_if, *gauge);
        Forecast { gauge: *gauge, said: *said, did: moved(case, *gauge, from, to), from, to }
    };
    said.iter().map(one).collect()
}

/// The prediction of a committed year (from 0) of a run, against what came. The first year is measured against the
/// pipeline left as found.
#[must_use]
pub fn in_play(case: &Case, run: &Run, year: usize) -> Vec<Forecast> {
    let Some(committed) = run.years.get(year) else { return Vec::new() };
    let as_found;
    let before = match year.checked_sub(1) {
        Some(before) => &run.years[before].outcome,
        None => {
            as_found = replay::play(case, run.header.seed, &[Vec::new()]);
            match as_found.years.first() {
                Some(first) => &first.outcome,
                None => return Vec::new(),
            }
        }
    };
    let one = |decision: &Decision| {
        let Decision::Predict { gauge, direction, size } = *decision else { return None };
        let (from, to) = (before.gauges.headline(gauge), committed.outcome.gauges.headline(gauge));
        let did = moved(case, gauge, from, to);
        Some(Forecast { gauge, said: (direction, size), did, from, to })
    };
    committed.decisions.iter().filter_map(one).collect()
}
