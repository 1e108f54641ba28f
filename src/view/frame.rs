//! What every screen says at its top: which run, which step, how long it took.

use super::format;
use crate::session::table::Table;

/// The line at the top.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrameView {
    /// `Family benefits, table North`.
    pub place: String,
    /// `year 1 of 4, FY2027`.
    pub step: String,
    /// The quiet clock: `3 of 7 min`.
    pub clock: Option<ClockView>,
    /// Whether a press asks what a thing is; `None` where there is nothing to ask about.
    pub help: Option<bool>,
    /// A guide was closed and can be opened again.
    pub guide: bool,
    /// Something to tell, with the way out.
    pub message: Option<String>,
}

/// The clock of a phase.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClockView {
    pub phase: String,
    pub text: String,
    /// Share of the phase that is over (above 1: too long).
    pub share: f32,
}

/// The step of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Brief,
    /// The year to decide, or the one that was played last, from 0.
    Year(u16),
    End,
}

/// The top line of a run.
#[must_use]
pub fn frame(table: &Table, step: Step) -> FrameView {
    let case = table.case();
    let name = &table.run().header.table;
    // A run that left another one says how; a table has a name.
    let place = match (name.as_str(), &table.run().header.parent) {
        ("", _) => case.title.clone(),
        (name, Some(_)) => format!("{}, {name}", case.title),
        (name, None) => format!("{}, table {name}", case.title),
    };
    let step = match step {
        Step::Brief => "Brief".to_owned(),
        Step::End => "What you leave".to_owned(),
        Step::Year(year) => format!(
            "{}, year {} of {}",
            format::fiscal_year(case.first_year, year),
            year + 1,
            case.played_years
        ),
    };
    FrameView { place, step, ..FrameView::default() }
}

/// Minutes planned for a step (experience of workshops: 45 minutes with four years).
#[must_use]
pub const fn minutes(step: Step) -> f32 {
    match step {
        Step::Brief => 5.0,
        Step::Year(_) => 7.0,
        Step::End => 8.0,
    }
}

/// The clock of the whole session, for those who have just sat down.
#[must_use]
pub fn session(played_years: u16) -> String {
    let (brief, year, pitch) = (minutes(Step::Brief), minutes(Step::Year(0)), minutes(Step::End));
    format!(
        "The session: {} for the brief, {} for each of {}, {} for the pitch",
        format::minutes(brief),
        format::minutes(year),
        format::count(played_years.into(), "year", "years"),
        format::minutes(pitch)
    )
}

/// The clock of a phase: seconds that are over, and minutes that were planned and granted.
#[must_use]
pub fn clock(step: Step, seconds: f32, minutes: f32) -> ClockView {
    let phase = match step {
        Step::Brief => "Brief",
        Step::Year(_) => "Year",
        Step::End => "Pitch",
    };
    let planned = (minutes.max(1.0) * 60.0) as u32;
    let spent = seconds as u32;
    // Whole minutes: a clock that ticks is looked at.
    ClockView {
        phase: phase.to_owned(),
        text: format!("{} of {} min", spent / 60, planned / 60),
        share: spent as f32 / planned as f32,
    }
}
