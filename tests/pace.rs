//! How soon a newcomer decides something: the words, presses and screens up to the first tool that is chosen.

#![expect(clippy::panic, reason = "a test that fails says what it found")]

#[expect(dead_code, reason = "only what is read and pressed matters here")]
#[path = "panels/room.rs"]
mod room;

use std::collections::BTreeSet;

use egui::accesskit::{Action, NodeId, Role};
use egui::{Shape, vec2};
use room::Room;
use stackholders::app::game::Screen;
use stackholders::scenario::plan::Decision;
use stackholders::ui::theme::Look;

/// Words a minute of one who reads the brief aloud, and of one who reads a screen silently (Brysbaert 2019).
const ALOUD: f64 = 183.0;
const SILENTLY: f64 = 238.0;
/// Seconds for one press, with the look for where to press. Design choice: generous for a mouse in other hands.
const PRESS: f64 = 3.0;
/// The bar (seconds).
const THREE_MINUTES: f64 = 180.0;

/// A newcomer who reads everything that is new on the screen before each press.
struct Newcomer {
    room: Room,
    read: BTreeSet<String>,
    /// Words of the brief, and of everything else.
    aloud: usize,
    silently: usize,
    presses: usize,
    screens: usize,
}

impl Newcomer {
    /// Reads what is written on the screen and was not there before.
    fn read(&mut self) {
        let mut texts = Vec::new();
        for clipped in self.room.shapes() {
            collect(&clipped.shape, &mut texts);
        }
        let brief = self.room.game().screen == Screen::Brief;
        for text in texts {
            let words = text.split_whitespace().count();
            if self.read.insert(text) {
                *(if brief { &mut self.aloud } else { &mut self.silently }) += words;
            }
        }
    }

    fn press(&mut self, role: Role, name: &str) {
        self.read();
        let target = self.find(role, name);
        let before = self.room.game().screen;
        self.room.ask(target, Action::Click, None);
        self.presses += 1;
        self.screens += usize::from(self.room.game().screen != before);
    }

    fn find(&self, role: Role, name: &str) -> NodeId {
        let things = self.room.things();
        let found = things.iter().find(|it| it.role == role && it.name.starts_with(name));
        found.unwrap_or_else(|| panic!("no {role:?} '{name}…' among {things:#?}")).id
    }
}

/// The texts of a shape.
fn collect(shape: &Shape, texts: &mut Vec<String>) {
    match shape {
        Shape::Text(text) => texts.push(text.galley.text().to_owned()),
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, texts)),
        _ => {}
    }
}

#[test]
fn a_newcomer_decides_within_three_minutes() {
    let room = Room::new(vec2(1280.0, 720.0), Look::default());
    let read = BTreeSet::new();
    let mut newcomer = Newcomer { room, read, aloud: 0, silently: 0, presses: 0, screens: 0 };
    newcomer.press(Role::Button, "Begin");
    assert_eq!(newcomer.room.game().screen, Screen::Brief);
    newcomer.press(Role::Button, "To FY2027");
    assert_eq!(newcomer.room.game().screen, Screen::Year);
    newcomer.press(Role::Button, "Serving");
    newcomer.press(Role::CheckBox, "Harbor serve");
    let decided = newcomer.room.game().table().expect("at play").draft().decisions.clone();
    assert!(
        matches!(decided.as_slice(), [Decision::Adopt { .. }]),
        "the first decision is not there: {decided:?}"
    );
    let Newcomer { aloud, silently, presses, screens, .. } = newcomer;
    let reading = 60.0 * (aloud as f64 / ALOUD + silently as f64 / SILENTLY);
    let seconds = reading + presses as f64 * PRESS;
    let told = format!(
        "{aloud} words aloud, {silently} silently, {presses} presses, {screens} screens, {seconds:.0} seconds"
    );
    #[expect(clippy::print_stdout, reason = "the count is what this test is run for")]
    {
        println!("to the first decision: {told}");
    }
    assert!(presses <= 4, "{told}");
    assert!(screens <= 2, "{told}");
    assert!(seconds <= THREE_MINUTES, "{told}: longer than three minutes");
}

/// experience.md's budget is four; a guided first year has one tool decision more.
#[test]
fn little_is_decided_between_two_reveals() {
    let files = stackholders::scenario::shipped::files("family-benefits").expect("shipped");
    let case = stackholders::scenario::load(&files).case.expect("shipped cases have no faults");
    let rules = &case.agency;
    let beside = [rules.guardrails_per_year, rules.staffing_per_year, rules.responses_per_year];
    let beside: u32 = beside.map(u32::from).iter().sum();
    for (year, slots) in rules.slots.iter().enumerate() {
        let tools = u32::from(*slots);
        let most = if year == 0 { 3 } else { 2 };
        assert!(tools <= most, "year {year}: {tools} tool decisions");
        assert!(beside <= 3, "{beside} decisions beside tools in a year");
    }
}
