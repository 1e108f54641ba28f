//! What the nodes of an explanation are about.

use super::{category, component, condition, event, gauge, named, subject};
use crate::scenario::case::Case;
use crate::sim::explain::{ExitPart, Label, LockInPart, Unit};
use crate::sim::trace::{Input, Rule};
use crate::view::format;

/// Name of a node. `unit` tells apart the nodes that share a label.
#[must_use]
pub fn why(case: &Case, label: &Label, unit: Unit) -> String {
    match label {
        Label::Gauge(which) => gauge(*which).to_owned(),
        Label::EarlierYears => "earlier years, discounted".to_owned(),
        Label::ThisYear => "this year, discounted".to_owned(),
        Label::Discount => "discount factor".to_owned(),
        Label::Undiscounted if unit == Unit::Points => "index of the component".to_owned(),
        Label::Undiscounted => "before discounting".to_owned(),
        Label::ExitOwed => "exit still owed, discounted".to_owned(),
        Label::Category(which) => category(*which).to_owned(),
        Label::Place(Some(id)) => component(case, *id),
        Label::Place(None) => "agency as a whole".to_owned(),
        Label::Rule(which) => rule(*which).to_owned(),
        Label::Input(which) => input(*which).to_owned(),
        Label::ExitPart(part) => exit_part(*part).to_owned(),
        Label::LockInPart(part) => lock_in_part(*part).to_owned(),
        Label::SpendShare => "share of spending".to_owned(),
        Label::Weight => "weight".to_owned(),
        Label::Concentration => "concentration on few suppliers".to_owned(),
        Label::Supplier(id) => named(case.suppliers.get(id.index()).map(|supplier| &supplier.name)),
        Label::Occurrence(occurrence) => format!(
            "{} {}, {}",
            format::month(occurrence.month.of_year()),
            event(occurrence.kind),
            subject(case, occurrence.subject)
        ),
        Label::ExpectedLoss => "expected losses of the year ahead, beside the sum".to_owned(),
        Label::UseCase(id) => named(case.use_cases.get(id.index()).map(|use_case| &use_case.name)),
        Label::ServedInTime => "served in time".to_owned(),
        Label::DemandShare => "share of demand".to_owned(),
        Label::WeakestStation(id) => format!("weakest station, {}", component(case, *id)),
        Label::Utilisation => "load over capacity".to_owned(),
        Label::WaitingProbability => "probability of waiting".to_owned(),
        Label::Nodes => "nodes".to_owned(),
        Label::Control(id) => named(case.controls.get(id.index()).map(|control| &control.name)),
        Label::Unmet(need) => format!("not met: {}", condition(need)),
        Label::PatchDays => "days to patch".to_owned(),
        Label::Resistance => "resistance".to_owned(),
        Label::Vulnerability => "probability that an attempt succeeds".to_owned(),
    }
}

/// Name of a rule.
#[must_use]
pub const fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::Licence => "licence",
        Rule::Usage => "usage",
        Rule::Surcharge => "surcharge",
        Rule::Support => "support",
        Rule::Infrastructure => "infrastructure",
        Rule::RunEffort => "effort to run",
        Rule::PlatformBaseline => "platform baseline",
        Rule::SupplierManagement => "managing the supplier",
        Rule::Bench => "idle staff",
        Rule::Contractors => "contractors",
        Rule::Recruiting => "recruiting",
        Rule::Training => "training",
        Rule::ProjectWork => "project work",
        Rule::Adapter => "adapters between stacks",
        Rule::DataMove => "moving data",
        Rule::EarlyExit => "leaving a contract early",
        Rule::ContinuousMonitoring => "continuous monitoring",
        Rule::Authorisation => "authorisation",
        Rule::Guardrail => "guardrail",
        Rule::HumanReview => "human review",
        Rule::EventPayment => "payment for an event",
        Rule::FindingRepair => "repair of findings",
        Rule::EmergencyReplacement => "emergency replacement",
        Rule::ExploitedFlaw => "exploited flaw",
        Rule::PoisonedDependency => "poisoned dependency",
        Rule::SupplierBreach => "breach at a supplier",
        Rule::HarmfulDecision => "harmful decision",
        Rule::PriceHike => "price rise",
        Rule::Acquisition => "acquisition",
        Rule::LicenceChange => "licence change",
        Rule::Ending => "end of a product or project",
        Rule::Departure => "departure of staff",
        Rule::Calendar => "budget calendar",
        Rule::Surge => "surge of demand",
        Rule::Audit => "audit",
    }
}

