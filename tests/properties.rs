//! What must hold in every case, shipped or not: properties of the rules over generated cases, numbers, plans and seeds.
//!
//! A failing property prints the recipe of its world and the plan; both are as small as the search could make them.

use proptest::prelude::*;
use stackholders::id::{ComponentId, OptionId, PoolId, SupplierId};
use stackholders::insight::executor::Serial;
use stackholders::insight::futures::of_plan;
use stackholders::luck::{Luck, Lucks};
use stackholders::scenario::case::{Ending, Job, Lever, SourcingModel};
use stackholders::scenario::parameter::Spread;
use stackholders::scenario::plan::{Approach, Decision, Guardrail};
use stackholders::scenario::vocabulary::{Category, EventKind};
use stackholders::sim::check::Refusal;
use stackholders::sim::ledger::Posting;
use stackholders::sim::outcome::{Declined, Occurrence, Progress, YearOutcome};
use stackholders::sim::state::{NEVER, Target, TimedFactor};
use stackholders::sim::trace::{Input, Recorder, Rule, Trace, Why};
use stackholders::sim::{
    Model, NoTrace, ONLY, State, SumsOnly, advance, check, gauges, pass, pass_beside, pass_eight,
    play_year,
};
use stackholders::units::Money;

#[path = "properties/worlds.rs"]
mod worlds;

use worlds::{
    World, any_world, decisions, family_of, plan, plausible_world, shipped_cases, with_plans,
};

/// A share of the usual number of cases; `PROPTEST_CASES` makes all of them more or fewer.
fn one_in(share: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig {
        cases: (usual.cases / share).max(1),
        failure_persistence: None,
        max_global_rejects: usual.max_global_rejects.max(usual.cases),
        ..usual
    }
}

/// Most years a generated plan speaks of; later years run on standing decisions.
const PLANNED: usize = 10;

/// Plays all years of a world, from a state that is handed back.
fn play_from(
    model: &Model,
    seed: u64,
    state: &mut State,
    years: &[Vec<Decision>],
) -> Vec<YearOutcome> {
    let luck = Luck::new(seed);
    (state.year()..model.total_years)
        .map(|year| {
            let decisions = years.get(usize::from(year)).map_or(&[][..], Vec::as_slice);
            play_year(model, &luck, state, decisions, &mut NoTrace)
        })
        .collect()
}

fn play(model: &Model, seed: u64, years: &[Vec<Decision>]) -> Vec<YearOutcome> {
    play_from(model, seed, &mut State::start(model, &Luck::new(seed)), years)
}

/// As [`play`], with every posting and happening of every year.
fn traced(model: &Model, seed: u64, years: &[Vec<Decision>]) -> (Vec<YearOutcome>, Vec<Trace>) {
    let luck = Luck::new(seed);
    let mut state = State::start(model, &luck);
    (0..model.total_years)
        .map(|year| {
            let decisions = years.get(usize::from(year)).map_or(&[][..], Vec::as_slice);
            let mut trace = Trace::default();
            (play_year(model, &luck, &mut state, decisions, &mut trace), trace)
        })
        .unzip()
}

/// Leaves out what one property says nothing about.
fn without(years: &[Vec<Decision>], leave: impl Fn(&Decision) -> bool) -> Vec<Vec<Decision>> {
    years.iter().map(|year| year.iter().copied().filter(|it| !leave(it)).collect()).collect()
}

fn answers(decision: &Decision) -> bool {
    matches!(decision, Decision::Respond { .. })
}

/// Looks away, and has everything made anew each month.
struct Anew;

impl Recorder for Anew {
    const ON: bool = false;
    const ANEW: bool = true;
    fn post(&mut self, _posting: Posting, _why: Why) {}
    fn happened(&mut self, _occurrence: &Occurrence, _why: Why) {}
}

#[test]
fn every_number_of_a_case_has_a_family_that_bounds_it() {
    for case in shipped_cases() {
        for parameter in &case.parameters {
            let path = &parameter.path;
            let spread = path.starts_with("parameters.") && path.split('.').count() == 3;
            match family_of(path) {
                None => assert!(spread, "{path}: give it a family in tests/properties/worlds.rs"),
                Some(family) => {
                    let inside = family.low <= parameter.low && parameter.high <= family.high;
                    assert!(inside, "{path} is not within {}", family.name);
                }
            }
        }
    }
}

// The same run, however it is played

