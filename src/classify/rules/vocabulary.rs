//! The words and beginnings of words that the patterns of a file name, as small numbers.

use super::pattern::Part;
use crate::text::hashes::HashTable;
use crate::text::{Shape, Word, fold};
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

/// Every word that some pattern names, as small numbers. 0 is any other word.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    words: FxHashMap<u64, u32>,
    /// `words`, once they are all there.
    table: HashTable<u32>,
    /// By their first three bytes, longest first.
    prefixes: FxHashMap<[u8; 3], Vec<(Box<str>, u32)>>,
    len: u32,
}

impl Vocabulary {
    /// Takes in the words of a pattern; `seen` holds the sets and groups that were taken in.
    pub fn add(&mut self, parts: &[Part], texts: &mut Vec<String>, prefixes: &mut Vec<String>, seen: &mut FxHashSet<usize>) {
        for part in parts {
            match part {
                Part::Word(set) if seen.insert(Rc::as_ptr(set) as usize) => {
                    for word in &set.words {
                        let next = self.len + 1;
                        if *self.words.entry(fold::hash(word)).or_insert(next) == next {
                            self.len = next;
                            texts.push(word.clone());
                        }
                    }
                    prefixes.extend(set.prefixes.iter().cloned());
                }
                Part::Group(branches) if seen.insert(Rc::as_ptr(branches) as usize) => {
                    branches.iter().for_each(|b| self.add(b, texts, prefixes, seen));
                }
                _ => {}
            }
        }
    }

    /// Numbers the prefixes, which are sorted, behind the words; no word is added after them.
    pub fn complete(&mut self, prefixes: &[String]) {
        for prefix in prefixes {
            self.len += 1;
            if let Some(&key) = prefix.as_bytes().first_chunk::<3>() {
                self.prefixes.entry(key).or_default().push((prefix.as_str().into(), self.len));
            }
        }
        for list in self.prefixes.values_mut() {
            list.sort_by_key(|(prefix, _)| std::cmp::Reverse(prefix.len()));
        }
        self.table = self.words.iter().map(|(&hash, &symbol)| (hash, symbol)).collect();
    }

    /// The number of a folded word that some pattern names.
    pub fn number(&self, folded: &str) -> Option<u32> {
        self.words.get(&fold::hash(folded)).copied()
    }

    /// How many words and prefixes there are; their numbers begin with 1.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// The number of a word of the text.
    pub fn symbol(&self, word: &Word, text: &str) -> u32 {
        if let Some(symbol) = self.table.get(word.hash) {
            return symbol;
        }
        if self.prefixes.is_empty() || word.end - word.start < 3 {
            return 0;
        }
        let written = word.text(text);
        if word.shape.has(Shape::WIDE) {
            return self.prefix_of(fold::fold(written).as_bytes());
        }
        let bytes = written.as_bytes();
        let key = [0, 1, 2].map(|i| bytes[i].to_ascii_lowercase());
        match self.prefixes.get(&key) {
            Some(_) => self.prefix_of(fold::fold(written).as_bytes()),
            None => 0,
        }
    }

    fn prefix_of(&self, folded: &[u8]) -> u32 {
        let Some(key) = folded.first_chunk::<3>() else { return 0 };
        let found = self.prefixes.get(key).and_then(|list| list.iter().find(|(prefix, _)| folded.starts_with(prefix.as_bytes())));
        found.map_or(0, |&(_, symbol)| symbol)
    }
}
