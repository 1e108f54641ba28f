//! The reveal: what was predicted against what came, three causes that mattered, the year's account.

use egui::{RichText, Ui};

use super::super::action::{Action, ReviewWish};
use super::super::help;
use super::super::theme::{Sizes, Theme};
use super::super::widgets;
use super::study::review::desk::Leaf;
use crate::session::prediction::Fared;
use crate::study::guide::GuideStep;
use crate::view::reveal::{PredictionView, RevealView};

/// How far the reveal has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RevealHand {
    /// The prediction was read out before the outcome was shown.
    pub opened: bool,
}

/// A learner alone is offered to look at other plans; a table is not.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &RevealView,
    hand: &mut RevealHand,
    alone: bool,
) -> Option<Action> {
    let mut wishes = Vec::new();
    if view.prediction.is_none() {
        hand.opened = true;
    }
    let opened = hand.opened;
    let content = |ui: &mut Ui| {
        widgets::titled(ui, widgets::title(theme, format!("{} is over", view.year)));
        if let Some(view) = &view.prediction {
            prediction(ui, theme, view, hand);
        }
        if !opened {
            return;
        }
        ui.add_space(theme.space.small);
        let loud = loud(theme, ui.available_width() / view.gauges.len().max(1) as f32);
        if let Some(gauge) = widgets::gauges(ui, &loud, &view.gauges, true) {
            wishes.push(Action::Why(gauge));
        }
        ui.label(widgets::small(theme, "Press a gauge to see why it reads what it reads"));
        ui.add_space(theme.space.small);
        let parts: [Part; 2] = [mattered, account];
        widgets::columns(ui, theme.space.large, 420.0 * theme.scale, 2, |ui, at| {
            wishes.extend(parts[at](ui, theme, view));
        });
    };
    let mut onward = None;
    let bar = |ui: &mut Ui| {
        if let Some(driver) = view.next_driver.as_ref().filter(|_| !alone) {
            ui.label(format!("Hand the mouse to: {driver}"));
        }
        if alone && widgets::button(ui, theme, "How others did under your luck…").clicked() {
            onward = Some(Action::Review(ReviewWish::Open(Leaf::Others)));
        }
        if widgets::onward(ui, theme, &view.onward) {
            onward = Some(Action::Forward);
        }
    };
    if opened {
        widgets::page(ui, theme, content, bar);
    } else {
        widgets::scrolling(ui, theme, ui.available_rect_before_wrap(), content);
    }
    wishes.into_iter().next().or(onward)
}

/// What the year came to is read by the whole table: larger words, where a gauge has the width for them.
fn loud(theme: &Theme, width: f32) -> Theme {
    let Sizes { body, title, .. } = theme.text;
    if width < title * 6.5 {
        return theme.clone();
    }
    Theme { text: Sizes { small: body, lead: title, ..theme.text }, ..theme.clone() }
}

/// Half of the page.
type Part = fn(&mut Ui, &Theme, &RevealView) -> Option<Action>;

fn prediction(ui: &mut Ui, theme: &Theme, view: &PredictionView, hand: &mut RevealHand) {
    widgets::sheet(ui, theme, |ui| {
        ui.set_width(ui.available_width());
        ui.label(widgets::lead(theme, &view.expected));
        if !hand.opened {
            ui.label("Do you still think so? Say it aloud, then look");
            let show = widgets::primary(ui, theme, "Show what happened");
            help::here(ui, theme, show.rect, GuideStep::Open);
            if show.clicked() {
                hand.opened = true;
            }
            return;
        }
        ui.label(widgets::lead(theme, &view.happened));
        let colour = match view.fared {
            Fared::Right => theme.good,
            Fared::OtherSize | Fared::OtherWay => theme.caution,
        };
        ui.label(RichText::new(view.verdict).size(theme.text.lead).color(colour));
    });
}

/// At most three causes, and what was not carried out.
fn mattered(ui: &mut Ui, theme: &Theme, view: &RevealView) -> Option<Action> {
    let mut action = None;
    widgets::headed(ui, widgets::heading(theme, "What mattered"));
    if view.quiet {
        ui.label("No incident, no letter, no loss: a quiet year");
    }
    for (index, highlight) in view.highlights.iter().enumerate() {
        ui.push_id(index, |ui| {
            ui.horizontal_top(|ui| {
                let why = widgets::button_about(ui, theme, "Why?", &highlight.text);
                if why.clicked() {
                    action = Some(Action::Why(highlight.gauge));
                }
                ui.add(egui::Label::new(widgets::lead(theme, &highlight.text)).wrap());
            });
        });
    }
    for notice in &view.notices {
        ui.label(RichText::new(notice).color(theme.caution));
    }
    action
}

/// Where the money went, largest first.
fn account(ui: &mut Ui, theme: &Theme, view: &RevealView) -> Option<Action> {
    widgets::headed(ui, widgets::heading(theme, format!("Spent: {}", view.total)));
    let most = view.ledger.iter().map(|line| line.2).fold(1.0, f64::max);
    ui.spacing_mut().interact_size.y = 0.0;
    let names = ui.available_width() * 0.34;
    let amounts = theme.text.body * 6.0;
    let bars = (ui.available_width() - names - amounts - 24.0).clamp(40.0, 320.0);
    let grid = egui::Grid::new("ledger").num_columns(3).min_col_width(0.0);
    grid.spacing([12.0, 4.0]).show(ui, |ui| {
        for (name, amount, value) in view.ledger.iter().filter(|line| line.2 > 0.0) {
            ui.label(name);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| ui.label(amount));
            let (rect, _) = ui.allocate_exact_size(egui::vec2(bars, 12.0), egui::Sense::hover());
            let full = egui::vec2(rect.width() * (value / most) as f32, 12.0);
            let bar = egui::Rect::from_min_size(rect.min, full);
            ui.painter().rect_filled(bar, 3.0, theme.flow);
            ui.end_row();
        }
    });
    None
}
