//! What every screen has: the line at the top with place, clock and settings, and the message that waits.

use egui::{Frame, Margin, Panel, RichText, Ui};

use super::super::action::{Action, AidWish};
use super::super::keys::KEYS;
use super::super::theme::{Look, Palette, Theme};
use super::super::widgets;
use crate::view::frame::FrameView;

/// Text sizes to choose from (%).
const TEXT: [f32; 5] = [100.0, 125.0, 150.0, 175.0, 200.0];

/// What of the line is open.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FrameHand {
    pub settings: bool,
}

pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &FrameView,
    look: Look,
    hand: &mut FrameHand,
) -> Option<Action> {
    let mut action = None;
    // A screen reader calls the window by what is on it.
    let parts = ["Stackholders", view.place.as_str(), view.step.as_str()];
    let parts = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    ui.ctx().accesskit_node_builder(egui::accesskit_root_id(), |node| {
        node.set_label(parts.join(", "));
    });
    let frame = Frame::new()
        .fill(theme.surface)
        .inner_margin(Margin::symmetric(theme.space.medium as i8, theme.space.hair as i8));
    Panel::top("line").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(widgets::bold(theme, "Stackholders"));
            let room = ui.available_width();
            if room > 560.0 * theme.scale && !view.place.is_empty() {
                ui.label(widgets::small(theme, &view.place));
            }
            if !view.step.is_empty() {
                ui.label(widgets::bold(theme, &view.step));
            }
            widgets::at_the_end(ui, "tail", |ui| action = tail_end(ui, theme, view, hand));
        });
    });
    if hand.settings
        && let Some(wish) = settings(ui, theme, look, hand)
    {
        action = Some(wish);
    }
    if let Some(message) = &view.message {
        let frame = Frame::new()
            .fill(theme.surface)
            .stroke(egui::Stroke::new(2.0, theme.caution))
            .inner_margin(Margin::same(theme.space.small as i8));
        let shown = Panel::top("message").frame(frame).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(message).color(theme.ink));
                if widgets::button(ui, theme, "Understood").clicked() {
                    action = Some(Action::Dismiss);
                }
            });
        });
        keep_whole(ui, "message", shown.response.rect.height());
    }
    action
}

/// The clock, and the buttons on the right.
fn tail_end(ui: &mut Ui, theme: &Theme, view: &FrameView, hand: &mut FrameHand) -> Option<Action> {
    let mut action = None;
    if let Some(clock) = &view.clock {
        let colour = if clock.share > 1.0 { theme.caution } else { theme.muted };
        let over = if clock.share > 1.0 { ", over" } else { "" };
        let text = format!("{} {}{over}", clock.phase, clock.text);
        ui.label(RichText::new(text).size(theme.text.small).color(colour));
        let more = widgets::button(ui, theme, "+1");
        more.widget_info(|| {
            let text = "+1: one minute more for this phase";
            egui::WidgetInfo::labeled(egui::WidgetType::Button, true, text)
        });
        if more.on_hover_text("One minute more for this phase").clicked() {
            action = Some(Action::Extend(1));
        }
    }
    if view.guide && widgets::button(ui, theme, "Guide…").clicked() {
        action = Some(Action::Aid(AidWish::Guide(true)));
    }
    if let Some(on) = view.help {
        let response = ui.add(widgets::picked(theme, on, "?"));
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::WidgetType::Checkbox, true, on, "What is this?")
        });
        if response.on_hover_text("What is this? (F1)").clicked() {
            action = Some(Action::Aid(AidWish::Help));
        }
    }
    if !view.place.is_empty()
        && widgets::button(ui, theme, "Leave")
            .on_hover_text("Back to the title; the run is kept")
            .clicked()
    {
        action = Some(Action::Home);
    }
    if widgets::button(ui, theme, "Look").clicked() {
        hand.settings = !hand.settings;
    }
    action
}

fn settings(ui: &mut Ui, theme: &Theme, look: Look, hand: &mut FrameHand) -> Option<Action> {
    let mut new = look;
    let frame = Frame::new()
        .fill(theme.surface)
        .inner_margin(Margin::symmetric(theme.space.medium as i8, theme.space.small as i8));
    let shown = Panel::top("look").frame(frame).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for (palette, name) in [
                (Palette::Light, "Light"),
                (Palette::Dark, "Dark"),
                (Palette::Contrast, "High contrast"),
            ] {
                if widgets::pick(ui, theme, look.palette == palette, name).clicked() {
                    new.palette = palette;
                }
            }
            ui.label("Text");
            for percent in TEXT {
                let on = (look.text * 100.0).round() == percent;
                let (text, spoken) = (format!("{percent} %"), format!("Text {percent} %"));
                if widgets::pick_about(ui, theme, on, &text, &spoken).clicked() {
                    new.text = percent / 100.0;
                }
            }
            if widgets::tick(ui, theme, look.reduced_motion, "Stills, no motion").clicked() {
                new.reduced_motion = !look.reduced_motion;
            }
            if widgets::tick(ui, theme, look.projector, "On a wall")
                .on_hover_text("Private facts stay hidden")
                .clicked()
            {
                new.projector = !look.projector;
            }
            if widgets::button(ui, theme, "Done").clicked() {
                hand.settings = false;
            }
        });
        let keys = KEYS.iter().map(|(_, _, text)| *text).collect::<Vec<_>>().join(", ");
        ui.label(widgets::small(theme, format!("For who leads the session: {keys}")));
    });
    keep_whole(ui, "look", shown.response.rect.height());
    (new != look).then_some(Action::Look(new))
}

/// A panel shows as much of itself as it was high in the picture before: when that changed, there is another picture.
pub(super) fn keep_whole(ui: &Ui, name: &str, height: f32) {
    let id = ui.id().with(("height of", name));
    if ui.data(|data| data.get_temp(id)) != Some(height) {
        ui.data_mut(|data| data.insert_temp(id, height));
        widgets::again(ui, "a panel changed its height");
    }
}
