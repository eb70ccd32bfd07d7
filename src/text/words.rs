//! Cuts text into words, with offsets, folded hash and shape, in one pass.
//!
//! Sixty-four bytes at a time become a bit mask of word bytes (`simd`); the words are read off the mask's transitions. A word of
//! plain ASCII letters and digits is folded, hashed and described from loads of eight bytes. Everything else (a byte outside
//! ASCII, an apostrophe between letters, a dotted acronym) goes to a cutter that reads character by character and hands back at
//! the next byte that can be part of no word.

use super::fold::{self, Folder, class};
use super::simd;
use crate::span::Span;

/// What a word looks like, as bit flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Shape(pub u8);

impl Shape {
    /// The first letter is a capital.
    pub const CAPITAL: Self = Self(1);
    /// Two or more letters, all capitals.
    pub const UPPER: Self = Self(2);
    /// Holds a lower-case letter.
    pub const LOWER: Self = Self(4);
    /// Holds a digit.
    pub const DIGIT: Self = Self(8);
    /// Nothing but digits (and marks between them are not part of a word).
    pub const NUMBER: Self = Self(16);
    /// A dotted acronym (`U.S.`), its last dot inside the span.
    pub const DOTTED: Self = Self(32);
    /// The `s` of a possessive: `Kyiv’s` is the two words `Kyiv` and `s`, the second with this flag.
    pub const POSSESSIVE: Self = Self(64);
    /// Holds a byte outside ASCII.
    pub const WIDE: Self = Self(128);

    /// True if every flag of `other` is set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets of flags.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One word: where it stands, the hash of its folded form, what it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
/// A word is a run of letters, digits and marks, with apostrophes between letters inside it; hyphens part words; a
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
    words_with(text, simd::best(), out);
}

/// [`words_into`] with the mask computed by plain code: the twin that the vector code is tested against.
pub fn words_scalar(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    words_with(text, simd::SCALAR, &mut out);
    out
}

fn words_with(text: &str, turns_of: simd::Turns, out: &mut Vec<Word>) {
    let bytes = text.as_bytes();
    let mut cutter = Cutter { text, bytes, folder: Folder::new(), folded: Vec::new(), dots_until: 0, resume: 0 };
    let mut turns = [0_u16; simd::ROOM];
    // Where the run began that the last chunk left open.
    let mut open: Option<usize> = None;
    for (n, chunk) in bytes.chunks(simd::CHUNK).enumerate() {
        let base = n * simd::CHUNK;
        let count = turns_of(chunk, open.is_some(), &mut turns);
        let mut found = &turns[..count];
        if let Some(start) = open {
            let [end, rest @ ..] = found else { continue };
            cutter.run(start, base + usize::from(*end), out);
            found = rest;
        }
        let (runs, last) = found.as_chunks::<2>();
        out.reserve(runs.len());
        for &[start, end] in runs {
            cutter.run(base + usize::from(start), base + usize::from(end), out);
        }
        open = last.first().map(|&start| base + usize::from(start));
    }
    if let Some(start) = open {
        cutter.run(start, bytes.len(), out);
    }
}

struct Cutter<'t> {
    text: &'t str,
    bytes: &'t [u8],
    folder: Folder,
    /// The folded form of the word at hand.
    folded: Vec<u8>,
    /// No dotted acronym starts before this byte: one was tried and failed at its far end.
    dots_until: usize,
    /// Everything before this byte has been cut.
    resume: usize,
}

/// Bytes that may join what follows to the word before.
const JOINS: [bool; 256] = {
    let mut table = [false; 256];
    table[b'\'' as usize] = true;
    table[b'`' as usize] = true;
    table[b'.' as usize] = true;
    table
};

/// The same bit of every byte.
const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// What the bytes of a plain word are, eight at a time.
#[derive(Default)]
struct Bits {
    wide: u64,
    small: u64,
    large: u64,
    /// More than one capital.
    capitals: bool,
    digit: u64,
}

impl Bits {
    /// Takes in `len` bytes, and gives the hash that they continue.
    #[inline(always)]
    fn take(&mut self, raw: u64, len: usize, hash: u64) -> u64 {
        // In ASCII letters bit 6 is set, in small ones bit 5 too; digits have bit 4 and not bit 6.
        let letters = raw & each(0x40);
        let small = letters & (raw << 1);
        let large = letters ^ small;
        self.capitals |= large & large.wrapping_sub(1) != 0 || large != 0 && self.large != 0;
        self.wide |= raw & each(0x80);
        self.small |= small;
        self.large |= large;
        self.digit |= raw & each(0x10) & !(raw >> 2);
        // Digits carry bit 5 already.
        fold::hash_step(hash, raw | (each(0x20) & (u64::MAX >> (64 - 8 * len))))
    }

