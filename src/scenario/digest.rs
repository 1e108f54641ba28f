//! The identity of a case's content: a digest over canonical bytes, not over the text of its files.
//!
//! Invariants: white space and comments do not count, every text, number and order does. Each type is
//! taken apart field by field, so a new field does not compile until it is part of the digest.

use super::case::{
    Agency, Archetype, Card, Case, Choice, Component, Condition, Control, DebriefQuestion, Effect,
    Ending, GaugeScales, GaugeWeights, GuardrailOffer, Impact, Interface, Job, Lever, NamedPlan,
    PlanBody, Pool, Profile, Reason, Response, Review, Role, RuleNumbers, Scale, Scheduled, Scope,
    Source, SourcingModel, Standard, Statement, Supplier, UseCase, Verification,
};
use super::parameter::{Parameter, Provenance, Spread};
use super::plan::{
    Approach, Decision, Direction, Gauge, Guardrail, PlanYear, Size, StaffAction, StaffCount, Term,
    Vehicle,
};
use super::vocabulary::{Category, EventKind};
use crate::id::{
    CardId, ComponentId, OptionId, ParamId, PoolId, ReasonId, RoleId, SourceId, StandardId,
    SupplierId, UseCaseId,
};

/// What the bytes begin with; the number rises when their layout changes.
const LAYOUT: &str = "stackholders case, canonical layout 1";

/// Digest of the content of a case; the case's own `digest` field does not count.
#[must_use]
pub fn of(case: &Case) -> [u8; 32] {
    let mut bytes = Bytes { hasher: blake3::Hasher::new() };
    LAYOUT.write(&mut bytes);
    case.write(&mut bytes);
    *bytes.hasher.finalize().as_bytes()
}

/// Canonical bytes on their way into the digest.
struct Bytes {
    hasher: blake3::Hasher,
}

impl Bytes {
    fn push(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
    }
}

/// What has canonical bytes. Numbers are little-endian; texts and lists begin with their length;
/// a variant of an enum is its name.
trait Canonical {
    fn write(&self, bytes: &mut Bytes);
}

impl Canonical for str {
    fn write(&self, bytes: &mut Bytes) {
        bytes.push(&(self.len() as u64).to_le_bytes());
        bytes.push(self.as_bytes());
    }
}

impl Canonical for String {
    fn write(&self, bytes: &mut Bytes) {
        self.as_str().write(bytes);
    }
}

impl Canonical for bool {
    fn write(&self, bytes: &mut Bytes) {
        bytes.push(&[u8::from(*self)]);
    }
}

impl Canonical for f64 {
    /// Zero has one spelling.
    fn write(&self, bytes: &mut Bytes) {
        let number = if *self == 0.0 { 0.0 } else { *self };
        bytes.push(&number.to_bits().to_le_bytes());
    }
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl Canonical for $type {
            fn write(&self, bytes: &mut Bytes) {
                bytes.push(&self.to_le_bytes());
            }
        }
    )*};
}
integers!(u8 u16 i16);

macro_rules! ids {
    ($($type:ident)*) => {$(
        impl Canonical for $type {
            fn write(&self, bytes: &mut Bytes) {
                let Self(index) = self;
                index.write(bytes);
            }
        }
    )*};
}
ids!(CardId ComponentId OptionId ParamId PoolId ReasonId RoleId SourceId StandardId SupplierId UseCaseId);

impl<T: Canonical> Canonical for [T] {
    fn write(&self, bytes: &mut Bytes) {
        bytes.push(&(self.len() as u64).to_le_bytes());
        for item in self {
            item.write(bytes);
        }
    }
}

impl<T: Canonical> Canonical for Vec<T> {
    fn write(&self, bytes: &mut Bytes) {
        self.as_slice().write(bytes);
    }
}

impl<T: Canonical> Canonical for Option<T> {
    fn write(&self, bytes: &mut Bytes) {
        self.is_some().write(bytes);
        if let Some(value) = self {
            value.write(bytes);
        }
    }
}

impl<A: Canonical, B: Canonical> Canonical for (A, B) {
    fn write(&self, bytes: &mut Bytes) {
        let (a, b) = self;
        a.write(bytes);
        b.write(bytes);
    }
}

macro_rules! records {
    ($($type:ident { $($field:ident),* $(,)? })*) => {$(
        impl Canonical for $type {
            fn write(&self, bytes: &mut Bytes) {
                let Self { $($field),* } = self;
                $($field.write(bytes);)*
            }
        }
    )*};
}

