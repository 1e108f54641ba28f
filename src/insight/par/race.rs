//! One round of the search: all single changes of some plans race each other on the same lucks.

use super::{Effort, Evaluated};
use crate::insight::change::{self, Vocabulary};
use crate::insight::course::Years;
use crate::insight::executor::Executor;
use crate::insight::judge::{Aim, Judge, Judged};
use crate::insight::lucks;
use crate::luck::Luck;
use std::collections::BTreeSet;

/// Share of the field that a heat lets through: one in so many.
const KEPT: usize = 4;
/// Heats of a round; each has [`KEPT`] times as many lucks as the one before.
const HEATS: u32 = 3;
/// Most improving changes that are laid on top of each other in one round.
const STACKED: usize = 12;

pub(super) struct Race<'a> {
    pub judge: &'a Judge<'a>,
    pub vocabulary: &'a Vocabulary,
    pub effort: &'a Effort,
}

/// Changed plans one job plays under a luck: few enough for a step of a page.
const PART: usize = 128;

/// A changed plan in the field.
struct Runner {
    parent: usize,
    first: usize,
    years: Years,
}

impl Race<'_> {
    /// The changed plans that reached the last heat, with their means over all lucks of the search, and the runs played.
    pub(super) async fn round(
        &self,
        parents: &[Evaluated],
        executor: &impl Executor,
        done: &(impl Fn(u64) + Sync),
    ) -> (Vec<Evaluated>, u64) {
        let mut field = self.field(parents);
        let mut runs = 0;
        let mut means = Vec::new();
        for heat in 0..HEATS {
            let count = self.effort.heat * (KEPT as u32).pow(heat);
            means = self.heat(parents, &field, count, executor, done).await;
            runs += u64::from(count) * field.len() as u64;
            if heat + 1 == HEATS {
                break;
            }
            let keep = field.len().div_ceil(KEPT);
            let mut order: Vec<usize> = (0..field.len()).collect();
            let score = |index: &usize| means[*index].get(Aim::Score);
            order.sort_by(|a, b| score(b).total_cmp(&score(a)).then(a.cmp(b)));
            // Changes that come out the same, such as those the rules decline, race once.
            let mut seen = BTreeSet::new();
            order.retain(|index| seen.insert(means[*index].values.map(f64::to_bits)));
            order.truncate(keep);
            order.sort_unstable();
            let mut places = order.into_iter().peekable();
            let mut place = 0;
            field.retain(|_| {
                let stays = places.next_if_eq(&place).is_some();
                place += 1;
                stays
            });
        }
        let mut found: Vec<Evaluated> = field
            .iter()
            .zip(&means)
            .map(|(runner, mean)| Evaluated { years: runner.years.clone(), mean: *mean })
            .collect();
        for (index, parent) in parents.iter().enumerate() {
            let own: Vec<&Evaluated> = found
                .iter()
                .zip(&field)
                .filter(|(_, runner)| runner.parent == index)
                .map(|(evaluated, _)| evaluated)
                .collect();
            let (stacked, played) = self.stack(parent, own, executor, done).await;
            runs += played;
            found.extend(stacked);
        }
        (found, runs)
    }

    fn field(&self, parents: &[Evaluated]) -> Vec<Runner> {
        let mut seen: BTreeSet<Years> = parents.iter().map(|it| it.years.clone()).collect();
        let mut field = Vec::new();
        for (parent, plan) in parents.iter().enumerate() {
            for change in change::all(self.judge.case, &plan.years, self.vocabulary) {
                if let Some(years) = change.apply(&plan.years)
                    && seen.insert(years.clone())
                {
                    field.push(Runner { parent, first: change.first_year(), years });
                }
            }
        }
        field
    }

    /// Means of every runner over the first `count` lucks of the search.
    async fn heat(
        &self,
        parents: &[Evaluated],
        field: &[Runner],
        count: u32,
        executor: &impl Executor,
        done: &(impl Fn(u64) + Sync),
    ) -> Vec<Judged> {
        let seeds = lucks::search(count);
        let parts = field.len().div_ceil(PART);
        let part = |index: usize| field.chunks(PART).nth(index % parts).unwrap_or_default();
        let play = |index: usize| {
            let luck = Luck::new(seeds.start + (index / parts) as u64);
            let stops: Vec<_> =
                parents.iter().map(|plan| self.judge.stops(&luck, &plan.years).0).collect();
            part(index)
                .iter()
                .map(|Runner { parent, first, years }| {
                    self.judge.play_on(&luck, stops[*parent][*first].clone(), years)
                })
                .collect::<Vec<Judged>>()
        };
        let finished = |index: usize| done(part(index).len() as u64);
        let played = executor.share_in_steps(count as usize * parts, &play, &finished).await;
        let of_luck =
            |luck: usize, runner: usize| &played[luck * parts + runner / PART][runner % PART];
        (0..field.len())
            .map(|runner| mean((0..count as usize).map(move |luck| of_luck(luck, runner))))
            .collect()
    }

    /// Lays the improving changes of a plan on top of each other, best first, keeping each that helps.
    async fn stack(
        &self,
        parent: &Evaluated,
        mut own: Vec<&Evaluated>,
        executor: &impl Executor,
        done: &(impl Fn(u64) + Sync),
    ) -> (Vec<Evaluated>, u64) {
        let score = |plan: &Evaluated| plan.mean.get(Aim::Score);
        own.retain(|plan| score(plan) > score(parent));
        own.sort_by(|a, b| score(b).total_cmp(&score(a)));
        let Some((best, rest)) = own.split_first() else { return (Vec::new(), 0) };
        let mut now = (*best).clone();
        let mut found = Vec::new();
        let mut runs = 0;
        let seeds = lucks::search(self.effort.lucks());
        for plan in rest.iter().take(STACKED) {
            let Some(years) = merged(&parent.years, &now.years, &plan.years) else { continue };
            let tried = super::means_in_steps(
                self.judge,
                std::slice::from_ref(&years),
                seeds.clone(),
                executor,
                done,
            )
            .await;
            runs += seeds.end - seeds.start;
            let tried = Evaluated { years, mean: tried[0] };
            if score(&tried) > score(&now) {
                now = tried.clone();
            }
            found.push(tried);
        }
        (found, runs)
    }
}

/// The changes from `base` to `b` made to `a` as well; `None` where they meet.
fn merged(base: &Years, a: &Years, b: &Years) -> Option<Years> {
    let mut years = a.clone();
    for ((now, base), b) in years.iter_mut().zip(base).zip(b) {
        for gone in base.iter().filter(|it| !b.contains(it)) {
            let place = now.iter().position(|it| it == gone)?;
            now.remove(place);
        }
        for new in b.iter().filter(|it| !base.contains(it)) {
            if now.contains(new) {
                return None;
            }
            now.push(*new);
        }
        now.sort_unstable();
    }
    Some(years)
}

fn mean<'a>(row: impl Iterator<Item = &'a Judged> + Clone) -> Judged {
    crate::insight::what_if::MeanDifference::of(row).map_or_else(Judged::default, |it| it.mean)
}
