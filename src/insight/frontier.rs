//! The frontier of plans: those that no other beats in cost, lock-in, losses and service at once.
//!
//! Without weights there is no best plan, only plans that cannot be bettered in one thing without paying in another
//! (Pareto). Compare means over the same lucks; a single run shows its luck as well as its plan.

use super::judge::{Aim, Judged};
use crate::scenario::plan::Gauge;

/// What plans are compared by.
pub const AXES: [Aim; 4] = [
    Aim::Gauge(Gauge::Cost),
    Aim::Gauge(Gauge::LockIn),
    Aim::Gauge(Gauge::Security),
    Aim::Gauge(Gauge::Scale),
];

/// Whether `a` is at least as good as `b` on every axis and better on one.
#[must_use]
pub fn dominates(a: &Judged, b: &Judged) -> bool {
    let gains = AXES.map(|aim| aim.gain(a, b));
    gains.iter().all(|gain| *gain >= 0.0) && gains.iter().any(|gain| *gain > 0.0)
}

/// Places of the points that no other point dominates, the cheapest first; equal points are all on it.
#[must_use]
pub fn frontier(points: &[Judged]) -> Vec<usize> {
    let cost = |index: &usize| points[*index].get(Aim::Gauge(Gauge::Cost));
    let mut on_it: Vec<usize> = (0..points.len())
        .filter(|index| !points.iter().any(|other| dominates(other, &points[*index])))
        .collect();
    on_it.sort_by(|a, b| cost(a).total_cmp(&cost(b)).then(a.cmp(b)));
    on_it
}

/// Places of the points that are better than a table's dot in everything; none: the dot is on the frontier.
#[must_use]
pub fn better_than(dot: &Judged, points: &[Judged]) -> Vec<usize> {
    (0..points.len()).filter(|index| dominates(&points[*index], dot)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point([cost, lock_in, losses, served]: [f64; 4]) -> Judged {
        Judged { values: [0.0, cost, lock_in, losses, served, 0.0], spent: 0.0 }
    }

    #[test]
    fn a_point_is_on_the_frontier_unless_another_is_better_in_everything() {
        let points = [
            [20.0, 30.0, 5.0, 90.0],
            [10.0, 40.0, 5.0, 90.0],
            // Dearer than the first and no better.
            [21.0, 30.0, 5.0, 90.0],
            // The dearest of all, and it serves best.
            [90.0, 90.0, 9.0, 99.0],
            [20.0, 30.0, 5.0, 90.0],
        ]
        .map(point);
        assert_eq!(frontier(&points), [1, 0, 4, 3]);
        assert_eq!(better_than(&points[2], &points), [0, 4]);
        assert!(better_than(&points[3], &points).is_empty());
        assert!(frontier(&[]).is_empty());
    }
}
