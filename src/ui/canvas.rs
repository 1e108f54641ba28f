//! Flat shapes as triangles: plain points and colours that any painter can show.
//!
//! Coordinates are those of the screen: points, from the upper left corner.

use egui::{Color32, Pos2, Rect, Vec2, pos2, vec2};

/// Coloured triangles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Canvas {
    pub points: Vec<Pos2>,
    pub colours: Vec<Color32>,
    /// Three of `points` for each triangle.
    pub triangles: Vec<u32>,
}

const TURN: f32 = std::f32::consts::TAU;

impl Canvas {
    pub fn clear(&mut self) {
        self.points.clear();
        self.colours.clear();
        self.triangles.clear();
    }

    /// A convex outline, filled.
    pub fn convex(&mut self, outline: &[Pos2], colour: Color32) {
        let first = self.points.len() as u32;
        self.points.extend_from_slice(outline);
        self.colours.extend(std::iter::repeat_n(colour, outline.len()));
        for next in 2..outline.len() as u32 {
            self.triangles.extend([first, first + next - 1, first + next]);
        }
    }

    /// A band along an outline: from `outline` to `inner`, point by point.
    fn band(&mut self, outer: &[Pos2], inner: &[Pos2], colour: Color32, closed: bool) {
        let first = self.points.len() as u32;
        let count = outer.len() as u32;
        self.points.extend_from_slice(outer);
        self.points.extend_from_slice(inner);
        self.colours.extend(std::iter::repeat_n(colour, outer.len() + inner.len()));
        let steps = if closed { count } else { count.saturating_sub(1) };
        for step in 0..steps {
            let next = (step + 1) % count;
            let (a, b) = (first + step, first + next);
            self.triangles.extend([a, b, b + count, a, b + count, a + count]);
        }
    }

