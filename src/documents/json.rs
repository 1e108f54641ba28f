//! Tables as JSON: a list of objects under the columns' keys.

use crate::view::table::{Cell, Column, Table};
use serde_json::{Map, Value};

/// Version of the file that [`write()`] makes; a change that can break a reader raises it.
pub const SCHEMA: u32 = 1;

/// Several tables as one object, each under its name, with the version of the form beside them.
#[must_use]
pub fn write(tables: &[(&str, Table)]) -> String {
    let mut object = Map::new();
    object.insert("schema".to_owned(), Value::from(SCHEMA));
    for (name, table) in tables {
        object.insert((*name).to_owned(), rows(table));
    }
    format!("{:#}\n", Value::Object(object))
}

/// The rows of a table as JSON objects under the columns' keys.
#[must_use]
pub fn rows(table: &Table) -> Value {
    table.rows.iter().map(|it| row(&table.columns, it)).collect()
}

/// One row. A value that is no number becomes null.
#[must_use]
pub fn row(columns: &[Column], row: &[Cell]) -> Value {
    let pairs = columns.iter().zip(row).map(|(column, cell)| (column.key.clone(), value(cell)));
    Value::Object(pairs.collect())
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Text(text) => Value::from(text.as_str()),
        Cell::Whole(number, _) => Value::from(*number),
        Cell::Number(number, _) => Value::from(*number),
        Cell::Nothing => Value::Null,
    }
}
