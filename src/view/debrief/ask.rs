//! What the room is asked before a picture gives its answer.
//!
//! Invariant: a question never holds its answer.

use super::rule::{KINDS, RuleView};

/// A question, and the choices to raise a hand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskView {
    pub question: String,
    pub choices: Vec<String>,
}

fn ask(question: String, choices: &[&str]) -> AskView {
    AskView { question, choices: choices.iter().map(|it| (*it).to_owned()).collect() }
}

/// Before luck is told apart from judgement.
#[must_use]
pub fn of_luck(label: &str) -> AskView {
    ask(
        format!(
            "The same decisions met 10,000 other lucks. Where did {label} come out among them?"
        ),
        &["better than most", "about the middle", "worse than most"],
    )
}

/// Before other weights are tried.
#[must_use]
pub fn of_weights() -> AskView {
    ask(
        "Would a ministry that cares about other things put these plans in another order?"
            .to_owned(),
        &["yes, often", "yes, sometimes", "no"],
    )
}

/// Before a conclusion is tried in plausible worlds.
#[must_use]
pub fn of_survival(conclusion: &str) -> AskView {
    ask(
        format!("{conclusion}. In how many plausible worlds does that hold?"),
        &["fewer than half", "half to nine of ten", "more than nine of ten"],
    )
}

/// Before the hidden rule is told.
#[must_use]
pub fn of_rule(view: &RuleView) -> AskView {
    ask(view.question.clone(), &KINDS)
}
