//! The house rules that no compiler checks: who may use whom, what the core must not know, and that the
//! documents speak of things that exist. Each rule is a small function over text, tried on bad input first.

use std::fs;
use std::path::{Path, PathBuf};

/// Rooms in reading order. A room may use those of a lower floor and itself; rooms of one floor
/// do not use each other, except those on the ground.
const FLOORS: &[&[&str]] = &[
    &["units", "id", "lanes"],
    &["scenario"],
    &["luck"],
    &["sim"],
    &["session"],
    &["insight"],
    &["debrief", "study"],
    &["view"],
    &["documents"],
    &["cli", "ui"],
    &["app"],
];

/// Moves bytes: stands beside the floors.
const HOST: &str = "host";
const HOST_USERS: &[&str] = &["cli", "app", HOST];

/// Rooms whose results must depend on their arguments alone.
const PURE_ROOMS: &[&str] =
    &["units", "id", "lanes", "scenario", "luck", "sim", "insight", "debrief", "study"];

/// What a pure room must not name, and why.
const IMPURE: &[(&str, &str)] = &[
    ("std::time", "no clock"),
    ("std::fs", "no file"),
    ("std::env", "no environment"),
    ("std::net", "no network"),
    ("std::process", "no process"),
    ("std::thread", "threads enter through insight::executor only"),
    ("thread_local!", "no thread-local state"),
    ("log::", "no log"),
    ("tracing::", "no log"),
    ("println!", "no output"),
    ("eprintln!", "no output"),
    ("HashMap", "no hash-map order"),
    ("HashSet", "no hash-map order"),
];

/// Where wire types live. Everything else is free to change its shape.
const WIRE: &[&str] = &[
    "src/scenario/raw",
    "src/session/record",
    "src/ui/theme",
    "src/cli/",
    "src/app/mirror",
    "src/app/page",
];

/// The window around the game: the only files that know the engine which draws it.
const WINDOW: &[&str] = &["src/app/window.rs", "src/app/picture.rs", "src/app/second.rs"];

const LONGEST_FILE: usize = 1_000;

#[test]
fn a_room_uses_only_rooms_before_it() {
    all_sources_pass(direction_faults);
}

#[test]
fn the_engine_names_no_window_toolkit() {
    all_sources_pass(toolkit_faults);
}

#[test]
fn the_core_knows_no_clock_file_environment_log_or_hash_order() {
    all_sources_pass(purity_faults);
}

#[test]
fn wire_types_live_at_the_edges() {
    all_sources_pass(wire_faults);
}

#[test]
fn no_file_is_longer_than_one_idea() {
    all_sources_pass(|path, text| {
        let lines = text.lines().count();
        if lines <= LONGEST_FILE {
            return Vec::new();
        }
        vec![format!(
            "{path}: {lines} lines, at most {LONGEST_FILE}: split it by what its parts are for"
        )]
    });
}

