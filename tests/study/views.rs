//! What self-study says, word for word. After a change of words: `INSTA_UPDATE=always cargo test --no-default-features
//! --features cli --test study views`, and read what changed.

use super::{case, course, progress, run};
use stackholders::insight::attribution::{Grouping, ORDERS, attribution};
use stackholders::insight::executor::Serial;
use stackholders::insight::judge::{Aim, Judge};
use stackholders::scenario::diagnostic::LESSON_CODES;
use stackholders::scenario::plan::Gauge;
use stackholders::session::replay::Play;
use stackholders::sim::Model;
use stackholders::study::calibration::{accounts, practise};
use stackholders::study::concept::Concept;
use stackholders::study::exercise::{
    changes, what_do_you_expect, what_drove_it, what_would_you_change,
};
use stackholders::study::field_guide::{self, Filter};
use stackholders::study::guide::GuideStep;
use stackholders::study::hint::{Desk, Strength, hints};
use stackholders::study::lesson;
use stackholders::study::progress::{Entry, Progress, StepState};
use stackholders::study::rivals::{Committed, rivals};
use stackholders::view::help::{self, HelpView};
use stackholders::view::study::comparison::comparison;
use stackholders::view::study::guide::says;
use stackholders::view::study::{concept, exercise, field_guide as guide, lesson as view};
use std::fmt::Write as _;

fn keep(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(format!("study-{name}"), text));
}

fn calm(text: &str) {
    for line in text.lines() {
        assert!(!line.contains('!') && !line.contains("  ") && !line.contains("NaN"), "{line}");
    }
}

#[test]
fn every_card_says_what_moves_what_comes_out_and_what_is_right() {
    let mut text = String::new();
    for it in Concept::ALL {
        let start = it.card().start();
        let card = concept::card(it, &start);
        writeln!(text, "# {}", card.title).expect("a string");
        for input in &card.inputs {
            assert!(!input.label.is_empty(), "{it:?}");
            writeln!(text, "{}: {} ({})", input.label, input.text, input.basis).expect("a string");
        }
        for output in &card.outputs {
            assert!(!output.label.is_empty(), "{it:?}");
            writeln!(text, "=> {}: {}", output.label, output.text).expect("a string");
        }
        let curve = &card.curve;
        writeln!(text, "curve of {} over {}: {}", curve.drawn, curve.along, curve.told.join(" · "))
            .expect("a string");
        for (place, question) in card.questions.iter().enumerate() {
            writeln!(text, "? {}", question.text).expect("a string");
            for choice in &question.choices {
                writeln!(text, "- {choice}").expect("a string");
            }
            writeln!(text, "as computed: {}", concept::answered(it, place)).expect("a string");
        }
        for assumption in &card.assumptions {
            writeln!(text, "assumption: {assumption}").expect("a string");
        }
    }
    calm(&text);
    keep("cards", &text);
}

#[test]
fn a_tool_and_the_lesson_read_as_they_should() {
    let guide = field_guide::shipped();
    let one = Filter { words: vec!["seldon".to_owned()], ..Filter::default() };
    let found = guide.find(&one);
    keep("tool", &format!("{:#?}", guide::page(&found[0])));
    let kinds: Vec<String> = guide
        .tools
        .iter()
        .filter_map(|tool| {
            Some(format!("{}: {}", tool.name, guide::resemblance(&field_guide::resembles(tool)?)))
        })
        .collect();
    calm(&kinds.join("\n"));
    keep("resemblance", &kinds.join("\n"));
    let lesson = lesson::shipped();
    let rows: Vec<String> = view::steps(&lesson)
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| cell.shown().to_string()).collect::<Vec<_>>().join(" | "))
        .collect();
    keep("lesson", &format!("{}\n{}", rows.join("\n"), view::minutes(&lesson)));
}

#[test]
fn the_outline_says_where_to_go_on() {
    let lesson = lesson::shipped();
    let mut noted = Progress::default();
    assert_eq!(noted.next_step(&lesson).map(|step| step.slug.as_str()), Some("hook"));
    for entry in progress::entries() {
        noted.add(entry);
    }
    let outline = view::outline(&lesson, &noted);
    assert_eq!(outline.so_far, "1 of 18 steps done, 1 skipped");
    let next: Vec<&str> = outline
        .parts
        .iter()
        .flat_map(|part| &part.steps)
        .filter(|step| step.next)
        .map(|step| step.slug.as_str())
        .collect();
    assert_eq!(next, ["leaning"], "what is skipped does not hold anyone up");
    for (_, step) in lesson.steps() {
        let (lesson, slug) = (lesson.slug.clone(), step.slug.clone());
        noted.add(Entry::Step { lesson, slug, state: StepState::Skipped });
    }
    assert!(noted.next_step(&lesson).is_none());
}

