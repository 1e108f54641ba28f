//! What the game says when a wish could not be carried out, or left a file behind: what was found, and the way out.

use std::fmt::Display;
use std::path::Path;

use crate::scenario::{Findings, Severity};

#[must_use]
pub fn no_folder(fault: &impl Display) -> String {
    format!("Runs cannot be kept: {fault}; free the folder for runs, then begin again")
}

#[must_use]
pub fn not_begun(fault: &impl Display) -> String {
    format!("The run cannot be begun: {fault}; free the folder for runs, then begin again")
}

#[must_use]
pub fn unreadable(file: &str, fault: &impl Display) -> String {
    format!("{file} cannot be read: {fault}")
}

/// `years` are whole before the damage.
#[must_use]
pub fn damaged(file: &str, line: usize, what: &impl Display, years: usize) -> String {
    format!(
        "{file}: line {line} is damaged ({what}); {} before it are intact; open a copy of the file, or its run code",
        super::format::count(years as u64, "whole year", "whole years"),
    )
}

/// A fault that says by itself what to do.
#[must_use]
pub fn about(file: &str, fault: &impl Display) -> String {
    format!("{file}: {fault}")
}

/// A run file whose last line was cut off, and what became of the rest of that line.
#[must_use]
pub fn cut_off(file: &str, bytes: usize) -> String {
    let rest = super::format::count(bytes as u64, "byte", "bytes");
    format!(
        "{file} was cut off in its last line ({rest} of it are left out); the run goes on from what is whole"
    )
}

#[must_use]
pub fn end_not_set_aside(file: &str, fault: &impl Display) -> String {
    format!("The unfinished end of {file} cannot be set aside: {fault}")
}

#[must_use]
pub fn no_case(file: &str, slug: &str) -> String {
    format!(
        "{file} was played on the case '{slug}', which is not in this program; open it where that case is, or with the command line and --case"
    )
}

#[must_use]
pub fn not_played_on(file: &str, why: &impl Display) -> String {
    format!("{file} cannot be played on: {why}")
}

#[must_use]
pub fn neither_file_nor_code(fault: &impl Display) -> String {
    format!("No file of that name, and no run code: {fault}")
}

#[must_use]
pub fn not_kept_here(fault: &impl Display) -> String {
    format!("The run cannot be kept here: {fault}")
}

#[must_use]
pub fn no_draft(fault: &impl Display) -> String {
    format!("The draft cannot be kept: {fault}; what is committed is safe")
}

/// A file of progress that is not ours to write on.
#[must_use]
pub fn progress_left(file: &str, fault: &impl Display, used: &str) -> String {
    format!("{file}: {fault}. It is left as it is, and {used} beside it is used")
}

/// A lesson that cannot be opened: its first fault, and where all are told.
#[must_use]
pub fn no_lesson(path: &str, findings: &Findings) -> String {
    let first = findings.iter().find(|it| it.severity == Severity::Error);
    let told = first.map_or_else(String::new, |it| {
        format!(": line {}, found {}, expected {}", it.line, it.found, it.expected)
    });
    format!("{path} has {} errors{told}; `stackholders lesson` shows all", findings.errors())
}

/// Where all runs are kept.
#[must_use]
pub fn runs_in(folder: &Path) -> String {
    format!("Runs are kept in {}", folder.display())
}

/// Where the run at the table is kept.
#[must_use]
pub fn run_in(file: &Path) -> String {
    format!("The run is kept in {}", file.display())
}

#[must_use]
pub fn kept_by_browser() -> String {
    "Runs are kept in this browser; save the run file to carry it elsewhere".to_owned()
}

#[must_use]
pub fn browser_is_full() -> String {
    "This browser has no room left: save the run file before you close the page".to_owned()
}

#[must_use]
pub fn browser_keeps_nothing() -> String {
    "This browser keeps nothing: save the run file before you close the page".to_owned()
}

/// What was made, and went to where the browser puts what it loads.
#[must_use]
pub fn given(what: &str) -> String {
    format!("{what} is saved among the downloads")
}

/// What was made, and where it is.
#[must_use]
pub fn kept(what: &str, path: &Path) -> String {
    format!("{what} is kept in {}", path.display())
}

#[must_use]
pub fn not_kept(what: &str, fault: &impl Display) -> String {
    format!("{what} cannot be kept: {fault}")
}

#[must_use]
pub fn no_file(path: &str) -> String {
    format!("No file or folder '{path}'; type its whole path, or drop it on the window")
}

#[must_use]
pub fn no_runs(folder: &str) -> String {
    format!("{folder} holds no run file and no list of codes; their names end in .run and .txt")
}

#[must_use]
pub fn too_many_runs(found: usize, most: usize) -> String {
    format!(
        "The folder holds {found} run files, at most {most} are taken in; name a smaller folder"
    )
}

/// The name of a table that is another one's run with a change.
#[must_use]
pub fn what_if_of(table: &str) -> String {
    if table.is_empty() { "What if".to_owned() } else { format!("{table}, what if") }
}
