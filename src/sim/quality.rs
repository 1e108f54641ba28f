//! Jobs of the pipeline and the quality of what it serves.
//!
//! Quality falls with drift until monitoring notices and retraining repairs it. How fast that is
//! depends on the components that detect, orchestrate, train and register. The form is an
//! assumption of this model; the names follow the MLOps maturity levels (continuous training).
//!
//! Invariant: every component of a case carries some job, and every job moves some gauge.

use super::model::Model;
use super::security::monitoring;
use super::state::State;
use crate::scenario::case::Job;

/// Sets the strength of every job: 1 − Π (1 − share × fit × readiness).
pub(super) fn refresh_jobs(model: &Model, state: &mut State) {
    let mut missing = [1.0; 8];
    for (component, station) in model.components.iter().zip(&state.stations) {
        let coverage = state.pools[component.pool].coverage;
        let mut ready = model.options[station.option].n.fit * (0.5 + 0.5 * coverage);
        if station.crippled {
            ready *= model.rules.emergency_capacity;
        }
        for (job, share) in &component.jobs {
            missing[*job] *= 1.0 - (share * ready).clamp(0.0, 1.0);
        }
    }
    state.jobs = missing.map(|left| 1.0 - left);
}

/// One month of drift, notice and retraining; adds up the mission value delivered.
pub(super) fn drift(model: &Model, state: &mut State) {
    let rules = &model.rules;
    let noticed =
        rules.notice_worst + (rules.notice_best - rules.notice_worst) * monitoring(model, state);
    let chain = (state.jobs[Job::Orchestrates as usize]
        + state.jobs[Job::Trains as usize]
        + state.jobs[Job::Registers as usize])
        / 3.0;
    let data = state.jobs[Job::HoldsData as usize].max(0.1);
    let lineage = state.jobs[Job::ProvesLineage as usize];
    for (index, use_case) in model.use_cases.iter().enumerate() {
        let now = &mut state.use_cases[index];
        if !now.live {
            continue;
        }
        state.tally.value_possible += use_case.n.value / 12.0;
        if now.suspended_until > state.month {
            continue;
        }
        // Bad data drifts faster: lineage and quality checks halve it at best.
        now.drift = (now.drift + use_case.n.drift * (1.5 - lineage)).min(1.0);
        if now.retraining > 0.0 {
            now.retraining -= 1.0;
            if now.retraining <= 0.0 {
                now.retraining = 0.0;
                now.drift = 0.0;
            }
        } else if now.drift >= noticed {
            // A registry with provenance lets the team roll back part of the damage at once.
            now.drift *= 1.0 - 0.5 * state.jobs[Job::Registers as usize];
            now.retraining = rules.retrain_months * (2.0 - chain) / data.max(0.25);
        }
        let delivered = now.served * (1.0 - now.drift);
        state.tally.value += use_case.n.value / 12.0 * delivered;
    }
}
