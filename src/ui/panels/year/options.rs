//! The options of one part against eight criteria: side by side where there is room for all of them, one below the
//! other where there is not.

use egui::{Grid, Ui, vec2};

use super::super::super::action::Action;
use super::super::super::help;
use super::super::super::theme::Theme;
use super::super::super::widgets;
use super::YearHand;
use crate::scenario::plan::Decision;
use crate::study::guide::GuideStep;
use crate::view::help::Topic;
use crate::view::planning::{CRITERIA, ComponentView, OptionView, Terms};
use crate::view::words;

/// Distance of two columns.
const GAP: f32 = 10.0;

/// Least width of an option beside others, at 100 % text.
const COLUMN: f32 = 104.0;

pub(super) fn options(
    ui: &mut Ui,
    theme: &Theme,
    view: &ComponentView,
    hand: &mut YearHand,
) -> Option<Action> {
    let count = view.options.len().max(1) as f32;
    let first = theme.text.small * 6.6;
    // A grid keeps a little for itself.
    let room = ui.available_width() - first - GAP * count - 2.0;
    let column = (room / count).min(220.0 * theme.scale);
    let action = if column >= COLUMN * theme.scale {
        side_by_side(ui, theme, view, hand, [first, column])
    } else {
        one_below_the_other(ui, theme, view, hand)
    };
    ui.label(widgets::small(
        theme,
        "Ranges, not promises: right is better; More tells where they come from",
    ));
    action
}

/// A row for each criterion.
fn side_by_side(
    ui: &mut Ui,
    theme: &Theme,
    view: &ComponentView,
    hand: &mut YearHand,
    [first, column]: [f32; 2],
) -> Option<Action> {
    let mut action = None;
    let grid = Grid::new("options").num_columns(view.options.len() + 1).spacing([GAP, 8.0]);
    grid.min_col_width(0.0).show(ui, |ui| {
        ui.label("");
        for option in &view.options {
            ui.vertical(|ui| {
                ui.set_width(column);
                action = head(ui, theme, view, option).or(action.take());
            });
        }
        ui.end_row();
        for (row, (name, meaning)) in CRITERIA.iter().enumerate() {
            ui.vertical(|ui| {
                ui.set_width(first);
                let name = widgets::small(theme, *name).color(theme.ink);
                help::word(ui, theme, name, "", Topic::Criterion(row)).on_hover_text(*meaning);
            });
            for option in &view.options {
                match option.cells.get(row) {
                    Some(cell) => widgets::range(ui, theme, cell, column),
                    None => {
                        ui.label("");
                    }
                }
            }
            ui.end_row();
        }
        ui.label("");
        for option in &view.options {
            ui.vertical(|ui| {
                ui.set_width(column);
                more(ui, theme, option, hand);
            });
        }
        ui.end_row();
    });
    if let Some(option) = view.options.iter().find(|option| hand.more == Some(option.id.0)) {
        background(ui, theme, option);
    }
    action
}

/// A card for each option, with its criteria in two columns, or in one where text is large.
fn one_below_the_other(
    ui: &mut Ui,
    theme: &Theme,
    view: &ComponentView,
    hand: &mut YearHand,
) -> Option<Action> {
    let mut action = None;
    for option in &view.options {
        widgets::sheet(ui, theme, |ui| {
            ui.set_width(ui.available_width());
            action = head(ui, theme, view, option).or(action.take());
            let columns = if ui.available_width() > 420.0 * theme.scale { 2 } else { 1 };
            let gap = theme.space.medium;
            let width = (ui.available_width() - gap * (columns as f32 - 1.0)) / columns as f32;
            let grid = Grid::new(("option", option.id.0)).num_columns(columns);
            grid.min_col_width(0.0).spacing([gap, 6.0]).show(ui, |ui| {
                for (at, ((name, meaning), cell)) in CRITERIA.iter().zip(&option.cells).enumerate()
                {
                    ui.vertical(|ui| {
                        ui.set_width(width);
                        let name = widgets::small(theme, *name);
                        help::word(ui, theme, name, &option.name, Topic::Criterion(at))
                            .on_hover_text(*meaning);
                        widgets::range(ui, theme, cell, width);
                    });
                    if (at + 1) % columns == 0 {
                        ui.end_row();
                    }
                }
            });
            more(ui, theme, option, hand);
            if hand.more == Some(option.id.0) {
                background(ui, theme, option);
            }
        });
    }
    action
}

/// What it is, and the button that takes it.
fn head(ui: &mut Ui, theme: &Theme, view: &ComponentView, option: &OptionView) -> Option<Action> {
    let mut action = None;
    widgets::words_line(ui, |ui| {
        widgets::mark(ui, theme, option.model);
        let model = widgets::small(theme, words::sourcing(option.model));
        help::word(ui, theme, model, &option.name, Topic::Model(option.model));
    });
    let Terms { term, clause, vehicle } = view.terms;
    let decision = Decision::Adopt { component: view.id, option: option.id, term, clause, vehicle };
    let possible = option.refusal.is_none();
    let button = widgets::picked(theme, option.taken, &option.name)
        .wrap()
        .min_size(vec2(ui.available_width().min(220.0 * theme.scale), theme.touch));
    let response = ui.add_enabled(possible, button);
    let mut spoken =
        format!("{}, {}, {}", option.name, words::sourcing(option.model), option.pitch);
    if let Some(refusal) = &option.refusal {
        spoken += &format!(", not now: {refusal}");
    }
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::WidgetType::Checkbox, possible, option.taken, &spoken)
    });
    help::here(ui, theme, response.rect, GuideStep::Decide);
    if response.clicked() {
        action = Some(match (option.taken, view.taken) {
            (true, Some(taken)) => Action::TakeBack(taken),
            _ => Action::Take(decision),
        });
    }
    ui.label(widgets::small(theme, &option.pitch));
    widgets::not_now(ui, theme, option.refusal.as_deref());
    action
}

fn more(ui: &mut Ui, theme: &Theme, option: &OptionView, hand: &mut YearHand) {
    let open = hand.more == Some(option.id.0);
    let text = if open { "Less" } else { "More" };
    let button = widgets::button_about(ui, theme, text, &format!("about {}", option.name));
    help::here(ui, theme, button.rect, GuideStep::Compare);
    if button.clicked() {
        hand.more = (!open).then_some(option.id.0);
    }
}

/// What there is to say about an option beyond its numbers, and where each of them comes from.
fn background(ui: &mut Ui, theme: &Theme, option: &OptionView) {
    ui.label(widgets::bold(theme, format!("{}, by {}", option.name, option.supplier)));
    ui.label(widgets::small(theme, &option.more).color(theme.ink));
    for ((name, meaning), cell) in CRITERIA.iter().zip(&option.cells) {
        let text = format!("{name} {}: {meaning}. {}", cell.text, cell.source);
        ui.label(widgets::small(theme, text));
    }
}
