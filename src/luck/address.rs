//! Addresses of chance: what is drawn, and for whom.
//!
//! Invariant: a stream depends on a purpose and a name only. Adding a component, an option, a
//! hazard or a purpose leaves every other stream as it was.

macro_rules! purposes {
    ($($(#[$doc:meta])* $member:ident => $name:literal),* $(,)?) => {
        /// What a draw decides. A closed list: the name is part of the address, so a name that
        /// was released never changes and never gets a second meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Purpose { $($(#[$doc])* $member,)* }

        impl Purpose {
            pub const ALL: &'static [Purpose] = &[$(Self::$member,)*];

            /// The stable name, in kebab-case.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$member => $name,)* }
            }
        }
    };
}

purposes! {
    /// Whether a component is struck: a quad holds four months, a block each kind of hazard.
    Security => "security",
    /// How large an incident of a component is.
    SecuritySeverity => "security-severity",
    /// Whether something happens to a supplier: acquisition, licence change, end, breach.
    SupplierEvents => "supplier-events",
    /// What becomes of a supplier after an event: discontinued, dearer, unchanged, forked, revived.
    SupplierOutcome => "supplier-outcome",
    /// Yearly price growth, and the size of a price rise at renewal.
    Price => "price",
    /// Whether a continuing resolution, a shutdown or a cut comes.
    Calendar => "calendar",
    /// How long or how large an event of the calendar is.
    CalendarSize => "calendar-size",
    /// Whether people leave a staff pool.
    Attrition => "attrition",
    /// How long a hire takes.
    Hire => "hire",
    /// How long a procurement takes.
    Procurement => "procurement",
    /// Whether an award is protested.
    Protest => "protest",
    /// How long an authorisation takes.
    Authorisation => "authorisation",
    /// By how much a project overruns.
    Overrun => "overrun",
    /// How long a flaw stays open.
    Patch => "patch",
    /// Yearly growth of a use case's demand.
    Growth => "growth",
    /// Whether demand surges.
    Surge => "surge",
    /// How large and how long a surge is.
    SurgeSize => "surge-size",
    /// How fast a use case's data drifts away from its model.
    Drift => "drift",
    /// Whether an automated decision does harm.
    Harm => "harm",
    /// How large that harm is.
    HarmSeverity => "harm-severity",
    /// Whether an audit comes, and whether it suspends an authorisation.
    Audit => "audit",
    /// How many findings an audit has.
    AuditSize => "audit-size",
    /// How long before a service ends its end is announced.
    Notice => "notice",
    /// Whether an event card of the case is dealt.
    Card => "card",
    /// A plausible world: parameter values drawn from their ranges.
    World => "world",
    /// Plans drawn at random or changed at random by a search.
    Plan => "plan",
    /// Nodes of a formula that is computed on its own, outside a run.
    Formula => "formula",
    /// Free for tests and examples; no rule draws from it.
    Spare => "spare",
}

/// The address of one series of draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stream(u64);

impl Stream {
    /// The stream of a purpose for a subject (a slug of the case): the first eight bytes, little
    /// endian, of the BLAKE3 hash of the purpose's name, a zero byte and the subject.
    #[must_use]
    pub fn new(purpose: Purpose, subject: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(purpose.name().as_bytes());
        hasher.update(&[0]);
        hasher.update(subject.as_bytes());
        let [a, b, c, d, e, f, g, h, ..] = *hasher.finalize().as_bytes();
        Self(u64::from_le_bytes([a, b, c, d, e, f, g, h]))
    }

    /// The two counter words of the stream, low word first.
    #[must_use]
    #[inline]
    pub(super) const fn words(self) -> [u32; 2] {
        [self.0 as u32, (self.0 >> 32) as u32]
    }
}

#[cfg(test)]
mod tests {
    use super::{Purpose, Stream};
    use std::collections::BTreeSet;

    #[test]
    fn purposes_have_distinct_kebab_case_names() {
        let names: BTreeSet<&str> = Purpose::ALL.iter().map(|purpose| purpose.name()).collect();
        assert_eq!(names.len(), Purpose::ALL.len());
        for name in names {
            assert!(
                name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'),
                "{name} is not kebab-case"
            );
        }
    }

    #[test]
    fn streams_differ_by_purpose_and_by_subject() {
        let mut seen = BTreeSet::new();
        for purpose in Purpose::ALL {
            for subject in ["", "data-store", "data-stor", "serving", "agency"] {
                assert!(seen.insert(Stream::new(*purpose, subject)), "{purpose:?} {subject}");
            }
        }
    }

    #[test]
    fn a_released_stream_keeps_its_address() {
        let table = [
            (Purpose::Security, "data-store", 0xf8b8_3681_25a1_7cce),
            (Purpose::Calendar, "agency", 0xe766_7dd7_bb14_7b62),
            (Purpose::Overrun, "managed-open", 0x913c_7509_d139_82d7),
            (Purpose::Spare, "", 0x18ed_fb49_afc8_1399),
        ];
        for (purpose, subject, address) in table {
            assert_eq!(Stream::new(purpose, subject), Stream(address), "{purpose:?} {subject}");
        }
    }
}
