//! The laboratory of the facts: the family-benefits agency, with numbers and portfolios put in by hand.
//!
//! Everything is paired: two settings are compared on the same lucks, and a share is a share of lucks.

use stackholders::id::{ComponentId, OptionId};
use stackholders::insight::plan;
use stackholders::luck::Luck;
use stackholders::scenario::case::{Case, Choice, Impact, Job, Review, UseCase};
use stackholders::scenario::plan::{Decision, Gauge, Guardrail, Term, Vehicle};
use stackholders::scenario::vocabulary::{Category, EventKind};
use stackholders::scenario::{load, shipped};
use stackholders::sim::outcome::{Gauges, Milestone, Occurrence, Progress};
use stackholders::sim::trace::Recorder;
use stackholders::sim::{Model, NoTrace, ONLY, State, advance};
use stackholders::units::Money;
use std::fmt::Write as _;
use std::sync::OnceLock;

/// Lucks of every fact.
pub const LUCKS: u64 = 2_000;

/// Years of a total cost of ownership, when a fact does not say otherwise.
pub const HORIZON: usize = 5;

/// Evaluates something on every luck.
pub fn on_every_luck<T>(measure: impl FnMut(Luck) -> T) -> Vec<T> {
    (1..=LUCKS).map(Luck::new).map(measure).collect()
}

/// The case the laboratory works with.
fn usual_case() -> &'static Case {
    static CASE: OnceLock<Case> = OnceLock::new();
    CASE.get_or_init(|| {
        let slug = "family-benefits";
        let files = shipped::files(slug).expect("the case is shipped");
        let loaded = load(&files);
        assert!(loaded.case.is_some(), "{slug}: {}", loaded.findings);
        loaded.case.expect("asserted above")
    })
}

/// A family of tools: one archetype for every component, all from one supplier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Family {
    pub archetype: &'static str,
    pub supplier: &'static str,
    /// Technology stack; its standards are those that the case's options of this stack speak.
    stack: &'static str,
}

/// Open tools of a foundation, self-run.
pub const OPEN: Family = family("foundation", "commonfield", "open-kit");
/// Open tools of one company, self-run.
pub const COMPANY: Family = family("company-open", "coppermill", "open-kit");
/// Open tools kept by one or two people, self-run.
pub const SMALL: Family = family("small-project", "wren", "open-kit");
/// Services of a large cloud provider.
pub const PROPRIETARY: Family = family("cloud-service", "broadmeadow", "commercial");
/// Open software run by a supplier.
pub const MANAGED: Family = family("managed-open", "stillharbor", "hosted-open");

const fn family(archetype: &'static str, supplier: &'static str, stack: &'static str) -> Family {
    Family { archetype, supplier, stack }
}

/// An agency with numbers of its own.
#[derive(Clone)]
pub struct Agency {
    pub case: Case,
    values: Vec<f64>,
}

impl Agency {
    /// The agency most facts speak of: eight people, five million dollars a year, 40 TB.
    pub fn usual() -> Self {
        let case = usual_case().clone();
        let values = case.parameters.iter().map(|parameter| parameter.likely).collect();
        Self { case, values }
    }

    pub fn model(&self) -> Model {
        Model::with_values(&self.case, |id| self.values[id.index()])
    }

    /// Puts in a number. The path is a full one, or begins with `*.` and then ends many.
    #[must_use]
    pub fn with(self, path: &str, value: f64) -> Self {
        self.scaled(path, 0.0, value)
    }

    /// Multiplies numbers and then adds to them.
    #[must_use]
    pub fn scaled(mut self, path: &str, factor: f64, plus: f64) -> Self {
        let mut found = false;
        for (parameter, value) in self.case.parameters.iter().zip(&mut self.values) {
            let fits = match path.strip_prefix('*') {
                Some(end) => parameter.path.ends_with(end),
                None => parameter.path == path,
            };
            if fits {
                *value = *value * factor + plus;
                found = true;
            }
        }
        assert!(found, "{path}: the case has no such number");
        self
    }

    pub fn value(&self, path: &str) -> f64 {
        let place = self.case.parameters.iter().position(|parameter| parameter.path == path);
        assert!(place.is_some(), "{path}: the case has no such number");
        self.values[place.expect("asserted above")]
    }

