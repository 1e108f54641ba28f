//! What a year brought: plain numbers and enums. Words come later, in `view`.

use crate::id::{CardId, ComponentId, ControlId, PoolId, SupplierId, UseCaseId};
use crate::scenario::plan::{Decision, Gauge};
use crate::scenario::vocabulary::{Category, EventKind};
use crate::units::{Money, Month};

/// What an event struck.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    Agency,
    Component(ComponentId),
    Supplier(SupplierId),
    Pool(PoolId),
    UseCase(UseCaseId),
}

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Occurrence {
    pub month: Month,
    pub kind: EventKind,
    pub subject: Subject,
    /// What it cost at once (may be zero).
    pub loss: Money,
    /// Size in the event's own unit: price step (share), notice (months), persons, surge (×), findings.
    pub size: f64,
}

/// A milestone of a component: what the living board shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Milestone {
    pub month: Month,
    pub component: ComponentId,
    pub what: Progress,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    Procuring,
    Authorising,
    Integrating,
    Migrating,
    Live,
    EmergencyStarted,
    /// A planned replacement is given up for an emergency one.
    Dropped,
    SwitchedOff,
    Renewed,
}

/// A decision that could not be carried out when its turn came, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Declined {
    pub decision: Decision,
    pub refusal: super::check::Refusal,
}

/// The five gauges at the end of September. Units as in docs/model.md.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Gauges {
    /// Discounted total cost of ownership from the first day to now, plus the discounted exit cost still owed (k$).
    pub cost: f64,
    /// Obligated this year, and the year's appropriation.
    pub spent: Money,
    pub appropriation: Money,
    /// Cost of leaving everything today (k$), months it would take, index 0-100.
    pub exit_cost: f64,
    pub exit_months: f64,
    pub lock_in: f64,
    /// Losses of incidents this year, number of incidents, expected losses of the year ahead (k$).
    pub losses: Money,
    pub incidents: u16,
    pub expected_loss: f64,
    /// Demand served within its service level this year (0-1), least headroom to the wall (×).
    pub served: f64,
    pub headroom: f64,
    /// Required controls in place (0-1), open findings.
    pub controls: f64,
    pub findings: u16,
    /// Mission value delivered this year and what full service would have delivered (k$).
    pub value: f64,
    pub value_possible: f64,
}

impl Gauges {
    /// The one number a gauge is read, predicted and ranked by, in its own unit:
    /// k$ · index · k$ lost this year · % · %.
    #[must_use]
    pub fn headline(&self, gauge: Gauge) -> f64 {
        match gauge {
            Gauge::Cost => self.cost,
            Gauge::LockIn => self.lock_in,
            Gauge::Security => self.losses.kilodollars(),
            Gauge::Scale => self.served * 100.0,
            Gauge::Compliance => self.controls * 100.0,
        }
    }
}

/// How one component stood at the end of September.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ComponentState {
    pub option: crate::id::OptionId,
    /// Lock-in index 0-100, exit cost (k$), patch latency (days), load over capacity, debt, nodes.
    pub lock_in: f64,
    pub exit_cost: f64,
    pub patch_days: f64,
    pub utilisation: f64,
    pub debt: f64,
    pub nodes: u16,
    /// Wright units of experience.
    pub experience: f64,
}

/// Everything a year brought.
#[derive(Clone, Debug, PartialEq)]
pub struct YearOutcome {
    /// From 0; played years first, then the outlook.
    pub year: u16,
    pub gauges: Gauges,
    /// Postings of the year by category, in [`Category::ALL`] order, and by component
    /// (last entry: the agency as a whole).
    pub by_category: [Money; Category::COUNT],
    pub by_component: Vec<Money>,
    pub components: Vec<ComponentState>,
    /// Controls not in place.
    pub missing_controls: Vec<ControlId>,
    pub occurrences: Vec<Occurrence>,
    pub milestones: Vec<Milestone>,
    pub declined: Vec<Declined>,
    /// Events that wait for an answer, costliest first per card.
    pub open: Vec<(CardId, Occurrence)>,
    /// Digest of the whole simulated state after this year.
    pub digest: [u8; 32],
}
