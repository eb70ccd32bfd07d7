//! Class and folded form of single characters, looked up; words are folded character by character wherever that gives the same.

use super::fold::{fold_fully, is_apostrophe, is_dropped, is_letter, is_mark};
use super::lookalikes;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// What a character is in the eyes of the word cutter, as bit flags.
pub(crate) mod class {
    /// A letter.
    pub const LETTER: u8 = 1;
    /// A digit or any other number.
    pub const NUMERIC: u8 = 2;
    /// Part of the word it follows.
    pub const MARK: u8 = 4;
    /// Serves as an apostrophe.
    pub const APOSTROPHE: u8 = 8;
    /// A capital letter.
    pub const UPPER: u8 = 16;
    /// A small letter.
    pub const LOWER: u8 = 32;
    /// Cannot be folded by itself: the whole word must be decomposed and reordered.
    pub const COMPLEX: u8 = 64;
    /// What may stand inside a word.
    pub const INNER: u8 = LETTER | NUMERIC | MARK;
}

/// The folded form begins with a character that is put in order with those before it.
const FIRST_MOVES: u8 = 128;
/// The folded form ends with a character that is put in order with those behind it.
const LAST_MOVES: u8 = 64;

/// Class and folded form of one character, eight bytes.
#[derive(Clone, Copy, Default)]
pub(crate) struct Folded {
    pub class: u8,
    /// How many of `bytes` there are, and [`FIRST_MOVES`] and [`LAST_MOVES`].
    len: u8,
    bytes: [u8; 6],
}

impl Folded {
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len & !(FIRST_MOVES | LAST_MOVES))]
    }

    /// Appends the folded form: a copy of a fixed size is one step.
    #[inline]
    pub fn append_to(&self, out: &mut Vec<u8>) {
        let end = out.len() + self.bytes().len();
        out.extend_from_slice(&self.bytes);
        out.truncate(end);
    }

    /// True for a letter that folds by itself, whatever stands beside it.
    pub fn is_plain_letter(&self) -> bool {
        self.class & (class::INNER | class::COMPLEX) == class::LETTER && matches!(self.len, 1..LAST_MOVES)
    }

    fn to_bits(self) -> u64 {
        let [a, b, c, d, e, f] = self.bytes;
        u64::from_le_bytes([self.class, self.len, a, b, c, d, e, f])
    }

    fn from_bits(bits: u64) -> Self {
        let [class, len, bytes @ ..] = bits.to_le_bytes();
        Self { class, len, bytes }
    }
}

fn classify(c: char) -> u8 {
    use class::*;
    if is_apostrophe(c) {
        APOSTROPHE
    } else if is_mark(c) {
        MARK
    } else if is_letter(c) {
        LETTER | if c.is_uppercase() { UPPER } else { 0 } | if c.is_lowercase() { LOWER } else { 0 }
    } else if c.is_numeric() {
        NUMERIC
    } else {
        0
    }
}

fn describe(c: char) -> Folded {
    let mut out = Folded { class: classify(c), ..Folded::default() };
    if out.class & class::INNER == 0 {
        return out;
    }
    let mut utf8 = [0; 4];
    let folded = fold_fully(c.encode_utf8(&mut utf8));
    if folded.len() > out.bytes.len() {
        out.class |= class::COMPLEX;
        return out;
    }
    out.len = folded.len() as u8;
    out.bytes[..folded.len()].copy_from_slice(folded.as_bytes());
    // Case folding makes a letter of the iota subscript once marks are in order.
    let iota = std::iter::once(c).nfd().any(|c| c == '\u{345}');
    let moves = |c: Option<char>| c.is_some_and(|c| canonical_combining_class(c) != 0);
    if c == '\u{345}' || moves(folded.chars().next()) {
        out.len |= FIRST_MOVES;
    }
    if iota || moves(folded.chars().next_back()) {
        out.len |= LAST_MOVES;
    }
    out
}

/// The tabled ranges: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic; extended Latin and Greek, general punctuation.
const TABLED: [std::ops::Range<u32>; 2] = [0..0x700, 0x1E00..0x2070];

fn table() -> &'static [Folded] {
    static TABLE: OnceLock<Vec<Folded>> = OnceLock::new();
    TABLE.get_or_init(|| TABLED.into_iter().flatten().map(|c| char::from_u32(c).map(describe).unwrap_or_default()).collect())
}

