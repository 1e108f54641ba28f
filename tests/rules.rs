//! Rules one by one: small stories about the family-benefits agency in calm years, each told by a few numbers.
//!
//! Nothing happens by chance unless a story says so, and money does not run out.

use stackholders::id::{CardId, ComponentId, OptionId, PoolId};
use stackholders::luck::Luck;
use stackholders::scenario::case::{Case, Effect, Ending, Lever};
use stackholders::scenario::plan::{Approach, Decision, StaffAction, StaffCount, Term, Vehicle};
use stackholders::scenario::vocabulary::EventKind;
use stackholders::scenario::{load, shipped};
use stackholders::sim::check::{Refusal, first_year, running_cost};
use stackholders::sim::ledger::Posting;
use stackholders::sim::outcome::{Occurrence, Progress, Subject, YearOutcome};
use stackholders::sim::state::{NEVER, Target, TimedFactor};
use stackholders::sim::trace::{Rule, Trace, Why};
use stackholders::sim::{Model, NoTrace, ONLY, State, check, lock_in, play_year};
use stackholders::units::{Money, Month};

/// A case with numbers put in by hand.
struct Story {
    case: Case,
    values: Vec<f64>,
}

/// What can go wrong by chance, and surges.
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
    "attempts",
    "dependency_rate",
    "harm_rate",
    "audit_probability",
    "suspension_probability",
    "growth_sigma",
    "price_sigma",
];

impl Story {
    fn calm() -> Self {
        let case =
            load(&shipped::files("family-benefits").expect("shipped")).case.expect("it loads");
        let values = case.parameters.iter().map(|parameter| parameter.likely).collect();
        let mut story = Self { case, values };
        story.case.scheduled.clear();
        story.case.agency.slots.fill(64);
        story.case.agency.staffing_per_year = 8;
        for name in CHANCES {
            story = story.with(&format!("*.{name}"), 0.0);
        }
        for id in story.case.agency.appropriation.clone() {
            story.values[id.index()] = 1.0e6;
        }
        story.with("agency.award_ceiling", 1.0e6)
    }

    /// Puts in a number, or with `*.` all numbers of that name.
    fn with(mut self, path: &str, value: f64) -> Self {
        let mut found = false;
        for (parameter, slot) in self.case.parameters.iter().zip(&mut self.values) {
            let fits = match path.strip_prefix('*') {
                Some(end) => parameter.path.ends_with(end),
                None => parameter.path == path,
            };
            if fits {
                *slot = value;
                found = true;
            }
        }
        assert!(found, "{path}: the case has no such number");
        self
    }

    fn model(&self) -> Model {
        Model::with_values(&self.case, |id| self.values[id.index()])
    }

    fn component(&self, slug: &str) -> usize {
        self.case.components.iter().position(|it| it.slug == slug).expect("a component of the case")
    }

    fn option(&self, slug: &str) -> OptionId {
        let place = self.case.options.iter().position(|it| it.slug == slug);
        OptionId(place.expect("an option of the case") as u16)
    }

    /// An order for three years without a portability clause.
    fn adopt(&self, slug: &str) -> Decision {
        let option = self.option(slug);
        let component = self.case.options[option.index()].component;
        Decision::Adopt {
            component,
            option,
            term: Term::ThreeYears,
            clause: false,
            vehicle: Vehicle::Order,
        }
    }
}

const SEED: u64 = 7;

fn start(model: &Model) -> State {
    State::start(model, &Luck::new(SEED))
}

/// Plays the next year.
fn year(model: &Model, state: &mut State, decisions: &[Decision]) -> (YearOutcome, Trace) {
    let mut trace = Trace::default();
    let outcome = play_year(model, &Luck::new(SEED), state, decisions, &mut trace);
    (outcome, trace)
}

/// k$ that some rules posted.
fn posted(trace: &Trace, rules: &[Rule]) -> f64 {
    let hits = trace.postings.iter().filter(|(_, why)| rules.contains(&why.rule));
    hits.map(|(posting, _)| posting.amount.kilodollars()).sum()
}

fn reached(outcome: &YearOutcome, component: usize, what: Progress) -> bool {
    outcome.milestones.iter().any(|it| it.component.index() == component && it.what == what)
}

