//! A case compiled for speed: flat arrays of plain numbers, indexed by dense ids.
//!
//! Invariants: nothing in here reads a sourcing label or a name; strings appear only in the
//! addresses of luck, made once. Compiling with other parameter values gives the model of
//! another plausible world, on the same luck.

use super::formulas::{finance, health, learning, scaling};
use crate::id::{ParamId, StandardId};
use crate::lanes::{Row, Vectors, WHOLE, whole};
use crate::luck::distribution::Draw;
use crate::luck::{Luck, Purpose, Stream};
use crate::scenario::case::{
    Agency, Case, Component, Control, Effect, Ending, Impact, Job, Profile, Review, RuleNumbers,
    Supplier, UseCase,
};
use crate::scenario::parameter::Spread;
use crate::scenario::plan::Guardrail;
use crate::scenario::vocabulary::EventKind;
use crate::units::Money;

macro_rules! numbers {
    ($(#[$doc:meta])* $name:ident from $source:ident { $($field:ident),* $(,)? } $(draws { $($draw:ident),* $(,)? })?) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name { $(pub $field: f64,)* $($(pub $draw: Draw,)*)? }

        impl $name {
            fn read(source: &$source, value: &impl Fn(ParamId) -> f64) -> Self {
                Self {
                    $($field: value(source.$field),)*
                    $($($draw: compile_spread(source.$draw, value),)*)?
                }
            }
        }
    };
}

numbers! {
    /// The numbers of one option; units as in [`Profile`].
    OptionNumbers from Profile {
        licence, usage, support, infrastructure, price_growth, price_sigma, hike, effort, self_run,
        training, setup, edge_work, inheritance, authorisation, fit, customisation, community,
        format_open, exportable, egress, api_bound, skill_bound, binding, patch_days, patch_sigma,
        patch_by_team, exposure, resistance, dependencies, node_capacity, contention, coherency,
        node_limit, provisioning,
    }
}

numbers! {
    /// The rule-wide numbers of a case; units as in [`RuleNumbers`].
    Rules from RuleNumbers {
        discount_rate, hike_horizon, cap_share, clause_price, clause_relief, exit_penalty,
        renegotiation, monitoring_share, bench_share, hire_cost, contractor_rate, training_day,
        knowledge_loss, progress_ratio, deployments, effort_exponent, debt_drag, debt_interest,
        platform_effort, debt_start, debt_per_glue, debt_repay, debt_shortage, protest_probability, protest_days,
        simplified_threshold, order_premium, competition_discount, authorisation_saving,
        overrun_tail, overrun_alpha, overrun_cap, project_team, adapter_cost, standard_saving,
        parallel_months, resolution_probability, cut_probability, cut_share,
        shutdown_probability, surge_probability, surge_months, acquired_end, acquired_hike,
        revival, fork_contributors, emergency_premium, emergency_capacity, emergency_months,
        gravity_terabytes, move_per_terabyte, rework_hours, port_hours, retrain_days,
        exit_parallel_months, reauthorise_share, attempts, patch_weight, exploit_half_life,
        misconfiguration, major_share, secondary_probability, dependency_rate,
        dependency_saving, containment, harm_rate, sample_share, full_review, sampled_review,
        governance_effect, monitoring_effect, notice_worst, notice_best, retrain_months,
        audit_probability, finding_cost, suspension_probability, target_utilisation,
    } draws {
        hire_days, clearance_days, lead_simplified, lead_order, lead_competition,
        authorisation_days, overrun, resolution_days, surge_factor, notice_days, relicence_fee,
        capability, minor_loss, major_loss, secondary_loss, dependency_loss,
        supplier_breach_loss, harm_loss,
    }
}

numbers! {
    /// Who stands behind options; units as in [`Supplier`].
    SupplierNumbers from Supplier {
        management, breach_rate, acquisition_rate, licence_change_rate, end_rate, absence_factor,
        contributors, single_company, foundation,
    }
}

numbers! {
    /// A workload; units as in [`UseCase`].
    UseCaseNumbers from UseCase {
        demand, growth, growth_sigma, patience, value, sensitivity, drift, review_cost,
    }
}

numbers! {
    /// The buyer; units as in [`Agency`].
    AgencyNumbers from Agency { award_ceiling, data, data_growth, platform_inheritance }
}

numbers! {
    /// Multipliers of one component; units as in [`Component`].
    ComponentNumbers from Component { effort_factor, licence_factor, data_share, artefacts }
}

/// What so many nodes of an option do and cost.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Load that they carry at the target utilisation; any, where there can be no more.
    pub carries: f64,
    /// Load that one node less would carry, where one can be given up within the month; else none.
    pub carries_less: f64,
    pub capacity: f64,
    /// A month's line for infrastructure, and that together with support and monitoring (whole cents).
    pub infrastructure: f64,
    pub fixed: f64,
}

