//! Progress on standard error: only for work of more than a second, only where a person looks on.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that appears when the work turns out to be long.
pub(super) struct Progress {
    bar: ProgressBar,
    shown: AtomicBool,
    terminal: bool,
}

impl Progress {
    /// For work of `total` steps, named in a word or two.
    pub(super) fn new(total: u64, what: &'static str) -> Self {
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden());
        let style =
            ProgressStyle::with_template("{msg} {human_pos} of {human_len} {wide_bar} {eta}")
                .expect("the template is a constant that parses");
        bar.set_style(style);
        bar.set_message(what);
        Self { bar, shown: AtomicBool::new(false), terminal: io::stderr().is_terminal() }
    }

    /// Counts finished steps; may be called from any thread.
    pub(super) fn advance(&self, steps: u64) {
        self.bar.inc(steps);
        if self.terminal
            && self.bar.elapsed() > PATIENCE
            && !self.shown.swap(true, Ordering::Relaxed)
        {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
