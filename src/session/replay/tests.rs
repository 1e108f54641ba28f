//! The verdict's words, without rules.

use super::*;
use crate::session::sample::{outcome, slugs};

#[test]
fn the_first_difference_is_named_with_both_values() {
    type Change = fn(&mut YearOutcome);
    type Difference = Option<(&'static str, &'static str, &'static str)>;
    let rows: [(Change, Difference); 8] = [
        (|_| {}, None),
        (|o| o.digest[31] = 0xff, Some(("digest", "", ""))),
        (|o| o.gauges.lock_in = 42.0, Some(("gauges.lock_in", "41.0", "42.0"))),
        (|o| o.gauges.exit_months = -0.0, Some(("gauges.exit_months", "0.0", "-0.0"))),
        (
            |o| {
                o.components[1].nodes = 4;
                o.digest[0] = 0;
            },
            Some(("components.serving.nodes", "3", "4")),
        ),
        (
            |o| o.by_component[2] = crate::units::Money::from_cents(1),
            Some(("by_component.2", "0", "1")),
        ),
        (|o| o.occurrences.truncate(1), Some(("occurrences.length", "2", "1"))),
        (
            |o| o.occurrences[1].subject = crate::sim::outcome::Subject::Pool(crate::id::PoolId(0)),
            Some(("occurrences.1.subject", "\"agency\"", "{\"pool\":\"platform\"}")),
        ),
    ];
    for (change, expected) in rows {
        let mut changed = outcome(1);
        change(&mut changed);
        let found =
            first_difference(&outcome(1), &changed, &slugs()).expect("the sample fits its names");
        match (&found, expected) {
            (None, None) => {}
            (Some((field, _, _)), Some(("digest", ..))) => assert_eq!(field, "digest"),
            (Some((field, left, right)), Some(expected)) => {
                assert_eq!((field.as_str(), left.as_str(), right.as_str()), expected);
            }
            other => panic!("{other:?}"),
        }
    }
}
