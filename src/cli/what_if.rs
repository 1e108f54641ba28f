//! `what-if`: one changed decision of a run, or the changes that would have mattered most.

use super::Verdict;
use super::args::{self, Weights};
use super::failure::Failure;
use super::open;
use super::output::{Format, Output, json_rows};
use super::progress::Progress;
use super::runs::{self, OpenedRun};
use crate::insight::change::{Change, Kind, Vocabulary};
use crate::insight::course::{Course, Dated, acts};
use crate::insight::executor::Threads;
use crate::insight::judge::{Aim, Judge};
use crate::insight::lucks;
use crate::insight::what_if::{
    By, Effort, Pair, WhatIf, WhatIfs, differences, single_changes, try_change,
};
use crate::luck::Luck;
use crate::scenario::case::Case;
use crate::scenario::plan::Decision;
use crate::session::record::{Run, Slugs};
use crate::session::table::replaces;
use crate::session::{branch, journal};
use crate::sim::Model;
use crate::view::{format, insight, words};
use clap::Args;
use serde_json::json;
use std::io::Write as _;
use std::path::PathBuf;

/// Change a decision of a run and play it again under the same luck
///
/// With --change and --year: a decision written as in plans.ron is taken in that year, in place of the one about the same
/// thing; with `not` in front it is left out. Without them every single change is played, and those that would have
/// helped and hurt most are shown.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A run file or a run code
    #[arg(value_name = "FILE|CODE")]
    run: String,
    /// A fiscal year such as FY2027 or 2027, or a year of the run from 1
    #[arg(long, value_parser = args::fiscal_year, requires = "change")]
    year: Option<u16>,
    /// A decision, for example 'Invest(Harden)' or 'not Invest(Harden)'; may be given several times
    #[arg(long, value_name = "DECISION", requires = "year")]
    change: Vec<String>,
    /// Keep the changed run in a new file
    #[arg(long, value_name = "FILE", requires = "change")]
    out: Option<PathBuf>,
    /// Changes to show in each direction
    #[arg(long, default_value_t = 5)]
    most: usize,
    /// Weights of the score in place of the case's, for example cost=2,security=1
    #[arg(long, value_name = "GAUGE=WEIGHT,…")]
    weights: Option<Weights>,
    /// Other lucks over which a change is averaged; without --change they are for those that matter most
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u32).range(2..=1_000_000))]
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

/// Lucks on which every change is compared; those that matter most are looked at closer.
const FIRST_LOOK: u32 = 64;

pub(super) fn run(arguments: Arguments, output: &mut Output) -> Result<Verdict, Failure> {
    let mut opened = runs::open(&arguments.run, arguments.case.as_deref())?;
    opened.remark_if_other();
    opened.tell_remarks();
    let model = Model::new(&opened.case);
    let mut judge = Judge::new(&opened.case, &model).over(runs::played(&opened.run)?);
    if let Some(Weights(weights)) = arguments.weights {
        judge = judge.weighing(weights);
    }
    let course = Course::of_run(&judge, &opened.run);
    let executor = super::attribute::threads(arguments.threads)?;
    match arguments.year {
        Some(year) => one(&arguments, year, &opened, &judge, &course, &executor, output),
        None => all(&arguments, &judge, &course, &executor, output),
    }
}

