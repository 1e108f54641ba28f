//! Small parts that several panels share.

use egui::{
    Button, Color32, CornerRadius, Frame, Margin, Response, RichText, Sense, Stroke, Ui, vec2,
};

use super::action::Action;
use super::canvas::Canvas;
use super::theme::{Theme, strong};
use crate::scenario::case::SourcingModel;
use crate::scenario::plan::Gauge;
use crate::view::planning::{CellView, ChoiceView, GaugeView};
use crate::view::words;

/// A text of the type scale.
#[must_use]
pub fn small(theme: &Theme, text: impl Into<String>) -> RichText {
    RichText::new(text).size(theme.text.small).color(theme.muted)
}

#[must_use]
pub fn lead(theme: &Theme, text: impl Into<String>) -> RichText {
    RichText::new(text).size(theme.text.lead).color(theme.ink)
}

#[must_use]
pub fn bold(theme: &Theme, text: impl Into<String>) -> RichText {
    RichText::new(text).family(strong()).size(theme.text.body).color(theme.ink)
}

#[must_use]
pub fn heading(theme: &Theme, text: impl Into<String>) -> RichText {
    RichText::new(text).family(strong()).size(theme.text.heading).color(theme.ink)
}

#[must_use]
pub fn title(theme: &Theme, text: impl Into<String>) -> RichText {
    RichText::new(text).family(strong()).size(theme.text.title).color(theme.ink)
}

/// The one button of a screen that goes on.
pub fn primary(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    let label = RichText::new(text).family(strong()).size(theme.text.body).color(theme.on_accent);
    ui.add(Button::new(label).fill(theme.accent).min_size(vec2(theme.touch * 2.5, theme.touch)))
}

/// Any other button.
pub fn button(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    ui.add(Button::new(text).min_size(vec2(theme.touch, theme.touch)))
}

/// A button whose few words say enough only beside others: it is spoken with what it is about.
pub fn button_about(ui: &mut Ui, theme: &Theme, text: &str, about: &str) -> Response {
    let response = button(ui, theme, text);
    let spoken = format!("{text} {about}");
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::WidgetType::Button, ui.is_enabled(), &spoken)
    });
    response
}

/// One of several, of which one is chosen: a tick and a thick edge say which.
pub fn pick(ui: &mut Ui, theme: &Theme, on: bool, text: &str) -> Response {
    let response = ui.add(picked(theme, on, text));
    spoken_as(ui, &response, egui::WidgetType::RadioButton, on, text);
    response
}

/// Something that is so or not, whatever else is: a tick and a thick edge say that it is.
pub fn tick(ui: &mut Ui, theme: &Theme, on: bool, text: &str) -> Response {
    tick_about(ui, theme, on, text, text)
}

/// The same, spoken with what it is about.
pub fn tick_about(ui: &mut Ui, theme: &Theme, on: bool, text: &str, spoken: &str) -> Response {
    let response = ui.add(picked(theme, on, text));
    spoken_as(ui, &response, egui::WidgetType::Checkbox, on, spoken);
    response
}

/// One of the leaves of a drawer.
pub fn tab(ui: &mut Ui, theme: &Theme, on: bool, text: &str) -> Response {
    let response = ui.add(picked(theme, on, text));
    spoken_as(ui, &response, egui::WidgetType::SelectableLabel, on, text);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(egui::accesskit::Role::Tab);
        node.set_selected(on);
    });
    response
}

fn spoken_as(ui: &Ui, response: &Response, kind: egui::WidgetType, on: bool, spoken: &str) {
    response.widget_info(|| egui::WidgetInfo::selected(kind, ui.is_enabled(), on, spoken));
}

/// A line to type in, with its name above it.
pub fn field(ui: &mut Ui, theme: &Theme, name: &str, text: &mut String, hint: &str) -> Response {
    let label = ui.label(small(theme, name));
    let edit = egui::TextEdit::singleline(text)
        .hint_text(RichText::new(hint).color(theme.muted))
        .char_limit(FIELD)
        .margin(Margin::symmetric(10, 0))
        .min_size(vec2(theme.touch, theme.touch))
        .vertical_align(egui::Align::Center)
        .desired_width(f32::INFINITY);
    let mut response = ui.add(edit).labelled_by(label.id);
    // A screen reader types by setting the whole text.
    let set = ui.input(|input| {
        let requests =
            input.accesskit_action_requests(response.id, egui::accesskit::Action::SetValue);
        let texts = requests.filter_map(|request| match &request.data {
            Some(egui::accesskit::ActionData::Value(value)) => Some(value.to_string()),
            _ => None,
        });
        texts.last()
    });
    if let Some(set) = set {
        *text = set.chars().take(FIELD).collect();
        response.mark_changed();
        ui.ctx().request_repaint();
    }
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.add_action(egui::accesskit::Action::SetValue);
    });
    response
}

