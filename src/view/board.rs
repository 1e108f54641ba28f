//! The pipeline as a picture: stations in their places, what runs there, how loaded and how tied it is.
//!
//! Invariant: everything the picture shows is also said in words, in [`StationView::spoken`].

mod route;

pub use route::{Node, Route};

use super::format;
use super::sign::Sign;
use super::words;
use crate::scenario::case::{Case, Condition, SourcingModel};
use crate::session::film::{Frame, StationFrame};
use crate::sim::state::Stage;

/// The whole board.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BoardView {
    pub columns: u8,
    pub rows: u8,
    pub stations: Vec<StationView>,
    pub pipes: Vec<PipeView>,
}

/// A pipe between two stations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PipeView {
    pub from: usize,
    pub to: usize,
    /// What the station behind it passes on in a month, relative to the reference load.
    pub flow: f64,
    /// The same as text: `1.2 ×`.
    pub text: String,
    pub route: Route,
}

/// What the picture measures of a station; it slides from one month to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Levels {
    /// Load over capacity (0: idle, 1: full).
    pub utilisation: f64,
    /// Months of reference load that wait.
    pub backlog: f64,
    /// Index 0-100.
    pub lock_in: f64,
    /// Persons in the pool that looks after it, and persons it would take.
    pub present: f64,
    pub wanted: f64,
}

impl Levels {
    fn of(now: &StationFrame) -> Self {
        Self {
            utilisation: now.utilisation(),
            backlog: now.backlog,
            lock_in: now.lock_in,
            present: now.present,
            wanted: now.wanted,
        }
    }

    /// Between these and those of the month after (0: these, 1: those).
    #[must_use]
    pub fn towards(&self, after: &Self, share: f64) -> Self {
        let slide = |from: f64, to: f64| from + (to - from) * share;
        Self {
            utilisation: slide(self.utilisation, after.utilisation),
            backlog: slide(self.backlog, after.backlog),
            lock_in: slide(self.lock_in, after.lock_in),
            present: after.present,
            wanted: after.wanted,
        }
    }
}

/// One station.
#[derive(Clone, Debug, PartialEq)]
pub struct StationView {
    pub name: String,
    /// What runs there.
    pub option: String,
    pub model: SourcingModel,
    /// Column and row, from 0.
    pub place: (u8, u8),
    pub levels: Levels,
    /// A month before, where there was one.
    pub before: Option<Levels>,
    pub patch: PatchView,
    /// Too few people for the work that is wanted.
    pub short_staffed: bool,
    pub coming: Option<Coming>,
    /// Runs on manual fallback; is no longer patched; will be switched off.
    pub crippled: bool,
    pub frozen: bool,
    pub ending: bool,
    /// Whether a month was measured: load, flaws and staff are known.
    pub measured: bool,
    /// `62 % load, lock-in 34`; before the first month only what is known.
    pub line: String,
    /// `62 %`, `34`: what stands beside the bar and the padlock.
    pub load: String,
    pub tied: String,
    /// Trouble in two or three words, the worst first; empty when all is well.
    pub trouble: &'static str,
    /// What happened here this month, and what was lost by it (k$).
    pub signs: Vec<Sign>,
    pub lost: f64,
    /// All of it as a sentence.
    pub spoken: String,
}

impl StationView {
    /// Something happened here this month.
    pub fn happened(&mut self, sign: Sign, detail: &str, lost: f64) {
        self.signs.push(sign);
        self.lost += lost;
        let name = sign.name();
        self.spoken +=
            &if detail == name { format!("; {name}") } else { format!("; {name}: {detail}") };
    }
}

/// How fast flaws are fixed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PatchView {
    /// `38 d`.
    pub text: String,
    /// 1: at once; 0: at twice what the controls of the case allow, or later.
    pub level: f64,
    /// Later than the controls allow.
    pub late: bool,
}

/// A change under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Coming {
    pub option: String,
    pub model: SourcingModel,
    /// Stages that are over, of four; an emergency replacement has none.
    pub over: usize,
    /// What goes on: `integration`.
    pub stage: &'static str,
    /// Old and new run side by side.
    pub parallel: bool,
}

/// Share of the wanted work below which a station counts as short of staff.
const SHORT_OF_STAFF: f64 = 0.85;
/// Load over capacity above which a station counts as full.
pub const FULL: f64 = 0.95;
/// Days to a fix that count as late where no control of the case says (days).
const LATE: f64 = 60.0;

/// The picture of a moment; `before` is the month before, from which it slides.
#[must_use]
pub fn board(case: &Case, frame: &Frame, before: Option<&Frame>) -> BoardView {
    let limit = patch_limit(case);
    let stations = case.components.iter().zip(&frame.stations).enumerate();
    let stations = stations.map(|(index, (component, now))| {
        let before = before.and_then(|frame| frame.stations.get(index));
        station(case, component, now, before, limit)
    });
    let stations: Vec<_> = stations.collect();
    let most = |of: fn(&StationView) -> u8| stations.iter().map(of).max().unwrap_or(0) + 1;
    let (columns, rows) = (most(|station| station.place.0), most(|station| station.place.1));
    let edges = case.interfaces.iter().map(|edge| (edge.a.index(), edge.b.index()));
    let edges: Vec<_> = edges.filter(|(a, b)| *a < stations.len() && *b < stations.len()).collect();
    let places: Vec<_> = stations.iter().map(|station| station.place).collect();
    let routes = route::routes(columns, rows, &places, &edges);
    let pipes = edges.iter().zip(routes).map(|(&(from, to), route)| {
        let flow = frame.stations[from].served();
        PipeView { from, to, flow, text: format::times(flow), route }
    });
    BoardView { columns, rows, pipes: pipes.collect(), stations }
}

