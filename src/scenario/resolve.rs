//! From slugs to ids: the written case becomes the typed one.
//!
//! Invariants: resolving is total. A reference that leads nowhere is reported and becomes [`UNKNOWN`];
//! such a case is never handed out, and checks look ids up with `get`. A name that is missing from a
//! list that could itself not be read is not reported.

mod events;
mod options;
mod pipeline;
mod plans;

use super::case::Case;
use super::diagnostic::{Fault, Faults};
use super::family::{self, Family};
use super::parameter::{Parameter, Provenance, Spread};
use super::place::{Span, Spanned};
use super::raw::number::{Amount, Origin, SpreadNode};
use super::raw::{List, RawCase, Text};
use super::tree::{shortened, written};
use crate::id::{ParamId, SourceId};
use std::collections::BTreeMap;

/// The index of what was not found.
pub const UNKNOWN: u16 = u16::MAX;

/// A case whose references are resolved but whose contents are not yet checked.
pub struct Draft {
    pub case: Case,
    /// Place of each parameter, in the order of [`Case::parameters`]; none where it could not be read.
    pub number_places: Vec<Span>,
    /// Whether each source is cited, in the order of [`Case::sources`].
    pub cited: Vec<bool>,
}

/// Resolves every reference of a case and checks every number against its unit family.
pub fn resolve(raw: &RawCase, faults: &mut Faults) -> Draft {
    let names = AllNames::of(raw, faults);
    let mut numbers = Numbers {
        list: Vec::new(),
        places: Vec::new(),
        cited: vec![false; raw.sources.sources.len()],
        sources: &names.sources,
        faults,
    };
    let archetypes = options::archetypes(raw, &mut numbers);
    let case = Case {
        slug: raw.scenario.slug.value.clone(),
        title: raw.scenario.title.value.clone(),
        summary: raw.scenario.summary.value.clone(),
        digest: [0; 32],
        first_year: raw.scenario.first_year.value,
        played_years: raw.scenario.played_years.value,
        outlook_years: raw.scenario.outlook_years.value,
        brief: raw.scenario.brief.value.clone(),
        objectives: raw.scenario.objectives.iter().map(|text| text.value.clone()).collect(),
        background: numbers.statements(&raw.scenario.background),
        agency: pipeline::agency(raw, &names, &mut numbers),
        rules: raw.parameters.resolve(&mut numbers),
        weights: pipeline::weights(raw),
        scales: pipeline::scales(raw),
        standards: pipeline::standards(raw, &mut numbers),
        pools: pipeline::pools(raw, &mut numbers),
        components: pipeline::components(raw, &names, &mut numbers),
        interfaces: pipeline::interfaces(raw, &names, &mut numbers),
        use_cases: pipeline::use_cases(raw, &names, &mut numbers),
        controls: pipeline::controls(raw, &mut numbers),
        suppliers: options::suppliers(raw, &mut numbers),
        options: options::options(raw, &archetypes, &names, &mut numbers),
        archetypes,
        guardrails: events::guardrails(raw, &mut numbers),
        cards: events::cards(raw, &names, &mut numbers),
        scheduled: events::scheduled(raw, &names, &mut numbers),
        roles: plans::roles(raw, &mut numbers),
        reasons: pipeline::reasons(raw),
        debrief: pipeline::debrief(raw),
        plans: plans::plans(raw, &names, &mut numbers),
        sources: plans::sources(raw, &mut numbers),
        parameters: Vec::new(),
    };
    let Numbers { list: parameters, places: number_places, cited, .. } = numbers;
    Draft { case: Case { parameters, ..case }, number_places, cited }
}

/// The slugs of one kind of thing.
pub struct Names {
    /// What they name, for messages: `component`.
    kind: &'static str,
    ids: BTreeMap<String, u16>,
    /// False when part of the list could not be read: a missing name may be in that part.
    complete: bool,
}

