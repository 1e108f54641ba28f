//! Security: Open FAIR per component and hazard, month by month.
//!
//! Sources: Open FAIR (O-RT, O-RA): loss event frequency = attempts × P(capability > resistance);
//! the chance that a flaw is used before it is fixed grows with patch latency; case parameters
//! give all sizes.
//!
//! Invariant: at the same seed a better posture can only remove or shrink incidents, because a
//! hazard strikes iff its own uniform is below a probability that falls with posture, and its
//! size comes from another uniform of its own.

use super::ledger::{agency_place, post};
use super::model::Model;
use super::outcome::{Occurrence, Subject};
use super::people::{guarded, guarded_second, option_factor, rule_factor};
use super::state::{DICE_MONTHS, Defence, Hazards, Most, State};
use super::trace::{
    Factor, Input, OptionField, Origin, Recorder, Rule, RuleField, SupplierField, UseCaseField, Why,
};
use crate::id::{ComponentId, SupplierId, UseCaseId};
use crate::luck::distribution::lognormal_quantile;
use crate::luck::{Luck, Stream, expected, happens, maths, strikes};
use crate::scenario::case::{Job, Lever, Review};
use crate::scenario::plan::Guardrail;
use crate::scenario::vocabulary::{Category, EventKind};
use crate::units::Month;

/// Longest patch latency, and that of a frozen project (days). Design choice: two years; at usual
/// half-lives every flaw that will be used has been used by then.
const NEVER_PATCHED: f64 = 720.0;

/// Least coverage that patching reckons with (0-1). Design choice: with hardly anybody there, someone
/// from elsewhere still patches, twenty times as slowly.
const LEAST_COVERAGE: f64 = 0.05;

/// Weight of monitoring in containing a loss, the rest being the team's coverage (0-1). Design choice:
/// noticing and responding matter alike.
const DETECTION: f64 = 0.5;

/// Least share of a loss that is left whatever the defence (0-1). Design choice: no incident is free.
const LEAST_LOSS: f64 = 0.05;

/// How much a wholly drifted model raises the rate of harm (×, added to 1). Design choice: three times
/// as many harmful decisions when the model no longer fits its data.
const DRIFT_HARM: f64 = 2.0;

/// October: each component's luck in patching for the year (lognormal around 1).
pub(super) fn patch_luck(model: &Model, luck: &Luck, state: &mut State) {
    for (component, station) in model.components.iter().zip(&mut state.stations) {
        let u = luck.uniform(component.patch, state.month, 0);
        let sigma = model.options[station.option].n.patch_sigma;
        station.patch_luck = lognormal_quantile(u, 1.0, sigma);
    }
}

/// Sets patch latency, resistance and vulnerability of every component for this month, where
/// something they are made of has changed.
///
/// They are set wherever someone may look at them: with a recorder that keeps accounts, and at the end of a
/// year. Else a component that no flaw or dependency can strike this month, whatever its posture, is left
/// as it was, and noted as quiet.
pub(super) fn posture<R: Recorder>(model: &Model, state: &mut State) {
    let all_known = R::CELLS || state.month % 12 == 11;
    let lane = state.month as usize % DICE_MONTHS;
    let guardrails = state.agency.guardrails.map(f64::to_bits);
    let defence = Defence { guardrails, levers: state.levers.made };
    if state.defence != defence {
        state.defence = defence;
        for station in &mut state.stations {
            (station.kept.hazards, station.kept.most) = (None, None);
        }
    }
    for (index, component) in model.components.iter().enumerate() {
        if !all_known {
            let station = &state.stations[index];
            let most = match station.kept.most {
                Some(most) if most.option == station.option => most,
                _ => make_most(model, state, index),
            };
            let [exploit, dependency] = &state.dice.components[index];
            let quiet = exploit[lane] >= most.exploit && dependency[lane] >= most.dependency;
            state.stations[index].kept.quiet = quiet;
            if quiet {
                continue;
            }
        }
        let station = &mut state.stations[index];
        station.kept.quiet = false;
        let made_of = station.posture_for(state.pools[component.pool].coverage);
        if !station.kept.hazards.as_ref().is_some_and(|kept| kept.made_of == made_of) {
            make_posture(model, state, index);
        }
    }
}

