//! Pictures as files: small, and compared with a little tolerance.

use std::collections::BTreeMap;
use std::fs;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use super::raster::Picture;

/// How far a channel of a pixel may be off before the pixel counts as another.
const NEAR: u8 = 28;

/// Share of the pixels that may be others: rounding differs a little between machines.
const OTHERS: f64 = 0.0004;

/// Pictures of one kind, compared with those that are kept, or kept anew where that is asked for.
pub struct Gallery {
    kept: PathBuf,
    drawn: PathBuf,
    /// The test that draws them.
    test: &'static str,
    faults: Vec<String>,
}

impl Gallery {
    /// A gallery in a folder of the kept pictures; an empty name is all of them.
    pub fn new(folder: &str, test: &'static str) -> Self {
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens/pictures");
        let drawn = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
        Self { kept: kept.join(folder), drawn: drawn.join(folder), test, faults: Vec::new() }
    }

    /// Compares a picture with the kept one of this name, such as `light/title`.
    pub fn show(&mut self, name: &str, now: &Picture) {
        let file = format!("{name}.png");
        let before = read(&self.kept.join(&file));
        if update() {
            // What looks the same stays the same file.
            if before.is_none_or(|before| Difference::of(&before, now).is_some()) {
                write(&self.kept.join(&file), now);
            }
            return;
        }
        let Some(kept) = before else {
            write(&self.drawn.join(&file), now);
            let fault = format!("{file} is missing; what was drawn is in the target folder");
            self.faults.push(fault);
            return;
        };
        if let Some(difference) = Difference::of(&kept, now) {
            write(&self.drawn.join(&file), now);
            let beside = self.drawn.join(format!("{name}.difference.png"));
            write(&beside, &difference.shown);
            let Difference { others, all, .. } = difference;
            self.faults.push(format!("{file}: {others} of {all} pixels differ"));
        }
    }

    /// Fails with everything that differed.
    pub fn close(self) {
        let Self { kept, drawn, test, faults } = self;
        assert!(
            faults.is_empty(),
            "pictures in {}:\n{}\nlook at them in {}; `UPDATE_PICTURES=1 cargo test --features ui --test {test}` keeps them",
            kept.display(),
            faults.join("\n"),
            drawn.display(),
        );
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "keeping new pictures is asked for from outside only"
)]
fn update() -> bool {
    std::env::var_os("UPDATE_PICTURES").is_some_and(|value| value == "1")
}

/// What differs between two pictures.
struct Difference {
    others: usize,
    all: usize,
    /// The pixels that differ, on a pale copy.
    shown: Picture,
}

impl Difference {
    /// `None` where the pictures are the same to the eye.
    fn of(kept: &Picture, now: &Picture) -> Option<Self> {
        let all = now.pixels.len();
        if (kept.width, kept.height) != (now.width, now.height) {
            return Some(Self { others: all, all, shown: now.clone() });
        }
        let mut shown = now.clone();
        let mut others = 0;
        for (pixel, kept) in shown.pixels.iter_mut().zip(&kept.pixels) {
            let near = pixel.iter().zip(kept).all(|(now, kept)| now.abs_diff(*kept) <= NEAR);
            *pixel = if near {
                pixel.map(|channel| 200 + channel / 5)
            } else {
                others += 1;
                [200, 0, 60]
            };
        }
        (others as f64 > all as f64 * OTHERS).then_some(Self { others, all, shown })
    }
}

/// Writes a picture with at most 256 colours.
fn write(path: &Path, picture: &Picture) {
    // The most frequent colours as they are, the rest a little coarser.
    let frequent = |shade: fn([u8; 3]) -> [u8; 3], most: usize| {
        let mut counts: BTreeMap<[u8; 3], usize> = BTreeMap::new();
        for pixel in &picture.pixels {
            *counts.entry(shade(*pixel)).or_default() += 1;
        }
        let mut colours: Vec<_> = counts.into_iter().collect();
        colours.sort_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
        colours.into_iter().take(most).map(|(colour, _)| colour)
    };
    let palette: Vec<[u8; 3]> = frequent(|pixel| pixel, 24).chain(frequent(coarse, 232)).collect();
    let mut nearest: BTreeMap<[u8; 3], u8> = BTreeMap::new();
    let mut index = |pixel: [u8; 3]| {
        *nearest.entry(pixel).or_insert_with_key(|colour| {
            let far = |other: &[u8; 3]| -> u32 {
                let of = |at: usize| u32::from(colour[at].abs_diff(other[at]));
                (0..3).map(|at| of(at) * of(at)).sum()
            };
            let best = (0..palette.len()).min_by_key(|at| far(&palette[*at]));
            best.expect("a picture has a colour") as u8
        })
    };
    let indices: Vec<u8> = picture.pixels.iter().map(|pixel| index(*pixel)).collect();
    fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("writable");
    let file = BufWriter::new(fs::File::create(path).expect("writable"));
    let mut encoder = png::Encoder::new(file, picture.width as u32, picture.height as u32);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().expect("writable");
    writer.write_image_data(&indices).expect("writable");
}

/// Fewer shades, so that a palette has room for all of them.
fn coarse(pixel: [u8; 3]) -> [u8; 3] {
    pixel.map(|channel| if channel >= 250 { 255 } else { channel & 0b1111_0000 | 0b1000 })
}

/// Reads a picture that was written so.
fn read(path: &Path) -> Option<Picture> {
    let file = std::io::BufReader::new(fs::File::open(path).ok()?);
    let mut decoder = png::Decoder::new(file);
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().ok()?;
    let mut bytes = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut bytes).ok()?;
    let pixels = bytes[..info.buffer_size()].chunks_exact(3).map(|it| [it[0], it[1], it[2]]);
    Some(Picture {
        width: info.width as usize,
        height: info.height as usize,
        pixels: pixels.collect(),
    })
}
