//! Other weights in words: whether another ministry, which cares about other things, would see the tables' plans in another
//! order.
//!
//! Invariant: plans are set side by side, never people; where two plans are the same to the shown digit they are said to
//! be level.

use super::letter;
use super::line::{self, Line};
use crate::insight::judge::{Aim, Judged};
use crate::insight::par::{Par, Worth};
use crate::insight::weighing::{Ranking, first_places, rankings};
use crate::scenario::case::{Case, GaugeWeights};
use crate::scenario::plan::Gauge;
use crate::view::{format, words};

/// What the room typed, in the order of [`Gauge::ALL`].
pub type Own = [u8; 5];

/// Most that the room can give to one gauge.
pub const MOST: u8 = 9;

/// All sets of weights.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WeightsView {
    /// What it comes to, in one sentence.
    pub finding: String,
    pub reading: &'static str,
    pub line: Line,
    /// `points of 100`.
    pub unit: &'static str,
    pub sets: Vec<SetView>,
    /// Names of the gauges to which the room gives weight.
    pub gauges: Vec<&'static str>,
    /// How often each plan comes out ahead over all weightings.
    pub ahead: Vec<String>,
    pub search: SearchView,
}

/// The best plan for the room's own weights.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum SearchView {
    /// The room gave no weights.
    #[default]
    Nothing,
    /// It can be searched.
    Offered,
    Running,
    /// What was found, in one sentence.
    Found(String),
}

/// What the search found for the room's own weights; `starts` are the names of the plans it began with.
#[must_use]
pub fn found(par: &Par, starts: &[String]) -> SearchView {
    let points = |worth: &Worth| {
        let score = worth.mean.get(Aim::Score);
        format!(
            "{} {}",
            line::value(Aim::Score, score),
            line::error(Aim::Score, worth.error.get(Aim::Score))
        )
    };
    let nearest = par.starts.iter().zip(starts).max_by(|(a, _), (b, _)| {
        let score = |it: &(Worth, _)| it.0.mean.get(Aim::Score);
        score(a).total_cmp(&score(b))
    });
    let nearest = nearest.map_or_else(String::new, |((worth, _), name)| {
        format!("; the nearest of those it began with is {name} with {}", points(worth))
    });
    let lucks = format::count(par.held_out.end - par.held_out.start, "luck", "lucks");
    SearchView::Found(format!(
        "For the room’s weights the search finds a plan worth {} over {lucks} that it never saw{nearest}",
        points(&par.worth)
    ))
}

/// One set of weights.
#[derive(Clone, Debug, PartialEq)]
pub struct SetView {
    /// `the case’s own`, `cost alone`.
    pub name: String,
    /// Letter and points of each plan, in the order of the tables.
    pub plans: Vec<(String, f64)>,
    /// `B, then A, then C and D`.
    pub order: String,
    /// Order: `same` or `other` than by the case’s own; empty for the first set.
    pub change: &'static str,
    /// The whole row for a screen reader.
    pub told: String,
}

const READING: &str = "Each letter is a table’s plan, weighed from 0 to 100: the same runs, other weights. It orders plans for one purpose; nothing here ranks people";

/// The tables' runs under several sets of weights; `own` is what the room gives to each gauge.
#[must_use]
pub fn weights(case: &Case, runs: &[Judged], own: Own) -> WeightsView {
    let mut sets: Vec<(String, GaugeWeights)> = vec![
        ("the case’s own".to_owned(), case.weights),
        ("the room’s own".to_owned(), of_own(own)),
        ("all the same".to_owned(), of([1.0; 5])),
    ];
    for (at, gauge) in Gauge::ALL.into_iter().enumerate() {
        let mut alone = [0.0; 5];
        alone[at] = 1.0;
        sets.push((format!("{} alone", words::gauge(gauge)), of(alone)));
    }
    if own.iter().all(|it| *it == 0) {
        // Nothing was typed: no weights, no order.
        sets.remove(1);
    }
    let given: Vec<GaugeWeights> = sets.iter().map(|(_, weights)| *weights).collect();
    let ranked = rankings(runs, &given, &case.scales);
    let shown = sets.iter().zip(&ranked).enumerate();
    let shown: Vec<SetView> = shown.map(|(at, ((name, _), it))| set(at == 0, name, it)).collect();
    let others = ranked.iter().skip(1).filter(|it| it.changed).count();
    let finding = if runs.len() < 2 {
        "One plan alone has no order".to_owned()
    } else {
        format!(
            "{} of {} other sets of weights change the order of the plans",
            format::whole(others as f64),
            format::whole((ranked.len() - 1) as f64)
        )
    };
    let ahead = first_places(runs, &case.scales)
        .into_iter()
        .enumerate()
        .map(|(at, share)| format!("{} {}", letter(at), format::share(share.share)));
    WeightsView {
        finding,
        reading: READING,
        line: Line::between(line::counts(Aim::Score), 0.0, 100.0),
        unit: "points of 100",
        sets: shown,
        gauges: Gauge::ALL.map(words::gauge).to_vec(),
        ahead: ahead.collect(),
        search: SearchView::Nothing,
    }
}

/// What the room gives to each gauge, as weights.
#[must_use]
pub fn of_own(own: Own) -> GaugeWeights {
    of(own.map(f64::from))
}

const fn of([cost, lock_in, security, scale, compliance]: [f64; 5]) -> GaugeWeights {
    GaugeWeights { cost, lock_in, security, scale, compliance }
}

fn set(first: bool, name: &str, ranking: &Ranking) -> SetView {
    let Ranking { scores, order, changed, .. } = ranking;
    let points = |at: usize| format::decimal(scores[at], 1);
    let mut text = String::new();
    for (place, at) in order.iter().enumerate() {
        if place > 0 {
            let level = points(order[place - 1]) == points(*at);
            text += if level { " = " } else { ", " };
        }
        text += &letter(*at);
    }
    let change = match (first, changed) {
        (true, _) => "",
        (_, true) => "other",
        (_, false) => "same",
    };
    let each = order.iter().map(|at| format!("{} {}", letter(*at), points(*at)));
    let mut told = format!("{name}: plans {} points", each.collect::<Vec<_>>().join(", "));
    match (first, changed) {
        (true, _) => {}
        (_, true) => told += "; another order than by the case’s own weights",
        (_, false) => told += "; the same order as by the case’s own weights",
    }
    let plans = scores.iter().enumerate().map(|(at, score)| (letter(at), *score)).collect();
    SetView { name: name.to_owned(), plans, order: text, change, told }
}
