//! The frontier: the plans that the search tried on two axes, those that none beats, and where the tables' plans lie.

use egui::{Align2, Color32, Painter, Pos2, Rect, Shape, Stroke, Ui, Vec2, pos2, vec2};

use super::super::super::action::Action;
use super::super::super::theme::Theme;
use super::super::super::{chart, widgets};
use crate::view::debrief::frontier::FrontierView;

/// The two axes, by their place in [`AXES`](crate::insight::frontier::AXES).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrontierHand {
    pub across: usize,
    pub up: usize,
}

impl Default for FrontierHand {
    fn default() -> Self {
        Self { across: 0, up: 1 }
    }
}

pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &FrontierView,
    hand: &mut FrontierHand,
) -> Option<Action> {
    chart::page(ui, theme, |ui, room| {
        ui.horizontal_wrapped(|ui| {
            choose(ui, theme, view, "across", &mut hand.across, &mut hand.up);
            ui.add_space(theme.space.large);
            choose(ui, theme, view, "up", &mut hand.up, &mut hand.across);
        });
        if view.axes.len() <= hand.across.max(hand.up) {
            return;
        }
        chart::reading(ui, theme, &view.reading);
        let height = (room.left(ui) - theme.space.small).max(theme.text.small * 10.0);
        let width = ui.available_width();
        let list = (width * 0.32).max(theme.text.small * 12.0);
        ui.horizontal_top(|ui| {
            let size = vec2(width - list - theme.space.large, height);
            scatter(ui, theme, view, *hand, size);
            ui.add_space(theme.space.small);
            ui.vertical(|ui| {
                ui.set_width(list);
                chart::reading(ui, theme, &view.list_head(hand.across, hand.up));
                ui.spacing_mut().item_spacing.y = theme.space.hair;
                for marked in view.tables.iter().chain([&view.par]) {
                    let text = view.listed(marked, hand.across, hand.up);
                    chart::reading(ui, theme, &text);
                }
            });
        });
    });
    None
}

/// The axes; the one that the other way shows trades places with it.
fn choose(
    ui: &mut Ui,
    theme: &Theme,
    view: &FrontierView,
    way: &str,
    chosen: &mut usize,
    other: &mut usize,
) {
    ui.label(widgets::small(theme, way));
    for (at, axis) in view.axes.iter().enumerate() {
        let spoken = format!("{way}: {}", axis.name);
        if widgets::pick_about(ui, theme, *chosen == at, axis.name, &spoken).clicked() {
            if *other == at {
                *other = *chosen;
            }
            *chosen = at;
        }
    }
}

fn scatter(ui: &mut Ui, theme: &Theme, view: &FrontierView, hand: FrontierHand, size: Vec2) {
    let (x, y) = (&view.axes[hand.across], &view.axes[hand.up]);
    let told = format!("plans by {} and {}", x.line.name, y.line.name);
    let (rect, painter) = chart::picture(ui, size, &told);
    let line = chart::small_line(theme);
    let font = chart::small(theme);
    let numbers = chart::widest(ui, &font, y.line.ticks.iter().map(|(_, text)| text.as_str()));
    let plot = Rect::from_min_max(
        pos2(rect.left() + numbers + theme.space.small, rect.top() + line + theme.space.hair),
        pos2(rect.right() - theme.text.small, rect.bottom() - 2.0 * line - theme.space.hair),
    );
    painter.rect_filled(plot, 0.0, theme.surface);
    chart::ticks_across(&painter, theme, plot, &x.line, plot.bottom() + 2.0);
    chart::ticks_up(&painter, theme, plot, &y.line);
    let top = format!("up: {}", y.line.name);
    chart::words(&painter, rect.min, Align2::LEFT_TOP, &top, font.clone(), theme.muted);
    let foot = pos2(plot.right(), rect.bottom());
    let across = format!("across: {}", x.line.name);
    chart::words(&painter, foot, Align2::RIGHT_BOTTOM, &across, font, theme.muted);

    let place = |a: f64, b: f64| pos2(chart::across(plot, &x.line, a), chart::up(plot, &y.line, b));
    let small = (theme.text.small * 0.16).max(3.0);
    for plan in view.plans.iter().filter(|it| view.in_sight(it, hand.across, hand.up)) {
        let at = place(plan[hand.across], plan[hand.up]);
        painter.circle_filled(at, small, theme.muted);
    }
    let edge = view.edge(hand.across, hand.up).into_iter().map(|(a, b)| place(a, b));
    painter.line(edge.collect(), Stroke::new(4.0, theme.flow));
    for (a, b) in view.joined(hand.across, hand.up) {
        painter.circle(place(a, b), small * 1.6, theme.flow, Stroke::new(1.5, theme.surface));
    }
    let mut taken = Vec::new();
    let mut marks: Vec<_> = view.tables.iter().enumerate().collect();
    marks.push((usize::MAX, &view.par));
    let side = theme.text.small * 1.6;
    let points: Vec<Pos2> =
        marks.iter().map(|(_, it)| place(it.values[hand.across], it.values[hand.up])).collect();
    taken.extend(points.iter().map(|at| Rect::from_center_size(*at, Vec2::splat(small * 4.0))));
    let bold = chart::small_bold(theme);
    let spots: Vec<Rect> = marks
        .iter()
        .zip(&points)
        .map(|((_, marked), at)| {
            let word = chart::widest(ui, &bold, [marked.letter.as_str()].into_iter());
            let size = vec2(side.max(word + side * 0.5), side);
            chart::free(&mut taken, *at, side * 0.35, size, plot.shrink(2.0))
        })
        .collect();
    // Lines below letters: none strikes one out.
    for (at, spot) in points.iter().zip(&spots) {
        painter.line_segment([*at, spot.center()], Stroke::new(2.0, theme.ink));
        painter.circle(*at, small * 1.8, theme.accent, Stroke::new(2.0, theme.ink));
    }
    for ((shape, marked), spot) in marks.into_iter().zip(spots) {
        badge(&painter, theme, spot, shape, &marked.letter);
        chart::told(ui, spot, &marked.letter, &view.told(marked, hand.across, hand.up));
    }
}

/// A letter in a shape of its own: the shape and the letter tell plans apart, no colour does.
fn badge(painter: &Painter, theme: &Theme, rect: Rect, shape: usize, letter: &str) {
    let edge = Stroke::new(2.5, theme.ink);
    let (fill, ink): (Color32, Color32) = if shape == usize::MAX {
        (theme.surface, theme.ink)
    } else {
        (theme.accent, theme.on_accent)
    };
    let (centre, half) = (rect.center(), rect.height() / 2.0);
    let corners = |places: &[(f32, f32)]| -> Vec<Pos2> {
        places.iter().map(|(x, y)| centre + vec2(*x, *y) * half).collect()
    };
    let outline = match shape % 4 {
        _ if shape == usize::MAX => {
            painter.rect(rect, half, fill, edge, egui::StrokeKind::Inside);
            Vec::new()
        }
        0 => {
            painter.circle(centre, half, fill, edge);
            Vec::new()
        }
        1 => corners(&[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]),
        2 => corners(&[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)]),
        _ => corners(&[
            (-0.6, -1.0),
            (0.6, -1.0),
            (1.15, 0.0),
            (0.6, 1.0),
            (-0.6, 1.0),
            (-1.15, 0.0),
        ]),
    };
    if !outline.is_empty() {
        painter.add(Shape::convex_polygon(outline, fill, edge));
    }
    chart::words(painter, centre, Align2::CENTER_CENTER, letter, chart::small_bold(theme), ink);
}
