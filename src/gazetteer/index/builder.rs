//! From entities to the word trie.
//!
//! Each name becomes a row of word numbers; the rows are put together by their first word and sorted within it, and the trie is
//! written from them, children before their parents. What lies at random places in memory (the table of words, the root of the trie) is
//! asked for some words ahead, so that no look waits for the one before.

use super::commonplace::Commonplace;
use super::draft::{Child, Draft};
use super::filter::{FilterDraft, Kind, pair};
use super::numbered::{Numbered, by_first_word, compare};
use super::spellings::{Plan, Spellings};
use super::trie::Trie;
use super::vocabulary::Vocabulary;
use crate::Result;
use crate::container::give_back;
use crate::gazetteer::entries::collected::make_room;
use crate::gazetteer::entries::gaps::Gap;
use crate::gazetteer::entries::names::{Forms, MAX_WORDS, NameWord};
use crate::gazetteer::entries::policy::Policies;
use crate::gazetteer::entries::{Entities, Variants, flag};
use crate::gazetteer::variants::is_unit;
use crate::pool::stop_if_asked;

/// So few rows are kept until all are written.
const FEW_ROWS: usize = 1 << 16;
/// How many words wait for their numbers.
const WAITING: usize = 48;
/// How many rows further on than the next step each step of fetching is.
const AHEAD: usize = 32;

/// Where the number of a word is to stand.
#[derive(Clone, Copy)]
enum Place {
    /// In [`Builder::words`].
    Word(usize),
    /// In this row itself, whose first word it is.
    First(usize),
    /// In [`Builder::made`], behind those that stand there.
    Made,
}

/// Collects names, then writes the trie.
#[derive(Default)]
struct Builder {
    vocabulary: Vocabulary,
    /// What rows of several words say of them: see [`Numbered`].
    words: Vec<u32>,
    rows: Vec<Numbered>,
    /// Words that have no number yet: by the time they get it, what the look needs is in the cache.
    waiting: Vec<(Place, NameWord)>,
    /// What is folded of them.
    folded: Vec<u8>,
    /// The numbers of the words of spellings, for one task of making them.
    made: Vec<u32>,
}

/// Builds the trie over all names of `entities`; `priors` orders the entities that share a name. Gives the number of names too.
pub(super) fn build(entities: &Entities, priors: &[u32], variants: Variants) -> Result<(Trie, usize)> {
    let n_names = entities.names.len() - entities.len();
    let plan = Plan::new(entities, variants);
    let mut builder = Builder::with_room(n_names, entities.names.text.len(), plan.expected);
    let mut forms = Forms::new();
    let policies = Policies::new(entities);
    let commonplace = Commonplace::of(entities);
    let strings = std::str::from_utf8(&entities.names.text).unwrap_or_default();
    let mut ends = entities.names.ends.iter().map(|&end| end as usize);
    let mut counts = counts(&entities.ends);
    let mut start = 0;
    plan.each(entities, |range, made| {
        let mut spelt = made.entities().peekable();
        for (index, count) in range.zip(&mut counts) {
            let entry = entities.get(index as u32);
            let policy = policies.of(entry);
            // Its id comes first.
            start = ends.next().unwrap_or(start);
            for (name, end) in ends.by_ref().take(count - 1).enumerate() {
                let text = strings.get(start..end).unwrap_or_default();
                start = end;
                forms.cut(text, || format!("entry {}", entry.id()))?;
                forms.flags |= policy.flags(text) | unit_flags(text);
                for (n, form) in forms.iter().enumerate() {
                    let flags = commonplace.flags(forms.flags, form) | if n > 0 { flag::DERIVED } else { 0 };
                    builder.add(entry.index, name.min(0xFFFF) as u16, flags, form, &forms.folded);
                }
            }
            if let Some((_, words)) = spelt.next_if(|(of, _)| *of == entry.index) {
                words.iter().for_each(|word| builder.await_number(Place::Made, word, &made.folded));
                builder.settle_many();
            }
        }
        builder.add_made(made);
        Ok(())
    })?;
    Ok((builder.finish(priors), n_names))
}

