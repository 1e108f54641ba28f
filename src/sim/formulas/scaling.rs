//! Scale-out: what N nodes do compared with one.
//!
//! Source: N. J. Gunther, Guerrilla Capacity Planning (2007), universal scalability law.
//! Contention (σ, 0-1) is the share of work that waits for a shared part; coherency (κ ≥ 0) is
//! the cost of keeping each pair of nodes in agreement. With κ = 0 it is Amdahl's law.

/// Throughput of `nodes` relative to one node; 0 for no nodes.
#[must_use]
#[inline]
pub fn speedup(nodes: f64, contention: f64, coherency: f64) -> f64 {
    if nodes.is_nan() || nodes <= 0.0 {
        return 0.0;
    }
    let more = nodes - 1.0;
    nodes / (1.0 + contention * more + coherency * nodes * more)
}

/// Nodes beyond which throughput falls (at least 1); infinite without coherency cost.
#[must_use]
pub fn peak(contention: f64, coherency: f64) -> f64 {
    if coherency <= 0.0 {
        return f64::INFINITY;
    }
    ((1.0 - contention).max(0.0) / coherency).sqrt().max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn speedup_meets_published_values() {
        let table = [
            (1.0, 1.0),
            (2.0, 1.9011),
            (4.0, 3.4423),
            (8.0, 5.6899),
            (16.0, 8.0402),
            (32.0, 9.0344),
            (64.0, 7.822),
        ];
        for (nodes, expected) in table {
            let found = speedup(nodes, 0.05, 0.001);
            assert!((found - expected).abs() < 5e-5, "{nodes}: {found}");
        }
        assert!((peak(0.05, 0.001) - 30.82).abs() < 5e-3);
    }

    #[test]
    fn without_coherency_cost_there_is_no_peak() {
        assert_eq!(peak(0.1, 0.0), f64::INFINITY);
        assert!(speedup(1e9, 0.1, 0.0) < 10.0);
    }

    #[test]
    fn no_nodes_serve_nothing() {
        for nodes in [0.0, -3.0, f64::NAN] {
            assert_eq!(speedup(nodes, 1.0, 0.1), 0.0);
        }
    }

    proptest! {
        #[test]
        fn below_the_peak_more_nodes_never_slow(
            contention in 0.0..0.9_f64, coherency in 1e-6..0.01_f64,
            from in 0.0..1.0_f64, to in 0.0..1.0_f64,
        ) {
            let at = |share: f64| {
                let nodes = 1.0 + share * (peak(contention, coherency) - 1.0);
                speedup(nodes, contention, coherency)
            };
            prop_assert!(at(from.max(to)) >= at(from.min(to)) - 1e-12);
        }
    }
}
