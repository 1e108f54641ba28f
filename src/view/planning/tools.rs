//! The tools of one part of the pipeline: what runs, and the options side by side.

use super::super::format;
use super::super::words;
use super::offers::{ChoiceView, choice};
use crate::id::{ComponentId, OptionId, ParamId, ReasonId};
use crate::scenario::case::{Case, Profile, SourcingModel};
use crate::scenario::parameter::Spread;
use crate::scenario::plan::{Approach, Decision, Term, Vehicle};
use crate::session::table::Table;
use crate::sim::ONLY;
use crate::sim::state::NEVER;

/// How a contract is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    pub term: Term,
    /// Portability clause.
    pub clause: bool,
    pub vehicle: Vehicle,
}

impl Default for Terms {
    fn default() -> Self {
        Self { term: Term::ThreeYears, clause: false, vehicle: Vehicle::Order }
    }
}

impl Terms {
    /// The same decision with these terms in it.
    #[must_use]
    pub fn put_into(self, decision: Decision) -> Decision {
        let Self { term, clause, vehicle } = self;
        match decision {
            Decision::Adopt { component, option, .. } => {
                Decision::Adopt { component, option, term, clause, vehicle }
            }
            Decision::Renew { component, approach, .. } => {
                Decision::Renew { component, term, clause, approach }
            }
            other => other,
        }
    }

    /// The terms of a decision; those given where it has none.
    #[must_use]
    pub fn of(decision: Option<&Decision>, otherwise: Self) -> Self {
        match decision {
            Some(&Decision::Adopt { term, clause, vehicle, .. }) => Self { term, clause, vehicle },
            Some(&Decision::Renew { term, clause, .. }) => Self { term, clause, ..otherwise },
            _ => otherwise,
        }
    }
}

/// One part of the pipeline in a list of all.
#[derive(Clone, Debug, PartialEq)]
pub struct PartView {
    pub id: ComponentId,
    pub name: String,
    /// What runs there, and what presses: `Tern store, contract ends in 9 months`.
    pub line: String,
    pub model: SourcingModel,
    /// A tool decision of the draft is about it.
    pub taken: bool,
}

/// The options of one component, side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct ComponentView {
    pub id: ComponentId,
    pub name: String,
    pub purpose: String,
    pub running: RunningView,
    pub options: Vec<OptionView>,
    /// The tool decision of the draft on this component.
    pub taken: Option<Decision>,
    /// Its terms, or those in hand.
    pub terms: Terms,
    pub reasons: Vec<ChoiceView>,
    pub note: String,
}

/// What runs now.
#[derive(Clone, Debug, PartialEq)]
pub struct RunningView {
    pub name: String,
    pub model: SourcingModel,
    pub supplier: String,
    pub lines: Vec<(&'static str, String)>,
    /// Why there is nothing to renew, if so.
    pub renewal: Result<(), String>,
}

/// One option.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionView {
    pub id: OptionId,
    pub name: String,
    pub model: SourcingModel,
    pub supplier: String,
    pub pitch: String,
    pub more: String,
    /// One cell for each of [`CRITERIA`].
    pub cells: Vec<CellView>,
    pub refusal: Option<String>,
    pub taken: bool,
}

/// A range with its place between the least and the most of all options.
#[derive(Clone, Debug, PartialEq)]
pub struct CellView {
    pub text: String,
    /// Low, likely and high, 0-1 on the scale of this row, right is better.
    pub range: [f64; 3],
    /// Where the numbers come from.
    pub source: String,
}

/// The criteria by which options are compared.
pub const CRITERIA: [(&str, &str); 8] = [
    ("Price", "licence, usage, support and hosting a year, at today's load"),
    ("Own effort", "people to run it"),
    ("Ready in", "contract, authorisation and set-up, without overruns"),
    ("Lock-in", "how much of it is in closed formats and interfaces"),
    ("Customisation", "room to adapt it, 0 to 100"),
    ("Scale", "load that it can carry at most, today's load is 100 %"),
    ("Security", "days until a known flaw is fixed"),
    ("Compliance", "controls inherited from its authorisation"),
];

/// Months within which the end of a contract presses: this year's decisions are the last before it.
const SOON: u16 = 12;

/// Every part of the pipeline, in the order of the case.
pub(super) fn parts(table: &Table) -> Vec<PartView> {
    let (case, (_, state)) = (table.case(), table.now());
    let parts = case.components.iter().zip(&state.stations).enumerate();
    let view = parts.map(|(index, (part, station))| {
        let id = ComponentId(index as u16);
        let option = &case.options[station.option[ONLY]];
        let mut line = option.name.clone();
        let left = station.contract_end[ONLY].saturating_sub(state.month);
        if station.contract_end[ONLY] != NEVER && left <= SOON {
            line += &format!(", contract ends in {}", format::months(f64::from(left)));
        }
        let taken = table.draft().decisions.iter().any(|it| it.tool() == Some(id));
        PartView { id, name: part.name.clone(), line, model: option.model, taken }
    });
    view.collect()
}

