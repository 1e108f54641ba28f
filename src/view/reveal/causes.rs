//! What mattered in a year: its events, and the parts of the pipeline that moved a gauge.
//!
//! Invariant: what is said of a gauge is the difference of two explanations ([`crate::sim::explain`]), so that pressing
//! *Why?* shows the same numbers.

use super::HighlightView;
use crate::luck::Luck;
use crate::scenario::case::Case;
use crate::scenario::plan::Gauge;
use crate::scenario::vocabulary::EventKind;
use crate::session::prediction::{STILL, share_of_scale};
use crate::session::table::Table;
use crate::sim::explain::{Label, Unit, WhyTree, explain_all, explain_found};
use crate::sim::outcome::{Gauges, Occurrence, YearOutcome};
use crate::view::year::{HIGHLIGHTS, happened};
use crate::view::{format, words};

/// What an event without a loss counts for beside what moved a gauge, as a share of a gauge's scale. Design choice: more
/// than what can hardly be seen, less than what is clear.
const NEWS: f64 = 0.05;
/// Parts named for one gauge. Design choice: what can be read aloud in one breath.
const NAMED: usize = 2;
/// Least change of a part that is named: points of lock-in. Design choice: what does not round away.
const LEAST_POINTS: f64 = 0.5;

/// The causes of a year, the gravest first, at most [`HIGHLIGHTS`].
pub(super) fn causes(table: &Table, year: usize) -> Vec<HighlightView> {
    let Some(outcome) = table.outcome(year) else { return Vec::new() };
    let case = table.case();
    let mut causes: Vec<(f64, HighlightView)> =
        outcome.occurrences.iter().map(|event| told(case, event)).collect();
    causes.extend(moves(table, year, outcome));
    // What came first stays first among equals.
    causes.sort_by(|a, b| b.0.total_cmp(&a.0));
    causes.into_iter().take(HIGHLIGHTS).map(|(_, cause)| cause).collect()
}

fn told(case: &Case, event: &Occurrence) -> (f64, HighlightView) {
    let mut text = happened(case, event);
    if event.loss.cents() != 0 {
        text += &format!(", {}", format::money(event.loss));
    }
    let loss = share_of_scale(case, Gauge::Security, 0.0, event.loss.kilodollars()).abs();
    (loss.max(NEWS), HighlightView { text, gauge: concerns(event.kind) })
}

/// What moved lock-in, scale and compliance since the year before, or since the pipeline was found. Losses are told as
/// events, and cost by the year's account.
fn moves(table: &Table, year: usize, outcome: &YearOutcome) -> Vec<(f64, HighlightView)> {
    let case = table.case();
    let luck = Luck::new(table.run().header.seed);
    let decisions = table.run().decisions();
    let (before, then) = match year.checked_sub(1) {
        Some(earlier) => match table.outcome(earlier) {
            Some(outcome) => {
                (explain_all(case, &luck, &decisions, earlier as u16), &outcome.gauges)
            }
            None => return Vec::new(),
        },
        None => (explain_found(case, &luck), table.found_gauges()),
    };
    let now = explain_all(case, &luck, &decisions, year as u16);
    let pair = |gauge: Gauge| (&before[gauge as usize], &now[gauge as usize]);
    let share = |gauge: Gauge, then: &Gauges| {
        share_of_scale(case, gauge, then.headline(gauge), outcome.gauges.headline(gauge)).abs()
    };
    let said = [
        (Gauge::LockIn, lock_in(table, year, pair(Gauge::LockIn))),
        // Nothing was served before the first October.
        (Gauge::Scale, if year == 0 { None } else { scale(case, pair(Gauge::Scale)) }),
        (Gauge::Compliance, compliance(case, pair(Gauge::Compliance))),
    ];
    said.into_iter()
        .filter_map(|(gauge, said)| {
            let text = format!(
                "{} from {} to {}: {}",
                format::capital(words::gauge(gauge)),
                words::headline(gauge, then.headline(gauge)),
                words::headline(gauge, outcome.gauges.headline(gauge)),
                said?
            );
            Some((share(gauge, then), HighlightView { text, gauge }))
        })
        .filter(|(share, _)| *share > STILL)
        .collect()
}

