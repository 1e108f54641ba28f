//! Everything the rules know at one moment, in flat arrays.
//!
//! A state holds `L` runs of one case side by side, each in a lane of its own: every quantity that luck or
//! decisions can move is an array over lanes. What happens in every month to everything is a loop over
//! lanes, which compilers make vector code of; what happens now and then is done for one lane. A table's run
//! is a state of one lane, [`ONLY`]; futures are played several at a time.
//!
//! Invariants: a lane is a function of (model, luck, decisions so far) of its own run alone, whatever the
//! other lanes hold; two lanes with the same digest go on identically.

use super::kept::{Defence, Kept};
use super::ledger::Ledger;
use super::model::Model;
use super::outcome::{Milestone, Occurrence};
use crate::lanes::{Arrays, Lanes, ONLY, Vectors};
use crate::luck::{Luck, Lucks};
use crate::scenario::case::{Lever, Review};
use crate::scenario::plan::{Term, Vehicle};
use crate::units::Money;

/// No month: a contract that does not end, an order that is not placed.
pub const NEVER: u16 = u16::MAX;

/// Copies of a type, made in memory that is there already where there is any.
macro_rules! copied_in_place {
    ($name:ident { $($field:ident),* $(,)? }) => {
        impl<const L: usize> Clone for $name<L> {
            fn clone(&self) -> Self {
                Self { $($field: self.$field.clone()),* }
            }

            fn clone_from(&mut self, other: &Self) {
                $(self.$field.clone_from(&other.$field);)*
            }
        }
    };
}
pub(super) use copied_in_place;

/// Running pipelines at the beginning of a month, one in each lane.
#[derive(Debug)]
pub struct State<const L: usize = 1> {
    /// Months played, the same in all lanes.
    pub month: u16,
    pub stations: Vec<Station<L>>,
    pub suppliers: Vec<SupplierState<L>>,
    pub pools: Vec<PoolState<L>>,
    pub use_cases: Vec<UseCaseState<L>>,
    pub agency: AgencyState<L>,
    pub factors: [Vec<TimedFactor>; L],
    pub levers: Levers<L>,
    /// Strength (0-1) of each job this month, in `Job::ALL` order.
    pub jobs: [[f64; L]; 8],
    /// Events that wait for an answer: card index and what happened.
    pub open: [Vec<(u16, Occurrence)>; L],
    pub ledger: Ledger<L>,
    pub tally: Tally<L>,
    /// Hazard draws of these months: a function of (luck, month), kept to draw them once.
    pub dice: Dice<L>,
    /// The defence that all hazards in [`Kept`] were made with.
    pub(super) defence: Defence<L>,
}

copied_in_place!(State {
    month,
    stations,
    suppliers,
    pools,
    use_cases,
    agency,
    factors,
    levers,
    jobs,
    open,
    ledger,
    tally,
    dice,
    defence,
});

/// Uniforms of the hazards that are tried every month. One address holds four months of them.
#[derive(Debug)]
pub struct Dice<const L: usize = 1> {
    /// Per component: a known flaw, a poisoned dependency.
    pub components: Vec<[[[f64; L]; DICE_MONTHS]; 2]>,
    /// Per pool: departures.
    pub pools: Vec<[[f64; L]; DICE_MONTHS]>,
    /// Per use case: a surge begins, a harmful decision.
    pub use_cases: Vec<[[[f64; L]; DICE_MONTHS]; 2]>,
    /// Per supplier: the month drawn, and acquisition, licence change, ending, breach.
    pub suppliers: Vec<(u16, [[f64; L]; 4])>,
}

copied_in_place!(Dice { components, pools, use_cases, suppliers });

/// Months that share one address; a year holds a whole number of them. Numerical.
pub const DICE_MONTHS: usize = 4;

impl<const L: usize> Dice<L> {
    fn new(model: &Model) -> Self {
        Self {
            components: vec![[[[0.0; L]; DICE_MONTHS]; 2]; model.components.len()],
            pools: vec![[[0.0; L]; DICE_MONTHS]; model.pools.len()],
            use_cases: vec![[[[0.0; L]; DICE_MONTHS]; 2]; model.use_cases.len()],
            suppliers: vec![(NEVER, [[1.0; L]; 4]); model.suppliers.len()],
        }
    }

