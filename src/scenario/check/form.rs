//! Counts, sums and bounds of `scenario.ron`.

use super::{Scene, counted, no_repeats, within};
use crate::scenario::diagnostic::{Fault, Faults};
use crate::scenario::place::{Span, Spanned};
use crate::scenario::raw::scenario::{RawCondition, RawScale, RawScenario};

/// Weights may miss 100, and a season's mean may miss 1, by this much.
const WEIGHT_SLACK: f64 = 1.0e-6;
const SEASON_SLACK: f64 = 0.02;

pub(super) fn check(scene: &Scene<'_>, folder: &str, faults: &mut Faults) {
    let scenario = &scene.raw.scenario;
    identity(scenario, folder, faults);
    lists(scene, faults);
    calendar(scene, faults);
    gauges(scenario, faults);
    components(scenario, faults);
    use_cases(scene, faults);
    controls(scene, faults);
    for question in scenario.debrief.iter() {
        let objectives = scenario.objectives.len();
        if usize::from(question.objective.value) >= objectives && scenario.objectives.is_known() {
            faults.push(Fault::error(
                "out-of-range",
                question.objective.span,
                &format!("objective {}", question.objective.value),
                &format!("the place of an objective in its list, from 0, of {objectives}"),
            ));
        }
    }
}

fn identity(scenario: &RawScenario, folder: &str, faults: &mut Faults) {
    if !folder.is_empty() && scenario.slug.value != folder {
        faults.push(
            Fault::error(
                "slug-mismatch",
                scenario.slug.span,
                &format!("the slug \"{}\" in the folder \"{folder}\"", scenario.slug.value),
                "the folder's name as the slug",
            )
            .hint("rename the folder or change the slug: runs refer to a case by it"),
        );
    }
    if !crate::scenario::resolve::is_slug(&scenario.slug) {
        faults.push(Fault::error(
            "bad-slug",
            scenario.slug.span,
            &format!("\"{}\"", crate::scenario::tree::shortened(&scenario.slug)),
            "lowercase letters, digits and single hyphens, at most 48 characters, a letter first",
        ));
    }
}

fn lists(scene: &Scene<'_>, faults: &mut Faults) {
    let (scenario, options) = (&scene.raw.scenario, &scene.raw.options);
    let most = [
        ("objectives", scenario.objectives.span, scenario.objectives.len(), 1, 12),
        ("background statements", scenario.background.span, scenario.background.len(), 0, 64),
        ("pools", scenario.pools.span, scenario.pools.len(), 1, 64),
        ("components", scenario.components.span, scenario.components.len(), 1, 64),
        ("use cases", scenario.use_cases.span, scenario.use_cases.len(), 1, 64),
        ("interfaces", scenario.interfaces.span, scenario.interfaces.len(), 0, 1_024),
        ("debrief questions", scenario.debrief.span, scenario.debrief.len(), 0, 64),
        ("suppliers", options.suppliers.span, options.suppliers.len(), 1, 64),
        ("archetypes", options.archetypes.span, options.archetypes.len(), 1, 64),
        ("options", options.options.span, options.options.len(), 1, 1_024),
    ];
    for (what, span, count, least, largest) in most {
        if count < least {
            faults.push(Fault::error(
                "too-few",
                span,
                &format!("{count} {what}"),
                &format!("at least {least}"),
            ));
        }
        // Lists of things with slugs are counted where their slugs are.
        let counted = matches!(
            what,
            "objectives" | "background statements" | "interfaces" | "debrief questions"
        );
        if counted && count > largest {
            faults.push(Fault::error(
                "too-many",
                span,
                &format!("{count} {what}"),
                &format!("at most {largest}"),
            ));
        }
    }
}