/// Most strikes to be expected of a component within a month at any posture: with every flaw used before it
/// is fixed, and nobody there to look after what it runs itself.
#[inline(never)]
fn make_most(model: &Model, state: &mut State, index: usize) -> Most {
    let rules = &model.rules;
    let option = state.stations[index].option;
    let n = &model.options[option].n;
    let resistance = n.resistance + guarded(model, state, Guardrail::Harden)
        - rules.patch_weight.max(0.0)
        - (rules.misconfiguration * n.self_run).max(0.0)
        - MARGIN;
    let exploit = rules.attempts
        * n.exposure
        * (model.vulnerability(resistance) + MARGIN)
        * state.levers.get(Lever::Attempts, index);
    let most = Most {
        option,
        exploit: expected(exploit, 1.0),
        dependency: expected(uncrippled_dependency_rate(model, state, index), 1.0),
    };
    *state.stations[index].kept.most.insert(most)
}

/// More than rounding can take away from a resistance or a probability (0-1). Numerical.
const MARGIN: f64 = 1.0e-9;

#[inline(never)]
fn make_posture(model: &Model, state: &mut State, index: usize) {
    let rules = &model.rules;
    let harden = guarded(model, state, Guardrail::Harden);
    let quicker = 1.0 - guarded_second(model, state, Guardrail::Harden);
    let upstream = guarded_second(model, state, Guardrail::Upstream);
    let covered = state.pools[model.components[index].pool].coverage;
    let coverage = covered.max(LEAST_COVERAGE);
    let lever = state.levers.get(Lever::PatchDays, index);
    let station = &mut state.stations[index];
    let n = &model.options[station.option].n;
    let days = if station.frozen {
        NEVER_PATCHED
    } else {
        (n.patch_days
            * station.patch_luck
            * team_factor(n.patch_by_team, coverage)
            * quicker
            * (1.0 - upstream * n.community)
            * lever)
            .min(NEVER_PATCHED)
    };
    station.now.unpatched = unpatched(days, rules.exploit_half_life);
    station.now.patch_days = days;
    let resistance = (n.resistance + harden
        - rules.patch_weight * station.now.unpatched
        - rules.misconfiguration * n.self_run * (1.0 - coverage))
        .clamp(0.0, 1.0);
    station.now.resistance = resistance;
    station.now.vulnerability = model.vulnerability(resistance);
    let made_of = station.posture_for(covered);
    let hazards = Hazards {
        made_of,
        exploit: expected(exploit_rate(model, state, index), 1.0),
        dependency: expected(dependency_rate(model, state, index), 1.0),
    };
    state.stations[index].kept.hazards = Some(hazards);
}

/// How much longer fixing takes where a team covers only part of the work: by_team (0-1) is how far it depends on the team.
#[must_use]
pub fn team_factor(by_team: f64, coverage: f64) -> f64 {
    1.0 + by_team * (1.0 / coverage - 1.0)
}

/// Probability that a flaw is used before it is fixed: 1 − 2^(−days / half-life).
#[must_use]
pub fn unpatched(days: f64, half_life: f64) -> f64 {
    if half_life <= 0.0 {
        return 1.0;
    }
    1.0 - maths::exp(-core::f64::consts::LN_2 * days / half_life)
}

/// Strength of monitoring now (0-1), the guardrail included.
#[must_use]
pub(super) fn monitoring(model: &Model, state: &State) -> f64 {
    (state.jobs[Job::DetectsDrift as usize] + guarded(model, state, Guardrail::Monitoring)).min(1.0)
}

/// Share of a loss that is left after detection, at a strength of [`monitoring`], and response.
#[must_use]
pub(super) fn contained(model: &Model, state: &State, coverage: f64, monitored: f64) -> f64 {
    let speed = DETECTION * monitored + (1.0 - DETECTION) * coverage;
    let share =
        model.rules.containment * speed + guarded_second(model, state, Guardrail::Monitoring);
    (1.0 - share).clamp(LEAST_LOSS, 1.0)
}

/// Yearly rate of exploited flaws in a component, with what it is made of.
#[must_use]
pub(super) fn exploit_rate(model: &Model, state: &State, index: usize) -> f64 {
    let station = &state.stations[index];
    if station.crippled {
        return 0.0;
    }
    model.rules.attempts
        * model.options[station.option].n.exposure
        * station.now.vulnerability
        * state.levers.get(Lever::Attempts, index)
}

