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

use std::path::{Path, PathBuf};

use pictures::Difference;
use stackholders::ui::theme::Palette;
use wall::{FULL, Projector, WIDE, Wall};

fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens/pictures/charts")
}

fn drawn() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures/charts")
}

#[expect(
    clippy::disallowed_methods,
    reason = "keeping new pictures is asked for from outside only"
)]
fn update() -> bool {
    std::env::var_os("UPDATE_PICTURES").is_some_and(|value| value == "1")
}

/// Draws every picture and compares it with the one that is kept.
fn compare(folder: &str, projector: Projector) {
    let mut faults = Vec::new();
    for scene in lab::scenes() {
        let name = scene.name;
        let now = Wall::new(projector, scene).picture();
        let file = format!("{folder}/{name}.png");
        let before = pictures::read(&kept().join(&file));
        if update() {
            // What looks the same stays the same file.
            if before.is_none_or(|before| Difference::of(&before, &now).is_some()) {
                pictures::write(&kept().join(&file), &now);
            }
            continue;
        }
        let Some(kept) = before else {
            pictures::write(&drawn().join(&file), &now);
            faults.push(format!("{file} is missing; what was drawn is in the target folder"));
            continue;
        };
        if let Some(difference) = Difference::of(&kept, &now) {
            pictures::write(&drawn().join(&file), &now);
            let beside = drawn().join(format!("{folder}/{name}.difference.png"));
            pictures::write(&beside, &difference.shown);
            let Difference { others, all, .. } = difference;
            faults.push(format!("{file}: {others} of {all} pixels differ"));
        }
    }
    assert!(
        faults.is_empty(),
        "pictures in {}:\n{}\nlook at them in {}; `UPDATE_PICTURES=1 cargo test --features ui --test charts` keeps them",
        kept().display(),
        faults.join("\n"),
        drawn().display(),
    );
}

#[test]
fn every_picture_on_a_projector() {
    compare("light", Projector { size: WIDE, palette: Palette::Light, scale: 1.5 });
}

#[test]
fn every_picture_on_a_large_projector() {
    compare("light-full", Projector { size: FULL, palette: Palette::Light, scale: 2.0 });
}

#[test]
fn every_picture_in_high_contrast() {
    compare("contrast", Projector { size: WIDE, palette: Palette::Contrast, scale: 1.5 });
}
