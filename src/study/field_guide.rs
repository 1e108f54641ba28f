//! The field guide: real tools, told by facts that each have a source, a date and a grade of checking.
//!
//! Invariants: a fact without source, date or grade is refused with its line; what was not checked against a published
//! page is [`Verification::Unverified`]; there is no score and no order but that of the alphabet.

mod resemblance;
mod search;
#[cfg(test)]
mod tests;

pub use resemblance::{Because, PLATFORM_PARTS, Reason, Resemblance, SMALL_PROJECT, resembles};
pub use search::{Filter, Found};

use crate::scenario::case::Verification;
use crate::scenario::resolve::is_date;

/// The guide that is part of the program.
const SHIPPED: &str = include_str!("../../assets/field-guide.csv");
const COLUMNS: [&str; 7] = ["tool", "name", "kind", "value", "source", "as_of", "verification"];

/// All tools, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldGuide {
    pub tools: Vec<Tool>,
}

/// One real tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tool {
    pub slug: String,
    pub name: String,
    /// In the order of [`FactKind`], and within a kind in that of the file.
    pub facts: Vec<Fact>,
}

/// One statement about a tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub kind: FactKind,
    pub value: String,
    pub source: String,
    /// When it held, or when it was looked up: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub as_of: String,
    pub verification: Verification,
}

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactKind {
    Component,
    Model,
    Licence,
    Hosted,
    SelfHosted,
    AirGapped,
    Format,
    Foundation,
    Authorisation,
    Price,
    Event,
    Stars,
    Contributors,
}

/// The part of a pipeline a tool can fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    DataPlatform,
    DataQuality,
    Labelling,
    FeatureStore,
    Orchestration,
    Development,
    Registry,
    Serving,
    Monitoring,
    Governance,
}

/// Under which terms and by whom it is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ToolModel {
    Open,
    OpenCore,
    ManagedOpen,
    SourceAvailable,
    Proprietary,
}

/// What a licence asks, from its SPDX name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LicenceFamily {
    Permissive,
    Copyleft,
    SourceAvailable,
    Commercial,
}

/// What a fact about a deployment says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deployment {
    Yes,
    Limited,
    No,
}

/// Why a guide is refused, or one line of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: found {found}, expected {expected}")]
pub struct GuideFault {
    /// From 1; 1 is the head.
    pub line: u64,
    pub found: String,
    pub expected: String,
}

impl FactKind {
    pub const ALL: [(Self, &'static str); 13] = [
        (Self::Component, "component"),
        (Self::Model, "model"),
        (Self::Licence, "licence"),
        (Self::Hosted, "hosted"),
        (Self::SelfHosted, "self-hosted"),
        (Self::AirGapped, "air-gapped"),
        (Self::Format, "format"),
        (Self::Foundation, "foundation"),
        (Self::Authorisation, "authorisation"),
        (Self::Price, "price"),
        (Self::Event, "event"),
        (Self::Stars, "stars"),
        (Self::Contributors, "contributors"),
    ];
}

impl Part {
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::DataPlatform, "data-platform"),
        (Self::DataQuality, "data-quality"),
        (Self::Labelling, "labelling"),
        (Self::FeatureStore, "feature-store"),
        (Self::Orchestration, "orchestration"),
        (Self::Development, "development"),
        (Self::Registry, "registry"),
        (Self::Serving, "serving"),
        (Self::Monitoring, "monitoring"),
        (Self::Governance, "governance"),
    ];
}

impl ToolModel {
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Open, "open"),
        (Self::OpenCore, "open-core"),
        (Self::ManagedOpen, "managed-open"),
        (Self::SourceAvailable, "source-available"),
        (Self::Proprietary, "proprietary"),
    ];
}

