//! Forms of names with their words by number, and the order in which they become the trie.

use crate::gazetteer::entries::flag;
use crate::gazetteer::entries::gaps::Gap;
use crate::prefetch::prefetch;
use std::cmp::Ordering;

/// In the flags of a form: it has several words.
const SEVERAL: u16 = 1 << 15;

const _: () = assert!(2 * flag::RESPELLED <= SEVERAL as u32, "every flag has its place");

/// One form of one name, its words by number.
#[derive(Clone, Copy, Default)]
pub(super) struct Numbered {
    /// The number of its first word.
    pub first: u32,
    /// Where the rest stands in the list of words, if it has several: how many it has, the numbers of those behind the first, and the gaps
    /// before them if it is [`flag::MARKED`].
    start: u32,
    pub entry: u32,
    pub name: u16,
    flags: u16,
}

impl Numbered {
    /// A row whose first word has no number yet; of one with several words the rest is to stand at `start`.
    pub fn new(entry: u32, name: u16, flags: u32, several: Option<usize>) -> Self {
        let mark = if several.is_some() { SEVERAL } else { 0 };
        Self { first: 0, start: several.unwrap_or(0) as u32, entry, name, flags: flags as u16 | mark }
    }

    /// See [`flag`].
    pub const fn flags(&self) -> u32 {
        (self.flags & !SEVERAL) as u32
    }

    /// True for a name of several words.
    pub const fn is_several(&self) -> bool {
        self.flags & SEVERAL != 0
    }

    /// How many words it has.
    pub fn len(&self, words: &[u32]) -> usize {
        if self.is_several() { words[self.start as usize] as usize } else { 1 }
    }

    /// The numbers of its words behind the first.
    pub fn behind<'w>(&self, words: &'w [u32]) -> &'w [u32] {
        let start = self.start as usize;
        if self.is_several() { &words[start + 1..start + words[start] as usize] } else { &[] }
    }

    /// Fetches into the cache what is said of its words behind the first.
    pub fn prefetch(&self, words: &[u32]) {
        if self.is_several() {
            prefetch(words, self.start as usize);
        }
    }

    /// The number of a word.
    pub fn word(&self, at: usize, words: &[u32]) -> u32 {
        if at == 0 { self.first } else { words[self.start as usize + at] }
    }

    /// The gaps before its words but the first, if they are not all open.
    pub fn gaps<'w>(&self, words: &'w [u32]) -> &'w [u32] {
        if self.flags() & flag::MARKED == 0 {
            return &[];
        }
        let (start, len) = (self.start as usize, self.len(words));
        &words[start + len..start + 2 * len - 1]
    }

    /// The gap before a word; open where nothing else is said.
    pub fn gap(&self, at: usize, words: &[u32]) -> Gap {
        at.checked_sub(1).and_then(|before| self.gaps(words).get(before)).map_or(Gap::OPEN, |&gap| Gap(gap))
    }

    /// The second word and the third as one number that sorts as they do; nothing comes before any word.
    pub fn second_and_third(&self, words: &[u32]) -> u64 {
        let behind = self.behind(words);
        let number = |n: usize| behind.get(n).map_or(0, |&word| u64::from(word) + 1);
        number(0) << 32 | number(1)
    }

    /// True for a name that may begin with small letters: with one, or where it has several words, with two.
    pub fn may_be_small(&self, words: &[u32]) -> bool {
        let starts_small = self.flags() & (flag::STARTS_LOWER | flag::INSENSITIVE) != 0;
        starts_small || self.is_several() && (self.flags() & flag::LOWER != 0 || self.len(words) > 2)
    }
}

/// The order of rows with one first word, each with what [`Numbered::second_and_third`] gives: by the other words, then best first: by prior, then
/// by entity, then by name.
pub(super) fn compare(a: &(u64, Numbered), b: &(u64, Numbered), words: &[u32], priors: &[u32]) -> Ordering {
    fn behind_third<'w>(row: &Numbered, words: &'w [u32]) -> &'w [u32] {
        row.behind(words).get(2..).unwrap_or_default()
    }
    let prior = |row: &Numbered| priors.get(row.entry as usize).map_or(0.0, |&bits| f32::from_bits(bits));
    let place = |row: &Numbered| (row.entry, row.flags() & flag::DERIVED, row.name, row.flags());
    a.0.cmp(&b.0)
        .then_with(|| behind_third(&a.1, words).cmp(behind_third(&b.1, words)))
        .then_with(|| prior(&b.1).total_cmp(&prior(&a.1)))
        .then_with(|| place(&a.1).cmp(&place(&b.1)))
        .then_with(|| a.1.gaps(words).cmp(b.1.gaps(words)))
}

/// How many runs rows are parted into at a time: as many as have their ends in the nearest caches.
const RUNS: usize = 1 << 10;

/// Puts rows in order of their first words, of which there are `count`, the last one first; in their place.
pub(super) fn by_first_word(rows: &mut [Numbered], count: usize) {
    let mut sorter = Sorter::default();
    let place = |row: &Numbered| count - 1 - row.first as usize;
    // Runs of words that follow each other, then the words of each run.
    let width = count.div_ceil(RUNS).max(1);
    sorter.part(rows, count.div_ceil(width), |row| place(row) / width);
    let mut start = 0;
    let mut within = Sorter::default();
    for (run, &end) in sorter.ends.iter().enumerate() {
        within.part(&mut rows[start..end as usize], width, |row| place(row) - run * width);
        start = end as usize;
    }
}

/// Puts rows together by a number (American flag sort): each row goes where the next one of its number belongs, the row that stood there
/// goes on.
#[derive(Default)]
struct Sorter {
    /// Where the next row of each number belongs.
    free: Vec<u32>,
    /// Where the rows of each number end.
    ends: Vec<u32>,
}

impl Sorter {
    fn part(&mut self, rows: &mut [Numbered], numbers: usize, number: impl Fn(&Numbered) -> usize) {
        let Self { free, ends } = self;
        free.clear();
        free.resize(numbers, 0);
        ends.clear();
        for row in rows.iter() {
            free[number(row)] += 1;
        }
        let mut before = 0;
        for count in free.iter_mut() {
            before += std::mem::replace(count, before);
            ends.push(before);
        }
        for at in 0..numbers {
            while free[at] < ends[at] {
                let mut row = rows[free[at] as usize];
                loop {
                    let to = number(&row);
                    std::mem::swap(&mut row, &mut rows[free[to] as usize]);
                    free[to] += 1;
                    if to == at {
                        break;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_put_in_order_of_their_first_words() {
        for (count, seed) in [(1, 7), (2, 1), (1000, 3), (1025, 5), (5000, 11), (100_000, 13)] {
            let mut number: u64 = seed;
            let mut next = || {
                number = number.wrapping_mul(6_364_136_223_846_793_005_u64).wrapping_add(1_442_695_040_888_963_407);
                number >> 33
            };
            let mut rows: Vec<Numbered> =
                (0..7000).map(|n| Numbered { first: (next() % count) as u32, entry: n, ..Numbered::default() }).collect();
            let mut expected: Vec<(u32, u32)> = rows.iter().map(|row| (u32::MAX - row.first, row.entry)).collect();
            by_first_word(&mut rows, count as usize);
            assert!(rows.is_sorted_by_key(|row| u32::MAX - row.first));
            let mut sorted: Vec<(u32, u32)> = rows.iter().map(|row| (u32::MAX - row.first, row.entry)).collect();
            expected.sort_unstable();
            sorted.sort_unstable();
            assert_eq!(sorted, expected);
        }
        by_first_word(&mut [], 0);
    }
}
