//! The model document speaks of the code as it is: its numbers, its files, its rules, its facts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a source or document of the project can be read")
}

fn document() -> String {
    read(&root().join("docs/model.md"))
}

/// Every source below `folder` but its tests, with the path as the document writes it.
fn sources(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).expect("a source folder can be listed");
        for path in entries.map(|entry| entry.expect("an entry can be read").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs")
            {
                let name = path.strip_prefix(root()).expect("below the root").display().to_string();
                let text = read(&path);
                let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                found.push((name, code.to_owned()));
            }
        }
    }
    found.sort();
    found
}

/// A number as Rust or the document writes it, or one number over another; none for anything else.
fn number(text: &str) -> Option<f64> {
    let plain = |text: &str| text.trim().replace('_', "").parse::<f64>().ok();
    match text.split_once('/') {
        Some((above, below)) => Some(plain(above)? / plain(below)?),
        None => plain(text),
    }
}

/// The scalar numbers a source names, in order: `const NAME: type = number;`.
fn constants(code: &str) -> Vec<(String, f64)> {
    code.split("const ")
        .skip(1)
        .filter_map(|rest| {
            let (name, rest) = rest.split_once(": ")?;
            let (kind, rest) = rest.split_once(" = ")?;
            let scalar = ["f64", "u16", "u32", "usize"].contains(&kind);
            let (value, _) = rest.split_once(';')?;
            if scalar { Some((name.to_owned(), number(value)?)) } else { None }
        })
        .collect()
}

/// What the document says a number fixed in the code is: every `NAME = value`.
fn stated(document: &str) -> Vec<(String, f64)> {
    let words: Vec<&str> = document.split_whitespace().collect();
    let mut found = Vec::new();
    for window in words.windows(5) {
        let [name, equals, value, slash, below] = window else { continue };
        let named = name.len() > 2
            && name.chars().all(|letter| letter.is_ascii_uppercase() || letter == '_');
        if !named || *equals != "=" {
            continue;
        }
        let bare = |text: &str| text.trim_end_matches([',', '.', ';', ':', ')']).to_owned();
        let whole = if *slash == "/" { format!("{value}/{}", bare(below)) } else { bare(value) };
        if let Some(value) = number(&whole) {
            found.push(((*name).to_owned(), value));
        }
    }
    found
}

fn number_faults(document: &str, sources: &[(String, String)]) -> Vec<String> {
    let stated = stated(document);
    let mut fixed: BTreeMap<String, Vec<(&str, f64)>> = BTreeMap::new();
    for (path, code) in sources {
        for (name, value) in constants(code) {
            fixed.entry(name).or_default().push((path, value));
        }
    }
    let mut faults = Vec::new();
    for (name, places) in &fixed {
        let said: Vec<f64> =
            stated.iter().filter(|(other, _)| other == name).map(|(_, value)| *value).collect();
        for (path, value) in places {
            if said.is_empty() {
                faults.push(format!("{path}: {name} = {value} is not in the document"));
            }
            for wrong in said.iter().filter(|said| **said != *value) {
                faults.push(format!("{path}: {name} is {value}, the document says {wrong}"));
            }
        }
    }
    for (name, value) in &stated {
        if !fixed.contains_key(name) && name != "WEIGHTS" {
            faults.push(format!("the document says {name} = {value}, which no rule names"));
        }
    }
    faults
}

#[test]
fn a_wrong_a_missing_and_an_invented_number_are_found() {
    let sources = [(
        "a.rs".to_owned(),
        "const ONE: f64 = 0.5;\npub(super) const TWO: f64 = 365.0 / 12.0;\nconst BIG: u32 = 5_000;\n\
         const NEVER: u16 = u16::MAX;"
            .to_owned(),
    )];
    let table = [
        ("ONE = 0.5, TWO = 365 / 12. BIG = 5000 and more", 0),
        ("| ONE = 0.50 | share | x | TWO = 365 / 12, BIG = 5e3 it is", 0),
        ("ONE = 0.6, TWO = 365 / 12, BIG = 5000 and more", 1),
        ("ONE = 0.5, TWO = 365 / 12 and no more than that", 1),
        ("ONE = 0.5, ONE = 0.4, TWO = 365 / 12, BIG = 5000, so there", 1),
        ("ONE = 0.5, TWO = 365 / 12, BIG = 5000, GHOST = 3 and more words", 1),
    ];
    for (document, expected) in table {
        let faults = number_faults(document, &sources);
        assert_eq!(faults.len(), expected, "{document}: {faults:?}");
    }
}

