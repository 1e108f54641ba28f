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

    /// The edge of a rounded rectangle, `width` inwards.
    pub fn round_frame(&mut self, rect: Rect, radius: f32, width: f32, colour: Color32) {
        let inner = rounded(rect.shrink(width), (radius - width).max(0.5));
        self.band(&rounded(rect, radius), &inner, colour, true);
    }

    pub fn circle(&mut self, middle: Pos2, radius: f32, colour: Color32) {
        self.convex(&arc(middle, radius, 0.0, TURN, 20), colour);
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

    /// A padlock; its shackle is open below a third and its body grows with `share` (0-1).
    pub fn padlock(&mut self, middle: Pos2, size: f32, share: f32, empty: Color32, full: Color32) {
        let body = Rect::from_center_size(middle + vec2(0.0, size * 0.22), vec2(size, size * 0.72));
        let lift = if share < 0.34 { size * 0.16 } else { 0.0 };
        let shackle = middle - vec2(0.0, size * 0.16 + lift);
        let end = if share < 0.34 { 0.92 } else { 1.0 };
        self.ring(shackle, size * 0.36, size * 0.13, (0.5, end), full);
        if lift > 0.0 {
            let foot = pos2(shackle.x - size * 0.295, shackle.y);
            self.line(foot, foot + vec2(0.0, lift + size * 0.05), size * 0.13, full);
        }
        self.round_rect(body, size * 0.1, empty);
        let level = body.height() * share.clamp(0.0, 1.0);
        let filled =
            Rect::from_min_max(pos2(body.left(), body.bottom() - level), body.right_bottom());
        if level > 1.0 {
            self.round_rect(filled, size * 0.1, full);
        }
        self.round_frame(body, size * 0.1, (size * 0.08).max(1.0), full);
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
        canvas.padlock(rect.center(), 12.0, 0.2, Color32::RED, Color32::BLUE);
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
        assert_eq!(canvas.to_egui().indices.len(), canvas.triangles.len());
    }
}