/// Every single change.
fn all(
    arguments: &Arguments,
    judge: &Judge<'_>,
    course: &Course,
    executor: &Threads,
    output: &mut Output,
) -> Result<Verdict, Failure> {
    let Arguments { most, futures, format, .. } = arguments;
    let (most, futures) = (*most, *futures);
    let case = judge.case;
    let effort = Effort {
        lucks: lucks::futures(FIRST_LOOK.min(futures)),
        closer: lucks::futures(futures),
        leading: most,
        paired: 12,
    };
    let progress = Progress::new(50_000, "runs");
    let told = single_changes(judge, course, &Vocabulary::ALL, &effort, executor, &|runs| {
        progress.advance(runs);
    });
    drop(progress);
    let top = |mut list: Vec<&WhatIf>, title: &str| {
        list.truncate(most);
        insight::changes(case, title, &list)
    };
    let helped = top(told.helped(Aim::Score, By::ThisLuck), "would have helped most");
    let hurt = top(told.hurt(Aim::Score, By::ThisLuck), "would have hurt most");
    let WhatIfs { run: before, changes, refused, best_pair } = &told;
    match format {
        Format::Table => {
            let legal = format::count(changes.len() as u64, "change", "changes");
            output.line(format_args!(
                "{}: seed {}, score {}",
                case.title,
                course.seed,
                format::decimal(before.get(Aim::Score), 1)
            ))?;
            output.line(format_args!("{legal} possible, {refused} more that the rules refuse"))?;
            output.line("")?;
            output.table(&helped)?;
            output.table(&hurt)?;
            if let Some(Pair { changes, difference, .. }) = best_pair {
                output.line(format_args!(
                    "the best two together: {} points",
                    format::change(format::decimal(difference.get(Aim::Score), 1))
                ))?;
                for change in changes {
                    output.line(format_args!("  - {}", phrase(case, change)))?;
                }
            }
        }
        Format::Json => {
            let pair = best_pair.as_ref().map(|Pair { changes, difference, .. }| {
                json!({
                    "score": difference.get(Aim::Score),
                    "changes": changes.iter().map(|it| phrase(case, it)).collect::<Vec<_>>(),
                })
            });
            let place = told.place(Aim::Score, By::Mean);
            output.json(
                "what-if",
                vec![
                    ("case", json!({ "slug": case.slug, "digest": format::digest(&case.digest) })),
                    ("seed", json!(course.seed)),
                    ("possible", json!(changes.len())),
                    ("refused", json!(refused)),
                    (
                        "worse_on_average",
                        json!({
                            "share": place.share, "low": place.low, "high": place.high,
                        }),
                    ),
                    ("helped", json_rows(&helped)),
                    ("hurt", json_rows(&hurt)),
                    ("best_pair", json!(pair)),
                ],
            )?;
        }
        Format::Csv => {
            let every: Vec<&WhatIf> = changes.iter().collect();
            output.csv(&insight::changes(case, "every change", &every))?;
        }
    }
    Ok(Verdict::Good)
}

/// The changes that were asked for, together.
fn one(
    arguments: &Arguments,
    year: u16,
    opened: &OpenedRun,
    judge: &Judge<'_>,
    course: &Course,
    executor: &Threads,
    output: &mut Output,
) -> Result<Verdict, Failure> {
    let Arguments { run: _, change, out, futures, case: named, format, .. } = arguments;
    let case = judge.case;
    let year = args::year_of(case, year, judge.years)?;
    let files = open::case_files(named.as_deref().unwrap_or(&case.slug))?;
    let wanted = change
        .iter()
        .map(|text| match text.strip_prefix("not ") {
            Some(text) => Ok((false, open::decision(&files, case, text)?)),
            None => Ok((true, open::decision(&files, case, text)?)),
        })
        .collect::<Result<Vec<(bool, Decision)>, Failure>>()?;
    let now = &course.years[usize::from(year)];
    let change = asked(case, year, now, &wanted)?;
    let told = try_change(judge, course, &change).map_err(|refusal| {
        let words::Reply { cause, way_out } = words::refusal(case, &refusal);
        Failure::usage(format!("it cannot be decided so: {cause}")).way_out(way_out)
    })?;
    let file =
        out.as_deref().map(|path| open::create(path).map(|file| (path, file))).transpose()?;
    if let Some((path, mut file)) = file {
        let bytes = branched(case, &opened.run, &change)
            .and_then(|run| journal::write(&run, &Slugs::of(case)).map_err(|it| it.to_string()))
            .map_err(|told| Failure::cannot_write(told).at(path))?;
        file.write_all(&bytes).and_then(|()| file.sync_all()).map_err(|error| {
            Failure::cannot_write(format!("it cannot be written: {error}")).at(path)
        })?;
    }
    let years = change.apply(&course.years).expect("a change that was played fits");
    let plans = [(change.first_year(), years)];
    let progress = Progress::new(u64::from(*futures), "runs");
    let mean =
        differences(judge, &course.years, &plans, lucks::futures(*futures), executor, &|runs| {
            progress.advance(runs);
        });
    drop(progress);
    let before = judge.play(&Luck::new(course.seed), &course.years);
    let difference = insight::difference(&before, &told.result, mean[0].as_ref());
    let gave_way = insight::gave_way(case, &told.gave_way);
    match format {
        Format::Table => {
            output.line(format_args!("{}: seed {}", case.title, course.seed))?;
            output.line(phrase(case, &change))?;
            output.line("")?;
            output.table(&difference)?;
            output.table(&gave_way)?;
        }
        Format::Json => output.json(
            "what-if",
            vec![
                ("case", json!({ "slug": case.slug, "digest": format::digest(&case.digest) })),
                ("seed", json!(course.seed)),
                ("change", json!(phrase(case, &change))),
                ("futures", json!(futures)),
                ("difference", json_rows(&difference)),
                ("gave_way", json_rows(&gave_way)),
            ],
        )?,
        Format::Csv => output.csv(&difference)?,
    }
    Ok(Verdict::Good)
}

