//! Arguments that several commands share.

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

#[cfg(test)]
mod tests {
    use super::*;

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
