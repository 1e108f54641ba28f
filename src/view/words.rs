//! Enums as words: neutral, lowercase, the same everywhere they appear.
//!
//! Invariant: no word here praises or blames; open, proprietary and managed are only ever named.

mod decision;
mod refusal;
mod why;

pub use decision::{approach, decision};
pub use refusal::{Reply, refusal};
pub use why::{rule, why};

use super::format;
use crate::id::{ComponentId, SupplierId};
use crate::scenario::case::{
    Case, Condition, Impact, Job, Lever, Review, SourcingModel, Verification,
};
use crate::scenario::parameter::Provenance;
use crate::scenario::plan::{
    Direction, Gauge, Guardrail, Size, StaffAction, StaffCount, Term, Vehicle,
};
use crate::scenario::vocabulary::{Category, EventKind};
use crate::session::prediction::Fared;
use crate::session::replay::Verdict;
use crate::sim::outcome::{Progress, Subject};

#[must_use]
pub const fn gauge(gauge: Gauge) -> &'static str {
    match gauge {
        Gauge::Cost => "cost",
        Gauge::LockIn => "lock-in",
        Gauge::Security => "security",
        Gauge::Scale => "scale",
        Gauge::Compliance => "compliance",
    }
}

/// The name of a gauge in machine-readable output and on the command line.
#[must_use]
pub const fn gauge_key(gauge: Gauge) -> &'static str {
    match gauge {
        Gauge::LockIn => "lock_in",
        other => self::gauge(other),
    }
}

/// What the headline of a gauge counts.
#[must_use]
pub const fn gauge_unit(gauge: Gauge) -> &'static str {
    match gauge {
        Gauge::Cost => "k$ from the first day, with the exit still owed",
        Gauge::LockIn => "index 0-100",
        Gauge::Security => "k$ lost in the year",
        Gauge::Scale => "% of demand served in time",
        Gauge::Compliance => "% of controls in place",
    }
}

/// The change of a headline as a person reads it, its sign always shown.
#[must_use]
pub fn headline_change(gauge: Gauge, change: f64) -> String {
    match gauge {
        Gauge::Scale | Gauge::Compliance => {
            format!("{} points", format::change(format::whole(change)))
        }
        Gauge::Cost | Gauge::LockIn | Gauge::Security => format::change(headline(gauge, change)),
    }
}

/// The title of a gauge's why-tree.
#[must_use]
pub fn why_of(gauge: Gauge) -> String {
    format!("Why {} reads so", self::gauge(gauge))
}

/// The headline of a gauge as a person reads it.
#[must_use]
pub fn headline(gauge: Gauge, value: f64) -> String {
    match gauge {
        Gauge::Cost | Gauge::Security => format::kilodollars(value),
        Gauge::LockIn => format::index(value),
        Gauge::Scale | Gauge::Compliance => format::percent(value),
    }
}

#[must_use]
pub const fn event(kind: EventKind) -> &'static str {
    match kind {
        EventKind::KnownFlawExploited => "known flaw exploited",
        EventKind::PoisonedDependency => "poisoned dependency",
        EventKind::SupplierBreach => "breach at a supplier",
        EventKind::PriceHike => "price rise at renewal",
        EventKind::SupplierAcquired => "supplier acquired",
        EventKind::LicenceChange => "licence changed",
        EventKind::ProjectAbandoned => "project or product ended",
        EventKind::KeyStaffLoss => "key staff left",
        EventKind::BudgetDisruption => "budget disrupted",
        EventKind::DemandSurge => "surge of demand",
        EventKind::AuditFinding => "audit findings",
        EventKind::HarmfulDecision => "harmful automated decision",
    }
}

/// The size of an event in its own unit, where it has one.
#[must_use]
pub fn event_size(kind: EventKind, size: f64) -> Option<String> {
    match kind {
        EventKind::PriceHike if size != 0.0 => Some(format::change(format::share(size))),
        EventKind::BudgetDisruption if size != 0.0 => {
            Some(format!("cut by {}", format::share(size)))
        }
        // Without a cut, it was a lapse that disrupted it.
        EventKind::BudgetDisruption => Some("a month without appropriation".to_owned()),
        EventKind::ProjectAbandoned if size > 0.0 => {
            Some(format!("{} of notice", format::months(size)))
        }
        EventKind::KeyStaffLoss if size > 0.0 => Some(if size == 1.0 {
            "1 person".to_owned()
        } else {
            format!("{} persons", format::whole(size))
        }),
        EventKind::DemandSurge if size > 0.0 => Some(format::times(size)),
        EventKind::AuditFinding if size > 0.0 => {
            Some(format::count(size as u64, "finding", "findings"))
        }
        _ => None,
    }
}

