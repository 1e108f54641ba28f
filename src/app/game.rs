//! The game without its window: which screen, which run, what is in hand, and what each wish does.
//!
//! Invariant: every change of the game goes through [`Game::apply`] or [`Game::tick`].

use std::path::PathBuf;

use super::debrief::Debrief;
use super::learn::Learn;
use super::place;
use super::review::Review;
use crate::host::{self, FileStore, Keeping, Store as _, now, replace};
use crate::scenario::case::Case;
use crate::scenario::plan::{Decision, Gauge};
use crate::scenario::shipped;
use crate::session::code;
use crate::session::table::Table;
use crate::sim::explain::explain;
use crate::ui::action::{Action, Wish};
use crate::ui::board::Moment;
use crate::ui::panels::frame::FrameHand;
use crate::ui::panels::reveal::RevealHand;
use crate::ui::panels::title::TitleHand;
use crate::ui::panels::year::{Drawer, YearHand, in_hand};
use crate::ui::theme::Look;
use crate::view::aid::AidView;
use crate::view::board::{BoardView, board};
use crate::view::brief::{BriefView, brief};
use crate::view::end::{EndView, end};
use crate::view::frame::FrameView;
use crate::view::planning::{self, ComponentView, PlanningView};
use crate::view::play::{PlayView, play};
use crate::view::reveal::{RevealView, reveal};
use crate::view::title::TitleView;
use crate::view::why::{WhyLine, outline};
use crate::view::words;
use alone::{Aid, Alone};
use playing::Playing;
pub(super) use runs::{AGAIN, RUN};

/// The screens, in the order of a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    #[default]
    Title,
    Brief,
    Year,
    Play,
    Reveal,
    End,
    /// Many tables together.
    Debrief,
    /// One learner alone.
    Learn,
    /// That learner looks back at a year or a run.
    Review,
}

/// What a screen shows. Made anew when the game changed, not for every picture.
#[derive(Clone, Debug, Default)]
pub struct Views {
    pub frame: FrameView,
    pub title: TitleView,
    pub brief: BriefView,
    pub planning: PlanningView,
    pub board: BoardView,
    pub component: Option<ComponentView>,
    pub play: PlayView,
    pub reveal: RevealView,
    pub end: EndView,
    pub aid: AidView,
}

/// Everything.
pub struct Game {
    pub screen: Screen,
    pub look: Look,
    pub views: Views,
    pub title: TitleHand,
    pub frame: FrameHand,
    pub year: YearHand,
    pub reveal: RevealHand,
    pub why: Option<(String, WhyLine)>,
    pub moment: Moment,
    /// The room in debrief, from when it was opened until the program ends.
    pub debrief: Option<Debrief>,
    /// The lesson, from when it was opened until the program ends.
    pub learn: Option<Learn>,
    /// What comes after a year of a run alone, from when it was opened until the program ends.
    pub review: Option<Review>,
    /// The step of the lesson that the run belongs to, if it was begun there.
    pub alone: Option<Alone>,
    /// What is open beside the run.
    pub aid: Aid,
    /// The screen of a run that was left for a concept card.
    parked: Option<Screen>,
    /// Whether a debrief or a review looks for insight that takes seconds, which comes when it comes: pictures of tests do without.
    pub looking: bool,
    /// The luck of runs that are begun from the lesson; left to chance where it is not set.
    pub luck: Option<u64>,
    table: Option<Table>,
    cases: Vec<Case>,
    store: FileStore,
    folder: PathBuf,
    /// Name of the run file, and bytes of its draft.
    file: String,
    drafted: u64,
    message: Option<String>,
    playing: Playing,
    /// Seconds in this phase, and what was granted on top (minutes).
    seconds: f32,
    granted: f32,
    stale: bool,
    /// The screen that a review was opened from.
    behind: Screen,
    /// A file or folder that the window should have shown by the machine.
    to_show: Option<PathBuf>,
    /// Where what is written stays, as it was told last.
    pub keeping: Keeping,
    /// Whether a file is to be chosen.
    chooses: bool,
    /// For how long (seconds) words of the draft have waited to be kept.
    unwritten: Option<f32>,
    /// What a learner had typed a second ago.
    typed: Vec<String>,
}

