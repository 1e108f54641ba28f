//! The year as it plays: the month, the money, the calendar, what happened so far.

mod reel;

pub use reel::{Entry, LOOK, READ, Reel};

use super::board::{BoardView, board};
use super::format;
use super::sign::Sign;
use crate::session::film::Frame;
use crate::session::table::Table;
use crate::units::MONTHS;

/// Happenings that are shown large at once, at most.
pub const CARDS: usize = 3;
/// Seconds for which a happening is shown large at least, unless more than [`CARDS`] follow.
pub const CARD: f32 = READ;

/// What the playing year shows at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlayView {
    /// `FY2027`.
    pub year: String,
    /// `January`, and from 0.
    pub month: String,
    pub of_year: usize,
    /// Share of the year that is over (0-1).
    pub share: f32,
    /// `1,240 k$ spent of 5,000 k$`.
    pub money: String,
    /// `120 k$ ahead of an even year`.
    pub pace: String,
    /// Obligated over appropriation (0-1, more when overspent), now and a month before.
    pub spent: f32,
    pub spent_before: f32,
    /// How far the picture has come from the month before (0-1).
    pub blend: f32,
    /// `94 % served in time`; nothing while nothing is in use.
    pub served: String,
    pub resolution: bool,
    /// Twelve months, October first.
    pub calendar: Vec<MonthView>,
    /// What happened so far, in the order in which it happened.
    pub log: Vec<LogLine>,
    /// The last so many lines of the log are shown large.
    pub cards: usize,
    /// Lines of this month that are in the log only.
    pub more: usize,
    /// What happened last, as a sentence.
    pub latest: String,
    /// Times as fast; 0: paused.
    pub speed: f32,
    /// Stills, month by month.
    pub still: bool,
}

/// One month of the calendar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MonthView {
    /// `Jan`.
    pub name: &'static str,
    /// A continuing resolution is in force.
    pub resolution: bool,
    /// What happened, as far as it was shown.
    pub signs: Vec<Sign>,
    /// All of it as a sentence.
    pub spoken: String,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct LogLine {
    pub month: &'static str,
    pub sign: Sign,
    pub title: String,
    pub detail: String,
    pub grave: bool,
}

/// A moment of a playing year.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Position {
    /// Seconds of the reel that are over.
    pub seconds: f32,
    /// Times as fast; 0: paused.
    pub speed: f32,
    /// Each month as a whole, without motion.
    pub still: bool,
}

/// A moment of a year that was played, and its board.
#[must_use]
pub fn play(table: &Table, year: usize, reel: &Reel, at: Position) -> (PlayView, BoardView) {
    let case = table.case();
    let film = table.film(year);
    let (month, share) = reel.month(at.seconds);
    let Some(frame) = film.get(month) else {
        return (PlayView::default(), BoardView::default());
    };
    let seconds = if at.still { reel.end_of(month) } else { at.seconds };
    let shown = &reel.entries[..reel.shown(seconds)];
    let fresh = reel.fresh(seconds);
    let before = month.checked_sub(1).and_then(|before| film.get(before));
    let earlier = match year.checked_sub(1) {
        Some(year) => table.film(year).last(),
        None => Some(table.found()),
    };
    let of_appropriation = |frame: &Frame| {
        if frame.appropriation > 0.0 { (frame.spent / frame.appropriation) as f32 } else { 0.0 }
    };
    let view = PlayView {
        year: format::fiscal_year(case.first_year, year as u16),
        month: format::month_name(month).to_owned(),
        of_year: month,
        share: (month as f32 + if at.still { 1.0 } else { share }) / MONTHS as f32,
        money: format!(
            "{} spent of {}",
            format::kilodollars(frame.spent),
            format::kilodollars(frame.appropriation)
        ),
        pace: pace(frame, month),
        spent: of_appropriation(frame),
        spent_before: before.map_or(0.0, of_appropriation),
        blend: 1.0,
        served: served(frame),
        resolution: frame.resolution,
        calendar: calendar(film, shown),
        log: shown.iter().map(line).collect(),
        cards: fresh.min(CARDS),
        more: fresh.saturating_sub(CARDS),
        latest: shown.last().map_or_else(String::new, |entry| {
            format!("{}: {}, {}", format::month_name(entry.month), entry.title, entry.detail)
        }),
        speed: at.speed,
        still: at.still,
    };
    let mut pipeline = board(case, frame, before.or(earlier));
    for entry in shown.iter().filter(|entry| entry.month == month) {
        for index in &entry.stations {
            if let Some(station) = pipeline.stations.get_mut(*index) {
                station.happened(entry.sign, &entry.detail, entry.loss.kilodollars());
            }
        }
    }
    (view, pipeline)
}

fn line(entry: &Entry) -> LogLine {
    LogLine {
        month: format::month(entry.month),
        sign: entry.sign,
        title: entry.title.clone(),
        detail: entry.detail.clone(),
        grave: entry.grave(),
    }
}

/// How far spending is from the same sum each month.
fn pace(frame: &Frame, month: usize) -> String {
    let even = frame.appropriation * (month + 1) as f64 / MONTHS as f64;
    let ahead = frame.spent - even;
    let amount = format::kilodollars(ahead.abs());
    if frame.spent >= frame.appropriation {
        "nothing is left for new work".to_owned()
    } else if ahead.abs() < frame.appropriation / 100.0 {
        "like an even year".to_owned()
    } else if ahead > 0.0 {
        format!("{amount} ahead of an even year")
    } else {
        format!("{amount} behind an even year")
    }
}

fn served(frame: &Frame) -> String {
    let live: Vec<f64> = frame.served.iter().flatten().copied().collect();
    if live.is_empty() {
        return "nothing in use".to_owned();
    }
    format!("{} served in time", format::share(live.iter().sum::<f64>() / live.len() as f64))
}

fn calendar(film: &[Frame], shown: &[Entry]) -> Vec<MonthView> {
    let month = |(month, frame): (usize, &Frame)| {
        let entries = || shown.iter().filter(move |entry| entry.month == month);
        let mut spoken = format::month_name(month).to_owned();
        if frame.resolution {
            spoken += ", continuing resolution";
        }
        for entry in entries() {
            spoken += &format!("; {}, {}", entry.title, entry.detail);
        }
        MonthView {
            name: format::month(month),
            resolution: frame.resolution,
            signs: entries().map(|entry| entry.sign).collect(),
            spoken,
        }
    };
    film.iter().enumerate().map(month).collect()
}

#[cfg(test)]
pub(in crate::view) mod tests;
