//! Many runs into one room: run files and typed codes in, tables out, and what cannot be used set aside.
//!
//! Invariants: one bad source never keeps another out; a run's results are those that were recorded, and where it cannot
//! be played again here it says why; tables stand in the order in which they came; one run is one table, however often it
//! came.

use std::fmt;

use crate::scenario::case::Case;
use crate::session::branch::prefix_digest;
use crate::session::code::{self, CodeFault};
use crate::session::journal::{self, JournalFault, ReadRun};
use crate::session::record::line::Resolved;
use crate::session::record::{Misfit, PendingYear, Run, RunHeader, Slugs};
use crate::session::replay::{self, Verdict};
use crate::sim::RULES_VERSION;

/// Most tables of a room.
pub const TABLE_LIMIT: usize = 64;
/// Most bytes of a text file that may be a list of codes.
const LIST_LIMIT: usize = 64 << 10;

/// Something that was dropped in, picked, typed or scanned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What the host calls it: the name of a file; empty for a typed code.
    pub name: String,
    pub body: Body,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A run file, or a text with one run code a line, each after the table's name and a colon if it has one.
    File(Vec<u8>),
    /// A run code as it was typed.
    Code(String),
}

/// All tables of a debrief.
#[derive(Clone, Debug, Default)]
pub struct Room {
    /// The cases that were played, in the order in which they came up.
    pub cases: Vec<Case>,
    pub tables: Vec<Table>,
    /// What is no table, and why.
    pub aside: Vec<Aside>,
}

/// One table's run.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Index into [`Room::cases`].
    pub case: usize,
    pub run: Run,
    /// Which source it came from: a file's name, or empty for a typed code.
    pub source: String,
    pub origin: Origin,
    /// What playing it again showed; `None` for a code, which holds no results to compare with.
    pub verdict: Option<Verdict>,
    pub remarks: Vec<Remark>,
}

/// What a table's run was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    File,
    /// Decisions only: no name, no notes, and results as played here.
    Code,
}

/// What one should know about a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The last line of its file was cut off and is left out.
    Torn { bytes: usize },
    /// A year was committed and not played to its end; it is left out.
    Pending,
    /// Only the part of a damaged file before the damage.
    IntactPart { line: usize },
    /// Play stopped before the last year.
    Unfinished { years: usize, of: u16 },
    /// Came more than once, from these sources; the longest is shown.
    Again { sources: Vec<String> },
    /// A what-if that left this table's run (an index) at a year (from 0).
    BranchOf { table: usize, year: u16 },
    /// Another table carries the same name.
    NameTaken { table: usize },
}

/// A source that is no table.
#[derive(Clone, Debug, PartialEq)]
pub struct Aside {
    pub source: String,
    pub fault: Fault,
    /// Whole years that are intact in spite of the damage; [`Room::keep_intact`] takes them in.
    pub intact: Option<Intact>,
}

/// The part of a damaged file that is as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Intact {
    pub years: usize,
    line: usize,
    read: Box<ReadRun>,
}

/// Why a source is no table. The text says what was found, then after a semicolon the way out.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    File(JournalFault),
    /// Neither a run file nor a text with codes.
    NoText,
    UnknownCase {
        slug: String,
    },
    /// The case of that name has other parts than the run.
    OtherCase {
        slug: String,
        misfit: Misfit,
    },
    Code {
        typed: String,
        fault: CodeFault,
    },
    /// No year was played.
    NothingPlayed,
    RoomFull,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(fault) => write!(f, "{fault}"),
            Self::NoText => {
                f.write_str("it is no text, a run file is; choose a file saved by this program")
            }
            Self::UnknownCase { slug } => write!(
                f,
                "it was played on the case '{slug}', which is not here; add the folder of that case"
            ),
            Self::OtherCase { slug, .. } => write!(
                f,
                "it was played on another version of the case '{slug}', which had other parts; add the folder of the case as it was then"
            ),
            Self::Code { typed, fault } if typed.is_empty() => write!(f, "{fault}"),
            Self::Code { typed, fault } => write!(f, "the code {typed}: {fault}"),
            Self::NothingPlayed => {
                f.write_str("no year was played in it; ask the table for a later file or its code")
            }
            Self::RoomFull => {
                write!(f, "the room has {TABLE_LIMIT} tables already; start another room for it")
            }
        }
    }
}

