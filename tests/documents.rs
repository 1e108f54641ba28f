//! What a table takes home: every page of every shipped case is well-formed, safe, complete and true to its run.

use stackholders::documents::content::{Block, Document, Grid, Layout, Span, Text};
use stackholders::documents::{
    Measure, Standing, baseline, csv, hot_wash, html, matrix, proposal, role_cards,
};
use stackholders::id::{ComponentId, ReasonId, RoleId};
use stackholders::insight::plan;
use stackholders::luck::Luck;
use stackholders::scenario::case::{Case, SourcingModel};
use stackholders::scenario::plan::{Decision, Direction, Gauge, Size};
use stackholders::scenario::vocabulary::Category;
use stackholders::scenario::{load, shipped};
use stackholders::session::code;
use stackholders::session::record::{Note, Run, Seat};
use stackholders::session::replay::{self, coded};
use stackholders::units::Money;
use stackholders::view::qr::quick_code;
use stackholders::view::table::{Cell, Column, Table};
use stackholders::view::{format, words};

#[path = "documents/page.rs"]
mod page;

/// Words that fit on one sheet of A4 and of Letter; both were printed with a page this full.
const ONE_PAGE: usize = 680;

#[test]
fn every_document_of_every_shipped_plan_is_a_sound_page() {
    for case in cases() {
        for (name, run) in runs(&case) {
            for document in documents(&case, &run) {
                sound(&format!("{name}: {}", document.title), &document);
            }
        }
        for document in
            [role_cards(&case), hot_wash(&case, None), matrix(&case, None).document(&case, None)]
        {
            sound(&format!("{}: {}", case.slug, document.title), &document);
        }
    }
}

#[test]
fn a_run_of_any_length_has_its_documents() {
    for case in cases() {
        for years in 0..=usize::from(case.played_years) {
            let run = replay::play(&case, 5, &vec![Vec::new(); years]);
            for document in documents(&case, &run) {
                sound(&format!("{} after {years} years", case.slug), &document);
            }
        }
    }
}

#[test]
fn what_a_table_types_stays_text() {
    let long = "x".repeat(2_000);
    let hostile = [
        "<script>alert(1)</script>",
        "</style></title><img src=x onerror=alert(1)>",
        "=cmd|' /C calc'!A0",
        "\u{202e}\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{202d}x",
        "👩🏽‍💻 é \u{0} \u{1b}[31m &amp; \"'",
        long.as_str(),
    ];
    for case in cases() {
        for text in hostile {
            let mut run = crowded(&case);
            run.header.table = text.chars().take(80).collect();
            run.header.started = Some(text.to_owned());
            for note in run.years.iter_mut().flat_map(|year| &mut year.notes) {
                note.text = text.to_owned();
            }
            for document in documents(&case, &run) {
                sound(text, &document);
                assert!(
                    !page::read(&html::write(&document)).names.iter().any(|name| name == "img"),
                    "{text} became an element of {}",
                    document.title
                );
            }
            one_page(&format!("{}: {text:.20}", case.slug), &proposal(&case, &run));
        }
    }
}

#[test]
fn a_proposal_fits_one_page_whatever_was_played() {
    for case in cases() {
        for (name, run) in runs(&case) {
            one_page(&name, &proposal(&case, &run));
        }
        one_page(&format!("{}, a talkative table", case.slug), &proposal(&case, &crowded(&case)));
    }
}

