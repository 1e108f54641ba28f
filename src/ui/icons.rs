//! A small picture for everything that can happen: one shape each, told apart without colour.

use egui::{Color32, Pos2, Rect, Vec2, pos2, vec2};

use super::canvas::Canvas;
use crate::scenario::vocabulary::EventKind;
use crate::sim::outcome::Progress;
use crate::view::sign::Sign;

/// Draws into a circle's square; `paper` is what lies behind.
pub fn icon(
    canvas: &mut Canvas,
    sign: Sign,
    middle: Pos2,
    radius: f32,
    ink: Color32,
    paper: Color32,
) {
    let mut pen = Pen { canvas, middle, radius, ink, paper };
    match sign {
        Sign::Event(kind) => event(&mut pen, kind),
        Sign::Progress(progress) => step(&mut pen, progress),
        Sign::Resolution => {
            // A calendar sheet, crossed by the hatching that marks its months.
            pen.frame((-0.8, -0.65), (0.8, 0.8));
            pen.line((-0.4, -0.95), (-0.4, -0.5));
            pen.line((0.4, -0.95), (0.4, -0.5));
            pen.line((-0.5, 0.55), (0.15, -0.35));
            pen.line((0.0, 0.55), (0.5, -0.15));
        }
        Sign::InUse(true) => pen.fill(&[(-0.55, -0.85), (0.85, 0.0), (-0.55, 0.85)]),
        Sign::InUse(false) => {
            pen.block((-0.65, -0.8), (-0.15, 0.8));
            pen.block((0.15, -0.8), (0.65, 0.8));
        }
    }
}

/// A disc with the picture on it: loud for what struck, calm for what was planned.
pub fn badge(
    canvas: &mut Canvas,
    sign: Sign,
    middle: Pos2,
    radius: f32,
    fill: Color32,
    paper: Color32,
) {
    canvas.circle(middle, radius, fill);
    icon(canvas, sign, middle, radius * 0.58, paper, fill);
}

