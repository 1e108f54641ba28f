//! The causal map of one gauge: decisions on the left, parts in the middle, the gauge on the right.

use egui::{Painter, Pos2, Rect, Sense, Shape, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::super::super::action::Action;
use super::super::super::chart;
use super::super::super::theme::Theme;
use crate::view::debrief::causes::{ArrowView, CausesView, Column};

/// What is followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CausesHand {
    /// A decision or a part, by its place among the nodes: its arrows stand out and are told.
    pub picked: Option<usize>,
}

pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &CausesView,
    hand: &mut CausesHand,
) -> Option<Action> {
    chart::page(ui, theme, |ui, room| {
        chart::finding(ui, theme, &view.title);
        chart::reading(
            ui,
            theme,
            &format!(
                "{}. Press a box to follow its arrows: + and full raise, − and dashed lower",
                view.told
            ),
        );
        let count = |column: Column| view.nodes.iter().filter(|it| it.column == column).count();
        let most = count(Column::Decisions).max(count(Column::Parts)) as f32;
        // Two lines of words in every box.
        let least = most * (2.0 * chart::small_line(theme) + 2.0 * theme.space.small);
        let height = (room.left(ui) - theme.space.small).max(least);
        map(ui, theme, view, hand, height);
        let followed: Vec<&ArrowView> = view.arrows.iter().filter(|it| follows(it, hand)).collect();
        for arrow in followed {
            chart::reading(ui, theme, &arrow.told);
        }
        chart::reading(ui, theme, view.reading);
    });
    None
}

/// Whether an arrow is among those that are followed: all, where nothing is picked.
fn follows(arrow: &ArrowView, hand: &CausesHand) -> bool {
    hand.picked.is_none_or(|at| arrow.from == at || arrow.to == at)
}

/// Widths of the three columns.
const WIDTHS: [f32; 3] = [0.36, 0.30, 0.14];

/// Least height of each row, so that every box holds its words and a finger.
fn rows(ui: &Ui, theme: &Theme, view: &CausesView) -> f32 {
    let columns = [Column::Decisions, Column::Parts, Column::Gauge];
    let needed = columns.into_iter().zip(WIDTHS).map(|(column, share)| {
        let width = ui.available_width() * share - 2.0 * theme.space.small;
        let nodes = view.nodes.iter().filter(|node| node.column == column);
        let count = nodes.clone().count() as f32;
        let amount = if column == Column::Parts { theme.text.small * 1.3 } else { 0.0 };
        let high = nodes.map(|node| {
            let text = format!("✓ {}", node.text);
            chart::block(ui, chart::small_bold(theme), &text, theme.ink, width).size().y
        });
        let most = high.fold(0.0, f32::max) + amount + 6.0;
        count * (most.max(theme.touch) + theme.space.small)
    });
    needed.fold(0.0, f32::max)
}

fn map(ui: &mut Ui, theme: &Theme, view: &CausesView, hand: &mut CausesHand, height: f32) {
    let size = vec2(ui.available_width(), height.max(rows(ui, theme, view)));
    let (rect, painter) = chart::picture(ui, size, &format!("causal map: {}", view.told));
    let widths = WIDTHS.map(|share| rect.width() * share);
    let gap = (rect.width() - widths.iter().sum::<f32>()) / 2.0;
    let lefts = [rect.left(), rect.left() + widths[0] + gap, rect.right() - widths[2]];
    let mut boxes = vec![Rect::NOTHING; view.nodes.len()];
    for (at, column) in [Column::Decisions, Column::Parts, Column::Gauge].into_iter().enumerate() {
        let nodes: Vec<usize> =
            (0..view.nodes.len()).filter(|node| view.nodes[*node].column == column).collect();
        let each = rect.height() / nodes.len().max(1) as f32;
        for (place, node) in nodes.into_iter().enumerate() {
            let high = (each - theme.space.small).min(theme.touch * 3.4);
            let middle = rect.top() + each * (place as f32 + 0.5);
            let corner = pos2(lefts[at], middle - high / 2.0);
            boxes[node] = Rect::from_min_size(corner, vec2(widths[at], high));
        }
    }
    let ends: Vec<(Pos2, Pos2)> = (0..view.arrows.len()).map(|at| ends(view, &boxes, at)).collect();
    // What is followed lies over the rest, the heavy over the light.
    let mut order: Vec<usize> = (0..view.arrows.len()).collect();
    let weight = |at: usize| view.arrows[at].weight;
    order.sort_by(|a, b| weight(*a).total_cmp(&weight(*b)));
    for over in [false, true] {
        for at in order.iter().copied().filter(|at| follows(&view.arrows[*at], hand) == over) {
            let light = hand.picked.is_none() && weight(at) < LIGHT;
            link(&painter, theme, ends[at], &view.arrows[at], over && !light);
        }
    }
    // In the order in which they are read: decisions, parts, the gauge.
    for column in [Column::Decisions, Column::Parts, Column::Gauge] {
        for node in (0..view.nodes.len()).filter(|node| view.nodes[*node].column == column) {
            stop(ui, theme, view, hand, node, boxes[node]);
        }
    }
}

