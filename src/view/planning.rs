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
use crate::sim::outcome::Declined;

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
    /// One person plays all roles.
    pub alone: bool,
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
    /// How it moved, in words: `up 3 points, better`.
    pub change: Option<String>,
    /// What it is measured against, for who cannot see where it stands; empty where it did not move.
    pub against: &'static str,
    /// Better (1), as before (0) or worse (-1).
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
        let before = year.checked_sub(1);
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
            gauges: gauges(table, before),
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
            alone: false,
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

/// The five gauges, in their order, at the end of a year (from 0) or, without one, as the pipeline was found. Each is
/// measured against the year before, the first year against what was found.
#[must_use]
pub fn gauges(table: &Table, year: Option<usize>) -> Vec<GaugeView> {
    let now = year.and_then(|year| table.outcome(year)).map(|it| &it.gauges);
    let before = year.and_then(|year| year.checked_sub(1)).and_then(|year| table.outcome(year));
    let before = before.map(|it| &it.gauges);
    let view = |gauge: Gauge| {
        // Nothing was lost or served before the first October.
        let found = matches!(gauge, Gauge::Cost | Gauge::LockIn | Gauge::Compliance)
            .then(|| table.found_gauges());
        let Some(now) = now.or(found) else {
            return GaugeView {
                gauge,
                name: words::gauge(gauge),
                text: format::NOTHING.to_owned(),
                unit: words::gauge_unit(gauge),
                change: Some("from October on".to_owned()),
                against: "",
                tendency: 0,
            };
        };
        let measure = before.or(found).filter(|_| year.is_some());
        let line = gauge_line(gauge, now, measure);
        let moved = line.change_text.as_deref().unwrap_or_default();
        let moved = moved.chars().any(|c| ('1'..='9').contains(&c));
        let better_up = matches!(gauge, Gauge::Scale | Gauge::Compliance);
        // What a run has cost so far rises whatever is decided.
        let runs_on = gauge == Gauge::Cost && line.change.is_some_and(|change| change > 0.0);
        let tendency = match line.change {
            Some(_) if runs_on => 0,
            Some(change) if moved && (change > 0.0) == better_up => 1,
            Some(_) if moved => -1,
            _ => 0,
        };
        let change = line.change_text.map(|text| match tendency {
            _ if moved && runs_on => format!("{text} in a year"),
            1 => format!("{text}, better"),
            -1 => format!("{text}, worse"),
            _ if before.is_none() => "as found".to_owned(),
            _ => "as before".to_owned(),
        });
        let against = match (tendency, before) {
            (0, _) => "",
            (_, Some(_)) => "against the year before",
            (_, None) => "against the pipeline as found",
        };
        GaugeView {
            gauge,
            name: line.name,
            text: line.text,
            unit: words::gauge_unit(gauge),
            change: if year.is_none() { Some("as found".to_owned()) } else { change },
            against,
            tendency,
        }
    };
    Gauge::ALL.into_iter().map(view).collect()
}
