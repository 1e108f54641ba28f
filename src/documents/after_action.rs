//! After the debrief: a page for each table, a page for the room, the script, and everything as CSV and JSON.
//!
//! Invariants: every text comes from the views; tables stand in the order in which they came; a page of one table says
//! nothing of another.

use super::content::{
    Block, Document, Grid, Head, Layout, Row, Section, Text, Trend, Width, shortened,
};
use super::{csv, html, json};
use crate::debrief::contrast::{Side, contrast};
use crate::debrief::gather::Room;
use crate::debrief::run_of_show::{Beat, RunOfShow, as_found};
use crate::debrief::timeline::{Timeline, of_room};
use crate::debrief::turning::TurningPoint;
use crate::debrief::{bias, causes, hidden_rule, wardley};
use crate::scenario::plan::Gauge;
use crate::session::code;
use crate::session::replay::coded;
use crate::view::debrief::timeline::{Course, DecisionView, TimelineView, YearView};
use crate::view::debrief::{self, Naming, label};
use crate::view::table::{Cell, Column, Table};
use crate::view::{format, words};

/// A file to write, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    pub name: String,
    pub text: String,
}

/// Words and characters of one note on a page.
const NOTE: (usize, usize) = (60, 400);
/// Most arrows of a causal map in a list: into the gauge, and of decisions.
const ARROWS: usize = 5;

/// Everything that is taken along: pages, script, tables for analysts.
#[must_use]
pub fn bundle(room: &Room, show: &RunOfShow, naming: Naming) -> Vec<Paper> {
    let timelines = of_room(room);
    let mut papers = vec![
        page("room.html", &room_page(room, show, naming)),
        page("run-of-show.html", &script(room, show, naming)),
    ];
    for timeline in &timelines {
        let name = format!("table-{}.html", debrief::letter(timeline.table).to_lowercase());
        papers.push(page(&name, &after_action(room, timeline, turning_of(show, timeline), naming)));
    }
    let tables = analysis(room, show, &timelines, naming);
    for (name, table) in &tables {
        papers.push(Paper { name: format!("{name}.csv"), text: csv::write(table) });
    }
    papers.push(Paper { name: "debrief.json".to_owned(), text: json::write(&tables) });
    papers
}

fn page(name: &str, document: &Document) -> Paper {
    Paper { name: name.to_owned(), text: html::write(document) }
}

/// The tables for analysts, by name.
fn analysis(
    room: &Room,
    show: &RunOfShow,
    timelines: &[Timeline],
    naming: Naming,
) -> Vec<(&'static str, Table)> {
    use debrief::timeline as view;
    vec![
        ("tables", debrief::gathered::table(room, naming)),
        ("set-aside", aside_table(room, naming)),
        ("gauges", view::gauges_table(room, timelines, naming)),
        ("months", months_table(room, timelines, naming)),
        ("decisions", view::decisions_table(room, timelines, naming)),
        ("predictions", view::predictions_table(room, timelines, naming)),
        ("events", view::events_table(room, timelines, naming)),
        ("ledger", ledger_table(room, naming)),
        ("leanings", debrief::mirror::table(room, &bias::of_room(room), naming)),
        ("rules", debrief::rule::table(&hidden_rule::reaches(room))),
        ("run-of-show", debrief::show::table(room, show, naming)),
    ]
}

fn aside_table(room: &Room, naming: Naming) -> Table {
    let columns =
        ["source", "cause", "way_out"].map(|key| Column::text(key, &key.replace('_', " ")));
    let mut table = Table::new("set aside", columns.into());
    for it in debrief::gathered::gathered(room, naming).aside {
        table.push([it.source, it.cause, it.way_out].map(Cell::Text).into());
    }
    table
}

/// The five gauges of every month of every table.
fn months_table(room: &Room, timelines: &[Timeline], naming: Naming) -> Table {
    let mut columns = vec![
        Column::text("table", "table"),
        Column::text("year", "year"),
        Column::text("month", "month"),
    ];
    for gauge in Gauge::ALL {
        columns.push(Column::number(words::gauge_key(gauge), words::gauge(gauge)));
    }
    let mut table =
        Table::new("gauges of every month, losses and service so far in the year", columns);
    for timeline in timelines {
        let case = room.case_of(timeline.table);
        for it in &timeline.moments {
            let mut row = vec![
                Cell::text(label(room, timeline.table, naming)),
                Cell::text(debrief::year(case, it.month.year() as u16)),
                Cell::text(format::month(it.month.of_year())),
            ];
            row.extend(Gauge::ALL.iter().map(|gauge| Cell::number(it.gauges.headline(*gauge), 1)));
            table.push(row);
        }
    }
    table
}