    pub fn rect(&mut self, rect: Rect, colour: Color32) {
        let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()];
        self.convex(&corners, colour);
    }

    pub fn round_rect(&mut self, rect: Rect, radius: f32, colour: Color32) {
        self.convex(&rounded(rect, radius), colour);
    }

    /// A rectangle whose lower corners are round.
    pub fn flat_top(&mut self, rect: Rect, radius: f32, colour: Color32) {
        let mut outline = rounded(rect, radius);
        let half = outline.len() / 2;
        outline.truncate(half);
        outline.extend([rect.left_top(), rect.right_top()]);
        self.convex(&outline, colour);
    }

    /// The edge of a rounded rectangle, `width` inwards.
    pub fn round_frame(&mut self, rect: Rect, radius: f32, width: f32, colour: Color32) {
        let inner = rounded(rect.shrink(width), (radius - width).max(0.5));
        self.band(&rounded(rect, radius), &inner, colour, true);
    }

    pub fn circle(&mut self, middle: Pos2, radius: f32, colour: Color32) {
        let steps = if radius < 5.0 { 10 } else { 20 };
        self.convex(&arc(middle, radius, 0.0, TURN, steps), colour);
    }

    /// A ring or a part of one; angles in turns from the right, clockwise.
    pub fn ring(
        &mut self,
        middle: Pos2,
        radius: f32,
        width: f32,
        part: (f32, f32),
        colour: Color32,
    ) {
        let (from, to) = (part.0 * TURN, part.1 * TURN);
        let inner = arc(middle, (radius - width).max(0.0), from, to, 24);
        self.band(&arc(middle, radius, from, to, 24), &inner, colour, false);
    }

    pub fn line(&mut self, from: Pos2, to: Pos2, width: f32, colour: Color32) {
        let along = to - from;
        if along.length_sq() < 1e-6 {
            return;
        }
        let side = along.normalized().rot90() * (width / 2.0);
        self.convex(&[from + side, to + side, to - side, from - side], colour);
    }

    /// The mark of a model: outline, solid, half; a square for what was found.
    pub fn mark(
        &mut self,
        middle: Pos2,
        radius: f32,
        model: crate::scenario::case::SourcingModel,
        colour: Color32,
    ) {
        use crate::scenario::case::SourcingModel;
        let width = (radius * 0.26).max(1.5);
        match model {
            SourcingModel::Open => self.ring(middle, radius, width, (0.0, 1.0), colour),
            SourcingModel::Proprietary => self.circle(middle, radius, colour),
            SourcingModel::Managed => {
                self.ring(middle, radius, width, (0.0, 1.0), colour);
                self.convex(
                    &arc(middle, radius - width * 0.5, TURN * 0.25, TURN * 0.75, 16),
                    colour,
                );
            }
            SourcingModel::Inherited => {
                let square = Rect::from_center_size(middle, Vec2::splat(radius * 1.7));
                self.round_frame(square, 2.0, width, colour);
            }
        }
    }

    /// A padlock that grows and closes with `share` (0-1): the shackle stands open, hangs, then holds.
    pub fn padlock(&mut self, middle: Pos2, size: f32, share: f32, empty: Color32, full: Color32) {
        let share = share.clamp(0.0, 1.0);
        let size = size * (0.78 + 0.3 * share);
        let width = (size * 0.13).max(1.2);
        let body = Rect::from_center_size(middle + vec2(0.0, size * 0.2), vec2(size, size * 0.68));
        // An open shackle is lifted and has lost its right foot.
        let open = (1.0 - share * 1.5).clamp(0.0, 1.0);
        let lift = size * (0.02 + 0.2 * open);
        let top = pos2(middle.x, body.top() - lift);
        let radius = size * 0.33;
        self.ring(top, radius, width, (0.5, 1.0), full);
        let foot = |x: f32, long: f32| (pos2(x, top.y - 0.5), pos2(x, top.y + long + 1.0));
        let inset = radius - width / 2.0;
        let (from, to) = foot(top.x - inset, lift);
        self.line(from, to, width, full);
        if open <= 0.0 {
            let (from, to) = foot(top.x + inset, lift);
            self.line(from, to, width, full);
        }
        self.round_rect(body, size * 0.12, empty);
        let level = body.height() * share;
        let filled =
            Rect::from_min_max(pos2(body.left(), body.bottom() - level), body.right_bottom());
        if level > 1.0 {
            self.round_rect(filled, size * 0.12, full);
        }
        self.round_frame(body, size * 0.12, (size * 0.09).max(1.2), full);
    }

    /// A shield, filled from below as far as `level` (0-1).
    pub fn shield(&mut self, middle: Pos2, size: f32, level: f32, empty: Color32, full: Color32) {
        let outline = |scale: f32| -> Vec<Pos2> {
            let half = size * 0.5 * scale;
            SHIELD.iter().map(|(x, y)| middle + vec2(*x, *y) * half).collect()
        };
        let (outer, inner) = (outline(1.0), outline(0.76));
        self.convex(&inner, empty);
        let bottom = middle.y + size * 0.5 * 0.76;
        let line = bottom - size * 0.76 * level.clamp(0.0, 1.0);
        self.convex(&below(&inner, line), full);
        self.band(&outer, &inner, full, true);
    }

    /// A person: whole where there is one, an outline where one is missing.
    pub fn person(&mut self, middle: Pos2, size: f32, there: bool, colour: Color32) {
        let head = middle - vec2(0.0, size * 0.27);
        let width = (size * 0.1).max(1.1);
        let shoulders = middle + vec2(0.0, size * 0.5);
        let body: Vec<Pos2> = arc(shoulders, size * 0.42, TURN * 0.5, TURN, 12);
        if there {
            self.circle(head, size * 0.22, colour);
            self.convex(&body, colour);
        } else {
            self.ring(head, size * 0.22, width, (0.0, 1.0), colour);
            self.ring(shoulders, size * 0.42, width, (0.5, 1.0), colour);
            let foot = vec2(size * 0.42, -width / 2.0);
            self.line(shoulders - vec2(foot.x, -foot.y), shoulders + foot, width, colour);
        }
    }

    /// A line through points that turn little from one to the next.
    pub fn path(&mut self, points: &[Pos2], width: f32, colour: Color32) {
        if points.len() < 2 {
            return;
        }
        let side = |at: usize| {
            let before = points[at] - points[at.saturating_sub(1)];
            let after = points[(at + 1).min(points.len() - 1)] - points[at];
            let along = before.normalized() + after.normalized();
            // The mitre keeps the width where the line turns.
            let normal = along.normalized().rot90();
            let lean = if before == Vec2::ZERO || after == Vec2::ZERO {
                1.0
            } else {
                normal.dot(after.normalized().rot90()).max(0.5)
            };
            normal * (width / 2.0 / lean)
        };
        let sides: Vec<_> = (0..points.len()).map(side).collect();
        let moved = |sign: f32| -> Vec<Pos2> {
            points.iter().zip(&sides).map(|(point, side)| *point + *side * sign).collect()
        };
        self.band(&moved(1.0), &moved(-1.0), colour, false);
    }

    /// Slanted strokes across a rectangle.
    pub fn hatch(&mut self, rect: Rect, pitch: f32, width: f32, colour: Color32) {
        let slant = rect.height();
        let mut x = rect.left() - slant;
        while x < rect.right() {
            let cut = |x: f32, y: f32| pos2(x.clamp(rect.left(), rect.right()), y);
            let (low, high) = ((rect.left() - x).max(0.0), (rect.right() - x).min(slant));
            if high > low {
                let from = cut(x + low, rect.bottom() - low);
                let to = cut(x + high, rect.bottom() - high);
                self.line(from, to, width, colour);
            }
            x += pitch;
        }
    }

    /// The edge of a rectangle in dashes.
    pub fn dashes(&mut self, rect: Rect, width: f32, colour: Color32) {
        let rect = rect.shrink(width / 2.0);
        let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()];
        for side in 0..4 {
            let (from, to) = (corners[side], corners[(side + 1) % 4]);
            let count = ((to - from).length() / 14.0).round().max(1.0);
            let step = (to - from) / count;
            for dash in 0..count as usize {
                let start = from + step * (dash as f32 + 0.2);
                self.line(start, start + step * 0.6, width, colour);
            }
        }
    }

    /// The same triangles for egui's own painter.
    #[must_use]
    pub fn to_egui(&self) -> egui::Mesh {
        let vertices = self.points.iter().zip(&self.colours).map(|(pos, color)| {
            egui::epaint::Vertex { pos: *pos, uv: egui::epaint::WHITE_UV, color: *color }
        });
        egui::Mesh {
            indices: self.triangles.clone(),
            vertices: vertices.collect(),
            texture_id: egui::TextureId::default(),
        }
    }
}

