//! What the desk of a learner who looks back shows.

use super::Review;
use crate::study::exercise::Exercise;
use crate::study::lesson::Lesson;
use crate::study::progress::Progress;
use crate::ui::panels::study::review::desk::Leaf;
use crate::view::study::express::{self, ExpressView};
use crate::view::study::journal::{JournalView, journal};
use crate::view::study::mastery::mastery;
use crate::view::study::questions::{self, Page, QuestionsView};
use crate::view::study::review::{ReviewView, name};
use crate::view::study::rivals::{self, RivalsView};

impl Review {
    /// Makes the view of the leaf in hand anew. `back` says where one goes back to.
    pub fn refresh(&mut self, lesson: &Lesson, progress: &Progress, back: &'static str) {
        match self.hand.leaf {
            Leaf::Others => self.look_for_par(),
            Leaf::Express => self.find_changes(),
            Leaf::Questions => {
                self.find_changes();
                self.look_for_drivers();
            }
            Leaf::Mastery => {}
        }
        let own = self.own.as_ref();
        let committed = own.filter(|own| !own.run.years.is_empty());
        self.view = ReviewView {
            run: committed.map_or_else(String::new, |own| name(&own.case, &own.run)),
            over: committed.is_some_and(|own| own.over),
            back,
            rivals: self.rivals(),
            express: self.express(),
            questions: self.questions(),
            mastery: mastery(&progress.foreseen(), progress.leanings(), &self.mirrors),
            journal: self.journal(lesson, progress),
        };
    }

    fn rivals(&self) -> Option<RivalsView> {
        let (own, _) = self.committed()?;
        let looking = match self.best.get(&own.case.digest) {
            Some(task) if task.found().is_some() => None,
            Some(task) => Some(rivals::looking(task.progress())),
            None => Some(rivals::looking(None)),
        };
        // What is not looked at is not made.
        let all = if self.hand.leaf == Leaf::Others { self.all_rivals() } else { Vec::new() };
        Some(rivals::rivals(&own.case, &own.run, &all, looking))
    }

    fn express(&self) -> ExpressView {
        let (Some(own), Some(found)) = (&self.own, &self.changes) else {
            return ExpressView::default();
        };
        let (case, hand) = (&own.case, &self.hand);
        let mut view = express::choose(case, found, hand.year, hand.decision);
        let change = hand.change.and_then(|place| found.changes.get(place));
        view.picked = change.map(|it| express::picked(case, &it.change));
        if let (Some(picked), Some(again)) = (&mut view.picked, self.played()) {
            picked.told =
                Some(express::told(case, &own.run, &again.run, &again.forecasts, &again.file));
        }
        view
    }

    fn questions(&self) -> QuestionsView {
        let Some(own) = self.own.as_ref().filter(|_| self.changes.is_some()) else {
            return QuestionsView::default();
        };
        let lines = self.exercises.iter().enumerate().map(|(place, exercise)| {
            questions::line(&own.case, exercise, self.answers.contains_key(&place))
        });
        let looking = self.drivers.progress().map(questions::looking);
        QuestionsView { lines: lines.collect(), looking, page: self.page() }
    }

    fn page(&self) -> Option<Page> {
        let (own, place) = (self.own.as_ref()?, self.hand.exercise?);
        let exercise = self.exercises.get(place)?;
        let mut page = questions::page(&own.case, exercise);
        page.told = self.answers.get(&place).map(|answer| {
            let chosen = answer.chosen.first().copied();
            let change = match exercise {
                Exercise::Change { choices, .. } => chosen.and_then(|it| choices.get(it)),
                Exercise::Expect { what_if, .. } => Some(&**what_if),
                Exercise::Drove { .. } => None,
            };
            let all = self.changes.iter().flat_map(|it| &it.changes);
            let whole =
                change.and_then(|change| all.into_iter().position(|it| it.change == change.change));
            questions::told(&own.case, exercise, &answer.chosen, &answer.forecasts, whole)
        });
        Some(page)
    }

    /// The question of the lesson whose evidence is fresh.
    fn journal(&self, lesson: &Lesson, progress: &Progress) -> Option<JournalView> {
        let run = self.own.as_ref().map(|own| (&own.case, &own.run));
        let answered = self.hand.exercise.is_some_and(|it| self.answers.contains_key(&it));
        let place = match self.hand.leaf {
            Leaf::Others => 0,
            Leaf::Questions if answered => 1,
            Leaf::Express if self.played().is_some() => 2,
            Leaf::Mastery => 2,
            Leaf::Questions | Leaf::Express => return None,
        };
        journal(lesson, progress, run, place)
    }
}
