//! Runs on this machine: begun, taken up again, opened from elsewhere, and kept with their drafts.

use std::io;
use std::path::PathBuf;

use super::{Game, Screen};
use crate::app::learn::Learn;
use crate::host::{FileStore, Store as _, free_name, is_file, set_aside};
use crate::id::RoleId;
use crate::scenario::case::{Case, SourcingModel};
use crate::session::code;
use crate::session::journal::{self, FILE_LIMIT, JournalFault, ReadRun};
use crate::session::record::slugs::Slugs;
use crate::session::record::{Run, Seat};
use crate::session::replay;
use crate::session::table::{Keeper, ResumeFault, Table};
use crate::sim::RULES_VERSION;
use crate::ui::panels::year::YearHand;
use crate::view::{message, words};

/// How the name of a run file ends.
pub(in crate::app) const RUN: &str = ".run";
/// The same for a run that was only played again with one decision changed; the name of a table never holds a point.
pub(in crate::app) const AGAIN: &str = ".again.run";

impl Game {
    pub(super) fn begin(
        &mut self,
        slug: &str,
        name: String,
        seed: u64,
        seats: &[(u16, Option<SourcingModel>)],
    ) {
        let Some(case) = self.case(slug).cloned() else { return };
        let file = match self.free_name(slug, &name, RUN) {
            Ok(file) => file,
            Err(error) => {
                self.message = Some(message::no_folder(&error));
                return;
            }
        };
        let seat = |(role, leaning): &(u16, _)| Seat { role: RoleId(*role), leaning: *leaning };
        let seats = seats.iter().map(seat).collect();
        match Table::begin(case, seed, name, seats, None, self.keeper(&file)) {
            Ok(table) => {
                let drafted = self.draft(&file).len();
                self.sit_down(table, file, drafted, Screen::Brief);
            }
            Err(fault) => self.message = Some(message::not_begun(&fault)),
        }
    }

    fn sit_down(&mut self, table: Table, file: String, drafted: usize, screen: Screen) {
        self.table = Some(table);
        self.file = file;
        self.drafted = drafted as u64;
        self.year = YearHand::default();
        self.message = None;
        self.alone = None;
        self.parked = None;
        self.to(screen);
    }

    fn keeper(&self, file: &str) -> Keeper {
        let (mut store, file) = (self.store.clone(), file.to_owned());
        Box::new(move |at, bytes| store.append_synced(&file, at, bytes))
    }

    /// A name for a run file that is not taken yet.
    pub(super) fn free_name(&self, slug: &str, table: &str, ending: &str) -> io::Result<String> {
        let plain: String = table
            .to_lowercase()
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .take(24)
            .collect();
        let plain = plain.trim_matches('-');
        let stem = if plain.is_empty() { slug.to_owned() } else { format!("{slug}-{plain}") };
        free_name(&self.store, |number| format!("{stem}-{number}{ending}"))
    }

