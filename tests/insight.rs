//! Insight: what is claimed of many runs is what playing them again shows, on the shipped cases and on generated ones.

use proptest::prelude::*;
use stackholders::insight::attribution::{self, Fine, Grouping, attribution};
use stackholders::insight::change::{self, Change, Kind, Vocabulary};
use stackholders::insight::course::{self, Course, Dated, Years};
use stackholders::insight::executor::Serial;
use stackholders::insight::judge::{Aim, Judge, Judged, SoFar};
use stackholders::insight::luck_and_judgement::{LuckAndJudgement, Rival, luck_and_judgement};
#[cfg(feature = "threads")]
use stackholders::insight::par::Par;
use stackholders::insight::par::{self, exhaustive};
use stackholders::insight::survival::{Conclusion, survival};
use stackholders::insight::weighing::{first_places, rankings};
#[cfg(feature = "threads")]
use stackholders::insight::what_if::WhatIfs;
use stackholders::insight::what_if::{self, By, single_changes, try_change};
use stackholders::insight::{frontier, lucks};
use stackholders::luck::Luck;
use stackholders::scenario::case::{Case, PlanBody};
use stackholders::scenario::plan::{Decision, Gauge, PlanYear};
use stackholders::scenario::{load, shipped};
use stackholders::session::replay;
use stackholders::sim::Model;
use std::sync::OnceLock;

#[expect(dead_code, reason = "shared with tests/properties.rs, which uses more of it")]
#[path = "properties/worlds.rs"]
mod worlds;

const FLAGSHIP: &str = "family-benefits";
const SMALL: &str = "first-week";

fn case(slug: &str) -> &'static Case {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    let cases = CASES.get_or_init(|| {
        let read = |slug: &str| load(&shipped::files(slug).expect("a shipped slug")).case;
        [FLAGSHIP, SMALL].map(|slug| read(slug).expect("shipped cases load")).into()
    });
    cases.iter().find(|case| case.slug == slug).expect("one of the two")
}

fn body<'a>(case: &'a Case, plan: &str) -> &'a PlanBody {
    &case.plan(plan).expect("both cases have the plan").body
}

fn course(judge: &Judge<'_>, plan: &str, seed: u64) -> Course {
    Course::of_plan(judge, body(judge.case, plan), seed)
}

/// Plays decisions the way a table does, and judges the played years.
fn played_at_a_table(judge: &Judge<'_>, seed: u64, years: &[Vec<Decision>]) -> Judged {
    let run = replay::play(judge.case, seed, years);
    judge.judge(&SoFar::of(run.years.iter().map(|year| &year.outcome.gauges)))
}

fn effort(lucks: u32, closer: u32) -> what_if::Effort {
    what_if::Effort {
        lucks: lucks::futures(lucks),
        closer: lucks::futures(closer),
        leading: 4,
        paired: 6,
    }
}

#[test]
fn a_course_is_the_run_without_what_had_no_effect() {
    for slug in [FLAGSHIP, SMALL] {
        let case = case(slug);
        let model = Model::new(case);
        let judge = Judge::new(case, &model);
        for plan in &case.plans {
            for seed in 1..40 {
                let whole = course::of_body(&judge, &plan.body, &Luck::new(seed));
                let course = Course::of_plan(&judge, &plan.body, seed);
                let run = replay::play(case, seed, &course.years);
                assert_eq!(
                    run.years.last().map(|year| year.outcome.digest),
                    replay::play(case, seed, &whole).years.last().map(|year| year.outcome.digest),
                    "{slug} {} seed {seed}",
                    plan.slug
                );
                assert!(run.years.iter().all(|year| year.outcome.declined.is_empty()));
                assert_eq!(Course::of_run(&judge, &run), course);
            }
        }
    }
}

