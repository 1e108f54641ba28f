//! What happened at a table, year by year and month by month, and a place in it that can be moved.
//!
//! Invariants: years are as recorded; months are there only where the run plays again to the same numbers; a cursor never
//! leaves the run, and a run without months is stepped through by its Septembers.

use super::gather::Room;
use super::moments::{Moment, watch};
use super::turning::TurningPoint;
use crate::id::{ComponentId, ReasonId, RoleId};
use crate::scenario::case::Case;
use crate::scenario::plan::{Decision, Direction, Gauge, Size};
use crate::session::film::Frame;
use crate::session::prediction::{Fared, fared, moved};
use crate::session::record::{CommittedYear, Note, Run};
use crate::session::replay;
use crate::sim::outcome::{Declined, Gauges, Milestone, Occurrence, YearOutcome};
use crate::units::{MONTHS, Month};

/// One table's years.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// Index into [`Room::tables`].
    pub table: usize,
    /// Played years, then the outlook.
    pub years: Vec<YearEntry>,
    /// The pipeline before the first decision; `None` where the run cannot be played again here.
    pub found: Option<Frame>,
    /// Every month; empty where the run cannot be played again here.
    pub moments: Vec<Moment>,
    /// Where to stop and talk; found by [`super::turning`] or handed in.
    pub turning: Option<TurningPoint>,
}

/// One year as it was decided and as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct YearEntry {
    /// From 0.
    pub year: u16,
    pub outlook: bool,
    pub decisions: Vec<Decided>,
    pub prediction: Option<Predicted>,
    /// Roles that leaned another way.
    pub dissent: Vec<RoleId>,
    /// Notes that are about the year as a whole.
    pub notes: Vec<Note>,
    pub gauges: Gauges,
    pub before: Option<Gauges>,
    pub occurrences: Vec<Occurrence>,
    pub milestones: Vec<Milestone>,
    pub declined: Vec<Declined>,
}

/// A decision with what was said about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    pub decision: Decision,
    pub reason: Option<ReasonId>,
    pub notes: Vec<Note>,
    /// Whether it could be carried out.
    pub took_effect: bool,
}

/// What was expected of a gauge, and what it did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Predicted {
    pub gauge: Gauge,
    pub said: (Direction, Size),
    pub did: (Direction, Size),
    /// Headlines before and after. Before the first year stands the first year of the pipeline left as found.
    pub from: f64,
    pub to: f64,
    pub against_as_found: bool,
    pub fared: Fared,
}

/// The timeline of a table. Its turning point is looked for in the run itself, see [`super::turning::of_timeline`].
#[must_use]
pub fn of_table(room: &Room, table: usize) -> Timeline {
    let case = room.case_of(table);
    let run = &room.tables[table].run;
    let mut timeline = of_run(case, run, room.replays(table));
    timeline.table = table;
    timeline.turning = super::turning::of_timeline(case, &timeline);
    timeline
}

/// All tables', in their order.
#[must_use]
pub fn of_room(room: &Room) -> Vec<Timeline> {
    (0..room.tables.len()).map(|table| of_table(room, table)).collect()
}

/// The timeline of any run; `replays` says whether playing it again gives its numbers.
#[must_use]
pub fn of_run(case: &Case, run: &Run, replays: bool) -> Timeline {
    let watched = replays.then(|| watch(case, run));
    let (found, moments) =
        watched.map_or((None, Vec::new()), |watched| (Some(watched.found), watched.moments));
    let mut years: Vec<YearEntry> = Vec::new();
    let as_found = || first_year_as_found(case, run, replays);
    for CommittedYear { decisions, notes, outcome } in &run.years {
        let before = years.last().map(|year| year.gauges);
        let mut entry = entry(outcome, before, false);
        for decision in decisions {
            match *decision {
                Decision::Predict { gauge, direction, size } => {
                    let measure = before.or_else(as_found);
                    entry.prediction = measure.map(|measure| {
                        let (from, to) = (measure.headline(gauge), outcome.gauges.headline(gauge));
                        let (said, did) = ((direction, size), moved(case, gauge, from, to));
                        let (against_as_found, fared) = (before.is_none(), fared(said, did));
                        Predicted { gauge, said, did, from, to, against_as_found, fared }
                    });
                }
                Decision::Because { .. } => {}
                Decision::Dissent(role) => entry.dissent.push(role),
                other => entry.decisions.push(decided(other, decisions, notes, outcome)),
            }
        }
        let of_year = |note: &&Note| {
            let said = |id: ComponentId| {
                entry.decisions.iter().any(|decided| decided.decision.tool() == Some(id))
            };
            !note.component.is_some_and(said)
        };
        entry.notes = notes.iter().filter(of_year).cloned().collect();
        years.push(entry);
    }
    for outcome in &run.outlook {
        let before = years.last().map(|year| year.gauges);
        years.push(entry(outcome, before, true));
    }
    Timeline { table: 0, years, found, moments, turning: None }
}

/// The first year of the pipeline left as found: what the first year is measured against.
#[must_use]
pub fn first_year_as_found(case: &Case, run: &Run, replays: bool) -> Option<Gauges> {
    let alone = replays.then(|| replay::play(case, run.header.seed, &[Vec::new()]))?;
    alone.years.first().map(|year| year.outcome.gauges)
}

