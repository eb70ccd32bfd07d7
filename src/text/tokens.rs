//! Cuts text into words and marks of punctuation, for whoever counts both: the words of [`super::words`], without their shapes.

use super::bounds::{self, Bounds};
use super::plain::{Shapes, WINDOW};
use super::simd::{self, BLOCK};
use super::words::{Cutter, Shape, Word};
use crate::span::Span;

/// What a mark has as its shape, and no word.
pub const MARK: Shape = Shape::POSSESSIVE.with(Shape::DOTTED);

/// The hash of a mark; no word has such a one, but by chance.
#[inline(always)]
pub(super) const fn mark_hash(c: u32) -> u64 {
    (c as u64 | 1 << 40).wrapping_mul(0xD1B5_4A32_D192_ED03)
}

/// Appends all words and marks of `text` to `out`. A mark is a character that is part of no word and no blank. Shapes only tell
/// [`MARK`] from words.
///
/// ```
/// use dateline::text::tokens::{MARK, tokens_into};
/// let (text, mut tokens) = ("“No,” he said.", Vec::new());
/// tokens_into(text, &mut tokens);
/// let marks: Vec<_> = tokens.iter().filter(|t| t.shape == MARK).map(|t| t.text(text)).collect();
/// assert_eq!((marks, tokens.len()), (vec!["“", ",", "”", "."], 7));
/// ```
pub fn tokens_into(text: &str, out: &mut Vec<Word>) {
    simd::with_best(Cut { texts: &[text], first: None, out, ends: &mut Vec::with_capacity(1) });
}

/// Appends `first` and all words and marks of each of many texts to `out`, and to `ends` where those of each end.
pub fn tokens_of_each(texts: &[&str], first: Word, out: &mut Vec<Word>, ends: &mut Vec<usize>) {
    simd::with_best(Cut { texts, first: Some(first), out, ends });
}

/// Appends words of `text` to `out` with the marks that stand between them, within a span.
pub fn join_marks(text: &str, within: Span, words: &[Word], out: &mut Vec<Word>) {
    let mut at = within.start;
    for word in words {
        if word.start > at {
            marks(text, Span::new(at, word.start), out);
        }
        out.push(*word);
        at = word.end;
    }
    if within.end > at {
        marks(text, Span::new(at, within.end), out);
    }
}

/// The marks in a gap between two words.
fn marks(text: &str, gap: Span, out: &mut Vec<Word>) {
    let mut mark = |c: u32, start: u32, len: usize| out.push(Word { start, end: start + len as u32, hash: mark_hash(c), shape: MARK });
    let bytes = &text.as_bytes()[gap.start as usize..gap.end as usize];
    if bytes.is_ascii() {
        for (at, &b) in (gap.start..).zip(bytes) {
            if !matches!(b, b'\t'..=b'\r' | b' ') {
                mark(u32::from(b), at, 1);
            }
        }
        return;
    }
    for (at, c) in gap.text(text).char_indices() {
        if !c.is_whitespace() {
            mark(u32::from(c), gap.start + at as u32, c.len_utf8());
        }
    }
}

/// Cutting texts.
struct Cut<'t, 'o> {
    texts: &'o [&'t str],
    /// What stands before each.
    first: Option<Word>,
    out: &'o mut Vec<Word>,
    ends: &'o mut Vec<usize>,
}

impl simd::Work for Cut<'_, '_> {
    #[inline(always)]
    fn run<C: simd::Classes>(self) {
        let mut words = Vec::new();
        for text in self.texts {
            self.out.extend(self.first);
            cut::<C>(text, &mut words, self.out);
            self.ends.push(self.out.len());
        }
    }
}

