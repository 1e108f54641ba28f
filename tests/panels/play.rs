//! A table plays the flagship case from the title to the end, whichever way it can use the screen.

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use stackholders::app::game::{Game, Screen};
use stackholders::id::ReasonId;
use stackholders::scenario::case::PlanBody;
use stackholders::scenario::plan::{Approach, Decision, Direction, Gauge, Size, Term};
use stackholders::session::code::seed_words;
use stackholders::session::table::Table;
use stackholders::sim::ONLY;
use stackholders::ui::action::Action;
use stackholders::ui::theme::Look;
use stackholders::view::words;

use super::hands::{Hand, Keys, Reader, find};
use super::room::Room;

const CASE: &str = "family-benefits";
const SEED: u64 = 2_027;

/// What the table decides in the year before it: a shipped plan, as far as the screen and the rules let it, an answer to
/// every event that waits, a reason for every tool, one dissent and one prediction.
pub fn decisions(table: &Table) -> Vec<Decision> {
    let case = table.case();
    let plan = case.plan("matched-hybrid").expect("the case ships it");
    let PlanBody::Years(years) = &plan.body else { panic!("a plan of years") };
    let mut wanted = Vec::new();
    for decision in &years[usize::from(table.year())].decisions {
        match *decision {
            Decision::Respond { .. } => {}
            other => wanted.push(other),
        }
        if let Some(component) = decision.tool() {
            wanted.push(Decision::Because { component, reason: ReasonId(1) });
        }
    }
    let mut open: Vec<u16> = table.now().1.open[ONLY].iter().map(|(card, _)| *card).collect();
    open.sort_unstable();
    open.dedup();
    let answer = |card| Decision::Respond { card: stackholders::id::CardId(card), choice: 0 };
    wanted.extend(open.into_iter().map(answer));
    wanted.push(Decision::Dissent(stackholders::id::RoleId(1)));
    let gauge = Gauge::ALL[usize::from(table.year()) % Gauge::ALL.len()];
    wanted.push(Decision::Predict { gauge, direction: Direction::Rises, size: Size::Strong });
    wanted
}

/// Takes decisions where the screen takes them. Gives those that the rules took.
pub fn carry_out(hand: &mut dyn Hand, room: &mut Room, decision: Decision) {
    let (case, may) = {
        let table = room.game().table().expect("a run goes on");
        (table.case().clone(), table.may_instead(&decision).is_ok())
    };
    if !may {
        return;
    }
    let tools = |hand: &mut dyn Hand, room: &mut Room, component: stackholders::id::ComponentId| {
        let name = format!("{}: ", case.component(component).name);
        hand.press(room, Role::Button, &name);
    };
    let terms = |hand: &mut dyn Hand, room: &mut Room, term, clause: bool| {
        hand.choose(room, "Contract for", words::term(term));
        if room.game().views.component.as_ref().is_some_and(|it| it.terms.clause != clause) {
            hand.press(room, Role::CheckBox, "portability clause");
        }
    };
    match decision {
        Decision::Adopt { component, option, term, clause, vehicle } => {
            tools(hand, room, component);
            terms(hand, room, term, clause);
            hand.choose(room, "Contract by", words::vehicle(vehicle));
            hand.press(room, Role::CheckBox, &case.option(option).name);
        }
        Decision::Renew { component, term, clause, approach } => {
            tools(hand, room, component);
            terms(hand, room, term, clause);
            let text = match approach {
                Approach::Accept => "Renew what runs",
                Approach::Renegotiate => "Renew and renegotiate",
            };
            hand.press(room, Role::CheckBox, text);
        }
        Decision::Because { component, reason } => {
            tools(hand, room, component);
            hand.press(room, Role::CheckBox, &case.reasons[reason.index()].text);
            hand.write(room, "In your own words", "It keeps a way out");
            let draft = room.game().table().expect("a run goes on").draft();
            let noted = draft.notes.iter().any(|it| it.component == Some(component));
            assert!(noted, "what was written about {} is lost", case.component(component).name);
        }
        Decision::Staff { action, pool, count } => {
            hand.press(room, Role::Tab, "Staff");
            let text = words::staffing(action, count);
            let name = format!("{text}, {}", case.pools[pool.index()].name);
            hand.press(room, Role::CheckBox, &name);
        }
        Decision::Invest(guardrail) => {
            hand.press(room, Role::Tab, "Guardrail");
            let offer = case.guardrails.iter().find(|it| it.guardrail == guardrail);
            hand.press(room, Role::CheckBox, &offer.expect("offered").name);
        }
        Decision::Launch { use_case, review } => {
            hand.press(room, Role::Tab, "Use cases");
            let state = room.game().table().expect("a run").now().1;
            let live = state.use_cases[use_case.index()].live[ONLY];
            let verb = if live { "Change to" } else { "Launch now with" };
            let name = &case.use_cases[use_case.index()].name;
            let text = format!("{verb} {}, {name}", words::review(review));
            hand.press(room, Role::CheckBox, &text);
        }
        Decision::Defer(use_case) => {
            hand.press(room, Role::Tab, "Use cases");
            let name = &case.use_cases[use_case.index()].name;
            hand.press(room, Role::CheckBox, &format!("Put off by a year, {name}"));
        }
        Decision::Respond { card, choice } => {
            hand.press(room, Role::Tab, "Events");
            let card = &case.cards[card.index()];
            let text = format!("{}, {}", card.choices[usize::from(choice)].text, card.title);
            hand.press(room, Role::CheckBox, &text);
        }
        Decision::Dissent(role) => {
            hand.press(room, Role::Button, "Commit…");
            let name = format!("{} leans another way", case.role(role).name);
            hand.press(room, Role::CheckBox, &name);
        }
        Decision::Predict { gauge, direction, size } => {
            hand.press(room, Role::Button, "Commit…");
            hand.press(room, Role::RadioButton, words::gauge(gauge));
            hand.press(room, Role::RadioButton, words::size(size));
            hand.press(room, Role::RadioButton, words::direction(direction));
        }
    }
    let draft = room.game().table().expect("a run goes on").draft();
    assert!(draft.decisions.contains(&decision), "{decision:?} is not in the draft");
}

