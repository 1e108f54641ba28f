//! A walk over every screen and every drawer, the same each time.

use std::sync::OnceLock;

use egui::Vec2;
use stackholders::app::debrief::{Debrief, Insight};
use stackholders::app::game::Screen;
use stackholders::debrief::timeline::Move;
use stackholders::luck::Luck;
use stackholders::scenario::case::{Case, PlanBody, SourcingModel};
use stackholders::scenario::plan::{Decision, Direction, Gauge, Size};
use stackholders::scenario::shipped;
use stackholders::session::record::Run;
use stackholders::sim::ONLY;
use stackholders::study::field_guide::LicenceFamily;
use stackholders::ui::action::{Action, StudyWish, Wish};
use stackholders::ui::panels::debrief::desk::{DeskHand, Leaf};
use stackholders::ui::panels::study::desk::{CheckHand, Leaf as Study, StudyHand};
use stackholders::ui::panels::year::Drawer;
use stackholders::ui::theme::Look;
use stackholders::units::Month;
use stackholders::view::debrief::survival::Against;

use super::room::Room;

/// Where runs are kept, as far as a picture is concerned.
const FOLDER: &str = "/home/north/.local/share/stackholders";
const SEED: u64 = 2_027;

/// Shows every stop, in the order of a session.
pub fn tour(size: Vec2, look: Look, mut stop: impl FnMut(&str, &mut Room)) {
    let mut room = Room::new(size, look);
    let mut show = |room: &mut Room, name: &str| {
        same_everywhere(room);
        room.settle();
        stop(name, room);
    };
    room.game_mut().title.propose(SEED);
    show(&mut room, "title");
    room.game_mut().title.asks_leanings = true;
    show(&mut room, "title-leanings");
    room.game_mut().title.asks_leanings = false;
    room.game_mut().frame.settings = true;
    show(&mut room, "look");
    room.game_mut().frame.settings = false;
    room.game_mut().apply(Action::Open("no such code".to_owned()));
    show(&mut room, "message");
    room.game_mut().apply(Action::Dismiss);
    let begin = Action::Begin {
        case: "family-benefits".to_owned(),
        table: "North".to_owned(),
        seed: SEED,
        seats: Vec::new(),
    };
    room.game_mut().apply(begin);
    show(&mut room, "brief");
    open_card(&mut room);
    show(&mut room, "card");
    room.game_mut().apply(Action::Forward);
    room.game_mut().touch();
    show(&mut room, "year-1");
    take_plan(&mut room);
    room.game_mut().apply(Action::Commit);
    room.game_mut().apply(Action::Speed(1.0));
    room.game_mut().tick(9.0);
    show(&mut room, "play");
    room.game_mut().apply(Action::Skip);
    show(&mut room, "reveal-asked");
    room.game_mut().reveal.opened = true;
    show(&mut room, "reveal");
    room.game_mut().apply(Action::Why(Gauge::LockIn));
    show(&mut room, "reveal-why");
    room.game_mut().apply(Action::CloseWhy);
    room.game_mut().apply(Action::Forward);
    drawers(&mut room, &mut show);
    let mut waited = false;
    loop {
        let table = room.game().table().expect("a run goes on");
        if !waited && !table.now().1.open[ONLY].is_empty() {
            waited = true;
            room.game_mut().year.drawer = Drawer::Events;
            room.game_mut().touch();
            show(&mut room, "events-waiting");
        }
        take_plan(&mut room);
        room.game_mut().apply(Action::Commit);
        if room.game().table().is_some_and(|table| table.year() == 3) {
            room.game_mut().apply(Action::Speed(1.0));
            room.game_mut().tick(32.0);
            show(&mut room, "play-late");
        }
        room.game_mut().apply(Action::Skip);
        room.game_mut().apply(Action::Forward);
        if room.game().screen == Screen::End {
            break;
        }
    }
    show(&mut room, "end");
    room.game_mut().apply(Action::Why(Gauge::Cost));
    show(&mut room, "end-why");
    room.game_mut().apply(Action::Home);
    room.game_mut().title.propose(SEED);
    show(&mut room, "title-kept");
}

