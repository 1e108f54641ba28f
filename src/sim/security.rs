//! Security: Open FAIR per component and hazard, month by month.
//!
//! Sources: Open FAIR (O-RT, O-RA): loss event frequency = attempts × P(capability > resistance);
//! the chance that a flaw is used before it is fixed grows with patch latency; case parameters
//! give all sizes.
//!
//! Invariant: at the same seed a better posture can only remove or shrink incidents, because a
//! hazard strikes iff its own uniform is below a probability that falls with posture, and its
//! size comes from another uniform of its own.

use super::kept::UNMADE;
use super::ledger::{agency_place, post};
use super::model::{Model, OptionNumbers, Rules};
use super::outcome::{Occurrence, Subject};
use super::people::{guarded_second, option_factor, rule_factor};
use super::state::{DICE_MONTHS, State};
use super::trace::{
    Factor, Input, OptionField, Origin, Recorder, Rule, RuleField, SupplierField, UseCaseField, Why,
};
use crate::id::{ComponentId, SupplierId, UseCaseId};
use crate::lanes::{Arrays, Row, Vectors, each, lanes_of};
use crate::luck::distribution::lognormal_quantile_beside;
use crate::luck::{AT_MOST_MONTHLY, Luck, Lucks, Stream, expected, happens, maths, strikes};
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
#[inline(always)]
pub(super) fn patch_luck<V: Vectors<L>, const L: usize>(
    v: V,
    model: &Model,
    lucks: &Lucks<L>,
    state: &mut State<L>,
) {
    for (component, station) in model.components.iter().zip(&mut state.stations) {
        let u = v.row(&lucks.uniform(component.patch, state.month, 0));
        let sigma = v.row(&station.option.map(|option| model.options[option].n.patch_sigma));
        station.patch_luck = lognormal_quantile_beside(v, u, 1.0, sigma).array();
        station.kept.hazards_coverage = [UNMADE; L];
    }
}

/// Sets patch latency, resistance and vulnerability of every component for this month, where
/// something they are made of has changed.
///
/// They are set wherever someone may look at them: with a recorder that keeps accounts, and at the end of a
/// year. Else a component that no flaw or dependency can strike this month, whatever its posture, is left
/// as it was, and not noted as loud.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub(super) fn posture<V: Vectors<L>, R: Recorder<L>, const L: usize>(
    v: V,
    model: &Model,
    state: &mut State<L>,
) {
    let all_known = R::CELLS || state.month % 12 == 11;
    defend(v, state);
    let place = state.month as usize % DICE_MONTHS;
    for (index, component) in model.components.iter().enumerate() {
        let kept = &state.stations[index].kept;
        let [exploit, dependency] = &state.dice.components[index];
        let attempts = state.levers.at(v, Lever::Attempts, index);
        let poisoned = state.levers.at(v, Lever::Dependencies, index);
        let [most_exploit, most_dependency] = &kept.most;
        let may = v.row(&exploit[place]).below(v.row(most_exploit) * attempts)
            | v.row(&dependency[place]).below(v.row(most_dependency) * poisoned);
        let coverage = v.row(&state.pools[component.pool].coverage);
        let changed = !coverage.equals(v.row(&kept.hazards_coverage));
        let (loud, changed) = if all_known {
            (lanes_of(L), V::Row::any(changed))
        } else {
            (V::Row::lanes(may), V::Row::any(may & changed))
        };
        if changed {
            make_posture(v, model, state, index);
        }
        state.stations[index].kept.loud = loud;
    }
}

/// Drops hazards that were made with another defence.
#[inline(always)]
fn defend<V: Vectors<L>, const L: usize>(v: V, state: &mut State<L>) {
    let State { agency, levers, stations, defence, .. } = state;
    let mut same = v.all(0.0).equals(v.all(0.0));
    for (now, before) in agency.guardrails.iter().zip(&defence.guardrails) {
        same = same & v.row(now).equals(v.row(before));
    }
    if V::Row::any(!same) || levers.made != defence.levers {
        defence.guardrails = agency.guardrails;
        defence.levers = levers.made;
        for station in stations {
            station.kept.hazards_coverage = [UNMADE; L];
        }
    }
}

