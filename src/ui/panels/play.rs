//! The year as it plays: the living board, the calendar, what happens, and the speed.

mod calendar;
mod happenings;

use egui::{Align, CentralPanel, Frame, Key, Layout, Margin, Panel, Rect, RichText, Ui};

use super::super::action::Action;
use super::super::board::{self, Moment};
use super::super::help;
use super::super::theme::{Theme, strong};
use super::super::widgets;
use crate::study::guide::GuideStep;
use crate::view::board::BoardView;
use crate::view::play::PlayView;

/// The speeds with a button and a key of their own.
const SPEEDS: [(f32, &str, Key); 2] = [(1.0, "1×", Key::Num1), (4.0, "4×", Key::Num4)];
/// Where the width of the controls is remembered.
const CONTROLS: &str = "speed";
/// The last month of a year.
const LAST: usize = 11;

/// Gives what was asked for, and where the board is.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &PlayView,
    board_view: &BoardView,
    moment: &Moment,
) -> (Option<Action>, Option<Rect>) {
    let mut action = keys(ui, view);
    let margin = Margin::symmetric(theme.space.medium as i8, theme.space.small as i8);
    let head = Frame::new().fill(theme.ground).inner_margin(margin);
    Panel::top("month").frame(head).show_separator_line(false).show(ui, |ui| {
        ui.horizontal(|ui| {
            facts(ui, theme, view);
            widgets::at_the_end(ui, CONTROLS, |ui| {
                action = action.take().or(controls(ui, theme, view));
            });
        });
        calendar::show(ui, theme, view);
    });
    let width = ui.available_width();
    let side = Frame::new().fill(theme.ground).inner_margin(margin);
    Panel::right("feed")
        .frame(side)
        .resizable(false)
        .show_separator_line(false)
        .exact_size((width * 0.215 * (0.8 + 0.2 * theme.scale)).clamp(220.0, width * 0.36))
        .show(ui, |ui| happenings::show(ui, theme, view));
    let area = CentralPanel::no_frame()
        .show(ui, |ui| {
            let area = ui.available_rect_before_wrap().shrink2(egui::vec2(12.0, 6.0));
            board::write(ui, board_view, theme, area, moment, None, false);
            area
        })
        .inner;
    (action, Some(area))
}

/// The month, the money, the service.
fn facts(ui: &mut Ui, theme: &Theme, view: &PlayView) {
    if view.calendar.is_empty() {
        return;
    }
    let controls = ui.data(|data| data.get_temp::<f32>(ui.id().with(CONTROLS)));
    let room = (ui.available_width() - controls.unwrap_or(0.0) - theme.space.medium).max(80.0);
    // Where there is little room, the money matters more than the whole name of the month.
    let tight = room < theme.text.title * 5.5 + theme.text.body * 16.0;
    let month = if tight { view.calendar[view.of_year].name } else { view.month.as_str() };
    let wide = (theme.text.title * if tight { 2.4 } else { 5.5 }).min(room);
    ui.allocate_ui_with_layout(
        egui::vec2(wide, theme.touch.max(theme.text.title * 1.2)),
        Layout::left_to_right(Align::Center),
        |ui| {
            ui.set_min_width(wide);
            widgets::titled(ui, widgets::title(theme, month));
        },
    );
    let left = room - wide - theme.space.small;
    if left < theme.text.body * 8.0 {
        return;
    }
    ui.vertical(|ui| {
        ui.set_width(left);
        ui.spacing_mut().item_spacing.y = 0.0;
        let money = egui::FontId::new(theme.text.body, strong());
        let small = egui::FontId::proportional(theme.text.small);
        // The bar below the months tells the pace, too.
        let all = format!("{}, {}", view.pace, view.served);
        first_that_fits(ui, &[&view.money], money, theme.ink, left);
        first_that_fits(ui, &[&all, &view.served], small, theme.muted, left);
    });
}

/// The longest of these texts that there is room for; nothing is cut.
fn first_that_fits(
    ui: &mut Ui,
    texts: &[&str],
    font: egui::FontId,
    colour: egui::Color32,
    room: f32,
) {
    let wide = |text: &&&str| {
        let galley = ui.painter().layout_no_wrap((**text).to_owned(), font.clone(), colour);
        galley.size().x <= room
    };
    if let Some(text) = texts.iter().find(wide) {
        ui.label(RichText::new(*text).font(font.clone()).color(colour));
    }
}

/// Pause, the speeds, month by month, skip.
fn controls(ui: &mut Ui, theme: &Theme, view: &PlayView) -> Option<Action> {
    let mut action = None;
    let pause = widgets::pick(ui, theme, view.speed == 0.0, "Pause");
    if pause.on_hover_text("Space pauses and goes on").clicked() {
        action = Some(Action::Speed(0.0));
    }
    for (speed, name, _) in SPEEDS {
        if widgets::pick(ui, theme, view.speed == speed, name).clicked() {
            action = Some(Action::Speed(speed));
        }
    }
    let back = view.of_year.checked_sub(1);
    for (text, name, month) in [("←", "One month back", back), ("→", "One month on", on(view))]
    {
        let response = ui.add_enabled_ui(month.is_some(), |ui| widgets::button(ui, theme, text));
        let response = response.inner;
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::WidgetType::Button, month.is_some(), name)
        });
        if response.on_hover_text(name).clicked() {
            action = month.map(Action::Month).or(action);
        }
    }
    let skip = widgets::primary(ui, theme, "Skip");
    help::here(ui, theme, skip.rect, GuideStep::Watch);
    if skip.on_hover_text("To what the year brought").clicked() {
        action = Some(Action::Skip);
    }
    action
}

fn on(view: &PlayView) -> Option<usize> {
    (view.of_year < LAST).then_some(view.of_year + 1)
}

/// Space pauses, 1 and 4 are speeds, arrows go month by month, End to the end, M takes the motion away.
fn keys(ui: &Ui, view: &PlayView) -> Option<Action> {
    // What has the keyboard keeps its own keys.
    let free = ui.memory(|memory| memory.focused().is_none());
    ui.input(|input| {
        let pressed = |key: Key| input.key_pressed(key) && input.modifiers.is_none();
        if free && pressed(Key::Space) {
            return Some(Action::Speed(if view.speed > 0.0 { 0.0 } else { 1.0 }));
        }
        if free && pressed(Key::ArrowRight) {
            return on(view).map(Action::Month);
        }
        if free && pressed(Key::ArrowLeft) {
            return Some(Action::Month(view.of_year.saturating_sub(1)));
        }
        if pressed(Key::End) {
            let over = view.speed == 0.0 && view.of_year == LAST;
            return Some(if over { Action::Skip } else { Action::Month(LAST) });
        }
        if pressed(Key::M) {
            return Some(Action::Still(!view.still));
        }
        let speed = SPEEDS.iter().find(|(_, _, key)| pressed(*key));
        speed.map(|(speed, _, _)| Action::Speed(*speed))
    })
}
