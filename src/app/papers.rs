//! What a page says without a picture: briefs, papers before play, and what a run came to, all as HTML from the engine.
//!
//! Invariant: whatever is typed or opened, there is an answer to read.

use crate::debrief::gather::{Body, Room, Source};
use crate::debrief::timeline::of_room;
use crate::documents::content::{Block, Document, Layout, Section, Text, Width};
use crate::documents::{self, Kind, html};
use crate::scenario::shipped::cases;
use crate::view::debrief::Naming;
use crate::view::debrief::gathered::gathered;

/// Name and title of every case, as JSON.
#[must_use]
pub fn briefs() -> String {
    let mut list: Vec<_> = cases()
        .into_iter()
        .map(|case| serde_json::json!({ "slug": case.slug, "title": case.title }))
        .collect();
    list.reverse();
    serde_json::Value::Array(list).to_string()
}

/// The brief of a case, to stand in a page that has the look of documents.
#[must_use]
pub fn brief(slug: &str) -> String {
    cases().iter().find(|case| case.slug == slug).map_or_else(
        || told("No case", &format!("There is no case '{slug}' here")),
        |case| html::inside(&documents::brief(case)),
    )
}

/// A paper that needs no run, as a whole file: `role-cards`, `hot-wash`, `matrix` or `brief`.
#[must_use]
pub fn paper(kind: &str, slug: &str) -> String {
    let cases = cases();
    let case = cases.iter().find(|case| case.slug == slug);
    let kind = Kind::ALL.into_iter().find(|it| it.file().strip_suffix(".html") == Some(kind));
    match (case, kind) {
        (Some(case), None) => html::write(&documents::brief(case)),
        (Some(case), Some(kind)) => documents::write(kind, case, None).unwrap_or_default(),
        (None, _) => html::write(&message("No case", &format!("There is no case '{slug}' here"))),
    }
}

/// What a run came to, from its code.
#[must_use]
pub fn outcome(code: &str) -> String {
    of_source(Source { name: String::new(), body: Body::Code(code.to_owned()) })
}

/// What a run came to, from its file.
#[must_use]
pub fn replayed(name: &str, bytes: Vec<u8>) -> String {
    of_source(Source { name: name.to_owned(), body: Body::File(bytes) })
}

fn of_source(source: Source) -> String {
    let mut room = Room::default();
    room.add(&cases(), source);
    let mut page = String::new();
    for timeline in of_room(&room) {
        let document = documents::after_action(&room, &timeline, None, Naming::Named);
        page.push_str(&html::inside(&document));
    }
    for aside in gathered(&room, Naming::Named).aside {
        let way_out = if aside.way_out.is_empty() { "" } else { "; " };
        page.push_str(&told(
            "This is no run",
            &format!("{}{way_out}{}", aside.cause, aside.way_out),
        ));
    }
    page
}

fn told(title: &str, text: &str) -> String {
    html::inside(&message(title, text))
}

fn message(title: &str, text: &str) -> Document {
    let text = vec![Block::Paragraph(Text::plain(text))];
    Document {
        title: title.to_owned(),
        layout: Layout::Flowing,
        facts: Vec::new(),
        code: None,
        sections: vec![Section::new("What was found", Width::Full, text)],
        foot: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{code, replay};

    #[test]
    fn every_case_has_a_brief_and_papers_and_none_is_private() {
        let list = briefs();
        for case in cases() {
            assert!(list.contains(&case.slug), "{list}");
            let brief = brief(&case.slug);
            assert!(brief.contains(&html::escaped(&case.title)), "{brief}");
            for role in &case.roles {
                assert!(brief.contains(&html::escaped(&role.name)), "{brief}");
                for fact in role.facts.iter().flatten() {
                    assert!(!brief.contains(&html::escaped(&fact.text)), "private: {}", fact.text);
                }
            }
            for kind in ["role-cards", "hot-wash", "matrix", "brief"] {
                assert!(paper(kind, &case.slug).starts_with("<!doctype html>"), "{kind}");
            }
        }
        assert!(brief("nowhere").contains("no case &#39;nowhere&#39;"), "{}", brief("nowhere"));
        assert!(paper("matrix", "nowhere").contains("no case"));
    }

    #[test]
    fn a_code_and_a_file_tell_what_the_run_came_to_and_anything_else_what_is_wrong() {
        let case = &cases()[0];
        let run = replay::play(case, 7, &vec![Vec::new(); usize::from(case.played_years)]);
        let code = code::encode(case, &replay::coded(&run)).expect("a short run has a code");
        let shown = outcome(&code);
        assert!(shown.contains("<table") && shown.contains(&html::escaped(&code)), "{shown}");
        let slugs = crate::session::record::Slugs::of(case);
        let mut bytes = crate::session::journal::write(&run, &slugs).expect("it can be written");
        assert!(replayed("own.run", bytes.clone()).contains("<table"));
        bytes.truncate(bytes.len() / 2);
        bytes[40] ^= 1;
        for wrong in
            [outcome("no code"), replayed("cut.run", bytes), replayed("empty.run", Vec::new())]
        {
            assert!(wrong.contains("This is no run"), "{wrong}");
        }
    }
}
