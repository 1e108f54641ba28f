//! The tree of factors and what may be put into it.
//!
//! Invariant: in a [`FairTree`] every factor that is needed is given once, either itself or
//! through the factors below it.

use crate::luck::distribution::{GAMMAS, PertShape};
use thiserror::Error;

macro_rules! nodes {
    ($($(#[$doc:meta])* $member:ident => $name:literal $(= $first:ident $sign:ident $second:ident)?),* $(,)?) => {
        /// A factor of the tree.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Node { $($(#[$doc])* $member,)* }

        impl Node {
            pub const ALL: &'static [Node] = &[$(Self::$member,)*];

            /// Name as in the standard; also the address of its draws.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$member => $name,)* }
            }

            /// The two factors this one can be worked out from.
            #[must_use]
            pub const fn parts(self) -> Option<[Node; 2]> {
                match self {
                    $($(Self::$member => Some([Self::$first, Self::$second]),)?)*
                    _ => None,
                }
            }
        }
    };
}

nodes! {
    /// Losses per year: threat events × vulnerability.
    LossEventFrequency => "loss event frequency" = ThreatEventFrequency times Vulnerability,
    /// Attempts per year: contacts × probability of action.
    ThreatEventFrequency => "threat event frequency" = ContactFrequency times ProbabilityOfAction,
    /// Contacts per year.
    ContactFrequency => "contact frequency",
    /// Probability that a contact becomes an attempt (0-1).
    ProbabilityOfAction => "probability of action",
    /// Probability that an attempt becomes a loss (0-1): that capability exceeds resistance.
    Vulnerability => "vulnerability" = ThreatCapability above ResistanceStrength,
    /// Strength of the attempt (0-1).
    ThreatCapability => "threat capability",
    /// Strength of the defence (0-1); "control strength" in pyfair.
    ResistanceStrength => "resistance strength",
    /// Money per loss: primary + secondary.
    LossMagnitude => "loss magnitude" = PrimaryLoss plus SecondaryLoss,
    /// Money lost directly.
    PrimaryLoss => "primary loss",
    /// Money lost through the reactions of others: frequency × magnitude.
    SecondaryLoss => "secondary loss" = SecondaryLossEventFrequency times SecondaryLossEventMagnitude,
    /// Secondary losses per loss; a probability (0-1) where losses are counted.
    SecondaryLossEventFrequency => "secondary loss event frequency",
    /// Money per secondary loss.
    SecondaryLossEventMagnitude => "secondary loss event magnitude",
}

impl Node {
    /// Whether its values are limited to 0-1.
    #[must_use]
    pub const fn is_share(self, mode: Mode) -> bool {
        match self {
            Self::ProbabilityOfAction
            | Self::Vulnerability
            | Self::ThreatCapability
            | Self::ResistanceStrength => true,
            Self::SecondaryLossEventFrequency => matches!(mode, Mode::Counts),
            _ => false,
        }
    }
}

impl std::fmt::Display for Node {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// How a year is played; see the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    Reference,
    Counts,
}

impl Mode {
    /// The parametrisation of PERT the mode uses.
    #[must_use]
    pub const fn pert_shape(self) -> PertShape {
        match self {
            Self::Reference => PertShape::Moments,
            Self::Counts => PertShape::Vose,
        }
    }
}

/// What is known about one factor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Input {
    Constant(f64),
    /// Normal, cut off at 0 and for probabilities at 1; this moves the mean.
    Normal {
        mean: f64,
        sd: f64,
    },
    Pert {
        low: f64,
        mode: f64,
        high: f64,
        gamma: f64,
    },
}

