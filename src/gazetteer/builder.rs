//! From entities to the word trie.
//!
//! Each name becomes a row of word numbers; the rows are put together by their first word and sorted within it, and the trie is
//! written from them, children before their parents. What lies at random places in memory (the table of words, the root of the trie) is
//! asked for some words ahead, so that no look waits for the one before.

use super::Entities;
use super::collected::make_room;
use super::draft::{Child, Draft};
use super::filter::{Filter, FilterDraft, Kind, pair};
use super::gaps::Gap;
use super::names::{Forms, MAX_WORDS, NameWord, flag};
use super::policy::Policies;
use super::spellings;
use super::trie::Trie;
use super::variants::Variants;
use super::vocabulary::Vocabulary;
use crate::Result;
use crate::container::give_back;
use crate::pool::stop_if_asked;
use std::cmp::Ordering;

/// One form of one name. The numbers of its words stand at `start..start + len` of [`Builder::words`], behind them the gaps between them
/// if it is [`flag::MARKED`]; the number of a single word is `start` itself.
#[derive(Clone, Copy, Default)]
struct Row {
    start: u32,
    len: u16,
    name: u16,
    entry: u32,
    flags: u32,
}

impl Row {
    /// The numbers of its words.
    fn key<'w>(&'w self, words: &'w [u32]) -> &'w [u32] {
        match self.len {
            1 => std::slice::from_ref(&self.start),
            len => &words[self.start as usize..self.start as usize + usize::from(len)],
        }
    }

    /// The gaps before its words but the first, if they are not all open.
    fn gaps<'w>(&self, words: &'w [u32]) -> &'w [u32] {
        let first = self.start as usize + usize::from(self.len);
        if self.flags & flag::MARKED == 0 { &[] } else { &words[first..first + usize::from(self.len) - 1] }
    }

    /// The numbers of its words behind the third.
    fn behind_third<'w>(&'w self, words: &'w [u32]) -> &'w [u32] {
        self.key(words).get(3..).unwrap_or_default()
    }

    /// The second word and the third as one number that sorts as they do; nothing comes before any word.
    fn second_and_third(&self, words: &[u32]) -> u64 {
        let number = |n: usize| self.key(words).get(n).map_or(0, |&word| u64::from(word) + 1);
        number(1) << 32 | number(2)
    }
}

/// So few rows are kept until all are written.
const FEW_ROWS: usize = 1 << 16;
/// How many words wait for their numbers.
const WAITING: usize = 48;

/// Where the number of a word is to stand.
#[derive(Clone, Copy)]
enum Place {
    /// In [`Builder::words`].
    Word(usize),
    /// In this row itself.
    Row(usize),
}

/// Collects names, then writes the trie.
#[derive(Default)]
struct Builder {
    vocabulary: Vocabulary,
    /// What the rows say of their words.
    words: Vec<u32>,
    rows: Vec<Row>,
    /// Words that have no number yet: by the time they get it, what the look needs is in the cache.
    waiting: Vec<(Place, NameWord)>,
    /// What is folded of them.
    folded: Vec<u8>,
}

/// Builds the trie over all names of `entities`; `priors` orders the entities that share a name. Gives the number of names too.
pub(super) fn build(entities: &Entities, priors: &[u32], variants: Variants) -> Result<(Trie, usize)> {
    let n_names = entities.names.len() - entities.len();
    let mut builder = Builder::with_room(n_names, entities.names.text.len(), spellings::expected(entities, variants));
    let mut forms = Forms::new();
    let policies = Policies::new(entities);
    let strings = std::str::from_utf8(&entities.names.text).unwrap_or_default();
    let mut ends = entities.names.ends.iter().map(|&end| end as usize);
    let mut counts = counts(&entities.ends);
    let mut start = 0;
    spellings::each(entities, variants, |range, made| {
        let (folded, mut made) = (&made.folded, made.iter().peekable());
        for (index, count) in range.zip(&mut counts) {
            let entry = entities.get(index as u32);
            let policy = policies.of(entry);
            // Its id comes first.
            start = ends.next().unwrap_or(start);
            for (name, end) in ends.by_ref().take(count - 1).enumerate() {
                let text = strings.get(start..end).unwrap_or_default();
                start = end;
                forms.cut(text, || format!("entry {}", entry.id()))?;
                forms.flags |= policy.flags(text);
                for (n, form) in forms.iter().enumerate() {
                    let flags = forms.flags | if n > 0 { flag::DERIVED } else { 0 };
                    builder.add(entry.index, name.min(0xFFFF) as u16, flags, form, &forms.folded);
                }
            }
            while let Some((form, words)) = made.next_if(|(form, _)| form.entry == entry.index) {
                builder.add(form.entry, form.name, form.flags, words, folded);
            }
        }
        Ok(())
    })?;
    Ok((builder.finish(priors), n_names))
}