fn calendar(scene: &Scene<'_>, faults: &mut Faults) {
    let scenario = &scene.raw.scenario;
    for (year, low, high, what) in [
        (&scenario.first_year, 2000, 2100, "a fiscal year"),
        (&scenario.played_years, 1, 10, "a number of played years"),
        (&scenario.outlook_years, 0, 10, "a number of years of outlook"),
        (&scenario.agency.guardrails_per_year, 0, 5, "a number of guardrails a year"),
        (&scenario.agency.staffing_per_year, 0, 8, "a number of staffing decisions a year"),
        (&scenario.agency.responses_per_year, 0, 12, "a number of responses a year"),
    ] {
        if !(low..=high).contains(&year.value) {
            faults.push(Fault::error(
                "out-of-range",
                year.span,
                &format!("{}", year.value),
                &format!("{what} from {low} to {high}"),
            ));
        }
    }
    if !scene.years_are_known() {
        return;
    }
    let played = usize::from(scenario.played_years.value);
    let (money, slots) = (&scenario.agency.appropriation, &scenario.agency.slots);
    if slots.len() != played {
        faults.push(Fault::error(
            "wrong-count",
            slots.span,
            &format!("slots for {}", counted(slots.len(), "year")),
            &format!("one entry for each of the {played} played years"),
        ));
    }
    for slot in slots.iter().filter(|slot| slot.value > 64) {
        faults.push(Fault::error(
            "out-of-range",
            slot.span,
            &format!("{} slots", slot.value),
            "at most 64 a year",
        ));
    }
    if !(played..=usize::from(scene.years())).contains(&money.len()) {
        faults.push(Fault::error(
            "wrong-count",
            money.span,
            &format!("appropriations for {}", counted(money.len(), "year")),
            &format!(
                "one for each of the {played} played years, and at most one for each later year"
            ),
        ));
    }
}

fn gauges(scenario: &RawScenario, faults: &mut Faults) {
    let weights = &scenario.weights;
    let parts =
        [&weights.cost, &weights.lock_in, &weights.security, &weights.scale, &weights.compliance];
    for weight in parts {
        within(weight, 0.0, 100.0, "a weight", faults);
    }
    let sum: f64 = parts.iter().map(|weight| weight.value).sum();
    if parts.iter().all(|weight| weight.is_known()) && (sum - 100.0).abs() > WEIGHT_SLACK {
        faults.push(Fault::error(
            "bad-weights",
            weights.at,
            &format!("weights that sum to {sum}"),
            "weights that sum to 100",
        ));
    }
    let scales = &scenario.scales;
    let scale = |scale: &RawScale, low: f64, high: f64, what: &str, faults: &mut Faults| {
        within(&scale.good, low, high, what, faults);
        within(&scale.bad, low, high, what, faults);
        if scale.good.is_known() && scale.bad.is_known() && scale.good.value == scale.bad.value {
            faults.push(Fault::error(
                "bad-scale",
                scale.at,
                &format!("good and bad both {}", scale.good.value),
                "two different values: they score 100 and 0",
            ));
        }
    };
    scale(&scales.cost, 0.0, 1.0e7, "a cost in k$", faults);
    scale(&scales.lock_in, 0.0, 100.0, "an index", faults);
    scale(&scales.security, 0.0, 1.0e7, "a loss in k$ per year", faults);
    scale(&scales.scale, 0.0, 100.0, "a percentage", faults);
    scale(&scales.compliance, 0.0, 100.0, "a percentage", faults);
}

