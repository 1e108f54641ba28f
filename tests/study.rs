//! Self-study: exercises from a run are right by replay, hints give away no more than asked for, a progress file survives
//! being cut anywhere, rivals wait for a commit, and what is shown reads as it should.

#[path = "study/exercises.rs"]
mod exercises;
#[path = "study/hints.rs"]
mod hints;
#[path = "documents/page.rs"]
mod page;
#[path = "study/papers.rs"]
mod papers;
#[path = "study/progress.rs"]
mod progress;
#[path = "study/rivals.rs"]
mod rivals;
#[path = "study/views.rs"]
mod views;

use stackholders::insight::course::{Course, of_body};
use stackholders::insight::judge::Judge;
use stackholders::luck::Luck;
use stackholders::scenario::case::Case;
use stackholders::scenario::{load, shipped};
use stackholders::session::record::Run;
use stackholders::session::replay;
use stackholders::sim::Model;

fn case(slug: &str) -> Case {
    load(&shipped::files(slug).expect("shipped")).case.expect("no errors")
}

/// A whole run of a plan of the case.
fn run(case: &Case, plan: &str, seed: u64) -> Run {
    let model = Model::new(case);
    let judge = Judge::new(case, &model);
    let years = of_body(&judge, &case.plan(plan).expect("a plan").body, &Luck::new(seed));
    replay::play(case, seed, &years)
}

fn course(judge: &Judge<'_>, run: &Run) -> Course {
    Course::of_run(judge, run)
}
