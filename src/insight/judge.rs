//! What a run is worth: five gauges of its played years as one line of numbers, and one score for them all.
//!
//! Cost, lock-in and controls count as they stand when the team hands over; losses and service as the mean of
//! the years measured, so that one quiet last year does not hide a bad one (`docs/facts.md`). The score is
//! [`gauges::score`] of that line. Nothing here ranks people: weights are an argument, and any may be given.
//!
//! Invariant: what is measured depends on (case numbers, seed, decisions) and the number of years alone.

use crate::scenario::case::{Case, GaugeScales, GaugeWeights};
use crate::scenario::plan::Gauge;
use crate::sim::outcome::Gauges;
use crate::sim::{Model, gauges};
use crate::units::Money;

/// What something is compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aim {
    /// The weighed score, 0-100; more is better.
    Score,
    /// One gauge, in the unit of [`Judged`].
    Gauge(Gauge),
}

impl Aim {
    pub const COUNT: usize = 6;
    /// The score first, then the gauges in their order.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Score,
        Self::Gauge(Gauge::Cost),
        Self::Gauge(Gauge::LockIn),
        Self::Gauge(Gauge::Security),
        Self::Gauge(Gauge::Scale),
        Self::Gauge(Gauge::Compliance),
    ];

    /// Its place in [`Self::ALL`].
    #[must_use]
    pub const fn index(self) -> usize {
        match self {
            Self::Score => 0,
            Self::Gauge(gauge) => 1 + gauge as usize,
        }
    }

    /// Whether a larger number is better: true for score, scale and compliance.
    #[must_use]
    pub const fn more_is_better(self) -> bool {
        match self {
            Self::Score | Self::Gauge(Gauge::Scale | Gauge::Compliance) => true,
            Self::Gauge(Gauge::Cost | Gauge::LockIn | Gauge::Security) => false,
        }
    }

    /// How much better `a` is than `b`; below zero where it is worse. In the unit of the aim.
    #[must_use]
    pub fn gain(self, a: &Judged, b: &Judged) -> f64 {
        let more = a.get(self) - b.get(self);
        if self.more_is_better() { more } else { -more }
    }
}

/// A run as it is judged, or a difference of two. In the order of [`Aim::ALL`]: score (0-100) · cost (k$) ·
/// lock-in (index 0-100) · losses a year (k$) · demand served in time (%) · controls in place (%).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Judged {
    pub values: [f64; Aim::COUNT],
    /// Obligated over the years measured (k$, not discounted, exit not counted).
    pub spent: f64,
}

impl Judged {
    #[must_use]
    pub const fn get(&self, aim: Aim) -> f64 {
        self.values[aim.index()]
    }

    /// This minus `other`, number by number; above zero is more, not better.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        let mut difference = *self;
        for (value, other) in difference.values.iter_mut().zip(other.values) {
            *value -= other;
        }
        difference.spent -= other.spent;
        difference
    }

    /// The same gauges under other weights.
    #[must_use]
    pub fn under(mut self, weights: &GaugeWeights, scales: &GaugeScales) -> Self {
        let [_, cost, lock_in, losses, served, controls] = self.values;
        let gauges = Gauges {
            cost,
            lock_in,
            losses: Money::from_kilodollars(losses),
            served: served / 100.0,
            controls: controls / 100.0,
            ..Gauges::default()
        };
        self.values[0] = gauges::score(weights, scales, &gauges);
        self
    }
}

/// One case with its numbers, and how its runs are judged.
#[derive(Clone, Copy, Debug)]
pub struct Judge<'a> {
    pub case: &'a Case,
    pub model: &'a Model,
    pub weights: GaugeWeights,
    /// Years from the first that are played and measured: all played ones, or fewer for a run that is not over.
    pub years: usize,
}

impl<'a> Judge<'a> {
    /// By the case's own weights, over all its played years.
    #[must_use]
    pub fn new(case: &'a Case, model: &'a Model) -> Self {
        Self { case, model, weights: case.weights, years: case.played_years.into() }
    }

    /// The same with other weights; those below zero count as none.
    #[must_use]
    pub fn weighing(self, weights: GaugeWeights) -> Self {
        Self { weights, ..self }
    }

    /// The same over the first years only, at least one and at most the played ones.
    #[must_use]
    pub fn over(self, years: usize) -> Self {
        Self { years: years.clamp(1, usize::from(self.case.played_years).max(1)), ..self }
    }

    /// Judges what the years brought so far.
    #[must_use]
    pub fn judge(&self, so_far: &SoFar) -> Judged {
        let SoFar { years, losses, served, spent, last } = so_far;
        let count = f64::from((*years).max(1));
        let judged = Judged {
            values: [
                0.0,
                last.headline(Gauge::Cost),
                last.headline(Gauge::LockIn),
                losses / count,
                served / count,
                last.headline(Gauge::Compliance),
            ],
            spent: spent.kilodollars(),
        };
        judged.under(&self.weights, &self.case.scales)
    }
}

/// Sums over the years of a run that is under way.
#[derive(Clone, Copy, Debug, Default)]
pub struct SoFar {
    years: u16,
    losses: f64,
    served: f64,
    spent: Money,
    last: Gauges,
}

impl SoFar {
    /// Of the gauges of years, first year first.
    pub fn of<'a>(years: impl IntoIterator<Item = &'a Gauges>) -> Self {
        let mut so_far = Self::default();
        for gauges in years {
            so_far.add(gauges);
        }
        so_far
    }

    /// One year more.
    pub fn add(&mut self, gauges: &Gauges) {
        self.add_year(gauges);
        self.last = *gauges;
    }

    /// As [`Self::add`], of what adds up over the year ([`gauges::read_year`]) alone.
    pub(super) fn add_year(&mut self, gauges: &Gauges) {
        self.years += 1;
        self.losses += gauges.headline(Gauge::Security);
        self.served += gauges.headline(Gauge::Scale);
        self.spent += gauges.spent;
    }

    /// The same with the pipeline as it stands now, where years were added by [`Self::add_year`].
    pub(super) fn standing(mut self, now: impl FnOnce() -> Gauges) -> Self {
        if self.years > 0 {
            self.last = now();
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_aim_has_its_own_place() {
        for (index, aim) in Aim::ALL.into_iter().enumerate() {
            assert_eq!(aim.index(), index, "{aim:?}");
        }
    }

    #[test]
    fn losses_and_service_are_means_and_the_rest_stands_as_it_ends() {
        let year = |cost: f64, losses: f64, served: f64| Gauges {
            cost,
            losses: Money::from_kilodollars(losses),
            served,
            spent: Money::from_kilodollars(100.0),
            ..Gauges::default()
        };
        let years = [year(10.0, 0.0, 0.5), year(30.0, 500.0, 1.0)];
        let SoFar { years: count, losses, served, spent, last } = SoFar::of(&years);
        assert_eq!((count, losses, served, last.cost), (2, 500.0, 150.0, 30.0));
        assert_eq!(spent, Money::from_kilodollars(200.0));
    }

    #[test]
    fn a_gain_is_better_whichever_way_the_gauge_goes() {
        let (mut dear, cheap) = (Judged::default(), Judged::default());
        dear.values = [60.0, 100.0, 0.0, 0.0, 0.0, 0.0];
        assert_eq!(Aim::Gauge(Gauge::Cost).gain(&cheap, &dear), 100.0);
        assert_eq!(Aim::Score.gain(&dear, &cheap), 60.0);
    }
}
