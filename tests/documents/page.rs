//! A small strict reader of the pages that the program writes: every fault of form is named.

/// What a page holds.
pub struct Page {
    pub faults: Vec<String>,
    /// Names of all elements, in order.
    pub names: Vec<String>,
    /// All tags, and the style.
    pub markup: String,
    /// What a reader sees, style and title left out.
    pub visible: String,
}

const VOID: [&str; 7] = ["meta", "circle", "path", "rect", "polyline", "br", "hr"];
const FORBIDDEN: [&str; 8] =
    ["script", "iframe", "object", "embed", "link", "img", "form", "foreignobject"];

pub fn read(text: &str) -> Page {
    let mut page = Page {
        faults: Vec::new(),
        names: Vec::new(),
        markup: String::new(),
        visible: String::new(),
    };
    let Some(mut rest) = text.strip_prefix("<!doctype html>\n") else {
        page.faults.push("the page does not begin with its doctype".to_owned());
        return page;
    };
    let (mut open, mut ids, mut refs, mut levels) =
        (Vec::<String>::new(), Vec::new(), Vec::new(), Vec::new());
    let mut ids_seen = |faults: &mut Vec<String>, id: String| {
        if ids.contains(&id) {
            faults.push(format!("the id {id} stands twice"));
        }
        ids.push(id);
        ids.clone()
    };
    let mut known = Vec::new();
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        let style = open.last().is_some_and(|name| name == "style");
        note_text(&mut page, before, &open, style);
        let Some(end) = end_of(tag) else {
            page.faults.push("a tag is not closed".to_owned());
            return page;
        };
        let inner = &tag[1..end];
        rest = &tag[end + 1..];
        page.markup.push_str(inner);
        page.markup.push('\n');
        if let Some(name) = inner.strip_prefix('/') {
            match open.pop() {
                Some(last) if last == name => {}
                last => page.faults.push(format!("</{name}> closes {last:?}")),
            }
            continue;
        }
        let closed = inner.ends_with('/');
        let inner = inner.trim_end_matches('/');
        let name = inner.split_whitespace().next().unwrap_or_default().to_owned();
        let attributes = attributes(&inner[name.len()..], &mut page.faults);
        let get = |wanted: &str| {
            attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone())
        };
        if name.is_empty() || !name.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
        {
            page.faults.push(format!("<{name}> is no element"));
        }
        if FORBIDDEN.contains(&name.as_str()) {
            page.faults.push(format!("<{name}> has no place on a page"));
        }
        for (attribute, _) in &attributes {
            if attribute.starts_with("on") {
                page.faults.push(format!("<{name} {attribute}> runs something"));
            }
        }
        if let Some(id) = get("id") {
            known = ids_seen(&mut page.faults, id);
        }
        refs.extend(get("aria-labelledby"));
        match name.as_str() {
            "html" if get("lang").is_none() => page.faults.push("no language".to_owned()),
            "th" if !["row", "col", "colgroup"]
                .contains(&get("scope").unwrap_or_default().as_str()) =>
            {
                page.faults.push("a head of a table has no scope".to_owned());
            }
            "svg"
                if get("aria-label").is_none_or(|label| label.is_empty())
                    || get("role").as_deref() != Some("img") =>
            {
                page.faults.push("a drawing has no words".to_owned());
            }
            "h1" | "h2" | "h3" => levels.push(name.as_bytes()[1] - b'0'),
            _ => {}
        }
        page.names.push(name.clone());
        if !closed && !shut(&name) {
            open.push(name);
        }
    }
    note_text(&mut page, rest, &open, false);
    if !open.is_empty() {
        page.faults.push(format!("never closed: {open:?}"));
    }
    for wanted in refs {
        if !known.contains(&wanted) {
            page.faults.push(format!("nothing has the id {wanted}"));
        }
    }
    let count = |wanted: &str| page.names.iter().filter(|name| *name == wanted).count();
    for (name, least, most) in [("title", 1, 1), ("h1", 1, 1), ("main", 1, 1), ("style", 1, 1)] {
        if !(least..=most).contains(&count(name)) {
            page.faults.push(format!("{} times <{name}>", count(name)));
        }
    }
    if count("table") != count("caption") {
        page.faults.push("a table has no caption".to_owned());
    }
    if levels.first() != Some(&1) || levels.windows(2).any(|pair| pair[1] > pair[0] + 1) {
        page.faults.push(format!("headings out of order: {levels:?}"));
    }
    page
}

fn shut(name: &str) -> bool {
    VOID.contains(&name)
}

fn note_text(page: &mut Page, text: &str, open: &[String], style: bool) {
    if style {
        page.markup.push_str(text);
        return;
    }
    for piece in text.split('&').skip(1) {
        let known = ["amp;", "lt;", "gt;", "quot;", "#39;"];
        if !known.iter().any(|entity| piece.starts_with(entity)) {
            page.faults.push(format!("a bare ampersand before {piece:.20}"));
        }
    }
    if text.contains('>') || text.chars().any(|it| it.is_control() && it != '\n') {
        page.faults.push(format!("a character no page may hold in {text:.60}"));
    }
    if open.is_empty() && !text.trim().is_empty() {
        page.faults.push(format!("text outside of the page: {text:.60}"));
    }
    if open.iter().all(|name| name != "head") {
        page.visible.push_str(text);
        page.visible.push(' ');
    }
}

/// The place of the `>` that ends a tag, quotes minded.
fn end_of(tag: &str) -> Option<usize> {
    let mut quoted = false;
    tag.char_indices().find_map(|(at, character)| match character {
        '"' => {
            quoted = !quoted;
            None
        }
        '>' if !quoted => Some(at),
        _ => None,
    })
}

fn attributes(text: &str, faults: &mut Vec<String>) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let Some((name, after)) = rest.split_once("=\"") else {
            faults.push(format!("an attribute without a quoted value: {rest:.40}"));
            return found;
        };
        let Some((value, after)) = after.split_once('"') else {
            faults.push(format!("a value never closed: {rest:.40}"));
            return found;
        };
        if value.contains('<') {
            faults.push(format!("a tag inside a value: {value:.40}"));
        }
        if found.iter().any(|(known, _)| known == name) {
            faults.push(format!("the attribute {name} stands twice"));
        }
        found.push((name.trim().to_owned(), value.to_owned()));
        rest = after.trim_start();
    }
    found
}
