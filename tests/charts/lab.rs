//! Views made from real results on the flagship case, with small budgets and fixed seeds.

use std::sync::OnceLock;

use egui::Ui;
use stackholders::debrief::bias::of_room;
use stackholders::debrief::causes::causes as found_causes;
use stackholders::debrief::gather::Room;
use stackholders::debrief::hidden_rule::hidden_rule;
use stackholders::debrief::wardley::wardley as map_of;
use stackholders::insight::attribution::{Grouping, attribution};
use stackholders::insight::change::Vocabulary;
use stackholders::insight::course::{self, Course, Years};
use stackholders::insight::executor::Threads;
use stackholders::insight::judge::{Aim, Judge, Judged};
use stackholders::insight::luck_and_judgement::{Rival, luck_and_judgement};
use stackholders::insight::lucks;
use stackholders::insight::par::{self, Effort, Par, par};
use stackholders::insight::survival::{Conclusion, survival as survives};
use stackholders::insight::what_if::{self, By, single_changes};
use stackholders::luck::Luck;
use stackholders::scenario::case::Case;
use stackholders::scenario::plan::Gauge;
use stackholders::sim::Model;
use stackholders::ui::panels::debrief::{
    causes, changes, frontier, luck, mirror, parts, rule, survival, wardley, weights,
};
use stackholders::ui::theme::Theme;
use stackholders::view::debrief::causes::CausesView;
use stackholders::view::debrief::changes::ChangesView;
use stackholders::view::debrief::frontier::FrontierView;
use stackholders::view::debrief::luck::LuckView;
use stackholders::view::debrief::mirror::MirrorView;
use stackholders::view::debrief::parts::PartsView;
use stackholders::view::debrief::rule::RuleView;
use stackholders::view::debrief::survival::SurvivalView;
use stackholders::view::debrief::wardley::WardleyView;
use stackholders::view::debrief::weights::{Own, WeightsView};
use stackholders::view::debrief::{self, Naming};

use super::runs;

/// Draws a panel with its view and its hand.
pub type Draw = Box<dyn FnMut(&mut Ui, &Theme)>;

/// One picture.
pub struct Scene {
    pub name: &'static str,
    pub draw: Draw,
}

/// Everything that is drawn.
#[derive(Debug)]
pub struct Views {
    pub luck: LuckView,
    pub parts: PartsView,
    pub changes: ChangesView,
    pub frontier: FrontierView,
    pub wardley: WardleyView,
    pub causes: CausesView,
    pub losses: CausesView,
    pub rule: RuleView,
    pub mirror: MirrorView,
    pub weights: WeightsView,
    pub survival: SurvivalView,
    pub eight: Eight,
}

/// The most tables that a wall has to hold.
#[derive(Debug)]
pub struct Eight {
    pub frontier: FrontierView,
    pub rule: RuleView,
    pub mirror: MirrorView,
    pub weights: WeightsView,
}

fn eight(case: &Case, judge: &Judge<'_>, found: &Par, executor: &Threads) -> Eight {
    let room = runs::room(case, 8);
    let label = |table: usize| debrief::label(&room, table, Naming::Anonymous);
    let courses: Vec<Course> =
        room.tables.iter().map(|table| Course::of_run(judge, &table.run)).collect();
    let plans: Vec<Years> = courses.iter().map(|it| it.years.clone()).collect();
    let means = par::means(judge, &plans, lucks::search(EFFORT.lucks()), executor, &|_| {});
    let labelled: Vec<(String, Judged)> =
        means.into_iter().enumerate().map(|(at, mean)| (label(at), mean)).collect();
    let played: Vec<Judged> =
        courses.iter().map(|it| judge.play(&Luck::new(it.seed), &it.years)).collect();
    let reach = hidden_rule(&room).expect("something lies beneath");
    Eight {
        frontier: debrief::frontier::frontier(found, &labelled),
        rule: debrief::rule::rule(&room, &reach, Naming::Anonymous),
        mirror: debrief::mirror::mirror(&room, &of_room(&room), Naming::Anonymous),
        weights: debrief::weights::weights(case, &played, OWN),
    }
}

