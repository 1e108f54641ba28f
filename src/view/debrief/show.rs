//! The run of show in words: what the presenter reads, and what the room sees.
//!
//! Invariant: what the room sees before it has said what it expects never holds the answer.

use super::{Naming, label, moment, rule, timeline};
use crate::debrief::gather::Room;
use crate::debrief::run_of_show::{Beat, LEAST, Pair, RunOfShow, Screen, Segment};
use crate::debrief::turning::{Cause, TurningPoint};
use crate::scenario::plan::{Direction, Gauge};
use crate::session::prediction::moved;
use crate::view::table::{Cell, Column, Table};
use crate::view::{format, words};

/// One segment, for presenter and printed script.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SegmentView {
    pub title: String,
    /// `3:45`.
    pub starts: String,
    pub lasts: String,
    /// What the projector shows.
    pub shows: String,
    /// Two short sentences.
    pub say: String,
    pub ask: String,
    /// What the number in question says, in plain words.
    pub means: &'static str,
    /// `Hands first, then tell the answer`, where the room says what it expects before it sees.
    pub predict: Option<&'static str>,
    /// The answer, for after the hands.
    pub reveal: String,
    /// What to ask once it is told.
    pub then: String,
    /// If time is short.
    pub short: String,
}

/// What the presenter sees while it runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PresenterView {
    pub now: SegmentView,
    pub next: Option<String>,
    /// Time left of the segment and of the whole; over time reads `over by 0:20`.
    pub left: String,
    pub left_in_all: String,
    pub over: bool,
    /// `Segment 3 of 9`.
    pub place: String,
    pub revealed: bool,
}

/// What the room sees.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProjectorView {
    pub title: String,
    /// What has to be known to answer; empty where the question says it.
    pub setting: String,
    pub question: String,
    /// Empty until it is revealed, like the question after it.
    pub answer: String,
    pub then: String,
    /// The choices to raise a hand for.
    pub hands: Vec<String>,
}

/// All segments in words.
#[must_use]
pub fn segments(room: &Room, show: &RunOfShow, naming: Naming) -> Vec<SegmentView> {
    show.segments.iter().map(|it| segment(room, it, naming)).collect()
}

/// The presenter's view of a segment; `elapsed` seconds of the segment and of the whole are told by the host's clock.
#[must_use]
pub fn presenter(
    room: &Room,
    show: &RunOfShow,
    index: usize,
    elapsed: (u32, u32),
    revealed: bool,
    naming: Naming,
) -> PresenterView {
    let Some(current) = show.segments.get(index) else { return PresenterView::default() };
    let whole = u32::from(show.minutes) * 60;
    let next = show.segments.get(index + 1).map(|it| segment(room, it, naming).title);
    PresenterView {
        now: segment(room, current, naming),
        next,
        left: left(current.length, elapsed.0),
        left_in_all: left(whole, elapsed.1),
        over: elapsed.0 > current.length || elapsed.1 > whole,
        place: format!("Segment {} of {}", index + 1, show.segments.len()),
        revealed,
    }
}

/// What the room sees of a segment.
#[must_use]
pub fn projector(
    room: &Room,
    show: &RunOfShow,
    index: usize,
    revealed: bool,
    naming: Naming,
) -> ProjectorView {
    let Some(current) = show.segments.get(index) else { return ProjectorView::default() };
    let SegmentView { title, ask, reveal, then, .. } = segment(room, current, naming);
    let told = revealed || !current.predict_first;
    let setting = match &current.beat {
        Beat::TurningPoint(point) => timeline::turning(room.case_of(point.table), point).setting,
        _ => String::new(),
    };
    ProjectorView {
        title,
        setting,
        question: ask,
        answer: if told { reveal } else { String::new() },
        then: if told { then } else { String::new() },
        hands: hands(room, &current.beat, naming),
    }
}

fn left(length: u32, elapsed: u32) -> String {
    match length.checked_sub(elapsed) {
        Some(left) => format!("{} left", format::clock(left)),
        None => format!("over by {}", format::clock(elapsed - length)),
    }
}

fn hands(room: &Room, beat: &Beat, naming: Naming) -> Vec<String> {
    match beat {
        Beat::Opening | Beat::Transfer => Vec::new(),
        Beat::TurningPoint(point) if !matches!(point.cause, Cause::Change(_)) => {
            Gauge::ALL.iter().map(|gauge| words::gauge(*gauge).to_owned()).collect()
        }
        Beat::TurningPoint(_) | Beat::WhatIf(_) => {
            ["lower", "about the same", "higher"].map(str::to_owned).into()
        }
        Beat::Contrast(pair) => {
            let [first, second] = names(room, pair, naming);
            vec![first, second, "about the same".to_owned()]
        }
        Beat::HiddenRule(_) => rule::KINDS.map(str::to_owned).into(),
    }
}