/// One option, compiled.
#[derive(Clone, Debug)]
pub struct OptionModel {
    pub n: OptionNumbers,
    pub component: usize,
    pub supplier: usize,
    /// Technology stack, as a dense number.
    pub stack: u16,
    pub authorised: Impact,
    pub on_offer: bool,
    /// Speed-up of N nodes over one (universal scalability law), index N, from 0.
    pub speedup: Vec<f64>,
    /// What N nodes do and cost, index N.
    pub sizes: Vec<Size>,
    /// Nodes beyond which throughput falls, or the node limit.
    pub most_nodes: u16,
    /// Nodes the infrastructure price is for: those the reference load needs.
    pub reference_nodes: f64,
    /// The most flaws used and dependencies poisoned to be expected in a month, before levers.
    pub most_exploit: f64,
    pub most_dependency: f64,
    /// A month's lines for support and monitoring (whole cents).
    pub support: f64,
    pub monitoring: f64,
    /// Share of what is missing to the bounds of interfaces and skills that a month of use adds.
    pub monthly_binding: f64,
    /// For each edge of its component, whether it and each option at the other end speak a standard of it.
    pub shares: Vec<Vec<bool>>,
    pub overrun: Stream,
    pub procurement: Stream,
    pub authorising: Stream,
}

#[derive(Clone, Debug)]
pub struct ComponentModel {
    pub n: ComponentNumbers,
    pub pool: usize,
    pub inherited: usize,
    pub fallback: usize,
    pub inherited_age: u16,
    pub inherited_contract: u16,
    /// Jobs as (index in `Job::ALL`, share).
    pub jobs: Vec<(usize, f64)>,
    /// Neighbours, one for each edge.
    pub edges: Vec<usize>,
    /// Relative load put here by each use case at its start demand; sums to 1 over use cases
    /// that touch it, 0 where none does.
    pub touch: Vec<f64>,
    /// Scale of an incident's loss here (0-1): what data and decisions pass through.
    pub stakes: f64,
    pub holds_or_serves: bool,
    pub security: Stream,
    pub severity: Stream,
    pub price: Stream,
    pub patch: Stream,
}

#[derive(Clone, Debug)]
pub struct SupplierModel {
    pub n: SupplierNumbers,
    pub ending: Ending,
    /// Rate per year at which it ends, health taken into account.
    pub end: f64,
    /// The highest of the yearly rates of acquisition, licence change and ending.
    pub most: f64,
    /// What managing it costs in a month that own staff of the contracts pool cover wholly (whole cents).
    pub management: f64,
    /// Probability that a community fork follows a licence change.
    pub fork: f64,
    pub events: Stream,
    pub outcome: Stream,
    pub price: Stream,
}

#[derive(Clone, Debug)]
pub struct PoolModel {
    pub headcount: f64,
    pub rate: f64,
    /// Monthly probability that one person leaves.
    pub leave: f64,
    pub attrition: Stream,
    pub hire: Stream,
}

#[derive(Clone, Debug)]
pub struct UseCaseModel {
    pub n: UseCaseNumbers,
    pub planned: Option<u16>,
    pub season: [f64; 12],
    /// Components touched.
    pub touches: Vec<usize>,
    pub review: Review,
    pub growth: Stream,
    pub surge: Stream,
    pub surge_size: Stream,
    pub harm: Stream,
    pub harm_size: Stream,
}

#[derive(Clone, Copy, Debug)]
pub struct GuardrailModel {
    pub cost: f64,
    pub gain: f64,
    pub decay: f64,
    pub effect: f64,
    pub second: f64,
    pub offered: bool,
}

