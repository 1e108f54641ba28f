//! Where progress is kept, and how that of earlier days and of other versions is taken up.
//!
//! Invariants: no file that cannot be read to its end as ours is ever written on; progress of an older version is copied
//! into a new file and stays as it is; what is taken up is the file that holds most, and of equals the later one, so that
//! a copy that was cut is never taken for the whole.

use super::Learn;
use crate::host::{Store as _, set_aside};
use crate::study::progress::{self, Entry, FILE_LIMIT, ReadProgress, VERSION};
use crate::view::message;

const STEM: &str = "learning";
const ENDING: &str = ".progress";

impl Learn {
    /// Whether a file of this name keeps progress.
    #[must_use]
    pub fn keeps(name: &str) -> bool {
        number(name).is_some()
    }

    pub(super) fn note(&mut self, entry: Entry) {
        let at = self.progress.length as u64;
        let bytes = self.progress.add(entry);
        if let Err(error) = self.store.append_synced(&self.file, at, &bytes) {
            self.message = Some(message::not_kept("Your progress", &error));
        }
    }

    /// Takes up the progress of earlier days.
    pub(super) fn read(&mut self) {
        let known = match self.store.list() {
            Ok(known) => known,
            Err(error) => {
                self.message = Some(message::no_folder(&error));
                Vec::new()
            }
        };
        let mut names: Vec<&String> = known.iter().filter(|name| Self::keeps(name)).collect();
        names.sort_by_key(|name| number(name));
        let free = (1..).map(name_of).find(|name| !names.contains(&name));
        self.file = free.expect("numbers do not run out");
        let mut best: Option<(String, ReadProgress)> = None;
        let mut left = None;
        for name in names {
            let read = self.store.read_limited(name, FILE_LIMIT).map_err(|it| it.to_string());
            match read.and_then(|bytes| progress::read(&bytes).map_err(|it| it.to_string())) {
                Ok(read) => {
                    let count = |read: &ReadProgress| read.progress.entries().len();
                    if best.as_ref().is_none_or(|(_, other)| count(&read) >= count(other)) {
                        best = Some((name.clone(), read));
                    }
                }
                Err(fault) => left = Some((name.clone(), fault)),
            }
        }
        if let Some((name, read)) = best {
            self.take_up(name, read);
        }
        if let Some((name, fault)) = left {
            self.message = Some(message::progress_left(&name, &fault, &self.file));
        }
    }

    fn take_up(&mut self, name: String, read: ReadProgress) {
        let ReadProgress { progress, version, aside } = read;
        if version < VERSION {
            let (renewed, bytes) = progress.renewed();
            self.progress = renewed;
            if bytes.is_empty() {
                return;
            }
            if let Err(error) = self.store.write_new(&self.file, &bytes) {
                self.message = Some(message::not_kept("Your progress", &error));
            }
            return;
        }
        self.progress = progress;
        self.file = name;
        if !aside.is_empty() {
            let at = self.progress.length as u64;
            let kept = set_aside(&mut self.store, &self.file, at, &aside);
            if let Err(error) = kept {
                self.message = Some(message::end_not_set_aside(&self.file, &error));
            }
        }
    }
}

/// The first file has no number in its name.
fn name_of(number: u32) -> String {
    if number == 1 { format!("{STEM}{ENDING}") } else { format!("{STEM}-{number}{ENDING}") }
}

fn number(name: &str) -> Option<u32> {
    let rest = name.strip_prefix(STEM)?.strip_suffix(ENDING)?;
    if rest.is_empty() {
        return Some(1);
    }
    let number = rest.strip_prefix('-')?.parse().ok()?;
    (number > 1 && name_of(number) == name).then_some(number)
}
