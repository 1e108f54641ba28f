//! A document as one page of HTML that needs nothing but itself.
//!
//! Invariants: no script, no address, no file beside it; every text is escaped; every drawing has its words; headings,
//! rows and columns are named for a screen reader; it prints on A4 and on Letter.

use super::content::{Block, Document, Grid, Layout, Row, Section, Span, Text, Trend, Width};
use crate::scenario::case::SourcingModel;
use crate::view::qr::quick_code;
use crate::view::words;
use std::fmt::Write as _;

const STYLE: &str = include_str!("page.css");

/// How a document looks, for a page that shows its [`inside`].
pub const LOOK: &str = STYLE;

/// The whole file.
#[must_use]
pub fn write(document: &Document) -> String {
    let (class, page) = match document.layout {
        Layout::OnePage => ("one-page", "size:portrait;margin:8mm 11mm"),
        Layout::Flowing => ("flowing", "size:portrait;margin:14mm"),
        Layout::Landscape => ("landscape", "size:landscape;margin:11mm"),
        Layout::Sheets => ("sheets", "size:portrait;margin:18mm"),
    };
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{}</title>\n<style>\n{STYLE}@page{{{page}}}\n</style>\n</head>\n<body class=\"{class}\">\n",
        escaped(&document.title),
    );
    page.push_str(&inside(document));
    page.push_str("</body>\n</html>\n");
    page
}

/// What stands in the body of the file: header, main part and footer.
#[must_use]
pub fn inside(document: &Document) -> String {
    let Document { title, layout: _, facts, code, sections, foot } = document;
    let mut page = format!("<header>\n<div>\n<h1>{}</h1>\n", escaped(title));
    if !facts.is_empty() {
        page.push_str("<dl>\n");
        for (name, fact) in facts {
            put(&mut page, format_args!("<dt>{}</dt><dd>{}</dd>\n", escaped(name), inline(fact)));
        }
        page.push_str("</dl>\n");
    }
    page.push_str("</div>\n");
    if let Some(code) = code {
        page.push_str(&code_figure(code));
    }
    page.push_str("</header>\n<main>\n");
    for (index, section) in sections.iter().enumerate() {
        write_section(&mut page, index + 1, section);
    }
    page.push_str("</main>\n");
    if !foot.is_empty() {
        page.push_str("<footer>\n");
        for text in foot {
            put(&mut page, format_args!("<p>{}</p>\n", inline(text)));
        }
        page.push_str("</footer>\n");
    }
    page
}

fn write_section(page: &mut String, number: usize, section: &Section) {
    let Section { heading, width, blocks } = section;
    let class = match width {
        Width::Full => "full",
        Width::TwoThirds => "two-thirds",
        Width::TallThird => "tall-third",
        Width::Third => "third",
    };
    put(
        page,
        format_args!(
            "<section class=\"{class}\" aria-labelledby=\"part-{number}\">\n<h2 id=\"part-{number}\">{}</h2>\n",
            escaped(heading)
        ),
    );
    for block in blocks {
        write_block(page, block);
    }
    page.push_str("</section>\n");
}

fn write_block(page: &mut String, block: &Block) {
    match block {
        Block::Paragraph(text) => put(page, format_args!("<p>{}</p>\n", inline(text))),
        Block::Bullets(items) => list(page, "<ul>", items),
        Block::Checks(items) => list(page, "<ul class=\"checks\">", items),
        Block::Table(grid) => table(page, grid),
        Block::Lines { label, count } => {
            put(page, format_args!("<div class=\"lines\">\n<p>{}</p>\n", escaped(label)));
            for _ in 0..*count {
                page.push_str("<div class=\"line\" aria-hidden=\"true\"></div>\n");
            }
            page.push_str("</div>\n");
        }
        Block::Fold(label) => {
            put(page, format_args!("<p class=\"fold\">{}</p>\n", escaped(label)));
        }
    }
}

fn list(page: &mut String, open: &str, items: &[Text]) {
    if items.is_empty() {
        return;
    }
    put(page, format_args!("{open}\n"));
    for item in items {
        put(page, format_args!("<li>{}</li>\n", inline(item)));
    }
    page.push_str("</ul>\n");
}

