//! Compliance: which controls are in place, what an audit finds.
//!
//! Sources: the controls and the laws behind them are data of the case.
//!
//! Invariant: a control is in place or it is not; the score is the share of those required.

use super::ledger::{agency_place, post};
use super::model::Model;
use super::outcome::{Occurrence, Subject};
use super::people::rule_factor;
use super::running::is_bought;
use super::state::{NEVER, State};
use super::trace::{Factor, Input, Origin, Recorder, Rule, RuleField, Why};
use crate::id::ControlId;
use crate::lanes::{Lanes, each, lanes_of, lanes_where};
use crate::luck::{Luck, Lucks};
use crate::scenario::case::{Condition, Control};
use crate::scenario::vocabulary::EventKind;
use crate::units::{Money, Month};

/// Whether a control is required now.
#[must_use]
pub fn is_required<const L: usize>(model: &Model, state: &State<L>, control: &Control) -> bool {
    let year = state.month.saturating_sub(1) / 12;
    control.level <= model.impact && control.from_year <= year
}

/// The first condition of a control that does not hold, if any.
#[must_use]
pub fn unmet<'m, const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    control: &'m Control,
) -> Option<&'m Condition> {
    control.needs.iter().find(|need| holds(model, state, 1 << lane, need) == 0)
}

/// Those of some lanes in which a condition holds.
fn holds<const L: usize>(model: &Model, state: &State<L>, among: Lanes, need: &Condition) -> Lanes {
    let stations = || state.stations.iter();
    let among_those = |holds: &dyn Fn(usize) -> bool| {
        each(among).fold(0, |lanes, lane| lanes | Lanes::from(holds(lane)) << lane)
    };
    match need {
        Condition::Job(job, least) => {
            among & lanes_where::<L>(|lane| state.jobs[*job as usize][lane] >= *least)
        }
        Condition::Guardrail(guardrail, least) => {
            let levels = &state.agency.guardrails[*guardrail as usize];
            among & lanes_where::<L>(|lane| levels[lane] >= *least)
        }
        Condition::Authorised(least) => {
            let mut authorised = [0_u16; L];
            for station in stations() {
                for lane in 0..L {
                    authorised[lane] += u16::from(station.authorised[lane]);
                }
            }
            let needed = *least * state.stations.len() as f64;
            among & lanes_where::<L>(|lane| f64::from(authorised[lane]) >= needed)
        }
        Condition::PortabilityClauses(least) => among_those(&|lane| {
            let bought = |station: &&super::state::Station<L>| {
                station.contract_end[lane] != NEVER && is_bought(model, station.option[lane])
            };
            let all = stations().filter(bought).count();
            let with = stations().filter(bought).filter(|station| station.clause[lane]).count();
            with as f64 >= *least * all as f64
        }),
        Condition::Reviewed(sensitivity, least) => among_those(&|lane| {
            model
                .use_cases
                .iter()
                .zip(&state.use_cases)
                .filter(|(use_case, now)| now.live[lane] && use_case.n.sensitivity >= *sensitivity)
                .all(|(_, now)| now.review[lane] >= *least)
        }),
        Condition::PatchDays(most) => {
            let mut days = [0.0; L];
            for station in stations() {
                for lane in 0..L {
                    days[lane] += station.now.patch_days[lane];
                }
            }
            let count = state.stations.len().max(1) as f64;
            among & lanes_where::<L>(|lane| days[lane] / count <= *most)
        }
    }
}

/// Controls required and not in place.
#[must_use]
pub(super) fn missing<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
) -> Vec<ControlId> {
    (0..model.controls.len())
        .filter(|index| {
            let control = &model.controls[*index];
            is_required(model, state, control) && unmet(model, state, lane, control).is_some()
        })
        .map(|index| ControlId(index as u16))
        .collect()
}

/// Required controls, and how many of them are in place.
#[must_use]
pub(super) fn score<const L: usize>(model: &Model, state: &State<L>, lane: usize) -> (u16, u16) {
    let (all, met) = scores(model, state, 1 << lane);
    (all, met[lane])
}

/// [`score`] in some lanes.
pub(super) fn scores<const L: usize>(
    model: &Model,
    state: &State<L>,
    among: Lanes,
) -> (u16, [u16; L]) {
    let required = model.controls.iter().filter(|control| is_required(model, state, control));
    let (mut all, mut met) = (0, [0; L]);
    for control in required {
        all += 1;
        let mut in_place = among;
        for need in &control.needs {
            in_place = holds(model, state, in_place, need);
        }
        for lane in each(in_place) {
            met[lane] += 1;
        }
    }
    (all, met)
}

/// September: an audit in every lane.
#[inline(never)]
pub(super) fn audits<R: Recorder<L>, const L: usize>(
    model: &Model,
    lucks: &Lucks<L>,
    state: &mut State<L>,
    recorder: &mut R,
) {
    let (all, met) = scores(model, state, lanes_of(L));
    for lane in 0..L {
        audit(model, lucks.lane(lane), state, lane, recorder, all - met[lane]);
    }
}

/// September: an audit looks at what is missing; open findings cost repair work until closed.
fn audit<R: Recorder<L>, const L: usize>(
    model: &Model,
    luck: &Luck,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    gaps: u16,
) {
    // What has been put in place since is closed; what an answer added stays until an answer closes it.
    state.agency.findings[lane] = state.agency.findings[lane].min(gaps);
    let findings = state.agency.findings[lane] + state.agency.added[lane];
    let cost = model.rules.finding_cost;
    let place = agency_place(model);
    let category = crate::scenario::vocabulary::Category::Compliance;
    post(state, lane, recorder, place, category, f64::from(findings) * cost, || {
        Why::new(
            Rule::FindingRepair,
            vec![
                Factor { what: Input::Findings, value: f64::from(findings), origin: Origin::State },
                rule_factor(Input::FindingCost, cost, RuleField::FindingCost),
            ],
        )
    });
    let audited = luck.uniform(model.audit, state.month, 0) < model.rules.audit_probability;
    let before = state.agency.findings[lane];
    if !audited || gaps <= before {
        return;
    }
    state.agency.findings[lane] = gaps;
    let occurrence = Occurrence {
        month: Month(state.month),
        kind: EventKind::AuditFinding,
        subject: Subject::Agency,
        loss: Money::ZERO,
        size: f64::from(gaps - before),
    };
    super::effects::happen(model, state, lane, recorder, occurrence, || {
        Why::new(
            Rule::Audit,
            vec![Factor {
                what: Input::Probability,
                value: model.rules.audit_probability,
                origin: Origin::State,
            }],
        )
    });
    if luck.uniform(model.audit, state.month, 1) < model.rules.suspension_probability {
        suspend_most_sensitive(model, state, lane);
    }
}

/// Months for which a suspended authorisation stops its use case. Design choice: the shorter of the
/// 90 to 180 days in which agencies are usually told to close findings.
const SUSPENSION_MONTHS: u16 = 3;

/// An authorisation is suspended: the most sensitive live use case stops.
fn suspend_most_sensitive<const L: usize>(model: &Model, state: &mut State<L>, lane: usize) {
    let worst = (0..model.use_cases.len())
        .filter(|index| state.use_cases[*index].live[lane])
        .max_by(|a, b| {
            let sensitivity = |index: usize| model.use_cases[index].n.sensitivity;
            sensitivity(*a).total_cmp(&sensitivity(*b)).then(b.cmp(a))
        });
    if let Some(index) = worst {
        let now = &mut state.use_cases[index];
        now.suspended_until[lane] =
            now.suspended_until[lane].max(state.month + 1 + SUSPENSION_MONTHS);
    }
}
