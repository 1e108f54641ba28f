//! What stands beside a run: hints that wait until they are asked for, and what a thing on the screen is.

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use stackholders::app::game::Screen;
use stackholders::ui::action::{Action, AidWish, StudyWish};
use stackholders::ui::theme::Look;
use stackholders::view::help::{Topic, help};

use super::hands::{Hand, Keys, Reader, find};
use super::room::Room;

/// A learner in the first year of the larger case.
fn learner() -> Room {
    let mut room = Room::new(vec2(1280.0, 720.0), Look::default());
    room.game_mut().luck = Some(2_027);
    room.game_mut().apply(Action::Learn);
    room.game_mut().apply(Action::Study(StudyWish::Play(15)));
    room.game_mut().apply(Action::Forward);
    room.settle();
    room
}

fn table() -> Room {
    let mut room = Room::new(vec2(1280.0, 720.0), Look::default());
    room.game_mut().apply(Action::Begin {
        case: "family-benefits".to_owned(),
        table: "North".to_owned(),
        seed: 2_027,
        seats: Vec::new(),
    });
    room.game_mut().apply(Action::Forward);
    room.settle();
    room
}

fn there(room: &Room, text: &str) -> bool {
    room.things().iter().any(|it| it.value.starts_with(text) || it.name.starts_with(text))
}

#[test]
fn a_hint_gives_more_each_time_it_is_asked_and_goes_when_it_is_closed() {
    let (mut room, mut hand) = (learner(), Reader::default());
    hand.press(&mut room, Role::Button, "Hint…");
    assert!(there(&room, "Hint 1 of 3: where to look"));
    let first = room.game().views.aid.hint.clone().expect("open");
    hand.press(&mut room, Role::Button, "What is there?");
    assert!(there(&room, "Hint 2 of 3: what is there"));
    hand.press(&mut room, Role::Button, "What could I do?");
    assert!(there(&room, "Hint 3 of 3: one thing that could be done, not the only one"));
    let last = room.game().views.aid.hint.clone().expect("open");
    assert!(last.more.is_none() && last.text != first.text);
    hand.press(&mut room, Role::Button, "Close the hint");
    assert!(!there(&room, "Hint 3 of 3"));
    assert!(room.game().table().expect("a run").draft().decisions.is_empty(), "it does nothing");
    // Where several things press, each is a hint of its own.
    room.game_mut().apply(Action::Commit);
    room.game_mut().apply(Action::Skip);
    room.game_mut().apply(Action::Forward);
    room.settle();
    hand.press(&mut room, Role::Button, "Hint…");
    hand.press(&mut room, Role::Button, "What is there?");
    let one = room.game().views.aid.hint.clone().expect("open");
    hand.press(&mut room, Role::Button, "Another");
    assert!(there(&room, "Hint 1 of 3"), "another one begins with where to look");
    hand.press(&mut room, Role::Button, "What is there?");
    assert_ne!(room.game().views.aid.hint.as_ref(), Some(&one));
}

#[test]
fn a_hint_is_offered_after_a_quiet_while_and_not_again_once_it_was_declined() {
    let (mut room, mut hand) = (learner(), Reader::default());
    let offered = |room: &mut Room| {
        room.settle();
        there(room, "Hint… There is one if you like")
    };
    room.game_mut().tick(60.0);
    assert!(!offered(&mut room));
    // Who does something is not stuck.
    hand.press(&mut room, Role::Tab, "Staff");
    room.game_mut().tick(60.0);
    assert!(!offered(&mut room));
    room.game_mut().tick(31.0);
    assert!(offered(&mut room), "ninety quiet seconds");
    assert!(room.game().views.aid.hint.is_none(), "it is only offered");
    hand.press(&mut room, Role::Button, "Not now no hint this year");
    room.game_mut().tick(500.0);
    assert!(!offered(&mut room));
    assert!(there(&room, "Hint…"), "it can still be asked for");

    let mut room = table();
    room.game_mut().tick(500.0);
    assert!(!offered(&mut room) && !there(&room, "Hint…"), "a table has its facilitator");
    hand.press(&mut room, Role::CheckBox, "What is this?");
    hand.press(&mut room, Role::Button, "Hint…");
    hand.press(&mut room, Role::Button, "Close the help");
    assert!(there(&room, "Hint 1 of 3"), "who asks for help may ask for a hint");
}

/// Asks about a thing by one hand, and reads the answer in the tree.
fn explained(hand: &mut dyn Hand, room: &mut Room, role: Role, name: &str, topic: Topic) {
    let before = room.game().table().expect("a run").draft().clone();
    hand.press(room, role, name);
    let case = room.game().table().expect("a run").case().clone();
    let answer = help(&case, topic);
    assert_eq!(room.game().views.aid.topic.as_ref(), Some(&answer), "{name}");
    assert!(there(room, &answer.text), "'{}' is not in the tree", answer.text);
    let after = room.game().table().expect("a run").draft();
    assert_eq!(&before, after, "'{name}' was decided while it was asked about");
}

