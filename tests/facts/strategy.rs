//! Which strategy wins: matching, not mixing; no family everywhere; and what decides a result.

use crate::lab::{
    Agency, Family, LUCKS, MANAGED, OPEN, PROPRIETARY, Run, at_least, at_most, fact, mean,
    on_every_luck, points, quantile, run, run_from, score, share, variance, within,
};
use stackholders::luck::Luck;
use stackholders::scenario::case::Review;
use stackholders::scenario::plan::{Decision, Gauge};
use stackholders::sim::{NoTrace, State};

const PLANS: [&str; 6] =
    ["do-nothing", "all-open", "all-proprietary", "all-managed", "matched-hybrid", "random-hybrid"];
const NOTHING: usize = 0;
const ALL_OPEN: usize = 1;
const ALL_PROPRIETARY: usize = 2;
const ALL_MANAGED: usize = 3;
const MATCHED: usize = 4;
const RANDOM: usize = 5;

/// The played years of every shipped plan, luck by luck.
fn played(agency: &Agency) -> Vec<Vec<Run>> {
    let model = agency.model();
    let years = usize::from(agency.case.played_years);
    let play = |plan: &str, luck: &Luck| run(&model, luck, &agency.plan(plan, luck), years);
    PLANS.iter().map(|plan| on_every_luck(|luck| play(plan, &luck))).collect()
}

fn scores(agency: &Agency, runs: &[Vec<Run>]) -> Vec<Vec<f64>> {
    runs.iter().map(|runs| runs.iter().map(|run| score(&agency.case, run)).collect()).collect()
}

/// Share of the lucks in which something holds of the plans' values.
fn share_of_lucks(values: &[Vec<f64>], holds: impl Fn(&dyn Fn(usize) -> f64) -> bool) -> f64 {
    share((0..LUCKS as usize).map(|luck| holds(&|plan| values[plan][luck])))
}

#[test]
fn f06_hybrids_win_by_matching_not_by_mixing() {
    let usual = Agency::usual();
    let runs = played(&usual);
    let judged = scores(&usual, &runs);
    let costs: Vec<Vec<f64>> =
        runs.iter().map(|runs| runs.iter().map(|run| run.last().cost).collect()).collect();
    let small = Agency::usual().with_staff(3);
    let judged_small = scores(&small, &played(&small));
    fact(
        "F06 hybrids win by matching, not by mixing",
        &[
            at_least(
                "lucks in which the matched hybrid beats all-open and all-proprietary",
                share_of_lucks(&judged, |of| of(MATCHED) > of(ALL_OPEN).max(of(ALL_PROPRIETARY))),
                0.6,
            ),
            at_least(
                "lucks in which a random hybrid loses to the better of them",
                share_of_lucks(&judged, |of| of(RANDOM) < of(ALL_OPEN).max(of(ALL_PROPRIETARY))),
                0.6,
            ),
            at_most(
                "lucks in which all-managed costs least of the five strategies",
                share_of_lucks(&costs, |of| {
                    (ALL_OPEN..=RANDOM).all(|it| of(ALL_MANAGED) <= of(it))
                }),
                0.3,
            ),
            at_least(
                "3 people: lucks in which a pure plan beats both hybrids",
                share_of_lucks(&judged_small, |of| {
                    let pure = (ALL_OPEN..=ALL_MANAGED).map(of).fold(0.0, f64::max);
                    pure > of(MATCHED).max(of(RANDOM))
                }),
                0.15,
            ),
        ],
    );
}

#[test]
fn the_shipped_plans_are_a_fair_contest() {
    let usual = Agency::usual();
    let runs = played(&usual);
    let judged = scores(&usual, &runs);
    let best =
        |plan| share_of_lucks(&judged, |of| (0..PLANS.len()).all(|other| of(plan) >= of(other)));
    let shares: Vec<f64> = (0..PLANS.len()).map(best).collect();
    let declined = runs.iter().map(|runs| mean(runs.iter().map(|run| run.declined as f64)));
    // Each gauge: the widest gap between two strategies' mean points, of those it is worth.
    let gap = |gauge: usize| {
        let means: Vec<f64> = runs[ALL_OPEN..=MATCHED]
            .iter()
            .map(|runs| mean(runs.iter().map(|run| points(&usual.case, run)[gauge])))
            .collect();
        means.iter().copied().fold(0.0, f64::max) - means.iter().copied().fold(100.0, f64::min)
    };
    fact(
        "The shipped plans of family benefits are a fair contest",
        &[
            at_least(
                "lucks in which the matched hybrid beats doing nothing",
                share_of_lucks(&judged, |of| of(MATCHED) > of(NOTHING)),
                0.9,
            ),
            at_most("lucks in which doing nothing is best", shares[NOTHING], 0.01),
            within("lucks in which all-open is best", shares[ALL_OPEN], 0.03, 0.7),
            within("lucks in which all-proprietary is best", shares[ALL_PROPRIETARY], 0.03, 0.7),
            within("lucks in which all-managed is best", shares[ALL_MANAGED], 0.03, 0.3),
            within("lucks in which the matched hybrid is best", shares[MATCHED], 0.4, 0.7),
            within("lucks in which the random hybrid is best", shares[RANDOM], 0.03, 0.7),
            at_least(
                "points of lock-in between the best and worst strategy",
                gap(Gauge::LockIn as usize),
                3.0,
            ),
            at_least("points of cost", gap(Gauge::Cost as usize), 0.5),
            at_least("points of service", gap(Gauge::Scale as usize), 1.5),
            at_least("points of controls", gap(Gauge::Compliance as usize), 1.5),
            at_most(
                "decisions of a plan that events made impossible, mean of the worst plan",
                declined.fold(0.0, f64::max),
                0.5,
            ),
        ],
    );
}

