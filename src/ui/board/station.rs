//! One station: its body says the model, its parts say how it is.
//!
//! Open is a hollow outline, proprietary solid, managed half of each, inherited a square; the colour says it again.

use egui::{Color32, Pos2, Rect, Vec2, pos2, vec2};

use super::super::canvas::Canvas;
use super::super::icons;
use super::super::theme::Theme;
use super::Moment;
use crate::scenario::case::SourcingModel;
use crate::view::board::{Coming, FULL, Levels, StationView};

/// Where the parts of a station are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parts {
    pub pad: f32,
    /// Room of the name and of what runs.
    pub text: Rect,
    /// Padlock, shield, persons; empty where a station is too small for them.
    pub facts: Rect,
    pub bar: Rect,
    /// Size of the numbers.
    pub fact: f32,
    /// Where the solid half of a managed station ends.
    pub half: f32,
    pub round: f32,
}

/// Below this height (points) a station has no row for its facts.
const ROOM_FOR_FACTS: f32 = 74.0;
/// Work that waits: blocks for a month of reference load, and at most.
const BLOCKS_A_MONTH: f64 = 4.0;
const MOST_BLOCKS: f32 = 12.0;
/// How much of its colour a solid body keeps on a dark ground (0-1).
const DIMMED: f32 = 0.42;
/// Figures of persons at most.
const MOST_PERSONS: f64 = 4.0;

impl Parts {
    #[must_use]
    pub fn of(rect: Rect, theme: &Theme) -> Self {
        let pad = (rect.height() * 0.075).clamp(5.0, 14.0);
        let fact = (rect.height() * 0.115)
            .min(rect.width() * 0.086)
            .clamp(11.0, 21.0 * theme.scale.min(1.4));
        // Where it is narrow, the name needs the margin.
        let aside = (rect.width() * 0.3 - 27.0).min(rect.width() * 0.065).clamp(4.0, 18.0);
        let inner = rect.shrink2(vec2(aside, pad));
        let bar = Rect::from_min_max(
            pos2(inner.left(), inner.bottom() - (fact * 0.55).clamp(6.0, 11.0)),
            inner.max,
        );
        let with_facts = rect.height() >= ROOM_FOR_FACTS;
        let row = if with_facts { fact * 1.35 } else { 0.0 };
        let facts = Rect::from_min_max(
            pos2(inner.left(), bar.top() - row - if with_facts { pad * 0.6 } else { 0.0 }),
            pos2(inner.right(), bar.top() - if with_facts { pad * 0.6 } else { 0.0 }),
        );
        let half = facts.top() - pad * 0.45;
        let text = Rect::from_min_max(inner.min, pos2(inner.right(), half - 1.0));
        let round = (rect.height() * 0.15).clamp(8.0, 22.0);
        Self { pad, text, facts, bar, fact, half, round }
    }

    /// Too narrow for numbers beside the signs.
    #[must_use]
    pub fn narrow(&self) -> bool {
        self.facts.width() < self.fact * 9.6
    }

    /// The middles of padlock, shield and the last person; numbers stand right of the first two.
    #[must_use]
    pub fn columns(&self) -> [Pos2; 3] {
        let y = self.facts.center().y;
        let (left, icon) = (self.facts.left(), self.fact * 0.55);
        let shield = if self.narrow() { self.fact * 1.7 } else { self.fact * 2.95 };
        let right = self.facts.right() - icon;
        [left + icon, left + shield + icon, right].map(|x| pos2(x, y))
    }

    /// Where the number beside a sign begins.
    #[must_use]
    pub fn beside(&self, sign: Pos2) -> Pos2 {
        sign + vec2(self.fact * 0.75, 0.0)
    }
}

/// What is drawn and written on which ground of a station.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inks {
    pub name: Color32,
    pub option: Color32,
    pub facts: Color32,
    /// Behind the facts.
    pub paper: Color32,
}

/// The colour of a solid body, and of what is written on it. On a dark wall a large bright patch would glare.
#[must_use]
pub fn solid(model: SourcingModel, theme: &Theme) -> (Color32, Color32) {
    let colour = theme.model(model);
    let black = theme.surface == Color32::BLACK;
    if theme.dark && !black {
        (theme.ground.lerp_to_gamma(colour, DIMMED), theme.ink)
    } else {
        (colour, theme.surface)
    }
}

