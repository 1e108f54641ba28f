//! What every screen owes those who play on it: names, order, room.

use std::collections::BTreeMap;

use egui::accesskit::Role;
use egui::epaint::{ClippedShape, Shape};
use egui::{Key, Modifiers, Rect, Vec2, vec2};
use stackholders::ui::theme::Look;

use super::alone::alone_tour;
use super::looking_back::review_tour;
use super::room::{Room, Thing};
use super::tour::{debrief_tour, learn_tour, tour};

/// What can be pressed or typed into is one of these.
const ROLES: &[Role] = &[
    Role::Button,
    Role::CheckBox,
    Role::RadioButton,
    Role::Tab,
    Role::ComboBox,
    Role::TextInput,
    Role::MultilineTextInput,
    Role::Slider,
];

/// Least side of what can be pressed (points).
const TOUCH: f32 = 44.0;

const WIDE: Vec2 = vec2(1280.0, 720.0);
const SMALL: Vec2 = vec2(1024.0, 640.0);

fn look(text: f32) -> Look {
    Look { text, ..Look::default() }
}

/// What a hand can act on.
fn acts(thing: &Thing) -> bool {
    (thing.clickable || thing.focusable) && thing.role != Role::ScrollBar
}

/// Collects faults of every stop and fails with all of them.
fn check(size: Vec2, text: f32, mut faults_of: impl FnMut(&mut Room) -> Vec<String>) {
    let mut faults = Vec::new();
    tour(size, look(text), |name, room| {
        faults.extend(faults_of(room).into_iter().map(|fault| format!("{name}: {fault}")));
    });
    debrief_tour(size, look(text), |name, room| {
        let told = |fault| format!("debrief {name}: {fault}");
        faults.extend(faults_of(room).into_iter().map(told));
    });
    learn_tour(size, look(text), |name, room| {
        let told = |fault| format!("learn {name}: {fault}");
        faults.extend(faults_of(room).into_iter().map(told));
    });
    review_tour(size, look(text), |name, room| {
        let told = |fault| format!("review {name}: {fault}");
        faults.extend(faults_of(room).into_iter().map(told));
    });
    alone_tour(size, look(text), |name, room| {
        let told = |fault| format!("alone {name}: {fault}");
        faults.extend(faults_of(room).into_iter().map(told));
    });
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn everything_that_acts_has_a_role_a_name_of_its_own_and_a_state() {
    check(WIDE, 1.0, |room| {
        let mut faults = Vec::new();
        let mut names: BTreeMap<(String, String), usize> = BTreeMap::new();
        for thing in room.things().iter().filter(|thing| acts(thing)) {
            if !ROLES.contains(&thing.role) {
                faults.push(format!("a role that says nothing: {thing:?}"));
            }
            if thing.name.trim().is_empty() {
                faults.push(format!("no name: {thing:?}"));
            }
            let has_state = matches!(thing.role, Role::CheckBox | Role::RadioButton | Role::Tab);
            if has_state && thing.on.is_none() {
                faults.push(format!("neither on nor off: {thing:?}"));
            }
            let has_value = matches!(thing.role, Role::ComboBox | Role::Slider);
            if has_value && thing.value.is_empty() {
                faults.push(format!("no value: {thing:?}"));
            }
            *names.entry((format!("{:?}", thing.role), thing.name.clone())).or_default() += 1;
        }
        let twice = names.into_iter().filter(|(_, count)| *count > 1);
        faults.extend(twice.map(|((role, name), count)| format!("{count} × {role} '{name}'")));
        faults
    });
}

#[test]
fn tab_goes_through_everything_in_reading_order_and_comes_back() {
    check(WIDE, 1.0, |room| {
        let things = room.things();
        let order: Vec<&Thing> =
            things.iter().filter(|thing| thing.focusable && thing.enabled).collect();
        let places: Vec<_> = order.iter().map(|thing| visible(room, thing)).collect();
        let mut faults = Vec::new();
        if let Some(focused) = room.ctx().memory(egui::Memory::focused) {
            room.ctx().memory_mut(|memory| memory.surrender_focus(focused));
        }
        let mut reached = Vec::new();
        for _ in 0..=order.len() {
            room.key(Key::Tab, Modifiers::NONE);
            reached.extend(room.focus());
        }
        let wanted: Vec<_> = order.iter().map(|it| it.id).collect();
        // After the last, the keyboard leaves the screen for a moment and comes back to the first.
        let back = reached.iter().skip(wanted.len()).all(|id| wanted.first() == Some(id));
        if !reached.starts_with(&wanted) || !back {
            let name = |id| things.iter().find(|it| it.id == id).map(|it| it.name.clone());
            let names: Vec<_> = reached.into_iter().map(name).collect();
            faults.push(format!("Tab goes {names:#?}"));
        }
        for (pair, places) in order.windows(2).zip(places.windows(2)) {
            let (from, to) = (places[0], places[1]);
            // Up is only to the right: to the next column, or the next part of the screen.
            let up = to.bottom() <= from.top() - 1.0;
            let right = to.left() >= from.left() + 1.0;
            if up && !right {
                faults.push(format!("from '{}' back up to '{}'", pair[0].name, pair[1].name));
            }
        }
        faults
    });
}

#[test]
fn everything_that_is_pressed_is_large_enough_for_a_finger() {
    for (size, text) in [(WIDE, 1.0), (SMALL, 1.0), (WIDE, 2.0)] {
        check(size, text, |room| {
            let things = room.things();
            let small = things.iter().filter(|thing| acts(thing)).filter(|thing| {
                thing.rect.width() < TOUCH - 0.5 || thing.rect.height() < TOUCH - 0.5
            });
            small.map(|it| format!("{} is {:?}", it.name, it.rect.size())).collect()
        });
    }
}

#[test]
fn nothing_overlaps() {
    for (size, text) in [(WIDE, 1.0), (SMALL, 1.0), (WIDE, 2.0)] {
        check(size, text, |room| {
            let things = room.things();
            let seen: Vec<_> = things
                .iter()
                .filter(|thing| acts(thing))
                .filter_map(|thing| Some((thing, seen(room, thing)?)))
                .collect();
            let mut faults = Vec::new();
            for (at, (thing, rect)) in seen.iter().enumerate() {
                for (other, there) in &seen[at + 1..] {
                    let both = rect.intersect(*there);
                    if both.width() > 1.0 && both.height() > 1.0 {
                        faults.push(format!("'{}' lies on '{}'", other.name, thing.name));
                    }
                }
            }
            faults
        });
    }
}

/// Where a thing is, or the edge of its part of the screen beyond which it is scrolled.
fn visible(room: &Room, thing: &Thing) -> Rect {
    let Some((rect, seen)) = room.response(thing.id) else { return thing.rect };
    if seen.height() >= 0.0 {
        return seen;
    }
    // An empty part lies between the edge and the thing.
    let edge = if rect.top() > seen.bottom() { seen.bottom() } else { seen.top() };
    Rect::from_min_max(egui::pos2(rect.left(), edge), egui::pos2(rect.right(), edge))
}

/// The part of a thing that can be seen.
fn seen(room: &Room, thing: &Thing) -> Option<Rect> {
    let clipped = room.response(thing.id)?;
    clipped.1.is_positive().then_some(clipped.1)
}

#[test]
fn nothing_is_cut_off_and_nothing_scrolls_sideways() {
    for (size, text) in [(WIDE, 1.0), (SMALL, 1.0), (WIDE, 2.0)] {
        check(size, text, |room| {
            let mut faults = texts(room.ctx(), room.shapes(), size);
            for thing in room.things().iter().filter(|thing| acts(thing)) {
                faults.extend(reach(room, thing, size));
            }
            faults
        });
    }
}

/// What can be pressed lies inside its part of the screen, or is scrolled there, up and down only.
fn reach(room: &mut Room, thing: &Thing, size: Vec2) -> Option<String> {
    let Some((rect, seen)) = room.response(thing.id) else {
        return Some(format!("'{}' is in the tree and not on the screen", thing.name));
    };
    let screen = Rect::from_min_size(egui::Pos2::ZERO, size);
    let inside = |part: egui::Rangef, whole: egui::Rangef| {
        part.min >= whole.min - 1.0 && part.max <= whole.max + 1.0
    };
    if !inside(rect.x_range(), seen.x_range()) || !inside(rect.x_range(), screen.x_range()) {
        return Some(format!("'{}' at {rect:?} is cut off to {seen:?}", thing.name));
    }
    if inside(rect.y_range(), seen.y_range()) {
        return None;
    }
    room.ask(thing.id, egui::accesskit::Action::ScrollIntoView, None);
    let (rect, seen) = room.response(thing.id)?;
    let fits = inside(rect.y_range(), seen.y_range());
    // What is taller than its part of the screen fills it.
    (!fits && seen.height() < rect.height().min(size.y * 0.25)).then(|| {
        format!("'{}' at {rect:?} cannot be scrolled into view, seen {seen:?}", thing.name)
    })
}

/// No text is shortened, none sticks out of its part of the screen to the side, and the font has all of it.
fn texts(ctx: &egui::Context, shapes: &[ClippedShape], size: Vec2) -> Vec<String> {
    let mut faults = Vec::new();
    for ClippedShape { clip_rect, shape } in shapes {
        let Shape::Text(text) = shape else { continue };
        let words = text.galley.text();
        if text.galley.elided {
            faults.push(format!("'{words}' is shortened"));
        }
        let rect = text.visual_bounding_rect();
        let out = rect.left() < clip_rect.left().max(0.0) - 1.5
            || rect.right() > clip_rect.right().min(size.x) + 1.5;
        if rect.is_positive() && out {
            faults.push(format!("'{words}' at {rect:?} is cut off by {clip_rect:?}"));
        }
        let missing = |c: &char| !c.is_whitespace() && !knows(ctx, *c);
        let missing: String = words.chars().filter(missing).collect();
        if !missing.is_empty() {
            faults.push(format!("'{words}' needs {missing:?}, which the font has not"));
        }
    }
    faults
}

fn knows(ctx: &egui::Context, c: char) -> bool {
    let family = egui::FontFamily::Proportional;
    ctx.fonts_mut(|fonts| fonts.fonts.font(&family).characters().contains_key(&c))
}

#[test]
fn a_text_that_is_shortened_cut_off_or_not_in_the_font_is_found() {
    let ctx = egui::Context::default();
    ctx.set_fonts(stackholders::ui::theme::fonts());
    let input = egui::RawInput {
        screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, SMALL)),
        ..egui::RawInput::default()
    };
    let long = "as long as this line is, it has no room on the screen ".repeat(9);
    for (words, truncated, fault) in [
        (long.as_str(), true, "is shortened"),
        (long.as_str(), false, "is cut off"),
        ("a cross ✕ that the font lacks", false, "which the font has not"),
    ] {
        let draw = |ui: &mut egui::Ui| {
            let label = egui::Label::new(words);
            ui.add(if truncated { label.truncate() } else { label.extend() });
        };
        // Fonts are there from the second pass on.
        ctx.run_ui(input.clone(), draw).textures_delta.clear();
        let mut output = ctx.run_ui(input.clone(), draw);
        output.textures_delta.clear();
        let faults = texts(&ctx, &output.shapes, SMALL);
        assert!(faults.iter().any(|it| it.contains(fault)), "{faults:?}");
    }
}

