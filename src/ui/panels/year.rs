//! The year to decide: the board in the middle, the gauges below it, one drawer for what is in hand.

use egui::{CentralPanel, Frame, Grid, Margin, Panel, Rect, RichText, ScrollArea, TextEdit, Ui};

use super::super::action::Action;
use super::super::board;
use super::super::theme::Theme;
use super::super::widgets;
use super::brief::role_card;
use crate::id::ComponentId;
use crate::scenario::plan::{Approach, Decision, Direction, Gauge, Size, Term, Vehicle};
use crate::view::board::BoardView;
use crate::view::planning::{CRITERIA, ComponentView, PlanningView};
use crate::view::words;

/// What the drawer shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drawer {
    #[default]
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
            drawer: Drawer::Tools,
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
    let mut action = None;
    let margin = Margin::symmetric(theme.space.medium as i8, theme.space.small as i8);
    let foot = Frame::new().fill(theme.ground).inner_margin(margin);
    let height = ui.available_height();
    Panel::bottom("foot").frame(foot).show(ui, |ui| {
        if let Some(gauge) = widgets::gauges(ui, theme, &view.gauges, true) {
            action = Some(Action::Why(gauge));
        }
        ScrollArea::vertical().max_height(height * 0.22).id_salt("plan so far").show(ui, |ui| {
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
                            .min_size(egui::vec2(0.0, theme.touch * 0.8)),
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
    });
    let width = ui.available_width();
    let share = if theme.scale > 1.4 { 0.62 } else { 0.5 };
    let drawer = Frame::new()
        .fill(theme.surface)
        .stroke(egui::Stroke::new(1.0, theme.line))
        .inner_margin(Margin::same(theme.space.small as i8 + 2));
    let drawer_width = (width * share).clamp(360.0_f32.min(width * 0.8), 760.0);
    Panel::right("drawer").frame(drawer).resizable(false).exact_size(drawer_width).show(ui, |ui| {
        let wish = in_drawer(ui, theme, view, component, hand, projector);
        action = wish.or(action.take());
    });
    let area = CentralPanel::no_frame()
        .show(ui, |ui| {
            let area = ui.available_rect_before_wrap().shrink(6.0);
            if let Some(chosen) = board::show(ui, board_view, theme, area, hand.component, true) {
                if hand.component != Some(chosen) {
                    hand.note = String::new();
                    hand.more = None;
                }
                hand.component = Some(chosen);
                hand.drawer = Drawer::Tools;
            }
            area
        })
        .inner;
    (action, Some(area))
}

fn in_drawer(
    ui: &mut Ui,
    theme: &Theme,
    view: &PlanningView,
    component: Option<&ComponentView>,
    hand: &mut YearHand,
    projector: bool,
) -> Option<Action> {
    let mut action = None;
    let waiting = view.events.len();
    let events = if waiting == 0 { "Events".to_owned() } else { format!("Events ({waiting})") };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().button_padding.x = 9.0;
        ui.spacing_mut().item_spacing.x = 4.0;
        for (drawer, name) in [
            (Drawer::Tools, "Tools"),
            (Drawer::Staff, "Staff"),
            (Drawer::Guardrails, "Guardrail"),
            (Drawer::UseCases, "Use cases"),
            (Drawer::Events, &events),
            (Drawer::Roles, "Roles"),
        ] {
            if widgets::pick(ui, theme, hand.drawer == drawer, name).clicked() {
                hand.drawer = drawer;
            }
        }
        if widgets::primary(ui, theme, "Commit…").clicked() {
            hand.drawer = Drawer::Commit;
        }
    });
    ui.separator();
    ScrollArea::vertical()
        .auto_shrink(false)
        .id_salt(("drawer", hand.drawer as u8, hand.component))
        .show(ui, |ui| {
            let wish = match hand.drawer {
                Drawer::Tools => tools(ui, theme, component, hand),
                Drawer::Staff => staff(ui, theme, view),
                Drawer::Guardrails => guardrails(ui, theme, view),
                Drawer::UseCases => use_cases(ui, theme, view),
                Drawer::Events => answers(ui, theme, view),
                Drawer::Roles => roles(ui, theme, view, projector),
                Drawer::Commit => commit(ui, theme, view, hand),
            };
            action = wish;
        });
    action
}