/// Every year's ledger of every table by category, in k$ to the cent.
fn ledger_table(room: &Room, naming: Naming) -> Table {
    use crate::scenario::vocabulary::Category;
    let mut columns = vec![Column::text("table", "table"), Column::text("year", "year")];
    for category in Category::ALL {
        let name = words::category(category);
        columns.push(Column::number(&format!("{name}_k"), name));
    }
    let mut table = Table::new("ledger by category, k$", columns);
    for (index, seated) in room.tables.iter().enumerate() {
        let case = room.case_of(index);
        let played = seated.run.years.iter().map(|year| &year.outcome);
        for outcome in played.chain(&seated.run.outlook) {
            let mut row = vec![
                Cell::text(label(room, index, naming)),
                Cell::text(debrief::year(case, outcome.year)),
            ];
            row.extend(
                outcome
                    .by_category
                    .iter()
                    .map(|amount| Cell::Number(amount.kilodollars(), format::cents(*amount))),
            );
            table.push(row);
        }
    }
    table
}

/// The turning point that the run of show has for a table.
fn turning_of<'a>(show: &'a RunOfShow, timeline: &'a Timeline) -> Option<&'a TurningPoint> {
    let shown = show.segments.iter().find_map(|it| match &it.beat {
        Beat::TurningPoint(point) if point.table == timeline.table => Some(point),
        _ => None,
    });
    shown.or(timeline.turning.as_ref())
}

/// The page of one table.
#[must_use]
pub fn after_action(
    room: &Room,
    timeline: &Timeline,
    turning: Option<&TurningPoint>,
    naming: Naming,
) -> Document {
    let table = timeline.table;
    let (case, run) = (room.case_of(table), &room.tables[table].run);
    let name = label(room, table, naming);
    let pins = crate::debrief::pins::Pins::default();
    let cursor = crate::debrief::timeline::Cursor::over(std::slice::from_ref(timeline));
    let view = debrief::timeline::timeline(room, timeline, cursor, &pins, naming);
    let mut sections = vec![gauges(&view)];
    if let Some(point) = turning {
        let it = debrief::timeline::turning(case, point);
        sections.push(full(
            "The turning point",
            vec![
                paragraph(format!("{}. {}.", it.when, it.setting)),
                paragraph(format!("{}.", it.told)),
                lines("what we knew then, and what we would ask first next time", 2),
            ],
        ));
    }
    sections.extend(view.years.iter().filter(|year| !year.outlook).map(one_year));
    if room.replays(table) {
        sections.push(against_as_found(room, table, &name));
        let gauge = turning.map_or(Gauge::Cost, |point| point.gauge);
        let year = run.years.len().saturating_sub(1) as u16;
        let map = debrief::causes::causes(case, &causes::causes(case, run, gauge, year));
        // The arrows into the gauge come first, then those of the decisions, the heaviest of each.
        let mut arrows: Vec<_> = map.arrows.iter().filter(|it| it.to == 0).take(ARROWS).collect();
        let mut decided: Vec<_> = map.arrows.iter().filter(|it| it.to != 0).collect();
        decided.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        arrows.extend(decided.into_iter().take(ARROWS));
        let arrows = arrows.into_iter().map(|it| Text::plain(&it.told));
        sections.push(full(
            &format!("What moved {}", words::gauge(gauge)),
            vec![
                paragraph(format!("{}: {}.", map.title, map.told)),
                Block::Bullets(arrows.collect()),
                paragraph(format!("{}.", map.reading)),
            ],
        ));
    }
    sections.push(mirror(room, table, &name));
    let map = debrief::wardley::wardley(case, &wardley::wardley(case, run));
    let places = map.places.iter().map(|it| {
        let inertia = if it.inertia.is_empty() {
            String::new()
        } else {
            format!("; held back by {}", it.inertia)
        };
        Text::plain(format!("{}{inertia}", it.told))
    });
    sections.push(full(
        "How far evolved each part is",
        vec![Block::Bullets(places.collect()), paragraph(format!("{}.", map.reading))],
    ));
    sections.push(full(
        "To take away",
        vec![lines("what we would do again", 2), lines("what we would do otherwise, and why", 2)],
    ));
    let mut facts = vec![
        ("table".to_owned(), Text::said(shortened(&name, 12, 80))),
        ("case".to_owned(), Text::plain(&case.title)),
        ("luck".to_owned(), Text::plain(debrief::gathered::luck(run.header.seed))),
    ];
    let listed = debrief::gathered::gathered(room, naming).tables.swap_remove(table);
    facts.push(("plays again".to_owned(), Text::plain(listed.standing)));
    for remark in listed.remarks {
        facts.push(("note".to_owned(), Text::said(remark)));
    }
    Document {
        title: format!("After action: {name}"),
        layout: Layout::Flowing,
        facts,
        code: room.replays(table).then(|| code::encode(case, &coded(run)).ok()).flatten(),
        sections,
        foot: vec![foot()],
    }
}

