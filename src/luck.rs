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
        self.bits(stream, month, block, QUAD)
            .map(|word| (f64::from(word) + 0.5) * (1.0 / (1_u64 << 32) as f64))
    }

    #[inline]
    fn bits(&self, stream: Stream, month: u16, draw: u16, kind: u32) -> [u32; 4] {
        let [low, high] = stream.words();
        let place = u32::from(month) | u32::from(draw) << 16;
        generator::philox4x32([low, high, place, kind], &self.keys)
    }
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

/// [`strikes`], for so many strikes to be expected.
#[must_use]
#[inline]
pub fn happens(u: f64, expected: f64) -> bool {
    // 1 − exp(−x) ≤ x, so most draws are settled without the exponential.
    u < expected && u < -maths::expm1(-expected)
}

#[cfg(test)]
mod tests;
