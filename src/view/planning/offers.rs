//! What can be decided beside tools: staff, guardrails, use cases, answers, and what the roles may say.

use super::super::format;
use super::super::words;
use crate::id::{CardId, PoolId, RoleId, UseCaseId};
use crate::scenario::case::Review;
use crate::scenario::plan::{Decision, Guardrail, StaffAction, StaffCount};
use crate::session::table::Table;
use crate::sim::ONLY;

/// A staff pool and what can be done with it.
#[derive(Clone, Debug, PartialEq)]
pub struct PoolView {
    pub id: PoolId,
    pub name: String,
    /// `2 persons, 110 % of their time wanted`.
    pub line: String,
    pub actions: Vec<StaffingView>,
}

/// A staffing decision, for one person or for two.
#[derive(Clone, Debug, PartialEq)]
pub struct StaffingView {
    pub one: ChoiceView,
    pub two: ChoiceView,
    /// What it takes, for one.
    pub detail: String,
}

/// A decision that could be taken: its words, what it costs, and why not.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceView {
    pub decision: Decision,
    pub text: String,
    pub detail: String,
    /// In the draft.
    pub taken: bool,
    /// Why it cannot be taken, and what would help.
    pub refusal: Option<String>,
}

/// A guardrail.
#[derive(Clone, Debug, PartialEq)]
pub struct GuardrailView {
    pub name: String,
    /// 0-1.
    pub level: f64,
    pub choice: ChoiceView,
}

/// A use case.
#[derive(Clone, Debug, PartialEq)]
pub struct UseCaseView {
    pub name: String,
    pub purpose: String,
    pub line: String,
    pub choices: Vec<ChoiceView>,
}

/// An event that waits for an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct EventView {
    pub title: String,
    pub text: String,
    pub happened: String,
    pub choices: Vec<ChoiceView>,
}

/// A role and what it may say this year.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleView {
    pub id: RoleId,
    pub name: String,
    pub goal: String,
    /// Private: shown only while held.
    pub facts: Vec<String>,
    pub dissents: bool,
}

pub(super) fn choice(
    table: &Table,
    decision: Decision,
    text: String,
    detail: String,
) -> ChoiceView {
    let taken = table.draft().decisions.contains(&decision);
    let refusal = if taken { None } else { table.may_instead(&decision).err() };
    let refusal = refusal.map(|refusal| words::refusal(table.case(), &refusal).to_string());
    ChoiceView { decision, text, detail, taken, refusal }
}

pub(super) fn pool_view(table: &Table, id: PoolId) -> PoolView {
    let (model, state) = table.now();
    let (case, pool) = (table.case(), &state.pools[id.index()]);
    let rate = model.pools[id.index()].rate;
    let present = pool.headcount[ONLY] + pool.contractors[ONLY];
    let wanted = pool.demand[ONLY] / f64::from(present.max(1));
    let actions = StaffAction::ALL.into_iter().map(|action| {
        let detail = match action {
            StaffAction::Hire => {
                format!("{} a year each, arrives after months", format::kilodollars(rate))
            }
            StaffAction::Train => "raises know-how of what they run".to_owned(),
            StaffAction::Contract => {
                let rate = format::kilodollars(model.rules.contractor_rate);
                format!("{rate} a year each, at once")
            }
            StaffAction::Reassign => "from the pool with most slack, at once".to_owned(),
        };
        let of = |count| {
            let text = words::staffing(action, count).to_owned();
            choice(table, Decision::Staff { action, pool: id, count }, text, String::new())
        };
        StaffingView { one: of(StaffCount::One), two: of(StaffCount::Two), detail }
    });
    PoolView {
        id,
        name: case.pools[id.index()].name.clone(),
        line: format!(
            "{}, {} of their time wanted",
            format::count(u64::from(present), "person", "people"),
            format::share(wanted)
        ),
        actions: actions.collect(),
    }
}

