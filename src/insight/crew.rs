//! A crew: several that do the same thing and share its jobs, with no memory in common. A page and its workers are one.
//!
//! Who asks gives out an errand, a text from which every member begins the same work that who asks has begun. Wherever
//! that work comes to jobs that can be shared, a round, each member does those that are its own and tells all others the
//! results, so that all go on with the same. Who asks does none of them, but for those that nobody did when the crew is
//! gone.
//!
//! Invariant: the results are those of one who does all jobs alone, whoever did them and in whatever order they were told.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::executor::{Executor, Paced, Pause, Serial};
use super::judge::{Aim, Judged};

/// A result that can be told in bytes, bit for bit.
pub trait Portable: Sized {
    /// Adds its bytes.
    fn put(&self, bytes: &mut Vec<u8>);

    /// Takes it from the front of some bytes; `None` if they do not hold it.
    fn take(bytes: &mut &[u8]) -> Option<Self>;
}

impl Portable for f64 {
    fn put(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.to_le_bytes());
    }

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        let (first, rest) = bytes.split_first_chunk()?;
        *bytes = rest;
        Some(Self::from_le_bytes(*first))
    }
}

impl Portable for Judged {
    fn put(&self, bytes: &mut Vec<u8>) {
        for number in self.values.iter().chain([&self.spent]) {
            number.put(bytes);
        }
    }

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        let mut values = [0.0; Aim::COUNT];
        for value in &mut values {
            *value = f64::take(bytes)?;
        }
        Some(Self { values, spent: f64::take(bytes)? })
    }
}

impl<T: Portable> Portable for Vec<T> {
    fn put(&self, bytes: &mut Vec<u8>) {
        bytes.extend((self.len() as u64).to_le_bytes());
        for item in self {
            item.put(bytes);
        }
    }

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        let (length, rest) = bytes.split_first_chunk()?;
        *bytes = rest;
        (0..u64::from_le_bytes(*length)).map(|_| T::take(bytes)).collect()
    }
}

/// What one member did of a round, for all others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Of which errand, and which of its rounds (from 0).
    pub errand: u32,
    pub round: u32,
    /// Whose it is (from 0).
    pub member: u32,
    pub bytes: Vec<u8>,
}

/// Something for others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// To every member: a number, larger than those before, and what to begin.
    Errand(u32, String),
    /// To every other member and to who asks.
    Share(Share),
}

/// What one of a crew knows of it: a member, or who asks.
#[derive(Debug, Default)]
pub struct Crew {
    known: Mutex<Known>,
    /// Whether something here had jobs left at the end of the last step.
    busy: AtomicBool,
}

#[derive(Debug, Default)]
struct Known {
    /// Which of the members this is; who asks is none.
    place: Option<u32>,
    members: u32,
    /// The errand under way, and the number of the last one.
    errand: Option<u32>,
    last: u32,
    /// What was told and is not needed yet, by errand, round and member.
    told: BTreeMap<(u32, u32, u32), Vec<u8>>,
    said: Vec<Said>,
}

impl Crew {
    /// A member of so many.
    #[must_use]
    pub fn member(place: u32, members: u32) -> Self {
        let known = Known { place: Some(place), members, ..Known::default() };
        Self { known: Mutex::new(known), busy: AtomicBool::new(false) }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// There are so many members now; with 0 the crew is gone, and what it had to do is done here.
    pub fn gather(&self, members: u32) {
        self.known().members = members;
    }

    /// A share of another member has come.
    pub fn hear(&self, share: Share) {
        let mut known = self.known();
        // One that was given up may still be told of, and the next one before it is known here.
        if share.errand >= known.errand.unwrap_or(known.last) {
            known.told.insert((share.errand, share.round, share.member), share.bytes);
        }
    }

    /// What is to be said, once.
    pub fn said(&self) -> Vec<Said> {
        std::mem::take(&mut self.known().said)
    }

    /// A step begins: see [`Self::waits`].
    pub fn begin_step(&self) {
        self.busy.store(false, Ordering::Relaxed);
    }

    /// Something here has jobs to do in the next step.
    pub(super) fn goes_on(&self) {
        self.busy.store(true, Ordering::Relaxed);
    }

    /// Whether the last step came to nothing but waiting for others.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.known().errand.is_some() && !self.busy.load(Ordering::Relaxed)
    }