#[test]
fn every_code_that_only_a_lesson_has_is_described() {
    let text = include_str!("../../docs/self-study.md");
    for code in LESSON_CODES {
        assert!(
            text.contains(&format!("| `{code}` |")),
            "docs/self-study.md says nothing of {code}"
        );
    }
    for concept in Concept::ALL {
        assert!(text.contains(&format!("`{}`", concept.slug())), "{}", concept.slug());
    }
}

#[test]
fn exercises_hints_and_rivals_read_as_they_should() {
    let case = case("first-week");
    let model = Model::new(&case);
    let judge = Judge::new(&case, &model);
    let run = run(&case, "all-proprietary", 3);
    let course = course(&judge, &run);
    let found = changes(&judge, &course, &Serial);
    let shares = attribution(&judge, &course, Grouping::Decision, ORDERS, 1..3, &Serial, &|_| {})
        .expect("few decisions");
    let mut list = what_would_you_change(&found);
    list.extend(what_do_you_expect(&case, &found));
    list.extend(what_drove_it(&shares, Aim::Gauge(Gauge::Cost)));
    let mut text = String::new();
    for it in &list {
        let shown = exercise::exercise(&case, it);
        writeln!(text, "? {}", shown.question).expect("a string");
        for choice in &shown.choices {
            writeln!(text, "- {choice}").expect("a string");
        }
        writeln!(text, "right: {:?}", it.right()).expect("a string");
        for line in exercise::replayed(&case, it) {
            writeln!(text, "= {line}").expect("a string");
        }
    }
    let mut play = Play::start(&case, 3);
    let mut open = Vec::new();
    for year in &run.years {
        let (model, state) = play.now();
        for hint in hints(&Desk { case: &case, model, state, open: &open, taken: &[] }) {
            for strength in Strength::ALL {
                let told = exercise::hint(&case, &hint.told(strength));
                writeln!(text, "hint, {strength:?}: {told}").expect("a string");
            }
        }
        open = play.year(&year.decisions).open;
    }
    let others = rivals(&case, Committed::of(&run).expect("all years"));
    let table = exercise::rivals(&run, &others);
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|cell| cell.shown().to_string()).collect();
        writeln!(text, "{}", cells.join(" | ")).expect("a string");
    }
    calm(&text);
    keep("run", &text);
}

/// With its words and its reading grade (Flesch-Kincaid).
fn weighed(text: &str) -> String {
    let grade = stackholders::study::reading::grade(text).expect("there are words");
    let count = stackholders::scenario::reading::words(text);
    format!("{text} ({count} words, grade {grade:.1})")
}

#[test]
fn the_guide_and_the_help_read_as_they_should() {
    let mut text = String::new();
    for step in GuideStep::ALL {
        let (todo, why) = says(step);
        writeln!(text, "{step:?}: {todo}\n  {}", weighed(why)).expect("a string");
    }
    calm(&text.replace("\n  ", "\n"));
    keep("guide", &text);
    let mut text = String::new();
    let case = case("first-week");
    for topic in help::topics(&case) {
        let HelpView { name, text: told, concept: card } = help::help(&case, topic);
        let card = card.map_or_else(String::new, |it| format!(" → {}", view::concept(it)));
        writeln!(text, "{name}{card}: {}", weighed(&told)).expect("a string");
    }
    calm(&text);
    keep("help", &text);
}

#[test]
fn a_comparison_reads_as_it_should() {
    let mut noted = Progress::default();
    for entry in progress::entries() {
        noted.add(entry);
    }
    let guide = field_guide::shipped();
    keep("comparison", &format!("{:#?}", comparison(&guide, &noted)));
}

#[test]
fn the_account_of_predictions_has_no_points() {
    let foreseen: Vec<_> = progress::entries()
        .into_iter()
        .filter_map(|entry| match entry {
            Entry::Foreseen(it) => Some(it),
            _ => None,
        })
        .collect();
    let accounts = accounts(&foreseen);
    let table = exercise::calibration(&accounts);
    let mut text = String::new();
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|cell| cell.shown().to_string()).collect();
        writeln!(text, "{}", cells.join(" | ")).expect("a string");
    }
    for (concept, why) in practise(&accounts) {
        writeln!(text, "next: {}", exercise::practise(concept, why)).expect("a string");
    }
    for word in ["point", "badge", "streak", "score", "level"] {
        assert!(!text.contains(word), "{word}");
    }
    keep("calibration", &text);
}
