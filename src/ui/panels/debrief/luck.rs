//! Luck and judgement: where a run stands among the futures of its plan, and its plan among others.

use egui::{Align2, Rect, Stroke, Ui, pos2, vec2};

use super::super::super::action::Action;
use super::super::super::chart;
use super::super::super::theme::Theme;
use crate::insight::judge::Aim;
use crate::view::debrief::luck::{LuckAim, LuckView, PlanRow};

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LuckHand {
    pub aim: Aim,
}

impl Default for LuckHand {
    fn default() -> Self {
        Self { aim: Aim::Score }
    }
}

pub fn show(ui: &mut Ui, theme: &Theme, view: &LuckView, hand: &mut LuckHand) -> Option<Action> {
    chart::page(ui, theme, |ui, room| {
        chart::aims(ui, theme, &mut hand.aim, view.aims.iter().map(|it| it.aim));
        let Some(aim) = view.aims.iter().find(|it| it.aim == hand.aim) else { return };
        chart::finding(ui, theme, &aim.place);
        chart::reading(ui, theme, aim.reading);
        let line = chart::small_line(theme);
        let row = line + theme.space.hair;
        let below = line + row * aim.plans.len() as f32;
        let height = (room.left(ui) - below - line - 2.0 * theme.space.small).max(line * 3.0);
        let size = vec2(ui.available_width(), line + height + below);
        let (rect, painter) = chart::picture(ui, size, &aim.told);
        let font = chart::small(theme);
        let names = aim.plans.iter().map(|it| it.name.as_str());
        let bold = chart::small_bold(theme);
        let gutter = chart::widest(ui, &bold, names).min(size.x * 0.34) + theme.space.medium;
        // Half a number stands out at either end.
        let end = theme.text.small * 2.0;
        let plot = Rect::from_min_max(
            pos2(rect.left() + gutter, rect.top() + line),
            pos2(rect.right() - end, rect.bottom()),
        );
        let name = pos2(plot.left(), rect.top());
        chart::words(&painter, name, Align2::LEFT_TOP, &aim.line.name, font.clone(), theme.muted);
        let base = plot.top() + height;
        let upper = Rect::from_min_max(plot.min, pos2(plot.right(), base));
        chart::ticks_across(&painter, theme, plot.with_max_y(base), &aim.line, base + 2.0);
        let lower = plot.with_min_y(base + line + theme.space.hair);
        for (value, _) in &aim.line.ticks {
            let x = chart::across(plot, &aim.line, *value);
            painter.vline(x, lower.y_range(), Stroke::new(1.0, theme.line));
        }
        let mut about = aim.futures.clone();
        if !aim.beyond.is_empty() {
            about += &format!("; {}", aim.beyond);
        }
        let about = chart::block(ui, font, &about, theme.muted, gutter - theme.space.medium);
        painter.galley(pos2(rect.left(), upper.top()), about, theme.muted);
        futures(ui, theme, upper, aim);
        for (at, plan) in aim.plans.iter().enumerate() {
            let top = lower.top() + row * at as f32;
            let strip = Rect::from_min_max(pos2(rect.left(), top), pos2(plot.right(), top + row));
            plan_row(ui, theme, strip, plot, aim, plan);
        }
    });
    None
}

/// The histogram of the futures, and the run as a line with its value.
fn futures(ui: &Ui, theme: &Theme, rect: Rect, aim: &LuckAim) {
    let painter = ui.painter();
    // The upper line is kept for the run's own words.
    let tall = rect.height() - chart::small_line(theme) - theme.space.small;
    for bar in &aim.bars {
        let left = chart::across(rect, &aim.line, bar.from);
        let right = chart::across(rect, &aim.line, bar.to).max(left + 1.5);
        let top = rect.bottom() - tall * bar.height as f32;
        let gap = if right - left > 6.0 { 1.0 } else { 0.0 };
        let shape = Rect::from_min_max(pos2(left + gap, top), pos2(right - gap, rect.bottom()));
        painter.rect_filled(shape, 0.0, theme.flow);
    }
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(2.0, theme.ink));
    let x = chart::across(rect, &aim.line, aim.value);
    painter.vline(x, rect.y_range(), Stroke::new(3.0, theme.ink));
    let dot = theme.text.small * 0.42;
    let head = pos2(x, rect.top() + chart::small_line(theme) / 2.0);
    painter.circle(head, dot, theme.accent, Stroke::new(2.0, theme.ink));
    let font = chart::small_bold(theme);
    let words = painter.layout_no_wrap(aim.value_text.clone(), font, theme.ink);
    chart::beside(painter, head, dot + theme.space.small, rect, words, theme.ground);
}

/// One plan: its name, the middle 80 % as a bar, the middle as a dot.
fn plan_row(ui: &Ui, theme: &Theme, strip: Rect, plot: Rect, aim: &LuckAim, plan: &PlanRow) {
    chart::told(ui, strip, &plan.name, &plan.told);
    let painter = ui.painter();
    let middle = strip.center().y;
    let font = if plan.own { chart::small_bold(theme) } else { chart::small(theme) };
    if plan.own {
        let band = strip.expand2(vec2(theme.space.hair, 0.0));
        painter.rect_filled(band, 4.0, theme.sunken);
        painter.rect_stroke(band, 4.0, Stroke::new(1.5, theme.accent), egui::StrokeKind::Inside);
    }
    let width = plot.left() - strip.left() - theme.space.small;
    let name = chart::block(ui, font, &plan.name, theme.ink, width);
    painter.galley(pos2(strip.left(), middle - name.size().y / 2.0), name, theme.ink);
    let at = |value: f64| chart::across(plot, &aim.line, value);
    let thick = theme.text.small * 0.5;
    let bar = Rect::from_min_max(
        pos2(at(plan.low), middle - thick / 2.0),
        pos2(at(plan.high).max(at(plan.low) + 2.0), middle + thick / 2.0),
    );
    painter.rect_filled(bar, 2.0, theme.flow);
    let dot = pos2(at(plan.median), middle);
    let fill = if plan.own { theme.accent } else { theme.surface };
    painter.circle(dot, thick * 0.85, fill, Stroke::new(2.5, theme.ink));
}
