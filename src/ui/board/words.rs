//! The words on the board: all names of one size, none cut in the middle of a word.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Color32, FontId, Galley, Pos2, Rect, Ui, Vec2, pos2, vec2};

use super::super::theme::{Theme, strong};
use super::layout::{Layout, Line};
use super::pipes;
use super::station::{Parts, bar_rect, inks};
use crate::view::board::{BoardView, StationView};

/// Largest and least size of a name (points).
const LARGEST: f32 = 30.0;
pub const LEAST: f32 = 11.0;
/// Below this height (points) of its room a name in two rows takes all of it.
const ROOM_FOR_OPTION: f32 = 50.0;
/// What runs is written smaller by this.
const OPTION: f32 = 0.84;

/// Measures text. The screen's fonts do; so do those of a test.
pub type Measure<'a> = dyn Fn(LayoutJob) -> Arc<Galley> + 'a;

/// The size of all names on a board: the largest at which each fits into two rows of whole words.
#[must_use]
pub fn name_size(view: &BoardView, layout: &Layout, theme: &Theme, measure: &Measure) -> f32 {
    let Some(rect) = layout.stations.first() else { return LEAST };
    let parts = Parts::of(*rect, theme);
    let most = LARGEST.min(theme.text.body * 1.8).floor();
    let mut size = most;
    while size > LEAST {
        let fits = |station: &StationView| {
            let galley =
                name_galley(&station.name, size, Color32::WHITE, parts.text.width(), measure);
            whole_words(&galley, &station.name)
                && galley.size().y + option_height(size, parts.text, &galley) <= parts.text.height()
        };
        if view.stations.iter().all(fits) {
            break;
        }
        size -= 0.5;
    }
    size
}

/// Height that the line of what runs takes, if it does not have to give way to the name.
fn option_height(size: f32, text: Rect, name: &Galley) -> f32 {
    let line = size * OPTION * 1.3;
    // On a low station a name in two rows stands alone.
    if name.rows.len() > 1 && text.height() < ROOM_FOR_OPTION { 0.0 } else { line }
}

/// Whether a text stands in at most two rows that break between words.
#[must_use]
pub fn whole_words(galley: &Galley, text: &str) -> bool {
    let rows: Vec<String> = galley.rows.iter().map(|row| row.text()).collect();
    !galley.elided && rows.len() <= 2 && rows.join(" ") == text
}

/// A name in one row where it fits, else broken where its two rows are most alike.
fn name_galley(
    text: &str,
    size: f32,
    colour: Color32,
    width: f32,
    measure: &Measure,
) -> Arc<Galley> {
    let job = |text: &str, width: f32| {
        LayoutJob::simple(text.to_owned(), FontId::new(size, strong()), colour, width)
    };
    let one = measure(job(text, f32::INFINITY));
    if one.size().x <= width {
        return one;
    }
    let breaks =
        text.match_indices(' ').map(|(at, _)| format!("{}\n{}", &text[..at], &text[at + 1..]));
    let broken = breaks.map(|text| measure(job(&text, f32::INFINITY)));
    let best = broken.min_by(|a, b| a.size().x.total_cmp(&b.size().x));
    best.filter(|best| best.size().x <= width).unwrap_or_else(|| measure(job(text, width)))
}

/// What runs, in the room that the name leaves: in one row or two, smaller where it must be, and left out where even
/// that is too long. Nothing is cut; the station is spoken with all of it.
fn options(
    texts: &[String],
    size: f32,
    colour: Color32,
    room: Vec2,
    measure: &Measure,
) -> Vec<Arc<Galley>> {
    let mut rows: Vec<Arc<Galley>> = Vec::new();
    let mut left = room.y;
    for text in texts {
        let plain = |size: f32, width: f32| {
            let font = FontId::proportional(size);
            measure(LayoutJob::simple(text.clone(), font, colour, width))
        };
        let fits = |galley: &Galley| {
            galley.size().x <= room.x && galley.size().y <= left && whole_words(galley, text)
        };
        let sizes = [size, (size - 1.0).max(LEAST), (size - 2.0).max(LEAST)];
        let one = sizes.iter().map(|size| plain(*size, f32::INFINITY)).find(|it| fits(it));
        let broken = || {
            let breaks = text.match_indices(' ').map(|(at, _)| at);
            let halves = breaks.map(|at| format!("{}\n{}", &text[..at], &text[at + 1..]));
            let font = || FontId::proportional(size.min(LEAST + 2.0));
            let galleys =
                halves.map(|text| measure(LayoutJob::simple(text, font(), colour, f32::INFINITY)));
            galleys.filter(|it| fits(it)).min_by(|a, b| a.size().x.total_cmp(&b.size().x))
        };
        let Some(galley) = one.or_else(broken) else { continue };
        left -= galley.size().y;
        rows.push(galley);
    }
    rows
}