fn happened(outcome: &YearOutcome, kind: EventKind) -> usize {
    outcome.occurrences.iter().filter(|it| it.kind == kind).count()
}

fn staff(action: StaffAction, pool: usize, count: StaffCount) -> Decision {
    Decision::Staff { action, pool: PoolId(pool as u16), count }
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 0.01 * b.abs().max(1.0)
}

#[test]
fn contractors_stay_for_twelve_months_and_one_a_year_is_one_a_year() {
    let model = Story::calm().model();
    let mut state = start(&model);
    let one = [staff(StaffAction::Contract, 0, StaffCount::One)];
    for (decisions, persons) in [(&one[..], 1.0), (&one[..], 1.0), (&[][..], 0.0), (&one[..], 1.0)]
    {
        let paid = posted(&year(&model, &mut state, decisions).1, &[Rule::Contractors]);
        let expected = persons * model.rules.contractor_rate;
        assert!(
            close(paid, expected),
            "{persons} contractors cost {expected} k$, posted were {paid}"
        );
    }
}

/// Salaries of own staff that one year posted, idle time in full, against what they are.
#[test]
fn every_month_of_own_staff_is_charged_once() {
    let table: [(&str, f64, f64, bool); 4] = [
        ("a project within usual means", 2.0, 8.0, false),
        ("a set-up of half a year, in which people wait", 3.0, 26.0, false),
        ("a project that runs out of money", 3.0, 8.0, true),
        ("contractors beside few own people", 0.0, 8.0, false),
    ];
    for (what, heads, setup, poor) in table {
        let mut story = Story::calm()
            .with("*.headcount", heads)
            .with("*.setup", setup)
            .with("parameters.bench_share", 1.0);
        if heads == 0.0 {
            story = story.with("*.headcount", 1.0);
        }
        let heads = f64::max(heads, 1.0);
        if poor {
            for id in story.case.agency.appropriation.clone().into_iter().skip(1) {
                story.values[id.index()] = 0.0;
            }
        }
        let model = story.model();
        let mut state = start(&model);
        let mut decisions = vec![
            story.adopt("common-policy"),
            story.adopt("harbor-serve"),
            story.adopt("open-tables"),
        ];
        if heads == 1.0 {
            decisions.extend(
                (0..model.pools.len())
                    .map(|pool| staff(StaffAction::Contract, pool, StaffCount::Two)),
            );
        }
        let salaries: f64 = model.pools.iter().map(|pool| heads * pool.rate).sum();
        for number in 0..3 {
            let (_, trace) = year(&model, &mut state, if number == 0 { &decisions } else { &[] });
            let own = [
                Rule::RunEffort,
                Rule::ProjectWork,
                Rule::PlatformBaseline,
                Rule::SupplierManagement,
                Rule::Bench,
            ];
            let charged = posted(&trace, &own);
            assert!(
                close(charged, salaries),
                "{what}, year {number}: {charged} k$ charged, salaries are {salaries} k$"
            );
        }
    }
}

#[test]
fn a_supplier_that_is_gone_neither_renews_nor_raises_its_price() {
    type Set = fn(&mut State, usize, usize);
    let table: [(&str, Set, bool); 4] = [
        ("at work", |_, _, _| {}, true),
        ("has given notice", |state, at, _| state.stations[at].ends[ONLY] = 10, false),
        ("has ended", |state, _, supplier| state.suppliers[supplier].ended[ONLY] = true, false),
        ("stands still", |state, at, _| state.stations[at].frozen[ONLY] = true, false),
    ];
    let story = Story::calm().with("*.hike", 1.0);
    let (model, at) = (story.model(), story.component("serving"));
    for (what, set, expected) in table {
        let mut state = start(&model);
        for station in &mut state.stations {
            station.contract_end[ONLY] = NEVER;
        }
        state.stations[at].contract_end[ONLY] = 3;
        let supplier = model.options[state.stations[at].option[ONLY]].supplier;
        set(&mut state, at, supplier);
        let (outcome, _) = year(&model, &mut state, &[]);
        let raised = happened(&outcome, EventKind::PriceHike) > 0;
        assert_eq!(raised, expected, "a supplier that {what}: price rise");
    }
}