/// Words that shout, blame, or keep a score of people.
const LOUD: &[&str] = &[
    "!",
    "you were wrong",
    "mistake",
    "your fault",
    "failed",
    "you should have",
    "winner",
    "loser",
    "score",
];

fn loud(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    LOUD.iter().copied().find(|word| text.contains(word))
}

#[test]
fn the_wording_is_calm_and_blames_nobody() {
    for (text, found) in [
        ("Not as expected: what did you not know?", None),
        ("Well done!", Some("!")),
        ("A Mistake of the table", Some("mistake")),
    ] {
        assert_eq!(loud(text), found, "{text}");
    }
    check(WIDE, 1.0, |room| {
        let things = room.things();
        let texts = things.iter().flat_map(|it| [&it.name, &it.value]);
        let found = texts.filter_map(|text| Some(format!("'{text}' says '{}'", loud(text)?)));
        found.collect()
    });
}

/// Smallest text that the back of a room reads on a wall (points).
const WALL: f32 = 22.0;

#[test]
fn a_room_can_read_the_desk_from_the_back() {
    let mut faults = Vec::new();
    for (size, text) in [(WIDE, 1.0), (vec2(1920.0, 1080.0), 1.0)] {
        debrief_tour(size, look(text), |name, room| {
            // The board's own words are as large as its stations; what they say is said beside it, too.
            let board = room.stage().board;
            for clipped in room.shapes() {
                small(&clipped.shape, board, &mut |words, size| {
                    faults.push(format!("{name}: '{words}' has {size} points"));
                });
            }
        });
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Texts of a shape that are too small, but for those on the board.
fn small(shape: &Shape, board: Option<Rect>, fault: &mut impl FnMut(&str, f32)) {
    match shape {
        Shape::Text(text) => {
            let on_board = board.is_some_and(|board| board.contains(text.pos));
            let sizes = text.galley.job.sections.iter().map(|section| section.format.font_id.size);
            let least = sizes.fold(f32::INFINITY, f32::min);
            if !on_board && least + 0.01 < WALL && !text.galley.text().is_empty() {
                fault(text.galley.text(), least);
            }
        }
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| small(shape, board, fault)),
        _ => {}
    }
}
