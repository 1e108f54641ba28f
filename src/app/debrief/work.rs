//! Insight that takes seconds: it is looked for beside the desk, and the desk goes on meanwhile.
//!
//! Invariants: what is found depends on the runs alone, not on threads or on when it was asked for; a room that changes
//! drops what was asked for and keeps what was found for the runs that stay.

mod errand;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::debrief::gather::Room;
use crate::debrief::turning;
use crate::insight::attribution::{Attribution, Grouping, ORDERS, attribution_in_steps};
use crate::insight::change::Vocabulary;
use crate::insight::course::{self, Course, Years};
use crate::insight::executor::Machine;
#[cfg(not(feature = "threads"))]
use crate::insight::executor::Steps;
#[cfg(feature = "threads")]
use crate::insight::executor::at_once;
use crate::insight::judge::{Aim, Judge, Judged};
use crate::insight::luck_and_judgement::{LuckAndJudgement, Rival, luck_and_judgement_in_steps};
use crate::insight::lucks;
use crate::insight::par::{self, Par};
use crate::insight::survival::{Conclusion, Survival, WORLDS, survival_in_steps};
use crate::insight::what_if::{self, WhatIfs, single_changes_in_steps};
use crate::luck::Luck;
use crate::scenario::case::{Case, GaugeWeights};
use crate::session::branch::prefix_digest;
use crate::session::record::Run;
use crate::sim::Model;
use crate::view::debrief::weights::{self, Own};

#[cfg(target_arch = "wasm32")]
pub use errand::of_text;

/// Futures among which a run is placed.
const FUTURES: u32 = 10_000;
/// Lucks on which plans are compared.
const COMPARED: u32 = 400;
/// Futures over which luck is told apart from judgement.
const TOLD_APART: u32 = 1_000;

/// What is known of one table.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// Every other decision under the run's own luck: what the script is made of.
    pub own: Option<Arc<WhatIfs>>,
    pub luck: Option<Arc<LuckAndJudgement>>,
    pub parts: Option<Arc<Attribution>>,
    pub changes: Option<Arc<WhatIfs>>,
    /// Against the plan of the case that is compared with.
    pub survival: Option<Arc<(String, Survival)>>,
    /// The plan's means over the lucks of the search, and what the run came to.
    pub worth: Option<(Judged, Judged)>,
}

/// The best plan that was found for a case.
pub(super) type Best = Arc<Par>;

/// What is looked for when somebody asks for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wanted {
    Stated(Stated),
    Weighed(Weighed),
}

#[cfg_attr(test, derive(Debug))]
enum Found {
    Stated(Stated, String, Box<Survival>),
    Weighed(Weighed, Box<Par>),
    Best(String, Box<Par>),
    Own(Key, Box<WhatIfs>),
    Worth(Key, Box<(Judged, Judged)>),
    Changes(Key, Box<WhatIfs>),
    Luck(Key, Box<LuckAndJudgement>),
    Parts(Key, Box<Attribution>),
    Survival(Key, String, Box<Survival>),
}

/// A run is recognised by everything that was decided in it.
pub(super) type Key = [u8; 32];

/// What was found of runs. It depends on the runs alone, so one debrief can take up what another has found.
#[derive(Clone, Debug, Default)]
pub struct Insight {
    tables: BTreeMap<Key, Table>,
    best: BTreeMap<String, Best>,
    /// Conclusions that the room stated, and the best plans for its own weights.
    stated: BTreeMap<Stated, Arc<(String, Survival)>>,
    weighed: BTreeMap<Weighed, Best>,
}

/// A conclusion that the room states: the plan of a run is ahead of another one, by an aim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stated {
    pub run: Key,
    pub against: Other,
    pub aim: Aim,
}

/// What a plan is set against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Other {
    /// The plan of the case that buys everything, or the next that differs.
    Usual,
    Plan(usize),
    Run(Key),
    Found,
}

/// A case by its name, and what the room gives to each gauge.
pub(super) type Weighed = (String, Own);

