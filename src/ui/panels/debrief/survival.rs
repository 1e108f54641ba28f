//! Whether a conclusion survives what is not known: one bar, and the numbers that decide.

use egui::{Align2, Rect, Stroke, Ui, pos2, vec2};

use super::super::super::action::Action;
use super::super::super::theme::Theme;
use super::super::super::{chart, widgets};
use super::desk::choose;
use super::hand::DeskHand;
use crate::insight::judge::Aim;
use crate::view::debrief::desk::DeskView;
use crate::view::debrief::line::{self, Line};
use crate::view::debrief::survival::{Against, DecidingView, SurvivalView};

/// The conclusion that is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SurvivalHand {
    pub against: Against,
    pub aim: Aim,
}

impl Default for SurvivalHand {
    fn default() -> Self {
        Self { against: Against::Usual, aim: Aim::Score }
    }
}

/// States the conclusion: ahead of what, and by which gauge.
pub fn state(ui: &mut Ui, theme: &Theme, view: &DeskView, hand: &mut DeskHand) {
    let Some(own) = view.labels.get(hand.table) else { return };
    ui.horizontal(|ui| {
        ui.label(widgets::small(theme, format!("{own}’s plan is ahead of")));
        let rivals = view.rivals.iter().map(|(against, name)| (*against, name.as_str()));
        choose(ui, "Ahead of", rivals, &mut hand.survival.against);
        ui.label(widgets::small(theme, "by"));
        let aims = Aim::ALL.into_iter().map(|aim| (aim, line::name(aim)));
        choose(ui, "Ahead by", aims, &mut hand.survival.aim);
    });
}

pub fn show(ui: &mut Ui, theme: &Theme, view: &SurvivalView) -> Option<Action> {
    chart::page(ui, theme, |ui, _| {
        chart::finding(ui, theme, &view.conclusion);
        ui.add(egui::Label::new(widgets::lead(theme, &view.holds)).wrap());
        share(ui, theme, view);
        chart::reading(ui, theme, &format!("{}. {}", view.likely, view.reading));
        ui.add_space(theme.space.small);
        if view.deciding.is_empty() {
            ui.label(widgets::lead(theme, "No single number decides"));
            return;
        }
        widgets::headed(ui, widgets::heading(theme, "The numbers that decide"));
        for number in &view.deciding {
            deciding(ui, theme, number);
        }
    });
    None
}

/// From none of the worlds to all of them.
fn percent() -> Line {
    Line::between("% of plausible worlds", 0.0, 100.0)
}

/// The share in which it holds, with its interval.
fn share(ui: &mut Ui, theme: &Theme, view: &SurvivalView) {
    let line = chart::small_line(theme);
    let high = theme.text.heading * 1.5;
    let size = vec2(ui.available_width(), high + line + theme.space.small);
    let (rect, painter) = chart::picture(ui, size, &view.holds);
    let end = theme.text.small * 1.6;
    let bar = Rect::from_min_max(
        pos2(rect.left() + theme.text.small * 0.5, rect.top()),
        pos2(rect.right() - end, rect.top() + high),
    );
    let percent = percent();
    painter.rect(bar, 4.0, theme.surface, Stroke::new(2.0, theme.ink), egui::StrokeKind::Outside);
    chart::ticks_across(&painter, theme, bar, &percent, bar.bottom() + 4.0);
    let at = |share: f64| chart::across(bar, &percent, share * 100.0);
    painter.rect_filled(bar.with_max_x(at(view.share)), 4.0, theme.flow);
    // The interval lies over the end of the bar.
    let middle = bar.center().y;
    let stroke = Stroke::new(4.0, theme.ink);
    painter.line_segment([pos2(at(view.low), middle), pos2(at(view.high), middle)], stroke);
    for end in [view.low, view.high] {
        painter.vline(at(end), middle - high * 0.3..=middle + high * 0.3, stroke);
    }
}

/// One number: what it is, its threshold, and how often the conclusion holds on either side.
fn deciding(ui: &mut Ui, theme: &Theme, number: &DecidingView) {
    let line = chart::small_line(theme);
    let width = ui.available_width();
    let words = width * 0.62;
    let head = format!("{} {}", number.name, number.threshold);
    let head = chart::block(ui, chart::small_bold(theme), &head, theme.ink, words);
    let text = chart::block(ui, chart::small(theme), &number.text, theme.muted, words);
    let high = (head.size().y + text.size().y).max(2.0 * line) + theme.space.hair;
    let (rect, painter) = chart::picture(ui, vec2(width, high), &number.told);
    let down = head.size().y;
    painter.galley(rect.min, head, theme.ink);
    painter.galley(rect.min + vec2(0.0, down), text, theme.muted);
    let labels = chart::widest(ui, &chart::small(theme), ["there", "else"].into_iter());
    let left = rect.left() + words + theme.space.medium;
    let bars = Rect::from_min_max(
        pos2(left + labels + theme.space.small, rect.top()),
        pos2(rect.right() - theme.text.small, rect.bottom()),
    );
    for (row, (name, share)) in
        [("there", number.beyond), ("else", number.within)].into_iter().enumerate()
    {
        let middle = rect.top() + line * (row as f32 + 0.5);
        let at = pos2(left, middle);
        chart::words(&painter, at, Align2::LEFT_CENTER, name, chart::small(theme), theme.muted);
        let whole = Rect::from_min_max(
            pos2(bars.left(), middle - line * 0.28),
            pos2(bars.right(), middle + line * 0.28),
        );
        painter.rect(
            whole,
            2.0,
            theme.surface,
            Stroke::new(1.5, theme.muted),
            egui::StrokeKind::Outside,
        );
        let part = whole.with_max_x(whole.left() + whole.width() * share.clamp(0.0, 1.0) as f32);
        painter.rect_filled(part, 2.0, theme.flow);
    }
}
