//! The validated case: what the rules, the screens and the documents may rely on.
//!
//! Invariants: every id is in range; every number is finite, in its range and has a source;
//! every component has an inherited option and at least one other. `check.rs` is the only maker.

use super::parameter::{Parameter, Provenance, Spread};
use super::plan::{Guardrail, PlanYear};
use super::vocabulary::{Category, EventKind};
use crate::id::{
    CardId, ComponentId, ControlId, OptionId, ParamId, PoolId, ReasonId, RoleId, SourceId,
    StandardId, SupplierId, UseCaseId,
};

/// One case, whole.
#[derive(Clone, Debug)]
pub struct Case {
    /// Folder name and identity: lowercase letters, digits and hyphens.
    pub slug: String,
    pub title: String,
    /// One sentence for the library.
    pub summary: String,
    /// Digest of the parsed content (canonical bytes, not the text of the files).
    pub digest: [u8; 32],
    /// First fiscal year played.
    pub first_year: u16,
    pub played_years: u16,
    pub outlook_years: u16,
    /// At most 250 words.
    pub brief: String,
    /// What a learner should be able to do afterwards.
    pub objectives: Vec<String>,
    /// What real event or programme the case is built on.
    pub background: Vec<Statement>,
    pub agency: Agency,
    pub rules: RuleNumbers,
    pub weights: GaugeWeights,
    pub scales: GaugeScales,
    pub standards: Vec<Standard>,
    pub pools: Vec<Pool>,
    pub components: Vec<Component>,
    pub interfaces: Vec<Interface>,
    pub use_cases: Vec<UseCase>,
    pub controls: Vec<Control>,
    pub suppliers: Vec<Supplier>,
    pub archetypes: Vec<Archetype>,
    pub options: Vec<Choice>,
    pub guardrails: Vec<GuardrailOffer>,
    pub cards: Vec<Card>,
    /// Dated events that happen in every run.
    pub scheduled: Vec<Scheduled>,
    pub roles: Vec<Role>,
    pub reasons: Vec<Reason>,
    pub debrief: Vec<DebriefQuestion>,
    pub plans: Vec<NamedPlan>,
    pub sources: Vec<Source>,
    /// Every number of the case; a [`ParamId`] points in here.
    pub parameters: Vec<Parameter>,
}

/// A sentence with its source.
#[derive(Clone, Debug)]
pub struct Statement {
    pub text: String,
    pub provenance: Provenance,
}

/// `sources.ron`: where a figure was published.
#[derive(Clone, Debug)]
pub struct Source {
    pub slug: String,
    pub title: String,
    /// Publisher, docket, repository or address, enough to find it.
    pub locator: String,
    pub as_of: String,
    pub verification: Verification,
}

/// How far a source was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verification {
    /// Read in a primary or near-primary source.
    Primary,
    /// Read in a secondary page only.
    Secondary,
    /// Computed from primary data.
    Computed,
    /// From memory; shown as unverified.
    Unverified,
}

/// The buyer: money, limits, data.
#[derive(Clone, Debug)]
pub struct Agency {
    pub name: String,
    /// New appropriation of each played year and, with the last repeated, of the outlook (k$).
    pub appropriation: Vec<ParamId>,
    /// Tool decisions (adopt, renew, renegotiate) the contracting office can take per year.
    pub slots: Vec<u16>,
    pub guardrails_per_year: u16,
    pub staffing_per_year: u16,
    pub responses_per_year: u16,
    /// Largest yearly price (k$) one award may have without higher authority.
    pub award_ceiling: ParamId,
    /// Data held at the start (TB) and its growth per year (share).
    pub data: ParamId,
    pub data_growth: ParamId,
    /// Highest data impact level; an option authorised below it cannot be adopted where data is held or served.
    pub impact: Impact,
    /// The pool that runs the self-hosting platform baseline, and the pool that manages suppliers.
    pub platform_pool: PoolId,
    pub contracts_pool: PoolId,
    /// Controls a self-run component can inherit from the agency's own platform (0-1).
    pub platform_inheritance: ParamId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    Low,
    Moderate,
    High,
}

/// Weight of each gauge in the case's overall judgement; they sum to 100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GaugeWeights {
    pub cost: f64,
    pub lock_in: f64,
    pub security: f64,
    pub scale: f64,
    pub compliance: f64,
}

