//! Why an amount is what it is: the rule, its factors, the numbers of the case they come from.
//!
//! Invariant: the factors of a [`Why`] multiply to the amount posted (within half a cent), so an
//! explanation can be checked by re-adding it.

use super::ledger::Posting;
use super::model::Model;
use super::outcome::Occurrence;
use super::state::State;
use crate::id::ParamId;

/// Takes down explanations, or nothing at all, of runs that are played in so many lanes.
pub trait Recorder<const L: usize = 1> {
    /// Whether explanations are wanted; a run without them is the same code with this off.
    const ON: bool;
    /// Whether everything is made anew each month, even what nothing has changed: slower, to the same
    /// bits.
    const ANEW: bool = false;
    /// Whether amounts are kept by place and category; without, only their sums are.
    const CELLS: bool = true;
    fn post(&mut self, posting: Posting, why: Why);
    /// Something happened, with the chance it had.
    fn happened(&mut self, occurrence: &Occurrence, why: Why);
    /// A month has ended. A living picture is made of these; most recorders look away.
    #[inline]
    fn month_ended(&mut self, _model: &Model, _state: &State<L>) {}
}

/// Takes down nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoTrace;

impl<const L: usize> Recorder<L> for NoTrace {
    const ON: bool = false;
    #[inline]
    fn post(&mut self, _posting: Posting, _why: Why) {}
    #[inline]
    fn happened(&mut self, _occurrence: &Occurrence, _why: Why) {}
}

/// Takes down nothing, and keeps only sums of what is paid: for runs that are read by their gauges alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct SumsOnly;

impl<const L: usize> Recorder<L> for SumsOnly {
    const ON: bool = false;
    const CELLS: bool = false;
    #[inline]
    fn post(&mut self, _posting: Posting, _why: Why) {}
    #[inline]
    fn happened(&mut self, _occurrence: &Occurrence, _why: Why) {}
}

/// Takes down everything, in order.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    pub postings: Vec<(Posting, Why)>,
    pub happenings: Vec<(Occurrence, Why)>,
}

impl Recorder for Trace {
    const ON: bool = true;

    fn post(&mut self, posting: Posting, why: Why) {
        self.postings.push((posting, why));
    }

    fn happened(&mut self, occurrence: &Occurrence, why: Why) {
        self.happenings.push((*occurrence, why));
    }
}

/// A rule and its factors.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    pub rule: Rule,
    pub factors: Vec<Factor>,
}

impl Why {
    #[must_use]
    pub fn new(rule: Rule, factors: Vec<Factor>) -> Self {
        Self { rule, factors }
    }

    /// The product of the factors: k$ for a posting, a yearly rate for a hazard.
    #[must_use]
    pub fn product(&self) -> f64 {
        self.factors.iter().map(|factor| factor.value).product()
    }
}

/// One factor: what it is, its value, and the case's number it is (if it is one).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factor {
    pub what: Input,
    pub value: f64,
    /// Where to look the number up; `None` for quantities of the state.
    pub origin: Origin,
}

/// Where a factor's number stands in the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A quantity of the state or of the calendar.
    State,
    /// Drawn by chance.
    Luck,
    /// A number of the case.
    Parameter(ParamId),
    /// A number of the running option, by option index and field.
    Option(usize, OptionField),
    /// A number of a component, a supplier, a pool, a use case, by index.
    Component(usize, ComponentField),
    Supplier(usize, SupplierField),
    Pool(usize),
    UseCase(usize, UseCaseField),
    /// A rule-wide number.
    Rule(RuleField),
    Guardrail(usize),
}

