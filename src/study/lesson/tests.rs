use super::*;
use crate::scenario::shipped::slugs;

fn findings(text: &str) -> Vec<(String, usize, String)> {
    let loaded = load(text, &slugs());
    loaded.findings.iter().map(|it| (it.code.to_owned(), it.line, it.found.clone())).collect()
}

#[test]
fn the_shipped_lesson_has_no_findings_and_all_five_parts() {
    let found = load(SHIPPED, &slugs());
    let told: Vec<String> = found.findings.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    let lesson = shipped();
    assert_eq!(lesson.parts.iter().map(|part| part.phase).collect::<Vec<_>>(), Phase::ALL);
    assert_eq!(lesson.questions().len(), QUESTIONS);
    for part in &lesson.parts {
        assert!(PART_MINUTES.contains(&part.minutes()), "{:?}: {}", part.phase, part.minutes());
    }
    let stories = lesson.steps().filter_map(|(_, step)| match &step.kind {
        StepKind::Story(told) => Some(told),
        _ => None,
    });
    for told in stories.flatten() {
        let checked = lesson.sources[told.source].verification;
        assert!(matches!(checked, Verification::Primary | Verification::Secondary), "{told:?}");
    }
    assert_eq!(reading(&lesson).len(), lesson.steps().count());
}

#[test]
fn every_fault_of_a_lesson_is_told_with_its_line() {
    for (from, to, code, found) in [
        ("source: \"nhnieuws\"", "source: \"nhnews\"", "unknown-id", "the source `nhnews`"),
        ("Concept(\"lock-in\")", "Concept(\"lockin\")", "unknown-id", "the concept `lockin`"),
        ("FreeRun(\"family-benefits\")", "FreeRun(\"x\")", "unknown-id", "the case `x`"),
        ("objectives: [\"design\"]", "objectives: [\"fly\"]", "unknown-id", "the objective `fly`"),
        ("slug: \"leaning\"", "slug: \"hook\"", "duplicate-slug", "a second step `hook`"),
        ("slug: \"hook\"", "slug: \"A hook\"", "bad-slug", "\"A hook\""),
        ("minutes: 5,", "minutes: 0,", "out-of-range", "a step of 0 minutes"),
        ("minutes: 13", "minutes: 40", "out-of-range", "a part of 44 minutes"),
        (
            "phase: Explore",
            "phase: Engage",
            "bad-order",
            "the parts Engage, Engage, Explain, Elaborate, Evaluate",
        ),
        ("phase: Explore", "phase: Explode", "unknown-variant", "`Explode`"),
        ("as_of: \"2021-11-25\"", "as_of: \"once\"", "bad-date", "\"once\""),
        (
            "verification: Primary)",
            "verification: Unverified)",
            "unverified-source",
            "the source `gdprhub`, which is unverified",
        ),
        ("title: \"Open source\"", "title: \"\"", "empty-text", "an empty text"),
        (
            "A project lives as",
            "A powerful project lives as",
            "partial-wording",
            "\"powerful\" in a text of a step",
        ),
        (
            "\"Which number surprised you most?\"",
            "\"Is MLflow nice?\"",
            "product-name",
            "the real name \"mlflow\" in a prompt",
        ),
        ("\"What makes you lean that way?\"", "\"What?\", \"Why?\"", "", ""),
        (
            "\"What will you do differently in the next choice at your own agency?\",",
            "",
            "wrong-count",
            "a reflection with 2 prompts",
        ),
        (
            "kind: Concept(\"community\")",
            "kind: Debrief",
            "missing-concept",
            "no step for the concept `community`",
        ),
        ("format: 1", "format: 9", "unsupported-format", "format 9"),
        ("minutes: 5,", "minutes: 1,", "long-text", "a step (text, statements and prompts) of"),
        ("kind: Leaning,", "colour: 1, kind: Leaning,", "unknown-field", "the field `colour`"),
    ] {
        assert!(SHIPPED.contains(from), "the lesson has no {from}");
        let text = SHIPPED.replacen(from, to, 1);
        let faults = findings(&text);
        if code.is_empty() {
            assert!(faults.is_empty(), "{to}: {faults:?}");
            continue;
        }
        let line = 1 + SHIPPED[..SHIPPED.find(from).expect("it is there")].matches('\n').count();
        let named = faults.iter().find(|(it, _, what)| it == code && what.starts_with(found));
        let (_, told, _) = named.unwrap_or_else(|| panic!("{to}: {faults:?}"));
        let whole =
            ["unverified-source", "bad-order", "missing-concept", "out-of-range", "wrong-count"];
        assert!(whole.contains(&code) || told.abs_diff(line) <= 2, "{to}: line {told} for {line}");
    }
}

#[test]
fn all_faults_are_told_at_once_and_what_cannot_be_read_is_no_panic() {
    let text = SHIPPED
        .replacen("source: \"nhnieuws\"", "source: \"gone\"", 1)
        .replacen("Concept(\"lock-in\")", "Concept(\"gone\")", 1)
        .replacen("as_of: \"2021-11-25\"", "as_of: \"once\"", 1);
    let codes: Vec<String> = findings(&text).into_iter().map(|(code, ..)| code).collect();
    for code in ["unknown-id", "bad-date", "missing-concept", "unused-source"] {
        assert!(codes.iter().any(|it| it == code), "{codes:?}");
    }
    for cut in (0..SHIPPED.len()).step_by(97).filter(|at| SHIPPED.is_char_boundary(*at)) {
        assert!(load(&SHIPPED[..cut], &slugs()).lesson.is_none());
    }
    for text in ["", "(", "(format: 1)", "[]", "(format: 1, parts: 3, sources: \"x\")"] {
        assert!(load(text, &slugs()).findings.has_errors(), "{text}");
    }
}

#[test]
fn a_hard_text_gets_a_warning() {
    let hard = "Interoperability considerations necessitate organisational realignment of administrative responsibilities notwithstanding countervailing institutional predispositions, whereas procurement authorities systematically underestimate reauthorisation expenditures, organisational dependencies, contractual irreversibility, multidimensional accountability requirements, intergovernmental coordination obligations and administrative proportionality.";
    let text =
        SHIPPED.replacen("Two public agencies let a machine help to find wrong payments.", hard, 1);
    assert!(findings(&text).iter().any(|(code, ..)| code == "hard-text"));
}