fn event(pen: &mut Pen, kind: EventKind) {
    match kind {
        // A shield with a crack.
        EventKind::KnownFlawExploited => {
            pen.shield(1.0);
            std::mem::swap(&mut pen.ink, &mut pen.paper);
            pen.lines(&[(0.25, -1.0), (-0.2, -0.3), (0.25, 0.1), (-0.15, 0.9)]);
            std::mem::swap(&mut pen.ink, &mut pen.paper);
        }
        // A parcel with a drop in it.
        EventKind::PoisonedDependency => {
            pen.frame((-0.85, -0.85), (0.85, 0.85));
            pen.fill(&[(0.0, -0.6), (0.36, 0.1), (0.0, 0.5), (-0.36, 0.1)]);
            pen.disc((0.0, 0.18), 0.36);
        }
        // A box that leaks: an arrow leaves it.
        EventKind::SupplierBreach => {
            pen.lines(&[(0.1, -0.8), (-0.85, -0.8), (-0.85, 0.8), (0.1, 0.8)]);
            pen.line((-0.35, 0.0), (0.6, 0.0));
            pen.fill(&[(0.4, -0.45), (1.0, 0.0), (0.4, 0.45)]);
        }
        // An envelope.
        EventKind::PriceHike => {
            pen.frame((-0.95, -0.65), (0.95, 0.7));
            pen.lines(&[(-0.9, -0.55), (0.0, 0.2), (0.9, -0.55)]);
        }
        // One ring in another.
        EventKind::SupplierAcquired => {
            pen.ring((0.0, 0.0), 0.95);
            pen.disc((0.25, 0.1), 0.42);
        }
        // A page with another clause.
        EventKind::LicenceChange => {
            pen.frame((-0.7, -0.95), (0.7, 0.95));
            pen.line((-0.35, -0.4), (0.35, -0.4));
            pen.line((-0.35, 0.0), (0.35, 0.0));
            pen.block((-0.35, 0.3), (0.4, 0.62));
        }
        // An hourglass.
        EventKind::ProjectAbandoned => {
            pen.line((-0.7, -0.9), (0.7, -0.9));
            pen.line((-0.7, 0.9), (0.7, 0.9));
            pen.lines(&[(-0.55, -0.85), (0.0, 0.0), (-0.55, 0.85)]);
            pen.lines(&[(0.55, -0.85), (0.0, 0.0), (0.55, 0.85)]);
            pen.fill(&[(0.0, 0.3), (0.5, 0.85), (-0.5, 0.85)]);
        }
        // A person and an arrow away.
        EventKind::KeyStaffLoss => {
            pen.person((-0.4, 0.0));
            pen.line((0.2, 0.0), (0.65, 0.0));
            pen.fill(&[(0.5, -0.4), (1.0, 0.0), (0.5, 0.4)]);
        }
        // A coin with a bite.
        EventKind::BudgetDisruption => {
            pen.part((0.0, 0.0), 0.95, (0.05, 0.75));
            pen.fill(&[(0.15, -0.95), (0.15, -0.15), (0.95, -0.15)]);
        }
        // Columns that rise.
        EventKind::DemandSurge => {
            pen.block((-0.85, 0.3), (-0.4, 0.9));
            pen.block((-0.22, -0.2), (0.22, 0.9));
            pen.block((0.4, -0.9), (0.85, 0.9));
        }
        // A magnifying glass.
        EventKind::AuditFinding => {
            pen.ring((-0.2, -0.2), 0.65);
            pen.line((0.25, 0.25), (0.9, 0.9));
        }
        // A warning sign.
        EventKind::HarmfulDecision => {
            pen.fill(&[(0.0, -0.95), (1.0, 0.8), (-1.0, 0.8)]);
            std::mem::swap(&mut pen.ink, &mut pen.paper);
            pen.line((0.0, -0.35), (0.0, 0.25));
            pen.disc((0.0, 0.52), 0.13);
            std::mem::swap(&mut pen.ink, &mut pen.paper);
        }
    }
}

fn step(pen: &mut Pen, progress: Progress) {
    match progress {
        // A page to sign.
        Progress::Procuring => {
            pen.frame((-0.7, -0.95), (0.7, 0.95));
            pen.line((-0.35, -0.4), (0.35, -0.4));
            pen.lines(&[(-0.4, 0.5), (-0.1, 0.2), (0.1, 0.5), (0.4, 0.2)]);
        }
        // A stamp: a ring with a tick.
        Progress::Authorising => {
            pen.ring((0.0, 0.0), 0.98);
            pen.lines(&[(-0.42, 0.05), (-0.1, 0.38), (0.45, -0.35)]);
        }
        // Two parts joined.
        Progress::Integrating => {
            pen.frame((-0.95, -0.5), (-0.2, 0.5));
            pen.frame((0.2, -0.5), (0.95, 0.5));
            pen.line((-0.2, 0.0), (0.2, 0.0));
        }
        // From one to the other.
        Progress::Migrating => {
            pen.frame((-0.95, -0.85), (-0.35, 0.85));
            pen.block((0.5, -0.85), (0.95, 0.85));
            pen.fill(&[(-0.15, -0.4), (0.35, 0.0), (-0.15, 0.4)]);
        }
        // A flag.
        Progress::Live => {
            pen.line((-0.6, -0.95), (-0.6, 1.0));
            pen.fill(&[(-0.5, -0.95), (0.9, -0.5), (-0.5, 0.1)]);
        }
        // Lightning.
        Progress::EmergencyStarted => {
            pen.fill(&[(0.25, -1.0), (-0.6, 0.15), (0.0, 0.15)]);
            pen.fill(&[(-0.25, 1.0), (0.6, -0.15), (0.0, -0.15)]);
        }
        // A cross.
        Progress::Dropped => {
            pen.line((-0.7, -0.7), (0.7, 0.7));
            pen.line((-0.7, 0.7), (0.7, -0.7));
        }
        // The sign of a switch.
        Progress::SwitchedOff => {
            pen.part((0.0, 0.1), 0.85, (0.85, 1.65));
            pen.line((0.0, -1.0), (0.0, 0.05));
        }
        // Round again.
        Progress::Renewed => {
            pen.part((0.0, 0.0), 0.9, (0.05, 0.82));
            pen.fill(&[(0.05, -1.0), (0.75, -0.72), (0.15, -0.25)]);
        }
    }
}

