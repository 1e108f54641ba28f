//! Quantities the rules count in: money in whole cents, months of a fiscal calendar.
//!
//! Invariant: money is an integer. A fraction of a cent disappears in exactly one place,
//! [`Money::from_kilodollars`], by rounding half away from zero.

use crate::lanes::{Row, Vectors, whole};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// Months in a year; a fiscal year runs October (month 0) to September (month 11).
pub const MONTHS: usize = 12;

/// An amount of money in cents of constant (real) dollars of the case's price year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

impl Money {
    pub const ZERO: Self = Self(0);
    /// Most cents of one amount.
    const MOST: f64 = 1.0e14;

    #[must_use]
    pub const fn from_cents(cents: i64) -> Self {
        Self(cents)
    }

    /// Thousand dollars to cents, rounded half away from zero. Amounts beyond ±10^9 k$ (a trillion dollars) and
    /// not-a-number saturate, so that no later sum of a year's postings can overflow.
    #[must_use]
    #[inline]
    pub fn from_kilodollars(kilodollars: f64) -> Self {
        let cents = kilodollars * 100_000.0;
        let half = 0.5_f64.copysign(cents);
        // Not-a-number becomes 0 when it is made an integer.
        Self((cents.clamp(-Self::MOST, Self::MOST) + half) as i64)
    }

    /// The cents of [`Money::from_kilodollars`] as whole numbers, in every lane.
    #[must_use]
    #[inline(always)]
    pub fn whole_cents<V: Vectors<L>, const L: usize>(v: V, kilodollars: V::Row) -> V::Row {
        let cents = kilodollars * 100_000.0;
        let size = cents.abs().lesser(v.all(Self::MOST)) + 0.5;
        // Not-a-number is not the same as itself.
        whole(v, size).with_sign(cents).only(cents.equals(cents))
    }

    #[must_use]
    pub const fn cents(self) -> i64 {
        self.0
    }

    /// Thousand dollars, for arithmetic that is not posted to the ledger.
    #[must_use]
    pub fn kilodollars(self) -> f64 {
        self.0 as f64 / 100_000.0
    }
}

impl Add for Money {
    type Output = Self;
    #[inline]
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Money {
    #[inline]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// A month counted from the October the run begins in: 0 is the first October.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(pub u16);

impl Month {
    /// Which year of the run, from 0.
    #[must_use]
    pub const fn year(self) -> usize {
        self.0 as usize / MONTHS
    }

    /// Which month of the fiscal year: 0 is October, 11 is September.
    #[must_use]
    pub const fn of_year(self) -> usize {
        self.0 as usize % MONTHS
    }
}

/// A fiscal year by its usual number: 2027 is October 2026 to September 2027.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(pub u16);

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FY{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::Arrays;

    #[test]
    fn a_cent_rounds_half_away_from_zero() {
        for (kilodollars, cents) in [
            (1.0, 100_000),
            (0.000_005, 1),
            (0.000_004, 0),
            (-0.000_005, -1),
            (f64::NAN, 0),
            (f64::INFINITY, 100_000_000_000_000),
            (f64::NEG_INFINITY, -100_000_000_000_000),
        ] {
            assert_eq!(Money::from_kilodollars(kilodollars).cents(), cents, "{kilodollars} k$");
            let row = Money::whole_cents(Arrays, Arrays.row(&[kilodollars])).array();
            assert_eq!(row, [cents as f64], "{kilodollars} k$");
        }
    }
}
