//! Generated cases, numbers and plans.
//!
//! A world begins as a shipped case. Its pipeline is cut or laid out again beside itself, its calendar and its
//! limits are changed, and its numbers are moved: within their stated ranges, to the ends of those, or to the ends
//! of what a case file may say at all. Everything is a function of a small [`Recipe`], so that a failing one shrinks.

use proptest::prelude::*;
use stackholders::id::{
    CardId, ComponentId, OptionId, ParamId, PoolId, ReasonId, RoleId, UseCaseId,
};
use stackholders::luck::{Luck, Purpose, Stream};
use stackholders::scenario::case::{
    Case, Effect, Impact, Interface, NamedPlan, PlanBody, Review, Scope,
};
use stackholders::scenario::family::{self, Family};
use stackholders::scenario::plan::{
    Approach, Decision, Direction, Gauge, Guardrail, PlanYear, Size, StaffAction, StaffCount, Term,
    Vehicle,
};
use stackholders::scenario::raw::{options::PROFILE_FIELDS, parameters::RULE_FIELDS};
use stackholders::scenario::{load, shipped};
use stackholders::sim::Model;
use std::sync::OnceLock;

/// The shipped cases, loaded once.
pub fn shipped_cases() -> &'static [Case] {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    CASES.get_or_init(|| {
        let case = |slug: &str| load(&shipped::files(slug).expect("a shipped slug")).case;
        shipped::slugs().into_iter().map(|slug| case(slug).expect("shipped cases load")).collect()
    })
}

/// What a world is made from.
#[derive(Clone, Debug)]
pub struct Recipe {
    /// Which shipped case it begins as.
    pub base: usize,
    pub components: usize,
    /// Options on offer that are left in each component.
    pub offers: usize,
    pub played: u16,
    pub outlook: u16,
    pub slots: u16,
    /// Guardrails, staffing decisions and responses a year.
    pub limits: (u16, u16, u16),
    pub impact: Impact,
    pub numbers: Numbers,
    pub seed: u64,
}

/// How far the numbers of a world are moved; the inner number says which way each goes.
#[derive(Clone, Copy, Debug)]
pub enum Numbers {
    AsWritten,
    /// Anywhere between low and high.
    Ranged(u64),
    /// At low or at high.
    Ends(u64),
    /// One in eight at an end of what a case file may say, the others ranged.
    Extreme(u64),
}

/// A case with numbers of its own.
#[derive(Clone, Debug)]
pub struct World {
    pub case: Case,
    pub values: Vec<f64>,
    pub seed: u64,
}

impl World {
    pub fn model(&self) -> Model {
        Model::with_values(&self.case, |id| self.values[id.index()])
    }

    /// The same world with one number moved.
    pub fn set(&mut self, id: ParamId, value: f64) {
        self.values[id.index()] = value;
    }

    /// Moves every number whose path ends in one of these fields.
    pub fn set_all(&mut self, fields: &[&str], value: f64) {
        for (parameter, now) in self.case.parameters.iter().zip(&mut self.values) {
            let field = parameter.path.rsplit('.').next().unwrap_or_default();
            if fields.contains(&field) {
                *now = value;
            }
        }
    }

    /// More money than any plan can spend, so that no project waits for October.
    pub fn rich(mut self) -> Self {
        for id in self.case.agency.appropriation.clone() {
            self.set(id, 1.0e9);
        }
        self.set(self.case.agency.award_ceiling, 1.0e9);
        self
    }
}

impl Recipe {
    pub fn world(&self) -> World {
        let mut case = lay_out(&shipped_cases()[self.base], self.components);
        for component in 0..case.components.len() {
            let offers: Vec<OptionId> = case.on_offer(ComponentId(component as u16)).collect();
            for id in offers.into_iter().skip(self.offers.max(1)) {
                case.options[id.index()].on_offer = false;
            }
        }
        let years = self.played + self.outlook;
        case.played_years = self.played;
        case.outlook_years = self.outlook;
        case.agency.slots = vec![self.slots; usize::from(self.played)];
        let last = *case.agency.appropriation.last().expect("a case has an appropriation");
        case.agency.appropriation.resize(usize::from(self.played), last);
        (case.agency.guardrails_per_year, case.agency.staffing_per_year) =
            (self.limits.0, self.limits.1);
        case.agency.responses_per_year = self.limits.2;
        case.agency.impact = self.impact;
        for use_case in &mut case.use_cases {
            use_case.planned = use_case.planned.map(|year| year.min(years - 1));
        }
        for control in &mut case.controls {
            control.from_year = control.from_year.min(years - 1);
        }
        let values = values(&case, self.numbers);
        World { case, values, seed: self.seed }
    }
}

