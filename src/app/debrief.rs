//! The debrief without its window: who is here, where in time, which part of the script, and what each wish does.
//!
//! Invariants: what was gathered is never changed, only added to or taken out; an answer that the room has not told its
//! expectation for is not in the view.

mod gathering;
mod views;
mod work;

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::game::RUN;
use crate::app::place;
use crate::debrief::gather::Room;
use crate::debrief::pins::{Pin, Pins, run_key};
use crate::debrief::run_of_show::{
    self, Beat, Material, RunOfShow, Screen, material_of, run_of_show,
};
use crate::debrief::timeline::{Cursor, Move, Timeline, of_room};
use crate::debrief::turning;
use crate::documents;
use crate::host::{FileStore, Store as _, free_name};
use crate::insight::executor::Machine;
use crate::insight::what_if::WhatIfs;
use crate::luck::Luck;
use crate::scenario::case::Case;
use crate::scenario::plan::Gauge;
use crate::session::branch::prefix_digest;
use crate::session::journal;
use crate::session::record::{Parent, Run, RunHeader, Slugs};
use crate::session::replay;
use crate::sim::explain::explain;
use crate::ui::action::Wish;
use crate::ui::panels::debrief::desk::{DeskHand, Leaf};
use crate::view::debrief::desk::DeskView;
use crate::view::debrief::survival::Against;
use crate::view::why::{WhyLine, outline};
use crate::view::{message, words};
use work::Work;

pub use work::Insight;
#[cfg(target_arch = "wasm32")]
pub use work::of_text;

/// A room in debrief.
pub struct Debrief {
    pub hand: DeskHand,
    pub view: DeskView,
    room: Room,
    cases: Vec<Case>,
    timelines: Vec<Timeline>,
    cursor: Cursor,
    pins: Pins,
    show: Option<RunOfShow>,
    material: Option<Material>,
    /// The change that was played: its table, its place in the list, and the run with it.
    branch: Option<(usize, usize, Run)>,
    clock: Clock,
    work: Work,
    map: Option<views::Map>,
    /// The table and the gauge that the hand is about: what was picked belongs to them.
    about: (usize, Gauge),
    /// What insight runs on, here and beside the desk.
    machine: Arc<Machine>,
    store: FileStore,
    folder: PathBuf,
    message: Option<String>,
    to_show: Option<PathBuf>,
    /// Whether insight is looked for beside the desk.
    looking: bool,
}

/// Seconds of the script, and of its part.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Clock {
    all: f32,
    part: f32,
}

/// Where pins are kept.
const PINS: &str = "debrief.pins";

impl Debrief {
    /// An empty room that keeps its pins and papers in `folder`. `looking` says whether insight that takes seconds is
    /// looked for beside the desk.
    #[must_use]
    pub fn new(folder: PathBuf, cases: Vec<Case>, looking: bool) -> Self {
        let store = FileStore::new(&folder);
        let mut debrief = Self {
            hand: DeskHand::default(),
            view: DeskView::default(),
            room: Room::default(),
            cases,
            timelines: Vec::new(),
            cursor: Cursor::over(&[]),
            pins: Pins::default(),
            show: None,
            material: None,
            branch: None,
            clock: Clock::default(),
            work: Work::default(),
            map: None,
            about: (0, Gauge::Cost),
            machine: Arc::new(place::machine()),
            store,
            folder,
            message: None,
            to_show: None,
            looking,
        };
        debrief.read_pins();
        debrief
    }

    #[must_use]
    pub fn room(&self) -> &Room {
        &self.room
    }

    /// What was found of the runs so far.
    #[must_use]
    pub const fn insight(&self) -> &Insight {
        self.work.found()
    }

    /// Takes up what another debrief found: it is not looked for again.
    pub fn know(&mut self, insight: Insight) {
        self.work.know(insight);
        self.look();
    }

    /// Something to tell, once.
    pub fn message(&mut self) -> Option<String> {
        self.message.take()
    }

    /// A file or folder that was asked for, once.
    pub fn to_show(&mut self) -> Option<PathBuf> {
        self.to_show.take()
    }

    /// Whether the clock of the script runs.
    #[must_use]
    pub const fn runs(&self) -> bool {
        self.hand.running
    }

    /// Lets time pass (seconds); says whether the clock shows another second.
    pub fn tick(&mut self, passed: f32) -> bool {
        let found = self.work.collect();
        if !self.hand.running {
            return found;
        }
        let before = self.clock.all as u32;
        self.clock.all += passed;
        self.clock.part += passed;
        found || before != self.clock.all as u32
    }

