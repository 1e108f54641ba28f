//! A concept card: what can be moved, what comes out, its curve, and short checks that ask before they tell.

use egui::{Label, Slider, Stroke, Ui, pos2, vec2};

use super::super::super::action::StudyWish;
use super::super::super::chart;
use super::super::super::theme::Theme;
use super::super::super::widgets;
use super::desk::{CheckHand, StudyHand};
use crate::scenario::plan::{Direction, Size};
use crate::view::format::capital;
use crate::view::study::concept::{CardView, CurveView, InputView};
use crate::view::study::step::CheckView;
use crate::view::words;

pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &CardView,
    checks: &[CheckView],
    hand: &mut StudyHand,
) -> Option<StudyWish> {
    let mut wish = None;
    let StudyHand { values, check, free, .. } = hand;
    // What a card tells is asked first, unless somebody would rather not be asked.
    let open = *free || checks.first().is_none_or(|check| check.told.is_some());
    let gap = theme.space.large;
    let least = 420.0 * theme.scale;
    widgets::columns(ui, gap, least, 2, |ui, at| {
        ui.spacing_mut().item_spacing.x = theme.space.small;
        if at == 0 {
            wish = asked(ui, theme, checks, check).or(wish.take());
            if open {
                curve(ui, theme, &view.curve, &view.inputs);
            } else {
                let text =
                    "The curve is drawn, and the sliders move, when you have said what you expect";
                ui.add(Label::new(widgets::small(theme, text)).wrap());
                if widgets::button(ui, theme, "Move it without a prediction").clicked() {
                    *free = true;
                }
            }
        } else {
            moved(ui, theme, view, values, open);
        }
    });
    wish
}

/// What is moved and what comes of it.
fn moved(ui: &mut Ui, theme: &Theme, view: &CardView, values: &mut [f64], open: bool) {
    widgets::lasting(ui, "card", |ui| {
        ui.label(widgets::bold(theme, "What comes out"));
        for output in &view.outputs {
            widgets::words_line(ui, |ui| {
                ui.label(capital(output.label));
                ui.label(widgets::bold(theme, &output.text));
            });
        }
        ui.add_space(theme.space.small);
        ui.label(widgets::bold(theme, "What you can move"));
        for (input, value) in view.inputs.iter().zip(values) {
            slider(ui, theme, input, value, open);
        }
        ui.label(widgets::bold(theme, "What the card takes as given"));
        for text in &view.assumptions {
            ui.add(Label::new(widgets::small(theme, capital(text))).wrap());
        }
    });
}

fn slider(ui: &mut Ui, theme: &Theme, input: &InputView, value: &mut f64, open: bool) {
    widgets::words_line(ui, |ui| {
        ui.label(capital(input.label));
        ui.label(widgets::bold(theme, &input.text));
        ui.label(widgets::small(theme, input.basis));
    });
    ui.add_space(-theme.space.small);
    ui.scope(|ui| {
        ui.spacing_mut().slider_width = ui.available_width();
        let line = Slider::new(value, input.low..=input.high).step_by(input.step).show_value(false);
        let response = ui.add_enabled(open, line);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_label(input.label);
            node.set_value(input.text.clone());
        });
        if response.has_focus() {
            let edge = Stroke::new(2.0, theme.focus);
            ui.painter().rect_stroke(response.rect, 6.0, edge, egui::StrokeKind::Outside);
        }
    });
}

/// How one output goes along one input, with the place where the slider stands.
fn curve(ui: &mut Ui, theme: &Theme, view: &CurveView, inputs: &[InputView]) {
    let title = format!("{} along {}", capital(view.drawn), view.along);
    ui.add_space(theme.space.hair);
    ui.add(Label::new(widgets::bold(theme, &title)).wrap());
    let points: Vec<(f64, f64)> =
        view.points.iter().copied().filter(|(_, y)| y.is_finite()).collect();
    let told = format!("{title}: {}", view.told.join("; "));
    let size = vec2(ui.available_width(), 120.0 * theme.scale);
    let (rect, painter) = chart::picture(ui, size, &told);
    let inner = rect.shrink2(vec2(8.0, 10.0));
    painter.rect(rect, 6.0, theme.surface, Stroke::new(1.0, theme.line), egui::StrokeKind::Inside);
    let (Some(first), Some(last)) = (view.points.first(), view.points.last()) else { return };
    let low = points.iter().map(|it| it.1).fold(0.0, f64::min);
    let high = points.iter().map(|it| it.1).fold(low, f64::max);
    let share = |value: f64, low: f64, high: f64| {
        if high > low { ((value - low) / (high - low)) as f32 } else { 0.5 }
    };
    let at = |x: f64, y: f64| {
        pos2(
            inner.left() + inner.width() * share(x, first.0, last.0),
            inner.bottom() - inner.height() * share(y, low, high),
        )
    };
    painter.hline(inner.x_range(), at(first.0, 0.0).y, Stroke::new(1.0, theme.line));
    let line: Vec<_> = points.iter().map(|(x, y)| at(*x, *y)).collect();
    painter.add(egui::Shape::line(line, Stroke::new(2.5, theme.accent)));
    let now = inputs.iter().find(|input| input.label == view.along).map(|input| input.value);
    if let Some(now) = now
        && let Some(y) = between(&points, now)
    {
        let middle = at(now, y);
        painter.vline(middle.x, inner.y_range(), Stroke::new(1.0, theme.muted));
        painter.circle(middle, 5.0, theme.surface, Stroke::new(2.5, theme.ink));
    }
    let ends = [view.told.first(), view.told.last()];
    let [Some(left), Some(right)] = ends else { return };
    ui.add(Label::new(widgets::small(theme, format!("From {left} to {right}"))).wrap());
}

