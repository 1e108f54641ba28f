use super::{case, course, run};
use stackholders::insight::attribution::{Grouping, ORDERS, attribution};
use stackholders::insight::executor::Serial;
use stackholders::insight::judge::{Aim, Judge};
use stackholders::insight::what_if::By;
use stackholders::luck::Luck;
use stackholders::scenario::plan::{Direction, Gauge, Size};
use stackholders::session::prediction::{Fared, moved};
use stackholders::sim::Model;
use stackholders::study::exercise::{
    CHOICES, Exercise, before_and_after, changes, try_own, what_do_you_expect, what_drove_it,
    what_would_you_change,
};

#[test]
fn what_helps_is_what_helps_when_it_is_played_again() {
    let case = case("first-week");
    let model = Model::new(&case);
    let judge = Judge::new(&case, &model);
    let mut asked = 0;
    for (plan, seed) in [("all-open", 1), ("random-hybrid", 7), ("all-proprietary", 3)] {
        let run = run(&case, plan, seed);
        let course = course(&judge, &run);
        let own = judge.play(&Luck::new(seed), &course.years);
        let found = changes(&judge, &course, &Serial);
        for exercise in what_would_you_change(&found) {
            let Exercise::Change { year, choices } = &exercise else { panic!("{exercise:?}") };
            assert!((2..=CHOICES).contains(&choices.len()));
            let right = exercise.right();
            assert!(!right.is_empty() && right.len() < choices.len(), "{plan}: {right:?}");
            for (place, choice) in choices.iter().enumerate() {
                assert_eq!(choice.change.first_year(), usize::from(*year));
                let years = choice.change.apply(&course.years).expect("it fits");
                let gain = Aim::Score.gain(&judge.play(&Luck::new(seed), &years), &own);
                assert_eq!(exercise.chose(place), Some(gain > 0.0), "{plan} {year} {place}");
                asked += 1;
            }
            assert_eq!(exercise.chose(choices.len()), None);
            let again = try_own(&judge, &course, &choices[0].change).expect("it was allowed");
            assert_eq!(again.result, choices[0].result, "a change of their own is played the same");
        }
    }
    assert!(asked > 5, "only {asked} choices were asked");
}

#[test]
fn an_expectation_is_marked_by_the_replay() {
    let case = case("first-week");
    let model = Model::new(&case);
    let judge = Judge::new(&case, &model);
    let run = run(&case, "all-proprietary", 3);
    let course = course(&judge, &run);
    let found = changes(&judge, &course, &Serial);
    let list = what_do_you_expect(&case, &found);
    assert!(!list.is_empty());
    for exercise in &list {
        let Exercise::Expect { what_if, gauge } = exercise else { panic!("{exercise:?}") };
        let years = what_if.change.apply(&course.years).expect("it fits");
        let aim = Aim::Gauge(*gauge);
        let (was, with) = before_and_after(what_if, *gauge);
        let played = judge.play(&Luck::new(3), &years).get(aim);
        assert!((with - played).abs() < 1e-9 && (was - found.run.get(aim)).abs() < 1e-6);
        let did = exercise.did(&case).expect("an expectation");
        assert_eq!(did, moved(&case, *gauge, was, with));
        assert_eq!(exercise.expected(&case, did), Some(Fared::Right));
        let other = if did.0 == Direction::Rises { Direction::Falls } else { Direction::Rises };
        assert_eq!(exercise.expected(&case, (other, Size::Clear)), Some(Fared::OtherWay));
        assert_eq!(exercise.chose(0), None);
    }
}

#[test]
fn several_drivers_are_right_where_they_are_close() {
    let case = case("first-week");
    let model = Model::new(&case);
    let judge = Judge::new(&case, &model);
    let run = run(&case, "matched-hybrid", 5);
    let course = course(&judge, &run);
    let found = attribution(&judge, &course, Grouping::Decision, ORDERS, 1..3, &Serial, &|_| {})
        .expect("few decisions");
    for gauge in Gauge::ALL {
        let aim = Aim::Gauge(gauge);
        let Some(mut exercise) = what_drove_it(&found, aim) else { continue };
        let right = exercise.right();
        let most = found.order(aim)[0];
        let Exercise::Drove { choices, .. } = &mut exercise else { panic!("a driver") };
        let is_most = |place: &usize| choices[*place].player == found.players[most];
        assert!(right.iter().any(is_most), "{gauge:?}: the largest share is right");
        // Made as large as the first, or as uncertain, another one is right as well.
        let other = (0..choices.len()).find(|place| !right.contains(place));
        if let Some(other) = other {
            let largest = choices[right[0]].part;
            choices[other].part = -largest;
            assert!(exercise.right().contains(&other), "{gauge:?}");
            let Exercise::Drove { choices, .. } = &mut exercise else { panic!("a driver") };
            choices[other].part = largest * 0.5;
            choices[other].error = largest.abs();
            assert!(exercise.right().contains(&other), "{gauge:?}: within its error");
        }
    }
    let helped = changes(&judge, &course, &Serial);
    assert!(helped.changes.iter().all(|it| it.gain(Aim::Score, By::ThisLuck).is_some()));
}