    #[inline(always)]
    fn shape(&self, first: u8) -> Shape {
        let flag = |when: bool, flag: Shape| u8::from(when) * flag.0;
        Shape(
            flag(first & 0x60 == 0x40, Shape::CAPITAL)
                | flag(self.capitals && self.small == 0, Shape::UPPER)
                | flag(self.small != 0, Shape::LOWER)
                | flag(self.digit != 0, Shape::DIGIT)
                | flag((self.small | self.large) == 0, Shape::NUMBER),
        )
    }
}

impl Cutter<'_> {
    /// A maximal run of word bytes (ASCII letters and digits, bytes outside ASCII).
    #[inline(always)]
    fn run(&mut self, start: usize, end: usize, out: &mut Vec<Word>) {
        let joins = self.bytes.get(end).is_some_and(|&b| JOINS[usize::from(b)]);
        if start < self.resume || joins && self.must_look(start, end) || !self.plain(start, end, out) {
            self.aside(start, out);
        }
    }

    /// A run that is no plain word, unless it has been cut already.
    #[cold]
    fn aside(&mut self, start: usize, out: &mut Vec<Word>) {
        if start >= self.resume {
            self.resume = self.cluster(start, out);
        }
    }

    /// True if what follows a run may belong to its word.
    fn must_look(&self, start: usize, end: usize) -> bool {
        let letter = self.bytes.get(end + 1).is_some_and(|b| b.is_ascii_alphabetic() || *b >= 0x80);
        letter && (self.bytes[end] != b'.' || end - start == 1)
    }

    /// Up to eight bytes at `at`, zeros above them.
    #[inline(always)]
    fn load(&self, at: usize, len: usize) -> u64 {
        let raw = match self.bytes.get(at..).and_then(|rest| rest.first_chunk()) {
            Some(eight) => u64::from_le_bytes(*eight),
            None => {
                let mut eight = [0; 8];
                eight[..len].copy_from_slice(&self.bytes[at..at + len]);
                u64::from_le_bytes(eight)
            }
        };
        raw & (u64::MAX >> (64 - 8 * len))
    }

    /// A run of ASCII letters and digits: pushes it, or gives false at a byte outside ASCII.
    #[inline(always)]
    fn plain(&self, start: usize, end: usize, out: &mut Vec<Word>) -> bool {
        if end - start <= 8 {
            // Three words in four: all is known from one load.
            let mut seen = Bits::default();
            let raw = self.load(start, end - start);
            let hash = seen.take(raw, end - start, 0);
            if seen.wide != 0 {
                return false;
            }
            out.push(Word { start: start as u32, end: end as u32, hash, shape: seen.shape(raw as u8) });
            return true;
        }
        self.long(start, end, out)
    }

    /// [`Self::plain`] for a run of more than eight bytes.
    #[inline(never)]
    fn long(&self, start: usize, end: usize, out: &mut Vec<Word>) -> bool {
        let mut at = start;
        let mut left = end - start;
        let (mut hash, mut seen) = (0, Bits::default());
        while left > 8 {
            hash = seen.take(self.load(at, 8), 8, hash);
            at += 8;
            left -= 8;
        }
        hash = seen.take(self.load(at, left), left, hash);
        if seen.wide != 0 {
            return false;
        }
        out.push(Word { start: start as u32, end: end as u32, hash, shape: seen.shape(self.bytes[start]) });
        true
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
    fn cluster(&mut self, start: usize, out: &mut Vec<Word>) -> usize {
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
    fn word(&mut self, start: usize, out: &mut Vec<Word>) -> usize {
        self.folded.clear();
        let mut shape = 0;
        let mut end = start;
        if let Some(dotted) = self.dotted(start) {
            shape = Shape::DOTTED.0;
            end = dotted;
        } else {
            // The class of the last character that is no mark.
            let mut last = 0;
            while let Some((_, folded, next)) = self.look(end) {
                if folded.class & class::INNER != 0 {
                    if folded.class & class::MARK == 0 {
                        last = folded.class;
                    }
                    end = next;
                } else if folded.class & class::APOSTROPHE != 0
                    && last & class::LETTER != 0
                    && self.class(next) & class::LETTER != 0
                    && self.possessive(next).is_none()
                {
                    end = next;
                } else {
                    break;
                }
            }
        }
        self.push(start, end, shape, out);
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

    fn push(&mut self, start: usize, end: usize, mut shape: u8, out: &mut Vec<Word>) {
        let word = &self.text[start..end];
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
