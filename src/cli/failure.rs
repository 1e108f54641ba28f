//! Faults that end a command: the cause first, then the path, then the way out.

use std::fmt;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub(super) const WANTING: u8 = 1;
pub(super) const USAGE: u8 = 2;
const UNREADABLE: u8 = 3;
const CANNOT_WRITE: u8 = 4;

/// Why a command stopped.
#[derive(Debug)]
pub(super) struct Failure {
    kind: Kind,
    cause: String,
    path: Option<PathBuf>,
    way_out: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Usage,
    Unreadable,
    CannotWrite,
    /// Whoever reads the output has heard enough.
    ReaderGone,
}

impl Failure {
    /// The arguments make sense to the parser, and not together.
    pub(super) fn usage(cause: impl Into<String>) -> Self {
        Self::new(Kind::Usage, cause)
    }

    /// Something is not there, damaged, or of another version.
    pub(super) fn unreadable(cause: impl Into<String>) -> Self {
        Self::new(Kind::Unreadable, cause)
    }

    /// A file cannot be written.
    pub(super) fn cannot_write(cause: impl Into<String>) -> Self {
        Self::new(Kind::CannotWrite, cause)
    }

    fn new(kind: Kind, cause: impl Into<String>) -> Self {
        Self { kind, cause: cause.into(), path: None, way_out: None }
    }

    #[must_use]
    pub(super) fn at(mut self, path: &Path) -> Self {
        self.path = Some(path.to_owned());
        self
    }

    #[must_use]
    pub(super) fn way_out(mut self, way_out: impl Into<String>) -> Self {
        self.way_out = Some(way_out.into());
        self
    }

    /// Tells the fault on standard error and gives its exit code.
    pub(super) fn report(&self) -> ExitCode {
        let code = match self.kind {
            Kind::Usage => USAGE,
            Kind::Unreadable => UNREADABLE,
            Kind::CannotWrite => CANNOT_WRITE,
            Kind::ReaderGone => return ExitCode::SUCCESS,
        };
        // Nobody is left to tell when standard error is closed.
        let _ = writeln!(io::stderr(), "{self}");
        ExitCode::from(code)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind: _, cause, path, way_out } = self;
        write!(f, "error: {cause}")?;
        if let Some(path) = path {
            write!(f, "\n  path: {}", path.display())?;
        }
        match way_out {
            Some(way_out) => write!(f, "\n  help: {way_out}"),
            None => Ok(()),
        }
    }
}

/// Faults while writing what was asked for.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::new(Kind::ReaderGone, "the reader of the output closed it")
        } else {
            Self::cannot_write(format!("the output cannot be written: {error}"))
        }
    }
}
