//! A debrief led by the accessibility tree alone, and by the keys of a clicker alone.

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use stackholders::app::debrief::Debrief;
use stackholders::app::game::{Game, Screen};
use stackholders::app::wall::Wall;
use stackholders::session::journal;
use stackholders::session::record::Slugs;
use stackholders::ui::action::{Action, Wish};
use stackholders::ui::panels::debrief::desk::{DeskHand, Leaf};
use stackholders::ui::theme::Look;
use stackholders::view::debrief::desk::DeskView;

use super::hands::{Hand, Reader, find};
use super::room::Room;
use super::tour::{five_runs, flagship, insight, three_codes};

const FIELD: &str = "Drop run files or a folder here, or type a path or a run code";

/// The desk of a debrief, led by what its tree says.
struct Desk {
    room: Room,
    hand: Reader,
}

impl Desk {
    /// A desk that knows what takes seconds for the runs of the tests, with five run files in a folder beside it.
    fn open() -> (Self, String) {
        let mut room = Room::new(vec2(1280.0, 720.0), Look::default());
        room.game_mut().looking = true;
        let case = flagship();
        let folder = room.folder().join("tables");
        std::fs::create_dir(&folder).expect("writable");
        for (at, (name, run)) in five_runs().iter().enumerate() {
            let bytes = journal::write(run, &Slugs::of(&case)).expect("a run of the case");
            std::fs::write(folder.join(format!("{at}-{name}.run")), bytes).expect("writable");
        }
        let mut desk = Self { room, hand: Reader::default() };
        desk.press(Role::Button, "Debrief tables…");
        desk.room.game_mut().debrief.as_mut().expect("open").know(insight());
        (desk, folder.to_string_lossy().into_owned())
    }

    fn debrief(&self) -> &Debrief {
        self.room.game().debrief.as_ref().expect("a debrief is open")
    }

    fn view(&self) -> &DeskView {
        &self.debrief().view
    }

    fn in_hand(&self) -> &DeskHand {
        &self.debrief().hand
    }

    fn press(&mut self, role: Role, name: &str) {
        self.hand.press(&mut self.room, role, name);
    }

    fn pick(&mut self, name: &str) {
        self.press(Role::RadioButton, name);
    }

    fn choose(&mut self, list: &str, item: &str) {
        self.hand.choose(&mut self.room, list, item);
    }

    /// Everything that the tree says, thing by thing.
    fn words(&self) -> Vec<String> {
        let things = self.room.things();
        things.into_iter().flat_map(|it| [it.name, it.value]).filter(|it| !it.is_empty()).collect()
    }

    fn says(&self, text: &str) -> bool {
        assert!(!text.is_empty(), "nothing is looked for");
        self.words().iter().any(|it| it.to_lowercase().contains(&text.to_lowercase()))
    }

    #[track_caller]
    fn hears(&self, text: &str) {
        assert!(self.says(text), "the tree does not say '{text}': {:#?}", self.words());
    }

    #[track_caller]
    fn hears_nothing_of(&self, text: &str) {
        assert!(!self.says(text), "the tree says '{text}' too early");
    }

    fn enabled(&self, name: &str) -> bool {
        find(&self.room, Role::Button, name).enabled
    }

    /// A question is on the screen and its answer is not; a hand goes up, and the answer is shown.
    #[track_caller]
    fn predict(&mut self, choice: &str, answer: &str) {
        let question = self.view().ask.clone().expect("something is asked").question;
        self.hears(&question);
        self.hears_nothing_of(answer);
        assert!(!self.enabled("Show the answer"), "nobody has said anything");
        self.press(Role::Button, &format!("{choice}, 0 hands, one more"));
        self.press(Role::Button, &format!("{choice}, 1 hand, one more"));
        self.press(Role::Button, &format!("{choice}, one hand less"));
        self.hears_nothing_of(answer);
        self.press(Role::Button, "Show the answer");
        self.hears(answer);
        self.hears(&format!("The room expected: {choice}, 1 hand"));
    }