/// Characters of a typed line at most.
const FIELD: usize = 400;

/// The look of something that is chosen or could be.
pub fn picked<'a>(theme: &Theme, on: bool, text: &str) -> Button<'a> {
    let size = vec2(theme.touch, theme.touch);
    if on {
        let label = RichText::new(format!("✓ {text}")).family(strong()).color(theme.accent);
        let edge = Stroke::new(2.0, theme.accent);
        Button::new(label).fill(theme.sunken).stroke(edge).min_size(size)
    } else {
        Button::new(RichText::new(text).color(theme.ink)).fill(theme.surface).min_size(size)
    }
}

/// Draws once more, as a size that this picture assumed turned out to be another.
pub fn again(ui: &Ui, why: &'static str) {
    ui.ctx().request_discard(why);
    ui.ctx().request_repaint();
}

/// A part whose widgets keep their identity, and with it the keyboard, whatever comes or goes before it.
pub fn lasting<R>(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = egui::UiBuilder::new().id(ui.id().with(("lasting", name)));
    ui.scope_builder(builder, content).inner
}

/// What stands at the right end of a line. It is made from left to right, as it is read and as the keyboard goes; its
/// width is that of the picture before.
pub fn at_the_end(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui)) {
    let id = ui.id().with(name);
    let room = ui.available_width();
    let before = ui.data(|data| data.get_temp::<f32>(id));
    ui.add_space((room - before.unwrap_or(room * 0.5)).max(0.0));
    let width = lasting(ui, name, |ui| ui.horizontal(content).response.rect.width());
    if before.is_none_or(|before| (width - before).abs() > 0.5) {
        ui.data_mut(|data| data.insert_temp(id, width));
        again(ui, "the end of a line has another width");
    }
}

/// A white sheet.
pub fn sheet<R>(ui: &mut Ui, theme: &Theme, content: impl FnOnce(&mut Ui) -> R) -> R {
    edged(ui, theme, theme.line, content)
}

/// A white sheet with an edge of this colour.
pub fn edged<R>(
    ui: &mut Ui,
    theme: &Theme,
    edge: Color32,
    content: impl FnOnce(&mut Ui) -> R,
) -> R {
    Frame::new()
        .fill(theme.surface)
        .stroke(Stroke::new(1.0, edge))
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::same(theme.space.medium as i8))
        .show(ui, content)
        .inner
}

/// The mark of a model, named for those who do not see it.
pub fn mark(ui: &mut Ui, theme: &Theme, model: SourcingModel) -> Response {
    let side = theme.text.body * 1.15;
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    let mut canvas = Canvas::default();
    canvas.mark(rect.center(), side * 0.42, model, theme.model(model));
    ui.painter().add(canvas.to_egui());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::WidgetType::Image, true, words::sourcing(model))
    });
    response.on_hover_text(words::sourcing(model))
}

/// The five gauges, always in this order and place. Gives the one that was asked "why?".
pub fn gauges(ui: &mut Ui, theme: &Theme, views: &[GaugeView], can_ask: bool) -> Option<Gauge> {
    let mut asked = None;
    let count = views.len().max(1) as f32;
    let gap = theme.space.small;
    let width = (ui.available_width() - gap * (count - 1.0)) / count;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for view in views {
            let known = view.text != crate::view::format::NOTHING;
            let sense = if can_ask && known { Sense::click() } else { Sense::hover() };
            let height =
                theme.text.small * 1.3 + theme.text.lead * 1.4 + theme.text.small * 1.3 + 14.0;
            let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
            let spoken = spoken(view);
            response.widget_info(|| {
                let kind = if can_ask && known {
                    egui::WidgetType::Button
                } else {
                    egui::WidgetType::Label
                };
                egui::WidgetInfo::labeled(kind, true, &spoken)
            });
            let edge = match (response.has_focus(), response.hovered() && can_ask && known) {
                (true, _) => Stroke::new(2.5, theme.focus),
                (_, true) => Stroke::new(2.0, theme.accent),
                _ => Stroke::new(1.0, theme.line),
            };
            let painter = ui.painter().with_clip_rect(rect.expand(2.0));
            painter.rect(rect, 8.0, theme.surface, edge, egui::StrokeKind::Inside);
            let left = rect.left() + 10.0;
            let mut y = rect.top() + 6.0;
            let mut line = |text: &str, size: f32, family, colour| {
                let font = egui::FontId::new(size, family);
                let mut job = egui::text::LayoutJob::simple(
                    text.to_owned(),
                    font,
                    colour,
                    rect.width() - 16.0,
                );
                job.wrap.max_rows = 1;
                job.wrap.overflow_character = Some('…');
                job.wrap.break_anywhere = true;
                let galley = painter.layout_job(job);
                let height = galley.size().y;
                painter.galley(egui::pos2(left, y), galley, colour);
                y += height;
            };
            let plain = egui::FontFamily::Proportional;
            line(view.name, theme.text.small, plain.clone(), theme.muted);
            line(&view.text, theme.text.lead, strong(), theme.ink);
            let (arrow, colour) = match view.tendency {
                1 => ("better", theme.good),
                -1 => ("worse", theme.bad),
                _ => ("", theme.muted),
            };
            if let Some(change) = &view.change {
                let text = if arrow.is_empty() {
                    "as before".to_owned()
                } else {
                    format!("{change}, {arrow}")
                };
                line(&text, theme.text.small, plain, colour);
            }
            let response = response.on_hover_text(view.unit);
            if response.clicked() {
                asked = Some(view.gauge);
            }
        }
    });
    asked
}

