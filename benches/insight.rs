//! How long insight takes: everything that a debrief asks of the flagship's runs.
//!
//! `cargo bench --no-default-features --features threads --bench insight` builds no window; a name after `--` picks some of them.

use criterion::measurement::WallTime;
use criterion::{
    BenchmarkGroup, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main,
};
use stackholders::insight::attribution::{Grouping, ORDERS, attribution};
use stackholders::insight::change::Vocabulary;
use stackholders::insight::course::{self, Course, Years};
use stackholders::insight::executor::{Executor, Serial};
use stackholders::insight::judge::{Aim, Judge};
use stackholders::insight::luck_and_judgement::{self, Rival, luck_and_judgement};
use stackholders::insight::par::{Effort, Par, par};
use stackholders::insight::survival::{Conclusion, WORLDS, survival};
use stackholders::insight::{lucks, what_if};
use stackholders::luck::Luck;
use stackholders::scenario::case::{Case, PlanBody};
use stackholders::scenario::plan::Decision;
use stackholders::scenario::{load, shipped};
use stackholders::sim::Model;
use std::hint::black_box;

const FLAGSHIP: &str = "family-benefits";

fn flagship() -> Case {
    let files = shipped::files(FLAGSHIP).expect("the flagship is shipped");
    load(&files).case.expect("shipped cases have no errors")
}

fn course(judge: &Judge<'_>, plan: &str) -> Course {
    Course::of_plan(judge, &judge.case.plan(plan).expect("the flagship has the plan").body, 1)
}

fn effort() -> what_if::Effort {
    what_if::Effort {
        lucks: lucks::futures(64),
        closer: lucks::futures(500),
        leading: 5,
        paired: 12,
    }
}

fn starts(judge: &Judge<'_>) -> Vec<Years> {
    let first = Luck::new(lucks::search(1).start);
    judge.case.plans.iter().map(|plan| course::of_body(judge, &plan.body, &first)).collect()
}

fn search(judge: &Judge<'_>, runs: u64, executor: &impl Executor) -> Par {
    let effort = Effort { runs, ..Effort::TABLE };
    par(judge, &starts(judge), &Vocabulary::ALL, &effort, executor, &|_| {})
        .expect("the flagship has plans")
}

/// All of one run: its place among 10,000 futures and its plan among plans, all single changes, attribution.
fn of_run(judge: &Judge<'_>, course: &Course, best: &Years, executor: &impl Executor) {
    let plans = judge.case.plans.iter().enumerate();
    let mut rivals: Vec<Rival<'_>> =
        plans.map(|(index, plan)| Rival::Named(index, &plan.body)).collect();
    rivals.push(Rival::Decisions(best.clone()));
    let (all, some) = (lucks::futures(10_000), lucks::futures(500));
    black_box(luck_and_judgement(judge, course, &rivals, all, some, executor, &|_| {}));
    let all = &Vocabulary::ALL;
    black_box(what_if::single_changes(judge, course, all, &effort(), executor, &|_| {}));
    let some = lucks::futures(1_000);
    black_box(attribution(judge, course, Grouping::Decision, ORDERS, some, executor, &|_| {}));
}

