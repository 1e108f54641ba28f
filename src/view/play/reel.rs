//! When the happenings of a year are shown: the year as a film of so many seconds.
//!
//! A month without happenings lasts as long as it takes to see what moved; each happening adds the time to read it. So
//! a quiet year plays in half a minute and a full one in about a minute, which is what a table has for a reveal, and
//! nothing is gone before it could be read aloud (about ten words at 183 words a minute take three seconds).
//!
//! Invariant: every occurrence and milestone of the year is in exactly once, in the order of the months.

use crate::scenario::case::Case;
use crate::session::film::Frame;
use crate::session::table::Table;
use crate::sim::outcome::{Occurrence, Subject, YearOutcome};
use crate::units::{MONTHS, Money};
use crate::view::sign::Sign;
use crate::view::{format, words};

/// Seconds to see what moved in a month.
pub const LOOK: f32 = 2.5;
/// Seconds to read what struck, and what went on as planned.
pub const READ: f32 = 2.5;
pub const GLANCE: f32 = 1.5;
/// Seconds of a month before its first happening.
const BREATH: f32 = 0.4;
/// A loss from which on a happening is set in bold (k$).
const GRAVE: f64 = 250.0;

/// The happenings of a year and when they are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reel {
    pub entries: Vec<Entry>,
    /// Seconds at which each month begins, and the end of the year.
    starts: [f32; MONTHS + 1],
}

/// One happening.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Month of the year, from 0.
    pub month: usize,
    /// Seconds from the beginning of the year at single speed.
    pub at: f32,
    pub sign: Sign,
    /// Stations that it concerns; none: it concerns the agency, and shows on the calendar.
    pub stations: Vec<usize>,
    pub loss: Money,
    /// `Breach at a supplier`.
    pub title: String,
    /// `Northbank Cloud, 64 k$ lost`.
    pub detail: String,
}

impl Entry {
    #[must_use]
    pub fn grave(&self) -> bool {
        self.loss.kilodollars() >= GRAVE
    }
}

impl Reel {
    /// A year that was played (from 0).
    #[must_use]
    pub fn of(table: &Table, year: usize) -> Self {
        let Some(outcome) = table.outcome(year) else { return Self::timed(Vec::new()) };
        let film = table.film(year);
        let before = match year.checked_sub(1) {
            Some(before) => table.film(before).last(),
            None => Some(table.found()),
        };
        let case = table.case();
        let mut entries = Vec::new();
        for month in 0..MONTHS {
            if let Some(frame) = film.get(month) {
                let before = if month == 0 { before } else { film.get(month - 1) };
                entries.extend(resolution(film, month));
                entries.extend(use_cases(case, frame, before, month));
            }
            entries.extend(happenings(case, outcome, film, month));
        }
        Self::timed(entries)
    }

    /// Gives every entry its time and every month its length.
    fn timed(mut entries: Vec<Entry>) -> Self {
        let mut starts = [0.0; MONTHS + 1];
        let mut at = 0.0;
        for (month, start) in starts[..MONTHS].iter_mut().enumerate() {
            *start = at;
            let mut due = at + BREATH;
            for entry in entries.iter_mut().filter(|entry| entry.month == month) {
                entry.at = due;
                due += if entry.sign.planned() { GLANCE } else { READ };
            }
            at = due - BREATH + LOOK;
        }
        starts[MONTHS] = at;
        Self { entries, starts }
    }

    /// Seconds of the whole year.
    #[must_use]
    pub fn seconds(&self) -> f32 {
        self.starts[MONTHS]
    }

    /// The month of a moment (0-11), and the share of it that is over.
    #[must_use]
    pub fn month(&self, seconds: f32) -> (usize, f32) {
        let month = self.starts[1..MONTHS].iter().filter(|start| **start <= seconds).count();
        let (from, to) = (self.starts[month], self.starts[month + 1]);
        let share = if to > from { (seconds - from) / (to - from) } else { 1.0 };
        (month, share.clamp(0.0, 1.0))
    }

    /// The last moment of a month, all of it shown.
    #[must_use]
    pub fn end_of(&self, month: usize) -> f32 {
        let end = self.starts[(month + 1).min(MONTHS)];
        end - 1.0e-3 * (end - self.starts[month.min(MONTHS - 1)])
    }

    /// The first moment of a month.
    #[must_use]
    pub fn start_of(&self, month: usize) -> f32 {
        self.starts[month.min(MONTHS)]
    }

