//! The why-tree: a gauge taken apart down to rules, factors, numbers of the case and their sources.
//!
//! Invariant: a node that adds up is the sum of its children, a node that multiplies is their
//! product (both to the rounding of a cent); notes state facts and are not combined.

use super::formulas::lock_in::LockInParts;
use super::ledger::agency_place;
use super::lock_in;
use super::model::Model;
use super::outcome::{Gauges, Occurrence, YearOutcome};
use super::state::State;
use super::trace::{Factor, Input, Origin, Rule, Trace, Why};
use super::{compliance, formulas, play_year, security};
use crate::id::{ComponentId, ControlId, ParamId, SupplierId, UseCaseId};
use crate::lanes::ONLY;
use crate::luck::Luck;
use crate::scenario::case::{Case, Condition};
use crate::scenario::plan::{Decision, Gauge};
use crate::scenario::vocabulary::Category;

/// One node of an explanation.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyTree {
    pub label: Label,
    pub value: f64,
    pub unit: Unit,
    pub combine: Combine,
    pub children: Vec<WhyTree>,
    /// The number of the case behind a leaf.
    pub parameter: Option<ParamId>,
}

/// How children make up their parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combine {
    Sum,
    Product,
    /// Facts beside the value; they do not add up to it.
    Notes,
}

/// What a value is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    KiloDollars,
    /// 0-1.
    Share,
    /// Index points, 0-100.
    Points,
    PerYear,
    Factor,
    Days,
    Count,
}

/// What a node is about. `view` gives it words.
#[derive(Clone, Debug, PartialEq)]
pub enum Label {
    Gauge(Gauge),
    EarlierYears,
    ThisYear,
    Discount,
    Undiscounted,
    ExitOwed,
    Category(Category),
    /// `None`: the agency as a whole.
    Place(Option<ComponentId>),
    Rule(Rule),
    Input(Input),
    ExitPart(ExitPart),
    LockInPart(LockInPart),
    SpendShare,
    Weight,
    Concentration,
    Supplier(SupplierId),
    Occurrence(Occurrence),
    ExpectedLoss,
    UseCase(UseCaseId),
    ServedInTime,
    DemandShare,
    WeakestStation(ComponentId),
    Utilisation,
    WaitingProbability,
    Nodes,
    Control(ControlId),
    Unmet(Condition),
    PatchDays,
    Resistance,
    Vulnerability,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitPart {
    Data,
    Adapters,
    Artefacts,
    Retraining,
    Parallel,
    Reauthorisation,
    Penalty,
    Egress,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockInPart {
    DataGravity,
    Interfaces,
    Artefacts,
    Skills,
    Contract,
    Egress,
    Concentration,
}

/// Why a gauge reads what it reads at the end of `year` (from 0) of the run with these decisions.
///
/// Plays the run again with explanations on. Years beyond the decisions given run on standing
/// decisions. Returns the tree and the outcome of the year it explains.
#[must_use]
pub fn explain(
    case: &Case,
    luck: &Luck,
    years: &[Vec<Decision>],
    year: u16,
    gauge: Gauge,
) -> (WhyTree, YearOutcome) {
    explained(case, luck, years, year, |it, outcome, before| it.of(gauge, &outcome.gauges, before))
}

/// As [`explain`], for all gauges in their order.
#[must_use]
pub fn explain_all(
    case: &Case,
    luck: &Luck,
    years: &[Vec<Decision>],
    year: u16,
) -> [WhyTree; Gauge::ALL.len()] {
    let all = |it: &Explained<'_>, outcome: &YearOutcome, before| {
        Gauge::ALL.map(|gauge| it.of(gauge, &outcome.gauges, before))
    };
    explained(case, luck, years, year, all).0
}

/// Why the gauges of the pipeline as it was found read what they read, before the first October.
#[must_use]
pub fn explain_found(case: &Case, luck: &Luck) -> [WhyTree; Gauge::ALL.len()] {
    let model = Model::new(case);
    let state = State::start(&model, luck);
    let gauges = super::gauges::read(&model, &state, ONLY);
    let explained = Explained { case, model: &model, state: &state, trace: &Trace::default() };
    Gauge::ALL.map(|gauge| explained.of(gauge, &gauges, 0.0))
}

/// Plays up to a year with explanations on; `what` takes from it, given what the years before cost (k$, discounted).
fn explained<T>(
    case: &Case,
    luck: &Luck,
    years: &[Vec<Decision>],
    year: u16,
    what: impl FnOnce(&Explained<'_>, &YearOutcome, f64) -> T,
) -> (T, YearOutcome) {
    let model = Model::new(case);
    let year = year.min(model.total_years.saturating_sub(1));
    let mut state = State::start(&model, luck);
    let mut trace = Trace::default();
    let mut before = 0.0;
    let mut index = 0;
    loop {
        let decisions = years.get(index).map_or(&[][..], Vec::as_slice);
        trace.postings.clear();
        trace.happenings.clear();
        let outcome = play_year(&model, luck, &mut state, decisions, &mut trace);
        if outcome.year >= year {
            let explained = Explained { case, model: &model, state: &state, trace: &trace };
            return (what(&explained, &outcome, before), outcome);
        }
        before = state.agency.discounted[ONLY];
        index += 1;
    }
}

struct Explained<'a> {
    case: &'a Case,
    model: &'a Model,
    state: &'a State,
    trace: &'a Trace,
}

fn leaf(label: Label, value: f64, unit: Unit) -> WhyTree {
    WhyTree { label, value, unit, combine: Combine::Notes, children: Vec::new(), parameter: None }
}

fn node(label: Label, unit: Unit, combine: Combine, children: Vec<WhyTree>) -> WhyTree {
    let value = match combine {
        Combine::Sum | Combine::Notes => children.iter().map(|child| child.value).sum(),
        Combine::Product => children.iter().map(|child| child.value).product(),
    };
    WhyTree { label, value, unit, combine, children, parameter: None }
}

impl Explained<'_> {
    fn of(&self, gauge: Gauge, gauges: &Gauges, before: f64) -> WhyTree {
        match gauge {
            Gauge::Cost => self.cost(gauges, before),
            Gauge::LockIn => self.lock_in(gauges),
            Gauge::Security => self.security(gauges),
            Gauge::Scale => self.scale(gauges),
            Gauge::Compliance => self.compliance(gauges),
        }
    }

