//! The run file: an append-only text of checked lines.
//!
//! Invariants: a line that was written is never changed; each line's check depends on every byte before it; the
//! decisions of a year are on disk before the year plays; a last line without its end is set aside and named;
//! any other damage is a [`JournalFault`] that still holds what was intact before it.
//!
//! ```text
//! stackholders-run 1
//! {"header":{…}}⇥0123456789abcdef
//! {"commit":{"year":0,…}}⇥…
//! {"result":{"year":0,…}}⇥…
//! ```

use serde_json::Value;

use super::migrate;
use super::record::line::{ClosedText, CommitText, Line, Lines, Resolved, StartText};
use super::record::slugs::{Misfit, Slugs};
use super::record::text::{OutcomeText, Spelled as _, hex};
use super::record::{Note, RunHeader};
use crate::scenario::plan::Decision;
use crate::sim::outcome::YearOutcome;

/// Most bytes of a file that is read.
pub const FILE_LIMIT: usize = 8 << 20;
/// Most bytes of a line, its check included.
pub const LINE_LIMIT: usize = 512 << 10;
/// Most played years and most outlook years of a file.
pub const YEAR_LIMIT: usize = 64;
/// Hexadecimal digits of a line's check.
const CHECK: usize = 16;
const MAGIC: &str = "stackholders-run ";

/// A file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadRun {
    pub lines: Lines,
    /// Bytes of the file up to the end of its last complete line; the next line belongs there.
    pub intact: usize,
    /// What stands after the last complete line: a write that was cut off.
    pub torn: Option<Torn>,
    chain: Chain,
}

/// The start of a line that was never finished. It is not used, and worth keeping beside the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Torn {
    pub bytes: Vec<u8>,
}

/// Why a file is not a run here.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum JournalFault {
    #[error(
        "the file has {found} bytes, a run file has at most {most}; check that it is a run file"
    )]
    TooLarge { found: usize, most: usize },
    #[error("the file is empty; play did not begin, so nothing is lost")]
    Empty,
    #[error(
        "the file starts with '{found}', a run file starts with 'stackholders-run 1'; choose a file saved by this program"
    )]
    NotARun { found: String },
    #[error(
        "the file is of version {found}, this program reads {oldest} to {newest}; take a newer program"
    )]
    Version { found: u32, oldest: u32, newest: u32 },
    #[error("the file ends before its header; play did not begin, so nothing is lost")]
    NoHeader,
    #[error(
        "line {line} is damaged ({what}); {years} whole years before it are intact; use a copy of the file, or keep the intact part"
    )]
    Damaged {
        /// From 1.
        line: usize,
        what: Damage,
        years: usize,
        /// What the lines before say, as long as the header is among them.
        intact: Option<Box<ReadRun>>,
    },
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    #[error("it has no check at its end")]
    NoCheck,
    #[error("its check does not fit: a byte here or in the line break before it was changed")]
    Check,
    #[error("it ends in a carriage return: an editor or a transfer changed the line breaks")]
    LineBreak,
    #[error("it is longer than {most} bytes")]
    TooLong { most: usize },
    #[error("it is not what a run file says: {0}")]
    Content(String),
    #[error("it is {found} where {expected} comes next")]
    Order { found: String, expected: String },
}

/// Reads a whole file. Time and memory are bounded by [`FILE_LIMIT`].
///
/// # Errors
///
/// A [`JournalFault`] for anything that this program, or a released one before it, did not write.
pub fn read(bytes: &[u8]) -> Result<ReadRun, JournalFault> {
    if bytes.len() > FILE_LIMIT {
        return Err(JournalFault::TooLarge { found: bytes.len(), most: FILE_LIMIT });
    }
    let (version, first) = first_line(bytes)?;
    let mut chain = Chain::after(&bytes[..first]);
    let mut lines: Option<Lines> = None;
    let mut at = first;
    let mut number = 2;
    while let Some(length) = bytes[at..].iter().position(|byte| *byte == b'\n') {
        let checked = checked_line(&bytes[at..at + length], &chain, version);
        let entered = checked.and_then(|(line, next)| enter(&mut lines, line).map(|()| next));
        match entered {
            Ok(next) => chain = next,
            Err(what) => {
                let intact = lines.map(|lines| ReadRun { lines, intact: at, torn: None, chain });
                let years = intact.as_ref().map_or(0, |run| run.lines.results.len());
                let intact = intact.map(Box::new);
                return Err(JournalFault::Damaged { line: number, what, years, intact });
            }
        }
        at += length + 1;
        number += 1;
    }
    let lines = lines.ok_or(JournalFault::NoHeader)?;
    let torn = (at < bytes.len()).then(|| Torn { bytes: bytes[at..].to_vec() });
    Ok(ReadRun { lines, intact: at, torn, chain })
}

