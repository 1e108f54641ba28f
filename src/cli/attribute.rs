//! `attribute`: what each decision of a run did, and what luck did.

use super::Verdict;
use super::args::Weights;
use super::failure::Failure;
use super::output::{Format, Output, json_rows};
use super::progress::Progress;
use super::runs;
use crate::insight::attribution::{Attribution, Grouping, ORDERS, attribution};
use crate::insight::course::Course;
use crate::insight::executor::Threads;
use crate::insight::judge::Judge;
use crate::insight::lucks;
use crate::sim::Model;
use crate::view::{format, insight};
use clap::{Args, ValueEnum};
use serde_json::json;

/// Share out what a run came to over its decisions, and tell luck apart from judgement
///
/// Each decision is left out and put back in many orders under the run's own luck; its part is its Shapley value, and the
/// parts add up exactly to the difference between the run and the pipeline left as found. With more than twelve
/// decisions orders are drawn, and the standard errors are in the csv and json formats.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A run file or a run code
    #[arg(value_name = "FILE|CODE")]
    run: String,
    /// What counts as one part
    #[arg(long, value_enum, default_value_t)]
    by: By,
    /// Weights of the score in place of the case's, for example cost=2,security=1
    #[arg(long, value_name = "GAUGE=WEIGHT,…")]
    weights: Option<Weights>,
    /// Futures of the plan, and of the pipeline left as found, over which luck is told apart
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(2..=1_000_000))]
    futures: u32,
    /// The case, if it is not a shipped one
    #[arg(long, value_name = "CASE")]
    case: Option<String>,
    /// Threads to use; 0 is one for each core. The result does not depend on it
    #[arg(long, default_value_t = 0)]
    threads: usize,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum By {
    /// Every decision by itself
    #[default]
    Decision,
    /// All decisions of a year together
    Year,
}

pub(super) fn run(arguments: Arguments, output: &mut Output) -> Result<Verdict, Failure> {
    let mut opened = runs::open(&arguments.run, arguments.case.as_deref())?;
    opened.remark_if_other();
    opened.tell_remarks();
    let (case, kept) = (&opened.case, &opened.run);
    let model = Model::new(case);
    let mut judge = Judge::new(case, &model).over(runs::played(kept)?);
    if let Some(Weights(weights)) = arguments.weights {
        judge = judge.weighing(weights);
    }
    let course = Course::of_run(&judge, kept);
    let grouping = match arguments.by {
        By::Decision => Grouping::Decision,
        By::Year => Grouping::Year,
    };
    let executor = threads(arguments.threads)?;
    let progress = Progress::new(u64::from(arguments.futures) * 2 + 10_000, "runs");
    let seeds = lucks::futures(arguments.futures);
    let told = attribution(&judge, &course, grouping, ORDERS, seeds, &executor, &|runs| {
        progress.advance(runs);
    });
    drop(progress);
    let told = told.ok_or_else(|| {
        Failure::usage("the run has more than 64 decisions").way_out("share it out with --by year")
    })?;
    let (parts, luck) = (insight::parts(case, &told), insight::luck(&told));
    match arguments.format {
        Format::Table => {
            output.line(format_args!("{}: seed {}", case.title, course.seed))?;
            output.line("")?;
            output.table(&parts)?;
            output.table(&luck)?;
        }
        Format::Json => {
            let Attribution { exact, orders, coalitions, futures, .. } = told;
            output.json(
                "attribute",
                vec![
                    ("case", json!({ "slug": case.slug, "digest": format::digest(&case.digest) })),
                    ("seed", json!(course.seed)),
                    ("exact", json!(exact)),
                    ("orders", json!(orders)),
                    ("coalitions", json!(coalitions)),
                    ("futures", json!(futures)),
                    ("parts", json_rows(&parts)),
                    ("luck", json_rows(&luck)),
                ],
            )?;
        }
        Format::Csv => output.csv(&parts)?,
    }
    Ok(Verdict::Good)
}

/// As many threads as asked for.
pub(super) fn threads(threads: usize) -> Result<Threads, Failure> {
    Threads::new(threads).map_err(|error| {
        Failure::usage(format!("{threads} threads cannot be started: {error}"))
            .way_out("ask for fewer with --threads")
    })
}
