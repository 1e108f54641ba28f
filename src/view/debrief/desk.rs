//! What the debrief's screen shows at a moment: one part for each of its leaves, and what the room is asked.

use super::ask::AskView;
use super::causes::CausesView;
use super::changes::ChangesView;
use super::contrast::ContrastView;
use super::frontier::FrontierView;
use super::gathered::GatheredView;
use super::luck::LuckView;
use super::mirror::MirrorView;
use super::parts::PartsView;
use super::rule::RuleView;
use super::show::{PresenterView, ProjectorView, SegmentView};
use super::survival::{Against, SurvivalView};
use super::timeline::TimelineView;
use super::wardley::WardleyView;
use super::weights::WeightsView;
use super::what_if::WhatIfView;
use crate::view::board::BoardView;

/// Everything on the screen; what belongs to another leaf than the one in hand may be of an earlier moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeskView {
    /// How the tables are called, in their order.
    pub labels: Vec<String>,
    pub gathered: GatheredView,
    pub script: Vec<SegmentView>,
    pub presenter: PresenterView,
    pub projector: ProjectorView,
    /// Whether the answer of the segment, or of the leaf where no script leads, may be seen.
    pub told: bool,
    /// What the leaf asks before its answer, where no script leads.
    pub ask: Option<AskView>,
    /// Plans that a table's plan can be set against.
    pub rivals: Vec<(Against, String)>,
    /// Tables that the script does not call up.
    pub unseen: Option<String>,
    pub timeline: TimelineView,
    pub together: Vec<TimelineView>,
    pub board: BoardView,
    pub contrast: Option<ContrastView>,
    pub what_if: WhatIfView,
    /// `looking for more: 4 of 16 done`; empty when all is found.
    pub progress: String,
    /// What takes seconds is `None` until it is found.
    pub luck: Option<LuckView>,
    pub parts: Option<PartsView>,
    pub changes: Option<ChangesView>,
    pub frontier: Option<FrontierView>,
    pub survival: Option<SurvivalView>,
    pub causes: Option<CausesView>,
    pub wardley: Option<WardleyView>,
    pub weights: Option<WeightsView>,
    pub rule: Option<RuleView>,
    pub mirror: MirrorView,
    /// This is a page in a browser: files are chosen, and there is no second window.
    pub page: bool,
}

/// What the best plan of a search is called.
pub const FOUND_BY_SEARCH: &str = "Found by search";

/// Why nothing can be tried in a run.
pub const NOT_TO_BE_TRIED: &str = "This run does not play again here, so nothing can be tried in it; its recorded results are under Timeline";

/// Why nothing can be tried yet.
pub const CHANGES_ARE_COMING: &str =
    "Every other decision is being played, which takes some seconds";

/// What the plan is called that is compared with unless the room names another.
pub const USUAL: &str = "The plan that buys everything";

/// How the plan of a table is called.
#[must_use]
pub fn plan_of(label: &str) -> String {
    format!("{label}’s plan")
}

/// How far the search for insight is; empty where nothing is looked for.
#[must_use]
pub fn looking(done: usize, asked: usize) -> String {
    if done >= asked {
        return String::new();
    }
    let [done, asked] = [done, asked].map(|it| crate::view::format::whole(it as f64));
    format!("Thousands of futures are played: {done} of {asked} pictures are ready")
}
