//! Transcendental functions with the same bits on every platform.
//!
//! The standard library hands `exp`, `ln` and friends to the platform's C library, whose last
//! bits differ between systems, versions and build targets; a replayed run would then drift
//! apart. These wrap one pure implementation (the `libm` crate, pinned to an exact version),
//! built from IEEE operations only. Square root, floor, ceil, round and abs are exact by the
//! standard and may be used directly.

/// e^x.
#[must_use]
#[inline]
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// [`exp`] of several numbers side by side, to the same bits, in operations that compilers make vector code
/// of.
///
/// The steps are those of `libm::exp`: x is taken apart into k · ln 2 and a rest of at most half of that, a
/// rational function gives e to the rest, and 2^k is put into the exponent. A number whose power is not a
/// normal float goes to `libm::exp` itself.
#[must_use]
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub fn exp_beside<const L: usize>(x: &[f64; L]) -> [f64; L] {
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
    /// Floats from here on are whole numbers, so adding it rounds and leaves the number in the last bits.
    const WHOLE: f64 = (1_u64 << 52) as f64;
    let mut powers = [0.0; L];
    for lane in 0..L {
        let x = x[lane];
        let size = x.abs();
        // Towards zero of |x| / ln 2 + 1/2.
        let wanted = INVERSE_LN2 * size + 0.5;
        let near = wanted + WHOLE;
        let above = if near - WHOLE > wanted { 1.0 } else { 0.0 };
        let near = near - above;
        let near = if size >= HALF_LN2 { near } else { WHOLE };
        let k = (near - WHOLE).copysign(x);
        let (high, low) = (x - k * LN2_HIGH, k * LN2_LOW);
        let rest = high - low;
        let square = rest * rest;
        let c = rest
            - square * (P[0] + square * (P[1] + square * (P[2] + square * (P[3] + square * P[4]))));
        let power = 1.0 + (rest * c / (2.0 - c) - low + high);
        // 2^k: |k|, in the last bits, moved to the exponent.
        let (one, step) = (1.0_f64.to_bits(), near.to_bits() << 52);
        let scale = if x < 0.0 { one.wrapping_sub(step) } else { one.wrapping_add(step) };
        let power = power * f64::from_bits(scale);
        powers[lane] = if size < TINY { 1.0 + x } else { power };
    }
    let mut normal = true;
    for lane in 0..L {
        normal &= x[lane].abs() < MOST;
    }
    if !normal {
        not_normal(x, MOST, &mut powers);
    }
    powers
}

/// [`exp`] where x is not below `most`, or not a number.
#[cold]
fn not_normal<const L: usize>(x: &[f64; L], most: f64, powers: &mut [f64; L]) {
    for (x, power) in x.iter().zip(powers) {
        if x.is_nan() || x.abs() >= most {
            *power = exp(*x);
        }
    }
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
    use proptest::prelude::*;

    fn one_by_one(x: [f64; 8]) -> [u64; 8] {
        x.map(|x| exp(x).to_bits())
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
                let found = exp_beside(&x).map(f64::to_bits);
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
                prop_assert_eq!(exp_beside(&x).map(f64::to_bits), one_by_one(x), "{:?}", x);
            }
        }
    }
}
