//! What a thing on the screen is, in at most forty words, and the concept card that tells more.
//!
//! Invariant: a text says what something is and what it depends on, never which choice is right.

use super::words;
use crate::id::ComponentId;
use crate::scenario::case::{Case, SourcingModel};
use crate::scenario::plan::{Gauge, Guardrail, StaffAction};
use crate::study::concept::Concept;

/// Something that can be asked what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    Gauge(Gauge),
    /// A station of the board.
    Station(ComponentId),
    Model(SourcingModel),
    /// A criterion of an option, by its place among [`super::planning::CRITERIA`].
    Criterion(usize),
    Term,
    Vehicle,
    Clause,
    Renewal,
    Renegotiation,
    Reason,
    Slots,
    Money,
    Staff(StaffAction),
    Guardrail(Guardrail),
    /// How far a guardrail is built.
    Level,
    Launch,
    Tools,
    People,
    Guardrails,
    UseCases,
    Events,
    Roles,
    Prediction,
    Dissent,
    Commit,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpView {
    pub name: String,
    pub text: String,
    /// The card that lets one try it.
    pub concept: Option<Concept>,
}

/// What it is. A station is told by the case.
#[must_use]
pub fn help(case: &Case, topic: Topic) -> HelpView {
    let (name, text, concept) = match topic {
        Topic::Gauge(it) => {
            (words::gauge(it).to_owned(), gauge(it).0.to_owned(), Some(gauge(it).1))
        }
        Topic::Station(id) => return station(case, id),
        Topic::Model(it) => (words::sourcing(it).to_owned(), model(it).0.to_owned(), model(it).1),
        Topic::Criterion(place) => {
            let (name, _) =
                super::planning::CRITERIA[place.min(super::planning::CRITERIA.len() - 1)];
            let (text, concept) = criterion(place);
            (name.to_owned(), text.to_owned(), concept)
        }
        Topic::Staff(it) => (words::staff_action(it).to_owned(), staff(it).to_owned(), None),
        Topic::Guardrail(it) => {
            (words::guardrail(it).to_owned(), guardrail(it).0.to_owned(), guardrail(it).1)
        }
        other => {
            let (name, text, concept) = plain(other);
            (name.to_owned(), text.to_owned(), concept)
        }
    };
    HelpView { name, text, concept }
}

/// A station is what the case says it is, run in one of the ways of which the shape tells.
fn station(case: &Case, id: ComponentId) -> HelpView {
    let part = case.component(id);
    let text = format!(
        "{}. The shape tells how its tool is offered; the padlock how tied you are, the shield how fast flaws are fixed, the bar how full it is.",
        part.purpose.trim_end_matches('.')
    );
    HelpView { name: part.name.clone(), text, concept: None }
}

const fn gauge(gauge: Gauge) -> (&'static str, Concept) {
    match gauge {
        Gauge::Cost => (
            "All that was spent since the first day, and what leaving every supplier would still cost. Lower is better.",
            Concept::TotalCost,
        ),
        Gauge::LockIn => (
            "How hard it would be to leave today: data in closed formats, interfaces only one supplier has, people who know one tool. 0 is free, 100 is bound.",
            Concept::LockIn,
        ),
        Gauge::Security => (
            "What incidents cost in the year. It depends on luck, on how fast flaws are fixed, and on how many ways in there are.",
            Concept::Security,
        ),
        Gauge::Scale => (
            "The share of requests that were served in time. Waiting grows slowly at first, and then all at once when a station gets full.",
            Concept::Scalability,
        ),
        Gauge::Compliance => (
            "The share of the required controls that is in place. Some come with an authorised tool, others have to be built and shown.",
            Concept::Security,
        ),
    }
}

const fn model(model: SourcingModel) -> (&'static str, Option<Concept>) {
    match model {
        SourcingModel::Open => (
            "Everybody may use, read and change it. There is no licence fee, and running and mending it is your own work. Drawn hollow.",
            Some(Concept::OpenSource),
        ),
        SourcingModel::Proprietary => (
            "One supplier owns it and licenses it to you. You pay a price that can grow, and the supplier does part of the work. Drawn solid.",
            Some(Concept::Proprietary),
        ),
        SourcingModel::Managed => (
            "Somebody else runs it for you, often from open parts. You pay for use and give some control away. Drawn half solid.",
            Some(Concept::Hybrid),
        ),
        SourcingModel::Inherited => (
            "It was here before you came. It runs on until it is replaced, is no longer patched, or its contract ends. Drawn as a square.",
            None,
        ),
    }
}

