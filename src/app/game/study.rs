//! The lesson of one learner as a part of the game: opened, played from, and looked back from.

use super::{Game, Screen, chance};
use crate::app::learn::{Asked, Learn};
use crate::ui::action::{Action, StudyWish, Wish};
use crate::ui::panels::study::desk::Leaf;

impl Game {
    /// To the path of the lesson.
    pub(super) fn learn(&mut self) {
        if self.table.is_some() {
            self.keep_draft();
            self.leave();
        }
        let learn = self.lesson();
        learn.hand.leaf = Leaf::Path;
        self.message = learn.message();
        self.to(Screen::Learn);
    }

    /// Opens the lesson of a training unit, with the cases beside it.
    pub(super) fn open_lesson(&mut self, path: &std::path::Path) {
        match Learn::open_lesson(self.folder.clone(), path, &self.cases) {
            Ok(learn) => {
                self.cases = learn.cases().to_vec();
                self.learn = Some(learn);
                self.learn();
            }
            Err(told) => self.message = Some(told),
        }
    }

    /// Carries a wish of the learner out.
    pub(super) fn study(&mut self, wish: StudyWish) {
        let Some(learn) = &mut self.learn else { return };
        let asked = learn.apply(wish);
        self.message = learn.message().or(self.message.take());
        self.to_show = learn.to_show().or(self.to_show.take());
        match asked {
            None => {}
            Some(Asked::Play { case, step, guided }) => {
                let roles = self.case(&case).map_or(0, |case| case.roles.len());
                let seats = (0..roles).map(|role| (role as u16, None)).collect();
                let seed = self.luck.unwrap_or_else(chance);
                self.apply(Action::Begin { case, table: String::new(), seed, seats });
                if self.screen == Screen::Brief {
                    let file = self.file.clone();
                    self.lesson().begun(&step, &file);
                    self.sit_alone(step, guided);
                }
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

    /// Keeps what was typed when the one who types pauses for a second; not letter by letter.
    pub(super) fn keep_what_rests(&mut self) {
        let (Some(learn), beside) = (&self.learn, &self.review) else { return };
        let typed = match (self.screen, beside) {
            (Screen::Learn, _) => learn.typed(),
            (Screen::Review, Some(review)) => review.hand.words.clone(),
            _ => return,
        };
        if typed == self.typed {
            self.keep_words();
            self.keep_review_words();
        }
        self.typed = typed;
    }
}
