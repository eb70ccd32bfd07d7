//! Made spellings of a run of entities, cut into words: made by several threads while those before them are put into the index, in order.

use super::Entities;
use super::flag;
use super::names::NameWord;
use super::variants::{self, Maker, Named, Variants};
use crate::{Result, pool};
use std::ops::Range;

/// How many entities are one task.
const TASK: usize = 1024;
/// How many tasks a thread is ahead of the index: few, since what they make is kept until it is in there.
const TASKS_A_THREAD: usize = 4;

/// One form of one spelling, and where its words end in [`Spellings::words`].
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
    words: Vec<NameWord>,
    /// Folded bytes of all words.
    pub folded: Vec<u8>,
}

impl Spellings {
    fn make(entities: &Entities, range: Range<usize>, variants: Variants) -> Self {
        let mut out = Self::default();
        let mut maker = None;
        for entry in range.map(|index| entities.get(index as u32)).filter(|&entry| variants::wanted(entry, variants)) {
            pool::stop_if_asked();
            let maker = maker.get_or_insert_with(|| Maker::of_words(variants));
            maker.make(&Named::of(entry), &mut |made| {
                let before = out.folded.len() as u32;
                out.folded.extend_from_slice(&made.forms.folded);
                for form in made.forms.iter() {
                    out.words.extend(form.iter().map(|word| NameWord { start: before + word.start, end: before + word.end, ..*word }));
                    let flags = made.forms.flags | made.flags | flag::DERIVED;
                    out.forms.push(Form { entry: entry.index, name: made.name, flags, end: out.words.len() as u32 });
                }
            });
        }
        out
    }

    /// The forms and their words.
    pub fn iter(&self) -> impl Iterator<Item = (Form, &[NameWord])> {
        let starts = std::iter::once(0).chain(self.forms.iter().map(|form| form.end));
        self.forms.iter().zip(starts).map(|(form, start)| (*form, &self.words[start as usize..form.end as usize]))
    }
}

/// About how many spellings will be made: ten of a name in Cyrillic, thirty if it has several words.
pub(super) fn expected(entities: &Entities, variants: Variants) -> usize {
    let wanted = entities.iter().filter(|&entry| variants::wanted(entry, variants));
    let spellings = |name: &str| if name.contains([' ', '-']) { 30 } else { 10 };
    wanted.map(|entry| entry.names().filter(|name| variants::is_native(name)).map(spellings).sum::<usize>()).sum()
}

/// Makes the spellings of all entities and hands them over task by task, in order: `take` gets the entities of a task and what was made
/// of them.
pub(super) fn each(entities: &Entities, variants: Variants, mut take: impl FnMut(Range<usize>, &Spellings) -> Result<()>) -> Result<()> {
    let count = entities.len();
    if variants == Variants::NONE {
        return take(0..count, &Spellings::default());
    }
    let threads = if count <= TASK { 1 } else { pool::threads(None) };
    let ranges = (0..count).step_by(TASK).map(|first| first..(first + TASK).min(count));
    let made = |range: Range<usize>| Ok((range.clone(), Spellings::make(entities, range, variants)));
    pool::stream(threads, threads * TASKS_A_THREAD, ranges, made, |(range, spellings)| take(range, &spellings))
}
