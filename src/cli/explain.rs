//! `explain`: why a gauge reads what it reads.

use super::Verdict;
use super::args;
use super::failure::Failure;
use super::output::Output;
use super::runs;
use crate::luck::Luck;
use crate::scenario::plan::Gauge;
use crate::sim::explain::explain;
use crate::view::why::{self, NumberLine, WhyLine};
use crate::view::{format, words};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

/// Take a gauge apart down to the rules, the numbers of the case and their sources
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A run file or a run code
    #[arg(value_name = "FILE|CODE")]
    run: String,
    /// A fiscal year such as FY2027 or 2027, or a year of the run from 1
    #[arg(long, value_parser = args::fiscal_year)]
    year: u16,
    #[arg(long, value_enum)]
    gauge: Which,
    /// Levels to show
    #[arg(long, default_value_t = 4)]
    depth: usize,
    /// The case, if it is not a shipped one
    #[arg(long, value_name = "CASE")]
    case: Option<String>,
    /// The outline to read, or json for the whole tree
    #[arg(long, value_enum, default_value_t)]
    format: Shape,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Shape {
    #[default]
    Table,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Which {
    Cost,
    LockIn,
    Security,
    Scale,
    Compliance,
}

impl Which {
    const fn gauge(self) -> Gauge {
        match self {
            Self::Cost => Gauge::Cost,
            Self::LockIn => Gauge::LockIn,
            Self::Security => Gauge::Security,
            Self::Scale => Gauge::Scale,
            Self::Compliance => Gauge::Compliance,
        }
    }
}

pub(super) fn run(arguments: Arguments, output: &mut Output) -> Result<Verdict, Failure> {
    let opened = runs::open(&arguments.run, arguments.case.as_deref())?;
    opened.tell_remarks();
    let (case, kept) = (&opened.case, &opened.run);
    let played = kept.years.len() + kept.outlook.len();
    let year = args::year_of(case, arguments.year, played)?;
    let gauge = arguments.gauge.gauge();
    let (tree, outcome) =
        explain(case, &Luck::new(kept.header.seed), &kept.decisions(), year, gauge);
    let outline = why::outline(case, &tree);
    let shown = format::fiscal_year(case.first_year, year);
    let recorded =
        kept.years.iter().map(|year| &year.outcome).chain(&kept.outlook).nth(year.into());
    let differs = recorded.is_some_and(|recorded| recorded.digest != outcome.digest);
    match arguments.format {
        Shape::Table => {
            output.line(format_args!("{}: seed {}, {shown}", case.title, kept.header.seed))?;
            output.line(format_args!("{} in {}", words::gauge(gauge), words::gauge_unit(gauge)))?;
            if differs {
                output.line("note: the run does not replay here; this explains what these rules make of its decisions")?;
            }
            output.line("")?;
            output.text(&outline.text(arguments.depth))?;
        }
        Shape::Json => output.json(
            "explain",
            vec![
                ("case", json!({ "slug": case.slug, "digest": format::digest(&case.digest) })),
                ("seed", json!(kept.header.seed)),
                ("year", json!(shown)),
                ("gauge", json!(words::gauge_key(gauge))),
                ("replays", json!(!differs)),
                ("why", json_line(&outline)),
            ],
        )?,
    }
    Ok(Verdict::Good)
}

fn json_line(line: &WhyLine) -> Value {
    let WhyLine { name, value, text, how, number, because } = line;
    let number = number.as_ref().map(|NumberLine { path, range, source }| {
        json!({ "path": path, "range": range, "source": source })
    });
    json!({
        "name": name,
        "value": value,
        "text": text,
        "how": how,
        "number": number,
        "because": because.iter().map(json_line).collect::<Vec<_>>(),
    })
}