/// Differences of numbers that ascend from 0.
fn counts(ends: &[u32]) -> impl Iterator<Item = usize> {
    let starts = std::iter::once(&0).chain(ends);
    ends.iter().zip(starts).map(|(end, start)| (end - start) as usize)
}

impl Builder {
    /// With room for so many names, of so many bytes altogether, and for so many spellings of them: what grows again and again leaves holes.
    fn with_room(names: usize, bytes: usize, made: usize) -> Self {
        let mut builder = Self::default();
        make_room(&mut builder.rows, names + made);
        // Words of names are seven or eight bytes long on average, in most lists; at least half as many differ as there are names.
        make_room(&mut builder.words, bytes / 7);
        // Nearly all words of spellings are new, and longer than eight bytes.
        builder.vocabulary.reserve(names / 2, made);
        builder
    }

    /// Adds a form of a name, whose words stand in `folded`.
    fn add(&mut self, entry: u32, name: u16, flags: u32, form: &[NameWord], folded: &[u8]) {
        let gaps = form.iter().skip(1).map(|word| word.gap);
        let marked = gaps.clone().any(|gap| gap != Gap::OPEN);
        let start = self.words.len();
        for (n, word) in form.iter().enumerate() {
            self.vocabulary.prefetch(word.hash);
            let at = self.folded.len() as u32;
            self.folded.extend_from_slice(&folded[word.start as usize..word.end as usize]);
            let place = if form.len() == 1 { Place::Row(self.rows.len()) } else { Place::Word(start + n) };
            self.waiting.push((place, NameWord { start: at, end: self.folded.len() as u32, ..*word }));
        }
        if form.len() > 1 {
            self.words.resize(start + form.len(), 0);
        }
        if marked {
            self.words.extend(gaps.map(|gap| gap.0));
        }
        let flags = flags | if marked { flag::MARKED } else { 0 };
        self.rows.push(Row { start: start as u32, len: form.len() as u16, name, entry, flags });
        if self.waiting.len() >= WAITING {
            self.settle();
        }
    }

    /// Gives the words that wait their numbers.
    fn settle(&mut self) {
        for (place, word) in self.waiting.drain(..) {
            let number = self.vocabulary.number(&self.folded, word.start as usize..word.end as usize, word.hash);
            match place {
                Place::Word(at) => self.words[at] = number,
                Place::Row(at) => self.rows[at].start = number,
            }
        }
        self.folded.clear();
        stop_if_asked();
    }

    fn finish(mut self, priors: &[u32]) -> Trie {
        self.settle();
        self.vocabulary.close();
        if self.rows.len() > FEW_ROWS {
            give_back();
        }
        let filter = filter(&self.vocabulary, &self.words, &self.rows);
        self.by_first_word();
        let Self { vocabulary, words, mut rows, .. } = self;
        let first = |row: &Row| row.key(&words)[0];
        let firsts = rows.chunk_by(|a, b| first(a) == first(b)).count();
        // A node for each word, a child of another one or not, and a record for each row, at most.
        let singles = rows.iter().filter(|row| row.len == 1).count();
        let most = 6 * (words.len() + singles) + 2 * rows.len();
        let mut writer = Writer { vocabulary: &vocabulary, words: &words, draft: Draft::new(firsts, most), levels: Vec::new() };
        let mut group = Vec::new();
        let mut sorted = Vec::new();
        while let Some(last) = rows.last() {
            stop_if_asked();
            let word = first(last);
            let start = rows.iter().rposition(|row| first(row) != word).map_or(0, |before| before + 1);
            sorted.clear();
            if rows.len() - start == 1 {
                sorted.push(*last);
            } else {
                group.clear();
                group.extend(rows[start..].iter().map(|row| (row.second_and_third(&words), *row)));
                group.sort_unstable_by(|a, b| compare(a, b, &words, priors));
                sorted.extend(group.iter().map(|row| row.1));
            }
            // What has been written is given back while the trie grows.
            rows.truncate(start);
            if rows.capacity() > FEW_ROWS && rows.len() < rows.capacity() / 8 * 7 {
                rows.shrink_to_fit();
            }
            let (hash, _, node) = writer.write(&sorted, 1);
            writer.draft.add_first(hash, node);
        }
        let draft = writer.draft;
        drop((words, rows));
        draft.finish(vocabulary.long, filter)
    }

