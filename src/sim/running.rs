//! What running the pipeline costs each month: licence, usage, support, infrastructure,
//! continuous monitoring, human review.

use super::ledger::{Ledger, agency_place};
use super::model::Model;
use super::people::{component_factor, month_factor, option_factor, rule_factor};
use super::state::{Bill, Stage, State, Station};
use super::trace::{
    ComponentField, Factor, Input, OptionField, Origin, Recorder, Rule, RuleField, UseCaseField,
    Why,
};
use crate::scenario::case::{Lever, Review};
use crate::scenario::vocabulary::Category;
use crate::units::Money;

/// Yearly price of an option in a component at a price factor and relative load (k$/year):
/// flat licence and usage, without support.
#[must_use]
pub(super) fn yearly_price(model: &Model, option: usize, factor: f64, load: f64) -> f64 {
    let option = &model.options[option];
    let component = &model.components[option.component];
    (option.n.licence + option.n.usage * load) * component.n.licence_factor * factor
}

/// Whether an option costs a licence, usage or support, so that there is a contract.
#[must_use]
pub(super) fn is_bought(model: &Model, option: usize) -> bool {
    let n = &model.options[option].n;
    n.licence + n.usage + n.support > 0.0
}

/// Yearly cost of running a component as it is (k$/year), own effort included.
#[must_use]
pub(super) fn yearly_cost(model: &Model, state: &State, index: usize) -> f64 {
    let station = &state.stations[index];
    let pool = model.components[index].pool;
    yearly_tool(model, state, index, state.stations[index].now.load)
        + station.now.effort * state.pools[pool].coverage * model.pools[pool].rate
}

/// As [`yearly_cost`] without effort: what the tool itself costs at a relative load (k$/year); nothing
/// once it is switched off.
#[must_use]
pub(super) fn yearly_tool(model: &Model, state: &State, index: usize, load: f64) -> f64 {
    let station = &state.stations[index];
    if station.crippled {
        return 0.0;
    }
    let n = &model.options[station.option].n;
    yearly_licence(model, state, index, load)
        + station.surcharge
        + n.support
        + n.infrastructure * f64::from(station.nodes)
            / model.options[station.option].reference_nodes
        + n.authorisation * model.rules.monitoring_share
}

/// Licence and usage of a component at a relative load and today's price (k$/year).
#[must_use]
pub(super) fn yearly_licence(model: &Model, state: &State, index: usize, load: f64) -> f64 {
    yearly_price(model, state.stations[index].option, price_factor(state, index), load)
}

#[inline]
fn price_factor(state: &State, index: usize) -> f64 {
    state.stations[index].price * state.levers.get(Lever::Price, index)
}

/// The month's running costs of a station, at its price lever.
#[inline]
pub(super) fn pay<R: Recorder>(
    model: &Model,
    ledger: &mut Ledger,
    station: &mut Station,
    recorder: &mut R,
    (month, index): (u16, usize),
    lever: f64,
) {
    let factor = station.price * lever;
    let load = station.now.load;
    if !station.crippled {
        if R::ON {
            let (option, nodes) = (station.option, f64::from(station.nodes));
            pay_for(model, ledger, recorder, month, index, option, factor, nodes, load);
        } else {
            pay_bill::<R>(model, ledger, station, index, factor);
        }
        let surcharge = station.surcharge;
        if surcharge > 0.0 {
            let cell = (index, Category::Licence);
            ledger.post(recorder, month, cell, surcharge / 12.0, || {
                let what = Input::Surcharge;
                Why::new(
                    Rule::Surcharge,
                    vec![Factor { what, value: surcharge, origin: Origin::Luck }, month_factor()],
                )
            });
        }
    }
    if let Some(project) = &station.project
        && project.stage == Stage::Migrate
    {
        // Old and new both run and cost.
        let (option, price) = (project.option, project.price);
        let nodes = model.options[option].reference_nodes;
        pay_for(model, ledger, recorder, month, index, option, price, nodes, load);
    }
}

/// A month's lines of an option in a component (k$).
struct Lines {
    licence: f64,
    support: f64,
    infrastructure: f64,
    monitoring: f64,
}

/// The lines that do not depend on the load, at a price factor and so many nodes over the reference.
#[inline]
fn lines(model: &Model, index: usize, option: usize, factor: f64, over: f64) -> Lines {
    let n = &model.options[option].n;
    Lines {
        licence: n.licence * model.components[index].n.licence_factor * factor / 12.0,
        support: n.support / 12.0,
        infrastructure: n.infrastructure * over / 12.0,
        monitoring: n.authorisation * model.rules.monitoring_share / 12.0,
    }
}

/// The line for usage (k$).
#[inline]
fn usage(model: &Model, index: usize, option: usize, factor: f64, load: f64) -> f64 {
    model.options[option].n.usage * load * model.components[index].n.licence_factor * factor / 12.0
}