/// The ranking of every single change against one that plays each changed run from its first day.
#[test]
fn the_ranking_of_single_changes_is_that_of_brute_force() {
    for (slug, plan, seed) in
        [(SMALL, "all-managed", 3), (SMALL, "do-nothing", 1), (FLAGSHIP, "all-open", 1)]
    {
        let case = case(slug);
        let model = Model::new(case);
        let judge = Judge::new(case, &model);
        let course = course(&judge, plan, seed);
        let found =
            single_changes(&judge, &course, &Vocabulary::ALL, &effort(3, 6), &Serial, &|_| {});
        let before = played_at_a_table(&judge, seed, &course.years);
        assert_eq!(found.run, before);
        let mut brute: Vec<(Change, f64)> = Vec::new();
        let mut refused = 0;
        for change in change::all(case, &course.years, &Vocabulary::ALL) {
            let years = change.apply(&course.years).expect("a change of this run");
            let run = replay::play(case, seed, &years);
            // What was passed over is not among the declined: an answer counts when its event was open.
            let course = Course::of(&judge, seed, &years);
            let taken =
                |dated: &Dated| course.years[usize::from(dated.year)].contains(&dated.decision);
            if !change.into.iter().all(taken) {
                refused += 1;
                continue;
            }
            let after = judge.judge(&SoFar::of(run.years.iter().map(|it| &it.outcome.gauges)));
            brute.push((change, after.get(Aim::Score) - before.get(Aim::Score)));
        }
        assert_eq!(found.refused, refused, "{slug} {plan}");
        assert_eq!(found.changes.len(), brute.len(), "{slug} {plan}");
        brute.sort_by(|a, b| b.1.total_cmp(&a.1));
        let helped = found.helped(Aim::Score, By::ThisLuck);
        let expected: Vec<&(Change, f64)> = brute.iter().filter(|it| it.1 > 0.0).collect();
        assert_eq!(helped.len(), expected.len(), "{slug} {plan}");
        assert!(!helped.is_empty(), "{slug} {plan}: something would have helped");
        for (what_if, (change, gain)) in helped.iter().zip(expected) {
            assert_eq!(&what_if.change, change, "{slug} {plan}");
            assert_eq!(what_if.difference.get(Aim::Score), *gain, "{slug} {plan}");
        }
        // The pair is at least as good as its better half, or the halves stand in each other's way.
        let pair = found.best_pair.as_ref().expect("two changes that help");
        let years = pair.changes[1]
            .apply(&pair.changes[0].apply(&course.years).expect("fits"))
            .expect("fits");
        assert_eq!(pair.result, played_at_a_table(&judge, seed, &years));
        assert!(pair.difference.get(Aim::Score) > 0.0);
    }
}

/// Means over other lucks against a loop that plays both runs whole.
#[test]
fn the_mean_of_a_change_is_that_of_playing_both_runs_on_every_luck() {
    let case = case(SMALL);
    let model = Model::new(case);
    let judge = Judge::new(case, &model);
    let course = course(&judge, "matched-hybrid", 1);
    let found = single_changes(&judge, &course, &Vocabulary::ALL, &effort(5, 5), &Serial, &|_| {});
    for what_if in found.changes.iter().step_by(7) {
        let years = what_if.change.apply(&course.years).expect("fits");
        let differences: Vec<f64> = lucks::futures(5)
            .map(|seed| {
                let with = played_at_a_table(&judge, seed, &years);
                with.get(Aim::Score)
                    - played_at_a_table(&judge, seed, &course.years).get(Aim::Score)
            })
            .collect();
        let mean = differences.iter().sum::<f64>() / 5.0;
        let told = what_if.mean.expect("lucks were asked for");
        assert!((told.mean.get(Aim::Score) - mean).abs() < 1e-9, "{:?}", what_if.change);
        assert_eq!(told.lucks, 5);
    }
}

