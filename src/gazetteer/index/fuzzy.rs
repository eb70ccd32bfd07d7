//! Misspelt names: vocabulary words within one or two edits of a word that nobody knows.
//!
//! Symmetric deletes (Garbe 2012): two words within `k` edits share a form that leaves out at most `k` letters of each. The index
//! holds such forms (`deletes`) of the first letters of every vocabulary word; a candidate whose length and letters do not tell it apart is
//! then measured by the optimal string alignment distance (`edits`), in which two letters that changed places are one edit (Damerau 1964).
//! With each word stands what the names do with it, so that most candidates need no look at the trie.
//!
//! Against false hits: words of four letters or more (nine for two edits), the first letter right, no difference that is only a
//! plural; the word itself in no name and not common. A name of one word asks for more, see `misspelt`.

use super::Gazetteer;
use super::deletes::Deletes;
use super::edits::{LONGEST, Rows, Signature, distance};
use crate::gazetteer::entries::flag;
use crate::gazetteer::known::lists;
use crate::text::fold::{Folder, hash_bytes};
use crate::text::words::words;
use crate::text::{Shape, Word};
use rustc_hash::FxHashSet;

/// The fewest letters of a word that may be one edit away.
const SHORTEST: usize = 4;
/// Lists of more words than this are long: one of their words is near almost any short word.
const MANY: usize = 60_000;
/// The fewest letters of a word that may be two edits away.
const SHORTEST_FOR_TWO: usize = 9;
/// The fewest letters of a name of one word.
pub(in crate::gazetteer) const ALONE: usize = 5;
/// The prior of a well-known place: that of a hundred thousand people.
pub(in crate::gazetteer) const WELL_KNOWN: f32 = 0.5;

/// What names do with a word, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::gazetteer) struct Uses(u8);

impl Uses {
    /// It is a name of one word, long enough for one that is misspelt, and no acronym.
    pub const NAME: Self = Self(1);
    /// One that a well-known entity bears.
    pub const WELL_KNOWN: Self = Self(2);
    /// The first word of a longer name.
    pub const FIRST: Self = Self(4);
    /// A later word.
    pub const LATER: Self = Self(8);

    /// True if one of these uses is made of it.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A vocabulary word near a word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::gazetteer) struct Near {
    pub hash: u64,
    /// The trie's node of it as a first word, [`NOWHERE`] if it is none.
    pub node: u32,
    /// The entity that the name of this word alone is of, [`SEVERAL`] if there are more.
    pub entry: u32,
    number: u32,
    pub uses: Uses,
    pub edits: u8,
    pub letters: u8,
}

/// No node.
const NOWHERE: u32 = u32::MAX;
/// More entities than one, or none.
pub(in crate::gazetteer) const SEVERAL: u32 = u32::MAX;

/// The vocabulary of a gazetteer, by what remains of its words when letters are left out.
#[derive(Clone, Debug)]
pub(in crate::gazetteer) struct Vocabulary {
    edits: usize,
    /// Number of words that may be near others.
    count: usize,
    /// Folded words end to end: those of some use.
    text: Vec<u8>,
    ends: Vec<u32>,
    /// The words as they are found, without edits.
    words: Vec<Near>,
    /// Hashes of all words of all names, the short ones too.
    known: FxHashSet<u64>,
    /// Those of words that some name of several words has in small letters: `de`, `upon`.
    small: FxHashSet<u64>,
    /// Two bits for every delete.
    filter: Vec<u64>,
    /// Where each bucket of `numbers` begins; one more than there are buckets.
    buckets: Vec<u32>,
    /// Words by bucket, with what tells most of them from another word.
    numbers: Vec<(Signature, u32)>,
}

impl Vocabulary {
    /// The words of all names, made spellings too, for matching within so many edits.
    pub fn new(gazetteer: &Gazetteer, edits: usize) -> Self {
        let mut this = Self::of_words(gazetteer, edits);
        let mut letters = Vec::new();
        let mut keys = Vec::new();
        for number in 0..this.words.len() as u32 {
            decode(this.word(number), &mut letters);
            let deletes = Deletes::new(&letters, edits_of(letters.len(), edits));
            let signature = Signature::of(&letters);
            keys.extend(deletes.keys().iter().map(|&key| (key, (signature, number))));
        }
        let places = (keys.len() * 16).div_ceil(64).clamp(1, 1 << 20);
        this.filter = vec![0; places];
        let count = (keys.len() / 2).max(1);
        this.buckets = vec![0; count + 1];
        for &(key, _) in &keys {
            this.filter[place(key, places)] |= bits(key);
            this.buckets[place(key.rotate_left(32), count)] += 1;
        }
        let mut sum = 0;
        for bucket in &mut this.buckets {
            sum += *bucket;
            *bucket = sum;
        }
        this.numbers = vec![Default::default(); keys.len()];
        for &(key, number) in keys.iter().rev() {
            let bucket = &mut this.buckets[place(key.rotate_left(32), count)];
            *bucket -= 1;
            this.numbers[*bucket as usize] = number;
        }
        this
    }

