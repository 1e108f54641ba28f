//! How hard and how long a text is to read.
//!
//! Grade: Flesch-Kincaid, 0.39 · words / sentences + 11.8 · syllables / words − 15.59 (Kincaid, Fishburne, Rogers and
//! Chissom 1975, Naval Technical Training Command Research Branch Report 8-75), the school grade in the United States in
//! which a text is understood. Syllables are counted as groups of vowels without a silent e at the end, which is right for
//! most English words and close enough on average.
//!
//! Pace: 238 words a minute, read silently (Brysbaert 2019).

use crate::scenario::reading::words;

/// Words a minute, read silently (Brysbaert 2019).
pub const WORDS_A_MINUTE: usize = 238;

/// The school grade of a text; `None` where there is no word.
#[must_use]
pub fn grade(text: &str) -> Option<f64> {
    let count = words(text);
    if count == 0 {
        return None;
    }
    let syllables: usize = text.split_whitespace().map(syllables).sum();
    let sentences = sentences(text).max(1);
    let (words, sentences, syllables) = (count as f64, sentences as f64, syllables as f64);
    Some(0.39 * words / sentences + 11.8 * syllables / words - 15.59)
}

/// Sentences: words that end with a full stop, a question mark or a colon, and the last word.
fn sentences(text: &str) -> usize {
    let mut count = 0;
    let mut open = false;
    for word in text.split_whitespace() {
        if word.contains(char::is_alphanumeric) {
            open = true;
        }
        let end = word.trim_end_matches(['"', ')', '”', '’']);
        if open && end.ends_with(['.', '?', '!', ':']) {
            count += 1;
            open = false;
        }
    }
    count + usize::from(open)
}

/// Syllables of a word, at least 1 where it has a letter or a digit.
fn syllables(word: &str) -> usize {
    let letters: Vec<char> =
        word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let vowel = |c: char| "aeiouyáéíóúäöü".contains(c);
    let mut count = 0;
    let mut inside = false;
    for letter in &letters {
        count += usize::from(vowel(*letter) && !inside);
        inside = vowel(*letter);
    }
    let silent = letters.len() > 2
        && letters.ends_with(&['e'])
        && !vowel(letters[letters.len() - 2])
        && !letters.ends_with(&['l', 'e']);
    if silent && count > 1 {
        count -= 1;
    }
    if letters.is_empty() { 0 } else { count.max(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_of_common_words_are_counted_as_spoken() {
        for (word, expected) in [
            ("cat", 1),
            ("make", 1),
            ("table", 2),
            ("open", 2),
            ("agency,", 3),
            ("the", 1),
            ("migration", 3),
            ("2026", 1),
            ("–", 0),
        ] {
            assert_eq!(syllables(word), expected, "{word}");
        }
    }

    #[test]
    fn the_grade_is_that_of_the_published_formula() {
        // 6 words, 1 sentence, 6 syllables: 0.39 · 6 + 11.8 · 1 − 15.59.
        let found = grade("The cat sat on the mat.").expect("it has words");
        assert!((found - (0.39 * 6.0 + 11.8 - 15.59)).abs() < 1e-9, "{found}");
        let hard = grade("Interoperability considerations necessitate organisational alignment.");
        assert!(hard.expect("it has words") > 12.0);
        assert_eq!(grade(" – "), None);
    }
}
