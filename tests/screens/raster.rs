//! Draws a screen without a graphics card: the triangles of the board, and egui's over them, as egui blends them.
//!
//! The same input gives the same picture on every machine but for a rounding here and there.

use egui::epaint::{ClippedPrimitive, Primitive, Vertex};
use egui::{Color32, ColorImage, Pos2, Rect, Vec2};
use stackholders::ui::canvas::Canvas;

/// Samples of a pixel of the board, each way.
const FINE: usize = 2;

/// A picture, opaque.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<[u8; 3]>,
}

/// The board on its ground, and the panels over it.
pub fn draw(
    size: Vec2,
    ground: Color32,
    board: &Canvas,
    panels: &[ClippedPrimitive],
    font: &ColorImage,
) -> Picture {
    let (width, height) = (size.x as usize, size.y as usize);
    let mut fine = Sheet::new(width * FINE, height * FINE, ground);
    let whole = Rect::from_min_size(Pos2::ZERO, size * FINE as f32);
    for corners in board.triangles.chunks_exact(3) {
        let vertex = |at: u32| Vertex {
            pos: (board.points[at as usize].to_vec2() * FINE as f32).to_pos2(),
            uv: egui::epaint::WHITE_UV,
            color: board.colours[at as usize],
        };
        fine.triangle([vertex(corners[0]), vertex(corners[1]), vertex(corners[2])], whole, None);
    }
    let mut sheet = fine.coarser(FINE);
    for clipped in panels {
        let Primitive::Mesh(mesh) = &clipped.primitive else { continue };
        for corners in mesh.indices.chunks_exact(3) {
            let vertex = |at: u32| mesh.vertices[at as usize];
            let corners = [vertex(corners[0]), vertex(corners[1]), vertex(corners[2])];
            sheet.triangle(corners, clipped.clip_rect, Some(font));
        }
    }
    sheet.picture()
}

/// Colours while they are mixed: 0-255, in gamma space, as egui does.
struct Sheet {
    width: usize,
    height: usize,
    pixels: Vec<[f32; 3]>,
}

impl Sheet {
    fn new(width: usize, height: usize, ground: Color32) -> Self {
        let [r, g, b, _] = ground.to_array();
        Self { width, height, pixels: vec![[r, g, b].map(f32::from); width * height] }
    }

    fn triangle(&mut self, corners: [Vertex; 3], clip: Rect, font: Option<&ColorImage>) {
        let [a, mut b, mut c] = corners;
        let mut area = cross(a.pos, b.pos, c.pos);
        if area == 0.0 {
            return;
        }
        if area < 0.0 {
            std::mem::swap(&mut b, &mut c);
            area = -area;
        }
        let least = a.pos.min(b.pos).min(c.pos).max(clip.min.round());
        let most = a.pos.max(b.pos).max(c.pos).min(clip.max.round());
        let columns = pixels(least.x, most.x, self.width);
        let rows = pixels(least.y, most.y, self.height);
        let colours = [a.color, b.color, c.color].map(|it| it.to_array().map(f32::from));
        let flat =
            font.is_none() || [a.uv, b.uv, c.uv].iter().all(|uv| *uv == egui::epaint::WHITE_UV);
        for y in rows {
            for x in columns.clone() {
                let at = Pos2::new(x as f32 + 0.5, y as f32 + 0.5);
                let parts = [
                    (cross(b.pos, c.pos, at), edge_counts(b.pos, c.pos)),
                    (cross(c.pos, a.pos, at), edge_counts(c.pos, a.pos)),
                    (cross(a.pos, b.pos, at), edge_counts(a.pos, b.pos)),
                ];
                let inside = |(part, counts): (f32, bool)| part > 0.0 || (part == 0.0 && counts);
                if !parts.into_iter().all(inside) {
                    continue;
                }
                let weights = parts.map(|(part, _)| part / area);
                let mix =
                    |of: [f32; 3]| of[0] * weights[0] + of[1] * weights[1] + of[2] * weights[2];
                let mut colour: [f32; 4] = std::array::from_fn(|channel| {
                    mix([colours[0][channel], colours[1][channel], colours[2][channel]])
                });
                if let (false, Some(font)) = (flat, font) {
                    let uv = [mix([a.uv.x, b.uv.x, c.uv.x]), mix([a.uv.y, b.uv.y, c.uv.y])];
                    let texel = sample(font, uv);
                    for (colour, texel) in colour.iter_mut().zip(texel) {
                        *colour *= texel / 255.0;
                    }
                }
                let under = &mut self.pixels[y * self.width + x];
                let through = 1.0 - colour[3] / 255.0;
                for (under, over) in under.iter_mut().zip(colour) {
                    *under = over + *under * through;
                }
            }
        }
    }

