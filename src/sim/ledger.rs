//! The ledger: every dollar once, by category, component and month.
//!
//! Invariant: the three ways of adding up (category, component, month) give the same cents,
//! because one posting adds one integer to all three.

use super::model::Model;
use super::state::{Canonical, State};
use super::trace::{Recorder, Why};
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

/// Sums of the year under way, and of the whole run by month.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// `place × category`, this year.
    cells: Vec<i64>,
    /// This month's total.
    month: i64,
    /// Obligations of this month (all but incidents).
    obligated: i64,
    /// Total of this year, added month by month.
    year: i64,
    /// Total of the run.
    total: i64,
}

impl Ledger {
    pub(super) fn new(components: usize) -> Self {
        Self {
            cells: vec![0; (components + 1) * Category::COUNT],
            month: 0,
            obligated: 0,
            year: 0,
            total: 0,
        }
    }

    pub(super) fn write(&self, out: &mut Canonical) {
        let Self { cells: _, month: _, obligated: _, year, total } = self;
        out.i64(*year).i64(*total);
    }

    /// This year's amount of a place and category.
    #[must_use]
    pub fn cell(&self, place: usize, category: Category) -> Money {
        Money::from_cents(self.cells[place * Category::COUNT + category.index()])
    }

    /// This year by category.
    #[must_use]
    pub fn by_category(&self) -> [Money; Category::COUNT] {
        let mut sums = [0i64; Category::COUNT];
        for row in self.cells.chunks_exact(Category::COUNT) {
            for (sum, cell) in sums.iter_mut().zip(row) {
                *sum += cell;
            }
        }
        sums.map(Money::from_cents)
    }

    /// This year by component; the last entry is the agency as a whole.
    #[must_use]
    pub fn by_component(&self) -> Vec<Money> {
        self.cells
            .chunks_exact(Category::COUNT)
            .map(|row| Money::from_cents(row.iter().sum()))
            .collect()
    }

    /// This year, added month by month.
    #[must_use]
    pub fn year(&self) -> Money {
        Money::from_cents(self.year)
    }

    /// The run so far.
    #[must_use]
    pub fn total(&self) -> Money {
        Money::from_cents(self.total)
    }

    /// As [`post`], where the rest of the state is borrowed.
    #[inline]
    pub(super) fn post<R: Recorder>(
        &mut self,
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
        self.add::<R>(place, category, amount.cents());
        if R::ON {
            recorder.post(Posting { month: Month(month), place, category, amount }, why());
        }
        amount
    }

    #[inline]
    fn add<R: Recorder>(&mut self, place: usize, category: Category, cents: i64) {
        if R::CELLS {
            self.cells[place * Category::COUNT + category.index()] += cents;
        }
        self.month += cents;
        if category != Category::Incident {
            self.obligated += cents;
        }
    }

    /// Adds amounts (cents) that are obligated at a place, each in its category.
    #[inline]
    pub(super) fn add_all<R: Recorder, const N: usize>(
        &mut self,
        place: usize,
        lines: &[(Category, i64); N],
    ) {
        let mut sum = 0;
        for (category, cents) in lines {
            debug_assert_ne!(*category, Category::Incident, "a loss is not obligated");
            sum += cents;
        }
        if R::CELLS {
            let row = &mut self.cells[place * Category::COUNT..][..Category::COUNT];
            for (category, cents) in lines {
                row[category.index()] += cents;
            }
        }
        self.month += sum;
        self.obligated += sum;
    }

    pub(super) fn open_year(&mut self) {
        self.cells.fill(0);
        self.year = 0;
    }

    /// Closes a month: total of the month and obligations, in cents.
    pub(super) fn close_month(&mut self) -> (Money, Money) {
        let closed = (Money::from_cents(self.month), Money::from_cents(self.obligated));
        self.year += self.month;
        self.total += self.month;
        self.month = 0;
        self.obligated = 0;
        closed
    }
}

/// Posts an amount (k$) and, if someone asks, why. Returns what was posted.
#[inline]
pub(super) fn post<R: Recorder>(
    state: &mut State,
    recorder: &mut R,
    place: usize,
    category: Category,
    kilodollars: f64,
    why: impl FnOnce() -> Why,
) -> Money {
    state.ledger.post(recorder, state.month, (place, category), kilodollars, why)
}

/// The place of amounts that belong to the agency as a whole.
#[must_use]
#[inline]
pub fn agency_place(model: &Model) -> usize {
    model.components.len()
}
