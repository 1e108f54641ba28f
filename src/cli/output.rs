//! Standard output: tables for people, JSON and CSV for programs.
//!
//! Invariant: a spreadsheet never takes a text of ours for a formula.

use super::failure::Failure;
pub(super) use crate::documents::json::{row as json_row, rows as json_rows};
use crate::view::table::{Cell, Column, Table};
use clap::ValueEnum;
use comfy_table::{CellAlignment, ContentArrangement};
use comfy_table::{LineStyle, TableStyle};
use serde_json::{Map, Value};
use std::fmt;
use std::io::{self, BufWriter, Write};

/// Version of the JSON that commands print; a change that can break a reader raises it.
pub(super) const SCHEMA: u32 = 1;

/// Widest table, in characters. The same on every screen, so that an output can be kept and compared.
const WIDTH: u16 = 120;

/// A line under the head, and nothing else.
const LINES: TableStyle = TableStyle::new().header_separator(LineStyle::new(' ', '─', ' ', ' '));

/// How data is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Aligned columns to read
    #[default]
    Table,
    /// One JSON object, described in docs/command-line.md
    Json,
    /// One table as comma-separated values
    Csv,
}

/// Where a command's data goes.
pub(super) struct Output {
    writer: Box<dyn Write>,
}

impl Output {
    pub(super) fn standard() -> Self {
        Self { writer: Box::new(BufWriter::new(io::stdout().lock())) }
    }

    pub(super) fn line(&mut self, line: impl fmt::Display) -> Result<(), Failure> {
        Ok(writeln!(self.writer, "{line}")?)
    }

    pub(super) fn text(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.writer.write_all(text.as_bytes())?)
    }

    /// A table with its title, then an empty line.
    pub(super) fn table(&mut self, table: &Table) -> Result<(), Failure> {
        let Table { title, columns, rows } = table;
        self.line(title)?;
        if rows.is_empty() {
            return self.line("  none\n");
        }
        let mut drawn = comfy_table::Table::new();
        drawn
            .load_style(LINES)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(WIDTH);
        let shown: Vec<usize> =
            (0..columns.len()).filter(|index| !columns[*index].detail).collect();
        drawn.set_header(shown.iter().map(|index| columns[*index].title.as_str()));
        for row in rows {
            drawn.add_row(shown.iter().map(|index| row[*index].shown()));
        }
        for (place, index) in shown.iter().enumerate() {
            let drawn =
                drawn.column_mut(place).expect("a drawn table has the columns of its header");
            if columns[*index].numeric {
                drawn.set_cell_alignment(CellAlignment::Right);
            }
        }
        self.line(drawn.trim_fmt())?;
        self.line("")
    }

    /// A table as comma-separated values, with the columns' keys as head.
    pub(super) fn csv(&mut self, table: &Table) -> Result<(), Failure> {
        let mut rows = CsvRows::new(&mut self.writer);
        rows.head(&table.columns)?;
        for row in &table.rows {
            rows.row(row)?;
        }
        rows.finish()
    }

    /// One JSON object: the schema's version, the command, then what the command has to say.
    pub(super) fn json(
        &mut self,
        command: &str,
        fields: Vec<(&str, Value)>,
    ) -> Result<(), Failure> {
        let mut object = Map::new();
        object.insert("schema".to_owned(), Value::from(SCHEMA));
        object.insert("command".to_owned(), Value::from(command));
        object.extend(fields.into_iter().map(|(key, value)| (key.to_owned(), value)));
        let text = serde_json::to_string_pretty(&Value::Object(object))
            .map_err(|error| Failure::cannot_write(error.to_string()))?;
        self.line(text)
    }

    pub(super) fn finish(&mut self) -> Result<(), Failure> {
        Ok(self.writer.flush()?)
    }
}

/// Writes rows of comma-separated values, one line each.
pub(super) struct CsvRows<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> CsvRows<W> {
    pub(super) fn new(writer: W) -> Self {
        Self { writer: csv::Writer::from_writer(writer) }
    }

    pub(super) fn head(&mut self, columns: &[Column]) -> Result<(), Failure> {
        self.record(columns.iter().map(|column| column.key.clone()))
    }

    pub(super) fn row(&mut self, row: &[Cell]) -> Result<(), Failure> {
        self.record(row.iter().map(csv_cell))
    }

    pub(super) fn finish(mut self) -> Result<(), Failure> {
        Ok(self.writer.flush()?)
    }

    fn record(&mut self, fields: impl Iterator<Item = String>) -> Result<(), Failure> {
        self.writer.write_record(fields).map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => Failure::from(error),
            other => Failure::cannot_write(format!("{other:?}")),
        })
    }
}

fn csv_cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => without_formula(text),
        Cell::Whole(number, _) => number.to_string(),
        Cell::Number(number, _) if number.is_finite() => number.to_string(),
        Cell::Number(..) | Cell::Nothing => String::new(),
    }
}

/// Spreadsheets run a text that starts like a formula; an apostrophe in front keeps it a text.
fn without_formula(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_looks_like_a_formula_stays_a_text() {
        for (cell, written) in [
            (Cell::text("=1+1"), "'=1+1"),
            (Cell::text("+1"), "'+1"),
            (Cell::text("-1"), "'-1"),
            (Cell::text("@sum"), "'@sum"),
            (Cell::text("\tx"), "'\tx"),
            (Cell::text("plain"), "plain"),
            (Cell::number(-1.5, 1), "-1.5"),
            (Cell::Number(f64::NAN, String::new()), ""),
            (Cell::Nothing, ""),
            (Cell::whole(u64::MAX), "18446744073709551615"),
        ] {
            assert_eq!(csv_cell(&cell), written, "{cell:?}");
        }
    }
}
