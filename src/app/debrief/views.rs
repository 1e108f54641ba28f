//! What the desk shows, made from the room.

use std::sync::Arc;

use super::Debrief;
use super::work::{Key, Other, key, plan_of_case};
use crate::debrief::bias::of_room;
use crate::debrief::causes::causes as causes_of;
use crate::debrief::contrast::{Side, contrast};
use crate::debrief::hidden_rule::hidden_rule;
use crate::debrief::run_of_show::as_found;
use crate::debrief::timeline::{Timeline, of_run};
use crate::debrief::wardley::wardley as map_of;
use crate::insight::survival::Survival;
use crate::scenario::case::Case;
use crate::scenario::plan::Gauge;
use crate::ui::panels::debrief::desk::Leaf;
use crate::ui::panels::debrief::survival::SurvivalHand;
use crate::view::board::{BoardView, board};
use crate::view::debrief::ask::{self, AskView};
use crate::view::debrief::changes::changes as changes_view;
use crate::view::debrief::contrast::{ContrastView, contrast as contrast_view};
use crate::view::debrief::desk::{self as words, DeskView};
use crate::view::debrief::survival::Against;
use crate::view::debrief::timeline::{Course, TimelineView, course};
use crate::view::debrief::weights::{SearchView, WeightsView};
use crate::view::debrief::what_if::{PickedView, WhatIfView, changes, picked, played};
use crate::view::debrief::{
    causes, frontier, gathered, label, luck, mirror, parts, rule, show, survival, timeline,
    wardley, weights,
};

/// The causal map that was made last, and of what: it takes a tenth of a second.
pub(super) struct Map {
    of: (Key, Gauge),
    pub(super) view: causes::CausesView,
}

impl Debrief {
    /// Makes the view of the leaf in hand anew.
    pub fn refresh(&mut self) {
        self.follow_hand();
        let naming = self.hand.naming;
        if !self.hand.played {
            self.branch = None;
        }
        let mut view = std::mem::take(&mut self.view);
        let tables = self.room.tables.len();
        view.labels = (0..tables).map(|table| label(&self.room, table, naming)).collect();
        if tables == 0 {
            self.hand.running = false;
        }
        view.gathered = gathered::gathered(&self.room, naming);
        if self.hand.leaf == Leaf::Script || self.hand.running {
            self.refresh_script(&mut view);
        }
        self.refresh_leaf(self.hand.leaf, &mut view);
        if self.hand.wall && self.hand.shown != self.hand.leaf {
            self.refresh_leaf(self.hand.shown, &mut view);
        }
        view.ask = if self.hand.running { None } else { self.question(&view) };
        if !self.hand.running {
            view.told = view.ask.is_none() || self.hand.is_told();
        }
        let (done, asked) = self.work.progress();
        view.progress = words::looking(done, asked);
        self.view = view;
    }

    fn refresh_leaf(&mut self, leaf: Leaf, view: &mut DeskView) {
        let naming = self.hand.naming;
        match leaf {
            Leaf::Timeline => {
                view.timeline = self.timeline();
                view.board = self.board();
                view.together = timeline::together(
                    &self.room,
                    &self.timelines,
                    self.cursor,
                    &self.pins,
                    naming,
                );
            }
            Leaf::Contrast => view.contrast = self.contrast(),
            Leaf::WhatIf => {
                view.timeline = self.timeline();
                view.what_if = self.what_if();
            }
            Leaf::Tables | Leaf::Script | Leaf::Question => {}
            _ => self.refresh_picture(leaf, view),
        }
    }

