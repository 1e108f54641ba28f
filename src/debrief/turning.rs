//! Turning points: the one moment of a run at which it is worth stopping.
//!
//! Invariant: a turning point found here is a fact of the run, its largest movement of a gauge against the gauge's own
//! scale; which decision it hangs on is said only where the run was played again without that decision. Better ones may
//! be handed in.

use super::timeline::{Timeline, YearEntry};
use crate::scenario::case::{Case, GaugeScales, Scale};
use crate::scenario::plan::{Decision, Gauge};
use crate::session::record::Run;
use crate::session::replay;
use crate::sim::outcome::{Gauges, Occurrence};
use crate::units::{MONTHS, Month};

/// Where to stop, and why there.
#[derive(Clone, Debug, PartialEq)]
pub struct TurningPoint {
    /// Index into [`super::gather::Room::tables`].
    pub table: usize,
    /// From 0.
    pub year: u16,
    /// The month to show.
    pub month: Month,
    pub gauge: Gauge,
    /// Headlines before and after the movement.
    pub from: f64,
    pub to: f64,
    pub cause: Cause,
}

/// What a turning point hangs on.
#[derive(Clone, Debug, PartialEq)]
pub enum Cause {
    /// Something that happened in that month.
    Happening(Occurrence),
    /// The year as a whole.
    Year,
    /// One decision: with another (or none) in its place the gauge would have ended at `instead_to`.
    Decision { taken: Option<Decision>, instead: Option<Decision>, instead_to: f64 },
}

/// What leaving out one decision of a run would have done.
#[derive(Clone, Debug, PartialEq)]
pub struct Omission {
    /// From 0.
    pub year: u16,
    pub decision: Decision,
    pub gauge: Gauge,
    /// Headline at the end of the last played year, as it was and without the decision.
    pub with: f64,
    pub without: f64,
}

/// The scale of a gauge in a case.
#[must_use]
pub const fn scale(case: &Case, gauge: Gauge) -> Scale {
    let GaugeScales { cost, lock_in, security, scale, compliance } = case.scales;
    match gauge {
        Gauge::Cost => cost,
        Gauge::LockIn => lock_in,
        Gauge::Security => security,
        Gauge::Scale => scale,
        Gauge::Compliance => compliance,
    }
}

/// A change as a share of the gauge's scale; its sign is that of the number, not of good or bad.
#[must_use]
pub fn share_of_scale(case: &Case, gauge: Gauge, from: f64, to: f64) -> f64 {
    let Scale { good, bad } = scale(case, gauge);
    let length = (good - bad).abs();
    if length > 0.0 { (to - from) / length } else { 0.0 }
}

/// The largest movement of a gauge within one played year. The cost always rises, so a year's cost is set against the
/// run's average year. Of equals the earlier counts, then the order of the gauges.
#[must_use]
pub fn of_timeline(case: &Case, timeline: &Timeline) -> Option<TurningPoint> {
    let played = timeline.years.iter().filter(|year| !year.outlook);
    let last = played.clone().next_back()?;
    let average = last.gauges.cost / played.clone().count() as f64;
    let mut best: Option<(f64, TurningPoint)> = None;
    for year in played {
        for gauge in Gauge::ALL {
            let to = year.gauges.headline(gauge);
            let from = match (&year.before, gauge) {
                (Some(before), Gauge::Cost) => before.cost + average,
                (Some(before), _) => before.headline(gauge),
                (None, Gauge::Cost) => average,
                // Nothing is lost before the first day; of the other gauges the first year has nothing before it.
                (None, Gauge::Security) => 0.0,
                (None, _) => continue,
            };
            let size = share_of_scale(case, gauge, from, to).abs();
            if best.as_ref().is_some_and(|(known, _)| *known >= size) {
                continue;
            }
            let from = year.before.map_or(0.0, |before| before.headline(gauge));
            let (month, cause) = month_of(timeline, year, gauge);
            let table = timeline.table;
            let point = TurningPoint { table, year: year.year, month, gauge, from, to, cause };
            best = Some((size, point));
        }
    }
    best.map(|(_, point)| point)
}

/// The month of a year in which a gauge moved most, and what happened then. Without months, the September.
fn month_of(timeline: &Timeline, year: &YearEntry, gauge: Gauge) -> (Month, Cause) {
    let first = year.year * MONTHS as u16;
    let months =
        timeline.moments.iter().filter(|moment| moment.month.year() == usize::from(year.year));
    let mut before = year.before;
    let mut best: Option<(f64, Month)> = None;
    for moment in months {
        // Losses and service are counted anew each October.
        let anew = matches!(gauge, Gauge::Security | Gauge::Scale) && moment.month.of_year() == 0;
        let start = if anew && gauge == Gauge::Security { Some(Gauges::default()) } else { before };
        let step = start
            .map_or(0.0, |start| (moment.gauges.headline(gauge) - start.headline(gauge)).abs());
        if best.is_none_or(|(known, _)| step > known) {
            best = Some((step, moment.month));
        }
        before = Some(moment.gauges);
    }
    let month = best.map_or(Month(first + MONTHS as u16 - 1), |(_, month)| month);
    let in_month = year.occurrences.iter().filter(|it| it.month == month);
    let heaviest = in_month.max_by_key(|it| it.loss);
    (month, heaviest.map_or(Cause::Year, |it| Cause::Happening(*it)))
}

/// For every decision of a run that changes something: the gauge at the end of the last played year that moves most when
/// it alone is left out. Largest first against the gauge's scale. The run has to play again to the same numbers.
#[must_use]
pub fn omissions(case: &Case, run: &Run) -> Vec<Omission> {
    let decisions = run.decisions();
    let Some(last) = run.years.last().map(|year| year.outcome.gauges) else { return Vec::new() };
    let mut found: Vec<(f64, Omission)> = Vec::new();
    for (year, decided) in decisions.iter().enumerate() {
        for (place, decision) in decided.iter().enumerate() {
            let thought = matches!(
                decision,
                Decision::Predict { .. } | Decision::Because { .. } | Decision::Dissent(_)
            );
            if thought {
                continue;
            }
            let mut others = decisions.clone();
            others[year].remove(place);
            let without = replay::play(case, run.header.seed, &others);
            let Some(end) = without.years.last().map(|year| year.outcome.gauges) else { continue };
            let moved = Gauge::ALL.map(|gauge| {
                let (with, without) = (last.headline(gauge), end.headline(gauge));
                (share_of_scale(case, gauge, with, without).abs(), gauge, with, without)
            });
            let most = moved.into_iter().reduce(|a, b| if b.0 > a.0 { b } else { a });
            let Some((size, gauge, with, without)) = most.filter(|most| most.0 > 0.0) else {
                continue;
            };
            let (year, decision) = (year as u16, *decision);
            found.push((size, Omission { year, decision, gauge, with, without }));
        }
    }
    // A stable sort: of equals the earlier year and the canonical order stay.
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().map(|(_, omission)| omission).collect()
}
