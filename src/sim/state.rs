//! Everything the rules know at one moment, in flat arrays.
//!
//! Invariant: the state is a function of (model, luck, decisions so far) alone; two states with
//! the same digest go on identically.

use super::ledger::Ledger;
use super::model::Model;
use super::outcome::{Milestone, Occurrence};
use crate::luck::Luck;
use crate::scenario::case::{Lever, Review};
use crate::scenario::plan::{Term, Vehicle};

/// No month: a contract that does not end, an order that is not placed.
pub const NEVER: u16 = u16::MAX;

/// A running pipeline at the beginning of a month.
#[derive(Clone, Debug)]
pub struct State {
    /// Months played.
    pub month: u16,
    pub stations: Vec<Station>,
    pub suppliers: Vec<SupplierState>,
    pub pools: Vec<PoolState>,
    pub use_cases: Vec<UseCaseState>,
    pub agency: AgencyState,
    pub factors: Vec<TimedFactor>,
    pub levers: Levers,
    /// Strength (0-1) of each job this month, in `Job::ALL` order.
    pub jobs: [f64; 8],
    /// Events that wait for an answer: card index and what happened.
    pub open: Vec<(u16, Occurrence)>,
    pub ledger: Ledger,
    pub tally: Tally,
    /// Hazard draws of these months: a function of (luck, month), kept to draw them once.
    pub dice: Dice,
    /// The defence that all of [`Kept::hazards`] were made with.
    pub(super) defence: Defence,
}

/// Uniforms of the hazards that are tried every month. One address holds four months of them.
#[derive(Clone, Debug)]
pub struct Dice {
    /// Per component: a known flaw, a poisoned dependency.
    pub components: Vec<[[f64; DICE_MONTHS]; 2]>,
    /// Per pool: departures.
    pub pools: Vec<[f64; DICE_MONTHS]>,
    /// Per use case: a surge begins, a harmful decision.
    pub use_cases: Vec<[[f64; DICE_MONTHS]; 2]>,
    /// Per supplier: the month drawn, and acquisition, licence change, ending, breach.
    pub suppliers: Vec<(u16, [f64; 4])>,
}

/// Months that share one address; a year holds a whole number of them. Numerical.
pub const DICE_MONTHS: usize = 4;

impl Dice {
    fn new(model: &Model) -> Self {
        Self {
            components: vec![Default::default(); model.components.len()],
            pools: vec![Default::default(); model.pools.len()],
            use_cases: vec![Default::default(); model.use_cases.len()],
            suppliers: vec![(NEVER, [1.0; 4]); model.suppliers.len()],
        }
    }

    /// Draws what the coming months need; does nothing in between.
    pub fn roll(&mut self, model: &Model, luck: &Luck, month: u16) {
        if !(month as usize).is_multiple_of(DICE_MONTHS) {
            return;
        }
        let block = month / DICE_MONTHS as u16;
        for (dice, component) in self.components.iter_mut().zip(&model.components) {
            *dice = [0, 1].map(|hazard| luck.quad(component.security, block, hazard));
        }
        for (dice, pool) in self.pools.iter_mut().zip(&model.pools) {
            *dice = luck.quad(pool.attrition, block, 0);
        }
        for (dice, use_case) in self.use_cases.iter_mut().zip(&model.use_cases) {
            *dice = [luck.quad(use_case.surge, block, 0), luck.quad(use_case.harm, block, 0)];
        }
    }

    /// Acquisition, licence change, ending and breach of a supplier this month.
    #[inline]
    pub fn supplier(&mut self, model: &Model, luck: &Luck, index: usize, month: u16) -> [f64; 4] {
        let (drawn, dice) = &mut self.suppliers[index];
        if *drawn != month {
            *drawn = month;
            *dice = luck.quad(model.suppliers[index].events, month, 0);
        }
        *dice
    }
}

