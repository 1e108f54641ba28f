//! How long a project lasts, from who carries it (CHAOSS contributor absence factor; hazards of CNCF projects).

use crate::luck::maths;

/// Growth of the logarithm of the ending hazard for each person the contributor absence factor lacks
/// to [`ENOUGH_PEOPLE`]. Design choice: each missing person raises the hazard by two fifths.
const FEW_PEOPLE: f64 = 0.35;
/// Contributor absence factor from which on more people lower the ending hazard no further (persons).
/// Design choice: one above the two persons that the OpenSSF silver badge asks for.
const ENOUGH_PEOPLE: f64 = 3.0;
/// Growth of the logarithm of the ending hazard where one company decides alone. Design choice: about
/// two thirds more.
const ONE_COMPANY: f64 = 0.5;
/// Fall of the logarithm of the ending hazard under a foundation. Design choice: a quarter less.
const FOUNDATION: f64 = 0.3;

/// What the hazard of ending is multiplied by: few people, one company in charge, a foundation as steward.
#[must_use]
pub fn factor(absence_factor: f64, single_company: f64, foundation: f64) -> f64 {
    maths::exp(
        FEW_PEOPLE * (ENOUGH_PEOPLE - absence_factor).max(0.0) + ONE_COMPANY * single_company
            - FOUNDATION * foundation,
    )
}

#[cfg(test)]
mod tests {
    use super::{factor, maths};

    #[test]
    fn more_people_and_a_foundation_lengthen_a_life_and_one_company_shortens_it() {
        let (few, enough) = (factor(1.0, 0.0, 0.0), factor(3.0, 0.0, 0.0));
        assert!(
            (few - maths::exp(0.7)).abs() < 1e-12 && enough == 1.0 && factor(9.0, 0.0, 0.0) == 1.0
        );
        assert!(factor(3.0, 1.0, 0.0) > 1.0 && factor(3.0, 0.0, 1.0) < 1.0);
    }
}