/// Where each gauge scores 100 (`good`) and 0 (`bad`), for weighing them together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GaugeScales {
    /// Discounted total cost of ownership, k$.
    pub cost: Scale,
    /// Lock-in index, 0-100.
    pub lock_in: Scale,
    /// Losses per year, k$.
    pub security: Scale,
    /// Share of demand served within its service level, %.
    pub scale: Scale,
    /// Share of required controls in place, %.
    pub compliance: Scale,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    pub good: f64,
    pub bad: f64,
}

#[derive(Clone, Debug)]
pub struct Standard {
    pub slug: String,
    pub name: String,
    pub provenance: Provenance,
}

/// A staff pool with one skill.
#[derive(Clone, Debug)]
pub struct Pool {
    pub slug: String,
    pub name: String,
    /// Persons at the start (full-time equivalents).
    pub headcount: ParamId,
    /// Loaded cost of one person-year (k$).
    pub rate: ParamId,
    /// Probability that one person leaves within a year.
    pub attrition: ParamId,
}

/// What a component does for the pipeline. A case gives each component a share (0-1) of jobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Job {
    HoldsData,
    ProvesLineage,
    Orchestrates,
    Trains,
    Registers,
    Serves,
    DetectsDrift,
    Governs,
}

impl Job {
    pub const ALL: [Self; 8] = [
        Self::HoldsData,
        Self::ProvesLineage,
        Self::Orchestrates,
        Self::Trains,
        Self::Registers,
        Self::Serves,
        Self::DetectsDrift,
        Self::Governs,
    ];
}

#[derive(Clone, Debug)]
pub struct Component {
    pub slug: String,
    pub name: String,
    /// What it does, in at most 15 words.
    pub purpose: String,
    /// Jobs with the share of each that this component carries (0-1).
    pub jobs: Vec<(Job, f64)>,
    pub pool: PoolId,
    /// The option in place on the first day; always an option of this component.
    pub inherited: OptionId,
    /// Taken in an emergency when the running option is shut down; another supplier's.
    pub fallback: OptionId,
    /// Months the inherited option has run; its contract ends after `inherited_contract` months (0: none).
    pub inherited_age: u16,
    pub inherited_contract: u16,
    /// Multipliers on the archetype's effort and licence for this kind of component.
    pub effort_factor: ParamId,
    pub licence_factor: ParamId,
    /// Share of the agency's data that lives here (0-1), and models or artefacts kept here (count).
    pub data_share: ParamId,
    pub artefacts: ParamId,
    /// Place on the board: column and row, from 0.
    pub place: (u8, u8),
    /// Wardley coordinates 0-1: visibility, evolution; and what holds it back.
    pub visibility: f64,
    pub evolution: f64,
    pub inertia: String,
    pub wardley_source: Provenance,
}

/// An edge of the pipeline: an adapter has to exist between the two.
#[derive(Clone, Debug)]
pub struct Interface {
    pub a: ComponentId,
    pub b: ComponentId,
    /// Open standards that fit this edge.
    pub standards: Vec<StandardId>,
}

/// A workload of the mission.
#[derive(Clone, Debug)]
pub struct UseCase {
    pub slug: String,
    pub name: String,
    /// At most 30 words.
    pub purpose: String,
    /// Year (from 0) in which it goes live on its own, unless launched earlier or deferred;
    /// `None`: it is live on the first day.
    pub planned: Option<u16>,
    /// Cases a month at the start, growth of the median and its spread per year.
    pub demand: ParamId,
    pub growth: ParamId,
    pub growth_sigma: ParamId,
    /// Relative demand of each month October-September; mean 1.
    pub season: [f64; 12],
    /// Load put on each component by one case, relative to the others.
    pub touches: Vec<(ComponentId, f64)>,
    /// Service level: longest acceptable wait, in multiples of one service time.
    pub patience: ParamId,
    /// Value of one year of full service (k$).
    pub value: ParamId,
    /// 0-1: how much harm a wrong decision does; high-impact use cases are near 1.
    pub sensitivity: ParamId,
    /// Loss of decision quality per month while the model is not retrained (share).
    pub drift: ParamId,
    /// Cost of having one in a thousand cases reviewed by people (k$ per thousand cases reviewed).
    pub review_cost: ParamId,
    /// Review in force when it goes live on its own or is live on the first day.
    pub review: Review,
}

/// How much of a use case's output people look at before it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Review {
    None,
    Sampled,
    Full,
}

