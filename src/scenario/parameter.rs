//! Numbers of a case: each with unit, range, date and where it comes from.

use crate::id::{ParamId, SourceId};

/// Where a number or a statement comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Provenance {
    /// A published source of the case's `sources.ron`.
    Cited(SourceId),
    /// Set so that the model shows a stated behaviour; the text names the target.
    Calibrated(String),
    /// A judgement of the case's author; the text gives the reason.
    Assumption(String),
}

/// One number of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Where it stands in the case files, for example `archetypes.managed-open.licence`.
    pub path: String,
    pub unit: String,
    /// Plausible range of the number itself (what we do not know), not of chance in a run.
    pub low: f64,
    pub likely: f64,
    pub high: f64,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub as_of: String,
    pub provenance: Provenance,
}

/// What chance draws from in a run: shape and its own three or two numbers.
/// A spread has one [`Parameter`] per number, so that its numbers have sources too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// PERT (Vose): low, mode, high.
    Pert { low: ParamId, mode: ParamId, high: ParamId },
    /// Lognormal: median and the standard deviation of the logarithm.
    Lognormal { median: ParamId, sigma: ParamId },
}