    /// How many of those that have been shown are new: of this month, or too young to have been read.
    #[must_use]
    pub fn fresh(&self, seconds: f32) -> usize {
        let month = self.month(seconds).0;
        let shown = self.entries[..self.shown(seconds)].iter().rev();
        shown.take_while(|entry| entry.month == month || seconds - entry.at < READ).count()
    }

    /// How many entries have been shown by then.
    #[must_use]
    pub fn shown(&self, seconds: f32) -> usize {
        self.entries.iter().take_while(|entry| entry.at <= seconds).count()
    }
}

/// A continuing resolution that begins in this month.
fn resolution(film: &[Frame], month: usize) -> Option<Entry> {
    let begins = film[month].resolution && (month == 0 || !film[month - 1].resolution);
    let end = film[month..].iter().position(|frame| !frame.resolution);
    begins.then(|| Entry {
        month,
        at: 0.0,
        sign: Sign::Resolution,
        stations: Vec::new(),
        loss: Money::ZERO,
        title: format::capital(Sign::Resolution.name()),
        detail: end.map_or_else(
            || "no purchase starts all year".to_owned(),
            |end| format!("no purchase starts until {}", format::month_name(month + end)),
        ),
    })
}

/// Use cases that came into use or went out of it in this month.
fn use_cases(
    case: &Case,
    frame: &Frame,
    before: Option<&Frame>,
    month: usize,
) -> impl Iterator<Item = Entry> {
    let pairs = before.into_iter().flat_map(|before| before.served.iter().zip(&frame.served));
    let changed =
        pairs.zip(&case.use_cases).filter(|((before, now), _)| before.is_some() != now.is_some());
    changed.map(move |((_, now), use_case)| Entry {
        month,
        at: 0.0,
        sign: Sign::InUse(now.is_some()),
        stations: Vec::new(),
        loss: Money::ZERO,
        title: use_case.name.clone(),
        detail: Sign::InUse(now.is_some()).name().to_owned(),
    })
}

/// What struck, then what went on, of one month.
fn happenings(case: &Case, outcome: &YearOutcome, film: &[Frame], month: usize) -> Vec<Entry> {
    let struck = outcome.occurrences.iter().filter(|it| it.month.of_year() == month);
    let struck = struck.map(|it| Entry {
        month,
        at: 0.0,
        sign: Sign::Event(it.kind),
        stations: stations(case, film.get(month), it.subject),
        loss: it.loss,
        title: format::capital(words::event(it.kind)),
        detail: detail(case, it),
    });
    let reached = outcome.milestones.iter().filter(|it| it.month.of_year() == month);
    let reached = reached.map(|it| Entry {
        month,
        at: 0.0,
        sign: Sign::Progress(it.what),
        stations: vec![it.component.index()],
        loss: Money::ZERO,
        title: words::component(case, it.component),
        detail: words::progress(it.what).to_owned(),
    });
    struck.chain(reached).collect()
}

/// Stations that something struck: those that a supplier's products run, those that a pool looks after.
fn stations(case: &Case, frame: Option<&Frame>, subject: Subject) -> Vec<usize> {
    match subject {
        Subject::Component(component) => vec![component.index()],
        Subject::Supplier(supplier) => {
            let running = frame.map(|frame| frame.stations.as_slice()).unwrap_or_default();
            let of = |option: usize| {
                case.options.get(option).is_some_and(|option| option.supplier == supplier)
            };
            let struck = running.iter().enumerate().filter(|(_, station)| of(station.option));
            struck.map(|(index, _)| index).collect()
        }
        Subject::Pool(pool) => {
            let components = case.components.iter().enumerate();
            components.filter(|(_, it)| it.pool == pool).map(|(index, _)| index).collect()
        }
        Subject::Agency | Subject::UseCase(_) => Vec::new(),
    }
}

fn detail(case: &Case, it: &Occurrence) -> String {
    let whom = (it.subject != Subject::Agency).then(|| words::subject(case, it.subject));
    let size = words::event_size(it.kind, it.size);
    let lost = (it.loss != Money::ZERO).then(|| format!("{} lost", format::money(it.loss)));
    let parts: Vec<String> = [whom, size, lost].into_iter().flatten().collect();
    if parts.is_empty() { words::subject(case, it.subject) } else { parts.join(", ") }
}