proptest! {
    #![proptest_config(one_in(1))]

    #[test]
    fn the_same_case_seed_and_plan_give_the_same_years(recipe in any_world(), plan in plan(PLANNED)) {
        let (one, two) = (recipe.world(), recipe.world());
        let years = decisions(&one.case, &plan);
        let (first, second) = (play(&one.model(), one.seed, &years), play(&two.model(), two.seed, &years));
        for (a, b) in first.iter().zip(&second) {
            prop_assert_eq!(a.digest, b.digest, "year {}", a.year);
        }
        prop_assert_eq!(first, second);
    }

    #[test]
    fn a_prefix_and_then_the_rest_are_the_whole(
        recipe in any_world(), plan in plan(PLANNED), cut in any::<prop::sample::Index>(),
    ) {
        let world = recipe.world();
        let (model, luck, years) = (world.model(), Luck::new(world.seed), decisions(&world.case, &plan));
        let whole = play(&model, world.seed, &years);
        // The prefix is played the way futures are, the rest as a table plays it.
        let mut state = State::start(&model, &luck);
        let cut = cut.index(whole.len() + 1);
        for (year, expected) in whole[..cut].iter().enumerate() {
            let decisions = years.get(year).map_or(&[][..], Vec::as_slice);
            let gauges = advance(&model, &luck, &mut state, decisions, &mut SumsOnly, &mut Vec::new());
            prop_assert_eq!(gauges, expected.gauges, "gauges of year {}", year);
            prop_assert_eq!(state.digest(), expected.digest, "state after year {}", year);
        }
        let rest = play_from(&model, world.seed, &mut state.clone(), &years);
        prop_assert_eq!(&rest[..], &whole[cut..]);
    }

    #[test]
    fn explanations_change_nothing(recipe in any_world(), plan in plan(PLANNED)) {
        let world = recipe.world();
        let (model, years) = (world.model(), decisions(&world.case, &plan));
        prop_assert_eq!(traced(&model, world.seed, &years).0, play(&model, world.seed, &years));
    }

    #[test]
    fn what_is_kept_from_month_to_month_is_what_would_be_made_anew(
        recipe in any_world(), plan in plan(PLANNED),
    ) {
        let world = recipe.world();
        let (model, luck, years) = (world.model(), Luck::new(world.seed), decisions(&world.case, &plan));
        let (mut keeping, mut anew) = (State::start(&model, &luck), State::start(&model, &luck));
        for year in 0..usize::from(model.total_years) {
            let decisions = years.get(year).map_or(&[][..], Vec::as_slice);
            let kept = play_year(&model, &luck, &mut keeping, decisions, &mut NoTrace);
            prop_assert_eq!(kept, play_year(&model, &luck, &mut anew, decisions, &mut Anew));
        }
    }

    #[test]
    fn runs_side_by_side_are_each_what_they_are_alone(
        recipe in any_world(), plans in prop::array::uniform8(plan(PLANNED)), alike: bool,
    ) {
        let world = recipe.world();
        let model = world.model();
        let seeds: [u64; 8] = core::array::from_fn(|lane| world.seed.wrapping_add(lane as u64));
        let plans = plans.map(|plan| decisions(&world.case, &plan));
        // Futures of one plan, or runs that have nothing in common.
        let plan_of = |lane: usize| if alike { &plans[0] } else { &plans[lane] };
        let lucks = Lucks::new(seeds.map(Luck::new));
        // In the vectors of the processor, and in arrays.
        let mut beside = State::<8>::beside(&model);
        let mut plain = beside.clone();
        let mut alone = seeds.map(|seed| State::start(&model, &Luck::new(seed)));
        for year in 0..usize::from(model.total_years) {
            let of_year = |lane: usize| plan_of(lane).get(year).map_or(&[][..], Vec::as_slice);
            let decided = core::array::from_fn(of_year);
            pass_eight(&model, &lucks, &mut beside, decided, &mut SumsOnly, &mut []);
            pass_beside(&model, &lucks, &mut plain, decided, &mut SumsOnly, &mut []);
            for (lane, alone) in alone.iter_mut().enumerate() {
                let luck = Luck::new(seeds[lane]);
                pass(&model, &luck, alone, of_year(lane), &mut SumsOnly, &mut Vec::new());
                prop_assert_eq!(
                    gauges::read(&model, &beside, lane), gauges::read(&model, alone, ONLY),
                    "lane {} in year {}", lane, year
                );
                prop_assert_eq!(beside.digest_of(lane), alone.digest(), "lane {} in year {}", lane, year);
                prop_assert_eq!(plain.digest_of(lane), alone.digest(), "lane {} in year {}, in arrays", lane, year);
            }
        }
    }

    #[test]
    fn a_year_of_decisions_is_judged_as_each_of_them_is(
        recipe in any_world(), plan in plan(PLANNED),
    ) {
        let world = recipe.world();
        let (model, luck, years) = (world.model(), Luck::new(world.seed), decisions(&world.case, &plan));
        let mut state = State::start(&model, &luck);
        for mut decisions in years.into_iter().take(model.total_years.into()) {
            decisions.sort_unstable();
            let (mut taken, mut refused) = (Vec::new(), Vec::new());
            for decision in &decisions {
                match check(&model, &state, &taken, decision) {
                    Ok(()) => taken.push(*decision),
                    Err(Refusal::NothingToAnswer { .. } | Refusal::ResponseLimit { .. }) => {}
                    Err(refusal) => refused.push(Declined { decision: *decision, refusal }),
                }
            }
            let outcome = play_year(&model, &luck, &mut state, &decisions, &mut NoTrace);
            prop_assert_eq!(outcome.declined, refused, "year {}", outcome.year);
        }
    }

    #[test]
    fn words_of_a_team_change_nothing(recipe in any_world(), plan in plan(PLANNED)) {
        let world = recipe.world();
        let (model, years) = (world.model(), decisions(&world.case, &plan));
        let words = |it: &Decision| {
            matches!(it, Decision::Predict { .. } | Decision::Because { .. } | Decision::Dissent(_))
        };
        let spoken = play(&model, world.seed, &years);
        let silent = play(&model, world.seed, &without(&years, words));
        for (a, b) in spoken.iter().zip(&silent) {
            prop_assert_eq!(a.digest, b.digest, "year {}", a.year);
        }
    }
}