    fn cost(&self, gauges: &Gauges, before: f64) -> WhyTree {
        let last = (self.state.month as usize / 12).saturating_sub(1);
        let mut year = node(
            Label::ThisYear,
            Unit::KiloDollars,
            Combine::Product,
            vec![
                leaf(Label::Discount, self.model.discount(last), Unit::Factor),
                node(Label::Undiscounted, Unit::KiloDollars, Combine::Sum, self.by_category()),
            ],
        );
        // Cents are rounded per posting; the gauge counts the rounded cents.
        year.value = self.state.agency.discounted[ONLY] - before;
        let mut exit: Vec<WhyTree> =
            (0..self.model.components.len()).map(|index| self.exit_of(index)).collect();
        exit.sort_by(|a, b| b.value.total_cmp(&a.value));
        let years = f64::from(self.state.month) / 12.0;
        let rate = self.model.rules.discount_rate;
        let owed = node(
            Label::ExitOwed,
            Unit::KiloDollars,
            Combine::Product,
            vec![
                WhyTree {
                    parameter: Some(self.case.rules.discount_rate),
                    ..leaf(
                        Label::Discount,
                        formulas::finance::discount_factor(rate, years),
                        Unit::Factor,
                    )
                },
                node(Label::Undiscounted, Unit::KiloDollars, Combine::Sum, exit),
            ],
        );
        let mut children = vec![year, owed];
        if before > 0.0 {
            children.insert(0, leaf(Label::EarlierYears, before, Unit::KiloDollars));
        }
        let mut tree = node(Label::Gauge(Gauge::Cost), Unit::KiloDollars, Combine::Sum, children);
        tree.value = gauges.cost;
        tree
    }

