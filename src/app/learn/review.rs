//! What a lesson gives to who looks back at a run, and takes from there.

use super::Learn;
use crate::app::game::{AGAIN, ALONE};
use crate::debrief::bias::{Mirror, of_run};
use crate::debrief::gather::{Body, Room, Source};
use crate::host::Store as _;
use crate::session::journal;
use crate::study::calibration::Foreseen;
use crate::study::concept::Concept;
use crate::study::lesson::{Lesson, StepKind};
use crate::study::progress::Entry;
use crate::ui::action::StudyWish;

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

    /// Keeps words that were written beside a run.
    pub fn wrote(&mut self, words: &[String]) {
        self.hand.words = words.to_vec();
        self.apply(StudyWish::Write);
    }

    /// The place of the step of a concept in the lesson.
    #[must_use]
    pub fn step_of(&self, concept: Concept) -> Option<usize> {
        let about = |kind: &StepKind| *kind == StepKind::Concept(concept);
        self.lesson.steps().position(|(_, step)| about(&step.kind))
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
        let alone = names.into_iter().filter(|name| name.ends_with(ALONE));
        alone.filter_map(own).take(MIRRORED).collect()
    }

    /// Whether a run file holds a run that was decided, not played again with a change.
    pub(super) fn decided(name: &str) -> bool {
        !name.ends_with(AGAIN)
    }
}
