//! Gathering: any mix of sources, in any state.

use stackholders::debrief::gather::{Body, Comparable, Fault, Origin, Remark, Source, gather};
use stackholders::session::branch::branch;
use stackholders::session::journal::JournalFault;
use stackholders::session::replay::Verdict;

use crate::lab::{case, cases, code_of, file, from_file, room, run, run_of_years, typed};

#[test]
fn one_bad_source_keeps_no_other_out() {
    let cases = cases();
    let case = case("family-benefits");
    let good = run(&case, "all-open", "North", 7);
    let whole = file(&case, &good);
    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    let mut newer = whole.clone();
    newer.splice(..18, b"stackholders-run 9".iter().copied());
    let cut = whole[..whole.len() / 2].to_vec();
    let mut digest = run(&case, "matched-hybrid", "East", 7);
    digest.header.case_digest = [9; 32];
    let mut rules = run(&case, "matched-hybrid", "West", 7);
    rules.header.rules_version = 99;
    let mut elsewhere = run(&case, "all-open", "Far", 7);
    elsewhere.header.case = "harbour-dues".to_owned();
    let unplayed = run_of_years(&case, "all-open", "Late", 7, 0);
    let mut changed = run(&case, "all-managed", "South", 7);
    changed.years[1].outcome.gauges.lock_in += 1.0;

    // Each source, and what becomes of it: seated, or set aside with a text that begins so.
    let table: Vec<(&str, Source, Result<&str, &str>)> = vec![
        ("damaged", from_file("damaged.run", damaged), Err("line ")),
        ("empty", from_file("empty.run", Vec::new()), Err("the file is empty")),
        ("a newer format", from_file("newer.run", newer), Err("the file is of version 9")),
        ("a letter", from_file("letter.txt", b"Dear all,".to_vec()), Err("the file starts with")),
        ("a picture", from_file("photo.png", vec![0x89, 0xff, 0xfe, 0]), Err("it is no text")),
        ("another case", from_file("far.run", file(&case, &elsewhere)), Err("it was played on")),
        ("no year yet", from_file("late.run", file(&case, &unplayed)), Err("no year was played")),
        ("a wrong code", typed("344RW-GWF8J"), Err("the check characters")),
        ("cut off", from_file("cut.run", cut), Ok("Torn")),
        ("another digest", from_file("east.run", file(&case, &digest)), Ok("NotReplayable")),
        ("other rules", from_file("west.run", file(&case, &rules)), Ok("NotReplayable")),
        ("other numbers", from_file("south.run", file(&case, &changed)), Ok("Diverged")),
        ("whole", from_file("whole.run", file(&case, &run(&case, "do-nothing", "Q", 7))), Ok("")),
    ];
    let expected: Vec<_> =
        table.iter().map(|(what, it, to)| (*what, it.name.clone(), *to)).collect();
    let room = gather(&cases, table.into_iter().map(|(_, source, _)| source).collect());
    for (what, name, to) in expected {
        match to {
            Ok(told) => {
                let table = room.tables.iter().find(|table| table.source == name);
                let table = table.unwrap_or_else(|| panic!("{what} is seated: {:?}", room.aside));
                let text = format!("{:?} {:?}", table.verdict, table.remarks);
                assert!(text.contains(told), "{what}: {text}");
                assert!(!table.run.years.is_empty(), "{what} keeps its recorded years");
            }
            Err(told) => {
                let aside = room.aside.iter().find(|aside| aside.source == name);
                let text = aside.unwrap_or_else(|| panic!("{what} is set aside")).fault.to_string();
                assert!(text.starts_with(told), "{what}: {text}");
                assert!(text.contains("; "), "{what} names a way out: {text}");
            }
        }
    }
    assert_eq!((room.tables.len(), room.aside.len()), (5, 8), "{:?}", room.aside);
}

#[test]
fn recorded_results_are_kept_where_a_run_cannot_be_played_again() {
    let case = case("family-benefits");
    let mut old = run(&case, "matched-hybrid", "Old class", 7);
    old.header.case_digest = [9; 32];
    old.years[0].outcome.gauges.lock_in = 12.5;
    let room = gather(std::slice::from_ref(&case), vec![from_file("old.run", file(&case, &old))]);
    assert_eq!(room.tables[0].run, old, "as it was recorded");
    assert!(!room.replays(0));
    assert!(matches!(room.tables[0].verdict, Some(Verdict::NotReplayable { .. })));
}

#[test]
fn the_intact_part_of_a_damaged_file_can_be_taken_in() {
    let case = case("family-benefits");
    let mut bytes = file(&case, &run(&case, "all-open", "North", 7));
    let length = bytes.len();
    bytes[length - 200] ^= 1;
    let cases = [case];
    let mut room = gather(&cases, vec![from_file("north.run", bytes)]);
    assert!(room.tables.is_empty());
    let Fault::File(JournalFault::Damaged { years, .. }) = room.aside[0].fault else {
        panic!("{:?}", room.aside[0].fault)
    };
    assert!(room.keep_intact(&cases, 0));
    assert_eq!(room.tables[0].run.years.len(), years);
    assert!(matches!(room.tables[0].remarks[0], Remark::IntactPart { .. }));
    assert!(room.aside.is_empty() && !room.keep_intact(&cases, 0), "nothing is left to take in");
}