    /// This year's postings: category → place → rule → factors of the largest posting.
    fn by_category(&self) -> Vec<WhyTree> {
        let mut categories: Vec<WhyTree> = Category::ALL
            .iter()
            .filter_map(|category| {
                let mut places: Vec<WhyTree> = (0..=agency_place(self.model))
                    .filter_map(|place| self.by_rule(*category, place))
                    .collect();
                if places.is_empty() {
                    return None;
                }
                places.sort_by(|a, b| b.value.total_cmp(&a.value));
                let label = Label::Category(*category);
                Some(node(label, Unit::KiloDollars, Combine::Sum, places))
            })
            .collect();
        categories.sort_by(|a, b| b.value.total_cmp(&a.value));
        categories
    }

    fn by_rule(&self, category: Category, place: usize) -> Option<WhyTree> {
        let mut rules: Vec<(Rule, f64, Option<&Why>, i64)> = Vec::new();
        for (posting, why) in &self.trace.postings {
            if posting.category != category || posting.place != place {
                continue;
            }
            let found = match rules.iter().position(|(rule, ..)| *rule == why.rule) {
                Some(found) => found,
                None => {
                    rules.push((why.rule, 0.0, None, i64::MIN));
                    rules.len() - 1
                }
            };
            let entry = &mut rules[found];
            entry.1 += posting.amount.kilodollars();
            if posting.amount.cents() > entry.3 {
                (entry.2, entry.3) = (Some(why), posting.amount.cents());
            }
        }
        if rules.is_empty() {
            return None;
        }
        let children = rules
            .into_iter()
            .map(|(rule, total, largest, _)| WhyTree {
                label: Label::Rule(rule),
                value: total,
                unit: Unit::KiloDollars,
                combine: Combine::Notes,
                children: largest.map_or_else(Vec::new, |why| self.factors(why)),
                parameter: None,
            })
            .collect();
        let place =
            if place == agency_place(self.model) { None } else { Some(ComponentId(place as u16)) };
        Some(node(Label::Place(place), Unit::KiloDollars, Combine::Sum, children))
    }

    fn factors(&self, why: &Why) -> Vec<WhyTree> {
        why.factors
            .iter()
            .map(|factor| WhyTree {
                parameter: self.parameter(factor),
                ..leaf(Label::Input(factor.what), factor.value, Unit::Factor)
            })
            .collect()
    }

    /// The number of the case behind a factor.
    fn parameter(&self, factor: &Factor) -> Option<ParamId> {
        let case = self.case;
        match factor.origin {
            Origin::State | Origin::Luck => None,
            Origin::Parameter(id) => Some(id),
            Origin::Option(index, field) => Some(field.parameter(&case.options[index].profile)),
            Origin::Component(index, field) => Some(field.parameter(&case.components[index])),
            Origin::Supplier(index, field) => Some(field.parameter(&case.suppliers[index])),
            Origin::Pool(index) => Some(case.pools[index].rate),
            Origin::UseCase(index, field) => Some(field.parameter(&case.use_cases[index])),
            Origin::Rule(field) => Some(field.parameter(&case.rules)),
            Origin::Guardrail(index) => case
                .guardrails
                .iter()
                .find(|offer| offer.guardrail as usize == index)
                .map(|offer| offer.cost),
        }
    }

    fn exit_of(&self, index: usize) -> WhyTree {
        let cost = lock_in::exit_cost(self.model, self.state, ONLY, index);
        let rules = &self.case.rules;
        let profile = &self.case.options[self.state.stations[index].option[ONLY]].profile;
        let parts = [
            (ExitPart::Data, cost.data, Some(rules.move_per_terabyte)),
            (ExitPart::Adapters, cost.adapters, Some(rules.rework_hours)),
            (ExitPart::Artefacts, cost.artefacts, Some(profile.exportable)),
            (ExitPart::Retraining, cost.retraining, Some(rules.retrain_days)),
            (ExitPart::Parallel, cost.parallel, Some(rules.exit_parallel_months)),
            (ExitPart::Reauthorisation, cost.reauthorisation, Some(profile.authorisation)),
            (ExitPart::Penalty, cost.penalty, Some(rules.exit_penalty)),
            (ExitPart::Egress, cost.egress, Some(profile.egress)),
        ];
        let children = parts
            .into_iter()
            .filter(|(_, value, _)| *value != 0.0)
            .map(|(part, value, parameter)| WhyTree {
                parameter,
                ..leaf(Label::ExitPart(part), value, Unit::KiloDollars)
            })
            .collect();
        let label = Label::Place(Some(ComponentId(index as u16)));
        node(label, Unit::KiloDollars, Combine::Sum, children)
    }

