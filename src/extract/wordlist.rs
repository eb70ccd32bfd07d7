//! Small word lists of the program itself, looked up by a word's folded hash.

use crate::text::{Word, words};
use rustc_hash::FxHashMap;

/// Words with what each means to one reader (months, units, number words …).
pub(super) struct WordList<T> {
    by_hash: FxHashMap<u64, (&'static str, T)>,
}

impl<T: Copy> WordList<T> {
    /// Builds the list. Entries are single lower-case ASCII words.
    pub(super) fn new(entries: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let by_hash = entries.into_iter().filter_map(|(word, meaning)| Some((words::words(word).first()?.hash, (word, meaning)))).collect();
        Self { by_hash }
    }

    /// What `word` means, if it is listed. A hash alone proves nothing, so the letters are compared too.
    pub(super) fn get(&self, text: &str, word: &Word) -> Option<T> {
        let &(listed, meaning) = self.by_hash.get(&word.hash)?;
        word.text(text).eq_ignore_ascii_case(listed).then_some(meaning)
    }
}
