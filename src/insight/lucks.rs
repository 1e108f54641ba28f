//! Which lucks insight draws: ranges of seeds that do not meet each other nor the small numbers that people type.
//!
//! Invariant: a plan that was found on some lucks is never told to be good by the same lucks.

use std::ops::Range;

/// First seed of all that insight plays of its own accord.
const FIRST: u64 = 1 << 40;
/// Seeds kept for each use.
const ROOM: u64 = 1 << 32;

/// Futures of a plan: what could have come of it.
#[must_use]
pub const fn futures(count: u32) -> Range<u64> {
    FIRST..FIRST + count as u64
}

/// Lucks on which a search compares plans.
#[must_use]
pub const fn search(count: u32) -> Range<u64> {
    FIRST + ROOM..FIRST + ROOM + count as u64
}

/// Lucks on which one of the plans that a search found is chosen.
#[must_use]
pub const fn choice(count: u32) -> Range<u64> {
    FIRST + 2 * ROOM..FIRST + 2 * ROOM + count as u64
}

/// Lucks that nothing was chosen on: what a found plan is told to be worth.
#[must_use]
pub const fn held_out(count: u32) -> Range<u64> {
    FIRST + 3 * ROOM..FIRST + 3 * ROOM + count as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_luck_has_two_uses() {
        let uses = [futures, search, choice, held_out].map(|of| of(u32::MAX));
        assert!(uses[0].start > u64::from(u32::MAX));
        for pair in uses.windows(2) {
            assert!(pair[0].end < pair[1].start, "{pair:?}");
        }
    }
}
