//! The hybrid strategy proposal of a table, on one page.
//!
//! Invariant: what a table typed is cut, and says so, before it can push the page beyond one sheet.

use super::content::{
    Block, Document, Grid, Head, Layout, Row, Section, Text, Trend, Width, shortened,
};
use crate::id::{CardId, ComponentId, OptionId};
use crate::scenario::case::{Case, SourcingModel};
use crate::scenario::plan::{Approach, Decision, Gauge};
use crate::scenario::vocabulary::Category;
use crate::session::code;
use crate::session::record::{CommittedYear, Run, RunHeader};
use crate::session::replay::{self, Verdict, coded};
use crate::sim::RULES_VERSION;
use crate::sim::outcome::YearOutcome;
use crate::units::Money;
use crate::view::{format, words};

/// Own words on the page: of all notes together, and of one.
const NOTE_WORDS: usize = 48;
const NOTE_CHARACTERS: usize = 300;
/// Most entries of a list in the last row of the page.
const LIST: usize = 4;
/// Words of an entry that the program composes.
const ENTRY_WORDS: usize = 18;
const ENTRY_CHARACTERS: usize = 120;
/// Empty lines for what the table still wants to ask.
const OWN_QUESTIONS: usize = 2;

/// The proposal of a run, however far it was played.
#[must_use]
pub fn proposal(case: &Case, run: &Run) -> Document {
    let kept = baseline(case, run);
    let mut sections = vec![pipeline(case, run)];
    if let Some(last) = run.years.last() {
        sections.push(gauges(case, run, kept.as_ref()));
        sections.push(costs(run, kept.as_ref()));
        sections.push(legacy(case, run, kept.as_ref(), &last.outcome));
        sections.push(years(case, run));
        sections.push(Section::new("Open risks", Width::Third, risks(case, &last.outcome)));
    }
    sections.push(Section::new("In our own words", Width::Third, own_words(case, run)));
    sections.push(Section::new("Open questions", Width::Third, questions(case, run)));
    Document {
        title: format!("Hybrid strategy: {}", case.agency.name),
        layout: Layout::OnePage,
        facts: who(case, run),
        code: code::encode(case, &coded(run)).ok(),
        sections,
        foot: foot(case, run),
    }
}

/// The inherited pipeline kept as it was, for as many years, under the same luck; `None` where the run was played
/// on another case or by other rules, so that the two cannot be compared.
#[must_use]
pub fn baseline(case: &Case, run: &Run) -> Option<Run> {
    let RunHeader { case: slug, case_digest, rules_version, seed, .. } = &run.header;
    let comparable =
        *slug == case.slug && *case_digest == case.digest && *rules_version == RULES_VERSION;
    comparable.then(|| replay::play(case, *seed, &vec![Vec::new(); run.years.len()]))
}

/// Who sat at the table and which years were played; lines to fill in by hand where that is not known.
pub(super) fn who(case: &Case, run: &Run) -> Vec<(String, Text)> {
    let table = run.header.table.trim();
    let table = if table.is_empty() {
        Text::plain("____________________")
    } else {
        Text::said(shortened(table, 12, 80))
    };
    let roles = seats(case, run);
    let roles = if roles.is_empty() {
        "____________________".to_owned()
    } else {
        shortened(&roles, 50, 300)
    };
    let years = match run.years.len() as u16 {
        0 => "not played yet".to_owned(),
        1 => format::fiscal_year(case.first_year, 0),
        years => format!(
            "{} to {}",
            format::fiscal_year(case.first_year, 0),
            format::fiscal_year(case.first_year, years - 1)
        ),
    };
    vec![
        ("table".to_owned(), table),
        ("roles".to_owned(), Text::plain(roles)),
        ("case".to_owned(), Text::plain(format!("{}, {years}", case.title))),
    ]
}

/// The roles present, those of one leaning together.
fn seats(case: &Case, run: &Run) -> String {
    let mut groups: Vec<(Option<SourcingModel>, Vec<&str>)> = Vec::new();
    for seat in &run.header.seats {
        let Some(role) = case.roles.get(seat.role.index()) else { continue };
        match groups.iter_mut().find(|(leaning, _)| *leaning == seat.leaning) {
            Some((_, names)) => names.push(&role.name),
            None => groups.push((seat.leaning, vec![&role.name])),
        }
    }
    let told: Vec<String> = groups
        .into_iter()
        .map(|(leaning, names)| match leaning {
            Some(model) => format!("{} (leaned {})", names.join(", "), words::sourcing(model)),
            None => names.join(", "),
        })
        .collect();
    told.join("; ")
}

