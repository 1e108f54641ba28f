use super::*;
use crate::scenario::case::PlanBody;
use crate::scenario::shipped;
use crate::ui::panels::debrief::desk::Leaf;

const CASE: &str = "family-benefits";

fn cases() -> Vec<Case> {
    shipped::cases()
}

/// A folder with a run file for each of these plans, under one luck.
fn room(plans: &[&str]) -> (tempfile::TempDir, Debrief) {
    let folder = tempfile::tempdir().expect("a folder for a moment");
    let cases = cases();
    let case = cases.iter().find(|case| case.slug == CASE).expect("shipped").clone();
    let runs = folder.path().join("runs");
    std::fs::create_dir(&runs).expect("writable");
    for plan in plans {
        let PlanBody::Years(years) = &case.plan(plan).expect("shipped").body else {
            panic!("{plan} is no plan of years")
        };
        let years: Vec<_> = years.iter().map(|year| year.decisions.clone()).collect();
        let mut run = replay::play(&case, 7, &years);
        run.header.table = (*plan).to_owned();
        let bytes = journal::write(&run, &Slugs::of(&case)).expect("a run that was played");
        std::fs::write(runs.join(format!("{plan}.run")), bytes).expect("writable");
    }
    let mut debrief = Debrief::new(folder.path().to_owned(), cases, false);
    debrief.apply(Wish::Add(runs.to_string_lossy().into_owned()));
    debrief.refresh();
    (folder, debrief)
}

#[test]
fn a_clicker_goes_through_the_whole_script_and_every_answer_comes_after_its_question() {
    let (_folder, mut debrief) = room(&["all-open", "all-proprietary", "matched-hybrid"]);
    assert_eq!(debrief.view.labels, ["Table A", "Table B", "Table C"]);
    let mut seen = Vec::new();
    let mut presses = 0;
    debrief.apply(Wish::Next);
    loop {
        debrief.refresh();
        let asks = debrief.segment().expect("a part").predict_first;
        if asks && !debrief.hand.revealed {
            assert!(!debrief.view.told);
            assert_eq!(debrief.view.projector.answer, "", "an answer before its question");
            if debrief.hand.leaf == Leaf::WhatIf {
                let picked = debrief.view.what_if.picked.as_ref().expect("the script's change");
                assert!(picked.played.is_none(), "played before the hands");
            }
        } else {
            seen.push((debrief.hand.segment, debrief.hand.leaf));
            if debrief.hand.leaf == Leaf::WhatIf {
                let picked = debrief.view.what_if.picked.as_ref().expect("the script's change");
                let played = picked.played.as_ref().expect("it is played with the answer");
                assert_eq!(played.contrast.gauges.len(), 5);
            }
        }
        let before = debrief.hand.clone();
        debrief.apply(Wish::Next);
        presses += 1;
        if debrief.hand == before {
            break;
        }
        assert!(presses < 60, "the script does not end");
    }
    let parts = debrief.show.as_ref().expect("it ran").segments.len();
    assert_eq!(seen.iter().map(|it| it.0).collect::<Vec<_>>(), (0..parts).collect::<Vec<_>>());
    for leaf in
        [Leaf::Tables, Leaf::Timeline, Leaf::Contrast, Leaf::WhatIf, Leaf::Rule, Leaf::Question]
    {
        assert!(seen.iter().any(|it| it.1 == leaf), "{leaf:?} is not in the script: {seen:?}");
    }
    for _ in 0..presses + 2 {
        debrief.apply(Wish::Back);
    }
    assert_eq!(debrief.hand.segment, 0, "the way back");
}

#[test]
fn a_changed_decision_is_played_and_kept_as_a_table() {
    let (folder, mut debrief) = room(&["all-open"]);
    debrief.hand.leaf = Leaf::WhatIf;
    debrief.refresh();
    let change = debrief.view.what_if.changes.first().expect("something can be changed").index;
    debrief.hand.picked = Some(change);
    debrief.refresh();
    assert!(debrief.view.what_if.picked.as_ref().is_some_and(|it| it.played.is_none()));
    debrief.apply(Wish::Play);
    debrief.refresh();
    let picked = debrief.view.what_if.picked.clone().expect("in hand");
    let played = picked.played.expect("played");
    assert!(!played.contrast.decisions.is_empty(), "the change is in the comparison");
    debrief.apply(Wish::Keep);
    debrief.refresh();
    assert_eq!(debrief.view.labels.len(), 2);
    assert!(folder.path().join("what-if-1.run").is_file());
    let remarks = &debrief.view.gathered.tables[1].remarks;
    assert!(remarks.iter().any(|it| it.starts_with("a what-if of Table A")), "{remarks:?}");
}

#[test]
fn pins_are_kept_for_the_next_debrief() {
    let (folder, mut debrief) = room(&["all-open", "all-proprietary"]);
    debrief.hand.leaf = Leaf::Timeline;
    debrief.apply(Wish::Move(Move::To(crate::units::Month(9))));
    debrief.hand.pin = "ask about the contract".to_owned();
    debrief.apply(Wish::Pin);
    debrief.refresh();
    assert_eq!(debrief.view.timeline.pins.len(), 1);
    let mut again = Debrief::new(folder.path().to_owned(), cases(), false);
    again.apply(Wish::Add(folder.path().join("runs").to_string_lossy().into_owned()));
    again.hand.leaf = Leaf::Timeline;
    again.refresh();
    assert_eq!(again.view.timeline.pins[0].text, "ask about the contract");
    again.apply(Wish::Unpin(again.view.timeline.pins[0].number));
    again.refresh();
    assert!(again.view.timeline.pins.is_empty());
}

