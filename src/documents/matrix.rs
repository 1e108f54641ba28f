//! The comparison matrix: every option of every component against the criteria of the lesson.
//!
//! Invariant: a range comes from the option's own numbers in the case and from nothing else; what belongs to the agency
//! or to the rules stands at its likely value. Chance, load growth and price growth are left out, and the foot says so.

use super::content::{Block, Document, Grid, Head, Layout, Row, Section, Text, Width};
use super::proposal::{carried_out, foot, who};
use crate::id::{ComponentId, OptionId, ParamId};
use crate::luck::maths;
use crate::scenario::case::{Case, Component, SourcingModel};
use crate::scenario::plan::Decision;
use crate::session::code;
use crate::session::record::Run;
use crate::session::replay::coded;
use crate::sim::formulas::lock_in::{
    self, DOLLARS_PER_KILODOLLAR, GIGABYTES_PER_TERABYTE, LockInParts,
};
use crate::sim::formulas::scaling;
use crate::sim::people::HOURS_PER_MONTH;
use crate::view::table::{Cell, Column, Table};
use crate::view::{format, words};

/// The comparison of one case, with what a run chose where there is one.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// Component by component, the inherited option first.
    pub offers: Vec<Offer>,
}

/// One option.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    pub component: ComponentId,
    pub option: OptionId,
    pub standing: Standing,
    /// In the order of [`Measure::ALL`].
    pub ranges: [Range; Measure::ALL.len()],
}

/// What became of an option in the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Offered,
    /// Adopted, and it runs at the end.
    Chosen,
    /// Adopted, and it does not run at the end: not yet, or no more.
    ChosenNotRunning,
    /// The inherited option, still running.
    Kept,
    /// Runs although nobody adopted it: an emergency replacement.
    Fallback,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    pub low: f64,
    pub likely: f64,
    pub high: f64,
}

/// What is compared; each belongs to one criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    Cost,
    LockIn,
    Adapt,
    Connect,
    Fit,
    Capacity,
    Patch,
    Controls,
    Community,
    Absence,
}

impl Measure {
    pub const ALL: [Self; 10] = [
        Self::Cost,
        Self::LockIn,
        Self::Adapt,
        Self::Connect,
        Self::Fit,
        Self::Capacity,
        Self::Patch,
        Self::Controls,
        Self::Community,
        Self::Absence,
    ];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cost => "all years, k$",
            Self::LockIn => "index 0-100",
            Self::Adapt => "room to adapt, %",
            Self::Connect => "work to connect, hours",
            Self::Fit => "does the job, %",
            Self::Capacity => "most load, × today",
            Self::Patch => "days to fix a flaw",
            Self::Controls => "controls inherited, %",
            Self::Community => "strength, %",
            Self::Absence => "people for half the work",
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Cost => "cost_k",
            Self::LockIn => "lock_in",
            Self::Adapt => "adapt_percent",
            Self::Connect => "connect_hours",
            Self::Fit => "fit_percent",
            Self::Capacity => "capacity_times",
            Self::Patch => "patch_days",
            Self::Controls => "controls_percent",
            Self::Community => "community_percent",
            Self::Absence => "absence_persons",
        }
    }
}

/// The criteria of the lesson with how many measures each has, in the order of [`Measure::ALL`].
const CRITERIA: [(&str, usize); 6] = [
    ("total cost", 1),
    ("lock-in", 1),
    ("customisation and integration", 2),
    ("scalability and performance", 2),
    ("security and compliance", 2),
    ("community and support", 2),
];

/// The filled matrix of a case, and of a run of it where there is one.
#[must_use]
pub fn matrix(case: &Case, run: Option<&Run>) -> Matrix {
    let mut offers = Vec::new();
    for index in 0..case.components.len() as u16 {
        let id = ComponentId(index);
        let inherited = case.component(id).inherited;
        let others = case.on_offer(id).filter(|option| *option != inherited);
        for option in std::iter::once(inherited).chain(others) {
            let standing = run.map_or(Standing::Offered, |run| standing(case, run, id, option));
            let ranges = Measure::ALL.map(|measure| range(case, id, option, measure));
            offers.push(Offer { component: id, option, standing, ranges });
        }
    }
    Matrix { offers }
}

fn standing(case: &Case, run: &Run, id: ComponentId, option: OptionId) -> Standing {
    let last = run.years.last().and_then(|year| year.outcome.components.get(id.index()));
    let runs = last.is_some_and(|state| state.option == option);
    let adopted = run.years.iter().any(|year| {
        year.decisions.iter().any(|decision| {
            matches!(*decision, Decision::Adopt { component, option: other, .. } if component == id && other == option)
                && carried_out(&year.outcome, decision)
        })
    });
    match (adopted, runs) {
        (true, true) => Standing::Chosen,
        (true, false) => Standing::ChosenNotRunning,
        (false, true) if case.component(id).inherited == option => Standing::Kept,
        (false, true) => Standing::Fallback,
        (false, false) => Standing::Offered,
    }
}