/// One component of the pipeline.
#[derive(Clone, Debug)]
pub struct Station {
    pub option: usize,
    /// Months the running option has run.
    pub age: u16,
    /// Factor on the option's list price.
    pub price: f64,
    /// Licence added by a licence change (k$/year).
    pub surcharge: f64,
    /// First month after the contract; [`NEVER`]: no contract.
    pub contract_end: u16,
    /// Price growth is capped until this month.
    pub capped_until: u16,
    pub clause: bool,
    /// Share of the price ceiling that a new owner takes at the next renewal (0-1); 0: none.
    pub owed: f64,
    /// Wright units.
    pub experience: f64,
    /// Supplier-specific share of interfaces and of skills (0-1).
    pub api: f64,
    pub skill: f64,
    /// Technical debt (1: work takes 1 + drag as long).
    pub debt: f64,
    pub nodes: u16,
    pub ordered: u16,
    pub order_due: u16,
    /// Unserved load (months of reference load).
    pub backlog: f64,
    pub frozen: bool,
    pub thaw: u16,
    /// Month in which the running option is switched off.
    pub ends: u16,
    pub authorised: bool,
    /// Runs on manual fallback, with reduced capacity.
    pub crippled: bool,
    /// This year's luck in patching (×).
    pub patch_luck: f64,
    /// Effort from load: relative load to the effort exponent, set each October.
    pub effort_scale: f64,
    pub project: Option<Project>,
    /// Results of the last month, kept for explanation and for the next month's rules.
    pub now: StationNow,
    /// Results that hold as long as what they were made of.
    pub(super) kept: Kept,
}

/// Results of one station that are used again while everything they were made of has the same bits as
/// then, so that using them again and making them anew are the same. Each says what it was made of;
/// the numbers of the model do not change within a run.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    /// Lines of a month's bill that do not depend on the load.
    pub bill: Option<Bill>,
    /// What the strength of the jobs was made of here.
    pub jobs: Option<JobsFor>,
    /// Hazards and, in [`StationNow`], posture; dropped when [`State::defence`] changes.
    pub hazards: Option<Hazards>,
    /// The most that hazards can be at any posture; dropped with them.
    pub most: Option<Most>,
    /// No flaw or dependency can strike here this month; hazards may be of another posture.
    pub quiet: bool,
    /// Share of the month that each server is busy (0-1), where there is a load.
    pub busy: f64,
}

/// Cents a month for `option` on so many nodes at a price factor (its bits).
#[derive(Clone, Copy, Debug)]
pub(super) struct Bill {
    pub made_of: (usize, u16, u64),
    pub licence: i64,
    pub support: i64,
    pub infrastructure: i64,
    pub monitoring: i64,
}

/// What a station does for the jobs of the pipeline is made of this (coverage as bits).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct JobsFor {
    pub option: usize,
    pub crippled: bool,
    pub coverage: u64,
}

/// Strikes of a component to be expected within a month.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hazards {
    pub made_of: PostureFor,
    pub exploit: f64,
    pub dependency: f64,
}

/// Most strikes of a component to be expected within a month, for its running option.
#[derive(Clone, Copy, Debug)]
pub(super) struct Most {
    pub option: usize,
    pub exploit: f64,
    pub dependency: f64,
}

/// What the posture of a station is made of (luck in patching and coverage as bits).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PostureFor {
    pub option: usize,
    pub frozen: bool,
    pub crippled: bool,
    pub patch_luck: u64,
    pub coverage: u64,
}

impl Station {
    /// What its part in the jobs is made of, at a coverage of its pool.
    #[inline]
    pub(super) fn jobs_for(&self, coverage: f64) -> JobsFor {
        let Self { option, crippled, .. } = *self;
        JobsFor { option, crippled, coverage: coverage.to_bits() }
    }

    /// What its posture is made of, at a coverage of its pool.
    #[inline]
    pub(super) fn posture_for(&self, coverage: f64) -> PostureFor {
        let Self { option, frozen, crippled, patch_luck, .. } = *self;
        let (patch_luck, coverage) = (patch_luck.to_bits(), coverage.to_bits());
        PostureFor { option, frozen, crippled, patch_luck, coverage }
    }
}

/// What the agency as a whole adds to every station's posture: guardrails (their bits) and the state
/// of the levers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Defence {
    pub guardrails: [u64; 5],
    pub levers: u32,
}

