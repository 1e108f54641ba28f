//! How a record stands in a file: slugs for ids, words for enums, whole cents for money, digests in hex.
//!
//! Invariants: each domain type has exactly one form, made and read by one description, so a field that is
//! added to the domain and forgotten here does not compile; unknown fields and numbers that are not finite are
//! refused; a finite number comes back bit by bit.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::slugs::{Misfit, Named, Slugs};
use super::{Note, Parent, RunHeader, Seat, TEXT_LIMIT};
use crate::id::{
    CardId, ComponentId, ControlId, OptionId, PoolId, ReasonId, RoleId, SupplierId, UseCaseId,
};
use crate::scenario::case::{Impact, Review, SourcingModel};
use crate::scenario::plan::{
    Approach, Decision, Direction, Gauge, Guardrail, Size, StaffAction, StaffCount, Term, Vehicle,
};
use crate::scenario::vocabulary::{Category, EventKind};
use crate::sim::check::Refusal;
use crate::sim::outcome::{
    ComponentState, Declined, Gauges, Milestone, Occurrence, Progress, Subject, YearOutcome,
};
use crate::units::{Money, Month};

/// A value that has a form in files.
pub trait Spelled: Sized {
    type Text: Serialize + DeserializeOwned + Clone + std::fmt::Debug + PartialEq;

    /// # Errors
    ///
    /// When an id is not of the case, a number is not finite or a text is too long.
    fn spell(&self, slugs: &Slugs) -> Result<Self::Text, Misfit>;

    /// # Errors
    ///
    /// When a name is not of the case, a digest is none or a text is too long.
    fn read(text: &Self::Text, slugs: &Slugs) -> Result<Self, Misfit>;
}

/// The form of a type.
pub type TextOf<T> = <T as Spelled>::Text;

/// Structs and enums whose form has the same fields under the same names.
macro_rules! spelled {
    ($(struct $name:ident as $text:ident { $($field:ident: $type:ty),* $(,)? })*) => {$(
        #[doc = concat!("Form of [`", stringify!($name), "`].")]
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $text { $(pub $field: TextOf<$type>),* }

        impl Spelled for $name {
            type Text = $text;

            fn spell(&self, slugs: &Slugs) -> Result<$text, Misfit> {
                let Self { $($field),* } = self;
                Ok($text { $($field: $field.spell(slugs)?),* })
            }

            fn read(text: &$text, slugs: &Slugs) -> Result<Self, Misfit> {
                Ok(Self { $($field: <$type>::read(&text.$field, slugs)?),* })
            }
        }
    )*};
    ($(enum $name:ident as $text:ident {
        $($variant:ident $(($inner:ident: $only:ty))? $({ $($field:ident: $type:ty),* $(,)? })?),* $(,)?
    })*) => {$(
        #[doc = concat!("Form of [`", stringify!($name), "`].")]
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case", deny_unknown_fields)]
        pub enum $text { $($variant $((TextOf<$only>))? $({ $($field: TextOf<$type>),* })?),* }

        impl Spelled for $name {
            type Text = $text;

            fn spell(&self, slugs: &Slugs) -> Result<$text, Misfit> {
                // A list of words needs no names.
                let _ = slugs;
                Ok(match self {
                    $(Self::$variant $(($inner))? $({ $($field),* })? =>
                        $text::$variant $(($inner.spell(slugs)?))? $({ $($field: $field.spell(slugs)?),* })?,)*
                })
            }

            fn read(text: &$text, slugs: &Slugs) -> Result<Self, Misfit> {
                let _ = slugs;
                Ok(match text {
                    $($text::$variant $(($inner))? $({ $($field),* })? =>
                        Self::$variant $((<$only>::read($inner, slugs)?))? $({ $($field: <$type>::read($field, slugs)?),* })?,)*
                })
            }
        }
    )*};
}

/// Types that stand in files as they are, and ids, which stand by name.
macro_rules! spelled_plainly {
    ($($plain:ty),*; $($id:ty),*) => {
        $(impl Spelled for $plain {
            type Text = Self;

            fn spell(&self, _: &Slugs) -> Result<Self, Misfit> {
                Ok(self.clone())
            }

            fn read(text: &Self, _: &Slugs) -> Result<Self, Misfit> {
                Ok(text.clone())
            }
        })*
        $(impl Spelled for $id {
            type Text = String;

            fn spell(&self, slugs: &Slugs) -> Result<String, Misfit> {
                self.name(slugs)
            }

            fn read(text: &String, slugs: &Slugs) -> Result<Self, Misfit> {
                Self::by_name(text, slugs)
            }
        })*
    };
}