impl OptionModel {
    /// Whether nodes come and go within the month.
    #[must_use]
    pub fn is_elastic(&self) -> bool {
        self.n.provisioning < AT_ONCE
    }
}

/// Provisioning lead below which nodes come and go within the month (months). Design choice: half of
/// the model's tick.
const AT_ONCE: f64 = 0.5;

/// A compiled case.
#[derive(Clone, Debug)]
pub struct Model {
    pub rules: Rules,
    pub agency: AgencyNumbers,
    pub appropriation: Vec<f64>,
    pub slots: Vec<u16>,
    pub guardrails_per_year: u16,
    pub staffing_per_year: u16,
    pub responses_per_year: u16,
    pub impact: Impact,
    pub platform_pool: usize,
    pub contracts_pool: usize,
    pub played_years: u16,
    pub total_years: u16,
    pub components: Vec<ComponentModel>,
    pub options: Vec<OptionModel>,
    pub suppliers: Vec<SupplierModel>,
    pub pools: Vec<PoolModel>,
    pub use_cases: Vec<UseCaseModel>,
    pub guardrails: [GuardrailModel; 5],
    pub controls: Vec<Control>,
    pub cards: Vec<CardModel>,
    /// Dated events: month of the run and effects.
    pub scheduled: Vec<(u16, Vec<EffectModel>)>,
    pub roles: usize,
    pub reasons: usize,
    /// P(attacker capability > resistance) on a grid of resistances 0, 1/256, … 1.
    pub survival: Vec<f64>,
    /// Wright effort at experience 1, 1.25, 1.5, … 65, with the rise to the next, which is 0 for the last.
    pub learning: Vec<[f64; 2]>,
    pub mean_overrun: f64,
    /// Mid-year discount factor of each year: a year's spending counts at its middle.
    pub discount: Vec<f64>,
    /// Data held, by month (TB).
    pub terabytes: Vec<f64>,
    pub calendar: Stream,
    pub calendar_size: Stream,
    pub audit: Stream,
}

/// A card as the rules see it.
#[derive(Clone, Debug)]
pub struct CardModel {
    pub kind: EventKind,
    pub choices: Vec<Vec<EffectModel>>,
}

/// An effect with its numbers, and the parameter each came from.
#[derive(Clone, Debug)]
pub struct EffectModel {
    pub effect: Effect,
    pub amount: f64,
}

/// Steps per unit of experience in the learning table. Numerical.
const LEARNING_STEPS: f64 = 4.0;
/// Last experience in the learning table (Wright units). Design choice: nothing is learned beyond, six
/// doublings after the first deployment.
const LEARNING_END: f64 = 65.0;
/// Steps of the resistance grid. Numerical.
const SURVIVAL_STEPS: usize = 256;

/// Most nodes of an option. Numerical: bounds the table of speed-ups.
const MOST_NODES: f64 = 512.0;

/// Scale of a loss in a component through which nothing sensitive passes (0-1). Design choice: any
/// break-in needs cleaning up; the other part grows with the data and decisions at stake.
const LEAST_STAKES: f64 = 0.4;

impl Model {
    /// The model at the most likely value of every parameter.
    #[must_use]
    pub fn new(case: &Case) -> Self {
        Self::with_values(case, |id| case.parameters[id.index()].likely)
    }

