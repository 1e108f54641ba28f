//! Runs of every shipped case: kept, coded, played again, branched, and compared with golden ones.
//!
//! `tests/golden/codes.txt` holds one line per shipped plan: its code and the gauges it ends with.
//! `tests/golden/sessions/v*/` holds run files of every released version, which stay readable for ever.
//! Both are compared by default; `STACKHOLDERS_UPDATE_GOLDEN=1` writes the codes anew and adds run files that are missing.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use stackholders::host::{FileStore, MemoryStore, Store, set_aside};
use stackholders::id::{CardId, ComponentId, PoolId, ReasonId, RoleId, UseCaseId};
use stackholders::luck::Luck;
use stackholders::scenario::case::{Case, PlanBody, Review};
use stackholders::scenario::plan::{
    Approach, Decision, Direction, Gauge, Guardrail, PlanYear, Size, StaffAction, StaffCount, Term,
    Vehicle,
};
use stackholders::scenario::{CaseFiles, load};
use stackholders::session::branch::{branch, plan, prefix_digest};
use stackholders::session::code::{self, CodedRun};
use stackholders::session::journal::{self, Journal};
use stackholders::session::record::line::Resolved;
use stackholders::session::record::{Run, Slugs};
use stackholders::session::replay::{Play, Verdict, coded, finish, play, play_coded, replay};
use stackholders::sim::check::{Refusal, check};
use stackholders::sim::{Model, RULES_VERSION, State};

const SEED: u64 = 20_261;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sorted_entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.sort();
    paths
}

/// All cases of the `scenarios` folder.
fn shipped() -> Vec<Case> {
    let folders = sorted_entries(&root().join("scenarios"));
    let cases = folders.iter().filter(|path| path.join("scenario.ron").exists()).map(|folder| {
        let slug = folder.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        let mut files = CaseFiles::new(slug.clone());
        for path in sorted_entries(folder) {
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            if path.extension().is_some_and(|ending| ending == "ron") {
                files.insert(name, fs::read_to_string(&path).expect("case files are text"));
            }
        }
        let loaded = load(&files);
        assert!(loaded.case.is_some(), "{slug}: {:?}", loaded.findings);
        loaded.case.expect("just checked")
    });
    cases.collect()
}

fn plans(case: &Case) -> Vec<(String, Vec<Vec<Decision>>)> {
    let years = |body: &PlanBody| match body {
        PlanBody::Years(years) => {
            let mut years: Vec<_> = years.iter().map(|year| year.decisions.clone()).collect();
            years.resize(usize::from(case.played_years), Vec::new());
            Some(years)
        }
        PlanBody::RandomMix => None,
    };
    let named = case.plans.iter().filter_map(|plan| Some((plan.slug.clone(), years(&plan.body)?)));
    named.collect()
}

/// Plays a plan as a table would: only what the dry run allows is committed.
fn committed(case: &Case, years: &[Vec<Decision>], seed: u64) -> Vec<Vec<Decision>> {
    let mut play = Play::start(case, seed);
    let mut committed = Vec::new();
    for wanted in years {
        let mut taken = Vec::new();
        let (model, state) = play.now();
        for decision in wanted {
            if check(model, state, &taken, decision).is_ok() {
                taken.push(*decision);
            }
        }
        play.year(&taken);
        committed.push(taken);
    }
    committed
}

/// Every shipped case with every plan of it, as it would be committed.
fn for_each_run(check: impl Fn(&Case, &str, &[Vec<Decision>])) {
    let cases = shipped();
    assert!(!cases.is_empty(), "no case is shipped");
    for case in &cases {
        for (name, years) in plans(case) {
            check(case, &format!("{}/{name}", case.slug), &committed(case, &years, SEED));
        }
    }
}

#[test]
fn a_run_played_again_is_identical_and_so_is_one_from_its_file() {
    for_each_run(|case, name, years| {
        let run = play(case, SEED, years);
        assert_eq!(replay(case, &run), Verdict::Identical, "{name}");
        let slugs = Slugs::of(case);
        let file = journal::write(&run, &slugs).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        let back = journal::read(&file).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        let Resolved { run: back, pending } = back.resolve(&slugs).expect("the same case");
        assert_eq!((&back, pending), (&run, None), "{name}");
        assert_eq!(replay(case, &back), Verdict::Identical, "{name}");
    });
}