#[test]
fn nobody_pays_for_a_contract_beyond_the_suppliers_own_switch_off() {
    let story = Story::calm();
    let (model, at) = (story.model(), story.component("serving"));
    let mut state = start(&model);
    for (contract_end, ends, months) in
        [(36, NEVER, 36.0), (36, 6, 6.0), (4, 6, 4.0), (NEVER, 6, 0.0)]
    {
        (state.stations[at].contract_end[ONLY], state.stations[at].ends[ONLY]) =
            (contract_end, ends);
        let price = model.options[state.stations[at].option[ONLY]].n.licence
            + model.options[state.stations[at].option[ONLY]].n.usage;
        let full = price
            * model.components[at].n.licence_factor
            * state.stations[at].price[ONLY]
            * model.rules.exit_penalty
            / 12.0;
        let penalty = lock_in::early_exit(&model, &state, ONLY, at);
        assert!(full > 0.0, "the story needs something bought");
        assert!(
            close(penalty, full * months),
            "contract to {contract_end}, switched off in {ends}: {penalty} k$"
        );
    }
}

/// A component whose tool is switched off in the first month and which nothing can replace.
fn off_for_good(mut story: Story, at: usize) -> (Model, State) {
    for option in &mut story.case.options {
        option.on_offer &= option.component.index() != at;
    }
    story.case.components[at].fallback = story.case.components[at].inherited;
    let model = story.model();
    let mut state = start(&model);
    state.stations[at].ends[ONLY] = 0;
    (model, state)
}

#[test]
fn what_is_switched_off_is_neither_paid_nor_attacked() {
    let story = Story::calm()
        .with("parameters.attempts", 1000.0)
        .with("parameters.dependency_rate", 1000.0)
        .with("*.breach_rate", 1000.0);
    let at = story.component("serving");
    let (model, mut state) = off_for_good(story, at);
    let (outcome, trace) = year(&model, &mut state, &[]);
    assert!(reached(&outcome, at, Progress::SwitchedOff));
    let tool = [
        Rule::Licence,
        Rule::Usage,
        Rule::Surcharge,
        Rule::Support,
        Rule::Infrastructure,
        Rule::ContinuousMonitoring,
        Rule::ExploitedFlaw,
        Rule::PoisonedDependency,
        Rule::SupplierBreach,
    ];
    let paid: Vec<&(Posting, Why)> = trace
        .postings
        .iter()
        .filter(|(it, why)| it.place == at && tool.contains(&why.rule))
        .collect();
    assert!(paid.is_empty(), "a tool that is off: {:?}", paid.first());
}

#[test]
fn a_switch_off_meets_a_project_where_it_stands() {
    let story = Story::calm().with("parameters.lead_order.median", 3000.0);
    let at = story.component("serving");
    let project = story.option("harbor-serve");
    let model = story.model();
    let of_project = model.options[project.index()].supplier;
    for (what, supplier_gone, goes_on) in
        [("is still on offer", false, true), ("has lost its supplier", true, false)]
    {
        let mut state = start(&model);
        state.stations[at].ends[ONLY] = 13;
        // Procurement that outlasts the first year.
        year(&model, &mut state, &[story.adopt("harbor-serve")]);
        let left = state.stations[at].project[ONLY].as_mut().map(|it| {
            it.stage = stackholders::sim::state::Stage::Procure;
            it.left = 4.0;
        });
        assert!(left.is_some(), "the story needs a project that lasts");
        state.suppliers[of_project].ended[ONLY] = supplier_gone;
        let (outcome, _) = year(&model, &mut state, &[]);
        assert!(reached(&outcome, at, Progress::SwitchedOff), "{what}");
        assert_eq!(
            reached(&outcome, at, Progress::EmergencyStarted),
            !goes_on,
            "the replacement {what}: emergency"
        );
        assert_eq!(
            reached(&outcome, at, Progress::Dropped),
            !goes_on,
            "the replacement {what}: dropped"
        );
    }
}

