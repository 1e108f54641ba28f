//! What a debrief shows: finished text for the projector, the presenter and paper.
//!
//! Invariant: a table is called by its letter unless names are asked for; no text orders tables by results, praises or
//! blames.

pub mod ask;
pub mod causes;
pub mod changes;
pub mod contrast;
pub mod desk;
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
pub mod what_if;

use super::{format, words};
use crate::debrief::gather::Room;
use crate::id::OptionId;
use crate::insight::change::Change;
use crate::insight::course::Dated;
use crate::scenario::case::Case;
use crate::scenario::plan::{Decision, Gauge};
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

/// A change in one line, to be read from afar: `FY2028: A instead of C for B`, `defer X in FY2029 instead of FY2028`.
#[must_use]
pub fn change(case: &Case, change: &Change) -> String {
    let told = |dated: &Dated| brief(case, &dated.decision);
    let when = |dated: &Dated| year(case, dated.year);
    match (&change.out[..], &change.into[..]) {
        ([out], [into]) if out.decision == into.decision => {
            format!("{} in {} instead of {}", told(into), when(into), when(out))
        }
        ([out], [into]) if out.year == into.year => {
            if let Decision::Adopt { component, option: old, .. } = out.decision
                && let Decision::Adopt { component: same, option: new, .. } = into.decision
                && component == same
                && old != new
            {
                let [new, old] = [new, old].map(|id| option(case, id));
                let place = words::component(case, component);
                return format!("{}: {new} instead of {old} for {place}", when(out));
            }
            format!("{}: {} rather than {}", when(out), told(into), told(out))
        }
        ([one, other], [back, forth])
            if (one.decision, other.decision) == (forth.decision, back.decision)
                || (one.decision, other.decision) == (back.decision, forth.decision) =>
        {
            format!(
                "{} in {} and {} in {}, the other way round than it was",
                told(back),
                when(back),
                told(forth),
                when(forth)
            )
        }
        (out, into) => {
            let list = |list: &[Dated]| {
                let each = list.iter().map(|it| format!("{} ({})", told(it), when(it)));
                each.collect::<Vec<_>>().join("; ")
            };
            match (out.is_empty(), into.is_empty()) {
                (true, _) => format!("also {}", list(into)),
                (false, true) => format!("without: {}", list(out)),
                (false, false) => format!("{} rather than {}", list(into), list(out)),
            }
        }
    }
}

/// A decision in as few words as a wall has room for; its terms are told elsewhere.
#[must_use]
pub fn brief(case: &Case, decision: &Decision) -> String {
    match *decision {
        Decision::Adopt { component, option: id, .. } => {
            format!("{} for {}", option(case, id), words::component(case, component))
        }
        Decision::Renew { component, approach, .. } => {
            format!("{} {}", words::approach(approach), words::component(case, component))
        }
        Decision::Respond { card, choice } => {
            let card = case.cards.get(card.index());
            let answer = card.and_then(|card| card.choices.get(usize::from(choice)));
            format!("“{}”", answer.map_or(format::NOTHING, |it| &it.text))
        }
        Decision::Invest(guardrail) => words::guardrail(guardrail).to_owned(),
        _ => words::decision(case, decision),
    }
}

fn option(case: &Case, id: OptionId) -> &str {
    case.options.get(id.index()).map_or(format::NOTHING, |it| it.name.as_str())
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

/// What that number says, for those who never saw it.
#[must_use]
pub const fn means(gauge: Gauge) -> &'static str {
    match gauge {
        Gauge::Cost => {
            "Cost is all that was spent and what leaving every supplier at the end would still cost; less is better"
        }
        Gauge::LockIn => {
            "Lock-in says from 0 to 100 how hard it would be to leave what runs; less is better"
        }
        Gauge::Security => "Losses are what incidents cost in a year; less is better",
        Gauge::Scale => {
            "Service is the share of all cases that were served in time; more is better"
        }
        Gauge::Compliance => {
            "Compliance is the share of the required controls that are in place; more is better"
        }
    }
}
