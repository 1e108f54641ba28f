//! The year to decide: what can be done, what it takes, what was taken.

use super::format;
use super::words;
use super::year::gauge_line;
use crate::id::{CardId, ComponentId, OptionId, ParamId, PoolId, RoleId, UseCaseId};
use crate::scenario::case::{Case, Profile, Review, SourcingModel};
use crate::scenario::parameter::Spread;
use crate::scenario::plan::{
    Approach, Decision, Gauge, Guardrail, StaffAction, StaffCount, Term, Vehicle,
};
use crate::session::table::Table;
use crate::sim::outcome::{Declined, Gauges};
use crate::sim::state::NEVER;

/// Everything the year's screen shows, beside the board and the option matrix.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanningView {
    /// `FY2027`.
    pub year: String,
    /// Tool decisions taken and allowed.
    pub slots: (usize, usize),
    pub money: MoneyView,
    /// The gauges as they stand; empty before the first year ends.
    pub gauges: Vec<GaugeView>,
    /// The draft, in the order in which it was taken.
    pub taken: Vec<TakenView>,
    pub staff: Vec<PoolView>,
    pub guardrails: Vec<GuardrailView>,
    pub use_cases: Vec<UseCaseView>,
    pub events: Vec<EventView>,
    pub roles: Vec<RoleView>,
    /// Who drives this year.
    pub driver: String,
    /// Why the last year's decisions were not all carried out.
    pub notices: Vec<String>,
}

/// Expected spending of the year against the appropriation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MoneyView {
    /// k$.
    pub running: f64,
    pub drafted: f64,
    pub appropriation: f64,
    /// `4,120 k$ expected of 5,000 k$`.
    pub text: String,
}

/// One gauge with its name, value and change.
#[derive(Clone, Debug, PartialEq)]
pub struct GaugeView {
    pub gauge: Gauge,
    pub name: &'static str,
    /// `–` before the first year has ended.
    pub text: String,
    /// What it counts.
    pub unit: &'static str,
    /// Against the year before, in words: `up 3 points`.
    pub change: Option<String>,
    /// Better (1), as before (0) or worse (-1) than the year before.
    pub tendency: i8,
}

/// A decision of the draft.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenView {
    pub decision: Decision,
    pub text: String,
}

/// A staff pool and what can be done with it.
#[derive(Clone, Debug, PartialEq)]
pub struct PoolView {
    pub id: PoolId,
    pub name: String,
    /// `2 persons, 110 % of their time wanted`.
    pub line: String,
    pub actions: Vec<ChoiceView>,
}

/// A decision that could be taken: its words, what it costs, and why not.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceView {
    pub decision: Decision,
    pub text: String,
    pub detail: String,
    /// In the draft.
    pub taken: bool,
    /// Why it cannot be taken, and what would help.
    pub refusal: Option<String>,
}

/// A guardrail.
#[derive(Clone, Debug, PartialEq)]
pub struct GuardrailView {
    pub name: String,
    /// 0-1.
    pub level: f64,
    pub choice: ChoiceView,
}

/// A use case.
#[derive(Clone, Debug, PartialEq)]
pub struct UseCaseView {
    pub name: String,
    pub purpose: String,
    pub line: String,
    pub choices: Vec<ChoiceView>,
}

/// An event that waits for an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct EventView {
    pub title: String,
    pub text: String,
    pub happened: String,
    pub choices: Vec<ChoiceView>,
}

/// A role and what it may say this year.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleView {
    pub id: RoleId,
    pub name: String,
    pub goal: String,
    /// Private: shown only while held.
    pub facts: Vec<String>,
    pub dissents: bool,
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

impl PlanningView {
    /// The view of a table.
    #[must_use]
    pub fn of(table: &Table) -> Self {
        let case = table.case();
        let year = usize::from(table.year());
        let (drafted, running, appropriation) = table.money();
        let before = year.checked_sub(1).and_then(|year| table.outcome(year));
        let earlier = year.checked_sub(2).and_then(|year| table.outcome(year));
        let roles = roles(table);
        Self {
            year: format::fiscal_year(case.first_year, table.year()),
            slots: table.slots(),
            money: MoneyView {
                running,
                drafted,
                appropriation,
                text: format!(
                    "{} expected of {}",
                    format::kilodollars(running + drafted),
                    format::kilodollars(appropriation)
                ),
            },
            gauges: gauges(before.map(|it| &it.gauges), earlier.map(|it| &it.gauges)),
            taken: (table.draft().decisions.iter())
                .map(|decision| TakenView {
                    decision: *decision,
                    text: words::decision(case, decision),
                })
                .collect(),
            staff: (0..case.pools.len() as u16)
                .map(|pool| pool_view(table, PoolId(pool)))
                .collect(),
            guardrails: case
                .guardrails
                .iter()
                .map(|offer| guardrail_view(table, offer.guardrail))
                .collect(),
            use_cases: (0..case.use_cases.len() as u16)
                .map(|use_case| use_case_view(table, UseCaseId(use_case)))
                .collect(),
            events: events(table),
            driver: driver(table, &roles),
            roles,
            notices: notices(table),
        }
    }
}

