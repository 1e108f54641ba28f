//! A table's years, and one moment of them.

use super::{Naming, label, moment, year};
use crate::debrief::gather::Room;
use crate::debrief::pins::Pins;
use crate::debrief::timeline::{Cursor, Decided, Predicted, Timeline, YearEntry};
use crate::debrief::turning::{Cause, TurningPoint};
use crate::scenario::case::Case;
use crate::scenario::plan::{Decision, Gauge};
use crate::session::prediction::{Fared, moved};
use crate::session::record::Note;
use crate::sim::outcome::{Gauges, Milestone, Occurrence};
use crate::units::{MONTHS, Month};
use crate::view::table::{Cell, Column, Table};
use crate::view::year::{GaugeLine, gauge_line};
use crate::view::{format, words};

/// One table's years as columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimelineView {
    pub label: String,
    pub case: String,
    pub years: Vec<YearView>,
    /// Where the cursor stands.
    pub now: MomentView,
    pub turning: Option<TurningView>,
    pub pins: Vec<PinView>,
    /// Month numbers of all stops, for ticks on the line.
    pub stops: Vec<u16>,
    /// Months in all.
    pub months: u16,
    /// Said where only years can be shown.
    pub limits: Option<String>,
    /// Each gauge's value at the end of every month (of every year where months are not known), in gauge order.
    pub courses: Vec<Course>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    pub gauge: Gauge,
    pub name: &'static str,
    /// Month number and headline.
    pub points: Vec<(u16, f64)>,
    /// The same in words, by year.
    pub told: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct YearView {
    pub year: String,
    pub outlook: bool,
    pub decisions: Vec<DecisionView>,
    pub prediction: Option<PredictionView>,
    /// `Security officer leaned another way`.
    pub dissent: Vec<String>,
    /// In the table's words.
    pub notes: Vec<String>,
    pub events: Vec<String>,
    pub gauges: Vec<GaugeLine>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct DecisionView {
    pub text: String,
    /// The reason that was tapped.
    pub because: Option<String>,
    pub notes: Vec<String>,
    /// `could not be carried out`, where that was so.
    pub in_vain: Option<&'static str>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PredictionView {
    pub gauge: Gauge,
    /// `lock-in falls clearly`.
    pub expected: String,
    /// `from 45 to 31`.
    pub happened: String,
    pub fared: Fared,
    pub verdict: &'static str,
}

/// One month of one table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MomentView {
    pub month: u16,
    /// `March FY2028`.
    pub title: String,
    /// Losses and service so far in the year; empty where nothing is known yet.
    pub gauges: Vec<(&'static str, String)>,
    /// What happened in the month.
    pub events: Vec<String>,
    /// Decisions take effect in October: those of the year, in its first month.
    pub decided: Vec<String>,
    /// Whether this is the table's turning point.
    pub turning: bool,
    pub pins: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TurningView {
    pub month: u16,
    pub when: String,
    pub gauge: &'static str,
    /// One sentence, without the outcome: what to ask before.
    pub setting: String,
    /// One sentence, with the outcome.
    pub told: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinView {
    pub number: usize,
    pub month: u16,
    pub when: String,
    pub text: String,
}

/// A table at a month.
#[must_use]
pub fn timeline(
    room: &Room,
    timeline: &Timeline,
    cursor: Cursor,
    pins: &Pins,
    naming: Naming,
) -> TimelineView {
    let case = room.case_of(timeline.table);
    let key = crate::debrief::pins::run_key(&room.tables[timeline.table].run);
    let mine = pins.iter().filter(|(_, pin)| pin.run.as_ref().is_none_or(|run| *run == key));
    let pins: Vec<PinView> = mine
        .map(|(number, pin)| PinView {
            number,
            month: pin.month.0,
            when: moment(case, pin.month),
            text: pin.text.clone(),
        })
        .collect();
    let limits = timeline.moments.is_empty().then(|| {
        "Only whole years can be shown: the run does not play again here, and its recorded results hold no months"
            .to_owned()
    });
    TimelineView {
        label: label(room, timeline.table, naming),
        case: case.title.clone(),
        years: timeline.years.iter().map(|it| year_view(case, it)).collect(),
        now: at(case, timeline, cursor.month(), &pins),
        turning: timeline.turning.as_ref().map(|it| turning(case, it)),
        pins,
        stops: timeline.stops().iter().map(|month| month.0).collect(),
        months: timeline.months(),
        limits,
        courses: Gauge::ALL.iter().map(|gauge| course(case, timeline, *gauge)).collect(),
    }
}

/// All tables at one month.
#[must_use]
pub fn together(
    room: &Room,
    timelines: &[Timeline],
    cursor: Cursor,
    pins: &Pins,
    naming: Naming,
) -> Vec<TimelineView> {
    timelines.iter().map(|it| timeline(room, it, cursor, pins, naming)).collect()
}

fn at(case: &Case, timeline: &Timeline, month: Month, pins: &[PinView]) -> MomentView {
    let gauges = timeline.gauges_at(month).map_or_else(Vec::new, |gauges| {
        let each = Gauge::ALL
            .iter()
            .map(|gauge| (words::gauge(*gauge), words::headline(*gauge, gauges.headline(*gauge))));
        each.collect()
    });
    let year = timeline.year_at(month);
    // Where only Septembers are known, a moment stands for its whole year.
    let shown = |other: Month| {
        if timeline.moments.is_empty() { other.year() == month.year() } else { other == month }
    };
    let mut events = Vec::new();
    if let Some(year) = year {
        events
            .extend(year.occurrences.iter().filter(|it| shown(it.month)).map(|it| event(case, it)));
        events.extend(
            year.milestones.iter().filter(|it| shown(it.month)).map(|it| milestone(case, it)),
        );
    }
    let begins = timeline.moments.is_empty() || month.of_year() == 0;
    let decided = year.filter(|_| begins).map_or_else(Vec::new, |year| {
        year.decisions.iter().map(|it| words::decision(case, &it.decision)).collect()
    });
    MomentView {
        month: month.0,
        title: moment(case, month),
        gauges,
        events,
        decided,
        turning: timeline.turning.as_ref().is_some_and(|it| shown(it.month)),
        pins: pins.iter().filter(|it| shown(Month(it.month))).map(|it| it.text.clone()).collect(),
    }
}

/// The course of a gauge.
#[must_use]
pub fn course(case: &Case, timeline: &Timeline, gauge: Gauge) -> Course {
    let by_year = timeline.years.iter().map(|year| {
        let month = year.year * MONTHS as u16 + MONTHS as u16 - 1;
        (month, year.gauges.headline(gauge))
    });
    let told: Vec<String> = timeline
        .years
        .iter()
        .map(|it| {
            let value = words::headline(gauge, it.gauges.headline(gauge));
            format!("{} {value}", year(case, it.year))
        })
        .collect();
    let points = if timeline.moments.is_empty() {
        by_year.collect()
    } else {
        let months = timeline.moments.iter();
        months.map(|it| (it.month.0, it.gauges.headline(gauge))).collect()
    };
    Course { gauge, name: words::gauge(gauge), points, told: told.join(", ") }
}

fn year_view(case: &Case, entry: &YearEntry) -> YearView {
    let YearEntry { outlook, decisions, prediction, dissent, notes, gauges, before, .. } = entry;
    let role = |role: &crate::id::RoleId| words::decision(case, &Decision::Dissent(*role));
    YearView {
        year: year(case, entry.year),
        outlook: *outlook,
        decisions: decisions.iter().map(|it| decision_view(case, it)).collect(),
        prediction: prediction.as_ref().map(prediction_view),
        dissent: dissent.iter().map(role).collect(),
        notes: notes.iter().map(|it| note(case, it)).collect(),
        events: entry.occurrences.iter().map(|it| event(case, it)).collect(),
        gauges: gauge_lines(gauges, before.as_ref()),
    }
}

fn gauge_lines(now: &Gauges, before: Option<&Gauges>) -> Vec<GaugeLine> {
    Gauge::ALL.iter().map(|gauge| gauge_line(*gauge, now, before)).collect()
}

fn decision_view(case: &Case, decided: &Decided) -> DecisionView {
    let Decided { decision, reason, notes, took_effect } = decided;
    DecisionView {
        text: words::decision(case, decision),
        because: reason
            .and_then(|reason| case.reasons.get(reason.index()))
            .map(|reason| reason.text.clone()),
        notes: notes.iter().map(|it| note(case, it)).collect(),
        in_vain: (!took_effect).then_some("could not be carried out"),
    }
}

fn note(case: &Case, note: &Note) -> String {
    let role = note.role.and_then(|role| case.roles.get(role.index()));
    match role {
        Some(role) => format!("{}: {}", role.name, note.text),
        None => note.text.clone(),
    }
}

fn prediction_view(predicted: &Predicted) -> PredictionView {
    let Predicted { gauge, said, did: _, from, to, against_as_found, fared } = *predicted;
    let (gauge_name, way) = (words::gauge(gauge), words::direction(said.0));
    let expected = match said.0 {
        crate::scenario::plan::Direction::Stays => format!("{gauge_name} {way}"),
        _ => format!("{gauge_name} {way} {}", words::size(said.1)),
    };
    let (from, to) = (words::headline(gauge, from), words::headline(gauge, to));
    let happened = if against_as_found {
        format!("{from} left as found, {to} as decided")
    } else {
        format!("from {from} to {to}")
    };
    PredictionView { gauge, expected, happened, fared, verdict: words::fared(fared) }
}

/// `Jul: breach at a supplier, Coppermill, 64 k$`.
#[must_use]
pub fn event(case: &Case, it: &Occurrence) -> String {
    let size = words::event_size(it.kind, it.size).map_or_else(String::new, |it| format!(", {it}"));
    let loss =
        if it.loss.cents() == 0 { String::new() } else { format!(", {}", format::money(it.loss)) };
    format!(
        "{}: {}, {}{size}{loss}",
        format::month(it.month.of_year()),
        words::event(it.kind),
        words::subject(case, it.subject)
    )
}

fn milestone(case: &Case, it: &Milestone) -> String {
    format!(
        "{}: {}, {}",
        format::month(it.month.of_year()),
        words::component(case, it.component),
        words::progress(it.what)
    )
}

/// A turning point in words.
#[must_use]
pub fn turning(case: &Case, point: &TurningPoint) -> TurningView {
    let TurningPoint { table: _, year: at, month, gauge, from, to, cause } = point;
    let gauge_name = words::gauge(*gauge);
    let (way, _) = moved(case, *gauge, *from, *to);
    let [from, to] = [*from, *to].map(|value| words::headline(*gauge, value));
    let when = year(case, *at);
    let (setting, told) = match cause {
        Cause::Change(change) => (
            format!("Another choice was open. {}", format::capital(&super::change(case, change))),
            format!(
                "{}: {} would have been {to} instead of {from}",
                format::capital(words::compared(way)),
                super::judged(*gauge)
            ),
        ),
        Cause::Happening(it) => (
            format!("In {when}, one gauge moved more than in any other year"),
            format!("{gauge_name} went from {from} to {to}; {}", event(case, it)),
        ),
        Cause::Year => (
            format!("In {when}, one gauge moved more than in any other year"),
            format!("{gauge_name} went from {from} to {to}"),
        ),
    };
    TurningView { month: month.0, when: moment(case, *month), gauge: gauge_name, setting, told }
}

/// Decisions of all tables with their reasons, one row each.
#[must_use]
pub fn decisions_table(room: &Room, timelines: &[Timeline], naming: Naming) -> Table {
    let columns = [
        ("table", "table"),
        ("year", "year"),
        ("decision", "decision"),
        ("because", "because"),
        ("notes", "notes"),
        ("carried_out", "carried out"),
    ];
    let columns = columns.map(|(key, title)| Column::text(key, title)).into();
    let mut table = Table::new("decisions", columns);
    for timeline in timelines {
        let case = room.case_of(timeline.table);
        for entry in &timeline.years {
            for decided in &entry.decisions {
                let DecisionView { text, because, notes, in_vain } = decision_view(case, decided);
                table.push(vec![
                    Cell::text(label(room, timeline.table, naming)),
                    Cell::text(year(case, entry.year)),
                    Cell::Text(text),
                    because.map_or(Cell::Nothing, Cell::Text),
                    Cell::text(notes.join("; ")),
                    Cell::text(if in_vain.is_some() { "no" } else { "yes" }),
                ]);
            }
        }
    }
    table
}

/// What was expected and what came, one row a year.
#[must_use]
pub fn predictions_table(room: &Room, timelines: &[Timeline], naming: Naming) -> Table {
    let columns = [
        ("table", "table"),
        ("year", "year"),
        ("expected", "expected"),
        ("happened", "happened"),
        ("result", "result"),
        ("dissent", "dissent"),
        ("notes", "notes"),
    ];
    let columns = columns.map(|(key, title)| Column::text(key, title)).into();
    let mut table = Table::new("predictions, dissent and notes", columns);
    for timeline in timelines {
        let case = room.case_of(timeline.table);
        for entry in timeline.years.iter().filter(|entry| !entry.outlook) {
            let YearView { prediction, dissent, notes, .. } = year_view(case, entry);
            let [expected, happened, result] = match prediction {
                Some(it) => [it.expected, it.happened, fared(it.fared).to_owned()].map(Cell::Text),
                None => [Cell::Nothing, Cell::Nothing, Cell::Nothing],
            };
            table.push(vec![
                Cell::text(label(room, timeline.table, naming)),
                Cell::text(year(case, entry.year)),
                expected,
                happened,
                result,
                Cell::text(dissent.join("; ")),
                Cell::text(notes.join("; ")),
            ]);
        }
    }
    table
}

/// A prediction's result in a cell.
const fn fared(fared: Fared) -> &'static str {
    match fared {
        Fared::Right => "as expected",
        Fared::OtherSize => "direction as expected, size not",
        Fared::OtherWay => "not as expected",
    }
}

/// The five gauges of every table at the end of every year.
#[must_use]
pub fn gauges_table(room: &Room, timelines: &[Timeline], naming: Naming) -> Table {
    let mut columns = vec![
        Column::text("table", "table"),
        Column::text("year", "year"),
        Column::text("phase", "phase"),
    ];
    for (key, title) in [
        ("cost_k", "cost k$"),
        ("spent_k", "spent k$"),
        ("lock_in", "lock-in"),
        ("exit_cost_k", "exit k$"),
        ("losses_k", "losses k$"),
        ("served_percent", "served %"),
        ("controls_percent", "controls %"),
        ("value_k", "value k$"),
    ] {
        columns.push(Column::number(key, title));
    }
    let mut table = Table::new("gauges at the end of each year", columns);
    for timeline in timelines {
        let case = room.case_of(timeline.table);
        for entry in &timeline.years {
            let at = &entry.gauges;
            table.push(vec![
                Cell::text(label(room, timeline.table, naming)),
                Cell::text(year(case, entry.year)),
                Cell::text(if entry.outlook { "outlook" } else { "played" }),
                Cell::kilodollars(at.cost),
                Cell::money(at.spent),
                Cell::number(at.lock_in, 0),
                Cell::kilodollars(at.exit_cost),
                Cell::money(at.losses),
                Cell::number(at.served * 100.0, 0),
                Cell::number(at.controls * 100.0, 0),
                Cell::kilodollars(at.value),
            ]);
        }
    }
    table
}

/// What happened at every table.
#[must_use]
pub fn events_table(room: &Room, timelines: &[Timeline], naming: Naming) -> Table {
    let columns = vec![
        Column::text("table", "table"),
        Column::text("year", "year"),
        Column::text("month", "month"),
        Column::text("event", "event"),
        Column::text("subject", "struck"),
        Column::number("loss_k", "loss k$"),
    ];
    let mut table = Table::new("events", columns);
    for timeline in timelines {
        let case = room.case_of(timeline.table);
        for it in timeline.years.iter().flat_map(|entry| &entry.occurrences) {
            table.push(vec![
                Cell::text(label(room, timeline.table, naming)),
                Cell::text(year(case, it.month.year() as u16)),
                Cell::text(format::month(it.month.of_year())),
                Cell::text(words::event(it.kind)),
                Cell::text(words::subject(case, it.subject)),
                Cell::money(it.loss),
            ]);
        }
    }
    table
}
