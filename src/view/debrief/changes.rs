//! Single changes of a run in words: which would have helped most, which would have hurt most.
//!
//! Invariant: a change that would have hurt is a decision that was right; neither list says what somebody ought to have
//! done. A mean ranks only among those that were looked at over the most lucks.

use super::parts::way;
use super::{brief, line, year};
use crate::insight::change::{Change, Kind};
use crate::insight::course::{Dated, GaveWay};
use crate::insight::judge::Aim;
use crate::insight::what_if::{By, Pair, WhatIf, WhatIfs};
use crate::scenario::case::Case;
use crate::view::format;

/// One run, by every aim.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChangesView {
    /// `Table A`.
    pub label: String,
    /// In the order of [`Aim::ALL`].
    pub aims: Vec<ChangesAim>,
    /// `412 single changes were played again; the rules refused 96 more`.
    pub played: String,
}

/// One aim, under the run's own luck and over many lucks.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangesAim {
    pub aim: Aim,
    pub this_luck: Ranked,
    pub mean: Ranked,
    /// The two changes that help most together; told for the weighed gauges alone.
    pub pair: Option<PairView>,
}

impl ChangesAim {
    #[must_use]
    pub const fn by(&self, by: By) -> &Ranked {
        match by {
            By::ThisLuck => &self.this_luck,
            By::Mean => &self.mean,
        }
    }
}

/// Both ends of one ranking.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranked {
    pub helped: Vec<ChangeRow>,
    pub hurt: Vec<ChangeRow>,
    /// What it shows, in one sentence.
    pub reading: String,
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeRow {
    /// Its place in [`WhatIfs::changes`].
    pub index: usize,
    /// `FY2028: Meadow store for data store`.
    pub name: String,
    /// What it takes the place of; empty for nothing.
    pub instead: String,
    /// `+3.2 points`, by what the list is ranked by.
    pub text: String,
    /// The same by the other measure: `on average +2.1 points ± 0.4, over 64 lucks`.
    pub beside: String,
    /// 0-1, against the largest of both lists.
    pub size: f64,
    /// How many decisions it makes impossible; empty for none. Which they are is in `told`.
    pub gave_way: String,
    /// The whole row for a screen reader.
    pub told: String,
}

/// Two changes together.
#[derive(Clone, Debug, PartialEq)]
pub struct PairView {
    pub told: String,
}

/// Rows of each list.
const ROWS: usize = 6;

/// All single changes in words.
#[must_use]
pub fn changes(case: &Case, label: String, found: &WhatIfs) -> ChangesView {
    let aims = Aim::ALL.into_iter().map(|aim| ChangesAim {
        aim,
        this_luck: ranked(case, found, aim, By::ThisLuck),
        mean: ranked(case, found, aim, By::Mean),
        pair: (aim == Aim::Score)
            .then(|| found.best_pair.as_ref().map(|it| pair(case, it)))
            .flatten(),
    });
    let played = format::count(found.changes.len() as u64, "single change", "single changes");
    let refused = format::whole(found.refused as f64);
    ChangesView {
        label,
        aims: aims.collect(),
        played: format!("{played} played again; the rules refused {refused} more"),
    }
}

fn ranked(case: &Case, found: &WhatIfs, aim: Aim, by: By) -> Ranked {
    let (mut helped, mut hurt) = (found.helped(aim, by), found.hurt(aim, by));
    let lucks = |it: &WhatIf| it.mean.as_ref().map_or(0, |mean| mean.lucks);
    let closest = found.changes.iter().map(lucks).max().unwrap_or(0);
    if by == By::Mean {
        // The largest of hundreds of means over few lucks is large by luck.
        helped.retain(|it| lucks(it) == closest);
        hurt.retain(|it| lucks(it) == closest);
    }
    let size = |it: &&WhatIf| it.gain(aim, by).unwrap_or_default().abs();
    let most = helped.iter().chain(&hurt).map(size).fold(0.0, f64::max);
    let rows = |list: &[&WhatIf]| {
        list.iter().take(ROWS).map(|it| row(case, found, it, aim, by, most)).collect()
    };
    let counted = |list: &[&WhatIf], verb: &str| {
        format!("{} would have {verb}", format::count(list.len() as u64, "change", "changes"))
    };
    let under = match by {
        By::ThisLuck => "under the same luck".to_owned(),
        By::Mean => {
            let lucks = format::count(closest as u64, "luck", "lucks");
            format!("on average, of those looked at over {lucks}")
        }
    };
    Ranked {
        reading: format!("{}, {} {under}", counted(&helped, "helped"), counted(&hurt, "hurt")),
        helped: rows(&helped),
        hurt: rows(&hurt),
    }
}