impl Names {
    fn of<'a, T: 'a>(
        kind: &'static str,
        most: usize,
        list: &'a List<T>,
        slug: impl Fn(&'a T) -> &'a Text,
        faults: &mut Faults,
    ) -> Self {
        if list.len() > most {
            faults.push(Fault::error(
                "too-many",
                list.span,
                &format!("{} entries", list.len()),
                &format!("at most {most}"),
            ));
        }
        let mut ids = BTreeMap::new();
        let mut complete = list.is_known();
        for (index, item) in list.iter().enumerate() {
            let slug = slug(item);
            complete &= slug.is_known();
            if slug.is_known() && !is_slug(slug) {
                faults.push(Fault::error(
                    "bad-slug",
                    slug.span,
                    &format!("\"{}\"", shortened(slug)),
                    "lowercase letters, digits and single hyphens, at most 48 characters, a letter first",
                ));
            }
            let id = u16::try_from(index).unwrap_or(UNKNOWN);
            if ids.contains_key(&slug.value) {
                faults.push(Fault::error(
                    "duplicate-slug",
                    slug.span,
                    &format!("the {kind} \"{}\" a second time", shortened(slug)),
                    "a slug of its own for each entry",
                ));
            } else {
                ids.insert(slug.value.clone(), id);
            }
        }
        Self { kind, ids, complete }
    }

    /// The index behind a slug, or [`UNKNOWN`].
    pub fn find(&self, slug: &Text, faults: &mut Faults) -> u16 {
        if let Some(id) = self.ids.get(&slug.value) {
            return *id;
        }
        if self.complete {
            let fault = Fault::error(
                "unknown-id",
                slug.span,
                &format!("the {} \"{}\"", self.kind, shortened(slug)),
                &format!("the slug of {} {} of this case", article(self.kind), self.kind),
            );
            faults.push_suggesting(fault, slug, self.ids.keys().map(String::as_str));
        }
        UNKNOWN
    }
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" }
}

/// The grammar of slugs.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    text.len() <= 48
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && !text.ends_with('-')
        && !text.contains("--")
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// The slugs of a whole case.
pub struct AllNames {
    pub standards: Names,
    pub pools: Names,
    pub components: Names,
    pub use_cases: Names,
    pub controls: Names,
    pub reasons: Names,
    pub suppliers: Names,
    pub archetypes: Names,
    pub options: Names,
    pub cards: Names,
    /// Choices of each card.
    pub choices: Vec<Names>,
    pub scheduled: Names,
    pub roles: Names,
    pub plans: Names,
    pub sources: Names,
}

impl AllNames {
    fn of(raw: &RawCase, faults: &mut Faults) -> Self {
        let RawCase { scenario, options, events, roles, plans, parameters: _, sources } = raw;
        Self {
            standards: Names::of("standard", 64, &scenario.standards, |it| &it.slug, faults),
            pools: Names::of("pool", 64, &scenario.pools, |it| &it.slug, faults),
            components: Names::of("component", 64, &scenario.components, |it| &it.slug, faults),
            use_cases: Names::of("use case", 64, &scenario.use_cases, |it| &it.slug, faults),
            controls: Names::of("control", 64, &scenario.controls, |it| &it.slug, faults),
            reasons: Names::of("reason", 64, &scenario.reasons, |it| &it.slug, faults),
            suppliers: Names::of("supplier", 64, &options.suppliers, |it| &it.slug, faults),
            archetypes: Names::of("archetype", 64, &options.archetypes, |it| &it.slug, faults),
            options: Names::of("option", 1_024, &options.options, |it| &it.slug, faults),
            cards: Names::of("card", 64, &events.cards, |it| &it.slug, faults),
            choices: events
                .cards
                .iter()
                .map(|card| Names::of("choice", 8, &card.choices, |it| &it.slug, faults))
                .collect(),
            scheduled: Names::of("dated event", 64, &events.scheduled, |it| &it.slug, faults),
            roles: Names::of("role", 16, &roles.roles, |it| &it.slug, faults),
            plans: Names::of("plan", 64, &plans.plans, |it| &it.slug, faults),
            sources: Names::of("source", 1_024, &sources.sources, |it| &it.slug, faults),
        }
    }
}

/// Collects the numbers of a case and checks each against its family.
pub struct Numbers<'a> {
    list: Vec<Parameter>,
    places: Vec<Span>,
    cited: Vec<bool>,
    sources: &'a Names,
    pub faults: &'a mut Faults,
}

