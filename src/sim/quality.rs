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

/// Share of its job that a component does with nobody there to look after it (0-1). Design choice:
/// software runs on for a while, but half of what makes it useful is done by people.
const UNATTENDED: f64 = 0.5;

/// How much faster data drift without any proof of lineage (×, 1-2); full lineage takes 1 off. Design
/// choice: unchecked data bring half as much drift again, fully checked data half of it.
const DRIFT_WITHOUT_LINEAGE: f64 = 1.5;

/// Share of the drift that a full registry can undo at once by rolling back (0-1). Design choice: an
/// earlier version is no longer fresh either, so half.
const ROLLBACK: f64 = 0.5;

/// Time a retraining takes without orchestration, training and registry, against one with all three
/// at full strength (×). Design choice: by hand it takes twice as long.
const SLOWEST_CHAIN: f64 = 2.0;

/// Least strength of the data platform that retraining is slowed by (0-1). Design choice: without
/// one, data are gathered by hand in four times the time.
const LEAST_DATA: f64 = 0.25;

/// Sets the strength of every job: 1 − Π (1 − share × fit × readiness).
pub(super) fn refresh_jobs(model: &Model, state: &mut State) {
    let as_before = model.components.iter().zip(&state.stations).all(|(component, station)| {
        let now = station.jobs_for(state.pools[component.pool].coverage);
        station.kept.jobs.is_some_and(|made_of| made_of == now)
    });
    if !as_before {
        make_jobs(model, state);
    }
}

#[inline(never)]
fn make_jobs(model: &Model, state: &mut State) {
    let mut missing = [1.0; 8];
    let State { stations, pools, jobs, .. } = state;
    for (component, station) in model.components.iter().zip(stations) {
        let coverage = pools[component.pool].coverage;
        station.kept.jobs = Some(station.jobs_for(coverage));
        let mut ready =
            model.options[station.option].n.fit * (UNATTENDED + (1.0 - UNATTENDED) * coverage);
        if station.crippled {
            ready *= model.rules.emergency_capacity;
        }
        for (job, share) in &component.jobs {
            missing[*job] *= 1.0 - (share * ready).clamp(0.0, 1.0);
        }
    }
    *jobs = missing.map(|left| 1.0 - left);
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
    let data = state.jobs[Job::HoldsData as usize];
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
        now.drift = (now.drift + use_case.n.drift * (DRIFT_WITHOUT_LINEAGE - lineage)).min(1.0);
        if now.retraining > 0.0 {
            now.retraining -= 1.0;
            if now.retraining <= 0.0 {
                now.retraining = 0.0;
                now.drift = 0.0;
            }
        } else if now.drift >= noticed {
            // A registry with provenance lets the team roll back part of the damage at once.
            now.drift *= 1.0 - ROLLBACK * state.jobs[Job::Registers as usize];
            now.retraining = rules.retrain_months * (SLOWEST_CHAIN - chain) / data.max(LEAST_DATA);
        }
        let delivered = now.served * (1.0 - now.drift);
        state.tally.value += use_case.n.value / 12.0 * delivered;
    }
}
