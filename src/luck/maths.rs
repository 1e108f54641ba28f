//! Transcendental functions with the same bits on every platform.
//!
//! The standard library hands `exp`, `ln` and friends to the platform's C library, whose last
//! bits differ between systems, versions and build targets; a replayed run would then drift
//! apart. These wrap one pure implementation (the `libm` crate, pinned to an exact version),
//! built from IEEE operations only. Square root, floor, ceil, round and abs are exact by the
//! standard and may be used directly.

use crate::lanes::{BIAS, Row, UPPER_HALF, Vectors, WHOLE, whole};

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
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub fn exp_beside<V: Vectors<L>, const L: usize>(v: V, x: V::Row) -> V::Row {
    const INVERSE_LN2: f64 = f64::from_bits(0x3ff7_1547_652b_82fe);
    /// From here on, by its high word, a number is more than half of ln 2.
    const HALF_LN2: f64 = f64::from_bits(0x3fd6_2e43_0000_0000);
    /// Below this, by its high word, e^x counts as 1 + x.
    const TINY: f64 = f64::from_bits(0x3e30_0001_0000_0000);
    /// Within this the power is a normal number.
    const MOST: f64 = 700.0;
    let (one, two, size) = (v.all(1.0), v.all(2.0), x.abs());
    // Towards zero of |x| / ln 2 + 1/2.
    let near = whole(v, size * INVERSE_LN2 + 0.5);
    let near = near.only(v.all(HALF_LN2).at_most(size));
    let k = near.with_sign(x);
    let (high, low) = (x - k * LN2_HIGH, k * LN2_LOW);
    let rest = high - low;
    let c = less_even_powers(v, rest);
    let power = rest * c / (two - c) - low + high + 1.0;
    let power = power * (k + (BIAS + WHOLE)).power_of_two();
    let power = V::Row::choose(size.below(v.all(TINY)), one + x, power);
    if V::Row::any(!size.below(v.all(MOST))) {
        v.row(&not_normal(&x.array(), MOST, power.array()))
    } else {
        power
    }
}

/// ln 2 in two parts, of which multiples are exact.
const LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fee0_0000);
const LN2_LOW: f64 = f64::from_bits(0x3dea_39ef_3579_3c76);