/// What a component looked like in the last month.
#[derive(Clone, Copy, Debug, Default)]
pub struct StationNow {
    /// Load relative to the reference, capacity in the same unit.
    pub load: f64,
    pub capacity: f64,
    /// Erlang C probability of waiting; spare servers (servers − offered load).
    pub waiting: f64,
    pub spare: f64,
    /// Share of the month's new work that the queue takes in; the rest is late.
    pub admitted: f64,
    /// Effort wanted by running it, and by its project (full-time equivalents).
    pub effort: f64,
    pub team: f64,
    pub patch_days: f64,
    pub resistance: f64,
    pub vulnerability: f64,
    /// Probability that a flaw is used before it is fixed; -1 before the first month.
    pub unpatched: f64,
}

/// A replacement under way.
#[derive(Clone, Copy, Debug)]
pub struct Project {
    pub option: usize,
    pub term: Term,
    pub clause: bool,
    pub vehicle: Vehicle,
    pub stage: Stage,
    /// Left in this stage: months (procure, authorise, migrate) or person-months (integrate).
    pub left: f64,
    /// Months of set-up that cannot be shortened by people.
    pub setup_left: f64,
    /// Person-months of integration not yet paid for are posted as they are worked.
    pub overrun: f64,
    /// Price factor agreed.
    pub price: f64,
    pub emergency: bool,
    pub started: u16,
    /// Glue hours of integration, for debt.
    pub glue: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Procure,
    Authorise,
    Integrate,
    Migrate,
}

#[derive(Clone, Debug, Default)]
pub struct SupplierState {
    pub acquired: bool,
    pub relicensed: bool,
    pub ended: bool,
    /// Fee that a licence change added to each of its products (k$/year); 0 with a fork.
    pub fee: f64,
    /// Options of this supplier in use this month.
    pub in_use: u16,
    /// This year's draw of the price growth (standard normal).
    pub growth: f64,
}

/// Most hires a pool can wait for at once. Numerical: bounds the state.
pub const ARRIVALS: usize = 8;

#[derive(Clone, Debug)]
pub struct PoolState {
    pub headcount: u16,
    /// Months in which hires arrive, [`NEVER`]: free place.
    pub arrivals: [u16; ARRIVALS],
    /// Hires put on the way this year; they number the draws.
    pub hired: u16,
    pub contractors: u16,
    pub contractors_until: u16,
    /// Work wanted this month (full-time equivalents) and share of it that was covered (0-1).
    pub demand: f64,
    pub coverage: f64,
    /// Own staff's part of the work that was covered (0-1); the rest is contractors'.
    pub own: f64,
}

#[derive(Clone, Debug)]
pub struct UseCaseState {
    pub live: bool,
    /// Year (from 0) in which it goes live on its own.
    pub due: u16,
    pub review: Review,
    /// Demand relative to the start.
    pub volume: f64,
    pub surge: f64,
    pub surge_until: u16,
    /// Loss of quality since the last retraining (0-1).
    pub drift: f64,
    /// Months of retraining left; 0: none under way.
    pub retraining: f64,
    pub suspended_until: u16,
    /// Results of the last month.
    pub served: f64,
    pub weakest: u16,
}

#[derive(Clone, Debug, Default)]
pub struct AgencyState {
    /// A continuing resolution is in force until this month.
    pub resolution_until: u16,
    /// Change of this and following years' appropriation: (last year it holds, share).
    pub appropriation_changes: Vec<(u16, f64)>,
    /// This year's appropriation (k$) and what is obligated of it.
    pub appropriation: f64,
    pub spent: f64,
    /// Open findings of audits, and those that answers to events added.
    pub findings: u16,
    pub added: u16,
    pub guardrails: [f64; 5],
    /// Discounted spending from the first day (k$).
    pub discounted: f64,
}

/// A factor on a lever, in force until a month.
#[derive(Clone, Copy, Debug)]
pub struct TimedFactor {
    pub lever: Lever,
    pub target: Target,
    pub factor: f64,
    pub until: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    All,
    Component(usize),
    Supplier(usize),
    UseCase(usize),
    Pool(usize),
}

