//! What is in hand at the desk of a debrief: the leaf, the table, what was typed, and what the room said.

use super::{causes, changes, frontier, luck, parts, survival, weights};
use crate::scenario::plan::Gauge;
use crate::view::debrief::Naming;

/// What the desk shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leaf {
    /// Who is here, and what was set aside.
    #[default]
    Tables,
    /// What to say and when; for the one who leads.
    Script,
    /// The question of the moment alone.
    Question,
    Timeline,
    Contrast,
    WhatIf,
    /// What luck did, and what the plan is worth.
    Luck,
    /// What each decision did.
    Parts,
    /// What one other decision would have done.
    Changes,
    /// What raised and lowered a gauge.
    Causes,
    /// Where the parts of the pipeline stand between invention and commodity.
    Map,
    Frontier,
    Weights,
    Survival,
    Rule,
    Mirror,
}

/// Leaves that answer the same question stand below one tab.
const WHY: [(Leaf, &str); 5] = [
    (Leaf::Luck, "Luck and judgement"),
    (Leaf::Parts, "Decisions"),
    (Leaf::Changes, "One change"),
    (Leaf::Causes, "Causes"),
    (Leaf::Map, "Map"),
];
const PLANS: [(Leaf, &str); 3] =
    [(Leaf::Frontier, "Frontier"), (Leaf::Weights, "Weights"), (Leaf::Survival, "Would it hold")];

impl Leaf {
    /// Those with a tab, in the order in which a debrief needs them.
    pub(super) const TABS: [(Self, &'static str); 9] = [
        (Self::Tables, "Tables"),
        (Self::Script, "Script"),
        (Self::Timeline, "Timeline"),
        (Self::Contrast, "Contrast"),
        (Self::WhatIf, "What if"),
        (Self::Luck, "Why"),
        (Self::Frontier, "Plans"),
        (Self::Rule, "Rule"),
        (Self::Mirror, "Mirror"),
    ];

    /// The leaves below the same tab.
    pub(super) fn beside(self) -> &'static [(Self, &'static str)] {
        [&WHY[..], &PLANS[..]]
            .into_iter()
            .find(|group| group.iter().any(|it| it.0 == self))
            .unwrap_or(&[])
    }

    /// Whether it is about one table.
    pub(super) const fn of_a_table(self) -> bool {
        matches!(
            self,
            Self::Luck | Self::Parts | Self::Changes | Self::Causes | Self::Map | Self::Survival
        )
    }
}

/// What is in hand.
#[derive(Clone, Debug, PartialEq)]
pub struct DeskHand {
    pub leaf: Leaf,
    /// The leaf that the room sees while the script is open.
    pub shown: Leaf,
    /// Whether the room has a screen of its own.
    pub wall: bool,
    /// This is that screen: what is on it is looked at, and nothing can be pressed.
    pub shows_only: bool,
    pub table: usize,
    /// `None`: the same pipeline left as found.
    pub second: Option<usize>,
    /// All tables in one picture.
    pub together: bool,
    pub gauge: Gauge,
    pub naming: Naming,
    /// Length of the script (minutes).
    pub minutes: u16,
    /// Whether the script runs, which part of it, and whether its answer is told.
    pub running: bool,
    pub segment: usize,
    pub revealed: bool,
    /// What is typed: a code or a path, and a pin.
    pub add: String,
    pub pin: String,
    /// The change in hand: its place in the list of all.
    pub picked: Option<usize>,
    pub played: bool,
    /// The year of which changes are listed (from 0).
    pub year: usize,
    /// Hands that were raised for each choice.
    pub hands: Vec<u32>,
    pub luck: luck::LuckHand,
    pub parts: parts::PartsHand,
    pub changes: changes::ChangesHand,
    pub causes: causes::CausesHand,
    pub frontier: frontier::FrontierHand,
    pub weights: weights::WeightsHand,
    pub survival: survival::SurvivalHand,
    /// What the room said before pictures that ask first.
    pub said: Vec<Said>,
}

/// What a picture asks the room: the leaf, the table that it is about, and the conclusion.
pub type About = (Leaf, usize, survival::SurvivalHand);

/// What the room said before a picture gave its answer, and whether that was told.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub about: About,
    pub hands: Vec<u32>,
    pub told: bool,
}

impl Default for DeskHand {
    fn default() -> Self {
        Self {
            leaf: Leaf::Tables,
            shown: Leaf::Tables,
            wall: false,
            shows_only: false,
            table: 0,
            second: None,
            together: false,
            gauge: Gauge::Cost,
            naming: Naming::Anonymous,
            minutes: crate::debrief::run_of_show::USUAL,
            running: false,
            segment: 0,
            revealed: false,
            add: String::new(),
            pin: String::new(),
            picked: None,
            played: false,
            year: 0,
            hands: Vec::new(),
            luck: luck::LuckHand::default(),
            parts: parts::PartsHand::default(),
            changes: changes::ChangesHand::default(),
            causes: causes::CausesHand::default(),
            frontier: frontier::FrontierHand::default(),
            weights: weights::WeightsHand::default(),
            survival: survival::SurvivalHand::default(),
            said: Vec::new(),
        }
    }
}

impl DeskHand {
    /// The leaf that is looked at; beside the script it is the one that the room sees.
    #[must_use]
    pub fn seen(&self) -> Leaf {
        if self.leaf == Leaf::Script { self.shown } else { self.leaf }
    }

    /// What the leaf asks before it gives its answer; `None` where it asks nothing.
    fn about(&self) -> Option<About> {
        let leaf = self.seen();
        let asks = matches!(leaf, Leaf::Luck | Leaf::Weights | Leaf::Survival | Leaf::Rule);
        let table = if leaf.of_a_table() { self.table } else { 0 };
        let conclusion =
            if leaf == Leaf::Survival { self.survival } else { survival::SurvivalHand::default() };
        asks.then_some((leaf, table, conclusion))
    }

    /// What the room said to the leaf.
    #[must_use]
    pub fn said(&self) -> Option<&Said> {
        let about = self.about()?;
        self.said.iter().find(|it| it.about == about)
    }

    /// The same, to be changed; `None` where the leaf asks nothing.
    pub fn saying(&mut self) -> Option<&mut Said> {
        let about = self.about()?;
        let at = self.said.iter().position(|it| it.about == about).unwrap_or_else(|| {
            self.said.push(Said { about, hands: Vec::new(), told: false });
            self.said.len() - 1
        });
        self.said.get_mut(at)
    }

    /// Whether the answer of the leaf may be seen, where no script leads.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.about().is_none() || self.said().is_some_and(|it| it.told)
    }
}
