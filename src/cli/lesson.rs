//! `lesson`: a lesson with its faults, its steps and how long it takes to read.

use super::Verdict;
use super::check::{self, findings_table};
use super::failure::Failure;
use super::open::{self, Opened};
use super::output::{Format, Output, json_rows};
use crate::scenario::place::FILES;
use crate::scenario::{CaseFiles, load, shipped};
use crate::study::lesson::{self, FILE, LoadedLesson};
use crate::view::study::lesson as view;
use clap::Args;
use serde_json::json;
use std::path::Path;

/// Check a lesson for self-study and show its steps, minutes and reading grade
///
/// Its runs may name shipped cases, and cases without errors in folders beside the file. Errors end with exit code 1.
/// The form of a lesson is described in docs/self-study.md.
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
    let beside = folder.as_deref().map(cases_beside).unwrap_or_default();
    let mut slugs = shipped::slugs();
    slugs.extend(beside.iter().map(String::as_str));
    let LoadedLesson { lesson, findings } = lesson::load(&text, &slugs);
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

/// The slugs of the cases without errors in the folders of a folder, in the order of their names.
fn cases_beside(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut folders: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(|path| path.join(FILES[0]).is_file())
        .filter_map(|path| Some(path.to_str()?.to_owned()))
        .collect();
    folders.sort_unstable();
    let slug = |folder: String| {
        let opened = open::case_files(&folder).ok()?;
        load(&opened.files).case.map(|case| case.slug)
    };
    folders.into_iter().filter_map(slug).collect()
}
