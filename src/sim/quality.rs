//! Jobs of the pipeline and the quality of what it serves.
//!
//! Quality falls with drift until monitoring notices and retraining repairs it. How fast that is
//! depends on the components that detect, orchestrate, train and register. The form is an
//! assumption of this model; the names follow the MLOps maturity levels (continuous training).
//!
//! Invariant: every component of a case carries some job, and every job moves some gauge.

use super::model::Model;
use super::people::{greater, lesser};
use super::security::monitoring_beside;
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

/// Sets the strength of every job, where something it is made of has changed: 1 − Π (1 − share × fit × readiness).
#[inline(always)]
pub(super) fn refresh_jobs<const L: usize>(model: &Model, state: &mut State<L>) {
    let mut changed = false;
    for (component, station) in model.components.iter().zip(&state.stations) {
        let (now, before) = (&state.pools[component.pool].coverage, &station.kept.jobs_coverage);
        for lane in 0..L {
            changed |= now[lane] != before[lane];
        }
    }
    if changed {
        make_jobs(model, state);
    }
}

#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
fn make_jobs<const L: usize>(model: &Model, state: &mut State<L>) {
    let mut missing = [[1.0; L]; 8];
    let State { stations, pools, jobs, .. } = state;
    let emergency = model.rules.emergency_capacity;
    for (component, station) in model.components.iter().zip(stations) {
        let coverage = pools[component.pool].coverage;
        station.kept.jobs_coverage = coverage;
        let (fit, crippled) = (&station.kept.fit, &station.crippled);
        let mut ready = [0.0; L];
        for lane in 0..L {
            let factor = if crippled[lane] { emergency } else { 1.0 };
            let attended = UNATTENDED + (1.0 - UNATTENDED) * coverage[lane];
            ready[lane] = fit[lane] * attended * factor;
        }
        for (job, share) in &component.jobs {
            let missing = &mut missing[*job];
            for lane in 0..L {
                missing[lane] *= 1.0 - lesser(greater(share * ready[lane], 0.0), 1.0);
            }
        }
    }
    for (job, missing) in jobs.iter_mut().zip(&missing) {
        for lane in 0..L {
            job[lane] = 1.0 - missing[lane];
        }
    }
}

/// One month of drift, notice and retraining; adds up the mission value delivered.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub(super) fn drift<const L: usize>(model: &Model, state: &mut State<L>) {
    let rules = &model.rules;
    let monitored = monitoring_beside(model, state);
    let State { month, use_cases, jobs, tally, .. } = state;
    let job = |job: Job| &jobs[job as usize];
    let (mut noticed, mut repair) = ([0.0; L], [0.0; L]);
    for lane in 0..L {
        noticed[lane] =
            rules.notice_worst + (rules.notice_best - rules.notice_worst) * monitored[lane];
        let chain =
            (job(Job::Orchestrates)[lane] + job(Job::Trains)[lane] + job(Job::Registers)[lane])
                / 3.0;
        repair[lane] = rules.retrain_months * (SLOWEST_CHAIN - chain)
            / greater(job(Job::HoldsData)[lane], LEAST_DATA);
    }
    let (lineage, registry) = (job(Job::ProvesLineage), job(Job::Registers));
    for (use_case, now) in model.use_cases.iter().zip(use_cases) {
        let value = use_case.n.value / 12.0;
        let (mut possible, mut delivered) = ([0.0; L], [0.0; L]);
        let (mut drifts, mut lefts) = (now.drift, now.retraining);
        for lane in 0..L {
            let live = now.live[lane];
            let on = live & (now.suspended_until[lane] <= *month);
            possible[lane] = if live { value } else { 0.0 };
            // Bad data drifts faster: lineage and quality checks halve it at best.
            let faster = DRIFT_WITHOUT_LINEAGE - lineage[lane];
            let drift = lesser(drifts[lane] + use_case.n.drift * faster, 1.0);
            let retraining = lefts[lane];
            let (under_way, left) = (retraining > 0.0, retraining - 1.0);
            let done = under_way & (left <= 0.0);
            let noticed = !under_way & (drift >= noticed[lane]);
            // A registry with provenance lets the team roll back part of the damage at once.
            let rolled_back = drift * (1.0 - ROLLBACK * registry[lane]);
            let drift = if noticed { rolled_back } else { drift };
            let drift = if done { 0.0 } else { drift };
            let left = if done { 0.0 } else { left };
            let left = if under_way { left } else { retraining };
            let left = if noticed { repair[lane] } else { left };
            drifts[lane] = if on { drift } else { drifts[lane] };
            lefts[lane] = if on { left } else { retraining };
            let all = value * (now.served[lane] * (1.0 - drift));
            delivered[lane] = if on { all } else { 0.0 };
        }
        (now.drift, now.retraining) = (drifts, lefts);
        for lane in 0..L {
            tally.value_possible[lane] += possible[lane];
            tally.value[lane] += delivered[lane];
        }
    }
}