/// Plays the case to its end and gives its run code.
fn play(hand: &mut dyn Hand, room: &mut Room) -> String {
    hand.press(room, Role::Button, "Look");
    hand.press(room, Role::CheckBox, "Stills, no motion");
    hand.press(room, Role::Button, "Done");
    let case = room.game().views.title.cases[0].title.clone();
    hand.press(room, Role::RadioButton, &case);
    hand.write(room, "Name of the table", "North");
    hand.write(room, "Luck", &seed_words(SEED).expect("a luck of words").join(" "));
    let seats = room.game().views.title.cases[0].roles.clone();
    hand.press(room, Role::CheckBox, seats.last().expect("the case has roles"));
    hand.press(room, Role::Button, "Leanings…");
    let first = room.game().views.title.cases[0].roles[0].clone();
    hand.press(room, Role::RadioButton, &format!("{first} leans to open"));
    hand.press(room, Role::Button, "Begin");
    assert_eq!(room.game().screen, Screen::Brief);
    let leaning = room.game().table().expect("a run").run().header.seats[0].leaning;
    assert_eq!(leaning, Some(stackholders::scenario::case::SourcingModel::Open));
    let seats = room.game().views.brief.roles.clone();
    for role in &seats {
        read_card(hand, room, &role.name, &role.facts);
    }
    let first = room.game().views.brief.first_year.clone();
    hand.press(room, Role::Button, &format!("To {first}"));
    loop {
        assert_eq!(room.game().screen, Screen::Year);
        hand.press(room, Role::Tab, "Roles");
        let roles = room.game().views.planning.roles.clone();
        for role in &roles {
            read_card(hand, room, &role.name, &role.facts);
        }
        for decision in decisions(room.game().table().expect("a run goes on")) {
            carry_out(hand, room, decision);
        }
        hand.press(room, Role::Button, "Commit…");
        for role in &roles {
            hand.press(room, Role::CheckBox, &format!("{} has spoken", role.name));
        }
        hand.press(room, Role::Button, "Commit and let the year play");
        assert_eq!(room.game().screen, Screen::Play);
        hand.press(room, Role::RadioButton, "1×");
        room.game_mut().tick(6.0);
        room.settle();
        hand.press(room, Role::RadioButton, "Pause");
        hand.press(room, Role::Button, "Skip");
        assert_eq!(room.game().screen, Screen::Reveal);
        hand.press(room, Role::Button, "Show what happened");
        hand.press(room, Role::Button, "lock-in: ");
        assert!(room.game().why.is_some(), "a gauge tells why");
        hand.press(room, Role::Button, "Close");
        let onward = room.game().views.reveal.onward.clone();
        hand.press(room, Role::Button, &onward);
        if room.game().screen == Screen::End {
            break;
        }
    }
    hand.press(room, Role::Button, "Why? cost");
    hand.press(room, Role::Button, "Close");
    let code = room.game().views.end.code.clone();
    hand.press(room, Role::Button, "Back to the title");
    assert_eq!(room.game().screen, Screen::Title);
    code
}

/// Opens a private card, reads every fact in the tree, closes it.
fn read_card(hand: &mut dyn Hand, room: &mut Room, name: &str, facts: &[String]) {
    let name = format!("{name}: ");
    assert_eq!(said(room, facts), 0, "{name} private facts are on the screen before it is opened");
    hand.press(room, Role::Button, &name);
    assert_eq!(said(room, facts), facts.len(), "{name} its facts are read out");
    hand.press(room, Role::Button, &name);
    assert_eq!(said(room, facts), 0, "{name} private facts stay on the screen");
}

/// How many of the texts are in the tree.
fn said(room: &Room, texts: &[String]) -> usize {
    let things = room.things();
    texts.iter().filter(|text| things.iter().any(|it| it.value == **text)).count()
}