#[must_use]
pub fn inks(model: SourcingModel, theme: &Theme) -> Inks {
    let (ink, muted, paper) = (theme.ink, theme.muted, theme.surface);
    let (fill, paper_on_fill) = solid(model, theme);
    match model {
        SourcingModel::Proprietary => {
            let ink = paper_on_fill;
            Inks { name: ink, option: ink, facts: ink, paper: fill }
        }
        SourcingModel::Managed => {
            Inks { name: paper_on_fill, option: paper_on_fill, facts: muted, paper }
        }
        SourcingModel::Open => Inks { name: ink, option: muted, facts: muted, paper },
        SourcingModel::Inherited => {
            Inks { name: ink, option: muted, facts: muted, paper: theme.sunken }
        }
    }
}

pub fn paint(
    station: &StationView,
    rect: Rect,
    theme: &Theme,
    moment: &Moment,
    canvas: &mut Canvas,
) {
    let parts = Parts::of(rect, theme);
    let levels = moment.levels(station);
    body(station.model, rect, &parts, theme, canvas);
    if station.crippled {
        canvas.dashes(rect.expand(4.0), 2.5, theme.bad);
    }
    let inks = inks(station.model, theme);
    if parts.facts.height() > 1.0 {
        facts(station, &levels, &parts, inks, canvas);
    }
    if station.measured {
        bar(station, &levels, &parts, inks, theme, canvas);
        waiting(&levels, rect, theme, canvas);
    }
    if let Some(coming) = &station.coming {
        dock(coming, rect, &parts, theme, canvas);
    }
}

/// The shape of a model, large.
pub fn body(model: SourcingModel, rect: Rect, parts: &Parts, theme: &Theme, canvas: &mut Canvas) {
    let colour = theme.model(model);
    let edge = (rect.height() * 0.032).clamp(2.5, 4.5);
    match model {
        SourcingModel::Open => {
            canvas.round_rect(rect, parts.round, theme.surface);
            canvas.round_frame(rect, parts.round, edge, colour);
        }
        SourcingModel::Proprietary => {
            canvas.round_rect(rect, parts.round, solid(model, theme).0);
            canvas.round_frame(rect, parts.round, edge, colour);
        }
        SourcingModel::Managed => {
            canvas.round_rect(rect, parts.round, solid(model, theme).0);
            canvas.round_frame(rect, parts.round, edge, colour);
            let lower = Rect::from_min_max(
                pos2(rect.left() + edge, parts.half),
                rect.max - Vec2::splat(edge),
            );
            canvas.flat_top(lower, (parts.round - edge).max(1.0), theme.surface);
        }
        SourcingModel::Inherited => {
            canvas.rect(rect, theme.sunken);
            canvas.round_frame(rect, 0.0, edge, colour);
        }
    }
}

fn facts(station: &StationView, levels: &Levels, parts: &Parts, inks: Inks, canvas: &mut Canvas) {
    let [lock, shield, person] = parts.columns();
    let size = parts.fact;
    canvas.padlock(lock, size * 0.95, (levels.lock_in / 100.0) as f32, inks.paper, inks.facts);
    if !station.measured {
        return;
    }
    let level = station.patch.level as f32;
    canvas.shield(shield, size * 1.15, level, inks.paper, inks.facts);
    if station.patch.late || station.frozen {
        // A crack that can be seen without colour.
        let r = size * 0.42;
        let at = |x: f32, y: f32| shield + vec2(x, y) * r;
        for (ink, width) in [(inks.paper, 3.4), (inks.facts, 1.6)] {
            canvas.line(at(-1.35, 1.15), at(1.35, -1.15), width, ink);
        }
    }
    // One figure for each person that it would take or that is there; the missing ones stand last.
    let wanted = levels.wanted.max(levels.present).ceil().clamp(1.0, MOST_PERSONS) as usize;
    let taken = if parts.narrow() { 0.7 } else { 0.75 + 0.6 * station.patch.text.len() as f32 };
    let room = person.x - (shield.x + taken * parts.fact) - size * 0.3;
    let step = (size * 0.92).min(room / (wanted as f32 - 0.4));
    for at in 0..wanted {
        let there = (at as f64) + 0.5 <= levels.present;
        let middle = person - vec2(step * (wanted - 1 - at) as f32, 0.0);
        canvas.person(middle, size, there, inks.facts);
    }
}

