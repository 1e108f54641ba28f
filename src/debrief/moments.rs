//! A run month by month: the gauges so far, the picture of the pipeline, every posting with its rule.
//!
//! Invariant: moments are what playing the run again gives; who asks makes sure that it plays again to the same numbers
//! ([`super::gather::Table::replays`]), or says that these are the present rules' numbers.

use crate::luck::Luck;
use crate::scenario::case::Case;
use crate::scenario::plan::{Decision, PlanYear};
use crate::scenario::vocabulary::Category;
use crate::session::film::Frame;
use crate::session::record::Run;
use crate::sim::ledger::Posting;
use crate::sim::outcome::{Gauges, Occurrence, YearOutcome};
use crate::sim::trace::{Recorder, Rule, Why};
use crate::sim::{Model, ONLY, State, gauges, play_year};
use crate::units::{Money, Month};

/// The end of one month.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    pub month: Month,
    /// Losses and demand served are those of the year so far.
    pub gauges: Gauges,
    pub frame: Frame,
}

/// A run, watched.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Watched {
    /// The pipeline before the first decision.
    pub found: Frame,
    /// Every month, the outlook included.
    pub moments: Vec<Moment>,
    /// What was posted where by which rule, over the whole run.
    pub postings: Vec<Posted>,
    /// What happened, and the rule behind it.
    pub happenings: Vec<(Occurrence, Rule)>,
    pub years: Vec<YearOutcome>,
}

/// One amount and the rule that posted it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posted {
    pub month: Month,
    /// Component index; the number of components stands for the agency as a whole.
    pub place: usize,
    pub category: Category,
    pub rule: Rule,
    pub amount: Money,
}

/// Plays a run again and watches it, outlook included where it has one.
#[must_use]
pub fn watch(case: &Case, run: &Run) -> Watched {
    let years = run.years.len() + run.outlook.len();
    watch_decisions(case, run.header.seed, &run.decisions(), years)
}

/// Plays decisions and watches; years beyond the decisions run on standing ones.
#[must_use]
pub fn watch_decisions(
    case: &Case,
    seed: u64,
    decisions: &[Vec<Decision>],
    years: usize,
) -> Watched {
    let (model, luck) = (Model::new(case), Luck::new(seed));
    let mut state = State::start(&model, &luck);
    let mut watched = Watched { found: Frame::of(&model, &state), ..Watched::default() };
    for year in 0..years.min(usize::from(case.total_years())) {
        let decided = decisions.get(year).map_or(&[][..], Vec::as_slice);
        let decided = PlanYear::canonical(decided);
        let outcome = play_year(&model, &luck, &mut state, &decided, &mut watched);
        watched.years.push(outcome);
    }
    watched
}

impl Watched {
    /// What a rule posted over the whole run, up to the end of a year (from 0).
    #[must_use]
    pub fn posted(&self, rule: Rule, through: u16) -> Money {
        let counted = |it: &&Posted| it.rule == rule && it.month.year() <= usize::from(through);
        self.postings.iter().filter(counted).map(|it| it.amount).sum()
    }
}

impl Recorder for Watched {
    const ON: bool = true;

    fn post(&mut self, posting: Posting, why: Why) {
        let Posting { month, place, category, amount } = posting;
        self.postings.push(Posted { month, place, category, rule: why.rule, amount });
    }

    fn happened(&mut self, occurrence: &Occurrence, why: Why) {
        self.happenings.push((*occurrence, why.rule));
    }

    fn month_ended(&mut self, model: &Model, state: &State) {
        let month = Month(state.month.saturating_sub(1));
        let gauges = gauges::read(model, state, ONLY);
        self.moments.push(Moment { month, gauges, frame: Frame::of(model, state) });
    }
}