fn components(scenario: &RawScenario, faults: &mut Faults) {
    for component in scenario.components.iter() {
        for (_, share) in component.jobs.iter() {
            within(share, 0.0, 1.0, "a share of a job", faults);
        }
        within(&component.wardley.visibility, 0.0, 1.0, "a visibility", faults);
        within(&component.wardley.evolution, 0.0, 1.0, "an evolution", faults);
        let jobs = component.jobs.iter().map(|(job, _)| (job.value, job.span));
        no_repeats(known(jobs), "the same job twice", "each job once a component", faults);
        let (column, row) = component.place.value;
        if column > 15 || row > 15 {
            faults.push(Fault::error(
                "out-of-range",
                component.place.span,
                &format!("column {column}, row {row}"),
                "a place on the board, column and row from 0 to 15",
            ));
        }
        for (months, most, what) in [
            (&component.inherited_age, 600, "an age in months"),
            (&component.inherited_contract, 240, "a rest of a contract in months"),
        ] {
            if months.value > most {
                faults.push(Fault::error(
                    "out-of-range",
                    months.span,
                    &format!("{} months", months.value),
                    &format!("{what} from 0 to {most}"),
                ));
            }
        }
    }
    let places =
        scenario.components.iter().map(|component| (component.place.value, component.place.span));
    no_repeats(
        known(places),
        "a second component on this place",
        "a place of its own for each component",
        faults,
    );
}

fn use_cases(scene: &Scene<'_>, faults: &mut Faults) {
    for use_case in scene.raw.scenario.use_cases.iter() {
        let season = &use_case.season;
        for month in season.iter() {
            within(month, 0.0, 12.0, "a relative demand", faults);
        }
        let mean = season.iter().map(|month| month.value).sum::<f64>() / 12.0;
        if season.len() != 12 {
            faults.push(Fault::error(
                "bad-season",
                season.span,
                &format!("a season of {} numbers", season.len()),
                "12 numbers, October to September",
            ));
        } else if season.iter().all(Spanned::is_known) && (mean - 1.0).abs() > SEASON_SLACK {
            faults.push(Fault::error(
                "bad-season",
                season.span,
                &format!("a season with the mean {}", (mean * 1000.0).round() / 1000.0),
                "a season with the mean 1",
            ));
        }
        if let Some(year) = use_case.planned.value
            && scene.years_are_known()
            && year >= scene.years()
        {
            faults.push(Fault::error(
                "beyond-horizon",
                use_case.planned.span,
                &format!("planned for year {year}"),
                &format!("a year of the run, from 0 to {}", scene.years().saturating_sub(1)),
            ));
        }
        if use_case.touches.is_empty() {
            faults.push(Fault::error(
                "too-few",
                use_case.touches.span,
                "a use case that touches no component",
                "at least one component",
            ));
        }
        for (_, load) in use_case.touches.iter() {
            within(load, 0.001, 1_000.0, "a load", faults);
        }
        let touched = use_case.touches.iter().map(|(slug, _)| (slug.value.as_str(), slug.span));
        no_repeats(
            known(touched),
            "the same component twice",
            "each component once a use case",
            faults,
        );
    }
}

fn controls(scene: &Scene<'_>, faults: &mut Faults) {
    for control in scene.raw.scenario.controls.iter() {
        if scene.years_are_known() && control.from_year.value >= scene.years() {
            faults.push(
                Fault::error(
                    "beyond-horizon",
                    control.from_year.span,
                    &format!("required from year {}", control.from_year.value),
                    &format!("a year of the run, from 0 to {}", scene.years().saturating_sub(1)),
                )
                .hint("the control would never be required"),
            );
        }
        if control.needs.is_empty() {
            faults.push(Fault::error(
                "too-few",
                control.needs.span,
                "a control without a condition",
                "at least one condition",
            ));
        }
        for need in control.needs.iter() {
            match &need.value {
                RawCondition::Job(_, value)
                | RawCondition::Guardrail(_, value)
                | RawCondition::Authorised(value)
                | RawCondition::PortabilityClauses(value)
                | RawCondition::Reviewed(value, _) => within(value, 0.0, 1.0, "a share", faults),
                RawCondition::PatchDays(days) => {
                    within(days, 1.0, 3_650.0, "a number of days", faults);
                }
            }
        }
    }
}

/// Leaves out entries that could not be read.
fn known<K>(entries: impl Iterator<Item = (K, Span)>) -> impl Iterator<Item = (K, Span)> {
    entries.filter(|(_, span)| span.is_known())
}