#[test]
fn without_its_fallback_a_component_takes_what_is_on_offer() {
    let story = Story::calm();
    let at = story.component("serving");
    let model = story.model();
    let fallback = model.components[at].fallback;
    for gone in [false, true] {
        let mut state = start(&model);
        state.stations[at].ends[ONLY] = 1;
        state.suppliers[model.options[fallback].supplier].ended[ONLY] = gone;
        let (outcome, _) = year(&model, &mut state, &[]);
        assert!(reached(&outcome, at, Progress::EmergencyStarted), "fallback gone: {gone}");
        let now = state.stations[at].option[ONLY];
        assert_eq!(now == fallback, !gone, "option {now} runs, fallback gone: {gone}");
        assert!(
            !state.stations[at].crippled[ONLY]
                && !state.suppliers[model.options[now].supplier].ended[ONLY]
        );
    }
    let (model, mut state) = off_for_good(Story::calm(), at);
    for _ in 0..3 {
        year(&model, &mut state, &[]);
    }
    assert!(state.stations[at].crippled[ONLY], "nothing is on offer");
}

#[test]
fn a_new_owners_price_rise_waits_for_the_renewal_and_obeys_a_cap() {
    let story = Story::calm()
        .with("parameters.acquired_end", 0.0)
        .with("parameters.acquired_hike", 1.0)
        .with("*.acquisition_rate", 1000.0)
        .with("*.price_growth", 0.0);
    let (model, at) = (story.model(), story.component("serving"));
    // (contract to, cap to, month of the rise in the first two years)
    for (contract_end, capped_until, rise) in [
        (NEVER, 0, Some(0)),
        (15, 0, Some(15)),
        (15, 15, Some(15)),
        (15, 36, None),
        (NEVER, 36, None),
    ] {
        let mut state = start(&model);
        (state.stations[at].contract_end[ONLY], state.stations[at].capped_until[ONLY]) =
            (contract_end, capped_until);
        let mut months = Vec::new();
        for _ in 0..2 {
            let (outcome, _) = year(&model, &mut state, &[]);
            let here = Subject::Component(ComponentId(at as u16));
            let rises = outcome
                .occurrences
                .iter()
                .filter(|it| it.kind == EventKind::PriceHike && it.subject == here);
            months.extend(rises.map(|it| it.month.0));
        }
        assert_eq!(
            months,
            Vec::from_iter(rise),
            "contract to {contract_end}, cap to {capped_until}"
        );
    }
}

#[test]
fn a_new_owner_ends_a_product_in_the_way_it_can_end() {
    for (ending, frozen) in [(Ending::Frozen, true), (Ending::SwitchedOff, false)] {
        let mut story = Story::calm()
            .with("parameters.acquired_end", 1.0)
            .with("parameters.revival", 0.0)
            .with("*.acquisition_rate", 1000.0);
        for supplier in &mut story.case.suppliers {
            supplier.ending = ending;
        }
        let (model, at) = (story.model(), story.component("serving"));
        let mut state = start(&model);
        let (outcome, _) = year(&model, &mut state, &[]);
        let off = outcome.milestones.iter().any(|it| it.what == Progress::SwitchedOff);
        assert_eq!(state.stations[at].frozen[ONLY], frozen, "{ending:?}");
        assert_eq!(off, !frozen, "{ending:?}: switched off");
    }
}

#[test]
fn a_relicensed_product_costs_its_fee_whenever_it_is_adopted() {
    let story = Story::calm().with("*.contributors", 0.0);
    let model = story.model();
    let (at, option) = (story.component("governance"), story.option("common-policy"));
    let supplier = model.options[option.index()].supplier;
    let mut state = start(&model);
    state.suppliers[supplier].relicensed[ONLY] = true;
    state.suppliers[supplier].fee[ONLY] = 120.0;
    year(&model, &mut state, &[story.adopt("common-policy")]);
    year(&model, &mut state, &[]);
    assert_eq!(
        state.stations[at].option[ONLY],
        option.index(),
        "the story needs a finished project"
    );
    assert!(
        close(state.stations[at].surcharge[ONLY], 120.0),
        "surcharge is {}",
        state.stations[at].surcharge[ONLY]
    );
}