/// An evidence item. It is in place when all its conditions hold.
#[derive(Clone, Debug)]
pub struct Control {
    pub slug: String,
    pub name: String,
    /// Lowest impact level it applies to.
    pub level: Impact,
    /// First year (from 0) in which it is required.
    pub from_year: u16,
    pub needs: Vec<Condition>,
    pub provenance: Provenance,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Strength of a job is at least this (0-1).
    Job(Job, f64),
    /// A guardrail's level is at least this (0-1).
    Guardrail(Guardrail, f64),
    /// Share of components with an authorisation to operate is at least this (0-1).
    Authorised(f64),
    /// Share of running contracts with a portability clause is at least this (0-1).
    PortabilityClauses(f64),
    /// Every live use case of at least this sensitivity has at least this review.
    Reviewed(f64, Review),
    /// Typical patch latency over all components is at most this (days).
    PatchDays(f64),
}

/// Who stands behind options.
#[derive(Clone, Debug)]
pub struct Supplier {
    pub slug: String,
    pub name: String,
    /// At most 15 words, neutral.
    pub about: String,
    /// Own effort to manage this supplier (full-time equivalents), whatever the number of its options.
    pub management: ParamId,
    /// Rates per year.
    pub breach_rate: ParamId,
    pub acquisition_rate: ParamId,
    pub licence_change_rate: ParamId,
    /// Abandonment or retirement before health is taken into account.
    pub end_rate: ParamId,
    /// Contributor absence factor: fewest people who make half of the contributions.
    pub absence_factor: ParamId,
    pub contributors: ParamId,
    /// 0-1: one company decides alone; a foundation is steward.
    pub single_company: ParamId,
    pub foundation: ParamId,
    /// When it ends: the thing stays but is no longer patched, or it is switched off after notice.
    pub ending: Ending,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Frozen,
    SwitchedOff,
}

/// The label a player sees first. The rules never read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourcingModel {
    Open,
    Proprietary,
    Managed,
    /// The pipeline as found.
    Inherited,
}

/// A sheet of numbers that options share.
#[derive(Clone, Debug)]
pub struct Archetype {
    pub slug: String,
    pub name: String,
    pub model: SourcingModel,
    /// At most 30 words, neutral.
    pub about: String,
    pub profile: Profile,
}

/// One thing that can fill one component.
#[derive(Clone, Debug)]
pub struct Choice {
    pub slug: String,
    pub name: String,
    pub component: ComponentId,
    /// Index into [`Case::archetypes`].
    pub archetype: u16,
    pub model: SourcingModel,
    pub supplier: SupplierId,
    /// Options of one technology stack need no adapter between them.
    pub stack: String,
    /// At most 12 words.
    pub pitch: String,
    /// Behind "more".
    pub more: String,
    pub standards: Vec<StandardId>,
    /// Highest impact level it is or can be authorised for.
    pub authorised: Impact,
    /// The archetype's numbers with this option's own in their place.
    pub profile: Profile,
    /// False for the inherited option: it can be kept, not adopted.
    pub on_offer: bool,
}

/// All numbers of an option. Units in brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Flat licence or subscription (k$/year), times the component's licence factor.
    pub licence: ParamId,
    /// Usage price at the reference load (k$/year), times the licence factor and the relative load.
    pub usage: ParamId,
    /// Paid support (k$/year).
    pub support: ParamId,
    /// Infrastructure at the reference load (k$/year); scales with nodes.
    pub infrastructure: ParamId,
    /// Mean price growth (share/year), its standard deviation, probability of a hike at a renewal (0-1).
    pub price_growth: ParamId,
    pub price_sigma: ParamId,
    pub hike: ParamId,
    /// Effort to run it (full-time equivalents), times the component's effort factor.
    pub effort: ParamId,
    /// 0-1: how far it needs the agency's own platform baseline.
    pub self_run: ParamId,
    /// Training per head of the pool (days).
    pub training: ParamId,
    /// Shortest set-up time (weeks), work per interface (hours).
    pub setup: ParamId,
    pub edge_work: ParamId,
    /// Share of controls inherited from the supplier's authorisation (0-1); cost of the first authorisation (k$).
    pub inheritance: ParamId,
    pub authorisation: ParamId,
    /// How well it does the component's job (0-1); room to adapt it (0-1); community strength (0-1).
    pub fit: ParamId,
    pub customisation: ParamId,
    pub community: ParamId,
    /// Openness of stored formats (0-1), share of artefacts that can be exported (0-1), egress ($/GB).
    pub format_open: ParamId,
    pub exportable: ParamId,
    pub egress: ParamId,
    /// Where supplier-specific interfaces and skills tend to (0-1), and how fast (share of the gap/year).
    pub api_bound: ParamId,
    pub skill_bound: ParamId,
    pub binding: ParamId,
    /// Median days until a flaw is fixed here, spread of the logarithm, 0-1 how far that depends on own staff.
    pub patch_days: ParamId,
    pub patch_sigma: ParamId,
    pub patch_by_team: ParamId,
    /// Attack attempts relative to the case's base rate (×), resistance before controls (0-1),
    /// third-party dependencies relative to the base rate (×).
    pub exposure: ParamId,
    pub resistance: ParamId,
    pub dependencies: ParamId,
    /// Load one node carries (share of the reference load), contention, coherency, most nodes, lead (months).
    pub node_capacity: ParamId,
    pub contention: ParamId,
    pub coherency: ParamId,
    pub node_limit: ParamId,
    pub provisioning: ParamId,
}

