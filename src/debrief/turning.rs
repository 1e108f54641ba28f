//! Turning points: the one moment of a run at which it is worth stopping.
//!
//! Invariant: a turning point is a fact: either the run's largest movement of a gauge against the gauge's own scale, or a
//! change of one decision that was played out under the same luck.

use super::timeline::{Timeline, YearEntry};
use crate::insight::change::{Change, Vocabulary};
use crate::insight::course::Course;
use crate::insight::executor::{Executor, at_once};
use crate::insight::judge::{Aim, Judge};
use crate::insight::what_if::{By, Effort, WhatIf, WhatIfs, single_changes_in_steps};
use crate::scenario::case::Case;
use crate::scenario::plan::Gauge;
pub use crate::session::prediction::share_of_scale;
use crate::session::record::Run;
use crate::sim::Model;
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
    /// Headlines before and after the movement; for a change as played and as it would have been.
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
    /// One other decision. The numbers are then what the gauge came to and what it would have come to
    /// ([`crate::insight::judge::Judged`]: losses and service are means of the played years).
    Change(Change),
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

/// Every other single decision that the rules would have allowed, played under the run's own luck. The run has to play
/// again to the same numbers.
#[must_use]
pub fn changes(case: &Case, run: &Run, executor: &impl Executor) -> WhatIfs {
    at_once(changes_in_steps(case, run, executor))
}

/// The same in steps.
pub async fn changes_in_steps(case: &Case, run: &Run, executor: &impl Executor) -> WhatIfs {
    let model = Model::new(case);
    let judge = Judge::new(case, &model).over(run.years.len());
    let course = Course::of_run(&judge, run);
    single_changes_in_steps(&judge, &course, &VOCABULARY, &OWN_LUCK, executor, &|_| {}).await
}

/// Which other decisions are thought of: all but other terms of the same contract, which are hard to talk about.
const VOCABULARY: Vocabulary = Vocabulary { terms: false, ..Vocabulary::ALL };
/// Only the luck that the table met.
const OWN_LUCK: Effort = Effort { lucks: 0..0, closer: 0..0, leading: 0, paired: 0 };

/// The change that would have helped most by the case's weights; where none helps, the one that would have hurt most,
/// that is the decision that carried the run. Seen in the gauge that it moves most. Changes that push others aside come
/// after those that stand alone.
#[must_use]
pub fn of_changes(case: &Case, table: usize, found: &WhatIfs) -> Option<TurningPoint> {
    let helped = found.helped(Aim::Score, By::ThisLuck);
    let hurt = found.hurt(Aim::Score, By::ThisLuck);
    let alone = |list: &[&'_ WhatIf]| -> Option<WhatIf> {
        let clean = list.iter().find(|it| it.gave_way.is_empty());
        clean.or(list.first()).map(|it| (*it).clone())
    };
    let change = alone(&helped).or_else(|| alone(&hurt))?;
    Some(of_change(case, table, &change))
}

/// Changes that stand alone and would have helped by the case's weights, the most helpful first, with the gain. Those that
/// help less than a third of the first are left out.
#[must_use]
pub fn candidates(case: &Case, table: usize, found: &WhatIfs) -> Vec<(f64, TurningPoint)> {
    let helped = found.helped(Aim::Score, By::ThisLuck).into_iter();
    let mut all: Vec<(f64, TurningPoint)> = helped
        .filter(|it| it.gave_way.is_empty())
        .filter_map(|it| Some((it.gain(Aim::Score, By::ThisLuck)?, of_change(case, table, it))))
        .collect();
    let best = all.first().map_or(0.0, |(gain, _)| *gain);
    all.retain(|(gain, _)| *gain * 3.0 >= best);
    all
}

/// A change as a turning point of a table, seen in the gauge that it moves most.
#[must_use]
pub fn of_change(case: &Case, table: usize, what_if: &WhatIf) -> TurningPoint {
    let with = |gauge: Gauge| what_if.result.get(Aim::Gauge(gauge));
    let was = |gauge: Gauge| with(gauge) - what_if.difference.get(Aim::Gauge(gauge));
    let size = |gauge: Gauge| share_of_scale(case, gauge, was(gauge), with(gauge)).abs();
    let most = |a: Gauge, b: Gauge| if size(b) > size(a) { b } else { a };
    let gauge = Gauge::ALL.into_iter().reduce(most).expect("there are five gauges");
    let year = what_if.change.first_year() as u16;
    TurningPoint {
        table,
        year,
        month: Month(year * MONTHS as u16),
        gauge,
        from: was(gauge),
        to: with(gauge),
        cause: Cause::Change(what_if.change.clone()),
    }
}
