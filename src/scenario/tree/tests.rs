//! The reader against the `ron` crate, and against texts that nobody meant to write.

use super::{DEPTH_LIMIT, Kind, Node, read};
use crate::scenario::shipped;
use crate::scenario::skeleton::skeleton;
use proptest::prelude::*;
use ron::Value;

/// Compares a tree with what `ron` made of the same text. `ron::Value` keeps no names, so names are
/// compared nowhere; it reads `()` as a unit and `( )` as an empty list, so those two are one.
fn difference(node: &Node, value: &Value) -> Option<String> {
    let differ = || Some(format!("{} against {value:?}", node.describe()));
    let lists = |ours: &[Node], theirs: &[Value]| {
        if ours.len() != theirs.len() {
            return Some(format!("{} against {} parts", ours.len(), theirs.len()));
        }
        ours.iter().zip(theirs).find_map(|(ours, theirs)| difference(ours, theirs))
    };
    match (&node.kind, value) {
        (Kind::Bool(ours), Value::Bool(theirs)) if ours == theirs => None,
        (Kind::Number(ours), Value::Number(theirs)) => {
            let theirs = theirs.into_f64();
            let same = *ours == theirs || (ours.is_nan() && theirs.is_nan());
            if same { None } else { differ() }
        }
        (Kind::Text(ours), Value::String(theirs)) if ours == theirs => None,
        (Kind::Word(word), Value::Option(None)) if word == "None" => None,
        (Kind::Word(word), Value::Unit) if word != "None" => None,
        (Kind::Tuple(Some(name), items), Value::Option(Some(inner))) if name.text == "Some" => {
            difference(&items[0], inner)
        }
        (Kind::Tuple(_, items), Value::Unit) if items.is_empty() => None,
        (Kind::List(ours) | Kind::Tuple(_, ours), Value::Seq(theirs)) => lists(ours, theirs),
        (Kind::Record(_, fields), Value::Map(map)) => {
            // A field written twice is one entry there; the fields must all be found all the same.
            fields.iter().rev().enumerate().find_map(|(later, field)| {
                let again =
                    fields[fields.len() - later..].iter().any(|it| it.name.text == field.name.text);
                let theirs =
                    map.iter().find(|(key, _)| **key == Value::String(field.name.text.clone()));
                match theirs {
                    None => Some(format!("no field {}", field.name.text)),
                    Some(_) if again => None,
                    Some((_, theirs)) => difference(&field.value, theirs),
                }
            })
        }
        (Kind::Map(ours), Value::Map(theirs)) => {
            if ours.len() < theirs.len() {
                differ()
            } else {
                None
            }
        }
        _ => differ(),
    }
}

/// What we accept, `ron` accepts with the same values.
fn agrees(text: &str) {
    if let Ok(tree) = read(0, text) {
        let value: Value = text
            .parse()
            .unwrap_or_else(|fault| panic!("ron refuses what we accept: {fault}\n{text}"));
        if let Some(difference) = difference(&tree, &value) {
            panic!("{difference}\n{text}");
        }
    }
}

fn all_texts() -> Vec<String> {
    let mut texts: Vec<String> = skeleton("own-case", "Own \"case\" \\ one")
        .expect("slug and title are fine")
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    for slug in shipped::slugs() {
        let files = shipped::files(slug).expect("the slug is shipped");
        texts.extend(files.iter().map(|(_, text)| text.to_owned()));
    }
    texts
}

#[test]
fn every_shipped_file_reads_as_ron_reads_it() {
    for text in all_texts() {
        read(0, &text).expect("a shipped file is RON");
        agrees(&text);
    }
}

