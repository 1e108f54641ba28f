//! Small parts that several panels share.

use egui::{
    Button, Color32, CornerRadius, FontFamily, Frame, Margin, Painter, Pos2, Rect, Response,
    RichText, Sense, Stroke, Ui, Vec2, vec2,
};

use super::action::Action;
use super::help;
use super::theme::{Theme, strong};
use crate::scenario::case::SourcingModel;
use crate::scenario::plan::Decision;
use crate::scenario::plan::Gauge;
use crate::study::guide::GuideStep;
use crate::view::help::Topic;
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

/// A [`title`] that a screen reader can go to.
pub fn titled(ui: &mut Ui, text: RichText) -> Response {
    let shown = ui.label(text);
    as_heading(ui, shown, 1)
}

/// A [`heading`] that a screen reader can go to.
pub fn headed(ui: &mut Ui, text: RichText) -> Response {
    let shown = ui.label(text);
    as_heading(ui, shown, 2)
}

/// The same, over several lines wherever it stands.
pub fn headed_and_wrapped(ui: &mut Ui, text: RichText) -> Response {
    let shown = ui.add(egui::Label::new(text).wrap());
    as_heading(ui, shown, 2)
}

fn as_heading(ui: &Ui, shown: Response, level: usize) -> Response {
    ui.ctx().accesskit_node_builder(shown.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
        node.set_level(level);
    });
    shown
}

/// The one button of a screen that goes on.
pub fn primary(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    // What cannot be pressed yet can still be read.
    let (ink, fill) =
        if ui.is_enabled() { (theme.on_accent, theme.accent) } else { (theme.ink, theme.sunken) };
    let label = RichText::new(text).family(strong()).size(theme.text.body).color(ink);
    let least = vec2(theme.touch * 2.5, theme.touch);
    centred(ui, Button::new(label).fill(fill).min_size(least))
}

/// Any other button.
pub fn button(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    centred(ui, Button::new(text).min_size(vec2(theme.touch, theme.touch)))
}

/// A button takes the middle of its text from the line it stands in.
fn centred(ui: &mut Ui, button: Button<'_>) -> Response {
    if ui.layout().is_horizontal() {
        ui.add(button)
    } else {
        ui.horizontal(|ui| ui.add(button)).inner
    }
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
    pick_about(ui, theme, on, text, text)
}

/// The same, spoken with what it is about.
pub fn pick_about(ui: &mut Ui, theme: &Theme, on: bool, text: &str, spoken: &str) -> Response {
    let response = ui.add(picked(theme, on, text));
    spoken_as(ui, &response, egui::WidgetType::RadioButton, on, spoken);
    response
}

/// Something that is so or not, whatever else is: a tick and a thick edge say that it is.
pub fn tick(ui: &mut Ui, theme: &Theme, on: bool, text: &str) -> Response {
    tick_about(ui, theme, on, text, text)
}

/// The same, spoken with what it is about.
pub fn tick_about(ui: &mut Ui, theme: &Theme, on: bool, text: &str, spoken: &str) -> Response {
    let response = ui.add(picked(theme, on, text));
    ticked(ui, &response, on, spoken);
    response
}

/// A button of [`picked`] is spoken as something that is so or not.
pub fn ticked(ui: &Ui, response: &Response, on: bool, spoken: &str) {
    spoken_as(ui, response, egui::WidgetType::Checkbox, on, spoken);
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
    typed_by_reader(ui, &mut response, text, FIELD);
    response
}

/// A line to type in whose name is short beside others: it is spoken with what it is about.
pub fn field_about(
    ui: &mut Ui,
    theme: &Theme,
    (name, spoken): (&str, &str),
    text: &mut String,
    hint: &str,
    most: usize,
) -> Response {
    ui.label(small(theme, name));
    let edit = egui::TextEdit::singleline(text)
        .hint_text(RichText::new(hint).color(theme.muted))
        .char_limit(most)
        .margin(Margin::symmetric(10, 0))
        .min_size(vec2(theme.touch, theme.touch))
        .vertical_align(egui::Align::Center)
        .desired_width(f32::INFINITY);
    let mut response = ui.add(edit);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(spoken));
    typed_by_reader(ui, &mut response, text, most);
    response
}

