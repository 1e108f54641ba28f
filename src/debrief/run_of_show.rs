//! The run of show: what to show, say and ask in which minute, so that every table is seen once and the clock is kept.
//!
//! Invariants: the lengths add up to the whole, to the second; all tables get the same time; tables come in the order in
//! which their turning points fell, so that the room goes through the years once, and never in the order of results; what
//! cannot be shown truthfully (a what-if of a run that does not play again) is left out and its time given to the rest.

use std::sync::Arc;

use super::contrast::{Contrast, Side, contrast};
use super::gather::{Comparable, Room};
use super::hidden_rule::{Reach, hidden_rule};
use super::timeline::{Timeline, of_room};
use super::turning::{self, Cause, TurningPoint, share_of_scale};
use crate::insight::change::Kind;
use crate::insight::executor::Executor;
use crate::insight::judge::Aim;
use crate::insight::what_if::{WhatIf, WhatIfs};
use crate::scenario::case::Case;
use crate::scenario::plan::Gauge;
use crate::session::record::Run;
use crate::session::replay;
use crate::units::Month;

/// Lengths that can be asked for (minutes).
pub const LENGTHS: (u16, u16) = (8, 45);
/// The length of the lesson's debrief (minutes).
pub const USUAL: u16 = 15;
/// Shortest time of a table (seconds); where there are more tables than that allows, the last of them are not called up.
pub const LEAST: u32 = 20;
/// Times are whole multiples of this (seconds).
const STEP: u32 = 5;

/// A debrief, minute by minute.
#[derive(Clone, Debug, PartialEq)]
pub struct RunOfShow {
    pub minutes: u16,
    pub segments: Vec<Segment>,
    /// Tables that are not called up, for want of time or of years.
    pub unseen: Vec<usize>,
}

/// A part of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    pub beat: Beat,
    /// Seconds from the start, and length in seconds.
    pub start: u32,
    pub length: u32,
    /// What the projector shows.
    pub shows: Shows,
    /// Whether the room says what it expects, by show of hands, before it sees.
    pub predict_first: bool,
    /// The case's question for it: case, and index into `Case::debrief`.
    pub question: Option<(usize, usize)>,
}

/// What a segment is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Beat {
    /// What will be seen, and that nobody is ranked.
    Opening,
    TurningPoint(TurningPoint),
    Contrast(Pair),
    /// One changed decision, played before the room.
    WhatIf(TurningPoint),
    HiddenRule(Reach),
    /// What the room takes home.
    Transfer,
}

/// Two runs to lay side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    pub first: usize,
    /// `None`: the same pipeline left as found, under the same luck.
    pub second: Option<usize>,
    /// The gauge in which each ended better than the other, where there is one for each: no run is better in all.
    pub better: (Option<Gauge>, Option<Gauge>),
    pub contrast: Box<Contrast>,
}

/// A picture: which screen, of which table, at which month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shows {
    pub screen: Screen,
    pub table: Option<usize>,
    pub second: Option<usize>,
    pub month: Option<Month>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    Gathered,
    Timeline,
    Contrast,
    WhatIf,
    Rule,
    Question,
}

/// What the run of show is made of. Any part can be handed in from elsewhere, or left out.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// At most one of each table.
    pub turning: Vec<TurningPoint>,
    pub pair: Option<Pair>,
    pub what_if: Option<TurningPoint>,
    pub rule: Option<Reach>,
}

/// Looks for everything that a run of show needs.
#[must_use]
pub fn material(room: &Room, executor: &impl Executor) -> Material {
    let found: Vec<Option<Arc<WhatIfs>>> = (0..room.tables.len())
        .map(|table| {
            let run = &room.tables[table].run;
            let found = || Arc::new(turning::changes(room.case_of(table), run, executor));
            room.replays(table).then(found)
        })
        .collect();
    material_of(room, &of_room(room), &found)
}

/// The same from what was looked for already: the timelines of all tables, and for each table all that
/// [`turning::changes`] found, `None` where its run does not play again here.
#[must_use]
pub fn material_of(
    room: &Room,
    timelines: &[Timeline],
    found: &[Option<Arc<WhatIfs>>],
) -> Material {
    let mut turning: Vec<TurningPoint> = Vec::new();
    for (timeline, found) in timelines.iter().zip(found) {
        turning.extend(turn(room, timeline, found.as_deref(), &turning));
    }
    let what_if = what_if(room, found, &turning);
    Material { pair: pair(room), what_if, rule: hidden_rule(room), turning }
}

