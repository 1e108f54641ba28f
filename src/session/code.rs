//! The run code: a whole run without its free text, short enough to write on a flip chart.
//!
//! Invariants: a code that decodes is exactly the code that its run encodes to; three wrong characters are
//! always noticed; the code of a run of the reference case (four years, eight components) has at most 60
//! characters. The layout and its bit budget are in `docs/session-format.md`.

mod alphabet;
mod big;
mod long;
mod shape;
mod words;

use alphabet::{CHECKS, GROUP, Typed};
use big::Big;
pub(super) use long::parts;
pub use shape::Shape;
pub use words::{seed_of_words, seed_words};

use crate::scenario::case::Case;
use crate::scenario::plan::Decision;

/// What a code says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedRun {
    /// The rules the run was played by.
    pub rules_version: u16,
    pub seed: u64,
    /// Decisions of each committed year, in canonical order.
    pub years: Vec<Vec<Decision>>,
}

/// A code that was read, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodedRun {
    /// Index into the cases that were given.
    pub case: usize,
    pub run: CodedRun,
}

/// Why a typed code is not a run here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeFault {
    #[error(
        "the code has {found} characters; the shortest has {least}; read it again from its start to its end"
    )]
    TooShort { found: usize, least: usize },
    #[error("the code is longer than {most} characters; paste one code at a time")]
    TooLong { most: usize },
    #[error(
        "'{character}' in group {group}, character {place}, is not used in codes; they use digits and letters other than I, L, O and U"
    )]
    BadCharacter {
        character: char,
        /// From 1, separators not counted.
        position: usize,
        group: usize,
        place: usize,
    },
    #[error(
        "the check characters do not fit: at least one character is wrong, missing or swapped; compare the code group by group"
    )]
    Checksum,
    #[error(
        "the code is of version {found}, this program reads version {supported}; take a newer program, or check the first character"
    )]
    UnknownVersion { found: u8, supported: u8 },
    #[error(
        "the code belongs to a case with the tag {tag:04x}, which is not among the cases here; open the case it was played on, or the run file"
    )]
    UnknownCase { tag: u16 },
    #[error(
        "the tag {tag:04x} fits more than one case here; open the case it was played on alone, or the run file"
    )]
    AmbiguousCase { tag: u16 },
    #[error(
        "the code was made by rules version {found}, this program knows up to {supported}; take a newer program"
    )]
    NewerRules { found: u16, supported: u16 },
    #[error(
        "the check characters fit, but the content is no run of this case; ask for the run file instead"
    )]
    NoSuchRun,
}

/// Why a run has no code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncodeFault {
    #[error(
        "a decision of year {year} names something that the case does not have; load the case it was taken in"
    )]
    NotOfCase { year: usize },
    #[error("the run has {found} years, the case has {most}; a code holds played years only")]
    TooManyYears { found: usize, most: u16 },
    #[error("the run needs more than {most} characters; keep the run file instead")]
    TooLong { most: usize },
}

/// Version of the code's layout.
pub const VERSION: u8 = 1;
/// Characters of the longest code that is read or made.
pub const LIMIT: usize = 4096;
/// Seeds below this cost nothing extra, and have three words.
pub const WORD_SEEDS: u64 = 1 << 22;

/// The code of a run, in groups of five characters.
///
/// # Errors
///
/// When the run is not one of this case or is far beyond the size of any case.
pub fn encode(case: &Case, run: &CodedRun) -> Result<String, EncodeFault> {
    encode_shaped(&Shape::of(case), run)
}

/// The run that a typed code stands for. `rules` is the newest rules version known here.
///
/// # Errors
///
/// A [`CodeFault`] for anything that is not the code of a run of one of these cases.
pub fn decode(code: &str, cases: &[&Case], rules: u16) -> Result<DecodedRun, CodeFault> {
    let shapes: Vec<Shape> = cases.iter().map(|case| Shape::of(case)).collect();
    decode_shaped(code, &shapes, rules)
}

/// Most characters (separators not counted) that a code of this case has, for seeds below [`WORD_SEEDS`], rules
/// versions below 63 and years within the case's limits.
#[must_use]
pub fn longest(case: &Case) -> usize {
    longest_shaped(&Shape::of(case))
}

