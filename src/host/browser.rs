//! Files in a browser: in memory for as long as the page is open, and in the browser's own storage where it allows that.
//!
//! Invariants: play never stops because a browser keeps nothing; what was reported as lasting is in the storage; another
//! page that writes the same file is noticed before anything is written over.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use super::{Keeping, Store, check_name, other_length, too_large};

/// What a browser keeps for a page: texts by key.
pub(super) trait Shelf {
    /// All keys, and `None` where the storage cannot be used.
    fn keys(&self) -> Option<Vec<String>>;
    fn get(&self, key: &str) -> Option<String>;
    /// Whether it is kept now.
    fn set(&self, key: &str, text: &str) -> bool;
}

/// Before every key: a browser shares its storage among the pages of a place.
const KEYS: &str = "stackholders:";
/// The folder of files that were chosen or dropped: they are there already, outside of the page.
const TAKEN: &str = "taken";
/// Endings of what stays: documents are made again from the runs.
const LASTING: [&str; 6] = [".run", ".draft", ".progress", ".pins", ".json", ".torn"];

#[derive(Default)]
struct File {
    bytes: Vec<u8>,
    /// When it was written last, in writes of this page.
    turn: u64,
    /// As it is on the shelf.
    kept: Option<String>,
}

/// All files of the page.
pub(super) struct Files {
    files: BTreeMap<String, File>,
    turn: u64,
    keeping: Keeping,
    shelf: Box<dyn Shelf>,
}

impl Files {
    /// What the shelf holds.
    pub(super) fn of(shelf: Box<dyn Shelf>) -> Self {
        let mut files = Self { files: BTreeMap::new(), turn: 0, keeping: Keeping::Browser, shelf };
        let Some(keys) = files.shelf.keys() else {
            files.keeping = Keeping::Nowhere;
            return files;
        };
        for key in keys {
            let Some(path) = key.strip_prefix(KEYS) else { continue };
            let Some(text) = files.shelf.get(&key) else { continue };
            let Some((turn, bytes)) = unpacked(&text) else { continue };
            files.turn = files.turn.max(turn);
            files.files.insert(path.to_owned(), File { bytes, turn, kept: Some(text) });
        }
        files
    }

    pub(super) const fn keeping(&self) -> Keeping {
        self.keeping
    }

    fn length(&self, path: &str) -> u64 {
        self.files.get(path).map_or(0, |file| file.bytes.len() as u64)
    }

    /// Another page wrote this file since this one did.
    fn foreign(&self, path: &str) -> Option<u64> {
        if !self.keeping.lasts() || !stays(path) {
            return None;
        }
        let now = self.shelf.get(&format!("{KEYS}{path}"));
        let own = self.files.get(path).and_then(|file| file.kept.as_ref());
        // What a browser cleared away is written again.
        let now = now.filter(|now| Some(now) != own)?;
        Some(unpacked(&now).map_or(0, |(_, bytes)| bytes.len() as u64))
    }

    fn put(&mut self, path: &str, bytes: Vec<u8>) {
        self.turn += 1;
        let turn = self.turn;
        let kept = self.files.remove(path).and_then(|file| file.kept);
        let mut file = File { bytes, turn, kept };
        if stays(path) && self.keeping != Keeping::Nowhere {
            let text = packed(turn, &file.bytes);
            if self.shelf.set(&format!("{KEYS}{path}"), &text) {
                file.kept = Some(text);
            } else {
                self.keeping = Keeping::Full;
            }
        }
        self.files.insert(path.to_owned(), file);
    }

    pub(super) fn take_in(&mut self, name: &str, bytes: Vec<u8>) -> String {
        let safe: String = name
            .chars()
            .map(|c| if c.is_alphanumeric() || super::MARKS.contains(c) { c } else { '-' })
            .take(100)
            .collect();
        let safe = safe.trim_matches(['.', ' ']);
        let safe = if safe.is_empty() { "file" } else { safe };
        let path = format!("{TAKEN}/{safe}");
        self.put(&path, bytes);
        path
    }
}

/// Whether a file is one for the shelf.
fn stays(path: &str) -> bool {
    let lasting = LASTING.iter().any(|ending| path.ends_with(ending)) || path.contains(".torn-");
    lasting && !path.contains('/')
}

