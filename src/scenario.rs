//! What a case says: files in, validated case or all faults out.
//!
//! [`load::load`] is the only maker of a [`case::Case`]. It reads each file into a tree ([`tree`]), the
//! trees into records ([`raw`]), resolves names ([`resolve`]) and checks the whole ([`check`]).

pub mod case;
pub mod check;
pub mod diagnostic;
pub mod digest;
pub mod family;
pub mod load;
pub mod migrate;
pub mod parameter;
pub mod place;
pub mod plan;
pub mod raw;
pub mod reading;
pub mod resolve;
pub mod shipped;
pub mod skeleton;
pub mod tree;
pub mod vocabulary;

pub use diagnostic::{Finding, Findings, Severity};
pub use load::{CaseFiles, Loaded, load};
pub use reading::{ReadingReport, reading_report};