/// Small print that every document of a run ends with.
pub(super) fn foot(case: &Case, run: &Run) -> Vec<Text> {
    let RunHeader { seed, rules_version, started, .. } = &run.header;
    let told = match replay::replay(case, run) {
        Verdict::Identical => "plays again to the same numbers".to_owned(),
        verdict => words::verdict(case, &verdict),
    };
    let started = started
        .as_deref()
        .map_or_else(String::new, |when| format!(", begun {}", shortened(when, 6, 40)));
    vec![Text::plain(format!(
        "stackholders {}, case {} {}, rules {rules_version}, seed {seed}{started}; {told}. \
         Money in thousand dollars (k$) of the case's price year; names of tools and suppliers are invented",
        env!("CARGO_PKG_VERSION"),
        case.slug,
        format::digest(&case.digest),
    ))]
}

/// Whether a decision took effect.
pub(super) fn carried_out(outcome: &YearOutcome, decision: &Decision) -> bool {
    outcome.declined.iter().all(|declined| declined.decision != *decision)
}

/// The decisions of a year that took effect. A plan may name more answers than a year can give, and answers to what
/// did not happen; the first ones that something waited for count.
pub(super) fn effective<'a>(
    case: &Case,
    year: &'a CommittedYear,
    before: Option<&CommittedYear>,
) -> Vec<&'a Decision> {
    let mut answers = usize::from(case.agency.responses_per_year);
    let waited = |card: CardId| {
        before.is_some_and(|before| before.outcome.open.iter().any(|(open, _)| *open == card))
    };
    year.decisions
        .iter()
        .filter(|decision| match **decision {
            Decision::Respond { card, .. } => {
                let counts = answers > 0 && waited(card);
                answers -= usize::from(counts);
                counts
            }
            _ => carried_out(&year.outcome, decision),
        })
        .collect()
}

fn pipeline(case: &Case, run: &Run) -> Section {
    let now = run.years.last().map(|year| &year.outcome.components);
    let mut counts = [0_u64; 4];
    let mut rows = Vec::new();
    for (index, component) in case.components.iter().enumerate() {
        let state = now.and_then(|states| states.get(index));
        let running = state.map_or(component.inherited, |state| state.option);
        let option = case.options.get(running.index());
        let model = option.map_or(SourcingModel::Inherited, |option| option.model);
        counts[model as usize] += 1;
        let id = ComponentId(index as u16);
        rows.push(Row::of(vec![
            Text::plain(&component.name),
            Text::plain(option.map_or(format::NOTHING, |option| &option.name)),
            Text::mark(model),
            Text::plain(decided(case, run, id, running)),
            Text::plain(because(case, run, id)),
            number(state.map(|state| format::index(state.lock_in))),
            number(state.map(|state| format::kilodollars(state.exit_cost))),
        ]));
    }
    let mut caption = Text::default();
    for model in [
        SourcingModel::Open,
        SourcingModel::Proprietary,
        SourcingModel::Managed,
        SourcingModel::Inherited,
    ] {
        let many = counts[model as usize];
        if many > 0 {
            let comma = if caption.0.is_empty() { "" } else { ", " };
            caption = caption.and(format!("{comma}{many} ")).and_mark(model);
        }
    }
    let heads = vec![
        Head::text("component"),
        Head::text("runs on"),
        Head::text("model"),
        Head::text("last decision"),
        Head::text("because"),
        Head::number("lock-in"),
        Head::number("to leave"),
    ];
    let grid = Grid { caption, groups: Vec::new(), heads, rows };
    Section::new("What the pipeline runs on", Width::Full, vec![Block::Table(grid)])
}

fn number(text: Option<String>) -> Text {
    Text::plain(text.unwrap_or_else(|| format::NOTHING.to_owned()))
}

/// The last tool decision that took effect on a component.
fn decided(case: &Case, run: &Run, id: ComponentId, running: OptionId) -> String {
    let kept = running == case.component(id).inherited;
    let mut told = if kept { "kept as found" } else { "replaced in an emergency" }.to_owned();
    for year in &run.years {
        let when = format::fiscal_year(case.first_year, year.outcome.year);
        for decision in &year.decisions {
            if !carried_out(&year.outcome, decision) {
                continue;
            }
            let (verb, length, clause) = match *decision {
                Decision::Adopt { component, option, term, clause, .. } if component == id => {
                    if option != running {
                        let name = case.options.get(option.index()).map(|option| &option.name);
                        let name = name.map_or(format::NOTHING, String::as_str);
                        told = format!("{name} {when}, not live at the end");
                        continue;
                    }
                    ("since", term, clause)
                }
                Decision::Renew { component, term, clause, approach } if component == id => {
                    let verb = match approach {
                        Approach::Accept => "renewed",
                        Approach::Renegotiate => "renegotiated",
                    };
                    (verb, term, clause)
                }
                _ => continue,
            };
            let clause = if clause { ", portable" } else { "" };
            told = format!("{verb} {when}, {}{clause}", words::term(length));
        }
    }
    told
}

