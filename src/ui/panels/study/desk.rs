//! The desk of a learner: the path, the step in hand, the field guide.

use egui::Ui;

use super::super::super::action::Action;
use super::super::super::theme::Theme;
use super::super::super::widgets;
use super::{guide, path, step};
use crate::scenario::plan::{Direction, Size};
use crate::study::concept::{Asks, Said};
use crate::study::field_guide::{Filter, Part, ToolModel};
use crate::view::study::learn::LearnView;

/// What the desk shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leaf {
    /// The whole lesson with how far one is.
    #[default]
    Path,
    Step,
    Guide,
}

/// What is in hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StudyHand {
    pub leaf: Leaf,
    /// The step, by its place in the lesson.
    pub step: Option<usize>,
    /// Values of the card in hand.
    pub values: Vec<f64>,
    pub check: CheckHand,
    /// The words of the reflection, by question.
    pub words: Vec<String>,
    pub guide: GuideHand,
}

/// An answer that is not given yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckHand {
    pub question: usize,
    pub direction: Option<Direction>,
    pub size: Option<Size>,
    pub changes: Vec<usize>,
}

impl CheckHand {
    /// What is said, once all of it is.
    #[must_use]
    pub fn said(&self, asks: &Asks) -> Option<Said> {
        match asks {
            Asks::HowFar { .. } => self.way(),
            Asks::WhichReach { .. } => Some(Said::Changes(self.changes.clone())),
        }
    }

    /// A direction, and a size unless it stays.
    #[must_use]
    pub fn way(&self) -> Option<Said> {
        match (self.direction?, self.size) {
            (Direction::Stays, _) => Some(Said::Way(Direction::Stays, Size::Slight)),
            (direction, size) => Some(Said::Way(direction, size?)),
        }
    }
}

/// What is looked for in the field guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideHand {
    pub search: String,
    pub part: Option<Part>,
    pub model: Option<ToolModel>,
    pub verified_only: bool,
    pub air_gapped: bool,
    /// How many tools are listed at most.
    pub most: usize,
    /// The tool in hand.
    pub tool: Option<String>,
}

impl GuideHand {
    /// How many tools are listed at once.
    pub const SOME: usize = 20;

    #[must_use]
    pub fn filter(&self) -> Filter {
        Filter {
            words: self.search.split_whitespace().map(str::to_owned).collect(),
            part: self.part,
            model: self.model,
            verified_only: self.verified_only,
            air_gapped: self.air_gapped,
            ..Filter::default()
        }
    }
}

impl Default for GuideHand {
    fn default() -> Self {
        Self {
            search: String::new(),
            part: None,
            model: None,
            verified_only: false,
            air_gapped: false,
            most: Self::SOME,
            tool: None,
        }
    }
}

pub fn show(ui: &mut Ui, theme: &Theme, view: &LearnView, hand: &mut StudyHand) -> Option<Action> {
    let whole = ui.available_rect_before_wrap();
    widgets::place(ui, whole.shrink(theme.space.small), "learner", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let tabs = [(Leaf::Path, "Path"), (Leaf::Step, "Step"), (Leaf::Guide, "Field guide")];
            for (leaf, name) in tabs {
                let there = leaf != Leaf::Step || view.step.is_some();
                if there && widgets::tab(ui, theme, hand.leaf == leaf, name).clicked() {
                    hand.leaf = leaf;
                }
            }
        });
        ui.separator();
        match (hand.leaf, &view.step) {
            (Leaf::Step, Some(page)) => step::show(ui, theme, page, hand),
            (Leaf::Path | Leaf::Step, _) => path::show(ui, theme, view),
            (Leaf::Guide, _) => guide::show(ui, theme, &view.guide, &mut hand.guide),
        }
    })
}