/// An agency of another kind, after the public cases that the five templates are taken from.
struct Template {
    name: &'static str,
    people: usize,
    /// k$ a year.
    money: f64,
    terabytes: f64,
    /// Demand, against that of family benefits.
    load: f64,
    growth: f64,
    surges: f64,
    /// Weight of a wrong result and pay, against family benefits.
    sensitivity: f64,
    pay: f64,
}

const TEMPLATES: [Template; 5] = [
    Template {
        name: "health and benefits of veterans",
        people: 25,
        money: 12_000.0,
        terabytes: 400.0,
        load: 3.0,
        growth: 0.08,
        surges: 0.08,
        sensitivity: 1.05,
        pay: 1.0,
    },
    Template {
        name: "immigration cases",
        people: 12,
        money: 8_000.0,
        terabytes: 100.0,
        load: 1.5,
        growth: 0.08,
        surges: 0.5,
        sensitivity: 1.0,
        pay: 1.0,
    },
    Template {
        name: "guidance assistant",
        people: 3,
        money: 2_500.0,
        terabytes: 5.0,
        load: 0.4,
        growth: 0.4,
        surges: 0.2,
        sensitivity: 0.4,
        pay: 1.0,
    },
    Template {
        name: "small digital state",
        people: 6,
        money: 3_000.0,
        terabytes: 20.0,
        load: 0.3,
        growth: 0.1,
        surges: 0.08,
        sensitivity: 0.7,
        pay: 0.5,
    },
    Template {
        name: "family benefits",
        people: 8,
        money: 5_000.0,
        terabytes: 40.0,
        load: 1.0,
        growth: 0.06,
        surges: 0.08,
        sensitivity: 1.0,
        pay: 1.0,
    },
];

impl Template {
    fn agency(&self) -> Agency {
        Agency::usual()
            .with_staff(self.people)
            .with("agency.appropriation.0", self.money)
            .with("agency.appropriation.1", self.money)
            .with("agency.appropriation.2", self.money)
            .with("agency.appropriation.3", self.money)
            .with("agency.data", self.terabytes)
            .with("*.growth", self.growth)
            .with("parameters.surge_probability", self.surges)
            .scaled("*.sensitivity", self.sensitivity, 0.0)
            .scaled("*.rate", self.pay, 0.0)
            .in_full_service(Review::Sampled)
    }

    /// The gauges of four years on one family, luck by luck; small is good in all of them.
    fn gauges(&self, family: Family) -> Vec<[f64; 5]> {
        let model = self.agency().standing_on_family(family, 12).model();
        on_every_luck(|luck| {
            let mut state = State::start(&model, &luck);
            state.use_cases.iter_mut().for_each(|now| now.volume = [self.load]);
            let run = run_from(&model, &luck, state, &[], 4, &mut NoTrace);
            let over_years = |gauge| mean(run.gauges.iter().map(|it| it.headline(gauge)));
            let last = run.last();
            [
                last.headline(Gauge::Cost),
                last.headline(Gauge::LockIn),
                over_years(Gauge::Security),
                -over_years(Gauge::Scale),
                -last.headline(Gauge::Compliance),
            ]
        })
    }

    /// Share of the lucks in which each family is best. Each gauge is judged on its own spread over families and lucks
    /// (5 % to 95 %), with the weights of family benefits.
    fn winners(&self, families: &[Family]) -> Vec<f64> {
        let gauges: Vec<Vec<[f64; 5]>> = families.iter().map(|it| self.gauges(*it)).collect();
        let weights = Agency::usual().case.weights;
        let weights =
            [weights.cost, weights.lock_in, weights.security, weights.scale, weights.compliance];
        let scales: Vec<(f64, f64)> = (0..5)
            .map(|gauge| {
                let all = || gauges.iter().flatten().map(|it| it[gauge]);
                (quantile(all(), 0.05), quantile(all(), 0.95))
            })
            .collect();
        let judge = |values: &[f64; 5]| -> f64 {
            (0..5)
                .map(|it| {
                    let (good, bad) = scales[it];
                    weights[it] * ((bad - values[it]) / (bad - good).max(1e-9)).clamp(0.0, 1.0)
                })
                .sum()
        };
        let judged: Vec<Vec<f64>> =
            gauges.iter().map(|runs| runs.iter().map(judge).collect()).collect();
        (0..families.len())
            .map(|family| {
                share_of_lucks(&judged, |of| (0..families.len()).all(|it| of(family) >= of(it)))
            })
            .collect()
    }
}

