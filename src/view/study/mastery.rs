//! What a learner foresees, by concept and over time, what to practise next, and the mirror of their leaning.
//!
//! Invariant: it tells what was said and what came; it gives no points and compares nobody.

use super::exercise::{calibration, practise as practised};
use super::lesson::concept as name;
use crate::debrief::bias::{Counts, MODELS, Mirror};
use crate::scenario::case::SourcingModel;
use crate::session::prediction::{Fared, fared};
use crate::study::calibration::{Account, Foreseen, accounts, practise};
use crate::study::concept::Concept;
use crate::view::{format, words};

/// Everything of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MasteryView {
    /// `9 predictions so far: …`.
    pub so_far: String,
    /// The first and the latest predictions, where there are enough to tell them apart.
    pub change: Option<String>,
    /// Those of which something was foreseen.
    pub concepts: Vec<ConceptRow>,
    /// `Not tried yet: open source, hybrid`.
    pub not_tried: Option<String>,
    /// How many predictions the strips of marks have room for.
    pub count: usize,
    /// What to practise, most useful first.
    pub next: Vec<(Concept, String)>,
    pub mirror: MirrorView,
}

/// How a concept is foreseen.
#[derive(Clone, Debug, PartialEq)]
pub struct ConceptRow {
    pub concept: Concept,
    pub name: &'static str,
    /// `direction foreseen`.
    pub standing: String,
    /// `4 predictions: direction 3, size 2`.
    pub line: String,
    /// Its predictions by their place among all, in the order of time.
    pub marks: Vec<(usize, Fared)>,
    /// The marks in words.
    pub told: String,
}

/// Leaning against choices, in the runs the learner began.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MirrorView {
    pub leaned: String,
    /// One line a run: its file, what was chosen and what ran at the end.
    pub runs: Vec<(String, String)>,
    pub together: Option<String>,
    pub question: &'static str,
}

const QUESTION: &str = "Where choice and leaning agree, what would have changed your mind? Where they differ, what did?";
/// The first and the latest so many predictions are told apart.
const SOME: usize = 5;

/// The page of one learner. `runs` are those they began: the name of the file, and its mirror.
#[must_use]
pub fn mastery(
    foreseen: &[Foreseen],
    leanings: Option<(Option<SourcingModel>, Option<SourcingModel>)>,
    runs: &[(String, Mirror)],
) -> MasteryView {
    let accounts = accounts(foreseen);
    let how: Vec<(Concept, Fared)> =
        foreseen.iter().map(|it| (it.concept, fared(it.said, it.did))).collect();
    let tried = accounts.iter().filter(|it| it.count > 0);
    let concepts = tried.map(|account| row(account, &how)).collect();
    let not_tried: Vec<&str> =
        accounts.iter().filter(|it| it.count == 0).map(|it| name(it.concept)).collect();
    let next = practise(&accounts).into_iter();
    MasteryView {
        so_far: if how.is_empty() {
            "No prediction so far: a card, a year of a run or an exercise asks for one".to_owned()
        } else {
            let all = format::count(how.len() as u64, "prediction", "predictions");
            format!("{all} so far: {}", hits(&how))
        },
        change: (how.len() >= 2 * SOME).then(|| {
            let (first, latest) = (&how[..SOME], &how[how.len() - SOME..]);
            format!("the first {SOME}: {}; the latest {SOME}: {}", hits(first), hits(latest))
        }),
        concepts,
        not_tried: (!how.is_empty() && !not_tried.is_empty())
            .then(|| format!("Not tried yet: {}", not_tried.join(", "))),
        count: how.len(),
        next: next.map(|(concept, why)| (concept, practised(concept, why))).collect(),
        mirror: mirror(leanings, runs),
    }
}

fn hits(how: &[(Concept, Fared)]) -> String {
    let direction = how.iter().filter(|it| it.1 != Fared::OtherWay).count();
    let size = how.iter().filter(|it| it.1 == Fared::Right).count();
    format!("direction hit {direction}, size hit {size}")
}

/// How a prediction fared, as the name of its mark.
#[must_use]
pub const fn mark(fared: Fared) -> &'static str {
    match fared {
        Fared::Right => "direction and size",
        Fared::OtherSize => "direction only",
        Fared::OtherWay => "other way",
    }
}

fn row(account: &Account, how: &[(Concept, Fared)]) -> ConceptRow {
    let own = how.iter().enumerate().filter(|(_, (concept, _))| *concept == account.concept);
    let marks: Vec<(usize, Fared)> = own.map(|(place, (_, fared))| (place, *fared)).collect();
    let told: Vec<&str> = marks.iter().map(|(_, fared)| mark(*fared)).collect();
    // The words of the table are those of the page.
    let table = calibration(&[*account]);
    let cell = |key: &str| {
        let place = table.columns.iter().position(|column| column.key == key);
        place.map_or_else(String::new, |place| table.rows[0][place].shown().to_string())
    };
    let mut line = format!(
        "{}: direction hit {}, size hit {}",
        format::count(account.count as u64, "prediction", "predictions"),
        account.direction_hits,
        account.size_hits
    );
    for (count, text) in
        [(account.said_too_much, "said too much"), (account.said_too_little, "said too little")]
    {
        if count > 0 {
            line = format!("{line}, {text} {count}");
        }
    }
    let sure = cell("confidence");
    if sure != format::NOTHING {
        line = format!("{line}; {sure}");
    }
    ConceptRow {
        concept: account.concept,
        name: name(account.concept),
        standing: cell("standing"),
        line,
        told: format!("{}, in the order of time: {}", name(account.concept), told.join(", ")),
        marks,
    }
}

fn mirror(
    leanings: Option<(Option<SourcingModel>, Option<SourcingModel>)>,
    runs: &[(String, Mirror)],
) -> MirrorView {
    let leaning = |model: Option<SourcingModel>| model.map_or("undecided", words::sourcing);
    let leaned = match leanings {
        None => "You have not said where you lean; the second step of the lesson asks".to_owned(),
        Some((first, last)) if first == last => format!("You leaned to: {}", leaning(first)),
        Some((first, last)) => {
            format!("You leaned to: {}, and later to: {}", leaning(first), leaning(last))
        }
    };
    let line = |chosen: &Counts, running: &Counts, left: usize| {
        format!(
            "chosen: {}; running at the end: {}, left as found {left}",
            counts(chosen),
            counts(running)
        )
    };
    let shown = runs
        .iter()
        .map(|(file, it)| (file.clone(), line(&it.chosen, &it.running, it.left_as_found)));
    let sum = |part: fn(&Mirror) -> &Counts| {
        runs.iter().map(|(_, it)| part(it)).fold([0; 3], |mut sum, part| {
            sum.iter_mut().zip(part).for_each(|(sum, part)| *sum += part);
            sum
        })
    };
    let together = (runs.len() > 1).then(|| {
        let left = runs.iter().map(|(_, it)| it.left_as_found).sum();
        line(&sum(|it| &it.chosen), &sum(|it| &it.running), left)
    });
    MirrorView { leaned, runs: shown.collect(), together, question: QUESTION }
}

/// `open 2, proprietary 1, managed 0`.
#[must_use]
pub fn counts(counts: &Counts) -> String {
    let parts = MODELS.iter().zip(counts);
    let parts = parts.map(|(model, count)| format!("{} {count}", words::sourcing(*model)));
    parts.collect::<Vec<_>>().join(", ")
}
