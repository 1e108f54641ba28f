//! The timeline of one table, with the living board at a month, or of all tables together.

use egui::{
    Key, Rect, Response, RichText, ScrollArea, Sense, Stroke, Ui, WidgetInfo, accesskit, pos2, vec2,
};

use super::super::super::action::{Action, Wish};
use super::super::super::board;
use super::super::super::theme::Theme;
use super::super::super::widgets;
use super::course::{self, Line};
use super::desk::{DeskHand, choose_table, small_button};
use crate::debrief::timeline::Move;
use crate::scenario::plan::Gauge;
use crate::units::Month;
use crate::view::debrief::desk::DeskView;
use crate::view::debrief::timeline::{PredictionView, TimelineView};
use crate::view::words;

/// Share of the width that the board has.
const BOARD: f32 = 0.56;

/// Gives what was asked for, and where the board is.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &DeskView,
    hand: &mut DeskHand,
) -> (Option<Action>, Option<Rect>) {
    if view.labels.is_empty() {
        widgets::headed(ui, widgets::heading(theme, "No table is here yet"));
        return (None, None);
    }
    if hand.running {
        let place = if hand.together { "All tables" } else { &view.timeline.label };
        widgets::headed(ui, widgets::heading(theme, place));
    } else {
        choose(ui, theme, view, hand);
    }
    if hand.together {
        return (together(ui, theme, view, hand), None);
    }
    let mut action = None;
    let rest = ui.available_rect_before_wrap();
    let line = theme.text.small * 2.2 + theme.touch + 2.0 * theme.space.hair;
    let (above, below) = rest.split_top_bottom_at_y(rest.bottom() - line);
    let (left, right) = above.split_left_right_at_fraction(BOARD);
    let area = (view.timeline.limits.is_none()).then(|| left.shrink(theme.space.small));
    match area {
        Some(area) => {
            widgets::place(ui, area, "board", |ui| {
                let still = board::Moment { still: true, ..board::Moment::default() };
                board::write(ui, &view.board, theme, area, &still, None, false);
            });
        }
        None => widgets::place(ui, left, "years", |ui| years(ui, theme, &view.timeline)),
    }
    widgets::place(ui, right.shrink2(vec2(theme.space.small, 0.0)), "moment", |ui| {
        action = moment(ui, theme, &view.timeline, hand);
    });
    widgets::place(ui, below, "months", |ui| {
        action = action.take().or(months(ui, theme, &view.timeline));
    });
    (action, area)
}

/// One table, or all.
fn choose(ui: &mut Ui, theme: &Theme, view: &DeskView, hand: &mut DeskHand) {
    ui.horizontal_wrapped(|ui| {
        let none = usize::MAX;
        let mut shown = if hand.together { none } else { hand.table };
        choose_table(ui, theme, &view.labels, &mut shown);
        if shown != none {
            hand.table = shown;
            hand.together = false;
        }
        if view.labels.len() > 1 && widgets::pick(ui, theme, hand.together, "All").clicked() {
            hand.together = true;
        }
    });
}

/// What is known of the month in hand, and of its year.
fn moment(ui: &mut Ui, theme: &Theme, view: &TimelineView, hand: &mut DeskHand) -> Option<Action> {
    let mut action = None;
    let now = &view.now;
    ScrollArea::vertical().auto_shrink(false).id_salt("moment").show(ui, |ui| {
        widgets::headed(ui, widgets::heading(theme, &now.title));
        // While the script runs, its strip says so.
        if now.turning
            && !hand.running
            && let Some(turning) = &view.turning
        {
            ui.label(widgets::bold(theme, "Turning point"));
            ui.label(widgets::small(theme, &turning.setting).color(theme.ink));
        }
        for pin in &now.pins {
            ui.label(widgets::small(theme, format!("Pinned: {pin}")).color(theme.accent));
        }
        action = gauges(ui, theme, view, hand.running).or(action.take());
        list(ui, theme, "Happened", &now.events);
        list(ui, theme, "Decided", &now.decided);
        if let Some(year) = view.years.get(usize::from(now.month) / 12) {
            for decision in year.decisions.iter().filter(|it| it.because.is_some()) {
                let because = decision.because.as_deref().unwrap_or_default();
                let text = format!("{}: because {because}", decision.text);
                ui.label(widgets::small(theme, text));
            }
            if let Some(prediction) = &year.prediction {
                expected(ui, theme, prediction, usize::from(now.month) % 12 == 11);
            }
            for line in year.dissent.iter().chain(&year.notes) {
                ui.label(widgets::small(theme, line));
            }
        }
        if let Some(limits) = &view.limits {
            ui.label(widgets::small(theme, limits).color(theme.caution));
        }
        ui.add_space(theme.space.small);
        action = pins(ui, theme, view, hand).or(action.take());
    });
    action
}