fn segment(room: &Room, segment: &Segment, naming: Naming) -> SegmentView {
    let Segment { beat, start, length, shows, predict_first, question } = segment;
    let asked = question
        .and_then(|(case, index)| room.cases.get(case)?.debrief.get(index))
        .map(|it| it.text.clone());
    let mut view = match beat {
        Beat::Opening => opening(room),
        Beat::TurningPoint(point) => turning_point(room, point, naming),
        Beat::Contrast(pair) => contrast(room, pair, naming),
        Beat::WhatIf(point) => what_if(room, point, naming),
        Beat::HiddenRule(reach) => {
            let it = rule::rule(room, reach, naming);
            let amounts: Vec<String> =
                it.amounts.iter().map(|(table, amount)| format!("{table} {amount}")).collect();
            SegmentView {
                title: "A rule that stood on no card".to_owned(),
                say: "Some costs are never a price on a card. This one set our pipelines apart all the same."
                    .to_owned(),
                ask: it.question,
                reveal: format!(
                    "{}: {} {} ({}). Its equation is in {}",
                    format::capital(&it.name),
                    it.says,
                    it.spread,
                    amounts.join(", "),
                    it.source
                ),
                short: "Name the rule and its amounts, leave the equation for the handout".to_owned(),
                ..SegmentView::default()
            }
        }
        Beat::Transfer => SegmentView {
            title: "To take home".to_owned(),
            say: "Think of a pipeline at your own agency. Write one sentence before we talk."
                .to_owned(),
            ask: "Which one decision would you take differently at your agency next quarter, and which number would you ask for first?"
                .to_owned(),
            short: "Ask for the sentence on paper, and collect it at the door".to_owned(),
            ..SegmentView::default()
        },
    };
    if let Some(asked) = asked {
        view.say = match beat {
            Beat::Transfer => format!("{} Start here: {asked}", view.say),
            _ => view.say,
        };
        if !matches!(beat, Beat::Transfer) {
            view.then = asked;
        }
    }
    view.starts = format::clock(*start);
    view.lasts = format::clock(*length);
    view.predict = predict_first.then_some("Hands first, then tell the answer");
    let screen = match shows.screen {
        Screen::Gathered => "the list of tables",
        Screen::Timeline => "the timeline",
        Screen::Contrast => "the contrast",
        Screen::WhatIf => "the what-if",
        Screen::Rule => "the rule",
        Screen::Question => "the question alone",
    };
    let mut told = vec![screen.to_owned()];
    told.extend(shows.table.map(|table| label(room, table, naming)));
    told.extend(shows.second.map(|table| label(room, table, naming)));
    if let (Some(table), Some(month)) = (shows.table, shows.month) {
        told.push(moment(room.case_of(table), month));
    }
    view.shows = told.join(", ");
    view
}

fn opening(room: &Room) -> SegmentView {
    let tables = format::count(room.tables.len() as u64, "table", "tables");
    let luck = if room.groups().len() == 1 && room.tables.len() > 1 {
        "All met the same luck, so what differs comes from decisions."
    } else if room.tables.len() > 1 {
        "Not all met the same luck, and we say so where it matters."
    } else {
        "We look at what happened and why."
    };
    SegmentView {
        title: "What we will see".to_owned(),
        say: format!("{tables} played. {luck}"),
        ask: "Before we look: what surprised your table most?".to_owned(),
        reveal: "Nobody is ranked: a pipeline is weighed by what its agency needs".to_owned(),
        short: "Say the first sentence and go on".to_owned(),
        ..SegmentView::default()
    }
}

fn turning_point(room: &Room, point: &TurningPoint, naming: Naming) -> SegmentView {
    let case = room.case_of(point.table);
    let name = label(room, point.table, naming);
    let view = timeline::turning(case, point);
    let ask = match &point.cause {
        Cause::Change(_) => {
            format!(
                "With that other decision, would {} have been lower, about the same, or higher?",
                super::judged(point.gauge)
            )
        }
        Cause::Happening(_) | Cause::Year => {
            format!("Which gauge of {name} moved most in {}?", super::year(case, point.year))
        }
    };
    SegmentView {
        title: format!("{name}, {}", view.when),
        say: format!("{}. {name}, what did you know at that moment?", view.setting),
        ask,
        means: match point.cause {
            Cause::Change(_) => super::means(point.gauge),
            // It would tell the answer.
            Cause::Happening(_) | Cause::Year => "",
        },
        reveal: view.told,
        short: "Tell the answer without hands, and let the table say one sentence".to_owned(),
        ..SegmentView::default()
    }
}

