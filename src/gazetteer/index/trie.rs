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
//! Beside them bit filters that turn most words of a text away (`filter`). A fingerprint is no proof: every step compares the word itself.

use super::filter::Filter;
use super::vocabulary::{long_word, short};
use crate::container::{Flat, Line};
use crate::gazetteer::entries::flag;
use crate::gazetteer::entries::gaps::Gap;
use crate::gazetteer::entries::names::MAX_WORDS;
use crate::prefetch::prefetch;
use crate::text::fold::{Folder, hash_bytes, hash_step};
use crate::text::{Shape, Word};

/// Places in a bucket of the root table.
pub(super) const PLACES: usize = 8;

/// Numbers before a node's children.
const HEADER: usize = 4;
/// Set in a node's third number if its word stands in `words`.
pub(super) const LONG: u32 = 1 << 31;

/// The most full buckets in a row that a table may have.
const LONGEST_SPILL: usize = 1024;

/// All names by their folded words.
#[derive(Clone, Debug, Default)]
pub(in crate::gazetteer) struct Trie {
    pub root: Flat<Line>,
    pub nodes: Flat<u32>,
    pub words: Flat<u8>,
    pub filter: Filter,
}

/// One node: a word, reached from its parent or, at the root, first in a name.
#[derive(Clone, Copy)]
pub(in crate::gazetteer) struct Node<'t> {
    trie: &'t Trie,
    at: usize,
}

/// A name that ends at a node.
#[derive(Clone, Copy, Debug)]
pub(in crate::gazetteer) struct Record<'t> {
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
pub(super) const fn fingerprint(hash: u64) -> u32 {
    hash as u32 | 1
}

/// A child's fingerprint: 24 bits of its word's hash, above the eight kinds of gap that lead to it.
pub(super) const fn child_fingerprint(hash: u64) -> u32 {
    (hash >> 8) as u32 & 0xFFFF_FF00
}

/// The bucket among `len` where a first word is to be found.
pub(super) fn bucket(hash: u64, len: usize) -> usize {
    ((u128::from(hash) * len as u128) >> 64) as usize
}

impl Trie {
    fn bucket(&self, hash: u64) -> usize {
        bucket(hash, self.root.len())
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
        let Line([prints, nodes]) = bucket;
        let hits = prints.iter().enumerate().fold(0_u32, |hits, (place, &print)| hits | (u32::from(print == wanted) << place));
        if hits == 0 {
            // A full bucket may have spilt.
            return if prints[PLACES - 1] == 0 { None } else { self.first_by(hash, |_| true).map(|node| node.at as u32) };
        }
        let node = nodes[hits.trailing_zeros() as usize];
        prefetch(&self.nodes, node as usize);
        // The end of the node of a name that no longer one begins with may lie in the next line.
        prefetch(&self.nodes, node as usize + HEADER + 1);
        Some(node)
    }

