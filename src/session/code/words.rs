//! Seeds as three words: easier to say across a room than a number.
//!
//! Invariant: every seed below [`WORD_SEEDS`] has exactly one triple; words differ in their first four letters,
//! so four letters of each are enough.

use super::WORD_SEEDS;

const COUNT: usize = 162;

/// The words of a seed, or `None` where it needs more than three.
#[must_use]
pub fn seed_words(seed: u64) -> Option<[&'static str; 3]> {
    if seed >= WORD_SEEDS {
        return None;
    }
    let (count, seed) = (COUNT, seed as usize);
    Some([WORDS[seed / (count * count)], WORDS[seed / count % count], WORDS[seed % count]])
}

/// The seed that was typed as three words, with spaces or hyphens between and in any case.
#[must_use]
pub fn seed_of_words(typed: &str) -> Option<u64> {
    let mut parts =
        typed.split(|c: char| c.is_whitespace() || c == '-').filter(|part| !part.is_empty());
    let mut seed = 0;
    for _ in 0..3 {
        seed = seed * COUNT as u64 + place(parts.next()?)?;
    }
    (parts.next().is_none() && seed < WORD_SEEDS).then_some(seed)
}

fn place(typed: &str) -> Option<u64> {
    let typed = typed.to_ascii_lowercase();
    let fits = |word: &&str| **word == typed || (typed.len() >= 4 && word.starts_with(&typed));
    WORDS.iter().position(fits).map(|place| place as u64)
}

#[rustfmt::skip]
const WORDS: [&str; COUNT] = [
    "acorn", "alder", "amber", "anchor", "apple", "april", "arch", "arrow", "aspen", "autumn",
    "badge", "bamboo", "barley", "basil", "beach", "birch", "blossom", "boat", "bread", "breeze",
    "bridge", "bronze", "brook", "butter", "cabin", "candle", "canoe", "canvas", "carpet", "cedar",
    "cello", "chalk", "cherry", "cinnamon", "circle", "clay", "cliff", "cloud", "clover", "coast",
    "cobalt", "comet", "copper", "coral", "cotton", "creek", "cricket", "crystal", "daisy", "dawn",
    "dolphin", "dune", "eagle", "ember", "falcon", "feather", "fern", "fiddle", "flute", "forest",
    "fountain", "garden", "garnet", "ginger", "glacier", "globe", "granite", "grape", "grove",
    "hammock", "harbor", "harvest", "hazel", "heather", "heron", "honey", "horizon", "indigo",
    "island", "ivory", "jasmine", "juniper", "kayak", "kettle", "kite", "ladder", "lagoon", "lake",
    "lantern", "lavender", "leaf", "lemon", "library", "lilac", "linen", "lotus", "magnet", "mango",
    "maple", "marble", "meadow", "melon", "mint", "mirror", "moss", "mountain", "museum", "nectar",
    "nest", "nutmeg", "oasis", "ocean", "olive", "onyx", "opal", "orange", "orchard", "otter",
    "paddle", "peach", "pebble", "pepper", "piano", "pine", "planet", "plum", "pocket", "pond",
    "poplar", "puffin", "quartz", "quilt", "rabbit", "rain", "reef", "ribbon", "river", "rose",
    "sail", "salmon", "sand", "sparrow", "spruce", "stone", "summer", "sunset", "swan", "teapot",
    "thistle", "topaz", "tulip", "valley", "velvet", "violet", "walnut", "water", "willow",
    "window", "winter", "wool", "yarrow", "zebra",
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn words_are_short_and_differ_in_their_first_letters() {
        let starts: BTreeSet<&str> =
            WORDS.iter().map(|word| word.get(..4).unwrap_or(word)).collect();
        assert_eq!(starts.len(), COUNT);
        for word in WORDS {
            let plain = word.bytes().all(|letter| letter.is_ascii_lowercase());
            assert!(plain && (3..=8).contains(&word.len()), "{word}");
        }
        assert!((COUNT as u64).pow(3) >= WORD_SEEDS);
    }

    #[test]
    fn a_seed_comes_back_from_its_words() {
        for seed in (0..WORD_SEEDS).step_by(997).chain([1, COUNT as u64, WORD_SEEDS - 1]) {
            let words = seed_words(seed).expect("a small seed has words").join("-");
            assert_eq!(seed_of_words(&words), Some(seed), "{words}");
            assert_eq!(
                seed_of_words(&words.to_uppercase().replace('-', "  ")),
                Some(seed),
                "{words}"
            );
        }
        assert_eq!(seed_words(WORD_SEEDS), None);
    }

    #[test]
    fn words_are_read_as_people_type_them() {
        for (typed, seed) in [
            ("acorn acorn alder", Some(1)),
            ("acor-acor-alde", Some(1)),
            ("Acorn Acorn", None),
            ("acorn acorn alder amber", None),
            ("acorn acorn spreadsheet", None),
            ("zebra zebra zebra", None),
            ("", None),
        ] {
            assert_eq!(seed_of_words(typed), seed, "{typed}");
        }
    }
}