fn names(room: &Room, pair: &Pair, naming: Naming) -> [String; 2] {
    let second = pair
        .second
        .map_or_else(|| "the pipeline left as found".to_owned(), |it| label(room, it, naming));
    [label(room, pair.first, naming), second]
}

fn contrast(room: &Room, pair: &Pair, naming: Naming) -> SegmentView {
    let case = room.case_of(pair.first);
    let [first, second] = names(room, pair, naming);
    let view = super::contrast::contrast(case, &pair.contrast, &first, &second);
    let gauge = pair.better.0.or(pair.better.1).unwrap_or(Gauge::Cost);
    let told = |wanted: Option<Gauge>| {
        let row = view.gauges.iter().find(|it| Some(it.gauge) == wanted)?;
        let name = format::capital(row.name);
        Some(format!("{name}: {first} {}, {second} {}", row.first, row.second))
    };
    let found = pair.contrast.gauges.iter().find(|it| it.gauge == gauge);
    let ahead = match found.map(|it| moved(case, gauge, it.first, it.second).0) {
        Some(Direction::Falls) => first.as_str(),
        Some(Direction::Rises) => second.as_str(),
        Some(Direction::Stays) | None => "About the same",
    };
    let ahead = format::capital(ahead);
    let both: Vec<String> = [pair.better.0, pair.better.1].into_iter().filter_map(told).collect();
    let largest = view.lines.first().map_or_else(String::new, |[rule, place, a, b, _]| {
        format!(
            " The largest difference in the ledger is {rule}, {place}: {first} {a}, {second} {b}."
        )
    });
    SegmentView {
        title: format!("{first} and {second}"),
        say: format!("{}. Each of these paths bought something and paid for it.", view.basis),
        ask: format!("Which of the two ended with the higher number in {}?", words::gauge(gauge)),
        means: super::means(gauge),
        reveal: format!("{}. {}. {}.{largest}", ahead, both.join(". "), view.began),
        short: "Show the five gauges only".to_owned(),
        ..SegmentView::default()
    }
}

fn what_if(room: &Room, point: &TurningPoint, naming: Naming) -> SegmentView {
    let case = room.case_of(point.table);
    let name = label(room, point.table, naming);
    let view = timeline::turning(case, point);
    SegmentView {
        title: format!("What if: {name}, {}", super::year(case, point.year)),
        say: format!("{}. The luck stays the same, everything else is as it was.", view.setting),
        ask: format!(
            "What happens to {}: lower, about the same, or higher?",
            super::judged(point.gauge)
        ),
        means: super::means(point.gauge),
        reveal: view.told,
        short: "Read the outcome from this script instead of playing it".to_owned(),
        ..SegmentView::default()
    }
}

/// What has to be said about tables that are not called up.
#[must_use]
pub fn unseen(room: &Room, show: &RunOfShow, naming: Naming) -> Option<String> {
    if show.unseen.is_empty() {
        return None;
    }
    let names: Vec<String> = show.unseen.iter().map(|it| label(room, *it, naming)).collect();
    Some(format!(
        "Not called up: {}. Ask for more minutes, or give them a sentence each; a table needs {}",
        names.join(", "),
        format::count(LEAST.into(), "second", "seconds")
    ))
}

/// The script as a table.
#[must_use]
pub fn table(room: &Room, show: &RunOfShow, naming: Naming) -> Table {
    let columns = [
        ("starts", "starts"),
        ("lasts", "lasts"),
        ("segment", "segment"),
        ("shows", "projector"),
        ("say", "say"),
        ("ask", "ask"),
        ("means", "in plain words"),
        ("predict", "first"),
        ("reveal", "reveal"),
        ("then", "then ask"),
        ("if_short", "if short of time"),
    ];
    let columns: Vec<Column> = columns
        .into_iter()
        .map(|(key, title)| {
            let column = Column::text(key, title);
            let shown = ["starts", "lasts", "segment", "shows", "ask"].contains(&key);
            if shown { column } else { column.detail() }
        })
        .collect();
    let minutes = format::minutes(f32::from(show.minutes));
    let mut table = Table::new(format!("run of show, {minutes}"), columns);
    for it in segments(room, show, naming) {
        let SegmentView { means, title, starts, lasts, shows, say, ask, .. } = it;
        let SegmentView { predict, reveal, then, short, .. } = it;
        let predict = predict.map_or(Cell::Nothing, Cell::text);
        let mut row: Vec<Cell> = [starts, lasts, title, shows, say, ask].map(Cell::Text).into();
        row.push(if means.is_empty() { Cell::Nothing } else { Cell::text(means) });
        row.push(predict);
        row.extend([reveal, then, short].map(Cell::Text));
        table.push(row);
    }
    table
}
