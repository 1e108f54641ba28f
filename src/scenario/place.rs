//! Places in the files of a case: which file, from which byte to which.
//!
//! Invariant: a value that could not be read has [`Span::NONE`], and a fault at `Span::NONE` is never
//! reported. So every check may run over a half-read case without inventing follow-up faults.

/// The files of a case, in the order in which findings are listed.
pub const FILES: [&str; 7] = [
    "scenario.ron",
    "options.ron",
    "events.ron",
    "roles.ron",
    "plans.ron",
    "parameters.ron",
    "sources.ron",
];

/// A stretch of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Number of the file in the load's own list of files.
    pub file: u16,
    /// Byte offset of the first and of the byte after the last.
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The place of what could not be read.
    pub const NONE: Self = Self { file: u16::MAX, start: 0, end: 0 };

    #[must_use]
    pub const fn new(file: u16, start: usize, end: usize) -> Self {
        Self { file, start: start as u32, end: end as u32 }
    }

    #[must_use]
    pub fn is_known(self) -> bool {
        self != Self::NONE
    }
}

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Spanned<T> {
    /// False when the value is a stand-in for one that could not be read.
    pub fn is_known(&self) -> bool {
        self.span.is_known()
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}