#[test]
fn the_numbers_of_a_proposal_are_those_of_its_run() {
    for case in cases() {
        for (name, run) in runs(&case) {
            let document = proposal(&case, &run);
            let last = &run.years.last().expect("a shipped plan plays years").outcome;
            let kept = baseline(&case, &run).expect("a run played here can be compared");
            let kept_last = &kept.years.last().expect("as many years").outcome;
            let gauges = grid(&document, "Five gauges");
            for (row, gauge) in gauges.rows.iter().zip(Gauge::ALL) {
                for (at, year) in [
                    (1, Some(last)),
                    (2, Some(kept_last)),
                    (3, run.outlook.last()),
                    (4, kept.outlook.last()),
                ] {
                    let year = year.expect("a whole run has an outlook");
                    let shown = words::headline(gauge, year.gauges.headline(gauge));
                    assert_eq!(told(&row.cells[at]), shown, "{name}: {gauge:?}, column {at}");
                }
            }
            let costs = grid(&document, "Total cost of ownership");
            for (row, category) in costs.rows.iter().zip(Category::ALL) {
                let sum: Money =
                    run.years.iter().map(|year| year.outcome.by_category[category.index()]).sum();
                assert_eq!(told(&row.cells[1]), format::money_cell(sum), "{name}: {category:?}");
            }
            let pipeline = grid(&document, "What the pipeline runs on");
            for (row, state) in pipeline.rows.iter().zip(&last.components) {
                assert_eq!(told(&row.cells[1]), case.option(state.option).name, "{name}");
                assert_eq!(told(&row.cells[5]), format::index(state.lock_in), "{name}");
                assert_eq!(told(&row.cells[6]), format::kilodollars(state.exit_cost), "{name}");
            }
        }
    }
}

#[test]
fn a_run_of_other_rules_is_shown_and_not_compared() {
    let case = &cases()[0];
    let mut run = replay::play(case, 1, &vec![Vec::new(); usize::from(case.played_years)]);
    run.header.case_digest = [7; 32];
    assert_eq!(baseline(case, &run), None);
    let document = proposal(case, &run);
    sound("another digest", &document);
    let foot: String = document.foot.iter().map(told).collect();
    assert!(foot.contains("not replayable"), "the foot does not say it: {foot}");
}

#[test]
fn reasons_dissent_and_notes_reach_the_proposal() {
    for case in cases() {
        let run = crowded(&case);
        let page = html::write(&proposal(&case, &run));
        for text in [
            html::escaped(&case.reason(longest_reason(&case)).text),
            html::escaped(&case.roles[0].name),
            "leaned another way".to_owned(),
            "The Heron table".to_owned(),
            "we chose this".to_owned(),
        ] {
            assert!(page.contains(&text), "{}: the proposal does not say `{text}`", case.slug);
        }
    }
}

#[test]
fn the_square_reads_as_the_code_that_stands_beside_it() {
    for case in cases() {
        for (name, run) in runs(&case) {
            let text = code::encode(&case, &coded(&run)).expect("a shipped plan has a code");
            let square = quick_code(&text).expect("a code fits a square");
            // Four modules of quiet around, three dots a module: what a camera would see.
            let side = (square.size + 8) * 3;
            let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| {
                let (column, row) = (x / 3, y / 3);
                let inside = |at: usize| (4..square.size + 4).contains(&at);
                let dark = inside(column) && inside(row) && square.is_dark(column - 4, row - 4);
                if dark { 0 } else { 255 }
            });
            let found = picture.detect_grids();
            assert_eq!(found.len(), 1, "{name}: one square is found");
            let (_, read) = found[0].decode().expect("the square can be read");
            assert_eq!(read, text, "{name}");
            let document = proposal(&case, &run);
            assert_eq!(document.code.as_deref(), Some(text.as_str()), "{name}");
            let page = html::write(&document);
            assert!(page.contains(&format!("<code>{text}</code>")), "{name}: the code as text");
            assert!(page.contains(&format!("aria-label=\"run code {text}\"")), "{name}");
        }
    }
}

