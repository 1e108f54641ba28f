//! Cases as authors write them: what is wrong is told with its place and a way out, nothing is invented, and no bytes break the reading.

use proptest::prelude::*;
use stackholders::scenario::diagnostic::{CODES, FINDINGS_LIMIT};
use stackholders::scenario::place::{FILES, Span};
use stackholders::scenario::skeleton::skeleton;
use stackholders::scenario::tree::{self, CASE_LIMIT, FILE_LIMIT, Kind, Node};
use stackholders::scenario::{CaseFiles, Finding, Findings, Loaded, Severity, load, shipped};
use std::collections::BTreeSet;

#[path = "scenarios/broken.rs"]
mod broken;
#[path = "scenarios/reference.rs"]
mod reference;

use broken::{Edit, ROWS, Row};

/// The case that `stackholders new tiny` writes.
fn tiny() -> CaseFiles {
    let mut files = CaseFiles::new("tiny");
    for (name, text) in skeleton("tiny", "Tiny").expect("slug and title are fine") {
        files.insert(name, text);
    }
    files
}

fn base(slug: &str) -> CaseFiles {
    shipped::files(slug).unwrap_or_else(tiny)
}

fn edited(row: &Row) -> CaseFiles {
    let (slug, name) = row.file.split_once('/').expect("a row names case and file");
    let mut files = base(slug);
    match row.edit {
        Edit::Swap(from, to) => {
            let text = files.text(name).expect("the case has this file");
            assert!(text.contains(from), "{}: {name} no longer has the text {from}", row.name);
            let text = text.replacen(from, to, 1);
            files.insert(name, text);
        }
        Edit::Whole(text) => files.insert(name, text),
        Edit::Bytes(bytes) => files.insert_bytes(name, bytes.to_vec()),
        Edit::Remove => files.remove(name),
    }
    files
}

fn severity(finding: &Finding) -> &'static str {
    match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// The line of a finding in its file.
fn line<'a>(files: &'a CaseFiles, finding: &Finding) -> &'a str {
    let text = files.text(&finding.file).unwrap_or_default();
    text.split('\n').nth(finding.line - 1).unwrap_or_default()
}

/// What of a row is not as the table says.
fn differences(row: &Row) -> Vec<String> {
    let files = edited(row);
    let Loaded { case, findings } = load(&files);
    let mut left: Vec<&Finding> = findings.iter().collect();
    let mut differences = Vec::new();
    for (head, file, on_line, words) in row.told {
        let fits = |finding: &&Finding| {
            let shown = finding.to_string();
            *head == format!("{}[{}]", severity(finding), finding.code)
                && *file == finding.file
                && line(&files, finding).contains(on_line)
                && words.iter().all(|word| shown.contains(word))
        };
        match left.iter().position(fits) {
            Some(index) => drop(left.remove(index)),
            None => {
                differences.push(format!("not told: {head} in {file} at {on_line:?} {words:?}"));
            }
        }
    }
    differences.extend(left.into_iter().map(|finding| format!("told as well: {finding}")));
    if case.is_some() != row.told.iter().all(|(head, ..)| head.starts_with("warning")) {
        differences.push("a case is handed out exactly when there is no error".to_owned());
    }
    differences
}