/// A few lines to type in, with what is asked above them.
pub fn lines(ui: &mut Ui, theme: &Theme, name: &str, text: &mut String) -> Response {
    let label = ui.add(egui::Label::new(bold(theme, name)).wrap());
    let most = crate::study::progress::TEXT_LIMIT;
    let edit = egui::TextEdit::multiline(text)
        .char_limit(most)
        .margin(Margin::symmetric(10, 6))
        .desired_rows(2)
        .min_size(vec2(theme.touch, theme.touch))
        .desired_width(f32::INFINITY);
    let mut response = ui.add(edit).labelled_by(label.id);
    typed_by_reader(ui, &mut response, text, most);
    response
}

/// A screen reader types by setting the whole text.
fn typed_by_reader(ui: &Ui, response: &mut Response, text: &mut String, most: usize) {
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
        *text = set.chars().take(most).collect();
        response.mark_changed();
        ui.ctx().request_repaint();
    }
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.add_action(egui::accesskit::Action::SetValue);
    });
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

/// A part of the screen with its own place.
pub fn place<R>(ui: &mut Ui, rect: Rect, name: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = egui::UiBuilder::new()
        .id(ui.id().with(("place", name)))
        .max_rect(rect)
        .layout(egui::Layout::top_down(egui::Align::Min));
    ui.scope_builder(builder, |ui| {
        // Room for the edge of what has the keyboard.
        ui.set_clip_rect(rect.expand(6.0).intersect(ui.clip_rect()));
        content(ui)
    })
    .inner
}

/// A page that scrolls, and below it a bar that stays, with the button that goes on.
pub fn page(ui: &mut Ui, theme: &Theme, content: impl FnOnce(&mut Ui), bar: impl FnOnce(&mut Ui)) {
    let whole = ui.available_rect_before_wrap();
    let (above, below) = bar_below(theme, whole);
    scrolling(ui, theme, above, content);
    show_bar(ui, theme, below, bar);
}

/// What is left above a bar, and the bar.
#[must_use]
pub fn bar_below(theme: &Theme, whole: Rect) -> (Rect, Rect) {
    let edge = theme.space.small;
    let height = theme.touch.max(theme.text.body * 1.3 + 2.0 * edge) + 2.0 * edge;
    whole.split_top_bottom_at_y(whole.bottom() - height)
}

/// A part of the screen that scrolls up and down.
pub fn scrolling(ui: &mut Ui, theme: &Theme, rect: Rect, content: impl FnOnce(&mut Ui)) {
    place(ui, rect.shrink2(vec2(margin(theme, rect), 0.0)), "page", |ui| {
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.add_space(theme.space.medium);
            content(ui);
            ui.add_space(theme.space.medium);
        });
    });
}

/// The bar of a screen; the button that goes on stands at its right end, see [`at_the_end`].
pub fn show_bar(ui: &mut Ui, theme: &Theme, rect: Rect, bar: impl FnOnce(&mut Ui)) {
    ui.painter().rect_filled(rect, 0.0, theme.surface);
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, theme.line));
    let inner = rect.shrink2(vec2(margin(theme, rect), theme.space.small));
    place(ui, inner, "bar", |ui| {
        ui.horizontal_centered(bar);
    });
}

fn margin(theme: &Theme, rect: Rect) -> f32 {
    theme.space.large.min(rect.width() * 0.03)
}

/// A line of words, no higher than they are.
pub fn words_line(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        ui.horizontal_wrapped(content);
    });
}

/// Things of one kind in as many columns of the same width as there is room for.
pub fn columns(
    ui: &mut Ui,
    gap: f32,
    least: f32,
    count: usize,
    mut each: impl FnMut(&mut Ui, usize),
) {
    let room = ui.available_width();
    let most = ((room + gap) / (least + gap)).floor().max(1.0) as usize;
    let across = most.min(count.max(1));
    let width = (room - gap * (across as f32 - 1.0)) / across as f32;
    for first in (0..count).step_by(across) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for at in first..count.min(first + across) {
                ui.vertical(|ui| {
                    ui.set_width(width);
                    each(ui, at);
                });
            }
        });
    }
}