/// The drawers of the second year, with decisions in them.
fn drawers(room: &mut Room, show: &mut impl FnMut(&mut Room, &str)) {
    for (drawer, name) in [
        (Drawer::Board, "board"),
        (Drawer::Staff, "staff"),
        (Drawer::Guardrails, "guardrails"),
        (Drawer::UseCases, "use-cases"),
        (Drawer::Events, "events"),
        (Drawer::Roles, "roles"),
        (Drawer::Commit, "commit-first"),
    ] {
        room.game_mut().year.drawer = drawer;
        room.game_mut().touch();
        show(room, name);
    }
    take_plan(room);
    let taken = {
        let table = room.game().table().expect("a run goes on");
        table.draft().decisions.iter().find_map(Decision::tool).expect("a tool is taken")
    };
    room.game_mut().year.component = Some(taken.index());
    room.game_mut().year.drawer = Drawer::Tools;
    room.game_mut().touch();
    show(room, "tools");
    let first = room
        .game()
        .views
        .component
        .as_ref()
        .and_then(|view| view.options.first())
        .map(|it| it.id.0);
    room.game_mut().year.more = Some(first.expect("there is a choice"));
    show(room, "tools-more");
    room.game_mut().year.more = None;
    let roles = room.game().views.planning.roles.len();
    room.game_mut().year.told = vec![true; roles];
    room.game_mut().year.drawer = Drawer::Commit;
    room.game_mut().touch();
    show(room, "commit");
}

/// The decisions of a shipped plan, where the rules take them, and a prediction.
fn take_plan(room: &mut Room) {
    let decisions = {
        let table = room.game().table().expect("a run goes on");
        let plan = table.case().plan("matched-hybrid").expect("the case ships it");
        let PlanBody::Years(years) = &plan.body else { panic!("a plan of years") };
        years[usize::from(table.year())].decisions.clone()
    };
    let prediction =
        Decision::Predict { gauge: Gauge::LockIn, direction: Direction::Rises, size: Size::Clear };
    for decision in decisions.into_iter().chain([prediction]) {
        let table = room.game().table().expect("a run goes on");
        if table.may_instead(&decision).is_ok() {
            room.game_mut().apply(Action::Take(decision));
        }
    }
    room.game_mut().year.predict = (Gauge::LockIn, Some(Direction::Rises), Size::Clear);
}

fn open_card(room: &mut Room) {
    let name = format!("{}: ", room.game().views.brief.roles[0].name);
    let things = room.things();
    let card = things.iter().find(|it| it.name.starts_with(&name)).expect("a card");
    room.ask(card.id, egui::accesskit::Action::Click, None);
}

/// What differs from machine to machine is made the same.
pub fn same_everywhere(room: &mut Room) {
    let game = room.game_mut();
    game.refresh();
    let file = game.views.end.kept.rsplit('/').next().unwrap_or_default().to_owned();
    game.views.end.kept = format!("The run is kept in {FOLDER}/{file}");
    game.views.title.kept = format!("Runs are kept in {FOLDER}");
}

/// Shows every leaf of a debrief of three tables, before and after the answers.
pub fn debrief_tour(size: Vec2, look: Look, mut stop: impl FnMut(&str, &mut Room)) {
    let mut room = Room::new(size, look);
    let mut show = |room: &mut Room, name: &str| {
        same_everywhere(room);
        room.settle();
        stop(name, room);
    };
    room.game_mut().apply(Action::Gather);
    show(&mut room, "empty");
    for (name, code) in three_codes() {
        let list = format!("{name}: {code}\n");
        let path = room.folder().join(format!("{name}.txt"));
        std::fs::write(&path, list).expect("the folder is writable");
        wish(&mut room, Wish::Add(path.to_string_lossy().into_owned()));
    }
    wish(&mut room, Wish::Add("A DAMAGED CODE".to_owned()));
    show(&mut room, "tables");
    leaf(&mut room, Leaf::Luck);
    show(&mut room, "not-found-yet");
    room.game_mut().debrief.as_mut().expect("open").know(insight());
    leaf(&mut room, Leaf::Script);
    show(&mut room, "script");
    wish(&mut room, Wish::Next);
    show(&mut room, "script-runs");
    wish(&mut room, Wish::Next);
    show(&mut room, "script-asked");
    wish(&mut room, Wish::Back);
    leaf(&mut room, Leaf::Tables);
    let mut names = std::collections::BTreeSet::new();
    for _ in 0..40 {
        wish(&mut room, Wish::Next);
        room.game_mut().refresh();
        let desk = room.game().debrief.as_ref().expect("it is open");
        let told = if desk.view.told { "told" } else { "asked" };
        let name = format!("{:?}-{told}", desk.hand.leaf).to_lowercase();
        if names.insert(name.clone()) {
            show(&mut room, &name);
        }
    }
    wish(&mut room, Wish::Leave);
    leaf(&mut room, Leaf::Timeline);
    room.game_mut().debrief.as_mut().expect("open").hand.pin = "Ask about the contract".to_owned();
    wish(&mut room, Wish::Move(Move::To(Month(20))));
    wish(&mut room, Wish::Pin);
    show(&mut room, "timeline");
    room.game_mut().debrief.as_mut().expect("open").hand.together = true;
    room.game_mut().touch();
    show(&mut room, "together");
    leaf(&mut room, Leaf::Contrast);
    show(&mut room, "contrast");
    pictures(&mut room, &mut show);
    leaf(&mut room, Leaf::WhatIf);
    room.game_mut().debrief.as_mut().expect("open").hand.picked = None;
    room.game_mut().touch();
    show(&mut room, "what-if");
    room.game_mut().debrief.as_mut().expect("open").hand.picked = Some(3);
    room.game_mut().touch();
    show(&mut room, "what-if-asked");
    wish(&mut room, Wish::Play);
    show(&mut room, "what-if-played");
}