/// A file as a text: its turn, and text as it is or anything else as digits.
fn packed(turn: u64, bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => format!("{turn}t{text}"),
        Err(_) => {
            let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("{turn}x{digits}")
        }
    }
}

fn unpacked(text: &str) -> Option<(u64, Vec<u8>)> {
    let at = text.find(['t', 'x'])?;
    let turn = text[..at].parse().ok()?;
    let rest = &text[at + 1..];
    if text.as_bytes()[at] == b't' {
        return Some((turn, rest.as_bytes().to_vec()));
    }
    let digits = rest.as_bytes().chunks(2);
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    Some((turn, digits.map(byte).collect::<Option<_>>()?))
}

thread_local! {
    static FILES: RefCell<Option<Files>> = const { RefCell::new(None) };
}

/// What is done with the files of the page; they are read when they are first asked for.
fn with<T>(what: impl FnOnce(&mut Files) -> T) -> T {
    FILES.with_borrow_mut(|files| what(files.get_or_insert_with(|| Files::of(shelf()))))
}

#[cfg(target_arch = "wasm32")]
fn shelf() -> Box<dyn Shelf> {
    Box::new(local::Local)
}

#[cfg(not(target_arch = "wasm32"))]
fn shelf() -> Box<dyn Shelf> {
    Box::new(tests::Refused)
}

/// A folder of the page.
#[derive(Clone, Debug)]
pub struct FileStore {
    folder: String,
}

impl FileStore {
    #[must_use]
    pub fn new(folder: impl AsRef<Path>) -> Self {
        let folder = folder.as_ref().to_string_lossy().trim_matches('/').to_owned();
        Self { folder }
    }

    /// The files of the folder, the one that was written last first.
    ///
    /// # Errors
    ///
    /// Never; a folder of the machine can fail.
    pub fn newest_first(&self) -> io::Result<Vec<String>> {
        let mut names = self.list()?;
        names.sort_by_cached_key(|name| {
            let path = self.path(name).unwrap_or_default();
            std::cmp::Reverse(with(|files| files.files.get(&path).map_or(0, |file| file.turn)))
        });
        Ok(names)
    }

    fn path(&self, name: &str) -> io::Result<String> {
        check_name(name)?;
        Ok(if self.folder.is_empty() { name.to_owned() } else { format!("{}/{name}", self.folder) })
    }
}

impl Store for FileStore {
    fn read_limited(&self, name: &str, most: usize) -> io::Result<Vec<u8>> {
        let path = self.path(name)?;
        with(|files| {
            let file = files.files.get(&path).ok_or(io::ErrorKind::NotFound)?;
            if file.bytes.len() > most {
                return Err(too_large(file.bytes.len() as u64, most));
            }
            Ok(file.bytes.clone())
        })
    }

    fn write_new(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.path(name)?;
        with(|files| {
            if files.files.contains_key(&path) || files.foreign(&path).is_some() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            files.put(&path, bytes.to_vec());
            Ok(())
        })
    }

    fn append_synced(&mut self, name: &str, at: u64, bytes: &[u8]) -> io::Result<()> {
        let path = self.path(name)?;
        with(|files| {
            let foreign = files.foreign(&path);
            if at > 0 && foreign.is_none() && !files.files.contains_key(&path) {
                return Err(io::ErrorKind::NotFound.into());
            }
            let found = foreign.unwrap_or_else(|| files.length(&path));
            if found != at {
                return Err(other_length(found, at));
            }
            let mut whole = files.files.get(&path).map_or_else(Vec::new, |it| it.bytes.clone());
            whole.extend_from_slice(bytes);
            files.put(&path, whole);
            Ok(())
        })
    }

    fn cut(&mut self, name: &str, from: u64, to: u64) -> io::Result<()> {
        let path = self.path(name)?;
        with(|files| {
            let found = files.foreign(&path).unwrap_or_else(|| files.length(&path));
            let file = files.files.get(&path).ok_or(io::ErrorKind::NotFound)?;
            if found != from || to > from {
                return Err(other_length(found, from));
            }
            let bytes = file.bytes[..to as usize].to_vec();
            files.put(&path, bytes);
            Ok(())
        })
    }

