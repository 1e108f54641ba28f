//! A learner alone after a year and after a run: other plans, taking over, questions, one change, what they foresee.

use egui::accesskit::Role;
use egui::vec2;
use stackholders::app::game::Screen;
use stackholders::session::journal;
use stackholders::session::record::Slugs;
use stackholders::session::replay::{Verdict, replay};
use stackholders::ui::action::{Action, ReviewWish};
use stackholders::ui::panels::study::review::desk::Leaf;
use stackholders::ui::theme::Look;
use stackholders::view::study::express::words_of;

use super::hands::{Hand, Keys, Reader, find};
use super::looking_back::{begin, commit, decide, hand, play_on, review_tour, wait, wish};
use super::room::Room;

/// The place of the step that plays the small case.
const SMALL_CASE: usize = 3;
const FLAGSHIP: usize = 15;

fn room() -> Room {
    Room::new(vec2(1280.0, 720.0), Look::default())
}

fn told(room: &Room, text: &str) -> bool {
    room.things().iter().any(|it| it.value.contains(text) || it.name.contains(text))
}

fn runs(room: &Room, ending: &str) -> Vec<String> {
    let files = std::fs::read_dir(room.folder()).expect("there").flatten();
    let names = files.map(|it| it.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|it| it.ends_with(ending)).collect();
    names.sort();
    names
}

/// By the accessibility tree alone: begin, commit a year, look at other plans, take over from one.
#[test]
fn a_learner_commits_looks_at_other_plans_and_takes_over() {
    let mut room = room();
    let mut reader = Reader::default();
    room.game_mut().apply(Action::Still(true));
    room.settle();
    reader.press(&mut room, Role::Button, "Learn alone…");
    reader.press(&mut room, Role::Button, "Two years in a small office, ");
    reader.press(&mut room, Role::Button, "Play ");
    assert_eq!(runs(&room, ".run").len(), 1);
    assert!(room.game().alone.is_some());
    reader.press(&mut room, Role::Button, "To ");
    assert!(!told(&room, "others did"), "nothing is shown before a year is committed");
    reader.press(&mut room, Role::Button, "Commit…");
    reader.press(&mut room, Role::RadioButton, "lock-in");
    reader.press(&mut room, Role::RadioButton, "clearly");
    reader.press(&mut room, Role::RadioButton, "falls");
    reader.press(&mut room, Role::Button, "Commit and let the year play");
    assert_eq!(room.game().screen, Screen::Play);
    room.game_mut().apply(Action::Skip);
    room.settle();
    assert!(!told(&room, "others did"), "the prediction is read out first");
    reader.press(&mut room, Role::Button, "Show what happened");
    reader.press(&mut room, Role::Button, "How others did under your luck…");
    assert_eq!(room.game().screen, Screen::Review);
    let rivals = room.game().review.as_ref().expect("open").view.rivals.clone().expect("committed");
    assert_eq!(rivals.moments.len(), 2, "as found and one year: {:?}", rivals.moments);
    for row in &rivals.rows {
        for cell in &row.cells {
            assert!(told(&room, &cell.told), "not in the tree: {}", cell.told);
        }
    }
    assert!(told(&room, "The best plan is not searched for here"));
    let learn = room.game().learn.as_ref().expect("open");
    assert_eq!(learn.progress().foreseen().len(), 1, "the prediction of the year is kept");

    let own = runs(&room, ".run")[0].clone();
    let before = std::fs::read(room.folder().join(&own)).expect("kept");
    reader.press(&mut room, Role::Button, "Take over from all managed…");
    reader.press(&mut room, Role::Button, "From the start of ");
    assert_eq!(room.game().screen, Screen::Year);
    let table = room.game().table().expect("a run goes on");
    assert_eq!(table.year(), 1);
    let managed = rivals.rows.iter().find(|row| row.name == "all managed").expect("there");
    let gauge = stackholders::scenario::plan::Gauge::LockIn;
    let value = table.outcome(0).expect("played").gauges.headline(gauge);
    let cell = &managed.cells[1];
    assert_eq!(cell.value, stackholders::view::words::headline(gauge, value));
    assert!(table.run().header.table.starts_with("From all managed"));
    assert!(room.game().alone.is_some());
    assert!(room.game().file().contains("from-all-managed"), "{}", room.game().file());
    assert_eq!(runs(&room, ".run").len(), 2);
    let after = std::fs::read(room.folder().join(&own)).expect("kept");
    assert_eq!(before, after, "the own run is kept as it was");
    decide(&mut room);
    commit(&mut room);
    room.game_mut().apply(Action::Forward);
    room.settle();
    assert_eq!(room.game().screen, Screen::End);
}

