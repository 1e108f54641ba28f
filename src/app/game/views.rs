//! What each screen shows, made from the game and its run.

use super::runs::RUN;
use super::{Game, Screen};
use crate::app::place;
use crate::host::Store as _;
use crate::session::journal::{self, FILE_LIMIT};
use crate::view::frame::{ClockView, FrameView, Step, clock, frame, minutes};
use crate::view::title::{TitleView, title};

impl Game {
    fn step(&self) -> Option<Step> {
        let year = self.table.as_ref().map_or(0, crate::session::table::Table::year);
        match self.screen {
            Screen::Title | Screen::Debrief | Screen::Learn | Screen::Review => None,
            Screen::Brief => Some(Step::Brief),
            Screen::Year => Some(Step::Year(year)),
            Screen::Play | Screen::Reveal => Some(Step::Year(year.saturating_sub(1))),
            Screen::End => Some(Step::End),
        }
    }

    pub(super) fn clock(&self) -> Option<ClockView> {
        // One who learns alone takes the time they need.
        let step = self.step().filter(|_| self.alone.is_none())?;
        Some(clock(step, self.seconds, minutes(step) + self.granted))
    }

    pub(super) fn frame_view(&self) -> FrameView {
        let shown = self.table.as_ref().zip(self.step());
        let mut view = shown.map_or_else(FrameView::default, |(table, step)| frame(table, step));
        if self.screen == Screen::Debrief {
            view.place = "Debrief".to_owned();
        }
        if self.screen == Screen::Learn {
            view.place = "Learn alone".to_owned();
        }
        if self.screen == Screen::Review {
            view.place = "Look back".to_owned();
        }
        view.help = self.step().map(|_| self.aid.help);
        view.guide = self.guide_is_closed();
        view.clock = self.clock();
        view.message.clone_from(&self.message);
        view
    }

    pub(super) fn title_view(&self) -> TitleView {
        let names = self.store.newest_first().unwrap_or_default();
        let names = names.into_iter().filter(|name| name.ends_with(RUN));
        let runs: Vec<_> = names
            .map(|name| {
                let bytes = self.store.read_limited(&name, FILE_LIMIT).ok();
                let read = bytes.and_then(|bytes| journal::read(&bytes).ok());
                (name, read)
            })
            .collect();
        let kept = place::runs(self.keeping, &self.folder);
        let mut view = title(&self.cases, &runs, kept);
        view.page = self.keeping.is_page();
        view
    }
}
