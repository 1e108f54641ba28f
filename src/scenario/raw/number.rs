//! Numbers, spreads and sources as written.

use super::Text;
use super::decode::{choice, record};
use crate::scenario::place::Spanned;

record! {
    /// A number with what is known about it.
    pub struct Amount {
        unit: Text,
        low: Spanned<f64>,
        likely: Spanned<f64>,
        high: Spanned<f64>,
        as_of: Text,
        source: Spanned<Origin>,
    }
}

choice! {
    /// What chance draws from in a run.
    pub enum SpreadNode {
        Pert {
            unit: Text,
            low: Spanned<f64>,
            mode: Spanned<f64>,
            high: Spanned<f64>,
            as_of: Text,
            source: Spanned<Origin>,
        },
        Lognormal {
            unit: Text,
            median: Spanned<f64>,
            sigma: Spanned<f64>,
            as_of: Text,
            source: Spanned<Origin>,
        },
    }
}

choice! {
    /// Where a number or a statement comes from.
    pub enum Origin {
        Assumption(reason: Text),
        Calibrated(target: Text),
        Cited(slug: Text),
    }
}

record! {
    /// A sentence with its source.
    pub struct RawStatement {
        text: Text,
        source: Spanned<Origin>,
    }
}