#[test]
fn a_text_is_read_or_refused_as_ron_would() {
    for (text, reads) in [
        ("()", true),
        ("( )", true),
        ("Foo", true),
        ("Foo()", true),
        ("Foo ( 1 , 2 )", true),
        ("(a: 1, b: [true, None, Some(x)])", true),
        ("Some((1, 2))", true),
        ("Some([1])", true),
        ("{\"a\": 1, 2: b}", true),
        ("r#\"a \"quoted\" text\"#", true),
        (r#""\n\t\\\"\u{e9}\'""#, true),
        ("1_000.5e-3", true),
        ("-.5", true),
        ("+7", true),
        ("1e400", true),
        ("18446744073709551616", true),
        ("[inf, NaN]", true),
        ("/* a /* nested */ comment */ 1 // and more", true),
        ("", false),
        ("(", false),
        ("[1, 2", false),
        ("(a: 1 b: 2)", false),
        ("(a: 1, 2)", false),
        ("[1,, 2]", false),
        ("\"open", false),
        ("r#\"open\"", false),
        ("/* open", false),
        ("'c'", false),
        ("b\"bytes\"", false),
        ("0x1f", false),
        ("1u8", false),
        ("1__0", false),
        ("1_", false),
        ("1e", false),
        ("-", false),
        ("-inf", false),
        (".", false),
        ("Some", false),
        ("Some(a: 1)", false),
        ("Some(1, 2)", false),
        ("None(1)", false),
        ("true(1)", false),
        ("1 2", false),
        ("\"\\x41\"", false),
        ("\"\\u{110000}\"", false),
        ("\"\\q\"", false),
        ("#![enable(implicit_some)] 1", false),
        ("\u{feff}1", false),
        ("r#type", false),
    ] {
        let outcome = read(0, text);
        assert_eq!(outcome.is_ok(), reads, "{text:?}: {outcome:?}");
        agrees(text);
    }
}

#[test]
fn depth_ends_in_a_refusal_and_not_in_a_full_stack() {
    for (open, close) in
        [("[", "]"), ("(", ")"), ("Foo(", ")"), ("(a: ", ")"), ("{1: ", "}"), ("Some(", ")")]
    {
        for (depth, reads) in [(DEPTH_LIMIT, true), (DEPTH_LIMIT + 1, false), (100_000, false)] {
            let text = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            assert_eq!(read(0, &text).is_ok(), reads, "{depth} times {open}");
        }
    }
}

#[test]
fn a_place_is_found_again_as_a_path() {
    let text = "( list: [ 1, ( inner: Some(2) ), Pair(3, { 4: 5 }) ] )";
    let tree = read(0, text).expect("the text is RON");
    for (needle, path) in [
        ("1", "list[0]"),
        ("inner", "list[1].inner"),
        ("2", "list[1].inner[0]"),
        ("3", "list[2][0]"),
        ("5", "list[2][1]{0}"),
        ("list", "list"),
        ("(", ""),
    ] {
        let at = text.find(needle).expect("the text holds the needle");
        let span = crate::scenario::place::Span::new(0, at, at + needle.len());
        assert_eq!(tree.path_at(span), path, "{needle}");
    }
}

/// Values as an author could write them, with blanks and comments in odd places.
fn written() -> impl Strategy<Value = String> {
    let blank =
        prop::sample::select(vec!["", " ", "\n  ", " // note\n", "/* a /* b */ */", "\t\r\n"]);
    let name =
        prop::sample::select(vec!["a", "slug", "low_2", "Pay", "None2", "r", "b", "inf2", "_"]);
    let leaf = prop_oneof![
        Just("None".to_owned()),
        Just("true".to_owned()),
        Just("()".to_owned()),
        name.clone().prop_map(str::to_owned),
        any::<i32>().prop_map(|number| number.to_string()),
        any::<f64>()
            .prop_filter("finite", |number| number.is_finite())
            .prop_map(|number| format!("{number:?}")),
        "[0-9]{1,4}(_[0-9]{1,3})?(\\.[0-9]{0,3})?(e-?[0-9]{1,2})?",
        any::<String>().prop_map(|text| format!("{text:?}").replace("\\u{0}", "\\0")),
        "[a-z\"\\n ]{0,8}".prop_map(|text| format!("r##\"{text}\"##")),
    ];
    leaf.prop_recursive(5, 64, 6, move |inner| {
        let spaced = (blank.clone(), inner, blank.clone())
            .prop_map(|(a, value, b)| format!("{a}{value}{b}"));
        let many = prop::collection::vec(spaced.clone(), 0..6);
        let field = (name.clone(), blank.clone(), spaced.clone())
            .prop_map(|(n, b, v)| format!("{n}{b}:{v}"));
        let fields = prop::collection::vec(field, 1..6).prop_map(|list| list.join(", "));
        prop_oneof![
            many.clone().prop_map(|list| format!("[{}]", list.join(","))),
            many.clone().prop_map(|list| format!("({})", list.join(","))),
            (name.clone(), blank.clone(), many)
                .prop_map(|(n, b, list)| format!("{n}{b}({})", list.join(","))),
            fields.clone().prop_map(|list| format!("({list},)")),
            (name.clone(), fields).prop_map(|(n, list)| format!("{n}({list})")),
            spaced.clone().prop_map(|value| format!("Some({value})")),
            (spaced.clone(), spaced).prop_map(|(key, value)| format!("{{{key}:{value}}}")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn what_an_author_writes_reads_as_ron_reads_it(text in written()) {
        agrees(&text);
    }

    #[test]
    fn noise_never_panics_and_is_never_read_otherwise(
        text in "[()\\[\\]{}:,\"\\\\#rSomeNa0-9.eE+_/* \n-]{0,60}",
    ) {
        agrees(&text);
    }

    #[test]
    fn any_text_never_panics(text in any::<String>()) {
        agrees(&text);
    }

    #[test]
    fn a_file_with_a_slip_of_the_hand_never_panics(
        file in 0_usize..21,
        place in 0.0_f64..1.0,
        slip in prop::sample::select(vec!["", "(", ")", "[", "]", "\"", ",", ":", "\\", "/*", "//", "é", "None", "1e", "#"]),
        removed in 0_usize..3,
    ) {
        let texts = all_texts();
        let mut text = texts[file % texts.len()].clone();
        // Short enough to compare with ron, long enough to hold every construct.
        let mut at = (place * text.len() as f64) as usize;
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let gone: usize = text[at..].chars().take(removed).map(char::len_utf8).sum();
        text.replace_range(at..at + gone, slip);
        agrees(&text);
    }
}
