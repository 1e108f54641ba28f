//! A learner's first run with its guide, from the path and back to it; the map, the comparison, and progress of other days.

use egui::accesskit::Role;
use egui::vec2;
use stackholders::app::game::{Game, Screen};
use stackholders::scenario::plan::{Decision, Gauge};
use stackholders::study::guide::GuideStep;
use stackholders::study::lesson::StepKind;
use stackholders::study::progress::{self, Entry, Progress, StepState};
use stackholders::ui::action::{Action, AidWish, StudyWish};
use stackholders::ui::theme::Look;
use stackholders::view::study::guide::says;

use super::hands::{Hand, Keys, Reader, find};
use super::room::Room;

fn room() -> Room {
    let mut room = Room::new(vec2(1280.0, 720.0), Look::default());
    room.game_mut().luck = Some(2_027);
    room
}

/// Whether the screen says a text.
fn told(room: &Room, text: &str) -> bool {
    room.things().iter().any(|it| it.value.starts_with(text) || it.name.starts_with(text))
}

/// The guide asks for this, in the tree and with why it matters.
fn asks(room: &mut Room, step: GuideStep) {
    room.settle();
    let (todo, why) = says(step);
    assert!(told(room, todo), "the guide does not ask for {step:?}: {:#?}", room.things());
    assert!(told(room, why), "{step:?} does not say why");
}

fn state(room: &Room, slug: &str) -> Option<StepState> {
    let progress = room.game().learn.as_ref().expect("open").progress();
    progress.steps("open-or-proprietary").get(slug).copied()
}

/// The guided case from the path to its end, with nothing but one hand.
fn play_guided(hand: &mut dyn Hand, room: &mut Room) {
    hand.press(room, Role::Button, "Learn alone…");
    hand.press(room, Role::Button, "Two years in a small office, ");
    hand.press(room, Role::Button, "Play First week");
    assert_eq!(room.game().screen, Screen::Brief);
    assert_eq!(state(room, "first-run"), Some(StepState::Begun), "nothing was played yet");
    asks(room, GuideStep::Begin);
    hand.press(room, Role::Button, "To FY2027");
    asks(room, GuideStep::Look);
    hand.press(room, Role::Button, "Answering: ");
    asks(room, GuideStep::Compare);
    let options = room.game().views.component.as_ref().expect("in hand").options.clone();
    hand.press(room, Role::Button, &format!("More about {}", options[0].name));
    asks(room, GuideStep::Decide);
    let free = options.iter().find(|it| it.refusal.is_none()).expect("one may be taken");
    hand.press(room, Role::CheckBox, &free.name);
    asks(room, GuideStep::Close);
    hand.press(room, Role::Button, "Commit…");
    asks(room, GuideStep::Predict);
    hand.press(room, Role::RadioButton, "scale");
    hand.press(room, Role::RadioButton, "rises");
    asks(room, GuideStep::Commit);
    hand.press(room, Role::Button, "Commit and let the year play");
    assert_eq!(room.game().screen, Screen::Play);
    room.game_mut().apply(Action::Speed(0.0));
    asks(room, GuideStep::Watch);
    hand.press(room, Role::Button, "Skip");
    asks(room, GuideStep::Open);
    assert_eq!(state(room, "first-run"), Some(StepState::Begun), "the year is not revealed yet");
    hand.press(room, Role::Button, "Show what happened");
    asks(room, GuideStep::Ask);
    assert_eq!(state(room, "first-run"), Some(StepState::Done));
    hand.press(room, Role::Button, "lock-in: ");
    asks(room, GuideStep::GoOn);
    hand.press(room, Role::Button, "Close");
    let onward = room.game().views.reveal.onward.clone();
    hand.press(room, Role::Button, &onward);
    asks(room, GuideStep::Alone);
    hand.press(room, Role::Button, "Close the guide");
    assert!(!told(room, says(GuideStep::Alone).0));
    hand.press(room, Role::Button, "Guide…");
    asks(room, GuideStep::Alone);
    hand.press(room, Role::Button, "Close the guide");
    hand.press(room, Role::Button, "Commit…");
    hand.press(room, Role::RadioButton, "falls");
    hand.press(room, Role::Button, "Commit and let the year play");
    room.game_mut().apply(Action::Speed(0.0));
    hand.press(room, Role::Button, "Skip");
    hand.press(room, Role::Button, "Show what happened");
    let onward = room.game().views.reveal.onward.clone();
    hand.press(room, Role::Button, &onward);
    assert_eq!(room.game().screen, Screen::End);
    hand.press(room, Role::Button, "Back to the lesson");
    assert_eq!(room.game().screen, Screen::Learn);
    assert!(room.game().table().is_none(), "the run is kept and left");
}

