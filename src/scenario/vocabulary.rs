//! Closed lists that case files, rules and screens share.

/// The closed list of things that can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    KnownFlawExploited,
    PoisonedDependency,
    SupplierBreach,
    PriceHike,
    SupplierAcquired,
    LicenceChange,
    ProjectAbandoned,
    KeyStaffLoss,
    BudgetDisruption,
    DemandSurge,
    AuditFinding,
    HarmfulDecision,
}

impl EventKind {
    pub const ALL: [Self; 12] = [
        Self::KnownFlawExploited,
        Self::PoisonedDependency,
        Self::SupplierBreach,
        Self::PriceHike,
        Self::SupplierAcquired,
        Self::LicenceChange,
        Self::ProjectAbandoned,
        Self::KeyStaffLoss,
        Self::BudgetDisruption,
        Self::DemandSurge,
        Self::AuditFinding,
        Self::HarmfulDecision,
    ];
}

/// Categories of total cost of ownership.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Category {
    Licence,
    Infrastructure,
    Staff,
    Integration,
    Training,
    Support,
    Compliance,
    Migration,
    Incident,
}

impl Category {
    pub const COUNT: usize = 9;
    pub const ALL: [Self; Self::COUNT] = [
        Self::Licence,
        Self::Infrastructure,
        Self::Staff,
        Self::Integration,
        Self::Training,
        Self::Support,
        Self::Compliance,
        Self::Migration,
        Self::Incident,
    ];

    #[must_use]
    #[inline]
    pub const fn index(self) -> usize {
        self as usize
    }
}