macro_rules! names {
    ($($type:ident: $($variant:ident),* $(,)?;)*) => {$(
        impl Canonical for $type {
            fn write(&self, bytes: &mut Bytes) {
                match self {
                    $(Self::$variant => stringify!($variant).write(bytes),)*
                }
            }
        }
    )*};
}

macro_rules! variants {
    ($type:ident: $($variant:ident $(($($item:ident),*))? $({$($field:ident),*})?),* $(,)?) => {
        impl Canonical for $type {
            fn write(&self, bytes: &mut Bytes) {
                match self {
                    $(Self::$variant $(($($item),*))? $({$($field),*})? => {
                        stringify!($variant).write(bytes);
                        $($($item.write(bytes);)*)?
                        $($($field.write(bytes);)*)?
                    })*
                }
            }
        }
    };
}

impl Canonical for Case {
    fn write(&self, bytes: &mut Bytes) {
        let Self {
            slug,
            title,
            summary,
            digest: _,
            first_year,
            played_years,
            outlook_years,
            brief,
            objectives,
            background,
            agency,
            rules,
            weights,
            scales,
            standards,
            pools,
            components,
            interfaces,
            use_cases,
            controls,
            suppliers,
            archetypes,
            options,
            guardrails,
            cards,
            scheduled,
            roles,
            reasons,
            debrief,
            plans,
            sources,
            parameters,
        } = self;
        for text in [slug, title, summary, brief] {
            text.write(bytes);
        }
        for year in [first_year, played_years, outlook_years] {
            year.write(bytes);
        }
        objectives.write(bytes);
        background.write(bytes);
        agency.write(bytes);
        rules.write(bytes);
        weights.write(bytes);
        scales.write(bytes);
        standards.write(bytes);
        pools.write(bytes);
        components.write(bytes);
        interfaces.write(bytes);
        use_cases.write(bytes);
        controls.write(bytes);
        suppliers.write(bytes);
        archetypes.write(bytes);
        options.write(bytes);
        guardrails.write(bytes);
        cards.write(bytes);
        scheduled.write(bytes);
        roles.write(bytes);
        reasons.write(bytes);
        debrief.write(bytes);
        plans.write(bytes);
        sources.write(bytes);
        parameters.write(bytes);
    }
}

records! {
    Statement { text, provenance }
    Source { slug, title, locator, as_of, verification }
    Agency {
        name, appropriation, slots, guardrails_per_year, staffing_per_year, responses_per_year,
        award_ceiling, data, data_growth, impact, platform_pool, contracts_pool, platform_inheritance,
    }
    GaugeWeights { cost, lock_in, security, scale, compliance }
    GaugeScales { cost, lock_in, security, scale, compliance }
    Scale { good, bad }
    Standard { slug, name, provenance }
    Pool { slug, name, headcount, rate, attrition }
    Component {
        slug, name, purpose, jobs, pool, inherited, fallback, inherited_age, inherited_contract,
        effort_factor, licence_factor, data_share, artefacts, place, visibility, evolution, inertia,
        wardley_source,
    }
    Interface { a, b, standards }
    UseCase {
        slug, name, purpose, planned, demand, growth, growth_sigma, season, touches, patience, value,
        sensitivity, drift, review_cost, review,
    }
    Control { slug, name, level, from_year, needs, provenance }
    Supplier {
        slug, name, about, management, breach_rate, acquisition_rate, licence_change_rate, end_rate,
        absence_factor, contributors, single_company, foundation, ending,
    }
    Archetype { slug, name, model, about, profile }
    Choice {
        slug, name, component, archetype, model, supplier, stack, pitch, more, standards, authorised,
        profile, on_offer,
    }
    Profile {
        licence, usage, support, infrastructure, price_growth, price_sigma, hike, effort, self_run,
        training, setup, edge_work, inheritance, authorisation, fit, customisation, community,
        format_open, exportable, egress, api_bound, skill_bound, binding, patch_days, patch_sigma,
        patch_by_team, exposure, resistance, dependencies, node_capacity, contention, coherency,
        node_limit, provisioning,
    }
    RuleNumbers {
        discount_rate, hike_horizon, cap_share, clause_price, clause_relief, exit_penalty, renegotiation,
        monitoring_share, bench_share, hire_cost,
        contractor_rate, training_day, hire_days, clearance_days, knowledge_loss, progress_ratio,
        deployments, effort_exponent, debt_drag, debt_interest, platform_effort, debt_start,
        debt_per_glue, debt_repay, debt_shortage, lead_simplified, lead_order, lead_competition, protest_probability, protest_days,
        simplified_threshold, order_premium, competition_discount, authorisation_days,
        authorisation_saving, overrun, overrun_tail, overrun_alpha, overrun_cap, project_team,
        adapter_cost, standard_saving, parallel_months, resolution_probability, resolution_days,
        cut_probability, cut_share, shutdown_probability, surge_probability, surge_factor, surge_months,
        notice_days, acquired_end, acquired_hike, revival, fork_contributors, relicence_fee,
        emergency_premium, emergency_capacity, emergency_months, gravity_terabytes, move_per_terabyte,
        rework_hours, port_hours, retrain_days, exit_parallel_months, reauthorise_share, attempts,
        capability, patch_weight, exploit_half_life, misconfiguration, minor_loss, major_loss,
        major_share, secondary_probability, secondary_loss, dependency_rate, dependency_saving, dependency_loss,
        supplier_breach_loss, containment, harm_rate, harm_loss, sample_share, full_review, sampled_review,
        governance_effect, monitoring_effect, notice_worst, notice_best, retrain_months,
        audit_probability, finding_cost, suspension_probability, target_utilisation,
    }
    GuardrailOffer { guardrail, name, pitch, cost, gain, decay, effect, second_effect }
    Card { slug, kind, title, text, choices, provenance }
    Response { slug, text, effects }
    Scheduled { slug, title, text, month, effects, provenance }
    Role { slug, name, goal, facts }
    Reason { slug, text, gauge }
    DebriefQuestion { text, objective }
    NamedPlan { slug, name, about, body }
    PlanYear { decisions }
    Parameter { path, unit, low, likely, high, as_of, provenance }
}