/// What a pointer does with a screen reader's press is the same press, so two hands are enough.
fn ask_about_everything(hand: &mut dyn Hand, room: &mut Room) {
    use stackholders::scenario::plan::{Gauge, Guardrail, StaffAction};
    let case = room.game().table().expect("a run").case().clone();
    for (gauge, name) in [
        (Gauge::Cost, "cost: "),
        (Gauge::LockIn, "lock-in: "),
        (Gauge::Security, "security: "),
        (Gauge::Scale, "scale: "),
        (Gauge::Compliance, "compliance: "),
    ] {
        explained(hand, room, Role::Button, name, Topic::Gauge(gauge));
    }
    for (at, part) in case.components.iter().enumerate() {
        let topic = Topic::Station(stackholders::id::ComponentId(at as u16));
        explained(hand, room, Role::Button, &format!("{}: ", part.name), topic);
    }
    explained(hand, room, Role::Tab, "Tools", Topic::Tools);
    room.game_mut().year.component = Some(0);
    room.game_mut().touch();
    room.settle();
    for (at, (name, _)) in stackholders::view::planning::CRITERIA.iter().enumerate() {
        explained(hand, room, Role::Button, &format!("What is {name}?"), Topic::Criterion(at));
    }
    let options = room.game().views.component.as_ref().expect("in hand").options.clone();
    for option in &options {
        let model = stackholders::view::words::sourcing(option.model);
        let name = format!("What is {model}? {}", option.name);
        explained(hand, room, Role::Button, &name, Topic::Model(option.model));
    }
    explained(hand, room, Role::Button, "What is Contract for?", Topic::Term);
    explained(hand, room, Role::Button, "What is by?", Topic::Vehicle);
    explained(hand, room, Role::CheckBox, "portability clause", Topic::Clause);
    explained(hand, room, Role::CheckBox, "Renew what runs", Topic::Renewal);
    let slots = room.game().views.planning.slots;
    let slots = format!("What is {} of {} tool decisions?", slots.0, slots.1);
    explained(hand, room, Role::Button, &slots, Topic::Slots);
    let money = format!("What is {}?", room.game().views.planning.money.text);
    explained(hand, room, Role::Button, &money, Topic::Money);
    explained(hand, room, Role::Tab, "Guardrail", Topic::Guardrails);
    for (guardrail, view) in
        Guardrail::ALL.iter().zip(room.game().views.planning.guardrails.clone())
    {
        explained(hand, room, Role::CheckBox, &view.name, Topic::Guardrail(*guardrail));
    }
    explained(hand, room, Role::Tab, "Staff", Topic::People);
    let hire = format!("Hire one, {}", case.pools[0].name);
    explained(hand, room, Role::CheckBox, &hire, Topic::Staff(StaffAction::Hire));
    explained(hand, room, Role::Button, "Commit…", Topic::Commit);
    explained(hand, room, Role::Button, "What is 2. Predict one gauge?", Topic::Prediction);
}

#[test]
fn the_tree_asks_what_each_thing_is() {
    let mut room = table();
    let mut hand = Reader::default();
    hand.press(&mut room, Role::CheckBox, "What is this?");
    ask_about_everything(&mut hand, &mut room);
    hand.press(&mut room, Role::Button, "Close the help");
    hand.press(&mut room, Role::Tab, "Guardrail");
    assert!(room.game().views.aid.topic.is_none(), "a press does what it does again");
}

#[test]
fn the_keyboard_asks_what_each_thing_is() {
    let mut room = table();
    room.key(Key::F1, Modifiers::NONE);
    room.settle();
    ask_about_everything(&mut Keys::default(), &mut room);
    room.key(Key::F1, Modifiers::NONE);
    room.settle();
    assert!(!there(&room, "Close the help"));
}

#[test]
fn a_pointer_asks_what_a_thing_is() {
    let mut room = table();
    room.game_mut().apply(Action::Aid(AidWish::Help));
    room.settle();
    let gauge = find(&room, Role::Button, "lock-in: ");
    let middle = gauge.rect.center();
    let button = |pressed| egui::Event::PointerButton {
        pos: middle,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    room.picture(vec![egui::Event::PointerMoved(middle)]);
    room.picture(vec![button(true)]);
    room.picture(vec![button(false)]);
    room.settle();
    let topic = room.game().views.aid.topic.as_ref().expect("it was asked about");
    assert_eq!(topic.name, "lock-in");
    assert!(room.game().why.is_none(), "a press that asks does nothing else");
}

#[test]
fn a_word_leads_to_its_concept_card_and_back_to_the_same_place() {
    let (mut room, mut keys) = (learner(), Keys::default());
    keys.press(&mut room, Role::Button, "Serving: ");
    room.key(Key::F1, Modifiers::NONE);
    room.settle();
    keys.press(&mut room, Role::Button, "What is Lock-in?");
    keys.press(&mut room, Role::Button, "Try it: lock-in…");
    assert_eq!(room.game().screen, Screen::Learn);
    assert!(there(&room, "What leaving") || there(&room, "What it would cost to leave"));
    keys.press(&mut room, Role::Button, "Back to the run");
    assert_eq!(room.game().screen, Screen::Year);
    let hand = &room.game().year;
    assert!(hand.component.is_some(), "the part is still in hand");
    assert!(room.game().alone.is_some());
}
