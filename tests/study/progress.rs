use stackholders::scenario::case::SourcingModel;
use stackholders::scenario::plan::{Direction, Size};
use stackholders::study::calibration::Foreseen;
use stackholders::study::concept::{Concept, Outcome, Said};
use stackholders::study::progress::{Entry, FILE_LIMIT, Progress, ProgressFault, StepState, read};

const SPECIMEN: &[u8] = include_bytes!("../golden/study/v1.study");

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
    assert_eq!((found.version, found.progress.length), (1, bytes.len()));
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
    let found = read(SPECIMEN).expect("written by version 1");
    assert_eq!((found.version, found.aside.len()), (1, 0));
    assert_eq!(found.progress.entries(), entries(), "tests/golden/study/v1.study reads as then");
    assert_eq!(SPECIMEN, written(), "and is written as then");
}

#[test]
fn another_file_or_a_newer_version_is_refused_with_the_way_out() {
    let told = |bytes: &[u8]| read(bytes).expect_err("refused").to_string();
    assert_eq!(
        told(b"stackholders-study 2\n"),
        "the progress is of version 2, this program reads 1 to 1; take a newer program, or begin anew beside it"
    );
    assert_eq!(
        told(b"stackholders-pins 1\n"),
        "the file starts with 'stackholders-pins 1', a progress file with 'stackholders-study 1'; choose another file"
    );
    assert!(matches!(read(b"hello"), Err(ProgressFault::NotProgress { .. })));
    assert!(matches!(read(b"stackholders-study 1.5\n"), Err(ProgressFault::Version { .. })));
    let large = vec![b'x'; FILE_LIMIT + 1];
    assert!(matches!(read(&large), Err(ProgressFault::TooLarge { .. })));
    assert!(read(b"").expect("nothing yet").progress.entries().is_empty());
}