#[test]
fn each_broken_case_is_told_with_place_and_way_out_and_nothing_else() {
    let mut report = String::new();
    for row in ROWS {
        let differences = differences(row);
        if !differences.is_empty() {
            report.push_str(&format!(
                "\n{} ({})\n  {}\n",
                row.name,
                row.file,
                differences.join("\n  ")
            ));
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn every_kind_of_finding_is_shown_by_some_broken_case() {
    let mut shown: BTreeSet<&str> = ["too-large"].into();
    for row in ROWS {
        shown.extend(load(&edited(row)).findings.iter().map(|finding| finding.code));
    }
    let missing: Vec<&&str> = CODES.iter().filter(|code| !shown.contains(**code)).collect();
    assert!(missing.is_empty(), "no row of tests/scenarios/broken.rs shows {missing:?}");
}

#[test]
fn shipped_cases_and_the_case_to_begin_with_have_no_findings() {
    let cases = shipped::slugs().into_iter().map(base).chain([tiny()]);
    for files in cases {
        let findings = load(&files).findings;
        assert!(findings.is_empty(), "{}:\n{findings}", files.folder);
    }
}

/// Faults of five files at once: what an author sees, word for word.
#[test]
fn faults_of_several_files_are_told_all_at_once() {
    let mut files = tiny();
    for (name, from, to) in [
        ("scenario.ron", "low: 5, likely: 10, high: 20", "low: 5, likely: 30, high: 20"),
        ("scenario.ron", "impact: Moderate", "impact: Middle"),
        (
            "scenario.ron",
            "pool: \"engineers\",\n            inherited: \"old-store\"",
            "pool: \"engineer\",\n            inherited: \"old-store\"",
        ),
        ("options.ron", "pitch: \"Open tool", "ptich: \"Open tool"),
        ("events.ron", "title: \"No budget yet\",", "title: \"No budget yet\""),
        ("plans.ron", "Predict(gauge: Cost,", "Predict(gauge: Costs,"),
        ("parameters.ron", "unit: \"days\", median: 95", "unit: \"weeks\", median: 95"),
    ] {
        let text = files.text(name).expect("the case has this file").to_owned();
        assert!(text.contains(from), "{name} no longer has the text {from}");
        files.insert(name, text.replacen(from, to, 1));
    }
    files.remove("sources.ron");
    insta::with_settings!({ snapshot_path => "scenarios", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("all-at-once", load(&files).findings);
    });
}

/// Places of all values of a file, but not the parts of single numbers.
fn values(node: &Node, places: &mut Vec<Span>) {
    match &node.kind {
        Kind::Record(_, fields) if fields.iter().all(|field| field.name.text != "unit") => {
            for field in fields.iter().filter(|field| field.name.text != "format") {
                places.push(field.value.span);
                values(&field.value, places);
            }
        }
        Kind::List(items) | Kind::Tuple(_, items) => {
            for item in items {
                places.push(item.span);
                values(item, places);
            }
        }
        _ => {}
    }
}

/// Any single value that cannot be read is one fault, whatever depends on it.
#[test]
fn nothing_is_told_that_follows_from_another_fault() {
    let whole = tiny();
    let mut told = Vec::new();
    let mut tried = 0;
    for name in FILES {
        let text = whole.text(name).expect("the case has all files");
        let mut places = vec![Span::new(0, 0, text.len())];
        values(&tree::read(0, text).expect("it is RON"), &mut places);
        for span in places {
            let mut files = whole.clone();
            let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
            files.insert(name, format!("{before}{{}}{after}"));
            let findings = load(&files).findings;
            tried += 1;
            let path = findings.iter().next().map(|first| first.path.clone()).unwrap_or_default();
            if findings.len() != 1 {
                told.push(format!("{name} {path}: {findings}"));
            }
        }
    }
    assert!(tried > 500, "{tried} values: were they found?");
    assert!(told.is_empty(), "{} of {tried}:\n{}", told.len(), told.join("\n"));
}

#[test]
fn other_files_of_the_folder_do_not_matter() {
    let mut files = tiny();
    files.insert("README.md", "# Tiny\n");
    files.insert("options.ron.bak", "(");
    let Loaded { case, findings } = load(&files);
    assert!(findings.is_empty(), "{findings}");
    let digest = |case: Option<stackholders::scenario::case::Case>| case.map(|case| case.digest);
    assert_eq!(digest(case), digest(load(&tiny()).case));
}

#[test]
fn what_is_too_large_is_refused_by_its_size_alone() {
    let mut files = tiny();
    files.insert_too_large("options.ron", 100_000_000);
    let told = load(&files).findings.to_string();
    assert!(
        told.contains("error[too-large]") && told.contains("a file of 100000000 bytes"),
        "{told}"
    );

    let mut files = tiny();
    files.insert("roles.ron", " ".repeat(FILE_LIMIT + 1));
    let told = load(&files).findings.to_string();
    assert!(told.contains("roles.ron:1:1: error[too-large]"), "{told}");

    let mut files = tiny();
    for name in FILES {
        files.insert(name, " ".repeat(CASE_LIMIT / FILES.len() + 1));
    }
    let findings = load(&files).findings;
    assert_eq!(findings.errors(), FILES.len(), "{findings}");
    assert!(findings.iter().all(|finding| finding.code == "too-large"), "{findings}");
}

/// Does something that must not take long. The limit is generous: all takes well under a second.
#[expect(clippy::disallowed_methods, reason = "how long it takes is what is tested")]
fn quickly<T>(what: &str, act: impl FnOnce() -> T) -> T {
    let start = std::time::Instant::now();
    let done = act();
    let taken = start.elapsed();
    assert!(taken.as_secs() < 10, "{what} took {taken:?}");
    done
}

/// Texts of the largest size that is read, each made to keep one part of the reading busy.
#[test]
fn the_largest_files_are_refused_quickly() {
    let deep = |open: &str| open.repeat(100_000);
    let entries = |entry: &dyn Fn(usize) -> String| {
        let mut list = String::new();
        let mut number = 0;
        while list.len() < FILE_LIMIT - 200 {
            list.push_str(&entry(number));
            number += 1;
        }
        list
    };
    let hostile = [
        ("brackets", "roles.ron", deep("[")),
        ("parentheses", "roles.ron", deep("(")),
        ("braces", "roles.ron", deep("{")),
        ("names in names", "roles.ron", deep("Some(")),
        ("fields in fields", "roles.ron", deep("(a:")),
        ("comments in comments", "roles.ron", deep("/*")),
        (
            "unknown fields",
            "roles.ron",
            format!("(format: 1, {})", entries(&|n| format!("f{n}: 1, "))),
        ),
        (
            "the same field",
            "roles.ron",
            format!("(format: 1, {})", entries(&|_| "roles: [], ".into())),
        ),
        (
            "sources",
            "sources.ron",
            format!("(format: 1, sources: [{}])", entries(&|n| format!("(slug: \"s{n}\"), "))),
        ),
        (
            "components",
            "scenario.ron",
            format!("(format: 1, components: [{}])", entries(&|n| format!("(slug: \"s{n}\"), "))),
        ),
        (
            "options",
            "options.ron",
            format!("(format: 1, options: [{}])", entries(&|_| "(component: \"store\"), ".into())),
        ),
        (
            "interfaces",
            "scenario.ron",
            format!("(format: 1, interfaces: [{}])", entries(&|_| "(a: \"b\"), ".into())),
        ),
        (
            "cards",
            "events.ron",
            format!("(format: 1, cards: [{}])", entries(&|_| "(kind: PriceHike), ".into())),
        ),
        (
            "empty structs",
            "plans.ron",
            format!("(format: 1, plans: [{}])", entries(&|_| "(), ".into())),
        ),
        (
            "years",
            "plans.ron",
            format!(
                "(format: 1, plans: [(slug: \"a\", name: \"A\", about: \"b\", body: Years([{}]))])",
                entries(&|_| "[], ".into())
            ),
        ),
        (
            "words",
            "roles.ron",
            format!(
                "(format: 1, roles: [(slug: \"a\", name: \"{}\", goal: \"b\", facts: [])])",
                entries(&|_| "best ".into())
            ),
        ),
        ("quotes", "roles.ron", entries(&|_| "\\\"".into())),
    ];
    for (what, name, text) in hostile {
        let mut files = tiny();
        files.insert(name, text);
        let Loaded { case, findings } = quickly(what, || load(&files));
        let shown = findings.to_string();
        assert!(case.is_none() && findings.has_errors(), "{what}:\n{shown}");
        assert!(shown.len() < 1 << 20, "{what}: a report of {} bytes", shown.len());
    }
}

/// The program itself, on files that nobody meant to write.
#[cfg(feature = "cli")]
mod program {
    use super::{quickly, tiny};
    use std::fs::{self, File};
    use std::path::Path;
    use std::process::{Command, Output};

    /// Runs a command; it must answer at once, whatever the files hold.
    fn run(arguments: &[&str]) -> (Option<i32>, String) {
        let program = || Command::new(env!("CARGO_BIN_EXE_stackholders")).args(arguments).output();
        let answer = quickly("the program", program).expect("the program starts");
        let Output { status, stdout, stderr } = answer;
        let told =
            String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr);
        (status.code(), told)
    }

    /// A file of 100 million bytes that takes no room on the disk.
    fn huge(path: &Path) {
        File::create(path).and_then(|file| file.set_len(100_000_000)).expect("a file can be made");
    }

    fn write(folder: &Path) {
        fs::create_dir(folder).expect("a folder can be made");
        for (name, text) in tiny().iter() {
            fs::write(folder.join(name), text).expect("a file can be written");
        }
    }

    #[test]
    fn check_tells_of_unreadable_files_with_all_others() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let folder = place.path().join("tiny");
        write(&folder);
        let text = tiny()
            .text("scenario.ron")
            .expect("it has one")
            .replace("impact: Moderate", "impact: Middle");
        fs::write(folder.join("scenario.ron"), text).expect("a file can be written");
        fs::write(folder.join("roles.ron"), b"(format: 1, roles: [\n] // caf\xe9\n)")
            .expect("a file can be written");
        huge(&folder.join("options.ron"));
        fs::remove_file(folder.join("plans.ron")).expect("it was there");
        let (code, told) =
            run(&["check", folder.to_str().expect("a plain path"), "--format", "csv"]);
        assert_eq!(code, Some(1), "{told}");
        for line in [
            ",error,unknown-variant,scenario.ron,",
            ",error,too-large,options.ron,1,1,,a file of 100000000 bytes,at most 1048576 bytes,",
            ",error,not-text,roles.ron,2,9,",
            ",error,missing-file,plans.ron,1,1,",
        ] {
            assert!(told.contains(line), "not told: {line}\n{told}");
        }
        assert_eq!(told.lines().count(), 5, "{told}");
    }

    #[test]
    fn a_new_case_passes_the_check() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let into = place.path().to_str().expect("a plain path");
        assert_eq!(
            run(&["new", "my-agency", "--title", "My \"agency\"", "--into", into]).0,
            Some(0)
        );
        let folder = place.path().join("my-agency");
        let (code, told) = run(&["check", folder.to_str().expect("a plain path")]);
        assert!(code == Some(0) && told.contains("0 errors, 0 warnings"), "{told}");
    }

    /// What a command leaves out of a run that was cut off, it says beside its answer.
    #[test]
    fn what_is_left_out_of_a_cut_run_is_told() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let path = |name: &str| place.path().join(name).to_string_lossy().into_owned();
        let (whole, cut) = (path("whole.run"), path("cut.run"));
        assert_eq!(
            run(&["simulate", "first-week", "--plan", "all-open", "--out", &whole]).0,
            Some(0)
        );
        let bytes = fs::read(&whole).expect("it was just written");
        let ends: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] == b'\n').collect();
        // Format, header, a year of two lines, the second commit, and a part of its result.
        fs::write(&cut, &bytes[..ends[4] + 10]).expect("a file can be written");
        let whole_code = run(&["code", &whole]).1;
        for arguments in [
            vec!["code", &cut],
            vec!["explain", &cut, "--year", "FY2027", "--gauge", "cost"],
            vec!["document", "proposal", &cut],
            vec!["replay", &cut],
        ] {
            let (code, told) = run(&arguments);
            assert_eq!(code, Some(0), "{told}");
            for note in [
                "note: the last line was cut off after 9 bytes and is left out",
                "note: the last committed year was not played to its end and is left out",
            ] {
                assert!(told.contains(note), "{arguments:?} does not tell: {note}\n{told}");
            }
            assert_ne!(told, whole_code);
        }
    }

    #[test]
    fn runs_and_plans_that_are_too_large_are_refused() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let path = place.path().join("table.run");
        huge(&path);
        let path = path.to_str().expect("a plain path");
        let code = "0".repeat(100_000);
        for (arguments, words) in [
            (vec!["replay", path], "8388608"),
            (vec!["replay", &code], "as a run code"),
            (vec!["simulate", "first-week", "--plan", path], "16777216"),
        ] {
            let (exit, told) = run(&arguments);
            assert_eq!(exit, Some(3), "{told}");
            assert!(told.contains(words), "{words}: {told}");
            assert!(told.len() < 2_000, "an answer of {} bytes", told.len());
        }
    }
}