#[test]
fn a_change_that_costs_a_later_decision_names_it() {
    let case = case(SMALL);
    let model = Model::new(case);
    let judge = Judge::new(case, &model);
    let course = course(&judge, "matched-hybrid", 1);
    // Adopting a tool a year before the plan does leaves the plan's own adoption nothing to do.
    let second = course.years[1][0];
    let tools = course.years[0].iter().find(|it| it.tool().is_some()).expect("a tool decision");
    let change = Change {
        kind: Kind::Instead,
        out: vec![Dated { year: 0, decision: *tools }],
        into: vec![Dated { year: 0, decision: second }],
    };
    let tried = try_change(&judge, &course, &change).expect("legal in the first year");
    assert!(
        tried.gave_way.iter().any(|given| given.year == 1 && given.declined.decision == second),
        "{:?}",
        tried.gave_way
    );
    // What is taken already cannot come in.
    let again = Change {
        kind: Kind::Add,
        out: Vec::new(),
        into: vec![Dated { year: 0, decision: *tools }],
    };
    assert!(try_change(&judge, &course, &again).is_err());
}

/// Parts add up, luck and judgement add up, and every flip is what playing the run without the decision gives.
fn attribution_holds(judge: &Judge<'_>, course: &Course, grouping: Grouping, orders: usize) {
    let told = attribution(judge, course, grouping, orders, lucks::futures(2), &Serial, &|_| {})
        .expect("few players and some futures");
    let luck = Luck::new(course.seed);
    let run = judge.play(&luck, &course.years);
    let nothing = judge.play(&luck, &vec![Vec::new(); judge.years]);
    for split in &told.splits {
        let parts: i64 = split.parts.iter().map(|part| part.0).sum();
        assert_eq!(parts, split.run.0 - split.baseline.0, "{:?}", split.aim);
        assert_eq!(split.run, Fine::of(run.get(split.aim)));
        assert_eq!(split.baseline, Fine::of(nothing.get(split.aim)));
        let luck = split.luck;
        assert_eq!(luck.luck.0 + luck.judgement.0, split.run.0 - luck.baseline_mean.0);
    }
    for player in &told.players {
        let mut years = course.years.clone();
        for Dated { year, decision } in &player.decisions {
            let place = years[usize::from(*year)].iter().position(|it| it == decision);
            years[usize::from(*year)].remove(place.expect("a decision of the run"));
        }
        let flipped = attribution::without(judge, course, player);
        assert_eq!(flipped, judge.play(&luck, &years));
        // With one player the flip is the whole claim.
        if told.players.len() == 1 {
            for split in &told.splits {
                let gap = Fine::of(run.get(split.aim)).0 - Fine::of(flipped.get(split.aim)).0;
                assert_eq!(split.parts[0].0, gap);
            }
        }
    }
}

/// Generated runs for each generated world.
const RUNS: u64 = 50;

proptest! {
    // At least 200 worlds of 50 runs: 10,000 runs, whatever PROPTEST_CASES says.
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases.max(200),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn attribution_adds_up_and_flips_hold(
        mut recipe in worlds::plausible_world(), plan in worlds::plan(3), years in 1..=3_u16,
    ) {
        recipe.components = recipe.components.min(3);
        (recipe.played, recipe.outlook) = (years, 0);
        let world = recipe.world();
        let model = world.model();
        let judge = Judge::new(&world.case, &model);
        let decisions = worlds::decisions(&world.case, &plan);
        for seed in 0..RUNS {
            let course = Course::of(&judge, world.seed.wrapping_add(seed), &decisions);
            // All coalitions where that is cheap, a few orders where there are too many; in between mostly years.
            let count = course.dated().count();
            let cheap = count <= 5 || count > attribution::shapley::MOST_EXACT || seed % 8 == 0;
            let grouping = if cheap { Grouping::Decision } else { Grouping::Year };
            attribution_holds(&judge, &course, grouping, 4);
        }
    }
}

