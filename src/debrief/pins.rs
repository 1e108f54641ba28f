//! Pins: what a facilitator marks in a run, in a small file that only grows.
//!
//! Invariants: a line that was written is never changed; each line's check depends on all before it; a last line without
//! its end, and whatever follows a damaged line, is set aside whole and never used or dropped.
//!
//! ```text
//! stackholders-pins 1
//! {"pin":{"month":17,"run":"…","text":"ask about the contract"}}⇥0123456789abcdef
//! {"unpin":0}⇥…
//! ```

use serde_json::{Value, json};

use crate::session::branch::prefix_digest;
use crate::session::chain::{CHECK, Chain};
use crate::session::record::Run;
use crate::units::Month;

/// Most bytes of a file of pins that is read.
pub const FILE_LIMIT: usize = 1 << 20;
/// Longest text of a pin, in characters.
pub const TEXT_LIMIT: usize = 500;

const FIRST: &str = "stackholders-pins 1\n";
const MAGIC: &str = "stackholders-pins ";

/// A mark in a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// The run it belongs to, by [`run_key`]; `None`: all tables.
    pub run: Option<String>,
    pub month: Month,
    pub text: String,
}

/// All pins, and the end of their file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pins {
    /// In the order in which they were set; `None` where one was taken away.
    pins: Vec<Option<Pin>>,
    chain: Chain,
    /// Bytes of the file so far; the next line belongs there.
    pub length: usize,
}

/// A file of pins that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadPins {
    pub pins: Pins,
    /// What stands after the last sound line. Keep it beside the file before writing on.
    pub aside: Vec<u8>,
}

/// Why a file holds no pins for this program.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PinsFault {
    #[error("the file has {found} bytes, a file of pins at most {most}; check that it is one")]
    TooLarge { found: usize, most: usize },
    #[error(
        "the file starts with '{found}', a file of pins with 'stackholders-pins 1'; choose another file"
    )]
    NotPins { found: String },
    #[error("the pins are of version {found}, this program reads version 1; take a newer program")]
    Version { found: String },
}

/// What a run is recognised by in a file of pins: everything that was decided in its first year, so that pins stay with a
/// run that is played on.
#[must_use]
pub fn run_key(run: &Run) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&prefix_digest(run, 1)).update(run.header.table.as_bytes());
    hasher.finalize().to_hex().as_str()[..CHECK].to_owned()
}

impl Default for Pins {
    fn default() -> Self {
        Self { pins: Vec::new(), chain: Chain::begin(FIRST), length: 0 }
    }
}

impl Pins {
    /// The pins that stand, with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Pin)> {
        self.pins.iter().enumerate().filter_map(|(number, pin)| Some((number, pin.as_ref()?)))
    }

    /// Sets a pin. Gives the bytes to append to the file at [`Pins::length`] as it was before.
    pub fn set(&mut self, mut pin: Pin) -> Vec<u8> {
        pin.text = pin.text.trim().chars().take(TEXT_LIMIT).collect();
        let Pin { run, month, text } = &pin;
        let line = json!({ "pin": { "run": run, "month": month.0, "text": text } });
        self.pins.push(Some(pin));
        self.append(&line)
    }

    /// Takes a pin away. Gives the bytes to append; none where there was no such pin.
    pub fn take_away(&mut self, number: usize) -> Vec<u8> {
        if self.pins.get_mut(number).and_then(Option::take).is_none() {
            return Vec::new();
        }
        self.append(&json!({ "unpin": number }))
    }

    fn append(&mut self, line: &Value) -> Vec<u8> {
        let first = if self.length == 0 { FIRST } else { "" };
        let bytes = format!("{first}{}", self.chain.seal(&line.to_string())).into_bytes();
        self.length += bytes.len();
        bytes
    }

    fn enter(&mut self, line: &Value) -> Option<()> {
        let object = line.as_object().filter(|object| object.len() == 1)?;
        if let Some(number) = object.get("unpin") {
            let number = usize::try_from(number.as_u64()?).ok()?;
            self.pins.get_mut(number)?.take()?;
            return Some(());
        }
        let pin = object.get("pin")?.as_object().filter(|pin| pin.len() == 3)?;
        let run = match pin.get("run")? {
            Value::Null => None,
            Value::String(run) => Some(run.clone()),
            _ => return None,
        };
        let month = Month(u16::try_from(pin.get("month")?.as_u64()?).ok()?);
        let text = pin.get("text")?.as_str()?.to_owned();
        self.pins.push(Some(Pin { run, month, text }));
        Some(())
    }
}

/// Reads a file of pins; an empty one holds none.
///
/// # Errors
///
/// When it is another file, or of another version.
pub fn read(bytes: &[u8]) -> Result<ReadPins, PinsFault> {
    let mut pins = Pins::default();
    if bytes.len() > FILE_LIMIT {
        return Err(PinsFault::TooLarge { found: bytes.len(), most: FILE_LIMIT });
    }
    if FIRST.as_bytes().starts_with(bytes) && bytes.len() < FIRST.len() {
        return Ok(ReadPins { pins, aside: bytes.to_vec() });
    }
    if !bytes.starts_with(FIRST.as_bytes()) {
        let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let found: String = String::from_utf8_lossy(first).chars().take(40).collect();
        return Err(match found.strip_prefix(MAGIC) {
            Some(version) => PinsFault::Version { found: version.to_owned() },
            None => PinsFault::NotPins { found },
        });
    }
    let mut at = FIRST.len();
    while let Some(length) = bytes[at..].iter().position(|byte| *byte == b'\n') {
        let line = &bytes[at..at + length];
        let Some((text, chain)) = pins.chain.open(line) else { break };
        let Ok(value) = serde_json::from_slice::<Value>(text) else { break };
        if pins.enter(&value).is_none() {
            break;
        }
        pins.chain = chain;
        at += length + 1;
    }
    pins.length = at;
    Ok(ReadPins { pins, aside: bytes[at..].to_vec() })
}