/// Each finding names a file of the case and a place inside it.
fn places_are_inside(files: &CaseFiles, findings: &Findings) -> Result<(), TestCaseError> {
    prop_assert!(findings.len() <= FINDINGS_LIMIT);
    for finding in findings {
        let text = files.text(&finding.file).unwrap_or_default();
        prop_assert!(FILES.contains(&finding.file.as_str()), "{finding}");
        prop_assert!(CODES.contains(&finding.code), "{finding}");
        prop_assert!(finding.offset + finding.length <= text.len(), "{finding}");
        prop_assert!(
            text.get(finding.offset..finding.offset + finding.length).is_some(),
            "{finding}"
        );
        let before = &text[..finding.offset];
        prop_assert_eq!(finding.line, 1 + before.matches('\n').count(), "{}", finding);
        let column = 1 + before.rsplit('\n').next().unwrap_or_default().chars().count();
        prop_assert_eq!(finding.column, column, "{}", finding);
        prop_assert!(!finding.found.is_empty() && !finding.expected.is_empty(), "{finding}");
    }
    Ok(())
}

/// Loading ends, and gives a case or errors whose places are inside the files.
fn loads_or_tells(files: &CaseFiles) -> Result<(), TestCaseError> {
    let Loaded { case, findings } = load(files);
    prop_assert_eq!(case.is_none(), findings.has_errors());
    places_are_inside(files, &findings)
}

