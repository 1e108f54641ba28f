//! Learning by doing.
//!
//! Source: T. P. Wright, Factors affecting the cost of airplanes (1936): each doubling of
//! experience multiplies the effort of a unit by the progress ratio.

use crate::luck::maths;

/// Effort of the n-th unit relative to the first: n^log2(progress). `unit` ≥ 1 (less counts as
/// 1, parts of a unit are allowed), `progress` in (0, 1].
#[must_use]
#[inline]
pub fn unit_effort(unit: f64, progress: f64) -> f64 {
    maths::pow(unit.max(1.0), maths::log2(progress))
}

#[cfg(test)]
mod tests {
    use super::unit_effort;
    use proptest::prelude::*;

    #[test]
    fn unit_effort_meets_published_values() {
        let table =
            [(0.85, [1.0, 0.85, 0.7225, 0.6141, 0.5584]), (0.90, [1.0, 0.9, 0.81, 0.729, 0.6854])];
        for (progress, row) in table {
            for (unit, expected) in [1.0, 2.0, 4.0, 8.0, 12.0].into_iter().zip(row) {
                let found = unit_effort(unit, progress);
                assert!((found - expected).abs() < 5e-5, "{progress} {unit}: {found}");
            }
        }
    }

    proptest! {
        #[test]
        fn experience_never_makes_work_harder(
            unit in 0.0..1e4_f64, more in 0.0..1e4_f64, progress in 0.01..1.0_f64,
        ) {
            let effort = unit_effort(unit + more, progress);
            prop_assert!(effort <= unit_effort(unit, progress) && effort > 0.0);
        }
    }
}
