//! What the debrief's screen shows at a moment: one part for each of its leaves, and what the room is asked.

use super::contrast::ContrastView;
use super::gathered::GatheredView;
use super::show::{PresenterView, ProjectorView, SegmentView};
use super::timeline::TimelineView;
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
    /// Whether the answer of the segment may be seen.
    pub told: bool,
    /// Tables that the script does not call up.
    pub unseen: Option<String>,
    pub timeline: TimelineView,
    pub together: Vec<TimelineView>,
    pub board: BoardView,
    pub contrast: Option<ContrastView>,
    pub what_if: WhatIfView,
}