    /// Goes on with what is looked for, see [`Machine::allow`]; says whether something was found.
    pub fn work(&mut self, milliseconds: u64) -> bool {
        self.machine.allow(milliseconds);
        self.work.collect()
    }

    /// Whether insight is still looked for.
    #[must_use]
    pub fn looks(&self) -> bool {
        let (done, asked) = self.work.progress();
        done < asked
    }

    /// Carries a wish out.
    pub fn apply(&mut self, wish: Wish) {
        match wish {
            Wish::Add(text) => self.add(&text),
            Wish::KeepIntact(aside) => {
                self.room.keep_intact(&self.cases, aside);
                self.gathered();
            }
            Wish::Remove(table) => {
                self.room.remove(table);
                self.gathered();
            }
            Wish::Move(by) => self.cursor = self.cursor.moved(by),
            Wish::Stop { onward } => {
                let stops = self.timelines.get(self.hand.table).map(Timeline::stops);
                self.cursor = self.cursor.to_stop(&stops.unwrap_or_default(), onward);
            }
            Wish::Pin => self.pin(),
            Wish::Unpin(number) => {
                let at = self.pins.length as u64;
                let bytes = self.pins.take_away(number);
                self.keep_pins(at, &bytes);
            }
            Wish::Next => self.next(),
            Wish::Back => self.back(),
            Wish::Segment(index) => self.jump(index),
            Wish::Leave => self.hand.running = false,
            Wish::Try(index) => self.take_up(index),
            Wish::Search => self.search(),
            Wish::Play => self.play(),
            Wish::Keep => self.keep_branch(),
            Wish::Papers => self.papers(),
        }
    }

    /// Why a gauge of the table in hand reads what it reads at the end of the year in hand; `None` where the run does not
    /// play again here.
    #[must_use]
    pub fn why(&self, gauge: Gauge) -> Option<(String, WhyLine)> {
        let table = self.hand.table;
        let year = self.cursor.month().year();
        self.timelines.get(table)?.years.get(year)?;
        if !self.room.replays(table) {
            return None;
        }
        let (case, run) = (self.room.case_of(table), &self.room.tables[table].run);
        let luck = Luck::new(run.header.seed);
        let (tree, _) = explain(case, &luck, &run.decisions(), year as u16, gauge);
        let name =
            format!("{}, {}", words::why_of(gauge), crate::view::debrief::year(case, year as u16));
        Some((name, outline(case, &tree)))
    }

    /// After tables came or went.
    fn gathered(&mut self) {
        self.timelines = of_room(&self.room);
        self.cursor = Cursor::over(&self.timelines);
        self.material = None;
        self.show = None;
        self.branch = None;
        let last = self.room.tables.len().saturating_sub(1);
        self.hand.table = self.hand.table.min(last);
        let second = self.hand.second.filter(|it| *it <= last && *it != self.hand.table);
        self.hand.second = second.or((last > 0).then(|| usize::from(self.hand.table == 0)));
        self.hand.running = false;
        self.hand.segment = 0;
        self.hand.said.clear();
        self.forget_change();
        self.look();
    }

    /// Looks for what is not known of the tables, where that is wanted.
    fn look(&mut self) {
        let machine = self.looking.then_some(&self.machine);
        self.work.ask(&self.room, machine);
    }

    /// After the hand went to another table or gauge: what was picked was picked there.
    pub(super) fn follow_hand(&mut self) {
        let (table, gauge) = (self.hand.table, self.hand.gauge);
        let before = std::mem::replace(&mut self.about, (table, gauge));
        if before == self.about {
            return;
        }
        self.hand.causes.picked = None;
        if before.0 == table {
            return;
        }
        self.hand.changes.picked = None;
        if self.hand.survival.against == Against::Table(table) {
            self.hand.survival.against = Against::Usual;
        }
        // The script takes the change of its part in hand by itself.
        if !self.hand.running {
            self.forget_change();
        }
    }

    fn forget_change(&mut self) {
        self.hand.picked = None;
        self.hand.played = false;
        self.hand.hands.clear();
        self.branch = None;
    }

    /// The script, made when it is first asked for.
    fn script(&mut self) -> Option<&RunOfShow> {
        if self.room.tables.is_empty() {
            return None;
        }
        if self.show.as_ref().is_none_or(|show| show.minutes != self.hand.minutes) {
            if self.material.is_none() {
                let tables = 0..self.room.tables.len();
                // Between two pictures there is no time to look for them all.
                if tables.clone().any(|table| self.is_coming(table)) {
                    return None;
                }
                let found: Vec<_> = tables.map(|table| self.found_changes(table)).collect();
                self.material = Some(material_of(&self.room, &self.timelines, &found));
            }
            let made = self.material.clone()?;
            self.show = Some(run_of_show(&self.room, made, self.hand.minutes));
        }
        self.show.as_ref()
    }

