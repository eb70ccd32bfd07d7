//! Cuts text into words, with offsets, folded hash and shape, in one pass.
//!
//! Sixty-four bytes at a time become bit masks (`simd`); where plain words of ASCII letters and digits begin and end, and their
//! shapes, are read off the masks, and they are folded and hashed from loads of eight bytes. Everything else (a byte outside
//! ASCII, an apostrophe between letters, a dotted acronym) goes to a cutter that reads character by character and hands back at
//! the next byte that can be part of no word.

use super::bounds::{self, Bounds};
use super::fold::{self, Folder, class};
use super::joined;
use super::noticed::Noticed;
use super::plain::{self, WINDOW};
pub use super::shape::Shape;
use super::simd::{self, BLOCK};
use crate::pool::stop_if_asked;
use crate::prefetch::prefetch;
use crate::span::Span;
use std::mem::take;

/// One word: where it stands, the hash of its folded form, what it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct Word {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// [`fold::hash`] of the folded word: equal words have equal hashes (the reverse must be verified).
    pub hash: u64,
    /// Shape flags.
    pub shape: Shape,
}

impl Word {
    /// Where the word stands.
    pub const fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }

    /// The word as written.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        self.span().text(text)
    }
}

/// All words of `text`, in order.
///
/// A word is a run of letters, digits and marks, with apostrophes between letters inside it, and gershayim in Hebrew; hyphens part words; a
/// possessive `s` is a word of its own; `U.S.` is one word, its last dot inside.
///
/// ```
/// use dateline::text::words::words;
/// let text = "Kyiv’s U.S.-made drones";
/// let cut: Vec<_> = words(text).iter().map(|w| w.text(text)).collect();
/// assert_eq!(cut, ["Kyiv", "s", "U.S.", "made", "drones"]);
/// ```
pub fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::with_capacity(text.len() / 6 + 8);
    words_into(text, &mut out);
    out
}

/// Appends all words of `text` to `out`, so that one buffer serves many texts.
pub fn words_into(text: &str, out: &mut Vec<Word>) {
    simd::with_best(Cut(text, out, None));
}

/// [`words_into`], which also tells what it noticed on its way. Words that may hold a name and something else are among those that are cut
/// character by character.
pub(crate) fn words_and_noticed(text: &str, out: &mut Vec<Word>, noticed: &mut Noticed) {
    simd::with_best(Cut(text, out, Some(noticed)));
}

/// [`words_into`] with the mask computed by plain code: the twin that the vector code is tested against.
pub fn words_scalar(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    cut::<simd::Plain>(text, &mut out, None);
    out
}