/// A unit's number is as good as a capital: "the 93rd mechanized brigade".
pub(super) fn unit_flags(name: &str) -> u32 {
    if is_unit(name) { flag::LOWER } else { 0 }
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
        make_room(&mut builder.words, bytes / 7 + made);
        // Most words of spellings are new, and longer than eight bytes.
        builder.vocabulary.reserve(names / 2, made / 5 * 4);
        builder
    }

    /// Adds a form of a name, whose words stand in `folded`.
    fn add(&mut self, entry: u32, name: u16, flags: u32, form: &[NameWord], folded: &[u8]) {
        let gaps = form.iter().skip(1).map(|word| word.gap);
        let marked = gaps.clone().any(|gap| gap != Gap::OPEN);
        let start = self.words.len();
        for (n, word) in form.iter().enumerate() {
            let place = if n == 0 { Place::First(self.rows.len()) } else { Place::Word(start + n) };
            self.await_number(place, word, folded);
        }
        if form.len() > 1 {
            self.words.push(form.len() as u32);
            self.words.resize(start + form.len(), 0);
        }
        if marked {
            self.words.extend(gaps.map(|gap| gap.0));
        }
        let flags = flags | if marked { flag::MARKED } else { 0 };
        self.rows.push(Numbered::new(entry, name, flags, (form.len() > 1).then_some(start)));
        self.settle_many();
    }

    /// Adds the forms of spellings, the words of which have been given numbers or wait for them; none waits any more then.
    fn add_made(&mut self, spellings: &Spellings) {
        self.settle();
        for (form, parts) in spellings.forms() {
            let start = self.words.len();
            let marked = parts[1..].iter().any(|&(_, gap)| gap != Gap::OPEN);
            let number = |&(place, _): &(u32, Gap)| self.made[place as usize];
            if parts.len() > 1 {
                self.words.push(parts.len() as u32);
                self.words.extend(parts[1..].iter().map(number));
            }
            if marked {
                self.words.extend(parts[1..].iter().map(|(_, gap)| gap.0));
            }
            let flags = form.flags | if marked { flag::MARKED } else { 0 };
            let mut row = Numbered::new(form.entry, form.name, flags, (parts.len() > 1).then_some(start));
            row.first = number(&parts[0]);
            self.rows.push(row);
        }
        self.made.clear();
    }

    /// Lets a word wait for its number.
    fn await_number(&mut self, place: Place, word: &NameWord, folded: &[u8]) {
        self.vocabulary.prefetch(word.hash);
        let start = self.folded.len() as u32;
        self.folded.extend_from_slice(&folded[word.start as usize..word.end as usize]);
        self.waiting.push((place, NameWord { start, end: self.folded.len() as u32, ..*word }));
    }

    /// Gives the words that wait their numbers if they are many.
    fn settle_many(&mut self) {
        if self.waiting.len() >= WAITING {
            self.settle();
        }
    }

    /// Gives the words that wait their numbers.
    fn settle(&mut self) {
        self.waiting.iter().for_each(|(_, word)| self.vocabulary.expect(word.hash));
        for (_, word) in self.waiting.iter().filter(|(_, word)| word.end - word.start > 8) {
            self.vocabulary.expect_long(word.hash);
        }
        for (place, word) in self.waiting.drain(..) {
            let number = self.vocabulary.number(&self.folded, word.start as usize..word.end as usize, word.hash);
            match place {
                Place::Word(at) => self.words[at] = number,
                Place::First(at) => self.rows[at].first = number,
                Place::Made => self.made.push(number),
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
        let Self { vocabulary, words, mut rows, .. } = self;
        let mut keys = [0; 4];
        for row in &rows {
            let several = usize::from(row.is_several());
            keys[several] += 1;
            keys[2 + several] += usize::from(row.may_be_small(&words));
        }
        by_first_word(&mut rows, vocabulary.len());
        let firsts = rows.chunk_by(|a, b| a.first == b.first).count();
        // A node for each word, a child of another one or not, and a record for each row, at most.
        let most = 6 * (words.len() + keys[0]) + 2 * rows.len();
        let (draft, filter) = (Draft::new(firsts, most), FilterDraft::with_room(keys));
        let mut writer = Writer { vocabulary: &vocabulary, words: &words, draft, filter, levels: Vec::new() };
        let mut group = Vec::new();
        let mut sorted = Vec::new();
        let mut asked = Asked { vocabulary: &vocabulary, words: &words, from: [rows.len(); 3] };
        while let Some(last) = rows.last() {
            stop_if_asked();
            let word = last.first;
            let start = rows.iter().rposition(|row| row.first != word).map_or(0, |before| before + 1);
            asked.up_to(start, &rows);
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
            let (hash, _, node) = writer.write(&sorted, 1, 0);
            writer.draft.add_first(hash, node);
        }
        let Writer { draft, filter, .. } = writer;
        drop((words, rows));
        draft.finish(vocabulary.long, filter.finish())
    }
}

/// What rows will need, fetched into the cache some rows before they are written, which goes from the last one on.
struct Asked<'b> {
    vocabulary: &'b Vocabulary,
    words: &'b [u32],
    /// From which row on it has been asked for the number of the second word, for this word, and for its bytes if they stand elsewhere.
    from: [usize; 3],
}

