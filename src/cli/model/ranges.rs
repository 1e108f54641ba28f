//! Ranges of what can be asked, and the refusal of what lies outside.

use super::Refusal;
use std::ops::RangeInclusive;

/// Collects every number that is out of its range.
#[derive(Default)]
pub(super) struct Ranges {
    faults: Vec<String>,
}

impl Ranges {
    /// `supported` in words, for example `0 to 1`.
    pub(super) fn need(&mut self, name: &str, found: f64, holds: bool, supported: &str) {
        if !holds {
            self.faults.push(format!("--{name} is {found}: supported is {supported}"));
        }
    }

    pub(super) fn within(&mut self, name: &str, found: f64, range: RangeInclusive<f64>) {
        let supported = format!("{} to {}", range.start(), range.end());
        self.need(name, found, range.contains(&found), &supported);
    }

    /// Refuses if any number was out of range.
    pub(super) fn settle(self) -> Result<(), Refusal> {
        if self.faults.is_empty() { Ok(()) } else { Err(Refusal::new(self.faults.join("\n"))) }
    }
}
