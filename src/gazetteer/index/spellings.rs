//! Made spellings of a run of entities, cut into words: made by several threads while those before them are put into the index, in order.

use super::builder::unit_flags;
use crate::gazetteer::entries::gaps::Gap;
use crate::gazetteer::entries::kinds::Kinds;
use crate::gazetteer::entries::names::NameWord;
use crate::gazetteer::entries::{Entities, Variants, flag};
use crate::gazetteer::variants::{self, Maker, Named, Words};
use crate::{Result, pool};
use std::ops::Range;

/// How many entities are one task.
const TASK: usize = 1024;
/// How many tasks a thread is ahead of the index: few, since what they make is kept until it is in there.
const TASKS_A_THREAD: usize = 4;

/// One form of one spelling, and where its words end in [`Spellings::parts`].
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub entry: u32,
    pub name: u16,
    pub flags: u32,
    end: u32,
}

/// The forms of the spellings of a run of entities, in order.
#[derive(Default)]
pub(super) struct Spellings {
    forms: Vec<Form>,
    /// Which of `words` each form has, and the gaps before them.
    parts: Vec<(u32, Gap)>,
    /// The words of the forms in the order of their first use, most of them once for each entity.
    words: Vec<NameWord>,
    /// Each entity that has forms, and where its words end.
    ends: Vec<(u32, u32)>,
    /// Folded bytes of all words.
    pub folded: Vec<u8>,
}

/// Stands for a word that is not among [`Spellings::words`] yet.
const ABSENT: u32 = u32::MAX;

impl Spellings {
    fn make(entities: &Entities, wanted: &[u32], kinds: &Kinds) -> Self {
        let mut out = Self::default();
        let mut maker = None;
        // Where the numbered words of an entity are.
        let mut places = Vec::new();
        for entry in wanted.iter().map(|&index| entities.get(index)) {
            pool::stop_if_asked();
            let maker = maker.get_or_insert_with(Maker::of_words);
            places.clear();
            maker.make(&Named::of(entry, kinds.of(entry)), &mut |made| {
                let mut form = Form { entry: entry.index, name: made.name, flags: made.flags | flag::DERIVED, end: 0 };
                match made.words {
                    Words::Cut(forms) => {
                        form.flags |= forms.flags | unit_flags(made.text);
                        for words in forms.iter() {
                            for word in words {
                                let place = out.push(word.hash, &forms.folded[word.start as usize..word.end as usize]);
                                out.parts.push((place, word.gap));
                            }
                            out.forms.push(Form { end: out.parts.len() as u32, ..form });
                        }
                    }
                    Words::Numbered(numbered) => {
                        for &(number, gap) in numbered.words {
                            if places.len() <= number as usize {
                                places.resize(number as usize + 1, ABSENT);
                            }
                            let mut place = places[number as usize];
                            if place == ABSENT {
                                let (hash, folded) = numbered.word(number);
                                place = out.push(hash, folded);
                                places[number as usize] = place;
                            }
                            out.parts.push((place, gap));
                        }
                        out.forms.push(Form { flags: form.flags | numbered.flags, end: out.parts.len() as u32, ..form });
                    }
                }
            });
            out.ends.push((entry.index, out.words.len() as u32));
        }
        out
    }

    /// Adds a word; gives its place.
    fn push(&mut self, hash: u64, folded: &[u8]) -> u32 {
        let start = self.folded.len() as u32;
        self.folded.extend_from_slice(folded);
        self.words.push(NameWord { hash, start, end: self.folded.len() as u32, gap: Gap::OPEN });
        self.words.len() as u32 - 1
    }

    /// The forms, and of each the places of its words with the gaps before them.
    pub fn forms(&self) -> impl Iterator<Item = (Form, &[(u32, Gap)])> {
        let starts = std::iter::once(0).chain(self.forms.iter().map(|form| form.end));
        self.forms.iter().zip(starts).map(|(form, start)| (*form, &self.parts[start as usize..form.end as usize]))
    }

    /// The entities that have forms, and the words of each.
    pub fn entities(&self) -> impl Iterator<Item = (u32, &[NameWord])> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|&(_, end)| end));
        self.ends.iter().zip(starts).map(|(&(entry, end), start)| (entry, &self.words[start as usize..end as usize]))
    }
}

/// The entities that get spellings.
pub(super) struct Plan {
    kinds: Kinds,
    /// Their indices, in order.
    wanted: Vec<u32>,
    /// About how many spellings will be made: ten of a name in Cyrillic, thirty if it has several words; one of most other entities that have any.
    pub expected: usize,
}

impl Plan {
    /// Looks at every entity.
    pub fn new(entities: &Entities, variants: Variants) -> Self {
        let kinds = Kinds::new(entities, variants);
        if kinds.are_none() {
            return Self { kinds, wanted: Vec::new(), expected: 0 };
        }
        let wanted: Vec<u32> = entities.iter().filter(|&entry| variants::wanted(entry, kinds.of(entry))).map(|entry| entry.index).collect();
        let spellings = |name: &str| if name.contains([' ', '-']) { 30 } else { 10 };
        let names = wanted.iter().flat_map(|&index| entities.get(index).names()).filter(|name| variants::is_native(name));
        let expected = names.map(spellings).sum::<usize>() + wanted.len();
        Self { kinds, wanted, expected }
    }

    /// Makes the spellings of all entities and hands them over task by task, in order: `take` gets the entities of a task and what was made
    /// of them.
    pub fn each(&self, entities: &Entities, mut take: impl FnMut(Range<usize>, &Spellings) -> Result<()>) -> Result<()> {
        let count = entities.len();
        if self.wanted.is_empty() {
            return take(0..count, &Spellings::default());
        }
        let threads = if count <= TASK { 1 } else { pool::threads(None) };
        let ranges = (0..count).step_by(TASK).map(|first| first..(first + TASK).min(count));
        let made = |range: Range<usize>| {
            let [first, end] = [range.start, range.end].map(|index| self.wanted.partition_point(|&wanted| (wanted as usize) < index));
            Ok((range, Spellings::make(entities, &self.wanted[first..end], &self.kinds)))
        };
        pool::stream(threads, threads * TASKS_A_THREAD, ranges, made, |(range, spellings)| take(range, &spellings))
    }
}