/// The leaves that are one picture, of the last table: those that ask first before and after.
fn pictures(room: &mut Room, show: &mut impl FnMut(&mut Room, &str)) {
    fn hand(room: &mut Room) -> &mut DeskHand {
        &mut room.game_mut().debrief.as_mut().expect("open").hand
    }
    hand(room).table = 2;
    leaf(room, Leaf::Luck);
    let said = hand(room).saying().expect("it asks");
    said.hands = vec![4, 1, 0];
    show(room, "luck-asked");
    wish(room, Wish::Next);
    show(room, "luck");
    leaf(room, Leaf::Parts);
    show(room, "decisions");
    leaf(room, Leaf::Changes);
    show(room, "one-change");
    leaf(room, Leaf::Causes);
    show(room, "causes");
    hand(room).gauge = Gauge::Security;
    hand(room).causes.picked = None;
    leaf(room, Leaf::Causes);
    show(room, "causes-losses");
    leaf(room, Leaf::Map);
    show(room, "map");
    leaf(room, Leaf::Frontier);
    show(room, "frontier");
    leaf(room, Leaf::Weights);
    hand(room).weights.own = OWN;
    room.settle();
    wish(room, Wish::Next);
    show(room, "weights");
    for (it, asked, told) in [
        (Leaf::Survival, "would-it-hold-asked", "would-it-hold"),
        (Leaf::Rule, "rule-asked-alone", "rule"),
    ] {
        hand(room).table = 0;
        hand(room).survival.against = against_managed();
        leaf(room, it);
        show(room, asked);
        wish(room, Wish::Next);
        show(room, told);
    }
    leaf(room, Leaf::Mirror);
    show(room, "mirror");
    hand(room).table = 0;
    hand(room).gauge = Gauge::Cost;
}

/// The conclusion that the pictures show: a close one.
fn against_managed() -> Against {
    let case = flagship();
    Against::Plan(case.plans.iter().position(|it| it.slug == "all-managed").expect("shipped"))
}

/// What the room gives to each gauge.
const OWN: [u8; 5] = [3, 1, 2, 1, 0];

/// Everything that takes seconds, for the runs of [`five_runs`]: looked for once, by a desk of its own.
pub fn insight() -> Insight {
    static INSIGHT: OnceLock<Insight> = OnceLock::new();
    let found = INSIGHT.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder for a moment");
        let cases = shipped::slugs()
            .into_iter()
            .filter_map(|slug| stackholders::scenario::load(&shipped::files(slug)?).case);
        let mut desk = Debrief::new(folder.path().to_owned(), cases.collect(), true);
        for (_, run) in five_runs() {
            desk.apply(Wish::Add(code(&run)));
        }
        desk.hand.weights.own = OWN;
        desk.apply(Wish::Search);
        while desk.looks() {
            desk.tick(0.1);
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        desk.hand.leaf = Leaf::Survival;
        desk.hand.survival.against = against_managed();
        desk.refresh();
        while desk.looks() {
            desk.tick(0.1);
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        desk.insight().clone()
    });
    found.clone()
}

fn wish(room: &mut Room, wish: Wish) {
    room.game_mut().apply(Action::Debrief(wish));
    room.game_mut().touch();
}

fn leaf(room: &mut Room, leaf: Leaf) {
    room.game_mut().debrief.as_mut().expect("a debrief is open").hand.leaf = leaf;
    room.game_mut().touch();
}