const fn standing_word(standing: Standing) -> &'static str {
    match standing {
        Standing::Offered => "",
        Standing::Chosen => "chosen",
        Standing::ChosenNotRunning => "chosen, not running at the end",
        Standing::Kept => "kept",
        Standing::Fallback => "emergency replacement",
    }
}

/// Which end of its range each number stands at. For a number that lowers a measure the opposite end is read.
#[derive(Clone, Copy)]
enum End {
    Low,
    Likely,
    High,
}

struct Numbers<'a> {
    case: &'a Case,
    end: End,
}

impl Numbers<'_> {
    /// A number of the option that raises the measure.
    fn up(&self, id: ParamId) -> f64 {
        let number = self.case.parameter(id);
        match self.end {
            End::Low => number.low,
            End::Likely => number.likely,
            End::High => number.high,
        }
    }

    /// A number of the option that lowers the measure.
    fn down(&self, id: ParamId) -> f64 {
        let number = self.case.parameter(id);
        match self.end {
            End::Low => number.high,
            End::Likely => number.likely,
            End::High => number.low,
        }
    }

    /// A number of the agency, the component or the rules.
    fn set(&self, id: ParamId) -> f64 {
        self.case.parameter(id).likely
    }
}

fn range(case: &Case, id: ComponentId, option: OptionId, measure: Measure) -> Range {
    let at = |end| value(&Numbers { case, end }, id, option, measure);
    Range { low: at(End::Low), likely: at(End::Likely), high: at(End::High) }
}

fn value(numbers: &Numbers<'_>, id: ComponentId, option: OptionId, measure: Measure) -> f64 {
    let case = numbers.case;
    let choice = case.option(option);
    let n = &choice.profile;
    match measure {
        Measure::Cost => cost(numbers, case.component(id), id, option),
        Measure::LockIn => lock_in_index(numbers, case.component(id), option),
        Measure::Adapt => 100.0 * numbers.up(n.customisation),
        Measure::Connect => numbers.up(n.edge_work) * edges(case, id),
        Measure::Fit => 100.0 * numbers.up(n.fit),
        Measure::Capacity => {
            let (contention, coherency) = (numbers.down(n.contention), numbers.down(n.coherency));
            let nodes = numbers.up(n.node_limit).min(scaling::peak(contention, coherency)).floor();
            numbers.up(n.node_capacity) * scaling::speedup(nodes.max(1.0), contention, coherency)
        }
        Measure::Patch => numbers.up(n.patch_days),
        Measure::Controls => 100.0 * numbers.up(n.inheritance),
        Measure::Community => 100.0 * numbers.up(n.community),
        Measure::Absence => numbers.up(case.suppliers[choice.supplier.index()].absence_factor),
    }
}

fn edges(case: &Case, id: ComponentId) -> f64 {
    case.interfaces.iter().filter(|edge| edge.a == id || edge.b == id).count() as f64
}

/// The played years at today's price and load, and for an option on offer what it takes to get there once (k$).
fn cost(numbers: &Numbers<'_>, component: &Component, id: ComponentId, option: OptionId) -> f64 {
    let case = numbers.case;
    let n = &case.option(option).profile;
    let (rules, pool) = (&case.rules, &case.pools[component.pool.index()]);
    let rate = numbers.set(pool.rate);
    let authorisation = numbers.up(n.authorisation);
    let yearly = (numbers.up(n.licence) + numbers.up(n.usage))
        * numbers.set(component.licence_factor)
        + numbers.up(n.support)
        + numbers.up(n.infrastructure)
        + numbers.up(n.effort) * numbers.set(component.effort_factor) * rate
        + authorisation * numbers.set(rules.monitoring_share);
    let once = if option == component.inherited {
        0.0
    } else {
        let data = numbers.set(case.agency.data) * numbers.set(component.data_share);
        let left = &case.option(component.inherited).profile;
        authorisation
            + numbers.up(n.training) * numbers.set(pool.headcount) * numbers.set(rules.training_day)
            + numbers.up(n.edge_work) * edges(case, id) * rate / (12.0 * HOURS_PER_MONTH)
            + data * numbers.set(rules.move_per_terabyte) * (2.0 - numbers.set(left.format_open))
    };
    once + yearly * f64::from(case.played_years)
}

/// The index once supplier-specific interfaces and skills have grown to their bounds, with no contract running.
fn lock_in_index(numbers: &Numbers<'_>, component: &Component, option: OptionId) -> f64 {
    let case = numbers.case;
    let n = &case.option(option).profile;
    let data = numbers.set(case.agency.data) * numbers.set(component.data_share);
    let gravity = numbers.set(case.rules.gravity_terabytes).max(1.0e-9);
    let price =
        (numbers.down(n.licence) + numbers.down(n.usage)) * numbers.set(component.licence_factor);
    let egress = data * GIGABYTES_PER_TERABYTE * numbers.up(n.egress) / DOLLARS_PER_KILODOLLAR;
    lock_in::index(&LockInParts {
        data_gravity: (1.0 - numbers.down(n.format_open)) * (1.0 - maths::exp(-data / gravity)),
        interfaces: numbers.up(n.api_bound),
        artefacts: 1.0 - numbers.down(n.exportable),
        skills: numbers.up(n.skill_bound),
        contract: 0.0,
        egress: if price > 0.0 { (egress / price).min(1.0) } else { 0.0 },
        concentration: 1.0 / case.components.len().max(1) as f64,
    })
}