#[test]
fn f14_no_family_is_best_everywhere() {
    let families = [OPEN, MANAGED, PROPRIETARY];
    let winners: Vec<Vec<f64>> = TEMPLATES.iter().map(|it| it.winners(&families)).collect();
    #[expect(clippy::print_stdout, reason = "one line for each template")]
    for (template, shares) in TEMPLATES.iter().zip(&winners) {
        let [open, managed, proprietary] = [shares[0], shares[1], shares[2]];
        println!(
            "F14   {}: open {open:.2}, managed {managed:.2}, proprietary {proprietary:.2}",
            template.name
        );
    }
    let share = |family: usize| mean(winners.iter().map(|shares| shares[family]));
    fact(
        "F14 no family is best everywhere",
        &[
            within("agencies and lucks in which open is best", share(0), 0.1, 0.6),
            within("agencies and lucks in which managed is best", share(1), 0.1, 0.6),
            within("agencies and lucks in which proprietary is best", share(2), 0.1, 0.6),
        ],
    );
}

/// What a table can do besides choosing tools: people, guardrails, watching over what runs.
fn executed(decisions: &[Decision], hires: bool, guards: bool, watches: bool) -> Vec<Decision> {
    let kept = |decision: &&Decision| match decision {
        Decision::Staff { .. } => hires,
        Decision::Invest(_) => guards,
        Decision::Launch { .. } | Decision::Respond { .. } => watches,
        _ => true,
    };
    decisions.iter().filter(kept).copied().collect()
}

#[test]
fn f21_tools_events_and_execution_share_the_result() {
    let usual = Agency::usual();
    let model = usual.model();
    let tools = &PLANS[..=MATCHED];
    // All the plans carry the same safeguards; doing nothing borrows those of all-open.
    let plan = |tool: &str, luck: &Luck| -> Vec<Vec<Decision>> {
        if tool == PLANS[NOTHING] {
            let adopt =
                |it: &Decision| matches!(it, Decision::Adopt { .. } | Decision::Renew { .. });
            let mut years = usual.plan("all-open", luck);
            years.iter_mut().for_each(|year| year.retain(|it| !adopt(it)));
            years
        } else {
            usual.plan(tool, luck)
        }
    };
    let yes_no = [false, true];
    let mut cells = Vec::new();
    for hires in yes_no {
        for guards in yes_no {
            for watches in yes_no {
                cells.push((hires, guards, watches));
            }
        }
    }
    let years = usize::from(usual.case.played_years);
    // results[tool][execution][luck]
    let results: Vec<Vec<Vec<f64>>> = tools
        .iter()
        .map(|tool| {
            let of_cell = |(hires, guards, watches): &(bool, bool, bool)| {
                on_every_luck(|luck| {
                    let plan: Vec<Vec<Decision>> = plan(tool, &luck)
                        .iter()
                        .map(|year| executed(year, *hires, *guards, *watches))
                        .collect();
                    score(&usual.case, &run(&model, &luck, &plan, years))
                })
            };
            cells.iter().map(of_cell).collect()
        })
        .collect();
    let all: Vec<f64> = results.iter().flatten().flatten().copied().collect();
    let total = variance(&all);
    // First-order Sobol indices: the variance of the means over everything else.
    let of_tools: Vec<f64> =
        results.iter().map(|cells| mean(cells.iter().flatten().copied())).collect();
    let of_execution: Vec<f64> = (0..cells.len())
        .map(|cell| mean(results.iter().flat_map(|cells| cells[cell].iter().copied())))
        .collect();
    let of_luck: Vec<f64> = (0..LUCKS as usize)
        .map(|luck| mean(results.iter().flatten().map(|lucks| lucks[luck])))
        .collect();
    let [tools, execution, events] =
        [of_tools, of_execution, of_luck].map(|means| variance(&means) / total);
    // Total index of execution: what is left when tools and luck are fixed.
    let without_execution: Vec<f64> = results
        .iter()
        .flat_map(|cells| {
            (0..LUCKS as usize).map(|luck| mean(cells.iter().map(move |lucks| lucks[luck])))
        })
        .collect();
    let with_interplay = 1.0 - variance(&without_execution) / total;
    fact(
        "F21 tools, events and execution share the result",
        &[
            within("share of the variance from the choice of tools", tools, 0.15, 0.5),
            within("from events", events, 0.38, 0.48).but_bar_is("0.15 to 0.4"),
            within("from execution: people, guardrails, watching", execution, 0.03, 0.1)
                .but_bar_is("0.25 to 0.6"),
            within(
                "from execution, with its interplay with tools and events",
                with_interplay,
                0.1,
                0.2,
            )
            .but_bar_is("0.25 to 0.6"),
        ],
    );
}
