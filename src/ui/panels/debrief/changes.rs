//! Single changes: what would have helped most, and what would have hurt most.

use egui::{Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::super::super::action::{Action, Wish};
use super::super::super::theme::Theme;
use super::super::super::{chart, widgets};
use crate::insight::judge::Aim;
use crate::insight::what_if::By;
use crate::view::debrief::changes::{ChangeRow, ChangesView};

/// What is looked at, and the change that was chosen to be played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangesHand {
    pub aim: Aim,
    pub by: By,
    /// Its place in [`WhatIfs::changes`](crate::insight::what_if::WhatIfs::changes).
    pub picked: Option<usize>,
}

impl Default for ChangesHand {
    fn default() -> Self {
        Self { aim: Aim::Score, by: By::ThisLuck, picked: None }
    }
}

pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &ChangesView,
    hand: &mut ChangesHand,
    open: bool,
) -> Option<Action> {
    let mut action = None;
    chart::page(ui, theme, |ui, _| {
        chart::aims(ui, theme, &mut hand.aim, view.aims.iter().map(|it| it.aim));
        ui.horizontal_wrapped(|ui| {
            for (by, text) in [(By::ThisLuck, "under the same luck"), (By::Mean, "on average")] {
                if widgets::pick(ui, theme, hand.by == by, text).clicked() {
                    hand.by = by;
                }
            }
            chart::bar_key(ui, theme);
            if let Some(picked) = hand.picked.filter(|_| open)
                && widgets::primary(ui, theme, "Try it as a what-if").clicked()
            {
                action = Some(Action::Debrief(Wish::Try(picked)));
            }
        });
        let Some(aim) = view.aims.iter().find(|it| it.aim == hand.aim) else { return };
        let ranked = aim.by(hand.by);
        chart::reading(ui, theme, &format!("{}: {}", view.label, ranked.reading));
        let lists = [
            ("Would have helped most", &ranked.helped, true),
            ("Would have hurt most", &ranked.hurt, false),
        ];
        widgets::columns(ui, theme.space.large, 300.0 * theme.scale, 2, |ui, at| {
            let (title, rows, better) = &lists[at];
            widgets::headed(ui, widgets::heading(theme, *title));
            if rows.is_empty() {
                ui.label(widgets::small(theme, "No single change does"));
            }
            for row in *rows {
                change(ui, theme, row, *better, hand);
            }
        });
        if let Some(pair) = &aim.pair {
            ui.add_space(theme.space.small);
            chart::reading(ui, theme, &pair.told);
        }
        chart::reading(ui, theme, &view.played);
    });
    action
}

/// One change: a button as wide as its column, with a bar for how much it does.
fn change(ui: &mut Ui, theme: &Theme, row: &ChangeRow, better: bool, hand: &mut ChangesHand) {
    let on = hand.picked == Some(row.index);
    let pad = theme.space.small;
    let width = ui.available_width();
    let inner = width - 2.0 * pad;
    let (small, bold) = (chart::small(theme), chart::small_bold(theme));
    let name = if on { format!("✓ {}", row.name) } else { row.name.clone() };
    let mut lines = vec![chart::block(ui, bold.clone(), &name, theme.ink, inner)];
    if !row.instead.is_empty() {
        lines.push(chart::block(ui, small.clone(), &row.instead, theme.muted, inner));
    }
    let mut beside = row.beside.clone();
    if !row.gave_way.is_empty() {
        beside += &format!(" · {}", row.gave_way);
    }
    let last = chart::block(ui, small, &beside, theme.muted, inner);
    let amount = chart::block(ui, bold, &row.text, theme.ink, inner);
    let words: f32 = lines.iter().chain([&last, &amount]).map(|it| it.size().y).sum();
    let height = (words + 2.0 * pad).max(theme.touch);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(WidgetType::RadioButton, ui.is_enabled(), on, &row.told)
    });
    if response.clicked() {
        hand.picked = if on { None } else { Some(row.index) };
    }
    chart::card(ui, theme, rect, &response, on);
    let mut at = rect.min + vec2(pad, pad);
    for galley in lines {
        let down = galley.size().y;
        ui.painter().galley(at, galley, theme.ink);
        at.y += down;
    }
    // The amount and its bar on one line.
    let beside = pos2(at.x + amount.size().x + pad, at.y + amount.size().y * 0.2);
    let (room, high) = (rect.right() - pad - beside.x, amount.size().y * 0.6);
    let shape = Rect::from_min_size(beside, vec2((room * row.size as f32).max(3.0), high));
    chart::signed_bar(ui.painter(), theme, shape, Some(better));
    let down = amount.size().y;
    ui.painter().galley(at, amount, theme.ink);
    ui.painter().galley(at + vec2(0.0, down), last, theme.muted);
}