/// The parts of the pipeline that moved lock-in the way it went.
fn lock_in(table: &Table, year: usize, (before, now): (&WhyTree, &WhyTree)) -> Option<String> {
    let case = table.case();
    let way = now.value - before.value;
    let parts = named(changes(before, now), |by| by * way > 0.0 && by.abs() >= LEAST_POINTS);
    let parts = parts.iter().map(|(label, by)| {
        let name = words::why(case, label, Unit::Points);
        let new = match label {
            Label::Place(Some(part)) => {
                new_option(table, year, part.index()).map(|option| format!(", now {option},"))
            }
            _ => None,
        };
        let points = format::change(format::decimal(*by, 0));
        format!("{name}{} {points}", new.unwrap_or_default())
    });
    joined(parts)
}

/// The option of a part that began to run this year.
fn new_option(table: &Table, year: usize, part: usize) -> Option<&str> {
    let case = table.case();
    let now = table.outcome(year)?.components.get(part)?.option;
    let before = match year.checked_sub(1) {
        Some(earlier) => table.outcome(earlier)?.components.get(part)?.option,
        None => case.components.get(part)?.inherited,
    };
    (now != before).then(|| case.options.get(now.index()).map(|it| it.name.as_str())).flatten()
}

/// The controls that came or went.
fn compliance(case: &Case, (before, now): (&WhyTree, &WhyTree)) -> Option<String> {
    let rises = now.value > before.value;
    let moved = |control: &&WhyTree| {
        let is = control.value > 0.0;
        let was = part(before, &control.label).map(|it| it.value > 0.0);
        is == rises && was != Some(rises)
    };
    let name = |control: &WhyTree| words::why(case, &control.label, control.unit);
    let names: Vec<String> = now.children.iter().filter(moved).map(name).collect();
    let more = names.len().saturating_sub(NAMED);
    let said = joined(names.into_iter().take(NAMED))?;
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    Some(format!("{} {said}{more}", if rises { "in place now," } else { "missing now," }))
}

/// The use case whose late work moved the gauge most the way it went, and where it waits.
fn scale(case: &Case, (before, now): (&WhyTree, &WhyTree)) -> Option<String> {
    let worse = now.value < before.value;
    let late = |it: &WhyTree| match &it.children[..] {
        [demand, served, ..] => demand.value * (1.0 - served.value),
        _ => 0.0,
    };
    let by = |it: &WhyTree| late(it) - part(before, &it.label).map_or(0.0, late);
    let (use_case, _) = now
        .children
        .iter()
        .map(|it| (it, by(it)))
        .filter(|(_, by)| (*by > 0.0) == worse)
        .max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))?;
    let label = &use_case.label;
    let in_time = |tree: &WhyTree| tree.children.get(1).map(|it| format::share(it.value));
    let mut text =
        format!("{} {} in time", words::why(case, label, Unit::Share), in_time(use_case)?);
    let weakest = use_case.children.iter().find_map(|it| match it.label {
        Label::WeakestStation(part) => Some(words::component(case, part)),
        _ => None,
    });
    match (worse, weakest, part(before, label).and_then(in_time)) {
        (true, Some(part), _) => text += &format!(", held up by {part}"),
        (false, _, Some(earlier)) => text += &format!(" after {earlier}"),
        _ => {}
    }
    Some(text)
}

/// The part of an explanation that is about this.
fn part<'a>(tree: &'a WhyTree, label: &Label) -> Option<&'a WhyTree> {
    tree.children.iter().find(|it| it.label == *label)
}

