//! From tree to records: two macros that write the reading of a struct and of an enum.

use crate::scenario::diagnostic::{Fault, Faults};
use crate::scenario::place::{Span, Spanned};
use crate::scenario::tree::{Field, Kind, Node, shortened};

/// Longest list that is read. Lists of things with slugs have smaller limits of their own.
pub const LIST_LIMIT: usize = 4_096;

/// A text with its place.
pub type Text = Spanned<String>;
/// A list with its place; an unreadable list is empty and has no place.
pub type List<T> = Spanned<Vec<T>>;

/// A field that may be left out.
#[derive(Clone, Debug)]
pub struct Optional<T>(pub Option<T>);

/// What can be read from a tree.
pub trait Decode: Sized {
    /// Reads a value; `None` when it does not fit, which has then been reported.
    fn decode(node: &Node, faults: &mut Faults) -> Option<Self>;

    /// The stand-in for a value that could not be read.
    fn faulty() -> Self;

    /// The value of a field that is not there; `None` when the field is required.
    fn absent() -> Option<Self> {
        None
    }

    /// Reads a value or takes the stand-in.
    fn read(node: &Node, faults: &mut Faults) -> Self {
        Self::decode(node, faults).unwrap_or_else(Self::faulty)
    }
}

/// Reports that a value is of another kind.
pub(crate) fn mismatch<T>(node: &Node, expected: &str, faults: &mut Faults) -> Option<T> {
    faults.push(Fault::error("wrong-type", node.span, &node.describe(), expected));
    None
}

impl<T: Decode> Decode for Spanned<T> {
    fn decode(node: &Node, faults: &mut Faults) -> Option<Self> {
        T::decode(node, faults).map(|value| Self { value, span: node.span })
    }
    fn faulty() -> Self {
        Self { value: T::faulty(), span: Span::NONE }
    }
}

impl Decode for String {
    fn decode(node: &Node, faults: &mut Faults) -> Option<Self> {
        match &node.kind {
            Kind::Text(text) => {
                // A text means the same whether its file was saved with CRLF or LF.
                let text = text.replace("\r\n", "\n");
                if text.contains(|c: char| c.is_control() && c != '\n' && c != '\t') {
                    let expected = "letters, signs, spaces and line breaks";
                    faults.push(Fault::error(
                        "control-character",
                        node.span,
                        "a control character",
                        expected,
                    ));
                }
                Some(text)
            }
            _ => mismatch(node, "a text in double quotes", faults),
        }
    }
    fn faulty() -> Self {
        Self::new()
    }
}

impl Decode for bool {
    fn decode(node: &Node, faults: &mut Faults) -> Option<Self> {
        match node.kind {
            Kind::Bool(value) => Some(value),
            _ => mismatch(node, "true or false", faults),
        }
    }
    fn faulty() -> Self {
        false
    }
}

impl Decode for f64 {
    fn decode(node: &Node, faults: &mut Faults) -> Option<Self> {
        match node.kind {
            Kind::Number(value) if value.is_finite() => Some(value),
            Kind::Number(_) => {
                faults.push(Fault::error(
                    "not-finite",
                    node.span,
                    &node.describe(),
                    "a finite number",
                ));
                None
            }
            _ => mismatch(node, "a number", faults),
        }
    }
    fn faulty() -> Self {
        0.0
    }
}

/// A whole number between two bounds.
fn whole(node: &Node, low: f64, high: f64, faults: &mut Faults) -> Option<f64> {
    let number = f64::decode(node, faults)?;
    let expected = format!("a whole number from {low} to {high}");
    let code = if number.floor() != number {
        "not-whole"
    } else if !(low..=high).contains(&number) {
        "out-of-range"
    } else {
        return Some(number);
    };
    faults.push(Fault::error(code, node.span, &node.describe(), &expected));
    None
}

macro_rules! whole_numbers {
    ($($type:ident)*) => {$(
        impl Decode for $type {
            fn decode(node: &Node, faults: &mut Faults) -> Option<Self> {
                whole(node, f64::from(Self::MIN), f64::from(Self::MAX), faults).map(|number| number as Self)
            }
            fn faulty() -> Self {
                0
            }
        }
    )*};
}
whole_numbers!(u8 u16 i16);

