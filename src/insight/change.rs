//! One changed decision: what could have been decided instead, enumerated from the case and the plan.
//!
//! A change takes decisions out of a plan and puts others in; whether it is legal is for the rules to say
//! ([`check`](crate::sim::check()) on the state of its year). A tool that the plan does not name comes on the terms
//! of [`USUAL`], so that each option is met once; other terms are changes of their own.
//!
//! Invariant: the changes of a plan depend on the case, the plan and the vocabulary alone, and come in a fixed order
//! without repetition.

use super::course::{Dated, Years};
use crate::id::{CardId, ComponentId, OptionId, PoolId, UseCaseId};
use crate::scenario::case::{Case, Review};
use crate::scenario::plan::{
    Approach, Decision, Guardrail, StaffAction, StaffCount, Term, Vehicle,
};
use std::collections::BTreeSet;

/// What kind of change it is; `view` has a phrase for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Another option for the same component, or keeping the contract instead of a new tool.
    Option,
    /// Another contract: term, clause, vehicle, approach.
    Terms,
    /// The year's slot for another component.
    Instead,
    /// Other people, another pool or number.
    Staffing,
    /// Another guardrail.
    Guardrail,
    /// Another review, or launching in place of deferring.
    UseCase,
    /// Another answer to an event.
    Answer,
    /// Not taken at all.
    LeaveOut,
    /// Taken beside what was decided.
    Add,
    /// The same a year before or after.
    Earlier,
    Later,
    /// Two decisions of neighbouring years trade places.
    Trade,
}

/// A change of a plan: what goes and what comes, each with its year.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Change {
    pub kind: Kind,
    pub out: Vec<Dated>,
    pub into: Vec<Dated>,
}

impl Change {
    /// The first year that differs (from 0).
    #[must_use]
    pub fn first_year(&self) -> usize {
        let years = self.out.iter().chain(&self.into).map(|dated| usize::from(dated.year));
        years.min().unwrap_or(0)
    }

    /// The changed plan, every year in canonical order; `None` where the plan lacks what goes or has what comes.
    #[must_use]
    pub fn apply(&self, years: &[Vec<Decision>]) -> Option<Years> {
        let mut changed = years.to_vec();
        for Dated { year, decision } in &self.out {
            let decisions = changed.get_mut(usize::from(*year))?;
            let place = decisions.iter().position(|other| other == decision)?;
            decisions.remove(place);
        }
        for Dated { year, decision } in &self.into {
            let decisions = changed.get_mut(usize::from(*year))?;
            if decisions.contains(decision) {
                return None;
            }
            decisions.push(*decision);
            decisions.sort_unstable();
        }
        Some(changed)
    }
}

/// Which changes are thought of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// Other options, other components, tools left out or added, on [`USUAL`] terms where the plan has none.
    pub tools: bool,
    /// Contracts renewed or renegotiated.
    pub renewals: bool,
    /// Other terms, clauses, vehicles and approaches.
    pub terms: bool,
    pub staffing: bool,
    pub guardrails: bool,
    pub use_cases: bool,
    /// Answers to events.
    pub answers: bool,
    /// A year earlier or later where that year's limits leave room, and two decisions trading places.
    pub timing: bool,
}

impl Vocabulary {
    /// All that a team can decide.
    pub const ALL: Self = Self {
        tools: true,
        renewals: true,
        terms: true,
        staffing: true,
        guardrails: true,
        use_cases: true,
        answers: true,
        timing: true,
    };

    /// All but which use cases go live when: plans for the same mission.
    pub const SAME_MISSION: Self = Self { use_cases: false, ..Self::ALL };

    /// Which tool for which component in which year, on the usual terms; everything else as it is.
    pub const TOOLS: Self = Self {
        tools: true,
        renewals: false,
        terms: false,
        staffing: false,
        guardrails: false,
        use_cases: false,
        answers: false,
        timing: true,
    };
}

/// Terms of a tool for which the plan names none: three years, with a portability clause, ordered on an existing
/// vehicle. Design choice: those of all shipped plans.
pub const USUAL: (Term, bool, Vehicle) = (Term::ThreeYears, true, Vehicle::Order);

