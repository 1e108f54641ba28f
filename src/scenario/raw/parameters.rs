//! `parameters.ron`: the numbers of the rules.

use super::decode::record;
use super::number::{Amount, SpreadNode};
use crate::scenario::case::RuleNumbers;
use crate::scenario::family::{self, Family};
use crate::scenario::place::Spanned;
use crate::scenario::resolve::{Numbers, Resolve as _};

macro_rules! rule_numbers {
    ($($field:ident: $shape:ident in $family:ident),* $(,)?) => {
        record! {
            /// The whole file.
            pub struct RawParameters {
                format: Spanned<u16>,
                $($field: Spanned<$shape>),*
            }
        }

        /// Every number of the rules with its unit family.
        pub const RULE_FIELDS: &[(&str, &Family)] = &[$((stringify!($field), &family::$family)),*];

        impl RawParameters {
            pub fn resolve(&self, numbers: &mut Numbers<'_>) -> RuleNumbers {
                RuleNumbers {
                    $($field: self.$field.resolve(
                        &family::$family,
                        concat!("parameters.", stringify!($field)),
                        numbers,
                    )),*
                }
            }
        }
    };
}

rule_numbers! {
    discount_rate: Amount in DISCOUNT,
    hike_horizon: Amount in HORIZON,
    cap_share: Amount in SHARE,
    clause_price: Amount in PRICE_STEP,
    clause_relief: Amount in SHARE,
    exit_penalty: Amount in PRICE_STEP,
    renegotiation: Amount in SHARE,
    monitoring_share: Amount in SHARE,
    bench_share: Amount in SHARE,
    hire_cost: Amount in COST,
    contractor_rate: Amount in SALARY,
    training_day: Amount in DAY_COST,
    hire_days: SpreadNode in DAYS,
    clearance_days: SpreadNode in DAYS,
    knowledge_loss: Amount in SHARE,
    progress_ratio: Amount in PROGRESS,
    deployments: Amount in COUNT,
    effort_exponent: Amount in EXPONENT,
    debt_drag: Amount in COEFFICIENT,
    debt_interest: Amount in YEARLY_SHARE,
    platform_effort: Amount in PERSONS,
    debt_start: Amount in DEBT,
    debt_per_glue: Amount in DEBT,
    debt_repay: Amount in DEBT,
    debt_shortage: Amount in DEBT,
    lead_simplified: SpreadNode in DAYS,
    lead_order: SpreadNode in DAYS,
    lead_competition: SpreadNode in DAYS,
    protest_probability: Amount in PROBABILITY,
    protest_days: Amount in DAYS,
    simplified_threshold: Amount in COST,
    order_premium: Amount in PRICE_STEP,
    competition_discount: Amount in SHARE,
    authorisation_days: SpreadNode in DAYS,
    authorisation_saving: Amount in SHARE,
    overrun: SpreadNode in FACTOR,
    overrun_tail: Amount in PROBABILITY,
    overrun_alpha: Amount in TAIL_EXPONENT,
    overrun_cap: Amount in OVERRUN_CAP,
    project_team: Amount in TEAM,
    adapter_cost: Amount in COST,
    standard_saving: Amount in SHARE,
    parallel_months: Amount in MONTHS,
    resolution_probability: Amount in PROBABILITY,
    resolution_days: SpreadNode in DAYS,
    cut_probability: Amount in PROBABILITY,
    cut_share: Amount in SHARE,
    shutdown_probability: Amount in PROBABILITY,
    surge_probability: Amount in PROBABILITY,
    surge_factor: SpreadNode in FACTOR,
    surge_months: Amount in MONTHS,
    notice_days: SpreadNode in DAYS,
    acquired_end: Amount in PROBABILITY,
    acquired_hike: Amount in PROBABILITY,
    revival: Amount in PROBABILITY,
    fork_contributors: Amount in POSITIVE_COUNT,
    relicence_fee: SpreadNode in FEE,
    emergency_premium: Amount in FACTOR,
    emergency_capacity: Amount in SHARE,
    emergency_months: Amount in MONTHS,
    gravity_terabytes: Amount in POSITIVE_TERABYTES,
    move_per_terabyte: Amount in DATA_COST,
    rework_hours: Amount in HOURS,
    port_hours: Amount in HOURS,
    retrain_days: Amount in DAYS,
    exit_parallel_months: Amount in MONTHS,
    reauthorise_share: Amount in SHARE,
    attempts: Amount in RATE,
    capability: SpreadNode in SHARE,
    patch_weight: Amount in COEFFICIENT,
    exploit_half_life: Amount in POSITIVE_DAYS,
    misconfiguration: Amount in COEFFICIENT,
    minor_loss: SpreadNode in COST,
    major_loss: SpreadNode in COST,
    major_share: Amount in SHARE,
    secondary_probability: Amount in PROBABILITY,
    secondary_loss: SpreadNode in COST,
    dependency_rate: Amount in RATE,
    dependency_saving: Amount in SHARE,
    dependency_loss: SpreadNode in COST,
    supplier_breach_loss: SpreadNode in COST,
    containment: Amount in SHARE,
    harm_rate: Amount in RATE,
    harm_loss: SpreadNode in COST,
    sample_share: Amount in SHARE,
    full_review: Amount in SHARE,
    sampled_review: Amount in SHARE,
    governance_effect: Amount in SHARE,
    monitoring_effect: Amount in SHARE,
    notice_worst: Amount in SHARE,
    notice_best: Amount in SHARE,
    retrain_months: Amount in MONTHS,
    audit_probability: Amount in PROBABILITY,
    finding_cost: Amount in COST,
    suspension_probability: Amount in PROBABILITY,
    target_utilisation: Amount in POSITIVE_SHARE,
}
