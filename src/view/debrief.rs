//! What a debrief shows: finished text for the projector, the presenter and paper.
//!
//! Invariant: a table is called by its letter unless names are asked for; no text orders tables by results, praises or
//! blames.

pub mod causes;
pub mod changes;
pub mod contrast;
pub mod frontier;
pub mod gathered;
pub mod line;
pub mod luck;
pub mod mirror;
pub mod parts;
pub mod rule;
pub mod show;
pub mod survival;
pub mod timeline;
pub mod wardley;
pub mod weights;

use super::{format, words};
use crate::debrief::gather::Room;
use crate::insight::change::Change;
use crate::insight::course::Dated;
use crate::scenario::case::Case;
use crate::scenario::plan::Gauge;
use crate::units::Month;

/// Whether tables are called by their names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Naming {
    /// `Table A`.
    #[default]
    Anonymous,
    /// `North`, or `Table A` where no name is known.
    Named,
}

/// How a table is called.
#[must_use]
pub fn label(room: &Room, table: usize, naming: Naming) -> String {
    let name = room.tables.get(table).map_or("", |table| table.run.header.table.trim());
    match naming {
        Naming::Named if !name.is_empty() => name.to_owned(),
        _ => format!("Table {}", letter(table)),
    }
}

/// `A` to `Z`, then `AA`.
#[must_use]
pub fn letter(table: usize) -> String {
    let last = char::from(b'A' + (table % 26) as u8);
    if table < 26 { last.to_string() } else { format!("{}{last}", letter(table / 26 - 1)) }
}

/// `March FY2028`.
#[must_use]
pub fn moment(case: &Case, month: Month) -> String {
    format!("{} {}", format::month_name(month.of_year()), year(case, month.year() as u16))
}

/// `FY2028`.
#[must_use]
pub fn year(case: &Case, year: u16) -> String {
    format::fiscal_year(case.first_year, year)
}

/// `FY2028: adopt A for B, instead of adopt C for B`.
#[must_use]
pub fn change(case: &Case, change: &Change) -> String {
    let first = change.first_year() as u16;
    let told = |list: &[Dated]| {
        let each = list.iter().map(|dated| {
            let when = if dated.year == first {
                String::new()
            } else {
                format!(" in {}", year(case, dated.year))
            };
            format!("{}{when}", words::decision(case, &dated.decision))
        });
        each.collect::<Vec<_>>().join("; ")
    };
    let (out, into) = (told(&change.out), told(&change.into));
    let what = match (out.is_empty(), into.is_empty()) {
        (false, false) => format!("{into}, instead of {out}"),
        (true, _) => format!("also {into}"),
        (false, true) => format!("without the decision to {out}"),
    };
    format!("{}: {what}", year(case, first))
}

/// The gauge as it is judged over a run: what its number counts.
#[must_use]
pub const fn judged(gauge: Gauge) -> &'static str {
    match gauge {
        Gauge::Cost => "cost with the exit still owed",
        Gauge::LockIn => "lock-in at the end",
        Gauge::Security => "losses a year",
        Gauge::Scale => "demand served in time",
        Gauge::Compliance => "controls in place at the end",
    }
}
