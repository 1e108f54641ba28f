//! What the pictures of a debrief share: room on a wall, words on a picture, a line with its ticks.
//!
//! Invariants: no text is smaller than the small one of the theme; what a picture says is said once more in the
//! accessibility tree; no fact is told by colour alone.

use std::sync::Arc;

use egui::{
    Align2, Color32, FontFamily, FontId, Galley, Painter, Pos2, Rect, Response, Sense, Stroke, Ui,
    Vec2, WidgetInfo, WidgetType, pos2, vec2,
};

use super::theme::{Theme, strong};
use super::widgets;
use crate::insight::judge::Aim;
use crate::view::debrief::line::{self, Line};
use crate::view::format;

/// How much of the first screen is left: a picture fills it, and what is more scrolls.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    top: f32,
    height: f32,
}

impl Room {
    /// Height from here to the lower edge of the first screen.
    #[must_use]
    pub fn left(&self, ui: &Ui) -> f32 {
        self.height - (ui.cursor().top() - self.top)
    }
}

/// A picture with its words, which scrolls where it has to.
pub fn page(ui: &mut Ui, theme: &Theme, content: impl FnOnce(&mut Ui, Room)) {
    let whole = ui.available_rect_before_wrap();
    let edge = vec2(theme.space.large.min(whole.width() * 0.03), theme.space.small);
    let inner = whole.shrink2(edge);
    widgets::place(ui, inner, "picture", |ui| {
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let room = Room { top: ui.cursor().top(), height: inner.height() };
            content(ui, room);
        });
    });
}

/// The finding, in one line that can be read from the back.
pub fn finding(ui: &mut Ui, theme: &Theme, text: &str) {
    widgets::headed_and_wrapped(ui, widgets::heading(theme, format::capital(text)));
}

/// What explains it.
pub fn reading(ui: &mut Ui, theme: &Theme, text: &str) {
    ui.add(egui::Label::new(widgets::small(theme, text)).wrap());
}

/// Chooses what is looked at.
pub fn aims(ui: &mut Ui, theme: &Theme, chosen: &mut Aim, all: impl Iterator<Item = Aim>) {
    ui.horizontal_wrapped(|ui| choices(ui, theme, chosen, all));
}

/// The same in a row that holds more.
pub fn choices(ui: &mut Ui, theme: &Theme, chosen: &mut Aim, all: impl Iterator<Item = Aim>) {
    for aim in all {
        if widgets::pick(ui, theme, *chosen == aim, line::name(aim)).clicked() {
            *chosen = aim;
        }
    }
}

/// Room for a picture that is told in words as a whole.
pub fn picture(ui: &mut Ui, size: Vec2, told: &str) -> (Rect, Painter) {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, told));
    (rect, ui.painter().clone())
}

/// Says a part of a picture in words where it is drawn.
pub fn told(
    ui: &Ui,
    rect: Rect,
    part: impl std::hash::Hash + std::fmt::Debug,
    text: &str,
) -> Response {
    let response = ui.interact(rect, ui.id().with(("told", part)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, text));
    response
}

#[must_use]
pub fn small(theme: &Theme) -> FontId {
    FontId::new(theme.text.small, FontFamily::Proportional)
}

#[must_use]
pub fn small_bold(theme: &Theme) -> FontId {
    FontId::new(theme.text.small, strong())
}

/// Height of a line of small text.
#[must_use]
pub fn small_line(theme: &Theme) -> f32 {
    (theme.text.small * 1.25).ceil()
}

/// Small words that break at this width.
#[must_use]
pub fn block(ui: &Ui, font: FontId, text: &str, colour: Color32, width: f32) -> Arc<Galley> {
    ui.painter().layout(text.to_owned(), font, colour, width.max(1.0))
}

/// Width of the widest of these texts.
#[must_use]
pub fn widest<'a>(ui: &Ui, font: &FontId, texts: impl Iterator<Item = &'a str>) -> f32 {
    let width = |text: &str| {
        let text = text.to_owned();
        ui.painter().layout_no_wrap(text, font.clone(), Color32::PLACEHOLDER).size().x
    };
    texts.map(width).fold(0.0, f32::max)
}

/// Where a value stands on a line that goes across this rectangle.
#[must_use]
pub fn across(rect: Rect, line: &Line, value: f64) -> f32 {
    rect.left() + rect.width() * line.place(value) as f32
}

