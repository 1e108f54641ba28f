//! The crew of a page: its workers, each with a copy of the program, share the jobs of what is looked for. Each of them says
//! and hears by messages alone, which the page around it passes on.

use std::cell::RefCell;
use std::sync::Arc;

use js_sys::{Array, Function, Uint8Array};
use wasm_bindgen::prelude::*;

use super::measured;
use crate::app::{debrief, place, review};
use crate::host::milliseconds;
use crate::insight::crew::{Crew, Errand, Said, Share};
use crate::insight::executor::{Machine, Paced, Steps};
use crate::scenario::shipped;

/// A worker of the page.
struct Member {
    crew: Arc<Crew>,
    pace: Arc<Paced>,
    /// What is left of the errand under way.
    steps: Option<Steps<()>>,
}

thread_local! {
    static MEMBER: RefCell<Option<Member>> = const { RefCell::new(None) };
}

/// What a step came to, for those who call it: nothing is left, something is left to do, others have to do something first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Over,
    More,
    Waits,
}

/// Becomes a worker of a page, in this place (from 0) of so many.
#[wasm_bindgen]
pub fn join(place: u32, members: u32) {
    let crew = Arc::new(Crew::member(place, members));
    let pace = Arc::new(Paced::with_crew(milliseconds, crew.clone()));
    // Read before somebody waits for them.
    let _ = shipped::known();
    MEMBER.set(Some(Member { crew, pace, steps: None }));
}

/// Begins an errand as a worker, in the place of the one before; says whether it can.
#[wasm_bindgen]
#[must_use]
pub fn take_up(number: u32, text: &str) -> bool {
    MEMBER.with_borrow_mut(|member| {
        let Some(Member { crew, pace, steps }) = member else { return false };
        let machine = || Machine::Errand(Errand::take_up(pace, crew, number));
        *steps = match measured::of_text(text) {
            Some(count) => Some(measured::futures_of(count, Arc::new(machine()))),
            None => review::of_text(text, machine()).or_else(|| debrief::of_text(text, machine())),
        };
        steps.is_some()
    })
}

/// Goes on as a worker for about so many milliseconds. Gives what [`super::work`] gives.
#[wasm_bindgen]
#[must_use]
pub fn go_on(milliseconds: u32) -> u32 {
    let step = MEMBER.with_borrow_mut(|member| {
        let Some(Member { crew, pace, steps }) = member else { return Step::Over };
        let Some(under_way) = steps else { return Step::Over };
        crew.begin_step();
        pace.allow(milliseconds.into());
        if under_way.go_on().is_some() {
            *steps = None;
            return Step::Over;
        }
        if crew.waits() { Step::Waits } else { Step::More }
    });
    step as u32
}

/// There are so many workers now who take up what they are told; with 0 the page does everything itself.
#[wasm_bindgen]
pub fn gather(members: u32) {
    place::crew().gather(members);
}

/// What another worker did.
#[wasm_bindgen]
pub fn hear(errand: u32, round: u32, member: u32, bytes: Vec<u8>) {
    let share = Share { errand, round, member, bytes };
    MEMBER.with_borrow(|own| match own {
        Some(own) => own.crew.hear(share),
        None => place::crew().hear(share),
    });
}

/// Tells what is to be told to others: a number and a text for an errand, which every worker has to take up; a number, a round, a
/// place and bytes for a share, which everybody else has to hear.
#[wasm_bindgen]
#[expect(
    clippy::needless_pass_by_value,
    reason = "for a borrowed one an instruction is made that older tools do not know"
)]
pub fn say(tell: Function) {
    let said = MEMBER
        .with_borrow(|own| own.as_ref().map(|own| own.crew.said()))
        .unwrap_or_else(|| place::crew().said());
    for it in said {
        let words = match it {
            Said::Errand(number, text) => Array::of2(&number.into(), &text.into()),
            Said::Share(Share { errand, round, member, bytes }) => {
                let bytes = Uint8Array::from(&bytes[..]);
                Array::of4(&errand.into(), &round.into(), &member.into(), &bytes)
            }
        };
        // What a page does not pass on is waited for in vain, and then done without the workers.
        let _ = tell.apply(&JsValue::NULL, &words);
    }
}
