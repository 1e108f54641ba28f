//! What a team can decide: a closed set. Every change of state is one of these.
//!
//! Invariant: [`Decision::Predict`], [`Decision::Because`] and [`Decision::Dissent`] never change
//! the simulated state; they are the record of a team's thinking.

use super::case::Review;
use crate::id::{CardId, ComponentId, OptionId, PoolId, ReasonId, RoleId, UseCaseId};

/// One decision of one fiscal year, taken before its October.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// Replace what runs a component. Uses a slot.
    Adopt { component: ComponentId, option: OptionId, term: Term, clause: bool, vehicle: Vehicle },
    /// Sign the running option again for a term. Uses a slot.
    Renew { component: ComponentId, term: Term, clause: bool, approach: Approach },
    /// Change the staff.
    Staff { action: StaffAction, pool: PoolId, count: StaffCount },
    /// Invest in a guardrail.
    Invest(Guardrail),
    /// Bring a planned use case live this October, or change the review of a live one.
    Launch { use_case: UseCaseId, review: Review },
    /// Put a planned use case off by a year.
    Defer(UseCaseId),
    /// Answer the costliest open event of a card's kind.
    Respond { card: CardId, choice: u8 },
    /// What the team expects of one gauge this year.
    Predict { gauge: Gauge, direction: Direction, size: Size },
    /// Why the tool decision on this component was taken.
    Because { component: ComponentId, reason: ReasonId },
    /// This role leaned another way.
    Dissent(RoleId),
}

impl Decision {
    /// The component of a tool decision, of which each component may have one a year.
    #[must_use]
    pub const fn tool(&self) -> Option<ComponentId> {
        match self {
            Self::Adopt { component, .. } | Self::Renew { component, .. } => Some(*component),
            _ => None,
        }
    }
}

/// Length of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    OneYear,
    ThreeYears,
    FiveYears,
}

impl Term {
    pub const ALL: [Self; 3] = [Self::OneYear, Self::ThreeYears, Self::FiveYears];

    #[must_use]
    pub const fn months(self) -> u16 {
        match self {
            Self::OneYear => 12,
            Self::ThreeYears => 36,
            Self::FiveYears => 60,
        }
    }
}

/// How a purchase is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Vehicle {
    /// Simplified acquisition; only below the case's threshold.
    Simplified,
    /// An order on an existing contract vehicle: quick, at its price.
    Order,
    /// Open competition: slow, cheaper, may be protested.
    Competition,
}

impl Vehicle {
    pub const ALL: [Self; 3] = [Self::Simplified, Self::Order, Self::Competition];
}

/// How a renewal is approached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Approach {
    /// Take the offer.
    Accept,
    /// Negotiate on price with the alternative in hand.
    Renegotiate,
}

impl Approach {
    pub const ALL: [Self; 2] = [Self::Accept, Self::Renegotiate];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StaffAction {
    /// Permanent staff; they arrive after a drawn lead time.
    Hire,
    /// Raise know-how of the components this pool runs.
    Train,
    /// Contractors for a year: at once, dear, and they take their know-how along.
    Contract,
    /// Move persons here from the pool with most slack.
    Reassign,
}

impl StaffAction {
    pub const ALL: [Self; 4] = [Self::Hire, Self::Train, Self::Contract, Self::Reassign];
}

/// One or two persons (or training rounds) at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StaffCount {
    One,
    Two,
}

impl StaffCount {
    pub const ALL: [Self; 2] = [Self::One, Self::Two];

    #[must_use]
    pub const fn persons(self) -> u16 {
        match self {
            Self::One => 1,
            Self::Two => 2,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Guardrail {
    /// Harden and patch.
    Harden,
    /// Exit drill: export, restore elsewhere, measure.
    ExitDrill,
    /// Documentation and cross-training.
    Documentation,
    /// Upstream contribution.
    Upstream,
    /// Monitoring and evaluation.
    Monitoring,
}

impl Guardrail {
    pub const ALL: [Self; 5] =
        [Self::Harden, Self::ExitDrill, Self::Documentation, Self::Upstream, Self::Monitoring];
}

/// The five gauges, always in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gauge {
    Cost,
    LockIn,
    Security,
    Scale,
    Compliance,
}

impl Gauge {
    pub const ALL: [Self; 5] =
        [Self::Cost, Self::LockIn, Self::Security, Self::Scale, Self::Compliance];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    Falls,
    Stays,
    Rises,
}

impl Direction {
    pub const ALL: [Self; 3] = [Self::Falls, Self::Stays, Self::Rises];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    Slight,
    Clear,
    Strong,
}

impl Size {
    pub const ALL: [Self; 3] = [Self::Slight, Self::Clear, Self::Strong];
}

/// All decisions of one year, in the order they were taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanYear {
    pub decisions: Vec<Decision>,
}

impl PlanYear {
    /// The same decisions in the order in which they are carried out, kept and coded: tool decisions by
    /// component first, then the others by kind. Nothing is dropped.
    #[must_use]
    pub fn canonical(decisions: &[Decision]) -> Vec<Decision> {
        let mut sorted = decisions.to_vec();
        sorted.sort_unstable();
        sorted
    }
}