#[must_use]
pub const fn category(category: Category) -> &'static str {
    match category {
        Category::Licence => "licence",
        Category::Infrastructure => "infrastructure",
        Category::Staff => "staff",
        Category::Integration => "integration",
        Category::Training => "training",
        Category::Support => "support",
        Category::Compliance => "compliance",
        Category::Migration => "migration",
        Category::Incident => "incident",
    }
}

#[must_use]
pub const fn progress(progress: Progress) -> &'static str {
    match progress {
        Progress::Procuring => "procurement starts",
        Progress::Authorising => "authorisation starts",
        Progress::Integrating => "integration starts",
        Progress::Migrating => "migration starts",
        Progress::Live => "live",
        Progress::EmergencyStarted => "emergency replacement starts",
        Progress::Dropped => "planned replacement dropped",
        Progress::SwitchedOff => "switched off",
        Progress::Renewed => "contract renewed",
    }
}

/// What playing a kept run again showed, one line.
#[must_use]
pub fn verdict(case: &Case, verdict: &Verdict) -> String {
    match verdict {
        Verdict::Identical => {
            "identical: every number of every year came out the same, bit by bit".to_owned()
        }
        Verdict::Diverged { year, field, recorded, replayed } => format!(
            "diverged at {} in {field}: recorded {recorded}, replayed {replayed}",
            format::fiscal_year(case.first_year, *year)
        ),
        Verdict::NotReplayable { because, way_out } => {
            format!("not replayable: {because}; {way_out}")
        }
    }
}

/// Name of what an event struck.
#[must_use]
pub fn subject(case: &Case, subject: Subject) -> String {
    match subject {
        Subject::Agency => case.agency.name.clone(),
        Subject::Component(id) => component(case, id),
        Subject::Supplier(SupplierId(id)) => {
            named(case.suppliers.get(usize::from(id)).map(|supplier| &supplier.name))
        }
        Subject::Pool(id) => named(case.pools.get(id.index()).map(|pool| &pool.name)),
        Subject::UseCase(id) => {
            named(case.use_cases.get(id.index()).map(|use_case| &use_case.name))
        }
    }
}

#[must_use]
pub fn component(case: &Case, id: ComponentId) -> String {
    named(case.components.get(id.index()).map(|component| &component.name))
}

/// An outcome kept in an old file may name what a changed case no longer has.
fn named(name: Option<&String>) -> String {
    name.cloned().unwrap_or_else(|| "no longer in this case".to_owned())
}

#[must_use]
pub const fn impact(impact: Impact) -> &'static str {
    match impact {
        Impact::Low => "low",
        Impact::Moderate => "moderate",
        Impact::High => "high",
    }
}

#[must_use]
pub const fn sourcing(model: SourcingModel) -> &'static str {
    match model {
        SourcingModel::Open => "open",
        SourcingModel::Proprietary => "proprietary",
        SourcingModel::Managed => "managed",
        SourcingModel::Inherited => "inherited",
    }
}

#[must_use]
pub const fn review(review: Review) -> &'static str {
    match review {
        Review::None => "no review",
        Review::Sampled => "sampled review",
        Review::Full => "full review",
    }
}

#[must_use]
pub const fn term(term: Term) -> &'static str {
    match term {
        Term::OneYear => "one year",
        Term::ThreeYears => "three years",
        Term::FiveYears => "five years",
    }
}

#[must_use]
pub const fn vehicle(vehicle: Vehicle) -> &'static str {
    match vehicle {
        Vehicle::Simplified => "simplified purchase",
        Vehicle::Order => "order on an existing contract",
        Vehicle::Competition => "open competition",
    }
}

/// As [`vehicle`], where there is little room.
#[must_use]
pub const fn vehicle_short(of: Vehicle) -> &'static str {
    match of {
        Vehicle::Order => "existing contract",
        _ => vehicle(of),
    }
}

/// A staffing decision as a button.
#[must_use]
pub const fn staffing(action: StaffAction, count: StaffCount) -> &'static str {
    match (action, count) {
        (StaffAction::Hire, StaffCount::One) => "Hire one",
        (StaffAction::Hire, StaffCount::Two) => "Hire two",
        (StaffAction::Train, StaffCount::One) => "Train once",
        (StaffAction::Train, StaffCount::Two) => "Train twice",
        (StaffAction::Contract, StaffCount::One) => "Contract one",
        (StaffAction::Contract, StaffCount::Two) => "Contract two",
        (StaffAction::Reassign, StaffCount::One) => "Move one in",
        (StaffAction::Reassign, StaffCount::Two) => "Move two in",
    }
}

