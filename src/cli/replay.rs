//! `replay`: play a kept run again and say whether it still comes out the same.

use super::Verdict as Ending;
use super::failure::Failure;
use super::output::{Format, Output, json_rows};
use super::runs::{self, OpenedRun};
use crate::session::replay::{Verdict, replay};
use crate::sim::outcome::YearOutcome;
use crate::view::{format, run, words};
use clap::Args;
use serde_json::{Value, json};

/// Play a kept run again and compare every number with what was recorded
///
/// A run file holds its results, so there are three answers: identical, diverged, or not replayable. A code holds
/// decisions only: it is played and shown. Anything but identical ends with exit code 1.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A run file or a run code
    #[arg(value_name = "FILE|CODE")]
    run: String,
    /// The case, if it is not a shipped one
    #[arg(long, value_name = "CASE")]
    case: Option<String>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(arguments: Arguments, output: &mut Output) -> Result<Ending, Failure> {
    let OpenedRun { case, run: kept, recorded, remarks } =
        runs::open(&arguments.run, arguments.case.as_deref())?;
    let verdict = recorded.then(|| replay(&case, &kept));
    let years: Vec<YearOutcome> =
        kept.years.iter().map(|year| &year.outcome).chain(&kept.outlook).cloned().collect();
    let gauges = run::gauges(&case, &years);
    let told = match &verdict {
        Some(verdict) => words::verdict(&case, verdict),
        None => "played from its code, which holds decisions only".to_owned(),
    };
    match arguments.format {
        Format::Table => {
            let played = format::count(kept.years.len() as u64, "year", "years");
            output
                .line(format_args!("{}: seed {}, {played} played", case.title, kept.header.seed))?;
            output.line("")?;
            output.table(&gauges)?;
            for remark in &remarks {
                output.line(format_args!("note: {remark}"))?;
            }
            output.line(told)?;
        }
        Format::Json => output.json(
            "replay",
            vec![
                ("case", json!({ "slug": case.slug, "digest": format::digest(&case.digest) })),
                ("seed", json!(kept.header.seed)),
                ("rules", json!(kept.header.rules_version)),
                ("verdict", verdict.as_ref().map_or(Value::Null, json_verdict)),
                ("remarks", json!(remarks)),
                ("gauges", json_rows(&gauges)),
            ],
        )?,
        Format::Csv => output.csv(&gauges)?,
    }
    Ok(match verdict {
        None | Some(Verdict::Identical) => Ending::Good,
        Some(Verdict::Diverged { .. } | Verdict::NotReplayable { .. }) => Ending::Wanting,
    })
}

fn json_verdict(verdict: &Verdict) -> Value {
    match verdict {
        Verdict::Identical => json!({ "verdict": "identical" }),
        Verdict::Diverged { year, field, recorded, replayed } => json!({
            "verdict": "diverged", "year": year, "field": field, "recorded": recorded, "replayed": replayed,
        }),
        Verdict::NotReplayable { because, way_out } => {
            json!({ "verdict": "not_replayable", "because": because, "way_out": way_out })
        }
    }
}
