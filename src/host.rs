//! Moves bytes between the program and wherever it keeps them. Knows nothing of what the bytes say.
//!
//! Invariants: nothing is ever overwritten; bytes that were reported as written survive a loss of power; what is
//! read is bounded; a name stays inside its store.

#[cfg(any(target_arch = "wasm32", test))]
mod browser;
#[cfg(not(target_arch = "wasm32"))]
mod files;
mod memory;

#[cfg(target_arch = "wasm32")]
pub use browser::{FileStore, is_file, is_folder, keeping, milliseconds, now, replace, take_in};
#[cfg(not(target_arch = "wasm32"))]
pub use files::{FileStore, is_file, is_folder, keeping, now, replace};
pub use memory::MemoryStore;

use std::io;

/// Where what is written stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeping {
    /// In a folder of the machine.
    #[default]
    Folder,
    /// In the browser, for this page.
    Browser,
    /// The browser has no room left: what is new is gone with the page.
    Full,
    /// The browser keeps nothing: all is gone with the page.
    Nowhere,
}

impl Keeping {
    /// Whether this is a page in a browser.
    #[must_use]
    pub const fn is_page(self) -> bool {
        !matches!(self, Self::Folder)
    }

    /// Whether what is written now is still there after a restart.
    #[must_use]
    pub const fn lasts(self) -> bool {
        matches!(self, Self::Folder | Self::Browser)
    }
}

/// A place for files by name. Names are parts of letters, digits, spaces and plain marks, divided by `/`.
pub trait Store {
    /// The whole file.
    ///
    /// # Errors
    ///
    /// When there is none, or it has more than `most` bytes.
    fn read_limited(&self, name: &str, most: usize) -> io::Result<Vec<u8>>;

    /// Makes a file with these bytes.
    ///
    /// # Errors
    ///
    /// When it exists already or the bytes are not safe.
    fn write_new(&mut self, name: &str, bytes: &[u8]) -> io::Result<()>;

    /// Appends to a file that has `at` bytes now; with `at` 0 the file may be missing, but not have content.
    ///
    /// # Errors
    ///
    /// When the file has another length (somebody else writes to it) or the bytes are not safe.
    fn append_synced(&mut self, name: &str, at: u64, bytes: &[u8]) -> io::Result<()>;

    /// Cuts a file of `from` bytes down to `to`. Keep what is cut off first, see [`set_aside`].
    ///
    /// # Errors
    ///
    /// When the file has another length or the cut is not safe.
    fn cut(&mut self, name: &str, from: u64, to: u64) -> io::Result<()>;

    /// All names, sorted.
    ///
    /// # Errors
    ///
    /// When the place cannot be read.
    fn list(&self) -> io::Result<Vec<String>>;
}

/// Cuts the torn end off a file and keeps it as `name.torn`, `name.torn-2` … Gives the name it was kept under.
///
/// # Errors
///
/// When either is not safe; the file is cut only after its end was kept.
pub fn set_aside(
    store: &mut dyn Store,
    name: &str,
    intact: u64,
    torn: &[u8],
) -> io::Result<String> {
    let free = free_name(store, |number| match number {
        1 => format!("{name}.torn"),
        _ => format!("{name}.torn-{number}"),
    })?;
    store.write_new(&free, torn)?;
    store.cut(name, intact + torn.len() as u64, intact)?;
    Ok(free)
}

/// The first of these names, numbered from 1, that neither a file nor a folder of the store has.
///
/// # Errors
///
/// When the store cannot be read.
pub fn free_name(store: &dyn Store, numbered: impl Fn(u32) -> String) -> io::Result<String> {
    let known = store.list()?;
    let taken = |name: &String| {
        let inside =
            |it: &String| it.strip_prefix(name.as_str()).is_some_and(|it| it.starts_with('/'));
        known.iter().any(|it| it == name || inside(it))
    };
    let mut names = (1..).map(numbered);
    Ok(names.find(|name| !taken(name)).expect("numbers do not run out"))
}

/// Marks that a name may hold; every system can keep them.
const MARKS: &str = ".-_ ()[]+,'&=@#!";

/// Refuses a name that leaves its store or that some system cannot keep.
fn check_name(name: &str) -> io::Result<()> {
    const LONGEST: usize = 200;
    let plain = |c: char| c.is_alphanumeric() || MARKS.contains(c);
    let part = |part: &str| {
        let dots =
            part.chars().all(|c| c == '.') || part.starts_with('.') || part.ends_with(['.', ' ']);
        !part.is_empty() && !dots && part.chars().all(plain)
    };
    if name.len() <= LONGEST && name.split('/').all(part) {
        return Ok(());
    }
    let start: String = name.chars().take(60).collect();
    let message =
        format!("'{start}' is not a name for a file here; use letters, digits, hyphens and '/'");
    Err(io::Error::new(io::ErrorKind::InvalidInput, message))
}

fn too_large(found: u64, most: usize) -> io::Error {
    let message =
        format!("the file has {found} bytes, at most {most} are read; choose another file");
    io::Error::new(io::ErrorKind::FileTooLarge, message)
}

fn other_length(found: u64, expected: u64) -> io::Error {
    let message = format!(
        "the file has {found} bytes where {expected} were written; another window may be playing this run; open it again"
    );
    io::Error::other(message)
}

#[cfg(test)]
mod tests;
