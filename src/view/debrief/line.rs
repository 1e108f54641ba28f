//! What a picture measures: the aims by the names the room knows, and a line of numbers with its ticks.
//!
//! Invariant: ticks are round numbers that lie on the line, and all of them have the same number of decimals.

use crate::insight::judge::Aim;
use crate::scenario::plan::Gauge;
use crate::view::{format, words};

/// What an aim is called in a room: a sum of weights is not a score of people.
#[must_use]
pub const fn name(aim: Aim) -> &'static str {
    match aim {
        Aim::Score => "all five weighed",
        Aim::Gauge(gauge) => words::gauge(gauge),
    }
}

/// What it counts, with its unit and which way is better.
#[must_use]
pub const fn counts(aim: Aim) -> &'static str {
    match aim {
        Aim::Score => "all five gauges weighed, points of 100, more is better",
        Aim::Gauge(Gauge::Cost) => "cost with the exit still owed, k$, less is better",
        Aim::Gauge(Gauge::LockIn) => "lock-in at the end, index 0-100, less is better",
        Aim::Gauge(Gauge::Security) => "losses, k$ a year, less is better",
        Aim::Gauge(Gauge::Scale) => "demand served in time, %, more is better",
        Aim::Gauge(Gauge::Compliance) => "controls in place at the end, %, more is better",
    }
}

/// A value of an aim with its unit.
#[must_use]
pub fn value(aim: Aim, value: f64) -> String {
    match aim {
        Aim::Score => format!("{} points", format::decimal(value, 1)),
        Aim::Gauge(Gauge::Cost | Gauge::Security) => format::kilodollars(value),
        Aim::Gauge(Gauge::LockIn) => format::decimal(value, 1),
        Aim::Gauge(Gauge::Scale | Gauge::Compliance) => format::percent(value),
    }
}

/// A difference of an aim, its sign always shown: `+120 k$`, `-3.4 points`.
#[must_use]
pub fn difference(aim: Aim, value: f64) -> String {
    let text = match aim {
        Aim::Gauge(Gauge::Cost | Gauge::Security) => format::kilodollars(value),
        Aim::Score | Aim::Gauge(Gauge::LockIn | Gauge::Scale | Gauge::Compliance) => {
            format!("{} points", format::decimal(value, 1))
        }
    };
    format::change(text)
}

/// How far a mean may be off: `± 0.4`, without the unit.
#[must_use]
pub fn error(aim: Aim, error: f64) -> String {
    let decimals = match aim {
        Aim::Gauge(Gauge::Cost | Gauge::Security) => 0,
        Aim::Score | Aim::Gauge(Gauge::LockIn | Gauge::Scale | Gauge::Compliance) => 1,
    };
    format!("± {}", format::decimal(error, decimals))
}

/// A line of numbers from left to right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// What it counts, with the unit.
    pub name: String,
    pub least: f64,
    pub most: f64,
    /// Value and text, from left to right.
    pub ticks: Vec<(f64, String)>,
}

/// About how many ticks a line has.
const TICKS: f64 = 5.0;

impl Line {
    /// From the least of the values to the most, with a little room on both sides.
    #[must_use]
    pub fn over(name: impl Into<String>, values: impl IntoIterator<Item = f64>) -> Self {
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.into_iter().filter(|value| value.is_finite()) {
            least = least.min(value);
            most = most.max(value);
        }
        if least > most {
            (least, most) = (0.0, 1.0);
        }
        let room = if most > least { (most - least) * 0.04 } else { most.abs().max(1.0) * 0.05 };
        let (mut least, mut most) = (least - room, most + room);
        // A line that almost begins at nothing does.
        if least < 0.0 && least + room >= 0.0 {
            least = 0.0;
        }
        if most > 0.0 && most - room <= 0.0 {
            most = 0.0;
        }
        Self::between(name, least, most)
    }

    /// Exactly from one end to the other.
    #[must_use]
    pub fn between(name: impl Into<String>, least: f64, most: f64) -> Self {
        Self { name: name.into(), least, most, ticks: ticks(least, most) }
    }

    /// The line of an aim.
    #[must_use]
    pub fn of(aim: Aim, values: impl IntoIterator<Item = f64>) -> Self {
        Self::over(counts(aim), values)
    }

    /// Where a value lies: 0 at the left end, 1 at the right one.
    #[must_use]
    pub fn place(&self, value: f64) -> f64 {
        let width = self.most - self.least;
        if width > 0.0 { ((value - self.least) / width).clamp(0.0, 1.0) } else { 0.5 }
    }
}

fn ticks(least: f64, most: f64) -> Vec<(f64, String)> {
    let (step, decimals) = step((most - least) / TICKS);
    let (first, last) = ((least / step).ceil() as i64, (most / step).floor() as i64);
    let ticks = (first..=last.min(first + 20)).map(|tick| {
        let value = tick as f64 * step;
        (value, format::decimal(value, decimals))
    });
    ticks.collect()
}

/// The smallest of 1, 2, 5 times a power of ten that is no less, and the decimals it needs.
fn step(least: f64) -> (f64, usize) {
    let mut unit = 1e-3;
    let mut decimals: usize = 3;
    loop {
        for times in [1.0, 2.0, 5.0] {
            if unit * times >= least || unit > 1e12 {
                return (unit * times, decimals);
            }
        }
        unit *= 10.0;
        decimals = decimals.saturating_sub(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_lie_on_the_line() {
        for (least, most, expected) in [
            (0.0, 100.0, &["0", "20", "40", "60", "80", "100"][..]),
            (12_010.0, 14_480.0, &["12,500", "13,000", "13,500", "14,000"]),
            (61.2, 63.9, &["62", "63"]),
            (-0.3, 0.4, &["-0.2", "0.0", "0.2", "0.4"]),
        ] {
            let texts: Vec<String> = ticks(least, most).into_iter().map(|(_, it)| it).collect();
            assert_eq!(texts, expected, "{least} to {most}");
        }
    }

    #[test]
    fn a_line_holds_its_values_with_a_little_room() {
        let line = Line::over("k$", [10.0, 110.0, f64::NAN]);
        assert_eq!((line.least, line.most), (6.0, 114.0));
        assert_eq!((line.place(60.0), line.place(-5.0)), (0.5, 0.0));
        assert_eq!(Line::over("k$", [0.0, 50.0]).least, 0.0);
        let one = Line::over("k$", [7.0]);
        assert!(one.least < 7.0 && one.most > 7.0);
        assert!(!Line::over("k$", []).ticks.is_empty());
    }
}
