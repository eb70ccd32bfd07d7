//! One pass over the words of a document that finds where something else than a space stands between two of them, and which
//! words may be listed: the later steps look at these alone.

use super::cues::Lexicon;
use super::{Shape, Word};
use crate::pool::stop_now_and_then;

/// What the pass finds, with room for the next document.
#[derive(Debug, Default)]
pub(super) struct Scan {
    gaps: Vec<u32>,
    listed: Vec<u32>,
    /// How many of each belong to the document at hand.
    found: (usize, usize),
}

impl Scan {
    /// Looks at all words of a document.
    pub(super) fn read(&mut self, text: &str, words: &[Word]) {
        let (bytes, lists) = (text.as_bytes(), Lexicon::get());
        for list in [&mut self.gaps, &mut self.listed] {
            if list.len() < words.len() {
                list.resize(words.len(), 0);
            }
        }
        let (gaps, listed) = (&mut self.gaps[..words.len()], &mut self.listed[..words.len()]);
        let filter = lists.filter();
        // Every index is written, and kept by counting it: no branch is taken, so none is mispredicted.
        let (mut n, mut m) = (0, 0);
        let mut look = |i: usize, word: &Word, gap: bool| {
            gaps[n] = i as u32;
            n += usize::from(gap | word.shape.has(Shape::DOTTED));
            listed[m] = i as u32;
            m += usize::from(filter.may_contain(word.hash));
        };
        for (i, (word, next)) in words.iter().zip(words.get(1..).unwrap_or_default()).enumerate() {
            stop_now_and_then(i);
            let space = bytes.get(word.end as usize).is_some_and(|&b| b == b' ') & (next.start == word.end + 1);
            look(i, word, !space);
        }
        if let Some(word) = words.last() {
            look(words.len() - 1, word, false);
        }
        self.found = (n, m);
    }

    /// Indices of the words after which something else than a space stands, or which carry a full stop of their own.
    pub(super) fn gaps(&self) -> &[u32] {
        &self.gaps[..self.found.0]
    }

    /// Indices of the words of which the lists may say something.
    pub(super) fn listed(&self) -> &[u32] {
        &self.listed[..self.found.1]
    }
}

/// Of ascending `indices` those before `end`, which are taken off.
pub(super) fn take_before<'i>(indices: &mut &'i [u32], end: u32) -> &'i [u32] {
    let inside = indices.iter().take_while(|&&index| index < end).count();
    let (before, after) = indices.split_at(inside);
    *indices = after;
    before
}