proptest! {
    #![proptest_config(one_in(16))]

    #[test]
    fn one_thread_and_several_agree_bit_for_bit(
        recipe in plausible_world(), plan in plan(PLANNED), runs in 1..200_u64,
    ) {
        let mut world = recipe.world();
        // A plan of a case names only what the case has.
        let known = |it: &Decision| match it {
            Decision::Adopt { component, option, .. } => {
                component.index() >= world.case.components.len() || option.index() >= world.case.options.len()
            }
            _ => false,
        };
        let years = without(&decisions(&world.case, &plan), known);
        with_plans(&mut world.case, &years);
        let (case, model) = (&world.case, world.model());
        let seeds = world.seed % 1_000_000..world.seed % 1_000_000 + runs;
        for named in &case.plans {
            let alone = of_plan(case, &model, &named.body, seeds.clone(), &Serial, &|_| {});
            prop_assert_eq!(alone.len() as u64, runs);
            #[cfg(feature = "threads")]
            for threads in [1, 2, 5] {
                let executor = stackholders::insight::executor::Threads::new(threads).expect("threads");
                let together = of_plan(case, &model, &named.body, seeds.clone(), &executor, &|_| {});
                prop_assert_eq!(&together, &alone, "plan {}, {} threads", named.slug, threads);
            }
        }
    }
}

// Labels and order

proptest! {
    #![proptest_config(one_in(1))]

    #[test]
    fn no_number_depends_on_the_label_of_a_sourcing_model(
        recipe in any_world(), plan in plan(PLANNED), turn in 1..4_usize,
    ) {
        const LABELS: [SourcingModel; 4] = [
            SourcingModel::Open, SourcingModel::Proprietary, SourcingModel::Managed, SourcingModel::Inherited,
        ];
        let world = recipe.world();
        let mut other = world.clone();
        let turned = |label: SourcingModel| {
            LABELS[(LABELS.iter().position(|it| *it == label).expect("listed") + turn) % 4]
        };
        for archetype in &mut other.case.archetypes {
            archetype.model = turned(archetype.model);
        }
        for option in &mut other.case.options {
            option.model = turned(option.model);
        }
        let years = decisions(&world.case, &plan);
        prop_assert_eq!(
            play(&world.model(), world.seed, &years),
            play(&other.model(), other.seed, &years)
        );
    }

    #[test]
    fn options_written_in_another_order_are_the_same_options(
        recipe in any_world(), plan in plan(PLANNED),
    ) {
        let world = recipe.world();
        let mut other = world.clone();
        other.case.options.reverse();
        let last = world.case.options.len() - 1;
        let new = |id: OptionId| if id.index() > last { id } else { OptionId((last - id.index()) as u16) };
        for component in &mut other.case.components {
            component.inherited = new(component.inherited);
            component.fallback = new(component.fallback);
        }
        let years = decisions(&world.case, &plan);
        // Within a year, tool decisions are carried out by component, so options never order them.
        let renamed: Vec<Vec<Decision>> = years.iter().map(|year| year.iter().map(|it| match *it {
            Decision::Adopt { component, option, term, clause, vehicle } =>
                Decision::Adopt { component, option: new(option), term, clause, vehicle },
            other => other,
        }).collect()).collect();
        let one_each = |years: &[Vec<Decision>]| years.iter().map(|year| one_adoption_each(year)).collect::<Vec<_>>();
        let here = play(&world.model(), world.seed, &one_each(&years));
        let there = play(&other.model(), other.seed, &one_each(&renamed));
        for (a, b) in here.iter().zip(&there) {
            prop_assert_eq!(a.gauges, b.gauges, "year {}", a.year);
            prop_assert_eq!(&a.by_component, &b.by_component, "year {}", a.year);
            prop_assert_eq!(&a.occurrences, &b.occurrences, "year {}", a.year);
            for (x, y) in a.components.iter().zip(&b.components) {
                prop_assert_eq!(new(x.option), y.option, "year {}", a.year);
            }
        }
    }
}

/// The first adoption of each component: of two, the order of option ids would say which comes first.
fn one_adoption_each(year: &[Decision]) -> Vec<Decision> {
    let mut seen: Vec<ComponentId> = Vec::new();
    year.iter()
        .copied()
        .filter(|decision| match decision {
            Decision::Adopt { component, .. } => {
                let first = !seen.contains(component);
                seen.push(*component);
                first
            }
            _ => true,
        })
        .collect()
}

