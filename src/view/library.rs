//! The cases that can be played, as a table.

use super::table::{Cell, Column, Table};
use crate::scenario::case::Case;

/// One row per case.
#[must_use]
pub fn cases(cases: &[Case]) -> Table {
    let columns = vec![
        Column::text("case", "case"),
        Column::text("title", "title"),
        Column::text("summary", "about"),
        Column::number("years", "years"),
        Column::number("outlook_years", "outlook").detail(),
        Column::number("components", "components"),
        Column::text("plans", "plans"),
        Column::text("digest", "digest").detail(),
    ];
    let mut table = Table::new("shipped cases", columns);
    for case in cases {
        let plans: Vec<&str> = case.plans.iter().map(|plan| plan.slug.as_str()).collect();
        table.push(vec![
            Cell::text(&case.slug),
            Cell::text(&case.title),
            Cell::text(&case.summary),
            Cell::whole(case.played_years),
            Cell::whole(case.outlook_years),
            Cell::whole(case.components.len() as u64),
            Cell::text(plans.join(" ")),
            Cell::text(super::format::digest(&case.digest)),
        ]);
    }
    table
}
