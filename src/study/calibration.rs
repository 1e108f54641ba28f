//! What a learner foresees: predictions by concept over time, and what to practise next.
//!
//! Mastery is to predict which way something goes and how far. There are no points, and nothing here compares people.

use super::concept::Concept;
use crate::scenario::plan::{Direction, Gauge, Size};
use crate::session::prediction::{Fared, fared};

/// The latest predictions that say how someone stands in a concept. Design choice.
pub const LATEST: usize = 3;
/// Stated sureness beyond what came true by this much is over-confidence, and the other way round. Design choice.
pub const SLACK: f64 = 0.15;

/// One prediction and what came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Foreseen {
    pub concept: Concept,
    pub said: (Direction, Size),
    pub did: (Direction, Size),
    /// How sure the learner was of the direction (0-1), if they said so.
    pub sure: Option<f64>,
}

/// How someone stands in one concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    NotTried,
    Practising,
    /// The latest predictions had the right direction.
    Direction,
    /// They had the right direction and size.
    DirectionAndSize,
}

/// Whether stated sureness matches what came true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// Stated too seldom to say.
    Unknown,
    Under,
    Fitting,
    Over,
}

/// The account of one concept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Account {
    pub concept: Concept,
    pub count: usize,
    pub direction_hits: usize,
    pub size_hits: usize,
    /// Right direction, but said to move further than it did, or less far.
    pub said_too_much: usize,
    pub said_too_little: usize,
    /// Mean stated sureness, and the share of the same predictions that came true.
    pub sureness: Option<(f64, f64)>,
    pub confidence: Confidence,
    pub standing: Standing,
}

/// Why a concept is next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Practise {
    NotTried,
    Direction,
    Size,
    /// Too sure, or not sure enough.
    Sureness,
}

/// The concept that a gauge is about.
#[must_use]
pub const fn concept_of(gauge: Gauge) -> Concept {
    match gauge {
        Gauge::Cost => Concept::TotalCost,
        Gauge::LockIn => Concept::LockIn,
        Gauge::Security | Gauge::Compliance => Concept::Security,
        Gauge::Scale => Concept::Scalability,
    }
}

/// The account of each concept, in the order of the concepts. `foreseen` is in the order of time.
#[must_use]
pub fn accounts(foreseen: &[Foreseen]) -> Vec<Account> {
    Concept::ALL.into_iter().map(|concept| account(concept, foreseen)).collect()
}

fn account(concept: Concept, foreseen: &[Foreseen]) -> Account {
    let own: Vec<&Foreseen> = foreseen.iter().filter(|it| it.concept == concept).collect();
    let how: Vec<Fared> = own.iter().map(|it| fared(it.said, it.did)).collect();
    let direction_hits = how.iter().filter(|it| **it != Fared::OtherWay).count();
    let size_hits = how.iter().filter(|it| **it == Fared::Right).count();
    let other_size = |more: bool| {
        let off = own.iter().zip(&how).filter(|(_, how)| **how == Fared::OtherSize);
        off.filter(|(it, _)| (it.said.1 > it.did.1) == more).count()
    };
    let stated: Vec<(f64, bool)> = own
        .iter()
        .zip(&how)
        .filter_map(|(it, how)| Some((it.sure?.clamp(0.0, 1.0), *how != Fared::OtherWay)))
        .collect();
    let sureness = (!stated.is_empty()).then(|| {
        let count = stated.len() as f64;
        let sure: f64 = stated.iter().map(|(sure, _)| sure).sum();
        (sure / count, stated.iter().filter(|(_, came)| *came).count() as f64 / count)
    });
    let confidence = match sureness {
        Some((sure, came)) if stated.len() >= LATEST => {
            if sure - came > SLACK {
                Confidence::Over
            } else if came - sure > SLACK {
                Confidence::Under
            } else {
                Confidence::Fitting
            }
        }
        _ => Confidence::Unknown,
    };
    let latest = &how[how.len().saturating_sub(LATEST)..];
    let standing = match latest {
        [] => Standing::NotTried,
        latest if latest.len() < LATEST => Standing::Practising,
        latest if latest.iter().all(|it| *it == Fared::Right) => Standing::DirectionAndSize,
        latest if latest.iter().all(|it| *it != Fared::OtherWay) => Standing::Direction,
        _ => Standing::Practising,
    };
    Account {
        concept,
        count: own.len(),
        direction_hits,
        size_hits,
        said_too_much: other_size(true),
        said_too_little: other_size(false),
        sureness,
        confidence,
        standing,
    }
}