/// Nothing is typed in: another number of the case is another answer, whatever is asked.
#[test]
fn another_parameter_of_the_case_is_another_answer() {
    use stackholders::scenario::case::Case;
    /// Every exercise of a run and what is right in it: the kind, and the answers by what is asked.
    fn answers(case: &Case) -> Vec<(&'static str, String)> {
        let model = Model::new(case);
        let judge = Judge::new(case, &model);
        let run = run(case, "all-proprietary", 3);
        let course = course(&judge, &run);
        let found = changes(&judge, &course, &Serial);
        let mut list = what_would_you_change(&found);
        list.extend(what_do_you_expect(case, &found));
        let shares =
            attribution(&judge, &course, Grouping::Decision, ORDERS, 1..3, &Serial, &|_| {});
        let shares = shares.expect("few decisions");
        list.extend(Gauge::ALL.into_iter().filter_map(|it| what_drove_it(&shares, Aim::Gauge(it))));
        let each = list.iter().map(|exercise| match exercise {
            Exercise::Change { year, choices } => {
                let helped = exercise.right().into_iter().map(|it| &choices[it].change);
                ("change", format!("{year} {:?}", helped.collect::<Vec<_>>()))
            }
            Exercise::Expect { what_if, gauge } => {
                ("expect", format!("{gauge:?} {:?} {:?}", what_if.change, exercise.did(case)))
            }
            Exercise::Drove { aim, choices } => {
                let most = exercise.right().into_iter().map(|it| &choices[it].player);
                ("drove", format!("{aim:?} {:?}", most.collect::<Vec<_>>()))
            }
        });
        each.collect()
    }
    let case = case("first-week");
    let before = answers(&case);
    let mut dear = case.clone();
    for licence in dear.parameters.iter_mut().filter(|it| it.path.ends_with(".licence")) {
        licence.likely *= 30.0;
    }
    for kind in ["change", "expect", "drove"] {
        let of = |list: &[(&'static str, String)]| -> Vec<String> {
            list.iter().filter(|it| it.0 == kind).map(|it| it.1.clone()).collect()
        };
        assert!(!of(&before).is_empty(), "{kind} is not asked");
        assert_ne!(of(&answers(&dear)), of(&before), "{kind}: the same whatever licences cost");
    }
}

/// What was expected of a change is set against its replay, and what was expected in play against what came.
#[test]
fn what_was_foreseen_is_marked_by_the_engine() {
    use stackholders::scenario::plan::Decision;
    use stackholders::session::replay::play;
    use stackholders::study::calibration::concept_of;
    use stackholders::study::foresight::{in_play, of_change};
    let case = case("first-week");
    let model = Model::new(&case);
    let judge = Judge::new(&case, &model);
    let run = run(&case, "all-proprietary", 3);
    let course = course(&judge, &run);
    let found = changes(&judge, &course, &Serial);
    let said = [(Gauge::Cost, (Direction::Stays, Size::Slight))];
    let mut fared = std::collections::BTreeSet::new();
    for what_if in &found.changes {
        let [forecast] = of_change(&case, what_if, &said)[..] else { panic!("one was said") };
        let (was, with) = before_and_after(what_if, Gauge::Cost);
        assert_eq!(forecast.did, moved(&case, Gauge::Cost, was, with));
        assert_eq!(forecast.foreseen().did, forecast.did);
        assert_eq!(forecast.foreseen().concept, concept_of(Gauge::Cost));
        fared.insert(format!("{:?}", forecast.fared()));
    }
    assert!(fared.len() > 1, "some changes move the cost and some do not: {fared:?}");

    let predict =
        Decision::Predict { gauge: Gauge::LockIn, direction: Direction::Falls, size: Size::Clear };
    let mut years = run.decisions();
    years[1].push(predict);
    let run = play(&case, 3, &years);
    assert_eq!(in_play(&case, &run, 0), [], "nothing was said of the first year");
    let [forecast] = in_play(&case, &run, 1)[..] else { panic!("one was said") };
    let headline = |year: usize| run.years[year].outcome.gauges.headline(Gauge::LockIn);
    assert_eq!((forecast.from, forecast.to), (headline(0), headline(1)));
    assert_eq!(forecast.did, moved(&case, Gauge::LockIn, headline(0), headline(1)));
    years[0].push(predict);
    let run = play(&case, 3, &years);
    let [first] = in_play(&case, &run, 0)[..] else { panic!("one was said") };
    let alone = play(&case, 3, &[Vec::new()]);
    let found = alone.years[0].outcome.gauges.headline(Gauge::LockIn);
    assert_eq!(
        (first.from, first.to),
        (found, run.years[0].outcome.gauges.headline(Gauge::LockIn))
    );
}
