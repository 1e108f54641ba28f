//! What each decision did, in words: from the pipeline left as found, step by step, to the run.
//!
//! Invariant: the steps of an aim begin at the pipeline left as found and end at the run, as far as the rounding of texts.

use super::line::{self, Line};
use super::{brief, year};
use crate::insight::attribution::{Attribution, Player, Split};
use crate::insight::course::Dated;
use crate::insight::judge::Aim;
use crate::scenario::case::Case;
use crate::view::format;

/// One run, by every aim.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PartsView {
    /// `Table A`.
    pub label: String,
    /// In the order of [`Aim::ALL`].
    pub aims: Vec<PartsAim>,
}

/// One aim, shared out.
#[derive(Clone, Debug, PartialEq)]
pub struct PartsAim {
    pub aim: Aim,
    /// `Table A: 12,400 k$, 1,700 k$ less than left as found`.
    pub title: String,
    pub line: Line,
    /// Left as found, with its text.
    pub found: (f64, String),
    /// The run, with its text.
    pub run: (f64, String),
    /// The largest first; all of them lead from `found` to `run`.
    pub steps: Vec<Step>,
    /// The same with the smaller ones as one step, so that all fit on one screen.
    pub short: Vec<Step>,
    pub luck: LuckStep,
    /// How the amounts were found and what they mean.
    pub reading: String,
}

/// What one decision did.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub name: String,
    pub from: f64,
    pub to: f64,
    /// Whether it is the better way; `None` for no difference.
    pub better: Option<bool>,
    /// `-310 k$`, with `± 12` where it was sampled.
    pub text: String,
    /// The whole step as a sentence.
    pub told: String,
}

/// What luck did, apart from all decisions.
#[derive(Clone, Debug, PartialEq)]
pub struct LuckStep {
    /// The mean of the futures of the plan, and the run.
    pub from: f64,
    pub to: f64,
    pub better: Option<bool>,
    pub text: String,
    pub told: String,
}

/// Steps that fit on one screen beside both ends and luck.
const SHORT: usize = 6;

/// An account in words.
#[must_use]
pub fn parts(case: &Case, label: String, told: &Attribution) -> PartsView {
    let aims = Aim::ALL.into_iter().map(|aim| of_aim(case, &label, aim, told)).collect();
    PartsView { label, aims }
}

fn of_aim(case: &Case, label: &str, aim: Aim, told: &Attribution) -> PartsAim {
    let Split { run, baseline, parts, errors, luck, .. } = told.split(aim);
    let (run, found) = (run.value(), baseline.value());
    let order = told.order(aim);
    let mut at = found;
    let steps: Vec<Step> = order
        .iter()
        .map(|player| {
            let part = parts[*player].value();
            let error = (!told.exact).then_some(errors[*player]);
            let step = step(aim, player_name(case, &told.players[*player]), at, part, error);
            at += part;
            step
        })
        .collect();
    let short = shortened(aim, &steps);
    let mean = luck.plan_mean.value();
    let ends = steps.iter().flat_map(|step| [step.from, step.to]);
    let line = Line::of(aim, ends.chain([found, run, mean]));
    let gap = line::difference(aim, run - found);
    PartsAim {
        aim,
        title: format!("{label}: {}, {gap} against left as found", line::value(aim, run)),
        line,
        found: (found, line::value(aim, found)),
        run: (run, line::value(aim, run)),
        steps,
        short,
        luck: luck_step(aim, run, mean, luck.plan_error, told.futures),
        reading: reading(told),
    }
}

fn reading(told: &Attribution) -> String {
    let how = if told.exact {
        "exact, over all combinations".to_owned()
    } else {
        format!(
            "sampled, over {}",
            format::count(told.orders as u64, "drawn order", "drawn orders")
        )
    };
    format!("Each bar begins where the one above ends ({how}); luck stands apart")
}

fn better(aim: Aim, more: f64) -> Option<bool> {
    (more != 0.0).then_some((more > 0.0) == aim.more_is_better())
}

fn step(aim: Aim, name: String, from: f64, part: f64, error: Option<f64>) -> Step {
    let better = better(aim, part);
    let amount = line::difference(aim, part);
    let text = match error.filter(|error| *error > 0.0) {
        Some(error) => format!("{amount} {}", line::error(aim, error)),
        None => amount,
    };
    let told = format!("{name}: {text}, {}", way(better));
    Step { name, from, to: from + part, better, text, told }
}

/// A difference without colour.
#[must_use]
pub const fn way(better: Option<bool>) -> &'static str {
    match better {
        Some(true) => "for the better",
        Some(false) => "for the worse",
        None => "no difference",
    }
}

/// The largest steps, and all others as one.
fn shortened(aim: Aim, steps: &[Step]) -> Vec<Step> {
    if steps.len() <= SHORT + 1 {
        return steps.to_vec();
    }
    let mut short = steps[..SHORT].to_vec();
    let rest = &steps[SHORT..];
    let (from, to) = (rest[0].from, rest[rest.len() - 1].to);
    let name = format!("{} smaller ones together", rest.len());
    short.push(Step { to, ..step(aim, name, from, to - from, None) });
    short
}

fn luck_step(aim: Aim, run: f64, mean: f64, error: f64, futures: usize) -> LuckStep {
    let better = better(aim, run - mean);
    let text = format!("{} {}", line::difference(aim, run - mean), line::error(aim, error));
    let told = format!(
        "luck: {text}, {}: the run against {}, the mean of {} of the same plan",
        way(better),
        line::value(aim, mean),
        format::count(futures as u64, "future", "futures")
    );
    LuckStep { from: mean, to: run, better, text, told }
}

fn player_name(case: &Case, player: &Player) -> String {
    match &player.decisions[..] {
        [Dated { year: at, decision }] => format!("{}: {}", year(case, *at), brief(case, decision)),
        [] => format::NOTHING.to_owned(),
        [first, ..] => {
            let count = player.decisions.len() as u64;
            let decisions = format::count(count, "decision", "decisions");
            format!("{}: {decisions}", year(case, first.year))
        }
    }
}