impl Canonical for [f64; 12] {
    fn write(&self, bytes: &mut Bytes) {
        self.as_slice().write(bytes);
    }
}

names! {
    Verification: Primary, Secondary, Computed, Unverified;
    Impact: Low, Moderate, High;
    Job: HoldsData, ProvesLineage, Orchestrates, Trains, Registers, Serves, DetectsDrift, Governs;
    Review: None, Sampled, Full;
    Ending: Frozen, SwitchedOff;
    SourcingModel: Open, Proprietary, Managed, Inherited;
    Lever: Attempts, Dependencies, Breaches, Harm, PatchDays, Loss, Price, ExitCost, Effort, Capacity,
        Demand, Attrition, SupplierEnd;
    Category: Licence, Infrastructure, Staff, Integration, Training, Support, Compliance, Migration,
        Incident;
    EventKind: KnownFlawExploited, PoisonedDependency, SupplierBreach, PriceHike, SupplierAcquired,
        LicenceChange, ProjectAbandoned, KeyStaffLoss, BudgetDisruption, DemandSurge, AuditFinding,
        HarmfulDecision;
    Term: OneYear, ThreeYears, FiveYears;
    Vehicle: Simplified, Order, Competition;
    Approach: Accept, Renegotiate;
    StaffAction: Hire, Train, Contract, Reassign;
    StaffCount: One, Two;
    Guardrail: Harden, ExitDrill, Documentation, Upstream, Monitoring;
    Gauge: Cost, LockIn, Security, Scale, Compliance;
    Direction: Falls, Stays, Rises;
    Size: Slight, Clear, Strong;
}

variants!(Provenance: Cited(source), Calibrated(target), Assumption(reason));
variants!(Spread: Pert { low, mode, high }, Lognormal { median, sigma });
variants!(Condition:
    Job(job, strength), Guardrail(guardrail, level), Authorised(share), PortabilityClauses(share),
    Reviewed(sensitivity, review), PatchDays(days),
);
variants!(Scope: Struck, All, Component(id), Supplier(id), UseCase(id), Pool(id));
variants!(Effect:
    Pay { category, amount, scope }, Factor { lever, scope, factor, months }, People { pool, change },
    KnowHow { scope, factor }, Notice { scope, months }, PriceCap { scope, months },
    CloseFindings { share }, AddFindings { count }, Raise { guardrail, by }, Suspend { scope, months },
    Appropriation { change, years },
);
variants!(PlanBody: Years(years), RandomMix);
variants!(Decision:
    Adopt { component, option, term, clause, vehicle }, Renew { component, term, clause, approach },
    Staff { action, pool, count }, Invest(guardrail), Launch { use_case, review }, Defer(use_case),
    Respond { card, choice }, Predict { gauge, direction, size }, Because { component, reason },
    Dissent(role),
);