    fn list(&self) -> io::Result<Vec<String>> {
        let inside = |path: &String| match self.folder.as_str() {
            "" => (!path.starts_with(&format!("{TAKEN}/"))).then(|| path.clone()),
            folder => Some(path.strip_prefix(folder)?.strip_prefix('/')?.to_owned()),
        };
        Ok(with(|files| files.files.keys().filter_map(inside).collect()))
    }
}

/// Where what is written stays.
#[must_use]
pub fn keeping() -> Keeping {
    with(|files| files.keeping())
}

#[must_use]
pub fn is_file(path: &Path) -> bool {
    let path = path.to_string_lossy();
    with(|files| files.files.contains_key(path.as_ref()))
}

#[must_use]
pub fn is_folder(path: &Path) -> bool {
    let folder = format!("{}/", path.to_string_lossy());
    with(|files| files.files.keys().any(|path| path.starts_with(&folder)))
}

/// Writes a file of a folder anew: for what is no loss.
///
/// # Errors
///
/// When the name is none.
pub fn replace(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let path = FileStore::new(folder).path(name)?;
    with(|files| files.put(&path, bytes.to_vec()));
    Ok(())
}

/// Takes in a file that was chosen or dropped; gives the path under which it can be read from now on.
#[must_use]
pub fn take_in(name: &str, bytes: Vec<u8>) -> String {
    with(|files| files.take_in(name, bytes))
}

/// Nanoseconds since 1970: for a proposal of luck alone, never for what is played.
#[must_use]
#[cfg(target_arch = "wasm32")]
pub fn now() -> u64 {
    // A browser tells milliseconds; a proposal needs more that differs.
    (js_sys::Date::now() as u64).wrapping_mul(1_000_000) + (js_sys::Math::random() * 1e6) as u64
}

/// Milliseconds since the page or its worker was opened: only for when to pause.
#[must_use]
#[cfg(target_arch = "wasm32")]
pub fn milliseconds() -> u64 {
    use wasm_bindgen::JsCast as _;
    thread_local! {
        static CLOCK: Option<web_sys::Performance> =
            js_sys::Reflect::get(&js_sys::global(), &"performance".into())
                .ok()
                .and_then(|it| it.dyn_into().ok());
    }
    CLOCK.with(|clock| clock.as_ref().map_or(0, |clock| clock.now() as u64))
}

#[cfg(target_arch = "wasm32")]
mod local {
    use super::Shelf;

    /// What a browser keeps for the pages of a place, if it does.
    pub(super) struct Local;

    fn storage() -> Option<web_sys::Storage> {
        web_sys::window()?.local_storage().ok().flatten()
    }

    impl Shelf for Local {
        fn keys(&self) -> Option<Vec<String>> {
            let storage = storage()?;
            let count = storage.length().ok()?;
            // Some browsers have a storage that takes nothing.
            const TRY: &str = "stackholders-try";
            if count == 0 {
                storage.set_item(TRY, "1").ok()?;
                storage.remove_item(TRY).ok()?;
            }
            Some((0..count).filter_map(|at| storage.key(at).ok().flatten()).collect())
        }

        fn get(&self, key: &str) -> Option<String> {
            storage()?.get_item(key).ok().flatten()
        }