/// One node: pressing it follows its arrows.
fn stop(ui: &Ui, theme: &Theme, view: &CausesView, hand: &mut CausesHand, at: usize, rect: Rect) {
    let node = &view.nodes[at];
    let on = hand.picked == Some(at);
    // The arrow into the gauge is told in the box it comes from.
    let amount = view.arrows.iter().find(|it| it.from == at && node.column == Column::Parts);
    let mut told = node.text.clone();
    if let Some(amount) = amount {
        told += &format!(", {}", amount.text);
    }
    let response = ui.interact(rect, ui.id().with(("node", at)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(WidgetType::Checkbox, true, on, &told));
    if response.clicked() {
        hand.picked = if on { None } else { Some(at) };
    }
    chart::card(ui, theme, rect, &response, on);
    let inner = rect.shrink2(vec2(theme.space.small, 2.0));
    let name = if on { format!("✓ {}", node.text) } else { node.text.clone() };
    let strong = node.column == Column::Gauge;
    let font = if strong { chart::small_bold(theme) } else { chart::small(theme) };
    let mut lines = vec![chart::block(ui, font, &name, theme.ink, inner.width())];
    if let Some(amount) = amount {
        let sign = sign(amount.raises);
        let text = format!("{sign} {}", amount.text);
        lines.push(chart::block(ui, chart::small_bold(theme), &text, theme.ink, inner.width()));
    }
    let high: f32 = lines.iter().map(|it| it.size().y).sum();
    let mut top = inner.center().y - high / 2.0;
    for galley in lines {
        let down = galley.size().y;
        ui.painter().galley(pos2(inner.left(), top), galley, theme.ink);
        top += down;
    }
}

const fn sign(raises: bool) -> &'static str {
    if raises { "+" } else { "−" }
}

/// Arrows of less weight are pale until they are followed.
const LIGHT: f64 = 0.12;

/// Where an arrow begins and ends: those that share a box stand below each other, in the order of their other ends.
fn ends(view: &CausesView, boxes: &[Rect], at: usize) -> (Pos2, Pos2) {
    let arrow = &view.arrows[at];
    let (from, to) = (boxes[arrow.from], boxes[arrow.to]);
    let port = |rect: Rect,
                same: &dyn Fn(&ArrowView) -> bool,
                other: &dyn Fn(&ArrowView) -> usize| {
        let beside = view.arrows.iter().filter(|it| same(it));
        let above = |it: &&ArrowView| boxes[other(it)].top() < boxes[other(arrow)].top();
        let (count, before) = (beside.clone().count() as f32, beside.filter(above).count() as f32);
        let share = (before + 0.5) / count.max(1.0);
        rect.top() + rect.height() * (0.15 + 0.7 * share)
    };
    let leaves = port(from, &|it| it.from == arrow.from, &|it| it.to);
    let comes = port(to, &|it| it.to == arrow.to, &|it| it.from);
    (pos2(from.right(), leaves), pos2(to.left(), comes))
}

/// An arrow: full where it raises the number, dashed where it lowers it, thick by its weight.
fn link(
    painter: &Painter,
    theme: &Theme,
    (start, end): (Pos2, Pos2),
    arrow: &ArrowView,
    strong: bool,
) {
    let colour = match (strong, arrow.raises) {
        (false, _) => theme.line,
        (true, true) => theme.ink,
        (true, false) => theme.flow,
    };
    let width = if strong { 1.5 + 7.0 * arrow.weight as f32 } else { 1.0 };
    let bend = (end.x - start.x) * 0.5;
    let head = (width * 1.6).max(10.0);
    let neck = end - vec2(head, 0.0);
    let curve: Vec<Pos2> = (0..=24)
        .map(|step| {
            let t = step as f32 / 24.0;
            let [a, b, c, d] = [start, start + vec2(bend, 0.0), neck - vec2(bend, 0.0), neck];
            let u = 1.0 - t;
            let at = a.to_vec2() * (u * u * u)
                + b.to_vec2() * (3.0 * u * u * t)
                + c.to_vec2() * (3.0 * u * t * t)
                + d.to_vec2() * (t * t * t);
            at.to_pos2()
        })
        .collect();
    let stroke = Stroke::new(width, colour);
    if arrow.raises {
        painter.line(curve, stroke);
    } else {
        painter.extend(Shape::dashed_line(&curve, stroke, 12.0, 7.0));
    }
    let corners = vec![end, neck + vec2(0.0, head * 0.6), neck - vec2(0.0, head * 0.6)];
    painter.add(Shape::convex_polygon(corners, colour, Stroke::NONE));
}
