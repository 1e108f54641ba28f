//! Two runs side by side, in words.

use super::{moment, year};
use crate::debrief::contrast::{Contrast, GaugeDifference, HappeningDifference, LineDifference};
use crate::debrief::gather::Comparable;
use crate::scenario::case::Case;
use crate::scenario::plan::Gauge;
use crate::view::table::{Cell, Column, Table};
use crate::view::{format, words};

/// Most ledger lines that are shown to people.
pub const LINES: usize = 6;
/// Most happenings that are shown to people.
pub const HAPPENINGS: usize = 8;

/// How two runs differ.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ContrastView {
    pub first: String,
    pub second: String,
    /// What may be concluded: `Same case and same luck: what differs comes from decisions`.
    pub basis: &'static str,
    /// `It began to matter in March FY2028`.
    pub began: String,
    pub decisions: Vec<YearRow>,
    pub gauges: Vec<GaugeRow>,
    /// Category, first, second, difference; the total last.
    pub costs: Vec<[String; 4]>,
    /// The largest ledger lines: rule, place, first, second, difference.
    pub lines: Vec<[String; 5]>,
    pub happenings: Vec<HappeningRow>,
    /// Component, first's option, second's.
    pub pipeline: Vec<[String; 3]>,
    /// Said where reasons cannot be shown.
    pub limits: Option<&'static str>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct YearRow {
    pub year: String,
    pub only_first: Vec<String>,
    pub only_second: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct GaugeRow {
    pub gauge: Gauge,
    pub name: &'static str,
    pub first: String,
    pub second: String,
    pub difference: String,
    /// `March FY2028`, `FY2028`, or `never noticeably`.
    pub since: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct HappeningRow {
    pub when: String,
    pub what: String,
    /// What it cost, `did not happen`, or nothing where it cost nothing.
    pub first: String,
    pub second: String,
}

/// What may be concluded.
#[must_use]
pub const fn basis(comparable: Comparable) -> &'static str {
    match comparable {
        Comparable::SameLuck => "Same case and same luck: what differs comes from decisions alone",
        Comparable::OtherLuck => {
            "Same case, another luck: what differs may be luck, so conclude nothing from one event"
        }
        Comparable::OtherBasis => {
            "Other rules or another version of the case: numbers can be read, not compared to the point"
        }
        Comparable::OtherCase => "Different cases: there is nothing to compare",
    }
}

/// Two runs, called by these names.
#[must_use]
pub fn contrast(case: &Case, found: &Contrast, first: &str, second: &str) -> ContrastView {
    let told = |list: &[crate::scenario::plan::Decision]| -> Vec<String> {
        list.iter().map(|it| words::decision(case, it)).collect()
    };
    let decisions = found.decisions.iter().map(|it| YearRow {
        year: year(case, it.year),
        only_first: told(&it.only_first),
        only_second: told(&it.only_second),
    });
    let mut costs: Vec<[String; 4]> = found
        .costs
        .iter()
        .map(|it| {
            let difference = format::change(format::cents(it.second - it.first));
            let [a, b] = [it.first, it.second].map(format::cents);
            [words::category(it.category).to_owned(), a, b, difference]
        })
        .collect();
    let (a, b) = found.total;
    let difference = format::change(format::cents(b - a));
    costs.push(["total".to_owned(), format::cents(a), format::cents(b), difference]);
    let option = |id: crate::id::OptionId| {
        case.options.get(id.index()).map_or(format::NOTHING, |it| &it.name).to_owned()
    };
    let pipeline = found
        .pipeline
        .iter()
        .map(|it| [words::component(case, it.component), option(it.first), option(it.second)]);
    ContrastView {
        first: first.to_owned(),
        second: second.to_owned(),
        basis: basis(found.basis),
        began: began(case, found),
        decisions: decisions.collect(),
        gauges: found.gauges.iter().map(|it| gauge(case, it)).collect(),
        costs,
        lines: found.lines.iter().take(LINES).map(|it| line(case, it)).collect(),
        happenings: found.happenings.iter().map(|it| happening(case, it)).collect(),
        pipeline: pipeline.collect(),
        limits: (found.lines.is_empty() && a != b).then_some(
            "The largest ledger lines and months are left out: one of the runs does not play again here",
        ),
    }
}

fn began(case: &Case, found: &Contrast) -> String {
    if found.is_empty() {
        return "The two runs are the same".to_owned();
    }
    if let Some(month) = found.began() {
        return format!("It began to matter in {}", moment(case, month));
    }
    match found.gauges.iter().filter_map(|it| it.since_year).min() {
        Some(at) => format!("It began to matter in {}", year(case, at)),
        None => "No gauge came noticeably apart".to_owned(),
    }
}

fn gauge(case: &Case, it: &GaugeDifference) -> GaugeRow {
    let GaugeDifference { gauge, first, second, since_year, since_month } = *it;
    let since = match (since_month, since_year) {
        (Some(month), _) => moment(case, month),
        (None, Some(at)) => year(case, at),
        (None, None) => "never noticeably".to_owned(),
    };
    GaugeRow {
        gauge,
        name: words::gauge(gauge),
        first: words::headline(gauge, first),
        second: words::headline(gauge, second),
        difference: words::headline_change(gauge, second - first),
        since,
    }
}