/// Days that the strictest control of a case gives for fixing a flaw.
fn patch_limit(case: &Case) -> f64 {
    let needs = case.controls.iter().flat_map(|control| &control.needs);
    let days = needs.filter_map(|need| match need {
        Condition::PatchDays(days) => Some(*days),
        _ => None,
    });
    days.reduce(f64::min).filter(|days| *days > 0.0).unwrap_or(LATE)
}

fn station(
    case: &Case,
    component: &crate::scenario::case::Component,
    now: &StationFrame,
    before: Option<&StationFrame>,
    limit: f64,
) -> StationView {
    let option = case.options.get(now.option);
    let name = option.map_or_else(String::new, |option| option.name.clone());
    let model = option.map_or(SourcingModel::Inherited, |option| option.model);
    let coming = now.coming.and_then(|coming| {
        let option = case.options.get(coming.option)?;
        let (over, stage) = stage(coming.stage);
        Some(Coming {
            option: option.name.clone(),
            model: option.model,
            over,
            stage,
            parallel: coming.stage == Some(Stage::Migrate),
        })
    });
    let levels = Levels::of(now);
    let (load, tied) = (format::share(levels.utilisation), format::index(now.lock_in));
    let measured = now.capacity > 0.0;
    let line =
        if measured { format!("{load} load, lock-in {tied}") } else { format!("lock-in {tied}") };
    let patch = PatchView {
        text: format!("{} d", format::whole(now.patch_days)),
        level: (1.0 - now.patch_days / (2.0 * limit)).clamp(0.0, 1.0),
        late: measured && now.patch_days > limit,
    };
    let mut view = StationView {
        name: component.name.clone(),
        option: name,
        model,
        place: component.place,
        levels,
        before: before.map(Levels::of),
        patch,
        short_staffed: measured && now.coverage < SHORT_OF_STAFF,
        coming,
        crippled: now.crippled,
        frozen: now.frozen,
        ending: now.ending,
        measured,
        line,
        load,
        tied,
        trouble: trouble(now),
        signs: Vec::new(),
        lost: 0.0,
        spoken: String::new(),
    };
    let pool = case.pools.get(component.pool.index()).map_or("", |pool| pool.name.as_str());
    view.spoken = spoken(&view, now, pool);
    view
}

/// Stages that are over, and the one that goes on.
const fn stage(stage: Option<Stage>) -> (usize, &'static str) {
    match stage {
        Some(Stage::Procure) => (0, "procurement"),
        Some(Stage::Authorise) => (1, "authorisation"),
        Some(Stage::Integrate) => (2, "integration"),
        Some(Stage::Migrate) => (3, "migration"),
        None => (0, "emergency replacement"),
    }
}

fn spoken(view: &StationView, now: &StationFrame, pool: &str) -> String {
    let model = words::sourcing(view.model);
    let mut text = format!("{}: {}, {model}, {}", view.name, view.option, view.line);
    if view.measured {
        text += &format!(", passes on {}", format::times(now.served()));
        if now.backlog > 0.0 {
            text += &format!(", {} months of work wait", format::decimal(now.backlog, 1));
        }
        text += &format!(", flaws fixed in {}", format::days(now.patch_days));
        if view.patch.late {
            text += ", later than the controls allow";
        }
        text += &format!(
            ", {pool}: {} of {} wanted",
            format::decimal(now.present, 1).trim_end_matches(".0"),
            format::decimal(now.wanted, 1).trim_end_matches(".0")
        );
    }
    if let Some(Coming { option, over, stage, .. }) = &view.coming {
        text += &format!(", change to {option}: {stage}, {over} of 4 stages over");
    }
    if !view.trouble.is_empty() {
        text += &format!(", {}", view.trouble);
    }
    text
}

fn trouble(now: &StationFrame) -> &'static str {
    match now {
        _ if now.crippled => "runs by hand",
        _ if now.ending => "ends soon",
        _ if now.utilisation() > FULL || now.backlog > 0.0 => "work waits",
        _ if now.frozen => "no patches",
        _ if now.capacity > 0.0 && now.coverage < SHORT_OF_STAFF => "short of staff",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{load, shipped};
    use crate::session::replay::Play;

    #[test]
    fn every_station_has_its_own_place_and_says_what_it_shows() {
        for slug in shipped::slugs() {
            let case = load(&shipped::files(slug).expect("shipped")).case.expect("no errors");
            let play = Play::start(&case, 1);
            let (model, state) = play.now();
            let view = board(&case, &Frame::of(model, state), None);
            let mut places: Vec<_> = view.stations.iter().map(|station| station.place).collect();
            places.sort_unstable();
            places.dedup();
            assert_eq!(places.len(), view.stations.len(), "{slug}: two stations in one place");
            for station in &view.stations {
                assert!(station.place.0 < view.columns && station.place.1 < view.rows);
                for said in [&station.name, &station.option, &station.line] {
                    assert!(station.spoken.contains(said), "{slug}: {}", station.spoken);
                }
            }
        }
    }
}
