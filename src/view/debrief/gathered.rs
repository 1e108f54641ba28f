//! The list of what was gathered: tables, what was set aside, what may be compared.

use super::{Naming, label, letter};
use crate::debrief::gather::{Aside, Comparable, Remark, Room, Table};
use crate::session::code::seed_words;
use crate::session::replay::Verdict;
use crate::view::table::{self, Cell, Column};
use crate::view::{format, words};

/// Everything that came in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GatheredView {
    /// `5 tables, 1 source set aside`.
    pub headline: String,
    pub tables: Vec<TableLine>,
    pub aside: Vec<AsideLine>,
    /// What has to be known before tables are compared.
    pub notices: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TableLine {
    pub label: String,
    pub letter: String,
    /// File, or `typed code`.
    pub source: String,
    pub case: String,
    /// `amber-river-stone`, or the number.
    pub luck: String,
    pub years: String,
    pub standing: String,
    /// Months, causes and what-ifs can be shown.
    pub replays: bool,
    pub remarks: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct AsideLine {
    pub source: String,
    pub cause: String,
    pub way_out: String,
    /// `take in the 2 whole years before the damage`, where that can be done.
    pub offer: Option<String>,
}

/// The list of a room.
#[must_use]
pub fn gathered(room: &Room, naming: Naming) -> GatheredView {
    let mut headline = format::count(room.tables.len() as u64, "table", "tables");
    if !room.aside.is_empty() {
        let aside = format::count(room.aside.len() as u64, "source", "sources");
        headline = format!("{headline}, {aside} set aside");
    }
    GatheredView {
        headline,
        tables: (0..room.tables.len()).map(|table| line(room, table, naming)).collect(),
        aside: room.aside.iter().map(aside).collect(),
        notices: notices(room, naming),
    }
}

/// The same as a table.
#[must_use]
pub fn table(room: &Room, naming: Naming) -> table::Table {
    let columns = vec![
        Column::text("table", "table"),
        Column::text("source", "from"),
        Column::text("case", "case"),
        Column::text("seed", "seed").detail(),
        Column::text("luck", "luck"),
        Column::text("years", "years"),
        Column::text("standing", "plays again"),
        Column::text("remarks", "remarks"),
    ];
    let mut table = table::Table::new("tables", columns);
    for (index, line) in gathered(room, naming).tables.into_iter().enumerate() {
        table.push(vec![
            Cell::Text(line.label),
            Cell::Text(line.source),
            Cell::Text(line.case),
            Cell::text(room.tables[index].run.header.seed.to_string()),
            Cell::Text(line.luck),
            Cell::Text(line.years),
            Cell::Text(line.standing),
            Cell::text(line.remarks.join("; ")),
        ]);
    }
    table
}

fn line(room: &Room, index: usize, naming: Naming) -> TableLine {
    let table = &room.tables[index];
    let case = room.case_of(index);
    let header = &table.run.header;
    TableLine {
        label: label(room, index, naming),
        letter: letter(index),
        source: source(&table.source),
        case: case.title.clone(),
        luck: luck(header.seed),
        years: format!(
            "{} of {}",
            format::whole(table.run.years.len() as f64),
            format::whole(case.played_years.into())
        ),
        standing: standing(room, table),
        replays: table.replays(),
        remarks: table.remarks.iter().map(|it| remark(room, it, naming)).collect(),
    }
}

/// A seed as it is called in a room.
#[must_use]
pub fn luck(seed: u64) -> String {
    seed_words(seed).map_or_else(|| seed.to_string(), |words| words.join("-"))
}

fn source(name: &str) -> String {
    if name.is_empty() { "typed code".to_owned() } else { name.to_owned() }
}

fn standing(room: &Room, table: &Table) -> String {
    match &table.verdict {
        Some(Verdict::Identical) => "identical".to_owned(),
        None => "played from its code".to_owned(),
        Some(verdict) => {
            let told = words::verdict(&room.cases[table.case], verdict);
            format!("recorded results only: {told}")
        }
    }
}

fn remark(room: &Room, remark: &Remark, naming: Naming) -> String {
    match remark {
        Remark::Torn { bytes } => format!(
            "the last line was cut off after {} and is left out",
            format::count(*bytes as u64, "byte", "bytes")
        ),
        Remark::Pending => {
            "the last committed year was not played to its end and is left out".to_owned()
        }
        Remark::IntactPart { line } => {
            format!("the intact part before line {line}, which is damaged")
        }
        Remark::Unfinished { years, of } => {
            format!("play stopped after {} of {of}", format::count(*years as u64, "year", "years"))
        }
        Remark::Again { sources } => {
            let others: Vec<String> = sources.iter().map(|name| source(name)).collect();
            format!("the same run came again: {}", others.join(", "))
        }
        Remark::BranchOf { table, year } => format!(
            "a what-if of {} from {} on",
            label(room, *table, naming),
            super::year(room.case_of(*table), *year)
        ),
        Remark::NameTaken { table } => {
            format!("Table {} has the same name", letter(*table))
        }
    }
}

fn aside(aside: &Aside) -> AsideLine {
    let Aside { source: name, fault, intact } = aside;
    let told = fault.to_string();
    let (cause, way_out) =
        told.rsplit_once("; ").map_or((told.as_str(), ""), |(cause, way_out)| (cause, way_out));
    AsideLine {
        source: source(name),
        cause: cause.to_owned(),
        way_out: way_out.to_owned(),
        offer: intact.as_ref().map(|intact| {
            let years = format::count(intact.years as u64, "whole year", "whole years");
            format!("take in the {years} before the damage")
        }),
    }
}

fn notices(room: &Room, naming: Naming) -> Vec<String> {
    let mut notices = Vec::new();
    let groups = room.groups();
    let names = |tables: &[usize]| {
        let each: Vec<String> = tables.iter().map(|it| label(room, *it, naming)).collect();
        each.join(", ")
    };
    let mut cases: Vec<&str> =
        room.tables.iter().map(|table| table.run.header.case.as_str()).collect();
    cases.sort_unstable();
    cases.dedup();
    if cases.len() > 1 {
        notices
            .push("Several cases were played: tables are compared within one case only".to_owned());
    }
    let other = |wanted: Comparable| {
        groups.iter().skip(1).any(|group| {
            groups.iter().any(|it| room.comparable(it.tables[0], group.tables[0]) == wanted)
        })
    };
    if other(Comparable::OtherLuck) {
        notices.push(
            "Several lucks were met: between tables of another luck, a difference may be luck"
                .to_owned(),
        );
    }
    if other(Comparable::OtherBasis) {
        notices.push(
            "Some runs were played by other rules or on another version of the case: their recorded results are shown, and compared with care"
                .to_owned(),
        );
    }
    if groups.len() > 1 {
        for group in &groups {
            notices.push(format!(
                "Same case and luck ({}): {}",
                luck(group.seed),
                names(&group.tables)
            ));
        }
    }
    notices
}
