//! Tells at which words of a text a name may start.

pub(super) use super::lanes::GROUP;
use super::lanes::{self, Passing};
use crate::gazetteer::entries::Case;
use crate::gazetteer::index::filter::{self, Filter, Kind, Look};
use crate::text::{Shape, Word};

/// The filter of a gazetteer, asked about the words of a text.
#[derive(Clone, Copy)]
pub(super) struct Sieve<'g> {
    filter: &'g Filter,
    /// Capitals are evidence: what begins small is looked for among the names that may.
    cased: bool,
    /// Eight words are looked up at a time.
    lanes: bool,
}

/// A word at which a name may start: its number, behind two bits that tell of which names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Candidate(usize);

impl Candidate {
    #[inline(always)]
    const fn new(at: usize, single: bool, pair: bool) -> Self {
        Self(at << 2 | (pair as usize) << 1 | single as usize)
    }

    /// Which word it is.
    #[inline(always)]
    pub const fn at(self) -> usize {
        self.0 >> 2
    }

    /// False if it alone is no name that can be accepted.
    #[inline(always)]
    pub const fn may_stand_alone(self) -> bool {
        self.0 & 1 != 0
    }

    /// False if no name that can be accepted begins with it and the next word.
    #[inline(always)]
    pub const fn may_go_on(self) -> bool {
        self.0 & 2 != 0
    }

    const fn passes(self) -> bool {
        self.0 & 3 != 0
    }
}

impl<'g> Sieve<'g> {
    /// For a text that is searched with this option.
    pub fn new(filter: &'g Filter, case: Case) -> Self {
        Self { filter, cased: case == Case::Auto, lanes: lanes::are_here() && filter.is_filled() }
    }

    /// The plain twin, which looks up one word after the other.
    #[cfg(test)]
    pub const fn plain(self) -> Self {
        Self { lanes: false, ..self }
    }

    /// Writes those of [`GROUP`] words, from word `at`, at which a name may start to `candidates`, which has room for all; gives how many
    /// there are. All looks at a large filter are made before one is waited for.
    #[inline(always)]
    pub fn group(self, at: usize, words: &[Word], candidates: &mut [Candidate]) -> usize {
        let filter = self.filter;
        if self.lanes {
            if let Some(group) = words[at..].first_chunk() {
                return self.group_in_lanes(at, group, GROUP, candidates);
            }
            // The last words, filled up.
            if let Some(&last) = words[at..].last() {
                let mut group = [last; GROUP + 1];
                group[..words.len() - at].copy_from_slice(&words[at..]);
                return self.group_in_lanes(at, &group, words.len() - at, candidates);
            }
        }
        let group = &words[at..words.len().min(at + GROUP)];
        // Behind the last word stands itself: a pair that no text has does no harm.
        let looks = |n: usize, word: &Word| self.looks(word, words.get(at + n + 1).unwrap_or(word));
        let mut count = 0;
        let mut take = |n: usize, word: &Word, looks: [Look; 2]| {
            let candidate = self.candidate(at + n, word, looks);
            candidates[count] = candidate;
            count += usize::from(candidate.passes());
        };
        if filter.is_near() {
            for (n, word) in group.iter().enumerate() {
                take(n, word, looks(n, word));
            }
            return count;
        }
        let mut wanted = [[Look::default(); 2]; GROUP];
        for (n, (wanted, word)) in wanted.iter_mut().zip(group).enumerate() {
            *wanted = looks(n, word);
            wanted.iter().for_each(|&look| filter.prefetch(look));
        }
        for (n, (&wanted, word)) in wanted.iter().zip(group).enumerate() {
            take(n, word, wanted);
        }
        count
    }

    /// [`Self::group`] for the first `count` words of a group.
    #[inline]
    fn group_in_lanes(self, at: usize, group: &[Word; GROUP + 1], count: usize, candidates: &mut [Candidate]) -> usize {
        let Passing { mut single, mut pair } = lanes::passing(&self.filter.numbers, self.filter.parts(), group, self.cased);
        let mut passing = (single | pair) & (u64::MAX >> (64 - count)) as u32;
        let count = passing.count_ones() as usize;
        let mut first = at;
        for candidate in &mut candidates[..count] {
            let behind = passing.trailing_zeros();
            (single, pair) = (single >> behind, pair >> behind);
            first += behind as usize;
            *candidate = Candidate::new(first, single & 1 != 0, pair & 1 != 0);
            passing = passing >> behind & !1;
        }
        count
    }

