//! What running the pipeline costs each month: licence, usage, support, infrastructure,
//! continuous monitoring, human review.

use super::ledger::{Ledger, agency_place};
use super::model::{Model, OptionNumbers};
use super::people::{component_factor, month_factor, option_factor, rule_factor};
use super::state::{Stage, State, Station};
use super::trace::{
    ComponentField, Factor, Input, OptionField, Origin, Recorder, Rule, RuleField, UseCaseField,
    Why,
};
use crate::lanes::{Arrays, Row, Vectors, each, lanes_where};
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
pub(super) fn yearly_cost<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    index: usize,
) -> f64 {
    let station = &state.stations[index];
    let pool = model.components[index].pool;
    yearly_tool(model, state, lane, index, station.now.load[lane])
        + station.now.effort[lane] * state.pools[pool].coverage[lane] * model.pools[pool].rate
}

/// As [`yearly_cost`] without effort: what the tool itself costs at a relative load (k$/year); nothing
/// once it is switched off.
#[must_use]
pub(super) fn yearly_tool<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    index: usize,
    load: f64,
) -> f64 {
    let station = &state.stations[index];
    if station.crippled[lane] {
        return 0.0;
    }
    let option = &model.options[station.option[lane]];
    yearly_licence(model, state, lane, index, load)
        + station.surcharge[lane]
        + option.n.support
        + option.n.infrastructure * f64::from(station.nodes[lane]) / option.reference_nodes
        + option.n.authorisation * model.rules.monitoring_share
}

/// Licence and usage of a component at a relative load and today's price (k$/year).
#[must_use]
pub(super) fn yearly_licence<const L: usize>(
    model: &Model,
    state: &State<L>,
    lane: usize,
    index: usize,
    load: f64,
) -> f64 {
    let station = &state.stations[index];
    let factor = station.price[lane] * state.levers.get(lane, Lever::Price, index);
    yearly_price(model, station.option[lane], factor, load)
}

/// The month's running costs of a station, at its price lever.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub(super) fn pay<V: Vectors<L>, R: Recorder<L>, const L: usize>(
    v: V,
    model: &Model,
    ledger: &mut Ledger<L>,
    station: &mut Station<L>,
    recorder: &mut R,
    (month, index): (u16, usize),
    lever: V::Row,
) {
    let factor = v.row(&station.price) * lever;
    if R::ON {
        let factor = factor.array();
        for lane in each(lanes_where::<L>(|lane| !station.crippled[lane])) {
            let (option, nodes) = (station.option[lane], f64::from(station.nodes[lane]));
            let (factor, load) = (factor[lane], station.now.load[lane]);
            pay_for(model, ledger, lane, recorder, month, index, option, factor, nodes, load);
        }
    } else {
        pay_bill::<V, R, L>(v, model, ledger, station, index, factor);
    }
    let none = v.all(0.0);
    let charged = none.below(v.row(&station.surcharge)) & none.below(v.row(&station.kept.runs));
    for lane in each(V::Row::lanes(charged)) {
        let surcharge = station.surcharge[lane];
        let cell = (index, Category::Licence);
        ledger.post(lane, recorder, month, cell, surcharge / 12.0, || {
            let what = Input::Surcharge;
            Why::new(
                Rule::Surcharge,
                vec![Factor { what, value: surcharge, origin: Origin::Luck }, month_factor()],
            )
        });
    }
    for lane in each(station.kept.under_way) {
        if let Some(project) = &station.project[lane]
            && project.stage == Stage::Migrate
        {
            // Old and new both run and cost.
            let (option, price) = (project.option, project.price);
            let (nodes, load) = (model.options[option].reference_nodes, station.now.load[lane]);
            pay_for(model, ledger, lane, recorder, month, index, option, price, nodes, load);
        }
    }
}

/// A month's lines of an option that depend neither on its price nor on the load (k$).
pub(super) struct Lines {
    pub support: f64,
    pub infrastructure: f64,
    pub monitoring: f64,
}

/// These lines, at so many nodes over the reference and a share of the authorisation for monitoring.
#[inline]
pub(super) fn lines(n: &OptionNumbers, monitoring_share: f64, over: f64) -> Lines {
    Lines {
        support: n.support / 12.0,
        infrastructure: n.infrastructure * over / 12.0,
        monitoring: n.authorisation * monitoring_share / 12.0,
    }
}

/// The line for a flat licence, or for usage of list price × load (k$), at a price factor.
#[inline(always)]
fn licence<V: Vectors<L>, const L: usize>(
    list: V::Row,
    licence_factor: f64,
    factor: V::Row,
) -> V::Row {
    list * licence_factor * factor / 12.0
}