/// Cutting one text into words.
struct Cut<'t, 'o>(&'t str, &'o mut Vec<Word>, Option<&'o mut Noticed>);

impl simd::Work for Cut<'_, '_> {
    #[inline(always)]
    fn run<C: simd::Classes>(self) {
        cut::<C>(self.0, self.1, self.2);
    }
}

/// How many bytes ahead a text is fetched into the cache; behind a short one often stands the next.
const AHEAD: usize = 1024;
/// Bytes of a text between two looks at whether to stop.
const STRETCH: usize = 1 << 20;

/// Every block begins where no word goes on, so that the masks alone tell of each word that ends within it.
#[inline(always)]
fn cut<C: simd::Classes>(text: &str, out: &mut Vec<Word>, mut noticed: Option<&mut Noticed>) {
    let bytes = text.as_bytes();
    let mut cutter = Cutter::new(text);
    cutter.joined = noticed.as_deref_mut().map(|noticed| take(&mut noticed.joined));
    let mut seen = Noticed::default();
    let mut last = [0; WINDOW];
    let (mut base, mut pause) = (0, STRETCH);
    while let Some(rest) = bytes.get(base..)
        && !rest.is_empty()
    {
        if base >= pause {
            stop_if_asked();
            pause = base + STRETCH;
        }
        prefetch(bytes, base + AHEAD);
        let window = bounds::window(rest, &mut last);
        let bounds = Bounds::of::<C>(window, rest.len());
        let Bounds { starts, ends, ended, shapes, .. } = bounds;
        seen.flag(bounds.broken, bounds.tagged);
        // How far to go on: to where a word starts that has not ended yet, or behind the block.
        let next = if bounds.are_plain() {
            if ends != 0 {
                C::words(bytes, base, window, [starts & ended, ends], shapes, out);
            }
            (starts & !ended).trailing_zeros() as usize
        } else {
            mixed::<C>(&mut cutter, base, window, &bounds, out)
        };
        // A word as long as the block is no plain one.
        let next = if next == 0 { cutter.cluster(base, out) - base } else { next };
        // What the cutter read beyond the block, no mask has told of.
        seen.flag(next > BLOCK, next > BLOCK);
        base += next;
    }
    if let Some(noticed) = noticed {
        *noticed = Noticed { joined: cutter.joined.unwrap_or_default(), ..seen };
    }
}

/// Cuts the words of a block among which there are a byte outside ASCII, an apostrophe between letters or a dotted acronym; gives where
/// to go on.
#[inline(always)]
pub(super) fn mixed<C: simd::Classes>(
    cutter: &mut Cutter<'_>,
    base: usize,
    window: &[u8; WINDOW],
    bounds: &Bounds,
    out: &mut Vec<Word>,
) -> usize {
    let &Bounds { mut starts, mut ends, aside, shapes, .. } = bounds;
    while ends != 0 {
        let ended = u64::MAX >> ends.leading_zeros();
        // Adding a word's bytes to those among them that are aside carries into the byte behind its end.
        let words = ends.wrapping_sub(starts & ended);
        let behind = words.wrapping_add(aside & words) & ends;
        // All words before the first one that is aside are plain.
        let before = (behind & behind.wrapping_neg()).wrapping_sub(1);
        let start = if behind == 0 { BLOCK } else { 63 - (starts & before).leading_zeros() as usize };
        let plain = [starts & ended & !(u64::MAX.checked_shl(start as u32).unwrap_or(0)), ends & before];
        if plain[1] != 0 {
            C::words(cutter.bytes, base, window, plain, shapes, out);
        }
        if behind == 0 {
            starts &= !ended;
            break;
        }
        let gone = cutter.cluster(base + start, out) - base;
        if gone >= BLOCK {
            return gone;
        }
        // The byte at `gone` is part of no word, so a word that ends there has been cut.
        starts &= u64::MAX << gone;
        ends &= (u64::MAX << gone) << 1;
    }
    starts.trailing_zeros() as usize
}

/// Cuts character by character what is no plain word.
pub(super) struct Cutter<'t> {
    text: &'t str,
    bytes: &'t [u8],
    folder: Folder,
    /// The folded form of the word at hand.
    folded: Vec<u8>,
    /// No dotted acronym starts before this byte: one was tried and failed at its far end.
    dots_until: usize,
    /// The words that may hold a name and something else, where they are asked for.
    joined: Option<Vec<u32>>,
}

