//! Samplers against published values, their own promises, and the bits they had when released.

use super::*;
use proptest::prelude::*;

type Sampler = fn(f64) -> f64;

/// Uniforms of the released bits: both far tails, both near tails, the centre.
const PLACES: [f64; 6] = [1e-9, 0.001, 0.02, 0.3, 0.6, 0.9999];

#[rustfmt::skip]
const RELEASED: &[(&str, Sampler, [u64; 6])] = &[
    ("normal", normal_quantile, [
        0xc017_fdc1_1f44_b5a7, 0xc008_b8cb_b720_4470, 0xc000_6e13_e8aa_dfdb,
        0xbfe0_c7e3_9582_c5fa, 0x3fd0_36d6_c4a0_4b59, 0x400d_c08b_b712_897a,
    ]),
    ("lognormal", |u| lognormal_quantile(u, 95.0, 0.35), [
        0x4027_48da_a8ba_d54e, 0x4040_1af4_ef17_d135, 0x4047_25f1_4c3a_ec7d,
        0x4053_c47e_fe9a_dffa, 0x4059_f3bf_5a18_bdc1, 0x4075_d292_c7ca_8f19,
    ]),
    ("exponential", |u| exponential_quantile(u, 7.0), [
        0x3e3e_1094_d684_87ce, 0x3f7c_afb4_57c9_5002, 0x3fc2_1a04_2544_9674,
        0x4003_f94a_c045_1764, 0x4019_a7f8_d2c4_c468, 0x4050_1e3b_843e_aaaa,
    ]),
    ("pareto", |u| pareto_quantile(u, 1.5, 1.6), [
        0x3ff8_0000_0040_6cad, 0x3ff8_03d7_d6e4_3280, 0x3ff8_4e11_fb77_3ce4,
        0x3ffd_fe4c_2564_5e28, 0x4005_46b4_0a17_3bd8, 0x407d_a577_64f7_e547,
    ]),
    ("triangular", |u| triangular_quantile(u, 10.0, 60.0, 400.0), [
        0x4024_0242_cc5c_1644, 0x402c_d4ee_47b6_f882, 0x403d_bf98_4cb5_6c77,
        0x4057_d585_229a_4c04, 0x4065_3644_6e14_e336, 0x4078_c5bc_b5b0_28a1,
    ]),
    ("beta-small", |u| beta_quantile(u, 0.2, 0.7), [
        0x36a3_b3fb_d50a_dc20, 0x3cdf_1600_ccda_3a1a, 0x3e37_b779_7bbd_9f81,
        0x3f71_2854_ec64_f048, 0x3fc0_9a52_18fa_5dd8, 0x3fef_ffe3_aaf6_b0cf,
    ]),
    ("beta-large", |u| beta_quantile(u, 200.0, 35.0), [
        0x3fe5_d10b_f969_f493, 0x3fe8_af83_c4db_14f6, 0x3fe9_9ccb_9aca_f104,
        0x3fea_de49_cdf7_d032, 0x3feb_73a5_9f1d_0738, 0x3fed_9137_de93_00ec,
    ]),
    ("poisson", |u| f64::from(poisson_quantile(u, 3.5)), [
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
        0x4000_0000_0000_0000, 0x4010_0000_0000_0000, 0x4028_0000_0000_0000,
    ]),
    ("poisson-many", |u| f64::from(poisson_quantile(u, 5000.0)), [
        0x40b1_e600_0000_0000, 0x40b2_af00_0000_0000, 0x40b2_f700_0000_0000,
        0x40b3_6300_0000_0000, 0x40b3_9a00_0000_0000, 0x40b4_9100_0000_0000,
    ]),
    ("binomial", |u| f64::from(binomial_quantile(u, 20, 0.06)), [
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
        0x3ff0_0000_0000_0000, 0x3ff0_0000_0000_0000, 0x401c_0000_0000_0000,
    ]),
    ("pert", |u| Draw::pert(20.0, 50.0, 100.0).quantile(u), [
        0x4034_01fb_35ef_b8d9, 0x4035_fa95_58b8_6c6a, 0x403a_dc8f_d2da_3113,
        0x4046_1226_3725_3e6e, 0x404c_69ef_a9e7_53b4, 0x4058_2ff7_d9cc_cbf6,
    ]),
    ("pert-edge", |u| Draw::pert(0.0, 0.0, 10.0).quantile(u), [
        0x3e21_2e0b_e844_5a62, 0x3f60_63fb_941f_aa27, 0x3fa4_a555_6106_6ee9,
        0x3fe6_0832_c8ce_e8e4, 0x3ffa_ca9e_9427_7f82, 0x4020_d488_e125_7409,
    ]),
    ("pert-moments", |u| Pert::shaped(0.05, 0.2, 0.6, 4.0, PertShape::Moments).quantile(u), [
        0x3fa9_9f09_55bb_3545, 0x3faf_0b9a_a739_7bd8, 0x3fb6_4ddb_8f98_81f7,
        0x3fc7_9159_0043_5efa, 0x3fd0_9a7a_0fe3_020a, 0x3fe1_b100_bfc3_89f9,
    ]),
    ("lognormal-draw", |u| Draw::lognormal(40.0, 0.8).quantile(u), [
        0x3fd5_1aea_e33b_88f4, 0x400b_020f_e2ab_3ea6, 0x401e_f1a0_febc_750f,
        0x403a_4b63_102e_59f9, 0x4048_7e59_83dc_bcc9, 0x4088_7e04_180a_c1c6,
    ]),
];