/// Makes the posture of a component, and its hazards, in every lane.
#[inline(always)]
fn make_posture<V: Vectors<L>, const L: usize>(
    v: V,
    model: &Model,
    state: &mut State<L>,
    index: usize,
) {
    let rules = &model.rules;
    let State { stations, pools, levers, agency, .. } = state;
    let (none, one) = (v.all(0.0), v.all(1.0));
    let [harden, upstream] = [Guardrail::Harden, Guardrail::Upstream].map(|of| of as usize);
    let (hardened, hardening) = (v.row(&agency.guardrails[harden]), &model.guardrails[harden]);
    let harden = (hardened * hardening.effect).greater(none).lesser(one);
    let faster = (hardened * hardening.second).greater(none).lesser(one);
    let helped = v.row(&agency.guardrails[upstream]) * model.guardrails[upstream].second;
    let upstream = helped.greater(none).lesser(one);
    let covered = pools[model.components[index].pool].coverage;
    let station = &mut stations[index];
    // Numbers of what runs in each lane.
    let options = station.option.map(|option| &model.options[option].n);
    let of = |number: fn(&OptionNumbers) -> f64| options.map(number);
    let coverage = v.row(&covered).greater(v.all(LEAST_COVERAGE));
    let patched = v.row(&of(|n| n.patch_days))
        * v.row(&station.patch_luck)
        * longer(v, v.row(&of(|n| n.patch_by_team)), coverage)
        * (one - faster)
        * (one - upstream * v.row(&of(|n| n.community)))
        * levers.at(v, Lever::PatchDays, index);
    let mut days = patched.lesser(v.all(NEVER_PATCHED)).array();
    for lane in 0..L {
        if station.frozen[lane] {
            days[lane] = NEVER_PATCHED;
        }
    }
    let unpatched = unpatched_beside(v, v.row(&days), rules.exploit_half_life);
    let self_run = v.row(&of(|n| n.self_run));
    let resistance = v.row(&of(|n| n.resistance)) + harden
        - unpatched * rules.patch_weight
        - self_run * rules.misconfiguration * (one - coverage);
    let resistance = resistance.greater(none).lesser(one).array();
    let vulnerability = resistance.map(|resistance| model.vulnerability(resistance));
    let exploit = exploits(
        v,
        rules,
        v.row(&of(|n| n.exposure)),
        v.row(&vulnerability),
        levers.at(v, Lever::Attempts, index),
    );
    let dependency = poisonings(
        v,
        rules,
        v.row(&of(|n| n.dependencies)),
        hardened,
        levers.at(v, Lever::Dependencies, index),
    );
    let runs = none.below(v.row(&station.kept.runs));
    let [exploits, dependencies] = &mut station.kept.hazards;
    *exploits = (exploit / 12.0).only(runs).array();
    *dependencies = (dependency / 12.0).only(runs).array();
    station.kept.hazards_coverage = covered;
    let now = &mut station.now;
    (now.patch_days, now.unpatched) = (days, unpatched.array());
    (now.resistance, now.vulnerability) = (resistance, vulnerability);
}

/// The most strikes of an option to be expected within a month at any posture, before levers: with every flaw
/// used before it is fixed, nobody there to look after what it runs itself, and no guardrail.
pub(super) fn most_strikes(
    rules: &Rules,
    n: &OptionNumbers,
    survival: impl Fn(f64) -> f64,
) -> [f64; 2] {
    let resistance = n.resistance
        - rules.patch_weight.max(0.0)
        - (rules.misconfiguration * n.self_run).max(0.0)
        - MARGIN;
    let exploit = exploits_of(rules, n, survival(resistance) + MARGIN, 1.0 + MARGIN);
    // Hardening may do harm in a case that says so.
    let dependency =
        poisonings_of(rules, n, 0.0, 1.0 + MARGIN).max(poisonings_of(rules, n, 1.0, 1.0 + MARGIN));
    [expected(exploit, 1.0), expected(dependency, 1.0)]
}

