//! `survive`: whether one plan still beats another where the numbers of the case are other than we think.

use super::Verdict;
use super::args;
use super::failure::Failure;
use super::open;
use super::output::{Format, Output, json_rows};
use super::progress::Progress;
use crate::insight::course;
use crate::insight::judge::{Aim, Judge};
use crate::insight::survival::{Conclusion, WORLDS, survival};
use crate::luck::Luck;
use crate::scenario::plan::Gauge;
use crate::sim::Model;
use crate::view::{format, insight};
use clap::{Args, ValueEnum};
use serde_json::json;

/// Test over the ranges of a case's numbers whether one plan is better than another
///
/// Every number with a range is drawn between its low and its high value, and both plans are played under the same luck in each
/// of these worlds. Numbers are named where they part the worlds in which the conclusion fails from the others.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A shipped case or a folder
    case: String,
    /// The plan that is said to be better: a plan of the case, or a file in the form of plans.ron with one plan
    #[arg(long, value_name = "NAME|FILE")]
    plan: String,
    /// The plan it is compared with
    #[arg(long, value_name = "NAME|FILE")]
    than: String,
    /// By what it is better
    #[arg(long, value_enum, default_value_t)]
    by: By,
    /// The luck that both plans meet in every world
    #[arg(long, default_value_t = 1, value_parser = args::seed, allow_negative_numbers = true)]
    seed: u64,
    /// Worlds to try
    #[arg(long, default_value_t = WORLDS, value_parser = worlds)]
    worlds: usize,
    /// Threads to use; 0 is one for each core. The result does not depend on it
    #[arg(long, default_value_t = 0)]
    threads: usize,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum By {
    #[default]
    Score,
    Cost,
    LockIn,
    Security,
    Scale,
    Compliance,
}

impl By {
    const fn aim(self) -> Aim {
        match self {
            Self::Score => Aim::Score,
            Self::Cost => Aim::Gauge(Gauge::Cost),
            Self::LockIn => Aim::Gauge(Gauge::LockIn),
            Self::Security => Aim::Gauge(Gauge::Security),
            Self::Scale => Aim::Gauge(Gauge::Scale),
            Self::Compliance => Aim::Gauge(Gauge::Compliance),
        }
    }
}

fn worlds(text: &str) -> Result<usize, String> {
    let worlds = text.parse().ok().filter(|worlds| (10..=100_000).contains(worlds));
    worlds.ok_or_else(|| "a number of worlds is from 10 to 100000".to_owned())
}

pub(super) fn run(arguments: Arguments, output: &mut Output) -> Result<Verdict, Failure> {
    let Arguments { case, plan, than, by, seed, worlds, threads, format } = arguments;
    let (opened, case) = open::case(&case)?;
    let (better, worse) = (open::plan(&opened, &case, &plan)?, open::plan(&opened, &case, &than)?);
    let model = Model::new(&case);
    let judge = Judge::new(&case, &model);
    let luck = Luck::new(seed);
    let [a, b] = [&better, &worse].map(|plan| course::of_body(&judge, &plan.body, &luck));
    let conclusion = Conclusion::under(seed, by.aim(), &a, &b);
    let executor = super::attribute::threads(threads)?;
    let progress = Progress::new(worlds as u64, "worlds");
    let told = survival(&judge, &conclusion, worlds, &executor, &|worlds| progress.advance(worlds));
    drop(progress);
    let deciding = insight::deciding(&case, &told);
    let aim = insight::aim(by.aim());
    match format {
        Format::Table => {
            output.line(format_args!(
                "{}: {} is better than {} by {aim}, seed {seed}",
                case.title, better.name, worse.name
            ))?;
            output.line(format_args!(
                "it holds in {} of {} ({} to {}); at the likely numbers it gains {} {}",
                format::share(told.holds.share),
                format::count(worlds as u64, "world", "worlds"),
                format::share(told.holds.low),
                format::share(told.holds.high),
                format::decimal(told.likely, 1),
                insight::unit(by.aim()),
            ))?;
            output.line("")?;
            output.table(&deciding)?;
        }
        Format::Json => output.json(
            "survive",
            vec![
                ("case", json!({ "slug": case.slug, "digest": format::digest(&case.digest) })),
                ("plan", json!(better.slug)),
                ("than", json!(worse.slug)),
                ("by", json!(insight::key(by.aim()))),
                ("seed", json!(seed)),
                ("worlds", json!(worlds)),
                ("drawn", json!(told.drawn)),
                ("likely", json!(told.likely)),
                (
                    "holds",
                    json!({
                        "share": told.holds.share, "low": told.holds.low, "high": told.holds.high,
                    }),
                ),
                ("deciding", json_rows(&deciding)),
            ],
        )?,
        Format::Csv => output.csv(&deciding)?,
    }
    Ok(Verdict::Good)
}
