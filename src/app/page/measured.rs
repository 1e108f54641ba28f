//! Futures of a plan in steps: some while nobody waits, so that a browser has the rules compiled when somebody does;
//! and as many as asked for, for those who measure how long they take.

use std::cell::RefCell;
use std::rc::Rc;

use crate::host::milliseconds;
use crate::insight::course::Course;
use crate::insight::executor::{Machine, Steps};
use crate::insight::judge::Judge;
use crate::insight::luck_and_judgement::futures_in_steps;
use crate::insight::lucks;
use crate::scenario::case::{Case, PlanBody};
use crate::scenario::shipped::cases;
use crate::sim::Model;

thread_local! {
    static STEPS: RefCell<Option<Playing>> = const { RefCell::new(None) };
    static WARMING: RefCell<Option<Playing>> = const { RefCell::new(None) };
}

/// Futures that are played, and what tells them when to pause.
type Playing = (Rc<Machine>, Steps<usize>);

/// Futures after which a browser has compiled well what plays them, by trial in Chromium.
const WARM: u32 = 4_000;

/// Plays some futures for about so many milliseconds, and says whether some are left.
pub(super) fn warm(allowed: u32) -> bool {
    WARMING.with_borrow_mut(|slot| {
        let (machine, steps) = slot.get_or_insert_with(|| begun(WARM));
        machine.allow(allowed.into());
        steps.go_on().is_none()
    })
}

fn begun(count: u32) -> Playing {
    let machine = Rc::new(Machine::paced(milliseconds));
    let (own, cases) = (machine.clone(), cases());
    (machine, Steps::of(async move { play(&cases, count, &own).await }))
}

/// One step; the first one begins anew.
pub(super) fn step(count: u32, allowed: u32, begin: bool) -> f64 {
    STEPS.with_borrow_mut(|slot| {
        if begin {
            *slot = Some(begun(count));
            return 0.0;
        }
        let Some((machine, steps)) = slot else { return -0.0 };
        let from = milliseconds();
        machine.allow(allowed.into());
        let over = steps.go_on().is_some();
        let took = (milliseconds() - from) as f64;
        if over { -took } else { took }
    })
}

/// The flagship's best plan, as far as it is played: the same as a debrief plays for its picture of luck.
async fn play(cases: &[Case], count: u32, machine: &Machine) -> usize {
    let Some(case) = cases.iter().max_by_key(|case| case.played_years) else { return 0 };
    let plan = case.plans.iter().rfind(|plan| matches!(plan.body, PlanBody::Years(_)));
    let Some(plan) = plan else { return 0 };
    let model = Model::new(case);
    let judge = Judge::new(case, &model);
    let course = Course::of_plan(&judge, &plan.body, 1);
    futures_in_steps(&judge, &course, lucks::futures(count), machine, &|_| {}).await.len()
}