#[test]
fn the_matrix_compares_every_option_on_offer_and_orders_every_range() {
    for case in cases() {
        let found = matrix(&case, None);
        for index in 0..case.components.len() as u16 {
            let id = ComponentId(index);
            let inherited = case.component(id).inherited;
            let mut expected = vec![inherited];
            expected.extend(case.on_offer(id).filter(|option| *option != inherited));
            let rows: Vec<_> = found
                .offers
                .iter()
                .filter(|offer| offer.component == id)
                .map(|it| it.option)
                .collect();
            assert_eq!(rows, expected, "{}: {}", case.slug, case.component(id).name);
        }
        for offer in &found.offers {
            for (measure, range) in Measure::ALL.iter().zip(offer.ranges) {
                assert!(
                    range.low <= range.likely && range.likely <= range.high && range.low >= 0.0,
                    "{}: {} {measure:?} {range:?}",
                    case.slug,
                    case.option(offer.option).slug
                );
            }
        }
    }
}

#[test]
fn the_matrix_marks_what_a_run_chose_in_words() {
    for case in cases() {
        for (name, run) in runs(&case) {
            let found = matrix(&case, Some(&run));
            let last = &run.years.last().expect("a shipped plan plays years").outcome;
            for (index, state) in last.components.iter().enumerate() {
                let running: Vec<_> = found
                    .offers
                    .iter()
                    .filter(|offer| {
                        offer.component.index() == index
                            && matches!(
                                offer.standing,
                                Standing::Chosen | Standing::Kept | Standing::Fallback
                            )
                    })
                    .collect();
                assert_eq!(running.len(), 1, "{name}: one option of {index} runs");
                assert_eq!(running[0].option, state.option, "{name}");
            }
            let page = html::write(&found.document(&case, Some(&run)));
            let marked = page.matches("<tr class=\"marked\">").count();
            assert_eq!(marked, case.components.len(), "{name}: one marked row a component");
            for rest in page.split("<tr class=\"marked\">").skip(1) {
                let head = rest.split("</th>").next().unwrap_or_default();
                let said = ["chosen", "kept", "emergency"].iter().any(|word| head.contains(word));
                assert!(said, "{name}: a marked row does not say why: {head}");
            }
        }
    }
}

#[test]
fn the_matrix_reads_back_from_its_file() {
    for case in cases() {
        let run = crowded(&case);
        let table = matrix(&case, Some(&run)).table(&case);
        let file = csv::write(&table);
        let rows = parsed(&file);
        assert_eq!(rows.len(), table.rows.len() + 1, "{}", case.slug);
        for (cells, row) in table.rows.iter().zip(&rows[1..]) {
            assert_eq!(row.len(), table.columns.len());
            for (cell, field) in cells.iter().zip(row) {
                match cell {
                    Cell::Number(number, _) => assert_eq!(field.parse::<f64>().ok(), Some(*number)),
                    Cell::Text(text) => assert_eq!(field, text),
                    Cell::Whole(..) | Cell::Nothing => {}
                }
            }
        }
    }
}

