//! Plain words, runs of ASCII letters and digits: cut, hashed and described from the bit masks of a block.

use super::fold;
use super::simd::BLOCK;
use super::words::{Shape, Word};

/// The longest plain words that are hashed from two loads, whatever their length.
pub(super) const SHORT: usize = 16;
/// What a block and the last short word in it take.
pub(super) const WINDOW: usize = BLOCK + SHORT;

/// Cuts words of a block that are plain, four at a time: what is cut too much is taken back. `SIMPLE` says that
/// [`Shapes::are_simple`].
#[inline(always)]
pub(super) fn cut<const SIMPLE: bool>(
    bytes: &[u8],
    base: usize,
    window: &[u8; WINDOW],
    [mut starts, mut ends]: [u64; 2],
    shapes: Shapes,
    out: &mut Vec<Word>,
) {
    const NONE: Word = Word { start: 0, end: 0, hash: 0, shape: Shape(0) };
    let first = out.len();
    let count = ends.count_ones() as usize;
    out.resize(first + count.next_multiple_of(4), NONE);
    for four in out[first..].as_chunks_mut::<4>().0 {
        for word in four {
            let (first, last) = (starts & starts.wrapping_neg(), ends & ends.wrapping_neg());
            let (start, end) = (starts.trailing_zeros() as usize, ends.trailing_zeros() as usize);
            let len = end.wrapping_sub(start) & (2 * BLOCK - 1);
            let hashed = if len <= SHORT || last == 0 { short_hash(window, start % BLOCK, len) } else { hash(bytes, base + start, len) };
            let shape = shapes.of::<SIMPLE>(last.wrapping_sub(first), first);
            *word = Word { start: (base + start) as u32, end: (base + end) as u32, hash: hashed, shape };
            starts ^= first;
            ends ^= last;
        }
    }
    out.truncate(first + count);
}

/// `MASKS[8 + n]` keeps the first `n` bytes of eight.
const MASKS: [u64; 9 + SHORT] = {
    let mut masks = [0; 9 + SHORT];
    let mut n = 1;
    while n < masks.len() - 8 {
        masks[8 + n] = if n < 8 { (1 << (8 * n)) - 1 } else { u64::MAX };
        n += 1;
    }
    masks
};

/// The hash of `len` ASCII letters and digits, [`SHORT`] at most, without a branch that a length could mislead.
#[inline(always)]
fn short_hash(window: &[u8; WINDOW], start: usize, len: usize) -> u64 {
    let load = |at: usize, mask: u64| {
        let eight = window.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |eight| u64::from_le_bytes(*eight));
        (eight | each(0x20)) & mask
    };
    let len = len.min(SHORT);
    let one = fold::hash_step(0, load(start, MASKS[8 + len]));
    let two = fold::hash_step(one, load(start + 8, MASKS[len]));
    if len > 8 { two } else { one }
}

/// The masks that the shapes of words are read off.
#[derive(Clone, Copy)]
pub(super) struct Shapes {
    /// Capitals.
    pub large: u64,
    /// Small letters.
    pub small: u64,
    /// Digits.
    pub digit: u64,
    /// The `s` of possessives.
    pub possessive: u64,
}

impl Shapes {
    /// For words whose shapes nobody asks for.
    pub const NONE: Self = Self { large: 0, small: 0, digit: 0, possessive: 0 };

    /// True if there is no digit, no capital but at the start of a word and no possessive.
    #[inline(always)]
    pub fn are_simple(self, starts: u64) -> bool {
        (self.large & !starts) | self.digit | self.possessive == 0
    }

    /// The shape of the plain word with these bits, the first of which is `first`.
    #[inline(always)]
    pub fn of<const SIMPLE: bool>(self, word: u64, first: u64) -> Shape {
        let (large, small) = (self.large & word, self.small & word);
        let flag = |when: bool, flag: Shape| u8::from(when) * flag.0;
        if SIMPLE {
            return Shape(flag(large != 0, Shape::CAPITAL) | flag(small != 0, Shape::LOWER));
        }
        Shape(
            flag(large & first != 0, Shape::CAPITAL)
                | flag((large & large.wrapping_sub(1) != 0) & (small == 0), Shape::UPPER)
                | flag(small != 0, Shape::LOWER)
                | flag(self.digit & word != 0, Shape::DIGIT)
                | flag((small | large) == 0, Shape::NUMBER)
                | flag(self.possessive & word != 0, Shape::POSSESSIVE),
        )
    }
}

/// The same bits in every byte.
const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// Up to eight bytes at `at`, zeros above them.
#[inline(always)]
fn load(bytes: &[u8], at: usize, len: usize) -> u64 {
    let raw = match bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        Some(eight) => u64::from_le_bytes(*eight),
        None => {
            let mut eight = [0; 8];
            eight[..len].copy_from_slice(&bytes[at..at + len]);
            u64::from_le_bytes(eight)
        }
    };
    raw & (u64::MAX >> (64 - 8 * len))
}

/// The hash of a run of ASCII letters and digits, folded: they have no capitals but for bit 5, which digits carry already.
#[inline(always)]
pub(super) fn hash(bytes: &[u8], start: usize, len: usize) -> u64 {
    let fold = |len: usize| each(0x20) & (u64::MAX >> (64 - 8 * len));
    let (mut at, mut left, mut hash) = (start, len, 0);
    while left > 8 {
        hash = fold::hash_step(hash, load(bytes, at, 8) | fold(8));
        at += 8;
        left -= 8;
    }
    fold::hash_step(hash, load(bytes, at, left) | fold(left))
}
