//! The files as written: one struct per record, slugs still texts, every value with its place.
//!
//! Invariants: reading is total. A value that does not fit is reported once and replaced by a stand-in at
//! [`Span::NONE`](super::place::Span::NONE), so that all other faults are still found.

pub(crate) mod decode;
pub mod events;
pub mod number;
pub mod options;
pub mod parameters;
pub mod plans;
pub mod roles;
pub mod scenario;
pub mod sources;

pub use decode::{Decode, List, Optional, Text};

use super::diagnostic::Faults;
use super::tree::Node;

/// All files of a case, as written.
#[derive(Clone, Debug)]
pub struct RawCase {
    pub scenario: scenario::RawScenario,
    pub options: options::RawOptions,
    pub events: events::RawEvents,
    pub roles: roles::RawRoles,
    pub plans: plans::RawPlans,
    pub parameters: parameters::RawParameters,
    pub sources: sources::RawSources,
}

impl RawCase {
    /// Reads the trees of the files; `tree` gives the tree of a file, if it is there and is RON.
    pub fn read<'a>(tree: impl Fn(&str) -> Option<&'a Node>, faults: &mut Faults) -> Self {
        fn file<T: Decode>(tree: Option<&Node>, faults: &mut Faults) -> T {
            tree.map_or_else(T::faulty, |tree| T::read(tree, faults))
        }
        Self {
            scenario: file(tree("scenario.ron"), faults),
            options: file(tree("options.ron"), faults),
            events: file(tree("events.ron"), faults),
            roles: file(tree("roles.ron"), faults),
            plans: file(tree("plans.ron"), faults),
            parameters: file(tree("parameters.ron"), faults),
            sources: file(tree("sources.ron"), faults),
        }
    }
}