    /// Puts the rows in order of the numbers of their first words, the last one first, in their place: a walk over the rows
    /// puts each where the next of its word belongs (American flag sort).
    fn by_first_word(&mut self) {
        let Self { vocabulary, words, rows, .. } = self;
        let first = |row: &Row| row.key(words)[0] as usize;
        // Where the rows of each word begin, those of the next word before them.
        let mut starts = vec![0_u32; vocabulary.len() + 1];
        for row in rows.iter() {
            starts[first(row)] += 1;
        }
        let mut before = 0;
        for start in starts.iter_mut().rev() {
            before += std::mem::replace(start, before);
        }
        let mut free = starts.clone();
        for word in (0..vocabulary.len()).rev() {
            let end = if word == 0 { rows.len() } else { starts[word - 1] as usize };
            while (free[word] as usize) < end {
                let at = free[word] as usize;
                let other = first(&rows[at]);
                rows.swap(at, free[other] as usize);
                free[other] += 1;
            }
        }
    }
}

/// The order of rows with one first word: by the other words, then best first: by prior, then by entity, then by name.
fn compare(a: &(u64, Row), b: &(u64, Row), words: &[u32], priors: &[u32]) -> Ordering {
    let prior = |row: &Row| priors.get(row.entry as usize).map_or(0.0, |&bits| f32::from_bits(bits));
    let place = |row: &Row| (row.entry, row.flags & flag::DERIVED, row.name, row.flags);
    a.0.cmp(&b.0)
        .then_with(|| a.1.behind_third(words).cmp(b.1.behind_third(words)))
        .then_with(|| prior(&b.1).total_cmp(&prior(&a.1)))
        .then_with(|| place(&a.1).cmp(&place(&b.1)))
        .then_with(|| a.1.gaps(words).cmp(b.1.gaps(words)))
}

/// True for a name that may begin with small letters: with one, or where it has several words, with two.
fn may_be_small(row: &Row) -> bool {
    let starts_small = row.flags & (flag::STARTS_LOWER | flag::INSENSITIVE) != 0;
    starts_small || row.len > 1 && (row.len > 2 || row.flags & flag::LOWER != 0)
}

fn filter(vocabulary: &Vocabulary, words: &[u32], rows: &[Row]) -> Filter {
    let mut keys = [0; 4];
    for row in rows {
        let several = usize::from(row.len > 1);
        keys[several] += 1;
        keys[2 + several] += usize::from(may_be_small(row));
    }
    let hash = |word: u32| vocabulary.hash(word);
    let mut filter = FilterDraft::with_room(keys);
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
    words: &'b [u32],
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
        for group in further.chunk_by(|a, b| a.key(words)[depth] == b.key(words)[depth]) {
            let child = self.write(group, depth + 1);
            children.push(child);
        }
        let number = rows[0].key(words)[depth - 1];
        let node = self.draft.push_node(self.vocabulary.place(number), here.len() as u32, &mut children);
        children.clear();
        self.levels.push(children);
        for row in here {
            self.draft.push_record([row.entry, row.flags | (u32::from(row.name) << 16)]);
            self.draft.push_record(row.gaps(words).iter().copied());
        }
        let gap = |row: &Row| depth.checked_sub(2).and_then(|at| row.gaps(words).get(at)).map_or(Gap::OPEN, |&gap| Gap(gap));
        let allowed = rows.iter().fold(0, |all, row| all | gap(row).kinds());
        (self.vocabulary.hash(number), Gap(u32::from(allowed)), node)
    }
}
