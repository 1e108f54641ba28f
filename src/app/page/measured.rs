//! Futures of a plan: some in a worker before anybody asks, so that a browser has the rules compiled when somebody does;
//! and as many as asked for, as a debrief plays them, for those who measure how long they take.

use std::cell::RefCell;
use std::sync::Arc;

use crate::app::place;
use crate::host::milliseconds;
use crate::insight::course::Course;
use crate::insight::executor::{Machine, Steps};
use crate::insight::judge::Judge;
use crate::insight::luck_and_judgement::futures_in_steps;
use crate::insight::lucks;
use crate::scenario::case::PlanBody;
use crate::scenario::shipped;
use crate::sim::Model;

thread_local! {
    static ASKED: RefCell<Option<Playing>> = const { RefCell::new(None) };
    static WARMING: RefCell<Option<Playing>> = const { RefCell::new(None) };
}

/// Futures that are played, and what tells them when to pause.
type Playing = (Arc<Machine>, Steps<()>);

/// What an errand of futures says, before their count.
const FUTURES: &str = "futures ";

/// Plays so many futures in steps of about so many milliseconds, and says whether some are left.
pub(super) fn warm(count: u32, allowed: u32) -> bool {
    WARMING.with_borrow_mut(|slot| {
        let (machine, steps) = slot.get_or_insert_with(|| {
            let machine = Arc::new(Machine::paced(milliseconds));
            (machine.clone(), futures_of(count, machine))
        });
        machine.allow(allowed.into());
        let over = steps.go_on().is_some();
        if over {
            *slot = None;
        }
        !over
    })
}

/// Begins to play so many futures.
pub(super) fn ask(count: u32) {
    let machine = Arc::new(place::machine()).on(|| Some(format!("{FUTURES}{count}")));
    ASKED.set(Some((machine.clone(), futures_of(count, machine))));
}

/// How many futures an errand asks for, where it is one of these.
pub(super) fn of_text(text: &str) -> Option<u32> {
    text.strip_prefix(FUTURES)?.parse().ok()
}

/// Goes on with what was asked for, for about so many milliseconds; says whether some are left.
pub(super) fn go_on(allowed: u32) -> bool {
    ASKED.with_borrow_mut(|slot| {
        let Some((machine, steps)) = slot else { return false };
        machine.allow(allowed.into());
        let over = steps.go_on().is_some();
        if over {
            *slot = None;
        }
        !over
    })
}

pub(super) fn futures_of(count: u32, machine: Arc<Machine>) -> Steps<()> {
    Steps::of(async move { play(count, &machine).await })
}

/// The flagship's best plan, as far as it is played: the same as a debrief plays for its picture of luck.
async fn play(count: u32, machine: &Machine) {
    let cases = shipped::known().iter();
    let Some(case) = cases.max_by_key(|case| case.played_years) else { return };
    let plan = case.plans.iter().rfind(|plan| matches!(plan.body, PlanBody::Years(_)));
    let Some(plan) = plan else { return };
    let model = Model::new(case);
    let judge = Judge::new(case, &model);
    let course = Course::of_plan(&judge, &plan.body, 1);
    futures_in_steps(&judge, &course, lucks::futures(count), machine, &|_| {}).await;
}