    /// Draws what the coming months need; does nothing in between.
    #[cfg_attr(target_arch = "x86_64", inline(always))]
    #[cfg_attr(not(target_arch = "x86_64"), inline(never))]
    pub fn roll(&mut self, model: &Model, lucks: &Lucks<L>, month: u16) {
        if !(month as usize).is_multiple_of(DICE_MONTHS) {
            return;
        }
        let block = month / DICE_MONTHS as u16;
        for (dice, component) in self.components.iter_mut().zip(&model.components) {
            for (hazard, dice) in (0..).zip(dice) {
                lucks.quad(component.security, block, hazard, dice);
            }
        }
        for (dice, pool) in self.pools.iter_mut().zip(&model.pools) {
            lucks.quad(pool.attrition, block, 0, dice);
        }
        for ([surge, harm], use_case) in self.use_cases.iter_mut().zip(&model.use_cases) {
            lucks.quad(use_case.surge, block, 0, surge);
            lucks.quad(use_case.harm, block, 0, harm);
        }
    }

    /// Acquisition, licence change, ending and breach of a supplier this month.
    #[cfg_attr(target_arch = "x86_64", inline(always))]
    #[cfg_attr(not(target_arch = "x86_64"), inline(never))]
    pub fn supplier(
        &mut self,
        model: &Model,
        lucks: &Lucks<L>,
        index: usize,
        month: u16,
    ) -> &[[f64; L]; 4] {
        let (drawn, dice) = &mut self.suppliers[index];
        if *drawn != month {
            *drawn = month;
            lucks.quad(model.suppliers[index].events, month, 0, dice);
        }
        dice
    }
}

/// One component of the pipeline.
#[derive(Clone, Debug)]
#[repr(align(64))]
pub struct Station<const L: usize = 1> {
    pub option: [usize; L],
    /// Month since which the running option has run, from the first day on.
    pub since: [i32; L],
    /// Factor on the option's list price.
    pub price: [f64; L],
    /// Licence added by a licence change (k$/year).
    pub surcharge: [f64; L],
    /// First month after the contract; [`NEVER`]: no contract.
    pub contract_end: [u16; L],
    /// Price growth is capped until this month.
    pub capped_until: [u16; L],
    pub clause: [bool; L],
    /// Share of the price ceiling that a new owner takes at the next renewal (0-1); 0: none.
    pub owed: [f64; L],
    /// Wright units.
    pub experience: [f64; L],
    /// Supplier-specific share of interfaces and of skills (0-1).
    pub api: [f64; L],
    pub skill: [f64; L],
    /// Technical debt (1: work takes 1 + drag as long).
    pub debt: [f64; L],
    pub nodes: [u16; L],
    pub ordered: [u16; L],
    pub order_due: [u16; L],
    /// Unserved load (months of reference load).
    pub backlog: [f64; L],
    pub frozen: [bool; L],
    pub thaw: [u16; L],
    /// Month in which the running option is switched off.
    pub ends: [u16; L],
    pub authorised: [bool; L],
    /// Runs on manual fallback, with reduced capacity.
    pub crippled: [bool; L],
    /// This year's luck in patching (×).
    pub patch_luck: [f64; L],
    /// Effort from load: relative load to the effort exponent, set each October.
    pub effort_scale: [f64; L],
    pub project: [Option<Project>; L],
    /// Results of the last month, kept for explanation and for the next month's rules.
    pub now: StationNow<L>,
    /// Results that hold as long as what they were made of.
    pub(super) kept: Kept<L>,
}

/// What a component looked like in the last month.
#[derive(Clone, Debug)]
pub struct StationNow<const L: usize = 1> {
    /// Load relative to the reference, capacity in the same unit.
    pub load: [f64; L],
    pub capacity: [f64; L],
    /// Erlang C probability of waiting; spare servers (servers − offered load).
    pub waiting: [f64; L],
    pub spare: [f64; L],
    /// Share of the month's new work that the queue takes in; the rest is late.
    pub admitted: [f64; L],
    /// Effort wanted by running it, and by its project (full-time equivalents).
    pub effort: [f64; L],
    pub team: [f64; L],
    pub patch_days: [f64; L],
    pub resistance: [f64; L],
    pub vulnerability: [f64; L],
    /// Probability that a flaw is used before it is fixed; -1 before the first month.
    pub unpatched: [f64; L],
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

#[derive(Clone, Debug)]
#[repr(align(64))]
pub struct SupplierState<const L: usize = 1> {
    pub acquired: [bool; L],
    pub relicensed: [bool; L],
    pub ended: [bool; L],
    /// Fee that a licence change added to each of its products (k$/year); 0 with a fork.
    pub fee: [f64; L],
    /// Options of this supplier in use this month.
    pub in_use: [u16; L],
    /// 1 where any is, 0 where none is.
    pub(super) used: [f64; L],
    /// This year's draw of the price growth (standard normal).
    pub growth: [f64; L],
}

impl<const L: usize> SupplierState<L> {
    /// One option more of it is in use.
    pub(super) fn take_up(&mut self, lane: usize) {
        self.in_use[lane] += 1;
        self.used[lane] = 1.0;
    }

