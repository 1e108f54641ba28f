//! A run as tables: gauges by year, ledger by category and by component, events, milestones, what was declined.

use super::format;
use super::table::{Cell, Column, Table};
use super::words;
use crate::scenario::case::Case;
use crate::scenario::vocabulary::Category;
use crate::sim::outcome::{Occurrence, YearOutcome};
use crate::units::{Money, Month};

/// One row per year: the five gauges in their order, with what stands behind each headline.
#[must_use]
pub fn gauges(case: &Case, years: &[YearOutcome]) -> Table {
    let mut columns = vec![Column::text("year", "year"), Column::text("phase", "phase")];
    const SHOWN: bool = false;
    const DETAIL: bool = true;
    for (key, title, detail) in [
        ("cost_k", "cost k$", SHOWN),
        ("spent_k", "spent k$", SHOWN),
        ("appropriation_k", "budget k$", SHOWN),
        ("lock_in", "lock-in", SHOWN),
        ("exit_cost_k", "exit k$", SHOWN),
        ("exit_months", "exit months", DETAIL),
        ("losses_k", "losses k$", SHOWN),
        ("incidents", "incidents", DETAIL),
        ("expected_loss_k", "expected loss k$", DETAIL),
        ("served_percent", "served %", SHOWN),
        ("headroom", "headroom ×", DETAIL),
        ("controls_percent", "controls %", SHOWN),
        ("findings", "findings", DETAIL),
        ("value_k", "value k$", SHOWN),
        ("value_possible_k", "possible k$", DETAIL),
    ] {
        columns.push(Column { detail, ..Column::number(key, title) });
    }
    let mut table = Table::new("gauges at the end of each year", columns);
    for year in years {
        let at = &year.gauges;
        table.push(vec![
            Cell::text(format::fiscal_year(case.first_year, year.year)),
            Cell::text(phase(case, year.year)),
            Cell::kilodollars(at.cost),
            Cell::money(at.spent),
            Cell::money(at.appropriation),
            Cell::number(at.lock_in, 0),
            Cell::kilodollars(at.exit_cost),
            Cell::number(at.exit_months, 0),
            Cell::money(at.losses),
            Cell::whole(at.incidents),
            Cell::kilodollars(at.expected_loss),
            Cell::number(at.served * 100.0, 0),
            Cell::number(at.headroom, 2),
            Cell::number(at.controls * 100.0, 0),
            Cell::whole(at.findings),
            Cell::kilodollars(at.value),
            Cell::kilodollars(at.value_possible),
        ]);
    }
    table
}

/// One row per category, one column per year, sums on both sides.
#[must_use]
pub fn ledger(case: &Case, years: &[YearOutcome]) -> Table {
    let rows = Category::ALL.iter().map(|category| {
        (
            words::category(*category).to_owned(),
            amounts(years, |year| year.by_category[category.index()]),
        )
    });
    summed("ledger by category, k$", Column::text("category", "category"), case, years, rows)
}

/// One row per component and one for the agency as a whole, one column per year, sums on both sides.
#[must_use]
pub fn ledger_by_component(case: &Case, years: &[YearOutcome]) -> Table {
    let names = case
        .components
        .iter()
        .map(|component| component.name.clone())
        .chain(std::iter::once("agency as a whole".to_owned()));
    let rows = names.enumerate().map(|(index, name)| {
        (name, amounts(years, |year| year.by_component.get(index).copied().unwrap_or(Money::ZERO)))
    });
    summed("ledger by component, k$", Column::text("component", "component"), case, years, rows)
}

/// What happened, in order.
#[must_use]
pub fn events(case: &Case, years: &[YearOutcome]) -> Table {
    let mut table = Table::new(
        "events",
        vec![
            Column::text("year", "year"),
            Column::text("month", "month"),
            Column::text("event", "event"),
            Column::text("subject", "struck"),
            Column::text("size", "size"),
            Column::number("loss_k", "loss k$"),
        ],
    );
    for event in years.iter().flat_map(|year| &year.occurrences) {
        let [year, month] = when(case, event.month);
        let Occurrence { month: _, kind, subject, loss, size } = *event;
        table.push(vec![
            year,
            month,
            Cell::text(words::event(kind)),
            Cell::text(words::subject(case, subject)),
            words::event_size(kind, size).map_or(Cell::Nothing, Cell::Text),
            Cell::money(loss),
        ]);
    }
    table
}

