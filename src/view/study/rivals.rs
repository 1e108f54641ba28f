//! Other plans under the learner's own luck: one row a plan, one small picture a gauge, every number in words as well.
//!
//! Invariant: the rows stand in a fixed order and none is called better; every gauge has one scale for all rows.

use super::exercise::rival as name;
use crate::insight::judge::Aim;
use crate::scenario::case::Case;
use crate::scenario::plan::Gauge;
use crate::session::record::Run;
use crate::session::replay::Play;
use crate::sim::{ONLY, gauges};
use crate::study::rivals::{Kind, Origin, Rival};
use crate::view::{format, words};

/// All rows after the same years.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RivalsView {
    /// `Your run and six other plans at the end of FY2028, all under the same luck`.
    pub title: String,
    /// As found first, then the years that were committed.
    pub moments: Vec<String>,
    pub heads: Vec<Head>,
    /// The learner's own run first.
    pub rows: Vec<Row>,
    /// What is still looked for, or why it is not here.
    pub looking: Option<String>,
    /// Years that can be gone on from in another plan's place: its place from 0, and its name.
    pub starts: Vec<(usize, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub gauge: Gauge,
    pub name: &'static str,
    /// `less is better`.
    pub counts: &'static str,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// `None`: the learner's own run.
    pub kind: Option<Kind>,
    pub name: &'static str,
    /// Empty for a plan of the case.
    pub origin: &'static str,
    /// In the order of the heads.
    pub cells: Vec<Cell>,
}

/// One gauge of one plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The moment, and the height on the scale of the gauge (0-1).
    pub points: Vec<(usize, f64)>,
    /// The same of the learner's own run; empty in its own row.
    pub own: Vec<(usize, f64)>,
    /// At the last moment.
    pub value: String,
    /// Against the learner's own run; empty in its own row.
    pub apart: String,
    /// The whole picture in words.
    pub told: String,
}

/// A gauge over the moments; as found only where it means something then.
fn course(found: Option<f64>, run: &Run, gauge: Gauge) -> Vec<(usize, f64)> {
    let years = run.years.iter().map(|year| year.outcome.gauges.headline(gauge));
    let years = years.enumerate().map(|(year, value)| (year + 1, value));
    found.map(|value| (0, value)).into_iter().chain(years).collect()
}

/// The learner's run beside its rivals.
#[must_use]
pub fn rivals(case: &Case, own: &Run, rivals: &[Rival], looking: Option<String>) -> RivalsView {
    let play = Play::start(case, own.header.seed);
    let (model, state) = play.now();
    let found = gauges::read(model, state, ONLY);
    // Nothing was lost or served before the first October.
    let found = |gauge: Gauge| {
        matches!(gauge, Gauge::Cost | Gauge::LockIn | Gauge::Compliance)
            .then(|| found.headline(gauge))
    };
    let years = own.years.len();
    let year = |year: usize| format::fiscal_year(case.first_year, year as u16);
    let moments: Vec<String> =
        std::iter::once("as found".to_owned()).chain((0..years).map(year)).collect();
    let runs = || std::iter::once((None, own)).chain(rivals.iter().map(|it| (Some(it), &it.run)));
    let scales = Gauge::ALL.map(|gauge| {
        let values = runs().flat_map(|(_, run)| course(found(gauge), run, gauge)).map(|it| it.1);
        Scale::over(values)
    });
    let row = |(rival, run): (Option<&Rival>, &Run)| {
        let name = rival.map_or("your run", |rival| name(rival.kind));
        let cells = Gauge::ALL.iter().zip(&scales).map(|(gauge, scale)| {
            let (gauge, line) = (*gauge, course(found(*gauge), run, *gauge));
            let mine = course(found(gauge), own, gauge);
            let last = |line: &[(usize, f64)]| line.last().map_or(0.0, |it| it.1);
            let list = |line: &[(usize, f64)]| {
                let each = line.iter().map(|(moment, value)| {
                    format!("{} {}", moments[*moment], words::headline(gauge, *value))
                });
                each.collect::<Vec<_>>().join(", ")
            };
            let placed = |line: &[(usize, f64)]| -> Vec<(usize, f64)> {
                line.iter().map(|(moment, value)| (*moment, scale.place(*value))).collect()
            };
            let unit = words::gauge_unit(gauge);
            let mut told = format!("{name}, {}, {unit}: {}", words::gauge(gauge), list(&line));
            let mut apart = String::new();
            if rival.is_some() {
                apart = words::headline_change(gauge, last(&line) - last(&mine));
                if !apart.chars().any(|it| ('1'..='9').contains(&it)) {
                    apart = "as yours".to_owned();
                }
                told = format!("{told}; against your run: {apart}");
            }
            Cell {
                own: if rival.is_some() { placed(&mine) } else { Vec::new() },
                points: placed(&line),
                value: words::headline(gauge, last(&line)),
                apart,
                told,
            }
        });
        let origin = rival.map_or("as you played it", |rival| match rival.origin {
            Origin::Plan => "",
            Origin::Derived => "from the options of one kind",
            Origin::Search => "found under other lucks",
        });
        Row { kind: rival.map(|it| it.kind), name, origin, cells: cells.collect() }
    };
    let heads = Gauge::ALL.map(|gauge| Head {
        gauge,
        name: words::gauge(gauge),
        counts: if Aim::Gauge(gauge).more_is_better() {
            "more is better"
        } else {
            "less is better"
        },
    });
    let starts = (1..=years).filter(|year| *year < usize::from(case.played_years));
    RivalsView {
        title: format!(
            "Your run and {} at the end of {}, all under the same luck",
            format::count(rivals.len() as u64, "other plan", "other plans"),
            year(years.saturating_sub(1)),
        ),
        rows: runs().map(row).collect(),
        heads: heads.to_vec(),
        looking,
        starts: starts.map(|it| (it, year(it))).collect(),
        moments,
    }
}

/// What is said while the best plan is looked for (0-1), and where it is not.
#[must_use]
pub fn looking(done: Option<f64>) -> String {
    match done {
        Some(done) => format!(
            "a search for the best plan goes on, {} done; it joins the others when it is found",
            format::share(done.clamp(0.0, 0.99))
        ),
        None => "the best plan is not searched for here".to_owned(),
    }
}

/// What a run is called that goes on in another plan's place at the start of a year (from 0); short, as it stands at the
/// top of every screen.
#[must_use]
pub fn taken_over(case: &Case, kind: Kind, at: usize) -> String {
    let year = format::fiscal_year(case.first_year, at as u16);
    let plan = match kind {
        Kind::AllOpen => "all open",
        Kind::AllProprietary => "all proprietary",
        Kind::AllManaged => "all managed",
        Kind::MatchedHybrid => "the matched hybrid",
        Kind::RandomHybrid => "the random hybrid",
        Kind::Par => "the best plan",
    };
    format!("From {plan}, {year}")
}

/// The scale of a gauge over all rows.
struct Scale {
    least: f64,
    most: f64,
}

impl Scale {
    /// A gauge that hardly moves is not blown up to fill the picture.
    fn over(values: impl Iterator<Item = f64>) -> Self {
        let (least, most) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), it| {
            (least.min(it), most.max(it))
        });
        let margin = ((most - least) * 0.08).max(most.abs() * 0.02).max(0.5);
        Self { least: least - margin, most: most + margin }
    }

    fn place(&self, value: f64) -> f64 {
        (value - self.least) / (self.most - self.least)
    }
}