/// The page of the room.
#[must_use]
pub fn room_page(room: &Room, show: &RunOfShow, naming: Naming) -> Document {
    let view = debrief::gathered::gathered(room, naming);
    let timelines = of_room(room);
    let mut first = vec![Block::Table(grid(&debrief::gathered::table(room, naming)))];
    first.push(Block::Bullets(view.notices.iter().map(Text::plain).collect()));
    let mut sections = vec![full("Who played", first)];
    if !view.aside.is_empty() {
        let table = aside_table(room, naming);
        sections.push(full("Set aside", vec![Block::Table(grid(&table))]));
    }
    let gauges = debrief::timeline::gauges_table(room, &timelines, naming);
    sections.push(full(
        "Five gauges, table by table",
        vec![
            paragraph("In the order in which the tables came. No table is ranked: which number matters most is for the agency to say.".to_owned()),
            Block::Table(grid(&gauges)),
        ],
    ));
    let turns = show.segments.iter().filter_map(|it| match &it.beat {
        Beat::TurningPoint(point) => {
            let case = room.case_of(point.table);
            let name = label(room, point.table, naming);
            let it = debrief::timeline::turning(case, point);
            Some(Text::said(name).and(format!(", {}: {}. {}", it.when, it.setting, it.told)))
        }
        _ => None,
    });
    let turns: Vec<Text> = turns.collect();
    if !turns.is_empty() {
        sections.push(full("One turning point of each table", vec![Block::Bullets(turns)]));
    }
    for it in &show.segments {
        if let Beat::Contrast(pair) = &it.beat {
            let case = room.case_of(pair.first);
            let first = label(room, pair.first, naming);
            let second = pair
                .second
                .map_or_else(|| "left as found".to_owned(), |table| label(room, table, naming));
            let found = &pair.contrast;
            use debrief::contrast as view;
            let told = view::contrast(case, found, &first, &second);
            sections.push(full(
                "One contrast",
                vec![
                    paragraph(format!("{}. {}.", told.basis, told.began)),
                    Block::Table(grid(&view::gauges_table(case, found, &first, &second))),
                    Block::Table(grid(&view::lines_table(
                        case,
                        found,
                        &first,
                        &second,
                        view::LINES,
                    ))),
                ],
            ));
        }
        if let Beat::HiddenRule(reach) = &it.beat {
            let told = debrief::rule::rule(room, reach, naming);
            let amounts = told
                .amounts
                .iter()
                .map(|(table, amount)| Text::said(table.as_str()).and(format!(": {amount}")));
            sections.push(full(
                "A rule that stood on no card",
                vec![
                    paragraph(format!("{}: {} {}.", told.name, told.says, told.spread)),
                    paragraph(told.equation),
                    Block::Bullets(amounts.collect()),
                    paragraph(format!("The whole rule: {}.", told.source)),
                ],
            ));
        }
    }
    let leanings = debrief::mirror::table(room, &bias::of_room(room), naming);
    sections.push(full("Leanings and choices", vec![Block::Table(grid(&leanings))]));
    let mut questions: Vec<Block> = Vec::new();
    for case in &room.cases {
        questions.extend(case.debrief.iter().map(|it| lines(&it.text, 1)));
    }
    sections.push(full("Questions of the case", questions));
    let mut titles: Vec<&str> = room.cases.iter().map(|case| case.title.as_str()).collect();
    titles.dedup();
    Document {
        title: "After action: the room".to_owned(),
        layout: Layout::Flowing,
        facts: vec![
            ("tables".to_owned(), Text::plain(view.headline)),
            ("case".to_owned(), Text::plain(titles.join(", "))),
        ],
        code: None,
        sections,
        foot: vec![foot()],
    }
}

