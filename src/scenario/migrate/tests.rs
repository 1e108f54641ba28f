//! The chain of steps, tried with steps that no release has.

use super::{CURRENT, MIGRATIONS, Migration, along, bring_up_to_date};
use crate::scenario::place::Span;
use crate::scenario::tree::{Field, Kind, Name, Node, read};

/// Version 2 renamed `title` to `name`; version 3 gave every file a field `kind`.
const STEPS: &[Migration] = &[
    Migration { from: 1, to: 2, apply: rename_title },
    Migration { from: 2, to: 3, apply: add_kind },
];

fn rename_title(_file: &str, root: &mut Node) {
    if let Kind::Record(_, fields) = &mut root.kind {
        for field in fields.iter_mut().filter(|field| field.name.text == "title") {
            field.name.text = "name".to_owned();
        }
    }
}

fn add_kind(file: &str, root: &mut Node) {
    let span = Span { end: root.span.start, ..root.span };
    if let Kind::Record(_, fields) = &mut root.kind {
        let value = Node { span, kind: Kind::Text(file.to_owned()) };
        fields.push(Field { name: Name { text: "kind".to_owned(), span }, value });
    }
}

fn migrated(text: &str) -> Result<Vec<(String, Kind)>, String> {
    let mut root = read(0, text).expect("the test's text is RON");
    along("roles.ron", &mut root, STEPS, 3)
        .map_err(|fault| format!("{} | {} | {:?}", fault.found, fault.expected, fault.hint))?;
    let Kind::Record(_, fields) = root.kind else { panic!("a migrated file is a struct") };
    Ok(fields.into_iter().map(|field| (field.name.text, field.value.kind)).collect())
}

#[test]
fn an_older_file_goes_through_every_step_after_its_version() {
    let number = Kind::Number;
    let text = |text: &str| Kind::Text(text.to_owned());
    for (written, expected) in [
        (
            "(format: 1, title: \"a\")",
            vec![("format", number(3.0)), ("name", text("a")), ("kind", text("roles.ron"))],
        ),
        (
            "(format: 2, title: \"a\")",
            vec![("format", number(3.0)), ("title", text("a")), ("kind", text("roles.ron"))],
        ),
        ("(format: 3, title: \"a\")", vec![("format", number(3.0)), ("title", text("a"))]),
    ] {
        let expected: Vec<(String, Kind)> =
            expected.into_iter().map(|(name, kind)| (name.to_owned(), kind)).collect();
        assert_eq!(migrated(written), Ok(expected), "{written}");
    }
}

#[test]
fn a_version_without_a_way_is_refused_with_what_is_supported() {
    for (written, found, supported) in [
        ("(format: 4)", "format 4", "formats 1 to 3"),
        ("(format: 0)", "format 0", "formats 1 to 3"),
        ("(format: \"1\")", "the text \"1\"", "a whole number"),
        ("(format: 1.5)", "the number 1.5", "a whole number"),
        ("(title: \"a\")", "no field `format`", "( format: 1, … )"),
        ("[1]", "a list", "( format: 1, … )"),
    ] {
        let refusal = migrated(written).expect_err(written);
        assert!(refusal.contains(found) && refusal.contains(supported), "{written}: {refusal}");
    }
}

#[test]
fn the_released_steps_lead_to_the_current_version_without_gaps() {
    let mut version = MIGRATIONS.first().map_or(CURRENT, |step| step.from);
    for step in MIGRATIONS {
        assert_eq!((step.from, step.to), (version, version + 1));
        version = step.to;
    }
    assert_eq!(version, CURRENT);
    let mut root = read(0, "(format: 1)").expect("the test's text is RON");
    assert_eq!(bring_up_to_date("roles.ron", &mut root), Ok(()));
}