#[test]
fn a_spreadsheet_runs_nothing_and_loses_nothing() {
    let texts = [
        "=1+1", "+1", "-1", "@sum", "\tx", "\rx", "\nx", "＝1", "plain", "a,b", "a\"b", "a\nb",
        " a ", "",
    ];
    let mut table = Table::new("t", vec![Column::text("text", "text"), Column::number("n", "n")]);
    for text in texts {
        table.push(vec![Cell::text(text), Cell::number(-1.5, 1)]);
    }
    table.push(vec![Cell::Nothing, Cell::Number(f64::NAN, String::new())]);
    let file = csv::write(&table);
    assert!(file.ends_with("\r\n"));
    let rows = parsed(&file);
    for (text, row) in texts.iter().zip(&rows[1..]) {
        assert_eq!(row.len(), 2, "{text:?}");
        assert!(!row[0].starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝']), "{:?}", row[0]);
        assert_eq!(row[0].trim_start_matches('\''), *text, "{text:?} came back otherwise");
        assert_eq!(row[1], "-1.5", "a negative number stays a number");
    }
    assert_eq!(rows.last().expect("rows"), &["", ""]);
}

#[test]
fn a_role_card_holds_its_own_facts_behind_its_folds_and_no_others() {
    for case in cases() {
        let document = role_cards(&case);
        assert_eq!(document.layout, Layout::Sheets);
        assert_eq!(document.sections.len(), case.roles.len() + 1, "a cover and one sheet a role");
        for (index, role) in case.roles.iter().enumerate() {
            let facts: Vec<&str> =
                role.facts.iter().flatten().map(|fact| fact.text.as_str()).collect();
            for (sheet, section) in document.sections.iter().enumerate() {
                let text: String = section.blocks.iter().map(block).collect();
                for fact in &facts {
                    assert_eq!(
                        text.contains(fact),
                        sheet == index + 1,
                        "{}: sheet {sheet} and a fact of {}: {fact}",
                        case.slug,
                        role.name
                    );
                }
            }
            let folds = document.sections[index + 1]
                .blocks
                .iter()
                .filter(|block| matches!(block, Block::Fold(_)))
                .count();
            let years = role.facts.iter().skip(1).filter(|facts| !facts.is_empty()).count();
            assert_eq!(folds, years, "{}: {}", case.slug, role.name);
        }
        assert!(html::write(&document).contains(".sheets section+section{break-before:page"));
    }
}

#[test]
fn the_hot_wash_sets_each_prediction_beside_its_outcome() {
    for case in cases() {
        let run = crowded(&case);
        let document = hot_wash(&case, Some(&run));
        for year in &run.years {
            let heading = format::fiscal_year(case.first_year, year.outcome.year);
            let grid = grid(&document, &heading);
            let lock_in = &grid.rows[Gauge::LockIn as usize];
            assert_eq!(told(&lock_in.cells[1]), "falls clearly", "{heading}");
            let value = words::headline(Gauge::LockIn, year.outcome.gauges.lock_in);
            assert!(told(&lock_in.cells[2]).contains(&value), "{heading}: {value}");
        }
        for empty in [hot_wash(&case, None), hot_wash(&case, Some(&run))] {
            let page = html::write(&empty);
            for question in &case.debrief {
                assert!(page.contains(&html::escaped(&question.text)), "{}", question.text);
            }
            assert!(page.matches("class=\"line\"").count() > 3 * usize::from(case.played_years));
        }
    }
}

// What is checked.

fn sound(name: &str, document: &Document) {
    let text = html::write(document);
    let page = page::read(&text);
    assert_eq!(page.faults, Vec::<String>::new(), "{name}");
    for foreign in ["http:", "https:", "//", "url(", "@import", "src=", "href="] {
        assert!(
            !page.markup.contains(foreign),
            "{name}: the page names something outside itself: {foreign}"
        );
    }
    for grid in document.sections.iter().flat_map(|it| &it.blocks).filter_map(table_of) {
        for row in &grid.rows {
            assert_eq!(row.cells.len(), grid.heads.len(), "{name}: a row of {:?}", grid.caption);
        }
    }
}

fn one_page(name: &str, document: &Document) {
    assert_eq!(document.layout, Layout::OnePage);
    let text = page::read(&html::write(document)).visible;
    let words = text.split_whitespace().count();
    // A word without a space in it fills lines too.
    let characters = text.chars().filter(|it| !it.is_whitespace()).count() / 6;
    assert!(
        words.max(characters) <= ONE_PAGE,
        "{name}: {words} words and {characters} times six characters, {ONE_PAGE} fit one page"
    );
}

fn documents(case: &Case, run: &Run) -> Vec<Document> {
    vec![
        proposal(case, run),
        matrix(case, Some(run)).document(case, Some(run)),
        hot_wash(case, Some(run)),
    ]
}

#[expect(clippy::panic, reason = "the test fails with the heading it misses")]
fn grid<'a>(document: &'a Document, heading: &str) -> &'a Grid {
    let section = document.sections.iter().find(|section| section.heading == heading);
    let section = section.unwrap_or_else(|| panic!("no section {heading}"));
    section.blocks.iter().find_map(table_of).expect("the section has a table")
}