    /// A leaf that is one picture, as far as it is found.
    fn refresh_picture(&mut self, leaf: Leaf, view: &mut DeskView) {
        let (table, naming) = (self.hand.table, self.hand.naming);
        let Some(kept) = self.room.tables.get(table) else {
            *view =
                DeskView { gathered: std::mem::take(&mut view.gathered), ..DeskView::default() };
            return;
        };
        let (case, run) = (self.room.case_of(table), &kept.run);
        let own = label(&self.room, table, naming);
        let known = self.work.of(run);
        let replays = self.room.replays(table);
        let last = (run.years.len() as u16).saturating_sub(1);
        let best = self.work.best(case);
        match leaf {
            Leaf::Luck => {
                let mut names: Vec<String> =
                    case.plans.iter().map(|plan| plan.name.clone()).collect();
                names.push(words::FOUND_BY_SEARCH.to_owned());
                view.luck = known.luck.map(|it| luck::luck(own, &it, &names));
            }
            Leaf::Parts => view.parts = known.parts.map(|it| parts::parts(case, own, &it)),
            Leaf::Changes => {
                view.changes = known.changes.map(|it| changes_view(case, own, &it));
            }
            Leaf::Survival => {
                view.rivals = self.rivals(case);
                view.survival = self.stated().map(|it| {
                    let SurvivalHand { against, aim } = self.hand.survival;
                    // A table is called as it is called now.
                    let named = view.rivals.iter().find(|it| it.0 == against);
                    let named = named.filter(|_| against != Against::Usual);
                    let other = named.map_or(&it.0, |(_, name)| name);
                    let case = self.room.case_of(table);
                    survival::survival(case, aim, &words::plan_of(&own), other, &it.1)
                });
            }
            Leaf::Causes => {
                let of = (key(run), self.hand.gauge);
                let made = self.map.take_if(|map| map.of == of);
                let make = || {
                    let found = causes_of(case, run, self.hand.gauge, last);
                    Map { of, view: causes::causes(case, &found) }
                };
                self.map = replays.then(|| made.unwrap_or_else(make));
                view.causes = self.map.as_ref().map(|map| map.view.clone());
            }
            Leaf::Map => view.wardley = Some(wardley::wardley(case, &map_of(case, run))),
            Leaf::Frontier => {
                let tables = self.of_case(case);
                let worth = tables.iter().filter_map(|table| {
                    let known = self.work.of(&self.room.tables[*table].run);
                    Some((label(&self.room, *table, naming), known.worth?.0))
                });
                let worth: Vec<_> = worth.collect();
                view.frontier = best
                    .filter(|_| worth.len() == tables.len())
                    .map(|best| frontier::frontier(best, &worth));
            }
            Leaf::Weights => {
                let tables = self.of_case(case);
                let runs: Vec<_> = tables
                    .iter()
                    .filter_map(|table| self.work.of(&self.room.tables[*table].run).worth)
                    .map(|(_, own)| own)
                    .collect();
                let given = self.hand.weights.own;
                view.weights = (runs.len() == tables.len()).then(|| WeightsView {
                    search: self.searched(case, &tables),
                    ..weights::weights(case, &runs, given)
                });
            }
            Leaf::Rule => {
                view.rule = hidden_rule(&self.room).map(|it| rule::rule(&self.room, &it, naming));
            }
            Leaf::Mirror => {
                view.mirror = mirror::mirror(&self.room, &of_room(&self.room), naming);
            }
            _ => {}
        }
    }

    /// What the leaf asks before it gives its answer, as far as that is found.
    fn question(&self, view: &DeskView) -> Option<AskView> {
        match self.hand.seen() {
            Leaf::Luck => view.luck.as_ref().map(|it| ask::of_luck(&it.label)),
            Leaf::Weights => {
                let tables = self.room.tables.get(self.hand.table)?;
                let several = self.of_case(self.room.cases.get(tables.case)?).len() > 1;
                view.weights.as_ref().filter(|_| several).map(|_| ask::of_weights())
            }
            Leaf::Survival => view.survival.as_ref().map(|it| ask::of_survival(&it.conclusion)),
            Leaf::Rule => view.rule.as_ref().map(ask::of_rule),
            _ => None,
        }
    }

    /// What the plan of the table in hand can be set against.
    fn rivals(&self, case: &Case) -> Vec<(Against, String)> {
        let own = self.hand.table;
        let run = self.room.tables.get(own).map(|it| &it.run);
        let usual = run.and_then(|run| self.work.of(run).survival);
        let usual = usual.map_or_else(|| words::USUAL.to_owned(), |it| it.0.clone());
        let plans = case.plans.iter().enumerate().filter(|(_, plan)| plan.name != usual);
        let plans = plans.map(|(at, plan)| (Against::Plan(at), plan.name.clone()));
        let mut rivals: Vec<_> = plans.collect();
        rivals.insert(0, (Against::Usual, usual));
        let others = self.of_case(case).into_iter().filter(|it| *it != own);
        rivals.extend(others.map(|it| {
            let name = label(&self.room, it, self.hand.naming);
            (Against::Table(it), words::plan_of(&name))
        }));
        if self.work.best(case).is_some() {
            rivals.push((Against::Found, words::FOUND_BY_SEARCH.to_owned()));
        }
        rivals
    }

    /// The conclusion in hand over what is not known; it is looked for if need be.
    fn stated(&mut self) -> Option<Arc<(String, Survival)>> {
        let table = self.hand.table;
        if !self.room.replays(table) {
            return None;
        }
        let SurvivalHand { against, aim } = self.hand.survival;
        let (case, run) = (self.room.case_of(table), &self.room.tables[table].run);
        let (against, other) = match against {
            Against::Usual => (Other::Usual, None),
            Against::Plan(plan) => (Other::Plan(plan), Some(plan_of_case(case, plan)?)),
            Against::Table(other) => {
                let run = &self.room.tables.get(other)?.run;
                (Other::Run(key(run)), Some((String::new(), run.decisions())))
            }
            Against::Found => {
                let best = self.work.best(case)?;
                (Other::Found, Some((String::new(), best.years.clone())))
            }
        };
        let machine = self.looking.then_some(&self.machine);
        self.work.stated((case, run), (against, aim), other, machine)
    }