    /// So many people, spread evenly over the pools.
    #[must_use]
    pub fn with_staff(mut self, people: usize) -> Self {
        let pools: Vec<String> = self.case.pools.iter().map(|pool| pool.slug.clone()).collect();
        for (place, pool) in pools.iter().enumerate() {
            let here = people / pools.len() + usize::from(place < people % pools.len());
            self = self.with(&format!("pools.{pool}.headcount"), here as f64);
        }
        self
    }

    /// All tool decisions may be taken in the first year, and no limit of money or authority stands against one.
    #[must_use]
    pub fn unlimited(mut self) -> Self {
        self.case.agency.slots.fill(64);
        self.scaled("agency.award_ceiling", 1.0e3, 0.0).rich()
    }

    /// Money does not run out.
    #[must_use]
    pub fn rich(mut self) -> Self {
        for id in self.case.agency.appropriation.clone() {
            self.values[id.index()] = 1.0e6;
        }
        self
    }

    /// No late budget and no lapse of it.
    #[must_use]
    pub fn with_budgets_in_time(self) -> Self {
        self.with("parameters.resolution_probability", 0.0)
            .with("parameters.shutdown_probability", 0.0)
    }

    /// The same agency with these options in place since the first October, on contracts of so many months.
    #[must_use]
    pub fn standing_on(mut self, portfolio: &[OptionId], contract: u16) -> Self {
        for (component, option) in self.case.components.iter_mut().zip(portfolio) {
            component.inherited = *option;
            component.inherited_age = 0;
            component.inherited_contract = contract;
        }
        self
    }

    /// As [`Self::standing_on`] with one family everywhere.
    #[must_use]
    pub fn standing_on_family(mut self, family: Family, contract: u16) -> Self {
        let portfolio = self.portfolio_of(family);
        self.standing_on(&portfolio, contract)
    }

    /// Offers an archetype in every component, and gives these options.
    pub fn portfolio_of(&mut self, family: Family) -> Vec<OptionId> {
        let archetype = self.case.archetypes.iter().position(|it| it.slug == family.archetype);
        let archetype = archetype.expect("an archetype of the case");
        let supplier = self.case.suppliers.iter().position(|it| it.slug == family.supplier);
        let supplier = supplier.expect("a supplier of the case");
        (0..self.case.components.len())
            .map(|place| {
                let component = ComponentId(place as u16);
                let like =
                    |other: &&Choice| other.component == component && other.stack == family.stack;
                let standards =
                    self.case.options.iter().filter(like).flat_map(|it| it.standards.clone());
                let choice = Choice {
                    slug: format!("{}-{}", family.archetype, self.case.components[place].slug),
                    name: String::new(),
                    component,
                    archetype: archetype as u16,
                    model: self.case.archetypes[archetype].model,
                    supplier: stackholders::id::SupplierId(supplier as u16),
                    stack: family.stack.to_owned(),
                    pitch: String::new(),
                    more: String::new(),
                    standards: standards.collect(),
                    authorised: Impact::High,
                    profile: self.case.archetypes[archetype].profile,
                    on_offer: true,
                };
                self.case.options.push(choice);
                OptionId((self.case.options.len() - 1) as u16)
            })
            .collect()
    }

    /// The decisions of a shipped plan for one luck.
    pub fn plan(&self, slug: &str, luck: &Luck) -> Vec<Vec<Decision>> {
        let plan = self.case.plan(slug).expect("a plan of the case");
        let years = plan::years(&self.case, &plan.body, luck);
        years.iter().map(|year| year.decisions.clone()).collect()
    }

    /// What a shipped plan ends up with in every component.
    pub fn portfolio(&self, plan: &str) -> Vec<OptionId> {
        let mut options: Vec<OptionId> =
            self.case.components.iter().map(|component| component.inherited).collect();
        for decision in self.plan(plan, &Luck::new(0)).into_iter().flatten() {
            if let Decision::Adopt { component, option, .. } = decision {
                options[component.index()] = option;
            }
        }
        options
    }

    pub fn component(&self, slug: &str) -> usize {
        self.case.components.iter().position(|it| it.slug == slug).expect("a component of the case")
    }

    /// The components that carry a job.
    pub fn carrying(&self, job: Job) -> Vec<usize> {
        let carries = |place: &usize| {
            self.case.components[*place].jobs.iter().any(|(other, _)| *other == job)
        };
        (0..self.case.components.len()).filter(carries).collect()
    }

