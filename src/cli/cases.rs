//! `cases`: what can be played.

use super::Verdict;
use super::failure::Failure;
use super::open;
use super::output::{Format, Output, json_rows};
use crate::view::library;
use clap::Args;

/// List the cases that ship with the program
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(arguments: Arguments, output: &mut Output) -> Result<Verdict, Failure> {
    let cases = open::shipped_cases()?;
    let table = library::cases(&cases);
    match arguments.format {
        Format::Table => {
            output.table(&table)?;
            output.line("play one:    stackholders simulate <case> --plan <plan> --seed 1")?;
            output.line("write one:   stackholders new <slug>")?;
        }
        Format::Json => output.json("cases", vec![("cases", json_rows(&table))])?,
        Format::Csv => output.csv(&table)?,
    }
    Ok(Verdict::Good)
}