/// A number or a spread as written.
pub trait Resolve {
    type Resolved;
    fn resolve(&self, family: &Family, path: &str, numbers: &mut Numbers<'_>) -> Self::Resolved;
}

impl Resolve for Spanned<Amount> {
    type Resolved = ParamId;
    fn resolve(&self, family: &Family, path: &str, numbers: &mut Numbers<'_>) -> ParamId {
        numbers.amount(self, family, path.to_owned())
    }
}

impl Resolve for Spanned<SpreadNode> {
    type Resolved = Spread;
    fn resolve(&self, family: &Family, path: &str, numbers: &mut Numbers<'_>) -> Spread {
        match &self.value {
            SpreadNode::Pert { unit, low, mode, high, as_of, source } => {
                numbers.unit(unit, family);
                numbers.date(as_of);
                let provenance = numbers.provenance(source);
                numbers.in_order([("low", low), ("mode", mode), ("high", high)]);
                let mut number = |part: &str, value: &Spanned<f64>| {
                    numbers.range(value, family);
                    numbers.single(format!("{path}.{part}"), unit, value, as_of, provenance.clone())
                };
                Spread::Pert {
                    low: number("low", low),
                    mode: number("mode", mode),
                    high: number("high", high),
                }
            }
            SpreadNode::Lognormal { unit, median, sigma, as_of, source } => {
                numbers.unit(unit, family);
                numbers.date(as_of);
                let provenance = numbers.provenance(source);
                numbers.range(median, family);
                numbers.range(sigma, &family::SIGMA);
                if median.value <= 0.0 {
                    numbers.faults.push(Fault::error(
                        "out-of-range",
                        median.span,
                        &format!("the median {}", written(median.value)),
                        "a median above 0: a lognormal has no other",
                    ));
                }
                let sigma_unit =
                    Spanned { value: family::SIGMA.units[0].to_owned(), span: unit.span };
                Spread::Lognormal {
                    median: numbers.single(
                        format!("{path}.median"),
                        unit,
                        median,
                        as_of,
                        provenance.clone(),
                    ),
                    sigma: numbers.single(
                        format!("{path}.sigma"),
                        &sigma_unit,
                        sigma,
                        as_of,
                        provenance,
                    ),
                }
            }
        }
    }
}

impl Numbers<'_> {
    /// Checks one number and gives it an id.
    pub fn amount(&mut self, amount: &Amount, family: &Family, path: String) -> ParamId {
        let Amount { at, unit, low, likely, high, as_of, source } = amount;
        self.unit(unit, family);
        self.date(as_of);
        let provenance = self.provenance(source);
        self.in_order([("low", low), ("likely", likely), ("high", high)]);
        for value in [low, likely, high] {
            self.range(value, family);
        }
        let parameter = Parameter {
            path,
            unit: unit.value.clone(),
            low: low.value,
            likely: likely.value,
            high: high.value,
            as_of: as_of.value.clone(),
            provenance,
        };
        let readable = [low, likely, high].iter().all(|value| value.is_known());
        self.push(parameter, if readable { *at } else { Span::NONE })
    }

    /// One number of a spread: what is uncertain about it is the spread itself.
    fn single(
        &mut self,
        path: String,
        unit: &Text,
        value: &Spanned<f64>,
        as_of: &Text,
        provenance: Provenance,
    ) -> ParamId {
        let (unit, as_of) = (unit.value.clone(), as_of.value.clone());
        let (low, likely, high) = (value.value, value.value, value.value);
        self.push(Parameter { path, unit, low, likely, high, as_of, provenance }, value.span)
    }

