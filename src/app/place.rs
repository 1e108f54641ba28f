//! Where runs are kept, as the screens say it: in a folder, or in a page that a browser keeps or forgets.

use std::path::Path;

use crate::host::{self, Keeping};
use crate::insight::executor::Machine;
use crate::view::message;

/// Where all runs are kept.
pub(super) fn runs(keeping: Keeping, folder: &Path) -> String {
    page(keeping).unwrap_or_else(|| message::runs_in(folder))
}

/// Where the run at the table is kept.
pub(super) fn run(keeping: Keeping, file: &Path) -> String {
    page(keeping).unwrap_or_else(|| message::run_in(file))
}

/// What has to be known of a page that stopped to keep, or never did.
pub(super) fn warning(keeping: Keeping) -> Option<String> {
    page(keeping).filter(|_| !keeping.lasts())
}

fn page(keeping: Keeping) -> Option<String> {
    Some(match keeping {
        Keeping::Folder => return None,
        Keeping::Browser => message::kept_by_browser(),
        Keeping::Full => message::browser_is_full(),
        Keeping::Nowhere => message::browser_keeps_nothing(),
    })
}

/// What insight runs on: a page does it in steps, and its workers help where it has any.
#[cfg(target_arch = "wasm32")]
pub(super) fn machine() -> Machine {
    Machine::with_crew(host::milliseconds, crew())
}

/// The workers of the page, as it knows them.
#[cfg(target_arch = "wasm32")]
pub(super) fn crew() -> std::sync::Arc<crate::insight::crew::Crew> {
    static CREW: std::sync::LazyLock<std::sync::Arc<crate::insight::crew::Crew>> =
        std::sync::LazyLock::new(Default::default);
    CREW.clone()
}

/// What insight runs on: a page does it in steps.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn machine() -> Machine {
    Machine::whole()
}

/// A file was made for the person, and is on its way to them.
pub(super) fn made(what: &str, path: &Path) -> String {
    if host::keeping().is_page() { message::given(what) } else { message::kept(what, path) }
}
