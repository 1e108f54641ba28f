//! The year to decide: the board, one drawer for what is in hand, and the gauges and the plan so far below both.
//!
//! Where the screen is narrow for its text, the board is a leaf of the drawer, which then has the whole width.

mod commit;
mod lists;
mod options;
mod tools;

use egui::{Rect, RichText, ScrollArea, Ui, UiBuilder};

use super::super::action::Action;
use super::super::board;
use super::super::theme::Theme;
use super::super::widgets;
use crate::id::ComponentId;
use crate::scenario::plan::{Direction, Gauge, Size, Term, Vehicle};
use crate::view::board::BoardView;
use crate::view::planning::{ComponentView, PlanningView};

/// What the drawer shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drawer {
    /// The board, where it has no place of its own; what runs in the part in hand otherwise.
    #[default]
    Board,
    Tools,
    Staff,
    Guardrails,
    UseCases,
    Events,
    Roles,
    Commit,
}

/// What is in hand.
#[derive(Clone, Debug, PartialEq)]
pub struct YearHand {
    pub drawer: Drawer,
    pub component: Option<usize>,
    pub term: Term,
    pub clause: bool,
    pub vehicle: Vehicle,
    pub note: String,
    /// Option whose "more" is open.
    pub more: Option<u16>,
    /// Roles that have told a fact and a leaning.
    pub told: Vec<bool>,
    pub predict: (Gauge, Option<Direction>, Size),
}

impl Default for YearHand {
    fn default() -> Self {
        Self {
            drawer: Drawer::default(),
            component: None,
            term: Term::ThreeYears,
            clause: false,
            vehicle: Vehicle::Order,
            note: String::new(),
            more: None,
            told: Vec::new(),
            predict: (Gauge::Cost, None, Size::Clear),
        }
    }
}

/// Width below which the board has no place of its own, at 100 % text.
const NARROW: f32 = 900.0;

/// Gives what was asked for, and where the board is.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &PlanningView,
    board_view: &BoardView,
    component: Option<&ComponentView>,
    hand: &mut YearHand,
    projector: bool,
) -> (Option<Action>, Option<Rect>) {
    let whole = ui.available_rect_before_wrap();
    let narrow = whole.width() < NARROW * theme.scale;
    // The foot is drawn last, so that the keyboard comes to it last; its height is that of the picture before.
    let foot_id = ui.id().with("foot");
    let foot_height = ui.data(|data| data.get_temp::<f32>(foot_id)).unwrap_or(theme.touch * 3.0);
    let foot_shown = !narrow || hand.drawer == Drawer::Board;
    let floor = if foot_shown { whole.bottom() - foot_height } else { whole.bottom() };
    let (above, below) = whole.split_top_bottom_at_y(floor);
    let mut wishes = Vec::new();
    let mut area = None;
    let drawer = if narrow {
        above
    } else {
        let width = (above.width() * 0.5).min(760.0);
        let (left, right) = above.split_left_right_at_x(above.right() - width);
        area = Some(left.shrink2(egui::vec2(theme.space.medium, theme.space.small)));
        right
    };
    if let Some(area) = area {
        part(ui, area, "board", |ui| stations(ui, theme, board_view, area, hand));
    }
    ui.painter().rect_filled(drawer, 0.0, theme.surface);
    ui.painter().vline(drawer.left(), drawer.y_range(), egui::Stroke::new(1.0, theme.line));
    part(ui, drawer.shrink(theme.space.medium), "drawer", |ui| {
        leaves(ui, theme, view, hand, narrow);
        ui.separator();
        if narrow && hand.drawer == Drawer::Board {
            let rest = ui.available_rect_before_wrap();
            area = Some(rest);
            stations(ui, theme, board_view, rest, hand);
        } else {
            wishes.extend(in_drawer(ui, theme, view, component, hand, projector));
        }
    });
    if foot_shown {
        let margin = egui::vec2(theme.space.medium, theme.space.small);
        let height = part(ui, below.shrink2(margin), "foot", |ui| {
            wishes.extend(foot(ui, theme, view, whole.height() * 0.2));
            ui.min_rect().height() + 2.0 * margin.y
        });
        if (height - foot_height).abs() > 0.5 {
            ui.data_mut(|data| data.insert_temp(foot_id, height));
            widgets::again(ui, "the foot has another height");
        }
    }
    (wishes.into_iter().next(), area)
}

