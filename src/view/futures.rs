//! Futures as tables: quantiles of every measure by year, and one line per run.

use super::format;
use super::run::phase;
use super::table::{Cell, Column, Table};
use super::words;
use crate::insight::futures::{Future, Futures, Measure};
use crate::insight::spread::{LEVELS, Quantile, Share};
use crate::scenario::case::Case;
use crate::scenario::plan::Gauge;

/// One row per year and measure.
#[must_use]
pub fn quantiles(case: &Case, futures: &Futures) -> Table {
    let mut columns = vec![
        Column::text("year", "year"),
        Column::text("phase", "phase").detail(),
        Column::text("measure", "measure"),
        Column::text("unit", "unit"),
    ];
    for level in LEVELS {
        let percent = (level * 100.0).round() as u32;
        let detail = percent == 5 || percent == 95;
        columns.push(Column {
            detail,
            ..Column::number(&format!("p{percent:02}"), &format!("{percent} %"))
        });
    }
    columns.push(Column::number("mean", "mean"));
    columns.push(Column::number("mean_error", "± mean").detail());
    columns.push(Column::number("median_low", "median from"));
    columns.push(Column::number("median_high", "median to"));
    let runs = format::count(futures.len() as u64, "future", "futures");
    let mut table = Table::new(format!("what {runs} of this plan look like"), columns);
    for year in 0..futures.years() {
        for measure in Measure::ALL {
            let Some(spread) = futures.spread(year, measure) else { continue };
            let mut row = vec![year_cell(case, year), phase_cell(case, year)];
            row.push(Cell::text(name(measure)));
            row.push(Cell::text(unit(measure)));
            row.extend(spread.quantiles.iter().map(|quantile| cell(measure, quantile.value)));
            row.push(cell(measure, spread.mean));
            row.push(cell(measure, spread.mean_error));
            let (low, high) = match spread.at(0.5) {
                Some(Quantile { low, high, .. }) => (low, high),
                None => (None, None),
            };
            for end in [low, high] {
                row.push(end.map_or(Cell::Nothing, |value| cell(measure, value)));
            }
            table.push(row);
        }
    }
    table
}

/// One row per year: the share of futures that spent more than the appropriation, with its interval.
#[must_use]
pub fn budget(case: &Case, futures: &Futures) -> Table {
    let mut table = Table::new(
        "share of futures over budget",
        vec![
            Column::text("year", "year"),
            Column::text("phase", "phase"),
            Column::number("over_budget_percent", "over budget %"),
            Column::number("low_percent", "from %"),
            Column::number("high_percent", "to %"),
        ],
    );
    for year in 0..futures.years() {
        table.push(share_row(
            year_cell(case, year),
            phase_cell(case, year),
            futures.over_budget(year),
        ));
    }
    let ever = futures.ever_over_budget(case.played_years.into());
    table.push(share_row(Cell::text("any"), Cell::text("played"), ever));
    table
}

/// The head of the file with one line per run.
#[must_use]
pub fn run_columns(case: &Case, years: usize) -> Vec<Column> {
    let mut columns = vec![Column::number("seed", "seed")];
    for year in 0..years {
        let year = format::fiscal_year(case.first_year, index(year)).to_lowercase();
        columns.extend(Measure::ALL.map(|measure| {
            let key = format!("{year}_{}", key(measure));
            Column::number(&key, &key)
        }));
    }
    columns.push(Column::text("digest", "digest"));
    columns
}

/// One line of it.
#[must_use]
pub fn run_row(future: &Future<'_>) -> Vec<Cell> {
    let mut row = vec![Cell::whole(future.seed)];
    for year in future.years {
        row.extend(Measure::ALL.map(|measure| cell(measure, year.get(measure))));
    }
    row.push(Cell::text(format::digest(&future.digest)));
    row
}

/// What a measure is called.
#[must_use]
pub const fn name(measure: Measure) -> &'static str {
    match measure {
        Measure::Headline(gauge) => words::gauge(gauge),
        Measure::Spent => "spent",
        Measure::Incidents => "incidents",
        Measure::Value => "value",
    }
}

/// What it counts.
#[must_use]
pub const fn unit(measure: Measure) -> &'static str {
    match measure {
        Measure::Headline(Gauge::Cost | Gauge::Security) | Measure::Value => "k$",
        Measure::Headline(Gauge::LockIn) => "index",
        Measure::Headline(Gauge::Scale | Gauge::Compliance) => "%",
        Measure::Spent => "% of budget",
        Measure::Incidents => "count",
    }
}

const fn key(measure: Measure) -> &'static str {
    match measure {
        Measure::Headline(Gauge::Cost) => "cost_k",
        Measure::Headline(Gauge::LockIn) => "lock_in",
        Measure::Headline(Gauge::Security) => "losses_k",
        Measure::Headline(Gauge::Scale) => "served_percent",
        Measure::Headline(Gauge::Compliance) => "controls_percent",
        Measure::Spent => "spent_percent",
        Measure::Incidents => "incidents",
        Measure::Value => "value_k",
    }
}

fn cell(measure: Measure, value: f64) -> Cell {
    match measure {
        Measure::Spent => Cell::number(value * 100.0, 0),
        Measure::Headline(Gauge::LockIn | Gauge::Scale | Gauge::Compliance)
        | Measure::Incidents => Cell::number(value, 1),
        Measure::Headline(Gauge::Cost | Gauge::Security) | Measure::Value => {
            Cell::kilodollars(value)
        }
    }
}

fn share_row(year: Cell, phase: Cell, share: Share) -> Vec<Cell> {
    let Share { share, low, high } = share;
    let percent = |share: f64| Cell::number(share * 100.0, 1);
    vec![year, phase, percent(share), percent(low), percent(high)]
}

fn year_cell(case: &Case, year: usize) -> Cell {
    Cell::text(format::fiscal_year(case.first_year, index(year)))
}

fn phase_cell(case: &Case, year: usize) -> Cell {
    Cell::text(phase(case, index(year)))
}

fn index(year: usize) -> u16 {
    u16::try_from(year).expect("a case has at most 255 years")
}
