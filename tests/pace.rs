//! How soon a newcomer decides something: the words, presses and screens up to the first tool that is chosen, and alone up
//! to the first decision that is replayed; and how soon somebody who knows the game is in the larger case.

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
/// The bar of one who learns alone, up to the first reveal (seconds).
const TEN_MINUTES: f64 = 600.0;
/// The bar of a practitioner, up to the first year of the larger case (seconds).
const ONE_MINUTE: f64 = 60.0;

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

/// A newcomer at the title.
fn newcomer() -> Newcomer {
    let mut room = Room::new(vec2(1280.0, 720.0), Look::default());
    room.game_mut().luck = Some(2_027);
    let read = BTreeSet::new();
    Newcomer { room, read, aloud: 0, silently: 0, presses: 0, screens: 0 }
}

#[test]
fn a_newcomer_decides_within_three_minutes() {
    let mut newcomer = newcomer();
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

/// Everything on the way is read, and the year is watched to its end; nobody helps.
#[test]
fn a_newcomer_alone_sees_a_decision_replayed_within_ten_minutes() {
    let mut newcomer = newcomer();
    newcomer.press(Role::Button, "Learn alone…");
    newcomer.press(Role::Button, "Two years in a small office, ");
    newcomer.press(Role::Button, "Play First week");
    newcomer.press(Role::Button, "To FY2027");
    newcomer.press(Role::Button, "Answering: ");
    let options = newcomer.room.game().views.component.as_ref().expect("in hand").options.clone();
    newcomer.press(Role::Button, &format!("More about {}", options[0].name));
    let free = options.iter().find(|it| it.refusal.is_none()).expect("one may be taken");
    newcomer.press(Role::CheckBox, &free.name);
    newcomer.press(Role::Button, "Commit…");
    newcomer.press(Role::RadioButton, "scale");
    newcomer.press(Role::RadioButton, "rises");
    newcomer.press(Role::Button, "Commit and let the year play");
    assert_eq!(newcomer.room.game().screen, Screen::Play);
    let mut watched = 0;
    while newcomer.room.game().screen == Screen::Play {
        newcomer.read();
        newcomer.room.game_mut().tick(1.0);
        newcomer.room.settle();
        watched += 1;
        assert!(watched < 180, "the year does not end");
    }
    newcomer.press(Role::Button, "Show what happened");
    newcomer.read();
    let game = newcomer.room.game();
    assert!(game.screen == Screen::Reveal && game.reveal.opened);
    let played = &game.table().expect("a run").run().years[0].decisions;
    assert!(played.iter().any(|it| matches!(it, Decision::Adopt { .. })), "{played:?}");
    let Newcomer { aloud, silently, presses, .. } = newcomer;
    let words = aloud + silently;
    let reading = 60.0 * words as f64 / SILENTLY;
    let seconds = reading + presses as f64 * PRESS + f64::from(watched);
    let told = format!(
        "{words} words, {presses} presses, {watched} seconds watched, {seconds:.0} seconds"
    );
    #[expect(clippy::print_stdout, reason = "the count is what this test is run for")]
    {
        println!("alone to the first reveal: {told}");
    }
    assert!(presses <= 14, "{told}");
    assert!(seconds <= TEN_MINUTES, "{told}: longer than ten minutes");
}

/// Who knows the game reads no brief and no guide: presses, and the words of the two screens on which to press.
#[test]
fn a_practitioner_is_in_the_larger_case_within_a_minute() {
    let mut newcomer = newcomer();
    newcomer.press(Role::Button, "Learn alone…");
    newcomer.press(Role::Button, "Play Family benefits");
    assert_eq!(newcomer.room.game().screen, Screen::Brief);
    let silently = newcomer.silently;
    newcomer.press(Role::Button, "To FY2027");
    assert_eq!(newcomer.room.game().screen, Screen::Year);
    assert_eq!(newcomer.room.game().table().expect("a run").case().slug, "family-benefits");
    assert!(newcomer.room.game().views.aid.guide.is_none(), "no guide stands in the way");
    // Who looks for a button reads a part of what is on its screen; half is generous.
    let reading = 60.0 * silently as f64 / SILENTLY / 2.0;
    let seconds = reading + newcomer.presses as f64 * PRESS;
    let told = format!("{silently} words, {} presses, {seconds:.0} seconds", newcomer.presses);
    #[expect(clippy::print_stdout, reason = "the count is what this test is run for")]
    {
        println!("to the larger case: {told}");
    }
    assert!(newcomer.presses <= 3, "{told}");
    assert!(seconds <= ONE_MINUTE, "{told}: longer than a minute");
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
