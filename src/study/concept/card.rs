//! The cards: what can be moved, what comes out, and which rules it comes out by.
//!
//! Every output is computed by the functions the rules themselves use. What a card leaves out is held at a value that is
//! listed as an assumption.

use super::Concept;
use crate::luck::expected;
use crate::sim::formulas::finance::{annuity_factor, discount_factor, price_ceiling};
use crate::sim::formulas::health;
use crate::sim::formulas::learning::unit_effort;
use crate::sim::formulas::lock_in::{ExitInputs, exit_cost};
use crate::sim::formulas::queueing::{mean_wait, within};
use crate::sim::formulas::scaling::speedup;
use crate::sim::security::{team_factor, unpatched};

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    People,
    Days,
    Years,
    /// Thousand dollars, and thousand dollars a year.
    Kilodollars,
    KilodollarsAYear,
    /// 0-1.
    Share,
    /// 0 or 1.
    YesOrNo,
    AYear,
    Terabytes,
    Count,
    Hours,
    /// In mean service times.
    ServiceTimes,
    /// Relative to one.
    Times,
}

/// Where the number a card begins with comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A published figure, with its source.
    Published(&'static str),
    /// A judgement of this card.
    Assumption,
}

/// Something the learner can move.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Input {
    pub key: &'static str,
    pub unit: Unit,
    pub low: f64,
    pub high: f64,
    pub step: f64,
    pub start: f64,
    pub basis: Basis,
}

/// Something that comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Output {
    pub key: &'static str,
    pub unit: Unit,
}

/// One card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Card {
    pub concept: Concept,
    pub inputs: &'static [Input],
    pub outputs: &'static [Output],
    /// The input along the curve and the output it draws, by their places.
    pub curve: (usize, usize),
}

const fn input(key: &'static str, unit: Unit, range: (f64, f64, f64), start: f64) -> Input {
    let (low, high, step) = range;
    Input { key, unit, low, high, step, start, basis: Basis::Assumption }
}

const fn published(input: Input, source: &'static str) -> Input {
    Input { basis: Basis::Published(source), ..input }
}

const fn output(key: &'static str, unit: Unit) -> Output {
    Output { key, unit }
}

/// Dear or cheap: the discount rate of every card that has one.
const RATE: Input = input("discount-rate", Unit::Share, (0.0, 0.07, 0.0025), 0.0225);
/// Half of the flaws that will be used are used within so many days. Assumption, movable.
const HALF_LIFE: Input = input("half-life", Unit::Days, (10.0, 200.0, 5.0), 60.0);

/// Work for each hand in a year at public pay, with overhead (k$). Assumption of the cases.
pub const PERSON_YEAR: f64 = 200.0;
/// Hours of work in a person's year. Assumption of the cards.
pub const PERSON_HOURS: f64 = 1_800.0;
/// How far fixing depends on the own team where it runs the tool itself.
pub const PATCH_BY_TEAM: f64 = 1.0;

