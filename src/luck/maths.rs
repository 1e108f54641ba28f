//! Transcendental functions with the same bits on every platform.
//!
//! The standard library hands `exp`, `ln` and friends to the platform's C library, whose last
//! bits differ between systems, versions and build targets; a replayed run would then drift
//! apart. These wrap one pure implementation (the `libm` crate, pinned to an exact version),
//! built from IEEE operations only. Square root, floor, ceil, round and abs are exact by the
//! standard and may be used directly.

use crate::lanes::{Row, Vectors, whole, WHOLE};

/// e^x.
#[must_use]
#[inline]
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// [`exp`] of a number in every lane, to the same bits.
///
/// The steps are those of `libm::exp`: x is taken apart into k · ln 2 and a rest of at most half of that, a
/// rational function gives e to the rest, and 2^k is put into the exponent. A number whose power is not a
/// normal float goes to `libm::exp` itself.
#[must_use]
#[inline(always)]
pub fn exp_beside<V: Vectors<L>, const L: usize>(v: V, x: V::Row) -> V::Row {
    const LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fee0_0000);
    const LN2_LOW: f64 = f64::from_bits(0x3dea_39ef_3579_3c76);
    const INVERSE_LN2: f64 = f64::from_bits(0x3ff7_1547_652b_82fe);
    const P: [f64; 5] = [
        f64::from_bits(0x3fc5_5555_5555_553e),
        f64::from_bits(0xbf66_c16c_16be_bd93),
        f64::from_bits(0x3f11_566a_af25_de2c),
        f64::from_bits(0xbebb_bd41_c5d2_6bf1),
        f64::from_bits(0x3e66_3769_72be_a4d0),
    ];
    /// From here on, by its high word, a number is more than half of ln 2.
    const HALF_LN2: f64 = f64::from_bits(0x3fd6_2e43_0000_0000);
    /// Below this, by its high word, e^x counts as 1 + x.
    const TINY: f64 = f64::from_bits(0x3e30_0001_0000_0000);
    /// Within this the power is a normal number.
    const MOST: f64 = 700.0;
    /// What stands in the exponent of 1.
    const BIAS: f64 = 1023.0;
    let (one, two, size) = (v.all(1.0), v.all(2.0), x.abs());
    // Towards zero of |x| / ln 2 + 1/2.
    let near = whole(v, size * INVERSE_LN2 + 0.5);
    let near = near.only(v.all(HALF_LN2).at_most(size));
    let k = near.with_sign(x);
    let (high, low) = (x - k * LN2_HIGH, k * LN2_LOW);
    let rest = high - low;
    let square = rest * rest;
    let sum = square * P[4] + P[3];
    let sum = square * (square * (square * (square * sum + P[2]) + P[1]) + P[0]);
    let c = rest - sum;
    let power = rest * c / (two - c) - low + high + 1.0;
    let power = power * (k + (BIAS + WHOLE)).power_of_two();
    let power = V::Row::choose(size.below(v.all(TINY)), one + x, power);
    if V::Row::any(!size.below(v.all(MOST))) {
        v.row(&not_normal(&x.array(), MOST, power.array()))
    } else {
        power
    }
}

/// [`exp`] where x is not below `most`, or not a number.
#[cold]
#[inline(never)]
fn not_normal<const L: usize>(x: &[f64; L], most: f64, mut powers: [f64; L]) -> [f64; L] {
    for (x, power) in x.iter().zip(&mut powers) {
        if x.is_nan() || x.abs() >= most {
            *power = exp(*x);
        }
    }
    powers
}

/// e^x − 1, exact for small x.
#[must_use]
#[inline]
pub fn expm1(x: f64) -> f64 {
    libm::expm1(x)
}

/// Natural logarithm; −∞ at 0, NaN below.
#[must_use]
#[inline]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// ln(1 + x), exact for small x.
#[must_use]
#[inline]
pub fn ln_1p(x: f64) -> f64 {
    libm::log1p(x)
}

/// Logarithm to base 2; −∞ at 0, NaN below.
#[must_use]
#[inline]
pub fn log2(x: f64) -> f64 {
    libm::log2(x)
}

/// x to the power y; NaN for negative x and fractional y.
#[must_use]
#[inline]
pub fn pow(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}

/// Logarithm of the gamma function, for x > 0.
#[must_use]
#[inline]
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// Complementary error function, 1 − erf(x), accurate far into the tail.
#[must_use]
#[inline]
pub fn erfc(x: f64) -> f64 {
    libm::erfc(x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::{Arrays, with_vectors};
    use proptest::prelude::*;

    fn one_by_one(x: [f64; 8]) -> [u64; 8] {
        x.map(|x| exp(x).to_bits())
    }

    /// By arrays, and by the vectors of this processor where it has any.
    fn both(x: [f64; 8]) -> [u64; 8] {
        let plain = exp_beside(Arrays, Arrays.row(&x)).array().map(f64::to_bits);
        with_vectors!(v => {
            let vectors = v.run(
                #[inline(always)]
                || exp_beside(v, v.row(&x)).array(),
            );
            assert_eq!(vectors.map(f64::to_bits), plain, "{x:?}");
        });
        plain
    }

    #[test]
    fn powers_side_by_side_are_those_of_each_at_the_ends_of_every_case() {
        let half = core::f64::consts::LN_2 / 2.0;
        let ends = [
            0.0,
            5e-324,
            1e-300,
            3.7e-9,
            1.0e-8,
            half,
            3.0 * half,
            1.0,
            699.0,
            700.0,
            708.3,
            745.2,
            800.0,
            f64::INFINITY,
            f64::NAN,
        ];
        let shifts = [0, 1, 2, 1 << 20, 1 << 31, 1 << 32, (1 << 32) + 1, 1 << 40];
        for end in ends {
            let above = shifts.map(|shift| f64::from_bits(end.to_bits() + shift));
            let below = shifts.map(|shift| f64::from_bits(end.to_bits().saturating_sub(shift)));
            for x in [above, below, above.map(|x| -x), below.map(|x| -x)] {
                let found = both(x);
                // One not-a-number is as good as another.
                let same = |lane: usize| x[lane].is_nan() || found[lane] == one_by_one(x)[lane];
                assert!((0..8).all(same), "{x:?}: {found:x?}, not {:x?}", one_by_one(x));
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4096, ..ProptestConfig::default() })]

        #[test]
        fn powers_side_by_side_are_those_of_each(
            x: [f64; 8], some in prop::array::uniform8(-720.0..720.0_f64),
            small in prop::array::uniform8(-3.0..3.0_f64),
        ) {
            for x in [x.map(|x| if x.is_nan() { 0.5 } else { x }), some, small] {
                prop_assert_eq!(both(x), one_by_one(x), "{:?}", x);
            }
        }
    }
}
