//! Luck apart from judgement in words: a run among the futures of its plan, and its plan among others.
//!
//! Invariant: the same numbers stand in the picture, in its list and in what is read aloud.

use super::line::{self, Line};
use crate::insight::judge::Aim;
use crate::insight::luck_and_judgement::{Histogram, LuckAndJudgement, Place, PlanSpread};
use crate::insight::spread::Spread;
use crate::view::format;

/// One run, by every aim.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LuckView {
    /// `Table A`.
    pub label: String,
    /// In the order of [`Aim::ALL`].
    pub aims: Vec<LuckAim>,
}

/// One aim.
#[derive(Clone, Debug, PartialEq)]
pub struct LuckAim {
    pub aim: Aim,
    /// One line for the futures and for the plans below.
    pub line: Line,
    pub bars: Vec<Bar>,
    pub value: f64,
    /// `Table A: 61.2 points`.
    pub value_text: String,
    /// `Table A was luckier than 71 % of futures of the same plan (70–72 %)`.
    pub place: String,
    /// `10,000 futures of the same plan`.
    pub futures: String,
    /// Futures that lie beyond the ends of the line, in words; empty if none does.
    pub beyond: String,
    /// Best mean first.
    pub plans: Vec<PlanRow>,
    /// One sentence that explains the picture.
    pub reading: &'static str,
    /// The whole upper picture, for those who do not see it.
    pub told: String,
}

/// Futures between two values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    pub from: f64,
    pub to: f64,
    /// 0-1, against the highest.
    pub height: f64,
}

/// A plan over the lucks on which all were compared.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanRow {
    pub name: String,
    /// Whether it is the plan of the run.
    pub own: bool,
    /// The middle 80 %, and the middle itself.
    pub low: f64,
    pub median: f64,
    pub high: f64,
    /// `Left as found: 48.0 points in the middle, 80 % between 41.2 and 53.3 points`.
    pub told: String,
}

const READING: &str = "Above, only luck differs; below, only plans: the dot is the middle of all lucks, the bar holds eight of ten";

/// A run in words. `names` are those of the rivals, in their order.
#[must_use]
pub fn luck(label: String, found: &LuckAndJudgement, names: &[String]) -> LuckView {
    let aims = Aim::ALL.into_iter().map(|aim| of_aim(&label, aim, found, names)).collect();
    LuckView { label, aims }
}

fn of_aim(label: &str, aim: Aim, found: &LuckAndJudgement, names: &[String]) -> LuckAim {
    let Place { value, place, spread, histogram, .. } = found.place(aim);
    let rows: Vec<PlanRow> =
        found.order(aim).into_iter().map(|at| row(label, aim, &found.plans[at], names)).collect();
    let (bars, beyond) = bars(histogram);
    let ends = bars.iter().flat_map(|bar| [bar.from, bar.to]);
    let ranges = rows.iter().flat_map(|row| [row.low, row.high]);
    let line = Line::of(aim, ends.chain(ranges).chain([*value]));
    let futures = format::count(spread.count as u64, "future", "futures");
    let beyond = match beyond {
        0 => String::new(),
        more => format!("{} lie further out", format::whole(f64::from(more))),
    };
    let value_text = format!("{label}: {}", line::value(aim, *value));
    let place = format!(
        "{label} was luckier than {} of futures of the same plan ({})",
        format::share(place.share),
        range(place.low, place.high)
    );
    let told = format!(
        "{futures} of the same plan, {}: {}. {value_text}. {place}",
        line::counts(aim),
        middle(aim, spread).2
    );
    LuckAim {
        aim,
        line,
        bars,
        value: *value,
        value_text,
        place,
        futures: format!("{futures} of the same plan"),
        beyond,
        plans: rows,
        reading: READING,
        told,
    }
}

/// `70–72 %`.
#[must_use]
pub fn range(low: f64, high: f64) -> String {
    let (low, high) = (format::share(low), format::share(high));
    if low == high { low } else { format!("{}–{high}", low.trim_end_matches(" %")) }
}

fn row(label: &str, aim: Aim, plan: &PlanSpread, names: &[String]) -> PlanRow {
    let own = plan.rival.is_none();
    let name = match plan.rival {
        None => format!("{label}’s plan"),
        Some(at) => names.get(at).map_or(format::NOTHING, String::as_str).to_owned(),
    };
    let ((low, high), median, told) = middle(aim, &plan.spreads[aim.index()]);
    let told = format!("{name}: {told}");
    PlanRow { name, own, low, median, high, told }
}

/// The ends of the middle 80 %, the median, and both in words.
fn middle(aim: Aim, spread: &Spread) -> ((f64, f64), f64, String) {
    let at = |level: f64| spread.at(level).map_or(f64::NAN, |quantile| quantile.value);
    let (low, median, high) = (at(0.10), at(0.50), at(0.90));
    let told = format!(
        "{} in the middle, 80 % between {} and {}",
        line::value(aim, median),
        line::value(aim, low),
        line::value(aim, high)
    );
    ((low, high), median, told)
}

/// Of a hundred futures one may lie beyond the ends: a picture shows where they lie, not how far one can go.
const SHOWN: f64 = 0.99;

/// The bars from the first to the last that matter, and how many futures lie beyond them.
fn bars(histogram: &Histogram) -> (Vec<Bar>, u32) {
    let Histogram { least, most, counts } = histogram;
    let all: u32 = counts.iter().sum();
    let spare = (f64::from(all) * (1.0 - SHOWN)) as u32;
    let (mut first, mut last, mut beyond) = (0, counts.len() - 1, 0);
    while first < last {
        let (left, right) = (counts[first], counts[last]);
        if beyond + left.min(right) > spare {
            break;
        }
        beyond += left.min(right);
        if left < right {
            first += 1;
        } else {
            last -= 1;
        }
    }
    let width = (most - least) / counts.len() as f64;
    let highest = f64::from(counts[first..=last].iter().copied().max().unwrap_or(1).max(1));
    let bars = (first..=last).map(|at| Bar {
        from: least + width * at as f64,
        to: least + width * (at + 1) as f64,
        height: f64::from(counts[at]) / highest,
    });
    (bars.collect(), beyond)
}
