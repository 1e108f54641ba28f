//! The frontier of plans in words and places: what the search tried, what no other plan beats, and where the tables'
//! plans lie.
//!
//! Invariant: all dots are means over the same lucks, so none of them is lucky.

use super::line::{self, Line};
use super::{desk, letter};
use crate::insight::frontier::{self, AXES};
use crate::insight::judge::{Aim, Judged};
use crate::insight::par::Par;
use crate::view::format;

/// Values on the four axes, in the order of [`AXES`].
pub type Values = [f64; AXES.len()];

/// All plans, by four axes of which a picture shows two.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontierView {
    pub axes: Vec<AxisView>,
    /// Every plan that the search evaluated.
    pub plans: Vec<Values>,
    pub tables: Vec<Marked>,
    pub par: Marked,
    /// One sentence that explains the picture.
    pub reading: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct AxisView {
    pub aim: Aim,
    pub name: &'static str,
    pub line: Line,
}

/// A plan with a mark of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marked {
    /// `A`; a table's letter, whatever its name.
    pub letter: String,
    /// `Table A’s plan`.
    pub label: String,
    pub values: Values,
    /// How many plans found are as good or better in all four.
    pub better: u64,
    /// `12 plans found are as good or better in all four`.
    pub beaten: String,
}

/// What the search found, and the plans of tables: label, and the means over the lucks of the search
/// ([`means`](crate::insight::par::means)).
#[must_use]
pub fn frontier(par: &Par, tables: &[(String, Judged)]) -> FrontierView {
    let means: Vec<Judged> = par.evaluated.iter().map(|it| it.mean).collect();
    let marked = |letter: String, label: String, judged: &Judged| {
        let better = frontier::better_than(judged, &means).len() as u64;
        let beaten = match better {
            0 => "no plan found is as good or better in all four".to_owned(),
            1 => "1 plan found is as good or better in all four".to_owned(),
            _ => format!(
                "{} plans found are as good or better in all four",
                format::whole(better as f64)
            ),
        };
        Marked { letter, label, values: values(judged), better, beaten }
    };
    let named = tables.iter().map(|(_, judged)| judged).chain([&par.searched]);
    let named: Vec<&Judged> = named.collect();
    let axes = AXES.into_iter().map(|aim| AxisView {
        aim,
        name: line::name(aim),
        line: Line::of(aim, shown(aim, &means).chain(named.iter().map(|it| it.get(aim)))),
    });
    let on_it = frontier::frontier(&means).len() as u64;
    FrontierView {
        axes: axes.collect(),
        plans: means.iter().map(values).collect(),
        tables: tables
            .iter()
            .enumerate()
            .map(|(at, (label, judged))| marked(letter(at), format!("{label}’s plan"), judged))
            .collect(),
        par: marked("found".to_owned(), desk::FOUND_BY_SEARCH.to_owned(), &par.searched),
        reading: format!(
            "Each dot is a plan, on average over the same lucks. The line is the edge of what was found in these two; looking at all four gauges, {} of {} are beaten by none",
            format::whole(on_it as f64),
            format::count(means.len() as u64, "plan", "plans")
        ),
    }
}

/// Values of the plans that a picture has room for: of fifty, the one that is furthest behind would press all others into
/// a corner.
fn shown(aim: Aim, plans: &[Judged]) -> impl Iterator<Item = f64> {
    let mut best_first: Vec<f64> = plans.iter().map(|it| it.get(aim)).collect();
    best_first.sort_by(|a, b| if aim.more_is_better() { b.total_cmp(a) } else { a.total_cmp(b) });
    let kept = best_first.len() - best_first.len() / 50;
    best_first.into_iter().take(kept)
}

fn values(judged: &Judged) -> Values {
    AXES.map(|aim| judged.get(aim))
}

impl FrontierView {
    /// How much better one value is than another on an axis.
    fn gain(axis: usize, a: f64, b: f64) -> f64 {
        if AXES[axis].more_is_better() { a - b } else { b - a }
    }