spelled_plainly! {
    bool, u8, u16, u64, String;
    ComponentId, OptionId, SupplierId, PoolId, UseCaseId, ControlId, CardId, RoleId, ReasonId
}

spelled! {
    struct Seat as SeatText { role: RoleId, leaning: Option<SourcingModel> }
    struct Parent as ParentText { prefix: [u8; 32], year: u16 }
    struct RunHeader as HeaderText {
        case: String, case_digest: [u8; 32], rules_version: u16, seed: u64, table: String, seats: Vec<Seat>,
        started: Option<String>, parent: Option<Parent>,
    }
    struct Gauges as GaugesText {
        cost: f64, spent: Money, appropriation: Money, exit_cost: f64, exit_months: f64, lock_in: f64,
        losses: Money, incidents: u16, expected_loss: f64, served: f64, headroom: f64, controls: f64,
        findings: u16, value: f64, value_possible: f64,
    }
    struct ComponentState as ComponentStateText {
        option: OptionId, lock_in: f64, exit_cost: f64, patch_days: f64, utilisation: f64, debt: f64,
        nodes: u16, experience: f64,
    }
    struct Occurrence as OccurrenceText {
        month: Month, kind: EventKind, subject: Subject, loss: Money, size: f64,
    }
    struct Milestone as MilestoneText { month: Month, component: ComponentId, what: Progress }
    struct Declined as DeclinedText { decision: Decision, refusal: Refusal }
    struct YearOutcome as OutcomeText {
        year: u16, gauges: Gauges, by_category: [Money; Category::COUNT], by_component: Vec<Money>,
        components: Vec<ComponentState>, missing_controls: Vec<ControlId>, occurrences: Vec<Occurrence>,
        milestones: Vec<Milestone>, declined: Vec<Declined>, open: Vec<(CardId, Occurrence)>,
        digest: [u8; 32],
    }
}

spelled! {
    enum Term as TermText { OneYear, ThreeYears, FiveYears }
    enum Vehicle as VehicleText { Simplified, Order, Competition }
    enum Approach as ApproachText { Accept, Renegotiate }
    enum StaffAction as StaffActionText { Hire, Train, Contract, Reassign }
    enum StaffCount as StaffCountText { One, Two }
    enum Guardrail as GuardrailText { Harden, ExitDrill, Documentation, Upstream, Monitoring }
    enum Gauge as GaugeText { Cost, LockIn, Security, Scale, Compliance }
    enum Direction as DirectionText { Falls, Stays, Rises }
    enum Size as SizeText { Slight, Clear, Strong }
    enum Review as ReviewText { None, Sampled, Full }
    enum Impact as ImpactText { Low, Moderate, High }
    enum SourcingModel as SourcingModelText { Open, Proprietary, Managed, Inherited }
    enum EventKind as EventKindText {
        KnownFlawExploited, PoisonedDependency, SupplierBreach, PriceHike, SupplierAcquired, LicenceChange,
        ProjectAbandoned, KeyStaffLoss, BudgetDisruption, DemandSurge, AuditFinding, HarmfulDecision,
    }
    enum Progress as ProgressText {
        Procuring, Authorising, Integrating, Migrating, Live, EmergencyStarted, Dropped, SwitchedOff, Renewed,
    }
    enum Subject as SubjectText {
        Agency, Component(id: ComponentId), Supplier(id: SupplierId), Pool(id: PoolId), UseCase(id: UseCaseId),
    }
    enum Refusal as RefusalText {
        NoSlotLeft { slots: u16 },
        GuardrailLimit { limit: u16 },
        StaffingLimit { limit: u16 },
        ResponseLimit { limit: u16 },
        AlreadyDecided { component: ComponentId },
        MigrationUnderWay { component: ComponentId },
        AlreadyRunning { option: OptionId },
        WrongComponent { option: OptionId },
        NotOnOffer { option: OptionId },
        ImpactTooHigh { option: OptionId, needed: Impact },
        AboveCeiling { price: f64, ceiling: f64 },
        AboveThreshold { value: f64, threshold: f64 },
        NotEnoughMoney { needed: f64, left: f64 },
        NothingToRenew { component: ComponentId },
        NobodyToReassign { pool: PoolId },
        PoolFull { pool: PoolId },
        AlreadyLive { use_case: UseCaseId },
        NotDeferrable { use_case: UseCaseId },
        NothingToAnswer { card: CardId },
        NoSuchChoice { card: CardId, choices: u8 },
        Unknown,
        Repeated,
        NothingToExplain { component: ComponentId },
        Finished,
    }
}