/// Characters of the basic plane outside the tabled ranges, each described when first met.
static MET: [AtomicU64; 0x1_0000] = [const { AtomicU64::new(0) }; 0x1_0000];
/// In the class of a character of [`MET`] that has been described.
const KNOWN: u8 = 128;

fn met(c: char) -> Folded {
    let Some(place) = MET.get(c as usize) else {
        let class = classify(c);
        return Folded { class: if class & class::INNER == 0 { class } else { class | class::COMPLEX }, ..Folded::default() };
    };
    let bits = place.load(Ordering::Relaxed);
    let mut folded = Folded::from_bits(bits);
    if bits == 0 {
        folded = describe(c);
        place.store(Folded { class: folded.class | KNOWN, ..folded }.to_bits(), Ordering::Relaxed);
    }
    Folded { class: folded.class & !KNOWN, ..folded }
}

/// The folded form of a Hangul syllable of three letters, which is their decomposition (The Unicode Standard, section 3.12). It is too long for
/// [`Folded`]; one of two letters is not.
fn jamo(c: char) -> Option<[u8; 9]> {
    const SYLLABLES: std::ops::RangeInclusive<u32> = 0xAC00..=0xD7A3;
    /// The first letter of each kind; none ends a syllable that has but two.
    const FIRST: [u32; 3] = [0x1100, 0x1161, 0x11A7];
    const VOWELS: u32 = 21;
    const FINALS: u32 = 28;
    let code = c as u32;
    let at = code.wrapping_sub(*SYLLABLES.start());
    if !SYLLABLES.contains(&code) || at.is_multiple_of(FINALS) {
        return None;
    }
    let mut out = [0; 9];
    let letters = [at / (FINALS * VOWELS), at / FINALS % VOWELS, at % FINALS];
    for ((letter, first), bytes) in letters.into_iter().zip(FIRST).zip(out.chunks_exact_mut(3)) {
        let code = letter + first;
        bytes.copy_from_slice(&[0xE0 | (code >> 12) as u8, 0x80 | (code >> 6) as u8 & 0x3F, 0x80 | code as u8 & 0x3F]);
    }
    Some(out)
}

/// Looks characters up; holds the table so that it is fetched once a text.
#[derive(Clone, Copy)]
pub(crate) struct Folder {
    table: &'static [Folded],
}

impl Folder {
    pub fn new() -> Self {
        Self { table: table() }
    }

    /// Class and folded form of one character.
    #[inline]
    pub fn get(self, c: char) -> Folded {
        let code = c as u32;
        let [first, second] = TABLED;
        if code < first.end {
            self.table[code as usize]
        } else if second.contains(&code) {
            self.table[(code - second.start + first.end) as usize]
        } else if matches!(c, '\u{4E00}'..='\u{9FFF}') {
            // Unified ideographs fold to themselves.
            let mut out = Folded { class: class::LETTER, len: 3, bytes: [0; 6] };
            c.encode_utf8(&mut out.bytes);
            out
        } else {
            met(c)
        }
    }

    /// True if `c` surely makes a word, alone or with others.
    #[inline]
    pub fn makes_a_word(self, c: char) -> bool {
        let folded = self.get(c);
        folded.class & (class::LETTER | class::NUMERIC) != 0 && !folded.bytes().is_empty()
    }

    /// Appends the folded form of `word` to `out`.
    pub fn fold_into(self, word: &str, out: &mut Vec<u8>) {
        let start = out.len();
        let mut moves = 0;
        for c in word.chars() {
            let folded = self.get(c);
            if folded.class & class::COMPLEX != 0
                && let Some(jamo) = jamo(c)
            {
                moves = 0;
                out.extend_from_slice(&jamo);
                continue;
            }
            // What is part of no word is folded all the same, so that the function is total.
            let outside = folded.class & class::INNER == 0 && !is_dropped(c);
            if outside || folded.class & class::COMPLEX != 0 || folded.len & FIRST_MOVES != 0 && moves != 0 {
                out.truncate(start);
                out.extend_from_slice(fold_fully(word).as_bytes());
                return;
            }
            if folded.len != 0 {
                moves = folded.len & LAST_MOVES;
                folded.append_to(out);
            }
        }
        lookalikes::straighten(out, start);
    }
}
