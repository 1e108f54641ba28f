//! What holds for every file: it comes back whole, or the damage is named.

use super::*;
use crate::session::record::{Parent, Run};
use crate::session::sample::{decisions, header, outcome, run, slugs};
use proptest::prelude::*;

fn file() -> Vec<u8> {
    write(&run(), &slugs()).expect("the sample fits its names")
}

/// Everything that a file may turn into: the run itself or years of it from the first on.
fn check_nothing_is_invented(read: &ReadRun, whole: &ReadRun, what: &str) {
    let (found, all) = (&read.lines, &whole.lines);
    assert_eq!(found.start, all.start, "{what}");
    assert!(all.commits.starts_with(&found.commits), "{what}: commits");
    assert!(all.results.starts_with(&found.results), "{what}: results");
    assert!(all.outlook.starts_with(&found.outlook), "{what}: outlook");
    assert!(!found.closed || found == all, "{what}: closed");
}

#[test]
fn a_written_run_is_read_back_bit_by_bit() {
    let read = read(&file()).expect("it was just written");
    assert_eq!((read.torn.clone(), read.intact, read.lines.closed), (None, file().len(), true));
    let Resolved { run: back, pending } = read.resolve(&slugs()).expect("same names");
    assert_eq!((&back, &pending), (&run(), &None));
    // -0.0 equals 0.0, so compare the bits too.
    assert_eq!(write(&back, &slugs()).expect("same run"), file());
    let bits = |run: &Run| run.years[0].outcome.components[0].patch_days.to_bits();
    assert_eq!(bits(&back), bits(&run()));
}

#[test]
fn a_file_cut_at_any_byte_loses_at_most_the_line_being_written() {
    let (file, whole) = (file(), read(&file()).expect("it was just written"));
    let line_ends: Vec<usize> =
        (0..file.len()).filter(|at| file[*at] == b'\n').map(|at| at + 1).collect();
    for length in 0..file.len() {
        let complete = line_ends.iter().filter(|end| **end <= length).count();
        let intact = if complete == 0 { 0 } else { line_ends[complete - 1] };
        match read(&file[..length]) {
            Ok(part) => {
                check_nothing_is_invented(&part, &whole, &format!("cut at {length}"));
                assert_eq!(part.intact, intact);
                let torn = (length > intact).then(|| Torn { bytes: file[intact..length].to_vec() });
                assert_eq!(part.torn, torn, "cut at {length}");
                let lines =
                    part.lines.commits.len() + part.lines.results.len() + part.lines.outlook.len();
                assert_eq!(lines + 2, complete, "cut at {length}: every complete line counts");
            }
            Err(JournalFault::Empty) => assert_eq!(length, 0),
            Err(JournalFault::NoHeader) => assert!(complete < 2, "cut at {length}"),
            Err(fault) => panic!("cut at {length}: {fault}"),
        }
    }
}