/// Whether two tables can be laid side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparable {
    /// Same case, rules and seed: whatever differs comes from decisions.
    SameLuck,
    /// Same case and rules, another seed: what differs may be luck.
    OtherLuck,
    /// Another version of the case, or other rules.
    OtherBasis,
    OtherCase,
}

/// Tables that met the same luck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Index into [`Room::cases`].
    pub case: usize,
    pub seed: u64,
    pub tables: Vec<usize>,
}

/// Reads all sources. `cases` are those known here: the shipped ones and those added by hand.
#[must_use]
pub fn gather(cases: &[Case], sources: Vec<Source>) -> Room {
    let mut room = Room::default();
    for source in sources {
        room.add(cases, source);
    }
    room
}

impl Room {
    /// Takes in one more source.
    pub fn add(&mut self, cases: &[Case], source: Source) {
        let Source { name, body } = source;
        match body {
            Body::Code(typed) => self.add_code(cases, name, String::new(), &typed),
            Body::File(bytes) => match journal::read(&bytes) {
                Ok(read) => self.add_read(cases, name, &read, None),
                Err(JournalFault::NotARun { .. }) if listed(&bytes).is_some() => {
                    for (table, typed) in listed(&bytes).unwrap_or_default() {
                        self.add_code(cases, name.clone(), table, &typed);
                    }
                }
                Err(fault) => {
                    let intact = intact_part(&fault);
                    let fault = match fault {
                        JournalFault::NotARun { .. } if std::str::from_utf8(&bytes).is_err() => {
                            Fault::NoText
                        }
                        fault => Fault::File(fault),
                    };
                    self.aside.push(Aside { source: name, fault, intact });
                }
            },
        }
    }

    /// Takes in the intact part of a damaged file. Gives whether there was one.
    pub fn keep_intact(&mut self, cases: &[Case], aside: usize) -> bool {
        if self.aside.get(aside).is_none_or(|aside| aside.intact.is_none()) {
            return false;
        }
        let Aside { source, intact, .. } = self.aside.remove(aside);
        if let Some(Intact { line, read, .. }) = intact {
            self.add_read(cases, source, &read, Some(line));
        }
        true
    }

    /// Takes a table out of the room.
    pub fn remove(&mut self, table: usize) {
        if table < self.tables.len() {
            self.tables.remove(table);
            self.relate();
        }
    }

    #[must_use]
    pub fn case_of(&self, table: usize) -> &Case {
        &self.cases[self.tables[table].case]
    }

    /// Whether a table can be played again here to the same numbers: only then can moments, causes and what-ifs be shown.
    #[must_use]
    pub fn replays(&self, table: usize) -> bool {
        self.tables.get(table).is_some_and(Table::replays)
    }

    #[must_use]
    pub fn comparable(&self, a: usize, b: usize) -> Comparable {
        comparable(&self.tables[a].run.header, &self.tables[b].run.header)
    }

