//! What happens: the last things large, and all of them in a list, in the order in which they happened.

use egui::{Frame, Margin, RichText, ScrollArea, Sense, Stroke, Ui, vec2};

use super::super::super::canvas::Canvas;
use super::super::super::icons;
use super::super::super::theme::{Theme, strong};
use super::super::super::widgets;
use crate::view::play::{LogLine, PlayView};

/// Share of the height that the large ones may take.
const LARGE: f32 = 0.66;
/// Share of it that is kept free for them while there are none.
const KEPT: f32 = 0.34;

pub fn show(ui: &mut Ui, theme: &Theme, view: &PlayView) {
    let height = ui.available_height();
    let card = card_height(theme);
    let top = ui.cursor().top();
    live(ui, view);
    let mut cards = 0;
    for line in view.log.iter().rev().take(view.cards) {
        // Long words make a large one taller; the list keeps its part all the same.
        let full = ui.cursor().top() - top + card > height * LARGE;
        if full && cards > 0 {
            break;
        }
        large(ui, theme, line, card);
        cards += 1;
    }
    let more = view.more + (view.cards - cards);
    if more > 0 {
        ui.label(widgets::small(theme, format!("and {more} more below")));
    }
    // The list keeps its place while the large ones come and go.
    if cards == 0 {
        key(ui, theme);
    }
    let kept = ((height * KEPT) / (card + theme.space.small)).floor().max(1.0);
    let used = ui.cursor().top() - top;
    ui.add_space(((card + theme.space.small) * kept - used).max(theme.space.small));
    ui.label(widgets::bold(theme, format!("{} so far", view.year)));
    let shorter = ui.id().with("log");
    let before = ui.data(|data| data.get_temp::<usize>(shorter)).unwrap_or(0);
    if view.log.len() < before {
        widgets::again(ui, "the log became shorter");
    }
    ui.data_mut(|data| data.insert_temp(shorter, view.log.len()));
    let list = ScrollArea::vertical().id_salt(&view.year).auto_shrink(false).stick_to_bottom(true);
    list.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = theme.space.hair;
        if view.log.is_empty() {
            ui.label(widgets::small(theme, "Nothing has happened yet"));
        }
        let mut month = "";
        for line in &view.log {
            entry(ui, theme, line, line.month != month);
            month = line.month;
        }
    });
}

/// In quiet months: what the shapes of the stations say.
fn key(ui: &mut Ui, theme: &Theme) {
    use crate::scenario::case::SourcingModel;
    let models = [
        SourcingModel::Open,
        SourcingModel::Proprietary,
        SourcingModel::Managed,
        SourcingModel::Inherited,
    ];
    ui.label(widgets::small(theme, "Nothing new this month"));
    if ui.available_width() < theme.text.small * 14.0 {
        return;
    }
    let grid = egui::Grid::new("key").min_row_height(0.0).min_col_width(0.0);
    grid.spacing([theme.space.small, theme.space.hair]).show(ui, |ui| {
        for pair in models.chunks(2) {
            for model in pair {
                widgets::mark(ui, theme, *model);
                ui.label(widgets::small(theme, crate::view::words::sourcing(*model)));
            }
            ui.end_row();
        }
    });
}

/// Says the latest to those who listen, without a place on the screen.
fn live(ui: &mut Ui, view: &PlayView) {
    let (_, response) = ui.allocate_exact_size(vec2(1.0, 0.0), Sense::hover());
    let text = if view.latest.is_empty() { view.month.clone() } else { view.latest.clone() };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, &text));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
    });
}

/// A row of title and one of detail.
fn card_height(theme: &Theme) -> f32 {
    theme.text.lead * 1.35 + theme.text.body * 1.35 + theme.space.small * 2.0
}

fn colour(theme: &Theme, line: &LogLine) -> egui::Color32 {
    if line.sign.planned() { theme.accent } else { theme.bad }
}

fn large(ui: &mut Ui, theme: &Theme, line: &LogLine, height: f32) {
    let colour = colour(theme, line);
    let frame = Frame::new()
        .fill(theme.surface)
        .stroke(Stroke::new(if line.grave { 3.0 } else { 1.5 }, colour))
        .corner_radius(8)
        .inner_margin(Margin::same(theme.space.small as i8));
    frame.show(ui, |ui| {
        ui.set_min_size(vec2(ui.available_width(), height - theme.space.small * 2.0));
        ui.horizontal_top(|ui| {
            let side = theme.text.lead * 1.5;
            badge(ui, theme, line, side);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                let size = of_whole_words(ui, &line.title, theme.text.lead);
                let title = RichText::new(&line.title).family(strong()).size(size).color(theme.ink);
                ui.add(egui::Label::new(title).wrap());
                let detail = RichText::new(&line.detail).size(theme.text.body).color(theme.ink);
                ui.add(egui::Label::new(detail).wrap());
            });
        });
    });
}

/// The size of a strong text at which its longest word fits the line.
fn of_whole_words(ui: &Ui, text: &str, size: f32) -> f32 {
    // With the space behind it, which would begin the next line otherwise.
    let wide = |word: &str| {
        let word = format!("{word} ");
        let font = egui::FontId::new(size, strong());
        let galley = ui.painter().layout_no_wrap(word, font, egui::Color32::PLACEHOLDER);
        galley.size().x
    };
    let widest = text.split_whitespace().map(wide).fold(1.0, f32::max);
    // A hair of room, so that rounding does not break the word after all.
    size * ((ui.available_width() - 1.0) / widest).min(1.0)
}

fn entry(ui: &mut Ui, theme: &Theme, line: &LogLine, new_month: bool) {
    let side = theme.text.small * 1.25;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = theme.space.hair + 2.0;
        let month = if new_month { line.month } else { "" };
        let (rect, response) =
            ui.allocate_exact_size(vec2(theme.text.small * 2.3, side), Sense::hover());
        ui.painter().text(
            rect.left_center(),
            egui::Align2::LEFT_CENTER,
            month,
            egui::FontId::proportional(theme.text.small),
            theme.muted,
        );
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, line.month));
        badge(ui, theme, line, side);
        let mut text = egui::text::LayoutJob::default();
        let size = theme.text.small;
        let font = |family| egui::FontId::new(size, family);
        let format = |family, colour| egui::TextFormat::simple(font(family), colour);
        text.append(&line.title, 0.0, format(strong(), theme.ink));
        let plain = egui::FontFamily::Proportional;
        text.append(&format!(": {}", line.detail), 0.0, format(plain, theme.ink));
        ui.add(egui::Label::new(text).wrap());
    });
}

fn badge(ui: &mut Ui, theme: &Theme, line: &LogLine, side: f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    let mut canvas = Canvas::default();
    icons::badge(
        &mut canvas,
        line.sign,
        rect.center(),
        side * 0.48,
        colour(theme, line),
        theme.surface,
    );
    ui.painter().add(canvas.to_egui());
}