#[test]
fn a_run_from_its_code_is_the_same_run() {
    let all = shipped();
    let all: Vec<&Case> = all.iter().collect();
    for_each_run(|case, name, years| {
        let run = play(case, SEED, years);
        let code =
            code::encode(case, &coded(&run)).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        let characters = code.chars().filter(|c| *c != '-').count();
        assert!(characters <= code::longest(case), "{name}: {code}");
        let decoded = code::decode(&code, &all, RULES_VERSION)
            .unwrap_or_else(|fault| panic!("{name}: {fault}"));
        assert_eq!(all[decoded.case].slug, case.slug);
        assert_eq!(play_coded(case, &decoded.run).years, run.years, "{name}");
    });
}

#[test]
fn a_code_of_a_shipped_case_has_at_most_sixty_characters() {
    for case in shipped() {
        assert!(code::longest(&case) <= 60, "{}: {}", case.slug, code::longest(&case));
    }
}

/// A year in which a table decides and says all it can: every limit used up, the last of every list chosen.
/// The first `renewed` of its tool decisions are renewals, which have the highest numbers in a code.
fn full_year(case: &Case, year: usize, renewed: usize) -> Vec<Decision> {
    let components = (0..case.components.len()).map(|index| ComponentId(index as u16));
    let last = |count: usize| (count - 1) as u16;
    let mut decided = Vec::new();
    for (place, component) in components.take(usize::from(case.agency.slots[year])).enumerate() {
        let option = case.on_offer(component).last().expect("every part has an option on offer");
        let (term, vehicle, approach) = (Term::ALL[2], Vehicle::ALL[2], Approach::ALL[1]);
        decided.push(if place < renewed {
            Decision::Renew { component, term, clause: true, approach }
        } else {
            Decision::Adopt { component, option, term, clause: true, vehicle }
        });
        let reason = ReasonId(last(case.reasons.len()));
        decided.push(Decision::Because { component, reason });
    }
    for place in 0..case.agency.guardrails_per_year {
        decided.push(Decision::Invest(Guardrail::ALL[4 - usize::from(place)]));
    }
    let pools = (0..case.pools.len() as u16).rev().map(PoolId);
    for pool in pools.take(case.agency.staffing_per_year.into()) {
        let (action, count) = (StaffAction::ALL[3], StaffCount::ALL[1]);
        decided.push(Decision::Staff { action, pool, count });
    }
    if year > 0 {
        // Nothing has happened before the first year.
        let cards = case.cards.iter().enumerate().rev();
        for (card, body) in cards.take(case.agency.responses_per_year.into()) {
            let (card, choice) = (CardId(card as u16), last(body.choices.len()) as u8);
            decided.push(Decision::Respond { card, choice });
        }
    }
    for (use_case, body) in case.use_cases.iter().enumerate() {
        let use_case = UseCaseId(use_case as u16);
        decided.push(match body.planned {
            Some(_) => Decision::Defer(use_case),
            None => Decision::Launch { use_case, review: Review::Full },
        });
    }
    let (gauge, direction, size) = (Gauge::ALL[4], Direction::ALL[2], Size::ALL[2]);
    decided.push(Decision::Predict { gauge, direction, size });
    decided.extend((0..case.roles.len() as u16).map(|role| Decision::Dissent(RoleId(role))));
    decided
}

#[test]
fn a_run_in_which_everything_is_decided_and_said_has_a_code_of_at_most_sixty_characters() {
    for case in shipped() {
        for renewed in 0..=3 {
            let years = (0..usize::from(case.played_years)).map(|at| full_year(&case, at, renewed));
            let years: Vec<_> = years.map(|year| PlanYear::canonical(&year)).collect();
            let run = CodedRun { rules_version: 62, seed: (1 << 22) - 1, years };
            let text = code::encode(&case, &run).expect("it names only what the case has");
            let characters = text.chars().filter(|c| *c != '-').count();
            assert!(characters <= 60, "{}: {characters} characters, {text}", case.slug);
            if renewed == 3 {
                assert_eq!(characters, code::longest(&case), "{}: no code is longer", case.slug);
            }
            let back = code::decode(&text, &[&case], 62).expect("it was just made");
            assert_eq!(back.run, run, "{}", case.slug);
        }
    }
}

