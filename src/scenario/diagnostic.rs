//! Findings: what is wrong in the files of a case, where, and what is expected instead.
//!
//! Invariant: findings are ordered by file and place, and their texts are plain sentences without
//! escapes, so that they read the same in a terminal, a report and a test.

use super::place::Span;
use super::tree::Node;
use std::fmt;

/// Most findings that are kept; the rest is only counted.
pub const FINDINGS_LIMIT: usize = 500;

/// The code of every kind of finding, from the form of a file to the sense of a case.
/// `docs/scenario-format.md` says what each means and how to mend it.
pub const CODES: &[&str] = &[
    // files and syntax
    "missing-file",
    "too-large",
    "not-text",
    "syntax",
    "missing-format",
    "unsupported-format",
    // form
    "unknown-field",
    "missing-field",
    "duplicate-field",
    "wrong-type",
    "unknown-variant",
    "not-finite",
    "not-whole",
    "control-character",
    // names
    "bad-slug",
    "slug-mismatch",
    "duplicate-slug",
    "unknown-id",
    // numbers and their sources
    "out-of-range",
    "bad-order",
    "bad-unit",
    "bad-date",
    "empty-source",
    // counts and sums
    "too-few",
    "too-many",
    "wrong-count",
    "duplicate-entry",
    "bad-weights",
    "bad-scale",
    "bad-season",
    "beyond-horizon",
    // the pipeline
    "self-loop",
    "isolated-component",
    "bad-inherited",
    "bad-fallback",
    "few-offers",
    "unreachable-option",
    // events and plans
    "card-never-fires",
    "missing-card",
    "scope-misses",
    "no-duration",
    "no-effect",
    "bad-plan",
    // texts
    "empty-text",
    "long-text",
    "partial-wording",
    "product-name",
    "loud-text",
    "title-case",
    // what nothing uses
    "unused-source",
    "unused-entry",
];

/// Codes that only a lesson can have; `docs/self-study.md` says what each means and how to mend it.
pub const LESSON_CODES: &[&str] = &["hard-text", "unverified-source", "missing-concept"];

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The case cannot be played.
    Error,
    /// The case can be played, and somebody should look.
    Warning,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub severity: Severity,
    /// Stable name of the kind of finding, one of [`CODES`].
    pub code: &'static str,
    pub file: String,
    /// Line and column from 1; columns count characters.
    pub line: usize,
    pub column: usize,
    /// Byte offset in the file and length in bytes, for excerpts.
    pub offset: usize,
    pub length: usize,
    /// Where in the structure: `components[2].pool`. Empty for the whole file.
    pub path: String,
    pub found: String,
    pub expected: String,
    pub hint: Option<String>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{}:{}:{}: {severity}[{}]", self.file, self.line, self.column, self.code)?;
        if !self.path.is_empty() {
            write!(f, " at {}", self.path)?;
        }
        write!(f, "\n  found: {}\n  expected: {}", self.found, self.expected)?;
        match &self.hint {
            Some(hint) => write!(f, "\n  hint: {hint}"),
            None => Ok(()),
        }
    }
}

/// All findings of one case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    list: Vec<Finding>,
    /// Findings beyond [`FINDINGS_LIMIT`].
    left_out: usize,
    errors: usize,
}

impl Findings {
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.list.iter()
    }

    #[must_use]
    pub fn as_slice(&self) -> &[Finding] {
        &self.list
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// How many findings were not kept because there were too many.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Number of errors, those left out included.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    #[must_use]
    pub fn warnings(&self) -> usize {
        self.list.len() + self.left_out - self.errors
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = std::slice::Iter<'a, Finding>;
    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

/// One block a finding.
impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, finding) in self.list.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            writeln!(f, "{finding}")?;
        }
        if self.left_out > 0 {
            writeln!(f, "\nand {} more", self.left_out)?;
        }
        Ok(())
    }
}

