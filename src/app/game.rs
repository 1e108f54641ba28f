//! The game without its window: which screen, which run, what is in hand, and what each wish does.
//!
//! Invariant: every change of the game goes through [`Game::apply`] or [`Game::tick`].

use std::io;
use std::path::PathBuf;

use crate::documents::{self, Kind};
use crate::host::{FileStore, Store as _, set_aside};
use crate::id::RoleId;
use crate::scenario::case::Case;
use crate::scenario::plan::{Decision, Gauge};
use crate::scenario::{load, shipped};
use crate::session::code;
use crate::session::journal::{self, FILE_LIMIT, JournalFault, ReadRun};
use crate::session::record::{Run, Seat};
use crate::session::replay;
use crate::session::table::{Keeper, ResumeFault, Table};
use crate::sim::RULES_VERSION;
use crate::sim::explain::explain;
use crate::ui::action::Action;
use crate::ui::board::Moment;
use crate::ui::panels::frame::FrameHand;
use crate::ui::panels::reveal::RevealHand;
use crate::ui::panels::title::TitleHand;
use crate::ui::panels::year::{Drawer, YearHand, in_hand};
use crate::ui::theme::Look;
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
use playing::Playing;

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
    /// A file or folder that the window should have shown by the machine.
    to_show: Option<PathBuf>,
}