#[derive(Default)]
pub(super) struct Work {
    found: Insight,
    /// What was asked for one by one, and is not there yet.
    wanted: BTreeSet<Wanted>,
    asked: usize,
    done: usize,
    inbox: Inbox,
    stop: Arc<AtomicBool>,
    /// What is looked for here, one part a tick, where there are no threads.
    #[cfg(not(feature = "threads"))]
    jobs: std::collections::VecDeque<Job>,
    #[cfg(not(feature = "threads"))]
    machine: Option<Arc<Machine>>,
    /// What is being looked for; it gives the best plan on to the parts after it.
    #[cfg(not(feature = "threads"))]
    steps: Option<Steps<(Option<Found>, Last)>>,
    /// The best plan found last.
    #[cfg(not(feature = "threads"))]
    last: Last,
}

/// The best plan that was found last, and of which case it is.
type Last = Option<(String, Best)>;

/// What was found and not taken in yet; a part that could not be found is `None`.
type Inbox = Arc<Mutex<Vec<Option<Found>>>>;

/// One thing to look for.
#[cfg_attr(test, derive(Debug))]
enum Job {
    /// Every other decision of a run under its own luck.
    Own(Case, Run),
    Best(Case, Vec<Years>),
    /// Something of a run; the decisions of the best plan of its case are compared with it.
    Table(What, Case, Run, Option<Years>),
    /// As before, where the best plan of the case is looked for in the same queue.
    After(What, Case, Run),
    /// A conclusion against these decisions, or against the usual plan.
    Stated(Stated, Case, Run, Option<(String, Years)>),
    Weighed(Weighed, Case, Vec<Years>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Worth,
    Changes,
    Luck,
    Parts,
    Survival,
}

pub(super) fn key(run: &Run) -> Key {
    prefix_digest(run, run.years.len())
}

impl Work {
    /// Looks for one thing more, unless it is looked for already; without a machine it is only counted.
    fn want(&mut self, wanted: Wanted, job: Job, machine: Option<&Arc<Machine>>) {
        if self.wanted.insert(wanted) {
            self.asked += 1;
            if let Some(machine) = machine {
                self.begin(vec![job], machine);
            }
        }
    }

    /// A conclusion in many worlds; it is looked for if it is not known. The other plan has a name and decisions, unless
    /// it is the usual one.
    pub(super) fn stated(
        &mut self,
        (case, run): (&Case, &Run),
        (against, aim): (Other, Aim),
        other: Option<(String, Years)>,
        machine: Option<&Arc<Machine>>,
    ) -> Option<Arc<(String, Survival)>> {
        let stated = Stated { run: key(run), against, aim };
        if against == Other::Usual
            && aim == Aim::Score
            && let Some(known) = self.of(run).survival
        {
            return Some(known);
        }
        let known = self.found.stated.get(&stated).cloned();
        // The usual one is on its way with everything else of the table.
        if known.is_none() && (against, aim) != (Other::Usual, Aim::Score) {
            let job = Job::Stated(stated.clone(), case.clone(), run.clone(), other);
            self.want(Wanted::Stated(stated), job, machine);
        }
        known
    }

    /// Looks for the best plan by the room's own weights, from the plans of the case and of the tables.
    pub(super) fn weigh(
        &mut self,
        case: &Case,
        own: Own,
        tables: Vec<Years>,
        machine: Option<&Arc<Machine>>,
    ) {
        let weighed = (case.slug.clone(), own);
        if !self.found.weighed.contains_key(&weighed) {
            let job = Job::Weighed(weighed.clone(), case.clone(), tables);
            self.want(Wanted::Weighed(weighed), job, machine);
        }
    }

    /// The best plan by these weights, and whether it is looked for.
    pub(super) fn weighed(&self, case: &Case, own: Own) -> (Option<&Best>, bool) {
        let weighed = (case.slug.clone(), own);
        let known = self.found.weighed.get(&weighed);
        (known, self.wanted.contains(&Wanted::Weighed(weighed)))
    }

