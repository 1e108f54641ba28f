//! Money over time.
//!
//! Source of discounting: OMB Circular A-94 (end-year and mid-year factors, Appendix B of the
//! 1992 text); of the price ceiling: Farrell and Klemperer, Coordination and Lock-In (Handbook
//! of Industrial Organization 3, 2007) and Shapiro and Varian, Information Rules (1999). Rates
//! are per year as a share (0.0225 is 2.25 %), above −1; money in any one unit.

use crate::luck::maths;

/// Present value of one unit due at the end of a year: (1 + r)^−t.
#[must_use]
pub fn discount_factor(rate: f64, years: f64) -> f64 {
    maths::exp(-years * maths::ln_1p(rate))
}

/// Present value of one unit spread over a year, counted from 1: (1 + r)^−(t − ½).
#[must_use]
pub fn mid_year_discount_factor(rate: f64, year: f64) -> f64 {
    discount_factor(rate, year - 0.5)
}

/// Present value of one unit at the end of each of some years: (1 − (1 + r)^−n) / r, and n at a
/// rate of zero.
#[must_use]
pub fn annuity_factor(rate: f64, years: f64) -> f64 {
    if rate == 0.0 { years } else { -maths::expm1(-years * maths::ln_1p(rate)) / rate }
}

/// The largest yearly price rise a buyer would rather pay than leave: the exit cost spread over
/// the planning horizon, X · r / (1 − (1 + r)^−n). 0 where leaving is free, infinite for a
/// horizon of zero.
#[must_use]
pub fn price_ceiling(exit_cost: f64, rate: f64, years: f64) -> f64 {
    if exit_cost <= 0.0 { 0.0 } else { exit_cost / annuity_factor(rate, years.max(0.0)) }
}

/// Net present value of yearly flows, the first one today.
#[must_use]
pub fn net_present_value(rate: f64, flows: &[f64]) -> f64 {
    let yearly = 1.0 / (1.0 + rate);
    flows.iter().rev().fold(0.0, |later, flow| flow + yearly * later)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn discount_factors_meet_published_values() {
        let table = [
            (0.02, [0.98039, 0.96117, 0.94232, 0.92385, 0.90573]),
            (0.0225, [0.978, 0.95647, 0.93543, 0.91484, 0.89471]),
            (0.07, [0.93458, 0.87344, 0.8163, 0.7629, 0.71299]),
        ];
        for (rate, row) in table {
            for (year, expected) in (1..).map(f64::from).zip(row) {
                let found = discount_factor(rate, year);
                assert!((found - expected).abs() < 5.1e-6, "{rate} {year}: {found}");
                let mid = mid_year_discount_factor(rate, year);
                assert!((mid - found * (1.0 + rate).sqrt()).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn an_annuity_is_the_sum_of_its_discount_factors() {
        for rate in [-0.02, 0.0, 1e-12, 0.02, 0.0225, 0.07, 1.0] {
            let sum: f64 = (1..=7).map(|year| discount_factor(rate, f64::from(year))).sum();
            let found = annuity_factor(rate, 7.0);
            assert!((found - sum).abs() < 1e-9, "{rate}: {found} {sum}");
            let flows = [0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0];
            assert!((net_present_value(rate, &flows) - sum).abs() < 1e-9, "{rate}");
        }
    }

    #[test]
    fn a_free_exit_leaves_no_room_for_a_price_rise() {
        assert_eq!(price_ceiling(0.0, 0.02, 5.0), 0.0);
        assert_eq!(price_ceiling(0.0, 0.02, 0.0), 0.0);
        assert_eq!(price_ceiling(10.0, 0.02, 0.0), f64::INFINITY);
        assert_eq!(price_ceiling(10.0, 0.0, 5.0), 2.0);
    }

    proptest! {
        #[test]
        fn the_price_ceiling_is_linear_in_the_exit_cost(
            exit in 0.0..1e6_f64, factor in 0.1..10.0_f64, rate in 0.0..0.3_f64, years in 1..20_u32,
        ) {
            let one = price_ceiling(exit, rate, f64::from(years));
            let many = price_ceiling(exit * factor, rate, f64::from(years));
            prop_assert!((many - one * factor).abs() <= 1e-9 * many.max(1.0));
        }

        #[test]
        fn paying_the_ceiling_costs_as_much_as_leaving(
            exit in 1.0..1e6_f64, rate in 0.0..0.3_f64, years in 1..20_u32,
        ) {
            let years = f64::from(years);
            let paid = price_ceiling(exit, rate, years) * annuity_factor(rate, years);
            prop_assert!((paid / exit - 1.0).abs() < 1e-12);
        }
    }
}
