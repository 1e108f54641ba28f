//! Where work runs: here, or on several threads. The one argument through which parallelism enters.
//!
//! Invariant: results come back in the order of their jobs, so that nothing computed from them can tell
//! one executor from another.

/// Runs independent jobs.
pub trait Executor {
    /// The results of jobs 0 to `jobs - 1`, in that order.
    fn map<T: Send>(&self, jobs: usize, job: &(dyn Fn(usize) -> T + Sync)) -> Vec<T>;
}

/// One job after the other, on the thread that asks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Serial;

impl Executor for Serial {
    fn map<T: Send>(&self, jobs: usize, job: &(dyn Fn(usize) -> T + Sync)) -> Vec<T> {
        (0..jobs).map(job).collect()
    }
}

/// A pool of threads.
#[cfg(feature = "threads")]
#[derive(Debug)]
pub struct Threads {
    pool: rayon::ThreadPool,
}

#[cfg(feature = "threads")]
impl Threads {
    /// This many threads; 0 means one for each core.
    ///
    /// # Errors
    /// The machine refuses to start them.
    pub fn new(threads: usize) -> Result<Self, rayon::ThreadPoolBuildError> {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().map(|pool| Self { pool })
    }
}

#[cfg(feature = "threads")]
impl Executor for Threads {
    fn map<T: Send>(&self, jobs: usize, job: &(dyn Fn(usize) -> T + Sync)) -> Vec<T> {
        use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
        self.pool.install(|| (0..jobs).into_par_iter().map(job).collect())
    }
}

/// All cores of the machine; this thread alone where no others are to be had.
#[derive(Debug)]
pub enum Machine {
    Serial(Serial),
    #[cfg(feature = "threads")]
    Threads(Threads),
}

impl Machine {
    #[must_use]
    pub fn whole() -> Self {
        #[cfg(feature = "threads")]
        if let Ok(threads) = Threads::new(0) {
            return Self::Threads(threads);
        }
        Self::Serial(Serial)
    }
}

impl Executor for Machine {
    fn map<T: Send>(&self, jobs: usize, job: &(dyn Fn(usize) -> T + Sync)) -> Vec<T> {
        match self {
            Self::Serial(serial) => serial.map(jobs, job),
            #[cfg(feature = "threads")]
            Self::Threads(threads) => threads.map(jobs, job),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_of_their_jobs() {
        let square = |job: usize| job * job;
        let expected: Vec<usize> = (0..1_000).map(square).collect();
        assert_eq!(Serial.map(1_000, &square), expected);
        assert_eq!(Machine::whole().map(1_000, &square), expected);
        #[cfg(feature = "threads")]
        for threads in [1, 2, 7] {
            let executor = Threads::new(threads).unwrap();
            assert_eq!(executor.map(1_000, &square), expected, "{threads} threads");
        }
    }
}