impl<T: Decode> Decode for Vec<T> {
    fn decode(node: &Node, faults: &mut Faults) -> Option<Self> {
        match &node.kind {
            Kind::List(items) if items.len() > LIST_LIMIT => {
                let found = format!("a list of {} entries", items.len());
                let expected = format!("at most {LIST_LIMIT} entries");
                faults.push(Fault::error("too-many", node.span, &found, &expected));
                None
            }
            Kind::List(items) => Some(items.iter().map(|item| T::read(item, faults)).collect()),
            _ => mismatch(node, "a list [ … ]", faults),
        }
    }
    fn faulty() -> Self {
        Self::new()
    }
}

impl<A: Decode, B: Decode> Decode for (A, B) {
    fn decode(node: &Node, faults: &mut Faults) -> Option<Self> {
        match &node.kind {
            Kind::Tuple(None, items) if items.len() == 2 => {
                // Both are read before either is missed, so that all faults are told.
                let (a, b) = (A::decode(&items[0], faults), B::decode(&items[1], faults));
                Some((a?, b?))
            }
            _ => mismatch(node, "two values in parentheses", faults),
        }
    }
    fn faulty() -> Self {
        (A::faulty(), B::faulty())
    }
}

/// `None` or `Some(value)`.
impl<T: Decode> Decode for Option<T> {
    fn decode(node: &Node, faults: &mut Faults) -> Option<Self> {
        match &node.kind {
            Kind::Word(word) if word == "None" => Some(None),
            Kind::Tuple(Some(name), items) if name.text == "Some" && items.len() == 1 => {
                T::decode(&items[0], faults).map(Some)
            }
            _ => mismatch(node, "`None` or `Some(…)`", faults),
        }
    }
    fn faulty() -> Self {
        None
    }
}

impl<T: Decode> Decode for Optional<T> {
    fn decode(node: &Node, faults: &mut Faults) -> Option<Self> {
        // A value that is there and cannot be read is not the same as none.
        Some(Self(Some(T::read(node, faults))))
    }
    fn faulty() -> Self {
        Self(None)
    }
    fn absent() -> Option<Self> {
        Some(Self(None))
    }
}

/// The fields of one struct while they are taken out one by one.
pub(crate) struct Fields<'a> {
    found: Vec<(&'a Field, bool)>,
    place: Span,
}

impl<'a> Fields<'a> {
    /// The fields of an unnamed or freely named struct. Reports fields that are unknown or there twice.
    pub(crate) fn of(node: &'a Node, known: &[&str], faults: &mut Faults) -> Option<Self> {
        match &node.kind {
            Kind::Record(_, fields) => Some(Self::among(node, fields, known, faults)),
            Kind::Tuple(_, items) if items.is_empty() => {
                Some(Self { found: Vec::new(), place: opening(node) })
            }
            _ => mismatch(node, "a struct ( field: value, … )", faults),
        }
    }

    fn among(node: &Node, fields: &'a [Field], known: &[&str], faults: &mut Faults) -> Self {
        let mut found: Vec<(&Field, bool)> = Vec::new();
        for field in fields {
            let name = field.name.text.as_str();
            if !known.contains(&name) {
                let fault = Fault::error(
                    "unknown-field",
                    field.name.span,
                    &format!("the field `{}`", shortened(name)),
                    &one_of(known),
                );
                faults.push_suggesting(fault, name, known.iter().copied());
            } else if found.iter().any(|(earlier, _)| earlier.name.text == name) {
                faults.push(Fault::error(
                    "duplicate-field",
                    field.name.span,
                    &format!("the field `{name}` a second time"),
                    "each field once",
                ));
            } else {
                found.push((field, false));
            }
        }
        Self { found, place: opening(node) }
    }

    /// Reads one field, or takes its default or stand-in.
    pub(crate) fn take<T: Decode>(&mut self, name: &str, faults: &mut Faults) -> T {
        match self.found.iter_mut().find(|(field, _)| field.name.text == name) {
            Some((field, taken)) => {
                *taken = true;
                T::read(&field.value, faults)
            }
            None => T::absent().unwrap_or_else(|| {
                faults.push(Fault::error(
                    "missing-field",
                    self.place,
                    &format!("no field `{name}`"),
                    &format!("`{name}: …`"),
                ));
                T::faulty()
            }),
        }
    }
}

/// The place of a value's beginning: its name, or its opening bracket.
fn opening(node: &Node) -> Span {
    match &node.kind {
        Kind::Record(Some(name), _) | Kind::Tuple(Some(name), _) => name.span,
        _ => Span { end: node.span.end.min(node.span.start + 1), ..node.span },
    }
}