#[test]
fn a_table_is_not_shown_other_plans() {
    let mut room = room();
    room.game_mut().apply(Action::Begin {
        case: "first-week".to_owned(),
        table: "North".to_owned(),
        seed: 7,
        seats: Vec::new(),
    });
    room.game_mut().apply(Action::Forward);
    decide(&mut room);
    commit(&mut room);
    room.settle();
    assert!(room.game().alone.is_none());
    assert!(!told(&room, "others did"));
    play_on(&mut room);
    room.settle();
    assert!(!told(&room, "others did") && !told(&room, "Questions from your run"));
}

/// By keyboard alone: a question from the own run, its answer in the account, then the whole run with one change.
#[test]
fn a_learner_answers_a_question_and_plays_the_run_again_by_keyboard() {
    let mut room = room();
    let mut keys = Keys::default();
    begin(&mut room, SMALL_CASE);
    play_on(&mut room);
    room.settle();
    let foreseen = |room: &Room| {
        let learn = room.game().learn.as_ref().expect("open");
        learn.progress().foreseen().len()
    };
    let before = foreseen(&room);
    keys.press(&mut room, Role::Button, "Questions from your run…");
    keys.press(&mut room, Role::Button, "One decision of FY2027");
    assert!(!find(&room, Role::Button, "Show what came").enabled, "nothing is chosen yet");
    let page = room.game().review.as_ref().expect("open").view.questions.page.clone();
    let page = page.expect("in hand");
    for word in ["would have helped", "your choice", "What came"] {
        assert!(!told(&room, word), "told too early: {word}");
    }
    keys.press(&mut room, Role::RadioButton, &page.choices[0]);
    assert!(!find(&room, Role::Button, "Show what came").enabled, "nothing is expected yet");
    keys.press(&mut room, Role::RadioButton, "cost rises");
    keys.press(&mut room, Role::RadioButton, "cost, slightly");
    keys.press(&mut room, Role::RadioButton, "security stays");
    keys.press(&mut room, Role::Button, "Show what came");
    assert!(told(&room, "You said: it rises slightly") && told(&room, "You said: it stays"));
    assert!(told(&room, "your choice"));
    assert_eq!(foreseen(&room), before + 2, "both expectations are in the account");
    keys.write(&mut room, "Which two criteria decided most", "Cost and binding");
    keys.press(&mut room, Role::Button, "Play the whole run with it…");
    assert!(!told(&room, "is kept as"));
    keys.press(&mut room, Role::RadioButton, "lock-in stays");
    keys.press(&mut room, Role::Button, "Play it again");
    assert!(told(&room, "Same case and same luck") && told(&room, "is kept as"));
    assert_eq!(foreseen(&room), before + 3);
    let again = runs(&room, ".again.run");
    assert_eq!(again.len(), 1);
    let bytes = std::fs::read(room.folder().join(&again[0])).expect("kept");
    let read = journal::read(&bytes).expect("a run file");
    let case = room.game().table().expect("at the table").case().clone();
    let own = room.game().table().expect("at the table").run().clone();
    let kept = read.resolve(&Slugs::of(&case)).expect("it fits").run;
    assert_eq!(kept.header.seed, own.header.seed, "the same luck");
    assert!(kept.header.parent.is_some(), "it says where it left");
    assert_eq!(replay(&case, &kept), Verdict::Identical);
    let differ = own.years.iter().zip(&kept.years).filter(|(a, b)| {
        let acts = |year: &stackholders::session::record::CommittedYear| {
            let acts = stackholders::insight::course::acts;
            year.decisions.iter().filter(|it| acts(it)).copied().collect::<Vec<_>>()
        };
        acts(a) != acts(b)
    });
    assert!((1..=2).contains(&differ.count()), "one decision is another");
    let words =
        room.game().learn.as_ref().expect("open").progress().reflections("open-or-proprietary");
    assert!(words.values().any(|text| *text == "Cost and binding"), "{words:?}");
    keys.press(&mut room, Role::Button, "Back to your run");
    assert_eq!(room.game().screen, Screen::End);
    // The run that was only played again is not the one that is looked back at.
    room.game_mut().apply(Action::Home);
    room.game_mut().apply(Action::Learn);
    wish(&mut room, ReviewWish::Open(Leaf::Others));
    let file = &room.game().review.as_ref().expect("open").own().expect("a run").file;
    assert!(!file.ends_with(".again.run"), "{file}");
}