#[test]
fn every_number_fixed_in_the_rules_is_told_as_it_is() {
    let sources = sources("src/sim");
    let count: usize = sources.iter().map(|(_, code)| constants(code).len()).sum();
    assert!(count > 50, "only {count} constants were found: has their form changed?");
    let faults = number_faults(&document(), &sources);
    assert!(faults.is_empty(), "docs/model.md and src/sim differ:\n{}", faults.join("\n"));
}

#[test]
fn the_weights_of_the_index_are_told_as_they_are() {
    let weights = stackholders::sim::formulas::lock_in::LockInParts::WEIGHTS
        .map(|weight| format!("{weight:.2}"))
        .join(", ");
    let line = format!("WEIGHTS = {weights}");
    assert!(document().contains(&line), "docs/model.md does not say: {line}");
}

#[test]
fn every_file_the_document_names_exists() {
    let document = document();
    let names: Vec<&str> = document
        .split(|letter: char| !(letter.is_ascii_alphanumeric() || "/_.-".contains(letter)))
        .map(|word| word.trim_start_matches("../").trim_end_matches('.'))
        .filter(|word| word.starts_with("src/") || word.starts_with("tests/"))
        .collect();
    assert!(names.len() > 30, "only {} paths were found", names.len());
    let missing: Vec<&&str> = names.iter().filter(|name| !root().join(name).exists()).collect();
    assert!(missing.is_empty(), "docs/model.md names files that are not there: {missing:?}");
}

#[test]
fn every_file_of_the_rules_is_named_by_the_document() {
    // Rooms that hold no rule: the list of formulas, the compiled case, the state and what belongs to it, parts of
    // one formula.
    let silent = [
        "formulas.rs",
        "model.rs",
        "state.rs",
        "kept.rs",
        "digest.rs",
        "factor.rs",
        "simulate.rs",
        "tree.rs",
    ];
    let document = document();
    let missing: Vec<String> = sources("src/sim")
        .into_iter()
        .map(|(path, _)| path)
        .filter(|path| !silent.iter().any(|name| path.ends_with(&format!("/{name}"))))
        .filter(|path| !document.contains(path.as_str()))
        .collect();
    assert!(missing.is_empty(), "docs/model.md does not name: {missing:?}");
}

#[test]
fn every_rule_of_the_trace_is_told() {
    let trace = read(&root().join("src/sim/trace.rs"));
    let (_, after) = trace.split_once("pub enum Rule {").expect("the trace lists its rules");
    let (list, _) = after.split_once('}').expect("the list ends");
    let rules: Vec<&str> =
        list.split([',', '\n']).map(str::trim).filter(|r| !r.is_empty()).collect();
    assert!(rules.len() > 30, "only {} rules were found", rules.len());
    let document = document();
    let untold: Vec<&&str> =
        rules.iter().filter(|rule| document.matches(&format!("`{rule}`")).count() < 2).collect();
    assert!(untold.is_empty(), "told less than twice (a section and the table): {untold:?}");
}

#[test]
fn every_number_that_the_rules_read_is_told() {
    let document = document();
    let told: BTreeSet<&str> =
        document.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_')).collect();
    let model = read(&root().join("src/sim/model.rs"));
    // numbers! { /// what … Name from Source { field, field } draws { field } }
    let names: Vec<&str> = model
        .split("\nnumbers! {")
        .skip(1)
        .filter_map(|block| Some(block.split_once(" from ")?.1.split_once("\n}")?.0))
        .flat_map(|lists| lists.split('{').skip(1))
        .filter_map(|list| Some(list.split_once('}')?.0))
        .flat_map(|list| list.split(','))
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    assert!(names.len() > 150, "only {} numbers were found", names.len());
    let untold: Vec<&&str> = names.iter().filter(|name| !told.contains(*name)).collect();
    assert!(untold.is_empty(), "docs/model.md does not speak of the numbers {untold:?}");
}

#[test]
fn every_fact_is_listed_and_used() {
    let document = document();
    let (body, appendix) =
        document.split_once("## Appendix: stylised facts").expect("the document lists the facts");
    for fact in 1..=21 {
        assert!(appendix.contains(&format!("| F{fact} | ")), "F{fact} is not listed");
        let named = body
            .split(|letter: char| !letter.is_ascii_alphanumeric())
            .any(|word| word == format!("F{fact}"));
        assert!(named, "no rule is said to serve F{fact}");
    }
}

#[test]
fn every_link_within_the_document_has_its_heading() {
    let document = document();
    let anchors: Vec<String> = document
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| {
            line.trim_start_matches('#')
                .trim()
                .to_lowercase()
                .chars()
                .filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter))
                .map(|letter| if letter == ' ' { '-' } else { letter })
                .collect()
        })
        .collect();
    for link in document.split("](#").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0)) {
        assert!(anchors.iter().any(|anchor| anchor == link), "no heading for #{link}");
    }
}
