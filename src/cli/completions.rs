//! `completions`: what a shell needs to complete our commands.

use super::Verdict;
use super::failure::Failure;
use super::output::Output;
use clap::Args;
use clap_complete::Shell;

/// Print the completions for a shell
#[derive(Debug, Args)]
pub(super) struct Arguments {
    shell: Shell,
}

pub(super) fn run(arguments: Arguments, output: &mut Output) -> Result<Verdict, Failure> {
    let mut grammar = super::grammar();
    let name = grammar.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut grammar, name, &mut script);
    output.text(&String::from_utf8_lossy(&script))?;
    Ok(Verdict::Good)
}
