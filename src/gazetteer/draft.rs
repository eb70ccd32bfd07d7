//! The word trie while it is being written.

use super::filter::Filter;
use super::gaps::Gap;
use super::trie::{LONG, PLACES, Trie, bucket, child_fingerprint, fingerprint, is_word};
use crate::container::Line;

/// The arrays of a [`Trie`], growing.
#[derive(Default)]
pub(super) struct Draft {
    root: Vec<Line>,
    nodes: Vec<u32>,
    words: Vec<u8>,
}

impl Draft {
    /// Fills the root table with the nodes of first words, given with their hashes.
    pub fn set_root(&mut self, firsts: &[(u64, u32)]) {
        self.root = vec![Line::default(); (firsts.len() * 5 / 4).div_ceil(PLACES).max(1)];
        for &(hash, node) in firsts {
            let mut at = bucket(hash, self.root.len());
            loop {
                let Line([prints, nodes]) = &mut self.root[at];
                if let Some(free) = prints.iter().position(|&print| print == 0) {
                    prints[free] = fingerprint(hash);
                    nodes[free] = node;
                    break;
                }
                at = if at + 1 == self.root.len() { 0 } else { at + 1 };
            }
        }
    }

    /// Appends a node; its children must stand in the trie already.
    pub fn push_node(&mut self, word: (u32, u32, bool), records: &[u32], count: u32, children: &mut [(u64, Gap, u32)]) -> u32 {
        children.sort_unstable_by_key(|&(hash, _, at)| (child_fingerprint(hash), at));
        let at = self.nodes.len() as u32;
        let long = if word.2 { LONG } else { 0 };
        self.nodes.extend([word.0, word.1, children.len() as u32 | long, count]);
        self.nodes.extend(children.iter().map(|&(hash, gaps, _)| child_fingerprint(hash) | u32::from(gaps.kinds())));
        self.nodes.extend(children.iter().map(|&(_, _, at)| at));
        self.nodes.extend_from_slice(records);
        at
    }

    /// Where a folded word is to be found: in the two numbers themselves, or in `words`.
    pub fn place_word(&mut self, folded: &[u8]) -> (u32, u32, bool) {
        if folded.len() <= 8 {
            let mut eight = [0; 8];
            eight[..folded.len()].copy_from_slice(folded);
            let value = u64::from_le_bytes(eight);
            return (value as u32, (value >> 32) as u32, false);
        }
        let at = self.words.len() as u32;
        self.words.extend((folded.len() as u16).to_le_bytes());
        self.words.extend_from_slice(folded);
        (at, 0, true)
    }

    /// True if the word that [`Self::place_word`] put at `place` is `folded`.
    pub fn is_word(&self, place: (u32, u32, bool), folded: &[u8]) -> bool {
        is_word(&self.words, place, folded)
    }

    /// The finished trie.
    pub fn finish(mut self, filter: Filter) -> Trie {
        self.nodes.shrink_to_fit();
        self.words.shrink_to_fit();
        Trie { root: self.root.into(), nodes: self.nodes.into(), words: self.words.into(), filter }
    }
}
