//! Misspelt names: vocabulary words within one or two edits of a word that nobody knows.
//!
//! Symmetric deletes (Garbe 2012): two words within `k` edits share a form that leaves out at most `k` letters of each. The index
//! holds such forms of the first letters of every vocabulary word; a candidate is then measured by the optimal string alignment
//! distance, in which two letters that changed places are one edit (Damerau 1964).
//!
//! Against false hits: words of four letters or more (nine for two edits), the first letter right, no difference that is only a
//! plural; the word itself in no name and not common. A name of one word asks for more, see `misspelt`.

use super::Gazetteer;
use crate::text::fold::{fold, hash};
use crate::text::words::words;
use crate::text::{Shape, Word};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, Mutex, PoisonError};

/// The fewest letters of a word that may be one edit away.
const SHORTEST: usize = 4;
/// Lists of more words than this are long: one of their words is near almost any short word.
const MANY: usize = 60_000;
/// The fewest letters of a word that may be two edits away.
const SHORTEST_FOR_TWO: usize = 9;
/// The most letters of a word that is looked at.
const LONGEST: usize = 48;
/// The first letters whose deletes are indexed.
const PREFIX: usize = 7;
/// How many looks are kept, a shard.
const KEPT: usize = 1 << 12;

/// A vocabulary word near a word of a text.
#[derive(Clone, Copy, Debug)]
pub(in crate::gazetteer) struct Near {
    number: u32,
    pub hash: u64,
    pub edits: usize,
    pub letters: usize,
}

/// What was found near the words that were looked at last: unknown words repeat, within a text and from text to text.
#[derive(Default)]
struct Looks([Mutex<FxHashMap<u64, Look>>; 16]);

/// A word as it was written, and what is near it.
type Look = (Box<str>, Arc<[Near]>);

impl Looks {
    fn shard(&self, hash: u64) -> std::sync::MutexGuard<'_, FxHashMap<u64, Look>> {
        self.0[(hash >> 60) as usize].lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self, hash: u64, word: &str) -> Option<Arc<[Near]>> {
        self.shard(hash).get(&hash).filter(|look| &*look.0 == word).map(|look| look.1.clone())
    }

    fn keep(&self, hash: u64, word: &str, near: Arc<[Near]>) {
        let mut shard = self.shard(hash);
        if shard.len() >= KEPT {
            shard.clear();
        }
        shard.insert(hash, (word.into(), near));
    }
}

impl Clone for Looks {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl std::fmt::Debug for Looks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Looks")
    }
}

/// The vocabulary of a gazetteer, by what remains of its words when letters are left out.
#[derive(Clone, Debug)]
pub(in crate::gazetteer) struct Vocabulary {
    edits: usize,
    /// Folded words end to end.
    text: Vec<u8>,
    ends: Vec<u32>,
    /// Hashes of all words of all names, the short ones too.
    known: FxHashSet<u64>,
    /// Those of words that some name of several words has in small letters: `de`, `upon`.
    small: FxHashSet<u64>,
    /// Two bits for every delete.
    filter: Vec<u64>,
    /// Where each bucket of `numbers` begins; one more than there are buckets.
    buckets: Vec<u32>,
    /// Words by bucket.
    numbers: Vec<u32>,
    looks: Looks,
}