/// Where it stands on a line that goes up.
#[must_use]
pub fn up(rect: Rect, line: &Line, value: f64) -> f32 {
    rect.bottom() - rect.height() * line.place(value) as f32
}

/// Thin lines down the whole picture at the ticks, and their numbers from `top` down. Numbers that have no room beside
/// the one before are left out.
pub fn ticks_across(painter: &Painter, theme: &Theme, rect: Rect, line: &Line, top: f32) {
    let mut free = f32::NEG_INFINITY;
    for (value, text) in &line.ticks {
        let x = across(rect, line, *value);
        painter.vline(x, rect.y_range(), Stroke::new(1.0, theme.line));
        let galley = painter.layout_no_wrap(text.clone(), small(theme), theme.muted);
        let left = x - galley.size().x / 2.0;
        if left >= free {
            free = left + galley.size().x + theme.text.small;
            painter.galley(pos2(left, top), galley, theme.muted);
        }
    }
}

/// The same from below to above, the numbers to the left of the rectangle.
pub fn ticks_up(painter: &Painter, theme: &Theme, rect: Rect, line: &Line) {
    let mut free = f32::INFINITY;
    for (value, text) in &line.ticks {
        let y = up(rect, line, *value);
        painter.hline(rect.x_range(), y, Stroke::new(1.0, theme.line));
        let galley = painter.layout_no_wrap(text.clone(), small(theme), theme.muted);
        let (size, top) = (galley.size(), y - galley.size().y / 2.0);
        if top + size.y <= free {
            free = top;
            painter.galley(pos2(rect.left() - 6.0 - size.x, top), galley, theme.muted);
        }
    }
}

/// A word beside a place: to its right, or to its left where the right has no room.
pub fn beside(
    painter: &Painter,
    at: Pos2,
    gap: f32,
    within: Rect,
    galley: Arc<Galley>,
    ground: Color32,
) -> Rect {
    let size = galley.size();
    let right = at.x + gap + size.x <= within.right();
    let left = if right { at.x + gap } else { (at.x - gap - size.x).max(within.left()) };
    let rect = Rect::from_min_size(pos2(left, at.y - size.y / 2.0), size);
    painter.rect_filled(rect.expand2(vec2(4.0, 0.0)), 2.0, ground);
    painter.galley(rect.min, galley, Color32::PLACEHOLDER);
    rect
}

/// A short text in its place.
pub fn words(
    painter: &Painter,
    at: Pos2,
    align: Align2,
    text: &str,
    font: FontId,
    colour: Color32,
) -> Rect {
    painter.text(at, align, text, font, colour)
}

/// A bar: full where it is for the better, an outline with a bar across where it is for the worse.
pub fn signed_bar(painter: &Painter, theme: &Theme, rect: Rect, better: Option<bool>) {
    let rect = if rect.width() < 3.0 {
        Rect::from_center_size(rect.center(), vec2(3.0, rect.height()))
    } else {
        rect
    };
    match better {
        Some(true) => {
            painter.rect_filled(rect, 2.0, theme.good);
        }
        Some(false) => {
            painter.rect_filled(rect, 2.0, theme.surface);
            let edge = Stroke::new(3.0, theme.bad);
            painter.rect_stroke(rect, 2.0, edge, egui::StrokeKind::Inside);
        }
        None => {
            painter.rect_filled(rect, 2.0, theme.muted);
        }
    }
}

/// What full and outlined bars mean, in one line as high as a button.
pub fn bar_key(ui: &mut Ui, theme: &Theme) {
    let side = theme.text.small;
    let texts = ["for the better", "for the worse"];
    let galleys = texts.map(|text| block(ui, small(theme), text, theme.muted, f32::INFINITY));
    let gap = theme.space.small;
    let width: f32 = galleys.iter().map(|it| side * 1.6 + it.size().x + 3.0 * gap).sum();
    let told = "a full bar is for the better, an outlined one for the worse";
    let (rect, painter) = picture(ui, vec2(width, theme.touch), told);
    let mut x = rect.left() + gap;
    for (better, galley) in [true, false].into_iter().zip(galleys) {
        let bar =
            Rect::from_center_size(pos2(x + side * 0.8, rect.center().y), vec2(side * 1.6, side));
        signed_bar(&painter, theme, bar, Some(better));
        x += side * 1.6 + gap;
        let wide = galley.size();
        painter.galley(pos2(x, rect.center().y - wide.y / 2.0), galley, theme.muted);
        x += wide.x + 2.0 * gap;
    }
}