    /// Use cases changed by hand.
    #[must_use]
    pub fn serving(mut self, change: impl Fn(&mut UseCase)) -> Self {
        self.case.use_cases.iter_mut().for_each(change);
        self
    }

    /// Every use case is live on the first day with this review.
    #[must_use]
    pub fn in_full_service(self, review: Review) -> Self {
        self.serving(|use_case| {
            use_case.planned = None;
            use_case.review = review;
        })
    }
}

/// Replaces components by these options in the first October, all with the same contract.
pub fn adopt(choices: &[(usize, OptionId)]) -> Vec<Vec<Decision>> {
    let adopt = |(component, option): &(usize, OptionId)| Decision::Adopt {
        component: ComponentId(*component as u16),
        option: *option,
        term: Term::ThreeYears,
        clause: true,
        vehicle: Vehicle::Order,
    };
    vec![choices.iter().map(adopt).collect()]
}

/// The same guardrail every year.
pub fn every_year(guardrail: Guardrail, years: usize) -> Vec<Vec<Decision>> {
    vec![vec![Decision::Invest(guardrail)]; years]
}

/// What is kept of a run.
pub struct Run {
    pub gauges: Vec<Gauges>,
    /// k$ a year and category.
    pub ledger: Vec<[f64; Category::COUNT]>,
    pub occurrences: Vec<Occurrence>,
    pub milestones: Vec<Milestone>,
    pub declined: usize,
    /// Mean patch latency over the components at the end of each year (days).
    pub patch_days: Vec<f64>,
}

impl Run {
    pub fn last(&self) -> &Gauges {
        self.gauges.last().expect("a run has years")
    }

    /// k$ of some categories over all years.
    pub fn spent(&self, categories: &[Category]) -> f64 {
        self.ledger.iter().flat_map(|year| categories.iter().map(|it| year[it.index()])).sum()
    }

    /// k$ of all categories over all years, not discounted.
    pub fn total(&self) -> f64 {
        self.ledger.iter().flatten().sum()
    }

    /// k$ lost to events of some kinds.
    pub fn lost_to(&self, kinds: &[EventKind]) -> f64 {
        let hits = self.occurrences.iter().filter(|it| kinds.contains(&it.kind));
        hits.map(|it| it.loss.kilodollars()).sum()
    }

    pub fn count(&self, kinds: &[EventKind]) -> usize {
        self.occurrences.iter().filter(|it| kinds.contains(&it.kind)).count()
    }

    /// Month of a component's first milestone of a kind; `NOT_REACHED` if there is none.
    pub fn month_of(&self, component: usize, what: Progress) -> f64 {
        let hit = |it: &&Milestone| it.what == what && it.component.index() == component;
        self.milestones.iter().find(hit).map_or(NOT_REACHED, |it| f64::from(it.month.0))
    }
}

/// Stands for a month that a run does not reach.
pub const NOT_REACHED: f64 = 120.0;

/// Plays so many years; later years run on standing decisions.
pub fn run(model: &Model, luck: &Luck, plan: &[Vec<Decision>], years: usize) -> Run {
    run_from(model, luck, State::start(model, luck), plan, years, &mut NoTrace)
}

pub fn run_from<R: Recorder>(
    model: &Model,
    luck: &Luck,
    mut state: State,
    plan: &[Vec<Decision>],
    years: usize,
    recorder: &mut R,
) -> Run {
    let mut run = Run {
        gauges: Vec::with_capacity(years),
        ledger: Vec::with_capacity(years),
        occurrences: Vec::new(),
        milestones: Vec::new(),
        declined: 0,
        patch_days: Vec::with_capacity(years),
    };
    let mut declined = Vec::new();
    for year in 0..years {
        let decisions = plan.get(year).map_or(&[][..], Vec::as_slice);
        run.gauges.push(advance(model, luck, &mut state, decisions, recorder, &mut declined));
        run.ledger.push(state.ledger.by_category(ONLY).map(Money::kilodollars));
        run.occurrences.extend(state.tally.occurrences[ONLY].iter().copied());
        run.milestones.extend(state.tally.milestones[ONLY].iter().copied());
        run.patch_days
            .push(mean(state.stations.iter().map(|station| station.now.patch_days[ONLY])));
    }
    run.declined = declined.len();
    run
}

/// A case's own judgement of its played years, 0-100: each gauge on its scale, weighed.
pub fn score(case: &Case, run: &Run) -> f64 {
    points(case, run).iter().sum()
}

