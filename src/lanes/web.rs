//! Eight lanes in the vectors of WebAssembly, two in each.

use super::{BIAS, Lanes, MANTISSA, Row, UPPER_HALF, Vectors, WHOLE};
use core::arch::wasm32::{
    f64x2, f64x2_abs, f64x2_add, f64x2_div, f64x2_eq, f64x2_extract_lane, f64x2_le, f64x2_lt,
    f64x2_mul, f64x2_pmax, f64x2_pmin, f64x2_splat, f64x2_sqrt, f64x2_sub, i64x2_bitmask,
    i64x2_shl, u64x2_shr, u64x2_splat, v128, v128_and, v128_andnot, v128_any_true, v128_bitselect,
    v128_not, v128_or,
};
use core::ops::{Add, BitAnd, BitOr, Div, Mul, Not, Sub};

/// Vectors of WebAssembly, which it has or does not have when it is compiled.
#[derive(Clone, Copy, Debug)]
pub struct Web;

/// Two lanes in each of four vectors.
#[derive(Clone, Copy, Debug)]
pub struct Twos([v128; 4]);

/// What holds in which lanes: all bits or none.
#[derive(Clone, Copy, Debug)]
pub struct Holds([v128; 4]);

macro_rules! each_two {
    ($what:expr $(, $row:expr)*) => {
        [
            $what($($row.0[0]),*),
            $what($($row.0[1]),*),
            $what($($row.0[2]),*),
            $what($($row.0[3]),*),
        ]
    };
}

impl Vectors<8> for Web {
    type Row = Twos;

    const NARROW: bool = true;

    #[inline(always)]
    fn row(self, [a, b, c, d, e, f, g, h]: &[f64; 8]) -> Twos {
        Twos([f64x2(*a, *b), f64x2(*c, *d), f64x2(*e, *f), f64x2(*g, *h)])
    }

    #[inline(always)]
    fn all(self, number: f64) -> Twos {
        Twos([f64x2_splat(number); 4])
    }

    #[inline(always)]
    fn run<T>(self, phase: impl FnOnce() -> T) -> T {
        phase()
    }
}

impl Row<8> for Twos {
    type Mask = Holds;

    #[inline(always)]
    fn array(self) -> [f64; 8] {
        let [a, b, c, d] = self.0;
        [
            f64x2_extract_lane::<0>(a),
            f64x2_extract_lane::<1>(a),
            f64x2_extract_lane::<0>(b),
            f64x2_extract_lane::<1>(b),
            f64x2_extract_lane::<0>(c),
            f64x2_extract_lane::<1>(c),
            f64x2_extract_lane::<0>(d),
            f64x2_extract_lane::<1>(d),
        ]
    }

    #[inline(always)]
    fn below(self, other: Self) -> Holds {
        Holds(each_two!(f64x2_lt, self, other))
    }

    #[inline(always)]
    fn at_most(self, other: Self) -> Holds {
        Holds(each_two!(f64x2_le, self, other))
    }

    #[inline(always)]
    fn equals(self, other: Self) -> Holds {
        Holds(each_two!(f64x2_eq, self, other))
    }

    #[inline(always)]
    fn choose(holds: Holds, one: Self, other: Self) -> Self {
        Self(each_two!(v128_bitselect, one, other, holds))
    }

    #[inline(always)]
    fn only(self, holds: Holds) -> Self {
        Self(each_two!(v128_and, self, holds))
    }

    #[inline(always)]
    fn lesser(self, other: Self) -> Self {
        Self(each_two!(f64x2_pmin, other, self))
    }

    #[inline(always)]
    fn greater(self, other: Self) -> Self {
        Self(each_two!(f64x2_pmax, other, self))
    }

    #[inline(always)]
    fn abs(self) -> Self {
        Self(each_two!(f64x2_abs, self))
    }

    #[inline(always)]
    fn sqrt(self) -> Self {
        Self(each_two!(f64x2_sqrt, self))
    }

    #[inline(always)]
    fn with_sign(self, of: Self) -> Self {
        let sign = f64x2_splat(-0.0);
        let signed = |size, of| v128_or(v128_andnot(size, sign), v128_and(of, sign));
        Self(each_two!(signed, self, of))
    }

    #[inline(always)]
    fn power_of_two(self) -> Self {
        let scale = |near| i64x2_shl(near, 52);
        Self(each_two!(scale, self))
    }

    #[inline(always)]
    fn exponent(self) -> (Self, Self) {
        let near = |bits| v128_or(u64x2_shr(bits, 52), u64x2_splat(WHOLE.to_bits()));
        let mantissa = u64x2_splat(MANTISSA);
        let rest = |bits| v128_or(v128_and(bits, mantissa), f64x2_splat(1.0));
        (Self(each_two!(near, self)) - (WHOLE + BIAS), Self(each_two!(rest, self)))
    }

    #[inline(always)]
    fn upper_half(self) -> Self {
        let kept = u64x2_splat(UPPER_HALF);
        let upper = |bits| v128_and(bits, kept);
        Self(each_two!(upper, self))
    }

    #[inline(always)]
    fn any(Holds([a, b, c, d]): Holds) -> bool {
        v128_any_true(v128_or(v128_or(a, b), v128_or(c, d)))
    }

    #[inline(always)]
    fn lanes(holds: Holds) -> Lanes {
        if !Self::any(holds) {
            return 0;
        }
        let [a, b, c, d] = holds.0.map(|two| Lanes::from(i64x2_bitmask(two)));
        a | b << 2 | c << 4 | d << 6
    }
}

macro_rules! operators {
    ($($name:ident $function:ident $instruction:ident),*) => {$(
        impl $name for Twos {
            type Output = Self;

            #[inline(always)]
            fn $function(self, other: Self) -> Self {
                Self(each_two!($instruction, self, other))
            }
        }

        impl $name<f64> for Twos {
            type Output = Self;

            #[inline(always)]
            fn $function(self, other: f64) -> Self {
                self.$function(Web.all(other))
            }
        }
    )*};
}

operators!(Add add f64x2_add, Sub sub f64x2_sub, Mul mul f64x2_mul, Div div f64x2_div);

impl BitAnd for Holds {
    type Output = Self;

    #[inline(always)]
    fn bitand(self, other: Self) -> Self {
        Self(each_two!(v128_and, self, other))
    }
}

impl BitOr for Holds {
    type Output = Self;

    #[inline(always)]
    fn bitor(self, other: Self) -> Self {
        Self(each_two!(v128_or, self, other))
    }
}

impl Not for Holds {
    type Output = Self;

    #[inline(always)]
    fn not(self) -> Self {
        Self(each_two!(v128_not, self))
    }
}