/// Form of [`Decision`]. The choice of a response is a name, so it is read with its card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DecisionText {
    Adopt { component: String, option: String, term: TermText, clause: bool, vehicle: VehicleText },
    Renew { component: String, term: TermText, clause: bool, approach: ApproachText },
    Staff { action: StaffActionText, pool: String, count: StaffCountText },
    Invest(GuardrailText),
    Launch { use_case: String, review: ReviewText },
    Defer(String),
    Respond { card: String, choice: String },
    Predict { gauge: GaugeText, direction: DirectionText, size: SizeText },
    Because { component: String, reason: String },
    Dissent(String),
}

impl Spelled for Decision {
    type Text = DecisionText;

    fn spell(&self, slugs: &Slugs) -> Result<DecisionText, Misfit> {
        Ok(match *self {
            Self::Adopt { component, option, term, clause, vehicle } => DecisionText::Adopt {
                component: component.spell(slugs)?,
                option: option.spell(slugs)?,
                term: term.spell(slugs)?,
                clause,
                vehicle: vehicle.spell(slugs)?,
            },
            Self::Renew { component, term, clause, approach } => DecisionText::Renew {
                component: component.spell(slugs)?,
                term: term.spell(slugs)?,
                clause,
                approach: approach.spell(slugs)?,
            },
            Self::Staff { action, pool, count } => DecisionText::Staff {
                action: action.spell(slugs)?,
                pool: pool.spell(slugs)?,
                count: count.spell(slugs)?,
            },
            Self::Invest(guardrail) => DecisionText::Invest(guardrail.spell(slugs)?),
            Self::Launch { use_case, review } => DecisionText::Launch {
                use_case: use_case.spell(slugs)?,
                review: review.spell(slugs)?,
            },
            Self::Defer(use_case) => DecisionText::Defer(use_case.spell(slugs)?),
            Self::Respond { card, choice } => DecisionText::Respond {
                card: card.spell(slugs)?,
                choice: slugs.choice(card, choice)?.to_owned(),
            },
            Self::Predict { gauge, direction, size } => DecisionText::Predict {
                gauge: gauge.spell(slugs)?,
                direction: direction.spell(slugs)?,
                size: size.spell(slugs)?,
            },
            Self::Because { component, reason } => DecisionText::Because {
                component: component.spell(slugs)?,
                reason: reason.spell(slugs)?,
            },
            Self::Dissent(role) => DecisionText::Dissent(role.spell(slugs)?),
        })
    }

    fn read(text: &DecisionText, slugs: &Slugs) -> Result<Self, Misfit> {
        Ok(match text {
            DecisionText::Adopt { component, option, term, clause, vehicle } => Self::Adopt {
                component: Spelled::read(component, slugs)?,
                option: Spelled::read(option, slugs)?,
                term: Spelled::read(term, slugs)?,
                clause: *clause,
                vehicle: Spelled::read(vehicle, slugs)?,
            },
            DecisionText::Renew { component, term, clause, approach } => Self::Renew {
                component: Spelled::read(component, slugs)?,
                term: Spelled::read(term, slugs)?,
                clause: *clause,
                approach: Spelled::read(approach, slugs)?,
            },
            DecisionText::Staff { action, pool, count } => Self::Staff {
                action: Spelled::read(action, slugs)?,
                pool: Spelled::read(pool, slugs)?,
                count: Spelled::read(count, slugs)?,
            },
            DecisionText::Invest(guardrail) => Self::Invest(Spelled::read(guardrail, slugs)?),
            DecisionText::Launch { use_case, review } => Self::Launch {
                use_case: Spelled::read(use_case, slugs)?,
                review: Spelled::read(review, slugs)?,
            },
            DecisionText::Defer(use_case) => Self::Defer(Spelled::read(use_case, slugs)?),
            DecisionText::Respond { card, choice } => {
                let card = Spelled::read(card, slugs)?;
                Self::Respond { card, choice: slugs.choice_named(card, choice)? }
            }
            DecisionText::Predict { gauge, direction, size } => Self::Predict {
                gauge: Spelled::read(gauge, slugs)?,
                direction: Spelled::read(direction, slugs)?,
                size: Spelled::read(size, slugs)?,
            },
            DecisionText::Because { component, reason } => Self::Because {
                component: Spelled::read(component, slugs)?,
                reason: Spelled::read(reason, slugs)?,
            },
            DecisionText::Dissent(role) => Self::Dissent(Spelled::read(role, slugs)?),
        })
    }
}

/// Form of [`Note`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteText {
    pub role: Option<String>,
    pub component: Option<String>,
    pub text: String,
}

impl Spelled for Note {
    type Text = NoteText;

    fn spell(&self, slugs: &Slugs) -> Result<NoteText, Misfit> {
        let Self { role, component, text } = self;
        check_text("a note", text, TEXT_LIMIT)?;
        Ok(NoteText {
            role: role.spell(slugs)?,
            component: component.spell(slugs)?,
            text: text.clone(),
        })
    }