    fn lock_in(&self, gauges: &Gauges) -> WhyTree {
        let shares = lock_in::spend_shares(self.model, self.state, ONLY);
        let mut children: Vec<WhyTree> = shares
            .by_component
            .iter()
            .enumerate()
            .map(|(index, share)| {
                let parts = lock_in::parts(self.model, self.state, ONLY, index);
                let points: Vec<WhyTree> = parts
                    .as_array()
                    .into_iter()
                    .zip(LockInParts::WEIGHTS)
                    .zip(LOCK_IN_PARTS)
                    .map(|((value, weight), part)| {
                        leaf(Label::LockInPart(part), 100.0 * weight * value, Unit::Points)
                    })
                    .collect();
                let label = Label::Place(Some(ComponentId(index as u16)));
                node(
                    label,
                    Unit::Points,
                    Combine::Product,
                    vec![
                        leaf(Label::SpendShare, *share, Unit::Share),
                        node(Label::Undiscounted, Unit::Points, Combine::Sum, points),
                    ],
                )
            })
            .collect();
        children.sort_by(|a, b| b.value.total_cmp(&a.value));
        let suppliers = shares
            .by_supplier
            .iter()
            .enumerate()
            .filter(|(_, share)| **share > 0.0)
            .map(|(index, share)| {
                let label = Label::Supplier(SupplierId(index as u16));
                leaf(label, lock_in::CONCENTRATION_POINTS * share * share, Unit::Points)
            })
            .collect();
        children.push(node(Label::Concentration, Unit::Points, Combine::Sum, suppliers));
        let mut tree = node(Label::Gauge(Gauge::LockIn), Unit::Points, Combine::Sum, children);
        tree.value = gauges.lock_in;
        tree
    }

    fn security(&self, gauges: &Gauges) -> WhyTree {
        let mut children: Vec<WhyTree> = self
            .trace
            .happenings
            .iter()
            .filter(|(occurrence, _)| occurrence.loss.cents() != 0)
            .map(|(occurrence, why)| {
                let mut notes = vec![WhyTree {
                    label: Label::Rule(why.rule),
                    value: why.product(),
                    unit: Unit::PerYear,
                    combine: Combine::Product,
                    children: self.factors(why),
                    parameter: None,
                }];
                // The posting of this loss: size × stakes × containment.
                let posted = self.trace.postings.iter().find(|(posting, _)| {
                    posting.month == occurrence.month
                        && posting.amount == occurrence.loss
                        && posting.category == Category::Incident
                });
                if let Some((posting, why)) = posted {
                    notes.push(WhyTree {
                        label: Label::Category(Category::Incident),
                        value: posting.amount.kilodollars(),
                        unit: Unit::KiloDollars,
                        combine: Combine::Product,
                        children: self.factors(why),
                        parameter: None,
                    });
                }
                WhyTree {
                    label: Label::Occurrence(*occurrence),
                    value: occurrence.loss.kilodollars(),
                    unit: Unit::KiloDollars,
                    combine: Combine::Notes,
                    children: notes,
                    parameter: None,
                }
            })
            .collect();
        children.sort_by(|a, b| b.value.total_cmp(&a.value));
        let mut tree =
            node(Label::Gauge(Gauge::Security), Unit::KiloDollars, Combine::Sum, children);
        tree.value = gauges.losses.kilodollars();
        // What is to be expected of the year ahead stands beside the sum, worth nothing in it.
        let expected = self.expected();
        tree.children.push(WhyTree {
            label: Label::ExpectedLoss,
            value: gauges.expected_loss,
            unit: Unit::KiloDollars,
            combine: Combine::Notes,
            children: expected,
            parameter: None,
        });
        tree
    }