impl ReadRun {
    /// The run with the ids of a case.
    ///
    /// # Errors
    ///
    /// When it was played on a case with other names.
    pub fn resolve(&self, slugs: &Slugs) -> Result<Resolved, Misfit> {
        self.lines.resolve(slugs)
    }
}

/// Where the lines of a journal go. `at` is the length that the file must have before.
pub trait Sink {
    /// Appends and does not return before the bytes are safe.
    ///
    /// # Errors
    ///
    /// When they are not, or when the file does not end at `at`.
    fn append(&mut self, at: u64, bytes: &[u8]) -> std::io::Result<()>;
}

impl<F: FnMut(u64, &[u8]) -> std::io::Result<()>> Sink for F {
    fn append(&mut self, at: u64, bytes: &[u8]) -> std::io::Result<()> {
        self(at, bytes)
    }
}

/// Why a line was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteFault {
    #[error(transparent)]
    Misfit(#[from] Misfit),
    #[error("{found} cannot be written where {expected} comes next")]
    Order { found: String, expected: String },
    #[error("the line would have {found} bytes, at most {most} are kept; shorten the notes")]
    TooLong { found: usize, most: usize },
    #[error(
        "the run file cannot be written: {0}; make room or choose another place, then open the file again to see what it kept"
    )]
    Store(#[from] std::io::Error),
    #[error("an earlier write failed; open the run file again to go on")]
    Broken,
}

/// A run file being written.
#[derive(Debug)]
pub struct Journal<S> {
    sink: S,
    slugs: Slugs,
    progress: Progress,
    chain: Chain,
    at: u64,
    broken: bool,
}

impl<S: Sink> Journal<S> {
    /// Writes the first two lines to an empty file.
    ///
    /// # Errors
    ///
    /// When the header does not fit the case or the bytes are not safe.
    pub fn create(header: &RunHeader, slugs: Slugs, sink: S) -> Result<Self, WriteFault> {
        let first = format!("{MAGIC}{}\n", migrate::CURRENT);
        let start = Line::Header(Box::new(StartText::of(header, &slugs)?));
        let mut chain = Chain::after(first.as_bytes());
        let second = write_line(&start, &mut chain)?;
        let bytes = [first.as_bytes(), &second].concat();
        let at = bytes.len() as u64;
        let progress = Progress::default();
        let mut journal = Self { sink, slugs, progress, chain, at, broken: false };
        journal.sink.append(0, &bytes)?;
        Ok(journal)
    }

    /// Goes on where a file that was read stops. A torn line must have been cut off before, see [`ReadRun::intact`].
    #[must_use]
    pub fn resume(read: &ReadRun, slugs: Slugs, sink: S) -> Self {
        let at = read.intact as u64;
        let progress = Progress::of(&read.lines);
        Self { sink, slugs, progress, chain: read.chain, at, broken: false }
    }

    /// Commits the decisions of the next year. Play the year only after this returned.
    ///
    /// # Errors
    ///
    /// When the year was not committed.
    pub fn commit(&mut self, decisions: &[Decision], notes: &[Note]) -> Result<(), WriteFault> {
        let year = self.progress.commits as u16;
        let commit = CommitText::of(year, decisions, notes, &self.slugs)?;
        self.append(Line::Commit(commit))
    }

    /// Records what the committed year brought.
    ///
    /// # Errors
    ///
    /// When it was not recorded; the year is committed all the same and can be played again.
    pub fn result(&mut self, outcome: &YearOutcome) -> Result<(), WriteFault> {
        let outcome = outcome.spell(&self.slugs)?;
        self.append(Line::Result(Box::new(outcome)))
    }

    /// Records a year after the last played one.
    ///
    /// # Errors
    ///
    /// When it was not recorded.
    pub fn outlook(&mut self, outcome: &YearOutcome) -> Result<(), WriteFault> {
        let outcome = outcome.spell(&self.slugs)?;
        self.append(Line::Outlook(Box::new(outcome)))
    }

