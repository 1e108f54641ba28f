//! The strip above a run: what a thing is, a hint, or the guide; the one that was asked for last has the room.
//!
//! It never covers anything and never holds anything up.

use egui::{Frame, Label, Margin, Panel, Ui};

use super::super::action::{Action, AidWish};
use super::super::theme::Theme;
use super::super::widgets;
use crate::view::aid::AidView;
use crate::view::format::capital;
use crate::view::help::HelpView;
use crate::view::study::guide::{GuideView, HintView};
use crate::view::study::lesson::concept;

pub fn show(ui: &mut Ui, theme: &Theme, view: &AidView) -> Option<Action> {
    if !view.help && view.hint.is_none() && view.guide.is_none() {
        return None;
    }
    let mut wish = None;
    let frame = Frame::new()
        .fill(theme.surface)
        .stroke(egui::Stroke::new(2.0, theme.accent))
        .inner_margin(Margin::symmetric(theme.space.medium as i8, theme.space.hair as i8));
    let shown = Panel::top("beside the run").frame(frame).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = theme.space.hair;
        if view.help {
            wish = widgets::lasting(ui, "help", |ui| help(ui, theme, view.topic.as_ref()));
        } else if let Some(hint) = &view.hint {
            wish = widgets::lasting(ui, "hint", |ui| show_hint(ui, theme, hint));
        } else if let Some(view) = &view.guide {
            wish = widgets::lasting(ui, "guide", |ui| guide(ui, theme, view));
        }
    });
    super::frame::keep_whole(ui, "beside the run", shown.response.rect.height());
    wish.map(Action::Aid)
}

/// Text left, buttons right where there is room, below otherwise. What is told anew is read out.
fn strip(
    ui: &mut Ui,
    theme: &Theme,
    words: impl FnOnce(&mut Ui),
    buttons: impl FnOnce(&mut Ui) -> Option<AidWish>,
) -> Option<AidWish> {
    let wide = ui.available_width() > 760.0 * theme.scale;
    if !wide {
        words(ui);
        return ui.horizontal_wrapped(buttons).inner;
    }
    let mut wish = None;
    let width_id = ui.id().with("width of the buttons");
    let before = ui.data(|data| data.get_temp::<f32>(width_id)).unwrap_or(260.0 * theme.scale);
    ui.horizontal_top(|ui| {
        let room = ui.available_width() - before - theme.space.medium;
        ui.vertical(|ui| {
            ui.set_width(room.max(120.0));
            words(ui);
        });
        let shown = ui.horizontal(|ui| {
            wish = buttons(ui);
        });
        let width = shown.response.rect.width();
        if (width - before).abs() > 0.5 {
            ui.data_mut(|data| data.insert_temp(width_id, width));
            widgets::again(ui, "the buttons of a strip have another width");
        }
    });
    wish
}

/// Tells a screen reader to read this out when it changes.
fn read_out(ui: &mut Ui, response: &egui::Response) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
    });
}

fn guide(ui: &mut Ui, theme: &Theme, view: &GuideView) -> Option<AidWish> {
    let words = |ui: &mut Ui| {
        widgets::words_line(ui, |ui| {
            ui.label(widgets::small(theme, &view.place));
            let todo = ui.add(Label::new(widgets::bold(theme, view.todo)).wrap());
            read_out(ui, &todo);
        });
        ui.add(Label::new(widgets::small(theme, view.why).color(theme.ink)).wrap());
    };
    strip(ui, theme, words, |ui| {
        let close = widgets::button(ui, theme, "Close the guide").clicked();
        close.then_some(AidWish::Guide(false))
    })
}

fn show_hint(ui: &mut Ui, theme: &Theme, view: &HintView) -> Option<AidWish> {
    let words = |ui: &mut Ui| {
        ui.add(Label::new(widgets::small(theme, &view.place)).wrap());
        let text = ui.add(Label::new(widgets::bold(theme, capital(&view.text))).wrap());
        read_out(ui, &text);
    };
    strip(ui, theme, words, |ui| {
        let mut wish = None;
        if let Some(more) = view.more
            && widgets::button(ui, theme, more).clicked()
        {
            wish = Some(AidWish::Hint);
        }
        if view.others && widgets::button(ui, theme, "Another").clicked() {
            wish = Some(AidWish::OtherHint);
        }
        if widgets::button(ui, theme, "Close the hint").clicked() {
            wish = Some(AidWish::CloseHint);
        }
        wish
    })
}

fn help(ui: &mut Ui, theme: &Theme, topic: Option<&HelpView>) -> Option<AidWish> {
    let words = |ui: &mut Ui| match topic {
        Some(topic) => {
            ui.label(widgets::bold(theme, capital(&topic.name)));
            let text = ui.add(Label::new(&topic.text).wrap());
            read_out(ui, &text);
        }
        None => {
            ui.label(widgets::bold(theme, "What is this?"));
            let text =
                "Press what has a question mark: it tells what it is, and nothing is decided";
            ui.add(Label::new(text).wrap());
        }
    };
    strip(ui, theme, words, |ui| {
        let mut wish = None;
        if let Some(card) = topic.and_then(|topic| topic.concept) {
            let text = format!("Try it: {}…", concept(card));
            if widgets::button(ui, theme, &text).clicked() {
                wish = Some(AidWish::Card(card));
            }
        }
        if widgets::button(ui, theme, "Close the help").clicked() {
            wish = Some(AidWish::Help);
        }
        wish
    })
}
