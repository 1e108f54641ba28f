//! What each decision did: bars that lead from the pipeline left as found to the run, and luck apart.

use egui::{Align2, Color32, FontId, Rect, Stroke, Ui, pos2, vec2};

use super::super::super::action::Action;
use super::super::super::theme::Theme;
use super::super::super::{chart, widgets};
use crate::insight::judge::Aim;
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
        chart::aims(ui, theme, &mut hand.aim, view.aims.iter().map(|it| it.aim));
        let Some(aim) = view.aims.iter().find(|it| it.aim == hand.aim) else { return };
        chart::finding(ui, theme, &aim.title);
        chart::reading(ui, theme, &aim.reading);
        ui.horizontal(|ui| {
            chart::bar_key(ui, theme);
            if aim.short.len() < aim.steps.len()
                && widgets::tick(ui, theme, hand.all, "every decision").clicked()
            {
                hand.all = !hand.all;
            }
        });
        let steps = if hand.all { &aim.steps } else { &aim.short };
        account(ui, theme, aim, steps, room.left(ui));
    });
    None
}

/// Places of the columns of an account.
struct Columns {
    rect: Rect,
    plot: Rect,
    row: f32,
}

impl Columns {
    fn strip(&self, at: usize) -> Rect {
        let top = self.rect.top() + self.row * at as f32;
        Rect::from_min_size(pos2(self.rect.left(), top), vec2(self.rect.width(), self.row))
    }
}

fn account(ui: &mut Ui, theme: &Theme, aim: &PartsAim, steps: &[Step], room: f32) {
    let line = chart::small_line(theme);
    // Both ends, luck and a line between, and the line of numbers.
    let rows = steps.len() as f32 + 3.0;
    let rest = 2.0 * line + theme.space.medium;
    let row = ((room - rest - theme.space.small) / rows).clamp(line, line * 1.7);
    let size = vec2(ui.available_width(), rows * row + rest);
    let (rect, painter) = chart::picture(ui, size, &aim.title);
    let texts = steps.iter().map(|it| it.text.as_str());
    let ends = [&aim.found.1, &aim.run.1, &aim.luck.text].map(String::as_str);
    let amounts = chart::widest(ui, &chart::small_bold(theme), texts.chain(ends));
    let names = steps.iter().map(|it| it.name.as_str());
    let name = chart::widest(ui, &chart::small(theme), names).min(size.x * 0.46);
    let plot = Rect::from_min_max(
        pos2(rect.left() + name + theme.space.medium, rect.top()),
        pos2(rect.right() - amounts - theme.space.medium - 4.0, rect.bottom() - 2.0 * line),
    );
    let columns = Columns { rect, plot, row };
    chart::ticks_across(&painter, theme, plot, &aim.line, plot.bottom() + 2.0);
    let foot = pos2(rect.left(), rect.bottom() - line);
    let font = chart::small(theme);
    chart::words(&painter, foot, Align2::LEFT_TOP, &aim.line.name, font, theme.muted);

    let mut at = 0;
    whole(ui, theme, &columns, at, "left as found", &aim.found, aim);
    for step in steps {
        at += 1;
        let strip = columns.strip(at);
        chart::told(ui, strip, at, &step.told);
        write_name(ui, theme, &columns, strip, &step.name, chart::small(theme), theme.ink);
        bar(ui, theme, &columns, strip, aim, (step.from, step.to, step.better));
        amount(ui, theme, strip, &step.text, chart::small(theme), theme.ink);
    }
    at += 1;
    whole(ui, theme, &columns, at, "the run", &aim.run, aim);
    let strip = columns.strip(at + 1).translate(vec2(0.0, theme.space.medium));
    painter.hline(rect.x_range(), strip.top() - theme.space.small, Stroke::new(1.5, theme.muted));
    chart::told(ui, strip, "luck", &aim.luck.told);
    let name = "luck: the run against its futures";
    write_name(ui, theme, &columns, strip, name, chart::small_bold(theme), theme.ink);
    bar(ui, theme, &columns, strip, aim, (aim.luck.from, aim.luck.to, aim.luck.better));
    amount(ui, theme, strip, &aim.luck.text, chart::small_bold(theme), theme.ink);
}

/// One of the two ends: a line at its value.
fn whole(
    ui: &Ui,
    theme: &Theme,
    columns: &Columns,
    at: usize,
    name: &str,
    (value, text): &(f64, String),
    aim: &PartsAim,
) {
    let strip = columns.strip(at);
    chart::told(ui, strip, name, &format!("{name}: {text}"));
    write_name(ui, theme, columns, strip, name, chart::small_bold(theme), theme.ink);
    let x = chart::across(columns.plot, &aim.line, *value);
    let mark = strip.shrink2(vec2(0.0, 3.0));
    ui.painter().vline(x, mark.y_range(), Stroke::new(5.0, theme.ink));
    amount(ui, theme, strip, text, chart::small_bold(theme), theme.ink);
}

fn bar(
    ui: &Ui,
    theme: &Theme,
    columns: &Columns,
    strip: Rect,
    aim: &PartsAim,
    (from, to, better): (f64, f64, Option<bool>),
) {
    let [from, to] = [from, to].map(|value| chart::across(columns.plot, &aim.line, value));
    let high = strip.height() * 0.62;
    let shape = Rect::from_min_max(
        pos2(from.min(to), strip.center().y - high / 2.0),
        pos2(from.max(to), strip.center().y + high / 2.0),
    );
    // Where the next bar begins.
    let next = strip.center().y..=strip.center().y + strip.height();
    ui.painter().vline(to, next, Stroke::new(1.0, theme.muted));
    chart::signed_bar(ui.painter(), theme, shape, better);
}

fn write_name(
    ui: &Ui,
    theme: &Theme,
    columns: &Columns,
    strip: Rect,
    name: &str,
    font: FontId,
    colour: Color32,
) {
    let width = columns.plot.left() - strip.left() - theme.space.small;
    let galley = chart::fitted(ui, name, font, colour, width);
    let at = pos2(strip.left(), strip.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, colour);
}

fn amount(ui: &Ui, theme: &Theme, strip: Rect, text: &str, font: FontId, colour: Color32) {
    let at = pos2(strip.right() - theme.space.hair, strip.center().y);
    chart::words(ui.painter(), at, Align2::RIGHT_CENTER, text, font, colour);
}
