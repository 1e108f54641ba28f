//! Insight as tables: what each decision did, what one changed decision would have done, what par is, what survives.

use super::format;
use super::table::{Cell, Column, Table};
use super::words;
use crate::insight::attribution::{Attribution, LuckShare, Split};
use crate::insight::course::{Dated, GaveWay};
use crate::insight::judge::{Aim, Judged};
use crate::insight::par::{Par, Worth};
use crate::insight::survival::Survival;
use crate::insight::what_if::{MeanDifference, WhatIf};
use crate::scenario::case::Case;
use crate::scenario::plan::{Decision, Gauge};

/// What an aim is called.
#[must_use]
pub const fn aim(aim: Aim) -> &'static str {
    match aim {
        Aim::Score => "score",
        Aim::Gauge(gauge) => words::gauge(gauge),
    }
}

/// What it counts, over the years measured.
#[must_use]
pub const fn unit(aim: Aim) -> &'static str {
    match aim {
        Aim::Score => "points of 100",
        Aim::Gauge(Gauge::Cost) => "k$",
        Aim::Gauge(Gauge::LockIn) => "index",
        Aim::Gauge(Gauge::Security) => "k$ a year",
        Aim::Gauge(Gauge::Scale | Gauge::Compliance) => "%",
    }
}

/// Its key in machine-readable output.
#[must_use]
pub const fn key(aim: Aim) -> &'static str {
    match aim {
        Aim::Score => "score",
        Aim::Gauge(Gauge::Cost) => "cost_k",
        Aim::Gauge(Gauge::LockIn) => "lock_in",
        Aim::Gauge(Gauge::Security) => "losses_k",
        Aim::Gauge(Gauge::Scale) => "served_percent",
        Aim::Gauge(Gauge::Compliance) => "controls_percent",
    }
}

/// A value or a difference of an aim.
fn cell(aim: Aim, value: f64) -> Cell {
    match aim {
        Aim::Gauge(Gauge::Cost | Gauge::Security) => Cell::kilodollars(value),
        Aim::Score | Aim::Gauge(Gauge::LockIn | Gauge::Scale | Gauge::Compliance) => {
            Cell::number(value, 1)
        }
    }
}

fn aim_columns() -> impl Iterator<Item = Column> {
    Aim::ALL.into_iter().map(|it| {
        let title = match it {
            Aim::Gauge(Gauge::Cost) => "cost k$",
            Aim::Gauge(Gauge::Security) => "losses k$",
            Aim::Gauge(Gauge::Scale) => "served %",
            Aim::Gauge(Gauge::Compliance) => "controls %",
            Aim::Score | Aim::Gauge(Gauge::LockIn) => aim(it),
        };
        Column::number(key(it), title)
    })
}

fn aim_cells(judged: &Judged) -> impl Iterator<Item = Cell> + '_ {
    Aim::ALL.into_iter().map(|it| cell(it, judged.get(it)))
}

fn year(case: &Case, year: u16) -> Cell {
    Cell::text(format::fiscal_year(case.first_year, year))
}

/// Several decisions as one phrase; [`format::NOTHING`] for none.
fn decisions(case: &Case, dated: &[Dated]) -> String {
    let years: std::collections::BTreeSet<u16> = dated.iter().map(|it| it.year).collect();
    let phrases: Vec<String> = dated
        .iter()
        .map(|it| {
            let phrase = words::decision(case, &it.decision);
            if years.len() > 1 {
                format!("{}: {phrase}", format::fiscal_year(case.first_year, it.year))
            } else {
                phrase
            }
        })
        .collect();
    if phrases.is_empty() { format::NOTHING.to_owned() } else { phrases.join(" · ") }
}

/// What each decision did to every aim, the largest part of the score first; the rows between the first and the last
/// add up to the difference of the two.
#[must_use]
pub fn parts(case: &Case, told: &Attribution) -> Table {
    let how = if told.exact {
        "exact".to_owned()
    } else {
        format!("from {}", format::count(told.orders as u64, "drawn order", "drawn orders"))
    };
    let mut columns = vec![Column::text("year", "year"), Column::text("decision", "decision")];
    columns.extend(aim_columns());
    columns.extend(Aim::ALL.map(|it| {
        Column::number(&format!("{}_error", key(it)), &format!("± {}", aim(it))).detail()
    }));
    let mut table = Table::new(format!("what each decision did ({how})"), columns);
    let all = |value: &dyn Fn(&Split) -> f64, error: &dyn Fn(&Split) -> f64| -> Vec<Cell> {
        let values = told.splits.iter().map(|split| cell(split.aim, value(split)));
        values.chain(told.splits.iter().map(|split| cell(split.aim, error(split)))).collect()
    };
    let whole = |name: &str, value: &dyn Fn(&Split) -> f64| {
        let mut row = vec![Cell::Nothing, Cell::text(name)];
        row.extend(all(value, &|_| 0.0));
        row
    };
    table.push(whole("left as found", &|split| split.baseline.value()));
    for player in told.order(Aim::Score) {
        let dated = &told.players[player].decisions;
        let first = dated.first().map_or(Cell::Nothing, |it| year(case, it.year));
        let mut row = vec![first, Cell::text(decisions(case, dated))];
        row.extend(all(&|split| split.parts[player].value(), &|split| split.errors[player]));
        table.push(row);
    }
    table.push(whole("the run", &|split| split.run.value()));
    table
}