/// Adopting an option on the usual terms.
#[must_use]
pub const fn adopt(component: ComponentId, option: OptionId) -> Decision {
    let (term, clause, vehicle) = USUAL;
    Decision::Adopt { component, option, term, clause, vehicle }
}

const REVIEWS: [Review; 3] = [Review::None, Review::Sampled, Review::Full];

/// Every single change of a plan that the vocabulary speaks of, legal or not.
#[must_use]
pub fn all(case: &Case, years: &[Vec<Decision>], vocabulary: &Vocabulary) -> Vec<Change> {
    let mut list = List { case, years, vocabulary, found: Vec::new(), seen: BTreeSet::new() };
    for year in 0..years.len() {
        for decision in &years[year] {
            list.of_decision(Dated { year: year as u16, decision: *decision });
        }
        list.additions(year);
        if vocabulary.timing && year + 1 < years.len() {
            list.trades(year);
        }
    }
    list.found
}

/// A class of decisions that compete for the same limit of a year.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Tool,
    Staff,
    Guardrail,
    UseCase,
    Answer,
    Record,
}

const fn class(decision: &Decision) -> Class {
    match decision {
        Decision::Adopt { .. } | Decision::Renew { .. } => Class::Tool,
        Decision::Staff { .. } => Class::Staff,
        Decision::Invest(_) => Class::Guardrail,
        Decision::Launch { .. } | Decision::Defer(_) => Class::UseCase,
        Decision::Respond { .. } => Class::Answer,
        Decision::Predict { .. } | Decision::Because { .. } | Decision::Dissent(_) => Class::Record,
    }
}

struct List<'a> {
    case: &'a Case,
    years: &'a [Vec<Decision>],
    vocabulary: &'a Vocabulary,
    found: Vec<Change>,
    seen: BTreeSet<(Vec<Dated>, Vec<Dated>)>,
}