#[test]
fn every_path_that_the_architecture_names_exists() {
    let text = read("ARCHITECTURE.md");
    let paths = named_paths(&text);
    assert!(paths.len() > 15, "ARCHITECTURE.md names only {} paths", paths.len());
    let missing: Vec<_> = paths.iter().filter(|path| !root().join(path).exists()).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md names paths that do not exist: {missing:#?}");
}

#[test]
fn the_readme_opens_with_commands_that_exist() {
    let text = read("README.md");
    for command in commands(&text) {
        let words: Vec<&str> = command.split_whitespace().collect();
        match words.as_slice() {
            ["cargo", "run", "--release"] => {
                let manifest = read("Cargo.toml");
                assert!(
                    manifest.contains("default = [\"app\", \"cli\"]"),
                    "README.md starts the game, and the default features leave it out"
                );
            }
            ["cargo", "test"] | ["cargo", "install", ..] => {}
            ["cp", "web/dist/stackholders.html", ..] => {
                let packed = read("web/pack.mjs");
                assert!(packed.contains("\"stackholders.html\""), "web/build makes no such file");
            }
            [script] if root().join(script).is_file() => {}
            ["cargo", "run", "--release", "--", "simulate", case, "--plan", plan, ..] => {
                let plans = read(&format!("scenarios/{case}/plans.ron"));
                assert!(plans.contains(&format!("\"{plan}\"")), "case {case} has no plan {plan}");
            }
            ["cargo", "run", "--release", "--", command, ..] => {
                assert!(
                    root().join(format!("src/cli/{command}.rs")).exists(),
                    "README.md names the command {command}, and src/cli has no file for it"
                );
            }
            _ => assert_eq!(words.first(), Some(&"stackholders"), "README.md: {command}"),
        }
    }
    let first: Vec<_> = commands(&text).into_iter().take(2).collect();
    assert_eq!(first.len(), 2, "README.md shows two commands");
    assert_eq!(first[1], "cargo test", "the second command runs the tests");
}

#[test]
fn the_sample_in_the_readme_is_what_the_program_prints() {
    let text = read("README.md");
    let sample = text
        .split("```text\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("README.md shows a sample");
    assert!(sample.starts_with("$ stackholders "), "the sample begins with its command");
    let tested = read("tests/cli/first-week.trycmd");
    assert!(
        tested.contains(sample),
        "README.md shows other lines than tests/cli/first-week.trycmd: copy them from there"
    );
}

// The rules.

fn direction_faults(path: &str, text: &str) -> Vec<String> {
    let Some(room) = room_of(path) else { return Vec::new() };
    let code = code_of(text);
    let mut faults = Vec::new();
    for used in rooms_used(path, &code) {
        if let Some(why) = direction_fault(room, &used) {
            faults.push(format!("{path}: {room} uses {used}: {why}"));
        }
    }
    faults.sort();
    faults.dedup();
    faults
}

fn direction_fault(room: &str, used: &str) -> Option<String> {
    if room == used {
        return None;
    }
    if used == HOST {
        return (!HOST_USERS.contains(&room))
            .then(|| format!("host is used by {} only", HOST_USERS[..2].join(" and ")));
    }
    let used_floor = floor(used)?;
    if room == HOST {
        return (used_floor > 0).then(|| "host depends on nothing above units".to_owned());
    }
    let Some(floor) = floor(room) else {
        return Some(format!(
            "{room} has no floor; give it one in tests/layering.rs and ARCHITECTURE.md"
        ));
    };
    (used_floor > floor || (used_floor == floor && floor > 0)).then(|| {
        let order: Vec<String> = FLOORS.iter().map(|rooms| rooms.join("|")).collect();
        format!("a module uses only what stands to its left: {}", order.join(" ← "))
    })
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

fn toolkit_faults(path: &str, text: &str) -> Vec<String> {
    let code = code_of(text);
    let room = room_of(path).unwrap_or("main");
    let mut faults = Vec::new();
    if !WINDOW.contains(&path) && names(&code, "bevy") {
        faults.push(format!("{path}: nothing but {} names bevy", WINDOW.join(" and ")));
    }
    if !["ui", "app"].contains(&room) && names(&code, "egui") {
        faults.push(format!("{path}: nothing outside ui and app names egui"));
    }
    faults
}

fn purity_faults(path: &str, text: &str) -> Vec<String> {
    let pure = room_of(path).is_some_and(|room| PURE_ROOMS.contains(&room));
    if !pure {
        return Vec::new();
    }
    let code = code_of(without_tests(text));
    IMPURE
        .iter()
        .filter(|(name, _)| names(&code, name))
        .map(|(name, why)| {
            format!("{path}: names {name}; the core knows its arguments only: {why}")
        })
        .collect()
}

fn wire_faults(path: &str, text: &str) -> Vec<String> {
    let code = code_of(without_tests(text));
    let serde = names(&code, "Serialize") || names(&code, "Deserialize");
    if !serde || WIRE.iter().any(|place| path.starts_with(place)) {
        return Vec::new();
    }
    vec![format!("{path}: Serialize and Deserialize live at the edges only: {}", WIRE.join(", "))]
}

/// Backticked words of a document that look like a path of this repository.
fn named_paths(text: &str) -> Vec<String> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| {
            let is_file =
                [".rs", ".md", ".toml", ".ron"].iter().any(|ending| word.ends_with(ending));
            let in_folder = word.contains('/') || !word.contains(' ');
            (is_file || word.ends_with('/') || word.starts_with(".ci"))
                && in_folder
                && !word.contains(['<', '*', ' ', '\n'])
        })
        .map(str::to_owned)
        .collect()
}

/// Lines of fenced code blocks marked `sh`, without comments.
fn commands(text: &str) -> Vec<String> {
    let mut commands = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line == "```sh";
        } else if inside {
            let command = line.split('#').next().unwrap_or("").trim();
            if !command.is_empty() {
                commands.push(command.to_owned());
            }
        }
    }
    commands
}

