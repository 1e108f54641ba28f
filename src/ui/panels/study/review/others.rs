//! Other plans under the learner's own luck: a row a plan, a small picture a gauge, and taking over from one.

use egui::{Label, Painter, Pos2, Rect, Shape, Stroke, Ui, pos2, vec2};

use super::super::super::super::action::ReviewWish;
use super::super::super::super::theme::Theme;
use super::super::super::super::{chart, widgets};
use super::super::path::{Mark, two_lines};
use super::desk::ReviewHand;
use crate::view::format::capital;
use crate::view::study::rivals::{Cell, RivalsView, Row};

pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &RivalsView,
    hand: &mut ReviewHand,
) -> Option<ReviewWish> {
    let mut wish = None;
    widgets::headed_and_wrapped(ui, widgets::heading(theme, &view.title));
    let note = "The dashed line is your run; on the right of each picture stands how far a plan is from it. \
        Nothing here ranks people";
    ui.add(Label::new(widgets::small(theme, note)).wrap());
    let wide = ui.available_width() > 860.0 * theme.scale;
    // Names stand in one line where there is room.
    let roomy = ui.available_width() > 1_150.0 * theme.scale;
    let names = if roomy { 262.0 } else { 210.0 } * theme.scale;
    if wide {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            let width = cell_width(ui, names);
            ui.add_space(names + GAP);
            for head in &view.heads {
                ui.vertical(|ui| {
                    ui.set_width(width);
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.label(widgets::bold(theme, capital(head.name)));
                    ui.add(Label::new(widgets::small(theme, head.counts)).wrap());
                });
            }
        });
    }
    for row in &view.rows {
        widgets::lasting(ui, row.name, |ui| {
            if wide {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = GAP;
                    let width = cell_width(ui, names);
                    ui.vertical(|ui| {
                        ui.set_width(names);
                        name(ui, theme, view, row, hand);
                    });
                    for cell in &row.cells {
                        picture(ui, theme, view, cell, width, row.kind.is_none());
                    }
                });
            } else {
                ui.add_space(theme.space.small);
                name(ui, theme, view, row, hand);
                let least = 200.0 * theme.scale;
                widgets::columns(ui, GAP, least, row.cells.len(), |ui, at| {
                    let head = &view.heads[at];
                    let text = format!("{}, {}", capital(head.name), head.counts);
                    ui.label(widgets::small(theme, text));
                    let width = ui.available_width();
                    picture(ui, theme, view, &row.cells[at], width, row.kind.is_none());
                });
            }
            if row.kind.is_some() && row.kind == hand.rival {
                wish = start(ui, theme, view, row, hand).or(wish.take());
            }
        });
    }
    if let Some(looking) = &view.looking {
        ui.add(Label::new(widgets::small(theme, capital(looking))).wrap());
    }
    wish
}

const GAP: f32 = 8.0;

fn cell_width(ui: &Ui, names: f32) -> f32 {
    ((ui.available_width() - names - 5.0 * GAP) / 5.0).max(40.0)
}

/// The plan; pressing it asks where to take over.
fn name(ui: &mut Ui, theme: &Theme, view: &RivalsView, row: &Row, hand: &mut ReviewHand) {
    if row.kind.is_none() || view.starts.is_empty() {
        ui.label(widgets::bold(theme, capital(row.name)));
        if !row.origin.is_empty() {
            ui.add(Label::new(widgets::small(theme, row.origin)).wrap());
        }
        return;
    }
    let open = row.kind == hand.rival;
    let about = match row.origin {
        "" => "take over…".to_owned(),
        origin => format!("{origin}; take over…"),
    };
    let mark = if open { Mark::Chosen } else { Mark::Plain };
    let response = two_lines(ui, theme, &capital(row.name), &about, mark, false);
    let spoken = match row.origin {
        "" => format!("Take over from {}…", row.name),
        origin => format!("Take over from {}…, {origin}", row.name),
    };
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::WidgetType::Button, true, open, &spoken));
    if response.clicked() {
        hand.rival = if open { None } else { row.kind };
    }
}

/// Where to go on in the place of a plan.
fn start(
    ui: &mut Ui,
    theme: &Theme,
    view: &RivalsView,
    row: &Row,
    hand: &mut ReviewHand,
) -> Option<ReviewWish> {
    let kind = row.kind?;
    let mut wish = None;
    widgets::edged(ui, theme, theme.accent, |ui| {
        ui.set_width(ui.available_width());
        let text = format!(
            "Go on in the place of {}: its decisions up to then stay, all later ones are yours. \
            A new run is kept beside yours",
            row.name
        );
        ui.add(Label::new(text).wrap());
        ui.horizontal_wrapped(|ui| {
            for (year, name) in &view.starts {
                if widgets::button(ui, theme, &format!("From the start of {name}")).clicked() {
                    wish = Some(ReviewWish::TakeOver { kind, year: *year });
                }
            }
            if widgets::button(ui, theme, "Not now").clicked() {
                hand.rival = None;
            }
        });
    });
    wish
}

/// One gauge of one plan: the value, how far it is from the learner's run, and both lines.
fn picture(ui: &mut Ui, theme: &Theme, view: &RivalsView, cell: &Cell, width: f32, own: bool) {
    let words = chart::small_line(theme);
    let lines = 26.0 * theme.scale;
    let pad = 5.0;
    let (rect, painter) = chart::picture(ui, vec2(width, words + lines + 3.0 * pad), &cell.told);
    painter.rect(rect, 6.0, theme.surface, Stroke::new(1.0, theme.line), egui::StrokeKind::Inside);
    let inner = rect.shrink(pad);
    let value = chart::block(ui, chart::small_bold(theme), &cell.value, theme.ink, f32::INFINITY);
    let taken = value.size().x + pad;
    painter.galley(inner.min, value, theme.ink);
    let apart = chart::block(ui, chart::small(theme), &cell.apart, theme.muted, f32::INFINITY);
    if taken + apart.size().x <= inner.width() {
        let at = pos2(inner.right() - apart.size().x, inner.top());
        painter.galley(at, apart, theme.muted);
    }
    let plot = Rect::from_min_max(pos2(inner.left(), inner.top() + words + pad), inner.max)
        .shrink2(vec2(5.0, 3.0));
    let last = view.moments.len().saturating_sub(1).max(1) as f32;
    let place = |(moment, height): &(usize, f64)| {
        pos2(
            plot.left() + plot.width() * *moment as f32 / last,
            plot.bottom() - plot.height() * *height as f32,
        )
    };
    let mine: Vec<Pos2> = cell.own.iter().map(place).collect();
    let line: Vec<Pos2> = cell.points.iter().map(place).collect();
    painter.extend(Shape::dashed_line(&mine, Stroke::new(1.5, theme.muted), 4.0, 4.0));
    ends(&painter, &mine, 2.0, theme.muted);
    let colour = if own { theme.accent } else { theme.ink };
    painter.add(Shape::line(line.clone(), Stroke::new(2.5, colour)));
    ends(&painter, &line, 3.0, colour);
}

fn ends(painter: &Painter, line: &[Pos2], radius: f32, colour: egui::Color32) {
    for point in line.first().into_iter().chain(line.last()) {
        painter.circle_filled(*point, radius, colour);
    }
}