    /// Until nothing is looked for any more.
    fn wait(&mut self) {
        for _ in 0..6_000 {
            if !self.debrief().looks() {
                self.room.game_mut().touch();
                self.room.settle();
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
            self.room.game_mut().tick(0.1);
            self.room.settle();
        }
        panic!("it is not found: {}", self.view().progress);
    }
}

#[test]
fn the_accessibility_tree_alone_goes_through_every_leaf_and_says_what_it_shows() {
    let (mut desk, folder) = Desk::open();
    desk.hand.write(&mut desk.room, FIELD, &folder);
    desk.press(Role::Button, "Add");
    assert!(!desk.debrief().looks(), "everything is known: {}", desk.view().progress);
    for letter in ["A", "B", "C", "D", "E"] {
        desk.hears(&format!("Table {letter}"));
    }
    desk.pick("Names for the tables");
    desk.hears("Harbour");
    desk.pick("Letters for the tables");
    luck(&mut desk);
    decisions(&mut desk);
    one_change(&mut desk);
    causes(&mut desk);
    map(&mut desk);
    frontier(&mut desk);
    weights(&mut desk);
    would_it_hold(&mut desk);
    rule(&mut desk);
    mirror(&mut desk);
    timeline(&mut desk);
    contrast(&mut desk);
    what_if(&mut desk);
}

fn luck(desk: &mut Desk) {
    desk.press(Role::Tab, "Why");
    desk.predict("better than most", "Table A was luckier than");
    let view = desk.view().luck.clone().expect("found");
    desk.hears(&view.aims[0].told);
    for plan in &view.aims[0].plans {
        desk.hears(&plan.told);
    }
    desk.pick("security");
    let losses = view.aims.iter().find(|it| it.line.name.starts_with("losses")).expect("a gauge");
    desk.hears(&losses.told);
    desk.hears_nothing_of(&view.aims[0].told);
    desk.choose("Table", "Table C");
    desk.hears_nothing_of("was luckier than");
    desk.press(Role::Button, "Show it without hands");
    desk.hears("Table C was luckier than");
    desk.choose("Table", "Table A");
    desk.hears("Table A was luckier than");
}

fn decisions(desk: &mut Desk) {
    desk.pick("Decisions");
    desk.pick("all five weighed");
    let view = desk.view().parts.clone().expect("found");
    let aim = &view.aims[0];
    desk.hears(&aim.title);
    desk.hears(&aim.luck.told);
    for step in &aim.short {
        desk.hears(&step.told);
    }
    let last = &aim.steps.last().expect("decisions").told;
    desk.hears_nothing_of(last);
    desk.press(Role::CheckBox, "every decision");
    desk.hears(last);
    desk.pick("cost");
    desk.hears(&view.aims[1].title);
}

fn one_change(desk: &mut Desk) {
    desk.pick("One change");
    desk.pick("all five weighed");
    let view = desk.view().changes.clone().expect("found");
    desk.pick("on average");
    desk.hears(&view.aims[0].mean.reading);
    desk.pick("under the same luck");
    let ranked = &view.aims[0].this_luck;
    desk.hears(&ranked.reading);
    let row = ranked.helped.first().or(ranked.hurt.first()).expect("something mattered").clone();
    desk.pick(&row.told);
    desk.press(Role::Button, "Try it as a what-if");
    assert_eq!(desk.in_hand().leaf, Leaf::WhatIf);
    let picked = desk.view().what_if.picked.clone().expect("it is in hand");
    desk.hears(&picked.text);
    assert!(picked.played.is_none(), "played before the hands");
    desk.press(Role::Button, "Another change");
    desk.press(Role::Tab, "Why");
}

fn causes(desk: &mut Desk) {
    desk.pick("Causes");
    desk.choose("Gauge", "lock-in");
    let view = desk.view().causes.clone().expect("it plays again here");
    desk.hears(&view.title);
    desk.hears(&view.told);
    for arrow in &view.arrows {
        desk.hears(&arrow.told);
    }
    // Pressing a box leaves its arrows.
    let from = view.arrows.iter().map(|it| it.from).find(|at| *at > 0).expect("an arrow");
    desk.press(Role::CheckBox, &view.nodes[from].text);
    let (own, other): (Vec<_>, Vec<_>) =
        view.arrows.iter().partition(|it| it.from == from || it.to == from);
    desk.hears(&own[0].told);
    desk.hears_nothing_of(&other[0].told);
    desk.choose("Gauge", "cost");
    let cost = desk.view().causes.clone().expect("found");
    assert_ne!(cost.title, view.title);
    for arrow in &cost.arrows {
        desk.hears(&arrow.told);
    }
}

fn map(desk: &mut Desk) {
    desk.pick("Map");
    desk.choose("Table", "Table C");
    let view = desk.view().wardley.clone().expect("every run has one");
    for place in &view.places {
        desk.hears(&place.told);
        if !place.inertia.is_empty() {
            desk.hears(&place.inertia);
        }
    }
    desk.choose("Table", "Table A");
}

fn frontier(desk: &mut Desk) {
    desk.press(Role::Tab, "Plans");
    let view = desk.view().frontier.clone().expect("found");
    assert_eq!(view.tables.len(), 5);
    desk.hears(&view.reading);
    for marked in view.tables.iter().chain([&view.par]) {
        desk.hears(&view.told(marked, 0, 1));
    }
    desk.pick("across: security");
    desk.pick("up: scale");
    for marked in view.tables.iter().chain([&view.par]) {
        desk.hears(&view.told(marked, 2, 3));
    }
}

fn weights(desk: &mut Desk) {
    desk.pick("Weights");
    desk.predict("yes, often", "other sets of weights change the order");
    let before = desk.view().weights.clone().expect("found");
    for set in &before.sets {
        desk.hears(&set.told);
    }
    desk.hears_nothing_of("the room’s own: plans");
    for _ in 0..2 {
        desk.press(Role::Button, "more weight for compliance");
    }
    desk.press(Role::Button, "less weight for compliance");
    desk.hears("the room’s own: plans");
    desk.press(Role::Button, "Search the best plan for these weights");
    desk.wait();
    desk.hears("For the room’s weights the search finds a plan worth");
    desk.press(Role::Button, "more weight for cost");
    desk.hears_nothing_of("For the room’s weights");
}

fn would_it_hold(desk: &mut Desk) {
    desk.pick("Would it hold");
    desk.predict("half to nine of ten", "It holds in");
    let usual = desk.view().survival.clone().expect("found");
    desk.hears(&usual.conclusion);
    for number in &usual.deciding {
        desk.hears(&number.told);
    }
    desk.choose("Ahead of", "Table E’s plan");
    desk.choose("Ahead by", "lock-in");
    desk.wait();
    desk.predict("fewer than half", "It holds in");
    let stated = desk.view().survival.clone().expect("found");
    assert_eq!(stated.conclusion, "Table A’s plan is ahead of Table E’s plan: lock-in");
    desk.choose("Table", "Table E");
    assert_eq!(desk.in_hand().survival.against, Default::default(), "nothing beats itself");
    desk.choose("Table", "Table A");
}

fn rule(desk: &mut Desk) {
    desk.press(Role::Tab, "Rule");
    let view = desk.view().rule.clone().expect("something lies beneath");
    desk.predict("people", &view.spread);
    desk.hears(&view.equation);
    desk.hears(&view.source);
    for (table, amount) in &view.amounts {
        desk.hears(&format!("{table}: {amount}"));
    }
    desk.room.key(Key::PageUp, Modifiers::NONE);
    desk.room.settle();
    desk.hears_nothing_of(&view.equation);
}

fn mirror(desk: &mut Desk) {
    desk.press(Role::Tab, "Mirror");
    let view = desk.view().mirror.clone();
    desk.hears(view.question);
    for table in &view.tables {
        for line in &table.lines {
            desk.hears(&format!("{}: {}", line.name, line.told));
        }
    }
}

fn timeline(desk: &mut Desk) {
    desk.press(Role::Tab, "Timeline");
    desk.pick("Table B");
    let at = desk.view().timeline.now.month;
    let line = find(&desk.room, Role::Slider, "Month");
    desk.room.ask(line.id, egui::accesskit::Action::Increment, None);
    assert_eq!(desk.view().timeline.now.month, at + 1);
    desk.press(Role::Button, "To the next stop");
    assert!(desk.view().timeline.now.month > at + 1);
    desk.hears(&desk.view().timeline.now.title);
    desk.hand.write(&mut desk.room, "Pin a note to this month", "Ask about the contract");
    desk.press(Role::Button, "Pin");
    assert_eq!(desk.view().timeline.pins.len(), 1);
    desk.hears("Ask about the contract");
    desk.pick("All");
    for label in desk.view().labels.clone() {
        desk.hears(&label);
    }
}

fn contrast(desk: &mut Desk) {
    desk.press(Role::Tab, "Contrast");
    desk.pick("beside Table C");
    let view = desk.view().contrast.clone().expect("one case");
    assert_eq!([view.first.as_str(), view.second.as_str()], ["Table B", "Table C"]);
    desk.hears(view.basis);
    desk.hears(&view.began);
    for row in &view.gauges {
        for text in [&row.first, &row.second, &row.since] {
            desk.hears(text);
        }
    }
    desk.pick("beside the pipeline left as found");
    assert_ne!(desk.view().contrast.as_ref().expect("it plays again").began, "");
}

fn what_if(desk: &mut Desk) {
    desk.press(Role::Tab, "What if");
    let change = desk.view().what_if.changes[0].text.clone();
    desk.press(Role::Button, &change);
    desk.pick("security");
    desk.hears("lower, about the same, or higher?");
    assert!(!desk.enabled("Play it"), "nobody has said anything");
    desk.press(Role::Button, "lower, 0 hands");
    desk.hears_nothing_of("with the change");
    desk.press(Role::Button, "Play it");
    let played = desk.view().what_if.picked.clone().and_then(|it| it.played).expect("played");
    desk.hears("with the change");
    desk.hears(&played.contrast.began);
    desk.hears("lower: 1 hand");
    desk.press(Role::Button, "Keep it as a table");
    assert_eq!(desk.view().labels.len(), 6);
    desk.press(Role::Tab, "Tables");
    desk.hears("Table F");
    desk.press(Role::Button, "Everything on paper…");
    assert!(desk.room.folder().join("debrief-1/run-of-show.html").is_file());
}

/// A run of an older case: what was recorded is shown and marked, and nothing is made up.
#[test]
fn a_run_that_does_not_play_again_is_shown_as_it_was_recorded() {
    let mut room = Room::new(vec2(1280.0, 720.0), Look::default());
    let case = flagship();
    let (_, mut run) = five_runs().remove(0);
    run.header.case_digest = [9; 32];
    let bytes = journal::write(&run, &Slugs::of(&case)).expect("a run of the case");
    let path = room.folder().join("old.run");
    std::fs::write(&path, bytes).expect("writable");
    room.game_mut().apply(Action::Gather);
    room.game_mut().apply(Action::Debrief(Wish::Add(path.to_string_lossy().into_owned())));
    room.settle();
    let mut desk = Desk { room, hand: Reader::default() };
    desk.hears("Stackholders, Debrief");
    let table = desk.view().gathered.tables[0].clone();
    assert!(!table.replays, "{table:?}");
    desk.hears(&table.standing);
    desk.press(Role::Tab, "Why");
    desk.hears("Not for this run");
    desk.press(Role::Tab, "What if");
    desk.hears("This run does not play again here");
    desk.press(Role::Tab, "Timeline");
    for (gauge, reads) in desk.view().timeline.now.gauges.clone() {
        desk.hears(gauge);
        desk.hears(&reads);
    }
}

/// Where a script is: its part, whether the answer is told, and what the room sees.
type Step = (usize, bool, Leaf);

#[test]
fn a_clicker_alone_leads_from_the_first_part_to_the_last_and_back() {
    let (mut desk, folder) = Desk::open();
    desk.room.game_mut().apply(Action::Debrief(Wish::Add(folder)));
    desk.room.settle();
    let step =
        |desk: &Desk| -> Step { (desk.in_hand().segment, desk.view().told, desk.in_hand().leaf) };
    let press = |desk: &mut Desk, key: Key| {
        desk.room.key(key, Modifiers::NONE);
        desk.room.settle();
    };
    press(&mut desk, Key::PageDown);
    assert!(desk.in_hand().running, "the first press begins");
    let parts = desk.view().script.len();
    let mut way = vec![step(&desk)];
    let mut answers = 0;
    loop {
        let view = desk.view().clone();
        let (now, question) = (view.presenter.now.clone(), view.projector.question.clone());
        if now.predict.is_none() || !view.told {
            desk.hears(&question);
        }
        if now.predict.is_some() && !view.told {
            desk.hears_nothing_of(&now.reveal);
            if desk.in_hand().leaf == Leaf::Rule {
                desk.hears_nothing_of(&view.rule.as_ref().expect("found").equation);
            }
        } else if now.predict.is_some() {
            desk.hears(&now.reveal);
            answers += 1;
            if desk.in_hand().leaf == Leaf::WhatIf {
                desk.hears("with the change");
            }
        }
        // Some clickers send space and backspace.
        press(&mut desk, if way.len() % 3 == 0 { Key::Space } else { Key::PageDown });
        let next = step(&desk);
        if Some(&next) == way.last() {
            break;
        }
        way.push(next);
        assert!(way.len() < 60, "the script does not end: {way:?}");
    }
    assert_eq!(way.last().map(|it| it.0), Some(parts - 1));
    assert!(answers >= 8, "five tables, a contrast, a what-if and a rule: {way:?}");
    let asked = way.iter().filter(|it| !it.1).count();
    assert_eq!(asked, answers, "every answer comes after its question");
    // What the script is, and back to what the room sees.
    press(&mut desk, Key::S);
    assert_eq!(desk.in_hand().leaf, Leaf::Script);
    desk.hears(&desk.view().presenter.now.say);
    press(&mut desk, Key::S);
    let mut back = vec![step(&desk)];
    for count in 1..way.len() {
        press(&mut desk, if count % 3 == 0 { Key::Backspace } else { Key::PageUp });
        back.push(step(&desk));
    }
    back.reverse();
    assert_eq!(back, way, "the way back is the way");
    assert_eq!(desk.room.game().screen, Screen::Debrief);
}

/// Outside the script, a clicker tells the answer of a picture that asks first, and takes it away.
#[test]
fn a_clicker_tells_the_answer_of_a_picture_that_asks() {
    let (mut desk, folder) = Desk::open();
    desk.room.game_mut().apply(Action::Debrief(Wish::Add(folder)));
    desk.room.settle();
    desk.press(Role::Tab, "Why");
    desk.hears_nothing_of("was luckier than");
    desk.room.key(Key::PageDown, Modifiers::NONE);
    desk.room.settle();
    desk.hears("was luckier than");
    assert!(!desk.in_hand().running, "the script is another matter");
    desk.room.key(Key::PageUp, Modifiers::NONE);
    desk.room.settle();
    desk.hears_nothing_of("was luckier than");
}

/// A scanner is a keyboard that types a code and presses Enter, and the next one.
#[test]
fn a_scanner_types_code_after_code() {
    let mut room = Room::new(vec2(1280.0, 720.0), Look::default());
    let mut hand = Reader::default();
    hand.press(&mut room, Role::Button, "Debrief tables…");
    let name = "Drop run files or a folder here, or type a path or a run code";
    let field = find(&room, Role::TextInput, name);
    room.ask(field.id, egui::accesskit::Action::Focus, None);
    for (count, (_, code)) in three_codes().into_iter().enumerate() {
        room.picture(vec![egui::Event::Text(code)]);
        room.key(Key::Enter, Modifiers::NONE);
        room.settle();
        let tables = &room.game().debrief.as_ref().expect("open").view.labels;
        assert_eq!(
            tables.len(),
            count + 1,
            "{:?}",
            room.game().debrief.as_ref().map(|it| &it.view.gathered)
        );
    }
}

/// The second screen shows what the room may see, and the script stays on the first.
#[test]
fn a_second_screen_never_shows_what_to_say_nor_an_answer_too_early() {
    let mut room = Room::new(vec2(1280.0, 720.0), Look::default());
    let mut hand = Reader::default();
    hand.press(&mut room, Role::Button, "Debrief tables…");
    for (_, code) in three_codes() {
        room.game_mut().apply(Action::Debrief(Wish::Add(code)));
    }
    room.game_mut().touch();
    room.settle();
    hand.press(&mut room, Role::Tab, "Script");
    hand.press(&mut room, Role::CheckBox, "Second screen");
    hand.press(&mut room, Role::Button, "Start");
    let mut answers = 0;
    for _ in 0..40 {
        let desk = &room.game().debrief.as_ref().expect("open");
        assert_eq!(desk.hand.leaf, Leaf::Script);
        let (view, last) = (desk.view.clone(), desk.hand.clone());
        let texts = on_the_wall(room.game());
        let seen = |text: &str| !text.is_empty() && texts.iter().any(|it| it.contains(text));
        assert!(!seen(&view.presenter.now.say), "the wall says what to say: {texts:?}");
        let answer = &view.presenter.now.reveal;
        if view.told && view.presenter.now.predict.is_some() {
            assert!(seen(answer), "the wall does not tell '{answer}': {texts:?}");
            answers += 1;
        } else if !view.told {
            assert!(!seen(answer), "the wall tells '{answer}' too early");
            assert!(seen(&view.projector.question), "nothing is asked: {texts:?}");
        }
        hand.press(
            &mut room,
            Role::Button,
            match (view.told, view.presenter.next.is_some()) {
                (false, _) => "Tell the answer",
                (true, true) => "Next part",
                (true, false) => "To the end",
            },
        );
        if room.game().debrief.as_ref().expect("open").hand == last {
            break;
        }
    }
    assert!(answers >= 5, "{answers} answers were told on the wall");
}

/// The texts of the second screen.
fn on_the_wall(game: &Game) -> Vec<String> {
    let ctx = egui::Context::default();
    let mut wall = Wall::default();
    let input = || egui::RawInput {
        screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, vec2(1280.0, 720.0))),
        ..egui::RawInput::default()
    };
    let mut texts = Vec::new();
    for _ in 0..4 {
        let mut output = ctx.run_ui(input(), |ui| {
            wall.draw(ui.ctx(), game);
        });
        output.textures_delta.clear();
        texts.clear();
        for clipped in &output.shapes {
            collect(&clipped.shape, &mut texts);
        }
    }
    texts
}

fn collect(shape: &egui::Shape, texts: &mut Vec<String>) {
    match shape {
        egui::Shape::Text(text) => texts.push(text.galley.text().to_owned()),
        egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, texts)),
        _ => {}
    }
}
