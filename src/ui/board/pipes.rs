//! Pipes and what runs in them: as many drops as work is passed on, slow and close together before a full station.

use egui::{Pos2, Rect, Vec2, vec2};

use super::super::canvas::Canvas;
use super::super::theme::Theme;
use super::Moment;
use super::layout::{Layout, Line};
use crate::view::board::{BoardView, FULL, PipeView};

/// Points between two drops at the reference load, and the least and most.
const SPACING: f32 = 44.0;
const CLOSEST: f32 = 14.0;
const FARTHEST: f32 = 150.0;
/// Points a drop travels in a second; before a station that is full.
const PACE: f32 = 58.0;
const SLOW: f32 = 24.0;
/// Share of a pipe in which drops queue for each month of work that waits, and at most.
const QUEUE: f32 = 0.16;
const LONGEST_QUEUE: f32 = 0.55;
/// Flow below which a pipe counts as dry.
const DRY: f64 = 0.01;

/// Draws every pipe; where two cross, the later one runs above.
pub fn paint(
    view: &BoardView,
    layout: &Layout,
    theme: &Theme,
    moment: &Moment,
    canvas: &mut Canvas,
) {
    let wide = (layout.lane * 0.78).clamp(5.0, 11.0);
    for (index, (pipe, line)) in view.pipes.iter().zip(&layout.pipes).enumerate() {
        if line.points.len() < 2 {
            continue;
        }
        let flows = moment.flowing && pipe.flow > DRY;
        canvas.path(&line.points, wide + 4.0, theme.ground);
        canvas.path(&line.points, wide, theme.muted);
        canvas.path(&line.points, (wide - 2.0).max(2.5), theme.sunken);
        if flows {
            drops(view, pipe, index, line, wide, theme, moment, canvas);
        }
        arrows(line, wide, theme, canvas);
    }
}

/// The direction, for a picture that stands still: heads on the long pieces and at the end.
fn arrows(line: &Line, wide: f32, theme: &Theme, canvas: &mut Canvas) {
    let mut head = |tip: Pos2, from: Pos2, size: f32| {
        let along = (tip - from).normalized();
        let (back, side) = (tip - along * size * 1.25, along.rot90() * size * 0.75);
        canvas.convex(&[tip, back + side, back - side], theme.muted);
    };
    let pieces = line.pieces.len();
    for (at, (from, to)) in line.pieces.iter().enumerate() {
        let long = (*to - *from).length();
        let last = at + 1 == pieces;
        if last && long > 1.0 {
            head(*to, *from, wide * 1.15);
        }
        if long > wide * 12.0 {
            let way = if last { 0.3 } else { 0.7 };
            head(*from + (*to - *from) * way, *from, wide * 0.8);
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "the parts of one picture")]
fn drops(
    view: &BoardView,
    pipe: &PipeView,
    index: usize,
    line: &Line,
    wide: f32,
    theme: &Theme,
    moment: &Moment,
    canvas: &mut Canvas,
) {
    let Some(ahead) = view.stations.get(pipe.to) else { return };
    let radius = (wide * 0.36).max(2.0);
    let length = line.length();
    let levels = moment.levels(ahead);
    let full = levels.utilisation > FULL || levels.backlog > 0.0;
    let mut open = length;
    if levels.backlog > 0.0 {
        let share = (QUEUE * levels.backlog as f32).clamp(0.08, LONGEST_QUEUE);
        open -= length * share;
        let step = radius * 2.5;
        let mut way = length - wide * 1.8;
        while way > open {
            canvas.circle(line.at(way), radius, theme.bad);
            way -= step;
        }
    }
    let spacing = (SPACING / pipe.flow as f32).clamp(CLOSEST, FARTHEST);
    let pace = if full { SLOW } else { PACE };
    // Pipes do not beat in step.
    let offset = moment.clock * pace + index as f32 * 17.0;
    let mut way = offset.rem_euclid(spacing);
    while way < open {
        canvas.circle(line.at(way), radius, theme.flow);
        way += spacing;
    }
}

/// Where the number of a pipe stands: on its longest straight piece, off other pipes where that can be; above the
/// piece where it is too short to carry it.
#[must_use]
pub fn label(line: &Line, layout: &Layout, size: Vec2) -> Option<Rect> {
    let (from, to) = line.longest()?;
    let level = from.y == to.y;
    let long = if level { size.x } else { size.y } + layout.lane * 2.5;
    if from.distance(to) < long {
        let above = vec2(0.0, -(size.y + layout.lane) / 2.0);
        return Some(Rect::from_center_size(from + (to - from) * 0.5 + above, size));
    }
    let plates = [0.5, 0.38, 0.62, 0.26, 0.74]
        .map(|share| Rect::from_center_size(from + (to - from) * share, size));
    let crossed = |plate: &Rect| {
        let others = layout.pipes.iter().filter(|other| *other != line);
        others
            .flat_map(|other| &other.pieces)
            .any(|(a, b)| Rect::from_two_pos(*a, *b).expand(layout.lane * 0.4).intersects(*plate))
    };
    plates.iter().find(|plate| !crossed(plate)).or(plates.first()).copied()
}
