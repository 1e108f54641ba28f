//! The sizes of a case that a run code is packed by, and the digits of one year.
//!
//! Invariant: [`fields`] alone says which digits a year has and how many values each can take;
//! packing and unpacking follow it, so the longest code is known from the case.

use super::big::Big;
use crate::id::{CardId, ComponentId, OptionId, PoolId, ReasonId, RoleId, UseCaseId};
use crate::scenario::case::{Case, Review};
use crate::scenario::plan::{
    Approach, Decision, Direction, Gauge, Guardrail, PlanYear, Size, StaffAction, StaffCount, Term,
    Vehicle,
};

/// The counts of a case that decisions are numbered by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// First two bytes of the case's digest.
    pub tag: u16,
    pub played_years: u16,
    /// Tool decisions of each year.
    pub slots: Vec<u16>,
    pub guardrails_per_year: u16,
    pub staffing_per_year: u16,
    pub responses_per_year: u16,
    /// Options on offer of each component.
    pub offers: Vec<Vec<OptionId>>,
    /// All options, also those not on offer.
    pub options: u16,
    pub pools: u16,
    /// Of each use case: it is not live on the first day.
    pub planned: Vec<bool>,
    /// Choices of each card.
    pub choices: Vec<u8>,
    pub roles: u16,
    pub reasons: u16,
}

impl Shape {
    #[must_use]
    pub fn of(case: &Case) -> Self {
        let components = (0..case.components.len()).map(|index| ComponentId(index as u16));
        Self {
            tag: u16::from_be_bytes([case.digest[0], case.digest[1]]),
            played_years: case.played_years,
            slots: case.agency.slots.clone(),
            guardrails_per_year: case.agency.guardrails_per_year,
            staffing_per_year: case.agency.staffing_per_year,
            responses_per_year: case.agency.responses_per_year,
            offers: components.map(|component| case.on_offer(component).collect()).collect(),
            options: case.options.len() as u16,
            pools: case.pools.len() as u16,
            planned: case.use_cases.iter().map(|use_case| use_case.planned.is_some()).collect(),
            choices: case.cards.iter().map(|card| card.choices.len() as u8).collect(),
            roles: case.roles.len() as u16,
            reasons: case.reasons.len() as u16,
        }
    }

    /// Tool decisions that fit into a year.
    fn slots_of(&self, year: usize) -> usize {
        let slots = self.slots.get(year).copied().unwrap_or(0);
        usize::from(slots).min(self.offers.len())
    }

    /// What can be done with a component in one tool decision, with or without one reason.
    fn actions(&self, component: usize) -> u32 {
        let tools = (self.offers[component].len() as u32)
            .saturating_mul(ADOPTIONS)
            .saturating_add(RENEWALS);
        tools.saturating_mul(u32::from(self.reasons) + 1)
    }
}

/// Term, clause and vehicle of an adoption; term, clause and approach of a renewal.
const ADOPTIONS: u32 = 3 * 2 * 3;
const RENEWALS: u32 = 3 * 2 * 2;
/// More decisions of one kind than this in a year go into the long form.
const MOST_OF_A_KIND: u16 = 4;

/// One digit of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// All tool decisions and their reasons together.
    Tools,
    Staffing,
    Guardrail,
    UseCase(UseCaseId),
    Response,
    Prediction,
    Dissent(RoleId),
}

/// The digits of a year and how many values each takes, least significant first.
#[must_use]
pub(super) fn fields(shape: &Shape, year: usize) -> Vec<(Field, Big)> {
    let several = |field, limit: u16, items: u32| {
        (0..limit.min(MOST_OF_A_KIND)).map(move |_| (field, Big::from(items + 1)))
    };
    let responses = if year == 0 { 0 } else { shape.responses_per_year };
    let cards: u32 = shape.choices.iter().map(|choices| u32::from(*choices)).sum();
    let mut fields = Vec::new();
    fields.extend(several(Field::Staffing, shape.staffing_per_year, u32::from(shape.pools) * 8));
    fields.extend(several(Field::Guardrail, shape.guardrails_per_year, 5));
    fields.extend(several(Field::Response, responses, cards));
    fields.push((Field::Prediction, Big::from(1 + 5 * 3 * 3)));
    for (index, planned) in shape.planned.iter().enumerate() {
        fields.push((
            Field::UseCase(UseCaseId(index as u16)),
            Big::from(if *planned { 5 } else { 4 }),
        ));
    }
    fields.extend((0..shape.roles).map(|role| (Field::Dissent(RoleId(role)), Big::from(2))));
    fields.push((
        Field::Tools,
        ways(shape, shape.slots_of(year))[0].last().expect("no slot is a way").clone(),
    ));
    fields
}

