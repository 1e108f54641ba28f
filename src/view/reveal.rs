//! The reveal of a year: what was predicted against what came, what mattered, the account.

use super::planning::{self, GaugeView};
use super::year::gravest;
use super::{format, words};
use crate::scenario::plan::{Decision, Direction, Gauge};
use crate::scenario::vocabulary::{Category, EventKind};
use crate::session::table::Table;
use crate::units::Money;

/// What a year came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RevealView {
    pub year: String,
    pub prediction: Option<PredictionView>,
    pub gauges: Vec<GaugeView>,
    /// At most three, the gravest first.
    pub highlights: Vec<HighlightView>,
    /// Category and amount of the year, largest first.
    pub ledger: Vec<(String, String, f64)>,
    pub total: String,
    pub notices: Vec<String>,
    /// What the button that goes on says.
    pub onward: String,
    /// Who drives next.
    pub next_driver: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PredictionView {
    pub gauge: Gauge,
    /// `You expected that lock-in rises clearly`.
    pub expected: String,
    /// `It went from 34 to 41`.
    pub happened: String,
    /// Nothing can be said where there is no year before.
    pub right: Option<bool>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct HighlightView {
    pub text: String,
    pub gauge: Gauge,
}

/// The reveal of a year that was played.
#[must_use]
pub fn reveal(table: &Table, year: usize) -> RevealView {
    let case = table.case();
    let Some(outcome) = table.outcome(year) else { return RevealView::default() };
    let before = year.checked_sub(1).and_then(|year| table.outcome(year));
    let decisions = &table.run().years[year].decisions;
    let prediction = decisions.iter().find_map(|decision| match *decision {
        Decision::Predict { gauge, direction, size } => {
            let now = outcome.gauges.headline(gauge);
            let then = before.map(|before| before.gauges.headline(gauge));
            let text = |value| words::headline(gauge, value);
            let moved = then.map(|then| now - then);
            let happened = match then {
                Some(then) => format!("It went from {} to {}", text(then), text(now)),
                None => format!("It stands at {} after the first year", text(now)),
            };
            let right = moved.map(|moved| {
                let still = then.map_or(1.0, f64::abs).max(1.0) * 0.03;
                match direction {
                    Direction::Falls => moved < -still,
                    Direction::Stays => moved.abs() <= still,
                    Direction::Rises => moved > still,
                }
            });
            Some(PredictionView {
                gauge,
                expected: format!(
                    "You expected that {} {} {}",
                    words::gauge(gauge),
                    words::direction(direction),
                    words::size(size)
                ),
                happened,
                right,
            })
        }
        _ => None,
    });
    let highlights = gravest(outcome).map(|it| HighlightView {
        text: format!(
            "{}: {}, {}, {}",
            format::month(it.month.of_year()),
            words::event(it.kind),
            words::subject(case, it.subject),
            format::money(it.loss)
        ),
        gauge: concerns(it.kind),
    });
    let mut ledger: Vec<_> = Category::ALL
        .iter()
        .map(|category| {
            let amount = outcome.by_category[category.index()];
            (words::category(*category).to_owned(), format::money(amount), amount.kilodollars())
        })
        .collect();
    ledger.sort_by(|a, b| b.2.total_cmp(&a.2));
    let total: Money = outcome.by_category.iter().copied().sum();
    let goes_on = !table.is_over();
    RevealView {
        year: format::fiscal_year(case.first_year, year as u16),
        prediction,
        gauges: planning::gauges(Some(&outcome.gauges), before.map(|it| &it.gauges)),
        highlights: highlights.collect(),
        ledger,
        total: format::money(total),
        notices: if goes_on { planning::notices(table) } else { Vec::new() },
        onward: if goes_on {
            format!("To {}", format::fiscal_year(case.first_year, table.year()))
        } else {
            "See what you leave".to_owned()
        },
        next_driver: goes_on
            .then(|| planning::driver(table, &planning::roles(table)))
            .filter(|driver| !driver.is_empty()),
    }
}

/// The gauge that an event speaks of.
const fn concerns(kind: EventKind) -> Gauge {
    match kind {
        EventKind::KnownFlawExploited
        | EventKind::PoisonedDependency
        | EventKind::SupplierBreach
        | EventKind::HarmfulDecision => Gauge::Security,
        EventKind::PriceHike | EventKind::BudgetDisruption => Gauge::Cost,
        EventKind::SupplierAcquired | EventKind::LicenceChange | EventKind::ProjectAbandoned => {
            Gauge::LockIn
        }
        EventKind::KeyStaffLoss | EventKind::DemandSurge => Gauge::Scale,
        EventKind::AuditFinding => Gauge::Compliance,
    }
}