// Money

proptest! {
    #![proptest_config(one_in(1))]

    #[test]
    fn the_ledger_adds_up_by_category_component_and_month(recipe in any_world(), plan in plan(PLANNED)) {
        let world = recipe.world();
        let (model, years) = (world.model(), decisions(&world.case, &plan));
        let luck = Luck::new(world.seed);
        let mut state = State::start(&model, &luck);
        let mut run = Money::ZERO;
        for year in 0..model.total_years {
            let decisions = years.get(usize::from(year)).map_or(&[][..], Vec::as_slice);
            let mut trace = Trace::default();
            let outcome = play_year(&model, &luck, &mut state, decisions, &mut trace);
            let sum = |keep: &dyn Fn(&Posting) -> bool| -> Money {
                trace.postings.iter().filter(|(it, _)| keep(it)).map(|(it, _)| it.amount).sum()
            };
            for (category, amount) in Category::ALL.iter().zip(outcome.by_category) {
                prop_assert_eq!(sum(&|it| it.category == *category), amount, "{:?}, year {}", category, year);
            }
            for (place, amount) in outcome.by_component.iter().enumerate() {
                prop_assert_eq!(sum(&|it| it.place == place), *amount, "place {}, year {}", place, year);
            }
            let months: Money = (year * 12..year * 12 + 12).map(|month| sum(&|it| it.month.0 == month)).sum();
            prop_assert_eq!(months, state.ledger.year(ONLY), "a posting of year {} is outside its months", year);
            prop_assert_eq!(months, outcome.by_category.into_iter().sum());
            prop_assert_eq!(months, outcome.by_component.into_iter().sum());
            run += months;
            prop_assert_eq!(run, state.ledger.total(ONLY));
            let obligated = months - outcome.by_category[Category::Incident.index()];
            // The gauge adds up in k$ and ends, as every amount does, at a trillion dollars.
            let obligated = Money::from_kilodollars(obligated.kilodollars());
            let off = (outcome.gauges.spent - obligated).cents().abs();
            prop_assert!(off <= 12 + obligated.cents().abs() / 1_000_000_000_000,
                "spent {:?}, obligated {:?}", outcome.gauges.spent, obligated);
        }
    }

    #[test]
    fn a_trace_multiplies_to_its_amount(recipe in any_world(), plan in plan(PLANNED)) {
        let world = recipe.world();
        let (model, years) = (world.model(), decisions(&world.case, &plan));
        for trace in traced(&model, world.seed, &years).1 {
            for (posting, why) in &trace.postings {
                let again = Money::from_kilodollars(why.product());
                let off = (again - posting.amount).cents().abs();
                // A cent, and what 53 bits leave open in amounts beyond all budgets.
                let bound = 1 + posting.amount.cents().abs() / 100_000_000_000_000;
                prop_assert!(off <= bound, "{posting:?} is not the product of {why:?}, which is {again:?}");
            }
            for (occurrence, why) in &trace.happenings {
                prop_assert!(why.product().is_finite() && why.product() >= 0.0, "{occurrence:?}: {why:?}");
            }
        }
    }
}

/// Own staff: what they were charged at, idle time in full, against the salaries of those who were there (k$).
#[derive(Default)]
struct Salaries {
    charged: f64,
    owed: f64,
    postings: f64,
}

impl Recorder for Salaries {
    const ON: bool = true;

    fn post(&mut self, posting: Posting, why: Why) {
        let factor =
            |what| why.factors.iter().find(|it| it.what == what).map_or(0.0, |it| it.value);
        match why.rule {
            Rule::RunEffort
            | Rule::ProjectWork
            | Rule::PlatformBaseline
            | Rule::SupplierManagement => {
                self.charged += posting.amount.kilodollars();
                self.postings += 1.0;
            }
            Rule::Bench => {
                self.charged += factor(Input::IdleStaff) * factor(Input::StaffRate) / 12.0;
                self.postings += 1.0;
            }
            _ => {}
        }
    }

    fn happened(&mut self, _occurrence: &Occurrence, _why: Why) {}

    fn month_ended(&mut self, model: &Model, state: &State) {
        let pools = model.pools.iter().zip(&state.pools);
        self.owed +=
            pools.map(|(pool, now)| f64::from(now.headcount[ONLY]) * pool.rate / 12.0).sum::<f64>();
    }
}

proptest! {
    #![proptest_config(one_in(1))]

    #[test]
    fn every_month_of_own_staff_is_charged_once(recipe in any_world(), plan in plan(PLANNED)) {
        let mut world = recipe.world();
        // An idle month that costs nothing is not posted, and so could not be counted.
        let id = world.case.rules.bench_share;
        world.set(id, 0.7);
        let (model, luck) = (world.model(), Luck::new(world.seed));
        let years = decisions(&world.case, &plan);
        let mut state = State::start(&model, &luck);
        for year in 0..model.total_years {
            let decisions = years.get(usize::from(year)).map_or(&[][..], Vec::as_slice);
            let mut salaries = Salaries::default();
            play_year(&model, &luck, &mut state, decisions, &mut salaries);
            let Salaries { charged, owed, postings } = salaries;
            // What is less than half a cent is posted nowhere.
            let parts = (model.components.len() * 2 + model.suppliers.len() + model.pools.len() + 1) as f64;
            let bound = 0.00002 * (postings + 12.0 * parts) + owed * 1e-9;
            prop_assert!((charged - owed).abs() <= bound, "year {year}: {charged} k$ charged, {owed} k$ owed");
        }
    }
}

