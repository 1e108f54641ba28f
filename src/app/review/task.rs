//! One thing that takes seconds, looked for beside the screen.
//!
//! Invariant: what is found depends on what was asked alone, not on threads or on when it is asked for.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

#[cfg(not(feature = "threads"))]
use crate::insight::executor::Steps;
#[cfg(feature = "threads")]
use crate::insight::executor::at_once;

/// Where a thing that is looked for is put.
type Inbox<T> = Arc<Mutex<Option<T>>>;

/// What is looked for, and what was found.
pub(super) struct Task<T> {
    found: Option<T>,
    inbox: Inbox<T>,
    /// Runs that were played for it, and about how many it takes.
    done: Arc<AtomicU64>,
    about: u64,
    begun: bool,
    /// What is left to do, where there are no threads.
    #[cfg(not(feature = "threads"))]
    steps: Option<Steps<T>>,
}

impl<T> Default for Task<T> {
    fn default() -> Self {
        Self {
            found: None,
            inbox: Inbox::default(),
            done: Arc::default(),
            about: 0,
            begun: false,
            #[cfg(not(feature = "threads"))]
            steps: None,
        }
    }
}

impl<T: Send + 'static> Task<T> {
    /// Begins to look, once. The job says how many more runs it has played.
    pub(super) fn begin(
        &mut self,
        about: u64,
        job: impl AsyncFnOnce(&AtomicU64) -> T + Send + 'static,
    ) {
        if self.begun {
            return;
        }
        self.begun = true;
        self.about = about;
        let done = self.done.clone();
        #[cfg(feature = "threads")]
        {
            let inbox = self.inbox.clone();
            let work = move || {
                let found = at_once(job(&done));
                *inbox.lock().unwrap_or_else(PoisonError::into_inner) = Some(found);
            };
            // Without a thread for it nothing is found, and everything else goes on.
            let _ = std::thread::Builder::new().name("study".to_owned()).spawn(work);
        }
        #[cfg(not(feature = "threads"))]
        {
            self.steps = Some(Steps::of(async move { job(&done).await }));
        }
    }

    /// Takes in what was found since; says whether there was anything.
    pub(super) fn collect(&mut self) -> bool {
        #[cfg(not(feature = "threads"))]
        if let Some(steps) = &mut self.steps {
            let found = steps.go_on();
            let any = found.is_some();
            if any {
                (self.found, self.steps) = (found, None);
            }
            return any;
        }
        let found = self.inbox.lock().unwrap_or_else(PoisonError::into_inner).take();
        let any = found.is_some();
        self.found = found.or(self.found.take());
        any
    }

    pub(super) const fn found(&self) -> Option<&T> {
        self.found.as_ref()
    }

    /// How far it is (0-1) while it is looked for.
    pub(super) fn progress(&self) -> Option<f64> {
        let done = self.done.load(Ordering::Relaxed) as f64;
        (self.begun && self.found.is_none()).then(|| done / self.about.max(1) as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_is_begun_once_and_found_once() {
        let mut task = Task::default();
        assert_eq!((task.progress(), task.collect()), (None, false));
        for number in [7, 8] {
            task.begin(10, async move |done: &AtomicU64| {
                done.fetch_add(5, Ordering::Relaxed);
                number
            });
        }
        for _ in 0..10_000 {
            if task.collect() {
                break;
            }
            std::thread::yield_now();
        }
        assert_eq!(task.found(), Some(&7));
        assert_eq!((task.progress(), task.collect()), (None, false));
    }
}
