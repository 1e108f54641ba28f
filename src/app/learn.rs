//! Self-study without its window: the lesson, how far the learner is, what is in hand, and what each wish does.
//!
//! Invariants: the progress file only grows; an answer is not in the view before the learner has said something.

mod comparison;
mod keeping;
mod lessons;
mod review;

use std::path::{Path, PathBuf};

use crate::app::game::RUN;
use crate::app::place;
use crate::debrief::gather::Room;
use crate::documents::{html, reflection};
use crate::host::{FileStore, Store as _, free_name};
use crate::scenario::case::Case;
use crate::study::calibration::Foreseen;
use crate::study::concept::{Answer, Concept, Said, answer, mark};
use crate::study::field_guide::{self, FieldGuide};
use crate::study::lesson::{self, Lesson, Step, StepKind};
use crate::study::progress::{Entry, Progress, StepState};
use crate::ui::action::StudyWish;
use crate::ui::panels::study::desk::{CheckHand, Leaf, StudyHand};
use crate::view::debrief::wardley::WardleyView;
use crate::view::message;
use crate::view::study::comparison::comparison;
use crate::view::study::learn::{LearnView, guide};
use crate::view::study::lesson::outline;
use crate::view::study::step::{self, page};

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
    /// Where progress is kept.
    file: String,
    /// The map of the run that was played last, for the step in hand.
    own_map: Option<WardleyView>,
    /// The run that the step in hand looks back at.
    looked_at: Option<Room>,
    message: Option<String>,
    to_show: Option<PathBuf>,
}

/// What a wish asks of the game around the lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Begin a run of a case from a step.
    Play { case: String, step: String, guided: bool },
    /// Open the desk of a debrief.
    LookBack,
}

impl Learn {
    /// The shipped lesson, with the progress that is kept in `folder`.
    #[must_use]
    pub fn new(folder: PathBuf, cases: Vec<Case>) -> Self {
        Self::of(folder, lesson::shipped(), cases)
    }

