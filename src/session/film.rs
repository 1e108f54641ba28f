//! What a year looked like, month by month: plain numbers for the living board.
//!
//! Invariant: a film is watched, never decided on; the same run gives the same film.

use crate::sim::ledger::Posting;
use crate::sim::outcome::Occurrence;
use crate::sim::state::{NEVER, Stage};
use crate::sim::trace::{Recorder, Why};
use crate::sim::{Model, ONLY, State, lock_in};

/// One month of every station.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    pub stations: Vec<StationFrame>,
    /// Share of this month's demand served in time (0-1), per use case; `None`: not live.
    pub served: Vec<Option<f64>>,
    /// Obligated so far this year and the year's appropriation (k$).
    pub spent: f64,
    pub appropriation: f64,
    /// A continuing resolution is in force.
    pub resolution: bool,
}

/// One month of one station.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StationFrame {
    /// Index of the running option.
    pub option: usize,
    /// Load and capacity relative to the reference load.
    pub load: f64,
    pub capacity: f64,
    /// Months of reference load that wait.
    pub backlog: f64,
    /// Index 0-100.
    pub lock_in: f64,
    /// Days until a flaw is fixed.
    pub patch_days: f64,
    /// Share of the wanted work that the pool covers (0-1).
    pub coverage: f64,
    /// Persons in the pool that looks after it, contractors included, and persons it would take.
    pub present: f64,
    pub wanted: f64,
    /// What is coming in its place.
    pub coming: Option<ComingFrame>,
    /// Runs on manual fallback, is no longer patched, is about to be switched off.
    pub crippled: bool,
    pub frozen: bool,
    pub ending: bool,
}

/// A change under way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ComingFrame {
    /// Index of the option that is coming.
    pub option: usize,
    /// How far the change is (0-1), and its stage; an emergency replacement has no stages.
    pub progress: f64,
    pub stage: Option<Stage>,
}

impl StationFrame {
    /// Load over capacity (0: idle, 1: full).
    #[must_use]
    pub fn utilisation(&self) -> f64 {
        if self.capacity > 0.0 { self.load / self.capacity } else { 0.0 }
    }

    /// What it passes on in a month, relative to the reference load.
    #[must_use]
    pub fn served(&self) -> f64 {
        if self.backlog > 0.0 { self.capacity } else { self.load.min(self.capacity) }
    }
}

impl Frame {
    /// The pipeline as it stands.
    #[must_use]
    pub fn of(model: &Model, state: &State) -> Self {
        let pool = |index: usize| &state.pools[model.components[index].pool];
        let station = |(index, station): (usize, &crate::sim::state::Station)| StationFrame {
            option: station.option[ONLY],
            load: station.now.load[ONLY],
            capacity: station.now.capacity[ONLY],
            backlog: station.backlog[ONLY],
            lock_in: lock_in::index(model, state, ONLY, index),
            patch_days: station.now.patch_days[ONLY],
            coverage: pool(index).coverage[ONLY],
            present: f64::from(pool(index).headcount[ONLY] + pool(index).contractors[ONLY]),
            wanted: pool(index).demand[ONLY],
            coming: station.project[ONLY].map(|project| ComingFrame {
                option: project.option,
                progress: progress(project.stage),
                stage: (!project.emergency).then_some(project.stage),
            }),
            crippled: station.crippled[ONLY],
            frozen: station.frozen[ONLY],
            ending: station.ends[ONLY] != NEVER,
        };
        let month = state.month.saturating_sub(1);
        Self {
            stations: state.stations.iter().enumerate().map(station).collect(),
            served: state
                .use_cases
                .iter()
                .map(|now| {
                    (now.live[ONLY] && now.suspended_until[ONLY] <= month)
                        .then_some(now.served[ONLY])
                })
                .collect(),
            spent: state.agency.spent[ONLY],
            appropriation: state.agency.appropriation[ONLY],
            resolution: state.agency.resolution_until[ONLY] > month,
        }
    }
}

/// How far a change has come: a quarter for each stage that is behind it.
const fn progress(stage: Stage) -> f64 {
    match stage {
        Stage::Procure => 0.1,
        Stage::Authorise => 0.35,
        Stage::Integrate => 0.6,
        Stage::Migrate => 0.85,
    }
}

/// Takes a picture at the end of each month.
#[derive(Clone, Debug, Default)]
pub struct Film {
    pub months: Vec<Frame>,
}

impl Recorder for Film {
    const ON: bool = false;
    #[inline]
    fn post(&mut self, _posting: Posting, _why: Why) {}
    #[inline]
    fn happened(&mut self, _occurrence: &Occurrence, _why: Why) {}
    fn month_ended(&mut self, model: &Model, state: &State) {
        self.months.push(Frame::of(model, state));
    }
}