/// A case and one of its files.
fn any_file() -> impl Strategy<Value = (CaseFiles, &'static str)> {
    (0..3_usize, 0..FILES.len()).prop_map(|(case, file)| {
        (base(["tiny", "first-week", "family-benefits"][case]), FILES[file])
    })
}

fn bytes_of(files: &CaseFiles, name: &str) -> Vec<u8> {
    files.text(name).expect("a case has all files").as_bytes().to_vec()
}

/// A change of a text: at a relative place, so many bytes are replaced by others.
fn any_change() -> impl Strategy<Value = (f64, usize, Vec<u8>)> {
    let signs = prop::sample::select(vec![
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "\"",
        "\\",
        "//",
        "/*",
        "r#\"",
        "-",
        "1e308",
        "NaN",
        "inf",
        "0",
        "None",
        "Some(",
        "Struck",
        "true",
        "\u{0}",
        "é",
        "\u{feff}",
        "\r\n",
        "format: 1,",
        "slug: \"a\",",
    ])
    .prop_map(|sign| sign.as_bytes().to_vec());
    let bytes = prop::collection::vec(any::<u8>(), 0..4);
    (0.0..1.0, prop_oneof![Just(0), 1..4_usize, 1..400_usize], prop_oneof![3 => signs, 1 => bytes])
}

