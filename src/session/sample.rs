//! Names and outcomes made by hand, for tests that need no rules.

use crate::id::{
    CardId, ComponentId, ControlId, OptionId, PoolId, ReasonId, RoleId, SupplierId, UseCaseId,
};
use crate::scenario::case::{Impact, Review, SourcingModel};
use crate::scenario::plan::{
    Approach, Decision, Direction, Gauge, Guardrail, PlanYear, Size, StaffAction, StaffCount, Term,
    Vehicle,
};
use crate::scenario::vocabulary::EventKind;
use crate::session::record::{CommittedYear, Note, Run, RunHeader, Seat, Slugs};
use crate::sim::check::Refusal;
use crate::sim::outcome::{
    ComponentState, Declined, Gauges, Milestone, Occurrence, Progress, Subject, YearOutcome,
};
use crate::units::{Money, Month};

pub(crate) fn slugs() -> Slugs {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Slugs {
        components: names(&["data-store", "serving"]),
        options: names(&["old-store", "open-store", "old-serving", "managed-serving"]),
        suppliers: names(&["harbour", "lantern"]),
        pools: names(&["platform", "science"]),
        use_cases: names(&["triage"]),
        controls: names(&["inventory", "lineage"]),
        cards: names(&["price", "breach"]),
        choices: vec![names(&["pay", "leave"]), names(&["rotate"])],
        roles: names(&["cio", "security"]),
        reasons: names(&["cheaper", "exit"]),
    }
}

pub(crate) fn header() -> RunHeader {
    RunHeader {
        case: "two-stations".to_owned(),
        case_digest: [0xc5; 32],
        rules_version: 1,
        seed: u64::MAX,
        table: "blue \"table\"\n\tés".to_owned(),
        seats: vec![
            Seat { role: RoleId(0), leaning: Some(SourcingModel::Open) },
            Seat { role: RoleId(1), leaning: None },
        ],
        started: Some("2026-11-03 10:15".to_owned()),
        parent: None,
    }
}

/// Decisions of every kind, in canonical order.
pub(crate) fn decisions() -> Vec<Decision> {
    let (data, serving) = (ComponentId(0), ComponentId(1));
    PlanYear::canonical(&[
        Decision::Dissent(RoleId(1)),
        Decision::Adopt {
            component: data,
            option: OptionId(1),
            term: Term::ThreeYears,
            clause: true,
            vehicle: Vehicle::Competition,
        },
        Decision::Renew {
            component: serving,
            term: Term::OneYear,
            clause: false,
            approach: Approach::Renegotiate,
        },
        Decision::Staff { action: StaffAction::Hire, pool: PoolId(1), count: StaffCount::Two },
        Decision::Invest(Guardrail::ExitDrill),
        Decision::Launch { use_case: UseCaseId(0), review: Review::Sampled },
        Decision::Defer(UseCaseId(0)),
        Decision::Respond { card: CardId(0), choice: 1 },
        Decision::Predict { gauge: Gauge::LockIn, direction: Direction::Falls, size: Size::Clear },
        Decision::Because { component: data, reason: ReasonId(1) },
    ])
}

/// An outcome with something in every list; numbers differ by year and are not round.
pub(crate) fn outcome(year: u16) -> YearOutcome {
    let x = 0.1 + f64::from(year) / 3.0;
    let occurrence = Occurrence {
        month: Month(12 * year + 5),
        kind: EventKind::PriceHike,
        subject: Subject::Supplier(SupplierId(1)),
        loss: Money::from_cents(-7),
        size: x / 7.0,
    };
    let component = |option| ComponentState {
        option,
        lock_in: x * 31.0,
        exit_cost: x * 1e-300,
        patch_days: -0.0,
        utilisation: x,
        debt: 5e-324,
        nodes: 3,
        experience: 1.797e308,
    };
    YearOutcome {
        year,
        gauges: Gauges {
            cost: x * 1234.5,
            spent: Money::from_cents(i64::MAX),
            appropriation: Money::from_cents(i64::MIN),
            lock_in: 41.0,
            served: 1.0 - x / 10.0,
            findings: 2,
            ..Gauges::default()
        },
        by_category: [Money::from_cents(i64::from(year) + 1); 9],
        by_component: vec![Money::from_cents(4), Money::from_cents(5), Money::ZERO],
        components: vec![component(OptionId(1)), component(OptionId(2))],
        missing_controls: vec![ControlId(1)],
        occurrences: vec![occurrence, Occurrence { subject: Subject::Agency, ..occurrence }],
        milestones: vec![Milestone {
            month: Month(12 * year),
            component: ComponentId(1),
            what: Progress::EmergencyStarted,
        }],
        declined: vec![
            Declined {
                decision: Decision::Invest(Guardrail::Harden),
                refusal: Refusal::NotEnoughMoney { needed: x, left: 0.0 },
            },
            Declined {
                decision: Decision::Defer(UseCaseId(0)),
                refusal: Refusal::ImpactTooHigh { option: OptionId(3), needed: Impact::High },
            },
        ],
        open: vec![(CardId(0), occurrence)],
        digest: [year as u8 + 1; 32],
    }
}

/// A whole run of two years and one year of outlook.
pub(crate) fn run() -> Run {
    let note = Note {
        role: Some(RoleId(1)),
        component: None,
        text: "we want to be able to leave\u{2028}in a year".to_owned(),
    };
    let year = |year| CommittedYear {
        decisions: if year == 1 { Vec::new() } else { decisions() },
        notes: if year == 0 { vec![note.clone()] } else { Vec::new() },
        outcome: outcome(year),
    };
    Run {
        header: header(),
        years: (0..2).map(year).collect(),
        outlook: (2..3).map(outcome).collect(),
    }
}