    /// Looks for all that is not known yet of the tables of a room; without a machine it is only counted.
    pub(super) fn ask(&mut self, room: &Room, machine: Option<&Arc<Machine>>) {
        self.stop.store(true, Ordering::Relaxed);
        self.stop = Arc::default();
        let mut jobs = Vec::new();
        for case in &room.cases {
            let tables: Vec<usize> = (0..room.tables.len())
                .filter(|table| room.case_of(*table).digest == case.digest && room.replays(*table))
                .collect();
            if tables.is_empty() {
                continue;
            }
            // The script comes first: a room may want it at once.
            for table in &tables {
                let run = &room.tables[*table].run;
                if self.of(run).own.is_none() {
                    jobs.push(Job::Own(case.clone(), run.clone()));
                }
            }
            let best = self.found.best.get(&case.slug).cloned();
            if best.is_none() {
                let plans = tables.iter().map(|it| room.tables[*it].run.decisions()).collect();
                jobs.push(Job::Best(case.clone(), plans));
            }
            for what in [What::Changes, What::Luck, What::Parts, What::Worth, What::Survival] {
                for table in &tables {
                    let run = &room.tables[*table].run;
                    if self.found.tables.get(&key(run)).is_some_and(|it| it.knows(what)) {
                        continue;
                    }
                    let (case, run) = (case.clone(), run.clone());
                    jobs.push(match &best {
                        Some(best) => Job::Table(what, case, run, Some(best.years.clone())),
                        None => Job::After(what, case, run),
                    });
                }
            }
        }
        (self.asked, self.done) = (jobs.len(), 0);
        self.inbox = Inbox::default();
        self.wanted.clear();
        #[cfg(not(feature = "threads"))]
        {
            self.jobs.clear();
            self.steps = None;
        }
        if let Some(machine) = machine {
            self.begin(jobs, machine);
        }
    }

    /// Takes up what is known already.
    pub(super) fn know(&mut self, found: Insight) {
        let Insight { tables, best, stated, weighed } = found;
        self.found.tables.extend(tables);
        self.found.best.extend(best);
        self.found.stated.extend(stated);
        self.found.weighed.extend(weighed);
    }

    /// Takes up what was found of a run at once.
    pub(super) fn know_own(&mut self, run: &Run, found: WhatIfs) -> Arc<WhatIfs> {
        self.table(key(run)).own.insert(Arc::new(found)).clone()
    }

    /// All that was found so far.
    pub(super) const fn found(&self) -> &Insight {
        &self.found
    }

    #[cfg(feature = "threads")]
    fn begin(&mut self, jobs: Vec<Job>, machine: &Arc<Machine>) {
        let (stop, inbox) = (self.stop.clone(), self.inbox.clone());
        let machine = machine.clone();
        let work = move || {
            let mut last = None;
            for job in jobs {
                if stop.load(Ordering::Relaxed) {
                    return;
                }
                let job = job.after(&last);
                let machine = machine.on(|| job.text());
                let found = at_once(job.run(&mut last, &machine));
                inbox.lock().unwrap_or_else(PoisonError::into_inner).push(found);
            }
        };
        // Without a thread for it there is no insight, and everything else goes on.
        let _ = std::thread::Builder::new().name("insight".to_owned()).spawn(work);
    }

    #[cfg(not(feature = "threads"))]
    fn begin(&mut self, jobs: Vec<Job>, machine: &Arc<Machine>) {
        self.machine = Some(machine.clone());
        self.jobs.extend(jobs);
    }

    /// One step of what is looked for.
    #[cfg(not(feature = "threads"))]
    fn go_on(&mut self) {
        if self.steps.is_none()
            && let (Some(machine), Some(job)) = (&self.machine, self.jobs.pop_front())
        {
            let job = job.after(&self.last);
            let machine = machine.on(|| job.text());
            let mut last = self.last.take();
            self.steps = Some(Steps::of(async move {
                let found = job.run(&mut last, &machine).await;
                (found, last)
            }));
        }
        let Some(steps) = &mut self.steps else { return };
        if let Some((found, last)) = steps.go_on() {
            (self.last, self.steps) = (last, None);
            self.inbox.lock().unwrap_or_else(PoisonError::into_inner).push(found);
        }
    }

    /// Takes in what was found since; says whether there was anything.
    pub(super) fn collect(&mut self) -> bool {
        #[cfg(not(feature = "threads"))]
        self.go_on();
        let mut inbox = self.inbox.lock().unwrap_or_else(PoisonError::into_inner);
        let found = std::mem::take(&mut *inbox);
        drop(inbox);
        let any = !found.is_empty();
        self.done += found.len();
        for found in found.into_iter().flatten() {
            match found {
                Found::Stated(stated, name, found) => {
                    self.wanted.remove(&Wanted::Stated(stated.clone()));
                    self.found.stated.insert(stated, Arc::new((name, *found)));
                }
                Found::Weighed(weighed, found) => {
                    self.wanted.remove(&Wanted::Weighed(weighed.clone()));
                    self.found.weighed.insert(weighed, Arc::new(*found));
                }
                Found::Best(slug, found) => {
                    self.found.best.insert(slug, Arc::new(*found));
                }
                Found::Own(key, found) => self.table(key).own = Some(Arc::new(*found)),
                Found::Worth(key, found) => self.table(key).worth = Some(*found),
                Found::Changes(key, found) => self.table(key).changes = Some(Arc::new(*found)),
                Found::Luck(key, found) => self.table(key).luck = Some(Arc::new(*found)),
                Found::Parts(key, found) => self.table(key).parts = Some(Arc::new(*found)),
                Found::Survival(key, name, found) => {
                    self.table(key).survival = Some(Arc::new((name, *found)));
                }
            }
        }
        any
    }

