//! The words of the guide of a first year, and of a hint that is asked for.

use super::exercise;
use crate::scenario::case::Case;
use crate::study::guide::{Guide, GuideStep};
use crate::study::hint::{Hint, Strength};

/// One instruction with why it matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideView {
    pub step: GuideStep,
    /// `Guide, 2 of 12`
    pub place: String,
    pub todo: &'static str,
    pub why: &'static str,
}

/// What the guide says now.
#[must_use]
pub fn guide(guide: &Guide) -> Option<GuideView> {
    let step = guide.now()?;
    let place = GuideStep::ALL.iter().position(|it| *it == step).unwrap_or_default() + 1;
    let place = format!("Guide, {place} of {}", GuideStep::ALL.len());
    let (todo, why) = says(step);
    Some(GuideView { step, place, todo, why })
}

/// What to do, and why it matters.
#[must_use]
pub const fn says(step: GuideStep) -> (&'static str, &'static str) {
    match step {
        GuideStep::Begin => (
            "Read what the office does, then press the button at the lower right",
            "A tool is right or wrong for an office, never in itself. You play all roles yourself.",
        ),
        GuideStep::Look => (
            "Press one of the stations: it is a part of the pipeline",
            "Requests run through the stations from left to right. Each is run by one tool, and that is what you choose.",
        ),
        GuideStep::Compare => (
            "Scroll through the rows of the tools, then press More below one",
            "Each tool is told in ranges: right is better. No tool is best in every row, so ask what this office needs.",
        ),
        GuideStep::Decide => (
            "Press the name of a tool to take it",
            "You can take it back until you commit. The office has the hands to buy only a few tools a year.",
        ),
        GuideStep::Close => (
            "Press Commit when you have decided enough",
            "Leaving the rest as it is counts as a decision, too. Nothing is final on the next page.",
        ),
        GuideStep::Predict => (
            "Choose one gauge, and say which way it will go and how far",
            "Who says first what they expect learns most from what comes. Being wrong costs nothing.",
        ),
        GuideStep::Commit => (
            "Look over the plan, then let the year play",
            "The year is kept on this machine before it plays, so you can compare it later.",
        ),
        GuideStep::Watch => (
            "Watch, or press Skip to see how it ended",
            "Data run along the pipes. A station that is full makes work wait, and what strikes is named when it strikes.",
        ),
        GuideStep::Open => (
            "Say once more what you expect, then show what happened",
            "The answer is worth more when you have just committed to a guess.",
        ),
        GuideStep::Ask => (
            "Press a gauge to see why it reads what it reads",
            "Every number opens down to a rule and its source. That is how you tell luck from judgement.",
        ),
        GuideStep::GoOn => (
            "Go on when you have seen enough",
            "Ask yourself which of your decisions moved a gauge, and which gauge moved without you.",
        ),
        GuideStep::Alone => (
            "This year is yours: the steps are the same",
            "Hints are there when you ask. The question mark at the top tells what a thing on the screen is.",
        ),
    }
}

/// A hint, as much of it as was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HintView {
    /// `Hint 1 of 3: where to look`
    pub place: String,
    pub text: String,
    /// The text of the button that tells more of it; none at the last strength.
    pub more: Option<&'static str>,
    /// Whether another one is there.
    pub others: bool,
}

/// One of some hints at a strength; what to say where there is none.
#[must_use]
pub fn hint(case: &Case, hints: &[Hint], place: usize, strength: Strength) -> HintView {
    let Some(hint) = hints.get(place % hints.len().max(1)) else {
        let text = "Nothing presses this year; look at what you would like to be better".to_owned();
        return HintView { place: "Hint".to_owned(), text, more: None, others: false };
    };
    let (name, more) = match strength {
        Strength::Nudge => ("where to look", Some("What is there?")),
        Strength::Pointer => ("what is there", Some("What could I do?")),
        Strength::Worked => ("one thing that could be done, not the only one", None),
    };
    let number = Strength::ALL.iter().position(|it| *it == strength).unwrap_or_default() + 1;
    HintView {
        place: format!("Hint {number} of {}: {name}", Strength::ALL.len()),
        text: exercise::hint(case, &hint.told(strength)),
        more,
        others: hints.len() > 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::reading::words;
    use crate::study::reading::grade;

    #[test]
    fn an_instruction_is_short_and_its_reason_is_one_or_two_plain_sentences() {
        for step in GuideStep::ALL {
            let (todo, why) = says(step);
            assert!(words(todo) <= 14, "{todo}: {} words", words(todo));
            assert!(words(why) <= 28, "{why}: {} words", words(why));
            assert!((1..=2).contains(&why.matches('.').count()), "{why}");
            let grade = grade(why).expect("there are words");
            assert!(grade <= 9.0, "{why}: grade {grade:.1}");
        }
    }
}
