//! The answer to "why?" as an outline: a value, how its parts make it up, the numbers of the case and their sources.

use super::format;
use super::words;
use crate::scenario::case::Case;
use crate::scenario::parameter::Parameter;
use crate::sim::explain::{Combine, Unit, WhyTree};
use std::fmt::Write as _;

/// One statement and what it rests on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WhyLine {
    pub name: String,
    /// The value in its own unit, and how it reads.
    pub value: f64,
    pub text: String,
    /// How the parts below make up the value: `sum of`, `product of`, or nothing for facts beside it.
    pub how: Option<&'static str>,
    /// The number of the case behind it.
    pub number: Option<NumberLine>,
    pub because: Vec<WhyLine>,
}

/// A number of the case, with its range and where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberLine {
    pub path: String,
    /// `130 k$/year, 90 to 180, as of 2026-11`.
    pub range: String,
    pub source: String,
}

/// The outline of an explanation.
#[must_use]
pub fn outline(case: &Case, tree: &WhyTree) -> WhyLine {
    let WhyTree { label, value, unit, combine, children, parameter } = tree;
    let how = match combine {
        _ if children.is_empty() => None,
        Combine::Sum => Some("sum of"),
        Combine::Product => Some("product of"),
        Combine::Notes => None,
    };
    WhyLine {
        name: words::why(case, label, *unit),
        value: *value,
        text: quantity(*value, *unit),
        how,
        number: parameter
            .and_then(|id| case.parameters.get(id.index()))
            .map(|number| number_line(case, number)),
        because: children.iter().map(|child| outline(case, child)).collect(),
    }
}

impl WhyLine {
    /// The outline as text, two spaces a level, down to `depth` levels below this line.
    #[must_use]
    pub fn text(&self, depth: usize) -> String {
        let mut text = String::new();
        self.write(0, depth, &mut text).expect("a string takes every text");
        text
    }

    fn write(&self, level: usize, depth: usize, into: &mut String) -> std::fmt::Result {
        let Self { name, value: _, text, how, number, because } = self;
        let indent = level * 2;
        write!(into, "{:indent$}{name}: {text}", "")?;
        if let Some(how) = how.filter(|_| level < depth) {
            write!(into, ", {how}")?;
        }
        writeln!(into)?;
        if let Some(NumberLine { path, range, source }) = number {
            writeln!(into, "{:indent$}  {path}: {range}", "")?;
            writeln!(into, "{:indent$}  source: {source}", "")?;
        }
        if level < depth {
            for line in because {
                line.write(level + 1, depth, into)?;
            }
        }
        Ok(())
    }
}

fn number_line(case: &Case, number: &Parameter) -> NumberLine {
    let Parameter { path, unit, low, likely, high, as_of, provenance } = number;
    let plain = |value: f64| format::decimal(value, decimals(value));
    NumberLine {
        path: path.clone(),
        range: format!(
            "{} {unit}, {} to {}, as of {as_of}",
            plain(*likely),
            plain(*low),
            plain(*high)
        ),
        source: words::provenance(case, provenance),
    }
}

fn quantity(value: f64, unit: Unit) -> String {
    match unit {
        Unit::KiloDollars => format::kilodollars_fine(value),
        Unit::Share => format::share(value),
        Unit::Points => format!("{} points", format::decimal(value, 1)),
        Unit::PerYear => format!("{} a year", format::decimal(value, decimals(value))),
        Unit::Factor => format::decimal(value, decimals(value)),
        Unit::Days => format::days(value),
        Unit::Count => format::whole(value),
    }
}

/// Enough decimals for three figures that matter.
fn decimals(value: f64) -> usize {
    match value.abs() {
        size if size >= 100.0 || size == 0.0 => 0,
        size if size >= 1.0 => 2,
        size if size >= 0.01 => 3,
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_indents_what_a_line_rests_on() {
        let number = NumberLine {
            path: "archetypes.a.licence".to_owned(),
            range: "90 k$/year, 80 to 100, as of 2026".to_owned(),
            source: "assumption: b".to_owned(),
        };
        let licence = WhyLine {
            name: "licence".to_owned(),
            text: "90 k$".to_owned(),
            number: Some(number),
            ..WhyLine::default()
        };
        let top = WhyLine {
            name: "cost".to_owned(),
            text: "431 k$".to_owned(),
            how: Some("sum of"),
            because: vec![licence],
            ..WhyLine::default()
        };
        assert_eq!(
            top.text(1),
            "cost: 431 k$, sum of\n  licence: 90 k$\n    archetypes.a.licence: 90 k$/year, 80 to 100, as of 2026\n    source: assumption: b\n"
        );
        assert_eq!(top.text(0), "cost: 431 k$\n");
    }
}