    fn table(&mut self, key: Key) -> &mut Table {
        self.found.tables.entry(key).or_default()
    }

    /// What is known of a run so far.
    pub(super) fn of(&self, run: &Run) -> Table {
        self.found.tables.get(&key(run)).cloned().unwrap_or_default()
    }

    /// The best plan found for a case.
    pub(super) fn best(&self, case: &Case) -> Option<&Best> {
        self.found.best.get(&case.slug)
    }

    /// Parts found and asked for; the same where nothing is looked for any more.
    pub(super) const fn progress(&self) -> (usize, usize) {
        (self.done, self.asked)
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Table {
    const fn knows(&self, what: What) -> bool {
        match what {
            What::Worth => self.worth.is_some(),
            What::Changes => self.changes.is_some(),
            What::Luck => self.luck.is_some(),
            What::Parts => self.parts.is_some(),
            What::Survival => self.survival.is_some(),
        }
    }
}

impl Job {
    /// With the best plan that was found before it, where it waited for that.
    fn after(self, last: &Last) -> Self {
        match self {
            Self::After(what, case, run) => {
                let best = last.as_ref().filter(|(slug, _)| *slug == case.slug);
                let best = best.map(|(_, best)| best.years.clone());
                Self::Table(what, case, run, best)
            }
            other => other,
        }
    }

    /// Looks for it; `last` carries the best plan to the jobs after it.
    async fn run(self, last: &mut Last, machine: &Machine) -> Option<Found> {
        match self {
            Self::Stated(stated, case, run, other) => {
                let model = Model::new(&case);
                let judge = Judge::new(&case, &model).over(run.years.len());
                let own = Course::of_run(&judge, &run).years;
                let (name, other) = match other {
                    Some(other) => other,
                    None => rival(&case, &judge, &own)?,
                };
                let found = conclude(&judge, stated.aim, &own, &other, machine).await;
                Some(Found::Stated(stated, name, Box::new(found)))
            }
            Self::Weighed(weighed, case, plans) => {
                let found = search(&case, Some(weights::of_own(weighed.1)), plans, machine).await?;
                Some(Found::Weighed(weighed, Box::new(found)))
            }
            Self::Own(case, run) => {
                let found = turning::changes_in_steps(&case, &run, machine).await;
                Some(Found::Own(key(&run), Box::new(found)))
            }
            Self::Best(case, plans) => {
                let found = search(&case, None, plans, machine).await?;
                *last = Some((case.slug.clone(), Arc::new(found.clone())));
                Some(Found::Best(case.slug, Box::new(found)))
            }
            Self::Table(what, case, run, best) => look(what, &case, &run, best, machine).await,
            // No best plan was found.
            Self::After(what, case, run) => look(what, &case, &run, None, machine).await,
        }
    }
}

/// The plan of a case as decisions: a mix drawn by lot begins as it is drawn for the first luck of the search.
pub(super) fn plan_of_case(case: &Case, plan: usize) -> Option<(String, Years)> {
    let plan = case.plans.get(plan)?;
    let model = Model::new(case);
    let judge = Judge::new(case, &model);
    let first = Luck::new(lucks::search(1).start);
    Some((plan.name.clone(), course::of_body(&judge, &plan.body, &first)))
}

/// How a conclusion fares over what is not known.
async fn conclude(
    judge: &Judge<'_>,
    aim: Aim,
    a: &Years,
    b: &Years,
    machine: &Machine,
) -> Survival {
    let conclusion = Conclusion { aim, a, b, lucks: lucks::futures(4) };
    survival_in_steps(judge, &conclusion, WORLDS, machine, &|_| {}).await
}

/// The best plan for the same mission that a bounded search finds, from the plans of the case and of the tables, by these
/// weights or by those of the case.
async fn search(
    case: &Case,
    weights: Option<GaugeWeights>,
    tables: Vec<Years>,
    machine: &Machine,
) -> Option<Par> {
    let model = Model::new(case);
    let judge = Judge::new(case, &model);
    let judge = match weights {
        Some(weights) => judge.weighing(weights),
        None => judge,
    };
    // A mix drawn by lot begins as it is drawn for the first luck of the search.
    let first = Luck::new(lucks::search(1).start);
    let years = usize::from(case.played_years);
    let named = case.plans.iter().map(|plan| course::of_body(&judge, &plan.body, &first));
    let whole = tables.into_iter().filter(|plan| plan.len() == years);
    let starts: Vec<Years> = named.chain(whole).collect();
    let effort = par::Effort::TABLE;
    par::par_in_steps(&judge, &starts, &Vocabulary::SAME_MISSION, &effort, machine, &|_| {}).await
}

async fn look(
    what: What,
    case: &Case,
    run: &Run,
    best: Option<Years>,
    machine: &Machine,
) -> Option<Found> {
    let model = Model::new(case);
    let judge = Judge::new(case, &model).over(run.years.len());
    let course = Course::of_run(&judge, run);
    let key = key(run);
    match what {
        What::Worth => {
            let lucks = lucks::search(par::Effort::TABLE.lucks());
            let plan = [course.years.clone()];
            let mean = par::means_in_steps(&judge, &plan, lucks, machine, &|_| {}).await;
            let own = judge.play(&Luck::new(course.seed), &course.years);
            Some(Found::Worth(key, Box::new((*mean.first()?, own))))
        }
        What::Changes => {
            let effort = what_if::Effort {
                lucks: lucks::futures(4),
                closer: lucks::futures(200),
                leading: 8,
                paired: 8,
            };
            let vocabulary = Vocabulary { terms: false, ..Vocabulary::ALL };
            let found =
                single_changes_in_steps(&judge, &course, &vocabulary, &effort, machine, &|_| {})
                    .await;
            Some(Found::Changes(key, Box::new(found)))
        }
        What::Luck => {
            let mut rivals: Vec<Rival<'_>> = case
                .plans
                .iter()
                .enumerate()
                .map(|(at, plan)| Rival::Named(at, &plan.body))
                .collect();
            rivals.extend(best.map(Rival::Decisions));
            let found = luck_and_judgement_in_steps(
                &judge,
                &course,
                &rivals,
                lucks::futures(FUTURES),
                lucks::held_out(COMPARED),
                machine,
                &|_| {},
            )
            .await?;
            Some(Found::Luck(key, Box::new(found)))
        }
        What::Parts => {
            let seeds = lucks::futures(TOLD_APART);
            let by = async |grouping| {
                let seeds = seeds.clone();
                attribution_in_steps(&judge, &course, grouping, ORDERS, seeds, machine, &|_| {})
                    .await
            };
            let found = match by(Grouping::Decision).await {
                None => by(Grouping::Year).await?,
                Some(found) => found,
            };
            Some(Found::Parts(key, Box::new(found)))
        }
        What::Survival => {
            let (name, rival) = rival(case, &judge, &course.years)?;
            let found = conclude(&judge, Aim::Score, &course.years, &rival, machine).await;
            Some(Found::Survival(key, name, Box::new(found)))
        }
    }
}

/// The plan of the case that a table's plan is tested against: one that buys everything, or the next that differs from
/// the table's by a point at least.
fn rival(case: &Case, judge: &Judge<'_>, own: &Years) -> Option<(String, Years)> {
    let first = Luck::new(lucks::search(1).start);
    let mut plans: Vec<_> = case.plans.iter().collect();
    plans.sort_by_key(|plan| !plan.slug.contains("proprietary"));
    let mut plans = plans.into_iter().map(|plan| {
        let years = course::of_body(judge, &plan.body, &first);
        (plan.name.clone(), years)
    });
    let mean = judge.play(&first, own);
    let fallback = plans.next()?;
    let apart = |years: &Years| Aim::Score.gain(&mean, &judge.play(&first, years)).abs() >= 1.0;
    if apart(&fallback.1) {
        return Some(fallback);
    }
    plans.find(|(_, years)| apart(years)).or(Some(fallback))
}