#[test]
fn an_unforked_licence_change_is_kept_with_its_supplier() {
    for (contributors, forked) in [(0.0, false), (1.0e6, true)] {
        let story = Story::calm()
            .with("*.contributors", contributors)
            .with("*.licence_change_rate", 1000.0);
        let model = story.model();
        let mut state = start(&model);
        year(&model, &mut state, &[]);
        let in_use = state.suppliers.iter().filter(|it| it.in_use[ONLY] > 0).collect::<Vec<_>>();
        assert!(
            in_use.iter().all(|it| it.relicensed[ONLY] && (it.fee[ONLY] > 0.0) != forked),
            "forked: {forked}"
        );
    }
}

#[test]
fn the_money_check_reckons_with_what_a_calm_year_costs() {
    for heads in [1.0, 2.0, 5.0] {
        let story = Story::calm().with("*.headcount", heads);
        let model = story.model();
        let mut state = start(&model);
        year(&model, &mut state, &[]);
        let expected = running_cost(&model, &state, ONLY);
        let (outcome, _) = year(&model, &mut state, &[]);
        let spent = outcome.gauges.spent.kilodollars();
        let off = (spent - expected).abs() / spent;
        assert!(off < 0.06, "{heads} people a pool: {expected} k$ expected, {spent} k$ spent");
    }
}

#[test]
fn training_and_clauses_are_reckoned_at_what_they_cost() {
    let story = Story::calm();
    let model = story.model();
    let state = start(&model);
    let train = staff(StaffAction::Train, 0, StaffCount::Two);
    let (_, trace) = year(&model, &mut state.clone(), &[train]);
    let (reckoned, paid) =
        (first_year(&model, &state, ONLY, &train), posted(&trace, &[Rule::Training]));
    assert!(
        paid > 0.0 && close(reckoned, paid),
        "training: {reckoned} k$ reckoned, {paid} k$ posted"
    );

    let at = story.component("serving");
    let renew = |clause| Decision::Renew {
        component: ComponentId(at as u16),
        term: Term::ThreeYears,
        clause,
        approach: Approach::Accept,
    };
    let mut state = state;
    year(&model, &mut state, &[]);
    let n = &model.options[state.stations[at].option[ONLY]].n;
    let licence = (n.licence + n.usage * state.stations[at].now.load[ONLY])
        * model.components[at].n.licence_factor
        * state.stations[at].price[ONLY];
    for (held, wanted, share) in
        [(false, true, model.rules.clause_price), (true, true, 0.0), (false, false, 0.0)]
    {
        state.stations[at].clause[ONLY] = held;
        let reckoned = first_year(&model, &state, ONLY, &renew(wanted));
        assert!(
            close(reckoned, share * licence),
            "clause held {held}, wanted {wanted}: {reckoned} k$"
        );
    }
}

#[test]
fn the_money_check_knows_of_a_cut_that_was_announced() {
    let story = Story::calm();
    let model = story.model();
    let mut state = start(&model);
    let hire = staff(StaffAction::Hire, 0, StaffCount::One);
    assert_eq!(check(&model, &state, &[], &hire), Ok(()));
    state.agency.appropriation_changes[ONLY].push((2, -1.0));
    let answer = check(&model, &state, &[], &hire);
    assert!(matches!(answer, Err(Refusal::NotEnoughMoney { .. })), "{answer:?}");
}

#[test]
fn expected_losses_follow_the_levers_that_losses_follow() {
    let model = Story::calm().with("*.breach_rate", 0.5).model();
    let read = |factor: f64| {
        let mut state = start(&model);
        state.factors[ONLY].push(TimedFactor {
            lever: Lever::Loss,
            target: Target::All,
            factor,
            until: 100,
        });
        state.levers.next_change[ONLY] = 0;
        year(&model, &mut state, &[]).0.gauges.expected_loss
    };
    let (plain, doubled) = (read(1.0), read(2.0));
    assert!(plain > 0.0 && close(doubled, 2.0 * plain), "{plain} k$ became {doubled} k$");
}