/// A part whose widgets keep their identity, and with it the keyboard, whatever comes or goes before it.
pub fn lasting<R>(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = egui::UiBuilder::new().id(ui.id().with(("lasting", name)));
    ui.scope_builder(builder, content).inner
}

/// The button that goes on, at the right end of a bar.
pub fn onward(ui: &mut Ui, theme: &Theme, text: &str) -> bool {
    let mut pressed = false;
    at_the_end(ui, "onward", |ui| {
        let response = primary(ui, theme, text);
        help::here(ui, theme, response.rect, GuideStep::Begin);
        help::here(ui, theme, response.rect, GuideStep::GoOn);
        pressed = response.clicked();
    });
    pressed
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
    paint_mark(ui.painter(), rect.center(), side * 0.42, model, theme.model(model));
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::WidgetType::Image, true, words::sourcing(model))
    });
    response.on_hover_text(words::sourcing(model))
}

/// The mark of the board, in egui's own smooth shapes.
pub fn paint_mark(
    painter: &Painter,
    middle: Pos2,
    radius: f32,
    model: SourcingModel,
    colour: Color32,
) {
    let width = (radius * 0.26).max(1.5);
    let ring = Stroke::new(width, colour);
    match model {
        SourcingModel::Open => {
            painter.circle_stroke(middle, radius - width / 2.0, ring);
        }
        SourcingModel::Proprietary => {
            painter.circle_filled(middle, radius, colour);
        }
        SourcingModel::Managed => {
            painter.circle_stroke(middle, radius - width / 2.0, ring);
            let quarter = std::f32::consts::FRAC_PI_2;
            let half = (0..=16).map(|step| {
                let angle = quarter + step as f32 / 8.0 * quarter;
                middle + Vec2::angled(angle) * (radius - width * 0.5)
            });
            let half = egui::Shape::convex_polygon(half.collect(), colour, Stroke::NONE);
            painter.add(half);
        }
        SourcingModel::Inherited => {
            let square = Rect::from_center_size(middle, Vec2::splat(radius * 1.7));
            painter.rect_stroke(square, 2.0, ring, egui::StrokeKind::Inside);
        }
    }
}

/// The five gauges, always in this order and place. Gives the one that was asked "why?".
pub fn gauges(ui: &mut Ui, theme: &Theme, views: &[GaugeView], can_ask: bool) -> Option<Gauge> {
    let mut asked = None;
    let count = views.len().max(1) as f32;
    let gap = theme.space.small;
    let width = (ui.available_width() - gap * (count - 1.0)) / count;
    let galleys: Vec<Vec<_>> = views
        .iter()
        .map(|view| {
            let lines = gauge_lines(theme, view).into_iter().filter(|line| !line.0.is_empty());
            let laid = lines.map(|(text, size, family, colour)| {
                let font = egui::FontId::new(size, family);
                ui.painter().layout(text, font, colour, (width - 20.0).max(10.0))
            });
            laid.collect()
        })
        .collect();
    let height = |lines: &Vec<std::sync::Arc<egui::Galley>>| -> f32 {
        lines.iter().map(|galley| galley.size().y).sum()
    };
    let height = galleys.iter().map(height).fold(0.0, f32::max) + 12.0;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for (view, lines) in views.iter().zip(galleys) {
            let askable = can_ask && view.text != crate::view::format::NOTHING;
            let explains = help::is_on(ui);
            let pressable = askable || explains;
            let sense = if pressable { Sense::click() } else { Sense::hover() };
            let (rect, response) =
                ui.allocate_exact_size(vec2(width, height.max(theme.touch)), sense);
            let spoken = spoken(view);
            response.widget_info(|| {
                let kind =
                    if pressable { egui::WidgetType::Button } else { egui::WidgetType::Label };
                egui::WidgetInfo::labeled(kind, true, &spoken)
            });
            let edge = match (response.has_focus(), response.hovered() && pressable) {
                (true, _) => Stroke::new(2.5, theme.focus),
                (_, true) => Stroke::new(2.0, theme.accent),
                _ => Stroke::new(1.0, theme.line),
            };
            ui.painter().rect(rect, 8.0, theme.surface, edge, egui::StrokeKind::Inside);
            let mut at = rect.min + vec2(10.0, 6.0);
            for galley in lines {
                let down = galley.size().y;
                ui.painter().galley(at, galley, theme.ink);
                at.y += down;
            }
            let explained = help::asks(ui, theme, &response, Topic::Gauge(view.gauge));
            if response.on_hover_text(view.unit).clicked() && !explained {
                asked = Some(view.gauge);
            }
        }
        help::here(ui, theme, ui.min_rect(), GuideStep::Ask);
    });
    asked
}

