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

/// The keys of all rounds for several runs side by side.
pub type KeysBeside<const L: usize> = [[[Word; L]; 2]; ROUNDS];

/// [`keys`] laid side by side.
#[must_use]
pub fn keys_beside<const L: usize>(each: [&Keys; L]) -> KeysBeside<L> {
    let mut beside = [[[0; L]; 2]; ROUNDS];
    for (lane, keys) in each.into_iter().enumerate() {
        for (beside, keys) in beside.iter_mut().zip(keys) {
            for (beside, word) in beside.iter_mut().zip(keys) {
                beside[lane] = Word::from(*word);
            }
        }
    }
    beside
}

/// [`philox4x32`] of one counter under several keys: the words of each run in its lane.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub use wide::{Word, philox4x32_beside};

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub use narrow::{Word, philox4x32_beside};

/// For vectors that multiply the low halves of wide words.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod wide {
    use super::{KeysBeside, MULTIPLIERS};

    /// A 32-bit word in the low half: so wide that a round multiplies without changing places.
    pub type Word = u64;

    const LOW_HALF: u64 = u32::MAX as u64;

    #[must_use]
    #[inline(always)]
    pub fn philox4x32_beside<const L: usize>(
        counter: [u32; 4],
        keys: &KeysBeside<L>,
    ) -> [[u32; L]; 4] {
        let mut words = [[0; L]; 4];
        for lane in 0..L {
            let [mut c0, mut c1, mut c2, mut c3] = counter.map(u64::from);
            for [even, odd] in keys {
                // What stands above the low half of a word does not count until it is multiplied or handed out.
                let left = MULTIPLIERS[0] as u64 * (c0 & LOW_HALF);
                let right = MULTIPLIERS[1] as u64 * (c2 & LOW_HALF);
                (c0, c1, c2, c3) =
                    ((right >> 32) ^ c1 ^ even[lane], right, (left >> 32) ^ c3 ^ odd[lane], left);
            }
            for (word, lanes) in [c0, c1, c2, c3].into_iter().zip(&mut words) {
                lanes[lane] = word as u32;
            }
        }
        words
    }
}

/// For the vectors of WebAssembly, which make wide products of narrow words.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod narrow {
    use super::{KeysBeside, MULTIPLIERS, philox4x32};
    use core::arch::wasm32::{
        i32x4_shuffle, u32x4, u32x4_extract_lane, u32x4_splat, u64x2_extmul_high_u32x4,
        u64x2_extmul_low_u32x4, v128, v128_xor,
    };

    pub type Word = u32;

    /// Lanes in a vector.
    const WIDTH: usize = 4;

    #[must_use]
    #[inline(always)]
    pub fn philox4x32_beside<const L: usize>(
        counter: [u32; 4],
        keys: &KeysBeside<L>,
    ) -> [[u32; L]; 4] {
        if L == 1 {
            let keys = core::array::from_fn(|round| [keys[round][0][0], keys[round][1][0]]);
            return philox4x32(counter, &keys).map(|word| [word; L]);
        }
        let mut all = [[0; L]; 4];
        for first in (0..L).step_by(WIDTH) {
            // Hidden, lest the compiler widen them and multiply words of 64 bits, which takes three times as long.
            let multipliers =
                MULTIPLIERS.map(|multiplier| core::hint::black_box(u32x4_splat(multiplier)));
            let [c0, c1, c2, c3] = counter;
            let mut words = [u32x4_splat(c0), u32x4_splat(c1), u32x4_splat(c2), u32x4_splat(c3)];
            // One after the other: what a loop does beforehand keeps the compiler from multiplying narrow words.
            macro_rules! rounds {
                ($($number:literal)*) => {$(
                    let [even, odd] = &keys[$number];
                    words = round(words, multipliers, [row(even, first), row(odd, first)]);
                )*};
            }
            rounds!(0 1 2 3 4 5 6 7 8 9);
            for (vector, lanes) in words.into_iter().zip(&mut all) {
                let four = [
                    u32x4_extract_lane::<0>(vector),
                    u32x4_extract_lane::<1>(vector),
                    u32x4_extract_lane::<2>(vector),
                    u32x4_extract_lane::<3>(vector),
                ];
                let count = WIDTH.min(L - first);
                lanes[first..first + count].copy_from_slice(&four[..count]);
            }
        }
        all
    }

    #[inline(always)]
    fn round(
        [c0, c1, c2, c3]: [v128; 4],
        [first, second]: [v128; 2],
        [even, odd]: [v128; 2],
    ) -> [v128; 4] {
        let (left, left_low) = product(c0, first);
        let (right, right_low) = product(c2, second);
        [
            v128_xor(v128_xor(right, c1), even),
            right_low,
            v128_xor(v128_xor(left, c3), odd),
            left_low,
        ]
    }

    /// Four lanes of a row, 0 beyond its end.
    #[inline(always)]
    fn row<const L: usize>(row: &[u32; L], first: usize) -> v128 {
        let at = |lane: usize| row.get(first + lane).copied().unwrap_or(0);
        u32x4(at(0), at(1), at(2), at(3))
    }

    /// Products of 32 bits and 32 bits: high and low halves.
    #[inline(always)]
    fn product(a: v128, b: v128) -> (v128, v128) {
        let (first, second) = (u64x2_extmul_low_u32x4(a, b), u64x2_extmul_high_u32x4(a, b));
        (i32x4_shuffle::<1, 3, 5, 7>(first, second), i32x4_shuffle::<0, 2, 4, 6>(first, second))
    }
}

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
                assert_eq!(found, alone, "{counter:08x?} {lane}");
            }
        }
    }
}
