//! `document`: what a table takes home on paper.

use super::Verdict;
use super::failure::Failure;
use super::open;
use super::output::Output;
use super::runs;
use crate::documents::{csv, hot_wash, html, matrix, proposal, role_cards};
use crate::scenario::case::Case;
use crate::session::record::Run;
use clap::{Args, ValueEnum};
use std::io::Write as _;
use std::path::PathBuf;

/// Make a document of a run or a case: proposal, comparison matrix, hot-wash sheet, role cards
///
/// A document is one HTML file that needs nothing beside it: open it in a browser and print it on A4 or Letter. The
/// matrix and the hot-wash sheet can be made without a run, to print beforehand; the role cards need only a case.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Which document
    #[arg(value_enum)]
    kind: Kind,
    /// A run file or a run code
    #[arg(value_name = "FILE|CODE")]
    run: Option<String>,
    /// The case, if it is not a shipped one or there is no run
    #[arg(long, value_name = "CASE")]
    case: Option<String>,
    #[arg(long, value_enum, default_value_t)]
    format: Paper,
    /// Write the document to this new file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// The strategy of a table on one page
    Proposal,
    /// Every option against the criteria of the lesson
    Matrix,
    /// Expected, happened, why, next time: for the observer
    HotWash,
    /// One private card per role
    RoleCards,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Paper {
    /// One file to read and to print
    #[default]
    Html,
    /// Comma-separated values; the matrix only
    Csv,
}

pub(super) fn run(arguments: Arguments, output: &mut Output) -> Result<Verdict, Failure> {
    let Arguments { kind, run, case, format, out } = arguments;
    if format == Paper::Csv && kind != Kind::Matrix {
        return Err(Failure::usage("only the matrix can be written as comma-separated values")
            .way_out("leave out --format csv, or ask for `document matrix`"));
    }
    let (case, run) = subject(kind, run.as_deref(), case.as_deref())?;
    let text = text(kind, format, &case, run.as_ref())?;
    let Some(path) = out else {
        output.text(&text)?;
        return Ok(Verdict::Good);
    };
    let mut file = open::create(&path)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|error| {
        Failure::cannot_write(format!("it cannot be written: {error}")).at(&path)
    })?;
    Ok(Verdict::Good)
}

/// The case and, where one is named, the run.
fn subject(
    kind: Kind,
    run: Option<&str>,
    case: Option<&str>,
) -> Result<(Case, Option<Run>), Failure> {
    match (run, case) {
        (Some(run), case) => {
            let opened = runs::open(run, case)?;
            opened.tell_remarks();
            Ok((opened.case, Some(opened.run)))
        }
        (None, Some(case)) => open::case(case).map(|(_, case)| (case, None)),
        (None, None) => {
            Err(Failure::usage("neither a run nor a case is named").way_out(match kind {
                Kind::Proposal => "name a run file or a run code",
                Kind::Matrix | Kind::HotWash => "name a run file, a run code, or --case CASE",
                Kind::RoleCards => "name the case with --case CASE",
            }))
        }
    }
}

fn text(kind: Kind, format: Paper, case: &Case, run: Option<&Run>) -> Result<String, Failure> {
    let document = match (kind, run) {
        (Kind::Proposal, Some(run)) => proposal(case, run),
        (Kind::Proposal, None) => {
            return Err(Failure::usage("a proposal is made of a run, and none is named")
                .way_out("name a run file or a run code"));
        }
        (Kind::Matrix, run) => {
            let matrix = matrix(case, run);
            if format == Paper::Csv {
                return Ok(csv::write(&matrix.table(case)));
            }
            matrix.document(case, run)
        }
        (Kind::HotWash, run) => hot_wash(case, run),
        (Kind::RoleCards, _) => role_cards(case),
    };
    Ok(html::write(&document))
}
