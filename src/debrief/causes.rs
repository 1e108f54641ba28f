//! A causal map of one gauge in one run: which parts of the gauge moved against the pipeline left as found, and which
//! decisions moved those parts.
//!
//! Invariants: the arrows into the gauge add up to its difference from the pipeline left as found, under the same luck;
//! an arrow from a decision is what its part reads in the run less what it reads when that decision alone is left out.
//! The latter need not add up: two decisions can do together what neither does alone, and the faint ones are left out.

use super::moments::watch_decisions;
use crate::id::{ComponentId, ControlId, UseCaseId};
use crate::insight::course::acts;
use crate::luck::Luck;
use crate::scenario::case::Case;
use crate::scenario::plan::{Decision, Gauge};
use crate::scenario::vocabulary::EventKind;
use crate::session::record::Run;
use crate::sim::Model;
use crate::sim::explain::{Label, WhyTree, explain};
use crate::sim::trace::Rule;

/// Most parts and most decisions on a map; what is smaller is one part together, or left out.
pub const PARTS: usize = 7;
pub const DECISIONS: usize = 8;

/// Parts of a gauge, each with a value.
type Parts = Vec<(Part, f64)>;

/// Arrows of a decision thinner than this share of its thickest are left out.
const FAINT: f64 = 0.1;

/// The map.
#[derive(Clone, Debug, PartialEq)]
pub struct CausalMap {
    pub gauge: Gauge,
    /// The year (from 0) at whose end it is read.
    pub year: u16,
    /// The gauge with the pipeline left as found, and in the run: k$ from the first day (cost, and losses for security),
    /// index points (lock-in), share of the year 0-1 (scale, compliance).
    pub kept: f64,
    pub run: f64,
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Decision { year: u16, decision: Decision },
    Part(Part),
    Gauge(Gauge),
}

/// What a gauge is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Of the cost: what one rule posted.
    Rule(Rule),
    /// Of the cost: what leaving would still cost.
    ExitOwed,
    /// Of lock-in.
    Component(ComponentId),
    Concentration,
    /// Of security.
    Event(EventKind),
    /// Of scale.
    UseCase(UseCaseId),
    /// Of compliance.
    Control(ControlId),
    /// All smaller ones together.
    Rest,
}

/// An arrow. Its sign is that of the number: above zero raises the gauge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// Indices into [`CausalMap::nodes`].
    pub from: usize,
    pub to: usize,
    pub amount: f64,
}

/// The map of a gauge at the end of a year (from 0). The run has to play again to the same numbers.
#[must_use]
pub fn causes(case: &Case, run: &Run, gauge: Gauge, year: u16) -> CausalMap {
    let (seed, decisions) = (run.header.seed, run.decisions());
    let read = |decisions: &[Vec<Decision>]| parts(case, seed, decisions, gauge, year);
    let (with, kept) = (read(&decisions), read(&[]));
    let differences = difference(&with, &kept);
    let mut shown: Parts = differences.clone();
    shown.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let rest: f64 = shown.iter().skip(PARTS).map(|(_, amount)| amount).sum();
    shown.truncate(PARTS);
    let small = shown.len() < differences.len();

    let mut moved: Vec<(u16, Decision, Parts)> = Vec::new();
    for (index, decided) in decisions.iter().enumerate().take(usize::from(year) + 1) {
        for (place, decision) in decided.iter().enumerate().filter(|(_, it)| acts(it)) {
            let mut others = decisions.clone();
            others[index].remove(place);
            let mut arrows = difference(&with, &read(&others));
            arrows.retain(|(part, _)| shown.iter().any(|(known, _)| known == part));
            let most = arrows.iter().map(|(_, it)| it.abs()).fold(0.0, f64::max);
            arrows.retain(|(_, amount)| amount.abs() >= most * FAINT);
            if !arrows.is_empty() {
                moved.push((index as u16, *decision, arrows));
            }
        }
    }
    let weight = |arrows: &[(Part, f64)]| arrows.iter().map(|(_, it)| it.abs()).sum::<f64>();
    moved.sort_by(|a, b| weight(&b.2).total_cmp(&weight(&a.2)));
    moved.truncate(DECISIONS);
    moved.sort_by_key(|(year, decision, _)| (*year, *decision));

    let mut nodes = vec![Node::Gauge(gauge)];
    let mut edges = Vec::new();
    for (part, amount) in &shown {
        edges.push(Edge { from: nodes.len(), to: 0, amount: *amount });
        nodes.push(Node::Part(*part));
    }
    if small {
        edges.push(Edge { from: nodes.len(), to: 0, amount: rest });
        nodes.push(Node::Part(Part::Rest));
    }
    for (year, decision, arrows) in moved {
        let from = nodes.len();
        nodes.push(Node::Decision { year, decision });
        for (part, amount) in arrows {
            let place = shown.iter().position(|(known, _)| *known == part);
            let to = 1 + place.expect("arrows to parts not shown were left out");
            edges.push(Edge { from, to, amount });
        }
    }
    let total = |parts: &[(Part, f64)]| parts.iter().map(|(_, value)| value).sum();
    CausalMap { gauge, year, kept: total(&kept), run: total(&with), nodes, edges }
}

