//! `debrief`: many runs into pages, a script and tables for analysts.

use super::Verdict;
use super::failure::Failure;
use super::open;
use super::output::{Format, Output, json_rows};
use crate::debrief::gather::{Body, Room, Source, gather};
use crate::debrief::run_of_show::{LENGTHS, RunOfShow, USUAL, material, run_of_show};
use crate::debrief::timeline::of_room;
use crate::documents::{self, Paper};
use crate::insight::executor::Threads;
use crate::scenario::case::Case;
use crate::session::journal;
use crate::view::debrief::{Naming, gathered, show, timeline};
use clap::Args;
use serde_json::json;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

/// Gather the runs of all tables and make the debrief: a timed run of show, after-action pages, tables for analysts
///
/// Takes run files, folders of them, text files with one run code a line, and run codes. What cannot be used is set
/// aside with its cause and keeps nothing else out; the exit code is then 1. Nobody is ranked: tables stand in the
/// order in which they came.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Run files, folders and run codes
    #[arg(value_name = "FILE|FOLDER|CODE", required = true)]
    sources: Vec<String>,
    /// Write all pages, the script, CSV and JSON into this new folder
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Length of the debrief
    #[arg(long, default_value_t = USUAL, value_parser = clap::value_parser!(u16).range(i64::from(LENGTHS.0)..=i64::from(LENGTHS.1)))]
    minutes: u16,
    /// Call tables by their names instead of letters
    #[arg(long)]
    names: bool,
    /// Take in the intact years of damaged files
    #[arg(long)]
    keep_intact: bool,
    /// Folders of cases that are not shipped
    #[arg(long, value_name = "CASE")]
    case: Vec<String>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Most files of a folder that are looked at.
const FOLDER_LIMIT: usize = 512;

pub(super) fn run(arguments: Arguments, output: &mut Output) -> Result<Verdict, Failure> {
    let Arguments { sources, out, minutes, names, keep_intact, case, format } = arguments;
    let mut cases: Vec<Case> = Vec::new();
    for folder in &case {
        cases.push(open::case(folder)?.1);
    }
    cases.extend(open::shipped_cases()?);
    let mut found = Vec::new();
    for argument in &sources {
        take(argument, &mut found)?;
    }
    let mut room = gather(&cases, found);
    while let Some(aside) = room.aside.iter().position(|it| keep_intact && it.intact.is_some()) {
        room.keep_intact(&cases, aside);
    }
    let naming = if names { Naming::Named } else { Naming::Anonymous };
    let executor = Threads::new(0)
        .map_err(|error| Failure::unreadable(format!("no threads can be started: {error}")))?;
    let material = material(&room, &executor);
    let script = run_of_show(&room, material, minutes);
    if let Some(folder) = &out {
        write(folder, &documents::bundle(&room, &script, naming))?;
    }
    tell(&room, &script, naming, out.as_deref(), format, output)?;
    Ok(if room.aside.is_empty() { Verdict::Good } else { Verdict::Wanting })
}

/// The sources that an argument names: a file, the files of a folder in the order of their names, or a code.
fn take(argument: &str, found: &mut Vec<Source>) -> Result<(), Failure> {
    let path = Path::new(argument);
    if path.is_dir() {
        let unreadable = |error: std::io::Error| {
            Failure::unreadable(format!("the folder cannot be read: {error}")).at(path)
        };
        let mut files = Vec::new();
        for entry in std::fs::read_dir(path).map_err(unreadable)? {
            let file = entry.map_err(unreadable)?.path();
            let hidden = file.file_name().is_some_and(|it| it.to_string_lossy().starts_with('.'));
            if file.is_file() && !hidden {
                files.push(file);
            }
        }
        files.sort();
        if files.len() > FOLDER_LIMIT {
            return Err(Failure::unreadable(format!("it holds {} files", files.len()))
                .at(path)
                .way_out(format!("name a folder with at most {FOLDER_LIMIT}, or the run files")));
        }
        for file in files {
            found.push(read(&file)?);
        }
        return Ok(());
    }
    if path.is_file() {
        found.push(read(path)?);
        return Ok(());
    }
    if argument.contains(['/', '\\', '.']) {
        return Err(Failure::unreadable(format!("no file `{argument}`"))
            .way_out("name a run file or a folder, or type a run code"));
    }
    found.push(Source { name: String::new(), body: Body::Code(argument.to_owned()) });
    Ok(())
}

fn read(path: &Path) -> Result<Source, Failure> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(journal::FILE_LIMIT as u64 + 1).read_to_end(&mut bytes))
        .map_err(|error| Failure::unreadable(format!("it cannot be read: {error}")).at(path))?;
    let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Source { name, body: Body::File(bytes) })
}

fn write(folder: &Path, papers: &[Paper]) -> Result<(), Failure> {
    std::fs::create_dir(folder).map_err(|error| {
        let failure = if error.kind() == std::io::ErrorKind::AlreadyExists {
            Failure::cannot_write("the folder exists")
                .way_out("choose another name, or move it away first")
        } else {
            Failure::cannot_write(format!("it cannot be created: {error}"))
        };
        failure.at(folder)
    })?;
    for Paper { name, text } in papers {
        let path = folder.join(name);
        open::create(&path)?.write_all(text.as_bytes()).map_err(|error| {
            Failure::cannot_write(format!("it cannot be written: {error}")).at(&path)
        })?;
    }
    Ok(())
}

fn tell(
    room: &Room,
    script: &RunOfShow,
    naming: Naming,
    out: Option<&Path>,
    format: Format,
    output: &mut Output,
) -> Result<(), Failure> {
    let tables = gathered::table(room, naming);
    let plan = show::table(room, script, naming);
    let view = gathered::gathered(room, naming);
    match format {
        Format::Table => {
            output.table(&tables)?;
            for it in &view.aside {
                output.line(format_args!("set aside: {}: {}", it.source, it.cause))?;
                if !it.way_out.is_empty() {
                    output.line(format_args!("  help: {}", it.way_out))?;
                }
                if let Some(offer) = &it.offer {
                    output.line(format_args!("  or: {offer} with --keep-intact"))?;
                }
            }
            for notice in &view.notices {
                output.line(format_args!("note: {notice}"))?;
            }
            if !view.aside.is_empty() || !view.notices.is_empty() {
                output.line("")?;
            }
            output.table(&plan)?;
            if let Some(unseen) = show::unseen(room, script, naming) {
                output.line(unseen)?;
            }
            if let Some(folder) = out {
                output.line(format_args!("wrote {}", folder.display()))?;
            }
        }
        Format::Json => {
            let timelines = of_room(room);
            let aside: Vec<_> = view
                .aside
                .iter()
                .map(|it| json!({ "source": it.source, "cause": it.cause, "way_out": it.way_out }))
                .collect();
            output.json(
                "debrief",
                vec![
                    ("tables", json_rows(&tables)),
                    ("set_aside", json!(aside)),
                    ("notices", json!(view.notices)),
                    ("minutes", json!(script.minutes)),
                    ("run_of_show", json_rows(&plan)),
                    ("gauges", json_rows(&timeline::gauges_table(room, &timelines, naming))),
                    ("decisions", json_rows(&timeline::decisions_table(room, &timelines, naming))),
                    (
                        "predictions",
                        json_rows(&timeline::predictions_table(room, &timelines, naming)),
                    ),
                    ("events", json_rows(&timeline::events_table(room, &timelines, naming))),
                ],
            )?;
        }
        Format::Csv => {
            output.csv(&timeline::gauges_table(room, &of_room(room), naming))?;
        }
    }
    Ok(())
}
