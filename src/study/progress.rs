//! What a learner did, in a small file that only grows: steps, leanings, answers, predictions, reflections, the cells of
//! their own comparison.
//!
//! Invariants: a line that was written is never changed; each line's check depends on all before it; a last line without
//! its end, and whatever follows a damaged line, is set aside whole and never used or dropped. No name, no time of day.
//!
//! ```text
//! stackholders-study 2
//! {"step":{"lesson":"open-or-proprietary","slug":"hook","state":"done"}}⇥0123456789abcdef
//! ```

mod line;

use super::calibration::Foreseen;
use super::concept::{Concept, Outcome, Said};
use super::lesson::{Lesson, Step};
use crate::scenario::case::SourcingModel;
use crate::session::chain::Chain;
use serde_json::Value;
use std::collections::BTreeMap;

/// Most bytes of a file that is read.
pub const FILE_LIMIT: usize = 4 << 20;
/// Longest text that is kept, in characters.
pub const TEXT_LIMIT: usize = 4_000;
/// The version that is written, and the oldest that is read. Each version reads all lines of those before it; a file of an
/// older one is never written on, but copied into one of this version, see [`Progress::renewed`].
///
/// Version 1 has no runs of steps and no rows of a comparison.
pub const VERSION: u32 = 2;
pub const OLDEST: u32 = 1;

const MAGIC: &str = "stackholders-study ";

/// One thing a learner did.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    Step {
        lesson: String,
        slug: String,
        state: StepState,
    },
    /// What kind of tool they lean to; `None`: undecided.
    Leaning(Option<SourcingModel>),
    /// An answer to a short check on a card, with how sure they were of it (0-1).
    Answer {
        concept: Concept,
        question: usize,
        said: Said,
        outcome: Outcome,
        sure: Option<f64>,
    },
    /// A prediction and what came of it, on a card, in an exercise or in play.
    Foreseen(Foreseen),
    /// Words on one of the questions of a lesson; the latest stand.
    Reflection {
        lesson: String,
        question: usize,
        text: String,
    },
    /// One cell of their comparison; an empty text takes it away.
    Cell {
        row: String,
        column: String,
        text: String,
    },
    /// A tool is put into their comparison, or taken out of it.
    Row {
        row: String,
        there: bool,
    },
    /// The run file that was begun from a step.
    Run {
        lesson: String,
        slug: String,
        file: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepState {
    Begun,
    Done,
    Skipped,
}

/// What stands after all lines, and the end of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    entries: Vec<Entry>,
    chain: Chain,
    /// Bytes of the file so far; the next line belongs there.
    pub length: usize,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadProgress {
    pub progress: Progress,
    /// The version of the file. Only one of [`VERSION`] may be written on.
    pub version: u32,
    /// What stands after the last sound line. Keep it beside the file before writing on.
    pub aside: Vec<u8>,
}

/// Why a file holds no progress for this program.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProgressFault {
    #[error("the file has {found} bytes, a progress file at most {most}; check that it is one")]
    TooLarge { found: usize, most: usize },
    #[error(
        "the file starts with '{found}', a progress file with 'stackholders-study {VERSION}'; choose another file"
    )]
    NotProgress { found: String },
    #[error(
        "the progress is of version {found}, this program reads {OLDEST} to {VERSION}; take a newer program, or begin anew beside it"
    )]
    Version { found: String },
}

fn first(version: u32) -> String {
    format!("{MAGIC}{version}\n")
}

impl Default for Progress {
    fn default() -> Self {
        Self { entries: Vec::new(), chain: Chain::begin(&first(VERSION)), length: 0 }
    }
}

impl Progress {
    /// Notes one thing. Gives the bytes to append to the file at [`Progress::length`] as it was before.
    pub fn add(&mut self, entry: Entry) -> Vec<u8> {
        let entry = entry.shortened();
        let head = if self.length == 0 { first(VERSION) } else { String::new() };
        let line = self.chain.seal(&line::write(&entry).to_string());
        self.entries.push(entry);
        let bytes = format!("{head}{line}").into_bytes();
        self.length += bytes.len();
        bytes
    }

    /// The same in a file of its own, in the present version: what was read in an older one goes on in it.
    #[must_use]
    pub fn renewed(&self) -> (Self, Vec<u8>) {
        let mut renewed = Self::default();
        let bytes = self.entries.iter().flat_map(|entry| renewed.add(entry.clone())).collect();
        (renewed, bytes)
    }

    /// Everything, in the order of time.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How far the steps of a lesson are; steps that were not begun are left out.
    #[must_use]
    pub fn steps(&self, lesson: &str) -> BTreeMap<&str, StepState> {
        let mut steps = BTreeMap::new();
        for entry in &self.entries {
            if let Entry::Step { lesson: of, slug, state } = entry
                && of == lesson
            {
                steps.insert(slug.as_str(), *state);
            }
        }
        steps
    }