    /// One option less of it is in use.
    pub(super) fn give_up(&mut self, lane: usize) {
        self.in_use[lane] = self.in_use[lane].saturating_sub(1);
        self.used[lane] = if self.in_use[lane] > 0 { 1.0 } else { 0.0 };
    }
}

/// Most hires a pool can wait for at once. Numerical: bounds the state.
pub const ARRIVALS: usize = 8;

#[derive(Clone, Debug)]
#[repr(align(64))]
pub struct PoolState<const L: usize = 1> {
    pub headcount: [u16; L],
    /// Months in which hires arrive, [`NEVER`]: free place.
    pub arrivals: [[u16; ARRIVALS]; L],
    /// Hires put on the way this year; they number the draws.
    pub hired: [u16; L],
    pub contractors: [u16; L],
    pub contractors_until: [u16; L],
    /// Work wanted this month (full-time equivalents) and share of it that was covered (0-1).
    pub demand: [f64; L],
    pub coverage: [f64; L],
    /// Own staff's part of the work that was covered (0-1); the rest is contractors'.
    pub own: [f64; L],
}

#[derive(Clone, Debug)]
#[repr(align(64))]
pub struct UseCaseState<const L: usize = 1> {
    pub live: [bool; L],
    /// Year (from 0) in which it goes live on its own.
    pub due: [u16; L],
    pub review: [Review; L],
    /// Demand relative to the start.
    pub volume: [f64; L],
    pub surge: [f64; L],
    pub surge_until: [u16; L],
    /// Loss of quality since the last retraining (0-1).
    pub drift: [f64; L],
    /// Months of retraining left; 0: none under way.
    pub retraining: [f64; L],
    pub suspended_until: [u16; L],
    /// Results of the last month: 1 where it was open, else 0; share that was served in time; where it was least.
    pub(super) on: [f64; L],
    pub served: [f64; L],
    pub weakest: [u16; L],
}

impl<const L: usize> UseCaseState<L> {
    /// 1 where it is open in a month: live, and not suspended; else 0.
    #[inline(always)]
    pub(super) fn open_in(&self, month: u16) -> [f64; L] {
        let mut open = [0.0; L];
        for lane in 0..L {
            if self.live[lane] & (self.suspended_until[lane] <= month) {
                open[lane] = 1.0;
            }
        }
        open
    }
}

#[derive(Debug)]
#[repr(align(64))]
pub struct AgencyState<const L: usize = 1> {
    /// A continuing resolution is in force until this month.
    pub resolution_until: [u16; L],
    /// Change of this and following years' appropriation: (last year it holds, share).
    pub appropriation_changes: [Vec<(u16, f64)>; L],
    /// This year's appropriation (k$) and what is obligated of it.
    pub appropriation: [f64; L],
    pub spent: [f64; L],
    /// Open findings of audits, and those that answers to events added.
    pub findings: [u16; L],
    pub added: [u16; L],
    pub guardrails: [[f64; L]; 5],
    /// Discounted spending from the first day (k$).
    pub discounted: [f64; L],
}

copied_in_place!(AgencyState {
    resolution_until,
    appropriation_changes,
    appropriation,
    spent,
    findings,
    added,
    guardrails,
    discounted,
});

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
#[derive(Debug)]
pub struct Levers<const L: usize = 1> {
    width: usize,
    values: Vec<[f64; L]>,
    /// Levers that any value other than 1 may stand at, a bit each: in a lane, and in any.
    moved: [u16; L],
    moved_anywhere: u16,
    /// True while every value is 1.
    pub neutral: [bool; L],
    pub next_change: [u16; L],
    /// How often the values were made anew: as long as it stays, so do they.
    pub(super) made: [u32; L],
}

copied_in_place!(Levers { width, values, moved, moved_anywhere, neutral, next_change, made });

/// Levers of [`Lever`].
const LEVERS: usize = 13;

impl<const L: usize> Levers<L> {
    fn new(width: usize) -> Self {
        Self {
            width,
            values: vec![[1.0; L]; width * LEVERS],
            moved: [0; L],
            moved_anywhere: 0,
            neutral: [true; L],
            next_change: [NEVER; L],
            made: [0; L],
        }
    }

