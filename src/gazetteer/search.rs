//! Finds the names of a gazetteer in a stream of words.

use super::{EntryList, Gazetteer, Match, Variant};
use crate::span::Span;
use crate::text::{Block, Word, fold, words};
use rustc_hash::FxHashMap;

/// What counts as evidence that a match is a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// Capitals as design.md asks ("Case evidence").
    #[default]
    Auto,
    /// Case must agree with the entry.
    Sensitive,
    /// Case says nothing.
    Insensitive,
}

/// Which of several overlapping matches are returned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overlap {
    /// Leftmost, then longest.
    #[default]
    Longest,
    /// All.
    All,
}

/// Options of [`Gazetteer::matches`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FindOptions {
    /// Case evidence.
    pub case: Case,
    /// Overlaps.
    pub overlap: Overlap,
}

/// All names of a gazetteer by the hashes of their folded words.
#[derive(Clone, Debug, Default)]
pub struct NameIndex {
    names: FxHashMap<Vec<u64>, Vec<u32>>,
    longest: usize,
}

fn key(name: &str) -> Vec<u64> {
    words::words(name).iter().map(|w| w.hash).collect()
}

impl NameIndex {
    pub(super) fn new(list: &EntryList) -> Self {
        let mut index = Self::default();
        for (row, entry) in list.entries.iter().enumerate() {
            for name in std::iter::once(&entry.name).chain(&entry.aliases) {
                let key = key(name);
                index.longest = index.longest.max(key.len());
                let rows = index.names.entry(key).or_default();
                if !rows.contains(&(row as u32)) {
                    rows.push(row as u32);
                }
            }
        }
        index
    }

    pub(super) fn lookup(&self, name: &str) -> Vec<u32> {
        self.names.get(&key(name)).cloned().unwrap_or_default()
    }
}

impl Gazetteer {
    /// Every match in a document that has been cut into words and blocks. Nothing crosses a block.
    pub fn matches(&self, text: &str, words: &[Word], blocks: &[Block], options: FindOptions) -> Vec<Match> {
        let mut out = Vec::new();
        for block in blocks {
            let mut i = block.first_word as usize;
            let end = block.end_word as usize;
            while i < end {
                let hit = (1..=self.names.longest.min(end - i)).rev().find_map(|n| {
                    let run = &words[i..i + n];
                    let rows = self.names.names.get(&run.iter().map(|w| w.hash).collect::<Vec<_>>())?;
                    let span = Span::new(run[0].start, run[n - 1].end);
                    let capital = run.iter().any(|w| w.shape.has(crate::text::Shape::CAPITAL));
                    let written = span.text(text);
                    let exact = rows.iter().any(|&r| self.entry(r).names().any(|x| x == written));
                    (exact || capital || options.case == Case::Insensitive).then(|| Match {
                        span,
                        first_word: i as u32,
                        end_word: (i + n) as u32,
                        variant: if exact { Variant::Exact } else { Variant::Folded },
                        entries: rows.clone(),
                    })
                });
                match hit {
                    Some(hit) => {
                        i = hit.end_word as usize;
                        out.push(hit);
                    }
                    None => i += 1,
                }
            }
        }
        out
    }
}

/// True if two words fold to the same form.
pub fn same_word(a: &str, b: &str) -> bool {
    fold::fold(a) == fold::fold(b)
}
