//! `docs/scenario-format.md` against the code: every record, field, word, unit and finding stands in it, its examples read, and its tutorial works.

use super::tiny;
use stackholders::scenario::diagnostic::{CODES, Faults};
use stackholders::scenario::family::{self, Family};
use stackholders::scenario::raw::Decode;
use stackholders::scenario::raw::events::RawEffect;
use stackholders::scenario::raw::number::{Amount, SpreadNode};
use stackholders::scenario::raw::options::{PROFILE_FIELDS, RawOption};
use stackholders::scenario::raw::parameters::RULE_FIELDS;
use stackholders::scenario::raw::plans::RawBody;
use stackholders::scenario::raw::scenario::RawScale;
use stackholders::scenario::raw::sources::RawSource;
use stackholders::scenario::tree::{self, Node, written};
use stackholders::scenario::{load, reading};
use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(path).expect("the repository has this file")
}

fn document() -> String {
    read("docs/scenario-format.md")
}

/// A record, a choice or a list of words of the case files, with the names an author writes.
struct Shape {
    name: String,
    /// Fields of a struct, or variants with their fields.
    names: Vec<String>,
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}

/// The names before `:` of a comma-separated list.
fn fields(list: &str) -> impl Iterator<Item = String> + '_ {
    list.match_indices(':').filter(|(at, _)| !list[at + 1..].starts_with(':')).map(|(at, _)| {
        let start = list[..at].rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        list[start.map_or(0, |start| start + 1)..at].to_owned()
    })
}

/// All shapes, from the source text of `src/scenario/raw/`, where each is written once by a macro.
fn shapes() -> Vec<Shape> {
    let mut shapes = Vec::new();
    for file in
        ["events", "number", "options", "parameters", "plans", "roles", "scenario", "sources"]
    {
        let text = read(&format!("src/scenario/raw/{file}.rs"));
        let code: String = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        for (start, keyword) in ["pub struct ", "pub enum ", "words!("]
            .into_iter()
            .flat_map(|keyword| code.match_indices(keyword))
        {
            let rest = &code[start + keyword.len()..];
            let end = if keyword == "words!(" { rest.find(");") } else { rest.find("\n    }") };
            let body = &rest[..end
                .unwrap_or(rest.len())
                .min(rest.find("}\n        record!").unwrap_or(rest.len()))];
            let name = word(body);
            let list = body[name.len()..].trim_start_matches([':', ' ', '{']);
            let names = match keyword {
                "words!(" => list
                    .split(',')
                    .map(|it| it.trim().to_owned())
                    .filter(|it| !it.is_empty())
                    .collect(),
                // Numbers of a profile and of the rules are written by a macro; their lists are compared below.
                _ if list.contains("$(") => Vec::new(),
                "pub struct " => fields(list).collect(),
                _ => list
                    .lines()
                    .filter(|line| {
                        line.starts_with("        ") && !line.starts_with("            ")
                    })
                    .map(|line| word(line.trim()))
                    .filter(|variant| variant.starts_with(|c: char| c.is_ascii_uppercase()))
                    .chain(fields(list))
                    .collect(),
            };
            shapes.push(Shape { name, names });
        }
    }
    shapes
}

/// The part of the document that describes a shape: from its mark to the next mark.
fn part<'a>(document: &'a str, name: &str) -> Option<&'a str> {
    document.split("<!-- ").skip(1).find_map(|part| {
        let (marks, text) = part.split_once(" -->")?;
        marks.split(' ').any(|mark| mark == name).then_some(text)
    })
}

#[test]
fn every_record_field_and_word_stands_in_the_reference() {
    let (document, shapes) = (document(), shapes());
    let count: usize = shapes.iter().map(|shape| shape.names.len()).sum();
    assert!(
        shapes.len() >= 50 && count >= 280,
        "{} shapes, {count} names: were they found?",
        shapes.len()
    );
    let mut missing = Vec::new();
    for Shape { name, names } in &shapes {
        let Some(part) = part(&document, name) else {
            missing.push(format!("no part marked <!-- {name} -->"));
            continue;
        };
        // In brackets a part of a condition or decision stands by its place, not in backticks of its own.
        let stands = |it: &String| {
            [
                format!("`{it}`"),
                format!("`{it}("),
                format!("({it})"),
                format!("({it}, "),
                format!(", {it})"),
            ]
            .iter()
            .any(|form| part.contains(form.as_str()))
        };
        let slug_of = |it: &String| it == "slug" && part.contains("(\"slug\")");
        let reason = |it: &String| {
            name == "Origin" && part.contains(&format!("(\"{it}\")").replace("target", "behaviour"))
        };
        let years = |it: &String| name == "RawBody" && it == "years" && part.contains("Years([…])");
        missing.extend(
            names
                .iter()
                .filter(|it| !stands(it) && !slug_of(it) && !reason(it) && !years(it))
                .map(|it| format!("`{it}` of {name}")),
        );
    }
    assert!(missing.is_empty(), "docs/scenario-format.md does not have {missing:#?}");
}

