//! `lesson`: a lesson with its faults, its steps and how long it takes to read.

use super::Verdict;
use super::check::{self, findings_table};
use super::failure::Failure;
use super::open::{self, Opened};
use super::output::{Format, Output, json_rows};
use crate::scenario::{CaseFiles, shipped};
use crate::study::lesson::{self, FILE, LoadedLesson};
use crate::view::study::lesson as view;
use clap::Args;
use serde_json::json;
use std::path::Path;

/// Check a lesson for self-study and show its steps, minutes and reading grade
///
/// Errors end with exit code 1. The form of a lesson is described in docs/self-study.md.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A file named lesson.ron, or the folder it is in; without it the lesson that is part of the program
    #[arg(value_name = "FILE|FOLDER")]
    lesson: Option<String>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(arguments: Arguments, output: &mut Output) -> Result<Verdict, Failure> {
    let Arguments { lesson: path, format } = arguments;
    let (name, text, folder) = match &path {
        None => ("the shipped lesson".to_owned(), lesson::shipped_text().to_owned(), None),
        Some(name) => {
            let mut path = Path::new(name).to_owned();
            if path.is_dir() {
                path.push(FILE);
            }
            if path.file_name().is_none_or(|it| it != FILE) {
                return Err(Failure::usage(format!("`{name}` is no lesson"))
                    .way_out(format!("a lesson is a file named {FILE}, or the folder it is in")));
            }
            let text = open::read_text(&path)?;
            let folder = path.parent().map(Path::to_owned).unwrap_or_default();
            (name.clone(), text, Some(folder))
        }
    };
    let LoadedLesson { lesson, findings } = lesson::load(&text, &shipped::slugs());
    let steps = lesson.as_ref().map(view::steps);
    let mut found = findings_table();
    check::add(&name, &findings, &mut found);
    match format {
        Format::Table => {
            let mut files = CaseFiles::new("lesson");
            files.insert(FILE, text);
            check::show(&name, &Opened { files, folder }, &findings, output)?;
            if let (Some(lesson), Some(steps)) = (&lesson, &steps) {
                output.line("")?;
                output.table(steps)?;
                output.line(view::minutes(lesson))?;
            }
        }
        Format::Json => output.json(
            "lesson",
            vec![
                ("lesson", json!(name)),
                ("errors", json!(findings.errors())),
                ("warnings", json!(findings.warnings())),
                ("findings", json_rows(&found)),
                ("steps", steps.as_ref().map_or_else(|| json!([]), json_rows)),
            ],
        )?,
        Format::Csv => output.csv(steps.as_ref().unwrap_or(&found))?,
    }
    Ok(if findings.has_errors() { Verdict::Wanting } else { Verdict::Good })
}