/// Load over capacity: full to the end, hatched where it is too much.
fn bar(
    station: &StationView,
    levels: &Levels,
    parts: &Parts,
    inks: Inks,
    theme: &Theme,
    canvas: &mut Canvas,
) {
    let bar = bar_rect(station, parts);
    let round = bar.height() / 2.0;
    canvas.round_rect(bar.expand(1.4), round + 1.4, inks.facts);
    canvas.round_rect(bar, round, theme.surface);
    let share = levels.utilisation.clamp(0.0, 1.0) as f32;
    let fill = Rect::from_min_size(bar.min, vec2(bar.width() * share, bar.height()));
    if fill.width() < 2.0 {
        return;
    }
    if levels.utilisation > FULL || levels.backlog > 0.0 {
        canvas.round_rect(fill, round, theme.bad);
        canvas.hatch(fill.shrink2(vec2(round, 0.0)), 7.0, 2.0, theme.surface);
    } else {
        canvas.round_rect(fill, round, theme.flow);
    }
}

/// The bar leaves room for its number where there is a row of facts.
#[must_use]
pub fn bar_rect(station: &StationView, parts: &Parts) -> Rect {
    let mut bar = parts.bar;
    if parts.facts.height() > 1.0 && station.measured {
        bar.max.x -= parts.fact * (0.7 + 0.6 * station.load.chars().count() as f32);
    }
    bar
}

/// Work that waits, piled up before the station: a block for a quarter of a month of reference load.
fn waiting(levels: &Levels, rect: Rect, theme: &Theme, canvas: &mut Canvas) {
    let blocks = ((levels.backlog * BLOCKS_A_MONTH) as f32).min(MOST_BLOCKS);
    if blocks <= 0.02 {
        return;
    }
    let side = (rect.height() * 0.075).clamp(5.0, 11.0);
    let step = side + 2.0;
    for block in 0..blocks.ceil() as usize {
        let (row, column) = ((block / 2) as f32, (block % 2) as f32);
        let part = (blocks - block as f32).clamp(0.0, 1.0);
        let right = rect.left() - 4.0 - column * step;
        let bottom = rect.bottom() - 2.0 - row * step;
        // The last one fills up from below.
        let whole = Rect::from_min_max(pos2(right - side, bottom - side), pos2(right, bottom));
        let full = Rect::from_min_max(pos2(right - side, bottom - side * part), whole.max);
        canvas.rect(whole.expand(1.5), theme.ground);
        canvas.rect(full, theme.bad);
        canvas.round_frame(whole, 0.0, 1.2, theme.bad);
    }
}

/// What is coming: its own small body on the upper edge, beside it four steps of the way.
fn dock(coming: &Coming, rect: Rect, parts: &Parts, theme: &Theme, canvas: &mut Canvas) {
    let high = (parts.fact * 1.25).min(24.0);
    let dock = dock_rect(rect, parts);
    canvas.round_rect(dock.expand(2.0), high * 0.4, theme.ground);
    canvas.round_rect(dock, high * 0.35, theme.surface);
    canvas.round_frame(dock, high * 0.35, 1.6, theme.muted);
    let radius = high * 0.3;
    let mark = pos2(dock.left() + high * 0.55, dock.center().y);
    canvas.mark(mark, radius, coming.model, theme.model(coming.model));
    let left = dock.left() + high * 1.1;
    let step = (dock.right() - high * 0.35 - left) / 4.0;
    for stage in 0..4 {
        let pip = Rect::from_center_size(
            pos2(left + step * (stage as f32 + 0.5), dock.center().y),
            vec2(step - 1.5, high * 0.4),
        );
        if stage < coming.over {
            canvas.rect(pip, theme.accent);
        } else {
            if stage == coming.over {
                let half = Rect::from_min_max(pip.min, pos2(pip.center().x, pip.bottom()));
                canvas.rect(half, theme.accent);
            }
            canvas.round_frame(pip, 0.0, 1.0, theme.muted);
        }
    }
}

/// Where the sign of a change under way is: on the upper edge, right.
#[must_use]
pub fn dock_rect(rect: Rect, parts: &Parts) -> Rect {
    let high = (parts.fact * 1.25).min(24.0);
    // A pipe may come in at the middle of the edge.
    let free = rect.width() * 0.5 - parts.round * 0.6 - high * 0.75;
    let wide = (high * 4.2).min(free.max(high * 2.5));
    Rect::from_min_max(
        pos2(rect.right() - parts.round * 0.6 - wide, rect.top() - high * 0.62),
        pos2(rect.right() - parts.round * 0.6, rect.top() + high * 0.38),
    )
}