fn spoken(view: &GaugeView) -> String {
    let mut text = format!("{}: {}, {}", view.name, view.text, view.unit);
    if let Some(change) = &view.change {
        text += &format!(", {change} against the year before");
        text += match view.tendency {
            1 => ", better",
            -1 => ", worse",
            _ => "",
        };
    }
    text
}

/// A decision to take or take back, with what it costs; where it cannot be taken, why and what would help.
///
/// `about` says in a few words what it is about, for those who do not see what it stands below.
pub fn choice(ui: &mut Ui, theme: &Theme, view: &ChoiceView, about: &str) -> Option<Action> {
    let mut action = None;
    ui.vertical(|ui| {
        let possible = view.refusal.is_none();
        let button = picked(theme, view.taken, &view.text).wrap();
        let response = ui.add_enabled(possible, button);
        let mut spoken = view.text.clone();
        for part in [about, &view.detail].into_iter().filter(|part| !part.is_empty()) {
            spoken += &format!(", {part}");
        }
        if let Some(refusal) = &view.refusal {
            spoken += &format!(", not now: {refusal}");
        }
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::WidgetType::Checkbox, possible, view.taken, &spoken)
        });
        if response.clicked() {
            action = Some(if view.taken {
                Action::TakeBack(view.decision)
            } else {
                Action::Take(view.decision)
            });
        }
        if !view.detail.is_empty() {
            ui.label(small(theme, &view.detail));
        }
        not_now(ui, theme, view.refusal.as_deref());
    });
    action
}

/// Why something cannot be done now, and what would help.
pub fn not_now(ui: &mut Ui, theme: &Theme, refusal: Option<&str>) {
    if let Some(refusal) = refusal {
        ui.label(small(theme, format!("Not now: {refusal}")).color(theme.caution));
    }
}

/// A range on the scale of its row, right is better, with its text. The source is one tap away.
pub fn range(ui: &mut Ui, theme: &Theme, cell: &CellView, width: f32) {
    ui.vertical(|ui| {
        ui.set_width(width);
        let response = ui.add(
            egui::Label::new(RichText::new(&cell.text).size(theme.text.small).color(theme.ink))
                .truncate(),
        );
        let (rect, _) = ui.allocate_exact_size(vec2(width - 8.0, 8.0), Sense::hover());
        let painter = ui.painter();
        let track = egui::Rect::from_center_size(rect.center(), vec2(rect.width(), 3.0));
        painter.rect_filled(track, 1.5, theme.sunken);
        let at = |share: f64| rect.left() + rect.width() * share.clamp(0.0, 1.0) as f32;
        let band = egui::Rect::from_min_max(
            egui::pos2(at(cell.range[0]), rect.center().y - 2.5),
            egui::pos2(at(cell.range[2]).max(at(cell.range[0]) + 2.0), rect.center().y + 2.5),
        );
        painter.rect_filled(band, 2.0, theme.flow);
        let tick = at(cell.range[1]);
        painter.line_segment(
            [egui::pos2(tick, rect.top()), egui::pos2(tick, rect.bottom())],
            Stroke::new(2.0, theme.ink),
        );
        response.on_hover_text(&cell.source);
    });
}