/// The script of the debrief, to print beside the laptop.
#[must_use]
pub fn script(room: &Room, show: &RunOfShow, naming: Naming) -> Document {
    let segments = debrief::show::segments(room, show, naming);
    let mut sections = Vec::new();
    let rows = segments.iter().map(|it| {
        Row::of(
            [&it.starts, &it.lasts, &it.title, &it.shows]
                .map(|text| Text::said(text.as_str()))
                .into(),
        )
    });
    let heads = vec![
        Head::number("starts"),
        Head::number("lasts"),
        Head::text("segment"),
        Head::text("projector"),
    ];
    let caption = Text::plain("the whole, minute by minute");
    let overview = Grid { caption, groups: Vec::new(), heads, rows: rows.collect() };
    let mut first = vec![Block::Table(overview)];
    first.extend(debrief::show::unseen(room, show, naming).map(paragraph));
    sections.push(full("At a glance", first));
    for it in &segments {
        let mut blocks = vec![named("Say", &it.say), named("Ask", &it.ask)];
        if !it.means.is_empty() {
            blocks.push(named("In plain words", it.means));
        }
        if let Some(predict) = it.predict {
            blocks.push(named("First", predict));
        }
        if !it.reveal.is_empty() {
            blocks.push(named("Tell", &it.reveal));
        }
        if !it.then.is_empty() {
            blocks.push(named("Then ask", &it.then));
        }
        blocks.push(named("If time is short", &it.short));
        sections.push(full(&format!("{} {} ({})", it.starts, it.title, it.lasts), blocks));
    }
    Document {
        title: format!("Run of show, {}", format::minutes(f32::from(show.minutes))),
        layout: Layout::Flowing,
        facts: vec![(
            "tables".to_owned(),
            Text::plain(debrief::gathered::gathered(room, naming).headline),
        )],
        code: None,
        sections,
        foot: vec![foot()],
    }
}

fn foot() -> Text {
    Text::plain(format!(
        "stackholders {}. Money in thousand dollars (k$) of the case's price year; names of tools and suppliers are invented. Nothing here ranks people or teams",
        env!("CARGO_PKG_VERSION")
    ))
}

fn full(heading: &str, blocks: Vec<Block>) -> Section {
    Section::new(heading, Width::Full, blocks)
}

fn paragraph(text: String) -> Block {
    Block::Paragraph(Text::plain(text))
}

fn named(name: &str, text: &str) -> Block {
    let mut told = Text::strong(name).and(": ");
    told.0.extend(Text::said(text).0);
    Block::Paragraph(told)
}

fn lines(label: &str, count: usize) -> Block {
    Block::Lines { label: label.to_owned(), count }
}

/// A table of a view on paper; columns that are details are left out.
fn grid(table: &Table) -> Grid {
    let shown: Vec<usize> =
        (0..table.columns.len()).filter(|index| !table.columns[*index].detail).collect();
    let heads = shown.iter().map(|index| {
        let Column { title, numeric, .. } = &table.columns[*index];
        Head { title: title.clone(), numeric: *numeric }
    });
    let row = |row: &Vec<Cell>| {
        let cells = shown.iter().map(|index| match &row[*index] {
            Cell::Text(text) => Text::said(text.as_str()),
            cell => Text::plain(cell.shown()),
        });
        Row::of(cells.collect())
    };
    Grid {
        caption: Text::plain(&table.title),
        groups: Vec::new(),
        heads: heads.collect(),
        rows: table.rows.iter().map(row).collect(),
    }
}

fn gauges(view: &TimelineView) -> Section {
    let mut heads = vec![Head::text("gauge")];
    heads.extend(view.years.iter().map(|year| {
        Head::number(if year.outlook {
            format!("{} outlook", year.year)
        } else {
            year.year.clone()
        })
    }));
    heads.push(Head::text("course"));
    let rows = view.courses.iter().enumerate().map(|(index, course)| {
        let Course { gauge: _, name, points, told } = course;
        let mut cells = vec![Text::plain(*name)];
        cells.extend(view.years.iter().map(|year| Text::plain(&year.gauges[index].text)));
        let ours = points.iter().map(|(_, value)| *value).collect();
        let told = format!("{name} {told}");
        cells.push(Text::trend(Trend { ours, kept: Vec::new(), told }));
        Row::of(cells)
    });
    let caption = Text::plain(
        "at the end of each year; the small chart goes month by month where months are known",
    );
    let grid = Grid { caption, groups: Vec::new(), heads, rows: rows.collect() };
    let mut blocks = vec![Block::Table(grid)];
    blocks.extend(view.limits.clone().map(|it| paragraph(format!("{it}."))));
    full("Five gauges", blocks)
}