fn entry(outcome: &YearOutcome, before: Option<Gauges>, outlook: bool) -> YearEntry {
    let YearOutcome { year, gauges, occurrences, milestones, declined, .. } = outcome;
    YearEntry {
        year: *year,
        outlook,
        decisions: Vec::new(),
        prediction: None,
        dissent: Vec::new(),
        notes: Vec::new(),
        gauges: *gauges,
        before,
        occurrences: occurrences.clone(),
        milestones: milestones.clone(),
        declined: declined.clone(),
    }
}

fn decided(decision: Decision, all: &[Decision], notes: &[Note], outcome: &YearOutcome) -> Decided {
    let about = decision.tool();
    let reason = about.and_then(|about| {
        all.iter().find_map(|it| match *it {
            Decision::Because { component, reason } if component == about => Some(reason),
            _ => None,
        })
    });
    let said = |note: &&Note| about.is_some() && note.component == about;
    let notes = notes.iter().filter(said).cloned().collect();
    let took_effect = outcome.declined.iter().all(|declined| declined.decision != decision);
    Decided { decision, reason, notes, took_effect }
}

impl Timeline {
    /// Months that the years cover.
    #[must_use]
    pub fn months(&self) -> u16 {
        (self.years.len() * MONTHS) as u16
    }

    /// The gauges at the end of a month: of that month where it was watched, else of the September before it.
    #[must_use]
    pub fn gauges_at(&self, month: Month) -> Option<Gauges> {
        if let Some(moment) = self.moments.get(usize::from(month.0)) {
            return Some(moment.gauges);
        }
        let whole = (usize::from(month.0) + 1) / MONTHS;
        whole.checked_sub(1).and_then(|year| self.years.get(year)).map(|year| year.gauges)
    }

    /// The year a month falls in.
    #[must_use]
    pub fn year_at(&self, month: Month) -> Option<&YearEntry> {
        self.years.get(month.year())
    }

    /// Months worth stopping at, in order, each once.
    #[must_use]
    pub fn stops(&self) -> Vec<Month> {
        let mut months: Vec<Month> = Vec::new();
        for year in &self.years {
            let first = Month(year.year * MONTHS as u16);
            months.push(first);
            months.extend(year.occurrences.iter().map(|it| it.month));
            months.extend(year.milestones.iter().map(|it| it.month));
            months.push(Month(first.0 + MONTHS as u16 - 1));
        }
        months.extend(self.turning.as_ref().map(|turning| turning.month));
        months.retain(|month| month.0 < self.months());
        if self.moments.is_empty() {
            months.retain(|month| month.of_year() == MONTHS - 1);
        }
        months.sort_unstable();
        months.dedup();
        months
    }
}

/// A place in one timeline, or in several that are moved together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    month: Month,
    /// Months in all.
    length: u16,
    /// Only Septembers can be shown.
    by_year: bool,
}

/// How a cursor is moved. A clicker sends [`Move::Next`] and [`Move::Back`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    Next,
    Back,
    NextYear,
    BackYear,
    Start,
    End,
    /// To a month, as a finger on the line says.
    To(Month),
}

impl Cursor {
    /// At the end of the first month (of the first year, where months are not known) of the longest timeline.
    #[must_use]
    pub fn over(timelines: &[Timeline]) -> Self {
        let length = timelines.iter().map(Timeline::months).max().unwrap_or(0);
        let by_year = timelines.iter().any(|timeline| timeline.moments.is_empty());
        Self { month: Month(0), length, by_year }.settled()
    }

    #[must_use]
    pub const fn month(self) -> Month {
        self.month
    }

    /// Moves, and stays within the run.
    #[must_use]
    pub fn moved(self, by: Move) -> Self {
        const YEAR: u16 = MONTHS as u16;
        let Self { month: Month(now), length, by_year } = self;
        let step = if by_year { YEAR } else { 1 };
        let last = length.saturating_sub(1);
        let month = match by {
            Move::Next => now.saturating_add(step),
            Move::Back => now.saturating_sub(step),
            // To the October of the next year; from within a year back to its own October first.
            Move::NextYear => (now / YEAR + 1).saturating_mul(YEAR),
            Move::BackYear if now.is_multiple_of(YEAR) => now.saturating_sub(YEAR),
            Move::BackYear if by_year => now.saturating_sub(YEAR),
            Move::BackYear => now / YEAR * YEAR,
            Move::Start => 0,
            Move::End => last,
            Move::To(Month(month)) => month,
        };
        // Beyond the end a step stays where it was, so that a clicker pressed once too often changes nothing.
        let month = match by {
            Move::Next | Move::NextYear if month > last => now,
            _ => month.min(last),
        };
        Self { month: Month(month), ..self }.settled()
    }

    /// To the next or the last stop of a list, if there is one.
    #[must_use]
    pub fn to_stop(self, stops: &[Month], onward: bool) -> Self {
        let found = if onward {
            stops.iter().find(|stop| **stop > self.month)
        } else {
            stops.iter().rfind(|stop| **stop < self.month)
        };
        found.map_or(self, |stop| self.moved(Move::To(*stop)))
    }

    fn settled(self) -> Self {
        const YEAR: u16 = MONTHS as u16;
        if !self.by_year || self.length == 0 {
            return self;
        }
        Self { month: Month(self.month.0 / YEAR * YEAR + YEAR - 1), ..self }
    }
}