/// The reason that was tapped last.
fn because(case: &Case, run: &Run, id: ComponentId) -> String {
    let mut tapped = run.years.iter().flat_map(|year| &year.decisions).filter_map(|decision| {
        let Decision::Because { component, reason } = decision else { return None };
        (*component == id).then(|| case.reasons.get(reason.index()))?
    });
    let last = tapped.next_back().map_or(format::NOTHING, |reason| reason.text.as_str());
    shortened(last, ENTRY_WORDS, ENTRY_CHARACTERS)
}

fn gauges(case: &Case, run: &Run, kept: Option<&Run>) -> Section {
    let end = run.years.last().map(|year| &year.outcome);
    let kept_end = kept.and_then(|kept| kept.years.last()).map(|year| &year.outcome);
    let later = run.outlook.last();
    let kept_later = kept.and_then(|kept| kept.outlook.last());
    let cell = |gauge: Gauge, year: Option<&YearOutcome>| {
        number(year.map(|year| words::headline(gauge, year.gauges.headline(gauge))))
    };
    let rows = Gauge::ALL.iter().map(|gauge| {
        let mut cells =
            vec![Text::plain(meaning(*gauge)), cell(*gauge, end), cell(*gauge, kept_end)];
        if later.is_some() {
            cells.push(cell(*gauge, later));
            cells.push(cell(*gauge, kept_later));
        }
        cells.push(Text::trend(course(*gauge, run, kept)));
        Row::of(cells)
    });
    let name = |year: Option<&YearOutcome>| {
        year.map_or_else(String::new, |year| format::fiscal_year(case.first_year, year.year))
    };
    let mut heads = vec![
        Head::text("gauge"),
        Head::number(name(end)),
        Head::number(format!("{} kept", name(end))),
    ];
    if later.is_some() {
        heads.push(Head::number(format!("{} outlook", name(later))));
        heads.push(Head::number(format!("{} kept", name(later))));
    }
    heads.push(Head::text("course"));
    let caption = if kept.is_some() {
        "kept (dashed): the inherited pipeline left as it was, same luck"
    } else {
        "no comparison: the run was played on another case or rules"
    };
    let grid =
        Grid { caption: Text::plain(caption), groups: Vec::new(), heads, rows: rows.collect() };
    Section::new("Five gauges", Width::TwoThirds, vec![Block::Table(grid)])
}

/// The gauge and what it counts, in a line of the page; the value beside it has the unit.
const fn meaning(gauge: Gauge) -> &'static str {
    match gauge {
        Gauge::Cost => "cost, with the exit owed",
        Gauge::LockIn => "lock-in, 0-100",
        Gauge::Security => "security, lost in the year",
        Gauge::Scale => "scale, served in time",
        Gauge::Compliance => "compliance, controls in place",
    }
}

fn course(gauge: Gauge, run: &Run, kept: Option<&Run>) -> Trend {
    let values = |run: &Run| -> Vec<f64> {
        every_year(run).map(|year| year.gauges.headline(gauge)).collect()
    };
    let told = |values: &[f64]| {
        let texts: Vec<String> =
            values.iter().map(|value| words::headline(gauge, *value)).collect();
        texts.join(", ")
    };
    let (ours, kept) = (values(run), kept.map(values).unwrap_or_default());
    let mut text = format!("{} year by year: {}", words::gauge(gauge), told(&ours));
    if !kept.is_empty() {
        text = format!("{text}; kept: {}", told(&kept));
    }
    Trend { ours, kept, told: text }
}

fn every_year(run: &Run) -> impl Iterator<Item = &YearOutcome> {
    run.years.iter().map(|year| &year.outcome).chain(&run.outlook)
}

