//! Exercises, hints and rivals in words.

use super::lesson::concept;
use crate::insight::judge::Aim;
use crate::insight::what_if::WhatIf;
use crate::scenario::case::Case;
use crate::study::calibration::{Account, Confidence, Practise, Standing};
use crate::study::concept::Concept;
use crate::study::exercise::{Exercise, before_and_after};
use crate::study::hint::{Pointer, Told, Topic};
use crate::study::rivals::{Kind, Origin, Rival};
use crate::view::table::{Cell, Column, Table};
use crate::view::{format, insight, words};

/// A question about the learner's own run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExerciseView {
    pub question: String,
    /// Empty where a direction and a size are asked for.
    pub choices: Vec<String>,
}

/// The question, without its answer.
#[must_use]
pub fn exercise(case: &Case, exercise: &Exercise) -> ExerciseView {
    let year = |year: u16| format::fiscal_year(case.first_year, year);
    match exercise {
        Exercise::Change { year: at, choices } => ExerciseView {
            question: format!("what would you change in {}?", year(*at)),
            choices: choices.iter().map(|it| change(case, it)).collect(),
        },
        Exercise::Expect { what_if, gauge } => ExerciseView {
            question: format!(
                "in {}, {}: which way does {} go, and how far?",
                year(what_if.change.first_year() as u16),
                change(case, what_if),
                words::gauge(*gauge)
            ),
            choices: Vec::new(),
        },
        Exercise::Drove { aim, choices } => ExerciseView {
            question: format!(
                "which of these drove {}, against the pipeline left as found? several may be right",
                insight::aim(*aim)
            ),
            choices: choices
                .iter()
                .map(|driver| {
                    let decisions = driver.player.decisions.iter().map(|dated| {
                        format!("{}: {}", year(dated.year), words::decision(case, &dated.decision))
                    });
                    decisions.collect::<Vec<_>>().join(", ")
                })
                .collect(),
        },
    }
}

/// What the replay came to, for each choice or for the expectation.
#[must_use]
pub fn replayed(case: &Case, exercise: &Exercise) -> Vec<String> {
    match exercise {
        Exercise::Change { choices, .. } => choices
            .iter()
            .map(|it| {
                let score = it.difference.get(Aim::Score);
                let points = format::change(format::decimal(score, 1));
                format!("{}: {points} on the scale of the case", change(case, it))
            })
            .collect(),
        Exercise::Expect { what_if, gauge } => {
            let (was, with) = before_and_after(what_if, *gauge);
            vec![format!(
                "{} was {}, and would have been {}",
                words::gauge(*gauge),
                words::headline(*gauge, was),
                words::headline(*gauge, with)
            )]
        }
        Exercise::Drove { aim, choices } => choices
            .iter()
            .map(|driver| {
                let unit = insight::unit(*aim);
                let part = format::change(format::exact(driver.part));
                if driver.error > 0.0 {
                    format!("{part} ± {} ({unit})", format::exact(driver.error))
                } else {
                    format!("{part} ({unit})")
                }
            })
            .collect(),
    }
}

fn change(case: &Case, what_if: &WhatIf) -> String {
    let list = |dated: &[crate::insight::course::Dated]| {
        let all: Vec<String> = dated.iter().map(|it| words::decision(case, &it.decision)).collect();
        all.join(", ")
    };
    let change = &what_if.change;
    match (change.out.is_empty(), change.into.is_empty()) {
        (true, _) => format!("also {}", list(&change.into)),
        (_, true) => format!("without: {}", list(&change.out)),
        _ => format!("{} in place of: {}", list(&change.into), list(&change.out)),
    }
}

/// A hint, as much as was asked for.
#[must_use]
pub fn hint(case: &Case, told: &Told) -> String {
    match told {
        Told::Nudge(topic) => nudge(*topic).to_owned(),
        Told::Pointer(it) => pointer(case, it),
        Told::Worked(it, Some(decision)) => {
            format!("{}; one way: {}", pointer(case, it), words::decision(case, decision))
        }
        Told::Worked(it, None) => {
            format!("{}; this year the rules allow none of the usual ways", pointer(case, it))
        }
    }
}

const fn nudge(topic: Topic) -> &'static str {
    match topic {
        Topic::OpenEvent => "something from last year waits for an answer",
        Topic::Ending => "not everything that runs will go on running",
        Topic::Overloaded => "look at how full the stations are",
        Topic::Unsupported => "look at who does the work",
        Topic::Contract => "look at the dates of the contracts",
        Topic::MoneyLeft => "money without a plan lapses in September",
    }
}

