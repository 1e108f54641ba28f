//! A table as comma-separated values (RFC 4180), for spreadsheets.
//!
//! Invariant: a spreadsheet never takes a text of ours for a formula; a number stays a number.

use crate::view::table::{Cell, Table};

/// The whole file: the columns' keys, then one line per row, each ended by CR LF.
#[must_use]
pub fn write(table: &Table) -> String {
    let mut file = String::new();
    line(&mut file, table.columns.iter().map(|column| text(&column.key)));
    for row in &table.rows {
        line(&mut file, row.iter().map(field));
    }
    file
}

fn line(file: &mut String, fields: impl Iterator<Item = String>) {
    for (index, field) in fields.enumerate() {
        if index > 0 {
            file.push(',');
        }
        file.push_str(&field);
    }
    file.push_str("\r\n");
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Text(content) => text(content),
        Cell::Whole(number, _) => number.to_string(),
        Cell::Number(number, _) if number.is_finite() => number.to_string(),
        Cell::Number(..) | Cell::Nothing => String::new(),
    }
}

/// Quoted where it has to be; an apostrophe in front of what a spreadsheet would run, in ASCII or full width.
fn text(content: &str) -> String {
    const RUNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let safe = if content.starts_with(RUNS) { format!("'{content}") } else { content.to_owned() };
    let plain = !safe.contains(['"', ',', '\r', '\n']) && safe.trim() == safe;
    if plain { safe } else { format!("\"{}\"", safe.replace('"', "\"\"")) }
}
