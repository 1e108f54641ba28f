//! Texts: none is empty, and none is longer than a table of people can read in its time.

use super::Scene;
use crate::scenario::diagnostic::{Fault, Faults};
use crate::scenario::place::{Span, Spanned};
use crate::scenario::raw::{RawCase, Text};
use crate::scenario::reading::{self, words};

/// What kind of text it is: decides which rules of wording hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// A name or title of a thing of the case.
    Name,
    /// An invented proper name: an agency, a supplier, a product.
    ProperName,
    /// Sentences.
    Prose,
}

/// A text that players see.
pub(crate) struct Playable<'a> {
    pub text: &'a Text,
    pub voice: Voice,
    /// What it is, and how many words it may have.
    pub what: &'static str,
    pub budget: Option<usize>,
    pub may_be_empty: bool,
}

pub(super) fn check(scene: &Scene<'_>, faults: &mut Faults) {
    for Playable { text, voice, what, budget, may_be_empty } in playable(scene.raw) {
        if !may_be_empty && text.trim().is_empty() {
            empty(text, &format!("the {what}"), faults);
        }
        if let Some(budget) = budget {
            let strict = voice == Voice::Prose;
            within_budget(text.span, words(text), budget, strict, what, faults);
        }
    }
    for source in scene.raw.sources.sources.iter() {
        for (text, what) in [(&source.title, "title"), (&source.locator, "locator")] {
            if text.trim().is_empty() {
                empty(text, &format!("the {what} of a source: enough to find it"), faults);
            }
        }
    }
    for statement in scene.raw.scenario.background.iter() {
        if statement.text.trim().is_empty() {
            empty(&statement.text, "a statement", faults);
        }
    }
    role_cards(scene, faults);
    let report = reading::reading_report(&scene.draft.case);
    if report.whole_run > reading::RUN_BUDGET {
        faults.push(
            Fault::warning(
                "long-text",
                scene.raw.scenario.brief.span,
                &format!("{} words that everybody reads in a run", report.whole_run),
                &format!("at most {}", reading::RUN_BUDGET),
            )
            .hint("brief, purposes, one average card a year and dated events count; \"more\" texts do not"),
        );
    }
}

pub(crate) fn empty(text: &Text, expected: &str, faults: &mut Faults) {
    faults.push(Fault::error("empty-text", text.span, "an empty text", expected));
}

/// Over budget is a warning; a sentence over it by more than a quarter, or a name over twice, is an error.
pub(crate) fn within_budget(
    span: Span,
    count: usize,
    budget: usize,
    strict: bool,
    what: &str,
    faults: &mut Faults,
) {
    let (found, expected) =
        (format!("a {what} of {count} words"), format!("at most {budget} words"));
    let far_over = if strict { count * 4 > budget * 5 } else { count > budget * 2 };
    if far_over {
        faults.push(Fault::error("long-text", span, &found, &expected));
    } else if count > budget {
        faults.push(Fault::warning("long-text", span, &found, &expected));
    }
}

fn role_cards(scene: &Scene<'_>, faults: &mut Faults) {
    let played = usize::from(scene.draft.case.played_years);
    for role in scene.raw.roles.roles.iter() {
        if role.facts.len() > played + 1 && scene.years_are_known() {
            faults.push(Fault::error(
                "wrong-count",
                role.facts.span,
                &format!("{} cards", role.facts.len()),
                &format!("at most {}: one for the start and one for each played year", played + 1),
            ));
        }
        for card in role.facts.iter() {
            let count = card.iter().map(|fact| words(&fact.text)).sum();
            within_budget(card.span, count, reading::ROLE_CARD_BUDGET, true, "role card", faults);
            for fact in card.iter().filter(|fact| fact.text.trim().is_empty()) {
                empty(&fact.text, "a fact", faults);
            }
        }
    }
}

