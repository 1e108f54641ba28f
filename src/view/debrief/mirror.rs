//! The mirror of leanings, in words.

use super::{Naming, label, year};
use crate::debrief::bias::{Counts, MODELS, Mirror, RoomMirror};
use crate::debrief::gather::Room;
use crate::scenario::case::{Case, SourcingModel};
use crate::view::table::{Cell, Column, Table};
use crate::view::{format, words};

/// All tables in the mirror.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MirrorView {
    pub tables: Vec<MirrorRow>,
    pub room: Vec<MirrorLine>,
    /// The question that the mirror asks.
    pub question: &'static str,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct MirrorRow {
    pub label: String,
    /// One for each kind of tool, always in the same order.
    pub lines: Vec<MirrorLine>,
    /// `Security officer leaned open`.
    pub seats: Vec<String>,
    /// `FY2028: Security officer leaned another way`.
    pub dissent: Vec<String>,
    pub left_as_found: String,
    /// Said where no leaning was recorded.
    pub limits: Option<&'static str>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct MirrorLine {
    pub model: SourcingModel,
    pub name: &'static str,
    pub leaned: usize,
    pub chosen: usize,
    pub running: usize,
    /// `2 leaned, 3 chosen, 3 running at the end`.
    pub told: String,
}

const QUESTION: &str = "Where choice and leaning agree, what would have changed your mind? Where they differ, what did?";

/// The mirror of a room.
#[must_use]
pub fn mirror(room: &Room, found: &RoomMirror, naming: Naming) -> MirrorView {
    let tables = found.tables.iter().enumerate();
    MirrorView {
        tables: tables
            .map(|(index, it)| row(room.case_of(index), label(room, index, naming), it))
            .collect(),
        room: lines(&found.leaned, &found.chosen, &found.running),
        question: QUESTION,
    }
}

/// The mirror of one table.
#[must_use]
pub fn row(case: &Case, label: String, it: &Mirror) -> MirrorRow {
    let name = |role: crate::id::RoleId| {
        case.roles.get(role.index()).map_or(format::NOTHING, |role| &role.name).to_owned()
    };
    let seats = it.seats.iter().map(|seat| match seat.leaning {
        Some(model) => format!("{} leaned {}", name(seat.role), words::sourcing(model)),
        None => format!("{} told no leaning", name(seat.role)),
    });
    let dissent = it
        .dissent
        .iter()
        .map(|(at, role)| format!("{}: {} leaned another way", year(case, *at), name(*role)));
    MirrorRow {
        label,
        lines: lines(&it.leaned, &it.chosen, &it.running),
        seats: seats.collect(),
        dissent: dissent.collect(),
        left_as_found: format::count(
            it.left_as_found as u64,
            "part left as found",
            "parts left as found",
        ),
        limits: (it.leaned == [0; 3])
            .then_some("No leaning was recorded before play; a run code holds none"),
    }
}

fn lines(leaned: &Counts, chosen: &Counts, running: &Counts) -> Vec<MirrorLine> {
    let each = MODELS.iter().enumerate().map(|(index, model)| {
        let [leaned, chosen, running] = [leaned[index], chosen[index], running[index]];
        let count = |number: usize| format::whole(number as f64);
        let told = format!(
            "{} leaned, {} chosen, {} running at the end",
            count(leaned),
            count(chosen),
            count(running)
        );
        MirrorLine { model: *model, name: words::sourcing(*model), leaned, chosen, running, told }
    });
    each.collect()
}

/// One row per table and kind of tool.
#[must_use]
pub fn table(room: &Room, found: &RoomMirror, naming: Naming) -> Table {
    let columns = vec![
        Column::text("table", "table"),
        Column::text("model", "model"),
        Column::number("leaned", "leaned before play"),
        Column::number("chosen", "chosen"),
        Column::number("running", "running at the end"),
    ];
    let mut table = Table::new("leanings and choices", columns);
    let MirrorView { tables, room: all, question: _ } = mirror(room, found, naming);
    let rows = tables.into_iter().map(|row| (row.label, row.lines));
    for (label, lines) in rows.chain([("all tables".to_owned(), all)]) {
        for line in lines {
            table.push(vec![
                Cell::text(label.as_str()),
                Cell::text(line.name),
                Cell::whole(line.leaned as u64),
                Cell::whole(line.chosen as u64),
                Cell::whole(line.running as u64),
            ]);
        }
    }
    table
}
