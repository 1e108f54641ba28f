//! The year to decide: what can be done, what it takes, what was taken.

mod offers;
mod tools;

pub use offers::{
    ChoiceView, EventView, GuardrailView, PoolView, RoleView, StaffingView, UseCaseView, roles,
};
pub use tools::{
    CRITERIA, CellView, ComponentView, OptionView, PartView, RunningView, Terms, component,
};

use super::format;
use super::words;
use super::year::gauge_line;
use crate::id::{PoolId, UseCaseId};
use crate::scenario::plan::{Decision, Gauge};
use crate::session::table::Table;
use crate::sim::outcome::{Declined, Gauges};

/// Everything the year's screen shows, beside the board and the option matrix.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanningView {
    /// `FY2027`.
    pub year: String,
    /// Tool decisions taken and allowed.
    pub slots: (usize, usize),
    pub money: MoneyView,
    /// The gauges as they stand, or as the pipeline was found.
    pub gauges: Vec<GaugeView>,
    /// Whether a year has been played, so that a gauge can be asked why.
    pub explained: bool,
    /// Every part of the pipeline, for a table that has none in hand.
    pub parts: Vec<PartView>,
    /// The draft, in the order in which it was taken.
    pub taken: Vec<TakenView>,
    pub staff: Vec<PoolView>,
    pub guardrails: Vec<GuardrailView>,
    pub use_cases: Vec<UseCaseView>,
    pub events: Vec<EventView>,
    pub roles: Vec<RoleView>,
    /// Who drives this year.
    pub driver: String,
    /// Why the last year's decisions were not all carried out.
    pub notices: Vec<String>,
}

/// Expected spending of the year against the appropriation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MoneyView {
    /// k$.
    pub running: f64,
    pub drafted: f64,
    pub appropriation: f64,
    /// `4,120 k$ expected of 5,000 k$`.
    pub text: String,
}

/// One gauge with its name, value and change.
#[derive(Clone, Debug, PartialEq)]
pub struct GaugeView {
    pub gauge: Gauge,
    pub name: &'static str,
    /// `–` where nothing was measured yet.
    pub text: String,
    /// What it counts.
    pub unit: &'static str,
    /// Against the year before, in words: `up 3 points`.
    pub change: Option<String>,
    /// Better (1), as before (0) or worse (-1) than the year before.
    pub tendency: i8,
}

/// A decision of the draft.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenView {
    pub decision: Decision,
    pub text: String,
}

impl PlanningView {
    /// The view of a table.
    #[must_use]
    pub fn of(table: &Table) -> Self {
        let case = table.case();
        let year = usize::from(table.year());
        let (drafted, running, appropriation) = table.money();
        let before = year.checked_sub(1).and_then(|year| table.outcome(year));
        let earlier = year.checked_sub(2).and_then(|year| table.outcome(year));
        let roles = roles(table);
        Self {
            year: format::fiscal_year(case.first_year, table.year()),
            slots: table.slots(),
            money: MoneyView {
                running,
                drafted,
                appropriation,
                text: format!(
                    "{} expected of {}",
                    format::kilodollars(running + drafted),
                    format::kilodollars(appropriation)
                ),
            },
            gauges: match before {
                Some(before) => gauges(Some(&before.gauges), earlier.map(|it| &it.gauges)),
                None => gauges_as_found(table),
            },
            explained: before.is_some(),
            parts: tools::parts(table),
            taken: (table.draft().decisions.iter())
                .map(|decision| TakenView {
                    decision: *decision,
                    text: words::decision(case, decision),
                })
                .collect(),
            staff: (0..case.pools.len() as u16)
                .map(|pool| offers::pool_view(table, PoolId(pool)))
                .collect(),
            guardrails: case
                .guardrails
                .iter()
                .map(|offer| offers::guardrail_view(table, offer.guardrail))
                .collect(),
            use_cases: (0..case.use_cases.len() as u16)
                .map(|use_case| offers::use_case_view(table, UseCaseId(use_case)))
                .collect(),
            events: offers::events(table),
            driver: driver(table, &roles),
            roles,
            notices: notices(table),
        }
    }
}

/// Who drives in the year to decide: each role in turn.
#[must_use]
pub fn driver(table: &Table, roles: &[RoleView]) -> String {
    let turn = usize::from(table.year()) % roles.len().max(1);
    roles.get(turn).map_or_else(String::new, |role| role.name.clone())
}

/// Why decisions of the year before were not carried out.
#[must_use]
pub fn notices(table: &Table) -> Vec<String> {
    let case = table.case();
    let before = usize::from(table.year()).checked_sub(1).and_then(|year| table.outcome(year));
    let declined = before.map(|outcome| outcome.declined.as_slice()).unwrap_or_default();
    let notice = |it: &Declined| {
        let reply = words::refusal(case, &it.refusal);
        format!("not carried out: {}; {reply}", words::decision(case, &it.decision))
    };
    declined.iter().map(notice).collect()
}

/// The five gauges, in their order.
#[must_use]
pub fn gauges(now: Option<&Gauges>, before: Option<&Gauges>) -> Vec<GaugeView> {
    let lines = Gauge::ALL.into_iter().map(|gauge| {
        let line = now.map(|now| gauge_line(gauge, now, before));
        let change = line.as_ref().and_then(|line| line.change);
        let better_up = matches!(gauge, Gauge::Scale | Gauge::Compliance);
        let shown = line.as_ref().and_then(|line| line.change_text.clone());
        let moved =
            shown.as_ref().is_some_and(|text| text.chars().any(|c| ('1'..='9').contains(&c)));
        let tendency = match change {
            Some(change) if moved => {
                if (change > 0.0) == better_up {
                    1
                } else {
                    -1
                }
            }
            _ => 0,
        };
        GaugeView {
            gauge,
            name: words::gauge(gauge),
            text: line.map_or_else(|| format::NOTHING.to_owned(), |line| line.text),
            unit: words::gauge_unit(gauge),
            change: shown,
            tendency,
        }
    });
    lines.collect()
}

/// The gauges of the pipeline as found: what was not measured yet is left open.
fn gauges_as_found(table: &Table) -> Vec<GaugeView> {
    let (model, state) = table.now();
    let found = crate::sim::gauges::read(model, state);
    let mut views = gauges(Some(&found), None);
    for view in &mut views {
        let measured = !matches!(view.gauge, Gauge::Security | Gauge::Scale);
        if !measured {
            format::NOTHING.clone_into(&mut view.text);
        }
        let stands = if measured { "as found" } else { "from October on" };
        view.change = Some(stands.to_owned());
    }
    views
}