    /// A lesson whose runs name these cases.
    #[must_use]
    pub fn of(folder: PathBuf, lesson: Lesson, cases: Vec<Case>) -> Self {
        let mut learn = Self {
            hand: StudyHand::default(),
            view: LearnView::default(),
            lesson,
            guide: field_guide::shipped(),
            progress: Progress::default(),
            cases,
            store: FileStore::new(&folder),
            folder,
            file: String::new(),
            own_map: None,
            looked_at: None,
            message: None,
            to_show: None,
        };
        learn.read();
        let said = learn.progress.reflections(&learn.lesson.slug);
        let words = (0..learn.lesson.questions().len())
            .map(|place| said.get(&place).map_or_else(String::new, |text| (*text).to_owned()));
        learn.hand.words = words.collect();
        learn.fill_cells();
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
        let mut step =
            step.and_then(|step| page(lesson, progress, &self.cases, step, &self.hand.values));
        if let Some(step::Body::Map(map)) = step.as_mut().map(|page| &mut page.body) {
            map.own.clone_from(&self.own_map);
        }
        if let Some(step::Body::Debrief(journal)) = step.as_mut().map(|page| &mut page.body) {
            *journal = self.after_debrief().map(Box::new);
        }
        self.view = LearnView {
            path: outline(lesson, progress),
            step,
            flagship,
            guide: guide(&self.guide, &hand.filter(), hand.most, hand.tool.as_deref()),
            comparison: comparison(&self.guide, progress),
            parked: self.view.parked,
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
                let guided = matches!(step.kind, StepKind::GuidedRun(_));
                return Some(Asked::Play { case, step: step.slug.clone(), guided });
            }
            StudyWish::Row { name, there } => self.put_row(name, there),
            StudyWish::Comparison(paper) => self.write_comparison(paper),
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

    /// A run file was begun from a step.
    pub fn begun(&mut self, slug: &str, file: &str) {
        let (lesson, slug, file) = (self.lesson.slug.clone(), slug.to_owned(), file.to_owned());
        if !self.is_done(&slug) {
            self.mark(&slug, StepState::Begun);
        }
        self.note(Entry::Run { lesson, slug, file });
    }

    /// A year of the run of a step was revealed: the step is done.
    pub fn played(&mut self, slug: &str) {
        if !self.is_done(slug) {
            self.mark(slug, StepState::Done);
        }
    }

    /// The step that a run file was begun from, and whether it is a guided one.
    #[must_use]
    pub fn step_of_run(&self, file: &str) -> Option<(String, bool)> {
        let slug = self.progress.step_of_run(&self.lesson.slug, file)?;
        let (_, step) = self.lesson.steps().find(|(_, step)| step.slug == slug)?;
        Some((slug.to_owned(), matches!(step.kind, StepKind::GuidedRun(_))))
    }

    /// Opens the card of a concept, where the lesson has it.
    pub fn open_concept(&mut self, concept: Concept) -> bool {
        let wanted = StepKind::Concept(concept);
        let place = self.lesson.steps().position(|(_, step)| step.kind == wanted);
        if let Some(place) = place {
            self.open(place);
        }
        place.is_some()
    }

    fn is_done(&self, slug: &str) -> bool {
        self.progress.steps(&self.lesson.slug).get(slug) == Some(&StepState::Done)
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
            self.hand.free = false;
            self.hand.own_map = false;
            self.hand.values = match kind {
                StepKind::Concept(concept) => concept.card().start(),
                _ => Vec::new(),
            };
        }
        self.own_map = match &kind {
            StepKind::Wardley(case) => self.map_of_last_run(case),
            _ => None,
        };
        self.looked_at = match kind {
            StepKind::Debrief => self.last_run().map(|it| it.1),
            _ => None,
        };
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
        if !self.is_done(&slug) {
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

    /// All that can be typed: the words of the reflection and of the comparison.
    #[must_use]
    pub fn typed(&self) -> Vec<String> {
        self.hand.words.iter().chain(self.hand.cells.values()).cloned().collect()
    }

    /// Keeps words of the reflection and of the comparison that changed.
    fn write(&mut self) {
        self.keep_cells();
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
    /// A run that was begun from the lesson goes before others; one that was only played again with a change is not looked at.
    #[must_use]
    pub fn last_run(&self) -> Option<(String, Room)> {
        let names = self.store.newest_first().ok()?;
        let runs = || names.iter().filter(|name| name.ends_with(RUN) && Self::decided(name));
        let played = |name: &String| Some((name.clone(), self.room_of(name)?));
        let own = runs().filter(|name| self.step_of_run(name).is_some()).find_map(played);
        own.or_else(|| runs().find_map(played))
    }

    /// The page of the reflection, in a new file.
    fn page(&mut self) {
        let room = self.last_run().map(|(_, room)| room);
        let run = room.as_ref().map(|room| (room.case_of(0), &room.tables[0].run));
        let text = html::write(&reflection(&self.lesson, &self.progress, run));
        self.keep_and_show("The reflection", "reflection", "html", &text);
    }

    /// Writes a text into a new file beside the runs and has it shown.
    fn keep_and_show(&mut self, what: &str, stem: &str, ending: &str, text: &str) {
        let named = free_name(&self.store, |number| format!("{stem}-{number}.{ending}"));
        let kept = named.and_then(|name| {
            self.store.write_new(&name, text.as_bytes())?;
            Ok(name)
        });
        match kept {
            Ok(name) => {
                let path = self.folder.join(name);
                self.message = Some(place::made(what, &path));
                self.to_show = Some(path);
            }
            Err(error) => self.message = Some(message::not_kept(what, &error)),
        }
    }

    /// The pipeline of the run that was played last, where it is one of this case.
    fn map_of_last_run(&self, case: &str) -> Option<WardleyView> {
        let (_, room) = self.last_run()?;
        let of = room.case_of(0);
        (of.slug == case).then(|| {
            let map = crate::debrief::wardley::wardley(of, &room.tables[0].run);
            crate::view::debrief::wardley::wardley(of, &map)
        })
    }
}