fn one_year(year: &YearView) -> Section {
    let mut blocks = Vec::new();
    let rows: Vec<Row> = year
        .decisions
        .iter()
        .map(|it| {
            let DecisionView { text, because, notes, in_vain } = it;
            let mut decision = Text::plain(text);
            if let Some(in_vain) = in_vain {
                decision = decision.under(*in_vain);
            }
            let because = because.as_deref().unwrap_or(format::NOTHING);
            let notes = shortened(&notes.join("; "), NOTE.0, NOTE.1);
            Row::of(vec![decision, Text::plain(because), Text::said(notes)])
        })
        .collect();
    if rows.is_empty() {
        blocks.push(paragraph("Nothing was decided.".to_owned()));
    } else {
        let heads = ["decision", "because", "in the table's words"].map(Head::text).into();
        let caption = Text::plain("decisions of the year");
        blocks.push(Block::Table(Grid { caption, groups: Vec::new(), heads, rows }));
    }
    if let Some(it) = &year.prediction {
        let text = format!(": {}. It went {}. {}", it.expected, it.happened, it.verdict);
        blocks.push(Block::Paragraph(Text::strong("Expected").and(text)));
    }
    let mut said: Vec<Text> =
        year.notes.iter().map(|it| Text::said(shortened(it, NOTE.0, NOTE.1))).collect();
    said.extend(year.dissent.iter().map(Text::plain));
    blocks.push(Block::Bullets(said));
    if !year.events.is_empty() {
        let text = format!(": {}", year.events.join("; "));
        blocks.push(Block::Paragraph(Text::strong("Events").and(text)));
    }
    full(&year.year, blocks)
}

fn against_as_found(room: &Room, table: usize, name: &str) -> Section {
    use debrief::contrast as view;
    let (case, run) = (room.case_of(table), &room.tables[table].run);
    let kept = as_found(case, run);
    let [kept, ours] = [&kept, run].map(|run| Side { run, replays: true });
    let heading = "Against the pipeline left as found, same luck";
    let Some(found) = contrast(case, kept, ours) else { return full(heading, Vec::new()) };
    let told = view::contrast(case, &found, "left as found", name);
    let mut blocks = vec![
        paragraph(format!("{}.", told.began)),
        Block::Table(grid(&view::gauges_table(case, &found, "left as found", name))),
        Block::Table(grid(&view::costs_table(&found, "left as found", name))),
    ];
    if !found.happenings.is_empty() {
        let table = view::happenings_table(case, &found, "left as found", name);
        blocks.push(Block::Table(grid(&table)));
    }
    full(heading, blocks)
}

fn mirror(room: &Room, table: usize, name: &str) -> Section {
    let case = room.case_of(table);
    let found = bias::of_run(case, &room.tables[table].run);
    let row = debrief::mirror::row(case, name.to_owned(), &found);
    let rows = row.lines.iter().map(|it| {
        let count = |number: usize| Text::plain(format::whole(number as f64));
        Row::of(vec![Text::mark(it.model), count(it.leaned), count(it.chosen), count(it.running)])
    });
    let heads = vec![
        Head::text("kind of tool"),
        Head::number("leaned before play"),
        Head::number("chosen"),
        Head::number("running at the end"),
    ];
    let caption = Text::plain(format!("roles, decisions and parts; {}", row.left_as_found));
    let grid = Grid { caption, groups: Vec::new(), heads, rows: rows.collect() };
    let mut blocks = vec![Block::Table(grid)];
    let mut told: Vec<Text> = row.seats.iter().map(Text::plain).collect();
    told.extend(row.dissent.iter().map(Text::plain));
    blocks.push(Block::Bullets(told));
    blocks.extend(row.limits.map(|it| paragraph(format!("{it}."))));
    full("Leanings and choices", blocks)
}