#[test]
fn a_changed_number_is_found_and_another_basis_is_no_verdict() {
    for_each_run(|case, name, years| {
        let run = play(case, SEED, years);
        let mut changed = run.clone();
        changed.years[1].outcome.gauges.lock_in += 1.0;
        match replay(case, &changed) {
            Verdict::Diverged { year: 1, field, .. } => {
                assert_eq!(field, "gauges.lock_in", "{name}");
            }
            verdict => panic!("{name}: {verdict:?}"),
        }
        type Change = fn(&mut Run);
        let changes: [(Change, &str); 3] = [
            (|run| run.header.case.push('x'), "it was played on the case"),
            (|run| run.header.case_digest[0] ^= 1, "has changed since"),
            (|run| run.header.rules_version += 1, "it was played by rules version"),
        ];
        for (change, said) in changes {
            let mut other = run.clone();
            change(&mut other);
            match replay(case, &other) {
                Verdict::NotReplayable { because, .. } => {
                    assert!(because.contains(said), "{because}");
                }
                verdict => panic!("{name}: {verdict:?}"),
            }
        }
    });
}

#[test]
fn the_order_in_which_a_year_was_decided_does_not_matter() {
    for_each_run(|case, name, years| {
        let mut turned = years.to_vec();
        turned.iter_mut().for_each(|year| year.reverse());
        assert_eq!(play(case, SEED, &turned), play(case, SEED, years), "{name}");
    });
}

#[test]
fn a_year_that_was_committed_when_the_power_went_is_played_again() {
    for_each_run(|case, name, years| {
        let (run, slugs) = (play(case, SEED, years), Slugs::of(case));
        for stopped in 0..years.len() {
            let mut store = MemoryStore::default();
            {
                let sink = |at, bytes: &[u8]| store.append_synced("a.run", at, bytes);
                let mut journal =
                    Journal::create(&run.header, slugs.clone(), sink).expect("memory");
                for year in &run.years[..stopped] {
                    journal.commit(&year.decisions, &year.notes).expect("memory");
                    journal.result(&year.outcome).expect("memory");
                }
                journal.commit(&run.years[stopped].decisions, &[]).expect("memory");
            }
            let bytes = store.read_limited("a.run", journal::FILE_LIMIT).expect("memory");
            store.append_synced("a.run", bytes.len() as u64, b"{\"result\":{\"ye").expect("memory");

            let bytes = store.read_limited("a.run", journal::FILE_LIMIT).expect("memory");
            let read = journal::read(&bytes).unwrap_or_else(|fault| panic!("{name}: {fault}"));
            let torn = read.torn.as_ref().expect("the result was cut off");
            set_aside(&mut store, "a.run", read.intact as u64, &torn.bytes).expect("memory");
            let whole =
                finish(case, read.resolve(&slugs).expect("the same case")).expect("the same rules");
            assert_eq!(whole.years, run.years[..=stopped], "{name}");

            let sink = |at, bytes: &[u8]| store.append_synced("a.run", at, bytes);
            let mut journal = Journal::resume(&read, slugs.clone(), sink);
            journal.result(&whole.years[stopped].outcome).expect("the file ends where it was cut");
        }
    });
}

/// The short form keeps reasons with tool decisions, and the dry run allows them only there.
#[test]
fn a_reason_for_a_part_that_is_kept_is_refused_and_still_has_a_code() {
    for case in shipped() {
        let kept = ComponentId(0);
        let mut years: Vec<_> =
            (0..case.played_years).map(|at| full_year(&case, at.into(), 0)).collect();
        years[0].retain(|decision| decision.tool() != Some(kept));
        let reason = Decision::Because { component: kept, reason: ReasonId(0) };
        let model = Model::new(&case);
        let found = State::start(&model, &Luck::new(SEED));
        let beside: Vec<_> = years[0].iter().copied().filter(|it| it.tool().is_some()).collect();
        let refused = check(&model, &found, &beside, &reason);
        assert_eq!(refused, Err(Refusal::NothingToExplain { component: kept }), "{}", case.slug);
        let years = years.iter().map(|year| PlanYear::canonical(year)).collect();
        let run = CodedRun { rules_version: 1, seed: SEED, years };
        let text = code::encode(&case, &run).expect("it names only what the case has");
        assert!(text.starts_with('3'), "{}: {text}", case.slug);
        let back = code::decode(&text, &[&case], 1).expect("it was just made");
        assert_eq!(back.run, run, "{}", case.slug);
    }
}

