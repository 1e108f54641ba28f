//! The living board, as it stands in the window: every station whole, every pipe on its own way, every name readable.

#![expect(clippy::panic, reason = "a test that fails says what it found")]

#[path = "panels/room.rs"]
#[expect(dead_code, reason = "the room serves other tests, too")]
mod room;

use egui::{Key, Modifiers, Rect, Vec2, vec2};
use room::Room;
use stackholders::app::game::Screen;
use stackholders::scenario::shipped;
use stackholders::ui::action::Action;
use stackholders::ui::board::{Layout, name_size, whole_words};
use stackholders::ui::theme::Look;

const SIZES: [(Vec2, f32); 3] =
    [(vec2(1280.0, 720.0), 1.0), (vec2(1024.0, 640.0), 1.0), (vec2(1280.0, 720.0), 2.0)];

/// Every board that is seen: while a year is planned and while it plays.
fn every_board(mut look: impl FnMut(&Room, &Layout, Rect, Vec2, &str)) {
    for case in shipped::slugs() {
        for (size, text) in SIZES {
            let mut room = begun(case, size, Look { text, ..Look::default() });
            for screen in ["year", "play"] {
                if screen == "play" {
                    room.game_mut().apply(Action::Commit);
                    room.settle();
                    assert_eq!(room.game().screen, Screen::Play);
                }
                let Some(area) = room.stage().board else { continue };
                let layout = Layout::of(&room.game().views.board, area, &room.stage().theme);
                look(&room, &layout, area, size, &format!("{case}, {size}, {text}, {screen}"));
            }
        }
    }
}

fn begun(case: &str, size: Vec2, look: Look) -> Room {
    let mut room = Room::new(size, look);
    room.game_mut().apply(Action::Begin {
        case: case.to_owned(),
        table: "North".to_owned(),
        seed: 7,
        seats: Vec::new(),
    });
    room.game_mut().apply(Action::Forward);
    room.settle();
    room
}

#[test]
fn no_pipe_runs_through_a_station_that_it_does_not_serve() {
    every_board(|room, layout, area, _, name| {
        let view = &room.game().views.board;
        assert!(!layout.pipes.is_empty(), "{name}");
        for (pipe, line) in view.pipes.iter().zip(&layout.pipes) {
            assert!(line.points.len() >= 2, "{name}: a pipe without a way");
            for (index, station) in layout.stations.iter().enumerate() {
                let own = index == pipe.from || index == pipe.to;
                // Its own stations are touched at their edge only.
                let kept_out = if own { station.shrink(1.0) } else { station.expand(1.0) };
                for pair in line.points.windows(2) {
                    let steps = ((pair[1] - pair[0]).length() / 2.0).ceil().max(1.0) as usize;
                    for step in 0..=steps {
                        let point = pair[0] + (pair[1] - pair[0]) * (step as f32 / steps as f32);
                        assert!(!kept_out.contains(point), "{name}: {pipe:?} at {point}");
                        assert!(area.expand(4.0).contains(point), "{name}: {pipe:?} leaves");
                    }
                }
            }
        }
    });
}

#[test]
fn stations_stand_apart_and_within_the_board() {
    every_board(|_, layout, area, _, name| {
        for (index, station) in layout.stations.iter().enumerate() {
            assert!(area.contains_rect(*station), "{name}: {station}");
            for other in &layout.stations[index + 1..] {
                assert!(!station.expand(5.0).intersects(other.expand(5.0)), "{name}");
            }
        }
    });
}

#[test]
fn names_are_whole_and_large_enough() {
    every_board(|room, layout, _, size, name| {
        let view = &room.game().views.board;
        let measure = |job| room.ctx().fonts_mut(|fonts| fonts.layout_job(job));
        let theme = &room.stage().theme;
        let points = name_size(view, layout, theme, &measure);
        if size.x >= 1280.0 {
            assert!(points >= 14.0, "{name}: names have {points} points");
        }
        if room.game().screen == Screen::Play && size.x >= 1280.0 {
            assert!(points >= 16.0, "{name}: names have {points} points");
        }
        for station in &view.stations {
            let seen = texts(room, &station.name);
            assert!(!seen.is_empty(), "{name}: '{}' is cut or missing", station.name);
        }
    });
}