// More of a good thing

/// Incidents that hardening speaks of: month, kind, what was struck, and the loss.
fn break_ins(years: &[YearOutcome]) -> Vec<Occurrence> {
    let kinds =
        [EventKind::KnownFlawExploited, EventKind::PoisonedDependency, EventKind::SupplierBreach];
    let all = years.iter().flat_map(|year| &year.occurrences);
    all.filter(|it| kinds.contains(&it.kind)).copied().collect()
}

proptest! {
    #![proptest_config(one_in(1))]

    #[test]
    fn more_hardening_never_adds_or_grows_a_break_in(
        recipe in plausible_world(), plan in plan(PLANNED), hardened in prop::collection::vec(any::<bool>(), PLANNED),
    ) {
        let mut world = recipe.world().rich();
        world.case.agency.guardrails_per_year = 5;
        for offer in world.case.guardrails.clone() {
            world.set(offer.cost, 0.0);
        }
        // Raised attempts, so that there is something to prevent.
        world.set(world.case.rules.attempts, 3.0);
        world.set(world.case.rules.dependency_rate, 0.3);
        // Answers follow what happened, so two runs with other incidents answer other events.
        let base = without(&decisions(&world.case, &plan), answers);
        let mut more = base.clone();
        more.resize(PLANNED, Vec::new());
        for (year, hardened) in more.iter_mut().zip(hardened) {
            if hardened {
                year.push(Decision::Invest(Guardrail::Harden));
            }
        }
        let model = world.model();
        let (base, more) = (break_ins(&play(&model, world.seed, &base)), break_ins(&play(&model, world.seed, &more)));
        for incident in &more {
            let before = base.iter().find(|it| {
                (it.month, it.kind, it.subject) == (incident.month, incident.kind, incident.subject)
            });
            let before = before.unwrap_or_else(|| panic!("hardening brought about {incident:?}"));
            prop_assert!(incident.loss <= before.loss, "{incident:?} was {before:?}");
        }
    }

    #[test]
    fn more_open_formats_never_raise_the_cost_of_leaving(
        recipe in plausible_world(), plan in plan(PLANNED), open in 0.0..=1.0_f64,
    ) {
        let world = recipe.world().rich();
        let mut opener = world.clone();
        for option in &world.case.options {
            let id = option.profile.format_open;
            let closed = 1.0 - world.values[id.index()];
            opener.set(id, 1.0 - closed * open);
        }
        let years = decisions(&world.case, &plan);
        let (base, more) = (play(&world.model(), world.seed, &years), play(&opener.model(), opener.seed, &years));
        for (a, b) in base.iter().zip(&more) {
            let bound = |cost: f64| cost * (1.0 + 1e-12) + 1e-9;
            for (index, (x, y)) in a.components.iter().zip(&b.components).enumerate() {
                prop_assert_eq!(x.option, y.option, "openness moved a project in year {}", a.year);
                prop_assert!(y.exit_cost <= bound(x.exit_cost),
                    "component {index}, year {}: {} became {}", a.year, x.exit_cost, y.exit_cost);
                prop_assert!(y.lock_in <= bound(x.lock_in), "component {index}, year {}", a.year);
            }
            prop_assert!(b.gauges.exit_cost <= bound(a.gauges.exit_cost), "year {}", a.year);
        }
    }

    #[test]
    fn more_nodes_up_to_the_peak_never_lower_what_is_served(
        recipe in plausible_world(), plan in plan(PLANNED), more in prop::collection::vec(0..12_u16, 12), load in 0.2..6.0_f64,
    ) {
        let mut world = recipe.world().rich();
        // No further node within the run: a team that waits longer also orders more, and would catch up.
        world.set_all(&["provisioning"], 120.0);
        let model = world.model();
        let luck = Luck::new(world.seed);
        let mut base = State::start(&model, &luck);
        for index in 0..model.use_cases.len() {
            base.factors[ONLY].push(TimedFactor {
                lever: Lever::Demand, target: Target::UseCase(index), factor: load, until: NEVER - 1,
            });
        }
        base.levers.next_change[ONLY] = 0;
        let mut wide = base.clone();
        for (station, extra) in wide.stations.iter_mut().zip(more) {
            let most = model.options[station.option[ONLY]].most_nodes;
            station.nodes[ONLY] = (station.nodes[ONLY] + extra).min(most);
        }
        let years = without(&decisions(&world.case, &plan), answers);
        for year in 0..model.total_years.min(9) {
            let decisions = years.get(usize::from(year)).map_or(&[][..], Vec::as_slice);
            // What is kept does not know of the nodes that were added by hand.
            let a = play_year(&model, &luck, &mut base, decisions, &mut Anew);
            let b = play_year(&model, &luck, &mut wide, decisions, &mut Anew);
            for (index, (x, y)) in base.tally.by_use_case.iter().zip(&wide.tally.by_use_case).enumerate() {
                let (x, y) = (x.map(|it| it[ONLY]), y.map(|it| it[ONLY]));
                prop_assert_eq!(x[0], y[0], "demand of use case {}, year {}", index, year);
                prop_assert!(y[1] >= x[1] * (1.0 - 1e-9), "use case {index}, year {year}: {} became {}", x[1], y[1]);
            }
            prop_assert!(b.gauges.headroom <= a.gauges.headroom * (1.0 + 1e-12), "the wall itself does not move");
        }
    }

    #[test]
    fn a_price_cap_never_raises_licence_spending(
        recipe in plausible_world(), plan in plan(PLANNED), capped in prop::collection::vec(0..140_u16, 12),
    ) {
        let world = recipe.world().rich();
        let model = world.model();
        let luck = Luck::new(world.seed);
        let mut free = State::start(&model, &luck);
        let mut bound = free.clone();
        for (station, months) in bound.stations.iter_mut().zip(capped) {
            station.capped_until[ONLY] = months;
        }
        // Renegotiation is left out: a dearer product can be one whose buyer is listened to.
        let plan = without(&decisions(&world.case, &plan), |it| {
            answers(it) || matches!(it, Decision::Renew { approach: Approach::Renegotiate, .. })
        });
        for year in 0..model.total_years {
            let decisions = plan.get(usize::from(year)).map_or(&[][..], Vec::as_slice);
            play_year(&model, &luck, &mut free, decisions, &mut NoTrace);
            play_year(&model, &luck, &mut bound, decisions, &mut NoTrace);
            for place in 0..model.components.len() {
                let licence = |state: &State| state.ledger.cell(ONLY, place, Category::Licence);
                prop_assert!(licence(&bound) <= licence(&free),
                    "component {place}, year {year}: {:?} became {:?}", licence(&free), licence(&bound));
            }
        }
    }
}

