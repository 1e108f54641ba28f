//! Two runs side by side: what was decided otherwise, when it began to matter, how much, and through what.
//!
//! Invariants: a run against itself shows no difference; every amount is the second run's less the first's; amounts by
//! category add up to the difference of the totals, to the cent; what rests on playing the runs again is left out where
//! one of them cannot be.

use super::gather::{Comparable, comparable};
use super::moments::{Watched, watch};
use crate::id::ComponentId;
use crate::scenario::case::Case;
use crate::scenario::plan::{Decision, Direction, Gauge};
use crate::scenario::vocabulary::Category;
use crate::session::prediction::moved;
use crate::session::record::Run;
use crate::sim::outcome::{Gauges, Occurrence, YearOutcome};
use crate::sim::trace::Rule;
use crate::units::{Money, Month};

/// How two runs differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Contrast {
    pub basis: Comparable,
    /// Years (from 0) in which other things were decided; predictions, reasons and dissent are not compared.
    pub decisions: Vec<YearDifference>,
    /// Always five, in gauge order.
    pub gauges: Vec<GaugeDifference>,
    /// By category, in [`Category::ALL`] order.
    pub costs: Vec<CostDifference>,
    pub total: (Money, Money),
    /// The year (from 0) at whose end gauges are compared and up to which costs are summed: the last that both played.
    pub through: u16,
    /// Gauges at the end of the last outlook year that both have.
    pub outlook: Option<(u16, Gauges, Gauges)>,
    /// Largest first. Empty where one of the runs cannot be played again here.
    pub lines: Vec<LineDifference>,
    /// What happened in one of the runs only, or cost another amount, by month.
    pub happenings: Vec<HappeningDifference>,
    /// What runs on another option at the end of [`Contrast::through`].
    pub pipeline: Vec<StationDifference>,
}

/// Decisions of one year that only one of the runs took.
#[derive(Clone, Debug, PartialEq)]
pub struct YearDifference {
    pub year: u16,
    pub only_first: Vec<Decision>,
    pub only_second: Vec<Decision>,
}

/// A gauge in both runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GaugeDifference {
    pub gauge: Gauge,
    /// Headlines at the end.
    pub first: f64,
    pub second: f64,
    /// First year (from 0) at whose end they are noticeably apart: by more than what counts as unmoved in a prediction.
    pub since_year: Option<u16>,
    /// The same by month, where both runs can be watched.
    pub since_month: Option<Month>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CostDifference {
    pub category: Category,
    pub first: Money,
    pub second: Money,
}

/// What one rule posted at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineDifference {
    pub rule: Rule,
    /// `None`: the agency as a whole.
    pub place: Option<ComponentId>,
    pub category: Category,
    pub first: Money,
    pub second: Money,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HappeningDifference {
    pub first: Option<Occurrence>,
    pub second: Option<Occurrence>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StationDifference {
    pub component: ComponentId,
    pub first: crate::id::OptionId,
    pub second: crate::id::OptionId,
}

/// A run and whether it plays again here to its numbers.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    pub run: &'a Run,
    pub replays: bool,
}

/// Lays two runs of one case side by side. `None` where their cases are not the same, or one has no years: then there is
/// nothing to compare.
#[must_use]
pub fn contrast(case: &Case, first: Side<'_>, second: Side<'_>) -> Option<Contrast> {
    let basis = comparable(&first.run.header, &second.run.header);
    let years = first.run.years.len().min(second.run.years.len());
    if basis == Comparable::OtherCase || years == 0 {
        return None;
    }
    let through = (years - 1) as u16;
    let played = |run: &'_ Run| -> Vec<YearOutcome> {
        run.years.iter().take(years).map(|year| year.outcome.clone()).collect()
    };
    let (a, b) = (played(first.run), played(second.run));
    let watched = (first.replays && second.replays)
        .then(|| (watch(case, first.run), watch(case, second.run)));
    let costs: Vec<CostDifference> = Category::ALL
        .iter()
        .map(|category| {
            let sum = |years: &[YearOutcome]| {
                years.iter().map(|year| year.by_category[category.index()]).sum()
            };
            CostDifference { category: *category, first: sum(&a), second: sum(&b) }
        })
        .collect();
    let total =
        (costs.iter().map(|cost| cost.first).sum(), costs.iter().map(|cost| cost.second).sum());
    let whole = |run: &Run| run.years.len() == years;
    let beyond = first.run.outlook.len().min(second.run.outlook.len());
    let outlook = (whole(first.run) && whole(second.run) && beyond > 0).then(|| {
        let (a, b) = (&first.run.outlook[beyond - 1], &second.run.outlook[beyond - 1]);
        (a.year, a.gauges, b.gauges)
    });
    let (end_a, end_b) = (a.last()?, b.last()?);
    let states = end_a.components.iter().zip(&end_b.components).enumerate();
    let pipeline = states
        .filter(|(_, (a, b))| a.option != b.option)
        .map(|(index, (a, b))| StationDifference {
            component: ComponentId(index as u16),
            first: a.option,
            second: b.option,
        })
        .collect();
    let lines = watched.as_ref().map_or_else(Vec::new, |(a, b)| lines(case, a, b, through));
    Some(Contrast {
        basis,
        decisions: decisions(first.run, second.run, years),
        gauges: gauges(case, (&a, &b), watched.as_ref()),
        costs,
        total,
        through,
        outlook,
        lines,
        happenings: happenings(&a, &b),
        pipeline,
    })
}