fn line(case: &Case, it: &LineDifference) -> [String; 5] {
    let LineDifference { rule, place, category, first, second } = *it;
    let place =
        place.map_or_else(|| "agency as a whole".to_owned(), |id| words::component(case, id));
    let (rule, category) = (words::rule(rule), words::category(category));
    let name = if rule == category { rule.to_owned() } else { format!("{rule} ({category})") };
    [
        name,
        place,
        format::money(first),
        format::money(second),
        format::change(format::money(second - first)),
    ]
}

fn happening(case: &Case, it: &HappeningDifference) -> HappeningRow {
    let known = it.first.or(it.second);
    let cost = |it: Option<crate::sim::outcome::Occurrence>| match it {
        None => "did not happen".to_owned(),
        Some(it) if it.loss.cents() == 0 => "happened".to_owned(),
        Some(it) => format::money(it.loss),
    };
    HappeningRow {
        when: known.map_or_else(String::new, |it| moment(case, it.month)),
        what: known.map_or_else(String::new, |it| {
            format!("{}, {}", words::event(it.kind), words::subject(case, it.subject))
        }),
        first: cost(it.first),
        second: cost(it.second),
    }
}

/// The gauges of both, with what differs and since when.
#[must_use]
pub fn gauges_table(case: &Case, found: &Contrast, first: &str, second: &str) -> Table {
    let columns = vec![
        Column::text("gauge", "gauge"),
        Column::number("first", first),
        Column::number("second", second),
        Column::number("difference", "difference"),
        Column::text("since", "noticeable since"),
    ];
    let at = year(case, found.through);
    let mut table = Table::new(format!("gauges at the end of {at}"), columns);
    for (row, raw) in contrast(case, found, first, second).gauges.into_iter().zip(&found.gauges) {
        table.push(vec![
            Cell::text(row.name),
            Cell::Number(raw.first, row.first),
            Cell::Number(raw.second, row.second),
            Cell::Number(raw.second - raw.first, row.difference),
            Cell::Text(row.since),
        ]);
    }
    table
}

/// Costs of both by category, to the cent, in k$.
#[must_use]
pub fn costs_table(found: &Contrast, first: &str, second: &str) -> Table {
    let columns = vec![
        Column::text("category", "category"),
        Column::number("first_k", first),
        Column::number("second_k", second),
        Column::number("difference_k", "difference"),
    ];
    let mut table = Table::new("cost by category, k$", columns);
    let cell =
        |amount| Cell::Number(crate::units::Money::kilodollars(amount), format::cents(amount));
    let rows = found.costs.iter().map(|it| (words::category(it.category), it.first, it.second));
    for (name, a, b) in rows.chain([("total", found.total.0, found.total.1)]) {
        let difference = b - a;
        table.push(vec![
            Cell::text(name),
            cell(a),
            cell(b),
            Cell::Number(difference.kilodollars(), format::change(format::cents(difference))),
        ]);
    }
    table
}

/// What was decided otherwise.
#[must_use]
pub fn decisions_table(case: &Case, found: &Contrast, first: &str, second: &str) -> Table {
    let columns = vec![
        Column::text("year", "year"),
        Column::text("first", first),
        Column::text("second", second),
    ];
    let mut table = Table::new("decisions that only one of them took", columns);
    for row in contrast(case, found, first, second).decisions {
        let rows = row.only_first.len().max(row.only_second.len());
        for index in 0..rows {
            let cell = |list: &[String]| {
                list.get(index).map_or(Cell::Nothing, |it| Cell::text(it.as_str()))
            };
            table.push(vec![
                Cell::text(row.year.as_str()),
                cell(&row.only_first),
                cell(&row.only_second),
            ]);
        }
    }
    table
}

/// The largest ledger lines.
#[must_use]
pub fn lines_table(case: &Case, found: &Contrast, first: &str, second: &str, most: usize) -> Table {
    let columns = vec![
        Column::text("rule", "rule"),
        Column::text("place", "place"),
        Column::number("first_k", first),
        Column::number("second_k", second),
        Column::number("difference_k", "difference"),
    ];
    let mut table = Table::new("largest differences of the ledger", columns);
    for it in found.lines.iter().take(most) {
        let [rule, place, a, b, difference] = line(case, it);
        table.push(vec![
            Cell::Text(rule),
            Cell::Text(place),
            Cell::Number(it.first.kilodollars(), a),
            Cell::Number(it.second.kilodollars(), b),
            Cell::Number((it.second - it.first).kilodollars(), difference),
        ]);
    }
    table
}

/// What happened in one of the runs only, or cost another amount.
#[must_use]
pub fn happenings_table(case: &Case, found: &Contrast, first: &str, second: &str) -> Table {
    let columns = vec![
        Column::text("month", "month"),
        Column::text("event", "event"),
        Column::text("first", first),
        Column::text("second", second),
    ];
    let mut table = Table::new("events that differ", columns);
    for row in contrast(case, found, first, second).happenings {
        table.push([row.when, row.what, row.first, row.second].map(Cell::Text).into());
    }
    table
}