impl LicenceFamily {
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Permissive, "permissive"),
        (Self::Copyleft, "copyleft"),
        (Self::SourceAvailable, "source-available"),
        (Self::Commercial, "commercial"),
    ];

    /// The family of one SPDX name; `None` where it is not known here.
    #[must_use]
    pub fn of(spdx: &str) -> Option<Self> {
        Some(match spdx {
            "Apache-2.0" | "MIT" | "BSD-3-Clause" => Self::Permissive,
            "AGPL-3.0-only" => Self::Copyleft,
            "BUSL-1.1" | "SSPL-1.0" | "Elastic-2.0" | "LicenseRef-RSALv2" => Self::SourceAvailable,
            "LicenseRef-Commercial" | "LicenseRef-Anaconda-ToS" => Self::Commercial,
            _ => return None,
        })
    }
}

/// The SPDX names of a licence expression, without its operators.
pub fn licence_names(expression: &str) -> impl Iterator<Item = &str> {
    expression.split_whitespace().filter(|word| !["AND", "OR"].contains(word))
}

/// The entry of a closed list by its key.
#[must_use]
pub fn by_key<T: Copy>(all: &[(T, &'static str)], key: &str) -> Option<T> {
    all.iter().find(|(_, known)| *known == key).map(|(value, _)| *value)
}

/// The key of an entry of a closed list.
#[must_use]
pub fn key<T: Copy + PartialEq>(all: &[(T, &'static str)], value: T) -> &'static str {
    all.iter().find(|(known, _)| *known == value).map_or("", |(_, key)| key)
}

impl Tool {
    /// Its facts of one kind.
    pub fn facts(&self, kind: FactKind) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.kind == kind)
    }

    /// The parts it can fill.
    pub fn parts(&self) -> impl Iterator<Item = Part> {
        self.facts(FactKind::Component).filter_map(|fact| by_key(&Part::ALL, &fact.value))
    }

    /// How it is offered.
    #[must_use]
    pub fn model(&self) -> Option<ToolModel> {
        self.facts(FactKind::Model).find_map(|fact| by_key(&ToolModel::ALL, &fact.value))
    }
}

impl Fact {
    /// Whether it was read in a published page or worked out from one.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.verification != Verification::Unverified
    }

    /// What a fact about a deployment says.
    #[must_use]
    pub fn deployment(&self) -> Option<Deployment> {
        Some(match self.value.split(':').next()? {
            "yes" => Deployment::Yes,
            "limited" => Deployment::Limited,
            "no" => Deployment::No,
            _ => return None,
        })
    }
}

/// The guide that is part of the program.
#[must_use]
pub fn shipped() -> FieldGuide {
    read(SHIPPED).expect("the shipped guide is read in a test")
}

/// Reads a guide, or tells every line that is not as it should be.
///
/// # Errors
///
/// All faults, in the order of the lines.
pub fn read(text: &str) -> Result<FieldGuide, Vec<GuideFault>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let mut faults = Vec::new();
    let head: Vec<String> =
        reader.headers().map(|head| head.iter().map(str::to_owned).collect()).unwrap_or_default();
    if head != COLUMNS {
        let found = format!("the head {}", head.join(","));
        return Err(vec![GuideFault { line: 1, found, expected: COLUMNS.join(",") }]);
    }
    let mut tools: Vec<Tool> = Vec::new();
    for record in reader.records() {
        match record.map_err(|error| unreadable(&error)).and_then(|record| row(&record)) {
            Ok(Row { line, slug, name, fact }) => {
                match tools.iter_mut().find(|tool| tool.slug == slug) {
                    Some(tool) if tool.name == name => tool.facts.push(fact),
                    Some(tool) => faults.push(GuideFault {
                        line,
                        found: format!("the name {name} for {slug}"),
                        expected: format!("{}, as above", tool.name),
                    }),
                    None => tools.push(Tool { slug, name, facts: vec![fact] }),
                }
            }
            Err(fault) => faults.push(fault),
        }
    }
    for tool in &mut tools {
        tool.facts.sort_by_key(|fact| fact.kind);
        for kind in [FactKind::Component, FactKind::Model, FactKind::Licence] {
            if tool.facts(kind).next().is_none() {
                let found = format!("{} without a {}", tool.slug, key(&FactKind::ALL, kind));
                faults.push(GuideFault { line: 1, found, expected: "at least one".to_owned() });
            }
        }
    }
    tools.sort_by_key(|tool| tool.name.to_lowercase());
    if faults.is_empty() { Ok(FieldGuide { tools }) } else { Err(faults) }
}

fn unreadable(error: &csv::Error) -> GuideFault {
    let line = error.position().map_or(1, csv::Position::line);
    GuideFault { line, found: "a line that is no CSV".to_owned(), expected: COLUMNS.join(",") }
}

struct Row {
    line: u64,
    slug: String,
    name: String,
    fact: Fact,
}

fn row(record: &csv::StringRecord) -> Result<Row, GuideFault> {
    let line = record.position().map_or(1, csv::Position::line);
    let fault =
        |found: String, expected: &str| GuideFault { line, found, expected: expected.to_owned() };
    if record.len() != COLUMNS.len() {
        return Err(fault(format!("{} fields", record.len()), &COLUMNS.join(",")));
    }
    for (column, field) in COLUMNS.iter().zip(record) {
        if field.trim().is_empty() {
            return Err(fault(format!("no {column}"), "every column filled"));
        }
    }
    let [slug, name, kind, value, source, as_of, grade] =
        std::array::from_fn(|column| record[column].trim().to_owned());
    let kind = by_key(&FactKind::ALL, &kind)
        .ok_or_else(|| fault(format!("the kind {kind}"), &keys(&FactKind::ALL)))?;
    if !is_date(&as_of) {
        return Err(fault(format!("the date {as_of}"), "YYYY, YYYY-MM or YYYY-MM-DD"));
    }
    let verification = by_key(&GRADES, &grade)
        .ok_or_else(|| fault(format!("the grade {grade}"), &keys(&GRADES)))?;
    let fact = Fact { kind, value, source, as_of, verification };
    match fact.misfit() {
        Some(expected) => Err(fault(format!("the value {}", fact.value), &expected)),
        None => Ok(Row { line, slug, name, fact }),
    }
}

impl Fact {
    /// What its value should be, where its kind has a closed list and the value is not in it.
    fn misfit(&self) -> Option<String> {
        let (fits, expected) = match self.kind {
            FactKind::Component => (by_key(&Part::ALL, &self.value).is_some(), keys(&Part::ALL)),
            FactKind::Model => {
                (by_key(&ToolModel::ALL, &self.value).is_some(), keys(&ToolModel::ALL))
            }
            FactKind::Licence => (
                licence_names(&self.value).all(|name| LicenceFamily::of(name).is_some()),
                "SPDX names that LicenceFamily knows".to_owned(),
            ),
            FactKind::Hosted | FactKind::SelfHosted | FactKind::AirGapped => (
                self.deployment().is_some(),
                "yes, limited or no, and after a colon how".to_owned(),
            ),
            FactKind::Stars | FactKind::Contributors => {
                (self.value.parse::<u32>().is_ok(), "a whole number".to_owned())
            }
            FactKind::Format
            | FactKind::Foundation
            | FactKind::Authorisation
            | FactKind::Price
            | FactKind::Event => return None,
        };
        (!fits).then_some(expected)
    }
}

/// How a fact was checked, as the file writes it.
const GRADES: [(Verification, &str); 4] = [
    (Verification::Primary, "verified"),
    (Verification::Secondary, "secondary"),
    (Verification::Computed, "computed"),
    (Verification::Unverified, "memory"),
];

fn keys<T>(all: &[(T, &'static str)]) -> String {
    let keys: Vec<&str> = all.iter().map(|(_, key)| *key).collect();
    format!("one of {}", keys.join(", "))
}
