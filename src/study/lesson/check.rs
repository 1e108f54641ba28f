//! From a lesson as written to a lesson, with everything that is wrong on the way.

use super::raw::{RawKind, RawLesson, RawStep};
use super::{
    Lesson, LessonPart, LessonSource, Objective, PART_MINUTES, Phase, QUESTIONS, Step, StepKind,
    Told,
};
use crate::scenario::case::Verification;
use crate::scenario::check::texts::{Voice, empty, within_budget};
use crate::scenario::check::wording;
use crate::scenario::diagnostic::{Fault, Faults};
use crate::scenario::place::Span;
use crate::scenario::raw::{List, Text};
use crate::scenario::reading::words;
use crate::scenario::resolve::{is_date, is_slug};
use crate::study::concept::Concept;
use crate::study::reading::{self, WORDS_A_MINUTE};

/// Texts of a step that are harder than this school grade get a warning. Design choice: readers are adults at work.
pub(super) const HARDEST: f64 = 13.0;
/// Shorter texts have no grade worth telling.
const SHORTEST: usize = 30;
/// Reading takes at most this share of a step's minutes; the rest is for doing. Design choice.
const READING_SHARE: f64 = 0.6;
/// Longest prompt, title, objective and line about the lesson, in words.
const PROMPT_WORDS: usize = 30;
const TITLE_WORDS: usize = 8;
const OBJECTIVE_WORDS: usize = 25;
const ABOUT_WORDS: usize = 40;

/// Builds the lesson; what cannot be found is reported and left out.
pub(super) fn check(raw: &RawLesson, cases: &[&str], faults: &mut Faults) -> Lesson {
    text(&raw.title, Voice::Name, "title", TITLE_WORDS, faults);
    text(&raw.about, Voice::Prose, "summary", ABOUT_WORDS, faults);
    slug(&raw.slug, faults);
    let objectives = names(raw.objectives.iter().map(|it| &it.slug), "objective", faults);
    for objective in raw.objectives.iter() {
        text(&objective.text, Voice::Prose, "objective", OBJECTIVE_WORDS, faults);
    }
    let sources = names(raw.sources.iter().map(|it| &it.slug), "source", faults);
    for source in raw.sources.iter() {
        if !is_date(&source.as_of) {
            let found = format!("\"{}\"", source.as_of.value);
            let expected = "YYYY, YYYY-MM or YYYY-MM-DD";
            faults.push(Fault::error("bad-date", source.as_of.span, &found, expected));
        }
        for (text, what) in [(&source.title, "title"), (&source.locator, "locator")] {
            if text.trim().is_empty() {
                empty(text, &format!("the {what} of a source: enough to find it"), faults);
            }
        }
    }
    let steps = || raw.parts.iter().flat_map(|part| part.steps.iter());
    names(steps().map(|step| &step.slug), "step", faults);
    phases(raw, faults);
    let mut scene = Scene {
        raw,
        cases,
        objectives: Names { known: objectives, used: vec![false; raw.objectives.len()] },
        sources: Names { known: sources, used: vec![false; raw.sources.len()] },
    };
    let mut parts = Vec::new();
    for part in raw.parts.iter() {
        let steps: Vec<Step> = part.steps.iter().map(|step| scene.step(step, faults)).collect();
        let part = LessonPart { phase: part.phase.value, steps };
        parts.push(part);
    }
    scene.unused(faults);
    concepts(raw, &parts, faults);
    let source = |raw: &crate::scenario::raw::sources::RawSource| LessonSource {
        slug: raw.slug.value.clone(),
        title: raw.title.value.clone(),
        locator: raw.locator.value.clone(),
        as_of: raw.as_of.value.clone(),
        verification: raw.verification.value,
    };
    Lesson {
        slug: raw.slug.value.clone(),
        title: raw.title.value.clone(),
        about: raw.about.value.clone(),
        objectives: raw
            .objectives
            .iter()
            .map(|it| Objective { slug: it.slug.value.clone(), text: it.text.value.clone() })
            .collect(),
        parts,
        sources: raw.sources.iter().map(source).collect(),
    }
}

/// The five phases, each once, in order, and as long as a part should be.
fn phases(raw: &RawLesson, faults: &mut Faults) {
    if !raw.parts.is_known() || raw.parts.iter().any(|part| !part.phase.is_known()) {
        return;
    }
    let found: Vec<Phase> = raw.parts.iter().map(|part| part.phase.value).collect();
    if found != Phase::ALL {
        let listed: Vec<String> = found.iter().map(|phase| format!("{phase:?}")).collect();
        faults.push(Fault::error(
            "bad-order",
            raw.parts.span,
            &format!("the parts {}", listed.join(", ")),
            "Engage, Explore, Explain, Elaborate, Evaluate, each once",
        ));
    }
    for part in raw.parts.iter() {
        let known = part.steps.is_known() && part.steps.iter().all(|step| step.minutes.is_known());
        let minutes = part.steps.iter().fold(0_u16, |sum, it| sum.saturating_add(*it.minutes));
        if known && !PART_MINUTES.contains(&minutes) {
            faults.push(Fault::warning(
                "out-of-range",
                part.phase.span,
                &format!("a part of {minutes} minutes"),
                &format!("{} to {} minutes", PART_MINUTES.start(), PART_MINUTES.end()),
            ));
        }
    }
}