/// What a table may choose for one component, with the terms in hand where it has not chosen yet.
#[must_use]
pub fn component(table: &Table, id: ComponentId, in_hand: Terms) -> ComponentView {
    let (case, (model, state)) = (table.case(), table.now());
    let station = &state.stations[id.index()];
    let part = case.component(id);
    let of_component = |decision: &&Decision| decision.tool() == Some(id);
    let taken = table.draft().decisions.iter().find(of_component).copied();
    let terms = Terms::of(taken.as_ref(), in_hand);
    let Terms { term, clause, vehicle } = terms;
    let renew = Decision::Renew { component: id, term, clause, approach: Approach::Accept };
    let renewal = match table.may_instead(&renew) {
        Ok(()) => Ok(()),
        Err(refusal) => Err(words::refusal(case, &refusal).to_string()),
    };
    let frame = table.frame();
    let now = &frame.stations[id.index()];
    let supplier = |index: usize| case.suppliers[index].name.clone();
    let leaving = crate::sim::lock_in::exit_cost(model, state, ONLY, id.index()).total();
    let mut lines = vec![
        ("lock-in", format::index(now.lock_in)),
        ("leaving costs", format::kilodollars(leaving)),
    ];
    // Before the first month nothing was measured yet.
    if now.capacity > 0.0 {
        lines.push(("load", format::share(now.load / now.capacity)));
        lines.push(("flaws fixed in", format::days(now.patch_days)));
    }
    if station.contract_end[ONLY] != NEVER {
        let left = station.contract_end[ONLY].saturating_sub(state.month);
        lines.push(("contract ends in", format::months(f64::from(left))));
    }
    if let Some(coming) = now.coming {
        lines.push(("changing to", case.options[coming.option].name.clone()));
    }
    let ids: Vec<_> = case.on_offer(id).collect();
    let raw: Vec<_> = ids.iter().map(|option| cells(case, *option, vehicle)).collect();
    let options = ids.iter().zip(&raw).map(|(option, own)| {
        let decision = Decision::Adopt { component: id, option: *option, term, clause, vehicle };
        let choice_of = case.option(*option);
        let taken = matches!(taken, Some(Decision::Adopt { option: o, .. }) if o == *option);
        let refusal = if taken { None } else { table.may_instead(&decision).err() };
        OptionView {
            id: *option,
            name: choice_of.name.clone(),
            model: choice_of.model,
            supplier: supplier(choice_of.supplier.index()),
            pitch: choice_of.pitch.clone(),
            more: choice_of.more.clone(),
            cells: own
                .iter()
                .enumerate()
                .map(|(row, cell)| cell.view(raw.iter().map(|cells| &cells[row])))
                .collect(),
            refusal: refusal.map(|refusal| words::refusal(case, &refusal).to_string()),
            taken,
        }
    });
    let reasons = case.reasons.iter().enumerate().map(|(index, reason)| {
        let reason_id = ReasonId(index as u16);
        let decision = Decision::Because { component: id, reason: reason_id };
        choice(table, decision, reason.text.clone(), String::new())
    });
    let note = table.draft().notes.iter().find(|note| note.component == Some(id));
    ComponentView {
        id,
        name: part.name.clone(),
        purpose: part.purpose.clone(),
        running: RunningView {
            name: case.options[station.option[ONLY]].name.clone(),
            model: case.options[station.option[ONLY]].model,
            supplier: supplier(case.options[station.option[ONLY]].supplier.index()),
            lines,
            renewal,
        },
        options: options.collect(),
        taken,
        terms,
        reasons: reasons.collect(),
        note: note.map_or_else(String::new, |note| note.text.clone()),
    }
}

/// A range in its own unit.
struct Range {
    at: [f64; 3],
    better_up: bool,
    text: String,
    source: String,
}

impl Range {
    fn view<'a>(&self, row: impl Iterator<Item = &'a Self> + Clone) -> CellView {
        let least = row.clone().map(|it| it.at[0]).fold(f64::INFINITY, f64::min);
        let most = row.map(|it| it.at[2]).fold(f64::NEG_INFINITY, f64::max);
        let place = |value: f64| {
            let share = if most > least { (value - least) / (most - least) } else { 0.5 };
            if self.better_up { share } else { 1.0 - share }
        };
        let mut range = self.at.map(place);
        range.sort_unstable_by(f64::total_cmp);
        CellView { text: self.text.clone(), range, source: self.source.clone() }
    }
}

