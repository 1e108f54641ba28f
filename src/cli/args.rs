//! Arguments that several commands share.

use super::failure::Failure;
use crate::scenario::case::{Case, GaugeWeights};
use crate::scenario::plan::Gauge;
use crate::view::words;
use std::ops::Range;
use std::str::FromStr;

/// One seed.
pub(super) fn seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("a seed is a whole number from 0 to {}", u64::MAX))
}

/// Seeds `A..B`: from A up to, not including, B; `A..=B` includes B.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seeds(pub Range<u64>);

impl FromStr for Seeds {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let range = text.split_once("..").and_then(|(start, end)| {
            let start = start.parse().ok()?;
            let end: u64 = match end.strip_prefix('=') {
                Some(last) => last.parse::<u64>().ok()?.checked_add(1)?,
                None => end.parse().ok()?,
            };
            (start < end).then_some(start..end)
        });
        range.map(Self).ok_or_else(|| {
            "write the first seed and the one after the last, for example 1..1001".to_owned()
        })
    }
}

/// A fiscal year as it is printed, such as FY2027, or its number alone.
pub(super) fn fiscal_year(text: &str) -> Result<u16, String> {
    let digits = text.strip_prefix("FY").or_else(|| text.strip_prefix("fy")).unwrap_or(text);
    digits
        .parse()
        .map_err(|_| "write a fiscal year such as FY2027, or a year of the run".to_owned())
}

/// The year of the run (from 0) that a fiscal year or a number from 1 names, among those played.
pub(super) fn year_of(case: &Case, year: u16, played: usize) -> Result<u16, Failure> {
    let index =
        if year >= case.first_year { Some(year - case.first_year) } else { year.checked_sub(1) };
    index.filter(|index| usize::from(*index) < played).ok_or_else(|| {
        let last = case
            .first_year
            .saturating_add(u16::try_from(played).unwrap_or(u16::MAX))
            .saturating_sub(1);
        Failure::usage(format!("the run has no year {year}"))
            .way_out(format!("its years are {} to {last}, or 1 to {played}", case.first_year))
    })
}

/// Weights of gauges such as `cost=2,scale=1`; gauges that are not named weigh nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Weights(pub GaugeWeights);

impl FromStr for Weights {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || {
            let names = Gauge::ALL.map(words::gauge).join(", ");
            format!(
                "write gauges with their weights, for example cost=2,security=1; the gauges are {names}"
            )
        };
        let mut weights = [0.0_f64; Gauge::ALL.len()];
        for part in text.split(',') {
            let (name, weight) = part.split_once('=').ok_or_else(wrong)?;
            let named = |gauge: &Gauge| {
                [words::gauge(*gauge), words::gauge_key(*gauge)].contains(&name.trim())
            };
            let gauge = Gauge::ALL.into_iter().find(named).ok_or_else(wrong)?;
            let weight: f64 = weight.trim().parse().map_err(|_| wrong())?;
            if !(weight.is_finite() && weight >= 0.0) {
                return Err("a weight is a number from 0 up".to_owned());
            }
            weights[gauge as usize] = weight;
        }
        if weights.iter().sum::<f64>() <= 0.0 {
            return Err("at least one weight is above 0".to_owned());
        }
        let [cost, lock_in, security, scale, compliance] = weights;
        Ok(Self(GaugeWeights { cost, lock_in, security, scale, compliance }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_read_as_in_the_manual() {
        let read = |text: &str| text.parse::<Weights>().map(|Weights(weights)| weights);
        let of = |cost: f64, lock_in: f64| GaugeWeights {
            cost,
            lock_in,
            security: 0.0,
            scale: 0.0,
            compliance: 0.0,
        };
        assert_eq!(read("cost=2,lock-in=1.5"), Ok(of(2.0, 1.5)));
        assert_eq!(read("lock_in=1"), Ok(of(0.0, 1.0)));
        for text in
            ["", "cost", "cost=", "price=1", "cost=-1", "cost=0", "cost=NaN", "cost=1;scale=1"]
        {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_range_of_seeds_reads_as_in_the_manual() {
        for (text, range) in [
            ("1..1001", Some(1..1_001)),
            ("0..=9", Some(0..10)),
            ("5..5", None),
            ("9..1", None),
            ("1", None),
            ("1..=18446744073709551615", None),
            ("-1..3", None),
            ("1...3", None),
        ] {
            assert_eq!(text.parse::<Seeds>().ok(), range.map(Seeds), "{text}");
        }
    }
}
