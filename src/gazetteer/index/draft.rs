//! The word trie while it is being written.

use super::filter::Filter;
use super::trie::{LONG, PLACES, Trie, bucket, child_fingerprint, fingerprint};
use crate::container::{Line, prefer_large_pages};
use crate::gazetteer::entries::collected::make_room;
use crate::gazetteer::entries::gaps::Gap;
use crate::prefetch::prefetch;

/// A child that has been written: the hash of its word, the gaps that lead to it, where it stands.
pub(super) type Child = (u64, Gap, u32);

/// The arrays of a [`Trie`], growing.
pub(super) struct Draft {
    root: Vec<Line>,
    nodes: Vec<u32>,
    /// First words that are not in the root table yet: by the time they are put there, their buckets are in the cache.
    firsts: Vec<(u64, u32)>,
}

/// How many first words wait.
const WAITING: usize = 32;

impl Draft {
    /// A trie whose names begin with so many different words, and which is about so many numbers long.
    pub fn new(firsts: usize, numbers: usize) -> Self {
        let root = vec![Line::default(); (firsts * 5 / 4).div_ceil(PLACES).max(1)];
        prefer_large_pages(&root);
        let mut nodes = Vec::new();
        make_room(&mut nodes, numbers);
        Self { root, nodes, firsts: Vec::with_capacity(WAITING) }
    }

    /// Adds the node of a first word.
    pub fn add_first(&mut self, hash: u64, node: u32) {
        prefetch(&self.root, bucket(hash, self.root.len()));
        self.firsts.push((hash, node));
        if self.firsts.len() == WAITING {
            self.settle();
        }
    }

    /// Puts the first words that wait into the root table.
    fn settle(&mut self) {
        let mut firsts = std::mem::take(&mut self.firsts);
        for (hash, node) in firsts.drain(..) {
            self.put(hash, node);
        }
        self.firsts = firsts;
    }

    fn put(&mut self, hash: u64, node: u32) {
        let mut at = bucket(hash, self.root.len());
        loop {
            let Line([prints, nodes]) = &mut self.root[at];
            if let Some(free) = prints.iter().position(|&print| print == 0) {
                prints[free] = fingerprint(hash);
                nodes[free] = node;
                return;
            }
            at = if at + 1 == self.root.len() { 0 } else { at + 1 };
        }
    }

    /// Appends a node with `count` names; its children must stand in the trie already. `word` holds the bytes of the word, or
    /// where they stand, and whether that is so.
    pub fn push_node(&mut self, word: (u64, bool), count: u32, children: &mut [Child]) -> u32 {
        children.sort_unstable_by_key(|&(hash, _, at)| (child_fingerprint(hash), at));
        let at = self.nodes.len() as u32;
        let long = if word.1 { LONG } else { 0 };
        self.nodes.extend([word.0 as u32, (word.0 >> 32) as u32, children.len() as u32 | long, count]);
        self.nodes.extend(children.iter().map(|&(hash, gaps, _)| child_fingerprint(hash) | u32::from(gaps.kinds())));
        self.nodes.extend(children.iter().map(|&(_, _, at)| at));
        at
    }

    /// Appends numbers of a record to the last node.
    pub fn push_record(&mut self, numbers: impl IntoIterator<Item = u32>) {
        self.nodes.extend(numbers);
    }

    /// The finished trie.
    pub fn finish(mut self, words: Vec<u8>, filter: Filter) -> Trie {
        self.settle();
        self.nodes.shrink_to_fit();
        Trie { root: self.root.into(), nodes: self.nodes.into(), words: words.into(), filter }
    }
}
