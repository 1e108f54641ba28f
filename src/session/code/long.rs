//! The long form of a code's years: any decisions of a case, one after the other.
//!
//! Invariant: every list of decisions that names only things of the case has a long form; it is used only where
//! a year does not fit the limits that the compact form is packed by.

use super::EncodeFault;
use super::big::Big;
use super::shape::Shape;
use crate::id::{CardId, ComponentId, OptionId, PoolId, ReasonId, RoleId, UseCaseId};
use crate::scenario::case::Review;
use crate::scenario::plan::{
    Approach, Decision, Direction, Gauge, Guardrail, PlanYear, Size, StaffAction, StaffCount, Term,
    Vehicle,
};

/// Decisions of one year.
const MOST: usize = 1 << 12;
const KINDS: u32 = 10;

/// The years as one number: 0 is "no year", otherwise 1 + (count of decisions, decisions) below the years after it.
pub(super) fn pack(shape: &Shape, years: &[Vec<Decision>]) -> Result<Big, EncodeFault> {
    let mut number = Big::ZERO;
    for (year, decisions) in years.iter().enumerate().rev() {
        if decisions.len() >= MOST {
            return Err(EncodeFault::TooLong { most: super::LIMIT });
        }
        for decision in PlanYear::canonical(decisions).iter().rev() {
            let (kind, parts) = parts(decision);
            for (part, radix) in parts.into_iter().zip(radices(shape, kind)).rev() {
                if part >= radix {
                    return Err(EncodeFault::NotOfCase { year });
                }
                number.multiply_add(radix, part);
            }
            number.multiply_add(KINDS, kind);
        }
        number.multiply_add(MOST as u32, decisions.len() as u32);
        number = number.plus(&Big::from(1));
    }
    Ok(number)
}

pub(super) fn unpack(shape: &Shape, mut number: Big) -> Option<Vec<Vec<Decision>>> {
    let mut years = Vec::new();
    while let Some(rest) = number.minus(&Big::from(1)) {
        if years.len() == usize::from(shape.played_years) {
            return None;
        }
        number = rest;
        let mut decisions = Vec::new();
        for _ in 0..number.divide(MOST as u32) {
            let kind = number.divide(KINDS);
            let mut parts = Vec::new();
            for radix in radices(shape, kind) {
                if radix == 0 {
                    return None;
                }
                parts.push(number.divide(radix));
            }
            decisions.push(whole(kind, &parts)?);
        }
        years.push(decisions);
    }
    Some(years)
}

/// A decision as the number of its kind and its parts.
#[must_use]
pub(in crate::session) fn parts(decision: &Decision) -> (u32, Vec<u32>) {
    match *decision {
        Decision::Adopt { component, option, term, clause, vehicle } => {
            let (component, option) = (u32::from(component.0), u32::from(option.0));
            (0, vec![component, option, term as u32, u32::from(clause), vehicle as u32])
        }
        Decision::Renew { component, term, clause, approach } => {
            (1, vec![u32::from(component.0), term as u32, u32::from(clause), approach as u32])
        }
        Decision::Staff { action, pool, count } => {
            (2, vec![action as u32, u32::from(pool.0), count as u32])
        }
        Decision::Invest(guardrail) => (3, vec![guardrail as u32]),
        Decision::Launch { use_case, review } => (4, vec![u32::from(use_case.0), review as u32]),
        Decision::Defer(use_case) => (5, vec![u32::from(use_case.0)]),
        Decision::Respond { card, choice } => (6, vec![u32::from(card.0), u32::from(choice)]),
        Decision::Predict { gauge, direction, size } => {
            (7, vec![gauge as u32, direction as u32, size as u32])
        }
        Decision::Because { component, reason } => {
            (8, vec![u32::from(component.0), u32::from(reason.0)])
        }
        Decision::Dissent(role) => (9, vec![u32::from(role.0)]),
    }
}

/// How many values each part of a kind can take.
fn radices(shape: &Shape, kind: u32) -> Vec<u32> {
    let components = shape.offers.len() as u32;
    let use_cases = shape.planned.len() as u32;
    match kind {
        0 => vec![components, u32::from(shape.options), 3, 2, 3],
        1 => vec![components, 3, 2, 2],
        2 => vec![4, u32::from(shape.pools), 2],
        3 => vec![5],
        4 => vec![use_cases, 3],
        5 => vec![use_cases],
        6 => vec![shape.choices.len() as u32, 256],
        7 => vec![5, 3, 3],
        8 => vec![components, u32::from(shape.reasons)],
        _ => vec![u32::from(shape.roles)],
    }
}

fn whole(kind: u32, parts: &[u32]) -> Option<Decision> {
    let id = |place: usize| parts.get(place).map(|part| *part as u16);
    let index = |place: usize| parts.get(place).map(|part| *part as usize);
    let decision = match kind {
        0 => Decision::Adopt {
            component: ComponentId(id(0)?),
            option: OptionId(id(1)?),
            term: *Term::ALL.get(index(2)?)?,
            clause: id(3)? == 1,
            vehicle: *Vehicle::ALL.get(index(4)?)?,
        },
        1 => Decision::Renew {
            component: ComponentId(id(0)?),
            term: *Term::ALL.get(index(1)?)?,
            clause: id(2)? == 1,
            approach: *Approach::ALL.get(index(3)?)?,
        },
        2 => Decision::Staff {
            action: *StaffAction::ALL.get(index(0)?)?,
            pool: PoolId(id(1)?),
            count: *StaffCount::ALL.get(index(2)?)?,
        },
        3 => Decision::Invest(*Guardrail::ALL.get(index(0)?)?),
        4 => Decision::Launch {
            use_case: UseCaseId(id(0)?),
            review: *[Review::None, Review::Sampled, Review::Full].get(index(1)?)?,
        },
        5 => Decision::Defer(UseCaseId(id(0)?)),
        6 => Decision::Respond { card: CardId(id(0)?), choice: id(1)? as u8 },
        7 => Decision::Predict {
            gauge: *Gauge::ALL.get(index(0)?)?,
            direction: *Direction::ALL.get(index(1)?)?,
            size: *Size::ALL.get(index(2)?)?,
        },
        8 => Decision::Because { component: ComponentId(id(0)?), reason: ReasonId(id(1)?) },
        9 => Decision::Dissent(RoleId(id(0)?)),
        _ => return None,
    };
    Some(decision)
}