const fn criterion(place: usize) -> (&'static str, Option<Concept>) {
    match place {
        0 => (
            "What the tool itself costs in a year at the load of today: licence, use, support and hosting. Your own people are not in it.",
            Some(Concept::TotalCost),
        ),
        1 => (
            "How many of your own people it takes to run it. Where they are missing, flaws wait longer and more goes wrong.",
            Some(Concept::OpenSource),
        ),
        2 => (
            "Months until it works: contract, authorisation and set-up. Until then the old tool runs on.",
            None,
        ),
        3 => (
            "How much of it is in formats and interfaces that only this supplier has. That makes leaving dear, and what leaving costs can be asked for staying.",
            Some(Concept::LockIn),
        ),
        4 => (
            "How far it can be adapted to what this office needs. What cannot be adapted has to be worked around.",
            Some(Concept::Customisation),
        ),
        5 => (
            "The most load it can grow to; the load of today is 100 %. Near its limit, waiting grows all at once.",
            Some(Concept::Scalability),
        ),
        6 => (
            "Days from a known flaw to its fix. Attackers use those days.",
            Some(Concept::Security),
        ),
        _ => (
            "The share of required controls that an authorisation of the tool already meets. The rest is your work.",
            Some(Concept::Security),
        ),
    }
}

const fn staff(action: StaffAction) -> &'static str {
    match action {
        StaffAction::Hire => {
            "A person who stays and costs a salary every year. It takes months until somebody is found, cleared and there."
        }
        StaffAction::Train => {
            "The people you have learn a tool. It takes some of their time now and makes them faster later."
        }
        StaffAction::Contract => {
            "A person from outside for one year: soon there, and dearer than your own. Next October they are gone."
        }
        StaffAction::Reassign => {
            "Somebody moves in from the team that has most time to spare. Where they came from, some know-how is lost."
        }
    }
}

const fn guardrail(guardrail: Guardrail) -> (&'static str, Option<Concept>) {
    match guardrail {
        Guardrail::Harden => (
            "Close ways in and practise to patch. Fewer attacks get through, and flaws are fixed sooner.",
            Some(Concept::Security),
        ),
        Guardrail::ExitDrill => (
            "Take your data out, set it up elsewhere and measure how long it took. Leaving gets cheaper, and you know what it costs.",
            Some(Concept::LockIn),
        ),
        Guardrail::Documentation => (
            "Write down how things are done and let two people know each of them. Less is lost when somebody leaves.",
            Some(Concept::Customisation),
        ),
        Guardrail::Upstream => (
            "Give time or money to the open projects you use. They are more likely to live on, and your needs are heard.",
            Some(Concept::Community),
        ),
        Guardrail::Monitoring => (
            "Watch what the models decide and test them again and again. Harm and drift are seen sooner.",
            None,
        ),
    }
}

