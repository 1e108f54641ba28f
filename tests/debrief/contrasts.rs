//! Two runs side by side.

use stackholders::debrief::contrast::{Side, contrast};
use stackholders::debrief::gather::Comparable;
use stackholders::scenario::plan::{Decision, Gauge};
use stackholders::session::branch::branch;
use stackholders::session::record::Run;
use stackholders::units::{Money, Month};

use crate::lab::{PLANS, SEED, case, cases, run};

fn side(run: &Run) -> Side<'_> {
    Side { run, replays: true }
}

#[test]
fn a_run_does_not_differ_from_itself() {
    for case in cases() {
        for plan in PLANS {
            let run = run(&case, plan, "North", SEED);
            let found = contrast(&case, side(&run), side(&run)).expect("one case");
            assert!(found.is_empty(), "{plan}: {found:#?}");
            assert_eq!(found.began(), None);
            assert_eq!(found.basis, Comparable::SameLuck);
        }
    }
}

#[test]
fn a_branch_differs_in_the_year_that_was_changed_and_from_then_on() {
    let case = case("family-benefits");
    let run = run(&case, "matched-hybrid", "North", SEED);
    for at in 0..4 {
        let tried = branch(&case, &run, at, &[]).expect("the run has that year");
        let found = contrast(&case, side(&run), side(&tried)).expect("one case");
        assert_eq!(found.decisions.len(), 1, "one year was changed");
        let year = &found.decisions[0];
        assert_eq!(usize::from(year.year), at);
        assert!(year.only_second.is_empty());
        let acts = run.years[at].decisions.iter().filter(|it| {
            !matches!(
                it,
                Decision::Predict { .. } | Decision::Because { .. } | Decision::Dissent(_)
            )
        });
        assert_eq!(year.only_first.len(), acts.count());
        for gauge in &found.gauges {
            let since = gauge.since_month.map_or(usize::MAX, Month::year);
            assert!(since >= at, "{:?} differs before anything was changed", gauge.gauge);
        }
        assert!(
            found
                .happenings
                .iter()
                .all(|it| { it.first.or(it.second).is_some_and(|it| it.month.year() >= at) })
        );
    }
}

#[test]
fn what_differs_adds_up_to_the_cent() {
    for case in cases() {
        let runs: Vec<Run> = PLANS.iter().map(|plan| run(&case, plan, plan, SEED)).collect();
        for first in &runs {
            for second in &runs {
                let found = contrast(&case, side(first), side(second)).expect("one case");
                let spent = |run: &Run| -> Money {
                    run.years.iter().flat_map(|year| year.outcome.by_category).sum()
                };
                assert_eq!(found.total, (spent(first), spent(second)));
                let lines: Money = found.lines.iter().map(|line| line.second - line.first).sum();
                assert_eq!(
                    lines,
                    found.total.1 - found.total.0,
                    "the lines make up the difference"
                );
                for cost in &found.costs {
                    let of_category =
                        found.lines.iter().filter(|line| line.category == cost.category);
                    let lines: Money = of_category.map(|line| line.second - line.first).sum();
                    assert_eq!(lines, cost.second - cost.first, "{:?}", cost.category);
                }
                let end = |run: &Run, gauge| {
                    run.years.last().expect("played").outcome.gauges.headline(gauge)
                };
                for (gauge, line) in Gauge::ALL.into_iter().zip(&found.gauges) {
                    assert_eq!((line.first, line.second), (end(first, gauge), end(second, gauge)));
                }
            }
        }
    }
}

#[test]
fn another_luck_is_said_and_another_case_is_refused() {
    let (benefits, week) = (case("family-benefits"), case("first-week"));
    let one = run(&benefits, "all-open", "A", 7);
    let other_luck = run(&benefits, "all-open", "B", 8);
    let other_case = run(&week, "all-open", "C", 7);
    let found = contrast(&benefits, side(&one), side(&other_luck)).expect("one case");
    assert_eq!(found.basis, Comparable::OtherLuck);
    assert!(found.decisions.is_empty() && !found.is_empty(), "the luck alone makes them differ");
    assert_eq!(contrast(&benefits, side(&one), side(&other_case)), None);
}

#[test]
fn a_run_that_cannot_be_played_again_is_compared_by_its_years() {
    let case = case("family-benefits");
    let [open, managed] = ["all-open", "all-managed"].map(|plan| run(&case, plan, plan, SEED));
    let recorded = Side { run: &managed, replays: false };
    let found = contrast(&case, side(&open), recorded).expect("one case");
    let played = contrast(&case, side(&open), side(&managed)).expect("one case");
    assert!(found.lines.is_empty() && found.gauges.iter().all(|it| it.since_month.is_none()));
    for (by_year, by_month) in found.gauges.iter().zip(&played.gauges) {
        assert_eq!(by_year.since_year, by_month.since_year);
    }
    assert_eq!((found.total, found.costs), (played.total, played.costs));
}