/// The gauges of the month; each can be asked why, as far as the end of its year.
fn gauges(ui: &mut Ui, theme: &Theme, view: &TimelineView, running: bool) -> Option<Action> {
    let mut action = None;
    let can_ask = view.limits.is_none() && !running;
    for (gauge, (name, value)) in Gauge::ALL.into_iter().zip(&view.now.gauges) {
        if can_ask {
            let text = format!("{name} {value}");
            if widgets::button_about(ui, theme, &text, "why at the end of this year").clicked() {
                action = Some(Action::Why(gauge));
            }
        } else {
            ui.horizontal(|ui| {
                ui.label(widgets::small(theme, *name));
                ui.label(widgets::bold(theme, value).size(theme.text.small));
            });
        }
    }
    action
}

/// What the table expected; what came of it only where its year is over.
fn expected(ui: &mut Ui, theme: &Theme, prediction: &PredictionView, over: bool) {
    let text = format!("Expected: {}", prediction.expected);
    ui.label(widgets::small(theme, text).color(theme.ink));
    if over {
        let text = format!("Happened: {}; {}", prediction.happened, prediction.verdict);
        ui.label(widgets::small(theme, text).color(theme.ink));
    }
}

fn list(ui: &mut Ui, theme: &Theme, name: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    ui.label(widgets::bold(theme, name));
    for line in lines {
        ui.label(widgets::small(theme, line).color(theme.ink));
    }
}

fn pins(ui: &mut Ui, theme: &Theme, view: &TimelineView, hand: &mut DeskHand) -> Option<Action> {
    let mut action = None;
    widgets::field(ui, theme, "Pin a note to this month", &mut hand.pin, "what to come back to");
    if !hand.pin.trim().is_empty() && widgets::button(ui, theme, "Pin").clicked() {
        action = Some(Action::Debrief(Wish::Pin));
    }
    for pin in &view.pins {
        ui.horizontal_wrapped(|ui| {
            let text = format!("{}: {}", pin.when, pin.text);
            if widgets::button_about(ui, theme, &text, "go there").clicked() {
                action = Some(Action::Debrief(Wish::Move(Move::To(Month(pin.month)))));
            }
            if widgets::button_about(ui, theme, "Take away", &pin.text).clicked() {
                action = Some(Action::Debrief(Wish::Unpin(pin.number)));
            }
        });
    }
    action
}

/// Years in words, where no month can be shown.
fn years(ui: &mut Ui, theme: &Theme, view: &TimelineView) {
    ScrollArea::vertical().auto_shrink(false).id_salt("years").show(ui, |ui| {
        for year in &view.years {
            ui.label(widgets::bold(theme, &year.year));
            for decision in &year.decisions {
                ui.label(widgets::small(theme, &decision.text).color(theme.ink));
            }
            for line in &year.gauges {
                ui.label(widgets::small(theme, format!("{} {}", line.name, line.text)));
            }
        }
    });
}

/// The months as one line with its stops, and the steps.
fn months(ui: &mut Ui, theme: &Theme, view: &TimelineView) -> Option<Action> {
    let mut action = None;
    ui.horizontal(|ui| {
        for (text, name, wish) in [
            ("Start", "To the first month", Wish::Move(Move::Start)),
            ("←", "One month back", Wish::Move(Move::Back)),
            ("→", "One month on", Wish::Move(Move::Next)),
            ("↑", "To the stop before", Wish::Stop { onward: false }),
            ("↓", "To the next stop", Wish::Stop { onward: true }),
        ] {
            if small_button(ui, theme, true, text, name) {
                action = Some(Action::Debrief(wish));
            }
        }
        action = action.take().or(strip(ui, theme, view));
    });
    action
}

