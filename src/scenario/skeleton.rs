//! A small, complete, commented case to begin one's own with: two parts, one use case, two years.
//!
//! Invariant: what comes out loads without any finding.

use super::place::FILES;
use super::resolve::is_slug;
use std::fmt;

const TEXTS: [&str; 7] = [
    include_str!("skeleton/scenario.ron"),
    include_str!("skeleton/options.ron"),
    include_str!("skeleton/events.ron"),
    include_str!("skeleton/roles.ron"),
    include_str!("skeleton/plans.ron"),
    include_str!("skeleton/parameters.ron"),
    include_str!("skeleton/sources.ron"),
];

/// A name that a case cannot have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SkeletonFault {
    Slug(String),
    /// Empty, longer than 60 characters, or with control characters.
    Title(String),
}

impl fmt::Display for SkeletonFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Slug(slug) => write!(
                f,
                "\"{slug}\" cannot be the name of a case: use lowercase letters, digits and single hyphens, \
                 at most 48 characters, a letter first, for example my-agency"
            ),
            Self::Title(title) => write!(
                f,
                "\"{title}\" cannot be the title of a case: use 1 to 60 characters on one line"
            ),
        }
    }
}

impl std::error::Error for SkeletonFault {}

/// The files of a new case: name and text.
///
/// # Errors
/// The slug or the title is not one a case can have.
pub fn skeleton(slug: &str, title: &str) -> Result<Vec<(&'static str, String)>, SkeletonFault> {
    if !is_slug(slug) {
        return Err(SkeletonFault::Slug(slug.to_owned()));
    }
    let title = title.trim();
    if title.is_empty() || title.chars().count() > 60 || title.contains(char::is_control) {
        return Err(SkeletonFault::Title(title.to_owned()));
    }
    let title = title.replace('\\', "\\\\").replace('"', "\\\"");
    let fill = |text: &str| text.replace("%slug%", slug).replace("%title%", &title);
    Ok(FILES.iter().zip(TEXTS).map(|(name, text)| (*name, fill(text))).collect())
}