/// `one of a, b, c`, cut where it would become a page.
#[must_use]
pub(crate) fn one_of(names: &[&str]) -> String {
    const MOST: usize = 24;
    let mut list = names.iter().take(MOST).copied().collect::<Vec<_>>().join(", ");
    if names.len() > MOST {
        list.push_str(", …");
    }
    format!("one of {list}")
}

/// How a variant is written.
pub(crate) enum Form {
    /// `Name`
    Bare,
    /// `Name(a, b)`
    Ordered(&'static [&'static str]),
    /// `Name(a: …, b: …)`
    Named(&'static [&'static str]),
}

impl Form {
    fn write(&self, name: &str) -> String {
        match self {
            Self::Bare => format!("`{name}` alone"),
            Self::Ordered(parts) => format!("`{name}({})`", parts.join(", ")),
            Self::Named(fields) => format!("`{name}({}: …)`", fields.join(": …, ")),
        }
    }
}

/// Reports a name that is not in a closed list, or one that is not written as it should be.
pub(crate) fn unknown_variant<T>(
    node: &Node,
    known: &[&str],
    forms: &[Form],
    faults: &mut Faults,
) -> Option<T> {
    let written = match &node.kind {
        Kind::Word(word) => word.as_str(),
        Kind::Tuple(Some(name), _) | Kind::Record(Some(name), _) => name.text.as_str(),
        _ => return mismatch(node, &one_of(known), faults),
    };
    if let Some(index) = known.iter().position(|name| *name == written) {
        // The name is right, so its contents are not.
        let form = forms.get(index).unwrap_or(&Form::Bare);
        return mismatch(node, &form.write(written), faults);
    }
    let fault = Fault::error("unknown-variant", opening(node), &node.describe(), &one_of(known));
    faults.push_suggesting(fault, written, known.iter().copied());
    None
}