    /// Looks for the best plan by the weights that the room gave.
    fn search(&mut self) {
        if self.room.tables.is_empty() {
            return;
        }
        let case = self.room.case_of(self.hand.table);
        let plans = self.of_case(case).into_iter().map(|it| self.room.tables[it].run.decisions());
        let plans: Vec<_> = plans.collect();
        let machine = self.looking.then_some(&self.machine);
        self.work.weigh(case, self.hand.weights.own, plans, machine);
    }

    fn next(&mut self) {
        // A picture that asks first tells its answer before the script begins.
        let asks = !self.hand.running && self.view.ask.is_some() && !self.hand.is_told();
        if let Some(said) = self.hand.saying().filter(|_| asks) {
            said.told = true;
            return;
        }
        let Some(show) = self.script() else { return };
        let (segments, first) = (show.segments.len(), show.segments[0].predict_first);
        if !self.hand.running {
            self.hand.running = true;
            self.clock = Clock::default();
            self.enter(0);
            self.hand.revealed = !first;
            return;
        }
        if !self.told() {
            self.hand.revealed = true;
            if self.hand.leaf == Leaf::WhatIf || self.hand.shown == Leaf::WhatIf {
                self.play();
            }
        } else if self.hand.segment + 1 < segments {
            self.enter(self.hand.segment + 1);
        }
    }

    fn back(&mut self) {
        if !self.hand.running {
            if let Some(said) = self.hand.saying() {
                said.told = false;
            }
            return;
        }
        let asked = self.segment().is_some_and(|it| it.predict_first);
        if asked && self.hand.revealed {
            self.hand.revealed = false;
            self.hand.played = false;
        } else if let Some(before) = self.hand.segment.checked_sub(1) {
            self.enter(before);
            self.hand.revealed = true;
        }
    }

    fn jump(&mut self, index: usize) {
        let Some(show) = self.script() else { return };
        if index >= show.segments.len() {
            return;
        }
        let start = show.segments[index].start;
        if !self.hand.running {
            self.clock = Clock { all: start as f32, part: 0.0 };
        }
        self.hand.running = true;
        self.enter(index);
    }

    fn segment(&self) -> Option<&run_of_show::Segment> {
        self.show.as_ref()?.segments.get(self.hand.segment)
    }

    /// Whether the answer of the part may be seen.
    fn told(&self) -> bool {
        self.hand.revealed || self.segment().is_none_or(|it| !it.predict_first)
    }

    /// To a part of the script, and to what it shows.
    fn enter(&mut self, index: usize) {
        self.hand.segment = index;
        self.hand.revealed = false;
        self.clock.part = 0.0;
        self.forget_change();
        let Some(segment) = self.segment().cloned() else { return };
        let shows = segment.shows;
        if let Some(table) = shows.table {
            self.hand.table = table;
            self.hand.second = shows.second;
        }
        if let Some(month) = shows.month {
            self.cursor = self.cursor.moved(Move::To(month));
        }
        match &segment.beat {
            Beat::TurningPoint(point) => self.hand.gauge = point.gauge,
            Beat::WhatIf(point) => {
                self.hand.gauge = point.gauge;
                self.pick(point);
            }
            _ => {}
        }
        self.hand.together = false;
        let leaf = match shows.screen {
            Screen::Gathered => Leaf::Tables,
            Screen::Timeline => Leaf::Timeline,
            Screen::Contrast => Leaf::Contrast,
            Screen::WhatIf => Leaf::WhatIf,
            Screen::Rule => Leaf::Rule,
            Screen::Question => Leaf::Question,
        };
        self.hand.shown = leaf;
        if self.hand.leaf != Leaf::Script {
            self.hand.leaf = leaf;
        }
    }

    /// Takes the change of a turning point in hand.
    fn pick(&mut self, point: &turning::TurningPoint) {
        let turning::Cause::Change(change) = &point.cause else { return };
        let found = self.found_changes(point.table);
        let place = found.and_then(|it| it.changes.iter().position(|it| it.change == *change));
        self.hand.picked = place;
    }

    /// Takes one of the changes that matter most to the what-if.
    fn take_up(&mut self, index: usize) {
        let table = self.hand.table;
        let Some(run) = self.room.tables.get(table).map(|it| &it.run) else { return };
        let known = self.work.of(run).changes;
        let change = known.and_then(|it| it.changes.get(index).map(|it| it.change.clone()));
        let Some(change) = change else { return };
        self.forget_change();
        let found = self.found_changes(table);
        self.hand.picked =
            found.and_then(|it| it.changes.iter().position(|it| it.change == change));
        self.hand.leaf = Leaf::WhatIf;
    }

