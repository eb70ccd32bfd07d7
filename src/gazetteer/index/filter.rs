//! Bit filters over the beginnings of names: a look at one or two words tells most texts' words apart from names.
//!
//! Most words of a text are written small, and few names may begin with a small letter, so these have filters of their own, small
//! enough for the nearest caches. Bloom filters whose bits for one key lie in one number (Putze, Sanders and Singler, 2007), so that a
//! look costs one load.

use crate::container::Flat;
use crate::prefetch::prefetch;

/// Bits spent on a key, three of which are set: a false yes about once in two hundred.
const BITS_PER_KEY: usize = 16;
/// Bits spent on a key where that would take more than [`NEAR`] numbers: a false yes about once in thirty.
const FEWER_BITS_PER_KEY: usize = 8;
/// How many numbers of one filter the caches of a core surely hold: half a megabyte.
const NEAR: usize = 1 << 16;

/// Numbers before the bits: how many numbers each filter has.
const HEADER: usize = 4;

/// Which names a filter is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::gazetteer) enum Kind {
    /// Names of one word.
    Single,
    /// The first two words of longer names.
    Pair,
}

/// How many numbers the nearest cache surely holds beside what else is in use: sixteen kilobytes.
const NEAREST: usize = 1 << 11;

/// A filter over names of one word, one over the first two words of longer names, and two more over those of them that may begin with
/// small letters, in one array.
#[derive(Clone, Debug, Default)]
pub(in crate::gazetteer) struct Filter {
    /// The filters' lengths, then their numbers.
    pub numbers: Flat<u64>,
    /// The filter of each kind, then those of small letters.
    parts: [Part; 4],
}

/// Where one filter begins among the numbers, and how many it has.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::gazetteer) struct Part {
    pub start: u32,
    pub len: u32,
}

/// Which bits tell of a key, and in which number.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::gazetteer) struct Look {
    place: usize,
    bits: u64,
}

/// The filters while they are being filled.
pub(in crate::gazetteer) struct FilterDraft {
    filter: Filter,
    filled: Vec<u64>,
    /// Keys that are not in yet: by the time they are put in, their places are in the cache.
    waiting: Vec<Look>,
}

/// How many keys wait.
const WAITING: usize = 64;

/// What the key of two words is multiplied by.
pub(in crate::gazetteer) const PAIR_MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// The key of the first two words of a name.
#[inline(always)]
pub(in crate::gazetteer) const fn pair(first: u64, second: u64) -> u64 {
    (first ^ second.rotate_left(29)).wrapping_mul(PAIR_MULTIPLIER)
}

impl FilterDraft {
    /// Empty filters with room for so many names of one word and of more, and for so many of each that may begin with small letters.
    pub fn with_room(keys: [usize; 4]) -> Self {
        let numbers = |keys: usize| {
            let most = NEAR.max(keys * FEWER_BITS_PER_KEY / 64);
            (keys * BITS_PER_KEY).div_ceil(64).clamp(1, most)
        };
        let lengths = keys.map(numbers);
        let mut filled = vec![0; HEADER + lengths.iter().sum::<usize>()];
        filled.iter_mut().zip(lengths).for_each(|(number, length)| *number = length as u64);
        let filter = Filter { numbers: Flat::default(), parts: parts(&filled).unwrap_or_default() };
        Self { filter, filled, waiting: Vec::with_capacity(WAITING + 1) }
    }

    /// Adds the key of a name; `small` if it may be one though it begins with small letters, in both words if it has several.
    pub fn add(&mut self, kind: Kind, key: u64, small: bool) {
        for small in [false, true].into_iter().take(1 + usize::from(small)) {
            let look = self.filter.look(kind, key, small);
            prefetch(&self.filled, look.place);
            self.waiting.push(look);
        }
        if self.waiting.len() >= WAITING {
            self.settle();
        }
    }

    /// Puts in the keys that wait.
    fn settle(&mut self) {
        for look in self.waiting.drain(..) {
            self.filled[look.place] |= look.bits;
        }
    }

    /// The finished filters.
    pub fn finish(mut self) -> Filter {
        self.settle();
        Filter { numbers: self.filled.into(), ..self.filter }
    }
}

/// The filters that an array of numbers holds; `None` if their lengths are not its own.
fn parts(numbers: &[u64]) -> Option<[Part; 4]> {
    let (lengths, _) = numbers.split_first_chunk::<HEADER>()?;
    let mut parts = [Part::default(); 4];
    let mut start = HEADER as u32;
    for (part, &len) in parts.iter_mut().zip(lengths) {
        *part = Part { start, len: u32::try_from(len).ok()? };
        start = start.checked_add(part.len)?;
    }
    (start as usize == numbers.len()).then_some(parts)
}

impl Filter {
    /// The filters in an array that [`FilterDraft`] made.
    pub fn new(numbers: Flat<u64>) -> Self {
        Self { parts: parts(&numbers).unwrap_or_default(), numbers }
    }

    /// True if the lengths are those of the array.
    pub fn is_sound(&self) -> bool {
        parts(&self.numbers).is_some()
    }

    /// Where to look for a key, with `small` among the names that may begin with small letters. No branch, so that many keys can be
    /// looked for side by side.
    #[inline(always)]
    pub fn look(&self, kind: Kind, key: u64, small: bool) -> Look {
        let part = self.parts[usize::from(small) * 2 + kind as usize];
        let place = part.start as usize + (((key >> 32) * u64::from(part.len)) >> 32) as usize;
        Look { place, bits: (1 << (key & 63)) | (1 << ((key >> 6) & 63)) | (1 << ((key >> 12) & 63)) }
    }

    /// True if a look at every key finds a number.
    pub fn is_filled(&self) -> bool {
        let within = |part: &Part| part.len > 0 && part.start as usize + part.len as usize <= self.numbers.len();
        self.parts.iter().all(within)
    }

    /// The filters among the numbers: names of one word, of more, and the same among those that may begin with small letters.
    pub const fn parts(&self) -> &[Part; 4] {
        &self.parts
    }

    /// Fetches what a look needs into the cache.
    #[inline(always)]
    pub fn prefetch(&self, look: Look) {
        prefetch(&self.numbers, look.place);
    }

    /// False if the gazetteer has no such key.
    #[inline(always)]
    pub fn may_hold(&self, look: Look) -> bool {
        self.numbers.get(look.place).is_some_and(|number| number & look.bits == look.bits)
    }

    /// True if the filters fit the nearest cache, so that nothing is to be fetched.
    #[inline(always)]
    pub fn is_near(&self) -> bool {
        self.numbers.len() <= NEAREST
    }

    /// Bytes that the filters take.
    pub fn size(&self) -> usize {
        self.numbers.len() * 8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_is_found_and_little_else() {
        let key = |n: u64| pair(n, n + 1);
        let mut draft = FilterDraft::with_room([1000, 1000, 100, 100]);
        let kind = |n: u64| [Kind::Single, Kind::Pair][n as usize % 2];
        for n in 0..1000 {
            draft.add(kind(n), key(n), n % 10 < 2);
        }
        let filter = Filter::new(draft.finish().numbers);
        assert!(filter.is_sound());
        let holds = |n: u64, small: bool| filter.may_hold(filter.look(kind(n), key(n), small));
        assert!((0..1000).all(|n| holds(n, false) && (n % 10 >= 2 || holds(n, true))));
        assert!((1000..11_000).filter(|&n| holds(n, false) || holds(n, true)).count() < 500);
        assert!(!Filter::new(vec![5; 9].into()).is_sound());
        assert!(!Filter::default().is_sound());
    }
}
