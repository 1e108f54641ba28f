//! A table as data: what a terminal, a page, a screen reader or a spreadsheet makes of it is theirs.
//!
//! Invariant: every row has one cell per column.

use super::format;
use crate::units::Money;

/// Rows under named columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What the table shows, one line.
    pub title: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Name in machine-readable output: lowercase, underscores, unit as the ending (`cost_k`: thousand dollars).
    pub key: String,
    pub title: String,
    /// Numbers stand to the right.
    pub numeric: bool,
    /// Left out where a person reads the table in a narrow place; always there for machines.
    pub detail: bool,
}

/// One value: its text for people, its number for machines.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    /// A count, a seed: exact up to 64 bits.
    Whole(u64, String),
    /// A number and how it reads.
    Number(f64, String),
    Nothing,
}

impl Column {
    #[must_use]
    pub fn text(key: &str, title: &str) -> Self {
        Self { key: key.to_owned(), title: title.to_owned(), numeric: false, detail: false }
    }

    #[must_use]
    pub fn number(key: &str, title: &str) -> Self {
        Self { key: key.to_owned(), title: title.to_owned(), numeric: true, detail: false }
    }

    #[must_use]
    pub fn detail(mut self) -> Self {
        self.detail = true;
        self
    }
}

impl Cell {
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// An amount under a head that says k$.
    #[must_use]
    pub fn money(amount: Money) -> Self {
        Self::Number(amount.kilodollars(), format::money_cell(amount))
    }

    /// The same for an amount that is not in the ledger (k$).
    #[must_use]
    pub fn kilodollars(amount: f64) -> Self {
        Self::Number(amount, format::whole(amount))
    }

    /// A number with this many decimals.
    #[must_use]
    pub fn number(value: f64, decimals: usize) -> Self {
        Self::Number(value, format::decimal(value, decimals))
    }

    /// A number with as many digits as its size asks for.
    #[must_use]
    pub fn exact(value: f64) -> Self {
        Self::Number(value, format::exact(value))
    }

    #[must_use]
    pub fn whole(number: impl Into<u64>) -> Self {
        let number = number.into();
        Self::Whole(number, number.to_string())
    }

    /// What a person reads.
    #[must_use]
    pub fn shown(&self) -> &str {
        match self {
            Self::Text(text) | Self::Whole(_, text) | Self::Number(_, text) => text,
            Self::Nothing => format::NOTHING,
        }
    }
}

impl Table {
    #[must_use]
    pub fn new(title: impl Into<String>, columns: Vec<Column>) -> Self {
        Self { title: title.into(), columns, rows: Vec::new() }
    }

    /// Adds a row.
    pub fn push(&mut self, row: Vec<Cell>) {
        debug_assert_eq!(
            row.len(),
            self.columns.len(),
            "a row of {} has one cell per column",
            self.title
        );
        self.rows.push(row);
    }
}
