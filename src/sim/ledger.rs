//! The ledger: every dollar once, by category, component and month.
//!
//! Invariant: the three ways of adding up (category, component, month) give the same cents,
//! because one posting adds one integer to all three.

use super::digest::Canonical;
use super::model::Model;
use super::state::{State, copied_in_place};
use super::trace::{Recorder, Why};
use crate::lanes::{Row, Vectors};
use crate::scenario::vocabulary::Category;
use crate::units::{Money, Month};

/// One amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    pub month: Month,
    /// Component index; the number of components stands for the agency as a whole.
    pub place: usize,
    pub category: Category,
    pub amount: Money,
}

/// Sums of the year under way, and of the whole run by month, in cents; one of each in every lane.
#[derive(Debug)]
#[repr(align(64))]
pub struct Ledger<const L: usize = 1> {
    /// `place × category`, this year.
    cells: Vec<[i64; L]>,
    /// This month's obligations, and its incidents, in whole cents: loops over lanes add floats faster, and
    /// these are exact below 2^53.
    obligated: [f64; L],
    incidents: [f64; L],
    /// Total of this year, added month by month.
    year: [i64; L],
    /// Total of the run.
    total: [i64; L],
}

copied_in_place!(Ledger { cells, obligated, incidents, year, total });

impl<const L: usize> Ledger<L> {
    pub(super) fn new(components: usize) -> Self {
        Self {
            cells: vec![[0; L]; (components + 1) * Category::COUNT],
            obligated: [0.0; L],
            incidents: [0.0; L],
            year: [0; L],
            total: [0; L],
        }
    }

    pub(super) fn write(&self, lane: usize, out: &mut Canonical) {
        let Self { cells: _, obligated: _, incidents: _, year, total } = self;
        out.i64(year[lane]).i64(total[lane]);
    }

    /// This year's amount of a place and category.
    #[must_use]
    pub fn cell(&self, lane: usize, place: usize, category: Category) -> Money {
        Money::from_cents(self.cells[place * Category::COUNT + category.index()][lane])
    }

    /// This year by category.
    #[must_use]
    pub fn by_category(&self, lane: usize) -> [Money; Category::COUNT] {
        let mut sums = [0i64; Category::COUNT];
        for row in self.cells.chunks_exact(Category::COUNT) {
            for (sum, cell) in sums.iter_mut().zip(row) {
                *sum += cell[lane];
            }
        }
        sums.map(Money::from_cents)
    }

    /// This year by component; the last entry is the agency as a whole.
    #[must_use]
    pub fn by_component(&self, lane: usize) -> Vec<Money> {
        self.cells
            .chunks_exact(Category::COUNT)
            .map(|row| Money::from_cents(row.iter().map(|cell| cell[lane]).sum()))
            .collect()
    }

    /// This year, added month by month.
    #[must_use]
    pub fn year(&self, lane: usize) -> Money {
        Money::from_cents(self.year[lane])
    }

    /// The run so far.
    #[must_use]
    pub fn total(&self, lane: usize) -> Money {
        Money::from_cents(self.total[lane])
    }

    /// As [`post`], where the rest of the state is borrowed.
    #[inline]
    pub(super) fn post<R: Recorder<L>>(
        &mut self,
        lane: usize,
        recorder: &mut R,
        month: u16,
        (place, category): (usize, Category),
        kilodollars: f64,
        why: impl FnOnce() -> Why,
    ) -> Money {
        let amount = Money::from_kilodollars(kilodollars);
        if amount == Money::ZERO {
            return amount;
        }
        let cents = amount.cents();
        if R::CELLS {
            self.cells[place * Category::COUNT + category.index()][lane] += cents;
        }
        let sums = match category {
            Category::Incident => &mut self.incidents,
            _ => &mut self.obligated,
        };
        sums[lane] += cents as f64;
        if R::ON {
            recorder.post(Posting { month: Month(month), place, category, amount }, why());
        }
        amount
    }

    /// Adds whole cents that are obligated at a place, in every lane.
    #[inline(always)]
    pub(super) fn add<V: Vectors<L>, R: Recorder<L>>(
        &mut self,
        v: V,
        place: usize,
        category: Category,
        cents: V::Row,
    ) {
        debug_assert_ne!(category, Category::Incident, "a loss is not obligated");
        if R::CELLS {
            let cell = &mut self.cells[place * Category::COUNT + category.index()];
            for (cell, cents) in cell.iter_mut().zip(cents.array()) {
                *cell += cents as i64;
            }
        }
        self.obligated = (v.row(&self.obligated) + cents).array();
    }

    /// Posts an amount (k$) that is obligated in every lane, with its reason if someone asks.
    #[inline(always)]
    pub(super) fn post_all<V: Vectors<L>, R: Recorder<L>>(
        &mut self,
        v: V,
        recorder: &mut R,
        month: u16,
        (place, category): (usize, Category),
        kilodollars: V::Row,
        why: impl Fn(usize) -> Why,
    ) {
        if R::ON {
            for (lane, amount) in kilodollars.array().into_iter().enumerate() {
                self.post(lane, recorder, month, (place, category), amount, || why(lane));
            }
        } else {
            self.add::<V, R>(v, place, category, Money::whole_cents(v, kilodollars));
        }
    }

    pub(super) fn open_year<R: Recorder<L>>(&mut self) {
        if R::CELLS {
            self.cells.fill([0; L]);
        }
        self.year.fill(0);
    }

    /// Closes a month: total of the month and obligations, in whole cents.
    pub(super) fn close_month(&mut self) -> ([f64; L], [f64; L]) {
        let (mut month, obligated) = ([0.0; L], self.obligated);
        for lane in 0..L {
            month[lane] = obligated[lane] + self.incidents[lane];
            self.year[lane] += month[lane] as i64;
            self.total[lane] += month[lane] as i64;
        }
        self.obligated.fill(0.0);
        self.incidents.fill(0.0);
        (month, obligated)
    }
}

/// Posts an amount (k$) and, if someone asks, why. Returns what was posted.
#[inline]
pub(super) fn post<R: Recorder<L>, const L: usize>(
    state: &mut State<L>,
    lane: usize,
    recorder: &mut R,
    place: usize,
    category: Category,
    kilodollars: f64,
    why: impl FnOnce() -> Why,
) -> Money {
    state.ledger.post(lane, recorder, state.month, (place, category), kilodollars, why)
}

/// The place of amounts that belong to the agency as a whole.
#[must_use]
#[inline]
pub fn agency_place(model: &Model) -> usize {
    model.components.len()
}