// What-if

/// Cuts every tie the rules have between two components: people, suppliers, interface, and jobs that serve them all.
fn uncouple(world: &mut World, changed: usize, watched: usize) {
    let case = &mut world.case;
    // People: each has a pool of its own, and what the changed one asks of platform and contracts falls on its own.
    for (slug, component) in [("watched", watched), ("changed", changed)] {
        let mut pool = case.pools[case.components[component].pool.index()].clone();
        pool.slug = slug.to_owned();
        case.pools.push(pool);
        case.components[component].pool = PoolId((case.pools.len() - 1) as u16);
    }
    case.agency.platform_pool = case.components[changed].pool;
    case.agency.contracts_pool = case.components[changed].pool;
    // Suppliers: neither shares one with anybody.
    for option in &mut case.options {
        if [watched, changed].contains(&option.component.index()) {
            let mut supplier = case.suppliers[option.supplier.index()].clone();
            supplier.slug = format!("of-{}", option.slug);
            case.suppliers.push(supplier);
            option.supplier = SupplierId((case.suppliers.len() - 1) as u16);
        }
    }
    // Interfaces: the changed one has none, for a third part between the two would carry the change on.
    case.interfaces.retain(|edge| ![edge.a.index(), edge.b.index()].contains(&changed));
    // Detection limits every loss, governance speeds up every authorisation.
    case.components[changed]
        .jobs
        .retain(|(job, _)| !matches!(job, Job::DetectsDrift | Job::Governs));
    // An audit looks at the whole agency, and a use that it suspends loads nothing.
    world.set(world.case.rules.suspension_probability, 0.0);
}