    fn push(&mut self, parameter: Parameter, place: Span) -> ParamId {
        match u16::try_from(self.list.len()) {
            Ok(UNKNOWN) | Err(_) => {
                self.faults.push(Fault::error(
                    "too-many",
                    place,
                    "more than 65,535 numbers in one case",
                    "fewer options with numbers of their own",
                ));
                ParamId(UNKNOWN)
            }
            Ok(id) => {
                self.list.push(parameter);
                self.places.push(place);
                ParamId(id)
            }
        }
    }

    fn unit(&mut self, unit: &Text, family: &Family) {
        if family.units.contains(&unit.as_str()) {
            return;
        }
        let supported: Vec<String> =
            family.units.iter().map(|unit| format!("\"{unit}\"")).collect();
        self.faults.push(Fault::error(
            "bad-unit",
            unit.span,
            &format!("the unit \"{}\"", shortened(unit)),
            &format!("{}, written {}", family.name, supported.join(" or ")),
        ));
    }

    fn range(&mut self, value: &Spanned<f64>, family: &Family) {
        let Family { name, low, high, .. } = *family;
        if !(low..=high).contains(&value.value) {
            self.faults.push(Fault::error(
                "out-of-range",
                value.span,
                &written(value.value),
                &format!("{name} from {} to {}", written(low), written(high)),
            ));
        }
    }

    fn in_order(&mut self, parts: [(&str, &Spanned<f64>); 3]) {
        for [(smaller, a), (larger, b)] in [[parts[0], parts[1]], [parts[1], parts[2]]] {
            if a.is_known() && b.is_known() && a.value > b.value {
                self.faults.push(Fault::error(
                    "bad-order",
                    a.span,
                    &format!("{smaller} {} above {larger} {}", written(a.value), written(b.value)),
                    &format!("{smaller} at most {larger}"),
                ));
            }
        }
    }

    /// Checks a date: year, month or day.
    pub fn date(&mut self, date: &Text) {
        if !is_date(date) {
            self.faults.push(Fault::error(
                "bad-date",
                date.span,
                &format!("\"{}\"", shortened(date)),
                "YYYY, YYYY-MM or YYYY-MM-DD",
            ));
        }
    }

    /// Where a number or statement comes from; an empty reason is a fault.
    pub fn provenance(&mut self, origin: &Spanned<Origin>) -> Provenance {
        match &origin.value {
            Origin::Cited(slug) => {
                let id = self.sources.find(slug, self.faults);
                if let Some(cited) = self.cited.get_mut(usize::from(id)) {
                    *cited = true;
                }
                Provenance::Cited(SourceId(id))
            }
            Origin::Calibrated(target) => {
                self.not_empty(target, "the behaviour it is calibrated to");
                Provenance::Calibrated(target.value.clone())
            }
            Origin::Assumption(reason) => {
                self.not_empty(reason, "the reason for the assumption");
                Provenance::Assumption(reason.value.clone())
            }
        }
    }

    fn not_empty(&mut self, text: &Text, expected: &str) {
        if text.trim().is_empty() {
            self.faults.push(Fault::error("empty-source", text.span, "an empty text", expected));
        }
    }

    pub fn statements(
        &mut self,
        list: &[super::raw::number::RawStatement],
    ) -> Vec<super::case::Statement> {
        list.iter()
            .map(|statement| super::case::Statement {
                text: statement.text.value.clone(),
                provenance: self.provenance(&statement.source),
            })
            .collect()
    }
}

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, with a month and a day that exist.
#[must_use]
pub fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut number = |length: usize| -> Option<Option<u16>> {
        match parts.next() {
            None => Some(None),
            Some(part) if part.len() == length && part.bytes().all(|b| b.is_ascii_digit()) => {
                Some(part.parse().ok())
            }
            Some(_) => None,
        }
    };
    let (Some(Some(year)), Some(month), Some(day)) = (number(4), number(2), number(2)) else {
        return false;
    };
    let days = match month {
        None => return day.is_none() && parts.next().is_none(),
        Some(2) if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        Some(2) => 28,
        Some(4 | 6 | 9 | 11) => 30,
        Some(1..=12) => 31,
        Some(_) => return false,
    };
    day.is_none_or(|day| (1..=days).contains(&day)) && parts.next().is_none()
}
