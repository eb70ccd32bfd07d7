//! From a list of entities to the word trie.
//!
//! Each name becomes a row of word numbers; the rows are sorted, and the trie is written from the sorted rows, children before
//! their parents.

use super::Entities;
use super::draft::Draft;
use super::filter::{Filter, FilterDraft};
use super::gaps::Gap;
use super::names::{Forms, MAX_WORDS, NameWord, flag};
use super::policy::Policies;
use super::trie::Trie;
use super::variants::{self, Named, Variants};
use crate::Result;
use rustc_hash::FxHashMap;

/// One form of one name: its words stand at `start..start + len` of [`Builder::words`].
#[derive(Clone, Copy)]
struct Row {
    start: u32,
    len: u16,
    name: u16,
    entry: u32,
    flags: u32,
}

/// A word of the vocabulary.
struct Known {
    hash: u64,
    /// As [`Draft::place_word`] put it.
    place: (u32, u32, bool),
    /// The next word of the same hash, if there is one.
    next: Option<u32>,
}

impl Row {
    fn key(self, words: &[(u32, Gap)]) -> &[(u32, Gap)] {
        &words[self.start as usize..self.start as usize + usize::from(self.len)]
    }
}

/// Collects names, then writes the trie.
struct Builder {
    trie: Draft,
    by_hash: FxHashMap<u64, u32>,
    known: Vec<Known>,
    /// Word number and gap of every word of every row.
    words: Vec<(u32, Gap)>,
    rows: Vec<Row>,
    n_names: usize,
}

/// Builds the trie over all names of `entities`; `priors` orders the entities that share a name. Gives the number of names too.
pub(super) fn build(entities: &Entities, priors: &[u32], variants: Variants) -> Result<(Trie, usize)> {
    let mut builder = Builder {
        trie: Draft::default(),
        by_hash: FxHashMap::default(),
        known: Vec::new(),
        words: Vec::new(),
        rows: Vec::new(),
        n_names: 0,
    };
    let mut forms = Forms::new();
    let policies = Policies::new(entities);
    for entry in entities.iter() {
        let policy = policies.of(entry);
        for (name, text) in entry.names().enumerate() {
            forms.cut(text, || format!("entry {}", entry.id()))?;
            forms.flags |= policy.flags(text);
            builder.n_names += 1;
            builder.add(entry.index, name.min(0xFFFF) as u16, &forms, 0);
        }
        for made in variants::generate(&Named::of(entry), variants) {
            // What is too long or empty once made is no name.
            if forms.cut(&made.text, String::new).is_ok() {
                builder.add(entry.index, made.name, &forms, made.flags);
            }
        }
    }
    Ok(builder.finish(priors))
}

impl Builder {
    /// Adds the forms of a name; `made` says how it was made of the one listed.
    fn add(&mut self, entry: u32, name: u16, forms: &Forms, made: u32) {
        for (n, form) in forms.iter().enumerate() {
            let start = self.words.len() as u32;
            let marked = form.iter().skip(1).any(|w| w.gap != Gap::OPEN);
            for word in form {
                let number = self.word(word, &forms.folded);
                self.words.push((number, word.gap));
            }
            let flags = forms.flags | if marked { flag::MARKED } else { 0 } | if n > 0 || made != 0 { flag::DERIVED } else { 0 } | made;
            self.rows.push(Row { start, len: form.len() as u16, name, entry, flags });
        }
    }

    /// The number of a word, new or known.
    fn word(&mut self, word: &NameWord, folded: &[u8]) -> u32 {
        let folded = &folded[word.start as usize..word.end as usize];
        let new = self.known.len() as u32;
        let mut at = *self.by_hash.entry(word.hash).or_insert(new);
        while at != new {
            let known = &self.known[at as usize];
            if self.trie.is_word(known.place, folded) {
                return at;
            }
            match known.next {
                Some(next) => at = next,
                None => {
                    self.known[at as usize].next = Some(new);
                    at = new;
                }
            }
        }
        let place = self.trie.place_word(folded);
        self.known.push(Known { hash: word.hash, place, next: None });
        new
    }

    fn finish(mut self, priors: &[u32]) -> (Trie, usize) {
        self.by_hash = FxHashMap::default();
        let mut rows = std::mem::take(&mut self.rows);
        let words = std::mem::take(&mut self.words);
        // By words, then best first: by prior, then by row, then by name.
        rows.sort_unstable_by(|a, b| {
            let by_words = a.key(&words).iter().map(|w| w.0).cmp(b.key(&words).iter().map(|w| w.0));
            let prior = |r: &Row| priors.get(r.entry as usize).map_or(0.0, |&bits| f32::from_bits(bits));
            by_words
                .then_with(|| prior(b).total_cmp(&prior(a)))
                .then_with(|| (a.entry, a.flags & flag::DERIVED, a.name).cmp(&(b.entry, b.flags & flag::DERIVED, b.name)))
        });
        let mut firsts = Vec::new();
        for group in rows.chunk_by(|a, b| a.key(&words)[0].0 == b.key(&words)[0].0) {
            let (_, _, node) = self.write(&words, group, 1);
            let first = group[0].key(&words)[0].0;
            firsts.push((self.known[first as usize].hash, node));
        }
        self.trie.set_root(&firsts);
        let filter = self.filter(&words, &rows);
        (self.trie.finish(filter), self.n_names)
    }

    fn filter(&self, words: &[(u32, Gap)], rows: &[Row]) -> Filter {
        let singles = rows.iter().filter(|r| r.len == 1).count();
        let hash = |word: (u32, Gap)| self.known[word.0 as usize].hash;
        let mut filter = FilterDraft::with_room(singles, rows.len() - singles);
        for row in rows {
            match *row.key(words) {
                [only] => filter.add_single(hash(only), row.flags & (flag::STARTS_LOWER | flag::INSENSITIVE) != 0),
                [first, second, ..] => filter.add_pair(hash(first), hash(second)),
                [] => {}
            }
        }
        filter.finish()
    }

    /// Writes the node of the rows that share their first `depth` words, after its children. A name has at most [`MAX_WORDS`] words, so
    /// the recursion is bounded.
    fn write(&mut self, words: &[(u32, Gap)], rows: &[Row], depth: usize) -> (u64, Gap, u32) {
        debug_assert!(depth <= MAX_WORDS);
        let ending = rows.partition_point(|r| usize::from(r.len) == depth);
        let (here, further) = rows.split_at(ending);
        let mut children = Vec::new();
        for group in further.chunk_by(|a, b| a.key(words)[depth].0 == b.key(words)[depth].0) {
            children.push(self.write(words, group, depth + 1));
        }
        let mut records = Vec::with_capacity(2 * here.len());
        for row in here {
            records.extend([row.entry, row.flags | (u32::from(row.name) << 16)]);
            if row.flags & flag::MARKED != 0 {
                records.extend(row.key(words)[1..].iter().map(|w| w.1.0));
            }
        }
        let allowed = rows.iter().fold(0, |all, row| all | row.key(words)[depth - 1].1.kinds());
        let known = &self.known[rows[0].key(words)[depth - 1].0 as usize];
        let (hash, place) = (known.hash, known.place);
        let node = self.trie.push_node(place, &records, here.len() as u32, &mut children);
        (hash, Gap(u32::from(allowed)), node)
    }
}