// Reading source text.

/// First-level module of a file under `src`, or `None` for `lib.rs` and `main.rs`.
fn room_of(path: &str) -> Option<&str> {
    let inner = path.strip_prefix("src/")?;
    let room = inner.split('/').next().unwrap_or(inner).trim_end_matches(".rs");
    (!["lib", "main", "bin"].contains(&room)).then_some(room)
}

/// First-level modules that a file reaches by `crate::…` or by climbing with `super::`.
fn rooms_used(path: &str, code: &str) -> Vec<String> {
    let depth = path.trim_start_matches("src/").trim_end_matches(".rs").split('/').count();
    let climb = "super::".repeat(depth);
    let mut rooms = Vec::new();
    for start in ["crate::", &climb] {
        for (at, _) in code.match_indices(start) {
            let before = &code[..at];
            if before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
                || before.ends_with('$')
            {
                continue;
            }
            rooms.extend(heads(&code[at + start.len()..]));
        }
    }
    let known = |room: &String| floor(room).is_some() || room == HOST;
    rooms.retain(known);
    rooms
}

/// The first segment of a path, or of each path of a `{…}` group.
fn heads(rest: &str) -> Vec<String> {
    let Some(group) = rest.strip_prefix('{') else { return vec![identifier(rest)] };
    let mut heads = vec![identifier(group.trim_start())];
    let mut open = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => open += 1,
            '}' if open == 0 => break,
            '}' => open -= 1,
            ',' if open == 0 => heads.push(identifier(group[at + 1..].trim_start())),
            _ => {}
        }
    }
    heads
}

fn identifier(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Whether `name` stands in the code as a word of its own.
fn names(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + name.len()..].chars().next();
        let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !word(before) && (!word(after) || name.ends_with([':', '!']))
    })
}

/// Everything before the test module, which by custom stands last.
fn without_tests(text: &str) -> &str {
    text.find("#[cfg(test)]\nmod ").map_or(text, |at| &text[..at])
}

/// Source text without comments and without the contents of strings.
fn code_of(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skip = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if rest.starts_with("r\"") || rest.starts_with("r#") {
            let hashes = rest[1..].chars().take_while(|c| *c == '#').count();
            let close = format!("\"{}", "#".repeat(hashes));
            if rest[1 + hashes..].starts_with('"') {
                rest[2 + hashes..]
                    .find(&close)
                    .map_or(rest.len(), |at| 2 + hashes + at + close.len())
            } else {
                0
            }
        } else if c == '"' {
            end_of_string(rest)
        } else if rest.starts_with("'\"'") {
            3
        } else {
            0
        };
        if skip == 0 {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            code.push(' ');
            rest = &rest[skip..];
        }
    }
    code
}

fn end_of_string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

// Files.

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[expect(clippy::panic, reason = "the test fails with the name of the file it misses")]
fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn sources() -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root().join(&folder)).expect("a source folder can be listed") {
            let entry = entry.expect("a folder entry can be read");
            let path = folder.join(entry.file_name());
            if entry.path().is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.to_str().expect("source paths are plain text").replace('\\', "/");
                let text = read(&name);
                files.push((name, text));
            }
        }
    }
    files.sort();
    files
}

