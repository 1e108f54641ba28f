//! A walk through a learner's run from its step to its end, the same each time: guide, hints, help, and the way back.

use egui::Vec2;
use stackholders::app::game::Screen;
use stackholders::id::ComponentId;
use stackholders::scenario::case::SourcingModel;
use stackholders::scenario::plan::{Decision, Direction, Gauge, Guardrail, Size};
use stackholders::study::concept::Concept;
use stackholders::ui::action::{Action, AidWish, StudyWish};
use stackholders::ui::panels::year::Drawer;
use stackholders::ui::theme::Look;
use stackholders::view::help::Topic;

use super::room::Room;
use super::tour::same_everywhere;

const SEED: u64 = 2_027;
/// The steps of the guided run and of the map.
const GUIDED: usize = 3;
const FREE: usize = 15;
const MAP: usize = 14;

/// Shows every stop, in the order of the run.
pub fn alone_tour(size: Vec2, look: Look, mut stop: impl FnMut(&str, &mut Room)) {
    let mut room = Room::new(size, look);
    let mut show = |room: &mut Room, name: &str| {
        same_everywhere(room);
        room.settle();
        stop(name, room);
    };
    room.game_mut().luck = Some(SEED);
    room.game_mut().apply(Action::Learn);
    room.game_mut().apply(Action::Study(StudyWish::Play(GUIDED)));
    show(&mut room, "brief");
    room.game_mut().apply(Action::Forward);
    show(&mut room, "look");
    room.game_mut().year.component = Some(1);
    drawer(&mut room, Drawer::Tools);
    show(&mut room, "compare");
    let option = room.game().views.component.as_ref().expect("in hand").options[0].id;
    room.game_mut().year.more = Some(option.0);
    room.game_mut().touch();
    show(&mut room, "decide");
    room.game_mut().year.more = None;
    take(&mut room);
    show(&mut room, "close");
    drawer(&mut room, Drawer::Commit);
    show(&mut room, "predict");
    let (direction, size) = (Direction::Rises, Size::Clear);
    room.game_mut().year.predict = (Gauge::Scale, Some(direction), size);
    let prediction = Decision::Predict { gauge: Gauge::Scale, direction, size };
    room.game_mut().apply(Action::Take(prediction));
    show(&mut room, "commit");
    aids(&mut room, &mut show);
    room.game_mut().apply(Action::Commit);
    room.game_mut().apply(Action::Speed(1.0));
    room.game_mut().tick(6.0);
    room.game_mut().apply(Action::Speed(0.0));
    show(&mut room, "watch");
    room.game_mut().apply(Action::Aid(AidWish::Help));
    show(&mut room, "watch-help");
    room.game_mut().apply(Action::Aid(AidWish::Help));
    room.game_mut().apply(Action::Skip);
    show(&mut room, "open");
    room.game_mut().reveal.opened = true;
    room.game_mut().touch();
    show(&mut room, "ask");
    room.game_mut().apply(Action::Why(Gauge::LockIn));
    show(&mut room, "why");
    room.game_mut().apply(Action::CloseWhy);
    show(&mut room, "go-on");
    room.game_mut().apply(Action::Forward);
    show(&mut room, "second-year");
    room.game_mut().apply(Action::Aid(AidWish::Guide(false)));
    show(&mut room, "guide-closed");
    room.game_mut().apply(Action::Commit);
    room.game_mut().apply(Action::Skip);
    room.game_mut().reveal.opened = true;
    room.game_mut().apply(Action::Forward);
    assert_eq!(room.game().screen, Screen::End);
    show(&mut room, "end");
    room.game_mut().apply(Action::Learn);
    show(&mut room, "path");
    // The map of the learner's own run of the larger case.
    room.game_mut().apply(Action::Study(StudyWish::Play(FREE)));
    room.game_mut().apply(Action::Forward);
    show(&mut room, "free-year");
    let table = room.game().table().expect("a run goes on");
    let serving = (0..table.case().components.len() as u16).map(ComponentId);
    let bought = serving.flat_map(|id| {
        let options = table.case().on_offer(id);
        options.map(move |option| stackholders::insight::change::adopt(id, option))
    });
    let bought: Vec<Decision> = bought
        .filter(|it| table.may_instead(it).is_ok())
        .filter(|it| match it {
            Decision::Adopt { option, .. } => {
                table.case().option(*option).model == SourcingModel::Open
            }
            _ => false,
        })
        .take(1)
        .collect();
    for decision in bought {
        room.game_mut().apply(Action::Take(decision));
    }
    room.game_mut().apply(Action::Commit);
    room.game_mut().apply(Action::Home);
    room.game_mut().apply(Action::Learn);
    room.game_mut().apply(Action::Study(StudyWish::Open(MAP)));
    show(&mut room, "map");
    room.game_mut().learn.as_mut().expect("open").hand.own_map = true;
    room.game_mut().touch();
    show(&mut room, "map-own");
}

/// Hints in three strengths, the offer of one, and help with an answer.
fn aids(room: &mut Room, show: &mut impl FnMut(&mut Room, &str)) {
    drawer(room, Drawer::Board);
    room.game_mut().year.component = None;
    room.game_mut().touch();
    room.game_mut().tick(100.0);
    show(room, "hint-offered");
    for name in ["hint", "hint-more", "hint-worked"] {
        room.game_mut().apply(Action::Aid(AidWish::Hint));
        show(room, name);
    }
    room.game_mut().apply(Action::Aid(AidWish::CloseHint));
    room.game_mut().apply(Action::Aid(AidWish::Help));
    show(room, "help");
    for (drawer_of, topic, name) in [
        (Drawer::Tools, Topic::Criterion(3), "help-tools"),
        (Drawer::Guardrails, Topic::Guardrail(Guardrail::ExitDrill), "help-guardrail"),
        (Drawer::Staff, Topic::People, "help-staff"),
        (Drawer::Commit, Topic::Prediction, "help-commit"),
    ] {
        room.game_mut().year.component = Some(1);
        drawer(room, drawer_of);
        room.game_mut().apply(Action::Aid(AidWish::Explain(topic)));
        show(room, name);
    }
    room.game_mut().apply(Action::Aid(AidWish::Card(Concept::LockIn)));
    show(room, "card");
    room.game_mut().apply(Action::Aid(AidWish::BackToRun));
    assert_eq!(room.game().screen, Screen::Year);
}

fn drawer(room: &mut Room, drawer: Drawer) {
    room.game_mut().year.drawer = drawer;
    room.game_mut().touch();
    room.game_mut().refresh();
}

/// Takes the first option of the part in hand that may be taken.
fn take(room: &mut Room) {
    room.game_mut().refresh();
    let view = room.game().views.component.clone().expect("a part is in hand");
    let option = view.options.iter().find(|it| it.refusal.is_none()).expect("one may be taken");
    let decision = stackholders::insight::change::adopt(view.id, option.id);
    room.game_mut().apply(Action::Take(decision));
}
