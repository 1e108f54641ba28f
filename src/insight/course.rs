//! The course of a run: its decisions year by year, and playing it again from any year on.
//!
//! Invariants: what is played from a stop on is what the whole would be; decisions that only record a team's
//! thinking are not part of a course.

use super::futures::BESIDE;
use super::judge::{Judge, Judged, SoFar};
use super::plan;
use crate::luck::{Luck, Lucks};
use crate::scenario::case::PlanBody;
use crate::scenario::plan::{Decision, PlanYear};
use crate::session::record::Run;
use crate::sim::outcome::Declined;
use crate::sim::{Model, ONLY, State, SumsOnly, check, gauges, pass, pass_eight};

/// Decisions of each year, in canonical order.
pub type Years = Vec<Vec<Decision>>;

/// A decision and its year (from 0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dated {
    pub year: u16,
    pub decision: Decision,
}

/// A decision that could not be carried out when its turn came (year from 0).
#[derive(Clone, Debug, PartialEq)]
pub struct GaveWay {
    pub year: u16,
    pub declined: Declined,
}

/// The decisions that took effect in one run, and its seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    pub seed: u64,
    /// One entry for each year measured; no decision in it was declined or passed over.
    pub years: Years,
}

impl Course {
    /// Of a run that was played, as far as the judge looks. It is played by the judge's numbers and today's rules;
    /// whether the run replays is for the caller to know ([`crate::session::replay::replay`]).
    #[must_use]
    pub fn of_run(judge: &Judge<'_>, run: &Run) -> Self {
        Self::of(judge, run.header.seed, &run.decisions())
    }

    /// Of a plan under one luck.
    #[must_use]
    pub fn of_plan(judge: &Judge<'_>, body: &PlanBody, seed: u64) -> Self {
        Self::of(judge, seed, &of_body(judge, body, &Luck::new(seed)))
    }

    /// Of decisions under one luck; what cannot be carried out is left out.
    #[must_use]
    pub fn of(judge: &Judge<'_>, seed: u64, decisions: &[Vec<Decision>]) -> Self {
        let luck = Luck::new(seed);
        let mut state = State::start(judge.model, &luck);
        let years = (0..judge.years)
            .map(|year| {
                let planned = decisions.get(year).map_or(&[][..], Vec::as_slice);
                let mut taken = Vec::new();
                allowed(judge.model, &state, planned, &mut taken, &mut Vec::new());
                step(judge.model, &luck, &mut state, &taken);
                taken.retain(acts);
                taken
            })
            .collect();
        Self { seed, years }
    }

    /// Every decision with its year, in the order in which they are carried out.
    pub fn dated(&self) -> impl Iterator<Item = Dated> + '_ {
        dated(&self.years)
    }
}

/// Every decision with its year.
pub(super) fn dated(years: &[Vec<Decision>]) -> impl Iterator<Item = Dated> + '_ {
    years.iter().enumerate().flat_map(|(year, decisions)| {
        decisions.iter().map(move |decision| Dated { year: year as u16, decision: *decision })
    })
}

/// The decisions of a plan for one luck: one entry for each year measured.
#[must_use]
pub fn of_body(judge: &Judge<'_>, body: &PlanBody, luck: &Luck) -> Years {
    let planned = plan::years(judge.case, body, luck);
    let year = |year: usize| {
        let mut decisions = planned.get(year).map_or(&[][..], |year| &year.decisions).to_vec();
        decisions.retain(acts);
        PlanYear::canonical(&decisions)
    };
    (0..judge.years).map(year).collect()
}

/// Whether a decision can change what happens: not what a team predicts, gives as a reason, or dissents from.
#[must_use]
pub const fn acts(decision: &Decision) -> bool {
    !matches!(decision, Decision::Predict { .. } | Decision::Because { .. } | Decision::Dissent(_))
}

/// Splits decisions of one year into those carried out and those not, answers to events that did not come
/// among the latter.
fn allowed(
    model: &Model,
    state: &State,
    decisions: &[Decision],
    taken: &mut Vec<Decision>,
    left: &mut Vec<Declined>,
) {
    for decision in PlanYear::canonical(decisions) {
        match check(model, state, taken, &decision) {
            Ok(()) => taken.push(decision),
            Err(refusal) => left.push(Declined { decision, refusal }),
        }
    }
}

fn step(model: &Model, luck: &Luck, state: &mut State, decisions: &[Decision]) {
    pass(model, luck, state, decisions, &mut SumsOnly, &mut Vec::new());
}

/// A run before one of its years.
#[derive(Clone, Debug)]
pub struct Stop {
    state: State,
    /// What adds up over the years; how it stands is read from the state when it is judged.
    so_far: SoFar,
}

impl Stop {
    /// The pipeline as it stands: what `sim::check` asks.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// The year that comes next (from 0).
    #[must_use]
    pub fn year(&self) -> usize {
        self.state.year().into()
    }