proptest! {
    #![proptest_config(one_in(1))]

    #[test]
    fn a_changed_decision_leaves_every_posting_of_an_uncoupled_component_as_it_was(
        mut recipe in plausible_world(), plan in plan(PLANNED), other in plan(1),
        components in any::<[prop::sample::Index; 2]>(), when in 0..PLANNED,
    ) {
        recipe.components = recipe.components.max(2);
        recipe.slots = 64;
        let mut world = recipe.world().rich();
        let changed = components[0].index(recipe.components);
        let watched = (changed + 1 + components[1].index(recipe.components - 1)) % recipe.components;
        uncouple(&mut world, changed, watched);
        // Answers follow what happened anywhere, and people are moved from where there is slack anywhere.
        let of = |it: &Decision| match it {
            Decision::Adopt { component, .. } | Decision::Renew { component, .. } => Some(component.index()),
            _ => None,
        };
        let coupled = |it: &Decision| answers(it) || matches!(it, Decision::Staff { .. });
        let base = without(&decisions(&world.case, &plan), coupled);
        let mut what_if = base.clone();
        what_if.resize(PLANNED.max(base.len()), Vec::new());
        what_if[when].retain(|it| of(it) != Some(changed));
        let new = decisions(&world.case, &other).into_iter().flatten().map(|it| match it {
            Decision::Adopt { term, clause, vehicle, option, .. } => {
                let component = ComponentId(changed as u16);
                let own: Vec<OptionId> = world.case.on_offer(component).collect();
                Decision::Adopt { component, option: own[option.index() % own.len()], term, clause, vehicle }
            }
            Decision::Renew { term, clause, approach, .. } => {
                Decision::Renew { component: ComponentId(changed as u16), term, clause, approach }
            }
            other => other,
        });
        what_if[when].extend(new.filter(|it| of(it) == Some(changed)).take(1));
        prop_assume!(what_if != base);
        let model = world.model();
        let postings = |years: &[Vec<Decision>]| -> Vec<(Posting, Vec<f64>)> {
            let traces = traced(&model, world.seed, years).1;
            let all = traces.into_iter().flat_map(|trace| trace.postings);
            let here = all.filter(|(posting, _)| posting.place == watched);
            here.map(|(posting, why)| (posting, why.factors.iter().map(|factor| factor.value).collect())).collect()
        };
        let (before, after) = (postings(&base), postings(&what_if));
        for (a, b) in before.iter().zip(&after) {
            prop_assert_eq!(a, b, "changed {}, watched {}", changed, watched);
        }
        prop_assert_eq!(before.len(), after.len(), "changed {}, watched {}", changed, watched);
    }
}

// The edges of the world