/// What happened here this month: signs on the upper edge, left; drops that leak where money was lost.
pub fn happened(
    station: &StationView,
    rect: Rect,
    theme: &Theme,
    moment: &Moment,
    canvas: &mut Canvas,
) {
    let parts = Parts::of(rect, theme);
    let radius = (parts.fact * 0.95).clamp(9.0, 20.0);
    let right =
        if station.coming.is_some() { dock_rect(rect, &parts).left() } else { rect.right() };
    let room = ((right - rect.left()) / (radius * 2.2)).floor().max(1.0) as usize;
    for (at, sign) in station.signs.iter().rev().take(room).enumerate() {
        let middle = pos2(
            rect.left() + radius * 0.4 + at as f32 * radius * 2.25,
            rect.top() - radius * 0.35,
        );
        let fill = if sign.planned() { theme.accent } else { theme.bad };
        canvas.circle(middle, radius + 2.5, theme.ground);
        icons::badge(canvas, *sign, middle, radius, fill, theme.surface);
    }
    if station.lost > 0.0 {
        let size = (rect.height() * 0.045).clamp(3.5, 6.0);
        for drop in 0..3 {
            let fall = if moment.still {
                drop as f32 / 3.0
            } else {
                (moment.clock * 0.7 + drop as f32 / 3.0).fract()
            };
            let at =
                pos2(rect.right() - parts.round, rect.bottom() + size * 1.5 + fall * size * 7.0);
            leak(canvas, at, size * (1.0 - 0.4 * fall), theme.bad);
        }
    }
}

fn leak(canvas: &mut Canvas, at: Pos2, size: f32, colour: Color32) {
    canvas.circle(at, size, colour);
    let tip = at - vec2(0.0, size * 1.9);
    canvas.convex(
        &[tip, at + vec2(size * 0.88, -size * 0.4), at - vec2(size * 0.88, size * 0.4)],
        colour,
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Look, Palette, contrast};

    #[test]
    fn what_is_written_on_a_station_can_be_read() {
        for palette in [Palette::Light, Palette::Dark, Palette::Contrast] {
            let theme = Theme::of(&Look { palette, ..Look::default() });
            let least = if palette == Palette::Contrast { 7.0 } else { 4.5 };
            for model in [
                SourcingModel::Open,
                SourcingModel::Proprietary,
                SourcingModel::Managed,
                SourcingModel::Inherited,
            ] {
                let inks = inks(model, &theme);
                let body = match model {
                    SourcingModel::Proprietary | SourcingModel::Managed => solid(model, &theme).0,
                    SourcingModel::Open => theme.surface,
                    SourcingModel::Inherited => theme.sunken,
                };
                for (name, ink, paper) in [
                    ("name", inks.name, body),
                    ("option", inks.option, body),
                    ("facts", inks.facts, inks.paper),
                    ("trouble", theme.surface, theme.bad),
                    ("load", theme.flow, theme.surface),
                    ("waiting", theme.bad, theme.ground),
                ] {
                    let ratio = contrast(ink, paper);
                    assert!(ratio >= least, "{palette:?}, {model:?}: {name} has {ratio:.2}");
                }
            }
        }
    }

    #[test]
    fn the_parts_of_a_station_keep_to_their_places() {
        for (palette, text) in [(Palette::Light, 1.0), (Palette::Light, 2.0)] {
            let theme = Theme::of(&Look { palette, text, ..Look::default() });
            for size in
                [vec2(90.0, 60.0), vec2(112.0, 100.0), vec2(190.0, 130.0), vec2(330.0, 210.0)]
            {
                let rect = Rect::from_min_size(pos2(10.0, 20.0), size);
                let parts = Parts::of(rect, &theme);
                for part in [parts.text, parts.facts, parts.bar] {
                    assert!(rect.contains_rect(part), "{size}: {part}");
                }
                assert!(parts.text.bottom() <= parts.facts.top(), "{size}");
                assert!(parts.facts.bottom() <= parts.bar.top(), "{size}");
                assert!(dock_rect(rect, &parts).left() > rect.left(), "{size}");
            }
        }
    }
}