#[test]
fn every_number_stands_in_the_reference_with_unit_and_range() {
    let document = document();
    let mut missing = Vec::new();
    for (shape, list) in [("RawProfile", PROFILE_FIELDS), ("RawParameters", RULE_FIELDS)] {
        let part = part(&document, shape).expect("the part is marked");
        for (name, Family { units, low, high, .. }) in list {
            let row = format!(
                "\n| `{name}` | `{}` | {} to {} | ",
                units[0],
                written(*low),
                written(*high)
            );
            if !part.contains(&row) {
                missing.push(row);
            }
        }
    }
    for Family { name, units, low, high } in family::ALL {
        let units: Vec<String> = units.iter().map(|unit| format!("`{unit}`")).collect();
        let row = format!(
            "\n| {name} | {} | {} to {} |\n",
            units.join(", "),
            written(*low),
            written(*high)
        );
        if !document.contains(&row) {
            missing.push(row);
        }
    }
    assert!(missing.is_empty(), "docs/scenario-format.md does not have {missing:#?}");
}

#[test]
fn every_finding_stands_in_the_reference_and_no_other() {
    let document = document();
    let (_, findings) = document.split_once("\n## Findings\n").expect("the part on findings");
    let (findings, _) = findings.split_once("\n## ").expect("another part follows");
    let mut listed: Vec<&str> = findings
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .filter_map(|row| row.split('`').next())
        .collect();
    let mut codes = CODES.to_vec();
    listed.sort_unstable();
    codes.sort_unstable();
    assert_eq!(listed, codes);
}

#[test]
fn limits_in_the_reference_are_those_of_the_code() {
    let document = document();
    let grouped = |number: usize| {
        let digits = number.to_string();
        let parts: Vec<&str> = digits
            .as_bytes()
            .rchunks(3)
            .rev()
            .map(|part| std::str::from_utf8(part).expect("digits"))
            .collect();
        parts.join(",")
    };
    for sentence in [
        format!(
            "A file has at most {} bytes, all together at most {}",
            grouped(tree::FILE_LIMIT),
            grouped(tree::CASE_LIMIT)
        ),
        format!("nested at most {} deep", tree::DEPTH_LIMIT),
        format!("At most {} are shown", stackholders::scenario::diagnostic::FINDINGS_LIMIT),
        format!("| brief | {} |", reading::BRIEF_BUDGET),
        format!("dated events | {} |", reading::RUN_BUDGET),
        format!("| a role card | {} |", reading::ROLE_CARD_BUDGET),
        format!("| text of a card or dated event | {} |", reading::CARD_BUDGET),
        format!("| pitch, choice, reason | {} |", reading::PITCH_BUDGET),
        format!("Read aloud at {} words a minute", reading::WORDS_A_MINUTE),
        format!("This release reads version {}", stackholders::scenario::migrate::CURRENT),
    ] {
        assert!(document.contains(&sentence), "docs/scenario-format.md does not say: {sentence}");
    }
}

/// Whether a tree reads as one record without a fault.
fn reads_as<T: Decode>(node: &Node) -> bool {
    let mut faults = Faults::default();
    T::decode(node, &mut faults).is_some() && !faults.has_errors()
}

/// Texts of all examples.
fn examples(document: &str) -> Vec<&str> {
    document
        .split("```ron\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap_or_default())
        .collect()
}

#[test]
fn every_example_of_the_reference_reads() {
    let document = document();
    let examples = examples(&document);
    assert!(examples.len() >= 8, "{} examples: were they found?", examples.len());
    let shapes: [fn(&Node) -> bool; 7] = [
        reads_as::<Amount>,
        reads_as::<SpreadNode>,
        reads_as::<RawSource>,
        reads_as::<RawOption>,
        reads_as::<RawScale>,
        reads_as::<RawEffect>,
        reads_as::<RawBody>,
    ];
    for example in examples {
        let node = tree::read(0, example).unwrap_or_else(|fault| panic!("{fault:?}\n{example}"));
        assert!(
            shapes.iter().any(|reads| reads(&node)),
            "this example reads as no record:\n{example}"
        );
    }
}

#[test]
fn the_first_case_of_the_reference_can_be_made_as_written() {
    let document = document();
    let step = |name: &str| {
        let (_, rest) = document
            .split_once(&format!("<!-- tutorial: {name} -->\n```ron\n"))
            .unwrap_or_else(|| panic!("the tutorial has no step {name}"));
        rest.split("\n```").next().unwrap_or_default()
    };
    let mut files = tiny();
    let mut swap = |name: &str, from: &str, to: &str| {
        let text = files.text(name).expect("the case has this file").to_owned();
        assert!(text.contains(from), "{name} no longer has the text {from}");
        files.insert(name, text.replacen(from, to, 1));
    };
    swap("sources.ron", "sources: []", &format!("sources: [{}]", step("source")));
    let start_value = "rate: (unit: \"k$/year\", low: 170, likely: 200, high: 230, as_of: \"2026\", source: Assumption(\"start value\"))";
    swap("scenario.ron", start_value, &format!("rate: {}", step("rate")));
    swap("options.ron", "    options: [\n", &format!("    options: [\n{},\n", step("option")));
    let findings = load(&files).findings;
    assert!(findings.is_empty(), "{findings}");

    let text = files.text("options.ron").expect("it has one").replacen("supplier:", "suplier:", 1);
    files.insert("options.ron", text);
    let told = load(&files).findings.to_string();
    assert!(
        told.contains("no field `supplier`") && told.contains("did you mean `supplier`?"),
        "{told}"
    );
}