/// How many sets of tool decisions there are: by first component still open, then by slots left.
fn ways(shape: &Shape, slots: usize) -> Vec<Vec<Big>> {
    let mut table = vec![vec![Big::from(1); slots + 1]; shape.offers.len() + 1];
    for component in (0..shape.offers.len()).rev() {
        for left in 1..=slots {
            let mut decided = table[component + 1][left - 1].clone();
            decided.multiply_add(shape.actions(component), 0);
            table[component][left] = table[component + 1][left].plus(&decided);
        }
    }
    table
}

/// The digits of these decisions in the order of [`fields`], or `None` where the year does not have that shape
/// (more of a kind than the case's limits, a reason without its tool decision, a response in the first year).
#[must_use]
pub(super) fn pack(shape: &Shape, year: usize, decisions: &[Decision]) -> Option<Vec<Big>> {
    let canonical = PlanYear::canonical(decisions);
    let mut tools = vec![None; shape.offers.len()];
    let mut reasons = vec![0; shape.offers.len()];
    let mut digits: Vec<(Field, u32)> = Vec::new();
    for decision in &canonical {
        match *decision {
            Decision::Adopt { component, option, term, clause, vehicle } => {
                let offers = shape.offers.get(component.index())?;
                let place = offers.iter().position(|offer| *offer == option)? as u32;
                let contract = (place * 3 + term as u32) * 2 + u32::from(clause);
                *tools.get_mut(component.index())? = Some(contract * 3 + vehicle as u32);
            }
            Decision::Renew { component, term, clause, approach } => {
                let offers = shape.offers.get(component.index())?.len() as u32;
                let contract = (term as u32 * 2 + u32::from(clause)) * 2 + approach as u32;
                *tools.get_mut(component.index())? = Some(offers * ADOPTIONS + contract);
            }
            Decision::Because { component, reason } => {
                *reasons.get_mut(component.index())? = u32::from(reason.0) + 1;
            }
            Decision::Staff { action, pool, count } => {
                let item = (u32::from(pool.0) * 4 + action as u32) * 2 + count as u32;
                digits.push((Field::Staffing, item + 1));
            }
            Decision::Invest(guardrail) => digits.push((Field::Guardrail, guardrail as u32 + 1)),
            Decision::Launch { use_case, review } => {
                digits.push((Field::UseCase(use_case), review as u32 + 1));
            }
            Decision::Defer(use_case) => digits.push((Field::UseCase(use_case), 4)),
            Decision::Respond { card, choice } => {
                let before = shape.choices.get(..card.index())?;
                let before: u32 = before.iter().map(|choices| u32::from(*choices)).sum();
                digits.push((Field::Response, before + u32::from(choice) + 1));
            }
            Decision::Predict { gauge, direction, size } => {
                let item = (gauge as u32 * 3 + direction as u32) * 3 + size as u32;
                digits.push((Field::Prediction, item + 1));
            }
            Decision::Dissent(role) => digits.push((Field::Dissent(role), 1)),
        }
    }
    let mut packed = Vec::new();
    for (field, radix) in fields(shape, year) {
        let digit = if field == Field::Tools {
            rank(shape, shape.slots_of(year), &tools, &reasons)?
        } else {
            let found = digits.iter().position(|(of, _)| *of == field);
            Big::from(found.map_or(0, |place| digits.remove(place).1))
        };
        if digit >= radix {
            return None;
        }
        packed.push(digit);
    }
    // Whatever did not fit would come back missing or changed.
    (unpack(shape, year, &packed)? == canonical).then_some(packed)
}