/// More than rounding can take away from a resistance, a probability or a rate (0-1). Numerical.
const MARGIN: f64 = 1.0e-9;

/// Yearly rate of exploited flaws of an option, at a vulnerability (0-1) and its lever.
#[inline(always)]
fn exploits<V: Vectors<L>, const L: usize>(
    v: V,
    rules: &Rules,
    exposure: V::Row,
    vulnerability: V::Row,
    lever: V::Row,
) -> V::Row {
    v.all(rules.attempts) * exposure * vulnerability * lever
}

/// [`exploits`] of one option.
fn exploits_of(rules: &Rules, n: &OptionNumbers, vulnerability: f64, lever: f64) -> f64 {
    let [exposure, vulnerability, lever] =
        [n.exposure, vulnerability, lever].map(|number| Arrays.row(&[number]));
    let [rate] = exploits(Arrays, rules, exposure, vulnerability, lever).array();
    rate
}

/// Yearly rate of poisoned dependencies of an option, at a level of hardening (0-1) and its lever.
#[inline(always)]
fn poisonings<V: Vectors<L>, const L: usize>(
    v: V,
    rules: &Rules,
    dependencies: V::Row,
    hardened: V::Row,
    lever: V::Row,
) -> V::Row {
    let one = v.all(1.0);
    v.all(rules.dependency_rate)
        * dependencies
        * lever
        * (one - hardened.lesser(one) * rules.dependency_saving)
}

/// [`poisonings`] of one option.
fn poisonings_of(rules: &Rules, n: &OptionNumbers, hardened: f64, lever: f64) -> f64 {
    let [dependencies, hardened, lever] =
        [n.dependencies, hardened, lever].map(|number| Arrays.row(&[number]));
    let [rate] = poisonings(Arrays, rules, dependencies, hardened, lever).array();
    rate
}

/// How much longer fixing takes where a team covers only part of the work: by_team (0-1) is how far it depends on the team.
#[must_use]
pub fn team_factor(by_team: f64, coverage: f64) -> f64 {
    let [factor] = longer(Arrays, Arrays.row(&[by_team]), Arrays.row(&[coverage])).array();
    factor
}

/// [`team_factor`] in every lane.
#[inline(always)]
fn longer<V: Vectors<L>, const L: usize>(v: V, by_team: V::Row, coverage: V::Row) -> V::Row {
    by_team * (v.all(1.0) / coverage - 1.0) + 1.0
}

/// Probability that a flaw is used before it is fixed: 1 − 2^(−days / half-life).
#[must_use]
pub fn unpatched(days: f64, half_life: f64) -> f64 {
    let [unpatched] = unpatched_beside(Arrays, Arrays.row(&[days]), half_life).array();
    unpatched
}

/// [`unpatched`] of a latency in every lane, to the same bits.
#[inline(always)]
fn unpatched_beside<V: Vectors<L>, const L: usize>(v: V, days: V::Row, half_life: f64) -> V::Row {
    let one = v.all(1.0);
    if half_life <= 0.0 {
        return one;
    }
    one - maths::exp_beside(v, days * -core::f64::consts::LN_2 / half_life)
}

/// Strength of monitoring now (0-1) in every lane, the guardrail included.
#[inline(always)]
#[must_use]
pub(super) fn monitoring<V: Vectors<L>, const L: usize>(
    v: V,
    model: &Model,
    state: &State<L>,
) -> V::Row {
    let (none, one) = (v.all(0.0), v.all(1.0));
    let level = v.row(&state.agency.guardrails[Guardrail::Monitoring as usize]);
    let effect = model.guardrails[Guardrail::Monitoring as usize].effect;
    let guarded = (level * effect).greater(none).lesser(one);
    (v.row(&state.jobs[Job::DetectsDrift as usize]) + guarded).lesser(one)
}