    /// Plays that year.
    pub fn advance(&mut self, judge: &Judge<'_>, luck: &Luck, decisions: &[Decision]) {
        step(judge.model, luck, &mut self.state, decisions);
        self.so_far.add_year(&gauges::read_year(&self.state, ONLY));
    }

    /// How the years so far are judged.
    #[must_use]
    pub fn judged(&self, judge: &Judge<'_>) -> Judged {
        judge.judge(&self.so_far.standing(|| gauges::read_past(judge.model, &self.state, ONLY)))
    }
}

impl Judge<'_> {
    /// Before the first year.
    #[must_use]
    pub fn start(&self, luck: &Luck) -> Stop {
        Stop { state: State::start(self.model, luck), so_far: SoFar::default() }
    }

    /// Plays the years measured under one luck.
    #[must_use]
    pub fn play(&self, luck: &Luck, years: &[Vec<Decision>]) -> Judged {
        self.play_on(luck, self.start(luck), years)
    }

    /// Plays from a stop on with the decisions of `years` (all years of the run, those before the stop unused).
    #[must_use]
    pub fn play_on(&self, luck: &Luck, mut stop: Stop, years: &[Vec<Decision>]) -> Judged {
        for year in stop.year()..self.years {
            stop.advance(self, luck, years.get(year).map_or(&[][..], Vec::as_slice));
        }
        stop.judged(self)
    }

    /// Plays the years measured of several runs, each under a luck and with decisions of its own: the same as
    /// [`Self::play`] one after the other, several side by side.
    #[must_use]
    pub fn play_all(&self, runs: &[(Luck, &[Vec<Decision>])]) -> Vec<Judged> {
        self.play_all_from(&self.first_day(), runs)
    }

    /// The first day of several runs, for [`Self::play_all_from`].
    #[must_use]
    pub(super) fn first_day(&self) -> State<BESIDE> {
        State::beside(self.model)
    }

    /// As [`Self::play_all`], from a first day that was made before.
    pub(super) fn play_all_from(
        &self,
        start: &State<BESIDE>,
        runs: &[(Luck, &[Vec<Decision>])],
    ) -> Vec<Judged> {
        let mut state = start.clone();
        let mut judged = Vec::with_capacity(runs.len());
        for (batch, runs) in runs.chunks(BESIDE).enumerate() {
            if batch > 0 {
                state.clone_from(start);
            }
            self.play_beside(&mut state, runs, &mut judged);
        }
        judged
    }

    /// As [`Self::play_all`], of one to [`BESIDE`] runs, from their first day.
    fn play_beside(
        &self,
        state: &mut State<BESIDE>,
        runs: &[(Luck, &[Vec<Decision>])],
        judged: &mut Vec<Judged>,
    ) {
        // Lanes without a run play the last one once more.
        let run = |lane: usize| runs[lane.min(runs.len() - 1)];
        let lucks = Lucks::new(core::array::from_fn(|lane| run(lane).0));
        let mut so_far = [SoFar::default(); BESIDE];
        for year in 0..self.years {
            let decisions =
                core::array::from_fn(|lane| run(lane).1.get(year).map_or(&[][..], Vec::as_slice));
            pass_eight(self.model, &lucks, state, decisions, &mut SumsOnly, &mut []);
            for (lane, so_far) in so_far.iter_mut().enumerate().take(runs.len()) {
                so_far.add_year(&gauges::read_year(state, lane));
            }
        }
        let now = gauges::read_past_all(self.model, state);
        judged.extend((0..runs.len()).map(|lane| self.judge(&so_far[lane].standing(|| now[lane]))));
    }

    /// Plays the years measured and keeps a stop before each.
    #[must_use]
    pub fn stops(&self, luck: &Luck, years: &[Vec<Decision>]) -> (Vec<Stop>, Judged) {
        let mut now = self.start(luck);
        let mut stops = Vec::with_capacity(self.years);
        for year in 0..self.years {
            stops.push(now.clone());
            now.advance(self, luck, years.get(year).map_or(&[][..], Vec::as_slice));
        }
        (stops, now.judged(self))
    }

    /// As [`Self::play_on`], and what could not be carried out, answers to events that did not come included.
    #[must_use]
    pub fn play_noting(
        &self,
        luck: &Luck,
        mut stop: Stop,
        years: &[Vec<Decision>],
    ) -> (Judged, Vec<GaveWay>) {
        let mut gave_way = Vec::new();
        for year in stop.year()..self.years {
            let decisions = years.get(year).map_or(&[][..], Vec::as_slice);
            let (mut taken, mut left) = (Vec::new(), Vec::new());
            allowed(self.model, &stop.state, decisions, &mut taken, &mut left);
            gave_way
                .extend(left.into_iter().map(|declined| GaveWay { year: year as u16, declined }));
            stop.advance(self, luck, &taken);
        }
        (stop.judged(self), gave_way)
    }
}