/// What to practise next, most useful first: directions that were missed, what was never tried, sizes, sureness. Concepts
/// that need nothing are left out.
#[must_use]
pub fn practise(accounts: &[Account]) -> Vec<(Concept, Practise)> {
    let mut list: Vec<(u8, usize, Concept, Practise)> = Vec::new();
    for account in accounts {
        let missed = account.count - account.direction_hits;
        let entry = match account.standing {
            Standing::Practising if missed > 0 => (0, usize::MAX - missed, Practise::Direction),
            Standing::NotTried => (1, 0, Practise::NotTried),
            Standing::Practising => (2, account.count, Practise::Size),
            Standing::Direction => (3, account.size_hits, Practise::Size),
            Standing::DirectionAndSize => match account.confidence {
                Confidence::Over | Confidence::Under => (4, 0, Practise::Sureness),
                Confidence::Unknown | Confidence::Fitting => continue,
            },
        };
        list.push((entry.0, entry.1, account.concept, entry.2));
    }
    list.sort_by_key(|(rank, within, concept, _)| (*rank, *within, *concept));
    list.into_iter().map(|(_, _, concept, why)| (concept, why)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Direction::{Falls, Rises};
    use Size::{Clear, Slight, Strong};

    fn foreseen(said: (Direction, Size), did: (Direction, Size), sure: Option<f64>) -> Foreseen {
        Foreseen { concept: Concept::LockIn, said, did, sure }
    }

    fn lock_in(list: &[Foreseen]) -> Account {
        accounts(list)[Concept::LockIn as usize]
    }

    #[test]
    fn standing_follows_the_latest_predictions() {
        let right = foreseen((Rises, Clear), (Rises, Clear), None);
        let size = foreseen((Rises, Strong), (Rises, Clear), None);
        let wrong = foreseen((Falls, Clear), (Rises, Clear), None);
        for (list, standing) in [
            (vec![], Standing::NotTried),
            (vec![right, right], Standing::Practising),
            (vec![right, right, right], Standing::DirectionAndSize),
            (vec![right, size, right], Standing::Direction),
            (vec![right, wrong, right], Standing::Practising),
            (vec![wrong, wrong, right, right, right], Standing::DirectionAndSize),
        ] {
            assert_eq!(lock_in(&list).standing, standing, "{list:?}");
        }
        let account = lock_in(&[size, wrong, foreseen((Rises, Slight), (Rises, Clear), None)]);
        assert_eq!((account.count, account.direction_hits, account.size_hits), (3, 2, 0));
        assert_eq!((account.said_too_much, account.said_too_little), (1, 1));
    }

    #[test]
    fn sureness_is_set_against_what_came_true() {
        let sure = |sure: f64, hit: bool| {
            foreseen((if hit { Rises } else { Falls }, Clear), (Rises, Clear), Some(sure))
        };
        for (list, confidence) in [
            (vec![sure(0.9, true)], Confidence::Unknown),
            (vec![sure(0.9, true), sure(0.9, false), sure(0.9, false)], Confidence::Over),
            (vec![sure(0.5, true), sure(0.6, true), sure(0.5, true)], Confidence::Under),
            (vec![sure(0.9, true), sure(0.9, true), sure(0.95, true)], Confidence::Fitting),
        ] {
            assert_eq!(lock_in(&list).confidence, confidence, "{list:?}");
        }
    }

    #[test]
    fn missed_directions_come_first_and_what_is_mastered_does_not_come() {
        let of = |concept: Concept, hit: bool| Foreseen {
            concept,
            said: (if hit { Rises } else { Falls }, Clear),
            did: (Rises, Clear),
            sure: None,
        };
        let mut list = vec![of(Concept::Security, false), of(Concept::TotalCost, true)];
        list.extend([of(Concept::LockIn, true); LATEST]);
        let next = practise(&accounts(&list));
        assert_eq!(next[0], (Concept::Security, Practise::Direction));
        assert_eq!(next[1], (Concept::OpenSource, Practise::NotTried));
        assert_eq!(next.last(), Some(&(Concept::TotalCost, Practise::Size)));
        assert!(next.iter().all(|(concept, _)| *concept != Concept::LockIn));
    }

    #[test]
    fn every_gauge_is_about_a_concept() {
        let about: Vec<Concept> = Gauge::ALL.into_iter().map(concept_of).collect();
        assert_eq!(about.len(), 5);
        assert!(about.contains(&Concept::TotalCost) && about.contains(&Concept::Scalability));
    }
}
