//! What a document says, before it has a format.
//!
//! Invariant: every row of a [`Grid`] has one cell per head.

use crate::scenario::case::SourcingModel;

/// One document.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub title: String,
    pub layout: Layout,
    /// Under the title: who, what, when.
    pub facts: Vec<(String, Text)>,
    /// The short code of the run, also printed as a square to scan.
    pub code: Option<String>,
    pub sections: Vec<Section>,
    /// How the numbers were made, in small print.
    pub foot: Vec<Text>,
}

/// How a document lies on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One sheet, A4 or Letter.
    OnePage,
    /// As many upright sheets as it takes.
    Flowing,
    /// Wide tables: sheets lie on their side.
    Landscape,
    /// Each section on a sheet of its own, after a cover sheet.
    Sheets,
}

/// A part with a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    pub heading: String,
    pub width: Width,
    pub blocks: Vec<Block>,
}

/// How much of a line of a [`Layout::OnePage`] a section takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    Full,
    TwoThirds,
    /// A third, as high as two sections beside it.
    TallThird,
    Third,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Paragraph(Text),
    Bullets(Vec<Text>),
    /// Boxes to tick.
    Checks(Vec<Text>),
    Table(Grid),
    /// Empty lines to write on, with what they are for.
    Lines {
        label: String,
        count: usize,
    },
    /// Where the paper is folded, so that what follows stays unread until then.
    Fold(String),
}

/// A table for people.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    pub caption: Text,
    /// Heads over several columns with how many each; empty where there are none.
    pub groups: Vec<(String, usize)>,
    pub heads: Vec<Head>,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub title: String,
    /// Numbers stand to the right.
    pub numeric: bool,
}

/// The first cell is the name of the row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub cells: Vec<Text>,
    /// Drawn with a bar beside it; the cells say in words why.
    pub marked: bool,
}

/// A line of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text(pub Vec<Span>);

#[derive(Clone, Debug, PartialEq)]
pub enum Span {
    Plain(String),
    Strong(String),
    /// Smaller, on a line of its own.
    Under(String),
    /// What people typed: in any script and direction.
    Said(String),
    /// A sourcing model: shape and word.
    Mark(SourcingModel),
    /// A small chart.
    Trend(Trend),
}

/// A quantity year by year, and the same with the pipeline left as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    pub ours: Vec<f64>,
    pub kept: Vec<f64>,
    /// The same in words.
    pub told: String,
}

impl Text {
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![Span::Plain(text.into())])
    }

    #[must_use]
    pub fn strong(text: impl Into<String>) -> Self {
        Self(vec![Span::Strong(text.into())])
    }

    #[must_use]
    pub fn said(text: impl Into<String>) -> Self {
        Self(vec![Span::Said(text.into())])
    }

    #[must_use]
    pub fn mark(model: SourcingModel) -> Self {
        Self(vec![Span::Mark(model)])
    }

    #[must_use]
    pub fn trend(trend: Trend) -> Self {
        Self(vec![Span::Trend(trend)])
    }

    #[must_use]
    pub fn and(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span::Plain(text.into()));
        self
    }

    #[must_use]
    pub fn and_mark(mut self, model: SourcingModel) -> Self {
        self.0.push(Span::Mark(model));
        self
    }

    #[must_use]
    pub fn under(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span::Under(text.into()));
        self
    }
}

impl Head {
    #[must_use]
    pub fn text(title: impl Into<String>) -> Self {
        Self { title: title.into(), numeric: false }
    }

    #[must_use]
    pub fn number(title: impl Into<String>) -> Self {
        Self { title: title.into(), numeric: true }
    }
}

impl Row {
    #[must_use]
    pub const fn of(cells: Vec<Text>) -> Self {
        Self { cells, marked: false }
    }
}

impl Section {
    #[must_use]
    pub fn new(heading: impl Into<String>, width: Width, blocks: Vec<Block>) -> Self {
        Self { heading: heading.into(), width, blocks }
    }
}

/// At most this many words and characters of a text, cut after a whole word where there is one.
#[must_use]
pub fn shortened(text: &str, words: usize, characters: usize) -> String {
    let mut kept = String::new();
    for (index, word) in text.split_whitespace().enumerate() {
        let length = kept.chars().count();
        if index == words || length + 1 + word.chars().count() > characters {
            if kept.is_empty() {
                kept = word.chars().take(characters.saturating_sub(1)).collect();
            }
            kept.push('…');
            return kept;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    kept
}
