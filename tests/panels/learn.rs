//! A learner alone: from the title to an answer, to a run, and to the page to take home.

use egui::accesskit::Role;
use egui::vec2;
use stackholders::app::game::{Game, Screen};
use stackholders::ui::action::{Action, StudyWish};
use stackholders::ui::theme::Look;

use super::hands::{Hand, Keys, Reader, find};
use super::room::Room;

/// From the title to the first answer by the accessibility tree alone; the game is closed, and everything is there again.
#[test]
fn a_learner_answers_the_first_concept_closes_and_finds_it_kept() {
    let mut room = Room::new(vec2(1280.0, 720.0), Look::default());
    let mut hand = Reader::default();
    hand.press(&mut room, Role::Button, "Learn alone…");
    assert_eq!(room.game().screen, Screen::Learn);
    hand.press(&mut room, Role::Button, "Open source, ");
    let told = |room: &Room, text: &str| {
        let things = room.things();
        things.iter().any(|it| it.value.starts_with(text) || it.name.starts_with(text))
    };
    assert!(!told(&room, "Flaws used before they are fixed along"), "the curve tells too early");
    assert!(!told(&room, "The card computes"), "the answer stands there before it is foreseen");
    let show = find(&room, Role::Button, "Show what comes");
    assert!(!show.enabled, "nothing is foreseen yet");
    hand.press(&mut room, Role::RadioButton, "Rises");
    hand.press(&mut room, Role::RadioButton, "Clearly");
    hand.press(&mut room, Role::Button, "Show what comes");
    assert!(hand.asked <= 5, "{} presses to the first answer", hand.asked);
    assert!(told(&room, "You said: it rises clearly"));
    assert!(
        told(&room, "The card computes: it rises strongly: 40 days to 80 days"),
        "{:#?}",
        room.things()
    );
    assert!(told(&room, "Flaws used before they are fixed along"));
    let line = find(&room, Role::Slider, "people at hand");
    room.ask(line.id, egui::accesskit::Action::Increment, None);
    let values = &room.game().learn.as_ref().expect("open").hand.values;
    assert_eq!(values[1], 4.5, "a slider goes by its step");
    hand.press(&mut room, Role::Button, "Done, next step");
    hand.press(&mut room, Role::Button, "Leave");
    assert_eq!(room.game().screen, Screen::Title);
    let before = room.game().learn.as_ref().expect("open").progress().clone();

    let mut again = Game::new(room.folder().to_owned());
    again.apply(Action::Learn);
    again.refresh();
    let learn = again.learn.as_ref().expect("open");
    assert_eq!(learn.progress(), &before);
    assert_eq!(learn.progress().foreseen().len(), 1);
    let steps = learn.view.path.parts.iter().flat_map(|part| &part.steps);
    let done: Vec<_> = steps.filter(|it| it.state == "done").map(|it| it.slug.clone()).collect();
    assert_eq!(done, ["open-source"]);

    // The machine stops while a line is written.
    let file = room.folder().join("learning.progress");
    let whole = std::fs::read(&file).expect("it is kept");
    std::fs::write(&file, [&whole[..], b"{\"step\""].concat()).expect("writable");
    let mut again = Game::new(room.folder().to_owned());
    again.apply(Action::Learn);
    assert_eq!(again.learn.as_ref().expect("open").progress(), &before);
    assert_eq!(std::fs::read(&file).expect("kept"), whole, "the cut end is set aside");
    again.apply(Action::Study(StudyWish::Open(7)));
    let longer = std::fs::read(&file).expect("kept");
    assert!(longer.len() > whole.len() && longer.starts_with(&whole), "it only grows");
}

/// The keyboard alone: one press from the path to the larger case, and words that are kept.
#[test]
fn a_learner_plays_the_larger_case_in_one_press_and_writes_by_keyboard() {
    let mut room = Room::new(vec2(1280.0, 720.0), Look::default());
    let mut keys = Keys::default();
    keys.press(&mut room, Role::Button, "Learn alone…");
    keys.press(&mut room, Role::Button, "Three questions, ");
    let question = "Which two criteria decided most";
    keys.write(&mut room, question, "Money and binding");
    keys.press(&mut room, Role::Button, "Make the page…");
    let page = room.folder().join("reflection-1.html");
    let page = std::fs::read_to_string(page).expect("the page is kept");
    assert!(page.contains("Money and binding"));
    keys.press(&mut room, Role::Tab, "Path");
    keys.press(&mut room, Role::Button, "Play Family benefits");
    assert_eq!(room.game().screen, Screen::Brief);
    let case = &room.game().table().expect("a run goes on").case().slug;
    assert_eq!(case, "family-benefits");

    // The run that was played last is looked back at, and stands in the page.
    room.game_mut().apply(Action::Forward);
    room.game_mut().apply(Action::Commit);
    room.game_mut().apply(Action::Home);
    room.settle();
    keys.press(&mut room, Role::Button, "Learn alone…");
    keys.press(&mut room, Role::Button, "Three questions, ");
    keys.press(&mut room, Role::Button, "Make the page…");
    let page = room.folder().join("reflection-2.html");
    let page = std::fs::read_to_string(page).expect("the page is kept");
    assert!(page.contains("at the end ran: "), "the page does not tell the run");
    keys.press(&mut room, Role::Tab, "Path");
    keys.press(&mut room, Role::Button, "What drove your run, ");
    keys.press(&mut room, Role::Button, "Look back…");
    assert_eq!(room.game().screen, Screen::Debrief);
    assert_eq!(room.game().debrief.as_ref().expect("open").room().tables.len(), 1);
}

/// The machine stops in the middle of a page: what was typed a moment before is there again.
#[test]
fn words_are_kept_when_the_writer_pauses() {
    let mut room = Room::new(vec2(1280.0, 720.0), Look::default());
    let mut hand = Reader::default();
    hand.press(&mut room, Role::Button, "Learn alone…");
    hand.press(&mut room, Role::Button, "Three questions, ");
    let said = |room: &Room| {
        let mut again = Game::new(room.folder().to_owned());
        again.apply(Action::Learn);
        let learn = again.learn.as_ref().expect("open");
        learn.progress().reflections("open-or-proprietary").values().any(|it| *it == "Money first")
    };
    room.game_mut().learn.as_mut().expect("open").hand.words[0] = "Money first".to_owned();
    room.game_mut().tick(0.9);
    assert!(!said(&room), "it is written letter by letter");
    for _ in 0..2 {
        room.game_mut().tick(1.0);
    }
    assert!(said(&room), "what was typed would be lost");
    let file = room.folder().join("learning.progress");
    let kept = std::fs::read(&file).expect("kept");
    for _ in 0..5 {
        room.game_mut().tick(1.0);
    }
    assert_eq!(std::fs::read(&file).expect("kept"), kept, "the same words are written again");
}