/// Yearly rate of poisoned dependencies in a component.
#[must_use]
pub(super) fn dependency_rate(model: &Model, state: &State, index: usize) -> f64 {
    if state.stations[index].crippled {
        return 0.0;
    }
    uncrippled_dependency_rate(model, state, index)
}

/// As [`dependency_rate`], were the component not crippled.
fn uncrippled_dependency_rate(model: &Model, state: &State, index: usize) -> f64 {
    model.rules.dependency_rate
        * model.options[state.stations[index].option].n.dependencies
        * state.levers.get(Lever::Dependencies, index)
        * (1.0
            - model.rules.dependency_saving
                * state.agency.guardrails[Guardrail::Harden as usize].min(1.0))
}

/// Yearly rate of harmful decisions of a use case, at a strength of [`monitoring`].
#[must_use]
pub(super) fn harm_rate(model: &Model, state: &State, index: usize, monitored: f64) -> f64 {
    let now = &state.use_cases[index];
    if !now.live || now.suspended_until > state.month {
        return 0.0;
    }
    model.rules.harm_rate
        * model.use_cases[index].n.sensitivity
        * unguarded(model, state, index, monitored)
        * state.levers.get(Lever::Harm, index)
}

/// Share of harm that review, governance and monitoring leave, times what drift adds.
fn unguarded(model: &Model, state: &State, index: usize, monitored: f64) -> f64 {
    let now = &state.use_cases[index];
    let rules = &model.rules;
    let reviewed = match now.review {
        Review::None => 0.0,
        Review::Sampled => rules.sampled_review,
        Review::Full => rules.full_review,
    };
    (1.0 - reviewed)
        * (1.0 - rules.governance_effect * state.jobs[Job::Governs as usize])
        * (1.0 - rules.monitoring_effect * monitored)
        * (1.0 + DRIFT_HARM * now.drift)
}

/// The month's incidents.
pub(super) fn strike<R: Recorder>(model: &Model, luck: &Luck, state: &mut State, recorder: &mut R) {
    let lane = state.month as usize % DICE_MONTHS;
    for index in 0..model.components.len() {
        let kept = &state.stations[index].kept;
        let Some(hazards) = &kept.hazards else { continue };
        if kept.quiet {
            continue;
        }
        let [exploit, dependency] = &state.dice.components[index];
        let exploited_now = happens(exploit[lane], hazards.exploit);
        let poisoned_now = happens(dependency[lane], hazards.dependency);
        if exploited_now {
            exploited(model, luck, state, recorder, index);
        }
        if poisoned_now {
            let rate = dependency_rate(model, state, index);
            poisoned(model, luck, state, recorder, index, rate);
        }
    }
    for (index, supplier) in model.suppliers.iter().enumerate() {
        if state.suppliers[index].in_use == 0 {
            continue;
        }
        let rate = supplier.n.breach_rate * state.levers.get(Lever::Breaches, index);
        let [.., breach] = state.dice.supplier(model, luck, index, state.month);
        if strikes(breach, rate, 1.0) {
            breached(model, luck, state, recorder, index, rate);
        }
    }
    let monitored = monitoring(model, state);
    for index in 0..model.use_cases.len() {
        let rate = harm_rate(model, state, index, monitored);
        if strikes(state.dice.use_cases[index][1][lane], rate, 1.0) {
            harmed(model, luck, state, recorder, index, rate);
        }
    }
}

#[cold]
fn exploited<R: Recorder>(
    model: &Model,
    luck: &Luck,
    state: &mut State,
    recorder: &mut R,
    index: usize,
) {
    let component = &model.components[index];
    let rules = &model.rules;
    let u = luck.uniform(component.severity, state.month, 0);
    let minor = 1.0 - rules.major_share;
    let size = if u < minor {
        rules.minor_loss.quantile(u / minor)
    } else {
        rules.major_loss.quantile((u - minor) / rules.major_share)
    };
    let size = size + secondary(model, luck, component.severity, state.month, component.stakes);
    let option = state.stations[index].option;
    let vulnerability = state.stations[index].now.vulnerability;
    let exposure = model.options[option].n.exposure;
    let lever = state.levers.get(Lever::Attempts, index);
    incident(model, state, recorder, EventKind::KnownFlawExploited, index, size, || {
        Why::new(
            Rule::ExploitedFlaw,
            vec![
                rule_factor(Input::Attempts, rules.attempts, RuleField::Attempts),
                option_factor(Input::Exposure, exposure, option, OptionField::Exposure),
                Factor { what: Input::Vulnerability, value: vulnerability, origin: Origin::State },
                Factor { what: Input::RateLever, value: lever, origin: Origin::State },
            ],
        )
    });
}

