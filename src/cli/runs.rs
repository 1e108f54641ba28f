//! Opening a kept run: a run file, or the short code of one.

use super::failure::Failure;
use super::open;
use crate::scenario::case::Case;
use crate::session::code::{self, CodeFault};
use crate::session::journal::{self, JournalFault, ReadRun};
use crate::session::record::{Run, Slugs};
use crate::session::replay;
use crate::sim::RULES_VERSION;
use std::io::{self, Write as _};
use std::path::Path;

/// A run and the case it was played on.
pub(super) struct OpenedRun {
    pub(super) case: Case,
    pub(super) run: Run,
    /// Whether its results were recorded when it was played; a code holds decisions only.
    pub(super) recorded: bool,
    /// What the reader should know, one line each.
    pub(super) remarks: Vec<String>,
}

impl OpenedRun {
    /// Adds a remark where the recorded results are not what these rules make of the decisions: insight plays
    /// them again.
    pub(super) fn remark_if_other(&mut self) {
        if self.recorded && replay::replay(&self.case, &self.run) != replay::Verdict::Identical {
            self.remarks.push(
                "the run does not replay here; this is what these rules make of its decisions"
                    .to_owned(),
            );
        }
    }

    /// Tells the remarks beside the output, for commands whose output has no room for them.
    pub(super) fn tell_remarks(&self) {
        for remark in &self.remarks {
            // Nobody is left to tell when standard error is closed.
            let _ = writeln!(io::stderr(), "note: {remark}");
        }
    }
}

/// Years of a run that insight can work with: at least one.
pub(super) fn played(run: &Run) -> Result<usize, Failure> {
    match run.years.len() {
        0 => Err(Failure::usage("the run has no played year")
            .way_out("play a year first; insight looks back at decisions")),
        years => Ok(years),
    }
}

/// The run that an argument names. `case` stands in for the shipped case the run asks for.
pub(super) fn open(argument: &str, case: Option<&str>) -> Result<OpenedRun, Failure> {
    let path = Path::new(argument);
    if path.is_file() { from_file(path, case) } else { from_code(argument, case) }
}

fn from_file(path: &Path, case: Option<&str>) -> Result<OpenedRun, Failure> {
    let bytes = read_bytes(path)?;
    let damaged = |fault: &JournalFault| Failure::unreadable(fault.to_string()).at(path);
    let read = journal::read(&bytes).map_err(|fault| damaged(&fault))?;
    let slug = &read.lines.start.run.case;
    let (_, case) = open::case(case.unwrap_or(slug)).map_err(|failure| match case {
        Some(_) => failure,
        None => Failure::unreadable(format!(
            "the run was played on the case `{slug}`, which is not shipped"
        ))
        .at(path)
        .way_out("name the folder of its case with --case"),
    })?;
    let ReadRun { torn, .. } = &read;
    let mut remarks = Vec::new();
    if let Some(torn) = torn {
        remarks.push(format!(
            "the last line was cut off after {} bytes and is left out",
            torn.bytes.len()
        ));
    }
    let resolved = read.resolve(&Slugs::of(&case)).map_err(|misfit| {
        Failure::unreadable(misfit.to_string())
            .at(path)
            .way_out("name the folder of its case with --case")
    })?;
    if resolved.pending.is_some() {
        remarks
            .push("the last committed year was not played to its end and is left out".to_owned());
    }
    Ok(OpenedRun { run: resolved.run, case, recorded: true, remarks })
}

fn from_code(argument: &str, case: Option<&str>) -> Result<OpenedRun, Failure> {
    let mut cases = match case {
        Some(case) => vec![open::case(case)?.1],
        None => open::shipped_cases()?,
    };
    let listed: Vec<&Case> = cases.iter().collect();
    let decoded = code::decode(argument, &listed, RULES_VERSION)
        .map_err(|fault| no_code(argument, &fault))?;
    let case = cases.swap_remove(decoded.case);
    let run = replay::play_coded(&case, &decoded.run);
    Ok(OpenedRun { run, case, recorded: false, remarks: Vec::new() })
}

fn no_code(argument: &str, fault: &CodeFault) -> Failure {
    if Path::new(argument).is_dir() {
        return Failure::unreadable(format!("`{argument}` is a folder"))
            .way_out("name a run file, or type a run code");
    }
    if argument.contains(['/', '\\', '.']) {
        return Failure::unreadable(format!("no file `{argument}`"))
            .way_out("name a run file, or type a run code");
    }
    Failure::unreadable(format!("no file of that name, and as a run code: {fault}"))
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let unreadable =
        |error: io::Error| Failure::unreadable(format!("it cannot be read: {error}")).at(path);
    std::fs::File::open(path)
        .and_then(|file| {
            use std::io::Read as _;
            let mut bytes = Vec::new();
            file.take(journal::FILE_LIMIT as u64 + 1).read_to_end(&mut bytes).map(|_| bytes)
        })
        .map_err(unreadable)
}