#[test]
fn a_file_changed_at_any_byte_is_a_fault_or_a_torn_end() {
    let (file, whole) = (file(), read(&file()).expect("it was just written"));
    let last_line =
        file[..file.len() - 1].iter().rposition(|byte| *byte == b'\n').expect("many lines") + 1;
    for at in 0..file.len() {
        for change in [0x01, 0x20, 0x80, file[at] ^ b'\n', file[at] ^ b'\t'] {
            let mut changed = file.clone();
            changed[at] ^= change;
            if changed == file {
                continue;
            }
            let line = file[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
            match read(&changed) {
                Ok(part) => {
                    // Only the very last line break can go missing without a line being wrong.
                    assert_eq!(
                        at,
                        file.len() - 1,
                        "byte {at} changed by {change:#x} goes unnoticed"
                    );
                    assert_eq!(part.intact, last_line);
                    assert!(part.torn.is_some());
                    check_nothing_is_invented(&part, &whole, &format!("byte {at}"));
                }
                Err(JournalFault::Damaged { line: named, intact, .. }) => {
                    assert_eq!(named, line, "byte {at} changed by {change:#x}");
                    if let Some(part) = intact {
                        check_nothing_is_invented(&part, &whole, &format!("byte {at}"));
                        if change == 0x01 {
                            assert_eq!(read(&changed[..part.intact]).as_ref(), Ok(&*part));
                        }
                    }
                }
                Err(JournalFault::NotARun { .. } | JournalFault::Version { .. }) => {
                    assert_eq!(line, 1, "byte {at}");
                }
                Err(fault) => panic!("byte {at} changed by {change:#x}: {fault}"),
            }
        }
    }
}

#[test]
fn lines_left_out_doubled_or_swapped_are_noticed() {
    let file = file();
    let lines: Vec<&[u8]> = file.split_inclusive(|byte| *byte == b'\n').collect();
    for place in 1..lines.len() {
        let mut without = lines.clone();
        without.remove(place);
        let mut doubled = lines.clone();
        doubled.insert(place, lines[place]);
        let mut swapped = lines.clone();
        swapped.swap(place, place - 1);
        let last = place == lines.len() - 1;
        for (what, changed, noticed) in
            [("left out", without, !last), ("doubled", doubled, true), ("swapped", swapped, true)]
        {
            assert_eq!(read(&changed.concat()).is_err(), noticed, "line {} {what}", place + 1);
        }
    }
}

/// A file whose checks fit, whatever its lines say.
fn sealed(lines: &[&str]) -> Vec<u8> {
    let first = format!("{MAGIC}{}\n", migrate::CURRENT);
    let mut chain = Chain::after(first.as_bytes());
    let mut file = first.into_bytes();
    for line in lines {
        chain = chain.then(line.as_bytes());
        file.extend_from_slice(format!("{line}\t{}\n", chain.check()).as_bytes());
    }
    file
}

fn plain_lines() -> Vec<String> {
    let text = String::from_utf8(file()).expect("a run file is text");
    text.lines().skip(1).map(|line| line[..line.len() - CHECK - 1].to_owned()).collect()
}

#[test]
fn a_line_that_no_run_file_says_is_refused_though_its_check_fits() {
    let plain = plain_lines();
    let (start, commit, result) = (&plain[0], &plain[1], &plain[2]);
    for (lines, said) in [
        (vec![commit.clone()], "it is a commit where the header comes next"),
        (vec![start.clone(), start.clone()], "it is a header where the commit of year 0"),
        (vec![start.clone(), result.clone()], "the result of year 0 where the commit of year 0"),
        (
            vec![start.clone(), commit.clone(), commit.clone()],
            "where the result of year 0 comes next",
        ),
        (
            vec![start.clone(), r#"{"closed":{"years":1}}"#.to_owned()],
            "the end after 1 years where",
        ),
        (
            vec![start.clone(), r#"{"closed":{"years":0}}"#.to_owned(), commit.clone()],
            "the commit of year 0 where nothing comes next",
        ),
        (
            vec![start.replace("\"seed\":18446744073709551615", "\"seed\":18446744073709551616")],
            "invalid",
        ),
        (vec![start.replace("\"seed\":", "\"seed\":-")], "invalid"),
        (vec![start.replace("\"seed\":", "\"luck\":1,\"seed\":")], "unknown field `luck`"),
        (
            vec![start.clone(), commit.replace("\"harden\"", "NaN").replace("exit_drill", "x")],
            "unknown variant",
        ),
        (vec![start.clone(), commit.clone(), result.replace("41.0", "null")], "invalid type: null"),
        (vec![start.clone(), commit.clone(), result.replace("41.0", "NaN")], "expected value"),
        (
            vec![start.clone(), commit.clone(), result.replace("41.0", "1e999")],
            "number out of range",
        ),
        (vec![start.clone(), "[".repeat(100_000)], "it is not what a run file says"),
        (vec![start.clone(), "{\"commit\":".repeat(10_000)], "it is not what a run file says"),
        (vec![start.clone(), String::new()], "EOF while parsing"),
        (vec![start.clone(), " ".repeat(LINE_LIMIT)], "it is longer than 524288 bytes"),
    ] {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let fault = read(&sealed(&lines)).expect_err(said).to_string();
        assert!(fault.contains(said), "{said}: {fault}");
    }
    assert!(plain[2].contains("41.0"), "the rows above change something");
}

#[test]
fn a_foreign_file_is_named_and_bounded() {
    for (bytes, said) in [
        (b"".to_vec(), "the file is empty"),
        (
            b"PK\x03\x04 a spreadsheet".to_vec(),
            "the file starts with 'PK\u{fffd}\u{fffd} a spreadsheet'",
        ),
        (b"stackholders-run 2\n".to_vec(), "the file is of version 2, this program reads 1 to 1"),
        (b"stackholders-run 01\n".to_vec(), "the file starts with 'stackholders-run 01'"),
        (b"stackholders-run 99999999999\n".to_vec(), "the file starts with"),
        (b"stackholders-run ".to_vec(), "the file ends before its header"),
        (b"stackholders-run 1\n{\"header\"".to_vec(), "the file ends before its header"),
        (vec![b'x'; 100 << 20], "the file has 104857600 bytes, a run file has at most 8388608"),
        (vec![0; 4096], "the file starts with"),
        (
            file()
                .iter()
                .flat_map(|b| if *b == b'\n' { vec![b'\r', b'\n'] } else { vec![*b] })
                .collect(),
            "the file starts with 'stackholders-run 1\u{fffd}'",
        ),
    ] {
        let fault = read(&bytes).expect_err(said).to_string();
        assert!(fault.contains(said), "{said}: {fault}");
    }
}

/// Writes into memory and stops after some bytes, as a machine that loses its power does.
#[derive(Debug)]
struct Fragile<'a> {
    file: &'a mut Vec<u8>,
    left: usize,
}

impl Sink for Fragile<'_> {
    fn append(&mut self, at: u64, bytes: &[u8]) -> std::io::Result<()> {
        assert_eq!(at, self.file.len() as u64);
        let written = bytes.len().min(self.left);
        self.file.extend_from_slice(&bytes[..written]);
        self.left -= written;
        if written < bytes.len() { Err(std::io::Error::other("no power")) } else { Ok(()) }
    }
}

/// Plays the sample run until the power goes; years that were committed, as the player saw it.
fn play_until(file: &mut Vec<u8>, left: usize) -> usize {
    let run = run();
    let Ok(mut journal) = Journal::create(&run.header, slugs(), Fragile { file, left }) else {
        return 0;
    };
    for (year, committed) in run.years.iter().enumerate() {
        if journal.commit(&committed.decisions, &committed.notes).is_err() {
            assert!(matches!(journal.result(&committed.outcome), Err(WriteFault::Broken)));
            return year;
        }
        if journal.result(&committed.outcome).is_err() {
            return year + 1;
        }
    }
    run.years.len()
}

#[test]
fn power_lost_at_any_byte_keeps_every_committed_year_and_play_goes_on() {
    let run = run();
    for left in 0..file().len() {
        let mut file = Vec::new();
        let committed = play_until(&mut file, left);
        let read = match read(&file) {
            Ok(read) => read,
            Err(JournalFault::Empty | JournalFault::NoHeader) => {
                assert_eq!(committed, 0, "after {left} bytes");
                continue;
            }
            Err(fault) => panic!("after {left} bytes: {fault}"),
        };
        let kept = read.lines.commits.len();
        assert_eq!(kept, committed, "after {left} bytes");
        let Resolved { run: part, pending } = read.resolve(&slugs()).expect("same names");
        assert_eq!(pending.is_some(), kept > part.years.len());
        assert!(run.years.starts_with(&part.years));

        // The torn end is cut off, and the rest of the run is played.
        file.truncate(read.intact);
        let sink = Fragile { file: &mut file, left: usize::MAX };
        let mut journal = Journal::resume(&read, slugs(), sink);
        for (year, rest) in run.years.iter().enumerate().skip(part.years.len()) {
            if year >= kept {
                journal.commit(&rest.decisions, &rest.notes).expect("there is power");
            }
            journal.result(&rest.outcome).expect("there is power");
        }
        let again = super::read(&file).expect("whole again").resolve(&slugs()).expect("same names");
        assert_eq!((again.run.years, again.pending), (run.years.clone(), None));
    }
}

#[test]
fn the_writer_refuses_what_it_could_not_read_again() {
    let sink = |_: u64, _: &[u8]| Ok(());
    let note = |length: usize| Note { role: None, component: None, text: "é".repeat(length) };
    let mut journal = Journal::create(&header(), slugs(), sink).expect("the sample fits its names");
    let not_finite = |mut outcome: YearOutcome| {
        outcome.gauges.headroom = f64::INFINITY;
        outcome
    };
    for (answer, said) in [
        (
            journal.result(&outcome(0)),
            "the result of year 0 cannot be written where the commit of year 0",
        ),
        (journal.commit(&[], &[note(2001)]), "a note has 2001 characters, at most 2000 are kept"),
        (journal.commit(&[], &vec![note(1); 65]), "a year has 65 notes, at most 64 are kept"),
        (journal.commit(&decisions().repeat(30), &[]), "a year has 300 decisions"),
        (
            journal.commit(&[Decision::Dissent(crate::id::RoleId(9))], &[]),
            "the case has no role number 9",
        ),
        (journal.outlook(&not_finite(outcome(0))), "a number of the record is not finite"),
    ] {
        let fault = answer.expect_err(said).to_string();
        assert!(fault.contains(said), "{said}: {fault}");
    }
    journal
        .commit(&decisions(), &[note(2000)])
        .expect("a refusal writes nothing and breaks nothing");
    let mut long = header();
    long.table = "x".repeat(81);
    assert!(Journal::create(&long, slugs(), sink).is_err());
}

#[test]
fn another_case_is_told_apart() {
    let read = read(&file()).expect("it was just written");
    let mut reordered = slugs();
    reordered.components.reverse();
    assert_eq!(read.resolve(&reordered), Err(Misfit::OtherComponents));
    let mut renamed = slugs();
    renamed.options[1] = "other-store".to_owned();
    let fault = read.resolve(&renamed).expect_err("the option is gone").to_string();
    assert_eq!(
        fault,
        "the case has no option 'open-store'; open the case that the run was played on"
    );
}

#[test]
fn a_header_names_its_parent() {
    let mut branched = run();
    branched.header.parent = Some(Parent { prefix: [0xa7; 32], year: 2 });
    let file = write(&branched, &slugs()).expect("the sample fits its names");
    let back = read(&file).expect("it was just written").resolve(&slugs()).expect("same names");
    assert_eq!(back.run, branched);
}

#[test]
fn a_file_reads_as_its_documentation_shows() {
    let text = String::from_utf8(file()).expect("a run file is text");
    let starts = [
        "stackholders-run 1",
        r#"{"header":{"run":{"case":"two-stations","#,
        r#"{"commit":{"year":0,"decisions":[{"adopt":{"component":"data-store","option":"open-store","#,
        r#"{"result":{"year":0,"gauges":{"cost":"#,
        r#"{"commit":{"year":1,"decisions":[],"notes":[]}}"#,
        r#"{"result":{"year":1,"#,
        r#"{"outlook":{"year":2,"#,
        r#"{"closed":{"years":2}}"#,
    ];
    assert_eq!(text.lines().count(), starts.len());
    for (line, start) in text.lines().zip(starts) {
        assert!(line.starts_with(start), "{line}");
    }
}

proptest! {
    #[test]
    fn random_bytes_are_a_fault_and_never_a_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        text in "(\\{|\\}|\\[|\"|:|,|commit|header|year|[0-9]|\t|\n){0,60}",
    ) {
        prop_assert!(read(&bytes).is_err());
        prop_assert!(read(&[b"stackholders-run 1\n", &bytes[..]].concat()).is_err());
        prop_assert!(read(&sealed(&[&text.replace('\n', " ")])).is_err());
    }

    #[test]
    fn a_finite_number_comes_back_bit_by_bit(bits in any::<u64>()) {
        let number = f64::from_bits(bits);
        let mut run = run();
        run.years[0].outcome.gauges.cost = number;
        match write(&run, &slugs()) {
            Ok(file) => {
                let back = read(&file).expect("it was just written").resolve(&slugs()).expect("same names");
                prop_assert_eq!(back.run.years[0].outcome.gauges.cost.to_bits(), bits);
            }
            Err(WriteFault::Misfit(Misfit::NotFinite)) => prop_assert!(!number.is_finite()),
            Err(fault) => panic!("{fault}"),
        }
    }
}
