//! `plans.ron`: plans that ship with the case.

use super::decode::{choice, record, words};
use super::{List, Text};
use crate::scenario::case::Review;
use crate::scenario::place::Spanned;
use crate::scenario::plan::{
    Approach, Direction, Gauge, Guardrail, Size, StaffAction, StaffCount, Term, Vehicle,
};

record! {
    /// The whole file.
    pub struct RawPlans {
        format: Spanned<u16>,
        plans: List<RawPlan>,
    }
}

record! {
    pub struct RawPlan {
        slug: Text,
        name: Text,
        about: Text,
        body: Spanned<RawBody>,
    }
}

choice! {
    pub enum RawBody {
        Years(years: List<List<Spanned<RawDecision>>>),
        RandomMix(),
    }
}

choice! {
    pub enum RawDecision {
        Adopt {
            component: Text,
            option: Text,
            term: Spanned<Term>,
            clause: Spanned<bool>,
            vehicle: Spanned<Vehicle>,
        },
        Renew { component: Text, term: Spanned<Term>, clause: Spanned<bool>, approach: Spanned<Approach> },
        Staff { action: Spanned<StaffAction>, pool: Text, count: Spanned<StaffCount> },
        Invest(guardrail: Spanned<Guardrail>),
        Launch { use_case: Text, review: Spanned<Review> },
        Defer(use_case: Text),
        Respond { card: Text, choice: Text },
        Predict { gauge: Spanned<Gauge>, direction: Spanned<Direction>, size: Spanned<Size> },
        Because { component: Text, reason: Text },
        Dissent(role: Text),
    }
}

words!(Term: OneYear, ThreeYears, FiveYears);
words!(Vehicle: Simplified, Order, Competition);
words!(Approach: Accept, Renegotiate);
words!(StaffAction: Hire, Train, Contract, Reassign);
words!(StaffCount: One, Two);
words!(Direction: Falls, Stays, Rises);
words!(Size: Slight, Clear, Strong);
