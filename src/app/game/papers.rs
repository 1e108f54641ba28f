//! Documents of a run, kept beside its file.

use std::io;

use super::Game;
use super::runs::RUN;
use crate::app::place;
use crate::documents::{self, Kind};
use crate::host::Store as _;
use crate::session::journal::FILE_LIMIT;
use crate::view::message;

impl Game {
    /// Makes a document of the run and keeps it beside the run file. What was made before is not written over.
    pub(super) fn make_document(&mut self, kind: Kind) {
        let Some(table) = &self.table else { return };
        let run = Some(table.run()).filter(|run| !run.years.is_empty());
        let Some(text) = documents::write(kind, table.case(), run) else { return };
        match self.keep_document(kind, text.as_bytes()) {
            Ok(name) => {
                let path = self.folder.join(&name);
                self.message = Some(place::made(kind.name(), &path));
                self.to_show = Some(path);
            }
            Err(error) => {
                self.message = Some(message::not_kept(kind.name(), &error));
            }
        }
    }

    /// The name of the document's file: the same for the same bytes, a new one otherwise.
    fn keep_document(&mut self, kind: Kind, bytes: &[u8]) -> io::Result<String> {
        let stem = self.file.trim_end_matches(RUN);
        let (file, ending) = kind.file().split_once('.').unwrap_or((kind.file(), ""));
        const MOST: u32 = 1000;
        for number in 1..=MOST {
            let count = if number == 1 { String::new() } else { format!("-{number}") };
            let name = format!("{stem}-{file}{count}.{ending}");
            match self.store.write_new(&name, bytes) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    if self.store.read_limited(&name, FILE_LIMIT)? == bytes {
                        return Ok(name);
                    }
                }
                written => return written.map(|()| name),
            }
        }
        Err(io::Error::other(format!("there are {MOST} of that name already")))
    }
}
