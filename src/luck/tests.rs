//! The promises of addressed chance.

use super::{Luck, Purpose, Stream, strikes};
use proptest::prelude::*;

proptest! {
    #[test]
    fn uniforms_lie_strictly_between_zero_and_one(seed: u64, month: u16, draw: u16) {
        let luck = Luck::new(seed);
        let stream = Stream::new(Purpose::Spare, "any");
        let inside = |u: f64| u > 0.0 && u < 1.0;
        prop_assert!(inside(luck.uniform(stream, month, draw)));
        prop_assert!(luck.quad(stream, month, draw).into_iter().all(inside));
    }

    #[test]
    fn a_higher_rate_never_undoes_a_strike(
        u in 0.0..1.0_f64, low in 0.0..20.0_f64, more in 0.0..20.0_f64, months in 0.0..24.0_f64,
    ) {
        prop_assert!(!strikes(u, low, months) || strikes(u, low + more, months));
    }
}

#[test]
fn impossible_rates_never_strike_and_an_infinite_one_always_does() {
    for u in [1e-300, 0.3, 0.999_999] {
        for rate in [0.0, -1.0, f64::NAN, f64::NEG_INFINITY] {
            assert!(!strikes(u, rate, 1.0), "{u} {rate}");
        }
        assert!(strikes(u, f64::INFINITY, 1.0), "{u}");
    }
}

#[test]
fn a_seed_is_given_back() {
    for seed in [0, 1, u64::MAX, 0x0123_4567_89ab_cdef] {
        assert_eq!(Luck::new(seed).seed(), seed);
    }
}

/// Seed, purpose, subject, month, draw; the bits of the uniform and the words of the quad.
type Released = (u64, Purpose, &'static str, u16, u16, u64, [u32; 4]);

#[test]
fn draws_keep_the_bits_they_were_released_with() {
    #[rustfmt::skip]
    let table: [Released; 6] = [
        (0, Purpose::Security, "data-store", 0, 0, 0x3fd9_6bfa_dd3f_187a, [0xf7b6_9db1, 0x2378_4b43, 0x681a_accf, 0x748b_0b7f]),
        (1, Purpose::Security, "data-store", 0, 0, 0x3fde_700e_ca45_89fa, [0x1407_cf22, 0x9318_2a53, 0xa228_3650, 0x9b9d_23b4]),
        (1, Purpose::Security, "data-store", 1, 0, 0x3fe1_0388_5985_2355, [0xa49b_12ae, 0x8ec9_4080, 0x5ff5_0535, 0xa5b3_216a]),
        (1, Purpose::Security, "data-store", 0, 1, 0x3fd7_ed2b_5cce_a1aa, [0x502d_317b, 0x1800_acc2, 0x5eea_ed65, 0xbf09_7b29]),
        (42, Purpose::Calendar, "agency", 47, 3, 0x3fd5_1ab3_d4c6_0602, [0x430c_87e3, 0xccdd_060e, 0xb5f6_fa53, 0x7770_70be]),
        (u64::MAX, Purpose::Overrun, "managed-open", u16::MAX, u16::MAX, 0x3fed_063e_2a86_ae51, [0xe041_4b72, 0xb790_90bb, 0xbfd9_7457, 0xd7cf_3b50]),
    ];
    let mut moved = Vec::new();
    for (seed, purpose, subject, month, draw, uniform, quad) in table {
        let luck = Luck::new(seed);
        let stream = Stream::new(purpose, subject);
        let found = luck.uniform(stream, month, draw).to_bits();
        let words = luck.quad(stream, month, draw).map(|u| (u * 4_294_967_296.0) as u32);
        if (found, words) != (uniform, quad) {
            moved.push(format!("{seed} {month} {draw}: {found:016x} {words:08x?}"));
        }
    }
    assert!(moved.is_empty(), "moved:\n{}", moved.join("\n"));
}
