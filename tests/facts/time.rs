//! What takes time: starting, budgets, authorisation, queues, learning.

use crate::lab::{
    Agency, Family, HORIZON, OPEN, PROPRIETARY, adopt, at_least, at_most, fact, mean, median,
    on_every_luck, run, run_from, share_of_pairs, within,
};
use stackholders::id::PoolId;
use stackholders::luck::maths;
use stackholders::scenario::plan::{Decision, StaffAction, StaffCount};
use stackholders::scenario::vocabulary::EventKind;
use stackholders::sim::State;
use stackholders::sim::formulas::{queueing, scaling};
use stackholders::sim::ledger::Posting;
use stackholders::sim::outcome::{Occurrence, Progress, Subject};
use stackholders::sim::trace::{Input, Recorder, Rule, Why};

/// Month in which each component's replacement by a family goes live, one component at a time.
fn live_months(agency: &Agency, family: Family) -> Vec<f64> {
    let mut agency = agency.clone();
    let portfolio = agency.portfolio_of(family);
    let model = agency.model();
    let mut months = Vec::new();
    for (place, option) in portfolio.iter().enumerate() {
        let plan = adopt(&[(place, *option)]);
        months.extend(on_every_luck(|luck| {
            run(&model, &luck, &plan, 3).month_of(place, Progress::Live)
        }));
    }
    months
}

const WEEKS_PER_MONTH: f64 = 365.0 / 12.0 / 7.0;

#[test]
fn f02_proprietary_starts_sooner() {
    let agency = Agency::usual().unlimited().with_budgets_in_time();
    let (open, proprietary) = (live_months(&agency, OPEN), live_months(&agency, PROPRIETARY));
    let sooner = share_of_pairs(&open, &proprietary, |o, p| p < o);
    let gap = median(open.iter().zip(&proprietary).map(|(o, p)| (o - p) * WEEKS_PER_MONTH));
    fact(
        "F02 proprietary starts sooner",
        &[
            at_least("lucks and parts in which proprietary is live first", sooner, 0.85),
            at_least("weeks between them, median", gap, 8.0),
        ],
    );
}

/// A budget that is so many days late every October.
fn late(agency: Agency, days: f64) -> Agency {
    agency
        .with_budgets_in_time()
        .with("parameters.resolution_probability", if days > 0.0 { 1.0 } else { 0.0 })
        .with("parameters.resolution_days.low", days)
        .with("parameters.resolution_days.mode", days + 0.5)
        .with("parameters.resolution_days.high", days + 1.0)
}

/// Exploited flaws and poisoned packages in two years of a team at half strength that hires in the first October.
fn incidents(family: Family, days: f64) -> f64 {
    let mut agency = late(Agency::usual().rich().with_staff(4), days);
    agency.case.agency.staffing_per_year = 4;
    let model = agency.standing_on_family(family, 12).model();
    let hire = |pool| Decision::Staff {
        action: StaffAction::Hire,
        pool: PoolId(pool),
        count: StaffCount::Two,
    };
    let plan = [(0..4).map(hire).collect()];
    let kinds = [EventKind::KnownFlawExploited, EventKind::PoisonedDependency];
    mean(on_every_luck(|luck| run(&model, &luck, &plan, 2).count(&kinds) as f64))
}

#[test]
fn f15_a_late_budget_delays_purchases_and_hurts_self_run_tools() {
    let delays = |family: Family| -> Vec<f64> {
        let in_time = live_months(&late(Agency::usual().unlimited(), 0.0), family);
        let late = live_months(&late(Agency::usual().unlimited(), 120.0), family);
        late.iter().zip(&in_time).map(|(late, in_time)| late - in_time).collect()
    };
    let (open, proprietary) = (delays(OPEN), delays(PROPRIETARY));
    let more = |family| 1_000.0 * (incidents(family, 120.0) - incidents(family, 0.0));
    let (hurt_open, hurt_proprietary) = (more(OPEN), more(PROPRIETARY));
    fact(
        "F15 a late budget delays purchases and hurts self-run tools",
        &[
            at_least(
                "lucks and parts in which 120 days delay proprietary more",
                share_of_pairs(&open, &proprietary, |o, p| p > o),
                0.8,
            ),
            at_least("months of delay of proprietary, median", median(proprietary), 3.0),
            at_least(
                "more incidents per 1,000 agencies: open above proprietary",
                hurt_open - hurt_proprietary,
                2.0,
            ),
        ],
    );
}