/// Open FAIR secondary loss: it follows with a probability that grows with the stakes.
fn secondary(model: &Model, luck: &Luck, stream: Stream, month: u16, stakes: f64) -> f64 {
    if luck.uniform(stream, month, 1) < model.rules.secondary_probability * stakes {
        model.rules.secondary_loss.quantile(luck.uniform(stream, month, 2))
    } else {
        0.0
    }
}

#[cold]
fn poisoned<R: Recorder>(
    model: &Model,
    luck: &Luck,
    state: &mut State,
    recorder: &mut R,
    index: usize,
    rate: f64,
) {
    let u = luck.uniform(model.components[index].severity, state.month, 3);
    let size = model.rules.dependency_loss.quantile(u);
    let base = model.rules.dependency_rate;
    incident(model, state, recorder, EventKind::PoisonedDependency, index, size, || {
        Why::new(
            Rule::PoisonedDependency,
            vec![
                rule_factor(Input::Rate, base, RuleField::DependencyRate),
                Factor {
                    what: Input::Unhardened,
                    value: rate / base.max(1.0e-12),
                    origin: Origin::State,
                },
            ],
        )
    });
}

#[cold]
fn breached<R: Recorder>(
    model: &Model,
    luck: &Luck,
    state: &mut State,
    recorder: &mut R,
    supplier: usize,
    rate: f64,
) {
    let Some(place) = most_at_stake(model, state, supplier) else { return };
    let u = luck.uniform(model.suppliers[supplier].outcome, state.month, 8);
    let size = model.rules.supplier_breach_loss.quantile(u);
    let base = model.suppliers[supplier].n.breach_rate;
    let lever = rate / base.max(1.0e-12);
    let loss = post_loss(model, state, recorder, place, size, Rule::SupplierBreach);
    let occurrence = Occurrence {
        month: Month(state.month),
        kind: EventKind::SupplierBreach,
        subject: Subject::Supplier(SupplierId(supplier as u16)),
        loss,
        size: 1.0,
    };
    super::effects::happen(model, state, recorder, occurrence, || {
        Why::new(
            Rule::SupplierBreach,
            vec![
                Factor {
                    what: Input::Rate,
                    value: base,
                    origin: Origin::Supplier(supplier, SupplierField::BreachRate),
                },
                Factor { what: Input::RateLever, value: lever, origin: Origin::State },
            ],
        )
    });
}

/// Where the loss of a supplier's breach falls: the component with most at stake among what it runs.
fn most_at_stake(model: &Model, state: &State, supplier: usize) -> Option<usize> {
    let runs = |index: &usize| {
        let station = &state.stations[*index];
        !station.crippled && model.options[station.option].supplier == supplier
    };
    let stakes = |index: usize| model.components[index].stakes;
    (0..model.components.len())
        .filter(runs)
        .max_by(|a, b| stakes(*a).total_cmp(&stakes(*b)).then(b.cmp(a)))
}

fn incident<R: Recorder>(
    model: &Model,
    state: &mut State,
    recorder: &mut R,
    kind: EventKind,
    index: usize,
    size: f64,
    why: impl FnOnce() -> Why,
) {
    let rule = match kind {
        EventKind::PoisonedDependency => Rule::PoisonedDependency,
        _ => Rule::ExploitedFlaw,
    };
    let loss = post_loss(model, state, recorder, index, size, rule);
    let occurrence = Occurrence {
        month: Month(state.month),
        kind,
        subject: Subject::Component(ComponentId(index as u16)),
        loss,
        size: 1.0,
    };
    super::effects::happen(model, state, recorder, occurrence, why);
}

