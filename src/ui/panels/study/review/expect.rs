//! What is expected of each gauge: a direction and a size, or nothing.

use egui::{Label, Ui};

use super::super::super::super::theme::Theme;
use super::super::super::super::widgets;
use super::desk::SaidHand;
use crate::scenario::plan::{Direction, Gauge, Size};
use crate::view::format::capital;
use crate::view::study::forecast::{AskView, ForecastView};
use crate::view::words;

/// Asks.
pub fn asked(ui: &mut Ui, theme: &Theme, asks: &[AskView], said: &mut [SaidHand; 5]) {
    ui.label(widgets::bold(theme, "What do you expect?"));
    let several = asks.len() > 1;
    if several {
        let note = "One gauge at least; what you leave open is not counted";
        ui.add(Label::new(widgets::small(theme, note)).wrap());
    }
    let least = 560.0 * theme.scale;
    widgets::columns(ui, theme.space.medium, least, asks.len(), |ui, at| {
        let ask = &asks[at];
        let place = Gauge::ALL.iter().position(|gauge| *gauge == ask.gauge);
        if let Some(hand) = place.and_then(|place| said.get_mut(place)) {
            widgets::lasting(ui, ask.name, |ui| row(ui, theme, ask, hand));
        }
    });
}

fn row(ui: &mut Ui, theme: &Theme, ask: &AskView, hand: &mut SaidHand) {
    widgets::words_line(ui, |ui| {
        ui.label(widgets::bold(theme, capital(ask.name)));
        ui.label(widgets::small(theme, &ask.about));
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for direction in [Direction::Falls, Direction::Stays, Direction::Rises] {
            let text = words::direction(direction);
            let on = hand.direction == Some(direction);
            let spoken = format!("{} {text}", ask.name);
            if widgets::pick_about(ui, theme, on, &capital(text), &spoken).clicked() {
                hand.direction = if on { None } else { Some(direction) };
            }
        }
        ui.add_space(theme.space.small);
        let far = matches!(hand.direction, Some(Direction::Falls | Direction::Rises));
        for size in Size::ALL {
            let text = words::size(size);
            let on = far && hand.size == Some(size);
            let spoken = format!("{}, {text}", ask.name);
            let pick = |ui: &mut Ui| widgets::pick_about(ui, theme, on, &capital(text), &spoken);
            if ui.add_enabled_ui(far, pick).inner.clicked() {
                hand.size = Some(size);
            }
        }
    });
}

/// Tells.
pub fn told(ui: &mut Ui, theme: &Theme, forecasts: &[ForecastView]) {
    if forecasts.is_empty() {
        return;
    }
    ui.label(widgets::bold(theme, "What you expected, and what came"));
    let least = 360.0 * theme.scale;
    widgets::columns(ui, theme.space.medium, least, forecasts.len(), |ui, at| {
        let it = &forecasts[at];
        widgets::sheet(ui, theme, |ui| {
            ui.set_width(ui.available_width());
            ui.label(widgets::bold(theme, capital(it.name)));
            ui.add(Label::new(format!("You said: {}", it.said)).wrap());
            let came = format!("What came: {}", it.came);
            ui.add(Label::new(widgets::bold(theme, came)).wrap());
            ui.add(Label::new(widgets::small(theme, it.fared)).wrap());
        });
    });
}
