//! The lesson of one learner as a part of the game: opened, played from, and looked back from.

use super::runs::ALONE;
use super::{Game, Screen, chance};
use crate::app::learn::{Asked, Learn};
use crate::ui::action::{StudyWish, Wish};
use crate::ui::panels::study::desk::Leaf;

impl Game {
    /// To the path of the lesson.
    pub(super) fn learn(&mut self) {
        let learn =
            self.learn.get_or_insert_with(|| Learn::new(self.folder.clone(), self.cases.clone()));
        learn.hand.leaf = Leaf::Path;
        self.message = learn.message();
        self.to(Screen::Learn);
    }

    /// Carries a wish of the learner out.
    pub(super) fn study(&mut self, wish: StudyWish) {
        let Some(learn) = &mut self.learn else { return };
        let asked = learn.apply(wish);
        self.message = learn.message().or(self.message.take());
        self.to_show = learn.to_show().or(self.to_show.take());
        match asked {
            None => {}
            Some(Asked::Play(slug)) => {
                let roles = self.case(&slug).map_or(0, |case| case.roles.len());
                let seats: Vec<_> = (0..roles).map(|role| (role as u16, None)).collect();
                // The luck that the title proposes; the next run is proposed another.
                let seed = self.title.seed().unwrap_or_else(chance);
                self.title.propose(chance());
                self.begin(&slug, String::new(), seed, &seats, ALONE);
            }
            Some(Asked::LookBack) => {
                let last = learn.last_run().map(|(name, _)| self.folder.join(name));
                self.gather();
                if let (Some(path), Some(debrief)) = (last, &mut self.debrief) {
                    let path = path.to_string_lossy().into_owned();
                    debrief.apply(Wish::Add(path));
                    self.message = debrief.message().or(self.message.take());
                }
            }
        }
    }

    /// A clicker's next: from the path to the step that comes next, never past one.
    pub(super) fn study_on(&mut self) {
        if self.learn.as_ref().is_some_and(|learn| learn.hand.leaf == Leaf::Path) {
            self.study(StudyWish::GoOn);
        }
    }

    /// Keeps what was typed before the lesson is left.
    pub(super) fn keep_words(&mut self) {
        if self.screen == Screen::Learn {
            self.study(StudyWish::Write);
        }
    }
}
