//! The pictures of a debrief: made from real results of the engine, drawn alone on a projector, named for a screen reader.
//!
//! `UPDATE_PICTURES=1 cargo test --features ui --test charts` keeps new pictures, in `tests/screens/pictures/charts/`;
//! `INSTA_UPDATE=always` keeps new words. Look at both before they are committed.

#[path = "charts/lab.rs"]
mod lab;

#[expect(dead_code, reason = "shared with tests/debrief.rs, which uses more of it")]
#[path = "debrief/lab.rs"]
mod runs;

#[path = "screens/pictures.rs"]
mod pictures;

#[path = "screens/raster.rs"]
mod raster;

#[path = "charts/wall.rs"]
mod wall;

#[path = "charts/owed.rs"]
mod owed;

#[path = "charts/words.rs"]
mod words;

use pictures::Gallery;
use stackholders::ui::theme::Palette;
use wall::{FULL, Projector, WIDE, Wall};

/// Draws the pictures of a room of eight tables, the most that a wall holds; those of fewer are kept as the desk shows
/// them, by `tests/screens.rs`.
fn compare(folder: &str, projector: Projector) {
    let mut gallery = Gallery::new("charts", "charts");
    for scene in lab::scenes().into_iter().filter(|scene| scene.name.ends_with("-eight")) {
        let name = format!("{folder}/{}", scene.name);
        gallery.show(&name, &Wall::new(projector, scene).picture());
    }
    gallery.close();
}

#[test]
fn every_picture_of_eight_tables_on_a_projector() {
    compare("light", Projector { size: WIDE, palette: Palette::Light, scale: 1.5 });
}

#[test]
fn every_picture_of_eight_tables_on_a_large_projector() {
    compare("light-full", Projector { size: FULL, palette: Palette::Light, scale: 2.0 });
}
