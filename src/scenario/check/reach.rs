//! What nobody can choose and what can never happen.

use super::pipeline::holds_or_serves;
use super::{Scene, no_repeats};
use crate::id::ParamId;
use crate::scenario::case::Choice;
use crate::scenario::diagnostic::{Fault, Faults};
use crate::scenario::place::Spanned;
use crate::scenario::raw::options::RawOption;
use crate::scenario::resolve::UNKNOWN;
use crate::scenario::vocabulary::EventKind;

pub(super) fn check(scene: &Scene<'_>, faults: &mut Faults) {
    let case = &scene.draft.case;
    for (option, raw) in case.options.iter().zip(scene.raw.options.options.iter()) {
        unreachable(scene, option, raw, faults);
    }
    for (index, (card, raw)) in case.cards.iter().zip(scene.raw.events.cards.iter()).enumerate() {
        if case.cards[..index].iter().any(|earlier| earlier.kind == card.kind) {
            faults.push(Fault::error(
                "card-never-fires",
                raw.kind.span,
                &format!("a second card for {:?}", card.kind),
                "one card for each kind of event: the first is shown",
            ));
        } else if let Some(why) = never(scene, card.kind) {
            faults.push(Fault::error(
                "card-never-fires",
                raw.kind.span,
                &format!("a card for {:?}, which never happens: {why}", card.kind),
                "a rate above zero somewhere, or no card",
            ));
        }
    }
    without_card(scene, faults);
}

fn unreachable(scene: &Scene<'_>, option: &Choice, raw: &RawOption, faults: &mut Faults) {
    let case = &scene.draft.case;
    let Some(component) = scene.component(option.component) else { return };
    if !Scene::offer_is_known(raw) {
        return;
    }
    if !option.on_offer {
        let used = case.components.iter().any(|component| {
            [component.inherited, component.fallback]
                .iter()
                .any(|id| scene.option(*id).is_some_and(|other| other.slug == option.slug))
        });
        let ids_known = scene.raw.scenario.components.is_known()
            && case
                .components
                .iter()
                .all(|it| it.inherited.0 != UNKNOWN && it.fallback.0 != UNKNOWN);
        if !used && ids_known {
            faults.push(Fault::error(
                "unreachable-option",
                raw.slug.span,
                "an option that is neither on offer, nor inherited, nor a fallback",
                "an option somebody can have",
            ));
        }
        return;
    }
    let impact = case.agency.impact;
    if option.authorised < impact
        && component.jobs.iter().any(|(job, share)| holds_or_serves(*job, *share))
    {
        faults.push(
            Fault::error(
                "unreachable-option",
                raw.authorised.span,
                &format!(
                    "authorised up to {:?}, in a component that holds or serves data",
                    option.authorised
                ),
                &format!("authorised for {impact:?}, the agency's impact level"),
            )
            .hint("nobody could adopt this option: raise its level or take it off offer"),
        );
    }
    if let (Some(price), Some(ceiling)) =
        (lowest_price(scene, option), scene.likely(case.agency.award_ceiling))
        && price > ceiling
    {
        faults.push(
            Fault::error(
                "unreachable-option",
                raw.slug.span,
                &format!("a yearly price of {} k$ by the cheapest vehicle", price.round()),
                &format!("at most {ceiling} k$, the award ceiling"),
            )
            .hint("nobody could adopt this option: lower its price or raise the ceiling"),
        );
    }
}

/// Yearly price at the reference load by the cheapest vehicle (k$/year), as the rules price an award.
fn lowest_price(scene: &Scene<'_>, option: &Choice) -> Option<f64> {
    let component = scene.component(option.component)?;
    let rules = &scene.draft.case.rules;
    let profile = &option.profile;
    let list = scene.likely(profile.licence)? + scene.likely(profile.usage)?;
    let discount = 1.0 - scene.likely(rules.competition_discount)?;
    Some(
        list * scene.likely(component.licence_factor)? * discount.min(1.0)
            + scene.likely(profile.support)?,
    )
}