/// Low, likely and high of a number of the case.
fn span(case: &Case, id: ParamId) -> [f64; 3] {
    let number = case.parameter(id);
    [number.low, number.likely, number.high]
}

fn both(a: [f64; 3], b: [f64; 3], with: impl Fn(f64, f64) -> f64) -> [f64; 3] {
    [with(a[0], b[0]), with(a[1], b[1]), with(a[2], b[2])]
}

fn turned(of: [f64; 3]) -> [f64; 3] {
    [of[2], of[1], of[0]]
}

/// The cells of one option, in the order of [`CRITERIA`]. Lows are added to lows and highs to highs, which is wider
/// than the sum of independent ranges: a preview promises too little rather than too much.
fn cells(case: &Case, id: OptionId, vehicle: Vehicle) -> Vec<Range> {
    let option = case.option(id);
    let part = case.component(option.component);
    let Profile {
        licence,
        usage,
        support,
        infrastructure,
        effort,
        setup,
        format_open,
        exportable,
        api_bound,
        customisation,
        node_capacity,
        node_limit,
        patch_days,
        inheritance,
        ..
    } = option.profile;
    let get = |id| span(case, id);
    let add = |a, b| both(a, b, |a, b| a + b);
    let times = |a, b| both(a, b, |a, b| a * b);
    let licence_factor = get(part.licence_factor);
    let price = add(
        times(add(get(licence), get(usage)), licence_factor),
        add(get(support), get(infrastructure)),
    );
    let people = times(get(effort), get(part.effort_factor));
    let lead = match vehicle {
        Vehicle::Simplified => &case.rules.lead_simplified,
        Vehicle::Order => &case.rules.lead_order,
        Vehicle::Competition => &case.rules.lead_competition,
    };
    let saved = get(inheritance)
        .map(|share| 1.0 - share * case.parameter(case.rules.authorisation_saving).likely);
    let authorisation = times(spread(case, case.rules.authorisation_days), turned(saved));
    let days = add(add(spread(case, *lead), authorisation), get(setup).map(|weeks| weeks * 7.0));
    let ready = days.map(|days| days / 30.4);
    let closed = |id| turned(get(id).map(|share| 1.0 - share));
    let ties = add(add(closed(format_open), closed(exportable)), get(api_bound));
    let ties = ties.map(|sum| sum / 3.0 * 100.0);
    let room = get(customisation).map(|share| share * 100.0);
    let scale = times(get(node_capacity), get(node_limit)).map(|load| load * 100.0);
    let patch = get(patch_days);
    let inherited = get(inheritance).map(|share| share * 100.0);
    let between = |of: [f64; 3], text: &dyn Fn(f64) -> String, unit: &str| {
        let (low, high) = (text(of[0]), text(of[2]));
        let range = if low == high { low } else { format!("{low}–{high}") };
        format!("{range}{unit}")
    };
    let whole = |value: f64| format::whole(value);
    let tenth = |value: f64| format::decimal(value, 1);
    let source = |ids: &[ParamId]| {
        let lines = ids.iter().map(|id| {
            let number = case.parameter(*id);
            format!("{}: {}", number.path, words::provenance(case, &number.provenance))
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    let range =
        |at, better_up, text, ids: &[ParamId]| Range { at, better_up, text, source: source(ids) };
    vec![
        range(
            price,
            false,
            between(price, &whole, " k$"),
            &[licence, usage, support, infrastructure],
        ),
        range(people, false, between(people, &tenth, " people"), &[effort]),
        range(ready, false, between(ready, &whole, " months"), &[setup, inheritance]),
        range(ties, false, between(ties, &whole, ""), &[format_open, exportable, api_bound]),
        range(room, true, between(room, &whole, ""), &[customisation]),
        range(scale, true, between(scale, &whole, " %"), &[node_capacity, node_limit]),
        range(patch, false, between(patch, &whole, " days"), &[patch_days]),
        range(inherited, true, between(inherited, &whole, " %"), &[inheritance]),
    ]
}

/// The range that chance draws from: the ends of a PERT spread, the middle 80 % of a lognormal one.
fn spread(case: &Case, spread: Spread) -> [f64; 3] {
    let likely = |id| case.parameter(id).likely;
    match spread {
        Spread::Pert { low, mode, high } => [likely(low), likely(mode), likely(high)],
        Spread::Lognormal { median, sigma } => {
            let (median, sigma) = (likely(median), likely(sigma));
            [0.1, 0.5, 0.9].map(|u| crate::luck::distribution::lognormal_quantile(u, median, sigma))
        }
    }
}