impl Asked<'_> {
    /// Asks for what the rows before `start` need.
    fn up_to(&mut self, start: usize, rows: &[Numbered]) {
        for (step, from) in self.from.iter_mut().enumerate() {
            let until = start.saturating_sub(AHEAD * (3 - step)).min(*from);
            for row in &rows[until..*from] {
                if step == 0 {
                    row.prefetch(self.words);
                } else if let Some(&second) = row.behind(self.words).first() {
                    if step == 1 { self.vocabulary.prefetch_word(second) } else { self.vocabulary.prefetch_long(second) }
                }
            }
            *from = until;
        }
    }
}

/// Writes nodes, children before their parents.
struct Writer<'b> {
    vocabulary: &'b Vocabulary,
    words: &'b [u32],
    draft: Draft,
    filter: FilterDraft,
    /// Lists of children, one for each depth that has been reached, to be used again.
    levels: Vec<Vec<Child>>,
}

impl Writer<'_> {
    /// Writes the node of the rows that share their first `depth` words, after its children; `before` is the hash of the word before the last
    /// of them. A name has at most [`MAX_WORDS`] words, so the recursion is bounded.
    fn write(&mut self, rows: &[Numbered], depth: usize, before: u64) -> Child {
        debug_assert!(depth <= MAX_WORDS);
        let words = self.words;
        let number = rows[0].word(depth - 1, words);
        let hash = self.vocabulary.hash(number);
        let ending = rows.partition_point(|row| row.len(words) == depth);
        let (here, further) = rows.split_at(ending);
        match depth {
            1 => here.iter().for_each(|row| self.filter.add(Kind::Single, hash, row.may_be_small(words))),
            2 => rows.iter().for_each(|row| self.filter.add(Kind::Pair, pair(before, hash), row.may_be_small(words))),
            _ => {}
        }
        let place = self.vocabulary.place(number);
        let node = if further.is_empty() {
            self.draft.push_node(place, here.len() as u32, &mut [])
        } else {
            self.write_with_children(place, here.len() as u32, further, depth, hash)
        };
        for row in here {
            self.draft.push_record([row.entry, row.flags() | (u32::from(row.name) << 16)]);
            self.draft.push_record(row.gaps(words).iter().copied());
        }
        let allowed = rows.iter().fold(0, |all, row| all | row.gap(depth - 1, words).kinds());
        (hash, Gap(u32::from(allowed)), node)
    }

    /// Writes the children of a node, the rows that go on behind it, and then the node.
    fn write_with_children(&mut self, place: (u64, bool), count: u32, further: &[Numbered], depth: usize, hash: u64) -> u32 {
        let words = self.words;
        let mut children = self.levels.pop().unwrap_or_default();
        for group in further.chunk_by(|a, b| a.word(depth, words) == b.word(depth, words)) {
            let child = self.write(group, depth + 1, hash);
            children.push(child);
        }
        let node = self.draft.push_node(place, count, &mut children);
        children.clear();
        self.levels.push(children);
        node
    }
}
