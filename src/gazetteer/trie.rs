//! The word trie: all names of a gazetteer, packed into flat arrays.
//!
//! Three arrays hold it, all addressed by offset, so that they can be written to a file and mapped as they are:
//!
//! - `root`: a hash table over first words. A bucket (one cache line) holds eight fingerprints and the eight nodes they belong to; a
//!   full bucket spills into the next one. Fingerprint 0 is an empty place.
//! - `nodes`: per node `word_low word_high children|long records` (see [`Node`]), then the fingerprints of its
//!   children in ascending order, the children's offsets, and the records of the names that end here. What a step needs lies side
//!   by side.
//! - `words`: the folded text of words longer than eight bytes, each behind its length (two bytes). Shorter ones stand in their node.
//!
//! Beside them two bit filters that fit the cache and turn most words of a text away: over the names of one word, and over the
//! first two words of the others. A fingerprint is no proof: every step compares the word itself.

use super::filter::Filter;
use super::gaps::Gap;
use super::names::flag;
use super::prefetch::prefetch;
use crate::text::fold::Folder;
use crate::text::{Shape, Word};

/// Places in a bucket of the root table.
const PLACES: usize = 8;

/// One cache line of the root table.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C, align(64))]
pub(super) struct Bucket {
    prints: [u32; PLACES],
    nodes: [u32; PLACES],
}

/// Numbers before a node's children.
const HEADER: usize = 4;
/// Set in a node's third number if its word stands in `words`.
const LONG: u32 = 1 << 31;

/// All names by their folded words.
#[derive(Clone, Debug, Default)]
pub(super) struct Trie {
    pub root: Vec<Bucket>,
    pub nodes: Vec<u32>,
    pub words: Vec<u8>,
    pub filter: Filter,
}

/// One node: a word, reached from its parent or, at the root, first in a name.
#[derive(Clone, Copy)]
pub(super) struct Node<'t> {
    trie: &'t Trie,
    at: usize,
}

/// A name that ends at a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'t> {
    /// The entity's index.
    pub entry: u32,
    /// See [`flag`].
    pub flags: u32,
    /// Which of the entity's names: 0 the canonical one, then the aliases; `None` beyond the 65,534th.
    pub name: Option<usize>,
    /// The gaps that it allows, if they are not all open.
    gaps: &'t [u32],
}

impl Record<'_> {
    /// True if a text with these gaps may be this name.
    pub fn allows(&self, gaps: &[Gap]) -> bool {
        if self.flags & flag::MARKED == 0 {
            return gaps.iter().all(|gap| gap.fits(Gap::OPEN));
        }
        gaps.iter().zip(self.gaps).all(|(gap, &name)| gap.fits(Gap(name)))
    }
}

/// A fingerprint of the root table: never 0, from other bits than the bucket.
const fn fingerprint(hash: u64) -> u32 {
    (hash >> 32) as u32 | 1
}

/// A child's fingerprint: 24 bits of its word's hash, above the eight kinds of gap that lead to it.
const fn child_fingerprint(hash: u64) -> u32 {
    (hash >> 8) as u32 & 0xFFFF_FF00
}

impl Trie {
    fn bucket(&self, hash: u64) -> usize {
        ((u128::from(hash.rotate_left(20)) * self.root.len() as u128) >> 64) as usize
    }

    /// Fetches the bucket of a first word into the cache.
    #[inline]
    pub fn prefetch_bucket(&self, hash: u64) {
        prefetch(&self.root, self.bucket(hash));
    }

    /// The node that a first word's fingerprint leads to, unproved, and fetches it into the cache; `None` if there is none.
    #[inline]
    pub fn guess(&self, hash: u64) -> Option<u32> {
        let bucket = self.root.get(self.bucket(hash))?;
        let wanted = fingerprint(hash);
        let hits = bucket.prints.iter().enumerate().fold(0_u32, |hits, (place, &print)| hits | (u32::from(print == wanted) << place));
        if hits == 0 {
            // A full bucket may have spilt.
            return if bucket.prints[PLACES - 1] == 0 { None } else { self.first_by(hash, |_| true).map(|node| node.at as u32) };
        }
        let node = bucket.nodes[hits.trailing_zeros() as usize];
        prefetch(&self.nodes, node as usize);
        Some(node)
    }

