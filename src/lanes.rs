//! Lanes: several runs of one case side by side, each in a place of its own in every array.
//!
//! What is done in every month to every lane is written once, over any [`Vectors`]: numbers of all lanes make a
//! [`Row`], and rows are added, multiplied, compared and chosen from as numbers are. Whatever the vectors are, each
//! lane comes to the same bits: no operation rounds otherwise, and none takes a product and a sum together. What
//! happens in few lanes is done for those alone: [`lanes_where`] finds them, [`each`] goes through them.

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
pub(crate) mod eight;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub(crate) mod web;

use core::ops::{Add, BitAnd, BitOr, Div, Mul, Not, Sub};

/// The only lane of a run that is played by itself.
pub const ONLY: usize = 0;

/// Some of at most 32 lanes, one bit each.
pub type Lanes = u32;

/// The first lanes, so many.
#[inline(always)]
#[must_use]
pub const fn lanes_of(count: usize) -> Lanes {
    Lanes::MAX >> (Lanes::BITS as usize - count)
}

/// The lanes for which something holds.
#[inline(always)]
pub fn lanes_where<const L: usize>(holds: impl Fn(usize) -> bool) -> Lanes {
    let (mut held, mut any) = ([false; L], false);
    for lane in 0..L {
        held[lane] = holds(lane);
        any |= held[lane];
    }
    let mut lanes = 0;
    if any {
        for lane in 0..L {
            lanes |= Lanes::from(held[lane]) << lane;
        }
    }
    lanes
}

/// Every one of some lanes, in order.
#[inline(always)]
pub fn each(mut lanes: Lanes) -> impl Iterator<Item = usize> {
    core::iter::from_fn(move || {
        let lane = lanes.trailing_zeros() as usize;
        (lanes != 0).then(|| {
            lanes &= lanes - 1;
            lane
        })
    })
}

/// How rows of `L` lanes are made, and what they are.
pub trait Vectors<const L: usize>: Copy {
    type Row: Row<L>;

    /// Whether so few numbers fit into one vector that looking up a number in every lane costs less than carrying
    /// it along by choices.
    const NARROW: bool = false;

    /// The row of an array.
    fn row(self, numbers: &[f64; L]) -> Self::Row;

    /// The same number in all lanes.
    fn all(self, number: f64) -> Self::Row;

    /// Does something with these vectors, as a function of its own. All that is to use them has to be inlined
    /// into it.
    fn run<T>(self, phase: impl FnOnce() -> T) -> T;
}

/// Numbers of all lanes.
pub trait Row<const L: usize>:
    Copy
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Add<f64, Output = Self>
    + Sub<f64, Output = Self>
    + Mul<f64, Output = Self>
    + Div<f64, Output = Self>
{
    /// What holds in which lanes.
    type Mask: Copy
        + BitAnd<Output = Self::Mask>
        + BitOr<Output = Self::Mask>
        + Not<Output = Self::Mask>;

    fn array(self) -> [f64; L];

    /// Where this is less than another.
    fn below(self, other: Self) -> Self::Mask;

    /// Where this is not greater than another.
    fn at_most(self, other: Self) -> Self::Mask;

    /// Where both are the same number.
    fn equals(self, other: Self) -> Self::Mask;

    /// One number where something holds, another where it does not.
    fn choose(holds: Self::Mask, one: Self, other: Self) -> Self;

    fn abs(self) -> Self;

    fn sqrt(self) -> Self;

    /// This size with the sign of another number.
    fn with_sign(self, of: Self) -> Self;

    /// 2^k of k + 1023 + 2^52, for k a whole number from −1022 to 1023.
    fn power_of_two(self) -> Self;

    /// Its parts, where it is above 0 and normal: k, and the rest from 1 to 2 that 2^k is multiplied with.
    fn exponent(self) -> (Self, Self);

    /// Without the lower half of its bits.
    fn upper_half(self) -> Self;

    fn any(holds: Self::Mask) -> bool;

    /// The lanes in which it holds.
    fn lanes(holds: Self::Mask) -> Lanes;

    /// This number where something holds, 0 where it does not.
    fn only(self, holds: Self::Mask) -> Self;

    /// The lesser of two numbers; the other one where neither is less.
    fn lesser(self, other: Self) -> Self;

    /// The greater of two numbers; the other one where neither is greater.
    fn greater(self, other: Self) -> Self;
}