    /// Says that nothing follows.
    ///
    /// # Errors
    ///
    /// When that was not written.
    pub fn close(&mut self) -> Result<(), WriteFault> {
        let years = self.progress.results as u16;
        self.append(Line::Closed(ClosedText { years }))
    }

    /// Bytes of the file so far.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.at
    }

    fn append(&mut self, line: Line) -> Result<(), WriteFault> {
        if self.broken {
            return Err(WriteFault::Broken);
        }
        let mut progress = self.progress;
        progress.enter(&line).map_err(|(found, expected)| WriteFault::Order { found, expected })?;
        let mut chain = self.chain;
        let bytes = write_line(&line, &mut chain)?;
        if let Err(error) = self.sink.append(self.at, &bytes) {
            // Part of the line may be in the file: only reading it again tells.
            self.broken = true;
            return Err(error.into());
        }
        (self.progress, self.chain) = (progress, chain);
        self.at += bytes.len() as u64;
        Ok(())
    }
}

/// The whole file of a run that was played already.
///
/// # Errors
///
/// When the run does not fit the case.
pub fn write(run: &super::record::Run, slugs: &Slugs) -> Result<Vec<u8>, WriteFault> {
    let mut file = Vec::new();
    let sink = |_, bytes: &[u8]| {
        file.extend_from_slice(bytes);
        Ok(())
    };
    let mut journal = Journal::create(&run.header, slugs.clone(), sink)?;
    for year in &run.years {
        journal.commit(&year.decisions, &year.notes)?;
        journal.result(&year.outcome)?;
    }
    for outcome in &run.outlook {
        journal.outlook(outcome)?;
    }
    if !run.outlook.is_empty() {
        journal.close()?;
    }
    Ok(file)
}

/// The running check: a hash over everything before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Chain([u8; 32]);

impl Chain {
    fn after(first: &[u8]) -> Self {
        Self(*blake3::hash(first).as_bytes())
    }

    fn then(self, line: &[u8]) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.0).update(line);
        Self(*hasher.finalize().as_bytes())
    }

    fn check(self) -> String {
        hex(&self.0[..CHECK / 2])
    }
}

/// What was written or read so far, and so what may come next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Progress {
    commits: usize,
    results: usize,
    outlook: usize,
    closed: bool,
}

impl Progress {
    fn of(lines: &Lines) -> Self {
        let Lines { start: _, commits, results, outlook, closed } = lines;
        let (commits, results) = (commits.len(), results.len());
        Self { commits, results, outlook: outlook.len(), closed: *closed }
    }

    /// Takes the next line in, or says what it is and what comes next instead.
    fn enter(&mut self, line: &Line) -> Result<(), (String, String)> {
        let Self { commits, results, outlook, closed } = *self;
        let between = commits == results && !closed;
        let (fits, found) = match line {
            Line::Header(_) => (false, "a header".to_owned()),
            Line::Commit(CommitText { year, .. }) => {
                let next = usize::from(*year) == commits && commits < YEAR_LIMIT;
                (between && outlook == 0 && next, format!("the commit of year {year}"))
            }
            Line::Result(outcome) => {
                let next = usize::from(outcome.year) == results;
                (commits == results + 1 && next, format!("the result of year {}", outcome.year))
            }
            Line::Outlook(outcome) => {
                let next = usize::from(outcome.year) == results + outlook && outlook < YEAR_LIMIT;
                (between && next, format!("the outlook of year {}", outcome.year))
            }
            Line::Closed(ClosedText { years }) => {
                (between && usize::from(*years) == results, format!("the end after {years} years"))
            }
        };
        if !fits {
            let expected = if closed {
                "nothing".to_owned()
            } else if commits > results {
                format!("the result of year {results}")
            } else if outlook > 0 {
                format!(
                    "the outlook of year {} or the end after {results} years",
                    results + outlook
                )
            } else {
                format!("the commit of year {commits}, an outlook or the end")
            };
            return Err((found, expected));
        }
        match line {
            Line::Header(_) => {}
            Line::Commit(_) => self.commits += 1,
            Line::Result(_) => self.results += 1,
            Line::Outlook(_) => self.outlook += 1,
            Line::Closed(_) => self.closed = true,
        }
        Ok(())
    }
}

