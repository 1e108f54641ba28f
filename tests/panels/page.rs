//! The small case as a page plays it: every press is written down, so that a browser can do the same with a mouse, with a
//! finger and by its elements alone. `STACKHOLDERS_UPDATE_GOLDEN=1 cargo test --features ui --test panels page` writes it
//! anew.

use std::path::Path;

use egui::accesskit::Role;
use egui::vec2;
use serde_json::{Value, json};
use stackholders::app::game::Screen;
use stackholders::app::mirror;
use stackholders::host::Keeping;
use stackholders::insight::self_check;
use stackholders::scenario::shipped::cases;
use stackholders::session::code::seed_words;
use stackholders::ui::theme::Look;

use super::hands::{Hand, Reader, find};
use super::play::{carry_out, decisions};
use super::room::{Room, Thing};

const CASE: &str = "first-week";
const SEED: u64 = 2_027;
/// Runs of which programs compare digests.
const COMPARED: u32 = 1_000;

/// A screen reader whose steps are written down as a page knows them.
#[derive(Default)]
struct Recorder {
    reader: Reader,
    steps: Vec<Value>,
}

impl Recorder {
    fn note(&mut self, room: &Room, target: &Thing, text: Option<&str>) {
        let role = mirror::role(target.role);
        let same = |it: &&Thing| mirror::role(it.role) == role && it.name == target.name;
        let nth = room.things().iter().filter(same).position(|it| it.id == target.id);
        let mut step = json!({ "role": role, "name": target.name, "nth": nth });
        match text {
            Some(text) => (step["kind"], step["value"]) = (json!("text"), json!(text)),
            None => step["kind"] = json!("press"),
        }
        self.steps.push(step);
    }
}

impl Hand for Recorder {
    fn press(&mut self, room: &mut Room, role: Role, name: &str) {
        let target = find(room, role, name);
        self.note(room, &target, None);
        self.reader.press(room, role, name);
    }

    fn write(&mut self, room: &mut Room, name: &str, text: &str) {
        let fields = [Role::TextInput, Role::MultilineTextInput];
        let things = room.things();
        let named = |it: &&Thing| fields.contains(&it.role) && it.name.starts_with(name);
        let target = things.iter().find(named).expect("a field of this name").clone();
        self.note(room, &target, Some(text));
        self.reader.write(room, name, text);
    }
}

/// Plays the case; gives its code and the bytes of its file.
fn play(hand: &mut Recorder, room: &mut Room) -> (String, Vec<u8>) {
    hand.press(room, Role::Button, "Look");
    hand.press(room, Role::CheckBox, "Stills, no motion");
    hand.press(room, Role::Button, "Done");
    let case = room.game().views.title.cases.iter().find(|it| it.slug == CASE);
    let title = case.expect("the case is there").title.clone();
    hand.press(room, Role::RadioButton, &title);
    hand.write(room, "Name of the table", "North");
    hand.write(room, "Luck", &seed_words(SEED).expect("a luck of words").join(" "));
    hand.press(room, Role::Button, "Begin");
    let first = room.game().views.brief.first_year.clone();
    hand.press(room, Role::Button, &format!("To {first}"));
    while room.game().screen == Screen::Year {
        for decision in decisions(room.game().table().expect("a run goes on")) {
            carry_out(hand, room, decision);
        }
        hand.press(room, Role::Button, "Commit…");
        for role in &room.game().views.planning.roles.clone() {
            hand.press(room, Role::CheckBox, &format!("{} has spoken", role.name));
        }
        hand.press(room, Role::Button, "Commit and let the year play");
        hand.press(room, Role::Button, "Skip");
        hand.press(room, Role::Button, "Show what happened");
        let onward = room.game().views.reveal.onward.clone();
        hand.press(room, Role::Button, &onward);
    }
    assert_eq!(room.game().screen, Screen::End);
    let name = room.game().file().to_owned();
    let bytes = std::fs::read(room.folder().join(name)).expect("the run is kept");
    (room.game().views.end.code.clone(), bytes)
}

#[expect(clippy::disallowed_methods, reason = "a golden file is written only when asked for")]
fn updating() -> bool {
    std::env::var_os("STACKHOLDERS_UPDATE_GOLDEN").is_some()
}

#[test]
fn a_page_plays_the_small_case_as_it_was_written_down() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let (steps_file, run_file) = (golden.join("page-play.json"), golden.join("page-play.run"));
    let mut hand = Recorder::default();
    let mut room = Room::new(vec2(1280.0, 720.0), Look::default());
    room.game_mut().keeping = Keeping::Browser;
    room.game_mut().touch();
    room.settle();
    let (code, bytes) = play(&mut hand, &mut room);
    let found = room.things();
    let has = |name: &str| found.iter().any(|it| it.name == name);
    assert!(
        has("Save the run file…") && !has("Show the run file…"),
        "a page has no folder to show"
    );
    let told = json!({
        "case": CASE,
        "code": code,
        "digest": blake3::hash(&bytes).to_hex().to_string(),
        "self_check": { "runs": COMPARED, "digest": self_check::digest(&cases(), COMPARED) },
        "steps": hand.steps,
    });
    let told = format!("{told:#}\n");
    if updating() {
        std::fs::write(&steps_file, &told).expect("the steps are written");
        std::fs::write(&run_file, &bytes).expect("the run is written");
    }
    let kept = std::fs::read_to_string(&steps_file).expect("tests/golden/page-play.json");
    assert!(
        kept == told,
        "the page would be played otherwise than tests/golden/page-play.json says"
    );
    assert_eq!(std::fs::read(&run_file).expect("tests/golden/page-play.run"), bytes);
}

#[test]
fn a_page_says_where_runs_are_kept_and_lets_files_be_chosen() {
    for (keeping, told) in [
        (Keeping::Browser, "kept in this browser"),
        (Keeping::Full, "no room left"),
        (Keeping::Nowhere, "keeps nothing"),
    ] {
        let mut room = Room::new(vec2(1280.0, 720.0), Look::default());
        room.game_mut().keeping = keeping;
        room.game_mut().touch();
        room.settle();
        let said = room.things().iter().any(|it| it.value.contains(told));
        assert!(said, "{keeping:?} is not told as '{told}'");
        let mut reader = Reader::default();
        assert!(!room.game_mut().chooses());
        reader.press(&mut room, Role::Button, "Choose a file…");
        assert!(room.game_mut().chooses(), "the page is not asked for a file");
        reader.press(&mut room, Role::Button, "Debrief tables…");
        reader.press(&mut room, Role::Button, "Choose files…");
        assert!(room.game_mut().chooses(), "the page is not asked for files");
    }
}