/// The first components of a case, or the whole of it laid out again and again, each copy joined to the one before.
fn lay_out(base: &Case, components: usize) -> Case {
    let block = base.components.len();
    let mut case = base.clone();
    let mut new_ids = Vec::new();
    case.options.clear();
    for copy in 0..components.div_ceil(block) {
        let mut ids = vec![None; base.options.len()];
        for (old, option) in base.options.iter().enumerate() {
            let component = copy * block + option.component.index();
            if component < components {
                ids[old] = Some(OptionId(case.options.len() as u16));
                let mut option = option.clone();
                option.component = ComponentId(component as u16);
                option.slug = copied(&option.slug, copy);
                case.options.push(option);
            }
        }
        new_ids.push(ids);
    }
    case.components = (0..components)
        .map(|index| {
            let mut component = base.components[index % block].clone();
            let ids = &new_ids[index / block];
            component.slug = copied(&component.slug, index / block);
            component.inherited = ids[component.inherited.index()].expect("its own option");
            component.fallback = ids[component.fallback.index()].expect("its own option");
            component
        })
        .collect();
    case.interfaces.clear();
    for start in (0..components).step_by(block) {
        let there = |id: ComponentId| {
            let index = start + id.index();
            (index < components).then_some(ComponentId(index as u16))
        };
        for edge in &base.interfaces {
            if let (Some(a), Some(b)) = (there(edge.a), there(edge.b)) {
                case.interfaces.push(Interface { a, b, standards: edge.standards.clone() });
            }
        }
        if start > 0 {
            let standards = base.interfaces[0].standards.clone();
            let (a, b) = (ComponentId((start - block) as u16), ComponentId(start as u16));
            case.interfaces.push(Interface { a, b, standards });
        }
    }
    for use_case in &mut case.use_cases {
        let touches = use_case.touches.clone();
        use_case.touches = (0..components.div_ceil(block))
            .flat_map(|copy| {
                touches.iter().map(move |(id, load)| (copy * block + id.index(), *load))
            })
            .filter(|(index, _)| *index < components)
            .map(|(index, load)| (ComponentId(index as u16), load))
            .collect();
        if use_case.touches.is_empty() {
            use_case.touches.push((ComponentId(0), 1.0));
        }
    }
    for effect in effects_of(&mut case) {
        let scope = match effect {
            Effect::Pay { scope, .. }
            | Effect::Factor { scope, .. }
            | Effect::KnowHow { scope, .. }
            | Effect::Notice { scope, .. }
            | Effect::PriceCap { scope, .. }
            | Effect::Suspend { scope, .. } => scope,
            Effect::People { .. }
            | Effect::CloseFindings { .. }
            | Effect::AddFindings { .. }
            | Effect::Raise { .. }
            | Effect::Appropriation { .. } => continue,
        };
        if matches!(scope, Scope::Component(id) if id.index() >= components) {
            *scope = Scope::All;
        }
    }
    case.plans.clear();
    case
}

fn copied(slug: &str, copy: usize) -> String {
    if copy == 0 { slug.to_owned() } else { format!("{slug}-{copy}") }
}

fn effects_of(case: &mut Case) -> impl Iterator<Item = &mut Effect> {
    let cards = case.cards.iter_mut().flat_map(|card| &mut card.choices);
    let answers = cards.flat_map(|choice| &mut choice.effects);
    answers.chain(case.scheduled.iter_mut().flat_map(|event| &mut event.effects))
}

