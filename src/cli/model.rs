//! `model`: the textbook formulas of the rules, one at a time, with their source.
//!
//! Invariants: a report is numbers with units, and its printing is left to others; input out of
//! range is refused with what was found and what is supported.

mod answers;
mod arguments;
mod fair_file;
mod ranges;

use arguments::Formula;
pub use arguments::ModelArgs;
use std::path::{Path, PathBuf};

/// One line of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub name: String,
    pub value: f64,
    /// Unit of the value; empty for a plain number.
    pub unit: String,
}

impl Row {
    fn new(name: impl Into<String>, value: f64, unit: impl Into<String>) -> Self {
        Self { name: name.into(), value, unit: unit.into() }
    }
}

/// The answer of one formula.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub title: String,
    /// The formula in one line.
    pub formula: &'static str,
    /// Where it is published.
    pub source: &'static str,
    pub rows: Vec<Row>,
}

/// Why a formula was not computed: what was found, what is supported, the way out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{cause}")]
pub struct Refusal {
    pub cause: String,
    /// The file that could not be read or understood; `None` where an argument is at fault.
    pub file: Option<PathBuf>,
}

impl Refusal {
    fn new(cause: impl Into<String>) -> Self {
        Self { cause: cause.into(), file: None }
    }

    /// Names the file it is about.
    fn at(self, path: &Path) -> Self {
        Self { file: Some(path.to_owned()), ..self }
    }
}

/// Computes the formula that was asked for.
///
/// # Errors
/// Input out of range, or a file that cannot be read; see [`Refusal`].
pub fn run(args: &ModelArgs) -> Result<Report, Refusal> {
    match &args.formula {
        Formula::ErlangC(input) => answers::erlang_c(input),
        Formula::Usl(input) => answers::usl(input),
        Formula::Pert(input) => answers::pert(input),
        Formula::Fair(input) => answers::fair(input),
        Formula::Annuity(input) => answers::annuity(input),
        Formula::Wright(input) => answers::wright(input),
        Formula::Discount(input) => answers::discount(input),
        Formula::ExitCost(input) => answers::exit_cost(input),
    }
}

#[cfg(test)]
mod tests;