    /// Begins an errand, unless one is under way.
    fn begin(&self, number: u32) -> bool {
        let mut known = self.known();
        if known.errand.is_some() {
            return false;
        }
        (known.errand, known.last) = (Some(number), number);
        known.told.retain(|(errand, ..), _| *errand >= number);
        true
    }

    fn end(&self) {
        self.known().errand = None;
    }
}

/// One errand of a crew, as one of it works on it.
#[derive(Debug)]
pub struct Errand {
    pace: Arc<Paced>,
    crew: Arc<Crew>,
    number: u32,
    round: AtomicU32,
}

impl Errand {
    /// Gives out an errand; `None` where there is nobody, they have one already, or there is no text.
    pub(super) fn ask(
        pace: &Arc<Paced>,
        crew: &Arc<Crew>,
        text: impl FnOnce() -> Option<String>,
    ) -> Option<Self> {
        let known = crew.known();
        let free = known.place.is_none() && known.members > 0 && known.errand.is_none();
        let number = known.last + 1;
        drop(known);
        let text = if free { text()? } else { return None };
        crew.begin(number).then(|| {
            crew.known().said.push(Said::Errand(number, text));
            Self { pace: pace.clone(), crew: crew.clone(), number, round: AtomicU32::new(0) }
        })
    }

    /// Takes up an errand as a member, in the place of the one before.
    #[must_use]
    pub fn take_up(pace: &Arc<Paced>, crew: &Arc<Crew>, number: u32) -> Self {
        crew.end();
        crew.begin(number);
        Self { pace: pace.clone(), crew: crew.clone(), number, round: AtomicU32::new(0) }
    }

    pub(super) fn pace(&self) -> &Paced {
        &self.pace
    }

    /// Does those of some jobs that have no result yet, with pauses.
    async fn do_here<T>(
        &self,
        jobs: impl Iterator<Item = usize>,
        results: &mut [Option<T>],
        job: &(dyn Fn(usize) -> T + Sync),
        finished: &(impl Fn(usize) + Sync),
    ) {
        for index in jobs {
            if results[index].is_none() {
                self.pace.rest().await;
                results[index] = Some(job(index));
                finished(index);
            }
        }
    }

    /// What another member did in a round, once it is told.
    fn told(&self, round: u32, member: u32) -> Option<Vec<u8>> {
        self.crew.known().told.remove(&(self.number, round, member))
    }

    /// Tells what this member did.
    fn tell<T: Portable>(&self, round: u32, member: u32, members: u32, results: &[Option<T>]) {
        let mut bytes = Vec::new();
        for index in jobs_of(member, members, results.len()) {
            if let Some(result) = &results[index] {
                result.put(&mut bytes);
            }
        }
        let share = Share { errand: self.number, round, member, bytes };
        self.crew.known().said.push(Said::Share(share));
    }
}

impl Drop for Errand {
    fn drop(&mut self) {
        let mut known = self.crew.known();
        // A member may have taken up the next one already.
        if known.errand == Some(self.number) {
            known.errand = None;
        }
    }
}

/// The jobs of a member. In every turn another one has the first, since every second job may be the longer one.
fn jobs_of(member: u32, members: u32, jobs: usize) -> impl Iterator<Item = usize> {
    let [member, members] = [member, members].map(|it| it as usize);
    let turns = 0..jobs.div_ceil(members);
    turns
        .map(move |turn| turn * members + (member + members - turn % members) % members)
        .filter(move |job| *job < jobs)
}

impl Executor for Errand {
    fn map<T: Send>(&self, jobs: usize, job: &(dyn Fn(usize) -> T + Sync)) -> Vec<T> {
        Serial.map(jobs, job)
    }

    async fn map_in_steps<T: Send>(
        &self,
        jobs: usize,
        job: &(dyn Fn(usize) -> T + Sync),
    ) -> Vec<T> {
        self.pace.map_in_steps(jobs, job).await
    }

