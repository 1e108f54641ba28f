//! A case file as a tree of values, each with its place in the text.
//!
//! The `ron` crate reads a text into one Rust type and stops at the first thing that does not fit; it
//! keeps no places. A case author wants every fault of every file at once, each with its line. So the
//! syntax is read here, into a tree, and everything else is decided on the tree.
//!
//! Invariants: what this reader accepts, `ron` accepts with the same values (it reads a subset: no
//! characters, byte strings, hexadecimal numbers, number suffixes or extensions). It never panics, goes
//! no deeper than [`DEPTH_LIMIT`], and takes time linear in the length of the text.

mod reader;
#[cfg(test)]
mod tests;

pub use reader::read;

use super::place::Span;

/// How deep values may be nested.
pub const DEPTH_LIMIT: usize = 64;
/// Largest file, and largest case, in bytes.
pub const FILE_LIMIT: usize = 1 << 20;
pub const CASE_LIMIT: usize = 4 << 20;

/// One value of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub span: Span,
    pub kind: Kind,
}

/// What kind of value it is. An option is written `None` (a [`Kind::Word`]) or `Some(x)` (a
/// [`Kind::Tuple`] of that name): whether `None` means "no value" is for the expected type to say.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Bool(bool),
    /// `inf` and `NaN` too, so that they can be refused by name.
    Number(f64),
    Text(String),
    /// A bare identifier: `High`.
    Word(String),
    List(Vec<Node>),
    /// `(1, 2)`, `Job(Serves, 0.5)`, and the unit `()`.
    Tuple(Option<Name>, Vec<Node>),
    /// `(a: 1)` or `Pay(amount: 1)`.
    Record(Option<Name>, Vec<Field>),
    Map(Vec<(Node, Node)>),
}

/// An identifier in front of parentheses.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    pub text: String,
    pub span: Span,
}

/// `name: value`
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub name: Name,
    pub value: Node,
}

impl Node {
    /// What was found, for a message: `the number 3`, `a list`.
    #[must_use]
    pub fn describe(&self) -> String {
        match &self.kind {
            Kind::Bool(value) => format!("`{value}`"),
            Kind::Number(value) => format!("the number {}", written(*value)),
            Kind::Text(text) => format!("the text \"{}\"", shortened(text)),
            Kind::Word(word) => format!("`{}`", shortened(word)),
            Kind::List(_) => "a list".to_owned(),
            Kind::Tuple(None, items) if items.is_empty() => "`()`".to_owned(),
            Kind::Tuple(None, _) => "a tuple".to_owned(),
            Kind::Record(None, _) => "a struct".to_owned(),
            Kind::Tuple(Some(name), _) | Kind::Record(Some(name), _) => {
                format!("`{}(…)`", shortened(&name.text))
            }
            Kind::Map(_) => "a map".to_owned(),
        }
    }

    /// Where a byte of the file stands in the tree: `components[2].pool`.
    #[must_use]
    pub fn path_at(&self, span: Span) -> String {
        let mut path = String::new();
        let mut node = self;
        loop {
            let next = match &node.kind {
                Kind::Record(_, fields) => holding(fields, span, |field| Span {
                    start: field.name.span.start,
                    ..field.value.span
                })
                .map(|index| {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(&shortened(&fields[index].name.text));
                    &fields[index].value
                }),
                Kind::List(items) | Kind::Tuple(_, items) => holding(items, span, |item| item.span)
                    .map(|index| {
                        path.push_str(&format!("[{index}]"));
                        &items[index]
                    }),
                Kind::Map(entries) => holding(entries, span, |(key, value)| Span {
                    start: key.span.start,
                    ..value.span
                })
                .map(|index| {
                    path.push_str(&format!("{{{index}}}"));
                    &entries[index].1
                }),
                Kind::Bool(_) | Kind::Number(_) | Kind::Text(_) | Kind::Word(_) => None,
            };
            match next {
                Some(inner) => node = inner,
                None => return path,
            }
        }
    }
}

/// The part that holds a span, found by halving: parts stand in the order of the text.
fn holding<T>(parts: &[T], span: Span, place: impl Fn(&T) -> Span) -> Option<usize> {
    let index = parts.partition_point(|part| place(part).end < span.end);
    parts.get(index).filter(|part| place(part).start <= span.start).map(|_| index)
}

/// The beginning of a text, short enough for one line of a message.
#[must_use]
pub fn shortened(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut short: String = text.chars().take(LONGEST).map(plain).collect();
    if text.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}

/// A number as an author would write it: very large and very small ones with an exponent.
#[must_use]
pub fn written(number: f64) -> String {
    let plain = number == 0.0 || !number.is_finite() || (1.0e-6..1.0e15).contains(&number.abs());
    if plain { format!("{number}") } else { format!("{number:e}") }
}

/// Control characters would break a message into pieces.
fn plain(character: char) -> char {
    if character.is_control() { ' ' } else { character }
}
