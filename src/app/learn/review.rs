//! What a lesson gives to who looks back at a run, and takes from there.

use super::Learn;
use crate::app::game::AGAIN;
use crate::debrief::bias::{Mirror, of_run};
use crate::debrief::gather::{Body, Room, Source};
use crate::host::Store as _;
use crate::session::journal;
use crate::study::calibration::Foreseen;
use crate::study::concept::Concept;
use crate::study::lesson::{Lesson, StepKind};
use crate::study::progress::Entry;
use crate::ui::action::StudyWish;
use crate::view::study::journal::{JournalView, journal};

/// Runs in the mirror at most, the newest.
const MIRRORED: usize = 8;

impl Learn {
    #[must_use]
    pub const fn lesson(&self) -> &Lesson {
        &self.lesson
    }

    /// Keeps what was foreseen with what came.
    pub fn foresaw(&mut self, list: Vec<Foreseen>) {
        for foreseen in list {
            self.note(Entry::Foreseen(foreseen));
        }
    }

    /// Whether something was foreseen of a concept before.
    #[must_use]
    pub fn has_foreseen(&self, concept: Concept) -> bool {
        self.progress.foreseen().iter().any(|it| it.concept == concept)
    }

    /// The step that looks back is done: something of the run was looked at.
    pub fn looked_back(&mut self) {
        let step = self.lesson.steps().find(|(_, step)| step.kind == StepKind::Debrief);
        if let Some(slug) = step.map(|(_, step)| step.slug.clone()) {
            self.played(&slug);
        }
    }

    /// The question that is asked after a debrief, with what the run and the leaning were.
    pub(super) fn after_debrief(&self) -> Option<JournalView> {
        let room = self.looked_at.as_ref()?;
        let slug = &self.step()?.slug;
        let run = Some((room.case_of(0), &room.tables[0].run));
        self.is_done(slug).then(|| journal(&self.lesson, &self.progress, run, 0)).flatten()
    }

    /// Keeps words that were written beside a run.
    pub fn wrote(&mut self, words: &[String]) {
        self.hand.words = words.to_vec();
        self.apply(StudyWish::Write);
    }

    /// The step that a run belongs to: the one it was begun from, or else one that plays its case.
    #[must_use]
    pub fn step_for(&self, file: &str, case: &str) -> Option<String> {
        let plays = |kind: &StepKind| matches!(kind, StepKind::FreeRun(it) | StepKind::GuidedRun(it) if it == case);
        let step = || self.lesson.steps().find(|(_, step)| plays(&step.kind));
        self.step_of_run(file).map(|it| it.0).or_else(|| Some(step()?.1.slug.clone()))
    }

    /// A kept run as a room of its own, if a year of it was played.
    pub(super) fn room_of(&self, name: &str) -> Option<Room> {
        let bytes = self.store.read_limited(name, journal::FILE_LIMIT).ok()?;
        let mut room = Room::default();
        room.add(&self.cases, Source { name: name.to_owned(), body: Body::File(bytes) });
        let run = &room.tables.first()?.run;
        (!run.years.is_empty()).then_some(room)
    }

    /// The mirrors of the runs the learner began alone, newest first. A run that was taken over holds decisions of another.
    #[must_use]
    pub fn mirrors(&self) -> Vec<(String, Mirror)> {
        let names = self.store.newest_first().unwrap_or_default();
        let own = |name: String| {
            let room = self.room_of(&name)?;
            let run = &room.tables[0].run;
            let began = run.header.parent.is_none();
            began.then(|| (name, of_run(room.case_of(0), run)))
        };
        let alone = names.into_iter().filter(|name| self.step_of_run(name).is_some());
        alone.filter_map(own).take(MIRRORED).collect()
    }

    /// Whether a run file holds a run that was decided, not played again with a change.
    pub(super) fn decided(name: &str) -> bool {
        !name.ends_with(AGAIN)
    }
}