impl Game {
    /// A game that keeps its runs in `folder`.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        let look = read_look(&folder);
        let mut game = Self {
            screen: Screen::Title,
            look,
            views: Views::default(),
            title: TitleHand::default(),
            frame: FrameHand::default(),
            year: YearHand::default(),
            reveal: RevealHand::default(),
            why: None,
            moment: Moment::default(),
            debrief: None,
            learn: None,
            review: None,
            alone: None,
            aid: Aid::default(),
            parked: None,
            looking: true,
            luck: None,
            table: None,
            cases: shipped::cases(),
            store: FileStore::new(&folder),
            folder,
            file: String::new(),
            drafted: 0,
            message: None,
            playing: Playing::default(),
            seconds: 0.0,
            granted: 0.0,
            stale: true,
            behind: Screen::Learn,
            to_show: None,
            keeping: host::keeping(),
            chooses: false,
            unwritten: None,
            typed: Vec::new(),
        };
        game.message = place::warning(game.keeping);
        game.title.propose(chance());
        game
    }

    /// The run at the table.
    #[must_use]
    pub fn table(&self) -> Option<&Table> {
        self.table.as_ref()
    }

    /// The name of its run file; empty where nothing is played.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Lets time pass (seconds).
    pub fn tick(&mut self, passed: f32) {
        let before = self.seconds as u32;
        self.seconds += passed;
        if before != self.seconds as u32 {
            if self.table.is_some() {
                self.views.frame.clock = self.clock();
            }
            self.keep_what_rests();
        }
        if self.moves() {
            self.play_on(passed);
        }
        self.stale |= self.wait_for(passed);
        if let Some(waited) = &mut self.unwritten {
            *waited += passed;
            if *waited >= WRITTEN_AFTER {
                self.keep_draft();
            }
        }
        if self.screen == Screen::Debrief
            && let Some(debrief) = &mut self.debrief
        {
            self.stale |= debrief.tick(passed);
        }
        if self.screen == Screen::Review
            && let Some(review) = &mut self.review
        {
            self.stale |= review.tick() || review.looks() && before != self.seconds as u32;
        }
    }

    /// The look of a screen of this height (points): what a whole room reads is never small.
    #[must_use]
    pub fn worn(&self, height: f32) -> Look {
        if self.screen == Screen::Debrief { self.look.on_a_wall(height) } else { self.look }
    }

    /// Goes on with what is looked for, for about so many milliseconds where it goes in steps. Gives whether something was
    /// found, and whether something is left.
    pub fn work(&mut self, milliseconds: u64) -> (bool, bool) {
        let (mut found, mut left) = (false, false);
        if let Some(debrief) = &mut self.debrief {
            found |= debrief.work(milliseconds);
            left |= debrief.looks();
        }
        if let Some(review) = &mut self.review {
            found |= review.work(milliseconds);
            left |= review.looks();
        }
        self.stale |= found;
        (found, left)
    }

    /// Whether something is looked for.
    #[must_use]
    pub fn looks(&self) -> bool {
        self.debrief.as_ref().is_some_and(Debrief::looks)
            || self.review.as_ref().is_some_and(Review::looks)
    }

    /// Whether something has to be drawn every second.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.unwritten.is_some()
            || self.screen == Screen::Debrief
                && self.debrief.as_ref().is_some_and(|it| it.runs() || it.looks())
            || self.screen == Screen::Review && self.review.as_ref().is_some_and(Review::looks)
    }

    /// To the desk of a debrief, with the run that was just finished.
    fn gather(&mut self) {
        let debrief = self.debrief.get_or_insert_with(|| {
            Debrief::new(self.folder.clone(), self.cases.clone(), self.looking)
        });
        if self.table.as_ref().is_some_and(|table| !table.run().years.is_empty()) {
            let path = self.folder.join(&self.file);
            debrief.apply(Wish::Add(path.to_string_lossy().into_owned()));
        }
        self.message = debrief.message();
        self.leave();
        self.to(Screen::Debrief);
    }

    /// The table and the year that plays or was played last.
    fn played(&self) -> Option<(&Table, usize)> {
        let table = self.table.as_ref()?;
        Some((table, usize::from(table.year()).checked_sub(1)?))
    }

    /// The run at the table is left; it is kept.
    fn leave(&mut self) {
        self.table = None;
        self.alone = None;
        self.parked = None;
        self.aid = Aid::default();
    }

    fn to(&mut self, screen: Screen) {
        let phase_before = phase(self.screen);
        self.clear_aid();
        self.screen = screen;
        if phase(screen) != phase_before {
            self.seconds = 0.0;
            self.granted = 0.0;
        }
        self.why = None;
        self.moment.struck.clear();
        self.moment.flowing = matches!(screen, Screen::Play | Screen::Year);
        self.follow();
        self.stale = true;
    }

    /// Carries a wish out.
    pub fn apply(&mut self, action: Action) {
        self.stale = true;
        self.stir();
        match action {
            Action::Begin { case, table, seed, seats } => self.begin(&case, table, seed, &seats),
            Action::Resume(file) => self.resume(&file),
            Action::Open(text) => self.open(&text),
            Action::Forward => self.forward(),
            Action::Onward => self.onward(),
            Action::Home => {
                self.keep_draft();
                self.keep_words();
                self.keep_review_words();
                self.leave();
                self.title.propose(chance());
                self.to(Screen::Title);
            }
            Action::Take(decision) => {
                let refused = self.table.as_mut().map(|table| table.take(decision));
                if let (Some(Err(refusal)), Some(table)) = (refused, &self.table) {
                    self.message = Some(words::refusal(table.case(), &refusal).to_string());
                }
                self.keep_draft();
            }
            Action::TakeBack(decision) => {
                if let Some(table) = &mut self.table {
                    table.take_back(decision);
                }
                if matches!(decision, Decision::Predict { .. }) {
                    self.year.predict.1 = None;
                }
                self.keep_draft();
            }
            Action::Note(component, text) => {
                if let Some(table) = &mut self.table {
                    table.note(None, Some(component), &text);
                }
                // Not letter by letter.
                self.unwritten.get_or_insert(0.0);
            }
            Action::Commit => self.commit(),
            Action::Speed(speed) => self.set_speed(speed),
            Action::Month(month) => self.show_month(month),
            Action::Skip => self.to(Screen::Reveal),
            Action::Why(gauge) => self.ask(gauge),
            Action::CloseWhy => self.why = None,
            Action::Look(look) => self.wear(look),
            Action::Still(still) => self.wear(Look { reduced_motion: still, ..self.look }),
            Action::Document(kind) => self.make_document(kind),
            Action::ShowFolder => self.to_show = Some(self.folder.clone()),
            Action::SaveRun => {
                if self.table.is_some() {
                    self.to_show = Some(self.folder.join(&self.file));
                }
            }
            Action::Choose => self.chooses = true,
            Action::Extend(minutes) => self.granted += minutes as f32,
            Action::Dismiss => self.message = None,
            Action::Gather => self.gather(),
            Action::Debrief(wish) => {
                if let Some(debrief) = &mut self.debrief {
                    debrief.apply(wish);
                    self.message = debrief.message().or(self.message.take());
                    self.to_show = debrief.to_show().or(self.to_show.take());
                }
            }
            Action::Learn => self.learn(),
            Action::Study(wish) => self.study(wish),
            Action::Review(wish) => self.review(wish),
            Action::Aid(wish) => self.aid(wish),
        }
    }

    fn commit(&mut self) {
        let Some(table) = &mut self.table else { return };
        let year = table.year();
        if let Err(fault) = table.commit() {
            self.message = Some(fault.to_string());
            if table.year() == year {
                return;
            }
        }
        self.year = YearHand { component: self.year.component, ..YearHand::default() };
        self.reveal = RevealHand::default();
        self.note_prediction();
        self.play_year();
    }

    /// Puts a look on and keeps it. Where motion ends, the year waits for the next step.
    fn wear(&mut self, look: Look) {
        if look.reduced_motion && !self.look.reduced_motion {
            self.set_speed(0.0);
            self.moment.struck.clear();
        }
        self.look = look;
        keep_look(&self.folder, &look);
        self.follow();
    }

    fn forward(&mut self) {
        let over = self.table.as_ref().is_some_and(Table::is_over);
        match self.screen {
            Screen::Brief => self.to(Screen::Year),
            Screen::Reveal if over => self.to(Screen::End),
            Screen::Reveal => self.to(Screen::Year),
            Screen::Title
            | Screen::Year
            | Screen::Play
            | Screen::End
            | Screen::Debrief
            | Screen::Learn
            | Screen::Review => {}
        }
    }

    /// One step on. In a year that is decided it only shows the last step before the commit.
    fn onward(&mut self) {
        match self.screen {
            Screen::Year => self.year.drawer = Drawer::Commit,
            Screen::Play => self.apply(Action::Skip),
            Screen::Reveal if !self.reveal.opened => self.reveal.opened = true,
            Screen::Brief | Screen::Reveal => self.forward(),
            Screen::Debrief => self.apply(Action::Debrief(Wish::Next)),
            Screen::Learn => self.study_on(),
            Screen::Title | Screen::End | Screen::Review => {}
        }
    }

    fn ask(&mut self, gauge: Gauge) {
        if self.screen == Screen::Debrief {
            self.why = self.debrief.as_ref().and_then(|debrief| debrief.why(gauge));
            return;
        }
        let Some((table, year)) = self.played() else { return };
        let decisions = table.run().decisions();
        let seed = table.run().header.seed;
        let luck = crate::luck::Luck::new(seed);
        let (tree, _) = explain(table.case(), &luck, &decisions, year as u16, gauge);
        self.why = Some((words::why_of(gauge), outline(table.case(), &tree)));
    }

    /// Makes the views of the screen anew, if anything changed.
    pub fn refresh(&mut self) {
        if !std::mem::take(&mut self.stale) {
            return;
        }
        self.follow_learner();
        self.watch_keeping();
        let mut shown = std::mem::take(&mut self.views);
        shown.frame = self.frame_view();
        shown.aid = self.aid_view();
        if self.screen == Screen::Title {
            shown.title = self.title_view();
        }
        if let Some(table) = &self.table {
            match self.screen {
                Screen::Title | Screen::Debrief | Screen::Learn | Screen::Review => {}
                Screen::Brief => {
                    shown.brief = brief(table);
                    if self.alone.is_some() {
                        // One who learns alone has no session to be in time for.
                        shown.brief.session.clear();
                    }
                }
                Screen::Year => {
                    shown.planning = PlanningView::of(table);
                    shown.planning.alone = self.alone.is_some();
                    shown.board = board(table.case(), &table.frame(), None);
                    let terms = self.year.terms;
                    shown.component =
                        in_hand(&self.year).map(|id| planning::component(table, id, terms));
                }
                Screen::Play => {
                    if let Some((table, year)) = self.played() {
                        let made = play(table, year, self.reel(), self.position());
                        (shown.play, shown.board) = made;
                        shown.play.blend = self.moment.blend;
                    }
                }
                Screen::Reveal => {
                    if let Some((table, year)) = self.played() {
                        shown.reveal = reveal(table, year);
                        if self.alone.is_some() {
                            shown.reveal.next_driver = None;
                        }
                    }
                }
                Screen::End => {
                    let kept = place::run(self.keeping, &self.folder.join(&self.file));
                    shown.end = end(table, kept);
                    shown.end.page = self.keeping.is_page();
                    shown.end.alone = self.alone.is_some();
                }
            }
        }
        if self.screen == Screen::Debrief
            && let Some(debrief) = &mut self.debrief
        {
            debrief.refresh();
            debrief.view.page = self.keeping.is_page();
        }
        if self.screen == Screen::Learn
            && let Some(learn) = &mut self.learn
        {
            learn.view.parked = self.parked.is_some();
            learn.refresh();
        }
        if self.screen == Screen::Review {
            self.refresh_review();
        }
        self.views = shown;
    }

    /// Whether a file is to be chosen, once.
    pub fn chooses(&mut self) -> bool {
        std::mem::take(&mut self.chooses)
    }

    /// Wears what a person has told the machine they prefer, where they told the game nothing.
    pub fn prefer(&mut self, look: Look) {
        let told = FileStore::new(&self.folder).read_limited(LOOK, 4096).is_ok();
        if !told {
            self.look = look;
            self.follow();
        }
    }

    /// Whether the run at the table would be gone with the page.
    #[must_use]
    pub fn unkept(&self) -> bool {
        self.table.is_some() && !self.keeping.lasts()
    }

    /// Says once when a browser stops to keep what is written.
    fn watch_keeping(&mut self) {
        let now = host::keeping();
        if now.is_page() && now != self.keeping {
            self.keeping = now;
            self.message = place::warning(now);
        }
    }

    /// A file or folder that was asked for, once.
    pub fn to_show(&mut self) -> Option<PathBuf> {
        self.to_show.take()
    }

    /// Says that what is in hand changed.
    pub fn touch(&mut self) {
        self.stale = true;
        self.stir();
    }
}