pub(super) fn guardrail_view(table: &Table, guardrail: Guardrail) -> GuardrailView {
    let (case, (model, state)) = (table.case(), table.now());
    let offer = case.guardrails.iter().find(|offer| offer.guardrail == guardrail);
    let cost = model.guardrails[guardrail as usize].cost;
    let name = offer.map_or_else(String::new, |offer| offer.name.clone());
    let pitch = offer.map_or_else(String::new, |offer| offer.pitch.clone());
    let detail = format!("{pitch}, {}", format::kilodollars(cost));
    GuardrailView {
        level: state.agency.guardrails[guardrail as usize][ONLY],
        choice: choice(table, Decision::Invest(guardrail), name.clone(), detail),
        name,
    }
}

pub(super) fn use_case_view(table: &Table, id: UseCaseId) -> UseCaseView {
    let (case, (_, state)) = (table.case(), table.now());
    let (case_side, now) = (&case.use_cases[id.index()], &state.use_cases[id.index()]);
    let (live, current) = (now.live[ONLY], now.review[ONLY]);
    let line = if live {
        format!("live, {}", words::review(current))
    } else {
        let due = format::fiscal_year(case.first_year, now.due[ONLY]);
        format!("planned for {due}, {}", words::review(current))
    };
    let mut choices: Vec<_> = [Review::None, Review::Sampled, Review::Full]
        .into_iter()
        .filter(|review| !live || *review != current)
        .map(|review| {
            let text = if live {
                format!("Change to {}", words::review(review))
            } else {
                format!("Launch now with {}", words::review(review))
            };
            choice(table, Decision::Launch { use_case: id, review }, text, String::new())
        })
        .collect();
    if !live {
        let text = "Put off by a year".to_owned();
        choices.push(choice(table, Decision::Defer(id), text, String::new()));
    }
    UseCaseView { name: case_side.name.clone(), purpose: case_side.purpose.clone(), line, choices }
}

pub(super) fn events(table: &Table) -> Vec<EventView> {
    let (case, (_, state)) = (table.case(), table.now());
    let mut cards: Vec<u16> = state.open[ONLY].iter().map(|(card, _)| *card).collect();
    cards.sort_unstable();
    cards.dedup();
    let view = |id: u16| {
        let card = &case.cards[usize::from(id)];
        let of_card = state.open[ONLY].iter().filter(|(open, _)| *open == id);
        let worst = of_card.map(|(_, it)| it).max_by_key(|it| it.loss);
        let happened = worst.map_or_else(String::new, |it| {
            format!(
                "{}, {}, {}",
                format::month(it.month.of_year()),
                words::subject(case, it.subject),
                format::money(it.loss)
            )
        });
        let choices = card.choices.iter().enumerate().map(|(index, response)| {
            let decision = Decision::Respond { card: CardId(id), choice: index as u8 };
            choice(table, decision, response.text.clone(), String::new())
        });
        EventView {
            title: card.title.clone(),
            text: card.text.clone(),
            happened,
            choices: choices.collect(),
        }
    };
    cards.into_iter().map(view).collect()
}

fn role_view(table: &Table, id: RoleId, year: usize) -> RoleView {
    let role = table.case().role(id);
    // The first card is for the start and stays true; then one for each year.
    let cards = role.facts.iter().take(1).chain(role.facts.get(year + 1));
    RoleView {
        id,
        name: role.name.clone(),
        goal: role.goal.clone(),
        facts: cards.flatten().map(|fact| fact.text.clone()).collect(),
        dissents: table.draft().decisions.contains(&Decision::Dissent(id)),
    }
}

/// The roles at the table, with what they may say in the year to decide.
#[must_use]
pub fn roles(table: &Table) -> Vec<RoleView> {
    let seats: Vec<_> = table.run().header.seats.iter().map(|seat| seat.role).collect();
    let at_table = |role: &RoleId| seats.is_empty() || seats.contains(role);
    let all = (0..table.case().roles.len() as u16).map(RoleId);
    all.filter(at_table).map(|role| role_view(table, role, usize::from(table.year()))).collect()
}