#[test]
fn the_accessibility_tree_alone_plays_the_guided_year_and_comes_back() {
    let (mut room, mut hand) = (room(), Reader::default());
    play_guided(&mut hand, &mut room);
    assert!(hand.asked < 40, "{} requests", hand.asked);
}

#[test]
fn the_keyboard_alone_plays_the_guided_year_and_comes_back() {
    play_guided(&mut Keys::default(), &mut room());
}

#[test]
fn the_guide_holds_nobody_up_and_tables_have_none() {
    let mut room = room();
    room.game_mut().apply(Action::Learn);
    room.game_mut().apply(Action::Study(StudyWish::Play(3)));
    room.game_mut().apply(Action::Forward);
    room.game_mut().apply(Action::Commit);
    assert_eq!(room.game().screen, Screen::Play, "nothing was asked for and nothing was done");
    asks(&mut room, GuideStep::Watch);
    // A kept run of the lesson is taken up as one, also after the program was closed.
    room.game_mut().apply(Action::Home);
    let file = room.game().views.title.runs.first().map(|run| run.file.clone());
    let mut again = Game::new(room.folder().to_owned());
    again.refresh();
    let file = file.unwrap_or_else(|| again.views.title.runs[0].file.clone());
    again.apply(Action::Resume(file));
    again.refresh();
    assert!(again.alone.is_some() && again.views.planning.alone);
    assert!(again.views.aid.guide.is_none() && again.views.frame.guide, "it can be opened");
    again.apply(Action::Aid(AidWish::Guide(true)));
    again.refresh();
    assert_eq!(again.views.aid.guide.as_ref().expect("open").step, GuideStep::Alone);

    let seats = vec![(0, None)];
    let table = "North".to_owned();
    let case = "first-week".to_owned();
    again.apply(Action::Begin { case, table, seed: 1, seats });
    again.apply(Action::Forward);
    again.tick(500.0);
    again.refresh();
    let aid = &again.views.aid;
    assert!(aid.guide.is_none() && !aid.offered && !again.views.frame.guide);
    assert!(again.views.frame.clock.is_some(), "a table has its clock");
}