    /// The plans that no other plan beats on these two axes, from left to right.
    #[must_use]
    pub fn joined(&self, x: usize, y: usize) -> Vec<(f64, f64)> {
        let mut points: Vec<(f64, f64)> = self.plans.iter().map(|it| (it[x], it[y])).collect();
        // The best across first, and of equal ones the best upwards: then each that is better upwards is on it.
        points.sort_by(|a, b| {
            let across = Self::gain(x, b.0, a.0).total_cmp(&0.0);
            across.then(Self::gain(y, b.1, a.1).total_cmp(&0.0))
        });
        let mut on_it: Vec<(f64, f64)> = Vec::new();
        for point in points {
            if on_it.last().is_none_or(|last| Self::gain(y, point.1, last.1) > 0.0) {
                on_it.push(point);
            }
        }
        on_it.sort_by(|a, b| a.0.total_cmp(&b.0));
        on_it
    }

    /// Whether a plan lies on both lines; the few that are far behind do not.
    #[must_use]
    pub fn in_sight(&self, values: &Values, x: usize, y: usize) -> bool {
        [x, y].into_iter().all(|axis| {
            let Line { least, most, .. } = &self.axes[axis].line;
            (*least..=*most).contains(&values[axis])
        })
    }

    /// The edge of what was found: from the worse end of one axis along [`Self::joined`] to that of the other.
    #[must_use]
    pub fn edge(&self, x: usize, y: usize) -> Vec<(f64, f64)> {
        let joined = self.joined(x, y);
        let (Some(first), Some(last)) = (joined.first(), joined.last()) else { return joined };
        let worse = |axis: usize| {
            let Line { least, most, .. } = &self.axes[axis].line;
            if AXES[axis].more_is_better() { *least } else { *most }
        };
        // Where more across is better, the plan furthest to the right is the best across.
        let to_the_right = AXES[x].more_is_better();
        let (begin, end) = if to_the_right {
            ((worse(x), first.1), (last.0, worse(y)))
        } else {
            ((first.0, worse(y)), (worse(x), last.1))
        };
        let mut edge = vec![begin, *first];
        for pair in joined.windows(2) {
            let (left, right) = (pair[0], pair[1]);
            edge.push(if to_the_right { (left.0, right.1) } else { (right.0, left.1) });
            edge.push(right);
        }
        edge.push(end);
        edge
    }

    /// A marked plan in one line, for the list beside the picture.
    #[must_use]
    pub fn listed(&self, marked: &Marked, x: usize, y: usize) -> String {
        let value = |axis: usize| line::value(AXES[axis], marked.values[axis]);
        let Marked { letter, better, .. } = marked;
        format!("{letter}: {} · {} · {} ahead", value(x), value(y), format::whole(*better as f64))
    }

    /// What the list says of each plan.
    #[must_use]
    pub fn list_head(&self, x: usize, y: usize) -> String {
        let name = |axis: usize| line::name(AXES[axis]);
        format!("{}, {}, how many plans are as good or better in all four", name(x), name(y))
    }

    /// A marked plan in words, on two axes.
    #[must_use]
    pub fn told(&self, marked: &Marked, x: usize, y: usize) -> String {
        let value = |axis: usize| {
            format!("{} {}", line::name(AXES[axis]), line::value(AXES[axis], marked.values[axis]))
        };
        format!("{}: {}, {}; {}", marked.label, value(x), value(y), marked.beaten)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_joined_plans_are_those_that_none_beats_on_both_axes() {
        let plans = vec![
            [10.0, 40.0, 0.0, 0.0],
            [20.0, 30.0, 0.0, 0.0],
            [21.0, 30.0, 0.0, 0.0],
            [30.0, 35.0, 0.0, 0.0],
            [40.0, 10.0, 0.0, 0.0],
        ];
        let view = FrontierView { plans, ..FrontierView::default() };
        // Cost across, lock-in upwards: less is better in both.
        assert_eq!(view.joined(0, 1), [(10.0, 40.0), (20.0, 30.0), (40.0, 10.0)]);
        let axis =
            |aim: Aim| AxisView { aim, name: line::name(aim), line: Line::between("", 0.0, 50.0) };
        let view = FrontierView { axes: AXES.map(axis).to_vec(), ..view };
        let corners = [(20.0, 40.0), (40.0, 30.0)];
        let edge = view.edge(0, 1);
        assert_eq!((edge[0], edge[edge.len() - 1]), ((10.0, 50.0), (50.0, 10.0)));
        assert_eq!([edge[2], edge[4]], corners);
    }
}
