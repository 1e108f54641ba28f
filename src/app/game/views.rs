//! What each screen shows, made from the game and its run.

use std::fmt::Write as _;

use super::{Game, Screen};
use crate::host::Store as _;
use crate::scenario::plan::{Decision, Direction, Gauge};
use crate::scenario::vocabulary::{Category, EventKind};
use crate::session::journal::{self, FILE_LIMIT};
use crate::session::table::Table;
use crate::session::{code, replay};
use crate::sim::outcome::YearOutcome;
use crate::ui::panels::brief::BriefView;
use crate::ui::panels::end::{EndRow, EndView};
use crate::ui::panels::frame::{ClockView, FrameView};
use crate::ui::panels::play::{FeedLine, PlayView};
use crate::ui::panels::reveal::{HighlightView, PredictionView, RevealView};
use crate::ui::panels::title::{CaseCard, RunCard, TitleView};
use crate::units::Money;
use crate::view::board::{BoardView, board};
use crate::view::planning;
use crate::view::year::gravest;
use crate::view::{format, words};

/// Minutes of each phase: brief, first year, other years, end.
const MINUTES: [f32; 4] = [5.0, 7.0, 7.0, 8.0];

impl Game {
    pub(super) fn clock(&self) -> Option<ClockView> {
        let (name, minutes) = match self.screen {
            Screen::Title => return None,
            Screen::Brief => ("Brief", MINUTES[0]),
            Screen::Year | Screen::Play | Screen::Reveal => {
                let first = self.table.as_ref().is_none_or(|table| table.year() == 0);
                ("Year", if first { MINUTES[1] } else { MINUTES[2] })
            }
            Screen::End => ("Pitch", MINUTES[3]),
        };
        let planned = ((minutes + self.granted).max(1.0) * 60.0) as u32;
        let spent = self.seconds as u32;
        let clock = |seconds: u32| format!("{}:{:02}", seconds / 60, seconds % 60);
        Some(ClockView {
            phase: name.to_owned(),
            text: format!("{} of {}", clock(spent), clock(planned)),
            share: spent as f32 / planned as f32,
        })
    }

    pub(super) fn frame_view(&self) -> FrameView {
        let Some(table) = &self.table else {
            return FrameView { message: self.message.clone(), ..FrameView::default() };
        };
        let case = table.case();
        let name = &table.run().header.table;
        let place = if name.is_empty() {
            case.title.clone()
        } else {
            format!("{}, table {name}", case.title)
        };
        let year = match self.screen {
            Screen::Play | Screen::Reveal => table.year().saturating_sub(1),
            _ => table.year(),
        };
        let step = match self.screen {
            Screen::Title => String::new(),
            Screen::Brief => "Brief".to_owned(),
            Screen::End => "What you leave".to_owned(),
            Screen::Year | Screen::Play | Screen::Reveal => format!(
                "{}, year {} of {}",
                format::fiscal_year(case.first_year, year),
                year + 1,
                case.played_years
            ),
        };
        FrameView { place, step, clock: self.clock(), message: self.message.clone() }
    }

    pub(super) fn title_view(&self) -> TitleView {
        let cases = self.cases.iter().map(|case| CaseCard {
            slug: case.slug.clone(),
            title: case.title.clone(),
            summary: case.summary.clone(),
            size: format!(
                "{}, {}",
                format::count(case.components.len() as u64, "component", "components"),
                format::count(case.played_years.into(), "year", "years")
            ),
            roles: case.roles.iter().map(|role| role.name.clone()).collect(),
        });
        let mut cases: Vec<_> = cases.collect();
        // The workshop's case first; the small one is for learning alone.
        cases.reverse();
        let names = self.store.list().unwrap_or_default();
        let runs = names.iter().filter(|name| name.ends_with(".run")).map(|name| {
            let read = self
                .store
                .read_limited(name, FILE_LIMIT)
                .ok()
                .and_then(|it| journal::read(&it).ok());
            let line = read.map_or_else(
                || "cannot be read".to_owned(),
                |read| {
                    let table = &read.lines.start.run.table;
                    let years = format::count(read.lines.results.len() as u64, "year", "years");
                    let end = if read.lines.closed { "over" } else { "goes on" };
                    let mut line = String::new();
                    let _ = write!(line, "{}", read.lines.start.run.case);
                    if !table.is_empty() {
                        let _ = write!(line, ", table {table}");
                    }
                    let _ = write!(line, ", {years} played, {end}");
                    line
                },
            );
            RunCard { file: name.clone(), title: name.trim_end_matches(".run").to_owned(), line }
        });
        TitleView {
            cases,
            runs: runs.collect(),
            folder: self.folder.to_string_lossy().into_owned(),
        }
    }