/// Every number that a screen could show is a number, and shares are shares.
fn sane(years: &[YearOutcome]) -> Result<(), TestCaseError> {
    for outcome in years {
        let year = outcome.year;
        let gauges = outcome.gauges;
        let sizes = [
            ("cost", gauges.cost),
            ("spent", gauges.spent.kilodollars()),
            ("appropriation", gauges.appropriation.kilodollars()),
            ("exit cost", gauges.exit_cost),
            ("months to leave", gauges.exit_months),
            ("losses", gauges.losses.kilodollars()),
            ("expected loss", gauges.expected_loss),
            ("headroom", gauges.headroom),
            ("value", gauges.value),
            ("possible value", gauges.value_possible),
        ];
        for (what, size) in sizes {
            let may_be_negative = matches!(what, "cost" | "spent");
            prop_assert!(size.is_finite(), "{what} of year {year} is {size}");
            prop_assert!(may_be_negative || size >= 0.0, "{what} of year {year} is {size}");
        }
        for (what, share) in [
            ("served", gauges.served),
            ("controls", gauges.controls),
            ("lock-in", gauges.lock_in / 100.0),
        ] {
            prop_assert!((0.0..=1.0).contains(&share), "{what} of year {year} is {share}");
        }
        prop_assert!(
            gauges.value <= gauges.value_possible * (1.0 + 1e-9),
            "year {year}: {gauges:?}"
        );
        for (index, component) in outcome.components.iter().enumerate() {
            let numbers = [
                component.exit_cost,
                component.patch_days,
                component.utilisation,
                component.debt,
                component.experience,
            ];
            prop_assert!(
                numbers.iter().all(|it| it.is_finite() && *it >= 0.0),
                "component {index}, year {year}: {component:?}"
            );
            prop_assert!(
                (0.0..=100.0).contains(&component.lock_in),
                "component {index}, year {year}: {component:?}"
            );
            prop_assert!(component.nodes >= 1, "component {index}, year {year}");
        }
        for occurrence in &outcome.occurrences {
            prop_assert!(
                occurrence.size.is_finite() && occurrence.loss >= Money::ZERO,
                "{occurrence:?}"
            );
            prop_assert_eq!(occurrence.month.year(), usize::from(year));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(one_in(1))]

    #[test]
    fn no_world_and_no_plan_makes_the_rules_panic_or_lose_a_number(recipe in any_world(), plan in plan(PLANNED)) {
        let world = recipe.world();
        let years = play(&world.model(), world.seed, &decisions(&world.case, &plan));
        prop_assert_eq!(years.len(), usize::from(recipe.played + recipe.outlook));
        sane(&years)?;
    }

    #[test]
    fn what_the_dry_run_allows_is_carried_out(recipe in plausible_world(), plan in plan(PLANNED)) {
        let world = recipe.world();
        let (model, luck) = (world.model(), Luck::new(world.seed));
        let mut state = State::start(&model, &luck);
        let wanted = decisions(&world.case, &plan);
        for year in 0..model.total_years {
            let mut taken = Vec::new();
            for decision in wanted.get(usize::from(year)).into_iter().flatten() {
                if check(&model, &state, &taken, decision).is_ok() {
                    taken.push(*decision);
                }
            }
            let outcome = play_year(&model, &luck, &mut state, &taken, &mut NoTrace);
            prop_assert_eq!(&outcome.declined, &[], "taken in year {}: {:?}", year, taken);
        }
    }
}

type Set = fn(&mut World);
/// What must come of an extreme, with a plan and with no decision at all.
type Story = fn(&World, &Model, &[YearOutcome], &[YearOutcome]) -> Result<(), TestCaseError>;

/// Named extremes: what is set, and the story it must tell.
const EXTREMES: &[(&str, Set, Story)] = &[
    (
        "nobody works here",
        |world| world.set_all(&["headcount"], 0.0),
        |_, _, _, idle| {
            let staffed = idle
                .iter()
                .flat_map(|year| &year.occurrences)
                .any(|it| it.kind == EventKind::KeyStaffLoss);
            prop_assert!(!staffed, "nobody can leave where nobody is");
            Ok(())
        },
    ),
    (
        "there is no money",
        |world| {
            // An event may bring some.
            world.set_all(&["amount"], 0.0);
            for id in world.case.agency.appropriation.clone() {
                world.set(id, 0.0);
            }
        },
        |_, _, busy, _| {
            let live = busy
                .iter()
                .flat_map(|year| &year.milestones)
                .filter(|it| it.what == Progress::Integrating);
            prop_assert_eq!(live.count(), 0, "a project went on without money");
            Ok(())
        },
    ),
    (
        "nobody asks for anything",
        |world| world.set_all(&["demand"], 0.0),
        |_, _, busy, idle| {
            for year in busy.iter().chain(idle) {
                prop_assert_eq!(year.gauges.served, 1.0, "nothing asked, nothing late");
                prop_assert!(
                    year.components.iter().all(|it| it.utilisation == 0.0),
                    "year {}",
                    year.year
                );
            }
            Ok(())
        },
    ),
    (
        "nothing can go wrong",
        |world| world.set_all(CHANCES, 0.0),
        |_, _, busy, idle| {
            let years = || busy.iter().chain(idle);
            let seen: Vec<&Occurrence> = years().flat_map(|year| &year.occurrences).collect();
            prop_assert!(seen.is_empty(), "{seen:?}");
            prop_assert!(years().all(|year| year.gauges.losses == Money::ZERO));
            Ok(())
        },
    ),
    (
        "everything goes wrong",
        |world| world.set_all(CHANCES, 1.0),
        |_, _, busy, _| {
            let disrupted = busy.iter().filter(|year| {
                year.occurrences.iter().any(|it| it.kind == EventKind::BudgetDisruption)
            });
            prop_assert_eq!(disrupted.count(), busy.len(), "a cut every October");
            Ok(())
        },
    ),
    (
        "every supplier ends at once",
        |world| {
            world.set_all(&["end_rate"], 1000.0);
            world.set(world.case.rules.revival, 0.0);
            if let Spread::Pert { low, mode, high } = world.case.rules.notice_days {
                world.set(low, 60.0);
                world.set(mode, 120.0);
                world.set(high, 365.0);
            }
        },
        |world, model, _, years| {
            for (index, component) in model.components.iter().enumerate() {
                let kept = |year: &&YearOutcome| {
                    year.components[index].option.index() == component.inherited
                };
                let supplier = &world.case.suppliers[model.options[component.inherited].supplier];
                if supplier.ending == Ending::Frozen {
                    for year in years.iter().filter(kept) {
                        prop_assert!(
                            year.components[index].patch_days > 700.0,
                            "{} is gone, but component {index} is patched in year {}",
                            supplier.slug,
                            year.year
                        );
                    }
                } else if years[..3].iter().all(|year| kept(&year)) {
                    let off = years.iter().flat_map(|year| &year.milestones).any(|it| {
                        it.what == Progress::SwitchedOff && it.component.index() == index
                    });
                    prop_assert!(off, "{} is gone, but component {index} runs on", supplier.slug);
                }
            }
            Ok(())
        },
    ),
];

/// Everything that makes something happen by chance.
const CHANCES: &[&str] = &[
    "attrition",
    "breach_rate",
    "acquisition_rate",
    "licence_change_rate",
    "end_rate",
    "hike",
    "protest_probability",
    "overrun_tail",
    "resolution_probability",
    "cut_probability",
    "shutdown_probability",
    "surge_probability",
    "acquired_end",
    "acquired_hike",
    "revival",
    "attempts",
    "major_share",
    "secondary_probability",
    "dependency_rate",
    "harm_rate",
    "audit_probability",
    "suspension_probability",
];

proptest! {
    #![proptest_config(one_in(8))]

    #[test]
    fn extreme_worlds_tell_a_sensible_story(recipe in any_world(), plan in plan(PLANNED)) {
        for components in [1, recipe.components, 64] {
            for (name, set, story) in EXTREMES {
                let recipe = worlds::Recipe { components, played: 10, outlook: recipe.outlook, ..recipe.clone() };
                let mut world = recipe.world();
                set(&mut world);
                let model = world.model();
                let busy = play(&model, world.seed, &decisions(&world.case, &plan));
                let idle = play(&model, world.seed, &[]);
                let told = sane(&busy).and_then(|()| sane(&idle)).and_then(|()| story(&world, &model, &busy, &idle));
                prop_assert!(told.is_ok(), "{name}, {components} components: {told:?}");
            }
        }
    }
}