    fn read(text: &NoteText, slugs: &Slugs) -> Result<Self, Misfit> {
        check_text("a note", &text.text, TEXT_LIMIT)?;
        Ok(Self {
            role: Spelled::read(&text.role, slugs)?,
            component: Spelled::read(&text.component, slugs)?,
            text: text.text.clone(),
        })
    }
}

impl Spelled for f64 {
    type Text = Self;

    fn spell(&self, _: &Slugs) -> Result<Self, Misfit> {
        self.is_finite().then_some(*self).ok_or(Misfit::NotFinite)
    }

    fn read(text: &Self, _: &Slugs) -> Result<Self, Misfit> {
        text.is_finite().then_some(*text).ok_or(Misfit::NotFinite)
    }
}

impl Spelled for Money {
    type Text = i64;

    fn spell(&self, _: &Slugs) -> Result<i64, Misfit> {
        Ok(self.cents())
    }

    fn read(text: &i64, _: &Slugs) -> Result<Self, Misfit> {
        Ok(Self::from_cents(*text))
    }
}

impl Spelled for Month {
    type Text = u16;

    fn spell(&self, _: &Slugs) -> Result<u16, Misfit> {
        Ok(self.0)
    }

    fn read(text: &u16, _: &Slugs) -> Result<Self, Misfit> {
        Ok(Self(*text))
    }
}

impl Spelled for [u8; 32] {
    type Text = String;

    fn spell(&self, _: &Slugs) -> Result<String, Misfit> {
        Ok(hex(self))
    }

    fn read(text: &String, _: &Slugs) -> Result<Self, Misfit> {
        digest(text).ok_or_else(|| Misfit::NotADigest(text.chars().take(70).collect()))
    }
}

impl Spelled for [Money; Category::COUNT] {
    type Text = [i64; Category::COUNT];

    fn spell(&self, _: &Slugs) -> Result<Self::Text, Misfit> {
        Ok(self.map(Money::cents))
    }

    fn read(text: &Self::Text, _: &Slugs) -> Result<Self, Misfit> {
        Ok(text.map(Money::from_cents))
    }
}

impl<T: Spelled> Spelled for Vec<T> {
    type Text = Vec<T::Text>;

    fn spell(&self, slugs: &Slugs) -> Result<Self::Text, Misfit> {
        self.iter().map(|one| one.spell(slugs)).collect()
    }

    fn read(text: &Self::Text, slugs: &Slugs) -> Result<Self, Misfit> {
        text.iter().map(|one| T::read(one, slugs)).collect()
    }
}

impl<T: Spelled> Spelled for Option<T> {
    type Text = Option<T::Text>;

    fn spell(&self, slugs: &Slugs) -> Result<Self::Text, Misfit> {
        self.as_ref().map(|one| one.spell(slugs)).transpose()
    }

    fn read(text: &Self::Text, slugs: &Slugs) -> Result<Self, Misfit> {
        text.as_ref().map(|one| T::read(one, slugs)).transpose()
    }
}

impl<A: Spelled, B: Spelled> Spelled for (A, B) {
    type Text = (A::Text, B::Text);

    fn spell(&self, slugs: &Slugs) -> Result<Self::Text, Misfit> {
        Ok((self.0.spell(slugs)?, self.1.spell(slugs)?))
    }

    fn read(text: &Self::Text, slugs: &Slugs) -> Result<Self, Misfit> {
        Ok((A::read(&text.0, slugs)?, B::read(&text.1, slugs)?))
    }
}

/// Refuses a text that is too long to keep.
pub(in crate::session) fn check_text(
    what: &'static str,
    text: &str,
    most: usize,
) -> Result<(), Misfit> {
    let found = text.chars().count();
    check_count(what, found, most, "characters")
}

/// Refuses more than can be kept.
pub(in crate::session) fn check_count(
    what: &'static str,
    found: usize,
    most: usize,
    unit: &'static str,
) -> Result<(), Misfit> {
    if found > most { Err(Misfit::TooMuch { what, found, most, unit }) } else { Ok(()) }
}

/// Lowercase hexadecimal digits.
pub(in crate::session) fn hex(bytes: &[u8]) -> String {
    let digit =
        |value: u8| char::from_digit(u32::from(value), 16).expect("four bits are one digit");
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn digest(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let value =
            |digit: u8| char::from(digit).to_digit(16).filter(|_| !digit.is_ascii_uppercase());
        *byte = (value(pair[0])? << 4 | value(pair[1])?) as u8;
    }
    Some(bytes)
}
