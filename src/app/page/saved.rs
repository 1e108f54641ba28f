//! What a page gives to save: a file as it is, a folder as one archive.

use std::io::{Cursor, Write as _};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::file_name;
use crate::host::{self, FileStore, Store as _};
use crate::session::journal::FILE_LIMIT;

/// Name and bytes of what is at a path of the page; the folder of runs has no name of its own.
pub(super) fn of(path: &Path) -> Option<(String, Vec<u8>)> {
    let folder = path.parent().map_or_else(Default::default, Path::to_path_buf);
    if host::is_file(path) {
        let name = file_name(path);
        let bytes = FileStore::new(folder).read_limited(&name, FILE_LIMIT).ok()?;
        return Some((name, bytes));
    }
    let name = file_name(path);
    let name = if name.is_empty() { "stackholders-runs".to_owned() } else { name };
    Some((format!("{name}.zip"), archive(&FileStore::new(path))?))
}

/// All files of a folder, as they are: texts of this size need no packing.
fn archive(store: &FileStore) -> Option<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for name in store.list().ok()? {
        let bytes = store.read_limited(&name, FILE_LIMIT).ok()?;
        archive.start_file(name, stored).ok()?;
        archive.write_all(&bytes).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}