/// [`encode`] for a case of which only the shape is at hand.
///
/// # Errors
///
/// As [`encode`].
pub fn encode_shaped(shape: &Shape, run: &CodedRun) -> Result<String, EncodeFault> {
    let CodedRun { rules_version, seed, years } = run;
    if years.len() > usize::from(shape.played_years) {
        return Err(EncodeFault::TooManyYears { found: years.len(), most: shape.played_years });
    }
    let (form, years) = match pack_years(shape, years) {
        Some(number) => (Form::Compact, number),
        None => (Form::Long, long::pack(shape, years)?),
    };
    let digits = head(*rules_version, shape.tag, *seed);
    let symbols = symbols(form, &fold(&digits, years));
    if symbols.len() > LIMIT {
        return Err(EncodeFault::TooLong { most: LIMIT });
    }
    Ok(alphabet::print(&symbols))
}

/// [`decode`] for cases of which only the shapes are at hand.
///
/// # Errors
///
/// As [`decode`].
pub fn decode_shaped(code: &str, shapes: &[Shape], rules: u16) -> Result<DecodedRun, CodeFault> {
    let symbols = read(code)?;
    let (content, checks) = symbols.split_at(symbols.len() - CHECKS);
    let (version, form) = (content[0] >> 1, content[0] & 1);
    if version != VERSION {
        return Err(CodeFault::UnknownVersion { found: version, supported: VERSION });
    }
    if alphabet::checks(content) != checks {
        return Err(CodeFault::Checksum);
    }
    let mut number = Big::ZERO;
    for symbol in &content[1..] {
        number.multiply_add(32, u32::from(*symbol));
    }
    let mut rules_version = number.divide(RULES_RADIX) as u16;
    if rules_version == RULES_ESCAPE {
        rules_version = number.divide(WORD) as u16;
    }
    let tag = number.divide(WORD) as u16;
    if rules_version > rules {
        return Err(CodeFault::NewerRules { found: rules_version, supported: rules });
    }
    let mut fitting = shapes.iter().enumerate().filter(|(_, shape)| shape.tag == tag);
    let (case, shape) = fitting.next().ok_or(CodeFault::UnknownCase { tag })?;
    if fitting.next().is_some() {
        return Err(CodeFault::AmbiguousCase { tag });
    }
    let mut seed = u64::from(number.divide(SEED_RADIX));
    if seed == WORD_SEEDS {
        seed = (0..4).fold(0, |seed, place| seed | u64::from(number.divide(WORD)) << (16 * place));
    }
    let years = match form {
        0 => unpack_years(shape, number),
        _ => long::unpack(shape, number),
    };
    let run = CodedRun { rules_version, seed, years: years.ok_or(CodeFault::NoSuchRun)? };
    let again = encode_shaped(shape, &run).ok().and_then(|code| read(&code).ok());
    if again.as_deref() != Some(&symbols[..]) {
        return Err(CodeFault::NoSuchRun);
    }
    Ok(DecodedRun { case, run })
}

/// [`longest`] for a case of which only the shape is at hand.
#[must_use]
pub fn longest_shaped(shape: &Shape) -> usize {
    let mut number = Big::ZERO;
    for year in (0..usize::from(shape.played_years)).rev() {
        for (_, radix) in shape::fields(shape, year).into_iter().rev() {
            let greatest = radix.minus(&Big::from(1)).expect("every digit has at least one value");
            number = number.times(&radix).plus(&greatest);
        }
        number = number.plus(&Big::from(1));
    }
    let digits = [(RULES_RADIX - 2, RULES_RADIX), (WORD - 1, WORD), (SEED_RADIX - 2, SEED_RADIX)];
    symbols(Form::Compact, &fold(&digits, number)).len()
}

/// Digits (0-31) with fitting check characters, whatever they say: for tests that try what a forger would.
#[must_use]
pub fn sealed(digits: &[u8]) -> String {
    let mut symbols: Vec<u8> = digits.iter().map(|digit| digit & 31).collect();
    symbols.extend(alphabet::checks(&symbols));
    alphabet::print(&symbols)
}