/// What the sample run of `src/session/journal/tests.rs` shows, on a file as a table keeps it.
#[test]
fn a_kept_run_that_is_cut_or_damaged_anywhere_is_a_part_of_itself_or_a_fault() {
    let path = root().join("tests/golden/sessions/v1/first-week-matched-hybrid.run");
    let file = fs::read(path).expect("a golden file is readable");
    let cases = shipped();
    let case = cases.iter().find(|case| case.slug == "first-week").expect("it is shipped");
    let slugs = Slugs::of(case);
    let whole = journal::read(&file).expect("a golden file is whole");
    let is_part = |part: &journal::ReadRun, what: &str| {
        assert_eq!(part.lines.start, whole.lines.start, "{what}");
        assert!(whole.lines.commits.starts_with(&part.lines.commits), "{what}");
        assert!(whole.lines.results.starts_with(&part.lines.results), "{what}");
        assert!(whole.lines.outlook.starts_with(&part.lines.outlook), "{what}");
    };
    let mut played = Vec::new();
    for length in 0..file.len() {
        let Ok(part) = journal::read(&file[..length]) else {
            assert!(played.is_empty(), "cut at {length}: a fault after the header");
            continue;
        };
        is_part(&part, &format!("cut at {length}"));
        // Play goes on from every line end, and comes to the years that the whole has.
        if !played.contains(&part.intact) {
            played.push(part.intact);
            let resolved = part.resolve(&slugs).expect("the same case");
            let run = finish(case, resolved).expect("the same rules");
            let all = whole.resolve(&slugs).expect("the same case").run;
            assert_eq!(run.years, all.years[..run.years.len()], "cut at {length}");
            assert_eq!(run.years.len(), part.lines.commits.len(), "cut at {length}");
        }
    }
    assert_eq!(played.len(), file.iter().filter(|byte| **byte == b'\n').count() - 2);
    for at in 0..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 1 << (at % 8);
        if let Ok(part) = journal::read(&changed) {
            assert_eq!(at, file.len() - 1, "a change of byte {at} goes unnoticed");
            is_part(&part, &format!("byte {at}"));
        }
    }
}

#[test]
fn a_run_in_a_folder_is_a_run() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut store = FileStore::new(folder.path());
    let case = &shipped()[0];
    let (run, slugs) = (play(case, SEED, &[Vec::new()]), Slugs::of(case));
    let sink = |at, bytes: &[u8]| store.append_synced("blue.run", at, bytes);
    let mut journal = Journal::create(&run.header, slugs.clone(), sink).expect("a disk");
    journal.commit(&run.years[0].decisions, &[]).expect("a disk");
    journal.result(&run.years[0].outcome).expect("a disk");
    drop(journal);
    let read = journal::read(&store.read_limited("blue.run", journal::FILE_LIMIT).expect("a disk"));
    assert_eq!(read.expect("whole").resolve(&slugs).expect("the same case").run, run);
}

#[test]
fn a_branch_shares_its_past_and_names_it() {
    for_each_run(|case, name, years| {
        let run = play(case, SEED, years);
        for at in 0..years.len() {
            let what_if = branch(case, &run, at, &[]).expect("the run got there");
            assert_eq!(what_if.years[..at], run.years[..at], "{name}");
            let parent = what_if.header.parent.expect("a branch has a parent");
            assert_eq!((parent.year, parent.prefix), (at as u16, prefix_digest(&run, at)));
            assert_eq!(prefix_digest(&what_if, at), parent.prefix, "{name}");
            let same = branch(case, &run, at, &run.years[at].decisions).expect("the run got there");
            assert_eq!(
                (same.years, same.outlook),
                (run.years.clone(), run.outlook.clone()),
                "{name}"
            );
        }
        assert!(branch(case, &run, years.len(), &[]).is_err(), "{name}");
        assert!(plan(&run, years.len() + 1, &[]).is_err(), "{name}");
    });
}

