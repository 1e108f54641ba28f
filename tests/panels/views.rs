//! What every screen says, word for word, for one run of each shipped case.
//!
//! After a change of a case or of words: `INSTA_UPDATE=always cargo test --features ui --test panels views`, and read
//! what changed.

use std::fmt::Debug;

use stackholders::app::game::{Game, Screen};
use stackholders::scenario::case::PlanBody;
use stackholders::scenario::plan::{Decision, Direction, Gauge, Size};
use stackholders::scenario::shipped;
use stackholders::ui::action::Action;

const SEED: u64 = 7;

/// Keeps what a view says under a name.
fn keep(case: &str, name: &str, view: &impl Debug) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_debug_snapshot!(format!("{case}-{name}"), view));
}

/// Takes what a shipped plan decides for the year, and a prediction.
fn decide(game: &mut Game) {
    let table = game.table().expect("a run goes on");
    let year = usize::from(table.year());
    let plan = table.case().plan("matched-hybrid").expect("every case ships it");
    let PlanBody::Years(years) = &plan.body else { panic!("a plan of years") };
    let prediction =
        Decision::Predict { gauge: Gauge::LockIn, direction: Direction::Falls, size: Size::Clear };
    for decision in years[year].decisions.clone().into_iter().chain([prediction]) {
        if game.table().expect("a run goes on").may_instead(&decision).is_ok() {
            game.apply(Action::Take(decision));
        }
    }
}

#[test]
fn every_view_says_what_was_read_and_accepted() {
    for case in shipped::slugs() {
        let folder = tempfile::tempdir().expect("a folder for a moment");
        let mut game = Game::new(folder.path().to_owned());
        game.refresh();
        let mut title = game.views.title.clone();
        title.kept = "Runs are kept in runs".to_owned();
        keep(case, "title", &title);
        game.apply(Action::Begin {
            case: case.to_owned(),
            table: "North".to_owned(),
            seed: SEED,
            seats: Vec::new(),
        });
        game.refresh();
        keep(case, "frame", &game.views.frame);
        keep(case, "brief", &game.views.brief);
        game.apply(Action::Forward);
        decide(&mut game);
        game.apply(Action::Commit);
        game.tick(13.0);
        game.refresh();
        keep(case, "play", &game.views.play);
        game.apply(Action::Skip);
        game.apply(Action::Forward);
        decide(&mut game);
        game.year.component = Some(0);
        game.touch();
        game.refresh();
        keep(case, "planning", &game.views.planning);
        keep(case, "board", &game.views.board);
        keep(case, "component", &game.views.component.as_ref().expect("one is in hand"));
        game.apply(Action::Commit);
        game.apply(Action::Skip);
        game.refresh();
        keep(case, "reveal", &game.views.reveal);
        game.apply(Action::Why(Gauge::LockIn));
        keep(case, "why", &game.why);
        game.apply(Action::Forward);
        while game.screen == Screen::Year {
            decide(&mut game);
            game.apply(Action::Commit);
            game.apply(Action::Skip);
            game.apply(Action::Forward);
        }
        game.refresh();
        let mut end = game.views.end.clone();
        end.kept = "The run is kept".to_owned();
        keep(case, "end", &end);
    }
}