    #[inline]
    #[must_use]
    pub fn get(&self, lane: usize, lever: Lever, place: usize) -> f64 {
        self.values[lever as usize * self.width + place][lane]
    }

    /// A lever at a place, in every lane.
    #[inline(always)]
    #[must_use]
    pub(super) fn at<V: Vectors<L>>(&self, v: V, lever: Lever, place: usize) -> V::Row {
        // Most levers stand at 1 most of the time, and need not be looked up.
        if self.moved_anywhere & 1 << lever as u16 == 0 {
            v.all(1.0)
        } else {
            v.row(&self.values[lever as usize * self.width + place])
        }
    }

    #[inline]
    pub fn multiply(&mut self, lane: usize, lever: Lever, place: usize, factor: f64) {
        self.values[lever as usize * self.width + place][lane] *= factor;
        self.moved[lane] |= 1 << lever as u16;
        self.moved_anywhere |= 1 << lever as u16;
        self.neutral[lane] = false;
        self.made[lane] = self.made[lane].wrapping_add(1);
    }

    pub fn reset(&mut self, lane: usize) {
        for (lever, row) in self.values.chunks_exact_mut(self.width.max(1)).enumerate() {
            if self.moved[lane] & 1 << lever != 0 {
                row.iter_mut().for_each(|value| value[lane] = 1.0);
            }
        }
        self.moved[lane] = 0;
        self.moved_anywhere = self.moved.iter().fold(0, |any, moved| any | moved);
        self.neutral[lane] = true;
        self.next_change[lane] = NEVER;
        self.made[lane] = self.made[lane].wrapping_add(1);
    }
}

/// What is added up over a year; emptied each October.
#[derive(Debug)]
pub struct Tally<const L: usize = 1> {
    pub occurrences: [Vec<Occurrence>; L],
    pub milestones: [Vec<Milestone>; L],
    pub losses: [Money; L],
    pub incidents: [u16; L],
    pub demand: [f64; L],
    pub within: [f64; L],
    pub headroom: [f64; L],
    pub value: [f64; L],
    pub value_possible: [f64; L],
    /// Demand (cases) and what of it was served in time, per use case.
    pub by_use_case: Vec<[[f64; L]; 2]>,
}

copied_in_place!(Tally {
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
});

impl<const L: usize> Tally<L> {
    fn new(use_cases: usize) -> Self {
        Self {
            occurrences: [const { Vec::new() }; L],
            milestones: [const { Vec::new() }; L],
            losses: [Money::ZERO; L],
            incidents: [0; L],
            demand: [0.0; L],
            within: [0.0; L],
            headroom: [f64::INFINITY; L],
            value: [0.0; L],
            value_possible: [0.0; L],
            by_use_case: vec![[[0.0; L]; 2]; use_cases],
        }
    }

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
        by_use_case.fill([[0.0; L]; 2]);
        occurrences.iter_mut().for_each(Vec::clear);
        milestones.iter_mut().for_each(Vec::clear);
        losses.fill(Money::ZERO);
        incidents.fill(0);
        for sum in [demand, within, value, value_possible] {
            sum.fill(0.0);
        }
        headroom.fill(f64::INFINITY);
    }
}

impl State {
    /// The inherited pipeline on the first day.
    #[must_use]
    pub fn start(model: &Model, _luck: &Luck) -> Self {
        Self::beside(model)
    }

    /// Digest of every field that the future depends on, over canonical bytes
    /// (little-endian integers, IEEE bits of floats, fields in declaration order).
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        self.digest_of(ONLY)
    }
}