#[test]
fn shipped_plans_have_their_golden_codes() {
    let mut found = String::from(
        "# case/plan: code, then the gauges at the end (cost k$, lock-in, losses k$, served %, controls %), then the state's digest\n",
    );
    for case in shipped() {
        for (name, years) in plans(&case) {
            let run = play(&case, SEED, &committed(&case, &years, SEED));
            let code = code::encode(&case, &coded(&run)).expect("a shipped plan has a code");
            let last = &run.years.last().expect("a case has years").outcome;
            let gauges: Vec<String> = Gauge::ALL
                .iter()
                .map(|gauge| format!("{:.3}", last.gauges.headline(*gauge)))
                .collect();
            let digest: String =
                last.digest[..8].iter().map(|byte| format!("{byte:02x}")).collect();
            writeln!(found, "{}/{name}: {code} · {} · {digest}", case.slug, gauges.join(" "))
                .expect("text grows");
        }
    }
    let path = root().join("tests/golden/codes.txt");
    let golden = fs::read_to_string(&path).unwrap_or_default();
    if golden == found {
        return;
    }
    if update() {
        fs::write(&path, &found).expect("the golden folder can be written");
        return;
    }
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (lines(&golden), lines(&found));
    let gone = old.iter().filter(|line| !new.contains(line)).map(|line| format!("- {line}\n"));
    let come = new.iter().filter(|line| !old.contains(line)).map(|line| format!("+ {line}\n"));
    let difference: String = gone.chain(come).collect();
    panic!("golden codes differ; if that is meant, set STACKHOLDERS_UPDATE_GOLDEN=1\n{difference}");
}

#[test]
fn golden_run_files_stay_readable_and_never_diverge() {
    let cases = shipped();
    let sessions = root().join("tests/golden/sessions");
    if update() {
        write_missing_sessions(&cases, &sessions.join("v1"));
    }
    let mut seen = 0;
    for folder in sorted_entries(&sessions).into_iter().filter(|path| path.is_dir()) {
        for path in sorted_entries(&folder)
            .into_iter()
            .filter(|path| path.extension().is_some_and(|e| e == "run"))
        {
            seen += 1;
            let name = path.display();
            let bytes = fs::read(&path).expect("a golden file is readable");
            let read = journal::read(&bytes).unwrap_or_else(|fault| panic!("{name}: {fault}"));
            let slug = &read.lines.start.run.case;
            let Some(case) = cases.iter().find(|case| case.slug == *slug) else { continue };
            let Ok(resolved) = read.resolve(&Slugs::of(case)) else { continue };
            let verdict = replay(case, &resolved.run);
            assert!(
                !matches!(verdict, Verdict::Diverged { .. }),
                "{name}: {verdict:?}; raise the rules version; a file of no release yet may be deleted and written anew with STACKHOLDERS_UPDATE_GOLDEN=1"
            );
        }
    }
    assert!(
        seen > 0,
        "no golden run file; set STACKHOLDERS_UPDATE_GOLDEN=1 once and look at what it writes"
    );
}

/// One file per shipped plan that has none. A file that is there is never written again: it stands for a release.
fn write_missing_sessions(cases: &[Case], folder: &Path) {
    fs::create_dir_all(folder).expect("the golden folder can be written");
    for case in cases {
        let slugs = Slugs::of(case);
        for (name, years) in plans(case) {
            let path = folder.join(format!("{}-{name}.run", case.slug));
            if path.exists() {
                continue;
            }
            let mut run = play(case, SEED, &committed(case, &years, SEED));
            run.header.table = name.clone();
            let file = journal::write(&run, &slugs).expect("a shipped run can be kept");
            fs::write(&path, file).expect("the golden folder can be written");
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the switch must be explicit and outside the test")]
fn update() -> bool {
    std::env::var("STACKHOLDERS_UPDATE_GOLDEN").is_ok_and(|value| value == "1")
}

#[test]
fn the_code_of_no_years_is_short() {
    for case in shipped() {
        let run = CodedRun { rules_version: RULES_VERSION, seed: SEED, years: Vec::new() };
        let code = code::encode(&case, &run).expect("no year names anything");
        assert!(code.chars().filter(|c| *c != '-').count() <= 14, "{code}");
    }
}