fn config(cases: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: cases * usual.cases / 256, failure_persistence: None, ..usual }
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn any_bytes_load_or_are_told(file in 0..FILES.len(), bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut files = tiny();
        files.insert_bytes(FILES[file], bytes);
        loads_or_tells(&files)?;
    }

    #[test]
    fn a_file_cut_anywhere_loads_or_is_told((mut files, name) in any_file(), place in 0.0..1.0) {
        let mut bytes = bytes_of(&files, name);
        bytes.truncate((bytes.len() as f64 * place) as usize);
        files.insert_bytes(name, bytes);
        loads_or_tells(&files)?;
    }

    #[test]
    fn a_file_changed_anywhere_loads_or_is_told(
        (mut files, name) in any_file(),
        changes in prop::collection::vec(any_change(), 1..6),
    ) {
        let mut bytes = bytes_of(&files, name);
        for (place, length, other) in changes {
            let from = (bytes.len() as f64 * place) as usize;
            let to = (from + length).min(bytes.len());
            bytes.splice(from..to, other);
        }
        files.insert_bytes(name, bytes);
        loads_or_tells(&files)?;
    }

    #[test]
    fn files_in_each_others_place_load_or_are_told((mut files, name) in any_file(), other in 0..FILES.len()) {
        let text = files.text(FILES[other]).expect("a case has all files").to_owned();
        files.insert(name, text);
        loads_or_tells(&files)?;
    }
}
