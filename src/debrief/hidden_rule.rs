//! The rule that mattered most in the room and was seen least.
//!
//! Invariant: how much a rule mattered is how far apart it left the tables that met the same luck, in whole cents; a rule
//! whose price stood on a card, or whose strike was announced, is not hidden.

use super::gather::Room;
use super::moments::{Watched, watch, watch_decisions};
use crate::sim::trace::Rule;
use crate::units::Money;

/// How a table comes to see a rule while it plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Visibility {
    /// Only in sums: it comes from how parts, people and contracts fit together, and no option carries it.
    Beneath,
    /// Told when it strikes.
    Announced,
    /// It is part of a price or cost that stands where the decision is taken.
    OnTheCard,
}

/// What one rule did in a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    pub rule: Rule,
    pub visibility: Visibility,
    /// Table (index into [`Room::tables`]) and what the rule posted there over the played years.
    pub amounts: Vec<(usize, Money)>,
    /// Largest amount less the smallest; of a single table, its amount against the pipeline left as found.
    pub spread: Money,
}

/// How a rule is seen.
#[must_use]
pub const fn visibility(rule: Rule) -> Visibility {
    match rule {
        Rule::Licence
        | Rule::Usage
        | Rule::Support
        | Rule::Guardrail
        | Rule::Contractors
        | Rule::Recruiting
        | Rule::Training
        | Rule::HumanReview
        | Rule::EventPayment
        | Rule::Infrastructure
        | Rule::RunEffort
        | Rule::DataMove
        | Rule::ContinuousMonitoring
        | Rule::Authorisation => Visibility::OnTheCard,
        Rule::ExploitedFlaw
        | Rule::PoisonedDependency
        | Rule::SupplierBreach
        | Rule::HarmfulDecision
        | Rule::PriceHike
        | Rule::Acquisition
        | Rule::LicenceChange
        | Rule::Ending
        | Rule::Departure
        | Rule::Calendar
        | Rule::Surge
        | Rule::Audit
        | Rule::FindingRepair
        | Rule::EmergencyReplacement => Visibility::Announced,
        Rule::Surcharge
        | Rule::PlatformBaseline
        | Rule::SupplierManagement
        | Rule::Bench
        | Rule::ProjectWork
        | Rule::Adapter
        | Rule::EarlyExit => Visibility::Beneath,
    }
}

/// All rules that posted something, by how much they set the tables apart. Only the largest group of tables that met the
/// same luck and play again to the same numbers is looked at.
#[must_use]
pub fn reaches(room: &Room) -> Vec<Reach> {
    let groups = room.groups().into_iter().map(|group| {
        group.tables.into_iter().filter(|table| room.replays(*table)).collect::<Vec<_>>()
    });
    // Of groups of one size the first counts.
    let most = |a: Vec<usize>, b: Vec<usize>| if b.len() > a.len() { b } else { a };
    let Some(tables) = groups.reduce(most).filter(|tables| !tables.is_empty()) else {
        return Vec::new();
    };
    let years = |table: usize| room.tables[table].run.years.len();
    let through = tables.iter().map(|table| years(*table)).min().unwrap_or(1).max(1) as u16 - 1;
    let mut watched: Vec<(Option<usize>, Watched)> = tables
        .iter()
        .map(|table| (Some(*table), watch(room.case_of(*table), &room.tables[*table].run)))
        .collect();
    if let [table] = tables[..] {
        let seed = room.tables[table].run.header.seed;
        let kept = watch_decisions(room.case_of(table), seed, &[], usize::from(through) + 1);
        watched.push((None, kept));
    }
    let mut rules: Vec<Rule> =
        watched.iter().flat_map(|(_, it)| it.postings.iter().map(|posted| posted.rule)).collect();
    rules.sort_unstable();
    rules.dedup();
    let mut found: Vec<Reach> = rules
        .into_iter()
        .map(|rule| {
            let all: Vec<(Option<usize>, Money)> =
                watched.iter().map(|(table, it)| (*table, it.posted(rule, through))).collect();
            let most = all.iter().map(|(_, it)| *it).max().unwrap_or_default();
            let least = all.iter().map(|(_, it)| *it).min().unwrap_or_default();
            let amounts = all.into_iter().filter_map(|(table, it)| Some((table?, it))).collect();
            Reach { rule, visibility: visibility(rule), amounts, spread: most - least }
        })
        .collect();
    found.sort_by_key(|reach| (std::cmp::Reverse(reach.spread), reach.rule));
    found
}

/// The rule to reveal: of those that nobody was shown, the one that set the tables furthest apart.
#[must_use]
pub fn hidden_rule(room: &Room) -> Option<Reach> {
    let hidden =
        |reach: &Reach| reach.visibility == Visibility::Beneath && reach.spread > Money::ZERO;
    reaches(room).into_iter().find(hidden)
}