/// Share of a loss that is left after detection, at a strength of [`monitoring`], and response.
#[must_use]
pub(super) fn contained<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    coverage: f64,
    monitored: f64,
) -> f64 {
    let speed = DETECTION * monitored + (1.0 - DETECTION) * coverage;
    let share =
        model.rules.containment * speed + guarded_second(model, state, lane, Guardrail::Monitoring);
    (1.0 - share).clamp(LEAST_LOSS, 1.0)
}

/// Yearly rate of exploited flaws in a component, with what it is made of.
#[must_use]
pub(super) fn exploit_rate<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    index: usize,
) -> f64 {
    let station = &state.stations[index];
    if station.crippled[lane] {
        return 0.0;
    }
    let n = &model.options[station.option[lane]].n;
    let lever = state.levers.get(lane, Lever::Attempts, index);
    exploits_of(&model.rules, n, station.now.vulnerability[lane], lever)
}

/// Yearly rate of poisoned dependencies in a component.
#[must_use]
pub(super) fn dependency_rate<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    index: usize,
) -> f64 {
    let station = &state.stations[index];
    if station.crippled[lane] {
        return 0.0;
    }
    let n = &model.options[station.option[lane]].n;
    let lever = state.levers.get(lane, Lever::Dependencies, index);
    let hardened = state.agency.guardrails[Guardrail::Harden as usize][lane];
    poisonings_of(&model.rules, n, hardened, lever)
}

/// Yearly rate of harmful decisions of a use case in every lane, at a strength of [`monitoring`].
#[inline(always)]
#[must_use]
pub(super) fn harm_rate<V: Vectors<L>, const L: usize>(
    v: V,
    model: &Model,
    state: &State<L>,
    index: usize,
    monitored: V::Row,
) -> V::Row {
    let now = &state.use_cases[index];
    let on = now.open_in(state.month);
    let rate = v.all(model.rules.harm_rate * model.use_cases[index].n.sensitivity)
        * unguarded(v, model, state, index, monitored)
        * state.levers.at(v, Lever::Harm, index);
    let none = v.all(0.0);
    rate.only(none.below(v.row(&on)))
}

/// Share of harm that review, governance and monitoring leave, times what drift adds.
#[inline(always)]
fn unguarded<V: Vectors<L>, const L: usize>(
    v: V,
    model: &Model,
    state: &State<L>,
    index: usize,
    monitored: V::Row,
) -> V::Row {
    let now = &state.use_cases[index];
    let (rules, one) = (&model.rules, v.all(1.0));
    let reviewed = now.review.map(|review| match review {
        Review::None => 0.0,
        Review::Sampled => rules.sampled_review,
        Review::Full => rules.full_review,
    });
    (one - v.row(&reviewed))
        * (one - v.row(&state.jobs[Job::Governs as usize]) * rules.governance_effect)
        * (one - monitored * rules.monitoring_effect)
        * (v.row(&now.drift) * DRIFT_HARM + 1.0)
}

