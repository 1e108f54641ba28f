//! The end of a run: five gauges against the pipeline left alone, what the successors inherit, the code.

use super::qr::{QuickCode, quick_code};
use super::{format, words};
use crate::scenario::case::SourcingModel;
use crate::scenario::plan::Gauge;
use crate::session::table::Table;
use crate::session::{code, replay};
use crate::sim::outcome::YearOutcome;

/// How a run ended.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EndView {
    pub title: String,
    /// Gauge, ours, left alone, after the outlook.
    pub rows: Vec<EndRow>,
    /// `FY2030`, `FY2032`.
    pub last: String,
    pub outlook: String,
    /// Component, option, model.
    pub pipeline: Vec<(String, String, SourcingModel)>,
    pub code: String,
    /// The same to scan; `None` where there is no code.
    pub square: Option<QuickCode>,
    /// Where the run is kept, as a sentence.
    pub kept: String,
    /// This is a page in a browser.
    pub page: bool,
    /// The run was begun from the lesson, and leads back to it.
    pub alone: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct EndRow {
    pub gauge: Gauge,
    pub name: &'static str,
    pub unit: &'static str,
    pub ours: String,
    pub alone: String,
    pub after: String,
}

/// The end of a run; `kept` says where it is.
#[must_use]
pub fn end(table: &Table, kept: String) -> EndView {
    let case = table.case();
    let years = table.run().years.len();
    let alone = replay::play(case, table.run().header.seed, &vec![Vec::new(); years]);
    let last = table.outcome(years.saturating_sub(1));
    let left = alone.years.last().map(|year| &year.outcome);
    let after = table.run().outlook.last();
    let text = |outcome: Option<&YearOutcome>, gauge: Gauge| {
        outcome.map_or_else(
            || format::NOTHING.to_owned(),
            |outcome| words::headline(gauge, outcome.gauges.headline(gauge)),
        )
    };
    let rows = Gauge::ALL.into_iter().map(|gauge| EndRow {
        gauge,
        name: words::gauge(gauge),
        unit: words::gauge_unit(gauge),
        ours: text(last, gauge),
        alone: text(left, gauge),
        after: text(after, gauge),
    });
    let running = last.map(|last| last.components.as_slice()).unwrap_or_default();
    let pipeline = case.components.iter().zip(running).map(|(component, state)| {
        let option = case.option(state.option);
        (component.name.clone(), option.name.clone(), option.model)
    });
    let run_code = code::encode(case, &replay::coded(table.run()));
    let square = run_code.as_ref().ok().and_then(|code| quick_code(code));
    EndView {
        title: "What you leave to your successors".to_owned(),
        rows: rows.collect(),
        last: format::fiscal_year(case.first_year, years.saturating_sub(1) as u16),
        outlook: format::fiscal_year(case.first_year, case.total_years() - 1),
        pipeline: pipeline.collect(),
        square,
        code: run_code.unwrap_or_else(|fault| fault.to_string()),
        kept,
        page: false,
        alone: false,
    }
}