/// The same decisions without a screen.
fn directly() -> String {
    let folder = tempfile::tempdir().expect("a folder for a moment");
    let mut game = Game::new(folder.path().to_owned());
    game.refresh();
    let seats = game.views.title.cases[0].roles.len() as u16 - 1;
    game.apply(Action::Begin {
        case: CASE.to_owned(),
        table: "North".to_owned(),
        seed: SEED,
        seats: (0..seats).map(|role| (role, None)).collect(),
    });
    game.apply(Action::Forward);
    while game.screen == Screen::Year {
        for decision in decisions(game.table().expect("a run goes on")) {
            if game.table().expect("a run goes on").may_instead(&decision).is_ok() {
                game.apply(Action::Take(decision));
            }
        }
        game.apply(Action::Commit);
        game.apply(Action::Skip);
        game.apply(Action::Forward);
    }
    game.refresh();
    assert_eq!(game.screen, Screen::End);
    game.views.end.code.clone()
}

fn room() -> Room {
    Room::new(vec2(1280.0, 720.0), Look::default())
}

#[test]
fn the_keyboard_alone_plays_the_whole_case() {
    let mut keys = Keys::default();
    assert_eq!(play(&mut keys, &mut room()), directly());
    assert!(keys.pressed > 500, "{} keys were pressed", keys.pressed);
}

#[test]
fn the_accessibility_tree_alone_plays_the_whole_case() {
    let mut reader = Reader::default();
    assert_eq!(play(&mut reader, &mut room()), directly());
    assert!(reader.asked > 100, "{} requests were made", reader.asked);
}

/// A room in the first year of a run.
fn first_year(size: egui::Vec2) -> Room {
    let mut room = Room::new(size, Look::default());
    room.game_mut().apply(Action::Begin {
        case: CASE.to_owned(),
        table: "North".to_owned(),
        seed: SEED,
        seats: Vec::new(),
    });
    room.game_mut().apply(Action::Forward);
    room.settle();
    room
}

#[test]
fn a_part_shows_the_terms_it_was_decided_with_and_takes_new_ones() {
    let mut room = first_year(vec2(1280.0, 720.0));
    let mut hand = Reader::default();
    let case = room.game().table().expect("a run").case().clone();
    let plan = decisions(room.game().table().expect("a run"));
    let mut bought = plan.iter().filter_map(|it| match *it {
        Decision::Adopt { component, option, .. } => Some((component, option)),
        _ => None,
    });
    let (first, option) = bought.next().expect("the plan buys in its first year");
    let (second, _) = bought.next().expect("the plan buys twice");
    let tools = |hand: &mut Reader, room: &mut Room, id: stackholders::id::ComponentId| {
        hand.press(room, Role::Button, &format!("{}: ", case.component(id).name));
    };
    let term = |room: &Room| room.game().views.component.as_ref().expect("in hand").terms.term;
    tools(&mut hand, &mut room, first);
    hand.press(&mut room, Role::CheckBox, &case.option(option).name);
    let (own, other) = (term(&room), Term::ALL[0]);
    assert_ne!(own, other);
    tools(&mut hand, &mut room, second);
    hand.choose(&mut room, "Contract for", words::term(other));
    assert_eq!(term(&room), other);
    tools(&mut hand, &mut room, first);
    assert_eq!(term(&room), own, "what is decided keeps its terms");
    hand.choose(&mut room, "Contract for", words::term(other));
    let draft = &room.game().table().expect("a run").draft().decisions;
    let [Decision::Adopt { term, .. }] = draft.as_slice() else { panic!("{draft:?}") };
    assert_eq!(*term, other, "a decision takes new terms");
}

#[test]
fn a_narrow_why_takes_the_keyboard_and_gives_it_back() {
    let mut room = first_year(vec2(1024.0, 640.0));
    room.game_mut().look.text = 2.0;
    room.game_mut().apply(Action::Commit);
    room.game_mut().apply(Action::Skip);
    room.game_mut().reveal.opened = true;
    room.settle();
    let mut keys = Keys::default();
    let gauge = find(&room, Role::Button, "lock-in: ");
    keys.press(&mut room, Role::Button, "lock-in: ");
    assert_eq!(room.focus(), Some(find(&room, Role::Button, "Close").id));
    room.key(Key::Escape, Modifiers::NONE);
    room.settle();
    assert!(room.game().why.is_none());
    assert_eq!(room.focus(), Some(gauge.id), "the keyboard is where it was");
}

#[test]
fn escape_closes_what_was_opened_last_and_nothing_else() {
    let mut room = first_year(vec2(1280.0, 720.0));
    let mut keys = Keys::default();
    let escape = |room: &mut Room| {
        room.key(Key::Escape, Modifiers::NONE);
        room.settle();
    };
    room.game_mut().apply(Action::Commit);
    room.game_mut().apply(Action::Skip);
    room.game_mut().reveal.opened = true;
    room.settle();
    keys.press(&mut room, Role::Button, "lock-in: ");
    keys.press(&mut room, Role::Button, "Look");
    assert!(room.game().frame.settings && room.game().why.is_some());
    escape(&mut room);
    assert!(!room.game().frame.settings && room.game().why.is_some(), "the last first");
    escape(&mut room);
    assert!(room.game().why.is_none());
    let screen = room.game().screen;
    escape(&mut room);
    assert_eq!(room.game().screen, screen, "nothing is left by a key that closes");
}
