//! How long the engine takes, and how that grows with components, months and futures.
//!
//! `cargo bench --no-default-features --features threads --bench engine` builds no window; a name after `--` picks some of them.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use stackholders::id::{ComponentId, OptionId};
use stackholders::insight::executor::{Executor, Serial};
use stackholders::insight::futures::{self, Futures};
use stackholders::insight::plan as plans;
use stackholders::luck::Luck;
use stackholders::scenario::case::{Case, NamedPlan, PlanBody};
use stackholders::scenario::{load, shipped};
use stackholders::session::record::{Run, Slugs};
use stackholders::session::{code, journal, replay};
use stackholders::sim::{Model, NoTrace, State, advance};
use std::hint::black_box;

const FLAGSHIP: &str = "family-benefits";
const PLAN: &str = "matched-hybrid";

fn flagship() -> Case {
    let files = shipped::files(FLAGSHIP).expect("the flagship is shipped");
    load(&files).case.expect("shipped cases have no errors")
}

fn plan(case: &Case) -> NamedPlan {
    case.plan(PLAN).expect("the flagship has the plan").clone()
}

/// The case with every component, its options and its interfaces repeated `times` times.
fn repeated(case: &Case, times: u16) -> Case {
    let mut large = case.clone();
    let components = u16::try_from(case.components.len()).expect("a case is small");
    let options = u16::try_from(case.options.len()).expect("a case is small");
    for copy in 1..times {
        let moved_component = |id: ComponentId| ComponentId(id.0 + copy * components);
        let moved_option = |id: OptionId| OptionId(id.0 + copy * options);
        for component in &case.components {
            let mut component = component.clone();
            component.slug = format!("{}-{copy}", component.slug);
            component.inherited = moved_option(component.inherited);
            component.fallback = moved_option(component.fallback);
            large.components.push(component);
        }
        for option in &case.options {
            let mut option = option.clone();
            option.slug = format!("{}-{copy}", option.slug);
            option.component = moved_component(option.component);
            large.options.push(option);
        }
        for interface in &case.interfaces {
            let mut interface = interface.clone();
            interface.a = moved_component(interface.a);
            interface.b = moved_component(interface.b);
            large.interfaces.push(interface);
        }
    }
    large
}

/// One run without explanations, as every search and every future plays it.
fn run(case: &Case, model: &Model, body: &PlanBody, seed: u64) -> f64 {
    let luck = Luck::new(seed);
    let plan = plans::years(case, body, &luck);
    let mut state = State::start(model, &luck);
    let mut declined = Vec::new();
    let mut cost = 0.0;
    for year in 0..usize::from(case.total_years()) {
        let decisions = plan.get(year).map_or(&[][..], |year| &year.decisions);
        cost = advance(model, &luck, &mut state, decisions, &mut NoTrace, &mut declined).cost;
    }
    cost
}

fn many(
    case: &Case,
    model: &Model,
    body: &PlanBody,
    seeds: u64,
    executor: &impl Executor,
) -> Futures {
    futures::of_plan(case, model, body, 0..seeds, executor, &|_| {})
}

fn kept(case: &Case, body: &PlanBody) -> Run {
    let years = plans::years(case, body, &Luck::new(1));
    let years: Vec<_> = years.iter().map(|year| year.decisions.clone()).collect();
    replay::play(case, 1, &years)
}

fn one_run(bench: &mut Criterion) {
    let case = flagship();
    let (model, plan) = (Model::new(&case), plan(&case));
    let mut seed = 0;
    bench.bench_function("run/flagship", |timer| {
        timer.iter(|| {
            seed += 1;
            black_box(run(&case, &model, &plan.body, seed))
        });
    });
}

fn growth(bench: &mut Criterion) {
    let case = flagship();
    let plan = plan(&case);
    let mut group = bench.benchmark_group("grow/components");
    for times in [1, 2, 4, 8] {
        let large = repeated(&case, times);
        let model = Model::new(&large);
        let components = large.components.len() as u64;
        group.throughput(Throughput::Elements(components));
        group.bench_function(BenchmarkId::from_parameter(components), |timer| {
            timer.iter(|| black_box(run(&large, &model, &plan.body, 1)));
        });
    }
    group.finish();
    let mut group = bench.benchmark_group("grow/months");
    for years in [4, 8, 20] {
        let mut long = case.clone();
        (long.played_years, long.outlook_years) = (years, 0);
        let model = Model::new(&long);
        group.throughput(Throughput::Elements(u64::from(years) * 12));
        group.bench_function(BenchmarkId::from_parameter(years * 12), |timer| {
            timer.iter(|| black_box(run(&long, &model, &plan.body, 1)));
        });
    }
    group.finish();
}

fn spread(bench: &mut Criterion) {
    let case = flagship();
    let (model, plan) = (Model::new(&case), plan(&case));
    let mut group = bench.benchmark_group("futures");
    group.sample_size(10);
    for seeds in [1_000, 10_000, 100_000] {
        group.throughput(Throughput::Elements(seeds));
        group.bench_function(BenchmarkId::new("serial", seeds), |timer| {
            timer.iter(|| black_box(many(&case, &model, &plan.body, seeds, &Serial)));
        });
        #[cfg(feature = "threads")]
        {
            let threads = stackholders::insight::executor::Threads::new(0)
                .expect("as many threads as cores can be started");
            group.bench_function(BenchmarkId::new("threads", seeds), |timer| {
                timer.iter(|| black_box(many(&case, &model, &plan.body, seeds, &threads)));
            });
        }
    }
    group.finish();
}

fn files(bench: &mut Criterion) {
    let case = flagship();
    let plan = plan(&case);
    let run = kept(&case, &plan.body);
    let slugs = Slugs::of(&case);
    let file = journal::write(&run, &slugs).expect("a run of the case fits it");
    let texts = shipped::files(FLAGSHIP).expect("the flagship is shipped");
    bench.bench_function("case/load", |timer| timer.iter(|| black_box(load(&texts))));
    bench.bench_function("case/compile", |timer| timer.iter(|| black_box(Model::new(&case))));
    bench.bench_function("run-file/append-all", |timer| {
        timer.iter(|| black_box(journal::write(&run, &slugs)));
    });
    bench.bench_function("run-file/read", |timer| timer.iter(|| black_box(journal::read(&file))));
    bench.bench_function("run-file/replay", |timer| {
        timer.iter(|| black_box(replay::replay(&case, &run)));
    });
    bench.bench_function("run-code/encode", |timer| {
        timer.iter(|| black_box(code::encode(&case, &replay::coded(&run))));
    });
}

criterion_group!(benches, one_run, growth, spread, files);
criterion_main!(benches);
