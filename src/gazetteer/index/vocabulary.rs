//! The words of all names while a trie is built, each once, by number.

use crate::gazetteer::entries::collected::make_room;
use crate::gazetteer::entries::slots::Slots;
use crate::prefetch::prefetch;
use crate::text::fold::{hash_bytes, hash_step};
use std::ops::Range;

/// In the upper byte of a word that stands in `long`. No byte of UTF-8 has this value.
const LONG: u64 = 0xFF << 56;

/// Folded words. Those of up to eight bytes are numbers; the others stand in an array that the trie takes over.
#[derive(Default)]
pub(super) struct Vocabulary {
    words: Vec<u64>,
    slots: Slots,
    /// The longer words, each behind its length (two bytes).
    pub long: Vec<u8>,
}

/// The word at `at` of `bytes` as a number, if it has at most eight bytes.
#[inline]
fn short_at(bytes: &[u8], at: &Range<usize>) -> Option<u64> {
    match bytes.get(at.start..).and_then(|rest| rest.first_chunk()) {
        Some(eight) if (1..=8).contains(&at.len()) => Some(u64::from_le_bytes(*eight) & u64::MAX >> (64 - 8 * at.len())),
        _ => short(&bytes[at.clone()]),
    }
}

/// A word of at most eight bytes as a number.
pub(super) fn short(folded: &[u8]) -> Option<u64> {
    let mut eight = [0; 8];
    eight.get_mut(..folded.len())?.copy_from_slice(folded);
    Some(u64::from_le_bytes(eight))
}

/// A word of `long` by where it stands.
pub(super) fn long_word(long: &[u8], at: usize) -> &[u8] {
    let Some(&[low, high]) = long.get(at..).and_then(|rest| rest.first_chunk()) else { return &[] };
    long.get(at + 2..at + 2 + usize::from(u16::from_le_bytes([low, high]))).unwrap_or_default()
}

fn hash_of(long: &[u8], word: u64) -> u64 {
    if word & LONG == LONG { hash_bytes(long_word(long, (word & !LONG) as usize)) } else { hash_step(0, word) }
}

impl Vocabulary {
    /// Number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Makes room for so many words more, and for so many of more than eight bytes beside them.
    pub fn reserve(&mut self, more: usize, long: usize) {
        self.slots.reserve(more + long);
        make_room(&mut self.words, more + long);
        make_room(&mut self.long, 20 * long);
    }

    /// Fetches into the cache what [`Self::number`] looks at first.
    #[inline]
    pub fn prefetch(&self, hash: u64) {
        self.slots.prefetch(hash);
    }

    /// Fetches into the cache the word that has this hash, once there is what [`Self::prefetch`] asked for.
    #[inline]
    pub fn expect(&self, hash: u64) {
        if let Some(number) = self.slots.find(hash, |_| true) {
            self.prefetch_word(number);
        }
    }

    /// The bytes of that word if they stand elsewhere, once the word is there.
    #[inline]
    pub fn expect_long(&self, hash: u64) {
        if let Some(number) = self.slots.find(hash, |_| true) {
            self.prefetch_long(number);
        }
    }

    /// Fetches a word into the cache.
    #[inline]
    pub fn prefetch_word(&self, number: u32) {
        prefetch(&self.words, number as usize);
    }

    /// Its bytes if they stand elsewhere, once the word is there.
    #[inline]
    pub fn prefetch_long(&self, number: u32) {
        let word = self.words[number as usize];
        if word & LONG == LONG {
            prefetch(&self.long, (word & !LONG) as usize);
        }
    }

    /// The number of the word at `at` of `bytes`, new or known.
    pub fn number(&mut self, bytes: &[u8], at: Range<usize>, hash: u64) -> u32 {
        let short = short_at(bytes, &at);
        let folded = &bytes[at];
        let known = match short {
            Some(word) => self.slots.find(hash, |number| self.words[number as usize] == word),
            None => self.slots.find(hash, |number| {
                let word = self.words[number as usize];
                word & LONG == LONG && long_word(&self.long, (word & !LONG) as usize) == folded
            }),
        };
        known.unwrap_or_else(|| {
            let number = self.words.len() as u32;
            let at = self.long.len() as u64;
            if short.is_none() {
                self.long.extend((folded.len() as u16).to_le_bytes());
                self.long.extend_from_slice(folded);
            }
            self.words.push(short.unwrap_or(LONG | at));
            self.slots.insert(hash, number);
            number
        })
    }

    /// The hash of a word.
    pub fn hash(&self, number: u32) -> u64 {
        hash_of(&self.long, self.words[number as usize])
    }

    /// A word as a node holds it: its bytes or where they stand, and which of the two.
    pub fn place(&self, number: u32) -> (u64, bool) {
        let word = self.words[number as usize];
        if word & LONG == LONG { (word & !LONG, true) } else { (word, false) }
    }

    /// Gives back what only new words need.
    pub fn close(&mut self) {
        self.slots = Slots::default();
        self.long.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_one_number() {
        let words: Vec<String> = (0..2000).map(|i| if i % 2 == 0 { format!("w{i}") } else { format!("long word number {i}") }).collect();
        let mut vocabulary = Vocabulary::default();
        for _ in 0..2 {
            for (number, word) in words.iter().enumerate() {
                assert_eq!(vocabulary.number(word.as_bytes(), 0..word.len(), hash_bytes(word.as_bytes())), number as u32);
            }
        }
        vocabulary.close();
        for (number, word) in words.iter().enumerate() {
            assert_eq!(vocabulary.hash(number as u32), hash_bytes(word.as_bytes()));
            let (place, long) = vocabulary.place(number as u32);
            let bytes = place.to_le_bytes();
            let expected = if long { long_word(&vocabulary.long, place as usize) } else { &bytes[..word.len()] };
            assert_eq!(expected, word.as_bytes());
        }
    }
}
