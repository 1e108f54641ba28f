//! Where two outcomes differ first, as a path that a person can follow.
//!
//! Invariant: numbers are compared by the text that files hold, so -0 and 0 differ as their bits do.

use serde_json::Value;

use crate::session::record::text::OutcomeText;

/// Path, left and right of the first difference. What people read first comes first, the digest last.
pub(super) fn first(
    left: &OutcomeText,
    right: &OutcomeText,
    components: &[String],
) -> Option<(String, String, String)> {
    // Destructured, so that a new field is not forgotten here.
    let OutcomeText {
        year,
        gauges,
        by_category,
        by_component,
        components: stations,
        missing_controls,
        occurrences,
        milestones,
        declined,
        open,
        digest,
    } = left;
    macro_rules! compare {
        ($($field:ident = $value:expr),* $(,)?) => {
            [$((stringify!($field), serde_json::to_value($value), serde_json::to_value(&right.$field))),*]
        };
    }
    let fields = compare![
        year = year,
        gauges = gauges,
        by_category = by_category,
        by_component = by_component,
        components = stations,
        missing_controls = missing_controls,
        occurrences = occurrences,
        milestones = milestones,
        declined = declined,
        open = open,
        digest = digest,
    ];
    for (field, left, right) in fields {
        let (left, right) = (left.unwrap_or_default(), right.unwrap_or_default());
        let names = if matches!(field, "components" | "by_component") { components } else { &[] };
        if let Some(found) = walk(field.to_owned(), &left, &right, names) {
            return Some(found);
        }
    }
    None
}

fn walk(
    path: String,
    left: &Value,
    right: &Value,
    names: &[String],
) -> Option<(String, String, String)> {
    match (left, right) {
        (Value::Array(a), Value::Array(b)) => {
            let pairs = a.iter().zip(b).enumerate();
            let inner = pairs.into_iter().find_map(|(place, (a, b))| {
                let name = names.get(place).cloned().unwrap_or_else(|| place.to_string());
                walk(format!("{path}.{name}"), a, b, &[])
            });
            let longer = || {
                let path = format!("{path}.length");
                (a.len() != b.len()).then(|| (path, a.len().to_string(), b.len().to_string()))
            };
            inner.or_else(longer)
        }
        (Value::Object(a), Value::Object(b)) if a.keys().eq(b.keys()) => a
            .iter()
            .zip(b.values())
            .find_map(|((key, a), b)| walk(format!("{path}.{key}"), a, b, &[])),
        _ => {
            let (left, right) = (left.to_string(), right.to_string());
            (left != right).then_some((path, left, right))
        }
    }
}