/// The decisions that these digits stand for, or `None` where no year is packed like this.
#[must_use]
pub(super) fn unpack(shape: &Shape, year: usize, digits: &[Big]) -> Option<Vec<Decision>> {
    let mut decisions = Vec::new();
    for ((field, _), digit) in fields(shape, year).into_iter().zip(digits) {
        if field == Field::Tools {
            unrank(shape, shape.slots_of(year), digit.clone(), &mut decisions)?;
            continue;
        }
        let Some(item) = digit.small()?.checked_sub(1) else { continue };
        decisions.push(match field {
            Field::Tools => continue,
            Field::Staffing => Decision::Staff {
                action: StaffAction::ALL[item as usize / 2 % 4],
                pool: PoolId((item / 8) as u16),
                count: StaffCount::ALL[item as usize % 2],
            },
            Field::Guardrail => Decision::Invest(*Guardrail::ALL.get(item as usize)?),
            Field::UseCase(use_case) => match item {
                0 => Decision::Launch { use_case, review: Review::None },
                1 => Decision::Launch { use_case, review: Review::Sampled },
                2 => Decision::Launch { use_case, review: Review::Full },
                _ => Decision::Defer(use_case),
            },
            Field::Response => {
                let (card, choice) = nth_choice(&shape.choices, item)?;
                Decision::Respond { card, choice }
            }
            Field::Prediction => Decision::Predict {
                gauge: *Gauge::ALL.get(item as usize / 9)?,
                direction: Direction::ALL[item as usize / 3 % 3],
                size: Size::ALL[item as usize % 3],
            },
            Field::Dissent(role) => Decision::Dissent(role),
        });
    }
    Some(PlanYear::canonical(&decisions))
}

fn nth_choice(choices: &[u8], mut item: u32) -> Option<(CardId, u8)> {
    for (card, choices) in choices.iter().enumerate() {
        match item.checked_sub(u32::from(*choices)) {
            None => return Some((CardId(card as u16), item as u8)),
            Some(rest) => item = rest,
        }
    }
    None
}

/// The number of a set of tool decisions among all sets that fit the slots. Sets that leave the first
/// open component alone come first; among the others its action is the last digit.
fn rank(shape: &Shape, slots: usize, tools: &[Option<u32>], reasons: &[u32]) -> Option<Big> {
    let ways = ways(shape, slots);
    let mut left = slots;
    let mut before = Vec::new();
    for (component, tool) in tools.iter().enumerate() {
        if let Some(tool) = tool {
            let action = tool
                .saturating_mul(u32::from(shape.reasons) + 1)
                .saturating_add(reasons[component]);
            before.push((ways[component + 1][left].clone(), component, action));
            left = left.checked_sub(1)?;
        }
    }
    let mut number = Big::ZERO;
    for (skipped, component, action) in before.into_iter().rev() {
        number.multiply_add(shape.actions(component), action);
        number = number.plus(&skipped);
    }
    Some(number)
}

/// The set of tool decisions with this number.
fn unrank(
    shape: &Shape,
    slots: usize,
    mut number: Big,
    decisions: &mut Vec<Decision>,
) -> Option<()> {
    let ways = ways(shape, slots);
    let mut left = slots;
    for component in 0..shape.offers.len() {
        if left == 0 {
            break;
        }
        let Some(mut rest) = number.minus(&ways[component + 1][left]) else { continue };
        let action = rest.divide(shape.actions(component));
        number = rest;
        left -= 1;
        tool(shape, ComponentId(component as u16), action, decisions)?;
    }
    number.is_zero().then_some(())
}

/// One tool decision and its reason from the number of its action.
fn tool(
    shape: &Shape,
    component: ComponentId,
    action: u32,
    decisions: &mut Vec<Decision>,
) -> Option<()> {
    let tool = action / (u32::from(shape.reasons) + 1);
    let reason = action % (u32::from(shape.reasons) + 1);
    let offers = &shape.offers[component.index()];
    let adoptions = offers.len() as u32 * ADOPTIONS;
    decisions.push(match tool.checked_sub(adoptions) {
        None => Decision::Adopt {
            component,
            option: *offers.get((tool / ADOPTIONS) as usize)?,
            term: Term::ALL[tool as usize / 6 % 3],
            clause: tool / 3 % 2 == 1,
            vehicle: Vehicle::ALL[tool as usize % 3],
        },
        Some(renewal) => Decision::Renew {
            component,
            term: *Term::ALL.get(renewal as usize / 4)?,
            clause: renewal / 2 % 2 == 1,
            approach: Approach::ALL[renewal as usize % 2],
        },
    });
    if let Some(reason) = reason.checked_sub(1) {
        decisions.push(Decision::Because { component, reason: ReasonId(reason as u16) });
    }
    Some(())
}