impl Game {
    /// A game that keeps its runs in `folder`.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        let cases =
            shipped::slugs().into_iter().filter_map(|slug| load(&shipped::files(slug)?).case);
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
            table: None,
            cases: cases.collect(),
            store: FileStore::new(&folder),
            folder,
            file: String::new(),
            drafted: 0,
            message: None,
            playing: Playing::default(),
            seconds: 0.0,
            granted: 0.0,
            stale: true,
            to_show: None,
        };
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
        if before != self.seconds as u32 && self.table.is_some() {
            self.views.frame.clock = self.clock();
        }
        if self.moves() {
            self.play_on(passed);
        }
    }

    /// The table and the year that plays or was played last.
    fn played(&self) -> Option<(&Table, usize)> {
        let table = self.table.as_ref()?;
        Some((table, usize::from(table.year()).checked_sub(1)?))
    }

    fn to(&mut self, screen: Screen) {
        let phase_before = phase(self.screen);
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
        match action {
            Action::Begin { case, table, seed, roles } => self.begin(&case, table, seed, &roles),
            Action::Resume(file) => self.resume(&file),
            Action::Open(text) => self.open(&text),
            Action::Forward => self.forward(),
            Action::Onward => self.onward(),
            Action::Home => {
                self.keep_draft();
                self.table = None;
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
                self.keep_draft();
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
            Action::Extend(minutes) => self.granted += minutes as f32,
            Action::Dismiss => self.message = None,
        }
    }

    fn begin(&mut self, slug: &str, name: String, seed: u64, roles: &[u16]) {
        let Some(case) = self.case(slug).cloned() else { return };
        let file = match self.free_name(slug, &name) {
            Ok(file) => file,
            Err(error) => {
                self.message = Some(format!("Runs cannot be kept: {error}"));
                return;
            }
        };
        let seats = roles.iter().map(|role| Seat { role: RoleId(*role), leaning: None }).collect();
        match Table::begin(case, seed, name, seats, None, self.keeper(&file)) {
            Ok(table) => {
                let drafted = self.draft(&file).len();
                self.sit_down(table, file, drafted, Screen::Brief);
            }
            Err(fault) => self.message = Some(format!("The run cannot be begun: {fault}")),
        }
    }

    fn sit_down(&mut self, table: Table, file: String, drafted: usize, screen: Screen) {
        self.table = Some(table);
        self.file = file;
        self.drafted = drafted as u64;
        self.year = YearHand::default();
        self.message = None;
        self.to(screen);
    }

    fn keeper(&self, file: &str) -> Keeper {
        let (mut store, file) = (self.store.clone(), file.to_owned());
        Box::new(move |at, bytes| store.append_synced(&file, at, bytes))
    }

    /// A name for a run file that is not taken yet.
    fn free_name(&self, slug: &str, table: &str) -> io::Result<String> {
        let known = self.store.list()?;
        let plain: String = table
            .to_lowercase()
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .take(24)
            .collect();
        let plain = plain.trim_matches('-');
        let stem = if plain.is_empty() { slug.to_owned() } else { format!("{slug}-{plain}") };
        let names = (1..).map(|number| format!("{stem}-{number}.run"));
        Ok(names.into_iter().find(|name| !known.contains(name)).expect("numbers do not run out"))
    }

    fn resume(&mut self, file: &str) {
        let bytes = match self.store.read_limited(file, FILE_LIMIT) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.message = Some(format!("{file} cannot be read: {error}"));
                return;
            }
        };
        let read = match journal::read(&bytes) {
            Ok(read) => read,
            Err(JournalFault::Damaged { line, what, years, .. }) => {
                self.message = Some(format!(
                    "{file}: line {line} is damaged ({what}); {years} whole years before it are intact; open a copy of the file"
                ));
                return;
            }
            Err(fault) => {
                self.message = Some(format!("{file}: {fault}"));
                return;
            }
        };
        if let Some(torn) = &read.torn
            && let Err(error) = set_aside(&mut self.store, file, read.intact as u64, &torn.bytes)
        {
            self.message =
                Some(format!("The unfinished end of {file} cannot be set aside: {error}"));
            return;
        }
        self.go_on(file, &read);
    }

    fn case(&self, slug: &str) -> Option<&Case> {
        self.cases.iter().find(|case| case.slug == slug)
    }

    /// The case that a run was played on; where it is not here, that is said.
    fn case_of(&mut self, file: &str, read: &ReadRun) -> Option<Case> {
        let slug = &read.lines.start.run.case;
        let case = self.case(slug).cloned();
        if case.is_none() {
            self.message =
                Some(format!("{file} was played on the case '{slug}', which is not here"));
        }
        case
    }

    fn go_on(&mut self, file: &str, read: &ReadRun) {
        let Some(case) = self.case_of(file, read) else { return };
        match Table::resume(case.clone(), read, self.keeper(file)) {
            Ok(mut table) => {
                let screen = if table.is_over() { Screen::End } else { Screen::Year };
                let draft = self.draft(file);
                if let Some(line) = last_line(&draft) {
                    table.restore_draft(&line);
                }
                self.sit_down(table, file.to_owned(), draft.len(), screen);
            }
            Err(ResumeFault::Verdict(verdict)) => {
                let said = words::verdict(&case, &verdict);
                self.message = Some(format!("{file} cannot be played on: {said}"));
            }
            Err(fault) => self.message = Some(format!("{file} cannot be played on: {fault}")),
        }
    }

    /// Opens a path or a code.
    fn open(&mut self, text: &str) {
        let path = PathBuf::from(text);
        if path.is_file() {
            self.open_file(&path);
            return;
        }
        let cases: Vec<&Case> = self.cases.iter().collect();
        match code::decode(text, &cases, RULES_VERSION) {
            Ok(decoded) => {
                let case = self.cases[decoded.case].clone();
                let run = replay::play_coded(&case, &decoded.run);
                self.adopt(&case, &run);
            }
            Err(fault) => {
                self.message = Some(format!("No file of that name, and no run code: {fault}"));
            }
        }
    }

    fn open_file(&mut self, path: &std::path::Path) {
        let parent = path.parent().map_or_else(PathBuf::new, PathBuf::from);
        let name =
            path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes = FileStore::new(parent).read_limited(&name, FILE_LIMIT);
        let read = bytes.map_err(|error| error.to_string());
        let read = read.and_then(|bytes| journal::read(&bytes).map_err(|fault| fault.to_string()));
        match read {
            Ok(read) => {
                let Some(case) = self.case_of(&name, &read) else { return };
                let slugs = crate::session::record::Slugs::of(&case);
                match read.resolve(&slugs) {
                    Ok(resolved) => self.adopt(&case, &resolved.run),
                    Err(misfit) => self.message = Some(format!("{name}: {misfit}")),
                }
            }
            Err(fault) => self.message = Some(format!("{name}: {fault}")),
        }
    }

    /// Copies a run into this machine's folder and goes on with it.
    fn adopt(&mut self, case: &Case, run: &Run) {
        let slugs = crate::session::record::Slugs::of(case);
        let kept = journal::write(run, &slugs).map_err(|fault| fault.to_string());
        let named =
            self.free_name(&case.slug, &run.header.table).map_err(|error| error.to_string());
        let stored = kept.and_then(|bytes| {
            let file = named?;
            self.store.write_new(&file, &bytes).map_err(|error| error.to_string())?;
            Ok(file)
        });
        match stored {
            Ok(file) => self.resume(&file),
            Err(fault) => self.message = Some(format!("The run cannot be kept here: {fault}")),
        }
    }

    fn keep_draft(&mut self) {
        let Some(table) = &self.table else { return };
        let mut line = table.draft_text();
        line.push('\n');
        let name = draft_name(&self.file);
        match self.store.append_synced(&name, self.drafted, line.as_bytes()) {
            Ok(()) => self.drafted += line.len() as u64,
            Err(error) => {
                self.message = Some(format!("The draft cannot be kept: {error}"));
                // Part of the line may be in the file.
                self.drafted = self.draft(&self.file).len() as u64;
            }
        }
    }

    /// What is kept of the drafts of a run.
    fn draft(&self, file: &str) -> Vec<u8> {
        self.store.read_limited(&draft_name(file), FILE_LIMIT).unwrap_or_default()
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
            Screen::Title | Screen::Year | Screen::Play | Screen::End => {}
        }
    }

    /// One step on. In a year that is decided it only shows the last step before the commit.
    fn onward(&mut self) {
        match self.screen {
            Screen::Year => self.year.drawer = Drawer::Commit,
            Screen::Play => self.apply(Action::Skip),
            Screen::Reveal if !self.reveal.opened => self.reveal.opened = true,
            Screen::Brief | Screen::Reveal => self.forward(),
            Screen::Title | Screen::End => {}
        }
    }

    fn ask(&mut self, gauge: Gauge) {
        let Some((table, year)) = self.played() else { return };
        let decisions = table.run().decisions();
        let seed = table.run().header.seed;
        let luck = crate::luck::Luck::new(seed);
        let (tree, _) = explain(table.case(), &luck, &decisions, year as u16, gauge);
        let name = format!("Why {} reads so", words::gauge(gauge));
        self.why = Some((name, outline(table.case(), &tree)));
    }

    /// Makes the views of the screen anew, if anything changed.
    pub fn refresh(&mut self) {
        if !std::mem::take(&mut self.stale) {
            return;
        }
        let mut shown = std::mem::take(&mut self.views);
        shown.frame = self.frame_view();
        if self.screen == Screen::Title {
            shown.title = self.title_view();
        }
        if let Some(table) = &self.table {
            match self.screen {
                Screen::Title => {}
                Screen::Brief => shown.brief = brief(table),
                Screen::Year => {
                    shown.planning = PlanningView::of(table);
                    shown.board = board(table.case(), &table.frame(), None);
                    let terms = (self.year.term, self.year.clause, self.year.vehicle);
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
                    }
                }
                Screen::End => {
                    shown.end = end(table, &self.folder.join(&self.file).to_string_lossy());
                }
            }
        }
        self.views = shown;
    }

    /// Makes a document of the run and keeps it beside the run file. What was made before is not written over.
    fn make_document(&mut self, kind: Kind) {
        let Some(table) = &self.table else { return };
        let run = Some(table.run()).filter(|run| !run.years.is_empty());
        let Some(text) = documents::write(kind, table.case(), run) else { return };
        match self.keep_document(kind, text.as_bytes()) {
            Ok(name) => {
                let path = self.folder.join(&name);
                self.message = Some(format!("{} is kept in {}", kind.name(), path.display()));
                self.to_show = Some(path);
            }
            Err(error) => {
                self.message = Some(format!("{} cannot be kept: {error}", kind.name()));
            }
        }
    }

    /// The name of the document's file: the same for the same bytes, a new one otherwise.
    fn keep_document(&mut self, kind: Kind, bytes: &[u8]) -> io::Result<String> {
        let stem = self.file.trim_end_matches(".run");
        let (file, ending) = kind.file().split_once('.').unwrap_or((kind.file(), ""));
        const MOST: u32 = 1000;
        for number in 1..=MOST {
            let count = if number == 1 { String::new() } else { format!("-{number}") };
            let name = format!("{stem}-{file}{count}.{ending}");
            match self.store.write_new(&name, bytes) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    if self.store.read_limited(&name, FILE_LIMIT)? == bytes {
                        return Ok(name);
                    }
                }
                written => return written.map(|()| name),
            }
        }
        Err(io::Error::other(format!("there are {MOST} of that name already")))
    }

    /// A file or folder that was asked for, once.
    pub fn to_show(&mut self) -> Option<PathBuf> {
        self.to_show.take()
    }

    /// Says that what is in hand changed.
    pub fn touch(&mut self) {
        self.stale = true;
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
    }
}