    /// The node of a first word from what [`Self::guess`] gave.
    #[inline]
    pub fn prove(&self, guess: u32, text: &str, word: &Word) -> Option<Node<'_>> {
        self.node(guess).filter(|node| node.holds(text, word)).or_else(|| self.first(text, word))
    }

    /// The node of a first word.
    pub fn first(&self, text: &str, word: &Word) -> Option<Node<'_>> {
        self.first_by(word.hash, |node| node.holds(text, word))
    }

    /// The node of a first word given by its folded bytes.
    pub fn first_folded(&self, folded: &[u8], hash: u64) -> Option<Node<'_>> {
        self.first_by(hash, |node| node.is(folded))
    }

    fn first_by(&self, hash: u64, holds: impl Fn(&Node<'_>) -> bool) -> Option<Node<'_>> {
        let wanted = fingerprint(hash);
        let first = self.bucket(hash);
        for bucket in self.root[first.min(self.root.len())..].iter().chain(&self.root[..first.min(self.root.len())]) {
            for (&print, &node) in bucket.prints.iter().zip(&bucket.nodes) {
                if print == wanted
                    && let Some(node) = self.node(node)
                    && holds(&node)
                {
                    return Some(node);
                }
            }
            // Places fill from the first to the last, so an empty last one ends the search.
            if bucket.prints[PLACES - 1] == 0 {
                return None;
            }
        }
        None
    }

    /// A node by its offset.
    pub fn node(&self, at: u32) -> Option<Node<'_>> {
        let at = at as usize;
        (at.checked_add(HEADER)? <= self.nodes.len()).then_some(Node { trie: self, at })
    }

    /// Fills the root table with the nodes of first words, given with their hashes.
    pub fn set_root(&mut self, firsts: &[(u64, u32)]) {
        self.root = vec![Bucket::default(); (firsts.len() * 5 / 4).div_ceil(PLACES).max(1)];
        for &(hash, node) in firsts {
            let mut at = self.bucket(hash);
            loop {
                let bucket = &mut self.root[at];
                if let Some(free) = bucket.prints.iter().position(|&print| print == 0) {
                    bucket.prints[free] = fingerprint(hash);
                    bucket.nodes[free] = node;
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
        if place.2 {
            return self.long_word(place.0) == folded;
        }
        let eight = ((u64::from(place.1) << 32) | u64::from(place.0)).to_le_bytes();
        folded.len() <= 8 && eight[..folded.len()] == *folded && eight[folded.len()..].iter().all(|&b| b == 0)
    }

    fn long_word(&self, at: u32) -> &[u8] {
        let at = at as usize;
        let Some(&[low, high]) = self.words.get(at..at + 2) else { return &[] };
        self.words.get(at + 2..at + 2 + usize::from(u16::from_le_bytes([low, high]))).unwrap_or_default()
    }

    /// Gives back what the arrays have spare.
    pub fn shrink(&mut self) {
        self.nodes.shrink_to_fit();
        self.words.shrink_to_fit();
    }

    /// Bytes that the arrays take.
    pub fn size(&self) -> usize {
        self.root.len() * size_of::<Bucket>() + self.nodes.len() * 4 + self.words.len() + self.filter.size()
    }
}

impl<'t> Node<'t> {
    fn header(&self) -> &'t [u32] {
        &self.trie.nodes[self.at..self.at + HEADER]
    }

    fn long_word(&self) -> &'t [u8] {
        self.trie.long_word(self.header()[0])
    }

    fn is(&self, folded: &[u8]) -> bool {
        let &[low, high, kinds, _] = self.header() else { return false };
        self.trie.is_word((low, high, kinds & LONG != 0), folded)
    }

    /// True if the node's word is `word` of `text`.
    #[inline]
    pub fn holds(&self, text: &str, word: &Word) -> bool {
        let &[low, high, kinds, _] = self.header() else { return false };
        if kinds & LONG == 0 && word.end - word.start <= 8 && !word.shape.has(Shape::WIDE) {
            // The hash of up to eight bytes is a bijection, so equal hashes are equal words.
            return crate::text::fold::hash_step(0, (u64::from(high) << 32) | u64::from(low)) == word.hash;
        }
        self.holds_slowly(text, word)
    }

    #[cold]
    fn fold_and_compare(&self, written: &str) -> bool {
        let mut folded = Vec::with_capacity(written.len());
        Folder::new().fold_into(written, &mut folded);
        self.is(&folded)
    }

    fn holds_slowly(&self, text: &str, word: &Word) -> bool {
        let written = word.text(text);
        if self.header()[2] & LONG != 0 && written.is_ascii() {
            let letters = written.bytes().filter(|b| !matches!(b, b'\'' | b'`' | b'.')).map(|b| b.to_ascii_lowercase());
            return letters.eq(self.long_word().iter().copied());
        }
        self.fold_and_compare(written)
    }

    /// Number of names that end here.
    #[inline]
    pub fn n_records(&self) -> u32 {
        self.header()[3]
    }

    /// The names that end here, best first; `words` is how many words they have.
    pub fn records(&self, words: usize) -> Records<'t> {
        let at = self.at + HEADER + 2 * self.n_children();
        Records { rest: self.trie.nodes.get(at..).unwrap_or_default(), left: self.n_records(), gaps: words - 1 }
    }

    /// The node of the next word after a gap of the text. `gap` is asked for only if a name may go on with this word.
    #[inline]
    pub fn next(&self, text: &str, word: &Word, gap: impl Fn() -> Option<Gap>) -> Option<(Node<'t>, Gap)> {
        let wanted = child_fingerprint(word.hash);
        let (prints, nodes) = self.children()?;
        let mut place = lower_bound(prints, wanted);
        while let Some(&print) = prints.get(place)
            && print & 0xFFFF_FF00 == wanted
        {
            let node = self.trie.node(nodes[place])?;
            if node.holds(text, word) {
                let gap = gap()?;
                return (print as u8 & gap.kinds() != 0).then_some((node, gap));
            }
            place += 1;
        }
        None
    }

    /// The child with this word, whatever stands before it.
    pub fn child_folded(&self, folded: &[u8], hash: u64) -> Option<Node<'t>> {
        let wanted = child_fingerprint(hash);
        let (prints, nodes) = self.children()?;
        let place = lower_bound(prints, wanted);
        let same = prints[place..].iter().take_while(|&&print| print & 0xFFFF_FF00 == wanted).count();
        nodes[place..place + same].iter().filter_map(|&at| self.trie.node(at)).find(|node| node.is(folded))
    }

    #[inline]
    fn children(&self) -> Option<(&'t [u32], &'t [u32])> {
        let count = self.n_children();
        if count == 0 {
            return None;
        }
        let at = self.at + HEADER;
        Some(self.trie.nodes.get(at..at + 2 * count)?.split_at(count))
    }

    #[inline]
    fn n_children(&self) -> usize {
        (self.header()[2] & !LONG) as usize
    }
}

/// The first place whose fingerprint is at least `wanted`.
#[inline]
fn lower_bound(prints: &[u32], wanted: u32) -> usize {
    if prints.len() <= 16 {
        return prints.iter().filter(|&&print| print < wanted).count();
    }
    prints.partition_point(|&print| print < wanted)
}

/// Iterates over the names that end at a node.
#[derive(Clone, Copy)]
pub(super) struct Records<'t> {
    rest: &'t [u32],
    left: u32,
    gaps: usize,
}

impl<'t> Iterator for Records<'t> {
    type Item = Record<'t>;

    fn next(&mut self) -> Option<Record<'t>> {
        if self.left == 0 {
            return None;
        }
        self.left -= 1;
        let (&[entry, kinds], rest) = self.rest.split_first_chunk()?;
        let marked = if kinds & flag::MARKED != 0 { self.gaps } else { 0 };
        let (gaps, rest) = rest.split_at_checked(marked)?;
        self.rest = rest;
        let name = (kinds >> 16) as usize;
        Some(Record { entry, flags: kinds & 0xFFFF, name: (name != 0xFFFF).then_some(name), gaps })
    }
}
