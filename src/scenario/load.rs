//! From files to a case, or to everything that is wrong with them.
//!
//! Invariants: no input or output happens here; the same files give the same case and the same
//! findings; a case is handed out only when there is no error.

use super::case::Case;
use super::diagnostic::{Fault, Faults, Findings};
use super::place::{FILES, Span};
use super::raw::RawCase;
use super::tree::{self, CASE_LIMIT, FILE_LIMIT, Node};
use super::{check, digest, migrate, resolve};
use std::collections::BTreeMap;

/// The files of one case: a folder name, and the text of each file by its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFiles {
    /// Name of the folder, which must be the case's slug. Empty when there is no folder.
    pub folder: String,
    files: BTreeMap<String, String>,
}

impl CaseFiles {
    #[must_use]
    pub fn new(folder: impl Into<String>) -> Self {
        Self { folder: folder.into(), files: BTreeMap::new() }
    }

    /// Adds a file, or puts another text in its place.
    pub fn insert(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.files.insert(name.into(), text.into());
    }

    pub fn remove(&mut self, name: &str) {
        self.files.remove(name);
    }

    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.files.get(name).map(String::as_str)
    }

    /// Names and texts, in order of name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }
}

impl<N: Into<String>, T: Into<String>> FromIterator<(N, T)> for CaseFiles {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(files: I) -> Self {
        let mut case = Self::default();
        for (name, text) in files {
            case.insert(name, text);
        }
        case
    }
}

/// What became of the files of a case.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// There exactly when there is no error among the findings.
    pub case: Option<Case>,
    pub findings: Findings,
}

/// Reads, resolves and checks a case, and reports all faults of all files.
#[must_use]
pub fn load(files: &CaseFiles) -> Loaded {
    let mut faults = Faults::default();
    let mut trees: Vec<Option<Node>> = Vec::new();
    let total: usize = files.iter().map(|(_, text)| text.len()).sum();
    for (index, name) in FILES.iter().enumerate() {
        let file = u16::try_from(index).expect("a case has seven files");
        trees.push(match read(file, name, files.text(name), total) {
            Ok(tree) => Some(tree),
            Err(fault) => {
                faults.push(*fault);
                None
            }
        });
    }
    for (index, tree) in trees.iter_mut().enumerate() {
        if let Some(root) = tree
            && let Err(fault) = migrate::bring_up_to_date(FILES[index], root)
        {
            faults.push(*fault);
            *tree = None;
        }
    }
    let find = |name: &str| {
        let index = FILES.iter().position(|file| *file == name)?;
        trees[index].as_ref()
    };
    let raw = RawCase::read(find, &mut faults);
    let draft = resolve::resolve(&raw, &mut faults);
    check::check(&raw, &draft, &files.folder, &mut faults);
    let case = (!faults.has_errors()).then(|| {
        let digest = digest::of(&draft.case);
        Case { digest, ..draft.case }
    });
    let listed: Vec<(&str, &str, Option<&Node>)> = FILES
        .iter()
        .zip(&trees)
        .map(|(name, tree)| (*name, files.text(name).unwrap_or_default(), tree.as_ref()))
        .collect();
    Loaded { case, findings: faults.locate(&listed) }
}

/// One file as a tree. Findings about a whole file stand at its beginning.
fn read(file: u16, name: &str, text: Option<&str>, total: usize) -> Result<Node, Box<Fault>> {
    let start = Span::new(file, 0, 0);
    let fault = match text {
        None => {
            Fault::error("missing-file", start, &format!("no file `{name}`"), "all files of a case")
                .hint(&format!("a case has the files {}", FILES.join(", ")))
        }
        Some(text) if text.len() > FILE_LIMIT => Fault::error(
            "too-large",
            start,
            &format!("a file of {} bytes", text.len()),
            &format!("at most {FILE_LIMIT} bytes"),
        ),
        Some(_) if total > CASE_LIMIT => Fault::error(
            "too-large",
            start,
            &format!("a case of {total} bytes"),
            &format!("at most {CASE_LIMIT} bytes in all files"),
        ),
        Some(text) => return tree::read(file, text).map_err(Box::new),
    };
    Err(Box::new(fault))
}
