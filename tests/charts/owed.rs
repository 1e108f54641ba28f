//! What every picture owes the room: size, room, names.

use std::collections::BTreeMap;

use egui::accesskit::Role;
use egui::vec2;
use egui_kittest::kittest::Queryable as _;
use stackholders::ui::theme::Palette;

use super::lab::{scenes, views};
use super::wall::{FULL, LEAST, Projector, Text, WIDE, Wall};

/// Both projectors, and what is left of a wall below the tabs of the program.
const PROJECTORS: [Projector; 3] = [
    Projector { size: vec2(1280.0, 590.0), palette: Palette::Dark, scale: 1.5 },
    Projector { size: WIDE, palette: Palette::Light, scale: 1.5 },
    Projector { size: FULL, palette: Palette::Light, scale: 2.0 },
];

/// What can be pressed is one of these.
const ROLES: &[Role] = &[Role::Button, Role::CheckBox, Role::RadioButton];

/// Least side of what can be pressed (points).
const TOUCH: f32 = 44.0;

/// Collects the faults of every picture on every projector and fails with all of them.
fn check(faults_of: impl Fn(&Wall) -> Vec<String>) {
    let mut faults = Vec::new();
    for projector in PROJECTORS {
        for scene in scenes() {
            let name = scene.name;
            let wall = Wall::new(projector, scene);
            let found = faults_of(&wall).into_iter();
            faults.extend(found.map(|it| format!("{name} at {}: {it}", projector.size.x)));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn no_text_on_a_wall_is_too_small_to_read() {
    check(|wall| {
        let texts = wall.texts();
        assert!(!texts.is_empty(), "nothing is drawn");
        let small = texts.iter().filter(|text| text.size < LEAST);
        small.map(|it| format!("'{}' is {} points", it.words, it.size)).collect()
    });
}

#[test]
fn no_text_is_shortened_cut_off_or_drawn_over_another() {
    check(|wall| {
        let texts = wall.texts();
        let mut faults = cut_off(&texts);
        faults.extend(overlapping(&texts));
        faults
    });
}

#[test]
fn every_picture_fits_the_first_screen() {
    check(|wall| {
        // Below the tabs of the program the causal map scrolls: two lines of words in eight boxes need more.
        let screen = wall.size();
        if screen.y < 700.0 {
            return Vec::new();
        }
        let things = wall.things();
        let low = things.iter().filter(|it| it.role == Role::Image && it.rect.bottom() > screen.y);
        low.map(|it| format!("'{}' ends at {}", it.name, it.rect.bottom())).collect()
    });
}

fn cut_off(texts: &[Text]) -> Vec<String> {
    let mut faults = Vec::new();
    for Text { words, rect, clip, elided, .. } in texts {
        if *elided {
            faults.push(format!("'{words}' is shortened"));
        }
        let out = rect.left() < clip.left() - 1.5 || rect.right() > clip.right() + 1.5;
        if rect.is_positive() && out {
            faults.push(format!("'{words}' at {rect:?} is cut off by {clip:?}"));
        }
    }
    faults
}

fn overlapping(texts: &[Text]) -> Vec<String> {
    let mut faults = Vec::new();
    // What is scrolled away lies on nothing.
    let seen = |text: &Text| text.rect.intersect(text.clip);
    let texts: Vec<&Text> = texts.iter().filter(|text| !text.words.trim().is_empty()).collect();
    for (at, text) in texts.iter().enumerate() {
        for other in &texts[at + 1..] {
            let both = seen(text).intersect(seen(other));
            if both.width() > 2.0 && both.height() > 3.0 {
                faults.push(format!("'{}' lies on '{}'", other.words, text.words));
            }
        }
    }
    faults
}

#[test]
fn what_lies_over_or_outside_is_found() {
    let text = |words: &str, left: f32, elided: bool| Text {
        words: words.to_owned(),
        size: LEAST,
        rect: egui::Rect::from_min_size(egui::pos2(left, 10.0), vec2(80.0, 20.0)),
        clip: egui::Rect::from_min_size(egui::Pos2::ZERO, vec2(200.0, 100.0)),
        elided,
    };
    let texts = [text("a", 0.0, false), text("b", 60.0, false), text("c", 150.0, true)];
    assert_eq!(overlapping(&texts), ["'b' lies on 'a'"]);
    let faults = cut_off(&texts);
    assert_eq!(faults.len(), 2, "{faults:?}");
}

#[test]
fn everything_is_named_for_those_who_do_not_see_it() {
    check(|wall| {
        let things = wall.things();
        let mut faults = Vec::new();
        let mut names: BTreeMap<(String, String), usize> = BTreeMap::new();
        for thing in things.iter().filter(|thing| thing.acts) {
            if !ROLES.contains(&thing.role) {
                faults.push(format!("a role that says nothing: {thing:?}"));
            }
            if thing.name.trim().is_empty() {
                faults.push(format!("no name: {thing:?}"));
            }
            let has_state = matches!(thing.role, Role::CheckBox | Role::RadioButton);
            if has_state && thing.on.is_none() {
                faults.push(format!("neither on nor off: {thing:?}"));
            }
            if thing.rect.width() < TOUCH - 0.5 || thing.rect.height() < TOUCH - 0.5 {
                faults.push(format!("{} is {:?}", thing.name, thing.rect.size()));
            }
            *names.entry((format!("{:?}", thing.role), thing.name.clone())).or_default() += 1;
        }
        let twice = names.into_iter().filter(|(_, count)| *count > 1);
        faults.extend(twice.map(|((role, name), count)| format!("{count} × {role} '{name}'")));
        let told = things.iter().any(|it| it.role == Role::Image && !it.name.trim().is_empty());
        let listed = things.iter().any(|it| it.role == Role::RadioButton);
        let asked = things.iter().any(|it| it.role == Role::Label && it.name.ends_with('?'));
        if !told && !listed && !asked {
            faults.push("the picture is not told in words".to_owned());
        }
        faults
    });
}

/// Words that shout, blame, or keep a score of people.
const LOUD: &[&str] = &[
    "!",
    "you were wrong",
    "mistake",
    "your fault",
    "failed",
    "should have",
    "winner",
    "loser",
    "score",
];

#[test]
fn the_wording_is_calm_and_blames_nobody() {
    check(|wall| {
        let mut said: Vec<String> = wall.texts().into_iter().map(|it| it.words).collect();
        said.extend(wall.things().into_iter().map(|it| it.name));
        let loud = |text: &String| {
            let small = text.to_lowercase();
            LOUD.iter().find(|word| small.contains(**word)).map(|word| (text.clone(), *word))
        };
        let found = said.iter().filter_map(loud);
        found.map(|(text, word)| format!("'{text}' says '{word}'")).collect()
    });
}

fn wall(name: &str) -> Wall {
    let scene = scenes().into_iter().find(|scene| scene.name == name);
    Wall::new(PROJECTORS[1], scene.expect("a scene of that name"))
}

fn press(wall: &mut Wall, name: &str) {
    wall.harness.get_by_label(name).click();
    for _ in 0..3 {
        wall.harness.step();
    }
}

fn is_on(wall: &Wall, name: &str) -> Option<bool> {
    wall.things().into_iter().find(|it| it.name == name)?.on
}

#[test]
fn before_it_is_revealed_nothing_is_said_of_a_hidden_rule() {
    let rule = &views().rule;
    let wall = wall("rule-asked");
    let mut said: Vec<String> = wall.texts().into_iter().map(|it| it.words).collect();
    said.extend(wall.things().into_iter().map(|it| it.name));
    assert!(said.contains(&rule.question));
    let amounts = rule.amounts.iter().map(|(_, amount)| amount);
    for secret in amounts.chain([&rule.name, &rule.equation, &rule.spread]) {
        assert!(said.iter().all(|text| !text.contains(secret.as_str())), "{secret} is told");
    }
}

#[test]
fn what_is_pressed_goes_into_the_hand() {
    let mut changes = wall("changes-average");
    let row = &views().changes.aims[0].mean.hurt[0];
    assert_eq!(is_on(&changes, &row.told), Some(false));
    press(&mut changes, &row.told);
    assert_eq!(is_on(&changes, &row.told), Some(true));
    press(&mut changes, &row.told);
    assert_eq!(is_on(&changes, &row.told), Some(false));

    let mut frontier = wall("frontier");
    press(&mut frontier, "across: lock-in");
    assert_eq!(is_on(&frontier, "across: lock-in"), Some(true));
    assert_eq!(is_on(&frontier, "up: cost"), Some(true), "the axes trade places");

    let mut weights = wall("weights");
    press(&mut weights, "more weight for lock-in");
    let said = |wall: &Wall, text: &str| wall.texts().iter().any(|it| it.words == text);
    assert!(said(&weights, "lock-in 2"));
    press(&mut weights, "less weight for lock-in");
    assert!(said(&weights, "lock-in 1"));
}