#[test]
fn one_run_is_one_table_however_often_it_comes() {
    let case = case("family-benefits");
    let early = run_of_years(&case, "all-open", "North", 7, 2);
    let late = run(&case, "all-open", "North", 7);
    let other = run(&case, "all-managed", "South", 7);
    let (early_file, late_file) = (file(&case, &early), file(&case, &late));
    let code = code_of(&case, &late);
    let (a, b) =
        (|| from_file("a.run", early_file.clone()), || from_file("b.run", late_file.clone()));
    let c = || from_file("c.run", file(&case, &other));
    for (what, sources, tables) in [
        ("twice the same file", vec![b(), b()], 1),
        ("an early and a late file", vec![a(), b()], 1),
        ("a late and an early file", vec![b(), a()], 1),
        ("a file and its code", vec![b(), typed(&code)], 1),
        ("a code and its file", vec![typed(&code), b()], 1),
        ("a code typed twice, in two ways", vec![typed(&code), typed(&code.to_lowercase())], 1),
        ("all of it, and another", vec![a(), typed(&code), c(), b()], 2),
    ] {
        let count = sources.len();
        let room = gather(std::slice::from_ref(&case), sources);
        assert_eq!(room.tables.len(), tables, "{what}");
        assert!(room.aside.is_empty(), "{what}: {:?}", room.aside);
        let first = &room.tables[0];
        assert_eq!(first.run.years.len(), 4, "{what}: the longest is shown");
        let again: usize = first
            .remarks
            .iter()
            .map(|it| if let Remark::Again { sources } = it { sources.len() } else { 0 })
            .sum();
        assert_eq!(again, count - tables, "{what}: {:?}", first.remarks);
        let by_file = room.tables.iter().all(|table| table.origin == Origin::File);
        assert!(by_file || what.contains("typed twice"), "{what}: a file says more than a code");
    }
}

#[test]
fn two_tables_that_decided_alike_stay_two() {
    let case = case("first-week");
    let sources = ["North", "South"]
        .map(|name| from_file(name, file(&case, &run(&case, "all-open", name, 7))));
    let room = gather(&[case], sources.to_vec());
    assert_eq!(room.tables.len(), 2);
}

#[test]
fn a_list_of_codes_is_a_room() {
    let case = case("family-benefits");
    let [open, managed] =
        ["all-open", "all-managed"].map(|plan| code_of(&case, &run(&case, plan, "", 7)));
    let text = format!("North: {open}\n\n{managed}\nEast: 12345\n");
    let room = gather(&cases(), vec![from_file("codes.txt", text.into_bytes())]);
    let names: Vec<&str> =
        room.tables.iter().map(|table| table.run.header.table.as_str()).collect();
    assert_eq!(names, ["North", ""]);
    assert_eq!(room.aside.len(), 1);
    assert!(room.tables.iter().all(|table| table.verdict.is_none() && table.replays()));
}

#[test]
fn what_may_be_compared_is_said() {
    let (benefits, week) = (case("family-benefits"), case("first-week"));
    let mut old = run(&benefits, "all-open", "Old", 7);
    old.header.case_digest = [9; 32];
    let sources = vec![
        from_file("1", file(&benefits, &run(&benefits, "all-open", "1", 7))),
        from_file("2", file(&benefits, &run(&benefits, "all-managed", "2", 7))),
        from_file("3", file(&benefits, &run(&benefits, "all-managed", "3", 8))),
        from_file("4", file(&week, &run(&week, "all-open", "4", 7))),
        from_file("5", file(&benefits, &old)),
    ];
    let room = gather(&[benefits, week], sources);
    for (a, b, expected) in [
        (0, 1, Comparable::SameLuck),
        (0, 2, Comparable::OtherLuck),
        (0, 3, Comparable::OtherCase),
        (0, 4, Comparable::OtherBasis),
    ] {
        assert_eq!(room.comparable(a, b), expected, "tables {a} and {b}");
        assert_eq!(room.comparable(b, a), expected, "tables {b} and {a}");
    }
    let groups: Vec<_> = room.groups().into_iter().map(|group| group.tables).collect();
    assert_eq!(groups, [vec![0, 1], vec![2], vec![3], vec![4]]);
}

#[test]
fn a_what_if_is_recognised_beside_its_run() {
    let case = case("family-benefits");
    let north = run(&case, "all-open", "North", 7);
    let mut tried = branch(&case, &north, 2, &[]).expect("the run has that year");
    tried.header.table = "North, tried again".to_owned();
    let sources = vec![from_file("a", file(&case, &north)), from_file("b", file(&case, &tried))];
    let mut room = gather(&[case], sources);
    assert!(room.tables[1].remarks.contains(&Remark::BranchOf { table: 0, year: 2 }));
    room.remove(0);
    assert_eq!(room.tables[0].remarks, [], "alone it is a run like any other");
}

#[test]
fn a_room_holds_eight_tables_and_refuses_what_is_too_much() {
    let case = case("first-week");
    assert_eq!(room(&case, 8).groups().len(), 1);
    let crowd = (0..70).map(|seed| {
        let run = run(&case, "all-open", &format!("{seed}"), seed);
        Source { name: format!("{seed}"), body: Body::File(file(&case, &run)) }
    });
    let room = gather(std::slice::from_ref(&case), crowd.collect());
    assert_eq!((room.tables.len(), room.aside.len()), (64, 6));
    assert!(room.aside.iter().all(|aside| aside.fault == Fault::RoomFull));
}