/// Luck told apart from judgement, one row for each aim.
#[must_use]
pub fn luck(told: &Attribution) -> Table {
    let mut table = Table::new(
        format!(
            "luck apart from judgement, over {} of each plan",
            format::count(told.futures as u64, "future", "futures")
        ),
        vec![
            Column::text("measure", "measure"),
            Column::text("unit", "unit"),
            Column::number("run", "the run"),
            Column::number("plan_mean", "its plan on average"),
            Column::number("plan_error", "± plan").detail(),
            Column::number("baseline_mean", "left as found on average"),
            Column::number("baseline_error", "± as found").detail(),
            Column::number("luck", "luck"),
            Column::number("judgement", "judgement"),
            Column::number("baseline_luck", "luck of left as found").detail(),
        ],
    );
    for split in &told.splits {
        let LuckShare {
            plan_mean,
            plan_error,
            baseline_mean,
            baseline_error,
            luck,
            judgement,
            baseline_luck,
        } = split.luck;
        let mut row = vec![Cell::text(aim(split.aim)), Cell::text(unit(split.aim))];
        row.extend(
            [
                split.run.value(),
                plan_mean.value(),
                plan_error,
                baseline_mean.value(),
                baseline_error,
                luck.value(),
                judgement.value(),
                baseline_luck.value(),
            ]
            .map(|value| cell(split.aim, value)),
        );
        table.push(row);
    }
    table
}

/// Changes of a run, one row each, in the order given.
#[must_use]
pub fn changes(case: &Case, title: &str, list: &[&WhatIf]) -> Table {
    let mut columns = vec![
        Column::text("year", "year"),
        Column::text("decision", "decided instead"),
        Column::text("instead_of", "in place of"),
    ];
    columns.extend(aim_columns().map(|column| match column.key.as_str() {
        "score" => column,
        _ => column.detail(),
    }));
    columns.push(Column::number("spent_k", "spent k$").detail());
    columns.push(Column::number("mean_score", "on average"));
    columns.push(Column::number("mean_error", "± average"));
    columns.push(Column::text("gave_way", "gave way").detail());
    let mut table = Table::new(title, columns);
    for what_if in list {
        let WhatIf { change, difference, gave_way, mean, .. } = what_if;
        let first = u16::try_from(change.first_year()).expect("a case has at most 255 years");
        let mut row = vec![
            year(case, first),
            Cell::text(decisions(case, &change.into)),
            Cell::text(decisions(case, &change.out)),
        ];
        row.extend(aim_cells(difference));
        row.push(Cell::kilodollars(difference.spent));
        let average = |of: &dyn Fn(&MeanDifference) -> f64| {
            mean.as_ref().map_or(Cell::Nothing, |mean| Cell::number(of(mean), 1))
        };
        row.push(average(&|mean| mean.mean.get(Aim::Score)));
        row.push(average(&|mean| mean.error.get(Aim::Score)));
        let given: Vec<Dated> = gave_way
            .iter()
            .map(|it| Dated { year: it.year, decision: it.declined.decision })
            .collect();
        row.push(if given.is_empty() {
            Cell::Nothing
        } else {
            Cell::text(decisions(case, &given))
        });
        table.push(row);
    }
    table
}

/// One changed run against the run, one row for each aim and one for what was spent.
#[must_use]
pub fn difference(run: &Judged, changed: &Judged, mean: Option<&MeanDifference>) -> Table {
    let mut table = Table::new(
        "the changed run against the run",
        vec![
            Column::text("measure", "measure"),
            Column::text("unit", "unit"),
            Column::number("run", "the run"),
            Column::number("changed", "changed"),
            Column::number("difference", "difference"),
            Column::number("mean", "on average"),
            Column::number("mean_error", "± average"),
        ],
    );
    let gap = changed.minus(run);
    for it in Aim::ALL {
        let average = |of: Option<Judged>| of.map_or(Cell::Nothing, |of| cell(it, of.get(it)));
        table.push(vec![
            Cell::text(aim(it)),
            Cell::text(unit(it)),
            cell(it, run.get(it)),
            cell(it, changed.get(it)),
            cell(it, gap.get(it)),
            average(mean.map(|mean| mean.mean)),
            average(mean.map(|mean| mean.error)),
        ]);
    }
    let average = |of: Option<f64>| of.map_or(Cell::Nothing, Cell::kilodollars);
    table.push(vec![
        Cell::text("spent"),
        Cell::text("k$ in all years"),
        Cell::kilodollars(run.spent),
        Cell::kilodollars(changed.spent),
        Cell::kilodollars(gap.spent),
        average(mean.map(|mean| mean.mean.spent)),
        average(mean.map(|mean| mean.error.spent)),
    ]);
    table
}