fn costs(run: &Run, kept: Option<&Run>) -> Section {
    let sums = |run: &Run| {
        let mut sums = [Money::ZERO; Category::COUNT];
        for year in &run.years {
            for (sum, amount) in sums.iter_mut().zip(year.outcome.by_category) {
                *sum += amount;
            }
        }
        sums
    };
    let (ours, kept) = (sums(run), kept.map(sums));
    let row = |name: &str, ours: Money, kept: Option<Money>| {
        Row::of(vec![
            Text::plain(name),
            Text::plain(format::money_cell(ours)),
            number(kept.map(format::money_cell)),
        ])
    };
    let mut rows: Vec<Row> = Category::ALL
        .iter()
        .map(|category| {
            let index = category.index();
            row(words::category(*category), ours[index], kept.map(|kept| kept[index]))
        })
        .collect();
    let mut total = row("total", ours.into_iter().sum(), kept.map(|kept| kept.into_iter().sum()));
    total.marked = true;
    rows.push(total);
    let grid = Grid {
        caption: Text::plain("k$, played years"),
        groups: Vec::new(),
        heads: vec![Head::text("category"), Head::number("ours"), Head::number("kept")],
        rows,
    };
    Section::new("Total cost of ownership", Width::TallThird, vec![Block::Table(grid)])
}

fn legacy(case: &Case, run: &Run, kept: Option<&Run>, last: &YearOutcome) -> Section {
    let leaving = |year: &YearOutcome| {
        format!(
            "{} and {}",
            format::kilodollars(year.gauges.exit_cost),
            format::months(year.gauges.exit_months)
        )
    };
    let mut told = format!("Leaving every tool would cost {}", leaving(last));
    if let Some(kept) = kept.and_then(|kept| kept.years.last()) {
        told = format!("{told}; for the pipeline as found it would be {}", leaving(&kept.outcome));
    }
    let mut items = vec![Text::plain(told)];
    let dearest = last
        .components
        .iter()
        .enumerate()
        .max_by(|one, other| one.1.exit_cost.total_cmp(&other.1.exit_cost));
    if let Some((index, state)) = dearest {
        items.push(Text::plain(format!(
            "Dearest to leave: {}, {}",
            words::component(case, ComponentId(index as u16)),
            format::kilodollars(state.exit_cost)
        )));
    }
    if run.outlook.is_empty() {
        items.push(Text::plain("The outlook begins when all years are played"));
    } else {
        let spent = |years: &[YearOutcome]| -> Money {
            years.iter().flat_map(|year| year.by_category).sum()
        };
        let incidents: u64 = run.outlook.iter().map(|year| u64::from(year.gauges.incidents)).sum();
        let ours = format::money(spent(&run.outlook));
        let kept = kept.map_or_else(String::new, |kept| {
            format!(" (kept: {})", format::money(spent(&kept.outlook)))
        });
        items.push(Text::plain(format!(
            "{} after us, on standing decisions, cost {ours}{kept} and bring {}",
            format::count(run.outlook.len() as u64, "year", "years"),
            format::count(incidents, "incident", "incidents")
        )));
    }
    Section::new("What we leave to our successors", Width::TwoThirds, vec![Block::Bullets(items)])
}

fn years(case: &Case, run: &Run) -> Section {
    let rows = run.years.iter().enumerate().map(|(index, year)| {
        let before = index.checked_sub(1).and_then(|before| run.years.get(before));
        let mut cells: [Vec<String>; 4] = Default::default();
        let mut dissent = Vec::new();
        for decision in effective(case, year, before) {
            let (column, told) = match *decision {
                Decision::Adopt { component, option, .. } => {
                    let name = case.options.get(option.index()).map(|option| option.name.as_str());
                    let name = name.unwrap_or(format::NOTHING);
                    (0, format!("{} to {name}", words::component(case, component)))
                }
                Decision::Renew { component, .. } => {
                    (0, format!("{} renewed", words::component(case, component)))
                }
                Decision::Invest(guardrail) => (1, words::guardrail(guardrail).to_owned()),
                Decision::Staff { .. } => (2, words::decision(case, decision)),
                Decision::Launch { .. } | Decision::Defer(_) => {
                    (3, words::decision(case, decision))
                }
                Decision::Respond { card, .. } => {
                    let card = case.cards.get(card.index()).map(|card| card.title.as_str());
                    (3, format!("answered: {}", card.unwrap_or(format::NOTHING)))
                }
                Decision::Dissent(role) => {
                    let role = case.roles.get(role.index()).map(|role| role.name.as_str());
                    dissent.push(role.unwrap_or(format::NOTHING));
                    continue;
                }
                Decision::Predict { .. } | Decision::Because { .. } => continue,
            };
            cells[column].push(told);
        }
        if !dissent.is_empty() {
            cells[3].push(format!("leaned another way: {}", dissent.join(", ")));
        }
        let mut row = vec![Text::plain(format::fiscal_year(case.first_year, year.outcome.year))];
        row.extend(cells.map(|told| {
            if told.is_empty() {
                Text::plain(format::NOTHING)
            } else {
                Text::plain(shortened(&told.join("; "), 2 * ENTRY_WORDS, 2 * ENTRY_CHARACTERS))
            }
        }));
        Row::of(row)
    });
    let grid = Grid {
        caption: Text::plain("what took effect"),
        groups: Vec::new(),
        heads: ["year", "tools", "guardrail", "staff", "use cases, answers, dissent"]
            .map(Head::text)
            .into(),
        rows: rows.collect(),
    };
    Section::new("Year by year", Width::Full, vec![Block::Table(grid)])
}