/// The version and the length of the first line with its end.
fn first_line(bytes: &[u8]) -> Result<(u32, usize), JournalFault> {
    const LONGEST: usize = 64;
    if bytes.is_empty() {
        return Err(JournalFault::Empty);
    }
    let start = &bytes[..bytes.len().min(LONGEST)];
    let Some(end) = start.iter().position(|byte| *byte == b'\n') else {
        let current = format!("{MAGIC}{}", migrate::CURRENT);
        if current.as_bytes().starts_with(start) {
            return Err(JournalFault::NoHeader);
        }
        return Err(JournalFault::NotARun { found: shown(start) });
    };
    let version = std::str::from_utf8(&start[..end]).ok().and_then(|line| {
        let digits = line.strip_prefix(MAGIC)?;
        let plain = !digits.starts_with('0') && digits.bytes().all(|digit| digit.is_ascii_digit());
        if plain { digits.parse().ok() } else { None }
    });
    let found: u32 =
        version.ok_or_else(|| JournalFault::NotARun { found: shown(&start[..end]) })?;
    if !migrate::is_readable(found, migrate::STEPS, migrate::CURRENT) {
        let oldest = migrate::STEPS.first().map_or(migrate::CURRENT, |step| step.from);
        return Err(JournalFault::Version { found, oldest, newest: migrate::CURRENT });
    }
    Ok((found, end + 1))
}

/// Bytes of a foreign file, safe to print.
fn shown(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(40)]);
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// A line (without its end) whose check fits, and the chain after it.
fn checked_line(line: &[u8], chain: &Chain, version: u32) -> Result<(Line, Chain), Damage> {
    if line.len() >= LINE_LIMIT {
        return Err(Damage::TooLong { most: LINE_LIMIT });
    }
    if line.ends_with(b"\r") {
        return Err(Damage::LineBreak);
    }
    let split = line.len().checked_sub(CHECK + 1).filter(|tab| line[*tab] == b'\t');
    let (content, check) = line.split_at(split.ok_or(Damage::NoCheck)?);
    let next = chain.then(content);
    if check[1..] != *next.check().as_bytes() {
        return Err(Damage::Check);
    }
    Ok((parsed(content, version)?, next))
}

fn parsed(content: &[u8], version: u32) -> Result<Line, Damage> {
    let fault =
        |error: serde_json::Error| Damage::Content(error.to_string().chars().take(200).collect());
    if version == migrate::CURRENT {
        return serde_json::from_slice(content).map_err(fault);
    }
    let old: Value = serde_json::from_slice(content).map_err(fault)?;
    let new = migrate::upgrade(old, version, migrate::STEPS);
    let new = new.map_err(|fault| Damage::Content(fault.to_string()))?;
    serde_json::from_value(new).map_err(fault)
}

/// Adds a line to what was read.
fn enter(lines: &mut Option<Lines>, line: Line) -> Result<(), Damage> {
    let Some(lines) = lines else {
        let Line::Header(start) = line else {
            let (found, expected) = (kind(&line).to_owned(), "the header".to_owned());
            return Err(Damage::Order { found, expected });
        };
        let (commits, results, outlook) = (Vec::new(), Vec::new(), Vec::new());
        *lines = Some(Lines { start: *start, commits, results, outlook, closed: false });
        return Ok(());
    };
    let order = |(found, expected)| Damage::Order { found, expected };
    Progress::of(lines).enter(&line).map_err(order)?;
    let unboxed = |outcome: Box<OutcomeText>| *outcome;
    match line {
        Line::Header(_) => {}
        Line::Commit(commit) => lines.commits.push(commit),
        Line::Result(outcome) => lines.results.push(unboxed(outcome)),
        Line::Outlook(outcome) => lines.outlook.push(unboxed(outcome)),
        Line::Closed(_) => lines.closed = true,
    }
    Ok(())
}

fn kind(line: &Line) -> &'static str {
    match line {
        Line::Header(_) => "a header",
        Line::Commit(_) => "a commit",
        Line::Result(_) => "a result",
        Line::Outlook(_) => "an outlook",
        Line::Closed(_) => "the end",
    }
}

/// The bytes of a line with check and end; moves the chain on.
fn write_line(line: &Line, chain: &mut Chain) -> Result<Vec<u8>, WriteFault> {
    let mut bytes = serde_json::to_vec(line).map_err(std::io::Error::from)?;
    *chain = chain.then(&bytes);
    bytes.push(b'\t');
    bytes.extend_from_slice(chain.check().as_bytes());
    bytes.push(b'\n');
    if bytes.len() > LINE_LIMIT {
        return Err(WriteFault::TooLong { found: bytes.len(), most: LINE_LIMIT });
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests;