impl Concept {
    /// The card of the concept.
    #[must_use]
    pub const fn card(self) -> Card {
        let (inputs, outputs, curve): (&[Input], &[Output], (usize, usize)) = match self {
            Self::OpenSource => (
                const {
                    &[
                        input("people-needed", Unit::People, (0.5, 8.0, 0.5), 4.0),
                        input("people", Unit::People, (0.5, 8.0, 0.5), 4.0),
                        input("patch-days", Unit::Days, (7.0, 90.0, 1.0), 40.0),
                        HALF_LIFE,
                    ]
                },
                const {
                    &[
                        output("days-to-fix", Unit::Days),
                        output("used-before-fixed", Unit::Share),
                        output("staff-cost", Unit::KilodollarsAYear),
                    ]
                },
                (1, 1),
            ),
            Self::Proprietary => (
                const {
                    &[
                        input("price-today", Unit::KilodollarsAYear, (20.0, 500.0, 10.0), 150.0),
                        published(
                            input("price-growth", Unit::Share, (0.0, 0.25, 0.005), 0.087),
                            "prices of hosted software rose by 8.7 % in 2023 (Vertice, read in a secondary source)",
                        ),
                        input("years", Unit::Years, (1.0, 10.0, 1.0), 5.0),
                        RATE,
                    ]
                },
                const {
                    &[
                        output("price-last-year", Unit::KilodollarsAYear),
                        output("paid-in-all", Unit::Kilodollars),
                        output("present-value", Unit::Kilodollars),
                    ]
                },
                (2, 1),
            ),
            Self::Hybrid => (
                const {
                    &[
                        input("parts", Unit::Count, (2.0, 12.0, 1.0), 8.0),
                        input("parts-of-another-family", Unit::Count, (0.0, 12.0, 1.0), 3.0),
                        input("interfaces", Unit::Count, (1.0, 24.0, 1.0), 10.0),
                        input("gain-of-best-part", Unit::KilodollarsAYear, (0.0, 150.0, 5.0), 60.0),
                        input("adapter", Unit::Kilodollars, (0.0, 120.0, 5.0), 45.0),
                        input("management", Unit::KilodollarsAYear, (0.0, 150.0, 5.0), 35.0),
                        input("years", Unit::Years, (1.0, 10.0, 1.0), 4.0),
                    ]
                },
                const {
                    &[
                        output("interfaces-crossed", Unit::Count),
                        output("adapters-cost", Unit::Kilodollars),
                        output("net-gain", Unit::Kilodollars),
                    ]
                },
                (1, 2),
            ),
            Self::TotalCost => (
                const {
                    &[
                        input("yearly-cost", Unit::KilodollarsAYear, (50.0, 2_000.0, 50.0), 500.0),
                        input("exit-owed", Unit::Kilodollars, (0.0, 3_000.0, 50.0), 800.0),
                        input("years", Unit::Years, (1.0, 10.0, 1.0), 5.0),
                        RATE,
                    ]
                },
                const {
                    &[
                        output("without-exit", Unit::Kilodollars),
                        output("with-exit", Unit::Kilodollars),
                        output("exit-share", Unit::Share),
                    ]
                },
                (1, 1),
            ),
            Self::LockIn => (
                const {
                    &[
                        input("data", Unit::Terabytes, (1.0, 200.0, 1.0), 40.0),
                        input("open-formats", Unit::Share, (0.0, 1.0, 0.05), 0.3),
                        input("adapters", Unit::Count, (0.0, 20.0, 1.0), 6.0),
                        input("own-interfaces", Unit::Share, (0.0, 1.0, 0.05), 0.7),
                        RATE,
                        input("years", Unit::Years, (1.0, 10.0, 1.0), 5.0),
                    ]
                },
                const {
                    &[
                        output("exit-cost", Unit::Kilodollars),
                        output("price-ceiling", Unit::KilodollarsAYear),
                    ]
                },
                (2, 1),
            ),
            Self::Customisation => (
                const {
                    &[
                        input("first-adapter", Unit::Hours, (40.0, 600.0, 20.0), 240.0),
                        input("progress", Unit::Share, (0.7, 1.0, 0.01), 0.85),
                        input("adapters", Unit::Count, (1.0, 30.0, 1.0), 10.0),
                        input("people-lost", Unit::Share, (0.0, 1.0, 0.05), 0.0),
                    ]
                },
                const {
                    &[
                        output("last-adapter", Unit::Hours),
                        output("all-adapters", Unit::Hours),
                        output("cost", Unit::Kilodollars),
                    ]
                },
                (2, 0),
            ),
            Self::Scalability => (
                const {
                    &[
                        input("load", Unit::Times, (0.5, 16.0, 0.1), 3.0),
                        input("machines", Unit::Count, (1.0, 32.0, 1.0), 4.0),
                        input("contention", Unit::Share, (0.0, 0.15, 0.005), 0.02),
                        input("coherency", Unit::Share, (0.0, 0.01, 0.0005), 0.0005),
                        input("patience", Unit::ServiceTimes, (0.0, 10.0, 0.5), 1.0),
                    ]
                },
                const {
                    &[
                        output("utilisation", Unit::Share),
                        output("wait", Unit::ServiceTimes),
                        output("in-time", Unit::Share),
                    ]
                },
                (0, 1),
            ),
            Self::Security => (
                const {
                    &[
                        published(
                            input("days-to-patch", Unit::Days, (1.0, 120.0, 1.0), 32.0),
                            "median of 32 days to remediate known exploited flaws (DBIR 2025, read in a secondary source)",
                        ),
                        HALF_LIFE,
                        input("flaws", Unit::AYear, (0.0, 6.0, 0.1), 0.5),
                        input("loss", Unit::Kilodollars, (10.0, 5_000.0, 10.0), 600.0),
                    ]
                },
                const {
                    &[
                        output("used-before-fixed", Unit::Share),
                        output("expected-loss", Unit::KilodollarsAYear),
                    ]
                },
                (0, 1),
            ),
            Self::Community => (
                const {
                    &[
                        published(
                            input("hazard", Unit::AYear, (0.0, 0.1, 0.001), 0.034),
                            "3.4 % of young foundation projects are archived a year (computed from the CNCF landscape, 2026-08-07)",
                        ),
                        input("absence-factor", Unit::People, (1.0, 12.0, 1.0), 2.0),
                        input("one-company", Unit::YesOrNo, (0.0, 1.0, 1.0), 0.0),
                        input("foundation", Unit::YesOrNo, (0.0, 1.0, 1.0), 0.0),
                        input("years", Unit::Years, (1.0, 10.0, 1.0), 5.0),
                    ]
                },
                const { &[output("ends-a-year", Unit::AYear), output("ends-in-time", Unit::Share)] },
                (1, 1),
            ),
        };
        Card { concept: self, inputs, outputs, curve }
    }
}

