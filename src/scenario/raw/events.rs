//! `events.ron`: cards, dated events and guardrails.

use super::decode::{choice, record, words};
use super::number::{Amount, Origin};
use super::{List, Optional, Text};
use crate::scenario::case::Lever;
use crate::scenario::place::Spanned;
use crate::scenario::plan::Guardrail;
use crate::scenario::vocabulary::{Category, EventKind};

record! {
    /// The whole file.
    pub struct RawEvents {
        format: Spanned<u16>,
        cards: List<RawCard>,
        without_card: Optional<List<Spanned<EventKind>>>,
        scheduled: List<RawScheduled>,
        guardrails: List<RawGuardrail>,
    }
}

record! {
    pub struct RawCard {
        slug: Text,
        kind: Spanned<EventKind>,
        title: Text,
        text: Text,
        source: Spanned<Origin>,
        choices: List<RawResponse>,
    }
}

record! {
    pub struct RawResponse {
        slug: Text,
        text: Text,
        effects: List<Spanned<RawEffect>>,
    }
}

record! {
    pub struct RawScheduled {
        slug: Text,
        title: Text,
        text: Text,
        month: Spanned<u16>,
        effects: List<Spanned<RawEffect>>,
        source: Spanned<Origin>,
    }
}

record! {
    pub struct RawGuardrail {
        guardrail: Spanned<Guardrail>,
        name: Text,
        pitch: Text,
        cost: Amount,
        gain: Amount,
        decay: Amount,
        effect: Amount,
        second_effect: Amount,
    }
}

choice! {
    pub enum RawScope {
        Struck(),
        All(),
        Component(slug: Text),
        Supplier(slug: Text),
        UseCase(slug: Text),
        Pool(slug: Text),
    }
}

choice! {
    pub enum RawEffect {
        Pay { category: Spanned<Category>, amount: Amount, scope: Spanned<RawScope> },
        Factor { lever: Spanned<Lever>, scope: Spanned<RawScope>, factor: Amount, months: Spanned<u16> },
        People { pool: Text, change: Spanned<i16> },
        KnowHow { scope: Spanned<RawScope>, factor: Amount },
        Notice { scope: Spanned<RawScope>, months: Spanned<u16> },
        PriceCap { scope: Spanned<RawScope>, months: Spanned<u16> },
        CloseFindings { share: Amount },
        AddFindings { count: Spanned<u16> },
        Raise { guardrail: Spanned<Guardrail>, by: Amount },
        Suspend { scope: Spanned<RawScope>, months: Spanned<u16> },
        Appropriation { change: Amount, years: Spanned<u16> },
    }
}

words!(EventKind:
    KnownFlawExploited, PoisonedDependency, SupplierBreach, PriceHike, SupplierAcquired, LicenceChange,
    ProjectAbandoned, KeyStaffLoss, BudgetDisruption, DemandSurge, AuditFinding, HarmfulDecision,
);
words!(Category:
    Licence, Infrastructure, Staff, Integration, Training, Support, Compliance, Migration, Incident,
);
words!(Lever:
    Attempts, Dependencies, Breaches, Harm, PatchDays, Loss, Price, ExitCost, Effort, Capacity, Demand,
    Attrition, SupplierEnd,
);