    /// False if no name starts at word `at`, which is one of them.
    pub fn may_start(self, at: usize, words: &[Word]) -> bool {
        let word = &words[at];
        self.candidate(at, word, self.looks(word, words.get(at + 1).unwrap_or(word))).passes()
    }

    /// No branch, so that no word waits for another's answer.
    #[inline(always)]
    fn candidate(self, at: usize, word: &Word, [single, pair]: [Look; 2]) -> Candidate {
        let whole = !word.shape.has(Shape::POSSESSIVE);
        Candidate::new(at, self.filter.may_hold(single) & whole, self.filter.may_hold(pair) & whole)
    }

    /// Where the filter tells of a name that starts with `word`, alone or with `next` behind it. One that begins with a small letter is
    /// only a name that is written so, one that goes on with a capital, or one of three words or more.
    #[inline(always)]
    fn looks(self, word: &Word, next: &Word) -> [Look; 2] {
        let small = self.is_small(word);
        let single = self.filter.look(Kind::Single, word.hash, small);
        [single, self.filter.look(Kind::Pair, filter::pair(word.hash, next.hash), small & self.is_small(next))]
    }

    /// True if the word is written small, and capitals are evidence.
    #[inline(always)]
    fn is_small(self, word: &Word) -> bool {
        self.cased & (word.shape.0 & (Shape::CAPITAL.0 | Shape::DOTTED.0) == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::index::filter::FilterDraft;
    use crate::gazetteer::{Entry, EntryList, FindOptions, Gazetteer};
    use crate::text::words::words;
    use proptest::prelude::*;

    #[test]
    fn words_looked_up_together_pass_as_they_do_alone() {
        let text = "the red House of Lords in St. Petersburg's old town, near U.S. Route 66 and the river Don; ".repeat(7);
        let cut = words(&text);
        for room in [4, 400, 400_000] {
            let mut draft = FilterDraft::with_room([room; 4]);
            for (n, two) in cut.windows(2).take(60).enumerate().filter(|(n, _)| n % 3 == 0) {
                draft.add(Kind::Single, two[0].hash, n % 2 == 0);
                draft.add(Kind::Pair, filter::pair(two[1].hash, two[0].hash), n % 4 == 0);
            }
            let filter = draft.finish();
            for case in [Case::Auto, Case::Insensitive] {
                let sieve = Sieve::new(&filter, case);
                for at in 0..cut.len() {
                    let [mut some, mut others] = [[Candidate::default(); GROUP]; 2];
                    let (count, plain) = (sieve.group(at, &cut, &mut some), sieve.plain().group(at, &cut, &mut others));
                    assert_eq!(some[..count], others[..plain]);
                    let alone: Vec<usize> = (at..cut.len().min(at + GROUP)).filter(|&i| sieve.may_start(i, &cut)).collect();
                    assert_eq!(some[..count].iter().map(|c| c.at()).collect::<Vec<_>>(), alone);
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

        /// Few letters, so that words meet, in both cases, with marks between them that join and part.
        #[test]
        fn no_name_is_lost(
            names in prop::collection::btree_set("[aAdD2É][bA.']{0,2}([ .'-][aAbBsS2]{1,2}){0,3}", 1..25),
            text in "([aAdD2É][bA.'’]{0,2}[ .,'\n-]{1,2}|[aAbBsS2]{1,2}[ -]){0,70}",
        ) {
            let names: Vec<String> = names.into_iter().filter(|name| !words(name).is_empty()).collect();
            let list = || EntryList { columns: Vec::new(), entries: names.iter().map(|name| Entry::named(name)).collect() };
            let gazetteer = Gazetteer::new(list()).expect("good names");
            let mut open = Gazetteer::new(list()).expect("good names");
            open.trie.filter = Filter::new(vec![1, 1, 1, 1, u64::MAX, u64::MAX, u64::MAX, u64::MAX].into());
            for case in [Case::Auto, Case::Sensitive, Case::Insensitive] {
                let options = FindOptions { case, ..FindOptions::default() };
                prop_assert_eq!(gazetteer.find_text(&text, options), open.find_text(&text, options), "{:?}", case);
            }
        }
    }
}