/// The product of all factors in force, per lever and place.
#[derive(Clone, Debug)]
pub struct Levers {
    width: usize,
    values: Vec<f64>,
    /// True while every value is 1.
    pub neutral: bool,
    pub next_change: u16,
    /// How often the values were made anew: as long as it stays, so do they.
    pub(super) made: u32,
}

/// Levers of [`Lever`].
const LEVERS: usize = 13;

impl Levers {
    fn new(width: usize) -> Self {
        Self {
            width,
            values: vec![1.0; width * LEVERS],
            neutral: true,
            next_change: NEVER,
            made: 0,
        }
    }

    #[inline]
    #[must_use]
    pub fn get(&self, lever: Lever, place: usize) -> f64 {
        self.values[lever as usize * self.width + place]
    }

    /// A lever at every place, from the first on.
    #[inline]
    #[must_use]
    pub(super) fn row(&self, lever: Lever) -> &[f64] {
        &self.values[lever as usize * self.width..][..self.width]
    }

    #[inline]
    pub fn multiply(&mut self, lever: Lever, place: usize, factor: f64) {
        self.values[lever as usize * self.width + place] *= factor;
        self.neutral = false;
        self.made = self.made.wrapping_add(1);
    }

    pub fn reset(&mut self) {
        self.values.fill(1.0);
        self.neutral = true;
        self.next_change = NEVER;
        self.made = self.made.wrapping_add(1);
    }
}

/// What is added up over a year; emptied each October.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub occurrences: Vec<Occurrence>,
    pub milestones: Vec<Milestone>,
    pub losses: crate::units::Money,
    pub incidents: u16,
    pub demand: f64,
    pub within: f64,
    pub headroom: f64,
    pub value: f64,
    pub value_possible: f64,
    /// Demand (cases) and what of it was served in time, per use case.
    pub by_use_case: Vec<(f64, f64)>,
}

impl Tally {
    pub fn clear(&mut self) {
        let Self {
            occurrences,
            milestones,
            losses,
            incidents,
            demand,
            within,
            headroom,
            value,
            value_possible,
            by_use_case,
        } = self;
        by_use_case.fill((0.0, 0.0));
        occurrences.clear();
        milestones.clear();
        *losses = crate::units::Money::ZERO;
        *incidents = 0;
        (*demand, *within, *value, *value_possible) = (0.0, 0.0, 0.0, 0.0);
        *headroom = f64::INFINITY;
    }
}

impl State {
    /// The inherited pipeline on the first day.
    #[must_use]
    pub fn start(model: &Model, _luck: &Luck) -> Self {
        let width = model
            .components
            .len()
            .max(model.suppliers.len())
            .max(model.use_cases.len())
            .max(model.pools.len());
        let mut state = Self {
            month: 0,
            stations: model.components.iter().map(|c| inherited(model, c)).collect(),
            suppliers: vec![SupplierState::default(); model.suppliers.len()],
            pools: model
                .pools
                .iter()
                .map(|pool| PoolState {
                    headcount: pool.headcount.clamp(0.0, f64::from(super::people::SEATS)) as u16,
                    arrivals: [NEVER; ARRIVALS],
                    hired: 0,
                    contractors: 0,
                    contractors_until: NEVER,
                    demand: 0.0,
                    coverage: 1.0,
                    own: 1.0,
                })
                .collect(),
            use_cases: model
                .use_cases
                .iter()
                .map(|use_case| UseCaseState {
                    live: use_case.planned.is_none(),
                    due: use_case.planned.unwrap_or(0),
                    review: use_case.review,
                    volume: 1.0,
                    surge: 1.0,
                    surge_until: 0,
                    drift: 0.0,
                    retraining: 0.0,
                    suspended_until: 0,
                    served: 1.0,
                    weakest: 0,
                })
                .collect(),
            agency: AgencyState::default(),
            factors: Vec::with_capacity(32),
            levers: Levers::new(width),
            jobs: [0.0; 8],
            open: Vec::with_capacity(16),
            ledger: Ledger::new(model.components.len()),
            tally: Tally {
                headroom: f64::INFINITY,
                by_use_case: vec![(0.0, 0.0); model.use_cases.len()],
                ..Tally::default()
            },
            dice: Dice::new(model),
            defence: Defence::default(),
        };
        for component in &model.components {
            state.suppliers[model.options[component.inherited].supplier].in_use += 1;
        }
        super::people::refresh(model, &mut state);
        state
    }

