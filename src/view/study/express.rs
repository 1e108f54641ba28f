//! Express re-run: the same luck with one decision changed, expected first, then told against the learner's own run.
//!
//! Invariant: nothing of what came is in a page before something was expected; what is told is read in four minutes.

use super::forecast::{AskView, ForecastView, ask, told as told_forecast};
use crate::debrief::timeline::{Timeline, of_run};
use crate::insight::change::{Change, Kind};
use crate::insight::course::Dated;
use crate::insight::what_if::WhatIfs;
use crate::scenario::case::Case;
use crate::scenario::plan::Gauge;
use crate::session::record::Run;
use crate::study::foresight::Forecast;
use crate::view::debrief::change as in_one_line;
use crate::view::debrief::timeline::{Course, course};
use crate::view::debrief::what_if::{PlayedView, played};
use crate::view::{format, words};

/// Choosing: year, decision, what instead.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExpressView {
    /// Years in which something could have been otherwise: place from 0, and name.
    pub years: Vec<(usize, String)>,
    /// Decisions of the year in hand.
    pub decisions: Vec<String>,
    /// What could have been instead of the decision in hand: place among all changes, and text.
    pub options: Vec<(usize, String)>,
    /// The change in hand.
    pub picked: Option<Picked>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picked {
    pub text: String,
    pub asks: Vec<AskView>,
    pub told: Option<Told>,
}

/// The run with the change, against the learner's own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    pub forecasts: Vec<ForecastView>,
    /// The learner's own run and the one with the change, gauge by gauge.
    pub courses: Vec<[Course; 2]>,
    /// Names of the years, and whether each is an outlook.
    pub years: Vec<(String, bool)>,
    pub played: PlayedView,
    /// `The run is kept as …`.
    pub kept: String,
}

/// A change in one line; where only terms are others, with all of them.
fn text(case: &Case, change: &Change) -> String {
    match (change.kind, change.into.as_slice()) {
        (Kind::Terms, [into]) => {
            let year = format::fiscal_year(case.first_year, into.year);
            format!("{year}: {}", words::decision(case, &into.decision))
        }
        _ => in_one_line(case, change),
    }
}

/// The year (from 0) of the decision that a change is about.
#[must_use]
pub fn year_of(change: &Change) -> usize {
    change.out.first().or(change.into.first()).map_or(0, |it| usize::from(it.year))
}

/// The decisions of a year that can be otherwise, as what goes; nothing goes where something is taken beside them.
#[must_use]
pub fn decisions(found: &WhatIfs, year: usize) -> Vec<Vec<Dated>> {
    let mut groups: Vec<Vec<Dated>> = Vec::new();
    for it in found.changes.iter().filter(|it| year_of(&it.change) == year) {
        if !groups.contains(&it.change.out) {
            groups.push(it.change.out.clone());
        }
    }
    // One decision first, then nothing, then two that trade places.
    groups.sort_by_key(|out| (out.len() != 1, out.len()));
    groups
}

/// Years, decisions of the year in hand, what could be instead of the decision in hand.
#[must_use]
pub fn choose(
    case: &Case,
    found: &WhatIfs,
    year: Option<usize>,
    decision: Option<usize>,
) -> ExpressView {
    let mut years: Vec<usize> = found.changes.iter().map(|it| year_of(&it.change)).collect();
    years.sort_unstable();
    years.dedup();
    let groups = year.map_or_else(Vec::new, |year| decisions(found, year));
    let in_hand = decision.and_then(|place| groups.get(place));
    let options = found
        .changes
        .iter()
        .enumerate()
        .filter(|(_, it)| Some(year_of(&it.change)) == year && Some(&it.change.out) == in_hand);
    let group = |out: &Vec<Dated>| match out.as_slice() {
        [] => "nothing: take something more".to_owned(),
        list => {
            let each = list.iter().map(|it| {
                let text = words::decision(case, &it.decision);
                if Some(usize::from(it.year)) == year {
                    text
                } else {
                    format!("{text} ({})", format::fiscal_year(case.first_year, it.year))
                }
            });
            each.collect::<Vec<_>>().join(" and ")
        }
    };
    ExpressView {
        years: years
            .into_iter()
            .map(|year| (year, format::fiscal_year(case.first_year, year as u16)))
            .collect(),
        decisions: groups.iter().map(group).collect(),
        options: options.map(|(place, it)| (place, text(case, &it.change))).collect(),
        picked: None,
    }
}

/// A change in hand, not played.
#[must_use]
pub fn picked(case: &Case, change: &Change) -> Picked {
    Picked {
        text: text(case, change),
        asks: Gauge::ALL.into_iter().map(|gauge| ask(case, gauge)).collect(),
        told: None,
    }
}

/// What the run with the change is called; short, as it stands at the top of a screen.
#[must_use]
pub fn name(case: &Case, change: &Change) -> String {
    format!("One change in {}", format::fiscal_year(case.first_year, year_of(change) as u16))
}

/// The whole run with the change, after something was expected.
#[must_use]
pub fn told(case: &Case, run: &Run, again: &Run, forecasts: &[Forecast], file: &str) -> Told {
    let lines = [run, again].map(|run| of_run(case, run, true));
    let courses =
        Gauge::ALL.iter().map(|gauge| lines.each_ref().map(|line| course(case, line, *gauge)));
    let [own, _]: &[Timeline; 2] = &lines;
    let years =
        own.years.iter().map(|it| (format::fiscal_year(case.first_year, it.year), it.outlook));
    Told {
        forecasts: forecasts.iter().map(told_forecast).collect(),
        courses: courses.collect(),
        years: years.collect(),
        played: played(case, "your run", run, again, [None, None]),
        kept: format!("This run is kept as {file}; your own stays as it is"),
    }
}

/// The words of a telling, as far as they are shown.
#[must_use]
pub fn words_of(told: &Told) -> usize {
    let Told { forecasts, courses, years: _, played, kept } = told;
    let contrast = &played.contrast;
    let mut texts: Vec<&str> = vec![kept, contrast.basis, &contrast.began];
    for it in forecasts {
        texts.extend([it.name, &it.said, &it.came, it.fared]);
    }
    texts.extend(courses.iter().flatten().map(|it| it.told.as_str()));
    texts.extend(played.gave_way.iter().map(String::as_str));
    for row in &contrast.decisions {
        texts.push(&row.year);
        texts.extend(row.only_first.iter().chain(&row.only_second).map(String::as_str));
    }
    for row in &contrast.gauges {
        texts.extend([row.name, &row.first, &row.second, &row.difference, &row.since]);
    }
    texts.extend(contrast.lines.iter().flatten().map(String::as_str));
    for row in contrast.happenings.iter().take(crate::view::debrief::contrast::HAPPENINGS) {
        texts.extend([&row.when, &row.what, &row.first, &row.second].map(String::as_str));
    }
    texts.iter().map(|text| text.split_whitespace().count()).sum()
}