/// Why a tree cannot be computed.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum FairFault {
    #[error("{node} is missing: give it, or both {first} and {second}")]
    Missing { node: Node, first: Node, second: Node },
    #[error("{0} is missing")]
    MissingLeaf(Node),
    #[error("{0} is given, and so is {1} below it: give one of the two")]
    Twice(Node, Node),
    #[error("{0} has the value {1}: supported are finite numbers from 0 on")]
    Negative(Node, f64),
    #[error("{0} has the value {1}: it is a probability, supported is 0 to 1")]
    AboveOne(Node, f64),
    #[error("{0} has low {1}, mode {2}, high {3}: they must not fall")]
    Unordered(Node, f64, f64, f64),
    #[error(
        "{0} has low and high both {1}: reference mode refuses a PERT without range, use a constant"
    )]
    NoRange(Node, f64),
    #[error("{node} has gamma {gamma}: supported is {} to {}", GAMMAS.0, GAMMAS.1)]
    Gamma { node: Node, gamma: f64 },
    #[error("{draws} draws: supported are {least} to {most}")]
    Draws { draws: u32, least: u32, most: u32 },
    #[error(
        "about {expected:.0} losses would be drawn one by one, supported are {most:.0}: \
         take fewer draws, or reference mode"
    )]
    TooManyLosses { expected: f64, most: f64 },
}

/// A complete tree.
#[derive(Clone, Debug, PartialEq)]
pub struct FairTree {
    inputs: Vec<Option<Input>>,
}

impl FairTree {
    /// Builds the tree from the factors that are known, in any order.
    ///
    /// # Errors
    /// All faults of the structure: factors missing, or given twice.
    pub fn new(given: &[(Node, Input)]) -> Result<Self, Vec<FairFault>> {
        let mut inputs = vec![None; Node::ALL.len()];
        for (node, input) in given {
            inputs[*node as usize] = Some(*input);
        }
        let tree = Self { inputs };
        let mut faults = Vec::new();
        tree.require(Node::LossEventFrequency, &mut faults);
        tree.require(Node::LossMagnitude, &mut faults);
        if faults.is_empty() { Ok(tree) } else { Err(faults) }
    }

    /// What is given for a factor itself.
    #[must_use]
    pub fn input(&self, node: Node) -> Option<Input> {
        self.inputs[node as usize]
    }

    /// All faults of the numbers under a mode.
    #[must_use]
    pub fn check(&self, mode: Mode) -> Vec<FairFault> {
        let mut faults = Vec::new();
        for node in Node::ALL {
            if let Some(input) = self.input(*node) {
                check_input(*node, input, mode, &mut faults);
            }
        }
        faults
    }

    fn require(&self, node: Node, faults: &mut Vec<FairFault>) {
        match (self.input(node), node.parts()) {
            (Some(_), Some(parts)) => {
                faults.extend(
                    parts
                        .iter()
                        .filter_map(|part| self.first_given(*part))
                        .map(|below| FairFault::Twice(node, below)),
                );
            }
            (Some(_), None) => {}
            (None, Some(parts)) => {
                if parts.iter().all(|part| self.first_given(*part).is_none()) {
                    faults.push(FairFault::Missing { node, first: parts[0], second: parts[1] });
                } else {
                    parts.iter().for_each(|part| self.require(*part, faults));
                }
            }
            (None, None) => faults.push(FairFault::MissingLeaf(node)),
        }
    }

    /// The first factor given at or below a node.
    fn first_given(&self, node: Node) -> Option<Node> {
        if self.input(node).is_some() {
            return Some(node);
        }
        node.parts()?.iter().find_map(|part| self.first_given(*part))
    }
}

fn check_input(node: Node, input: Input, mode: Mode, faults: &mut Vec<FairFault>) {
    let before = faults.len();
    let mut value = |value: f64, limited: bool| {
        if !(value >= 0.0 && value.is_finite()) {
            faults.push(FairFault::Negative(node, value));
        } else if limited && value > 1.0 && node.is_share(mode) {
            faults.push(FairFault::AboveOne(node, value));
        }
    };
    match input {
        Input::Constant(constant) => value(constant, true),
        Input::Normal { mean, sd } => {
            value(mean, true);
            value(sd, false);
        }
        Input::Pert { low, mode: peak, high, gamma } => {
            [low, peak, high].into_iter().for_each(|number| value(number, true));
            if faults.len() > before {
                return;
            }
            if !(low <= peak && peak <= high) {
                faults.push(FairFault::Unordered(node, low, peak, high));
            } else if low == high && mode == Mode::Reference {
                faults.push(FairFault::NoRange(node, low));
            }
            if !(gamma >= GAMMAS.0 && gamma <= GAMMAS.1) {
                faults.push(FairFault::Gamma { node, gamma });
            }
        }
    }
}
