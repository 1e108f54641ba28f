//! `sources.ron`: where figures were published.

use super::decode::{record, words};
use super::{List, Text};
use crate::scenario::case::Verification;
use crate::scenario::place::Spanned;

record! {
    /// The whole file.
    pub struct RawSources {
        format: Spanned<u16>,
        sources: List<RawSource>,
    }
}

record! {
    pub struct RawSource {
        slug: Text,
        title: Text,
        locator: Text,
        as_of: Text,
        verification: Spanned<Verification>,
    }
}

words!(Verification: Unverified, Primary, Secondary, Computed);