#[test]
fn samplers_keep_the_bits_they_were_released_with() {
    let mut moved = Vec::new();
    for (name, sampler, expected) in RELEASED {
        let found = PLACES.map(|u| sampler(u).to_bits());
        if found != *expected {
            moved.push(format!("{name} {found:016x?}"));
        }
    }
    assert!(moved.is_empty(), "moved:\n{}", moved.join("\n"));
}

#[test]
fn pert_meets_published_values_in_both_parametrisations() {
    use PertShape::{Moments, Vose};
    // (low, mode, high), parametrisation, alpha, beta, standard deviation, p10, p50, p90.
    #[rustfmt::skip]
    let table = [
        ((0.0, 5.0, 10.0), Moments, [4.0, 4.0, 1.66667, 2.78602, 5.0, 7.21398]),
        ((0.0, 5.0, 10.0), Vose, [3.0, 3.0, 1.88982, 2.46636, 5.0, 7.53364]),
        ((0.0, 1.0, 10.0), Moments, [1.269333, 4.170667, 1.66667, 0.449528, 1.99451, 4.73754]),
        ((0.0, 1.0, 10.0), Vose, [1.4, 4.6, 1.59861, 0.507928, 2.02665, 4.6233]),
        ((0.0, 0.0, 10.0), Moments, [0.666667, 3.333333, 1.66667, 0.0865004, 1.1182, 4.1262]),
        ((0.0, 0.0, 10.0), Vose, [1.0, 5.0, 1.40859, 0.208516, 1.29449, 3.69043]),
        ((20.0, 50.0, 100.0), Moments, [3.229167, 4.520833, 13.3333, 36.0829, 52.7323, 71.4598]),
        ((20.0, 50.0, 100.0), Vose, [2.5, 3.5, 14.9071, 33.9981, 52.5476, 73.8522]),
        ((0.05, 0.2, 0.6), Moments, [2.499875, 4.673679, 0.0916667, 0.126525, 0.233552, 0.368762]),
        ((0.05, 0.2, 0.6), Vose, [2.090909, 3.909091, 0.0990531, 0.117613, 0.23189, 0.380466]),
    ];
    for ((low, mode, high), shape, expected) in table {
        let pert = Pert::shaped(low, mode, high, 4.0, shape);
        let (alpha, beta) = pert.shapes().expect("the range is not empty");
        let found = [
            alpha,
            beta,
            pert.standard_deviation(),
            pert.quantile(0.1),
            pert.quantile(0.5),
            pert.quantile(0.9),
        ];
        for (found, expected) in found.into_iter().zip(expected) {
            let tolerance = expected * 5e-6 + 1e-6 * (high - low);
            assert!(
                (found - expected).abs() <= tolerance,
                "{shape:?} {low} {mode} {high}: {found} {expected}"
            );
        }
        assert!((pert.mean() - (low + 4.0 * mode + high) / 6.0).abs() < 1e-12);
    }
}

#[test]
fn the_pert_table_stays_close_to_the_exact_quantile_and_rises() {
    const STEPS: u32 = 4001;
    for (gamma, shape, tolerance) in [
        (4.0, PertShape::Vose, 1e-6),
        (4.0, PertShape::Moments, 1e-6),
        (0.5, PertShape::Moments, 4e-6),
        (190.0, PertShape::Vose, 1e-6),
    ] {
        for peak in [0.0, 0.03, 0.1, 0.3, 0.5, 0.7, 0.97, 1.0] {
            let pert = Pert::shaped(0.0, peak, 1.0, gamma, shape);
            let (alpha, beta) = pert.shapes().expect("the range is not empty");
            let mut last = 0.0;
            for step in 0..STEPS {
                let u = (f64::from(step) + 0.5) / f64::from(STEPS);
                let found = pert.quantile(u);
                let exact = beta_quantile(u, alpha, beta);
                assert!((found - exact).abs() < tolerance, "{gamma} {shape:?} {peak} {u}");
                assert!(found >= last, "{gamma} {shape:?} {peak} {u}");
                last = found;
            }
        }
    }
}

#[test]
fn beta_quantiles_meet_closed_forms() {
    for u in [1e-12, 1e-4, 0.1, 0.5, 0.8, 0.999] {
        for shape in [0.2, 1.0, 3.0, 50.0, 200.0] {
            // Beta(a, 1) has CDF x^a; Beta(1, b) mirrors it.
            let power = maths::pow(u, 1.0 / shape);
            assert!((beta_quantile(u, shape, 1.0) - power).abs() < 1e-11, "{u} {shape}");
            let mirrored = 1.0 - maths::pow(1.0 - u, 1.0 / shape);
            assert!((beta_quantile(u, 1.0, shape) - mirrored).abs() < 1e-11, "{u} {shape}");
        }
    }
    for shape in [0.2, 0.5, 1.0, 7.0, 200.0] {
        assert!((beta_quantile(0.5, shape, shape) - 0.5).abs() < 1e-11, "{shape}");
    }
}