macro_rules! fields {
    ($(#[$doc:meta])* $name:ident of $source:path { $($variant:ident => $field:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($variant),* }

        impl $name {
            /// The case's number behind this field.
            #[must_use]
            pub fn parameter(self, source: &$source) -> ParamId {
                match self { $(Self::$variant => source.$field),* }
            }
        }
    };
}

fields! {
    /// Numbers of an option that appear as factors.
    OptionField of crate::scenario::case::Profile {
        Licence => licence, Usage => usage, Support => support, Infrastructure => infrastructure,
        Effort => effort, Training => training, EdgeWork => edge_work,
        Authorisation => authorisation, Exposure => exposure, Dependencies => dependencies,
        Resistance => resistance, PatchDays => patch_days, Hike => hike,
    }
}

fields! {
    /// Numbers of a component that appear as factors.
    ComponentField of crate::scenario::case::Component {
        LicenceFactor => licence_factor, EffortFactor => effort_factor, DataShare => data_share,
    }
}

fields! {
    /// Numbers of a supplier that appear as factors.
    SupplierField of crate::scenario::case::Supplier {
        Management => management, BreachRate => breach_rate, AcquisitionRate => acquisition_rate,
        LicenceChangeRate => licence_change_rate, EndRate => end_rate,
    }
}

fields! {
    /// Numbers of a use case that appear as factors.
    UseCaseField of crate::scenario::case::UseCase {
        ReviewCost => review_cost, Demand => demand, Sensitivity => sensitivity,
    }
}

fields! {
    /// Rule-wide numbers that appear as factors.
    RuleField of crate::scenario::case::RuleNumbers {
        MonitoringShare => monitoring_share, BenchShare => bench_share, HireCost => hire_cost,
        ContractorRate => contractor_rate, TrainingDay => training_day,
        PlatformEffort => platform_effort, AdapterCost => adapter_cost,
        MovePerTerabyte => move_per_terabyte, FindingCost => finding_cost, Attempts => attempts,
        DependencyRate => dependency_rate, HarmRate => harm_rate,
        EmergencyPremium => emergency_premium, ProjectTeam => project_team,
        ExitPenalty => exit_penalty,
    }
}

/// The rules that post amounts or make things happen; `docs/model.md` tells each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    Licence,
    Usage,
    Surcharge,
    Support,
    Infrastructure,
    RunEffort,
    PlatformBaseline,
    SupplierManagement,
    Bench,
    Contractors,
    Recruiting,
    Training,
    ProjectWork,
    Adapter,
    DataMove,
    EarlyExit,
    ContinuousMonitoring,
    Authorisation,
    Guardrail,
    HumanReview,
    EventPayment,
    FindingRepair,
    EmergencyReplacement,
    ExploitedFlaw,
    PoisonedDependency,
    SupplierBreach,
    HarmfulDecision,
    PriceHike,
    Acquisition,
    LicenceChange,
    Ending,
    Departure,
    Calendar,
    Surge,
    Audit,
}

/// What a factor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Input {
    ListPrice,
    UsagePrice,
    PriceFactor,
    LicenceFactor,
    RelativeLoad,
    MonthOfYear,
    Surcharge,
    SupportPrice,
    InfrastructurePrice,
    NodesOverReference,
    Effort,
    EffortFactor,
    LoadScale,
    Learning,
    DebtDrag,
    EffortLever,
    Coverage,
    OwnShare,
    StaffRate,
    IdleStaff,
    BenchShare,
    Persons,
    ContractorRate,
    HireCost,
    TrainingDays,
    DayCost,
    WorkedMonths,
    Overrun,
    StacksCrossed,
    AdapterCost,
    Terabytes,
    PerTerabyte,
    ClosedFormat,
    MonthsOwed,
    PenaltyShare,
    AuthorisationCost,
    MonitoringShare,
    GuardrailCost,
    CasesReviewed,
    ReviewCost,
    Payment,
    Findings,
    FindingCost,
    ExitCost,
    Premium,
    Loss,
    Stakes,
    Containment,
    LossLever,
    Attempts,
    Exposure,
    Vulnerability,
    RateLever,
    Rate,
    Unhardened,
    Sensitivity,
    Unguarded,
    Probability,
    Health,
}
