//! `scenario.ron`: the agency, its pipeline and its obligations.

use super::decode::{choice, record, words};
use super::number::{Amount, Origin, RawStatement};
use super::{List, Text};
use crate::scenario::case::{Impact, Job, Review};
use crate::scenario::place::Spanned;
use crate::scenario::plan::{Gauge, Guardrail};

record! {
    /// The whole file.
    pub struct RawScenario {
        format: Spanned<u16>,
        slug: Text,
        title: Text,
        summary: Text,
        first_year: Spanned<u16>,
        played_years: Spanned<u16>,
        outlook_years: Spanned<u16>,
        brief: Text,
        objectives: List<Text>,
        background: List<RawStatement>,
        agency: RawAgency,
        weights: RawWeights,
        scales: RawScales,
        standards: List<RawStandard>,
        pools: List<RawPool>,
        components: List<RawComponent>,
        interfaces: List<RawInterface>,
        use_cases: List<RawUseCase>,
        controls: List<RawControl>,
        reasons: List<RawReason>,
        debrief: List<RawQuestion>,
    }
}

record! {
    pub struct RawAgency {
        name: Text,
        appropriation: List<Amount>,
        slots: List<Spanned<u16>>,
        guardrails_per_year: Spanned<u16>,
        staffing_per_year: Spanned<u16>,
        responses_per_year: Spanned<u16>,
        award_ceiling: Amount,
        data: Amount,
        data_growth: Amount,
        impact: Spanned<Impact>,
        platform_pool: Text,
        contracts_pool: Text,
        platform_inheritance: Amount,
    }
}

record! {
    pub struct RawWeights {
        cost: Spanned<f64>,
        lock_in: Spanned<f64>,
        security: Spanned<f64>,
        scale: Spanned<f64>,
        compliance: Spanned<f64>,
    }
}

record! {
    pub struct RawScales {
        cost: RawScale,
        lock_in: RawScale,
        security: RawScale,
        scale: RawScale,
        compliance: RawScale,
    }
}

record! {
    pub struct RawScale {
        good: Spanned<f64>,
        bad: Spanned<f64>,
    }
}

record! {
    pub struct RawStandard {
        slug: Text,
        name: Text,
        source: Spanned<Origin>,
    }
}

record! {
    pub struct RawPool {
        slug: Text,
        name: Text,
        headcount: Amount,
        rate: Amount,
        attrition: Amount,
    }
}

record! {
    pub struct RawComponent {
        slug: Text,
        name: Text,
        purpose: Text,
        jobs: List<(Spanned<Job>, Spanned<f64>)>,
        pool: Text,
        inherited: Text,
        fallback: Text,
        inherited_age: Spanned<u16>,
        inherited_contract: Spanned<u16>,
        effort_factor: Amount,
        licence_factor: Amount,
        data_share: Amount,
        artefacts: Amount,
        place: Spanned<(u8, u8)>,
        wardley: RawWardley,
    }
}

record! {
    pub struct RawWardley {
        visibility: Spanned<f64>,
        evolution: Spanned<f64>,
        inertia: Text,
        source: Spanned<Origin>,
    }
}

record! {
    pub struct RawInterface {
        a: Text,
        b: Text,
        standards: List<Text>,
    }
}

record! {
    pub struct RawUseCase {
        slug: Text,
        name: Text,
        purpose: Text,
        planned: Spanned<Option<u16>>,
        demand: Amount,
        growth: Amount,
        growth_sigma: Amount,
        season: List<Spanned<f64>>,
        touches: List<(Text, Spanned<f64>)>,
        patience: Amount,
        value: Amount,
        sensitivity: Amount,
        drift: Amount,
        review_cost: Amount,
        review: Spanned<Review>,
    }
}

record! {
    pub struct RawControl {
        slug: Text,
        name: Text,
        level: Spanned<Impact>,
        from_year: Spanned<u16>,
        needs: List<Spanned<RawCondition>>,
        source: Spanned<Origin>,
    }
}

choice! {
    /// One condition of a control.
    pub enum RawCondition {
        Job(job: Spanned<Job>, strength: Spanned<f64>),
        Guardrail(guardrail: Spanned<Guardrail>, level: Spanned<f64>),
        Authorised(share: Spanned<f64>),
        PortabilityClauses(share: Spanned<f64>),
        Reviewed(sensitivity: Spanned<f64>, review: Spanned<Review>),
        PatchDays(days: Spanned<f64>),
    }
}

record! {
    pub struct RawReason {
        slug: Text,
        text: Text,
        gauge: Spanned<Option<Gauge>>,
    }
}

record! {
    pub struct RawQuestion {
        text: Text,
        objective: Spanned<u16>,
    }
}

words!(Impact: Low, Moderate, High);
words!(Job: HoldsData, ProvesLineage, Orchestrates, Trains, Registers, Serves, DetectsDrift, Governs);
words!(Review: None, Sampled, Full);
words!(Gauge: Cost, LockIn, Security, Scale, Compliance);
words!(Guardrail: Harden, ExitDrill, Documentation, Upstream, Monitoring);