/// As [`pay_for`] for the running options when nobody asks why.
#[inline(always)]
fn pay_bill<V: Vectors<L>, R: Recorder<L>, const L: usize>(
    v: V,
    model: &Model,
    ledger: &mut Ledger<L>,
    station: &mut Station<L>,
    index: usize,
    factor: V::Row,
) {
    let licence_factor = model.components[index].n.licence_factor;
    let (kept, load) = (&station.kept, v.row(&station.now.load));
    // Most options cost the one or the other.
    let none = v.all(0.0);
    let mut licences = none;
    for list in [v.row(&kept.licence), v.row(&kept.usage) * load] {
        if V::Row::any(!list.equals(none)) {
            let amount = licence::<V, L>(list, licence_factor, factor);
            licences = licences + Money::whole_cents(v, amount);
        }
    }
    let bill = &kept.bill;
    let runs = none.below(v.row(&kept.runs));
    if R::CELLS {
        for (category, cents) in [
            (Category::Licence, &licences.array()),
            (Category::Support, &bill.support),
            (Category::Infrastructure, &bill.infrastructure),
            (Category::Compliance, &bill.monitoring),
        ] {
            ledger.add::<V, R>(v, index, category, v.row(cents).only(runs));
        }
    } else {
        let cents = licences + v.row(&bill.fixed);
        ledger.add::<V, R>(v, index, Category::Licence, cents.only(runs));
    }
}

#[inline(never)]
#[expect(clippy::too_many_arguments, reason = "one posting rule, called for old and new")]
fn pay_for<R: Recorder<L>, const L: usize>(
    model: &Model,
    ledger: &mut Ledger<L>,
    lane: usize,
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
    let lines = lines(n, model.rules.monitoring_share, over);
    let of = |list: f64| {
        let [amount] =
            licence::<Arrays, 1>(Arrays.row(&[list]), licence_factor, Arrays.row(&[factor]))
                .array();
        amount
    };
    let amount = of(n.licence);
    ledger.post(lane, recorder, month, (index, Category::Licence), amount, || {
        Why::new(
            Rule::Licence,
            scaled(vec![list(Input::ListPrice, n.licence, OptionField::Licence)]),
        )
    });
    let amount = of(n.usage * load);
    ledger.post(lane, recorder, month, (index, Category::Licence), amount, || {
        Why::new(
            Rule::Usage,
            scaled(vec![
                list(Input::UsagePrice, n.usage, OptionField::Usage),
                Factor { what: Input::RelativeLoad, value: load, origin: Origin::State },
            ]),
        )
    });
    ledger.post(lane, recorder, month, (index, Category::Support), lines.support, || {
        Why::new(
            Rule::Support,
            vec![list(Input::SupportPrice, n.support, OptionField::Support), month_factor()],
        )
    });
    ledger.post(
        lane,
        recorder,
        month,
        (index, Category::Infrastructure),
        lines.infrastructure,
        || {
            Why::new(
                Rule::Infrastructure,
                vec![
                    list(Input::InfrastructurePrice, n.infrastructure, OptionField::Infrastructure),
                    Factor { what: Input::NodesOverReference, value: over, origin: Origin::State },
                    month_factor(),
                ],
            )
        },
    );
    let share = model.rules.monitoring_share;
    ledger.post(lane, recorder, month, (index, Category::Compliance), lines.monitoring, || {
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
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub(super) fn review<V: Vectors<L>, R: Recorder<L>, const L: usize>(
    v: V,
    model: &Model,
    state: &mut State<L>,
    recorder: &mut R,
) {
    let State { month, use_cases, levers, ledger, .. } = state;
    let month = *month;
    let of_year = month as usize % 12;
    for (index, (use_case, now)) in model.use_cases.iter().zip(use_cases).enumerate() {
        let (n, season) = (&use_case.n, use_case.season[of_year]);
        let looked_at = v.row(&now.volume)
            * n.demand
            * v.row(&now.surge)
            * season
            * levers.at(v, Lever::Demand, index)
            * v.row(&now.review.map(|review| review_share(model, review)))
            / 1000.0;
        let none = v.all(0.0);
        let cases = looked_at.only(none.below(v.row(&now.on)));
        let cell = (agency_place(model), Category::Compliance);
        ledger.post_all(v, recorder, month, cell, cases * n.review_cost, |lane| {
            let value = cases.array()[lane];
            Why::new(
                Rule::HumanReview,
                vec![
                    Factor { what: Input::CasesReviewed, value, origin: Origin::State },
                    Factor {
                        what: Input::ReviewCost,
                        value: n.review_cost,
                        origin: Origin::UseCase(index, UseCaseField::ReviewCost),
                    },
                ],
            )
        });
    }
}
