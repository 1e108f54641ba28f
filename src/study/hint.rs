//! Hints for a year to decide, in three strengths: where to look, what is there, what one could do.
//!
//! Invariants: a hint is computed from the state of the pipeline and the draft; below the third strength it holds no
//! decision; a decision it holds would be allowed now. Whether and when to show one is for the app.

use crate::id::{CardId, ComponentId};
use crate::insight::change::{USUAL, adopt};
use crate::scenario::case::Case;
use crate::scenario::plan::{Approach, Decision, Guardrail, StaffAction, StaffCount};
use crate::sim::check::{check, first_year, known_appropriation, running_cost};
use crate::sim::outcome::Occurrence;
use crate::sim::state::NEVER;
use crate::sim::{Model, ONLY, State};

/// A contract that ends within so many months is about to end: before the next year can be decided.
const SOON: u16 = 12;
/// Load over capacity from which waiting grows fast. Design choice, from the shape of Erlang C.
const FULL: f64 = 0.85;
/// Share of the wanted work below which a team is short. Design choice.
const SHORT: f64 = 0.9;
/// Part of the appropriation from which unplanned money is worth a hint. Design choice.
const MONEY_LEFT: f64 = 0.08;

/// How much a hint gives away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    Nudge,
    Pointer,
    Worked,
}

impl Strength {
    pub const ALL: [Self; 3] = [Self::Nudge, Self::Pointer, Self::Worked];
}

/// What kind of thing to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    OpenEvent,
    Ending,
    Overloaded,
    Unsupported,
    Contract,
    MoneyLeft,
}

/// What is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pointer {
    /// An event that waits for an answer.
    OpenEvent(CardId),
    /// Switched off or no longer patched; months left, where it is switched off.
    Ending {
        component: ComponentId,
        months: Option<u16>,
    },
    /// Load over capacity.
    Overloaded {
        component: ComponentId,
        utilisation: f64,
    },
    /// A tool the agency runs itself, and the share of the wanted work that its team covers.
    Unsupported {
        component: ComponentId,
        coverage: f64,
    },
    Contract {
        component: ComponentId,
        months: u16,
    },
    /// Of the appropriation, nothing planned for it (k$).
    MoneyLeft {
        amount: f64,
    },
}

/// A hint; how much of it is told is asked with [`Hint::told`].
#[derive(Clone, Debug, PartialEq)]
pub struct Hint {
    pointer: Pointer,
    worked: Option<Decision>,
}

/// As much of a hint as its strength allows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Told {
    Nudge(Topic),
    Pointer(Pointer),
    /// One thing that could be done now, not the only one; `None` where the rules allow none of those thought of.
    Worked(Pointer, Option<Decision>),
}

impl Pointer {
    #[must_use]
    pub const fn topic(&self) -> Topic {
        match self {
            Self::OpenEvent(_) => Topic::OpenEvent,
            Self::Ending { .. } => Topic::Ending,
            Self::Overloaded { .. } => Topic::Overloaded,
            Self::Unsupported { .. } => Topic::Unsupported,
            Self::Contract { .. } => Topic::Contract,
            Self::MoneyLeft { .. } => Topic::MoneyLeft,
        }
    }
}

impl Hint {
    #[must_use]
    pub const fn topic(&self) -> Topic {
        self.pointer.topic()
    }

    #[must_use]
    pub const fn told(&self, strength: Strength) -> Told {
        match strength {
            Strength::Nudge => Told::Nudge(self.pointer.topic()),
            Strength::Pointer => Told::Pointer(self.pointer),
            Strength::Worked => Told::Worked(self.pointer, self.worked),
        }
    }
}

/// What is known when a year is decided.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    pub case: &'a Case,
    pub model: &'a Model,
    pub state: &'a State,
    /// Events of last year that wait for an answer.
    pub open: &'a [(CardId, Occurrence)],
    /// The draft.
    pub taken: &'a [Decision],
}

