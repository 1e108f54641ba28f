//! What can happen in a month, as one sign: the same in the log, on the calendar and at a station.

use super::words;
use crate::scenario::vocabulary::EventKind;
use crate::sim::outcome::Progress;

/// One kind of happening. The picture of each is in `ui::icons`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Event(EventKind),
    Progress(Progress),
    /// A continuing resolution begins.
    Resolution,
    /// A use case is in use from now on, or is no longer.
    InUse(bool),
}

impl Sign {
    #[cfg(test)]
    pub const PROGRESS: [Progress; 9] = [
        Progress::Procuring,
        Progress::Authorising,
        Progress::Integrating,
        Progress::Migrating,
        Progress::Live,
        Progress::EmergencyStarted,
        Progress::Dropped,
        Progress::SwitchedOff,
        Progress::Renewed,
    ];

    /// Every sign there is.
    #[cfg(test)]
    #[must_use]
    pub fn all() -> Vec<Self> {
        let events = EventKind::ALL.iter().map(|kind| Self::Event(*kind));
        let steps = Self::PROGRESS.iter().map(|step| Self::Progress(*step));
        let others = [Self::Resolution, Self::InUse(true), Self::InUse(false)];
        events.chain(steps).chain(others).collect()
    }

    /// Its name in a sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Event(kind) => words::event(kind),
            Self::Progress(progress) => words::progress(progress),
            Self::Resolution => "continuing resolution",
            Self::InUse(true) => "in use from now",
            Self::InUse(false) => "no longer in use",
        }
    }

    /// Whether it is a step that was planned, and not something that struck.
    #[must_use]
    pub const fn planned(self) -> bool {
        match self {
            Self::Event(_) | Self::Resolution | Self::InUse(false) => false,
            Self::InUse(true) => true,
            Self::Progress(progress) => !matches!(
                progress,
                Progress::EmergencyStarted | Progress::Dropped | Progress::SwitchedOff
            ),
        }
    }
}
