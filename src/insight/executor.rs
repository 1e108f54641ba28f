//! Where work runs: here, on several threads, or here in steps between which something else can go on, with others to help
//! where there are some. The one argument through which parallelism enters.
//!
//! Invariant: results come back in the order of their jobs, so that nothing computed from them can tell
//! one executor from another.

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, Waker};

use super::crew::{Crew, Errand, Portable};

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

    /// The same, of jobs that others may do who come to this point as well and have no memory in common with this one: see
    /// [`super::crew`]. For jobs that take long and results that are short. `finished` hears of every job once it is done,
    /// from any thread and in any order.
    fn share_in_steps<T: Send + Portable>(
        &self,
        jobs: usize,
        job: &(dyn Fn(usize) -> T + Sync),
        finished: &(impl Fn(usize) + Sync),
    ) -> impl Future<Output = Vec<T>> {
        async move {
            let told = |index| {
                let result = job(index);
                finished(index);
                result
            };
            self.map_in_steps(jobs, &told).await
        }
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
#[derive(Default)]
pub(super) struct Pause(bool);

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
    /// Others who may help.
    crew: Option<Arc<Crew>>,
}

impl Paced {
    /// By a clock of milliseconds that never goes back.
    #[must_use]
    pub const fn new(clock: fn() -> u64) -> Self {
        Self { until: AtomicU64::new(0), clock, crew: None }
    }

    /// The same, and a crew that may help.
    #[must_use]
    pub const fn with_crew(clock: fn() -> u64, crew: Arc<Crew>) -> Self {
        Self { until: AtomicU64::new(0), clock, crew: Some(crew) }
    }

    /// The next step takes about so many milliseconds: one job is always done, and none is cut.
    pub fn allow(&self, milliseconds: u64) {
        self.until.store((self.clock)().saturating_add(milliseconds), Ordering::Relaxed);
    }

    /// Pauses if the time is over.
    pub(super) async fn rest(&self) {
        if (self.clock)() >= self.until.load(Ordering::Relaxed) {
            if let Some(crew) = &self.crew {
                crew.goes_on();
            }
            Pause::default().await;
        }
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
            self.rest().await;
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
    Paced(Arc<Paced>),
    /// The same, for something that a crew does together.
    Errand(Errand),
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
        matches!(self, Self::Paced(_) | Self::Errand(_))
    }

    /// This thread alone, in steps by this clock of milliseconds.
    #[must_use]
    pub fn paced(clock: fn() -> u64) -> Self {
        Self::Paced(Arc::new(Paced::new(clock)))
    }

    /// This thread in steps, and a crew that may help with what [`Machine::on`] says.
    #[must_use]
    pub fn with_crew(clock: fn() -> u64, crew: Arc<Crew>) -> Self {
        Self::Paced(Arc::new(Paced::with_crew(clock, crew)))
    }

    /// The machine for something that all members of a crew begin from the same text, which says what it is; this very
    /// machine where there is no crew, it has something else to do, or there is no text.
    #[must_use]
    pub fn on(self: &Arc<Self>, text: impl FnOnce() -> Option<String>) -> Arc<Self> {
        if let Self::Paced(pace) = &**self
            && let Some(crew) = &pace.crew
            && let Some(errand) = Errand::ask(pace, crew, text)
        {
            return Arc::new(Self::Errand(errand));
        }
        self.clone()
    }

    /// How long the next step may take (milliseconds), where the machine works in steps.
    pub fn allow(&self, milliseconds: u64) {
        match self {
            Self::Paced(pace) => pace.allow(milliseconds),
            Self::Errand(errand) => errand.pace().allow(milliseconds),
            Self::Serial(_) => {}
            #[cfg(feature = "threads")]
            Self::Threads(_) => {}
        }
    }
}

impl Executor for Machine {
    fn map<T: Send>(&self, jobs: usize, job: &(dyn Fn(usize) -> T + Sync)) -> Vec<T> {
        match self {
            Self::Serial(serial) => serial.map(jobs, job),
            Self::Paced(_) | Self::Errand(_) => Serial.map(jobs, job),
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
            Self::Errand(errand) => errand.map_in_steps(jobs, job).await,
            Self::Serial(serial) => serial.map(jobs, job),
            #[cfg(feature = "threads")]
            Self::Threads(threads) => threads.map(jobs, job),
        }
    }

    async fn share_in_steps<T: Send + Portable>(
        &self,
        jobs: usize,
        job: &(dyn Fn(usize) -> T + Sync),
        finished: &(impl Fn(usize) + Sync),
    ) -> Vec<T> {
        match self {
            Self::Paced(paced) => paced.share_in_steps(jobs, job, finished).await,
            Self::Errand(errand) => errand.share_in_steps(jobs, job, finished).await,
            Self::Serial(serial) => serial.share_in_steps(jobs, job, finished).await,
            #[cfg(feature = "threads")]
            Self::Threads(threads) => threads.share_in_steps(jobs, job, finished).await,
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
