//! The standard normal.

use super::{inside, maths};
use crate::lanes::{Lanes, Row, Vectors, each};

/// Quantile of the standard normal: Wichura's algorithm AS 241, PPND16 (Applied Statistics 37,
/// 1988), relative error about 1e-16.
#[must_use]
#[inline]
pub fn normal_quantile(u: f64) -> f64 {
    let u = inside(u);
    let q = u - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * ratio(r, &CENTRE);
    }
    let tail = if q < 0.0 { u } else { 1.0 - u };
    let r = (-maths::ln(tail)).sqrt();
    let z = if r <= 5.0 { ratio(r - 1.6, &MIDDLE) } else { ratio(r - 5.0, &FAR) };
    if q < 0.0 { -z } else { z }
}

/// [`normal_quantile`] of a uniform in every lane, to the same bits.
#[must_use]
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub fn normal_quantile_beside<V: Vectors<L>, const L: usize>(v: V, u: V::Row) -> V::Row {
    let q = u - 0.5;
    let quantiles = q * ratio_beside(v, v.all(0.180_625) - q * q, &CENTRE);
    let farther = !q.abs().at_most(v.all(0.425));
    if !V::Row::any(farther) {
        return quantiles;
    }
    let none = v.all(0.0);
    let tail = V::Row::choose(q.below(none), u, v.all(1.0) - u);
    let r = (none - maths::ln_beside(v, tail)).sqrt();
    let tails = ratio_beside(v, r - 1.6, &MIDDLE).with_sign(q);
    let quantiles = V::Row::choose(farther, tails, quantiles);
    // Still farther out, outside (0, 1), or not-a-number.
    let farther = V::Row::lanes(farther & !(r.at_most(v.all(5.0)) & none.below(tail)));
    if farther == 0 {
        quantiles
    } else {
        v.row(&one_by_one(farther, &u.array(), quantiles.array()))
    }
}

/// Quantiles of some lanes, one by one.
#[cold]
#[inline(never)]
fn one_by_one<const L: usize>(lanes: Lanes, u: &[f64; L], mut quantiles: [f64; L]) -> [f64; L] {
    for lane in each(lanes) {
        quantiles[lane] = normal_quantile(u[lane]);
    }
    quantiles
}

#[inline(always)]
fn ratio_beside<V: Vectors<L>, const L: usize>(v: V, r: V::Row, by: &Rational) -> V::Row {
    let (mut above, mut below) = (v.all(0.0), v.all(0.0));
    for degree in (0..8).rev() {
        above = above * r + by[0][degree];
        below = below * r + by[1][degree];
    }
    above / below
}

/// CDF of the standard normal.
#[must_use]
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * maths::erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

/// Density of the standard normal.
#[must_use]
pub fn normal_density(z: f64) -> f64 {
    const FRAC_1_SQRT_2PI: f64 = 0.398_942_280_401_432_7;
    FRAC_1_SQRT_2PI * maths::exp(-0.5 * z * z)
}

/// Coefficients of numerator and denominator, constant term first.
type Rational = [[f64; 8]; 2];

#[inline]
fn ratio(r: f64, [above, below]: &Rational) -> f64 {
    let horner = |c: &[f64; 8]| c.iter().rev().fold(0.0, |sum, c| sum * r + c);
    horner(above) / horner(below)
}

#[rustfmt::skip]
const CENTRE: Rational = [
    [
        3.387_132_872_796_366_608, 133.141_667_891_784_377_45, 1_971.590_950_306_551_442_7,
        13_731.693_765_509_461_125, 45_921.953_931_549_871_457, 67_265.770_927_008_700_853,
        33_430.575_583_588_128_105, 2_509.080_928_730_122_672_7,
    ],
    [
        1.0, 42.313_330_701_600_911_252, 687.187_007_492_057_908_3, 5_394.196_021_424_751_107_7,
        21_213.794_301_586_595_867, 39_307.895_800_092_710_61, 28_729.085_735_721_942_674,
        5_226.495_278_852_854_561,
    ],
];

#[rustfmt::skip]
const MIDDLE: Rational = [
    [
        1.423_437_110_749_683_577_34, 4.630_337_846_156_545_295_9, 5.769_497_221_460_691_405_5,
        3.647_848_324_763_204_605_04, 1.270_458_252_452_368_382_58, 0.241_780_725_177_450_611_77,
        0.022_723_844_989_269_184_583_3, 7.745_450_142_783_414_076_4e-4,
    ],
    [
        1.0, 2.053_191_626_637_758_821_87, 1.676_384_830_183_803_849_4, 0.689_767_334_985_100_004_55,
        0.148_103_976_427_480_074_59, 0.015_198_666_563_616_457_196_6, 5.475_938_084_995_344_946e-4,
        1.050_750_071_644_416_843_24e-9,
    ],
];

#[rustfmt::skip]
const FAR: Rational = [
    [
        6.657_904_643_501_103_777_2, 5.463_784_911_164_114_369_9, 1.784_826_539_917_291_335_8,
        0.296_560_571_828_504_891_23, 0.026_532_189_526_576_123_093, 0.001_242_660_947_388_078_438_6,
        2.711_555_568_743_487_578_15e-5, 2.010_334_399_292_288_132_65e-7,
    ],
    [
        1.0, 0.599_832_206_555_887_937_69, 0.136_929_880_922_735_805_31, 0.014_875_361_290_850_614_852_5,
        7.868_691_311_456_132_591e-4, 1.846_318_317_510_054_681_8e-5, 1.421_511_758_316_445_888_7e-7,
        2.044_263_103_389_939_785_64e-15,
    ],
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::{Arrays, with_vectors};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]

        #[test]
        fn quantiles_side_by_side_are_those_of_each(
            u in prop::array::uniform8(prop_oneof![
                4 => 0.0..1.0_f64, 2 => 0.0..0.08_f64, 1 => 0.0..1.0e-10_f64, 1 => any::<f64>(),
                1 => Just(0.075), 1 => Just(0.925), 1 => Just(1.0),
            ]),
            ordinary: bool,
        ) {
            let u = u.map(|u| if ordinary && !(1.0e-9..1.0).contains(&u) { 0.5 } else { u });
            let expected = u.map(|u| normal_quantile(u).to_bits());
            let plain = normal_quantile_beside(Arrays, Arrays.row(&u)).array().map(f64::to_bits);
            prop_assert_eq!(plain, expected, "{:?}", u);
            with_vectors!(v => {
                let vectors = v.run(
                    #[inline(always)]
                    || normal_quantile_beside(v, v.row(&u)).array(),
                );
                prop_assert_eq!(vectors.map(f64::to_bits), expected, "{:?}", u);
            });
        }
    }
}