/// Why events of a kind cannot happen in this case, if so.
fn never(scene: &Scene<'_>, kind: EventKind) -> Option<&'static str> {
    let (case, raw) = (&scene.draft.case, scene.raw);
    let zero = |id: ParamId| scene.is_zero(id);
    let options = |field: fn(&Choice) -> ParamId| {
        raw.options.options.is_known() && case.options.iter().all(|option| zero(field(option)))
    };
    let suppliers = |field: fn(&crate::scenario::case::Supplier) -> ParamId| {
        raw.options.suppliers.is_known()
            && case.suppliers.iter().all(|supplier| zero(field(supplier)))
    };
    let rules = &case.rules;
    let no_acquisition = suppliers(|supplier| supplier.acquisition_rate);
    let impossible = match kind {
        EventKind::KnownFlawExploited => (zero(rules.attempts), "`attempts` is zero")
            .or(options(|it| it.profile.exposure), "every exposure is zero"),
        EventKind::PoisonedDependency => (zero(rules.dependency_rate), "`dependency_rate` is zero")
            .or(options(|it| it.profile.dependencies), "every `dependencies` is zero"),
        EventKind::SupplierBreach => {
            (suppliers(|it| it.breach_rate), "every `breach_rate` is zero")
        }
        EventKind::PriceHike => (
            options(|it| it.profile.hike) && (no_acquisition || zero(rules.acquired_hike)),
            "every `hike` is zero",
        ),
        EventKind::SupplierAcquired => (no_acquisition, "every `acquisition_rate` is zero"),
        EventKind::LicenceChange => {
            (suppliers(|it| it.licence_change_rate), "every `licence_change_rate` is zero")
        }
        EventKind::ProjectAbandoned => (suppliers(|it| it.end_rate), "every `end_rate` is zero"),
        EventKind::KeyStaffLoss => (
            raw.scenario.pools.is_known() && case.pools.iter().all(|pool| zero(pool.attrition)),
            "every `attrition` is zero",
        ),
        EventKind::BudgetDisruption => (
            zero(rules.resolution_probability)
                && zero(rules.cut_probability)
                && zero(rules.shutdown_probability),
            "the probabilities of a continuing resolution, a cut and a shutdown are zero",
        ),
        EventKind::DemandSurge => (zero(rules.surge_probability), "`surge_probability` is zero"),
        EventKind::AuditFinding => (zero(rules.audit_probability), "`audit_probability` is zero")
            .or(
                raw.scenario.controls.is_known() && case.controls.is_empty(),
                "no control is required",
            ),
        EventKind::HarmfulDecision => (zero(rules.harm_rate), "`harm_rate` is zero").or(
            raw.scenario.use_cases.is_known()
                && case.use_cases.iter().all(|it| zero(it.sensitivity)),
            "no use case is sensitive",
        ),
    };
    impossible.0.then_some(impossible.1)
}

/// The first of two reasons that holds.
trait OrReason {
    fn or(self, other: bool, why: &'static str) -> Self;
}

impl OrReason for (bool, &'static str) {
    fn or(self, other: bool, why: &'static str) -> Self {
        if self.0 { self } else { (other, why) }
    }
}

fn without_card(scene: &Scene<'_>, faults: &mut Faults) {
    let events = &scene.raw.events;
    let cards = &events.cards;
    let silent = events.without_card.0.as_ref().map_or(&[][..], |kinds| kinds.as_slice());
    for kind in silent.iter().filter(|kind| kind.is_known()) {
        if cards.iter().any(|card| card.kind.is_known() && card.kind.value == kind.value) {
            faults.push(Fault::error(
                "duplicate-entry",
                kind.span,
                &format!("{:?} among the kinds without a card, and a card for it", kind.value),
                "one of the two",
            ));
        }
    }
    let listed = silent.iter().map(|kind| (kind.value, kind.span));
    no_repeats(listed, "the same kind twice", "each kind once", faults);
    let unread = |kind: &Spanned<EventKind>| !kind.is_known();
    if cards.iter().any(|card| unread(&card.kind)) || silent.iter().any(unread) {
        return;
    }
    let missing: Vec<String> = EventKind::ALL
        .into_iter()
        .filter(|kind| !cards.iter().any(|card| card.kind.value == *kind))
        .filter(|kind| !silent.iter().any(|it| it.value == *kind))
        .filter(|kind| never(scene, *kind).is_none())
        .map(|kind| format!("{kind:?}"))
        .collect();
    if !missing.is_empty() {
        faults.push(
            Fault::warning(
                "missing-card",
                cards.span,
                &format!("no card for {}", missing.join(", ")),
                "a card for each kind of event that can happen",
            )
            .hint("list in `without_card` those that shall happen without a question"),
        );
    }
}
