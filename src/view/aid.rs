//! What stands beside a run for who asked for it: the guide, a hint, what a thing is.

use super::help::HelpView;
use super::study::guide::{GuideView, HintView};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AidView {
    /// A press asks what a thing is.
    pub help: bool,
    /// The answer to the last one.
    pub topic: Option<HelpView>,
    pub hint: Option<HintView>,
    /// A hint is offered after a quiet while.
    pub offered: bool,
    pub guide: Option<GuideView>,
}