/// A finding while the case is being read: place known, line and path not yet looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub severity: Severity,
    pub code: &'static str,
    pub span: Span,
    pub found: String,
    pub expected: String,
    pub hint: Option<String>,
}

impl Fault {
    #[must_use]
    pub fn error(code: &'static str, span: Span, found: &str, expected: &str) -> Self {
        let (found, expected) = (found.to_owned(), expected.to_owned());
        Self { severity: Severity::Error, code, span, found, expected, hint: None }
    }

    #[must_use]
    pub fn warning(code: &'static str, span: Span, found: &str, expected: &str) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, found, expected) }
    }

    #[must_use]
    pub fn hint(self, hint: &str) -> Self {
        Self { hint: Some(hint.to_owned()), ..self }
    }
}

/// The candidate a writer most likely meant.
fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 64;
    const CLOSE_ENOUGH: f64 = 0.8;
    if written.len() > LONGEST {
        return None;
    }
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST && *candidate != written)
        .map(|candidate| (strsim::jaro_winkler(written, candidate), candidate))
        .filter(|(likeness, _)| *likeness >= CLOSE_ENOUGH)
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, candidate)| candidate)
}

/// Collects faults while a case is read and checked.
#[derive(Debug, Default)]
pub struct Faults {
    list: Vec<Fault>,
    left_out: usize,
    errors: usize,
}

impl Faults {
    /// Keeps a fault, unless it is the consequence of a value that could not be read.
    pub fn push(&mut self, fault: Fault) {
        debug_assert!(
            CODES.contains(&fault.code) || LESSON_CODES.contains(&fault.code),
            "the code {} is not listed",
            fault.code
        );
        if !fault.span.is_known() {
            return;
        }
        self.errors += usize::from(fault.severity == Severity::Error);
        if self.list.len() < FINDINGS_LIMIT {
            self.list.push(fault);
        } else {
            self.left_out += 1;
        }
    }

    /// Keeps a fault and adds "did you mean" when one of the candidates is close. Candidates are not
    /// searched for faults that are only counted, so that reading stays linear.
    pub fn push_suggesting<'a>(
        &mut self,
        fault: Fault,
        written: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) {
        let kept = fault.span.is_known() && self.list.len() < FINDINGS_LIMIT;
        let nearest = if kept { nearest(written, candidates) } else { None };
        self.push(match nearest {
            Some(name) => fault.hint(&format!("did you mean `{name}`?")),
            None => fault,
        });
    }

    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Looks up lines and paths. `files` are name, text and tree, in order of listing.
    #[must_use]
    pub fn locate(mut self, files: &[(&str, &str, Option<&Node>)]) -> Findings {
        self.list.sort_by_key(|fault| (fault.span, fault.severity, fault.code));
        let starts: Vec<Vec<usize>> = files.iter().map(|(_, text, _)| line_starts(text)).collect();
        let list = self.list.into_iter().map(|fault| {
            let Fault { severity, code, span, found, expected, hint } = fault;
            let place = usize::from(span.file);
            let (name, text, tree) = files.get(place).copied().unwrap_or(("", "", None));
            let offset = (span.start as usize).min(text.len());
            let length = (span.end as usize).min(text.len()).saturating_sub(offset);
            let starts = starts.get(place).map_or(&[][..], Vec::as_slice);
            let line = starts.partition_point(|start| *start <= offset).max(1);
            let begin = starts.get(line - 1).copied().unwrap_or(0);
            let column = 1 + text.get(begin..offset).map_or(0, |before| before.chars().count());
            let path = tree.map(|tree| tree.path_at(span)).unwrap_or_default();
            let file = name.to_owned();
            Finding {
                severity,
                code,
                file,
                line,
                column,
                offset,
                length,
                path,
                found,
                expected,
                hint,
            }
        });
        Findings { list: list.collect(), left_out: self.left_out, errors: self.errors }
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}
