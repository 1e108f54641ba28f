//! Eight lanes in the vectors of a processor, by a library that asks which it has, without unsafe code of ours.

use super::{BIAS, Lanes, MANTISSA, Row, UPPER_HALF, Vectors, WHOLE};
use fearless_simd::{
    Bytes as _, Select as _, Simd, SimdBase as _, SimdFloat as _, SimdMask as _, f64x8, mask64x8,
    u64x8,
};

pub use fearless_simd::Level;

/// Vectors of a processor.
#[derive(Clone, Copy, Debug)]
pub struct Eight<S>(pub S);

impl<S: Simd> Vectors<8> for Eight<S> {
    type Row = f64x8<S>;

    #[inline(always)]
    fn row(self, numbers: &[f64; 8]) -> f64x8<S> {
        f64x8::load_array_ref(self.0, numbers)
    }

    #[inline(always)]
    fn all(self, number: f64) -> f64x8<S> {
        self.0.splat_f64x8(number)
    }

    #[inline(always)]
    fn run<T>(self, phase: impl FnOnce() -> T) -> T {
        self.0.vectorize(phase)
    }
}

impl<S: Simd> Row<8> for f64x8<S> {
    type Mask = mask64x8<S>;

    #[inline(always)]
    fn array(self) -> [f64; 8] {
        self.into()
    }

    #[inline(always)]
    fn below(self, other: Self) -> mask64x8<S> {
        self.simd_lt(other)
    }

    #[inline(always)]
    fn at_most(self, other: Self) -> mask64x8<S> {
        self.simd_le(other)
    }

    #[inline(always)]
    fn equals(self, other: Self) -> mask64x8<S> {
        self.simd_eq(other)
    }

    #[inline(always)]
    fn choose(holds: mask64x8<S>, one: Self, other: Self) -> Self {
        holds.select(one, other)
    }

    #[inline(always)]
    fn only(self, holds: mask64x8<S>) -> Self {
        Self::choose(holds, self, self.simd.splat_f64x8(0.0))
    }

    #[inline(always)]
    fn lesser(self, other: Self) -> Self {
        // What x86 calls the minimum is just this; elsewhere it is another one for zeros or not-a-number.
        if cfg!(target_arch = "x86_64") {
            self.min(other)
        } else {
            Self::choose(self.below(other), self, other)
        }
    }

    #[inline(always)]
    fn greater(self, other: Self) -> Self {
        if cfg!(target_arch = "x86_64") {
            self.max(other)
        } else {
            Self::choose(other.below(self), self, other)
        }
    }

    #[inline(always)]
    fn abs(self) -> Self {
        self.simd.abs_f64x8(self)
    }

    #[inline(always)]
    fn sqrt(self) -> Self {
        self.simd.sqrt_f64x8(self)
    }

    #[inline(always)]
    fn with_sign(self, of: Self) -> Self {
        self.copysign(of)
    }

    #[inline(always)]
    fn power_of_two(self) -> Self {
        let near = u64x8::from_bytes(self.to_bytes());
        Self::from_bytes((near << 52).to_bytes())
    }

    #[inline(always)]
    fn exponent(self) -> (Self, Self) {
        let bits = u64x8::from_bytes(self.to_bytes());
        let near = Self::from_bytes(((bits >> 52) | WHOLE.to_bits()).to_bytes());
        let rest = Self::from_bytes(((bits & MANTISSA) | 1.0_f64.to_bits()).to_bytes());
        (near - (WHOLE + BIAS), rest)
    }

    #[inline(always)]
    fn upper_half(self) -> Self {
        let bits = u64x8::from_bytes(self.to_bytes());
        Self::from_bytes((bits & UPPER_HALF).to_bytes())
    }

    #[inline(always)]
    fn any(holds: mask64x8<S>) -> bool {
        holds.any_true()
    }

    #[inline(always)]
    fn lanes(holds: mask64x8<S>) -> Lanes {
        holds.to_bitmask() as Lanes
    }
}
