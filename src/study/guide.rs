//! The guide of a first year: one instruction at a time, and what a learner did moves it on.
//!
//! Invariants: it only ever looks on; a step that was done is never asked for again, and one that was passed over does not
//! hold up what comes after it.

use crate::scenario::plan::Decision;
use std::collections::BTreeSet;

/// What the guide asks for, in the order of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GuideStep {
    /// Read the brief and go to the first year.
    Begin,
    /// Take a part of the pipeline in hand.
    Look,
    /// Read more about one of its options.
    Compare,
    /// Take a tool decision.
    Decide,
    /// Open the last page before the commit.
    Close,
    /// Say which way a gauge will go.
    Predict,
    Commit,
    /// Watch the year.
    Watch,
    /// Show what happened.
    Open,
    /// Ask a gauge why.
    Ask,
    /// Go on to the next year.
    GoOn,
    /// What is different from the second year on.
    Alone,
}

/// Where a run is, as far as the guide needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Brief,
    Deciding,
    Playing,
    Revealing,
    /// Any year after the first.
    Later,
    /// There is nothing to say.
    Over,
}

/// What can be seen of a learner's hands at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    pub stage: Stage,
    /// A part of the pipeline is in hand.
    pub part: bool,
    /// More about one option is open.
    pub more: bool,
    /// The last page before the commit is open.
    pub closing: bool,
    /// The outcome is shown.
    pub opened: bool,
    /// A gauge tells why.
    pub asked: bool,
    pub taken: &'a [Decision],
}

/// How far the learner is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guide {
    done: BTreeSet<GuideStep>,
    now: Option<GuideStep>,
    /// Closed by the learner; it can be opened again.
    pub closed: bool,
}

impl GuideStep {
    pub const ALL: [Self; 12] = [
        Self::Begin,
        Self::Look,
        Self::Compare,
        Self::Decide,
        Self::Close,
        Self::Predict,
        Self::Commit,
        Self::Watch,
        Self::Open,
        Self::Ask,
        Self::GoOn,
        Self::Alone,
    ];

    /// Where it can be done.
    const fn stage(self) -> Stage {
        match self {
            Self::Begin => Stage::Brief,
            Self::Look
            | Self::Compare
            | Self::Decide
            | Self::Close
            | Self::Predict
            | Self::Commit => Stage::Deciding,
            Self::Watch => Stage::Playing,
            Self::Open | Self::Ask | Self::GoOn => Stage::Revealing,
            Self::Alone => Stage::Later,
        }
    }
}

impl Guide {
    /// A guide at its beginning.
    #[must_use]
    pub fn new(closed: bool) -> Self {
        Self { closed, ..Self::default() }
    }

    /// Takes in what the learner does.
    pub fn follow(&mut self, seen: &Seen<'_>) {
        let Seen { stage, part, more, closing, opened, asked, taken } = *seen;
        let tool = taken.iter().any(|it| it.tool().is_some());
        let predicted = taken.iter().any(|it| matches!(it, Decision::Predict { .. }));
        for (step, is) in [
            (GuideStep::Look, part),
            // Who takes an option has compared as much as they wanted to.
            (GuideStep::Compare, more || tool),
            (GuideStep::Decide, tool),
            (GuideStep::Close, closing),
            (GuideStep::Predict, predicted),
            (GuideStep::Open, opened),
            (GuideStep::Ask, asked),
        ] {
            if is {
                self.done.insert(step);
            }
        }
        self.now = GuideStep::ALL
            .into_iter()
            .find(|step| step.stage() == stage && !self.done.contains(step));
    }

    /// Whether there is something to do, closed or not.
    #[must_use]
    pub fn could_say(&self) -> bool {
        self.now.is_some()
    }

    /// What to do now; nothing while it is closed.
    #[must_use]
    pub fn now(&self) -> Option<GuideStep> {
        self.now.filter(|_| !self.closed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{ComponentId, OptionId};
    use crate::scenario::plan::{Direction, Gauge, Size, Term, Vehicle};

    const NOTHING: Seen<'_> = Seen {
        stage: Stage::Brief,
        part: false,
        more: false,
        closing: false,
        opened: false,
        asked: false,
        taken: &[],
    };

    #[test]
    fn each_step_waits_for_what_it_asks_and_none_holds_up_the_next_screen() {
        let adopt = Decision::Adopt {
            component: ComponentId(0),
            option: OptionId(1),
            term: Term::OneYear,
            clause: false,
            vehicle: Vehicle::Order,
        };
        let predict = Decision::Predict {
            gauge: Gauge::Cost,
            direction: Direction::Rises,
            size: Size::Clear,
        };
        let (tool, both) = ([adopt], [adopt, predict]);
        let deciding = Seen { stage: Stage::Deciding, ..NOTHING };
        let mut guide = Guide::default();
        let mut told = |seen: Seen<'_>| {
            guide.follow(&seen);
            guide.now().expect("something is asked for")
        };
        assert_eq!(told(NOTHING), GuideStep::Begin);
        assert_eq!(told(deciding), GuideStep::Look);
        assert_eq!(told(Seen { part: true, ..deciding }), GuideStep::Compare);
        assert_eq!(told(Seen { part: true, more: true, ..deciding }), GuideStep::Decide);
        assert_eq!(told(Seen { taken: &tool, ..deciding }), GuideStep::Close);
        assert_eq!(told(Seen { closing: true, taken: &tool, ..deciding }), GuideStep::Predict);
        // A decision that was taken back was still taken once.
        assert_eq!(told(deciding), GuideStep::Predict);
        assert_eq!(told(Seen { taken: &both, ..deciding }), GuideStep::Commit);
        assert_eq!(told(Seen { stage: Stage::Playing, ..NOTHING }), GuideStep::Watch);
        let revealing = Seen { stage: Stage::Revealing, ..NOTHING };
        assert_eq!(told(revealing), GuideStep::Open);
        assert_eq!(told(Seen { opened: true, ..revealing }), GuideStep::Ask);
        assert_eq!(told(Seen { asked: true, ..revealing }), GuideStep::GoOn);
        assert_eq!(told(Seen { stage: Stage::Later, ..NOTHING }), GuideStep::Alone);

        let mut hasty = Guide::default();
        hasty.follow(&Seen { stage: Stage::Playing, ..NOTHING });
        assert_eq!(hasty.now(), Some(GuideStep::Watch), "an expert is never held up");
        hasty.closed = true;
        hasty.follow(&revealing);
        assert_eq!(hasty.now(), None);
        hasty.closed = false;
        assert_eq!(hasty.now(), Some(GuideStep::Open), "opened again, it is where the run is");
    }
}
