//! Views made from real results on the flagship case, with small budgets and fixed seeds.

use std::sync::OnceLock;

use egui::Ui;
use stackholders::debrief::gather::Room;
use stackholders::insight::attribution::{Grouping, attribution};
use stackholders::insight::change::Vocabulary;
use stackholders::insight::course::{self, Course, Years};
use stackholders::insight::executor::Threads;
use stackholders::insight::judge::{Aim, Judge};
use stackholders::insight::luck_and_judgement::{Rival, luck_and_judgement};
use stackholders::insight::lucks;
use stackholders::insight::par::{Effort, Par, par};
use stackholders::insight::what_if::{self, By, single_changes};
use stackholders::luck::Luck;
use stackholders::scenario::plan::Gauge;
use stackholders::sim::Model;
use stackholders::ui::panels::debrief::{changes, luck, parts};
use stackholders::ui::theme::Theme;
use stackholders::view::debrief::changes::ChangesView;
use stackholders::view::debrief::luck::LuckView;
use stackholders::view::debrief::parts::PartsView;
use stackholders::view::debrief::{self, Naming};

use super::runs;

/// One picture.
pub struct Scene {
    pub name: &'static str,
    pub draw: Box<dyn FnMut(&mut Ui, &Theme)>,
}

/// Everything that is drawn.
#[derive(Debug)]
pub struct Views {
    pub luck: LuckView,
    pub parts: PartsView,
    pub changes: ChangesView,
}

const FUTURES: u32 = 10_000;

fn search(judge: &Judge<'_>, executor: &Threads) -> Par {
    let first = Luck::new(lucks::search(1).start);
    let starts: Vec<Years> =
        judge.case.plans.iter().map(|plan| course::of_body(judge, &plan.body, &first)).collect();
    let effort = Effort { runs: 12_000, beam: 1, heat: 1, finalists: 2, choice: 32, held_out: 200 };
    par(judge, &starts, &Vocabulary::SAME_MISSION, &effort, executor, &|_| {})
        .expect("there are starts")
}

pub fn views() -> &'static Views {
    static VIEWS: OnceLock<Views> = OnceLock::new();
    VIEWS.get_or_init(|| {
        let case = runs::case("family-benefits");
        let model = Model::new(&case);
        let judge = Judge::new(&case, &model);
        let executor = Threads::new(2).expect("two threads");
        let room: Room = runs::room(&case, 4);
        let label = |table: usize| debrief::label(&room, table, Naming::Anonymous);
        let found = search(&judge, &executor);
        let course = Course::of_run(&judge, &room.tables[1].run);

        let mut names: Vec<String> = case.plans.iter().map(|plan| plan.name.clone()).collect();
        let mut rivals: Vec<Rival<'_>> =
            case.plans.iter().enumerate().map(|(at, plan)| Rival::Named(at, &plan.body)).collect();
        names.push("Best found by search".to_owned());
        rivals.push(Rival::Decisions(found.years.clone()));
        let luck = luck_and_judgement(
            &judge,
            &course,
            &rivals,
            lucks::futures(FUTURES),
            lucks::held_out(400),
            &executor,
            &|_| {},
        )
        .expect("there are futures");
        let shared = attribution(
            &judge,
            &course,
            Grouping::Decision,
            64,
            lucks::futures(500),
            &executor,
            &|_| {},
        )
        .expect("few enough decisions");
        let effort = what_if::Effort {
            lucks: lucks::futures(4),
            closer: lucks::futures(60),
            leading: 6,
            paired: 4,
        };
        let changed =
            single_changes(&judge, &course, &Vocabulary::ALL, &effort, &executor, &|_| {});
        Views {
            luck: debrief::luck::luck(label(1), &luck, &names),
            parts: debrief::parts::parts(&case, label(1), &shared),
            changes: debrief::changes::changes(&case, label(1), &changed),
        }
    })
}

/// Every picture that is kept.
pub fn scenes() -> Vec<Scene> {
    let views = views();
    let luck_of = |name: &'static str, aim: Aim| {
        let mut hand = luck::LuckHand { aim };
        Scene {
            name,
            draw: Box::new(move |ui, theme| {
                luck::show(ui, theme, &views.luck, &mut hand);
            }),
        }
    };
    let parts_of = |name: &'static str, aim: Aim| {
        let mut hand = parts::PartsHand { aim, all: false };
        Scene {
            name,
            draw: Box::new(move |ui, theme| {
                parts::show(ui, theme, &views.parts, &mut hand);
            }),
        }
    };
    let first = views.changes.aims[0].this_luck.helped.first().map(|row| row.index);
    let changes_of = |name: &'static str, by: By, picked: Option<usize>| {
        let mut hand = changes::ChangesHand { aim: Aim::Score, by, picked };
        Scene {
            name,
            draw: Box::new(move |ui, theme| {
                changes::show(ui, theme, &views.changes, &mut hand);
            }),
        }
    };
    vec![
        luck_of("luck", Aim::Score),
        luck_of("luck-losses", Aim::Gauge(Gauge::Security)),
        parts_of("parts", Aim::Score),
        parts_of("parts-cost", Aim::Gauge(Gauge::Cost)),
        changes_of("changes", By::ThisLuck, first),
        changes_of("changes-average", By::Mean, None),
    ]
}
