//! A lesson of a training unit: a folder with `lesson.ron`, and the cases it names in folders beside that file.

use super::Learn;
use super::{Path, PathBuf};
use crate::host::{FileStore, Store as _, is_file, is_folder};
use crate::scenario::case::Case;
use crate::scenario::place::FILES;
use crate::scenario::{CaseFiles, load, tree};
use crate::study::lesson::{self, FILE};
use crate::view::message;

impl Learn {
    /// Whether a path names a lesson: its file, or the folder it is in.
    #[must_use]
    pub fn is_lesson(path: &Path) -> bool {
        is_folder(path) && is_file(&path.join(FILE))
            || is_file(path) && path.file_name().is_some_and(|name| name == FILE)
    }

    /// Opens such a lesson; its runs and its progress are kept in `folder`.
    ///
    /// # Errors
    ///
    /// What to tell: how many faults it has, and the first of them.
    pub fn open_lesson(folder: PathBuf, path: &Path, cases: &[Case]) -> Result<Self, String> {
        let place = if is_folder(path) { path } else { path.parent().unwrap_or(path) };
        let store = FileStore::new(place);
        let told = |fault: &dyn std::fmt::Display| message::about(&path.to_string_lossy(), &fault);
        let bytes = store.read_limited(FILE, tree::FILE_LIMIT).map_err(|error| told(&error))?;
        let text = String::from_utf8(bytes).map_err(|error| told(&error))?;
        let mut cases = cases.to_vec();
        for case in cases_beside(&store) {
            if cases.iter().all(|known| known.slug != case.slug) {
                cases.push(case);
            }
        }
        let slugs: Vec<&str> = cases.iter().map(|case| case.slug.as_str()).collect();
        let loaded = lesson::load(&text, &slugs);
        match loaded.lesson {
            Some(lesson) => Ok(Self::of(folder, lesson, cases)),
            None => Err(message::no_lesson(&path.to_string_lossy(), &loaded.findings)),
        }
    }

    /// The cases that the runs of this lesson may name.
    #[must_use]
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }
}

/// The cases without errors in the folders of a store.
fn cases_beside(store: &FileStore) -> Vec<Case> {
    let names = store.list().unwrap_or_default();
    let mut folders: Vec<&str> = names
        .iter()
        .filter_map(|name| name.strip_suffix(FILES[0])?.strip_suffix('/'))
        .filter(|folder| !folder.contains('/'))
        .collect();
    folders.sort_unstable();
    let read = |folder: &&str| {
        let mut files = CaseFiles::new(*folder);
        for file in FILES {
            let bytes = store.read_limited(&format!("{folder}/{file}"), tree::FILE_LIMIT).ok()?;
            files.insert_bytes(file, bytes);
        }
        load(&files).case
    };
    folders.iter().filter_map(read).collect()
}
