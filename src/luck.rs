//! Addressed chance.
//!
//! Invariants: luck has no state. A uniform is a function of (seed, purpose, subject, month,
//! draw) and of nothing else, so all tables of one seed face the same luck and a decision
//! changes only what it touches. Every function from uniform to number is an inverse CDF, so
//! better odds can only remove or shrink what the same seed would have dealt. Seeds, streams and
//! distributions give the same bits on every platform.

mod address;
pub mod distribution;
mod generator;
pub mod maths;

pub use address::{Purpose, Stream};

use crate::lanes::WHOLE;

/// All chance of one seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Luck {
    keys: generator::Keys,
}

/// The last counter word keeps the two kinds of draw apart.
const SINGLE: u32 = 0;
const QUAD: u32 = 1;

impl Luck {
    #[must_use]
    #[inline]
    pub const fn new(seed: u64) -> Self {
        Self { keys: generator::keys([seed as u32, (seed >> 32) as u32]) }
    }

    #[must_use]
    #[inline]
    pub const fn seed(&self) -> u64 {
        let [low, high] = self.keys[0];
        low as u64 | (high as u64) << 32
    }

    /// A uniform in the open interval (0, 1): an odd multiple of 2⁻⁵³, so that u and 1 − u are
    /// both exact and neither end is reached.
    #[must_use]
    #[inline]
    pub fn uniform(&self, stream: Stream, month: u16, draw: u16) -> f64 {
        let [low, high, _, _] = self.bits(stream, month, draw, SINGLE);
        let bits = u64::from(low) | u64::from(high) << 32;
        ((bits >> 12) as f64 + 0.5) * (1.0 / (1_u64 << 52) as f64)
    }

    /// Four uniforms in (0, 1) with 32 bits each, from one call of the generator. They share no
    /// counter with [`Luck::uniform`].
    #[must_use]
    #[inline]
    pub fn quad(&self, stream: Stream, month: u16, block: u16) -> [f64; 4] {
        self.bits(stream, month, block, QUAD).map(uniform_of_word)
    }

    #[inline]
    fn bits(&self, stream: Stream, month: u16, draw: u16, kind: u32) -> [u32; 4] {
        generator::philox4x32(counter(stream, month, draw, kind), &self.keys)
    }
}

/// The luck of several runs side by side.
#[derive(Clone, Debug)]
pub struct Lucks<const L: usize> {
    each: [Luck; L],
    keys: generator::KeysBeside<L>,
}

impl<const L: usize> Lucks<L> {
    #[must_use]
    pub fn new(each: [Luck; L]) -> Self {
        Self { keys: generator::keys_beside(each.each_ref().map(|luck| &luck.keys)), each }
    }

    /// The luck of one of them.
    #[must_use]
    #[inline]
    pub const fn lane(&self, lane: usize) -> &Luck {
        &self.each[lane]
    }

    /// [`Luck::uniform`] of each of them.
    #[must_use]
    #[cfg_attr(target_arch = "x86_64", inline(always))]
    #[cfg_attr(not(target_arch = "x86_64"), inline(never))]
    pub fn uniform(&self, stream: Stream, month: u16, draw: u16) -> [f64; L] {
        let mut uniforms = [0.0; L];
        let counter = counter(stream, month, draw, SINGLE);
        let [low, high, _, _] = generator::philox4x32_beside(counter, &self.keys);
        for lane in 0..L {
            let bits = u64::from(low[lane]) | u64::from(high[lane]) << 32;
            uniforms[lane] = (whole_float(bits >> 12) + 0.5) * (1.0 / (1_u64 << 52) as f64);
        }
        uniforms
    }

    /// [`Luck::quad`] of each of them: four uniforms, lane by lane, put where they are kept.
    #[cfg_attr(target_arch = "x86_64", inline(always))]
    #[cfg_attr(not(target_arch = "x86_64"), inline(never))]
    pub fn quad(&self, stream: Stream, month: u16, block: u16, uniforms: &mut [[f64; L]; 4]) {
        let words = generator::philox4x32_beside(counter(stream, month, block, QUAD), &self.keys);
        for (uniforms, words) in uniforms.iter_mut().zip(&words) {
            for lane in 0..L {
                uniforms[lane] = uniform_of_word(words[lane]);
            }
        }
    }
}

/// The counter of an address.
#[inline]
const fn counter(stream: Stream, month: u16, draw: u16, kind: u32) -> [u32; 4] {
    let [low, high] = stream.words();
    [low, high, month as u32 | (draw as u32) << 16, kind]
}

/// A uniform in (0, 1) from 32 random bits.
#[inline]
fn uniform_of_word(word: u32) -> f64 {
    (whole_float(word.into()) + 0.5) * (1.0 / (1_u64 << 32) as f64)
}

/// A whole number below 2^52 as a float.
#[inline]
const fn whole_float(number: u64) -> f64 {
    // 2^52 plus the number has it as its last bits, so no conversion is needed, which vectors may lack.
    f64::from_bits(number | WHOLE.to_bits()) - WHOLE
}

/// Whether a hazard strikes within some months: u < 1 − exp(−rate · months / 12), the rate per
/// year. For one `u` this is monotone in the rate. A rate of zero or below, or NaN, never
/// strikes; an infinite rate always does.
#[must_use]
#[inline]
pub fn strikes(u: f64, rate_per_year: f64, months: f64) -> bool {
    happens(u, expected(rate_per_year, months))
}

/// Strikes to be expected within some months at a rate per year.
#[must_use]
#[inline]
pub fn expected(rate_per_year: f64, months: f64) -> f64 {
    rate_per_year * months / 12.0
}

/// A yearly rate times this is at least as many strikes as are [`expected`] within a month, whatever rounding does:
/// most draws are settled by it, without a division.
pub const AT_MOST_MONTHLY: f64 = (1.0 + 1.0e-9) / 12.0;

/// [`strikes`], for so many strikes to be expected.
#[must_use]
#[inline]
pub fn happens(u: f64, expected: f64) -> bool {
    // 1 − exp(−x) ≤ x, so most draws are settled without the exponential.
    u < expected && u < -maths::expm1(-expected)
}

#[cfg(test)]
mod tests;