/// What goes and what comes in a year.
fn asked(
    case: &Case,
    year: u16,
    now: &[Decision],
    wanted: &[(bool, Decision)],
) -> Result<Change, Failure> {
    let shown = format::fiscal_year(case.first_year, year);
    let (mut out, mut into) = (Vec::new(), Vec::new());
    for (take, decision) in wanted {
        if !acts(decision) {
            return Err(Failure::usage("a prediction, a reason or a dissent changes nothing")
                .way_out("change a tool, staff, guardrail, use case or answer"));
        }
        if *take {
            let gone = now.iter().filter(|old| in_place_of(case, now, decision, old));
            out.extend(gone.map(|old| Dated { year, decision: *old }));
            into.push(Dated { year, decision: *decision });
        } else if now.contains(decision) {
            out.push(Dated { year, decision: *decision });
        } else {
            let phrase = words::decision(case, decision);
            return Err(Failure::usage(format!("the run did not {phrase} in {shown}"))
                .way_out("see its decisions with `stackholders attribute`"));
        }
    }
    out.sort_unstable();
    out.dedup();
    if out == into {
        return Err(Failure::usage(format!("the run decided so in {shown}"))
            .way_out("name another decision, or put `not` in front"));
    }
    let kind = if into.is_empty() { Kind::LeaveOut } else { Kind::Instead };
    Ok(Change { kind, out, into })
}

/// Whether one decision has to go for another: both about the same thing, or the only one of a kind that is full.
fn in_place_of(case: &Case, now: &[Decision], new: &Decision, old: &Decision) -> bool {
    let only = |limit: u16, kind: fn(&Decision) -> bool| {
        limit == 1 && kind(new) && kind(old) && now.iter().filter(|it| kind(it)).count() == 1
    };
    let agency = &case.agency;
    replaces(new, old)
        || only(agency.guardrails_per_year, |it| matches!(it, Decision::Invest(_)))
        || only(agency.staffing_per_year, |it| matches!(it, Decision::Staff { .. }))
        || only(agency.responses_per_year, |it| matches!(it, Decision::Respond { .. }))
}

/// The run with the change, as it would have been kept: reasons for tools that went are gone with them.
fn branched(case: &Case, run: &Run, change: &Change) -> Result<Run, String> {
    let at = change.first_year();
    let mut decisions = run.years.get(at).map(|year| year.decisions.clone()).unwrap_or_default();
    decisions.retain(|it| change.out.iter().all(|dated| dated.decision != *it));
    decisions.extend(change.into.iter().map(|dated| dated.decision));
    let tools: Vec<_> = decisions.iter().filter_map(Decision::tool).collect();
    decisions.retain(|it| match it {
        Decision::Because { component, .. } => tools.contains(component),
        _ => true,
    });
    branch::branch(case, run, at, &decisions).map_err(|fault| fault.to_string())
}

fn phrase(case: &Case, change: &Change) -> String {
    let Change { out, into, .. } = change;
    let list = |dated: &[Dated]| {
        let one = |it: &Dated| {
            let year = format::fiscal_year(case.first_year, it.year);
            format!("{} in {year}", words::decision(case, &it.decision))
        };
        dated.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    match (out.is_empty(), into.is_empty()) {
        (true, _) => list(into),
        (false, true) => format!("not: {}", list(out)),
        (false, false) => format!("{}, not: {}", list(into), list(out)),
    }
}
