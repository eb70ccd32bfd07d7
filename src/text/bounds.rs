//! Where the words of a block begin and end and which of them are plain, read off its masks; one reading for all who cut.

use super::plain::{Shapes, WINDOW};
use super::simd::{BLOCK, Classes, Masks};

/// What the masks of a block tell of its words, one bit a byte. The block begins where no word goes on.
pub(super) struct Bounds {
    /// First bytes of words.
    pub starts: u64,
    /// Bytes behind words that end within the block.
    pub ends: u64,
    /// Every byte up to the last of these.
    pub ended: u64,
    /// Bytes that make a word no plain one: outside ASCII, or before a mark that joins it to the next letter.
    pub aside: u64,
    /// Bytes of the text that are part of no word and no blank.
    pub marks: u64,
    /// What the shapes of words are read off.
    pub shapes: Shapes,
    /// False if no line ends here with a hyphen that breaks a word, nor may one.
    pub broken: bool,
    /// True if a byte is, or ends, a sign that begins a tag or parts words that nothing else parts.
    pub tagged: bool,
}

/// The first bytes of `rest`; where there are too few, they are filled up with zeros in `last`.
#[inline(always)]
pub(super) fn window<'w>(rest: &'w [u8], last: &'w mut [u8; WINDOW]) -> &'w [u8; WINDOW] {
    match rest.first_chunk() {
        Some(window) => window,
        None => {
            *last = [0; WINDOW];
            last[..rest.len()].copy_from_slice(rest);
            last
        }
    }
}

impl Bounds {
    /// Those of the block that a window begins with; the text goes on for `len` bytes from there.
    #[inline(always)]
    pub fn of<C: Classes>(window: &[u8; WINDOW], len: usize) -> Self {
        // Called by name: as an argument of `map` it would be compiled without the vector instructions that it may use here.
        let masks = if let Some(block) = window.first_chunk() { C::masks(block) } else { Masks::default() };
        let word = masks.letter | masks.digit | masks.wide;
        let starts = word & !(word << 1);
        let mut ends = !word & (word << 1);
        let mut marks = !word & !masks.blank;
        if len >= BLOCK {
            // What follows a word must be seen, and one byte more.
            ends &= u64::MAX >> 1;
        } else {
            marks &= (1 << len) - 1;
        }
        // A mark that may join the letter behind it to the word before. A full stop does so after a single letter, and only if another
        // one stands behind the next letter too, or that is out of sight or no plain letter: dotted acronyms have two.
        let again = (masks.stop | masks.wide) >> 2 | masks.wide >> 1 | 0b11 << 62;
        let mark = masks.quote | (masks.stop & (word << 1) & !(word << 2) & again);
        // A possessive: an `s` that is a word, behind an apostrophe behind a word, with nothing behind it that might join on to it.
        let owned = masks.quote & ((masks.letter | masks.digit) << 1);
        let possessive = masks.s & starts & (owned << 1) & (ends >> 1) & !((masks.quote | masks.stop) >> 1);
        let joins = mark & ((masks.letter | masks.wide) >> 1) & !(possessive >> 1);
        let shapes = Shapes { large: masks.letter & !masks.small, small: masks.letter & masks.small, digit: masks.digit, possessive };
        let ended = u64::MAX.checked_shr(ends.leading_zeros()).unwrap_or(0);
        let aside = masks.wide | (joins >> 1);
        Self { starts, ends, ended, aside, marks, shapes, broken: is_broken(&masks, window), tagged: masks.tag != 0 }
    }

    /// True if every word that ends within the block is plain.
    #[inline(always)]
    pub fn are_plain(&self) -> bool {
        self.aside & self.ended == 0
    }
}

/// True if a hyphen that stands behind no blank may end a line: nothing but blanks, one of them a line break, stand behind it.
#[inline(always)]
fn is_broken(masks: &Masks, window: &[u8; WINDOW]) -> bool {
    const LAST: u64 = 1 << (BLOCK - 1);
    let hyphens = masks.hyphen & !(masks.blank << 1);
    // Adding the first blank of a run to all blanks carries over that run.
    let runs = masks.blank & !masks.blank.wrapping_add((hyphens << 1) & masks.blank);
    runs & (masks.line_break | LAST) != 0 || hyphens & LAST != 0 && window[BLOCK] <= b' '
}

#[cfg(test)]
mod tests {
    use super::super::words::{Cutter, Word, words};
    use proptest::prelude::*;

    /// Cut character by character throughout.
    fn slowly(text: &str) -> Vec<Word> {
        let (mut cutter, mut out, mut at) = (Cutter::new(text), Vec::new(), 0);
        while at < text.len() {
            at = cutter.cluster(at, &mut out).max(at + 1);
        }
        out
    }

    proptest! {
        #[test]
        fn masks_and_characters_tell_the_same(
            text in "([a-zA-Z]\\.){0,4}|([a-zA-Z0-9]{1,3}|[A-Z]\\.|U\\.S\\.|t\\.co|[a-z]{1,70}|'s|n't|[ .,'’“…\\-/éÉ中\u{301}])*"
        ) {
            prop_assert_eq!(words(&text), slowly(&text));
        }
    }
}
