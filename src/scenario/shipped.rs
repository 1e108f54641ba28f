//! The cases that are part of the program, so that it starts with no files beside it.

use std::sync::OnceLock;

use super::case::Case;
use super::load;
use super::load::CaseFiles;
use super::place::FILES;

macro_rules! case {
    ($slug:literal) => {
        (
            $slug,
            [
                include_str!(concat!("../../scenarios/", $slug, "/scenario.ron")),
                include_str!(concat!("../../scenarios/", $slug, "/options.ron")),
                include_str!(concat!("../../scenarios/", $slug, "/events.ron")),
                include_str!(concat!("../../scenarios/", $slug, "/roles.ron")),
                include_str!(concat!("../../scenarios/", $slug, "/plans.ron")),
                include_str!(concat!("../../scenarios/", $slug, "/parameters.ron")),
                include_str!(concat!("../../scenarios/", $slug, "/sources.ron")),
            ],
        )
    };
}

/// Folder names and texts, in the order in which a library shows them. A new case is one more line.
const SHIPPED: &[(&str, [&str; 7])] = &[case!("first-week"), case!("family-benefits")];

/// The slugs of all shipped cases, in the order in which a library shows them.
#[must_use]
pub fn slugs() -> Vec<&'static str> {
    SHIPPED.iter().map(|(slug, _)| *slug).collect()
}

/// All shipped cases, in that order.
#[must_use]
pub fn cases() -> Vec<Case> {
    slugs().into_iter().filter_map(|slug| load(&files(slug)?).case).collect()
}

/// The same, read when they are first asked for.
#[must_use]
pub fn known() -> &'static [Case] {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    CASES.get_or_init(cases)
}

/// The files of a shipped case.
#[must_use]
pub fn files(slug: &str) -> Option<CaseFiles> {
    let (_, texts) = SHIPPED.iter().find(|(shipped, _)| *shipped == slug)?;
    let mut files = CaseFiles::new(slug);
    for (name, text) in FILES.iter().zip(texts) {
        files.insert(*name, *text);
    }
    Some(files)
}
