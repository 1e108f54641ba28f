//! The characters of a run code and its check characters.
//!
//! Invariant: any one, two or three wrong characters in a code of up to 1,025 characters are noticed, always;
//! so is any swap of two characters. Other damage slips through once in a million.
//!
//! The alphabet is Crockford's base 32 (Douglas Crockford, "Base 32"): no I, L, O or U.
//! The check is a cyclic code over the 32-element field, as in Bech32 (BIP 173) but with four check characters:
//! the generator x⁴ + x³ + 7x² + x + 1 has a root of order 1,025 = 32² + 1, so the code is the ovoid code
//! of minimum distance 4 (Bose 1947; MacWilliams & Sloane 1977, chapter 11).

/// Check characters at the end of a code.
pub(super) const CHECKS: usize = 4;
/// Characters in a printed group.
pub(super) const GROUP: usize = 5;

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What the alphabet says to one typed character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    Symbol(u8),
    /// Spaces and hyphens of any kind.
    Separator,
    Foreign,
}

/// Reads one character as people type it: upper or lower case, I and L for 1, O for 0.
#[must_use]
pub(super) fn read(character: char) -> Typed {
    if character.is_whitespace()
        || matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '_')
    {
        return Typed::Separator;
    }
    let letter = match character.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        other => other,
    };
    let place = LETTERS.iter().position(|known| char::from(*known) == letter);
    place.map_or(Typed::Foreign, |value| Typed::Symbol(value as u8))
}

/// Symbols (0-31) as printed: groups of five with hyphens between.
#[must_use]
pub(super) fn print(symbols: &[u8]) -> String {
    let mut text = String::with_capacity(symbols.len() + symbols.len() / GROUP);
    for (place, symbol) in symbols.iter().enumerate() {
        if place > 0 && place % GROUP == 0 {
            text.push('-');
        }
        text.push(char::from(LETTERS[usize::from(*symbol & 31)]));
    }
    text
}

/// The check characters of these symbols.
#[must_use]
pub(super) fn checks(symbols: &[u8]) -> [u8; CHECKS] {
    let rest =
        symbols.iter().chain(&[0; CHECKS]).fold(START, |rest, symbol| step(rest, *symbol)) ^ MARK;
    [(rest >> 15) as u8 & 31, (rest >> 10) as u8 & 31, (rest >> 5) as u8 & 31, rest as u8 & 31]
}

/// Not zero, so that a code of zeros does not check itself.
const START: u32 = 1;
/// Added to the check, so that a code with a symbol too many or too few at its front does not check either.
const MARK: u32 = 0x5_7ac4;

/// The remainder of (rest · x + symbol) by the generator, four symbols of five bits.
fn step(rest: u32, symbol: u8) -> u32 {
    /// 2^i times the lower coefficients (1, 7, 1, 1) of the generator, in the field with x⁵ + x³ + 1.
    const MULTIPLES: [u32; 5] = [0x0_9c21, 0x1_3842, 0x2_7084, 0x4_4508, 0x8_2e10];
    let top = rest >> 15;
    let shifted = (rest & 0x7fff) << 5 ^ u32::from(symbol);
    (0..5).filter(|bit| top >> bit & 1 == 1).fold(shifted, |rest, bit| rest ^ MULTIPLES[bit])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// What a wrong symbol at a distance from the end adds to the remainder.
    fn syndrome(distance: usize, error: u8) -> u32 {
        (0..distance).fold(u32::from(error), |rest, _| step(rest, 0))
    }

    #[test]
    fn no_three_wrong_characters_cancel() {
        const LENGTH: usize = 70;
        let mut owner = BTreeMap::new();
        for place in 0..LENGTH {
            for error in 1..32 {
                assert_eq!(
                    owner.insert(syndrome(place, error), place),
                    None,
                    "two wrong characters cancel"
                );
            }
        }
        for a in 0..LENGTH {
            for b in 0..a {
                // One error may be scaled to 1: the check is linear over the field.
                for error in 1..32 {
                    let both = syndrome(a, 1) ^ syndrome(b, error);
                    assert_ne!(both, 0);
                    assert!(owner.get(&both).is_none_or(|c| *c == a || *c == b), "{a} {b} {error}");
                }
            }
        }
    }

    #[test]
    fn a_character_is_read_as_people_type_it() {
        for (character, typed) in [
            ('0', Typed::Symbol(0)),
            ('o', Typed::Symbol(0)),
            ('O', Typed::Symbol(0)),
            ('i', Typed::Symbol(1)),
            ('L', Typed::Symbol(1)),
            ('a', Typed::Symbol(10)),
            ('Z', Typed::Symbol(31)),
            ('u', Typed::Foreign),
            ('!', Typed::Foreign),
            ('é', Typed::Foreign),
            ('-', Typed::Separator),
            ('–', Typed::Separator),
            (' ', Typed::Separator),
            ('\u{a0}', Typed::Separator),
            ('\n', Typed::Separator),
        ] {
            assert_eq!(read(character), typed, "{character:?}");
        }
    }

    #[test]
    fn print_makes_groups_of_five() {
        for (length, printed) in [(0, ""), (5, "00000"), (6, "00000-0"), (10, "00000-00000")] {
            assert_eq!(print(&vec![0; length]), printed);
        }
    }
}