fn table_of(block: &Block) -> Option<&Grid> {
    match block {
        Block::Table(grid) => Some(grid),
        _ => None,
    }
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(text) => told(text),
        Block::Bullets(texts) | Block::Checks(texts) => texts.iter().map(told).collect(),
        Block::Fold(label) | Block::Lines { label, .. } => label.clone(),
        Block::Table(_) => String::new(),
    }
}

fn told(text: &Text) -> String {
    let words = text.0.iter().map(|span| match span {
        Span::Plain(text) | Span::Strong(text) | Span::Under(text) | Span::Said(text) => {
            text.clone()
        }
        Span::Mark(model) => words::sourcing(*model).to_owned(),
        Span::Trend(trend) => trend.told.clone(),
    });
    words.collect()
}

/// Records of a file, read by a program that is not ours.
fn parsed(file: &str) -> Vec<Vec<String>> {
    assert!(file.ends_with("\r\n"), "the last line is ended");
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(file.as_bytes());
    let records = reader.records().map(|record| record.expect("every line has as many fields"));
    records.map(|record| record.iter().map(str::to_owned).collect()).collect()
}

// What it is checked on.

fn cases() -> Vec<Case> {
    let slugs = shipped::slugs();
    assert!(!slugs.is_empty());
    slugs
        .into_iter()
        .map(|slug| {
            let files = shipped::files(slug).expect("a shipped case has files");
            load(&files).case.expect("a shipped case can be played")
        })
        .collect()
}

fn runs(case: &Case) -> Vec<(String, Run)> {
    let mut runs = Vec::new();
    for plan in &case.plans {
        for seed in [1, 7] {
            let years = plan::years(case, &plan.body, &Luck::new(seed));
            let years: Vec<Vec<Decision>> = (0..usize::from(case.played_years))
                .map(|year| years.get(year).cloned().unwrap_or_default().decisions)
                .collect();
            let run = replay::play(case, seed, &years);
            runs.push((format!("{}, {}, seed {seed}", case.slug, plan.slug), run));
        }
    }
    runs
}

/// A table that records everything: seats, predictions, reasons for every part, dissent, notes.
fn crowded(case: &Case) -> Run {
    let (_, run) =
        runs(case).into_iter().rfind(|(name, _)| name.contains("matched-hybrid")).expect("shipped");
    let mut years = run.decisions();
    for decisions in &mut years {
        let tools: Vec<ComponentId> = decisions
            .iter()
            .filter_map(|decision| match *decision {
                Decision::Adopt { component, .. } | Decision::Renew { component, .. } => {
                    Some(component)
                }
                _ => None,
            })
            .collect();
        for component in tools {
            // The longest reason of the case is the one that may not fit.
            let reason = longest_reason(case);
            decisions.push(Decision::Because { component, reason });
        }
        decisions.push(Decision::Dissent(RoleId(0)));
        decisions.push(Decision::Dissent(RoleId(1)));
        decisions.push(Decision::Predict {
            gauge: Gauge::LockIn,
            direction: Direction::Falls,
            size: Size::Clear,
        });
    }
    let mut run = replay::play(case, run.header.seed, &years);
    run.header.table = "The Heron table".to_owned();
    run.header.seats = (0..case.roles.len() as u16)
        .map(|role| Seat { role: RoleId(role), leaning: Some(SourcingModel::Managed) })
        .collect();
    for year in &mut run.years {
        let text = "we chose this because our people can run it and leave it again. ".repeat(12);
        let note = |component| Note { role: None, component, text: text.clone() };
        year.notes = vec![note(Some(ComponentId(0))), note(None)];
    }
    run
}

fn longest_reason(case: &Case) -> ReasonId {
    let longest = (0..case.reasons.len()).max_by_key(|index| case.reasons[*index].text.len());
    ReasonId(longest.expect("a case has reasons") as u16)
}
