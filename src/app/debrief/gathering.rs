//! How runs come into the room: files, folders, codes, and the pins of earlier debriefs.

use std::path::Path;

use super::{Debrief, PINS};
use crate::debrief::gather::{Body, Source};
use crate::debrief::pins::{self, FILE_LIMIT as PINS_LIMIT};
use crate::host::{FileStore, Store as _, is_file, is_folder, set_aside};
use crate::session::journal::FILE_LIMIT;
use crate::view::message;

/// How the name of a list of run codes ends.
const CODES: &str = ".txt";

/// Most files of a folder that are looked at.
const FOLDER_LIMIT: usize = 512;

impl Debrief {
    /// Takes in a path or a code.
    pub(super) fn add(&mut self, text: &str) {
        let path = Path::new(text);
        if is_folder(path) {
            self.add_folder(path);
        } else if is_file(path) {
            self.add_file(path);
        } else if text.contains(['/', '\\', '.']) {
            self.message = Some(message::no_file(text));
            return;
        } else {
            let body = Body::Code(text.to_owned());
            self.room.add(&self.cases, Source { name: String::new(), body });
        }
        self.hand.add.clear();
        self.gathered();
    }

    /// Takes in a file that was read already.
    pub(super) fn take_in(&mut self, name: String, bytes: Vec<u8>) {
        self.room.add(&self.cases, Source { name, body: Body::File(bytes) });
        self.gathered();
    }

    fn add_file(&mut self, path: &Path) {
        let name =
            path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let parent = path.parent().map_or_else(Default::default, Path::to_path_buf);
        match FileStore::new(parent).read_limited(&name, FILE_LIMIT) {
            Ok(bytes) => {
                self.room.add(&self.cases, Source { name, body: Body::File(bytes) });
            }
            Err(error) => self.message = Some(message::unreadable(&name, &error)),
        }
    }

    /// The run files and lists of codes of a folder, in the order of their names; what is no run file is passed over, what is damaged is
    /// set aside.
    fn add_folder(&mut self, path: &Path) {
        let found = FileStore::new(path).list();
        let names = match found {
            Ok(names) => names,
            Err(error) => {
                self.message = Some(message::unreadable(&path.to_string_lossy(), &error));
                return;
            }
        };
        let wanted = |name: &String| name.ends_with(super::RUN) || name.ends_with(CODES);
        let runs: Vec<_> = names.into_iter().filter(wanted).collect();
        if runs.is_empty() {
            self.message = Some(message::no_runs(&path.to_string_lossy()));
        }
        if runs.len() > FOLDER_LIMIT {
            self.message = Some(message::too_many_runs(runs.len(), FOLDER_LIMIT));
            return;
        }
        for name in runs {
            self.add_file(&path.join(name));
        }
    }

    /// Takes up the pins of earlier debriefs; what cannot be read is kept beside.
    pub(super) fn read_pins(&mut self) {
        let Ok(bytes) = self.store.read_limited(PINS, PINS_LIMIT) else { return };
        match pins::read(&bytes) {
            Ok(read) => {
                self.pins = read.pins;
                if !read.aside.is_empty() {
                    let kept =
                        set_aside(&mut self.store, PINS, self.pins.length as u64, &read.aside);
                    if let Err(error) = kept {
                        self.message = Some(message::end_not_set_aside(PINS, &error));
                    }
                }
            }
            Err(fault) => self.message = Some(message::about(PINS, &fault)),
        }
    }
}
