//! The clock of a playing year: how far it is, how fast it goes, and what strikes on the way.
//!
//! Invariant: where a year is depends on the seconds that passed at their speed, never on how they were cut into ticks.

use super::{Game, Screen};
use crate::ui::board::{Moment, SHOCK};
use crate::units::MONTHS;
use crate::view::play::{Position, Reel};

/// A year under way.
#[derive(Clone, Debug, Default)]
pub(super) struct Playing {
    reel: Reel,
    /// Seconds of the reel that are over.
    seconds: f32,
    /// Times as fast; 0: paused.
    speed: f32,
}

/// Seconds in which the picture slides from one month to the next.
const SLIDE: f32 = 1.2;
/// The flow is not drawn faster than this many times: faster it would only flicker.
const FASTEST_FLOW: f32 = 2.0;

impl Game {
    /// Whether the picture changes by itself.
    #[must_use]
    pub fn moves(&self) -> bool {
        self.screen == Screen::Play && self.playing.speed > 0.0
    }

    /// Begins to play the year that was played last.
    pub(super) fn play_year(&mut self) {
        let reel = self.played().map(|(table, year)| Reel::of(table, year)).unwrap_or_default();
        let speed = if self.look.reduced_motion { 0.0 } else { 1.0 };
        self.playing = Playing { reel, seconds: 0.0, speed };
        self.moment = Moment::default();
        self.to(Screen::Play);
    }

    pub(super) fn set_speed(&mut self, speed: f32) {
        self.playing.speed = if speed.is_finite() { speed.clamp(0.0, 16.0) } else { 0.0 };
    }

    /// Shows a month as a whole, and waits there.
    pub(super) fn show_month(&mut self, month: usize) {
        if self.screen != Screen::Play {
            return;
        }
        self.playing.speed = 0.0;
        self.playing.seconds = self.playing.reel.end_of(month.min(MONTHS - 1));
        self.moment.struck.clear();
        self.follow();
    }

    pub(super) fn position(&self) -> Position {
        let Playing { seconds, speed, .. } = self.playing;
        Position { seconds, speed, still: self.look.reduced_motion }
    }

    pub(super) fn reel(&self) -> &Reel {
        &self.playing.reel
    }

    /// Lets seconds pass in a year that plays.
    pub(super) fn play_on(&mut self, passed: f32) {
        let playing = &mut self.playing;
        let reel = &playing.reel;
        let before = playing.seconds;
        playing.seconds = (before + passed * playing.speed).min(reel.seconds());
        let (from, to) = (reel.shown(before), reel.shown(playing.seconds));
        let turned = reel.month(before).0 != reel.month(playing.seconds).0;
        let over = playing.seconds >= reel.seconds();
        if !self.look.reduced_motion {
            self.moment.clock += passed * playing.speed.min(FASTEST_FLOW);
            for struck in &mut self.moment.struck {
                struck.1 += passed;
            }
            let struck = playing.reel.entries[from..to].iter().filter(|it| !it.sign.planned());
            for entry in struck {
                // A long tick may have gone past it.
                let age = (playing.seconds - entry.at) / playing.speed;
                self.moment.struck.extend(entry.stations.iter().map(|station| (*station, age)));
            }
            self.moment.struck.retain(|struck| struck.1 < SHOCK);
        }
        self.follow();
        self.stale |= turned || from != to;
        if over {
            self.to(Screen::Reveal);
        }
    }

    /// What moves between two pictures of a month.
    pub(super) fn follow(&mut self) {
        let Playing { reel, seconds, .. } = &self.playing;
        let still = self.look.reduced_motion;
        let playing = self.screen == Screen::Play;
        let (month, share) = reel.month(*seconds);
        let since = seconds - reel.start_of(month);
        let slid = if playing && !still { (since / SLIDE).clamp(0.0, 1.0) } else { 1.0 };
        self.moment.still = still;
        self.moment.blend = slid * slid * (3.0 - 2.0 * slid);
        if playing {
            let share = if still { 1.0 } else { share };
            self.views.play.share = (month as f32 + share) / MONTHS as f32;
            self.views.play.blend = self.moment.blend;
        }
    }
}