/// Draws in a square from -1 to 1 around a middle.
struct Pen<'a> {
    canvas: &'a mut Canvas,
    middle: Pos2,
    radius: f32,
    ink: Color32,
    paper: Color32,
}

impl Pen<'_> {
    fn at(&self, point: (f32, f32)) -> Pos2 {
        self.middle + vec2(point.0, point.1) * self.radius
    }

    fn width(&self) -> f32 {
        (self.radius * 0.24).max(1.3)
    }

    fn line(&mut self, from: (f32, f32), to: (f32, f32)) {
        self.canvas.line(self.at(from), self.at(to), self.width(), self.ink);
    }

    fn lines(&mut self, points: &[(f32, f32)]) {
        for pair in points.windows(2) {
            self.line(pair[0], pair[1]);
        }
        // Round joints, so that a turn has no notch.
        for point in &points[1..points.len() - 1] {
            self.canvas.circle(self.at(*point), self.width() / 2.0, self.ink);
        }
    }

    fn fill(&mut self, points: &[(f32, f32)]) {
        let outline: Vec<Pos2> = points.iter().map(|point| self.at(*point)).collect();
        self.canvas.convex(&outline, self.ink);
    }

    fn block(&mut self, from: (f32, f32), to: (f32, f32)) {
        self.canvas.rect(Rect::from_min_max(self.at(from), self.at(to)), self.ink);
    }

    fn frame(&mut self, from: (f32, f32), to: (f32, f32)) {
        let rect = Rect::from_min_max(self.at(from), self.at(to));
        self.canvas.round_frame(rect, 1.5, self.width(), self.ink);
    }

    fn disc(&mut self, middle: (f32, f32), radius: f32) {
        self.canvas.circle(self.at(middle), radius * self.radius, self.ink);
    }

    fn ring(&mut self, middle: (f32, f32), radius: f32) {
        self.part(middle, radius, (0.0, 1.0));
    }

    /// A part of a ring, in turns from the right, clockwise.
    fn part(&mut self, middle: (f32, f32), radius: f32, part: (f32, f32)) {
        let (middle, radius) = (self.at(middle), radius * self.radius);
        self.canvas.ring(middle, radius, self.width(), part, self.ink);
    }

    fn shield(&mut self, size: f32) {
        let size = size * self.radius * 2.0;
        self.canvas.shield(self.middle, size, 1.0, self.paper, self.ink);
    }

    fn person(&mut self, middle: (f32, f32)) {
        let at = self.at(middle);
        self.canvas.person(at, self.radius * 1.7, true, self.ink);
    }
}

/// The square of an icon beside a line of text.
#[must_use]
pub fn square(left: f32, middle: f32, side: f32) -> Rect {
    Rect::from_center_size(pos2(left + side / 2.0, middle), Vec2::splat(side))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_can_happen_has_a_picture_of_its_own() {
        let mut pictures = Vec::new();
        for sign in Sign::all() {
            let mut canvas = Canvas::default();
            icon(&mut canvas, sign, pos2(20.0, 20.0), 10.0, Color32::BLACK, Color32::WHITE);
            assert!(!canvas.triangles.is_empty(), "{sign:?} has no picture");
            let inside = canvas.points.iter().all(|point| (point.x - 20.0).abs() < 13.0);
            assert!(inside, "{sign:?} leaves its square");
            assert!(!pictures.contains(&canvas.points), "{sign:?} looks like another");
            assert!(!sign.name().is_empty());
            pictures.push(canvas.points);
        }
    }
}
