//! Every screen and every drawer as a picture, drawn without a graphics card and compared with the one that is kept.
//!
//! `UPDATE_PICTURES=1 cargo test --features ui --test screens` keeps new ones, in `tests/screens/pictures/`. Look at them
//! before they are committed. Where a picture differs, the new one and the difference lie in the target folder.

#![expect(clippy::panic, reason = "a test that fails says what it found")]

#[path = "screens/pictures.rs"]
mod pictures;

#[path = "screens/raster.rs"]
mod raster;

#[expect(dead_code, reason = "a picture needs no keyboard")]
#[path = "panels/room.rs"]
mod room;

#[path = "panels/tour.rs"]
mod tour;

use std::path::{Path, PathBuf};

use egui::{Vec2, vec2};
use pictures::Difference;
use raster::Picture;
use room::Room;
use stackholders::app::screen::shapes;
use stackholders::ui::canvas::Canvas;
use stackholders::ui::theme::{Look, Palette};

/// The picture that a person sees now.
fn picture(room: &Room, size: Vec2) -> Picture {
    let stage = room.stage();
    let mut board = Canvas::default();
    shapes(&stage.game, &stage.theme, stage.board, &mut board);
    let panels = room.ctx().tessellate(room.shapes().to_vec(), 1.0);
    #[expect(clippy::redundant_closure_for_method_calls, reason = "the method lives too short")]
    let font = room.ctx().fonts(|fonts| fonts.image());
    raster::draw(size, stage.theme.ground, &board, &panels, &font)
}

fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens/pictures")
}

fn drawn() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures")
}

#[expect(
    clippy::disallowed_methods,
    reason = "keeping new pictures is asked for from outside only"
)]
fn update() -> bool {
    std::env::var_os("UPDATE_PICTURES").is_some_and(|value| value == "1")
}

/// Draws every stop of the tour and compares it.
fn compare(folder: &str, size: Vec2, look: Look) {
    compare_tour(folder, size, |stop| tour::tour(size, look, stop));
}

/// Draws every leaf of a debrief and compares it.
fn compare_debrief(folder: &str, size: Vec2, look: Look) {
    compare_tour(folder, size, |stop| tour::debrief_tour(size, look, stop));
}

/// Draws every leaf of the lesson of one learner and compares it.
fn compare_learn(folder: &str, size: Vec2, look: Look) {
    compare_tour(folder, size, |stop| tour::learn_tour(size, look, stop));
}

fn compare_tour(folder: &str, size: Vec2, walk: impl FnOnce(&mut dyn FnMut(&str, &mut Room))) {
    let mut faults = Vec::new();
    walk(&mut |name: &str, room: &mut Room| {
        let now = picture(room, size);
        let file = format!("{folder}/{name}.png");
        let before = pictures::read(&kept().join(&file));
        if update() {
            // What looks the same stays the same file.
            if before.is_none_or(|before| Difference::of(&before, &now).is_some()) {
                pictures::write(&kept().join(&file), &now);
            }
            return;
        }
        let Some(kept) = before else {
            pictures::write(&drawn().join(&file), &now);
            faults.push(format!("{file} is missing; what was drawn is in the target folder"));
            return;
        };
        if let Some(difference) = Difference::of(&kept, &now) {
            pictures::write(&drawn().join(&file), &now);
            let beside = drawn().join(format!("{folder}/{name}.difference.png"));
            pictures::write(&beside, &difference.shown);
            let Difference { others, all, .. } = difference;
            faults.push(format!("{file}: {others} of {all} pixels differ"));
        }
    });
    assert!(
        faults.is_empty(),
        "pictures in {}:\n{}\nlook at them in {}; `UPDATE_PICTURES=1 cargo test --features ui --test screens` keeps them",
        kept().display(),
        faults.join("\n"),
        drawn().display(),
    );
}

const WIDE: Vec2 = vec2(1280.0, 720.0);
const SMALL: Vec2 = vec2(1024.0, 640.0);

fn look(palette: Palette, text: f32) -> Look {
    Look { palette, text, ..Look::default() }
}

#[test]
fn every_screen_in_light() {
    compare("light", WIDE, look(Palette::Light, 1.0));
}

#[test]
fn every_screen_in_light_on_a_small_window() {
    compare("light-small", SMALL, look(Palette::Light, 1.0));
}

#[test]
fn every_screen_in_light_with_large_text() {
    compare("light-large", WIDE, look(Palette::Light, 2.0));
}

#[test]
fn every_screen_in_dark() {
    compare("dark", WIDE, look(Palette::Dark, 1.0));
}

#[test]
fn every_screen_in_dark_on_a_small_window() {
    compare("dark-small", SMALL, look(Palette::Dark, 1.0));
}

#[test]
fn every_screen_in_dark_with_large_text() {
    compare("dark-large", WIDE, look(Palette::Dark, 2.0));
}

#[test]
fn every_screen_in_high_contrast() {
    compare("contrast", WIDE, look(Palette::Contrast, 1.0));
}

#[test]
fn every_screen_in_high_contrast_on_a_small_window() {
    compare("contrast-small", SMALL, look(Palette::Contrast, 1.0));
}

#[test]
fn every_screen_in_high_contrast_with_large_text() {
    compare("contrast-large", WIDE, look(Palette::Contrast, 2.0));
}

const HALL: Vec2 = vec2(1920.0, 1080.0);

#[test]
fn every_leaf_of_a_debrief() {
    compare_debrief("debrief", WIDE, look(Palette::Light, 1.0));
}

#[test]
fn every_leaf_of_a_debrief_on_a_large_wall() {
    compare_debrief("debrief-hall", HALL, look(Palette::Light, 1.0));
}

#[test]
fn every_leaf_of_a_debrief_in_high_contrast() {
    compare_debrief("debrief-contrast", WIDE, look(Palette::Contrast, 1.0));
}

#[test]
fn every_leaf_of_the_lesson() {
    compare_learn("learn", WIDE, look(Palette::Light, 1.0));
}

#[test]
fn every_leaf_of_the_lesson_in_high_contrast() {
    compare_learn("learn-contrast", WIDE, look(Palette::Contrast, 1.0));
}
