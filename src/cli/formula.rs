//! `model`: prints what [`super::model`] computed.

use super::Verdict;
use super::failure::Failure;
use super::model::{self, ModelArgs, Refusal, Report, Row};
use super::output::{Format, Output, json_rows};
use crate::view::table::{Cell, Column, Table};
use clap::Args;
use serde_json::json;

/// Compute one textbook formula of the rules, with its source
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    formula: ModelArgs,
    #[arg(long, value_enum, default_value_t, global = true)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, output: &mut Output) -> Result<Verdict, Failure> {
    let Report { title, formula, source, rows } =
        model::run(&arguments.formula).map_err(|Refusal { cause, file }| match file {
            Some(path) => Failure::unreadable(cause).at(&path),
            None => Failure::usage(cause),
        })?;
    let columns = vec![
        Column::text("name", "quantity"),
        Column::number("value", "value"),
        Column::text("unit", "unit"),
    ];
    let mut table = Table::new(title, columns);
    for Row { name, value, unit } in rows {
        table.push(vec![Cell::Text(name), Cell::exact(value), Cell::Text(unit)]);
    }
    match arguments.format {
        Format::Table => {
            output.table(&table)?;
            output.line(format_args!("formula: {formula}"))?;
            output.line(format_args!("source:  {source}"))?;
        }
        Format::Json => {
            let values = json_rows(&table);
            output.json(
                "model",
                vec![
                    ("title", json!(table.title)),
                    ("formula", json!(formula)),
                    ("source", json!(source)),
                    ("values", values),
                ],
            )?;
        }
        Format::Csv => output.csv(&table)?,
    }
    Ok(Verdict::Good)
}