/// Finds room near a place: beside it if it can, else in rings around, on nothing that is taken. What is found is taken.
pub fn free(taken: &mut Vec<Rect>, at: Pos2, gap: f32, size: Vec2, within: Rect) -> Rect {
    let half = size / 2.0;
    let ring = |far: f32| {
        let (x, y) = (half.x + far, half.y + far);
        [
            vec2(x, 0.0),
            vec2(-x, 0.0),
            vec2(0.0, -y),
            vec2(0.0, y),
            vec2(x, -y),
            vec2(x, y),
            vec2(-x, -y),
            vec2(-x, y),
        ]
    };
    let places = (0..12).flat_map(|step| ring(gap + step as f32 * size.y * 0.6));
    let rects = places.map(|off| Rect::from_center_size(at + off, size));
    let inside: Vec<Rect> = rects.filter(|rect| within.contains_rect(*rect)).collect();
    let lies_on = |rect: &Rect| -> f32 {
        let both = taken.iter().map(|other| other.intersect(*rect));
        both.filter(Rect::is_positive).map(|it| it.area()).sum()
    };
    let first = inside.iter().find(|rect| lies_on(rect) <= 0.0).copied();
    let least = || inside.iter().copied().min_by(|a, b| lies_on(a).total_cmp(&lies_on(b)));
    let found = first.or_else(least).unwrap_or_else(|| {
        let rect = Rect::from_center_size(at, size);
        rect.translate(rect_into(rect, within))
    });
    taken.push(found);
    found
}

/// How far a rectangle has to go to lie inside another.
fn rect_into(rect: Rect, within: Rect) -> Vec2 {
    let go = |low: f32, high: f32, least: f32, most: f32| {
        if low < least { least - low } else { (most - high).min(0.0) }
    };
    vec2(
        go(rect.left(), rect.right(), within.left(), within.right()),
        go(rect.top(), rect.bottom(), within.top(), within.bottom()),
    )
}

/// An arrow with a head.
pub fn arrow(painter: &Painter, from: Pos2, to: Pos2, stroke: Stroke) {
    let along = to - from;
    if along.length() < 1.0 {
        return;
    }
    let (ahead, side) = (along.normalized(), along.normalized().rot90());
    let head = (stroke.width * 3.0).max(12.0).min(along.length());
    let neck = to - ahead * head;
    painter.line_segment([from, neck], stroke);
    let corners = vec![to, neck + side * head * 0.5, neck - side * head * 0.5];
    painter.add(egui::Shape::convex_polygon(corners, stroke.color, Stroke::NONE));
}

/// The ground of something painted that can be pressed: its edge says what has the keyboard, what is chosen, and what the
/// pointer is over.
pub fn card(ui: &Ui, theme: &Theme, rect: Rect, response: &Response, on: bool) {
    let edge = match (response.has_focus(), on, response.hovered()) {
        (true, _, _) => Stroke::new(3.0, theme.focus),
        (_, true, _) => Stroke::new(3.0, theme.accent),
        (_, _, true) => Stroke::new(2.0, theme.accent),
        _ => Stroke::new(1.0, theme.line),
    };
    let fill = if on { theme.sunken } else { theme.surface };
    ui.painter().rect(rect, 8.0, fill, edge, egui::StrokeKind::Inside);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_one_place_do_not_lie_on_each_other() {
        let within = Rect::from_min_size(Pos2::ZERO, vec2(800.0, 400.0));
        let mut taken = Vec::new();
        for _ in 0..9 {
            free(&mut taken, pos2(400.0, 200.0), 8.0, vec2(120.0, 28.0), within);
        }
        for (at, rect) in taken.iter().enumerate() {
            assert!(within.contains_rect(*rect));
            let others = &taken[at + 1..];
            assert!(others.iter().all(|other| !other.intersect(*rect).is_positive()), "{taken:?}");
        }
    }

    #[test]
    fn what_is_larger_than_its_room_begins_where_the_room_does() {
        let within = Rect::from_min_size(pos2(10.0, 10.0), vec2(50.0, 20.0));
        let found = free(&mut Vec::new(), pos2(30.0, 20.0), 4.0, vec2(90.0, 18.0), within);
        assert_eq!(found.left(), 10.0);
    }
}
