//! `par`: the best plan that a bounded search finds.

use super::Verdict;
use super::args::Weights;
use super::failure::Failure;
use super::open;
use super::output::{Format, Output, json_rows};
use super::progress::Progress;
use crate::insight::change::Vocabulary;
use crate::insight::course::{self, Years};
use crate::insight::judge::{Aim, Judge, Judged};
use crate::insight::par::{Effort, Par, par};
use crate::insight::{frontier, lucks};
use crate::luck::Luck;
use crate::sim::Model;
use crate::view::{format, insight};
use clap::Args;
use serde_json::json;

/// Search for the best plan under given weights, and tell what it is worth on lucks it never saw
///
/// The search begins with the plans of the case and changes one decision after another. It finds a good plan, not surely the
/// best; more runs find better ones. What it is worth is the mean over lucks on which nothing was chosen.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A shipped case or a folder
    case: String,
    /// Weights of the score in place of the case's, for example cost=2,security=1
    #[arg(long, value_name = "GAUGE=WEIGHT,…")]
    weights: Option<Weights>,
    /// Runs that the search may play
    #[arg(long, default_value_t = Effort::TABLE.runs, value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    runs: u64,
    /// Use cases go live as in the plan that the search changes; else putting them off is a decision like others
    #[arg(long)]
    same_mission: bool,
    /// Threads to use; 0 is one for each core. The result does not depend on it
    #[arg(long, default_value_t = 0)]
    threads: usize,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(arguments: Arguments, output: &mut Output) -> Result<Verdict, Failure> {
    let Arguments { case, weights, runs, same_mission, threads, format } = arguments;
    let (_, case) = open::case(&case)?;
    let model = Model::new(&case);
    let mut judge = Judge::new(&case, &model);
    if let Some(Weights(weights)) = weights {
        judge = judge.weighing(weights);
    }
    // A mix drawn by lot begins as it is drawn for the first luck of the search.
    let first = Luck::new(lucks::search(1).start);
    let starts: Vec<Years> =
        case.plans.iter().map(|plan| course::of_body(&judge, &plan.body, &first)).collect();
    let names: Vec<&str> = case.plans.iter().map(|plan| plan.name.as_str()).collect();
    let executor = super::attribute::threads(threads)?;
    let progress = Progress::new(runs, "runs");
    let effort = Effort::of(runs);
    let vocabulary = if same_mission { Vocabulary::SAME_MISSION } else { Vocabulary::ALL };
    let found = par(&judge, &starts, &vocabulary, &effort, &executor, &|runs| {
        progress.advance(runs);
    });
    drop(progress);
    let found = found.ok_or_else(|| {
        Failure::unreadable(format!("the case {} has no plan to begin with", case.slug))
            .way_out("write one in its plans.ron")
    })?;
    let worth = insight::worth(&found, &names);
    let (plan, answers) =
        (insight::plan(&case, &found.years), insight::answers(&case, &found.years));
    let Par { rounds, runs, settled, evaluated, searched, .. } = &found;
    let points: Vec<Judged> = evaluated.iter().map(|it| it.mean).collect();
    match format {
        Format::Table => {
            output.line(format_args!(
                "{}: {} of the search in {}{}",
                case.title,
                format::count(*runs, "run", "runs"),
                format::count(*rounds as u64, "round", "rounds"),
                if *settled {
                    "; no single change helps any more"
                } else {
                    "; its runs are used up"
                }
            ))?;
            output.line(format_args!(
                "on the lucks of the search it scores {}, which is too good because it was chosen on them",
                format::decimal(searched.get(Aim::Score), 1)
            ))?;
            output.line("")?;
            output.table(&worth)?;
            output.table(&plan)?;
            let answers = format::count(answers.rows.len() as u64, "answer", "answers");
            output
                .line(format_args!("and {answers} to events that may come: see --format json"))?;
        }
        Format::Json => output.json(
            "par",
            vec![
                ("case", json!({ "slug": case.slug, "digest": format::digest(&case.digest) })),
                ("rounds", json!(rounds)),
                ("runs", json!(runs)),
                ("settled", json!(settled)),
                ("searched_score", json!(searched.get(Aim::Score))),
                ("worth", json_rows(&worth)),
                ("plan", json_rows(&plan)),
                ("answers", json_rows(&answers)),
                ("compared", json!(points.len())),
                (
                    "frontier",
                    frontier::frontier(&points)
                        .into_iter()
                        .map(|place| {
                            let values = frontier::AXES.map(|aim| {
                                (insight::key(aim).to_owned(), json!(points[place].get(aim)))
                            });
                            serde_json::Value::Object(values.into_iter().collect())
                        })
                        .collect(),
                ),
            ],
        )?,
        Format::Csv => output.csv(&worth)?,
    }
    Ok(Verdict::Good)
}