#[test]
fn attribution_of_the_shipped_plans_adds_up_and_flips_hold() {
    for slug in [FLAGSHIP, SMALL] {
        let case = case(slug);
        let model = Model::new(case);
        let judge = Judge::new(case, &model);
        for plan in &case.plans {
            let course = Course::of_plan(&judge, &plan.body, 1);
            attribution_holds(&judge, &course, Grouping::Decision, 16);
            attribution_holds(&judge, &course, Grouping::Year, 16);
        }
    }
}

/// Sampling against the exact values of a run with few enough decisions.
#[test]
fn sampled_parts_lie_within_their_error_of_the_exact_ones() {
    let case = case(SMALL);
    let model = Model::new(case);
    let judge = Judge::new(case, &model);
    let course = course(&judge, "matched-hybrid", 1);
    let exact =
        attribution(&judge, &course, Grouping::Decision, 0, lucks::futures(2), &Serial, &|_| {})
            .expect("few players");
    assert!(exact.exact && exact.players.len() >= 7, "{} players", exact.players.len());
    let values: std::collections::BTreeMap<u64, i64> = (0..1 << exact.players.len())
        .map(|mask: u64| {
            let mut years: Years = vec![Vec::new(); judge.years];
            for (index, player) in exact.players.iter().enumerate() {
                if mask & 1 << index != 0 {
                    for dated in &player.decisions {
                        years[usize::from(dated.year)].push(dated.decision);
                    }
                }
            }
            let judged = judge.play(&Luck::new(course.seed), &years);
            (mask, Fine::of(judged.get(Aim::Score)).0)
        })
        .collect();
    let table: Vec<i64> = values.values().copied().collect();
    let n = exact.players.len();
    let told: Vec<i64> = exact.split(Aim::Score).parts.iter().map(|part| part.0).collect();
    assert_eq!(attribution::shapley::exact(n, &table), told);
    let orders = attribution::drawn_orders(n, 200);
    let (parts, errors) = attribution::shapley::sampled(n, &orders, &|mask| values[&mask]);
    for ((part, error), exact) in parts.iter().zip(&errors).zip(&told) {
        let off = (part - exact).abs() as f64;
        assert!(off <= 4.0 * error + 1.0, "off by {off}, error {error}");
        assert!(*error < 50_000.0, "half a point is too much to be of use: {error}");
    }
}

#[test]
fn par_is_the_best_of_all_tool_plans_of_the_small_case() {
    let case = case(SMALL);
    let model = Model::new(case);
    let judge = Judge::new(case, &model);
    let effort = par::Effort { held_out: 100, ..par::Effort::TABLE };
    for rest in ["matched-hybrid", "do-nothing"] {
        let start = course::of_body(&judge, body(case, rest), &Luck::new(1));
        let every = exhaustive::tool_plans(case, &start);
        assert_eq!(every.len(), 37 * 37, "two years with 37 choices each");
        let seeds = lucks::search(effort.lucks());
        let means = par::means(&judge, &every, seeds, &Serial, &|_| {});
        let best = means.iter().map(|it| it.get(Aim::Score)).fold(f64::MIN, f64::max);
        let found =
            par::par(&judge, &[start], &Vocabulary::TOOLS, &effort, &Serial, &|_| {}).unwrap();
        assert!(found.settled, "{rest}: the budget ended the search");
        let top = found.evaluated[0].mean.get(Aim::Score);
        assert!((top - best).abs() < 1e-9, "{rest}: found {top}, best {best}");
    }
}

