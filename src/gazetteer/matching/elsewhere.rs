//! How often a word stands in its text: a misspelling stands once, and a word of the language in small letters too.

use crate::text::{Shape, Word};
use rustc_hash::FxHashMap;

/// Where else a word stands in its text: found by looking through it for the first few words, then by counting all of them.
#[derive(Default)]
pub(super) struct Elsewhere {
    looks: usize,
    counts: FxHashMap<u64, Times>,
}

/// How often a word stands in a text.
#[derive(Clone, Copy, Default)]
pub(super) struct Times {
    /// In whatever case.
    pub all: u32,
    /// Without a capital at its start.
    pub small: u32,
}

impl Times {
    fn add(&mut self, word: &Word) {
        self.all += 1;
        self.small += u32::from(!word.shape.has(Shape::CAPITAL));
    }
}

impl Elsewhere {
    /// How many words are looked for one by one.
    const LOOKS: usize = 16;

    /// How often the word of this hash stands among `words`.
    pub fn times(&mut self, words: &[Word], hash: u64) -> Times {
        self.looks += 1;
        if self.looks <= Self::LOOKS {
            let mut times = Times::default();
            words.iter().filter(|word| word.hash == hash).for_each(|word| times.add(word));
            return times;
        }
        if self.counts.is_empty() {
            words.iter().for_each(|word| self.counts.entry(word.hash).or_default().add(word));
        }
        self.counts.get(&hash).copied().unwrap_or_default()
    }
}
