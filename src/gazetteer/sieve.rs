//! Tells at which words of a text a name may start.

use super::Case;
use super::filter::{self, Filter, Kind, Look};
use crate::text::{Shape, Word};

/// How many words are looked up together.
pub(super) const GROUP: usize = 32;

/// The filter of a gazetteer, asked about the words of a text.
#[derive(Clone, Copy)]
pub(super) struct Sieve<'g> {
    filter: &'g Filter,
    /// Case is evidence.
    cased: bool,
}

impl<'g> Sieve<'g> {
    /// For a text that is searched with this option.
    pub fn new(filter: &'g Filter, case: Case) -> Self {
        Self { filter, cased: case != Case::Insensitive }
    }

    /// Writes those of [`GROUP`] words, from word `at`, at which a name may start to `candidates`, which has room for all; gives how many
    /// there are. All looks at a large filter are made before one is waited for.
    #[inline(always)]
    pub fn group(self, at: usize, words: &[Word], candidates: &mut [usize]) -> usize {
        let filter = self.filter;
        let group = &words[at..words.len().min(at + GROUP)];
        // Behind the last word stands itself: a pair that no text has does no harm.
        let looks = |n: usize, word: &Word| self.looks(word, words.get(at + n + 1).unwrap_or(word));
        let mut count = 0;
        let mut take = |n: usize, word: &Word, looks: [Look; 2]| {
            candidates[count] = at + n;
            count += usize::from(self.passes(word, looks));
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

    /// False if no name starts at word `at`, which is one of them.
    pub fn may_start(self, at: usize, words: &[Word]) -> bool {
        let word = &words[at];
        self.passes(word, self.looks(word, words.get(at + 1).unwrap_or(word)))
    }

    /// No branch, so that no word waits for another's answer.
    #[inline(always)]
    fn passes(self, word: &Word, [single, pair]: [Look; 2]) -> bool {
        (self.filter.may_hold(single) | self.filter.may_hold(pair)) & !word.shape.has(Shape::POSSESSIVE)
    }

    /// Where the filter tells of a name that starts with `word`, alone or with `next` behind it. One that begins with a small letter is
    /// only a name that is written so, one that goes on with a capital, or one of three words or more.
    #[inline(always)]
    fn looks(self, word: &Word, next: &Word) -> [Look; 2] {
        let is_small = |word: &Word| self.cased & (word.shape.0 & (Shape::CAPITAL.0 | Shape::DOTTED.0) == 0);
        let small = is_small(word);
        let single = self.filter.look(Kind::Single, word.hash, small);
        [single, self.filter.look(Kind::Pair, filter::pair(word.hash, next.hash), small & is_small(next))]
    }
}
