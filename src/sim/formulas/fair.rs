//! Open FAIR: from how often and how much, to a distribution of yearly loss.
//!
//! Source: The Open Group, Risk Taxonomy (O-RT) and Risk Analysis (O-RA): risk = loss event
//! frequency × loss magnitude, and each of the two from finer factors. Two modes:
//!
//! - [`Mode::Reference`] does what the reference implementation pyfair 0.1 does: PERT by
//!   moments, draws cut off at 0 (and at 1 for probabilities), vulnerability as the share of
//!   draws in which capability exceeds resistance, and one magnitude times one rate per year.
//! - [`Mode::Counts`] is what the game does: PERT in the usual parametrisation, a Poisson number
//!   of losses per year, each drawn on its own, secondary loss by chance.
//!
//! Both have the same mean up to the parametrisation; `Reference` understates the spread of a
//! year's loss. Frequencies are per year, magnitudes in any one unit of money.

mod factor;
mod simulate;
mod tree;

pub use simulate::{FairResult, LEAST_DRAWS, MOST_DRAWS, MOST_LOSSES, simulate};
pub use tree::{FairFault, FairTree, Input, Mode, Node};

#[cfg(test)]
mod tests;