impl Card {
    /// The values a card begins with.
    #[must_use]
    pub fn start(&self) -> Vec<f64> {
        self.inputs.iter().map(|input| input.start).collect()
    }

    /// What comes out, one number for each output; values are taken into their ranges first. A wait without end is
    /// infinite.
    #[must_use]
    pub fn compute(&self, values: &[f64]) -> Vec<f64> {
        let value = |place: usize| {
            let Input { low, high, start, .. } = self.inputs[place];
            values.get(place).copied().filter(|it| it.is_finite()).unwrap_or(start).clamp(low, high)
        };
        match self.concept {
            Concept::OpenSource => {
                let [needed, people, days, half_life] = std::array::from_fn(value);
                let coverage = (people / needed).min(1.0);
                let days = days * team_factor(PATCH_BY_TEAM, coverage);
                vec![days, unpatched(days, half_life), people * PERSON_YEAR]
            }
            Concept::Proprietary => {
                let [price, growth, years, rate] = std::array::from_fn(value);
                // Growth by (1 + g)^n is discounting backwards.
                let in_year = |year: f64| price / discount_factor(growth, year - 1.0);
                let all = || (1..=years as u32).map(f64::from);
                let paid = all().map(in_year).sum();
                let today = all().map(|year| in_year(year) * discount_factor(rate, year)).sum();
                vec![in_year(years), paid, today]
            }
            Concept::Hybrid => {
                let [parts, others, interfaces, gain, adapter, management, years] =
                    std::array::from_fn(value);
                let others = others.min(parts);
                // Mean number of interfaces between two families when the parts of one are spread by chance.
                let crossed =
                    interfaces * 2.0 * others * (parts - others) / (parts * (parts - 1.0));
                let adapters = crossed * adapter;
                let second = if others > 0.0 && others < parts { management } else { 0.0 };
                // The parts that fit another family best come first; the last one fits it as badly as the first fits
                // well, so that a whole change of family gains nothing. Assumption of the card.
                let fit = others * (1.0 - (others - 1.0).max(0.0) / (parts - 1.0));
                let yearly = fit * gain - second;
                vec![crossed, adapters, yearly * annuity_factor(RATE.start, years) - adapters]
            }
            Concept::TotalCost => {
                let [yearly, exit, years, rate] = std::array::from_fn(value);
                let without = yearly * annuity_factor(rate, years);
                let owed = exit * discount_factor(rate, years);
                vec![without, without + owed, owed / (without + owed)]
            }
            Concept::LockIn => {
                let [data, open, adapters, own, rate, years] = std::array::from_fn(value);
                let exit = exit_cost(&leaving(data, open, adapters, own)).total();
                vec![exit, price_ceiling(exit, rate, years)]
            }
            Concept::Customisation => {
                let [first, progress, adapters, lost] = std::array::from_fn(value);
                // What was learned and then lost with people has to be learned again.
                let effort = |done: f64| first * unit_effort(1.0 + done * (1.0 - lost), progress);
                let all: f64 = (0..adapters as u32).map(|done| effort(f64::from(done))).sum();
                vec![effort(adapters - 1.0), all, all * PERSON_YEAR / PERSON_HOURS]
            }
            Concept::Scalability => {
                let [load, machines, contention, coherency, patience] = std::array::from_fn(value);
                // What the machines lose to each other makes the same work weigh more.
                let capacity = speedup(machines, contention, coherency);
                let weight = load * machines / capacity;
                let servers = machines as u32;
                vec![load / capacity, mean_wait(servers, weight), within(servers, weight, patience)]
            }
            Concept::Security => {
                let [days, half_life, flaws, loss] = std::array::from_fn(value);
                let used = unpatched(days, half_life);
                vec![used, flaws * used * loss]
            }
            Concept::Community => {
                let [hazard, absence, company, foundation, years] = std::array::from_fn(value);
                let rate = hazard * health::factor(absence, company, foundation);
                vec![rate, expected(rate, 12.0 * years)]
            }
        }
    }