fn pointer(case: &Case, pointer: &Pointer) -> String {
    match *pointer {
        Pointer::OpenEvent(card) => {
            let title = case.cards.get(card.index()).map_or("an event", |card| card.title.as_str());
            format!("{title}: no answer is drafted")
        }
        Pointer::Ending { component, months } => {
            let name = words::component(case, component);
            match months {
                Some(months) => {
                    format!("{name} is switched off in {}", format::months(months.into()))
                }
                None => format!("{name} is no longer patched"),
            }
        }
        Pointer::Overloaded { component, utilisation } => {
            format!("{} runs at {}", words::component(case, component), format::share(utilisation))
        }
        Pointer::Unsupported { component, coverage } => format!(
            "{} is run by your own team, which covers {} of the work",
            words::component(case, component),
            format::share(coverage)
        ),
        Pointer::Contract { component, months } => format!(
            "the contract of {} ends in {}",
            words::component(case, component),
            format::months(months.into())
        ),
        Pointer::MoneyLeft { amount } => {
            format!("{} of the appropriation are not planned for", format::kilodollars(amount))
        }
    }
}

/// How someone stands, by concept; in the order of the concepts.
#[must_use]
pub fn calibration(accounts: &[Account]) -> Table {
    let columns = vec![
        Column::text("concept", "concept"),
        Column::number("predictions", "predictions"),
        Column::number("direction", "direction hit"),
        Column::number("size", "size hit"),
        Column::number("too_much", "said too much"),
        Column::number("too_little", "said too little"),
        Column::text("confidence", "sureness"),
        Column::text("standing", "stands at"),
    ];
    let mut table = Table::new("what you foresaw", columns);
    for account in accounts {
        table.push(vec![
            Cell::text(concept(account.concept)),
            Cell::whole(account.count as u64),
            Cell::whole(account.direction_hits as u64),
            Cell::whole(account.size_hits as u64),
            Cell::whole(account.said_too_much as u64),
            Cell::whole(account.said_too_little as u64),
            Cell::text(confidence(account)),
            Cell::text(standing(account.standing)),
        ]);
    }
    table
}

fn confidence(account: &Account) -> String {
    let word = match account.confidence {
        Confidence::Unknown => return format::NOTHING.to_owned(),
        Confidence::Under => "less sure than came true",
        Confidence::Fitting => "as sure as came true",
        Confidence::Over => "surer than came true",
    };
    match account.sureness {
        Some((sure, came)) => {
            format!("{word} ({} said, {} came)", format::share(sure), format::share(came))
        }
        None => word.to_owned(),
    }
}

const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::NotTried => "not tried",
        Standing::Practising => "practising",
        Standing::Direction => "direction foreseen",
        Standing::DirectionAndSize => "direction and size foreseen",
    }
}

/// What to practise next, in words.
#[must_use]
pub fn practise(of: Concept, why: Practise) -> String {
    let why = match why {
        Practise::NotTried => "not tried yet",
        Practise::Direction => "which way it goes",
        Practise::Size => "how far it goes",
        Practise::Sureness => "how sure to be",
    };
    format!("{}: {why}", concept(of))
}

/// The name of a rival.
#[must_use]
pub const fn rival(kind: Kind) -> &'static str {
    match kind {
        Kind::AllOpen => "all open",
        Kind::AllProprietary => "all proprietary",
        Kind::AllManaged => "all managed",
        Kind::MatchedHybrid => "a hybrid matched part by part",
        Kind::RandomHybrid => "a hybrid drawn at random",
        Kind::Par => "the best plan a search found",
    }
}

/// Rivals beside the learner's run after the same years, in a fixed order.
#[must_use]
pub fn rivals(own: &crate::session::record::Run, rivals: &[Rival]) -> Table {
    use crate::scenario::plan::Gauge;
    let mut columns = vec![Column::text("plan", "plan"), Column::text("origin", "from").detail()];
    for gauge in Gauge::ALL {
        columns.push(Column::number(words::gauge_key(gauge), words::gauge(gauge)));
    }
    let mut table = Table::new("the same luck, other plans", columns);
    let mut row = |name: &str, origin: &str, run: &crate::session::record::Run| {
        let Some(last) = run.years.last() else { return };
        let mut cells = vec![Cell::text(name), Cell::text(origin)];
        cells.extend(Gauge::ALL.map(|gauge| {
            let value = last.outcome.gauges.headline(gauge);
            Cell::Number(value, words::headline(gauge, value))
        }));
        table.push(cells);
    };
    row("your run", "played", own);
    for it in rivals {
        let origin = match it.origin {
            Origin::Plan => "plan of the case",
            Origin::Derived => "made from the options of one kind",
            Origin::Search => "search",
        };
        row(rival(it.kind), origin, &it.run);
    }
    table
}
