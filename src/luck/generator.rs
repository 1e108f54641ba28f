//! The generator: Philox4x32-10, a function from a counter and a key to 128 random bits.
//!
//! Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011),
//! and its reference implementation Random123. A counter-based generator has no state, so an
//! address can be the counter: what is drawn at one address never depends on what was drawn at
//! another. Only 32-bit integers are used, so every platform gives the same bits.

const MULTIPLIERS: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
const KEY_STEPS: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];
const ROUNDS: usize = 10;

/// The keys of all rounds.
pub type Keys = [[u32; 2]; ROUNDS];

/// A key as every round uses it, worked out once for all draws under it.
#[must_use]
pub const fn keys(key: [u32; 2]) -> Keys {
    let mut keys = [key; ROUNDS];
    let mut round = 1;
    while round < ROUNDS {
        let [before, second] = keys[round - 1];
        keys[round] = [before.wrapping_add(KEY_STEPS[0]), second.wrapping_add(KEY_STEPS[1])];
        round += 1;
    }
    keys
}

/// 128 bits for one counter under the key that these [`keys`] come from. Never copied into its callers,
/// of which there are many: the code of a month is to fit the processor's nearest cache.
#[must_use]
#[inline(never)]
pub const fn philox4x32(counter: [u32; 4], keys: &Keys) -> [u32; 4] {
    let [mut c0, mut c1, mut c2, mut c3] = counter;
    let mut round = 0;
    while round < ROUNDS {
        let left = MULTIPLIERS[0] as u64 * c0 as u64;
        let right = MULTIPLIERS[1] as u64 * c2 as u64;
        (c0, c1, c2, c3) = (
            (right >> 32) as u32 ^ c1 ^ keys[round][0],
            right as u32,
            (left >> 32) as u32 ^ c3 ^ keys[round][1],
            left as u32,
        );
        round += 1;
    }
    [c0, c1, c2, c3]
}

/// The keys of all rounds for several runs side by side, each in the low half of a word: so wide that a
/// round multiplies without changing places.
pub type KeysBeside<const L: usize> = [[[u64; L]; 2]; ROUNDS];

/// [`keys`] laid side by side.
#[must_use]
pub fn keys_beside<const L: usize>(each: [&Keys; L]) -> KeysBeside<L> {
    let mut beside = [[[0; L]; 2]; ROUNDS];
    for (lane, keys) in each.into_iter().enumerate() {
        for (beside, keys) in beside.iter_mut().zip(keys) {
            for (beside, word) in beside.iter_mut().zip(keys) {
                beside[lane] = u64::from(*word);
            }
        }
    }
    beside
}

/// [`philox4x32`] of one counter under several keys: the words of each run in its lane, in the low halves.
#[must_use]
#[inline(always)]
pub fn philox4x32_beside<const L: usize>(counter: [u32; 4], keys: &KeysBeside<L>) -> [[u64; L]; 4] {
    let mut words = [[0; L]; 4];
    for lane in 0..L {
        let [mut c0, mut c1, mut c2, mut c3] = counter.map(u64::from);
        for [even, odd] in keys {
            // What stands above the low half of a word does not count until it is multiplied or handed out.
            let left = MULTIPLIERS[0] as u64 * (c0 & LOW_HALF);
            let right = MULTIPLIERS[1] as u64 * (c2 & LOW_HALF);
            (c0, c1, c2, c3) = (
                (right >> 32) ^ c1 ^ even[lane],
                right,
                (left >> 32) ^ c3 ^ odd[lane],
                left,
            );
        }
        for (word, lanes) in [c0, c1, c2, c3].into_iter().zip(&mut words) {
            lanes[lane] = word & LOW_HALF;
        }
    }
    words
}

const LOW_HALF: u64 = u32::MAX as u64;

#[cfg(test)]
mod tests {
    use super::{keys, keys_beside, philox4x32, philox4x32_beside};

    #[test]
    fn the_published_known_answers_are_met() {
        // Random123, tests/kat_vectors, philox 4x32 with 10 rounds.
        let table = [
            ([0; 4], [0; 2], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
            ([u32::MAX; 4], [u32::MAX; 2], [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
            (
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xa409_3822, 0x299f_31d0],
                [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1],
            ),
        ];
        for (counter, key, expected) in table {
            assert_eq!(philox4x32(counter, &keys(key)), expected, "{counter:08x?} {key:08x?}");
        }
    }
    #[test]
    fn side_by_side_every_lane_has_the_words_it_has_alone() {
        let seeds = [[0; 2], [7, 0], [u32::MAX; 2], [0xa409_3822, 0x299f_31d0]];
        let each = seeds.map(keys);
        let beside = keys_beside(each.each_ref());
        for counter in [[0; 4], [u32::MAX; 4], [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344]]
        {
            let words = philox4x32_beside(counter, &beside);
            for (lane, keys) in each.iter().enumerate() {
                let (found, alone) = (words.map(|word| word[lane]), philox4x32(counter, keys));
                assert_eq!(found, alone.map(u64::from), "{counter:08x?} {lane}");
            }
        }
    }
}