#[test]
fn par_is_worth_what_other_lucks_say_and_beats_its_starts() {
    let case = case(SMALL);
    let model = Model::new(case);
    let judge = Judge::new(case, &model);
    let effort = par::Effort { runs: 8_000, held_out: 200, choice: 64, ..par::Effort::TABLE };
    let starts: Vec<Years> = ["all-open", "matched-hybrid"]
        .map(|plan| course::of_body(&judge, body(case, plan), &Luck::new(1)))
        .into();
    let found = par::par(&judge, &starts, &Vocabulary::ALL, &effort, &Serial, &|_| {}).unwrap();
    let again = par::means(
        &judge,
        std::slice::from_ref(&found.years),
        found.held_out.clone(),
        &Serial,
        &|_| {},
    );
    assert_eq!(again[0], found.worth.mean);
    assert_eq!(found.held_out, lucks::held_out(200));
    for (start, (worth, difference)) in starts.iter().zip(&found.starts) {
        let of_start = par::means(
            &judge,
            std::slice::from_ref(start),
            found.held_out.clone(),
            &Serial,
            &|_| {},
        );
        assert_eq!(of_start[0], worth.mean);
        let (gain, error) = (difference.mean.get(Aim::Score), difference.error.get(Aim::Score));
        assert!(gain >= -2.0 * error, "a start is better: {gain} ± {error}");
    }
    // The first start is far from the best of this case.
    let (_, difference) = &found.starts[0];
    assert!(difference.mean.get(Aim::Score) > 5.0 * difference.error.get(Aim::Score));
    // Plans on the frontier are not beaten by any plan that was played.
    let points: Vec<Judged> = found.evaluated.iter().map(|it| it.mean).collect();
    let on_it = frontier::frontier(&points);
    assert!(!on_it.is_empty());
    for place in on_it {
        assert!(frontier::better_than(&points[place], &points).is_empty());
    }
}

#[test]
fn a_run_has_its_place_among_its_futures_and_its_plan_among_plans() {
    let case = case(SMALL);
    let model = Model::new(case);
    let judge = Judge::new(case, &model);
    let course = course(&judge, "matched-hybrid", 1);
    let rivals: Vec<Rival<'_>> = case
        .plans
        .iter()
        .enumerate()
        .map(|(index, plan)| Rival::Named(index, &plan.body))
        .collect();
    let told: LuckAndJudgement = luck_and_judgement(
        &judge,
        &course,
        &rivals,
        lucks::futures(300),
        lucks::futures(40),
        &Serial,
        &|_| {},
    )
    .unwrap();
    let mut better = [0, 0];
    for seed in lucks::futures(300) {
        let future = played_at_a_table(&judge, seed, &course.years);
        for (count, aim) in better.iter_mut().zip([Aim::Score, Aim::Gauge(Gauge::Cost)]) {
            *count += usize::from(aim.gain(&told.run, &future) > 0.0);
        }
    }
    assert_eq!(told.place(Aim::Score).worse, better[0]);
    assert_eq!(told.place(Aim::Gauge(Gauge::Cost)).worse, better[1]);
    let place = told.place(Aim::Score).place;
    assert!(place.low < place.share && place.share < place.high);
    assert_eq!(told.plans.len(), 1 + case.plans.len());
    let order = told.order(Aim::Score);
    let nothing = 1 + case.plans.iter().position(|plan| plan.slug == "do-nothing").unwrap();
    assert_eq!(order.last(), Some(&nothing), "doing nothing is the worst plan here");
}

#[test]
fn a_conclusion_is_tested_in_every_plausible_world() {
    let case = case(SMALL);
    let model = Model::new(case);
    let judge = Judge::new(case, &model);
    let hybrid = course(&judge, "matched-hybrid", 1).years;
    let (open, nothing) = (course(&judge, "all-open", 1).years, vec![Vec::new(); judge.years]);
    let told = |aim: Aim, a: &Years, b: &Years| {
        survival(&judge, &Conclusion::under(1, aim, a, b), 200, &Serial, &|_| {})
    };
    let sure = told(Aim::Score, &hybrid, &nothing);
    assert!(sure.holds.low > 0.9, "{:?}", sure.holds);
    assert!(sure.drawn > 200, "{} numbers", sure.drawn);
    // The two sides of one question: nothing is equal here, so one of them holds in each world.
    let cost = Aim::Gauge(Gauge::Cost);
    let (one, other) = (told(cost, &open, &nothing), told(cost, &nothing, &open));
    assert!((one.holds.share + other.holds.share - 1.0).abs() < 1e-12);
    assert_eq!(one.likely, -other.likely);
    let gain =
        cost.gain(&played_at_a_table(&judge, 1, &open), &played_at_a_table(&judge, 1, &nothing));
    assert_eq!(one.likely, gain);
    for deciding in &one.deciding {
        let parameter = case.parameter(deciding.number);
        assert!(parameter.low <= deciding.threshold && deciding.threshold <= parameter.high);
        assert!(deciding.fails_beyond.share > deciding.fails_within.share);
    }
    assert!(told(Aim::Score, &open, &open).holds.share == 0.0, "equal is not better");
}