    /// Whether the changes of a table are looked for in steps, and not there yet.
    fn is_coming(&self, table: usize) -> bool {
        let run = &self.room.tables[table].run;
        self.looking
            && self.machine.is_paced()
            && self.room.replays(table)
            && self.work.of(run).own.is_none()
    }

    /// Every change that a table could have made, looked for at once unless it comes in steps; `None` where its run does
    /// not play again here, or the change is not there yet.
    fn found_changes(&mut self, table: usize) -> Option<Arc<WhatIfs>> {
        if !self.room.replays(table) || self.is_coming(table) {
            return None;
        }
        let (case, run) = (self.room.case_of(table), &self.room.tables[table].run);
        let known = self.work.of(run).own;
        known.or_else(|| {
            let found = turning::changes(case, run, &*self.machine);
            Some(self.work.know_own(run, found))
        })
    }

    /// Plays the change in hand under the luck of its table.
    fn play(&mut self) {
        let (table, Some(index)) = (self.hand.table, self.hand.picked) else { return };
        let found = self.found_changes(table);
        let change = found.as_ref().and_then(|it| it.changes.get(index));
        let Some(change) = change.map(|it| it.change.clone()) else { return };
        let run = &self.room.tables[table].run;
        let Some(years) = change.apply(&run.decisions()) else { return };
        let mut branch = replay::play(self.room.case_of(table), run.header.seed, &years);
        let at = change.first_year();
        let parent = Some(Parent { prefix: prefix_digest(run, at), year: at as u16 });
        let RunHeader { table: name, seats, .. } = run.header.clone();
        let name = message::what_if_of(&name);
        branch.header = RunHeader { table: name, seats, parent, ..branch.header };
        for (year, before) in branch.years.iter_mut().zip(&run.years[..at]) {
            year.notes.clone_from(&before.notes);
        }
        self.branch = Some((table, index, branch));
        self.hand.played = true;
    }

    /// Keeps the played change as a run file and as a table of the room.
    fn keep_branch(&mut self) {
        let Some((table, _, branch)) = self.branch.take() else { return };
        let case = self.room.case_of(table).clone();
        let written = journal::write(&branch, &Slugs::of(&case)).map_err(|it| it.to_string());
        let kept = written.and_then(|bytes| {
            let name = free_name(&self.store, |number| format!("what-if-{number}{RUN}"));
            let name = name.map_err(|it| it.to_string())?;
            self.store.write_new(&name, &bytes).map_err(|it| it.to_string())?;
            Ok((name, bytes))
        });
        match kept {
            Ok((name, bytes)) => {
                self.message = Some(message::kept("The what-if", &self.folder.join(&name)));
                self.take_in(name, bytes);
            }
            Err(fault) => self.message = Some(message::not_kept("The what-if", &fault)),
        }
    }

    /// All pages and tables, in a folder of their own.
    fn papers(&mut self) {
        let naming = self.hand.naming;
        let Some(show) = self.script().cloned() else { return };
        let papers = documents::bundle(&self.room, &show, naming);
        let folder = free_name(&self.store, |number| format!("debrief-{number}"));
        let kept = folder.map_err(|error| error.to_string()).and_then(|folder| {
            for paper in &papers {
                let name = format!("{folder}/{}", paper.name);
                let written = self.store.write_new(&name, paper.text.as_bytes());
                written.map_err(|error| format!("{}: {error}", paper.name))?;
            }
            Ok(self.folder.join(folder))
        });
        match kept {
            Ok(folder) => {
                self.message = Some(place::made("Everything on paper", &folder));
                self.to_show = Some(folder);
            }
            Err(fault) => self.message = Some(message::not_kept("Everything on paper", &fault)),
        }
    }

    fn pin(&mut self) {
        let Some(table) = self.room.tables.get(self.hand.table) else { return };
        let text = std::mem::take(&mut self.hand.pin);
        let run = Some(run_key(&table.run));
        let at = self.pins.length as u64;
        let bytes = self.pins.set(Pin { run, month: self.cursor.month(), text });
        self.keep_pins(at, &bytes);
    }

    fn keep_pins(&mut self, at: u64, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        if let Err(error) = self.store.append_synced(PINS, at, bytes) {
            self.message = Some(message::not_kept("The pin", &error));
        }
    }
}

#[cfg(test)]
mod tests;
