use super::*;
use crate::documents::Kind;
use crate::scenario::case::PlanBody;
use crate::scenario::plan::{Direction, Size};
use crate::view::play::Reel;

fn game() -> (tempfile::TempDir, Game) {
    let folder = tempfile::tempdir().expect("a folder for a moment");
    let game = Game::new(folder.path().to_owned());
    (folder, game)
}

fn begin(game: &mut Game, case: &str) {
    let action = Action::Begin {
        case: case.to_owned(),
        table: "Nörd <1>".to_owned(),
        seed: 7,
        seats: vec![(0, None), (1, None)],
    };
    game.apply(action);
    game.refresh();
    assert_eq!(game.screen, Screen::Brief, "{:?}", game.message);
}

fn plan_year(game: &mut Game) {
    let table = game.table().expect("a run goes on");
    let year = usize::from(table.year());
    let plan = table.case().plan("matched-hybrid").expect("shipped");
    let PlanBody::Years(years) = &plan.body else { return };
    for decision in years[year].decisions.clone() {
        game.apply(Action::Take(decision));
        game.refresh();
    }
    game.message = None;
}

#[test]
fn a_table_plays_a_case_from_the_title_to_the_end() {
    for slug in shipped::slugs() {
        let (_folder, mut game) = game();
        begin(&mut game, slug);
        game.apply(Action::Forward);
        loop {
            game.refresh();
            assert_eq!(game.screen, Screen::Year);
            assert!(!game.views.board.stations.is_empty());
            plan_year(&mut game);
            game.apply(Action::Commit);
            game.refresh();
            assert_eq!(game.screen, Screen::Play, "{:?}", game.message);
            for _ in 0..600 {
                game.tick(0.25);
                game.refresh();
            }
            assert_eq!(game.screen, Screen::Reveal, "the year plays to its end by itself");
            assert_eq!(game.views.reveal.gauges.len(), 5);
            for gauge in Gauge::ALL {
                game.apply(Action::Why(gauge));
                let (_, why) = game.why.as_ref().expect("every gauge has a why");
                assert!(!why.because.is_empty(), "{slug}: {gauge:?} rests on nothing");
            }
            game.apply(Action::Forward);
            if game.screen == Screen::End {
                break;
            }
        }
        game.refresh();
        let end = &game.views.end;
        assert_eq!(end.rows.len(), 5);
        assert!(!end.code.is_empty());
        let (code, run) =
            (end.code.clone(), game.table().expect("it is still there").run().clone());
        game.apply(Action::Home);
        game.apply(Action::Open(code));
        assert_eq!(game.screen, Screen::End, "{:?}", game.message);
        let again = game.table().expect("opened").run();
        assert_eq!(again.decisions(), run.decisions(), "the code is the same run");
        let (ours, theirs) =
            (again.years.last().expect("played"), run.years.last().expect("played"));
        assert_eq!(ours.outcome, theirs.outcome);
    }
}

#[test]
fn a_closed_lid_loses_nothing_not_even_the_draft() {
    let (folder, mut game) = game();
    begin(&mut game, "first-week");
    game.apply(Action::Forward);
    plan_year(&mut game);
    let mut draft = game.table().expect("a run goes on").draft().decisions.clone();
    assert!(!draft.is_empty());
    drop(game);
    let mut game = Game::new(folder.path().to_owned());
    game.refresh();
    let runs = &game.views.title.runs;
    assert_eq!(runs.len(), 1);
    let file = runs[0].file.clone();
    game.apply(Action::Resume(file));
    assert_eq!(game.screen, Screen::Year, "{:?}", game.message);
    draft.sort_unstable();
    assert_eq!(game.table().expect("resumed").draft().decisions, draft);
}

