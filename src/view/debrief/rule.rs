//! The hidden rule, with its equation as `docs/model.md` prints it.

use super::line::Line;
use super::{Naming, label};
use crate::debrief::gather::Room;
use crate::debrief::hidden_rule::{Reach, Visibility};
use crate::sim::trace::Rule;
use crate::view::table::{Cell, Column, Table};
use crate::view::{format, words};

/// A rule, revealed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleView {
    pub name: String,
    /// One sentence on what it does.
    pub says: String,
    pub equation: String,
    /// Where the model tells it, and after whom.
    pub source: String,
    /// Table and amount, in the order of the tables.
    pub amounts: Vec<(String, String)>,
    /// The same amounts on one line (k$), in the same order.
    pub line: Line,
    pub bars: Vec<f64>,
    /// `412 k$ between the tables`.
    pub spread: String,
    /// What is asked before.
    pub question: String,
}

/// What a hidden rule may be about: the room names one before it is told.
pub const KINDS: [&str; 5] = ["people", "machines", "contracts", "data", "rules and checks"];

/// What is told of a rule that lies beneath.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    pub says: &'static str,
    /// Stands word for word in `docs/model.md`.
    pub equation: &'static str,
    /// Heading of the section of `docs/model.md`.
    pub section: &'static str,
}

/// What to tell of a rule; `None` for those that stand on a card or are announced.
#[must_use]
pub const fn told(rule: Rule) -> Option<Told> {
    let (says, equation, section) = match rule {
        Rule::Surcharge => (
            "A licence change that nobody forked is paid for every year after it.",
            "fee added by a licence change / 12",
            "Suppliers and prices",
        ),
        Rule::PlatformBaseline => (
            "Whoever runs even one tool alone needs a platform under it, and pays for it once.",
            "platform_effort · highest self_run · coverage · own · rate / 12",
            "People",
        ),
        Rule::SupplierManagement => (
            "Every supplier in use takes people's time, however many of its tools run.",
            "suppliers.management · coverage · own · rate / 12, for each supplier in use",
            "People",
        ),
        Rule::Bench => (
            "People with nothing to do are still paid.",
            "max(0, headcount − demand) · bench_share · rate / 12",
            "People",
        ),
        Rule::ProjectWork => (
            "A change of tool takes the same people who keep the old one running.",
            "person-months = hours · O · (1 + debt_drag · debt) / HOURS_PER_MONTH",
            "Projects and procurement",
        ),
        Rule::Adapter => (
            "Two neighbours of different stacks need an adapter, a cheaper one with a shared open standard.",
            "crossings     = Σ over interfaces into another stack: 1, or 1 − standard_saving with a shared standard",
            "Projects and procurement",
        ),
        Rule::EarlyExit => (
            "Leaving a contract early costs a share of what is still owed, unless a clause says otherwise.",
            "early exit    = yearly price · months left / 12 · exit_penalty;   0 with a portability clause",
            "Projects and procurement",
        ),
        _ => return None,
    };
    Some(Told { says, equation, section })
}

/// A rule in words.
#[must_use]
pub fn rule(room: &Room, reach: &Reach, naming: Naming) -> RuleView {
    let Reach { rule, visibility: _, amounts, spread } = reach;
    let name = words::rule(*rule);
    let told = told(*rule);
    let spread_text = if amounts.len() > 1 {
        format!("{} between the tables", format::money(*spread))
    } else {
        format!("{} against the pipeline left as found", format::money(*spread))
    };
    let bars: Vec<f64> = amounts.iter().map(|(_, amount)| amount.kilodollars()).collect();
    RuleView {
        name: name.to_owned(),
        says: told.map_or_else(String::new, |it| it.says.to_owned()),
        equation: told.map_or_else(String::new, |it| {
            it.equation.split_whitespace().collect::<Vec<_>>().join(" ")
        }),
        source: told.map_or_else(String::new, |it| format!("docs/model.md, {}", it.section)),
        amounts: amounts
            .iter()
            .map(|(table, amount)| (label(room, *table, naming), format::money(*amount)))
            .collect(),
        line: Line::over("k$ over the played years", bars.iter().copied().chain([0.0])),
        bars,
        spread: spread_text,
        question: "One line of the ledger stood on no card and set the tables apart by more than any other of its kind. Which was it?".to_owned(),
    }
}

/// All rules by how far they set the tables apart.
#[must_use]
pub fn table(reaches: &[Reach]) -> Table {
    let columns = vec![
        Column::text("rule", "rule"),
        Column::text("seen", "seen"),
        Column::number("spread_k", "apart k$"),
    ];
    let mut table = Table::new("rules by how far they set the tables apart", columns);
    for reach in reaches {
        let seen = match reach.visibility {
            Visibility::Beneath => "in sums only",
            Visibility::Announced => "told when it struck",
            Visibility::OnTheCard => "on the card",
        };
        table.push(vec![
            Cell::text(words::rule(reach.rule)),
            Cell::text(seen),
            Cell::money(reach.spread),
        ]);
    }
    table
}
