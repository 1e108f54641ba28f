//! Causal maps, Wardley maps, the mirror and the hidden rule.

use stackholders::debrief::causes::{Node, causes};
use stackholders::debrief::hidden_rule::{Visibility, hidden_rule, reaches, visibility};
use stackholders::debrief::wardley::{Stage, maturity, wardley};
use stackholders::debrief::{bias, moments};
use stackholders::id::OptionId;
use stackholders::scenario::plan::Gauge;
use stackholders::session::replay;
use stackholders::sim::trace::Rule;
use stackholders::units::Money;
use stackholders::view::debrief::rule::told;

use crate::lab::{PLANS, SEED, case, cases, room, run};

#[test]
fn arrows_into_a_gauge_add_up_to_what_it_differs_by() {
    for case in cases() {
        for plan in PLANS {
            let run = run(&case, plan, "North", SEED);
            let last = run.years.len() - 1;
            let kept = replay::play(&case, SEED, &vec![Vec::new(); last + 1]);
            for gauge in Gauge::ALL {
                let map = causes(&case, &run, gauge, last as u16);
                let sum: f64 = map.edges.iter().filter(|it| it.to == 0).map(|it| it.amount).sum();
                let close = |a: f64, b: f64| (a - b).abs() < 0.01;
                assert!(close(sum, map.run - map.kept), "{plan}, {gauge:?}: {sum} {map:#?}");
                assert_eq!(map.nodes[0], Node::Gauge(gauge));
                for (told, played) in [(map.run, &run), (map.kept, &kept)] {
                    let end = &played.years[last].outcome.gauges;
                    let lost: Money = played.years.iter().map(|it| it.outcome.gauges.losses).sum();
                    let value = match gauge {
                        Gauge::Cost => end.cost,
                        Gauge::LockIn => end.lock_in,
                        Gauge::Security => lost.kilodollars(),
                        Gauge::Scale => end.served,
                        Gauge::Compliance => end.controls,
                    };
                    assert!(close(told, value), "{plan}, {gauge:?}: {told} is not {value}");
                }
                if plan == "do-nothing" {
                    assert!(map.edges.is_empty(), "nothing was decided, so nothing differs");
                }
            }
        }
    }
}

#[test]
fn a_map_begins_where_the_case_puts_each_part_and_moves_what_was_replaced() {
    for case in cases() {
        for option in (0..case.options.len() as u16).map(OptionId) {
            assert!((0.0..=1.0).contains(&maturity(&case, option)));
        }
        for plan in PLANS {
            let run = run(&case, plan, "North", SEED);
            let map = wardley(&case, &run);
            assert_eq!(map.places.len(), case.components.len());
            for place in &map.places {
                let component = case.component(place.component);
                assert_eq!(place.visibility, component.visibility);
                for evolved in [place.before, place.after] {
                    let moved = (evolved.evolution - component.evolution).abs();
                    assert!(moved <= 0.125 + 1e-9, "{}: moved by {moved}", component.slug);
                    assert_eq!(evolved.stage, Stage::of(evolved.evolution));
                }
                if place.before.option == place.after.option {
                    assert_eq!(place.before, place.after);
                }
            }
        }
    }
}

#[test]
fn the_mirror_counts_every_leaning_and_every_choice() {
    for case in cases() {
        let room = room(&case, 5);
        let found = bias::of_room(&room);
        for (table, mirror) in found.tables.iter().enumerate() {
            let leaned =
                room.tables[table].run.header.seats.iter().filter(|it| it.leaning.is_some());
            assert_eq!(mirror.leaned.iter().sum::<usize>(), leaned.count());
            assert_eq!(mirror.chosen.iter().sum::<usize>(), mirror.adopted.len());
            let running = mirror.running.iter().sum::<usize>() + mirror.left_as_found;
            assert_eq!(running, case.components.len(), "every part runs on something");
            assert_eq!(mirror.dissent.len(), 1);
        }
        let chosen: usize = found.tables.iter().map(|it| it.chosen[0]).sum();
        assert_eq!(found.chosen[0], chosen);
    }
}

#[test]
fn the_hidden_rule_set_the_tables_apart_by_what_it_says() {
    for case in cases() {
        for tables in [1, 5] {
            let room = room(&case, tables);
            let reach = hidden_rule(&room).expect("tools differ in what nobody is shown");
            assert_eq!(visibility(reach.rule), Visibility::Beneath);
            assert!(told(reach.rule).is_some(), "{:?} can be told", reach.rule);
            for (table, amount) in &reach.amounts {
                let watched = moments::watch(&case, &room.tables[*table].run);
                assert_eq!(watched.posted(reach.rule, case.played_years - 1), *amount);
            }
            if tables > 1 {
                let most = reach.amounts.iter().map(|it| it.1).max().expect("tables");
                let least = reach.amounts.iter().map(|it| it.1).min().expect("tables");
                assert_eq!(most - least, reach.spread);
            }
            let hidden = reaches(&room).into_iter().filter(|it| it.visibility == reach.visibility);
            assert!(hidden.map(|it| it.spread).max() == Some(reach.spread), "no other did more");
        }
    }
}

#[test]
fn every_rule_that_lies_beneath_is_told_as_the_model_prints_it() {
    let model = include_str!("../../docs/model.md");
    let beneath = [
        Rule::Surcharge,
        Rule::PlatformBaseline,
        Rule::SupplierManagement,
        Rule::Bench,
        Rule::ProjectWork,
        Rule::Adapter,
        Rule::EarlyExit,
    ];
    for rule in beneath {
        assert_eq!(visibility(rule), Visibility::Beneath);
        let told = told(rule).unwrap_or_else(|| panic!("{rule:?} can be told"));
        assert!(model.contains(told.equation), "{rule:?}: docs/model.md prints {}", told.equation);
        assert!(model.contains(&format!("\n## {}\n", told.section)), "{}", told.section);
    }
    let week = case("first-week");
    let posted = moments::watch(&week, &run(&week, "all-open", "North", SEED)).postings;
    for it in posted.iter().filter(|it| visibility(it.rule) == Visibility::Beneath) {
        assert!(beneath.contains(&it.rule), "{:?}", it.rule);
    }
}
