//! `reflection`: what one learner takes home from self-study.

use super::Verdict;
use super::failure::Failure;
use super::open;
use super::output::Output;
use super::runs;
use crate::documents::{csv, html, learner_matrix, learner_matrix_page, reflection};
use crate::study::lesson::{self, Lesson};
use crate::study::progress::{self, Progress};
use clap::{Args, ValueEnum};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Make the page of a learner: the questions of the lesson, own words, and what was recorded
///
/// The progress file is only read. The page is one HTML file that needs nothing beside it.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A progress file of self-study
    #[arg(value_name = "PROGRESS")]
    progress: PathBuf,
    /// The run to look back at: a run file or a run code
    #[arg(long, value_name = "FILE|CODE")]
    run: Option<String>,
    /// The case of the run, if it is not a shipped one
    #[arg(long, value_name = "CASE")]
    case: Option<String>,
    /// What to make
    #[arg(long, value_enum, default_value_t)]
    what: What,
    /// Write it to this new file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum What {
    /// The reflection
    #[default]
    Reflection,
    /// The own comparison as a page
    Matrix,
    /// The own comparison as comma-separated values
    MatrixCsv,
}

pub(super) fn run(arguments: Arguments, output: &mut Output) -> Result<Verdict, Failure> {
    let Arguments { progress: path, run, case, what, out } = arguments;
    let (progress, whole) = read(&path)?;
    let lesson: Lesson = lesson::shipped();
    let opened = run.map(|run| runs::open(&run, case.as_deref())).transpose()?;
    if let Some(opened) = &opened {
        opened.tell_remarks();
    }
    let played = opened.as_ref().map(|opened| (&opened.case, &opened.run));
    let text = match what {
        What::Reflection => html::write(&reflection(&lesson, &progress, played)),
        What::Matrix => html::write(&learner_matrix_page(&lesson, &progress)),
        What::MatrixCsv => csv::write(&learner_matrix(&progress)),
    };
    match out {
        None => output.text(&text)?,
        Some(path) => {
            let mut file = open::create(&path)?;
            file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|error| {
                Failure::cannot_write(format!("it cannot be written: {error}")).at(&path)
            })?;
        }
    }
    Ok(if whole { Verdict::Good } else { Verdict::Wanting })
}

/// The progress in a file, and whether all of it could be used.
fn read(path: &Path) -> Result<(Progress, bool), Failure> {
    let bytes = open::read_at_most(path, progress::FILE_LIMIT as u64)?;
    let read = progress::read(&bytes).map_err(|fault| {
        Failure::unreadable(fault.to_string()).at(path).way_out("see docs/self-study.md")
    })?;
    if !read.aside.is_empty() {
        // Nobody is left to tell when standard error is closed.
        let _ = writeln!(
            io::stderr(),
            "note: {} bytes after the last sound line are not used",
            read.aside.len()
        );
    }
    Ok((read.progress, read.aside.is_empty()))
}