    /// The curve of the card: one input over its range, the others as they are, in equal steps.
    #[must_use]
    pub fn curve(&self, values: &[f64], points: usize) -> Vec<(f64, f64)> {
        let (along, drawn) = self.curve;
        let Input { low, high, step, .. } = self.inputs[along];
        let mut values = values.to_vec();
        values.resize(self.inputs.len(), 0.0);
        let steps = ((high - low) / step).floor();
        let last = points.max(2) - 1;
        (0..=last)
            .map(|point| {
                let share = point as f64 / last as f64;
                values[along] = low + (share * steps).floor() * step;
                (values[along], self.compute(&values)[drawn])
            })
            .collect()
    }
}

/// Leaving one tool. What the card does not let move is held at assumptions: 0.8 k$ a terabyte, 200 hours an adapter, 12
/// models of 40 hours of which half can be exported, 3 people for 5 days, 3 months of both at 12 k$, a new authorisation
/// for 90 k$, no penalty, $0.09 a gigabyte, no overrun.
#[must_use]
pub fn leaving(terabytes: f64, format_open: f64, adapters: f64, api_share: f64) -> ExitInputs {
    ExitInputs {
        terabytes,
        per_terabyte: 0.8,
        format_open,
        adapters,
        rework_hours: 200.0,
        hourly_rate: PERSON_YEAR / PERSON_HOURS,
        api_share,
        artefacts: 12.0,
        port_hours: 40.0,
        exportable: 0.5,
        staff: 3.0,
        retrain_days: 5.0,
        day_rate: 0.6,
        parallel_months: 3.0,
        monthly_run: 12.0,
        reauthorise: 90.0,
        penalty: 0.0,
        egress_per_gb: 0.09,
        overrun: 1.0,
    }
}
