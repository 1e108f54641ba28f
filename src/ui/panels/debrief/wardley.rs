//! The Wardley map of a pipeline, before and after.

use egui::{Align2, Painter, Pos2, Rect, Shape, Stroke, Ui, pos2, vec2};

use super::super::super::action::Action;
use super::super::super::theme::Theme;
use super::super::super::{chart, widgets};
use crate::view::debrief::line::Line;
use crate::view::debrief::wardley::{PlaceView, WardleyView};

pub fn show(ui: &mut Ui, theme: &Theme, view: &WardleyView) -> Option<Action> {
    chart::page(ui, theme, |ui, room| {
        content(ui, theme, view, |ui| {
            (room.left(ui) - theme.space.small).max(theme.text.small * 14.0)
        });
    });
    None
}

/// The map as a part of a page, so high.
pub fn content(ui: &mut Ui, theme: &Theme, view: &WardleyView, height: impl FnOnce(&Ui) -> f32) {
    key(ui, theme);
    let height = height(ui);
    map(ui, theme, view, height);
    chart::reading(ui, theme, view.reading);
    for (need, touched) in &view.needs {
        let names = touched.iter().filter_map(|at| view.places.get(*at));
        let names: Vec<&str> = names.map(|it| it.name.as_str()).collect();
        chart::reading(ui, theme, &format!("{need} rests on {}", names.join(", ")));
    }
    ui.add_space(theme.space.small);
    ui.label(widgets::bold(theme, "What holds each part back"));
    for place in view.places.iter().filter(|it| !it.inertia.is_empty()) {
        chart::reading(ui, theme, &format!("{}: {}", place.name, place.inertia));
    }
}

/// What the marks mean.
fn key(ui: &mut Ui, theme: &Theme) {
    let side = theme.text.small;
    let texts = ["before", "after", "left as found", "what holds it back"];
    let galleys =
        texts.map(|it| chart::block(ui, chart::small(theme), it, theme.muted, f32::INFINITY));
    let gap = theme.space.small;
    let width: f32 = galleys.iter().map(|it| side + it.size().x + 4.0 * gap).sum();
    let told = "a dashed circle is before, a full one after, a ring was left as found, a thick bar holds back";
    let size = vec2(width, chart::small_line(theme));
    let (rect, painter) = chart::picture(ui, size, told);
    let mut x = rect.left();
    for (at, galley) in galleys.into_iter().enumerate() {
        let middle = pos2(x + side / 2.0, rect.center().y);
        match at {
            0 => dashed(&painter, theme, middle, side * 0.4),
            1 => full(&painter, theme, middle, side * 0.4),
            2 => ring(&painter, theme, middle, side * 0.4),
            _ => held(&painter, theme, middle, side * 0.5),
        }
        let size = galley.size();
        painter.galley(pos2(x + side + gap, rect.center().y - size.y / 2.0), galley, theme.muted);
        x += side + size.x + 4.0 * gap;
    }
}

fn dashed(painter: &Painter, theme: &Theme, middle: Pos2, radius: f32) {
    painter.circle_filled(middle, radius, theme.surface);
    let stroke = Stroke::new(2.5, theme.ink);
    for part in 0..6 {
        let angle = |share: f32| (part as f32 + share) / 6.0 * std::f32::consts::TAU;
        let arc =
            (0..=4).map(|step| middle + egui::Vec2::angled(angle(step as f32 * 0.15)) * radius);
        painter.line(arc.collect(), stroke);
    }
}

fn full(painter: &Painter, theme: &Theme, middle: Pos2, radius: f32) {
    painter.circle(middle, radius, theme.accent, Stroke::new(2.0, theme.ink));
}

fn ring(painter: &Painter, theme: &Theme, middle: Pos2, radius: f32) {
    painter.circle(middle, radius, theme.surface, Stroke::new(3.0, theme.ink));
}

fn held(painter: &Painter, theme: &Theme, middle: Pos2, half: f32) {
    painter.vline(middle.x, middle.y - half..=middle.y + half, Stroke::new(7.0, theme.caution));
}

