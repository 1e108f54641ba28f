//! The run of show: any number of tables, any length.

use stackholders::debrief::gather::gather;
use stackholders::debrief::run_of_show::{
    Beat, LENGTHS, Material, RunOfShow, Screen, material, run_of_show,
};
use stackholders::debrief::turning::Cause;
use stackholders::insight::executor::Serial;
use stackholders::view::debrief::show::{presenter, projector, segments, unseen};
use stackholders::view::debrief::{Naming, letter};

use crate::lab::{PLANS, SEED, case, cases, code_of, file, from_file, room, run, typed};

fn adds_up(what: &str, show: &RunOfShow, minutes: u16) {
    let mut at = 0;
    for segment in &show.segments {
        assert_eq!(segment.start, at, "{what}: segments follow one another");
        assert!(segment.length >= 15, "{what}: {:?} has {} s", segment.shows, segment.length);
        at += segment.length;
    }
    assert_eq!(at, u32::from(minutes) * 60, "{what}: the times add up to the whole");
}

#[test]
fn any_number_of_tables_fits_any_length_to_the_second() {
    let case = case("first-week");
    for tables in 2..=8 {
        let room = room(&case, tables);
        let material = material(&room, &Serial);
        for minutes in LENGTHS.0..=LENGTHS.1 {
            let what = format!("{tables} tables in {minutes} minutes");
            let show = run_of_show(&room, material.clone(), minutes);
            adds_up(&what, &show, minutes);
            assert!(show.unseen.is_empty(), "{what}: every table is called up");
            let turns: Vec<_> = show
                .segments
                .iter()
                .filter(|it| matches!(it.beat, Beat::TurningPoint(_)))
                .collect();
            assert_eq!(turns.len(), tables, "{what}: one turning point a table");
            let lengths: Vec<u32> = turns.iter().map(|it| it.length).collect();
            assert!(lengths.windows(2).all(|pair| pair[0] == pair[1]), "{what}: {lengths:?}");
            let months: Vec<_> = turns.iter().map(|it| it.shows.month).collect();
            assert!(months.is_sorted(), "{what}: the years are gone through once");
            let count = |screen: Screen| {
                show.segments.iter().filter(|it| it.shows.screen == screen).count()
            };
            for screen in [Screen::Contrast, Screen::WhatIf, Screen::Rule, Screen::Question] {
                assert_eq!(count(screen), 1, "{what}: one {screen:?}");
            }
        }
    }
}

#[test]
fn a_length_out_of_reach_is_brought_within_it() {
    let room = room(&case("first-week"), 2);
    for (asked, given) in [(0, 8), (8, 8), (45, 45), (300, 45)] {
        let show = run_of_show(&room, Material::default(), asked);
        assert_eq!(show.minutes, given);
        adds_up("nothing but an opening and a question", &show, given);
    }
}

#[test]
fn what_cannot_be_shown_truthfully_is_left_out_and_the_rest_gets_its_time() {
    let case = case("family-benefits");
    let mut old = run(&case, "all-open", "Old", SEED);
    old.header.case_digest = [9; 32];
    let lonely = gather(std::slice::from_ref(&case), vec![from_file("old.run", file(&case, &old))]);
    let show = run_of_show(&lonely, material(&lonely, &Serial), 15);
    adds_up("a run that does not play again", &show, 15);
    for segment in &show.segments {
        assert!(!matches!(segment.beat, Beat::WhatIf(_) | Beat::HiddenRule(_) | Beat::Contrast(_)));
        if let Beat::TurningPoint(point) = &segment.beat {
            assert!(!matches!(point.cause, Cause::Change(_)), "nothing was tried with it");
        }
    }
    let code = code_of(&case, &run(&case, "all-open", "", SEED));
    let alone = gather(std::slice::from_ref(&case), vec![typed(&code)]);
    let show = run_of_show(&alone, material(&alone, &Serial), 15);
    adds_up("one run from its code", &show, 15);
    let second = show.segments.iter().find_map(|it| match &it.beat {
        Beat::Contrast(pair) => Some(pair.second),
        _ => None,
    });
    assert_eq!(second, Some(None), "alone it is laid beside the pipeline left as found");
    let empty = gather(&[], Vec::new());
    adds_up("an empty room", &run_of_show(&empty, material(&empty, &Serial), 15), 15);
}

