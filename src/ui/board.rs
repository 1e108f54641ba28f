//! The board: where the stations stand, what they look like, and what a hand can do with them.
//!
//! Shapes go to a [`Canvas`], so that any painter can show them; text and touch stay with egui.

use egui::{Align2, Color32, FontId, Pos2, Rect, Sense, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use super::canvas::Canvas;
use super::theme::{Theme, strong};
use crate::view::board::{BoardView, StationView};

/// What moves: the clock of the flow and the shocks that just struck.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moment {
    /// Seconds of flow; it stands still where this does not change.
    pub clock: f32,
    /// Station and seconds since it was struck.
    pub struck: Vec<(usize, f32)>,
    /// Whether data flow at all.
    pub flowing: bool,
}

/// Seconds for which a shock is shown.
pub const SHOCK: f32 = 2.5;
/// Widest and tallest station (points): a small case does not fill a wall.
const WIDEST: f32 = 300.0;
const TALLEST: f32 = 170.0;

/// Where a station stands in an area.
#[must_use]
pub fn station_rect(view: &BoardView, area: Rect, station: &StationView, theme: &Theme) -> Rect {
    let (columns, rows) = (f32::from(view.columns.max(1)), f32::from(view.rows.max(1)));
    let cell = vec2(area.width() / columns, area.height() / rows);
    let gap = vec2((cell.x * 0.13).min(44.0), (cell.y * 0.2).min(52.0));
    let size = (cell - gap).min(vec2(WIDEST, TALLEST * theme.scale.min(1.6))).max(vec2(24.0, 24.0));
    let middle = area.min
        + vec2(
            (f32::from(station.place.0) + 0.5) * cell.x,
            (f32::from(station.place.1) + 0.5) * cell.y,
        );
    Rect::from_center_size(middle, size)
}

/// Draws everything but the words.
pub fn paint(view: &BoardView, area: Rect, theme: &Theme, moment: &Moment, canvas: &mut Canvas) {
    let rects: Vec<_> =
        view.stations.iter().map(|station| station_rect(view, area, station, theme)).collect();
    for (pipe, (a, b)) in view.pipes.iter().enumerate() {
        let (Some(from), Some(to)) = (rects.get(*a), rects.get(*b)) else { continue };
        let (start, end) = (edge(*from, to.center()), edge(*to, from.center()));
        canvas.line(start, end, 10.0, theme.line);
        canvas.line(start, end, 7.0, theme.sunken);
        if moment.flowing {
            flow(view, (*a, *b), pipe, (start, end), theme, moment, canvas);
        }
    }
    for (station, rect) in view.stations.iter().zip(&rects) {
        paint_station(station, *rect, theme, canvas);
    }
    for (station, age) in &moment.struck {
        let Some(rect) = rects.get(*station) else { continue };
        let share = (age / SHOCK).clamp(0.0, 1.0);
        let grown = rect.expand(3.0 + 14.0 * share);
        canvas.round_frame(grown, 14.0, 4.0 * (1.0 - share) + 1.0, theme.bad);
    }
}

/// Drops that travel a pipe: as many as the load, as fast as the station ahead takes them.
fn flow(
    view: &BoardView,
    (from, to): (usize, usize),
    pipe: usize,
    (start, end): (Pos2, Pos2),
    theme: &Theme,
    moment: &Moment,
    canvas: &mut Canvas,
) {
    let load = view.stations[from].load.clamp(0.0, 6.0) as f32;
    let full = view.stations[to].utilisation as f32;
    let pace = if full > 1.0 { 0.12 } else { 0.32 };
    let drops = (1.0 + load * 2.0).round().clamp(1.0, 9.0) as usize;
    for drop in 0..drops {
        let phase = drop as f32 / drops as f32 + pipe as f32 * 0.37;
        let mut share = (moment.clock * pace + phase).fract();
        if full > 1.0 {
            // They queue up before a full station.
            share = share.powf(0.45);
        }
        canvas.circle(start + (end - start) * share, 3.4, theme.flow);
    }
}

