//! `roles.ron`: who sits at the table and what only they know.

use super::decode::record;
use super::number::RawStatement;
use super::{List, Text};
use crate::scenario::place::Spanned;

record! {
    /// The whole file.
    pub struct RawRoles {
        format: Spanned<u16>,
        roles: List<RawRole>,
    }
}

record! {
    pub struct RawRole {
        slug: Text,
        name: Text,
        goal: Text,
        facts: List<List<RawStatement>>,
    }
}
