//! A causal map in words, with the columns in which its nodes are drawn.

use super::{brief, year};
use crate::debrief::causes::{CausalMap, Node, Part};
use crate::scenario::case::Case;
use crate::scenario::plan::Gauge;
use crate::view::{format, words};

/// The map: decisions on the left, parts in the middle, the gauge on the right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CausesView {
    pub title: String,
    /// `12,400 k$ left as found, 14,100 k$ as played`.
    pub told: String,
    pub nodes: Vec<NodeView>,
    pub arrows: Vec<ArrowView>,
    /// How to read the amounts.
    pub reading: &'static str,
}

#[derive(Clone, Debug, PartialEq)]
pub struct NodeView {
    pub column: Column,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Decisions,
    Parts,
    Gauge,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ArrowView {
    pub from: usize,
    pub to: usize,
    /// Whether it raises the number.
    pub raises: bool,
    /// 0-1, against the heaviest arrow of its column.
    pub weight: f64,
    /// `raises by 120 k$`.
    pub text: String,
    /// The whole arrow as a sentence, for a list and a screen reader.
    pub told: String,
}

/// A map in words.
#[must_use]
pub fn causes(case: &Case, map: &CausalMap) -> CausesView {
    let CausalMap { gauge, year: at, kept, run, nodes, edges } = map;
    let name = |node: &Node| match node {
        Node::Gauge(gauge) => words::gauge(*gauge).to_owned(),
        Node::Part(part) => self::part(case, *part),
        Node::Decision { year: at, decision } => {
            format!("{}: {}", year(case, *at), brief(case, decision))
        }
    };
    let heaviest = |into_gauge: bool| {
        let same = edges.iter().filter(|edge| (edge.to == 0) == into_gauge);
        same.map(|edge| edge.amount.abs()).fold(0.0, f64::max)
    };
    let arrows = edges.iter().map(|edge| {
        let most = heaviest(edge.to == 0);
        let raises = edge.amount > 0.0;
        let verb = if raises { "raises" } else { "lowers" };
        let size = amount(*gauge, edge.amount.abs());
        let [from, to] = [edge.from, edge.to].map(|index| name(&nodes[index]));
        ArrowView {
            from: edge.from,
            to: edge.to,
            raises,
            weight: if most > 0.0 { edge.amount.abs() / most } else { 0.0 },
            text: format!("{verb} by {size}"),
            told: format!("{from} {verb} {to} by {size}"),
        }
    });
    let nodes_view = nodes.iter().map(|node| NodeView {
        column: match node {
            Node::Gauge(_) => Column::Gauge,
            Node::Part(_) => Column::Parts,
            Node::Decision { .. } => Column::Decisions,
        },
        text: name(node),
    });
    CausesView {
        title: format!("{}, {}", words::gauge(*gauge), reading_of(*gauge, &year(case, *at))),
        told: format!(
            "{} left as found, {} as played",
            amount(*gauge, *kept),
            amount(*gauge, *run)
        ),
        nodes: nodes_view.collect(),
        arrows: arrows.collect(),
        reading: "Arrows into the gauge add up to its difference from the pipeline left as found. Arrows from a decision say what changes when that decision alone is left out; they need not add up",
    }
}

fn reading_of(gauge: Gauge, year: &str) -> String {
    match gauge {
        Gauge::Cost => format!("from the first day to the end of {year}, with the exit still owed"),
        Gauge::LockIn => format!("index at the end of {year}"),
        Gauge::Security => format!("losses from the first day to the end of {year}"),
        Gauge::Scale => format!("demand served in time in {year}"),
        Gauge::Compliance => format!("controls in place at the end of {year}"),
    }
}

fn amount(gauge: Gauge, value: f64) -> String {
    match gauge {
        Gauge::Cost | Gauge::Security => format::kilodollars(value),
        Gauge::LockIn => format!("{} points", format::decimal(value, 1)),
        Gauge::Scale | Gauge::Compliance => format::share(value),
    }
}

fn part(case: &Case, part: Part) -> String {
    let named = |name: Option<&String>| name.cloned().unwrap_or_else(|| format::NOTHING.to_owned());
    match part {
        Part::Rule(rule) => words::rule(rule).to_owned(),
        Part::ExitOwed => "exit still owed".to_owned(),
        Part::Component(id) => words::component(case, id),
        Part::Concentration => "concentration on few suppliers".to_owned(),
        Part::Event(kind) => words::event(kind).to_owned(),
        Part::UseCase(id) => named(case.use_cases.get(id.index()).map(|it| &it.name)),
        Part::Control(id) => named(case.controls.get(id.index()).map(|it| &it.name)),
        Part::Rest => "the sum of all smaller parts".to_owned(),
    }
}