fn paint_station(station: &StationView, rect: Rect, theme: &Theme, canvas: &mut Canvas) {
    let round = 10.0;
    let troubled = !station.trouble.is_empty();
    if let Some(coming) = &station.coming {
        // What is coming stands behind what runs.
        let behind = rect.translate(vec2(7.0, -7.0));
        canvas.round_rect(behind, round, theme.sunken);
        canvas.round_frame(behind, round, 1.5, theme.model(coming.model));
    }
    canvas.round_rect(rect, round, theme.surface);
    let edge = if troubled { theme.bad } else { theme.model(station.model) };
    canvas.round_frame(rect, round, if troubled { 3.0 } else { 1.5 }, edge);
    let pad = padding(rect);
    let radius = mark_radius(rect, theme);
    let mark = pos2(rect.left() + pad + radius, rect.top() + pad + radius);
    canvas.mark(mark, radius, station.model, theme.model(station.model));
    let lock = radius * 2.1;
    let at = pos2(rect.right() - pad - lock / 2.0, rect.top() + pad + radius);
    let tied = (station.lock_in / 100.0) as f32;
    canvas.padlock(at, lock, tied, theme.sunken, theme.muted);
    let bar = bar_rect(rect);
    canvas.round_rect(bar, bar.height() / 2.0, theme.sunken);
    let full = station.utilisation.clamp(0.0, 1.0) as f32;
    let (fill, over) = (
        Rect::from_min_size(bar.min, vec2(bar.width() * full, bar.height())),
        station.backlog > 0.0,
    );
    if fill.width() > bar.height() {
        let colour = if station.utilisation > 0.95 || over { theme.bad } else { theme.flow };
        canvas.round_rect(fill, bar.height() / 2.0, colour);
    }
    if over {
        // Work that waits piles up as blocks on the bar's left end.
        let blocks = (station.backlog * 4.0).ceil().clamp(1.0, 10.0) as usize;
        let side = bar.height();
        for block in 0..blocks {
            let corner = pos2(bar.left() + block as f32 * (side + 2.0), bar.top() - side - 2.0);
            canvas.rect(Rect::from_min_size(corner, Vec2::splat(side)), theme.bad);
        }
    }
    if let Some(coming) = &station.coming {
        let track =
            Rect::from_min_size(pos2(bar.left(), bar.bottom() + 3.0), vec2(bar.width(), 3.0));
        canvas.rect(track, theme.sunken);
        let done = vec2(track.width() * coming.progress as f32, 3.0);
        canvas.rect(Rect::from_min_size(track.min, done), theme.model(coming.model));
    }
}

fn padding(rect: Rect) -> f32 {
    (rect.width() * 0.055).clamp(4.0, 12.0)
}

fn mark_radius(rect: Rect, theme: &Theme) -> f32 {
    (rect.height() * 0.11).clamp(5.0, 10.0 * theme.scale.min(1.5))
}

fn bar_rect(rect: Rect) -> Rect {
    let pad = padding(rect);
    let height = (rect.height() * 0.06).clamp(4.0, 9.0);
    Rect::from_min_max(
        pos2(rect.left() + pad, rect.bottom() - pad - height),
        pos2(rect.right() - pad, rect.bottom() - pad),
    )
}

/// Where the line from the middle of a rectangle to a point leaves it.
fn edge(rect: Rect, towards: Pos2) -> Pos2 {
    let way = towards - rect.center();
    let half = rect.size() / 2.0;
    let share =
        |way: f32, half: f32| if way.abs() < 1e-3 { f32::INFINITY } else { half / way.abs() };
    rect.center() + way * share(way.x, half.x).min(share(way.y, half.y)).min(1.0)
}