    /// The first step of a lesson that is neither done nor skipped: where to go on. `None` at the end.
    #[must_use]
    pub fn next_step<'a>(&self, lesson: &'a Lesson) -> Option<&'a Step> {
        let steps = self.steps(&lesson.slug);
        let open = |step: &Step| {
            !matches!(steps.get(step.slug.as_str()), Some(StepState::Done | StepState::Skipped))
        };
        lesson.steps().map(|(_, step)| step).find(|step| open(step))
    }

    /// What they leaned to first, and what they lean to now; `None`: never said.
    #[must_use]
    pub fn leanings(&self) -> Option<(Option<SourcingModel>, Option<SourcingModel>)> {
        let mut said = self.entries.iter().filter_map(|entry| match entry {
            Entry::Leaning(model) => Some(*model),
            _ => None,
        });
        let first = said.next()?;
        Some((first, said.next_back().unwrap_or(first)))
    }

    /// Predictions in the order of time, for [`super::calibration`].
    #[must_use]
    pub fn foreseen(&self) -> Vec<Foreseen> {
        let foreseen = self.entries.iter().filter_map(|entry| match entry {
            Entry::Foreseen(foreseen) => Some(*foreseen),
            _ => None,
        });
        foreseen.collect()
    }

    /// The latest words on each question of a lesson.
    #[must_use]
    pub fn reflections(&self, lesson: &str) -> BTreeMap<usize, &str> {
        let mut words = BTreeMap::new();
        for entry in &self.entries {
            if let Entry::Reflection { lesson: of, question, text } = entry
                && of == lesson
            {
                words.insert(*question, text.as_str());
            }
        }
        words
    }

    /// The tools that were put into the comparison and not taken out again, in the order of time.
    #[must_use]
    pub fn rows(&self) -> Vec<&str> {
        let mut rows: Vec<&str> = Vec::new();
        for entry in &self.entries {
            if let Entry::Row { row, there } = entry {
                rows.retain(|other| other != row);
                if *there {
                    rows.push(row);
                }
            }
        }
        rows
    }

    /// The step of a lesson that a run file was begun from.
    #[must_use]
    pub fn step_of_run(&self, lesson: &str, file: &str) -> Option<&str> {
        self.entries.iter().rev().find_map(|entry| match entry {
            Entry::Run { lesson: of, slug, file: run } if of == lesson && run == file => {
                Some(slug.as_str())
            }
            _ => None,
        })
    }

    /// The cells that stand, by row and column.
    #[must_use]
    pub fn cells(&self) -> BTreeMap<(&str, &str), &str> {
        let mut cells = BTreeMap::new();
        for entry in &self.entries {
            if let Entry::Cell { row, column, text } = entry {
                let place = (row.as_str(), column.as_str());
                if text.is_empty() {
                    cells.remove(&place);
                } else {
                    cells.insert(place, text.as_str());
                }
            }
        }
        cells
    }
}

impl Entry {
    fn shortened(self) -> Self {
        let short = |text: String| -> String { text.trim().chars().take(TEXT_LIMIT).collect() };
        match self {
            Self::Reflection { lesson, question, text } => {
                Self::Reflection { lesson, question, text: short(text) }
            }
            Self::Cell { row, column, text } => {
                Self::Cell { row: short(row), column: short(column), text: short(text) }
            }
            Self::Row { row, there } => Self::Row { row: short(row), there },
            other => other,
        }
    }
}

/// Reads a progress file; an empty one holds nothing.
///
/// # Errors
///
/// When it is another file, or of a version this program does not read.
pub fn read(bytes: &[u8]) -> Result<ReadProgress, ProgressFault> {
    if bytes.len() > FILE_LIMIT {
        return Err(ProgressFault::TooLarge { found: bytes.len(), most: FILE_LIMIT });
    }
    let mut progress = Progress::default();
    let Some(end) = bytes.iter().position(|byte| *byte == b'\n') else {
        // A first line that was cut is the beginning of one of ours, or another file.
        let ours = (OLDEST..=VERSION).any(|version| first(version).as_bytes().starts_with(bytes));
        return if ours {
            Ok(ReadProgress { progress, version: VERSION, aside: bytes.to_vec() })
        } else {
            Err(foreign(bytes))
        };
    };
    let head = &bytes[..end];
    let version = std::str::from_utf8(head)
        .ok()
        .and_then(|head| head.strip_prefix(MAGIC)?.parse::<u32>().ok())
        .filter(|version| (OLDEST..=VERSION).contains(version))
        .ok_or_else(|| foreign(head))?;
    progress.chain = Chain::begin(&first(version));
    let mut at = end + 1;
    while let Some(length) = bytes[at..].iter().position(|byte| *byte == b'\n') {
        let Some((text, chain)) = progress.chain.open(&bytes[at..at + length]) else { break };
        let Ok(value) = serde_json::from_slice::<Value>(text) else { break };
        let Some(entry) = line::read(&value) else { break };
        progress.entries.push(entry);
        progress.chain = chain;
        at += length + 1;
    }
    progress.length = at;
    Ok(ReadProgress { progress, version, aside: bytes[at..].to_vec() })
}

fn foreign(head: &[u8]) -> ProgressFault {
    let found: String = String::from_utf8_lossy(head).chars().take(40).collect();
    match found.strip_prefix(MAGIC) {
        Some(version) => ProgressFault::Version { found: version.to_owned() },
        None => ProgressFault::NotProgress { found },
    }
}
