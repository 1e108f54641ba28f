//! The command line: one file per command.
//!
//! Invariants: data goes to standard output, everything else to standard error; a fault names what was found and
//! the way out; a reader that closes early ends the program quietly; no command changes a file that exists.

mod args;
mod failure;
mod open;
mod output;
mod progress;
mod runs;

mod attribute;
mod cases;
mod check;
mod code;
mod compare;
mod completions;
mod debrief;
mod document;
mod explain;
mod field_guide;
mod formula;
mod futures;
mod lesson;
mod man;
mod model;
mod new;
mod par;
mod reflection;
mod replay;
mod simulate;
mod survive;
mod what_if;

use clap::{CommandFactory as _, Parser, Subcommand};
use failure::Failure;
use output::Output;
use std::process::ExitCode;

/// Play, check and replay case studies of a government AI pipeline.
///
/// A team chooses an open, a proprietary or a managed tool for every component of an agency's pipeline; the
/// choices play out over fiscal years. A run is a case, a seed and the decisions, and nothing else: the same three
/// give the same numbers on every machine.
#[derive(Debug, Parser)]
#[command(name = "stackholders", version, max_term_width = 100, arg_required_else_help = true)]
#[command(after_help = EXIT_CODES, after_long_help = EXIT_CODES)]
pub struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes:
  0  done
  1  done, and what was looked at is found wanting: a case with errors, a run that no longer replays, a source that was set aside
  2  the command line makes no sense
  3  something could not be read: no such case, plan, run or code, or a damaged one
  4  something could not be written, for example because the file exists";

#[derive(Debug, Subcommand)]
enum Command {
    Cases(cases::Arguments),
    Check(check::Arguments),
    Simulate(simulate::Arguments),
    Futures(futures::Arguments),
    Replay(replay::Arguments),
    Code(code::Arguments),
    Explain(explain::Arguments),
    Attribute(attribute::Arguments),
    WhatIf(what_if::Arguments),
    Par(par::Arguments),
    Survive(survive::Arguments),
    Document(document::Arguments),
    Compare(compare::Arguments),
    Debrief(debrief::Arguments),
    Model(formula::Arguments),
    FieldGuide(field_guide::Arguments),
    Lesson(lesson::Arguments),
    Reflection(reflection::Arguments),
    New(new::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// What a command that ran to its end has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Good,
    /// The thing asked about is not as it should be.
    Wanting,
}

/// Reads the arguments, does what they ask, and says how it went.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match CommandLine::try_parse() {
        Ok(arguments) => arguments,
        Err(told) => {
            // Help and version are answers, not faults. A closed pipe while telling them is no fault either.
            let _ = told.print();
            return ExitCode::from(if told.use_stderr() { failure::USAGE } else { 0 });
        }
    };
    let mut output = Output::standard();
    let told = run(arguments, &mut output).and_then(|verdict| output.finish().map(|()| verdict));
    match told {
        Ok(Verdict::Good) => ExitCode::SUCCESS,
        Ok(Verdict::Wanting) => ExitCode::from(failure::WANTING),
        Err(failure) => failure.report(),
    }
}

fn run(arguments: CommandLine, output: &mut Output) -> Result<Verdict, Failure> {
    match arguments.command {
        Command::Cases(arguments) => cases::run(arguments, output),
        Command::Check(arguments) => check::run(arguments, output),
        Command::Simulate(arguments) => simulate::run(arguments, output),
        Command::Futures(arguments) => futures::run(arguments, output),
        Command::Replay(arguments) => replay::run(arguments, output),
        Command::Code(arguments) => code::run(arguments, output),
        Command::Explain(arguments) => explain::run(arguments, output),
        Command::Attribute(arguments) => attribute::run(arguments, output),
        Command::WhatIf(arguments) => what_if::run(arguments, output),
        Command::Par(arguments) => par::run(arguments, output),
        Command::Survive(arguments) => survive::run(arguments, output),
        Command::Document(arguments) => document::run(arguments, output),
        Command::Compare(arguments) => compare::run(arguments, output),
        Command::Debrief(arguments) => debrief::run(arguments, output),
        Command::Model(arguments) => formula::run(&arguments, output),
        Command::FieldGuide(arguments) => field_guide::run(arguments, output),
        Command::Lesson(arguments) => lesson::run(arguments, output),
        Command::Reflection(arguments) => reflection::run(arguments, output),
        Command::New(arguments) => new::run(arguments, output),
        Command::Completions(arguments) => completions::run(arguments, output),
        Command::Man(arguments) => man::run(arguments, output),
    }
}

/// The whole command line as clap knows it, for completions, manual pages and tests.
#[must_use]
pub fn grammar() -> clap::Command {
    CommandLine::command()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_grammar_is_sound() {
        super::grammar().debug_assert();
    }
}