    /// The model at other values, for example drawn from each parameter's range.
    #[must_use]
    pub fn with_values(case: &Case, value: impl Fn(ParamId) -> f64) -> Self {
        let rules = Rules::read(&case.rules, &value);
        let survival = survival_table(&rules.capability);
        let efforts: Vec<f64> = (0..=((LEARNING_END - 1.0) * LEARNING_STEPS) as usize)
            .map(|step| {
                learning::unit_effort(1.0 + step as f64 / LEARNING_STEPS, rules.progress_ratio)
            })
            .collect();
        let learning = efforts
            .iter()
            .zip(efforts[1..].iter().chain(efforts.last()))
            .map(|(here, next)| [*here, next - here])
            .collect();
        let mean_overrun = mean_overrun(&rules);
        let contracts_rate = value(case.pools[case.agency.contracts_pool.index()].rate);
        Self {
            agency: AgencyNumbers::read(&case.agency, &value),
            appropriation: case.agency.appropriation.iter().map(|id| value(*id)).collect(),
            slots: case.agency.slots.clone(),
            guardrails_per_year: case.agency.guardrails_per_year,
            staffing_per_year: case.agency.staffing_per_year,
            responses_per_year: case.agency.responses_per_year,
            impact: case.agency.impact,
            platform_pool: case.agency.platform_pool.index(),
            contracts_pool: case.agency.contracts_pool.index(),
            played_years: case.played_years,
            total_years: case.total_years(),
            components: compile_components(case, &value),
            options: compile_options(case, &value, &rules, &survival),
            suppliers: case
                .suppliers
                .iter()
                .map(|supplier| compile_supplier(supplier, &rules, contracts_rate, &value))
                .collect(),
            pools: case
                .pools
                .iter()
                .map(|pool| PoolModel {
                    headcount: value(pool.headcount),
                    rate: value(pool.rate),
                    leave: monthly_probability(value(pool.attrition)),
                    attrition: Stream::new(Purpose::Attrition, &pool.slug),
                    hire: Stream::new(Purpose::Hire, &pool.slug),
                })
                .collect(),
            use_cases: case
                .use_cases
                .iter()
                .map(|use_case| UseCaseModel {
                    n: UseCaseNumbers::read(use_case, &value),
                    planned: use_case.planned,
                    season: use_case.season,
                    touches: use_case.touches.iter().map(|(id, _)| id.index()).collect(),
                    review: use_case.review,
                    growth: Stream::new(Purpose::Growth, &use_case.slug),
                    surge: Stream::new(Purpose::Surge, &use_case.slug),
                    surge_size: Stream::new(Purpose::SurgeSize, &use_case.slug),
                    harm: Stream::new(Purpose::Harm, &use_case.slug),
                    harm_size: Stream::new(Purpose::HarmSeverity, &use_case.slug),
                })
                .collect(),
            guardrails: Guardrail::ALL.map(|guardrail| {
                case.guardrails.iter().find(|offer| offer.guardrail == guardrail).map_or(
                    GuardrailModel {
                        cost: 0.0,
                        gain: 0.0,
                        decay: 1.0,
                        effect: 0.0,
                        second: 0.0,
                        offered: false,
                    },
                    |offer| GuardrailModel {
                        cost: value(offer.cost),
                        gain: value(offer.gain),
                        decay: value(offer.decay),
                        effect: value(offer.effect),
                        second: value(offer.second_effect),
                        offered: true,
                    },
                )
            }),
            controls: case.controls.clone(),
            cards: case
                .cards
                .iter()
                .map(|card| CardModel {
                    kind: card.kind,
                    choices: card
                        .choices
                        .iter()
                        .map(|choice| compile_effects(&choice.effects, &value))
                        .collect(),
                })
                .collect(),
            scheduled: case
                .scheduled
                .iter()
                .map(|event| (event.month, compile_effects(&event.effects, &value)))
                .collect(),
            roles: case.roles.len(),
            reasons: case.reasons.len(),
            survival,
            learning,
            mean_overrun,
            discount: (1..=case.total_years())
                .map(|year| finance::mid_year_discount_factor(rules.discount_rate, f64::from(year)))
                .collect(),
            terabytes: (0..=u32::from(case.total_years()) * 12)
                .map(|month| {
                    let growth = (1.0 + value(case.agency.data_growth)).max(0.0);
                    value(case.agency.data)
                        * crate::luck::maths::pow(growth, f64::from(month) / 12.0)
                })
                .collect(),
            calendar: Stream::new(Purpose::Calendar, "agency"),
            calendar_size: Stream::new(Purpose::CalendarSize, "agency"),
            audit: Stream::new(Purpose::Audit, "agency"),
            rules,
        }
    }

    /// Wright effort of the next deployment after `experience` units (1: the first), from a
    /// table with quarter steps; relative error below 0.2 %.
    #[must_use]
    #[inline(always)]
    pub fn learned<V: Vectors<L>, const L: usize>(&self, v: V, experience: V::Row) -> V::Row {
        let from = (experience - 1.0).greater(v.all(0.0)).lesser(v.all(LEARNING_END - 1.0));
        let place = from * LEARNING_STEPS;
        let near = whole(v, place);
        let share = place - near;
        let low = (near + WHOLE).array();
        let (mut values, mut rises) = ([0.0; L], [0.0; L]);
        for lane in 0..L {
            [values[lane], rises[lane]] = self.learning[low[lane].to_bits() as u32 as usize];
        }
        v.row(&values) + v.row(&rises) * share
    }

