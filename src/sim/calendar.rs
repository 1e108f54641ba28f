//! The fiscal calendar: appropriation, continuing resolutions, cuts, shutdowns, launches.
//!
//! Sources: continuing resolutions and what they forbid: CRS R46595, GAO-22-104701; the
//! probabilities are parameters of the case.

use super::ledger::{agency_place, post};
use super::model::Model;
use super::outcome::{Occurrence, Subject};
use super::people::DAYS_PER_MONTH;
use super::state::{NEVER, State};
use super::trace::{Factor, Input, Origin, Recorder, Rule, Why};
use crate::luck::Luck;
use crate::scenario::vocabulary::EventKind;
use crate::units::{Money, Month};

/// Months a lapse of appropriations lasts (0-12). Design choice: the tick of the model, near the 43
/// days of October and November 2025, the longest so far.
const LAPSE_MONTHS: u16 = 1;

/// October: new money, perhaps late or cut, as three draws say; planned use cases go live.
#[inline(never)]
pub(super) fn october<R: Recorder<L>, const L: usize>(
    model: &Model,
    luck: &Luck,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    [cut, lapse, resolution]: [f64; 3],
) {
    let rules = &model.rules;
    let month = state.month;
    let year = month / 12;
    let cut = cut < rules.cut_probability;
    let lapse = lapse < rules.shutdown_probability;
    let resolution = resolution < rules.resolution_probability;

    state.agency.appropriation_changes[lane].retain(|(last, _)| *last >= year);
    let cut_share = if cut { rules.cut_share } else { 0.0 };
    state.agency.appropriation[lane] = appropriation(model, state, lane, cut_share);
    state.agency.spent[lane] = 0.0;

    let mut until = month;
    if resolution {
        let days = rules.resolution_days.quantile(luck.uniform(model.calendar_size, month, 0));
        until += (days / DAYS_PER_MONTH + 0.5).clamp(0.0, 12.0) as u16;
    }
    if lapse {
        until += LAPSE_MONTHS;
    }
    state.agency.resolution_until[lane] = until;
    freeze_hiring(state, lane, month, until);
    if cut || lapse {
        let occurrence = Occurrence {
            month: Month(month),
            kind: EventKind::BudgetDisruption,
            subject: Subject::Agency,
            loss: Money::ZERO,
            size: if cut { rules.cut_share } else { 0.0 },
        };
        super::effects::happen(model, state, lane, recorder, occurrence, || {
            Why::new(
                Rule::Calendar,
                vec![Factor {
                    what: Input::Probability,
                    value: if cut { rules.cut_probability } else { rules.shutdown_probability },
                    origin: Origin::State,
                }],
            )
        });
    }
    for now in &mut state.use_cases {
        if !now.live[lane] && now.due[lane] <= year {
            now.live[lane] = true;
        }
    }
}

/// This year's appropriation (k$) with the changes in force, less a cut by this share.
#[must_use]
pub(super) fn appropriation<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    cut: f64,
) -> f64 {
    let year = state.year();
    let in_force =
        state.agency.appropriation_changes[lane].iter().filter(|(last, _)| *last >= year);
    let change: f64 = in_force.map(|(_, share)| share).sum();
    model.appropriation(usize::from(year)) * (1.0 + change - cut).max(0.0)
}

/// Hires do not start while a continuing resolution lasts.
fn freeze_hiring<const L: usize>(state: &mut State<L>, lane: usize, month: u16, until: u16) {
    for pool in &mut state.pools {
        for arrival in &mut pool.arrivals[lane] {
            if *arrival != NEVER && *arrival < until {
                *arrival = until.max(month);
            }
        }
    }
}

/// Guardrails wear off over a year.
pub(super) fn wear<const L: usize>(model: &Model, state: &mut State<L>) {
    for (levels, guardrail) in state.agency.guardrails.iter_mut().zip(&model.guardrails) {
        for level in levels {
            *level *= (1.0 - guardrail.decay).clamp(0.0, 1.0);
        }
    }
}

/// Pays for a guardrail and raises its level.
pub(super) fn invest<R: Recorder<L>, const L: usize>(
    model: &Model,
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    index: usize,
) {
    let offer = model.guardrails[index];
    let category = crate::scenario::vocabulary::Category::Compliance;
    post(state, lane, recorder, agency_place(model), category, offer.cost, || {
        Why::new(
            Rule::Guardrail,
            vec![Factor {
                what: Input::GuardrailCost,
                value: offer.cost,
                origin: Origin::Guardrail(index),
            }],
        )
    });
    raise(state, lane, index, offer.gain);
}

/// Raises a guardrail by a share of what is missing to full level.
pub(super) fn raise<const L: usize>(state: &mut State<L>, lane: usize, index: usize, gain: f64) {
    let level = &mut state.agency.guardrails[index][lane];
    *level = (*level + (1.0 - *level) * gain).clamp(0.0, 1.0);
}

/// Events with a date.
pub(super) fn scheduled<R: Recorder<L>, const L: usize>(
    model: &Model,
    state: &mut State<L>,
    recorder: &mut R,
) {
    for (month, effects) in &model.scheduled {
        if *month == state.month {
            for lane in 0..L {
                super::effects::apply(model, state, lane, recorder, effects, Subject::Agency);
            }
        }
    }
}