#[test]
fn the_order_of_runs_is_told_under_every_set_of_weights() {
    let case = case(FLAGSHIP);
    let model = Model::new(case);
    let judge = Judge::new(case, &model);
    let runs: Vec<Judged> = ["all-open", "all-proprietary", "matched-hybrid", "do-nothing"]
        .map(|plan| judge.play(&Luck::new(1), &course(&judge, plan, 1).years))
        .into();
    let only = |gauge: Gauge| {
        let weight = |it: Gauge| f64::from(u8::from(it == gauge));
        let [cost, lock_in, security, scale, compliance] = Gauge::ALL.map(weight);
        stackholders::scenario::case::GaugeWeights { cost, lock_in, security, scale, compliance }
    };
    let sets = [case.weights, only(Gauge::LockIn), only(Gauge::Scale)];
    let told = rankings(&runs, &sets, &case.scales);
    for (run, score) in runs.iter().zip(&told[0].scores) {
        assert_eq!(run.get(Aim::Score), *score);
    }
    let lock_in = |run: usize| runs[run].get(Aim::Gauge(Gauge::LockIn));
    let scores = &told[1].scores;
    for pair in told[1].order.windows(2) {
        assert!(lock_in(pair[0]) <= lock_in(pair[1]) || scores[pair[0]] == scores[pair[1]]);
    }
    let firsts = first_places(&runs, &case.scales);
    assert!(firsts.iter().map(|it| it.share).sum::<f64>() >= 1.0 - 1e-12);
}

#[cfg(feature = "threads")]
#[test]
fn threads_change_nothing() {
    use stackholders::insight::executor::Threads;
    let threads = Threads::new(3).unwrap();
    let case = case(SMALL);
    let model = Model::new(case);
    let judge = Judge::new(case, &model);
    let course = course(&judge, "all-open", 2);
    let start = course::of_body(&judge, body(case, "all-open"), &Luck::new(1));
    let tiny = par::Effort { runs: 3_000, choice: 16, held_out: 40, ..par::Effort::TABLE };
    fn both<T: PartialEq + std::fmt::Debug>(a: T, b: T) {
        assert_eq!(a, b);
    }
    let changes = |what: WhatIfs| what;
    both(
        changes(single_changes(&judge, &course, &Vocabulary::ALL, &effort(4, 9), &Serial, &|_| {})),
        single_changes(&judge, &course, &Vocabulary::ALL, &effort(4, 9), &threads, &|_| {}),
    );
    both(
        attribution(&judge, &course, Grouping::Decision, 8, lucks::futures(70), &Serial, &|_| {}),
        attribution(&judge, &course, Grouping::Decision, 8, lucks::futures(70), &threads, &|_| {}),
    );
    let search = |par: Option<Par>| par.expect("a start");
    both(
        search(par::par(
            &judge,
            std::slice::from_ref(&start),
            &Vocabulary::ALL,
            &tiny,
            &Serial,
            &|_| {},
        )),
        search(par::par(
            &judge,
            std::slice::from_ref(&start),
            &Vocabulary::ALL,
            &tiny,
            &threads,
            &|_| {},
        )),
    );
    let nothing = vec![Vec::new(); judge.years];
    let conclusion = Conclusion::under(2, Aim::Score, &course.years, &nothing);
    both(
        survival(&judge, &conclusion, 60, &Serial, &|_| {}),
        survival(&judge, &conclusion, 60, &threads, &|_| {}),
    );
    let rivals = [Rival::Decisions(start.clone())];
    let seeds = lucks::futures(100);
    both(
        luck_and_judgement(
            &judge,
            &course,
            &rivals,
            seeds.clone(),
            seeds.clone(),
            &Serial,
            &|_| {},
        ),
        luck_and_judgement(&judge, &course, &rivals, seeds.clone(), seeds, &threads, &|_| {}),
    );
}

