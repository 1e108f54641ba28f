//! October to September as a strip: the month that it is, what happened when, and the money below, on the same scale.
//!
//! Where the money's bar ends before the line of today, less was spent than in an even year.

use egui::{Align2, FontId, Rect, Sense, Ui, pos2, vec2};

use super::super::super::canvas::Canvas;
use super::super::super::icons;
use super::super::super::theme::{Theme, strong};
use crate::view::play::{MonthView, PlayView};

/// Signs of a month that have room; of more, a plus tells.
const SIGNS: usize = 6;
/// Height of the hatched band of a continuing resolution (points).
const BAND: f32 = 8.0;

pub fn show(ui: &mut Ui, theme: &Theme, view: &PlayView) {
    if view.calendar.is_empty() {
        return;
    }
    let small = theme.text.small;
    let soft = 1.0 + (theme.scale - 1.0) * 0.35;
    let (signs, month, money) = (24.0 * soft, small * 1.3 + 8.0, 14.0 * soft);
    let gap = 4.0;
    let high = signs + gap + month + gap + money + 3.0;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), high), Sense::hover());
    let labels = small * 3.9;
    let axis = Rect::from_min_max(pos2(rect.left() + labels, rect.top()), rect.max);
    let months =
        Rect::from_min_size(pos2(axis.left(), axis.top() + signs + gap), vec2(axis.width(), month));
    let bar =
        Rect::from_min_size(pos2(axis.left(), months.bottom() + gap), vec2(axis.width(), money));
    let mut canvas = Canvas::default();
    let step = axis.width() / view.calendar.len() as f32;
    for (at, month) in view.calendar.iter().enumerate() {
        let left = axis.left() + step * at as f32;
        let cell =
            Rect::from_min_size(pos2(left + 1.0, months.top()), vec2(step - 2.0, months.height()));
        cell_of(month, at, cell, theme, view, &mut canvas);
        let above = Rect::from_min_size(pos2(left, axis.top()), vec2(step, signs));
        signs_of(month, above, theme, &mut canvas);
        let whole = Rect::from_min_max(pos2(left, axis.top()), pos2(left + step, months.bottom()));
        let response = ui.interact(whole, ui.id().with(("month", at)), Sense::hover());
        let now = at == view.of_year;
        response.widget_info(|| {
            let text = if now { format!("{}, now", month.spoken) } else { month.spoken.clone() };
            egui::WidgetInfo::labeled(egui::WidgetType::Label, true, text)
        });
        response.on_hover_text(&month.spoken);
    }
    money_of(view, bar, theme, &mut canvas);
    let response = ui.interact(bar, ui.id().with("money"), Sense::hover());
    let text = format!("{}, {}", view.money, view.pace);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, &text));
    response.on_hover_text(&text);
    let today = axis.left() + axis.width() * view.share.clamp(0.0, 1.0);
    let (top, bottom) = (months.bottom(), bar.bottom() + 3.0);
    canvas.line(pos2(today, top), pos2(today, bottom), 5.0, theme.ground);
    canvas.line(pos2(today, top), pos2(today, bottom), 2.5, theme.ink);
    // The needle of the year, above its month.
    let needle = |x: f32, y: f32| pos2(today + x, months.top() + y);
    canvas.convex(&[needle(-7.0, -8.0), needle(7.0, -8.0), needle(0.0, 2.0)], theme.ink);
    ui.painter().add(canvas.to_egui());
    write(ui, theme, view, months, bar, rect.left());
}

fn cell_of(
    month: &MonthView,
    at: usize,
    cell: Rect,
    theme: &Theme,
    view: &PlayView,
    canvas: &mut Canvas,
) {
    let fill = if at == view.of_year { theme.accent } else { theme.sunken };
    canvas.round_rect(cell, 4.0, fill);
    if month.resolution {
        let ink = if at == view.of_year { theme.on_accent } else { theme.caution };
        let band = Rect::from_min_max(pos2(cell.left() + 1.0, cell.bottom() - BAND), cell.max);
        canvas.hatch(band, 7.0, 2.4, ink);
        canvas.line(band.left_top(), band.right_top(), 1.2, ink);
    }
    if at != view.of_year {
        canvas.round_frame(cell, 4.0, 1.0, theme.line);
    }
}

fn signs_of(month: &MonthView, above: Rect, theme: &Theme, canvas: &mut Canvas) {
    let radius = above.height() * 0.4;
    let above = above.translate(vec2(0.0, -2.0));
    let room = ((above.width() / (radius * 2.25)) as usize).clamp(1, SIGNS);
    let count = month.signs.len().min(room);
    let step = radius * 2.25;
    let left = above.center().x - step * (count as f32 - 1.0) / 2.0;
    // The latest are shown where there is no room for all: the earlier ones were read already.
    let hidden = month.signs.len() - count;
    for (at, sign) in month.signs[hidden..].iter().enumerate() {
        let middle = pos2(left + step * at as f32, above.center().y);
        if at == 0 && hidden > 0 {
            let arm = radius * 0.6;
            canvas.line(middle - vec2(arm, 0.0), middle + vec2(arm, 0.0), 2.0, theme.muted);
            canvas.line(middle - vec2(0.0, arm), middle + vec2(0.0, arm), 2.0, theme.muted);
            continue;
        }
        let fill = if sign.planned() { theme.accent } else { theme.bad };
        icons::badge(canvas, *sign, middle, radius, fill, theme.surface);
    }
}

fn money_of(view: &PlayView, bar: Rect, theme: &Theme, canvas: &mut Canvas) {
    let round = bar.height() / 2.0;
    canvas.round_rect(bar, round, theme.sunken);
    let spent = view.spent_before + (view.spent - view.spent_before) * view.blend;
    let fill = vec2(bar.width() * spent.clamp(0.0, 1.0), bar.height());
    if fill.x > bar.height() {
        let fill = Rect::from_min_size(bar.min, fill);
        let over = spent >= 1.0;
        canvas.round_rect(fill, round, if over { theme.bad } else { theme.flow });
        if over {
            canvas.hatch(fill.shrink2(vec2(round, 0.0)), 9.0, 2.5, theme.surface);
        }
    }
    canvas.round_frame(bar, round, 1.0, theme.muted);
}

fn write(ui: &Ui, theme: &Theme, view: &PlayView, months: Rect, bar: Rect, left: f32) {
    let small = theme.text.small;
    let painter = ui.painter();
    let label = |text: &str, y: f32| {
        painter.text(
            pos2(left, y),
            Align2::LEFT_CENTER,
            text,
            FontId::proportional(small),
            theme.muted,
        );
    };
    label("Year", months.center().y);
    label("Money", bar.center().y);
    let step = months.width() / view.calendar.len() as f32;
    let size = small.min(step * 0.42);
    for (at, month) in view.calendar.iter().enumerate() {
        let middle = pos2(months.left() + step * (at as f32 + 0.5), months.center().y);
        let lifted = vec2(0.0, if month.resolution { BAND / 2.0 } else { 0.0 });
        let (font, colour) = match at.cmp(&view.of_year) {
            std::cmp::Ordering::Less => (FontId::proportional(size), theme.ink),
            std::cmp::Ordering::Equal => (FontId::new(size, strong()), theme.on_accent),
            std::cmp::Ordering::Greater => (FontId::proportional(size), theme.muted),
        };
        painter.text(middle - lifted, Align2::CENTER_CENTER, month.name, font, colour);
    }
}
