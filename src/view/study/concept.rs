//! A concept card as a screen shows it: sliders, results, a curve, short checks.

use super::lesson::concept as name;
use crate::scenario::plan::{Direction, Size};
use crate::study::concept::{Answer, Asks, Basis, Card, Concept, Input, Outcome, Unit, answer};
use crate::view::{format, words};

/// The whole card with the values in hand.
#[derive(Clone, Debug, PartialEq)]
pub struct CardView {
    pub title: &'static str,
    pub inputs: Vec<InputView>,
    pub outputs: Vec<OutputView>,
    pub curve: CurveView,
    pub questions: Vec<QuestionView>,
    /// What the card holds still or takes as given.
    pub assumptions: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct InputView {
    pub label: &'static str,
    pub value: f64,
    pub low: f64,
    pub high: f64,
    pub step: f64,
    pub text: String,
    /// Where the value it begins with comes from.
    pub basis: &'static str,
}

#[derive(Clone, Debug, PartialEq)]
pub struct OutputView {
    pub label: &'static str,
    pub text: String,
}

/// A curve with its words; the same facts as a list for a screen reader.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveView {
    pub along: &'static str,
    pub drawn: &'static str,
    pub points: Vec<(f64, f64)>,
    /// Beginning, middle and end in words.
    pub told: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct QuestionView {
    pub text: String,
    /// Changes to choose from; empty where a direction and a size are asked for.
    pub choices: Vec<String>,
}

/// Points of a curve that are drawn.
const POINTS: usize = 40;

/// The card with these values.
#[must_use]
pub fn card(concept: Concept, values: &[f64]) -> CardView {
    let card = concept.card();
    let start = card.start();
    let value = |place: usize| values.get(place).copied().unwrap_or(start[place]);
    let came = card.compute(values);
    let inputs = card.inputs.iter().enumerate().map(|(place, input)| InputView {
        label: label(input.key),
        value: value(place),
        low: input.low,
        high: input.high,
        step: input.step,
        text: amount(input.unit, value(place)),
        basis: match input.basis {
            Basis::Published(source) => source,
            Basis::Assumption => "assumption of this card",
        },
    });
    let outputs = card.outputs.iter().zip(&came).map(|(output, value)| OutputView {
        label: label(output.key),
        text: amount(output.unit, *value),
    });
    CardView {
        title: name(concept),
        inputs: inputs.collect(),
        outputs: outputs.collect(),
        curve: curve(&card, values),
        questions: concept.questions().iter().map(|asks| question(&card, asks)).collect(),
        assumptions: assumptions(concept),
    }
}

fn curve(card: &Card, values: &[f64]) -> CurveView {
    let (along, drawn) = card.curve;
    let (input, output) = (&card.inputs[along], &card.outputs[drawn]);
    let points = card.curve(values, POINTS);
    let told = [0, POINTS / 2, POINTS - 1].map(|place| {
        let (x, y) = points[place];
        format!("{}: {}", amount(input.unit, x), amount(output.unit, y))
    });
    CurveView { along: label(input.key), drawn: label(output.key), points, told: told.to_vec() }
}

fn question(card: &Card, asks: &Asks) -> QuestionView {
    let to = |place: usize, to: f64| {
        let Input { key, unit, start, .. } = card.inputs[place];
        format!("{} from {} to {}", label(key), amount(unit, start), amount(unit, to))
    };
    match *asks {
        Asks::HowFar { input, to: value, output } => QuestionView {
            text: format!(
                "{}; {}: which way, and how far?",
                to(input, value),
                label(card.outputs[output].key)
            ),
            choices: Vec::new(),
        },
        Asks::WhichReach { changes, output, bound, at_most } => QuestionView {
            text: format!(
                "which of these alone brings {} to {} {}? There may be several",
                label(card.outputs[output].key),
                if at_most { "at most" } else { "at least" },
                amount(card.outputs[output].unit, bound)
            ),
            choices: changes.iter().map(|(input, value)| to(*input, *value)).collect(),
        },
    }
}

/// The right answer in words, from the card as it begins.
#[must_use]
pub fn answered(concept: Concept, question: usize) -> String {
    let card = concept.card();
    let Some(asks) = concept.questions().get(question) else { return String::new() };
    match answer(&card, asks, &card.start()) {
        Answer::Way { direction, size, from, to } => {
            let output = match asks {
                Asks::HowFar { output, .. } | Asks::WhichReach { output, .. } => *output,
            };
            let unit = card.outputs[output].unit;
            format!("it {}: {} to {}", way(direction, size), amount(unit, from), amount(unit, to))
        }
        Answer::Changes(places) => {
            let choices = self::question(&card, asks).choices;
            let right: Vec<&str> = places.iter().map(|place| choices[*place].as_str()).collect();
            right.join("; ")
        }
    }
}

/// `rises clearly`, `stays`.
#[must_use]
pub fn way(direction: Direction, size: Size) -> String {
    match direction {
        Direction::Stays => words::direction(direction).to_owned(),
        Direction::Falls | Direction::Rises => {
            format!("{} {}", words::direction(direction), words::size(size))
        }
    }
}

/// How an answer fared; neither praise nor blame.
#[must_use]
pub const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Right => "as computed",
        Outcome::InPart => "in part as computed",
        Outcome::Not => "computed otherwise",
    }
}

