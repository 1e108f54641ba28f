//! The words on the board: all names of one size, none cut in the middle of a word.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Color32, FontId, Galley, Pos2, Rect, Ui, pos2, vec2};

use super::super::theme::{Theme, strong};
use super::layout::Layout;
use super::station::{Parts, bar_rect, inks};
use super::{Moment, pipes};
use crate::view::board::{BoardView, StationView};

/// Largest and least size of a name (points).
const LARGEST: f32 = 26.0;
pub const LEAST: f32 = 11.0;
/// What runs is written smaller by this.
const OPTION: f32 = 0.84;

/// Measures text. The screen's fonts do; so do those of a test.
pub type Measure<'a> = dyn Fn(LayoutJob) -> Arc<Galley> + 'a;

/// The size of all names on a board: the largest at which each fits into two rows of whole words.
#[must_use]
pub fn name_size(view: &BoardView, layout: &Layout, theme: &Theme, measure: &Measure) -> f32 {
    let Some(rect) = layout.stations.first() else { return LEAST };
    let parts = Parts::of(*rect, theme);
    let most = LARGEST.min(theme.text.body * 1.45).floor();
    let mut size = most;
    while size > LEAST {
        let fits = |station: &StationView| {
            let galley = measure(name_job(&station.name, size, Color32::WHITE, parts.text.width()));
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
    if name.rows.len() > 1 && text.height() < size * 3.6 { 0.0 } else { line }
}

/// Whether a text stands in at most two rows that break between words.
#[must_use]
pub fn whole_words(galley: &Galley, text: &str) -> bool {
    let rows = galley.rows.iter().map(|row| row.text().trim().to_owned());
    let rows: Vec<String> = rows.collect();
    !galley.elided && rows.len() <= 2 && rows.join(" ") == text
}

pub fn name_job(text: &str, size: f32, colour: Color32, width: f32) -> LayoutJob {
    let font = FontId::new(size, strong());
    let mut job = LayoutJob::simple(text.to_owned(), font, colour, width);
    job.wrap.max_rows = 3;
    job
}

fn line_job(text: &str, size: f32, colour: Color32, width: f32) -> LayoutJob {
    let mut job =
        LayoutJob::simple(text.to_owned(), FontId::proportional(size), colour, width.max(1.0));
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    job.wrap.overflow_character = Some('…');
    job
}

/// Writes the words of one station.
pub fn station(
    ui: &Ui,
    station: &StationView,
    rect: Rect,
    size: f32,
    theme: &Theme,
    moment: &Moment,
) {
    let parts = Parts::of(rect, theme);
    let inks = inks(station.model, theme);
    let painter = ui.painter();
    let put = |job: LayoutJob, at: Pos2| -> Rect {
        let galley = painter.layout_job(job);
        let rect = Rect::from_min_size(at, galley.size());
        painter.galley(at, galley, theme.ink);
        rect
    };
    let name = painter.layout_job(name_job(&station.name, size, inks.name, parts.text.width()));
    let left = option_height(size, parts.text, &name);
    let below = parts.text.top() + name.size().y;
    painter.galley(parts.text.min, name, inks.name);
    if left > 0.0 && below + size * OPTION <= parts.text.bottom() + 2.0 {
        let text = match &station.coming {
            Some(coming) => format!("{} → {}", station.option, coming.option),
            None => station.option.clone(),
        };
        let job = line_job(&text, size * OPTION, inks.option, parts.text.width());
        put(job, pos2(parts.text.left(), below));
    }
    if parts.facts.height() > 1.0 {
        let fact = |text: &str, at: Pos2, bold: bool| {
            let font = FontId::new(
                parts.fact,
                if bold { strong() } else { egui::FontFamily::Proportional },
            );
            let at = pos2(at.x + parts.fact * 0.68, at.y);
            painter.text(at, egui::Align2::LEFT_CENTER, text, font, inks.facts);
        };
        let [lock, shield, _] = parts.columns();
        fact(&station.tied, lock, false);
        if station.measured {
            fact(&station.patch.text, shield, station.patch.late);
            let bar = bar_rect(station, &parts);
            let at = pos2(parts.bar.right(), bar.center().y);
            let font = FontId::proportional(parts.fact);
            painter.text(at, egui::Align2::RIGHT_CENTER, &station.load, font, inks.facts);
        }
    }
    tag(ui, station, rect, &parts, theme);
    let _ = moment;
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

/// The number of each pipe, for a picture that stands still.
pub fn flows(ui: &Ui, view: &BoardView, layout: &Layout, theme: &Theme) {
    let painter = ui.painter();
    let size = theme.text.small.min(layout.lane * 1.3).max(11.0);
    for (pipe, line) in view.pipes.iter().zip(&layout.pipes) {
        let Some(at) = pipes::label(line).filter(|_| pipe.flow > 0.0) else { continue };
        let font = FontId::proportional(size);
        let galley = painter.layout_no_wrap(pipe.text.clone(), font, theme.ink);
        let plate = Rect::from_center_size(at, galley.size() + vec2(6.0, 0.0));
        painter.rect_filled(plate, 4.0, theme.ground);
        painter.galley(plate.center() - galley.size() / 2.0, galley, theme.ink);
    }
}
