//! `futures`: one plan under many lucks.

use super::Verdict;
use super::args::Seeds;
use super::failure::Failure;
use super::open;
use super::output::{CsvRows, Format, Output, json_row, json_rows};
use super::progress::Progress;
use crate::insight::executor::Threads;
use crate::insight::futures::{self, Futures};
use crate::insight::shard::Shard;
use crate::scenario::case::Case;
use crate::sim::{Model, RULES_VERSION};
use crate::view::{self, format};
use clap::Args;
use serde_json::json;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// Play one plan under many seeds and show the spread of every gauge
///
/// A quantile is a value that occurred in one of the futures. With --out one line per run is written, as
/// comma-separated values, or as one JSON object a line when the file's name ends in .jsonl.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A shipped case or a folder
    case: String,
    /// A plan of the case, or a file in the form of plans.ron with one plan
    #[arg(long, value_name = "NAME|FILE")]
    plan: String,
    /// From the first seed up to, not including, the last
    #[arg(long, value_name = "A..B")]
    seeds: Seeds,
    /// Write one line per run to a new file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Play one part of the seeds; the files of all parts, laid end to end, are the file of the whole
    #[arg(long, value_name = "I/N", default_value_t = Shard::WHOLE, hide_default_value = true)]
    shard: Shard,
    /// Threads to use; 0 is one for each core. The result does not depend on it
    #[arg(long, default_value_t = 0)]
    threads: usize,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(arguments: Arguments, output: &mut Output) -> Result<Verdict, Failure> {
    let Arguments { case, plan, seeds: Seeds(seeds), out, shard, threads, format } = arguments;
    let (opened, case) = open::case(&case)?;
    let plan = open::plan(&opened, &case, &plan)?;
    // A file that cannot be written is better known before the work than after it.
    let file = out.as_deref().map(open::create).transpose()?;
    let seeds = shard.part(&seeds);
    let model = Model::new(&case);
    let executor = Threads::new(threads).map_err(|error| {
        Failure::usage(format!("{threads} threads cannot be started: {error}"))
            .way_out("ask for fewer with --threads")
    })?;
    let progress = Progress::new(seeds.end - seeds.start, "runs");
    let futures = futures::of_plan(&case, &model, &plan.body, seeds.clone(), &executor, &|runs| {
        progress.advance(runs);
    });
    drop(progress);
    if let (Some(path), Some(file)) = (&out, file) {
        write_runs(&case, &futures, shard, path, file)?;
    }
    let (quantiles, budget) =
        (view::futures::quantiles(&case, &futures), view::futures::budget(&case, &futures));
    match format {
        Format::Table => {
            output.line(format_args!(
                "{}: {}, seeds {} to {}",
                case.title,
                plan.name,
                seeds.start,
                seeds.end.saturating_sub(1)
            ))?;
            output.line("")?;
            output.table(&quantiles)?;
            output.table(&budget)?;
        }
        Format::Json => output.json(
            "futures",
            vec![
                ("case", json!({ "slug": case.slug, "digest": format::digest(&case.digest) })),
                ("plan", json!(plan.slug)),
                ("seeds", json!({ "from": seeds.start, "before": seeds.end })),
                ("rules", json!(RULES_VERSION)),
                ("quantiles", json_rows(&quantiles)),
                ("over_budget", json_rows(&budget)),
            ],
        )?,
        Format::Csv => output.csv(&quantiles)?,
    }
    Ok(Verdict::Good)
}

/// The head stands in the first part only, so that parts can be laid end to end.
fn write_runs(
    case: &Case,
    futures: &Futures,
    shard: Shard,
    path: &Path,
    file: std::fs::File,
) -> Result<(), Failure> {
    let columns = view::futures::run_columns(case, futures.years());
    let mut writer = BufWriter::new(file);
    if path.extension().is_some_and(|ending| ending == "jsonl") {
        for future in futures.iter() {
            writeln!(writer, "{}", json_row(&columns, &view::futures::run_row(&future)))?;
        }
        writer.flush()?;
    } else {
        let mut rows = CsvRows::new(writer);
        if shard.is_first() {
            rows.head(&columns)?;
        }
        for future in futures.iter() {
            rows.row(&view::futures::run_row(&future))?;
        }
        rows.finish()?;
    }
    Ok(())
}