fn row(case: &Case, found: &WhatIfs, it: &WhatIf, aim: Aim, by: By, most: f64) -> ChangeRow {
    let WhatIf { change, difference, gave_way, mean, .. } = it;
    let (name, instead) = told(case, change);
    let this = line::difference(aim, difference.get(aim));
    let average = mean.as_ref().map(|mean| {
        let error = line::error(aim, mean.error.get(aim));
        format!("{} {error}", line::difference(aim, mean.mean.get(aim)))
    });
    let average = average.unwrap_or_else(|| format::NOTHING.to_owned());
    // A mean over few lucks says little, so their number stands beside it.
    let lucks = mean.as_ref().map_or(0, |mean| mean.lucks as u64);
    let lucks = format::count(lucks, "luck", "lucks");
    let (text, beside) = match by {
        By::ThisLuck => (this, format!("on average {average}, over {lucks}")),
        By::Mean => (average, format!("over {lucks}; under this luck {this}")),
    };
    let gain = it.gain(aim, by).unwrap_or_default();
    let (count, gave_way) = (gave_way.len() as u64, gave_way_words(case, gave_way));
    let mut said = name.clone();
    if !instead.is_empty() {
        said += &format!(", {instead}");
    }
    let better = (gain != 0.0).then_some(gain > 0.0);
    said += &format!(": {text}, {}; {beside}", way(better));
    if !gave_way.is_empty() {
        said += &format!("; {gave_way}");
    }
    let index = found.changes.iter().position(|other| std::ptr::eq(other, it));
    ChangeRow {
        index: index.expect("a ranked change is one of the changes"),
        name,
        instead,
        text,
        beside,
        size: if most > 0.0 { gain.abs() / most } else { 0.0 },
        gave_way: match count {
            0 => String::new(),
            _ => format!("{} gave way", format::count(count, "decision", "decisions")),
        },
        told: said,
    }
}

/// What comes, and what it takes the place of.
fn told(case: &Case, change: &Change) -> (String, String) {
    let first = change.first_year() as u16;
    let list = |list: &[Dated]| {
        let each = list.iter().map(|it| {
            let when = if it.year == first {
                String::new()
            } else {
                format!(" in {}", year(case, it.year))
            };
            format!("{}{when}", brief(case, &it.decision))
        });
        each.collect::<Vec<_>>().join("; ")
    };
    match (change.kind, &change.out[..], &change.into[..]) {
        (Kind::Earlier | Kind::Later, [out], [into]) => {
            let name = format!("{}: {}", year(case, into.year), brief(case, &into.decision));
            return (name, format!("instead of in {}", year(case, out.year)));
        }
        (Kind::Trade, _, [one, other]) => {
            let (one, other) = if one.year <= other.year { (one, other) } else { (other, one) };
            let name = format!("{}: {}", year(case, one.year), brief(case, &one.decision));
            let other = format!("{} ({})", brief(case, &other.decision), year(case, other.year));
            return (name, format!("trading years with {other}"));
        }
        _ => {}
    }
    let (out, into) = (list(&change.out), list(&change.into));
    let when = year(case, first);
    match (out.is_empty(), into.is_empty()) {
        (false, false) => (format!("{when}: {into}"), format!("instead of {out}")),
        (true, _) => (format!("{when}: also {into}"), String::new()),
        (false, true) => (format!("{when}: without {out}"), String::new()),
    }
}

fn gave_way_words(case: &Case, given: &[GaveWay]) -> String {
    let each: Vec<String> = given
        .iter()
        .map(|it| format!("{}: {}", year(case, it.year), brief(case, &it.declined.decision)))
        .collect();
    if each.is_empty() { String::new() } else { format!("gave way: {}", each.join("; ")) }
}

fn pair(case: &Case, pair: &Pair) -> PairView {
    let [one, other] = &pair.changes;
    let name = |change: &Change| {
        let (name, instead) = told(case, change);
        if instead.is_empty() { name } else { format!("{name}, {instead}") }
    };
    let text = line::difference(Aim::Score, pair.difference.get(Aim::Score));
    PairView { told: format!("The best two together, {text}: {} · {}", name(one), name(other)) }
}