/// The month's incidents.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub(super) fn strike<V: Vectors<L>, R: Recorder<L>, const L: usize>(
    v: V,
    model: &Model,
    lucks: &Lucks<L>,
    state: &mut State<L>,
    recorder: &mut R,
) {
    let place = state.month as usize % DICE_MONTHS;
    for index in 0..model.components.len() {
        for lane in each(state.stations[index].kept.loud) {
            let [exploit, dependency] = state.stations[index].kept.hazards;
            let [exploited_by, poisoned_by] = &state.dice.components[index];
            let exploited_now = happens(exploited_by[place][lane], exploit[lane]);
            let poisoned_now = happens(poisoned_by[place][lane], dependency[lane]);
            if exploited_now {
                exploited(model, lucks.lane(lane), state, lane, recorder, index);
            }
            if poisoned_now {
                let rate = dependency_rate(model, state, lane, index);
                poisoned(model, lucks.lane(lane), state, lane, recorder, index, rate);
            }
        }
    }
    for (index, supplier) in model.suppliers.iter().enumerate() {
        let used = v.all(0.0).below(v.row(&state.suppliers[index].used));
        if !V::Row::any(used) {
            continue;
        }
        let rate = state.levers.at(v, Lever::Breaches, index) * supplier.n.breach_rate;
        let [.., breach] = state.dice.supplier(model, lucks, index, state.month);
        let breach = v.row(breach);
        let hit = V::Row::lanes(breach.below(rate * AT_MOST_MONTHLY) & used);
        if hit == 0 {
            continue;
        }
        let (breach, rate) = (breach.array(), rate.array());
        for lane in each(hit) {
            if strikes(breach[lane], rate[lane], 1.0) {
                breached(model, lucks.lane(lane), state, lane, recorder, index, rate[lane]);
            }
        }
    }
    let monitored = monitoring(v, model, state);
    for index in 0..model.use_cases.len() {
        let u = v.row(&state.dice.use_cases[index][1][place]);
        let rate = harm_rate(v, model, state, index, monitored);
        let hit = V::Row::lanes(u.below(rate * AT_MOST_MONTHLY));
        if hit == 0 {
            continue;
        }
        let (u, rate) = (u.array(), rate.array());
        for lane in each(hit) {
            if strikes(u[lane], rate[lane], 1.0) {
                harmed(model, lucks.lane(lane), state, lane, recorder, index, rate[lane]);
            }
        }
    }
}

