use super::{case, run};
use stackholders::scenario::plan::Decision;
use stackholders::session::replay::Play;
use stackholders::sim::{ONLY, check};
use stackholders::study::hint::{Desk, Pointer, Strength, Told, Topic, hints};
use std::collections::BTreeSet;

#[test]
fn a_hint_gives_away_no_more_than_was_asked_for_and_what_it_suggests_is_allowed() {
    let mut topics = BTreeSet::new();
    for slug in ["first-week", "family-benefits"] {
        let case = case(slug);
        for (plan, seed) in
            [("do-nothing", 1), ("all-open", 2), ("all-proprietary", 3), ("all-managed", 4)]
        {
            let run = run(&case, plan, seed);
            let mut play = Play::start(&case, seed);
            let mut open = Vec::new();
            for year in &run.years {
                let (model, state) = play.now();
                let desk = Desk { case: &case, model, state, open: &open, taken: &[] };
                let found = hints(&desk);
                assert!(found.is_sorted_by_key(stackholders::study::hint::Hint::topic));
                for hint in &found {
                    topics.insert(hint.topic());
                    assert_eq!(hint.told(Strength::Nudge), Told::Nudge(hint.topic()));
                    let Told::Pointer(pointer) = hint.told(Strength::Pointer) else {
                        panic!("{hint:?}")
                    };
                    let Told::Worked(same, worked) = hint.told(Strength::Worked) else {
                        panic!("{hint:?}")
                    };
                    assert_eq!(pointer, same);
                    if let Some(decision) = worked {
                        assert_eq!(check(model, state, &[], &decision), Ok(()), "{hint:?}");
                        // What deals with it takes it off the list.
                        let taken = [decision];
                        let after = hints(&Desk { taken: &taken, ..desk });
                        let same = |it: &Told| matches!(it, Told::Pointer(it) if *it == pointer);
                        let still =
                            after.iter().map(|it| it.told(Strength::Pointer)).any(|it| same(&it));
                        assert!(!still, "{pointer:?} after {decision:?}");
                    }
                }
                let outcome = play.year(&year.decisions);
                open = outcome.open;
            }
        }
    }
    for topic in
        [Topic::OpenEvent, Topic::Overloaded, Topic::Unsupported, Topic::Contract, Topic::MoneyLeft]
    {
        assert!(topics.contains(&topic), "no run met {topic:?}: {topics:?}");
    }
}

#[test]
fn a_contract_that_was_renewed_is_no_longer_about_to_end() {
    let case = case("family-benefits");
    let run = run(&case, "do-nothing", 1);
    let mut play = Play::start(&case, 1);
    let mut met = 0;
    for year in &run.years {
        let (model, state) = play.now();
        let desk = Desk { case: &case, model, state, open: &[], taken: &[] };
        for hint in hints(&desk) {
            let Told::Pointer(Pointer::Contract { component, months }) =
                hint.told(Strength::Pointer)
            else {
                continue;
            };
            assert!(months <= 12);
            let left = state.stations[component.index()].contract_end[ONLY] - state.month;
            assert_eq!(months, left, "{component:?}");
            let Told::Worked(_, Some(Decision::Renew { component: renewed, .. })) =
                hint.told(Strength::Worked)
            else {
                continue;
            };
            assert_eq!(component, renewed);
            met += 1;
        }
        play.year(&year.decisions);
    }
    assert!(met > 0, "no contract came to its end");
}