    pub(super) fn play_view(&self, table: &Table, year: usize) -> (PlayView, BoardView) {
        let case = table.case();
        let film = table.film(year);
        let month = (self.months as usize).min(11);
        let Some(frame) = film.get(month) else {
            return (PlayView::default(), BoardView::default());
        };
        let outcome = table.outcome(year);
        let happened = outcome.map(|it| it.occurrences.as_slice()).unwrap_or_default();
        let mut feed: Vec<_> = happened
            .iter()
            .filter(|it| it.month.of_year() <= month)
            .map(|it| {
                let size = words::event_size(it.kind, it.size)
                    .map_or_else(String::new, |size| format!(", {size}"));
                let none = it.loss == Money::ZERO;
                (
                    it.month.of_year(),
                    FeedLine {
                        month: format::month(it.month.of_year()).to_owned(),
                        text: format!(
                            "{}: {}{size}",
                            words::event(it.kind),
                            words::subject(case, it.subject)
                        ),
                        loss: if none {
                            String::new()
                        } else {
                            format!("lost {}", format::money(it.loss))
                        },
                        fresh: it.month.of_year() == month,
                        grave: it.loss.kilodollars() >= 250.0,
                    },
                )
            })
            .collect();
        let reached = outcome.map(|it| it.milestones.as_slice()).unwrap_or_default();
        feed.extend(reached.iter().filter(|it| it.month.of_year() <= month).map(|it| {
            let line = FeedLine {
                month: format::month(it.month.of_year()).to_owned(),
                text: format!(
                    "{}: {}",
                    words::component(case, it.component),
                    words::progress(it.what)
                ),
                fresh: it.month.of_year() == month,
                ..FeedLine::default()
            };
            (it.month.of_year(), line)
        }));
        feed.sort_by_key(|line| std::cmp::Reverse(line.0));
        let live: Vec<f64> = frame.served.iter().flatten().copied().collect();
        let served =
            if live.is_empty() { 1.0 } else { live.iter().sum::<f64>() / live.len() as f64 };
        let view = PlayView {
            month: format::month(month).to_owned(),
            share: self.months / 12.0,
            money: format!(
                "{} spent of {}",
                format::kilodollars(frame.spent),
                format::kilodollars(frame.appropriation)
            ),
            served: format!("{} served in time", format::share(served)),
            resolution: frame.resolution,
            feed: feed.into_iter().map(|line| line.1).collect(),
            speed: self.speed,
        };
        (view, board(case, frame))
    }
}

pub(super) fn brief_view(table: &Table) -> BriefView {
    let case = table.case();
    BriefView {
        title: case.title.clone(),
        paragraphs: case.brief.lines().map(str::to_owned).collect(),
        board: board(case, table.found()),
        roles: planning::roles(table),
        first_year: format::fiscal_year(case.first_year, 0),
    }
}