#[cold]
fn exploited<R: Recorder<L>, const L: usize>(
    model: &Model,
    luck: &Luck,
    state: &mut State<L>,
    lane: usize,
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
    let option = state.stations[index].option[lane];
    let vulnerability = state.stations[index].now.vulnerability[lane];
    let exposure = model.options[option].n.exposure;
    let lever = state.levers.get(lane, Lever::Attempts, index);
    incident(model, state, lane, recorder, EventKind::KnownFlawExploited, index, size, || {
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
fn poisoned<R: Recorder<L>, const L: usize>(
    model: &Model,
    luck: &Luck,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    index: usize,
    rate: f64,
) {
    let u = luck.uniform(model.components[index].severity, state.month, 3);
    let size = model.rules.dependency_loss.quantile(u);
    let base = model.rules.dependency_rate;
    incident(model, state, lane, recorder, EventKind::PoisonedDependency, index, size, || {
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
fn breached<R: Recorder<L>, const L: usize>(
    model: &Model,
    luck: &Luck,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    supplier: usize,
    rate: f64,
) {
    let Some(place) = most_at_stake(model, state, lane, supplier) else { return };
    let u = luck.uniform(model.suppliers[supplier].outcome, state.month, 8);
    let size = model.rules.supplier_breach_loss.quantile(u);
    let base = model.suppliers[supplier].n.breach_rate;
    let lever = rate / base.max(1.0e-12);
    let loss = post_loss(model, state, lane, recorder, place, size, Rule::SupplierBreach);
    let occurrence = Occurrence {
        month: Month(state.month),
        kind: EventKind::SupplierBreach,
        subject: Subject::Supplier(SupplierId(supplier as u16)),
        loss,
        size: 1.0,
    };
    super::effects::happen(model, state, lane, recorder, occurrence, || {
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
fn most_at_stake<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    supplier: usize,
) -> Option<usize> {
    let runs = |index: &usize| {
        let station = &state.stations[*index];
        !station.crippled[lane] && model.options[station.option[lane]].supplier == supplier
    };
    let stakes = |index: usize| model.components[index].stakes;
    (0..model.components.len())
        .filter(runs)
        .max_by(|a, b| stakes(*a).total_cmp(&stakes(*b)).then(b.cmp(a)))
}

#[expect(clippy::too_many_arguments, reason = "one rule for one lane")]
fn incident<R: Recorder<L>, const L: usize>(
    model: &Model,
    state: &mut State<L>,
    lane: usize,
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
    let loss = post_loss(model, state, lane, recorder, index, size, rule);
    let occurrence = Occurrence {
        month: Month(state.month),
        kind,
        subject: Subject::Component(ComponentId(index as u16)),
        loss,
        size: 1.0,
    };
    super::effects::happen(model, state, lane, recorder, occurrence, why);
}

/// Posts a loss at a component: size × stakes × what containment leaves × lever.
fn post_loss<R: Recorder<L>, const L: usize>(
    model: &Model,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    index: usize,
    size: f64,
    rule: Rule,
) -> crate::units::Money {
    let component = &model.components[index];
    let coverage = state.pools[component.pool].coverage[lane];
    let left =
        contained(model, state, lane, coverage, monitoring(Arrays, model, state).array()[lane]);
    let lever = state.levers.get(lane, Lever::Loss, index);
    let stakes = component.stakes;
    let amount = size * stakes * left * lever;
    let loss = post(state, lane, recorder, index, Category::Incident, amount, || {
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
    state.tally.losses[lane] += loss;
    state.tally.incidents[lane] += 1;
    loss
}

#[cold]
fn harmed<R: Recorder<L>, const L: usize>(
    model: &Model,
    luck: &Luck,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    index: usize,
    rate: f64,
) {
    let use_case = &model.use_cases[index];
    let size = model.rules.harm_loss.quantile(luck.uniform(use_case.harm_size, state.month, 0));
    let sensitivity = use_case.n.sensitivity;
    let place = agency_place(model);
    let loss = post(state, lane, recorder, place, Category::Incident, size * sensitivity, || {
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
    state.tally.losses[lane] += loss;
    state.tally.incidents[lane] += 1;
    let occurrence = Occurrence {
        month: Month(state.month),
        kind: EventKind::HarmfulDecision,
        subject: Subject::UseCase(UseCaseId(index as u16)),
        loss,
        size: 1.0,
    };
    let base = model.rules.harm_rate;
    super::effects::happen(model, state, lane, recorder, occurrence, || {
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
pub(super) fn expected_loss<const L: usize>(model: &Model, state: &State<L>, lane: usize) -> f64 {
    let rules = &model.rules;
    let direct = (1.0 - rules.major_share) * rules.minor_loss.mean()
        + rules.major_share * rules.major_loss.mean();
    let monitoring = monitoring(Arrays, model, state);
    let monitored = monitoring.array()[lane];
    let mut total = 0.0;
    for (index, component) in model.components.iter().enumerate() {
        let coverage = state.pools[component.pool].coverage[lane];
        let left = component.stakes
            * contained(model, state, lane, coverage, monitored)
            * state.levers.get(lane, Lever::Loss, index);
        let secondary =
            rules.secondary_probability * component.stakes * rules.secondary_loss.mean();
        total += exploit_rate(model, state, lane, index) * (direct + secondary) * left;
        total += dependency_rate(model, state, lane, index) * rules.dependency_loss.mean() * left;
    }
    for (index, supplier) in model.suppliers.iter().enumerate() {
        let Some(place) = most_at_stake(model, state, lane, index) else { continue };
        let coverage = state.pools[model.components[place].pool].coverage[lane];
        let stakes = model.components[place].stakes
            * contained(model, state, lane, coverage, monitored)
            * state.levers.get(lane, Lever::Loss, place);
        total += supplier.n.breach_rate
            * state.levers.get(lane, Lever::Breaches, index)
            * rules.supplier_breach_loss.mean()
            * stakes;
    }
    for (index, use_case) in model.use_cases.iter().enumerate() {
        total += harm_rate(Arrays, model, state, index, monitoring).array()[lane]
            * rules.harm_loss.mean()
            * use_case.n.sensitivity;
    }
    total
}