#[test]
fn tables_beyond_what_the_clock_allows_are_named() {
    let room = room(&case("first-week"), 20);
    let show = run_of_show(&room, material(&room, &Serial), 8);
    adds_up("20 tables in 8 minutes", &show, 8);
    assert_eq!(show.unseen.len(), 8);
    let told = unseen(&room, &show, Naming::Anonymous).expect("some are not called up");
    for table in &show.unseen {
        assert!(told.contains(&format!("Table {}", letter(*table))), "{told}");
    }
}

#[test]
fn the_room_does_not_see_an_answer_before_it_has_said_what_it_expects() {
    for case in cases() {
        let room = room(&case, 5);
        let show = run_of_show(&room, material(&room, &Serial), 15);
        for (index, segment) in show.segments.iter().enumerate() {
            let [before, after] =
                [false, true].map(|told| projector(&room, &show, index, told, Naming::Anonymous));
            if segment.predict_first {
                assert_eq!(before.answer, "", "{}", before.title);
                assert!(!after.answer.is_empty() && !after.hands.is_empty(), "{}", after.title);
            }
            assert!(!after.question.is_empty(), "{}: something is asked", after.title);
            assert_eq!(before.question, after.question);
        }
    }
}

#[test]
fn the_script_speaks_calmly_and_in_order() {
    const NEVER: [&str; 9] =
        ["!", "winner", "loser", "best", "worst", "mistake", "wrong decision", "failed", "score"];
    for case in cases() {
        let room = room(&case, 5);
        let show = run_of_show(&room, material(&room, &Serial), 15);
        for it in segments(&room, &show, Naming::Anonymous) {
            for text in [&it.title, &it.say, &it.ask, &it.reveal, &it.short, &it.shows] {
                let found = NEVER.iter().find(|word| text.to_lowercase().contains(**word));
                assert_eq!(found, None, "{}: {text}", case.slug);
                assert!(!text.contains(".."), "{text}");
            }
            assert!(
                !it.say.is_empty() && !it.ask.is_empty() && !it.short.is_empty(),
                "{}",
                it.title
            );
        }
    }
}

#[test]
fn the_presenter_sees_what_is_left_of_the_segment_and_of_the_whole() {
    let room = room(&case("first-week"), 3);
    let show = run_of_show(&room, material(&room, &Serial), 15);
    let first = &show.segments[0];
    for (elapsed, left, all, over) in [
        ((0, 0), format!("0:{:02} left", first.length), "15:00 left", false),
        ((first.length + 20, 65), "over by 0:20".to_owned(), "13:55 left", true),
        ((0, 901), format!("0:{:02} left", first.length), "over by 0:01", true),
    ] {
        let view = presenter(&room, &show, 0, elapsed, false, Naming::Anonymous);
        assert_eq!((view.left, view.left_in_all.as_str(), view.over), (left, all, over));
    }
    let last = show.segments.len() - 1;
    assert_eq!(presenter(&room, &show, last, (0, 0), false, Naming::Anonymous).next, None);
    for (seconds, at) in [(0, 0), (first.length - 1, 0), (first.length, 1), (5_000, last)] {
        assert_eq!(show.at(seconds), at, "after {seconds} seconds");
    }
}

#[test]
fn tables_tell_different_things_where_they_can() {
    let case = case("family-benefits");
    let room = room(&case, 4);
    let found = material(&room, &Serial);
    let mut causes: Vec<String> =
        found.turning.iter().map(|it| format!("{:?}", it.cause)).collect();
    causes.sort();
    causes.dedup();
    assert_eq!(causes.len(), 4, "no two tables tell the same change: {causes:#?}");
    assert_eq!(PLANS.len(), 5);
}
