//! `lesson.ron` as written.

use crate::scenario::place::Spanned;
use crate::scenario::raw::decode::{choice, record, words};
use crate::scenario::raw::sources::RawSource;
use crate::scenario::raw::{List, Optional, Text};
use crate::study::lesson::Phase;

record! {
    /// The whole file.
    pub struct RawLesson {
        format: Spanned<u16>,
        slug: Text,
        title: Text,
        about: Text,
        objectives: List<RawObjective>,
        parts: List<RawPart>,
        sources: List<RawSource>,
    }
}

record! {
    pub struct RawObjective {
        slug: Text,
        text: Text,
    }
}

record! {
    pub struct RawPart {
        phase: Spanned<Phase>,
        steps: List<RawStep>,
    }
}

record! {
    pub struct RawStep {
        slug: Text,
        title: Text,
        minutes: Spanned<u16>,
        text: Text,
        kind: Spanned<RawKind>,
        prompts: Optional<List<Text>>,
        objectives: Optional<List<Text>>,
    }
}

record! {
    /// A statement of a story, with the slug of its source.
    pub struct RawTold {
        text: Text,
        source: Text,
    }
}

words!(Phase: Engage, Explore, Explain, Elaborate, Evaluate);

choice! {
    /// What a learner does in a step.
    pub enum RawKind {
        Leaning(),
        Story(told: List<RawTold>),
        Explore(words: List<Text>),
        Concept(concept: Text),
        Wardley(case: Text),
        GuidedRun(case: Text),
        FreeRun(case: Text),
        Debrief(),
        Reflection(),
    }
}