/// As [`pay_for`] for the running option when nobody asks why: the lines that do not depend on the
/// load are kept in cents as long as option, nodes and price stay.
#[inline]
fn pay_bill<R: Recorder>(
    model: &Model,
    ledger: &mut Ledger,
    station: &mut Station,
    index: usize,
    factor: f64,
) {
    let made_of = (station.option, station.nodes, factor.to_bits());
    let bill = match &station.kept.bill {
        Some(bill) if bill.made_of == made_of => bill,
        _ => station.kept.bill.insert(make_bill(model, index, made_of)),
    };
    let usage = usage(model, index, station.option, factor, station.now.load);
    ledger.add_all::<R, _>(
        index,
        &[
            (Category::Licence, bill.licence + Money::from_kilodollars(usage).cents()),
            (Category::Support, bill.support),
            (Category::Infrastructure, bill.infrastructure),
            (Category::Compliance, bill.monitoring),
        ],
    );
}

#[inline(never)]
fn make_bill(model: &Model, index: usize, made_of: (usize, u16, u64)) -> Bill {
    let (option, nodes, factor) = made_of;
    let over = f64::from(nodes) / model.options[option].reference_nodes;
    let lines = lines(model, index, option, f64::from_bits(factor), over);
    let cents = |kilodollars| Money::from_kilodollars(kilodollars).cents();
    Bill {
        made_of,
        licence: cents(lines.licence),
        support: cents(lines.support),
        infrastructure: cents(lines.infrastructure),
        monitoring: cents(lines.monitoring),
    }
}

#[expect(clippy::too_many_arguments, reason = "one posting rule, called for old and new")]
fn pay_for<R: Recorder>(
    model: &Model,
    ledger: &mut Ledger,
    recorder: &mut R,
    month: u16,
    index: usize,
    option: usize,
    factor: f64,
    nodes: f64,
    load: f64,
) {
    let n = &model.options[option].n;
    let licence_factor = model.components[index].n.licence_factor;
    let list = |what, value, field| option_factor(what, value, option, field);
    let scaled = |mut factors: Vec<Factor>| {
        factors.extend([
            component_factor(
                Input::LicenceFactor,
                licence_factor,
                index,
                ComponentField::LicenceFactor,
            ),
            Factor { what: Input::PriceFactor, value: factor, origin: Origin::State },
            month_factor(),
        ]);
        factors
    };
    let over = nodes / model.options[option].reference_nodes;
    let lines = lines(model, index, option, factor, over);
    ledger.post(recorder, month, (index, Category::Licence), lines.licence, || {
        Why::new(
            Rule::Licence,
            scaled(vec![list(Input::ListPrice, n.licence, OptionField::Licence)]),
        )
    });
    let amount = usage(model, index, option, factor, load);
    ledger.post(recorder, month, (index, Category::Licence), amount, || {
        Why::new(
            Rule::Usage,
            scaled(vec![
                list(Input::UsagePrice, n.usage, OptionField::Usage),
                Factor { what: Input::RelativeLoad, value: load, origin: Origin::State },
            ]),
        )
    });
    ledger.post(recorder, month, (index, Category::Support), lines.support, || {
        Why::new(
            Rule::Support,
            vec![list(Input::SupportPrice, n.support, OptionField::Support), month_factor()],
        )
    });
    ledger.post(recorder, month, (index, Category::Infrastructure), lines.infrastructure, || {
        Why::new(
            Rule::Infrastructure,
            vec![
                list(Input::InfrastructurePrice, n.infrastructure, OptionField::Infrastructure),
                Factor { what: Input::NodesOverReference, value: over, origin: Origin::State },
                month_factor(),
            ],
        )
    });
    let share = model.rules.monitoring_share;
    ledger.post(recorder, month, (index, Category::Compliance), lines.monitoring, || {
        Why::new(
            Rule::ContinuousMonitoring,
            vec![
                list(Input::AuthorisationCost, n.authorisation, OptionField::Authorisation),
                rule_factor(Input::MonitoringShare, share, RuleField::MonitoringShare),
                month_factor(),
            ],
        )
    });
}

/// Share of cases that people look at.
#[must_use]
pub(super) fn review_share(model: &Model, review: Review) -> f64 {
    match review {
        Review::None => 0.0,
        Review::Sampled => model.rules.sample_share,
        Review::Full => 1.0,
    }
}

/// The month's human review of cases.
pub(super) fn review<R: Recorder>(model: &Model, state: &mut State, recorder: &mut R) {
    let State { month, use_cases, levers, ledger, .. } = state;
    let of_year = *month as usize % 12;
    let demand = levers.row(Lever::Demand);
    for (index, (use_case, now)) in model.use_cases.iter().zip(use_cases).enumerate() {
        if !now.live || now.suspended_until > *month || now.review == Review::None {
            continue;
        }
        let cases = use_case.n.demand
            * now.volume
            * now.surge
            * use_case.season[of_year]
            * demand[index]
            * review_share(model, now.review)
            / 1000.0;
        let cost = use_case.n.review_cost;
        let cell = (agency_place(model), Category::Compliance);
        ledger.post(recorder, *month, cell, cases * cost, || {
            Why::new(
                Rule::HumanReview,
                vec![
                    Factor { what: Input::CasesReviewed, value: cases, origin: Origin::State },
                    Factor {
                        what: Input::ReviewCost,
                        value: cost,
                        origin: Origin::UseCase(index, UseCaseField::ReviewCost),
                    },
                ],
            )
        });
    }
}
