//! The brief: the case on one page, the pipeline as found, and the role cards, held to be read.

use egui::{CentralPanel, Frame, Margin, Panel, Rect, ScrollArea, Ui};

use super::super::action::Action;
use super::super::board;
use super::super::theme::Theme;
use super::super::widgets;
use crate::view::brief::BriefView;
use crate::view::planning::RoleView;

/// Gives what was asked for, and where the board is.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &BriefView,
    projector: bool,
) -> (Option<Action>, Option<Rect>) {
    let mut action = None;
    let margin = Margin::same(theme.space.medium as i8);
    let width = ui.available_width();
    let side = Frame::new().fill(theme.ground).inner_margin(margin);
    let page = |ui: &mut Ui, action: &mut Option<Action>| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.label(widgets::title(theme, &view.title));
            for paragraph in &view.paragraphs {
                ui.label(paragraph);
            }
            ui.add_space(theme.space.small);
            ui.horizontal_wrapped(|ui| {
                if widgets::primary(ui, theme, &format!("To {}", view.first_year)).clicked() {
                    *action = Some(Action::Forward);
                }
            });
            ui.add_space(theme.space.medium);
            ui.label(widgets::heading(theme, "Role cards"));
            ui.label(widgets::small(theme, "Hold a card to read it; let go and it closes"));
            ui.horizontal_wrapped(|ui| {
                for role in &view.roles {
                    role_card(ui, theme, role, projector);
                }
            });
        });
    };
    let area = if width > 900.0 * theme.scale.min(1.25) {
        Panel::left("brief")
            .frame(side)
            .resizable(false)
            .exact_size(width * 0.47)
            .show(ui, |ui| page(ui, &mut action));
        Some(
            CentralPanel::no_frame()
                .show(ui, |ui| ui.available_rect_before_wrap().shrink(theme.space.medium))
                .inner,
        )
    } else {
        CentralPanel::no_frame().frame(side).show(ui, |ui| page(ui, &mut action));
        None
    };
    if let Some(area) = area {
        board::show(ui, &view.board, theme, area, None, false);
    }
    (action, area)
}

/// A private card: its facts are on the screen only while a hand is on it. The mouse holds it; a key or a screen reader
/// opens it, and it closes as soon as the focus is elsewhere.
pub fn role_card(ui: &mut Ui, theme: &Theme, role: &RoleView, projector: bool) {
    let response = widgets::button(ui, theme, &role.name);
    response.widget_info(|| {
        let text = format!("{}: {} Opens the private facts", role.name, role.goal);
        egui::WidgetInfo::labeled(egui::WidgetType::Button, true, text)
    });
    if projector {
        response.on_hover_text("Private facts are hidden on a wall; read them on paper");
        return;
    }
    let open_id = response.id.with("open");
    let mut open = ui.data(|data| data.get_temp::<bool>(open_id)).unwrap_or(false);
    let by_mouse = response.clicked_by(egui::PointerButton::Primary);
    if response.clicked() && !by_mouse {
        open = !open;
        response.request_focus();
    } else if by_mouse || (!response.has_focus() && !response.gained_focus()) {
        open = false;
    }
    ui.data_mut(|data| data.insert_temp(open_id, open));
    if open || response.is_pointer_button_down_on() {
        let middle = ui.ctx().content_rect().center();
        egui::Area::new(ui.id().with("role card"))
            .order(egui::Order::Foreground)
            .interactable(false)
            .pivot(egui::Align2::CENTER_CENTER)
            .fixed_pos(middle)
            .show(ui.ctx(), |ui| {
                ui.set_max_width(560.0 * theme.scale.min(1.4));
                widgets::edged(ui, theme, theme.accent, |ui| {
                    ui.label(widgets::heading(theme, &role.name));
                    ui.label(widgets::bold(theme, &role.goal));
                    for fact in &role.facts {
                        ui.label(fact);
                    }
                    ui.label(widgets::small(theme, "For your eyes; say it in your own words"));
                });
            });
    }
}
