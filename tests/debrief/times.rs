//! Timelines, cursors and pins.

use stackholders::debrief::moments::watch;
use stackholders::debrief::pins::{self, Pin, Pins, PinsFault};
use stackholders::debrief::timeline::{Cursor, Move, of_room, of_run, of_table};
use stackholders::debrief::turning::{self, Cause};
use stackholders::insight::course::Course;
use stackholders::insight::executor::Serial;
use stackholders::insight::judge::{Aim, Judge, SoFar};
use stackholders::scenario::plan::Gauge;
use stackholders::session::replay;
use stackholders::sim::Model;
use stackholders::units::Month;

use crate::lab::{PLANS, SEED, case, cases, room, run};

#[test]
fn the_last_month_of_a_year_shows_the_gauges_of_that_year() {
    for case in cases() {
        for plan in PLANS {
            let run = run(&case, plan, "North", SEED);
            let watched = watch(&case, &run);
            assert_eq!(watched.moments.len(), usize::from(case.total_years()) * 12);
            for (year, outcome) in watched.years.iter().enumerate() {
                let september = &watched.moments[year * 12 + 11];
                assert_eq!(september.month, Month(year as u16 * 12 + 11));
                for gauge in Gauge::ALL {
                    let (month, end) =
                        (september.gauges.headline(gauge), outcome.gauges.headline(gauge));
                    assert_eq!(month.to_bits(), end.to_bits(), "{plan}, year {year}, {gauge:?}");
                }
            }
        }
    }
}

#[test]
fn what_was_posted_adds_up_to_the_ledger() {
    for case in cases() {
        for plan in PLANS {
            let watched = watch(&case, &run(&case, plan, "North", SEED));
            for (year, outcome) in watched.years.iter().enumerate() {
                let posted: i64 = watched
                    .postings
                    .iter()
                    .filter(|it| it.month.year() == year)
                    .map(|it| it.amount.cents())
                    .sum();
                let ledger: i64 = outcome.by_category.iter().map(|it| it.cents()).sum();
                assert_eq!(posted, ledger, "{plan}, year {year}");
            }
        }
    }
}

#[test]
fn a_timeline_holds_what_was_decided_said_and_expected() {
    let case = case("family-benefits");
    let room = room(&case, 2);
    let timeline = of_table(&room, 1);
    assert_eq!(timeline.years.len(), usize::from(case.total_years()));
    assert_eq!(timeline.months(), case.total_years() * 12);
    let first = &timeline.years[0];
    assert_eq!(first.dissent.len(), 1);
    let predicted = first.prediction.expect("every year had one");
    assert!(predicted.against_as_found, "the first year has no year before it");
    let said: usize =
        first.notes.len() + first.decisions.iter().map(|it| it.notes.len()).sum::<usize>();
    assert_eq!(said, 2, "no note is lost");
    let second = timeline.years[1].prediction.expect("every year had one");
    assert_eq!(second.from, first.gauges.headline(second.gauge));
    assert!(
        timeline.years.iter().filter(|year| year.outlook).all(|year| year.decisions.is_empty())
    );
}

#[test]
fn a_run_that_does_not_play_again_has_its_years_and_no_months() {
    let case = case("family-benefits");
    let run = run(&case, "all-open", "North", SEED);
    let recorded = of_run(&case, &run, false);
    let played = of_run(&case, &run, true);
    assert!(recorded.moments.is_empty() && recorded.found.is_none());
    assert_eq!(recorded.years.len(), played.years.len());
    assert_eq!(recorded.gauges_at(Month(10)), None, "the first year is not over");
    assert_eq!(recorded.gauges_at(Month(11)), Some(played.years[0].gauges));
    assert_eq!(
        recorded.gauges_at(Month(20)),
        Some(played.years[0].gauges),
        "the last that is known"
    );
    assert!(recorded.stops().iter().all(|month| month.of_year() == 11));
}

#[test]
fn a_cursor_goes_where_it_is_sent_and_never_beyond_the_run() {
    let case = case("first-week");
    let timelines = of_room(&room(&case, 2));
    let start = Cursor::over(&timelines);
    assert_eq!(start.month(), Month(0));
    for (from, by, to) in [
        (0, Move::Back, 0),
        (0, Move::Next, 1),
        (5, Move::NextYear, 12),
        (12, Move::NextYear, 24),
        (24, Move::NextYear, 24),
        (17, Move::BackYear, 12),
        (12, Move::BackYear, 0),
        (35, Move::Next, 35),
        (3, Move::End, 35),
        (30, Move::Start, 0),
        (0, Move::To(Month(400)), 35),
    ] {
        let at = start.moved(Move::To(Month(from)));
        assert_eq!(at.moved(by).month(), Month(to), "from {from} by {by:?}");
    }
    let mut cursor = start;
    let stops = timelines[0].stops();
    for stop in stops.iter().filter(|stop| stop.0 > 0) {
        cursor = cursor.to_stop(&stops, true);
        assert_eq!(cursor.month(), *stop, "every stop is come to, in order");
    }
    assert_eq!(cursor.to_stop(&stops, true), cursor, "after the last stop nothing moves");
}