    /// The words and what names do with them, without an index.
    fn of_words(gazetteer: &Gazetteer, edits: usize) -> Self {
        let mut later = FxHashSet::default();
        gazetteer.trie.each_later(|hash| {
            later.insert(hash);
        });
        let mut this = Self {
            edits,
            count: 0,
            text: Vec::new(),
            ends: Vec::new(),
            words: Vec::new(),
            known: FxHashSet::default(),
            small: FxHashSet::default(),
            filter: Vec::new(),
            buckets: Vec::new(),
            numbers: Vec::new(),
        };
        let folder = Folder::new();
        let (mut folded, mut letters) = (Vec::new(), Vec::new());
        gazetteer.each_name(|name| {
            for word in words(name) {
                if !word.shape.has(Shape::CAPITAL) {
                    this.small.insert(word.hash);
                }
                if !this.known.insert(word.hash) || word.shape.has(Shape::DIGIT) || word.end - word.start < SHORTEST as u32 {
                    continue;
                }
                folded.clear();
                folder.fold_into(word.text(name), &mut folded);
                decode(&folded, &mut letters);
                if (SHORTEST..=LONGEST).contains(&letters.len()) {
                    this.count += 1;
                    this.add(gazetteer, &folded, &letters, later.contains(&hash_bytes(&folded)));
                }
            }
        });
        this
    }

    /// Adds a word if it is of some use.
    fn add(&mut self, gazetteer: &Gazetteer, folded: &[u8], letters: &[char], is_later: bool) {
        let hash = hash_bytes(folded);
        let mut uses = if is_later { Uses::LATER } else { Uses::default() };
        let (mut place, mut entry) = (NOWHERE, SEVERAL);
        if let Some(node) = gazetteer.trie.first_folded(folded, hash) {
            place = node.place();
            if node.n_children() > 0 {
                uses = uses.or(Uses::FIRST);
            }
            let named = || node.records(1).map(|record| record.entry);
            let is_acronym = node.records(1).all(|record| record.flags & flag::ACRONYM != 0);
            if letters.len() >= ALONE && lists::kinds(hash) == 0 && !is_acronym {
                uses = uses.or(Uses::NAME);
                if named().any(|entry| gazetteer.prior(entry) >= WELL_KNOWN) {
                    uses = uses.or(Uses::WELL_KNOWN);
                }
                let first = named().next().unwrap_or(SEVERAL);
                entry = if named().all(|other| other == first) { first } else { SEVERAL };
            }
        }
        if uses != Uses::default() {
            self.text.extend_from_slice(folded);
            self.ends.push(self.text.len() as u32);
            let number = self.words.len() as u32;
            self.words.push(Near { hash, node: place, entry, number, uses, edits: 0, letters: letters.len() as u8 });
        }
    }

    /// The folded word that is near.
    pub fn folded(&self, near: &Near) -> &[u8] {
        self.word(near.number)
    }

    fn word(&self, number: u32) -> &[u8] {
        let start = if number == 0 { 0 } else { self.ends[number as usize - 1] as usize };
        &self.text[start..self.ends[number as usize] as usize]
    }

    /// True if there are so many words that one is near almost any short word.
    pub fn is_long(&self) -> bool {
        self.count > MANY
    }

    /// True if a word of this hash stands in a name.
    pub fn knows(&self, hash: u64) -> bool {
        self.known.contains(&hash)
    }

    /// True if a name of several words may have this one, as it is written.
    pub fn may_be_beside(&self, word: &Word) -> bool {
        if word.shape.has(Shape::CAPITAL) { self.knows(word.hash) } else { self.small.contains(&word.hash) }
    }