    /// Open FAIR vulnerability: probability that an attacker's capability exceeds `resistance`.
    #[must_use]
    #[inline]
    pub fn vulnerability(&self, resistance: f64) -> f64 {
        surviving(&self.survival, resistance)
    }

    /// Data held in a month (TB); the last month repeats.
    #[must_use]
    #[inline]
    pub fn terabytes(&self, month: u16) -> f64 {
        self.terabytes.get(month as usize).or(self.terabytes.last()).copied().unwrap_or(0.0)
    }

    /// Appropriation of a year (k$); the last one repeats.
    #[must_use]
    pub fn appropriation(&self, year: usize) -> f64 {
        self.appropriation.get(year).or(self.appropriation.last()).copied().unwrap_or(0.0)
    }

    /// Mid-year discount factor of a year; the last one repeats.
    #[must_use]
    #[inline]
    pub fn discount(&self, year: usize) -> f64 {
        self.discount.get(year).or(self.discount.last()).copied().unwrap_or(1.0)
    }

    /// Overrun multiplier of a project, drawn at its own address (body, else Pareto tail, capped).
    #[must_use]
    pub fn draw_overrun(&self, luck: &Luck, stream: Stream, month: u16) -> f64 {
        let u = luck.uniform(stream, month, 0);
        let tail = self.rules.overrun_tail;
        if u < 1.0 - tail {
            self.rules.overrun.quantile(u / (1.0 - tail))
        } else {
            let v = (u - (1.0 - tail)) / tail;
            crate::luck::distribution::pareto_quantile(v, TAIL_START, self.rules.overrun_alpha)
                .min(self.rules.overrun_cap)
        }
    }
}

/// Where the tail of overruns begins (×, above 1): "overran by more than half", the reference class of
/// Flyvbjerg for IT projects.
const TAIL_START: f64 = 1.5;

/// From a table of [`survival_table`].
#[inline]
fn surviving(survival: &[f64], resistance: f64) -> f64 {
    interpolate(survival, resistance.clamp(0.0, 1.0) * SURVIVAL_STEPS as f64)
}

#[inline]
fn interpolate(table: &[f64], place: f64) -> f64 {
    let last = table.len() - 1;
    // Places fit 32 bits, which processors convert faster than 64.
    let low = (place as u32).min(last as u32);
    let high = (low as usize + 1).min(last);
    let share = place - f64::from(low);
    let low = low as usize;
    table[low] + (table[high] - table[low]) * share
}

fn compile_spread(spread: Spread, value: &impl Fn(ParamId) -> f64) -> Draw {
    match spread {
        Spread::Pert { low, mode, high } => Draw::pert(value(low), value(mode), value(high)),
        Spread::Lognormal { median, sigma } => Draw::lognormal(value(median), value(sigma)),
    }
}

fn survival_table(capability: &Draw) -> Vec<f64> {
    // P(TC > r) by inverting the quantile function on a fine grid of probabilities.
    const DRAWS: usize = 4096;
    let quantiles: Vec<f64> =
        (0..DRAWS).map(|i| capability.quantile((i as f64 + 0.5) / DRAWS as f64)).collect();
    (0..=SURVIVAL_STEPS)
        .map(|step| {
            let resistance = step as f64 / SURVIVAL_STEPS as f64;
            let below = quantiles.partition_point(|q| *q <= resistance);
            // Linear between neighbouring quantiles, so that the table has no steps.
            let share = if below == 0 || below == DRAWS {
                below as f64
            } else {
                let (a, b) = (quantiles[below - 1], quantiles[below]);
                below as f64 - 0.5 + if b > a { (resistance - a) / (b - a) } else { 0.0 }
            };
            (1.0 - share / DRAWS as f64).clamp(0.0, 1.0)
        })
        .collect()
}

