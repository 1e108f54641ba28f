//! Lines that only grow: each carries a check that depends on all before it.
//!
//! ```text
//! {"a":1}⇥0123456789abcdef
//! ```

/// Hexadecimal digits of a check.
pub const CHECK: usize = 16;

/// Where a file stands after its last sound line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain([u8; 32]);

impl Chain {
    /// Begins with the first line of the file, its end included.
    #[must_use]
    pub fn begin(first: &str) -> Self {
        Self(*blake3::hash(first.as_bytes()).as_bytes())
    }

    /// The bytes of one more line.
    pub fn seal(&mut self, text: &str) -> String {
        *self = self.next(text.as_bytes());
        format!("{text}\t{}\n", self.check())
    }

    /// The text of a line (without its end) and where the chain stands after it, if its check is right.
    #[must_use]
    pub fn open<'a>(&self, line: &'a [u8]) -> Option<(&'a [u8], Self)> {
        let tab = line.iter().rposition(|byte| *byte == b'\t')?;
        let (text, told) = (&line[..tab], &line[tab + 1..]);
        let next = self.next(text);
        (told == next.check().as_bytes()).then_some((text, next))
    }

    fn next(&self, text: &[u8]) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.0).update(text);
        Self(*hasher.finalize().as_bytes())
    }

    fn check(&self) -> String {
        self.0[..CHECK / 2].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