fn strip(ui: &mut Ui, theme: &Theme, view: &TimelineView) -> Option<Action> {
    let months = view.months.max(1);
    let high = theme.touch;
    let size = vec2(ui.available_width(), high + theme.text.small * 1.3);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    let told = format!("{}, month {} of {months}", view.now.title, view.now.month + 1);
    response.widget_info(|| WidgetInfo::slider(true, f64::from(view.now.month) + 1.0, "Month"));
    let stepped = steps(ui, &response, &told);
    let band = Rect::from_min_size(rect.min, vec2(rect.width(), high)).shrink2(vec2(0.0, 12.0));
    let painter = ui.painter();
    painter.rect_filled(band, 4.0, theme.sunken);
    let step = band.width() / f32::from(months);
    let x = |month: u16| band.left() + step * (f32::from(month) + 0.5);
    for (index, year) in view.years.iter().enumerate() {
        let left = band.left() + step * 12.0 * index as f32;
        painter.vline(left, band.y_range(), Stroke::new(1.0, theme.line));
        let fill = if year.outlook { theme.ground } else { theme.sunken };
        let cell = Rect::from_min_size(
            pos2(left + 1.0, band.top()),
            vec2(step * 12.0 - 2.0, band.height()),
        );
        painter.rect_filled(cell, 3.0, fill);
        let font = egui::FontId::proportional(theme.text.small);
        let middle = pos2(left + step * 6.0, band.bottom() + 4.0);
        painter.text(middle, egui::Align2::CENTER_TOP, &year.year, font, theme.muted);
    }
    for stop in &view.stops {
        painter.vline(
            x(*stop),
            band.shrink2(vec2(0.0, 4.0)).y_range(),
            Stroke::new(2.0, theme.flow),
        );
    }
    for pin in &view.pins {
        painter.circle_filled(pos2(x(pin.month), band.top()), 5.0, theme.accent);
    }
    if let Some(turning) = &view.turning {
        let (at, top) = (x(turning.month), band.top());
        let shape =
            vec![pos2(at - 8.0, top - 10.0), pos2(at + 8.0, top - 10.0), pos2(at, top + 3.0)];
        painter.add(egui::Shape::convex_polygon(shape, theme.caution, Stroke::NONE));
    }
    let edge = if response.has_focus() { theme.focus } else { theme.ink };
    let needle = Rect::from_center_size(pos2(x(view.now.month), band.center().y), vec2(6.0, high));
    painter.rect_filled(needle, 3.0, edge);
    let pointed =
        response.interact_pointer_pos().filter(|_| response.clicked() || response.dragged());
    stepped.or_else(|| {
        let at = pointed?;
        let month = ((at.x - band.left()) / step).clamp(0.0, f32::from(months) - 1.0);
        Some(Action::Debrief(Wish::Move(Move::To(Month(month as u16)))))
    })
}

/// The line with the keyboard on it, or under a screen reader: month by month.
fn steps(ui: &Ui, response: &Response, told: &str) -> Option<Action> {
    let id = response.id;
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_value(told);
        node.add_action(accesskit::Action::Increment);
        node.add_action(accesskit::Action::Decrement);
    });
    let focused = response.has_focus();
    if focused {
        let own = egui::EventFilter { horizontal_arrows: true, ..egui::EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, own));
    }
    let asked = |key: Key, action: accesskit::Action| {
        ui.input(|input| {
            (focused && input.key_pressed(key)) || input.has_accesskit_action_request(id, action)
        })
    };
    let by = if asked(Key::ArrowRight, accesskit::Action::Increment) {
        Move::Next
    } else if asked(Key::ArrowLeft, accesskit::Action::Decrement) {
        Move::Back
    } else {
        return None;
    };
    Some(Action::Debrief(Wish::Move(by)))
}

/// All tables: one gauge over the years, and what each stood at in the month in hand.
fn together(ui: &mut Ui, theme: &Theme, view: &DeskView, hand: &mut DeskHand) -> Option<Action> {
    ui.horizontal_wrapped(|ui| {
        for gauge in Gauge::ALL {
            if widgets::pick(ui, theme, hand.gauge == gauge, words::gauge(gauge)).clicked() {
                hand.gauge = gauge;
            }
        }
    });
    let line = theme.text.small * 2.2 + theme.touch + 2.0 * theme.space.hair;
    let values = theme.text.body * 1.6;
    let rest = ui.available_height() - line - values * 1.4;
    let lines: Vec<Line<'_>> = view
        .together
        .iter()
        .enumerate()
        .filter_map(|(index, table)| {
            let course = table.courses.iter().find(|it| it.gauge == hand.gauge)?;
            Some(Line { name: &table.label, course, in_hand: index == hand.table })
        })
        .collect();
    let longest = view.together.iter().max_by_key(|table| table.years.len());
    let years: Vec<(String, bool)> = longest
        .map(|table| table.years.iter().map(|year| (year.year.clone(), year.outlook)).collect())
        .unwrap_or_default();
    let now = view.together.first().map(|table| table.now.month);
    course::show(ui, theme, hand.gauge, &lines, &years, now, rest.max(160.0));
    ui.horizontal_wrapped(|ui| {
        let title = view.together.first().map_or("", |table| table.now.title.as_str());
        ui.label(widgets::bold(theme, title));
        for table in &view.together {
            let name = words::gauge(hand.gauge);
            let value = table.now.gauges.iter().find(|(it, _)| *it == name);
            let value = value.map_or("–", |(_, value)| value.as_str());
            ui.label(RichText::new(format!("{} {value}", table.label)).size(theme.text.small));
        }
    });
    longest.and_then(|table| months(ui, theme, table))
}
