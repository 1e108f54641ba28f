use stackholders::scenario::case::SourcingModel;
use stackholders::scenario::plan::{Direction, Size};
use stackholders::study::calibration::Foreseen;
use stackholders::study::concept::{Concept, Outcome, Said};
use stackholders::study::progress::{Entry, FILE_LIMIT, Progress, ProgressFault, StepState, read};

/// Written by version 1, and by the present one.
const FIRST: &[u8] = include_bytes!("../golden/study/v1.study");
const SPECIMEN: &[u8] = include_bytes!("../golden/study/v2.study");
/// What version 1 had no lines for.
const NEW_IN_2: usize = 3;

pub fn entries() -> Vec<Entry> {
    let lesson = || "open-or-proprietary".to_owned();
    let step = |slug: &str, state| Entry::Step { lesson: lesson(), slug: slug.to_owned(), state };
    let cell = |text: &str| Entry::Cell {
        row: "serving".to_owned(),
        column: "lock-in".to_owned(),
        text: text.to_owned(),
    };
    let reflection =
        |text: &str| Entry::Reflection { lesson: lesson(), question: 1, text: text.to_owned() };
    vec![
        step("hook", StepState::Begun),
        step("hook", StepState::Done),
        step("two-ways", StepState::Skipped),
        Entry::Leaning(None),
        Entry::Leaning(Some(SourcingModel::Open)),
        Entry::Answer {
            concept: Concept::LockIn,
            question: 0,
            said: Said::Way(Direction::Rises, Size::Clear),
            outcome: Outcome::InPart,
            sure: Some(0.7),
        },
        Entry::Answer {
            concept: Concept::Hybrid,
            question: 1,
            said: Said::Changes(vec![0, 2]),
            outcome: Outcome::Right,
            sure: None,
        },
        Entry::Foreseen(Foreseen {
            concept: Concept::LockIn,
            said: (Direction::Rises, Size::Clear),
            did: (Direction::Rises, Size::Strong),
            sure: Some(0.7),
        }),
        reflection("first words"),
        reflection("people, and “what leaving costs”\nin two lines"),
        cell("can be moved in a week"),
        cell(""),
        cell("öffentlich"),
        Entry::Row { row: "MLflow".to_owned(), there: true },
        Entry::Row { row: "Seldon Core".to_owned(), there: false },
        Entry::Run {
            lesson: lesson(),
            slug: "first-run".to_owned(),
            file: "first-week-1.run".to_owned(),
        },
    ]
}

fn written() -> Vec<u8> {
    let mut progress = Progress::default();
    entries().into_iter().flat_map(|entry| progress.add(entry)).collect()
}

#[test]
fn what_was_noted_is_read_again() {
    let bytes = written();
    let found = read(&bytes).expect("our own file");
    assert!(found.aside.is_empty());
    assert_eq!((found.version, found.progress.length), (2, bytes.len()));
    assert_eq!(found.progress.entries(), entries());
    let progress = &found.progress;
    let steps = progress.steps("open-or-proprietary");
    assert_eq!(steps.get("hook"), Some(&StepState::Done));
    assert_eq!(steps.get("two-ways"), Some(&StepState::Skipped));
    assert!(progress.steps("another").is_empty());
    assert_eq!(progress.leanings(), Some((None, Some(SourcingModel::Open))));
    assert_eq!(progress.foreseen().len(), 1);
    assert!(progress.reflections("open-or-proprietary")[&1].starts_with("people"));
    assert_eq!(progress.cells()[&("serving", "lock-in")], "öffentlich");
    assert_eq!(progress.rows(), ["MLflow"]);
    let step = |file| progress.step_of_run("open-or-proprietary", file);
    assert_eq!((step("first-week-1.run"), step("first-week-2.run")), (Some("first-run"), None));
}

#[test]
fn a_file_cut_at_any_byte_keeps_its_whole_lines_and_is_written_on() {
    let bytes = written();
    let ends: Vec<usize> =
        (0..bytes.len()).filter(|at| bytes[*at] == b'\n').map(|at| at + 1).collect();
    for cut in 0..=bytes.len() {
        let found = read(&bytes[..cut]).unwrap_or_else(|fault| panic!("{cut}: {fault}"));
        let whole = ends.iter().filter(|end| **end <= cut).count().saturating_sub(1);
        assert_eq!(found.progress.entries(), &entries()[..whole], "cut at {cut}");
        assert_eq!(found.progress.length + found.aside.len(), cut, "nothing is dropped");
        let mut progress = found.progress;
        let mut file = bytes[..progress.length].to_vec();
        file.extend(progress.add(Entry::Leaning(Some(SourcingModel::Managed))));
        let again = read(&file).expect("written on");
        assert!(again.aside.is_empty(), "cut at {cut}");
        assert_eq!(again.progress.entries().len(), whole + 1);
        assert_eq!(again.progress, progress);
    }
}

#[test]
fn a_damaged_line_is_never_used() {
    let bytes = written();
    for at in (20..bytes.len()).filter(|at| bytes[*at] != b'\n') {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1;
        let found = read(&damaged).expect("the first line is sound");
        let before = bytes[..at].iter().filter(|byte| **byte == b'\n').count().saturating_sub(1);
        assert_eq!(found.progress.entries(), &entries()[..before], "byte {at}");
        assert_eq!(found.progress.length + found.aside.len(), damaged.len());
    }
}

#[test]
fn the_specimen_of_every_version_opens() {
    let found = read(FIRST).expect("written by version 1");
    assert_eq!((found.version, found.aside.len()), (1, 0));
    let all = entries();
    let then = &all[..all.len() - NEW_IN_2];
    assert_eq!(found.progress.entries(), then, "tests/golden/study/v1.study reads as then");
    let (renewed, bytes) = found.progress.renewed();
    let again = read(&bytes).expect("the same in the present version");
    assert_eq!((again.version, again.aside.len()), (2, 0));
    assert_eq!((again.progress.entries(), &again.progress), (then, &renewed));
    let found = read(SPECIMEN).expect("written by version 2");
    assert_eq!((found.version, found.aside.len()), (2, 0));
    assert_eq!(found.progress.entries(), all, "tests/golden/study/v2.study reads as now");
    assert_eq!(SPECIMEN, written(), "and is written as now");
}

#[test]
fn another_file_or_a_newer_version_is_refused_with_the_way_out() {
    let told = |bytes: &[u8]| read(bytes).expect_err("refused").to_string();
    assert_eq!(
        told(b"stackholders-study 3\n"),
        "the progress is of version 3, this program reads 1 to 2; take a newer program, or begin anew beside it"
    );
    assert_eq!(
        told(b"stackholders-pins 1\n"),
        "the file starts with 'stackholders-pins 1', a progress file with 'stackholders-study 2'; choose another file"
    );
    assert!(matches!(read(b"hello"), Err(ProgressFault::NotProgress { .. })));
    assert!(matches!(read(b"stackholders-study 1.5\n"), Err(ProgressFault::Version { .. })));
    let large = vec![b'x'; FILE_LIMIT + 1];
    assert!(matches!(read(&large), Err(ProgressFault::TooLarge { .. })));
    assert!(read(b"").expect("nothing yet").progress.entries().is_empty());
}