fn tools(
    ui: &mut Ui,
    theme: &Theme,
    component: Option<&ComponentView>,
    hand: &mut YearHand,
) -> Option<Action> {
    let Some(view) = component else {
        ui.label(widgets::heading(theme, "Choose a part of the pipeline"));
        ui.label("Press one on the board to see what runs there and what could");
        return None;
    };
    let mut action = None;
    ui.label(widgets::heading(theme, &view.name));
    ui.label(&view.purpose);
    ui.add_space(theme.space.hair);
    ui.horizontal_wrapped(|ui| {
        widgets::mark(ui, theme, view.running.model);
        ui.label(widgets::bold(theme, format!("Now: {}", view.running.name)));
        ui.label(widgets::small(
            theme,
            format!("{}, {}", words::sourcing(view.running.model), view.running.supplier),
        ));
    });
    let lines = view.running.lines.iter().map(|(name, value)| format!("{name} {value}"));
    ui.label(widgets::small(theme, lines.collect::<Vec<_>>().join(", ")));
    terms(ui, theme, hand);
    ui.add_space(theme.space.small);
    if let Some(wish) = matrix(ui, theme, view, hand) {
        action = Some(wish);
    }
    ui.add_space(theme.space.small);
    ui.horizontal_wrapped(|ui| {
        for (approach, text) in [
            (Approach::Accept, "Renew what runs"),
            (Approach::Renegotiate, "Renew and renegotiate"),
        ] {
            let decision = Decision::Renew {
                component: view.id,
                term: hand.term,
                clause: hand.clause,
                approach,
            };
            let taken =
                matches!(view.taken, Some(Decision::Renew { approach: a, .. }) if a == approach);
            let possible = taken || view.running.renewal.is_ok();
            let response =
                ui.add_enabled_ui(possible, |ui| widgets::pick(ui, theme, taken, text)).inner;
            if response.clicked() {
                action = Some(if taken {
                    Action::TakeBack(view.taken.unwrap_or(decision))
                } else {
                    Action::Take(decision)
                });
            }
        }
    });
    if let Err(why) = &view.running.renewal {
        ui.label(widgets::small(theme, format!("No renewal: {why}")));
    }
    if view.taken.is_some() {
        ui.add_space(theme.space.small);
        ui.label(widgets::bold(theme, "Why? Tap a reason"));
        ui.horizontal_wrapped(|ui| {
            for reason in &view.reasons {
                if widgets::pick(ui, theme, reason.taken, &reason.text).clicked() {
                    action = Some(if reason.taken {
                        Action::TakeBack(reason.decision)
                    } else {
                        Action::Take(reason.decision)
                    });
                }
            }
        });
        if hand.note.is_empty() {
            hand.note.clone_from(&view.note);
        }
        let edit = TextEdit::singleline(&mut hand.note)
            .hint_text("In your own words, if you like")
            .char_limit(400)
            .margin(Margin::symmetric(10, 10))
            .desired_width(f32::INFINITY);
        if ui.add(edit).lost_focus() {
            action = Some(Action::Note(view.id, hand.note.clone()));
        }
    }
    action
}

/// How a contract is made: one line above the options.
fn terms(ui: &mut Ui, theme: &Theme, hand: &mut YearHand) {
    ui.horizontal_wrapped(|ui| {
        let contract = ui.label(widgets::small(theme, "Contract for"));
        let term = egui::ComboBox::from_id_salt("term").selected_text(words::term(hand.term));
        let term = term.width(104.0 * theme.scale).show_ui(ui, |ui| {
            for term in Term::ALL {
                ui.selectable_value(&mut hand.term, term, words::term(term));
            }
        });
        term.response.labelled_by(contract.id);
        let bought = ui.label(widgets::small(theme, "by"));
        let vehicle =
            egui::ComboBox::from_id_salt("vehicle").selected_text(words::vehicle(hand.vehicle));
        let vehicle = vehicle.width(150.0 * theme.scale).show_ui(ui, |ui| {
            for vehicle in Vehicle::ALL {
                ui.selectable_value(&mut hand.vehicle, vehicle, words::vehicle(vehicle));
            }
        });
        vehicle.response.labelled_by(bought.id);
        if widgets::pick(ui, theme, hand.clause, "portability clause").clicked() {
            hand.clause = !hand.clause;
        }
    });
}