impl<const L: usize> State<L> {
    /// The inherited pipeline on the first day, in every lane.
    #[must_use]
    pub fn beside(model: &Model) -> Self {
        const { assert!(L <= Lanes::BITS as usize, "a lane has a bit") };
        let width = model
            .components
            .len()
            .max(model.suppliers.len())
            .max(model.use_cases.len())
            .max(model.pools.len());
        let pool = |pool: &super::model::PoolModel| PoolState {
            headcount: [pool.headcount.clamp(0.0, f64::from(super::people::SEATS)) as u16; L],
            arrivals: [[NEVER; ARRIVALS]; L],
            hired: [0; L],
            contractors: [0; L],
            contractors_until: [NEVER; L],
            demand: [0.0; L],
            coverage: [1.0; L],
            own: [1.0; L],
        };
        let use_case = |use_case: &super::model::UseCaseModel| UseCaseState {
            live: [use_case.planned.is_none(); L],
            due: [use_case.planned.unwrap_or(0); L],
            review: [use_case.review; L],
            volume: [1.0; L],
            surge: [1.0; L],
            surge_until: [0; L],
            drift: [0.0; L],
            retraining: [0.0; L],
            suspended_until: [0; L],
            on: [0.0; L],
            served: [1.0; L],
            weakest: [0; L],
        };
        let supplier = SupplierState {
            acquired: [false; L],
            relicensed: [false; L],
            ended: [false; L],
            fee: [0.0; L],
            in_use: [0; L],
            used: [0.0; L],
            growth: [0.0; L],
        };
        let mut state = Self {
            month: 0,
            stations: model.components.iter().map(|c| inherited(model, c)).collect(),
            suppliers: vec![supplier; model.suppliers.len()],
            pools: model.pools.iter().map(pool).collect(),
            use_cases: model.use_cases.iter().map(use_case).collect(),
            agency: AgencyState {
                resolution_until: [0; L],
                appropriation_changes: [const { Vec::new() }; L],
                appropriation: [0.0; L],
                spent: [0.0; L],
                findings: [0; L],
                added: [0; L],
                guardrails: [[0.0; L]; 5],
                discounted: [0.0; L],
            },
            factors: [const { Vec::new() }; L],
            levers: Levers::new(width),
            jobs: [[0.0; L]; 8],
            open: [const { Vec::new() }; L],
            ledger: Ledger::new(model.components.len()),
            tally: Tally::new(model.use_cases.len()),
            dice: Dice::new(model),
            defence: Defence { guardrails: [[0.0; L]; 5], levers: [0; L] },
        };
        for component in &model.components {
            let supplier = model.options[component.inherited].supplier;
            for lane in 0..L {
                state.suppliers[supplier].take_up(lane);
            }
        }
        super::people::refresh(Arrays, model, &mut state);
        state
    }

    /// Drops what is kept to be used again; it is made anew when it is next needed.
    pub(super) fn forget(&mut self, model: &Model) {
        for station in &mut self.stations {
            for lane in 0..L {
                station.run(model, lane, station.option[lane], station.nodes[lane]);
            }
        }
    }

    /// Years played so far.
    #[must_use]
    pub fn year(&self) -> u16 {
        self.month / 12
    }
}

fn inherited<const L: usize>(
    model: &Model,
    component: &super::model::ComponentModel,
) -> Station<L> {
    let option = &model.options[component.inherited];
    let years = f64::from(component.inherited_age) / 12.0;
    // Supplier-specific shares have had the option's whole age to grow towards their bounds.
    let grown = 1.0 - crate::luck::maths::exp(-option.n.binding * years);
    let contract_end = match component.inherited_contract {
        0 => NEVER,
        months => months,
    };
    let nodes = super::capacity::wanted_nodes(model, component.inherited, start_load(component), 1);
    let mut station = Station {
        option: [component.inherited; L],
        since: [-i32::from(component.inherited_age); L],
        price: [1.0; L],
        surcharge: [0.0; L],
        contract_end: [contract_end; L],
        capped_until: [0; L],
        clause: [false; L],
        owed: [0.0; L],
        experience: [1.0 + model.rules.deployments * years; L],
        api: [option.n.api_bound * grown; L],
        skill: [option.n.skill_bound * grown; L],
        debt: [model.rules.debt_start; L],
        nodes: [nodes; L],
        ordered: [0; L],
        order_due: [NEVER; L],
        backlog: [0.0; L],
        frozen: [false; L],
        thaw: [NEVER; L],
        ends: [NEVER; L],
        authorised: [true; L],
        crippled: [false; L],
        patch_luck: [1.0; L],
        effort_scale: [1.0; L],
        project: [None; L],
        now: StationNow {
            load: [0.0; L],
            capacity: [0.0; L],
            waiting: [0.0; L],
            spare: [0.0; L],
            admitted: [0.0; L],
            effort: [0.0; L],
            team: [0.0; L],
            patch_days: [0.0; L],
            resistance: [0.0; L],
            vulnerability: [0.0; L],
            unpatched: [-1.0; L],
        },
        kept: Kept::NONE,
    };
    for lane in 0..L {
        station.run(model, lane, component.inherited, nodes);
    }
    station
}

/// Reference load, which the inherited nodes are sized for: every use case at its start demand, those
/// still planned included; 0 where none passes.
fn start_load(component: &super::model::ComponentModel) -> f64 {
    component.touch.iter().sum()
}
