//! `compare`: two runs side by side.

use super::Verdict as Ending;
use super::failure::Failure;
use super::output::{Format, Output, json_rows};
use super::runs::{self, OpenedRun};
use crate::debrief::contrast::{Side, contrast};
use crate::session::replay::{Verdict, replay};
use crate::view::debrief::contrast as view;
use clap::Args;
use serde_json::json;

/// Lay two runs of one case side by side: what was decided otherwise, since when it mattered, how much, and through what
///
/// Runs that met the same luck differ by decisions alone. Runs of another luck are compared and marked; runs of
/// different cases are not.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A run file or a run code
    #[arg(value_name = "FILE|CODE")]
    first: String,
    /// The other
    #[arg(value_name = "FILE|CODE")]
    second: String,
    /// Most ledger lines to show
    #[arg(long, default_value_t = view::LINES)]
    lines: usize,
    /// The case, if it is not a shipped one
    #[arg(long, value_name = "CASE")]
    case: Option<String>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(arguments: Arguments, output: &mut Output) -> Result<Ending, Failure> {
    let Arguments { first, second, lines, case, format } = arguments;
    let [a, b] = [&first, &second].map(|argument| runs::open(argument, case.as_deref()));
    let (a, b) = (a?, b?);
    a.tell_remarks();
    b.tell_remarks();
    let [one, other] = [&a, &b].map(|opened| Side { run: &opened.run, replays: plays(opened) });
    let found = contrast(&a.case, one, other).ok_or_else(|| {
        let (a, b) = (&a.run, &b.run);
        if a.header.case == b.header.case {
            Failure::unreadable("one of the runs has no year that was played")
                .way_out("name a run of which at least one year was played")
        } else {
            Failure::usage(format!(
                "one run is of the case {}, the other of {}",
                a.header.case, b.header.case
            ))
            .way_out("name two runs of the same case")
        }
    })?;
    let (case, names) = (&a.case, ["first", "second"]);
    let told = view::contrast(case, &found, names[0], names[1]);
    let gauges = view::gauges_table(case, &found, names[0], names[1]);
    let costs = view::costs_table(&found, names[0], names[1]);
    let decisions = view::decisions_table(case, &found, names[0], names[1]);
    let ledger = view::lines_table(case, &found, names[0], names[1], lines);
    let events = view::happenings_table(case, &found, names[0], names[1]);
    match format {
        Format::Table => {
            output.line(format_args!("{}: {}", case.title, told.basis))?;
            output.line(&told.began)?;
            output.line("")?;
            for table in [&decisions, &gauges, &costs, &ledger, &events] {
                output.table(table)?;
            }
            if let Some(limits) = told.limits {
                output.line(format_args!("note: {limits}"))?;
            }
        }
        Format::Json => output.json(
            "compare",
            vec![
                ("case", json!(case.slug)),
                ("basis", json!(told.basis)),
                ("began", json!(told.began)),
                ("same", json!(found.is_empty())),
                ("decisions", json_rows(&decisions)),
                ("gauges", json_rows(&gauges)),
                ("costs", json_rows(&costs)),
                ("ledger", json_rows(&ledger)),
                ("events", json_rows(&events)),
            ],
        )?,
        Format::Csv => output.csv(&costs)?,
    }
    Ok(Ending::Good)
}

fn plays(opened: &OpenedRun) -> bool {
    !opened.recorded || replay(&opened.case, &opened.run) == Verdict::Identical
}