/// Decisions that a change made impossible.
#[must_use]
pub fn gave_way(case: &Case, given: &[GaveWay]) -> Table {
    let mut table = Table::new(
        "decisions that gave way",
        vec![
            Column::text("year", "year"),
            Column::text("decision", "decision"),
            Column::text("reason", "reason"),
        ],
    );
    for GaveWay { year: at, declined } in given {
        table.push(vec![
            year(case, *at),
            Cell::text(words::decision(case, &declined.decision)),
            Cell::text(words::refusal(case, &declined.refusal).cause),
        ]);
    }
    table
}

/// A plan, one row for each decision.
#[must_use]
pub fn plan(case: &Case, years: &[Vec<Decision>]) -> Table {
    decided(case, "the plan", years, &|decision| !matches!(decision, Decision::Respond { .. }))
}

/// The answers of a plan; each waits for its event.
#[must_use]
pub fn answers(case: &Case, years: &[Vec<Decision>]) -> Table {
    let title = "answers, where their event comes";
    decided(case, title, years, &|decision| matches!(decision, Decision::Respond { .. }))
}

fn decided(
    case: &Case,
    title: &str,
    years: &[Vec<Decision>],
    shown: &dyn Fn(&Decision) -> bool,
) -> Table {
    let columns = vec![Column::text("year", "year"), Column::text("decision", "decision")];
    let mut table = Table::new(title, columns);
    for (at, decisions) in years.iter().enumerate() {
        let at = u16::try_from(at).expect("a case has at most 255 years");
        for decision in decisions.iter().filter(|decision| shown(decision)) {
            table.push(vec![year(case, at), Cell::text(words::decision(case, decision))]);
        }
    }
    table
}

/// Par and the plans the search began with, on the lucks that nothing was chosen on. `names` are those of the starts.
#[must_use]
pub fn worth(par: &Par, names: &[&str]) -> Table {
    let mut columns = vec![Column::text("plan", "plan")];
    columns.extend(aim_columns());
    columns.push(Column::number("score_error", "± score"));
    columns.push(Column::number("behind_par", "behind par"));
    columns.push(Column::number("behind_error", "± behind").detail());
    let lucks = par.held_out.end - par.held_out.start;
    let mut table = Table::new(
        format!("means over {} that nothing was chosen on", format::count(lucks, "luck", "lucks")),
        columns,
    );
    let row = |name: &str, worth: &Worth, behind: [Cell; 2]| {
        let mut row = vec![Cell::text(name)];
        row.extend(aim_cells(&worth.mean));
        row.push(Cell::number(worth.error.get(Aim::Score), 1));
        row.extend(behind);
        row
    };
    table.push(row("par", &par.worth, [Cell::Nothing, Cell::Nothing]));
    for (name, (worth, difference)) in names.iter().zip(&par.starts) {
        let of = |judged: &Judged| Cell::number(judged.get(Aim::Score), 1);
        table.push(row(name, worth, [of(&difference.mean), of(&difference.error)]));
    }
    table
}

/// The numbers that decide whether a conclusion holds.
#[must_use]
pub fn deciding(case: &Case, told: &Survival) -> Table {
    let mut table = Table::new(
        "numbers that part the worlds in which it fails",
        vec![
            Column::text("number", "number"),
            Column::text("unit", "unit"),
            Column::text("fails", "it fails more"),
            Column::number("threshold", "than"),
            Column::number("beyond_percent", "fails there %"),
            Column::number("within_percent", "else %"),
            Column::number("larger_fails", "larger fails").detail(),
        ],
    );
    for it in &told.deciding {
        let parameter = case.parameter(it.number);
        table.push(vec![
            Cell::text(&parameter.path),
            Cell::text(&parameter.unit),
            Cell::text(if it.larger_fails > 0.5 { "above" } else { "below" }),
            Cell::exact(it.threshold),
            Cell::number(it.fails_beyond.share * 100.0, 0),
            Cell::number(it.fails_within.share * 100.0, 0),
            Cell::number(it.larger_fails, 2),
        ]);
    }
    table
}
