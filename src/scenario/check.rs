//! What a case must hold beyond its form: counts, sums, texts, and what play depends on.
//!
//! Invariants: checks only report, they change nothing; every check may run over a case with faults,
//! because what could not be read or found is recognised and passed over.

mod events;
mod form;
mod pipeline;
mod plans;
mod reach;
mod sources;
pub(crate) mod texts;
pub(crate) mod wording;

use super::case::{Choice, Component};
use super::diagnostic::{Fault, Faults};
use super::place::Spanned;
use super::raw::RawCase;
use super::raw::options::RawOption;
use super::resolve::Draft;
use super::tree::written;
use crate::id::{ComponentId, OptionId, ParamId};

/// Reports every fault of a resolved case. `folder` is the name of its folder, or empty.
pub fn check(raw: &RawCase, draft: &Draft, folder: &str, faults: &mut Faults) {
    let scene = Scene { raw, draft };
    form::check(&scene, folder, faults);
    pipeline::check(&scene, faults);
    reach::check(&scene, faults);
    events::check(&scene, faults);
    plans::check(&scene, faults);
    sources::check(&scene, faults);
    texts::check(&scene, faults);
    wording::check(&scene, faults);
}

/// The case as written and as resolved: entry `n` of a list is the same thing in both.
struct Scene<'a> {
    raw: &'a RawCase,
    draft: &'a Draft,
}

impl Scene<'_> {
    fn component(&self, id: ComponentId) -> Option<&Component> {
        self.draft.case.components.get(id.index())
    }

    fn option(&self, id: OptionId) -> Option<&Choice> {
        self.draft.case.options.get(id.index())
    }

    /// An option as written.
    fn written_option(&self, id: OptionId) -> Option<&RawOption> {
        self.raw.options.options.get(id.index())
    }

    /// Whether it could be read if an option is on offer.
    fn offer_is_known(option: &RawOption) -> bool {
        option.on_offer.0.as_ref().is_none_or(Spanned::is_known)
    }

    /// Whether the sourcing model of an option could be read.
    fn model_is_known(&self, option: &Choice, written: &RawOption) -> bool {
        match &written.model.0 {
            Some(own) => own.is_known(),
            None => {
                let sheet = self.raw.options.archetypes.get(usize::from(option.archetype));
                sheet.is_some_and(|sheet| sheet.model.is_known())
            }
        }
    }

    /// Most likely value of a number, when it could be read.
    fn likely(&self, id: ParamId) -> Option<f64> {
        self.known(id).map(|parameter| parameter.likely)
    }

    /// Whether a number is zero over its whole range. A number that could not be read is not.
    fn is_zero(&self, id: ParamId) -> bool {
        self.known(id).is_some_and(|parameter| parameter.high <= 0.0)
    }

    fn known(&self, id: ParamId) -> Option<&super::parameter::Parameter> {
        let place = self.draft.number_places.get(id.index())?;
        if place.is_known() { self.draft.case.parameters.get(id.index()) } else { None }
    }

    /// Years of the whole run, played and outlook.
    fn years(&self) -> u16 {
        let case = &self.draft.case;
        case.played_years.saturating_add(case.outlook_years)
    }

    /// False when a year count could not be read, so that nothing can be said about horizons.
    fn years_are_known(&self) -> bool {
        self.raw.scenario.played_years.is_known() && self.raw.scenario.outlook_years.is_known()
    }

    /// True when every file could be read at least in part, so that "nowhere" means nowhere.
    fn is_whole(&self) -> bool {
        let RawCase { scenario, options, events, roles, plans, parameters, sources } = self.raw;
        [
            &scenario.format,
            &options.format,
            &events.format,
            &roles.format,
            &plans.format,
            &parameters.format,
            &sources.format,
        ]
        .iter()
        .all(|format| format.is_known())
    }
}

/// `1 year`, `2 years`.
fn counted(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

/// Reports a number outside its bounds.
fn within(value: &Spanned<f64>, low: f64, high: f64, what: &str, faults: &mut Faults) {
    if !(low..=high).contains(&value.value) {
        faults.push(Fault::error(
            "out-of-range",
            value.span,
            &written(value.value),
            &format!("{what} from {} to {}", written(low), written(high)),
        ));
    }
}

/// Reports each entry whose key came before.
fn no_repeats<K: Ord>(
    entries: impl IntoIterator<Item = (K, super::place::Span)>,
    found: &str,
    expected: &str,
    faults: &mut Faults,
) {
    let mut seen = std::collections::BTreeSet::new();
    for (key, span) in entries {
        if !seen.insert(key) {
            faults.push(Fault::error("duplicate-entry", span, found, expected));
        }
    }
}
