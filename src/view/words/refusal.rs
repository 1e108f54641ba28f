//! Why a decision cannot be taken, and what would help.

use super::super::format;
use super::{component, impact};
use crate::id::OptionId;
use crate::scenario::case::Case;
use crate::sim::check::Refusal;

/// A refusal in words: the cause, then the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub cause: String,
    pub way_out: String,
}

impl std::fmt::Display for Reply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}; {}", self.cause, self.way_out)
    }
}

#[must_use]
pub fn refusal(case: &Case, refusal: &Refusal) -> Reply {
    let (cause, way_out) = match *refusal {
        Refusal::NoSlotLeft { slots } => (
            format!(
                "the contracting office takes {} this year",
                format::count(slots.into(), "tool decision", "tool decisions")
            ),
            "take back one of them, or wait for next year".to_owned(),
        ),
        Refusal::GuardrailLimit { limit } => {
            limit_reached(limit, "guardrail investment", "guardrail investments")
        }
        Refusal::StaffingLimit { limit } => {
            limit_reached(limit, "staffing decision", "staffing decisions")
        }
        Refusal::ResponseLimit { limit } => limit_reached(limit, "response", "responses"),
        Refusal::AlreadyDecided { component: id } => (
            format!("{} has a tool decision this year", component(case, id)),
            "take that one back first".to_owned(),
        ),
        Refusal::MigrationUnderWay { component: id } => (
            format!("the last change of {} is still under way", component(case, id)),
            "wait until it is live".to_owned(),
        ),
        Refusal::AlreadyRunning { option: id } => (
            format!("{} runs already", option(case, id)),
            "renew its contract, or choose another option".to_owned(),
        ),
        Refusal::WrongComponent { option: id } => (
            format!("{} cannot fill this component", option(case, id)),
            "choose an option of this component".to_owned(),
        ),
        Refusal::NotOnOffer { option: id } => {
            (format!("{} is not on offer", option(case, id)), "choose an option that is".to_owned())
        }
        Refusal::ImpactTooHigh { option: id, needed } => {
            let authorised =
                case.options.get(id.index()).map_or("lower", |option| impact(option.authorised));
            (
                format!(
                    "{} is authorised for {authorised} impact, the data need {}",
                    option(case, id),
                    impact(needed)
                ),
                "choose an option authorised for these data".to_owned(),
            )
        }
        Refusal::AboveCeiling { price, ceiling } => (
            format!(
                "its price of {} a year is above the award ceiling of {}",
                format::kilodollars(price),
                format::kilodollars(ceiling)
            ),
            "choose an option with a lower yearly price".to_owned(),
        ),
        Refusal::AboveThreshold { value, threshold } => (
            format!(
                "the contract value of {} is above the simplified threshold of {}",
                format::kilodollars(value),
                format::kilodollars(threshold)
            ),
            "choose an order, a competition, or a shorter term".to_owned(),
        ),
        Refusal::NotEnoughMoney { needed, left } => (
            format!(
                "it needs {}, and {} of the appropriation is left",
                format::kilodollars(needed),
                format::kilodollars(left)
            ),
            "take back something dearer, or wait for the next appropriation".to_owned(),
        ),
        Refusal::NothingToRenew { component: id } => (
            format!("{} has no contract to renew", component(case, id)),
            "keep it as it is, or adopt an option".to_owned(),
        ),
        Refusal::NobodyToReassign { pool } => (
            format!("nobody can be moved to {}", self::pool(case, pool.index())),
            "hire or contract instead".to_owned(),
        ),
        Refusal::PoolFull { pool } => (
            format!("{} has no seat left", self::pool(case, pool.index())),
            "train the people there, or strengthen another pool".to_owned(),
        ),
        Refusal::AlreadyLive { use_case } => (
            format!("{} is live with this review already", self::use_case(case, use_case.index())),
            "choose another review, or leave it as it is".to_owned(),
        ),
        Refusal::NotDeferrable { use_case } => (
            format!(
                "{} is not planned for this year or later",
                self::use_case(case, use_case.index())
            ),
            "defer only what has not gone live".to_owned(),
        ),
        Refusal::NothingToAnswer { card } => (
            format!("no open event asks for \"{}\"", card_title(case, card.index())),
            "answer an event that is open".to_owned(),
        ),
        Refusal::NoSuchChoice { card, choices } => (
            format!(
                "\"{}\" has {}",
                card_title(case, card.index()),
                format::count(choices.into(), "response", "responses")
            ),
            "choose one of them".to_owned(),
        ),
        Refusal::Unknown => (
            "the case has no such thing".to_owned(),
            "check that the run belongs to this version of the case".to_owned(),
        ),
        Refusal::Repeated => (
            "this has been decided already".to_owned(),
            "take the earlier one back first".to_owned(),
        ),
        Refusal::NothingToExplain { component } => (
            format!("nothing is decided about {} this year", case.component(component).name),
            "decide about it first, then say why".to_owned(),
        ),
        Refusal::Finished => (
            "all years have been played".to_owned(),
            "start a new run, or branch from an earlier year".to_owned(),
        ),
    };
    Reply { cause, way_out }
}

fn limit_reached(limit: u16, one: &str, many: &str) -> (String, String) {
    (
        format!("this agency makes {} a year", format::count(limit.into(), one, many)),
        "take back one of them, or wait for next year".to_owned(),
    )
}

fn option(case: &Case, id: OptionId) -> String {
    super::named(case.options.get(id.index()).map(|option| &option.name))
}

fn pool(case: &Case, index: usize) -> String {
    super::named(case.pools.get(index).map(|pool| &pool.name))
}

fn use_case(case: &Case, index: usize) -> String {
    super::named(case.use_cases.get(index).map(|use_case| &use_case.name))
}

fn card_title(case: &Case, index: usize) -> String {
    super::named(case.cards.get(index).map(|card| &card.title))
}