#[test]
fn a_run_without_months_is_stepped_through_by_its_septembers() {
    let case = case("first-week");
    let recorded = of_run(&case, &run(&case, "all-open", "North", SEED), false);
    let mut cursor = Cursor::over(&[recorded]);
    let mut seen = vec![cursor.month().0];
    for by in [Move::Next, Move::Next, Move::Next, Move::BackYear, Move::Start, Move::NextYear] {
        cursor = cursor.moved(by);
        seen.push(cursor.month().0);
    }
    assert_eq!(seen, [11, 23, 35, 35, 23, 11, 23]);
    assert_eq!(Cursor::over(&[]).moved(Move::Next).month(), Month(0), "no timeline, no month");
}

#[test]
fn a_turning_point_is_a_movement_that_happened() {
    for case in cases() {
        for plan in PLANS {
            let run = run(&case, plan, "North", SEED);
            for replays in [true, false] {
                let timeline = of_run(&case, &run, replays);
                let point = turning::of_timeline(&case, &timeline).expect("years were played");
                let year = &timeline.years[usize::from(point.year)];
                assert!(!year.outlook && point.month.year() == usize::from(point.year));
                assert_eq!(point.to, year.gauges.headline(point.gauge), "{plan}");
                if let Cause::Happening(it) = point.cause {
                    assert!(year.occurrences.contains(&it) && it.month == point.month, "{plan}");
                }
            }
        }
    }
}

#[test]
fn what_a_turning_point_claims_of_a_change_comes_out_when_played() {
    for case in cases() {
        for plan in PLANS {
            let run = run(&case, plan, "North", SEED);
            let found = turning::changes(&case, &run, &Serial);
            let point = turning::of_changes(&case, 3, &found).expect("something could be changed");
            let Cause::Change(change) = &point.cause else { panic!("{:?}", point.cause) };
            assert_eq!((point.table, usize::from(point.year)), (3, change.first_year()));
            let model = Model::new(&case);
            let judge = Judge::new(&case, &model);
            let course = Course::of_run(&judge, &run);
            let changed = change.apply(&course.years).expect("a change of this run");
            let (was, would) = (&course.years, &changed);
            for (years, told) in [(was, point.from), (would, point.to)] {
                let played = replay::play(&case, SEED, years);
                let gauges = played.years.iter().map(|year| &year.outcome.gauges);
                let judged = judge.judge(&SoFar::of(gauges)).get(Aim::Gauge(point.gauge));
                assert!((judged - told).abs() < 1e-9, "{plan}: {judged} is not {told}");
            }
        }
    }
}

#[test]
fn pins_are_kept_line_by_line_and_nothing_is_lost() {
    let pin = |month, text: &str| Pin { run: None, month: Month(month), text: text.to_owned() };
    let mut pins = Pins::default();
    let mut file = Vec::new();
    for bytes in [pins.set(pin(3, "ask why")), pins.set(pin(17, "the \"contract\"\n=1+1"))] {
        file.extend(bytes);
    }
    file.extend(pins.take_away(0));
    assert!(pins.take_away(0).is_empty(), "it is gone already");
    assert_eq!(file.len(), pins.length);
    let read = pins::read(&file).expect("as it was written");
    assert_eq!((&read.pins, read.aside.len()), (&pins, 0));
    assert_eq!(read.pins.iter().map(|(number, _)| number).collect::<Vec<_>>(), [1]);
    for cut in 0..file.len() {
        let read = pins::read(&file[..cut]).expect("a file that was cut off is still read");
        let sound = read.pins.length;
        assert_eq!([&file[..sound], &read.aside].concat(), &file[..cut], "cut at {cut}");
    }
    let mut changed = file.clone();
    let second = file.iter().position(|byte| *byte == b'\n').expect("lines") + 20;
    changed[second] ^= 1;
    let read = pins::read(&changed).expect("the first line is sound");
    assert_eq!(read.pins.iter().count(), 0);
    assert_eq!(read.aside.len() + read.pins.length, changed.len(), "what is damaged is kept aside");
    for (bytes, expected) in [
        (&b"stackholders-pins 2\n"[..], PinsFault::Version { found: "2".to_owned() }),
        (&b"hello\n"[..], PinsFault::NotPins { found: "hello".to_owned() }),
    ] {
        assert_eq!(pins::read(bytes), Err(expected));
    }
}