/// Writes the words of one station.
pub fn station(ui: &Ui, station: &StationView, rect: Rect, size: f32, theme: &Theme) {
    let parts = Parts::of(rect, theme);
    let inks = inks(station.model, theme);
    let painter = ui.painter();
    let measure = |job| painter.layout_job(job);
    let name = name_galley(&station.name, size, inks.name, parts.text.width(), &measure);
    let left = option_height(size, parts.text, &name);
    let below = parts.text.top() + name.size().y;
    painter.galley(parts.text.min, name, inks.name);
    if left > 0.0 {
        let coming = station.coming.iter().map(|coming| format!("→ {}", coming.option));
        let texts: Vec<String> = std::iter::once(station.option.clone()).chain(coming).collect();
        let room = vec2(parts.text.width(), parts.text.bottom() + 3.0 - below);
        let mut at = pos2(parts.text.left(), below);
        for galley in options(&texts, (size * OPTION).max(LEAST), inks.option, room, &measure) {
            let height = galley.size().y;
            painter.galley(at, galley, inks.option);
            at.y += height;
        }
    }
    if parts.facts.height() > 1.0 {
        let fact = |text: &str, at: Pos2, bold: bool| {
            let font = FontId::new(
                parts.fact,
                if bold { strong() } else { egui::FontFamily::Proportional },
            );
            painter.text(parts.beside(at), egui::Align2::LEFT_CENTER, text, font, inks.facts);
        };
        let [lock, shield, _] = parts.columns();
        if !parts.narrow() {
            fact(&station.tied, lock, false);
        }
        if station.measured {
            if !parts.narrow() {
                fact(&station.patch.text, shield, station.patch.late);
            }
            let bar = bar_rect(station, &parts);
            let at = pos2(parts.bar.right(), bar.center().y);
            let font = FontId::proportional(parts.fact);
            painter.text(at, egui::Align2::RIGHT_CENTER, &station.load, font, inks.facts);
        }
    }
    tag(ui, station, rect, &parts, theme);
}

/// Trouble in words, on a tag at the lower edge: the one loud thing.
fn tag(ui: &Ui, station: &StationView, rect: Rect, parts: &Parts, theme: &Theme) {
    if station.trouble.is_empty() {
        return;
    }
    let size = parts.fact.clamp(12.0, 20.0);
    let font = FontId::new(size, strong());
    let painter = ui.painter();
    let galley = painter.layout_no_wrap(station.trouble.to_owned(), font, theme.surface);
    let room = galley.size() + vec2(size * 1.1, size * 0.3);
    let left = rect.left() + parts.round * 0.7;
    let tag = Rect::from_min_size(pos2(left, rect.bottom() - room.y * 0.3), room);
    painter.rect_filled(tag.expand(2.0), size * 0.5, theme.ground);
    painter.rect_filled(tag, size * 0.4, theme.bad);
    painter.galley(tag.center() - galley.size() / 2.0, galley, theme.surface);
}

/// What each station passes on, on its longest pipe, for a picture that stands still.
pub fn flows(ui: &Ui, view: &BoardView, layout: &Layout, theme: &Theme) {
    let painter = ui.painter();
    let size = theme.text.small.min(layout.lane * 1.3).max(11.0);
    for from in 0..view.stations.len() {
        let own = view.pipes.iter().zip(&layout.pipes).filter(|(pipe, _)| pipe.from == from);
        let long = |line: &Line| line.longest().map_or(0.0, |(a, b)| a.distance(b));
        let longest = own.max_by(|(_, a), (_, b)| long(a).total_cmp(&long(b)));
        let Some((pipe, line)) = longest.filter(|(pipe, _)| pipe.flow > 0.0) else { continue };

        let font = FontId::proportional(size);
        let galley = painter.layout_no_wrap(pipe.text.clone(), font, theme.ink);
        let Some(plate) = pipes::label(line, layout, galley.size() + vec2(8.0, 0.0)) else {
            continue;
        };
        painter.rect_filled(plate, 4.0, theme.ground);
        painter.galley(plate.center() - galley.size() / 2.0, galley, theme.ink);
    }
}