#[test]
fn a_run_whose_last_line_was_cut_off_goes_on_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder for a moment");
    let mut game = Game::new(folder.path().to_owned());
    let cut = folder.path().join("cut (1).run");
    let run = include_bytes!("../../../tests/golden/page-play.run");
    std::fs::write(&cut, &run[..run.len() - 9]).expect("writable");
    game.apply(Action::Open(cut.to_string_lossy().into_owned()));
    let told = game.message.clone().unwrap_or_default();
    assert!(told.starts_with("cut (1).run was cut off") && game.table.is_some(), "{told}");
    std::fs::write(folder.path().join("own.run"), &run[..run.len() - 9]).expect("writable");
    game.apply(Action::Resume("own.run".to_owned()));
    let told = game.message.clone().unwrap_or_default();
    assert!(told.starts_with("own.run was cut off"), "{told}");
    assert!(folder.path().join("own.run.torn").is_file(), "what was cut off is kept beside");
}

#[test]
fn what_cannot_be_opened_is_said_and_changes_nothing() {
    let (folder, mut game) = game();
    std::fs::write(folder.path().join("broken.run"), "stackholders-run 1\nnothing\n")
        .expect("writable");
    for wish in [
        Action::Resume("broken.run".to_owned()),
        Action::Resume("missing.run".to_owned()),
        Action::Open("no code".to_owned()),
        Action::Open(folder.path().join("broken.run").to_string_lossy().into_owned()),
    ] {
        game.apply(wish.clone());
        game.refresh();
        assert_eq!(game.screen, Screen::Title);
        let said = game.views.frame.message.clone();
        assert!(said.is_some_and(|said| said.len() > 10), "{wish:?} says nothing");
        game.apply(Action::Dismiss);
    }
}

#[test]
fn the_look_is_remembered() {
    let (folder, mut game) = game();
    let look = Look { text: 1.5, reduced_motion: true, ..Look::default() };
    game.apply(Action::Look(look));
    assert_eq!(Game::new(folder.path().to_owned()).look, look);
}

#[test]
fn a_clicker_goes_on_and_never_past_a_decision() {
    let (_folder, mut game) = game();
    begin(&mut game, "first-week");
    game.apply(Action::Onward);
    assert_eq!(game.screen, Screen::Year);
    for _ in 0..3 {
        game.apply(Action::Onward);
        assert_eq!(game.screen, Screen::Year, "a year is committed by those who decided it");
    }
    let prediction =
        Decision::Predict { gauge: Gauge::LockIn, direction: Direction::Rises, size: Size::Clear };
    game.apply(Action::Take(prediction));
    game.apply(Action::Commit);
    game.apply(Action::Onward);
    assert_eq!((game.screen, game.reveal.opened), (Screen::Reveal, false));
    game.apply(Action::Onward);
    assert_eq!((game.screen, game.reveal.opened), (Screen::Reveal, true));
    game.apply(Action::Onward);
    assert_eq!(game.screen, Screen::Year);
}

#[test]
fn a_document_is_kept_beside_the_run_and_never_written_over() {
    let (folder, mut game) = game();
    begin(&mut game, "first-week");
    let written = |game: &mut Game, kind| {
        game.apply(Action::Document(kind));
        let path = game.to_show().expect("a document is shown");
        assert!(path.starts_with(folder.path()), "{}", path.display());
        path
    };
    let cards = written(&mut game, Kind::RoleCards);
    assert_eq!(written(&mut game, Kind::RoleCards), cards, "the same cards are one file");
    let blank = written(&mut game, Kind::HotWash);
    let before = std::fs::read(&blank).expect("it was written");
    game.apply(Action::Forward);
    plan_year(&mut game);
    game.apply(Action::Commit);
    let filled = written(&mut game, Kind::HotWash);
    assert_ne!(filled, blank, "another year makes another sheet");
    assert_eq!(std::fs::read(&blank).expect("still there"), before);
    for kind in Kind::ALL {
        let text = std::fs::read_to_string(written(&mut game, kind)).expect("it was written");
        assert!(text.len() > 200, "{kind:?} is {} bytes long", text.len());
    }
}

