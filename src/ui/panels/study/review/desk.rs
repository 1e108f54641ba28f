//! The desk of a learner who looks back: its leaves, what is in hand, the bar with the way back.

use egui::{Label, Ui};

use super::super::super::super::action::{Action, ReviewWish};
use super::super::super::super::theme::Theme;
use super::super::super::super::widgets;
use super::{express, journal, mastery, others, questions};
use crate::scenario::plan::{Direction, Gauge, Size};
use crate::study::foresight::Said;
use crate::study::rivals::Kind;
use crate::view::study::review::ReviewView;

/// What the desk shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leaf {
    /// Other plans under the same luck.
    #[default]
    Others,
    /// The run again with one decision changed.
    Express,
    /// Exercises from the run.
    Questions,
    /// What is foreseen, and what to practise.
    Mastery,
}

/// What is in hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReviewHand {
    pub leaf: Leaf,
    /// The plan that is about to be taken over.
    pub rival: Option<Kind>,
    /// Express: year (from 0), decision of it, change by its place among all.
    pub year: Option<usize>,
    pub decision: Option<usize>,
    pub change: Option<usize>,
    /// The exercise, by its place in the list, and the choices of its answer.
    pub exercise: Option<usize>,
    pub chosen: Vec<usize>,
    /// What is expected, by gauge.
    pub said: [SaidHand; 5],
    /// The words of the reflection, by question.
    pub words: Vec<String>,
}

/// An expectation that is not finished yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SaidHand {
    pub direction: Option<Direction>,
    pub size: Option<Size>,
}

impl SaidHand {
    /// A direction, and a size unless it stays.
    #[must_use]
    pub fn whole(self) -> Option<(Direction, Size)> {
        match (self.direction?, self.size) {
            (Direction::Stays, _) => Some((Direction::Stays, Size::Slight)),
            (direction, size) => Some((direction, size?)),
        }
    }
}

impl ReviewHand {
    /// Gauges of which something whole was said.
    #[must_use]
    pub fn said(&self) -> Vec<Said> {
        let all = Gauge::ALL.into_iter().zip(self.said);
        all.filter_map(|(gauge, said)| Some((gauge, said.whole()?))).collect()
    }

    /// Puts the change and what was expected of it away.
    pub fn forget_change(&mut self) {
        self.change = None;
        self.said = Default::default();
    }

    /// Puts the exercise and its answer away.
    pub fn forget_exercise(&mut self) {
        self.exercise = None;
        self.chosen.clear();
        self.said = Default::default();
    }
}

/// What the button of the bar that goes on does.
struct Onward {
    text: &'static str,
    wish: ReviewWish,
    ready: bool,
    /// What is missing.
    missing: &'static str,
}

pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &ReviewView,
    hand: &mut ReviewHand,
) -> Option<Action> {
    let whole = ui.available_rect_before_wrap();
    let wish = widgets::place(ui, whole.shrink(theme.space.small), "review", |ui| {
        tabs(ui, theme, view, hand);
        ui.separator();
        let onward = onward(view, hand);
        let mut wish = None;
        let content = |ui: &mut Ui| {
            wish = leaf(ui, theme, view, hand);
        };
        let mut asked = None;
        let bar = |ui: &mut Ui| match &onward {
            None => {
                if widgets::onward(ui, theme, view.back) {
                    asked = Some(ReviewWish::Back);
                }
            }
            Some(onward) => {
                if widgets::button(ui, theme, view.back).clicked() {
                    asked = Some(ReviewWish::Back);
                }
                if !onward.ready && ui.available_width() > 520.0 * theme.scale {
                    ui.label(widgets::small(theme, onward.missing));
                }
                ui.add_enabled_ui(onward.ready, |ui| {
                    if widgets::onward(ui, theme, onward.text) {
                        asked = Some(onward.wish.clone());
                    }
                });
            }
        };
        widgets::page(ui, theme, content, bar);
        asked.or(wish)
    });
    wish.map(Action::Review)
}

fn tabs(ui: &mut Ui, theme: &Theme, view: &ReviewView, hand: &mut ReviewHand) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (leaf, name) in [
            (Leaf::Others, "Other plans"),
            (Leaf::Questions, "Questions"),
            (Leaf::Express, "One change"),
            (Leaf::Mastery, "What you foresee"),
        ] {
            let there = match leaf {
                Leaf::Others => view.rivals.is_some(),
                Leaf::Questions | Leaf::Express => view.over,
                Leaf::Mastery => true,
            };
            if there && widgets::tab(ui, theme, hand.leaf == leaf, name).clicked() {
                hand.leaf = leaf;
                hand.said = Default::default();
            }
        }
        if !view.run.is_empty() {
            ui.label(widgets::small(theme, &view.run));
        }
    });
}

fn onward(view: &ReviewView, hand: &ReviewHand) -> Option<Onward> {
    let said = !hand.said().is_empty();
    match hand.leaf {
        Leaf::Express => {
            let picked = view.express.picked.as_ref().filter(|it| it.told.is_none())?;
            Some(Onward {
                text: "Play it again",
                wish: ReviewWish::Replay,
                ready: !picked.asks.is_empty() && said,
                missing: "Say first what you expect of one gauge at least",
            })
        }
        Leaf::Questions => {
            let page = view.questions.page.as_ref().filter(|it| it.told.is_none())?;
            let chosen = page.choices.is_empty() || !hand.chosen.is_empty();
            let expected = page.asks.is_empty() || said;
            Some(Onward {
                text: "Show what came",
                wish: ReviewWish::Answer,
                ready: chosen && expected,
                missing: if chosen {
                    "Say first what you expect of one gauge at least"
                } else {
                    "Choose first"
                },
            })
        }
        Leaf::Others | Leaf::Mastery => None,
    }
}

fn leaf(
    ui: &mut Ui,
    theme: &Theme,
    view: &ReviewView,
    hand: &mut ReviewHand,
) -> Option<ReviewWish> {
    let wish = match (hand.leaf, &view.rivals) {
        (Leaf::Others, Some(rivals)) => others::show(ui, theme, rivals, hand),
        (Leaf::Express, _) if view.over => express::show(ui, theme, &view.express, hand),
        (Leaf::Questions, _) if view.over => questions::show(ui, theme, &view.questions, hand),
        (Leaf::Mastery, _) => mastery::show(ui, theme, &view.mastery),
        (Leaf::Others | Leaf::Express | Leaf::Questions, _) => {
            let text = "No run is here to look back at: play a case of the lesson first";
            ui.add(Label::new(text).wrap());
            None
        }
    };
    let written = match &view.journal {
        Some(view) => journal::show(ui, theme, view, &mut hand.words),
        None => false,
    };
    wish.or(written.then_some(ReviewWish::Write))
}
