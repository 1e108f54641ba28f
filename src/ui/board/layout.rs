//! Where stations stand and pipes run in an area, in points.
//!
//! Invariant: a pipe keeps out of every station that it does not serve.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use super::super::theme::Theme;
use crate::view::board::{BoardView, PipeView, StationView};

/// Widest and tallest station (points): a small case does not fill a wall.
const WIDEST: f32 = 330.0;
const TALLEST: f32 = 210.0;
/// Room between stations, as a share of a cell and in points.
const GAP: Vec2 = vec2(0.25, 0.27);
const LEAST_GAP: f32 = 22.0;
const MOST_GAP: f32 = 96.0;
/// Width of a station (points) that fits the longest usual word of a name, and the least room beside it.
const LEAST_WIDE: f32 = 110.0;
const CROWDED: f32 = 12.0;
/// Between the lanes of two pipes (points).
const LEAST_LANE: f32 = 6.5;
const MOST_LANE: f32 = 15.0;
/// Points of a quarter turn.
const TURN_POINTS: usize = 5;

/// Rectangles of the stations and lines of the pipes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    pub stations: Vec<Rect>,
    pub pipes: Vec<Line>,
    /// Between the middles of two pipes side by side.
    pub lane: f32,
}

/// The middle line of a pipe, from edge to edge, with round turns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    pub points: Vec<Pos2>,
    /// Way from the beginning to each point.
    reach: Vec<f32>,
    /// The straight pieces between its turns.
    pub pieces: Vec<(Pos2, Pos2)>,
}

impl Layout {
    #[must_use]
    pub fn of(view: &BoardView, area: Rect, theme: &Theme) -> Self {
        let grid = Grid::of(view, area, theme);
        let stations: Vec<Rect> =
            view.stations.iter().map(|station| grid.station(station)).collect();
        let lane = grid.lane();
        let pipes = view.pipes.iter().map(|pipe| grid.pipe(pipe, &stations, lane)).collect();
        Self { stations, pipes, lane }
    }
}

struct Grid {
    area: Rect,
    columns: f32,
    rows: f32,
    cell: Vec2,
    size: Vec2,
}

impl Grid {
    fn of(view: &BoardView, area: Rect, theme: &Theme) -> Self {
        let (columns, rows) = (f32::from(view.columns.max(1)), f32::from(view.rows.max(1)));
        let cell = vec2(area.width() / columns, area.height() / rows);
        let gap = (cell * GAP).clamp(Vec2::splat(LEAST_GAP), Vec2::splat(MOST_GAP));
        // On a narrow board the names need the room more than the pipes.
        let spare = (cell.x - LEAST_WIDE * theme.scale.min(1.2)).max(CROWDED);
        let gap = vec2(gap.x.min(spare), gap.y);
        let most = vec2(WIDEST, TALLEST) * theme.scale.min(1.4);
        let size = (cell - gap).min(most).max(Vec2::splat(20.0));
        // Few stations stand closer than a wide area asks for.
        let cell = cell.min(size + Vec2::splat(MOST_GAP * 1.5));
        let area = Rect::from_center_size(area.center(), cell * vec2(columns, rows));
        Self { area, columns, rows, cell, size }
    }

    fn station(&self, station: &StationView) -> Rect {
        let place = vec2(f32::from(station.place.0) + 0.5, f32::from(station.place.1) + 0.5);
        Rect::from_center_size(self.area.min + place * self.cell, self.size)
    }

    fn lane(&self) -> f32 {
        let gap = self.cell - self.size;
        (gap.min_elem() * 0.27).clamp(LEAST_LANE, MOST_LANE)
    }

    /// The place of a line: odd ones run through stations, even ones between them.
    fn line(&self, column: bool, line: u8) -> f32 {
        let (start, cell, size, count) = if column {
            (self.area.left(), self.cell.x, self.size.x, self.columns)
        } else {
            (self.area.top(), self.cell.y, self.size.y, self.rows)
        };
        // The outermost lines keep close to the stations.
        let aside = (cell - size) * 0.25;
        let at = f32::from(line) / 2.0;
        let outer = if line == 0 {
            aside
        } else if at >= count {
            -aside
        } else {
            0.0
        };
        start + at * cell + outer
    }

    fn pipe(&self, pipe: &PipeView, stations: &[Rect], lane: f32) -> Line {
        let corners =
            pipe.route.points(|column, line, aside| self.line(column, line) + aside * lane);
        let mut corners: Vec<Pos2> = corners.into_iter().map(|(x, y)| pos2(x, y)).collect();
        let (Some(from), Some(to)) = (stations.get(pipe.from), stations.get(pipe.to)) else {
            return Line::default();
        };
        if corners.len() < 2 {
            return Line::default();
        }
        let last = corners.len() - 1;
        corners[0] = leaves(*from, corners[0], corners[1]);
        corners[last] = leaves(*to, corners[last], corners[last - 1]);
        Line::round(&corners, (lane * 1.1).max(8.0))
    }
}

/// Where a straight line from within a rectangle to a point outside leaves it.
fn leaves(rect: Rect, from: Pos2, to: Pos2) -> Pos2 {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    if dx.abs() > dy.abs() {
        pos2(if dx > 0.0 { rect.right() } else { rect.left() }, from.y)
    } else {
        pos2(from.x, if dy > 0.0 { rect.bottom() } else { rect.top() })
    }
}

impl Line {
    /// A line through corners, each turned with this radius where there is room.
    fn round(corners: &[Pos2], radius: f32) -> Self {
        let mut points = vec![corners[0]];
        let mut pieces = Vec::new();
        let mut start = corners[0];
        for three in corners.windows(3) {
            let (before, after) = (three[0] - three[1], three[2] - three[1]);
            let radius = radius.min(before.length() / 2.0).min(after.length() / 2.0);
            let (a, b) = (before.normalized() * radius, after.normalized() * radius);
            let (enter, leave) = (three[1] + a, three[1] + b);
            pieces.push((start, enter));
            start = leave;
            let middle = enter + b;
            for step in 0..=TURN_POINTS {
                let angle = step as f32 / TURN_POINTS as f32 * std::f32::consts::FRAC_PI_2;
                points.push(middle - b * angle.cos() - a * angle.sin());
            }
        }
        let end = corners[corners.len() - 1];
        pieces.push((start, end));
        points.push(end);
        let mut reach = vec![0.0];
        for pair in points.windows(2) {
            reach.push(reach[reach.len() - 1] + (pair[1] - pair[0]).length());
        }
        Self { points, reach, pieces }
    }

    #[must_use]
    pub fn length(&self) -> f32 {
        self.reach.last().copied().unwrap_or(0.0)
    }

    /// The point after so much of the way.
    #[must_use]
    pub fn at(&self, way: f32) -> Pos2 {
        let next = self.reach.partition_point(|reach| *reach < way);
        let (Some(before), Some(end)) = (next.checked_sub(1), self.points.get(next)) else {
            return self.points.get(next).or(self.points.last()).copied().unwrap_or_default();
        };
        let length = self.reach[next] - self.reach[before];
        let share = if length > 0.0 { (way - self.reach[before]) / length } else { 0.0 };
        self.points[before] + (*end - self.points[before]) * share
    }

    /// The longest straight piece.
    #[must_use]
    pub fn longest(&self) -> Option<(Pos2, Pos2)> {
        let long = |piece: &&(Pos2, Pos2)| piece.0.distance_sq(piece.1);
        self.pieces.iter().max_by(|a, b| long(a).total_cmp(&long(b))).copied()
    }
}