fn assumptions(concept: Concept) -> Vec<String> {
    let fixed: &[&str] = match concept {
        Concept::OpenSource => &[
            "a person costs 200 k$ a year",
            "how fast a flaw is fixed depends wholly on the own team",
        ],
        Concept::Proprietary => &["the price grows by the same share every year"],
        Concept::Hybrid => &[
            "parts of another family stand anywhere in the pipeline",
            "the part that fits best comes first; a whole change of family gains nothing",
            "discounted at 2.25 % a year",
        ],
        Concept::TotalCost => &["the same cost every year, due at its end"],
        Concept::LockIn => &[
            "200 hours an adapter, 12 models of which half can be exported, 3 people to retrain",
            "3 months in which both run, a new authorisation for 90 k$, egress at $0.09 a gigabyte",
        ],
        Concept::Customisation => &["a person works 1,800 hours a year and costs 200 k$"],
        Concept::Scalability => &["requests come at random and wait in one line"],
        Concept::Security => &["one flaw costs at most one loss"],
        Concept::Community => &["the hazard stays the same over the years"],
    };
    fixed.iter().map(|text| (*text).to_owned()).collect()
}

/// A number with its unit.
#[must_use]
pub fn amount(unit: Unit, value: f64) -> String {
    match unit {
        Unit::People if value == 1.0 => "1 person".to_owned(),
        Unit::People => format!("{} people", format::exact(value)),
        Unit::Days => format::days(value),
        Unit::Years => format::count(value as u64, "year", "years"),
        Unit::Kilodollars => format::kilodollars(value),
        Unit::KilodollarsAYear => format!("{} a year", format::kilodollars(value)),
        // Rates are small and told finely; parts of a whole are told in whole percent.
        Unit::Share if value.abs() < 0.1 => {
            format!("{} %", format::exact((value * 10_000.0).round() / 100.0))
        }
        Unit::Share => format::share(value),
        Unit::YesOrNo => if value >= 0.5 { "yes" } else { "no" }.to_owned(),
        Unit::AYear => format!("{} a year", format::decimal(value, 3)),
        Unit::Terabytes => format!("{} TB", format::whole(value)),
        Unit::Count => format::decimal(value, usize::from(value.fract() != 0.0)),
        Unit::Hours => format!("{} hours", format::whole(value)),
        Unit::ServiceTimes if value.is_infinite() => "without end".to_owned(),
        Unit::ServiceTimes => format!("{} service times", format::decimal(value, 2)),
        Unit::Times => format::times(value),
    }
}

/// The key of an input or output as words.
#[must_use]
pub fn label(key: &str) -> &'static str {
    match key {
        "people-needed" => "people the tools need",
        "people" => "people at hand",
        "patch-days" => "days to fix a flaw, fully staffed",
        "days-to-patch" => "days until a flaw is fixed here",
        "half-life" => "days until half of the flaws are used",
        "days-to-fix" => "days until a flaw is fixed",
        "used-before-fixed" => "flaws used before they are fixed",
        "staff-cost" => "cost of the people",
        "price-today" => "price today",
        "price-growth" => "growth of the price a year",
        "years" => "years",
        "discount-rate" => "discount rate",
        "price-last-year" => "price in the last year",
        "paid-in-all" => "paid in all",
        "present-value" => "value today",
        "parts" => "parts of the pipeline",
        "parts-of-another-family" => "parts of another family",
        "interfaces" => "interfaces",
        "gain-of-best-part" => "gain of the part that fits best",
        "adapter" => "cost of one adapter",
        "management" => "cost of a second family",
        "interfaces-crossed" => "interfaces between families",
        "adapters-cost" => "cost of the adapters",
        "net-gain" => "gain in all",
        "yearly-cost" => "cost a year",
        "exit-owed" => "cost of leaving at the end",
        "without-exit" => "cost without leaving",
        "with-exit" => "cost with leaving",
        "exit-share" => "share of leaving",
        "data" => "data held",
        "open-formats" => "data in open formats",
        "adapters" => "adapters",
        "own-interfaces" => "interfaces of the supplier's own",
        "exit-cost" => "cost of leaving",
        "price-ceiling" => "largest price rise one would bear",
        "first-adapter" => "first adapter",
        "progress" => "effort after each doubling",
        "people-lost" => "know-how lost",
        "last-adapter" => "last adapter",
        "all-adapters" => "all adapters",
        "cost" => "cost",
        "load" => "work that comes in",
        "machines" => "machines",
        "contention" => "contention",
        "coherency" => "coherency",
        "patience" => "patience",
        "utilisation" => "utilisation",
        "wait" => "mean wait",
        "in-time" => "served in time",
        "flaws" => "flaws someone tries",
        "loss" => "loss of one",
        "expected-loss" => "expected loss",
        "hazard" => "chance to end in a year",
        "absence-factor" => "people who make half of it",
        "one-company" => "one company decides",
        "foundation" => "a foundation is steward",
        "ends-a-year" => "chance to end in a year, this project",
        "ends-in-time" => "chance to end within the years",
        _ => "",
    }
}
