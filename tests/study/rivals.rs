use super::{case, course, run};
use stackholders::insight::change::{Change, Kind as ChangeKind};
use stackholders::insight::course::Dated;
use stackholders::insight::judge::Judge;
use stackholders::scenario::case::SourcingModel;
use stackholders::scenario::plan::{Decision, Guardrail};
use stackholders::session::branch::prefix_digest;
use stackholders::session::replay;
use stackholders::sim::Model;
use stackholders::study::rivals::{
    Committed, Kind, NotCommitted, Origin, acting, express, in_its_place, par, play_from, rival,
    rivals, take_over,
};

#[test]
fn rivals_wait_for_a_commit_and_go_no_further_than_the_learner() {
    let case = case("family-benefits");
    let whole = run(&case, "matched-hybrid", 4);
    let mut begun = whole.clone();
    begun.years.clear();
    begun.outlook.clear();
    assert!(Committed::of(&begun).is_none(), "nothing is shown before the first commit");
    begun.years = whole.years[..2].to_vec();
    let committed = Committed::of(&begun).expect("two years are committed");
    let found = rivals(&case, committed);
    assert_eq!(found.iter().map(|it| it.kind).collect::<Vec<_>>(), Kind::OF_CASE);
    for rival in &found {
        assert_eq!((rival.run.years.len(), rival.run.outlook.len()), (2, 0), "{:?}", rival.kind);
        assert_eq!(rival.run.header.seed, begun.header.seed, "the same luck");
        assert_eq!(rival.origin, Origin::Plan);
    }
    let matched = found.iter().find(|it| it.kind == Kind::MatchedHybrid).expect("a plan");
    assert_eq!(matched.run.years, begun.years, "the same plan is the same run");
}

#[test]
fn a_case_without_such_a_plan_gets_one_from_its_options() {
    let mut case = case("family-benefits");
    case.plans.retain(|plan| plan.slug == "do-nothing");
    let own = run(&case, "do-nothing", 2);
    let committed = Committed::of(&own).expect("all years");
    for (kind, model) in [
        (Kind::AllOpen, SourcingModel::Open),
        (Kind::AllProprietary, SourcingModel::Proprietary),
        (Kind::AllManaged, SourcingModel::Managed),
    ] {
        let rival = rival(&case, committed, kind).expect("made from the options");
        assert_eq!(rival.origin, Origin::Derived);
        let mut adopted = 0;
        for year in &rival.run.years {
            assert!(year.outcome.declined.is_empty(), "{kind:?}: {:?}", year.outcome.declined);
            for decision in &year.decisions {
                let Decision::Adopt { option, .. } = decision else { panic!("{decision:?}") };
                assert_eq!(case.option(*option).model, model);
                adopted += 1;
            }
        }
        assert!(adopted >= 4, "{kind:?} adopted {adopted} tools");
    }
    assert!(rival(&case, committed, Kind::MatchedHybrid).is_none());
    assert!(rival(&case, committed, Kind::Par).is_none());
    let best = vec![vec![Decision::Invest(Guardrail::Harden)]; 4];
    let searched = par(&case, committed, &best);
    assert_eq!((searched.kind, searched.origin), (Kind::Par, Origin::Search));
    assert_eq!(acting(&searched.run)[0], best[0]);
}

#[test]
fn taking_over_keeps_the_years_before_and_says_where_it_left() {
    let case = case("family-benefits");
    let own = run(&case, "all-open", 9);
    let committed = Committed::of(&own).expect("all years");
    let rival = rival(&case, committed, Kind::AllManaged).expect("a plan");
    let years = take_over(committed, &rival, 2).expect("committed");
    assert_eq!((years.len(), &years[..2]), (3, &own.decisions()[..2]));
    assert_eq!(years[2], acting(&rival.run)[2]);
    let branched = play_from(&case, committed, 2, &years);
    assert_eq!(branched.years[..2], own.years[..2], "the same years, bit for bit");
    let parent = branched.header.parent.expect("it says where it left");
    assert_eq!((parent.year, parent.prefix), (2, prefix_digest(&own, 2)));
    assert_eq!(replay::replay(&case, &branched), replay::Verdict::Identical);
    let whole = in_its_place(committed, &rival, 2).expect("committed");
    assert_eq!(whole.len(), 3);
    assert_eq!(play_from(&case, committed, 0, &whole).years[0], rival.run.years[0]);
    assert_eq!(take_over(committed, &rival, 4), Err(NotCommitted { at: 4, years: 4 }));
}

#[test]
fn an_express_run_has_one_decision_changed_and_the_same_luck() {
    let case = case("first-week");
    let own = run(&case, "all-open", 5);
    let committed = Committed::of(&own).expect("all years");
    let model = Model::new(&case);
    let played = course(&Judge::new(&case, &model), &own).years;
    let out = played[1].first().map(|decision| Dated { year: 1, decision: *decision });
    let leave =
        |dated: Dated| Change { kind: ChangeKind::LeaveOut, out: vec![dated], into: Vec::new() };
    let change = leave(out.expect("the plan decides something in its second year"));
    let again = express(&case, committed, &change).expect("it fits");
    assert_eq!(again.header.seed, own.header.seed);
    assert_eq!(again.years[0].outcome.gauges, own.years[0].outcome.gauges);
    assert_eq!(again.years[1].decisions, played[1][1..], "one decision less, and no other");
    let foreign = Dated { year: 0, decision: Decision::Invest(Guardrail::Upstream) };
    assert!(express(&case, committed, &leave(foreign)).is_none(), "a change that does not fit");
}
