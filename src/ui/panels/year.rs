//! The year to decide: the board, one drawer for what is in hand, and the gauges and the plan so far below both.
//!
//! Where the screen is narrow for its text, the board is a leaf of the drawer, which then has the whole width.

mod commit;
mod lists;
mod options;
mod tools;

use egui::{Button, Rect, RichText, ScrollArea, Ui, vec2};

use super::super::action::{Action, AidWish};
use super::super::board;
use super::super::help;
use super::super::theme::Theme;
use super::super::widgets;
use crate::id::ComponentId;
use crate::scenario::plan::{Direction, Gauge, Size};
use crate::study::guide::GuideStep;
use crate::view::board::BoardView;
use crate::view::help::Topic;
use crate::view::planning::{ComponentView, PlanningView, Terms};

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
    /// For what is not chosen yet.
    pub terms: Terms,
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
            terms: Terms::default(),
            note: String::new(),
            more: None,
            told: Vec::new(),
            predict: (Gauge::Cost, None, Size::Clear),
        }
    }
}

/// Width below which the board has no place of its own, at 100 % text.
const NARROW: f32 = 1_100.0;

/// Gives what was asked for, and where the board is.
#[expect(clippy::too_many_arguments, reason = "what is seen, what is in hand, and how it is shown")]
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    view: &PlanningView,
    board_view: &BoardView,
    component: Option<&ComponentView>,
    hand: &mut YearHand,
    projector: bool,
    offered: bool,
) -> (Option<Action>, Option<Rect>) {
    let whole = ui.available_rect_before_wrap();
    let narrow = whole.width() < NARROW * theme.scale;
    // The foot is drawn last, so that the keyboard comes to it last; its height is that of the picture before.
    let foot_id = ui.id().with("foot");
    let foot_height = ui.data(|data| data.get_temp::<f32>(foot_id)).unwrap_or(theme.touch * 3.0);
    let (above, below) = whole.split_top_bottom_at_y(whole.bottom() - foot_height);
    let on_board = hand.drawer == Drawer::Board;
    let mut wishes = Vec::new();
    let mut area = None;
    let drawer = if narrow {
        above
    } else {
        let (left, right) = above.split_left_right_at_fraction(0.52);
        area = Some(left.shrink2(vec2(theme.space.medium, theme.space.small)));
        right
    };
    if let Some(area) = area {
        widgets::place(ui, area, "board", |ui| stations(ui, theme, board_view, area, hand));
    }
    if !(narrow && on_board) {
        // The board lies below the panels: nothing may cover it.
        ui.painter().rect_filled(drawer, 0.0, theme.surface);
        ui.painter().vline(drawer.left(), drawer.y_range(), egui::Stroke::new(1.0, theme.line));
    }
    let inner = drawer.shrink2(vec2(theme.space.medium, theme.space.small));
    widgets::place(ui, inner, "drawer", |ui| {
        leaves(ui, theme, view, hand, narrow);
        if narrow && on_board {
            let rest = ui.available_rect_before_wrap();
            area = Some(rest);
            stations(ui, theme, board_view, rest, hand);
        } else {
            ui.separator();
            let rest = ui.available_rect_before_wrap();
            let strip = (hand.drawer == Drawer::Commit).then(|| widgets::bar_below(theme, rest));
            let leaf = strip.map_or(rest, |(above, _)| above);
            wishes.extend(widgets::place(ui, leaf, "leaf", |ui| {
                in_drawer(ui, theme, view, component, hand, projector)
            }));
            if let Some((_, strip)) = strip {
                let strip = strip.translate(vec2(0.0, theme.space.small));
                wishes.extend(widgets::place(ui, strip, "way on", |ui| {
                    commit::way_on(ui, theme, view, hand)
                }));
            }
        }
    });
    let margin = vec2(theme.space.medium, theme.space.small);
    let gauges = !narrow || on_board;
    let height = widgets::place(ui, below.shrink2(margin), "foot", |ui| {
        wishes.extend(foot(ui, theme, view, hand, gauges, offered));
        ui.min_rect().height() + 2.0 * margin.y
    });
    if (height - foot_height).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(foot_id, height));
        widgets::again(ui, "the foot has another height");
    }
    (wishes.into_iter().next(), area)
}