/// The tree alone goes through every kind of step, in the order of the lesson.
#[test]
fn every_kind_of_step_can_be_done_by_the_accessibility_tree_alone() {
    let (mut room, mut hand) = (room(), Reader::default());
    let lesson = stackholders::study::lesson::shipped();
    let steps: Vec<_> = lesson.steps().map(|(_, step)| step.clone()).collect();
    hand.press(&mut room, Role::Button, "Learn alone…");
    hand.press(&mut room, Role::Button, "Begin the lesson");
    for step in &steps {
        assert!(told(&room, &step.title), "{} is not shown", step.title);
        let onward = match &step.kind {
            StepKind::Story(_) | StepKind::Reflection => "Done, next step",
            StepKind::Leaning => {
                hand.press(&mut room, Role::RadioButton, "you lean to managed");
                "Done, next step"
            }
            StepKind::GuidedRun(_) | StepKind::FreeRun(_) => {
                let begin = room.things().into_iter().find(|it| it.name.starts_with("Play "));
                hand.press(&mut room, Role::Button, &begin.expect("a run can begin").name);
                let first = room.game().views.brief.first_year.clone();
                hand.press(&mut room, Role::Button, &format!("To {first}"));
                hand.press(&mut room, Role::Button, "Commit…");
                hand.press(&mut room, Role::RadioButton, "cost");
                hand.press(&mut room, Role::RadioButton, "rises");
                hand.press(&mut room, Role::Button, "Commit and let the year play");
                room.game_mut().apply(Action::Speed(0.0));
                room.settle();
                hand.press(&mut room, Role::Button, "Skip");
                hand.press(&mut room, Role::Button, "Show what happened");
                hand.press(&mut room, Role::Button, "Leave");
                hand.press(&mut room, Role::Button, "Learn alone…");
                assert_eq!(state(&room, &step.slug), Some(StepState::Done));
                // What comes after it is where the lesson goes on.
                hand.press(&mut room, Role::Button, "Go on");
                continue;
            }
            StepKind::Explore(_) => {
                hand.press(&mut room, Role::Button, "Look around…");
                hand.write(&mut room, "Search", "mlflow");
                hand.press(&mut room, Role::RadioButton, "MLflow, ");
                hand.press(&mut room, Role::CheckBox, "MLflow in my comparison");
                hand.press(&mut room, Role::Tab, "Comparison");
                hand.write(&mut room, "Lock-in, MLflow", "open formats");
                hand.press(&mut room, Role::Tab, "Step");
                "Done, next step"
            }
            StepKind::Concept(_) => {
                let slider = room.things().into_iter().find(|it| it.role == Role::Slider);
                assert!(!slider.expect("something can be moved").enabled, "nothing is foreseen");
                hand.press(&mut room, Role::RadioButton, "Rises");
                hand.press(&mut room, Role::RadioButton, "Clearly");
                hand.press(&mut room, Role::Button, "Show what comes");
                let slider = room.things().into_iter().find(|it| it.role == Role::Slider);
                assert!(slider.expect("still there").enabled, "it was foreseen");
                "Done, next step"
            }
            StepKind::Wardley(_) => {
                let places = room.game().learn.as_ref().expect("open").view.step.clone();
                let stackholders::view::study::step::Body::Map(map) = places.expect("a step").body
                else {
                    panic!("a step with a map")
                };
                assert!(map.own.is_none(), "the larger case was not played yet");
                for place in &map.case.places {
                    assert!(told(&room, &place.told), "the tree does not say {}", place.told);
                }
                "Done, next step"
            }
            StepKind::Debrief => {
                hand.press(&mut room, Role::Button, "Look back…");
                assert_eq!(room.game().screen, Screen::Debrief);
                hand.press(&mut room, Role::Button, "Leave");
                hand.press(&mut room, Role::Button, "Learn alone…");
                hand.press(&mut room, Role::Button, "Go on");
                continue;
            }
        };
        hand.press(&mut room, Role::Button, onward);
        assert_eq!(state(&room, &step.slug), Some(StepState::Done), "{}", step.slug);
    }
    assert!(!told(&room, "Go on"), "all steps are done");
}

#[test]
fn the_map_shows_the_learners_own_run_once_there_is_one() {
    let (mut room, mut hand) = (room(), Reader::default());
    room.game_mut().apply(Action::Learn);
    room.game_mut().apply(Action::Study(StudyWish::Play(15)));
    room.game_mut().apply(Action::Forward);
    room.game_mut().apply(Action::Commit);
    room.game_mut().apply(Action::Home);
    room.game_mut().apply(Action::Learn);
    room.settle();
    hand.press(&mut room, Role::Button, "The pipeline on a map, ");
    assert!(told(&room, "wardley map") || told(&room, "Wardley map"));
    hand.press(&mut room, Role::RadioButton, "After your run");
    assert!(room.game().learn.as_ref().expect("open").hand.own_map);
}

#[test]
fn a_comparison_is_filled_by_keyboard_kept_and_taken_home() {
    let (mut room, mut keys) = (room(), Keys::default());
    keys.press(&mut room, Role::Button, "Learn alone…");
    keys.press(&mut room, Role::Tab, "Comparison");
    keys.press(&mut room, Role::Button, "To the field guide");
    for tool in ["MLflow", "Seldon Core 1/2"] {
        keys.write(&mut room, "Search", tool);
        keys.press(&mut room, Role::RadioButton, &format!("{tool}, "));
        keys.press(&mut room, Role::CheckBox, &format!("{tool} in my comparison"));
    }
    keys.press(&mut room, Role::Tab, "Comparison");
    keys.write(&mut room, "Lock-in, MLflow", "open formats, a week");
    keys.write(&mut room, "Community, Seldon Core 1/2", "=one company");
    keys.press(&mut room, Role::Button, "For a spreadsheet…");
    keys.press(&mut room, Role::Button, "As a page…");
    let read = |room: &Room, name: &str| {
        std::fs::read_to_string(room.folder().join(name)).expect("it was written")
    };
    let table = read(&room, "comparison-1.csv");
    assert_eq!(
        table,
        "what,total-cost,lock-in,customisation,scalability,security,community\r\n\
         MLflow,,\"open formats, a week\",,,,\r\nSeldon Core 1/2,,,,,,'=one company\r\n"
    );
    let page = read(&room, "comparison-1.html");
    assert!(page.contains("open formats, a week") && page.contains("scalability and performance"));

    let mut again = Game::new(room.folder().to_owned());
    again.apply(Action::Learn);
    again.refresh();
    let learn = again.learn.as_ref().expect("open");
    assert_eq!(learn.view.comparison.so_far, "2 of 12 cells filled");
    assert_eq!(learn.hand.cells[&("MLflow".to_owned(), "lock-in")], "open formats, a week");

    keys.press(&mut room, Role::Button, "Take out MLflow");
    let left = room.things().into_iter().find(|it| it.name.starts_with("Lock-in, MLflow"));
    assert_eq!(left, None, "it is taken out");
    keys.press(&mut room, Role::Button, "Facts about Seldon Core 1/2");
    keys.write(&mut room, "Search", "MLflow");
    keys.press(&mut room, Role::RadioButton, "MLflow, ");
    keys.press(&mut room, Role::CheckBox, "MLflow in my comparison");
    keys.press(&mut room, Role::Tab, "Comparison");
    let cell = find(&room, Role::TextInput, "Lock-in, MLflow");
    assert_eq!(cell.value, "open formats, a week", "its words come back with it");
}