/// The turning point of a table: a decision where one can be tried, else the largest movement of its gauges. The room
/// sees more when not every table tells the same, so a gauge and a change that no other table has told comes first.
fn turn(
    room: &Room,
    timeline: &Timeline,
    found: Option<&WhatIfs>,
    told: &[TurningPoint],
) -> Option<TurningPoint> {
    let (table, case) = (timeline.table, room.case_of(timeline.table));
    let Some(found) = found else { return timeline.turning.clone() };
    let said = |point: &TurningPoint| {
        let same = told.iter().filter(|other| other.cause == point.cause).count();
        let gauge = told.iter().filter(|other| other.gauge == point.gauge).count();
        (same, gauge)
    };
    // The first of equals is the most helpful.
    let fresh = turning::candidates(case, table, found).into_iter().min_by_key(|it| said(&it.1));
    fresh
        .map(|(_, point)| point)
        .or_else(|| turning::of_changes(case, table, found))
        .or_else(|| timeline.turning.clone())
}

/// The change to try before the room: of all tables the one that moves a gauge furthest, another tool before anything
/// else, and no table's own turning point.
fn what_if(
    room: &Room,
    found: &[Option<Arc<WhatIfs>>],
    turning: &[TurningPoint],
) -> Option<TurningPoint> {
    let mut best: Option<((bool, f64), TurningPoint)> = None;
    for (table, what_ifs) in found.iter().enumerate() {
        let case = room.case_of(table);
        for it in what_ifs.iter().flat_map(|it| &it.changes) {
            let known = turning.iter().any(|point| {
                point.table == table
                    && matches!(&point.cause, Cause::Change(change) if *change == it.change)
            });
            if known || !it.gave_way.is_empty() {
                continue;
            }
            let worth = (it.change.kind == Kind::Option, furthest(case, it));
            if best.as_ref().is_none_or(|(most, _)| worth > *most) {
                best = Some((worth, turning::of_change(case, table, it)));
            }
        }
    }
    best.filter(|((_, far), _)| *far > 0.0).map(|(_, point)| point)
}

fn furthest(case: &Case, it: &WhatIf) -> f64 {
    let far = Gauge::ALL.map(|gauge| {
        let difference = it.difference.get(Aim::Gauge(gauge));
        share_of_scale(case, gauge, 0.0, difference).abs()
    });
    far.into_iter().fold(0.0, f64::max)
}

/// The two tables to lay side by side: under the same luck, and each better than the other in something, as clearly as
/// possible. Without such tables, one against the same pipeline left as found.
fn pair(room: &Room) -> Option<Pair> {
    let mut best: Option<((f64, f64), [usize; 2], _)> = None;
    for first in 0..room.tables.len() {
        for second in first + 1..room.tables.len() {
            if room.comparable(first, second) != Comparable::SameLuck {
                continue;
            }
            // Where the gauges stand is recorded; why they do is only worked out for the pair that is shown.
            let [a, b] =
                [first, second].map(|table| Side { run: &room.tables[table].run, replays: false });
            let case = room.case_of(first);
            let Some(found) = contrast(case, a, b).filter(|it| !it.is_empty()) else { continue };
            let ([a, b], better) = advantages(case, &found);
            // First what each has over the other, then how far apart they are at all.
            let worth = (a.min(b), a + b);
            if best.as_ref().is_none_or(|(most, ..)| worth > *most) {
                best = Some((worth, [first, second], better));
            }
        }
    }
    let apart = best.and_then(|(_, tables, better)| {
        let [a, b] =
            tables.map(|table| Side { run: &room.tables[table].run, replays: room.replays(table) });
        let contrast = Box::new(contrast(room.case_of(tables[0]), a, b)?);
        Some(Pair { first: tables[0], second: Some(tables[1]), better, contrast })
    });
    apart.or_else(|| {
        let first = (0..room.tables.len()).find(|table| room.replays(*table))?;
        let (case, run) = (room.case_of(first), &room.tables[first].run);
        let kept = as_found(case, run);
        let side = |run| Side { run, replays: true };
        let found = contrast(case, side(run), side(&kept)).filter(|it| !it.is_empty())?;
        let (_, better) = advantages(case, &found);
        Some(Pair { first, second: None, better, contrast: Box::new(found) })
    })
}

/// The same pipeline left as found, for as many years, under the same luck.
#[must_use]
pub fn as_found(case: &Case, run: &Run) -> Run {
    replay::play(case, run.header.seed, &vec![Vec::new(); run.years.len()])
}

/// How far each of two runs is ahead of the other, in the gauge in which it is furthest ahead (share of the scale).
fn advantages(case: &Case, found: &Contrast) -> ([f64; 2], (Option<Gauge>, Option<Gauge>)) {
    let mut ahead = [(0.0, None), (0.0, None)];
    for gauge in &found.gauges {
        let share = share_of_scale(case, gauge.gauge, gauge.first, gauge.second);
        let second_better = (share > 0.0) == Aim::Gauge(gauge.gauge).more_is_better();
        let side = &mut ahead[usize::from(second_better)];
        if share.abs() > side.0 {
            *side = (share.abs(), Some(gauge.gauge));
        }
    }
    let [first, second] = ahead;
    ([first.0, second.0], (first.1, second.1))
}

