//! Rivals: other plans under the same luck, to look at once a year is committed, and to take over from.
//!
//! Invariant: a rival can be played only against years that were committed ([`Committed`]), and never further than those.

use crate::id::ComponentId;
use crate::insight::change::{Change, adopt};
use crate::insight::course::{Course, Years, acts, of_body};
use crate::insight::judge::Judge;
use crate::luck::Luck;
use crate::scenario::case::{Case, PlanBody, SourcingModel};
use crate::scenario::plan::{Decision, PlanYear};
use crate::session::branch::prefix_digest;
use crate::session::record::{Parent, Run};
use crate::session::replay;
use crate::sim::{Model, NoTrace, ONLY, State, advance, check};

/// Which other plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    AllOpen,
    AllProprietary,
    AllManaged,
    MatchedHybrid,
    RandomHybrid,
    /// The best plan that a search found; the search is the caller's.
    Par,
}

impl Kind {
    /// Those that need no search.
    pub const OF_CASE: [Self; 5] = [
        Self::AllOpen,
        Self::AllProprietary,
        Self::AllManaged,
        Self::MatchedHybrid,
        Self::RandomHybrid,
    ];

    /// The plan of a case that it is, by the name all cases use.
    #[must_use]
    pub const fn plan(self) -> Option<&'static str> {
        Some(match self {
            Self::AllOpen => "all-open",
            Self::AllProprietary => "all-proprietary",
            Self::AllManaged => "all-managed",
            Self::MatchedHybrid => "matched-hybrid",
            Self::RandomHybrid => "random-hybrid",
            Self::Par => return None,
        })
    }

    const fn model(self) -> Option<SourcingModel> {
        match self {
            Self::AllOpen => Some(SourcingModel::Open),
            Self::AllProprietary => Some(SourcingModel::Proprietary),
            Self::AllManaged => Some(SourcingModel::Managed),
            Self::MatchedHybrid | Self::RandomHybrid | Self::Par => None,
        }
    }
}

/// A run of which at least one year is committed: what rivals are shown against.
#[derive(Clone, Copy, Debug)]
pub struct Committed<'a> {
    run: &'a Run,
}

impl<'a> Committed<'a> {
    /// `None` before the first commit.
    #[must_use]
    pub fn of(run: &'a Run) -> Option<Self> {
        (!run.years.is_empty()).then_some(Self { run })
    }

    /// Years that were committed, at least 1.
    #[must_use]
    pub fn years(&self) -> usize {
        self.run.years.len()
    }
}

/// Where the decisions of a rival come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A plan of the case.
    Plan,
    /// Made from the options of one sourcing model, year by year as the rules allow.
    Derived,
    /// A search, given by the caller.
    Search,
}

/// Another plan, played as far as the learner got.
#[derive(Clone, Debug, PartialEq)]
pub struct Rival {
    pub kind: Kind,
    pub origin: Origin,
    pub run: Run,
    /// Its decisions in all years of the case.
    years: Years,
}

/// The rivals that a case has or that can be made from its options, in the order of [`Kind::OF_CASE`].
#[must_use]
pub fn rivals(case: &Case, committed: Committed<'_>) -> Vec<Rival> {
    Kind::OF_CASE.into_iter().filter_map(|kind| rival(case, committed, kind)).collect()
}

/// One rival of the case; `None` for a hybrid that the case has no plan for, and for par.
#[must_use]
pub fn rival(case: &Case, committed: Committed<'_>, kind: Kind) -> Option<Rival> {
    let model = Model::new(case);
    let judge = Judge::new(case, &model);
    let luck = Luck::new(committed.run.header.seed);
    let planned = kind.plan().and_then(|slug| case.plan(slug));
    let (years, origin) = match (planned, kind.model()) {
        (Some(plan), _) => (of_body(&judge, &plan.body, &luck), Origin::Plan),
        (None, Some(sourcing)) => (derived(case, &model, &luck, sourcing), Origin::Derived),
        (None, None) => return None,
    };
    Some(played(case, committed, kind, origin, years))
}

/// The plan a search found, as a rival.
#[must_use]
pub fn par(case: &Case, committed: Committed<'_>, years: &Years) -> Rival {
    let body = PlanBody::Years(
        years.iter().map(|decisions| PlanYear { decisions: decisions.clone() }).collect(),
    );
    let model = Model::new(case);
    let luck = Luck::new(committed.run.header.seed);
    let years = of_body(&Judge::new(case, &model), &body, &luck);
    played(case, committed, Kind::Par, Origin::Search, years)
}

