//! The desk of a learner: the path, the step in hand, the field guide.

use std::collections::BTreeMap;

use egui::Ui;

use super::super::super::action::{Action, AidWish};
use super::super::super::theme::Theme;
use super::super::super::widgets;
use super::{comparison, guide, path, step};
use crate::scenario::plan::{Direction, Size};
use crate::study::concept::{Asks, Said};
use crate::study::field_guide::{Filter, LicenceFamily, Part, ToolModel};
use crate::view::study::learn::LearnView;

/// What the desk shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leaf {
    /// The whole lesson with how far one is.
    #[default]
    Path,
    Step,
    Guide,
    /// The learner's own comparison.
    Comparison,
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
    /// The card in hand may be moved although nothing was foreseen.
    pub free: bool,
    /// The map of the learner's own run is looked at.
    pub own_map: bool,
    /// The cells of the comparison, by tool and criterion.
    pub cells: BTreeMap<(String, &'static str), String>,
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
    pub licence: Option<LicenceFamily>,
    pub verified_only: bool,
    pub air_gapped: bool,
    pub authorised: bool,
    pub foundation: bool,
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
            licence: self.licence,
            verified_only: self.verified_only,
            air_gapped: self.air_gapped,
            authorised: self.authorised,
            foundation: self.foundation,
        }
    }
}

impl Default for GuideHand {
    fn default() -> Self {
        Self {
            search: String::new(),
            part: None,
            model: None,
            licence: None,
            verified_only: false,
            air_gapped: false,
            authorised: false,
            foundation: false,
            most: Self::SOME,
            tool: None,
        }
    }
}

pub fn show(ui: &mut Ui, theme: &Theme, view: &LearnView, hand: &mut StudyHand) -> Option<Action> {
    let whole = ui.available_rect_before_wrap();
    widgets::place(ui, whole.shrink(theme.space.small), "learner", |ui| {
        let mut back = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let tabs = [
                (Leaf::Path, "Path"),
                (Leaf::Step, "Step"),
                (Leaf::Guide, "Field guide"),
                (Leaf::Comparison, "Comparison"),
            ];
            for (leaf, name) in tabs {
                let there = leaf != Leaf::Step || view.step.is_some();
                if there && widgets::tab(ui, theme, hand.leaf == leaf, name).clicked() {
                    hand.leaf = leaf;
                }
            }
            if view.parked && widgets::button(ui, theme, "Back to the run").clicked() {
                back = Some(Action::Aid(AidWish::BackToRun));
            }
        });
        ui.separator();
        let wish = match (hand.leaf, &view.step) {
            (Leaf::Step, Some(page)) => step::show(ui, theme, page, hand),
            (Leaf::Path | Leaf::Step, _) => path::show(ui, theme, view),
            (Leaf::Guide, _) => guide::show(ui, theme, view, &mut hand.guide),
            (Leaf::Comparison, _) => comparison::show(ui, theme, &view.comparison, hand),
        };
        back.or(wish)
    })
}