/// A debrief of this length; lengths beyond [`LENGTHS`] are brought within them.
#[must_use]
pub fn run_of_show(room: &Room, material: Material, minutes: u16) -> RunOfShow {
    let minutes = minutes.clamp(LENGTHS.0, LENGTHS.1);
    let Material { mut turning, pair, what_if, rule } = material;
    turning.sort_by_key(|point| (point.month, point.gauge, point.table));
    let most = (u32::from(minutes) * 60 / 2 / LEAST) as usize;
    turning.truncate(most);
    let unseen = (0..room.tables.len()).filter(|it| turning.iter().all(|point| point.table != *it));
    let unseen = unseen.collect();
    let mut questions = Questions { room, used: Vec::new() };
    let lead = turning.first().map_or(0, |point| point.table);

    let mut segments = vec![Draft {
        beat: Beat::Opening,
        weight: 0.75,
        shows: Shows { screen: Screen::Gathered, table: None, second: None, month: None },
        predict_first: false,
        question: None,
    }];
    let tables = turning.len();
    // A minute each in the usual length, less where there are many, a little more where there are few.
    let each = (tables as f64).clamp(2.5, 6.0) / tables.max(1) as f64;
    for point in turning {
        let (table, month) = (Some(point.table), Some(point.month));
        segments.push(Draft {
            shows: Shows { screen: Screen::Timeline, table, second: None, month },
            beat: Beat::TurningPoint(point),
            weight: each,
            predict_first: true,
            question: None,
        });
    }
    if let Some(pair) = pair {
        let month = pair.contrast.began();
        let (table, second) = (Some(pair.first), pair.second);
        segments.push(Draft {
            question: questions.next(pair.first, 0, false),
            shows: Shows { screen: Screen::Contrast, table, second, month },
            beat: Beat::Contrast(pair),
            weight: 3.0,
            predict_first: true,
        });
    }
    if let Some(point) = what_if {
        let (table, month) = (Some(point.table), Some(point.month));
        segments.push(Draft {
            question: questions.next(point.table, 2, false),
            shows: Shows { screen: Screen::WhatIf, table, second: None, month },
            beat: Beat::WhatIf(point),
            weight: 3.25,
            predict_first: true,
        });
    }
    if let Some(reach) = rule {
        segments.push(Draft {
            question: questions.next(lead, 1, true),
            beat: Beat::HiddenRule(reach),
            weight: 1.5,
            shows: Shows { screen: Screen::Rule, table: None, second: None, month: None },
            predict_first: true,
        });
    }
    segments.push(Draft {
        question: questions.next(lead, 3, true),
        beat: Beat::Transfer,
        weight: 1.5,
        shows: Shows { screen: Screen::Question, table: None, second: None, month: None },
        predict_first: false,
    });
    RunOfShow { minutes, segments: timed(segments, minutes), unseen }
}

struct Draft {
    beat: Beat,
    weight: f64,
    shows: Shows,
    predict_first: bool,
    question: Option<(usize, usize)>,
}

/// Gives each part its share of the time in whole steps; what is left over goes to the last, the question to take home.
fn timed(drafts: Vec<Draft>, minutes: u16) -> Vec<Segment> {
    let whole = u32::from(minutes) * 60;
    let weights: f64 = drafts.iter().map(|draft| draft.weight).sum();
    let last = drafts.len().saturating_sub(1);
    let mut start = 0;
    let segments = drafts.into_iter().enumerate().map(|(index, draft)| {
        let Draft { beat, weight, shows, predict_first, question } = draft;
        let share = f64::from(whole) * weight / weights;
        let length =
            if index == last { whole - start } else { (share / f64::from(STEP)) as u32 * STEP };
        let segment = Segment { beat, start, length, shows, predict_first, question };
        start += length;
        segment
    });
    segments.collect()
}

impl RunOfShow {
    /// The segment that runs at a moment (seconds from the start); after the end, the last.
    #[must_use]
    pub fn at(&self, seconds: u32) -> usize {
        let begun = self.segments.iter().filter(|segment| segment.start <= seconds).count();
        begun.saturating_sub(1)
    }
}

/// The case's own questions, each asked once.
struct Questions<'a> {
    room: &'a Room,
    used: Vec<(usize, usize)>,
}

impl Questions<'_> {
    /// A question of the case of this table that serves the objective, or one near it: the first, or the last of them.
    fn next(&mut self, table: usize, objective: u16, last: bool) -> Option<(usize, usize)> {
        let case = self.room.tables.get(table)?.case;
        let all = self.room.cases[case].debrief.iter().enumerate();
        let free = all.filter(|(index, _)| !self.used.contains(&(case, *index)));
        let near = free.min_by_key(|(index, it)| {
            let place = if last { usize::MAX - index } else { *index };
            (it.objective.abs_diff(objective), place)
        });
        let found = (case, near?.0);
        self.used.push(found);
        Some(found)
    }
}
