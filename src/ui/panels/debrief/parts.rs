//! What each decision did: bars that lead from the pipeline left as found to the run, and luck apart.

use std::sync::Arc;

use egui::{Align2, Galley, Painter, Rect, Stroke, Ui, pos2, vec2};

use super::super::super::action::Action;
use super::super::super::theme::Theme;
use super::super::super::{chart, widgets};
use crate::insight::judge::Aim;
use crate::view::debrief::line::Line;
use crate::view::debrief::parts::{PartsAim, PartsView, Step};

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartsHand {
    pub aim: Aim,
    /// Every decision, not the largest alone.
    pub all: bool,
}

impl Default for PartsHand {
    fn default() -> Self {
        Self { aim: Aim::Score, all: false }
    }
}

pub fn show(ui: &mut Ui, theme: &Theme, view: &PartsView, hand: &mut PartsHand) -> Option<Action> {
    chart::page(ui, theme, |ui, room| {
        ui.horizontal_wrapped(|ui| {
            chart::choices(ui, theme, &mut hand.aim, view.aims.iter().map(|it| it.aim));
            let longer = view.aims.iter().any(|it| it.short.len() < it.steps.len());
            if longer && widgets::tick(ui, theme, hand.all, "every decision").clicked() {
                hand.all = !hand.all;
            }
        });
        let Some(aim) = view.aims.iter().find(|it| it.aim == hand.aim) else { return };
        chart::finding(ui, theme, &aim.title);
        chart::reading(ui, theme, &aim.reading);
        let steps = if hand.all { &aim.steps } else { &aim.short };
        let left = room.left(ui) - theme.touch - theme.space.small;
        account(ui, theme, aim, steps, left);
        chart::bar_key(ui, theme);
    });
    None
}

/// What one row shows.
#[derive(Clone, Copy)]
enum Bar {
    /// One of the two ends.
    End(f64),
    Step {
        from: f64,
        to: f64,
        better: Option<bool>,
        leads_on: bool,
    },
}

struct Row<'a> {
    name: &'a str,
    text: &'a str,
    told: String,
    bar: Bar,
    strong: bool,
}

fn rows<'a>(aim: &'a PartsAim, steps: &'a [Step]) -> Vec<Row<'a>> {
    let end = |name: &'static str, (value, text): &'a (f64, String)| Row {
        name,
        text,
        told: format!("{name}: {text}"),
        bar: Bar::End(*value),
        strong: true,
    };
    let mut rows = vec![end("left as found", &aim.found)];
    rows.extend(steps.iter().map(|step| Row {
        name: &step.name,
        text: &step.text,
        told: step.told.clone(),
        bar: Bar::Step { from: step.from, to: step.to, better: step.better, leads_on: true },
        strong: false,
    }));
    rows.push(end("the run", &aim.run));
    let luck = &aim.luck;
    rows.push(Row {
        name: "luck: the run against its futures",
        text: &luck.text,
        told: luck.told.clone(),
        bar: Bar::Step { from: luck.from, to: luck.to, better: luck.better, leads_on: false },
        strong: true,
    });
    rows
}

fn account(ui: &mut Ui, theme: &Theme, aim: &PartsAim, steps: &[Step], room: f32) {
    let rows = rows(aim, steps);
    let line = chart::small_line(theme);
    let width = ui.available_width();
    let (plain, bold) = (chart::small(theme), chart::small_bold(theme));
    let amounts = chart::widest(ui, &bold, rows.iter().map(|row| row.text));
    let names = chart::widest(ui, &bold, rows.iter().map(|row| row.name)).min(width * 0.42);
    let galleys: Vec<Arc<Galley>> = rows
        .iter()
        .map(|row| {
            let font = if row.strong { bold.clone() } else { plain.clone() };
            chart::block(ui, font, row.name, theme.ink, names)
        })
        .collect();
    let words: f32 = galleys.iter().map(|it| it.size().y).sum();
    let rest = 2.0 * line + theme.space.medium;
    let air = ((room - rest - words - theme.space.small) / rows.len() as f32).clamp(2.0, line);
    let height = words + air * rows.len() as f32 + rest;
    let (rect, painter) = chart::picture(ui, vec2(width, height), &aim.title);
    let plot = Rect::from_min_max(
        pos2(rect.left() + names + theme.space.medium, rect.top()),
        pos2(rect.right() - amounts - theme.space.large, rect.bottom() - 2.0 * line),
    );
    chart::ticks_across(&painter, theme, plot, &aim.line, plot.bottom() + 2.0);
    let wide = chart::widest(ui, &plain, [aim.line.name.as_str()].into_iter());
    let left = plot.left().min(rect.right() - wide).max(rect.left());
    let foot = pos2(left, rect.bottom() - line);
    chart::words(&painter, foot, Align2::LEFT_TOP, &aim.line.name, plain.clone(), theme.muted);

    let mut top = rect.top();
    let count = rows.len();
    for (at, (row, name)) in rows.into_iter().zip(galleys).enumerate() {
        if at + 1 == count {
            top += theme.space.medium;
            let y = top - theme.space.small;
            painter.hline(rect.x_range(), y, Stroke::new(1.5, theme.muted));
        }
        let high = name.size().y + air;
        let strip = Rect::from_min_size(pos2(rect.left(), top), vec2(width, high));
        top += high;
        chart::told(ui, strip, at, &row.told);
        let corner = pos2(strip.left(), strip.center().y - name.size().y / 2.0);
        painter.galley(corner, name, theme.ink);
        let strip = Rect::from_min_max(pos2(plot.left(), strip.top()), strip.max);
        bar(&painter, theme, plot, strip, &aim.line, row.bar);
        let end = pos2(strip.right() - theme.space.hair, strip.center().y);
        let font = if row.strong { bold.clone() } else { plain.clone() };
        chart::words(&painter, end, Align2::RIGHT_CENTER, row.text, font, theme.ink);
    }
}

fn bar(painter: &Painter, theme: &Theme, plot: Rect, strip: Rect, line: &Line, bar: Bar) {
    let middle = strip.center().y;
    match bar {
        Bar::End(value) => {
            let x = chart::across(plot, line, value);
            painter.vline(x, strip.shrink2(vec2(0.0, 2.0)).y_range(), Stroke::new(5.0, theme.ink));
        }
        Bar::Step { from, to, better, leads_on } => {
            let [from, to] = [from, to].map(|value| chart::across(plot, line, value));
            let high = (strip.height() * 0.62).min(theme.text.small * 1.2);
            let shape = Rect::from_min_max(
                pos2(from.min(to), middle - high / 2.0),
                pos2(from.max(to), middle + high / 2.0),
            );
            if leads_on {
                // Where the next bar begins.
                painter.vline(to, middle..=strip.bottom() + 4.0, Stroke::new(1.0, theme.muted));
            }
            chart::signed_bar(painter, theme, shape, better);
        }
    }
}
