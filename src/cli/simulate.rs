//! `simulate`: one plan under one luck, year by year.

use super::Verdict;
use super::args;
use super::failure::Failure;
use super::open;
use super::output::{Format, Output, json_rows};
use crate::insight::plan;
use crate::luck::Luck;
use crate::scenario::case::{Case, NamedPlan};
use crate::scenario::plan::Decision;
use crate::session::journal;
use crate::session::record::{CommittedYear, Run, Slugs};
use crate::session::replay::{self, Play};
use crate::sim::outcome::YearOutcome;
use crate::sim::{RULES_VERSION, check};
use crate::view::table::Table;
use crate::view::{format, run, year};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Play one plan under one seed and show what happened
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A shipped case or a folder
    case: String,
    /// A plan of the case, or a file in the form of plans.ron with one plan
    #[arg(long, value_name = "NAME|FILE")]
    plan: String,
    /// The luck all tables of one workshop share
    #[arg(long, default_value_t = 1, value_parser = args::seed, allow_negative_numbers = true)]
    seed: u64,
    /// Keep the run in a new file, for `replay`, `code` and `explain`
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The one table that --format csv prints
    #[arg(long, value_enum, default_value_t)]
    table: Which,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Which {
    #[default]
    Gauges,
    Ledger,
    Components,
    Events,
    Milestones,
    Declined,
    Pipeline,
}

impl Which {
    fn table(self, case: &Case, years: &[YearOutcome]) -> Table {
        match self {
            Self::Gauges => run::gauges(case, years),
            Self::Ledger => run::ledger(case, years),
            Self::Components => run::ledger_by_component(case, years),
            Self::Events => run::events(case, years),
            Self::Milestones => run::milestones(case, years),
            Self::Declined => run::declined(case, years),
            Self::Pipeline => run::pipeline(case, years),
        }
    }

    fn key(self) -> String {
        self.to_possible_value()
            .map(|value| value.get_name().to_owned())
            .expect("every table has a name")
    }
}

pub(super) fn run(arguments: Arguments, output: &mut Output) -> Result<Verdict, Failure> {
    let Arguments { case, plan, seed, out, format, table } = arguments;
    let (opened, case) = open::case(&case)?;
    let plan = open::plan(&opened, &case, &plan)?;
    let file =
        out.as_deref().map(|path| open::create(path).map(|file| (path, file))).transpose()?;
    let planned = plan::years(&case, &plan.body, &Luck::new(seed));
    let planned: Vec<Vec<Decision>> = (0..usize::from(case.played_years))
        .map(|year| planned.get(year).cloned().unwrap_or_default().decisions)
        .collect();
    let played = replay::play(&case, seed, &planned);
    if let Some((path, file)) = file {
        keep(&case, &carried_out(&case, &played), path, file)?;
    }
    let Run { header: _, years, outlook } = played;
    let years: Vec<YearOutcome> =
        years.into_iter().map(|year| year.outcome).chain(outlook).collect();
    match format {
        Format::Table => show(&case, &plan, seed, &years, output)?,
        Format::Json => output.json("simulate", json_fields(&case, &plan, seed, &years))?,
        Format::Csv => output.csv(&table.table(&case, &years))?,
    }
    Ok(Verdict::Good)
}

/// The same run with only those decisions that took effect: what a table would have committed. A plan names
/// answers to events that may not come, and decisions that its own luck makes impossible.
fn carried_out(case: &Case, run: &Run) -> Run {
    let mut play = Play::start(case, run.header.seed);
    let mut years = Vec::new();
    for CommittedYear { decisions, notes: _, outcome } in &run.years {
        let (model, state) = play.now();
        let mut taken = Vec::new();
        for decision in decisions {
            let effective = match decision {
                Decision::Respond { .. } => check(model, state, &taken, decision).is_ok(),
                _ => outcome.declined.iter().all(|declined| declined.decision != *decision),
            };
            if effective {
                taken.push(*decision);
            }
        }
        play.year(&taken);
        years.push(taken);
    }
    replay::play(case, run.header.seed, &years)
}

fn keep(case: &Case, run: &Run, path: &Path, mut file: File) -> Result<(), Failure> {
    let bytes = journal::write(run, &Slugs::of(case))
        .map_err(|fault| Failure::cannot_write(fault.to_string()).at(path))?;
    file.write_all(&bytes)
        .and_then(|()| file.sync_all())
        .map_err(|error| Failure::cannot_write(format!("it cannot be written: {error}")).at(path))
}

fn show(
    case: &Case,
    plan: &NamedPlan,
    seed: u64,
    years: &[YearOutcome],
    output: &mut Output,
) -> Result<(), Failure> {
    output.line(format_args!("{}: {}, seed {seed}", case.title, plan.name))?;
    output.line(&case.summary)?;
    output.line("")?;
    for (index, outcome) in years.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| years.get(before));
        let report = year::report(case, outcome, before);
        output.line(format_args!(
            "{}{}",
            report.year,
            if report.outlook { " (outlook)" } else { "" }
        ))?;
        for line in &report.gauges {
            let change =
                line.change_text.as_ref().map_or_else(String::new, |change| format!(" ({change})"));
            output.line(format_args!(
                "  {:<11}{:<20} {}",
                line.name,
                format!("{}{change}", line.text),
                line.detail
            ))?;
        }
        for highlight in &report.highlights {
            output.line(format_args!("  - {highlight}"))?;
        }
        output.line("")?;
    }
    for which in [
        Which::Gauges,
        Which::Ledger,
        Which::Components,
        Which::Events,
        Which::Declined,
        Which::Pipeline,
    ] {
        output.table(&which.table(case, years))?;
    }
    if let Some(last) = years.last() {
        output
            .line(format_args!("rules {RULES_VERSION}, state {}", format::digest(&last.digest)))?;
    }
    Ok(())
}

fn json_fields<'a>(
    case: &Case,
    plan: &NamedPlan,
    seed: u64,
    years: &[YearOutcome],
) -> Vec<(&'a str, Value)> {
    let tables = Which::value_variants()
        .iter()
        .map(|which| (which.key(), json_rows(&which.table(case, years))));
    let digest = years.last().map(|year| format::digest(&year.digest));
    vec![
        ("case", json!({ "slug": case.slug, "digest": format::digest(&case.digest) })),
        ("plan", json!(plan.slug)),
        ("seed", json!(seed)),
        ("rules", json!(RULES_VERSION)),
        ("tables", Value::Object(tables.collect())),
        ("state", json!(digest)),
    ]
}