fn stations(ui: &mut Ui, theme: &Theme, view: &BoardView, area: Rect, hand: &mut YearHand) {
    help::here(ui, theme, area.shrink(4.0), GuideStep::Look);
    let Some(chosen) = board::show(ui, view, theme, area, hand.component, true) else { return };
    take_in_hand(hand, chosen);
}

/// Takes a part of the pipeline in hand, and shows its tools.
fn take_in_hand(hand: &mut YearHand, component: usize) {
    if hand.component != Some(component) {
        hand.note = String::new();
        hand.more = None;
    }
    hand.component = Some(component);
    hand.drawer = Drawer::Tools;
}

/// The gauges, what is decided so far and what it costs, and the way on.
fn foot(
    ui: &mut Ui,
    theme: &Theme,
    view: &PlanningView,
    hand: &mut YearHand,
    gauges: bool,
    offered: bool,
) -> Option<Action> {
    let mut action = None;
    if gauges {
        action = widgets::gauges(ui, theme, &view.gauges, view.explained).map(Action::Why);
    }
    widgets::lasting(ui, "line", |ui| {
        ui.horizontal(|ui| {
            let (taken, all) = view.slots;
            let slots = widgets::bold(theme, format!("{taken} of {all} tool decisions"));
            help::word(ui, theme, slots, "", Topic::Slots);
            let over = view.money.running + view.money.drafted > view.money.appropriation;
            let colour = if over { theme.bad } else { theme.muted };
            let money = RichText::new(&view.money.text).size(theme.text.small).color(colour);
            help::word(ui, theme, money, "", Topic::Money);
            widgets::at_the_end(ui, "on", |ui| {
                action = hints(ui, theme, view, offered).or(action.take());
                let open = hand.drawer == Drawer::Commit;
                let button = if open { widgets::button } else { widgets::primary };
                let response = button(ui, theme, "Commit…");
                help::here(ui, theme, response.rect, GuideStep::Close);
                if !open {
                    // What comes next is on that page.
                    help::here(ui, theme, response.rect, GuideStep::Predict);
                    help::here(ui, theme, response.rect, GuideStep::Commit);
                }
                // It only leads to the last page, so it does both.
                help::asks(ui, theme, &response, Topic::Commit);
                if response.clicked() {
                    hand.drawer = Drawer::Commit;
                }
            });
        });
    });
    action
}

/// The button of the hints, for one who learns alone and for who asks for help; where one is offered, it says so.
fn hints(ui: &mut Ui, theme: &Theme, view: &PlanningView, offered: bool) -> Option<Action> {
    if !view.alone && !help::is_on(ui) {
        return None;
    }
    let mut action = None;
    let button =
        if offered { widgets::picked(theme, false, "Hint…") } else { Button::new("Hint…") };
    let edge = egui::Stroke::new(2.0, theme.accent);
    let button = if offered { button.stroke(edge) } else { button };
    let response = ui.add(button.min_size(vec2(theme.touch, theme.touch)));
    let spoken = if offered { "Hint… There is one if you like" } else { "Hint…" };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, spoken));
    if response.clicked() {
        action = Some(Action::Aid(AidWish::Hint));
    }
    if offered && widgets::button_about(ui, theme, "Not now", "no hint this year").clicked() {
        action = Some(Action::Aid(AidWish::NotNow));
    }
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
            let tab = widgets::tab(ui, theme, on, name);
            // A leaf that is turned to is explained as well.
            if let Some(topic) = topic_of(drawer) {
                help::asks(ui, theme, &tab, topic);
            }
            if tab.clicked() {
                hand.drawer = drawer;
            }
        }
    });
}

const fn topic_of(drawer: Drawer) -> Option<Topic> {
    match drawer {
        Drawer::Board => None,
        Drawer::Tools => Some(Topic::Tools),
        Drawer::Staff => Some(Topic::People),
        Drawer::Guardrails => Some(Topic::Guardrails),
        Drawer::UseCases => Some(Topic::UseCases),
        Drawer::Events => Some(Topic::Events),
        Drawer::Roles => Some(Topic::Roles),
        Drawer::Commit => Some(Topic::Commit),
    }
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
            Drawer::Board | Drawer::Tools => tools::tools(ui, theme, view, component, hand),
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
