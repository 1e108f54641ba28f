//! What a page tells its workers to begin, as a text: what it is, the case, and runs as their codes, one a line. All of them
//! have the same program, so a shipped case is told by its name.
//!
//! Invariant: runs come back from a text with the same decisions in the same order, or there is no text.

use crate::insight::course::Years;
use crate::scenario::case::Case;
use crate::scenario::shipped;
use crate::session::code::{CodedRun, decode, encode};
use crate::sim::RULES_VERSION;

/// What was read from a text.
#[cfg(any(target_arch = "wasm32", test))]
#[derive(Clone, Debug)]
pub(super) struct Errand {
    /// What is to be done, and numbers that say how.
    pub what: String,
    pub numbers: Vec<u8>,
    pub case: Case,
    pub runs: Vec<CodedRun>,
}

/// The text of an errand about runs of a case; `None` where workers do not know the case, or a run has no code.
pub(super) fn text(
    what: &str,
    numbers: &[u8],
    case: &Case,
    runs: impl IntoIterator<Item = CodedRun>,
) -> Option<String> {
    if !shipped::known().iter().any(|it| it.slug == case.slug && it.digest == case.digest) {
        return None;
    }
    let numbers = numbers.iter().map(|it| format!(" {it}"));
    let mut lines = vec![what.to_owned() + &numbers.collect::<String>(), case.slug.clone()];
    for run in runs {
        let code = encode(case, &run).ok()?;
        // A code has decisions in their canonical order; another order may come to something else.
        lines.push((of_code(case, &code)? == run).then_some(code)?);
    }
    Some(lines.join("\n"))
}

/// What such a text says.
#[cfg(any(target_arch = "wasm32", test))]
pub(super) fn of_text(text: &str) -> Option<Errand> {
    let mut lines = text.lines();
    let (head, slug) = (lines.next()?, lines.next()?);
    let case = shipped::known().iter().find(|it| it.slug == slug)?;
    let mut words = head.split(' ');
    let what = words.next()?.to_owned();
    let numbers = words.map(|it| it.parse().ok()).collect::<Option<_>>()?;
    let runs = lines.map(|code| of_code(case, code)).collect::<Option<_>>()?;
    Some(Errand { what, numbers, case: case.clone(), runs })
}

/// A plan to be told: it has no luck of its own.
pub(super) fn plan(years: &Years) -> CodedRun {
    CodedRun { rules_version: RULES_VERSION, seed: 0, years: years.clone() }
}

fn of_code(case: &Case, code: &str) -> Option<CodedRun> {
    Some(decode(code, &[case], RULES_VERSION).ok()?.run)
}