/// What the rational function for e^x is made of, for x of at most a half of ln 2: x less a series of its even powers.
#[inline(always)]
fn less_even_powers<V: Vectors<L>, const L: usize>(v: V, x: V::Row) -> V::Row {
    const P: [f64; 5] = [
        f64::from_bits(0x3fc5_5555_5555_553e),
        f64::from_bits(0xbf66_c16c_16be_bd93),
        f64::from_bits(0x3f11_566a_af25_de2c),
        f64::from_bits(0xbebb_bd41_c5d2_6bf1),
        f64::from_bits(0x3e66_3769_72be_a4d0),
    ];
    let square = x * x;
    let mut series = v.all(P[4]);
    for term in (0..4).rev() {
        series = square * series + P[term];
    }
    x - square * series
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

/// [`ln`] of a number in every lane, to the same bits, where it is above 0, normal and finite; elsewhere anything.
///
/// The steps are those of `libm::log`: x is taken apart into 2^k and a rest from √½ to √2, whose logarithm a
/// series gives.
#[must_use]
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub fn ln_beside<V: Vectors<L>, const L: usize>(v: V, x: V::Row) -> V::Row {
    const EVEN: [f64; 3] = [
        f64::from_bits(0x3fd9_9999_9997_fa04),
        f64::from_bits(0x3fcc_71c5_1d8e_78af),
        f64::from_bits(0x3fc3_9a09_d078_c69f),
    ];
    const ODD: [f64; 4] = [
        f64::from_bits(0x3fe5_5555_5555_5593),
        f64::from_bits(0x3fd2_4924_9422_9359),
        f64::from_bits(0x3fc7_4664_96cb_03de),
        f64::from_bits(0x3fc2_f112_df3e_5244),
    ];
    /// From here on, by its high word, a number is taken as the half of it doubled.
    const ROOT_OF_TWO: f64 = f64::from_bits(0x3ff6_a09e_0000_0000);
    let (k, rest) = x.exponent();
    let upper = v.all(ROOT_OF_TWO).at_most(rest);
    let k = k + v.all(1.0).only(upper);
    let f = V::Row::choose(upper, rest * 0.5, rest) - 1.0;
    let half_square = f * 0.5 * f;
    let s = f / (f + 2.0);
    let square = s * s;
    let fourth = square * square;
    let even = fourth * (fourth * (fourth * EVEN[2] + EVEN[1]) + EVEN[0]);
    let odd = fourth * (fourth * (fourth * ODD[3] + ODD[2]) + ODD[1]) + ODD[0];
    let series = square * odd + even;
    s * (half_square + series) + k * LN2_LOW - half_square + f + k * LN2_HIGH
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

/// [`pow`] of a number in every lane, to one power, to the same bits.
///
/// The steps are those of `libm::pow`: the logarithm of x to base 2 in two parts, from a series around 1 or 3/2;
/// its product with y in two parts; 2 to the power of that from a rational function and the exponent. Numbers
/// and powers out of the ordinary go to `libm::pow` itself.
#[must_use]
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub fn pow_beside<V: Vectors<L>, const L: usize>(v: V, x: V::Row, y: f64) -> V::Row {
    /// Numbers and powers whose power is far from the ends of what floats hold.
    const NUMBERS: [f64; 2] = [1.0e-6, 1.0e6];
    const POWERS: [f64; 2] = [1.0e-6, 32.0];
    /// Powers that `libm::pow` has shorter ways for.
    const SHORT: [f64; 3] = [0.5, 1.0, 2.0];
    let [least, most] = NUMBERS.map(|number| v.all(number));
    let usual = (POWERS[0]..=POWERS[1]).contains(&y) && !SHORT.contains(&y);
    if !usual || V::Row::any(!(least.at_most(x) & x.at_most(most))) {
        return v.row(&x.array().map(|x| pow(x, y)));
    }
    let [log, rest] = log2_in_two(v, x);
    // The product in two parts: of upper halves, and what is left.
    let upper = f64::from_bits(y.to_bits() & UPPER_HALF);
    let (low, high) = (log * (y - upper) + rest * y, log * upper);
    // 2 to its nearest whole number goes into the exponent.
    let sum = low + high;
    let size = sum.abs().upper_half();
    let half = v.all(0.5);
    let k = whole(v, size + 0.5).only(half.below(size)).with_sign(sum);
    let high = high - k;
    power_of_rest(v, low, high) * (k + (BIAS + WHOLE)).power_of_two()
}

/// The logarithm to base 2 of a number above 0 in two parts, the first of which has only zeros in its lower half.
#[inline(always)]
fn log2_in_two<V: Vectors<L>, const L: usize>(v: V, x: V::Row) -> [V::Row; 2] {
    const L6: [f64; 6] = [
        f64::from_bits(0x3fe3_3333_3333_3303),
        f64::from_bits(0x3fdb_6db6_db6f_abff),
        f64::from_bits(0x3fd5_5555_518f_264d),
        f64::from_bits(0x3fd1_7460_a91d_4101),
        f64::from_bits(0x3fcd_864a_93c9_db65),
        f64::from_bits(0x3fca_7e28_4a45_4eef),
    ];
    /// 2 / (3 ln 2), and in two parts.
    const CP: f64 = f64::from_bits(0x3fee_c709_dc3a_03fd);
    const CP_HIGH: f64 = f64::from_bits(0x3fee_c709_e000_0000);
    const CP_LOW: f64 = f64::from_bits(0xbe3e_2fe0_145b_01f5);
    /// The logarithm of 3/2 in two parts.
    const LOG_HIGH: f64 = f64::from_bits(0x3fe2_b803_4000_0000);
    const LOG_LOW: f64 = f64::from_bits(0x3e4c_fdeb_43cf_d006);
    /// From here on a number is taken around 3/2, and from there on around 2.
    const AROUND_SECOND: f64 = f64::from_bits(0x3ff3_988f_0000_0000);
    const AROUND_THIRD: f64 = f64::from_bits(0x3ffb_b67a_0000_0000);
    let (one, half) = (v.all(1.0), v.all(0.5));
    let (exponent, number) = x.exponent();
    let third = v.all(AROUND_THIRD).at_most(number);
    let second = v.all(AROUND_SECOND).at_most(number) & !third;
    // A half of the bits of x + 1 or x + 3/2.
    let steps = whole(v, (number - 1.0) * (1_u32 << 19) as f64);
    let ends = steps * (1.0 / (1_u32 << 19) as f64) + half.only(second) + 2.0;
    let ends = V::Row::choose(third, steps * (1.0 / (1_u32 << 20) as f64) + 1.5, ends);
    let exponent = exponent + one.only(third);
    let number = V::Row::choose(third, number * 0.5, number);
    let around = one + half.only(second);
    let (above, below) = (number - around, one / (number + around));
    let ratio = above * below;
    let ratio_high = ratio.upper_half();
    let ends_low = number - (ends - around);
    let ratio_low = below * ((above - ratio_high * ends) - ratio_high * ends_low);
    let square = ratio * ratio;
    let mut series = v.all(L6[5]);
    for term in (0..5).rev() {
        series = square * series + L6[term];
    }
    let series = square * square * series + ratio_low * (ratio_high + ratio);
    let square = ratio_high * ratio_high;
    let high = (square + 3.0 + series).upper_half();
    let low = series - ((high - 3.0) - square);
    let (product, left) = (ratio_high * high, ratio_low * high + low * ratio);
    let high = (product + left).upper_half();
    let low = left - (high - product);
    let log_high = high * CP_HIGH;
    let log_low = high * CP_LOW + low * CP + v.all(LOG_LOW).only(second);
    let around = v.all(LOG_HIGH).only(second);
    let log = (log_high + log_low + around + exponent).upper_half();
    [log, log_low - (((log - exponent) - around) - log_high)]
}

/// 2 to the power of a number of at most a half, given in two parts.
#[inline(always)]
fn power_of_rest<V: Vectors<L>, const L: usize>(v: V, low: V::Row, high: V::Row) -> V::Row {
    /// ln 2 in two parts, the first of which has only zeros in its lower half.
    const UPPER: f64 = f64::from_bits(0x3fe6_2e43_0000_0000);
    const LOWER: f64 = f64::from_bits(0xbe20_5c61_0ca8_6c39);
    let upper = (low + high).upper_half();
    let product = upper * UPPER;
    let left = (low - (upper - high)) * core::f64::consts::LN_2 + upper * LOWER;
    let sum = product + left;
    let left = left - (sum - product);
    let c = less_even_powers(v, sum);
    let rest = sum * c / (c - 2.0) - (left + sum * left);
    v.all(1.0) - (rest - sum)
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
        fn numbers_to_a_power_side_by_side_are_those_of_each(
            x in prop::array::uniform8(prop_oneof![
                4 => 0.01..4.0_f64, 1 => 1.0e-7..1.0e7_f64, 1 => any::<f64>(), 1 => Just(1.0),
                1 => (0..64_u64).prop_map(|shift| f64::from_bits(0x3ff3_988e_ffff_ffe0 + shift)),
                1 => (0..64_u64).prop_map(|shift| f64::from_bits(0x3ffb_b679_ffff_ffe0 + shift)),
            ]),
            y in prop_oneof![4 => 0.1..3.0_f64, 1 => -40.0..40.0_f64, 1 => any::<f64>(),
                1 => prop::sample::select(vec![0.0, 0.5, 1.0, 2.0, -1.0])],
        ) {
            // Odd ones send all to the textbook, so that the ordinary ones go by themselves as well.
            for x in [x, x.map(|x| if (1.0e-6..1.0e6).contains(&x) { x } else { 0.7 })] {
                let expected = x.map(|x| pow(x, y).to_bits());
                let plain = pow_beside(Arrays, Arrays.row(&x), y).array().map(f64::to_bits);
                let same = |found: [u64; 8]| {
                    found.iter().zip(expected).all(|(found, expected)| {
                        *found == expected || f64::from_bits(expected).is_nan()
                    })
                };
                prop_assert!(same(plain), "{:?}^{}: {:x?}, not {:x?}", x, y, plain, expected);
                with_vectors!(v => {
                    let vectors = v.run(
                        #[inline(always)]
                        || pow_beside(v, v.row(&x), y).array(),
                    );
                    let vectors = vectors.map(f64::to_bits);
                    prop_assert!(same(vectors), "{:?}^{}: {:x?}, not {:x?}", x, y, vectors, expected);
                });
            }
        }

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
