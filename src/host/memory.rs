//! Files in memory: for tests, and for a page that keeps nothing.
//!
//! Invariant: behaves as a disk does, also when it fails in the middle of a write.

use std::collections::BTreeMap;
use std::io;

use super::{Store, check_name, other_length, too_large};

/// A store that is gone when the program ends.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    files: BTreeMap<String, Vec<u8>>,
    /// Bytes that can still be written before every write fails; `None`: no end.
    left: Option<usize>,
}

impl MemoryStore {
    /// A store that fails after so many more bytes, with the first of them written.
    #[must_use]
    pub fn failing_after(bytes: usize) -> Self {
        Self { files: BTreeMap::new(), left: Some(bytes) }
    }

    /// The disk works again.
    pub fn repair(&mut self) {
        self.left = None;
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let written = self.left.map_or(bytes.len(), |left| left.min(bytes.len()));
        self.files.entry(name.to_owned()).or_default().extend_from_slice(&bytes[..written]);
        self.left = self.left.map(|left| left - written);
        if written < bytes.len() {
            return Err(io::Error::new(io::ErrorKind::StorageFull, "no space left"));
        }
        Ok(())
    }

    fn length(&self, name: &str) -> u64 {
        self.files.get(name).map_or(0, |file| file.len() as u64)
    }
}

impl Store for MemoryStore {
    fn read_limited(&self, name: &str, most: usize) -> io::Result<Vec<u8>> {
        check_name(name)?;
        let file = self.files.get(name).ok_or(io::ErrorKind::NotFound)?;
        if file.len() > most {
            return Err(too_large(file.len() as u64, most));
        }
        Ok(file.clone())
    }

    fn write_new(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        check_name(name)?;
        if self.files.contains_key(name) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.write(name, bytes)
    }

    fn append_synced(&mut self, name: &str, at: u64, bytes: &[u8]) -> io::Result<()> {
        check_name(name)?;
        if at > 0 && !self.files.contains_key(name) {
            return Err(io::ErrorKind::NotFound.into());
        }
        if self.length(name) != at {
            return Err(other_length(self.length(name), at));
        }
        self.write(name, bytes)
    }

    fn cut(&mut self, name: &str, from: u64, to: u64) -> io::Result<()> {
        check_name(name)?;
        let found = self.length(name);
        let file = self.files.get_mut(name).ok_or(io::ErrorKind::NotFound)?;
        if found != from || to > from {
            return Err(other_length(found, from));
        }
        file.truncate(to as usize);
        Ok(())
    }

    fn list(&self) -> io::Result<Vec<String>> {
        Ok(self.files.keys().cloned().collect())
    }
}