/// The words on the board and the touch of its stations. Gives the station that was chosen.
pub fn show(
    ui: &mut Ui,
    view: &BoardView,
    theme: &Theme,
    area: Rect,
    selected: Option<usize>,
    can_choose: bool,
) -> Option<usize> {
    let mut chosen = None;
    for (index, station) in view.stations.iter().enumerate() {
        let rect = station_rect(view, area, station, theme);
        let sense = if can_choose { Sense::click() } else { Sense::hover() };
        let response = ui.interact(rect, ui.id().with(("station", index)), sense);
        let spoken = station.spoken.clone();
        let now = selected == Some(index);
        response.widget_info(|| {
            let kind = if can_choose { egui::WidgetType::Button } else { egui::WidgetType::Label };
            let mut info = egui::WidgetInfo::labeled(kind, true, &spoken);
            info.selected = can_choose.then_some(now);
            info
        });
        let frame = if response.has_focus() {
            Some((3.0, theme.focus))
        } else if now {
            Some((3.0, theme.accent))
        } else if response.hovered() && can_choose {
            Some((2.0, theme.accent))
        } else {
            None
        };
        if let Some((width, colour)) = frame {
            let stroke = Stroke::new(width, colour);
            ui.painter().rect_stroke(rect.expand(3.0), 12.0, stroke, StrokeKind::Outside);
        }
        words(ui, station, rect, theme);
        if response.clicked() {
            chosen = Some(index);
        }
        if can_choose {
            response.on_hover_text(&station.spoken);
        }
    }
    chosen
}

fn words(ui: &Ui, station: &StationView, rect: Rect, theme: &Theme) {
    let pad = padding(rect);
    let radius = mark_radius(rect, theme);
    let painter = ui.painter().with_clip_rect(rect.shrink(2.0).intersect(ui.clip_rect()));
    let size =
        (rect.width() / 13.5).clamp(11.0, theme.text.body).min(rect.height() / 4.6).max(10.0);
    let beside = rect.width() > 190.0;
    let lock = radius * 2.1 + pad;
    let (left, top, width) = if beside {
        let left = rect.left() + pad * 2.0 + radius * 2.0;
        (left, rect.top() + pad, rect.right() - pad - lock - left)
    } else {
        let top = rect.top() + pad + radius * 2.0 + 3.0;
        (rect.left() + pad, top, rect.width() - 2.0 * pad)
    };
    let line = |text: &str, font: FontId, colour: Color32, rows: usize, at: Pos2, width: f32| {
        let mut job = egui::text::LayoutJob::simple(text.to_owned(), font, colour, width);
        job.wrap.max_rows = rows;
        job.wrap.overflow_character = Some('…');
        let galley = painter.layout_job(job);
        let height = galley.size().y;
        painter.galley(at, galley, colour);
        height
    };
    let floor = bar_rect(rect).top() - 2.0;
    let name_rows = if floor - top > size * 3.4 || !beside { 2 } else { 1 };
    let mut y = top;
    y += line(
        &station.name,
        FontId::new(size, strong()),
        theme.ink,
        name_rows,
        pos2(left, y),
        width,
    );
    let small = FontId::proportional((size * 0.88).max(11.0));
    let row = size * 1.15;
    let full = rect.width() - 2.0 * pad;
    if y + 2.2 * row <= floor {
        y += line(&station.option, small.clone(), theme.muted, 1, pos2(left, y), width);
    }
    let (text, colour) = if station.trouble.is_empty() {
        (if beside { station.line.as_str() } else { station.short.as_str() }, theme.muted)
    } else {
        (station.trouble, theme.bad)
    };
    if y + row <= floor {
        let at = pos2(rect.left() + pad, floor - row);
        let font =
            if station.trouble.is_empty() { small } else { FontId::new(size * 0.9, strong()) };
        painter.text(at, Align2::LEFT_TOP, fitted(&painter, text, &font, full), font, colour);
    }
}

/// The text, shortened to a width.
fn fitted(painter: &egui::Painter, text: &str, font: &FontId, width: f32) -> String {
    let wide =
        |text: &str| painter.layout_no_wrap(text.to_owned(), font.clone(), Color32::WHITE).size().x;
    if wide(text) <= width {
        return text.to_owned();
    }
    let mut short: String = text.to_owned();
    while short.pop().is_some() {
        let candidate = format!("{}…", short.trim_end());
        if wide(&candidate) <= width {
            return candidate;
        }
    }
    String::new()
}
