//! From entities to the word trie.
//!
//! Each name becomes a row of word numbers; the rows are put together by their first word and sorted within it, and the trie is
//! written from them, children before their parents.

use super::Entities;
use super::draft::{Child, Draft};
use super::filter::{Filter, FilterDraft, Kind, pair};
use super::gaps::Gap;
use super::names::{Forms, MAX_WORDS, flag};
use super::policy::Policies;
use super::trie::Trie;
use super::variants::{self, Named, Variants};
use super::vocabulary::Vocabulary;
use crate::Result;

/// One form of one name: its words stand at `start..start + len` of [`Builder::words`].
#[derive(Clone, Copy, Default)]
struct Row {
    start: u32,
    len: u16,
    name: u16,
    entry: u32,
    flags: u32,
}

impl Row {
    fn key(self, words: &[(u32, Gap)]) -> &[(u32, Gap)] {
        &words[self.start as usize..self.start as usize + usize::from(self.len)]
    }
}

/// Collects names, then writes the trie.
#[derive(Default)]
struct Builder {
    vocabulary: Vocabulary,
    /// Word number and gap of every word of every row.
    words: Vec<(u32, Gap)>,
    rows: Vec<Row>,
    n_names: usize,
}

/// Builds the trie over all names of `entities`; `priors` orders the entities that share a name. Gives the number of names too.
pub(super) fn build(entities: &Entities, priors: &[u32], variants: Variants) -> Result<(Trie, usize)> {
    let mut builder = Builder::default();
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
    let n_names = builder.n_names;
    Ok((builder.finish(priors), n_names))
}

impl Builder {
    /// Adds the forms of a name; `made` says how it was made of the one listed.
    fn add(&mut self, entry: u32, name: u16, forms: &Forms, made: u32) {
        for (n, form) in forms.iter().enumerate() {
            let start = self.words.len() as u32;
            let marked = form.iter().skip(1).any(|w| w.gap != Gap::OPEN);
            for word in form {
                let number = self.vocabulary.number(&forms.folded[word.start as usize..word.end as usize], word.hash);
                self.words.push((number, word.gap));
            }
            let flags = forms.flags | if marked { flag::MARKED } else { 0 } | if n > 0 || made != 0 { flag::DERIVED } else { 0 } | made;
            self.rows.push(Row { start, len: form.len() as u16, name, entry, flags });
        }
    }

    fn finish(mut self, priors: &[u32]) -> Trie {
        self.vocabulary.close();
        self.by_first_word();
        let Self { vocabulary, words, mut rows, .. } = self;
        let filter = filter(&vocabulary, &words, &rows);
        let same_first = |a: &Row, b: &Row| words[a.start as usize].0 == words[b.start as usize].0;
        let firsts = rows.chunk_by(same_first).count();
        let mut writer = Writer { vocabulary: &vocabulary, words: &words, draft: Draft::new(firsts), levels: Vec::new() };
        for group in rows.chunk_by_mut(same_first) {
            // By words, then best first: by prior, then by row, then by name.
            group.sort_unstable_by(|a, b| {
                let by_words = a.key(&words).iter().map(|w| w.0).cmp(b.key(&words).iter().map(|w| w.0));
                let prior = |r: &Row| priors.get(r.entry as usize).map_or(0.0, |&bits| f32::from_bits(bits));
                by_words
                    .then_with(|| prior(b).total_cmp(&prior(a)))
                    .then_with(|| (a.entry, a.flags & flag::DERIVED, a.name).cmp(&(b.entry, b.flags & flag::DERIVED, b.name)))
            });
            let (hash, _, node) = writer.write(group, 1);
            writer.draft.add_first(hash, node);
        }
        let draft = writer.draft;
        draft.finish(vocabulary.long, filter)
    }

    /// Puts the rows in order of the number of their first word, by counting.
    fn by_first_word(&mut self) {
        let first = |row: &Row| self.words[row.start as usize].0 as usize;
        let mut starts = vec![0_u32; self.vocabulary.len() + 1];
        for row in &self.rows {
            starts[first(row) + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut sorted = vec![Row::default(); self.rows.len()];
        for row in &self.rows {
            let start = &mut starts[first(row)];
            sorted[*start as usize] = *row;
            *start += 1;
        }
        self.rows = sorted;
    }
}

/// True for a name that may begin with small letters: with one, or where it has several words, with two.
fn may_be_small(row: &Row) -> bool {
    let starts_small = row.flags & (flag::STARTS_LOWER | flag::INSENSITIVE) != 0;
    starts_small || row.len > 1 && (row.len > 2 || row.flags & flag::LOWER != 0)
}

fn filter(vocabulary: &Vocabulary, words: &[(u32, Gap)], rows: &[Row]) -> Filter {
    let singles = rows.iter().filter(|r| r.len == 1).count();
    let small = rows.iter().filter(|r| may_be_small(r)).count();
    let hash = |word: (u32, Gap)| vocabulary.hash(word.0);
    let mut filter = FilterDraft::with_room(singles, rows.len() - singles, small);
    for row in rows {
        match *row.key(words) {
            [only] => filter.add(Kind::Single, hash(only), may_be_small(row)),
            [first, second, ..] => filter.add(Kind::Pair, pair(hash(first), hash(second)), may_be_small(row)),
            [] => {}
        }
    }
    filter.finish()
}

/// Writes nodes, children before their parents.
struct Writer<'b> {
    vocabulary: &'b Vocabulary,
    words: &'b [(u32, Gap)],
    draft: Draft,
    /// Lists of children, one for each depth that has been reached, to be used again.
    levels: Vec<Vec<Child>>,
}

impl Writer<'_> {
    /// Writes the node of the rows that share their first `depth` words, after its children. A name has at most [`MAX_WORDS`] words, so
    /// the recursion is bounded.
    fn write(&mut self, rows: &[Row], depth: usize) -> Child {
        debug_assert!(depth <= MAX_WORDS);
        let words = self.words;
        let ending = rows.partition_point(|r| usize::from(r.len) == depth);
        let (here, further) = rows.split_at(ending);
        let mut children = self.levels.pop().unwrap_or_default();
        for group in further.chunk_by(|a, b| a.key(words)[depth].0 == b.key(words)[depth].0) {
            let child = self.write(group, depth + 1);
            children.push(child);
        }
        let number = rows[0].key(words)[depth - 1].0;
        let node = self.draft.push_node(self.vocabulary.place(number), here.len() as u32, &mut children);
        children.clear();
        self.levels.push(children);
        for row in here {
            self.draft.push_record([row.entry, row.flags | (u32::from(row.name) << 16)]);
            if row.flags & flag::MARKED != 0 {
                self.draft.push_record(row.key(words)[1..].iter().map(|w| w.1.0));
            }
        }
        let allowed = rows.iter().fold(0, |all, row| all | row.key(words)[depth - 1].1.kinds());
        (self.vocabulary.hash(number), Gap(u32::from(allowed)), node)
    }
}
