//! Self-study without its window: the lesson, how far the learner is, what is in hand, and what each wish does.
//!
//! Invariants: the progress file only grows; an answer is not in the view before the learner has said something.

use std::path::PathBuf;

use crate::app::game::RUN;
use crate::debrief::gather::{Body, Room, Source};
use crate::documents::{html, reflection};
use crate::host::{FileStore, Store as _, free_name, set_aside};
use crate::scenario::case::Case;
use crate::session::journal;
use crate::study::calibration::Foreseen;
use crate::study::concept::{Answer, Said, answer, mark};
use crate::study::field_guide::{self, FieldGuide};
use crate::study::lesson::{self, Lesson, Step, StepKind};
use crate::study::progress::{self, Entry, FILE_LIMIT, Progress, StepState};
use crate::ui::action::StudyWish;
use crate::ui::panels::study::desk::{CheckHand, Leaf, StudyHand};
use crate::view::message;
use crate::view::study::learn::{LearnView, guide};
use crate::view::study::lesson::outline;
use crate::view::study::step::page;

/// Where progress is kept.
const PROGRESS: &str = "learning.progress";

/// A learner with their lesson.
pub struct Learn {
    pub hand: StudyHand,
    pub view: LearnView,
    lesson: Lesson,
    guide: FieldGuide,
    progress: Progress,
    cases: Vec<Case>,
    store: FileStore,
    folder: PathBuf,
    message: Option<String>,
    to_show: Option<PathBuf>,
}

/// What a wish asks of the game around the lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Begin a run of this case.
    Play(String),
    /// Open the desk of a debrief.
    LookBack,
}

impl Learn {
    /// The shipped lesson, with the progress that is kept in `folder`.
    #[must_use]
    pub fn new(folder: PathBuf, cases: Vec<Case>) -> Self {
        let mut learn = Self {
            hand: StudyHand::default(),
            view: LearnView::default(),
            lesson: lesson::shipped(),
            guide: field_guide::shipped(),
            progress: Progress::default(),
            cases,
            store: FileStore::new(&folder),
            folder,
            message: None,
            to_show: None,
        };
        learn.read();
        let said = learn.progress.reflections(&learn.lesson.slug);
        let words = (0..learn.lesson.questions().len())
            .map(|place| said.get(&place).map_or_else(String::new, |text| (*text).to_owned()));
        learn.hand.words = words.collect();
        learn
    }

    #[must_use]
    pub const fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Something to tell, once.
    pub fn message(&mut self) -> Option<String> {
        self.message.take()
    }

    /// A file that was asked for, once.
    pub fn to_show(&mut self) -> Option<PathBuf> {
        self.to_show.take()
    }

    /// Makes the view anew.
    pub fn refresh(&mut self) {
        let (lesson, progress) = (&self.lesson, &self.progress);
        let step = self.hand.step;
        let hand = &self.hand.guide;
        let flagship = lesson.steps().enumerate().find_map(|(place, (_, step))| {
            let StepKind::FreeRun(slug) = &step.kind else { return None };
            let case = self.cases.iter().find(|case| case.slug == *slug)?;
            Some((place, case.title.clone()))
        });
        self.view = LearnView {
            path: outline(lesson, progress),
            step: step
                .and_then(|step| page(lesson, progress, &self.cases, step, &self.hand.values)),
            flagship,
            guide: guide(&self.guide, &hand.filter(), hand.most, hand.tool.as_deref()),
        };
    }

    /// Carries a wish out; gives what only the game can do.
    pub fn apply(&mut self, wish: StudyWish) -> Option<Asked> {
        self.write();
        match wish {
            StudyWish::Open(place) => self.open(place),
            StudyWish::GoOn => {
                let next = self.progress.next_step(&self.lesson).map(|step| step.slug.clone());
                let place =
                    next.and_then(|slug| self.lesson.steps().position(|(_, it)| it.slug == slug));
                match place {
                    Some(place) => self.open(place),
                    None => self.hand.leaf = Leaf::Path,
                }
            }
            StudyWish::Done => self.close(StepState::Done),
            StudyWish::Skip => self.close(StepState::Skipped),
            StudyWish::Lean(model) => self.note(Entry::Leaning(model)),
            StudyWish::Answer(question) => self.answer(question),
            StudyWish::LookAround => {
                if let Some(StepKind::Explore(words)) = self.step().map(|step| &step.kind) {
                    self.hand.guide.search = words.join(" ");
                }
                self.hand.leaf = Leaf::Guide;
            }
            StudyWish::Play(place) => {
                let (_, step) = self.lesson.steps().nth(place)?;
                let (StepKind::GuidedRun(case) | StepKind::FreeRun(case)) = step.kind.clone()
                else {
                    return None;
                };
                let slug = step.slug.clone();
                self.mark(&slug, StepState::Done);
                return Some(Asked::Play(case));
            }
            StudyWish::LookBack => {
                let slug = self.step().map(|step| step.slug.clone())?;
                self.mark(&slug, StepState::Done);
                return Some(Asked::LookBack);
            }
            StudyWish::Write => {}
            StudyWish::Page => self.page(),
        }
        None
    }

    fn step(&self) -> Option<&Step> {
        Some(self.lesson.steps().nth(self.hand.step?)?.1)
    }