/// Every text that players see, but not statements about the real world with their sources.
pub(super) fn playable(raw: &RawCase) -> Vec<Playable<'_>> {
    let mut list = Texts { list: Vec::new() };
    let RawCase { scenario, options, events, roles, plans, parameters: _, sources: _ } = raw;
    list.name(&scenario.title, "title");
    list.prose(&scenario.summary, "summary", Some(30));
    list.prose(&scenario.brief, "brief", Some(reading::BRIEF_BUDGET));
    for objective in scenario.objectives.iter() {
        list.prose(objective, "objective", None);
    }
    list.proper(&scenario.agency.name, "name of the agency");
    for standard in scenario.standards.iter() {
        list.proper(&standard.name, "name of a standard");
    }
    for pool in scenario.pools.iter() {
        list.name(&pool.name, "name of a pool");
    }
    for component in scenario.components.iter() {
        list.name(&component.name, "name of a component");
        list.prose(&component.purpose, "purpose", Some(15));
        list.optional(&component.wardley.inertia, "inertia");
    }
    for use_case in scenario.use_cases.iter() {
        list.name(&use_case.name, "name of a use case");
        list.prose(&use_case.purpose, "purpose of a use case", Some(30));
    }
    for control in scenario.controls.iter() {
        list.long_name(&control.name, "name of a control");
    }
    for reason in scenario.reasons.iter() {
        list.prose(&reason.text, "reason", Some(12));
    }
    for question in scenario.debrief.iter() {
        list.prose(&question.text, "debrief question", Some(40));
    }
    for supplier in options.suppliers.iter() {
        list.proper(&supplier.name, "name of a supplier");
        list.prose(&supplier.about, "description of a supplier", Some(15));
    }
    for archetype in options.archetypes.iter() {
        list.name(&archetype.name, "name of an archetype");
        list.prose(&archetype.about, "description of an archetype", Some(30));
    }
    for option in options.options.iter() {
        list.proper(&option.name, "name of an option");
        list.proper(&option.stack, "stack of an option");
        list.prose(&option.pitch, "pitch", Some(reading::PITCH_BUDGET));
        list.optional(&option.more, "text behind \"more\"");
    }
    for card in events.cards.iter() {
        list.name(&card.title, "title of a card");
        list.prose(&card.text, "card text", Some(reading::CARD_BUDGET));
        for choice in card.choices.iter() {
            list.prose(&choice.text, "choice", Some(reading::CHOICE_BUDGET));
        }
    }
    for event in events.scheduled.iter() {
        list.name(&event.title, "title of a dated event");
        list.prose(&event.text, "text of a dated event", Some(reading::CARD_BUDGET));
    }
    for guardrail in events.guardrails.iter() {
        list.name(&guardrail.name, "name of a guardrail");
        list.prose(&guardrail.pitch, "pitch of a guardrail", Some(reading::PITCH_BUDGET));
    }
    for role in roles.roles.iter() {
        list.name(&role.name, "name of a role");
        list.prose(&role.goal, "goal", Some(25));
        for fact in role.facts.iter().flat_map(|card| card.iter()) {
            list.optional(&fact.text, "fact");
        }
    }
    for plan in plans.plans.iter() {
        list.name(&plan.name, "name of a plan");
        list.prose(&plan.about, "description of a plan", Some(40));
    }
    list.list
}

struct Texts<'a> {
    list: Vec<Playable<'a>>,
}

impl<'a> Texts<'a> {
    fn name(&mut self, text: &'a Spanned<String>, what: &'static str) {
        self.push(text, Voice::Name, what, Some(8), false);
    }
    fn long_name(&mut self, text: &'a Text, what: &'static str) {
        self.push(text, Voice::Name, what, Some(12), false);
    }
    fn proper(&mut self, text: &'a Text, what: &'static str) {
        self.push(text, Voice::ProperName, what, Some(8), false);
    }
    fn prose(&mut self, text: &'a Text, what: &'static str, budget: Option<usize>) {
        self.push(text, Voice::Prose, what, budget, false);
    }
    /// Prose without a budget that may be left empty, or whose emptiness is reported elsewhere.
    fn optional(&mut self, text: &'a Text, what: &'static str) {
        self.push(text, Voice::Prose, what, None, true);
    }
    fn push(
        &mut self,
        text: &'a Text,
        voice: Voice,
        what: &'static str,
        budget: Option<usize>,
        may_be_empty: bool,
    ) {
        self.list.push(Playable { text, voice, what, budget, may_be_empty });
    }
}