/// Shows every leaf of the lesson and every kind of step, before and after answers.
pub fn learn_tour(size: Vec2, look: Look, mut stop: impl FnMut(&str, &mut Room)) {
    let mut room = Room::new(size, look);
    let mut show = |room: &mut Room, name: &str| {
        same_everywhere(room);
        room.settle();
        stop(name, room);
    };
    room.game_mut().apply(Action::Learn);
    show(&mut room, "path");
    for (place, name) in [
        (0, "story"),
        (1, "leaning"),
        (3, "guided-run"),
        (4, "explore"),
        (5, "concept-asked"),
        (14, "map"),
        (15, "free-run"),
        (16, "look-back"),
        (17, "reflection"),
    ] {
        study(&mut room, StudyWish::Open(place));
        show(&mut room, name);
    }
    study(&mut room, StudyWish::Open(1));
    study(&mut room, StudyWish::Lean(Some(SourcingModel::Open)));
    study(&mut room, StudyWish::Done);
    study(&mut room, StudyWish::Skip);
    study(&mut room, StudyWish::Open(5));
    let (direction, size) = (Some(Direction::Rises), Some(Size::Clear));
    learner(&mut room).check = CheckHand { direction, size, ..CheckHand::default() };
    show(&mut room, "concept-said");
    study(&mut room, StudyWish::Answer(0));
    learner(&mut room).values[1] = 2.0;
    show(&mut room, "concept-told");
    learner(&mut room).check = CheckHand { question: 1, changes: vec![0], ..CheckHand::default() };
    study(&mut room, StudyWish::Answer(1));
    show(&mut room, "concept-done");
    study(&mut room, StudyWish::Open(9));
    show(&mut room, "concept-six-inputs");
    learner(&mut room).words[0] = "I leaned to open, and the team was too small for it".to_owned();
    study(&mut room, StudyWish::Open(17));
    show(&mut room, "reflection-written");
    study(&mut room, StudyWish::Open(4));
    study(&mut room, StudyWish::LookAround);
    show(&mut room, "guide");
    let first = room.game().learn.as_ref().expect("open").view.guide.tools[0].slug.clone();
    learner(&mut room).guide.tool = Some(first);
    show(&mut room, "guide-tool");
    study(&mut room, StudyWish::Row { name: "MLflow".to_owned(), there: true });
    learner(&mut room).guide.authorised = true;
    learner(&mut room).guide.licence = Some(LicenceFamily::Commercial);
    show(&mut room, "guide-filtered");
    learner(&mut room).guide.search = "no tool has these words".to_owned();
    show(&mut room, "guide-nothing");
    learner(&mut room).leaf = Study::Comparison;
    show(&mut room, "comparison");
    let cells = &mut learner(&mut room).cells;
    for (tool, column, text) in
        [("MLflow", "lock-in", "open formats, a week"), ("MLflow", "community", "many firms")]
    {
        cells.insert((tool.to_owned(), column), text.to_owned());
    }
    study(&mut room, StudyWish::Row { name: "Seldon Core 1/2".to_owned(), there: true });
    show(&mut room, "comparison-filled");
    study(&mut room, StudyWish::Row { name: "Seldon Core 1/2".to_owned(), there: false });
    study(&mut room, StudyWish::Row { name: "MLflow".to_owned(), there: false });
    show(&mut room, "comparison-empty");
    study(&mut room, StudyWish::Open(6));
    learner(&mut room).free = true;
    show(&mut room, "concept-free");
    learner(&mut room).leaf = Study::Path;
    show(&mut room, "path-on-the-way");
}

fn study(room: &mut Room, wish: StudyWish) {
    room.game_mut().apply(Action::Study(wish));
    room.game_mut().touch();
}

fn learner(room: &mut Room) -> &mut StudyHand {
    room.game_mut().touch();
    &mut room.game_mut().learn.as_mut().expect("the lesson is open").hand
}

/// Five plans of the flagship case under one luck, with predictions.
pub fn five_runs() -> Vec<(&'static str, Run)> {
    let case = flagship();
    let played = |name: &'static str, plan: &str| {
        let body = &case.plan(plan).expect("shipped").body;
        let planned = stackholders::insight::plan::years(&case, body, &Luck::new(SEED));
        let years: Vec<Vec<Decision>> = (0..usize::from(case.played_years))
            .map(|year| {
                let gauge = Gauge::ALL[year % Gauge::ALL.len()];
                let (direction, size) = (Direction::Falls, Size::Clear);
                let mut all = planned.get(year).cloned().unwrap_or_default().decisions;
                all.push(Decision::Predict { gauge, direction, size });
                all
            })
            .collect();
        let mut run = stackholders::session::replay::play(&case, SEED, &years);
        run.header.table = name.to_owned();
        (name, run)
    };
    vec![
        played("North", "all-open"),
        played("Harbour", "all-proprietary"),
        played("Hill", "matched-hybrid"),
        played("Ford", "all-managed"),
        played("Mill", "do-nothing"),
    ]
}

pub fn flagship() -> Case {
    let files = shipped::files("family-benefits").expect("shipped");
    stackholders::scenario::load(&files).case.expect("shipped cases have no faults")
}

fn code(run: &Run) -> String {
    let coded = stackholders::session::replay::coded(run);
    stackholders::session::code::encode(&flagship(), &coded).expect("a run has a code")
}

/// Codes of the first three.
pub fn three_codes() -> Vec<(&'static str, String)> {
    five_runs().into_iter().take(3).map(|(name, run)| (name, code(&run))).collect()
}