    fn expected(&self) -> Vec<WhyTree> {
        let mut stations: Vec<WhyTree> = (0..self.model.components.len())
            .map(|index| {
                let now = &self.state.stations[index].now;
                WhyTree {
                    label: Label::Place(Some(ComponentId(index as u16))),
                    value: security::exploit_rate(self.model, self.state, ONLY, index),
                    unit: Unit::PerYear,
                    combine: Combine::Notes,
                    children: vec![
                        leaf(Label::PatchDays, now.patch_days[ONLY], Unit::Days),
                        leaf(Label::Resistance, now.resistance[ONLY], Unit::Share),
                        leaf(Label::Vulnerability, now.vulnerability[ONLY], Unit::Share),
                    ],
                    parameter: None,
                }
            })
            .collect();
        stations.sort_by(|a, b| b.value.total_cmp(&a.value));
        stations
    }

    fn scale(&self, gauges: &Gauges) -> WhyTree {
        let tally = &self.state.tally;
        let children = tally
            .by_use_case
            .iter()
            .enumerate()
            .map(|(index, [demand, within])| (index, demand[ONLY], within[ONLY]))
            .filter(|(_, demand, _)| *demand > 0.0)
            .map(|(index, demand, within)| {
                let id = UseCaseId(index as u16);
                let mut parts = vec![
                    leaf(Label::DemandShare, demand / tally.demand[ONLY], Unit::Share),
                    leaf(Label::ServedInTime, within / demand, Unit::Share),
                ];
                let weakest = usize::from(self.state.use_cases[index].weakest[ONLY]);
                if let Some(station) = self.state.stations.get(weakest) {
                    let now = &station.now;
                    let (load, capacity) = (now.load[ONLY], now.capacity[ONLY]);
                    let load = if capacity > 0.0 { load / capacity } else { 1.0 };
                    let mut why =
                        leaf(Label::WeakestStation(ComponentId(weakest as u16)), 1.0, Unit::Factor);
                    why.children = vec![
                        leaf(Label::Utilisation, load, Unit::Share),
                        leaf(Label::WaitingProbability, now.waiting[ONLY], Unit::Share),
                        leaf(Label::Nodes, f64::from(station.nodes[ONLY]), Unit::Count),
                    ];
                    parts.push(why);
                }
                node(Label::UseCase(id), Unit::Share, Combine::Product, parts)
            })
            .collect();
        let mut tree = node(Label::Gauge(Gauge::Scale), Unit::Share, Combine::Sum, children);
        tree.value = gauges.served;
        tree
    }

    fn compliance(&self, gauges: &Gauges) -> WhyTree {
        let required: Vec<usize> = (0..self.model.controls.len())
            .filter(|index| {
                let control = &self.model.controls[*index];
                compliance::is_required(self.model, self.state, control)
            })
            .collect();
        let share = 1.0 / required.len().max(1) as f64;
        let mut children: Vec<WhyTree> = required
            .into_iter()
            .map(|index| {
                let control = &self.model.controls[index];
                let unmet = compliance::unmet(self.model, self.state, ONLY, control);
                let value = if unmet.is_some() { 0.0 } else { share };
                let mut why = leaf(Label::Control(ControlId(index as u16)), value, Unit::Share);
                why.children = unmet
                    .map(|need| leaf(Label::Unmet(need.clone()), 0.0, Unit::Share))
                    .into_iter()
                    .collect();
                why
            })
            .collect();
        children.sort_by(|a, b| a.value.total_cmp(&b.value));
        let mut tree = node(Label::Gauge(Gauge::Compliance), Unit::Share, Combine::Sum, children);
        tree.value = gauges.controls;
        tree
    }
}

const LOCK_IN_PARTS: [LockInPart; 7] = [
    LockInPart::DataGravity,
    LockInPart::Interfaces,
    LockInPart::Artefacts,
    LockInPart::Skills,
    LockInPart::Contract,
    LockInPart::Egress,
    LockInPart::Concentration,
];