pub(super) fn reveal_view(table: &Table, year: usize) -> RevealView {
    let case = table.case();
    let Some(outcome) = table.outcome(year) else { return RevealView::default() };
    let before = year.checked_sub(1).and_then(|year| table.outcome(year));
    let decisions = &table.run().years[year].decisions;
    let prediction = decisions.iter().find_map(|decision| match *decision {
        Decision::Predict { gauge, direction, size } => {
            let now = outcome.gauges.headline(gauge);
            let then = before.map(|before| before.gauges.headline(gauge));
            let text = |value| words::headline(gauge, value);
            let moved = then.map(|then| now - then);
            let happened = match then {
                Some(then) => format!("It went from {} to {}", text(then), text(now)),
                None => format!("It stands at {} after the first year", text(now)),
            };
            let right = moved.is_none_or(|moved| {
                let still = then.map_or(1.0, f64::abs).max(1.0) * 0.03;
                match direction {
                    Direction::Falls => moved < -still,
                    Direction::Stays => moved.abs() <= still,
                    Direction::Rises => moved > still,
                }
            });
            Some(PredictionView {
                gauge,
                expected: format!(
                    "You expected that {} {} {}",
                    words::gauge(gauge),
                    words::direction(direction),
                    words::size(size)
                ),
                happened,
                right,
            })
        }
        _ => None,
    });
    let highlights = gravest(outcome).map(|it| HighlightView {
        text: format!(
            "{}: {}, {}, {}",
            format::month(it.month.of_year()),
            words::event(it.kind),
            words::subject(case, it.subject),
            format::money(it.loss)
        ),
        gauge: concerns(it.kind),
    });
    let mut ledger: Vec<_> = Category::ALL
        .iter()
        .map(|category| {
            let amount = outcome.by_category[category.index()];
            (words::category(*category).to_owned(), format::money(amount), amount.kilodollars())
        })
        .collect();
    ledger.sort_by(|a, b| b.2.total_cmp(&a.2));
    let total: Money = outcome.by_category.iter().copied().sum();
    let goes_on = !table.is_over();
    RevealView {
        year: format::fiscal_year(case.first_year, year as u16),
        prediction,
        gauges: planning::gauges(Some(&outcome.gauges), before.map(|it| &it.gauges)),
        highlights: highlights.collect(),
        ledger,
        total: format::money(total),
        notices: if goes_on { planning::notices(table) } else { Vec::new() },
        onward: if goes_on {
            format!("To {}", format::fiscal_year(case.first_year, table.year()))
        } else {
            "See what you leave".to_owned()
        },
        next_driver: goes_on
            .then(|| planning::driver(table, &planning::roles(table)))
            .filter(|driver| !driver.is_empty()),
    }
}

/// The gauge that an event speaks of.
const fn concerns(kind: EventKind) -> Gauge {
    match kind {
        EventKind::KnownFlawExploited
        | EventKind::PoisonedDependency
        | EventKind::SupplierBreach
        | EventKind::HarmfulDecision => Gauge::Security,
        EventKind::PriceHike | EventKind::BudgetDisruption => Gauge::Cost,
        EventKind::SupplierAcquired | EventKind::LicenceChange | EventKind::ProjectAbandoned => {
            Gauge::LockIn
        }
        EventKind::KeyStaffLoss | EventKind::DemandSurge => Gauge::Scale,
        EventKind::AuditFinding => Gauge::Compliance,
    }
}

pub(super) fn end_view(table: &Table, file: &str) -> EndView {
    let case = table.case();
    let years = table.run().years.len();
    let alone = replay::play(case, table.run().header.seed, &vec![Vec::new(); years]);
    let last = table.outcome(years.saturating_sub(1));
    let left = alone.years.last().map(|year| &year.outcome);
    let after = table.run().outlook.last();
    let text = |outcome: Option<&YearOutcome>, gauge: Gauge| {
        outcome.map_or_else(
            || format::NOTHING.to_owned(),
            |outcome| words::headline(gauge, outcome.gauges.headline(gauge)),
        )
    };
    let rows = Gauge::ALL.into_iter().map(|gauge| EndRow {
        gauge,
        name: words::gauge(gauge),
        unit: words::gauge_unit(gauge),
        ours: text(last, gauge),
        alone: text(left, gauge),
        after: text(after, gauge),
    });
    let running = last.map(|last| last.components.as_slice()).unwrap_or_default();
    let pipeline = case.components.iter().zip(running).map(|(component, state)| {
        let option = case.option(state.option);
        (component.name.clone(), option.name.clone(), option.model)
    });
    let run_code = code::encode(case, &replay::coded(table.run()));
    EndView {
        title: "What you leave to your successors".to_owned(),
        rows: rows.collect(),
        last: format::fiscal_year(case.first_year, years.saturating_sub(1) as u16),
        outlook: format::fiscal_year(case.first_year, case.total_years() - 1),
        pipeline: pipeline.collect(),
        code: run_code.unwrap_or_else(|fault| fault.to_string()),
        file: file.to_owned(),
    }
}
