//! Runs and files to debrief, made from the shipped plans.

use stackholders::debrief::gather::{Body, Room, Source, gather};
use stackholders::id::{ComponentId, RoleId};
use stackholders::insight::plan;
use stackholders::luck::Luck;
use stackholders::scenario::case::{Case, SourcingModel};
use stackholders::scenario::plan::{Decision, Direction, Gauge, Size};
use stackholders::scenario::{load, shipped};
use stackholders::session::code;
use stackholders::session::journal;
use stackholders::session::record::{Note, Run, Seat, Slugs};
use stackholders::session::replay::{self, coded};

pub const SEED: u64 = 7;

pub fn cases() -> Vec<Case> {
    shipped::slugs().into_iter().map(case).collect()
}

pub fn case(slug: &str) -> Case {
    load(&shipped::files(slug).expect("shipped")).case.expect("a shipped case has no errors")
}

/// A shipped plan as a table of that name would have played it, with leanings, predictions, dissent and a note.
pub fn run(case: &Case, plan: &str, table: &str, seed: u64) -> Run {
    run_of_years(case, plan, table, seed, usize::from(case.played_years))
}

pub fn run_of_years(case: &Case, plan: &str, table: &str, seed: u64, years: usize) -> Run {
    let body = &case.plan(plan).expect("a shipped plan").body;
    let planned = plan::years(case, body, &Luck::new(seed));
    let mut decided: Vec<Vec<Decision>> = (0..usize::from(case.played_years))
        .map(|year| planned.get(year).cloned().unwrap_or_default().decisions)
        .take(years)
        .collect();
    for (year, decisions) in decided.iter_mut().enumerate() {
        let gauge = Gauge::ALL[year % 5];
        let (direction, size) = (Direction::Rises, Size::Clear);
        decisions.push(Decision::Predict { gauge, direction, size });
        if year == 0 {
            decisions.push(Decision::Dissent(RoleId(1)));
        }
    }
    let mut run = replay::play(case, seed, &decided);
    run.header.table = table.to_owned();
    let leanings = [SourcingModel::Open, SourcingModel::Managed, SourcingModel::Proprietary];
    run.header.seats = (0..case.roles.len())
        .map(|role| Seat { role: RoleId(role as u16), leaning: leanings.get(role).copied() })
        .collect();
    if let Some(first) = run.years.first_mut() {
        let text = "our people can run it and leave it again".to_owned();
        first.notes = vec![
            Note { role: None, component: None, text: text.clone() },
            Note { role: Some(RoleId(0)), component: Some(ComponentId(0)), text },
        ];
    }
    run
}

pub fn file(case: &Case, run: &Run) -> Vec<u8> {
    journal::write(run, &Slugs::of(case)).expect("a run of the case can be written")
}

pub fn code_of(case: &Case, run: &Run) -> String {
    code::encode(case, &coded(run)).expect("a shipped plan has a code")
}

pub fn from_file(name: &str, bytes: Vec<u8>) -> Source {
    Source { name: name.to_owned(), body: Body::File(bytes) }
}

pub fn typed(code: &str) -> Source {
    Source { name: String::new(), body: Body::Code(code.to_owned()) }
}

/// The plans that tables of a room play, one after the other.
pub const PLANS: [&str; 5] =
    ["all-open", "matched-hybrid", "all-proprietary", "all-managed", "do-nothing"];

/// A room of so many tables that met the same luck.
pub fn room(case: &Case, tables: usize) -> Room {
    let sources = (0..tables).map(|table| {
        let name = format!("Table {}", table + 1);
        let run = run(case, PLANS[table % PLANS.len()], &name, SEED);
        from_file(&format!("{}.run", table + 1), file(case, &run))
    });
    let room = gather(std::slice::from_ref(case), sources.collect());
    assert_eq!(room.tables.len(), tables, "every table is seated");
    room
}