/// By how much each part of an explanation moved, parts that came or went included.
fn changes(before: &WhyTree, now: &WhyTree) -> Vec<(Label, f64)> {
    let value = |tree: &WhyTree, label: &Label| part(tree, label).map_or(0.0, |it| it.value);
    let gone = before.children.iter().filter(|it| part(now, &it.label).is_none());
    let labels = now.children.iter().chain(gone).map(|it| &it.label);
    labels.map(|label| (label.clone(), value(now, label) - value(before, label))).collect()
}

/// The largest of the changes that count.
fn named(mut changes: Vec<(Label, f64)>, counts: impl Fn(f64) -> bool) -> Vec<(Label, f64)> {
    changes.retain(|(_, by)| counts(*by));
    changes.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    changes.truncate(NAMED);
    changes
}

fn joined(texts: impl Iterator<Item = String>) -> Option<String> {
    let texts: Vec<String> = texts.collect();
    (!texts.is_empty()).then(|| texts.join("; "))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::prediction::CLEAR;
    use crate::view::play::tests::every_year;
    use std::collections::BTreeSet;

    /// Words that one reads aloud in ten seconds.
    const MOST_WORDS: usize = 31;

    #[test]
    fn a_year_tells_at_most_three_causes_and_never_leaves_out_a_grave_one() {
        let mut told = BTreeSet::new();
        every_year(|table, year, name| {
            let causes = causes(table, year);
            assert!(causes.len() <= HIGHLIGHTS, "{name}: {causes:#?}");
            for cause in &causes {
                let words = cause.text.split_whitespace().count();
                assert!(words <= MOST_WORDS, "{name}: {words} words: {}", cause.text);
                told.insert(cause.gauge);
            }
            let outcome = table.outcome(year).expect("played");
            if outcome.occurrences.is_empty() {
                let before = year.checked_sub(1).and_then(|year| table.outcome(year));
                let then = before.map_or(table.found_gauges(), |it| &it.gauges);
                for gauge in [Gauge::LockIn, Gauge::Compliance] {
                    let (from, to) = (then.headline(gauge), outcome.gauges.headline(gauge));
                    let far = share_of_scale(table.case(), gauge, from, to).abs();
                    let said = causes.iter().any(|it| it.gauge == gauge);
                    assert_eq!(said, far > STILL, "{name}: {gauge:?} from {from} to {to}");
                }
            }
            let grave = outcome.occurrences.iter().filter(|it| {
                let loss = it.loss.kilodollars();
                share_of_scale(table.case(), Gauge::Security, 0.0, loss).abs() > CLEAR
            });
            if grave.count() > 0 {
                assert!(causes.iter().any(|it| it.gauge == Gauge::Security), "{name}: {causes:#?}");
            }
        });
        assert_eq!(told.len(), Gauge::ALL.len(), "some gauge is never spoken of: {told:?}");
    }

    #[test]
    fn the_parts_that_moved_lock_in_add_up_to_its_change() {
        every_year(|table, year, name| {
            let luck = Luck::new(table.run().header.seed);
            let decisions = table.run().decisions();
            let all = |year| explain_all(table.case(), &luck, &decisions, year);
            let before = match year.checked_sub(1) {
                Some(earlier) => all(earlier as u16),
                None => explain_found(table.case(), &luck),
            };
            let now = all(year as u16);
            let place = Gauge::LockIn as usize;
            let (before, now) = (&before[place], &now[place]);
            let sum: f64 = changes(before, now).iter().map(|it| it.1).sum();
            let moved = now.value - before.value;
            assert!((sum - moved).abs() < 1e-6, "{name}: {sum}, not {moved}");
            let then = year.checked_sub(1).and_then(|year| table.outcome(year));
            let then = then.map_or(table.found_gauges(), |it| &it.gauges);
            assert_eq!(before.value, then.lock_in, "{name}: another measure than the gauge shows");
        });
    }
}
