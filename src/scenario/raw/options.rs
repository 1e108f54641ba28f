//! `options.ron`: suppliers, archetypes and what can fill a component.

use super::decode::{record, words};
use super::number::Amount;
use super::{List, Optional, Text};
use crate::scenario::case::{Ending, Impact, Profile, SourcingModel};
use crate::scenario::family::{self, Family};
use crate::scenario::place::Spanned;
use crate::scenario::resolve::Numbers;

record! {
    /// The whole file.
    pub struct RawOptions {
        format: Spanned<u16>,
        suppliers: List<RawSupplier>,
        archetypes: List<RawArchetype>,
        options: List<RawOption>,
    }
}

record! {
    pub struct RawSupplier {
        slug: Text,
        name: Text,
        about: Text,
        management: Amount,
        breach_rate: Amount,
        acquisition_rate: Amount,
        licence_change_rate: Amount,
        end_rate: Amount,
        absence_factor: Amount,
        contributors: Amount,
        single_company: Amount,
        foundation: Amount,
        ending: Spanned<Ending>,
    }
}

record! {
    pub struct RawArchetype {
        slug: Text,
        name: Text,
        model: Spanned<SourcingModel>,
        about: Text,
        profile: RawProfile,
    }
}

record! {
    pub struct RawOption {
        slug: Text,
        name: Text,
        component: Text,
        archetype: Text,
        supplier: Text,
        stack: Text,
        pitch: Text,
        more: Text,
        standards: List<Text>,
        authorised: Spanned<Impact>,
        profile: Optional<RawOverlay>,
        on_offer: Optional<Spanned<bool>>,
        model: Optional<Spanned<SourcingModel>>,
    }
}

words!(Ending: Frozen, SwitchedOff);
words!(SourcingModel: Open, Proprietary, Managed, Inherited);

macro_rules! profile {
    ($($field:ident: $family:ident),* $(,)?) => {
        record! {
            /// All numbers of an archetype.
            pub struct RawProfile { $($field: Amount),* }
        }
        record! {
            /// The numbers an option changes.
            pub struct RawOverlay { $($field: Optional<Amount>),* }
        }

        /// Every field of a profile with its unit family.
        pub const PROFILE_FIELDS: &[(&str, &Family)] = &[$((stringify!($field), &family::$family)),*];

        impl RawProfile {
            pub fn resolve(&self, path: &str, numbers: &mut Numbers<'_>) -> Profile {
                Profile {
                    $($field: numbers.amount(
                        &self.$field,
                        &family::$family,
                        format!("{path}.{}", stringify!($field)),
                    )),*
                }
            }
        }

        impl RawOverlay {
            /// The archetype's numbers with this option's own in their place.
            pub fn resolve(&self, base: &Profile, path: &str, numbers: &mut Numbers<'_>) -> Profile {
                Profile {
                    $($field: match &self.$field.0 {
                        Some(amount) => numbers.amount(
                            amount,
                            &family::$family,
                            format!("{path}.{}", stringify!($field)),
                        ),
                        None => base.$field,
                    }),*
                }
            }
        }
    };
}

profile! {
    licence: PRICE,
    usage: PRICE,
    support: PRICE,
    infrastructure: PRICE,
    price_growth: GROWTH,
    price_sigma: DEVIATION,
    hike: PROBABILITY,
    effort: PERSONS,
    self_run: SHARE,
    training: DAYS,
    setup: WEEKS,
    edge_work: HOURS,
    inheritance: SHARE,
    authorisation: COST,
    fit: SHARE,
    customisation: SHARE,
    community: SHARE,
    format_open: SHARE,
    exportable: SHARE,
    egress: EGRESS,
    api_bound: SHARE,
    skill_bound: SHARE,
    binding: YEARLY_SHARE,
    patch_days: DAYS,
    patch_sigma: SIGMA,
    patch_by_team: SHARE,
    exposure: FACTOR,
    resistance: SHARE,
    dependencies: FACTOR,
    node_capacity: NODE_LOAD,
    contention: CONTENTION,
    coherency: CONTENTION,
    node_limit: NODES,
    provisioning: MONTHS,
}