    /// Drops what is kept to be used again; it is made anew when it is next needed.
    pub(super) fn forget(&mut self) {
        for station in &mut self.stations {
            station.kept = Kept::default();
        }
    }

    /// Years played so far.
    #[must_use]
    pub fn year(&self) -> u16 {
        self.month / 12
    }

    /// Digest of every field that the future depends on, over canonical bytes
    /// (little-endian integers, IEEE bits of floats, fields in declaration order).
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        let mut bytes = Canonical(Vec::with_capacity(4096));
        self.write(&mut bytes);
        *blake3::hash(&bytes.0).as_bytes()
    }

    fn write(&self, out: &mut Canonical) {
        let Self {
            month,
            stations,
            suppliers,
            pools,
            use_cases,
            agency,
            factors,
            levers: _, // derived from factors
            jobs,
            open,
            ledger,
            tally: _,   // of the year just ended; the outcome holds it
            dice: _,    // derived from luck and month
            defence: _, // derived from agency and factors
        } = self;
        out.u16(*month);
        stations.iter().for_each(|station| station.write(out));
        for supplier in suppliers {
            let SupplierState { acquired, relicensed, ended, fee, in_use, growth } = supplier;
            out.bool(*acquired).bool(*relicensed).bool(*ended).f64(*fee);
            out.u16(*in_use).f64(*growth);
        }
        for pool in pools {
            let PoolState {
                headcount,
                arrivals,
                hired: _, // begins anew each October
                contractors,
                contractors_until,
                demand,
                coverage,
                own: _, // derived from the others
            } = pool;
            out.u16(*headcount);
            arrivals.iter().for_each(|month| {
                out.u16(*month);
            });
            out.u16(*contractors).u16(*contractors_until).f64(*demand).f64(*coverage);
        }
        for use_case in use_cases {
            let UseCaseState {
                live,
                due,
                review,
                volume,
                surge,
                surge_until,
                drift,
                retraining,
                suspended_until,
                served,
                weakest,
            } = use_case;
            out.bool(*live).u16(*due).u16(*review as u16).f64(*volume).f64(*surge);
            out.u16(*surge_until).f64(*drift).f64(*retraining).u16(*suspended_until);
            out.f64(*served).u16(*weakest);
        }
        let AgencyState {
            resolution_until,
            appropriation_changes,
            appropriation,
            spent,
            findings,
            added,
            guardrails,
            discounted,
        } = agency;
        out.u16(*resolution_until).u16(appropriation_changes.len() as u16);
        for (year, change) in appropriation_changes {
            out.u16(*year).f64(*change);
        }
        out.f64(*appropriation).f64(*spent).u16(*findings).u16(*added).f64(*discounted);
        out.f64s(*guardrails);
        out.u16(factors.len() as u16);
        for TimedFactor { lever, target, factor, until } in factors {
            let (kind, index) = match target {
                Target::All => (0, 0),
                Target::Component(i) => (1, *i),
                Target::Supplier(i) => (2, *i),
                Target::UseCase(i) => (3, *i),
                Target::Pool(i) => (4, *i),
            };
            out.u16(*lever as u16).u16(kind).u16(index as u16).f64(*factor).u16(*until);
        }
        out.f64s(*jobs);
        out.u16(open.len() as u16);
        for (card, occurrence) in open {
            let Occurrence { month, kind, subject: _, loss, size } = occurrence;
            out.u16(*card).u16(month.0).u16(*kind as u16).i64(loss.cents()).f64(*size);
        }
        ledger.write(out);
    }
}