    /// Fetches into the cache what stands behind a node: its word if that is a long one, its names if they are asked for, and the child that a
    /// next word's fingerprint leads to, if there is one.
    #[inline]
    pub fn prefetch_behind(&self, guess: u32, names: bool, next: Option<u64>) {
        let Some(node) = self.node(guess) else { return };
        if node.header()[2] & LONG != 0 {
            prefetch(&self.words, node.header()[0] as usize);
        }
        if names {
            prefetch(&self.nodes, guess as usize + HEADER + 2 * node.n_children());
        }
        if let Some(hash) = next
            && let Some((prints, nodes)) = node.children()
        {
            let wanted = child_fingerprint(hash);
            let place = lower_bound(prints, wanted);
            if prints.get(place).is_some_and(|&print| print & 0xFFFF_FF00 == wanted) {
                prefetch(&self.nodes, nodes[place] as usize);
                prefetch(&self.nodes, nodes[place] as usize + HEADER + 1);
            }
        }
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
        for bucket in self.root[first.min(self.root.len())..].iter().chain(&self.root[..first.min(self.root.len())]).take(LONGEST_SPILL) {
            let Line([prints, nodes]) = bucket;
            for (&print, &node) in prints.iter().zip(nodes) {
                if print == wanted
                    && let Some(node) = self.node(node)
                    && holds(&node)
                {
                    return Some(node);
                }
            }
            // Places fill from the first to the last, so an empty last one ends the search.
            if prints[PLACES - 1] == 0 {
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

    /// Checks a trie that came from a file: every node lies behind its children and within the arrays, every record names one of
    /// `entries` entities. Gives what is wrong. Linear, for a node that is reached more often than there is room for nodes is none.
    pub fn check(&self, entries: usize) -> Result<(), &'static str> {
        if !self.filter.is_sound() {
            return Err("the filter of first words has not the length that it says");
        }
        let longest = self.root.split(|Line([prints, _])| prints[PLACES - 1] == 0).map(<[Line]>::len).max().unwrap_or(0);
        if longest > LONGEST_SPILL || longest == self.root.len() && longest > 0 {
            return Err("the table of first words is overfull");
        }
        let mut room = self.nodes.len() / HEADER;
        let mut stack: Vec<(u32, usize)> = Vec::new();
        for Line([prints, nodes]) in self.root.iter() {
            stack.extend(prints.iter().zip(nodes).filter(|&(&print, _)| print != 0).map(|(_, &node)| (node, 1)));
            while let Some((at, depth)) = stack.pop() {
                room = room.checked_sub(1).ok_or("a node of the index has several parents")?;
                let node = self.node(at).ok_or("a node lies outside of the index")?;
                let count = node.n_children();
                if depth > MAX_WORDS || count > 0 && node.children().is_none() || node.children().is_some_and(|(p, _)| !p.is_sorted()) {
                    return Err("a node of the index has impossible children");
                }
                if node.header()[2] & LONG != 0 && node.long_word().is_empty() {
                    return Err("a word of the index is absent");
                }
                let records = node.records(depth);
                if records.left as usize > records.rest.len() / 2 || records.count() != node.n_records() as usize {
                    return Err("a node of the index has impossible records");
                }
                if node.records(depth).any(|record| record.entry as usize >= entries) {
                    return Err("a record of the index names no entity");
                }
                let (_, children) = node.children().unwrap_or_default();
                if children.iter().any(|&child| child >= at) {
                    return Err("a node of the index lies before its children");
                }
                stack.extend(children.iter().map(|&child| (child, depth + 1)));
            }
        }
        Ok(())
    }

    /// Hands over the hash of every later word of a name, once or more often; not of all if the trie came from a file and is unsound.
    pub fn each_later(&self, mut take: impl FnMut(u64)) {
        let mut room = self.nodes.len() / HEADER;
        let firsts = self.root.iter().flat_map(|Line([prints, nodes])| prints.iter().zip(nodes));
        let mut stack: Vec<u32> = firsts.filter(|&(&print, _)| print != 0).map(|(_, &node)| node).collect();
        while let Some(at) = stack.pop() {
            let Some((_, children)) = self.node(at).and_then(|node| node.children()) else { continue };
            let Some(left) = room.checked_sub(children.len()) else { return };
            room = left;
            children.iter().filter_map(|&at| self.node(at)).for_each(|child| take(child.hash()));
            stack.extend_from_slice(children);
        }
    }

    /// Bytes that the arrays take.
    pub fn size(&self) -> usize {
        self.root.len() * size_of::<Line>() + self.nodes.len() * 4 + self.words.len() + self.filter.size()
    }
}

impl<'t> Node<'t> {
    fn header(&self) -> &'t [u32] {
        &self.trie.nodes[self.at..self.at + HEADER]
    }

    fn long_word(&self) -> &'t [u8] {
        long_word(&self.trie.words, self.header()[0] as usize)
    }

    /// Where it stands, for [`Trie::node`].
    pub const fn place(&self) -> u32 {
        self.at as u32
    }

    /// The hash of its word.
    fn hash(&self) -> u64 {
        let &[low, high, kinds, _] = self.header() else { return 0 };
        if kinds & LONG != 0 { hash_bytes(self.long_word()) } else { hash_step(0, (u64::from(high) << 32) | u64::from(low)) }
    }

    fn is(&self, folded: &[u8]) -> bool {
        let &[low, high, kinds, _] = self.header() else { return false };
        if kinds & LONG != 0 { self.long_word() == folded } else { short(folded) == Some((u64::from(high) << 32) | u64::from(low)) }
    }

    /// True if the node's word is `word` of `text`.
    #[inline]
    pub fn holds(&self, text: &str, word: &Word) -> bool {
        let &[low, high, kinds, _] = self.header() else { return false };
        if kinds & LONG == 0 && word.end - word.start <= 8 && !word.shape.has(Shape::WIDE) {
            // The hash of up to eight bytes is a bijection, so equal hashes are equal words.
            return hash_step(0, (u64::from(high) << 32) | u64::from(low)) == word.hash;
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

    /// How many words names go on with behind its own.
    #[inline]
    pub fn n_children(&self) -> usize {
        (self.header()[2] & !LONG) as usize
    }
}

/// The first place whose fingerprint is at least `wanted`.
#[inline]
fn lower_bound(prints: &[u32], wanted: u32) -> usize {
    if prints.len() <= 16 {
        return prints.iter().filter(|&&print| print < wanted).count();
    }
    // Fingerprints are spread evenly, so the place is near where its value says; the steps from there double.
    let guess = ((u64::from(wanted) * prints.len() as u64) >> 32) as usize;
    let mut step = 8;
    let (mut first, mut end) = (guess, guess);
    while first > 0 && prints[first - 1] >= wanted {
        first = first.saturating_sub(step);
        step *= 2;
    }
    while end < prints.len() && prints[end] < wanted {
        end = (end + step).min(prints.len());
        step *= 2;
    }
    first + prints[first..end].partition_point(|&print| print < wanted)
}

/// Iterates over the names that end at a node.
#[derive(Clone, Copy)]
pub(in crate::gazetteer) struct Records<'t> {
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