fn plain(topic: Topic) -> (&'static str, &'static str, Option<Concept>) {
    match topic {
        Topic::Term => (
            "contract for",
            "How many years a contract binds both sides. A long one holds the price and holds you, too.",
            Some(Concept::LockIn),
        ),
        Topic::Vehicle => (
            "how it is bought",
            "The way through procurement. A small purchase is quick. An order on a contract that exists is quick and a little dearer. A competition takes longer and lowers the price.",
            None,
        ),
        Topic::Clause => (
            "portability clause",
            "A promise that you get your data out and may leave early. It costs a little more, and leaving costs less.",
            Some(Concept::LockIn),
        ),
        Topic::Renewal => (
            "renew what runs",
            "Sign again for the tool that is there. It takes one tool decision, and the price may rise as far as leaving would cost you.",
            Some(Concept::Proprietary),
        ),
        Topic::Renegotiation => (
            "renew and renegotiate",
            "Sign again and ask for a lower price. Who could leave is listened to.",
            Some(Concept::LockIn),
        ),
        Topic::Reason => (
            "reasons",
            "Why you take a tool, in one tap. It changes nothing in the year; afterwards it stands beside what came of it.",
            None,
        ),
        Topic::Slots => (
            "tool decisions",
            "How many tools the contracting office can buy or renew this year. What is not used is lost.",
            None,
        ),
        Topic::Money => (
            "money of the year",
            "What the pipeline and your decisions are expected to cost, against what you were given. What is left in September goes back.",
            Some(Concept::TotalCost),
        ),
        Topic::Level => (
            "level of a guardrail",
            "How far it is built, from 0 to 100. It wears off when nobody keeps it up.",
            None,
        ),
        Topic::Launch => (
            "use cases",
            "What the pipeline is used for. Each can start now with as much review by people as you choose, or be put off by a year.",
            None,
        ),
        Topic::Tools => (
            "tools",
            "The tool of the part in hand: what runs now, what could run, and on which terms. Press a station for another part.",
            None,
        ),
        Topic::People => (
            "staff",
            "Who does the work. Own tools need own people; each team covers some parts of the pipeline.",
            Some(Concept::OpenSource),
        ),
        Topic::Guardrails => (
            "guardrails",
            "Things that make the pipeline safer or easier to leave, whichever tools it has. You can pay for few of them a year.",
            Some(Concept::Security),
        ),
        Topic::UseCases => plain(Topic::Launch),
        Topic::Events => (
            "events",
            "What happened last year and waits for an answer. Each answer costs and changes something; no answer is an answer, too.",
            None,
        ),
        Topic::Roles => (
            "roles",
            "Each role sees one side of the office and knows facts that the others do not. Alone, you read all of them.",
            None,
        ),
        Topic::Prediction => (
            "prediction",
            "Which way one gauge will go, and how far, before you see it. It is compared afterwards and counts for nothing.",
            None,
        ),
        Topic::Dissent => (
            "leans another way",
            "This role would have decided otherwise. It is kept and stands in the look back; nothing is averaged away.",
            None,
        ),
        _ => (
            "commit",
            "Ends the decisions of this year. The year is kept on this machine and plays; it cannot be taken back.",
            None,
        ),
    }
}

/// All that can be asked about under a case.
#[must_use]
pub fn topics(case: &Case) -> Vec<Topic> {
    let mut all: Vec<Topic> = Gauge::ALL.map(Topic::Gauge).to_vec();
    all.extend((0..case.components.len() as u16).map(|id| Topic::Station(ComponentId(id))));
    let models = [
        SourcingModel::Open,
        SourcingModel::Proprietary,
        SourcingModel::Managed,
        SourcingModel::Inherited,
    ];
    all.extend(models.map(Topic::Model));
    all.extend((0..super::planning::CRITERIA.len()).map(Topic::Criterion));
    let actions =
        [StaffAction::Hire, StaffAction::Train, StaffAction::Contract, StaffAction::Reassign];
    all.extend(actions.map(Topic::Staff));
    all.extend(Guardrail::ALL.map(Topic::Guardrail));
    all.extend([
        Topic::Term,
        Topic::Vehicle,
        Topic::Clause,
        Topic::Renewal,
        Topic::Renegotiation,
        Topic::Reason,
        Topic::Slots,
        Topic::Money,
        Topic::Level,
        Topic::Launch,
        Topic::Tools,
        Topic::People,
        Topic::Guardrails,
        Topic::UseCases,
        Topic::Events,
        Topic::Roles,
        Topic::Prediction,
        Topic::Dissent,
        Topic::Commit,
    ]);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::reading::words;
    use crate::scenario::{load, shipped};
    use crate::study::reading::grade;

    #[test]
    fn whatever_is_asked_about_is_told_in_forty_plain_words() {
        for slug in shipped::slugs() {
            let files = shipped::files(slug).expect("shipped");
            let case = load(&files).case.expect("no errors");
            for topic in topics(&case) {
                let HelpView { name, text, .. } = help(&case, topic);
                assert!(!name.is_empty(), "{topic:?}");
                assert!((8..=40).contains(&words(&text)), "{topic:?}: {} words", words(&text));
                let grade = grade(&text).expect("there are words");
                assert!(grade <= 11.0, "{topic:?}: grade {grade:.1}: {text}");
                for word in ["best tool", "should", "never use", "good choice", "!"] {
                    assert!(!text.contains(word), "{topic:?} says {word}");
                }
            }
        }
    }
}