        fn set(&self, key: &str, text: &str) -> bool {
            storage().is_some_and(|storage| storage.set_item(key, text).is_ok())
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::rc::Rc;

    use super::*;

    /// A browser that keeps nothing.
    pub(super) struct Refused;

    impl Shelf for Refused {
        fn keys(&self) -> Option<Vec<String>> {
            None
        }

        fn get(&self, _: &str) -> Option<String> {
            None
        }

        fn set(&self, _: &str, _: &str) -> bool {
            false
        }
    }

    /// A browser with room for so many bytes.
    #[derive(Clone, Default)]
    struct Room {
        texts: Rc<RefCell<BTreeMap<String, String>>>,
        most: usize,
    }

    impl Shelf for Room {
        fn keys(&self) -> Option<Vec<String>> {
            Some(self.texts.borrow().keys().cloned().collect())
        }

        fn get(&self, key: &str) -> Option<String> {
            self.texts.borrow().get(key).cloned()
        }

        fn set(&self, key: &str, text: &str) -> bool {
            let mut texts = self.texts.borrow_mut();
            let others = texts.iter().filter(|it| it.0 != key).map(|it| it.1.len()).sum::<usize>();
            let fits = others + text.len() <= self.most;
            if fits {
                texts.insert(key.to_owned(), text.to_owned());
            }
            fits
        }
    }

    /// A page that was just opened where nothing is kept.
    pub fn fresh() -> FileStore {
        open(Refused)
    }

    /// A page that was just opened, in a browser of its own.
    fn open(shelf: impl Shelf + 'static) -> FileStore {
        FILES.set(Some(Files::of(Box::new(shelf))));
        FileStore::new("")
    }

    fn roomy() -> Room {
        Room { most: 10_000, ..Room::default() }
    }

    #[test]
    fn what_is_written_is_there_in_the_next_page_byte_for_byte() {
        let room = roomy();
        let mut store = open(room.clone());
        store.write_new("b.run", "späte Zeile\n".as_bytes()).expect("fits");
        store.append_synced("b.run", 13, b"x").expect("fits");
        store.write_new("b.run.torn", &[0, 255, b't']).expect("fits");
        store.write_new("a.run", b"").expect("fits");
        assert_eq!(keeping(), Keeping::Browser);
        let store = open(room);
        assert_eq!(store.read_limited("b.run", 99).expect("there"), "späte Zeile\nx".as_bytes());
        assert_eq!(store.read_limited("b.run.torn", 99).expect("there"), [0, 255, b't']);
        assert_eq!(store.newest_first().expect("listed"), ["a.run", "b.run.torn", "b.run"]);
    }

    #[test]
    fn play_goes_on_in_a_browser_that_keeps_nothing_or_is_full() {
        for (shelf, told) in [
            (Box::new(Refused) as Box<dyn Shelf>, Keeping::Nowhere),
            (Box::new(Room::default()), Keeping::Full),
        ] {
            FILES.set(Some(Files::of(shelf)));
            let mut store = FileStore::new("");
            store.write_new("a.run", b"one").expect("play goes on");
            store.append_synced("a.run", 3, b"two").expect("play goes on");
            assert_eq!(store.read_limited("a.run", 9).expect("there"), b"onetwo");
            assert_eq!(keeping(), told);
        }
    }

    #[test]
    fn another_page_with_the_same_run_is_noticed() {
        let room = roomy();
        let mut store = open(room.clone());
        store.write_new("a.run", b"one").expect("fits");
        room.set("stackholders:a.run", "7tone and more");
        let refused = store.append_synced("a.run", 3, b"two").expect_err("somebody else wrote");
        assert!(refused.to_string().contains("another window"), "{refused}");
        room.set("stackholders:c.run", "8tother");
        assert!(store.write_new("c.run", b"own").is_err(), "a run of another page is covered");
    }

    #[test]
    fn what_a_browser_cleared_away_is_written_again() {
        let room = roomy();
        let mut store = open(room.clone());
        store.write_new("a.run", b"one").expect("fits");
        room.texts.borrow_mut().clear();
        store.append_synced("a.run", 3, b"two").expect("the page still has it");
        assert_eq!(room.get("stackholders:a.run").as_deref(), Some("2tonetwo"));
    }

    #[test]
    fn documents_and_files_taken_in_use_no_room() {
        let room = roomy();
        let mut store = open(room.clone());
        store.write_new("a-proposal.html", b"<p>").expect("in memory");
        let path = take_in("../my run (1)?.run", b"bytes".to_vec());
        assert_eq!(path, "taken/-my run (1)-.run");
        replace(Path::new(""), "look.html", b"look").expect("in memory");
        replace(Path::new(""), "look.html", b"anew").expect("written over");
        assert_eq!(store.read_limited("look.html", 9).expect("there"), b"anew");
        assert!(is_file(Path::new(&path)) && is_folder(Path::new("taken")));
        let taken = FileStore::new("taken");
        assert_eq!(taken.read_limited("-my run (1)-.run", 9).expect("there"), b"bytes");
        assert_eq!(store.list().expect("listed"), ["a-proposal.html", "look.html"]);
        assert!(room.texts.borrow().is_empty());
    }

    #[test]
    fn a_key_of_another_kind_is_left_alone() {
        let room = roomy();
        room.set("stackholders:a.run", "no file of ours");
        room.set("other", "1tother");
        let store = open(room);
        assert_eq!(store.list().expect("listed"), Vec::<String>::new());
    }
}