/// Writes a struct whose fields are read by name.
macro_rules! record {
    ($(#[$doc:meta])* pub struct $name:ident { $($(#[$about:meta])* $field:ident: $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name {
            /// The whole record.
            pub at: $crate::scenario::place::Span,
            $($(#[$about])* pub $field: $type,)*
        }

        impl $crate::scenario::raw::Decode for $name {
            fn decode(
                node: &$crate::scenario::tree::Node,
                faults: &mut $crate::scenario::diagnostic::Faults,
            ) -> Option<Self> {
                const FIELDS: &[&str] = &[$(stringify!($field)),*];
                let mut fields = $crate::scenario::raw::decode::Fields::of(node, FIELDS, faults)?;
                Some(Self { at: node.span, $($field: fields.take(stringify!($field), faults)),* })
            }
            fn faulty() -> Self {
                Self {
                    at: $crate::scenario::place::Span::NONE,
                    $($field: <$type as $crate::scenario::raw::Decode>::faulty()),*
                }
            }
        }
    };
}
pub(crate) use record;

/// Writes the reading of a closed list of bare names that the contract already has as an enum.
macro_rules! words {
    ($type:ty: $first:ident $(, $name:ident)* $(,)?) => {
        impl $crate::scenario::raw::Decode for $type {
            fn decode(
                node: &$crate::scenario::tree::Node,
                faults: &mut $crate::scenario::diagnostic::Faults,
            ) -> Option<Self> {
                const NAMES: &[&str] = &[stringify!($first) $(, stringify!($name))*];
                match &node.kind {
                    $crate::scenario::tree::Kind::Word(word) if word == stringify!($first) => Some(Self::$first),
                    $($crate::scenario::tree::Kind::Word(word) if word == stringify!($name) => Some(Self::$name),)*
                    _ => $crate::scenario::raw::decode::unknown_variant(node, NAMES, &[], faults),
                }
            }
            fn faulty() -> Self {
                Self::$first
            }
        }
    };
}
pub(crate) use words;

/// Writes an enum whose variants are bare names, `Name(a, b)` or `Name(a: …, b: …)`.
/// The first variant is the stand-in.
macro_rules! choice {
    ($(#[$doc:meta])* pub enum $name:ident {
        $first:ident $first_body:tt
        $(, $variant:ident $body:tt)* $(,)?
    }) => {
        choice!(@enum [$(#[$doc])*] $name [] $first $first_body $(, $variant $body)*);

        impl $crate::scenario::raw::Decode for $name {
            fn decode(
                node: &$crate::scenario::tree::Node,
                faults: &mut $crate::scenario::diagnostic::Faults,
            ) -> Option<Self> {
                const NAMES: &[&str] = &[stringify!($first) $(, stringify!($variant))*];
                choice!(@decode node faults $first $first_body);
                $(choice!(@decode node faults $variant $body);)*
                const FORMS: &[$crate::scenario::raw::decode::Form] =
                    &[choice!(@form $first_body) $(, choice!(@form $body))*];
                $crate::scenario::raw::decode::unknown_variant(node, NAMES, FORMS, faults)
            }
            fn faulty() -> Self {
                choice!(@faulty $first $first_body)
            }
        }
    };

    (@enum [$($doc:tt)*] $name:ident [$($done:tt)*]) => {
        $($doc)*
        #[derive(Clone, Debug)]
        pub enum $name { $($done)* }
    };
    (@enum [$($doc:tt)*] $name:ident [$($done:tt)*] $variant:ident () $(, $($rest:tt)*)?) => {
        choice!(@enum [$($doc)*] $name [$($done)* $variant,] $($($rest)*)?);
    };
    (@enum [$($doc:tt)*] $name:ident [$($done:tt)*] $variant:ident ($($field:ident: $type:ty),+ $(,)?) $(, $($rest:tt)*)?) => {
        choice!(@enum [$($doc)*] $name [$($done)* $variant($($type),+),] $($($rest)*)?);
    };
    (@enum [$($doc:tt)*] $name:ident [$($done:tt)*] $variant:ident {$($field:ident: $type:ty),+ $(,)?} $(, $($rest:tt)*)?) => {
        choice!(@enum [$($doc)*] $name [$($done)* $variant { $($field: $type),+ },] $($($rest)*)?);
    };

    (@decode $node:ident $faults:ident $variant:ident ()) => {
        if matches!(&$node.kind, $crate::scenario::tree::Kind::Word(word) if word == stringify!($variant)) {
            return Some(Self::$variant);
        }
    };
    (@decode $node:ident $faults:ident $variant:ident ($($field:ident: $type:ty),+ $(,)?)) => {
        if let $crate::scenario::tree::Kind::Tuple(Some(name), items) = &$node.kind
            && name.text == stringify!($variant)
        {
            const FIELDS: &[&str] = &[$(stringify!($field)),+];
            if items.len() != FIELDS.len() {
                let expected = format!("`{}({})`", stringify!($variant), FIELDS.join(", "));
                return $crate::scenario::raw::decode::mismatch($node, &expected, $faults);
            }
            let mut items = items.iter();
            return Some(Self::$variant($(
                <$type as $crate::scenario::raw::Decode>::read(
                    items.next().expect("the number of items was compared"),
                    $faults,
                )
            ),+));
        }
    };
    (@decode $node:ident $faults:ident $variant:ident {$($field:ident: $type:ty),+ $(,)?}) => {
        if let $crate::scenario::tree::Kind::Record(Some(name), _) = &$node.kind
            && name.text == stringify!($variant)
        {
            const FIELDS: &[&str] = &[$(stringify!($field)),+];
            let mut fields = $crate::scenario::raw::decode::Fields::of($node, FIELDS, $faults)?;
            return Some(Self::$variant { $($field: fields.take(stringify!($field), $faults)),+ });
        }
    };

    (@form ()) => { $crate::scenario::raw::decode::Form::Bare };
    (@form ($($field:ident: $type:ty),+ $(,)?)) => {
        $crate::scenario::raw::decode::Form::Ordered(&[$(stringify!($field)),+])
    };
    (@form {$($field:ident: $type:ty),+ $(,)?}) => {
        $crate::scenario::raw::decode::Form::Named(&[$(stringify!($field)),+])
    };

    (@faulty $variant:ident ()) => { Self::$variant };
    (@faulty $variant:ident ($($field:ident: $type:ty),+ $(,)?)) => {
        Self::$variant($(<$type as $crate::scenario::raw::Decode>::faulty()),+)
    };
    (@faulty $variant:ident {$($field:ident: $type:ty),+ $(,)?}) => {
        Self::$variant { $($field: <$type as $crate::scenario::raw::Decode>::faulty()),+ }
    };
}
pub(crate) use choice;