#[test]
fn every_fact_of_the_field_guide_shows_its_source_date_and_grade() {
    let (mut room, mut hand) = (room(), Reader::default());
    let guide = stackholders::study::field_guide::shipped();
    hand.press(&mut room, Role::Button, "Learn alone…");
    hand.press(&mut room, Role::Tab, "Field guide");
    let mut unverified = 0;
    for tool in &guide.tools {
        let learn = room.game_mut().learn.as_mut().expect("open");
        learn.hand.guide.tool = Some(tool.slug.clone());
        room.game_mut().touch();
        room.settle();
        let texts: Vec<String> = room.things().into_iter().map(|it| it.value).collect();
        for fact in &tool.facts {
            let grade = stackholders::view::words::verification(fact.verification);
            let source = format!("Source: {}, {}, {grade}", fact.source, fact.as_of);
            assert!(texts.contains(&source), "{}: '{source}' is not shown", tool.name);
            unverified += usize::from(!fact.is_verified());
            assert_eq!(fact.is_verified(), grade != "unverified", "{}", tool.name);
        }
    }
    assert!(unverified > 0, "no fact tests the mark");
    // Filters, each by itself, and what they find fits.
    for (filter, least) in [("Named in an authorisation", 3), ("A foundation is steward", 10)] {
        hand.press(&mut room, Role::CheckBox, filter);
        let found = room.game().learn.as_ref().expect("open").view.guide.found.clone();
        let count: usize = found.split(' ').next().and_then(|it| it.parse().ok()).expect("a count");
        assert!((least..guide.tools.len()).contains(&count), "{filter}: {found}");
        hand.press(&mut room, Role::CheckBox, filter);
    }
    hand.choose(&mut room, "Licence", "copyleft licence");
    let found = &room.game().learn.as_ref().expect("open").view.guide;
    assert!(!found.tools.is_empty() && found.more == 0, "{}", found.found);
}

/// Progress of the first version, as it was written then.
const FIRST: &[u8] = include_bytes!("../golden/study/v1.study");

#[test]
fn progress_of_an_older_version_goes_on_and_stays_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder for a moment");
    let old = folder.path().join("learning.progress");
    std::fs::write(&old, FIRST).expect("writable");
    let then = progress::read(FIRST).expect("ours").progress;
    for _ in 0..2 {
        let mut game = Game::new(folder.path().to_owned());
        game.apply(Action::Learn);
        game.refresh();
        assert!(game.views.frame.message.is_none(), "{:?}", game.views.frame.message);
        let now = game.learn.as_ref().expect("open").progress();
        assert!(now.entries().starts_with(then.entries()));
        game.apply(Action::Study(StudyWish::Row { name: "MLflow".to_owned(), there: true }));
    }
    assert_eq!(std::fs::read(&old).expect("still there"), FIRST, "it is never written on");
    let new = std::fs::read(folder.path().join("learning-2.progress")).expect("a copy goes on");
    let read = progress::read(&new).expect("ours");
    assert_eq!((read.version, read.aside.len()), (progress::VERSION, 0));
    assert_eq!(read.progress.rows(), ["MLflow"]);
    assert!(!folder.path().join("learning-3.progress").exists(), "it is copied once");
}