    /// Tables by the luck they met, in the order of their first.
    #[must_use]
    pub fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for (index, table) in self.tables.iter().enumerate() {
            let same = |group: &&mut Group| {
                self.comparable(group.tables[0], index) == Comparable::SameLuck
            };
            match groups.iter_mut().find(same) {
                Some(group) => group.tables.push(index),
                None => {
                    let seed = table.run.header.seed;
                    groups.push(Group { case: table.case, seed, tables: vec![index] });
                }
            }
        }
        groups
    }

    fn add_code(&mut self, cases: &[Case], source: String, name: String, typed: &str) {
        let known: Vec<&Case> = cases.iter().collect();
        let decoded = match code::decode(typed, &known, RULES_VERSION) {
            Ok(decoded) => decoded,
            Err(fault) => {
                let typed = typed.trim().chars().take(80).collect();
                let typed = if source.is_empty() { String::new() } else { typed };
                self.set_aside(source, Fault::Code { typed, fault });
                return;
            }
        };
        let case = &cases[decoded.case];
        let mut run = replay::play_coded(case, &decoded.run);
        run.header.table = name;
        let (origin, verdict, remarks) = (Origin::Code, None, Vec::new());
        self.seat(case, Table { case: 0, run, source, origin, verdict, remarks });
    }

    fn add_read(&mut self, cases: &[Case], source: String, read: &ReadRun, cut: Option<usize>) {
        let header = &read.lines.start.run;
        let slug = &header.case;
        // A case added by hand stands beside the shipped one of the same name: the digest tells which was played.
        let named = || cases.iter().filter(|case| case.slug == *slug);
        let exact = named().find(|case| {
            read.resolve(&Slugs::of(case))
                .is_ok_and(|resolved| resolved.run.header.case_digest == case.digest)
        });
        let Some(case) = exact.or_else(|| named().next()) else {
            let slug = slug.chars().take(60).collect();
            self.set_aside(source, Fault::UnknownCase { slug });
            return;
        };
        let Resolved { run, pending } = match read.resolve(&Slugs::of(case)) {
            Ok(resolved) => resolved,
            Err(misfit) => {
                let slug = case.slug.clone();
                self.set_aside(source, Fault::OtherCase { slug, misfit });
                return;
            }
        };
        let mut remarks = Vec::new();
        if let Some(line) = cut {
            remarks.push(Remark::IntactPart { line });
        }
        if let Some(torn) = &read.torn {
            remarks.push(Remark::Torn { bytes: torn.bytes.len() });
        }
        if let Some(PendingYear { .. }) = pending {
            remarks.push(Remark::Pending);
        }
        let verdict = Some(replay::replay(case, &run));
        let origin = Origin::File;
        self.seat(case, Table { case: 0, run, source, origin, verdict, remarks });
    }

    /// Gives a table its place, unless it is a run that is here already.
    fn seat(&mut self, case: &Case, mut table: Table) {
        if table.run.years.is_empty() {
            self.set_aside(table.source, Fault::NothingPlayed);
            return;
        }
        let years = table.run.years.len();
        if years < usize::from(case.played_years) {
            table.remarks.push(Remark::Unfinished { years, of: case.played_years });
        }
        if let Some(known) = self.same_run(&table) {
            let (kept, left) = if fuller(&table, &self.tables[known]) {
                table.case = self.tables[known].case;
                let earlier = std::mem::replace(&mut self.tables[known], table);
                (&mut self.tables[known], earlier)
            } else {
                (&mut self.tables[known], table)
            };
            if kept.run.header.table.is_empty() {
                kept.run.header.table.clone_from(&left.run.header.table);
            }
            note_again(kept, left);
        } else if self.tables.len() >= TABLE_LIMIT {
            self.set_aside(table.source, Fault::RoomFull);
            return;
        } else {
            let known = self.cases.iter().position(|it| it.digest == case.digest);
            table.case = known.unwrap_or_else(|| {
                self.cases.push(case.clone());
                self.cases.len() - 1
            });
            self.tables.push(table);
        }
        self.relate();
    }

    /// The table whose run this is, in a shorter or longer state.
    fn same_run(&self, new: &Table) -> Option<usize> {
        let mut same = (0..self.tables.len()).filter(|known| one_run(&self.tables[*known], new));
        let first = same.next()?;
        // The first years of a code may be those of several tables: then it is none of them.
        same.next().is_none().then_some(first)
    }

    fn set_aside(&mut self, source: String, fault: Fault) {
        self.aside.push(Aside { source, fault, intact: None });
    }

    /// Finds what-ifs and shared names anew.
    fn relate(&mut self) {
        let related =
            |remark: &Remark| matches!(remark, Remark::BranchOf { .. } | Remark::NameTaken { .. });
        for index in 0..self.tables.len() {
            let mut found = Vec::new();
            let RunHeader { parent, table: name, .. } = &self.tables[index].run.header;
            if let Some(parent) = parent {
                let left = |other: &Table| {
                    prefix_digest(&other.run, usize::from(parent.year)) == parent.prefix
                };
                let others = self.tables.iter().enumerate();
                let origin = others.filter(|(other, it)| {
                    *other != index && it.run.header.parent.is_none() && left(it)
                });
                if let [(table, _)] = origin.collect::<Vec<_>>()[..] {
                    found.push(Remark::BranchOf { table, year: parent.year });
                }
            }
            let name = name.trim();
            let before = self.tables[..index]
                .iter()
                .position(|other| !name.is_empty() && other.run.header.table.trim() == name);
            if let Some(table) = before {
                found.push(Remark::NameTaken { table });
            }
            let remarks = &mut self.tables[index].remarks;
            remarks.retain(|remark| !related(remark));
            remarks.extend(found);
        }
    }
}

