//! After-action pages, the script, and tables for analysts.

use stackholders::debrief::gather::{Room, gather};
use stackholders::debrief::run_of_show::{RunOfShow, material, run_of_show};
use stackholders::documents::{Paper, bundle, html};
use stackholders::insight::executor::Serial;
use stackholders::view::debrief::Naming;

use crate::lab::{case, cases, code_of, file, from_file, room, run, typed};
use crate::page;

fn show(room: &Room) -> RunOfShow {
    run_of_show(room, material(room, &Serial), 15)
}

fn papers(room: &Room, naming: Naming) -> Vec<Paper> {
    bundle(room, &show(room), naming)
}

fn sound(papers: &[Paper]) {
    for Paper { name, text } in papers {
        if name.ends_with(".html") {
            let page = page::read(text);
            assert_eq!(page.faults, Vec::<String>::new(), "{name}");
            assert!(text.contains("<html lang=\"en\">"), "{name}: a language");
            for outside in ["http:", "https:", "src=", "url(", "@import", "href="] {
                assert!(!page.markup.contains(outside), "{name} reaches outside: {outside}");
            }
            let visible = page.visible.replace("<!", "");
            assert!(!visible.contains('!'), "{name}: no exclamation");
            assert!(page.names.iter().any(|it| it == "table"), "{name} has a table");
            assert!(page.names.iter().any(|it| it == "th"), "{name}: tables have heads");
        }
    }
}

#[test]
fn every_page_of_every_room_is_sound() {
    for case in cases() {
        for tables in [1, 2, 5, 8] {
            let room = room(&case, tables);
            for naming in [Naming::Anonymous, Naming::Named] {
                let papers = papers(&room, naming);
                sound(&papers);
                let pages = papers.iter().filter(|it| it.name.starts_with("table-")).count();
                assert_eq!(pages, tables);
            }
        }
    }
}

#[test]
fn a_page_of_one_table_says_nothing_of_another_and_no_name_unless_asked() {
    let case = case("first-week");
    let names = ["Heron", "Osprey", "Plover"];
    let sources =
        names.iter().zip(["all-open", "all-managed", "do-nothing"]).map(|(name, plan)| {
            from_file(&format!("{plan}.run"), file(&case, &run(&case, plan, name, 7)))
        });
    let room = gather(std::slice::from_ref(&case), sources.collect());
    for paper in papers(&room, Naming::Anonymous) {
        for name in names {
            assert!(!paper.text.contains(name), "{} names {name}", paper.name);
        }
    }
    for paper in papers(&room, Naming::Named) {
        if paper.name == "table-a.html" {
            assert!(paper.text.contains("Heron") && !paper.text.contains("Osprey"));
            assert!(!paper.text.contains("Table B"), "nothing of the other table");
        }
    }
}

#[test]
fn what_people_typed_stays_text() {
    let case = case("first-week");
    let hostile = "<script>alert(1)</script> & \"'";
    let mut one = run(&case, "all-open", hostile, 7);
    one.years[0].notes[0].text = "=cmd|' /C calc'!A0 <img src=x>".to_owned();
    let two = run(&case, "all-managed", "=1+1", 7);
    let sources = vec![
        from_file("<b>.run", file(&case, &one)),
        from_file("@two.run", file(&case, &two)),
        from_file("=bad", b"<i>no run</i>".to_vec()),
    ];
    let room = gather(std::slice::from_ref(&case), sources);
    let papers = papers(&room, Naming::Named);
    for Paper { name, text } in &papers {
        if name.ends_with(".html") {
            let page = page::read(text);
            let faults: Vec<_> = page.faults.iter().collect();
            assert!(faults.is_empty(), "{name}: {faults:?}");
            assert!(
                !page.names.iter().any(|it| ["img", "script", "b", "i"].contains(&it.as_str()))
            );
        }
        if name.ends_with(".csv") {
            let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
            for row in reader.records() {
                for field in &row.expect("a row of the file") {
                    let number = field.parse::<f64>().is_ok();
                    let runs = field.starts_with(['=', '+', '-', '@', '\t']);
                    assert!(number || !runs, "{name}: a spreadsheet would run {field}");
                }
            }
        }
    }
    let room_page = papers.iter().find(|it| it.name == "room.html").expect("a page of the room");
    assert!(room_page.text.contains(&html::escaped(hostile)), "the name is shown as it was typed");
}

#[test]
fn the_tables_for_analysts_hold_every_year_of_every_table() {
    let case = case("family-benefits");
    let room = room(&case, 3);
    let papers = papers(&room, Naming::Anonymous);
    let rows = |name: &str| {
        let paper = papers.iter().find(|it| it.name == name).unwrap_or_else(|| panic!("{name}"));
        csv::Reader::from_reader(paper.text.as_bytes()).records().count()
    };
    let years = usize::from(case.total_years());
    assert_eq!(rows("gauges.csv"), 3 * years);
    assert_eq!(rows("ledger.csv"), 3 * years);
    assert_eq!(rows("months.csv"), 3 * years * 12);
    assert_eq!(rows("predictions.csv"), 3 * usize::from(case.played_years));
    let json = papers.iter().find(|it| it.name == "debrief.json").expect("all of it as JSON");
    let json: serde_json::Value = serde_json::from_str(&json.text).expect("it is JSON");
    assert_eq!(json["schema"], 1);
    for paper in papers.iter().filter(|it| it.name.ends_with(".csv")) {
        let key = paper.name.trim_end_matches(".csv");
        let listed = json[key].as_array().unwrap_or_else(|| panic!("{key} is in the JSON"));
        assert_eq!(listed.len(), rows(&paper.name), "{key}");
    }
}

#[test]
fn recorded_runs_and_codes_have_their_pages_too() {
    let case = case("family-benefits");
    let mut old = run(&case, "all-open", "Old", 7);
    old.header.case_digest = [9; 32];
    let code = code_of(&case, &run(&case, "all-managed", "", 7));
    let sources = vec![from_file("old.run", file(&case, &old)), typed(&code)];
    let room = gather(std::slice::from_ref(&case), sources);
    let papers = papers(&room, Naming::Named);
    sound(&papers);
    let old = papers.iter().find(|it| it.name == "table-a.html").expect("a page for it");
    assert!(old.text.contains("recorded results only"), "the page says what it rests on");
    assert!(old.text.contains("Only whole years can be shown"));
}
