//! What ties an agency to a supplier, and what loosens the tie.

use crate::lab::{
    Agency, Family, HORIZON, MANAGED, OPEN, PROPRIETARY, Run, at_least, at_most, every_year, fact,
    mean, median, on_every_luck, run, run_from, share, share_of_pairs, within,
};
use stackholders::luck::Luck;
use stackholders::scenario::plan::Guardrail;
use stackholders::sim::{NoTrace, ONLY, State, advance};

/// Suppliers stay, so that what is compared is what was chosen.
fn lasting() -> Agency {
    Agency::usual().rich().with("*.end_rate", 0.0).with("*.acquisition_rate", 0.0)
}

/// Yearly contracts: what is left of a contract is the same at the end of every year.
fn standing(family: Family) -> Vec<Run> {
    let model = lasting().standing_on_family(family, 12).model();
    on_every_luck(|luck| run(&model, &luck, &[], HORIZON))
}

#[test]
fn f03_leaving_proprietary_gets_dearer_with_the_years() {
    let exit = |run: &Run, year: usize| run.gauges[year].exit_cost;
    let (open, proprietary) = (standing(OPEN), standing(PROPRIETARY));
    let growth = |runs: &[Run]| median(runs.iter().map(|run| exit(run, 4) - exit(run, 0)));
    let ratio = |runs: &[Run]| median(runs.iter().map(|run| exit(run, 4) / exit(run, 0)));
    let rises = share(proprietary.iter().map(|run| exit(run, 4) > exit(run, 0)));
    fact(
        "F03 leaving proprietary gets dearer with the years",
        &[
            at_least("lucks in which it is dearer after 5 years than after 1", rises, 0.85),
            at_least("year 5 over year 1, median", ratio(&proprietary), 1.5),
            at_least(
                "its growth over that of open, medians",
                growth(&proprietary) / growth(&open),
                2.0,
            ),
        ],
    );
}

#[test]
fn f04_lock_in_grows_from_open_over_managed_to_proprietary() {
    let index = |run: &Run| run.last().lock_in;
    let middle = |runs: &[Run]| median(runs.iter().map(index));
    let (open, managed, proprietary) = (standing(OPEN), standing(MANAGED), standing(PROPRIETARY));
    let model =
        lasting().standing_on_family(OPEN, 12).with("archetypes.foundation.api_bound", 0.8).model();
    let glued = on_every_luck(|luck| {
        let mut state = State::start(&model, &luck);
        state.stations.iter_mut().for_each(|station| station.api = [0.8]);
        run_from(&model, &luck, state, &[], HORIZON, &mut NoTrace)
    });
    let above = share_of_pairs(&open, &proprietary, |o, p| index(p) > index(o));
    fact(
        "F04 lock-in grows from open over managed to proprietary",
        &[
            at_least(
                "managed above open, points between medians",
                middle(&managed) - middle(&open),
                1.0,
            ),
            at_least(
                "proprietary above managed, points between medians",
                middle(&proprietary) - middle(&managed),
                1.0,
            ),
            at_least("lucks in which proprietary is above open", above, 0.9),
            at_least("index of open tools with proprietary glue, median", middle(&glued), 35.0),
        ],
    );
}

#[test]
fn f11_open_formats_make_leaving_cheaper() {
    let closed = lasting().standing_on_family(PROPRIETARY, 12);
    let closed = closed.with("*.format_open", 0.2).with("*.exportable", 0.2);
    let formats = closed.clone().with("*.format_open", 0.9);
    let exports = formats.clone().with("*.exportable", 0.9);
    let interfaces = exports.clone().with("*.api_bound", 0.12);
    let exit = |agency: &Agency| {
        let model = agency.model();
        on_every_luck(|luck| run(&model, &luck, &[], HORIZON).last().exit_cost)
    };
    let before = exit(&closed);
    let cut = |agency: &Agency| median(before.iter().zip(exit(agency)).map(|(b, a)| 1.0 - a / b));
    fact(
        "F11 open formats make leaving cheaper",
        &[
            within("cut in the cost of leaving: data formats alone", cut(&formats), 0.005, 0.05)
                .but_bar_is(">= 0.35"),
            within("data formats and exports", cut(&exports), 0.08, 0.16).but_bar_is(">= 0.35"),
            within("data formats, exports and interfaces", cut(&interfaces), 0.2, 0.3)
                .but_bar_is(">= 0.35"),
        ],
    );
}

/// Cost (k$) and loss of service (share of a year's demand) of a serving part that ends on 90 days' notice in the third
/// year, against the same luck without it.
fn discontinued(plan: &[Vec<stackholders::scenario::plan::Decision>]) -> (Vec<f64>, Vec<f64>) {
    let agency = lasting().standing_on_family(MANAGED, 12);
    let (model, serving) = (agency.model(), agency.component("serving"));
    let play = |luck: &Luck, ends: bool| {
        let mut state = State::start(&model, luck);
        let (mut cost, mut served) = (0.0, 0.0);
        for year in 0..4 {
            if year == 2 && ends {
                state.stations[serving].ends[ONLY] = state.month + 3;
            }
            let decisions = plan.get(year).map_or(&[][..], Vec::as_slice);
            let gauges =
                advance(&model, luck, &mut state, decisions, &mut NoTrace, &mut Vec::new());
            cost += state.ledger.by_category(ONLY).iter().map(|it| it.kilodollars()).sum::<f64>();
            served += gauges.served;
        }
        (cost, served)
    };
    on_every_luck(|luck| {
        let (with, without) = (play(&luck, true), play(&luck, false));
        (with.0 - without.0, without.1 - with.1)
    })
    .into_iter()
    .unzip()
}

#[test]
fn f12_a_yearly_drill_halves_what_a_sudden_end_costs() {
    let (cost, lost) = discontinued(&[]);
    let (cost_drilled, lost_drilled) = discontinued(&every_year(Guardrail::ExitDrill, 4));
    let ratio = median(cost) / median(cost_drilled);
    let worse = share_of_pairs(&lost, &lost_drilled, |undrilled, drilled| undrilled > drilled);
    fact(
        "F12 a yearly drill halves what a sudden end costs",
        &[
            at_least("cost without a drill over cost with one, medians", ratio, 2.0),
            at_least("lucks in which service suffers more without", worse, 0.9),
            at_most(
                "service lost with a drill over without, means",
                mean(lost_drilled) / mean(lost),
                0.9,
            ),
        ],
    );
}