/// Where a text stands on the screen, whole, in at most two rows that break between words.
fn texts(room: &Room, text: &str) -> Vec<Rect> {
    let shapes = room.shapes().iter().filter_map(|clipped| match &clipped.shape {
        egui::Shape::Text(shape) if shape.galley.text().replace('\n', " ") == text => {
            let rect = shape.galley.rect.translate(shape.pos.to_vec2());
            let whole = whole_words(&shape.galley, text) && clipped.clip_rect.contains_rect(rect);
            whole.then_some(rect)
        }
        _ => None,
    });
    shapes.collect()
}

#[test]
fn the_year_is_played_by_keys() {
    let mut room = begun("family-benefits", vec2(1280.0, 720.0), Look::default());
    room.game_mut().apply(Action::Commit);
    room.settle();
    let press = |room: &mut Room, key: Key| {
        room.key(key, Modifiers::NONE);
        room.settle();
        let view = &room.game().views.play;
        (view.speed, view.of_year, view.still)
    };
    assert_eq!(press(&mut room, Key::Space), (0.0, 0, false), "space pauses");
    assert_eq!(press(&mut room, Key::Space), (1.0, 0, false), "and goes on");
    assert_eq!(press(&mut room, Key::Num4), (4.0, 0, false));
    assert_eq!(press(&mut room, Key::Num1), (1.0, 0, false));
    assert_eq!(press(&mut room, Key::ArrowRight), (0.0, 1, false), "a step waits");
    assert_eq!(press(&mut room, Key::ArrowRight), (0.0, 2, false));
    assert_eq!(press(&mut room, Key::ArrowLeft), (0.0, 1, false));
    assert_eq!(press(&mut room, Key::M), (0.0, 1, true), "one key takes the motion away");
    assert_eq!(press(&mut room, Key::M), (0.0, 1, false));
    assert_eq!(press(&mut room, Key::End), (0.0, 11, false), "the whole year, with its log");
    let year = room.game().views.play.log.len();
    let table = room.game().table().expect("a run goes on");
    let outcome = table.outcome(0).expect("played");
    assert!(year >= outcome.occurrences.len() + outcome.milestones.len());
    press(&mut room, Key::End);
    assert_eq!(room.game().screen, Screen::Reveal);
}

#[test]
fn those_who_listen_hear_every_station_every_month_and_the_latest() {
    let mut room = begun("family-benefits", vec2(1280.0, 720.0), Look::default());
    room.game_mut().apply(Action::Commit);
    for month in 0..12 {
        room.game_mut().apply(Action::Month(month));
        room.settle();
        let things = room.things();
        let said = |text: &str| things.iter().any(|it| it.name == text || it.value == text);
        for station in &room.game().views.board.stations {
            assert!(said(&station.spoken), "{}", station.spoken);
        }
        let view = &room.game().views.play;
        if !view.latest.is_empty() {
            assert!(said(&view.latest), "{}", view.latest);
        }
        for (at, month) in view.calendar.iter().enumerate() {
            let now = format!("{}, now", month.spoken);
            assert!(said(if at == view.of_year { &now } else { &month.spoken }), "{now}");
        }
    }
}

#[test]
fn stills_show_numbers_where_motion_would_show_drops() {
    let look = Look { reduced_motion: true, ..Look::default() };
    let mut room = begun("first-week", vec2(1280.0, 720.0), look);
    room.game_mut().apply(Action::Commit);
    room.settle();
    assert!(!room.game().moves(), "it waits for the first step");
    let before = room.game().moment.clone();
    room.game_mut().tick(3.0);
    assert_eq!(room.game().moment, before, "nothing moves");
    let pipes = room.game().views.board.pipes.clone();
    assert!(pipes.iter().any(|pipe| pipe.flow > 0.0));
    // All pipes that leave a station carry the same: its number stands on one of them.
    for pipe in pipes.iter().filter(|pipe| pipe.flow > 0.0) {
        let shown = room.shapes().iter().any(|clipped| {
            matches!(&clipped.shape, egui::Shape::Text(it) if it.galley.text() == pipe.text)
        });
        assert!(shown, "{}", pipe.text);
    }
}
