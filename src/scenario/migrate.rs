//! Format versions of case files, and the steps from an older to the current one.
//!
//! Invariant: every file says its version in its first field, `format`; each step raises the version of
//! one file by one and works on the tree, so that the places of values survive.

#[cfg(test)]
mod tests;

use super::diagnostic::Fault;
use super::place::Span;
use super::tree::{Field, Kind, Name, Node};

/// The version that the rest of this module tree reads.
pub const CURRENT: u16 = 1;

/// One step between two versions.
#[derive(Clone, Copy)]
pub struct Migration {
    pub from: u16,
    pub to: u16,
    /// Rewrites one file, named first, in place.
    pub apply: fn(&str, &mut Node),
}

/// All steps, oldest first, without gaps up to [`CURRENT`]. There is none yet: 1 is the first version.
pub const MIGRATIONS: &[Migration] = &[];

/// Brings a file up to the current version.
///
/// # Errors
/// The file does not say its version, or says one that is not supported.
pub fn bring_up_to_date(file: &str, root: &mut Node) -> Result<(), Box<Fault>> {
    along(file, root, MIGRATIONS, CURRENT)
}

pub(crate) fn along(
    file: &str,
    root: &mut Node,
    steps: &[Migration],
    current: u16,
) -> Result<(), Box<Fault>> {
    let oldest = steps.first().map_or(current, |step| step.from);
    let (written, span) = version(root)?;
    let supported = if oldest == current {
        format!("format {current}")
    } else {
        format!("formats {oldest} to {current}")
    };
    if written > current {
        return Err(Box::new(
            Fault::error("unsupported-format", span, &format!("format {written}"), &supported)
                .hint("the case was written for a later release of this program: check and play it with that one"),
        ));
    }
    if written < oldest {
        return Err(Box::new(
            Fault::error("unsupported-format", span, &format!("format {written}"), &supported)
                .hint(&format!("no release reads this version: write `format: {oldest}` and mend what the check then finds")),
        ));
    }
    for step in steps.iter().filter(|step| step.from >= written) {
        (step.apply)(file, root);
        set_version(root, step.to);
    }
    Ok(())
}

fn version(root: &Node) -> Result<(u16, Span), Box<Fault>> {
    let start = Span { end: root.span.end.min(root.span.start + 1), ..root.span };
    let missing = |found: &str| {
        Box::new(
            Fault::error("missing-format", start, found, &format!("`( format: {CURRENT}, … )`"))
                .hint("every file of a case begins with its format version"),
        )
    };
    let Kind::Record(_, fields) = &root.kind else { return Err(missing(&root.describe())) };
    let Some(field) = fields.iter().find(|field| field.name.text == "format") else {
        return Err(missing("no field `format`"));
    };
    match field.value.kind {
        Kind::Number(number)
            if number >= 0.0 && number <= f64::from(u16::MAX) && number.floor() == number =>
        {
            Ok((number as u16, field.value.span))
        }
        _ => Err(Box::new(Fault::error(
            "missing-format",
            field.value.span,
            &field.value.describe(),
            "a whole number, the format version",
        ))),
    }
}

fn set_version(root: &mut Node, version: u16) {
    let span = root.span;
    let kind = Kind::Number(f64::from(version));
    if let Kind::Record(_, fields) = &mut root.kind {
        match fields.iter_mut().find(|field| field.name.text == "format") {
            Some(field) => field.value.kind = kind,
            None => fields.insert(
                0,
                Field {
                    name: Name { text: "format".to_owned(), span },
                    value: Node { span, kind },
                },
            ),
        }
    }
}