fn all_sources_pass(rule: impl Fn(&str, &str) -> Vec<String>) {
    let sources = sources();
    assert!(sources.len() > 10, "only {} source files found", sources.len());
    let faults: Vec<String> = sources.iter().flat_map(|(path, text)| rule(path, text)).collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

// Can the rules fail?

#[test]
fn a_use_against_the_direction_is_found() {
    for (path, text, found) in [
        ("src/sim/month.rs", "use crate::view::format;", "sim uses view"),
        ("src/sim.rs", "use crate::{id::PoolId, session::{Run}};", "sim uses session"),
        ("src/luck.rs", "use crate::{\n    units,\n    sim,\n};", "luck uses sim"),
        ("src/scenario/check.rs", "fn f() { crate::luck::maths::exp(1.0); }", "scenario uses luck"),
        (
            "src/sim/rules/scale.rs",
            "use super::super::super::insight::futures;",
            "sim uses insight",
        ),
        ("src/cli/simulate.rs", "use crate::ui::theme;", "cli uses ui"),
        ("src/session/journal.rs", "use crate::host::Store;", "session uses host"),
        ("src/host.rs", "use crate::scenario::case::Case;", "host uses scenario"),
        ("src/extra.rs", "use crate::units::Money;", "extra has no floor"),
    ] {
        let faults = direction_faults(path, text);
        assert_eq!(faults.len(), 1, "{path}: {text}: {faults:?}");
        assert!(faults[0].contains(found), "{} does not say {found}", faults[0]);
    }
}

#[test]
fn a_use_along_the_direction_passes() {
    for (path, text) in [
        ("src/sim/month.rs", "use crate::{luck::Luck, scenario::case::{Case, Job}, units::Money};"),
        (
            "src/sim/month.rs",
            "//! Unlike [`crate::view`], no words here.\nconst A: &str = \"crate::view\";",
        ),
        ("src/sim/month.rs", "use super::ledger;\nuse super::super::id::PoolId;"),
        ("src/units.rs", "use crate::id::PoolId;"),
        ("src/cli/check.rs", "use crate::host::Store;"),
        ("src/main.rs", "use crate::app;"),
    ] {
        assert_eq!(direction_faults(path, text), Vec::<String>::new(), "{path}: {text}");
    }
}

#[test]
fn a_toolkit_outside_its_room_is_found() {
    for (path, text, faults) in [
        ("src/ui/panel.rs", "use bevy::prelude::World;", 1),
        ("src/view/year.rs", "fn f(ui: &mut egui::Ui) {}", 1),
        ("src/ui/panel.rs", "fn f(ui: &mut egui::Ui) {}", 0),
        ("src/app/board.rs", "use bevy::prelude::World;", 1),
        ("src/app/window.rs", "use bevy::prelude::World;", 0),
        ("src/view/year.rs", "// as egui does", 0),
    ] {
        assert_eq!(toolkit_faults(path, text).len(), faults, "{path}: {text}");
    }
}

#[test]
fn an_impure_core_is_found() {
    for (path, text, faults) in [
        ("src/sim/month.rs", "use std::time::Instant;", 1),
        ("src/luck.rs", "println!(\"{seed}\");", 1),
        ("src/insight/futures.rs", "let seen: HashMap<u8, u8>;", 1),
        ("src/sim/month.rs", "#[cfg(test)]\nmod tests { use std::fs; }", 0),
        ("src/cli/simulate.rs", "use std::fs;", 0),
        ("src/sim/month.rs", "let catalog::Entry = entry;", 0),
    ] {
        assert_eq!(purity_faults(path, text).len(), faults, "{path}: {text}");
    }
}

#[test]
fn a_wire_type_in_the_core_is_found() {
    for (path, text, faults) in [
        ("src/sim/outcome.rs", "#[derive(Serialize)]\nstruct A;", 1),
        ("src/scenario/raw.rs", "#[derive(Deserialize)]\nstruct A;", 0),
        ("src/view/year.rs", "#[cfg(test)]\nmod tests { use serde::Serialize; }", 0),
    ] {
        assert_eq!(wire_faults(path, text).len(), faults, "{path}: {text}");
    }
}

#[test]
fn paths_and_commands_of_a_document_are_found() {
    assert_eq!(
        named_paths(
            "`src/sim/` and `Cargo.toml`, `Money`, `cargo test`, `scenarios/<slug>/x.ron`, `.ci/run`"
        ),
        ["src/sim/", "Cargo.toml", ".ci/run"]
    );
    assert_eq!(commands("```sh\ncargo test # all\n```\n```text\nno\n```\n"), ["cargo test"]);
}
