//! The game killed at any moment: what was committed is there when it is opened again, and so is what was decided, and
//! what a learner did in the lesson.
//!
//! The test plays two parts. As the room it starts itself once more as a game, kills that after a while, and opens
//! what is left; as the game (told so by its environment) it plays as fast as it can and says what it has done.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use stackholders::app::game::{Game, Screen};
use stackholders::app::learn::Learn;
use stackholders::scenario::case::PlanBody;
use stackholders::study::progress;
use stackholders::ui::action::{Action, StudyWish};

/// Names the folder of runs, and makes this process the game.
const FOLDER: &str = "STACKHOLDERS_KILLED_GAME";
const TEST: &str = "a_killed_game_loses_nothing_that_was_committed_or_drafted";
const KILLS: u64 = 200;
/// Kills that must strike a draft; a machine that hardly gets to one is killed more often.
const DRAFTS: u64 = 10;
/// Longest life of a game (milliseconds). A year of play takes a few of them.
const LONGEST: u64 = 120;

#[test]
fn a_killed_game_loses_nothing_that_was_committed_or_drafted() {
    if let Some(folder) = folder() {
        play_for_ever(&folder);
    }
    let folder = tempfile::tempdir().expect("a folder for a moment");
    // The years of every run, as they were found after the last kill.
    let mut played: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut struck_in_a_draft = 0_u64;
    for kill in 0..3 * KILLS {
        // How many kills strike a draft depends on the machine.
        if kill >= KILLS && struck_in_a_draft > DRAFTS {
            break;
        }
        // Spread evenly over a game's life, in an order without a pattern.
        let life = Duration::from_millis(kill * 73 % LONGEST);
        let said = live_and_die(TEST, folder.path(), life);
        let mut drafted = None;
        let mut told = Vec::new();
        for line in said.lines() {
            match line.split_whitespace().collect::<Vec<_>>()[..] {
                ["committed", file, year, digest] => {
                    let year = year.parse::<usize>().expect("a number");
                    told.push((file.to_owned(), year, digest.to_owned()));
                    drafted = None;
                }
                ["drafted", file, year, count] => {
                    let number = |text: &str| text.parse::<usize>().expect("a number");
                    drafted = Some((file.to_owned(), number(count), number(year)));
                }
                _ => {}
            }
        }
        let mut game = Game::new(folder.path().to_owned());
        for (file, year, digest) in &told {
            let kept = kept(&mut game, file);
            assert_eq!(
                kept.get(*year),
                Some(digest),
                "kill {kill} after {life:?}: year {year} of {file} was committed, and {kept:?} is there"
            );
        }
        let touched =
            drafted.iter().map(|drafted| &drafted.0).chain(told.iter().map(|told| &told.0));
        for file in touched.cloned().collect::<BTreeSet<_>>() {
            let kept = kept(&mut game, &file);
            let before = played.insert(file.clone(), kept.clone()).unwrap_or_default();
            assert!(
                kept.starts_with(&before),
                "kill {kill} after {life:?}: {file} had {before:?}, and has {kept:?}"
            );
        }
        // A year that was committed but not told yet has used its draft up.
        let Some((file, count, year)) = drafted else { continue };
        if kept(&mut game, &file).len() == year {
            let left = game.table().expect("resumed").draft().decisions.len();
            assert!(left >= count, "kill {kill}: {left} decisions are left of {count}");
            struck_in_a_draft += 1;
        }
    }
    let years: usize = played.values().map(Vec::len).sum();
    assert!(years > 20, "only {years} years were played in {KILLS} games: nothing was at stake");
    assert!(struck_in_a_draft > DRAFTS, "only {struck_in_a_draft} kills struck a draft");
    let mut game = Game::new(folder.path().to_owned());
    for (file, years) in &played {
        let kept = kept(&mut game, file);
        assert!(kept.starts_with(years), "in the end {file} has {kept:?} of {years:?}");
    }
}

const LEARNER: &str = "a_killed_lesson_loses_nothing_that_was_told";
const LESSONS: u64 = 80;

/// Progress begins as a file of the first version, so that some kills strike the copy into the present one.
#[test]
fn a_killed_lesson_loses_nothing_that_was_told() {
    if let Some(folder) = folder() {
        learn_for_ever(&folder);
    }
    let old = include_bytes!("golden/study/v1.study");
    let folder = tempfile::tempdir().expect("a folder for a moment");
    let first = folder.path().join("learning.progress");
    std::fs::write(&first, old).expect("writable");
    let mut before = progress::read(old).expect("ours").progress.entries().to_vec();
    let mut cut = 0;
    for kill in 0..LESSONS {
        let life = Duration::from_millis(kill * 37 % LONGEST);
        let said = live_and_die(LEARNER, folder.path(), life);
        let count = |line: &str| line.strip_prefix("told ")?.parse::<usize>().ok();
        let told = said.lines().rev().find_map(count).unwrap_or(0);
        let known = std::fs::read_dir(folder.path()).expect("readable").count();
        let learn = Learn::new(folder.path().to_owned(), Vec::new());
        let entries = learn.progress().entries();
        assert!(
            entries.len() >= told,
            "kill {kill}: {told} were told, {} are there",
            entries.len()
        );
        assert!(entries.starts_with(&before), "kill {kill} after {life:?}: earlier ones are gone");
        before = entries.to_vec();
        cut += usize::from(std::fs::read_dir(folder.path()).expect("readable").count() > known);
    }
    assert_eq!(std::fs::read(&first).expect("still there"), old, "it is never written on");
    assert!(before.len() > 200, "only {} things were done in {LESSONS} lessons", before.len());
    #[expect(clippy::print_stdout, reason = "how much was at stake")]
    {
        println!("{} things done, {cut} torn ends set aside", before.len());
    }
}

