//! What the debrief says, word for word, for one room of each shipped case.
//!
//! After a change of a case or of words: `INSTA_UPDATE=always cargo test --no-default-features --features cli --test
//! debrief views`, and read what changed.

use std::fmt::Debug;

use stackholders::debrief::causes::causes;
use stackholders::debrief::gather::gather;
use stackholders::debrief::pins::{Pin, Pins, run_key};
use stackholders::debrief::run_of_show::{material, run_of_show};
use stackholders::debrief::timeline::{Cursor, Move, of_room};
use stackholders::debrief::wardley::wardley;
use stackholders::debrief::{bias, contrast, hidden_rule};
use stackholders::insight::executor::Serial;
use stackholders::scenario::plan::Gauge;
use stackholders::units::Month;
use stackholders::view::debrief::{self as view, Naming, label, letter};

use crate::lab::{case, cases, code_of, file, from_file, room, run, run_of_years, typed};

fn keep(case: &str, name: &str, view: &impl Debug) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_debug_snapshot!(format!("{case}-debrief-{name}"), view));
}

#[test]
fn every_view_of_a_room_says_what_was_read_and_accepted() {
    for case in cases() {
        let slug = &case.slug;
        let room = room(&case, 3);
        let timelines = of_room(&room);
        let mut pins = Pins::default();
        let run = Some(run_key(&room.tables[1].run));
        pins.set(Pin { run, month: Month(14), text: "ask about the contract".to_owned() });
        let cursor = Cursor::over(&timelines).moved(Move::To(Month(14)));
        let shown = view::timeline::timeline(&room, &timelines[1], cursor, &pins, Naming::Named);
        // The months are numbers of the rules; their words are what is read here.
        let courses: Vec<_> = shown.courses.iter().map(|it| (it.name, &it.told)).collect();
        keep(slug, "timeline", &(&shown.label, &shown.years[0], &shown.now, &shown.pins, courses));
        let [a, b] =
            [0, 1].map(|table| contrast::Side { run: &room.tables[table].run, replays: true });
        let found = contrast::contrast(&case, a, b).expect("one case");
        keep(slug, "contrast", &view::contrast::contrast(&case, &found, "Table A", "Table B"));
        keep(
            slug,
            "mirror",
            &view::mirror::mirror(&room, &bias::of_room(&room), Naming::Anonymous),
        );
        let map = causes(&case, &room.tables[1].run, Gauge::LockIn, case.played_years - 1);
        let map = view::causes::causes(&case, &map);
        let arrows: Vec<_> = map.arrows.iter().map(|it| &it.told).collect();
        keep(slug, "causes", &(&map.title, &map.told, arrows, map.reading));
        let map = view::wardley::wardley(&case, &wardley(&case, &room.tables[1].run));
        let told: Vec<_> = map.places.iter().map(|it| (&it.told, &it.inertia)).collect();
        keep(slug, "wardley", &(map.stages, told, &map.needs, map.reading));
        let reach = hidden_rule::hidden_rule(&room).expect("a rule lies beneath");
        keep(slug, "rule", &view::rule::rule(&room, &reach, Naming::Anonymous));
        let show = run_of_show(&room, material(&room, &Serial), 15);
        keep(slug, "script", &view::show::segments(&room, &show, Naming::Anonymous));
    }
}

#[test]
fn a_mixed_room_says_what_it_holds() {
    let case = case("family-benefits");
    let north = file(&case, &run(&case, "all-open", "North", 7));
    let mut damaged = file(&case, &run(&case, "all-managed", "South", 7));
    let at = damaged.len() - 300;
    damaged[at] ^= 1;
    let code = code_of(&case, &run(&case, "matched-hybrid", "", 8));
    let sources = vec![
        from_file("north.run", north.clone()),
        from_file("north (1).run", north),
        from_file("south.run", damaged),
        from_file("east.run", file(&case, &run_of_years(&case, "all-managed", "North", 7, 2))),
        typed(&code),
        from_file("holiday.png", vec![0xff; 64]),
    ];
    let room = gather(&[case], sources);
    keep("family-benefits", "gathered", &view::gathered::gathered(&room, Naming::Named));
}

#[test]
fn a_table_has_a_letter_and_a_name_only_where_it_is_asked_for() {
    let room = room(&case("first-week"), 2);
    for (naming, called) in [(Naming::Anonymous, "Table B"), (Naming::Named, "Table 2")] {
        assert_eq!(label(&room, 1, naming), called);
    }
    for (table, told) in [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (52, "BA")] {
        assert_eq!(letter(table), told);
    }
}