/// The options side by side: a row for each criterion.
fn matrix(ui: &mut Ui, theme: &Theme, view: &ComponentView, hand: &mut YearHand) -> Option<Action> {
    let mut action = None;
    let columns = view.options.len().max(1) as f32;
    let first = (theme.text.small * 7.2).min(150.0);
    let least = 106.0 * theme.scale.min(1.5);
    let width = ((ui.available_width() - first - 12.0 * columns) / columns).clamp(least, 220.0);
    ScrollArea::horizontal().id_salt("matrix").show(ui, |ui| {
        Grid::new("options").num_columns(view.options.len() + 1).spacing([10.0, 8.0]).show(
            ui,
            |ui| {
                ui.label("");
                for option in &view.options {
                    ui.vertical(|ui| {
                        ui.set_width(width);
                        ui.horizontal(|ui| {
                            widgets::mark(ui, theme, option.model);
                            ui.label(widgets::small(theme, words::sourcing(option.model)));
                        });
                        let decision = Decision::Adopt {
                            component: view.id,
                            option: option.id,
                            term: hand.term,
                            clause: hand.clause,
                            vehicle: hand.vehicle,
                        };
                        let possible = option.refusal.is_none();
                        let button = widgets::picked(theme, option.taken, &option.name)
                            .wrap()
                            .min_size(egui::vec2(width - 4.0, theme.touch));
                        let response = ui.add_enabled(possible, button);
                        let spoken = format!(
                            "{}, {}, {}",
                            option.name,
                            words::sourcing(option.model),
                            option.pitch
                        );
                        response.widget_info(|| {
                            egui::WidgetInfo::selected(
                                egui::WidgetType::Checkbox,
                                possible,
                                option.taken,
                                &spoken,
                            )
                        });
                        if response.clicked() {
                            action = Some(match (option.taken, view.taken) {
                                (true, Some(taken)) => Action::TakeBack(taken),
                                _ => Action::Take(decision),
                            });
                        }
                        ui.label(widgets::small(theme, &option.pitch));
                        if let Some(why) = &option.refusal {
                            ui.label(
                                widgets::small(theme, format!("Not now: {why}"))
                                    .color(theme.caution),
                            );
                        }
                    });
                }
                ui.end_row();
                for (row, (name, meaning)) in CRITERIA.iter().enumerate() {
                    ui.vertical(|ui| {
                        ui.set_width(first);
                        ui.label(widgets::small(theme, *name).color(theme.ink))
                            .on_hover_text(*meaning);
                    });
                    for option in &view.options {
                        match option.cells.get(row) {
                            Some(cell) => widgets::range(ui, theme, cell, width),
                            None => {
                                ui.label("");
                            }
                        }
                    }
                    ui.end_row();
                }
                ui.label("");
                for option in &view.options {
                    let open = hand.more == Some(option.id.0);
                    ui.vertical(|ui| {
                        ui.set_width(width);
                        if widgets::button(ui, theme, if open { "Less" } else { "More" }).clicked()
                        {
                            hand.more = (!open).then_some(option.id.0);
                        }
                        if open {
                            ui.label(widgets::small(
                                theme,
                                format!("{}, by {}", option.more, option.supplier),
                            ));
                        }
                    });
                }
                ui.end_row();
            },
        );
    });
    ui.label(widgets::small(
        theme,
        "Ranges, not promises: right is better; point at one for its sources",
    ));
    action
}

fn staff(ui: &mut Ui, theme: &Theme, view: &PlanningView) -> Option<Action> {
    let mut action = None;
    ui.label(widgets::heading(theme, "Staff"));
    for pool in &view.staff {
        ui.label(widgets::bold(theme, &pool.name));
        ui.label(widgets::small(theme, &pool.line));
        ui.horizontal_wrapped(|ui| {
            for choice in &pool.actions {
                ui.push_id((pool.id.0, &choice.text), |ui| {
                    ui.set_max_width(260.0 * theme.scale);
                    if let Some(wish) = widgets::choice(ui, theme, choice) {
                        action = Some(wish);
                    }
                });
            }
        });
        ui.separator();
    }
    action
}

fn guardrails(ui: &mut Ui, theme: &Theme, view: &PlanningView) -> Option<Action> {
    let mut action = None;
    ui.label(widgets::heading(theme, "Guardrails"));
    for guardrail in &view.guardrails {
        if let Some(wish) = widgets::choice(ui, theme, &guardrail.choice) {
            action = Some(wish);
        }
        let level = format!("level {} of 100", crate::view::format::index(guardrail.level * 100.0));
        ui.add(egui::ProgressBar::new(guardrail.level as f32).desired_height(6.0).fill(theme.flow))
            .on_hover_text(&level);
        ui.label(widgets::small(theme, level));
        ui.separator();
    }
    action
}

fn use_cases(ui: &mut Ui, theme: &Theme, view: &PlanningView) -> Option<Action> {
    let mut action = None;
    ui.label(widgets::heading(theme, "Use cases"));
    for use_case in &view.use_cases {
        ui.label(widgets::bold(theme, &use_case.name));
        ui.label(&use_case.purpose);
        ui.label(widgets::small(theme, &use_case.line));
        ui.push_id(&use_case.name, |ui| {
            ui.horizontal_wrapped(|ui| {
                for choice in &use_case.choices {
                    if let Some(wish) = widgets::choice(ui, theme, choice) {
                        action = Some(wish);
                    }
                }
            });
        });
        ui.separator();
    }
    action
}

