//! What tools cost: licences against staff, size against price, caps, discounting.

use crate::lab::{
    Agency, Family, HORIZON, OPEN, PROPRIETARY, adopt, at_least, at_most, fact, median,
    on_every_luck, quantile, run, run_from, share_of_pairs, within,
};
use stackholders::scenario::vocabulary::Category;
use stackholders::sim::ledger::Posting;
use stackholders::sim::outcome::Occurrence;
use stackholders::sim::trace::{Recorder, Rule, Why};
use stackholders::sim::{NoTrace, State};

/// Adds up the staff time that tools take: running them, the platform below, looking after suppliers.
#[derive(Default)]
struct ToolStaff(f64);

impl Recorder for ToolStaff {
    const ON: bool = true;
    fn post(&mut self, posting: Posting, why: Why) {
        if matches!(why.rule, Rule::RunEffort | Rule::PlatformBaseline | Rule::SupplierManagement) {
            self.0 += posting.amount.kilodollars();
        }
    }
    fn happened(&mut self, _: &Occurrence, _: Why) {}
}

#[test]
fn f01_open_costs_staff_where_proprietary_costs_licences() {
    let measure = |family: Family| {
        let model = Agency::usual().rich().standing_on_family(family, 12).model();
        on_every_luck(|luck| {
            let mut staff = ToolStaff::default();
            let state = State::start(&model, &luck);
            let run = run_from(&model, &luck, state, &[], HORIZON, &mut staff);
            (run.spent(&[Category::Licence, Category::Support]), staff.0)
        })
    };
    let (open, proprietary) = (measure(OPEN), measure(PROPRIETARY));
    let licences = share_of_pairs(&open, &proprietary, |o, p| o.0 < 0.4 * p.0);
    let staff = share_of_pairs(&open, &proprietary, |o, p| o.1 > 1.8 * p.1);
    fact(
        "F01 open costs staff where proprietary costs licences",
        &[
            at_least("lucks in which open pays < 40 % of the licences and support", licences, 0.9),
            at_least("lucks in which open takes > 1.8 times the staff", staff, 0.9),
        ],
    );
}

/// Share of lucks in which five years of open cost more than five years of proprietary, exit still owed included.
fn open_is_dearer(people: usize, load: f64) -> f64 {
    let costs = |family: Family| {
        let agency = Agency::usual().rich().with_staff(people);
        let model = agency.standing_on_family(family, 12).model();
        on_every_luck(|luck| {
            let mut state = State::start(&model, &luck);
            state.use_cases.iter_mut().for_each(|now| now.volume = [load]);
            run_from(&model, &luck, state, &[], HORIZON, &mut NoTrace).last().cost
        })
    };
    share_of_pairs(&costs(OPEN), &costs(PROPRIETARY), |open, proprietary| open > proprietary)
}

#[test]
fn f05_small_teams_pay_more_for_open_and_large_loads_more_for_proprietary() {
    fact(
        "F05 small teams pay more for open, large loads more for proprietary",
        &[
            within("open is dearer: 3 people, half the load", open_is_dearer(3, 0.5), 0.5, 0.7)
                .but_bar_is(">= 0.7"),
            within("4 people, today's load", open_is_dearer(4, 1.0), 0.25, 0.5)
                .but_bar_is(">= 0.7"),
            at_most("8 people, today's load", open_is_dearer(8, 1.0), 0.3),
            at_most("16 people, four times the load", open_is_dearer(16, 4.0), 0.3),
        ],
    );
}

#[test]
fn f10_a_price_cap_saves_money_and_worry() {
    let usual = Agency::usual().rich();
    let portfolio = usual.portfolio("all-proprietary");
    let model = usual.standing_on(&portfolio, 12).model();
    let licences = |capped: bool| {
        on_every_luck(|luck| {
            let mut state = State::start(&model, &luck);
            if capped {
                state.stations.iter_mut().for_each(|station| station.capped_until = [60]);
            }
            run_from(&model, &luck, state, &[], HORIZON, &mut NoTrace).spent(&[Category::Licence])
        })
    };
    let (free, capped) = (licences(false), licences(true));
    let saved = median(free.iter().zip(&capped).map(|(free, capped)| 1.0 - capped / free));
    let spread = quantile(free.iter().copied(), 0.9) / median(free.iter().copied());
    fact(
        "F10 a price cap saves money and worry",
        &[
            at_least("share of five years' licences saved, median", saved, 0.08),
            within("without a cap, ninth decile over median", spread, 1.08, 1.18)
                .but_bar_is(">= 1.2"),
        ],
    );
}

#[test]
fn f19_a_high_discount_rate_flatters_proprietary() {
    let measure = |family: Family, rate: f64| {
        let mut agency = Agency::usual().unlimited().with("parameters.discount_rate", rate);
        let portfolio: Vec<_> = agency.portfolio_of(family).into_iter().enumerate().collect();
        let model = agency.model();
        on_every_luck(|luck| run(&model, &luck, &adopt(&portfolio), HORIZON).last().cost)
    };
    let ratio = |rate| -> Vec<f64> {
        let (open, proprietary) = (measure(OPEN, rate), measure(PROPRIETARY, rate));
        open.iter().zip(&proprietary).map(|(o, p)| p / o).collect()
    };
    let (low, high) = (ratio(0.02), ratio(0.07));
    let lower = share_of_pairs(&low, &high, |low, high| high < low);
    let turned = share_of_pairs(&low, &high, |low, high| (*low > 1.0) != (*high > 1.0));
    fact(
        "F19 a high discount rate flatters proprietary",
        &[
            within("lucks in which 7 % instead of 2 % favours proprietary", lower, 0.8, 0.9)
                .but_bar_is(">= 0.9"),
            within("lucks in which it turns the order", turned, 0.03, 0.25),
        ],
    );
}