/// How far each change of a component got, in order.
#[must_use]
pub fn milestones(case: &Case, years: &[YearOutcome]) -> Table {
    let mut table = Table::new(
        "milestones",
        vec![
            Column::text("year", "year"),
            Column::text("month", "month"),
            Column::text("component", "component"),
            Column::text("milestone", "milestone"),
        ],
    );
    for milestone in years.iter().flat_map(|year| &year.milestones) {
        let [year, month] = when(case, milestone.month);
        table.push(vec![
            year,
            month,
            Cell::text(words::component(case, milestone.component)),
            Cell::text(words::progress(milestone.what)),
        ]);
    }
    table
}

/// Decisions that could not be carried out when their turn came, with the way out.
#[must_use]
pub fn declined(case: &Case, years: &[YearOutcome]) -> Table {
    let mut table = Table::new(
        "decisions that could not be carried out",
        vec![
            Column::text("year", "year"),
            Column::text("decision", "decision"),
            Column::text("cause", "cause"),
            Column::text("way_out", "way out"),
        ],
    );
    for year in years {
        for declined in &year.declined {
            let reply = words::refusal(case, &declined.refusal);
            table.push(vec![
                Cell::text(format::fiscal_year(case.first_year, year.year)),
                Cell::text(words::decision(case, &declined.decision)),
                Cell::Text(reply.cause),
                Cell::Text(reply.way_out),
            ]);
        }
    }
    table
}

/// What runs where at the end of the last played year.
#[must_use]
pub fn pipeline(case: &Case, years: &[YearOutcome]) -> Table {
    let mut columns = vec![
        Column::text("component", "component"),
        Column::text("option", "runs on"),
        Column::text("model", "model"),
    ];
    for (key, title) in [
        ("lock_in", "lock-in"),
        ("exit_cost_k", "exit k$"),
        ("patch_days", "patch days"),
        ("load_percent", "load %"),
        ("debt", "debt"),
    ] {
        columns.push(Column::number(key, title));
    }
    let Some(year) = last_played(case, years) else { return Table::new("pipeline", columns) };
    let title =
        format!("pipeline at the end of {}", format::fiscal_year(case.first_year, year.year));
    let mut table = Table::new(title, columns);
    for (component, state) in case.components.iter().zip(&year.components) {
        let option = case.options.get(state.option.index());
        table.push(vec![
            Cell::text(&component.name),
            option.map_or(Cell::Nothing, |option| Cell::text(&option.name)),
            option.map_or(Cell::Nothing, |option| Cell::text(words::sourcing(option.model))),
            Cell::number(state.lock_in, 0),
            Cell::kilodollars(state.exit_cost),
            Cell::number(state.patch_days, 0),
            Cell::number(state.utilisation * 100.0, 0),
            Cell::number(state.debt, 2),
        ]);
    }
    table
}

fn last_played<'a>(case: &Case, years: &'a [YearOutcome]) -> Option<&'a YearOutcome> {
    years.iter().rfind(|year| year.year < case.played_years)
}

/// `played` or `outlook`.
#[must_use]
pub fn phase(case: &Case, year: u16) -> &'static str {
    if year < case.played_years { "played" } else { "outlook" }
}

fn when(case: &Case, month: Month) -> [Cell; 2] {
    let year =
        u16::try_from(month.year()).expect("a month counter of 16 bits has fewer than 5,462 years");
    [
        Cell::text(format::fiscal_year(case.first_year, year)),
        Cell::text(format::month(month.of_year())),
    ]
}

fn amounts(years: &[YearOutcome], of: impl Fn(&YearOutcome) -> Money) -> Vec<Money> {
    years.iter().map(of).collect()
}

fn summed(
    title: &str,
    head: Column,
    case: &Case,
    years: &[YearOutcome],
    rows: impl Iterator<Item = (String, Vec<Money>)>,
) -> Table {
    let mut columns = vec![head];
    for year in years {
        let year = format::fiscal_year(case.first_year, year.year);
        columns.push(Column::number(&format!("{}_k", year.to_lowercase()), &year));
    }
    columns.push(Column::number("total_k", "total"));
    let mut table = Table::new(title, columns);
    let mut totals = vec![Money::ZERO; years.len()];
    for (name, amounts) in rows {
        for (total, amount) in totals.iter_mut().zip(&amounts) {
            *total += *amount;
        }
        table.push(money_row(name, &amounts));
    }
    table.push(money_row("total".to_owned(), &totals));
    table
}

fn money_row(name: String, amounts: &[Money]) -> Vec<Cell> {
    let mut row = vec![Cell::Text(name)];
    row.extend(amounts.iter().map(|amount| Cell::money(*amount)));
    row.push(Cell::money(amounts.iter().copied().sum()));
    row
}