fn answers(ui: &mut Ui, theme: &Theme, view: &PlanningView) -> Option<Action> {
    let mut action = None;
    ui.label(widgets::heading(theme, "Events that wait for an answer"));
    if view.events.is_empty() {
        ui.label("None: nothing that happened asks for a decision");
    }
    for event in &view.events {
        ui.label(widgets::bold(theme, &event.title));
        ui.label(widgets::small(theme, &event.happened));
        ui.label(&event.text);
        for choice in &event.choices {
            if let Some(wish) = widgets::choice(ui, theme, choice) {
                action = Some(wish);
            }
        }
        ui.separator();
    }
    action
}

fn roles(ui: &mut Ui, theme: &Theme, view: &PlanningView, projector: bool) -> Option<Action> {
    ui.label(widgets::heading(theme, "Role cards"));
    ui.label("Each role: one fact, then your leaning. Hold a card to read it");
    ui.label(widgets::small(theme, format!("Drives this year: {}", view.driver)));
    for role in &view.roles {
        role_card(ui, theme, role, projector);
    }
    None
}

fn commit(ui: &mut Ui, theme: &Theme, view: &PlanningView, hand: &mut YearHand) -> Option<Action> {
    let mut action = None;
    ui.label(widgets::heading(theme, format!("Commit {}", view.year)));
    if view
        .taken
        .iter()
        .all(|line| matches!(line.decision, Decision::Predict { .. } | Decision::Dissent(_)))
    {
        ui.label("Nothing is decided: the pipeline runs on as it is. That is a decision, too");
    }
    hand.told.resize(view.roles.len(), false);
    if !view.roles.is_empty() {
        ui.label(widgets::bold(theme, "1. Each role: one fact, then your leaning"));
        for (role, told) in view.roles.iter().zip(&mut hand.told) {
            ui.push_id(role.id.0, |ui| {
                ui.horizontal_wrapped(|ui| {
                    if widgets::pick(ui, theme, *told, &format!("{} has spoken", role.name))
                        .clicked()
                    {
                        *told = !*told;
                    }
                    if widgets::pick(ui, theme, role.dissents, "leans another way").clicked() {
                        let decision = Decision::Dissent(role.id);
                        action = Some(if role.dissents {
                            Action::TakeBack(decision)
                        } else {
                            Action::Take(decision)
                        });
                    }
                });
            });
        }
    }
    ui.label(widgets::bold(theme, "2. Predict one gauge"));
    ui.horizontal_wrapped(|ui| {
        for gauge in Gauge::ALL {
            if widgets::pick(ui, theme, hand.predict.0 == gauge, words::gauge(gauge)).clicked() {
                hand.predict.0 = gauge;
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        for direction in Direction::ALL {
            if widgets::pick(
                ui,
                theme,
                hand.predict.1 == Some(direction),
                words::direction(direction),
            )
            .clicked()
            {
                hand.predict.1 = Some(direction);
            }
        }
        for size in Size::ALL {
            if widgets::pick(ui, theme, hand.predict.2 == size, words::size(size)).clicked() {
                hand.predict.2 = size;
            }
        }
    });
    if let (gauge, Some(direction), size) = hand.predict {
        let decision = Decision::Predict { gauge, direction, size };
        if action.is_none() && !view.taken.iter().any(|line| line.decision == decision) {
            action = Some(Action::Take(decision));
        }
    }
    ui.label(widgets::bold(theme, "3. Commit"));
    let predicted = view.taken.iter().any(|line| matches!(line.decision, Decision::Predict { .. }));
    let told = hand.told.iter().all(|told| *told);
    let missing = match (told, predicted) {
        (true, true) => None,
        (false, _) => Some("First each role tells one fact and a leaning"),
        (true, false) => Some("First predict which way one gauge goes"),
    };
    let ready = ui.add_enabled_ui(missing.is_none(), |ui| {
        widgets::primary(ui, theme, "Commit and let the year play")
    });
    if let Some(missing) = missing {
        ui.label(widgets::small(theme, missing));
    } else {
        ui.label(widgets::small(theme, "After this the year cannot be taken back"));
    }
    if ready.inner.clicked() {
        action = Some(Action::Commit);
    }
    action
}

/// The component in hand.
#[must_use]
pub fn in_hand(hand: &YearHand) -> Option<ComponentId> {
    hand.component.map(|index| ComponentId(index as u16))
}