/// The roles at the table, with what they may say in the year to decide.
#[must_use]
pub fn roles(table: &Table) -> Vec<RoleView> {
    let seats: Vec<_> = table.run().header.seats.iter().map(|seat| seat.role).collect();
    let at_table = |role: &RoleId| seats.is_empty() || seats.contains(role);
    let all = (0..table.case().roles.len() as u16).map(RoleId);
    all.filter(at_table).map(|role| role_view(table, role, usize::from(table.year()))).collect()
}

/// Who drives in the year to decide: each role in turn.
#[must_use]
pub fn driver(table: &Table, roles: &[RoleView]) -> String {
    let turn = usize::from(table.year()) % roles.len().max(1);
    roles.get(turn).map_or_else(String::new, |role| role.name.clone())
}

/// Why decisions of the year before were not carried out.
#[must_use]
pub fn notices(table: &Table) -> Vec<String> {
    let case = table.case();
    let before = usize::from(table.year()).checked_sub(1).and_then(|year| table.outcome(year));
    let declined = before.map(|outcome| outcome.declined.as_slice()).unwrap_or_default();
    let notice = |it: &Declined| {
        let reply = words::refusal(case, &it.refusal);
        format!("not carried out: {}; {reply}", words::decision(case, &it.decision))
    };
    declined.iter().map(notice).collect()
}

/// The five gauges, in their order.
#[must_use]
pub fn gauges(now: Option<&Gauges>, before: Option<&Gauges>) -> Vec<GaugeView> {
    let lines = Gauge::ALL.into_iter().map(|gauge| {
        let line = now.map(|now| gauge_line(gauge, now, before));
        let change = line.as_ref().and_then(|line| line.change);
        let better_up = matches!(gauge, Gauge::Scale | Gauge::Compliance);
        let shown = line.as_ref().and_then(|line| line.change_text.clone());
        let moved =
            shown.as_ref().is_some_and(|text| text.chars().any(|c| ('1'..='9').contains(&c)));
        let tendency = match change {
            Some(change) if moved => {
                if (change > 0.0) == better_up {
                    1
                } else {
                    -1
                }
            }
            _ => 0,
        };
        GaugeView {
            gauge,
            name: words::gauge(gauge),
            text: line.map_or_else(|| format::NOTHING.to_owned(), |line| line.text),
            unit: words::gauge_unit(gauge),
            change: shown,
            tendency,
        }
    });
    lines.collect()
}

fn choice(table: &Table, decision: Decision, text: String, detail: String) -> ChoiceView {
    let taken = table.draft().decisions.contains(&decision);
    let refusal = if taken { None } else { table.may_instead(&decision).err() };
    let refusal = refusal.map(|refusal| words::refusal(table.case(), &refusal).to_string());
    ChoiceView { decision, text, detail, taken, refusal }
}

fn pool_view(table: &Table, id: PoolId) -> PoolView {
    let (model, state) = table.now();
    let (case, pool) = (table.case(), &state.pools[id.index()]);
    let rate = model.pools[id.index()].rate;
    let wanted = pool.demand / f64::from((pool.headcount + pool.contractors).max(1));
    let actions = StaffAction::ALL.into_iter().map(|action| {
        let decision = Decision::Staff { action, pool: id, count: StaffCount::One };
        let detail = match action {
            StaffAction::Hire => {
                format!("{} a year, arrives after months", format::kilodollars(rate))
            }
            StaffAction::Train => "raises know-how of what they run".to_owned(),
            StaffAction::Contract => {
                format!("{} a year, at once", format::kilodollars(model.rules.contractor_rate))
            }
            StaffAction::Reassign => "from the pool with most slack, at once".to_owned(),
        };
        let text = match action {
            StaffAction::Hire => "Hire one",
            StaffAction::Train => "Train",
            StaffAction::Contract => "Contract one",
            StaffAction::Reassign => "Move one here",
        };
        choice(table, decision, text.to_owned(), detail)
    });
    PoolView {
        id,
        name: case.pools[id.index()].name.clone(),
        line: format!(
            "{}, {} of their time wanted",
            format::count(u64::from(pool.headcount + pool.contractors), "person", "people"),
            format::share(wanted)
        ),
        actions: actions.collect(),
    }
}

fn guardrail_view(table: &Table, guardrail: Guardrail) -> GuardrailView {
    let (case, (model, state)) = (table.case(), table.now());
    let offer = case.guardrails.iter().find(|offer| offer.guardrail == guardrail);
    let cost = model.guardrails[guardrail as usize].cost;
    let name = offer.map_or_else(String::new, |offer| offer.name.clone());
    let pitch = offer.map_or_else(String::new, |offer| offer.pitch.clone());
    let detail = format!("{pitch}, {}", format::kilodollars(cost));
    GuardrailView {
        level: state.agency.guardrails[guardrail as usize],
        choice: choice(table, Decision::Invest(guardrail), name.clone(), detail),
        name,
    }
}