/// Rule-wide numbers of a case (`parameters.ron`). Units in brackets.
#[derive(Clone, Debug)]
pub struct RuleNumbers {
    // money
    /// Real discount rate (share/year).
    pub discount_rate: ParamId,
    /// Years over which a supplier can recover a price rise; an option's highest price step at a hike.
    pub hike_horizon: ParamId,
    /// Share of price growth left under a multi-year cap; price of a cap or clause (share of licence).
    pub cap_share: ParamId,
    pub clause_price: ParamId,
    /// Share of exit cost a portability clause removes; penalty for leaving a contract early
    /// (share of the licence still owed, none with a clause); price cut a renegotiation can win (share).
    pub clause_relief: ParamId,
    pub exit_penalty: ParamId,
    pub renegotiation: ParamId,
    /// Yearly continuous monitoring (share of the first authorisation).
    pub monitoring_share: ParamId,
    /// Share of idle own staff that is charged to the programme.
    pub bench_share: ParamId,
    /// Recruiting one person (k$); one contractor-year (k$); one training day (k$).
    pub hire_cost: ParamId,
    pub contractor_rate: ParamId,
    pub training_day: ParamId,
    // people
    pub hire_days: Spread,
    pub clearance_days: Spread,
    /// Share of a component's know-how lost when its only specialist leaves (0-1).
    pub knowledge_loss: ParamId,
    /// Wright progress ratio per doubling of experience; deployments a year.
    pub progress_ratio: ParamId,
    pub deployments: ParamId,
    /// Exponent of effort in load; slow-down per unit of technical debt; debt interest (share/year).
    pub effort_exponent: ParamId,
    pub debt_drag: ParamId,
    pub debt_interest: ParamId,
    /// Platform baseline for self-run components (full-time equivalents).
    pub platform_effort: ParamId,
    /// Debt at the start; debt added per thousand hours of glue.
    pub debt_start: ParamId,
    pub debt_per_glue: ParamId,
    /// Debt repaid a month at full staffing; debt added a month with nobody there.
    pub debt_repay: ParamId,
    pub debt_shortage: ParamId,
    // projects
    /// Lead times (days): small purchase, order on an existing vehicle, open competition, protest delay.
    pub lead_simplified: Spread,
    pub lead_order: Spread,
    pub lead_competition: Spread,
    pub protest_probability: ParamId,
    pub protest_days: ParamId,
    /// Simplified acquisition threshold (k$ of contract value); price step of each vehicle (share).
    pub simplified_threshold: ParamId,
    pub order_premium: ParamId,
    pub competition_discount: ParamId,
    /// Authorisation without inheritance (days) and the share of it that inheritance can save.
    pub authorisation_days: Spread,
    pub authorisation_saving: ParamId,
    /// Overrun of integration and migration: body (×), probability and Pareto exponent of the tail, cap (×).
    pub overrun: Spread,
    pub overrun_tail: ParamId,
    pub overrun_alpha: ParamId,
    pub overrun_cap: ParamId,
    /// People on one project (full-time equivalents); cost of an adapter between stacks (k$);
    /// share of edge work saved by a shared open standard.
    pub project_team: ParamId,
    pub adapter_cost: ParamId,
    pub standard_saving: ParamId,
    /// Parallel running (months).
    pub parallel_months: ParamId,
    // calendar
    pub resolution_probability: ParamId,
    pub resolution_days: Spread,
    pub cut_probability: ParamId,
    pub cut_share: ParamId,
    pub shutdown_probability: ParamId,
    pub surge_probability: ParamId,
    pub surge_factor: Spread,
    pub surge_months: ParamId,
    // suppliers
    pub notice_days: Spread,
    pub acquired_end: ParamId,
    pub acquired_hike: ParamId,
    pub revival: ParamId,
    pub fork_contributors: ParamId,
    pub relicence_fee: Spread,
    /// Emergency replacement without an exercised exit: premium (×), capacity left meanwhile (share), months.
    pub emergency_premium: ParamId,
    pub emergency_capacity: ParamId,
    pub emergency_months: ParamId,
    // lock-in
    pub gravity_terabytes: ParamId,
    pub move_per_terabyte: ParamId,
    pub rework_hours: ParamId,
    pub port_hours: ParamId,
    pub retrain_days: ParamId,
    pub exit_parallel_months: ParamId,
    pub reauthorise_share: ParamId,
    // security
    /// Base attempts on one component (per year); attacker capability (0-1); weight of unpatched flaws in resistance.
    pub attempts: ParamId,
    pub capability: Spread,
    pub patch_weight: ParamId,
    /// Days after which half of the flaws that will be used have been used.
    pub exploit_half_life: ParamId,
    /// Resistance lost where the team is short of people (per unit of shortage).
    pub misconfiguration: ParamId,
    pub minor_loss: Spread,
    pub major_loss: Spread,
    pub major_share: ParamId,
    /// Probability and size of secondary loss (k$).
    pub secondary_probability: ParamId,
    pub secondary_loss: Spread,
    pub dependency_rate: ParamId,
    /// Share of poisoned-dependency hits that full hardening (pinned, mirrored dependencies) removes.
    pub dependency_saving: ParamId,
    pub dependency_loss: Spread,
    pub supplier_breach_loss: Spread,
    /// Share of an incident's loss that fast detection and full staff can save.
    pub containment: ParamId,
    // harm
    pub harm_rate: ParamId,
    pub harm_loss: Spread,
    /// Share of harm removed by full review, by sampled review, by working governance, by monitoring.
    /// Sampled review looks at this share of cases.
    pub sample_share: ParamId,
    pub full_review: ParamId,
    pub sampled_review: ParamId,
    pub governance_effect: ParamId,
    pub monitoring_effect: ParamId,
    // quality
    /// Drift (share of quality) that is noticed with no and with perfect monitoring; retraining (months).
    pub notice_worst: ParamId,
    pub notice_best: ParamId,
    pub retrain_months: ParamId,
    // audit
    pub audit_probability: ParamId,
    pub finding_cost: ParamId,
    pub suspension_probability: ParamId,
    // scale
    pub target_utilisation: ParamId,
}