    fn coarser(&self, by: usize) -> Self {
        let (width, height) = (self.width / by, self.height / by);
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                let mut sum = [0.0; 3];
                for at in 0..by * by {
                    let pixel = self.pixels[(y * by + at / by) * self.width + x * by + at % by];
                    for (sum, channel) in sum.iter_mut().zip(pixel) {
                        *sum += channel / (by * by) as f32;
                    }
                }
                pixels.push(sum);
            }
        }
        Self { width, height, pixels }
    }

    fn picture(self) -> Picture {
        let byte = |channel: f32| channel.round().clamp(0.0, 255.0) as u8;
        let pixels = self.pixels.iter().map(|pixel| pixel.map(byte)).collect();
        Picture { width: self.width, height: self.height, pixels }
    }
}

/// Twice the area of a triangle, positive where its corners go round clockwise on a screen.
fn cross(a: Pos2, b: Pos2, at: Pos2) -> f32 {
    (b.x - a.x) * (at.y - a.y) - (b.y - a.y) * (at.x - a.x)
}

/// Of two triangles that share an edge, one has the points on it.
fn edge_counts(a: Pos2, b: Pos2) -> bool {
    b.y < a.y || (b.y == a.y && b.x > a.x)
}

/// The pixels whose middles lie between two places.
fn pixels(from: f32, to: f32, most: usize) -> std::ops::Range<usize> {
    let from = (from - 0.5).ceil().max(0.0) as usize;
    let to = ((to - 0.5).floor() + 1.0).max(0.0) as usize;
    from.min(most)..to.min(most)
}

/// A texture between its four nearest points.
fn sample(font: &ColorImage, uv: [f32; 2]) -> [f32; 4] {
    let [width, height] = font.size;
    let x = uv[0] * width as f32 - 0.5;
    let y = uv[1] * height as f32 - 0.5;
    let (left, top) = (x.floor(), y.floor());
    let (right_share, low_share) = (x - left, y - top);
    let texel = |dx: f32, dy: f32| {
        let column = (left + dx).clamp(0.0, (width - 1) as f32) as usize;
        let row = (top + dy).clamp(0.0, (height - 1) as f32) as usize;
        font.pixels[row * width + column].to_array().map(f32::from)
    };
    let (a, b, c, d) = (texel(0.0, 0.0), texel(1.0, 0.0), texel(0.0, 1.0), texel(1.0, 1.0));
    std::array::from_fn(|at| {
        let upper = a[at] + (b[at] - a[at]) * right_share;
        let lower = c[at] + (d[at] - c[at]) * right_share;
        upper + (lower - upper) * low_share
    })
}

#[test]
fn every_pixel_of_a_square_of_two_triangles_is_painted_once() {
    let mut board = Canvas::default();
    let square = Rect::from_min_max(Pos2::new(1.0, 1.0), Pos2::new(5.0, 4.0));
    board.rect(square, Color32::from_rgba_premultiplied(0, 0, 0, 128));
    let picture = draw(Vec2::new(8.0, 6.0), Color32::WHITE, &board, &[], &ColorImage::default());
    let dark: Vec<_> = picture.pixels.iter().filter(|pixel| pixel[0] < 255).collect();
    assert_eq!(dark.len(), 4 * 3);
    assert!(dark.iter().all(|pixel| pixel[0] == 127), "{dark:?}");
}
