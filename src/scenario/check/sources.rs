//! Entries that nothing uses.

use super::Scene;
use crate::scenario::case::{Choice, Interface};
use crate::scenario::diagnostic::{Fault, Faults};
use crate::scenario::raw::Text;
use crate::scenario::resolve::UNKNOWN;

pub(super) fn check(scene: &Scene<'_>, faults: &mut Faults) {
    if !scene.is_whole() {
        return;
    }
    let case = &scene.draft.case;
    for (source, cited) in scene.raw.sources.sources.iter().zip(&scene.draft.cited) {
        if !cited {
            unused(&source.slug, "unused-source", "source that nothing cites", faults);
        }
    }
    let options = &scene.raw.options.options;
    let all_options =
        |known: fn(&Choice) -> bool| options.is_known() && case.options.iter().all(known);
    let suppliers_known = all_options(|option| option.supplier.0 != UNKNOWN);
    for (index, supplier) in scene.raw.options.suppliers.iter().enumerate() {
        if suppliers_known && !case.options.iter().any(|option| option.supplier.index() == index) {
            unused(&supplier.slug, "unused-entry", "supplier without an option", faults);
        }
    }
    let archetypes_known = all_options(|option| option.archetype != UNKNOWN);
    for (index, archetype) in scene.raw.options.archetypes.iter().enumerate() {
        if archetypes_known
            && !case.options.iter().any(|option| usize::from(option.archetype) == index)
        {
            unused(&archetype.slug, "unused-entry", "archetype without an option", faults);
        }
    }
    let interfaces = &scene.raw.scenario.interfaces;
    let known = |it: &Interface| it.standards.iter().all(|id| id.0 != UNKNOWN);
    let interfaces_known = interfaces.is_known()
        && interfaces.iter().all(|it| it.standards.is_known())
        && case.interfaces.iter().all(known);
    for (index, standard) in scene.raw.scenario.standards.iter().enumerate() {
        let fits =
            case.interfaces.iter().any(|it| it.standards.iter().any(|id| id.index() == index));
        if interfaces_known && !fits {
            unused(&standard.slug, "unused-entry", "standard that fits no interface", faults);
        }
    }
}

fn unused(slug: &Text, code: &'static str, what: &str, faults: &mut Faults) {
    faults.push(Fault::warning(
        code,
        slug.span,
        &format!("\"{}\", a {what}", slug.value),
        "entries that the case uses",
    ));
}