/// Floats from here on are whole numbers, so adding it rounds and leaves the number in the last bits.
pub const WHOLE: f64 = (1_u64 << 52) as f64;

/// What stands in the exponent of 1.
pub const BIAS: f64 = 1023.0;

/// Bits of a float: those below its exponent, and those of its upper half.
const MANTISSA: u64 = (1 << 52) - 1;
pub const UPPER_HALF: u64 = !(u32::MAX as u64);

/// The whole number at or below each number, which is to be from 0 to 2^51. Vectors may lack the conversion.
#[must_use]
#[inline(always)]
pub fn whole<V: Vectors<L>, const L: usize>(v: V, numbers: V::Row) -> V::Row {
    let near = numbers + WHOLE - WHOLE;
    near - v.all(1.0).only(numbers.below(near))
}

/// Does something with the vectors of this processor for eight lanes, if they are worth their code (AVX2, those of
/// 64-bit ARM, those of WebAssembly), and says whether it did.
#[cfg(target_arch = "x86_64")]
macro_rules! with_vectors {
    ($v:ident => $what:expr) => {{
        let level = $crate::lanes::eight::Level::new();
        if let Some(simd) = level.as_avx512() {
            let $v = $crate::lanes::eight::Eight(simd);
            $what;
            true
        } else if let Some(simd) = level.as_avx2() {
            let $v = $crate::lanes::eight::Eight(simd);
            $what;
            true
        } else {
            false
        }
    }};
}
#[cfg(target_arch = "aarch64")]
macro_rules! with_vectors {
    ($v:ident => $what:expr) => {{
        let found = $crate::lanes::eight::Level::new().as_neon();
        if let Some(simd) = found {
            let $v = $crate::lanes::eight::Eight(simd);
            $what;
        }
        found.is_some()
    }};
}
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
macro_rules! with_vectors {
    ($v:ident => $what:expr) => {{
        let $v = $crate::lanes::web::Web;
        $what;
        true
    }};
}
#[cfg(not(any(
    target_arch = "x86_64",
    target_arch = "aarch64",
    all(target_arch = "wasm32", target_feature = "simd128")
)))]
macro_rules! with_vectors {
    ($v:ident => $what:expr) => {
        false
    };
}
pub(crate) use with_vectors;

