//! A prediction against what came: which way a gauge went, and how far.
//!
//! Invariant: how far is far is said by the case: a change is measured against the distance between the values at which
//! the case scores the gauge with 0 and with 100.

use crate::scenario::case::{Case, GaugeScales, Scale};
use crate::scenario::plan::{Direction, Gauge, Size};

/// Share of the gauge's scale up to which it counts as unmoved. Design choice: less than a hand's breadth on the board.
pub const STILL: f64 = 0.02;
/// Share of the gauge's scale from which a change is clear, and from which it is strong. Design choices.
pub const CLEAR: f64 = 0.08;
pub const STRONG: f64 = 0.2;

/// A change as a share of the gauge's scale; its sign is that of the number, not of good or bad.
#[must_use]
pub fn share_of_scale(case: &Case, gauge: Gauge, from: f64, to: f64) -> f64 {
    let GaugeScales { cost, lock_in, security, scale, compliance } = &case.scales;
    let Scale { good, bad } = *match gauge {
        Gauge::Cost => cost,
        Gauge::LockIn => lock_in,
        Gauge::Security => security,
        Gauge::Scale => scale,
        Gauge::Compliance => compliance,
    };
    let length = (good - bad).abs();
    if length > 0.0 { (to - from) / length } else { 0.0 }
}

/// What a gauge did.
#[must_use]
pub fn moved(case: &Case, gauge: Gauge, from: f64, to: f64) -> (Direction, Size) {
    let share = share_of_scale(case, gauge, from, to);
    let direction = match share {
        _ if share.abs() <= STILL => Direction::Stays,
        _ if share > 0.0 => Direction::Rises,
        _ => Direction::Falls,
    };
    let size = match share.abs() {
        far if far >= STRONG => Size::Strong,
        far if far >= CLEAR => Size::Clear,
        _ => Size::Slight,
    };
    (direction, size)
}

/// How a prediction fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fared {
    Right,
    /// The direction was right, the size was not.
    OtherSize,
    OtherWay,
}

/// Compares what was said with what the gauge did. How far something stays is not asked.
#[must_use]
pub fn fared(said: (Direction, Size), did: (Direction, Size)) -> Fared {
    match (said, did) {
        ((Direction::Stays, _), (Direction::Stays, _)) => Fared::Right,
        (said, did) if said == did => Fared::Right,
        (said, did) if said.0 == did.0 => Fared::OtherSize,
        _ => Fared::OtherWay,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{load, shipped};

    #[test]
    fn how_far_is_far_is_said_by_the_scale_of_the_case() {
        for slug in shipped::slugs() {
            let case = load(&shipped::files(slug).expect("shipped")).case.expect("no errors");
            let Scale { good, bad } = case.scales.scale;
            let step = |share: f64| 50.0 + share * (good - bad).abs();
            for (share, direction, size) in [
                (0.0, Direction::Stays, Size::Slight),
                (0.019, Direction::Stays, Size::Slight),
                (-0.03, Direction::Falls, Size::Slight),
                (0.09, Direction::Rises, Size::Clear),
                (-0.3, Direction::Falls, Size::Strong),
            ] {
                let did = moved(&case, Gauge::Scale, 50.0, step(share));
                assert_eq!(did, (direction, size), "{slug}: a change by {share} of the scale");
            }
        }
    }

    #[test]
    fn direction_weighs_more_than_size() {
        use Direction::{Falls, Rises, Stays};
        for (said, did, fared_as) in [
            ((Rises, Size::Clear), (Rises, Size::Clear), Fared::Right),
            ((Rises, Size::Clear), (Rises, Size::Slight), Fared::OtherSize),
            ((Rises, Size::Clear), (Falls, Size::Clear), Fared::OtherWay),
            ((Stays, Size::Strong), (Stays, Size::Slight), Fared::Right),
            ((Stays, Size::Slight), (Rises, Size::Slight), Fared::OtherWay),
        ] {
            assert_eq!(fared(said, did), fared_as, "{said:?} {did:?}");
        }
    }
}
