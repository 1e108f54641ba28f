//! The board: where the stations stand, what they look like, and what a hand can do with them.
//!
//! Shapes go to a [`Canvas`], so that any painter can show them; text and touch stay with egui.

use std::sync::Arc;

use egui::{Color32, FontId, Galley, Pos2, Rect, Sense, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

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
/// Size of a padlock against the mark beside it.
const LOCK: f32 = 1.7;
/// Widest and tallest station (points): a small case does not fill a wall.
const WIDEST: f32 = 300.0;
const TALLEST: f32 = 170.0;

/// Where a station stands in an area.
#[must_use]
pub fn station_rect(view: &BoardView, area: Rect, station: &StationView, theme: &Theme) -> Rect {
    let (columns, rows) = (f32::from(view.columns.max(1)), f32::from(view.rows.max(1)));
    let cell = vec2(area.width() / columns, area.height() / rows);
    let gap = vec2((cell.x * 0.11).min(44.0), (cell.y * 0.18).min(52.0));
    let size = (cell - gap).min(vec2(WIDEST, TALLEST) * theme.scale).max(vec2(24.0, 24.0));
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
    let lock = radius * LOCK;
    let bar = bar_rect(rect);
    let middle = if is_wide(rect) { bar.top() - lock * 0.75 } else { mark.y };
    let at = pos2(rect.right() - pad - lock / 2.0, middle + lock * 0.05);
    let tied = (station.lock_in / 100.0) as f32;
    canvas.padlock(at, lock, tied, theme.sunken, theme.muted);
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

/// On a wide station the name stands beside the mark, and the padlock at the foot.
fn is_wide(rect: Rect) -> bool {
    rect.width() > rect.height() * 1.5
}

fn padding(rect: Rect) -> f32 {
    (rect.width() * 0.055).clamp(4.0, 12.0)
}

fn mark_radius(rect: Rect, theme: &Theme) -> f32 {
    (rect.height() * 0.09).clamp(7.0, 9.0 * theme.scale.min(1.6))
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
    let rects: Vec<_> =
        view.stations.iter().map(|station| station_rect(view, area, station, theme)).collect();
    let (size, amount) = largest(ui, view, &rects, theme);
    // The keyboard goes through them as they are read: row by row.
    let mut order: Vec<usize> = (0..view.stations.len()).collect();
    order.sort_by_key(|index| (view.stations[*index].place.1, view.stations[*index].place.0));
    for index in order {
        let (station, rect) = (&view.stations[index], rects[index]);
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
        Words::new(ui, station, rect, theme, size, amount).paint(ui, rect);
        if response.clicked() {
            chosen = Some(index);
        }
        if can_choose {
            response.on_hover_text(&station.spoken);
        }
    }
    chosen
}

/// Smallest text on a station (points).
const LEAST: f32 = 12.0;

/// How much is written on a station; where text is large, the name comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Amount {
    All,
    NoOption,
    Name,
}

/// One size of text for the whole board, the largest that fits everywhere, and what is written in it.
fn largest(ui: &Ui, view: &BoardView, rects: &[Rect], theme: &Theme) -> (f32, Amount) {
    let body = theme.text.body.max(LEAST);
    let fitting = |amount: Amount| {
        let fits = |size: &f32| {
            let mut pairs = view.stations.iter().zip(rects);
            pairs.all(|(station, rect)| Words::new(ui, station, *rect, theme, *size, amount).fit)
        };
        let sizes = std::iter::successors(Some(body), |size| Some(size - 1.0));
        sizes.take_while(|size| *size > LEAST).find(fits).unwrap_or(LEAST)
    };
    let all = fitting(Amount::All);
    if all >= body * 0.75 {
        return (all, Amount::All);
    }
    let some = fitting(Amount::NoOption);
    if some >= body * 0.75 || some <= all {
        return if some > all { (some, Amount::NoOption) } else { (all, Amount::All) };
    }
    let name = fitting(Amount::Name);
    if name > some + 1.0 { (name, Amount::Name) } else { (some, Amount::NoOption) }
}

/// The words of a station: name, what runs there, and one line at the foot.
struct Words {
    lines: Vec<(Pos2, Arc<Galley>)>,
    fit: bool,
}

impl Words {
    fn new(
        ui: &Ui,
        station: &StationView,
        rect: Rect,
        theme: &Theme,
        size: f32,
        amount: Amount,
    ) -> Self {
        let pad = padding(rect);
        let radius = mark_radius(rect, theme);
        let full = rect.width() - 2.0 * pad;
        let wide = is_wide(rect);
        let (left, top) = if wide {
            (pad * 1.6 + radius * 2.0, pad * 0.8)
        } else {
            (pad, pad + radius * 2.0 + 4.0)
        };
        let width = rect.width() - left - pad;
        let foot_width = if wide { full - radius * LOCK - 4.0 } else { full };
        let mut fit = true;
        let mut line = |text: &str, font: FontId, colour: Color32, rows: usize, width: f32| {
            let mut job = egui::text::LayoutJob::simple(text.to_owned(), font, colour, width);
            job.wrap.max_rows = rows;
            job.wrap.overflow_character = Some('…');
            let galley = ui.painter().layout_job(job);
            // A word that is cut in two fits as little as one that is left out.
            fit &= !galley.elided && galley.size().x <= width + 0.5 && whole_words(&galley);
            galley
        };
        let strong = |size| FontId::new(size, strong());
        let small = FontId::proportional((size * 0.9).max(LEAST));
        let name = line(&station.name, strong(size), theme.ink, 2, width);
        let trouble = !station.trouble.is_empty();
        let option = if amount == Amount::All { station.option.as_str() } else { "" };
        let option = line(option, small.clone(), theme.muted, 2, width);
        let foot = match (trouble, wide) {
            (true, _) => line(station.trouble, strong(small.size), theme.bad, 2, foot_width),
            _ if amount == Amount::Name => line("", small, theme.muted, 1, foot_width),
            (_, true) => line(&station.line, small, theme.muted, 1, foot_width),
            (_, false) => line(&station.short, small, theme.muted, 1, foot_width),
        };
        let floor = bar_rect(rect).top() - rect.top() - 3.0;
        let option_top = top + name.size().y;
        let blank = |galley: &Galley| galley.text().is_empty();
        let height = |galley: &Galley| if blank(galley) { 0.0 } else { galley.size().y };
        let foot_top = floor - height(&foot);
        let option_fits = option_top + height(&option) <= foot_top;
        fit &= option_fits;
        let mut lines = vec![(rect.min + vec2(left, top), name)];
        if option_fits {
            lines.push((rect.min + vec2(left, option_top), option));
        }
        if option_top <= foot_top {
            lines.push((rect.min + vec2(pad, foot_top), foot));
        }
        Self { lines, fit }
    }

    fn paint(self, ui: &Ui, rect: Rect) {
        let painter = ui.painter().with_clip_rect(rect.shrink(1.0).intersect(ui.clip_rect()));
        for (at, galley) in self.lines {
            painter.galley(at, galley, Color32::PLACEHOLDER);
        }
    }
}

/// Whether lines end between words.
fn whole_words(galley: &Galley) -> bool {
    let Some((_, before)) = galley.rows.split_last() else { return true };
    let ends = |row: &egui::epaint::text::PlacedRow| {
        row.glyphs.last().is_none_or(|glyph| glyph.chr.is_whitespace() || glyph.chr == '-')
    };
    before.iter().all(ends)
}
