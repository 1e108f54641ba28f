//! The field guide: what is looked for, the tools that were found, and the facts of one.

use egui::{Label, ScrollArea, Ui};

use super::super::super::action::{Action, StudyWish};
use super::super::super::theme::Theme;
use super::super::super::widgets;
use super::super::debrief::desk::choose;
use super::desk::GuideHand;
use super::path::{Mark, two_lines};
use crate::study::field_guide::{LicenceFamily, Part, ToolModel, by_key};
use crate::view::format::capital;
use crate::view::study::field_guide::{NOTE, ToolPage, licence, parts};
use crate::view::study::learn::{GuideView, LearnView};

pub fn show(ui: &mut Ui, theme: &Theme, all: &LearnView, hand: &mut GuideHand) -> Option<Action> {
    let view = &all.guide;
    let chosen = |page: &ToolPage| all.comparison.rows.iter().any(|row| row.name == page.name);
    let mut action = None;
    let wide = ui.available_width() > 860.0 * theme.scale;
    let rest = ui.available_rect_before_wrap();
    if wide {
        let (left, right) = rest.split_left_right_at_fraction(0.46);
        widgets::place(ui, left, "tools", |ui| {
            scrolling(ui, theme, |ui| {
                filters(ui, theme, hand);
                list(ui, theme, view, hand);
            });
        });
        widgets::place(ui, right, "tool", |ui| {
            scrolling(ui, theme, |ui| match &view.page {
                Some(page) => action = facts(ui, theme, page, chosen(page)),
                None => {
                    widgets::headed(ui, widgets::heading(theme, "Real tools, told by facts"));
                    ui.add(Label::new(capital(NOTE)).wrap());
                    ui.label("Choose a tool to read what is known of it");
                }
            });
        });
        return action;
    }
    scrolling(ui, theme, |ui| match &view.page {
        Some(page) => {
            if widgets::button(ui, theme, "Back to the list").clicked() {
                hand.tool = None;
            }
            action = facts(ui, theme, page, chosen(page));
        }
        None => {
            ui.add(Label::new(widgets::small(theme, capital(NOTE))).wrap());
            filters(ui, theme, hand);
            list(ui, theme, view, hand);
        }
    });
    action
}

fn scrolling(ui: &mut Ui, theme: &Theme, content: impl FnOnce(&mut Ui)) {
    let rect = ui.available_rect_before_wrap().shrink2(egui::vec2(theme.space.small, 0.0));
    widgets::place(ui, rect, "inner", |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            content(ui);
            ui.add_space(theme.space.small);
        });
    });
}

fn filters(ui: &mut Ui, theme: &Theme, hand: &mut GuideHand) {
    let before = hand.clone();
    widgets::field(ui, theme, "Search", &mut hand.search, "words of a name or a fact");
    let part = |key: &str| by_key(&Part::ALL, key);
    let all = [(None, "any part")];
    let named = parts().into_iter().map(|(key, text)| (part(key), text));
    let all_parts = all.into_iter().chain(named).collect::<Vec<_>>();
    let models = ToolModel::ALL.into_iter().map(|(model, name)| (Some(model), name));
    let any = [(None, "offered in any way")];
    let licences =
        LicenceFamily::ALL.into_iter().map(|(family, _)| (Some(family), licence(family)));
    let any_licence = [(None, "any licence")];
    // Lists do not go to the next line by themselves.
    widgets::columns(ui, theme.space.small, 240.0 * theme.scale, 3, |ui, at| match at {
        0 => choose(ui, "Part of a pipeline", all_parts.iter().copied(), &mut hand.part),
        1 => choose(ui, "Offered as", any.into_iter().chain(models.clone()), &mut hand.model),
        _ => {
            let all = any_licence.into_iter().chain(licences.clone());
            choose(ui, "Licence", all, &mut hand.licence);
        }
    });
    ui.horizontal_wrapped(|ui| {
        if widgets::tick(ui, theme, hand.verified_only, "Verified facts only").clicked() {
            hand.verified_only = !hand.verified_only;
        }
        if widgets::tick(ui, theme, hand.air_gapped, "Runs air-gapped").clicked() {
            hand.air_gapped = !hand.air_gapped;
        }
        if widgets::tick(ui, theme, hand.authorised, "Named in an authorisation").clicked() {
            hand.authorised = !hand.authorised;
        }
        if widgets::tick(ui, theme, hand.foundation, "A foundation is steward").clicked() {
            hand.foundation = !hand.foundation;
        }
    });
    if *hand != before {
        hand.most = GuideHand::SOME;
    }
}

fn list(ui: &mut Ui, theme: &Theme, view: &GuideView, hand: &mut GuideHand) {
    ui.label(widgets::small(theme, &view.found));
    if view.tools.is_empty() {
        ui.label("Nothing fits: type fewer words, or take a filter away");
        if widgets::button(ui, theme, "Show all tools").clicked() {
            *hand = GuideHand::default();
        }
    }
    widgets::lasting(ui, "found", |ui| {
        for tool in &view.tools {
            let on = hand.tool.as_deref() == Some(tool.slug.as_str());
            let mark = if on { Mark::Chosen } else { Mark::Plain };
            let response = two_lines(ui, theme, &tool.name, &tool.line, mark, false);
            let spoken = format!("{}, {}", tool.name, tool.line);
            response.widget_info(|| {
                egui::WidgetInfo::selected(egui::WidgetType::RadioButton, true, on, &spoken)
            });
            if response.clicked() {
                hand.tool = Some(tool.slug.clone());
            }
        }
    });
    if view.more > 0 && widgets::button(ui, theme, &format!("{} more", view.more)).clicked() {
        hand.most += GuideHand::SOME;
    }
}

fn facts(ui: &mut Ui, theme: &Theme, page: &ToolPage, chosen: bool) -> Option<Action> {
    let mut action = None;
    widgets::headed_and_wrapped(ui, widgets::heading(theme, &page.name));
    let spoken = format!("{} in my comparison", page.name);
    if widgets::tick_about(ui, theme, chosen, "In my comparison", &spoken).clicked() {
        let wish = StudyWish::Row { name: page.name.clone(), there: !chosen };
        action = Some(Action::Study(wish));
    }
    if !page.resembles.is_empty() {
        ui.add(Label::new(widgets::small(theme, capital(&page.resembles))).wrap());
    }
    for line in &page.lines {
        let edge = if line.unverified { theme.caution } else { theme.line };
        widgets::edged(ui, theme, edge, |ui| {
            ui.set_width(ui.available_width());
            widgets::words_line(ui, |ui| {
                ui.label(widgets::small(theme, capital(line.about)));
                ui.label(widgets::bold(theme, &line.fact));
            });
            let colour = if line.unverified { theme.caution } else { theme.muted };
            let source = widgets::small(theme, format!("Source: {}", line.source));
            ui.add(Label::new(source.color(colour)).wrap());
        });
    }
    action
}