/// How the years are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Within the case's limits, see [`shape`].
    Compact,
    /// Any list of decisions, see [`long`].
    Long,
}

const WORD: u32 = 1 << 16;
const RULES_RADIX: u32 = 64;
const RULES_ESCAPE: u16 = 63;
const SEED_RADIX: u32 = WORD_SEEDS as u32 + 1;

/// Rules version, case tag and seed as (digit, radix), least significant first.
fn head(rules_version: u16, tag: u16, seed: u64) -> Vec<(u32, u32)> {
    let mut digits = Vec::new();
    if rules_version < RULES_ESCAPE {
        digits.push((u32::from(rules_version), RULES_RADIX));
    } else {
        digits.extend([(u32::from(RULES_ESCAPE), RULES_RADIX), (u32::from(rules_version), WORD)]);
    }
    digits.push((u32::from(tag), WORD));
    if seed < WORD_SEEDS {
        digits.push((seed as u32, SEED_RADIX));
    } else {
        digits.push((WORD_SEEDS as u32, SEED_RADIX));
        digits.extend((0..4).map(|place| ((seed >> (16 * place)) as u32 & (WORD - 1), WORD)));
    }
    digits
}

/// Small digits below a number.
fn fold(digits: &[(u32, u32)], above: Big) -> Big {
    let mut number = above;
    for (digit, radix) in digits.iter().rev() {
        number.multiply_add(*radix, *digit);
    }
    number
}

/// The years as one number: 0 is "no year", otherwise 1 + the year's digits below the years after it.
fn pack_years(shape: &Shape, years: &[Vec<Decision>]) -> Option<Big> {
    let mut number = Big::ZERO;
    for (year, decisions) in years.iter().enumerate().rev() {
        let digits = shape::pack(shape, year, decisions)?;
        for (digit, (_, radix)) in digits.iter().zip(shape::fields(shape, year)).rev() {
            number = number.times(&radix).plus(digit);
        }
        number = number.plus(&Big::from(1));
    }
    Some(number)
}

fn unpack_years(shape: &Shape, mut number: Big) -> Option<Vec<Vec<Decision>>> {
    let mut years = Vec::new();
    while let Some(rest) = number.minus(&Big::from(1)) {
        if years.len() == usize::from(shape.played_years) {
            return None;
        }
        number = rest;
        let mut digits = Vec::new();
        for (_, radix) in shape::fields(shape, years.len()) {
            let (quotient, digit) = number.divided_by(&radix);
            digits.push(digit);
            number = quotient;
        }
        years.push(shape::unpack(shape, years.len(), &digits)?);
    }
    Some(years)
}

/// Version and form, the number's digits of five bits, check characters.
fn symbols(form: Form, number: &Big) -> Vec<u8> {
    let mut rest = number.clone();
    let mut symbols = Vec::new();
    while !rest.is_zero() {
        symbols.push(rest.divide(32) as u8);
    }
    symbols.push(VERSION << 1 | form as u8);
    symbols.reverse();
    symbols.extend(alphabet::checks(&symbols));
    symbols
}

/// The symbols of a typed code; at least one of content.
fn read(code: &str) -> Result<Vec<u8>, CodeFault> {
    let mut symbols = Vec::new();
    for character in code.chars() {
        match alphabet::read(character) {
            Typed::Separator => {}
            _ if symbols.len() == LIMIT => return Err(CodeFault::TooLong { most: LIMIT }),
            Typed::Symbol(symbol) => symbols.push(symbol),
            Typed::Foreign => {
                let (group, place) = (symbols.len() / GROUP + 1, symbols.len() % GROUP + 1);
                return Err(CodeFault::BadCharacter {
                    character,
                    position: symbols.len() + 1,
                    group,
                    place,
                });
            }
        }
    }
    let least = CHECKS + 1;
    if symbols.len() < least {
        return Err(CodeFault::TooShort { found: symbols.len(), least });
    }
    Ok(symbols)
}

#[cfg(test)]
mod tests;