fn table(page: &mut String, grid: &Grid) {
    let Grid { caption, groups, heads, rows } = grid;
    put(
        page,
        format_args!(
            "<div class=\"scroll\">\n<table>\n<caption>{}</caption>\n<thead>\n",
            inline(caption)
        ),
    );
    if !groups.is_empty() {
        page.push_str("<tr>");
        for (title, span) in groups {
            let scope = if *span > 1 { "colgroup" } else { "col" };
            put(
                page,
                format_args!(
                    "<th scope=\"{scope}\" colspan=\"{span}\" class=\"group\">{}</th>",
                    escaped(title)
                ),
            );
        }
        page.push_str("</tr>\n");
    }
    page.push_str("<tr>");
    for head in heads {
        put(
            page,
            format_args!(
                "<th scope=\"col\"{}>{}</th>",
                numeric(head.numeric),
                escaped(&head.title)
            ),
        );
    }
    page.push_str("</tr>\n</thead>\n<tbody>\n");
    for Row { cells, marked } in rows {
        page.push_str(if *marked { "<tr class=\"marked\">" } else { "<tr>" });
        for (index, (cell, head)) in cells.iter().zip(heads).enumerate() {
            let class = numeric(head.numeric);
            if index == 0 {
                put(page, format_args!("<th scope=\"row\"{class}>{}</th>", inline(cell)));
            } else {
                put(page, format_args!("<td{class}>{}</td>", inline(cell)));
            }
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n</div>\n");
}

const fn numeric(numeric: bool) -> &'static str {
    if numeric { " class=\"n\"" } else { "" }
}

fn inline(text: &Text) -> String {
    let mut line = String::new();
    for span in &text.0 {
        match span {
            Span::Plain(text) => line.push_str(&unbroken(&escaped(text))),
            Span::Strong(text) => {
                put(&mut line, format_args!("<strong>{}</strong>", escaped(text)));
            }
            Span::Under(text) => {
                put(&mut line, format_args!(" <span class=\"under\">{}</span>", escaped(text)));
            }
            Span::Said(text) => put(&mut line, format_args!("<bdi>{}</bdi>", escaped(text))),
            Span::Mark(model) => line.push_str(&mark(*model)),
            Span::Trend(chart) => line.push_str(&trend(chart)),
        }
    }
    line
}

/// Shape first: hollow circle, filled circle, half-filled circle, square outline.
fn mark(model: SourcingModel) -> String {
    let shape = match model {
        SourcingModel::Open => "<circle cx=\"6\" cy=\"6\" r=\"4.6\" fill=\"none\"/>",
        SourcingModel::Proprietary => "<circle cx=\"6\" cy=\"6\" r=\"4.6\" fill=\"currentColor\"/>",
        SourcingModel::Managed => {
            "<circle cx=\"6\" cy=\"6\" r=\"4.6\" fill=\"none\"/><path d=\"M6 1.4a4.6 4.6 0 0 0 0 9.2z\" fill=\"currentColor\"/>"
        }
        SourcingModel::Inherited => {
            "<rect x=\"1.6\" y=\"1.6\" width=\"8.8\" height=\"8.8\" fill=\"none\"/>"
        }
    };
    let word = words::sourcing(model);
    format!(
        "<span class=\"mark\"><svg role=\"img\" aria-label=\"{word}\" viewBox=\"0 0 12 12\" stroke=\"currentColor\" \
         stroke-width=\"1.4\">{shape}</svg><span aria-hidden=\"true\">{word}</span></span>"
    )
}

/// Ours as a solid line that ends in a dot, what was kept as a dashed one.
fn trend(trend: &Trend) -> String {
    const WIDTH: f64 = 96.0;
    const HEIGHT: f64 = 22.0;
    const MARGIN: f64 = 3.0;
    let Trend { ours, kept, told } = trend;
    let finite = || ours.iter().chain(kept).copied().filter(|value| value.is_finite());
    let (low, high) =
        (finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max));
    let reach = if high > low { high - low } else { 1.0 };
    let steps = ours.len().max(kept.len()).saturating_sub(1).max(1) as f64;
    let place = |index: usize, value: f64| {
        let value = if value.is_finite() { value } else { low };
        (
            MARGIN + (WIDTH - 2.0 * MARGIN) * index as f64 / steps,
            HEIGHT - MARGIN - (HEIGHT - 2.0 * MARGIN) * (value - low) / reach,
        )
    };
    let points = |values: &[f64]| {
        let places = values.iter().enumerate().map(|(index, value)| place(index, *value));
        places.map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ")
    };
    let mut drawn = String::new();
    if !kept.is_empty() {
        put(
            &mut drawn,
            format_args!(
                "<polyline points=\"{}\" stroke-width=\"1.2\" stroke-dasharray=\"3 2.4\"/>",
                points(kept)
            ),
        );
    }
    if let Some(last) = ours.len().checked_sub(1) {
        let (x, y) = place(last, ours[last]);
        put(
            &mut drawn,
            format_args!(
                "<polyline points=\"{}\" stroke-width=\"1.8\"/><circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.4\" fill=\"currentColor\"/>",
                points(ours)
            ),
        );
    }
    format!(
        "<svg class=\"trend\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" fill=\"none\" stroke=\"currentColor\">{drawn}</svg>",
        escaped(told)
    )
}

fn code_figure(code: &str) -> String {
    /// Characters up to which a code stands in a narrow column.
    const SHORT: usize = 80;
    let long = if code.len() > SHORT { " class=\"long\"" } else { "" };
    let mut figure = format!("<figure{long}>\n");
    if let Some(square) = quick_code(code) {
        const QUIET: usize = 4;
        let side = square.size + 2 * QUIET;
        let mut path = String::new();
        for row in 0..square.size {
            for column in 0..square.size {
                if square.is_dark(column, row) {
                    put(&mut path, format_args!("M{} {}h1v1h-1z", column + QUIET, row + QUIET));
                }
            }
        }
        put(
            &mut figure,
            format_args!(
                "<svg role=\"img\" aria-label=\"run code {}\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
                 <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>\n",
                escaped(code)
            ),
        );
    }
    put(
        &mut figure,
        format_args!(
            "<figcaption>run code <code>{}</code></figcaption>\n</figure>\n",
            escaped(code)
        ),
    );
    figure
}

/// Text that can stand in an element or in a quoted attribute. Characters that no page may hold become `\u{fffd}`.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\r' | '\t' => safe.push(' '),
            character if character.is_control() => safe.push('\u{fffd}'),
            character => safe.push(character),
        }
    }
    safe
}

/// Keeps a number and its unit on one line.
fn unbroken(text: &str) -> String {
    let mut text = text.to_owned();
    for unit in ["k$", "M$", "%", "×"] {
        text = text.replace(&format!(" {unit}"), &format!("\u{a0}{unit}"));
    }
    text
}

fn put(page: &mut String, text: std::fmt::Arguments<'_>) {
    page.write_fmt(text).expect("writing to a string cannot fail");
}