/// As [`score`], by gauge, each already weighed.
///
/// Cost, lock-in and controls as they stand when the team hands over; losses and service as the mean of the played
/// years, so that one quiet last year does not hide a bad one.
pub fn points(case: &Case, run: &Run) -> [f64; 5] {
    let played = usize::from(case.played_years);
    let years = &run.gauges[..played];
    let over_years = |gauge| mean(years.iter().map(|it| it.headline(gauge)));
    let at_end = |gauge| years[played - 1].headline(gauge);
    let (weights, scales) = (&case.weights, &case.scales);
    [
        (weights.cost, scales.cost, at_end(Gauge::Cost)),
        (weights.lock_in, scales.lock_in, at_end(Gauge::LockIn)),
        (weights.security, scales.security, over_years(Gauge::Security)),
        (weights.scale, scales.scale, over_years(Gauge::Scale)),
        (weights.compliance, scales.compliance, at_end(Gauge::Compliance)),
    ]
    .map(|(weight, scale, value)| {
        weight * ((scale.bad - value) / (scale.bad - scale.good)).clamp(0.0, 1.0)
    })
}

/// Share of the lucks in which something held.
pub fn share(held: impl IntoIterator<Item = bool>) -> f64 {
    mean(held.into_iter().map(|it| f64::from(u8::from(it))))
}

/// Share of pairs in which something held.
pub fn share_of_pairs<T>(a: &[T], b: &[T], held: impl Fn(&T, &T) -> bool) -> f64 {
    share(a.iter().zip(b).map(|(a, b)| held(a, b)))
}

/// The order statistic of rank ⌈n·p⌉.
pub fn quantile(values: impl IntoIterator<Item = f64>, level: f64) -> f64 {
    let mut sorted: Vec<f64> = values.into_iter().collect();
    sorted.sort_by(f64::total_cmp);
    let rank = (sorted.len() as f64 * level).ceil() as usize;
    sorted[rank.clamp(1, sorted.len()) - 1]
}

pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    quantile(values, 0.5)
}

pub fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for value in values {
        sum += value;
        count += 1.0;
    }
    sum / count
}

pub fn variance(values: &[f64]) -> f64 {
    let middle = mean(values.iter().copied());
    mean(values.iter().map(|value| (value - middle) * (value - middle)))
}

/// One number of a fact, and what it is held to.
pub struct Finding {
    what: &'static str,
    value: f64,
    low: f64,
    high: f64,
    /// The bar it was to clear, where the model does not.
    missed: Option<&'static str>,
}

/// The bar is cleared at or above this value.
pub fn at_least(what: &'static str, value: f64, bar: f64) -> Finding {
    Finding { what, value, low: bar, high: f64::INFINITY, missed: None }
}

/// The bar is cleared at or below this value.
pub fn at_most(what: &'static str, value: f64, bar: f64) -> Finding {
    Finding { what, value, low: f64::NEG_INFINITY, high: bar, missed: None }
}

/// The bar is cleared between these values.
pub fn within(what: &'static str, value: f64, low: f64, high: f64) -> Finding {
    Finding { what, value, low, high, missed: None }
}

impl Finding {
    /// The model does not clear `bar`; it is held to the band around what it does instead. docs/facts.md says why.
    pub fn but_bar_is(self, bar: &'static str) -> Self {
        Self { missed: Some(bar), ..self }
    }
}

/// Prints one line for a fact, and fails if a number left what it is held to.
pub fn fact(name: &str, findings: &[Finding]) {
    let mut text = String::new();
    for Finding { what, value, low, high, missed } in findings {
        let held_to = match (low.is_finite(), high.is_finite()) {
            (true, true) => format!("{low} to {high}"),
            (true, false) => format!("at least {low}"),
            _ => format!("at most {high}"),
        };
        let bar = missed.map_or(String::new(), |bar| format!("; MISSES THE BAR {bar}"));
        write!(text, "\n     {value:8.3}  {what} [{held_to}{bar}]").expect("writing to text");
    }
    #[expect(clippy::print_stdout, reason = "the table is what these tests are run for")]
    {
        println!("{name}{text}");
    }
    for Finding { what, value, low, high, .. } in findings {
        assert!(
            (*low..=*high).contains(value),
            "{name}: {what} is {value:.3}, held to {low} to {high}; docs/facts.md tells what this fact is about"
        );
    }
}