#[test]
fn findings_added_by_an_answer_cost_until_they_are_closed() {
    let mut story = Story::calm();
    story.case.controls.clear();
    let added = |effects: &[Effect]| {
        effects.iter().find_map(|it| match it {
            Effect::AddFindings { count } => Some(*count),
            _ => None,
        })
    };
    let (card, choice, count) = story
        .case
        .cards
        .iter()
        .enumerate()
        .find_map(|(card, it)| {
            it.choices
                .iter()
                .enumerate()
                .find_map(|(choice, it)| Some((card, choice, added(&it.effects)?)))
        })
        .expect("a card of the case adds findings");
    let model = story.model();
    let mut state = start(&model);
    let kind = story.case.cards[card].kind;
    state.open[ONLY].push((
        card as u16,
        Occurrence {
            month: Month(0),
            kind,
            subject: Subject::Agency,
            loss: Money::ZERO,
            size: 0.0,
        },
    ));
    let answer = Decision::Respond { card: CardId(card as u16), choice: choice as u8 };
    let expected = f64::from(count) * model.rules.finding_cost;
    for (number, decisions) in [&[answer][..], &[]].into_iter().enumerate() {
        let (outcome, trace) = year(&model, &mut state, decisions);
        let paid = posted(&trace, &[Rule::FindingRepair]);
        assert_eq!(outcome.gauges.findings, count, "year {number}");
        assert!(close(paid, expected), "year {number}: {paid} k$, not {expected}");
    }
}

#[test]
fn a_suspension_never_ends_an_earlier_one() {
    for before in [0, 14, 40] {
        let story = Story::calm()
            .with("parameters.audit_probability", 1.0)
            .with("parameters.suspension_probability", 1.0);
        let model = story.model();
        let mut state = start(&model);
        for now in &mut state.use_cases {
            now.suspended_until[ONLY] = before;
        }
        year(&model, &mut state, &[]);
        let longest = state
            .use_cases
            .iter()
            .filter(|it| it.live[ONLY])
            .map(|it| it.suspended_until[ONLY])
            .max();
        assert_eq!(longest, Some(before.max(15)), "suspended until {before} before the audit");
    }
}

#[test]
fn a_clause_is_paid_while_it_is_held() {
    let story = Story::calm().with("*.price_growth", 0.0);
    let (model, at) = (story.model(), story.component("serving"));
    let mut state = start(&model);
    let dear = 1.0 + model.rules.clause_price;
    for (clause, expected) in [(true, dear), (true, dear), (false, 1.0), (true, dear)] {
        let component = ComponentId(at as u16);
        let renew =
            Decision::Renew { component, term: Term::OneYear, clause, approach: Approach::Accept };
        let (outcome, _) = year(&model, &mut state, &[renew]);
        assert_eq!(outcome.declined, []);
        let price = state.stations[at].price[ONLY];
        assert!(
            (price - expected).abs() < 1e-12,
            "with a clause: {clause}; price factor {price}, not {expected}"
        );
    }
}

#[test]
fn every_hire_of_a_year_has_luck_of_its_own() {
    // They all come after the first year, so that their months can be read.
    let model = Story::calm().with("parameters.hire_days.median", 1000.0).model();
    let arrivals = |seed: u64, counts: &[StaffCount]| {
        let luck = Luck::new(seed);
        let mut state = State::start(&model, &luck);
        let hires: Vec<Decision> =
            counts.iter().map(|count| staff(StaffAction::Hire, 0, *count)).collect();
        let heads = state.pools[0].headcount[ONLY];
        let outcome = play_year(&model, &luck, &mut state, &hires, &mut NoTrace);
        assert_eq!(outcome.declined, []);
        let waiting: Vec<u16> =
            state.pools[0].arrivals[ONLY].iter().copied().filter(|month| *month != NEVER).collect();
        (state.pools[0].headcount[ONLY] - heads, waiting)
    };
    // Were the draws shared, three hires would come as one and two alone do.
    let shared = (1..60).filter(|seed| {
        let (one, two) = (arrivals(*seed, &[StaffCount::One]), arrivals(*seed, &[StaffCount::Two]));
        let all = arrivals(*seed, &[StaffCount::One, StaffCount::Two]);
        let mut apart = [one.1, two.1].concat();
        let mut together = all.1;
        apart.sort_unstable();
        together.sort_unstable();
        (one.0 + two.0, apart) == (all.0, together)
    });
    let shared = shared.count();
    assert!(shared < 59, "in {shared} of 59 lucks the second decision drew what the first drew");
}