    async fn share_in_steps<T: Send + Portable>(
        &self,
        jobs: usize,
        job: &(dyn Fn(usize) -> T + Sync),
        finished: &(impl Fn(usize) + Sync),
    ) -> Vec<T> {
        let round = self.round.fetch_add(1, Ordering::Relaxed);
        let (place, members) = {
            let known = self.crew.known();
            (known.place, known.members)
        };
        let mut results: Vec<Option<T>> = std::iter::repeat_with(|| None).take(jobs).collect();
        if let Some(place) = place {
            self.do_here(jobs_of(place, members, jobs), &mut results, job, finished).await;
            self.tell(round, place, members, &results);
        }
        let mut missing: Vec<u32> = (0..members).filter(|it| Some(*it) != place).collect();
        loop {
            missing.retain(|member| {
                let Some(bytes) = self.told(round, *member) else { return true };
                let mut left = &bytes[..];
                for index in jobs_of(*member, members, jobs) {
                    results[index] = T::take(&mut left);
                    if results[index].is_some() {
                        finished(index);
                    }
                }
                false
            });
            if missing.is_empty() || self.crew.known().members == 0 {
                break;
            }
            Pause::default().await;
        }
        // What nobody has told is done here.
        self.do_here(0..jobs, &mut results, job, finished).await;
        results.into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::executor::{Machine, Steps};
    use super::*;
    use proptest::prelude::*;
    use std::sync::atomic::AtomicU64;

    /// Something in rounds, each of which needs all of the one before: some shared, one done by everybody.
    async fn work(jobs: usize, machine: Arc<Machine>) -> Vec<f64> {
        let count = AtomicU32::new(0);
        let finished = |_| {
            count.fetch_add(1, Ordering::Relaxed);
        };
        let first = machine.share_in_steps(jobs, &|job| (job as f64).sqrt(), &finished).await;
        let sum: f64 = first.iter().sum();
        let sums = machine.share_in_steps(jobs / 2, &|job| vec![first[job], sum], &finished).await;
        let total: f64 = sums.concat().iter().sum();
        let all = machine.map_in_steps(3, &|job| total * job as f64).await;
        let last = machine.share_in_steps(3, &|job| all[job] + sum, &finished).await;
        assert_eq!(count.into_inner() as usize, jobs + jobs / 2 + 3, "each job is heard of once");
        last
    }

    fn now() -> u64 {
        static NOW: AtomicU64 = AtomicU64::new(0);
        NOW.fetch_add(1, Ordering::Relaxed)
    }

    /// One of a crew: what it knows of it, its machine, and what it is at.
    struct One {
        crew: Arc<Crew>,
        machine: Arc<Machine>,
        steps: Option<Steps<Vec<f64>>>,
    }

    impl One {
        fn new(crew: Crew) -> Self {
            let crew = Arc::new(crew);
            let machine = Arc::new(Machine::with_crew(now, crew.clone()));
            Self { crew, machine, steps: None }
        }

        fn begin(&mut self, jobs: usize, machine: Arc<Machine>) {
            self.steps = Some(Steps::of(work(jobs, machine)));
        }

        fn go_on(&mut self) -> Option<Vec<f64>> {
            self.machine.allow(5);
            self.crew.begin_step();
            let found = self.steps.as_mut()?.go_on();
            if found.is_some() {
                self.steps = None;
            }
            found
        }
    }

    /// A crew of `members`; whom `turns` name go on, and whatever was said comes to others in a muddled order. It is gone
    /// after so many turns.
    fn played(members: u32, jobs: usize, turns: &[usize], gone: usize) -> Vec<f64> {
        let mut all: Vec<One> =
            (0..members).map(|it| One::new(Crew::member(it, members))).collect();
        all.push(One::new(Crew::default()));
        let asks = members as usize;
        all[asks].crew.gather(members);
        let mut post: Vec<(usize, Said)> = Vec::new();
        let machine = all[asks].machine.on(|| Some(jobs.to_string()));
        assert!(matches!(&*machine, Machine::Errand(_)), "{machine:?}");
        assert!(Arc::ptr_eq(
            &all[asks].machine.on(|| Some("other".to_owned())),
            &all[asks].machine
        ));
        all[asks].begin(jobs, machine);
        for turn in 0.. {
            assert!(turn < 100_000, "nobody goes on");
            let who = turns[turn % turns.len()] % all.len();
            if turn == gone {
                all[asks].crew.gather(0);
            }
            if let Some(found) = all[who].go_on()
                && who == asks
            {
                return found;
            }
            for said in all[who].crew.said() {
                for to in (0..all.len()).filter(|to| *to != who) {
                    post.push((to, said.clone()));
                }
            }
            if !post.is_empty() && turn % 2 == 1 {
                let (to, said) = post.swap_remove(turn % post.len());
                match said {
                    Said::Share(share) => all[to].crew.hear(share),
                    Said::Errand(number, text) => {
                        let Machine::Paced(pace) = &*all[to].machine else { unreachable!() };
                        let errand = Errand::take_up(pace, &all[to].crew, number);
                        let jobs = text.parse().unwrap();
                        all[to].begin(jobs, Arc::new(Machine::Errand(errand)));
                    }
                }
            }
        }
        unreachable!()
    }

    proptest! {
        #[test]
        fn a_crew_comes_to_what_one_alone_does(
            members in 1..5_u32, jobs in 0..40_usize,
            mut turns in prop::collection::vec(0..8_usize, 1..40),
            gone in prop_oneof![2 => Just(usize::MAX), 1 => 0..300_usize],
        ) {
            // Everybody has a turn now and then.
            turns.extend(0..5);
            let alone = Arc::new(Machine::Serial(Serial));
            let expected = super::super::executor::at_once(work(jobs, alone));
            prop_assert_eq!(played(members, jobs, &turns, gone), expected);
        }

        #[test]
        fn results_come_back_as_they_were_told(rows in prop::collection::vec(
            prop::collection::vec(prop::array::uniform7(any::<f64>()), 0..4), 0..4,
        ), cut in 0..64_usize) {
            let rows: Vec<Vec<Judged>> = rows
                .iter()
                .map(|row| {
                    row.iter()
                        .map(|[spent, values @ ..]| Judged { values: *values, spent: *spent })
                        .collect()
                })
                .collect();
            let mut bytes = Vec::new();
            rows.put(&mut bytes);
            let mut left = &bytes[..];
            let back = Vec::<Vec<Judged>>::take(&mut left).unwrap();
            let mut again = Vec::new();
            back.put(&mut again);
            prop_assert_eq!((left.len(), &again), (0, &bytes));
            if cut > 0 {
                let short = &bytes[..bytes.len().saturating_sub(cut)];
                prop_assert!(Vec::<Vec<Judged>>::take(&mut &short[..]).is_none_or(|it| it.len() < rows.len()));
            }
        }
    }

    #[test]
    fn every_job_has_one_member_and_long_ones_go_round() {
        for (members, jobs) in [(1, 5), (2, 8), (3, 10), (4, 3), (4, 0)] {
            let mut all: Vec<usize> =
                (0..members).flat_map(|it| jobs_of(it, members, jobs)).collect();
            all.sort_unstable();
            assert_eq!(all, (0..jobs).collect::<Vec<_>>(), "{members} members");
        }
        assert_eq!(jobs_of(0, 2, 8).collect::<Vec<_>>(), [0, 3, 4, 7]);
        assert_eq!(jobs_of(2, 3, 9).collect::<Vec<_>>(), [2, 4, 6]);
    }

    #[test]
    fn who_waits_for_others_is_told_apart_from_who_has_to_do() {
        let mut asks = One::new(Crew::default());
        asks.crew.gather(1);
        let machine = asks.machine.on(|| Some(String::new()));
        asks.begin(4, machine);
        assert!(asks.go_on().is_none() && asks.crew.waits());
        // Alone it has jobs to do, and no errand.
        let mut alone = One::new(Crew::default());
        let machine = alone.machine.on(|| Some(String::new()));
        alone.begin(40, machine);
        assert!(alone.go_on().is_none() && !alone.crew.waits());
    }
}