impl<'t> Cutter<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, bytes: text.as_bytes(), folder: Folder::new(), folded: Vec::new(), dots_until: 0, joined: None }
    }

    /// The character at `at`, its class and folded form, and where the next one starts.
    fn look(&self, at: usize) -> Option<(char, fold::Folded, usize)> {
        let c = self.text[at..].chars().next()?;
        Some((c, self.folder.get(c), at + c.len_utf8()))
    }

    fn class(&self, at: usize) -> u8 {
        self.look(at).map_or(0, |(_, folded, _)| folded.class)
    }

    /// Cuts words from `start`, which is no byte inside a word, up to the next ASCII byte that can be part of none.
    #[inline(never)]
    pub(super) fn cluster(&mut self, start: usize, out: &mut Vec<Word>) -> usize {
        let mut at = start;
        while let Some((c, folded, next)) = self.look(at) {
            if c.is_ascii() && !c.is_ascii_alphanumeric() && !matches!(c, '\'' | '`' | '.') {
                return at;
            }
            at = if folded.class & (class::LETTER | class::NUMERIC) == 0 { next } else { self.word(at, out) };
        }
        at
    }

    /// Cuts the word that starts at `start`, and the possessive `s` after it; gives the end.
    pub(super) fn word(&mut self, start: usize, out: &mut Vec<Word>) -> usize {
        self.folded.clear();
        let mut shape = 0;
        let mut end = start;
        let mut is_joined = joined::may_begin(&self.bytes[start..]);
        if let Some(dotted) = self.dotted(start) {
            shape = Shape::DOTTED.0;
            end = dotted;
        } else {
            // The class of the last character that is no mark.
            let mut last = 0;
            loop {
                if let Some(&plain) = self.plain(end).last() {
                    last = if plain.is_ascii_digit() { class::NUMERIC } else { class::LETTER };
                    end += self.plain(end).len();
                }
                let Some((_, folded, next)) = self.look(end) else { break };
                if folded.class & class::INNER != 0 {
                    if folded.class & class::MARK == 0 {
                        last = folded.class;
                    }
                    end = next;
                } else if (folded.class & class::APOSTROPHE != 0 || self.is_gershayim(end, next))
                    && last & class::LETTER != 0
                    && self.class(next) & class::LETTER != 0
                    && self.possessive(next).is_none()
                {
                    is_joined |= folded.class & class::APOSTROPHE != 0;
                    end = next;
                } else {
                    break;
                }
            }
        }
        let at = out.len();
        self.push(start, end, shape, out);
        if let Some(joined) = &mut self.joined
            && is_joined
            && out.len() > at
        {
            joined.push(at as u32);
        }
        if let Some((_, mark, s)) = self.look(end)
            && mark.class & class::APOSTROPHE != 0
            && let Some(after) = self.possessive(s)
        {
            self.folded.clear();
            self.push(s, after, Shape::POSSESSIVE.0, out);
            return after;
        }
        end
    }

    /// True for a quotation mark before the last letter of a Hebrew acronym; before several letters it may open a quotation.
    fn is_gershayim(&self, mark: usize, next: usize) -> bool {
        // The first byte of either mark.
        if !matches!(self.text.as_bytes().get(mark), Some(b'"' | 0xE2)) {
            return false;
        }
        let mut behind = self.text[next..].chars().map(fold::is_hebrew);
        self.text[mark..].starts_with(fold::is_typed_gershayim)
            && self.text[..mark].ends_with(fold::is_hebrew)
            && behind.next() == Some(true)
            && behind.next() != Some(true)
    }

    /// The end of an `s` at `at` that ends a word.
    fn possessive(&self, at: usize) -> Option<usize> {
        let (c, _, next) = self.look(at)?;
        (matches!(c, 's' | 'S') && self.class(next) & class::INNER == 0).then_some(next)
    }

    /// The end of a dotted acronym at `start`: `(letter .){2,}`, a last letter without its dot allowed, and no word going on.
    fn dotted(&mut self, start: usize) -> Option<usize> {
        if start < self.dots_until {
            return None;
        }
        let mut end = start;
        let mut pairs = 0;
        let mut after = self.letter(end);
        while let Some(letter) = after
            && self.bytes.get(letter) == Some(&b'.')
        {
            end = letter + 1;
            pairs += 1;
            after = self.letter(end);
        }
        if pairs < 2 {
            return None;
        }
        if self.class(end) & class::INNER == 0 {
            return Some(end);
        }
        let whole = after.filter(|&last| self.class(last) & class::INNER == 0);
        if whole.is_none() {
            // Every later start in this chain would fail at the same end.
            self.dots_until = end;
        }
        whole
    }

    /// Where one letter and its marks end.
    fn letter(&self, at: usize) -> Option<usize> {
        let (_, folded, mut end) = self.look(at)?;
        if folded.class & class::LETTER == 0 {
            return None;
        }
        while let Some((_, mark, next)) = self.look(end)
            && mark.class & class::MARK != 0
        {
            end = next;
        }
        Some(end)
    }

    /// The ASCII letters and digits from `at` on.
    fn plain(&self, at: usize) -> &'t [u8] {
        let rest = self.bytes.get(at..).unwrap_or_default();
        &rest[..rest.iter().take_while(|b| b.is_ascii_alphanumeric()).count()]
    }

    fn push(&mut self, start: usize, end: usize, mut shape: u8, out: &mut Vec<Word>) {
        let word = &self.text[start..end];
        if start < end && self.plain(start).len() >= word.len() {
            let shape = shape | Shape::of_plain(word.as_bytes()).0;
            out.push(Word { start: start as u32, end: end as u32, hash: plain::hash(self.bytes, start, word.len()), shape: Shape(shape) });
            return;
        }
        self.folder.fold_into(word, &mut self.folded);
        if self.folded.is_empty() {
            return;
        }
        let (mut letters, mut capitals, mut all) = (0_usize, 0_usize, 0);
        for c in word.chars() {
            let class = self.folder.get(c).class;
            all |= class;
            letters += usize::from(class & class::LETTER != 0);
            capitals += usize::from(class & class::UPPER != 0);
        }
        let first = self.class(start);
        let mut set = |when: bool, flag: Shape| shape |= if when { flag.0 } else { 0 };
        set(first & class::UPPER != 0, Shape::CAPITAL);
        set(capitals > 1 && capitals == letters, Shape::UPPER);
        set(all & class::LOWER != 0, Shape::LOWER);
        set(all & class::NUMERIC != 0, Shape::DIGIT);
        set(all & class::NUMERIC != 0 && letters == 0, Shape::NUMBER);
        set(!word.is_ascii(), Shape::WIDE);
        out.push(Word { start: start as u32, end: end as u32, hash: fold::hash_bytes(&self.folded), shape: Shape(shape) });
    }
}
