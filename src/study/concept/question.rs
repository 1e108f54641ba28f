//! Short checks on a card: the question is typed in, the answer never is.

use super::Concept;
use super::card::Card;
use crate::scenario::plan::{Direction, Size};

/// Relative change up to which something counts as unmoved, and from which it is clear, and strong. Design choices.
const STILL: f64 = 0.02;
const CLEAR: f64 = 0.25;
const STRONG: f64 = 1.0;

/// One short check.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Question {
    pub concept: Concept,
    pub asks: Asks,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Asks {
    /// One input goes to a value: which way goes an output, and how far?
    HowFar { input: usize, to: f64, output: usize },
    /// Which of these single changes brings an output to a bound? There may be several, or none.
    WhichReach { changes: &'static [(usize, f64)], output: usize, bound: f64, at_most: bool },
}

/// What is right, as computed now.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Way {
        direction: Direction,
        size: Size,
        from: f64,
        to: f64,
    },
    /// Places of the changes that reach the bound.
    Changes(Vec<usize>),
}

/// What a learner said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    Way(Direction, Size),
    Changes(Vec<usize>),
}

/// How an answer fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Right,
    /// The direction, or some of the changes.
    InPart,
    Not,
}

impl Concept {
    /// The checks of the concept; they start from the card as it stands.
    #[must_use]
    pub const fn questions(self) -> &'static [Asks] {
        match self {
            Self::OpenSource => &[
                Asks::HowFar { input: 1, to: 2.0, output: 0 },
                Asks::WhichReach {
                    changes: &[(1, 8.0), (2, 14.0), (3, 120.0), (0, 2.0)],
                    output: 1,
                    bound: 0.25,
                    at_most: true,
                },
            ],
            Self::Proprietary => &[
                Asks::HowFar { input: 1, to: 0.15, output: 0 },
                Asks::HowFar { input: 3, to: 0.07, output: 2 },
            ],
            Self::Hybrid => &[
                Asks::HowFar { input: 1, to: 7.0, output: 0 },
                Asks::WhichReach {
                    changes: &[(1, 8.0), (4, 15.0), (5, 0.0), (3, 70.0)],
                    output: 2,
                    bound: 200.0,
                    at_most: false,
                },
            ],
            Self::TotalCost => &[
                Asks::HowFar { input: 1, to: 2_400.0, output: 1 },
                Asks::HowFar { input: 2, to: 10.0, output: 2 },
            ],
            Self::LockIn => &[
                Asks::HowFar { input: 2, to: 12.0, output: 1 },
                Asks::WhichReach {
                    changes: &[(1, 1.0), (2, 2.0), (3, 0.0), (0, 10.0)],
                    output: 0,
                    bound: 330.0,
                    at_most: true,
                },
            ],
            Self::Customisation => &[
                Asks::HowFar { input: 2, to: 20.0, output: 0 },
                Asks::HowFar { input: 3, to: 0.5, output: 1 },
            ],
            Self::Scalability => &[
                Asks::HowFar { input: 0, to: 3.6, output: 1 },
                Asks::WhichReach {
                    changes: &[(0, 2.5), (1, 6.0), (2, 0.0), (1, 32.0)],
                    output: 1,
                    bound: 0.2,
                    at_most: true,
                },
            ],
            Self::Security => &[
                Asks::HowFar { input: 0, to: 7.0, output: 1 },
                Asks::WhichReach {
                    changes: &[(0, 14.0), (2, 0.2), (3, 300.0), (1, 80.0)],
                    output: 1,
                    bound: 50.0,
                    at_most: true,
                },
            ],
            Self::Community => &[
                Asks::HowFar { input: 1, to: 6.0, output: 1 },
                Asks::WhichReach {
                    changes: &[(1, 3.0), (3, 1.0), (2, 1.0), (4, 3.0)],
                    output: 1,
                    bound: 0.17,
                    at_most: true,
                },
            ],
        }
    }
}

/// The right answer, from the card with these values.
#[must_use]
pub fn answer(card: &Card, asks: &Asks, values: &[f64]) -> Answer {
    let changed = |input: usize, to: f64| {
        let mut values = values.to_vec();
        values.resize(card.inputs.len(), 0.0);
        values[input] = to;
        card.compute(&values)
    };
    match *asks {
        Asks::HowFar { input, to, output } => {
            let (from, to) = (card.compute(values)[output], changed(input, to)[output]);
            let (direction, size) = moved(from, to);
            Answer::Way { direction, size, from, to }
        }
        Asks::WhichReach { changes, output, bound, at_most } => {
            let reaches = |&(input, to): &(usize, f64)| {
                let came = changed(input, to)[output];
                if at_most { came <= bound } else { came >= bound }
            };
            let right = changes.iter().enumerate().filter(|(_, change)| reaches(change));
            Answer::Changes(right.map(|(place, _)| place).collect())
        }
    }
}

/// Which way a number went, and how far, by its own size: clear from a quarter, strong from a doubling or a halving.
#[must_use]
pub fn moved(from: f64, to: f64) -> (Direction, Size) {
    if from == to {
        return (Direction::Stays, Size::Slight);
    }
    // Up by a factor and down by the same factor are equally far.
    let (small, large) = (from.abs().min(to.abs()), from.abs().max(to.abs()));
    let far = if from * to > 0.0 { large / small - 1.0 } else { f64::INFINITY };
    let direction = match far {
        far if far <= STILL => Direction::Stays,
        _ if to > from => Direction::Rises,
        _ => Direction::Falls,
    };
    let size = match far {
        far if far >= STRONG => Size::Strong,
        far if far >= CLEAR => Size::Clear,
        _ => Size::Slight,
    };
    (direction, size)
}

/// How what was said compares with what is right.
#[must_use]
pub fn mark(said: &Said, right: &Answer) -> Outcome {
    match (said, right) {
        (Said::Way(direction, size), Answer::Way { direction: way, size: far, .. }) => {
            match crate::session::prediction::fared((*direction, *size), (*way, *far)) {
                crate::session::prediction::Fared::Right => Outcome::Right,
                crate::session::prediction::Fared::OtherSize => Outcome::InPart,
                crate::session::prediction::Fared::OtherWay => Outcome::Not,
            }
        }
        (Said::Changes(said), Answer::Changes(right)) => {
            let hits = said.iter().filter(|place| right.contains(place)).count();
            let wrong = said.len() - hits;
            match (hits == right.len(), wrong) {
                (true, 0) => Outcome::Right,
                _ if hits > wrong => Outcome::InPart,
                _ => Outcome::Not,
            }
        }
        _ => Outcome::Not,
    }
}