fn map(ui: &mut Ui, theme: &Theme, view: &WardleyView, height: f32) {
    let line = chart::small_line(theme);
    let size = vec2(ui.available_width(), height);
    let told = "Wardley map: from left to right how far evolved, from below to above how visible to those served";
    let (rect, painter) = chart::picture(ui, size, told);
    let plot = Rect::from_min_max(
        pos2(rect.left(), rect.top() + line + theme.space.hair),
        pos2(rect.right(), rect.bottom() - line - theme.space.hair),
    );
    painter.rect_filled(plot, 0.0, theme.surface);
    let font = chart::small(theme);
    chart::words(
        &painter,
        rect.min,
        Align2::LEFT_TOP,
        "up: how visible to those served",
        font.clone(),
        theme.muted,
    );
    let corner = rect.right_top();
    chart::words(
        &painter,
        corner,
        Align2::RIGHT_TOP,
        "across: how far evolved",
        font.clone(),
        theme.muted,
    );
    let stage = plot.width() / view.stages.len() as f32;
    for (at, name) in view.stages.iter().enumerate() {
        let left = plot.left() + stage * at as f32;
        if at > 0 {
            let ends = [pos2(left, plot.top()), pos2(left, plot.bottom())];
            painter.extend(Shape::dashed_line(&ends, Stroke::new(1.5, theme.line), 8.0, 6.0));
        }
        let foot = pos2(left + stage / 2.0, rect.bottom());
        chart::words(&painter, foot, Align2::CENTER_BOTTOM, name, font.clone(), theme.ink);
    }
    painter.hline(plot.x_range(), plot.bottom(), Stroke::new(2.0, theme.ink));
    painter.vline(plot.left(), plot.y_range(), Stroke::new(2.0, theme.ink));

    // Marks and the first lines of words stay inside.
    let inner = plot.shrink2(vec2(theme.text.small, line * 0.8));
    // Only the order upwards matters, so the parts take all the height there is.
    let upwards = Line::over("", view.places.iter().map(|it| it.visibility));
    let at = |evolution: f64, visibility: f64| {
        let x = inner.left() + inner.width() * evolution.clamp(0.0, 1.0) as f32;
        pos2(x, chart::up(inner, &upwards, visibility))
    };
    let after = |place: &PlaceView| at(place.after, place.visibility);
    for (a, b) in &view.links {
        if let (Some(a), Some(b)) = (view.places.get(*a), view.places.get(*b)) {
            painter.line_segment([after(a), after(b)], Stroke::new(2.0, theme.line));
        }
    }
    let radius = theme.text.small * 0.42;
    let mut taken = Vec::new();
    for place in &view.places {
        let (from, to) = (at(place.before, place.visibility), after(place));
        taken.push(Rect::from_two_pos(from, to).expand2(vec2(radius * 2.4, radius + 2.0)));
    }
    for place in &view.places {
        let (from, to) = (at(place.before, place.visibility), after(place));
        mark(&painter, theme, place, from, to, radius);
        let name = chart::block(ui, chart::small_bold(theme), &place.name, theme.ink, stage * 0.95);
        let size = name.size() + vec2(6.0, 0.0);
        let spot = chart::free(&mut taken, to, radius * 2.4 + 2.0, size, plot.shrink(2.0));
        let near = to.clamp(spot.min, spot.max);
        if near.distance(to) > radius * 3.0 {
            painter.line_segment([to, near], Stroke::new(1.5, theme.muted));
        }
        painter.rect_filled(spot, 3.0, theme.surface);
        painter.galley(spot.min + vec2(3.0, 0.0), name, theme.ink);
        let mut told = place.told.clone();
        if !place.inertia.is_empty() {
            told += &format!(". Holds back: {}", place.inertia);
        }
        chart::told(ui, spot, &place.name, &told);
    }
}

fn mark(painter: &Painter, theme: &Theme, place: &PlaceView, from: Pos2, to: Pos2, radius: f32) {
    let right = if to.x >= from.x { 1.0 } else { -1.0 };
    if place.replaced {
        if (to.x - from.x).abs() > radius * 2.2 {
            let ends = [from + vec2(radius * right, 0.0), to - vec2(radius * right, 0.0)];
            chart::arrow(painter, ends[0], ends[1], Stroke::new(3.0, theme.ink));
            dashed(painter, theme, from, radius);
            full(painter, theme, to, radius);
        } else {
            // Both in nearly one place: the old one is a ring around the new one.
            dashed(painter, theme, from, radius * 1.5);
            full(painter, theme, to, radius * 0.8);
        }
    } else {
        ring(painter, theme, to, radius);
    }
    if !place.inertia.is_empty() {
        let beside = if place.replaced { from } else { to };
        // On the way, or behind it where the way is short.
        let short = (to.x - from.x).abs() < radius * 5.0;
        let side = if short { -1.9 } else { 1.9 };
        held(painter, theme, beside + vec2(radius * side * right, 0.0), radius * 1.3);
    }
}
