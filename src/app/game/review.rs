//! Looking back at a run alone, as a part of the game: opened after a year or from the lesson, and what is kept of it.

use super::runs::{AGAIN, ALONE};
use super::{Game, Screen};
use crate::app::learn::Learn;
use crate::app::review::{Own, Review};
use crate::host::Store as _;
use crate::session::journal;
use crate::session::record::{NAME_LIMIT, Run, Slugs};
use crate::session::table::Table;
use crate::study::foresight::{Forecast, in_play};
use crate::study::rivals::Kind;
use crate::ui::action::{ReviewWish, StudyWish};
use crate::ui::panels::study::review::desk::Leaf;
use crate::view::message;

impl Game {
    /// Whether the run at the table is played by one learner alone.
    #[must_use]
    pub fn alone(&self) -> bool {
        self.table.is_some() && self.file.ends_with(ALONE)
    }

    /// Carries a wish of a learner who looks back out.
    pub(super) fn review(&mut self, wish: ReviewWish) {
        self.keep_review_words();
        match wish {
            ReviewWish::Open(leaf) => self.look_back(leaf),
            ReviewWish::Back => {
                let over = self.table.as_ref().map(Table::is_over);
                self.to(match over {
                    None => Screen::Learn,
                    Some(_) if self.behind == Screen::Learn => Screen::Learn,
                    Some(_) => self.behind,
                });
            }
            ReviewWish::TakeOver { kind, year } => self.take_over(kind, year),
            ReviewWish::Replay => self.play_again(),
            ReviewWish::Answer => {
                let foreseen = self.review.as_mut().map(Review::answer);
                if let (Some(learn), Some(foreseen)) = (&mut self.learn, foreseen) {
                    learn.foresaw(foreseen);
                }
            }
            ReviewWish::Practise(concept) => {
                let found = self
                    .review
                    .as_mut()
                    .is_some_and(|review| review.view.over && review.practise(concept));
                let place = self.learn.as_ref().and_then(|learn| learn.step_of(concept));
                if let Some(place) = place.filter(|_| !found) {
                    self.study(StudyWish::Open(place));
                    self.to(Screen::Learn);
                }
            }
            ReviewWish::Write => {}
        }
        if let Some(learn) = &mut self.learn {
            self.message = learn.message().or(self.message.take());
        }
        self.stale = true;
    }

    /// Opens a leaf about the run at the table, or about the one that was played last.
    fn look_back(&mut self, leaf: Leaf) {
        if self.screen != Screen::Review {
            self.behind = self.screen;
        }
        let learn =
            self.learn.get_or_insert_with(|| Learn::new(self.folder.clone(), self.cases.clone()));
        let here = self.table.as_ref().filter(|table| !table.run().years.is_empty());
        let own = match here {
            Some(table) => Some(Own {
                case: table.case().clone(),
                run: table.run().clone(),
                file: self.file.clone(),
                over: table.is_over(),
            }),
            None => learn.last_run().map(|(file, room)| Own {
                case: room.case_of(0).clone(),
                run: room.tables[0].run.clone(),
                file,
                over: true,
            }),
        };
        let review = self.review.get_or_insert_with(|| Review::new(self.looking));
        review.look_at(own, learn.mirrors());
        review.hand.leaf = leaf;
        review.hand.words.clone_from(&learn.hand.words);
        self.to(Screen::Review);
    }

    /// Keeps a run of its own that goes on in another plan's place, and sits down at it.
    fn take_over(&mut self, kind: Kind, year: usize) {
        let run = self.review.as_ref().and_then(|review| review.taken_over(kind, year));
        let Some(run) = run else { return };
        let stem = format!("from {}", kind.plan().unwrap_or("par"));
        match self.keep_run(run, &stem, ALONE) {
            Ok((file, _)) => self.resume(&file),
            Err(fault) => self.message = Some(message::not_kept_here(&fault)),
        }
    }

    /// Keeps the run with the change in hand, and tells it.
    fn play_again(&mut self) {
        let Some(run) = self.review.as_ref().and_then(Review::replayed) else { return };
        let kept = self.keep_run(run, "", AGAIN);
        let (Some(review), Some(learn)) = (&mut self.review, &mut self.learn) else { return };
        match kept {
            Ok((file, run)) => {
                let foreseen = review.tell(run, file);
                learn.foresaw(foreseen);
            }
            Err(fault) => self.message = Some(message::not_kept_here(&fault)),
        }
    }

    /// Writes a run into a file of its own.
    fn keep_run(&self, mut run: Run, stem: &str, ending: &str) -> Result<(String, Run), String> {
        let case = self.case(&run.header.case).ok_or_else(|| run.header.case.clone())?;
        run.header.table = run.header.table.chars().take(NAME_LIMIT).collect();
        let bytes = journal::write(&run, &Slugs::of(case)).map_err(|fault| fault.to_string())?;
        let file = self.free_name(&case.slug, stem, ending).map_err(|error| error.to_string())?;
        self.store.clone().write_new(&file, &bytes).map_err(|error| error.to_string())?;
        Ok((file, run))
    }

    /// Keeps the prediction of the year that was committed last, with what came of it.
    pub(super) fn note_prediction(&mut self) {
        let Some(table) = self.table.as_ref().filter(|_| self.file.ends_with(ALONE)) else {
            return;
        };
        let Some(year) = usize::from(table.year()).checked_sub(1) else { return };
        let foreseen: Vec<_> =
            in_play(table.case(), table.run(), year).iter().map(Forecast::foreseen).collect();
        if foreseen.is_empty() {
            return;
        }
        let learn =
            self.learn.get_or_insert_with(|| Learn::new(self.folder.clone(), self.cases.clone()));
        learn.foresaw(foreseen);
        self.message = learn.message().or(self.message.take());
    }

    /// Keeps what was typed beside a run.
    pub(super) fn keep_review_words(&mut self) {
        if let (Screen::Review, Some(review), Some(learn)) =
            (self.screen, &self.review, &mut self.learn)
        {
            learn.wrote(&review.hand.words);
        }
    }

    /// Makes the view of the leaf anew.
    pub(super) fn refresh_review(&mut self) {
        let back = if self.table.is_some() && self.behind != Screen::Learn {
            "Back to your run"
        } else {
            "Back to the lesson"
        };
        if let (Some(review), Some(learn)) = (&mut self.review, &self.learn) {
            review.refresh(learn.lesson(), learn.progress(), back);
        }
    }
}
