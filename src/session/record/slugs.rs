//! Names of a case's things, so that a file says `data-store` and the rules say component 0.
//!
//! Invariant: a name that the case does not have is a [`Misfit`], never a default.

use crate::id::{
    CardId, ComponentId, ControlId, OptionId, PoolId, ReasonId, RoleId, SupplierId, UseCaseId,
};
use crate::scenario::case::Case;

/// Why a record does not fit a case.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    #[error("the case has no {kind} '{name}'; open the case that the run was played on")]
    UnknownName { kind: &'static str, name: String },
    #[error("the case has no {kind} number {index}; the record was made with another case")]
    UnknownId { kind: &'static str, index: u16 },
    #[error("a number of the record is not finite; only finite numbers are kept")]
    NotFinite,
    #[error("'{0}' is not a digest; a digest is 64 hexadecimal digits")]
    NotADigest(String),
    #[error("{what} has {found} {unit}, at most {most} are kept; shorten it")]
    TooMuch { what: &'static str, found: usize, most: usize, unit: &'static str },
    #[error(
        "the run was played on components that this case does not have in this order; open the case it was played on"
    )]
    OtherComponents,
}

/// The names of one case by id.
#[derive(Clone, Debug, Default)]
pub struct Slugs {
    pub components: Vec<String>,
    pub options: Vec<String>,
    pub suppliers: Vec<String>,
    pub pools: Vec<String>,
    pub use_cases: Vec<String>,
    pub controls: Vec<String>,
    pub cards: Vec<String>,
    /// Of each card.
    pub choices: Vec<Vec<String>>,
    pub roles: Vec<String>,
    pub reasons: Vec<String>,
}

impl Slugs {
    #[must_use]
    pub fn of(case: &Case) -> Self {
        macro_rules! slugs {
            ($list:expr) => {
                $list.iter().map(|thing| thing.slug.clone()).collect()
            };
        }
        Self {
            components: slugs!(case.components),
            options: slugs!(case.options),
            suppliers: slugs!(case.suppliers),
            pools: slugs!(case.pools),
            use_cases: slugs!(case.use_cases),
            controls: slugs!(case.controls),
            cards: slugs!(case.cards),
            choices: case.cards.iter().map(|card| slugs!(card.choices)).collect(),
            roles: slugs!(case.roles),
            reasons: slugs!(case.reasons),
        }
    }

    /// # Errors
    ///
    /// When the card has no such choice.
    pub fn choice(&self, card: CardId, choice: u8) -> Result<&str, Misfit> {
        let choices = self.choices.get(card.index()).map_or(&[][..], Vec::as_slice);
        let found = choices.get(usize::from(choice)).map(String::as_str);
        found.ok_or(Misfit::UnknownId { kind: "choice", index: u16::from(choice) })
    }

    /// # Errors
    ///
    /// When the card has no such choice.
    pub fn choice_named(&self, card: CardId, name: &str) -> Result<u8, Misfit> {
        let choices = self.choices.get(card.index()).map_or(&[][..], Vec::as_slice);
        Ok(place("choice", choices, name)? as u8)
    }
}

fn place(kind: &'static str, names: &[String], name: &str) -> Result<u16, Misfit> {
    let found = names.iter().position(|known| known == name);
    // A name from a hostile file may be as long as a line; the message needs its start only.
    let unknown = || Misfit::UnknownName { kind, name: name.chars().take(60).collect() };
    found.map(|index| index as u16).ok_or_else(unknown)
}

/// An id that has a name in the file.
pub trait Named: Copy {
    /// # Errors
    ///
    /// When the case has no such id.
    fn name(self, slugs: &Slugs) -> Result<String, Misfit>;
    /// # Errors
    ///
    /// When the case has no such name.
    fn by_name(name: &str, slugs: &Slugs) -> Result<Self, Misfit>;
}

macro_rules! named {
    ($($id:ident in $list:ident is $kind:literal),* $(,)?) => {$(
        impl Named for $id {
            fn name(self, slugs: &Slugs) -> Result<String, Misfit> {
                let unknown = Misfit::UnknownId { kind: $kind, index: self.0 };
                slugs.$list.get(self.index()).cloned().ok_or(unknown)
            }

            fn by_name(name: &str, slugs: &Slugs) -> Result<Self, Misfit> {
                place($kind, &slugs.$list, name).map(Self)
            }
        }
    )*};
}

named! {
    ComponentId in components is "component",
    OptionId in options is "option",
    SupplierId in suppliers is "supplier",
    PoolId in pools is "staff pool",
    UseCaseId in use_cases is "use case",
    ControlId in controls is "control",
    CardId in cards is "card",
    RoleId in roles is "role",
    ReasonId in reasons is "reason",
}
