//! What stands beside a run: the guide of a learner's first year, hints, and what a thing on the screen is.
//!
//! Invariants: nothing here holds a run up or changes it; at a table a hint is shown only to who asked for help.

use super::{Game, Screen};
use crate::app::learn::Learn;
use crate::host::Store as _;
use crate::study::concept::Concept;
use crate::study::guide::{Guide, Seen, Stage};
use crate::study::hint::{Desk, Hint, Strength, hints};
use crate::ui::action::AidWish;
use crate::ui::panels::study::desk::Leaf;
use crate::ui::panels::year::Drawer;
use crate::view::aid::AidView;
use crate::view::help::{Topic, help};
use crate::view::study::guide as words;

/// Seconds without a wish after which a hint is offered. Design choice: as long as reading a part with its options takes.
pub const QUIET: f32 = 90.0;

/// A run that was begun from a step of the lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alone {
    /// The step.
    pub slug: String,
    pub guide: Guide,
    /// A year was revealed, and the step is done.
    counted: bool,
}

/// What is open beside the run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Aid {
    /// A press asks what a thing is.
    pub help: bool,
    topic: Option<Topic>,
    /// The hint that is open: which one, and how much of it.
    hint: Option<(usize, Strength)>,
    quiet: f32,
    offered: bool,
    /// No offer any more in this year.
    declined: bool,
}

impl Alone {
    #[must_use]
    pub fn new(slug: String, guided: bool) -> Self {
        let guide = Guide::new(!guided);
        Self { slug, guide, counted: false }
    }
}

impl Game {
    /// The lesson, opened if it was not.
    pub(super) fn lesson(&mut self) -> &mut Learn {
        self.learn.get_or_insert_with(|| Learn::new(self.folder.clone(), self.cases.clone()))
    }

    /// The run at the table was begun from a step.
    pub(super) fn sit_alone(&mut self, slug: String, guided: bool) {
        self.alone = Some(Alone::new(slug, guided));
        self.stale = true;
    }

    /// Whether a kept run was begun from a step of the lesson: then it goes on as one.
    pub(super) fn take_up_lesson(&mut self) {
        let kept = self.store.list().is_ok_and(|names| names.iter().any(|it| Learn::keeps(it)));
        if !kept && self.learn.is_none() {
            return;
        }
        let file = self.file.clone();
        if let Some((slug, guided)) = self.lesson().step_of_run(&file) {
            let first = self.table.as_ref().is_some_and(|table| table.year() == 0);
            self.sit_alone(slug, guided && first);
        }
    }

    /// Something was done: it is not quiet any more, and an offer goes.
    pub(super) fn stir(&mut self) {
        self.aid.quiet = 0.0;
        self.aid.offered = false;
    }

    /// A screen begins.
    pub(super) fn clear_aid(&mut self) {
        let Aid { help, .. } = self.aid;
        self.aid = Aid { help, ..Aid::default() };
    }

    /// Time passes (seconds). Gives whether something is offered now.
    pub(super) fn wait_for(&mut self, passed: f32) -> bool {
        let here = self.screen == Screen::Year && self.alone.is_some();
        let Aid { hint, offered, declined, quiet, .. } = &mut self.aid;
        if !here || *offered || *declined || hint.is_some() {
            return false;
        }
        *quiet += passed;
        *offered = *quiet >= QUIET;
        *offered
    }