fn played(
    case: &Case,
    committed: Committed<'_>,
    kind: Kind,
    origin: Origin,
    years: Years,
) -> Rival {
    let shown = &years[..committed.years().min(years.len())];
    let run = replay::play(case, committed.run.header.seed, shown);
    Rival { kind, origin, run, years }
}

/// Everything of one sourcing model: each year the first tool of it that the rules allow for every component that runs
/// another one, in the order of the case.
fn derived(case: &Case, model: &Model, luck: &Luck, sourcing: SourcingModel) -> Years {
    let mut state = State::start(model, luck);
    let year = |_| {
        let mut taken: Vec<Decision> = Vec::new();
        for (component, station) in (0..).map(ComponentId).zip(&state.stations) {
            let of_model = |option: &crate::id::OptionId| case.option(*option).model == sourcing;
            let running = case.options.get(station.option[ONLY]).map(|option| option.model);
            if running == Some(sourcing) || station.project[ONLY].is_some() {
                continue;
            }
            let offers = case.on_offer(component).filter(of_model);
            let adoptions = offers.map(|option| adopt(component, option));
            let allowed = |decision: &Decision| check(model, &state, &taken, decision).is_ok();
            let chosen = adoptions.into_iter().find(allowed);
            taken.extend(chosen);
        }
        let taken = PlanYear::canonical(&taken);
        advance(model, luck, &mut state, &taken, &mut NoTrace, &mut Vec::new());
        taken
    };
    (0..case.played_years).map(year).collect()
}

/// Why a run cannot be taken over there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "year {at} (counted from 0) is not committed yet, {years} are; take over from one of those"
)]
pub struct NotCommitted {
    pub at: usize,
    pub years: usize,
}

impl Committed<'_> {
    /// Whether a year (from 0) is committed.
    fn holds(self, at: usize) -> Result<(), NotCommitted> {
        let years = self.years();
        if at < years { Ok(()) } else { Err(NotCommitted { at, years }) }
    }
}

/// The learner's run up to a year, and the rival's decisions in it: what to play to see how the learner's own pipeline
/// would have gone on with them. Later years are the learner's to decide.
///
/// # Errors
///
/// When the year is not committed.
pub fn take_over(
    committed: Committed<'_>,
    rival: &Rival,
    at: usize,
) -> Result<Years, NotCommitted> {
    committed.holds(at)?;
    let mut taken = committed.run.decisions();
    taken.truncate(at);
    taken.push(rival.years.get(at).cloned().unwrap_or_default());
    Ok(taken)
}

/// The whole run of a rival up to a year, to go on from in its place.
///
/// # Errors
///
/// When the year is not committed.
pub fn in_its_place(
    committed: Committed<'_>,
    rival: &Rival,
    at: usize,
) -> Result<Years, NotCommitted> {
    committed.holds(at)?;
    Ok(rival.years.iter().take(at + 1).cloned().collect())
}

/// Plays decisions that leave a run at a year, under its luck; the run says where it came from.
#[must_use]
pub fn play_from(case: &Case, committed: Committed<'_>, at: usize, years: &Years) -> Run {
    let mut run = replay::play(case, committed.run.header.seed, years);
    let at = at.min(committed.years());
    let shared =
        committed.run.decisions().iter().zip(years).take(at).filter(|(a, b)| a == b).count();
    run.header.parent =
        Some(Parent { prefix: prefix_digest(committed.run, shared), year: shared as u16 });
    run.header.table.clone_from(&committed.run.header.table);
    run
}

/// Express re-run: the same luck, one decision changed, all years that were committed. `None` where the change does not
/// fit the run.
#[must_use]
pub fn express(case: &Case, committed: Committed<'_>, change: &Change) -> Option<Run> {
    let model = Model::new(case);
    let judge = Judge::new(case, &model).over(committed.years());
    let course = Course::of_run(&judge, committed.run);
    let years = change.apply(&course.years)?;
    Some(play_from(case, committed, change.first_year(), &years))
}

/// Decisions that act, of the years a run was committed; what a learner predicted and gave as reasons is left out.
#[must_use]
pub fn acting(run: &Run) -> Years {
    run.decisions().into_iter().map(|year| year.into_iter().filter(acts).collect()).collect()
}
