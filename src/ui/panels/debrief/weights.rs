//! Other weights: whether another ministry would see the tables' plans in another order.

use egui::{Align2, Rect, Stroke, Ui, pos2, vec2};

use super::super::super::action::{Action, Wish};
use super::super::super::theme::Theme;
use super::super::super::{chart, widgets};
use crate::view::debrief::weights::{MOST, Own, SearchView, SetView, WeightsView};

/// What the room gives to each gauge; as long as it gives nothing it has no order of its own. The view is made from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WeightsHand {
    pub own: Own,
}

pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &WeightsView,
    hand: &mut WeightsHand,
    shows_only: bool,
) -> Option<Action> {
    let mut action = None;
    chart::page(ui, theme, |ui, room| {
        chart::finding(ui, theme, &view.finding);
        chart::reading(ui, theme, view.reading);
        if shows_only {
            given(ui, theme, view, hand);
        } else {
            own(ui, theme, view, hand);
        }
        match &view.search {
            SearchView::Nothing => {}
            SearchView::Offered if shows_only => {}
            SearchView::Offered => {
                if widgets::button(ui, theme, "Search the best plan for these weights").clicked() {
                    action = Some(Action::Debrief(Wish::Search));
                }
            }
            SearchView::Running => chart::reading(ui, theme, "The best plan is being searched"),
            SearchView::Found(told) => chart::reading(ui, theme, told),
        }
        sets(ui, theme, view, room.left(ui));
        let ahead = view.ahead.join(", ");
        let ahead = format!(
            "Over all ways to share out the weight in tenths, this plan comes out ahead: {ahead}"
        );
        chart::reading(ui, theme, &ahead);
    });
    action
}

/// What the room gives to each gauge, to be looked at.
fn given(ui: &mut Ui, theme: &Theme, view: &WeightsView, hand: &WeightsHand) {
    let given = view.gauges.iter().zip(&hand.own).map(|(name, weight)| format!("{name} {weight}"));
    let given = given.collect::<Vec<_>>().join(", ");
    widgets::words_line(ui, |ui| {
        ui.label(widgets::bold(theme, "The room’s own"));
        ui.label(widgets::small(theme, given).color(theme.ink));
    });
}

/// What the room gives to each gauge, with a button less and a button more.
fn own(ui: &mut Ui, theme: &Theme, view: &WeightsView, hand: &mut WeightsHand) {
    ui.horizontal_wrapped(|ui| {
        ui.label(widgets::bold(theme, "The room’s own"));
        for (weight, name) in hand.own.iter_mut().zip(&view.gauges) {
            // A gauge and its buttons stay together, on the next line where this one has no room.
            let text = format!("{name} {weight}");
            let words = chart::widest(ui, &chart::small(theme), [text.as_str()].into_iter());
            let width = words + 2.0 * (theme.touch + ui.spacing().item_spacing.x);
            ui.allocate_ui(vec2(width, theme.touch), |ui| {
                ui.horizontal(|ui| {
                    let less = ui.add_enabled_ui(*weight > 0, |ui| {
                        step(ui, theme, "−", &format!("less weight for {name}"))
                    });
                    if less.inner {
                        *weight -= 1;
                    }
                    ui.label(widgets::small(theme, text).color(theme.ink));
                    let more = ui.add_enabled_ui(*weight < MOST, |ui| {
                        step(ui, theme, "+", &format!("more weight for {name}"))
                    });
                    if more.inner {
                        *weight += 1;
                    }
                });
            });
        }
    });
}

fn step(ui: &mut Ui, theme: &Theme, text: &str, spoken: &str) -> bool {
    let response = widgets::button(ui, theme, text);
    let enabled = ui.is_enabled();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, enabled, spoken));
    response.clicked()
}

/// One line for each set of weights, with the plans' letters where they come out.
fn sets(ui: &mut Ui, theme: &Theme, view: &WeightsView, room: f32) {
    let line = chart::small_line(theme);
    let rest = line + theme.space.small;
    let count = view.sets.len().max(1) as f32;
    let below = 2.0 * line + 2.0 * theme.space.small;
    let row = ((room - rest - below) / count).clamp(line + 6.0, line * 1.9);
    let size = vec2(ui.available_width(), count * row + rest);
    let (rect, painter) = chart::picture(ui, size, &view.finding);
    let (plain, bold) = (chart::small(theme), chart::small_bold(theme));
    let names = chart::widest(ui, &plain, view.sets.iter().map(|it| it.name.as_str()));
    let orders: Vec<String> = view.sets.iter().map(order).collect();
    let orders_wide =
        chart::widest(ui, &bold, orders.iter().map(String::as_str)).min(rect.width() * 0.4);
    let plot = Rect::from_min_max(
        pos2(rect.left() + names + theme.space.large, rect.top()),
        pos2(rect.right() - orders_wide - theme.space.large, rect.bottom() - rest),
    );
    chart::ticks_across(&painter, theme, plot, &view.line, plot.bottom() + 2.0);
    let unit = pos2(rect.left(), plot.bottom() + 2.0);
    chart::words(&painter, unit, Align2::LEFT_TOP, view.unit, plain.clone(), theme.muted);
    for (at, (set, order)) in view.sets.iter().zip(&orders).enumerate() {
        let top = rect.top() + row * at as f32;
        let strip = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), row));
        chart::told(ui, strip, &set.name, &set.told);
        let middle = strip.center().y;
        chart::words(
            &painter,
            pos2(rect.left(), middle),
            Align2::LEFT_CENTER,
            &set.name,
            plain.clone(),
            theme.ink,
        );
        painter.hline(plot.x_range(), middle, Stroke::new(2.0, theme.muted));
        letters(ui, theme, view, set, plot, middle);
        let end = pos2(plot.right() + theme.space.large, middle);
        chart::words(&painter, end, Align2::LEFT_CENTER, order, bold.clone(), theme.ink);
    }
}

fn order(set: &SetView) -> String {
    if set.change.is_empty() { set.order.clone() } else { format!("{}: {}", set.change, set.order) }
}

/// Letters that would lie on each other stand side by side, with a tick where each belongs.
fn letters(ui: &Ui, theme: &Theme, view: &WeightsView, set: &SetView, plot: Rect, middle: f32) {
    let mut places: Vec<(f32, &str)> = set
        .plans
        .iter()
        .map(|(letter, points)| (chart::across(plot, &view.line, *points), letter.as_str()))
        .collect();
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    let width = theme.text.small * 1.05;
    let mut spots: Vec<f32> = places.iter().map(|it| it.0).collect();
    // To the right until none touches, then back as far as the end asks.
    for at in 1..spots.len() {
        spots[at] = spots[at].max(spots[at - 1] + width);
    }
    let mut most = plot.right();
    for spot in spots.iter_mut().rev() {
        *spot = spot.min(most);
        most = *spot - width;
    }
    let painter = ui.painter();
    let half = theme.text.small * 0.62;
    for (place, _) in &places {
        painter.vline(*place, middle..=middle + half + 5.0, Stroke::new(2.5, theme.accent));
    }
    for ((_, letter), spot) in places.into_iter().zip(spots) {
        let plate = Rect::from_center_size(pos2(spot, middle), vec2(width, half * 2.0));
        painter.rect(
            plate,
            4.0,
            theme.surface,
            Stroke::new(1.5, theme.accent),
            egui::StrokeKind::Inside,
        );
        chart::words(
            painter,
            plate.center(),
            Align2::CENTER_CENTER,
            letter,
            chart::small_bold(theme),
            theme.ink,
        );
    }
}