/// [`Row::lesser`] of two numbers: where the standard library's minimum is a call, as in WebAssembly, this is not.
#[inline(always)]
#[must_use]
pub fn lesser(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

/// [`Row::greater`] of two numbers.
#[inline(always)]
#[must_use]
pub fn greater(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

/// Plain arrays: any number of lanes, on any processor.
#[derive(Clone, Copy, Debug)]
pub struct Arrays;

impl<const L: usize> Vectors<L> for Arrays {
    type Row = Numbers<L>;

    #[inline(always)]
    fn row(self, numbers: &[f64; L]) -> Numbers<L> {
        Numbers(*numbers)
    }

    #[inline(always)]
    fn all(self, number: f64) -> Numbers<L> {
        Numbers([number; L])
    }

    #[inline(always)]
    fn run<T>(self, phase: impl FnOnce() -> T) -> T {
        phase()
    }
}

/// A [`Row`] that is an array.
#[derive(Clone, Copy, Debug)]
pub struct Numbers<const L: usize>([f64; L]);

/// What holds in which lanes, as an array.
#[derive(Clone, Copy, Debug)]
pub struct Truths<const L: usize>([bool; L]);

impl<const L: usize> Numbers<L> {
    #[inline(always)]
    fn with<T>(self, other: Self, what: impl Fn(f64, f64) -> T) -> [T; L] {
        core::array::from_fn(|lane| what(self.0[lane], other.0[lane]))
    }
}

impl<const L: usize> Row<L> for Numbers<L> {
    type Mask = Truths<L>;

    #[inline(always)]
    fn array(self) -> [f64; L] {
        self.0
    }

    #[inline(always)]
    fn below(self, other: Self) -> Truths<L> {
        Truths(self.with(other, |a, b| a < b))
    }

    #[inline(always)]
    fn at_most(self, other: Self) -> Truths<L> {
        Truths(self.with(other, |a, b| a <= b))
    }

    #[inline(always)]
    fn equals(self, other: Self) -> Truths<L> {
        Truths(self.with(other, |a, b| a == b))
    }

    #[inline(always)]
    fn choose(holds: Truths<L>, one: Self, other: Self) -> Self {
        Self(core::array::from_fn(|lane| if holds.0[lane] { one.0[lane] } else { other.0[lane] }))
    }

    #[inline(always)]
    fn only(self, holds: Truths<L>) -> Self {
        Self::choose(holds, self, Self([0.0; L]))
    }

    #[inline(always)]
    fn lesser(self, other: Self) -> Self {
        Self(self.with(other, lesser))
    }

    #[inline(always)]
    fn greater(self, other: Self) -> Self {
        Self(self.with(other, greater))
    }

    #[inline(always)]
    fn abs(self) -> Self {
        Self(self.0.map(f64::abs))
    }

    #[inline(always)]
    fn sqrt(self) -> Self {
        Self(self.0.map(f64::sqrt))
    }

    #[inline(always)]
    fn with_sign(self, of: Self) -> Self {
        Self(self.with(of, f64::copysign))
    }

    #[inline(always)]
    fn power_of_two(self) -> Self {
        Self(self.0.map(|near| f64::from_bits(near.to_bits() << 52)))
    }

    #[inline(always)]
    fn exponent(self) -> (Self, Self) {
        let near = self.0.map(|number| f64::from_bits(number.to_bits() >> 52 | WHOLE.to_bits()));
        let one = 1.0_f64.to_bits();
        let rest = self.0.map(|number| f64::from_bits(number.to_bits() & MANTISSA | one));
        (Self(near) - (WHOLE + BIAS), Self(rest))
    }

    #[inline(always)]
    fn upper_half(self) -> Self {
        Self(self.0.map(|number| f64::from_bits(number.to_bits() & UPPER_HALF)))
    }

    #[inline(always)]
    fn any(holds: Truths<L>) -> bool {
        holds.0.iter().fold(false, |any, here| any | here)
    }

    #[inline(always)]
    fn lanes(holds: Truths<L>) -> Lanes {
        lanes_where::<L>(|lane| holds.0[lane])
    }
}

macro_rules! operators {
    ($($name:ident $function:ident),*) => {$(
        impl<const L: usize> $name for Numbers<L> {
            type Output = Self;

            #[inline(always)]
            fn $function(self, other: Self) -> Self {
                Self(self.with(other, |a, b| a.$function(b)))
            }
        }

        impl<const L: usize> $name<f64> for Numbers<L> {
            type Output = Self;

            #[inline(always)]
            fn $function(self, other: f64) -> Self {
                self.$function(Self([other; L]))
            }
        }
    )*};
}

operators!(Add add, Sub sub, Mul mul, Div div);

impl<const L: usize> BitAnd for Truths<L> {
    type Output = Self;

    #[inline(always)]
    fn bitand(self, other: Self) -> Self {
        Self(core::array::from_fn(|lane| self.0[lane] & other.0[lane]))
    }
}

impl<const L: usize> BitOr for Truths<L> {
    type Output = Self;

    #[inline(always)]
    fn bitor(self, other: Self) -> Self {
        Self(core::array::from_fn(|lane| self.0[lane] | other.0[lane]))
    }
}

impl<const L: usize> Not for Truths<L> {
    type Output = Self;

    #[inline(always)]
    fn not(self) -> Self {
        Self(self.0.map(|here| !here))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What every operation makes of two rows, bit by bit.
    #[inline(always)]
    fn everything<V: Vectors<8>>(v: V, a: &[f64; 8], b: &[f64; 8]) -> Vec<[u64; 8]> {
        let (x, y) = (v.row(a), v.row(b));
        let (less, most, same) = (x.below(y), x.at_most(y), x.equals(y));
        let small = v.row(&a.map(|number| number.abs() % 1.0e9));
        let (exponent, rest) = v.row(&a.map(|number| number.abs() + f64::MIN_POSITIVE)).exponent();
        let whole_numbers = whole(v, small);
        let scale =
            (v.row(&a.map(|number| (number % 1000.0).trunc())) + (WHOLE + BIAS)).power_of_two();
        let rows = [
            x + y,
            x - y,
            x * y,
            x / y,
            x + 0.1,
            x - 0.1,
            x * 0.1,
            x / 0.1,
            V::Row::choose(less, x, y),
            V::Row::choose(most & !same, x, y),
            V::Row::choose(same | less, x, y),
            x.only(less),
            x.lesser(y),
            x.greater(y),
            x.abs(),
            x.abs().sqrt(),
            x.with_sign(y),
            x.upper_half(),
            exponent,
            rest,
            whole_numbers,
            scale,
            v.all(0.1),
        ];
        let mut all: Vec<[u64; 8]> = rows.iter().map(|row| row.array().map(canonical)).collect();
        let lanes = [less, most, same, !less].map(|holds| u64::from(V::Row::lanes(holds)));
        let any = [less, most, same, !less].map(|holds| u64::from(V::Row::any(holds)));
        all.push(core::array::from_fn(
            |place| if place < 4 { lanes[place] } else { any[place - 4] },
        ));
        all
    }

    /// One not-a-number is as good as another.
    fn canonical(number: f64) -> u64 {
        if number.is_nan() { f64::NAN.to_bits() } else { number.to_bits() }
    }

    fn a_number() -> impl Strategy<Value = f64> {
        let special = [0.0, -0.0, 1.0, -1.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN];
        prop_oneof![
            3 => -3.0..3.0_f64,
            1 => any::<f64>(),
            1 => prop::sample::select(special.to_vec()),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]

        #[test]
        fn vectors_do_what_arrays_do(
            a in prop::array::uniform8(a_number()), b in prop::array::uniform8(a_number()),
            alike in any::<u8>(),
        ) {
            let b: [f64; 8] = core::array::from_fn(|lane| {
                if alike >> lane & 1 == 1 { a[lane] } else { b[lane] }
            });
            let plain = everything(Arrays, &a, &b);
            with_vectors!(v => {
                let vectors = v.run(
                    #[inline(always)]
                    || everything(v, &a, &b),
                );
                prop_assert_eq!(&vectors, &plain, "{:?} {:?}", a, b);
            });
            // Those of many processors, also on one that has wider ones.
            #[cfg(target_arch = "x86_64")]
            if let Some(simd) = eight::Level::new().as_avx2() {
                let v = eight::Eight(simd);
                let vectors = v.run(
                    #[inline(always)]
                    || everything(v, &a, &b),
                );
                prop_assert_eq!(&vectors, &plain, "AVX2: {:?} {:?}", a, b);
            }
        }
    }

    #[test]
    fn lanes_are_found_one_after_the_other() {
        let lanes = lanes_where::<8>(|lane| lane % 3 == 0);
        assert_eq!(each(lanes).collect::<Vec<_>>(), [0, 3, 6]);
        assert_eq!(each(lanes_of(3)).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(each(0).count(), 0);
    }
}