/// The height of a line between its points.
fn between(points: &[(f64, f64)], x: f64) -> Option<f64> {
    let pair = points.windows(2).find(|pair| pair[0].0 <= x && x <= pair[1].0)?;
    let (from, to) = (pair[0], pair[1]);
    let share = if to.0 > from.0 { (x - from.0) / (to.0 - from.0) } else { 0.0 };
    Some(from.1 + (to.1 - from.1) * share)
}

/// The checks: the first that has no answer asks, those with one tell it.
fn asked(
    ui: &mut Ui,
    theme: &Theme,
    checks: &[CheckView],
    hand: &mut CheckHand,
) -> Option<StudyWish> {
    let mut wish = None;
    let open = checks.iter().position(|check| check.told.is_none());
    for (place, check) in checks.iter().enumerate() {
        if check.told.is_none() && Some(place) != open {
            continue;
        }
        let name = format!("check {place}");
        widgets::lasting(ui, &name, |ui| {
            widgets::sheet(ui, theme, |ui| {
                ui.set_width(ui.available_width());
                let title = if check.told.is_some() { "Foreseen" } else { "What do you expect?" };
                ui.label(widgets::small(
                    theme,
                    format!("{title} {} of {}", place + 1, checks.len()),
                ));
                ui.add(Label::new(widgets::bold(theme, capital(&check.text))).wrap());
                if let Some(told) = &check.told {
                    let said = format!("You said: {}", told.said);
                    ui.add(Label::new(said).wrap());
                    let came = format!("The card computes: {}", told.came);
                    ui.add(Label::new(widgets::bold(theme, came)).wrap());
                    ui.add(Label::new(widgets::small(theme, capital(told.fared))).wrap());
                } else if question(ui, theme, check, place, hand) {
                    wish = Some(StudyWish::Answer(place));
                }
            });
        });
        ui.add_space(theme.space.small);
    }
    wish
}

/// Asks; says whether the answer was given.
fn question(
    ui: &mut Ui,
    theme: &Theme,
    check: &CheckView,
    place: usize,
    hand: &mut CheckHand,
) -> bool {
    if hand.question != place {
        *hand = CheckHand { question: place, ..CheckHand::default() };
    }
    if check.choices.is_empty() {
        ui.horizontal_wrapped(|ui| {
            for direction in [Direction::Falls, Direction::Stays, Direction::Rises] {
                let on = hand.direction == Some(direction);
                if widgets::pick(ui, theme, on, &capital(words::direction(direction))).clicked() {
                    hand.direction = Some(direction);
                }
            }
        });
        let far = hand.direction != Some(Direction::Stays);
        ui.horizontal_wrapped(|ui| {
            for size in Size::ALL {
                let on = far && hand.size == Some(size);
                let pick = |ui: &mut Ui| widgets::pick(ui, theme, on, &capital(words::size(size)));
                if ui.add_enabled_ui(far, pick).inner.clicked() {
                    hand.size = Some(size);
                }
            }
        });
        let scale = "Clearly is by a quarter or more, strongly a doubling or a halving or more";
        ui.add(Label::new(widgets::small(theme, scale)).wrap());
    } else {
        for (at, choice) in check.choices.iter().enumerate() {
            let on = hand.changes.contains(&at);
            let text = capital(choice);
            let response = ui.add(widgets::picked(theme, on, &text).wrap());
            response.widget_info(|| {
                egui::WidgetInfo::selected(egui::WidgetType::Checkbox, true, on, &text)
            });
            if response.clicked() {
                hand.changes.retain(|it| *it != at);
                if !on {
                    hand.changes.push(at);
                    hand.changes.sort_unstable();
                }
            }
        }
    }
    let ready = !check.choices.is_empty() || hand.way().is_some();
    let button = |ui: &mut Ui| widgets::button(ui, theme, "Show what comes");
    ui.add_enabled_ui(ready, button).inner.clicked()
}