/// What the room typed.
const OWN: Own = [3, 1, 2, 1, 0];
const FUTURES: u32 = 10_000;
const EFFORT: Effort =
    Effort { runs: 12_000, beam: 1, heat: 1, finalists: 2, choice: 32, held_out: 200 };

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
        names.push("Found by search".to_owned());
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
        let courses: Vec<Course> =
            room.tables.iter().map(|table| Course::of_run(&judge, &table.run)).collect();
        let plans: Vec<Years> = courses.iter().map(|it| it.years.clone()).collect();
        let means = par::means(&judge, &plans, lucks::search(EFFORT.lucks()), &executor, &|_| {});
        let labelled: Vec<(String, Judged)> =
            means.into_iter().enumerate().map(|(at, mean)| (label(at), mean)).collect();
        let played: Vec<Judged> = courses
            .iter()
            .map(|course| judge.play(&Luck::new(course.seed), &course.years))
            .collect();
        let run = &room.tables[1].run;
        let map = |gauge: Gauge| {
            let last = case.played_years - 1;
            debrief::causes::causes(&case, &found_causes(&case, run, gauge, last))
        };
        let conclusion = Conclusion {
            aim: Aim::Score,
            a: &courses[0].years,
            b: &courses[3].years,
            lucks: lucks::futures(4),
        };
        let survived = survives(&judge, &conclusion, 400, &executor, &|_| {});
        let reach = hidden_rule(&room).expect("something lies beneath");
        Views {
            eight: eight(&case, &judge, &found, &executor),
            frontier: debrief::frontier::frontier(&found, &labelled),
            wardley: debrief::wardley::wardley(&case, &map_of(&case, run)),
            causes: map(Gauge::Cost),
            losses: map(Gauge::Security),
            rule: debrief::rule::rule(&room, &reach, Naming::Anonymous),
            mirror: debrief::mirror::mirror(&room, &of_room(&room), Naming::Anonymous),
            weights: debrief::weights::weights(&case, &played, OWN),
            survival: debrief::survival::survival(
                &case,
                Aim::Score,
                "Table A’s plan",
                "table D’s",
                &survived,
            ),
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
                changes::show(ui, theme, &views.changes, &mut hand, true);
            }),
        }
    };
    let frontier_of = |name, view: &'static FrontierView, across: usize, up: usize| {
        let mut hand = frontier::FrontierHand { across, up };
        Scene {
            name,
            draw: Box::new(move |ui, theme| {
                frontier::show(ui, theme, view, &mut hand);
            }),
        }
    };
    let causes_of = |name: &'static str, view: &'static CausesView, picked: Option<usize>| {
        let mut hand = causes::CausesHand { picked };
        Scene {
            name,
            draw: Box::new(move |ui, theme| {
                causes::show(ui, theme, view, &mut hand);
            }),
        }
    };
    let rule_of = |name, view: &'static RuleView, revealed: bool| Scene {
        name,
        draw: Box::new(move |ui, theme| {
            rule::show(ui, theme, view, revealed);
        }),
    };
    let mirror_of = |name, view: &'static MirrorView| Scene {
        name,
        draw: Box::new(move |ui, theme| {
            mirror::show(ui, theme, view);
        }),
    };
    let weights_of = |name, view: &'static WeightsView| {
        let mut hand = weights::WeightsHand { own: OWN };
        Scene {
            name,
            draw: Box::new(move |ui, theme| {
                weights::show(ui, theme, view, &mut hand, false);
            }),
        }
    };
    vec![
        frontier_of("frontier", &views.frontier, 0, 1),
        frontier_of("frontier-losses", &views.frontier, 2, 3),
        frontier_of("frontier-eight", &views.eight.frontier, 0, 2),
        Scene {
            name: "wardley",
            draw: Box::new(|ui, theme| {
                wardley::show(ui, theme, &views.wardley);
            }),
        },
        causes_of("causes", &views.causes, None),
        causes_of("causes-followed", &views.losses, Some(1)),
        rule_of("rule-asked", &views.rule, false),
        rule_of("rule", &views.rule, true),
        rule_of("rule-eight", &views.eight.rule, true),
        mirror_of("mirror", &views.mirror),
        mirror_of("mirror-eight", &views.eight.mirror),
        weights_of("weights", &views.weights),
        weights_of("weights-eight", &views.eight.weights),
        Scene {
            name: "survival",
            draw: Box::new(|ui, theme| {
                survival::show(ui, theme, &views.survival);
            }),
        },
        luck_of("luck", Aim::Score),
        luck_of("luck-losses", Aim::Gauge(Gauge::Security)),
        parts_of("parts", Aim::Score),
        parts_of("parts-cost", Aim::Gauge(Gauge::Cost)),
        changes_of("changes", By::ThisLuck, first),
        changes_of("changes-average", By::Mean, None),
    ]
}
