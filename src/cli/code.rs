//! `code`: the short code of a kept run.

use super::Verdict;
use super::failure::Failure;
use super::output::Output;
use super::runs;
use crate::session::code;
use crate::session::replay::coded;
use clap::Args;

/// Print the short code of a kept run
///
/// The code holds case, seed and decisions, not the free texts and results of the file.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A run file, or a code to print tidily
    #[arg(value_name = "FILE|CODE")]
    run: String,
    /// The case, if it is not a shipped one
    #[arg(long, value_name = "CASE")]
    case: Option<String>,
}

pub(super) fn run(arguments: Arguments, output: &mut Output) -> Result<Verdict, Failure> {
    let opened = runs::open(&arguments.run, arguments.case.as_deref())?;
    let code = code::encode(&opened.case, &coded(&opened.run))
        .map_err(|fault| Failure::unreadable(format!("the run has no code: {fault}")))?;
    opened.tell_remarks();
    output.line(code)?;
    Ok(Verdict::Good)
}