#[test]
fn canonical_order_is_kept_by_every_change() {
    let case = case(FLAGSHIP);
    let model = Model::new(case);
    let judge = Judge::new(case, &model);
    let years = course::of_body(&judge, body(case, "matched-hybrid"), &Luck::new(1));
    let all = change::all(case, &years, &Vocabulary::ALL);
    assert!(all.len() > 400, "{} changes", all.len());
    for change in &all {
        let changed = change.apply(&years).expect("a change of this plan");
        assert_ne!(changed, years, "{change:?}");
        for year in &changed {
            assert_eq!(*year, PlanYear::canonical(year));
        }
        assert_eq!(
            changed.iter().zip(&years).position(|(a, b)| a != b),
            Some(change.first_year()),
            "{change:?}"
        );
    }
}

#[test]
fn a_vocabulary_is_silent_about_what_it_leaves_out() {
    let case = case(FLAGSHIP);
    let model = Model::new(case);
    let judge = Judge::new(case, &model);
    let years = course::of_body(&judge, body(case, "matched-hybrid"), &Luck::new(1));
    let speaks = |vocabulary: &Vocabulary, of: fn(&Decision) -> bool| {
        let changes = change::all(case, &years, vocabulary);
        changes.iter().flat_map(|it| it.out.iter().chain(&it.into)).any(|it| of(&it.decision))
    };
    let launches = |it: &Decision| matches!(it, Decision::Launch { .. } | Decision::Defer(_));
    assert!(speaks(&Vocabulary::ALL, launches));
    assert!(!speaks(&Vocabulary::SAME_MISSION, launches));
    let tools = |it: &Decision| it.tool().is_some();
    assert!(speaks(&Vocabulary::TOOLS, tools));
    assert!(!speaks(&Vocabulary::TOOLS, |it| it.tool().is_none()));
}

/// Through the program: a changed run is a run like others, and names the one it left.
#[cfg(feature = "cli")]
#[test]
fn a_changed_run_is_kept_and_replays() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).to_str().expect("a plain path").to_owned();
    let (run, changed) = (file("table.run"), file("changed.run"));
    let program = |arguments: &[&str]| {
        let told = std::process::Command::new(env!("CARGO_BIN_EXE_stackholders"))
            .args(arguments)
            .output()
            .unwrap();
        (told.status.code(), String::from_utf8(told.stdout).unwrap())
    };
    let (code, _) =
        program(&["simulate", SMALL, "--plan", "all-open", "--seed", "5", "--out", &run]);
    assert_eq!(code, Some(0));
    let before = std::fs::read(&run).unwrap();
    let change = ["--year", "2", "--change", "Invest(Monitoring)", "--futures", "2"];
    let (code, told) = program(&[&["what-if", &run][..], &change, &["--out", &changed]].concat());
    assert_eq!(code, Some(0), "{told}");
    let (code, told) = program(&["replay", &changed]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("identical"), "{told}");
    assert_eq!(std::fs::read(&run).unwrap(), before, "the run itself stays as it is");
    let text = std::fs::read_to_string(&changed).unwrap();
    assert!(text.contains("Monitoring") || text.contains("monitoring"), "{text}");
    // A file that exists is never written over.
    let (code, _) = program(&[&["what-if", &run][..], &change, &["--out", &changed]].concat());
    assert_eq!(code, Some(4));
}