/// A shield in the square from -1 to 1, clockwise from the upper left.
const SHIELD: [(f32, f32); 9] = [
    (-0.82, -0.78),
    (0.0, -1.0),
    (0.82, -0.78),
    (0.8, -0.05),
    (0.58, 0.48),
    (0.0, 1.0),
    (-0.58, 0.48),
    (-0.8, -0.05),
    (-0.82, -0.4),
];

/// The part of a convex outline that lies below a height.
fn below(outline: &[Pos2], line: f32) -> Vec<Pos2> {
    let mut part = Vec::with_capacity(outline.len() + 2);
    for (at, point) in outline.iter().enumerate() {
        let next = outline[(at + 1) % outline.len()];
        if point.y >= line {
            part.push(*point);
        }
        if (point.y < line) != (next.y < line) {
            let share = (line - point.y) / (next.y - point.y);
            part.push(*point + (next - *point) * share);
        }
    }
    part
}

fn arc(middle: Pos2, radius: f32, from: f32, to: f32, steps: usize) -> Vec<Pos2> {
    (0..=steps)
        .map(|step| {
            let angle = from + (to - from) * step as f32 / steps as f32;
            middle + Vec2::angled(angle) * radius
        })
        .collect()
}

fn rounded(rect: Rect, radius: f32) -> Vec<Pos2> {
    let radius = radius.clamp(0.0, rect.width().min(rect.height()) / 2.0);
    let inner = rect.shrink(radius);
    let quarter = TURN / 4.0;
    [
        (inner.right_bottom(), 0.0),
        (inner.left_bottom(), quarter),
        (inner.left_top(), 2.0 * quarter),
        (inner.right_top(), 3.0 * quarter),
    ]
    .into_iter()
    .flat_map(|(corner, from)| arc(corner, radius, from, from + quarter, 6))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::case::SourcingModel;

    #[test]
    fn every_shape_is_whole_triangles_of_points_that_exist() {
        let mut canvas = Canvas::default();
        let rect = Rect::from_min_size(pos2(3.0, 4.0), vec2(50.0, 20.0));
        canvas.rect(rect, Color32::RED);
        canvas.round_rect(rect, 90.0, Color32::RED);
        canvas.round_frame(rect, 4.0, 2.0, Color32::RED);
        canvas.line(rect.min, rect.min, 2.0, Color32::RED);
        for share in [0.0, 0.2, 0.5, 1.0] {
            canvas.padlock(rect.center(), 12.0, share, Color32::RED, Color32::BLUE);
            canvas.shield(rect.center(), 12.0, share, Color32::RED, Color32::BLUE);
            canvas.person(rect.center(), 12.0, share > 0.4, Color32::RED);
        }
        canvas.path(&[rect.min, rect.min, rect.center(), rect.max], 3.0, Color32::RED);
        canvas.hatch(rect, 7.0, 2.0, Color32::RED);
        canvas.dashes(rect, 2.0, Color32::RED);
        for model in [
            SourcingModel::Open,
            SourcingModel::Proprietary,
            SourcingModel::Managed,
            SourcingModel::Inherited,
        ] {
            canvas.mark(rect.center(), 8.0, model, Color32::RED);
        }
        assert_eq!(canvas.triangles.len() % 3, 0);
        assert_eq!(canvas.points.len(), canvas.colours.len());
        assert!(canvas.triangles.iter().all(|at| (*at as usize) < canvas.points.len()));
        assert!(canvas.points.iter().all(|point| point.x.is_finite() && point.y.is_finite()));
        let strokes = canvas.points.iter().all(|point| rect.expand(60.0).contains(*point));
        assert!(strokes, "a shape leaves its place");
        assert_eq!(canvas.to_egui().indices.len(), canvas.triangles.len());
    }
}