const fn input(input: Input) -> &'static str {
    match input {
        Input::ListPrice => "list price, k$/year",
        Input::UsagePrice => "usage price, k$/year",
        Input::PriceFactor => "price growth so far, ×",
        Input::LicenceFactor => "licence factor of the component, ×",
        Input::RelativeLoad => "load relative to the reference, ×",
        Input::MonthOfYear => "one month of a year",
        Input::Surcharge => "surcharge, ×",
        Input::SupportPrice => "support price, k$/year",
        Input::InfrastructurePrice => "infrastructure price, k$/year",
        Input::NodesOverReference => "nodes over the reference, ×",
        Input::Effort => "effort, full-time equivalents",
        Input::EffortFactor => "effort factor of the component, ×",
        Input::LoadScale => "effect of load on effort, ×",
        Input::Learning => "effect of experience on effort, ×",
        Input::DebtDrag => "drag of technical debt, ×",
        Input::EffortLever => "effect of events on effort, ×",
        Input::Coverage => "share of the work that is staffed",
        Input::OwnShare => "share done by own staff",
        Input::StaffRate => "cost of a person, k$/year",
        Input::IdleStaff => "idle staff, full-time equivalents",
        Input::BenchShare => "share of idle staff that is charged",
        Input::Persons => "persons",
        Input::ContractorRate => "cost of a contractor, k$/year",
        Input::HireCost => "cost of recruiting a person, k$",
        Input::TrainingDays => "training days",
        Input::DayCost => "cost of a day, k$",
        Input::WorkedMonths => "months worked",
        Input::Overrun => "overrun, ×",
        Input::StacksCrossed => "interfaces between different stacks",
        Input::AdapterCost => "cost of an adapter, k$",
        Input::Terabytes => "data, TB",
        Input::PerTerabyte => "cost of moving a terabyte, k$",
        Input::ClosedFormat => "closedness of the format, ×",
        Input::MonthsOwed => "years still owed",
        Input::PenaltyShare => "penalty, share of what is owed",
        Input::AuthorisationCost => "cost of the authorisation, k$",
        Input::MonitoringShare => "yearly monitoring, share of the authorisation",
        Input::GuardrailCost => "cost of the guardrail, k$",
        Input::CasesReviewed => "cases reviewed, thousands",
        Input::ReviewCost => "cost of a thousand reviews, k$",
        Input::Payment => "payment, k$",
        Input::Findings => "findings",
        Input::FindingCost => "cost of a finding, k$",
        Input::ExitCost => "cost of leaving, k$",
        Input::Premium => "premium for haste, ×",
        Input::Loss => "loss before containment, k$",
        Input::Stakes => "stakes of the use cases, ×",
        Input::Containment => "left after detection and containment, ×",
        Input::LossLever => "effect of events on losses, ×",
        Input::Attempts => "attempts, per year",
        Input::Exposure => "exposure of the option, ×",
        Input::Vulnerability => "probability that an attempt succeeds",
        Input::RateLever => "effect of events on the rate, ×",
        Input::Rate => "rate, per year",
        Input::Unhardened => "left after hardening, ×",
        Input::Sensitivity => "sensitivity of the use case",
        Input::Unguarded => "left after review, governance and monitoring, ×",
        Input::Probability => "probability",
        Input::Health => "health of the project, ×",
    }
}

const fn exit_part(part: ExitPart) -> &'static str {
    match part {
        ExitPart::Data => "moving data",
        ExitPart::Adapters => "new adapters",
        ExitPart::Artefacts => "porting artefacts",
        ExitPart::Retraining => "retraining staff",
        ExitPart::Parallel => "running both in parallel",
        ExitPart::Reauthorisation => "authorising anew",
        ExitPart::Penalty => "leaving the contract early",
        ExitPart::Egress => "egress charges",
    }
}

const fn lock_in_part(part: LockInPart) -> &'static str {
    match part {
        LockInPart::DataGravity => "data gravity",
        LockInPart::Interfaces => "supplier-specific interfaces",
        LockInPart::Artefacts => "artefacts that cannot be exported",
        LockInPart::Skills => "supplier-specific skills",
        LockInPart::Contract => "contract",
        LockInPart::Egress => "egress charges",
        LockInPart::Concentration => "concentration",
    }
}