    fn open(&mut self, place: usize) {
        let Some((_, step)) = self.lesson.steps().nth(place) else { return };
        let (slug, kind) = (step.slug.clone(), step.kind.clone());
        if self.hand.step != Some(place) {
            self.hand.step = Some(place);
            self.hand.check = CheckHand::default();
            self.hand.values = match kind {
                StepKind::Concept(concept) => concept.card().start(),
                _ => Vec::new(),
            };
        }
        self.hand.leaf = Leaf::Step;
        if !self.progress.steps(&self.lesson.slug).contains_key(slug.as_str()) {
            self.mark(&slug, StepState::Begun);
        }
    }

    /// The step in hand is done or skipped; what was done stays done.
    fn close(&mut self, state: StepState) {
        let (Some(place), Some(slug)) = (self.hand.step, self.step().map(|it| it.slug.clone()))
        else {
            return;
        };
        let done =
            self.progress.steps(&self.lesson.slug).get(slug.as_str()) == Some(&StepState::Done);
        if !done {
            self.mark(&slug, state);
        }
        if place + 1 < self.lesson.steps().count() {
            self.open(place + 1);
        } else {
            self.hand.leaf = Leaf::Path;
        }
    }

    fn mark(&mut self, slug: &str, state: StepState) {
        let lesson = self.lesson.slug.clone();
        self.note(Entry::Step { lesson, slug: slug.to_owned(), state });
    }

    /// Keeps the answer in hand with what the card computes, and what was foreseen with what came.
    fn answer(&mut self, question: usize) {
        let Some(StepKind::Concept(concept)) = self.step().map(|step| step.kind.clone()) else {
            return;
        };
        let Some(asks) = concept.questions().get(question) else { return };
        let Some(said) = self.hand.check.said(asks) else { return };
        let card = concept.card();
        let right = answer(&card, asks, &card.start());
        let outcome = mark(&said, &right);
        if let (Said::Way(direction, size), Answer::Way { direction: way, size: far, .. }) =
            (&said, &right)
        {
            let (said, did) = ((*direction, *size), (*way, *far));
            self.note(Entry::Foreseen(Foreseen { concept, said, did, sure: None }));
        }
        self.note(Entry::Answer { concept, question, said, outcome, sure: None });
        self.hand.check = CheckHand::default();
    }

    /// Keeps words of the reflection that changed.
    fn write(&mut self) {
        let words = self.hand.words.clone();
        for (question, text) in words.into_iter().enumerate() {
            let said = self.progress.reflections(&self.lesson.slug);
            if said.get(&question).copied().unwrap_or_default() != text.trim() {
                let lesson = self.lesson.slug.clone();
                self.note(Entry::Reflection { lesson, question, text });
            }
        }
    }

    /// The run file that was written last and holds a year that was played: its name, and the run as a room of its own.
    #[must_use]
    pub fn last_run(&self) -> Option<(String, Room)> {
        let names = self.store.newest_first().ok()?;
        let played = |name: String| {
            let bytes = self.store.read_limited(&name, journal::FILE_LIMIT).ok()?;
            let mut room = Room::default();
            let body = Body::File(bytes);
            room.add(&self.cases, Source { name: name.clone(), body });
            let run = &room.tables.first()?.run;
            (!run.years.is_empty()).then_some((name, room))
        };
        names.into_iter().filter(|name| name.ends_with(RUN)).find_map(played)
    }

    /// The page of the reflection, in a new file.
    fn page(&mut self) {
        let room = self.last_run().map(|(_, room)| room);
        let run = room.as_ref().map(|room| (room.case_of(0), &room.tables[0].run));
        let text = html::write(&reflection(&self.lesson, &self.progress, run));
        let named = free_name(&self.store, |number| format!("reflection-{number}.html"));
        let kept = named.and_then(|name| {
            self.store.write_new(&name, text.as_bytes())?;
            Ok(name)
        });
        match kept {
            Ok(name) => {
                let path = self.folder.join(name);
                self.message = Some(message::kept("The reflection", &path));
                self.to_show = Some(path);
            }
            Err(error) => self.message = Some(message::not_kept("The reflection", &error)),
        }
    }

    fn note(&mut self, entry: Entry) {
        let at = self.progress.length as u64;
        let bytes = self.progress.add(entry);
        if let Err(error) = self.store.append_synced(PROGRESS, at, &bytes) {
            self.message = Some(message::not_kept("Your progress", &error));
        }
    }

    /// Takes up the progress of earlier days; what cannot be read is kept beside.
    fn read(&mut self) {
        let bytes = match self.store.read_limited(PROGRESS, FILE_LIMIT) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return,
            Err(error) => {
                self.message = Some(message::unreadable(PROGRESS, &error));
                return;
            }
        };
        match progress::read(&bytes) {
            Ok(read) => {
                self.progress = read.progress;
                if !read.aside.is_empty() {
                    let at = self.progress.length as u64;
                    let kept = set_aside(&mut self.store, PROGRESS, at, &read.aside);
                    if let Err(error) = kept {
                        self.message = Some(message::end_not_set_aside(PROGRESS, &error));
                    }
                }
            }
            Err(fault) => self.message = Some(message::about(PROGRESS, &fault)),
        }
    }
}
