//! `field-guide`: real tools, told by facts with their sources.

use super::Verdict;
use super::failure::Failure;
use super::output::{Format, Output, json_row, json_rows};
use crate::study::field_guide::{self, Filter, LicenceFamily, Part, ToolModel, by_key};
use crate::view::study::field_guide as view;
use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::{Value, json};

/// So few tools are shown with all their facts.
const FEW: usize = 3;

/// Look up real tools: facts with source, date and how they were checked; no scores
///
/// Every word must stand in a tool's name or facts. Few tools are shown fact by fact, many as a list; CSV always has
/// every fact.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Words to look for
    #[arg(value_name = "WORD")]
    words: Vec<String>,
    /// Part of a pipeline that it can fill
    #[arg(long, value_parser = PossibleValuesParser::new(Part::ALL.map(|(_, key)| key)))]
    component: Option<String>,
    /// How it is offered
    #[arg(long, value_parser = PossibleValuesParser::new(ToolModel::ALL.map(|(_, key)| key)))]
    model: Option<String>,
    /// What its licence asks
    #[arg(long, value_parser = PossibleValuesParser::new(LicenceFamily::ALL.map(|(_, key)| key)))]
    licence: Option<String>,
    /// Can be run without a connection to the outside
    #[arg(long)]
    air_gapped: bool,
    /// Named in a federal authorisation, its own or that of its cloud
    #[arg(long)]
    authorised: bool,
    /// A foundation is steward
    #[arg(long)]
    foundation: bool,
    /// Leave out facts that are unverified
    #[arg(long)]
    verified: bool,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(arguments: Arguments, output: &mut Output) -> Result<Verdict, Failure> {
    let Arguments {
        words,
        component,
        model,
        licence,
        air_gapped,
        authorised,
        foundation,
        verified,
        format,
    } = arguments;
    let filter = Filter {
        words,
        part: component.and_then(|key| by_key(&Part::ALL, &key)),
        model: model.and_then(|key| by_key(&ToolModel::ALL, &key)),
        licence: licence.and_then(|key| by_key(&LicenceFamily::ALL, &key)),
        air_gapped,
        authorised,
        foundation,
        verified_only: verified,
    };
    let guide = field_guide::shipped();
    let found = guide.find(&filter);
    let (overview, facts) = (view::overview(&found), view::facts(&found));
    match format {
        Format::Table => {
            if found.len() <= FEW {
                for tool in &found {
                    let mut one = view::facts(std::slice::from_ref(tool));
                    one.title.clone_from(&tool.tool.name);
                    output.table(&one)?;
                    output.line(view::page(tool).resembles)?;
                    output.line("")?;
                }
            } else {
                output.table(&overview)?;
            }
            let count = crate::view::format::count(found.len() as u64, "tool", "tools");
            output.line(format_args!("{count}; {}", view::NOTE))?;
        }
        Format::Csv => output.csv(&facts)?,
        Format::Json => {
            let tools: Vec<Value> = found
                .iter()
                .zip(&overview.rows)
                .map(|(tool, row)| {
                    let one = view::facts(std::slice::from_ref(tool));
                    json!({
                        "tool": json_row(&overview.columns, row),
                        "facts": json_rows(&one),
                        "resembles": view::page(tool).resembles,
                    })
                })
                .collect();
            output.json(
                "field-guide",
                vec![("note", json!(view::NOTE)), ("tools", Value::from(tools))],
            )?;
        }
    }
    Ok(Verdict::Good)
}