/// The machine stops while the copy is made, or at any later moment: what was there is there.
#[test]
fn a_copy_that_was_cut_is_never_taken_for_the_whole() {
    let then = progress::read(FIRST).expect("ours").progress;
    let (mut renewed, mut whole) = then.renewed();
    let copied = whole.len();
    whole.extend(renewed.add(Entry::Row { row: "MLflow".to_owned(), there: true }));
    for cut in (0..=whole.len()).step_by(7).chain([copied - 1, copied, whole.len()]) {
        let folder = tempfile::tempdir().expect("a folder for a moment");
        std::fs::write(folder.path().join("learning.progress"), FIRST).expect("writable");
        std::fs::write(folder.path().join("learning-2.progress"), &whole[..cut]).expect("writable");
        let learn = stackholders::app::learn::Learn::new(folder.path().to_owned(), Vec::new());
        let entries = learn.progress().entries();
        assert!(entries.starts_with(then.entries()), "cut at {cut}: {} entries", entries.len());
        assert_eq!(entries.len() > then.entries().len(), cut == whole.len(), "cut at {cut}");
    }
}

#[test]
fn progress_of_a_newer_version_is_told_of_and_left_untouched() {
    let folder = tempfile::tempdir().expect("a folder for a moment");
    let newer = folder.path().join("learning.progress");
    let bytes = b"stackholders-study 3\n{\"dream\":{}}\t0123456789abcdef\n";
    std::fs::write(&newer, bytes).expect("writable");
    let mut game = Game::new(folder.path().to_owned());
    for round in 0..2 {
        game.apply(Action::Learn);
        game.refresh();
        if round == 0 {
            let said = game.views.frame.message.clone().expect("it is told");
            assert_eq!(
                said,
                "learning.progress: the progress is of version 3, this program reads 1 to 2; take a newer program, or begin anew beside it. It is left as it is, and learning-2.progress beside it is used"
            );
        }
        game.apply(Action::Study(StudyWish::Open(round)));
    }
    assert_eq!(std::fs::read(&newer).expect("still there"), bytes);
    let mut again = Game::new(folder.path().to_owned());
    again.apply(Action::Learn);
    let kept: &Progress = again.learn.as_ref().expect("open").progress();
    assert_eq!(kept.entries().len(), 2, "what was begun beside it is found again");
}

#[test]
fn a_lesson_of_a_training_unit_brings_its_own_case() {
    let folder = tempfile::tempdir().expect("a folder for a moment");
    let files = stackholders::scenario::shipped::files("first-week").expect("shipped");
    let case = folder.path().join("city-permits");
    std::fs::create_dir_all(&case).expect("writable");
    for name in stackholders::scenario::place::FILES {
        let text = files.text(name).expect("every file is there");
        let text = text.replace("slug: \"first-week\"", "slug: \"city-permits\"");
        let text = text.replace("title: \"First week\"", "title: \"City permits\"");
        std::fs::write(case.join(name), text).expect("writable");
    }
    let lesson = stackholders::study::lesson::shipped_text();
    let lesson = lesson.replace("GuidedRun(\"first-week\")", "GuidedRun(\"city-permits\")");
    let lesson = lesson.replace("slug: \"open-or-proprietary\"", "slug: \"city\"");
    std::fs::write(folder.path().join("lesson.ron"), lesson).expect("writable");

    let (mut room, mut hand) = (room(), Reader::default());
    let path = folder.path().to_string_lossy().into_owned();
    hand.write(&mut room, "Path or run code", &path);
    hand.press(&mut room, Role::Button, "Open");
    assert_eq!(room.game().screen, Screen::Learn, "{:?}", room.game().views.frame.message);
    hand.press(&mut room, Role::Button, "Two years in a small office, ");
    hand.press(&mut room, Role::Button, "Play City permits");
    assert_eq!(room.game().table().expect("a run").case().slug, "city-permits");
    let prediction = Decision::Predict {
        gauge: Gauge::Cost,
        direction: stackholders::scenario::plan::Direction::Rises,
        size: stackholders::scenario::plan::Size::Clear,
    };
    room.game_mut().apply(Action::Take(prediction));

    std::fs::write(folder.path().join("lesson.ron"), "(format: 1)").expect("writable");
    room.game_mut().apply(Action::Home);
    room.game_mut().apply(Action::Open(path));
    room.game_mut().refresh();
    let said = room.game().views.frame.message.clone().expect("it is told");
    assert!(said.contains("errors: line 1, found"), "{said}");
    assert_eq!(room.game().screen, Screen::Title);
}