/// Mean months under authorisation over the components of a family.
fn authorising(agency: &Agency, family: Family) -> Vec<f64> {
    let mut agency = agency.clone();
    let portfolio = agency.portfolio_of(family);
    let model = agency.model();
    let plan = adopt(&portfolio.iter().copied().enumerate().collect::<Vec<_>>());
    on_every_luck(|luck| {
        let run = run(&model, &luck, &plan, 2);
        let months = |place| {
            run.month_of(place, Progress::Integrating) - run.month_of(place, Progress::Authorising)
        };
        mean((0..portfolio.len()).map(months))
    })
}

#[test]
fn f16_inherited_controls_shorten_authorisation() {
    let usual = Agency::usual().unlimited().with_budgets_in_time();
    let nothing = usual
        .clone()
        .with("archetypes.foundation.inheritance", 0.0)
        .with("agency.platform_inheritance", 0.0);
    // A platform that meets nine controls in ten, and someone who governs it.
    let mature = usual
        .clone()
        .with("agency.platform_inheritance", 0.9)
        .with("options.audit-binder.fit", 0.9);
    let bought = median(authorising(&usual, PROPRIETARY));
    let alone = median(authorising(&nothing, OPEN));
    let closed = |agency: &Agency| (alone - median(authorising(agency, OPEN))) / (alone - bought);
    fact(
        "F16 inherited controls shorten authorisation",
        &[
            at_least("time saved by an authorised service, medians", 1.0 - bought / alone, 0.5),
            at_least("share of the gap closed by a mature platform", closed(&mature), 0.6),
            within("share of the gap closed by this agency's platform", closed(&usual), 0.2, 0.4)
                .but_bar_is(">= 0.6"),
        ],
    );
}

#[test]
fn f17_more_machines_stop_helping_and_queues_explode() {
    let agency = Agency::usual();
    let number = |field: &str| agency.value(&format!("archetypes.foundation.{field}"));
    let speedup = |nodes| scaling::speedup(nodes, number("contention"), number("coherency"));
    let peak = scaling::peak(number("contention"), number("coherency"));
    // 95th percentile of the wait with four servers: P(W > t) = C exp(-(4 - load) t)
    let wait = |busy: f64| {
        let load = 4.0 * busy;
        maths::ln(queueing::erlang_c(4, load) / 0.05) / (4.0 - load)
    };
    fact(
        "F17 more machines stop helping, and queues explode (exact)",
        &[
            at_most(
                "throughput at twice the best number of nodes, over the best",
                speedup(2.0 * peak) / speedup(peak),
                0.99,
            ),
            at_least(
                "95th percentile of the wait at 90 % use, over 70 %",
                wait(0.9) / wait(0.7),
                3.0,
            ),
        ],
    );
}

/// Effort of one component, month by month.
struct Effort {
    component: usize,
    months: Vec<f64>,
}

impl Recorder for Effort {
    const ON: bool = true;
    fn post(&mut self, posting: Posting, why: Why) {
        if why.rule == Rule::RunEffort && posting.place == self.component {
            let effort = why.factors.iter().find(|factor| factor.what == Input::Effort);
            let month = usize::from(posting.month.0);
            self.months[month] = effort.map_or(0.0, |factor| factor.value);
        }
    }
    fn happened(&mut self, _: &Occurrence, _: Why) {}
}

#[test]
fn f18_practice_saves_effort_and_leaves_with_people() {
    let usual = Agency::usual();
    let component = usual.component("governance");
    let pool = usual.case.components[component].pool;
    // Nothing but practice moves the effort: no debt, no load; one pool of two people runs one part.
    let model = usual
        .rich()
        .with("parameters.debt_start", 0.0)
        .with("parameters.effort_exponent", 0.0)
        .with("*.attrition", 0.2)
        .standing_on_family(OPEN, 12)
        .model();
    let practised = 24;
    let (mut after_practice, mut after_loss) = (Vec::new(), Vec::new());
    for (run, effort) in on_every_luck(|luck| {
        let mut effort = Effort { component, months: vec![0.0; 12 * HORIZON] };
        let state = State::start(&model, &luck);
        (run_from(&model, &luck, state, &[], HORIZON, &mut effort), effort.months)
    }) {
        let left = |it: &&Occurrence| {
            it.kind == EventKind::KeyStaffLoss && it.subject == Subject::Pool(pool)
        };
        let month = run.occurrences.iter().find(left).map_or(usize::MAX, |it| it.month.0.into());
        if month > practised {
            after_practice.push(effort[practised] / effort[0]);
        }
        if (practised..practised + 12).contains(&month) {
            after_loss.push(effort[month] / effort[0]);
        }
    }
    fact(
        "F18 practice saves effort, and leaves with people",
        &[
            within("unit effort after eight deployments", median(after_practice), 0.55, 0.75),
            within(
                "unit effort when one of two leaves in the third year",
                median(after_loss),
                0.64,
                0.76,
            )
            .but_bar_is("> 0.8"),
        ],
    );
}