/// What a yearly guardrail investment costs and does at full level.
#[derive(Clone, Debug)]
pub struct GuardrailOffer {
    pub guardrail: Guardrail,
    pub name: String,
    /// At most 12 words.
    pub pitch: String,
    /// Cost (k$), level gained towards 1 (0-1), level lost per year (share).
    pub cost: ParamId,
    pub gain: ParamId,
    pub decay: ParamId,
    /// Main and second effect at level 1; their meaning is given in docs/model.md per guardrail.
    pub effect: ParamId,
    pub second_effect: ParamId,
}

/// A card: text and possible responses to one kind of event.
#[derive(Clone, Debug)]
pub struct Card {
    pub slug: String,
    pub kind: EventKind,
    pub title: String,
    /// At most 40 words.
    pub text: String,
    pub choices: Vec<Response>,
    pub provenance: Provenance,
}

#[derive(Clone, Debug)]
pub struct Response {
    pub slug: String,
    /// At most 12 words.
    pub text: String,
    pub effects: Vec<Effect>,
}

/// Something that happens on a fixed date.
#[derive(Clone, Debug)]
pub struct Scheduled {
    pub slug: String,
    pub title: String,
    pub text: String,
    /// Month of the run (0 is the first October).
    pub month: u16,
    pub effects: Vec<Effect>,
    pub provenance: Provenance,
}

/// Where an effect applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Whatever the event struck.
    Struck,
    All,
    Component(ComponentId),
    Supplier(SupplierId),
    UseCase(UseCaseId),
    Pool(PoolId),
}