/// As words alone are cut (see there); before each block all tokens up to it have been cut. `words` is room.
#[inline(always)]
fn cut<C: simd::Classes>(text: &str, words: &mut Vec<Word>, out: &mut Vec<Word>) {
    let bytes = text.as_bytes();
    let mut cutter = Cutter::new(text);
    let mut last = [0; WINDOW];
    let mut base = 0;
    while let Some(rest) = bytes.get(base..)
        && !rest.is_empty()
    {
        let window = bounds::window(rest, &mut last);
        let Bounds { mut starts, mut ends, mut marks, aside, .. } = Bounds::of::<C>(window, rest.len());
        // A word that has not ended yet is cut with the next block.
        let open = if starts.count_ones() > ends.count_ones() { 1 << (63 - starts.leading_zeros()) } else { 0_u64 };
        let before = if open == 0 { u64::MAX } else { open - 1 };
        let mut next = before.count_ones() as usize;
        if next == 0 {
            next = cluster(&mut cutter, text, base, words, out) - base;
        } else {
            (starts, marks) = (starts & before, marks & before);
            loop {
                // Adding a word's bytes to those among them that are aside carries into the byte behind its end.
                let spans = ends.wrapping_sub(starts);
                let behind = spans.wrapping_add(aside & spans) & ends;
                if behind == 0 {
                    plain_tokens::<C>(bytes, base, window, [starts, ends], marks, out);
                    break;
                }
                // All that stands before the first word that is aside is plain.
                let sooner = (behind & behind.wrapping_neg()).wrapping_sub(1);
                let start = 63 - (starts & sooner).leading_zeros() as usize;
                let plain = (1 << start) - 1;
                plain_tokens::<C>(bytes, base, window, [starts & plain, ends & plain], marks & plain, out);
                let gone = cluster(&mut cutter, text, base + start, words, out) - base;
                if gone >= next {
                    next = gone;
                    break;
                }
                // The byte at `gone` is part of no word, so a word that ends there has been cut.
                starts &= u64::MAX << gone;
                ends &= (u64::MAX << gone) << 1;
                marks &= u64::MAX << gone;
            }
        }
        base += next;
    }
}

/// Cuts character by character from `start` on; gives where to go on.
fn cluster(cutter: &mut Cutter<'_>, text: &str, start: usize, words: &mut Vec<Word>, out: &mut Vec<Word>) -> usize {
    words.clear();
    let end = cutter.cluster(start, words);
    join_marks(text, Span::new(start as u32, end as u32), words, out);
    end
}

/// Cuts the words and marks of a block, all of them plain: marks are cut as words are, and then described as what they are.
#[inline(always)]
fn plain_tokens<C: simd::Classes>(
    bytes: &[u8],
    base: usize,
    window: &[u8; WINDOW],
    [starts, ends]: [u64; 2],
    marks: u64,
    out: &mut Vec<Word>,
) {
    const LAST: u64 = 1 << (BLOCK - 1);
    // A mark at the very end has its own end behind the block.
    let mut inside = marks & !LAST;
    let (starts, first) = (starts | inside, out.len());
    if starts != 0 {
        C::words(bytes, base, window, [starts, ends | inside << 1], Shapes::NONE, out);
    }
    while inside != 0 {
        let bit = inside & inside.wrapping_neg();
        if let Some(token) = out.get_mut(first + (starts & (bit - 1)).count_ones() as usize) {
            token.hash = mark_hash(u32::from(window[inside.trailing_zeros() as usize % BLOCK]));
            token.shape = MARK;
        }
        inside ^= bit;
    }
    if marks & LAST != 0 {
        let start = (base + BLOCK - 1) as u32;
        out.push(Word { start, end: start + 1, hash: mark_hash(u32::from(window[BLOCK - 1])), shape: MARK });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;
    use proptest::prelude::*;

    fn plain(text: &str) -> Vec<Word> {
        let mut out = Vec::new();
        cut::<simd::Plain>(text, &mut Vec::new(), &mut out);
        out
    }

    proptest! {
        #[test]
        fn words_with_the_marks_between_them(text in "([a-zA-Z]{1,3}|[a-z]{1,70}|[0-9]{1,9}|U\\.S\\.|[ .,'’“”–!\\-\t\n\u{b}\u{a0}ñéЖ中])*") {
            let mut expected = Vec::new();
            join_marks(&text, Span::new(0, text.len() as u32), &words(&text), &mut expected);
            let mut found = Vec::new();
            tokens_into(&text, &mut found);
            let bare = |words: &[Word]| words.iter().map(|w| (w.span(), w.hash, w.shape == MARK)).collect::<Vec<_>>();
            prop_assert_eq!(bare(&found), bare(&expected));
            prop_assert_eq!(bare(&plain(&text)), bare(&expected));
        }
    }
}
