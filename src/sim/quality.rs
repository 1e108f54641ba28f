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
use crate::lanes::{Row, Vectors};
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
pub(super) fn refresh_jobs<V: Vectors<L>, const L: usize>(
    v: V,
    model: &Model,
    state: &mut State<L>,
) {
    // With several lanes there is hardly a month in which it has not.
    let mut changed = L > 1;
    for (component, station) in model.components.iter().zip(&state.stations) {
        let (now, before) = (&state.pools[component.pool].coverage, &station.kept.jobs_coverage);
        changed = changed || V::Row::any(!v.row(now).equals(v.row(before)));
    }
    if changed {
        make_jobs(v, model, state);
    }
}

#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
fn make_jobs<V: Vectors<L>, const L: usize>(v: V, model: &Model, state: &mut State<L>) {
    let (none, one) = (v.all(0.0), v.all(1.0));
    let mut missing = [one; 8];
    let State { stations, pools, jobs, .. } = state;
    let emergency = v.all(model.rules.emergency_capacity);
    for (component, station) in model.components.iter().zip(stations) {
        let coverage = &pools[component.pool].coverage;
        station.kept.jobs_coverage = *coverage;
        let kept = &station.kept;
        let factor = V::Row::choose(none.below(v.row(&kept.runs)), one, emergency);
        let attended = v.row(coverage) * (1.0 - UNATTENDED) + UNATTENDED;
        let ready = v.row(&kept.fit) * attended * factor;
        for (job, share) in &component.jobs {
            missing[*job] = missing[*job] * (one - (ready * *share).greater(none).lesser(one));
        }
    }
    for (job, missing) in jobs.iter_mut().zip(missing) {
        *job = (one - missing).array();
    }
}

/// One month of drift, notice and retraining; adds up the mission value delivered.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub(super) fn drift<V: Vectors<L>, const L: usize>(v: V, model: &Model, state: &mut State<L>) {
    let rules = &model.rules;
    let (none, one) = (v.all(0.0), v.all(1.0));
    let monitored = monitoring(v, model, state);
    let State { use_cases, jobs, tally, .. } = state;
    macro_rules! job {
        ($job:ident) => {
            v.row(&jobs[Job::$job as usize])
        };
    }
    let notices = monitored * (rules.notice_best - rules.notice_worst) + rules.notice_worst;
    let chain = (job!(Orchestrates) + job!(Trains) + job!(Registers)) / 3.0;
    let repair = (v.all(SLOWEST_CHAIN) - chain) * rules.retrain_months
        / job!(HoldsData).greater(v.all(LEAST_DATA));
    // Bad data drifts faster: lineage and quality checks halve it at best.
    let faster = v.all(DRIFT_WITHOUT_LINEAGE) - job!(ProvesLineage);
    // A registry with provenance lets the team roll back part of the damage at once.
    let rollback = one - job!(Registers) * ROLLBACK;
    let (mut possible, mut delivered) = (v.row(&tally.value_possible), v.row(&tally.value));
    for (use_case, now) in model.use_cases.iter().zip(use_cases) {
        let value = use_case.n.value / 12.0;
        let (before, lefts) = (v.row(&now.drift), v.row(&now.retraining));
        let on = none.below(v.row(&now.on));
        let drift = (before + faster * use_case.n.drift).lesser(one);
        let under_way = none.below(lefts);
        let left = lefts - 1.0;
        let done = under_way & left.at_most(none);
        let noticed = !under_way & notices.at_most(drift);
        let drift = V::Row::choose(noticed, drift * rollback, drift);
        let drift = V::Row::choose(done, none, drift);
        let left = V::Row::choose(done, none, left);
        let left = V::Row::choose(under_way, left, lefts);
        let left = V::Row::choose(noticed, repair, left);
        now.drift = V::Row::choose(on, drift, before).array();
        now.retraining = V::Row::choose(on, left, lefts).array();
        let all = v.row(&now.served) * (one - drift) * value;
        delivered = delivered + all.only(on);
        possible = possible + v.row(&now.live.map(|live| if live { value } else { 0.0 }));
    }
    (tally.value_possible, tally.value) = (possible.array(), delivered.array());
}