/// The unit families of numbers that stand neither in a profile nor in `parameters.ron`, by the last part of their path.
const OTHER_FIELDS: &[(&str, &Family)] = &[
    ("award_ceiling", &family::APPROPRIATION),
    ("data", &family::TERABYTES),
    ("data_growth", &family::GROWTH),
    ("platform_inheritance", &family::SHARE),
    ("headcount", &family::PERSONS),
    ("rate", &family::SALARY),
    ("attrition", &family::PROBABILITY),
    ("effort_factor", &family::FACTOR),
    ("licence_factor", &family::FACTOR),
    ("data_share", &family::SHARE),
    ("artefacts", &family::COUNT),
    ("demand", &family::CASES),
    ("growth", &family::GROWTH),
    ("growth_sigma", &family::GROWTH_SIGMA),
    ("patience", &family::FACTOR),
    ("value", &family::VALUE),
    ("sensitivity", &family::SHARE),
    ("drift", &family::MONTHLY_SHARE),
    ("review_cost", &family::REVIEW_COST),
    ("management", &family::PERSONS),
    ("breach_rate", &family::RATE),
    ("acquisition_rate", &family::RATE),
    ("licence_change_rate", &family::RATE),
    ("end_rate", &family::RATE),
    ("absence_factor", &family::COUNT),
    ("contributors", &family::COUNT),
    ("single_company", &family::SHARE),
    ("foundation", &family::SHARE),
    ("cost", &family::COST),
    ("gain", &family::SHARE),
    ("decay", &family::YEARLY_SHARE),
    ("effect", &family::GUARDRAIL_EFFECT),
    ("second_effect", &family::GUARDRAIL_EFFECT),
    ("amount", &family::PAYMENT),
    ("factor", &family::FACTOR),
    ("share", &family::SHARE),
    ("by", &family::SHARE),
    ("change", &family::STEP),
];

/// What a case file may say in this place; `None` for the numbers of a spread, which keep their order by moving together.
pub fn family_of(path: &str) -> Option<&'static Family> {
    let parts: Vec<&str> = path.split('.').collect();
    let find = |fields: &'static [(&str, &'static Family)], name: &str| {
        fields.iter().find(|(field, _)| *field == name).map(|(_, family)| *family)
    };
    match parts.as_slice() {
        ["agency", "appropriation", _] => Some(&family::APPROPRIATION),
        ["archetypes" | "options", _, field] => find(PROFILE_FIELDS, field),
        ["parameters", field] => find(RULE_FIELDS, field),
        ["parameters", _, _] => None,
        [.., field] => find(OTHER_FIELDS, field),
        [] => None,
    }
}

fn values(case: &Case, numbers: Numbers) -> Vec<f64> {
    case.parameters
        .iter()
        .map(|parameter| {
            // The numbers of one spread share an address and so move by the same factor.
            let spread =
                parameter.path.starts_with("parameters.") && family_of(&parameter.path).is_none();
            let address = if spread {
                parameter.path.rsplit_once('.').map_or("", |(spread, _)| spread)
            } else {
                &parameter.path
            };
            let (low, likely, high) = (parameter.low, parameter.likely, parameter.high);
            let draw = |seed: u64, lane: u16| {
                Luck::new(seed).uniform(Stream::new(Purpose::Spare, address), 0, lane)
            };
            let ranged = |u: f64| if spread { likely * (0.5 + u) } else { low + (high - low) * u };
            match numbers {
                Numbers::AsWritten => likely,
                Numbers::Ranged(seed) => ranged(draw(seed, 0)),
                Numbers::Ends(seed) => ranged(f64::from(u8::from(draw(seed, 0) < 0.5))),
                Numbers::Extreme(seed) if draw(seed, 1) < 0.125 => {
                    let top = draw(seed, 0) < 0.5;
                    match family_of(&parameter.path) {
                        Some(family) if top => family.high,
                        Some(family) => family.low,
                        None => likely * if top { 100.0 } else { 0.0 },
                    }
                }
                Numbers::Extreme(seed) => ranged(draw(seed, 0)),
            }
        })
        .collect()
}

/// What somebody wants to decide, before anyone looks whether the world has such a thing.
#[derive(Clone, Debug)]
pub struct Intent {
    kind: u8,
    a: u16,
    b: u16,
    c: u8,
    /// Take the numbers as ids, whatever they lead to.
    wild: bool,
}