/// Name, value, and how it moved in words, for colour alone tells nothing.
fn gauge_lines(theme: &Theme, view: &GaugeView) -> [(String, f32, FontFamily, Color32); 3] {
    let plain = FontFamily::Proportional;
    let colour = match view.tendency {
        1 => theme.good,
        -1 => theme.bad,
        _ => theme.muted,
    };
    let moved = view.change.clone().unwrap_or_default();
    [
        (view.name.to_owned(), theme.text.small, plain.clone(), theme.muted),
        (view.text.clone(), theme.text.lead, strong(), theme.ink),
        (moved, theme.text.small, plain, colour),
    ]
}

fn spoken(view: &GaugeView) -> String {
    let mut text = format!("{}: {}, {}", view.name, view.text, view.unit);
    for part in [view.change.as_deref().unwrap_or_default(), view.against] {
        if !part.is_empty() {
            text += &format!(", {part}");
        }
    }
    text
}

/// A decision to take or take back, with what it costs; where it cannot be taken, why and what would help.
///
/// `about` says in a few words what it is about, for those who do not see what it stands below.
pub fn choice(ui: &mut Ui, theme: &Theme, view: &ChoiceView, about: &str) -> Option<Action> {
    ui.vertical(|ui| {
        let action = choice_button(ui, theme, view, about);
        if !view.detail.is_empty() {
            ui.label(small(theme, &view.detail));
        }
        not_now(ui, theme, view.refusal.as_deref());
        action
    })
    .inner
}

/// The button of a decision; what it says aloud includes what stands beside it.
pub fn choice_button(ui: &mut Ui, theme: &Theme, view: &ChoiceView, about: &str) -> Option<Action> {
    // What cannot be taken now can still be asked about.
    let possible = view.refusal.is_none() || help::is_on(ui);
    let response = ui.add_enabled(possible, picked(theme, view.taken, &view.text).wrap());
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
    let topic = match view.decision {
        Decision::Staff { action, .. } => Some(Topic::Staff(action)),
        Decision::Invest(guardrail) => Some(Topic::Guardrail(guardrail)),
        Decision::Launch { .. } | Decision::Defer(_) => Some(Topic::Launch),
        Decision::Respond { .. } => Some(Topic::Events),
        _ => None,
    };
    if topic.is_some_and(|topic| help::asks(ui, theme, &response, topic)) {
        return None;
    }
    let wish =
        if view.taken { Action::TakeBack(view.decision) } else { Action::Take(view.decision) };
    response.clicked().then_some(wish)
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
                .wrap(),
        );
        let (rect, _) = ui.allocate_exact_size(vec2(width - 8.0, 8.0), Sense::hover());
        let painter = ui.painter();
        let track = Rect::from_center_size(rect.center(), vec2(rect.width(), 3.0));
        painter.rect_filled(track, 1.5, theme.sunken);
        let at = |share: f64| rect.left() + rect.width() * share.clamp(0.0, 1.0) as f32;
        let band = Rect::from_min_max(
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
