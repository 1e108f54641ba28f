//! Whole numbers of any size: just what packing a run into a code needs.
//!
//! Invariant: limbs are little-endian and the last one is not zero, so equal numbers are equal values.

use std::cmp::Ordering;

/// A natural number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Big(Vec<u32>);

impl Big {
    pub(super) const ZERO: Self = Self(Vec::new());

    #[must_use]
    pub(super) fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    /// How many binary digits the number has; zero has none.
    #[must_use]
    pub(super) fn bits(&self) -> usize {
        self.0.last().map_or(0, |top| self.0.len() * 32 - top.leading_zeros() as usize)
    }

    /// `self * factor + add`, in place.
    pub(super) fn multiply_add(&mut self, factor: u32, add: u32) {
        let mut carry = u64::from(add);
        for limb in &mut self.0 {
            carry += u64::from(*limb) * u64::from(factor);
            *limb = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
        self.trim();
    }

    /// Divides in place and returns the remainder. `divisor` is not zero.
    pub(super) fn divide(&mut self, divisor: u32) -> u32 {
        let mut rest = 0_u64;
        for limb in self.0.iter_mut().rev() {
            rest = rest << 32 | u64::from(*limb);
            *limb = (rest / u64::from(divisor)) as u32;
            rest %= u64::from(divisor);
        }
        self.trim();
        rest as u32
    }

    #[must_use]
    pub(super) fn plus(&self, other: &Self) -> Self {
        let mut sum = Vec::with_capacity(self.0.len().max(other.0.len()) + 1);
        let mut carry = 0_u64;
        for place in 0..self.0.len().max(other.0.len()) {
            carry += u64::from(self.limb(place)) + u64::from(other.limb(place));
            sum.push(carry as u32);
            carry >>= 32;
        }
        sum.push(carry as u32);
        Self::from_limbs(sum)
    }

    /// `self - other`, or `None` where that would be negative.
    #[must_use]
    pub(super) fn minus(&self, other: &Self) -> Option<Self> {
        if *self < *other {
            return None;
        }
        let mut difference = Vec::with_capacity(self.0.len());
        let mut borrow = 0_i64;
        for place in 0..self.0.len() {
            let value = i64::from(self.limb(place)) - i64::from(other.limb(place)) - borrow;
            borrow = i64::from(value < 0);
            difference.push((value + (borrow << 32)) as u32);
        }
        Some(Self::from_limbs(difference))
    }

    #[must_use]
    pub(super) fn times(&self, other: &Self) -> Self {
        let mut product = vec![0_u32; self.0.len() + other.0.len()];
        for (i, &a) in self.0.iter().enumerate() {
            let mut carry = 0_u64;
            for (j, &b) in other.0.iter().enumerate() {
                carry += u64::from(product[i + j]) + u64::from(a) * u64::from(b);
                product[i + j] = carry as u32;
                carry >>= 32;
            }
            product[i + other.0.len()] = carry as u32;
        }
        Self::from_limbs(product)
    }

    /// Quotient and remainder, by binary long division. `divisor` is not zero.
    #[must_use]
    pub(super) fn divided_by(&self, divisor: &Self) -> (Self, Self) {
        if let [small] = divisor.0[..] {
            let mut quotient = self.clone();
            let rest = quotient.divide(small);
            return (quotient, Self::from(rest));
        }
        let mut quotient = vec![0_u32; self.0.len()];
        let mut rest = Self::ZERO;
        for bit in (0..self.bits()).rev() {
            rest.multiply_add(2, self.0[bit / 32] >> (bit % 32) & 1);
            if let Some(less) = rest.minus(divisor) {
                rest = less;
                quotient[bit / 32] |= 1 << (bit % 32);
            }
        }
        (Self::from_limbs(quotient), rest)
    }

    /// The value, where it fits.
    #[must_use]
    pub(super) fn small(&self) -> Option<u32> {
        match self.0[..] {
            [] => Some(0),
            [only] => Some(only),
            _ => None,
        }
    }

    fn limb(&self, place: usize) -> u32 {
        self.0.get(place).copied().unwrap_or(0)
    }

    fn from_limbs(limbs: Vec<u32>) -> Self {
        let mut number = Self(limbs);
        number.trim();
        number
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
}

impl From<u32> for Big {
    fn from(value: u32) -> Self {
        Self::from_limbs(vec![value])
    }
}

impl PartialOrd for Big {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Big {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.0.len().cmp(&other.0.len()))
            .then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn big(value: u128) -> Big {
        Big::from_limbs((0..4).map(|limb| (value >> (32 * limb)) as u32).collect())
    }

    proptest! {
        #[test]
        fn it_counts_as_the_machine_does(a in any::<u128>(), b in any::<u64>(), shift in 0..100_u32) {
            let (a, b) = (a >> shift, b >> (shift / 2));
            let half = a >> 65;
            prop_assert_eq!(big(half).times(&big(u128::from(b))), big(half * u128::from(b)));
            prop_assert_eq!(big(half).plus(&big(u128::from(b))), big(half + u128::from(b)));
            prop_assert_eq!(big(a).minus(&big(u128::from(b))), a.checked_sub(u128::from(b)).map(big));
            prop_assert_eq!(big(a).bits(), 128 - a.leading_zeros() as usize);
            prop_assert_eq!(big(a).cmp(&big(half)), a.cmp(&half));
            if b > 0 {
                let (quotient, rest) = big(a).divided_by(&big(u128::from(b)));
                prop_assert_eq!((quotient, rest), (big(a / u128::from(b)), big(a % u128::from(b))));
            }
        }
    }
}
