use std::sync::{Arc, Mutex};

use super::*;
use crate::scenario::case::PlanBody;
use crate::scenario::{load, shipped};
use crate::session::journal;

fn case() -> Case {
    let files = shipped::files("first-week").expect("shipped");
    load(&files).case.expect("a shipped case has no errors")
}

fn file() -> (Arc<Mutex<Vec<u8>>>, Keeper) {
    let file = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&file);
    let keeper: Keeper = Box::new(move |at, bytes| {
        let mut file = kept.lock().expect("one thread");
        assert_eq!(file.len() as u64, at, "the file grows by appending only");
        file.extend_from_slice(bytes);
        Ok(())
    });
    (file, keeper)
}

fn plan(case: &Case, year: usize) -> Vec<Decision> {
    match &case.plan("matched-hybrid").expect("shipped").body {
        PlanBody::Years(years) => years[year].decisions.clone(),
        PlanBody::RandomMix => Vec::new(),
    }
}

fn begin() -> (Arc<Mutex<Vec<u8>>>, Table) {
    let (file, keeper) = file();
    let table = Table::begin(case(), 7, "North".to_owned(), Vec::new(), None, keeper);
    (file, table.expect("memory takes every byte"))
}

fn read(file: &Arc<Mutex<Vec<u8>>>, length: usize) -> ReadRun {
    journal::read(&file.lock().expect("one thread")[..length]).expect("the table wrote it")
}

#[test]
fn a_whole_run_is_in_its_file_and_goes_on_from_every_line_of_it() {
    let (file, mut table) = begin();
    while !table.is_over() {
        for decision in plan(table.case(), usize::from(table.year())) {
            let _ = table.take(decision);
        }
        table.commit().expect("memory takes every byte");
    }
    let bytes = file.lock().expect("one thread").clone();
    let whole = table.run().clone();
    assert_eq!(whole.years.len(), usize::from(table.case().played_years));
    assert_eq!(whole.outlook.len(), usize::from(table.case().outlook_years));
    let ends: Vec<_> =
        bytes.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(at, _)| at + 1).collect();
    for end in &ends[1..] {
        let kept = Arc::new(Mutex::new(bytes[..*end].to_vec()));
        let sink = Arc::clone(&kept);
        let keeper: Keeper = Box::new(move |_, bytes| {
            sink.lock().expect("one thread").extend_from_slice(bytes);
            Ok(())
        });
        let mut again = Table::resume(case(), &read(&kept, *end), keeper).expect("it can go on");
        while !again.is_over() {
            for decision in &whole.years[usize::from(again.year())].decisions {
                again.take(*decision).expect("it was allowed before");
            }
            again.commit().expect("memory takes every byte");
        }
        assert_eq!(again.run(), &whole, "resumed after byte {end}");
        assert_eq!(*kept.lock().expect("one thread"), bytes, "the file after byte {end}");
    }
}

#[test]
fn each_year_has_twelve_pictures_and_the_last_is_how_it_stands() {
    let (_, mut table) = begin();
    table.commit().expect("memory takes every byte");
    assert_eq!(table.film(0).len(), 12);
    assert_eq!(table.film(0).last(), Some(&table.frame()));
    assert!(table.film(1).is_empty());
}

#[test]
fn a_decision_takes_the_place_of_one_about_the_same_thing_and_can_be_taken_back() {
    let (_, mut table) = begin();
    let wanted: Vec<_> =
        plan(table.case(), 0).into_iter().filter(|it| tool(it).is_some()).collect();
    let first = wanted[0];
    table.take(first).expect("the plan is allowed");
    assert_eq!(table.slots().0, 1);
    table.take(first).expect("the same again is the same");
    assert_eq!(table.slots().0, 1, "it took its own place");
    table.note(None, tool(&first), "  because it fits  ");
    assert_eq!(table.draft().notes[0].text, "because it fits");
    table.take_back(first);
    assert_eq!(table.draft(), &Draft::default(), "its note goes with it");
}

#[test]
fn a_draft_survives_as_text_for_its_own_year_only() {
    let (file, mut table) = begin();
    for decision in plan(table.case(), 0) {
        let _ = table.take(decision);
    }
    let text = table.draft_text();
    let mut drafted = table.draft().clone();
    let length = file.lock().expect("one thread").len();
    let mut again =
        Table::resume(case(), &read(&file, length), self::file().1).expect("it can go on");
    assert!(again.restore_draft(&text));
    drafted.decisions.sort_unstable();
    assert_eq!(again.draft().decisions, drafted.decisions);
    table.commit().expect("memory takes every byte");
    assert!(!table.restore_draft(&text), "another year's draft");
    assert!(!table.restore_draft("{"), "no draft at all");
}

#[test]
fn a_disk_that_is_full_plays_nothing_and_keeps_the_draft() {
    let mut room = 1;
    let keeper: Keeper = Box::new(move |_, _| {
        room -= 1;
        if room < 0 { Err(io::Error::other("no room")) } else { Ok(()) }
    });
    let mut table =
        Table::begin(case(), 7, String::new(), Vec::new(), None, keeper).expect("one write fits");
    let decision = plan(table.case(), 0)[0];
    table.take(decision).expect("the plan is allowed");
    assert!(table.commit().is_err());
    assert_eq!((table.year(), table.draft().decisions.len()), (0, 1));
}