fn mean_overrun(rules: &Rules) -> f64 {
    // Mean of the capped Pareto tail: E[min(X, cap)] for X ≥ start.
    let (alpha, cap) = (rules.overrun_alpha, rules.overrun_cap.max(TAIL_START));
    let ratio = crate::luck::maths::pow(TAIL_START / cap, alpha);
    let tail = if (alpha - 1.0).abs() < 1e-9 {
        TAIL_START * (1.0 + crate::luck::maths::ln(cap / TAIL_START))
    } else {
        alpha / (alpha - 1.0) * TAIL_START - cap * ratio / (alpha - 1.0)
    };
    (1.0 - rules.overrun_tail) * rules.overrun.mean() + rules.overrun_tail * tail
}

/// A yearly probability as a monthly one: 1 − (1 − p)^(1/12).
fn monthly_probability(yearly: f64) -> f64 {
    1.0 - crate::luck::maths::pow(1.0 - yearly.clamp(0.0, 1.0), 1.0 / 12.0)
}

fn compile_supplier(
    supplier: &Supplier,
    rules: &Rules,
    contracts_rate: f64,
    value: &impl Fn(ParamId) -> f64,
) -> SupplierModel {
    let n = SupplierNumbers::read(supplier, value);
    let health = health::factor(n.absence_factor, n.single_company, n.foundation);
    let end = n.end_rate * health;
    SupplierModel {
        end,
        most: n.acquisition_rate.max(n.licence_change_rate).max(end),
        management: cents(n.management * contracts_rate / 12.0),
        fork: 1.0 - crate::luck::maths::exp(-n.contributors / rules.fork_contributors.max(1e-9)),
        ending: supplier.ending,
        events: Stream::new(Purpose::SupplierEvents, &supplier.slug),
        outcome: Stream::new(Purpose::SupplierOutcome, &supplier.slug),
        price: Stream::new(Purpose::Price, &supplier.slug),
        n,
    }
}

/// An amount (k$) as it is posted, in whole cents.
fn cents(kilodollars: f64) -> f64 {
    Money::from_kilodollars(kilodollars).cents() as f64
}

fn compile_components(case: &Case, value: &impl Fn(ParamId) -> f64) -> Vec<ComponentModel> {
    let mut touches = vec![vec![0.0; case.use_cases.len()]; case.components.len()];
    for (u, use_case) in case.use_cases.iter().enumerate() {
        for (component, weight) in &use_case.touches {
            touches[component.index()][u] += weight * value(use_case.demand);
        }
    }
    case.components
        .iter()
        .zip(touches)
        .enumerate()
        .map(|(index, (component, mut touch))| {
            let total: f64 = touch.iter().sum();
            if total > 0.0 {
                touch.iter_mut().for_each(|share| *share /= total);
            }
            let n = ComponentNumbers::read(component, value);
            let sensitivity = case
                .use_cases
                .iter()
                .zip(&touch)
                .filter(|(_, share)| **share > 0.0)
                .map(|(use_case, _)| value(use_case.sensitivity))
                .fold(0.0, f64::max);
            ComponentModel {
                pool: component.pool.index(),
                inherited: component.inherited.index(),
                fallback: component.fallback.index(),
                inherited_age: component.inherited_age,
                inherited_contract: component.inherited_contract,
                jobs: component
                    .jobs
                    .iter()
                    .map(|(job, share)| {
                        let place = Job::ALL.iter().position(|other| other == job);
                        (place.expect("Job::ALL lists every job"), *share)
                    })
                    .collect(),
                edges: case
                    .interfaces
                    .iter()
                    .filter_map(|edge| {
                        let other = if edge.a.index() == index {
                            edge.b
                        } else if edge.b.index() == index {
                            edge.a
                        } else {
                            return None;
                        };
                        Some(other.index())
                    })
                    .collect(),
                touch,
                stakes: LEAST_STAKES
                    + (1.0 - LEAST_STAKES) * n.data_share.max(sensitivity).clamp(0.0, 1.0),
                holds_or_serves: component.jobs.iter().any(|(job, share)| {
                    *share > 0.0 && matches!(job, Job::HoldsData | Job::Serves)
                }),
                security: Stream::new(Purpose::Security, &component.slug),
                severity: Stream::new(Purpose::SecuritySeverity, &component.slug),
                price: Stream::new(Purpose::Price, &component.slug),
                patch: Stream::new(Purpose::Patch, &component.slug),
                n,
            }
        })
        .collect()
}

