//! From text to tree: one pass, one character ahead, the first fault ends the file.

use super::{DEPTH_LIMIT, Field, Kind, Name, Node, shortened};
use crate::scenario::diagnostic::Fault;
use crate::scenario::place::Span;

/// Reads one file.
///
/// # Errors
/// The first place where the text is not RON, or not the part of RON that case files use.
pub fn read(file: u16, text: &str) -> Result<Node, Fault> {
    let mut reader = Reader { file, text, at: 0, last_text: (0, 0) };
    if text.starts_with('\u{feff}') {
        return Err(reader
            .fault("a byte order mark", "text that starts at once")
            .hint("save the file as UTF-8 without a byte order mark"));
    }
    reader.skip_blank()?;
    let root = reader.value(0)?;
    reader.skip_blank()?;
    match reader.peek() {
        None => Ok(root),
        Some(_) => Err(reader
            .fault(&reader.here(), "the end of the file")
            .hint("a file holds one value; is a bracket closed too early?")),
    }
}

struct Reader<'a> {
    file: u16,
    text: &'a str,
    /// Byte offset of the next character; always on a character boundary.
    at: usize,
    /// Beginning and end of the last text in quotes.
    last_text: (usize, usize),
}

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Result<Node, Fault> {
        if depth > DEPTH_LIMIT {
            return Err(self
                .fault(&format!("a value nested more than {DEPTH_LIMIT} deep"), "a flatter file"));
        }
        let start = self.at;
        let kind = match self.peek() {
            Some('[') => Kind::List(self.sequence(']', depth)?),
            Some('{') => Kind::Map(self.map(depth)?),
            Some('(') => self.parentheses(None, depth)?,
            Some('"') => Kind::Text(self.quoted()?),
            Some('r') if self.starts_raw_text() => Kind::Text(self.raw_text()?),
            Some('0'..='9' | '+' | '-' | '.') => Kind::Number(self.number()?),
            Some(first) if first.is_ascii_alphabetic() || first == '_' => self.worded(depth)?,
            Some('\'') => {
                return Err(self
                    .fault("a single quote", "a value")
                    .hint("texts stand in double quotes: \"…\""));
            }
            Some('#') => {
                return Err(self
                    .fault("`#`", "a value")
                    .hint("extensions such as #![enable(…)] are not used in case files"));
            }
            _ => return Err(self.fault(&self.here(), "a value")),
        };
        Ok(Node { span: self.since(start), kind })
    }

    /// Something that begins with an identifier.
    fn worded(&mut self, depth: usize) -> Result<Kind, Fault> {
        let name = self.name();
        let after_name = self.at;
        self.skip_blank()?;
        let opens = self.peek() == Some('(');
        let reserved = matches!(name.text.as_str(), "true" | "false" | "None" | "inf" | "NaN");
        if opens && reserved {
            return Err(self.fault("`(`", &format!("nothing after `{}`", name.text)));
        }
        if opens {
            let some = name.text == "Some";
            let kind = self.parentheses(Some(name), depth)?;
            return match &kind {
                Kind::Tuple(_, items) if some && items.len() == 1 => Ok(kind),
                _ if some => Err(self.fault_since(
                    after_name,
                    "another number of values",
                    "one value in `Some(…)`",
                )),
                _ => Ok(kind),
            };
        }
        self.at = after_name;
        Ok(match name.text.as_str() {
            "true" => Kind::Bool(true),
            "false" => Kind::Bool(false),
            "inf" => Kind::Number(f64::INFINITY),
            "NaN" => Kind::Number(f64::NAN),
            "Some" => {
                return Err(self.fault_since(
                    name.span.start as usize,
                    "`Some` alone",
                    "`Some(value)`",
                ));
            }
            "r" | "b" | "br" if matches!(self.peek(), Some('"' | '\'' | '#')) => {
                return Err(self.fault("a byte string or raw identifier", "a value"));
            }
            _ => Kind::Word(name.text),
        })
    }

    /// `( … )`: a struct when its first part is `name:`, else a tuple.
    fn parentheses(&mut self, name: Option<Name>, depth: usize) -> Result<Kind, Fault> {
        let open = self.at;
        self.at += 1;
        self.skip_blank()?;
        if !self.starts_field()? {
            self.at = open;
            return Ok(Kind::Tuple(name, self.sequence(')', depth)?));
        }
        let mut fields = Vec::new();
        loop {
            if self.peek() == Some(')') {
                self.at += 1;
                return Ok(Kind::Record(name, fields));
            }
            match self.peek() {
                Some(first) if first.is_ascii_alphabetic() || first == '_' => {}
                _ => return Err(self.not_closed(open, "a field name or `)`")),
            }
            let field = self.name();
            self.skip_blank()?;
            if self.peek() != Some(':') {
                return Err(
                    self.fault(&self.here(), &format!("`:` after `{}`", shortened(&field.text)))
                );
            }
            self.at += 1;
            self.skip_blank()?;
            let value = self.value(depth + 1)?;
            fields.push(Field { name: field, value });
            self.separator(open, ')')?;
        }
    }

    /// `[ … ]` or `( … )`, commas between, one more comma allowed at the end.
    fn sequence(&mut self, close: char, depth: usize) -> Result<Vec<Node>, Fault> {
        let open = self.at;
        self.at += 1;
        self.skip_blank()?;
        let mut items = Vec::new();
        loop {
            if self.peek() == Some(close) {
                self.at += 1;
                return Ok(items);
            }
            if matches!(self.peek(), None | Some(')' | ']' | '}')) {
                return Err(self.not_closed(open, &format!("a value or `{close}`")));
            }
            items.push(self.value(depth + 1)?);
            self.separator(open, close)?;
        }
    }

    fn map(&mut self, depth: usize) -> Result<Vec<(Node, Node)>, Fault> {
        let open = self.at;
        self.at += 1;
        self.skip_blank()?;
        let mut entries = Vec::new();
        loop {
            if self.peek() == Some('}') {
                self.at += 1;
                return Ok(entries);
            }
            if matches!(self.peek(), None | Some(')' | ']')) {
                return Err(self.not_closed(open, "a value or `}`"));
            }
            let key = self.value(depth + 1)?;
            self.skip_blank()?;
            if self.peek() != Some(':') {
                return Err(self.fault(&self.here(), "`:` between key and value"));
            }
            self.at += 1;
            self.skip_blank()?;
            entries.push((key, self.value(depth + 1)?));
            self.separator(open, '}')?;
        }
    }

    /// A comma, or the closing bracket ahead.
    fn separator(&mut self, open: usize, close: char) -> Result<(), Fault> {
        self.skip_blank()?;
        match self.peek() {
            Some(',') => {
                self.at += 1;
                self.skip_blank()
            }
            Some(found) if found == close => Ok(()),
            _ => Err(self.not_closed(open, &format!("`,` or `{close}`"))),
        }
    }

    fn not_closed(&self, open: usize, expected: &str) -> Fault {
        let line = |at: usize| 1 + self.text[..at].matches('\n').count();
        let (begin, end) = self.last_text;
        let after_lines = self.text[begin..end].contains('\n')
            && self.text[end..self.at].chars().all(char::is_whitespace);
        let hint = if after_lines {
            format!(
                "a text that began on line {} ends here: is its closing `\"` missing?",
                line(begin)
            )
        } else {
            format!("the bracket was opened on line {}", line(open))
        };
        self.fault(&self.here(), expected).hint(&hint)
    }

    /// Whether `name :` stands here. Looks ahead over one identifier and the blank after it.
    fn starts_field(&mut self) -> Result<bool, Fault> {
        let start = self.at;
        match self.peek() {
            Some(first) if first.is_ascii_alphabetic() || first == '_' => {}
            _ => return Ok(false),
        }
        let _ = self.name();
        self.skip_blank()?;
        let field = self.peek() == Some(':');
        self.at = start;
        Ok(field)
    }

    fn name(&mut self) -> Name {
        let start = self.at;
        let rest = &self.text[start..];
        let length =
            rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
        self.at += length;
        Name { text: rest[..length].to_owned(), span: self.since(start) }
    }

    /// Decimal numbers, with a point, an exponent and single underscores between digits.
    fn number(&mut self) -> Result<f64, Fault> {
        let start = self.at;
        if matches!(self.peek(), Some('+' | '-')) {
            self.at += 1;
        }
        let mut digits = self.digits();
        if self.peek() == Some('.') {
            self.at += 1;
            digits += self.digits();
        }
        let mut whole = digits > 0;
        if whole && matches!(self.peek(), Some('e' | 'E')) {
            self.at += 1;
            if matches!(self.peek(), Some('+' | '-')) {
                self.at += 1;
            }
            whole = self.digits() > 0;
        }
        let ends =
            !matches!(self.peek(), Some(c) if c.is_ascii_alphanumeric() || c == '_' || c == '.');
        let text: String = self.text[start..self.at].chars().filter(|c| *c != '_').collect();
        match text.parse() {
            Ok(number) if whole && ends => Ok(number),
            _ => {
                let rest = &self.text[self.at..];
                let more = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'));
                self.at += more.unwrap_or(rest.len());
                let written = shortened(&self.text[start..self.at]);
                Err(self.fault_since(
                    start,
                    &format!("`{written}`"),
                    "a decimal number such as 12, 0.5 or 1e-3",
                ))
            }
        }
    }

    /// Digits with single underscores between them; how many.
    fn digits(&mut self) -> usize {
        let bytes = self.text.as_bytes();
        let mut count = 0;
        loop {
            match bytes.get(self.at) {
                Some(b'0'..=b'9') => count += 1,
                Some(b'_')
                    if count > 0
                        && bytes[self.at - 1] != b'_'
                        && matches!(bytes.get(self.at + 1), Some(b'0'..=b'9')) => {}
                _ => return count,
            }
            self.at += 1;
        }
    }

    fn quoted(&mut self) -> Result<String, Fault> {
        let open = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = &self.text[self.at..];
            let Some(plain) = rest.find(['"', '\\']) else {
                return Err(self.open_text(open));
            };
            text.push_str(&rest[..plain]);
            self.at += plain + 1;
            if rest.as_bytes()[plain] == b'"' {
                self.last_text = (open, self.at);
                return Ok(text);
            }
            text.push(self.escape(open)?);
        }
    }

    /// The character after a backslash.
    fn escape(&mut self, open: usize) -> Result<char, Fault> {
        let start = self.at - 1;
        let Some(kind) = self.peek() else { return Err(self.open_text(open)) };
        self.at += kind.len_utf8();
        match kind {
            '"' | '\\' | '\'' => Ok(kind),
            'n' => Ok('\n'),
            'r' => Ok('\r'),
            't' => Ok('\t'),
            '0' => Ok('\0'),
            'u' if self.peek() == Some('{') => {
                let rest = &self.text[self.at + 1..];
                let length = rest.find('}').filter(|length| (1..=6).contains(length));
                let code = length.and_then(|length| {
                    let digits = &rest[..length];
                    let hexadecimal = digits.bytes().all(|b| b.is_ascii_hexdigit());
                    hexadecimal.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
                });
                match (length, code.and_then(char::from_u32)) {
                    (Some(length), Some(character)) => {
                        self.at += length + 2;
                        Ok(character)
                    }
                    _ => Err(self.fault_since(
                        start,
                        "an unknown character code",
                        "\\u{…} with 1 to 6 hexadecimal digits",
                    )),
                }
            }
            _ => Err(self
                .fault_since(
                    start,
                    &format!("the escape `\\{}`", shortened(&kind.to_string())),
                    "one of \\\" \\\\ \\n \\r \\t \\u{…}",
                )
                .hint("a raw text needs no escapes: r#\"…\"#")),
        }
    }

    fn starts_raw_text(&self) -> bool {
        self.text[self.at + 1..].trim_start_matches('#').starts_with('"')
    }

    fn raw_text(&mut self) -> Result<String, Fault> {
        let open = self.at;
        let rest = &self.text[open + 1..];
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        let body = open + 1 + hashes + 1;
        let close = format!("\"{}", "#".repeat(hashes));
        match self.text[body..].find(&close) {
            Some(length) => {
                self.at = body + length + close.len();
                Ok(self.text[body..body + length].to_owned())
            }
            None => Err(self.open_text(open)),
        }
    }

    fn open_text(&mut self, open: usize) -> Fault {
        self.at = open + 1;
        self.fault_since(open, "a text that is never closed", "`\"` at its end")
    }

    /// Skips white space, `// …` and nested `/* … */`.
    fn skip_blank(&mut self) -> Result<(), Fault> {
        let bytes = self.text.as_bytes();
        loop {
            match (bytes.get(self.at), bytes.get(self.at + 1)) {
                (Some(b' ' | b'\t' | b'\n' | b'\r'), _) => self.at += 1,
                (Some(b'/'), Some(b'/')) => {
                    let rest = &self.text[self.at..];
                    self.at += rest.find('\n').unwrap_or(rest.len());
                }
                (Some(b'/'), Some(b'*')) => self.skip_block_comment()?,
                _ => return Ok(()),
            }
        }
    }

    fn skip_block_comment(&mut self) -> Result<(), Fault> {
        let bytes = self.text.as_bytes();
        let open = self.at;
        let mut depth = 0_usize;
        loop {
            match (bytes.get(self.at), bytes.get(self.at + 1)) {
                (Some(b'/'), Some(b'*')) => {
                    depth += 1;
                    self.at += 2;
                }
                (Some(b'*'), Some(b'/')) => {
                    depth -= 1;
                    self.at += 2;
                    if depth == 0 {
                        return Ok(());
                    }
                }
                (Some(_), _) => self.at += 1,
                (None, _) => {
                    self.at = open + 2;
                    return Err(self.fault_since(open, "a comment that is never closed", "`*/`"));
                }
            }
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn here(&self) -> String {
        match self.peek() {
            None => "the end of the file".to_owned(),
            Some(character) if character.is_control() => {
                format!("the character U+{:04X}", u32::from(character))
            }
            Some(character) => format!("`{character}`"),
        }
    }

    fn since(&self, start: usize) -> Span {
        Span::new(self.file, start, self.at)
    }

    fn fault(&self, found: &str, expected: &str) -> Fault {
        let length = self.peek().map_or(0, char::len_utf8);
        Fault::error("syntax", Span::new(self.file, self.at, self.at + length), found, expected)
    }

    fn fault_since(&self, start: usize, found: &str, expected: &str) -> Fault {
        Fault::error("syntax", self.since(start), found, expected)
    }
}
