//! A walk over everything that comes after a year and after a run alone, the same each time.

use egui::Vec2;
use stackholders::app::game::Screen;
use stackholders::app::review::Review;
use stackholders::scenario::case::PlanBody;
use stackholders::scenario::plan::{Decision, Direction, Gauge, Size};
use stackholders::study::rivals::Kind;
use stackholders::ui::action::{Action, ReviewWish, StudyWish};
use stackholders::ui::panels::study::review::desk::{Leaf, ReviewHand, SaidHand};
use stackholders::ui::theme::Look;

use super::room::Room;

const SEED: u64 = 2_027;
/// The place of the step that plays the flagship case alone.
const STEP: usize = 15;

/// Decides a year of the run at the table: a shipped plan, another one every second year, and a prediction.
pub fn decide(room: &mut Room) {
    let (decisions, gauge) = {
        let table = room.game().table().expect("a run goes on");
        let year = usize::from(table.year());
        let slug = if year.is_multiple_of(2) { "matched-hybrid" } else { "all-proprietary" };
        let plan = table.case().plan(slug).expect("the case ships it");
        let PlanBody::Years(years) = &plan.body else { panic!("a plan of years") };
        (years[year].decisions.clone(), Gauge::ALL[(year + 1) % Gauge::ALL.len()])
    };
    let prediction = Decision::Predict { gauge, direction: Direction::Falls, size: Size::Clear };
    for decision in decisions.into_iter().chain([prediction]) {
        let table = room.game().table().expect("a run goes on");
        if table.may_instead(&decision).is_ok() {
            room.game_mut().apply(Action::Take(decision));
        }
    }
}

/// Commits the year in hand and goes to its reveal.
pub fn commit(room: &mut Room) {
    room.game_mut().apply(Action::Commit);
    room.game_mut().apply(Action::Skip);
    room.game_mut().reveal.opened = true;
    room.game_mut().touch();
}

/// Begins the case of a step of the lesson under the luck of the tour.
pub fn begin(room: &mut Room, step: usize) {
    room.game_mut().apply(Action::Learn);
    room.game_mut().luck = Some(SEED);
    room.game_mut().apply(Action::Study(StudyWish::Play(step)));
    room.game_mut().apply(Action::Forward);
}

/// Plays the run in hand to its end.
pub fn play_on(room: &mut Room) {
    while room.game().screen != Screen::End {
        if room.game().screen == Screen::Year {
            decide(room);
            commit(room);
        }
        room.game_mut().apply(Action::Forward);
    }
}

/// Waits for what is looked for beside the screen.
pub fn wait(room: &mut Room) {
    for _ in 0..60_000 {
        room.game_mut().tick(0.1);
        if !room.game().review.as_ref().is_some_and(Review::looks) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    room.game_mut().touch();
    room.settle();
}

pub fn wish(room: &mut Room, wish: ReviewWish) {
    room.game_mut().apply(Action::Review(wish));
    room.game_mut().touch();
    room.settle();
}

pub fn hand(room: &mut Room) -> &mut ReviewHand {
    room.game_mut().touch();
    &mut room.game_mut().review.as_mut().expect("it is open").hand
}

/// Takes the first change of the second year's first decision in hand, and expects something of it.
fn pick(room: &mut Room, stop: &mut impl FnMut(&str, &mut Room)) {
    hand(room).year = Some(1);
    room.settle();
    stop("express-year", room);
    hand(room).decision = Some(0);
    room.settle();
    stop("express-choose", room);
    let option = room.game().review.as_ref().expect("open").view.express.options[0].0;
    hand(room).change = Some(option);
    hand(room).said[0] = said(Direction::Rises);
}

const fn said(direction: Direction) -> SaidHand {
    SaidHand { direction: Some(direction), size: Some(Size::Clear) }
}

/// Shows every leaf, before and after answers.
pub fn review_tour(size: Vec2, look: Look, mut stop: impl FnMut(&str, &mut Room)) {
    let mut room = Room::new(size, look);
    let mut show = |room: &mut Room, name: &str| {
        room.settle();
        stop(name, room);
    };
    room.game_mut().apply(Action::Learn);
    wish(&mut room, ReviewWish::Open(Leaf::Mastery));
    show(&mut room, "mastery-empty");
    begin(&mut room, STEP);
    decide(&mut room);
    commit(&mut room);
    show(&mut room, "reveal-alone");
    wish(&mut room, ReviewWish::Open(Leaf::Others));
    show(&mut room, "others-first-year");
    wish(&mut room, ReviewWish::Back);
    play_on(&mut room);
    room.game_mut().refresh();
    let end = room.game().views.end.kept.rsplit('/').next().unwrap_or_default().to_owned();
    room.game_mut().views.end.kept = format!("The run is kept in /home/north/{end}");
    show(&mut room, "end-alone");
    wish(&mut room, ReviewWish::Open(Leaf::Others));
    show(&mut room, "others");
    hand(&mut room).rival = Some(Kind::AllManaged);
    show(&mut room, "others-take-over");
    room.game_mut().review.as_mut().expect("open").looking = true;
    hand(&mut room).leaf = Leaf::Questions;
    room.settle();
    wait(&mut room);
    room.game_mut().review.as_mut().expect("open").looking = false;
    show(&mut room, "questions");
    let kinds: Vec<&str> = {
        let lines = &room.game().review.as_ref().expect("open").view.questions.lines;
        lines.iter().map(|it| it.group).collect()
    };
    let first = |group: &str| kinds.iter().position(|it| it.starts_with(group)).expect("there");
    hand(&mut room).exercise = Some(first("Turning points"));
    show(&mut room, "change-asked");
    hand(&mut room).chosen = vec![0];
    hand(&mut room).said[1] = said(Direction::Falls);
    hand(&mut room).said[3] = said(Direction::Rises);
    show(&mut room, "change-said");
    wish(&mut room, ReviewWish::Answer);
    show(&mut room, "change-told");
    hand(&mut room).forget_exercise();
    hand(&mut room).exercise = Some(first("What do you expect"));
    show(&mut room, "expect-asked");
    hand(&mut room).said = [said(Direction::Rises); 5];
    wish(&mut room, ReviewWish::Answer);
    show(&mut room, "expect-told");
    hand(&mut room).forget_exercise();
    hand(&mut room).exercise = Some(first("What drove it"));
    show(&mut room, "drove-asked");
    hand(&mut room).chosen = vec![0, 1];
    wish(&mut room, ReviewWish::Answer);
    show(&mut room, "drove-told");
    hand(&mut room).forget_exercise();
    hand(&mut room).leaf = Leaf::Express;
    show(&mut room, "express");
    pick(&mut room, &mut |name, room| show(room, name));
    show(&mut room, "express-asked");
    wish(&mut room, ReviewWish::Replay);
    show(&mut room, "express-told");
    hand(&mut room).leaf = Leaf::Mastery;
    show(&mut room, "mastery");
    wish(&mut room, ReviewWish::TakeOver { kind: Kind::AllManaged, year: 2 });
    show(&mut room, "taken-over");
}
