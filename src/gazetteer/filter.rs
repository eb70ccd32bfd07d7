//! Two bit filters over the beginnings of names: a look at one or two words tells most texts' words apart from names.
//!
//! Bloom filters whose bits for one key lie in one number (Putze, Sanders and Singler, 2007), so that a look costs one load.

use crate::container::Flat;

/// Bits spent on a key; a sixteenth of them set gives a false yes about once in sixty.
const BITS_PER_KEY: usize = 16;
/// The most numbers of one filter: 4 MB, about what a core's caches hold.
const MOST: usize = 1 << 19;

/// A filter over names of one word, and one over the first two words of longer names.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter {
    pub singles: Flat<u64>,
    pub pairs: Flat<u64>,
}

/// The filters while they are being filled.
pub(super) struct FilterDraft {
    singles: Vec<u64>,
    pairs: Vec<u64>,
}

/// A number in `0..len` from the upper bits of a key.
#[inline(always)]
fn place(key: u64, len: usize) -> usize {
    (((key >> 32) * len as u64) >> 32) as usize
}

/// Two bits for a key.
#[inline(always)]
fn bits(key: u64) -> u64 {
    (1 << (key & 63)) | (1 << ((key >> 6) & 63))
}

/// The two bits of a name whose beginning may be written with small letters.
#[inline(always)]
fn small_bits(key: u64) -> u64 {
    bits(key >> 12)
}

#[inline(always)]
fn pair(first: u64, second: u64) -> u64 {
    (first ^ second.rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl FilterDraft {
    /// An empty filter with room for so many names of one word and of more.
    pub fn with_room(singles: usize, pairs: usize) -> Self {
        let numbers = |keys: usize| vec![0; (keys * BITS_PER_KEY).div_ceil(64).clamp(1, MOST)];
        Self { singles: numbers(singles), pairs: numbers(pairs) }
    }

    /// Adds a name of one word; `small` if it is written with a small letter at its start.
    pub fn add_single(&mut self, hash: u64, small: bool) {
        let at = place(hash, self.singles.len());
        self.singles[at] |= bits(hash) | if small { small_bits(hash) } else { 0 };
    }

    /// Adds a name of several words; `small` if it may be one though its first two words begin with small letters.
    pub fn add_pair(&mut self, first: u64, second: u64, small: bool) {
        let key = pair(first, second);
        let at = place(key, self.pairs.len());
        self.pairs[at] |= bits(key) | if small { small_bits(key) } else { 0 };
    }

    /// The finished filters.
    pub fn finish(self) -> Filter {
        Filter { singles: self.singles.into(), pairs: self.pairs.into() }
    }
}

impl Filter {
    /// False if no name is this one word; with `small`, none that is written with a small letter at its start.
    #[inline(always)]
    pub fn may_be_single(&self, hash: u64, small: bool) -> bool {
        let wanted = if small { small_bits(hash) } else { bits(hash) };
        self.singles.get(place(hash, self.singles.len())).is_some_and(|word| word & wanted == wanted)
    }

    /// False if no name starts with these two words; with `small`, none that may though both begin with small letters.
    #[inline(always)]
    pub fn may_be_pair(&self, first: u64, second: u64, small: bool) -> bool {
        let key = pair(first, second);
        let wanted = if small { small_bits(key) } else { bits(key) };
        self.pairs.get(place(key, self.pairs.len())).is_some_and(|word| word & wanted == wanted)
    }

    /// Bytes that the filters take.
    pub fn size(&self) -> usize {
        (self.singles.len() + self.pairs.len()) * 8
    }
}