    /// The search for the best plan by the room's own weights.
    fn searched(&self, case: &Case, tables: &[usize]) -> SearchView {
        let own = self.hand.weights.own;
        if own.iter().all(|it| *it == 0) {
            return SearchView::Nothing;
        }
        match self.work.weighed(case, own) {
            (Some(found), _) => {
                let years = usize::from(case.played_years);
                let mut names: Vec<String> = case.plans.iter().map(|it| it.name.clone()).collect();
                let whole =
                    tables.iter().filter(|it| self.room.tables[**it].run.years.len() == years);
                names.extend(
                    whole.map(|it| words::plan_of(&label(&self.room, *it, self.hand.naming))),
                );
                weights::found(found, &names)
            }
            (None, true) => SearchView::Running,
            (None, false) => SearchView::Offered,
        }
    }

    /// Tables of a case that play again here.
    pub(super) fn of_case(&self, case: &Case) -> Vec<usize> {
        (0..self.room.tables.len())
            .filter(|it| self.room.case_of(*it).digest == case.digest && self.room.replays(*it))
            .collect()
    }

    fn refresh_script(&mut self, view: &mut DeskView) {
        let naming = self.hand.naming;
        let Some(script) = self.script().cloned() else {
            view.script.clear();
            return;
        };
        view.script = show::segments(&self.room, &script, naming);
        view.unseen = show::unseen(&self.room, &script, naming);
        view.told = self.told();
        let elapsed = (self.clock.part as u32, self.clock.all as u32);
        let (segment, told) = (self.hand.segment, view.told);
        view.presenter = show::presenter(&self.room, &script, segment, elapsed, told, naming);
        view.projector = show::projector(&self.room, &script, segment, told, naming);
    }

    fn timeline(&self) -> TimelineView {
        let Some(found) = self.timelines.get(self.hand.table) else {
            return TimelineView::default();
        };
        let mut found = found.clone();
        let known = self.material.iter().flat_map(|it| &it.turning);
        if let Some(point) = known.into_iter().find(|point| point.table == self.hand.table) {
            // The script's turning point is one that can be tried.
            found.turning = Some(point.clone());
        }
        timeline::timeline(&self.room, &found, self.cursor, &self.pins, self.hand.naming)
    }

    fn board(&self) -> BoardView {
        let Some(found) = self.timelines.get(self.hand.table) else { return BoardView::default() };
        let month = usize::from(self.cursor.month().0);
        let Some(moment) = found.moments.get(month) else { return BoardView::default() };
        let case = self.room.case_of(self.hand.table);
        board(case, &moment.frame, None)
    }

    fn contrast(&self) -> Option<ContrastView> {
        let first = self.hand.table;
        let table = self.room.tables.get(first)?;
        let case = self.room.case_of(first);
        let name = label(&self.room, first, self.hand.naming);
        let side = Side { run: &table.run, replays: self.room.replays(first) };
        match self.hand.second.filter(|second| *second < self.room.tables.len()) {
            Some(second) => {
                let other = &self.room.tables[second];
                if other.case != table.case {
                    return None;
                }
                let replays = self.room.replays(second);
                let found = contrast(case, side, Side { run: &other.run, replays })?;
                let other = label(&self.room, second, self.hand.naming);
                Some(contrast_view(case, &found, &name, &other))
            }
            None => {
                let kept = as_found(case, &table.run);
                let found = contrast(case, side, Side { run: &kept, replays: true })?;
                Some(contrast_view(case, &found, &name, "left as found"))
            }
        }
    }

    fn what_if(&mut self) -> WhatIfView {
        let table = self.hand.table;
        let Some(found) = self.found_changes(table) else {
            if self.room.tables.is_empty() {
                return WhatIfView::default();
            }
            let coming = self.is_coming(table);
            let limits = if coming { words::CHANGES_ARE_COMING } else { words::NOT_TO_BE_TRIED };
            return WhatIfView { limits: Some(limits), ..WhatIfView::default() };
        };
        let case = self.room.case_of(table);
        let in_hand = self.hand.picked.and_then(|index| found.changes.get(index));
        let picked = in_hand.map(|it| {
            let told = self.branch.as_ref().map(|(_, _, branch)| {
                let name = label(&self.room, table, self.hand.naming);
                let run = &self.room.tables[table].run;
                let was = self.timelines.get(table).map(|it| self.course(it));
                let is = Some(self.course(&of_run(case, branch, true)));
                played(case, &name, run, branch, [was, is])
            });
            PickedView { played: told, ..picked(case, &it.change, self.hand.gauge) }
        });
        WhatIfView { changes: changes(case, &found), limits: None, picked }
    }

    fn course(&self, timeline: &Timeline) -> Course {
        course(self.room.case_of(self.hand.table), timeline, self.hand.gauge)
    }
}
