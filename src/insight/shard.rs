//! One part of a range of seeds, for work spread over machines.
//!
//! Invariant: the parts 1 to n of a range follow each other without gap or overlap, so that their results
//! laid end to end are the result of the whole.

use std::fmt;
use std::num::NonZeroU32;
use std::ops::Range;
use std::str::FromStr;

/// Part `index` of `of`, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    index: u32,
    of: NonZeroU32,
}

/// What was written is not a part such as `1/4`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no shard; write the part and the number of parts, for example 1/4")]
pub struct NotAShard(String);

impl Shard {
    /// The whole range as one part.
    pub const WHOLE: Self = Self { index: 1, of: NonZeroU32::MIN };

    /// Whether this is the part that opens the whole: the one that writes the header line.
    #[must_use]
    pub const fn is_first(self) -> bool {
        self.index == 1
    }

    /// The seeds of this part.
    #[must_use]
    pub fn part(self, seeds: &Range<u64>) -> Range<u64> {
        let Self { index, of } = self;
        let length = u128::from(seeds.end.saturating_sub(seeds.start));
        let cut = |before: u32| {
            let offset = length * u128::from(before) / u128::from(of.get());
            seeds.start + u64::try_from(offset).expect("a cut is at most the length of the range")
        };
        cut(index - 1)..cut(index)
    }
}

impl FromStr for Shard {
    type Err = NotAShard;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.split_once('/').and_then(|(index, of)| {
            let (index, of) = (index.parse().ok()?, of.parse::<NonZeroU32>().ok()?);
            (1..=of.get()).contains(&index).then_some(Self { index, of })
        });
        parts.ok_or_else(|| NotAShard(text.to_owned()))
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_follow_each_other_without_gap_or_overlap() {
        for (seeds, parts) in
            [(0..10, 3), (5..6, 4), (7..7, 2), (0..u64::MAX, 7), (1..1_001, 1_000)]
        {
            let mut next = seeds.start;
            for index in 1..=parts {
                let shard: Shard = format!("{index}/{parts}").parse().unwrap();
                let part = shard.part(&seeds);
                assert_eq!(part.start, next, "{seeds:?} {shard}");
                next = part.end;
            }
            assert_eq!(next, seeds.end, "{seeds:?} in {parts}");
        }
    }

    #[test]
    fn what_is_no_part_is_refused() {
        for text in ["", "1", "0/4", "5/4", "1/0", "-1/4", "1/4/2", "a/b", "1 / 4"] {
            let error = text.parse::<Shard>().unwrap_err();
            assert!(error.to_string().contains("for example 1/4"), "{text}");
        }
    }
}