    /// The vocabulary words within so many edits of `word` that some name has a use for; nearest first.
    pub fn near<'s>(&self, word: &str, scratch: &'s mut Scratch) -> &'s [Near] {
        let Scratch { folded, letters, other, numbers, rows, near } = scratch;
        folded.clear();
        Folder::new().fold_into(word, folded);
        decode(folded, letters);
        numbers.clear();
        near.clear();
        if !(SHORTEST..=LONGEST + 2).contains(&letters.len()) {
            return near;
        }
        let (places, count) = (self.filter.len(), self.buckets.len() - 1);
        let signature = Signature::of(letters);
        for &key in Deletes::new(letters, edits_of(letters.len(), self.edits)).keys() {
            let wanted = bits(key);
            if self.filter[place(key, places)] & wanted == wanted {
                let bucket = place(key.rotate_left(32), count);
                let all = &self.numbers[self.buckets[bucket] as usize..self.buckets[bucket + 1] as usize];
                let may_be = |known: Signature| signature.may_be_within(known, self.most(letters.len(), known.len()));
                numbers.extend(all.iter().filter(|(known, _)| may_be(*known)).map(|&(_, number)| number));
            }
        }
        numbers.sort_unstable();
        numbers.dedup();
        for &number in numbers.iter() {
            decode(self.word(number), other);
            if let Some(edits) = self.distance(letters, other, rows) {
                near.push(Near { edits: edits as u8, ..self.words[number as usize] });
            }
        }
        near.sort_by_key(|near| near.edits);
        near
    }

    /// How many edits may part two words of so many letters.
    #[inline]
    fn most(&self, written: usize, known: usize) -> usize {
        if written.max(known) >= SHORTEST_FOR_TWO { self.edits } else { 1 }
    }

    /// How many edits part two words, if they may be the same word misspelt.
    fn distance(&self, written: &[char], known: &[char], rows: &mut Rows) -> Option<usize> {
        let (shorter, longer) = if written.len() < known.len() { (written, known) } else { (known, written) };
        if written.first() != known.first() || longer.len() - shorter.len() > self.edits || known.len() < SHORTEST {
            return None;
        }
        // A plural is no misspelling, nor is an adjective: Victorian.
        let adjective = longer.ends_with(&['a', 'n']) && written.len() > known.len();
        if longer.len() == shorter.len() + 1 && (longer.ends_with(&['s']) || adjective) && longer.starts_with(shorter) {
            return None;
        }
        let edits = distance(written, known, rows);
        (1..=self.most(written.len(), known.len())).contains(&edits).then_some(edits)
    }
}

/// Buffers of a search.
pub(in crate::gazetteer) struct Scratch {
    folded: Vec<u8>,
    letters: Vec<char>,
    other: Vec<char>,
    numbers: Vec<u32>,
    rows: Rows,
    near: Vec<Near>,
}

impl Default for Scratch {
    fn default() -> Self {
        let (letters, other) = (Vec::new(), Vec::new());
        Self { folded: Vec::new(), letters, other, numbers: Vec::new(), rows: [[0; LONGEST + 4]; 3], near: Vec::new() }
    }
}

fn decode(folded: &[u8], letters: &mut Vec<char>) {
    letters.clear();
    if folded.is_ascii() {
        letters.extend(folded.iter().map(|&byte| char::from(byte)));
    } else {
        letters.extend(std::str::from_utf8(folded).unwrap_or_default().chars());
    }
}

fn place(key: u64, len: usize) -> usize {
    (((key >> 32) * len as u64) >> 32) as usize
}

fn bits(key: u64) -> u64 {
    (1 << (key & 63)) | (1 << ((key >> 6) & 63))
}

/// How many letters are left out of a word of so many: a short one is never two edits away from another.
const fn edits_of(letters: usize, edits: usize) -> usize {
    if letters + edits < SHORTEST_FOR_TWO { 1 } else { edits }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::{Entry, EntryList};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

        #[test]
        fn what_is_near_is_what_measuring_every_word_gives(
            names in prop::collection::vec("[KL][abcи]{3,9}( [KL][abcи]{3,5})?", 1..40),
            written in "[KL][abcи]{3,11}",
            edits in 1_usize..=2,
        ) {
            let list = EntryList { columns: Vec::new(), entries: names.iter().map(|name| Entry::named(name)).collect() };
            let vocabulary = Vocabulary::new(&Gazetteer::new(list).expect("good names"), edits);
            let (mut scratch, mut letters, mut other) = (Scratch::default(), Vec::new(), Vec::new());
            let found: Vec<Near> = vocabulary.near(&written, &mut scratch).to_vec();
            decode(crate::text::fold::fold(&written).as_bytes(), &mut letters);
            let mut measured = Vec::new();
            for &known in &vocabulary.words {
                decode(vocabulary.folded(&known), &mut other);
                if let Some(edits) = vocabulary.distance(&letters, &other, &mut scratch.rows) {
                    measured.push(Near { edits: edits as u8, ..known });
                }
            }
            measured.sort_by_key(|near| near.edits);
            prop_assert_eq!(found, measured);
        }
    }

    #[test]
    fn a_word_tells_what_names_do_with_it() {
        let names = ["Marlow", "Marlow Bridge", "Old Kelder", "NATOX", "May"];
        let list = EntryList { columns: Vec::new(), entries: names.into_iter().map(Entry::named).collect() };
        let vocabulary = Vocabulary::new(&Gazetteer::new(list).expect("good names"), 1);
        let mut scratch = Scratch::default();
        let mut uses = |word: &str| vocabulary.near(word, &mut scratch).iter().map(|near| near.uses).collect::<Vec<_>>();
        assert_eq!(uses("Marlwo"), [Uses::NAME.or(Uses::FIRST)]);
        assert_eq!(uses("Bridgge"), [Uses::LATER]);
        assert_eq!(uses("Keldre"), [Uses::LATER]);
        assert!(uses("NATOXX").is_empty() && uses("Mayy").is_empty());
    }
}