fn draft_name(file: &str) -> String {
    format!("{}.draft", file.trim_end_matches(".run"))
}

fn last_line(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    // A line without its end was cut off while it was written.
    let whole = &text[..=text.rfind('\n')?];
    whole.lines().last().map(str::to_owned)
}

const LOOK: &str = "look.json";

fn read_look(folder: &std::path::Path) -> Look {
    let bytes = FileStore::new(folder).read_limited(LOOK, 4096).unwrap_or_default();
    let mut look: Look = serde_json::from_slice(&bytes).unwrap_or_default();
    look.text = if look.text.is_finite() { look.text.clamp(1.0, 2.0) } else { 1.0 };
    look
}

fn keep_look(folder: &std::path::Path, look: &Look) {
    let Ok(text) = serde_json::to_string(look) else { return };
    let _ = std::fs::create_dir_all(folder);
    // A look that cannot be kept is no reason to stop a session.
    let _ = std::fs::write(folder.join(LOOK), text);
}

/// A seed that no table has had before.
#[expect(
    clippy::disallowed_methods,
    reason = "only a proposal of luck comes from the clock; what is played is in the file"
)]
fn chance() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let nanos = now.map_or(1, |now| now.as_nanos() as u64);
    let mut mixed = nanos;
    for _ in 0..3 {
        mixed = (mixed ^ (mixed >> 31)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    mixed % code::WORD_SEEDS
}

mod playing;
mod views;

#[cfg(test)]
mod tests;
