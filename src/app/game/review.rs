//! Looking back at a run alone, as a part of the game: opened after a year or from the lesson, and what is kept of it.

use super::runs::{AGAIN, RUN};
use super::{Game, Screen};
use crate::app::review::{Own, Review};
use crate::host::Store as _;
use crate::session::journal;
use crate::session::record::{NAME_LIMIT, Run, Slugs};
use crate::session::table::Table;
use crate::study::foresight::{Forecast, in_play};
use crate::study::rivals::Kind;
use crate::ui::action::ReviewWish;
use crate::ui::panels::study::review::desk::Leaf;
use crate::view::message;

impl Game {
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
                    learn.looked_back();
                }
            }
            ReviewWish::Practise(concept) => {
                // What was never tried begins with its card.
                let tried = self.learn.as_ref().is_some_and(|learn| learn.has_foreseen(concept));
                let review = self.review.as_mut().filter(|review| tried && review.view.over);
                let found = review.is_some_and(|review| review.practise(concept));
                if !found {
                    self.leave_for_card(concept);
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
        self.lesson();
        let Some(learn) = &self.learn else { return };
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
        let own = self.review.as_ref().and_then(Review::own);
        let (from, case) = own.map(|own| (own.file.clone(), own.case.slug.clone())).unzip();
        match self.keep_run(run, &stem, RUN) {
            Ok((file, _)) => {
                let learn = self.lesson();
                let step = from.zip(case).and_then(|(from, case)| learn.step_for(&from, &case));
                if let Some(step) = step {
                    learn.begun(&step, &file);
                }
                self.resume(&file);
            }
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
                learn.looked_back();
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
        let Some(table) = self.table.as_ref().filter(|_| self.alone.is_some()) else { return };
        let Some(year) = usize::from(table.year()).checked_sub(1) else { return };
        let foreseen: Vec<_> =
            in_play(table.case(), table.run(), year).iter().map(Forecast::foreseen).collect();
        if foreseen.is_empty() {
            return;
        }
        let learn = self.lesson();
        learn.foresaw(foreseen);
        let message = learn.message();
        self.message = message.or(self.message.take());
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