/// What differs by more than rounding, in the order of the parts.
fn difference(with: &[(Part, f64)], without: &[(Part, f64)]) -> Parts {
    let value = |list: &[(Part, f64)], part: Part| {
        list.iter().find(|(known, _)| *known == part).map_or(0.0, |(_, value)| *value)
    };
    let mut all: Vec<Part> = with.iter().chain(without).map(|(part, _)| *part).collect();
    all.sort_unstable();
    all.dedup();
    let differences = all.into_iter().map(|part| (part, value(with, part) - value(without, part)));
    differences.filter(|(_, amount)| amount.abs() > LEAST).collect()
}

/// Below this a difference is rounding: a cent, a billionth of a share.
const LEAST: f64 = 1e-5;

/// A gauge as its parts, which add up to it.
fn parts(case: &Case, seed: u64, decisions: &[Vec<Decision>], gauge: Gauge, year: u16) -> Parts {
    let mut parts = Parts::new();
    let mut add = |part: Part, amount: f64| match parts.iter_mut().find(|(it, _)| *it == part) {
        Some((_, sum)) => *sum += amount,
        None => parts.push((part, amount)),
    };
    match gauge {
        Gauge::Cost => {
            let model = Model::new(case);
            let watched = watch_decisions(case, seed, decisions, usize::from(year) + 1);
            let mut posted = 0.0;
            for it in &watched.postings {
                let amount = it.amount.kilodollars() * model.discount(it.month.year());
                posted += amount;
                add(Part::Rule(it.rule), amount);
            }
            let cost = watched.years.last().map_or(0.0, |year| year.gauges.cost);
            add(Part::ExitOwed, cost - posted);
        }
        Gauge::Security => {
            let watched = watch_decisions(case, seed, decisions, usize::from(year) + 1);
            for it in watched.years.iter().flat_map(|year| &year.occurrences) {
                if it.loss.cents() != 0 {
                    add(Part::Event(it.kind), it.loss.kilodollars());
                }
            }
        }
        Gauge::LockIn | Gauge::Scale | Gauge::Compliance => {
            let (tree, _) = explain(case, &Luck::new(seed), decisions, year, gauge);
            for WhyTree { label, value, .. } in &tree.children {
                match *label {
                    Label::Place(Some(component)) => add(Part::Component(component), *value),
                    Label::Concentration => add(Part::Concentration, *value),
                    Label::UseCase(use_case) => add(Part::UseCase(use_case), *value),
                    Label::Control(control) => add(Part::Control(control), *value),
                    _ => {}
                }
            }
        }
    }
    parts
}