impl List<'_> {
    fn push(&mut self, kind: Kind, out: &[Dated], into: &[Dated]) {
        if out == into || into.iter().any(|dated| self.has(*dated)) {
            return;
        }
        if self.seen.insert((out.to_vec(), into.to_vec())) {
            self.found.push(Change { kind, out: out.to_vec(), into: into.to_vec() });
        }
    }

    fn has(&self, dated: Dated) -> bool {
        let year = self.years.get(usize::from(dated.year));
        year.is_some_and(|decisions| decisions.contains(&dated.decision))
    }

    fn swap(&mut self, kind: Kind, dated: Dated, decision: Decision) {
        self.push(kind, &[dated], &[Dated { decision, ..dated }]);
    }

    fn speaks_of(&self, decision: &Decision) -> bool {
        let Vocabulary { tools, renewals, staffing, guardrails, use_cases, answers, .. } =
            *self.vocabulary;
        match decision {
            Decision::Adopt { .. } => tools,
            Decision::Renew { .. } => renewals,
            _ => match class(decision) {
                Class::Staff => staffing,
                Class::Guardrail => guardrails,
                Class::UseCase => use_cases,
                Class::Answer => answers,
                Class::Tool | Class::Record => false,
            },
        }
    }

    /// Changes that begin with one decision of the plan.
    fn of_decision(&mut self, dated: Dated) {
        let decision = dated.decision;
        self.alternatives(dated);
        if !self.speaks_of(&decision) {
            return;
        }
        self.push(Kind::LeaveOut, &[dated], &[]);
        if self.vocabulary.timing && !matches!(decision, Decision::Respond { .. }) {
            if let Some(year) = dated.year.checked_sub(1)
                && self.has_room(year.into(), class(&decision))
            {
                self.push(Kind::Earlier, &[dated], &[Dated { year, decision }]);
            }
            let next = usize::from(dated.year) + 1;
            if next < self.years.len() && self.has_room(next, class(&decision)) {
                let year = dated.year + 1;
                self.push(Kind::Later, &[dated], &[Dated { year, decision }]);
            }
        }
    }

    fn alternatives(&mut self, dated: Dated) {
        match dated.decision {
            Decision::Adopt { component, option, term, clause, vehicle } => {
                let adopt = |option, term, clause, vehicle| Decision::Adopt {
                    component,
                    option,
                    term,
                    clause,
                    vehicle,
                };
                if self.vocabulary.tools {
                    for other in self.offers(component) {
                        if other != option {
                            self.swap(Kind::Option, dated, adopt(other, term, clause, vehicle));
                        }
                    }
                }
                if self.vocabulary.terms {
                    for other in Term::ALL {
                        self.swap(Kind::Terms, dated, adopt(option, other, clause, vehicle));
                    }
                    self.swap(Kind::Terms, dated, adopt(option, term, !clause, vehicle));
                    for other in Vehicle::ALL {
                        self.swap(Kind::Terms, dated, adopt(option, term, clause, other));
                    }
                }
                self.renewals(dated, component, term, clause);
                self.elsewhere(dated);
            }
            Decision::Renew { component, term, clause, approach } => {
                let renew =
                    |term, clause, approach| Decision::Renew { component, term, clause, approach };
                if self.vocabulary.terms && self.vocabulary.renewals {
                    for other in Term::ALL {
                        self.swap(Kind::Terms, dated, renew(other, clause, approach));
                    }
                    self.swap(Kind::Terms, dated, renew(term, !clause, approach));
                    for other in Approach::ALL {
                        self.swap(Kind::Terms, dated, renew(term, clause, other));
                    }
                }
                if self.vocabulary.tools {
                    for option in self.offers(component) {
                        self.swap(Kind::Option, dated, adopt(component, option));
                    }
                }
                self.elsewhere(dated);
            }
            Decision::Staff { .. } if self.vocabulary.staffing => {
                for other in staffing(self.case) {
                    self.swap(Kind::Staffing, dated, other);
                }
            }
            Decision::Invest(_) if self.vocabulary.guardrails => {
                for other in guardrails(self.case) {
                    self.swap(Kind::Guardrail, dated, Decision::Invest(other));
                }
            }
            Decision::Launch { use_case, .. } | Decision::Defer(use_case)
                if self.vocabulary.use_cases =>
            {
                for other in launches(self.case, use_case) {
                    self.swap(Kind::UseCase, dated, other);
                }
            }
            Decision::Respond { card, .. } if self.vocabulary.answers => {
                for choice in 0..self.case.card(card).choices.len() {
                    let other = Decision::Respond { card, choice: choice as u8 };
                    self.swap(Kind::Answer, dated, other);
                }
            }
            _ => {}
        }
    }

    fn offers(&self, component: ComponentId) -> Vec<OptionId> {
        self.case.on_offer(component).collect()
    }

    /// Keeping what runs, under a contract, instead of replacing it.
    fn renewals(&mut self, dated: Dated, component: ComponentId, term: Term, clause: bool) {
        if self.vocabulary.renewals {
            for approach in Approach::ALL {
                let renew = Decision::Renew { component, term, clause, approach };
                self.swap(Kind::Option, dated, renew);
            }
        }
    }

    /// The slot of a tool decision for each component that has none this year.
    fn elsewhere(&mut self, dated: Dated) {
        if !self.vocabulary.tools {
            return;
        }
        for component in self.undecided(dated.year.into()) {
            for option in self.offers(component) {
                self.swap(Kind::Instead, dated, adopt(component, option));
            }
        }
    }

    fn undecided(&self, year: usize) -> Vec<ComponentId> {
        let components = (0..self.case.components.len() as u16).map(ComponentId);
        let decided = |id: &ComponentId| self.years[year].iter().any(|it| it.tool() == Some(*id));
        components.filter(|id| !decided(id)).collect()
    }

    /// Whether the limit of a class leaves room for one more in a year. A plan may name answers in advance; only those
    /// that find their event use up their limit.
    fn has_room(&self, year: usize, wanted: Class) -> bool {
        let agency = &self.case.agency;
        let limit = match wanted {
            Class::Tool => agency.slots.get(year).copied().unwrap_or(0),
            Class::Staff => agency.staffing_per_year,
            Class::Guardrail => agency.guardrails_per_year,
            Class::UseCase | Class::Answer | Class::Record => return true,
        };
        let taken = self.years[year].iter().filter(|decision| class(decision) == wanted).count();
        taken < usize::from(limit)
    }

    /// What could be taken beside the decisions of a year, where its limits leave room.
    fn additions(&mut self, year: usize) {
        let Vocabulary { tools, renewals, staffing: staff, guardrails: guards, .. } =
            *self.vocabulary;
        let mut added = Vec::new();
        if self.has_room(year, Class::Tool) {
            for component in self.undecided(year) {
                if tools {
                    let offers = self.offers(component);
                    added.extend(offers.into_iter().map(|option| adopt(component, option)));
                }
                if renewals {
                    let (term, clause, _) = USUAL;
                    added.extend(Approach::ALL.map(|approach| Decision::Renew {
                        component,
                        term,
                        clause,
                        approach,
                    }));
                }
            }
        }
        if staff && self.has_room(year, Class::Staff) {
            added.extend(staffing(self.case));
        }
        if guards && self.has_room(year, Class::Guardrail) {
            added.extend(guardrails(self.case).into_iter().map(Decision::Invest));
        }
        if self.vocabulary.use_cases {
            for use_case in (0..self.case.use_cases.len() as u16).map(UseCaseId) {
                let decided = |decision: &Decision| match decision {
                    Decision::Launch { use_case: other, .. } | Decision::Defer(other) => {
                        *other == use_case
                    }
                    _ => false,
                };
                if !self.years[year].iter().any(decided) {
                    added.extend(launches(self.case, use_case));
                }
            }
        }
        if self.vocabulary.answers && self.case.agency.responses_per_year > 0 {
            for (index, card) in self.case.cards.iter().enumerate() {
                let card_id = CardId(index as u16);
                let answered = |decision: &Decision| matches!(decision, Decision::Respond { card, .. } if *card == card_id);
                if !self.years[year].iter().any(answered) {
                    added.extend(
                        (0..card.choices.len()).map(|choice| Decision::Respond {
                            card: card_id,
                            choice: choice as u8,
                        }),
                    );
                }
            }
        }
        for decision in added {
            self.push(Kind::Add, &[], &[Dated { year: year as u16, decision }]);
        }
    }

    /// Two decisions of one class in this year and the next.
    fn trades(&mut self, year: usize) {
        for first in &self.years[year] {
            for second in &self.years[year + 1] {
                let same = class(first) == class(second);
                let timed = matches!(class(first), Class::Tool | Class::Staff | Class::Guardrail);
                if !(same && timed && self.speaks_of(first) && self.speaks_of(second)) {
                    continue;
                }
                let dated = |year: usize, decision: &Decision| Dated {
                    year: year as u16,
                    decision: *decision,
                };
                self.push(
                    Kind::Trade,
                    &[dated(year, first), dated(year + 1, second)],
                    &[dated(year, second), dated(year + 1, first)],
                );
            }
        }
    }
}

fn staffing(case: &Case) -> Vec<Decision> {
    let mut all = Vec::new();
    for action in StaffAction::ALL {
        for pool in (0..case.pools.len() as u16).map(PoolId) {
            all.extend(StaffCount::ALL.map(|count| Decision::Staff { action, pool, count }));
        }
    }
    all
}

fn guardrails(case: &Case) -> Vec<Guardrail> {
    let offered = |it: &Guardrail| case.guardrails.iter().any(|offer| offer.guardrail == *it);
    Guardrail::ALL.into_iter().filter(offered).collect()
}

fn launches(case: &Case, use_case: UseCaseId) -> Vec<Decision> {
    let planned = case.use_cases.get(use_case.index()).is_some_and(|it| it.planned.is_some());
    let reviews = REVIEWS.map(|review| Decision::Launch { use_case, review });
    reviews.into_iter().chain(planned.then_some(Decision::Defer(use_case))).collect()
}
