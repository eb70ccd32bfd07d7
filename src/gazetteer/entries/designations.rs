//! Designations of equipment and roads, whose letters are typed in either script: T-72 and Т-72, X-101 and Х-101, M777 and М777.

use crate::text::lookalikes::twin;
use crate::text::{Shape, Word};

/// The most words of a name with a designation.
const MOST_WORDS: usize = 8;
/// The most letters of a word beside a number: what is longer is a word like any other.
const MOST_LETTERS: usize = 3;
/// The most words that are each typed in one script or the other; of more, all are.
const MOST_APART: usize = 2;

/// What the words of a designation are in letters of the other script that look like its own, and which of them are so in each further way to
/// type it; nothing for a name that holds no designation.
pub(super) fn twins(name: &str, words: &[Word]) -> (Vec<(usize, String)>, Vec<u32>) {
    let is_numbered = |at: usize| words.get(at).is_some_and(|word| word.shape.has(Shape::DIGIT));
    if words.len() > MOST_WORDS || !(0..words.len()).any(is_numbered) {
        return (Vec::new(), Vec::new());
    }
    let begins = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let beside = |at: usize, word: &str| {
        is_numbered(at) || word.chars().count() <= MOST_LETTERS && (is_numbered(at + 1) || at > 0 && is_numbered(at - 1))
    };
    let other = |(at, word): (usize, &Word)| {
        let word = word.text(name);
        Some((at, twin(word).filter(|_| begins(word) && beside(at, word))?))
    };
    let twins: Vec<_> = words.iter().enumerate().filter_map(other).collect();
    let all = (1_u32 << twins.len()) - 1;
    let ways = if twins.len() <= MOST_APART { (1..=all).collect() } else { vec![all] };
    (twins, ways)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;

    fn ways(name: &str) -> Vec<String> {
        let words = words(name);
        let (twins, ways) = twins(name, &words);
        let way = |way: &u32| {
            let chosen = |at: usize| twins.iter().enumerate().find(|(n, twin)| way >> n & 1 == 1 && twin.0 == at).map(|(_, twin)| &twin.1);
            let text = |(at, word): (usize, &Word)| chosen(at).cloned().unwrap_or_else(|| word.text(name).to_owned());
            words.iter().enumerate().map(text).collect::<Vec<_>>().join(" ")
        };
        ways.iter().map(way).collect()
    }

    #[test]
    fn either_script_and_both() {
        assert_eq!(ways("Х-101"), ["X 101"]);
        assert_eq!(ways("M777"), ["М777"]);
        assert_eq!(ways("Р-37М"), ["P 37М", "Р 37M", "P 37M"]);
        assert_eq!(ways("танк Т-72Б3"), ["танк T 72Б3"]);
        assert_eq!(ways("А-1 В-2 С-3"), ["A 1 B 2 C 3"]);
    }

    #[test]
    fn words_beside_numbers_are_left() {
        for name in ["СОР", "РОТ", "Kyiv 2", "Мост 7", "в 7", "Минск-2", "Kh-101", "7-8", "A b C 1 2 3 4 5 6"] {
            assert_eq!(ways(name), [""; 0], "{name}");
        }
    }
}