fn parts(bench: &mut Criterion, name: &str, executor: &impl Executor) {
    let case = flagship();
    let model = Model::new(&case);
    let judge = Judge::new(&case, &model);
    let run = course(&judge, "matched-hybrid");
    let mut group = bench.benchmark_group(name);
    group.sample_size(10);
    group.bench_function("futures/10,000", |timer| {
        let seeds = lucks::futures(10_000);
        timer.iter(|| {
            black_box(luck_and_judgement::futures(&judge, &run, seeds.clone(), executor, &|_| {}))
        });
    });
    group.bench_function("changes/all", |timer| {
        let all = &Vocabulary::ALL;
        timer.iter(|| {
            black_box(what_if::single_changes(&judge, &run, all, &effort(), executor, &|_| {}))
        });
    });
    group.bench_function("attribution/sampled", |timer| {
        let by = Grouping::Decision;
        timer.iter(|| {
            let seeds = lucks::futures(1_000);
            black_box(attribution(&judge, &run, by, ORDERS, seeds, executor, &|_| {}))
        });
    });
    group.bench_function("survival", |timer| {
        let nothing = vec![Vec::new(); judge.years];
        let conclusion = Conclusion::under(1, Aim::Score, &run.years, &nothing);
        timer.iter(|| black_box(survival(&judge, &conclusion, WORLDS, executor, &|_| {})));
    });
    group.bench_function("par/60,000 runs", |timer| {
        timer.iter(|| black_box(search(&judge, Effort::TABLE.runs, executor)));
    });
    group.bench_function("five runs, everything", |timer| {
        timer.iter(|| {
            let best = search(&judge, Effort::TABLE.runs, executor).years;
            for plan in
                ["all-open", "all-proprietary", "all-managed", "matched-hybrid", "random-hybrid"]
            {
                of_run(&judge, &course(&judge, plan), &best, executor);
            }
        });
    });
    group.finish();
}

/// The first components of the case, and what is said of them alone.
fn first_components(case: &Case, count: usize) -> Case {
    let mut small = case.clone();
    small.components.truncate(count);
    small.interfaces.retain(|edge| edge.a.index().max(edge.b.index()) < count);
    for use_case in &mut small.use_cases {
        use_case.touches.retain(|(component, _)| component.index() < count);
    }
    small
}

/// One case's futures on one core, the plan's decisions for components that it does not have left out.
fn grown(group: &mut BenchmarkGroup<'_, WallTime>, id: BenchmarkId, case: &Case, futures: u64) {
    let model = Model::new(case);
    let judge = Judge::new(case, &model);
    let mut body = case.plan("matched-hybrid").expect("the flagship has the plan").body.clone();
    if let PlanBody::Years(years) = &mut body {
        for year in years {
            year.decisions.retain(|decision| match decision {
                Decision::Adopt { component, .. } | Decision::Renew { component, .. } => {
                    component.index() < case.components.len()
                }
                _ => true,
            });
        }
    }
    let run = Course::of_plan(&judge, &body, 1);
    group.throughput(Throughput::Elements(futures));
    group.bench_function(id, |timer| {
        let seeds = lucks::futures(u32::try_from(futures).expect("a small number"));
        timer.iter(|| {
            black_box(luck_and_judgement::futures(&judge, &run, seeds.clone(), &Serial, &|_| {}))
        });
    });
}

/// How the cost of futures grows with components, with years of twelve months, and with their number.
fn growth(bench: &mut Criterion) {
    let case = flagship();
    let mut group = bench.benchmark_group("cost growth");
    group.sample_size(10);
    for count in [2, 4, 8] {
        let small = first_components(&case, count);
        grown(&mut group, BenchmarkId::new("components", count), &small, 1_000);
    }
    for years in [1, 2, 4, 6] {
        let mut other = case.clone();
        (other.played_years, other.outlook_years) = (years, 0);
        grown(&mut group, BenchmarkId::new("years", years), &other, 1_000);
    }
    for futures in [100, 1_000, 10_000] {
        grown(&mut group, BenchmarkId::new("futures", futures), &case, futures);
    }
    group.finish();
}

fn serial(bench: &mut Criterion) {
    parts(bench, "insight/serial", &Serial);
}

#[cfg(feature = "threads")]
fn threads(bench: &mut Criterion) {
    let threads = stackholders::insight::executor::Threads::new(0)
        .expect("as many threads as cores can be started");
    parts(bench, "insight/threads", &threads);
}

#[cfg(not(feature = "threads"))]
fn threads(_bench: &mut Criterion) {}

criterion_group!(benches, growth, serial, threads);
criterion_main!(benches);
