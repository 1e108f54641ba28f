//! The brief: the case on one page, the pipeline as found, and the role cards, held to be read.

use egui::{Rect, Ui};

use super::super::action::Action;
use super::super::board;
use super::super::theme::Theme;
use super::super::widgets;
use crate::documents::Kind;
use crate::view::brief::BriefView;
use crate::view::planning::RoleView;

/// Gives what was asked for, and where the board is.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &BriefView,
    projector: bool,
) -> (Option<Action>, Option<Rect>) {
    let (mut action, mut asked) = (None, None);
    let whole = ui.available_rect_before_wrap();
    let wide = whole.width() > 900.0 * theme.scale;
    let (above, below) = widgets::bar_below(theme, whole);
    let share = if wide { 0.47 } else { 1.0 };
    let (left, right) = above.split_left_right_at_fraction(share);
    widgets::scrolling(ui, theme, left, |ui| {
        widgets::titled(ui, widgets::title(theme, &view.title));
        for paragraph in &view.paragraphs {
            ui.label(paragraph);
        }
        if !view.session.is_empty() {
            ui.label(widgets::small(theme, &view.session));
        }
        ui.add_space(theme.space.small);
        widgets::headed(ui, widgets::heading(theme, "Role cards"));
        role_cards(ui, theme, &view.roles, projector);
        ui.label(widgets::small(theme, "On paper, to print before the table plays"));
        ui.horizontal_wrapped(|ui| {
            for kind in [Kind::RoleCards, Kind::HotWash, Kind::Matrix] {
                if widgets::button(ui, theme, &format!("{}…", kind.name())).clicked() {
                    asked = Some(Action::Document(kind));
                }
            }
        });
    });
    let area = wide.then(|| right.shrink(theme.space.medium));
    if let Some(area) = area {
        widgets::place(ui, area, "board", |ui| {
            board::show(ui, &view.board, theme, area, None, false);
        });
    }
    widgets::show_bar(ui, theme, below, |ui| {
        if widgets::onward(ui, theme, &format!("To {}", view.first_year)) {
            action = Some(Action::Forward);
        }
    });
    (action.or(asked), area)
}

/// The private cards of those at the table.
pub fn role_cards(ui: &mut Ui, theme: &Theme, roles: &[RoleView], projector: bool) {
    let how = "Hold a card with the mouse, or open and close it with Enter; it closes when you go elsewhere";
    ui.label(widgets::small(theme, how));
    ui.horizontal_wrapped(|ui| {
        for role in roles {
            role_card(ui, theme, role, projector);
        }
    });
}

/// A private card: its facts are on the screen only while a hand is on it. The mouse holds it; a key or a screen reader
/// opens it, and it closes as soon as the focus is elsewhere.
fn role_card(ui: &mut Ui, theme: &Theme, role: &RoleView, projector: bool) {
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
                    widgets::headed(ui, widgets::heading(theme, &role.name));
                    ui.label(widgets::bold(theme, &role.goal));
                    for fact in &role.facts {
                        ui.label(fact);
                    }
                    ui.label(widgets::small(theme, "For your eyes; say it in your own words"));
                });
            });
    }
}