impl Contrast {
    /// Whether nothing was decided otherwise and nothing came otherwise.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.decisions.is_empty()
            && self.happenings.is_empty()
            && self.pipeline.is_empty()
            && self.lines.is_empty()
            && self.total.0 == self.total.1
            && self.costs.iter().all(|cost| cost.first == cost.second)
            && self.gauges.iter().all(|gauge| gauge.first.to_bits() == gauge.second.to_bits())
    }

    /// The first month in which any gauge was noticeably apart.
    #[must_use]
    pub fn began(&self) -> Option<Month> {
        self.gauges.iter().filter_map(|gauge| gauge.since_month).min()
    }
}

/// The decisions that change the simulated state.
fn acts(decisions: &[Decision]) -> Vec<Decision> {
    let thought = |decision: &&Decision| {
        !matches!(
            decision,
            Decision::Predict { .. } | Decision::Because { .. } | Decision::Dissent(_)
        )
    };
    decisions.iter().filter(thought).copied().collect()
}

fn decisions(a: &Run, b: &Run, years: usize) -> Vec<YearDifference> {
    let mut found = Vec::new();
    for year in 0..years {
        let (mut only_first, mut only_second) =
            (acts(&a.years[year].decisions), acts(&b.years[year].decisions));
        // Taken out one by one: the same decision twice in one run counts as often as it stands.
        only_first.retain(|decision| {
            let place = only_second.iter().position(|other| other == decision);
            place.map(|place| only_second.remove(place)).is_none()
        });
        if !only_first.is_empty() || !only_second.is_empty() {
            found.push(YearDifference { year: year as u16, only_first, only_second });
        }
    }
    found
}

fn apart(case: &Case, gauge: Gauge, a: &Gauges, b: &Gauges) -> bool {
    moved(case, gauge, a.headline(gauge), b.headline(gauge)).0 != Direction::Stays
}

fn gauges(
    case: &Case,
    (a, b): (&[YearOutcome], &[YearOutcome]),
    watched: Option<&(Watched, Watched)>,
) -> Vec<GaugeDifference> {
    let one = |gauge: Gauge| {
        let years = a.iter().zip(b);
        let since_year = years
            .clone()
            .find(|(a, b)| apart(case, gauge, &a.gauges, &b.gauges))
            .map(|(a, _)| a.year);
        let since_month = watched.and_then(|(a, b)| {
            let months = a.moments.iter().zip(&b.moments);
            let mut apart = months.filter(|(a, b)| apart(case, gauge, &a.gauges, &b.gauges));
            apart.next().map(|(a, _)| a.month)
        });
        let end = a.last().zip(b.last());
        let (first, second) =
            end.map_or((0.0, 0.0), |(a, b)| (a.gauges.headline(gauge), b.gauges.headline(gauge)));
        GaugeDifference { gauge, first, second, since_year, since_month }
    };
    Gauge::ALL.into_iter().map(one).collect()
}

fn lines(case: &Case, a: &Watched, b: &Watched, through: u16) -> Vec<LineDifference> {
    let mut lines: Vec<LineDifference> = Vec::new();
    for (watched, second) in [(a, false), (b, true)] {
        for posted in &watched.postings {
            if posted.month.year() > usize::from(through) {
                continue;
            }
            let place =
                (posted.place < case.components.len()).then_some(ComponentId(posted.place as u16));
            let (rule, category) = (posted.rule, posted.category);
            let known = lines
                .iter()
                .position(|line| (line.rule, line.place, line.category) == (rule, place, category));
            let at = known.unwrap_or_else(|| {
                let (first, second) = (Money::ZERO, Money::ZERO);
                lines.push(LineDifference { rule, place, category, first, second });
                lines.len() - 1
            });
            if second {
                lines[at].second += posted.amount;
            } else {
                lines[at].first += posted.amount;
            }
        }
    }
    lines.retain(|line| line.first != line.second);
    lines.sort_by_key(|line| {
        let LineDifference { rule, place, category, first, second } = *line;
        (std::cmp::Reverse((second - first).cents().abs()), category, place, rule)
    });
    lines
}

fn happenings(a: &[YearOutcome], b: &[YearOutcome]) -> Vec<HappeningDifference> {
    let all = |years: &[YearOutcome]| -> Vec<Occurrence> {
        years.iter().flat_map(|year| year.occurrences.clone()).collect()
    };
    let (first, mut second) = (all(a), all(b));
    let mut found = Vec::new();
    for one in first {
        let same = |other: &Occurrence| {
            (other.month, other.kind, other.subject) == (one.month, one.kind, one.subject)
        };
        match second.iter().position(same).map(|place| second.remove(place)) {
            Some(other) if other == one => {}
            other => found.push(HappeningDifference { first: Some(one), second: other }),
        }
    }
    found
        .extend(second.into_iter().map(|it| HappeningDifference { first: None, second: Some(it) }));
    let when = |it: &HappeningDifference| it.first.or(it.second).map(|it| it.month);
    found.sort_by_key(when);
    found
}