/// A part of the screen with its own place.
fn part<R>(ui: &mut Ui, rect: Rect, name: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = UiBuilder::new()
        .id_salt(name)
        .max_rect(rect)
        .layout(egui::Layout::top_down(egui::Align::Min));
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(rect.expand(6.0).intersect(ui.clip_rect()));
        content(ui)
    })
    .inner
}

fn stations(ui: &mut Ui, theme: &Theme, view: &BoardView, area: Rect, hand: &mut YearHand) {
    let Some(chosen) = board::show(ui, view, theme, area, hand.component, true) else { return };
    if hand.component != Some(chosen) {
        hand.note = String::new();
        hand.more = None;
    }
    hand.component = Some(chosen);
    hand.drawer = Drawer::Tools;
}

/// The gauges, the money and the plan so far.
fn foot(ui: &mut Ui, theme: &Theme, view: &PlanningView, most: f32) -> Option<Action> {
    let mut action = widgets::gauges(ui, theme, &view.gauges, true).map(Action::Why);
    ScrollArea::vertical().max_height(most).id_salt("plan so far").show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            let (taken, all) = view.slots;
            ui.label(widgets::bold(theme, format!("{taken} of {all} tool decisions")));
            let over = view.money.running + view.money.drafted > view.money.appropriation;
            let colour = if over { theme.bad } else { theme.muted };
            ui.label(RichText::new(&view.money.text).size(theme.text.small).color(colour));
            for line in &view.taken {
                let text = format!("{}  ✕", line.text);
                let response = ui.add(
                    egui::Button::new(RichText::new(text).size(theme.text.small))
                        .min_size(egui::vec2(0.0, theme.touch)),
                );
                let spoken = format!("take back: {}", line.text);
                response.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &spoken)
                });
                if response.on_hover_text("Take back").clicked() {
                    action = Some(Action::TakeBack(line.decision));
                }
            }
        });
    });
    action
}

/// What the drawer can show.
fn leaves(ui: &mut Ui, theme: &Theme, view: &PlanningView, hand: &mut YearHand, narrow: bool) {
    let waiting = view.events.len();
    let events = if waiting == 0 { "Events".to_owned() } else { format!("Events ({waiting})") };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().button_padding.x = 9.0;
        ui.spacing_mut().item_spacing.x = 4.0;
        if narrow && widgets::tab(ui, theme, hand.drawer == Drawer::Board, "Board").clicked() {
            hand.drawer = Drawer::Board;
        }
        for (drawer, name) in [
            (Drawer::Tools, "Tools"),
            (Drawer::Staff, "Staff"),
            (Drawer::Guardrails, "Guardrail"),
            (Drawer::UseCases, "Use cases"),
            (Drawer::Events, &events),
            (Drawer::Roles, "Roles"),
        ] {
            let on = hand.drawer == drawer
                || (!narrow && drawer == Drawer::Tools && hand.drawer == Drawer::Board);
            if widgets::tab(ui, theme, on, name).clicked() {
                hand.drawer = drawer;
            }
        }
        if widgets::primary(ui, theme, "Commit…").clicked() {
            hand.drawer = Drawer::Commit;
        }
    });
}

fn in_drawer(
    ui: &mut Ui,
    theme: &Theme,
    view: &PlanningView,
    component: Option<&ComponentView>,
    hand: &mut YearHand,
    projector: bool,
) -> Option<Action> {
    ScrollArea::vertical()
        .auto_shrink(false)
        .id_salt(("drawer", hand.drawer as u8, hand.component))
        .show(ui, |ui| match hand.drawer {
            Drawer::Board | Drawer::Tools => tools::tools(ui, theme, component, hand),
            Drawer::Staff => lists::staff(ui, theme, view),
            Drawer::Guardrails => lists::guardrails(ui, theme, view),
            Drawer::UseCases => lists::use_cases(ui, theme, view),
            Drawer::Events => lists::answers(ui, theme, view),
            Drawer::Roles => lists::roles(ui, theme, view, projector),
            Drawer::Commit => commit::commit(ui, theme, view, hand),
        })
        .inner
}

/// The component in hand.
#[must_use]
pub fn in_hand(hand: &YearHand) -> Option<ComponentId> {
    hand.component.map(|index| ComponentId(index as u16))
}