/// Posts a loss at a component: size × stakes × what containment leaves × lever.
fn post_loss<R: Recorder>(
    model: &Model,
    state: &mut State,
    recorder: &mut R,
    index: usize,
    size: f64,
    rule: Rule,
) -> crate::units::Money {
    let component = &model.components[index];
    let coverage = state.pools[component.pool].coverage;
    let left = contained(model, state, coverage, monitoring(model, state));
    let lever = state.levers.get(Lever::Loss, index);
    let stakes = component.stakes;
    let amount = size * stakes * left * lever;
    let loss = post(state, recorder, index, Category::Incident, amount, || {
        Why::new(
            rule,
            vec![
                Factor { what: Input::Loss, value: size, origin: Origin::Luck },
                Factor { what: Input::Stakes, value: stakes, origin: Origin::State },
                Factor { what: Input::Containment, value: left, origin: Origin::State },
                Factor { what: Input::LossLever, value: lever, origin: Origin::State },
            ],
        )
    });
    state.tally.losses += loss;
    state.tally.incidents += 1;
    loss
}

#[cold]
fn harmed<R: Recorder>(
    model: &Model,
    luck: &Luck,
    state: &mut State,
    recorder: &mut R,
    index: usize,
    rate: f64,
) {
    let use_case = &model.use_cases[index];
    let size = model.rules.harm_loss.quantile(luck.uniform(use_case.harm_size, state.month, 0));
    let sensitivity = use_case.n.sensitivity;
    let place = agency_place(model);
    let loss = post(state, recorder, place, Category::Incident, size * sensitivity, || {
        Why::new(
            Rule::HarmfulDecision,
            vec![
                Factor { what: Input::Loss, value: size, origin: Origin::Luck },
                Factor {
                    what: Input::Sensitivity,
                    value: sensitivity,
                    origin: Origin::UseCase(index, UseCaseField::Sensitivity),
                },
            ],
        )
    });
    state.tally.losses += loss;
    state.tally.incidents += 1;
    let occurrence = Occurrence {
        month: Month(state.month),
        kind: EventKind::HarmfulDecision,
        subject: Subject::UseCase(UseCaseId(index as u16)),
        loss,
        size: 1.0,
    };
    let base = model.rules.harm_rate;
    super::effects::happen(model, state, recorder, occurrence, || {
        Why::new(
            Rule::HarmfulDecision,
            vec![
                rule_factor(Input::Rate, base, RuleField::HarmRate),
                Factor {
                    what: Input::Sensitivity,
                    value: sensitivity,
                    origin: Origin::UseCase(index, UseCaseField::Sensitivity),
                },
                Factor {
                    what: Input::Unguarded,
                    value: rate / (base * sensitivity).max(1.0e-12),
                    origin: Origin::State,
                },
            ],
        )
    });
}

/// Expected losses of the year ahead at today's posture (k$/year): Σ rate × mean loss.
#[must_use]
pub(super) fn expected_loss(model: &Model, state: &State) -> f64 {
    let rules = &model.rules;
    let direct = (1.0 - rules.major_share) * rules.minor_loss.mean()
        + rules.major_share * rules.major_loss.mean();
    let monitored = monitoring(model, state);
    let mut total = 0.0;
    for (index, component) in model.components.iter().enumerate() {
        let coverage = state.pools[component.pool].coverage;
        let left = component.stakes
            * contained(model, state, coverage, monitored)
            * state.levers.get(Lever::Loss, index);
        let secondary =
            rules.secondary_probability * component.stakes * rules.secondary_loss.mean();
        total += exploit_rate(model, state, index) * (direct + secondary) * left;
        total += dependency_rate(model, state, index) * rules.dependency_loss.mean() * left;
    }
    for (index, supplier) in model.suppliers.iter().enumerate() {
        let Some(place) = most_at_stake(model, state, index) else { continue };
        let coverage = state.pools[model.components[place].pool].coverage;
        let stakes = model.components[place].stakes
            * contained(model, state, coverage, monitored)
            * state.levers.get(Lever::Loss, place);
        total += supplier.n.breach_rate
            * state.levers.get(Lever::Breaches, index)
            * rules.supplier_breach_loss.mean()
            * stakes;
    }
    for (index, use_case) in model.use_cases.iter().enumerate() {
        total += harm_rate(model, state, index, monitored)
            * rules.harm_loss.mean()
            * use_case.n.sensitivity;
    }
    total
}