impl Station {
    fn write(&self, out: &mut Canonical) {
        let Self {
            option,
            age,
            price,
            surcharge,
            contract_end,
            capped_until,
            clause,
            owed,
            experience,
            api,
            skill,
            debt,
            nodes,
            ordered,
            order_due,
            backlog,
            frozen,
            thaw,
            ends,
            authorised,
            crippled,
            patch_luck,
            effort_scale,
            project,
            now,
            kept: _, // derived from the rest
        } = self;
        out.u16(*option as u16).u16(*age).f64(*price).f64(*surcharge).u16(*contract_end);
        out.u16(*capped_until).bool(*clause).f64s([*owed, *experience, *api, *skill, *debt]);
        out.u16(*nodes).u16(*ordered).u16(*order_due).f64(*backlog).bool(*frozen).u16(*thaw);
        out.u16(*ends).bool(*authorised).bool(*crippled).f64(*patch_luck).f64(*effort_scale);
        out.bool(project.is_some());
        if let Some(Project {
            option,
            term,
            clause,
            vehicle,
            stage,
            left,
            setup_left,
            overrun,
            price,
            emergency,
            started,
            glue,
        }) = project
        {
            out.u16(*option as u16).u16(*term as u16).bool(*clause).u16(*vehicle as u16);
            out.u16(*stage as u16).f64(*left).f64(*setup_left).f64(*overrun).f64(*price);
            out.bool(*emergency).u16(*started).f64(*glue);
        }
        let StationNow {
            load,
            capacity,
            waiting,
            spare,
            admitted,
            effort,
            team,
            patch_days,
            resistance,
            vulnerability,
            unpatched,
        } = now;
        out.f64s([
            *load,
            *capacity,
            *waiting,
            *spare,
            *admitted,
            *effort,
            *team,
            *patch_days,
            *resistance,
            *vulnerability,
            *unpatched,
        ]);
    }
}

/// Canonical bytes: the same on every platform.
pub struct Canonical(pub Vec<u8>);

impl Canonical {
    pub fn u16(&mut self, value: u16) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    pub fn i64(&mut self, value: i64) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    /// IEEE bits; the two zeros count as one.
    pub fn f64(&mut self, value: f64) -> &mut Self {
        self.0.extend_from_slice(&(value + 0.0).to_bits().to_le_bytes());
        self
    }

    /// As [`Canonical::f64`], one after the other.
    pub fn f64s<const N: usize>(&mut self, values: [f64; N]) -> &mut Self {
        let bytes = values.map(|value| (value + 0.0).to_bits().to_le_bytes());
        self.0.extend_from_slice(bytes.as_flattened());
        self
    }

    pub fn bool(&mut self, value: bool) -> &mut Self {
        self.0.push(u8::from(value));
        self
    }
}

fn inherited(model: &Model, component: &super::model::ComponentModel) -> Station {
    let option = &model.options[component.inherited];
    let years = f64::from(component.inherited_age) / 12.0;
    // Supplier-specific shares have had the option's whole age to grow towards their bounds.
    let grown = 1.0 - crate::luck::maths::exp(-option.n.binding * years);
    Station {
        option: component.inherited,
        age: component.inherited_age,
        price: 1.0,
        surcharge: 0.0,
        contract_end: match component.inherited_contract {
            0 => NEVER,
            months => months,
        },
        capped_until: 0,
        clause: false,
        owed: 0.0,
        experience: 1.0 + model.rules.deployments * years,
        api: option.n.api_bound * grown,
        skill: option.n.skill_bound * grown,
        debt: model.rules.debt_start,
        nodes: super::capacity::wanted_nodes(model, component.inherited, start_load(component), 1),
        ordered: 0,
        order_due: NEVER,
        backlog: 0.0,
        frozen: false,
        thaw: NEVER,
        ends: NEVER,
        authorised: true,
        crippled: false,
        patch_luck: 1.0,
        effort_scale: 1.0,
        project: None,
        now: StationNow { unpatched: -1.0, ..StationNow::default() },
        kept: Kept::default(),
    }
}

/// Reference load, which the inherited nodes are sized for: every use case at its start demand, those
/// still planned included; 0 where none passes.
fn start_load(component: &super::model::ComponentModel) -> f64 {
    component.touch.iter().sum()
}