#[must_use]
pub const fn staff_action(action: StaffAction) -> &'static str {
    match action {
        StaffAction::Hire => "hire",
        StaffAction::Train => "train",
        StaffAction::Contract => "contract",
        StaffAction::Reassign => "reassign",
    }
}

#[must_use]
pub const fn guardrail(guardrail: Guardrail) -> &'static str {
    match guardrail {
        Guardrail::Harden => "harden and patch",
        Guardrail::ExitDrill => "exit drill",
        Guardrail::Documentation => "documentation and cross-training",
        Guardrail::Upstream => "upstream contribution",
        Guardrail::Monitoring => "monitoring and evaluation",
    }
}

/// What a number is beside another one, as a room is asked for it.
#[must_use]
pub const fn compared(direction: Direction) -> &'static str {
    match direction {
        Direction::Falls => "lower",
        Direction::Stays => "about the same",
        Direction::Rises => "higher",
    }
}

#[must_use]
pub const fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Falls => "falls",
        Direction::Stays => "stays",
        Direction::Rises => "rises",
    }
}

/// What is said of a prediction. No blame: what was not known is what is learned.
#[must_use]
pub const fn fared(fared: Fared) -> &'static str {
    match fared {
        Fared::Right => "As expected",
        Fared::OtherSize => {
            "The direction as expected, the size not: what weighed more than you thought?"
        }
        Fared::OtherWay => "Not as expected: what did you not know?",
    }
}

#[must_use]
pub const fn size(size: Size) -> &'static str {
    match size {
        Size::Slight => "slightly",
        Size::Clear => "clearly",
        Size::Strong => "strongly",
    }
}

#[must_use]
pub const fn job(job: Job) -> &'static str {
    match job {
        Job::HoldsData => "holds data",
        Job::ProvesLineage => "proves lineage",
        Job::Orchestrates => "orchestrates",
        Job::Trains => "trains",
        Job::Registers => "registers models",
        Job::Serves => "serves",
        Job::DetectsDrift => "detects drift",
        Job::Governs => "governs",
    }
}

#[must_use]
pub const fn lever(lever: Lever) -> &'static str {
    match lever {
        Lever::Attempts => "attempts on components",
        Lever::Dependencies => "poisoned dependencies",
        Lever::Breaches => "breaches at suppliers",
        Lever::Harm => "harmful decisions",
        Lever::PatchDays => "days to patch",
        Lever::Loss => "loss per incident",
        Lever::Price => "prices",
        Lever::ExitCost => "cost of leaving",
        Lever::Effort => "effort to run",
        Lever::Capacity => "capacity",
        Lever::Demand => "demand",
        Lever::Attrition => "attrition",
        Lever::SupplierEnd => "ends of suppliers",
    }
}

/// What has to hold for a control to be in place.
#[must_use]
pub fn condition(condition: &Condition) -> String {
    match *condition {
        Condition::Job(job, least) => {
            format!("\"{}\" works at {} or better", self::job(job), format::share(least))
        }
        Condition::Guardrail(guardrail, least) => {
            format!("{} is at {} or better", self::guardrail(guardrail), format::share(least))
        }
        Condition::Authorised(least) => {
            format!("{} of components are authorised", format::share(least))
        }
        Condition::PortabilityClauses(least) => {
            format!("{} of contracts have a portability clause", format::share(least))
        }
        Condition::Reviewed(sensitivity, review) => {
            format!(
                "use cases of sensitivity {} and above have {}",
                format::decimal(sensitivity, 1),
                self::review(review)
            )
        }
        Condition::PatchDays(most) => format!("flaws are patched within {}", format::days(most)),
    }
}

#[must_use]
pub const fn verification(verification: Verification) -> &'static str {
    match verification {
        Verification::Primary => "read in a primary source",
        Verification::Secondary => "read in a secondary source",
        Verification::Computed => "computed from primary data",
        Verification::Unverified => "unverified",
    }
}

/// Where a number or a statement comes from, one line.
#[must_use]
pub fn provenance(case: &Case, provenance: &Provenance) -> String {
    match provenance {
        Provenance::Cited(id) => match case.sources.get(id.index()) {
            Some(source) => {
                let doubt = match source.verification {
                    Verification::Unverified => ", unverified",
                    _ => "",
                };
                format!("{} ({}; {}{doubt})", source.title, source.locator, source.as_of)
            }
            None => named(None),
        },
        Provenance::Calibrated(target) => format!("calibrated: {target}"),
        Provenance::Assumption(reason) => format!("assumption: {reason}"),
    }
}
