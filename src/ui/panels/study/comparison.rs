//! The learner's own comparison: a sheet for each tool, a line for each criterion. Nothing has to be typed.

use egui::{Label, Ui};

use super::super::super::action::{Action, Paper, StudyWish};
use super::super::super::theme::Theme;
use super::super::super::widgets;
use super::desk::{Leaf, StudyHand};
use crate::view::format::capital;
use crate::view::study::comparison::{CELL, CRITERIA, ComparisonView, RowView, criterion};

pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &ComparisonView,
    hand: &mut StudyHand,
) -> Option<Action> {
    let mut wish = None;
    let mut to_guide = false;
    let content = |ui: &mut Ui| {
        widgets::headed_and_wrapped(ui, widgets::heading(theme, "Your own comparison"));
        let about = "Tools that you choose, six criteria, your words. A few are enough, and an empty cell is fine";
        ui.add(Label::new(widgets::small(theme, about)).wrap());
        ui.add_space(theme.space.small);
        if view.rows.is_empty() {
            ui.add(
                Label::new("No tool is in it yet: open one in the field guide, and put it in")
                    .wrap(),
            );
            if widgets::button(ui, theme, "To the field guide").clicked() {
                to_guide = true;
            }
        }
        for row in &view.rows {
            let asked = widgets::lasting(ui, &row.name, |ui| show_row(ui, theme, row, hand));
            wish = asked.or(wish.take());
            ui.add_space(theme.space.small);
        }
    };
    let mut asked = None;
    let bar = |ui: &mut Ui| {
        ui.label(widgets::small(theme, &view.so_far));
        widgets::at_the_end(ui, "papers", |ui| {
            if widgets::button(ui, theme, "For a spreadsheet…").clicked() {
                asked = Some(StudyWish::Comparison(Paper::Table));
            }
            if widgets::primary(ui, theme, "As a page…").clicked() {
                asked = Some(StudyWish::Comparison(Paper::Page));
            }
        });
    };
    widgets::page(ui, theme, content, bar);
    if to_guide {
        hand.leaf = Leaf::Guide;
    }
    asked.or(wish).map(Action::Study)
}

fn show_row(ui: &mut Ui, theme: &Theme, row: &RowView, hand: &mut StudyHand) -> Option<StudyWish> {
    let mut wish = None;
    widgets::sheet(ui, theme, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            ui.label(widgets::bold(theme, &row.name));
            ui.label(widgets::small(theme, row.line));
            if let Some(slug) = &row.slug
                && widgets::button_about(ui, theme, "Facts", &format!("about {}", row.name))
                    .clicked()
            {
                hand.guide.tool = Some(slug.clone());
                hand.guide.search.clear();
                hand.leaf = Leaf::Guide;
            }
            if widgets::button_about(ui, theme, "Take out", &row.name).clicked() {
                wish = Some(StudyWish::Row { name: row.name.clone(), there: false });
            }
        });
        let (gap, least) = (theme.space.medium, 300.0 * theme.scale);
        widgets::columns(ui, gap, least, CRITERIA.len(), |ui, at| {
            let (of, about) = CRITERIA[at];
            let key = (row.name.clone(), of.slug());
            let text = hand.cells.entry(key).or_default();
            let name = capital(criterion(of));
            let spoken = format!("{name}, {}", row.name);
            if widgets::field_about(ui, theme, (&name, &spoken), text, about, CELL).lost_focus() {
                // Whatever else is asked for keeps the words, too.
                wish = wish.take().or(Some(StudyWish::Write));
            }
        });
    });
    wish
}