/// Screens that share a clock.
const fn phase(screen: Screen) -> u8 {
    match screen {
        Screen::Title => 0,
        Screen::Brief => 1,
        Screen::Year | Screen::Play => 2,
        Screen::Reveal => 3,
        Screen::End => 4,
        Screen::Debrief => 5,
        Screen::Learn => 6,
        Screen::Review => 7,
    }
}

const LOOK: &str = "look.json";
/// Seconds after which words that are being typed are kept.
const WRITTEN_AFTER: f32 = 1.0;

fn read_look(folder: &std::path::Path) -> Look {
    let bytes = FileStore::new(folder).read_limited(LOOK, 4096).unwrap_or_default();
    let mut look: Look = serde_json::from_slice(&bytes).unwrap_or_default();
    look.text = if look.text.is_finite() { look.text.clamp(1.0, 2.0) } else { 1.0 };
    look
}

fn keep_look(folder: &std::path::Path, look: &Look) {
    let Ok(text) = serde_json::to_string(look) else { return };
    // A look that cannot be kept is no reason to stop a session.
    let _ = replace(folder, LOOK, text.as_bytes());
}

/// A seed that no table has had before.
fn chance() -> u64 {
    let mut mixed = now();
    for _ in 0..3 {
        mixed = (mixed ^ (mixed >> 31)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    mixed % code::WORD_SEEDS
}

mod alone;
mod papers;
mod playing;
mod review;
mod runs;
mod study;
mod views;

#[cfg(test)]
mod tests;