/// Every key concept has a step.
fn concepts(raw: &RawLesson, parts: &[LessonPart], faults: &mut Faults) {
    let steps = parts.iter().flat_map(|part| &part.steps);
    let shown: Vec<&StepKind> = steps.map(|step| &step.kind).collect();
    for concept in Concept::ALL {
        if !shown.contains(&&StepKind::Concept(concept)) {
            faults.push(Fault::warning(
                "missing-concept",
                raw.parts.span,
                &format!("no step for the concept `{}`", concept.slug()),
                "a step for each of the nine concepts",
            ));
        }
    }
}

/// Slugs and whether something uses them.
struct Names<'a> {
    known: Vec<&'a str>,
    used: Vec<bool>,
}

impl Names<'_> {
    fn find(&mut self, wanted: &Text, what: &str, faults: &mut Faults) -> Option<usize> {
        let found = self.known.iter().position(|known| *known == wanted.value.as_str());
        match found {
            Some(index) => self.used[index] = true,
            None => unknown(wanted, what, &self.known, faults),
        }
        found
    }
}

struct Scene<'a> {
    raw: &'a RawLesson,
    cases: &'a [&'a str],
    objectives: Names<'a>,
    sources: Names<'a>,
}

impl Scene<'_> {
    fn step(&mut self, raw: &RawStep, faults: &mut Faults) -> Step {
        text(&raw.title, Voice::Name, "title of a step", TITLE_WORDS, faults);
        if raw.text.is_known() {
            if raw.text.trim().is_empty() {
                empty(&raw.text, "the text of a step", faults);
            }
            wording::of_text(&raw.text, Voice::Prose, "text of a step", faults);
        }
        let no_prompts = Vec::new();
        let prompts = raw.prompts.0.as_ref().map_or(&no_prompts, |list| &list.value);
        for prompt in prompts {
            text(prompt, Voice::Prose, "prompt", PROMPT_WORDS, faults);
        }
        let mut objectives = Vec::new();
        for wanted in raw.objectives.0.iter().flat_map(|list| list.iter()) {
            objectives.extend(self.objectives.find(wanted, "objective", faults));
        }
        let (kind, told) = self.kind(raw, prompts.len(), faults);
        load(raw, &told, prompts, faults);
        Step {
            slug: raw.slug.value.clone(),
            title: raw.title.value.clone(),
            minutes: raw.minutes.value,
            text: raw.text.value.clone(),
            kind,
            prompts: prompts.iter().map(|prompt| prompt.value.clone()).collect(),
            objectives,
        }
    }

    fn kind(&mut self, raw: &RawStep, prompts: usize, faults: &mut Faults) -> (StepKind, String) {
        let case = |slug: &Text, faults: &mut Faults| {
            if !self.cases.contains(&slug.value.as_str()) {
                unknown(slug, "case", self.cases, faults);
            }
            slug.value.clone()
        };
        let kind = match &raw.kind.value {
            RawKind::Leaning => StepKind::Leaning,
            RawKind::Debrief => StepKind::Debrief,
            RawKind::Explore(words) => {
                StepKind::Explore(words.iter().map(|word| word.value.clone()).collect())
            }
            RawKind::Concept(slug) => match Concept::of_slug(slug) {
                Some(concept) => StepKind::Concept(concept),
                None => {
                    unknown(slug, "concept", &Concept::ALL.map(Concept::slug), faults);
                    StepKind::Leaning
                }
            },
            RawKind::Wardley(slug) => StepKind::Wardley(case(slug, faults)),
            RawKind::GuidedRun(slug) => StepKind::GuidedRun(case(slug, faults)),
            RawKind::FreeRun(slug) => StepKind::FreeRun(case(slug, faults)),
            RawKind::Reflection => {
                if prompts != QUESTIONS && raw.kind.is_known() {
                    faults.push(Fault::error(
                        "wrong-count",
                        raw.kind.span,
                        &format!("a reflection with {prompts} prompts"),
                        &format!("{QUESTIONS} prompts: the questions of the journal"),
                    ));
                }
                StepKind::Reflection
            }
            RawKind::Story(told) => return self.story(told, faults),
        };
        (kind, String::new())
    }

    fn story(
        &mut self,
        told: &List<super::raw::RawTold>,
        faults: &mut Faults,
    ) -> (StepKind, String) {
        if told.is_known() && told.is_empty() {
            let expected = "at least one statement with its source";
            faults.push(Fault::error("too-few", told.span, "a story without statements", expected));
        }
        let mut list = Vec::new();
        let mut whole = String::new();
        for statement in told.iter() {
            if statement.text.is_known() && statement.text.trim().is_empty() {
                empty(&statement.text, "a statement", faults);
            }
            whole.push(' ');
            whole.push_str(&statement.text);
            let Some(source) = self.sources.find(&statement.source, "source", faults) else {
                continue;
            };
            let verification = &self.raw.sources[source].verification;
            if verification.is_known() && verification.value == Verification::Unverified {
                faults.push(
                    Fault::error(
                        "unverified-source",
                        statement.source.span,
                        &format!("the source `{}`, which is unverified", statement.source.value),
                        "a source that was read",
                    )
                    .hint("a story is told as fact: read the source, or leave the statement out"),
                );
            }
            list.push(Told { text: statement.text.value.clone(), source });
        }
        (StepKind::Story(list), whole)
    }

    fn unused(&self, faults: &mut Faults) {
        let whole = self.raw.parts.is_known()
            && self.raw.parts.iter().all(|part| {
                part.steps.is_known() && part.steps.iter().all(|step| step.kind.is_known())
            });
        if !whole {
            return;
        }
        let sources = self.raw.sources.iter().map(|it| &it.slug).zip(&self.sources.used);
        for (slug, _) in sources.filter(|(_, used)| !**used) {
            let found = format!("\"{}\", a source that nothing cites", slug.value);
            let expected = "sources that a story cites";
            faults.push(Fault::warning("unused-source", slug.span, &found, expected));
        }
        let objectives = self.raw.objectives.iter().map(|it| &it.slug).zip(&self.objectives.used);
        for (slug, _) in objectives.filter(|(_, used)| !**used) {
            let found = format!("\"{}\", an objective that no step serves", slug.value);
            let expected = "objectives that a step names";
            faults.push(Fault::warning("unused-entry", slug.span, &found, expected));
        }
    }
}

