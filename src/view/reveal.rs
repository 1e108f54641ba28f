//! The reveal of a year: what was predicted against what came, what mattered, the account.

mod causes;

use causes::causes;

use super::planning::{self, GaugeView};
use super::{format, words};
use crate::scenario::plan::{Decision, Direction, Gauge, Size};
use crate::scenario::vocabulary::Category;
use crate::session::prediction::{Fared, fared, moved};
use crate::session::replay;
use crate::session::table::Table;
use crate::units::Money;

/// What a year came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RevealView {
    pub year: String,
    pub prediction: Option<PredictionView>,
    pub gauges: Vec<GaugeView>,
    /// No event came.
    pub quiet: bool,
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
    pub fared: Fared,
    pub verdict: &'static str,
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
    // The first year has no year before it: there the pipeline left as found is the measure.
    let as_found =
        before.is_none().then(|| replay::play(case, table.run().header.seed, &[Vec::new()]));
    let measure = before.or_else(|| as_found.as_ref()?.years.first().map(|year| &year.outcome));
    let decisions = &table.run().years[year].decisions;
    let prediction = decisions.iter().find_map(|decision| match *decision {
        Decision::Predict { gauge, direction, size } => {
            let now = outcome.gauges.headline(gauge);
            let then = measure?.gauges.headline(gauge);
            let text = |value| words::headline(gauge, value);
            let happened = if before.is_some() {
                format!("It went from {} to {}", text(then), text(now))
            } else {
                format!(
                    "Left as found it would stand at {}; it stands at {}",
                    text(then),
                    text(now)
                )
            };
            let fared = fared((direction, size), moved(case, gauge, then, now));
            Some(PredictionView {
                gauge,
                expected: expected(gauge, direction, size),
                happened,
                fared,
                verdict: words::fared(fared),
            })
        }
        _ => None,
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
        gauges: planning::gauges(table, Some(year)),
        quiet: outcome.occurrences.is_empty(),
        highlights: causes(table, year),
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

fn expected(gauge: Gauge, direction: Direction, size: Size) -> String {
    let (gauge, way) = (words::gauge(gauge), words::direction(direction));
    if direction == Direction::Stays {
        return format!("You expected that {gauge} {way}");
    }
    format!("You expected that {gauge} {way} {}", words::size(size))
}