/// Answers, skips, writes and fills cells, and says how much is kept.
fn learn_for_ever(folder: &Path) -> ! {
    say("begun");
    let mut learn = Learn::new(folder.to_owned(), Vec::new());
    for round in 0_usize.. {
        learn.apply(StudyWish::Open(round % 18));
        learn.hand.words = vec![format!("words of round {round}"); 3];
        learn.apply(StudyWish::Row { name: "MLflow".to_owned(), there: round.is_multiple_of(2) });
        for text in learn.hand.cells.values_mut() {
            *text = format!("cell of round {round}");
        }
        learn.apply(StudyWish::Skip);
        say(&format!("told {}", learn.progress().entries().len()));
    }
    unreachable!("rounds do not run out")
}

#[expect(clippy::disallowed_methods, reason = "how a test tells the process it starts who it is")]
fn folder() -> Option<PathBuf> {
    std::env::var_os(FOLDER).map(PathBuf::from)
}

/// Starts a game, lets it live so long, kills it, and gives what it said.
fn live_and_die(test: &str, folder: &Path, life: Duration) -> String {
    let this = std::env::current_exe().expect("the test knows where it is");
    let mut game = Command::new(this)
        .args([test, "--exact", "--nocapture", "--test-threads", "1"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the test can start itself");
    let mut first = [0_u8; 1];
    let mut out = game.stdout.take().expect("it is piped");
    // Its life begins with its first word.
    out.read_exact(&mut first).expect("it says something");
    std::thread::sleep(life);
    game.kill().expect("it can be killed");
    game.wait().expect("it is dead");
    let mut said = Vec::new();
    out.read_to_end(&mut said).expect("what it said can be read");
    let said = String::from_utf8_lossy(&said).into_owned();
    // The last line may be torn.
    said[..said.rfind('\n').map_or(0, |end| end + 1)].to_owned()
}

/// Resumes a run and gives the digests of its years.
fn kept(game: &mut Game, file: &str) -> Vec<String> {
    game.apply(Action::Resume(file.to_owned()));
    game.refresh();
    assert!(
        matches!(game.screen, Screen::Year | Screen::End),
        "{file} cannot be resumed: {:?}",
        game.views.frame.message
    );
    let run = game.table().expect("resumed").run();
    run.years.iter().map(|year| hex(&year.outcome.digest)).collect()
}

fn hex(digest: &[u8]) -> String {
    digest.iter().take(8).fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to text");
        text
    })
}

/// Plays case after case by a shipped plan, goes on with what is not finished, and says what it did.
fn play_for_ever(folder: &Path) -> ! {
    let mut game = Game::new(folder.to_owned());
    game.refresh();
    let unfinished = game.views.title.runs.iter().find(|run| !run.over).map(|run| run.file.clone());
    if let Some(file) = unfinished {
        game.apply(Action::Resume(file));
    }
    loop {
        game.refresh();
        match game.screen {
            Screen::Title => game.apply(Action::Begin {
                case: "family-benefits".to_owned(),
                table: "North".to_owned(),
                seed: 5,
                seats: vec![(0, None), (1, None)],
            }),
            Screen::Brief | Screen::Reveal => game.apply(Action::Forward),
            Screen::Year => decide(&mut game),
            Screen::Play => game.apply(Action::Skip),
            Screen::End | Screen::Debrief | Screen::Learn | Screen::Review => {
                game.apply(Action::Home);
            }
        }
    }
}

fn decide(game: &mut Game) {
    let table = game.table().expect("at play");
    let plan = table.case().plan("matched-hybrid").expect("shipped");
    let PlanBody::Years(years) = &plan.body else { unreachable!("a shipped plan has years") };
    let decisions = years[usize::from(table.year())].decisions.clone();
    for decision in decisions {
        if game.table().is_some_and(|table| table.may_instead(&decision).is_ok()) {
            game.apply(Action::Take(decision));
            let table = game.table().expect("at play");
            let count = table.draft().decisions.len();
            say(&format!("drafted {} {} {count}", game.file(), table.year()));
        }
    }
    game.apply(Action::Commit);
    let years = &game.table().expect("at play").run().years;
    let digest = hex(&years.last().expect("committed").outcome.digest);
    say(&format!("committed {} {} {digest}", game.file(), years.len() - 1));
}

#[expect(clippy::print_stdout, reason = "the only way in which the game speaks to the room")]
fn say(line: &str) {
    println!("{line}");
    std::io::stdout().flush().expect("the room listens");
}
