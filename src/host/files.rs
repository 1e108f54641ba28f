//! Files in a folder.
//!
//! Invariant: after a write returned, both the bytes and the file's place in its folder are on the disk
//! (where the system can say so).

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::{Keeping, Store, check_name, other_length, too_large};

/// A folder and everything below it.
#[derive(Clone, Debug)]
pub struct FileStore {
    folder: PathBuf,
}

impl FileStore {
    /// The folder is made when the first file is written.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The files of the folder, the one that was written last first.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read.
    pub fn newest_first(&self) -> io::Result<Vec<String>> {
        let mut names = self.list()?;
        let written = |name: &String| fs::metadata(self.folder.join(name))?.modified();
        names.sort_by_cached_key(|name| std::cmp::Reverse(written(name).ok()));
        Ok(names)
    }

    fn path(&self, name: &str) -> io::Result<PathBuf> {
        check_name(name)?;
        Ok(self.folder.join(name))
    }

    fn create(&self, name: &str) -> io::Result<File> {
        let path = self.path(name)?;
        let parent = path.parent().unwrap_or(&self.folder);
        let missing = !parent.exists();
        fs::create_dir_all(parent)?;
        let file = OpenOptions::new().append(true).create_new(true).open(&path)?;
        if missing && let Some(above) = parent.parent() {
            sync_folder(above)?;
        }
        sync_folder(parent)?;
        Ok(file)
    }
}

impl Store for FileStore {
    fn read_limited(&self, name: &str, most: usize) -> io::Result<Vec<u8>> {
        let file = File::open(self.path(name)?)?;
        let length = file.metadata()?.len();
        if length > most as u64 {
            return Err(too_large(length, most));
        }
        // The file may grow meanwhile, or be a device without a length.
        let mut bytes = Vec::new();
        file.take(most as u64 + 1).read_to_end(&mut bytes)?;
        if bytes.len() > most {
            return Err(too_large(bytes.len() as u64, most));
        }
        Ok(bytes)
    }

    fn write_new(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.create(name)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn append_synced(&mut self, name: &str, at: u64, bytes: &[u8]) -> io::Result<()> {
        let path = self.path(name)?;
        let mut file = match OpenOptions::new().append(true).open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && at == 0 => {
                self.create(name)?
            }
            opened => opened?,
        };
        let found = file.metadata()?.len();
        if found != at {
            return Err(other_length(found, at));
        }
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn cut(&mut self, name: &str, from: u64, to: u64) -> io::Result<()> {
        let file = OpenOptions::new().write(true).open(self.path(name)?)?;
        let found = file.metadata()?.len();
        if found != from || to > from {
            return Err(other_length(found, from));
        }
        file.set_len(to)?;
        file.sync_all()
    }

    fn list(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        if self.folder.exists() {
            walk(&self.folder, "", 0, &mut names)?;
        }
        names.sort();
        Ok(names)
    }
}

/// Where what is written stays.
#[must_use]
pub const fn keeping() -> Keeping {
    Keeping::Folder
}

#[must_use]
pub fn is_file(path: &Path) -> bool {
    path.is_file()
}

#[must_use]
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Writes a file of a folder anew: for what is no loss.
///
/// # Errors
///
/// When the file or its folder cannot be written.
pub fn replace(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    check_name(name)?;
    fs::create_dir_all(folder)?;
    fs::write(folder.join(name), bytes)
}

/// Nanoseconds since 1970: for a proposal of luck alone, never for what is played.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "only a proposal of luck comes from the clock; what is played is in the file"
)]
pub fn now() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.map_or(1, |now| now.as_nanos() as u64)
}

/// Adds the names below a folder; those that this store could not have made are left out.
fn walk(folder: &Path, prefix: &str, depth: usize, names: &mut Vec<String>) -> io::Result<()> {
    const DEEPEST: usize = 8;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(part) = entry.file_name().into_string() else { continue };
        let name = format!("{prefix}{part}");
        let kind = entry.file_type()?;
        if kind.is_dir() && depth < DEEPEST {
            walk(&entry.path(), &format!("{name}/"), depth + 1, names)?;
        } else if kind.is_file() && check_name(&name).is_ok() {
            names.push(name);
        }
    }
    Ok(())
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    File::open(folder)?.sync_all()
}

/// Elsewhere a folder cannot be opened to be synced; the file system does it.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