    /// Carries out what was asked of guide, hints and help.
    pub(super) fn aid(&mut self, wish: AidWish) {
        match wish {
            AidWish::Guide(open) => {
                if let Some(alone) = &mut self.alone {
                    alone.guide.closed = !open;
                }
            }
            AidWish::Hint => {
                self.aid.hint = Some(match self.aid.hint {
                    None => (0, Strength::Nudge),
                    Some((place, Strength::Nudge)) => (place, Strength::Pointer),
                    Some((place, _)) => (place, Strength::Worked),
                });
            }
            AidWish::OtherHint => {
                let place = self.aid.hint.map_or(0, |it| it.0 + 1);
                self.aid.hint = Some((place, Strength::Nudge));
            }
            AidWish::CloseHint => self.aid.hint = None,
            AidWish::NotNow => self.aid.declined = true,
            AidWish::Help => {
                let at_run = self.table.is_some() && self.screen != Screen::Learn;
                self.aid.help = !self.aid.help && at_run;
                self.aid.topic = None;
                if self.aid.help && self.screen == Screen::Play {
                    self.set_speed(0.0);
                }
            }
            AidWish::Explain(topic) => self.aid.topic = Some(topic),
            AidWish::Card(concept) => self.leave_for_card(concept),
            AidWish::BackToRun => {
                if let Some(screen) = self.parked.take() {
                    self.keep_words();
                    self.to(screen);
                }
            }
        }
    }

    /// To a concept card and, from there, back to the run.
    pub(super) fn leave_for_card(&mut self, concept: Concept) {
        let from = self.screen;
        self.keep_draft();
        let learn = self.lesson();
        if !learn.open_concept(concept) {
            learn.hand.leaf = Leaf::Path;
        }
        let message = learn.message();
        self.aid.help = false;
        self.to(Screen::Learn);
        self.parked = self.table.is_some().then_some(from);
        self.message = message;
    }

    /// The guide looks on, and a step whose year was revealed is done.
    pub(super) fn follow_learner(&mut self) {
        let (Some(alone), Some(table)) = (&mut self.alone, &self.table) else { return };
        let year = table.year();
        let stage = match self.screen {
            Screen::Brief => Stage::Brief,
            Screen::Year if year == 0 => Stage::Deciding,
            Screen::Year => Stage::Later,
            Screen::Play if year == 1 => Stage::Playing,
            Screen::Reveal if year == 1 => Stage::Revealing,
            _ => Stage::Over,
        };
        alone.guide.follow(&Seen {
            stage,
            part: self.year.component.is_some(),
            more: self.year.more.is_some(),
            closing: self.year.drawer == Drawer::Commit,
            opened: self.screen == Screen::Reveal && self.reveal.opened,
            asked: self.why.is_some(),
            taken: &table.draft().decisions,
        });
        let revealed =
            self.screen == Screen::End || self.screen == Screen::Reveal && self.reveal.opened;
        if revealed && !alone.counted {
            alone.counted = true;
            let slug = alone.slug.clone();
            self.lesson().played(&slug);
            self.message = self.lesson().message().or(self.message.take());
        }
    }

    /// What there is to hint at, from the pipeline as it is and the draft.
    fn hints(&self) -> Vec<Hint> {
        let Some(table) = &self.table else { return Vec::new() };
        let (model, state) = table.now();
        let last = usize::from(table.year()).checked_sub(1).and_then(|year| table.outcome(year));
        let open = last.map_or(&[][..], |outcome| outcome.open.as_slice());
        let taken = &table.draft().decisions;
        hints(&Desk { case: table.case(), model, state, open, taken })
    }

    pub(super) fn aid_view(&self) -> AidView {
        let Some(table) = self.table.as_ref().filter(|_| self.screen != Screen::Learn) else {
            return AidView::default();
        };
        let hint = self.aid.hint.filter(|_| self.screen == Screen::Year);
        let alone = self.alone.as_ref();
        AidView {
            help: self.aid.help,
            topic: self.aid.topic.map(|topic| help(table.case(), topic)),
            hint: hint
                .map(|(place, strength)| words::hint(table.case(), &self.hints(), place, strength)),
            offered: self.aid.offered && !self.aid.declined,
            guide: alone.and_then(|alone| words::guide(&alone.guide)),
        }
    }

    /// Whether a guide is there that was closed.
    pub(super) fn guide_is_closed(&self) -> bool {
        let guide = self.alone.as_ref().map(|alone| &alone.guide);
        guide.is_some_and(|guide| guide.closed && guide.could_say())
    }
}
