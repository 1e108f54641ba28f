//! What a window needs, and what is said where it is missing or breaks.
//!
//! Invariant: nobody sees a panic. Before the first picture it means that a window cannot be had here; after it, that
//! the program is at fault, and then the runs are named, which are all kept.

use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Exit code where there is no display or nothing to draw with (the one of "service unavailable").
const NO_WINDOW: u8 = 69;
/// Exit code of a fault of the program itself (the one of "internal software error").
const FAULT: u8 = 70;

/// Whether a picture was ever shown.
#[derive(Clone, Default)]
pub(super) struct Shown(Arc<AtomicBool>);

impl Shown {
    pub(super) fn mark(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_marked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Opens a window and stays until it is closed. `folder` is where runs are kept.
pub(super) fn guarded(folder: &Path, open: impl FnOnce(Shown) -> ExitCode) -> ExitCode {
    if no_display() {
        complain(&Complaint::no_display());
        return ExitCode::from(NO_WINDOW);
    }
    let shown = Shown::default();
    let first: Arc<Mutex<Option<String>>> = Arc::default();
    let hook = Arc::clone(&first);
    // Several threads may fall one after the other; the first one knows why.
    panic::set_hook(Box::new(move |info| {
        let said = info.payload_as_str().unwrap_or("no reason is given");
        let place = info.location().map(|at| format!(", {}:{}", at.file(), at.line()));
        let mut first = hook.lock().unwrap_or_else(PoisonError::into_inner);
        first.get_or_insert_with(|| format!("{said}{}", place.unwrap_or_default()));
    }));
    let ended = panic::catch_unwind(AssertUnwindSafe(|| open(shown.clone())));
    let _ = panic::take_hook();
    let Ok(code) = ended else {
        let said = first.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default();
        let complaint = Complaint::of(&said, shown.is_marked(), folder);
        complain(&complaint);
        return ExitCode::from(complaint.code);
    };
    code
}

/// Whether there is no display at all, as far as that can be known beforehand.
#[expect(
    clippy::disallowed_methods,
    reason = "where the display is, is said by the environment only"
)]
fn no_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(target_os = "linux") && !set("DISPLAY") && !set("WAYLAND_DISPLAY")
}

/// What is wrong, and the way out.
#[derive(Debug, PartialEq)]
struct Complaint {
    what: String,
    help: String,
    code: u8,
}

const STILL: &str = "`stackholders --help` lists what works without a window";

impl Complaint {
    fn no_display() -> Self {
        Self {
            what: "no display: neither DISPLAY nor WAYLAND_DISPLAY is set".to_owned(),
            help: format!("start it on a desktop; {STILL}"),
            code: NO_WINDOW,
        }
    }

    /// `said` is what the failing part of the engine said; `shown`: after a picture was on the screen.
    fn of(said: &str, shown: bool, folder: &Path) -> Self {
        if shown {
            return Self {
                what: format!("the game stopped by a fault of its own: {said}"),
                help: format!(
                    "every committed year and the draft are kept in {}; start again and choose the run under \"Go on\"",
                    folder.display()
                ),
                code: FAULT,
            };
        }
        let (what, way) = if said.contains("GPU") {
            let way = if cfg!(target_os = "linux") {
                "install a graphics driver; the package mesa-vulkan-drivers draws without a graphics card"
            } else {
                "update the graphics driver"
            };
            ("no usable graphics: neither Vulkan nor another interface was found".to_owned(), way)
        } else if said.contains("event loop") {
            let what = "no display: the one that DISPLAY or WAYLAND_DISPLAY names does not answer";
            (what.to_owned(), "start it on a desktop")
        } else {
            (format!("the window cannot be opened: {said}"), "start it on a desktop")
        };
        Self { what, help: format!("{way}; {STILL}"), code: NO_WINDOW }
    }
}

#[expect(clippy::print_stderr, reason = "without a window there is no other place to say it")]
fn complain(Complaint { what, help, code: _ }: &Complaint) {
    eprintln!("error: {what}");
    eprintln!("  help: {help}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complaint_says_what_is_missing_what_still_works_and_where_the_runs_are() {
        let folder = Path::new("runs-of-the-table");
        for (said, shown, what, help, code) in [
            ("Unable to find a GPU", false, "no usable graphics", "graphics driver", NO_WINDOW),
            ("Failed to build event loop: Os(..)", false, "does not answer", "desktop", NO_WINDOW),
            ("no such library", false, "cannot be opened: no such library", "desktop", NO_WINDOW),
            ("index out of bounds", true, "fault of its own", "runs-of-the-table", FAULT),
        ] {
            let complaint = Complaint::of(said, shown, folder);
            assert!(complaint.what.contains(what), "{complaint:?}");
            assert!(complaint.help.contains(help), "{complaint:?}");
            assert!(shown || complaint.help.contains("works without a window"), "{complaint:?}");
            assert_eq!(complaint.code, code, "{complaint:?}");
        }
    }
}
