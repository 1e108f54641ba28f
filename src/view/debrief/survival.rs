//! Whether a conclusion survives what is not known, in words.

use super::line;
use super::luck::range;
use crate::insight::judge::Aim;
use crate::insight::spread::Share;
use crate::insight::survival::{Deciding, Survival};
use crate::scenario::case::Case;
use crate::view::{format, number};

/// One conclusion.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SurvivalView {
    /// `Table B’s plan comes out ahead of the pipeline left as found in all five weighed`.
    pub conclusion: String,
    /// Share (0-1) of worlds in which it holds, with its interval.
    pub share: f64,
    pub low: f64,
    pub high: f64,
    /// `It holds in 87 % of plausible worlds (83–90 %)`.
    pub holds: String,
    /// `At the likely value of every number it is ahead by 4.2 points`.
    pub likely: String,
    pub deciding: Vec<DecidingView>,
    /// How worlds are made, in one sentence.
    pub reading: String,
}

/// A number that decides.
#[derive(Clone, Debug, PartialEq)]
pub struct DecidingView {
    /// What the number is, in the words of the case, and its unit.
    pub name: String,
    /// `above 1.35`.
    pub threshold: String,
    /// Share (0-1) of worlds in which it holds there, and else.
    pub beyond: f64,
    pub within: f64,
    /// `holds in 41 % there, else in 96 %`.
    pub text: String,
    pub told: String,
}

/// What a table's plan is said to be ahead of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Against {
    /// The plan of the case that buys everything, or the next that differs.
    #[default]
    Usual,
    /// A plan of the case.
    Plan(usize),
    /// The plan of another table.
    Table(usize),
    /// The best plan that the search found.
    Found,
}

/// `Table B’s plan is ahead of all proprietary: all five weighed`.
#[must_use]
pub fn conclusion(aim: Aim, a: &str, b: &str) -> String {
    format!("{a} is ahead of {b}: {}", line::name(aim))
}

/// Numbers that a wall has room for.
const SHOWN: usize = 5;

/// A conclusion: `a` is ahead of `b` by this aim.
#[must_use]
pub fn survival(case: &Case, aim: Aim, a: &str, b: &str, found: &Survival) -> SurvivalView {
    let Survival { likely, holds: Share { share, low, high }, gains, deciding, drawn } = found;
    let worlds = format::count(gains.len() as u64, "plausible world", "plausible worlds");
    let size = line::difference(aim, likely.abs());
    let size = size.trim_start_matches('+');
    let likely = if *likely > 0.0 {
        format!("At the likely value of every number it is ahead by {size}")
    } else {
        format!("At the likely value of every number it does not hold: {size} behind")
    };
    SurvivalView {
        conclusion: conclusion(aim, a, b),
        share: *share,
        low: *low,
        high: *high,
        holds: format!(
            "It holds in {} of {worlds} ({})",
            format::share(*share),
            range(*low, *high)
        ),
        likely,
        deciding: deciding.iter().take(SHOWN).map(|it| deciding_view(case, it)).collect(),
        reading: format!(
            "In each world all {} with a range are drawn anew between low and high",
            format::count(*drawn as u64, "number", "numbers")
        ),
    }
}

fn deciding_view(case: &Case, it: &Deciding) -> DecidingView {
    let parameter = case.parameter(it.number);
    let side = if it.larger_fails > 0.5 { "above" } else { "below" };
    let name = number::number(case, it.number);
    let threshold = format!("{side} {}", figure(it.threshold, &parameter.unit));
    let (beyond, within) = (1.0 - it.fails_beyond.share, 1.0 - it.fails_within.share);
    let text =
        format!("holds in {} there, else in {}", format::share(beyond), format::share(within));
    let told = format!("{name}, {threshold}: {text}");
    DecidingView { name, threshold, beyond, within, text, told }
}

/// Three figures that matter are enough on a wall.
fn figure(value: f64, unit: &str) -> String {
    if unit == "share" {
        return format::share(value);
    }
    let decimals = match value.abs() {
        it if it >= 100.0 => 0,
        it if it >= 10.0 => 1,
        it if it >= 1.0 => 2,
        _ => 3,
    };
    format!("{} {unit}", format::decimal(value, decimals))
}