/// How much a step asks to read, and how hard it is.
fn load(raw: &RawStep, told: &str, prompts: &[Text], faults: &mut Faults) {
    let prompts: Vec<&str> = prompts.iter().map(|prompt| prompt.value.as_str()).collect();
    let whole = format!("{} {told} {}", raw.text.value, prompts.join(" "));
    let count = words(&whole);
    if raw.minutes.is_known() && raw.text.is_known() {
        if raw.minutes.value == 0 {
            let found = "a step of 0 minutes";
            faults.push(Fault::error("out-of-range", raw.minutes.span, found, "1 minute or more"));
        }
        let minutes = raw.minutes.value.max(1);
        let share = READING_SHARE * f64::from(minutes) * WORDS_A_MINUTE as f64;
        let what = "step (text, statements and prompts)";
        within_budget(raw.text.span, count, share as usize, true, what, faults);
    }
    if let Some(grade) = reading::grade(&whole).filter(|_| count >= SHORTEST)
        && grade > HARDEST
    {
        faults.push(
            Fault::warning(
                "hard-text",
                raw.text.span,
                &format!("a text for school grade {grade:.0} (Flesch-Kincaid)"),
                &format!("grade {HARDEST:.0} or lower"),
            )
            .hint("shorter sentences and shorter words"),
        );
    }
}

fn text(written: &Text, voice: Voice, what: &str, budget: usize, faults: &mut Faults) {
    if !written.is_known() {
        return;
    }
    if written.trim().is_empty() {
        empty(written, &format!("the {what}"), faults);
    }
    within_budget(written.span, words(written), budget, voice == Voice::Prose, what, faults);
    wording::of_text(written, voice, what, faults);
}

fn slug(written: &Text, faults: &mut Faults) {
    if written.is_known() && !is_slug(written) {
        let found = format!("\"{}\"", written.value);
        let expected = "lowercase letters, digits and hyphens, beginning with a letter";
        faults.push(Fault::error("bad-slug", written.span, &found, expected));
    }
}

/// The slugs of a list, each once.
fn names<'a>(
    list: impl Iterator<Item = &'a Text>,
    what: &str,
    faults: &mut Faults,
) -> Vec<&'a str> {
    let mut known: Vec<&str> = Vec::new();
    for written in list {
        slug(written, faults);
        if written.is_known() && known.contains(&written.value.as_str()) {
            let found = format!("a second {what} `{}`", written.value);
            faults.push(Fault::error("duplicate-slug", written.span, &found, "each slug once"));
        }
        known.push(&written.value);
    }
    known
}

fn unknown(wanted: &Text, what: &str, known: &[&str], faults: &mut Faults) {
    let span: Span = wanted.span;
    let listed = if known.is_empty() { "none is there".to_owned() } else { known.join(", ") };
    let fault = Fault::error(
        "unknown-id",
        span,
        &format!("the {what} `{}`", wanted.value),
        &format!("one of {listed}"),
    );
    faults.push_suggesting(fault, wanted, known.iter().copied());
}