impl Table {
    /// Whether playing it again gives its numbers.
    #[must_use]
    pub fn replays(&self) -> bool {
        matches!(self.verdict, None | Some(Verdict::Identical))
    }
}

/// Whether what two runs brought can be laid side by side.
#[must_use]
pub fn comparable(a: &RunHeader, b: &RunHeader) -> Comparable {
    if a.case != b.case {
        Comparable::OtherCase
    } else if a.case_digest != b.case_digest || a.rules_version != b.rules_version {
        Comparable::OtherBasis
    } else if a.seed != b.seed {
        Comparable::OtherLuck
    } else {
        Comparable::SameLuck
    }
}

/// Whether two sources hold one run: the same start, and the decisions of one are the first of the other.
fn one_run(a: &Table, b: &Table) -> bool {
    let (a_head, b_head) = (&a.run.header, &b.run.header);
    if comparable(a_head, b_head) != Comparable::SameLuck || a_head.parent != b_head.parent {
        return false;
    }
    // Two files of different tables may agree in every decision; their names and starts tell them apart.
    let both_files = a.origin == Origin::File && b.origin == Origin::File;
    let start = |head: &RunHeader| (head.table.clone(), head.started.clone(), head.seats.clone());
    let names = [a_head.table.trim(), b_head.table.trim()];
    let other_name = names.iter().all(|name| !name.is_empty()) && names[0] != names[1];
    if other_name || (both_files && start(a_head) != start(b_head)) {
        return false;
    }
    let shared = a.run.years.len().min(b.run.years.len());
    prefix_digest(&a.run, shared) == prefix_digest(&b.run, shared)
}

/// Whether the new one of two states of a run says more.
fn fuller(new: &Table, known: &Table) -> bool {
    let extent = |table: &Table| {
        (
            table.run.years.len() + table.run.outlook.len(),
            table.origin == Origin::File,
            table.replays(),
        )
    };
    extent(new) > extent(known)
}

fn note_again(kept: &mut Table, left: Table) {
    let mut sources = vec![left.source];
    for remark in left.remarks {
        if let Remark::Again { sources: before } = remark {
            sources.splice(0..0, before);
        }
    }
    let known = kept.remarks.iter_mut().find_map(|remark| match remark {
        Remark::Again { sources } => Some(sources),
        _ => None,
    });
    match known {
        Some(known) => known.extend(sources),
        None => kept.remarks.push(Remark::Again { sources }),
    }
}

fn intact_part(fault: &JournalFault) -> Option<Intact> {
    let JournalFault::Damaged { line, years, intact: Some(read), .. } = fault else { return None };
    (*years > 0).then(|| Intact { years: *years, line: *line, read: read.clone() })
}

/// The names and codes of a text with one code a line; `None` where it is none.
fn listed(bytes: &[u8]) -> Option<Vec<(String, String)>> {
    if bytes.len() > LIST_LIMIT {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let entries: Vec<(String, String)> = lines
        .map(|line| match line.rsplit_once([':', ';', ',', '\t']) {
            Some((name, typed)) => {
                (name.trim().chars().take(80).collect(), typed.trim().to_owned())
            }
            None => (String::new(), line.to_owned()),
        })
        .collect();
    // A text without a single sound code is some other file.
    let sound = |typed: &str| {
        !matches!(
            code::decode(typed, &[], RULES_VERSION),
            Err(CodeFault::TooShort { .. }
                | CodeFault::TooLong { .. }
                | CodeFault::BadCharacter { .. }
                | CodeFault::Checksum
                | CodeFault::UnknownVersion { .. })
        )
    };
    entries.iter().any(|(_, typed)| sound(typed)).then_some(entries)
}