/// Everything worth a hint, the most pressing first; what the draft deals with is left out.
#[must_use]
pub fn hints(desk: &Desk<'_>) -> Vec<Hint> {
    let mut pointers = Vec::new();
    for (card, _) in desk.open {
        let answered =
            |it: &Decision| matches!(it, Decision::Respond { card: other, .. } if other == card);
        if !desk.taken.iter().any(answered) {
            pointers.push(Pointer::OpenEvent(*card));
        }
    }
    for (component, compiled) in (0..).map(ComponentId).zip(&desk.model.components) {
        if desk.taken.iter().any(|it| it.tool() == Some(component)) {
            continue;
        }
        let station = &desk.state.stations[component.index()];
        if station.project[ONLY].is_some() {
            continue;
        }
        let left = |month: u16| month.saturating_sub(desk.state.month);
        if station.frozen[ONLY] || station.ends[ONLY] != NEVER {
            let months = (station.ends[ONLY] != NEVER).then(|| left(station.ends[ONLY]));
            pointers.push(Pointer::Ending { component, months });
            continue;
        }
        let (load, capacity) = (station.now.load[ONLY], station.now.capacity[ONLY]);
        if capacity > 0.0 && load / capacity >= FULL {
            let utilisation = load / capacity;
            pointers.push(Pointer::Overloaded { component, utilisation });
        }
        let coverage = desk.state.pools[compiled.pool].coverage[ONLY];
        let own = desk.model.options[station.option[ONLY]].n.self_run > 0.0;
        let staffed = desk.taken.iter().any(|it| matches!(it, Decision::Staff { .. }));
        if desk.state.month > 0 && own && coverage < SHORT && !staffed {
            pointers.push(Pointer::Unsupported { component, coverage });
        }
        if station.contract_end[ONLY] != NEVER && left(station.contract_end[ONLY]) <= SOON {
            let months = left(station.contract_end[ONLY]);
            pointers.push(Pointer::Contract { component, months });
        }
    }
    let drafted: f64 =
        desk.taken.iter().map(|it| first_year(desk.model, desk.state, ONLY, it)).sum();
    let appropriation = known_appropriation(desk.model, desk.state, ONLY);
    let amount = appropriation - running_cost(desk.model, desk.state, ONLY) - drafted;
    if amount > MONEY_LEFT * appropriation {
        pointers.push(Pointer::MoneyLeft { amount });
    }
    pointers.sort_by_key(Pointer::topic);
    pointers.into_iter().map(|pointer| Hint { pointer, worked: desk.worked(&pointer) }).collect()
}

impl Desk<'_> {
    /// The first of some candidates that would be allowed now.
    fn worked(&self, pointer: &Pointer) -> Option<Decision> {
        let (term, clause, _) = USUAL;
        let candidates: Vec<Decision> = match *pointer {
            Pointer::OpenEvent(card) => {
                let choices = self.case.cards.get(card.index()).map_or(0, |it| it.choices.len());
                (0..choices as u8).map(|choice| Decision::Respond { card, choice }).collect()
            }
            Pointer::Ending { component, .. } => {
                self.offers(component).into_iter().map(|it| adopt(component, it)).collect()
            }
            Pointer::Overloaded { component, .. } => {
                let running = self.state.stations[component.index()].option[ONLY];
                let mut offers = self.offers(component);
                offers.sort_by(|a, b| self.most(b.index()).total_cmp(&self.most(a.index())));
                offers.retain(|it| self.most(it.index()) > self.most(running));
                offers.into_iter().map(|it| adopt(component, it)).collect()
            }
            Pointer::Unsupported { component, .. } => {
                let pool = crate::id::PoolId(self.model.components[component.index()].pool as u16);
                let count = StaffCount::One;
                [StaffAction::Hire, StaffAction::Contract, StaffAction::Train]
                    .map(|action| Decision::Staff { action, pool, count })
                    .to_vec()
            }
            Pointer::Contract { component, .. } => [Approach::Renegotiate, Approach::Accept]
                .map(|approach| Decision::Renew { component, term, clause, approach })
                .to_vec(),
            Pointer::MoneyLeft { .. } => Guardrail::ALL.map(Decision::Invest).to_vec(),
        };
        let allowed = |it: &Decision| check(self.model, self.state, self.taken, it).is_ok();
        candidates.into_iter().find(allowed)
    }

    fn offers(&self, component: ComponentId) -> Vec<crate::id::OptionId> {
        self.case.on_offer(component).collect()
    }

    /// Largest capacity an option can grow to (relative to the reference load).
    fn most(&self, option: usize) -> f64 {
        self.model.options[option].sizes.iter().map(|size| size.capacity).fold(0.0, f64::max)
    }
}