    pub(super) fn resume(&mut self, file: &str) {
        let bytes = match self.store.read_limited(file, FILE_LIMIT) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.message = Some(message::unreadable(file, &error));
                return;
            }
        };
        let read = match journal::read(&bytes) {
            Ok(read) => read,
            Err(JournalFault::Damaged { line, what, years, .. }) => {
                self.message = Some(message::damaged(file, line, &what, years));
                return;
            }
            Err(fault) => {
                self.message = Some(message::about(file, &fault));
                return;
            }
        };
        if let Some(torn) = &read.torn
            && let Err(error) = set_aside(&mut self.store, file, read.intact as u64, &torn.bytes)
        {
            self.message = Some(message::end_not_set_aside(file, &error));
            return;
        }
        self.go_on(file, &read);
        self.tell_cut_off(file, &read);
    }

    /// Says that a file lacks its end, where nothing else has to be said.
    fn tell_cut_off(&mut self, file: &str, read: &ReadRun) {
        if let (Some(torn), None) = (&read.torn, &self.message) {
            self.message = Some(message::cut_off(file, torn.bytes.len()));
        }
    }

    pub(super) fn case(&self, slug: &str) -> Option<&Case> {
        self.cases.iter().find(|case| case.slug == slug)
    }

    /// The case that a run was played on; where it is not here, that is said.
    fn case_of(&mut self, file: &str, read: &ReadRun) -> Option<Case> {
        let slug = &read.lines.start.run.case;
        let case = self.case(slug).cloned();
        if case.is_none() {
            self.message = Some(message::no_case(file, slug));
        }
        case
    }

    fn go_on(&mut self, file: &str, read: &ReadRun) {
        let Some(case) = self.case_of(file, read) else { return };
        match Table::resume(case.clone(), read, self.keeper(file)) {
            Ok(mut table) => {
                let screen = if table.is_over() { Screen::End } else { Screen::Year };
                let draft = self.draft(file);
                if let Some(line) = last_line(&draft) {
                    table.restore_draft(&line);
                }
                self.sit_down(table, file.to_owned(), draft.len(), screen);
                self.take_up_lesson();
            }
            Err(ResumeFault::Verdict(verdict)) => {
                let said = words::verdict(&case, &verdict);
                self.message = Some(message::not_played_on(file, &said));
            }
            Err(fault) => self.message = Some(message::not_played_on(file, &fault)),
        }
    }

    /// Opens a path or a code.
    pub(super) fn open(&mut self, text: &str) {
        let path = PathBuf::from(text);
        if Learn::is_lesson(&path) {
            self.open_lesson(&path);
            return;
        }
        if is_file(&path) {
            self.open_file(&path);
            return;
        }
        let cases: Vec<&Case> = self.cases.iter().collect();
        match code::decode(text, &cases, RULES_VERSION) {
            Ok(decoded) => {
                let case = self.cases[decoded.case].clone();
                let run = replay::play_coded(&case, &decoded.run);
                self.adopt(&case, &run);
            }
            Err(fault) => {
                self.message = Some(message::neither_file_nor_code(&fault));
            }
        }
    }

    fn open_file(&mut self, path: &std::path::Path) {
        let parent = path.parent().map_or_else(PathBuf::new, PathBuf::from);
        let name =
            path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes = FileStore::new(parent).read_limited(&name, FILE_LIMIT);
        let read = bytes.map_err(|error| error.to_string());
        let read = read.and_then(|bytes| journal::read(&bytes).map_err(|fault| fault.to_string()));
        match read {
            Ok(read) => {
                let Some(case) = self.case_of(&name, &read) else { return };
                let slugs = Slugs::of(&case);
                match read.resolve(&slugs) {
                    Ok(resolved) => {
                        self.adopt(&case, &resolved.run);
                        self.tell_cut_off(&name, &read);
                    }
                    Err(misfit) => self.message = Some(message::about(&name, &misfit)),
                }
            }
            Err(fault) => self.message = Some(message::about(&name, &fault)),
        }
    }

    /// Copies a run into this machine's folder and goes on with it.
    fn adopt(&mut self, case: &Case, run: &Run) {
        let slugs = Slugs::of(case);
        let kept = journal::write(run, &slugs).map_err(|fault| fault.to_string());
        let named =
            self.free_name(&case.slug, &run.header.table, RUN).map_err(|error| error.to_string());
        let stored = kept.and_then(|bytes| {
            let file = named?;
            self.store.write_new(&file, &bytes).map_err(|error| error.to_string())?;
            Ok(file)
        });
        match stored {
            Ok(file) => self.resume(&file),
            Err(fault) => self.message = Some(message::not_kept_here(&fault)),
        }
    }

    pub(super) fn keep_draft(&mut self) {
        self.unwritten = None;
        let Some(table) = &self.table else { return };
        let mut line = table.draft_text();
        line.push('\n');
        let name = draft_name(&self.file);
        match self.store.append_synced(&name, self.drafted, line.as_bytes()) {
            Ok(()) => self.drafted += line.len() as u64,
            Err(error) => {
                self.message = Some(message::no_draft(&error));
                // Part of the line may be in the file.
                self.drafted = self.draft(&self.file).len() as u64;
            }
        }
    }

    /// What is kept of the drafts of a run.
    fn draft(&self, file: &str) -> Vec<u8> {
        self.store.read_limited(&draft_name(file), FILE_LIMIT).unwrap_or_default()
    }
}

fn draft_name(file: &str) -> String {
    format!("{}.draft", file.trim_end_matches(RUN))
}

fn last_line(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    // A line without its end was cut off while it was written.
    let whole = &text[..=text.rfind('\n')?];
    whole.lines().last().map(str::to_owned)
}