/// Four minutes of silent reading.
#[test]
fn an_express_run_is_read_in_four_minutes() {
    const WORDS: usize = 4 * 238;
    let mut room = room();
    begin(&mut room, FLAGSHIP);
    play_on(&mut room);
    wish(&mut room, ReviewWish::Open(Leaf::Express));
    let years = room.game().review.as_ref().expect("open").view.express.years.clone();
    assert_eq!(years.len(), 4);
    let mut most = 0;
    for (year, _) in years {
        hand(&mut room).year = Some(year);
        hand(&mut room).decision = Some(0);
        hand(&mut room).forget_change();
        room.settle();
        let options = room.game().review.as_ref().expect("open").view.express.options.clone();
        for (option, text) in options.into_iter().step_by(5) {
            hand(&mut room).change = Some(option);
            hand(&mut room).said[0].direction =
                Some(stackholders::scenario::plan::Direction::Stays);
            wish(&mut room, ReviewWish::Replay);
            let view = &room.game().review.as_ref().expect("open").view.express;
            let told = view.picked.as_ref().and_then(|it| it.told.as_ref()).expect("played");
            let words = words_of(told);
            assert!((60..=WORDS).contains(&words), "{words} words for {text}");
            most = most.max(words);
        }
    }
    assert!(most > 200, "{most} words tell too little of four years");
}

/// By the accessibility tree alone: what one foresees, and from there to a card.
#[test]
fn a_learner_reads_what_they_foresee_and_goes_to_practise() {
    let mut room = room();
    let mut reader = Reader::default();
    begin(&mut room, SMALL_CASE);
    play_on(&mut room);
    room.game_mut().apply(Action::Home);
    room.settle();
    reader.press(&mut room, Role::Button, "Learn alone…");
    reader.press(&mut room, Role::Button, "What you foresee…");
    assert!(told(&room, "2 predictions so far"), "{:#?}", room.things());
    assert!(told(&room, "in the order of time: "));
    assert!(told(&room, "Chosen: open "), "the mirror tells the run");
    for word in ["badge", "streak", "level", "score"] {
        assert!(!told(&room, word), "{word}");
    }
    reader.press(&mut room, Role::Button, "Practise open source: not tried yet");
    assert_eq!(room.game().screen, Screen::Learn);
    assert!(told(&room, "What do you expect?"));
}

#[test]
fn the_best_plan_and_the_drivers_are_found_beside_the_screen() {
    let mut room = room();
    room.game_mut().looking = true;
    begin(&mut room, SMALL_CASE);
    decide(&mut room);
    commit(&mut room);
    wish(&mut room, ReviewWish::Open(Leaf::Others));
    wait(&mut room);
    let review = room.game().review.as_ref().expect("open");
    assert!(review.has_par());
    let rivals = review.view.rivals.as_ref().expect("committed");
    let last = rivals.rows.last().expect("a row");
    assert_eq!((last.name, rivals.looking.is_none()), ("the best plan a search found", true));
    assert!(last.cells.iter().all(|cell| cell.points.len() <= 2), "no further than the learner");
    wish(&mut room, ReviewWish::Back);
    room.game_mut().apply(Action::Forward);
    play_on(&mut room);
    wish(&mut room, ReviewWish::Open(Leaf::Questions));
    wait(&mut room);
    let view = &room.game().review.as_ref().expect("open").view;
    let drove = view.questions.lines.iter().position(|it| it.text.starts_with("What drove"));
    hand(&mut room).exercise = Some(drove.expect("it is asked what drove a gauge"));
    room.settle();
    let mut reader = Reader::default();
    let choices = {
        let view = &room.game().review.as_ref().expect("open").view;
        view.questions.page.as_ref().expect("in hand").choices.clone()
    };
    assert!(!told(&room, "share"), "told too early");
    for choice in &choices {
        let mut letters = choice.chars();
        let first = letters.next().expect("a text").to_uppercase().to_string();
        reader.press(&mut room, Role::CheckBox, &format!("{first}{}", letters.as_str()));
    }
    reader.press(&mut room, Role::Button, "Show what came");
    assert!(told(&room, "The largest share, or as large"));
    assert!(told(&room, "your choice"));
}

/// What every leaf says to a screen reader, word for word.
///
/// After a change: `INSTA_UPDATE=always cargo test --features ui --test panels review`, and read what changed.
#[test]
fn every_leaf_says_what_was_read_and_accepted() {
    use std::fmt::Write as _;
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    review_tour(vec2(1280.0, 720.0), Look::default(), |name, room| {
        if room.game().screen != Screen::Review {
            return;
        }
        let mut text = String::new();
        for it in room.things() {
            let state = match (it.on, it.enabled) {
                (_, false) => ", not now",
                (Some(true), _) => ", on",
                _ => "",
            };
            let said = [it.name.as_str(), it.value.as_str()];
            let said: Vec<&str> = said.into_iter().filter(|text| !text.is_empty()).collect();
            if !said.is_empty() {
                writeln!(text, "{:?}: {}{state}", it.role, said.join(" | ")).expect("a string");
            }
        }
        settings.bind(|| insta::assert_snapshot!(format!("review-{name}"), text));
    });
}