impl Intent {
    pub fn decision(&self, case: &Case) -> Decision {
        let &Self { kind, a, b, c, wild } = self;
        let id =
            |number: u16, count: usize| if wild { number } else { number % (count.max(1) as u16) };
        let component = ComponentId(id(a, case.components.len()));
        let pick = |number: u8, count: usize| usize::from(number) % count;
        match kind {
            0..=5 => {
                let own: Vec<OptionId> = case.on_offer(component).collect();
                let option = if wild || own.is_empty() {
                    OptionId(b)
                } else {
                    own[usize::from(b) % own.len()]
                };
                Decision::Adopt {
                    component,
                    option,
                    term: Term::ALL[pick(c, 3)],
                    clause: c & 4 != 0,
                    vehicle: Vehicle::ALL[pick(c / 8, 3)],
                }
            }
            6 | 7 => Decision::Renew {
                component,
                term: Term::ALL[pick(c, 3)],
                clause: c & 4 != 0,
                approach: Approach::ALL[pick(c / 8, 2)],
            },
            8 | 9 => Decision::Staff {
                action: StaffAction::ALL[pick(c, 4)],
                pool: PoolId(id(a, case.pools.len())),
                count: StaffCount::ALL[pick(c / 4, 2)],
            },
            10 => Decision::Invest(Guardrail::ALL[pick(c, 5)]),
            11 => Decision::Launch {
                use_case: UseCaseId(id(a, case.use_cases.len())),
                review: [Review::None, Review::Sampled, Review::Full][pick(c, 3)],
            },
            12 => Decision::Defer(UseCaseId(id(a, case.use_cases.len()))),
            13 | 14 => Decision::Respond { card: CardId(id(a, case.cards.len())), choice: c % 4 },
            15 => Decision::Predict {
                gauge: Gauge::ALL[pick(c, 5)],
                direction: Direction::ALL[pick(c / 5, 3)],
                size: Size::ALL[pick(c / 15, 3)],
            },
            16 => Decision::Because { component, reason: ReasonId(id(b, case.reasons.len())) },
            _ => Decision::Dissent(RoleId(id(a, case.roles.len()))),
        }
    }
}

/// The decisions of a plan, year by year.
pub fn decisions(case: &Case, plan: &[Vec<Intent>]) -> Vec<Vec<Decision>> {
    plan.iter().map(|year| year.iter().map(|intent| intent.decision(case)).collect()).collect()
}

/// Gives a world's case two plans: this one, and a mix drawn by lot.
pub fn with_plans(case: &mut Case, years: &[Vec<Decision>]) {
    let years = years.iter().map(|decisions| PlanYear { decisions: decisions.clone() }).collect();
    let named = |slug: &str, body| NamedPlan {
        slug: slug.to_owned(),
        name: slug.to_owned(),
        about: slug.to_owned(),
        body,
    };
    case.plans =
        vec![named("generated", PlanBody::Years(years)), named("mix", PlanBody::RandomMix)];
}

/// Plans of up to `years` years, with things no one may decide among those one may.
pub fn plan(years: usize) -> impl Strategy<Value = Vec<Vec<Intent>>> {
    let intent = (0..18_u8, any::<u16>(), any::<u16>(), any::<u8>(), prop::bool::weighted(0.1))
        .prop_map(|(kind, a, b, c, wild)| Intent { kind, a, b, c, wild });
    prop::collection::vec(prop::collection::vec(intent, 0..12), 0..=years)
}

fn numbers() -> impl Strategy<Value = Numbers> {
    prop_oneof![
        Just(Numbers::AsWritten),
        any::<u64>().prop_map(Numbers::Ranged),
        any::<u64>().prop_map(Numbers::Ends),
        any::<u64>().prop_map(Numbers::Extreme),
    ]
}

/// Cases of any size with numbers anywhere, extremes included.
pub fn any_world() -> impl Strategy<Value = Recipe> {
    let size = prop_oneof![6 => 1..=12_usize, 1 => 13..=64_usize];
    recipe(size, numbers())
}

/// Small cases whose numbers stay within their stated ranges.
pub fn plausible_world() -> impl Strategy<Value = Recipe> {
    let numbers = prop_oneof![
        Just(Numbers::AsWritten),
        any::<u64>().prop_map(Numbers::Ranged),
        any::<u64>().prop_map(Numbers::Ends),
    ];
    recipe(1..=12_usize, numbers)
}

fn recipe(
    size: impl Strategy<Value = usize>,
    numbers: impl Strategy<Value = Numbers>,
) -> impl Strategy<Value = Recipe> {
    let impact = prop_oneof![Just(Impact::Low), Just(Impact::Moderate), Just(Impact::High)];
    let calendar = (1..=10_u16, 0..=2_u16, 0..=12_u16);
    let limits = (0..=3_u16, 0..=4_u16, 0..=6_u16);
    let world = (0..shipped_cases().len(), size, 1..=5_usize);
    (world, calendar, limits, impact, numbers, any::<u64>()).prop_map(
        |((base, components, offers), (played, outlook, slots), limits, impact, numbers, seed)| {
            Recipe {
                base,
                components,
                offers,
                played,
                outlook,
                slots,
                limits,
                impact,
                numbers,
                seed,
            }
        },
    )
}
