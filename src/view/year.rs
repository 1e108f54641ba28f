//! One year as a screen or a page shows it: the five gauges against the year before, what moved, what happened.

use super::format;
use super::words;
use crate::scenario::case::Case;
use crate::scenario::plan::Gauge;
use crate::sim::outcome::{Gauges, Occurrence, YearOutcome};

/// The report of one year.
#[derive(Clone, Debug, PartialEq)]
pub struct YearReport {
    /// `FY2027`, and `outlook` after the played years.
    pub year: String,
    pub outlook: bool,
    /// Always five, in gauge order.
    pub gauges: Vec<GaugeLine>,
    /// At most [`HIGHLIGHTS`], largest loss first.
    pub highlights: Vec<String>,
}

/// One gauge and how it moved.
#[derive(Clone, Debug, PartialEq)]
pub struct GaugeLine {
    pub gauge: Gauge,
    pub name: &'static str,
    /// The headline in the gauge's own unit.
    pub value: f64,
    pub text: String,
    /// Against the year before; `None` in the first year.
    pub change: Option<f64>,
    pub change_text: Option<String>,
    /// What stands behind the headline, one line.
    pub detail: String,
}

/// Moving highlights of one reveal.
pub const HIGHLIGHTS: usize = 3;

/// `before` is the year before, if there was one.
#[must_use]
pub fn report(case: &Case, year: &YearOutcome, before: Option<&YearOutcome>) -> YearReport {
    let gauges = Gauge::ALL
        .iter()
        .map(|gauge| gauge_line(*gauge, &year.gauges, before.map(|before| &before.gauges)))
        .collect();
    let highlights = gravest(year)
        .map(|event| format!("{}, {}", happened(case, event), format::money(event.loss)))
        .collect();
    YearReport {
        year: format::fiscal_year(case.first_year, year.year),
        outlook: year.year >= case.played_years,
        gauges,
        highlights,
    }
}

pub(super) fn gauge_line(gauge: Gauge, now: &Gauges, before: Option<&Gauges>) -> GaugeLine {
    let value = now.headline(gauge);
    let change = before.map(|before| value - before.headline(gauge));
    GaugeLine {
        gauge,
        name: words::gauge(gauge),
        value,
        text: words::headline(gauge, value),
        change,
        change_text: change.map(|change| words::headline_change(gauge, change)),
        detail: detail(gauge, now),
    }
}

/// An event without its loss: `Feb: price rise at renewal, Data platform, +44 %`.
pub(super) fn happened(case: &Case, event: &Occurrence) -> String {
    let month = format::month(event.month.of_year());
    let what = words::event(event.kind);
    let whom = words::subject(case, event.subject);
    let size = words::event_size(event.kind, event.size)
        .map_or_else(String::new, |size| format!(", {size}"));
    format!("{month}: {what}, {whom}{size}")
}

/// The events of a reveal: at most [`HIGHLIGHTS`], largest loss first.
fn gravest(year: &YearOutcome) -> impl Iterator<Item = &Occurrence> {
    let mut events: Vec<_> = year.occurrences.iter().collect();
    events.sort_by_key(|event| (std::cmp::Reverse(event.loss), event.month));
    events.into_iter().take(HIGHLIGHTS)
}

fn detail(gauge: Gauge, at: &Gauges) -> String {
    match gauge {
        Gauge::Cost => {
            format!(
                "{} spent of {} this year",
                format::money(at.spent),
                format::money(at.appropriation)
            )
        }
        Gauge::LockIn => {
            format!(
                "leaving costs {} and takes {}",
                format::kilodollars(at.exit_cost),
                format::months(at.exit_months)
            )
        }
        Gauge::Security => format!(
            "{}, {} expected in the year ahead",
            format::count(at.incidents.into(), "incident", "incidents"),
            format::kilodollars(at.expected_loss)
        ),
        Gauge::Scale => format!("headroom {} to the wall", format::times(at.headroom)),
        Gauge::Compliance => format::count(at.findings.into(), "finding open", "findings open"),
    }
}