fn playing() -> (tempfile::TempDir, Game) {
    let (folder, mut game) = game();
    begin(&mut game, "family-benefits");
    game.apply(Action::Forward);
    game.refresh();
    plan_year(&mut game);
    game.apply(Action::Commit);
    game.refresh();
    assert_eq!(game.screen, Screen::Play);
    (folder, game)
}

#[test]
fn a_pause_holds_the_year_and_four_times_as_fast_is_four_times_as_far() {
    let (_folder, mut game) = playing();
    let mut shares = Vec::new();
    for (speed, seconds) in [(1.0, 8.0), (0.0, 30.0), (4.0, 2.0), (f32::NAN, 9.0)] {
        game.apply(Action::Speed(speed));
        game.tick(seconds);
        game.refresh();
        shares.push(game.position().seconds);
        assert_eq!(game.moves(), speed > 0.0);
    }
    assert_eq!(shares, [8.0, 8.0, 16.0, 16.0]);
}

#[test]
fn it_does_not_matter_how_time_is_cut() {
    let (_folder, mut coarse) = playing();
    let (_folder, mut fine) = playing();
    coarse.tick(12.0);
    for _ in 0..96 {
        fine.tick(0.125);
    }
    coarse.refresh();
    fine.refresh();
    assert_eq!(coarse.views.play, fine.views.play);
    assert_eq!(coarse.views.board, fine.views.board);
    let shaken = |game: &Game| game.moment.struck.iter().map(|it| it.0).collect::<Vec<_>>();
    assert_eq!(shaken(&coarse), shaken(&fine));
}

#[test]
fn a_month_that_is_asked_for_is_shown_whole_and_waits() {
    let (_folder, mut game) = playing();
    for month in [3, 7, 2, 99] {
        game.apply(Action::Month(month));
        game.tick(5.0);
        game.refresh();
        assert_eq!(game.screen, Screen::Play);
        assert_eq!(game.views.play.of_year, month.min(11));
        assert_eq!(game.views.play.speed, 0.0);
        assert_eq!(game.moment.blend, 1.0, "the picture has arrived");
    }
}

#[test]
fn what_strikes_shakes_its_station_and_what_was_planned_does_not() {
    let (_folder, mut game) = playing();
    let mut shocks = 0;
    while game.screen == Screen::Play {
        let before = game.moment.struck.len();
        let at = game.position().seconds;
        game.tick(0.05);
        let (from, to) = (game.reel().shown(at), game.reel().shown(game.position().seconds));
        if game.screen != Screen::Play {
            break;
        }
        let struck: usize = game.reel().entries[from..to]
            .iter()
            .filter(|entry| !entry.sign.planned())
            .map(|entry| entry.stations.len())
            .sum();
        assert!(game.moment.struck.len() <= before + struck);
        assert!(game.moment.struck.len() >= struck);
        shocks += struck;
    }
    let (table, year) = game.played().expect("played");
    let all = Reel::of(table, year);
    let due = all.entries.iter().filter(|entry| !entry.sign.planned());
    assert_eq!(shocks, due.map(|entry| entry.stations.len()).sum::<usize>());
    assert!(game.moment.struck.is_empty(), "nothing shakes on the next screen");
}

#[test]
fn without_motion_the_year_waits_and_steps() {
    let (_folder, mut game) = playing();
    game.tick(4.0);
    game.apply(Action::Still(true));
    assert!(game.look.reduced_motion && !game.moves());
    game.apply(Action::Month(1));
    game.refresh();
    let still = game.moment.clone();
    game.tick(4.0);
    assert_eq!(game.moment, still);
    assert!(game.views.play.still);
    game.apply(Action::Speed(1.0));
    for _ in 0..600 {
        game.tick(0.25);
        assert_eq!(game.moment.clock, still.clock, "no drop moves");
    }
    assert_eq!(game.screen, Screen::Reveal, "stills follow each other when asked to");
}
