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

#[path = "panels/looking_back.rs"]
mod looking_back;

#[path = "panels/tour.rs"]
mod tour;

#[path = "panels/alone.rs"]
mod alone;

use egui::{Vec2, vec2};
use pictures::Gallery;
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

/// Draws a learner's run from its step to its end, with guide, hints and help.
fn compare_alone(folder: &str, size: Vec2, look: Look) {
    compare_tour(folder, size, |stop| alone::alone_tour(size, look, stop));
}

fn compare_tour(folder: &str, size: Vec2, walk: impl FnOnce(&mut dyn FnMut(&str, &mut Room))) {
    let mut gallery = Gallery::new("", "screens");
    walk(&mut |name: &str, room: &mut Room| {
        gallery.show(&format!("{folder}/{name}"), &picture(room, size));
    });
    gallery.close();
}

/// Draws every leaf of a learner who looks back and compares it.
fn compare_review(folder: &str, size: Vec2, look: Look) {
    compare_tour(folder, size, |stop| looking_back::review_tour(size, look, stop));
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

#[test]
fn a_learner_looks_back() {
    compare_review("review", WIDE, look(Palette::Light, 1.0));
}

#[test]
fn a_learner_looks_back_on_a_small_window() {
    compare_review("review-small", SMALL, look(Palette::Light, 1.0));
}

#[test]
fn a_learner_looks_back_with_large_text() {
    compare_review("review-large", WIDE, look(Palette::Light, 2.0));
}

#[test]
fn every_leaf_of_the_lesson_on_a_small_window() {
    compare_learn("learn-small", SMALL, look(Palette::Light, 1.0));
}

#[test]
fn every_leaf_of_the_lesson_in_dark_with_large_text() {
    compare_learn("learn-dark-large", WIDE, look(Palette::Dark, 2.0));
}

#[test]
fn a_run_alone() {
    compare_alone("alone", WIDE, look(Palette::Light, 1.0));
}

#[test]
fn a_run_alone_in_high_contrast_on_a_small_window() {
    compare_alone("alone-contrast-small", SMALL, look(Palette::Contrast, 1.0));
}

#[test]
fn a_run_alone_in_dark_with_large_text() {
    compare_alone("alone-dark-large", WIDE, look(Palette::Dark, 2.0));
}