fn use_case_view(table: &Table, id: UseCaseId) -> UseCaseView {
    let (case, (_, state)) = (table.case(), table.now());
    let (case_side, now) = (&case.use_cases[id.index()], &state.use_cases[id.index()]);
    let line = if now.live {
        format!("live, {}", words::review(now.review))
    } else {
        let due = format::fiscal_year(case.first_year, now.due);
        format!("planned for {due}, {}", words::review(now.review))
    };
    let mut choices: Vec<_> = [Review::None, Review::Sampled, Review::Full]
        .into_iter()
        .filter(|review| !now.live || *review != now.review)
        .map(|review| {
            let text = if now.live {
                format!("Change to {}", words::review(review))
            } else {
                format!("Launch now with {}", words::review(review))
            };
            choice(table, Decision::Launch { use_case: id, review }, text, String::new())
        })
        .collect();
    if !now.live {
        let text = "Put off by a year".to_owned();
        choices.push(choice(table, Decision::Defer(id), text, String::new()));
    }
    UseCaseView { name: case_side.name.clone(), purpose: case_side.purpose.clone(), line, choices }
}

fn events(table: &Table) -> Vec<EventView> {
    let (case, (_, state)) = (table.case(), table.now());
    let mut cards: Vec<u16> = state.open.iter().map(|(card, _)| *card).collect();
    cards.sort_unstable();
    cards.dedup();
    let view = |id: u16| {
        let card = &case.cards[usize::from(id)];
        let of_card = state.open.iter().filter(|(open, _)| *open == id);
        let worst = of_card.map(|(_, it)| it).max_by_key(|it| it.loss);
        let happened = worst.map_or_else(String::new, |it| {
            format!(
                "{}, {}, {}",
                format::month(it.month.of_year()),
                words::subject(case, it.subject),
                format::money(it.loss)
            )
        });
        let choices = card.choices.iter().enumerate().map(|(index, response)| {
            let decision = Decision::Respond { card: CardId(id), choice: index as u8 };
            choice(table, decision, response.text.clone(), String::new())
        });
        EventView {
            title: card.title.clone(),
            text: card.text.clone(),
            happened,
            choices: choices.collect(),
        }
    };
    cards.into_iter().map(view).collect()
}

fn role_view(table: &Table, id: RoleId, year: usize) -> RoleView {
    let role = table.case().role(id);
    // The first card is for the start and stays true; then one for each year.
    let cards = role.facts.iter().take(1).chain(role.facts.get(year + 1));
    RoleView {
        id,
        name: role.name.clone(),
        goal: role.goal.clone(),
        facts: cards.flatten().map(|fact| fact.text.clone()).collect(),
        dissents: table.draft().decisions.contains(&Decision::Dissent(id)),
    }
}

/// What a table may choose for one component with these terms.
#[must_use]
pub fn component(table: &Table, id: ComponentId, terms: (Term, bool, Vehicle)) -> ComponentView {
    let (case, (model, state)) = (table.case(), table.now());
    let station = &state.stations[id.index()];
    let part = case.component(id);
    let of_component = |decision: &&Decision| decision.tool() == Some(id);
    let taken = table.draft().decisions.iter().find(of_component).copied();
    let (term, clause, vehicle) = terms;
    let renew = Decision::Renew { component: id, term, clause, approach: Approach::Accept };
    let renewal = match table.may_instead(&renew) {
        Ok(()) => Ok(()),
        Err(refusal) => Err(words::refusal(case, &refusal).to_string()),
    };
    let frame = table.frame();
    let now = &frame.stations[id.index()];
    let supplier = |index: usize| case.suppliers[index].name.clone();
    let leaving = crate::sim::lock_in::exit_cost(model, state, id.index()).total();
    let mut lines = vec![
        ("lock-in", format::index(now.lock_in)),
        ("leaving costs", format::kilodollars(leaving)),
    ];
    // Before the first month nothing was measured yet.
    if now.capacity > 0.0 {
        lines.push(("load", format::share(now.load / now.capacity)));
        lines.push(("flaws fixed in", format::days(now.patch_days)));
    }
    if station.contract_end != NEVER {
        let left = station.contract_end.saturating_sub(state.month);
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
        let reason_id = crate::id::ReasonId(index as u16);
        let decision = Decision::Because { component: id, reason: reason_id };
        choice(table, decision, reason.text.clone(), String::new())
    });
    let note = table.draft().notes.iter().find(|note| note.component == Some(id));
    ComponentView {
        id,
        name: part.name.clone(),
        purpose: part.purpose.clone(),
        running: RunningView {
            name: case.options[station.option].name.clone(),
            model: case.options[station.option].model,
            supplier: supplier(case.options[station.option].supplier.index()),
            lines,
            renewal,
        },
        options: options.collect(),
        taken,
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
