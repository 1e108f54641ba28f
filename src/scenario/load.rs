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
    /// Files whose whole text is not here, and why.
    refused: BTreeMap<String, Refused>,
}

/// Why the bytes of a file are not its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refused {
    /// After the text that is kept comes a byte that no UTF-8 text has there.
    NotText,
    /// So many bytes that they were not even read.
    TooLarge(u64),
}

impl CaseFiles {
    #[must_use]
    pub fn new(folder: impl Into<String>) -> Self {
        Self { folder: folder.into(), ..Self::default() }
    }

    /// Adds a file, or puts another text in its place.
    pub fn insert(&mut self, name: impl Into<String>, text: impl Into<String>) {
        let name = name.into();
        self.refused.remove(&name);
        self.files.insert(name, text.into());
    }

    /// Adds a file as it was read. Bytes that are no UTF-8 text become a finding of the load.
    pub fn insert_bytes(&mut self, name: impl Into<String>, bytes: Vec<u8>) {
        let name = name.into();
        match String::from_utf8(bytes) {
            Ok(text) => self.insert(name, text),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let mut bytes = error.into_bytes();
                bytes.truncate(valid);
                let text = String::from_utf8(bytes).expect("it is valid up to there");
                self.insert(name.clone(), text);
                self.refused.insert(name, Refused::NotText);
            }
        }
    }

    /// Notes a file that is too large to be read, with its length in bytes.
    pub fn insert_too_large(&mut self, name: impl Into<String>, length: u64) {
        let name = name.into();
        self.insert(name.clone(), "");
        self.refused.insert(name, Refused::TooLarge(length));
    }

    pub fn remove(&mut self, name: &str) {
        self.files.remove(name);
        self.refused.remove(name);
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
        trees.push(match read(file, name, files, total) {
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
fn read(file: u16, name: &str, files: &CaseFiles, total: usize) -> Result<Node, Box<Fault>> {
    let start = Span::new(file, 0, 0);
    let too_large = |length: u64| {
        Fault::error(
            "too-large",
            start,
            &format!("a file of {length} bytes"),
            &format!("at most {FILE_LIMIT} bytes"),
        )
        .hint("files of a case are far smaller: is this another file?")
    };
    let text = files.text(name);
    let fault = match text {
        None => {
            Fault::error("missing-file", start, &format!("no file `{name}`"), "all files of a case")
                .hint(&format!("a case has the files {}", FILES.join(", ")))
        }
        Some(text) if text.len() > FILE_LIMIT => too_large(text.len() as u64),
        Some(_) if total > CASE_LIMIT => Fault::error(
            "too-large",
            start,
            &format!("a case of {total} bytes"),
            &format!("at most {CASE_LIMIT} bytes in all files"),
        ),
        Some(text) => match files.refused.get(name) {
            None => return tree::read(file, text).map_err(Box::new),
            Some(Refused::TooLarge(length)) => too_large(*length),
            Some(Refused::NotText) => {
                let place = Span::new(file, text.len(), text.len());
                Fault::error("not-text", place, "bytes that are no UTF-8 text", "UTF-8 text")
                    .hint("save the file as UTF-8; was it saved in another encoding?")
            }
        },
    };
    Err(Box::new(fault))
}
