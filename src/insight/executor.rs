//! Where work runs: here, on several threads, or here in steps between which something else can go on. The one argument
//! through which parallelism enters.
//!
//! Invariant: results come back in the order of their jobs, so that nothing computed from them can tell
//! one executor from another.

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, Waker};

/// Runs independent jobs.
pub trait Executor {
    /// The results of jobs 0 to `jobs - 1`, in that order.
    fn map<T: Send>(&self, jobs: usize, job: &(dyn Fn(usize) -> T + Sync)) -> Vec<T>;

    /// The same, where the jobs may be done in several steps; one step where the executor has no reason to pause.
    fn map_in_steps<T: Send>(
        &self,
        jobs: usize,
        job: &(dyn Fn(usize) -> T + Sync),
    ) -> impl Future<Output = Vec<T>> {
        std::future::ready(self.map(jobs, job))
    }
}

/// All steps of something at once.
///
/// What pauses is gone on with at once, so that this comes back with any executor.
pub fn at_once<T>(steps: impl Future<Output = T>) -> T {
    let mut steps = pin!(steps);
    loop {
        if let Some(result) = step(steps.as_mut()) {
            return result;
        }
    }
}

/// One step of something: its result, or `None` where it paused.
fn step<T>(steps: Pin<&mut (impl Future<Output = T> + ?Sized)>) -> Option<T> {
    match steps.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => Some(result),
        Poll::Pending => None,
    }
}

/// What is left of something that goes in steps.
pub struct Steps<T>(Pin<Box<dyn Future<Output = T>>>);

impl<T> Steps<T> {
    pub fn of(steps: impl Future<Output = T> + 'static) -> Self {
        Self(Box::pin(steps))
    }

    /// One step more: the result, after which there is none left, or `None` where it paused.
    pub fn go_on(&mut self) -> Option<T> {
        step(self.0.as_mut())
    }
}

/// Comes back unfinished once.
struct Pause(bool);

impl Future for Pause {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) { Poll::Ready(()) } else { Poll::Pending }
    }
}

/// One job after the other, here, with a pause when a time is over.
#[derive(Debug)]
pub struct Paced {
    /// Milliseconds of the clock.
    until: AtomicU64,
    clock: fn() -> u64,
}

impl Paced {
    /// By a clock of milliseconds that never goes back.
    #[must_use]
    pub const fn new(clock: fn() -> u64) -> Self {
        Self { until: AtomicU64::new(0), clock }
    }

    /// The next step takes about so many milliseconds: one job is always done, and none is cut.
    pub fn allow(&self, milliseconds: u64) {
        self.until.store((self.clock)().saturating_add(milliseconds), Ordering::Relaxed);
    }

    fn is_over(&self) -> bool {
        (self.clock)() >= self.until.load(Ordering::Relaxed)
    }
}

impl Executor for Paced {
    fn map<T: Send>(&self, jobs: usize, job: &(dyn Fn(usize) -> T + Sync)) -> Vec<T> {
        Serial.map(jobs, job)
    }

    async fn map_in_steps<T: Send>(
        &self,
        jobs: usize,
        job: &(dyn Fn(usize) -> T + Sync),
    ) -> Vec<T> {
        let mut results = Vec::with_capacity(jobs);
        for index in 0..jobs {
            if self.is_over() {
                Pause(false).await;
            }
            results.push(job(index));
        }
        results
    }
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
    /// This thread, which has other things to do.
    Paced(Paced),
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

    /// Whether it has other things to do meanwhile.
    #[must_use]
    pub const fn is_paced(&self) -> bool {
        matches!(self, Self::Paced(_))
    }

    /// This thread alone, in steps by this clock of milliseconds.
    #[must_use]
    pub const fn paced(clock: fn() -> u64) -> Self {
        Self::Paced(Paced::new(clock))
    }

    /// How long the next step may take (milliseconds), where the machine works in steps.
    pub fn allow(&self, milliseconds: u64) {
        if let Self::Paced(paced) = self {
            paced.allow(milliseconds);
        }
    }
}

impl Executor for Machine {
    fn map<T: Send>(&self, jobs: usize, job: &(dyn Fn(usize) -> T + Sync)) -> Vec<T> {
        match self {
            Self::Serial(serial) => serial.map(jobs, job),
            Self::Paced(paced) => paced.map(jobs, job),
            #[cfg(feature = "threads")]
            Self::Threads(threads) => threads.map(jobs, job),
        }
    }

    async fn map_in_steps<T: Send>(
        &self,
        jobs: usize,
        job: &(dyn Fn(usize) -> T + Sync),
    ) -> Vec<T> {
        match self {
            Self::Paced(paced) => paced.map_in_steps(jobs, job).await,
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

    #[test]
    fn a_paced_machine_pauses_when_its_time_is_over_and_comes_to_the_same() {
        static NOW: AtomicU64 = AtomicU64::new(0);
        let machine = Machine::paced(|| NOW.load(Ordering::Relaxed));
        let job = |job: usize| {
            NOW.fetch_add(3, Ordering::Relaxed);
            job * job
        };
        let mut steps = pin!(machine.map_in_steps(10, &job));
        let mut count = 1;
        let result = loop {
            machine.allow(10);
            if let Some(result) = step(steps.as_mut()) {
                break result;
            }
            count += 1;
        };
        assert_eq!(result, (0..10).map(|it| it * it).collect::<Vec<_>>());
        assert_eq!(count, 3, "four jobs of three milliseconds fill a step of ten");
        assert_eq!(at_once(machine.map_in_steps(10, &job)), result);
    }
}