impl Vocabulary {
    /// The words of all names, made spellings too, for matching within so many edits.
    pub fn new(gazetteer: &Gazetteer, edits: usize) -> Self {
        let (mut known, mut small): (FxHashSet<u64>, FxHashSet<u64>) = Default::default();
        let (mut text, mut ends) = (Vec::new(), Vec::new());
        gazetteer.each_name(|name| {
            for word in words(name) {
                if !word.shape.has(Shape::CAPITAL) {
                    small.insert(word.hash);
                }
                if !known.insert(word.hash) || word.shape.has(Shape::DIGIT) || word.end - word.start < SHORTEST as u32 {
                    continue;
                }
                let folded = fold(word.text(name));
                if (SHORTEST..=LONGEST).contains(&folded.chars().count()) {
                    text.extend_from_slice(folded.as_bytes());
                    ends.push(text.len() as u32);
                }
            }
        });
        let mut this =
            Self { edits, text, ends, known, small, filter: Vec::new(), buckets: Vec::new(), numbers: Vec::new(), looks: Looks::default() };
        let mut letters = Vec::new();
        let mut keys = Vec::new();
        for number in 0..this.ends.len() as u32 {
            decode(this.word(number), &mut letters);
            deletes(&letters, edits_of(&letters, edits), |key| keys.push((key, number)));
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
        this.numbers = vec![0; keys.len()];
        for &(key, number) in keys.iter().rev() {
            let bucket = &mut this.buckets[place(key.rotate_left(32), count)];
            *bucket -= 1;
            this.numbers[*bucket as usize] = number;
        }
        this
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
        self.ends.len() > MANY
    }

    /// True if a word of this hash stands in a name.
    pub fn knows(&self, hash: u64) -> bool {
        self.known.contains(&hash)
    }

    /// True if a name of several words may have this one, as it is written.
    pub fn may_be_beside(&self, word: &Word) -> bool {
        if word.shape.has(Shape::CAPITAL) { self.knows(word.hash) } else { self.small.contains(&word.hash) }
    }

    /// The vocabulary words within so many edits of `word`, whose folded form has this hash; nearest first.
    pub fn near(&self, word: &str, hash: u64, scratch: &mut Scratch) -> Arc<[Near]> {
        if let Some(near) = self.looks.get(hash, word) {
            return near;
        }
        let near: Arc<[Near]> = self.look(word, scratch).into();
        self.looks.keep(hash, word, near.clone());
        near
    }

    fn look(&self, word: &str, scratch: &mut Scratch) -> Vec<Near> {
        let folded = fold(word);
        decode(folded.as_bytes(), &mut scratch.letters);
        scratch.numbers.clear();
        if !(SHORTEST..=LONGEST + 2).contains(&scratch.letters.len()) {
            return Vec::new();
        }
        let count = self.buckets.len() - 1;
        deletes(&scratch.letters, edits_of(&scratch.letters, self.edits), |key| {
            let wanted = bits(key);
            if self.filter[place(key, self.filter.len())] & wanted == wanted {
                let bucket = place(key.rotate_left(32), count);
                scratch.numbers.extend_from_slice(&self.numbers[self.buckets[bucket] as usize..self.buckets[bucket + 1] as usize]);
            }
        });
        scratch.numbers.sort_unstable();
        scratch.numbers.dedup();
        let mut out: Vec<Near> = Vec::new();
        for &number in &scratch.numbers {
            let known = self.word(number);
            decode(known, &mut scratch.other);
            let Some(edits) = self.distance(&scratch.letters, &scratch.other, &mut scratch.rows) else { continue };
            let text = std::str::from_utf8(known).unwrap_or_default();
            out.push(Near { number, hash: hash(text), edits, letters: scratch.other.len() });
        }
        out.sort_by_key(|near| near.edits);
        out
    }

    /// How many edits part two words, if they may be the same word misspelt.
    fn distance(&self, written: &[char], known: &[char], rows: &mut [[u8; LONGEST + 4]; 3]) -> Option<usize> {
        let (shorter, longer) = if written.len() < known.len() { (written, known) } else { (known, written) };
        if written.first() != known.first() || longer.len() - shorter.len() > self.edits || known.len() < SHORTEST {
            return None;
        }
        // A plural is no misspelling, nor is an adjective: Victorian.
        let adjective = longer.ends_with(&['a', 'n']) && written.len() > known.len();
        if longer.len() == shorter.len() + 1 && (longer.ends_with(&['s']) || adjective) && longer.starts_with(shorter) {
            return None;
        }
        let edits = alignment(written, known, rows);
        let most = if longer.len() >= SHORTEST_FOR_TWO { self.edits } else { 1 };
        (1..=most).contains(&edits).then_some(edits)
    }
}

/// Buffers of a search.
pub(in crate::gazetteer) struct Scratch {
    letters: Vec<char>,
    other: Vec<char>,
    numbers: Vec<u32>,
    rows: [[u8; LONGEST + 4]; 3],
}

impl Default for Scratch {
    fn default() -> Self {
        Self { letters: Vec::new(), other: Vec::new(), numbers: Vec::new(), rows: [[0; LONGEST + 4]; 3] }
    }
}

fn decode(folded: &[u8], letters: &mut Vec<char>) {
    letters.clear();
    letters.extend(std::str::from_utf8(folded).unwrap_or_default().chars());
}

fn place(key: u64, len: usize) -> usize {
    (((key >> 32) * len as u64) >> 32) as usize
}

fn bits(key: u64) -> u64 {
    (1 << (key & 63)) | (1 << ((key >> 6) & 63))
}

/// How many letters are left out of a word: a short one is never two edits away from another.
fn edits_of(letters: &[char], edits: usize) -> usize {
    if letters.len() + edits < SHORTEST_FOR_TWO { 1 } else { edits }
}

/// Keys of the first letters of a word with up to `edits` of them left out, the first one always kept.
fn deletes(letters: &[char], edits: usize, mut found: impl FnMut(u64)) {
    let letters = &letters[..letters.len().min(PREFIX)];
    let key = |a: usize, b: usize| {
        let kept = letters.iter().enumerate().filter(|(i, _)| *i != a && *i != b);
        let mixed = kept.fold(0_u64, |key, (_, &c)| (key.rotate_left(5) ^ u64::from(c)).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        mixed ^ (mixed >> 29)
    };
    let none = usize::MAX;
    found(key(none, none));
    for a in 1..letters.len() {
        found(key(a, none));
        if edits > 1 {
            (a + 1..letters.len()).for_each(|b| found(key(a, b)));
        }
    }
}

/// The optimal string alignment distance of two words of at most [`LONGEST`] letters and two.
fn alignment(a: &[char], b: &[char], rows: &mut [[u8; LONGEST + 4]; 3]) -> usize {
    let [before, last, now] = rows;
    let (mut before, mut last, mut now) = (before, last, now);
    if b.len() + 1 > last.len() {
        return usize::MAX;
    }
    for (j, cell) in last.iter_mut().enumerate() {
        *cell = j as u8;
    }
    for (i, &x) in a.iter().enumerate() {
        now[0] = i as u8 + 1;
        for (j, &y) in b.iter().enumerate() {
            let mut least = (last[j] + u8::from(x != y)).min(last[j + 1] + 1).min(now[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                least = least.min(before[j - 1] + 1);
            }
            now[j + 1] = least;
        }
        (before, last, now) = (last, now, before);
    }
    usize::from(last[b.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(a: &str, b: &str) -> usize {
        let letters = |word: &str| word.chars().collect::<Vec<_>>();
        alignment(&letters(a), &letters(b), &mut [[0; LONGEST + 4]; 3])
    }

    #[test]
    fn edits_are_counted() {
        assert_eq!(distance("kharkiv", "kharkiv"), 0);
        assert_eq!(distance("kharkvi", "kharkiv"), 1);
        assert_eq!(distance("kharkv", "kharkiv"), 1);
        assert_eq!(distance("khhakriv", "kharkiv"), 2);
        assert_eq!(distance("ca", "abc"), 3);
        assert_eq!(distance("", "abc"), 3);
    }
}
