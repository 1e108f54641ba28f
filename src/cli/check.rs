//! `check`: every fault of a case, with its place.

use super::Verdict;
use super::failure::Failure;
use super::open::{self, Opened};
use super::output::{Format, Output, json_rows};
use crate::scenario::{Finding, Findings, Loaded, Severity, load};
use crate::view::table::{Cell, Column, Table};
use clap::Args;
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode,
    SourceSpan,
};
use serde_json::{Value, json};
use std::fmt;

/// Check cases and show every fault with its place
///
/// Errors end with exit code 1. Warnings do not: the case can be played, and somebody should look.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Shipped cases or folders
    #[arg(required = true)]
    cases: Vec<String>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(arguments: Arguments, output: &mut Output) -> Result<Verdict, Failure> {
    let mut verdict = Verdict::Good;
    let mut reports = Vec::new();
    let mut all = findings_table();
    for argument in &arguments.cases {
        let opened = open::case_files(argument)?;
        let Loaded { case: _, findings } = load(&opened.files);
        if findings.has_errors() {
            verdict = Verdict::Wanting;
        }
        match arguments.format {
            Format::Table => show(argument, &opened, &findings, output)?,
            Format::Json => {
                let mut table = findings_table();
                add(argument, &findings, &mut table);
                reports.push(json!({
                    "case": argument,
                    "errors": findings.errors(),
                    "warnings": findings.warnings(),
                    "findings": json_rows(&table),
                }));
            }
            Format::Csv => add(argument, &findings, &mut all),
        }
    }
    match arguments.format {
        Format::Table => {}
        Format::Json => output.json("check", vec![("cases", Value::from(reports))])?,
        Format::Csv => output.csv(&all)?,
    }
    Ok(verdict)
}

pub(super) fn show(
    argument: &str,
    opened: &Opened,
    findings: &Findings,
    output: &mut Output,
) -> Result<(), Failure> {
    let handler =
        GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_width(100);
    for finding in findings {
        let mut text = String::new();
        handler
            .render_report(&mut text, &Shown { finding, source: source(opened, finding) })
            .expect("a string takes every text");
        output.line(text)?;
    }
    if findings.left_out() > 0 {
        output.line(format_args!("and {} more", findings.left_out()))?;
    }
    output.line(format_args!(
        "{argument}: {}, {}",
        counted(findings.errors(), "error"),
        counted(findings.warnings(), "warning")
    ))
}

fn counted(count: usize, what: &str) -> String {
    crate::view::format::count(count as u64, what, &format!("{what}s"))
}

fn source(opened: &Opened, finding: &Finding) -> NamedSource<String> {
    let name = match &opened.folder {
        Some(folder) => folder.join(&finding.file).display().to_string(),
        None => format!("{}/{}", opened.files.folder, finding.file),
    };
    NamedSource::new(name, opened.files.text(&finding.file).unwrap_or_default().to_owned())
}

/// A finding as a diagnostic with an excerpt.
#[derive(Debug)]
struct Shown<'a> {
    finding: &'a Finding,
    source: NamedSource<String>,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Finding { found, expected, path, .. } = self.finding;
        if path.is_empty() {
            write!(f, "found {found}, expected {expected}")
        } else {
            write!(f, "{path}: found {found}, expected {expected}")
        }
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.finding.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.finding.hint.as_ref().map(|hint| Box::new(hint) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let Finding { offset, length, .. } = *self.finding;
        // A finding about a whole list shows its first line, not pages of it.
        let rest = self.source.inner().get(offset..offset + length).unwrap_or_default();
        let length = rest.find('\n').unwrap_or(length);
        let label =
            LabeledSpan::new_with_span(Some("here".to_owned()), SourceSpan::from((offset, length)));
        Some(Box::new(std::iter::once(label)))
    }
}

pub(super) fn findings_table() -> Table {
    let columns = vec![
        Column::text("case", "case"),
        Column::text("severity", "severity"),
        Column::text("code", "code"),
        Column::text("file", "file"),
        Column::number("line", "line"),
        Column::number("column", "column"),
        Column::text("path", "path"),
        Column::text("found", "found"),
        Column::text("expected", "expected"),
        Column::text("hint", "hint"),
    ];
    Table::new("findings", columns)
}

pub(super) fn add(argument: &str, findings: &Findings, table: &mut Table) {
    for finding in findings {
        let Finding {
            severity,
            code,
            file,
            line,
            column,
            offset: _,
            length: _,
            path,
            found,
            expected,
            hint,
        } = finding;
        let severity = match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        table.push(vec![
            Cell::text(argument),
            Cell::text(severity),
            Cell::text(*code),
            Cell::text(file),
            Cell::whole(*line as u64),
            Cell::whole(*column as u64),
            Cell::text(path),
            Cell::text(found),
            Cell::text(expected),
            hint.as_ref().map_or(Cell::Nothing, Cell::text),
        ]);
    }
}