fn risks(case: &Case, last: &YearOutcome) -> Vec<Block> {
    let mut risks: Vec<String> = Vec::new();
    for (card, event) in &last.open {
        let title = case.cards.get(card.index()).map(|card| card.title.as_str());
        risks.push(format!(
            "Unanswered: {}, {}",
            title.unwrap_or_else(|| words::event(event.kind)),
            words::subject(case, event.subject)
        ));
    }
    for control in &last.missing_controls {
        if let Some(control) = case.controls.get(control.index()) {
            risks.push(format!("Control not in place: {}", control.name));
        }
    }
    if last.gauges.findings > 0 {
        let findings = format::count(last.gauges.findings.into(), "finding", "findings");
        risks.push(format!("{findings} of audits open"));
    }
    let mut texts = at_most(risks);
    texts.push(Text::plain(format!(
        "Losses expected in the year ahead: {}",
        format::kilodollars(last.gauges.expected_loss)
    )));
    vec![Block::Bullets(texts)]
}

fn at_most(mut entries: Vec<String>) -> Vec<Text> {
    let more = entries.len().saturating_sub(LIST);
    entries.truncate(LIST);
    let mut texts: Vec<Text> = entries
        .iter()
        .map(|entry| Text::plain(shortened(entry, ENTRY_WORDS, ENTRY_CHARACTERS)))
        .collect();
    if more > 0 {
        texts.push(Text::plain(format!("and {more} more in the run")));
    }
    texts
}

/// The latest notes first; what does not fit is counted.
fn own_words(case: &Case, run: &Run) -> Vec<Block> {
    let notes: Vec<_> = run
        .years
        .iter()
        .rev()
        .flat_map(|year| year.notes.iter().map(move |note| (year.outcome.year, note)))
        .filter(|(_, note)| !note.text.trim().is_empty())
        .collect();
    if notes.is_empty() {
        return vec![Block::Lines { label: "why this strategy".to_owned(), count: 4 }];
    }
    let (mut words_left, mut characters_left) = (NOTE_WORDS, NOTE_CHARACTERS);
    let mut texts = Vec::new();
    let mut shown = 0;
    for (year, note) in &notes {
        if words_left < 6 || characters_left < 40 || shown == LIST {
            break;
        }
        let said = shortened(&note.text, words_left, characters_left);
        words_left -= said.split_whitespace().count().min(words_left);
        characters_left -= said.chars().count().min(characters_left);
        let about = note
            .component
            .map_or_else(String::new, |id| format!(", {}", words::component(case, id)));
        let head = format!("{}{about}: ", format::fiscal_year(case.first_year, *year));
        let mut text = Text::plain(head);
        text.0.extend(Text::said(said).0);
        texts.push(text);
        shown += 1;
    }
    if notes.len() > shown {
        texts.push(Text::plain(format!("and {} more in the run file", notes.len() - shown)));
    }
    vec![Block::Bullets(texts)]
}

/// What was tried and not carried out, what was never decided, and lines for the table's own.
fn questions(case: &Case, run: &Run) -> Vec<Block> {
    let mut questions: Vec<String> = Vec::new();
    if let Some(last) = run.years.last() {
        for declined in &last.outcome.declined {
            let told = words::decision(case, &declined.decision);
            questions.push(format!("Not carried out: {told}"));
        }
        let states = &last.outcome.components;
        let untouched: Vec<&str> = case
            .components
            .iter()
            .zip(states)
            .filter(|(component, state)| state.option == component.inherited)
            .map(|(component, _)| component.name.as_str())
            .collect();
        if !untouched.is_empty() {
            questions.push(format!("Keep or replace: {}?", untouched.join(", ")));
        }
    }
    let mut blocks = Vec::new();
    if !questions.is_empty() {
        blocks.push(Block::Bullets(at_most(questions)));
    }
    blocks.push(Block::Lines { label: "our own".to_owned(), count: OWN_QUESTIONS });
    blocks
}
