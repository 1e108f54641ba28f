//! "What is this?", asked of the thing itself; and the mark that the guide sets at what it speaks of.
//!
//! While help is on, a press asks in place of doing: by pointer, key and screen reader alike, for it is the same press.
//! What only leads somewhere else does both. Words that are no buttons become some as long as help is on.

use egui::{Button, Color32, Context, Id, Rect, Response, RichText, Shape, Stroke, Ui, pos2, vec2};

use super::theme::{Theme, strong};
use crate::study::guide::GuideStep;
use crate::view::help::Topic;

fn key(name: &str) -> Id {
    Id::new(("beside a run", name))
}

/// Says for this picture whether help is on, and what the guide speaks of.
pub fn set(ctx: &Context, help: bool, step: Option<GuideStep>) {
    ctx.data_mut(|data| {
        data.insert_temp(key("help"), help);
        data.insert_temp(key("guide"), step);
    });
}

#[must_use]
pub fn is_on(ui: &Ui) -> bool {
    ui.data(|data| data.get_temp(key("help"))).unwrap_or(false)
}

/// What was asked about in this picture.
#[must_use]
pub fn asked(ctx: &Context) -> Option<Topic> {
    ctx.data_mut(|data| {
        let topic = data.get_temp(key("asked"));
        data.remove::<Topic>(key("asked"));
        topic
    })
}

/// Whether this press asks what the thing is; then it must do nothing else.
pub fn asks(ui: &Ui, theme: &Theme, response: &Response, topic: Topic) -> bool {
    if !is_on(ui) {
        return false;
    }
    badge(ui, theme, response.rect);
    let pressed = response.clicked();
    if pressed {
        ui.data_mut(|data| data.insert_temp(key("asked"), topic));
    }
    pressed
}

/// A word that can be asked about; `about` tells it from others of the same name.
pub fn word(ui: &mut Ui, theme: &Theme, text: RichText, about: &str, topic: Topic) -> Response {
    if !is_on(ui) {
        return ui.label(text);
    }
    let plain = text.text().to_owned();
    let label = RichText::new(format!("{plain} ?")).size(theme.text.small).color(theme.accent);
    let least = vec2(theme.touch, theme.touch);
    let button = Button::new(label).min_size(least).fill(theme.surface);
    let button = if ui.layout().is_horizontal() { button } else { button.wrap() };
    let response = ui.add(button);
    let about = if about.is_empty() { String::new() } else { format!(" {about}") };
    let spoken = format!("What is {plain}?{about}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &spoken));
    if response.clicked() {
        ui.data_mut(|data| data.insert_temp(key("asked"), topic));
    }
    response
}

/// A question mark at the corner of a thing that is asked, not pressed.
fn badge(ui: &Ui, theme: &Theme, rect: Rect) {
    // Over the corner, where it covers no word.
    let radius = theme.text.small * 0.5;
    let middle = pos2(rect.right() - radius * 0.3, rect.top() + radius * 0.3);
    let painter = ui.painter();
    painter.circle(middle, radius, theme.accent, Stroke::new(1.5, theme.surface));
    let font = egui::FontId::new(theme.text.small * 0.8, strong());
    painter.text(middle, egui::Align2::CENTER_CENTER, "?", font, theme.on_accent);
}

/// Marks a thing if it is what the guide speaks of.
pub fn here(ui: &Ui, theme: &Theme, rect: Rect, step: GuideStep) {
    let now = ui.data(|data| data.get_temp::<Option<GuideStep>>(key("guide"))).flatten();
    if now == Some(step) {
        dashes(ui, rect.expand(3.0), theme.accent);
    }
}

fn dashes(ui: &Ui, rect: Rect, colour: Color32) {
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    ui.painter().extend(Shape::dashed_line(&corners, Stroke::new(3.0, colour), 9.0, 6.0));
}