#[test]
fn what_is_no_run_is_set_aside_and_stops_nobody() {
    let (folder, mut debrief) = room(&["all-open"]);
    let broken = folder.path().join("broken.run");
    std::fs::write(&broken, "stackholders-run 1\nnothing\n").expect("writable");
    debrief.apply(Wish::Add(broken.to_string_lossy().into_owned()));
    debrief.apply(Wish::Add("no code".to_owned()));
    debrief.refresh();
    assert_eq!((debrief.view.labels.len(), debrief.view.gathered.aside.len()), (1, 2));
    debrief.apply(Wish::Add("/nowhere/at-all.run".to_owned()));
    assert!(debrief.message().is_some_and(|it| it.contains("/nowhere/at-all.run")));
}

#[test]
fn everything_on_paper_is_a_new_folder_each_time() {
    let (folder, mut debrief) = room(&["all-open", "matched-hybrid"]);
    debrief.apply(Wish::Papers);
    let first = debrief.to_show().expect("a folder to show");
    assert!(first.starts_with(folder.path()) && first.join("run-of-show.html").is_file());
    debrief.apply(Wish::Papers);
    assert_ne!(debrief.to_show(), Some(first));
}

#[test]
fn insight_comes_while_the_desk_is_used_and_stays_with_the_runs_it_is_about() {
    let folder = tempfile::tempdir().expect("a folder for a moment");
    let cases = cases();
    let case = cases.iter().find(|case| case.slug == "first-week").expect("shipped").clone();
    let code = |plan: &str| {
        let PlanBody::Years(years) = &case.plan(plan).expect("shipped").body else {
            panic!("{plan} is no plan of years")
        };
        let years: Vec<_> = years.iter().map(|year| year.decisions.clone()).collect();
        let run = replay::play(&case, 7, &years);
        crate::session::code::encode(&case, &replay::coded(&run)).expect("a run has a code")
    };
    let mut debrief = Debrief::new(folder.path().to_owned(), cases.clone(), true);
    debrief.apply(Wish::Add(code("all-open")));
    debrief.apply(Wish::Add(code("all-proprietary")));
    let leaves = [
        Leaf::Luck,
        Leaf::Parts,
        Leaf::Changes,
        Leaf::Frontier,
        Leaf::Weights,
        Leaf::Survival,
        Leaf::Causes,
        Leaf::Map,
        Leaf::Rule,
        Leaf::Mirror,
    ];
    let known = |debrief: &mut Debrief, leaf: Leaf| {
        debrief.hand.leaf = leaf;
        debrief.refresh();
        let view = &debrief.view;
        match leaf {
            Leaf::Luck => view.luck.is_some(),
            Leaf::Parts => view.parts.is_some(),
            Leaf::Changes => view.changes.is_some(),
            Leaf::Frontier => view.frontier.as_ref().is_some_and(|it| it.tables.len() == 2),
            Leaf::Weights => view.weights.is_some(),
            Leaf::Survival => view.survival.is_some(),
            Leaf::Causes => view.causes.is_some(),
            Leaf::Map => view.wardley.is_some(),
            Leaf::Rule => view.rule.is_some(),
            Leaf::Mirror => view.mirror.tables.len() == 2,
            _ => false,
        }
    };
    assert!(
        debrief.looks() && !debrief.view.progress.is_empty() || !known(&mut debrief, Leaf::Luck)
    );
    let mut waited = 0;
    while debrief.looks() {
        debrief.tick(0.1);
        std::thread::sleep(std::time::Duration::from_millis(20));
        waited += 1;
        assert!(waited < 6_000, "{:?} of the insight is found", debrief.work.progress());
    }
    for table in [0, 1] {
        debrief.hand.table = table;
        for leaf in leaves {
            assert!(known(&mut debrief, leaf), "nothing is found for {leaf:?} of table {table}");
        }
    }
    assert_eq!(debrief.view.progress, "");
    debrief.apply(Wish::Remove(1));
    assert!(!debrief.looks(), "what is found is not looked for again");
    debrief.hand.table = 0;
    assert!(known(&mut debrief, Leaf::Luck));
}

#[test]
fn a_causal_map_is_made_once_for_a_run_and_a_gauge() {
    let (_folder, mut debrief) = room(&["all-open", "all-managed"]);
    debrief.hand.leaf = Leaf::Causes;
    debrief.refresh();
    let marked = "the map that was made first";
    let kept = |debrief: &mut Debrief| {
        debrief.refresh();
        debrief.view.causes.as_ref().expect("it plays again here").title == marked
    };
    debrief.map.as_mut().expect("made").view.title = marked.to_owned();
    debrief.hand.naming = crate::view::debrief::Naming::Named;
    assert!(kept(&mut debrief), "another name is no other map");
    debrief.hand.table = 1;
    assert!(!kept(&mut debrief), "another run has another map");
    debrief.map.as_mut().expect("made").view.title = marked.to_owned();
    debrief.hand.gauge = Gauge::LockIn;
    assert!(!kept(&mut debrief), "so has another gauge");
}

#[test]
fn what_was_picked_at_one_table_is_not_in_hand_at_the_next() {
    let (_folder, mut debrief) = room(&["all-open", "all-managed"]);
    debrief.hand.leaf = Leaf::WhatIf;
    debrief.hand.picked = Some(2);
    debrief.hand.causes.picked = Some(1);
    debrief.hand.changes.picked = Some(0);
    debrief.hand.survival.against = Against::Table(1);
    debrief.refresh();
    assert!(debrief.view.what_if.picked.is_some());
    debrief.hand.table = 1;
    debrief.refresh();
    let DeskHand { picked, causes, changes, survival, .. } = &debrief.hand;
    assert_eq!((*picked, causes.picked, changes.picked), (None, None, None));
    assert_eq!(survival.against, Against::Usual, "a plan is not ahead of itself");
}