fn compile_options(
    case: &Case,
    value: &impl Fn(ParamId) -> f64,
    rules: &Rules,
    survival: &[f64],
) -> Vec<OptionModel> {
    let mut stacks: Vec<&str> = Vec::new();
    case.options
        .iter()
        .map(|option| {
            let stack = stacks.iter().position(|name| *name == option.stack).unwrap_or_else(|| {
                stacks.push(&option.stack);
                stacks.len() - 1
            });
            let n = OptionNumbers::read(&option.profile, value);
            let limit = n.node_limit.clamp(1.0, MOST_NODES) as usize;
            let speedup: Vec<f64> = (0..=limit)
                .map(|nodes| scaling::speedup(nodes as f64, n.contention, n.coherency))
                .collect();
            let most_nodes = (1..=limit)
                .max_by(|a, b| speedup[*a].total_cmp(&speedup[*b]).then(b.cmp(a)))
                .unwrap_or(1) as u16;
            let target = value(case.rules.target_utilisation);
            let reference_nodes = f64::from(super::capacity::nodes_for(
                1.0,
                n.node_capacity,
                target,
                &speedup,
                most_nodes,
            ));
            let lines = |nodes: usize| {
                let over = nodes as f64 / reference_nodes;
                super::running::lines(&n, value(case.rules.monitoring_share), over)
            };
            let survival = |resistance| surviving(survival, resistance);
            let [most_exploit, most_dependency] =
                super::security::most_strikes(rules, &n, survival);
            OptionModel {
                support: cents(lines(1).support),
                monitoring: cents(lines(1).monitoring),
                sizes: (0..=limit)
                    .map(|nodes| {
                        let unit = n.node_capacity * target;
                        let infrastructure = cents(lines(nodes).infrastructure);
                        let (support, monitoring) =
                            (cents(lines(1).support), cents(lines(1).monitoring));
                        Size {
                            carries: if nodes < usize::from(most_nodes) {
                                unit * speedup[nodes]
                            } else {
                                f64::INFINITY
                            },
                            carries_less: if nodes > 1 && n.provisioning < AT_ONCE {
                                unit * speedup[nodes - 1]
                            } else {
                                f64::NEG_INFINITY
                            },
                            capacity: n.node_capacity * speedup[nodes],
                            infrastructure,
                            fixed: support + infrastructure + monitoring,
                        }
                    })
                    .collect(),
                reference_nodes,
                most_exploit,
                most_dependency,
                component: option.component.index(),
                supplier: option.supplier.index(),
                stack: stack as u16,
                authorised: option.authorised,
                on_offer: option.on_offer,
                most_nodes,
                monthly_binding: (n.binding / 12.0).clamp(0.0, 1.0),
                speedup,
                shares: case
                    .interfaces
                    .iter()
                    .filter(|edge| [edge.a, edge.b].contains(&option.component))
                    .map(|edge| {
                        let spoken = |by: &[StandardId]| {
                            edge.standards
                                .iter()
                                .any(|s| by.contains(s) && option.standards.contains(s))
                        };
                        case.options.iter().map(|other| spoken(&other.standards)).collect()
                    })
                    .collect(),
                overrun: Stream::new(Purpose::Overrun, &option.slug),
                procurement: Stream::new(Purpose::Procurement, &option.slug),
                authorising: Stream::new(Purpose::Authorisation, &option.slug),
                n,
            }
        })
        .collect()
}

fn compile_effects(effects: &[Effect], value: &impl Fn(ParamId) -> f64) -> Vec<EffectModel> {
    effects
        .iter()
        .map(|effect| EffectModel {
            amount: match effect {
                Effect::Pay { amount, .. } => value(*amount),
                Effect::Factor { factor, .. } | Effect::KnowHow { factor, .. } => value(*factor),
                Effect::CloseFindings { share } => value(*share),
                Effect::Raise { by, .. } => value(*by),
                Effect::Appropriation { change, .. } => value(*change),
                Effect::People { change, .. } => f64::from(*change),
                Effect::Notice { months, .. }
                | Effect::PriceCap { months, .. }
                | Effect::Suspend { months, .. } => f64::from(*months),
                Effect::AddFindings { count } => f64::from(*count),
            },
            effect: effect.clone(),
        })
        .collect()
}