impl Matrix {
    /// One row per option, every measure as three numbers: for a spreadsheet.
    #[must_use]
    pub fn table(&self, case: &Case) -> Table {
        let mut columns: Vec<Column> = ["component", "option", "model", "supplier", "standing"]
            .map(|key| Column::text(key, key))
            .into();
        for measure in Measure::ALL {
            for end in ["low", "likely", "high"] {
                let key = format!("{}_{end}", measure.key());
                columns.push(Column::number(&key, &key));
            }
        }
        let mut table = Table::new("comparison matrix", columns);
        for offer in &self.offers {
            let choice = case.option(offer.option);
            let mut row = vec![
                Cell::text(&case.component(offer.component).name),
                Cell::text(&choice.name),
                Cell::text(words::sourcing(choice.model)),
                Cell::text(&case.suppliers[choice.supplier.index()].name),
                Cell::text(standing_word(offer.standing)),
            ];
            for Range { low, likely, high } in offer.ranges {
                row.extend([low, likely, high].map(|value| Cell::exact(thousandths(value))));
            }
            table.push(row);
        }
        table
    }

    /// One table per component, to read and to print.
    #[must_use]
    pub fn document(&self, case: &Case, run: Option<&Run>) -> Document {
        let sections = (0..case.components.len() as u16).map(|index| {
            let id = ComponentId(index);
            let offers: Vec<&Offer> =
                self.offers.iter().filter(|offer| offer.component == id).collect();
            Section::new(
                &case.component(id).name,
                Width::Full,
                vec![Block::Table(grid(case, id, &offers))],
            )
        });
        let mut small = vec![Text::plain(HOW)];
        small.extend(run.map_or_else(Vec::new, |run| foot(case, run)));
        Document {
            title: format!("Comparison matrix: {}", case.title),
            layout: Layout::Landscape,
            facts: run.map_or_else(
                || vec![("agency".to_owned(), Text::plain(&case.agency.name))],
                |run| who(case, run),
            ),
            code: run.and_then(|run| code::encode(case, &coded(run)).ok()),
            sections: sections.collect(),
            foot: small,
        }
    }
}

fn grid(case: &Case, id: ComponentId, offers: &[&Offer]) -> Grid {
    let rows = offers.iter().map(|offer| {
        let choice = case.option(offer.option);
        let mut name = Text::plain(&choice.name);
        let word = standing_word(offer.standing);
        if !word.is_empty() {
            name = name.under(word);
        } else if choice.model == SourcingModel::Inherited {
            name = name.under("in place at the start");
        }
        let mut cells = vec![name, Text::mark(choice.model)];
        cells.extend(Measure::ALL.iter().zip(offer.ranges).map(|(measure, range)| {
            let Range { low, likely, high } = range;
            let decimals = usize::from(*measure == Measure::Capacity);
            let text = |value| format::decimal(value, decimals);
            let (low, likely, high) = (text(low), text(likely), text(high));
            if low == high {
                Text::strong(likely)
            } else {
                Text::strong(likely).under(format!("{low}–{high}"))
            }
        }));
        let marked =
            matches!(offer.standing, Standing::Chosen | Standing::Kept | Standing::Fallback);
        Row { cells, marked }
    });
    let mut groups = vec![("option".to_owned(), 2)];
    groups.extend(CRITERIA.map(|(name, span)| (name.to_owned(), span)));
    let mut heads = vec![Head::text("name"), Head::text("model")];
    heads.extend(Measure::ALL.map(|measure| Head::number(measure.name())));
    Grid {
        caption: Text::plain(format!(
            "{}. Likely value, with low to high",
            case.component(id).purpose
        )),
        groups,
        heads,
        rows: rows.collect(),
    }
}

/// Three decimals: more would be noise of the arithmetic.
fn thousandths(value: f64) -> f64 {
    (value * 1_000.0).round() / 1_000.0
}

/// How the numbers were made.
const HOW: &str = "How to read: the case gives every number of an option as low, likely and high; low to high here puts all of \
    them at the same end at once, so the true span is narrower. Total cost: the played years at today's load and prices, own \
    effort included, and for a new option its authorisation, training, adapters and the move of the data once; no overrun, no \
    price growth, nothing shared with other components. Lock-in: the index after years of use, no contract running, one \
    component with its supplier. Work to connect: all interfaces, before what a shared open standard saves. Most load: the \
    scalability law up to the most nodes. People for half the work: fewest people behind half of the contributions";