#[test]
fn normal_quantiles_meet_published_values() {
    let table = [
        (0.5, 0.0),
        (0.841_344_746_068_542_9, 1.0),
        (0.975, 1.959_963_984_540_054),
        (0.001, -3.090_232_306_167_813_5),
        (1e-9, -5.997_807_015_007_687),
    ];
    for (u, expected) in table {
        let found = normal_quantile(u);
        assert!((found - expected).abs() < 1e-12, "{u}: {found}");
        assert!((normal_cdf(found) - u).abs() < 1e-15, "{u}");
    }
}

#[test]
fn counts_meet_their_distribution_functions() {
    // Poisson with mean 2: cumulative 0.1353, 0.4060, 0.6767, 0.8571.
    let poisson =
        [(0.135, 0), (0.136, 1), (0.406, 1), (0.407, 2), (0.676, 2), (0.857, 3), (0.858, 4)];
    for (u, expected) in poisson {
        assert_eq!(poisson_quantile(u, 2.0), expected, "{u}");
    }
    // Binomial with 3 trials at 0.5: cumulative 0.125, 0.5, 0.875; at 0.9: 0.001, 0.028, 0.271.
    let binomial = [
        (0.124, 0.5, 0),
        (0.126, 0.5, 1),
        (0.501, 0.5, 2),
        (0.876, 0.5, 3),
        (0.0009, 0.9, 0),
        (0.0011, 0.9, 1),
        (0.0279, 0.9, 1),
        (0.0281, 0.9, 2),
        (0.2711, 0.9, 3),
    ];
    for (u, probability, expected) in binomial {
        assert_eq!(binomial_quantile(u, 3, probability), expected, "{u} {probability}");
    }
}

#[test]
fn impossible_counts_are_zero_or_everything() {
    for u in [0.0, 0.3, 1.0, f64::NAN] {
        for mean in [0.0, -1.0, f64::NAN, f64::NEG_INFINITY] {
            assert_eq!(poisson_quantile(u, mean), 0, "{u} {mean}");
            assert_eq!(binomial_quantile(u, 9, mean), 0, "{u} {mean}");
        }
        assert_eq!(poisson_quantile(u, f64::INFINITY), poisson_quantile(u, f64::from(u32::MAX)));
        for probability in [1.0, 2.0, f64::INFINITY] {
            assert_eq!(binomial_quantile(u, 9, probability), 9, "{u} {probability}");
        }
        assert_eq!(binomial_quantile(u, 0, 0.5), 0);
    }
}

#[test]
fn equal_or_unordered_ends_are_a_point_mass() {
    for (low, mode, high) in
        [(3.0, 3.0, 3.0), (3.0, 9.0, 2.0), (3.0, f64::NAN, 9.0), (3.0, 4.0, f64::INFINITY)]
    {
        let pert = Pert::new(low, mode, high);
        assert_eq!((pert.mean(), pert.standard_deviation()), (3.0, 0.0));
        for u in [0.0, 0.4, 1.0, f64::NAN] {
            assert_eq!(pert.quantile(u), 3.0);
        }
    }
}

#[test]
fn every_sampler_is_total() {
    let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, 0.0, 5e-324, 1.0, 2.0];
    for (name, sampler, _) in RELEASED {
        for u in odd {
            assert!(sampler(u).is_finite(), "{name} {u}");
        }
    }
}

proptest! {
    #[test]
    fn every_sampler_rises_with_its_uniform(one in 0.0..1.0_f64, other in 0.0..1.0_f64) {
        for (name, sampler, _) in RELEASED {
            prop_assert!(sampler(one.min(other)) <= sampler(one.max(other)), "{}", name);
        }
    }

    #[test]
    fn counts_rise_with_mean_trials_and_probability(
        u in 0.0..1.0_f64, mean in 0.0..40.0_f64, more in 0.0..40.0_f64,
        trials in 0..60_u32, extra in 0..60_u32, p in 0.0..1.0_f64, step in 0.0..1.0_f64,
    ) {
        prop_assert!(poisson_quantile(u, mean) <= poisson_quantile(u, mean + more));
        let higher = p + (1.0 - p) * step;
        prop_assert!(binomial_quantile(u, trials, p) <= binomial_quantile(u, trials + extra, p));
        prop_assert!(binomial_quantile(u, trials, p) <= binomial_quantile(u, trials, higher));
    }

    #[test]
    fn beta_quantile_and_cdf_are_inverse(
        u in 0.0001..0.9999_f64, alpha in 0.2..200.0_f64, beta in 0.2..200.0_f64,
    ) {
        let x = beta_quantile(u, alpha, beta);
        // Where x is rounded to an end, one unit in its last place moves the CDF visibly.
        prop_assume!(x < 1.0 - 1e-6);
        prop_assert!((beta_cdf(x, alpha, beta) - u).abs() < 1e-8);
    }
}
