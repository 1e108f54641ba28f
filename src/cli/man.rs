//! `man`: the manual page of the program or of one command.

use super::Verdict;
use super::failure::Failure;
use super::output::Output;
use clap::Args;

/// Print the manual page of the program, or of one command
#[derive(Debug, Args)]
pub(super) struct Arguments {
    command: Option<String>,
}

pub(super) fn run(arguments: Arguments, output: &mut Output) -> Result<Verdict, Failure> {
    let mut grammar = super::grammar();
    grammar.build();
    let page = match &arguments.command {
        None => grammar,
        Some(name) => match grammar.find_subcommand(name) {
            Some(command) => command.clone(),
            None => {
                return Err(Failure::usage(format!("no command `{name}`"))
                    .way_out("see them with `stackholders --help`"));
            }
        },
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text)?;
    output.text(&String::from_utf8_lossy(&text))?;
    Ok(Verdict::Good)
}