/// What a factor multiplies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lever {
    /// Attempts on components.
    Attempts,
    /// Poisoned-dependency rate.
    Dependencies,
    /// Supplier breach rate.
    Breaches,
    /// Harm rate of use cases.
    Harm,
    /// Days to patch.
    PatchDays,
    /// Loss per incident.
    Loss,
    /// Price of licence and usage.
    Price,
    /// Cost of leaving.
    ExitCost,
    /// Effort to run.
    Effort,
    /// Capacity of components.
    Capacity,
    /// Demand of use cases.
    Demand,
    /// Attrition of pools.
    Attrition,
    /// Rate at which suppliers end, are acquired or change licence.
    SupplierEnd,
}

/// The closed set of things an event or a response can do.
#[derive(Clone, Debug)]
pub enum Effect {
    /// One payment (k$) in a ledger category.
    Pay { category: Category, amount: ParamId, scope: Scope },
    /// Multiply a lever for some months.
    Factor { lever: Lever, scope: Scope, factor: ParamId, months: u16 },
    /// Persons join (positive) or leave (negative) a pool at once.
    People { pool: PoolId, change: i16 },
    /// Multiply know-how (Wright experience) of the components in scope.
    KnowHow { scope: Scope, factor: ParamId },
    /// Move the announced end of an option in scope by months.
    Notice { scope: Scope, months: u16 },
    /// Cap price growth in scope for months, without a hike at renewal.
    PriceCap { scope: Scope, months: u16 },
    /// Close this share of open audit findings.
    CloseFindings { share: ParamId },
    /// Add open audit findings.
    AddFindings { count: u16 },
    /// Raise a guardrail's level.
    Raise { guardrail: Guardrail, by: ParamId },
    /// Switch a use case off for months.
    Suspend { scope: Scope, months: u16 },
    /// Change next years' appropriation (share, may be negative).
    Appropriation { change: ParamId, years: u16 },
}

/// A role at the table.
#[derive(Clone, Debug)]
pub struct Role {
    pub slug: String,
    pub name: String,
    /// Goal of this role, at most 25 words.
    pub goal: String,
    /// Private facts: the first is for the start, then one list per year; at most 90 words a card.
    pub facts: Vec<Vec<Statement>>,
}

/// A reason that can be tapped when choosing.
#[derive(Clone, Debug)]
pub struct Reason {
    pub slug: String,
    pub text: String,
    /// Which gauge it speaks of, 0-4 in gauge order; `None` for others.
    pub gauge: Option<u8>,
}

#[derive(Clone, Debug)]
pub struct DebriefQuestion {
    pub text: String,
    /// Index into [`Case::objectives`].
    pub objective: u16,
}

/// A plan that ships with the case.
#[derive(Clone, Debug)]
pub struct NamedPlan {
    pub slug: String,
    pub name: String,
    pub about: String,
    pub body: PlanBody,
}

#[derive(Clone, Debug)]
pub enum PlanBody {
    Years(Vec<PlanYear>),
    /// A mix drawn from the seed, component by component.
    RandomMix,
}

impl Case {
    #[must_use]
    pub fn total_years(&self) -> u16 {
        self.played_years + self.outlook_years
    }

    #[must_use]
    pub fn option(&self, id: OptionId) -> &Choice {
        &self.options[id.index()]
    }

    #[must_use]
    pub fn component(&self, id: ComponentId) -> &Component {
        &self.components[id.index()]
    }

    #[must_use]
    pub fn parameter(&self, id: ParamId) -> &Parameter {
        &self.parameters[id.index()]
    }

    #[must_use]
    pub fn card(&self, id: CardId) -> &Card {
        &self.cards[id.index()]
    }

    #[must_use]
    pub fn control(&self, id: ControlId) -> &Control {
        &self.controls[id.index()]
    }

    #[must_use]
    pub fn role(&self, id: RoleId) -> &Role {
        &self.roles[id.index()]
    }

    #[must_use]
    pub fn reason(&self, id: ReasonId) -> &Reason {
        &self.reasons[id.index()]
    }

    #[must_use]
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.index()]
    }

    /// Options that can be adopted for a component, in file order.
    pub fn on_offer(&self, component: ComponentId) -> impl Iterator<Item = OptionId> + '_ {
        (0..self.options.len() as u16).map(OptionId).filter(move |id| {
            let option = self.option(*id);
            option.component == component && option.on_offer
        })
    }

    #[must_use]
    pub fn plan(&self, slug: &str) -> Option<&NamedPlan> {
        self.plans.iter().find(|plan| plan.slug == slug)
    }
}
