//! The field guide as tables: real tools, their facts, and the archetype each resembles.

use crate::scenario::case::Verification;
use crate::study::field_guide::{
    Because, Fact, FactKind, Found, LicenceFamily, Part, Reason, Resemblance, ToolModel, key,
    resembles,
};
use crate::view::format;
use crate::view::table::{Cell, Column, Table};
use crate::view::words;

/// What stands above every listing: what it is not, and how old its counts are.
pub const NOTE: &str =
    "facts with their sources, no ratings; stars and contributors as crawled on 2025-06-02";

/// One row per tool.
#[must_use]
pub fn overview(found: &[Found<'_>]) -> Table {
    let columns = vec![
        Column::text("tool", "key"),
        Column::text("name", "tool"),
        Column::text("model", "offered as"),
        Column::text("licence", "licence"),
        Column::text("components", "parts"),
        Column::text("authorisation", "authorisation"),
        Column::text("archetype", "resembles").detail(),
        Column::number("facts", "facts").detail(),
        Column::number("unverified", "unverified"),
    ];
    let mut table = Table::new("field guide", columns);
    for Found { tool, facts } in found {
        let list = |kind: FactKind| {
            let values: Vec<String> =
                facts.iter().filter(|fact| fact.kind == kind).map(|fact| doubted(fact)).collect();
            Cell::text(values.join(", "))
        };
        let unverified = facts.iter().filter(|fact| !fact.is_verified()).count();
        table.push(vec![
            Cell::text(&tool.slug),
            Cell::text(&tool.name),
            list(FactKind::Model),
            list(FactKind::Licence),
            list(FactKind::Component),
            list(FactKind::Authorisation),
            resembles(tool).map_or(Cell::Nothing, |it| Cell::text(it.archetype)),
            Cell::whole(facts.len() as u64),
            Cell::whole(unverified as u64),
        ]);
    }
    table
}

/// One row per fact.
#[must_use]
pub fn facts(found: &[Found<'_>]) -> Table {
    let columns = vec![
        Column::text("tool", "key").detail(),
        Column::text("name", "tool"),
        Column::text("kind", "about"),
        Column::text("value", "fact"),
        Column::text("source", "source"),
        Column::text("as_of", "as of"),
        Column::text("verification", "checked"),
    ];
    let mut table = Table::new("facts", columns);
    for Found { tool, facts } in found {
        for fact in facts {
            table.push(vec![
                Cell::text(&tool.slug),
                Cell::text(&tool.name),
                Cell::text(key(&FactKind::ALL, fact.kind)),
                Cell::text(&fact.value),
                Cell::text(&fact.source),
                Cell::text(&fact.as_of),
                Cell::text(words::verification(fact.verification)),
            ]);
        }
    }
    table
}

/// One tool as a page: what a panel shows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolPage {
    pub name: String,
    pub lines: Vec<FactLine>,
    /// `resembles the archetype "foundation" of the cases, because …`
    pub resembles: String,
}

/// One fact of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactLine {
    pub about: &'static str,
    pub fact: String,
    /// Source, date and how it was checked, in one line.
    pub source: String,
    /// Shown as such, in words and not by colour alone.
    pub unverified: bool,
}

/// The page of a tool that was found.
#[must_use]
pub fn page(found: &Found<'_>) -> ToolPage {
    let mut lines: Vec<FactLine> = Vec::new();
    for fact in &found.facts {
        let about = key(&FactKind::ALL, fact.kind);
        let grade = words::verification(fact.verification);
        let source = format!("{}, {}, {grade}", fact.source, fact.as_of);
        match lines.last_mut() {
            // What one source says of one thing stands in one line.
            Some(last) if last.about == about && last.source == source => {
                last.fact = format!("{}, {}", last.fact, fact.value);
            }
            _ => lines.push(FactLine {
                about,
                fact: fact.value.clone(),
                source,
                unverified: !fact.is_verified(),
            }),
        }
    }
    ToolPage {
        name: found.tool.name.clone(),
        lines,
        resembles: resembles(found.tool).map_or_else(String::new, |it| resemblance(&it)),
    }
}

/// A resemblance with its reasons.
#[must_use]
pub fn resemblance(resemblance: &Resemblance) -> String {
    let Resemblance { archetype, reasons } = resemblance;
    let reasons: Vec<String> = reasons.iter().map(because).collect();
    format!("in kind like the archetype {archetype} of the cases: {}", reasons.join("; "))
}

fn because(reason: &Reason) -> String {
    let text = match reason.because {
        Because::Model(model) => format!("offered as {}", key(&ToolModel::ALL, model)),
        Because::UnderFoundation => "a foundation is steward".to_owned(),
        Because::NoFoundation => "no foundation is steward".to_owned(),
        Because::FewContributors(count) | Because::ManyContributors(count) => {
            format::count(count.into(), "contributor", "contributors")
        }
        Because::ContributorsNotCounted => "contributors not counted here".to_owned(),
        Because::RunByAgency => "the buyer can run it".to_owned(),
        Because::HostedOnly => "hosted by its supplier".to_owned(),
        Because::PartOfCloud => "authorised as part of a cloud".to_owned(),
        Because::Authorised => "authorised in its own name".to_owned(),
        Because::NotListed => "not in the list of authorised services".to_owned(),
        Because::SeveralParts(count) => {
            format!("fills {}", format::count(count as u64, "part", "parts"))
        }
        Because::OnePart => "fills one part".to_owned(),
    };
    if reason.verification == Verification::Unverified {
        format!("{text} (unverified)")
    } else {
        text
    }
}

/// What a licence asks, in words.
#[must_use]
pub const fn licence(family: LicenceFamily) -> &'static str {
    match family {
        LicenceFamily::Permissive => "permissive licence",
        LicenceFamily::Copyleft => "copyleft licence",
        LicenceFamily::SourceAvailable => "source-available licence",
        LicenceFamily::Commercial => "commercial licence",
    }
}

/// The parts of a pipeline as a list to choose from: key and words.
#[must_use]
pub fn parts() -> Vec<(&'static str, &'static str)> {
    let words = |part: Part| match part {
        Part::DataPlatform => "data platform and versions",
        Part::DataQuality => "data quality, catalogue and lineage",
        Part::Labelling => "labelling",
        Part::FeatureStore => "feature store",
        Part::Orchestration => "orchestration",
        Part::Development => "development and training",
        Part::Registry => "experiment tracking and registry",
        Part::Serving => "serving",
        Part::Monitoring => "monitoring and drift",
        Part::Governance => "governance, security and policy",
    };
    Part::ALL.iter().map(|(part, key)| (*key, words(*part))).collect()
}

fn doubted(fact: &Fact) -> String {
    if fact.is_verified() { fact.value.clone() } else { format!("{} (unverified)", fact.value) }
}
