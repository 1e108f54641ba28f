//! `options.ron` with its references resolved.

use super::{AllNames, Numbers};
use crate::id::{ComponentId, StandardId, SupplierId};
use crate::scenario::case::{Archetype, Choice, SourcingModel, Supplier};
use crate::scenario::family;
use crate::scenario::raw::options::RawProfile;
use crate::scenario::raw::{Decode as _, RawCase};

pub(super) fn suppliers(raw: &RawCase, numbers: &mut Numbers<'_>) -> Vec<Supplier> {
    let suppliers = raw.options.suppliers.iter();
    suppliers
        .map(|it| {
            let path = |field: &str| format!("suppliers.{}.{field}", it.slug.value);
            Supplier {
                slug: it.slug.value.clone(),
                name: it.name.value.clone(),
                about: it.about.value.clone(),
                management: numbers.amount(&it.management, &family::PERSONS, path("management")),
                breach_rate: numbers.amount(&it.breach_rate, &family::RATE, path("breach_rate")),
                acquisition_rate: numbers.amount(
                    &it.acquisition_rate,
                    &family::RATE,
                    path("acquisition_rate"),
                ),
                licence_change_rate: numbers.amount(
                    &it.licence_change_rate,
                    &family::RATE,
                    path("licence_change_rate"),
                ),
                end_rate: numbers.amount(&it.end_rate, &family::RATE, path("end_rate")),
                absence_factor: numbers.amount(
                    &it.absence_factor,
                    &family::COUNT,
                    path("absence_factor"),
                ),
                contributors: numbers.amount(
                    &it.contributors,
                    &family::COUNT,
                    path("contributors"),
                ),
                single_company: numbers.amount(
                    &it.single_company,
                    &family::SHARE,
                    path("single_company"),
                ),
                foundation: numbers.amount(&it.foundation, &family::SHARE, path("foundation")),
                ending: it.ending.value,
            }
        })
        .collect()
}

pub(super) fn archetypes(raw: &RawCase, numbers: &mut Numbers<'_>) -> Vec<Archetype> {
    let archetypes = raw.options.archetypes.iter();
    archetypes
        .map(|it| Archetype {
            slug: it.slug.value.clone(),
            name: it.name.value.clone(),
            model: it.model.value,
            about: it.about.value.clone(),
            profile: it.profile.resolve(&format!("archetypes.{}", it.slug.value), numbers),
        })
        .collect()
}

pub(super) fn options(
    raw: &RawCase,
    archetypes: &[Archetype],
    names: &AllNames,
    numbers: &mut Numbers<'_>,
) -> Vec<Choice> {
    let options = raw.options.options.iter();
    options
        .map(|it| {
            let archetype = names.archetypes.find(&it.archetype, numbers.faults);
            let (model, base) = match archetypes.get(usize::from(archetype)) {
                Some(sheet) => (sheet.model, sheet.profile),
                // The case is refused already; the stand-in only lets the reading go on.
                None => (SourcingModel::Open, RawProfile::faulty().resolve("", numbers)),
            };
            let path = format!("options.{}", it.slug.value);
            Choice {
                slug: it.slug.value.clone(),
                name: it.name.value.clone(),
                component: ComponentId(names.components.find(&it.component, numbers.faults)),
                archetype,
                model: it.model.0.as_ref().map_or(model, |own| own.value),
                supplier: SupplierId(names.suppliers.find(&it.supplier, numbers.faults)),
                stack: it.stack.value.clone(),
                pitch: it.pitch.value.clone(),
                more: it.more.value.clone(),
                standards: it
                    .standards
                    .iter()
                    .map(|slug| StandardId(names.standards.find(slug, numbers.faults)))
                    .collect(),
                authorised: it.authorised.value,
                profile: it
                    .profile
                    .0
                    .as_ref()
                    .map_or(base, |own| own.resolve(&base, &path, numbers)),
                on_offer: it.on_offer.0.as_ref().is_none_or(|own| own.value),
            }
        })
        .collect()
}
