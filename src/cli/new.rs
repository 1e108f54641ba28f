//! `new`: a case to begin with.

use super::Verdict;
use super::failure::Failure;
use super::open;
use super::output::Output;
use crate::scenario::skeleton::skeleton;
use clap::Args;
use std::io::Write as _;
use std::path::PathBuf;

/// Write a small commented case to begin with, which passes the check
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Name of the case and of its new folder: lowercase letters, digits and hyphens
    slug: String,
    /// Title of the case; the slug in words if left out
    #[arg(long)]
    title: Option<String>,
    /// Folder to make the case's folder in
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    into: PathBuf,
}

pub(super) fn run(arguments: Arguments, output: &mut Output) -> Result<Verdict, Failure> {
    let Arguments { slug, title, into } = arguments;
    let title = title.unwrap_or_else(|| title_of(&slug));
    let files = skeleton(&slug, &title).map_err(|fault| Failure::usage(fault.to_string()))?;
    let folder = into.join(&slug);
    std::fs::create_dir(&folder).map_err(|error| {
        let failure = if error.kind() == std::io::ErrorKind::AlreadyExists {
            Failure::cannot_write("the folder exists")
                .way_out("choose another slug, or another folder with --into")
        } else {
            Failure::cannot_write(format!("it cannot be created: {error}"))
        };
        failure.at(&folder)
    })?;
    for (name, text) in files {
        open::create(&folder.join(name))?.write_all(text.as_bytes())?;
    }
    let folder = folder.display();
    output.line(format_args!("wrote {folder}"))?;
    output.line(format_args!("check it:  stackholders check {folder}"))?;
    Ok(Verdict::Good)
}

fn title_of(slug: &str) -> String {
    let words = slug.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
