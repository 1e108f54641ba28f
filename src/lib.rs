//! Stackholders: a case-study simulation of a government AI pipeline.
//!
//! Modules in reading order. A module may use those above it, never those below:
//! `units`, `id`, `lanes` ← `scenario` ← `luck` ← `sim` ← `session` ← `insight` ← {`debrief`, `study`} ← `view` ← `documents` ← {`cli`, `ui`} ← `app`.
//! `host` moves bytes, depends on nothing above `units`, and is used by `cli` and `app` only.

#[cfg(feature = "ui")]
pub mod app;
#[cfg(feature = "cli")]
pub mod cli;
pub mod debrief;
pub mod documents;
pub mod host;
pub mod id;
pub mod insight;
pub mod lanes;
pub mod luck;
pub mod scenario;
pub mod session;
pub mod sim;
pub mod study;
#[cfg(feature = "ui")]
pub mod ui;
pub mod units;
pub mod view;
