//! Small word lists of the program itself, looked up by a word's folded hash.

use crate::text::hashes::HashTable;
use crate::text::{Word, words};

/// Words with what each means to one reader (months, units, number words …).
pub(in crate::extract) struct WordList<T> {
    /// Where each word stands in `entries`.
    by_hash: HashTable<u32>,
    entries: Vec<(&'static str, T)>,
}

impl<T: Copy> WordList<T> {
    /// Builds the list. Entries are single lower-case ASCII words.
    pub(in crate::extract) fn new(entries: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let entries: Vec<(&'static str, T)> = entries.into_iter().collect();
        // The last of two entries of one word counts.
        let hash = |(at, entry): (usize, &(&'static str, T))| Some((words::words(entry.0).first()?.hash, at as u32));
        let by_hash = entries.iter().enumerate().rev().filter_map(hash).collect();
        Self { by_hash, entries }
    }

    /// What `word` means, if it is listed. A hash alone proves nothing, so the letters are compared too.
    pub(in crate::extract) fn get(&self, text: &str, word: &Word) -> Option<T> {
        let (listed, meaning) = self.entries[self.by_hash.get(word.hash)? as usize];
        word.text(text).eq_ignore_ascii_case(listed).then_some(meaning)
    }
}
